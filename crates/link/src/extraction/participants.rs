//! Who takes part in the event of a claim, and the countries that they belong to.

use annals_knowledge::{Knowledge, Language, Statehood};
use annals_model::{Claim, EntityClass, EntityId, Naming, Reading, slug};
use rustc_hash::{FxHashMap, FxHashSet};

use super::article::ArticleContext;
use super::unique_events::{country_of, listed_entities, unlisted_symbols};
use crate::event_class::EventClass;
use crate::features::ParticipantFeatures;
use crate::symbols::{Symbol, SymbolCache, entity_symbol, symbol_set};

/// The participants of a claim.
pub(super) struct Participants {
    pub(super) features: ParticipantFeatures,
    /// The countries in the name of an event that is unique, in their order.
    pub(super) named_countries: Vec<Symbol>,
    /// True if two of them form a pair of which one at least is unlisted.
    pub(super) has_unlisted_pair: bool,
    /// The words of the names of the participants and of the place.
    pub(super) entity_words: FxHashSet<Symbol>,
}

/// The participants of a claim while they are collected.
#[derive(Default)]
struct Collector {
    ids: Vec<Symbol>,
    countries: Vec<Symbol>,
    people: Vec<Symbol>,
    name_words: Vec<Symbol>,
    named_countries: Vec<Symbol>,
    entity_words: FxHashSet<Symbol>,
}

/// The words of the names of entities, and their countries.
pub(super) struct EntityNames<'k> {
    knowledge: &'k Knowledge,
    known: FxHashMap<EntityId, EntityName>,
}

/// The words of the names of a listed entity, and the countries that an entity belongs to.
#[derive(Clone, Default)]
struct EntityName {
    words: Vec<Symbol>,
    countries: Vec<Symbol>,
}

impl<'k> EntityNames<'k> {
    pub(super) fn new(knowledge: &'k Knowledge) -> Self {
        Self { knowledge, known: FxHashMap::default() }
    }

    /// Returns the participants of a claim.
    pub(super) fn participants(
        &mut self,
        article: &mut ArticleContext<'_, '_>,
        claim: &Claim,
        class: EventClass<'_>,
        symbols: &mut SymbolCache,
    ) -> Participants {
        let mut found = Collector::default();
        self.add_entities(&mut found, article, claim, symbols);
        // A name of an event that recurs may be that of an entity, which takes part.
        if let Some(id) = article.forms.get(&slug(&claim.name)).filter(|_| class.recurs) {
            found.ids.extend(self.entity_symbols(article, id));
        }
        if class.once.is_some() {
            self.add_named_countries(&mut found, article, claim, class, symbols);
        }
        let unlisted = &article.reading.relations.unlisted_parties;
        let pair = unlisted.iter().find(|unlisted| unlisted.claim == claim.claim_id);
        for id in pair.into_iter().flat_map(|pair| &pair.parties) {
            found.entity_words.extend(id.as_str().split('-').map(|word| symbols.slug_symbol(word)));
            found.ids.extend(self.entity_symbols(article, id));
            found.countries.extend(self.name(id, article.reading, article.language, symbols).countries);
            // The parties to an event without a name are taken for people.
            if claim.naming == Naming::Description && class.once.is_none() {
                found.people.push(entity_symbol(id));
            }
        }
        Participants {
            features: ParticipantFeatures {
                ids: symbol_set(found.ids),
                countries: symbol_set(found.countries),
                people: symbol_set(found.people),
                name_words: symbol_set(found.name_words),
            },
            named_countries: found.named_countries,
            has_unlisted_pair: pair.is_some(),
            entity_words: found.entity_words,
        }
    }

