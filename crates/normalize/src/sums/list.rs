//! Numbers told one after the other: "14,000 from the north, 900 from the isles and 40 women".

use std::ops::Range;

use annals_knowledge::{Function, Sense};
use annals_model::Share;

use super::count::Count;
use crate::sheet::Sheet;

/// Most tokens that say more of a number before the next one of its list.
const ITEM: usize = 9;

/// Most tokens between a whole and its parts.
const LINK: usize = 24;

/// Most tokens behind the last part that say more of it.
const TAIL: usize = 8;

/// How the words between a whole and its first part tie them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Tie {
    /// "500 men, of whom", "500 men: "
    Said(Share),
    /// "500 men, "
    Beside,
    /// "500 men were trained there, "
    Trailing,
}

/// Where the list ends that begins with a number: of numbers of what can be one whole, the last before
/// anything else.
pub(super) fn end(sheet: &Sheet<'_>, counts: &[Count], first: usize) -> usize {
    let mut last = first;
    while let (Some(one), Some(next)) = (counts.get(last), counts.get(last + 1)) {
        if !is_joined(sheet, one, next) || !one.sort.goes_with(&next.sort) {
            break;
        }
        last += 1;
    }
    last + 1
}

/// Where the list begins that ends with a number.
pub(super) fn start(sheet: &Sheet<'_>, counts: &[Count], last: usize) -> usize {
    let mut first = last;
    while let Some(before) = first.checked_sub(1) {
        let (Some(one), Some(next)) = (counts.get(before), counts.get(first)) else { break };
        if !is_joined(sheet, one, next) || !one.sort.goes_with(&next.sort) {
            break;
        }
        first = before;
    }
    first
}

/// Whether only words that say more of the first number, and then a comma or an "and", stand between two.
pub(super) fn is_joined(sheet: &Sheet<'_>, one: &Count, next: &Count) -> bool {
    let mut between = one.tokens.end..next.tokens.start;
    if let Some(rest) = between.clone().find(|at| is_rest(sheet, *at, between.end)) {
        between.end = rest;
    }
    let Some(joint) = between.end.checked_sub(1).filter(|joint| between.contains(joint)) else {
        return false;
    };
    let joins = matches!(sheet.word(joint), "," | ";") || sheet.is(joint, Function::And);
    let stops = |at: usize| matches!(sheet.word(at), ":" | "." | "(" | ")");
    between.len() <= ITEM && joins && !between.clone().any(stops)
}

/// Whether the last number of a list is said to be all that is left: "and the other 40".
pub(super) fn is_closed(sheet: &Sheet<'_>, counts: &[Count]) -> bool {
    let Some([one, next]) = counts.last_chunk::<2>() else { return false };
    (one.tokens.end..next.tokens.start).any(|at| is_rest(sheet, at, next.tokens.start))
}

fn is_rest(sheet: &Sheet<'_>, at: usize, end: usize) -> bool {
    let len = sheet.sense(at, |sense| sense == Sense::Rest);
    len > 0 && at + len == end
}

/// What the words say that stand between a number and one behind it.
pub(super) fn tie(sheet: &Sheet<'_>, whole: &Count, part: &Count) -> Option<Tie> {
    let between = whole.tokens.end..part.tokens.start;
    if between.is_empty() || between.len() > LINK {
        return None;
    }
    let last = between.end - 1;
    let said = between.clone().find_map(|at| {
        let (len, share) = sheet.phrase(at, |sense| match sense {
            Sense::Parts(share) => Some(share),
            _ => None,
        })?;
        let end = at + len;
        // "consisting of about 300", "of whom, it said, 300" is nothing known.
        (end == between.end || end == last && matches!(sheet.word(last), "," | ":"))
            .then_some(Tie::Said(share))
    });
    if said.is_some() {
        return said;
    }
    match sheet.word(last) {
        ":" => Some(Tie::Said(Share::Whole)),
        "," | "(" | "–" | "—" if between.len() == 1 => Some(Tie::Beside),
        "," | "–" | "—" => Some(Tie::Trailing),
        _ => None,
    }
}

/// Whether "of them" or the like stands behind a number of a list: there may be others.
pub(super) fn is_open(sheet: &Sheet<'_>, counts: &[Count]) -> bool {
    let opens = |at: usize| sheet.sense(at, |sense| matches!(sense, Sense::Parts(_))) > 0;
    counts.iter().any(|count| (count.tokens.end..count.tokens.end + 3).any(opens))
}

/// Whether the list goes on with what is told without a number: "six sailors, a pilot and a cook".
pub(super) fn has_singles(sheet: &Sheet<'_>, last: &Count, sentence: &Range<usize>) -> bool {
    let behind = last.tokens.end..sentence.end.min(last.tokens.end + TAIL);
    behind.clone().any(|at| {
        let link = sheet.word(at) == "," || sheet.is(at, Function::And);
        link && sheet.is(at + 1, Function::Indefinite)
    })
}

/// Whether nothing is said of the last of a list but where from or of whom it is.
pub(super) fn ends_well(sheet: &Sheet<'_>, last: &Count, sentence: &Range<usize>) -> bool {
    let from = last.tokens.end;
    let stop = (from..sentence.end.min(from + TAIL))
        .find(|at| matches!(sheet.word(*at), "," | ";" | "." | ")" | "–" | "—"));
    let stop = stop.or((sentence.end <= from + TAIL).then_some(sentence.end));
    stop.is_some_and(|stop| !(from..stop).any(|at| sheet.is_verb(at) || sheet.is(at, Function::And)))
}

/// Whether nothing at all is.
pub(super) fn ends_at_once(sheet: &Sheet<'_>, last: &Count, sentence: &Range<usize>) -> bool {
    let next = last.tokens.end;
    next >= sentence.end || matches!(sheet.word(next), "," | ";" | "." | ")" | "–" | "—")
}

/// Whether a number is what others are said to be of: "of the 300 people", "out of 300".
pub(super) fn is_divided(sheet: &Sheet<'_>, count: &Count) -> bool {
    let start = count.tokens.start;
    let before = (1..=2).find_map(|back| {
        let at = start.checked_sub(back)?;
        sheet.is(at, Function::Of).then_some(at + 1..start)
    });
    before.is_some_and(|mut between| between.all(|at| sheet.is(at, Function::Definite)))
}
