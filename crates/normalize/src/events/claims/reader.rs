//! Reads the claims of one sentence after the other.

use std::collections::BTreeSet;
use std::ops::Range;

use annals_model::{Claim, ClaimId, ForceMovement, Modality, Naming, Reading, TemporalRelation};

use super::collector::{Collector, Draft};
use super::discourse::Discourse;
use crate::context::SentenceContext;
use crate::coreference::event_pronouns::EventAntecedent;
use crate::events::anniversaries::find::{Anniversary, anniversaries, celebrated};
use crate::events::article_inputs::ArticleInputs;
use crate::events::aspect::{fits_phase, is_end, is_phase, of_phase};
use crate::events::claim_filter::{claims_without_date, has_required_verb, is_hypothetical};
use crate::events::date_attachment::attach::{DatedTrigger, attach};
use crate::events::date_attachment::clauses::{WHEN, day_of_clause};
use crate::events::event_quantities::{claimed_earlier, event_quantities};
use crate::events::forces::{countries, extent, sides};
use crate::events::gapping::{late_complement, name_of_gapped};
use crate::events::layouts::enumerations::items;
use crate::events::layouts::life_dates::{BracketEvent, bracket_events};
use crate::events::modality::{is_present, modality};
use crate::events::participants::collect::subject;
use crate::events::temporal::durations::sentence_durations;
use crate::events::temporal::period_lengths::{PeriodLength, period_lengths};
use crate::events::temporal::relations::{leads, relations};
use crate::events::triggers::find::triggers;
use crate::events::triggers::trigger::{Trigger, TriggerSource, hull};
use crate::names::shown;
use crate::time_mentions::TimeMention;

/// Reads claims: inputs, discourse state and output.
pub(crate) struct ClaimReader<'a> {
    pub(crate) inputs: ArticleInputs<'a>,
    pub(crate) discourse: Discourse,
    pub(crate) collected: Collector<'a>,
}

/// Claims of triggers, each with the number of its trigger. A trigger may have several.
type TriggerClaims = Vec<(usize, ClaimId)>;

impl<'a> ClaimReader<'a> {
    pub(crate) fn new(inputs: ArticleInputs<'a>) -> Self {
        Self { inputs, discourse: Discourse::default(), collected: Collector::new(inputs) }
    }

    /// Moves the claims and their relations into the reading. Expects that its entities and quantities are
    /// complete.
    pub(crate) fn finish(self, reading: &mut Reading) {
        self.collected.finish(reading);
    }

    /// Begins the section below a heading.
    pub(crate) fn begin_section(&mut self, heading: &str) {
        self.discourse.entries.below(self.inputs.language, heading);
    }

    /// Reads one sentence.
    pub(crate) fn read(&mut self, context: &SentenceContext<'_, '_>) {
        self.read_claims(context);
        self.discourse.context_names.remember(context);
    }

    fn read_claims(&mut self, context: &SentenceContext<'_, '_>) {
        if self.read_entry(context) {
            return;
        }
        let mut found = self.find_triggers(context);
        let brackets = self.brackets(context, None, &found);
        found.retain(|trigger| !brackets.iter().any(|bracket| bracket.contains(&trigger.head.start)));
        if found.is_empty() {
            self.read_without_triggers(context);
            return;
        }
        let phases: Vec<Trigger> =
            found.iter().filter(|trigger| is_phase(context, trigger)).cloned().collect();
        found.retain(|trigger| {
            let is_part =
                is_phase(context, trigger) && !(self.inputs.lasts(&trigger.kind) && is_end(context, trigger));
            has_required_verb(context, trigger) && !is_hypothetical(context, trigger) && !is_part
        });
        items(context, &mut found);
        let mut dated = attach(context, &found);
        dated.retain(|dated| found.get(dated.trigger).is_some_and(|it| fits_phase(context, it, dated)));
        celebrated(context, &found, &mut dated);
        let celebrations = anniversaries(context, &found);
        dated.retain(|dated| !celebrations.iter().any(|anniversary| anniversary.uses(dated.time)));
        self.verb_anniversaries(context, &found, &mut dated);
        self.own_anniversary(context, &found, &dated);
        if celebrations.is_empty() {
            self.years_since(context);
        }
        self.period_lengths(context, &dated);
        let claims = self.claim_triggers(context, &found, &dated, &celebrations);
        let repeated = repeated_claims(context, &found, &claims, &self.collected.claims);
        self.quantities(context, &found, &[claims.as_slice(), &repeated].concat());
        self.relations(context, &found, &phases, &claims);
        self.movements(context, &found, &claims);
        let durations = sentence_durations(&self.inputs, context, &found, &claims);
        self.collected.durations.extend(durations);
    }

