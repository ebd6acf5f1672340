//! How far the phrase around an event noun reaches.

use std::ops::Range;

use annals_knowledge::{Function, Sense};
use annals_model::Naming;

use super::scene::Scene;

/// Most words that describe a noun before it.
const BEFORE: usize = 7;
/// Longest name, in tokens, on either side of its noun.
const NAME: usize = 24;
/// Most words of a complement.
const BEHIND: usize = 16;

/// The phrase of a noun: its tokens and whether it is a proper name.
///
/// A name may stand right behind some nouns: "Exercise Blue Heron".
pub(crate) fn around(
    scene: &Scene<'_, '_>,
    head: &Range<usize>,
    purpose: Purpose,
    name_behind: bool,
) -> (Range<usize>, Naming) {
    let sheet = scene.sheet;
    if sheet.is_capital(head.start) {
        if name_behind
            && sheet.is_capital(head.end)
            && scene.covered_at(head.end).is_none()
            && !sheet.is_function(head.end)
        {
            return (head.start..capitals_behind(scene, head.end, head.end + 1), Naming::Proper);
        }
        let start = capitals_before(scene, head.start);
        let end = capitals_behind(scene, head.end, head.end);
        if start < head.start || end > head.end {
            return (start..end, Naming::Proper);
        }
    }
    (words_before(scene, head.start)..complement(scene, head.end, purpose), Naming::Description)
}

/// Whether "to do something" behind a noun belongs to its phrase.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    Belongs,
    Ends,
}

/// Where the capitalised words before a capitalised noun begin, years and dashes among them.
fn capitals_before(scene: &Scene<'_, '_>, head: usize) -> usize {
    let sheet = scene.sheet;
    let mut start = head;
    while start > scene.tokens.start && head - start < NAME {
        let before = start - 1;
        let first = before == scene.tokens.start && sheet.is_function(before);
        if sheet.is_capital(before) && !sheet.is_function(before) && !first {
            start = before;
        } else if let Some(time) = scene.covered_at(before) {
            // "In 1863 Winter Relief began"
            let adverbial =
                time.start.checked_sub(1).is_some_and(|at| sheet.is(at, Function::PlacePreposition));
            if adverbial && time.start > scene.tokens.start {
                break;
            }
            // "the 1863-1864 Winter Campaign", "Spring 1875 Offensive"
            start = time.start;
        } else if links(scene, before) {
            start = before;
        } else {
            break;
        }
    }
    // A dash, a comma or an "and" at the edge belongs to what is outside.
    while start < head && !sheet.is_word(start) && scene.covered_at(start).is_none()
        || (start < head && (sheet.is(start, Function::And) || sheet.is(start, Function::Definite)))
    {
        start += 1;
    }
    start
}

/// A mark or small word between two capitalised words of one name.
fn links(scene: &Scene<'_, '_>, at: usize) -> bool {
    let sheet = scene.sheet;
    if at == 0 || at <= scene.tokens.start {
        return false;
    }
    let around = (sheet.is_capital(at - 1) || scene.covered_at(at - 1).is_some())
        && (sheet.is_capital(at + 1) || scene.covered_at(at + 1).is_some());
    match sheet.word(at) {
        // "the 1863-1864 Winter-Spring Offensive", but not "1954 – Treaty of X".
        "-" | "–" | "—" => around && (scene.covered_at(at - 1).is_none() || sheet.touches_next(at)),
        _ if sheet.possessive(at) > 1 => sheet.is_capital(at + sheet.possessive(at)),
        _ if sheet.is_possessive(at) => sheet.is_capital(at + 1),
        "," => around && in_quotes(scene, at),
        _ => sheet.is(at, Function::And) && around && in_quotes(scene, at),
    }
}

/// Whether a token stands between quotation marks, which hold names together.
fn in_quotes(scene: &Scene<'_, '_>, at: usize) -> bool {
    let sheet = scene.sheet;
    let marks =
        (scene.tokens.start..at).filter(|token| matches!(sheet.word(*token), "\"" | "“" | "”")).count();
    marks % 2 == 1
}

