//! [`Reference`]: a date that other dates can be anchored to.

use std::ops::Range;

use crate::date_value::DateValue;
use crate::slots::ByteSpan;
use crate::trace::{AnchorPosition, Anchoring, ResolutionRule};

/// A date that other dates can be anchored to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reference {
    pub(super) date: DateValue,
    pub(super) position: AnchorPosition,
    /// Whether its year is uncertain.
    pub(super) is_uncertain: bool,
}

impl Reference {
    /// Returns a date that these words of the text state.
    pub(super) fn stated(date: DateValue, words: ByteSpan) -> Self {
        Self { date, position: AnchorPosition::Text(words), is_uncertain: false }
    }

    /// Whether this part of the text states it.
    pub(super) fn is_within(&self, part: &Range<usize>) -> bool {
        matches!(self.position, AnchorPosition::Text(words) if part.contains(&words.start))
    }

    /// Returns an anchoring to this date by a rule.
    pub(super) fn by(self, rule: ResolutionRule) -> Anchoring {
        let Self { date, position, is_uncertain } = self;
        Anchoring { position, date, rule, anchor_is_uncertain: is_uncertain, alternative_year: None }
    }
}
