//! [`Resolution`]: the result of resolving one mention.

use annals_edtf::{Edtf, Qualifier};

use super::point::Point;
use crate::date_value::DateValue;
use crate::reading::{Basis, ImpossibleDate};
use crate::timex3::{DurationUnit, TimexKind};
use crate::trace::Anchoring;

/// The result of resolving one mention.
#[derive(Clone, Debug)]
pub(super) struct Resolution {
    pub(super) kind: TimexKind,
    /// TIMEX3 value.
    pub(super) value: String,
    pub(super) edtf: Option<Edtf>,
    pub(super) date: Option<DateValue>,
    pub(super) basis: Basis,
    pub(super) impossible: Option<ImpossibleDate>,
    pub(super) duration: Option<(u32, DurationUnit)>,
    pub(super) anchoring: Option<Anchoring>,
}

impl Resolution {
    /// A resolution without a date.
    pub(super) fn new(kind: TimexKind, value: String) -> Self {
        Self {
            kind,
            value,
            edtf: None,
            date: None,
            basis: Basis::Stated,
            impossible: None,
            duration: None,
            anchoring: None,
        }
    }

    /// The resolution to a date.
    pub(super) fn of_point(kind: TimexKind, value: String, point: Point) -> Self {
        let is_uncertain = point.anchoring.is_some_and(|anchoring| anchoring.is_uncertain());
        let edtf = match point.edtf {
            Some(edtf) if is_uncertain => Some(edtf.qualified(Qualifier::Uncertain)),
            edtf => edtf,
        };
        Self {
            kind,
            value,
            edtf,
            date: point.date,
            basis: point.basis,
            impossible: point.impossible,
            duration: None,
            anchoring: point.anchoring,
        }
    }

    /// Whether the year is uncertain.
    pub(super) fn is_uncertain(&self) -> bool {
        self.anchoring.is_some_and(|anchoring| anchoring.is_uncertain())
    }
}
