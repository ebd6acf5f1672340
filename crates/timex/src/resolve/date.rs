//! Dates and times of day.

use annals_edtf::Edtf;
use jiff::ToSpan;

use super::calendar::{
    date_in_year, last_day_on_weekday, nth_unit, states_part_of_year, value_without_year,
    weekday_on_or_after, weekday_on_or_before,
};
use super::context::MentionContext;
use super::date_index::{DateIndex, DayFirst};
use super::discourse::DiscourseContext;
use super::point::Point;
use super::reference::Reference;
use super::relative;
use super::resolution::Resolution;
use super::year::resolve_year;
use crate::clause::Tense;
use crate::date_value::{DateValue, day, year_value};
use crate::reading::{Basis, ImpossibleDate};
use crate::slots::{DayPart, Meridiem, Slot, Slots, Vague, Value};
use crate::timex3::{DurationUnit, Relation, TimexKind};
use crate::trace::ResolutionRule;

/// Resolves a date or a time of day; `None` if the mention is not a date.
pub(super) fn date(
    slots: &Slots,
    context: &MentionContext<'_>,
    discourse: &DiscourseContext,
    index: &DateIndex,
) -> Option<Resolution> {
    if let Some(vague) = slots.vague() {
        let mut resolution = Resolution::new(TimexKind::Date, vague.code().to_owned());
        resolution.basis = Basis::Resolved;
        return Some(resolution);
    }
    let point = point(slots, context, discourse, index)?;
    let (kind, value) = match time_of_day(slots) {
        Some(time) => (TimexKind::Time, format!("{}T{time}", day_value(&point))),
        None => (TimexKind::Date, point.value.clone()),
    };
    Some(Resolution::of_point(kind, with_era(value, discourse), point))
}

/// Marks a value without a year as before the common era, if the narrative time is.
fn with_era(value: String, discourse: &DiscourseContext) -> String {
    let is_before_era = discourse.narrative_year().is_some_and(|year| year <= 0);
    if value.starts_with("XXXX") && discourse.is_clearly_historical() && is_before_era {
        return format!("BC{value}");
    }
    value
}

/// Returns the TIMEX3 value of a point, extended to the granularity of a day.
fn day_value(point: &Point) -> String {
    match point.date {
        Some(DateValue::Month(..)) if !point.value.ends_with('X') => format!("{}-XX", point.value),
        Some(DateValue::Year(_)) => format!("{}-XX-XX", point.value),
        Some(DateValue::Day(_) | DateValue::Month(..)) => point.value.clone(),
        Some(_) => "XXXX-XX-XX".to_owned(),
        None if point.value.len() >= 10 => point.value.clone(),
        None => "XXXX-XX-XX".to_owned(),
    }
}

/// Returns the TIMEX3 value of a time of day, without its date.
fn time_of_day(slots: &Slots) -> Option<String> {
    if let Some(clock) = slots.number(Slot::Hour) {
        // Four digits are hours and minutes.
        let (hour, minutes) = if clock > 24 { (clock / 100, clock % 100) } else { (clock, 0) };
        let is_late = matches!(slots.part(), Some(DayPart::Afternoon | DayPart::Evening | DayPart::Night));
        let hour = match slots.get(Slot::Meridiem) {
            Some(Value::Meridiem(Meridiem::Pm)) if hour < 12 => hour + 12,
            Some(Value::Meridiem(Meridiem::Am)) if hour == 12 => 0,
            None if is_late && (1..12).contains(&hour) => hour + 12,
            _ => hour,
        };
        let minute = slots.number(Slot::Minute).unwrap_or(minutes);
        return Some(format!("{hour:02}:{minute:02}"));
    }
    slots.part().map(|part| part.code().to_owned())
}

