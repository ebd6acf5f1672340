//! The words of an event's name, as far as they tell it from other events.

use std::hash::{Hash, Hasher};

use annals_knowledge::{Function, Kind, Knowledge, Language, Once, Sense, Trait};
use annals_model::{Claim, EntityId, KindId, Lifespan, Naming};
use annals_text::{TokenKind, fold, is_capitalised};
use rustc_hash::{FxHashMap, FxHasher};

/// A word or an identifier as a number: a hash of it, so that every thread has the same.
pub(super) type Symbol = u64;

/// The number of a word.
pub(super) fn symbol(word: &str) -> Symbol {
    let mut hasher = FxHasher::default();
    word.hash(&mut hasher);
    hasher.finish()
}

/// The number of what an identifier names.
pub(super) fn symbol_of(id: &EntityId) -> Symbol {
    symbol(id.as_str()).rotate_left(1)
}

/// Numbers of words as they are written.
#[derive(Default)]
pub(super) struct Symbols(FxHashMap<String, Symbol>);

impl Symbols {
    /// The number of a word, however it is typed.
    pub(super) fn typed(&mut self, word: &str) -> Symbol {
        if let Some(known) = self.0.get(word) {
            return *known;
        }
        let number = symbol(&annals_model::slug(word));
        self.0.insert(word.to_owned(), number);
        number
    }
}

/// Kinds whose words may tell of one thing, as one class.
pub(super) struct Classes<'k>(FxHashMap<&'k KindId, Class<'k>>);

/// What is known of the events of a class.
#[derive(Clone, Copy)]
pub(super) struct Class<'k> {
    /// The kind that stands for the class.
    pub(super) root: &'k KindId,
    pub(super) number: Symbol,
    pub(super) recurs: bool,
    /// Whose only one of the kind it is.
    pub(super) once: Option<Once>,
    /// Whether it has two sides, either of which may be told instead of its name.
    pub(super) sides: bool,
    /// Whether it is of one day.
    pub(super) one_day: bool,
    /// Whether the same is celebrated again, often on the same day.
    pub(super) yearly: bool,
    /// Whether it is the beginning or the end of what it happens to.
    pub(super) founds: bool,
}

impl<'k> Classes<'k> {
    pub(super) fn new(knowledge: &'k Knowledge) -> Self {
        let kinds = &knowledge.kinds;
        let nouns = || knowledge.languages.iter().flat_map(|language| language.nouns());
        let root = |kind: &'k Kind| {
            let mut root = kind;
            // As many steps as there are kinds: a circle has no first one.
            for _ in kinds {
                let next = root.same_as.first();
                match next.and_then(|next| kinds.iter().find(|other| other.id == *next)) {
                    Some(next) => root = next,
                    None => break,
                }
            }
            root
        };
        let class = |kind: &'k Kind| {
            let root = root(kind);
            let number = kinds.iter().position(|other| other.id == root.id).unwrap_or_default();
            let number = Symbol::try_from(number).unwrap_or(Symbol::MAX);
            let yearly = nouns().any(|rule| rule.recurs && rule.kind == kind.id);
            let founds =
                [kind.begins, kind.ends].into_iter().flatten().any(|matter| matter != Lifespan::Presence);
            Class {
                root: &root.id,
                number,
                recurs: kind.recurs,
                once: kind.once,
                sides: kind.sides,
                one_day: kind.one_day,
                yearly,
                founds,
            }
        };
        Self(kinds.iter().map(|kind| (&kind.id, class(kind))).collect())
    }

    pub(super) fn of(&self, kind: &KindId) -> Option<Class<'k>> {
        self.0.get(kind).copied()
    }
}

/// The last year that a number in a name is taken for.
const LATEST: i32 = 2200;

/// The words of a name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Wording {
    /// Those that do not only say of what kind it is, sorted; of words that mean the same, one.
    pub(super) words: Box<[Symbol]>,
    /// Years in it.
    pub(super) years: Box<[i32]>,
    /// The rule of the noun that says of what kind it is.
    pub(super) head: Option<Symbol>,
    /// Whether one of the words is none that many a name has: "friendship", "cooperation".
    pub(super) own: bool,
    /// Whether one of the words has a capital.
    pub(super) capital: bool,
    /// Whether all have one: "Red Kestrel".
    pub(super) capitals: bool,
    /// The words in their order, for an identifier.
    pub(super) readable: Box<str>,
}

/// Reads the words of names.
pub(super) struct Words<'k> {
    classes: &'k Classes<'k>,
    pub(super) symbols: Symbols,
}

