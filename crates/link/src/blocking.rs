//! Blocking: which claims are compared. Claims that share a key are, not all with all.

use rayon::prelude::*;

use crate::day_range::{DayRange, MONTH, YEAR};
use crate::features::{ClaimFeatures, IdentityBasis};
use crate::symbols::{Symbol, hash};

/// The following claims of a block that a claim is compared with.
const WINDOW: usize = 8;
/// Parts in which the keys are processed, a power of two: all keys of all claims at once would need more
/// memory than anything else in a run.
const PARTS: u64 = 8;
/// Words of a name that are keys.
const WORDS: usize = 6;
/// Context names that are keys with a day of any year.
const NAMES_WITH_DAY: usize = 6;
/// Context names that are keys.
const NAMES: usize = 10;

/// Returns the pairs of claims, by number, that may be of one event; each once, in order.
///
/// Blocks are ordered by date: in a large block, claims are compared with those near in time.
pub(crate) fn candidate_pairs(features: &[ClaimFeatures<'_>]) -> Vec<(u32, u32)> {
    let ranks = ranks(features);
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    for part in 0..PARTS {
        pairs.extend(pairs_of_part(features, &ranks, part));
        pairs.par_sort_unstable();
        pairs.dedup();
    }
    pairs.shrink_to_fit();
    pairs
}

/// Returns the pairs that share a key of a part of all keys.
fn pairs_of_part(features: &[ClaimFeatures<'_>], ranks: &[u32], part: u64) -> Vec<(u32, u32)> {
    let mut keyed: Vec<(u64, u32)> = features
        .par_iter()
        .zip(0_u32..u32::try_from(features.len()).unwrap_or(u32::MAX))
        .flat_map_iter(|(claim, number)| {
            let keys = keys(claim).into_iter().filter(move |key| part_of(*key) == part);
            keys.map(move |key| (key, number))
        })
        .collect();
    let rank = |number: u32| ranks.get(number as usize).copied().unwrap_or(u32::MAX);
    keyed.par_sort_unstable_by_key(|(key, number)| (*key, rank(*number)));
    keyed.dedup();
    let blocks: Vec<&[(u64, u32)]> =
        keyed.chunk_by(|a, b| a.0 == b.0).filter(|block| block.len() > 1).collect();
    blocks
        .par_iter()
        .flat_map_iter(|block| {
            block.iter().enumerate().flat_map(|(at, (_, first))| {
                let next = block.iter().skip(at + 1).take(WINDOW);
                next.map(move |(_, second)| (*first.min(second), *first.max(second)))
            })
        })
        .collect()
}

/// Returns the part that a key is in. The first bits of a hash are the most evenly distributed.
fn part_of(key: u64) -> u64 {
    key >> (u64::BITS - PARTS.ilog2())
}

/// Returns the rank of each claim by date, then by identifier.
fn ranks(features: &[ClaimFeatures<'_>]) -> Vec<u32> {
    let mut order: Vec<u32> = (0..u32::try_from(features.len()).unwrap_or(u32::MAX)).collect();
    let key = |number: &u32| {
        let claim = features.get(*number as usize)?;
        Some((claim.date.days.is_none(), claim.date.days, &claim.claim.claim_id))
    };
    order.par_sort_unstable_by(|a, b| key(a).cmp(&key(b)));
    let mut ranks = vec![0; order.len()];
    for (rank, number) in (0..).zip(order) {
        if let Some(place) = ranks.get_mut(number as usize) {
            *place = rank;
        }
    }
    ranks
}

fn keys(claim: &ClaimFeatures<'_>) -> Vec<u64> {
    let mut keys = Vec::new();
    add_name_keys(claim, &mut keys);
    add_year_keys(claim, &mut keys);
    if let Some(days) = claim.date.days {
        add_day_keys(claim, days, &mut keys);
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// Returns the context names of a claim, those of participants and place first.
fn names<'c>(claim: &'c ClaimFeatures<'_>) -> impl Iterator<Item = &'c Symbol> {
    claim.context.entity_stems.iter().chain(&claim.context.stems)
}

/// Adds keys of what identifies the event.
fn add_name_keys(claim: &ClaimFeatures<'_>, keys: &mut Vec<u64>) {
    let class = claim.class.number;
    match claim.identity.basis {
        IdentityBasis::ListedEvent(number) => keys.push(hash(&(class, "listed event", number))),
        IdentityBasis::Entity(entity) => keys.push(hash(&(class, "entity", entity))),
        IdentityBasis::ProperName | IdentityBasis::Description => {}
    }
    if let Some(key) = claim.identity.uniqueness.key() {
        keys.push(hash(&(class, "unique", key)));
    }
    let (words, specific) = (&claim.name.keys.words, &claim.name.specific);
    if !words.is_empty() {
        keys.push(hash(&(class, "words", words)));
    }
    if !specific.is_empty() && specific.len() < words.len() {
        keys.push(hash(&(class, "words", specific)));
    }
    if specific.is_empty() && claim.participants.ids.is_empty() && !claim.class.recurs {
        let entities = claim.article.entities.iter().take(NAMES);
        keys.extend(entities.map(|entity| hash(&(class, "article entity", entity))));
    }
}

/// Adds keys of names with a year, or without a date.
fn add_year_keys(claim: &ClaimFeatures<'_>, keys: &mut Vec<u64>) {
    let class = claim.class.number;
    let years: Vec<i64> = match claim.date.days.map(DayRange::years) {
        Some((first, last)) if last - first <= 1 => (first..=last).collect(),
        // The name identifies what lasts for many years.
        Some((first, _)) => vec![first],
        None => Vec::new(),
    };
    let words = claim.name.keys.words.iter().take(WORDS);
    for name in words.chain(names(claim).take(NAMES)) {
        keys.extend(years.iter().map(|year| hash(&(class, "year", year, name))));
        if claim.date.days.is_none() {
            keys.push(hash(&(class, "undated", name)));
        }
    }
    let countries = &claim.participants.countries;
    if countries.len() > 1 {
        keys.extend(years.iter().map(|year| hash(&(class, "countries", year, countries))));
    }
}

/// Adds keys of names with a day.
fn add_day_keys(claim: &ClaimFeatures<'_>, days: DayRange, keys: &mut Vec<u64>) {
    let (class, first) = (claim.class.number, days.first);
    if days.is_one_day() {
        keys.push(hash(&(class, "day", first)));
        keys.extend(names(claim).take(NAMES).map(|name| hash(&(class, "day", first, name))));
    }
    // The year or the month may be wrong.
    if days.width() < YEAR && !days.is_whole_months() {
        for name in names(claim).take(NAMES_WITH_DAY) {
            keys.push(hash(&(class, "day of year", days.first_day_of_year(), name)));
            keys.push(hash(&(class, "day of month", first.div_euclid(YEAR), first.rem_euclid(MONTH), name)));
        }
    }
}
