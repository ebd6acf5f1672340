//! Capitalised runs that name persons.

use std::ops::Range;

use annals_knowledge::{Function, Gazetteer, Office, PersonWord, Sense};
use annals_model::EntityClass;
use annals_text::is_capitalised;

use crate::segment::AnnotatedSegment;

/// Longest name of a person, in tokens.
const LONGEST: usize = 10;
/// Longest syllable that a hyphen joins to a lower-case one: "Ki-moon".
const SYLLABLE: usize = 5;

/// Returns the name of a person that begins at a token, without titles.
pub(crate) fn person_name(
    segment: &AnnotatedSegment<'_>,
    gazetteer: &Gazetteer,
    at: usize,
    before: Preceding,
) -> Option<Range<usize>> {
    let name_word = |at: usize| is_name_word(segment, gazetteer, at, before);
    let mut end = at;
    if before == Preceding::Title {
        // "President de Gaulle", "Secretary Dean X", "Chairman Do X"
        let small = particles(segment, at);
        let given = is_given_name(segment, at) && name_word(at + 1);
        end += if small > 0 && name_word(at + small) { small } else { usize::from(given) };
    }
    while end < at + LONGEST {
        if name_word(end) {
            end += 1;
            // The full stop of an initial or of "St." belongs to the name.
            if is_cut(segment, end - 1) && name_word(end + 1) {
                end += 1;
            }
            end += joined_syllable(segment, end);
        } else if end > at && joins(segment, end) && name_word(end + 1) {
            end += 2;
        } else if end > at && particles(segment, end) > 0 && name_word(end + particles(segment, end)) {
            end += particles(segment, end) + 1;
            end += joined_syllable(segment, end);
        } else {
            break;
        }
    }
    // "member of the Selby African Congress": a word of an organisation's name.
    let of_organisation = before == Preceding::Title
        && end == at + 1
        && segment.is_capital(end)
        && segment.sense(end, |sense| sense == Sense::OrganisationHead) > 0;
    if end == at || of_organisation {
        return None;
    }
    Some(at..with_suffix(segment, end))
}

/// What precedes a name.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Preceding {
    /// A title: places and demonyms may be parts of the name.
    Title,
    /// No evidence of a person.
    Nothing,
}

/// Returns whether a full stop within a sentence abbreviates a word.
fn is_cut(segment: &AnnotatedSegment<'_>, at: usize) -> bool {
    let stop = segment.word(at + 1) == "." && segment.touches_next(at);
    match segment.word(at).chars().count() {
        1 => stop,
        2 | 3 => stop && segment.sentence_of(at).end > at + 2,
        _ => false,
    }
}

/// Returns whether a title or function word is used as a given name: capitalised in a sentence with
/// lower-case words.
fn is_given_name(segment: &AnnotatedSegment<'_>, at: usize) -> bool {
    let title = |at: usize| segment.sense(at, |sense| matches!(sense, Sense::Office(_) | Sense::Rank(_)));
    let function = segment.is_function(at) && !segment.is(at, Function::Definite);
    segment.is_capital(at)
        && segment.is_capital(at + 1)
        && (title(at) == 1 && title(at + 1) == 0 || function)
        && !is_headline(segment, at)
}

/// Returns whether a sentence capitalises all its words: "Minister To Visit Oslo".
fn is_headline(segment: &AnnotatedSegment<'_>, at: usize) -> bool {
    let sentence = segment.sentence_of(at);
    let near = sentence.start.max(at.saturating_sub(20))..sentence.end.min(at + 20);
    let small = near
        .filter(|word| segment.is_word(*word) && !segment.is_capital(*word) && !segment.is_function(*word))
        .take(2)
        .count();
    small < 2
}

/// Returns the number of tokens of the name particles at a token: "van der", "al-", "d'".
fn particles(segment: &AnnotatedSegment<'_>, at: usize) -> usize {
    let mut end = at;
    while end < at + 3 && segment.is(end, Function::Particle) {
        end += 1;
    }
    if end == at {
        return 0;
    }
    let mark = matches!(segment.word(end), "-" | "‑" | "'" | "’") && segment.touches_next(end - 1);
    end - at + usize::from(mark && segment.touches_next(end))
}

/// Returns whether a hyphen or apostrophe joins two capitalised parts.
fn joins(segment: &AnnotatedSegment<'_>, at: usize) -> bool {
    at > 0
        && matches!(segment.word(at), "-" | "‑" | "–" | "'" | "’")
        && segment.touches_next(at - 1)
        && segment.touches_next(at)
        && segment.is_capital(at + 1)
}

