//! The numbers that articles state for an event.

use std::collections::{BTreeMap, BTreeSet};

use annals_model::{
    ArticleId, ClaimId, ClaimRow, EventId, EventQuantity, EventRow, EvidenceId, QuantityRow, Relations,
    Release,
};
use rustc_hash::{FxHashMap, FxHashSet};

use super::number_ranges::NumberRange;

/// The distance from a number within which a claim of the same date may be its event, in code points.
const NEAR: usize = 120;

/// A number that an article states for an event.
pub(super) struct EventNumber<'a> {
    /// What is counted.
    pub(super) unit: String,
    pub(super) article: &'a ArticleId,
    pub(super) range: NumberRange,
    /// The identifier of the row that has the number.
    pub(super) row_id: &'a str,
}

/// The numbers of articles, by article and event.
pub(super) struct EventNumbers<'a>(FxHashMap<(&'a ArticleId, &'a EventId), Vec<CountedNumber<'a>>>);

/// A number, and what it counts if a claim states that.
#[derive(Clone, Copy)]
struct CountedNumber<'a> {
    row: &'a QuantityRow,
    counted: Option<&'a EventQuantity>,
}

/// The rows by unit; of equal numbers, the first.
type RangesByUnit<'a> = BTreeMap<String, BTreeMap<NumberRange, &'a str>>;

impl<'a> EventNumbers<'a> {
    /// Returns the numbers of some articles.
    pub(super) fn of(
        release: &'a Release,
        relations: &'a [Relations],
        articles: &BTreeSet<&ArticleId>,
    ) -> Self {
        let counted = counted_quantities(release, relations, articles);
        let quantities = || release.quantities.iter().filter(|row| articles.contains(&row.article_id));
        let with_numbers: FxHashSet<&ArticleId> = quantities().map(|row| &row.article_id).collect();
        let index =
            ClaimIndex::of(release.claims.iter().filter(|row| with_numbers.contains(&row.article_id)));
        let mut numbers: FxHashMap<_, Vec<CountedNumber<'a>>> = FxHashMap::default();
        for row in quantities() {
            let is_count = row.unit.chars().filter(|c| c.is_alphabetic()).count() > 2;
            let is_money = !row.unit.is_empty() && row.unit.chars().all(|c| !c.is_alphanumeric());
            let (event, counted) = match counted.get(&row.quantity_id) {
                Some((event, counted)) if is_count || is_money => (Some(*event), Some(*counted)),
                None if is_count => (index.event(row), None),
                _ => continue,
            };
            if let Some(event) = event {
                numbers.entry((&row.article_id, event)).or_default().push(CountedNumber { row, counted });
            }
        }
        Self(numbers)
    }

    /// Returns the numbers of an event, by article and unit. A unit with several numbers in an article is
    /// left out.
    pub(super) fn of_event(
        &self,
        event: &'a EventRow,
        claims: impl Iterator<Item = &'a ClaimRow>,
    ) -> Vec<EventNumber<'a>> {
        let articles: BTreeSet<&'a ArticleId> = claims.map(|claim| &claim.article_id).collect();
        let mut numbers = Vec::new();
        for article in articles {
            for (unit, ranges) in self.of_article(article, event) {
                if ranges.len() == 1 {
                    let number = |(range, row_id)| EventNumber { unit: unit.clone(), article, range, row_id };
                    numbers.extend(ranges.into_iter().map(number));
                }
            }
        }
        numbers
    }

    fn of_article(&self, article: &'a ArticleId, event: &'a EventRow) -> RangesByUnit<'a> {
        let mut by_unit = RangesByUnit::new();
        let mut wholes = RangesByUnit::new();
        for number in self.0.get(&(article, &event.event_id)).into_iter().flatten() {
            let (range, row_id) = (NumberRange::of(number.row), number.row.quantity_id.as_str());
            if let Some((whole, of_whole)) = number.whole_unit().zip(range.of_whole()) {
                wholes.entry(whole).or_default().entry(of_whole).or_insert(row_id);
            }
            by_unit.entry(number.unit()).or_default().entry(range).or_insert(row_id);
        }
        // Where only the number of a part is stated, the whole is at least as large.
        for (unit, ranges) in wholes {
            by_unit.entry(unit).or_insert(ranges);
        }
        by_unit
    }
}

