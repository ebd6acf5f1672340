//! Which words and numbers are of which classes.

use std::collections::BTreeMap;
use std::ops::Range;

use annals_text::{Token, TokenKind, Vocabulary, WordId, words};
use rustc_hash::FxHashMap;

use super::error::Mistake;
use super::file::{File, NumberClass};
use super::notation::{Notation, boundaries, mask};
use super::program::Test;
use super::slot::{Decimal, Slot, Value};

/// The tests that an item passes, as a number.
pub(crate) type Kind = u16;

/// The kind of what the language has no word for.
pub(crate) const UNKNOWN: Kind = 0;

/// A word or phrase of the language.
#[derive(Clone, Debug, Default)]
pub(crate) struct Entry {
    meanings: Vec<Meaning>,
    /// The longest of its words, as an index.
    rarest: usize,
    /// Its part in numbers.
    number: Option<NumberWord>,
    /// Its kind in small letters, and with a capital.
    kinds: [Kind; 2],
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Meaning {
    test: Test,
    value: Value,
    /// Only where it begins with a capital.
    capital: bool,
}

/// The part that a word has in numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NumberWord {
    Plus(u32),
    Times(u32),
}

/// All that is known of one word.
#[derive(Clone, Debug, Default)]
pub(crate) struct Word {
    /// Node of the phrase trie that it leads to from the root.
    node: u32,
    /// In bytes.
    pub(crate) length: usize,
    pub(crate) number: Option<NumberWord>,
    /// Whether several words that begin with it are one word of a number.
    pub(crate) begins_number: bool,
    pub(crate) ordinal: Option<u32>,
    pub(crate) is_joiner: bool,
    pub(crate) is_group_mark: bool,
    pub(crate) is_decimal_mark: bool,
    pub(crate) is_ordinal_suffix: bool,
}

/// The part that a word can have in expressions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Part {
    /// None: the language has no such word.
    #[default]
    Nothing,
    /// It stands in some.
    Word,
    /// Some cannot do without it, or one like it.
    Anchor,
}

