//! From readings to one release: what one article says meets what the others say.

mod candidates;
mod classes;
mod cluster;
mod compare;
mod contradict;
mod copies;
mod dates;
mod decide;
mod entities;
mod events;
mod explain;
mod forces;
mod guesses;
mod ids;
mod minhash;
mod news;
mod one_article;
mod owner;
mod pins;
mod reasons;
mod rows;
mod sources;
mod spellings;
mod telling;
#[cfg(test)]
mod tests;
mod times;
mod wording;

use std::collections::BTreeMap;

use annals_knowledge::{Knowledge, Pin};
use annals_model::{
    Article, ArticleHeader, ArticleId, ClaimId, ComparisonRow, Coverage, Diagnostic, DiagnosticKind, EventId,
    EventRow, NameContexts, Reading, Relations, Release,
};
use rayon::prelude::*;
use rows::Rows;
use rustc_hash::{FxHashMap, FxHashSet};

use cluster::Clusters;
pub use explain::{Edge, Explanation, Proof, ProofStep};
use minhash::MinHash;
use news::Published;
use pins::Pinned;
use sources::Sources;
use telling::{Known, Teller, Telling};
use wording::Classes;

/// Readings that one thread tells in one go.
const CHUNK: usize = 256;

/// What is kept of an article for linking: its text is no longer needed.
#[derive(Clone, Debug)]
pub struct ArticleSummary {
    /// Path, hash and metadata.
    pub header: ArticleHeader,
    /// A hash of its letters and digits, by which exact copies are found.
    text_hash: Option<u64>,
    /// By which near-duplicates are found.
    minhash: MinHash,
}

impl From<Article> for ArticleSummary {
    fn from(article: Article) -> Self {
        let (text_hash, minhash) = (article.text_hash(), MinHash::of(&article));
        Self { header: article.into_header(), text_hash, minhash }
    }
}

/// What linking gives.
#[derive(Clone, Debug)]
pub struct Linked {
    /// Path, hash and metadata of every article, by identifier.
    pub headers: Vec<ArticleHeader>,
    /// The datasets, without findings.
    pub release: Release,
    /// How the statements of each article hang together, by article.
    pub relations: Vec<Relations>,
    /// In which language each article was read, by article.
    pub coverage: Vec<Coverage>,
    /// Pins that name what is not there.
    pub diagnostics: Vec<Diagnostic>,
}

/// Links readings into a release without findings. `readings` belong to `articles`, in any order.
///
/// Claims of one event under different names or precisions meet in one row of `events`.
/// Near-duplicates are marked and do not count as sources of their own. The result does not depend on
/// the order of the articles.
#[must_use]
pub fn link(articles: Vec<ArticleSummary>, readings: Vec<Reading>, knowledge: &Knowledge) -> Linked {
    run(articles, readings, knowledge, None)
}

/// [`link`], with the reasons why claims were, and were not, taken to be of one event.
#[must_use]
pub fn link_explained(
    articles: Vec<ArticleSummary>,
    readings: Vec<Reading>,
    knowledge: &Knowledge,
) -> (Linked, Explanation) {
    let mut explanation = Explanation::default();
    let linked = run(articles, readings, knowledge, Some(&mut explanation));
    (linked, explanation)
}

/// Where articles of one owner contradict each other on an event that has no second source: rows as
/// `comparisons` has them, of which the articles are the sources.
#[must_use]
pub fn compare_within_owners(
    release: &Release,
    relations: &[Relations],
    knowledge: &Knowledge,
) -> Vec<ComparisonRow> {
    compare::within_owners(release, relations, knowledge)
}

fn run(
    mut articles: Vec<ArticleSummary>,
    mut readings: Vec<Reading>,
    knowledge: &Knowledge,
    mut explanation: Option<&mut Explanation>,
) -> Linked {
    articles.sort_by(|a, b| a.header.id.cmp(&b.header.id));
    readings.sort_by(|a, b| a.article_id.cmp(&b.article_id));

    let copies = copies::copies(&articles);
    forget_name_contexts(&mut readings, &copies);
    // The hashes are not needed any more either.
    let headers: Vec<ArticleHeader> = articles.into_iter().map(|article| article.header).collect();
    guesses::doubt(&headers, &mut readings);
    let spellings = spellings::spellings(&readings, knowledge);
    spellings::respell(&mut readings, &spellings);
    classes::settle(&mut readings, knowledge);
    let sources = Sources::new(copies::sources(&headers, &copies, knowledge), knowledge);
    let mut named = FxHashSet::default();
    let published = Published::new(&headers);
    let why = explanation.as_deref_mut();
    let events = events(&readings, &published, &sources, knowledge, &mut named, why);
    let entities = entities::entities(&readings, knowledge);
    named.extend(entities.keys().chain(spellings.keys()).map(ToString::to_string));
    let diagnostics = unmatched(knowledge.overrides.pins(), &named);
    guesses::mark(&mut readings, &events.doubted);
    let Rows { mut release, relations, coverage } = rows::rows(&headers, readings, &copies, events, entities);
    let sources = compare::Sources { of_article: sources.of_articles(), outlets: &knowledge.outlets };
    release.comparisons = compare::comparisons(&release, &relations, sources, knowledge);
    times::bases(&mut release);
    times::infer(&mut release, &relations, knowledge);
    if let Some(explanation) = explanation {
        explanation.infer(times::proofs(&release, &relations, knowledge));
    }
    Linked { headers, release, relations, coverage, diagnostics }
}

