//! Builds the small cases of the examples of rules.

use annals_edtf::Edtf;
use annals_knowledge::{Files, ListedEntity, Overrides, Seniority, Statehood};
use annals_model::{
    Arithmetic, ArithmeticClaim, ArticleId, ArticleRow, Axioms, ClaimId, ClaimRow, Closeness, Consistency,
    Coverage, DateBasis, Diagnostic, DiagnosticKind, DurationRelation, DurationUnit, EntityClass, EntityId,
    EventId, EventRow, Evidence, Extent, ForceMovement, KindAxioms, KindId, Modality, NameContext,
    OfficeDate, OrganisationRow, PersonRow, PlaceRow, Relations, Release, Span, TemporalReference,
    TemporalRelation, TemporalRelationKind, TimeAmount, TimeAnchor, Topic, digest, slug,
};

use crate::input::Input;

/// An invented input. Methods on articles, claims and positions refer to the last one added.
#[derive(Default)]
pub(crate) struct Case {
    relations: Vec<Relations>,
    coverage: Vec<Coverage>,
    diagnostics: Vec<Diagnostic>,
    pub(crate) release: Release,
    listed: Vec<ListedEntity>,
    pub(crate) axioms: Axioms,
    pub(crate) seniority: Seniority,
    files: Files,
}

impl Case {
    /// Creates a case of one article.
    pub(crate) fn article(id: &str) -> Self {
        Self::default().and_article(id)
    }

