//! Event triggers: the words that denote an event, and the phrase around them.

use std::ops::Range;

use annals_knowledge::{NounId, VerbId};
use annals_model::{KindId, Naming};

/// Most tokens between a verb and its object, or between a support verb and its event noun.
pub(super) const OBJECT_REACH: usize = 8;

/// A noun, verb or name that denotes an event.
#[derive(Clone, Debug)]
pub(crate) struct Trigger {
    /// Kind of event.
    pub(crate) kind: KindId,
    /// What recognised the trigger.
    pub(crate) source: TriggerSource,
    /// Tokens of the trigger word.
    pub(crate) head: Range<usize>,
    /// Tokens of the phrase: the head with its modifiers and complements.
    pub(crate) phrase: Range<usize>,
    /// Tokens of a support verb elsewhere: "signed … the treaty".
    pub(crate) support: Option<Range<usize>>,
    /// Tokens of the verb shared with an earlier coordinated event: "sign A and B",
    /// "launched campaigns, including A".
    pub(crate) shared: Option<Range<usize>>,
    /// Tokens of the theme, for kinds that require one: "the founding of X".
    pub(crate) about: Option<Range<usize>>,
    /// Name of the event.
    pub(crate) name: String,
    /// Whether the name is a proper name or a description.
    pub(crate) naming: Naming,
}

/// What recognised a trigger. The numbers index the rules of the language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TriggerSource {
    /// A noun rule, in `Language::nouns`.
    Noun(NounId),
    /// A verb rule, in `Language::verbs`.
    Verb(VerbId),
    /// An event name of the gazetteer.
    Gazetteer,
    /// An item of a list or an entry, whose kind comes from elsewhere.
    ListItem,
}

impl Trigger {
    /// Creates a trigger whose phrase is its head alone, without verb or theme.
    pub(crate) fn new(
        kind: KindId,
        source: TriggerSource,
        head: Range<usize>,
        name: String,
        naming: Naming,
    ) -> Self {
        let phrase = head.clone();
        Self { kind, source, head, phrase, support: None, shared: None, about: None, name, naming }
    }

    /// Sets the tokens of the phrase.
    pub(crate) fn with_phrase(self, phrase: Range<usize>) -> Self {
        Self { phrase, ..self }
    }

    /// Sets the support verb.
    pub(crate) fn with_support(self, verb: Range<usize>) -> Self {
        Self { support: Some(verb), ..self }
    }

    /// Sets the verb that the event shares with another one.
    pub(crate) fn with_shared(self, verb: Option<Range<usize>>) -> Self {
        Self { shared: verb, ..self }
    }

    /// Sets the theme.
    pub(crate) fn with_about(self, about: Option<Range<usize>>) -> Self {
        Self { about, ..self }
    }

    /// Creates the trigger of a gapped event, which has a theme of its own and shares kind and verb with
    /// `self`: B in "the founding of A on one day and B on another".
    pub(crate) fn gapped(&self, about: Range<usize>, name: String) -> Self {
        let theme = self.about.as_ref().map(|_| about.clone());
        let gapped = Self::new(self.kind.clone(), self.source, about, name, self.naming);
        Self { support: self.support.clone(), shared: self.shared.clone(), about: theme, ..gapped }
    }

    /// Creates the trigger of the same event with a phrase that ends at `end`, under its full name.
    pub(crate) fn extended(&self, end: usize, name: String) -> Self {
        Self { phrase: self.phrase.start..end, name, ..self.clone() }
    }

    /// Creates the trigger of a celebration of `kind`: `phrase` covers the celebration and its origin, and
    /// there is no theme.
    pub(crate) fn celebration(&self, kind: KindId, phrase: Range<usize>) -> Self {
        Self { kind, phrase, about: None, ..self.clone() }
    }

    /// Returns the tokens from phrase to support verb.
    pub(crate) fn extent(&self) -> Range<usize> {
        hull(&self.phrase, self.support.as_ref().unwrap_or(&self.phrase))
    }

    /// Returns the tokens of the event's own verb: a verb head, or the support verb.
    pub(crate) fn own_verb(&self) -> Option<Range<usize>> {
        match self.source {
            TriggerSource::Verb(_) => Some(self.head.clone()),
            _ => self.support.clone(),
        }
    }

    /// Returns the tokens of the event's own verb, or else of the verb that it shares.
    pub(crate) fn verb(&self) -> Option<Range<usize>> {
        self.own_verb().or_else(|| self.shared.clone())
    }
}

/// Returns the smallest range that covers both ranges.
pub(crate) fn hull(a: &Range<usize>, b: &Range<usize>) -> Range<usize> {
    a.start.min(b.start)..a.end.max(b.end)
}
