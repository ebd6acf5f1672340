//! Who takes part in an event, and where it happens.

use std::collections::BTreeSet;
use std::ops::Range;

use annals_knowledge::{Function, Statehood};
use annals_model::EntityId;
use annals_model::reading::EntityClass;

use super::scene::Scene;
use super::subject::subject_before;
use super::trigger::{Teller, Trigger};
use crate::names::{Mention, shown};

/// How far behind a phrase its place and its other party are looked for.
const REACH: usize = 14;

/// People, organisations and countries that a sentence makes parties to an event.
pub(crate) fn parties(scene: &Scene<'_, '_>, trigger: &Trigger) -> BTreeSet<EntityId> {
    let mut parties = BTreeSet::new();
    let mut add = |mention: &Mention| {
        if let Some((class, id)) = mention.entity() {
            let country = scene.names.get(id).is_some_and(|known| known.statehood == Statehood::Country);
            if class != EntityClass::Place || country {
                parties.insert(id.clone());
            }
        }
    };
    let about = trigger.about.clone().unwrap_or(0..0);
    let mut subject = trigger.verb().map(|verb| subjects(scene, &verb)).unwrap_or_default();
    if subject.is_empty() {
        subject = possessors(scene, trigger);
    }
    // What comes into being is no party to it.
    subject.retain(|mention| !about.contains(&mention.tokens.start) || mention.is(EntityClass::Person));
    let told = !subject.is_empty();
    for mention in subject {
        add(mention);
    }
    for mention in between(scene, trigger, if told { Pairs::Ignored } else { Pairs::Count }) {
        add(mention);
    }
    if takes_object(scene, trigger) {
        for at in trigger.about.clone().into_iter().flatten() {
            // The one found, sent or met; a place is where, not who.
            if let Some(mention) = scene.mention_at(at).filter(|mention| !mention.is(EntityClass::Place)) {
                add(mention);
            }
        }
    } else if let Some(mention) = trigger.about.as_ref().and_then(|about| scene.mention_at(about.start))
        && mention.is(EntityClass::Person)
    {
        add(mention);
    }
    for mention in with(scene, trigger) {
        add(mention);
    }
    parties
}

/// Names in the phrase that are its parties: "between A and B", "of A", "A-B …", "A's …".
fn between<'m>(scene: &'m Scene<'_, '_>, trigger: &Trigger, pairs: Pairs) -> Vec<&'m Mention> {
    if recurs(scene, trigger) {
        return Vec::new();
    }
    let sheet = scene.sheet;
    let in_phrase = scene.mentions.iter().filter(|mention| {
        trigger.phrase.start <= mention.tokens.start && mention.tokens.end <= trigger.phrase.end
    });
    let about = trigger.about.clone().filter(|_| is_named_by_about(scene, trigger)).unwrap_or(0..0);
    let behind = trigger.head.end;
    let complement = sheet.is(behind, Function::Between)
        || sheet.is(behind, Function::From)
        || (sheet.is(behind, Function::Of) && !is_named_by_about(scene, trigger));
    in_phrase
        .filter(|mention| {
            let inside_about = about.contains(&mention.tokens.start);
            let owner = sheet.possessive(mention.tokens.end) > 0 && mention.tokens.end < trigger.head.start;
            let dashed = |at: usize| matches!(sheet.word(at), "-" | "–" | "—");
            let pair = pairs == Pairs::Count
                && mention.is(EntityClass::Place)
                && (dashed(mention.tokens.end)
                    && scene
                        .mention_at(mention.tokens.end + 1)
                        .is_some_and(|next| next.is(EntityClass::Place))
                    || mention.tokens.start > 1
                        && dashed(mention.tokens.start - 1)
                        && scene
                            .mention_at(mention.tokens.start - 2)
                            .is_some_and(|last| last.is(EntityClass::Place)));
            !inside_about && (pair || owner || (complement && mention.tokens.start > behind))
        })
        .collect()
}

/// Whether what an event is about names it, and is no party: "the founding of X".
fn is_named_by_about(scene: &Scene<'_, '_>, trigger: &Trigger) -> bool {
    match trigger.teller {
        Teller::Noun(rule) => scene
            .sheet
            .language
            .nouns
            .get(rule)
            .is_some_and(|rule| rule.name_about || is_about_place(scene, trigger)),
        _ => trigger.about.is_some(),
    }
}

