//! Where an event happens.

use std::ops::Range;

use annals_knowledge::{Argument, Before, Function, Statehood};
use annals_model::{EntityClass, EntityId};

use super::attach::tail;
use super::scene::Scene;
use super::subject::subject_before;
use super::trigger::{Teller, Trigger};
use crate::names::Mention;

/// How far behind a phrase its place is looked for.
const REACH: usize = 14;

/// Whether what an event is about is where it happens: "the liberation of X".
pub(crate) fn is_about_place(scene: &Scene<'_, '_>, trigger: &Trigger) -> bool {
    let language = scene.sheet.language;
    let wanted = match trigger.teller {
        Teller::Noun(rule) => language.noun(rule).map(|rule| &rule.about),
        Teller::Verb(rule) => language.verb(rule).filter(|rule| !rule.partner).map(|rule| &rule.object),
        Teller::Known | Teller::Item => None,
    };
    wanted.is_some_and(|wanted| wanted.contains(&annals_knowledge::Argument::Place))
}

/// Where the event happens, if the sentence says so with it; and the tokens that say it.
pub(crate) fn place(scene: &Scene<'_, '_>, trigger: &Trigger) -> Option<(EntityId, Range<usize>)> {
    let sheet = scene.sheet;
    if let Some(mention) = trigger
        .about
        .as_ref()
        .filter(|_| is_about_place(scene, trigger))
        .and_then(|about| scene.mention_at(about.start))
        && let Some((EntityClass::Place, id)) = mention.entity()
    {
        return Some((id.clone(), mention.tokens.clone()));
    }
    if let Some(found) = place_of_subject(scene, trigger) {
        return Some(found);
    }
    if let Some(found) = place_before(scene, trigger) {
        return Some(found);
    }
    let extent = trigger.extent();
    let language = sheet.language;
    let leaves = match trigger.teller {
        Teller::Noun(rule) => language.noun(rule).is_some_and(|rule| rule.leaves),
        Teller::Verb(rule) => language.verb(rule).is_some_and(|rule| rule.leaves),
        Teller::Known | Teller::Item => false,
    };
    let goes =
        matches!(trigger.teller, Teller::Verb(_)) || trigger.naming == annals_model::Naming::Description;
    // Behind the head as well: the phrase may have taken "to X" in.
    let behind =
        scene.mention_at(trigger.head.end).filter(|mention| mention.tokens.start == trigger.head.end);
    if let (Some((EntityClass::Place, id)), Teller::Noun(_)) =
        (behind.and_then(Mention::entity), trigger.teller)
    {
        let tokens = behind.map_or(0..0, |mention| mention.tokens.clone());
        return Some((id.clone(), tokens));
    }
    let tail = tail(scene, trigger).unwrap_or(extent.end);
    for start in [trigger.head.end, trigger.phrase.end, extent.end, tail] {
        let mut at = start;
        while at < (start + REACH).min(scene.tokens.end) {
            let link = sheet.is(at, Function::PlacePreposition)
                || (goes
                    && (at == start
                        || sheet.word(at - 1) == ")"
                        || trigger.phrase.contains(&at) && matches!(trigger.teller, Teller::Verb(_)))
                    && (sheet.is(at, Function::Toward) || leaves && sheet.is(at, Function::From)));
            if link {
                let next = at + 1 + usize::from(sheet.is(at + 1, Function::Definite));
                if let Some(mention) = scene.mention_at(next).filter(|mention| mention.tokens.start == next)
                    && let Some((EntityClass::Place, id)) = mention.entity()
                {
                    if begins_list(scene, mention) {
                        return None;
                    }
                    return Some((id.clone(), at..mention.tokens.end));
                }
            }
            if let Some(behind) = scene.after_bracket(at) {
                at = behind;
                continue;
            }
            let stops = scene.covered_at(at).is_none()
                && !sheet.is_in_number(at)
                && scene.mention_at(at).is_none()
                && (scene.is_verb(at) || scene.breaks(at) || matches!(sheet.word(at), "," | ";" | "."));
            if stops {
                break;
            }
            at += 1;
        }
    }
    helped(scene, trigger).or_else(|| fronted(scene, trigger))
}

