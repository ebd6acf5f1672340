//! Time expressions as records for other programs.

use annals_edtf::{Day, Edtf};
use serde::Serialize;

use crate::reading::TimeReading;
use crate::timex3::{Modifier, TimexKind};

/// A time expression as a flat record, as `annals dates` prints it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TimexRecord<'r> {
    /// The first code point in the text.
    pub start: usize,
    /// The code point after the last.
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
    /// The days that it denotes.
    pub edtf: Option<&'r Edtf>,
    /// The first of these days.
    pub earliest: Option<Day>,
    /// The last of these days.
    pub latest: Option<Day>,
    /// The whole period, if it is an end of one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<&'r Edtf>,
}

impl TimeReading {
    /// Returns the records of the expressions, in text order. `text` is the text that was read.
    pub fn records<'r>(&'r self, text: &'r str) -> impl Iterator<Item = TimexRecord<'r>> {
        let (mut byte, mut point) = (0, 0);
        let mut point_at = move |target: usize| {
            point += text.get(byte..target).map_or(0, |between| between.chars().count());
            byte = target;
            point
        };
        let mut periods = self.periods.iter().peekable();
        self.expressions.iter().enumerate().map(move |(index, expression)| TimexRecord {
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
                while periods.next_if(|period| period.last < index).is_some() {}
                periods.peek().filter(|period| period.first <= index).and_then(|period| period.edtf.as_ref())
            },
        })
    }
}
