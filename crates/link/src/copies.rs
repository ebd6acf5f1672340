//! Which articles are near-copies or parts of others, and so no witnesses of their own.

use std::collections::{BTreeMap, BTreeSet};

use annals_knowledge::Knowledge;
use annals_model::{ArticleHeader, ArticleId, Precedence};
use rustc_hash::FxHashMap;

use super::ArticleSummary;

/// Least number of sampled shingles by which a text is known to be a part of another.
const SAMPLES: usize = 5;
/// Articles that one sampled shingle is looked up in: what more of them have is no text of one's own.
const SHARED: usize = 24;

/// Share of common shingles from which on two articles are copies, in hundredths.
const ALIKE: usize = 80;

/// The original of every article that is a copy.
pub(super) fn copies(articles: &[ArticleSummary]) -> BTreeMap<ArticleId, ArticleId> {
    let mut bands: Vec<(u64, usize)> = Vec::new();
    for (number, article) in articles.iter().enumerate() {
        bands.extend(article.minhash.bands().map(|band| (band, number)));
    }
    bands.sort_unstable();
    let mut pairs = BTreeSet::new();
    for members in bands.chunk_by(|a, b| a.0 == b.0) {
        // A band's first article stands for it: chains of copies have one original.
        if let Some((first, rest)) = members.split_first() {
            pairs.extend(rest.iter().map(|other| (first.1, other.1)));
        }
    }
    let alike = |pair: &(usize, usize)| match (articles.get(pair.0), articles.get(pair.1)) {
        (Some(a), Some(b)) => a.minhash.alike(&b.minhash) >= ALIKE,
        _ => false,
    };
    let mut originals: BTreeMap<usize, usize> = BTreeMap::new();
    for (a, b) in twins(articles).into_iter().chain(pairs.into_iter().filter(alike)) {
        let (a, b) = (root(&originals, a), root(&originals, b));
        if a != b {
            let (original, copy) = if rank(articles, a) <= rank(articles, b) { (a, b) } else { (b, a) };
            originals.insert(copy, original);
        }
    }
    for (part, whole) in parts(articles) {
        // One that is a near-copy already has its original.
        let (part, whole) = (root(&originals, part), root(&originals, whole));
        if part != whole {
            originals.insert(part, whole);
        }
    }
    let id = |number: usize| articles.get(number).map(|article| article.header.id.clone());
    originals.keys().filter_map(|copy| Some((id(*copy)?, id(root(&originals, *copy))?))).collect()
}

/// Articles with the same bytes or the same words, however few, each with the original.
fn twins(articles: &[ArticleSummary]) -> Vec<(usize, usize)> {
    let mut ordered: Vec<usize> = (0..articles.len()).collect();
    ordered.sort_by_cached_key(|number| rank(articles, *number));
    let mut of_bytes: FxHashMap<&str, usize> = FxHashMap::default();
    let mut of_words: FxHashMap<u64, usize> = FxHashMap::default();
    let mut twins = Vec::new();
    for number in ordered {
        let Some(ArticleSummary { header, text_hash, .. }) = articles.get(number) else { continue };
        let bytes = Some(header.sha256.as_str()).filter(|digest| !digest.is_empty());
        let firsts = [
            bytes.map(|digest| *of_bytes.entry(digest).or_insert(number)),
            text_hash.map(|text_hash| *of_words.entry(text_hash).or_insert(number)),
        ];
        twins.extend(
            firsts.into_iter().flatten().filter(|first| *first != number).map(|first| (first, number)),
        );
    }
    twins
}

/// Articles that are a part of a longer one, each with the one that shares most with it. The longer one
/// tells all that the part tells, so the part counts as its copy, whichever came first.
fn parts(articles: &[ArticleSummary]) -> Vec<(usize, usize)> {
    let mut samples: Vec<(u64, usize)> = Vec::new();
    for (number, article) in articles.iter().enumerate() {
        samples.extend(article.minhash.samples().iter().map(|sample| (*sample, number)));
    }
    samples.sort_unstable();
    let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for block in samples.chunk_by(|a, b| a.0 == b.0).filter(|block| (2..=SHARED).contains(&block.len())) {
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
        if size(part) < SAMPLES || common * 100 < size(part) * ALIKE {
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

/// The least is the original.
fn rank(articles: &[ArticleSummary], number: usize) -> Option<Precedence> {
    let header = &articles.get(number)?.header;
    Some(header.metadata.precedence(&header.id))
}

/// Who speaks in each article: the owner of its outlet. Copies speak for their original.
pub(super) fn sources(
    articles: &[ArticleHeader],
    copies: &BTreeMap<ArticleId, ArticleId>,
    knowledge: &Knowledge,
) -> BTreeMap<ArticleId, String> {
    let outlets = &knowledge.outlets;
    let owner = |article: &ArticleHeader| {
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
    let headers = articles.iter();
    let own: BTreeMap<ArticleId, String> =
        headers.clone().map(|article| (article.id.clone(), owner(article))).collect();
    let speaks = |id: &ArticleId| own.get(copies.get(id).unwrap_or(id)).cloned().unwrap_or_default();
    headers.map(|article| (article.id.clone(), speaks(&article.id))).collect()
}
