//! What is compared when two claims are scored: the features of a claim.
//!
//! Names are sets of symbols. A set is sorted, has each symbol once, and has no spare room.

use std::sync::Arc;

use annals_edtf::{Edtf, Qualifier};
use annals_model::{ArticleId, Claim, DateBasis, EntityId};

use crate::day_range::DayRange;
use crate::event_class::EventClass;
use crate::symbols::Symbol;

/// The features of a claim.
pub(crate) struct ClaimFeatures<'r> {
    pub(crate) claim: &'r Claim,
    pub(crate) class: EventClass<'r>,
    pub(crate) identity: IdentityFeatures,
    pub(crate) name: NameFeatures,
    pub(crate) participants: ParticipantFeatures,
    pub(crate) place: Option<PlaceFeatures>,
    /// The force that moves, where the claim is of a movement.
    pub(crate) movement: Option<ForceMovement>,
    pub(crate) date: DateFeatures,
    pub(crate) context: ContextFeatures,
    /// The features of its article, shared by all claims of it.
    pub(crate) article: Arc<ArticleFeatures<'r>>,
}

impl ClaimFeatures<'_> {
    /// Returns the date that the claim states.
    pub(crate) fn date(&self) -> Option<&Edtf> {
        self.claim.date.as_ref().map(|date| &date.edtf)
    }

    /// True if a name, a row of the gazetteer or an entity identifies the event.
    pub(crate) fn is_named(&self) -> bool {
        self.identity.basis != IdentityBasis::Description
    }

    /// True if the year of the date is only inferred and marked as uncertain.
    pub(crate) fn has_uncertain_year(&self) -> bool {
        self.claim.date.as_ref().is_some_and(|date| {
            date.basis == DateBasis::Resolved
                && matches!(&date.edtf, Edtf::Date(day) if day.qualifier != Qualifier::Certain)
        })
    }

    /// True if both claims are of one article.
    pub(crate) fn shares_article(&self, other: &Self) -> bool {
        self.article.id == other.article.id
    }

    /// True if both claims are of one kind, not only of one class.
    pub(crate) fn shares_kind(&self, other: &Self) -> bool {
        self.claim.kind == other.claim.kind
    }
}

/// What identifies the event of a claim.
pub(crate) struct IdentityFeatures {
    pub(crate) basis: IdentityBasis,
    /// The entity that was founded, was born or came to an end. Also kept where the claim names one of
    /// two sides: the identifier of the event has it.
    pub(crate) entity: Option<EntityId>,
    pub(crate) uniqueness: Uniqueness,
}

/// By what an event is identified.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum IdentityBasis {
    /// A row of `gazetteer/events.csv`, by its number.
    ListedEvent(usize),
    /// The entity that it happens to.
    Entity(Symbol),
    /// A proper name.
    ProperName,
    /// Only kind, words, date, participants and place.
    Description,
}

/// Whether there is only one such event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Uniqueness {
    /// It is the only one of the kind for the country, or the pair of parties, with this key.
    Key(Symbol),
    /// The words say that something was undone or done again.
    Reversal,
    /// Not known.
    Unknown,
}

impl Uniqueness {
    /// Returns the key of a unique event.
    pub(crate) fn key(self) -> Option<Symbol> {
        match self {
            Self::Key(key) => Some(key),
            Self::Reversal | Self::Unknown => None,
        }
    }

    /// True if the words say that something was undone or done again.
    pub(crate) fn is_reversal(self) -> bool {
        self == Self::Reversal
    }
}

/// The name of the event.
pub(crate) struct NameFeatures {
    pub(crate) keys: NameKeys,
    /// The words of `keys` that name no participant and no place. Compared with the same of the other
    /// claim, less the names that its context has.
    pub(crate) specific: Box<[Symbol]>,
    /// True if the event is named after an entity of the article and its kind can recur.
    pub(crate) is_borrowed: bool,
    /// True if the event goes by the name of one of its two sides.
    pub(crate) is_side: bool,
}

