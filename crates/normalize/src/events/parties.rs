//! Who takes part in an event.

use std::collections::BTreeSet;
use std::ops::Range;

use annals_knowledge::{Function, Statehood, Undated};
use annals_model::{EntityClass, EntityId};

use super::doers::{doers, listed, partners, subjects};
use super::groups::group;
use super::place::is_about_place;
use super::scene::Scene;
use super::trigger::{Teller, Trigger};
use crate::names::{Mention, shown};

/// How far behind a phrase its other party is looked for.
const REACH: usize = 14;
/// How far behind what opens a sentence its main clause is looked for.
const MAIN: usize = 40;

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
    let mut subject = trigger.verb().map(|verb| doers(scene, &verb)).unwrap_or_default();
    if subject.is_empty()
        && let Some(verb) = &trigger.shared
    {
        subject = doers(scene, verb);
    }
    if subject.is_empty() {
        subject = possessors(scene, trigger);
    }
    if subject.is_empty() {
        subject = opening(scene, trigger);
    }
    if subject.is_empty() {
        subject = of_main_clause(scene, trigger);
    }
    // What comes into being is no party to it.
    subject.retain(|mention| !about.contains(&mention.tokens.start) || mention.is(EntityClass::Person));
    let told = !subject.is_empty();
    for mention in subject {
        add(mention);
    }
    let group = group(scene, trigger);
    let told = told || !group.is_empty();
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
    for mention in between_behind(scene, trigger) {
        add(mention);
    }
    for mention in with(scene, trigger).into_iter().chain(partner(scene, trigger)) {
        add(mention);
    }
    parties.extend(group.iter().cloned());
    parties
}

/// Whom a verb asks, or joins: "asked X to", "worked with X".
fn partner<'m>(scene: &'m Scene<'_, '_>, trigger: &Trigger) -> Option<&'m Mention> {
    let Teller::Verb(rule) = trigger.teller else { return None };
    let rule = scene.sheet.language.verb(rule).filter(|rule| rule.partner)?;
    let behind = trigger.head.end;
    let at = match &trigger.about {
        Some(about) if !rule.object.is_empty() => about.start,
        _ => behind + usize::from(scene.sheet.is(behind, Function::Definite)),
    };
    scene.mention_at(at).filter(|mention| mention.tokens.start == at)
}

/// "A and B at a meeting": a caption, without a verb.
fn opening<'m>(scene: &'m Scene<'_, '_>, trigger: &Trigger) -> Vec<&'m Mention> {
    let sheet = scene.sheet;
    let Some(mut link) = trigger.phrase.start.checked_sub(1) else { return Vec::new() };
    if sheet.is(link, Function::Definite) || sheet.is(link, Function::Indefinite) {
        link = link.saturating_sub(1);
    }
    let first = scene.tokens.start;
    if link <= first || !sheet.is(link, Function::PlacePreposition) || scene.mention_at(first).is_none() {
        return Vec::new();
    }
    let found = listed(scene, first, link);
    let end = found.last().map_or(first, |last| last.tokens.end);
    if scene.after_bracket(end).unwrap_or(end) == link { found } else { Vec::new() }
}

/// "After gaining independence, A and B …", "In the 1886-1899 period, A …": who does what the main
/// clause says.
fn of_main_clause<'m>(scene: &'m Scene<'_, '_>, trigger: &Trigger) -> Vec<&'m Mention> {
    if !is_subjectless(scene, trigger) && !is_setting(scene, trigger) {
        return Vec::new();
    }
    let end = scene.tokens.end.min(trigger.extent().end + MAIN);
    let Some(start) = main_clause(scene, trigger.extent().end..end) else { return Vec::new() };
    let Some(verb) = (start..end).find(|at| scene.is_verb(*at)) else { return Vec::new() };
    let mut found = subjects(scene, &(verb..verb + 1));
    found.retain(|mention| start <= mention.tokens.start);
    if !found.is_empty() && is_setting(scene, trigger) {
        // "In the 1886-1899 period, A stood by B": what fills the time they do together.
        let stops = |at: &usize| scene.breaks(*at) || scene.is_verb(*at) || scene.sheet.word(*at) == ",";
        let clause = verb + 1..(verb + 1..end).find(stops).unwrap_or(end);
        found.extend(partners(scene, &clause));
    }
    found
}

/// Whether a span of time opens the sentence.
fn is_setting(scene: &Scene<'_, '_>, trigger: &Trigger) -> bool {
    let sheet = scene.sheet;
    let Teller::Noun(rule) = trigger.teller else { return false };
    let span = sheet.language.noun(rule).is_some_and(|rule| rule.span);
    let start = trigger.phrase.start;
    let first = scene.tokens.start;
    span && start <= first + MAIN && !scene.has_verb(first..start)
}

