//! "12 guards, 30 sailors, a total of 42 men": parts, and what they are said to make.

use std::ops::Range;

use annals_knowledge::{Sense, Side};
use annals_model::Article;
use annals_model::reading::{Equation, Figure, Quantity, Terms};

use crate::quantities::{figure_at, figure_before};
use crate::sheet::Sheet;

/// The sums that a segment states, of its quantities.
///
/// The parts are the quantities told before the total in its sentence or, where that has none, in the
/// sentence before, of what the total counts; at least two.
pub(crate) fn sums(article: &Article, sheet: &Sheet<'_>, quantities: &[Quantity]) -> Vec<Equation> {
    let mut sums = Vec::new();
    if quantities.len() < 2 {
        return sums;
    }
    let mut before: Option<&Range<usize>> = None;
    for sentence in &sheet.sentences {
        let mut at = sentence.start;
        while at < sentence.end {
            let Some((total, next)) = total(sheet, at) else {
                at += 1;
                continue;
            };
            at = next.max(at + 1);
            let own = parts(article, sheet, quantities, sentence.start..total.tokens.start, &total);
            let earlier = || before.map(|before| parts(article, sheet, quantities, before.clone(), &total));
            let (parts, first) = if own.is_empty() {
                (earlier().unwrap_or_default(), before.map_or(sentence.start, |before| before.start))
            } else {
                (own, sentence.start)
            };
            // "a total of 42 men: 12 guards and 30 sailors": what a colon sets out, in any words.
            let colon = (total.tokens.end..sentence.end).find(|at| sheet.word(*at) == ":");
            let (parts, first) = match colon {
                Some(colon) if parts.len() < 2 => {
                    (within(article, sheet, quantities, colon..sentence.end), sentence.start)
                }
                _ => (parts, first),
            };
            let parts: Vec<Figure> =
                parts.into_iter().map(|it| Figure { value: it.value, qualifier: it.qualifier }).collect();
            if parts.len() > 1 {
                let evidence = crate::evidence(article, sheet.bytes(&(first..sentence.end)));
                let terms = Terms::Sum { parts, total: total.figure, unit: total.unit };
                sums.push(Equation { claims: Vec::new(), terms, evidence });
            }
        }
        before = Some(sentence);
    }
    sums
}

/// A number that is said to be a sum.
struct Total {
    figure: Figure,
    /// Its tokens and those of the words that say so.
    tokens: Range<usize>,
    /// What it counts; empty where it is told without.
    unit: String,
}

/// The total that words at a token tell, and where they end.
fn total(sheet: &Sheet<'_>, at: usize) -> Option<(Total, usize)> {
    let (len, side) = sheet.phrase(at, |sense| match sense {
        Sense::Total(side) => Some(side),
        _ => None,
    })?;
    let end = at + len;
    Some(match side {
        Side::Before => {
            let found = figure_at(sheet, end)?;
            let next = found.tokens.end;
            (Total { figure: found.figure, tokens: at..next, unit: found.unit }, next)
        }
        Side::Behind => {
            let found = figure_before(sheet, at)?;
            (Total { figure: found.figure, tokens: found.tokens.start..end, unit: found.unit }, end)
        }
    })
}

/// The quantities among some tokens.
fn within<'q>(
    article: &Article,
    sheet: &Sheet<'_>,
    quantities: &'q [Quantity],
    tokens: Range<usize>,
) -> Vec<&'q Quantity> {
    if tokens.is_empty() {
        return Vec::new();
    }
    let span = article.span(sheet.bytes(&tokens));
    let inside = quantities.iter().filter(|it| {
        let words = it.evidence.span;
        span.byte_start <= words.byte_start && words.byte_end <= span.byte_end
    });
    inside.collect()
}

/// Those that count what the total counts.
fn parts<'q>(
    article: &Article,
    sheet: &Sheet<'_>,
    quantities: &'q [Quantity],
    tokens: Range<usize>,
    total: &Total,
) -> Vec<&'q Quantity> {
    let inside = within(article, sheet, quantities, tokens);
    let of = |unit: &str| unit.rsplit([' ', '-']).next().unwrap_or_default().to_lowercase();
    // A total without a unit is of what all the numbers before it count.
    let wanted = match (total.unit.is_empty(), inside.first()) {
        (false, _) => of(&total.unit),
        (true, Some(first)) => of(&first.unit),
        (true, None) => return Vec::new(),
    };
    if total.unit.is_empty() && inside.iter().any(|it| of(&it.unit) != wanted) {
        return Vec::new();
    }
    inside.into_iter().filter(|it| of(&it.unit) == wanted).collect()
}
