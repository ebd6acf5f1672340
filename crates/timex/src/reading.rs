//! The result of a reading: [`TimeReading`].

use std::ops::Range;

use annals_edtf::Edtf;

use crate::timex3::{DurationUnit, Modifier, Relation, TimexKind};
use crate::trace::Trace;

/// The time expressions of a text, in text order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TimeReading {
    /// The expressions. They do not overlap.
    pub expressions: Vec<TimeExpression>,
    /// The periods whose two ends are expressions.
    pub periods: Vec<Period>,
}

/// A time expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeExpression {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// The same with the complement of the expression, in historical narrative: "two months of hard work".
    pub extent: Range<usize>,
    /// TIMEX3 type.
    pub kind: TimexKind,
    /// TIMEX3 value.
    pub value: String,
    /// TIMEX3 mod.
    pub modifier: Option<Modifier>,
    /// The days that it denotes, if they are known.
    pub edtf: Option<Edtf>,
    /// Whether its words state the date or it was resolved.
    pub basis: Basis,
    /// The temporal relation that the words before it express.
    pub relation: Relation,
    /// The weekday stated with a full date; 1 is Monday.
    pub weekday: Option<u8>,
    /// A date that the calendar does not have.
    pub impossible: Option<ImpossibleDate>,
    /// An exact amount of time.
    pub duration: Option<(u32, DurationUnit)>,
    /// How it was read. See [`Grammar::explain`](crate::Grammar::explain).
    pub trace: Trace,
}

impl TimeExpression {
    /// Returns whether it denotes a time without a calendar date: the past, the present or the future.
    #[must_use]
    pub fn is_vague(&self) -> bool {
        self.kind == TimexKind::Date && self.edtf.is_none() && self.value.ends_with(VAGUE_SUFFIX)
    }
}

/// The suffix of the TIMEX3 values `PAST_REF`, `PRESENT_REF` and `FUTURE_REF`.
const VAGUE_SUFFIX: &str = "_REF";

/// A period whose two ends are expressions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// The index of the expression of its start.
    pub first: usize,
    /// The index of the expression of its end.
    pub last: usize,
    /// Bytes of the text, from the start of the first expression to the end of the last.
    pub range: Range<usize>,
    /// The whole period, if both ends are known.
    pub edtf: Option<Edtf>,
}

/// A date that the calendar does not have, as the text states it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ImpossibleDate {
    /// The year, if it is stated.
    pub year: Option<i32>,
    /// The month.
    pub month: u8,
    /// A day that the month does not have.
    pub day: u8,
}

/// Whether the words of an expression state its date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Basis {
    /// The words state all of it.
    Stated,
    /// It was resolved against another date, or could not be resolved.
    Resolved,
}