/// Whether a verb in -ing without a subject, before the main clause, tells an event or governs it.
fn is_subjectless(scene: &Scene<'_, '_>, trigger: &Trigger) -> bool {
    let sheet = scene.sheet;
    let endings = &sheet.language.nonfinite_endings;
    let is_gerund = |at: usize| {
        sheet.is_word(at)
            && !sheet.is_function(at)
            && scene.mention_at(at).is_none()
            && endings.iter().any(|ending| sheet.word(at).ends_with(ending.as_str()))
    };
    let start = trigger.extent().start;
    let floor = scene.tokens.start.max(start.saturating_sub(3));
    let Some(gerund) = (floor..=start).rev().find(|at| is_gerund(*at)) else { return false };
    let before = gerund.checked_sub(1).filter(|before| *before >= scene.tokens.start);
    let opens = before.is_none_or(|before| {
        [Function::Preposition, Function::Of, Function::Subordinator]
            .iter()
            .any(|class| sheet.is(before, *class))
    });
    let named = (scene.tokens.start..gerund).any(|at| scene.mention_at(at).is_some());
    opens && !named && !scene.has_verb(scene.tokens.start..gerund)
}

/// Where the main clause behind what opens a sentence begins: behind a comma, with a name.
fn main_clause(scene: &Scene<'_, '_>, tokens: Range<usize>) -> Option<usize> {
    let sheet = scene.sheet;
    let comma = tokens.clone().find(|at| {
        let next = at + 1 + usize::from(sheet.is(at + 1, Function::Definite));
        sheet.word(*at) == "," && scene.mention_at(next).is_some_and(|mention| mention.tokens.start == next)
    })?;
    let before = tokens.start..comma;
    let breaks = before.clone().any(|at| scene.breaks(at) && !matches!(sheet.word(at), "(" | ")"));
    (!breaks && !scene.has_verb(before)).then_some(comma + 1)
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
        || (sheet.is(behind, Function::From) && comes_from(scene, trigger))
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

/// Those between whom an event is that its phrase names without them: "the Treaty of X between A and B".
fn between_behind<'m>(scene: &'m Scene<'_, '_>, trigger: &Trigger) -> Vec<&'m Mention> {
    let end = trigger.phrase.end;
    if !matches!(trigger.teller, Teller::Noun(_)) || !scene.sheet.is(end, Function::Between) {
        return Vec::new();
    }
    let found = listed(scene, end + 1, scene.tokens.end.min(end + REACH));
    if found.len() > 1 { found } else { Vec::new() }
}

/// Whether the one "from" whom an event is is a party to it: "a request from X", but not
/// "independence from X".
fn comes_from(scene: &Scene<'_, '_>, trigger: &Trigger) -> bool {
    let Teller::Noun(rule) = trigger.teller else { return false };
    scene.sheet.language.noun(rule).is_some_and(|rule| rule.undated.contains(&Undated::Parties))
}

/// Whether what an event is about names it, and is no party: "the founding of X".
fn is_named_by_about(scene: &Scene<'_, '_>, trigger: &Trigger) -> bool {
    match trigger.teller {
        Teller::Noun(rule) => scene
            .sheet
            .language
            .noun(rule)
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
            !named && scene.sheet.language.verb(rule).is_some_and(|rule| !rule.object.is_empty())
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
        Teller::Noun(rule) => scene.sheet.language.noun(rule).is_some_and(|rule| rule.recurs),
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
    // "promised X its independence"
    if let Some(owner) = start.checked_sub(2).filter(|owner| *owner >= scene.tokens.start)
        && let Some(owner) = scene.mention_at(owner)
    {
        return vec![owner];
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

/// "with X", "by X" and "among X, Y and Z" behind the phrase.
fn with<'m>(scene: &'m Scene<'_, '_>, trigger: &Trigger) -> Vec<&'m Mention> {
    let sheet = scene.sheet;
    let extent = trigger.extent();
    let mut at = extent.end;
    while at < (extent.end + REACH).min(scene.tokens.end) {
        let link =
            sheet.is(at, Function::With) || sheet.is(at, Function::Agent) || sheet.is(at, Function::Between);
        if link {
            return listed(scene, at + 1, scene.tokens.end);
        }
        if scene.covered_at(at).is_none()
            && !sheet.is_in_number(at)
            && (scene.is_verb(at) || scene.breaks(at) || matches!(sheet.word(at), "," | ";"))
        {
            break;
        }
        at += 1;
    }
    Vec::new()
}

/// The tokens of the subject, for the evidence.
pub(crate) fn subject(scene: &Scene<'_, '_>, trigger: &Trigger) -> Option<Range<usize>> {
    let verb = trigger.own_verb()?;
    let mut subjects = subjects(scene, &verb);
    // Whom a pronoun stands for is named elsewhere.
    let sentence = &scene.tokens;
    subjects.retain(|mention| sentence.start <= mention.tokens.start && mention.tokens.end <= verb.start);
    let start = subjects.iter().map(|mention| mention.tokens.start).min()?;
    let end = subjects.iter().map(|mention| mention.tokens.end).max()?;
    Some(start..end)
}
