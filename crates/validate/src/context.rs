//! The context of a rule: the input with lookup by identifier, and the overrides.

use annals_knowledge::{Level, Overrides};
use annals_model::{ArticleId, ArticleRow, ClaimId, ClaimRow, EntityId, EventId, EventRow, KindId, Lifespan};
use rustc_hash::FxHashMap;

use crate::input::Input;

/// An [`Input`] whose rows can be looked up by identifier, and the overrides in `knowledge/`.
pub(crate) struct Context<'a> {
    pub(crate) input: Input<'a>,
    pub(crate) overrides: &'a Overrides,
    articles: FxHashMap<&'a ArticleId, &'a ArticleRow>,
    claims: FxHashMap<&'a ClaimId, &'a ClaimRow>,
    events: FxHashMap<&'a EventId, &'a EventRow>,
    people: FxHashMap<&'a EntityId, &'a str>,
}

impl<'a> Context<'a> {
    pub(crate) fn new(input: Input<'a>, overrides: &'a Overrides) -> Self {
        let articles = input.release.articles.iter().map(|row| (&row.article_id, row)).collect();
        let claims = input.release.claims.iter().map(|row| (&row.claim_id, row)).collect();
        let events = input.release.events.iter().map(|row| (&row.event_id, row)).collect();
        let people = input.release.people.iter().map(|row| (&row.person_id, row.name.as_str())).collect();
        Self { input, overrides, articles, claims, events, people }
    }

    pub(crate) fn article(&self, id: &ArticleId) -> Option<&'a ArticleRow> {
        self.articles.get(id).copied()
    }

    pub(crate) fn claim(&self, id: &ClaimId) -> Option<&'a ClaimRow> {
        self.claims.get(id).copied()
    }

    pub(crate) fn event(&self, id: &EventId) -> Option<&'a EventRow> {
        self.events.get(id).copied()
    }

    /// Returns the name of a person, or else the identifier.
    pub(crate) fn person_name<'s>(&'s self, id: &'s EntityId) -> &'s str {
        self.people.get(id).copied().unwrap_or(id.as_str())
    }

    /// Returns the name of a person, organisation or place, or else the identifier.
    pub(crate) fn entity_name<'e>(&self, id: &'e EntityId) -> &'e str
    where
        'a: 'e,
    {
        let release = self.input.release;
        let people = release.people.iter().map(|row| (&row.person_id, &row.name));
        let organisations = release.organisations.iter().map(|row| (&row.organisation_id, &row.name));
        let places = release.places.iter().map(|row| (&row.place_id, &row.name));
        let mut all = people.chain(organisations).chain(places);
        all.find(|(other, _)| *other == id).map_or(id.as_str(), |(_, name)| name.as_str())
    }

    /// Returns whether events of a kind begin a person's life.
    pub(crate) fn begins_life(&self, kind: &KindId) -> bool {
        self.input.axioms.kinds.get(kind).is_some_and(|axioms| axioms.begins == Some(Lifespan::Life))
    }

    /// Returns whether events of a kind end a person's life.
    pub(crate) fn ends_life(&self, kind: &KindId) -> bool {
        self.input.axioms.kinds.get(kind).is_some_and(|axioms| axioms.ends == Some(Lifespan::Life))
    }

    /// Returns whether `knowledge/severities.csv` turns a rule off.
    pub(crate) fn is_off(&self, code: &str) -> bool {
        self.overrides.level(code) == Some(Level::Off)
    }
}
