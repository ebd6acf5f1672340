//! Names told in part: "Gen. Dael" after "Lieutenant General Jan van Dael".

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use annals_model::{EntityClass, EntityId};
use annals_text::fold;
use rustc_hash::{FxHashMap, FxHashSet};

use super::directory::Directory;
use super::mention::{Marks, Mention, Referent};
use super::runs::shown;
use crate::sheet::Sheet;

/// Most people of one family name that a title can tell apart.
const MANY: usize = 32;
/// Most words of a full name that a last name alone makes a person's.
const FULL: usize = 4;

/// Whom the parts of the full names of an article can mean.
pub(crate) struct People {
    /// By first word and by all that can end a name: which of them is the given name differs by
    /// culture.
    by_part: FxHashMap<String, Vec<EntityId>>,
    /// By full name.
    by_name: FxHashMap<String, EntityId>,
    /// Who turned out to be somebody told more fully.
    fuller: BTreeMap<EntityId, EntityId>,
    /// Names of one word that stand behind a title somewhere: all that the article tells of them.
    lone: FxHashSet<String>,
    /// Words of the titles that stand before somebody's full name.
    titles: BTreeMap<EntityId, BTreeSet<String>>,
}

/// Who some words mean.
enum Meant<'p> {
    Nobody,
    One(&'p EntityId),
    /// Several people of the article could be meant.
    Several,
}

impl People {
    /// The people of an article; those told by two forms of one name become one in `directory`.
    pub(crate) fn of(directory: &mut Directory, is_suffix: impl Fn(&str) -> bool) -> Self {
        let fuller = fuller(directory, &is_suffix);
        for (id, into) in &fuller {
            directory.merge(id, into);
        }
        let mut by_part: FxHashMap<String, Vec<EntityId>> = FxHashMap::default();
        let mut by_name = FxHashMap::default();
        for (id, entity) in directory.people() {
            for name in entity.names() {
                let all = folded(name);
                let words = parts(&all, &is_suffix);
                by_name.insert(all.join(" "), id.clone());
                let ends = (1..words.len()).filter_map(|from| words.get(from..));
                let first = words.get(..1).filter(|_| words.len() > 1);
                for part in ends.chain(first) {
                    let people = by_part.entry(part.join(" ")).or_default();
                    if people.len() < MANY && !people.contains(id) {
                        people.push(id.clone());
                    }
                }
            }
        }
        Self { by_part, by_name, fuller, titles: BTreeMap::new(), lone: FxHashSet::default() }
    }

    /// Keeps the titles that tell people of one name apart.
    pub(crate) fn learn(&mut self, sheet: &Sheet<'_>, mentions: &[Mention]) {
        for mention in mentions {
            if is_lone(sheet, mention) {
                self.lone.insert(fold(sheet.slice(&mention.name)).into_owned());
            }
            if let (Some(id), false) = (mention.person(), mention.tokens.start == mention.name.start) {
                let id = self.fuller.get(id).unwrap_or(id).clone();
                self.titles.entry(id).or_default().extend(title_words(sheet, mention));
            }
        }
    }

    /// Whether a word alone is the name of somebody who has a title elsewhere. A capital at the
    /// beginning of a sentence does not say so.
    fn is_told_alone(&self, sheet: &Sheet<'_>, mention: &Mention) -> bool {
        let name = &mention.name;
        let acts = sheet.is_verb(name.end) || sheet.possessive(name.end) > 0;
        let begins = sheet.sentence_of(name.start).start == name.start;
        mention.referent == Referent::ShortForm
            && (acts || !begins)
            && self.lone.contains(fold(sheet.slice(name)).as_ref())
    }

    /// The only person whom these words can mean, by the title before them where several could.
    fn find(&self, sheet: &Sheet<'_>, mention: &Mention, words: &str) -> Meant<'_> {
        let words = folded(words).join(" ");
        if let Some(id) = self.by_name.get(&words) {
            return Meant::One(id);
        }
        match self.by_part.get(&words).map(Vec::as_slice) {
            None | Some([]) => Meant::Nobody,
            Some([only]) => Meant::One(only),
            Some(several) => {
                let told: Vec<String> = title_words(sheet, mention).collect();
                let bears = |id: &&EntityId| {
                    self.titles.get(*id).is_some_and(|titles| told.iter().any(|word| titles.contains(word)))
                };
                let mut bearers = several.iter().filter(bears);
                match (bearers.next(), bearers.next()) {
                    (Some(only), None) => Meant::One(only),
                    _ => Meant::Several,
                }
            }
        }
    }
}

fn title_words<'s>(sheet: &'s Sheet<'_>, mention: &Mention) -> impl Iterator<Item = String> + 's {
    let title = mention.tokens.start..mention.name.start;
    title.filter(|at| sheet.is_word(*at)).map(|at| fold(sheet.word(at)).into_owned())
}

fn folded(name: &str) -> Vec<String> {
    name.split_whitespace().map(|word| fold(word).into_owned()).collect()
}

/// The words of a name without "Jr." and its kin.
fn parts<'n>(words: &'n [String], is_suffix: &impl Fn(&str) -> bool) -> &'n [String] {
    let bare = |word: &String| word.trim_end_matches(['.', ',']).to_owned();
    match words.split_last() {
        Some((last, rest)) if rest.len() > 1 && is_suffix(&bare(last)) => rest,
        _ => words,
    }
}

