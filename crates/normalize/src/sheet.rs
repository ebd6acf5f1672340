//! One segment, tokenized once, with every sense of every word.

use std::ops::Range;

use annals_knowledge::{Function, Language, Office, Sense};
use annals_text::{Token, TokenKind, fold, is_all_capitals, is_capitalised, tokenize};

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
    functions: u64,
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
        let tokens = tokenize(text, range);
        let sentences = language.sentences.split(text, &tokens);
        let mut hits = Vec::with_capacity(tokens.len());
        let mut offsets = Vec::with_capacity(tokens.len() + 1);
        for at in 0..tokens.len() {
            offsets.push(hits.len());
            hits.extend(
                language.lexicon.starting_at(text, &tokens, at).map(|(len, senses)| Hit { len, senses }),
            );
        }
        offsets.push(hits.len());
        let traits = vec![Traits::default(); tokens.len()];
        let mut sheet = Self { text, language, tokens, sentences, hits, offsets, traits, case };
        for at in 0..sheet.tokens.len() {
            let known = Traits {
                functions: sheet.functions_at(at),
                is_function: sheet.finds_function(at),
                is_capital: case == Case::Meaningful && sheet.is_word(at) && is_capitalised(sheet.word(at)),
                is_verb: false,
                is_title: sheet.sense(at, |sense| {
                    matches!(
                        sense,
                        Sense::Office(_)
                            | Sense::Rank(_)
                            | Sense::Honorific
                            | Sense::Name(_)
                            | Sense::Function(Function::TitleTense | Function::TitleQualifier)
                    )
                }) > 0,
                is_portfolio: sheet.sense(at, |sense| sense == Sense::Office(Office::Portfolio)) > 0,
            };
            if let Some(traits) = sheet.traits.get_mut(at) {
                *traits = known;
            }
        }
        for at in 0..sheet.tokens.len() {
            let is_verb = sheet.finds_verb(at);
            if let Some(traits) = sheet.traits.get_mut(at) {
                traits.is_verb = is_verb;
            }
        }
        sheet
    }

    fn traits(&self, at: usize) -> Traits {
        self.traits.get(at).copied().unwrap_or_default()
    }

    fn functions_at(&self, at: usize) -> u64 {
        const { assert!((Function::Appositive as u8) < 64, "the classes no longer fit into 64 bits") };
        let senses = self.hits(at).iter().flat_map(|hit| hit.senses);
        senses.fold(0, |classes, sense| match sense {
            Sense::Function(class) => classes | 1 << (*class as u8),
            _ => classes,
        })
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

    fn finds_function(&self, at: usize) -> bool {
        use Function::{
            Implicative, Joint, NameLink, NotVerbs, Particle, Periodic, PossessiveEnding, Report, Since,
            TitleQualifier, TitleTense, Verb,
        };
        self.hits(at).iter().any(|hit| {
            hit.len == 1
                && hit.senses.iter().any(|sense| match sense {
                    Sense::Function(
                        PossessiveEnding | NameLink | NotVerbs | Particle | TitleQualifier | TitleTense
                        | Periodic | Joint | Since | Implicative | Report | Verb,
                    ) => false,
                    Sense::Function(_) => true,
                    _ => false,
                })
        })
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

    fn finds_verb(&self, at: usize) -> bool {
        if !self.is_word(at) || self.is_capital(at) {
            return false;
        }
        let named = self.sense(at, |sense| {
            matches!(
                sense,
                Sense::Function(Function::Verb | Function::Auxiliary)
                    | Sense::SpeechVerb
                    | Sense::Verb(_)
                    | Sense::Support(_)
            )
        });
        if named > 0 {
            let endings = &self.language.nonfinite_endings;
            return named > 1 || !endings.iter().any(|ending| self.word(at).ends_with(ending.as_str()));
        }
        if self.is(at, Function::NotVerbs) {
            return false;
        }
        let word = fold(self.word(at));
        self.language
            .verb_endings
            .iter()
            .any(|ending| word.len() > ending.len() + 2 && word.ends_with(ending.as_str()))
    }
}

/// Whether the capitals of a text tell names from other words.
pub(crate) fn case_of(text: &str) -> Case {
    let (mut capitals, mut words) = (0, 0);
    for word in text.split_whitespace().take(2000).filter(|word| word.chars().any(char::is_alphabetic)) {
        words += 1;
        capitals += usize::from(is_all_capitals(word));
    }
    if capitals * 2 > words { Case::Meaningless } else { Case::Meaningful }
}
