//! People, organisations and places that two articles spell in two ways.
//!
//! Only what is certain is one: the same words in another order, in a name long enough for that to be no
//! accident; words that a language spells in two ways; a letter more or less in a name whose bearer has
//! the same office or the same rank in the same body; a letter doubled in a name whose bearer was born, or
//! died, in the same month of some year. What is less certain is left to a finding.

use std::collections::{BTreeMap, BTreeSet};

use annals_knowledge::{Knowledge, LinkConstraint, Once};
use annals_model::{EntityClass, EntityId, KindId, Reading, slug};
use rustc_hash::FxHashSet;

/// Words from which on a person's name is the same in any order.
const ORDERED: usize = 3;
/// Names of one office that are compared with each other.
const WINDOW: usize = 12;
/// Letters of a word from which on one of them may be missing or another.
const LONG: usize = 5;

/// The identifier that stands for each entity that another one is, too.
pub(super) fn spellings(readings: &[Reading], knowledge: &Knowledge) -> BTreeMap<EntityId, EntityId> {
    let mut named: BTreeMap<&EntityId, EntityClass> = BTreeMap::new();
    for reading in readings {
        named.extend(reading.entities.iter().map(|(id, entity)| (id, entity.class)));
    }
    let pins = knowledge.overrides.pins();
    let apart: FxHashSet<(&str, &str)> = pins
        .iter()
        .filter(|pin| pin.constraint == LinkConstraint::CannotLink)
        .flat_map(|pin| [(pin.left.as_str(), pin.right.as_str()), (pin.right.as_str(), pin.left.as_str())])
        .collect();
    let mut pairs: BTreeSet<(&EntityId, &EntityId)> = BTreeSet::new();
    for pin in pins.iter().filter(|pin| pin.constraint == LinkConstraint::MustLink) {
        let find = |id: &str| named.keys().copied().find(|known| known.as_str() == id);
        pairs.extend(find(&pin.left).zip(find(&pin.right)));
    }
    let mut keyed: BTreeMap<(EntityClass, String), Vec<&EntityId>> = BTreeMap::new();
    for (id, class) in &named {
        if let Some(key) = key(id, *class, knowledge) {
            keyed.entry((*class, key)).or_default().push(id);
        }
    }
    for same in keyed.into_values() {
        pairs.extend(same.iter().zip(same.iter().skip(1)).map(|(a, b)| (*a, *b)));
    }
    pairs.extend(holders(readings));
    pairs.extend(doubled(readings, knowledge));
    let mut roots: BTreeMap<EntityId, EntityId> = BTreeMap::new();
    for (a, b) in pairs {
        let (a, b) = (root(&roots, a), root(&roots, b));
        // Two that knowledge/ tells apart are two.
        let known = |id: &EntityId| knowledge.gazetteer.get(id).is_some();
        let pinned = apart.contains(&(a.as_str(), b.as_str()));
        if a == b || pinned || (known(&a) && known(&b)) {
            continue;
        }
        let (kept, other) = if (!known(&a), &a) < (!known(&b), &b) { (a, b) } else { (b, a) };
        roots.insert(other, kept);
    }
    let ids: Vec<EntityId> = roots.keys().cloned().collect();
    ids.into_iter().map(|id| (id.clone(), root(&roots, &id))).collect()
}

/// Puts one identifier in place of another wherever a reading has it.
pub(super) fn respell(readings: &mut [Reading], roots: &BTreeMap<EntityId, EntityId>) {
    if roots.is_empty() {
        return;
    }
    let swap = |id: &mut EntityId| {
        if let Some(root) = roots.get(id) {
            id.clone_from(root);
        }
    };
    for reading in readings {
        let moved: Vec<EntityId> =
            reading.entities.keys().filter(|id| roots.contains_key(id)).cloned().collect();
        for id in moved {
            let (Some(entity), Some(root)) = (reading.entities.remove(&id), roots.get(&id)) else { continue };
            match reading.entities.get_mut(root) {
                Some(own) => own.forms.extend(entity.forms),
                None => {
                    reading.entities.insert(root.clone(), entity);
                }
            }
        }
        for claim in &mut reading.claims {
            claim.participants = std::mem::take(&mut claim.participants)
                .into_iter()
                .map(|mut id| {
                    swap(&mut id);
                    id
                })
                .collect();
            claim.place.iter_mut().for_each(swap);
        }
        for position in &mut reading.positions {
            swap(&mut position.person_id);
            position.organisation.iter_mut().for_each(swap);
        }
        reading.quotations.iter_mut().filter_map(|quotation| quotation.speaker.as_mut()).for_each(swap);
    }
}

fn root(roots: &BTreeMap<EntityId, EntityId>, id: &EntityId) -> EntityId {
    let mut id = id;
    while let Some(next) = roots.get(id) {
        id = next;
    }
    id.clone()
}

