//! Names near the words of a claim.

use std::collections::BTreeSet;
use std::ops::Range;

use annals_knowledge::Sense;
use annals_model::slug;
use annals_text::TokenKind;

use crate::context::SentenceContext;

/// Fewest letters of a capitalised word that counts as a name.
const SHORT: usize = 3;

/// The names of the last sentence that has some: "the two countries then signed it".
#[derive(Default)]
pub(crate) struct ContextNames {
    before: String,
}

impl ContextNames {
    /// Returns the names in the part of a sentence around some tokens, or else those of an earlier sentence:
    /// words, and identifiers of gazetteer entities.
    pub(crate) fn of(&self, context: &SentenceContext<'_, '_>, head: &Range<usize>) -> String {
        let parts = |at: &usize| context.segment.word(*at) == ";";
        let start = (context.tokens.start..head.start).rev().find(parts);
        let end = (head.end..context.tokens.end).find(parts);
        let part = start.map_or(context.tokens.start, |at| at + 1)..end.unwrap_or(context.tokens.end);
        let names = names(context, part);
        if names.is_empty() { self.before.clone() } else { names }
    }

    /// Remembers the names of a sentence for the following ones.
    pub(crate) fn remember(&mut self, context: &SentenceContext<'_, '_>) {
        let names = names(context, context.tokens.clone());
        if !names.is_empty() {
            self.before = names;
        }
    }
}

fn names(context: &SentenceContext<'_, '_>, tokens: Range<usize>) -> String {
    let segment = context.segment;
    let mut found: Vec<String> = Vec::new();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for at in tokens {
        if let Some(number) = numbered(context, at).filter(|number| seen.insert(number.clone())) {
            found.push(number);
        }
        if !segment.is_capital(at) || context.covered_at(at).is_some() || segment.is_function(at) {
            continue;
        }
        let mention = context.mention_at(at);
        // A sentence-initial capital is no evidence.
        if at == context.tokens.start && mention.is_none() && !segment.is_capital(at + 1) {
            continue;
        }
        let known = mention.and_then(|mention| mention.entity()).map(|(_, id)| id);
        let word = match known.filter(|id| context.gazetteer.get(id).is_some()) {
            Some(id) => id.to_string(),
            None => slug(segment.word(at)),
        };
        if word.chars().count() >= SHORT && !is_title(context, at) && seen.insert(word.clone()) {
            found.push(word);
        }
    }
    found.join(" ")
}

/// Returns the number of a unit: "the 10th Rifles".
fn numbered(context: &SentenceContext<'_, '_>, at: usize) -> Option<String> {
    let segment = context.segment;
    let is_number = segment.kind(at) == Some(TokenKind::Number) && context.covered_at(at).is_none();
    let named = segment.touches_next(at) && segment.is_word(at + 1) && segment.is_capital(at + 2);
    (is_number && named).then(|| slug(segment.slice(&(at..at + 2))))
}

/// Returns whether a word is a title or common noun.
fn is_title(context: &SentenceContext<'_, '_>, at: usize) -> bool {
    let titles = |sense| {
        matches!(
            sense,
            Sense::Rank(_)
                | Sense::Office(_)
                | Sense::Honorific
                | Sense::Noun(_)
                | Sense::OrganisationHead
                | Sense::Group
                | Sense::Collective
        )
    };
    context.segment.sense(at, titles) > 0
}
