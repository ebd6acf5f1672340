//! Words that tell an event, with the phrase that they stand in.

use std::ops::Range;

use annals_knowledge::{NounId, VerbId};
use annals_model::{KindId, Naming};

/// A noun or a verb that tells an event.
#[derive(Clone, Debug)]
pub(crate) struct Trigger {
    /// Kind of event.
    pub(crate) kind: KindId,
    /// What tells it.
    pub(crate) teller: Teller,
    /// Tokens of the word that tells it.
    pub(crate) head: Range<usize>,
    /// Tokens of the phrase, with what belongs to the word.
    pub(crate) phrase: Range<usize>,
    /// Tokens of a verb elsewhere that says that it happened: "signed … the treaty".
    pub(crate) support: Option<Range<usize>>,
    /// Tokens of the verb of which another event before it, joined to it, is told: "sign A and B",
    /// "launched campaigns, including A".
    pub(crate) shared: Option<Range<usize>>,
    /// What it is about, for kinds that need it: "the founding of X".
    pub(crate) about: Option<Range<usize>>,
    /// How it is named.
    pub(crate) name: String,
    /// Whether that is a proper name.
    pub(crate) naming: Naming,
}

/// What tells an event. Numbers are those of rules of the language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Teller {
    /// `Language::nouns`
    Noun(NounId),
    /// `Language::verbs`
    Verb(VerbId),
    /// `Names::events`
    Known,
    /// An item of a list of names behind a plural.
    Item,
}

impl Trigger {
    /// Tokens from the first to the last that tell it.
    pub(crate) fn extent(&self) -> Range<usize> {
        let support = self.support.clone().unwrap_or(self.phrase.clone());
        self.phrase.start.min(support.start)..self.phrase.end.max(support.end)
    }

    /// Tokens of the verb, its own or the one that supports it.
    pub(crate) fn own_verb(&self) -> Option<Range<usize>> {
        match self.teller {
            Teller::Verb(_) => Some(self.head.clone()),
            _ => self.support.clone(),
        }
    }

    /// Tokens of the verb, or of one that tells of others too.
    pub(crate) fn verb(&self) -> Option<Range<usize>> {
        self.own_verb().or_else(|| self.shared.clone())
    }
}

/// From where the first of two ranges begins to where the last ends.
pub(super) fn cover(a: &Range<usize>, b: &Range<usize>) -> Range<usize> {
    a.start.min(b.start)..a.end.max(b.end)
}
