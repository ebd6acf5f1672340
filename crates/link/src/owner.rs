//! Whose an event is, of a kind of which a country, or two parties between them, have but one.

use std::hash::{Hash, Hasher};

use annals_knowledge::{Gazetteer, Language, ListedEntity, Once, Statehood};
use annals_model::{Claim, EntityId};
use annals_text::fold;
use rustc_hash::FxHasher;

use super::telling::{stem, whole};
use super::wording::{Class, Symbol, symbol_of};

/// Letters that a word of an unknown name has at least, where others are left.
const WORD: usize = 4;

/// Those whose event it may be.
pub(super) struct Candidates<'o> {
    /// Countries of its parties, sorted.
    pub(super) lands: &'o [Symbol],
    /// Countries that its name names, sorted.
    pub(super) named: &'o [Symbol],
    /// Its parties where they are two, of which no table knows one at least.
    pub(super) strangers: Option<&'o [Symbol]>,
    /// Its name, without the words for what it is, where all of it has capitals.
    pub(super) pair: Option<&'o EntityId>,
}

/// Whose it is: none where that is not told, where it is of several, and where the words say that it
/// was undone, or done again.
pub(super) fn owner(
    claim: &Claim,
    class: Class<'_>,
    language: &Language,
    candidates: &Candidates<'_>,
) -> Option<Symbol> {
    let once = class.once.filter(|once| *once != Once::Subject)?;
    if is_undone(claim, language) {
        return None;
    }
    let mut owners: Vec<Symbol> = if let Some(strangers) = candidates.strangers {
        strangers.to_vec()
    } else if !candidates.lands.is_empty() {
        candidates.lands.to_vec()
    } else if claim.participants.is_empty() && once == Once::Parties && candidates.named.len() < 2 {
        // "between A and B"
        candidates.pair.map(|name| strangers(name, language)).unwrap_or_default()
    } else if claim.participants.is_empty() {
        candidates.named.to_vec()
    } else {
        claim.participants.iter().flat_map(|id| strangers(id, language)).collect()
    };
    if once == Once::Parties && owners.len() == 1 && claim.participants.len() == 2 {
        // A country and what it joins.
        owners = claim.participants.iter().map(|id| whole(id.as_str())).collect();
    }
    owners.sort_unstable();
    owners.dedup();
    let wanted = if once == Once::Country { 1 } else { 2 };
    (owners.len() == wanted).then(|| hash(&owners))
}

/// Whether the words say that something was undone, or done again.
pub(super) fn is_undone(claim: &Claim, language: &Language) -> bool {
    let undone = |text: &str| {
        let mut words = text.split(|letter: char| !letter.is_alphanumeric() && letter != '-');
        words.any(|word| language.undoing.contains(fold(word).as_ref()))
    };
    undone(&claim.evidence.quote) || undone(&claim.name)
}

/// A name that no table knows, or two that were taken for one, where each has a word of its own: these
/// without the words that many have, and without the endings of their people.
pub(super) fn strangers(id: &EntityId, language: &Language) -> Vec<Symbol> {
    let own = |word: &&str| {
        let numbered = word.starts_with(|first: char| first.is_ascii_digit());
        numbered || !language.common_in_names.contains(*word) && word.chars().count() >= WORD
    };
    let words: Vec<&str> = id.as_str().split('-').filter(own).collect();
    let linked = id.as_str().split('-').filter(|word| language.is_and(word)).count();
    if words.len() == 1 || words.len() == 2 && linked == 1 {
        words.into_iter().map(|word| hash(&[stem(word, language)])).collect()
    } else {
        vec![symbol_of(id)]
    }
}

fn hash(parts: &[Symbol]) -> Symbol {
    let mut hasher = FxHasher::default();
    parts.hash(&mut hasher);
    hasher.finish()
}

/// The country that a name stands for. What two states have between them is told by their capitals, too.
pub(super) fn land<'k>(named: &'k ListedEntity, class: Class<'_>, names: &'k Gazetteer) -> &'k EntityId {
    let is_country =
        |id: &&EntityId| names.get(id).is_some_and(|known| known.statehood == Statehood::Country);
    let around = || names.within(&named.id).filter(is_country);
    let stands = class.once == Some(Once::Parties) && named.statehood == Statehood::Town;
    named.country.as_ref().or_else(|| around().filter(|_| stands)).unwrap_or(&named.id)
}

/// The numbers of the entities that a name names.
pub(super) fn countries(name: &str, language: &Language) -> Vec<usize> {
    let (tokens, numbers) = language.lexicon.scan(name, 0..name.len());
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let longest = language.lexicon.longest_at(&numbers, at);
        let (len, meaning) = match longest {
            Some((len, meaning)) => (len, meaning),
            None => {
                at += 1;
                continue;
            }
        };
        for sense in meaning.senses() {
            if let annals_knowledge::Sense::Name(number) | annals_knowledge::Sense::Demonym(number) = sense {
                found.push(*number);
            }
        }
        at += len.max(1);
    }
    found
}
