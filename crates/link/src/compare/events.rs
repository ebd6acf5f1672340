//! What witnesses say of one event.

use std::collections::{BTreeMap, BTreeSet};

use annals_edtf::{Bound, Edtf};
use annals_knowledge::Knowledge;
use annals_model::{
    ArticleId, ClaimId, ClaimRow, ComparisonRow, EntityId, EventRow, Modality, Property, Relations, Release,
};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::numbers::{Figures, Range, Shelf};
use super::parties::Classes;
use super::{Matter, Of, Sources, Told, Topic, parties, places};

/// The rows of every event that two witnesses tell, of those asked for, in the order of the events.
pub(super) fn rows<'r>(
    release: &'r Release,
    relations: &'r [Relations],
    sources: Sources<'r>,
    knowledge: &'r Knowledge,
    asked: impl Fn(&EventRow) -> bool,
) -> Vec<ComparisonRow> {
    let several: Vec<&EventRow> =
        release.events.iter().filter(|event| event.claims.len() > 1 && asked(event)).collect();
    let wanted: BTreeSet<&ArticleId> = several.iter().flat_map(|event| &event.articles).collect();
    let desk = Desk {
        claims: release.claims.iter().map(|claim| (&claim.claim_id, claim)).collect(),
        shelf: Shelf::of(release, relations, &wanted),
        classes: Classes::of(release),
        sources,
        knowledge,
        strangers: relations
            .iter()
            .flat_map(|article| &article.unlisted_parties)
            .map(|told| (&told.claim, &told.parties))
            .collect(),
    };
    several.par_iter().flat_map_iter(|event| desk.event(event)).collect()
}

/// What is looked up while events are compared.
struct Desk<'a> {
    claims: FxHashMap<&'a ClaimId, &'a ClaimRow>,
    shelf: Shelf<'a>,
    classes: Classes<'a>,
    sources: Sources<'a>,
    knowledge: &'a Knowledge,
    /// Parties that no table knows, by the claims that name them.
    strangers: FxHashMap<&'a ClaimId, &'a [EntityId; 2]>,
}

impl<'a> Desk<'a> {
    fn event(&self, event: &'a EventRow) -> Vec<ComparisonRow> {
        let claims = event.claims.iter().filter_map(|id| self.claims.get(id).copied());
        // What was only planned or is denied is no word on how it was.
        let claims = claims.filter(|claim| matches!(claim.modality, Modality::Asserted | Modality::Reported));
        let told: Vec<(&str, &ClaimRow)> =
            claims.filter_map(|claim| Some((self.sources.of_claim(claim)?, claim))).collect();
        if told.iter().map(|(source, _)| source).collect::<BTreeSet<_>>().len() < 2 {
            return Vec::new();
        }
        let mut rows = Vec::new();
        rows.extend(self.dates(event, &told));
        rows.extend(self.ends(event, &told));
        rows.extend(self.places(event, &told));
        rows.extend(self.parties(event, &told));
        rows.extend(self.numbers(event, &told));
        rows
    }

    fn dates(&self, event: &'a EventRow, told: &[(&'a str, &'a ClaimRow)]) -> Option<ComparisonRow> {
        matter(event, Property::Date, told, |claim| claim.date.as_ref())
            .row(|a, b| a.compare(b), ToString::to_string)
    }

