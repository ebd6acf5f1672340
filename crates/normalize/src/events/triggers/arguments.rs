//! Arguments of event nouns and verbs.

use std::ops::Range;

use annals_knowledge::{Argument, Function, Sense};
use annals_model::EntityClass;
use annals_text::TokenKind;

use super::noun_phrase::{Purpose, complement};
use super::thing_phrase::trimmed;
use crate::context::SentenceContext;
use crate::coreference::possessives::owner;
use crate::names::Mention;

/// Returns the end of an office after a theme: "as finance minister".
pub(super) fn as_office(context: &SentenceContext<'_, '_>, at: usize) -> Option<usize> {
    let segment = context.segment;
    if !segment.is(at, Function::Listing) {
        return None;
    }
    let words = at + 1..context.tokens.end.min(at + 6);
    let plain = |next: &usize| {
        segment.is_word(*next) && context.covered_at(*next).is_none() && !context.is_verb(*next)
    };
    words.take_while(plain).find_map(|next| {
        let office = segment.sense(next, |sense| matches!(sense, Sense::Office(_)));
        // "as commander of the navy"
        (office > 0).then(|| complement(context, next + office, Purpose::Ends).max(next + office))
    })
}

/// Returns the theme of a noun: "of X" after it, "X's" or X before it.
pub(super) fn subject_of(
    context: &SentenceContext<'_, '_>,
    head: &Range<usize>,
    wanted: &[Argument],
) -> Option<Range<usize>> {
    let segment = context.segment;
    // "the birth and sound leadership of X"
    let mut of = head.end;
    if segment.is(of, Function::And) {
        of = (of + 1..of + 4).find(|at| segment.is(*at, Function::Of)).unwrap_or(of);
    }
    // "admission to the League"
    if (segment.is(of, Function::Of) || segment.is(of, Function::Toward))
        && let Some(subject) = argument(context, of + 1, wanted, 4)
    {
        return Some(subject);
    }
    if let Some(owner) = owner(context, head, wanted) {
        return Some(owner);
    }
    let before = head.start.checked_sub(1)?;
    let possessed = segment.is_possessive(before);
    let owner = if possessed {
        (before.saturating_sub(2)..before).rev().find_map(|at| context.mention_at(at))
    } else {
        // "the X congress", but not "X's troops capture".
        context.mention_at(before).filter(|owner| !is_of_people(context, owner))
    };
    let owner = owner?;
    context.fits(owner.tokens.start, wanted)?;
    Some(owner.tokens.clone())
}

/// Returns whether a mention denotes the people or a unit of a place: "Polish troops".
fn is_of_people(context: &SentenceContext<'_, '_>, mention: &Mention) -> bool {
    mention.is(EntityClass::Place)
        && context.segment.sense(mention.tokens.start, |sense| matches!(sense, Sense::Demonym(_))) > 0
}

/// Returns the first argument of a wanted class within reach of a token, with its modifiers.
pub(super) fn argument(
    context: &SentenceContext<'_, '_>,
    from: usize,
    wanted: &[Argument],
    reach: usize,
) -> Option<Range<usize>> {
    let segment = context.segment;
    let mut start = from;
    let mut at = from;
    while at < (from + reach).min(context.tokens.end) {
        // "established the X Memorial": the name continues.
        let goes_on = context.mention_at(at).is_some_and(|mention| {
            segment.is_capital(mention.tokens.end) && mention.tokens.end < context.tokens.end
        });
        if goes_on {
            return None;
        }
        if let Some(end) = context.fits(at, wanted) {
            let first = if context.mention_at(at).is_some() { at } else { start };
            let end = if context.mention_at(at).is_some() {
                end
            } else if wanted.contains(&Argument::Thing) && context.thing_noun_at(at) == Some(end) {
                trimmed(context, at, end, context.tokens.end)
            } else if segment.is_capital(at) && segment.is(end, Function::From) {
                // "freed X from Y": a source, not a complement.
                end
            } else {
                complement(context, end, Purpose::Ends).max(end)
            };
            return Some(first..end);
        }
        let article = segment.is(at, Function::Definite)
            || segment.is(at, Function::Indefinite)
            || segment.is(at, Function::Possessive);
        if article {
            start = at + 1;
        }
        let goes_on = article
            // "the 50th Brigade"
            || segment.kind(at) == Some(TokenKind::Number) && context.covered_at(at).is_none()
            // "sent 11,600 soldiers", "sent 300 of its soldiers"
            || segment.is_in_number(at)
            || segment.is(at, Function::Of) && at > from && segment.kind(at - 1) == Some(TokenKind::Number)
            || (segment.is_word(at) && !segment.is_function(at) && !context.is_verb(at))
            || matches!(segment.word(at), "-" | "'" | "’");
        if !goes_on || context.mention_at(at).is_some_and(|mention| mention.is(EntityClass::Person)) {
            return None;
        }
        at += 1;
    }
    None
}