/// Whether a verb's object takes part: the one sent, met or found.
fn takes_object(scene: &Scene<'_, '_>, trigger: &Trigger) -> bool {
    match trigger.teller {
        Teller::Verb(rule) => {
            // What comes into being names the event and is no party to it.
            let about = trigger.about.as_ref().map(|about| shown(scene.sheet.slice(about)));
            let named = about.is_some_and(|about| about == trigger.name);
            !named && scene.sheet.language.verbs.get(rule).is_some_and(|rule| !rule.object.is_empty())
        }
        _ => false,
    }
}

/// Whether two countries joined by a dash in a name count as parties.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pairs {
    Count,
    /// The parties are told otherwise.
    Ignored,
}

fn recurs(scene: &Scene<'_, '_>, trigger: &Trigger) -> bool {
    match trigger.teller {
        Teller::Noun(rule) => scene.sheet.language.nouns.get(rule).is_some_and(|rule| rule.recurs),
        _ => false,
    }
}

/// Whose event it is, behind "their": those with whom the sentence begins, or, where the phrase
/// itself opens the sentence, those behind its comma.
fn possessors<'m>(scene: &'m Scene<'_, '_>, trigger: &Trigger) -> Vec<&'m Mention> {
    let sheet = scene.sheet;
    let start = trigger.phrase.start;
    let possessed = start
        .checked_sub(1)
        .is_some_and(|before| before >= scene.tokens.start && sheet.is(before, Function::Possessive));
    if !possessed {
        return Vec::new();
    }
    let opening = scene.mentions.iter().find(|mention| mention.tokens.start >= scene.tokens.start);
    let first = match opening {
        Some(mention) if mention.tokens.start <= scene.tokens.start + 1 && mention.tokens.end < start => {
            mention
        }
        _ if start <= scene.tokens.start + 3 => {
            let comma = (trigger.phrase.end..scene.tokens.end).find(|at| sheet.word(*at) == ",");
            match comma.and_then(|comma| scene.mention_at(comma + 1)) {
                Some(mention) => mention,
                None => return Vec::new(),
            }
        }
        _ => return Vec::new(),
    };
    let mut found = vec![first];
    let mut at = first.tokens.end;
    loop {
        at = scene.after_bracket(at).unwrap_or(at);
        at += usize::from(sheet.word(at) == ",");
        let and = sheet.function(at, Function::And);
        match scene.mention_at(at + and).filter(|mention| mention.tokens.start == at + and) {
            Some(mention) => {
                found.push(mention);
                at = mention.tokens.end;
                if and > 0 {
                    return found;
                }
            }
            None => return if found.len() > 1 { vec![first] } else { found },
        }
    }
}

/// The subject of a verb: one name, or "A, B and C".
fn subjects<'m>(scene: &'m Scene<'_, '_>, verb: &Range<usize>) -> Vec<&'m Mention> {
    let sheet = scene.sheet;
    let mut subjects = Vec::new();
    let Some(last) = subject_before(scene, verb) else { return subjects };
    let mut at = last.start;
    let mut joined = false;
    if let Some(mention) = scene.mention_at(at) {
        // A unit of a larger one: both take part.
        let part =
            scene.mention_at(mention.tokens.end + 1).filter(|_| sheet.is(mention.tokens.end, Function::Of));
        subjects.push(mention);
        subjects.extend(part);
        at = mention.tokens.start;
    }
    while at > scene.tokens.start {
        let mut before = at - 1;
        if let Some(open) = scene.bracket_before(before) {
            before = open.saturating_sub(1);
        }
        while before > scene.tokens.start && sheet.is(before, Function::Definite) {
            before -= 1;
        }
        if sheet.is(before, Function::And) {
            joined = true;
            before = before.saturating_sub(1);
            before = if sheet.word(before) == "," { before.saturating_sub(1) } else { before };
            before = scene.bracket_before(before).map_or(before, |open| open.saturating_sub(1));
        } else if sheet.word(before) == "," && joined {
            before = before.saturating_sub(1);
            before = scene.bracket_before(before).map_or(before, |open| open.saturating_sub(1));
        } else {
            break;
        }
        let Some(mention) = scene.mention_at(before).filter(|_| before >= scene.tokens.start) else { break };
        subjects.push(mention);
        at = mention.tokens.start;
    }
    subjects
}

