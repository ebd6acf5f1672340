//! "Births", and below it "1846 – Anna Berg, painter": a heading says what all entries tell.

use std::ops::Range;

use annals_knowledge::{Language, Sense};
use annals_model::{KindId, Naming};
use annals_text::TokenKind;

use super::scene::Scene;
use super::trigger::{Teller, Trigger};
use crate::names::shown;
use crate::times::Time;

/// Longest name of an entry, in tokens.
const NAME: usize = 12;

/// What the entries below a heading tell.
#[derive(Debug, Default)]
pub(crate) struct Entries {
    kind: Option<KindId>,
}

impl Entries {
    /// Takes the heading of what follows.
    pub(crate) fn below(&mut self, language: &Language, heading: &str) {
        let (tokens, numbers) = language.lexicon.scan(heading, 0..heading.len());
        let first = tokens.iter().position(|token| token.kind == TokenKind::Word).unwrap_or_default();
        let rule = language.lexicon.starting_at(&numbers, first).find_map(|(len, meaning)| {
            let whole = tokens.iter().skip(first + len).all(|token| token.kind != TokenKind::Word);
            meaning.senses().iter().filter(|_| whole).find_map(|sense| match sense {
                Sense::Entries(number) => language.entry(*number),
                _ => None,
            })
        });
        self.kind = rule.map(|rule| rule.kind.clone());
    }

    /// The event of a sentence that is an entry.
    pub(crate) fn read<'s>(&self, scene: &'s Scene<'_, '_>) -> Option<(Trigger, &'s Time)> {
        let sheet = scene.sheet;
        let kind = self.kind.clone()?;
        let (name, time) = entry(scene)?;
        let trigger = Trigger {
            kind,
            teller: Teller::Item,
            head: name.clone(),
            phrase: name.clone(),
            support: None,
            shared: None,
            about: Some(name.clone()),
            name: shown(sheet.slice(&name)),
            naming: Naming::Proper,
        };
        Some((trigger, time))
    }
}

/// The name and the date of an entry: "DATE – NAME, …".
fn entry<'s>(scene: &'s Scene<'_, '_>) -> Option<(Range<usize>, &'s Time)> {
    let sheet = scene.sheet;
    let bullet = usize::from(matches!(sheet.word(scene.tokens.start), "-" | "*" | "•"));
    let time = scene.time_at(scene.tokens.start + bullet)?;
    let mark = time.tokens.end;
    if time.tokens.start != scene.tokens.start + bullet || !matches!(sheet.word(mark), "–" | "—" | "-" | ":")
    {
        return None;
    }
    let start = mark + 1;
    let end = (start..scene.tokens.end.min(start + NAME))
        .find(|at| matches!(sheet.word(*at), "," | "(" | ";"))
        .unwrap_or(scene.tokens.end);
    let named = sheet.is_capital(start) && end - start <= NAME && !scene.has_verb(start..end);
    let whole = (start..end).all(|at| sheet.word(at) != ":" && scene.covered_at(at).is_none());
    (named && whole && end > start).then_some((start..end, time))
}
