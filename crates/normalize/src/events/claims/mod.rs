//! Puts claims together.

mod ahead;
mod amounts;
mod celebrations;
mod counted;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use annals_edtf::Edtf;
use annals_knowledge::{Function, Kind, Language};
use annals_model::{
    Arithmetic, ArithmeticClaim, Article, Claim, ClaimDate, ClaimId, DateBasis, Entity, EntityClass,
    EntityId, EventQuantity, EvidenceId, ForceMovement, Modality, Naming, Reading, Step, TemporalRelation,
    UnlistedParties, digest, slug,
};
use annals_timex::TimeReading;

use self::counted::{Counted, told_elsewhere};
use super::anniversary::{anniversaries, celebrated, ordinal};
use super::attach::{Dated, attach};
use super::attribution::source;
use super::clauses::{WHEN, turn};
use super::context_names::Beside;
use super::counts::{counts_undated, fits_phase, is_end, is_hypothetical, is_phase, is_told, of_phase};
use super::durations::{Lasting, durations};
use super::entries::Entries;
use super::find::triggers;
use super::lapses;
use super::lists::items;
use super::lives::{Bracketed, bracketed};
use super::modality::{is_present, modality};
use super::movements::{countries, extent, sides};
use super::orders::{leads, orders};
use super::pairs::pair;
use super::parties::{parties, subject};
use super::place::{place, told_place};
use super::recalled::Recalled;
use super::retelling::{late_complement, regapped};
use super::scene::Scene;
use super::tallies::{Told, tallies, told_before};
use super::trigger::{Teller, Trigger, cover};
use crate::names::shown;
use crate::times::{self, Time};

/// Collects claims.
pub(crate) struct ClaimReader<'a> {
    article: &'a Article,
    language: &'a Language,
    times: &'a TimeReading,
    claims: Vec<Claim>,
    equations: Vec<ArithmeticClaim>,
    orders: Vec<TemporalRelation>,
    lapses: Vec<(lapses::Told, Range<usize>)>,
    movements: Vec<ForceMovement>,
    kinds: &'a [Kind],
    entries: Entries,
    context_names: Beside,
    /// Places that no table knows, with their names.
    places: BTreeMap<EntityId, String>,
    /// Undated events already told: kind and name.
    told: BTreeSet<(String, String)>,
    /// How often the same words made the same claim.
    seen: BTreeMap<String, usize>,
    /// Numbers of events, by where they begin in the article.
    tallies: Vec<(usize, Told)>,
    /// The one event of the sentence before.
    before: Option<ClaimId>,
    strangers: Vec<UnlistedParties>,
    /// The event that a pronoun stands for.
    recalled: Option<Recalled>,
    /// Anniversaries that tell when they are kept, but not of what day.
    counted: Vec<Counted>,
}

/// What a claim is made of.
struct Draft<'d> {
    trigger: &'d Trigger,
    name: String,
    date: Option<ClaimDate>,
    bytes: Range<usize>,
    rule: &'d str,
    modality: Modality,
}

impl<'a> ClaimReader<'a> {
    pub(crate) fn new(
        article: &'a Article,
        language: &'a Language,
        times: &'a TimeReading,
        kinds: &'a [Kind],
    ) -> Self {
        Self {
            article,
            language,
            times,
            kinds,
            claims: Vec::new(),
            equations: Vec::new(),
            orders: Vec::new(),
            lapses: Vec::new(),
            movements: Vec::new(),
            entries: Entries::default(),
            context_names: Beside::default(),
            places: BTreeMap::new(),
            told: BTreeSet::new(),
            seen: BTreeMap::new(),
            tallies: Vec::new(),
            before: None,
            strangers: Vec::new(),
            recalled: None,
            counted: Vec::new(),
        }
    }

