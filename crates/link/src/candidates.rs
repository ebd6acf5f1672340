//! Which claims are worth comparing with which: those that share a key, not all with all.

use std::hash::{Hash, Hasher};

use rayon::prelude::*;
use rustc_hash::FxHasher;

use super::telling::{Identity, Telling};

/// With how many of those next to it a claim is compared in a block.
const WINDOW: usize = 8;
/// Shares in which the keys are gone through, a power of two: all keys of all claims at once would be what
/// a run needs most memory for.
const SHARES: u64 = 8;
/// Words of a name that are keys of their own; more are none of a name.
const WORDS: usize = 6;
/// Names that are keys with a day of any year.
const FEW: usize = 6;
/// Names that are keys of their own.
const NAMES: usize = 10;

/// Pairs of claims, by number, that may be of one event; each once, in order.
///
/// Blocks are ordered by date, so that of many claims those that are near in time are compared.
pub(super) fn candidates(tellings: &[Telling<'_>]) -> Vec<(u32, u32)> {
    let order: Vec<u32> = ranks(tellings);
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    for share in 0..SHARES {
        pairs.extend(sharing(tellings, &order, share));
        pairs.par_sort_unstable();
        pairs.dedup();
    }
    pairs.shrink_to_fit();
    pairs
}

/// Pairs that share a key of a share of all keys.
fn sharing(tellings: &[Telling<'_>], order: &[u32], share: u64) -> Vec<(u32, u32)> {
    let mut keyed: Vec<(u64, u32)> = tellings
        .par_iter()
        .zip(0_u32..u32::try_from(tellings.len()).unwrap_or(u32::MAX))
        .flat_map_iter(|(telling, number)| {
            let keys = keys(telling).into_iter().filter(move |key| share_of(*key) == share);
            keys.map(move |key| (key, number))
        })
        .collect();
    let rank = |number: u32| order.get(number as usize).copied().unwrap_or(u32::MAX);
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

/// The share that a key is in: hashes are spread most evenly in their first bits.
fn share_of(key: u64) -> u64 {
    key >> (u64::BITS - SHARES.ilog2())
}

/// The place of each claim in the order of dates, then of identifiers.
fn ranks(tellings: &[Telling<'_>]) -> Vec<u32> {
    let mut order: Vec<u32> = (0..u32::try_from(tellings.len()).unwrap_or(u32::MAX)).collect();
    let key = |number: &u32| {
        tellings
            .get(*number as usize)
            .map(|telling| (telling.days.is_none(), telling.days, &telling.claim.claim_id))
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

fn keys(telling: &Telling<'_>) -> Vec<u64> {
    let class = telling.class.number;
    let mut keys = Vec::new();
    match telling.identity {
        Identity::Known(number) => keys.push(hash(&(class, "known", number))),
        Identity::Entity(entity) => keys.push(hash(&(class, "entity", entity))),
        Identity::Named | Identity::Described => {}
    }
    if let Some(owner) = telling.owner {
        keys.push(hash(&(class, "owner", owner)));
    }
    let words = &telling.wording.words;
    if !words.is_empty() {
        keys.push(hash(&(class, "words", words)));
    }
    if !telling.specific.is_empty() && telling.specific.len() < words.len() {
        keys.push(hash(&(class, "words", &telling.specific)));
    }
    let years = telling.days.map(|(first, last)| (first.div_euclid(372), last.div_euclid(372)));
    // What spans many years is known by its name.
    let years: Vec<i64> = match years {
        Some((first, last)) if last - first <= 1 => (first..=last).collect(),
        Some((first, _)) => vec![first],
        None => Vec::new(),
    };
    let words = words.iter().take(WORDS);
    let names = telling.keyed.iter().chain(&telling.stems).take(NAMES);
    let known = words.chain(names);
    for known in known {
        for year in &years {
            keys.push(hash(&(class, "year", year, known)));
        }
        if telling.days.is_none() {
            keys.push(hash(&(class, "undated", known)));
        }
    }
    if telling.specific.is_empty() && telling.parties.is_empty() && !telling.class.recurs {
        for name in telling.cast.iter().take(NAMES) {
            keys.push(hash(&(class, "cast", name)));
        }
    }
    if telling.lands.len() > 1 {
        for year in &years {
            keys.push(hash(&(class, "lands", year, &telling.lands)));
        }
    }
    if let Some((first, last)) = telling.days
        && first == last
    {
        keys.push(hash(&(class, "day", first)));
        for name in telling.keyed.iter().chain(&telling.stems).take(NAMES) {
            keys.push(hash(&(class, "day", first, name)));
        }
    }
    // A year or a month told wrongly.
    if let Some((first, _)) =
        telling.days.filter(|(first, last)| last - first < 372 && !is_month(*first, *last))
    {
        for name in telling.keyed.iter().chain(&telling.stems).take(FEW) {
            keys.push(hash(&(class, "day of year", first.rem_euclid(372), name)));
            keys.push(hash(&(class, "day of month", first.div_euclid(372), first.rem_euclid(31), name)));
        }
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// Whether a time is of whole months.
fn is_month(first: i64, last: i64) -> bool {
    first % 31 == 0 && last % 31 == 30
}

fn hash(key: &impl Hash) -> u64 {
    let mut hasher = FxHasher::default();
    key.hash(&mut hasher);
    hasher.finish()
}
