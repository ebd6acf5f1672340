//! Finds anniversaries: "75th anniversary of the founding of X (3 May 1859 – 1934)".

use std::ops::Range;

use annals_edtf::{Date, Edtf, Unit};
use annals_knowledge::{Function, Sense, VerbId};
use annals_text::TokenKind;

use crate::context::SentenceContext;
use crate::events::date_attachment::attach::DatedTrigger;
use crate::events::triggers::trigger::{Trigger, TriggerSource};
use crate::time_mentions::TimeMention;

/// Most tokens between a date and the verb that celebrates.
const SUBJECT: usize = 10;

/// Most tokens of the relative clause with the origin's date.
const CLAUSE: usize = 7;

/// A celebration with its number of years.
#[derive(Clone, Debug)]
pub(crate) struct Anniversary<'t> {
    /// Number of years.
    pub(crate) ordinal: u32,
    /// Tokens of the celebration and its origin.
    pub(crate) tokens: Range<usize>,
    /// Index of the celebration's trigger. "45 years since" has none.
    pub(crate) trigger: Option<usize>,
    /// Index of the origin's trigger.
    pub(crate) origin: Option<usize>,
    /// The dates of origin and celebration.
    pub(crate) dates: Dates<'t>,
}

/// The dates that the sentence states.
#[derive(Clone, Debug)]
pub(crate) enum Dates<'t> {
    /// Both, as a period in brackets.
    Both(&'t TimeMention, Edtf, Edtf),
    /// The date of the celebration. That of the origin follows by arithmetic.
    Celebration(&'t TimeMention),
    /// The date of the origin, and that of the celebration if stated: "today is the tenth anniversary of the
    /// treaty of 5 June 1991".
    Origin(&'t TimeMention, Option<Edtf>),
    /// One date in brackets, of either.
    Open(&'t TimeMention),
}

/// Returns the anniversaries of a sentence.
pub(crate) fn anniversaries<'t>(
    context: &'t SentenceContext<'_, '_>,
    triggers: &[Trigger],
) -> Vec<Anniversary<'t>> {
    let mut found: Vec<Anniversary<'t>> = Vec::new();
    for (number, trigger) in triggers.iter().enumerate() {
        let TriggerSource::Noun(rule) = trigger.source else { continue };
        if !context.segment.language.noun(rule).is_some_and(|rule| rule.recurs) {
            continue;
        }
        let Some((ordinal, start)) = ordinal(context, trigger) else { continue };
        let origin = origin(context, triggers, trigger.head.end, Some(number));
        let end = origin
            .and_then(|origin| triggers.get(origin))
            .map_or(trigger.phrase.end, |origin| origin.phrase.end.max(trigger.phrase.end));
        if let Some(dates) = dates(context, end).or_else(|| dates_before_verb(context, start, end)) {
            found.push(Anniversary { ordinal, tokens: start..end, trigger: Some(number), origin, dates });
        }
    }
    // "45 years since the signing of X (1877 – 1922)"
    for amount in &context.times.amounts {
        let inside =
            context.tokens.contains(&amount.tokens.start) && amount.unit == annals_timex::DurationUnit::Year;
        if !inside || !context.segment.is(amount.tokens.end, Function::Since) {
            continue;
        }
        let Some(origin) = origin(context, triggers, amount.tokens.end, None) else { continue };
        let Some(end) = triggers.get(origin).map(|origin| origin.phrase.end) else { continue };
        if let Some(dates @ Dates::Both(..)) = dates(context, end) {
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

/// Moves the date of the celebrating verb from the origin to the celebration: "the anniversary of the
/// founding of X was kept on 4 May".
pub(crate) fn celebrated(
    context: &SentenceContext<'_, '_>,
    triggers: &[Trigger],
    dated: &mut Vec<DatedTrigger<'_>>,
) {
    for (number, trigger) in triggers.iter().enumerate() {
        let TriggerSource::Noun(rule) = trigger.source else { continue };
        if !context.segment.language.noun(rule).is_some_and(|rule| rule.recurs) {
            continue;
        }
        let Some(origin) = origin(context, triggers, trigger.head.end, Some(number)) else { continue };
        let Some(end) = triggers.get(origin).map(|origin| origin.phrase.end) else { continue };
        if !triggers.get(origin).is_some_and(|origin| matches!(origin.source, TriggerSource::Noun(_))) {
            continue;
        }
        let mut taken = dated.iter().any(|dated| dated.trigger == number);
        dated.retain_mut(|dated| {
            let date = dated.time.tokens.start;
            let of_verb = dated.trigger == origin
                && date > end
                && (end..date).any(|at| context.is_verb(at))
                && !(end..date).any(|at| matches!(context.segment.word(at), "," | ";" | "("));
            if of_verb {
                dated.trigger = number;
                return !std::mem::replace(&mut taken, true);
            }
            true
        });
    }
}

/// An anniversary whose origin is stated by a verb: "Founded on 3 May 1859, the school kept its 75th
/// anniversary in 1934".
pub(crate) struct VerbAnniversary<'t> {
    /// Index of the celebration's trigger.
    pub(crate) trigger: usize,
    pub(crate) ordinal: u32,
    pub(crate) origin: &'t TimeMention,
    pub(crate) celebrated: &'t TimeMention,
}

/// Returns the anniversaries of a sentence whose origin is stated by a verb. `begins` selects the verb rules.
pub(crate) fn with_verb_origin<'t>(
    context: &'t SentenceContext<'_, '_>,
    triggers: &[Trigger],
    begins: impl Fn(VerbId) -> bool,
) -> Vec<VerbAnniversary<'t>> {
    let segment = context.segment;
    let mut found = Vec::new();
    for (number, trigger) in triggers.iter().enumerate() {
        let TriggerSource::Noun(rule) = trigger.source else { continue };
        if !segment.language.noun(rule).is_some_and(|rule| rule.recurs) {
            continue;
        }
        let Some((ordinal, start)) = ordinal(context, trigger) else { continue };
        let own = start.checked_sub(1).is_some_and(|before| segment.is(before, Function::Possessive));
        let starts = context.tokens.clone().filter_map(|at| {
            let begins = |sense| matches!(sense, Sense::Verb(rule) if begins(rule)).then_some(());
            let (len, ()) = segment.phrase(at, begins)?;
            let verb = at..at + len;
            context.dates().find(|time| (verb.end..verb.end + 3).contains(&time.tokens.start))
        });
        let [origin] = starts.collect::<Vec<_>>()[..] else { continue };
        let (end, first) = (trigger.phrase.end, context.tokens.start);
        let near = |time: &&TimeMention| {
            let start = time.tokens.start;
            !std::ptr::eq(*time, origin)
                && time.edtf.earliest() > origin.edtf.earliest()
                && ((end..end + 3).contains(&start) || start < first + 2)
        };
        if let Some(celebrated) = context.dates().find(near).filter(|_| own) {
            found.push(VerbAnniversary { trigger: number, ordinal, origin, celebrated });
        }
    }
    found
}

/// Returns the ordinal before an event noun, "75th" or "fourteenth", and its token.
pub(crate) fn ordinal(context: &SentenceContext<'_, '_>, trigger: &Trigger) -> Option<(u32, usize)> {
    let segment = context.segment;
    let from = trigger.phrase.start.saturating_sub(2).max(context.tokens.start);
    (from..trigger.head.start).rev().find_map(|at| {
        if context.covered_at(at).is_some() {
            return None;
        }
        let suffix = segment.kind(at) == Some(TokenKind::Number)
            && segment.touches_next(at)
            && segment.is_word(at + 1);
        let number = match suffix {
            true => segment.word(at).parse::<u32>().ok(),
            false => segment.language.time.ordinal(segment.word(at)),
        };
        Some((number.filter(|number| *number > 0 && *number < 3000)?, at))
    })
}

/// Returns the trigger of the origin: the first after a token, with only function words and names between.
fn origin(
    context: &SentenceContext<'_, '_>,
    triggers: &[Trigger],
    from: usize,
    own: Option<usize>,
) -> Option<usize> {
    let number = triggers
        .iter()
        .enumerate()
        .position(|(number, trigger)| Some(number) != own && trigger.head.start >= from)?;
    let trigger = triggers.get(number)?;
    let near = trigger.phrase.start <= from + 10
        && !(from..trigger.phrase.start)
            .any(|at| context.time_at(at).is_some() || matches!(context.segment.word(at), "," | ";" | "("));
    near.then_some(number)
}

/// Returns the dates after the origin.
fn dates<'t>(context: &'t SentenceContext<'_, '_>, end: usize) -> Option<Dates<'t>> {
    let segment = context.segment;
    let open = (end..end + 3).find(|at| segment.word(*at) == "(");
    if let Some(open) = open {
        let time = context.dates().find(|time| time.tokens.start == open + 1)?;
        return Some(match &time.ends {
            Some((first, last)) => Dates::Both(time, first.clone(), last.clone()),
            None => Dates::Open(time),
        });
    }
    let time = context.dates().find(|time| time.tokens.start >= end)?;
    let near = time.tokens.start <= end + 2 && time.ends.is_none();
    let clear =
        !(end..time.tokens.start).any(|at| context.is_verb(at) || matches!(segment.word(at), "," | ";"));
    if !(near && clear) {
        return None;
    }
    // "the founding of X of 3 May 1909": the date of the origin.
    let is_of = end < time.tokens.start && (end..time.tokens.start).all(|at| segment.is(at, Function::Of));
    if !is_of {
        return Some(Dates::Celebration(time));
    }
    let year = time.edtf.sole_year()?;
    let later = context.dates().filter(|other| other.tokens.end <= end && other.ends.is_none());
    let celebrated = later.filter(|other| other.edtf.sole_year().is_some_and(|other| other > year)).last();
    Some(Dates::Origin(time, celebrated.map(|other| other.edtf.clone())))
}

