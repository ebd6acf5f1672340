//! "thirty years ago, in 1875": a date told twice, counted back and by name.

use annals_knowledge::Language;
use annals_model::date::{Date, Unit};
use annals_model::reading::{Equation, Terms};
use annals_model::{Article, Edtf};
use annals_timex::{Basis, TimeExpression, TimeReading};

/// Most bytes between the two.
const BETWEEN: usize = 8;
/// Most bytes between a date and the one from which it is counted.
const ANCHOR: usize = 300;

/// What an article's time expressions count to a date that stands beside them.
pub(crate) fn agos(article: &Article, language: &Language, times: &TimeReading) -> Vec<Equation> {
    let mut found = counted_back(article, language, times);
    found.extend(counted_on(article, language, times));
    found
}

/// Those that count back from the day of publication.
fn counted_back(article: &Article, language: &Language, times: &TimeReading) -> Vec<Equation> {
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
        let terms = Terms::Ago { counted, stated, from: published.date.clone() };
        let evidence = crate::evidence(article, first.range.start..second.range.end);
        Some(Equation { claims: Vec::new(), terms, evidence })
    });
    pairs.collect()
}

/// "It won in 1953 … had won in 1938, fifteen years earlier": what is counted from a date told before.
fn counted_on(article: &Article, language: &Language, times: &TimeReading) -> Vec<Equation> {
    let mut told: Vec<&TimeExpression> = Vec::new();
    let mut found = Vec::new();
    for pair in times.expressions.windows(2) {
        let [first, second] = pair else { continue };
        let between = article.text().get(first.range.end..second.range.start);
        let beside = between.is_some_and(|between| between.trim() == ",");
        if beside && let Some(years) = years_on(article, language, second) {
            found.extend(misfit(article, &told, first, second, years));
        }
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
) -> Option<Equation> {
    let last = told.last().filter(|last| stated.range.start - last.range.end <= ANCHOR)?;
    let year = year_of(stated)?;
    let fits = |from: &&TimeExpression| year_of(from).is_some_and(|from| (from + years - year).abs() <= 1);
    // Counted from something else that the article tells.
    if stated.basis != Basis::Stated || told.iter().rev().skip(1).any(fits) {
        return None;
    }
    let counted_to = Edtf::Date(Date::from(Unit::Year(year_of(last)?.checked_add(years)?)));
    let (stated, from) = (stated.edtf.clone()?, last.edtf.clone()?);
    let terms = Terms::Ago { counted: counted_to, stated, from };
    let evidence = crate::evidence(article, last.range.start..counted.range.end);
    Some(Equation { claims: Vec::new(), terms, evidence })
}

fn year_of(expression: &TimeExpression) -> Option<i32> {
    expression.edtf.as_ref().and_then(Edtf::sole_year)
}

/// How many years an expression counts on, or back, from a date told before it.
fn years_on(article: &Article, language: &Language, expression: &TimeExpression) -> Option<i32> {
    let explained = language.time.explain(article.text(), expression)?;
    let slot =
        |name: &str| explained.slots.iter().find(|slot| slot.slot == name).map(|slot| slot.value.as_str());
    let count: i32 = slot("count")?.parse().ok().filter(|_| slot("unit") == Some("year"))?;
    match slot("direction")? {
        "earlier" => Some(-count),
        "later" => Some(count),
        _ => None,
    }
}

/// How many years an expression counts back.
fn years_back(article: &Article, language: &Language, expression: &TimeExpression) -> Option<i32> {
    let explained = language.time.explain(article.text(), expression)?;
    let slot =
        |name: &str| explained.slots.iter().find(|slot| slot.slot == name).map(|slot| slot.value.as_str());
    let back = slot("unit") == Some("year") && slot("direction") == Some("ago");
    slot("count")?.parse().ok().filter(|_| back)
}