/// What all certain spellings of a name have in common, where it may have several.
fn key(id: &EntityId, class: EntityClass, knowledge: &Knowledge) -> Option<String> {
    let mut words: Vec<&str> = id.as_str().split('-').filter(|word| !word.is_empty()).collect();
    if class == EntityClass::Person {
        words.sort_unstable();
        return (words.len() >= ORDERED).then(|| words.join("-"));
    }
    let respelled = words.iter().map(|word| {
        let spelled = knowledge.languages.iter().find_map(|language| language.spellings.get(*word));
        spelled.map_or(*word, String::as_str)
    });
    Some(respelled.collect::<Vec<_>>().join("-"))
}

/// People whose names differ by a letter in a word and who have one office, or one rank in one body.
fn holders(readings: &[Reading]) -> Vec<(&EntityId, &EntityId)> {
    let mut held: BTreeMap<(String, Option<&EntityId>), BTreeSet<&EntityId>> = BTreeMap::new();
    for position in readings.iter().flat_map(|reading| &reading.positions) {
        let organisation = position.organisation.as_ref();
        if let Some(office) = &position.office {
            held.entry((slug(office), organisation)).or_default().insert(&position.person_id);
        }
        if let (Some(rank), Some(_)) = (&position.rank, organisation) {
            held.entry((format!("rank {}", slug(rank)), organisation))
                .or_default()
                .insert(&position.person_id);
        }
    }
    let mut pairs = Vec::new();
    for people in held.into_values() {
        let people: Vec<&EntityId> = people.into_iter().collect();
        for (at, a) in people.iter().enumerate() {
            let next = people.iter().skip(at + 1).take(WINDOW);
            pairs.extend(next.filter(|b| is_variant(a.as_str(), b.as_str())).map(|b| (*a, *b)));
        }
    }
    pairs.sort();
    pairs
}

/// People whose names differ by letters written twice, and of whom one thing is told that happens to each
/// but once, in one month: "Ana Lindqvist" and "Anna Lindqvist" who both died in a June.
fn doubled<'r>(readings: &'r [Reading], knowledge: &Knowledge) -> Vec<(&'r EntityId, &'r EntityId)> {
    let is_once = |kind: &KindId| {
        knowledge.kinds.iter().any(|known| known.id == *kind && known.once == Some(Once::Subject))
    };
    let mut told: BTreeMap<(&KindId, String, i8), BTreeSet<&EntityId>> = BTreeMap::new();
    for reading in readings {
        for claim in reading.claims.iter().filter(|claim| is_once(&claim.kind)) {
            let Some(date) = &claim.date else { continue };
            let (Some(first), Some(last)) = (date.edtf.earliest(), date.edtf.latest()) else { continue };
            if (first.year(), first.month()) != (last.year(), last.month()) {
                continue;
            }
            let is_person = |id: &&EntityId| {
                reading.entities.get(id).is_some_and(|entity| entity.class == EntityClass::Person)
            };
            for person in claim.participants.iter().filter(is_person) {
                if person.as_str().contains('-') {
                    told.entry((&claim.kind, squeezed(person), first.month())).or_default().insert(person);
                }
            }
        }
    }
    told.into_values()
        .flat_map(|people| people.iter().copied().zip(people.iter().skip(1).copied()).collect::<Vec<_>>())
        .collect()
}

/// A name with each letter that is written twice written once.
fn squeezed(id: &EntityId) -> String {
    let mut letters: Vec<char> = id.as_str().chars().collect();
    letters.dedup_by(|next, letter| next == letter && letter.is_alphabetic());
    letters.into_iter().collect()
}

/// Whether two names have as many words, two at least, and each is its counterpart but for a letter.
fn is_variant(a: &str, b: &str) -> bool {
    let (one, other): (Vec<&str>, Vec<&str>) = (a.split('-').collect(), b.split('-').collect());
    let alike = |(a, b): (&&str, &&str)| a == b || (a.len().min(b.len()) >= LONG && one_letter(a, b));
    one.len() == other.len() && one.len() > 1 && one.iter().zip(&other).all(alike)
}

/// Whether a letter put in, left out or changed makes one word the other.
fn one_letter(a: &str, b: &str) -> bool {
    if a.chars().chain(b.chars()).any(char::is_numeric) || a.chars().next() != b.chars().next() {
        return false;
    }
    let start = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().skip(start).collect(), b.chars().skip(start).collect());
    let rest = |word: &[char], from: usize| word.get(from..).unwrap_or_default().to_vec();
    rest(&a, 1) == rest(&b, 1) || rest(&a, 1) == b || a == rest(&b, 1)
}

#[cfg(test)]
mod tests {
    use super::is_variant;

    #[test]
    fn a_letter_in_a_word_makes_a_variant() {
        assert!(is_variant("marivelle-tornquist", "marivalle-tornqvist"));
        assert!(is_variant("oslund-vesenburg", "oslund-vessenburg"));
        for (a, b) in [
            ("mario-wallenbach", "aldo-wallenbach"),
            ("orrin-pike", "orrin-pikes-son"),
            ("tan-mot", "tan-mok"),
            ("regiment-67601", "regiment-67602"),
        ] {
            assert!(!is_variant(a, b), "{a} {b}");
        }
    }
}
