//! Event coreference: joins the claims of all readings into events.

use std::collections::BTreeMap;

use annals_knowledge::{Knowledge, Pin};
use annals_model::{ClaimId, EventId, EventRow, Reading};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::blocking::candidate_pairs;
use crate::clustering::{Clusters, cluster};
use crate::event_class::EventClasses;
use crate::event_rows::event_rows;
use crate::explain::Explanation;
use crate::extraction::{FeatureExtractor, ListedEvents, PublicationDays};
use crate::features::ClaimFeatures;
use crate::pins::PinnedPairs;
use crate::sources::Sources;
use crate::uncertain_years::claims_of_other_years;

/// Readings that one thread extracts features from at a time.
const CHUNK: usize = 256;

/// The events of a corpus.
pub(crate) struct LinkedEvents {
    /// By identifier.
    pub(crate) rows: Vec<EventRow>,
    /// The event of each claim.
    pub(crate) of_claim: BTreeMap<ClaimId, EventId>,
    /// Claims that omit the year and conflict in it with another claim of the event.
    pub(crate) uncertain: FxHashSet<ClaimId>,
    /// The identifiers of claims and events that a pin may name. Empty where there are no pins.
    pub(crate) pinnable: FxHashSet<String>,
}

/// Joins the claims of all readings into events.
pub(crate) fn link_events(
    readings: &[Reading],
    published: &PublicationDays<'_>,
    sources: &Sources,
    knowledge: &Knowledge,
    explanation: Option<&mut Explanation>,
) -> LinkedEvents {
    let classes = EventClasses::new(knowledge);
    let listed_events = ListedEvents::new(knowledge, &classes);
    let chunks = readings.par_chunks(CHUNK);
    let features = chunks.flat_map_iter(|readings| {
        let mut extractor = FeatureExtractor::new(knowledge, &classes, &listed_events);
        readings.iter().flat_map(|reading| extractor.extract(reading, published)).collect::<Vec<_>>()
    });
    let features: Vec<ClaimFeatures<'_>> = features.collect();
    let pairs = candidate_pairs(&features);
    let linker = Linker { features: &features, pairs: &pairs, sources, knowledge };
    let Pinned { clusters, mut rows, pinnable } = linker.cluster(knowledge.overrides.pins());
    if let Some(explanation) = explanation {
        *explanation = Explanation::new(&features, &clusters);
    }
    let mut of_claim = BTreeMap::new();
    for row in &rows {
        of_claim.extend(row.claims.iter().map(|claim| (claim.clone(), row.event_id.clone())));
    }
    rows.sort_by(|a, b| a.event_id.cmp(&b.event_id));
    let uncertain = linker.uncertain_claims(&clusters);
    LinkedEvents { rows, of_claim, uncertain, pinnable }
}

/// The claims of a corpus and the pairs to compare.
struct Linker<'l, 'r> {
    features: &'l [ClaimFeatures<'r>],
    pairs: &'l [(u32, u32)],
    sources: &'l Sources,
    knowledge: &'l Knowledge,
}

/// Clusters that observe all pins.
struct Pinned {
    clusters: Clusters,
    rows: Vec<EventRow>,
    pinnable: FxHashSet<String>,
}

impl<'l, 'r> Linker<'l, 'r> {
    /// Joins claims into clusters, under the pins of claims. Where events are pinned, these are the clusters
    /// as they are without those pins: the claims are clustered a second time.
    fn cluster(&self, pins: &[Pin]) -> Pinned {
        let numbers = if pins.is_empty() { FxHashMap::default() } else { self.numbers() };
        let mut pinned = PinnedPairs::new(pins, &numbers);
        let mut clusters = cluster(self.features, self.pairs, &pinned, self.sources);
        let mut rows = self.rows(&clusters);
        if pins.is_empty() {
            return Pinned { clusters, rows, pinnable: FxHashSet::default() };
        }
        let claims = self.features.iter().map(|claim| claim.claim.claim_id.to_string());
        let pinnable = claims.chain(rows.iter().map(|row| row.event_id.to_string())).collect();
        let event_pins = pins_of_events(pins, &rows, &clusters);
        if !event_pins.is_empty() {
            for (pin, left, right) in event_pins {
                pinned.add(pin.constraint, left, right);
            }
            clusters = cluster(self.features, self.pairs, &pinned, self.sources);
            rows = self.rows(&clusters);
        }
        Pinned { clusters, rows, pinnable }
    }

    /// Returns the number of each claim.
    fn numbers(&self) -> FxHashMap<&'r str, u32> {
        let numbered = (0_u32..).zip(self.features);
        numbered.map(|(number, claim)| (claim.claim.claim_id.as_str(), number)).collect()
    }

    fn rows(&self, clusters: &Clusters) -> Vec<EventRow> {
        let events: Vec<_> = clusters.events.iter().map(|event| self.claims(event)).collect();
        event_rows(&events, self.sources, self.knowledge)
    }

    fn claims(&self, event: &[u32]) -> Vec<&'l ClaimFeatures<'r>> {
        event.iter().filter_map(|number| self.features.get(*number as usize)).collect()
    }

    /// Returns the claims that omit the year and conflict in it with another claim of the event.
    fn uncertain_claims(&self, clusters: &Clusters) -> FxHashSet<ClaimId> {
        let events = clusters.events.par_iter().filter(|event| event.len() > 1);
        let claims = events.flat_map_iter(|event| {
            claims_of_other_years(&self.claims(event)).into_iter().cloned().collect::<Vec<_>>()
        });
        claims.collect()
    }
}

/// Returns the pins of two events, each with the first claims of both.
fn pins_of_events<'p>(pins: &'p [Pin], rows: &[EventRow], clusters: &Clusters) -> Vec<(&'p Pin, u32, u32)> {
    let first_claim = |id: &str| {
        let at = rows.iter().position(|row| row.event_id.as_str() == id)?;
        clusters.events.get(at)?.first().copied()
    };
    let pinned = pins.iter().filter_map(|pin| Some((pin, first_claim(&pin.left)?, first_claim(&pin.right)?)));
    pinned.collect()
}
