//! The date at which a number is said to hold.

use std::ops::Range;

use annals_edtf::Edtf;
use annals_knowledge::{Function, Sense};

use crate::sheet::Sheet;
use crate::times::{Time, Times};

/// Most tokens between a number's unit and the bracket with its date: "km (est., 1990)".
const BEFORE_BRACKET: usize = 3;
/// How far from its date a number may stand, and the date from the beginning of the sentence.
const REACH: usize = 100;
/// Most tokens of such a bracket.
const BRACKET: usize = 10;

/// The date that words beside a number give it: a bracket behind it, or the only date of its
/// clause. A date that another verb takes is not the number's.
pub(crate) fn date_of(sheet: &Sheet<'_>, times: &Times, counted: &Range<usize>) -> Option<Edtf> {
    if let Some(bracketed) = in_bracket(sheet, times, counted.end) {
        return Some(bracketed.edtf.clone());
    }
    if let Some(listed) = bracket_before(sheet, times, counted.start) {
        return Some(listed.edtf.clone());
    }
    let sentence = sheet.sentence_of(counted.start);
    let [time] = times.dates_in(&sentence) else { return None };
    let date = &time.tokens;
    if date.end.max(counted.end) - sentence.start.max(date.start.min(counted.start).saturating_sub(REACH))
        > 2 * REACH
    {
        return None;
    }
    let shared = is_entry(sheet, &sentence, date, counted) || is_shared(sheet, &sentence, date, counted);
    shared.then(|| time.edtf.clone())
}

/// The only date of a sentence, where it is of the clause in which these words stand.
pub(crate) fn date_of_clause(sheet: &Sheet<'_>, times: &Times, words: &Range<usize>) -> Option<Edtf> {
    let sentence = sheet.sentence_of(words.start);
    let [time] = times.dates_in(&sentence) else { return None };
    let apart = time.tokens.end.max(words.end) - time.tokens.start.min(words.start) <= REACH;
    (apart && is_shared(sheet, &sentence, &time.tokens, words)).then(|| time.edtf.clone())
}

/// The only date in the bracket right behind.
fn in_bracket<'t>(sheet: &Sheet<'_>, times: &'t Times, end: usize) -> Option<&'t Time> {
    let open = (end..end + BEFORE_BRACKET).find(|at| sheet.word(*at) == "(")?;
    let plain = (end..open).all(|at| sheet.is_word(at) && !sheet.is_function(at));
    let close = (open + 1..open + BRACKET).find(|at| sheet.word(*at) == ")")?;
    let [time] = times.dates_in(&(open..close)) else { return None };
    plain.then_some(time)
}

/// The only date in the bracket before a comma: "Loans (1970-79), $20 million".
fn bracket_before<'t>(sheet: &Sheet<'_>, times: &'t Times, start: usize) -> Option<&'t Time> {
    let close =
        start.checked_sub(2).filter(|close| sheet.word(*close) == ")" && sheet.word(close + 1) == ",")?;
    let open = (close.saturating_sub(BRACKET)..close).rev().find(|at| sheet.word(*at) == "(")?;
    let [time] = times.dates_in(&(open..close)) else { return None };
    (time.tokens.end == close).then_some(time)
}

/// Whether a date is that of an entry and holds for all of its numbers: "Rivers: 5 km navigable,
/// 3 km dry (1989 est.)", "1930 – …".
fn is_entry(sheet: &Sheet<'_>, sentence: &Range<usize>, date: &Range<usize>, counted: &Range<usize>) -> bool {
    let between = if date.end <= counted.start { date.end..counted.start } else { counted.end..date.start };
    let mut open = sentence.start.max(date.start.saturating_sub(BRACKET))..date.start;
    let bracketed = open.any(|at| sheet.word(at) == "(");
    let after = (date.end..sentence.end).take(BRACKET).find(|at| sheet.word(*at) == ")");
    let last = after.is_some_and(|close| (close + 1..sentence.end).all(|at| !sheet.is_word(at)));
    let listed = date.start == sentence.start && matches!(sheet.word(date.end), "–" | "-" | "—" | ":");
    let clauses = between.clone().any(|at| {
        sheet.is(at, Function::Subordinator)
            || sheet.is(at, Function::Relative)
            || sheet.is(at, Function::Planned)
            || sheet.speech_verb(at) > 0
            || !listed && sheet.is(at, Function::Auxiliary)
    });
    let verbs = between.filter(|at| sheet.is_verb(*at)).count();
    !clauses && verbs < 2 && (listed || bracketed && last && date.start > counted.start)
}

/// Whether a date and a number stand in one clause.
fn is_shared(
    sheet: &Sheet<'_>,
    sentence: &Range<usize>,
    date: &Range<usize>,
    counted: &Range<usize>,
) -> bool {
    let between = if date.end <= counted.start { date.end..counted.start } else { counted.end..date.start };
    // "In 1908, the line had …": what opens a sentence holds for all of it.
    let first = date.start <= sentence.start + 2 || matches!(sheet.word(date.end), "," | ")");
    let verbless =
        (sentence.start..date.start).all(|at| !sheet.is_verb(at) && !sheet.is(at, Function::Auxiliary));
    let opens = first && verbless && date.end <= counted.start;
    // "the 26th of July Movement"
    let name = sheet.sense(date.end, |sense| sense == Sense::OrganisationHead) > 0;
    let parts = between.clone().any(|at| {
        matches!(sheet.word(at), ";" | ":" | "(" | "“" | "”" | "\"")
            || matches!(sheet.word(at), "," | ")") && !opens
            || sheet.is(at, Function::Subordinator)
            || sheet.is(at, Function::Future)
            || sheet.is(at, Function::Relative) && !sheet.is(at, Function::Definite)
            || sheet.speech_verb(at) > 0
    });
    // Two words of one verb count once.
    let verbs = between.filter(|at| sheet.is_verb(*at) && !sheet.is_verb(at + 1)).count();
    let allowed = if opens { 3 } else { 1 };
    !name && !parts && verbs <= allowed
}
