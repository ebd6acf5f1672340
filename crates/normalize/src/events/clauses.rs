//! Dates that one clause gives to what another tells.

use annals_edtf::{Bound, Edtf};
use annals_knowledge::{Function, Sense};
use annals_model::Naming;

use super::scene::Scene;
use super::trigger::{Teller, Trigger};
use crate::times::Time;

/// What ties the date behind the participle that opens a sentence to its event.
pub(super) const OPENED: &str = "date-of-participle";

/// What ties a date to the event of the clause behind "when".
pub(super) const WHEN: &str = "date-of-clause";
/// What ties the date of an entry to the events that it tells.
const ENTRY: &str = "date-of-entry-clause";

/// Most tokens between a date and the end of the participle phrase that opens a sentence.
const PARTICIPLE: usize = 16;
/// Most tokens of a clause behind "when".
const CLAUSE: usize = 24;

/// Where the date of the participle phrase that opens a sentence belongs: "Signed on 3 May, …".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opening {
    /// The sentence opens otherwise.
    No,
    /// To nothing that the main clause tells.
    Elsewhere,
    /// To the event noun that the participle is said of.
    Of(usize),
}

/// The participle phrase that a date stands in at the beginning of a sentence.
pub(super) fn opening(scene: &Scene<'_, '_>, triggers: &[Trigger], time: &Time) -> Opening {
    let (sheet, first) = (scene.sheet, scene.tokens.start);
    let participle = sheet.is_capital(first)
        && !sheet.is_function(first)
        && is_participle(scene, first)
        && first < time.tokens.start
        && !scene.has_verb(first + 1..time.tokens.start)
        && !(first..time.tokens.start).any(|at| sheet.word(at) == "," && scene.mention_at(at + 1).is_none())
        && is_behind_small(scene, first + 1);
    if !participle {
        return Opening::No;
    }
    let end = scene.tokens.end.min(time.tokens.end + PARTICIPLE);
    for comma in time.tokens.end..end {
        if scene.is_verb(comma) || matches!(sheet.word(comma), ";" | ":") {
            break;
        }
        if sheet.word(comma) != "," {
            continue;
        }
        let noun = comma + 1 + usize::from(sheet.is(comma + 1, Function::Definite));
        let told = triggers.iter().position(|trigger| {
            let says = |sense| match sense {
                Sense::Support(number) => {
                    sheet.language.support(number).is_some_and(|rule| rule.kind == trigger.kind)
                }
                _ => false,
            };
            trigger.phrase.start == noun && sheet.sense(first, says) > 0
        });
        if let Some(number) = told {
            return Opening::Of(number);
        }
    }
    Opening::Elsewhere
}

/// Whether a capitalised word can be a participle.
fn is_participle(scene: &Scene<'_, '_>, at: usize) -> bool {
    let sheet = scene.sheet;
    let known = sheet.sense(at, |sense| matches!(sense, Sense::Verb(_) | Sense::Support(_))) == 1;
    let endings = &sheet.language.verb_endings;
    let ends = endings.iter().any(|ending| sheet.word(at).ends_with(ending.as_str()));
    let named = scene.mention_at(at).is_some_and(|mention| mention.entity().is_some());
    (known || ends) && !named && !sheet.is(at, Function::NotVerbs)
}

/// Whether a preposition, or the date itself, stands right behind a participle: "Signed in X", but not
/// "Wounded men".
fn is_behind_small(scene: &Scene<'_, '_>, at: usize) -> bool {
    let sheet = scene.sheet;
    scene.covered_at(at).is_some()
        || [Function::Preposition, Function::PlacePreposition, Function::Agent, Function::From]
            .iter()
            .any(|class| sheet.is(at, *class))
}

/// "the Battle of X, June 1924": the date right behind the comma that a proper name ends with, at the end
/// of its sentence or caption.
pub(super) fn apposed(scene: &Scene<'_, '_>, triggers: &[Trigger], time: &Time) -> Option<usize> {
    let sheet = scene.sheet;
    let before = time.tokens.start.checked_sub(1)?;
    // "in the campaign, from 3 to 9 May"
    let links = [Function::Preposition, Function::From, Function::Between];
    let link =
        matches!(time.edtf, Edtf::Interval { .. }) && links.iter().any(|class| sheet.is(before, *class));
    let comma = before.checked_sub(usize::from(link)).filter(|comma| sheet.word(*comma) == ",")?;
    let end = time.tokens.end;
    let ends = end >= scene.tokens.end || matches!(sheet.word(end), "." | "(" | ")" | ";");
    triggers
        .iter()
        .position(|trigger| ends && trigger.naming == Naming::Proper && trigger.phrase.end == comma)
}

