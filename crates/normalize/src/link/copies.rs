//! Which articles are near-copies of others, and so no witnesses of their own.
//!
//! Shingles of five words are compared by one-permutation MinHash (Li, Owen and Zhang, 2012)
//! with banding, and candidates by the exact Jaccard index of their shingles.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hasher;

use annals_knowledge::Knowledge;
use annals_model::{Article, ArticleId, Day};
use rustc_hash::FxHasher;

/// Words in a shingle.
const SHINGLE: usize = 5;
/// Bins of the sketch; bands of `ROWS` bins make candidates.
const BINS: usize = 64;
const ROWS: usize = 4;
/// Share of common shingles from which on two articles are copies, in hundredths.
const ALIKE: usize = 80;

/// The original of every article that is a copy.
pub(super) fn copies(articles: &[&Article]) -> BTreeMap<ArticleId, ArticleId> {
    let shingles: Vec<Vec<u64>> = articles.iter().map(|article| shingles(article)).collect();
    let mut buckets: BTreeMap<(usize, u64), Vec<usize>> = BTreeMap::new();
    for (number, set) in shingles.iter().enumerate() {
        for (band, key) in bands(set) {
            buckets.entry((band, key)).or_default().push(number);
        }
    }
    let mut pairs = BTreeSet::new();
    for members in buckets.values() {
        // A bucket's first member stands for it: chains of copies have one original.
        if let Some((first, rest)) = members.split_first() {
            pairs.extend(rest.iter().map(|other| (*first, *other)));
        }
    }
    let mut originals: BTreeMap<usize, usize> = BTreeMap::new();
    for (a, b) in pairs {
        let alike = match (shingles.get(a), shingles.get(b)) {
            (Some(a), Some(b)) => jaccard(a, b) >= ALIKE,
            _ => false,
        };
        if alike {
            let (a, b) = (root(&originals, a), root(&originals, b));
            if a != b {
                let (original, copy) = if rank(articles, a) <= rank(articles, b) { (a, b) } else { (b, a) };
                originals.insert(copy, original);
            }
        }
    }
    let id = |number: usize| articles.get(number).map(|article| article.id.clone());
    originals.keys().filter_map(|copy| Some((id(*copy)?, id(root(&originals, *copy))?))).collect()
}

fn root(originals: &BTreeMap<usize, usize>, mut number: usize) -> usize {
    while let Some(original) = originals.get(&number) {
        number = *original;
    }
    number
}

/// The first published is the original; without dates the first by name.
fn rank<'a>(articles: &[&'a Article], number: usize) -> (bool, Option<Day>, Option<&'a ArticleId>) {
    let article = articles.get(number);
    let day =
        article.and_then(|article| article.metadata.published.as_ref()).and_then(|told| told.date.earliest());
    (day.is_none(), day, article.map(|article| &article.id))
}

/// Hashes of every five words of the prose, sorted, each once.
fn shingles(article: &Article) -> Vec<u64> {
    let mut words: Vec<u64> = Vec::new();
    for segment in
        article.segments.iter().filter(|segment| segment.kind.is_read() && segment.repeats.is_none())
    {
        for word in
            article.words(segment).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
        {
            let mut hasher = FxHasher::default();
            for byte in word.bytes() {
                hasher.write_u8(byte.to_ascii_lowercase());
            }
            words.push(hasher.finish());
        }
    }
    let mut shingles: Vec<u64> = words.windows(SHINGLE).map(mix).collect();
    shingles.sort_unstable();
    shingles.dedup();
    shingles
}

/// One well-mixed number of several (the finaliser of SplitMix64).
fn mix(words: &[u64]) -> u64 {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    for word in words {
        state = (state ^ word).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        state = (state ^ (state >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        state ^= state >> 31;
    }
    state
}

/// The bands of a sketch: articles that share one are candidates.
fn bands(shingles: &[u64]) -> Vec<(usize, u64)> {
    let mut bins = [u64::MAX; BINS];
    for shingle in shingles {
        let bin = usize::try_from(shingle >> 58).unwrap_or(0) % BINS;
        if let Some(least) = bins.get_mut(bin) {
            *least = (*least).min(shingle & ((1 << 58) - 1));
        }
    }
    let full = |rows: &[u64]| rows.iter().all(|least| *least != u64::MAX);
    bins.chunks(ROWS)
        .enumerate()
        .filter(|(_, rows)| full(rows))
        .map(|(band, rows)| (band, mix(rows)))
        .collect()
}

/// Common shingles in hundredths of all.
fn jaccard(a: &[u64], b: &[u64]) -> usize {
    let (mut i, mut j, mut common) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        common += usize::from(x == y);
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    let all = a.len() + b.len() - common;
    (common * 100).checked_div(all).unwrap_or(0)
}

/// Who speaks in each article: the owner of its outlet. Copies speak for their original.
pub(super) fn witnesses(
    articles: &[&Article],
    copies: &BTreeMap<ArticleId, ArticleId>,
    knowledge: &Knowledge,
) -> BTreeMap<ArticleId, String> {
    let outlets = &knowledge.outlets;
    let owner = |article: &Article| {
        let metadata = &article.metadata;
        let source = metadata.source.as_deref();
        // An agency's text is the agency's word, whoever prints it.
        let agency = metadata.agencies.iter().find_map(|agency| outlets.by_name(agency));
        let outlet = agency
            .or_else(|| source.and_then(|source| outlets.by_key(source)))
            .or_else(|| metadata.url.as_deref().and_then(|url| outlets.by_url(url)));
        match (outlet, source) {
            (Some(outlet), _) => outlet.owner.clone(),
            (None, Some(source)) => source.to_owned(),
            (None, None) => article.id.to_string(),
        }
    };
    let own: BTreeMap<ArticleId, String> =
        articles.iter().map(|article| (article.id.clone(), owner(article))).collect();
    let speaks = |id: &ArticleId| own.get(copies.get(id).unwrap_or(id)).cloned().unwrap_or_default();
    articles.iter().map(|article| (article.id.clone(), speaks(&article.id))).collect()
}
