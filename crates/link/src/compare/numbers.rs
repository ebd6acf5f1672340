//! Numbers told with an event, as the ranges that they can mean.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{Display, Formatter};

use annals_edtf::{Comparison, Finer};
use annals_model::{
    Amount, ArticleId, ClaimId, ClaimRow, EventId, EventQuantity, EventRow, EvidenceId, QuantityQualifier,
    QuantityRow, Relations, Release,
};
use rustc_hash::{FxHashMap, FxHashSet};

/// A number with how exactly it is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Range {
    value: Amount,
    qualifier: QuantityQualifier,
}

/// How far from it "about" a number may be, in tenths of it.
const ABOUT: i128 = 2;

/// How far from a round number what was rounded to it may be: a part of the number, and of the step
/// to the next round one.
const ROUNDED: (i128, i128) = (20, 2);

/// How far from a number the words are that tell its event without holding it, in code points.
const NEAR: usize = 120;

/// Decimal places that all numbers are brought to.
const PLACES: u8 = 6;

impl Range {
    pub(super) fn of(row: &QuantityRow) -> Self {
        Self { value: row.value, qualifier: row.qualifier }
    }

    /// What the number of some says of the number of all.
    fn within(self) -> Option<Self> {
        let exact = self.qualifier == QuantityQualifier::Exactly;
        exact.then_some(Self { qualifier: QuantityQualifier::AtLeast, ..self })
    }

    /// First and last number that it can mean.
    fn bounds(self) -> (i128, i128) {
        let value = fixed(self.value);
        match self.qualifier {
            QuantityQualifier::Exactly => (value, value),
            QuantityQualifier::About => (value - value * ABOUT / 10, value + value * ABOUT / 10),
            QuantityQualifier::MoreThan => (value + 1, i128::MAX),
            QuantityQualifier::AtLeast => (value, i128::MAX),
            QuantityQualifier::LessThan => (i128::MIN, value - 1),
            QuantityQualifier::AtMost => (i128::MIN, value),
            QuantityQualifier::Almost => (value - value * ABOUT / 10, value - 1),
        }
    }

    /// Half the step between round numbers like this one; none for one that is not round.
    fn slack(self) -> i128 {
        let value = fixed(self.value).abs();
        let unit = 10_i128.pow(u32::from(PLACES));
        let mut step = unit;
        while value > 0 && value % (step * 10) == 0 {
            step *= 10;
        }
        if step < unit * 100 { 0 } else { (value / ROUNDED.0).min(step / ROUNDED.1) }
    }

    /// Equal, one within the other, apart, or neither. A round number and one that rounds to it are
    /// no contradiction.
    pub(super) fn compare(&self, other: &Self) -> Comparison {
        if self == other {
            return Comparison::Equal;
        }
        let (this, that) = (self.bounds(), other.bounds());
        let holds = |outer: (i128, i128), inner: (i128, i128)| outer.0 <= inner.0 && inner.1 <= outer.1;
        match (holds(that, this), holds(this, that)) {
            (true, true) => Comparison::Compatible(Finer::Neither),
            (true, false) => Comparison::Compatible(Finer::This),
            (false, true) => Comparison::Compatible(Finer::Other),
            (false, false) if this.0 <= that.1 && that.0 <= this.1 => Comparison::Undetermined,
            (false, false) => {
                let gap = if this.1 < that.0 { that.0 - this.1 } else { this.0 - that.1 };
                let (mine, its) = (self.slack(), other.slack());
                match (gap <= mine, gap <= its) {
                    (true, true) => Comparison::Compatible(Finer::Neither),
                    (true, false) => Comparison::Compatible(Finer::Other),
                    (false, true) => Comparison::Compatible(Finer::This),
                    (false, false) => Comparison::Conflicting,
                }
            }
        }
    }
}

impl Display for Range {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        let word = match self.qualifier {
            QuantityQualifier::Exactly => return self.value.fmt(f),
            QuantityQualifier::About => "about",
            QuantityQualifier::MoreThan => "more-than",
            QuantityQualifier::LessThan => "less-than",
            QuantityQualifier::AtLeast => "at-least",
            QuantityQualifier::AtMost => "at-most",
            QuantityQualifier::Almost => "almost",
        };
        write!(f, "{word} {}", self.value)
    }
}

/// A number with six decimal places.
fn fixed(amount: Amount) -> i128 {
    let units = i128::from(amount.units);
    match PLACES.checked_sub(amount.scale) {
        Some(more) => units * 10_i128.pow(u32::from(more)),
        None => units / 10_i128.checked_pow(u32::from(amount.scale - PLACES)).unwrap_or(i128::MAX),
    }
}

