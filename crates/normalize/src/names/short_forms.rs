//! Names told in part: "Gen. Dael" after "Lieutenant General Jan van Dael".

use std::ops::Range;

use annals_model::EntityId;
use annals_model::reading::EntityClass;
use annals_text::fold;
use rustc_hash::FxHashMap;

use super::directory::Directory;
use super::mention::{Marks, Mention, Referent};
use super::runs::shown;
use crate::sheet::Sheet;

/// Whom the parts of the full names of an article can mean.
pub(crate) struct People {
    /// By first and by last word: which of them is the given name differs by culture.
    by_part: FxHashMap<String, Vec<EntityId>>,
    /// By full name.
    by_name: FxHashMap<String, EntityId>,
}

impl People {
    pub(crate) fn of(directory: &Directory) -> Self {
        let mut by_part: FxHashMap<String, Vec<EntityId>> = FxHashMap::default();
        let mut by_name = FxHashMap::default();
        for (id, entity) in directory.people() {
            for name in entity.forms.iter().chain([&entity.name]) {
                let words: Vec<String> =
                    name.split_whitespace().map(|word| fold(word).into_owned()).collect();
                by_name.insert(words.join(" "), id.clone());
                if let [first, .., last] = words.as_slice() {
                    for part in [first, last] {
                        let people = by_part.entry(part.clone()).or_default();
                        if !people.contains(id) {
                            people.push(id.clone());
                        }
                    }
                }
            }
        }
        Self { by_part, by_name }
    }

    /// The only person whom these words can mean.
    fn find(&self, words: &str) -> Option<&EntityId> {
        let folded: Vec<String> = words.split_whitespace().map(|word| fold(word).into_owned()).collect();
        if let Some(id) = self.by_name.get(&folded.join(" ")) {
            return Some(id);
        }
        match folded.as_slice() {
            [part] => match self.by_part.get(part)?.as_slice() {
                [only] => Some(only),
                _ => None,
            },
            _ => None,
        }
    }
}

/// Gives the short forms of a segment to whom they mean, and makes titled names that nobody
/// of the article bears people of their own.
pub(crate) fn resolve(
    sheet: &Sheet<'_>,
    mentions: &mut Vec<Mention>,
    people: &People,
    directory: &mut Directory,
) {
    for mention in mentions.iter_mut() {
        if matches!(mention.referent, Referent::Entity(..)) {
            continue;
        }
        let words = shown(sheet.slice(&mention.name));
        if let Some(id) = people.find(&words) {
            directory.add_form_of(id, &words);
            mention.referent = Referent::Entity(EntityClass::Person, id.clone());
        } else if mention.title.marks == Marks::Titled && is_whole(sheet, &mention.name) {
            let id = directory.add(EntityClass::Person, &words);
            mention.referent = Referent::Entity(EntityClass::Person, id);
        }
    }
    mentions.retain(|mention| matches!(mention.referent, Referent::Entity(..)));
}

/// Whether a single word can be all there is of a name: an initial is not.
fn is_whole(sheet: &Sheet<'_>, name: &Range<usize>) -> bool {
    sheet.slice(name).chars().filter(|c| c.is_alphabetic()).count() > 2
}