/// "with X", "by X" and "among X, Y and Z" behind the phrase.
fn with<'m>(scene: &'m Scene<'_, '_>, trigger: &Trigger) -> Vec<&'m Mention> {
    let sheet = scene.sheet;
    let extent = trigger.extent();
    let mut found = Vec::new();
    let mut at = extent.end;
    while at < (extent.end + REACH).min(scene.tokens.end) {
        let link =
            sheet.is(at, Function::With) || sheet.is(at, Function::Agent) || sheet.is(at, Function::Between);
        if link {
            let mut next = at + 1;
            while next < scene.tokens.end {
                if let Some(mention) = scene.mention_at(next) {
                    found.push(mention);
                    next = mention.tokens.end;
                    let more = next + usize::from(sheet.word(next) == ",");
                    let more = more + sheet.function(more, Function::And);
                    let more = more + usize::from(sheet.is(more, Function::Definite));
                    if more == next || scene.mention_at(more).is_none() {
                        return found;
                    }
                    next = more;
                } else if sheet.is(next, Function::Definite)
                    || sheet.is(next, Function::Possessive)
                    || (sheet.is_word(next) && !sheet.is_function(next) && !scene.is_verb(next))
                {
                    next += 1;
                } else {
                    return found;
                }
            }
            return found;
        }
        if scene.covered_at(at).is_none()
            && (scene.is_verb(at) || scene.breaks(at) || matches!(sheet.word(at), "," | ";"))
        {
            break;
        }
        at += 1;
    }
    found
}

/// Whether what an event is about is where it happens: "the liberation of X".
fn is_about_place(scene: &Scene<'_, '_>, trigger: &Trigger) -> bool {
    let language = scene.sheet.language;
    let wanted = match trigger.teller {
        Teller::Noun(rule) => language.nouns.get(rule).map(|rule| &rule.about),
        Teller::Verb(rule) => {
            language.verbs.get(rule).filter(|rule| rule.subject.is_empty()).map(|rule| &rule.object)
        }
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
    let extent = trigger.extent();
    let goes = matches!(trigger.teller, Teller::Verb(_))
        || trigger.naming == annals_model::reading::Naming::Description;
    // Behind the head as well: the phrase may have taken "to X" in.
    let behind =
        scene.mention_at(trigger.head.end).filter(|mention| mention.tokens.start == trigger.head.end);
    if let (Some((EntityClass::Place, id)), Teller::Noun(_)) =
        (behind.and_then(Mention::entity), trigger.teller)
    {
        let tokens = behind.map_or(0..0, |mention| mention.tokens.clone());
        return Some((id.clone(), tokens));
    }
    for start in [trigger.head.end, trigger.phrase.end, extent.end] {
        let mut at = start;
        while at < (start + REACH).min(scene.tokens.end) {
            let link = sheet.is(at, Function::PlacePreposition)
                || (goes
                    && (at == start || sheet.word(at - 1) == ")")
                    && (sheet.is(at, Function::Toward) || sheet.is(at, Function::From)));
            if link {
                let next = at + 1 + usize::from(sheet.is(at + 1, Function::Definite));
                if let Some(mention) = scene.mention_at(next).filter(|mention| mention.tokens.start == next)
                    && let Some((EntityClass::Place, id)) = mention.entity()
                {
                    return Some((id.clone(), at..mention.tokens.end));
                }
            }
            if let Some(behind) = scene.after_bracket(at) {
                at = behind;
                continue;
            }
            let stops = scene.covered_at(at).is_none()
                && scene.mention_at(at).is_none()
                && (scene.is_verb(at) || scene.breaks(at) || matches!(sheet.word(at), "," | ";" | "."));
            if stops {
                break;
            }
            at += 1;
        }
    }
    None
}

/// The tokens of the subject, for the evidence.
pub(crate) fn subject(scene: &Scene<'_, '_>, trigger: &Trigger) -> Option<Range<usize>> {
    let verb = trigger.verb()?;
    let subjects = subjects(scene, &verb);
    let start = subjects.iter().map(|mention| mention.tokens.start).min()?;
    let end = subjects.iter().map(|mention| mention.tokens.end).max()?;
    Some(start..end)
}