fn point(
    slots: &Slots,
    context: &MentionContext<'_>,
    discourse: &DiscourseContext,
    index: &DateIndex,
) -> Option<Point> {
    if slots.has(Slot::Order) {
        return nth(slots, point(&slots.without_order(), context, discourse, index)?);
    }
    if let Some(point) = numeric(slots, discourse, index) {
        return Some(point);
    }
    if let Some(year) = year(slots, discourse) {
        let year = year?;
        if let Some(quarter) = relative::last_quarter_in(year, slots, discourse) {
            return Some(quarter);
        }
        return Some(date_in_year(year, slots).map_or_else(Point::impossible, Point::stated));
    }
    if let Some(decade) = slots.number(Slot::Decade) {
        return Some(self::decade(decade, slots, discourse));
    }
    if let Some(century) = slots.number(Slot::Century) {
        let number = if slots.is_before_era() { -century } else { century };
        return DateValue::is_century(number).then(|| Point::stated(DateValue::Century(number)));
    }
    if let Some(shift) = slots.number(Slot::Shift) {
        return Some(shifted_day(shift, slots, discourse));
    }
    if let Some(direction) = slots.direction() {
        if let Some(point) = adjacent(slots, context, index) {
            return Some(point);
        }
        return relative::relative(direction, slots, context, discourse);
    }
    Some(without_year(slots, context, discourse, index))
}

/// Returns the unit of a date that an ordinal selects; `None` if the date has no such unit.
fn nth(slots: &Slots, whole: Point) -> Option<Point> {
    let Some(date) = whole.date else { return Some(whole) };
    let found = nth_unit(date, slots)?;
    Some(Point { basis: whole.basis, anchoring: whole.anchoring, ..Point::stated(found) })
}

/// Resolves a day relative to the DCT: yesterday, today, tomorrow.
fn shifted_day(shift: i32, slots: &Slots, discourse: &DiscourseContext) -> Point {
    // "Yesterday" is relative to the DCT in any text; in historical narrative, "today" means the present.
    let reference = discourse.dct.as_ref().filter(|_| shift != 0 || !discourse.is_clearly_historical());
    let shifted = reference.and_then(|dct| {
        let date = dct.date.shifted(DurationUnit::Day, shift)?;
        Some(Point::anchored(date, dct.by(ResolutionRule::Counted)))
    });
    let value = if shift == 0 && !slots.has(Slot::Part) { Vague::Present.code() } else { "XXXX-XX-XX" };
    shifted.unwrap_or_else(|| Point::unresolved(value.to_owned()))
}

/// Returns the stated year, if there is one. The inner value is `None` if the number cannot be a year here.
fn year(slots: &Slots, discourse: &DiscourseContext) -> Option<Option<i32>> {
    let narrative_year = discourse.narrative_year();
    let is_before_era = narrative_year.is_some_and(|year| year <= 0);
    if let Some(year) = slots.number(Slot::Year) {
        if slots.is_before_era() || is_before_era && year < 1000 && !slots.has(Slot::Era) {
            return Some(year.checked_neg().and_then(|year| year.checked_add(1)));
        }
        // A number below 1000 is a year only with its era, or in a narrative of that time.
        let is_year = slots.has(Slot::Era)
            || year >= 1000
            || narrative_year.is_some_and(|narrative_year| (1..1000).contains(&narrative_year));
        return Some(is_year.then_some(year));
    }
    let short = slots.number(Slot::ShortYear)?;
    Some(Some(full_year(short, discourse)))
}

/// Returns the year of its last two digits: the latest that is at most 10 years after the DCT, or 2030.
fn full_year(short: i32, discourse: &DiscourseContext) -> i32 {
    let latest = discourse.dct_year().map_or(2030, |year| year + 10);
    let century = latest - latest.rem_euclid(100);
    if century + short > latest { century - 100 + short } else { century + short }
}

