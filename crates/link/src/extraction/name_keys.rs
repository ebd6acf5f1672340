//! The words of the name of an event that distinguish it from other events.

use annals_knowledge::{Function, Language, LexiconEntry, Sense, Trait};
use annals_model::{Claim, EntityId, KindId, Naming, slug};
use annals_text::{Token, TokenIds, TokenKind, fold, is_capitalised};
use rustc_hash::FxHashMap;

use crate::event_class::EventClasses;
use crate::features::{Capitals, NameKeys};
use crate::symbols::{Symbol, SymbolCache};

/// The last year that a number in a name may be.
const LATEST_YEAR: i32 = 2200;

/// Reads the names of events.
pub(super) struct NameKeyReader<'k> {
    classes: &'k EventClasses<'k>,
    pub(super) symbols: SymbolCache,
}

impl<'k> NameKeyReader<'k> {
    pub(super) fn new(classes: &'k EventClasses<'k>) -> Self {
        Self { classes, symbols: SymbolCache::default() }
    }

    /// Returns the keys of the name of a claim. The place at the end of a proper name is no part of it:
    /// "the X Agreement on Y in Z".
    pub(super) fn of_claim(
        &mut self,
        claim: &Claim,
        language: &Language,
        forms: &FxHashMap<String, &EntityId>,
    ) -> NameKeys {
        let whole = self.read(&claim.name, &claim.kind, claim.ordinal, language);
        if claim.naming == Naming::Description || claim.place.is_none() {
            return whole;
        }
        let is_place =
            |name: &str| claim.place.as_ref().is_some_and(|place| forms.get(&slug(name)) == Some(&place));
        let Some(bare) = without_place(&claim.name, language, is_place) else { return whole };
        let bare = self.read(bare, &claim.kind, claim.ordinal, language);
        if bare.words.is_empty() || !bare.has_capital() { whole } else { bare }
    }

    /// Returns the keys of a name of an event of a kind. `ordinal` is the number of the event in its series,
    /// which is no part of the name.
    pub(super) fn read(
        &mut self,
        name: &str,
        kind: &KindId,
        ordinal: Option<u32>,
        language: &Language,
    ) -> NameKeys {
        let (tokens, token_ids) = language.lexicon.scan(name, 0..name.len());
        let scan = NameScan { name, tokens, token_ids, ordinal, language };
        let mut keys = KeyBuilder::default();
        let mut at = 0;
        while let Some(token) = scan.tokens.get(at) {
            let phrase = self.kind_phrase(&scan, at, kind);
            keys.head = phrase.head.or(keys.head);
            if phrase.tokens > 0 {
                at += phrase.tokens;
                continue;
            }
            match token.kind {
                TokenKind::Word if scan.is_ordinal(token) => {}
                TokenKind::Word => self.add_word(&mut keys, &scan, at),
                TokenKind::Number => match scan.number(token, at) {
                    NumberRole::SplitOrdinal => at += 1,
                    NumberRole::Year(year) => keys.years.push(year),
                    NumberRole::Count => {}
                    NumberRole::Name if scan.is_ordinal(token) => {}
                    NumberRole::Name => self.add_word(&mut keys, &scan, at),
                },
                _ => {}
            }
            at += 1;
        }
        keys.build()
    }

    /// Returns the phrase at a token that says of what kind the event is, or is a title: it is no part of
    /// the keys.
    fn kind_phrase(&self, scan: &NameScan<'_>, at: usize, kind: &KindId) -> KindPhrase {
        let language = scan.language;
        let root = self.classes.of(kind).map(|class| class.root);
        let is_of_class = |other: &KindId| self.classes.of(other).map(|class| class.root) == root;
        let mut phrase = KindPhrase::default();
        for (tokens, meaning) in language.lexicon.starting_at(&scan.token_ids, at) {
            for sense in meaning.senses() {
                let is_kind = match sense {
                    Sense::Noun(number) => {
                        let is_noun = language.noun(*number).is_some_and(|rule| is_of_class(&rule.kind));
                        if is_noun {
                            phrase.head = Symbol::try_from(number.index()).ok();
                        }
                        is_noun
                    }
                    Sense::Verb(number) => language.verb(*number).is_some_and(|rule| is_of_class(&rule.kind)),
                    Sense::Support(number) => {
                        language.support(*number).is_some_and(|rule| is_of_class(&rule.kind))
                    }
                    Sense::Rank(_)
                    | Sense::Office(_)
                    | Sense::Honorific
                    | Sense::Function(Function::PossessiveEnding) => true,
                    _ => false,
                };
                if is_kind {
                    phrase.tokens = tokens;
                }
            }
        }
        phrase
    }