/// A number and the row that has it.
pub(super) struct Figures<'a> {
    pub(super) range: Range,
    pub(super) id: &'a str,
}

/// The numbers of articles, by the event that each is told of.
pub(super) struct Shelf<'a> {
    numbers: FxHashMap<(&'a ArticleId, &'a EventId), Vec<Told<'a>>>,
}

/// A number, and what it counts where a claim tells that.
#[derive(Clone, Copy)]
struct Told<'a> {
    row: &'a QuantityRow,
    tally: Option<&'a EventQuantity>,
}

impl<'a> Shelf<'a> {
    pub(super) fn of(
        release: &'a Release,
        relations: &'a [Relations],
        wanted: &BTreeSet<&ArticleId>,
    ) -> Self {
        let told = relations.iter().filter(|article| wanted.contains(&article.article_id));
        let told: Vec<&EventQuantity> = told.flat_map(|article| &article.event_quantities).collect();
        let of: FxHashSet<&ClaimId> = told.iter().map(|tally| &tally.claim).collect();
        let claims = release.claims.iter().filter(|row| of.contains(&row.claim_id));
        let events: FxHashMap<&ClaimId, &EventId> =
            claims.map(|row| (&row.claim_id, &row.event_id)).collect();
        let tallies: FxHashMap<&EvidenceId, (&EventId, &EventQuantity)> = told
            .into_iter()
            .filter_map(|tally| Some((&tally.quantity, (*events.get(&tally.claim)?, tally))))
            .collect();

        let quantities = || release.quantities.iter().filter(|row| wanted.contains(&row.article_id));
        let counting: FxHashSet<&ArticleId> = quantities().map(|row| &row.article_id).collect();
        let neighbours =
            Neighbours::of(release.claims.iter().filter(|row| counting.contains(&row.article_id)));
        let mut numbers: FxHashMap<_, Vec<Told<'a>>> = FxHashMap::default();
        for row in quantities() {
            let counted = row.unit.chars().filter(|c| c.is_alphabetic()).count() > 2;
            let money = !row.unit.is_empty() && row.unit.chars().all(|c| !c.is_alphanumeric());
            let (event, tally) = match tallies.get(&row.quantity_id) {
                Some((event, tally)) if counted || money => (Some(*event), Some(*tally)),
                None if counted => (neighbours.event(row), None),
                _ => continue,
            };
            if let Some(event) = event {
                numbers.entry((&row.article_id, event)).or_default().push(Told { row, tally });
            }
        }
        Self { numbers }
    }

    /// The numbers that stand in the words of an event's claims, by what they count; none that
    /// stands as near to another event's words, and none of a thing that an article counts twice.
    pub(super) fn figures(
        &self,
        event: &'a EventRow,
        claims: impl Iterator<Item = &'a ClaimRow>,
    ) -> Vec<(String, &'a ArticleId, Figures<'a>)> {
        let articles: BTreeSet<&'a ArticleId> = claims.map(|claim| &claim.article_id).collect();
        let mut figures = Vec::new();
        for article in articles {
            let mut by_unit: BTreeMap<String, BTreeMap<Range, &'a str>> = BTreeMap::new();
            let mut among: BTreeMap<String, BTreeMap<Range, &'a str>> = BTreeMap::new();
            for Told { row, tally } in self.numbers.get(&(article, &event.event_id)).into_iter().flatten() {
                let key = |unit: &str| {
                    format!("{unit} {}", tally.map_or("", |tally| &tally.of)).trim_end().to_owned()
                };
                let any = tally.filter(|tally| !tally.of.is_empty()).and_then(|tally| tally.among.as_ref());
                if let Some((any, wider)) = any.zip(Range::of(row).within()) {
                    among.entry(key(any)).or_default().entry(wider).or_insert(row.quantity_id.as_str());
                }
                let unit = tally.map_or_else(|| key(&row.unit.to_lowercase()), |tally| key(&tally.unit));
                by_unit.entry(unit).or_default().entry(Range::of(row)).or_insert(row.quantity_id.as_str());
            }
            // Where some are told and not all, all are at least as many.
            for (unit, told) in among {
                by_unit.entry(unit).or_insert(told);
            }
            for (unit, told) in by_unit {
                if told.len() == 1 {
                    figures.extend(
                        told.into_iter().map(|(range, id)| (unit.clone(), article, Figures { range, id })),
                    );
                }
            }
        }
        figures
    }
}

