//! The context of a mention in its text.

use std::ops::Range;

use crate::clause::{self, Tense};
use crate::document::SegmentRole;
use crate::grammar::Grammar;
use crate::slots::{Slot, Slots};
use crate::timex3::Relation;

/// A mention in its text.
pub(super) struct MentionContext<'t> {
    pub(super) grammar: &'t Grammar,
    pub(super) text: &'t str,
    /// The segment.
    pub(super) segment: Range<usize>,
    pub(super) role: SegmentRole,
    /// The mention.
    pub(super) range: Range<usize>,
    pub(super) relation: Relation,
    /// The month of the next year in which the period ends whose start the mention is.
    pub(super) until_month: Option<u8>,
}

/// Maximum number of bytes from a mention to another date of its sentence.
const SENTENCE_WINDOW: usize = 120;
/// Maximum number of bytes from a mention to another date of its paragraph.
const PARAGRAPH_WINDOW: usize = 600;
/// Maximum number of bytes before a mention that begins a sentence.
const SENTENCE_START_WINDOW: usize = 14;

impl MentionContext<'_> {
    pub(super) fn tense(&self) -> Tense {
        clause::tense(self.grammar, self.text, self.segment.clone(), self.range.clone())
    }

    /// Whether the mention begins a sentence, apart from a few letters before it.
    pub(super) fn begins_sentence(&self) -> bool {
        let earliest = self.range.start.saturating_sub(SENTENCE_START_WINDOW).max(self.segment.start);
        let start = clause::floor(self.text, earliest);
        let before = self.text.get(start..self.range.start).unwrap_or_default();
        start == self.segment.start || before.contains(['.', '!', '?', ':', '\n'])
    }

    /// Whether a word before it in its clause marks it as part of a digression.
    pub(super) fn has_digression_cue(&self) -> bool {
        let words = &self.grammar.narrative.digressions;
        clause::has_cue_before(words, self.text, self.segment.start, self.range.start)
    }

    /// Whether an auxiliary of the pluperfect precedes it in its clause.
    pub(super) fn is_pluperfect(&self) -> bool {
        let words = &self.grammar.tense.perfect;
        clause::has_cue_before(words, self.text, self.segment.start, self.range.start)
    }

    /// Whether the text up to `at`, which follows the mention, belongs to its sentence.
    pub(super) fn is_one_sentence_to(&self, at: usize) -> bool {
        at <= self.segment.end.min(self.range.end + SENTENCE_WINDOW)
            && self
                .text
                .get(self.range.end..at)
                .is_some_and(|between| !between.contains(['.', '!', '?', '\n']))
    }

    /// Whether the text up to `at`, which follows the mention, belongs to its paragraph.
    pub(super) fn is_one_paragraph_to(&self, at: usize) -> bool {
        at <= self.segment.end.min(self.range.end + PARAGRAPH_WINDOW)
            && self.text.get(self.range.end..at).is_some_and(|between| !between.contains('\n'))
    }

    pub(super) fn words(&self) -> &str {
        self.text.get(self.range.clone()).unwrap_or_default()
    }

    /// Whether the mention is part of a proper name: a capitalised word within a sentence, or several words that are all
    /// capitalised. Words that are always capitalised, such as months, do not count.
    pub(super) fn is_proper_name(&self, slots: &Slots) -> bool {
        if self.role == SegmentRole::Heading || CAPITALISED.iter().any(|slot| slots.has(*slot)) {
            return false;
        }
        let words = || self.words().split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let is_capitalised = |word: &str| {
            let mut letters = word.chars();
            letters.next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit())
                && !letters.any(char::is_uppercase)
        };
        if !words().all(is_capitalised) || !words().any(|word| word.starts_with(char::is_uppercase)) {
            return false;
        }
        words().nth(1).is_some() || !self.may_begin_sentence()
    }

    /// Whether the mention may be the first word of a sentence or of a quotation.
    fn may_begin_sentence(&self) -> bool {
        let before = self
            .text
            .get(self.segment.start..self.range.start)
            .unwrap_or_default()
            .trim_end_matches([' ', '\t']);
        !before.ends_with(|c: char| c.is_alphanumeric() || c == ',')
    }
}

/// Slots whose words are capitalised anywhere in a sentence.
const CAPITALISED: [Slot; 9] = [
    Slot::Month,
    Slot::Weekday,
    Slot::Season,
    Slot::Holiday,
    Slot::Year,
    Slot::Decade,
    Slot::Century,
    Slot::Era,
    Slot::Quarter,
];