    /// Adds a word. Function words are only a part of the slug.
    fn add_word(&mut self, keys: &mut KeyBuilder, scan: &NameScan<'_>, at: usize) {
        let Some(token) = scan.tokens.get(at) else { return };
        let word = token.text(scan.name);
        let folded = fold(word);
        let is_function_word = scan.is_function_word(at);
        if !is_function_word {
            let synonym = scan.language.synonyms.get(folded.as_ref());
            keys.is_distinctive |= synonym.is_none();
            keys.words.push(self.symbols.slug_symbol(synonym.map_or(folded.as_ref(), String::as_str)));
            keys.add_capital(is_capitalised(word));
        }
        if !is_function_word || !keys.slug_words.is_empty() {
            keys.slug_words.push(folded.into_owned());
        }
    }
}

/// Returns a name without the place that it ends with.
fn without_place<'n>(name: &'n str, language: &Language, is_place: impl Fn(&str) -> bool) -> Option<&'n str> {
    let (tokens, token_ids) = language.lexicon.scan(name, 0..name.len());
    let is_preposition =
        |meaning: &LexiconEntry| meaning.senses().contains(&Sense::Function(Function::PlacePreposition));
    let at = (1..tokens.len()).rev().find(|at| {
        let mut starting = language.lexicon.starting_at(&token_ids, *at);
        starting.any(|(_, meaning)| is_preposition(meaning))
    })?;
    let following = tokens.get(at + 1).and_then(|next| name.get(next.start..))?;
    let preceding = tokens.get(at).and_then(|token| name.get(..token.start))?;
    is_place(following).then_some(preceding)
}

/// A phrase that says of what kind an event is.
#[derive(Default)]
struct KindPhrase {
    /// The noun rule.
    head: Option<Symbol>,
    /// How many tokens it has, 0 where there is no such phrase.
    tokens: usize,
}

/// What a number in a name is.
enum NumberRole {
    /// The number of the event in its series, of which the next token is the ending: "14th".
    SplitOrdinal,
    Year(i32),
    /// A count, which does not identify: "sent 3,000 men".
    Count,
    /// A part of the name: "Route 9".
    Name,
}

/// The tokens of a name.
struct NameScan<'n> {
    name: &'n str,
    tokens: Vec<Token>,
    token_ids: TokenIds,
    ordinal: Option<u32>,
    language: &'n Language,
}

impl NameScan<'_> {
    /// True if a token is the number of the event in its series.
    fn is_ordinal(&self, token: &Token) -> bool {
        self.ordinal.is_some() && self.language.time.ordinal(token.text(self.name)) == self.ordinal
    }

    /// True if the token at an index is a function word.
    fn is_function_word(&self, at: usize) -> bool {
        let mut starting = self.language.lexicon.starting_at(&self.token_ids, at);
        starting.any(|(tokens, meaning)| tokens == 1 && meaning.has(Trait::FunctionWord))
    }

    /// Returns what the number at an index is.
    fn number(&self, token: &Token, at: usize) -> NumberRole {
        let word = token.text(self.name);
        let next = self.tokens.get(at + 1);
        let is_joined = next.is_some_and(|next| token.touches(next) && next.kind == TokenKind::Word);
        if self.ordinal.is_some() && is_joined && word.parse().ok() == self.ordinal {
            return NumberRole::SplitOrdinal;
        }
        let year = word.parse().ok().filter(|year| word.len() == 4 && *year <= LATEST_YEAR);
        if let Some(year) = year {
            return NumberRole::Year(year);
        }
        let previous = at.checked_sub(1).and_then(|previous| self.tokens.get(previous));
        let follows_name = previous.is_none_or(|previous| is_capitalised(previous.text(self.name)));
        if is_joined || follows_name { NumberRole::Name } else { NumberRole::Count }
    }
}

/// The keys of a name while it is read.
#[derive(Default)]
struct KeyBuilder {
    words: Vec<Symbol>,
    years: Vec<i32>,
    head: Option<Symbol>,
    is_distinctive: bool,
    capitals: Option<Capitals>,
    slug_words: Vec<String>,
}

impl KeyBuilder {
    /// Adds whether a word has a capital.
    fn add_capital(&mut self, is_capital: bool) {
        let one = if is_capital { Capitals::All } else { Capitals::None };
        self.capitals = Some(match self.capitals {
            Some(before) if before != one => Capitals::Some,
            _ => one,
        });
    }

    fn build(mut self) -> NameKeys {
        self.words.sort_unstable();
        self.words.dedup();
        self.years.sort_unstable();
        self.years.dedup();
        NameKeys {
            words: self.words.into(),
            years: self.years.into(),
            head: self.head,
            is_distinctive: self.is_distinctive,
            capitals: self.capitals.unwrap_or_default(),
            slug: slug(&self.slug_words.join(" ")).into(),
        }
    }
}
