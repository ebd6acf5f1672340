//! Runs of capitalised words: names of people and of organisations.

use std::ops::Range;

use annals_knowledge::{Function, Names, Office, Sense};
use annals_model::reading::EntityClass;
use annals_text::{TokenKind, is_capitalised};

use crate::sheet::Sheet;

/// Longest name of an organisation, in tokens, and longest complement of it.
const RUN: usize = 24;
/// Longest name of a person, in tokens.
const LONGEST: usize = 8;

/// The name of a person that begins at a token, titles not included.
pub(crate) fn person_name(
    sheet: &Sheet<'_>,
    names: &Names,
    at: usize,
    before: Before,
) -> Option<Range<usize>> {
    let is_name_word = |sheet: &Sheet<'_>, names: &Names, at: usize| is_name_word(sheet, names, at, before);
    let mut end = at;
    while end < at + LONGEST {
        if is_name_word(sheet, names, end) {
            end += 1;
            // The full stop of an initial belongs to it.
            let initial = sheet.word(end - 1).chars().count() == 1 && sheet.word(end) == ".";
            if initial && sheet.touches_next(end - 1) && is_name_word(sheet, names, end + 1) {
                end += 1;
            }
        } else if end > at
            && (joins(sheet, end) || sheet.is(end, Function::Particle))
            && is_name_word(sheet, names, end + 1)
        {
            end += 2;
        } else if end > at
            && sheet.is(end, Function::Particle)
            && sheet.is(end + 1, Function::Particle)
            && is_name_word(sheet, names, end + 2)
        {
            // "de la Vega"
            end += 3;
        } else {
            break;
        }
    }
    (end > at).then_some(at..end)
}

/// What stands before a name.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Before {
    /// A title: places and peoples may be parts of the name.
    Title,
    /// Nothing that says that a person is meant.
    Nothing,
}

/// A hyphen or apostrophe between two letters.
fn joins(sheet: &Sheet<'_>, at: usize) -> bool {
    at > 0
        && matches!(sheet.word(at), "-" | "‑" | "'" | "’")
        && sheet.touches_next(at - 1)
        && sheet.touches_next(at)
        && sheet.is_capital(at + 1)
}

fn is_name_word(sheet: &Sheet<'_>, names: &Names, at: usize, before: Before) -> bool {
    // "Charles A. Roe": a letter with its full stop is an initial, whatever word it is else.
    let initial = sheet.word(at + 1) == "." && sheet.touches_next(at) && sheet.word(at).chars().count() == 1;
    if !sheet.is_capital(at) || (sheet.is_function(at) && !initial) {
        return false;
    }
    let other = |sense: Sense| match sense {
        Sense::Rank(_)
        | Sense::Office(Office::Plain)
        | Sense::Honorific
        | Sense::OrganisationHead
        | Sense::Land => true,
        Sense::Office(Office::Portfolio) => before == Before::Nothing,
        Sense::Demonym(_) => before == Before::Nothing,
        Sense::Name(number) => {
            before == Before::Nothing
                && names.entities.get(number).is_none_or(|entity| entity.class != EntityClass::Person)
        }
        _ => false,
    };
    sheet.sense(at, other) == 0
}

/// A run of capitalised words that names an organisation by its head word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Headed {
    /// Its tokens.
    pub(crate) tokens: Range<usize>,
    /// Tokens before the head.
    pub(crate) before: usize,
    /// Whether words behind the head belong to it.
    pub(crate) complement: bool,
}

/// The organisation whose name begins at a token.
pub(crate) fn organisation(sheet: &Sheet<'_>, names: &Names, at: usize) -> Option<Headed> {
    let mut end = at;
    // End of the last head, and where it began.
    let mut head: Option<Range<usize>> = None;
    while end < at + RUN && (sheet.is_capital(end) || (end > at && inner(sheet, end))) {
        let len = sheet.sense(end, |sense| sense == Sense::OrganisationHead);
        let numbered = sheet.sense(end, |sense| sense == Sense::NumberedHead);
        if numbered > 0 && sheet.kind(end + numbered) == Some(TokenKind::Number) {
            let number = end + numbered;
            // A day or a year behind a head is no number of it.
            head = Some(end..number + 1);
            end = number + 1;
            continue;
        }
        if len > 0 && sheet.is_capital(end) {
            head = Some(end..end + len);
            end += len;
            continue;
        }
        if end > at && head.is_some() && starts_title(sheet, end) {
            break;
        }
        if sheet.is_function(end) && sheet.is_capital(end) && end > at {
            break;
        }
        end += 1;
    }
    let head = head?;
    // A number is all the name that a unit has: "Regiment 5 of …" is two.
    let numbered = sheet.kind(head.end - 1) == Some(TokenKind::Number);
    let (tokens, complement) = match complement(sheet, names, head.end).filter(|_| !numbered) {
        Some(behind) => (at..behind, true),
        None => (at..head.end, false),
    };
    Some(Headed { before: head.start - at, tokens, complement })
}

/// Marks and small words inside a run of capitals: "People's", "Lao-Viet".
fn inner(sheet: &Sheet<'_>, at: usize) -> bool {
    if sheet.is_possessive(at) {
        let end = if sheet.possessive(at) > 0 { at + sheet.possessive(at) } else { at + 1 };
        return sheet.is_capital(end);
    }
    let touching = sheet.touches_next(at - 1) && sheet.touches_next(at);
    matches!(sheet.word(at), "-" | "–") && touching && sheet.is_capital(at + 1)
}

/// Where the words behind a head end that belong to it: "of the Republic of X".
fn complement(sheet: &Sheet<'_>, names: &Names, at: usize) -> Option<usize> {
    let mut end = at;
    while end < at + RUN {
        if !sheet.is(end, Function::Of) {
            break;
        }
        let mut next = end + 1;
        if sheet.is(next, Function::Definite) {
            next += 1;
        }
        if !sheet.is_capital(next) || starts_title(sheet, next) {
            break;
        }
        let known = sheet.phrase(next, |sense| match sense {
            Sense::Name(number) => names.entities.get(number).map(|_| ()),
            _ => None,
        });
        if let Some((len, ())) = known {
            end = next + len;
            continue;
        }
        end = next;
        while end < next + RUN && sheet.is_capital(end) && !starts_title(sheet, end)
            || (end > next && inner(sheet, end))
        {
            end += 1;
        }
    }
    (end > at).then_some(end)
}

/// Whether a rank, an office or a form of address begins at a token.
pub(crate) fn starts_title(sheet: &Sheet<'_>, at: usize) -> bool {
    let capital = sheet.is_capital(at);
    capital
        && sheet.sense(at, |sense| matches!(sense, Sense::Rank(_) | Sense::Office(_) | Sense::Honorific)) > 0
}

/// The words of a range with single spaces and plain apostrophes: how a name is shown.
pub(crate) fn shown(words: &str) -> String {
    let mut shown = String::with_capacity(words.len());
    for word in words.split_whitespace() {
        if !shown.is_empty() {
            shown.push(' ');
        }
        shown.push_str(word);
    }
    shown
}

/// Whether a word is written like an abbreviation: "MOW".
pub(crate) fn is_abbreviation(word: &str) -> bool {
    let letters = word.chars().count();
    (2..=8).contains(&letters)
        && is_capitalised(word)
        && word.chars().all(|c| c.is_uppercase() || c.is_numeric())
}
