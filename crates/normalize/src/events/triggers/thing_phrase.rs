//! Phrases of things that a common noun denotes: bridges, lines, pits, schools.

use std::ops::Range;

use annals_knowledge::Function;

use crate::context::SentenceContext;
use crate::coreference::thing_names::thing_group;

/// Most tokens of the phrase.
const PHRASE: usize = 20;

/// Returns the thing phrase that is the subject of a verb: "the line from X to Y, 20 miles long, was opened".
pub(super) fn thing_before(context: &SentenceContext<'_, '_>, head: &Range<usize>) -> Option<Range<usize>> {
    let segment = context.segment;
    let floor = context.tokens.start.max(head.start.saturating_sub(PHRASE));
    let mut end = head.start;
    let small = |at: usize| {
        segment.is(at, Function::Auxiliary)
            || segment.is(at, Function::Planned)
            || segment.is(at, Function::Adverb)
            || segment.language.is_adverb(segment.word(at))
    };
    let relative = |at: usize| segment.is(at, Function::Relative);
    while end > floor && (small(end - 1) || relative(end - 1)) {
        end -= 1;
    }
    if end > floor && segment.word(end - 1) == "," {
        end -= 1;
        if !relative(end + 1) {
            end = aside(context, floor, end).unwrap_or(end);
        }
    }
    let stops = |at: usize| {
        matches!(segment.word(at), "," | "-" | "–" | "—" | "“" | "”" | "\"" | "(" | ")" | "--")
            || context.breaks(at)
            || context.is_verb(at)
            || context.covered_at(at).is_some()
            || segment.is(at, Function::And) && segment.is(at + 1, Function::Definite)
    };
    let start = (floor..end).rev().find(|at| stops(*at)).map_or(floor, |at| at + 1);
    whole(context, start, end)
}

/// Returns the start of a parenthesis that ends with a comma.
fn aside(context: &SentenceContext<'_, '_>, floor: usize, comma: usize) -> Option<usize> {
    (floor..comma).rev().find(|at| context.segment.word(*at) == "," && context.covered_at(*at).is_none())
}

/// Returns the noun phrase of a thing without its article. A bare noun requires a determiner.
fn whole(context: &SentenceContext<'_, '_>, start: usize, end: usize) -> Option<Range<usize>> {
    let segment = context.segment;
    let mut first = start;
    let mut determined = false;
    let mut at = start;
    while at < end {
        if let Some(following) = context.thing_noun_at(at).filter(|following| *following <= end) {
            let named = segment.is_capital(at) || at > first && segment.is_capital(at - 1);
            return (determined || named).then_some(first..trimmed(context, first, following, end));
        }
        let owner = context.mention_at(at).is_some_and(|mention| segment.possessive(mention.tokens.end) > 0);
        // "St. Mary's Hospital" is a name.
        let in_name = segment.is_possessive(at) && segment.is_capital(at + 1);
        let opens = !in_name
            && (segment.is_possessive(at)
                || [Function::Definite, Function::Indefinite, Function::Possessive]
                    .iter()
                    .any(|class| segment.is(at, *class)));
        if opens {
            determined = true;
            first = at + 1;
        } else if !in_name && segment.is_function(at) && !owner && !segment.is(at, Function::And) {
            return None;
        }
        at += 1;
    }
    None
}

/// Returns the end of the names that identify a line or bridge.
pub(super) fn trimmed(
    context: &SentenceContext<'_, '_>,
    start: usize,
    following: usize,
    end: usize,
) -> usize {
    let segment = context.segment;
    let link = |at: usize| {
        [Function::From, Function::Toward, Function::Between, Function::Of, Function::PlacePreposition]
            .iter()
            .any(|class| segment.is(at, *class))
            || segment.is(at, Function::And)
            || segment.is(at, Function::Definite)
    };
    let mut last = following;
    let mut at = following;
    while at < end.min(start + PHRASE) {
        if let Some(mention) = context.mention_at(at) {
            at = mention.tokens.end;
            last = at;
        } else if let Some((len, _)) = thing_group(segment, at) {
            at += len;
            last = at;
        } else if segment.is_capital(at) {
            at += 1;
            last = at;
        } else if link(at) {
            at += 1;
        } else {
            break;
        }
    }
    last.min(end)
}

/// Returns the name that the article uses elsewhere for a thing denoted by its noun: "the bridge".
pub(super) fn called<'s>(context: &'s SentenceContext<'_, '_>, noun: &Range<usize>) -> Option<&'s str> {
    let segment = context.segment;
    let (len, group) = thing_group(segment, noun.start)?;
    let definite = noun.start.checked_sub(1).is_some_and(|before| segment.is(before, Function::Definite));
    (definite && len == noun.len()).then(|| context.thing_names.only(group)).flatten()
}
