//! Why two claims are of one event, or of two.

use std::fmt::{Display, Formatter};

macro_rules! reasons {
    ($($name:ident = $words:literal,)*) => {
        /// One reason.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(super) enum Reason {
            $($name,)*
        }

        const ALL: &[(Reason, &str)] = &[$((Reason::$name, $words)),*];
    };
}

reasons! {
    PinnedSame = "knowledge/pins.csv says that they are the same",
    PinnedApart = "knowledge/pins.csv says that they are different",
    Alias = "both names are of one row of knowledge/gazetteer/events.csv",
    SameThing = "it happens to the same one",
    SameName = "the same name",
    NameWithin = "one name is a part of the other",
    SameWords = "described in the same words",
    WordsWithin = "the words of one description are among those of the other",
    LikeWords = "descriptions with words in common",
    SameHead = "the same noun",
    SameParties = "the same parties",
    SameLands = "parties of the same countries",
    SameSides = "the same force, in the same place",
    PartiesWithin = "the parties of one are among those of the other",
    SamePlace = "the same place",
    SameOrdinal = "the same number in its series",
    SameDay = "the same day",
    SameTime = "the same date",
    SameButYear = "the same day, or month, but for a year that one of them only implies",
    SlipOfDate = "the same names, and dates that differ in the year, the month or the day alone",
    DateWithin = "one date is within the other",
    OneArticle = "one article tells both",
    NamesAround = "the same names in the sentences",
    SameStory = "both articles tell of the same people and places",
    SameNews = "both are news of the same days",
    ToldApart = "one article tells the two apart",
    OtherName = "different names",
    OtherThing = "it happens to different ones",
    OtherOrdinal = "different numbers in a series",
    OtherYear = "such events come again, and the years differ",
    OtherPlace = "different places",
    OtherParties = "different parties",
    OtherWords = "described as different things",
    OtherNamesAround = "different names in the sentences",
    DatesConflict = "no day satisfies both dates",
    OtherTime = "such a thing may happen to it more than once",
    FarApart = "nothing but a short name in common, and many years between them",
    OwnWitnesses = "each has witnesses and parties of its own",
    Little = "not enough in common",
    Several = "it may as well be another one of the name",
}

/// Several reasons.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Reasons(u64);

impl Reasons {
    pub(super) fn add(&mut self, reason: Reason) {
        self.0 |= 1 << reason as u8;
    }

    pub(super) fn with(mut self, reason: Reason) -> Self {
        self.add(reason);
        self
    }

    pub(super) fn has(self, reason: Reason) -> bool {
        self.0 & (1 << reason as u8) != 0
    }

    /// Whether there is none but dates.
    pub(super) fn is_of_dates(self) -> bool {
        let dates = Self::default().with(Reason::OtherYear).with(Reason::DatesConflict);
        !self.is_empty() && self.0 & !dates.0 == 0
    }

    pub(super) fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl Display for Reasons {
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