/// The words of the name of an event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct NameKeys {
    /// The words that say more than the kind of the event; synonyms have one symbol.
    pub(crate) words: Box<[Symbol]>,
    /// The years in the name, sorted.
    pub(crate) years: Box<[i32]>,
    /// The number of the noun rule whose words say of what kind the event is.
    pub(crate) head: Option<Symbol>,
    /// True if one of the words is no synonym of a word that many names have, such as "friendship".
    pub(crate) is_distinctive: bool,
    pub(crate) capitals: Capitals,
    /// The words in their order, as a slug for an identifier.
    pub(crate) slug: Box<str>,
}

/// How many of the words of a name have a capital.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Capitals {
    /// None, or there are no words.
    #[default]
    None,
    Some,
    All,
}

impl NameKeys {
    /// True if a word has a capital.
    pub(crate) fn has_capital(&self) -> bool {
        self.capitals != Capitals::None
    }

    /// True if there are words and all have a capital: "Red Kestrel".
    pub(crate) fn has_only_capitals(&self) -> bool {
        self.capitals == Capitals::All
    }
}

/// Who takes part in the event.
pub(crate) struct ParticipantFeatures {
    /// The participants.
    pub(crate) ids: Box<[Symbol]>,
    /// The countries that they belong to.
    pub(crate) countries: Box<[Symbol]>,
    /// The participants that are people.
    pub(crate) people: Box<[Symbol]>,
    /// The words of all forms of their names in the article. Compared with the `specific` words of the
    /// name of a claim that has no participants.
    pub(crate) name_words: Box<[Symbol]>,
}

/// Where the event happened.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct PlaceFeatures {
    pub(crate) id: Symbol,
    pub(crate) is_country: bool,
}

/// A force and where it moves to or from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ForceMovement {
    /// The country of the force and the other one, sorted.
    pub(crate) sides: [Symbol; 2],
    /// True if a number identifies a part of the force.
    pub(crate) is_numbered: bool,
}

impl ForceMovement {
    /// True if both are of the same force in the same place.
    pub(crate) fn is_same(self, other: Self) -> bool {
        self.sides == other.sides
    }

    /// True if the two have no side in common.
    pub(crate) fn is_disjoint(self, other: Self) -> bool {
        !self.sides.iter().any(|side| other.sides.contains(side))
    }
}

/// When the event happened.
pub(crate) struct DateFeatures {
    /// The days of the date. `None` where there is no date.
    pub(crate) days: Option<DayRange>,
    pub(crate) year: YearBasis,
}

/// Whether the words of a date state the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum YearBasis {
    /// Stated, or there is no date.
    Stated,
    /// Missing in words that state a day or a month: "on 20 August".
    Omitted,
}

/// Names in the words of the claim and around them.
pub(crate) struct ContextFeatures {
    /// Plain words of all names: participants, place, words with capitals, context. Compared with the words
    /// of the name of the other claim, which are no difference where they are among these.
    pub(crate) words: Box<[Symbol]>,
    /// Stems of the same names, less the words of the date. Compared with the stems of the other claim.
    pub(crate) stems: Box<[Symbol]>,
    /// The stems that are no words of the name. Compared with the same of the other claim: two claims of one
    /// name with several of these and none in common are of two events.
    pub(crate) stems_outside_name: Box<[Symbol]>,
    /// The stems of the participants and of the place. Common stems that both claims have here have been
    /// counted as participants or place already.
    pub(crate) entity_stems: Box<[Symbol]>,
    /// The numbers of units, such as "10th". Compared with those of the other claim.
    pub(crate) unit_numbers: Box<[Symbol]>,
    /// True if the quote has a word with a capital that is no part of the name, the date, a participant or
    /// the place. Where both claims have one and no stem is common, the contexts differ.
    pub(crate) has_other_names: bool,
}

/// The article of a claim.
pub(crate) struct ArticleFeatures<'r> {
    pub(crate) id: &'r ArticleId,
    /// The days on which it may have been published.
    pub(crate) published: Option<DayRange>,
    /// The people that it mentions, and the organisations and places that the gazetteer does not list.
    pub(crate) entities: Box<[Symbol]>,
}

#[cfg(test)]
mod tests {
    use super::ClaimFeatures;

    /// There is one for every claim of a run.
    #[test]
    fn features_of_a_claim_are_small() {
        assert!(size_of::<ClaimFeatures<'_>>() <= 416, "{}", size_of::<ClaimFeatures<'_>>());
    }
}