    /// All claims, the arithmetic that they imply and what ties them together.
    pub(crate) fn finish(mut self, reading: &mut Reading) {
        self.equations.extend(told_elsewhere(&self.claims, std::mem::take(&mut self.counted)));
        reading.claims = self.claims;
        for (id, name) in self.places {
            let name: Box<str> = name.into();
            let forms = [name.clone()].into();
            let place = Entity { class: EntityClass::Place, name, forms };
            let known = reading.entities.entry(id.clone()).or_insert(place);
            if known.class != EntityClass::Place {
                // Somebody, or a body, of that name is told elsewhere in the article.
                let here = |claim: &&mut Claim| claim.place.as_ref() == Some(&id);
                reading.claims.iter_mut().filter(here).for_each(|claim| claim.place = None);
            }
        }
        reading.relations.arithmetic = self.equations;
        reading.relations.temporal = self.orders;
        reading.relations.durations = amounts::resolved(self.article, self.lapses, &reading.claims);
        reading.relations.force_movements = self.movements;
        let numbers: BTreeMap<usize, &EvidenceId> =
            reading.quantities.iter().map(|it| (it.evidence.span.start, &it.quantity_id)).collect();
        let tallies = self.tallies.into_iter().filter_map(|(start, told)| {
            let Told { claim, of, unit, among, .. } = told;
            Some(EventQuantity { quantity: (*numbers.get(&start)?).clone(), claim, of, unit, among })
        });
        reading.relations.event_quantities = tallies.collect();
        reading.relations.unlisted_parties = self.strangers;
    }

    /// Reads what follows as standing below a heading.
    pub(crate) fn below(&mut self, language: &Language, heading: &str) {
        self.entries.below(language, heading);
    }

    /// Reads one sentence.
    pub(crate) fn read(&mut self, scene: &Scene<'_, '_>) {
        self.claims_of(scene);
        self.context_names.pass(scene);
    }

    fn claims_of(&mut self, scene: &Scene<'_, '_>) {
        if let Some((trigger, time)) = self.entries.read(scene) {
            let (about, rule) = (None, "entry-below-heading");
            let _ = self.dated(scene, &trigger, &Dated { trigger: 0, time, about, rule });
            let _ = self.brackets(scene, Some(&trigger.phrase), &[]);
            return;
        }
        let mut found = triggers(scene);
        let recalled = self.recalled.take();
        if let Some(trigger) = recalled.as_ref().and_then(|recalled| recalled.told_on(scene)) {
            found.insert(0, trigger);
            self.recalled = recalled;
        } else {
            self.recalled = Recalled::of(scene, &found);
        }
        let told = self.brackets(scene, None, &found);
        found.retain(|trigger| !told.iter().any(|bracket| bracket.contains(&trigger.head.start)));
        if found.is_empty() {
            self.years_since(scene);
            for Lasting { time, tokens, terms, .. } in
                durations(scene).into_iter().filter(|it| it.what.is_empty())
            {
                self.equation(Vec::new(), terms, cover(&scene.sheet.bytes(&tokens), &time.bytes));
            }
            self.tally(scene, &found, &[]);
            return;
        }
        let phases: Vec<Trigger> = found.iter().filter(|trigger| is_phase(scene, trigger)).cloned().collect();
        found.retain(|trigger| {
            let lasts = self.kinds.iter().any(|kind| kind.id == trigger.kind && !kind.one_day);
            let part = is_phase(scene, trigger) && !(lasts && is_end(scene, trigger));
            is_told(scene, trigger) && !is_hypothetical(scene, trigger) && !part
        });
        items(scene, &mut found);
        let mut dated = attach(scene, &found);
        dated.retain(|dated| found.get(dated.trigger).is_some_and(|it| fits_phase(scene, it, dated)));
        celebrated(scene, &found, &mut dated);
        let celebrations = anniversaries(scene, &found);
        dated.retain(|dated| !celebrations.iter().any(|told| told.uses(dated.time)));
        self.kept(scene, &found, &mut dated);
        self.own_anniversary(scene, &found, &dated);
        if celebrations.is_empty() {
            self.years_since(scene);
        }
        self.durations(scene, &dated);
        let mut used = vec![false; found.len()];
        for told in &celebrations {
            self.anniversary(scene, &found, told);
            for number in told.trigger.into_iter().chain(told.origin) {
                if let Some(used) = used.get_mut(number) {
                    *used = true;
                }
            }
        }
        let mut spoken: Vec<(usize, ClaimId)> = Vec::new();
        for dated in &dated {
            if let Some(trigger) = found.get(dated.trigger) {
                spoken.push((dated.trigger, self.dated(scene, trigger, dated)));
            }
            if let Some(used) = used.get_mut(dated.trigger) {
                *used = true;
            }
        }
        for (number, (trigger, used)) in found.iter().zip(used).enumerate() {
            if !used && !is_phase(scene, trigger) && (counts_undated(scene, trigger) || leads(scene, trigger))
            {
                spoken.extend(self.undated(scene, trigger).map(|claim| (number, claim)));
            }
        }
        let named = |(number, trigger): (usize, &Trigger)| {
            let told = spoken.iter().any(|(other, _)| *other == number);
            Some((number, told_before(scene, trigger, &self.claims)?)).filter(|_| !told)
        };
        let again: Vec<(usize, ClaimId)> = found.iter().enumerate().filter_map(named).collect();
        self.tally(scene, &found, &[spoken.as_slice(), &again].concat());
        self.tie(scene, &found, &phases, &spoken);
        self.amounts(scene, &found, &spoken);
    }

