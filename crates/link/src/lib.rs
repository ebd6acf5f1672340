#![doc = include_str!("../README.md")]

mod aliases;
mod article_summary;
mod blocking;
mod clustering;
mod compare;
mod date_relation;
mod day_range;
mod entities;
mod entity_typing;
mod event_class;
mod event_coreference;
mod event_ids;
mod event_rows;
mod explain;
mod extraction;
mod features;
mod inferred_dates;
mod match_reasons;
mod minhash;
mod near_duplicates;
mod pair_scoring;
mod pins;
mod release_rows;
mod sources;
mod symbols;
#[cfg(test)]
mod tests;
mod uncertain_years;

use std::collections::BTreeMap;

use annals_knowledge::{Knowledge, Pin};
use annals_model::{
    ArticleHeader, ArticleId, Coverage, Diagnostic, DiagnosticKind, NameContexts, Reading, Relations, Release,
};
use rustc_hash::FxHashSet;

pub use article_summary::ArticleSummary;
pub use compare::compare_within_owners;
use event_coreference::link_events;
pub use explain::{Edge, Explanation, Proof, ProofStep};
use extraction::PublicationDays;
use release_rows::{Rows, release_rows};
use sources::Sources;

/// The result of linking.
#[derive(Clone, Debug)]
pub struct Linked {
    /// Path, hash and metadata of every article, by identifier.
    pub headers: Vec<ArticleHeader>,
    /// The datasets, without findings.
    pub release: Release,
    /// The relations between the claims of each article, by article.
    pub relations: Vec<Relations>,
    /// The language that each article was read in, by article.
    pub coverage: Vec<Coverage>,
    /// Pins that match nothing.
    pub diagnostics: Vec<Diagnostic>,
}

/// Links readings into a release without findings. `readings` belong to `articles`; both are in any order,
/// which does not change the result.
///
/// Claims of one event, under different names or dates, get one row of `events`. Near-duplicates are marked
/// and are no independent sources.
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

fn run(
    mut articles: Vec<ArticleSummary>,
    mut readings: Vec<Reading>,
    knowledge: &Knowledge,
    mut explanation: Option<&mut Explanation>,
) -> Linked {
    articles.sort_by(|a, b| a.header.id.cmp(&b.header.id));
    readings.sort_by(|a, b| a.article_id.cmp(&b.article_id));

    let copies = near_duplicates::near_duplicates(&articles);
    drop_name_contexts(&mut readings, &copies);
    // The signatures are not needed any more.
    let headers: Vec<ArticleHeader> = articles.into_iter().map(|article| article.header).collect();
    let published = PublicationDays::new(&headers);
    uncertain_years::mark_far_dates(&mut readings, &published);
    let aliases = aliases::aliases(&readings, knowledge);
    aliases::replace_aliases(&mut readings, &aliases);
    entity_typing::unify_classes(&mut readings, knowledge);

    let sources = Sources::new(&headers, &copies, knowledge);
    let mut events = link_events(&readings, &published, &sources, knowledge, explanation.as_deref_mut());
    let entities = entities::entities(&readings, knowledge);
    let mut pinnable = std::mem::take(&mut events.pinnable);
    pinnable.extend(entities.keys().chain(aliases.keys()).map(ToString::to_string));
    let diagnostics = unmatched_pins(knowledge.overrides.pins(), &pinnable);
    uncertain_years::mark_claims(&mut readings, &events.uncertain);

    let Rows { mut release, relations, coverage } =
        release_rows(&headers, readings, &copies, events, entities);
    release.comparisons = compare::comparisons(&release, &relations, sources.of_articles(), knowledge);
    inferred_dates::set_bases(&mut release);
    inferred_dates::infer_bounds(&mut release, &relations, knowledge);
    if let Some(explanation) = explanation {
        explanation.add_proofs(inferred_dates::proofs(&release, &relations, knowledge));
    }
    Linked { headers, release, relations, coverage, diagnostics }
}

/// Drops the contexts of names, which take memory, of all articles but copies and their originals: only
/// these are compared by them.
fn drop_name_contexts(readings: &mut [Reading], copies: &BTreeMap<ArticleId, ArticleId>) {
    let compared: FxHashSet<&ArticleId> =
        copies.iter().flat_map(|(copy, original)| [copy, original]).collect();
    for reading in readings.iter_mut().filter(|reading| !compared.contains(&reading.article_id)) {
        reading.relations.name_contexts = NameContexts::default();
    }
}

/// Returns a diagnostic for each pin one of whose sides does not exist.
fn unmatched_pins(pins: &[Pin], known: &FxHashSet<String>) -> Vec<Diagnostic> {
    let unmatched = pins.iter().filter_map(|pin| {
        let id = [&pin.left, &pin.right].into_iter().find(|id| !known.contains(*id))?;
        let message = format!(
            "The pin in knowledge/pins.csv, line {}, matches nothing: there is no {id}. Its reason was: {}.",
            pin.line, pin.reason
        );
        let path = "knowledge/pins.csv".to_owned();
        Some(Diagnostic { path, line: pin.line, column: 1, kind: DiagnosticKind::UnmatchedPin, message })
    });
    unmatched.collect()
}
