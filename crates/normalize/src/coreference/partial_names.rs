//! Partial names: "Gen. Dael" after "Lieutenant General Jan van Dael".

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use annals_model::{EntityClass, EntityId};
use annals_text::fold;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::names::EntityTable;
use crate::names::{Mention, PersonCue, Referent, shown};
use crate::segment::AnnotatedSegment;

/// Most persons with one family name that titles can distinguish.
const MANY: usize = 32;
/// Most words of a full name that its surname classifies as a person's.
const FULL: usize = 4;

/// The persons of an article by the parts of their full names.
pub(crate) struct PersonIndex {
    /// By first word and by every suffix of the name: which of them is the given name differs by culture.
    by_part: FxHashMap<String, Vec<EntityId>>,
    /// By full name.
    by_name: FxHashMap<String, EntityId>,
    /// Persons whose name is a variant of a fuller one.
    fuller: BTreeMap<EntityId, EntityId>,
    /// One-word names that occur after a title.
    lone: FxHashSet<String>,
    /// Words of the titles before the full name of a person.
    titles: BTreeMap<EntityId, BTreeSet<String>>,
}

/// The result of a lookup.
enum Match<'p> {
    Nobody,
    One(&'p EntityId),
    /// Several persons match.
    Several,
}

impl PersonIndex {
    /// Indexes the persons of an article. Merges persons with two variants of one name in `entity_table`.
    pub(crate) fn of(entity_table: &mut EntityTable, is_suffix: impl Fn(&str) -> bool) -> Self {
        let fuller = fuller(entity_table, &is_suffix);
        for (id, into) in &fuller {
            entity_table.merge(id, into);
        }
        let mut by_part: FxHashMap<String, Vec<EntityId>> = FxHashMap::default();
        let mut by_name = FxHashMap::default();
        for (id, entity) in entity_table.people() {
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

    /// Adds the titles and one-word names of a segment.
    pub(crate) fn learn(&mut self, segment: &AnnotatedSegment<'_>, mentions: &[Mention]) {
        for mention in mentions {
            if is_lone(segment, mention) {
                self.lone.insert(fold(segment.slice(&mention.name)).into_owned());
            }
            if let (Some(id), false) = (mention.person(), mention.tokens.start == mention.name.start) {
                let id = self.fuller.get(id).unwrap_or(id).clone();
                self.titles.entry(id).or_default().extend(title_words(segment, mention));
            }
        }
    }

    /// Returns whether a bare word is a one-word name that occurs with a title elsewhere. Sentence-initial
    /// capitals are no evidence.
    fn has_title_elsewhere(&self, segment: &AnnotatedSegment<'_>, mention: &Mention) -> bool {
        let name = &mention.name;
        let acts = segment.is_verb(name.end) || segment.possessive(name.end) > 0;
        let begins = segment.sentence_of(name.start).start == name.start;
        mention.referent == Referent::PartialName
            && (acts || !begins)
            && self.lone.contains(fold(segment.slice(name)).as_ref())
    }

    /// Finds the person whom a mention can denote. Titles disambiguate between several.
    fn find(&self, segment: &AnnotatedSegment<'_>, mention: &Mention, words: &str) -> Match<'_> {
        let words = folded(words).join(" ");
        if let Some(id) = self.by_name.get(&words) {
            return Match::One(id);
        }
        match self.by_part.get(&words).map(Vec::as_slice) {
            None | Some([]) => Match::Nobody,
            Some([only]) => Match::One(only),
            Some(several) => {
                let own_words: Vec<String> = title_words(segment, mention).collect();
                let bears = |id: &&EntityId| {
                    self.titles
                        .get(*id)
                        .is_some_and(|titles| own_words.iter().any(|word| titles.contains(word)))
                };
                let mut bearers = several.iter().filter(bears);
                match (bearers.next(), bearers.next()) {
                    (Some(only), None) => Match::One(only),
                    _ => Match::Several,
                }
            }
        }
    }
}

fn title_words<'s>(
    segment: &'s AnnotatedSegment<'_>,
    mention: &Mention,
) -> impl Iterator<Item = String> + 's {
    let title = mention.tokens.start..mention.name.start;
    title.filter(|at| segment.is_word(*at)).map(|at| fold(segment.word(at)).into_owned())
}

fn folded(name: &str) -> Vec<String> {
    name.split_whitespace().map(|word| fold(word).into_owned()).collect()
}

/// Returns the words of a name without a generational suffix ("Jr.").
fn parts<'n>(words: &'n [String], is_suffix: &impl Fn(&str) -> bool) -> &'n [String] {
    let bare = |word: &String| word.trim_end_matches(['.', ',']).to_owned();
    match words.split_last() {
        Some((last, rest)) if rest.len() > 1 && is_suffix(&bare(last)) => rest,
        _ => words,
    }
}

