//! "NAME (3 May 1881 - 1940)", "NAME (b. 1881)": what a bracket behind a name tells of its beginning and end.

use std::ops::Range;

use annals_edtf::Edtf;
use annals_knowledge::{Kind, Sense};
use annals_model::{EntityClass, KindId, Lifespan, Naming};

use super::scene::Scene;
use super::trigger::{Teller, Trigger};
use crate::names::shown;
use crate::times::Time;

/// Most tokens between a name and its bracket, at the end of what describes it: "X, French painter (d. 1891)".
const DESCRIPTION: usize = 10;

/// Most tokens of a bracket of several parts.
const LONGEST: usize = 40;

/// An event that a bracket tells.
#[derive(Debug)]
pub(super) struct Bracketed<'t> {
    pub(super) trigger: Trigger,
    pub(super) time: &'t Time,
    /// Which part of the time.
    pub(super) edtf: Edtf,
}

/// The events told in brackets of a sentence. `entry` is the name of an entry of a list of people.
pub(super) fn bracketed<'t>(
    scene: &'t Scene<'_, '_>,
    kinds: &[Kind],
    entry: Option<&Range<usize>>,
) -> Vec<Bracketed<'t>> {
    let sheet = scene.sheet;
    let mut found = Vec::new();
    for (open, from) in pieces(scene) {
        let (len, rule) = sheet
            .phrase(from, |sense| match sense {
                Sense::Bracketed(number) => Some(Some(number)),
                _ => None,
            })
            .unwrap_or((0, None));
        if from > open + 1 && rule.is_none() {
            continue;
        }
        let mut start = from + len;
        start += usize::from(len > 0 && sheet.word(start) == ".");
        let Some(time) = scene.time_at(start).filter(|time| time.tokens.start == start) else { continue };
        if !matches!(sheet.word(time.tokens.end), ")" | "," | ";" | "–" | "—" | "-") {
            continue;
        }
        let rule = rule.and_then(|number| sheet.language.entry(number));
        match (rule, &time.ends) {
            (Some(rule), None) => {
                let of_life = kinds.iter().any(|kind| kind.id == rule.kind && is_of(kind, Lifespan::Life));
                let name = if of_life { person(scene, open, entry) } else { body(scene, open) };
                found.extend(name.map(|name| told(scene, rule.kind.clone(), name, time, time.edtf.clone())));
            }
            (None, Some((first, last))) => {
                // Years behind the description of an entry are those of an office.
                if entry.is_some_and(|entry| entry.end < open) {
                    continue;
                }
                let Some(name) = person(scene, open, entry) else { continue };
                let begins = kinds.iter().find(|kind| kind.begins == Some(Lifespan::Life));
                let ends = kinds.iter().find(|kind| kind.ends == Some(Lifespan::Life));
                for (kind, date) in begins.into_iter().zip([first]).chain(ends.into_iter().zip([last])) {
                    found.push(told(scene, kind.id.clone(), name.clone(), time, date.clone()));
                }
            }
            _ => {}
        }
    }
    found
}

/// Brackets, and where each part of what they hold begins: "(b. 1881, X – d. 1940, Y)".
fn pieces(scene: &Scene<'_, '_>) -> Vec<(usize, usize)> {
    let sheet = scene.sheet;
    let mut found = Vec::new();
    for open in scene.tokens.clone().filter(|at| sheet.word(*at) == "(") {
        // "b." may seem to end a sentence.
        let end = sheet.tokens.len().min(open + LONGEST);
        let close = (open + 1..end).find(|at| matches!(sheet.word(*at), "(" | ")")).unwrap_or(open + 1);
        let parts = |at: &usize| {
            matches!(sheet.word(*at), "," | ";" | "–" | "—" | "-") && scene.covered_at(*at).is_none()
        };
        found.push((open, open + 1));
        found.extend((open + 1..close).filter(parts).map(|at| (open, at + 1)));
    }
    found
}

fn is_of(kind: &Kind, matter: Lifespan) -> bool {
    kind.begins == Some(matter) || kind.ends == Some(matter)
}

/// The person right before a bracket, or the one whom the words before it describe.
fn person(scene: &Scene<'_, '_>, open: usize, entry: Option<&Range<usize>>) -> Option<Range<usize>> {
    let is_person = |name: &Range<usize>| {
        scene.mention_at(name.start).is_some_and(|mention| mention.is(EntityClass::Person))
    };
    // Whom an entry tells of comes before whatever its description ends with.
    if let Some(name) = entry.filter(|name| name.end <= open && open <= name.end + DESCRIPTION)
        && is_person(name)
        && !scene.has_verb(name.end..open)
    {
        return Some(name.clone());
    }
    if entry.is_some_and(|name| name.end < open) {
        return None;
    }
    let mention = scene.mention_at(open.checked_sub(1)?).filter(|mention| mention.is(EntityClass::Person))?;
    Some(mention.tokens.clone())
}

/// The name right before a bracket that is no person's.
fn body(scene: &Scene<'_, '_>, open: usize) -> Option<Range<usize>> {
    let last = open.checked_sub(1)?;
    match scene.mention_at(last) {
        Some(mention) => mention.is(EntityClass::Organisation).then(|| mention.tokens.clone()),
        None => scene.unknown_before(open).filter(|name| name.len() > 1),
    }
}

fn told<'t>(
    scene: &Scene<'_, '_>,
    kind: KindId,
    name: Range<usize>,
    time: &'t Time,
    edtf: Edtf,
) -> Bracketed<'t> {
    let trigger = Trigger {
        kind,
        teller: Teller::Item,
        head: name.clone(),
        phrase: name.clone(),
        support: None,
        shared: None,
        name: shown(scene.sheet.slice(&name)).trim_matches(['*', '_']).to_owned(),
        about: Some(name),
        naming: Naming::Description,
    };
    Bracketed { trigger, time, edtf }
}