/// Resolves a numeric date, whose day and month can be in either order.
fn numeric(slots: &Slots, discourse: &DiscourseContext, index: &DateIndex) -> Option<Point> {
    let (first, second) = (slots.small(Slot::First)?, slots.small(Slot::Second)?);
    let year = match slots.number(Slot::Year) {
        Some(year) => year,
        None => full_year(slots.number(Slot::ShortYear)?, discourse),
    };
    let read = |month, number| day(year, month, number).map(DateValue::Day);
    let (month_first, day_first) = (read(first, second), read(second, first));
    let unambiguous = match (month_first, day_first, index.day_first) {
        (Some(a), Some(b), _) if a == b => Some(a),
        (_, Some(date), Some(DayFirst::Yes)) | (Some(date), _, Some(DayFirst::No)) => Some(date),
        (Some(date), None, _) | (None, Some(date), _) => Some(date),
        _ => None,
    };
    if let Some(date) = unambiguous {
        return Some(Point::stated(date));
    }
    let mut point = Point::unresolved(year_value(year));
    point.edtf = Edtf::one_of([month_first, day_first].into_iter().flatten().filter_map(DateValue::edtf));
    point.basis = Basis::Stated;
    Some(point)
}

/// Resolves a decade. A decade without its century is the one nearest to the reference time.
fn decade(decade: i32, slots: &Slots, discourse: &DiscourseContext) -> Point {
    if slots.is_before_era() {
        return Point::stated(DateValue::DecadeBefore(decade));
    }
    if decade >= 100 {
        return Point::stated(DateValue::Decade(decade));
    }
    if let Some(century) = slots.number(Slot::Century).filter(|century| (1..=100).contains(century)) {
        return Point::stated(DateValue::Decade((century - 1) * 100 + decade));
    }
    let reference = discourse
        .reference_time()
        .and_then(|reference| Some((reference, reference.date.year().filter(|year| *year > 0)?)));
    match reference {
        Some((reference, year)) => {
            let century = year - year % 100;
            let first = match century + decade - year {
                ..-60 => century + 100 + decade,
                40.. => century - 100 + decade,
                _ => century + decade,
            };
            Point::anchored(DateValue::Decade(first), reference.by(ResolutionRule::NearestDecade))
        }
        // Without a reference time, the 20th century is assumed.
        None => Point { basis: Basis::Resolved, ..Point::stated(DateValue::Decade(1900 + decade)) },
    }
}

/// Maximum number of bytes between a relative date and an adjacent date that states the same in full.
const ADJACENT_WINDOW: usize = 6;

/// Returns the date that directly follows a relative date and states the same in full: "two years later (1632)".
fn adjacent(slots: &Slots, context: &MentionContext<'_>, index: &DateIndex) -> Option<Point> {
    let is_adjacent = |start: usize| {
        start <= context.range.end + ADJACENT_WINDOW
            && context
                .text
                .get(context.range.end..start)
                .is_some_and(|gap| gap.starts_with([',', '(']) || gap.starts_with(" ("))
    };
    let stated = || index.stated_after(context.range.end).filter(|stated| is_adjacent(stated.words.start));
    let (date, words) = match slots.unit()? {
        DurationUnit::Day | DurationUnit::Week => {
            let stated = stated()?;
            (DateValue::Day(day(stated.year, stated.month, stated.day?)?), stated.words)
        }
        DurationUnit::Month => {
            let stated = stated()?;
            (DateValue::Month(stated.year, stated.month), stated.words)
        }
        DurationUnit::Year => {
            let (words, year) =
                index.bare_after(context.range.end).filter(|(words, _)| is_adjacent(words.start))?;
            (DateValue::Year(year), words)
        }
        _ => return None,
    };
    Some(Point::anchored(date, Reference::stated(date, words).by(ResolutionRule::Adjacent)))
}

