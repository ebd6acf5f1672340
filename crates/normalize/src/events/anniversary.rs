//! "75th anniversary of the founding of X (3 May 1859 – 1934)": one day, one celebration and the
//! equation between them.

use std::ops::Range;

use annals_edtf::{Date, Edtf, Unit};
use annals_knowledge::{Function, Sense, VerbId};
use annals_text::TokenKind;

use super::attach::Dated;
use super::scene::Scene;
use super::trigger::{Teller, Trigger};
use crate::times::Time;

/// Most tokens between a date and the verb of what was celebrated then.
const SUBJECT: usize = 10;

/// Most tokens of the relative clause that tells when it was.
const CLAUSE: usize = 7;

/// A celebration told with the number of years.
#[derive(Clone, Debug)]
pub(crate) struct Anniversary<'t> {
    /// Number of years.
    pub(crate) ordinal: u32,
    /// Tokens that tell it, what is celebrated included.
    pub(crate) tokens: Range<usize>,
    /// Number of its own trigger, where there is one; "45 years since" has none.
    pub(crate) trigger: Option<usize>,
    /// Number of the trigger of what is celebrated, where a trigger tells it.
    pub(crate) origin: Option<usize>,
    /// Day celebrated and celebration.
    pub(crate) dates: Dates<'t>,
}

/// What the sentence says of the two dates.
#[derive(Clone, Debug)]
pub(crate) enum Dates<'t> {
    /// Both, in a bracket.
    Both(&'t Time, Edtf, Edtf),
    /// The celebration only; the day celebrated follows.
    Celebration(&'t Time),
    /// The day celebrated only, and where the sentence tells it as well, the celebration:
    /// "today is the tenth anniversary of the treaty of 5 June 1991".
    Origin(&'t Time, Option<Edtf>),
    /// One, in a bracket: whether of the day celebrated or of the celebration is open.
    Open(&'t Time),
}

/// The anniversaries of a sentence.
pub(crate) fn anniversaries<'t>(scene: &'t Scene<'_, '_>, triggers: &[Trigger]) -> Vec<Anniversary<'t>> {
    let mut found: Vec<Anniversary<'t>> = Vec::new();
    for (number, trigger) in triggers.iter().enumerate() {
        let Teller::Noun(rule) = trigger.teller else { continue };
        if !scene.sheet.language.noun(rule).is_some_and(|rule| rule.recurs) {
            continue;
        }
        let Some((ordinal, start)) = ordinal(scene, trigger) else { continue };
        let origin = origin(scene, triggers, trigger.head.end, Some(number));
        let end = origin
            .and_then(|origin| triggers.get(origin))
            .map_or(trigger.phrase.end, |origin| origin.phrase.end.max(trigger.phrase.end));
        if let Some(dates) = dates(scene, end).or_else(|| marked(scene, start, end)) {
            found.push(Anniversary { ordinal, tokens: start..end, trigger: Some(number), origin, dates });
        }
    }
    // "45 years since the signing of X (1877 – 1922)"
    for amount in &scene.times.amounts {
        let inside =
            scene.tokens.contains(&amount.tokens.start) && amount.unit == annals_timex::DurationUnit::Year;
        if !inside || !scene.sheet.is(amount.tokens.end, Function::Since) {
            continue;
        }
        let Some(origin) = origin(scene, triggers, amount.tokens.end, None) else { continue };
        let Some(end) = triggers.get(origin).map(|origin| origin.phrase.end) else { continue };
        if let Some(dates @ Dates::Both(..)) = dates(scene, end) {
            let tokens = amount.tokens.start..end;
            found.push(Anniversary {
                ordinal: amount.count,
                tokens,
                trigger: None,
                origin: Some(origin),
                dates,
            });
        }
    }
    found
}

/// Gives the celebration the date of its verb: "the anniversary of the founding of X was kept on
/// 4 May" does not date the founding.
pub(crate) fn celebrated(scene: &Scene<'_, '_>, triggers: &[Trigger], dated: &mut Vec<Dated<'_>>) {
    for (number, trigger) in triggers.iter().enumerate() {
        let Teller::Noun(rule) = trigger.teller else { continue };
        if !scene.sheet.language.noun(rule).is_some_and(|rule| rule.recurs) {
            continue;
        }
        let Some(origin) = origin(scene, triggers, trigger.head.end, Some(number)) else { continue };
        let Some(end) = triggers.get(origin).map(|origin| origin.phrase.end) else { continue };
        if !triggers.get(origin).is_some_and(|origin| matches!(origin.teller, Teller::Noun(_))) {
            continue;
        }
        let mut taken = dated.iter().any(|dated| dated.trigger == number);
        dated.retain_mut(|dated| {
            let date = dated.time.tokens.start;
            let of_verb = dated.trigger == origin
                && date > end
                && (end..date).any(|at| scene.is_verb(at))
                && !(end..date).any(|at| matches!(scene.sheet.word(at), "," | ";" | "("));
            if of_verb {
                dated.trigger = number;
                return !std::mem::replace(&mut taken, true);
            }
            true
        });
    }
}

/// "Founded on 3 May 1859, the school kept its 75th anniversary in 1934": the beginning told by a verb of
/// its own.
pub(crate) struct Kept<'t> {
    /// Number of the celebration's trigger.
    pub(crate) trigger: usize,
    pub(crate) ordinal: u32,
    pub(crate) origin: &'t Time,
    pub(crate) celebrated: &'t Time,
}