/// People whose name is a fuller one without its initials, or without its first words: "W. Ada
/// Berg" and "Ada Berg". Whoever could be two is left alone.
fn fuller(directory: &Directory, is_suffix: &impl Fn(&str) -> bool) -> BTreeMap<EntityId, EntityId> {
    let names: Vec<(&EntityId, Vec<String>, bool)> = directory
        .people()
        .map(|(id, entity)| {
            let all = folded(entity.name());
            let core: Vec<String> =
                parts(&all, is_suffix).iter().filter(|word| !is_initial(word)).cloned().collect();
            let told_fully = core.len() == all.len();
            (id, core, told_fully)
        })
        .collect();
    // What a fuller name leaves when its first words are taken away.
    let mut by_end: FxHashMap<&[String], Vec<&EntityId>> = FxHashMap::default();
    for (id, core, told_fully) in &names {
        let first = usize::from(*told_fully);
        for from in first..core.len().saturating_sub(1).min(4) {
            if let Some(end) = core.get(from..) {
                by_end.entry(end).or_default().push(id);
            }
        }
    }
    let fuller = names.iter().filter(|(_, core, told_fully)| *told_fully && core.len() > 1).filter_map(
        |(id, core, _)| match by_end.get(core.as_slice()).map(Vec::as_slice) {
            Some([only]) if only != id => Some(((*id).clone(), (*only).clone())),
            _ => None,
        },
    );
    let fuller: BTreeMap<EntityId, EntityId> = fuller.collect();
    // "C" of "B C" of "A B C" goes all the way.
    let last = |id: &EntityId| {
        let mut at = id.clone();
        for _ in 0..4 {
            match fuller.get(&at) {
                Some(next) => at = next.clone(),
                None => break,
            }
        }
        at
    };
    fuller.keys().map(|id| (id.clone(), last(id))).collect()
}

fn is_initial(word: &str) -> bool {
    word.trim_end_matches('.').chars().count() == 1 || word.split('.').all(|part| part.chars().count() < 2)
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
        if let Referent::Entity(EntityClass::Person, id) = &mut mention.referent
            && let Some(fuller) = people.fuller.get(id)
        {
            *id = fuller.clone();
        }
        if matches!(mention.referent, Referent::Entity(..)) {
            continue;
        }
        let words = shown(sheet.slice(&mention.name));
        match people.find(sheet, mention, &words) {
            Meant::One(id) => {
                directory.add_form_of(id, &words);
                mention.referent = Referent::Entity(EntityClass::Person, id.clone());
            }
            Meant::Nobody if is_lone(sheet, mention) || people.is_told_alone(sheet, mention) => {
                let id = directory.add(EntityClass::Person, &words);
                mention.referent = Referent::Entity(EntityClass::Person, id);
            }
            Meant::Nobody | Meant::Several => {}
        }
    }
    mentions.retain(|mention| matches!(mention.referent, Referent::Entity(..)));
}

/// Makes names of several words that nothing explains those of people whose last name, alone, the
/// article tells as somebody's: "Ada Berg scored", and then "Berg, who was born in 1905".
pub(crate) fn told_later(sheet: &Sheet<'_>, mentions: &mut [Mention], directory: &mut Directory) {
    for mention in mentions.iter_mut().filter(|mention| mention.referent == Referent::Unknown) {
        let words = shown(sheet.slice(&mention.name));
        let several = (2..=FULL).contains(&words.split_whitespace().count());
        if several && words.split_whitespace().next_back().is_some_and(|last| directory.is_human(last)) {
            let id = directory.add(EntityClass::Person, &words);
            mention.referent = Referent::Entity(EntityClass::Person, id);
        }
    }
}

/// Whether a name told in part stands behind a title, which makes it somebody's.
fn is_lone(sheet: &Sheet<'_>, mention: &Mention) -> bool {
    mention.entity().is_none() && mention.title.marks == Marks::Titled && is_whole(sheet, &mention.name)
}

/// Whether a single word can be all there is of a name: an initial is not.
fn is_whole(sheet: &Sheet<'_>, name: &Range<usize>) -> bool {
    sheet.slice(name).chars().filter(|c| c.is_alphabetic()).count() > 2
}
