//! An annotated segment: tokens, sentences, and the senses of every phrase.

use std::ops::Range;

use annals_knowledge::{Function, Language, Sense, Trait};
use annals_text::{Token, TokenKind, fold, is_capitalised};

/// The tokens and sentences of a segment, and the senses of the phrases at each token.
pub(crate) struct AnnotatedSegment<'a> {
    pub(crate) text: &'a str,
    pub(crate) language: &'a Language,
    pub(crate) tokens: Vec<Token>,
    /// Ranges of token indices.
    pub(crate) sentences: Vec<Range<usize>>,
    /// Phrases in the order of their first token: those of token `i` are `hits[offsets[i]..offsets[i + 1]]`.
    hits: Vec<Hit<'a>>,
    offsets: Vec<usize>,
    /// Precomputed traits, by token.
    traits: Vec<Traits>,
    case: Case,
}

/// Precomputed traits of a token.
#[derive(Clone, Copy, Default)]
struct Traits {
    /// Bit set of the classes of the function words that begin here.
    functions: u128,
    is_function: bool,
    is_capital: bool,
    is_verb: bool,
    /// Whether a title or its modifier begins here.
    is_title: bool,
    /// Whether an office begins here that may follow its portfolio.
    is_portfolio: bool,
}

#[derive(Clone, Copy)]
struct Hit<'a> {
    len: usize,
    senses: &'a [Sense],
}

/// Whether capitals distinguish names.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Case {
    Meaningful,
    /// The text is all capitals or has none.
    Meaningless,
}

impl<'a> AnnotatedSegment<'a> {
    pub(crate) fn new(text: &'a str, range: Range<usize>, language: &'a Language, case: Case) -> Self {
        let (tokens, words) = language.lexicon.scan(text, range);
        let sentences = language.sentences.split(text, &tokens);
        let mut hits = Vec::with_capacity(tokens.len());
        let mut offsets = Vec::with_capacity(tokens.len() + 1);
        let mut traits = Vec::with_capacity(tokens.len());
        for (at, token) in tokens.iter().enumerate() {
            offsets.push(hits.len());
            let is_word = token.kind == TokenKind::Word;
            let is_capital = case == Case::Meaningful && is_word && is_capitalised(token.text(text));
            let mut known = Traits { is_capital, ..Traits::default() };
            let mut verb = 0;
            for (len, meaning) in language.lexicon.starting_at(&words, at) {
                hits.push(Hit { len, senses: meaning.senses() });
                known.functions |= meaning.functions();
                known.is_function |= len == 1 && meaning.has(Trait::FunctionWord);
                known.is_title |= meaning.has(Trait::Title);
                known.is_portfolio |= meaning.has(Trait::Portfolio);
                if meaning.has(Trait::Verb) {
                    verb = len;
                }
            }
            known.is_verb = is_word && !is_capital && is_verb(language, known, token.text(text), verb);
            traits.push(known);
        }
        offsets.push(hits.len());
        Self { text, language, tokens, sentences, hits, offsets, traits, case }
    }

    fn traits(&self, at: usize) -> Traits {
        self.traits.get(at).copied().unwrap_or_default()
    }

    fn hits(&self, at: usize) -> &[Hit<'a>] {
        match (self.offsets.get(at), self.offsets.get(at + 1)) {
            (Some(&start), Some(&end)) => self.hits.get(start..end).unwrap_or_default(),
            _ => &[],
        }
    }

    /// Returns the longest phrase at a token with a sense that `pick` accepts: its length, and the picked
    /// value.
    pub(crate) fn phrase<T>(&self, at: usize, pick: impl Fn(Sense) -> Option<T>) -> Option<(usize, T)> {
        self.hits(at)
            .iter()
            .rev()
            .find_map(|hit| hit.senses.iter().find_map(|sense| pick(*sense)).map(|picked| (hit.len, picked)))
    }

    /// Returns the length of the longest phrase at a token with a wanted sense, or 0.
    pub(crate) fn sense(&self, at: usize, wanted: impl Fn(Sense) -> bool) -> usize {
        self.phrase(at, |sense| wanted(sense).then_some(())).map_or(0, |(len, ())| len)
    }

    /// Returns the length of the verb of speech at a token, or 0.
    pub(crate) fn speech_verb(&self, at: usize) -> usize {
        self.sense(at, |sense| sense == Sense::SpeechVerb)
    }

    /// Returns the length of the longest function word of a class at a token, or 0.
    pub(crate) fn function(&self, at: usize, class: Function) -> usize {
        if !self.is(at, class) {
            return 0;
        }
        self.sense(at, |sense| sense == Sense::Function(class))
    }

    pub(crate) fn is(&self, at: usize, class: Function) -> bool {
        self.traits(at).functions & (1 << (class as u8)) != 0
    }

    /// Returns whether a token alone is a function word.
    pub(crate) fn is_function(&self, at: usize) -> bool {
        self.traits(at).is_function
    }

    /// Returns the length of the possessive ending at a token ("'s"), or 0.
    pub(crate) fn possessive(&self, at: usize) -> usize {
        let joined = at.checked_sub(1).is_some_and(|before| self.touches_next(before));
        let len = if joined { self.function(at, Function::PossessiveEnding) } else { 0 };
        // Within a word, an apostrophe is a letter.
        let inside = len > 0 && self.touches_next(at + len - 1) && self.is_word(at + len);
        if inside { 0 } else { len }
    }

