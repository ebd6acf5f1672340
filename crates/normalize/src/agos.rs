//! "thirty years ago, in 1875": a date told twice, counted back and by name.

use annals_edtf::{Date, Edtf, Unit};
use annals_knowledge::Language;
use annals_model::{Arithmetic, ArithmeticClaim, Article, DurationUnit, TimeAmount};
use annals_timex::{Basis, TimeExpression, TimeReading};

use crate::times::closeness;

/// Most bytes between the two.
const BETWEEN: usize = 8;
/// Most dates told before that are looked at.
const LOOKED: usize = 64;
/// Most bytes between a date and the one from which it is counted.
const ANCHOR: usize = 300;

/// What an article's time expressions count to a date that stands beside them.
pub(crate) fn agos(article: &Article, language: &Language, times: &TimeReading) -> Vec<ArithmeticClaim> {
    let mut found = counted_back(article, language, times);
    found.extend(counted_on(article, language, times));
    found
}

/// Those that count back from the day of publication.
fn counted_back(article: &Article, language: &Language, times: &TimeReading) -> Vec<ArithmeticClaim> {
    let Some(published) = article.metadata.published.as_ref() else { return Vec::new() };
    let Some(from) = published.date.sole_year() else { return Vec::new() };
    let pairs = times.expressions.windows(2).filter_map(|pair| {
        let [first, second] = pair else { return None };
        let between = article.text().get(first.range.end..second.range.start)?;
        // A bracket or a comma sets the one beside the other; a full stop, or many words, do not.
        let mark = |c: char| matches!(c, ',' | '(' | '–' | '—');
        let beside = between.len() <= BETWEEN
            && between.trim_start().starts_with(mark)
            && between.chars().all(|c| c.is_alphabetic() || c.is_whitespace() || mark(c));
        if !beside {
            return None;
        }
        let years = |expression| years_back(article, language, expression);
        let (years, stated) = match (years(first), years(second)) {
            (Some(years), None) => (years, second),
            (None, Some(years)) => (years, first),
            _ => return None,
        };
        let stated =
            stated.edtf.clone().filter(|date| stated.basis == Basis::Stated && date.sole_year().is_some())?;
        let counted = Edtf::Date(Date::from(Unit::Year(from.checked_sub(years)?)));
        let terms = Arithmetic::Ago { counted, stated, from: published.date.clone() };
        let evidence = crate::evidence(article, first.range.start..second.range.end);
        Some(ArithmeticClaim { claims: Vec::new(), terms, evidence })
    });
    pairs.collect()
}

/// "It won in 1953 … had won in 1938, fifteen years earlier": what is counted from a date told before.
fn counted_on(article: &Article, language: &Language, times: &TimeReading) -> Vec<ArithmeticClaim> {
    let mut told: Vec<&TimeExpression> = Vec::new();
    let mut found = Vec::new();
    for pair in times.expressions.windows(2) {
        let [first, second] = pair else { continue };
        let between = article.text().get(first.range.end..second.range.start);
        let beside = between.is_some_and(|between| between.trim() == ",");
        if beside && let Some(years) = years_on(article, language, second) {
            found.extend(misfit(article, &told, first, second, years));
        }
        found.extend(apart(article, language, &told, first, second));
        if first.basis == Basis::Stated && year_of(first).is_some() {
            told.push(first);
        }
    }
    found
}

/// The equation of a date with the one told last before it, where none told before fits.
fn misfit(
    article: &Article,
    told: &[&TimeExpression],
    stated: &TimeExpression,
    counted: &TimeExpression,
    years: i32,
) -> Option<ArithmeticClaim> {
    let last = told.last().filter(|last| stated.range.start - last.range.end <= ANCHOR)?;
    let year = year_of(stated)?;
    let fits = |from: &&TimeExpression| year_of(from).is_some_and(|from| (from + years - year).abs() <= 1);
    // Counted from something else that the article tells.
    if stated.basis != Basis::Stated || told.iter().rev().skip(1).any(fits) {
        return None;
    }
    let counted_to = Edtf::Date(Date::from(Unit::Year(year_of(last)?.checked_add(years)?)));
    let (stated, from) = (stated.edtf.clone()?, last.edtf.clone()?);
    let terms = Arithmetic::Ago { counted: counted_to, stated, from };
    let evidence = crate::evidence(article, last.range.start..counted.range.end);
    Some(ArithmeticClaim { claims: Vec::new(), terms, evidence })
}