/// Returns the number of tokens of a lower-case second part of a name: "Ki-moon", "Zel'dovich".
fn joined_syllable(segment: &AnnotatedSegment<'_>, at: usize) -> usize {
    let length = |at: usize| segment.word(at).chars().count();
    let touches = at > 0 && segment.touches_next(at - 1) && segment.touches_next(at);
    if !touches || !segment.is_word(at + 1) || segment.is_capital(at + 1) || segment.is_caseless() {
        return 0;
    }
    let fits = match segment.word(at) {
        "-" | "‑" => {
            let short = length(at - 1) <= SYLLABLE && length(at + 1) <= SYLLABLE;
            short && segment.sense(at + 1, |_| true) == 0 && !segment.is_verb(at + 1)
        }
        "'" | "’" => length(at + 1) > 2 && !segment.is_function(at + 1),
        _ => false,
    };
    if fits { 2 } else { 0 }
}

/// Returns the end of a name with its generational suffix ("Jr.").
fn with_suffix(segment: &AnnotatedSegment<'_>, end: usize) -> usize {
    let suffix = |at: usize| segment.sense(at, |sense| sense == Sense::Person(PersonWord::Suffix));
    let comma = usize::from(segment.word(end) == ",");
    let len = if segment.is_capital(end + comma) { suffix(end + comma) } else { 0 };
    if len == 0 {
        return end;
    }
    // A full stop that also ends the sentence belongs to the sentence.
    let last = end + comma + len;
    let closes = segment.word(last - 1) == "." && segment.sentence_of(last - 1).end == last;
    last - usize::from(closes)
}

fn is_name_word(segment: &AnnotatedSegment<'_>, gazetteer: &Gazetteer, at: usize, before: Preceding) -> bool {
    // "Charles A. Roe": a letter with a full stop is an initial.
    let initial =
        segment.word(at + 1) == "." && segment.touches_next(at) && segment.word(at).chars().count() == 1;
    if !segment.is_capital(at) || (segment.is_function(at) && !initial) {
        return false;
    }
    let other = |sense: Sense| match sense {
        Sense::Rank(_)
        | Sense::Office(Office::Plain)
        | Sense::Honorific
        | Sense::OrganisationHead
        | Sense::Person(PersonWord::Portfolio | PersonWord::Suffix)
        | Sense::Land => true,
        Sense::Office(Office::Portfolio) => before == Preceding::Nothing,
        Sense::Demonym(_) => before == Preceding::Nothing,
        Sense::Name(number) => {
            before == Preceding::Nothing
                && gazetteer.entities.get(number).is_none_or(|entity| entity.class != EntityClass::Person)
        }
        _ => false,
    };
    segment.sense(at, other) == 0
}

/// Returns whether the words of a name identify a person: initials with other words, or a generational
/// suffix.
pub(crate) fn is_personal(segment: &AnnotatedSegment<'_>, name: &Range<usize>) -> bool {
    let initial = |at: usize| segment.word(at + 1) == "." && segment.word(at).chars().count() == 1;
    let initials = name.clone().filter(|at| initial(*at) && segment.is_word(*at)).count();
    let words = name.clone().filter(|at| segment.is_word(*at)).count() - initials;
    let suffix = name.clone().skip(1).any(|at| {
        let generation = |sense| sense == Sense::Person(PersonWord::Suffix);
        segment.sense(at, generation) > 0 && segment.word(at).chars().any(char::is_lowercase)
    });
    let ends_full = !initial(name.end - 1);
    (suffix && words > 2)
        || (initials > 0 && words > 1 && ends_full)
        || (initials > 1 && words > 0 && ends_full)
}

/// Returns whether a rank, office or form of address begins at a token.
pub(crate) fn starts_title(segment: &AnnotatedSegment<'_>, at: usize) -> bool {
    let capital = segment.is_capital(at);
    capital
        && segment.sense(at, |sense| matches!(sense, Sense::Rank(_) | Sense::Office(_) | Sense::Honorific))
            > 0
}

/// Returns whether a name ends with an event noun: "Spring Offensive" is no person.
pub(super) fn is_event_like(segment: &AnnotatedSegment<'_>, tokens: &Range<usize>) -> bool {
    tokens.clone().any(|at| {
        let len = segment.sense(at, |sense| matches!(sense, Sense::Noun(_)));
        len > 0 && at + len >= tokens.end && !starts_title(segment, at)
    })
}

/// Returns the words of a name with single spaces.
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

/// Returns whether a word is written like an abbreviation: "MOW".
pub(crate) fn is_abbreviation(word: &str) -> bool {
    let letters = word.chars().count();
    (2..=8).contains(&letters)
        && is_capitalised(word)
        && word.chars().all(|c| c.is_uppercase() || c.is_numeric())
}