/// Where the capitalised words behind a capitalised noun end: "Treaty of Amity and Cooperation".
fn capitals_behind(scene: &Scene<'_, '_>, head: usize, from: usize) -> usize {
    let sheet = scene.sheet;
    let mut end = from;
    while end < head + NAME {
        let mut next = end;
        while sheet.is(next, Function::NameLink) && scene.covered_at(next).is_none() && next < end + 3 {
            next += 1;
        }
        // "Treaty in Geneva" is a place, "Treaty on …" a subject: only "in" within a complement.
        let first_link_is_place = next > end && sheet.is(end, Function::PlacePreposition) && end == head;
        let joined_by_and = next > end && sheet.is(end, Function::And) && end == head;
        let toward = next > end && (sheet.is(end, Function::Toward) && !sheet.is(end, Function::Of));
        if first_link_is_place || joined_by_and || toward || next >= scene.tokens.end {
            break;
        }
        let hyphen = next == end
            && end > head
            && matches!(sheet.word(end), "-" | "–" | "'" | "’")
            && sheet.touches_next(end - 1)
            && sheet.touches_next(end)
            && sheet.is_word(end + 1)
            && !sheet.is_possessive(end);
        if next == end && end == head && is_numeral(sheet.word(next)) {
            // "World War II"
            end = next + 1;
        } else if hyphen {
            end += 2;
        } else if sheet.is_capital(next) && scene.covered_at(next).is_none() && (next > end || end > head) {
            end = next + 1;
        } else if next == end
            && end == head
            && scene.covered_at(next).is_some_and(|time| time.len() == 1)
            && sheet.kind(next) == Some(annals_text::TokenKind::Number)
        {
            // "Friendship Year 2022"
            end = next + 1;
            break;
        } else {
            break;
        }
    }
    end
}

/// Whether a word is a Roman numeral.
fn is_numeral(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|letter| matches!(letter, b'I' | b'V' | b'X'))
}

/// Where the words that describe a noun begin.
fn words_before(scene: &Scene<'_, '_>, head: usize) -> usize {
    let sheet = scene.sheet;
    let mut start = head;
    for _ in 0..BEFORE {
        let Some(before) = start.checked_sub(1).filter(|before| *before >= scene.tokens.start) else {
            return start;
        };
        if let Some(time) = scene.covered_at(before) {
            // "two days before war was declared"
            if sheet.is(before, Function::Preposition) {
                return start;
            }
            // "the 1954 conference", "the 1886-1899 period"
            return scene.time_at(before).map_or(start, |whole| whole.tokens.start.min(time.start));
        }
        if let Some(mention) = scene.mention_at(before) {
            let person = mention.is(annals_model::EntityClass::Person);
            if person || mention.tokens.end != before + 1 {
                return start;
            }
            start = mention.tokens.start;
            continue;
        }
        let dash = matches!(sheet.word(before), "-" | "–" | "‑");
        if dash && before > scene.tokens.start {
            start = before;
            continue;
        }
        if sheet.is(before, Function::And) && joins_adjectives(scene, before) {
            start = before;
            continue;
        }
        // "50th"
        if sheet.kind(before) == Some(annals_text::TokenKind::Number) && sheet.touches_next(before) {
            return before;
        }
        // "set up ties"
        let driven = before > scene.tokens.start
            && sheet.sense(before - 1, |sense| matches!(sense, Sense::Verb(_) | Sense::Support(_))) > 1;
        let describes =
            sheet.is_word(before) && !sheet.is_function(before) && !scene.is_verb(before) && !driven;
        if !describes {
            break;
        }
        start = before;
    }
    // What is left of "X's" belongs to X.
    while start < head && (!sheet.is_word(start) || sheet.is_possessive(start)) {
        start += 1;
    }
    start
}

/// "a joint rescue and relief exercise": words of one phrase, which an article opens.
fn joins_adjectives(scene: &Scene<'_, '_>, and: usize) -> bool {
    let sheet = scene.sheet;
    let plain = |at: usize| {
        sheet.is_word(at)
            && !sheet.is_function(at)
            && !scene.is_verb(at)
            && scene.mention_at(at).is_none()
            && sheet.sense(at, |sense| matches!(sense, Sense::Noun(_))) == 0
    };
    let opens =
        |at: usize| [Function::Definite, Function::Indefinite].iter().any(|class| sheet.is(at, *class));
    let mut at = and;
    while at > scene.tokens.start + 1 && and - at < 3 && plain(at - 1) {
        at -= 1;
    }
    at < and && at > scene.tokens.start && opens(at - 1) && plain(and + 1)
}