/// What items that pass some test are made of.
#[derive(Clone, Debug, Default)]
pub(crate) struct Carriers {
    /// Indices of words of which each such item has one, unless it has digits.
    pub(crate) words: Vec<usize>,
    /// Whether it can be in digits.
    pub(crate) digits: bool,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Lexicon {
    vocabulary: Vocabulary,
    /// By index of the word; the first is none.
    words: Vec<Word>,
    /// By index of the word.
    parts: Vec<Part>,
    /// The part that digits have.
    digits: Part,
    edges: FxHashMap<(u32, WordId), u32>,
    /// What ends at a node; the root is node 0.
    entries: Vec<Entry>,
    tests: BTreeMap<TestName, Test>,
    numbers: Vec<(Test, NumberClass)>,
    number_kinds: FxHashMap<u64, Kind>,
    /// Tests passed, by kind.
    kinds: Vec<Vec<Test>>,
    ordinal_kind: Kind,
    /// The kind of capitalised words that the language does not have.
    foreign_kind: Kind,
    /// White space that stands between groups of digits.
    group_spaces: Vec<char>,
    /// Which slot a class fills.
    slots: BTreeMap<Test, Slot>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum TestName {
    Class(String),
    Literal(String),
}

/// The class of ordinals, which every language has.
const ORDINAL: &str = "ordinal";

/// The class of capitalised words that a language does not have, which every language has: names, for the most part.
const FOREIGN: &str = "foreign";

/// The slot that a class fills by its name: `unit` and `unit-plural` fill `unit`.
fn slot_of_class(class: &str) -> Option<Slot> {
    let fits = |name: &&&str| {
        class.strip_prefix(**name).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    };
    Slot::NAMES.iter().filter(fits).max_by_key(|name| name.len()).and_then(|name| Slot::named(name))
}

impl Lexicon {
    /// Node that all phrases start from.
    pub(crate) const ROOT: u32 = 0;

    pub(crate) fn new(file: &File) -> Result<Self, Mistake> {
        let mut lexicon = Self {
            entries: vec![Entry::default()],
            words: vec![Word::default()],
            kinds: vec![Vec::new()],
            ..Self::default()
        };
        let ordinal = lexicon.test(TestName::Class(ORDINAL.into()));
        lexicon.test(TestName::Class(FOREIGN.into()));
        for (name, class) in &file.number {
            let test = lexicon.class(name.get_ref());
            if lexicon.numbers.len() == 64 {
                return Err(Mistake::new(name.span(), "expected at most 64 classes of numbers"));
            }
            lexicon.numbers.push((test, *class));
        }
        for (name, meanings) in &file.class {
            let test = lexicon.class(name.get_ref());
            let slot = lexicon.slots.get(&test).copied();
            for (value, phrases) in meanings {
                let meaning = match slot {
                    Some(slot) => Value::parse(slot, value.get_ref(), value.span())?,
                    None if value.get_ref() == "any" => Value::Nothing,
                    None => {
                        let message = "expected `any`: the name of this class begins with that of no slot";
                        return Err(Mistake::new(value.span(), message));
                    }
                };
                for phrase in phrases.get_ref() {
                    lexicon.add(phrase, test, meaning, phrases.span())?;
                }
            }
        }
        lexicon.add_numbers(file, ordinal)?;
        Ok(lexicon)
    }

    fn class(&mut self, name: &str) -> Test {
        let test = self.test(TestName::Class(name.to_owned()));
        if let Some(slot) = slot_of_class(name) {
            self.slots.insert(test, slot);
        }
        test
    }

    fn test(&mut self, name: TestName) -> Test {
        let fresh = Test::try_from(self.tests.len()).unwrap_or(Test::MAX);
        *self.tests.entry(name).or_insert(fresh)
    }

    fn id(&mut self, word: &str) -> WordId {
        let id = self.vocabulary.insert(word);
        if self.words.len() <= id.index() {
            self.words.push(Word { length: word.len(), ..Word::default() });
        }
        id
    }

    fn word_mut(&mut self, word: &str) -> &mut Word {
        let id = self.id(word).index();
        // `id` made sure of the place.
        &mut self.words[id]
    }

    /// The node that some words lead to.
    fn path(&mut self, words: &[String]) -> u32 {
        let mut node = 0;
        let mut rarest = None;
        for (i, word) in words.iter().enumerate() {
            let id = self.id(word);
            rarest = rarest.max(Some((word.len(), id)));
            let next = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
            node = *self.edges.entry((node, id)).or_insert(next);
            if node == next {
                self.entries.push(Entry::default());
            }
            if let (0, Some(word)) = (i, self.words.get_mut(id.index())) {
                word.node = node;
            }
        }
        if let Some(entry) = self.entries.get_mut(node as usize) {
            entry.rarest = rarest.map_or(0, |(_, id): (_, WordId)| id.index());
        }
        node
    }

    fn add(&mut self, phrase: &str, test: Test, value: Value, place: Range<usize>) -> Result<(), Mistake> {
        let capital = annals_text::is_capitalised(phrase);
        let node = self.path(&words(phrase));
        let meaning = Meaning { test, value, capital };
        match self.entries.get_mut(node as usize) {
            Some(entry) if node > 0 => {
                if !entry.meanings.contains(&meaning) {
                    entry.meanings.push(meaning);
                }
                Ok(())
            }
            _ => Err(Mistake::new(place, "expected words of at least one letter, digit or mark")),
        }
    }

    fn add_numbers(&mut self, file: &File, ordinal: Test) -> Result<(), Mistake> {
        let numbers = &file.numbers;
        let sums = numbers.words.iter().map(|(word, number)| (word, *number, NumberWord::Plus(*number)));
        let products =
            numbers.multipliers.iter().map(|(word, number)| (word, *number, NumberWord::Times(*number)));
        let all: Vec<_> = sums.chain(products).collect();
        for (word, number, part) in all {
            let value = Decimal::whole(i64::from(number));
            for (test, class) in self.numbers.clone() {
                if class.holds(value, Notation::Words) {
                    self.add(word, test, Value::Number(value), 0..0)?;
                }
            }
            self.add_number(word, part);
        }
        for (word, number) in &numbers.ordinals {
            self.add(word, ordinal, Value::Number(Decimal::whole(i64::from(*number))), 0..0)?;
            self.word_mut(word).ordinal = Some(*number);
        }
        for mark in &numbers.group {
            match mark.trim().is_empty() {
                true => self.group_spaces.extend(mark.chars()),
                false => self.word_mut(mark).is_group_mark = true,
            }
        }
        for mark in &numbers.decimal {
            self.word_mut(mark).is_decimal_mark = true;
        }
        for suffix in &numbers.ordinal_suffixes {
            self.word_mut(suffix).is_ordinal_suffix = true;
        }
        for joiner in &numbers.joiners {
            self.word_mut(joiner).is_joiner = true;
        }
        Ok(())
    }

    fn add_number(&mut self, phrase: &str, part: NumberWord) {
        let words = words(phrase);
        let node = self.path(&words);
        if let Some(entry) = self.entries.get_mut(node as usize) {
            entry.number = Some(part);
        }
        match words.as_slice() {
            [word] => self.word_mut(word).number = Some(part),
            [first, ..] => self.word_mut(first).begins_number = true,
            [] => {}
        }
    }

    /// The test for a literal word, which thereby becomes part of the language.
    pub(crate) fn literal(&mut self, word: &str, place: Range<usize>) -> Result<Test, Mistake> {
        let test = self.test(TestName::Literal(word.to_owned()));
        self.add(word, test, Value::Nothing, place)?;
        Ok(test)
    }

    /// The test for a literal word, if it exists.
    pub(crate) fn existing_literal(&self, word: &str) -> Option<Test> {
        self.tests.get(&TestName::Literal(word.to_owned())).copied()
    }

    /// The test for a class, if it exists.
    pub(crate) fn existing_class(&self, name: &str) -> Option<Test> {
        self.tests.get(&TestName::Class(name.to_owned())).copied()
    }

    /// The slot that a class fills by its name.
    pub(crate) fn slot_of(&self, test: Test) -> Option<Slot> {
        self.slots.get(&test).copied()
    }

    /// What items that pass a test are made of.
    pub(crate) fn carriers(&self, test: Test) -> Carriers {
        let entries =
            self.entries.iter().filter(|entry| entry.meanings.iter().any(|meaning| meaning.test == test));
        let mut carriers = Carriers { words: entries.map(|entry| entry.rarest).collect(), digits: false };
        let mut also = |is_one: fn(&Word) -> bool| {
            carriers.words.extend((0..).zip(&self.words).filter(|(_, word)| is_one(word)).map(|(id, _)| id));
        };
        for (_, class) in self.numbers.iter().filter(|(number, _)| *number == test) {
            carriers.digits |= class.digits.is_some() || class.marked;
            if class.words {
                also(|word| word.number.is_some() || word.begins_number);
            }
        }
        if self.existing_class(ORDINAL) == Some(test) {
            also(|word| word.is_ordinal_suffix);
        }
        carriers
    }

    /// Makes anchors of all that passes one of these tests.
    pub(crate) fn anchor(&mut self, tests: &[Test]) {
        self.parts = vec![Part::Word; self.words.len()];
        self.digits = Part::Word;
        if let Some(none) = self.parts.first_mut() {
            *none = Part::Nothing;
        }
        for test in tests {
            let carriers = self.carriers(*test);
            if carriers.digits {
                self.digits = Part::Anchor;
            }
            for word in carriers.words {
                if let Some(part) = self.parts.get_mut(word) {
                    *part = Part::Anchor;
                }
            }
        }
    }

    /// Gives every entry its kinds; after that nothing may be added.
    pub(crate) fn finish(&mut self, ordinal: Test) {
        let foreign = self.existing_class(FOREIGN);
        let mut interned = BTreeMap::from([(Vec::new(), UNKNOWN)]);
        let mut kinds = vec![Vec::new()];
        let mut intern = |mut tests: Vec<Test>| {
            tests.sort_unstable();
            tests.dedup();
            let fresh = Kind::try_from(kinds.len()).unwrap_or(UNKNOWN);
            *interned.entry(tests).or_insert_with_key(|tests| {
                kinds.push(tests.clone());
                fresh
            })
        };
        for entry in &mut self.entries {
            let small = entry.meanings.iter().filter(|meaning| !meaning.capital).map(|meaning| meaning.test);
            let all = entry.meanings.iter().map(|meaning| meaning.test);
            entry.kinds = [intern(small.collect()), intern(all.collect())];
        }
        self.ordinal_kind = intern(vec![ordinal]);
        self.foreign_kind = intern(foreign.into_iter().collect());
        for (value, notation) in boundaries(&self.numbers) {
            let mask = mask(&self.numbers, value, notation);
            let tests = self.numbers.iter().enumerate().filter(|(i, _)| mask >> i & 1 == 1);
            let kind = intern(tests.map(|(_, (test, _))| *test).collect());
            self.number_kinds.insert(mask, kind);
        }
        self.kinds = kinds;
    }

    /// The tests that each kind passes.
    pub(crate) fn kinds(&self) -> &[Vec<Test>] {
        &self.kinds
    }

    /// How many tests there are.
    pub(crate) fn test_count(&self) -> usize {
        self.tests.len()
    }

    /// The tokens of a part of a text with the numbers of their words and their parts in expressions.
    #[inline]
    pub(crate) fn scan(
        &self,
        text: &str,
        range: Range<usize>,
    ) -> impl Iterator<Item = (Token, Option<WordId>, Part)> {
        self.vocabulary.scan(text, range).map(|(token, word)| {
            let part = self.parts.get(word.map_or(0, WordId::index)).copied().unwrap_or_default();
            (token, word, if token.kind == TokenKind::Number { self.digits } else { part })
        })
    }

    pub(crate) fn word(&self, index: usize) -> Option<&Word> {
        self.words.get(index)
    }

    /// The node that a phrase reaches with one more word.
    pub(crate) fn follow(&self, node: u32, word: WordId) -> Option<u32> {
        self.edges.get(&(node, word)).copied()
    }

    /// The part in numbers of what ends at a node.
    pub(crate) fn number_at(&self, node: u32) -> Option<NumberWord> {
        self.entries.get(node as usize)?.number
    }

    /// The kind of what ends at a node.
    pub(crate) fn kind_at(&self, node: u32, capital: bool) -> Kind {
        self.entries.get(node as usize).map_or(UNKNOWN, |entry| entry.kinds[usize::from(capital)])
    }

    /// What the words at a node say in a class.
    pub(crate) fn meaning(&self, node: u32, test: Test) -> Option<Value> {
        let entry = self.entries.get(node as usize)?;
        entry.meanings.iter().find(|meaning| meaning.test == test).map(|meaning| meaning.value)
    }

    pub(crate) fn number_kind(&self, value: Decimal, notation: Notation) -> Kind {
        self.number_kinds.get(&mask(&self.numbers, value, notation)).copied().unwrap_or(UNKNOWN)
    }

    /// Whether a character of white space may stand between groups of digits.
    pub(crate) fn parts_groups(&self, space: char) -> bool {
        self.group_spaces.contains(&space)
    }

    /// The kind of a word that the language does not have.
    pub(crate) fn unknown_kind(&self, capital: bool) -> Kind {
        if capital { self.foreign_kind } else { UNKNOWN }
    }

    /// Whether a test asks for a word that the language does not have.
    pub(crate) fn is_foreign(&self, test: Test) -> bool {
        self.existing_class(FOREIGN) == Some(test)
    }

    pub(crate) fn ordinal_kind(&self) -> Kind {
        self.ordinal_kind
    }
}

impl Word {
    /// Node of the phrases that begin with it.
    pub(crate) fn node(&self) -> u32 {
        self.node
    }
}