/// "X fell": what is said of places only happens there.
fn place_of_subject(scene: &Scene<'_, '_>, trigger: &Trigger) -> Option<(EntityId, Range<usize>)> {
    let Teller::Verb(rule) = trigger.teller else { return None };
    let rule = scene.sheet.language.verb(rule)?;
    if rule.subject != [Argument::Place] || !rule.object.is_empty() {
        return None;
    }
    let mention = scene.mention_at(subject_before(scene, &trigger.head)?.start)?;
    let (EntityClass::Place, id) = mention.entity()? else { return None };
    Some((id.clone(), mention.tokens.clone()))
}

/// Most words of the name of a place that no table knows.
const UNKNOWN: usize = 3;

/// Tokens of a name that nothing explains where the sentence has the place of the event: "founded in
/// X on 3 May"; and with the word before it.
pub(crate) fn told_place(scene: &Scene<'_, '_>, trigger: &Trigger) -> Option<(Range<usize>, Range<usize>)> {
    let sheet = scene.sheet;
    let extent = trigger.extent();
    let tail = tail(scene, trigger).unwrap_or(extent.end);
    // "met in" may be one phrase of the verb.
    let within = trigger.head.end.saturating_sub(1);
    for start in [within, trigger.head.end, trigger.phrase.end, extent.end, tail] {
        for at in start..(start + REACH).min(scene.tokens.end) {
            if sheet.is(at, Function::PlacePreposition) && scene.covered_at(at).is_none() {
                return unexplained(scene, at + 1).map(|name| (name.clone(), at..name.end));
            }
            let stops = scene.covered_at(at).is_none()
                && !sheet.is_in_number(at)
                && scene.mention_at(at).is_none()
                && (scene.is_verb(at) || scene.breaks(at) || matches!(sheet.word(at), "," | ";" | "."));
            if stops {
                break;
            }
        }
    }
    fronted_name(scene, trigger).or_else(|| subject_name(scene, trigger))
}

/// Most tokens before the place in a sentence that begins with it: "It was in X that …".
const OPENING: usize = 3;

/// "In X on 3 May, A and B signed …", but not "In X, A …": X may be anything. "It was in X that A and B signed …": where the sentence says first that
/// it plays.
fn fronted_name(scene: &Scene<'_, '_>, trigger: &Trigger) -> Option<(Range<usize>, Range<usize>)> {
    let sheet = scene.sheet;
    let verb = trigger.verb()?;
    let first = scene.tokens.start;
    let at = (first..(first + OPENING).min(scene.tokens.end))
        .find(|at| sheet.is(*at, Function::PlacePreposition))?;
    let name =
        unexplained(scene, at + 1).filter(|name| name.end < verb.start && scene.covered_at(at).is_none())?;
    let mut next = name.end;
    while next < verb.start
        && (scene.covered_at(next).is_some()
            || next + 1 < verb.start && scene.covered_at(next + 1).is_some() && sheet.is_function(next))
    {
        next += 1;
    }
    // A sentence that opens with its own verb goes on with "that".
    let ends = if at == first {
        next > name.end
    } else {
        sheet.is(next, Function::Relative) && scene.has_verb(first..at)
    };
    let clear = !(next + 1..verb.start).any(|at| scene.breaks(at) || scene.is_verb(at));
    (ends && clear).then(|| (name.clone(), at..name.end))
}

/// "A meeting in X founded …": where those are who do it.
fn subject_name(scene: &Scene<'_, '_>, trigger: &Trigger) -> Option<(Range<usize>, Range<usize>)> {
    let Teller::Verb(_) = trigger.teller else { return None };
    let verb = trigger.verb().filter(|verb| verb.start < trigger.phrase.end)?;
    let floor = verb.start.saturating_sub(UNKNOWN + 1).max(scene.tokens.start + 1);
    let at = (floor..verb.start).rev().find(|at| scene.sheet.is(*at, Function::PlacePreposition))?;
    let noun =
        scene.sheet.is_word(at - 1) && !scene.sheet.is_function(at - 1) && !scene.sheet.is_capital(at - 1);
    let name = unexplained(scene, at + 1).filter(|name| name.end == verb.start && noun)?;
    Some((name.clone(), at..name.end))
}

