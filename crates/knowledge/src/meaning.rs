//! All that a phrase can be, with what is asked of it at every token.

use crate::sense::{Function, Office, PersonWord, Sense};

/// The senses of a phrase.
#[derive(Clone, Debug)]
pub struct Meaning {
    senses: Vec<Sense>,
    functions: u128,
    traits: u8,
}

/// What is asked of phrases again and again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trait {
    /// A function word that is part of no name and tells nothing.
    FunctionWord,
    /// A title, or a word before one.
    Title,
    /// An office that may have what it is of before it.
    Portfolio,
    /// A form that verbs have.
    Verb,
}

impl Meaning {
    /// A phrase with these senses.
    pub(crate) fn new(senses: Vec<Sense>) -> Self {
        const { assert!((Function::Meanwhile as u8) < 128, "the classes no longer fit into 128 bits") };
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

    /// Its senses.
    #[must_use]
    pub fn senses(&self) -> &[Sense] {
        &self.senses
    }

    /// The classes of function words that it is of: a bit for each, by its number.
    #[must_use]
    pub fn functions(&self) -> u128 {
        self.functions
    }

    /// Whether one of its senses has a trait.
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

/// Whether a word of this class belongs to no name and tells nothing.
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
