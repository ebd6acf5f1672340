//! Chooses how an article tells a date: how precisely, and what it leans on.

use jiff::civil::Date;

use crate::plan::Precision;
use crate::rng::Rng;
use crate::told::{Extent, Season, Told, days_between};
use crate::truth::{DateBasis, YearPart};

/// In which way a date is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// As precisely as the told date is.
    Plain,
    WeekdayDay,
    Part(YearPart),
    /// From the date of publication.
    BareDay,
    BareMonth,
    Weekday,
    Today,
    Yesterday,
    ThisYear,
    LastYear,
    /// From the date in the sentence before.
    BareDayAfter,
    BareDaySameYear,
    SameYear,
    NextYear,
    YearsLater(i16),
    NextDay,
    DaysLater(i32),
}

/// A date as an article is going to tell it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Expression {
    pub(crate) told: Told,
    pub(crate) shape: Shape,
}

/// What a date may lean on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Context {
    /// The day of publication, where the article gives it away.
    pub(crate) published: Option<Date>,
    /// The date told in the sentence just before.
    pub(crate) previous: Option<Told>,
}

impl Context {
    /// For dates that have to stand by themselves.
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
        Self { told: extent.in_full(), shape: Shape::Plain }
    }

    /// Chooses how to tell `extent`.
    pub(crate) fn choose(extent: Extent, precision: Precision, context: Context, rng: &mut Rng) -> Self {
        let mut choices = Vec::new();
        match extent {
            Extent::Day(day) => {
                if precision == Precision::Any {
                    lean_on_publication(day, context.published, &mut choices);
                    lean_on_previous(day, context.previous, &mut choices);
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
    let mut add = |weight, told, shape| choices.push((weight, Expression { told, shape }));
    add(50, Told::Day(day), Shape::Plain);
    add(6, Told::Day(day), Shape::WeekdayDay);
    if precision <= Precision::Month {
        add(16, Told::Month(year, month), Shape::Plain);
    }
    if precision <= Precision::Year {
        add(12, Told::Year(year), Shape::Plain);
    }
    if precision > Precision::Any {
        return;
    }
    let month_part = match day.day() {
        ..=10 => YearPart::Early,
        11..=20 => YearPart::Mid,
        _ => YearPart::Late,
    };
    add(3, Told::Month(year, month), Shape::Part(month_part));
    add(1, Told::Decade(year - year % 10), Shape::Plain);
    match month {
        1..=3 => add(4, Told::Year(year), Shape::Part(YearPart::Early)),
        6 | 7 => add(4, Told::Year(year), Shape::Part(YearPart::Mid)),
        11 | 12 => add(4, Told::Year(year), Shape::Part(YearPart::Late)),
        _ => {}
    }
    match month {
        4 | 5 => add(3, Told::Season(year, Season::Spring), Shape::Plain),
        7 | 8 => add(3, Told::Season(year, Season::Summer), Shape::Plain),
        10 | 11 => add(3, Told::Season(year, Season::Autumn), Shape::Plain),
        _ => {}
    }
}

fn state_span(from: Date, to: Date, precision: Precision, choices: &mut Weighted) {
    let mut add = |weight, told| choices.push((weight, Expression { told, shape: Shape::Plain }));
    add(50, Told::Days(from, to));
    let same_year = from.year() == to.year();
    if precision <= Precision::Month {
        if same_year && from.month() == to.month() {
            add(14, Told::Month(from.year(), from.month()));
        } else {
            add(14, Told::Months((from.year(), from.month()), (to.year(), to.month())));
        }
    }
    if precision <= Precision::Year {
        let told = if same_year { Told::Year(from.year()) } else { Told::Years(from.year(), to.year()) };
        add(12, told);
    }
}

fn lean_on_publication(day: Date, published: Option<Date>, choices: &mut Weighted) {
    let Some(published) = published else { return };
    let (year, month) = (day.year(), day.month());
    let mut add = |weight, told, shape| choices.push((weight, Expression { told, shape }));
    let gap = days_between(day, published);
    match gap {
        0 => add(60, Told::Day(day), Shape::Today),
        1 => add(30, Told::Day(day), Shape::Yesterday),
        _ => {}
    }
    if (0..=6).contains(&gap) {
        add(50, Told::Day(day), Shape::Weekday);
    }
    if year == published.year() && (-60..=300).contains(&gap) {
        add(60, Told::Day(day), Shape::BareDay);
        if gap > 31 {
            add(15, Told::Month(year, month), Shape::BareMonth);
            add(12, Told::Year(year), Shape::ThisYear);
        }
    }
    if year + 1 == published.year() {
        add(12, Told::Year(year), Shape::LastYear);
    }
}

fn lean_on_previous(day: Date, previous: Option<Told>, choices: &mut Weighted) {
    let Some(previous) = previous else { return };
    let year = day.year();
    let mut add = |weight, told, shape| choices.push((weight, Expression { told, shape }));
    if let Told::Day(earlier) = previous {
        match days_between(earlier, day) {
            1 => add(80, Told::Day(day), Shape::NextDay),
            gap @ 2..=20 => add(80, Told::Day(day), Shape::DaysLater(gap)),
            _ => {}
        }
    }
    let (Some(before), (_, latest)) = (previous.year(), previous.bounds()) else { return };
    match year - before {
        0 => {
            if latest < day {
                add(40, Told::Day(day), Shape::BareDayAfter);
                add(40, Told::Day(day), Shape::BareDaySameYear);
            }
            add(30, Told::Year(year), Shape::SameYear);
        }
        1 => add(60, Told::Year(year), Shape::NextYear),
        gap @ 2..=12 => add(20, Told::Year(year), Shape::YearsLater(gap)),
        _ => {}
    }
}
