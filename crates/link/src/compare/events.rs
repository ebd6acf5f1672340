//! Comparison of the claims of one event.

use std::collections::{BTreeMap, BTreeSet};

use annals_edtf::{Bound, Edtf};
use annals_knowledge::Knowledge;
use annals_model::{
    ArticleId, ClaimId, ClaimRow, ComparisonRow, EntityId, EventRow, Modality, Property, Relations, Release,
};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::claim_sources::ClaimSources;
use super::event_numbers::EventNumbers;
use super::number_ranges::NumberRange;
use super::participants::{self, Participants, PartyClasses};
use super::places;
use super::value_group::{SourcedValue, Subject, Topic, ValueGroup};

/// Returns the rows of every selected event that two sources report, in the order of the events.
pub(super) fn rows<'r>(
    release: &'r Release,
    relations: &'r [Relations],
    sources: ClaimSources<'r>,
    knowledge: &'r Knowledge,
    is_selected: impl Fn(&EventRow) -> bool,
) -> Vec<ComparisonRow> {
    let events: Vec<&EventRow> =
        release.events.iter().filter(|event| event.claims.len() > 1 && is_selected(event)).collect();
    let articles: BTreeSet<&ArticleId> = events.iter().flat_map(|event| &event.articles).collect();
    let unlisted = relations.iter().flat_map(|article| &article.unlisted_parties);
    let comparer = EventComparer {
        claims: release.claims.iter().map(|claim| (&claim.claim_id, claim)).collect(),
        numbers: EventNumbers::of(release, relations, &articles),
        classes: PartyClasses::of(release),
        sources,
        knowledge,
        unlisted_pairs: unlisted.map(|pair| (&pair.claim, &pair.parties)).collect(),
    };
    events.par_iter().flat_map_iter(|event| comparer.event(event)).collect()
}

/// What is looked up while events are compared.
struct EventComparer<'a> {
    claims: FxHashMap<&'a ClaimId, &'a ClaimRow>,
    numbers: EventNumbers<'a>,
    classes: PartyClasses<'a>,
    sources: ClaimSources<'a>,
    knowledge: &'a Knowledge,
    /// The pairs of parties of which one at least is unlisted, by the claims that name them.
    unlisted_pairs: FxHashMap<&'a ClaimId, &'a [EntityId; 2]>,
}

/// A claim and its source.
type SourcedClaim<'a> = (&'a str, &'a ClaimRow);

impl<'a> EventComparer<'a> {
    fn event(&self, event: &'a EventRow) -> Vec<ComparisonRow> {
        let claims = event.claims.iter().filter_map(|id| self.claims.get(id).copied());
        // Plans and denials do not state what happened.
        let claims = claims.filter(|claim| matches!(claim.modality, Modality::Asserted | Modality::Reported));
        let claims: Vec<SourcedClaim<'a>> =
            claims.filter_map(|claim| Some((self.sources.of_claim(claim)?, claim))).collect();
        if claims.iter().map(|(source, _)| source).collect::<BTreeSet<_>>().len() < 2 {
            return Vec::new();
        }
        let mut rows = Vec::new();
        rows.extend(compare_dates(event, &claims));
        rows.extend(compare_end_dates(event, &claims));
        rows.extend(self.compare_places(event, &claims));
        rows.extend(self.compare_participants(event, &claims));
        rows.extend(self.compare_numbers(event, &claims));
        rows
    }

