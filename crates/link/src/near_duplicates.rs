//! Near-duplicate detection: articles that are copies or parts of others, and so no independent sources.

use std::collections::{BTreeMap, BTreeSet};

use annals_model::{ArticleId, Precedence};
use rustc_hash::FxHashMap;

use crate::article_summary::ArticleSummary;

/// Sampled shingles that a part of another article has at least.
const MIN_SAMPLES: usize = 5;
/// Articles that share a sampled shingle at most: text that more of them have is boilerplate.
const MAX_SHARED: usize = 24;

/// The share of common shingles from which on two articles are copies, in per cent.
const MIN_SIMILARITY: usize = 80;

/// Returns the original of every article that is a copy.
pub(crate) fn near_duplicates(articles: &[ArticleSummary]) -> BTreeMap<ArticleId, ArticleId> {
    let mut bands: Vec<(u64, usize)> = Vec::new();
    for (number, article) in articles.iter().enumerate() {
        bands.extend(article.minhash.bands().map(|band| (band, number)));
    }
    bands.sort_unstable();
    let mut pairs = BTreeSet::new();
    for members in bands.chunk_by(|a, b| a.0 == b.0) {
        // Each is compared with the first: a chain of copies has one original.
        if let Some((first, rest)) = members.split_first() {
            pairs.extend(rest.iter().map(|other| (first.1, other.1)));
        }
    }
    let is_similar = |pair: &(usize, usize)| match (articles.get(pair.0), articles.get(pair.1)) {
        (Some(a), Some(b)) => a.minhash.similarity(&b.minhash) >= MIN_SIMILARITY,
        _ => false,
    };
    let mut originals: BTreeMap<usize, usize> = BTreeMap::new();
    for (a, b) in exact_duplicates(articles).into_iter().chain(pairs.into_iter().filter(is_similar)) {
        let (a, b) = (root(&originals, a), root(&originals, b));
        if a != b {
            let (original, copy) = if rank(articles, a) <= rank(articles, b) { (a, b) } else { (b, a) };
            originals.insert(copy, original);
        }
    }
    for (part, whole) in parts(articles) {
        // A near-duplicate already has its original.
        let (part, whole) = (root(&originals, part), root(&originals, whole));
        if part != whole {
            originals.insert(part, whole);
        }
    }
    let id = |number: usize| articles.get(number).map(|article| article.header.id.clone());
    originals.keys().filter_map(|copy| Some((id(*copy)?, id(root(&originals, *copy))?))).collect()
}

/// Returns articles with the same bytes or the same words, each after its original.
fn exact_duplicates(articles: &[ArticleSummary]) -> Vec<(usize, usize)> {
    let mut ordered: Vec<usize> = (0..articles.len()).collect();
    ordered.sort_by_cached_key(|number| rank(articles, *number));
    let mut of_bytes: FxHashMap<&str, usize> = FxHashMap::default();
    let mut of_words: FxHashMap<u64, usize> = FxHashMap::default();
    let mut duplicates = Vec::new();
    for number in ordered {
        let Some(ArticleSummary { header, text_hash, .. }) = articles.get(number) else { continue };
        let bytes = Some(header.sha256.as_str()).filter(|digest| !digest.is_empty());
        let firsts = [
            bytes.map(|digest| *of_bytes.entry(digest).or_insert(number)),
            text_hash.map(|text_hash| *of_words.entry(text_hash).or_insert(number)),
        ];
        duplicates.extend(
            firsts.into_iter().flatten().filter(|first| *first != number).map(|first| (first, number)),
        );
    }
    duplicates
}

/// Returns articles that are a part of a longer one, each with the one that shares most with it.
///
/// The longer one has all that the part has, so the part is the copy, whichever was published first.
fn parts(articles: &[ArticleSummary]) -> Vec<(usize, usize)> {
    let mut samples: Vec<(u64, usize)> = Vec::new();
    for (number, article) in articles.iter().enumerate() {
        samples.extend(article.minhash.samples().iter().map(|sample| (*sample, number)));
    }
    samples.sort_unstable();
    let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for block in samples.chunk_by(|a, b| a.0 == b.0).filter(|block| (2..=MAX_SHARED).contains(&block.len())) {
        for (at, (_, first)) in block.iter().enumerate() {
            for (_, second) in block.iter().skip(at + 1) {
                *shared.entry((*first, *second)).or_default() += 1;
            }
        }
    }
    let size = |number: usize| articles.get(number).map_or(0, |article| article.minhash.samples().len());
    let mut wholes: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for ((first, second), common) in shared {
        let (part, whole) =
            if (size(first), second) < (size(second), first) { (first, second) } else { (second, first) };
        if size(part) < MIN_SAMPLES || common * 100 < size(part) * MIN_SIMILARITY {
            continue;
        }
        let best = wholes.entry(part).or_insert((common, whole));
        if common > best.0 {
            *best = (common, whole);
        }
    }
    wholes.into_iter().map(|(part, (_, whole))| (part, whole)).collect()
}

fn root(originals: &BTreeMap<usize, usize>, mut number: usize) -> usize {
    while let Some(original) = originals.get(&number) {
        number = *original;
    }
    number
}

/// Returns the order of an article among its copies. The first is the original.
fn rank(articles: &[ArticleSummary], number: usize) -> Option<Precedence> {
    let header = &articles.get(number)?.header;
    Some(header.metadata.precedence(&header.id))
}
