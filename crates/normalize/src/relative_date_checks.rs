//! Arithmetic claims of dates stated twice: "thirty years ago, in 1875".

use annals_edtf::{Date, Day, Edtf, Unit};
use annals_knowledge::Language;
use annals_model::{Arithmetic, ArithmeticClaim, Article, DurationUnit, TimeAmount};
use annals_timex::{Basis, TimeExpression, TimeReading};

use crate::time_mentions::closeness;
use crate::time_trace::{Direction, offset, years_ago};

/// Most bytes between an offset and the date that restates it.
const BETWEEN: usize = 8;
/// Most earlier dates that are compared with an offset.
const LOOKED: usize = 64;
/// Most bytes between a date and its anchor.
const ANCHOR: usize = 300;

/// Returns the arithmetic claims of an article's offsets that stand next to a date.
pub(crate) fn relative_date_checks(
    article: &Article,
    language: &Language,
    times: &TimeReading,
) -> Vec<ArithmeticClaim> {
    let checks = Checks { article, language };
    let mut found = checks.anchored_to_publication(times);
    found.extend(checks.anchored_to_text(times));
    found
}

/// The article of the offsets, and its language.
struct Checks<'a> {
    article: &'a Article,
    language: &'a Language,
}

impl Checks<'_> {
    /// Returns the claims of offsets that count back from the day of publication.
    fn anchored_to_publication(&self, times: &TimeReading) -> Vec<ArithmeticClaim> {
        let Some(published) = self.article.metadata.published.as_ref() else { return Vec::new() };
        let Some(from) = published.date.sole_year() else { return Vec::new() };
        let pairs = times.expressions.windows(2).filter_map(|pair| {
            let [first, second] = pair else { return None };
            if !self.are_adjacent(first, second) {
                return None;
            }
            let years = |expression| years_ago(self.article, self.language, expression);
            let (years, stated) = match (years(first), years(second)) {
                (Some(years), None) => (years, second),
                (None, Some(years)) => (years, first),
                _ => return None,
            };
            let years = i32::try_from(years).ok()?;
            let is_usable = stated.basis == Basis::Stated && year_of(stated).is_some();
            let stated = stated.edtf.clone().filter(|_| is_usable)?;
            let counted = year_date(from.checked_sub(years)?);
            let terms = Arithmetic::Ago { counted, stated, from: published.date.clone() };
            Some(self.claim(first, second, terms))
        });
        pairs.collect()
    }

    /// Returns the claims of offsets that count from an earlier date of the text: "It won in 1953 … had won in
    /// 1938, fifteen years earlier".
    fn anchored_to_text(&self, times: &TimeReading) -> Vec<ArithmeticClaim> {
        let mut earlier: Vec<&TimeExpression> = Vec::new();
        let mut found = Vec::new();
        for pair in times.expressions.windows(2) {
            let [first, second] = pair else { continue };
            if self.between(first, second).is_some_and(|between| between.trim() == ",")
                && let Some(years) = self.signed_years(second)
            {
                found.extend(self.misfitting_years(&earlier, first, second, years));
            }
            found.extend(self.misfitting_amount(&earlier, first, second));
            if first.basis == Basis::Stated && year_of(first).is_some() {
                earlier.push(first);
            }
        }
        found
    }

    /// Returns the claim that relates `stated` to the last earlier date, if no other earlier date fits the number
    /// of years.
    fn misfitting_years(
        &self,
        earlier: &[&TimeExpression],
        stated: &TimeExpression,
        counted: &TimeExpression,
        years: i32,
    ) -> Option<ArithmeticClaim> {
        let last = earlier.last().filter(|last| stated.range.start - last.range.end <= ANCHOR)?;
        let year = year_of(stated)?;
        let fits =
            |from: &&TimeExpression| year_of(from).is_some_and(|from| (from + years - year).abs() <= 1);
        // An anchor further back that fits is the one meant.
        if stated.basis != Basis::Stated || earlier.iter().rev().skip(1).any(fits) {
            return None;
        }
        let counted_to = year_date(year_of(last)?.checked_add(years)?);
        let (stated, from) = (stated.edtf.clone()?, last.edtf.clone()?);
        Some(self.claim(last, counted, Arithmetic::Ago { counted: counted_to, stated, from }))
    }

    /// Returns the claim that relates the date after an offset to the last earlier date, if no earlier date fits
    /// the offset: "It sank on 9 August 1953. … Five months later, on 10 January 1954, …".
    fn misfitting_amount(
        &self,
        earlier: &[&TimeExpression],
        counted: &TimeExpression,
        stated: &TimeExpression,
    ) -> Option<ArithmeticClaim> {
        let adjacent = self.are_adjacent(counted, stated);
        let last =
            earlier.last().filter(|last| adjacent && counted.range.start - last.range.end <= ANCHOR)?;
        let (amount, direction) = self.amount(counted)?;
        let (edtf, days) = (stated.edtf.clone()?, days(stated)?);
        // A resolved date is no independent statement.
        if stated.basis != Basis::Stated {
            return None;
        }
        if earlier.iter().rev().take(LOOKED).any(|other| fits_amount(other, days, &amount, direction)) {
            return None;
        }
        let other = last.edtf.clone()?;
        let (from, to) = if direction == Direction::Later { (other, edtf) } else { (edtf, other) };
        Some(self.claim(last, stated, Arithmetic::Apart { from, to, amount }))
    }

    /// Returns whether a comma, bracket or dash sets one expression beside the other, with few letters between.
    fn are_adjacent(&self, first: &TimeExpression, second: &TimeExpression) -> bool {
        let mark = |c: char| matches!(c, ',' | '(' | '–' | '—');
        self.between(first, second).is_some_and(|between| {
            between.len() <= BETWEEN
                && between.trim_start().starts_with(mark)
                && between.chars().all(|c| c.is_alphabetic() || c.is_whitespace() || mark(c))
        })
    }

    fn between(&self, first: &TimeExpression, second: &TimeExpression) -> Option<&str> {
        self.article.text().get(first.range.end..second.range.start)
    }

    /// Returns the amount and direction of an offset from a date of the text.
    fn amount(&self, expression: &TimeExpression) -> Option<(TimeAmount, Direction)> {
        let offset = offset(self.article, self.language, expression)?;
        let closeness = closeness(expression.modifier);
        let amount = TimeAmount { count: offset.count, unit: offset.unit, closeness };
        (offset.direction != Direction::Ago).then_some((amount, offset.direction))
    }

    /// Returns an offset from a date of the text in years, negative if it counts back.
    fn signed_years(&self, expression: &TimeExpression) -> Option<i32> {
        let (amount, direction) = self.amount(expression)?;
        let count = i32::try_from(amount.count).ok().filter(|_| amount.unit == DurationUnit::Year)?;
        Some(if direction == Direction::Later { count } else { -count })
    }

    /// Returns an arithmetic claim whose evidence reaches from one expression to another.
    fn claim(&self, first: &TimeExpression, last: &TimeExpression, terms: Arithmetic) -> ArithmeticClaim {
        let evidence = crate::evidence(self.article, first.range.start..last.range.end);
        ArithmeticClaim { claims: Vec::new(), terms, evidence }
    }
}

/// Returns whether the distance between an earlier date and the stated days agrees with an amount. A date of
/// unknown extent always does.
fn fits_amount(
    earlier: &TimeExpression,
    (first, last): (Day, Day),
    amount: &TimeAmount,
    direction: Direction,
) -> bool {
    let Some((from, to)) = days(earlier) else { return true };
    let (shortest, longest) = match direction {
        Direction::Later => ((first - to).get_days(), (last - from).get_days()),
        Direction::Earlier | Direction::Ago => ((from - last).get_days(), (to - first).get_days()),
    };
    i64::from(longest) >= amount.least() && amount.most().is_none_or(|most| i64::from(shortest) <= most)
}

/// Returns the first and the last day that an expression can mean.
fn days(expression: &TimeExpression) -> Option<(Day, Day)> {
    let date = expression.edtf.as_ref()?;
    date.earliest().zip(date.latest())
}

fn year_of(expression: &TimeExpression) -> Option<i32> {
    expression.edtf.as_ref().and_then(Edtf::sole_year)
}

fn year_date(year: i32) -> Edtf {
    Edtf::Date(Date::from(Unit::Year(year)))
}