    fn compare_places(&self, event: &'a EventRow, claims: &[SourcedClaim<'a>]) -> Option<ComparisonRow> {
        let gazetteer = &self.knowledge.gazetteer;
        values_of(event, Property::Place, claims, |claim| claim.place.as_ref())
            .row(|a, b| places::compare(gazetteer, a, b), ToString::to_string)
    }

    fn compare_participants(
        &self,
        event: &'a EventRow,
        claims: &[SourcedClaim<'a>],
    ) -> Option<ComparisonRow> {
        let by_article = self.participants_by_article(claims);
        let named = claims.iter().filter(|(_, claim)| self.has_participants(claim));
        let values = named.filter_map(|(_, claim)| {
            let (source, participants) = by_article.get(&claim.article_id)?;
            Some(SourcedValue { value: participants.clone(), source, row_id: claim.claim_id.as_str() })
        });
        let topic = Topic {
            subject: Subject::Event(&event.event_id),
            property: Property::Participants,
            detail: None,
        };
        let values: Vec<SourcedValue<'_, _>> = values.collect();
        // Two parties agree on something once; a war or a meeting may have others.
        let kind = self.knowledge.kinds.iter().find(|kind| kind.id == event.kind);
        let is_single = kind.is_some_and(|kind| kind.one_day && !kind.recurs);
        let compare = if is_single && values.iter().all(|value| value.value.len() < 3) {
            participants::compare_pairs
        } else {
            participants::compare
        };
        ValueGroup { topic, values }
            .row(|a, b| compare(&self.classes, a, b), |parties| participants::display(parties))
    }

    /// Returns the participants of an event in all claims of each article, with the source of the first of
    /// them. Where a claim has an unlisted pair, these are all participants.
    fn participants_by_article(
        &self,
        claims: &[SourcedClaim<'a>],
    ) -> BTreeMap<&'a ArticleId, (&'a str, Participants<'a>)> {
        let pair = |claim: &ClaimRow| self.unlisted_pairs.get(&claim.claim_id).copied();
        let paired = claims.iter().filter(|(_, claim)| pair(claim).is_some());
        let paired: BTreeSet<&ArticleId> = paired.map(|(_, claim)| &claim.article_id).collect();
        let mut by_article: BTreeMap<&ArticleId, (&str, Participants<'a>)> = BTreeMap::new();
        for (source, claim) in claims {
            let entry = by_article.entry(&claim.article_id);
            let (_, participants) = entry.or_insert_with(|| (source, Participants::new()));
            participants.extend(pair(claim).into_iter().flatten());
            if !paired.contains(&claim.article_id) {
                participants.extend(&claim.participants);
            }
        }
        by_article
    }

    /// True if a claim states participants. An unlisted "A and B" that was taken for one name cannot be
    /// compared.
    fn has_participants(&self, claim: &ClaimRow) -> bool {
        let is_conjunction = |id: &EntityId| {
            let is_and = |word| self.knowledge.languages.iter().any(|language| language.is_and(word));
            self.knowledge.gazetteer.get(id).is_none() && id.as_str().split('-').any(is_and)
        };
        !claim.participants.is_empty() && !claim.participants.iter().any(is_conjunction)
            || self.unlisted_pairs.contains_key(&claim.claim_id)
    }

    fn compare_numbers(&self, event: &'a EventRow, claims: &[SourcedClaim<'a>]) -> Vec<ComparisonRow> {
        let mut by_unit: BTreeMap<String, Vec<SourcedValue<'a, NumberRange>>> = BTreeMap::new();
        for number in self.numbers.of_event(event, claims.iter().map(|(_, claim)| *claim)) {
            let Some(source) = self.sources.of_article(number.article) else { continue };
            let value = SourcedValue { value: number.range, source, row_id: number.row_id };
            by_unit.entry(number.unit).or_default().push(value);
        }
        let row = |(unit, values): (String, Vec<SourcedValue<'a, NumberRange>>)| {
            let subject = Subject::Event(&event.event_id);
            let topic = Topic { subject, property: Property::Number, detail: Some(unit) };
            ValueGroup { topic, values }.row(NumberRange::compare, ToString::to_string)
        };
        by_unit.into_iter().filter_map(row).collect()
    }
}

fn compare_dates<'a>(event: &'a EventRow, claims: &[SourcedClaim<'a>]) -> Option<ComparisonRow> {
    values_of(event, Property::Date, claims, |claim| claim.date.as_ref())
        .row(|a, b| a.compare(b), ToString::to_string)
}

fn compare_end_dates<'a>(event: &'a EventRow, claims: &[SourcedClaim<'a>]) -> Option<ComparisonRow> {
    let end = |claim: &'a ClaimRow| match claim.date.as_ref()? {
        Edtf::Interval { end: Bound::Known(end), .. } => Some(Edtf::Date(*end)),
        _ => None,
    };
    values_of(event, Property::EndDate, claims, end).row(Edtf::compare, ToString::to_string)
}

/// Returns the values of a property that claims of an event state.
fn values_of<'a, V>(
    event: &'a EventRow,
    property: Property,
    claims: &[SourcedClaim<'a>],
    value: impl Fn(&'a ClaimRow) -> Option<V>,
) -> ValueGroup<'a, V> {
    let values = claims.iter().filter_map(|(source, claim)| {
        Some(SourcedValue { value: value(claim)?, source, row_id: claim.claim_id.as_str() })
    });
    let topic = Topic { subject: Subject::Event(&event.event_id), property, detail: None };
    ValueGroup { topic, values: values.collect() }
}