/// "National Day, 2 December (founding of X)", "National Day (founding of X), 2 December": the event that a
/// bracket beside a date explains it by.
pub(super) fn explained(scene: &Scene<'_, '_>, triggers: &[Trigger], time: &Time) -> Option<usize> {
    let sheet = scene.sheet;
    let fills = |trigger: &Trigger| {
        let open = trigger.phrase.start.checked_sub(1)?;
        let open = if sheet.is(open, Function::Definite) { open.checked_sub(1)? } else { open };
        (sheet.word(open) == "(" && sheet.word(trigger.phrase.end) == ")")
            .then_some(open..trigger.phrase.end + 1)
    };
    triggers.iter().position(|trigger| {
        fills(trigger).is_some_and(|bracket| {
            bracket.start == time.tokens.end
                || sheet.word(bracket.end) == "," && bracket.end + 1 == time.tokens.start
        })
    })
}

/// "The governor yesterday opened the bridge": the event of the verb right behind a day.
pub(super) fn before_verb(scene: &Scene<'_, '_>, triggers: &[Trigger], time: &Time) -> Option<usize> {
    let sheet = scene.sheet;
    let small = |at: usize| {
        sheet.is(at, Function::Auxiliary)
            || sheet.is(at, Function::Adverb)
            || sheet.language.is_adverb(sheet.word(at))
    };
    let mut verb = time.tokens.end;
    while verb < time.tokens.end + 3 && small(verb) {
        verb += 1;
    }
    let behind = |trigger: &Trigger| {
        trigger.own_verb().is_some_and(|own| own.start <= verb && time.tokens.end <= own.start)
            && trigger.own_verb().is_some_and(|own| own.end > verb)
    };
    // "The man who left on Monday resigned": the day is that of another verb.
    let mark = |at: &usize| sheet.word(*at) == ",";
    let from = (scene.tokens.start..time.tokens.start).rev().find(mark).unwrap_or(scene.tokens.start);
    let subject = time.tokens.start > scene.tokens.start
        && !scene.has_verb(from..time.tokens.start)
        && !(from..time.tokens.start).any(|at| scene.breaks(at));
    triggers.iter().position(|trigger| subject && behind(trigger))
}

/// "3 May saw the founding of X": the event that a verb between a date and it says the date brought.
pub(super) fn brought(scene: &Scene<'_, '_>, triggers: &[Trigger], time: &Time) -> Option<usize> {
    let sheet = scene.sheet;
    let verb = time.tokens.end;
    let len = sheet.function(verb, Function::Bringing);
    let opens = (scene.tokens.start..time.tokens.start)
        .rev()
        .take_while(|at| !matches!(sheet.word(*at), "," | ";" | ":") || scene.mention_at(*at).is_some())
        .all(|at| sheet.is(at, Function::Definite));
    let noun = verb + len + usize::from(sheet.is(verb + len, Function::Definite));
    // "3 May saw the 50th anniversary of X" is of X, and told as such.
    let comes_back = |trigger: &Trigger| match trigger.teller {
        Teller::Noun(rule) => sheet.language.noun(rule).is_some_and(|rule| rule.recurs),
        _ => false,
    };
    triggers
        .iter()
        .position(|trigger| len > 0 && opens && trigger.phrase.start == noun && !comes_back(trigger))
}

/// Where the clause begins that tells what happened while something else did, of which the date at the
/// beginning of the sentence is as well: "On 3 May, flags were flown as X joined Y".
pub(super) fn meanwhile(scene: &Scene<'_, '_>, triggers: &[Trigger], from: usize) -> Option<usize> {
    let sheet = scene.sheet;
    let link = (from..scene.tokens.end.min(from + CLAUSE)).find(|at| {
        sheet.is(*at, Function::Meanwhile) && scene.mention_at(*at).is_none() && scene.has_verb(from..*at)
    })?;
    let next = link + 1;
    let subject = sheet.is(next, Function::Definite) || sheet.is_capital(next);
    let plain = (from..link).all(|at| {
        sheet.speech_verb(at) == 0
            && (!scene.breaks(at) || at == from)
            && !sheet.is(at, Function::Relative)
            && !sheet.is(at, Function::Infinitive)
            && (scene.covered_at(at).is_none() || at < from)
    });
    let told = |trigger: &Trigger| trigger.own_verb().is_some_and(|verb| (from..link).contains(&verb.start));
    (subject && plain && !triggers.iter().any(told)).then_some(next)
}