    /// Adds the participants that the claim states, and the words of its place.
    fn add_entities(
        &mut self,
        found: &mut Collector,
        article: &mut ArticleContext<'_, '_>,
        claim: &Claim,
        symbols: &mut SymbolCache,
    ) {
        let reading = article.reading;
        for id in claim.participants.iter().chain(&claim.place) {
            let EntityName { words, countries } = self.name(id, reading, article.language, symbols);
            found.entity_words.extend(words);
            let form_words = article.form_words.entry(id.clone()).or_insert_with(|| {
                let forms = reading.entities.get(id).into_iter().flat_map(|entity| &*entity.forms);
                let words = forms.flat_map(|form| annals_text::words(form));
                words.map(|word| symbols.slug_symbol(&word)).collect()
            });
            found.entity_words.extend(form_words.iter().copied());
            if claim.participants.contains(id) {
                found.name_words.extend(form_words.iter().copied());
                found.countries.extend(countries);
                if article.class(id) == Some(EntityClass::Person) {
                    found.people.push(entity_symbol(id));
                }
                found.ids.extend(self.entity_symbols(article, id));
            }
        }
    }

    /// Adds the countries in the name of the event.
    fn add_named_countries(
        &mut self,
        found: &mut Collector,
        article: &ArticleContext<'_, '_>,
        claim: &Claim,
        class: EventClass<'_>,
        symbols: &mut SymbolCache,
    ) {
        let gazetteer = &self.knowledge.gazetteer;
        for number in listed_entities(&claim.name, article.language) {
            let Some(entity) = gazetteer.entities.get(number) else { continue };
            found.named_countries.push(entity_symbol(country_of(entity, class, gazetteer)));
            let name = self.name(&entity.id, article.reading, article.language, symbols);
            found.entity_words.extend(name.words);
        }
    }

    /// Returns the symbol of a participant; of an unlisted one, that of its distinctive words.
    fn entity_symbols(&self, article: &ArticleContext<'_, '_>, id: &EntityId) -> Vec<Symbol> {
        let is_person = article.class(id) == Some(EntityClass::Person);
        if is_person || self.knowledge.gazetteer.get(id).is_some() {
            return vec![entity_symbol(id)];
        }
        unlisted_symbols(id, article.language)
    }

    /// Returns the words of the names of a listed entity, and the countries that an entity belongs to: its
    /// own, or those in the name of an organisation.
    fn name(
        &mut self,
        id: &EntityId,
        reading: &Reading,
        language: &Language,
        symbols: &mut SymbolCache,
    ) -> EntityName {
        if let Some(known) = self.known.get(id) {
            return known.clone();
        }
        let listed = self.knowledge.gazetteer.get(id);
        let names = listed
            .into_iter()
            .flat_map(|listed| listed.aliases.iter().chain(&listed.demonyms).chain([&listed.name]));
        let words = names.flat_map(|name| annals_text::words(name));
        let words = words.map(|word| symbols.slug_symbol(&word)).collect();
        let name = EntityName { words, countries: self.countries(id, reading, language) };
        self.known.insert(id.clone(), name.clone());
        name
    }

    fn countries(&self, id: &EntityId, reading: &Reading, language: &Language) -> Vec<Symbol> {
        let gazetteer = &self.knowledge.gazetteer;
        let is_country =
            |id: &&EntityId| gazetteer.get(id).is_some_and(|known| known.statehood == Statehood::Country);
        let listed = gazetteer.get(id);
        let country = listed.and_then(|listed| listed.country.as_ref());
        let own: Vec<Symbol> =
            [Some(id), country].into_iter().flatten().filter(is_country).map(entity_symbol).collect();
        let entity = reading.entities.get(id);
        let class = listed.map(|listed| listed.class).or_else(|| entity.map(|entity| entity.class));
        if !own.is_empty() || class != Some(EntityClass::Organisation) {
            return own;
        }
        let name = listed.map(|listed| listed.name.as_str()).or_else(|| entity.map(|entity| &*entity.name));
        let named = listed_entities(name.unwrap_or_default(), language);
        let named = named.into_iter().filter_map(|number| gazetteer.entities.get(number));
        let countries = named.map(|named| named.country.as_ref().unwrap_or(&named.id));
        countries.filter(is_country).map(entity_symbol).collect()
    }
}
