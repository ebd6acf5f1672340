//! The phrase of an event noun.

use std::ops::Range;

use annals_knowledge::{Function, Sense};
use annals_model::Naming;

use crate::context::SentenceContext;

/// Most words that modify a noun before it.
const BEFORE: usize = 7;
/// Longest name, in tokens, on either side of its noun.
const NAME: usize = 24;
/// Most words of a complement.
const BEHIND: usize = 16;

/// Returns the phrase of a noun and whether it is a proper name.
///
/// A name may directly follow some nouns: "Exercise Blue Heron".
pub(crate) fn around(
    context: &SentenceContext<'_, '_>,
    head: &Range<usize>,
    purpose: Purpose,
    name_behind: bool,
) -> (Range<usize>, Naming) {
    let segment = context.segment;
    if segment.is_capital(head.start) {
        if name_behind
            && segment.is_capital(head.end)
            && context.covered_at(head.end).is_none()
            && !segment.is_function(head.end)
        {
            return (head.start..capitals_after(context, head.end, head.end + 1), Naming::Proper);
        }
        let start = capitals_before(context, head.start);
        let end = capitals_after(context, head.end, head.end);
        if start < head.start || end > head.end {
            return (start..end, Naming::Proper);
        }
    }
    (words_before(context, head.start)..complement(context, head.end, purpose), Naming::Description)
}

/// Whether an infinitive of purpose after a noun belongs to its phrase.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    Belongs,
    Ends,
}

/// Returns the start of the capitalised words before a capitalised noun, with years and dashes.
fn capitals_before(context: &SentenceContext<'_, '_>, head: usize) -> usize {
    let segment = context.segment;
    let mut start = head;
    while start > context.tokens.start && head - start < NAME {
        let before = start - 1;
        let first = before == context.tokens.start && segment.is_function(before);
        if segment.is_capital(before) && !segment.is_function(before) && !first {
            start = before;
        } else if let Some(time) = context.covered_at(before) {
            // "In 1863 Winter Relief began"
            let adverbial =
                time.start.checked_sub(1).is_some_and(|at| segment.is(at, Function::PlacePreposition));
            if adverbial && time.start > context.tokens.start {
                break;
            }
            // "the 1863-1864 Winter Campaign", "Spring 1875 Offensive"
            start = time.start;
        } else if links(context, before) {
            start = before;
        } else {
            break;
        }
    }
    // A dash, comma or "and" at the edge belongs outside.
    while start < head && !segment.is_word(start) && context.covered_at(start).is_none()
        || (start < head && (segment.is(start, Function::And) || segment.is(start, Function::Definite)))
    {
        start += 1;
    }
    start
}

/// Returns whether a mark or function word joins two capitalised words of one name.
fn links(context: &SentenceContext<'_, '_>, at: usize) -> bool {
    let segment = context.segment;
    if at == 0 || at <= context.tokens.start {
        return false;
    }
    let around = (segment.is_capital(at - 1) || context.covered_at(at - 1).is_some())
        && (segment.is_capital(at + 1) || context.covered_at(at + 1).is_some());
    match segment.word(at) {
        // "the 1863-1864 Winter-Spring Offensive", but not "1954 – Treaty of X".
        "-" | "–" | "—" => around && (context.covered_at(at - 1).is_none() || segment.touches_next(at)),
        _ if segment.possessive(at) > 1 => segment.is_capital(at + segment.possessive(at)),
        _ if segment.is_possessive(at) => segment.is_capital(at + 1),
        "," => around && in_quotes(context, at),
        _ => segment.is(at, Function::And) && around && in_quotes(context, at),
    }
}

/// Returns whether a token is between quotation marks, which hold a name together.
fn in_quotes(context: &SentenceContext<'_, '_>, at: usize) -> bool {
    let segment = context.segment;
    let marks =
        (context.tokens.start..at).filter(|token| matches!(segment.word(*token), "\"" | "“" | "”")).count();
    marks % 2 == 1
}

