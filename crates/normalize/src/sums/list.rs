//! Lists of numbers: "14,000 from the north, 900 from the isles and 40 women".

use std::ops::Range;

use annals_knowledge::{Function, Sense};
use annals_model::Share;

use super::count::Count;
use crate::segment::AnnotatedSegment;

/// Most tokens between two numbers of a list.
const ITEM: usize = 9;

/// Most tokens between a whole and its parts.
const LINK: usize = 24;

/// Most tokens after the last part that modify it.
const TAIL: usize = 8;

/// The link between a whole and its first part.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Tie {
    /// "500 men, of whom", "500 men: "
    Said(Share),
    /// "500 men, "
    Beside,
    /// "500 men were trained there, "
    Trailing,
}

/// Returns the end of the list that begins with a number: consecutive joined numbers of one sort.
pub(super) fn end(segment: &AnnotatedSegment<'_>, counts: &[Count], first: usize) -> usize {
    let mut last = first;
    while let (Some(one), Some(next)) = (counts.get(last), counts.get(last + 1)) {
        if !is_joined(segment, one, next) || !one.sort.goes_with(&next.sort) {
            break;
        }
        last += 1;
    }
    last + 1
}

/// Returns the start of the list that ends with a number.
pub(super) fn start(segment: &AnnotatedSegment<'_>, counts: &[Count], last: usize) -> usize {
    let mut first = last;
    while let Some(before) = first.checked_sub(1) {
        let (Some(one), Some(next)) = (counts.get(before), counts.get(first)) else { break };
        if !is_joined(segment, one, next) || !one.sort.goes_with(&next.sort) {
            break;
        }
        first = before;
    }
    first
}

/// Returns whether only modifiers of the first number and a comma or "and" lie between two numbers.
pub(super) fn is_joined(segment: &AnnotatedSegment<'_>, one: &Count, next: &Count) -> bool {
    let mut between = one.tokens.end..next.tokens.start;
    if let Some(rest) = between.clone().find(|at| is_rest(segment, *at, between.end)) {
        between.end = rest;
    }
    let Some(joint) = between.end.checked_sub(1).filter(|joint| between.contains(joint)) else {
        return false;
    };
    let joins = matches!(segment.word(joint), "," | ";") || segment.is(joint, Function::And);
    let stops = |at: usize| matches!(segment.word(at), ":" | "." | "(" | ")");
    between.len() <= ITEM && joins && !between.clone().any(stops)
}

/// Returns whether the last number of a list is the rest: "and the other 40".
pub(super) fn is_closed(segment: &AnnotatedSegment<'_>, counts: &[Count]) -> bool {
    let Some([one, next]) = counts.last_chunk::<2>() else { return false };
    (one.tokens.end..next.tokens.start).any(|at| is_rest(segment, at, next.tokens.start))
}

fn is_rest(segment: &AnnotatedSegment<'_>, at: usize, end: usize) -> bool {
    let len = segment.sense(at, |sense| sense == Sense::Rest);
    len > 0 && at + len == end
}

/// Returns the link between a whole and its first part.
pub(super) fn tie(segment: &AnnotatedSegment<'_>, whole: &Count, part: &Count) -> Option<Tie> {
    let between = whole.tokens.end..part.tokens.start;
    if between.is_empty() || between.len() > LINK {
        return None;
    }
    let last = between.end - 1;
    let said = between.clone().find_map(|at| {
        let (len, share) = segment.phrase(at, |sense| match sense {
            Sense::Parts(share) => Some(share),
            _ => None,
        })?;
        let end = at + len;
        // "consisting of about 300" and "of whom, it said, 300" are no exact links.
        (end == between.end || end == last && matches!(segment.word(last), "," | ":"))
            .then_some(Tie::Said(share))
    });
    if said.is_some() {
        return said;
    }
    match segment.word(last) {
        ":" => Some(Tie::Said(Share::Whole)),
        "," | "(" | "–" | "—" if between.len() == 1 => Some(Tie::Beside),
        "," | "–" | "—" => Some(Tie::Trailing),
        _ => None,
    }
}

/// Returns whether a partitive ("of them") follows a number of the list, which then may be incomplete.
pub(super) fn is_open(segment: &AnnotatedSegment<'_>, counts: &[Count]) -> bool {
    let opens = |at: usize| segment.sense(at, |sense| matches!(sense, Sense::Parts(_))) > 0;
    counts.iter().any(|count| (count.tokens.end..count.tokens.end + 3).any(opens))
}

/// Returns whether the list continues with items without a number: "six sailors, a pilot and a cook".
pub(super) fn has_singles(segment: &AnnotatedSegment<'_>, last: &Count, sentence: &Range<usize>) -> bool {
    let following = last.tokens.end..sentence.end.min(last.tokens.end + TAIL);
    following.clone().any(|at| {
        let link = segment.word(at) == "," || segment.is(at, Function::And);
        link && segment.is(at + 1, Function::Indefinite)
    })
}

/// Returns whether only origin or membership modifies the last number of a list.
pub(super) fn ends_well(segment: &AnnotatedSegment<'_>, last: &Count, sentence: &Range<usize>) -> bool {
    let from = last.tokens.end;
    let stop = (from..sentence.end.min(from + TAIL))
        .find(|at| matches!(segment.word(*at), "," | ";" | "." | ")" | "–" | "—"));
    let stop = stop.or((sentence.end <= from + TAIL).then_some(sentence.end));
    stop.is_some_and(|stop| !(from..stop).any(|at| segment.is_verb(at) || segment.is(at, Function::And)))
}

/// Returns whether nothing modifies the last number of a list.
pub(super) fn ends_at_once(segment: &AnnotatedSegment<'_>, last: &Count, sentence: &Range<usize>) -> bool {
    let next = last.tokens.end;
    next >= sentence.end || matches!(segment.word(next), "," | ";" | "." | ")" | "–" | "—")
}

/// Returns whether a number is the whole of a partitive: "of the 300 people", "out of 300".
pub(super) fn is_divided(segment: &AnnotatedSegment<'_>, count: &Count) -> bool {
    let start = count.tokens.start;
    let before = (1..=2).find_map(|back| {
        let at = start.checked_sub(back)?;
        segment.is(at, Function::Of).then_some(at + 1..start)
    });
    before.is_some_and(|mut between| between.all(|at| segment.is(at, Function::Definite)))
}