/// Returns the date before a verb that has the anniversary as its object: "This month marks the 50th
/// anniversary of …", "In 1951 the town kept the 50th anniversary of …".
fn dates_before_verb<'t>(
    context: &'t SentenceContext<'_, '_>,
    start: usize,
    end: usize,
) -> Option<Dates<'t>> {
    let segment = context.segment;
    let mut verb = start.checked_sub(1)?;
    while verb > context.tokens.start && segment.is(verb, Function::Definite) {
        verb -= 1;
    }
    let time = context.dates().filter(|time| time.tokens.end <= verb && time.ends.is_none()).last()?;
    let says =
        (verb.saturating_sub(1)..=verb).find(|at| at + segment.function(*at, Function::Marking) > verb)?;
    let comma = usize::from(segment.word(time.tokens.end) == ",");
    let mut before = time.tokens.start;
    while before > context.tokens.start && segment.is_function(before - 1) {
        before -= 1;
    }
    // "The club, founded in 1901, kept …": the date of another verb.
    let own = before == context.tokens.start || comma == 0 && !context.is_verb(before - 1);
    let between = time.tokens.end + comma..says;
    let clear = between.len() <= SUBJECT
        && !between.clone().any(|at| {
            let small = segment.is(at, Function::Preposition) || segment.is(at, Function::Infinitive);
            context.is_verb(at)
                || context.breaks(at)
                || segment.word(at) == ","
                || context.mention_at(at).is_none() && (small || segment.is(at, Function::Planned))
        });
    if !(own && clear) {
        return None;
    }
    match context.dates().find(|other| other.tokens.start >= end) {
        None => Some(Dates::Celebration(time)),
        // "…, which were established in 1902": the date of the origin.
        Some(origin) => {
            let clause = segment.word(end) == "," && segment.is(end + 1, Function::Relative);
            let near = clause && origin.tokens.start <= end + CLAUSE && origin.ends.is_none();
            near.then(|| Dates::Origin(origin, Some(time.edtf.clone())))
        }
    }
}

/// Returns the year that lies `years` before the year of a date.
pub(crate) fn years_before(date: &Edtf, years: u32) -> Option<Edtf> {
    let year = date.sole_year()?;
    let origin = year.checked_sub(i32::try_from(years).ok()?)?;
    Some(Edtf::Date(Date::from(Unit::Year(origin))))
}

impl Anniversary<'_> {
    pub(crate) fn time(&self) -> &TimeMention {
        match &self.dates {
            Dates::Both(time, ..) | Dates::Celebration(time) | Dates::Origin(time, _) | Dates::Open(time) => {
                time
            }
        }
    }

    pub(crate) fn uses(&self, time: &TimeMention) -> bool {
        std::ptr::eq(self.time(), time)
    }
}
