//! Writes dates in words.

use jiff::civil::Date;

use crate::data::dates::{DateData, DateSlot, Form, Forms, Style};
use crate::date::{Season, StatedDate};
use crate::page::{Page, Span};
use crate::rng::Rng;
use crate::template::Template;
use crate::text::ordinal;
use crate::truth::YearPart;
use crate::write::date_expression::{Expression, Shape};

/// A date as written.
pub(crate) struct WrittenDate {
    pub(crate) text: String,
    pub(crate) span: Span,
    /// The weekday as written and the right one, if they differ.
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
    ) -> WrittenDate {
        let form = self.forms(expression, style).pick(rng);
        let weekday = self.weekday(expression, wrong_weekday, rng);
        self.push(page, &form.before, expression, weekday, rng);
        let written = self.write_core(page, form, expression, weekday, rng);
        self.push(page, &form.after, expression, weekday, rng);
        written
    }

    /// Writes a date without a preposition.
    pub(crate) fn write_bare(
        &self,
        page: &mut Page,
        expression: Expression,
        style: &Style,
        rng: &mut Rng,
    ) -> WrittenDate {
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
    ) -> WrittenDate {
        let start = page.mark();
        self.push(page, &form.core, expression, weekday, rng);
        let (text, span) = page.since(start);
        let right = right_weekday(expression);
        let names = || Some((self.weekdays.get(weekday)?.clone(), self.weekdays.get(right)?.clone()));
        let wrong_weekday = if weekday == right { None } else { names() };
        WrittenDate { text: text.to_owned(), span, wrong_weekday }
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
        match (expression.shape, expression.date) {
            (Shape::Plain, date) => match date {
                StatedDate::Day(_) => &style.day,
                StatedDate::Month(..) => &common.month,
                StatedDate::Season(..) => &common.season,
                StatedDate::Year(_) => &common.year,
                StatedDate::Decade(_) => &common.decade,
                StatedDate::Days(from, to) if from.year() != to.year() => &style.days,
                StatedDate::Days(from, to) if from.month() != to.month() => &style.days_in_year,
                StatedDate::Days(..) => &style.days_in_month,
                StatedDate::Months(from, to) if from.0 == to.0 => &common.months_in_year,
                StatedDate::Months(..) => &common.months,
                StatedDate::Years(..) => &common.years,
            },
            (Shape::Part(_), StatedDate::Month(..)) => &common.month_part,
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
        let (first, last) = expression.date.bounds();
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
            DateSlot::Season => match expression.date {
                StatedDate::Season(_, Season::Spring) => self.spring.pick(rng).clone(),
                StatedDate::Season(_, Season::Summer) => self.summer.pick(rng).clone(),
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
    usize::from(expression.date.bounds().0.weekday().to_monday_zero_offset().unsigned_abs())
}
