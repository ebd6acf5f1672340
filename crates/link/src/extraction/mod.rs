//! Feature extraction: from the claims of a reading to what they are compared by.

mod article;
mod context;
mod force_movements;
mod identity;
mod name_keys;
mod participants;
mod unique_events;

use std::sync::Arc;

use annals_knowledge::{Knowledge, Statehood};
use annals_model::{Claim, ClaimDate, DateBasis, EntityId, Reading, slug};

use crate::day_range::DayRange;
use crate::event_class::{EventClass, EventClasses};
use crate::features::{
    ClaimFeatures, DateFeatures, IdentityBasis, IdentityFeatures, NameFeatures, NameKeys,
    ParticipantFeatures, PlaceFeatures, YearBasis,
};
use crate::symbols::{Symbol, entity_symbol, symbol_set};
use article::ArticleContext;
pub(crate) use article::PublicationDays;
pub(crate) use identity::ListedEvents;
use name_keys::NameKeyReader;
use participants::{EntityNames, Participants};
use unique_events::Owners;

/// Extracts the features of claims. Every thread has one.
pub(crate) struct FeatureExtractor<'k> {
    knowledge: &'k Knowledge,
    classes: &'k EventClasses<'k>,
    listed_events: &'k ListedEvents,
    names: NameKeyReader<'k>,
    entities: EntityNames<'k>,
}

impl<'k> FeatureExtractor<'k> {
    pub(crate) fn new(
        knowledge: &'k Knowledge,
        classes: &'k EventClasses<'k>,
        listed_events: &'k ListedEvents,
    ) -> Self {
        Self {
            knowledge,
            classes,
            listed_events,
            names: NameKeyReader::new(classes),
            entities: EntityNames::new(knowledge),
        }
    }

    /// Returns the features of the claims of a reading, in its order. Claims of unknown kinds are left out.
    pub(crate) fn extract<'r>(
        &mut self,
        reading: &'r Reading,
        published: &PublicationDays<'_>,
    ) -> Vec<ClaimFeatures<'r>>
    where
        'k: 'r,
    {
        let knowledge = self.knowledge;
        let language = reading.coverage.language.as_deref().and_then(|tag| knowledge.language(tag));
        let Some(language) = language.or_else(|| knowledge.languages.first()) else { return Vec::new() };
        let mut article = ArticleContext::new(reading, language, published, knowledge);
        let features = reading.claims.iter().filter_map(|claim| {
            let class = self.classes.of(&claim.kind)?;
            Some(self.claim(&mut article, claim, class))
        });
        features.collect()
    }

    fn claim<'r>(
        &mut self,
        article: &mut ArticleContext<'r, '_>,
        claim: &'r Claim,
        class: EventClass<'r>,
    ) -> ClaimFeatures<'r> {
        let language = article.language;
        let keys = self.names.of_claim(claim, language, &article.forms);
        let found = self.entities.participants(article, claim, class, &mut self.names.symbols);
        let (identity, is_side) = self.identity(article, claim, class, &keys, &found);
        let context =
            context::context(claim, language, &keys, &found.entity_words, &mut self.names.symbols, |id| {
                self.knowledge.gazetteer.get(id).is_some()
            });
        ClaimFeatures {
            claim,
            class,
            identity,
            name: name_features(article, claim, class, keys, &found, is_side),
            place: claim.place.as_ref().map(|place| self.place(place)),
            movement: force_movements::force_movement(claim, article.reading, language),
            date: date_features(claim.date.as_ref()),
            context,
            article: Arc::clone(&article.features),
            participants: found.features,
        }
    }

    /// Returns what identifies the event, and whether it goes by the name of one of its sides.
    fn identity(
        &self,
        article: &ArticleContext<'_, '_>,
        claim: &Claim,
        class: EventClass<'_>,
        keys: &NameKeys,
        found: &Participants,
    ) -> (IdentityFeatures, bool) {
        let ParticipantFeatures { ids, countries, people, .. } = &found.features;
        let (basis, entity) = self.listed_events.identity(claim, class, keys, &article.forms, people);
        let is_listed = matches!(basis, IdentityBasis::ListedEvent(_));
        let is_side = class.sides && keys.has_only_capitals() && keys.head.is_none() && !is_listed;
        let pair_name = keys.has_only_capitals().then(|| EntityId::new(&*keys.slug));
        let owners = Owners {
            countries,
            named_countries: &found.named_countries,
            unlisted_pair: found.has_unlisted_pair.then_some(&**ids),
            pair_name: pair_name.as_ref(),
        };
        let uniqueness = unique_events::uniqueness(claim, class, article.language, &owners);
        let basis = if is_side { IdentityBasis::Description } else { basis };
        (IdentityFeatures { basis, entity, uniqueness }, is_side)
    }

    fn place(&self, place: &EntityId) -> PlaceFeatures {
        let listed = self.knowledge.gazetteer.get(place);
        PlaceFeatures {
            id: entity_symbol(place),
            is_country: listed.is_some_and(|place| place.statehood == Statehood::Country),
        }
    }
}

fn name_features(
    article: &ArticleContext<'_, '_>,
    claim: &Claim,
    class: EventClass<'_>,
    keys: NameKeys,
    found: &Participants,
    is_side: bool,
) -> NameFeatures {
    let is_specific = |word: &&Symbol| !is_side && !found.entity_words.contains(*word);
    let specific = keys.words.iter().filter(is_specific).copied().collect();
    let is_entity = article.forms.contains_key(&slug(&claim.name));
    NameFeatures {
        specific: symbol_set(specific),
        is_borrowed: class.once.is_none() && !class.founds && is_entity,
        is_side,
        keys,
    }
}

fn date_features(date: Option<&ClaimDate>) -> DateFeatures {
    DateFeatures {
        days: date.and_then(|date| DayRange::of(&date.edtf)),
        year: if date.is_some_and(omits_year) { YearBasis::Omitted } else { YearBasis::Stated },
    }
}

/// True if the words of a date have numbers, but none that may be a year.
fn omits_year(date: &ClaimDate) -> bool {
    let numbers =
        date.text.split(|letter: char| !letter.is_ascii_digit()).filter(|digits| !digits.is_empty());
    let mut lengths = numbers.map(str::len).peekable();
    date.basis == DateBasis::Resolved && lengths.peek().is_some() && lengths.all(|length| length < 3)
}