/// A name without the place that it ends with, where a word says that it was there.
fn without_place<'n>(name: &'n str, language: &Language, is_place: impl Fn(&str) -> bool) -> Option<&'n str> {
    let (tokens, numbers) = language.lexicon.scan(name, 0..name.len());
    let at = (1..tokens.len()).rev().find(|at| {
        let mut starting = language.lexicon.starting_at(&numbers, *at);
        starting.any(|(_, meaning)| meaning.senses().contains(&Sense::Function(Function::PlacePreposition)))
    })?;
    let behind = tokens.get(at + 1).and_then(|next| name.get(next.start..))?;
    let before = tokens.get(at).and_then(|token| name.get(..token.start))?;
    is_place(behind).then_some(before)
}

impl<'k> Words<'k> {
    pub(super) fn new(classes: &'k Classes<'k>) -> Self {
        Self { classes, symbols: Symbols::default() }
    }

    /// The words of a claim's name; where it was is none of it: "the X Agreement on Y in Z".
    pub(super) fn of(
        &mut self,
        claim: &Claim,
        language: &Language,
        is_place: impl Fn(&str) -> bool,
    ) -> Wording {
        let whole = self.read(&claim.name, &claim.kind, claim.ordinal, language);
        if claim.naming == Naming::Description || claim.place.is_none() {
            return whole;
        }
        let Some(bare) = without_place(&claim.name, language, is_place) else { return whole };
        let bare = self.read(bare, &claim.kind, claim.ordinal, language);
        if bare.words.is_empty() || !bare.capital { whole } else { bare }
    }

    /// The words of a name of an event of a kind.
    pub(super) fn read(
        &mut self,
        name: &str,
        kind: &KindId,
        ordinal: Option<u32>,
        language: &Language,
    ) -> Wording {
        let lexicon = &language.lexicon;
        let (tokens, numbers) = lexicon.scan(name, 0..name.len());
        let mut wording = Wording::default();
        let (mut words, mut years) = (Vec::new(), Vec::new());
        let mut readable: Vec<String> = Vec::new();
        let root = self.classes.of(kind).map(|class| class.root);
        let is_own = |other: &KindId| self.classes.of(other).map(|class| class.root) == root;
        let mut small = false;
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            let word = token.text(name);
            let mut skip = 0;
            let mut name_only = false;
            for (len, meaning) in lexicon.starting_at(&numbers, at) {
                for sense in meaning.senses() {
                    match sense {
                        Sense::Noun(number)
                            if language.noun(*number).is_some_and(|rule| is_own(&rule.kind)) =>
                        {
                            wording.head = Symbol::try_from(number.index()).ok();
                            skip = len;
                        }
                        Sense::Verb(number)
                            if language.verb(*number).is_some_and(|rule| is_own(&rule.kind)) =>
                        {
                            skip = len;
                        }
                        Sense::Support(number)
                            if language.support(*number).is_some_and(|rule| is_own(&rule.kind)) =>
                        {
                            skip = len;
                        }
                        Sense::Rank(_)
                        | Sense::Office(_)
                        | Sense::Honorific
                        | Sense::Function(Function::PossessiveEnding) => {
                            skip = len;
                        }
                        _ => {}
                    }
                }
                // Such words hold an identifier together, but tell nothing.
                name_only |= len == 1 && meaning.has(Trait::FunctionWord);
            }
            if skip > 0 {
                at += skip;
                continue;
            }
            at += 1;
            match token.kind {
                TokenKind::Word => {}
                TokenKind::Number => {
                    let joined = tokens
                        .get(at)
                        .is_some_and(|next| token.touches(next) && next.kind == TokenKind::Word);
                    if ordinal.is_some() && joined && word.parse().ok() == ordinal {
                        at += 1;
                        continue;
                    }
                    // "sent 3,000 men": how many is not which; "Route 9" is.
                    let before = at.checked_sub(2).and_then(|before| tokens.get(before));
                    let year = word.parse().ok().filter(|year| word.len() == 4 && *year <= LATEST);
                    if let Some(year) = year {
                        years.push(year);
                        continue;
                    }
                    if !joined && before.is_some_and(|before| !is_capitalised(before.text(name))) {
                        continue;
                    }
                }
                _ => continue,
            }
            if ordinal.is_some() && language.time.ordinal(word) == ordinal {
                continue;
            }
            let folded = fold(word);
            if !name_only {
                let canonical = language.synonyms.get(folded.as_ref());
                wording.own |= canonical.is_none();
                words.push(self.symbols.typed(canonical.map_or(folded.as_ref(), String::as_str)));
                wording.capital |= is_capitalised(word);
                small |= !is_capitalised(word);
            }
            if !name_only || !readable.is_empty() {
                readable.push(folded.into_owned());
            }
        }
        words.sort_unstable();
        words.dedup();
        years.sort_unstable();
        years.dedup();
        wording.capitals = !words.is_empty() && !small;
        (wording.words, wording.years) = (words.into(), years.into());
        wording.readable = annals_model::slug(&readable.join(" ")).into();
        wording
    }
}
