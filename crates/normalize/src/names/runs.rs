//! Runs of capitalised words that name people.

use std::ops::Range;

use annals_knowledge::{Function, Gazetteer, Office, PersonWord, Sense};
use annals_model::EntityClass;
use annals_text::is_capitalised;

use crate::sheet::Sheet;

/// Longest name of a person, in tokens.
const LONGEST: usize = 10;
/// Longest syllable of a name that a hyphen joins to one in small letters: "Ki-moon".
const SYLLABLE: usize = 5;

/// The name of a person that begins at a token, titles not included.
pub(crate) fn person_name(
    sheet: &Sheet<'_>,
    names: &Gazetteer,
    at: usize,
    before: Before,
) -> Option<Range<usize>> {
    let name_word = |at: usize| is_name_word(sheet, names, at, before);
    let mut end = at;
    if before == Before::Title {
        // "President de Gaulle", "Secretary Dean X", "Chairman Do X"
        let small = particles(sheet, at);
        let given = is_given_name(sheet, at) && name_word(at + 1);
        end += if small > 0 && name_word(at + small) { small } else { usize::from(given) };
    }
    while end < at + LONGEST {
        if name_word(end) {
            end += 1;
            // The full stop of an initial belongs to it, and that of "St.".
            if is_cut(sheet, end - 1) && name_word(end + 1) {
                end += 1;
            }
            end += joined_syllable(sheet, end);
        } else if end > at && joins(sheet, end) && name_word(end + 1) {
            end += 2;
        } else if end > at && particles(sheet, end) > 0 && name_word(end + particles(sheet, end)) {
            end += particles(sheet, end) + 1;
            end += joined_syllable(sheet, end);
        } else {
            break;
        }
    }
    // "member of the Selby African Congress": a word of a body's name.
    let of_body = before == Before::Title
        && end == at + 1
        && sheet.is_capital(end)
        && sheet.sense(end, |sense| sense == Sense::OrganisationHead) > 0;
    if end == at || of_body {
        return None;
    }
    Some(at..with_suffix(sheet, end))
}

/// What stands before a name.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Before {
    /// A title: places and peoples may be parts of the name.
    Title,
    /// Nothing that says that a person is meant.
    Nothing,
}

/// Whether a word is cut short by the full stop behind it, inside a sentence.
fn is_cut(sheet: &Sheet<'_>, at: usize) -> bool {
    let stop = sheet.word(at + 1) == "." && sheet.touches_next(at);
    match sheet.word(at).chars().count() {
        1 => stop,
        2 | 3 => stop && sheet.sentence_of(at).end > at + 2,
        _ => false,
    }
}

/// Whether a word that is an office, a rank or a small word elsewhere is written here like a given
/// name: with a capital, in a sentence whose other words have none.
fn is_given_name(sheet: &Sheet<'_>, at: usize) -> bool {
    let title = |at: usize| sheet.sense(at, |sense| matches!(sense, Sense::Office(_) | Sense::Rank(_)));
    let function = sheet.is_function(at) && !sheet.is(at, Function::Definite);
    sheet.is_capital(at)
        && sheet.is_capital(at + 1)
        && (title(at) == 1 && title(at + 1) == 0 || function)
        && !is_headline(sheet, at)
}

/// Whether the words of a sentence have capitals whatever they are: "Minister To Visit Oslo".
fn is_headline(sheet: &Sheet<'_>, at: usize) -> bool {
    let sentence = sheet.sentence_of(at);
    let near = sentence.start.max(at.saturating_sub(20))..sentence.end.min(at + 20);
    let small = near
        .filter(|word| sheet.is_word(*word) && !sheet.is_capital(*word) && !sheet.is_function(*word))
        .take(2)
        .count();
    small < 2
}

/// Tokens of the small words of a name before its next word: "van der", "al-", "d'".
fn particles(sheet: &Sheet<'_>, at: usize) -> usize {
    let mut end = at;
    while end < at + 3 && sheet.is(end, Function::Particle) {
        end += 1;
    }
    if end == at {
        return 0;
    }
    let mark = matches!(sheet.word(end), "-" | "‑" | "'" | "’") && sheet.touches_next(end - 1);
    end - at + usize::from(mark && sheet.touches_next(end))
}

/// A hyphen or apostrophe between two letters.
fn joins(sheet: &Sheet<'_>, at: usize) -> bool {
    at > 0
        && matches!(sheet.word(at), "-" | "‑" | "–" | "'" | "’")
        && sheet.touches_next(at - 1)
        && sheet.touches_next(at)
        && sheet.is_capital(at + 1)
}

/// The small second half of a name at a token: "Ki-moon", "Zel'dovich".
fn joined_syllable(sheet: &Sheet<'_>, at: usize) -> usize {
    let length = |at: usize| sheet.word(at).chars().count();
    let touches = at > 0 && sheet.touches_next(at - 1) && sheet.touches_next(at);
    if !touches || !sheet.is_word(at + 1) || sheet.is_capital(at + 1) || sheet.is_caseless() {
        return 0;
    }
    let fits = match sheet.word(at) {
        "-" | "‑" => {
            let short = length(at - 1) <= SYLLABLE && length(at + 1) <= SYLLABLE;
            short && sheet.sense(at + 1, |_| true) == 0 && !sheet.is_verb(at + 1)
        }
        "'" | "’" => length(at + 1) > 2 && !sheet.is_function(at + 1),
        _ => false,
    };
    if fits { 2 } else { 0 }
}

/// Where a name ends with a "Jr." behind it.
fn with_suffix(sheet: &Sheet<'_>, end: usize) -> usize {
    let suffix = |at: usize| sheet.sense(at, |sense| sense == Sense::Person(PersonWord::Suffix));
    let comma = usize::from(sheet.word(end) == ",");
    let len = if sheet.is_capital(end + comma) { suffix(end + comma) } else { 0 };
    if len == 0 {
        return end;
    }
    // A full stop that ends the sentence as well stays with the sentence.
    let last = end + comma + len;
    let closes = sheet.word(last - 1) == "." && sheet.sentence_of(last - 1).end == last;
    last - usize::from(closes)
}

fn is_name_word(sheet: &Sheet<'_>, names: &Gazetteer, at: usize, before: Before) -> bool {
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
        | Sense::Person(PersonWord::Portfolio | PersonWord::Suffix)
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

/// Whether the words of a name say by themselves that it is a person's: initials with a word
/// before or two behind, or a "Jr.".
pub(crate) fn is_personal(sheet: &Sheet<'_>, name: &Range<usize>) -> bool {
    let initial = |at: usize| sheet.word(at + 1) == "." && sheet.word(at).chars().count() == 1;
    let initials = name.clone().filter(|at| initial(*at) && sheet.is_word(*at)).count();
    let words = name.clone().filter(|at| sheet.is_word(*at)).count() - initials;
    let suffix = name.clone().skip(1).any(|at| {
        let generation = |sense| sense == Sense::Person(PersonWord::Suffix);
        sheet.sense(at, generation) > 0 && sheet.word(at).chars().any(char::is_lowercase)
    });
    let ends_full = !initial(name.end - 1);
    (suffix && words > 2)
        || (initials > 0 && words > 1 && ends_full)
        || (initials > 1 && words > 0 && ends_full)
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
