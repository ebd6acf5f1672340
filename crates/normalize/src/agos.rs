//! "thirty years ago, in 1875": a date told twice, counted back and by name.

use annals_knowledge::Language;
use annals_model::reading::{Equation, Terms};
use annals_model::{Article, Edtf};
use annals_timex::{Basis, Leant, TimeExpression, TimeReading};

/// Most bytes between the two.
const BETWEEN: usize = 8;

/// What an article's time expressions count back from its publication to a date that stands beside
/// them.
pub(crate) fn agos(article: &Article, language: &Language, times: &TimeReading) -> Vec<Equation> {
    let Some(published) = article.metadata.published.as_ref() else { return Vec::new() };
    let pairs = times.expressions.windows(2).filter_map(|pair| {
        let [first, second] = pair else { return None };
        let between = article.text().get(first.range.end..second.range.start)?;
        // A bracket or a comma sets the one beside the other; a full stop, or many words, do not.
        let beside = between.len() <= BETWEEN
            && between.trim_start().starts_with([',', '(', '–', '—'])
            && between
                .chars()
                .all(|c| c.is_alphabetic() || c.is_whitespace() || matches!(c, ',' | '(' | '–' | '—'));
        if !beside {
            return None;
        }
        let (counted, stated) =
            match (counts_back(article, language, first), counts_back(article, language, second)) {
                (true, false) => (first, second),
                (false, true) => (second, first),
                _ => return None,
            };
        if stated.basis != Basis::Stated {
            return None;
        }
        let (counted, stated) = (year(counted)?, year(stated)?);
        let terms = Terms::Ago { counted, stated, from: published.date.clone() };
        let evidence = crate::evidence(article, first.range.start..second.range.end);
        Some(Equation { claims: Vec::new(), terms, evidence })
    });
    pairs.collect()
}

/// A date of one year.
fn year(expression: &TimeExpression) -> Option<Edtf> {
    expression.edtf.clone().filter(|date| date.sole_year().is_some())
}

/// Whether an expression counts years back from the day of publication.
fn counts_back(article: &Article, language: &Language, expression: &TimeExpression) -> bool {
    expression.basis == Basis::Resolved
        && counts(article.text().get(expression.range.clone()).unwrap_or_default(), language)
        && language
            .time
            .explain(article.text(), expression)
            .and_then(|explained| {
                explained.leans_on.map(|leans| matches!(leans.anchor, Leant::Published | Leant::Dateline))
            })
            .unwrap_or(false)
}

/// Whether words tell how many.
fn counts(words: &str, language: &Language) -> bool {
    let digits: String = words.chars().take_while(char::is_ascii_digit).collect();
    digits.len() < 4 && (!digits.is_empty() || language.begins_with_number(words))
}
