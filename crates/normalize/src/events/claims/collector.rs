//! Output of claim reading.

use std::collections::BTreeMap;
use std::ops::Range;

use annals_model::{
    Arithmetic, ArithmeticClaim, Claim, ClaimDate, ClaimId, Entity, EntityClass, EntityId, EventQuantity,
    EvidenceId, ForceMovement, Modality, Reading, TemporalRelation, UnlistedParties, digest, slug,
};

use crate::context::SentenceContext;
use crate::events::anniversaries::find::ordinal;
use crate::events::anniversaries::origins::{OpenAnniversary, resolve_origins};
use crate::events::article_inputs::ArticleInputs;
use crate::events::attribution::source;
use crate::events::event_quantities::QuantityLink;
use crate::events::participants::collect::participants;
use crate::events::participants::unlisted_pair::unlisted_pair;
use crate::events::place::{place, unlisted_place};
use crate::events::temporal::durations::{DurationDraft, resolve_durations};
use crate::events::triggers::trigger::{Trigger, hull};
use crate::names::shown;

/// The claims of an article and the relations between them.
pub(crate) struct Collector<'a> {
    inputs: ArticleInputs<'a>,
    pub(crate) claims: Vec<Claim>,
    arithmetic: Vec<ArithmeticClaim>,
    pub(crate) relations: Vec<TemporalRelation>,
    /// Durations with their bytes. Their anchors are resolved at the end.
    pub(crate) durations: Vec<(DurationDraft, Range<usize>)>,
    pub(crate) movements: Vec<ForceMovement>,
    /// Event quantities, by the character at which the number begins.
    pub(crate) quantities: Vec<(usize, QuantityLink)>,
    pub(crate) open_anniversaries: Vec<OpenAnniversary>,
    unlisted_parties: Vec<UnlistedParties>,
    /// Out-of-gazetteer places, with their names.
    places: BTreeMap<EntityId, String>,
    /// How many claims have the same kind, name, date and quote.
    duplicates: BTreeMap<String, usize>,
}

/// A claim before its place, participants and identifier are known.
pub(crate) struct Draft<'d> {
    pub(crate) trigger: &'d Trigger,
    pub(crate) name: String,
    pub(crate) date: Option<ClaimDate>,
    pub(crate) bytes: Range<usize>,
    pub(crate) rule: &'d str,
    pub(crate) modality: Modality,
}

impl<'a> Collector<'a> {
    pub(crate) fn new(inputs: ArticleInputs<'a>) -> Self {
        Self {
            inputs,
            claims: Vec::new(),
            arithmetic: Vec::new(),
            relations: Vec::new(),
            durations: Vec::new(),
            movements: Vec::new(),
            quantities: Vec::new(),
            open_anniversaries: Vec::new(),
            unlisted_parties: Vec::new(),
            places: BTreeMap::new(),
            duplicates: BTreeMap::new(),
        }
    }

    /// Completes a draft and adds its claim. `context_names` are the names near the trigger.
    pub(crate) fn add(
        &mut self,
        context: &SentenceContext<'_, '_>,
        draft: &Draft<'_>,
        context_names: String,
    ) -> ClaimId {
        let trigger = draft.trigger;
        let place = place(context, trigger).or_else(|| self.unlisted_place(context, trigger));
        let bytes = match &place {
            Some((_, tokens)) => hull(&draft.bytes, &context.segment.bytes(tokens)),
            None => draft.bytes.clone(),
        };
        let evidence = self.inputs.evidence(bytes);
        let claim_id = self.claim_id(draft, &evidence.quote);
        if let Some(parties) = unlisted_pair(context, trigger, self.inputs.kinds) {
            self.unlisted_parties.push(UnlistedParties { claim: claim_id.clone(), parties });
        }
        self.claims.push(Claim {
            claim_id: claim_id.clone(),
            kind: trigger.kind.clone(),
            name: draft.name.clone(),
            naming: trigger.naming,
            date: draft.date.clone(),
            modality: draft.modality,
            participants: participants(context, trigger).into_iter().collect(),
            place: place.map(|(id, _)| id),
            ordinal: ordinal(context, trigger).map(|(number, _)| number),
            source: source(context),
            context_names,
            evidence,
            rule: draft.rule.to_owned(),
        });
        claim_id
    }

    /// Returns the identifier of a claim: a digest of its content, with a counter for repetitions.
    fn claim_id(&mut self, draft: &Draft<'_>, quote: &str) -> ClaimId {
        let kind = draft.trigger.kind.as_str();
        let date = draft.date.as_ref().map(|date| date.edtf.to_string()).unwrap_or_default();
        let words = digest([kind, draft.name.as_str(), date.as_str(), quote]);
        let count = self.duplicates.entry(words.clone()).or_default();
        *count += 1;
        let suffix = if *count > 1 { format!("-{count}") } else { String::new() };
        ClaimId::new(format!("{}/{kind}-{words}{suffix}", self.inputs.article.id))
    }

    /// Returns an out-of-gazetteer place of the event, and its tokens.
    fn unlisted_place(
        &mut self,
        context: &SentenceContext<'_, '_>,
        trigger: &Trigger,
    ) -> Option<(EntityId, Range<usize>)> {
        let (name, tokens) = unlisted_place(context, trigger)?;
        let name = shown(context.segment.slice(&name));
        let id = EntityId::new(slug(&name));
        self.places.entry(id.clone()).or_insert(name);
        Some((id, tokens))
    }

    /// Adds an arithmetic claim about `claims`, with the evidence at `bytes`.
    pub(crate) fn add_arithmetic(&mut self, claims: Vec<ClaimId>, terms: Arithmetic, bytes: Range<usize>) {
        let evidence = self.inputs.evidence(bytes);
        self.arithmetic.push(ArithmeticClaim { claims, terms, evidence });
    }

    /// Moves everything into the reading. Expects that its entities and quantities are complete.
    pub(crate) fn finish(mut self, reading: &mut Reading) {
        self.arithmetic.extend(resolve_origins(&self.claims, std::mem::take(&mut self.open_anniversaries)));
        reading.claims = self.claims;
        add_places(self.places, reading);
        reading.relations.arithmetic = self.arithmetic;
        reading.relations.temporal = self.relations;
        reading.relations.durations = resolve_durations(self.inputs.article, self.durations, &reading.claims);
        reading.relations.force_movements = self.movements;
        let numbers: BTreeMap<usize, &EvidenceId> =
            reading.quantities.iter().map(|it| (it.evidence.span.start, &it.quantity_id)).collect();
        let quantities = self.quantities.into_iter().filter_map(|(start, link)| {
            let QuantityLink { claim, of, unit, among, .. } = link;
            Some(EventQuantity { quantity: (*numbers.get(&start)?).clone(), claim, of, unit, among })
        });
        reading.relations.event_quantities = quantities.collect();
        reading.relations.unlisted_parties = self.unlisted_parties;
    }
}

/// Adds out-of-gazetteer places to the entities. Removes the place from the claims if the article uses its name
/// for a person or an organisation.
fn add_places(places: BTreeMap<EntityId, String>, reading: &mut Reading) {
    for (id, name) in places {
        let name: Box<str> = name.into();
        let forms = [name.clone()].into();
        let place = Entity { class: EntityClass::Place, name, forms };
        let known = reading.entities.entry(id.clone()).or_insert(place);
        if known.class != EntityClass::Place {
            let here = |claim: &&mut Claim| claim.place.as_ref() == Some(&id);
            reading.claims.iter_mut().filter(here).for_each(|claim| claim.place = None);
        }
    }
}
