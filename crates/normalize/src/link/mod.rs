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
mod news;
mod one_article;
mod owner;
mod pins;
mod reasons;
mod rows;
mod sketch;
mod spellings;
mod telling;
#[cfg(test)]
mod tests;
mod times;
mod witnesses;
mod wording;

use std::collections::BTreeMap;

use annals_knowledge::{Knowledge, Pin};
use annals_model::reading::{NameSlots, Reading};
use annals_model::record::{AgreementRow, EventRow};
use annals_model::{Article, ArticleId, ClaimId, EventId, Imprint, Problem, ProblemKind, Release};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use cluster::Clusters;
pub use explain::{Ground, Grounds, Link, Reasoning};
use news::Published;
use pins::Pinned;
use sketch::Sketch;
use telling::{Known, Teller, Telling};
use witnesses::Witnesses;
use wording::Classes;

/// Readings that one thread tells in one go.
const CHUNK: usize = 256;

/// What linking needs of an article beside what was read in it: its text is no longer needed.
#[derive(Clone, Debug)]
pub struct Outline {
    /// What the article says of itself.
    pub imprint: Imprint,
    /// What only word-for-word copies have in common with it.
    wording: Option<u64>,
    sketch: Sketch,
}

impl From<Article> for Outline {
    fn from(article: Article) -> Self {
        let (wording, sketch) = (article.wording(), Sketch::of(&article));
        Self { imprint: article.into_imprint(), wording, sketch }
    }
}

/// What readings became.
#[derive(Clone, Debug)]
pub struct Linked {
    /// What the articles say of themselves, by identifier.
    pub imprints: Vec<Imprint>,
    /// The datasets, but for the findings.
    pub release: Release,
    /// What is left of the readings, by article: the rows have the rest.
    pub readings: Vec<Reading>,
    /// Pins of `knowledge/` that name what is not there.
    pub problems: Vec<Problem>,
}

/// Links readings into a release without findings. `readings` belong to `articles`, in any order.
///
/// Claims of one event under different names or precisions meet in one row of `events`;
/// near-copies of an article are marked and are no witnesses of their own. The result does not
/// depend on the order of the articles.
#[must_use]
pub fn link(articles: Vec<Outline>, readings: Vec<Reading>, knowledge: &Knowledge) -> Linked {
    run(articles, readings, knowledge, None)
}

/// The same, with the reasons for which claims were, and were not, taken to be of one event.
#[must_use]
pub fn link_explained(
    articles: Vec<Outline>,
    readings: Vec<Reading>,
    knowledge: &Knowledge,
) -> (Linked, Reasoning) {
    let mut explanation = Reasoning::default();
    let linked = run(articles, readings, knowledge, Some(&mut explanation));
    (linked, explanation)
}

/// Where articles of one owner contradict each other on an event that nobody else tells: rows as
/// `agreements` has them, of which the articles are the witnesses.
#[must_use]
pub fn disagreements(release: &Release, readings: &[Reading], knowledge: &Knowledge) -> Vec<AgreementRow> {
    compare::within_owners(release, readings, knowledge)
}