/// Returns the end of the capitalised words after a capitalised noun: "Treaty of Amity and Cooperation".
fn capitals_after(context: &SentenceContext<'_, '_>, head: usize, from: usize) -> usize {
    let segment = context.segment;
    let mut end = from;
    while end < head + NAME {
        let mut next = end;
        while segment.is(next, Function::NameLink) && context.covered_at(next).is_none() && next < end + 3 {
            next += 1;
        }
        // "Treaty in Geneva" has a place, "Treaty on …" a subject: "in" is allowed only within a complement.
        let first_link_is_place = next > end && segment.is(end, Function::PlacePreposition) && end == head;
        let joined_by_and = next > end && segment.is(end, Function::And) && end == head;
        let toward = next > end && (segment.is(end, Function::Toward) && !segment.is(end, Function::Of));
        if first_link_is_place || joined_by_and || toward || next >= context.tokens.end {
            break;
        }
        let hyphen = next == end
            && end > head
            && matches!(segment.word(end), "-" | "–" | "'" | "’")
            && segment.touches_next(end - 1)
            && segment.touches_next(end)
            && segment.is_word(end + 1)
            && !segment.is_possessive(end);
        if next == end && end == head && is_numeral(segment.word(next)) {
            // "World War II"
            end = next + 1;
        } else if hyphen {
            end += 2;
        } else if segment.is_capital(next) && context.covered_at(next).is_none() && (next > end || end > head)
        {
            end = next + 1;
        } else if next == end
            && end == head
            && context.covered_at(next).is_some_and(|time| time.len() == 1)
            && segment.kind(next) == Some(annals_text::TokenKind::Number)
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

/// Returns whether a word is a Roman numeral.
fn is_numeral(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|letter| matches!(letter, b'I' | b'V' | b'X'))
}

/// Returns the start of the words that modify a noun.
fn words_before(context: &SentenceContext<'_, '_>, head: usize) -> usize {
    let segment = context.segment;
    let mut start = head;
    for _ in 0..BEFORE {
        let Some(before) = start.checked_sub(1).filter(|before| *before >= context.tokens.start) else {
            return start;
        };
        if let Some(time) = context.covered_at(before) {
            // "two days before war was declared"
            if segment.is(before, Function::Preposition) {
                return start;
            }
            // "the 1954 conference", "the 1886-1899 period"
            return context.time_at(before).map_or(start, |whole| whole.tokens.start.min(time.start));
        }
        if let Some(mention) = context.mention_at(before) {
            let person = mention.is(annals_model::EntityClass::Person);
            if person || mention.tokens.end != before + 1 {
                return start;
            }
            start = mention.tokens.start;
            continue;
        }
        let dash = matches!(segment.word(before), "-" | "–" | "‑");
        if dash && before > context.tokens.start {
            start = before;
            continue;
        }
        if segment.is(before, Function::And) && joins_adjectives(context, before) {
            start = before;
            continue;
        }
        // "50th"
        if segment.kind(before) == Some(annals_text::TokenKind::Number) && segment.touches_next(before) {
            return before;
        }
        // "set up ties"
        let driven = before > context.tokens.start
            && segment.sense(before - 1, |sense| matches!(sense, Sense::Verb(_) | Sense::Support(_))) > 1;
        let describes =
            segment.is_word(before) && !segment.is_function(before) && !context.is_verb(before) && !driven;
        if !describes {
            break;
        }
        start = before;
    }
    // The remainder of "X's" belongs to X.
    while start < head && (!segment.is_word(start) || segment.is_possessive(start)) {
        start += 1;
    }
    start
}

/// Returns whether "and" joins adjectives after an article: "a joint rescue and relief exercise".
fn joins_adjectives(context: &SentenceContext<'_, '_>, and: usize) -> bool {
    let segment = context.segment;
    let plain = |at: usize| {
        segment.is_word(at)
            && !segment.is_function(at)
            && !context.is_verb(at)
            && context.mention_at(at).is_none()
            && segment.sense(at, |sense| matches!(sense, Sense::Noun(_))) == 0
    };
    let opens =
        |at: usize| [Function::Definite, Function::Indefinite].iter().any(|class| segment.is(at, *class));
    let mut at = and;
    while at > context.tokens.start + 1 && and - at < 3 && plain(at - 1) {
        at -= 1;
    }
    at < and && at > context.tokens.start && opens(at - 1) && plain(and + 1)
}

/// Returns the end of a list of names that continues after a comma: "A, B, and C".
fn list_end(context: &SentenceContext<'_, '_>, comma: usize) -> Option<usize> {
    let segment = context.segment;
    let mut at = comma;
    loop {
        let listed = segment.word(at) == ",";
        at += usize::from(listed);
        let and = segment.function(at, Function::And);
        at += and;
        at += usize::from(segment.is(at, Function::Definite));
        let mention = context.mention_at(at).filter(|mention| mention.tokens.start == at)?;
        at = mention.tokens.end;
        if and > 0 {
            return Some(at);
        }
        if !listed {
            return None;
        }
    }
}

/// Returns the end of a noun's complement.
pub(crate) fn complement(context: &SentenceContext<'_, '_>, head: usize, purpose: Purpose) -> usize {
    let segment = context.segment;
    // "visit X": the object directly follows.
    if let Some(object) = context.mention_at(head).filter(|mention| mention.tokens.start == head) {
        return if object.is(annals_model::EntityClass::Place) { object.tokens.end } else { head };
    }
    let opens = |at: usize| {
        let subject = segment.sense(at, |sense| matches!(sense, Sense::Function(Function::NameLink)));
        let place = || context.mention_at(at + 1).is_some_and(|mention| mention.tokens.start == at + 1);
        segment.is(at, Function::Of)
            || segment.is(at, Function::Between)
            || segment.is(at, Function::From)
            || (segment.is(at, Function::Toward) && place())
            || (subject > 0 && segment.is(at, Function::Preposition))
            || (purpose == Purpose::Belongs && segment.is(at, Function::Infinitive))
    };
    if !opens(head) || context.covered_at(head + 1).is_some() || context.covered_at(head).is_some() {
        return head;
    }
    let purposeful = segment.is(head, Function::Infinitive) && context.mention_at(head + 1).is_none();
    let between = segment.is(head, Function::Between);
    let mut end = head + 1;
    while end < (head + BEHIND).min(context.tokens.end) {
        if let Some(mention) = context.mention_at(end) {
            end = mention.tokens.end;
            continue;
        }
        let word = segment.word(end);
        let list = between || context.mention_at(end - 1).is_some();
        let more = |at: usize| {
            let next = at + usize::from(segment.is(at, Function::Definite));
            context.mention_at(next).is_some()
        };
        if word == ","
            && list
            && let Some(following) = list_end(context, end)
        {
            end = following;
            continue;
        }
        if segment.is(end, Function::And) {
            // "of A and B" continues; "of A and a meeting" begins another phrase.
            let next = end + 1;
            let other = segment.is(next, Function::Definite)
                || segment.is(next, Function::Indefinite)
                || context.is_verb(next);
            if (other && !more(next)) || purposeful {
                break;
            }
            end += 1;
            continue;
        }
        let inside = matches!(word, "-" | "–" | "'" | "’")
            || segment.is_word(end)
            || segment.kind(end) == Some(annals_text::TokenKind::Number);
        let stops = !inside
            || context.covered_at(end).is_some()
            || (!purposeful && segment.is(end, Function::Infinitive) && end > head + 1)
            || segment.is(end, Function::Relative)
            || segment.is(end, Function::Subordinator)
            || segment.is(end, Function::With)
            || segment.is(end, Function::Agent)
            || segment.is(end, Function::Planned)
            || (context.is_verb(end) && !(purposeful && end == head + 1))
            || before_time(context, end);
        if stops {
            // "elections for the next five-year term": part of a complement is none.
            let amount = context.covered_at(end).is_some() && context.time_at(end).is_none();
            let cut = amount && !segment.is(end - 1, Function::Preposition);
            if cut {
                return head;
            }
            break;
        }
        end += 1;
    }
    // A function word at the edge belongs to what follows.
    while end > head
        && (segment.is_function(end - 1)
            || !segment.is_word(end - 1) && segment.kind(end - 1) != Some(annals_text::TokenKind::Number))
        && context.mention_at(end - 1).is_none()
    {
        end -= 1;
    }
    end
}

/// Returns whether a preposition directly precedes a time expression.
fn before_time(context: &SentenceContext<'_, '_>, at: usize) -> bool {
    let segment = context.segment;
    let link = segment.is(at, Function::Preposition) || segment.is(at, Function::PlacePreposition);
    link && (context.covered_at(at + 1).is_some()
        || (segment.is(at + 1, Function::Definite) && context.covered_at(at + 2).is_some()))
}
