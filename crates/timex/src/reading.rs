//! What was read: [`TimeReading`] and its parts.

use std::ops::Range;

use annals_edtf::{Day, Edtf};
use serde::Serialize;

use crate::trace::Trace;

/// A stretch of a text that is read as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// What it is to the text.
    pub role: Role,
}

impl Part {
    /// The paragraphs of a plain text, which are what stands between empty lines. A short line without
    /// a mark at its end is a heading.
    #[must_use]
    pub fn paragraphs(text: &str) -> Vec<Self> {
        let mut parts = Vec::new();
        let (mut start, mut at) = (None, 0);
        let mut lines = 0;
        let mut end = |range: Range<usize>, lines| {
            let words = text.get(range.clone()).unwrap_or_default().trim_end();
            let is_heading = lines == 1
                && words.len() <= LONGEST_HEADING
                && words
                    .ends_with(|c: char| c.is_alphanumeric() || matches!(c, ')' | '\'' | '’' | '"' | '”'));
            let role = if is_heading { Role::Heading } else { Role::Prose };
            parts.push(Self { range, role });
        };
        for line in text.split_inclusive('\n') {
            if line.trim().is_empty() {
                if let Some(start) = start.take() {
                    end(start..at, std::mem::take(&mut lines));
                }
            } else {
                start.get_or_insert(at);
                lines += 1;
            }
            at += line.len();
        }
        if let Some(start) = start {
            end(start..at, lines);
        }
        parts
    }
}

/// Bytes of the longest line that can be a heading.
const LONGEST_HEADING: usize = 100;

/// What a [`Part`] is to its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// The story itself.
    Prose,
    /// Words about a picture: their dates never become the reference of prose.
    Caption,
    /// A heading.
    Heading,
}

/// What is known of a text beside its words. By default nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// When it was published.
    pub published: Option<Edtf>,
    /// The date at its head, of its reporting.
    pub dateline: Option<Edtf>,
}

/// All that a text says of time, in the order of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TimeReading {
    /// Every expression; none overlaps another.
    pub expressions: Vec<TimeExpression>,
    /// Which of them are the two ends of a period.
    pub periods: Vec<Period>,
}

/// One expression of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeExpression {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// The same with all of the phrase that it stands at the head of, where a history tells it: "two months of
    /// hard work".
    pub extent: Range<usize>,
    /// TIMEX3 type.
    pub kind: TimexKind,
    /// TIMEX3 value.
    pub value: String,
    /// TIMEX3 mod.
    pub modifier: Option<Modifier>,
    /// Which days it means, where that is known.
    pub edtf: Option<Edtf>,
    /// Whether the words say it themselves.
    pub basis: Basis,
    /// What the words before the expression say of it.
    pub relation: Relation,
    /// The weekday stated with a full date; 1 is Monday.
    pub weekday: Option<u8>,
    /// A date that no calendar has.
    pub impossible: Option<Impossible>,
    /// A whole amount of time.
    pub duration: Option<(u32, DurationUnit)>,
    /// How it was read: [`Grammar::explain`](crate::Grammar::explain) tells it to people.
    pub trace: Trace,
}

impl TimeExpression {
    /// Whether it is a time that is not to be found on a calendar: the past, now, the future.
    #[must_use]
    pub fn is_vague(&self) -> bool {
        self.kind == TimexKind::Date && self.edtf.is_none() && self.value.ends_with(VAGUE_ENDING)
    }
}

/// End of the TIMEX3 values of such times.
const VAGUE_ENDING: &str = "_REF";

/// A period told by its two ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// Number of the expression that tells its beginning.
    pub first: usize,
    /// Number of the expression that tells its end.
    pub last: usize,
    /// Bytes of the text, from the one to the other.
    pub range: Range<usize>,
    /// The whole, where both ends are known.
    pub edtf: Option<Edtf>,
}

/// A date that no calendar has, as it was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Impossible {
    /// The year, if one was told.
    pub year: Option<i32>,
    /// The month.
    pub month: u8,
    /// A day that the month does not have.
    pub day: u8,
}

/// Whether the words say a date or lean on something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Basis {
    /// The words say all of it.
    Stated,
    /// It was resolved against another date, or could not be: the trace tells.
    Resolved,
}