fn run(
    mut articles: Vec<Outline>,
    mut readings: Vec<Reading>,
    knowledge: &Knowledge,
    mut explanation: Option<&mut Reasoning>,
) -> Linked {
    articles.sort_by(|a, b| a.imprint.id.cmp(&b.imprint.id));
    readings.sort_by(|a, b| a.article_id.cmp(&b.article_id));

    let copies = copies::copies(&articles);
    forget_slots(&mut readings, &copies);
    // Nor are the sketches needed any more.
    let articles: Vec<Imprint> = articles.into_iter().map(|article| article.imprint).collect();
    guesses::doubt(&articles, &mut readings);
    let spellings = spellings::spellings(&readings, knowledge);
    spellings::respell(&mut readings, &spellings);
    classes::settle(&mut readings, knowledge);
    let witnesses = Witnesses::new(copies::witnesses(&articles, &copies, knowledge), knowledge);
    let mut named = FxHashSet::default();
    let published = Published::new(&articles);
    let why = explanation.as_deref_mut();
    let events = events(&readings, &published, &witnesses, knowledge, &mut named, why);
    let entities = entities::entities(&readings, knowledge);
    named.extend(entities.keys().chain(spellings.keys()).map(ToString::to_string));
    let problems = unmatched(knowledge.rulings.pins(), &named);
    guesses::mark(&mut readings, &events.doubted);
    let mut release = rows::release(&articles, &mut readings, &copies, events, entities);
    let witnesses = compare::Witnesses { of_article: witnesses.of_articles(), outlets: &knowledge.outlets };
    release.agreements = compare::agreements(&release, &readings, witnesses, knowledge);
    times::bases(&mut release);
    times::infer(&mut release, &readings, knowledge);
    if let Some(explanation) = explanation {
        explanation.infer(times::grounds(&release, &readings, knowledge));
    }
    Linked { imprints: articles, release, readings, problems }
}

/// Only two texts of one article are laid side by side by the slots of their names.
fn forget_slots(readings: &mut [Reading], copies: &BTreeMap<ArticleId, ArticleId>) {
    let compared: FxHashSet<&ArticleId> =
        copies.iter().flat_map(|(copy, original)| [copy, original]).collect();
    for reading in readings.iter_mut().filter(|reading| !compared.contains(&reading.article_id)) {
        reading.slots = NameSlots::default();
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
    witnesses: &Witnesses,
    knowledge: &Knowledge,
    named: &mut FxHashSet<String>,
    explanation: Option<&mut Reasoning>,
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
    let pins = knowledge.rulings.pins();
    let numbers = (0_u32..).zip(&tellings).map(|(number, telling)| (telling.claim.claim_id.as_str(), number));
    let numbers: FxHashMap<&str, u32> =
        if pins.is_empty() { FxHashMap::default() } else { numbers.collect() };
    let mut pinned = Pinned::new(pins, &numbers);
    let pairs = candidates::candidates(&tellings);
    let mut clusters = cluster::cluster(&tellings, &pairs, &pinned, witnesses);
    let mut rows = self::rows(&tellings, &clusters, witnesses, knowledge);
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
            .filter_map(|pin| Some((pin.verdict, first(&pin.left)?, first(&pin.right)?)))
            .collect();
        if !more.is_empty() {
            more.into_iter().for_each(|(verdict, left, right)| pinned.add(verdict, left, right));
            clusters = cluster::cluster(&tellings, &pairs, &pinned, witnesses);
            rows = self::rows(&tellings, &clusters, witnesses, knowledge);
        }
    }
    if let Some(explanation) = explanation {
        *explanation = Reasoning::new(&tellings, &clusters);
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
    witnesses: &Witnesses,
    knowledge: &Knowledge,
) -> Vec<EventRow> {
    let told = |number: &u32| tellings.get(*number as usize);
    let told: Vec<Vec<&Telling<'_>>> =
        clusters.events.iter().map(|event| event.iter().filter_map(told).collect()).collect();
    events::rows(&told, witnesses, knowledge)
}

/// A problem for each pin one of whose sides is not there.
fn unmatched(pins: &[Pin], named: &FxHashSet<String>) -> Vec<Problem> {
    let missing = pins.iter().filter_map(|pin| {
        let id = [&pin.left, &pin.right].into_iter().find(|id| !named.contains(*id))?;
        let message = format!(
            "The pin in knowledge/pins.csv, line {}, matches nothing: there is no {id}. Its reason was: {}.",
            pin.line, pin.reason
        );
        let path = "knowledge/pins.csv".to_owned();
        Some(Problem { path, line: pin.line, column: 1, kind: ProblemKind::UnmatchedPin, message })
    });
    missing.collect()
}
