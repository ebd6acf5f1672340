//! Small cases for the examples of rules, built in a line or two each.

use std::collections::BTreeSet;

use annals_knowledge::{Files, Rulings, Seniority};
use annals_model::facts::KindFacts;
use annals_model::id::{KindId, digest};
use annals_model::lapse::{Closeness, Lapse, Mark, TimeAmount};
use annals_model::problem::{Problem, ProblemKind};
use annals_model::reading::{
    DateBasis, Deed, DurationUnit, EntityClass, Equation, Evidence, Extent, Modality, Movement, NameSlot,
    NameSlots, Order, OrderObject, OrderRelation, Terms, Topic,
};
use annals_model::record::{
    Agreement, ArticleRow, ClaimRow, EventRow, OrganisationRow, PersonRow, PlaceRow, Release,
};
use annals_model::{ArticleId, ClaimId, Edtf, EntityId, EventId, Facts, Finding, Reading, Span, slug};

use crate::check::{at_own_severity, check};
use crate::conform::records;
use crate::context::{Context, KnownName, Subject};
use crate::rule::{Check, Rule};

/// All that a rule may look at, made up.
#[derive(Default)]
pub(crate) struct Case {
    readings: Vec<Reading>,
    problems: Vec<Problem>,
    pub(crate) release: Release,
    names: Vec<KnownName>,
    pub(crate) facts: Facts,
    pub(crate) standing: Seniority,
    files: Files,
}

impl Case {
    /// A case of one article, to which what follows belongs.
    pub(crate) fn article(id: &str) -> Self {
        Self::default().and_article(id)
    }

    pub(crate) fn and_article(mut self, id: &str) -> Self {
        let article_id = ArticleId::new(id);
        self.release.articles.push(ArticleRow {
            article_id: article_id.clone(),
            path: format!("{id}.txt"),
            member: None,
            member_start: None,
            sha256: "0".repeat(64),
            source: None,
            url: None,
            title: None,
            published: None,
            published_basis: None,
            language: None,
            author: None,
            translator: None,
            copy_of: None,
        });
        self.readings.push(Reading {
            article_id,
            language: Some("en".to_owned()),
            untold: BTreeSet::new(),
            claims: Vec::new(),
            positions: Vec::new(),
            quotations: Vec::new(),
            quantities: Vec::new(),
            entities: std::collections::BTreeMap::new(),
            equations: Vec::new(),
            orders: Vec::new(),
            lapses: Vec::new(),
            movements: Vec::new(),
            deeds: Vec::new(),
            tallies: Vec::new(),
            slots: NameSlots::default(),
            strangers: Vec::new(),
            tenures: Vec::new(),
        });
        self
    }

    /// The article's language is none that is known.
    pub(crate) fn unread(mut self, tag: &str) -> Self {
        if let (Some(article), Some(reading)) = (self.release.articles.last_mut(), self.readings.last_mut()) {
            article.language = Some(tag.to_owned());
            reading.language = None;
        }
        self
    }

    /// The article's language is one of which this is not known.
    pub(crate) fn untold(mut self, topics: impl IntoIterator<Item = Topic>) -> Self {
        if let Some(reading) = self.readings.last_mut() {
            reading.untold.extend(topics);
        }
        self
    }

    /// When the article was published.
    pub(crate) fn published(mut self, date: &str) -> Self {
        if let Some(article) = self.release.articles.last_mut() {
            article.published = edtf(date);
        }
        self
    }

    /// That the article repeats another.
    pub(crate) fn copy_of(mut self, id: &str) -> Self {
        if let Some(article) = self.release.articles.last_mut() {
            article.copy_of = Some(ArticleId::new(id));
        }
        self
    }

    /// The article tells an event, on a date unless that is empty.
    pub(crate) fn claim(mut self, event: &str, date: &str, quote: &str) -> Self {
        let event_id = EventId::new(slug(event));
        let article_id = self.current();
        let claim_id = ClaimId::new(format!("{article_id}-{}", digest([quote])));
        let date = edtf(date);
        let at = match self.release.events.iter().position(|row| row.event_id == event_id) {
            Some(at) => at,
            None => {
                self.release.events.push(undated(event, event_id.clone()));
                self.release.events.len() - 1
            }
        };
        if let Some(row) = self.release.events.get_mut(at) {
            row.claims.push(claim_id.clone());
            row.articles.push(article_id.clone());
            if date.is_some() {
                row.agreement = Agreement::Single;
            }
        }
        self.release.claims.push(ClaimRow {
            claim_id,
            article_id,
            event_id,
            kind: KindId::new("opening"),
            name: event.to_owned(),
            earliest: date.as_ref().and_then(Edtf::earliest),
            latest: date.as_ref().and_then(Edtf::latest),
            date_text: date.as_ref().map(ToString::to_string),
            date_basis: date.as_ref().map(|_| DateBasis::Stated),
            date,
            modality: Modality::Asserted,
            participants: Vec::new(),
            place: None,
            ordinal: None,
            witness: None,
            span: SPAN,
            quote: quote.to_owned(),
            rule: "example".to_owned(),
        });
        self
    }