/// Maps persons to the one whose fuller name contains theirs, without initials or first words: "W. Ada Berg"
/// and "Ada Berg". Ambiguous names are left out.
fn fuller(entity_table: &EntityTable, is_suffix: &impl Fn(&str) -> bool) -> BTreeMap<EntityId, EntityId> {
    let names: Vec<(&EntityId, Vec<String>, bool)> = entity_table
        .people()
        .map(|(id, entity)| {
            let all = folded(entity.name());
            let core: Vec<String> =
                parts(&all, is_suffix).iter().filter(|word| !is_initial(word)).cloned().collect();
            let is_full = core.len() == all.len();
            (id, core, is_full)
        })
        .collect();
    // Suffixes of the fuller names.
    let mut by_end: FxHashMap<&[String], Vec<&EntityId>> = FxHashMap::default();
    for (id, core, is_full) in &names {
        let first = usize::from(*is_full);
        for from in first..core.len().saturating_sub(1).min(4) {
            if let Some(end) = core.get(from..) {
                by_end.entry(end).or_default().push(id);
            }
        }
    }
    let fuller =
        names.iter().filter(|(_, core, is_full)| *is_full && core.len() > 1).filter_map(|(id, core, _)| {
            match by_end.get(core.as_slice()).map(Vec::as_slice) {
                Some([only]) if only != id => Some(((*id).clone(), (*only).clone())),
                _ => None,
            }
        });
    let fuller: BTreeMap<EntityId, EntityId> = fuller.collect();
    // Follows chains: "C" of "B C" of "A B C".
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

/// Resolves the partial names of a segment. A titled name that matches no person of the article becomes a
/// person of its own.
pub(crate) fn resolve(
    segment: &AnnotatedSegment<'_>,
    mentions: &mut Vec<Mention>,
    people: &PersonIndex,
    entity_table: &mut EntityTable,
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
        let words = shown(segment.slice(&mention.name));
        match people.find(segment, mention, &words) {
            Match::One(id) => {
                entity_table.add_form_of(id, &words);
                mention.referent = Referent::Entity(EntityClass::Person, id.clone());
            }
            Match::Nobody if is_lone(segment, mention) || people.has_title_elsewhere(segment, mention) => {
                let id = entity_table.add(EntityClass::Person, &words);
                mention.referent = Referent::Entity(EntityClass::Person, id);
            }
            Match::Nobody | Match::Several => {}
        }
    }
    mentions.retain(|mention| matches!(mention.referent, Referent::Entity(..)));
}

/// Classifies unlisted names of several words as persons if the article uses their last word as a person's
/// name: "Ada Berg scored", and then "Berg, who was born in 1905".
pub(crate) fn classify_by_surname(
    segment: &AnnotatedSegment<'_>,
    mentions: &mut [Mention],
    entity_table: &mut EntityTable,
) {
    for mention in mentions.iter_mut().filter(|mention| mention.referent == Referent::Unknown) {
        let words = shown(segment.slice(&mention.name));
        let several = (2..=FULL).contains(&words.split_whitespace().count());
        if several && words.split_whitespace().next_back().is_some_and(|last| entity_table.is_human(last)) {
            let id = entity_table.add(EntityClass::Person, &words);
            mention.referent = Referent::Entity(EntityClass::Person, id);
        }
    }
}

/// Returns whether an unresolved mention has a title and can be a name of its own.
fn is_lone(segment: &AnnotatedSegment<'_>, mention: &Mention) -> bool {
    mention.entity().is_none() && mention.title.cue == PersonCue::Titled && is_whole(segment, &mention.name)
}

/// Returns whether a single word can be a whole name: an initial cannot.
fn is_whole(segment: &AnnotatedSegment<'_>, name: &Range<usize>) -> bool {
    segment.slice(name).chars().filter(|c| c.is_alphabetic()).count() > 2
}