/// The name that begins at a token, if no word of it means anything else and nothing goes on behind.
fn unexplained(scene: &Scene<'_, '_>, start: usize) -> Option<Range<usize>> {
    let sheet = scene.sheet;
    let plain = |at: usize| {
        let word = sheet.word(at);
        sheet.is_capital(at)
            && at < scene.tokens.end
            && word.chars().any(char::is_lowercase)
            && scene.covered_at(at).is_none()
            && sheet.sense(at, |_| true) == 0
            && scene.mention_at(at).is_none_or(|mention| mention.entity().is_none())
            && !scene.mentions.iter().any(|mention| {
                mention.is(EntityClass::Person)
                    && sheet.slice(&mention.name).split(' ').any(|part| part == word)
            })
    };
    let end = (start..start + UNKNOWN + 1).find(|at| !plain(*at)).filter(|end| *end > start)?;
    let and = sheet.function(end, Function::And);
    let listed = and > 0 && sheet.is_capital(end + and);
    let ends = end >= scene.tokens.end
        || scene.covered_at(end).is_some()
        || matches!(sheet.word(end), "," | "." | ";" | ")" | ":")
        || sheet.is_function(end) && sheet.possessive(end) == 0
        || scene.is_verb(end);
    (ends && !listed && !sheet.is_possessive(end)).then_some(start..end)
}

/// Whether a place is the first of several: "X, Y and Z".
fn begins_list(scene: &Scene<'_, '_>, first: &Mention) -> bool {
    let sheet = scene.sheet;
    let place = |at: usize| {
        scene.mention_at(at).filter(|next| next.tokens.start == at && next.is(EntityClass::Place))
    };
    let mut at = first.tokens.end;
    while sheet.word(at) == ","
        && let Some(next) = place(at + 1)
    {
        at = next.tokens.end;
    }
    at += usize::from(sheet.word(at) == ",");
    let and = sheet.function(at, Function::And);
    and > 0 && place(at + and).is_some()
}

/// "the Vienna conference": a place right before the noun.
fn place_before(scene: &Scene<'_, '_>, trigger: &Trigger) -> Option<(EntityId, Range<usize>)> {
    let Teller::Noun(rule) = trigger.teller else { return None };
    let rule = scene.sheet.language.noun(rule)?;
    let last = trigger.head.start.checked_sub(1).filter(|last| *last >= scene.tokens.start)?;
    let mention = scene.mention_at(last)?;
    let (EntityClass::Place, id) = mention.entity()? else { return None };
    let known = scene.names.get(id)?;
    // "Japanese talks" are not held in Japan.
    if known.demonyms.iter().any(|demonym| demonym == scene.sheet.slice(&mention.tokens)) {
        return None;
    }
    let class = match known.statehood {
        Statehood::Country => Before::Country,
        Statehood::Town => Before::Town,
        Statehood::Other => return None,
    };
    rule.place_before.contains(&class).then(|| (id.clone(), mention.tokens.clone()))
}

/// "sent troops to help X": X is where they go.
fn helped(scene: &Scene<'_, '_>, trigger: &Trigger) -> Option<(EntityId, Range<usize>)> {
    let sheet = scene.sheet;
    let Teller::Verb(rule) = trigger.teller else { return None };
    sheet.language.verb(rule).filter(|rule| rule.goes)?;
    let end = scene.tokens.end.min(trigger.phrase.end + REACH);
    for at in trigger.phrase.end..end {
        if sheet.is(at, Function::Infinitive) && sheet.is(at + 1, Function::Helping) {
            let next = at + 2 + usize::from(sheet.is(at + 2, Function::Definite));
            let mention = scene.mention_at(next).filter(|mention| mention.tokens.start == next)?;
            let (EntityClass::Place, id) = mention.entity()? else { return None };
            return Some((id.clone(), mention.tokens.clone()));
        }
        if scene.breaks(at) || scene.is_verb(at) || sheet.word(at) == "," && !sheet.is_in_number(at) {
            return None;
        }
    }
    None
}

/// "In X, A and B signed …": where the sentence says first that it plays.
fn fronted(scene: &Scene<'_, '_>, trigger: &Trigger) -> Option<(EntityId, Range<usize>)> {
    let sheet = scene.sheet;
    let first = scene.tokens.start;
    let mention = scene.mention_at(first + 1).filter(|mention| mention.tokens.start == first + 1)?;
    let (EntityClass::Place, id) = mention.entity()? else { return None };
    let end = mention.tokens.end;
    if !sheet.is(first, Function::PlacePreposition) || sheet.word(end) != "," {
        return None;
    }
    // Only what the first clause says happens there.
    let verb = trigger.verb()?;
    let own = end < verb.start && !(end..verb.start).any(|at| scene.breaks(at));
    own.then(|| (id.clone(), mention.tokens.clone()))
}
