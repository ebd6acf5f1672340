//! The senses of words and phrases of a language.

use annals_model::{QuantityQualifier, Share};

use crate::ids::{EntriesId, NounId, OrderId, RankId, RoleId, SupportId, ThingId, VerbId};

/// One sense of a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sense {
    /// A function word.
    Function(Function),
    /// A rank.
    Rank(RankId),
    /// A form of address.
    Honorific,
    /// A word related to people.
    Person(PersonWord),
    /// A pronoun, a form of address or a title of one gender.
    Gender(Gender),
    /// An office.
    Office(Office),
    /// The head noun of the name of an organisation.
    OrganisationHead,
    /// The head noun of a unit that is named by a number.
    NumberedHead,
    /// A word with a function in names of organisations.
    Organisation(OrganisationWord),
    /// A noun that, with the adjective of a country, denotes the country.
    Collective,
    /// A noun for a group of countries.
    Group,
    /// A noun for a country, a town or another place.
    Land,
    /// The type of a state before its name: "Republic of".
    State,
    /// A word before the name of a place that is not part of the name: "northern".
    PlaceAdjective,
    /// A noun next to a name that marks it as the name of a place.
    Locality(Locality),
    /// A noun for an organisation or unit that may be founded, sent or withdrawn.
    Body,
    /// A noun for something that is opened, built or closed.
    Thing(ThingId),
    /// An event noun.
    Noun(NounId),
    /// A heading of a list of events.
    Entries(EntriesId),
    /// A word before a date in brackets after a name: "born".
    Bracketed(EntriesId),
    /// An event verb.
    Verb(VerbId),
    /// A verb that asserts the event of a noun: "took place".
    Support(SupportId),
    /// Words that state the order of two events.
    Order(OrderId),
    /// A name, by its index in `Gazetteer::entities`.
    Name(usize),
    /// An adjective or noun for the inhabitants of a place, by its index in `Gazetteer::entities`.
    Demonym(usize),
    /// A proper name of an event, by its index in `Gazetteer::events`.
    EventName(usize),
    /// A number written as a word.
    Number(u32),
    /// A word that multiplies the preceding number.
    Multiplier(u64),
    /// A qualifier of the following number.
    Qualifier(QuantityQualifier),
    /// A unit: something counted or measured.
    Unit,
    /// A noun for people who are counted.
    People(Headcount),
    /// Words before or after the sum of preceding numbers.
    Total(Side),
    /// A role of the people counted, such as wounded.
    Role(RoleId),
    /// Words between a total and its parts.
    Parts(Share),
    /// Words before the last part of a whole: "the other".
    Rest,
    /// Words before or after an age in years.
    Age(Side),
    /// Words before the age at death.
    Dying,
    /// Words that state an age by an ordinal: "his 80th birthday".
    Birthday(Birthday),
    /// A word before the reference unit of a rate: "per".
    Per,
    /// A verb whose subject is the speaker of a quotation.
    SpeechVerb,
    /// A noun for a statement.
    SpeechNoun,
    /// Words after which the preceding speaker continues.
    Continued,
}

/// The function of a word where an age is stated by an ordinal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Birthday {
    /// Before the ordinal: "completed his".
    Completes,
    /// After the ordinal, following such words: "year".
    Year,
    /// After the ordinal: "birthday".
    Day,
}

/// Which people a noun counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Headcount {
    /// Any people: "persons", "troops".
    Anyone,
    /// A group of people: "officers", "children".
    Some,
}

/// On which side of a number or of a verb words are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// Before it.
    Before,
    /// Behind it.
    Behind,
}

/// How an office is combined with its portfolio.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Office {
    /// Alone or before its portfolio.
    Plain,
    /// Possibly after its portfolio.
    Portfolio,
}

/// Where a noun is that marks a name as the name of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Locality {
    /// After the name: "X province".
    Behind,
    /// After the name, but also after names that are not places: "X area".
    Loose,
    /// Before "of" and the name: "the village of X".
    Before,
}

/// The gender of a pronoun or a title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// Masculine.
    Masculine,
    /// Feminine.
    Feminine,
}

/// The function of a word related to people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PersonWord {
    /// An occupation: next to a name it marks a person, but it is not an office.
    Calling,
    /// A suffix of the name of a person: "Jr.".
    Suffix,
    /// A verb between a person and an office: "serves as".
    Holds,
    /// A relative pronoun for people only.
    Relative,
    /// A portfolio after an office: "Secretary Treasury".
    Portfolio,
}

/// The function of a word in names of organisations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrganisationWord {
    /// Links the head noun to its purpose: "Committee on X".
    Link,
    /// A head noun that such a word may follow.
    Purposeful,
    /// An ordinal: "Third".
    Ordinal,
    /// A head noun that denotes a meeting or a period with an ordinal: "Third Congress".
    Session,
    /// A phrase with a head noun that is not the name of an organisation.
    Not,
}

/// A class of function words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "languages/*/language.toml describes the classes")]
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
    /// Whether the class lists word endings, not words.
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

    /// Whether the words of the class are frequent in any text of the language.
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
