//! Dates of beginning and end in brackets after a name: "NAME (3 May 1881 - 1940)", "NAME (b. 1881)".

use std::ops::Range;

use annals_edtf::Edtf;
use annals_knowledge::{Kind, Sense};
use annals_model::{EntityClass, KindId, Lifespan, Naming};

use crate::context::SentenceContext;
use crate::events::triggers::trigger::{Trigger, TriggerSource};
use crate::names::shown;
use crate::time_mentions::TimeMention;

/// Most tokens between a name and its bracket: "X, French painter (d. 1891)".
const DESCRIPTION: usize = 10;

/// Most tokens of a bracket with several parts.
const LONGEST: usize = 40;

/// An event stated in brackets.
#[derive(Debug)]
pub(crate) struct BracketEvent<'t> {
    pub(crate) trigger: Trigger,
    pub(crate) time: &'t TimeMention,
    /// The part of the time that is the event's date.
    pub(crate) edtf: Edtf,
}

/// Returns the events stated in brackets of a sentence. `entry` is the name of an entry of a list of persons.
pub(crate) fn bracket_events<'t>(
    context: &'t SentenceContext<'_, '_>,
    kinds: &[Kind],
    entry: Option<&Range<usize>>,
) -> Vec<BracketEvent<'t>> {
    let segment = context.segment;
    let mut found = Vec::new();
    for (open, from) in pieces(context) {
        let (len, rule) = segment
            .phrase(from, |sense| match sense {
                Sense::Bracketed(number) => Some(Some(number)),
                _ => None,
            })
            .unwrap_or((0, None));
        if from > open + 1 && rule.is_none() {
            continue;
        }
        let mut start = from + len;
        start += usize::from(len > 0 && segment.word(start) == ".");
        let Some(time) = context.time_at(start).filter(|time| time.tokens.start == start) else { continue };
        if !matches!(segment.word(time.tokens.end), ")" | "," | ";" | "–" | "—" | "-") {
            continue;
        }
        let rule = rule.and_then(|number| segment.language.entry(number));
        match (rule, &time.ends) {
            (Some(rule), None) => {
                let of_life = kinds.iter().any(|kind| kind.id == rule.kind && is_of(kind, Lifespan::Life));
                let name = if of_life { person(context, open, entry) } else { organisation(context, open) };
                found.extend(
                    name.map(|name| event(context, rule.kind.clone(), name, time, time.edtf.clone())),
                );
            }
            (None, Some((first, last))) => {
                // Years after the description of an entry are those of an office.
                if entry.is_some_and(|entry| entry.end < open) {
                    continue;
                }
                let Some(name) = person(context, open, entry) else { continue };
                let begins = kinds.iter().find(|kind| kind.begins == Some(Lifespan::Life));
                let ends = kinds.iter().find(|kind| kind.ends == Some(Lifespan::Life));
                for (kind, date) in begins.into_iter().zip([first]).chain(ends.into_iter().zip([last])) {
                    found.push(event(context, kind.id.clone(), name.clone(), time, date.clone()));
                }
            }
            _ => {}
        }
    }
    found
}

/// Returns the brackets of a sentence and the start of each part: "(b. 1881, X – d. 1940, Y)".
fn pieces(context: &SentenceContext<'_, '_>) -> Vec<(usize, usize)> {
    let segment = context.segment;
    let mut found = Vec::new();
    for open in context.tokens.clone().filter(|at| segment.word(*at) == "(") {
        // "b." may look like the end of a sentence.
        let end = segment.tokens.len().min(open + LONGEST);
        let close = (open + 1..end).find(|at| matches!(segment.word(*at), "(" | ")")).unwrap_or(open + 1);
        let parts = |at: &usize| {
            matches!(segment.word(*at), "," | ";" | "–" | "—" | "-") && context.covered_at(*at).is_none()
        };
        found.push((open, open + 1));
        found.extend((open + 1..close).filter(parts).map(|at| (open, at + 1)));
    }
    found
}

fn is_of(kind: &Kind, matter: Lifespan) -> bool {
    kind.begins == Some(matter) || kind.ends == Some(matter)
}

/// Returns the person directly before a bracket, or the one described there.
fn person(
    context: &SentenceContext<'_, '_>,
    open: usize,
    entry: Option<&Range<usize>>,
) -> Option<Range<usize>> {
    let is_person = |name: &Range<usize>| {
        context.mention_at(name.start).is_some_and(|mention| mention.is(EntityClass::Person))
    };
    // The name of an entry takes precedence over the end of its description.
    if let Some(name) = entry.filter(|name| name.end <= open && open <= name.end + DESCRIPTION)
        && is_person(name)
        && !context.has_verb(name.end..open)
    {
        return Some(name.clone());
    }
    if entry.is_some_and(|name| name.end < open) {
        return None;
    }
    let mention =
        context.mention_at(open.checked_sub(1)?).filter(|mention| mention.is(EntityClass::Person))?;
    Some(mention.tokens.clone())
}

/// Returns the name of an organisation or unlisted entity directly before a bracket.
fn organisation(context: &SentenceContext<'_, '_>, open: usize) -> Option<Range<usize>> {
    let last = open.checked_sub(1)?;
    match context.mention_at(last) {
        Some(mention) => mention.is(EntityClass::Organisation).then(|| mention.tokens.clone()),
        None => context.unknown_before(open).filter(|name| name.len() > 1),
    }
}

fn event<'t>(
    context: &SentenceContext<'_, '_>,
    kind: KindId,
    name: Range<usize>,
    time: &'t TimeMention,
    edtf: Edtf,
) -> BracketEvent<'t> {
    let words = shown(context.segment.slice(&name)).trim_matches(['*', '_']).to_owned();
    let trigger = Trigger::new(kind, TriggerSource::ListItem, name.clone(), words, Naming::Description);
    let trigger = trigger.with_about(Some(name));
    BracketEvent { trigger, time, edtf }
}