    /// Adds an article.
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
        let coverage = Coverage { language: Some("en".to_owned()), ..Coverage::new(article_id.clone()) };
        self.coverage.push(coverage);
        self.relations.push(Relations::new(article_id));
        self
    }

    /// Sets the article's language to one that `knowledge/languages/` does not have.
    pub(crate) fn unsupported_language(mut self, tag: &str) -> Self {
        if let (Some(article), Some(coverage)) = (self.release.articles.last_mut(), self.coverage.last_mut())
        {
            article.language = Some(tag.to_owned());
            coverage.language = None;
        }
        self
    }

    /// Adds topics that the article's language does not support.
    pub(crate) fn unsupported_topics(mut self, topics: impl IntoIterator<Item = Topic>) -> Self {
        if let Some(coverage) = self.coverage.last_mut() {
            coverage.unsupported.extend(topics);
        }
        self
    }

    /// Sets the publication date.
    pub(crate) fn published(mut self, date: &str) -> Self {
        if let Some(article) = self.release.articles.last_mut() {
            article.published = edtf(date);
        }
        self
    }

    /// Marks the article as a near-duplicate of another.
    pub(crate) fn copy_of(mut self, id: &str) -> Self {
        if let Some(article) = self.release.articles.last_mut() {
            article.copy_of = Some(ArticleId::new(id));
        }
        self
    }

    /// Adds a claim on an event; without a date if `date` is empty.
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
                row.consistency = Consistency::Single;
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
            source: None,
            span: SPAN,
            quote: quote.to_owned(),
            rule: "example".to_owned(),
        });
        self
    }

    /// Sets the modality of the claim.
    pub(crate) fn modality(mut self, modality: Modality) -> Self {
        if let Some(claim) = self.release.claims.last_mut() {
            claim.modality = modality;
        }
        self
    }

    /// Sets the kind of the claim and its event, and the axioms of that kind.
    pub(crate) fn kind_with_axioms(mut self, kind: &str, axioms: KindAxioms) -> Self {
        let kind = KindId::new(kind);
        if let Some(claim) = self.release.claims.last_mut() {
            claim.kind = kind.clone();
            let event = self.release.events.iter_mut().find(|row| row.event_id == claim.event_id);
            event.into_iter().for_each(|row| row.kind = kind.clone());
        }
        self.axioms.kinds.insert(kind, axioms);
        self
    }

    /// Adds a participant to the claim.
    pub(crate) fn participant(mut self, name: &str) -> Self {
        if let Some(claim) = self.release.claims.last_mut() {
            claim.participants.push(EntityId::new(slug(name)));
        }
        self
    }

    /// Sets the country of an entity.
    pub(crate) fn country(mut self, name: &str, country: &str) -> Self {
        self.axioms.countries.insert(EntityId::new(slug(name)), Some(EntityId::new(slug(country))));
        self
    }

    /// Adds a force movement to the claim, in a sentence that names countries.
    pub(crate) fn force_movement(mut self, extent: Extent, countries: &[&str]) -> Self {
        if let (Some(article), Some(claim)) = (self.relations.last_mut(), self.release.claims.last()) {
            article.force_movements.push(ForceMovement {
                claim: claim.claim_id.clone(),
                extent,
                countries: countries.iter().map(|name| EntityId::new(slug(name))).collect(),
                sides: None,
                evidence: Evidence { span: SPAN, quote: claim.quote.clone() },
            });
        }
        self
    }

    /// Dates what the holder of the position does in the sentence.
    pub(crate) fn office_date(mut self, date: &str) -> Self {
        let date = edtf(date);
        if let (Some(article), Some(row), Some(date)) =
            (self.relations.last_mut(), self.release.positions.last(), date)
        {
            article.office_dates.push(OfficeDate { position: row.position_id.clone(), date });
        }
        self
    }

    /// Relates the claim to the one before it.
    pub(crate) fn temporal_relation(mut self, relation: TemporalRelationKind, quote: &str) -> Self {
        if let (Some(article), [.., object, subject]) =
            (self.relations.last_mut(), self.release.claims.as_slice())
        {
            article.temporal.push(TemporalRelation {
                subject: subject.claim_id.clone(),
                relation,
                object: TemporalReference::Claim(object.claim_id.clone()),
                evidence: Evidence { span: SPAN, quote: quote.to_owned() },
            });
        }
        self
    }

    /// Adds the stated length of the claim's event.
    pub(crate) fn lasting(mut self, count: u32, unit: DurationUnit, quote: &str) -> Self {
        if let Some(claim) = self.release.claims.last().map(|claim| claim.claim_id.clone()) {
            self.duration(TimeAnchor::First(claim.clone()), TimeAnchor::Last(claim), (count, unit), quote);
        }
        self
    }

    /// Adds the stated time between the previous claim and this one.
    pub(crate) fn later(mut self, count: u32, unit: DurationUnit, quote: &str) -> Self {
        if let [.., from, to] = self.release.claims.as_slice() {
            let (from, to) = (TimeAnchor::Some(from.claim_id.clone()), TimeAnchor::Some(to.claim_id.clone()));
            self.duration(from, to, (count, unit), quote);
        }
        self
    }

    fn duration(
        &mut self,
        from: TimeAnchor,
        to: TimeAnchor,
        (count, unit): (u32, DurationUnit),
        quote: &str,
    ) {
        if let Some(article) = self.relations.last_mut() {
            let amount = TimeAmount { count, unit, closeness: Closeness::Counted };
            let evidence = Evidence { span: SPAN, quote: quote.to_owned() };
            article.durations.push(DurationRelation { from, to, amount, evidence });
        }
    }

    /// Adds a name with the words around it and the hash of these.
    pub(crate) fn name_context(mut self, around: u64, name: &str, words: &str) -> Self {
        if let Some(article) = self.relations.last_mut() {
            article.name_contexts.push(NameContext { around, name, words });
        }
        self
    }

    /// Sets the consistency of the event.
    pub(crate) fn consistency(mut self, consistency: Consistency) -> Self {
        if let Some(event) = self.release.events.last_mut() {
            event.consistency = consistency;
        }
        self
    }

    /// Adds an arithmetic claim.
    pub(crate) fn arithmetic(mut self, terms: Option<Arithmetic>, quote: &str) -> Self {
        let evidence = Evidence { span: SPAN, quote: quote.to_owned() };
        if let (Some(article), Some(terms)) = (self.relations.last_mut(), terms) {
            article.arithmetic.push(ArithmeticClaim { claims: Vec::new(), terms, evidence });
        }
        self
    }

    /// Adds a person, organisation or place that the article names.
    pub(crate) fn entity(mut self, class: EntityClass, name: &str) -> Self {
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

    /// Adds an entity to the gazetteer.
    pub(crate) fn listed(mut self, class: EntityClass, name: &str) -> Self {
        let id = EntityId::new(slug(name));
        self.listed.push(ListedEntity {
            id,
            name: name.to_owned(),
            aliases: Vec::new(),
            class,
            demonyms: Vec::new(),
            statehood: Statehood::Other,
            country: None,
        });
        self
    }

    /// Adds a file of `knowledge/`.
    pub(crate) fn knowledge_file(mut self, path: &str, text: &str) -> Self {
        self.files = self.files.with(path, text);
        self
    }

    /// Adds a diagnostic on a file.
    pub(crate) fn diagnostic(mut self, kind: DiagnosticKind, path: &str, message: &str) -> Self {
        let (path, message) = (path.to_owned(), message.to_owned());
        self.diagnostics.push(Diagnostic { path, line: 1, column: 1, kind, message });
        self
    }

    /// Changes the release.
    pub(crate) fn with(mut self, change: impl FnOnce(&mut Release)) -> Self {
        change(&mut self.release);
        self
    }

    pub(crate) fn release(&self) -> &Release {
        &self.release
    }

    /// Returns the overrides in `knowledge/`.
    pub(crate) fn overrides(&self) -> Overrides {
        Overrides::load(&self.files).unwrap_or_default()
    }

    pub(crate) fn input(&self) -> Input<'_> {
        Input {
            relations: &self.relations,
            coverage: &self.coverage,
            diagnostics: &self.diagnostics,
            release: &self.release,
            within_owners: &[],
            listed: &self.listed,
            axioms: &self.axioms,
            seniority: &self.seniority,
        }
    }

    /// Returns the identifier of the last article.
    pub(crate) fn current(&self) -> ArticleId {
        self.release.articles.last().map_or_else(|| ArticleId::new("none"), |row| row.article_id.clone())
    }
}

pub(crate) const SPAN: Span = Span { start: 0, end: 1, byte_start: 0, byte_end: 1 };

/// Creates an event without date and claims.
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
        consistency: Consistency::Undated,
        claims: Vec::new(),
        articles: Vec::new(),
        sources: 1,
        participants: Vec::new(),
        place: None,
    }
}

/// Parses a date; `None` if the text is not one.
pub(crate) fn edtf(text: &str) -> Option<Edtf> {
    text.parse().ok()
}
