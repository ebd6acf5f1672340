//! What was found → [`TimeReading`]: a walk through the text that keeps in mind what it spoke of.

mod amount;
mod date;
mod extent;
mod feast;
mod index;
mod inherit;
mod memory;
mod name;
mod order;
mod relative;
mod speech;
mod trail;
mod year;

use std::ops::Range;

use annals_edtf::{Edtf, Qualifier};

use crate::grammar::{Build, Direction, Grammar, Slot, Slots, Told, Value};
use crate::lex::Item;
use crate::matcher::{Group, Reading};
use crate::reading::{
    Basis, Context, Modifier, Part, Period, Relation, Role, TimeExpression, TimeReading, TimexKind,
};
use crate::trace::{Leaning, Trace};
use crate::when::{When, as_bound};
use index::FullDates;
use memory::Memory;

/// What was found in a part of the text.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    role: Role,
    range: Range<usize>,
    matches: Vec<Match>,
}

/// One reading of a pattern.
#[derive(Clone, Debug)]
struct Match {
    pattern: usize,
    mentions: Vec<Mention>,
}

/// One expression, before it is resolved.
#[derive(Clone, Debug)]
struct Mention {
    range: Range<usize>,
    slots: Slots,
    relation: Relation,
    /// The month of the next year that it reaches to.
    until: Option<u8>,
}

impl Found {
    pub(crate) fn new(part: &Part) -> Self {
        Self { role: part.role, range: part.range.clone(), matches: Vec::new() }
    }

    /// Adds what was found among the items of one run.
    pub(crate) fn add(&mut self, grammar: &Grammar, items: &[Item], readings: impl Iterator<Item = Reading>) {
        self.matches.extend(readings.map(|reading| {
            let mentions = reading.groups.into_iter().filter_map(|group| mention(grammar, items, group));
            Match { pattern: reading.pattern, mentions: mentions.collect() }
        }));
    }
}

fn mention(grammar: &Grammar, items: &[Item], group: Group) -> Option<Mention> {
    let (first, last) = (items.get(group.first)?, items.get(group.after.checked_sub(1)?)?);
    let before = group.first.checked_sub(1).and_then(|at| items.get(at));
    let relation = grammar.relation.zip(before).and_then(|(class, item)| {
        grammar.passes.holds(item.kind, class).then(|| item.value(&grammar.lexicon, class))
    });
    let relation = match relation {
        Some(Value::Relation(relation)) => relation,
        _ => Relation::At,
    };
    Some(Mention { range: first.range().start..last.range().end, slots: group.slots, relation, until: None })
}

/// What an expression was resolved to.
#[derive(Clone, Debug)]
struct Resolved {
    kind: TimexKind,
    value: String,
    edtf: Option<Edtf>,
    when: Option<When>,
    basis: Basis,
    impossible: Option<crate::Impossible>,
    duration: Option<(u32, crate::DurationUnit)>,
    leaning: Option<Leaning>,
}

impl Resolved {
    fn new(kind: TimexKind, value: String) -> Self {
        Self {
            kind,
            value,
            edtf: None,
            when: None,
            basis: Basis::Stated,
            impossible: None,
            duration: None,
            leaning: None,
        }
    }
}

/// Where an expression stands.
struct Place<'t> {
    grammar: &'t Grammar,
    text: &'t str,
    part: Range<usize>,
    role: Role,
    range: Range<usize>,
    relation: Relation,
    /// The month of the next year that it reaches to.
    until: Option<u8>,
}

/// Bytes within which a sentence tells what goes with a date.
const REACH: usize = 120;
/// Bytes within which a paragraph tells the year of a date.
const PARAGRAPH: usize = 600;
/// Bytes before what begins a sentence.
const LEAD: usize = 14;

impl Place<'_> {
    fn tense(&self) -> crate::tense::Tense {
        crate::tense::tense(self.grammar, self.text, self.part.clone(), self.range.clone())
    }

    /// Whether no more than a few letters of its sentence stand before it.
    fn begins_sentence(&self) -> bool {
        let start =
            crate::tense::floor(self.text, self.range.start.saturating_sub(LEAD).max(self.part.start));
        let before = self.text.get(start..self.range.start).unwrap_or_default();
        start == self.part.start || before.contains(['.', '!', '?', ':', '\n'])
    }

    /// Whether the words of its clause before it say that it is told in passing.
    fn is_aside(&self) -> bool {
        crate::tense::leads(&self.grammar.story.asides, self.text, self.part.start, self.range.start)
    }

    /// Whether the words of its clause before it say that it had been before.
    fn is_behind(&self) -> bool {
        crate::tense::leads(&self.grammar.tense.perfect, self.text, self.part.start, self.range.start)
    }

    /// Whether a sentence may begin with it, or words that are quoted.
    fn begins_words(&self) -> bool {
        let before = self
            .text
            .get(self.part.start..self.range.start)
            .unwrap_or_default()
            .trim_end_matches([' ', '\t']);
        !before.ends_with(|c: char| c.is_alphanumeric() || c == ',')
    }

    /// Whether the sentence goes on up to `at`, which stands behind.
    fn is_one_sentence_to(&self, at: usize) -> bool {
        at <= self.part.end.min(self.range.end + REACH)
            && self
                .text
                .get(self.range.end..at)
                .is_some_and(|between| !between.contains(['.', '!', '?', '\n']))
    }

    /// Whether the paragraph goes on up to `at`, which stands behind.
    fn is_one_paragraph_to(&self, at: usize) -> bool {
        at <= self.part.end.min(self.range.end + PARAGRAPH)
            && self.text.get(self.range.end..at).is_some_and(|between| !between.contains('\n'))
    }

    fn words(&self) -> &str {
        self.text.get(self.range.clone()).unwrap_or_default()
    }
}

