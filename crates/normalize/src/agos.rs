//! "thirty years ago, in 1875": a date told twice, counted back and by name.

use annals_knowledge::Language;
use annals_model::date::{Date, Unit};
use annals_model::reading::{Equation, Terms};
use annals_model::{Article, Edtf};
use annals_timex::{Basis, TimeExpression, TimeReading};

/// Most bytes between the two.
const BETWEEN: usize = 8;

/// What an article's time expressions count back from its publication to a date that stands beside
/// them.
pub(crate) fn agos(article: &Article, language: &Language, times: &TimeReading) -> Vec<Equation> {
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

/// How many years an expression counts back.
fn years_back(article: &Article, language: &Language, expression: &TimeExpression) -> Option<i32> {
    let explained = language.time.explain(article.text(), expression)?;
    let slot =
        |name: &str| explained.slots.iter().find(|slot| slot.slot == name).map(|slot| slot.value.as_str());
    let back = slot("unit") == Some("year") && slot("direction") == Some("ago");
    slot("count")?.parse().ok().filter(|_| back)
}
