//! The sentences for statements of events of any kind, and the qualifiers of numbers.

use serde::Deserialize;

use crate::choices::Choices;
use crate::data::kind::EventSlot;
use crate::data::prose::Prose;
use crate::template::Template;

/// `data/statements.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct StatementData {
    pub(crate) planned: Sentences,
    pub(crate) reported: Sentences,
    pub(crate) denied: Sentences,
    pub(crate) anniversaries: Sentences,
    pub(crate) durations: Sentences,
    pub(crate) items: Sentences,
    pub(crate) bullets: Sentences,
    pub(crate) bullet_headings: Choices<String>,
    pub(crate) lists: Choices<Prose>,
    pub(crate) qualifier: Choices<Qualifier>,
}

pub(crate) type Sentences = Choices<Template<EventSlot>>;

/// A `[[qualifier]]` of `data/statements.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Qualifier {
    pub(crate) id: Bound,
    pub(crate) forms: Choices<String>,
}

/// The meaning of a qualifier.
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
    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::Exactly => "exactly",
            Self::About => "about",
            Self::MoreThan => "more-than",
            Self::LessThan => "less-than",
            Self::AtLeast => "at-least",
            Self::AtMost => "at-most",
        }
    }

    /// A round number for which the qualifier is true, given the exact number.
    pub(crate) fn number(self, truth: u32) -> u32 {
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

#[cfg(test)]
mod tests {
    use super::*;

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