/// Resolves a date without a year.
fn without_year(
    slots: &Slots,
    context: &MentionContext<'_>,
    discourse: &DiscourseContext,
    index: &DateIndex,
) -> Point {
    if states_part_of_year(slots) {
        let Some((year, anchoring)) = resolve_year(slots, context, discourse, index) else {
            return Point::unresolved(value_without_year(slots));
        };
        return match date_in_year(year, slots) {
            Ok(date) => Point::anchored(date, anchoring),
            Err(impossible) => Point::impossible(ImpossibleDate { year: None, ..impossible }),
        };
    }
    if let Some(weekday) = slots.number(Slot::Weekday) {
        let resolved = if discourse.is_clearly_historical() {
            weekday_of_narrative(weekday, discourse)
        } else {
            weekday_of_news(weekday, slots, context, discourse)
        };
        return resolved.unwrap_or_else(|| Point::unresolved(value_without_year(slots)));
    }
    if let Some(number) = slots.small(Slot::Day) {
        return day_of_month(number, discourse)
            .unwrap_or_else(|| Point::unresolved(format!("XXXX-XX-{number:02}")));
    }
    hour_of_day(slots, context, discourse, index)
        .unwrap_or_else(|| Point::unresolved("XXXX-XX-XX".to_owned()))
}

/// Resolves a weekday in news: the nearest to the DCT on the side that the tense indicates.
fn weekday_of_news(
    weekday: i32,
    slots: &Slots,
    context: &MentionContext<'_>,
    discourse: &DiscourseContext,
) -> Option<Point> {
    let (today, dct) = discourse.today().zip(discourse.dct.as_ref())?;
    let day = if slots.has(Slot::Day) {
        last_day_on_weekday(today, slots.small(Slot::Day)?, weekday)?
    } else {
        let is_ahead = match context.tense() {
            Tense::Future => true,
            Tense::Past => false,
            Tense::Unknown => matches!(context.relation, Relation::By | Relation::Until),
        };
        if is_ahead { weekday_on_or_after(today, weekday) } else { weekday_on_or_before(today, weekday) }?
    };
    Some(Point::anchored(DateValue::Day(day), dct.by(ResolutionRule::Weekday)))
}

/// Resolves a weekday in historical narrative: the nearest to the day of the narrative time.
fn weekday_of_narrative(weekday: i32, discourse: &DiscourseContext) -> Option<Point> {
    let reference = discourse.narrative_time.as_ref()?;
    let earliest = reference.date.day()?.checked_sub(3.days()).ok()?;
    let day = weekday_on_or_after(earliest, weekday)?;
    Some(Point::anchored(DateValue::Day(day), reference.by(ResolutionRule::Weekday)))
}

/// Resolves a day of the month without its month: of the month of the reference time, or of the last day.
fn day_of_month(number: u8, discourse: &DiscourseContext) -> Option<Point> {
    // A reference time without a month, such as a week, is skipped.
    let mut references = discourse.reference_time().into_iter().chain(&discourse.last_day);
    let (reference, (year, month)) =
        references.find_map(|reference| Some((reference, reference.date.month()?)))?;
    let date = DateValue::Day(day(year, month, number)?);
    Some(Point::anchored(date, reference.by(ResolutionRule::SameMonth)))
}

/// Maximum number of bytes between a time of day and its day.
const DAY_WINDOW: usize = 24;

/// Resolves an hour without its day: of the next day of the sentence, or of the day of the reference time.
fn hour_of_day(
    slots: &Slots,
    context: &MentionContext<'_>,
    discourse: &DiscourseContext,
    index: &DateIndex,
) -> Option<Point> {
    if !slots.has(Slot::Hour) {
        return None;
    }
    if let Some(stated) = index.stated_after(context.range.end)
        && stated.words.start <= context.range.end + DAY_WINDOW
        && context.is_one_sentence_to(stated.words.start)
        && let Some(number) = stated.day
        && let Some(day) = day(stated.year, stated.month, number)
    {
        return Some(Point::anchored(
            DateValue::Day(day),
            stated.reference().by(ResolutionRule::SameSentence),
        ));
    }
    let reference = discourse.reference_time().filter(|reference| reference.date.day().is_some())?;
    Some(Point::anchored(reference.date, reference.by(ResolutionRule::Day)))
}