    /// What brackets behind names tell, and the tokens of those brackets. The bracket behind "the
    /// anniversary of the birth of X" is not of a life.
    fn brackets(
        &mut self,
        scene: &Scene<'_, '_>,
        entry: Option<&Range<usize>>,
        found: &[Trigger],
    ) -> Vec<Range<usize>> {
        let kinds = self.kinds;
        let of_event = |name: usize| {
            let nouns = found.iter().filter(|trigger| matches!(trigger.teller, Teller::Noun(_)));
            nouns.clone().any(|noun| noun.phrase.contains(&name))
                || nouns.filter_map(|noun| noun.about.as_ref()).any(|about| about.contains(&name))
        };
        let mut told = bracketed(scene, kinds, entry);
        told.retain(|told| !of_event(told.trigger.phrase.start));
        for Bracketed { trigger, time, edtf } in &told {
            let bytes = cover(&scene.sheet.bytes(&trigger.phrase), &time.bytes);
            let date = self.date(time, edtf, time.basis, &[]);
            let (name, rule, modality) = (trigger.name.clone(), "date-in-brackets", Modality::Asserted);
            let _ = self.push(scene, &Draft { trigger, name, date: Some(date), bytes, rule, modality });
        }
        told.iter().map(|told| told.trigger.phrase.end..told.time.tokens.end).collect()
    }

    /// The numbers that the sentence tells of an event.
    fn tally(&mut self, scene: &Scene<'_, '_>, found: &[Trigger], spoken: &[(usize, ClaimId)]) {
        for told in tallies(scene, found, spoken, self.before.as_ref()) {
            let start = self.article.span(scene.sheet.bytes(&told.tokens)).start;
            self.tallies.push((start, told));
        }
        let claims: BTreeSet<&ClaimId> = spoken.iter().map(|(_, claim)| claim).collect();
        self.before = if claims.len() == 1 { claims.first().map(|claim| (*claim).clone()) } else { None };
    }

    /// What the sentence says of the order of its events, and of forces that come or leave.
    fn tie(
        &mut self,
        scene: &Scene<'_, '_>,
        found: &[Trigger],
        phases: &[Trigger],
        spoken: &[(usize, ClaimId)],
    ) {
        for told in orders(scene, found, phases, spoken) {
            let evidence = crate::evidence(self.article, scene.sheet.bytes(&told.tokens));
            let (subject, relation, object) = (told.subject, told.relation, told.object);
            self.orders.push(TemporalRelation { subject, relation, object, evidence });
        }
        for (number, claim) in spoken {
            let Some(trigger) = found.get(*number) else { continue };
            if self.kinds.iter().any(|kind| kind.id == trigger.kind && kind.moves_forces()) {
                let evidence = crate::evidence(self.article, scene.sheet.bytes(&scene.tokens));
                let (extent, countries) = (extent(scene, trigger), countries(scene));
                let (claim, sides) = (claim.clone(), sides(scene, trigger));
                self.movements.push(ForceMovement { claim, extent, countries, sides, evidence });
            }
        }
    }