impl CountedNumber<'_> {
    /// Returns what is counted.
    fn unit(&self) -> String {
        let unit = self.counted.map(|counted| counted.unit.clone());
        self.key(&unit.unwrap_or_else(|| self.row.unit.to_lowercase()))
    }

    /// Returns the whole of which a part is counted.
    fn whole_unit(&self) -> Option<String> {
        let counted = self.counted.filter(|counted| !counted.of.is_empty())?;
        Some(self.key(counted.among.as_ref()?))
    }

    fn key(&self, unit: &str) -> String {
        let of = self.counted.map_or("", |counted| &counted.of);
        format!("{unit} {of}").trim_end().to_owned()
    }
}

/// Returns the quantities that claims count, with the events of the claims.
fn counted_quantities<'a>(
    release: &'a Release,
    relations: &'a [Relations],
    articles: &BTreeSet<&ArticleId>,
) -> FxHashMap<&'a EvidenceId, (&'a EventId, &'a EventQuantity)> {
    let relations = relations.iter().filter(|article| articles.contains(&article.article_id));
    let counted: Vec<&EventQuantity> = relations.flat_map(|article| &article.event_quantities).collect();
    let counting: FxHashSet<&ClaimId> = counted.iter().map(|counted| &counted.claim).collect();
    let claims = release.claims.iter().filter(|row| counting.contains(&row.claim_id));
    let events: FxHashMap<&ClaimId, &EventId> = claims.map(|row| (&row.claim_id, &row.event_id)).collect();
    let counted = counted.into_iter().filter_map(|counted| {
        let event = *events.get(&counted.claim)?;
        Some((&counted.quantity, (event, counted)))
    });
    counted.collect()
}

/// The claims of articles, in the order of the text.
struct ClaimIndex<'a>(BTreeMap<&'a ArticleId, ArticleClaims<'a>>);

/// The claims of an article, and the length of the longest: no claim that begins farther before a position
/// reaches it.
#[derive(Default)]
struct ArticleClaims<'a> {
    claims: Vec<&'a ClaimRow>,
    longest: usize,
}

impl<'a> ClaimIndex<'a> {
    fn of(claims: impl Iterator<Item = &'a ClaimRow>) -> Self {
        let mut by_article: BTreeMap<&ArticleId, ArticleClaims<'a>> = BTreeMap::new();
        for claim in claims {
            let article = by_article.entry(&claim.article_id).or_default();
            article.longest = article.longest.max(length(claim));
            article.claims.push(claim);
        }
        for article in by_article.values_mut() {
            article.claims.sort_by_key(|claim| claim.span.start);
        }
        Self(by_article)
    }

    /// Returns the event of a number: that of the shortest claims around it, or else of the near claims with
    /// the date of the number. `None` where they are of several events.
    fn event(&self, number: &QuantityRow) -> Option<&'a EventId> {
        let ArticleClaims { claims, longest } = self.0.get(&number.article_id)?;
        let (start, end) = (number.span.start, number.span.end);
        let first = claims.partition_point(|claim| claim.span.start + longest + NEAR < start);
        let last = claims.partition_point(|claim| claim.span.start <= end + NEAR);
        let claims = claims.get(first..last)?.iter();
        let around = claims.clone().filter(|claim| claim.span.start <= start && end <= claim.span.end);
        if let Some(shortest) = around.clone().map(|claim| length(claim)).min() {
            return only_event(around.filter(|claim| length(claim) == shortest));
        }
        let date = number.as_of.as_ref()?;
        only_event(claims.filter(|claim| {
            let gap = claim.span.start.max(start).saturating_sub(claim.span.end.min(end));
            claim.date.as_ref() == Some(date) && gap <= NEAR
        }))
    }
}

fn length(claim: &ClaimRow) -> usize {
    claim.span.end - claim.span.start
}

/// Returns the event of claims, if they are of one.
fn only_event<'a, 'b>(claims: impl Iterator<Item = &'b &'a ClaimRow>) -> Option<&'a EventId>
where
    'a: 'b,
{
    let mut events = claims.map(|claim| &claim.event_id);
    let first = events.next()?;
    events.all(|event| event == first).then_some(first)
}
