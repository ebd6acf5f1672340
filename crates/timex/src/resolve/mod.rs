//! Resolution: mentions → [`TimeReading`]. Mentions are resolved in text order against the dates mentioned before.

mod amount;
mod calendar;
mod context;
mod date;
mod date_index;
mod discourse;
mod ellipsis;
mod extent;
mod holiday;
mod mention;
mod narrative;
mod point;
mod reference;
mod relative;
mod resolution;
mod year;
mod year_by_dct;

use annals_edtf::{Edtf, Qualifier};

use crate::date_value::start_of;
use crate::document::DocumentContext;
use crate::grammar::{Build, Genre, Grammar};
use crate::reading::{Period, TimeExpression, TimeReading};
use crate::slots::{Direction, Slot};
use crate::timex3::{Modifier, TimexKind};
use crate::trace::Trace;
use context::MentionContext;
use date_index::DateIndex;
use discourse::DiscourseContext;
use mention::Mention;
pub(crate) use mention::SegmentMentions;
use resolution::Resolution;

/// Resolves the mentions of a text.
pub(crate) fn resolve(
    grammar: &Grammar,
    text: &str,
    segments: Vec<SegmentMentions>,
    context: &DocumentContext,
) -> TimeReading {
    let index = DateIndex::of(&segments);
    let discourse = DiscourseContext::new(context);
    let mut resolver = Resolver { grammar, index, discourse, reading: TimeReading::default() };
    for segment in segments {
        for group in segment.groups {
            let Some(pattern) = grammar.patterns.get(group.pattern) else { continue };
            if pattern.genre == Genre::History && !resolver.discourse.is_clearly_historical() {
                continue;
            }
            let mut mentions = group.mentions;
            ellipsis::complete(&mut mentions);
            let first = resolver.reading.expressions.len();
            for mention in mentions {
                let context = MentionContext {
                    grammar,
                    text,
                    segment: segment.range.clone(),
                    role: segment.role,
                    range: mention.range.clone(),
                    relation: mention.relation,
                    until_month: mention.until_month,
                };
                resolver.add(group.pattern, pattern.build, mention, &context);
            }
            if pattern.build == Build::Period && resolver.reading.expressions.len() == first + 2 {
                let period = period(&resolver.reading.expressions, first);
                resolver.reading.periods.extend(period);
            }
        }
    }
    resolver.reading
}

/// The state of the resolution of a text.
struct Resolver<'g> {
    grammar: &'g Grammar,
    index: DateIndex,
    discourse: DiscourseContext,
    reading: TimeReading,
}

impl Resolver<'_> {
    /// Resolves a mention and adds its expression, unless it is not a time expression.
    fn add(&mut self, pattern: usize, build: Build, mention: Mention, context: &MentionContext<'_>) {
        if !self.discourse.is_clearly_historical() && context.is_proper_name(&mention.slots) {
            return;
        }
        let Some(resolution) = self.resolution(build, &mention, context) else { return };
        if !(build == Build::Period && self.discourse.is_finer_than(&resolution)) {
            self.discourse.note(&resolution, &mention, context);
        }
        if let Some(before) = self.reading.expressions.last_mut()
            && before.extent.end > mention.range.start
        {
            before.extent = before.range.clone();
        }
        let has_complement = match mention.slots.direction() {
            Some(Direction::Previous | Direction::Following) => true,
            Some(Direction::That) if mention.slots.is_within_day() => true,
            _ => resolution.kind == TimexKind::Duration,
        };
        let mut expression = expression(pattern, mention, resolution);
        if has_complement && self.discourse.is_clearly_historical() {
            expression.extent.end = extent::end(&self.grammar.extent, context);
        }
        self.reading.expressions.push(expression);
    }

    fn resolution(
        &self,
        build: Build,
        mention: &Mention,
        context: &MentionContext<'_>,
    ) -> Option<Resolution> {
        let slots = &mention.slots;
        match build {
            Build::Duration => Some(amount::duration(slots)),
            Build::Set => Some(amount::set(slots)),
            Build::Stretch => {
                let date = date::date(&slots.without_amount(), context, &self.discourse, &self.index)?;
                Some(amount::stretch(slots, date))
            }
            Build::Date | Build::Period | Build::Nothing => {
                date::date(slots, context, &self.discourse, &self.index)
            }
        }
    }
}

fn expression(pattern: usize, mention: Mention, resolution: Resolution) -> TimeExpression {
    let slots = &mention.slots;
    let modifier = slots.modifier();
    let is_uncertain = resolution.is_uncertain();
    let edtf = match modifier {
        Some(Modifier::Approx) => {
            let qualifier =
                if is_uncertain { Qualifier::UncertainAndApproximate } else { Qualifier::Approximate };
            resolution.edtf.map(|edtf| edtf.qualified(qualifier))
        }
        Some(Modifier::Before | Modifier::After | Modifier::OnOrBefore | Modifier::OnOrAfter) => None,
        _ => resolution.edtf,
    };
    let is_full = slots.has(Slot::Month) && slots.has(Slot::Day);
    TimeExpression {
        extent: mention.range.clone(),
        kind: resolution.kind,
        value: resolution.value,
        modifier,
        edtf,
        basis: resolution.basis,
        relation: mention.relation,
        weekday: slots.small(Slot::Weekday).filter(|_| is_full),
        impossible: resolution.impossible,
        duration: resolution.duration,
        range: mention.range,
        trace: Trace { pattern, slots: mention.slots, anchoring: resolution.anchoring },
    }
}

/// Returns the period of two adjacent expressions, by the index of the first.
fn period(expressions: &[TimeExpression], first: usize) -> Option<Period> {
    let (start, end) = (expressions.get(first)?, expressions.get(first + 1)?);
    let bounds = start.edtf.as_ref().and_then(start_of).zip(end.edtf.as_ref().and_then(start_of));
    let edtf = bounds.map(|(start, end)| Edtf::interval(start, end)).filter(|interval| {
        interval.earliest().zip(interval.latest()).is_none_or(|(earliest, latest)| earliest <= latest)
    });
    Some(Period { first, last: first + 1, range: start.range.start..end.range.end, edtf })
}
