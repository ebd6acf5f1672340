//! The reference date of a number or position.

use std::ops::Range;

use annals_edtf::Edtf;
use annals_knowledge::{Function, Sense};

use crate::segment::AnnotatedSegment;
use crate::time_mentions::{SegmentTimes, TimeMention};

/// Most tokens between a number's unit and the bracket with its date: "km (est., 1990)".
const BEFORE_BRACKET: usize = 3;
/// Most tokens between a number and its date, and between the date and the start of the sentence.
const REACH: usize = 100;
/// Most tokens of such a bracket.
const BRACKET: usize = 10;

/// Returns the reference date of a number: from a bracket beside it, or the only date of its clause. A date
/// of another verb is not used.
pub(crate) fn date_of(
    segment: &AnnotatedSegment<'_>,
    times: &SegmentTimes,
    counted: &Range<usize>,
) -> Option<Edtf> {
    if let Some(bracketed) = in_bracket(segment, times, counted.end) {
        return Some(bracketed.edtf.clone());
    }
    if let Some(listed) = bracket_before(segment, times, counted.start) {
        return Some(listed.edtf.clone());
    }
    let sentence = segment.sentence_of(counted.start);
    let [time] = times.dates_in(&sentence) else { return None };
    let date = &time.tokens;
    if date.end.max(counted.end) - sentence.start.max(date.start.min(counted.start).saturating_sub(REACH))
        > 2 * REACH
    {
        return None;
    }
    let shared = is_entry(segment, &sentence, date, counted) || is_shared(segment, &sentence, date, counted);
    shared.then(|| time.edtf.clone())
}

/// Returns the only date of a sentence, if it is in the clause of the given words.
pub(crate) fn date_of_clause(
    segment: &AnnotatedSegment<'_>,
    times: &SegmentTimes,
    words: &Range<usize>,
) -> Option<Edtf> {
    let sentence = segment.sentence_of(words.start);
    let [time] = times.dates_in(&sentence) else { return None };
    let apart = time.tokens.end.max(words.end) - time.tokens.start.min(words.start) <= REACH;
    (apart && is_shared(segment, &sentence, &time.tokens, words)).then(|| time.edtf.clone())
}

/// Returns the only date of the bracket after a token.
fn in_bracket<'t>(
    segment: &AnnotatedSegment<'_>,
    times: &'t SegmentTimes,
    end: usize,
) -> Option<&'t TimeMention> {
    let open = (end..end + BEFORE_BRACKET).find(|at| segment.word(*at) == "(")?;
    let plain = (end..open).all(|at| segment.is_word(at) && !segment.is_function(at));
    let close = (open + 1..open + BRACKET).find(|at| segment.word(*at) == ")")?;
    let [time] = times.dates_in(&(open..close)) else { return None };
    plain.then_some(time)
}

/// Returns the only date of a bracket before a comma: "Loans (1970-79), $20 million".
fn bracket_before<'t>(
    segment: &AnnotatedSegment<'_>,
    times: &'t SegmentTimes,
    start: usize,
) -> Option<&'t TimeMention> {
    let close =
        start.checked_sub(2).filter(|close| segment.word(*close) == ")" && segment.word(close + 1) == ",")?;
    let open = (close.saturating_sub(BRACKET)..close).rev().find(|at| segment.word(*at) == "(")?;
    let [time] = times.dates_in(&(open..close)) else { return None };
    (time.tokens.end == close).then_some(time)
}

/// Returns whether a date belongs to an entry and holds for all its numbers: "Rivers: 5 km navigable, 3 km
/// dry (1989 est.)", "1930 – …".
fn is_entry(
    segment: &AnnotatedSegment<'_>,
    sentence: &Range<usize>,
    date: &Range<usize>,
    counted: &Range<usize>,
) -> bool {
    let between = if date.end <= counted.start { date.end..counted.start } else { counted.end..date.start };
    let mut open = sentence.start.max(date.start.saturating_sub(BRACKET))..date.start;
    let bracketed = open.any(|at| segment.word(at) == "(");
    let after = (date.end..sentence.end).take(BRACKET).find(|at| segment.word(*at) == ")");
    let last = after.is_some_and(|close| (close + 1..sentence.end).all(|at| !segment.is_word(at)));
    let listed = date.start == sentence.start && matches!(segment.word(date.end), "–" | "-" | "—" | ":");
    let clauses = between.clone().any(|at| {
        segment.is(at, Function::Subordinator)
            || segment.is(at, Function::Relative)
            || segment.is(at, Function::Planned)
            || segment.speech_verb(at) > 0
            || !listed && segment.is(at, Function::Auxiliary)
    });
    let verbs = between.filter(|at| segment.is_verb(*at)).count();
    !clauses && verbs < 2 && (listed || bracketed && last && date.start > counted.start)
}

/// Returns whether a date and a number are in one clause.
fn is_shared(
    segment: &AnnotatedSegment<'_>,
    sentence: &Range<usize>,
    date: &Range<usize>,
    counted: &Range<usize>,
) -> bool {
    let between = if date.end <= counted.start { date.end..counted.start } else { counted.end..date.start };
    // "In 1908, the line had …": a sentence-initial date holds for the whole sentence.
    let first = date.start <= sentence.start + 2 || matches!(segment.word(date.end), "," | ")");
    let verbless =
        (sentence.start..date.start).all(|at| !segment.is_verb(at) && !segment.is(at, Function::Auxiliary));
    let opens = first && verbless && date.end <= counted.start;
    // "the 26th of July Movement"
    let name = segment.sense(date.end, |sense| sense == Sense::OrganisationHead) > 0;
    let parts = between.clone().any(|at| {
        matches!(segment.word(at), ";" | ":" | "(" | "“" | "”" | "\"")
            || matches!(segment.word(at), "," | ")") && !opens
            || segment.is(at, Function::Subordinator)
            || segment.is(at, Function::Future)
            || segment.is(at, Function::Relative) && !segment.is(at, Function::Definite)
            || segment.speech_verb(at) > 0
    });
    // Two words of one verb count once.
    let verbs = between.filter(|at| segment.is_verb(*at) && !segment.is_verb(at + 1)).count();
    let allowed = if opens { 3 } else { 1 };
    !name && !parts && verbs <= allowed
}