    /// Reads an entry below a heading. Returns whether the sentence is one.
    fn read_entry(&mut self, context: &SentenceContext<'_, '_>) -> bool {
        let Some((trigger, time)) = self.discourse.entries.read(context) else { return false };
        let dated = DatedTrigger { trigger: 0, time, about: None, rule: "entry-below-heading" };
        let _ = self.claim_dated(context, &trigger, &dated);
        let _ = self.brackets(context, Some(&trigger.phrase), &[]);
        true
    }

    /// Returns the triggers of a sentence. An initial pronoun stands for the event of the previous sentence.
    fn find_triggers(&mut self, context: &SentenceContext<'_, '_>) -> Vec<Trigger> {
        let mut found = triggers(context);
        let antecedent = self.discourse.antecedent.take();
        if let Some(trigger) = antecedent.as_ref().and_then(|event| event.continued_in(context)) {
            found.insert(0, trigger);
            self.discourse.antecedent = antecedent;
        } else {
            self.discourse.antecedent = EventAntecedent::of(context, &found);
        }
        found
    }

    /// Reads the arithmetic and the quantities of a sentence that has no trigger.
    fn read_without_triggers(&mut self, context: &SentenceContext<'_, '_>) {
        self.years_since(context);
        let periods = period_lengths(context).into_iter().filter(|period| period.what.is_empty());
        for PeriodLength { time, tokens, arithmetic, .. } in periods {
            let bytes = hull(&context.segment.bytes(&tokens), &time.bytes);
            self.collected.add_arithmetic(Vec::new(), arithmetic, bytes);
        }
        self.quantities(context, &[], &[]);
    }

