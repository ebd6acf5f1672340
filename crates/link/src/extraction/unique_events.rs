//! Keys of events that are unique: of some kinds a country, or two parties between them, have only one.

use annals_knowledge::{Gazetteer, Language, ListedEntity, Once, Sense, Statehood};
use annals_model::{Claim, EntityId};
use annals_text::fold;

use crate::event_class::EventClass;
use crate::features::Uniqueness;
use crate::symbols::{Symbol, entity_symbol, hash, name_symbol, stem_symbol};

/// Letters that a distinctive word of an unlisted name has at least, where other words are left out.
const WORD_LETTERS: usize = 4;

/// For whom the event may be unique.
pub(super) struct Owners<'o> {
    /// The countries of its participants, sorted.
    pub(super) countries: &'o [Symbol],
    /// The countries in its name, sorted.
    pub(super) named_countries: &'o [Symbol],
    /// Its participants where they are a pair of which one at least is unlisted.
    pub(super) unlisted_pair: Option<&'o [Symbol]>,
    /// Its name without the words for its kind, if all words of it have capitals.
    pub(super) pair_name: Option<&'o EntityId>,
}

/// Returns the key of a unique event. There is none where it is not stated for whom the event is unique, or
/// where it is of several.
pub(super) fn uniqueness(
    claim: &Claim,
    class: EventClass<'_>,
    language: &Language,
    owners: &Owners<'_>,
) -> Uniqueness {
    if is_reversal(claim, language) {
        return Uniqueness::Reversal;
    }
    let Some(once) = class.once.filter(|once| *once != Once::Subject) else { return Uniqueness::Unknown };
    let mut keys: Vec<Symbol> = if let Some(pair) = owners.unlisted_pair {
        pair.to_vec()
    } else if !owners.countries.is_empty() {
        owners.countries.to_vec()
    } else if claim.participants.is_empty() && once == Once::Parties && owners.named_countries.len() < 2 {
        // "between A and B"
        owners.pair_name.map(|name| unlisted_symbols(name, language)).unwrap_or_default()
    } else if claim.participants.is_empty() {
        owners.named_countries.to_vec()
    } else {
        claim.participants.iter().flat_map(|id| unlisted_symbols(id, language)).collect()
    };
    if once == Once::Parties && keys.len() == 1 && claim.participants.len() == 2 {
        // A country and the organisation that it joins.
        keys = claim.participants.iter().map(|id| name_symbol(id.as_str())).collect();
    }
    keys.sort_unstable();
    keys.dedup();
    let wanted = if once == Once::Country { 1 } else { 2 };
    if keys.len() == wanted { Uniqueness::Key(hash(&keys)) } else { Uniqueness::Unknown }
}

/// True if the words say that something was undone or done again.
fn is_reversal(claim: &Claim, language: &Language) -> bool {
    let has_cue = |text: &str| {
        let mut words = text.split(|letter: char| !letter.is_alphanumeric() && letter != '-');
        words.any(|word| language.undoing.contains(fold(word).as_ref()))
    };
    has_cue(&claim.evidence.quote) || has_cue(&claim.name)
}

/// Returns the symbol of an unlisted entity: the stem of its only distinctive word, or the symbols of two
/// such words joined by "and", which are two entities taken for one; otherwise that of its identifier.
pub(super) fn unlisted_symbols(id: &EntityId, language: &Language) -> Vec<Symbol> {
    let is_distinctive = |word: &&str| {
        let numbered = word.starts_with(|first: char| first.is_ascii_digit());
        numbered || !language.common_in_names.contains(*word) && word.chars().count() >= WORD_LETTERS
    };
    let words: Vec<&str> = id.as_str().split('-').filter(is_distinctive).collect();
    let conjunctions = id.as_str().split('-').filter(|word| language.is_and(word)).count();
    if words.len() == 1 || words.len() == 2 && conjunctions == 1 {
        words.into_iter().map(|word| hash(&[stem_symbol(word, language)])).collect()
    } else {
        vec![entity_symbol(id)]
    }
}

/// Returns the country that a listed entity stands for, or the entity itself. A town stands for its country
/// only in events that two parties have between them.
pub(super) fn country_of<'k>(
    entity: &'k ListedEntity,
    class: EventClass<'_>,
    gazetteer: &'k Gazetteer,
) -> &'k EntityId {
    let is_country =
        |id: &&EntityId| gazetteer.get(id).is_some_and(|known| known.statehood == Statehood::Country);
    let stands_for_country = class.once == Some(Once::Parties) && entity.statehood == Statehood::Town;
    let around = || gazetteer.within(&entity.id).filter(is_country).filter(|_| stands_for_country);
    entity.country.as_ref().or_else(around).unwrap_or(&entity.id)
}

/// Returns the numbers of the listed entities that a name mentions, by their names or by their people.
pub(super) fn listed_entities(name: &str, language: &Language) -> Vec<usize> {
    let (tokens, numbers) = language.lexicon.scan(name, 0..name.len());
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let Some((len, meaning)) = language.lexicon.longest_at(&numbers, at) else {
            at += 1;
            continue;
        };
        for sense in meaning.senses() {
            if let Sense::Name(number) | Sense::Demonym(number) = sense {
                found.push(*number);
            }
        }
        at += len.max(1);
    }
    found
}