    /// That the last claim tells of a plan, a denial, …
    pub(crate) fn told_as(mut self, modality: Modality) -> Self {
        if let Some(claim) = self.release.claims.last_mut() {
            claim.modality = modality;
        }
        self
    }

    /// The last claim and its event are of this kind, of which this is so in general.
    pub(crate) fn of_kind(mut self, kind: &str, facts: KindFacts) -> Self {
        let kind = KindId::new(kind);
        if let Some(claim) = self.release.claims.last_mut() {
            claim.kind = kind.clone();
            let event = self.release.events.iter_mut().find(|row| row.event_id == claim.event_id);
            event.into_iter().for_each(|row| row.kind = kind.clone());
        }
        self.facts.kinds.insert(kind, facts);
        self
    }

    /// Who takes part in what the last claim tells.
    pub(crate) fn party(mut self, name: &str) -> Self {
        if let Some(claim) = self.release.claims.last_mut() {
            claim.participants.push(EntityId::new(slug(name)));
        }
        self
    }

    /// A force or country and the country that it belongs to.
    pub(crate) fn belongs(mut self, name: &str, country: &str) -> Self {
        self.facts.countries.insert(EntityId::new(slug(name)), Some(EntityId::new(slug(country))));
        self
    }

    /// That the last claim tells of a force that comes or leaves, in a sentence that names countries.
    pub(crate) fn moves(mut self, extent: Extent, countries: &[&str]) -> Self {
        if let (Some(reading), Some(claim)) = (self.readings.last_mut(), self.release.claims.last()) {
            reading.movements.push(Movement {
                claim: claim.claim_id.clone(),
                extent,
                countries: countries.iter().map(|name| EntityId::new(slug(name))).collect(),
                sides: None,
                evidence: Evidence { span: SPAN, quote: claim.quote.clone() },
            });
        }
        self
    }

    /// That whoever has the last position does on this day what is told of him there.
    pub(crate) fn acting(mut self, date: &str) -> Self {
        let date = edtf(date);
        if let (Some(reading), Some(row), Some(date)) =
            (self.readings.last_mut(), self.release.positions.last(), date)
        {
            reading.deeds.push(Deed { position: row.position_id.clone(), date });
        }
        self
    }

    /// That the article places the last claim in time by the one before it.
    pub(crate) fn placed(mut self, relation: OrderRelation, quote: &str) -> Self {
        if let (Some(reading), [.., object, subject]) =
            (self.readings.last_mut(), self.release.claims.as_slice())
        {
            reading.orders.push(Order {
                subject: subject.claim_id.clone(),
                relation,
                object: OrderObject::Claim(object.claim_id.clone()),
                evidence: Evidence { span: SPAN, quote: quote.to_owned() },
            });
        }
        self
    }

    /// That the article says how long the event of the last claim lasted.
    pub(crate) fn lasting(mut self, count: u32, unit: DurationUnit, quote: &str) -> Self {
        if let Some(claim) = self.release.claims.last().map(|claim| claim.claim_id.clone()) {
            self.lapse(Mark::First(claim.clone()), Mark::Last(claim), (count, unit), quote);
        }
        self
    }

    /// That the article says how long after the claim before it the last one was.
    pub(crate) fn later(mut self, count: u32, unit: DurationUnit, quote: &str) -> Self {
        if let [.., from, to] = self.release.claims.as_slice() {
            let (from, to) = (Mark::Some(from.claim_id.clone()), Mark::Some(to.claim_id.clone()));
            self.lapse(from, to, (count, unit), quote);
        }
        self
    }

    fn lapse(&mut self, from: Mark, to: Mark, (count, unit): (u32, DurationUnit), quote: &str) {
        if let Some(reading) = self.readings.last_mut() {
            let amount = TimeAmount { count, unit, closeness: Closeness::Counted };
            let evidence = Evidence { span: SPAN, quote: quote.to_owned() };
            reading.lapses.push(Lapse { from, to, amount, evidence });
        }
    }

