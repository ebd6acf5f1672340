//! What a word or phrase of a language can be.

use annals_model::{QuantityQualifier, Share};

/// One meaning of a phrase. Numbers point into the tables of its [`crate::Language`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sense {
    /// A function word.
    Function(Function),
    /// A rank: `Language::ranks`.
    Rank(usize),
    /// A form of address.
    Honorific,
    /// A word that says something of people.
    Person(PersonWord),
    /// A pronoun, a form of address or a title of one gender.
    Gender(Gender),
    /// An office.
    Office(Office),
    /// The last, or first, word of an organisation's name.
    OrganisationHead,
    /// A unit that has a number for a name.
    NumberedHead,
    /// A word that matters in names of organisations.
    Organisation(OrganisationWord),
    /// A noun that, with a country's adjective, stands for the country.
    Collective,
    /// A noun for several countries.
    Group,
    /// A noun for a country, a town or another place.
    Land,
    /// What a state is, before its name: "Republic of".
    State,
    /// A word before the name of a place that is no part of another name: "northern".
    PlaceAdjective,
    /// A noun beside a name that says that a place is named.
    Locality(Locality),
    /// Something that may be founded, sent or withdrawn.
    Body,
    /// A noun for something that is opened, built or closed; those for the same thing have one number.
    Thing(usize),
    /// A noun that tells an event: `Language::nouns`.
    Noun(usize),
    /// A heading that says what its entries tell: `Language::entries`.
    Entries(usize),
    /// A word that opens a bracket with a date behind a name: `Language::entries`.
    Bracketed(usize),
    /// A verb that tells an event: `Language::verbs`.
    Verb(usize),
    /// A verb that says of an event noun that it happened: `Language::supports`.
    Support(usize),
    /// Words that tell the order of two events: `Language::orders`.
    Order(usize),
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
    /// People counted.
    People(Headcount),
    /// Words before, or behind, the sum of numbers told before it.
    Total(Side),
    /// What became of those counted: `Language::roles`.
    Role(usize),
    /// Words between a number and others that are parts of it.
    Parts(Share),
    /// Words before the last part of a whole: "the other".
    Rest,
    /// Words before, or behind, the number of somebody's years.
    Age(Side),
    /// Words before the bare number of years at which somebody died.
    Dying,
    /// Words that tell an age by the number in order of a year.
    Birthday(Birthday),
    /// A word before what something is counted by: "per".
    Per,
    /// A verb that makes its subject a speaker.
    SpeechVerb,
    /// A noun for somebody's words.
    SpeechNoun,
    /// Words behind which the speaker before goes on.
    Continued,
}

/// What a word does where an age is told by the number in order of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Birthday {
    /// Before it: "completed his".
    Completes,
    /// Behind it, and after such words: "year".
    Year,
    /// Behind it: "birthday".
    Day,
}

/// Whom a word for people counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Headcount {
    /// Anybody: "persons", "troops".
    Anyone,
    /// Some of them: "officers", "children".
    Some,
}

/// On which side of a number, or of a verb, words stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// Before it.
    Before,
    /// Behind it.
    Behind,
}

/// How an office is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Office {
    /// By itself or with what it is of behind it.
    Plain,
    /// It may have what it is of before it.
    Portfolio,
}

/// Where a noun stands that makes a name a place's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Locality {
    /// Behind the name: "X province".
    Behind,
    /// Behind the name, but behind names of owners as well: "X area".
    Loose,
    /// Before the name and "of": "the village of X".
    Before,
}

/// Whom a pronoun or a title can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// A man.
    Masculine,
    /// A woman.
    Feminine,
}

/// What a word says of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PersonWord {
    /// What somebody is: beside a name it shows that a person is meant, and is no office.
    Calling,
    /// It ends a person's name: "Jr.".
    Suffix,
    /// A verb between a person and the office that he has.
    Holds,
    /// A relative pronoun for people only.
    Relative,
    /// What an office is for, told behind it: "Secretary Treasury".
    Portfolio,
}

/// What a word does in names of organisations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrganisationWord {
    /// It joins the head and its purpose: "Committee on X".
    Link,
    /// A head that such a word may follow.
    Purposeful,
    /// It counts: "Third".
    Ordinal,
    /// A head that, counted, is a meeting or a period: "Third Congress".
    Session,
    /// With a head in it, and yet no organisation's name.
    Not,
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
    Coming,
    Implicative,
    Report,
    Verb,
    VerbEndings,
    Perfect,
    Future,
    Present,
    PresentEndings,
    Listing,
    Adverb,
    NotEvents,
    Hypothetical,
    Phase,
    Beginning,
    Ending,
    Lasting,
    Afterwards,
    PossessiveEnding,
    NonfiniteEndings,
    AdverbEndings,
    PluralEndings,
    Since,
    Periodic,
    Joint,
    NotVerbs,
    Particle,
    NameLink,
    TitleQualifier,
    TitleTense,
    TitleComplement,
    Completed,
    Appositive,
    Attribution,
    ThingPronoun,
    DayOf,
    When,
    PersonPossessive,
    ThingPossessive,
    BeginningOf,
    EndOf,
    Marking,
    Bringing,
    Meanwhile,
}

impl Function {
    /// Whether it lists endings of words, not words.
    pub(crate) fn is_endings(self) -> bool {
        matches!(
            self,
            Self::VerbEndings
                | Self::NonfiniteEndings
                | Self::AdverbEndings
                | Self::PresentEndings
                | Self::PluralEndings
        )
    }

    /// Whether its words are frequent in any text of their language.
    pub(crate) fn is_common(self) -> bool {
        matches!(
            self,
            Self::Agent
                | Self::And
                | Self::Auxiliary
                | Self::Definite
                | Self::From
                | Self::Indefinite
                | Self::Of
                | Self::PlacePreposition
                | Self::Possessive
                | Self::Pronoun
                | Self::Relative
                | Self::Toward
                | Self::With
        )
    }
}
