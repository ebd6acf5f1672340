//! What a word or phrase of a language can be.

use annals_model::reading::QuantityQualifier;

/// One meaning of a phrase. Numbers point into the tables of its [`crate::Language`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sense {
    /// A function word.
    Function(Function),
    /// A rank: `Language::ranks`.
    Rank(usize),
    /// A form of address.
    Honorific,
    /// An office.
    Office(Office),
    /// The last, or first, word of an organisation's name.
    OrganisationHead,
    /// A unit that has a number for a name.
    NumberedHead,
    /// A noun that, with a country's adjective, stands for the country.
    Collective,
    /// A noun for several countries.
    Group,
    /// A noun for a country, a town or another place.
    Land,
    /// Something that may be founded, sent or withdrawn.
    Body,
    /// A noun that tells an event: `Language::nouns`.
    Noun(usize),
    /// A heading that says what its entries tell: `Language::entries`.
    Entries(usize),
    /// A verb that tells an event: `Language::verbs`.
    Verb(usize),
    /// A verb that says of an event noun that it happened: `Language::supports`.
    Support(usize),
    /// A name: `Names::entities`.
    Name(usize),
    /// An adjective or noun for a place's people: `Names::entities`.
    Demonym(usize),
    /// An event's own name: `Names::events`.
    EventName(usize),
    /// A number written as a word.
    Number(u32),
    /// A word that multiplies the number before it.
    Multiplier(u64),
    /// How exactly the number after it is meant.
    Qualifier(QuantityQualifier),
    /// Something counted or measured.
    Unit,
    /// A verb that makes its subject a speaker.
    SpeechVerb,
    /// A noun for somebody's words.
    SpeechNoun,
    /// Words behind which the speaker before goes on.
    Continued,
}

/// How an office is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Office {
    /// By itself or with what it is of behind it.
    Plain,
    /// It may have what it is of before it.
    Portfolio,
}

/// A class of function words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the classes are those of grammar; languages/*/language.toml lists them")]
pub enum Function {
    Definite,
    Indefinite,
    Possessive,
    Pronoun,
    PersonPronoun,
    No,
    Here,
    And,
    Of,
    PlacePreposition,
    Toward,
    From,
    Between,
    With,
    Accompanied,
    Pair,
    Helping,
    Doing,
    Occurs,
    Agent,
    Preposition,
    Relative,
    Subordinator,
    Auxiliary,
    Negation,
    Infinitive,
    Planned,
    Implicative,
    Report,
    Verb,
    VerbEndings,
    Perfect,
    Future,
    Listing,
    Adverb,
    NotEvents,
    Hypothetical,
    Phase,
    PossessiveEnding,
    NonfiniteEndings,
    AdverbEndings,
    Since,
    Periodic,
    Joint,
    NotVerbs,
    Particle,
    NameLink,
    TitleQualifier,
    TitleTense,
    TitleComplement,
    Appositive,
}