/// Where a list of names that goes on behind a comma ends: "A, B, and C". None if it is no list.
fn list_end(scene: &Scene<'_, '_>, comma: usize) -> Option<usize> {
    let sheet = scene.sheet;
    let mut at = comma;
    loop {
        let listed = sheet.word(at) == ",";
        at += usize::from(listed);
        let and = sheet.function(at, Function::And);
        at += and;
        at += usize::from(sheet.is(at, Function::Definite));
        let mention = scene.mention_at(at).filter(|mention| mention.tokens.start == at)?;
        at = mention.tokens.end;
        if and > 0 {
            return Some(at);
        }
        if !listed {
            return None;
        }
    }
}

/// Where what a noun is of, on or between ends.
pub(crate) fn complement(scene: &Scene<'_, '_>, head: usize, purpose: Purpose) -> usize {
    let sheet = scene.sheet;
    // "visit X": what is visited stands right behind.
    if let Some(object) = scene.mention_at(head).filter(|mention| mention.tokens.start == head) {
        return if object.is(annals_model::EntityClass::Place) { object.tokens.end } else { head };
    }
    let opens = |at: usize| {
        let subject = sheet.sense(at, |sense| matches!(sense, Sense::Function(Function::NameLink)));
        let place = || scene.mention_at(at + 1).is_some_and(|mention| mention.tokens.start == at + 1);
        sheet.is(at, Function::Of)
            || sheet.is(at, Function::Between)
            || sheet.is(at, Function::From)
            || (sheet.is(at, Function::Toward) && place())
            || (subject > 0 && sheet.is(at, Function::Preposition))
            || (purpose == Purpose::Belongs && sheet.is(at, Function::Infinitive))
    };
    if !opens(head) || scene.covered_at(head + 1).is_some() || scene.covered_at(head).is_some() {
        return head;
    }
    let purposeful = sheet.is(head, Function::Infinitive) && scene.mention_at(head + 1).is_none();
    let between = sheet.is(head, Function::Between);
    let mut end = head + 1;
    while end < (head + BEHIND).min(scene.tokens.end) {
        if let Some(mention) = scene.mention_at(end) {
            end = mention.tokens.end;
            continue;
        }
        let word = sheet.word(end);
        let list = between || scene.mention_at(end - 1).is_some();
        let more = |at: usize| {
            let next = at + usize::from(sheet.is(at, Function::Definite));
            scene.mention_at(next).is_some()
        };
        if word == ","
            && list
            && let Some(behind) = list_end(scene, end)
        {
            end = behind;
            continue;
        }
        if sheet.is(end, Function::And) {
            // "of A and B" goes on; "of A and a meeting" begins another thing.
            let next = end + 1;
            let other = sheet.is(next, Function::Definite)
                || sheet.is(next, Function::Indefinite)
                || scene.is_verb(next);
            if (other && !more(next)) || purposeful {
                break;
            }
            end += 1;
            continue;
        }
        let inside = matches!(word, "-" | "–" | "'" | "’")
            || sheet.is_word(end)
            || sheet.kind(end) == Some(annals_text::TokenKind::Number);
        let stops = !inside
            || scene.covered_at(end).is_some()
            || (!purposeful && sheet.is(end, Function::Infinitive) && end > head + 1)
            || sheet.is(end, Function::Relative)
            || sheet.is(end, Function::Subordinator)
            || sheet.is(end, Function::With)
            || sheet.is(end, Function::Agent)
            || sheet.is(end, Function::Planned)
            || (scene.is_verb(end) && !(purposeful && end == head + 1))
            || before_time(scene, end);
        if stops {
            // "elections for the next five-year term": half a complement is none.
            let amount = scene.covered_at(end).is_some() && scene.time_at(end).is_none();
            let cut = amount && !sheet.is(end - 1, Function::Preposition);
            if cut {
                return head;
            }
            break;
        }
        end += 1;
    }
    // A small word at the edge belongs to what follows.
    while end > head
        && (sheet.is_function(end - 1)
            || !sheet.is_word(end - 1) && sheet.kind(end - 1) != Some(annals_text::TokenKind::Number))
        && scene.mention_at(end - 1).is_none()
    {
        end -= 1;
    }
    end
}

/// A preposition right before a time expression.
fn before_time(scene: &Scene<'_, '_>, at: usize) -> bool {
    let sheet = scene.sheet;
    let link = sheet.is(at, Function::Preposition) || sheet.is(at, Function::PlacePreposition);
    link && (scene.covered_at(at + 1).is_some()
        || (sheet.is(at + 1, Function::Definite) && scene.covered_at(at + 2).is_some()))
}
