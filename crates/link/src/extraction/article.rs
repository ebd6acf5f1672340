//! The features of an article, and what its claims are read with.

use std::sync::Arc;

use annals_knowledge::{Knowledge, Language};
use annals_model::{ArticleHeader, ArticleId, EntityClass, EntityId, Reading, slug};
use rustc_hash::FxHashMap;

use crate::day_range::DayRange;
use crate::features::ArticleFeatures;
use crate::symbols::{Symbol, entity_symbol, symbol_set};

/// The days on which each article may have been published, where they are known.
pub(crate) struct PublicationDays<'a>(FxHashMap<&'a ArticleId, DayRange>);

impl<'a> PublicationDays<'a> {
    pub(crate) fn new(articles: &'a [ArticleHeader]) -> Self {
        let days = articles.iter().filter_map(|article| {
            let published = article.metadata.published.as_ref()?;
            Some((&article.id, DayRange::closed(&published.date)?))
        });
        Self(days.collect())
    }

    pub(crate) fn of(&self, article: &ArticleId) -> Option<DayRange> {
        self.0.get(article).copied()
    }
}

/// An article while the features of its claims are extracted.
pub(super) struct ArticleContext<'r, 'l> {
    pub(super) reading: &'r Reading,
    pub(super) language: &'l Language,
    /// The entity of each form of a name, by the slug of the form.
    pub(super) forms: FxHashMap<String, &'r EntityId>,
    /// The words of all forms of the names of an entity, as far as they have been asked for.
    pub(super) form_words: FxHashMap<EntityId, Vec<Symbol>>,
    pub(super) features: Arc<ArticleFeatures<'r>>,
}

impl<'r, 'l> ArticleContext<'r, 'l> {
    pub(super) fn new(
        reading: &'r Reading,
        language: &'l Language,
        published: &PublicationDays<'_>,
        knowledge: &Knowledge,
    ) -> Self {
        let forms = reading.entities.iter().flat_map(|(id, entity)| {
            entity.forms.iter().chain([&entity.name]).map(move |form| (slug(form), id))
        });
        let features = ArticleFeatures {
            id: &reading.article_id,
            published: published.of(&reading.article_id),
            entities: distinctive_entities(reading, knowledge),
        };
        Self {
            reading,
            language,
            forms: forms.collect(),
            form_words: FxHashMap::default(),
            features: Arc::new(features),
        }
    }

    /// Returns the class that an entity has in the article.
    pub(super) fn class(&self, id: &EntityId) -> Option<EntityClass> {
        self.reading.entities.get(id).map(|entity| entity.class)
    }
}

/// Returns the people of an article, and its organisations and places that are unlisted.
fn distinctive_entities(reading: &Reading, knowledge: &Knowledge) -> Box<[Symbol]> {
    let is_distinctive =
        |id: &EntityId, class| class == EntityClass::Person || knowledge.gazetteer.get(id).is_none();
    let entities = reading.entities.iter().filter(|(id, entity)| is_distinctive(id, entity.class));
    symbol_set(entities.map(|(id, _)| entity_symbol(id)).collect())
}
