//! Names beside the words of a claim.

use std::collections::BTreeSet;
use std::ops::Range;

use annals_knowledge::Sense;
use annals_model::slug;
use annals_text::TokenKind;

use super::scene::Scene;

/// Letters from which on a word with a capital is a name.
const SHORT: usize = 3;

/// Names told in the part of a sentence that an event is told in, or, where it has none ("the two
/// countries then signed it"), in the last sentence that has some.
#[derive(Default)]
pub(super) struct Beside {
    before: String,
}

impl Beside {
    /// Words of the names around some tokens, and identifiers of those that `knowledge/` has.
    pub(super) fn of(&self, scene: &Scene<'_, '_>, head: &Range<usize>) -> String {
        let parts = |at: &usize| scene.sheet.word(*at) == ";";
        let start = (scene.tokens.start..head.start).rev().find(parts);
        let end = (head.end..scene.tokens.end).find(parts);
        let part = start.map_or(scene.tokens.start, |at| at + 1)..end.unwrap_or(scene.tokens.end);
        let names = names(scene, part);
        if names.is_empty() { self.before.clone() } else { names }
    }

    /// Remembers the names of a sentence for those behind it.
    pub(super) fn pass(&mut self, scene: &Scene<'_, '_>) {
        let names = names(scene, scene.tokens.clone());
        if !names.is_empty() {
            self.before = names;
        }
    }
}

fn names(scene: &Scene<'_, '_>, tokens: Range<usize>) -> String {
    let sheet = scene.sheet;
    let mut found: Vec<String> = Vec::new();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for at in tokens {
        if let Some(number) = numbered(scene, at).filter(|number| seen.insert(number.clone())) {
            found.push(number);
        }
        if !sheet.is_capital(at) || scene.covered_at(at).is_some() || sheet.is_function(at) {
            continue;
        }
        let mention = scene.mention_at(at);
        // A capital says nothing at the head of a sentence.
        if at == scene.tokens.start && mention.is_none() && !sheet.is_capital(at + 1) {
            continue;
        }
        let known = mention.and_then(|mention| mention.entity()).map(|(_, id)| id);
        let word = match known.filter(|id| scene.names.get(id).is_some()) {
            Some(id) => id.to_string(),
            None => slug(sheet.word(at)),
        };
        if word.chars().count() >= SHORT && !is_title(scene, at) && seen.insert(word.clone()) {
            found.push(word);
        }
    }
    found.join(" ")
}

/// The number of a body: "the 10th Rifles".
fn numbered(scene: &Scene<'_, '_>, at: usize) -> Option<String> {
    let sheet = scene.sheet;
    let is_number = sheet.kind(at) == Some(TokenKind::Number) && scene.covered_at(at).is_none();
    let named = sheet.touches_next(at) && sheet.is_word(at + 1) && sheet.is_capital(at + 2);
    (is_number && named).then(|| slug(sheet.slice(&(at..at + 2))))
}

/// Whether a word says what something is, not which.
fn is_title(scene: &Scene<'_, '_>, at: usize) -> bool {
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
    scene.sheet.sense(at, titles) > 0
}
