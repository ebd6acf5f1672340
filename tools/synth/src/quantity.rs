//! Numbers of something: exact, or rounded in a way that still holds.

use serde::Deserialize;

use crate::choices::Choices;
use crate::rng::Rng;
use crate::truth::QuantityRecord;
use crate::writer::Writer;

/// A `[[qualifier]]` of `data/telling.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Qualifier {
    id: Bound,
    forms: Choices<String>,
}

/// What a qualifier says of its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Bound {
    Exactly,
    About,
    MoreThan,
    LessThan,
    AtLeast,
    AtMost,
}

impl Bound {
    fn id(self) -> &'static str {
        match self {
            Self::Exactly => "exactly",
            Self::About => "about",
            Self::MoreThan => "more-than",
            Self::LessThan => "less-than",
            Self::AtLeast => "at-least",
            Self::AtMost => "at-most",
        }
    }

    /// A round number of which this can truly be said, given what is the case.
    fn number(self, truth: u32) -> u32 {
        let step = 10_u32.pow(truth.max(10).ilog10() - 1) * 5;
        let below = truth.saturating_sub(1) / step * step;
        match self {
            Self::Exactly => truth,
            Self::About => (truth + step / 2) / step * step,
            Self::MoreThan | Self::AtLeast => below,
            Self::LessThan | Self::AtMost => below + step * 2,
        }
    }
}

/// Whether a number may be rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rounding {
    Exact,
    Any,
}

impl Writer<'_, '_> {
    /// Writes "more than 4,000 soldiers".
    pub(crate) fn quantity(
        &mut self,
        truth: u32,
        unit: &str,
        rounding: Rounding,
        event_id: Option<&str>,
        rng: &mut Rng,
    ) {
        let exact = rounding == Rounding::Exact || truth < 30;
        let qualifiers = &self.data.telling.qualifier;
        let chosen = qualifiers.pick_where(rng, |it| !exact || it.id == Bound::Exactly);
        let Some(qualifier) = chosen else { return };
        let value = qualifier.id.number(truth);
        let form = qualifier.forms.pick(rng);
        let start = self.page.mark();
        self.page.push(&form.replace("{n}", &grouped(value)));
        self.page.push(" ");
        self.page.push(unit);
        let (text, span) = self.page.since(start);
        self.records.quantities.push(QuantityRecord {
            article: self.stem.to_owned(),
            event_id: event_id.map(str::to_owned),
            value,
            qualifier: qualifier.id.id().to_owned(),
            unit: unit.to_owned(),
            text: text.to_owned(),
            span,
        });
    }
}

/// 1234567 as 1,234,567.
fn grouped(number: u32) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped() {
        assert_eq!(grouped(7), "7");
        assert_eq!(grouped(1000), "1,000");
        assert_eq!(grouped(1_234_567), "1,234,567");
    }

    #[test]
    fn round_numbers_stay_true() {
        for truth in (30..5000).chain([12_345, 39_897]) {
            assert!(Bound::MoreThan.number(truth) < truth);
            assert!(Bound::AtLeast.number(truth) <= truth);
            assert!(Bound::LessThan.number(truth) > truth);
            assert!(Bound::AtMost.number(truth) >= truth);
            assert!(Bound::About.number(truth).abs_diff(truth) * 10 <= truth * 3, "{truth}");
        }
    }
}
