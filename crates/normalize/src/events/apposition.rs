//! Appositions and parentheses between an event and its date or verb: "took X, the southern capital, on 3
//! May", "the war, it will be recalled, began".

use std::ops::Range;

use annals_knowledge::Function;

use crate::context::SentenceContext;
use crate::events::participants::subject::is_complement;
use crate::events::triggers::trigger::Trigger;

/// Most tokens between the commas of a parenthesis.
const ASIDE: usize = 16;

/// Returns the token after the apposition or relative clause that a comma opens, if a comma closes it and it
/// has no time.
pub(super) fn apposition(context: &SentenceContext<'_, '_>, comma: usize) -> Option<usize> {
    let segment = context.segment;
    let close = closing(context, comma)?;
    let first = comma + 1;
    let is = |class| segment.is(first, class);
    let relative =
        is(Function::Relative) && context.mention_at(first).is_none() && context.has_verb(first + 1..close);
    let noun = (is(Function::Definite) || is(Function::Indefinite) || is(Function::Possessive))
        && !(first..close).any(|at| context.is_verb(at) || context.breaks(at));
    (relative || noun).then_some(close + 1)
}

/// Returns the token after a parenthesis that follows an event's phrase: "the war, the general said, began".
pub(super) fn interjection(context: &SentenceContext<'_, '_>, trigger: &Trigger) -> Option<usize> {
    let segment = context.segment;
    let comma = trigger.phrase.end;
    let close = closing(context, comma)?;
    let first = comma + 1;
    let says = (first..close).any(|at| segment.speech_verb(at) > 0)
        || segment.is(first, Function::ThingPronoun) && context.has_verb(first..close)
        || segment.is(first, Function::Subordinator);
    let apart = says || apposition(context, comma) == Some(close + 1);
    (apart && !is_complement(context, trigger.phrase.start)).then_some(close + 1)
}

/// Returns the comma that closes what a comma opens, if no time and no other mark intervenes.
fn closing(context: &SentenceContext<'_, '_>, comma: usize) -> Option<usize> {
    let segment = context.segment;
    if segment.word(comma) != "," || context.covered_at(comma).is_some() {
        return None;
    }
    let end = context.tokens.end.min(comma + 2 + ASIDE);
    let mark = |at: &usize| {
        !segment.is_in_number(*at)
            && matches!(segment.word(*at), "," | ";" | ":" | "“" | "”" | "\"" | "(" | ")")
            || context.covered_at(*at).is_some()
    };
    let close = (comma + 1..end).find(mark)?;
    (close > comma + 1 && segment.word(close) == "," && context.covered_at(close).is_none()).then_some(close)
}

/// Returns whether no clause begins between two tokens.
pub(super) fn is_clear(context: &SentenceContext<'_, '_>, tokens: Range<usize>) -> bool {
    let segment = context.segment;
    let mut at = tokens.start;
    while at < tokens.end {
        if let Some(mention) = context.mention_at(at) {
            at = mention.tokens.end;
            continue;
        }
        if let Some(covered) = context.covered_at(at) {
            // "lasted 15 days, from …"
            let lasts = context.time_at(at).is_none()
                && (tokens.start..at).all(|before| segment.is(before, Function::Preposition));
            if !lasts {
                return false;
            }
            at = covered.end + usize::from(segment.word(covered.end) == ",");
            continue;
        }
        match segment.word(at) {
            "(" => match (at..tokens.end).find(|close| segment.word(*close) == ")") {
                Some(close) if !(at..close).any(|inner| context.covered_at(inner).is_some()) => {
                    at = close + 1;
                    continue;
                }
                _ => return false,
            },
            // A comma may surround a country name: "in Geneva, Switzerland, on …".
            "," => {
                let is_date = |following: usize| {
                    let preposition = segment.is(following, Function::Preposition)
                        || segment.is(following, Function::PlacePreposition);
                    following + usize::from(preposition) >= tokens.end
                };
                if apposition(context, at).is_some_and(is_date) {
                    return true;
                }
                let date = is_date(at + 1) && context.mention_at(at.saturating_sub(1)).is_some();
                if context.mention_at(at + 1).is_none() && !date {
                    return false;
                }
            }
            _ if context.breaks(at) => return false,
            _ if segment.is(at, Function::And)
                // "talks in A and B on …", but not "the war and life in 1950".
                && context.mention_at(at + 1).is_none()
                && !(segment.is_capital(at + 1) && segment.is_capital(at.saturating_sub(1))) =>
            {
                return false;
            }
            _ if context.is_verb(at) => return false,
            _ => {}
        }
        at += 1;
    }
    true
}
