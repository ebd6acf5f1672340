//! The year of a date without a year.

use super::calendar::{month_of_season, season_of_month, weekday_of};
use super::context::MentionContext;
use super::date_index::DateIndex;
use super::discourse::DiscourseContext;
use super::holiday;
use super::narrative::{Course, cost_from_next};
use super::reference::Reference;
use super::year_by_dct::year_by_dct;
use crate::clause::Tense;
use crate::date_value::{DateValue, day};
use crate::slots::{Slot, Slots};
use crate::timex3::Relation;
use crate::trace::{Anchoring, ResolutionRule};

/// Maximum number of bytes between a season and its year.
const APPOSITION_WINDOW: usize = 40;

/// A year and the anchor from which it was resolved.
type AnchoredYear = (i32, Anchoring);

/// Resolves the year of a date without a year.
///
/// If the stated weekday contradicts the resolved year and fits the year of the DCT, the year is that of the DCT.
pub(super) fn resolve_year(
    slots: &Slots,
    context: &MentionContext<'_>,
    discourse: &DiscourseContext,
    index: &DateIndex,
) -> Option<AnchoredYear> {
    let resolved = year_of_same_day(slots, context, discourse, index)
        .or_else(|| year_of_season(slots, context, discourse, index))
        .or_else(|| year_from_dct(slots, context, discourse))
        .or_else(|| year_of_period(context, discourse))
        .or_else(|| year_from_narrative(slots, context, discourse, index));
    let weekday_fits = |year: i32| {
        let found = day(year, slots.small(Slot::Month)?, slots.small(Slot::Day)?)?;
        Some(weekday_of(found) == slots.number(Slot::Weekday)?)
    };
    if let Some(dct) = &discourse.dct
        && let Some(now) = dct.date.year()
        && resolved.as_ref().is_some_and(|(year, _)| weekday_fits(*year) == Some(false))
        && weekday_fits(now) == Some(true)
    {
        return Some((now, dct.by(ResolutionRule::Weekday)));
    }
    resolved
}

/// Returns the year that the text states for the same day elsewhere.
fn year_of_same_day(
    slots: &Slots,
    context: &MentionContext<'_>,
    discourse: &DiscourseContext,
    index: &DateIndex,
) -> Option<AnchoredYear> {
    let (month, number) = (slots.small(Slot::Month)?, slots.small(Slot::Day)?);
    // A narrative continues in its own year, even if the text states the day with another year.
    let (year, words) = if discourse.is_historical() && discourse.narrative_time.is_some() {
        index.year_in_captions(month, number)
    } else {
        index.year_of(month, number, context.range.start)
    }?;
    let date = day(year, month, number).map_or(DateValue::Year(year), DateValue::Day);
    let anchor = Reference::stated(date, words);
    let alternative_year =
        index.other_year_of(month, number, year).filter(|_| !anchor.is_within(&context.segment));
    Some((year, Anchoring { alternative_year, ..anchor.by(ResolutionRule::SameDay) }))
}

/// Returns the year of a season in historical narrative: that of the next date of the sentence, if the date is in the
/// season, otherwise an adjacent bare year.
fn year_of_season(
    slots: &Slots,
    context: &MentionContext<'_>,
    discourse: &DiscourseContext,
    index: &DateIndex,
) -> Option<AnchoredYear> {
    if !slots.has(Slot::Season) || !discourse.is_historical() {
        return None;
    }
    if let Some(season) = slots.small(Slot::Season)
        && let Some(stated) = index.stated_after(context.range.end)
        && season_of_month(stated.month) == season
        && context.is_one_sentence_to(stated.words.start)
    {
        return Some((stated.year, stated.reference().by(ResolutionRule::SameSentence)));
    }
    let (words, year) = index.bare_after(context.range.end)?;
    let is_adjacent =
        words.start <= context.range.end + APPOSITION_WINDOW && context.is_one_sentence_to(words.start);
    let anchor = Reference::stated(DateValue::Year(year), words);
    is_adjacent.then(|| (year, anchor.by(ResolutionRule::Adjacent)))
}

/// Returns the year nearest to the DCT, in news and for dates in the future of a text that is not clearly historical.
fn year_from_dct(
    slots: &Slots,
    context: &MentionContext<'_>,
    discourse: &DiscourseContext,
) -> Option<AnchoredYear> {
    let dct = discourse.dct.as_ref()?;
    let is_near_dct =
        !discourse.is_historical() || !discourse.is_clearly_historical() && context.tense() == Tense::Future;
    if !is_near_dct {
        return None;
    }
    let (year, alternative_year) = year_by_dct(slots, context, dct)?;
    Some((year, Anchoring { alternative_year, ..dct.by(ResolutionRule::NearestToDct) }))
}

/// Returns the year of the start of a period that ends in the next year. The narrative continues to its end.
fn year_of_period(context: &MentionContext<'_>, discourse: &DiscourseContext) -> Option<AnchoredYear> {
    let until = i32::from(context.until_month?);
    let end = discourse.timeline.year_of(until, Course::Onward, &context.segment)?;
    let alternative_year = end.alternative_year.map(|year| year.saturating_sub(1));
    let anchoring = end.reference.by(ResolutionRule::NarrativeContinues);
    Some((end.year.saturating_sub(1), Anchoring { alternative_year, ..anchoring }))
}

/// Returns the year in which the narrative reaches the date, otherwise the year of the narrative time.
fn year_from_narrative(
    slots: &Slots,
    context: &MentionContext<'_>,
    discourse: &DiscourseContext,
    index: &DateIndex,
) -> Option<AnchoredYear> {
    let month = slots
        .small(Slot::Month)
        .or_else(|| holiday::month(slots.number(Slot::Holiday)?))
        .map(i32::from)
        .or_else(|| Some(month_of_season(slots.small(Slot::Season)?)));
    if let Some(month) = month {
        let candidate = discourse.timeline.year_of(month, course(context), &context.segment);
        let next = index
            .stated_after(context.range.end)
            .filter(|stated| context.is_one_paragraph_to(stated.words.start));
        if let Some(next) = next {
            // The narrative may lead from here to the next date of the paragraph.
            let months = i32::from(next.month) - month;
            let is_year_before = months < 0;
            let cost = cost_from_next(if is_year_before { months + 12 } else { months });
            if candidate.as_ref().map_or(!is_year_before, |candidate| cost < candidate.cost) {
                let anchoring = next.reference().by(ResolutionRule::NextInParagraph);
                return Some((next.year - i32::from(is_year_before), anchoring));
            }
        }
        if let Some(candidate) = candidate {
            let anchoring = candidate.reference.by(ResolutionRule::NarrativeContinues);
            let alternative_year = candidate.alternative_year;
            return Some((candidate.year, Anchoring { alternative_year, ..anchoring }));
        }
    }
    let narrative_time = discourse.narrative_time.as_ref()?;
    Some((narrative_time.date.year()?, narrative_time.by(ResolutionRule::NarrativeYear)))
}

/// Returns the direction in which the words around a mention indicate that the narrative continues.
fn course(context: &MentionContext<'_>) -> Course {
    if context.is_pluperfect() {
        Course::Back
    } else if matches!(context.relation, Relation::By | Relation::Until) {
        Course::Ahead
    } else if context.begins_sentence() {
        Course::SentenceStart
    } else {
        Course::Onward
    }
}
