//! Words a date: the forms in which English writes days, months, years and spans.

use jiff::civil::Date;
use serde::Deserialize;

use crate::choices::Choices;
use crate::page::{Page, Span};
use crate::rng::Rng;
use crate::template::{Slot, Template, read_named};
use crate::told::{Season, Told};
use crate::truth::YearPart;
use crate::when::{Expression, Shape};
use crate::world::ordinal;

/// `data/dates.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DateData {
    months: [String; 12],
    months_short: [String; 12],
    weekdays: [String; 7],
    /// From two on.
    numbers: Vec<String>,
    early: Choices<String>,
    mid: Choices<String>,
    late: Choices<String>,
    spring: Choices<String>,
    summer: Choices<String>,
    autumn: Choices<String>,
    style: Choices<Style>,
    common: Common,
}

/// How one article words its days.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Style {
    day: Forms,
    weekday_day: Forms,
    bare_day: Forms,
    days_in_month: Forms,
    days_in_year: Forms,
    days: Forms,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Common {
    month: Forms,
    month_part: Forms,
    bare_month: Forms,
    year: Forms,
    year_part: Forms,
    season: Forms,
    decade: Forms,
    months_in_year: Forms,
    months: Forms,
    years: Forms,
    weekday: Forms,
    today: Forms,
    yesterday: Forms,
    this_year: Forms,
    last_year: Forms,
    same_year: Forms,
    next_year: Forms,
    years_later: Forms,
    next_day: Forms,
    days_later: Forms,
    bare_day_same_year: Forms,
}

type Forms = Choices<Form>;

/// `on [3 May 1953]`: what goes before the time expression, the expression, and what follows.
#[derive(Debug, Deserialize)]
#[serde(try_from = "String")]
struct Form {
    before: Template<DateSlot>,
    core: Template<DateSlot>,
    after: Template<DateSlot>,
}

impl TryFrom<String> for Form {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let brackets = || format!("expected the time expression in [brackets] in '{text}'");
        let (before, rest) = text.split_once('[').ok_or_else(brackets)?;
        let (core, after) = rest.split_once(']').ok_or_else(brackets)?;
        Ok(Self {
            before: Template::read(before)?,
            core: Template::read(core)?,
            after: Template::read(after)?,
        })
    }
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum DateSlot {
    D,
    Ord,
    Dd,
    Month,
    Mon,
    Mm,
    Y,
    Weekday,
    D2,
    Ord2,
    Month2,
    Mon2,
    Y2,
    Part,
    Season,
    Decade,
    N,
}

impl Slot for DateSlot {
    fn read(name: &str) -> Result<Self, String> {
        read_named(name)
    }
}

/// What was written for a date.
pub(crate) struct Written {
    pub(crate) text: String,
    pub(crate) span: Span,
    /// The weekday as written and as it should be, where they differ.
    pub(crate) wrong_weekday: Option<(String, String)>,
}

impl DateData {
    pub(crate) fn style(&self, rng: &mut Rng) -> &Style {
        self.style.pick(rng)
    }

    pub(crate) fn month(&self, day: Date) -> String {
        month(&self.months, day)
    }

    pub(crate) fn month_short(&self, day: Date) -> String {
        month(&self.months_short, day)
    }

    /// Writes a date with its preposition.
    pub(crate) fn write_on(
        &self,
        page: &mut Page,
        expression: Expression,
        style: &Style,
        wrong_weekday: bool,
        rng: &mut Rng,
    ) -> Written {
        let form = self.forms(expression, style).pick(rng);
        let weekday = self.weekday(expression, wrong_weekday, rng);
        self.push(page, &form.before, expression, weekday, rng);
        let written = self.write_core(page, form, expression, weekday, rng);
        self.push(page, &form.after, expression, weekday, rng);
        written
    }

    /// Writes a date alone.
    pub(crate) fn write_bare(
        &self,
        page: &mut Page,
        expression: Expression,
        style: &Style,
        rng: &mut Rng,
    ) -> Written {
        let form = self.forms(expression, style).pick(rng);
        let weekday = self.weekday(expression, false, rng);
        self.write_core(page, form, expression, weekday, rng)
    }

    fn write_core(
        &self,
        page: &mut Page,
        form: &Form,
        expression: Expression,
        weekday: usize,
        rng: &mut Rng,
    ) -> Written {
        let start = page.mark();
        self.push(page, &form.core, expression, weekday, rng);
        let (text, span) = page.since(start);
        let right = right_weekday(expression);
        let names = || Some((self.weekdays.get(weekday)?.clone(), self.weekdays.get(right)?.clone()));
        let wrong_weekday = if weekday == right { None } else { names() };
        Written { text: text.to_owned(), span, wrong_weekday }
    }