    fn dated(&mut self, scene: &Scene<'_, '_>, trigger: &Trigger, dated: &Dated<'_>) -> ClaimId {
        let sheet = scene.sheet;
        let late = late_complement(scene, trigger, dated.time);
        let name = match (&dated.about, &late) {
            (Some(about), _) => regapped(scene, trigger, about),
            (None, Some(late)) => format!("{} {}", trigger.name, shown(sheet.slice(late))),
            (None, None) => trigger.name.clone(),
        };
        let mut shared;
        let trigger = match &dated.about {
            Some(about) => {
                shared = trigger.clone();
                shared.about = trigger.about.as_ref().map(|_| about.clone());
                shared.phrase = about.clone();
                shared.head = about.clone();
                &shared
            }
            None => match &late {
                Some(late) => {
                    shared = trigger.clone();
                    shared.phrase.end = late.end;
                    &shared
                }
                None => trigger,
            },
        };
        let mut bytes = cover(&sheet.bytes(&trigger.extent()), &dated.time.bytes);
        if let Some(subject) = subject(scene, trigger) {
            bytes = cover(&bytes, &sheet.bytes(&subject));
        }
        let mut date = self.date(dated.time, &dated.time.edtf, dated.time.basis, &[]);
        let modality = match modality(scene, trigger) {
            // "Elections are held on July 20", in a paper of April.
            Modality::Asserted if self.is_to_come(&date.edtf) && is_present(scene, trigger) => {
                Modality::Planned
            }
            modality => self.unless_ahead(dated.time, modality),
        };
        if dated.rule == WHEN {
            date.edtf = turn(date.edtf);
        }
        if self.kinds.iter().any(|kind| kind.id == trigger.kind && !kind.one_day) {
            date.edtf = of_phase(scene, trigger, date.edtf, dated);
        }
        self.push(scene, &Draft { trigger, name, date: Some(date), bytes, rule: dated.rule, modality })
    }

    fn undated(&mut self, scene: &Scene<'_, '_>, trigger: &Trigger) -> Option<ClaimId> {
        let sheet = scene.sheet;
        // The same event told again: by the same words before what it is of, or by its parties.
        let words = match trigger.naming {
            Naming::Proper => slug(&trigger.name),
            Naming::Description if trigger.about.is_none() && trigger.phrase.start < trigger.head.start => {
                slug(sheet.slice(&(trigger.phrase.start..trigger.head.end)))
            }
            Naming::Description => slug(&trigger.name),
        };
        let parties: Vec<String> = parties(scene, trigger).iter().map(ToString::to_string).collect();
        let again = !self.told.insert((trigger.kind.to_string(), words.clone()));
        let definite =
            trigger.phrase.start.checked_sub(1).is_some_and(|before| sheet.is(before, Function::Definite));
        let known = parties.len() > 1
            && definite
            && trigger.naming == Naming::Description
            && self.told.contains(&(trigger.kind.to_string(), parties.join("|")));
        self.told.insert((trigger.kind.to_string(), parties.join("|")));
        // Verbs say the same of different parties.
        let bare = matches!(trigger.teller, Teller::Verb(_));
        if known || (again && !bare) {
            return None;
        }
        let mut bytes = sheet.bytes(&trigger.extent());
        if let Some(subject) = subject(scene, trigger) {
            bytes = cover(&bytes, &sheet.bytes(&subject));
        }
        let rule = match trigger.teller {
            Teller::Item => "item-of-list",
            _ => "undated",
        };
        let modality = modality(scene, trigger);
        let name = trigger.name.clone();
        Some(self.push(scene, &Draft { trigger, name, date: None, bytes, rule, modality }))
    }