/// The type of a TIMEX3 annotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum TimexKind {
    /// A point of the calendar, a day or coarser.
    Date,
    /// A point within a day.
    Time,
    /// An amount.
    Duration,
    /// Something that recurs.
    Set,
}

macro_rules! keywords {
    ($(#[$doc:meta])* $type:ident { $($(#[$variant_doc:meta])* $name:ident = $text:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $type { $($(#[$variant_doc])* $name),* }

        impl $type {
            /// The names under which grammars tell them.
            pub const NAMES: &'static [&'static str] = &[$($text),*];

            /// The one of this name.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                match name { $($text => Some(Self::$name),)* _ => None }
            }

            /// Its name.
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
        /// Nearly so much.
        LessThan = "less-than",
        /// More than so much.
        MoreThan = "more-than",
        /// So much at most.
        EqualOrLess = "equal-or-less",
        /// So much at least.
        EqualOrMore = "equal-or-more",
        /// At its beginning.
        Start = "start",
        /// In its middle.
        Mid = "mid",
        /// Towards its end.
        End = "end",
        /// Thereabouts.
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
        /// An age of no set length.
        Era = "era",
    }
}

keywords! {
    /// What the words before an expression say of it.
    Relation {
        /// Nothing else: at it, on it, in it.
        At = "at",
        /// No later than it.
        By = "by",
        /// From it on, to the moment of speech.
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
        /// All through it.
        During = "during",
        /// Between it and another.
        Between = "between",
    }
}

impl Modifier {
    /// As TIMEX3 writes it.
    #[must_use]
    pub fn timex3(self) -> String {
        self.name().replace('-', "_").to_uppercase()
    }
}

impl Serialize for Modifier {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.timex3())
    }
}

/// One expression as a line of JSON tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row<'r> {
    /// First code point of the text.
    pub start: usize,
    /// Code point after the last.
    pub end: usize,
    /// The words.
    pub text: &'r str,
    /// TIMEX3 type.
    #[serde(rename = "type")]
    pub kind: TimexKind,
    /// TIMEX3 value.
    pub value: &'r str,
    /// TIMEX3 mod.
    #[serde(rename = "mod", skip_serializing_if = "Option::is_none")]
    pub modifier: Option<Modifier>,
    /// Which days it means.
    pub edtf: Option<&'r Edtf>,
    /// The first of them.
    pub earliest: Option<Day>,
    /// The last of them.
    pub latest: Option<Day>,
    /// The whole of a period that it is an end of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<&'r Edtf>,
}

impl TimeReading {
    /// The expressions with the words of `text`, which is the text that was read.
    pub fn rows<'r>(&'r self, text: &'r str) -> impl Iterator<Item = Row<'r>> {
        let (mut byte, mut point) = (0, 0);
        let mut point_at = move |target: usize| {
            point += text.get(byte..target).map_or(0, |between| between.chars().count());
            byte = target;
            point
        };
        let mut periods = self.periods.iter().peekable();
        self.expressions.iter().enumerate().map(move |(number, expression)| Row {
            start: point_at(expression.extent.start),
            end: point_at(expression.extent.end),
            text: text.get(expression.extent.clone()).unwrap_or_default(),
            kind: expression.kind,
            value: &expression.value,
            modifier: expression.modifier,
            edtf: expression.edtf.as_ref(),
            earliest: expression.edtf.as_ref().and_then(Edtf::earliest),
            latest: expression.edtf.as_ref().and_then(Edtf::latest),
            period: {
                while periods.next_if(|period| period.last < number).is_some() {}
                periods.peek().filter(|period| period.first <= number).and_then(|period| period.edtf.as_ref())
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Part, Role};

    #[test]
    fn empty_lines_part_paragraphs() {
        let text = "\nThe first war (1911)\n \r\none\ntwo\r\n \r\nthree.";
        let parts = Part::paragraphs(text);
        let words: Vec<_> = parts.iter().filter_map(|part| text.get(part.range.clone())).collect();
        assert_eq!(words, ["The first war (1911)\n", "one\ntwo\r\n", "three."]);
        let roles: Vec<_> = parts.iter().map(|part| part.role).collect();
        assert_eq!(roles, [Role::Heading, Role::Prose, Role::Prose]);
    }
}
