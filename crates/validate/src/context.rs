//! What rules look at.

use annals_knowledge::{ListedEntity, Overrides, Seniority};
use annals_model::{
    ArticleId, ArticleRow, Axioms, ClaimId, ClaimRow, ComparisonRow, Coverage, Diagnostic, EntityId, EventId,
    EventRow, KindId, Lifespan, Relations, Release,
};
use rustc_hash::FxHashMap;

/// What rules look at: the rows of a run, and what lies behind them.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// How the statements of each article hang together.
    pub relations: &'a [Relations],
    /// In which language each article was read.
    pub coverage: &'a [Coverage],
    /// Files that could not be read, or were read with a remark.
    pub diagnostics: &'a [Diagnostic],
    /// The datasets; the findings among them are not looked at.
    pub release: &'a Release,
    /// Where articles of one owner contradict each other: rows as in `comparisons`, which has none of these.
    pub within: &'a [ComparisonRow],
    /// The people, organisations and places of the gazetteer.
    pub listed: &'a [ListedEntity],
    /// What holds of every event of a kind.
    pub axioms: &'a Axioms,
    /// The order of ranks, and offices of one holder.
    pub seniority: &'a Seniority,
}

/// A [`Subject`] whose rows can be looked up.
pub(crate) struct Context<'a> {
    pub(crate) subject: Subject<'a>,
    pub(crate) overrides: &'a Overrides,
    articles: FxHashMap<&'a ArticleId, &'a ArticleRow>,
    claims: FxHashMap<&'a ClaimId, &'a ClaimRow>,
    events: FxHashMap<&'a EventId, &'a EventRow>,
    people: FxHashMap<&'a EntityId, &'a str>,
}

impl<'a> Context<'a> {
    pub(crate) fn new(subject: Subject<'a>, overrides: &'a Overrides) -> Self {
        let articles = subject.release.articles.iter().map(|row| (&row.article_id, row)).collect();
        let claims = subject.release.claims.iter().map(|row| (&row.claim_id, row)).collect();
        let events = subject.release.events.iter().map(|row| (&row.event_id, row)).collect();
        let people = subject.release.people.iter().map(|row| (&row.person_id, row.name.as_str())).collect();
        Self { subject, overrides, articles, claims, events, people }
    }

    pub(crate) fn article(&self, id: &ArticleId) -> Option<&'a ArticleRow> {
        self.articles.get(id).copied()
    }

    /// The name of a person, organisation or place; its identifier, where no row has it.
    pub(crate) fn entity_name<'e>(&self, id: &'e EntityId) -> &'e str
    where
        'a: 'e,
    {
        let release = self.subject.release;
        let people = release.people.iter().map(|row| (&row.person_id, &row.name));
        let bodies = release.organisations.iter().map(|row| (&row.organisation_id, &row.name));
        let places = release.places.iter().map(|row| (&row.place_id, &row.name));
        let mut all = people.chain(bodies).chain(places);
        all.find(|(other, _)| *other == id).map_or(id.as_str(), |(_, name)| name.as_str())
    }

    pub(crate) fn claim(&self, id: &ClaimId) -> Option<&'a ClaimRow> {
        self.claims.get(id).copied()
    }

    pub(crate) fn event(&self, id: &EventId) -> Option<&'a EventRow> {
        self.events.get(id).copied()
    }

    /// A person's name, or else the identifier.
    pub(crate) fn person<'s>(&'s self, id: &'s EntityId) -> &'s str {
        self.people.get(id).copied().unwrap_or(id.as_str())
    }

    /// Whether events of a kind are the beginning of somebody's life.
    pub(crate) fn begins_life(&self, kind: &KindId) -> bool {
        self.subject.axioms.kinds.get(kind).is_some_and(|facts| facts.begins == Some(Lifespan::Life))
    }

    /// Whether events of a kind are the end of somebody's life.
    pub(crate) fn ends_life(&self, kind: &KindId) -> bool {
        self.subject.axioms.kinds.get(kind).is_some_and(|facts| facts.ends == Some(Lifespan::Life))
    }
}
