//! The lexicon: the words and numbers of a language with their classes.

use std::collections::BTreeMap;
use std::ops::Range;

use annals_text::{Token, TokenKind, Vocabulary, WordId, words};
use rustc_hash::FxHashMap;

use super::file::{File, NumberClass};
use super::location::SpannedError;
use super::notation::{Notation, boundaries, mask};
use super::program::Test;
use crate::slots::{Decimal, Slot, Value};

/// The set of tests that an item passes, as an index.
pub(crate) type Kind = u16;

/// The kind of words that are not in the lexicon.
pub(crate) const UNKNOWN: Kind = 0;

/// A word or phrase of the lexicon.
#[derive(Clone, Debug, Default)]
pub(crate) struct Entry {
    meanings: Vec<Meaning>,
    /// The index of the longest of its words, which is presumably the rarest.
    rarest: usize,
    /// Its role in spelled-out numbers.
    number: Option<NumberWord>,
    /// Its kind in lower case, and capitalised.
    kinds: [Kind; 2],
}

/// A value of an entry in a class.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Meaning {
    test: Test,
    value: Value,
    /// Whether it holds for capitalised words only.
    capital: bool,
}

/// The role of a word in spelled-out numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NumberWord {
    /// It is added.
    Plus(u32),
    /// It multiplies the number before it.
    Times(u32),
}

/// The properties of one word.
#[derive(Clone, Debug, Default)]
pub(crate) struct Word {
    /// Its node of the phrase trie, a child of the root.
    node: u32,
    /// In bytes.
    pub(crate) length: usize,
    pub(crate) number: Option<NumberWord>,
    /// Whether it begins a number word of several words.
    pub(crate) begins_number: bool,
    pub(crate) ordinal: Option<u32>,
    pub(crate) is_joiner: bool,
    pub(crate) is_group_mark: bool,
    pub(crate) is_decimal_mark: bool,
    pub(crate) is_ordinal_suffix: bool,
}

/// The role of a word in expressions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum WordRole {
    /// None: the word is not in the lexicon.
    #[default]
    Unknown,
    /// It can be part of an expression.
    Word,
    /// It can be part of an expression and is a trigger, see [`super::triggers`].
    Trigger,
}

/// The words and digits of items that pass a test.
#[derive(Clone, Debug, Default)]
pub(crate) struct Carriers {
    /// Indices of words. Each item that is not in digits contains one of them.
    pub(crate) words: Vec<usize>,
    /// Whether an item can be in digits.
    pub(crate) digits: bool,
}

/// The words and numbers of a language with their classes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lexicon {
    vocabulary: Vocabulary,
    /// By index of the word; the first is unused.
    words: Vec<Word>,
    /// By index of the word.
    roles: Vec<WordRole>,
    /// The role of digits.
    digits: WordRole,
    /// The edges of the phrase trie.
    edges: FxHashMap<(u32, WordId), u32>,
    /// The entries of the phrase trie by node; the root is node 0.
    entries: Vec<Entry>,
    tests: BTreeMap<TestName, Test>,
    numbers: Vec<(Test, NumberClass)>,
    number_kinds: FxHashMap<u64, Kind>,
    /// The tests that each kind passes.
    kinds: Vec<Vec<Test>>,
    ordinal_kind: Kind,
    /// The kind of capitalised words that are not in the lexicon.
    foreign_kind: Kind,
    /// White space that separates groups of digits.
    group_spaces: Vec<char>,
    /// The slot that a class fills.
    slots: BTreeMap<Test, Slot>,
}

/// The name of a test.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum TestName {
    Class(String),
    Literal(String),
}

/// The predefined class of ordinals.
const ORDINAL: &str = "ordinal";

/// The predefined class of capitalised words that are not in the lexicon, which are mostly names.
const FOREIGN: &str = "foreign";

/// Returns the slot that a class fills by its name: `unit` and `unit-plural` fill `unit`.
fn slot_of_class(class: &str) -> Option<Slot> {
    let fits = |name: &&&str| {
        class.strip_prefix(**name).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    };
    Slot::NAMES.iter().filter(fits).max_by_key(|name| name.len()).and_then(|name| Slot::named(name))
}

impl Lexicon {
    /// The root of the phrase trie.
    pub(crate) const ROOT: u32 = 0;

