//! Entries below a heading: "Births", and below it "1846 – Anna Berg, painter".

use std::ops::Range;

use annals_knowledge::{Language, Sense};
use annals_model::{KindId, Naming};
use annals_text::TokenKind;

use crate::context::SentenceContext;
use crate::events::triggers::trigger::{Trigger, TriggerSource};
use crate::names::shown;
use crate::time_mentions::TimeMention;

/// Longest name of an entry, in tokens.
const NAME: usize = 12;

/// The kind of event of the entries below the current heading.
#[derive(Debug, Default)]
pub(crate) struct HeadingEntries {
    kind: Option<KindId>,
}

impl HeadingEntries {
    /// Sets the current heading.
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

    /// Returns the trigger and date of a sentence that is an entry.
    pub(crate) fn read<'s>(
        &self,
        context: &'s SentenceContext<'_, '_>,
    ) -> Option<(Trigger, &'s TimeMention)> {
        let segment = context.segment;
        let kind = self.kind.clone()?;
        let (name, time) = entry(context)?;
        let words = shown(segment.slice(&name));
        let trigger = Trigger::new(kind, TriggerSource::ListItem, name.clone(), words, Naming::Proper);
        Some((trigger.with_about(Some(name)), time))
    }
}

/// Returns name and date of an entry: "DATE – NAME, …".
fn entry<'s>(context: &'s SentenceContext<'_, '_>) -> Option<(Range<usize>, &'s TimeMention)> {
    let segment = context.segment;
    let bullet = usize::from(matches!(segment.word(context.tokens.start), "-" | "*" | "•"));
    let time = context.time_at(context.tokens.start + bullet)?;
    let mark = time.tokens.end;
    if time.tokens.start != context.tokens.start + bullet
        || !matches!(segment.word(mark), "–" | "—" | "-" | ":")
    {
        return None;
    }
    let start = mark + 1;
    let end = (start..context.tokens.end.min(start + NAME))
        .find(|at| matches!(segment.word(*at), "," | "(" | ";"))
        .unwrap_or(context.tokens.end);
    let named = segment.is_capital(start) && end - start <= NAME && !context.has_verb(start..end);
    let whole = (start..end).all(|at| segment.word(at) != ":" && context.covered_at(at).is_none());
    (named && whole && end > start).then_some((start..end, time))
}