    /// That a name stands between certain words.
    pub(crate) fn slot(mut self, around: u64, name: &str, words: &str) -> Self {
        if let Some(reading) = self.readings.last_mut() {
            reading.slots.push(NameSlot { around, name, words });
        }
        self
    }

    /// What linking says of the last event's dates.
    pub(crate) fn agreement(mut self, agreement: Agreement) -> Self {
        if let Some(event) = self.release.events.last_mut() {
            event.agreement = agreement;
        }
        self
    }

    /// The article states this arithmetic.
    pub(crate) fn equation(mut self, terms: Option<Terms>, quote: &str) -> Self {
        let evidence = Evidence { span: SPAN, quote: quote.to_owned() };
        if let (Some(reading), Some(terms)) = (self.readings.last_mut(), terms) {
            reading.equations.push(Equation { claims: Vec::new(), terms, evidence });
        }
        self
    }

    /// The article names somebody or something.
    pub(crate) fn names(mut self, class: EntityClass, name: &str) -> Self {
        let id = EntityId::new(slug(name));
        let articles = vec![self.current()];
        let (name, names) = (name.to_owned(), vec![name.to_owned()]);
        match class {
            EntityClass::Person => {
                self.release.people.push(PersonRow { person_id: id, name, names, articles });
            }
            EntityClass::Organisation => {
                self.release.organisations.push(OrganisationRow {
                    organisation_id: id,
                    name,
                    names,
                    articles,
                });
            }
            EntityClass::Place => {
                self.release.places.push(PlaceRow { place_id: id, name, names, articles });
            }
        }
        self
    }

    /// `knowledge/` has a name.
    pub(crate) fn known(mut self, class: EntityClass, name: &str) -> Self {
        let id = EntityId::new(slug(name));
        self.names.push(KnownName { id, name: name.to_owned(), aliases: Vec::new(), class });
        self
    }

    /// A file of `knowledge/`.
    pub(crate) fn knowledge(mut self, path: &str, text: &str) -> Self {
        self.files = self.files.with(path, text);
        self
    }

    /// A file has a problem.
    pub(crate) fn problem(mut self, kind: ProblemKind, path: &str, message: &str) -> Self {
        let (path, message) = (path.to_owned(), message.to_owned());
        self.problems.push(Problem { path, line: 1, column: 1, kind, message });
        self
    }

    /// Any other change.
    pub(crate) fn with(mut self, change: impl FnOnce(&mut Release)) -> Self {
        change(&mut self.release);
        self
    }

    /// What the rule finds.
    pub(crate) fn run(&self, rule: &Rule) -> Vec<Finding> {
        let rulings = Rulings::load(&self.files).unwrap_or_default();
        let subject = self.subject();
        match rule.check {
            Check::Subject(check) => at_own_severity(rule, check(&Context::new(subject, &rulings))),
            Check::Findings(_) => {
                let mut found = check(&subject, &rulings);
                found.retain(|finding| finding.rule == rule.code);
                found
            }
            Check::Release(check) => at_own_severity(rule, check(&self.release)),
            Check::Record(check) => at_own_severity(rule, records(&self.release, &[check]).concat()),
        }
    }

    pub(crate) fn subject(&self) -> Subject<'_> {
        Subject {
            readings: &self.readings,
            problems: &self.problems,
            release: &self.release,
            within: &[],
            names: &self.names,
            facts: &self.facts,
            standing: &self.standing,
        }
    }

    pub(crate) fn current(&self) -> ArticleId {
        self.release.articles.last().map_or_else(|| ArticleId::new("none"), |row| row.article_id.clone())
    }
}

pub(crate) const SPAN: Span = Span { start: 0, end: 1, byte_start: 0, byte_end: 1 };

fn undated(name: &str, event_id: EventId) -> EventRow {
    EventRow {
        event_id,
        kind: KindId::new("opening"),
        name: name.to_owned(),
        names: vec![name.to_owned()],
        date: None,
        earliest: None,
        latest: None,
        date_basis: None,
        agreement: Agreement::Undated,
        claims: Vec::new(),
        articles: Vec::new(),
        sources: 1,
        participants: Vec::new(),
        place: None,
    }
}

/// The date, if the text is one.
pub(crate) fn edtf(text: &str) -> Option<Edtf> {
    text.parse().ok()
}