    /// Periods told with how long they are.
    fn durations(&mut self, scene: &Scene<'_, '_>, dated: &[Dated<'_>]) {
        for lasting in durations(scene) {
            let Lasting { time, what, tokens, terms } = lasting;
            let bytes = cover(&scene.sheet.bytes(&tokens), &time.bytes);
            let told = dated.iter().any(|dated| std::ptr::eq(dated.time, time));
            let mut ids = Vec::new();
            if !told && !what.is_empty() {
                ids.extend(self.period(scene, &what, time, &bytes));
            }
            self.equation(ids, terms, bytes);
        }
    }

    /// A span of years told by what filled it, where no event noun or verb has taken the date.
    fn period(
        &mut self,
        scene: &Scene<'_, '_>,
        what: &Range<usize>,
        time: &Time,
        bytes: &Range<usize>,
    ) -> Option<ClaimId> {
        let mut rules = scene.sheet.language.noun_ids();
        let (number, rule) = rules.find(|(_, rule)| rule.span)?;
        let name = shown(scene.sheet.slice(what));
        let trigger = Trigger {
            kind: rule.kind.clone(),
            teller: Teller::Noun(number),
            head: what.clone(),
            phrase: what.clone(),
            support: None,
            shared: None,
            about: None,
            name: name.clone(),
            naming: Naming::Description,
        };
        let date = self.date(time, &time.edtf, time.basis, &[]);
        let modality = modality(scene, &trigger);
        let draft = Draft {
            trigger: &trigger,
            name,
            date: Some(date),
            bytes: bytes.clone(),
            rule: "span-of-time",
            modality,
        };
        Some(self.push(scene, &draft))
    }

    fn equation(&mut self, claims: Vec<ClaimId>, terms: Arithmetic, bytes: Range<usize>) {
        let evidence = crate::evidence(self.article, bytes);
        self.equations.push(ArithmeticClaim { claims, terms, evidence });
    }

    fn date(&self, time: &Time, edtf: &Edtf, basis: DateBasis, steps: &[String]) -> ClaimDate {
        let read = self.times.expressions.get(time.expressions.clone()).unwrap_or_default();
        ClaimDate {
            edtf: edtf.clone(),
            text: self.article.text().get(time.bytes.clone()).unwrap_or_default().to_owned(),
            span: self.article.span(time.bytes.clone()),
            basis,
            trace: times::steps(self.article, self.language, read)
                .chain(steps.iter().map(Step::new))
                .collect(),
        }
    }

    /// A place that only the sentence names as one.
    fn unknown_place(
        &mut self,
        scene: &Scene<'_, '_>,
        trigger: &Trigger,
    ) -> Option<(EntityId, Range<usize>)> {
        let (name, tokens) = told_place(scene, trigger)?;
        let name = shown(scene.sheet.slice(&name));
        let id = EntityId::new(slug(&name));
        self.places.entry(id.clone()).or_insert(name);
        Some((id, tokens))
    }

    fn push(&mut self, scene: &Scene<'_, '_>, draft: &Draft<'_>) -> ClaimId {
        let trigger = draft.trigger;
        let place = place(scene, trigger).or_else(|| self.unknown_place(scene, trigger));
        let bytes = match &place {
            Some((_, tokens)) => cover(&draft.bytes, &scene.sheet.bytes(tokens)),
            None => draft.bytes.clone(),
        };
        let evidence = crate::evidence(self.article, bytes);
        let date = draft.date.as_ref().map(|date| date.edtf.to_string()).unwrap_or_default();
        let kind = trigger.kind.as_str();
        let words = digest([kind, draft.name.as_str(), date.as_str(), evidence.quote.as_str()]);
        let again = self.seen.entry(words.clone()).or_default();
        *again += 1;
        let suffix = if *again > 1 { format!("-{again}") } else { String::new() };
        let claim_id = ClaimId::new(format!("{}/{kind}-{words}{suffix}", self.article.id));
        if let Some(parties) = pair(scene, trigger, self.kinds) {
            self.strangers.push(UnlistedParties { claim: claim_id.clone(), parties });
        }
        self.claims.push(Claim {
            claim_id: claim_id.clone(),
            kind: trigger.kind.clone(),
            name: draft.name.clone(),
            naming: trigger.naming,
            date: draft.date.clone(),
            modality: draft.modality,
            participants: parties(scene, trigger).into_iter().collect(),
            place: place.map(|(id, _)| id),
            ordinal: ordinal(scene, trigger).map(|(number, _)| number),
            source: source(scene),
            context_names: self.context_names.of(scene, &trigger.head),
            evidence,
            rule: draft.rule.to_owned(),
        });
        claim_id
    }
}