/// The anniversaries of a sentence that tells of the beginning by a verb. `begins` says which verbs do.
pub(crate) fn kept<'t>(
    scene: &'t Scene<'_, '_>,
    triggers: &[Trigger],
    begins: impl Fn(VerbId) -> bool,
) -> Vec<Kept<'t>> {
    let sheet = scene.sheet;
    let mut found = Vec::new();
    for (number, trigger) in triggers.iter().enumerate() {
        let Teller::Noun(rule) = trigger.teller else { continue };
        if !sheet.language.noun(rule).is_some_and(|rule| rule.recurs) {
            continue;
        }
        let Some((ordinal, start)) = ordinal(scene, trigger) else { continue };
        let own = start.checked_sub(1).is_some_and(|before| sheet.is(before, Function::Possessive));
        let starts = scene.tokens.clone().filter_map(|at| {
            let begins = |sense| matches!(sense, Sense::Verb(rule) if begins(rule)).then_some(());
            let (len, ()) = sheet.phrase(at, begins)?;
            let verb = at..at + len;
            scene.dates().find(|time| (verb.end..verb.end + 3).contains(&time.tokens.start))
        });
        let [origin] = starts.collect::<Vec<_>>()[..] else { continue };
        let (end, first) = (trigger.phrase.end, scene.tokens.start);
        let near = |time: &&Time| {
            let start = time.tokens.start;
            !std::ptr::eq(*time, origin)
                && time.edtf.earliest() > origin.edtf.earliest()
                && ((end..end + 3).contains(&start) || start < first + 2)
        };
        if let Some(celebrated) = scene.dates().find(near).filter(|_| own) {
            found.push(Kept { trigger: number, ordinal, origin, celebrated });
        }
    }
    found
}

/// The ordinal before an event's noun, "75th" or "fourteenth", and where it begins.
pub(super) fn ordinal(scene: &Scene<'_, '_>, trigger: &Trigger) -> Option<(u32, usize)> {
    let sheet = scene.sheet;
    let from = trigger.phrase.start.saturating_sub(2).max(scene.tokens.start);
    (from..trigger.head.start).rev().find_map(|at| {
        if scene.covered_at(at).is_some() {
            return None;
        }
        let suffix =
            sheet.kind(at) == Some(TokenKind::Number) && sheet.touches_next(at) && sheet.is_word(at + 1);
        let number = match suffix {
            true => sheet.word(at).parse::<u32>().ok(),
            false => sheet.language.time.ordinal(sheet.word(at)),
        };
        Some((number.filter(|number| *number > 0 && *number < 3000)?, at))
    })
}

/// The trigger of what is celebrated: the first behind a token, with nothing but small words and
/// names between.
fn origin(scene: &Scene<'_, '_>, triggers: &[Trigger], from: usize, own: Option<usize>) -> Option<usize> {
    let number = triggers
        .iter()
        .enumerate()
        .position(|(number, trigger)| Some(number) != own && trigger.head.start >= from)?;
    let trigger = triggers.get(number)?;
    let near = trigger.phrase.start <= from + 10
        && !(from..trigger.phrase.start)
            .any(|at| scene.time_at(at).is_some() || matches!(scene.sheet.word(at), "," | ";" | "("));
    near.then_some(number)
}

