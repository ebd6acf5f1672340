//! Entries of the lexicon: all senses of a phrase.

use crate::sense::{Function, Office, PersonWord, Sense};

/// All senses of a phrase, with precomputed tests that are frequent.
#[derive(Clone, Debug)]
pub struct LexiconEntry {
    senses: Vec<Sense>,
    functions: u128,
    traits: u8,
}

/// A property of a phrase that is tested frequently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trait {
    /// A function word that cannot be part of a name and has no meaning of its own for extraction.
    FunctionWord,
    /// A title, or a word before one.
    Title,
    /// An office that may follow its portfolio: "finance minister".
    Portfolio,
    /// A verb form.
    Verb,
}

impl LexiconEntry {
    /// Creates the entry of a phrase with these senses.
    pub(crate) fn new(senses: Vec<Sense>) -> Self {
        const { assert!((Function::Meanwhile as u8) < 128, "more classes than bits of u128") };
        let (mut functions, mut traits) = (0_u128, 0);
        for sense in &senses {
            if let Sense::Function(class) = sense {
                functions |= 1 << (*class as u8);
            }
            for (one, holds) in traits_of(*sense) {
                traits |= u8::from(holds) << (one as u8);
            }
        }
        Self { senses, functions, traits }
    }

    /// Returns the senses.
    #[must_use]
    pub fn senses(&self) -> &[Sense] {
        &self.senses
    }

    /// Returns the classes of function words as a bit set, indexed by the discriminant of [`Function`].
    #[must_use]
    pub fn functions(&self) -> u128 {
        self.functions
    }

    /// Whether one of the senses has a trait.
    #[must_use]
    pub fn has(&self, wanted: Trait) -> bool {
        self.traits & (1 << (wanted as u8)) != 0
    }
}

fn traits_of(sense: Sense) -> [(Trait, bool); 4] {
    let is_title = matches!(
        sense,
        Sense::Office(_)
            | Sense::Rank(_)
            | Sense::Honorific
            | Sense::Person(PersonWord::Calling)
            | Sense::Name(_)
            | Sense::Function(Function::TitleTense | Function::TitleQualifier)
    );
    let is_verb = matches!(
        sense,
        Sense::Function(Function::Verb | Function::Auxiliary)
            | Sense::SpeechVerb
            | Sense::Verb(_)
            | Sense::Support(_)
    );
    [
        (Trait::FunctionWord, matches!(sense, Sense::Function(class) if is_function_word(class))),
        (Trait::Title, is_title),
        (Trait::Portfolio, sense == Sense::Office(Office::Portfolio)),
        (Trait::Verb, is_verb),
    ]
}

/// Whether words of this class cannot be part of a name and have no meaning of their own for extraction.
fn is_function_word(class: Function) -> bool {
    use Function::{
        Completed, Doing, Helping, Implicative, Joint, NameLink, NotVerbs, Occurs, Particle, Periodic,
        PossessiveEnding, Report, Since, TitleQualifier, TitleTense, Verb,
    };
    !matches!(
        class,
        PossessiveEnding
            | NameLink
            | NotVerbs
            | Particle
            | TitleQualifier
            | TitleTense
            | Periodic
            | Joint
            | Since
            | Implicative
            | Report
            | Verb
            | Completed
            | Doing
            | Helping
            | Occurs
    )
}