    pub(crate) fn new(file: &File) -> Result<Self, SpannedError> {
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
                return Err(SpannedError::new(name.span(), "expected at most 64 classes of numbers"));
            }
            lexicon.numbers.push((test, *class));
        }
        for (name, meanings) in &file.class {
            let test = lexicon.class(name.get_ref());
            let slot = lexicon.slots.get(&test).copied();
            for (value, phrases) in meanings {
                let meaning = match slot {
                    Some(slot) => Value::parse(slot, value.get_ref())
                        .map_err(|message| SpannedError::new(value.span(), message))?,
                    None if value.get_ref() == "any" => Value::Present,
                    None => {
                        let message =
                            "expected `any`, because no slot has the name of this class or a prefix of it";
                        return Err(SpannedError::new(value.span(), message));
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

    /// Returns the test of a class, a new one if there is none.
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

    /// Returns the id of a word, a new one if there is none.
    fn id(&mut self, word: &str) -> WordId {
        let id = self.vocabulary.insert(word);
        if self.words.len() <= id.index() {
            self.words.push(Word { length: word.len(), ..Word::default() });
        }
        id
    }

    fn word_mut(&mut self, word: &str) -> &mut Word {
        let id = self.id(word).index();
        // `id` extends `words` up to this index.
        &mut self.words[id]
    }

    /// Returns the node of a phrase, a new one if there is none.
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

    /// Adds a meaning to a phrase.
    fn add(
        &mut self,
        phrase: &str,
        test: Test,
        value: Value,
        span: Range<usize>,
    ) -> Result<(), SpannedError> {
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
            _ => Err(SpannedError::new(span, "expected words of at least one letter, digit or mark")),
        }
    }

    fn add_numbers(&mut self, file: &File, ordinal: Test) -> Result<(), SpannedError> {
        let numbers = &file.numbers;
        let sums = numbers.words.iter().map(|(word, number)| (word, *number, NumberWord::Plus(*number)));
        let products =
            numbers.multipliers.iter().map(|(word, number)| (word, *number, NumberWord::Times(*number)));
        let all: Vec<_> = sums.chain(products).collect();
        for (word, number, part) in all {
            let value = Decimal::whole(i64::from(number));
            for (test, class) in self.numbers.clone() {
                if class.contains(value, Notation::Words) {
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

    /// Returns the test of a literal word, which becomes part of the lexicon.
    pub(crate) fn literal(&mut self, word: &str, span: Range<usize>) -> Result<Test, SpannedError> {
        let test = self.test(TestName::Literal(word.to_owned()));
        self.add(word, test, Value::Present, span)?;
        Ok(test)
    }

    /// Returns the test of a literal word, if it exists.
    pub(crate) fn existing_literal(&self, word: &str) -> Option<Test> {
        self.tests.get(&TestName::Literal(word.to_owned())).copied()
    }

    /// Returns the test of a class, if it exists.
    pub(crate) fn existing_class(&self, name: &str) -> Option<Test> {
        self.tests.get(&TestName::Class(name.to_owned())).copied()
    }

    /// Returns the slot that a class fills by its name.
    pub(crate) fn slot_of(&self, test: Test) -> Option<Slot> {
        self.slots.get(&test).copied()
    }

    /// Returns the words and digits of items that pass a test.
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

    /// Makes the words and digits of all items that pass one of these tests triggers.
    pub(crate) fn mark_triggers(&mut self, tests: &[Test]) {
        self.roles = vec![WordRole::Word; self.words.len()];
        self.digits = WordRole::Word;
        if let Some(unused) = self.roles.first_mut() {
            *unused = WordRole::Unknown;
        }
        for test in tests {
            let carriers = self.carriers(*test);
            if carriers.digits {
                self.digits = WordRole::Trigger;
            }
            for word in carriers.words {
                if let Some(role) = self.roles.get_mut(word) {
                    *role = WordRole::Trigger;
                }
            }
        }
    }

    /// Computes the kinds. No word or test may be added afterwards.
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
            let lower = entry.meanings.iter().filter(|meaning| !meaning.capital).map(|meaning| meaning.test);
            let all = entry.meanings.iter().map(|meaning| meaning.test);
            entry.kinds = [intern(lower.collect()), intern(all.collect())];
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

    /// Returns the tests that each kind passes.
    pub(crate) fn kinds(&self) -> &[Vec<Test>] {
        &self.kinds
    }

    /// Returns the number of tests.
    pub(crate) fn test_count(&self) -> usize {
        self.tests.len()
    }

    /// Returns the tokens of a part of a text with their word ids and their roles in expressions.
    #[inline]
    pub(crate) fn scan(
        &self,
        text: &str,
        range: Range<usize>,
    ) -> impl Iterator<Item = (Token, Option<WordId>, WordRole)> {
        self.vocabulary.scan(text, range).map(|(token, word)| {
            let role = self.roles.get(word.map_or(0, WordId::index)).copied().unwrap_or_default();
            (token, word, if token.kind == TokenKind::Number { self.digits } else { role })
        })
    }

    pub(crate) fn word(&self, index: usize) -> Option<&Word> {
        self.words.get(index)
    }

    /// Returns the node of a phrase extended by one word.
    pub(crate) fn follow(&self, node: u32, word: WordId) -> Option<u32> {
        self.edges.get(&(node, word)).copied()
    }

    /// Returns the role in spelled-out numbers of the phrase at a node.
    pub(crate) fn number_at(&self, node: u32) -> Option<NumberWord> {
        self.entries.get(node as usize)?.number
    }

    /// Returns the kind of the phrase at a node.
    pub(crate) fn kind_at(&self, node: u32, capital: bool) -> Kind {
        self.entries.get(node as usize).map_or(UNKNOWN, |entry| entry.kinds[usize::from(capital)])
    }

    /// Returns the value of the phrase at a node in a class.
    pub(crate) fn meaning(&self, node: u32, test: Test) -> Option<Value> {
        let entry = self.entries.get(node as usize)?;
        entry.meanings.iter().find(|meaning| meaning.test == test).map(|meaning| meaning.value)
    }

    /// Returns the kind of a number.
    pub(crate) fn number_kind(&self, value: Decimal, notation: Notation) -> Kind {
        self.number_kinds.get(&mask(&self.numbers, value, notation)).copied().unwrap_or(UNKNOWN)
    }

    /// Whether a white space character can separate groups of digits.
    pub(crate) fn separates_groups(&self, space: char) -> bool {
        self.group_spaces.contains(&space)
    }

    /// Returns the kind of a word that is not in the lexicon.
    pub(crate) fn unknown_kind(&self, capital: bool) -> Kind {
        if capital { self.foreign_kind } else { UNKNOWN }
    }

    /// Whether a test is for words that are not in the lexicon.
    pub(crate) fn is_foreign(&self, test: Test) -> bool {
        self.existing_class(FOREIGN) == Some(test)
    }

    /// Returns the kind of an ordinal in digits.
    pub(crate) fn ordinal_kind(&self) -> Kind {
        self.ordinal_kind
    }
}

impl Word {
    /// Returns its node of the phrase trie.
    pub(crate) fn node(&self) -> u32 {
        self.node
    }
}