    fn ends(&self, event: &'a EventRow, told: &[(&'a str, &'a ClaimRow)]) -> Option<ComparisonRow> {
        let end = |claim: &'a ClaimRow| match claim.date.as_ref()? {
            Edtf::Interval { end: Bound::Known(end), .. } => Some(Edtf::Date(*end)),
            _ => None,
        };
        matter(event, Property::EndDate, told, end).row(Edtf::compare, ToString::to_string)
    }

    fn places(&self, event: &'a EventRow, told: &[(&'a str, &'a ClaimRow)]) -> Option<ComparisonRow> {
        let names = &self.knowledge.gazetteer;
        matter(event, Property::Place, told, |claim| claim.place.as_ref())
            .row(|a, b| places::compare(names, a, b), ToString::to_string)
    }

    /// An article tells the parties of an event in all its sentences together.
    fn parties(&self, event: &'a EventRow, told: &[(&'a str, &'a ClaimRow)]) -> Option<ComparisonRow> {
        let mut by_article: BTreeMap<&ArticleId, (&str, BTreeSet<&'a EntityId>)> = BTreeMap::new();
        // Where the words name two parties that no table knows, these are all.
        let pair = |claim: &ClaimRow| self.strangers.get(&claim.claim_id).copied();
        let paired: BTreeSet<&ArticleId> = told
            .iter()
            .filter(|(_, claim)| pair(claim).is_some())
            .map(|(_, claim)| &claim.article_id)
            .collect();
        for (source, claim) in told {
            let entry = by_article.entry(&claim.article_id).or_insert_with(|| (source, BTreeSet::new()));
            entry.1.extend(pair(claim).into_iter().flatten());
            if !paired.contains(&claim.article_id) {
                entry.1.extend(&claim.participants);
            }
        }
        // "A and B", taken for the name of one, is none that another could contradict.
        let glued = |id: &EntityId| {
            let and = |word| self.knowledge.languages.iter().any(|language| language.is_and(word));
            self.knowledge.gazetteer.get(id).is_none() && id.as_str().split('-').any(and)
        };
        let told_well = |claim: &ClaimRow| !claim.participants.iter().any(glued);
        let named =
            |claim: &ClaimRow| !claim.participants.is_empty() && told_well(claim) || pair(claim).is_some();
        let values = told.iter().filter(|(_, claim)| named(claim));
        let told = values.filter_map(|(_, claim)| {
            let (source, parties) = by_article.get(&claim.article_id)?;
            Some(Told { value: parties.clone(), source, id: claim.claim_id.as_str() })
        });
        let topic = Topic { of: Of::Event(&event.event_id), property: Property::Participants, detail: None };
        let told: Vec<Told<'_, _>> = told.collect();
        // Two agree on one thing once; at a war or a meeting there may be others.
        let kind = self.knowledge.kinds.iter().find(|kind| kind.id == event.kind);
        let once = kind.is_some_and(|kind| kind.one_day && !kind.recurs);
        let compare = if once && told.iter().all(|told| told.value.len() < 3) {
            parties::compare_pairs
        } else {
            parties::compare
        };
        Matter { topic, told }.row(|a, b| compare(&self.classes, a, b), |parties| parties::shown(parties))
    }

    fn numbers(&self, event: &'a EventRow, told: &[(&'a str, &'a ClaimRow)]) -> Vec<ComparisonRow> {
        let mut by_unit: BTreeMap<String, Vec<Told<'a, Range>>> = BTreeMap::new();
        for (unit, article, Figures { range, id }) in
            self.shelf.figures(event, told.iter().map(|told| told.1))
        {
            let Some(source) = self.sources.of_article(article) else { continue };
            by_unit.entry(unit).or_default().push(Told { value: range, source, id });
        }
        let row = |(unit, told): (String, Vec<Told<'a, Range>>)| {
            let of = Of::Event(&event.event_id);
            let topic = Topic { of, property: Property::Number, detail: Some(unit) };
            Matter { topic, told }.row(Range::compare, ToString::to_string)
        };
        by_unit.into_iter().filter_map(row).collect()
    }
}

/// The values that claims of an event have.
fn matter<'a, V>(
    event: &'a EventRow,
    property: Property,
    told: &[(&'a str, &'a ClaimRow)],
    value: impl Fn(&'a ClaimRow) -> Option<V>,
) -> Matter<'a, V> {
    let told = told.iter().filter_map(|(source, claim)| {
        Some(Told { value: value(claim)?, source, id: claim.claim_id.as_str() })
    });
    Matter { topic: Topic { of: Of::Event(&event.event_id), property, detail: None }, told: told.collect() }
}
