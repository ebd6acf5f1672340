//! Relations between the statements of one article.

use std::collections::BTreeSet;

use annals_edtf::Edtf;
use serde::{Deserialize, Serialize};

use crate::{
    ArithmeticClaim, ArticleId, ClaimId, DurationRelation, EntityId, Evidence, EvidenceId, NameContexts,
    TemporalRelation,
};

/// How the statements of one article hang together. No dataset has these: linking and validation use them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relations {
    /// The article.
    pub article_id: ArticleId,
    /// Stated arithmetic that validation does again.
    pub arithmetic: Vec<ArithmeticClaim>,
    /// Which event came before, after or during which.
    pub temporal: Vec<TemporalRelation>,
    /// How much time lies between two points.
    pub durations: Vec<DurationRelation>,
    /// Forces that come to a place or leave it.
    pub force_movements: Vec<ForceMovement>,
    /// When the holders of positions did what their sentence says. Filled once the positions are rows.
    pub office_dates: Vec<OfficeDate>,
    /// Which numbers belong to which events.
    pub event_quantities: Vec<EventQuantity>,
    /// The names of the article with the words around them.
    pub name_contexts: NameContexts,
    /// Parties of events that are not in the gazetteer.
    pub unlisted_parties: Vec<UnlistedParties>,
    /// Offices of organisations that are not in the gazetteer. Filled once the positions are rows.
    pub office_attributions: Vec<OfficeAttribution>,
}

impl Relations {
    /// None yet, of this article.
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

/// Moves a list to where it just fits. An allocator may keep one that is only asked to shrink where it is.
pub(crate) fn fit<T>(list: &mut Vec<T>) {
    if list.capacity() > list.len() {
        let mut fitting = Vec::with_capacity(list.len());
        fitting.append(list);
        *list = fitting;
    }
}

/// A number told of an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventQuantity {
    /// The number.
    pub quantity: EvidenceId,
    /// The event.
    pub claim: ClaimId,
    /// What it counts there: the role of those counted, and whose they are; empty where the event
    /// itself says.
    pub of: String,
    /// What is counted, by one word for all that name the same thing.
    pub unit: String,
    /// The word for anybody, where those counted are people of some sort.
    pub among: Option<String>,
}

/// The two parties of an event, of which at least one is in no table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnlistedParties {
    /// The event.
    pub claim: ClaimId,
    /// Their names.
    pub parties: [EntityId; 2],
}

/// Whose office a position is, where what it is of is in no table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficeAttribution {
    /// The position.
    pub position: EvidenceId,
    /// Whose office.
    pub unlisted_office: UnlistedOffice,
}

/// An office of something that no table knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnlistedOffice {
    /// The office alone: "president".
    pub office: String,
    /// The name, or the adjective, of what it is of.
    pub of: String,
}

/// When somebody who is given a position does what is told of him in the same clause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficeDate {
    /// The position.
    pub position: EvidenceId,
    /// When.
    pub date: Edtf,
}

/// A claim that a force comes to a place or leaves it, with what its sentence says of both sides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForceMovement {
    /// The claim.
    pub claim: ClaimId,
    /// How much of the force.
    pub extent: Extent,
    /// Countries that the sentence names, by themselves, by their people or by what is theirs.
    pub countries: BTreeSet<EntityId>,
    /// Whose force it is and where, told by names that no table has.
    #[serde(default)]
    pub sides: Option<ForceSides>,
    /// The sentence.
    pub evidence: Evidence,
}

/// Whose force is where, by names that no table has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForceSides {
    /// The name of its country, or the adjective.
    pub home: EntityId,
    /// The place that it is in.
    pub host: EntityId,
}

/// How much of something a claim speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Extent {
    /// All of it: nothing is left behind.
    Whole,
    /// It is not said.
    Unsaid,
}