/// Claims by article, in the order of the text.
struct Neighbours<'a>(BTreeMap<&'a ArticleId, Row<'a>>);

/// The claims of an article, and how long the longest is: no claim that begins farther before a place
/// reaches it.
#[derive(Default)]
struct Row<'a> {
    claims: Vec<&'a ClaimRow>,
    longest: usize,
}

impl<'a> Neighbours<'a> {
    fn of(claims: impl Iterator<Item = &'a ClaimRow>) -> Self {
        let mut rows: BTreeMap<&ArticleId, Row<'a>> = BTreeMap::new();
        for claim in claims {
            let row = rows.entry(&claim.article_id).or_default();
            row.longest = row.longest.max(claim.span.end - claim.span.start);
            row.claims.push(claim);
        }
        for row in rows.values_mut() {
            row.claims.sort_by_key(|claim| claim.span.start);
        }
        Self(rows)
    }

    /// The one event that a number is of: the nearest words around it are, or else those near it that
    /// are of the very time that it is told for.
    fn event(&self, number: &QuantityRow) -> Option<&'a EventId> {
        let Row { claims, longest } = self.0.get(&number.article_id)?;
        let (start, end) = (number.span.start, number.span.end);
        let first = claims.partition_point(|claim| claim.span.start + longest + NEAR < start);
        let last = claims.partition_point(|claim| claim.span.start <= end + NEAR);
        let claims = claims.get(first..last)?.iter();
        let around = claims.clone().filter(|claim| claim.span.start <= start && end <= claim.span.end);
        let length = |claim: &ClaimRow| claim.span.end - claim.span.start;
        if let Some(shortest) = around.clone().map(|claim| length(claim)).min() {
            return only(around.filter(|claim| length(claim) == shortest));
        }
        let date = number.as_of.as_ref()?;
        only(claims.filter(|claim| {
            let gap = claim.span.start.max(start).saturating_sub(claim.span.end.min(end));
            claim.date.as_ref() == Some(date) && gap <= NEAR
        }))
    }
}

/// The event of all these claims, if they are of one.
fn only<'a, 'b>(claims: impl Iterator<Item = &'b &'a ClaimRow>) -> Option<&'a EventId>
where
    'a: 'b,
{
    let mut events = claims.map(|claim| &claim.event_id);
    let first = events.next()?;
    events.all(|event| event == first).then_some(first)
}

#[cfg(test)]
mod tests {
    use annals_edtf::{Comparison, Finer};
    use annals_model::{
        QuantityQualifier, QuantityQualifier::About, QuantityQualifier::AtMost, QuantityQualifier::Exactly,
        QuantityQualifier::LessThan, QuantityQualifier::MoreThan,
    };

    use super::Range;

    fn verdict(a: (&str, QuantityQualifier), b: (&str, QuantityQualifier)) -> Comparison {
        let range = |(value, qualifier): (&str, QuantityQualifier)| Range {
            value: value.parse().unwrap(),
            qualifier,
        };
        let forth = range(a).compare(&range(b));
        assert_eq!(forth.mirrored(), range(b).compare(&range(a)));
        forth
    }

    #[test]
    fn numbers_are_ranges() {
        assert_eq!(verdict(("12", Exactly), ("12", Exactly)), Comparison::Equal);
        assert_eq!(verdict(("12", Exactly), ("17", Exactly)), Comparison::Conflicting);
        assert_eq!(verdict(("2.5", Exactly), ("2.75", Exactly)), Comparison::Conflicting);
        assert_eq!(verdict(("12000", MoreThan), ("12431", Exactly)), Comparison::Compatible(Finer::Other));
        assert_eq!(verdict(("12000", MoreThan), ("11000", Exactly)), Comparison::Conflicting);
        assert_eq!(verdict(("400", About), ("412", Exactly)), Comparison::Compatible(Finer::Other));
        assert_eq!(verdict(("400", About), ("900", Exactly)), Comparison::Conflicting);
        assert_eq!(verdict(("300", MoreThan), ("400", LessThan)), Comparison::Undetermined);
        assert_eq!(verdict(("300", AtMost), ("300", LessThan)), Comparison::Compatible(Finer::Other));
    }

    #[test]
    fn round_numbers_are_not_exact() {
        assert_eq!(verdict(("12000", Exactly), ("12150", Exactly)), Comparison::Compatible(Finer::Other));
        assert_eq!(verdict(("12000", Exactly), ("13150", Exactly)), Comparison::Conflicting);
        assert_eq!(verdict(("120", Exactly), ("125", Exactly)), Comparison::Conflicting);
    }
}
