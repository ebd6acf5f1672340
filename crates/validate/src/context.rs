//! What rules look at.

use annals_knowledge::{Rulings, Seniority};
use annals_model::facts::Matter;
use annals_model::problem::Problem;
use annals_model::reading::EntityClass;
use annals_model::record::{AgreementRow, ArticleRow, ClaimRow, EventRow, Release};
use annals_model::{ArticleId, ClaimId, EntityId, EventId, Facts, KindId, Reading};
use rustc_hash::FxHashMap;

/// All that a run read and linked.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// What was read in each article.
    pub readings: &'a [Reading],
    /// Files that could not be read, or were read with a remark.
    pub problems: &'a [Problem],
    /// The datasets; those of findings are not looked at.
    pub release: &'a Release,
    /// Where articles of one owner contradict each other: rows as those of `agreements`, which has none of these.
    pub within: &'a [AgreementRow],
    /// Names that `knowledge/` tells apart.
    pub names: &'a [KnownName],
    /// What is so in general.
    pub facts: &'a Facts,
    /// The order of ranks, and offices of one holder.
    pub standing: &'a Seniority,
}

/// A name of `knowledge/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownName {
    /// Its identifier, which rows of datasets share.
    pub id: EntityId,
    /// The name.
    pub name: String,
    /// Its other forms.
    pub aliases: Vec<String>,
    /// What it is the name of.
    pub class: EntityClass,
}

/// A [`Subject`] whose rows can be looked up.
pub(crate) struct Context<'a> {
    pub(crate) subject: Subject<'a>,
    pub(crate) rulings: &'a Rulings,
    articles: FxHashMap<&'a ArticleId, &'a ArticleRow>,
    claims: FxHashMap<&'a ClaimId, &'a ClaimRow>,
    events: FxHashMap<&'a EventId, &'a EventRow>,
    people: FxHashMap<&'a EntityId, &'a str>,
}

impl<'a> Context<'a> {
    pub(crate) fn new(subject: Subject<'a>, rulings: &'a Rulings) -> Self {
        let articles = subject.release.articles.iter().map(|row| (&row.article_id, row)).collect();
        let claims = subject.release.claims.iter().map(|row| (&row.claim_id, row)).collect();
        let events = subject.release.events.iter().map(|row| (&row.event_id, row)).collect();
        let people = subject.release.people.iter().map(|row| (&row.person_id, row.name.as_str())).collect();
        Self { subject, rulings, articles, claims, events, people }
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
        self.subject.facts.kinds.get(kind).is_some_and(|facts| facts.begins == Some(Matter::Life))
    }

    /// Whether events of a kind are the end of somebody's life.
    pub(crate) fn ends_life(&self, kind: &KindId) -> bool {
        self.subject.facts.kinds.get(kind).is_some_and(|facts| facts.ends == Some(Matter::Life))
    }
}