    /// Returns whether a token is part of a possessive ending.
    pub(crate) fn is_possessive(&self, at: usize) -> bool {
        self.possessive(at) > 0 || at.checked_sub(1).is_some_and(|mark| self.possessive(mark) > 1)
    }

    pub(crate) fn word(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| token.text(self.text))
    }

    pub(crate) fn kind(&self, at: usize) -> Option<TokenKind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    pub(crate) fn is_word(&self, at: usize) -> bool {
        self.kind(at) == Some(TokenKind::Word)
    }

    /// Returns whether a token is a capitalised word in a text where capitals are meaningful.
    pub(crate) fn is_capital(&self, at: usize) -> bool {
        self.traits(at).is_capital
    }

    /// Returns whether a name or its titles can begin at a token.
    pub(crate) fn may_name(&self, at: usize) -> bool {
        let traits = self.traits(at);
        traits.is_capital || traits.is_title || self.traits(at + 1).is_portfolio
    }

    /// Returns whether capitals carry no information.
    pub(crate) fn is_caseless(&self) -> bool {
        self.case == Case::Meaningless
    }

    /// Returns whether a token and the next one are adjacent in the text.
    pub(crate) fn touches_next(&self, at: usize) -> bool {
        matches!((self.tokens.get(at), self.tokens.get(at + 1)), (Some(a), Some(b)) if a.touches(b))
    }

    /// Returns whether a mark is within a number: "11,600".
    pub(crate) fn is_in_number(&self, at: usize) -> bool {
        let number = |at: usize| self.kind(at) == Some(TokenKind::Number);
        let before = at.checked_sub(1).is_some_and(|before| number(before) && self.touches_next(before));
        before && matches!(self.word(at), "," | "." | "’" | "'") && self.touches_next(at) && number(at + 1)
    }

    /// Returns the text of a range of tokens.
    pub(crate) fn slice(&self, tokens: &Range<usize>) -> &'a str {
        self.text.get(self.bytes(tokens)).unwrap_or_default()
    }

    /// Returns the bytes of a range of tokens.
    pub(crate) fn bytes(&self, tokens: &Range<usize>) -> Range<usize> {
        match (
            self.tokens.get(tokens.start),
            tokens.end.checked_sub(1).and_then(|last| self.tokens.get(last)),
        ) {
            (Some(first), Some(last)) if first.start <= last.end => first.start..last.end,
            _ => 0..0,
        }
    }

    /// Returns the tokens that overlap a range of bytes.
    pub(crate) fn covering(&self, bytes: &Range<usize>) -> Range<usize> {
        let start = self.tokens.partition_point(|token| token.end <= bytes.start);
        let end = self.tokens.partition_point(|token| token.start < bytes.end);
        start..end.max(start)
    }

    /// Returns the sentence of a token.
    pub(crate) fn sentence_of(&self, at: usize) -> Range<usize> {
        let number = self.sentences.partition_point(|sentence| sentence.end <= at);
        self.sentences.get(number).cloned().unwrap_or(at..at)
    }

    /// Returns whether a token can be a finite verb or past participle, by word list or ending.
    pub(crate) fn is_verb(&self, at: usize) -> bool {
        self.traits(at).is_verb
    }
}

/// Returns whether a word can be a verb: it begins a verb phrase of `phrase` tokens, or has a verb ending.
fn is_verb(language: &Language, traits: Traits, word: &str, phrase: usize) -> bool {
    if phrase > 0 {
        let endings = &language.nonfinite_endings;
        return phrase > 1 || !endings.iter().any(|ending| word.ends_with(ending.as_str()));
    }
    if traits.functions & (1 << (Function::NotVerbs as u8)) != 0 {
        return false;
    }
    let word = fold(word);
    let endings = &language.verb_endings;
    endings.iter().any(|ending| word.len() > ending.len() + 2 && word.ends_with(ending.as_str()))
}

/// Returns whether the capitals of a text distinguish names.
pub(crate) fn case_of(text: &str) -> Case {
    let (mut capitals, mut words) = (0, 0);
    let mut word = Letters::default();
    for c in text.chars() {
        match c {
            'a'..='z' => word.small += 1,
            'A'..='Z' => word.capital += 1,
            c if !c.is_whitespace() => word.add(c),
            _ if word.all() == 0 => {}
            _ => {
                words += 1;
                capitals += usize::from(word.are_capitals());
                word = Letters::default();
                if words == CASE_SAMPLE {
                    break;
                }
            }
        }
    }
    if word.all() > 0 {
        words += 1;
        capitals += usize::from(word.are_capitals());
    }
    if capitals * 2 > words { Case::Meaningless } else { Case::Meaningful }
}

/// Number of words sampled to decide whether capitals are meaningful.
const CASE_SAMPLE: usize = 2000;

/// Letter counts of a word.
#[derive(Clone, Copy, Default)]
struct Letters {
    capital: usize,
    small: usize,
    /// Letters without case.
    other: usize,
}

impl Letters {
    fn add(&mut self, c: char) {
        if c.is_ascii() {
            return;
        }
        let (is_capital, is_small) = (c.is_uppercase(), c.is_lowercase());
        self.capital += usize::from(is_capital);
        self.small += usize::from(is_small);
        self.other += usize::from(!is_capital && !is_small && c.is_alphabetic());
    }

    fn all(self) -> usize {
        self.capital + self.small + self.other
    }

    fn are_capitals(self) -> bool {
        self.capital > 1 && self.small == 0
    }
}
