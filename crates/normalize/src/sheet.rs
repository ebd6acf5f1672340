//! One segment, tokenized once, with every sense of every word.

use std::ops::Range;

use annals_knowledge::{Function, Language, Sense, Trait};
use annals_text::{Token, TokenKind, fold, is_capitalised};

/// A segment's tokens, sentences and the senses of the phrases that begin at each token.
pub(crate) struct Sheet<'a> {
    pub(crate) text: &'a str,
    pub(crate) language: &'a Language,
    pub(crate) tokens: Vec<Token>,
    /// Ranges of token numbers.
    pub(crate) sentences: Vec<Range<usize>>,
    /// Phrases that begin at a token: those of token `i` are `hits[offsets[i]..offsets[i + 1]]`.
    hits: Vec<Hit<'a>>,
    offsets: Vec<usize>,
    /// What is asked of tokens again and again, by token.
    traits: Vec<Traits>,
    case: Case,
}

/// What a token is, asked again and again.
#[derive(Clone, Copy, Default)]
struct Traits {
    /// Classes of the function words that begin here, by their numbers.
    functions: u128,
    is_function: bool,
    is_capital: bool,
    is_verb: bool,
    /// Whether a title, or a word before one, begins here.
    is_title: bool,
    /// Whether an office begins here that may have what it is of before it.
    is_portfolio: bool,
}

#[derive(Clone, Copy)]
struct Hit<'a> {
    len: usize,
    senses: &'a [Sense],
}

/// Whether capitals tell names from other words.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Case {
    Meaningful,
    /// The text is all capitals, or has none.
    Meaningless,
}

impl<'a> Sheet<'a> {
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

    /// The longest phrase at a token with a sense that `pick` accepts: its length and what was picked.
    pub(crate) fn phrase<T>(&self, at: usize, pick: impl Fn(Sense) -> Option<T>) -> Option<(usize, T)> {
        self.hits(at)
            .iter()
            .rev()
            .find_map(|hit| hit.senses.iter().find_map(|sense| pick(*sense)).map(|picked| (hit.len, picked)))
    }

    /// The length of the longest phrase at a token with this sense; 0 if there is none.
    pub(crate) fn sense(&self, at: usize, wanted: impl Fn(Sense) -> bool) -> usize {
        self.phrase(at, |sense| wanted(sense).then_some(())).map_or(0, |(len, ())| len)
    }

    /// The length of the verb at a token that makes its subject a speaker.
    pub(crate) fn speech_verb(&self, at: usize) -> usize {
        self.sense(at, |sense| sense == Sense::SpeechVerb)
    }

    /// The length of the longest phrase at a token that is a function word of this class.
    pub(crate) fn function(&self, at: usize, class: Function) -> usize {
        if !self.is(at, class) {
            return 0;
        }
        self.sense(at, |sense| sense == Sense::Function(class))
    }

    pub(crate) fn is(&self, at: usize, class: Function) -> bool {
        self.traits(at).functions & (1 << (class as u8)) != 0
    }

    /// Whether a token by itself is a function word of any class.
    pub(crate) fn is_function(&self, at: usize) -> bool {
        self.traits(at).is_function
    }

    /// The length of the ending that makes the name before a token an owner: "'s".
    pub(crate) fn possessive(&self, at: usize) -> usize {
        let joined = at.checked_sub(1).is_some_and(|before| self.touches_next(before));
        let len = if joined { self.function(at, Function::PossessiveEnding) } else { 0 };
        // Inside a word an apostrophe is a letter of it.
        let inside = len > 0 && self.touches_next(at + len - 1) && self.is_word(at + len);
        if inside { 0 } else { len }
    }

    /// Whether a token is a part of such an ending.
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

    /// Whether a token is a word with a capital that means something.
    pub(crate) fn is_capital(&self, at: usize) -> bool {
        self.traits(at).is_capital
    }

    /// Whether a name with its titles can begin at a token.
    pub(crate) fn may_name(&self, at: usize) -> bool {
        let traits = self.traits(at);
        traits.is_capital || traits.is_title || self.traits(at + 1).is_portfolio
    }

    /// Whether capitals say nothing here.
    pub(crate) fn is_caseless(&self) -> bool {
        self.case == Case::Meaningless
    }

    /// Whether nothing stands between a token and the next.
    pub(crate) fn touches_next(&self, at: usize) -> bool {
        matches!((self.tokens.get(at), self.tokens.get(at + 1)), (Some(a), Some(b)) if a.touches(b))
    }

    /// Whether a mark stands within a number: "11,600".
    pub(crate) fn is_in_number(&self, at: usize) -> bool {
        let number = |at: usize| self.kind(at) == Some(TokenKind::Number);
        let before = at.checked_sub(1).is_some_and(|before| number(before) && self.touches_next(before));
        before && matches!(self.word(at), "," | "." | "’" | "'") && self.touches_next(at) && number(at + 1)
    }

    /// The words of a range of tokens, as they stand.
    pub(crate) fn slice(&self, tokens: &Range<usize>) -> &'a str {
        self.text.get(self.bytes(tokens)).unwrap_or_default()
    }

    /// The bytes that a range of tokens covers.
    pub(crate) fn bytes(&self, tokens: &Range<usize>) -> Range<usize> {
        match (
            self.tokens.get(tokens.start),
            tokens.end.checked_sub(1).and_then(|last| self.tokens.get(last)),
        ) {
            (Some(first), Some(last)) if first.start <= last.end => first.start..last.end,
            _ => 0..0,
        }
    }

    /// The tokens that a range of bytes covers.
    pub(crate) fn covering(&self, bytes: &Range<usize>) -> Range<usize> {
        let start = self.tokens.partition_point(|token| token.end <= bytes.start);
        let end = self.tokens.partition_point(|token| token.start < bytes.end);
        start..end.max(start)
    }

    /// The sentence that holds a token.
    pub(crate) fn sentence_of(&self, at: usize) -> Range<usize> {
        let number = self.sentences.partition_point(|sentence| sentence.end <= at);
        self.sentences.get(number).cloned().unwrap_or(at..at)
    }

    /// Whether a token can be a finite verb or a past participle, by table or by ending.
    pub(crate) fn is_verb(&self, at: usize) -> bool {
        self.traits(at).is_verb
    }
}

/// Whether a word can be a verb: it begins a phrase of so many tokens that is one, or ends like one.
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

/// Whether the capitals of a text tell names from other words.
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

/// Most words that are looked at to tell whether capitals mean something.
const CASE_SAMPLE: usize = 2000;

/// The letters of a word.
#[derive(Clone, Copy, Default)]
struct Letters {
    capital: usize,
    small: usize,
    /// Letters of scripts without case.
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