/// The dates behind what is celebrated.
fn dates<'t>(scene: &'t Scene<'_, '_>, end: usize) -> Option<Dates<'t>> {
    let sheet = scene.sheet;
    let open = (end..end + 3).find(|at| sheet.word(*at) == "(");
    if let Some(open) = open {
        let time = scene.dates().find(|time| time.tokens.start == open + 1)?;
        return Some(match &time.ends {
            Some((first, last)) => Dates::Both(time, first.clone(), last.clone()),
            None => Dates::Open(time),
        });
    }
    let time = scene.dates().find(|time| time.tokens.start >= end)?;
    let near = time.tokens.start <= end + 2 && time.ends.is_none();
    let clear = !(end..time.tokens.start).any(|at| scene.is_verb(at) || matches!(sheet.word(at), "," | ";"));
    if !(near && clear) {
        return None;
    }
    // "the founding of X of 3 May 1909": that day is no day of celebration.
    let is_of = end < time.tokens.start && (end..time.tokens.start).all(|at| sheet.is(at, Function::Of));
    if !is_of {
        return Some(Dates::Celebration(time));
    }
    let year = time.edtf.sole_year()?;
    let later = scene.dates().filter(|other| other.tokens.end <= end && other.ends.is_none());
    let celebrated = later.filter(|other| other.edtf.sole_year().is_some_and(|other| other > year)).last();
    Some(Dates::Origin(time, celebrated.map(|other| other.edtf.clone())))
}

/// "This month marks the 50th anniversary of …", "In 1951 the town kept the 50th anniversary of …": the
/// date before the verb that has the anniversary for its object.
fn marked<'t>(scene: &'t Scene<'_, '_>, start: usize, end: usize) -> Option<Dates<'t>> {
    let sheet = scene.sheet;
    let mut verb = start.checked_sub(1)?;
    while verb > scene.tokens.start && sheet.is(verb, Function::Definite) {
        verb -= 1;
    }
    let time = scene.dates().filter(|time| time.tokens.end <= verb && time.ends.is_none()).last()?;
    let says =
        (verb.saturating_sub(1)..=verb).find(|at| at + sheet.function(*at, Function::Marking) > verb)?;
    let comma = usize::from(sheet.word(time.tokens.end) == ",");
    let mut before = time.tokens.start;
    while before > scene.tokens.start && sheet.is_function(before - 1) {
        before -= 1;
    }
    // "The club, founded in 1901, kept …": the date of another verb.
    let own = before == scene.tokens.start || comma == 0 && !scene.is_verb(before - 1);
    let between = time.tokens.end + comma..says;
    let clear = between.len() <= SUBJECT
        && !between.clone().any(|at| {
            let small = sheet.is(at, Function::Preposition) || sheet.is(at, Function::Infinitive);
            scene.is_verb(at)
                || scene.breaks(at)
                || sheet.word(at) == ","
                || scene.mention_at(at).is_none() && (small || sheet.is(at, Function::Planned))
        });
    if !(own && clear) {
        return None;
    }
    match scene.dates().find(|other| other.tokens.start >= end) {
        None => Some(Dates::Celebration(time)),
        // "…, which were established in 1902": the day of what is celebrated.
        Some(origin) => {
            let clause = sheet.word(end) == "," && sheet.is(end + 1, Function::Relative);
            let near = clause && origin.tokens.start <= end + CLAUSE && origin.ends.is_none();
            near.then(|| Dates::Origin(origin, Some(time.edtf.clone())))
        }
    }
}

/// The year that lies so many years before a date of one year.
pub(crate) fn years_before(date: &Edtf, years: u32) -> Option<Edtf> {
    let year = date.sole_year()?;
    let origin = year.checked_sub(i32::try_from(years).ok()?)?;
    Some(Edtf::Date(Date::from(Unit::Year(origin))))
}

impl Anniversary<'_> {
    pub(super) fn time(&self) -> &Time {
        match &self.dates {
            Dates::Both(time, ..) | Dates::Celebration(time) | Dates::Origin(time, _) | Dates::Open(time) => {
                time
            }
        }
    }

    pub(super) fn uses(&self, time: &Time) -> bool {
        std::ptr::eq(self.time(), time)
    }
}
