//! Relations between the statements of one article.

use std::collections::BTreeSet;

use annals_edtf::Edtf;
use serde::{Deserialize, Serialize};

use crate::{
    ArithmeticClaim, ArticleId, ClaimId, DurationRelation, EntityId, Evidence, EvidenceId, NameContexts,
    TemporalRelation,
};

/// Relations between the statements of one article. Linking and validation use them; they are in no dataset.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relations {
    /// The article.
    pub article_id: ArticleId,
    /// Arithmetic that validation recalculates.
    pub arithmetic: Vec<ArithmeticClaim>,
    /// Temporal relations between events: before, after, during.
    pub temporal: Vec<TemporalRelation>,
    /// The stated time between two time anchors.
    pub durations: Vec<DurationRelation>,
    /// Forces that arrive at a place or leave it.
    pub force_movements: Vec<ForceMovement>,
    /// Dates of the actions of office holders. Linking fills them when it creates the rows of positions.
    pub office_dates: Vec<OfficeDate>,
    /// Quantities of events.
    pub event_quantities: Vec<EventQuantity>,
    /// The names of the article with their contexts.
    pub name_contexts: NameContexts,
    /// Pairs of parties that are not both in the gazetteer.
    pub unlisted_parties: Vec<UnlistedParties>,
    /// Offices whose owner is not in the gazetteer. Linking fills them when it creates the rows of positions.
    pub office_attributions: Vec<OfficeAttribution>,
}

impl Relations {
    /// Creates empty relations of an article.
    #[must_use]
    pub fn new(article_id: ArticleId) -> Self {
        Self {
            article_id,
            arithmetic: Vec::new(),
            temporal: Vec::new(),
            durations: Vec::new(),
            force_movements: Vec::new(),
            office_dates: Vec::new(),
            event_quantities: Vec::new(),
            name_contexts: NameContexts::default(),
            unlisted_parties: Vec::new(),
            office_attributions: Vec::new(),
        }
    }

    pub(crate) fn shrink(&mut self) {
        fit(&mut self.arithmetic);
        fit(&mut self.temporal);
        fit(&mut self.durations);
        fit(&mut self.force_movements);
        fit(&mut self.event_quantities);
        self.name_contexts.shrink();
        fit(&mut self.unlisted_parties);
    }
}

/// Moves a list to an allocation of its exact size. With `shrink_to_fit`, an allocator may keep the old block.
pub(crate) fn fit<T>(list: &mut Vec<T>) {
    if list.capacity() > list.len() {
        let mut fitting = Vec::with_capacity(list.len());
        fitting.append(list);
        *list = fitting;
    }
}

/// A quantity that belongs to an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventQuantity {
    /// The quantity.
    pub quantity: EvidenceId,
    /// The event.
    pub claim: ClaimId,
    /// The role of those counted, such as wounded, and their affiliation; empty if the event itself implies it.
    pub of: String,
    /// The unit: one canonical word for all synonyms.
    pub unit: String,
    /// The generic word for people, if those counted are a group of people such as officers.
    pub among: Option<String>,
}

/// The two parties of an event, at least one of which is not in the gazetteer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnlistedParties {
    /// The event.
    pub claim: ClaimId,
    /// Their names.
    pub parties: [EntityId; 2],
}

/// The office of a position whose owner is not in the gazetteer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficeAttribution {
    /// The position.
    pub position: EvidenceId,
    /// The office and its owner.
    pub unlisted_office: UnlistedOffice,
}

/// An office whose owner is not in the gazetteer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnlistedOffice {
    /// The office without its owner: "president".
    pub office: String,
    /// The name, or the adjective, of the owner: the organisation or country that the office belongs to.
    pub of: String,
}

/// The date of an action of an office holder, stated in the clause that names the office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficeDate {
    /// The position.
    pub position: EvidenceId,
    /// The date of the action.
    pub date: Edtf,
}

/// A claim that a force arrives at a place or leaves it, with the countries that its sentence names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForceMovement {
    /// The claim.
    pub claim: ClaimId,
    /// Whether the whole force moves.
    pub extent: Extent,
    /// Countries that the sentence names directly, by demonym or by an entity that belongs to them.
    pub countries: BTreeSet<EntityId>,
    /// The home country and the host place of the force, if they are not in the gazetteer.
    #[serde(default)]
    pub sides: Option<ForceSides>,
    /// The sentence.
    pub evidence: Evidence,
}

/// The home and the host of a force, by names that are not in the gazetteer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForceSides {
    /// The name, or the adjective, of the country that the force belongs to.
    pub home: EntityId,
    /// The place where the force is.
    pub host: EntityId,
}

/// How much of a force a claim refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Extent {
    /// All of it.
    Whole,
    /// Not stated.
    Unsaid,
}
