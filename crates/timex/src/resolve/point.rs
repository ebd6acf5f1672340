//! [`Point`]: the date that a mention denotes, as far as it could be resolved.

use annals_edtf::Edtf;

use crate::date_value::{DateValue, year_value};
use crate::reading::{Basis, ImpossibleDate};
use crate::trace::Anchoring;

/// The date that a mention denotes, as far as it could be resolved.
#[derive(Clone, Debug)]
pub(super) struct Point {
    pub(super) date: Option<DateValue>,
    /// TIMEX3 value.
    pub(super) value: String,
    pub(super) edtf: Option<Edtf>,
    pub(super) basis: Basis,
    pub(super) impossible: Option<ImpossibleDate>,
    pub(super) anchoring: Option<Anchoring>,
}

impl Point {
    fn new(date: DateValue, basis: Basis) -> Self {
        let (value, edtf) = (date.timex3(), date.edtf());
        Self { date: Some(date), value, edtf, basis, impossible: None, anchoring: None }
    }

    /// A date that the words state.
    pub(super) fn stated(date: DateValue) -> Self {
        Self::new(date, Basis::Stated)
    }

    /// A date that is anchored to another.
    pub(super) fn anchored(date: DateValue, anchoring: Anchoring) -> Self {
        Self { anchoring: Some(anchoring), ..Self::new(date, Basis::Resolved) }
    }

    /// A date without a known anchor, as a TIMEX3 value with placeholders.
    pub(super) fn unresolved(value: String) -> Self {
        Self { date: None, value, edtf: None, basis: Basis::Resolved, impossible: None, anchoring: None }
    }

    /// A stated date that the calendar does not have.
    pub(super) fn impossible(date: ImpossibleDate) -> Self {
        let year = date.year.map_or_else(|| "XXXX".to_owned(), year_value);
        let value = format!("{year}-{:02}-{:02}", date.month, date.day);
        Self { basis: Basis::Stated, impossible: Some(date), ..Self::unresolved(value) }
    }
}