    /// Claims the anniversaries, the dated triggers, and those undated triggers that state an event.
    fn claim_triggers(
        &mut self,
        context: &SentenceContext<'_, '_>,
        found: &[Trigger],
        dated: &[DatedTrigger<'_>],
        celebrations: &[Anniversary<'_>],
    ) -> TriggerClaims {
        let mut used = BTreeSet::new();
        for anniversary in celebrations {
            self.claim_anniversary(context, found, anniversary);
            used.extend(anniversary.trigger.into_iter().chain(anniversary.origin));
        }
        let mut claims = TriggerClaims::new();
        for dated in dated {
            if let Some(trigger) = found.get(dated.trigger) {
                claims.push((dated.trigger, self.claim_dated(context, trigger, dated)));
            }
            used.insert(dated.trigger);
        }
        for (number, trigger) in found.iter().enumerate().filter(|(number, _)| !used.contains(number)) {
            let states = claims_without_date(context, trigger) || leads(context, trigger);
            if states && !is_phase(context, trigger) {
                claims.extend(self.claim_undated(context, trigger).map(|claim| (number, claim)));
            }
        }
        claims
    }

    /// Claims the events of dates in brackets after names, and returns the tokens of those brackets. A bracket
    /// after "the anniversary of the birth of X" has no dates of a life.
    fn brackets(
        &mut self,
        context: &SentenceContext<'_, '_>,
        entry: Option<&Range<usize>>,
        found: &[Trigger],
    ) -> Vec<Range<usize>> {
        let of_event = |name: usize| {
            let nouns = found.iter().filter(|trigger| matches!(trigger.source, TriggerSource::Noun(_)));
            nouns.clone().any(|noun| noun.phrase.contains(&name))
                || nouns.filter_map(|noun| noun.about.as_ref()).any(|about| about.contains(&name))
        };
        let mut events = bracket_events(context, self.inputs.kinds, entry);
        events.retain(|event| !of_event(event.trigger.phrase.start));
        for BracketEvent { trigger, time, edtf } in &events {
            let bytes = hull(&context.segment.bytes(&trigger.phrase), &time.bytes);
            let date = self.inputs.claim_date(time, edtf, time.basis, &[]);
            let (name, rule, modality) = (trigger.name.clone(), "date-in-brackets", Modality::Asserted);
            let _ = self.add(context, &Draft { trigger, name, date: Some(date), bytes, rule, modality });
        }
        events.iter().map(|event| event.trigger.phrase.end..event.time.tokens.end).collect()
    }

    /// Reads the event quantities of a sentence, and remembers its claim if it is the only one.
    fn quantities(
        &mut self,
        context: &SentenceContext<'_, '_>,
        found: &[Trigger],
        claims: &[(usize, ClaimId)],
    ) {
        for link in event_quantities(context, found, claims, self.discourse.previous.as_ref()) {
            let start = self.inputs.article.span(context.segment.bytes(&link.tokens)).start;
            self.collected.quantities.push((start, link));
        }
        let mut distinct: BTreeSet<&ClaimId> = claims.iter().map(|(_, claim)| claim).collect();
        let first = distinct.pop_first().cloned();
        self.discourse.previous = first.filter(|_| distinct.is_empty());
    }

    /// Reads the temporal relations between the events of a sentence.
    fn relations(
        &mut self,
        context: &SentenceContext<'_, '_>,
        found: &[Trigger],
        phases: &[Trigger],
        claims: &[(usize, ClaimId)],
    ) {
        for draft in relations(context, found, phases, claims) {
            let evidence = self.inputs.evidence(context.segment.bytes(&draft.tokens));
            let (subject, relation, object) = (draft.subject, draft.relation, draft.object);
            self.collected.relations.push(TemporalRelation { subject, relation, object, evidence });
        }
    }

    /// Reads the movements of armed forces of a sentence.
    fn movements(
        &mut self,
        context: &SentenceContext<'_, '_>,
        found: &[Trigger],
        claims: &[(usize, ClaimId)],
    ) {
        for (number, claim) in claims {
            let Some(trigger) = found.get(*number) else { continue };
            if self.inputs.kinds.iter().any(|kind| kind.id == trigger.kind && kind.moves_forces()) {
                let evidence = self.inputs.evidence(context.segment.bytes(&context.tokens));
                let (extent, countries) = (extent(context, trigger), countries(context));
                let (claim, sides) = (claim.clone(), sides(context, trigger));
                self.collected.movements.push(ForceMovement { claim, extent, countries, sides, evidence });
            }
        }
    }

    /// Claims a trigger with a date.
    fn claim_dated(
        &mut self,
        context: &SentenceContext<'_, '_>,
        trigger: &Trigger,
        dated: &DatedTrigger<'_>,
    ) -> ClaimId {
        let derived = derived_trigger(context, trigger, dated);
        let trigger = derived.as_ref().unwrap_or(trigger);
        let bytes = hull(&evidence_bytes(context, trigger), &dated.time.bytes);
        let mut date = self.inputs.claim_date(dated.time, &dated.time.edtf, dated.time.basis, &[]);
        let modality = match modality(context, trigger) {
            // "Elections are held on July 20", in an issue of April.
            Modality::Asserted
                if self.inputs.is_after_publication(&date.edtf) && is_present(context, trigger) =>
            {
                Modality::Planned
            }
            modality => self.inputs.modality_on(dated.time, modality),
        };
        if dated.rule == WHEN {
            date.edtf = day_of_clause(date.edtf);
        }
        if self.inputs.lasts(&trigger.kind) {
            date.edtf = of_phase(context, trigger, date.edtf, dated);
        }
        let name = trigger.name.clone();
        self.add(context, &Draft { trigger, name, date: Some(date), bytes, rule: dated.rule, modality })
    }

    /// Claims a trigger without a date, unless it repeats an earlier one.
    fn claim_undated(&mut self, context: &SentenceContext<'_, '_>, trigger: &Trigger) -> Option<ClaimId> {
        if self.discourse.repeats_undated(context, trigger) {
            return None;
        }
        let bytes = evidence_bytes(context, trigger);
        let rule = match trigger.source {
            TriggerSource::ListItem => "item-of-list",
            _ => "undated",
        };
        let modality = modality(context, trigger);
        let name = trigger.name.clone();
        Some(self.add(context, &Draft { trigger, name, date: None, bytes, rule, modality }))
    }

    /// Reads the periods that are stated with their length.
    fn period_lengths(&mut self, context: &SentenceContext<'_, '_>, dated: &[DatedTrigger<'_>]) {
        for PeriodLength { time, what, tokens, arithmetic } in period_lengths(context) {
            let bytes = hull(&context.segment.bytes(&tokens), &time.bytes);
            let is_used = dated.iter().any(|dated| std::ptr::eq(dated.time, time));
            let mut claims = Vec::new();
            if !is_used && !what.is_empty() {
                claims.extend(self.claim_period(context, &what, time, &bytes));
            }
            self.collected.add_arithmetic(claims, arithmetic, bytes);
        }
    }

    /// Claims a period whose date no trigger has, named by what filled it.
    fn claim_period(
        &mut self,
        context: &SentenceContext<'_, '_>,
        what: &Range<usize>,
        time: &TimeMention,
        bytes: &Range<usize>,
    ) -> Option<ClaimId> {
        let mut rules = context.segment.language.noun_ids();
        let (number, rule) = rules.find(|(_, rule)| rule.span)?;
        let name = shown(context.segment.slice(what));
        let source = TriggerSource::Noun(number);
        let trigger =
            Trigger::new(rule.kind.clone(), source, what.clone(), name.clone(), Naming::Description);
        let date = self.inputs.claim_date(time, &time.edtf, time.basis, &[]);
        let modality = modality(context, &trigger);
        let draft = Draft {
            trigger: &trigger,
            name,
            date: Some(date),
            bytes: bytes.clone(),
            rule: "span-of-time",
            modality,
        };
        Some(self.add(context, &draft))
    }

    /// Adds a claim, with the names near its trigger.
    pub(crate) fn add(&mut self, context: &SentenceContext<'_, '_>, draft: &Draft<'_>) -> ClaimId {
        let names = self.discourse.context_names.of(context, &draft.trigger.head);
        self.collected.add(context, draft, names)
    }
}

/// Returns the trigger of the event that a date belongs to, if it differs from the trigger found: a gapped
/// event, or one whose complement follows the date.
fn derived_trigger(
    context: &SentenceContext<'_, '_>,
    trigger: &Trigger,
    dated: &DatedTrigger<'_>,
) -> Option<Trigger> {
    if let Some(about) = &dated.about {
        return Some(trigger.gapped(about.clone(), name_of_gapped(context, trigger, about)));
    }
    let late = late_complement(context, trigger, dated.time)?;
    let name = format!("{} {}", trigger.name, shown(context.segment.slice(&late)));
    Some(trigger.extended(late.end, name))
}

/// Returns the bytes of a trigger's phrase, support verb and subject.
fn evidence_bytes(context: &SentenceContext<'_, '_>, trigger: &Trigger) -> Range<usize> {
    let bytes = context.segment.bytes(&trigger.extent());
    match subject(context, trigger) {
        Some(subject) => hull(&bytes, &context.segment.bytes(&subject)),
        None => bytes,
    }
}

/// Returns the earlier claims of triggers that have no claim in this sentence.
fn repeated_claims(
    context: &SentenceContext<'_, '_>,
    found: &[Trigger],
    claims: &[(usize, ClaimId)],
    earlier: &[Claim],
) -> TriggerClaims {
    let unclaimed = |(number, _): &(usize, &Trigger)| !claims.iter().any(|(other, _)| other == number);
    let repeated = found.iter().enumerate().filter(unclaimed);
    repeated
        .filter_map(|(number, trigger)| Some((number, claimed_earlier(context, trigger, earlier)?)))
        .collect()
}