pub(crate) fn resolve(grammar: &Grammar, text: &str, found: Vec<Found>, context: &Context) -> TimeReading {
    let index = FullDates::of(&found);
    let mut memory = Memory::new(context);
    let mut reading = TimeReading::default();
    for part in found {
        for found in part.matches {
            let Some(pattern) = grammar.patterns.get(found.pattern) else { continue };
            if pattern.told == Told::History && !memory.is_history_for_sure() {
                continue;
            }
            let mut mentions = found.mentions;
            inherit::inherit(&mut mentions);
            let first = reading.expressions.len();
            for mention in mentions {
                let place = Place {
                    grammar,
                    text,
                    part: part.range.clone(),
                    role: part.role,
                    range: mention.range.clone(),
                    relation: mention.relation,
                    until: mention.until,
                };
                if !memory.is_history_for_sure() && name::is_name(&mention.slots, &place) {
                    continue;
                }
                let resolved = match pattern.build {
                    Build::Duration => Some(amount::duration(&mention.slots)),
                    Build::Set => Some(amount::set(&mention.slots)),
                    Build::Stretch => date::date(&mention.slots.without_amount(), &place, &memory, &index)
                        .map(|date| amount::stretch(&mention.slots, date)),
                    Build::Date | Build::Period | Build::Nothing => {
                        date::date(&mention.slots, &place, &memory, &index)
                    }
                };
                let Some(resolved) = resolved else { continue };
                if !(pattern.build == Build::Period && memory.is_at_finer(&resolved)) {
                    memory.note(&resolved, &mention, &place);
                }
                if let Some(before) = reading.expressions.last_mut()
                    && before.extent.end > mention.range.start
                {
                    before.extent = before.range.clone();
                }
                let heads_phrase = match mention.slots.direction() {
                    Some(Direction::Previous | Direction::Following) => true,
                    Some(Direction::That) if mention.slots.is_within_day() => true,
                    _ => resolved.kind == TimexKind::Duration,
                };
                let mut expression = expression(found.pattern, mention, resolved);
                if heads_phrase && memory.is_history_for_sure() {
                    expression.extent.end = extent::end(&grammar.extent, &place);
                }
                reading.expressions.push(expression);
            }
            if pattern.build == Build::Period && reading.expressions.len() == first + 2 {
                reading.periods.extend(period(&reading.expressions, first));
            }
        }
    }
    reading
}

fn expression(pattern: usize, mention: Mention, resolved: Resolved) -> TimeExpression {
    let slots = &mention.slots;
    let modifier = slots.modifier();
    let edtf = match modifier {
        Some(Modifier::Approx) => {
            let is_doubtful = resolved.leaning.is_some_and(|leaning| leaning.is_doubtful());
            let qualifier =
                if is_doubtful { Qualifier::UncertainAndApproximate } else { Qualifier::Approximate };
            resolved.edtf.map(|edtf| edtf.qualified(qualifier))
        }
        Some(Modifier::Before | Modifier::After | Modifier::OnOrBefore | Modifier::OnOrAfter) => None,
        _ => resolved.edtf,
    };
    let is_full = slots.has(Slot::Month) && slots.has(Slot::Day);
    TimeExpression {
        extent: mention.range.clone(),
        kind: resolved.kind,
        value: resolved.value,
        modifier,
        edtf,
        basis: resolved.basis,
        relation: mention.relation,
        weekday: slots.small(Slot::Weekday).filter(|_| is_full),
        impossible: resolved.impossible,
        duration: resolved.duration,
        range: mention.range,
        trace: Trace { pattern, slots: mention.slots, leaning: resolved.leaning },
    }
}

/// The period of the last two expressions.
fn period(expressions: &[TimeExpression], first: usize) -> Option<Period> {
    let (start, end) = (expressions.get(first)?, expressions.get(first + 1)?);
    let bounds = start.edtf.as_ref().and_then(as_bound).zip(end.edtf.as_ref().and_then(as_bound));
    let edtf = bounds.map(|(start, end)| Edtf::interval(start, end)).filter(|interval| {
        interval.earliest().zip(interval.latest()).is_none_or(|(earliest, latest)| earliest <= latest)
    });
    Some(Period { first, last: first + 1, range: start.range.start..end.range.end, edtf })
}
