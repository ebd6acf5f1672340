//! What may stand between an event and its date or its verb: "took X, the southern capital, on 3 May",
//! "the war, it will be recalled, began".

use std::ops::Range;

use annals_knowledge::Function;

use super::scene::Scene;
use super::subject::is_complement;
use super::trigger::Trigger;

/// Most tokens between the commas of an aside.
const ASIDE: usize = 16;

/// The token behind an apposition or a relative clause that a comma opens, if another closes it: nothing
/// in it tells when.
pub(super) fn apposition(scene: &Scene<'_, '_>, comma: usize) -> Option<usize> {
    let sheet = scene.sheet;
    let close = closing(scene, comma)?;
    let first = comma + 1;
    let is = |class| sheet.is(first, class);
    let relative =
        is(Function::Relative) && scene.mention_at(first).is_none() && scene.has_verb(first + 1..close);
    let noun = (is(Function::Definite) || is(Function::Indefinite) || is(Function::Possessive))
        && !(first..close).any(|at| scene.is_verb(at) || scene.breaks(at));
    (relative || noun).then_some(close + 1)
}

/// The token behind words that a writer puts in behind an event before he says what it did: "the war,
/// the general said, began".
pub(super) fn interjection(scene: &Scene<'_, '_>, trigger: &Trigger) -> Option<usize> {
    let sheet = scene.sheet;
    let comma = trigger.phrase.end;
    let close = closing(scene, comma)?;
    let first = comma + 1;
    let says = (first..close).any(|at| sheet.speech_verb(at) > 0)
        || sheet.is(first, Function::ThingPronoun) && scene.has_verb(first..close)
        || sheet.is(first, Function::Subordinator);
    let apart = says || apposition(scene, comma) == Some(close + 1);
    (apart && !is_complement(scene, trigger.phrase.start)).then_some(close + 1)
}

/// The comma that closes what one opens, if no time and no other mark stands between them.
fn closing(scene: &Scene<'_, '_>, comma: usize) -> Option<usize> {
    let sheet = scene.sheet;
    if sheet.word(comma) != "," || scene.covered_at(comma).is_some() {
        return None;
    }
    let end = scene.tokens.end.min(comma + 2 + ASIDE);
    let mark = |at: &usize| {
        !sheet.is_in_number(*at) && matches!(sheet.word(*at), "," | ";" | ":" | "“" | "”" | "\"" | "(" | ")")
            || scene.covered_at(*at).is_some()
    };
    let close = (comma + 1..end).find(mark)?;
    (close > comma + 1 && sheet.word(close) == "," && scene.covered_at(close).is_none()).then_some(close)
}

/// Whether nothing between two tokens begins a statement of its own.
pub(super) fn is_clear(scene: &Scene<'_, '_>, tokens: Range<usize>) -> bool {
    let sheet = scene.sheet;
    let mut at = tokens.start;
    while at < tokens.end {
        if let Some(mention) = scene.mention_at(at) {
            at = mention.tokens.end;
            continue;
        }
        if let Some(covered) = scene.covered_at(at) {
            // "lasted 15 days, from …"
            let lasts = scene.time_at(at).is_none()
                && (tokens.start..at).all(|before| sheet.is(before, Function::Preposition));
            if !lasts {
                return false;
            }
            at = covered.end + usize::from(sheet.word(covered.end) == ",");
            continue;
        }
        match sheet.word(at) {
            "(" => match (at..tokens.end).find(|close| sheet.word(*close) == ")") {
                Some(close) if !(at..close).any(|inner| scene.covered_at(inner).is_some()) => {
                    at = close + 1;
                    continue;
                }
                _ => return false,
            },
            // A comma may stand around the name of a country: "in Geneva, Switzerland, on …".
            "," => {
                let is_date = |behind: usize| {
                    let preposition = sheet.is(behind, Function::Preposition)
                        || sheet.is(behind, Function::PlacePreposition);
                    behind + usize::from(preposition) >= tokens.end
                };
                if apposition(scene, at).is_some_and(is_date) {
                    return true;
                }
                let date = is_date(at + 1) && scene.mention_at(at.saturating_sub(1)).is_some();
                if scene.mention_at(at + 1).is_none() && !date {
                    return false;
                }
            }
            _ if scene.breaks(at) => return false,
            _ if sheet.is(at, Function::And)
                // "talks in A and B on …", but not "the war and life in 1950".
                && scene.mention_at(at + 1).is_none()
                && !(sheet.is_capital(at + 1) && sheet.is_capital(at.saturating_sub(1))) =>
            {
                return false;
            }
            _ if scene.is_verb(at) => return false,
            _ => {}
        }
        at += 1;
    }
    true
}
