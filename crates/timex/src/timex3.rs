//! The types, modifiers and units of TIMEX3, and the temporal relations that signal words express.

use serde::{Serialize, Serializer};

/// The type of a TIMEX3 annotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum TimexKind {
    /// A calendar date, a day or coarser.
    Date,
    /// A time of day.
    Time,
    /// An amount of time.
    Duration,
    /// A recurring time.
    Set,
}

macro_rules! keywords {
    ($(#[$doc:meta])* $type:ident { $($(#[$variant_doc:meta])* $name:ident = $text:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $type { $($(#[$variant_doc])* $name),* }

        impl $type {
            /// The names of all variants in grammars.
            pub const NAMES: &'static [&'static str] = &[$($text),*];

            /// Returns the variant with this name.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                match name { $($text => Some(Self::$name),)* _ => None }
            }

            /// Returns its name in grammars.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$name => $text),* }
            }
        }
    };
}

keywords! {
    /// How an expression qualifies its value: TIMEX3 `mod`.
    Modifier {
        /// Before it.
        Before = "before",
        /// After it.
        After = "after",
        /// No later than it.
        OnOrBefore = "on-or-before",
        /// No earlier than it.
        OnOrAfter = "on-or-after",
        /// Less than the amount.
        LessThan = "less-than",
        /// More than the amount.
        MoreThan = "more-than",
        /// At most the amount.
        EqualOrLess = "equal-or-less",
        /// At least the amount.
        EqualOrMore = "equal-or-more",
        /// At its start.
        Start = "start",
        /// In its middle.
        Mid = "mid",
        /// At its end.
        End = "end",
        /// Approximately.
        Approx = "approx",
    }
}

keywords! {
    /// A unit of an amount of time.
    DurationUnit {
        /// 1/60 minute.
        Second = "second",
        /// 60 seconds.
        Minute = "minute",
        /// 60 minutes.
        Hour = "hour",
        /// A day.
        Day = "day",
        /// Saturday and Sunday.
        Weekend = "weekend",
        /// Seven days.
        Week = "week",
        /// A month.
        Month = "month",
        /// Three months.
        Quarter = "quarter",
        /// Spring, summer, autumn or winter.
        Season = "season",
        /// A year.
        Year = "year",
        /// Ten years.
        Decade = "decade",
        /// A hundred years.
        Century = "century",
        /// A thousand years.
        Millennium = "millennium",
        /// An age of unspecified length.
        Era = "era",
    }
}

keywords! {
    /// The temporal relation that the signal words before an expression express (TimeML `SIGNAL`).
    Relation {
        /// At, on or in it; also the relation of an expression without signal words.
        At = "at",
        /// No later than it.
        By = "by",
        /// From it until the document creation time.
        Since = "since",
        /// Up to it.
        Until = "until",
        /// Before it.
        Before = "before",
        /// After it.
        After = "after",
        /// From it on.
        From = "from",
        /// Up to it, as the end of a period.
        To = "to",
        /// Throughout it.
        During = "during",
        /// Between it and another date.
        Between = "between",
    }
}

impl Modifier {
    /// Returns the TIMEX3 notation.
    ///
    /// ```
    /// assert_eq!(annals_timex::Modifier::OnOrBefore.timex3(), "ON_OR_BEFORE");
    /// ```
    #[must_use]
    pub fn timex3(self) -> String {
        self.name().replace('-', "_").to_uppercase()
    }
}

impl Serialize for Modifier {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.timex3())
    }
}