/// "two weeks later, on 24 November,": a day that the next words tell by its date.
pub(super) fn is_told_again(scene: &Scene<'_, '_>, time: &Time) -> bool {
    let sheet = scene.sheet;
    let comma = time.tokens.end;
    let behind = comma + 1 + usize::from(sheet.is(comma + 1, Function::Preposition));
    sheet.word(comma) == ","
        && behind > comma + 1
        && scene.time_at(behind).is_some_and(|date| date.tokens.start == behind)
}

/// What ties a date to the events of the clause behind it.
pub(super) fn told_then_by(scene: &Scene<'_, '_>, time: &Time) -> &'static str {
    if entry(scene, time).is_some() { ENTRY } else { WHEN }
}

/// The day on which a clause behind "when" plays: "until 3 May, when X fell" is of 3 May.
pub(super) fn turn(date: Edtf) -> Edtf {
    match date {
        Edtf::Interval { end: Bound::Known(day), .. }
        | Edtf::Interval { start: Bound::Known(day), end: Bound::Open | Bound::Unknown } => Edtf::Date(day),
        date => date,
    }
}

/// The events that a clause tells of the day told before it: "on 3 May, when X fell"; "1805 – X is taken
/// and Y freed"; "on 3 May, the day of the armistice".
pub(super) fn told_then(scene: &Scene<'_, '_>, triggers: &[Trigger], time: &Time) -> Vec<usize> {
    let sheet = scene.sheet;
    let behind = time.tokens.end + usize::from(sheet.word(time.tokens.end) == ",");
    let of = sheet.function(behind, Function::DayOf);
    if of > 0 && behind > time.tokens.end {
        let noun = behind + of + usize::from(sheet.is(behind + of, Function::Definite));
        return triggers.iter().position(|trigger| trigger.phrase.start == noun).into_iter().collect();
    }
    match sheet.function(behind, Function::When) {
        0 => entry(scene, time).map(|start| verbs(scene, triggers, start, Commas::Join)),
        len => Some(verbs(scene, triggers, behind + len, Commas::End)),
    }
    .unwrap_or_default()
}

/// Where the clause of an entry of a chronicle begins: "1942 – War of X: Y is founded".
fn entry(scene: &Scene<'_, '_>, time: &Time) -> Option<usize> {
    let sheet = scene.sheet;
    let mark = time.tokens.end;
    let opens = (scene.tokens.start..time.tokens.start).all(|at| !sheet.is_word(at));
    if !opens || !matches!(sheet.word(mark), "–" | "—" | "-") {
        return None;
    }
    let topic = |at: &usize| sheet.word(*at) == ":" && !scene.has_verb(mark + 1..*at);
    Some((mark + 1..scene.tokens.end).rev().find(topic).unwrap_or(mark) + 1)
}

/// What a comma behind the first verb of a clause does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Commas {
    /// It ends the clause.
    End,
    /// It may join another verb.
    Join,
}

/// The triggers of the verbs that a clause has, joined to its first.
fn verbs(scene: &Scene<'_, '_>, triggers: &[Trigger], start: usize, commas: Commas) -> Vec<usize> {
    let sheet = scene.sheet;
    let mut found = Vec::new();
    let mut first = true;
    let mut at = start;
    let end = match commas {
        Commas::End => scene.tokens.end.min(start + CLAUSE),
        Commas::Join => scene.tokens.end,
    };
    while at < end {
        if let Some(mention) = scene.mention_at(at) {
            at = mention.tokens.end;
            continue;
        }
        let perfect =
            |at: usize| sheet.language.perfect.iter().any(|form| form.eq_ignore_ascii_case(sheet.word(at)));
        let stops = scene.covered_at(at).is_some()
            || scene.breaks(at) && !matches!(sheet.word(at), "(" | ")")
            || sheet.is(at, Function::Infinitive)
            || sheet.is(at, Function::Planned)
            || first && perfect(at)
            || sheet.speech_verb(at) > 0
            || !first && commas == Commas::End && sheet.word(at) == ",";
        if stops {
            break;
        }
        let joined = first
            || at.checked_sub(1).is_some_and(|before| {
                sheet.is(before, Function::And) || commas == Commas::Join && sheet.word(before) == ","
            });
        let owner =
            triggers.iter().position(|trigger| trigger.own_verb().is_some_and(|verb| verb.contains(&at)));
        match owner {
            Some(number) => {
                if joined && !found.contains(&number) {
                    found.push(number);
                }
                first = false;
                at = triggers.get(number).and_then(Trigger::own_verb).map_or(at + 1, |verb| verb.end);
            }
            None => {
                first &= !scene.is_verb(at) || sheet.is(at, Function::Auxiliary);
                at += 1;
            }
        }
    }
    found
}