/// Only copies are compared by the contexts of their names: those of all other articles are released.
fn forget_name_contexts(readings: &mut [Reading], copies: &BTreeMap<ArticleId, ArticleId>) {
    let compared: FxHashSet<&ArticleId> =
        copies.iter().flat_map(|(copy, original)| [copy, original]).collect();
    for reading in readings.iter_mut().filter(|reading| !compared.contains(&reading.article_id)) {
        reading.relations.name_contexts = NameContexts::default();
    }
}

/// Events, and the event of every claim.
struct Events {
    rows: Vec<EventRow>,
    of_claim: BTreeMap<ClaimId, EventId>,
    /// Claims with a year that they do not tell, where others tell another.
    doubted: FxHashSet<ClaimId>,
}

/// Joins the claims of all readings into events. What pins can name goes into `named`.
fn events(
    readings: &[Reading],
    published: &Published<'_>,
    sources: &Sources,
    knowledge: &Knowledge,
    named: &mut FxHashSet<String>,
    explanation: Option<&mut Explanation>,
) -> Events {
    let classes = Classes::new(knowledge);
    let known = Known::new(knowledge, &classes);
    let tellings: Vec<Telling<'_>> = readings
        .par_chunks(CHUNK)
        .flat_map_iter(|readings| {
            let mut teller = Teller::new(knowledge, &classes, &known);
            let tellings: Vec<Telling<'_>> =
                readings.iter().flat_map(|reading| teller.tell(reading, published)).collect();
            tellings
        })
        .collect();
    let pins = knowledge.overrides.pins();
    let numbers = (0_u32..).zip(&tellings).map(|(number, telling)| (telling.claim.claim_id.as_str(), number));
    let numbers: FxHashMap<&str, u32> =
        if pins.is_empty() { FxHashMap::default() } else { numbers.collect() };
    let mut pinned = Pinned::new(pins, &numbers);
    let pairs = candidates::candidates(&tellings);
    let mut clusters = cluster::cluster(&tellings, &pairs, &pinned, sources);
    let mut rows = self::rows(&tellings, &clusters, sources, knowledge);
    if !pins.is_empty() {
        named.extend(tellings.iter().map(|telling| telling.claim.claim_id.to_string()));
        named.extend(rows.iter().map(|row| row.event_id.to_string()));
        // An event is pinned by the claims that it has without the pin.
        let first = |id: &str| {
            let at = rows.iter().position(|row| row.event_id.as_str() == id)?;
            clusters.events.get(at)?.first().copied()
        };
        let more: Vec<_> = pins
            .iter()
            .filter_map(|pin| Some((pin.constraint, first(&pin.left)?, first(&pin.right)?)))
            .collect();
        if !more.is_empty() {
            more.into_iter().for_each(|(verdict, left, right)| pinned.add(verdict, left, right));
            clusters = cluster::cluster(&tellings, &pairs, &pinned, sources);
            rows = self::rows(&tellings, &clusters, sources, knowledge);
        }
    }
    if let Some(explanation) = explanation {
        *explanation = Explanation::new(&tellings, &clusters);
    }
    let mut of_claim = BTreeMap::new();
    for row in &rows {
        of_claim.extend(row.claims.iter().map(|claim| (claim.clone(), row.event_id.clone())));
    }
    rows.sort_by(|a, b| a.event_id.cmp(&b.event_id));
    let doubted = clusters.events.par_iter().filter(|event| event.len() > 1).flat_map_iter(|event| {
        let event: Vec<&Telling<'_>> =
            event.iter().filter_map(|number| tellings.get(*number as usize)).collect();
        guesses::other_years(&event).into_iter().cloned().collect::<Vec<_>>()
    });
    let doubted = doubted.collect();
    Events { rows, of_claim, doubted }
}

fn rows(
    tellings: &[Telling<'_>],
    clusters: &Clusters,
    sources: &Sources,
    knowledge: &Knowledge,
) -> Vec<EventRow> {
    let told = |number: &u32| tellings.get(*number as usize);
    let told: Vec<Vec<&Telling<'_>>> =
        clusters.events.iter().map(|event| event.iter().filter_map(told).collect()).collect();
    events::rows(&told, sources, knowledge)
}

/// A problem for each pin one of whose sides is not there.
fn unmatched(pins: &[Pin], named: &FxHashSet<String>) -> Vec<Diagnostic> {
    let missing = pins.iter().filter_map(|pin| {
        let id = [&pin.left, &pin.right].into_iter().find(|id| !named.contains(*id))?;
        let message = format!(
            "The pin in knowledge/pins.csv, line {}, matches nothing: there is no {id}. Its reason was: {}.",
            pin.line, pin.reason
        );
        let path = "knowledge/pins.csv".to_owned();
        Some(Diagnostic { path, line: pin.line, column: 1, kind: DiagnosticKind::UnmatchedPin, message })
    });
    missing.collect()
}
