//! Reasons why two claims are of one event, or of two.

use std::fmt::{Display, Formatter};

macro_rules! reasons {
    ($($name:ident = $words:literal,)*) => {
        /// A reason for one event, or for two.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) enum MatchReason {
            $($name,)*
        }

        const ALL: &[(MatchReason, &str)] = &[$((MatchReason::$name, $words)),*];
    };
}

reasons! {
    PinnedSame = "knowledge/pins.csv says that they are the same",
    PinnedApart = "knowledge/pins.csv says that they are different",
    SameListedEvent = "both names are of one row of knowledge/gazetteer/events.csv",
    SameEntity = "the same entity",
    SameName = "the same name",
    NameWithin = "one name is a part of the other",
    SameWords = "descriptions in the same words",
    WordsWithin = "the words of one description are among those of the other",
    CommonWords = "descriptions with words in common",
    SameHead = "the same noun",
    SameParticipants = "the same participants",
    SameCountries = "participants of the same countries",
    SameForce = "the same force in the same place",
    ParticipantsWithin = "the participants of one are among those of the other",
    SamePlace = "the same place",
    SameOrdinal = "the same number in a series",
    SameDay = "the same day",
    SameDate = "the same date",
    SameButYear = "the same day or month, and one of the years is only inferred",
    DateError = "the same names, and dates that differ only in the year, the month or the day",
    DateWithin = "one date is within the other",
    SameArticle = "both are in one article",
    CommonContext = "common names in the sentences",
    SameStory = "both articles mention the same people and places",
    SameNews = "both articles are news of the same days",
    SeparatedByArticle = "one article mentions both as two events",
    DifferentName = "different names",
    DifferentEntity = "different entities",
    DifferentOrdinal = "different numbers in a series",
    DifferentYear = "such events recur, and the years differ",
    DifferentPlace = "different places",
    DifferentParticipants = "different participants",
    DifferentWords = "different descriptions",
    DifferentContext = "different names in the sentences",
    DatesConflict = "no day satisfies both dates",
    MayRecur = "such an event may happen more than once",
    FarApart = "only a short name in common, and many years between the dates",
    SeparateSources = "each has sources and participants of its own",
    TooLittle = "too little in common",
    Ambiguous = "it may as well be another event of the name",
}

/// A set of reasons. Printed as a list, for display only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct MatchReasons(u64);

impl MatchReasons {
    pub(crate) fn add(&mut self, reason: MatchReason) {
        self.0 |= 1 << reason as u8;
    }

    /// Returns the set with one more reason.
    pub(crate) fn with(mut self, reason: MatchReason) -> Self {
        self.add(reason);
        self
    }

    pub(crate) fn has(self, reason: MatchReason) -> bool {
        self.0 & (1 << reason as u8) != 0
    }

    /// True if all reasons, and at least one, are about dates.
    pub(crate) fn are_about_dates(self) -> bool {
        let dates = Self::default().with(MatchReason::DifferentYear).with(MatchReason::DatesConflict);
        !self.is_empty() && self.0 & !dates.0 == 0
    }

    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl Display for MatchReasons {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        let all = ALL.iter().filter(|(reason, _)| self.has(*reason));
        for (number, (_, words)) in all.enumerate() {
            if number > 0 {
                f.write_str("; ")?;
            }
            f.write_str(words)?;
        }
        Ok(())
    }
}