    fn weekday(&self, expression: Expression, wrong: bool, rng: &mut Rng) -> usize {
        let right = right_weekday(expression);
        if wrong && expression.shape == Shape::WeekdayDay {
            return (right + 1 + rng.below(6)) % 7;
        }
        right
    }

    fn forms<'a>(&'a self, expression: Expression, style: &'a Style) -> &'a Forms {
        let common = &self.common;
        match (expression.shape, expression.told) {
            (Shape::Plain, told) => match told {
                Told::Day(_) => &style.day,
                Told::Month(..) => &common.month,
                Told::Season(..) => &common.season,
                Told::Year(_) => &common.year,
                Told::Decade(_) => &common.decade,
                Told::Days(from, to) if from.year() != to.year() => &style.days,
                Told::Days(from, to) if from.month() != to.month() => &style.days_in_year,
                Told::Days(..) => &style.days_in_month,
                Told::Months(from, to) if from.0 == to.0 => &common.months_in_year,
                Told::Months(..) => &common.months,
                Told::Years(..) => &common.years,
            },
            (Shape::Part(_), Told::Month(..)) => &common.month_part,
            (Shape::Part(_), _) => &common.year_part,
            (Shape::WeekdayDay, _) => &style.weekday_day,
            (Shape::BareDay | Shape::BareDayAfter, _) => &style.bare_day,
            (Shape::BareMonth, _) => &common.bare_month,
            (Shape::Weekday, _) => &common.weekday,
            (Shape::Today, _) => &common.today,
            (Shape::Yesterday, _) => &common.yesterday,
            (Shape::ThisYear, _) => &common.this_year,
            (Shape::LastYear, _) => &common.last_year,
            (Shape::BareDaySameYear, _) => &common.bare_day_same_year,
            (Shape::SameYear, _) => &common.same_year,
            (Shape::NextYear, _) => &common.next_year,
            (Shape::YearsLater(_), _) => &common.years_later,
            (Shape::NextDay, _) => &common.next_day,
            (Shape::DaysLater(_), _) => &common.days_later,
        }
    }

    fn push(
        &self,
        page: &mut Page,
        template: &Template<DateSlot>,
        expression: Expression,
        weekday: usize,
        rng: &mut Rng,
    ) {
        let text = template.fill(|slot, out| out.push_str(&self.fill(*slot, expression, weekday, rng)));
        page.push(&text);
    }

    fn fill(&self, slot: DateSlot, expression: Expression, weekday: usize, rng: &mut Rng) -> String {
        let (first, last) = expression.told.bounds();
        match slot {
            DateSlot::D => first.day().to_string(),
            DateSlot::D2 => last.day().to_string(),
            DateSlot::Ord => ordinal(first.day().unsigned_abs().into()),
            DateSlot::Ord2 => ordinal(last.day().unsigned_abs().into()),
            DateSlot::Dd => format!("{:02}", first.day()),
            DateSlot::Mm => format!("{:02}", first.month()),
            DateSlot::Month => self.month(first),
            DateSlot::Month2 => self.month(last),
            DateSlot::Mon => self.month_short(first),
            DateSlot::Mon2 => self.month_short(last),
            DateSlot::Y | DateSlot::Decade => first.year().to_string(),
            DateSlot::Y2 => last.year().to_string(),
            DateSlot::Weekday => self.weekdays.get(weekday).cloned().unwrap_or_default(),
            DateSlot::Part => match expression.part() {
                Some(YearPart::Mid) => self.mid.pick(rng).clone(),
                Some(YearPart::Late) => self.late.pick(rng).clone(),
                Some(YearPart::Early) | None => self.early.pick(rng).clone(),
            },
            DateSlot::Season => match expression.told {
                Told::Season(_, Season::Spring) => self.spring.pick(rng).clone(),
                Told::Season(_, Season::Summer) => self.summer.pick(rng).clone(),
                _ => self.autumn.pick(rng).clone(),
            },
            DateSlot::N => match expression.shape {
                Shape::YearsLater(number) => self.number(i32::from(number)),
                Shape::DaysLater(number) => self.number(number),
                _ => String::new(),
            },
        }
    }

    fn number(&self, number: i32) -> String {
        let word = usize::try_from(number - 2).ok().and_then(|index| self.numbers.get(index));
        word.cloned().unwrap_or_else(|| number.to_string())
    }
}

fn month(names: &[String; 12], day: Date) -> String {
    names.get(usize::from((day.month() - 1).unsigned_abs())).cloned().unwrap_or_default()
}

fn right_weekday(expression: Expression) -> usize {
    usize::from(expression.told.bounds().0.weekday().to_monday_zero_offset().unsigned_abs())
}