/// "It sank on 9 August 1953. … Five months later, on 10 January 1954, …": the date told last before it and
/// the one beside what counts on from it, where none told before fits.
fn apart(
    article: &Article,
    language: &Language,
    told: &[&TimeExpression],
    counted: &TimeExpression,
    stated: &TimeExpression,
) -> Option<ArithmeticClaim> {
    let between = article.text().get(counted.range.end..stated.range.start)?;
    let beside = between.len() <= BETWEEN
        && between.trim_start().starts_with([',', '(', '–', '—'])
        && between
            .chars()
            .all(|c| c.is_alphabetic() || c.is_whitespace() || matches!(c, ',' | '(' | '–' | '—'));
    let last = told.last().filter(|last| beside && counted.range.start - last.range.end <= ANCHOR)?;
    let (amount, direction) = amount_on(article, language, counted)?;
    let (edtf, full) = (stated.edtf.clone()?, |it: &TimeExpression| it.edtf.as_ref().and_then(days));
    let (first, last_day) = full(stated)?;
    // What leans on the date before it cannot tell another.
    if stated.basis != Basis::Stated {
        return None;
    }
    let fits = |other: &&TimeExpression| {
        let Some((from, to)) = full(other) else { return true };
        let (shortest, longest) = match direction {
            Direction::Later => ((first - to).get_days(), (last_day - from).get_days()),
            Direction::Earlier => ((from - last_day).get_days(), (to - first).get_days()),
        };
        i64::from(longest) >= amount.least() && amount.most().is_none_or(|most| i64::from(shortest) <= most)
    };
    if told.iter().rev().take(LOOKED).any(fits) {
        return None;
    }
    let other = last.edtf.clone()?;
    let (from, to) = match direction {
        Direction::Later => (other, edtf),
        Direction::Earlier => (edtf, other),
    };
    let evidence = crate::evidence(article, last.range.start..stated.range.end);
    Some(ArithmeticClaim { claims: Vec::new(), terms: Arithmetic::Apart { from, to, amount }, evidence })
}

fn days(date: &Edtf) -> Option<(annals_edtf::Day, annals_edtf::Day)> {
    date.earliest().zip(date.latest())
}

/// Where words count to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    Later,
    Earlier,
}

/// How much an expression counts on, or back, from a date told before it.
fn amount_on(
    article: &Article,
    language: &Language,
    expression: &TimeExpression,
) -> Option<(TimeAmount, Direction)> {
    let explained = language.time.explain(article.text(), expression)?;
    let slot =
        |name: &str| explained.slots.iter().find(|slot| slot.slot == name).map(|slot| slot.value.as_str());
    let unit = match slot("unit")? {
        "day" => DurationUnit::Day,
        "week" => DurationUnit::Week,
        "month" => DurationUnit::Month,
        "year" => DurationUnit::Year,
        _ => return None,
    };
    let direction = match slot("direction")? {
        "later" => Direction::Later,
        "earlier" => Direction::Earlier,
        _ => return None,
    };
    let closeness = closeness(expression.modifier);
    Some((TimeAmount { count: slot("count")?.parse().ok()?, unit, closeness }, direction))
}

fn year_of(expression: &TimeExpression) -> Option<i32> {
    expression.edtf.as_ref().and_then(Edtf::sole_year)
}

/// How many years an expression counts on, or back, from a date told before it.
fn years_on(article: &Article, language: &Language, expression: &TimeExpression) -> Option<i32> {
    let (amount, direction) = amount_on(article, language, expression)?;
    let count = i32::try_from(amount.count).ok().filter(|_| amount.unit == DurationUnit::Year)?;
    Some(match direction {
        Direction::Earlier => -count,
        Direction::Later => count,
    })
}

/// How many years an expression counts back.
pub(crate) fn years_back(article: &Article, language: &Language, expression: &TimeExpression) -> Option<i32> {
    let explained = language.time.explain(article.text(), expression)?;
    let slot =
        |name: &str| explained.slots.iter().find(|slot| slot.slot == name).map(|slot| slot.value.as_str());
    let back = slot("unit") == Some("year") && slot("direction") == Some("ago");
    slot("count")?.parse().ok().filter(|_| back)
}
