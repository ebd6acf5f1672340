//! Chooses how an article states a date: the precision, and the date that it is relative to.

use jiff::civil::Date;

use crate::date::{Extent, Precision, Season, StatedDate, days_between};
use crate::rng::Rng;
use crate::truth::{DateBasis, YearPart};

/// The form of a date expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Complete, with the precision of the stated date.
    Plain,
    WeekdayDay,
    Part(YearPart),
    /// Relative to the date of publication.
    BareDay,
    BareMonth,
    Weekday,
    Today,
    Yesterday,
    ThisYear,
    LastYear,
    /// Relative to the date in the previous sentence.
    BareDayAfter,
    BareDaySameYear,
    SameYear,
    NextYear,
    YearsLater(i16),
    NextDay,
    DaysLater(i32),
}

/// A stated date and the form of its expression.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Expression {
    pub(crate) date: StatedDate,
    pub(crate) shape: Shape,
}

/// The dates that an expression may be relative to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Context {
    /// The day of publication, if the article states it.
    pub(crate) published: Option<Date>,
    /// The date stated in the previous sentence.
    pub(crate) previous: Option<StatedDate>,
}

impl Context {
    /// For dates that have to be complete.
    pub(crate) const NOTHING: Self = Self { published: None, previous: None };
}

impl Expression {
    pub(crate) fn basis(self) -> DateBasis {
        match self.shape {
            Shape::Plain | Shape::WeekdayDay | Shape::Part(_) => DateBasis::Stated,
            Shape::BareDay
            | Shape::BareMonth
            | Shape::Weekday
            | Shape::Today
            | Shape::Yesterday
            | Shape::ThisYear
            | Shape::LastYear => DateBasis::ResolvedPublished,
            Shape::BareDayAfter
            | Shape::BareDaySameYear
            | Shape::SameYear
            | Shape::NextYear
            | Shape::YearsLater(_)
            | Shape::NextDay
            | Shape::DaysLater(_) => DateBasis::ResolvedPrevious,
        }
    }

    pub(crate) fn part(self) -> Option<YearPart> {
        match self.shape {
            Shape::Part(part) => Some(part),
            _ => None,
        }
    }

    pub(crate) fn in_full(extent: Extent) -> Self {
        Self { date: extent.in_full(), shape: Shape::Plain }
    }

    /// Chooses an expression for `extent`.
    pub(crate) fn choose(extent: Extent, precision: Precision, context: Context, rng: &mut Rng) -> Self {
        let mut choices = Vec::new();
        match extent {
            Extent::Day(day) => {
                if precision == Precision::Any {
                    relative_to_publication(day, context.published, &mut choices);
                    relative_to_previous(day, context.previous, &mut choices);
                }
                state_day(day, precision, &mut choices);
            }
            Extent::Span(from, to) => state_span(from, to, precision, &mut choices),
        }
        rng.weighted(&choices).unwrap_or(Self::in_full(extent))
    }
}

type Weighted = Vec<(usize, Expression)>;

fn state_day(day: Date, precision: Precision, choices: &mut Weighted) {
    let (year, month) = (day.year(), day.month());
    let mut add = |weight, date, shape| choices.push((weight, Expression { date, shape }));
    add(50, StatedDate::Day(day), Shape::Plain);
    add(6, StatedDate::Day(day), Shape::WeekdayDay);
    if precision <= Precision::Month {
        add(16, StatedDate::Month(year, month), Shape::Plain);
    }
    if precision <= Precision::Year {
        add(12, StatedDate::Year(year), Shape::Plain);
    }
    if precision > Precision::Any {
        return;
    }
    let month_part = match day.day() {
        ..=10 => YearPart::Early,
        11..=20 => YearPart::Mid,
        _ => YearPart::Late,
    };
    add(3, StatedDate::Month(year, month), Shape::Part(month_part));
    add(1, StatedDate::Decade(year - year % 10), Shape::Plain);
    match month {
        1..=3 => add(4, StatedDate::Year(year), Shape::Part(YearPart::Early)),
        6 | 7 => add(4, StatedDate::Year(year), Shape::Part(YearPart::Mid)),
        11 | 12 => add(4, StatedDate::Year(year), Shape::Part(YearPart::Late)),
        _ => {}
    }
    match month {
        4 | 5 => add(3, StatedDate::Season(year, Season::Spring), Shape::Plain),
        7 | 8 => add(3, StatedDate::Season(year, Season::Summer), Shape::Plain),
        10 | 11 => add(3, StatedDate::Season(year, Season::Autumn), Shape::Plain),
        _ => {}
    }
}

fn state_span(from: Date, to: Date, precision: Precision, choices: &mut Weighted) {
    let mut add = |weight, date| choices.push((weight, Expression { date, shape: Shape::Plain }));
    add(50, StatedDate::Days(from, to));
    let same_year = from.year() == to.year();
    if precision <= Precision::Month {
        if same_year && from.month() == to.month() {
            add(14, StatedDate::Month(from.year(), from.month()));
        } else {
            add(14, StatedDate::Months((from.year(), from.month()), (to.year(), to.month())));
        }
    }
    if precision <= Precision::Year {
        let date =
            if same_year { StatedDate::Year(from.year()) } else { StatedDate::Years(from.year(), to.year()) };
        add(12, date);
    }
}

fn relative_to_publication(day: Date, published: Option<Date>, choices: &mut Weighted) {
    let Some(published) = published else { return };
    let (year, month) = (day.year(), day.month());
    let mut add = |weight, date, shape| choices.push((weight, Expression { date, shape }));
    let gap = days_between(day, published);
    match gap {
        0 => add(60, StatedDate::Day(day), Shape::Today),
        1 => add(30, StatedDate::Day(day), Shape::Yesterday),
        _ => {}
    }
    if (0..=6).contains(&gap) {
        add(50, StatedDate::Day(day), Shape::Weekday);
    }
    if year == published.year() && (-60..=300).contains(&gap) {
        add(60, StatedDate::Day(day), Shape::BareDay);
        if gap > 31 {
            add(15, StatedDate::Month(year, month), Shape::BareMonth);
            add(12, StatedDate::Year(year), Shape::ThisYear);
        }
    }
    if year + 1 == published.year() {
        add(12, StatedDate::Year(year), Shape::LastYear);
    }
}

fn relative_to_previous(day: Date, previous: Option<StatedDate>, choices: &mut Weighted) {
    let Some(previous) = previous else { return };
    let year = day.year();
    let mut add = |weight, date, shape| choices.push((weight, Expression { date, shape }));
    if let StatedDate::Day(earlier) = previous {
        match days_between(earlier, day) {
            1 => add(80, StatedDate::Day(day), Shape::NextDay),
            gap @ 2..=20 => add(80, StatedDate::Day(day), Shape::DaysLater(gap)),
            _ => {}
        }
    }
    let (Some(before), (_, latest)) = (previous.year(), previous.bounds()) else { return };
    match year - before {
        0 => {
            if latest < day {
                add(40, StatedDate::Day(day), Shape::BareDayAfter);
                add(40, StatedDate::Day(day), Shape::BareDaySameYear);
            }
            add(30, StatedDate::Year(year), Shape::SameYear);
        }
        1 => add(60, StatedDate::Year(year), Shape::NextYear),
        gap @ 2..=12 => add(20, StatedDate::Year(year), Shape::YearsLater(gap)),
        _ => {}
    }
}
