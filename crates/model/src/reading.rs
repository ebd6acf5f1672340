//! What reading one article gives: a pure function of the article and of `knowledge/`.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::date::Edtf;
pub use crate::equation::{AgeBasis, DurationUnit, Equation, Figure, Share, Terms};
use crate::id::{ArticleId, ClaimId, EntityId, EvidenceId, KindId};
use crate::lapse::Lapse;
use crate::sorted::Sorted;
use crate::span::Span;
pub use crate::ties::{Deed, Held, NameSlot, NameSlots, Strangers, Tally, Tenure};

/// All that was read in one article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// The article.
    pub article_id: ArticleId,
    /// The language it was read in, by its BCP 47 tag; none where it is none that is known, and
    /// then nothing was read.
    pub language: Option<String>,
    /// What the folder of that language does not tell, and so was not read.
    pub untold: BTreeSet<Topic>,
    /// Statements that something happened, in the order of the text.
    pub claims: Vec<Claim>,
    /// Ranks and offices given to people.
    pub positions: Vec<Position>,
    /// Words put into somebody's mouth.
    pub quotations: Vec<Quotation>,
    /// Numbers of something.
    pub quantities: Vec<Quantity>,
    /// People, organisations and places named.
    pub entities: BTreeMap<EntityId, Entity>,
    /// Stated arithmetic that validation redoes.
    pub equations: Vec<Equation>,
    /// What is said to come before, after or during what.
    pub orders: Vec<Order>,
    /// How much time is said to lie between what.
    #[serde(default)]
    pub lapses: Vec<Lapse>,
    /// Forces that come or leave.
    pub movements: Vec<Movement>,
    /// When those who are given positions do what is told of them there, once the positions are rows.
    #[serde(default)]
    pub deeds: Vec<Deed>,
    /// Which numbers are told of which events.
    #[serde(default)]
    pub tallies: Vec<Tally>,
    /// Its names with the words around them.
    #[serde(default)]
    pub slots: NameSlots,
    /// Parties of events that no table knows.
    #[serde(default)]
    pub strangers: Vec<Strangers>,
    /// Offices of countries and bodies that no table knows, once the positions are rows.
    #[serde(default)]
    pub tenures: Vec<Tenure>,
}

impl Reading {
    /// Gives back the memory that its lists have and don't need: readings of very many articles are
    /// kept at once.
    pub fn shrink(&mut self) {
        fit(&mut self.claims);
        fit(&mut self.positions);
        fit(&mut self.quotations);
        fit(&mut self.quantities);
        fit(&mut self.equations);
        fit(&mut self.orders);
        fit(&mut self.lapses);
        fit(&mut self.movements);
        fit(&mut self.tallies);
        self.slots.shrink();
        fit(&mut self.strangers);
    }
}

/// Moves a list to where it just fits. An allocator may keep one that is only asked to shrink where it is.
fn fit<T>(list: &mut Vec<T>) {
    if list.capacity() > list.len() {
        let mut fitting = Vec::with_capacity(list.len());
        fitting.append(list);
        *list = fitting;
    }
}

/// What a language is known for beside time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Topic {
    /// What happened.
    Events,
    /// Names of people, their ranks and offices.
    People,
    /// Names of organisations.
    Organisations,
    /// Words put into somebody's mouth.
    Quotations,
    /// Numbers of something.
    Quantities,
}

impl Topic {
    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Events => "events",
            Self::People => "people",
            Self::Organisations => "organisations",
            Self::Quotations => "quotations",
            Self::Quantities => "quantities",
        }
    }
}

/// A person, an organisation or a place as one article names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity {
    /// What it is.
    pub class: EntityClass,
    /// The fullest form of its name, or the one given in `knowledge/`.
    pub name: Box<str>,
    /// Every form of its name in the article.
    pub forms: Sorted<Box<str>>,
}

/// What a name is the name of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EntityClass {
    /// A human being.
    Person,
    /// A party, an army, a ministry, a company, a unit.
    Organisation,
    /// A country, region, town, river, road.
    Place,
}

/// Words of the article that something rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Where they stand.
    pub span: Span,
    /// The words themselves.
    pub quote: String,
}

/// One article saying that something happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// Its identifier.
    pub claim_id: ClaimId,
    /// Kind of event.
    pub kind: KindId,
    /// The event's name, or the words that tell what it is.
    pub name: String,
    /// Whether `name` is a proper name, which identifies the event by itself.
    pub naming: Naming,
    /// When, where the article says so.
    pub date: Option<ClaimDate>,
    /// Whether the article says that it happened.
    pub modality: Modality,
    /// Parties: people, organisations, countries.
    pub participants: Sorted<EntityId>,
    /// Where.
    pub place: Option<EntityId>,
    /// Which of a series it is: 14 for "the 14th summit".
    pub ordinal: Option<u32>,
    /// Key of the outlet that the sentence names as its source: "according to …".
    pub witness: Option<String>,
    /// Words of the names told around it, or identifiers of those that are known, with spaces between.
    #[serde(default)]
    pub beside: String,
    /// The sentence or part of it that says so.
    pub evidence: Evidence,
    /// The reading rule that found it.
    pub rule: String,
}

/// What kind of name an event was told by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Naming {
    /// A proper name: it means one event wherever it stands.
    Proper,
    /// A description: `an agreement on trade`.
    Description,
}

/// A claim's date and how it was come by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimDate {
    /// The date.
    pub edtf: Edtf,
    /// The words.
    pub text: String,
    /// Where they stand.
    pub span: Span,
    /// How the words gave the date.
    pub basis: DateBasis,
    /// Steps from the words to the date, for people.
    pub trace: Vec<Step>,
}

/// A step from words to what was read in them, for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// What was done.
    pub what: String,
    /// The words elsewhere in the article that it rests on.
    pub span: Option<Span>,
}

impl Step {
    /// One that rests on no other words.
    #[must_use]
    pub fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), span: None }
    }
}

/// How words gave a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DateBasis {
    /// The words say it.
    Stated,
    /// A relative or incomplete expression, resolved against another date.
    Resolved,
    /// Arithmetic: a 50th anniversary in 2025.
    Inferred,
}

/// Whether an article says that something happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Modality {
    /// It did.
    Asserted,
    /// It is to.
    Planned,
    /// It did not.
    Denied,
    /// Somebody says that it did, and the article leaves it at that.
    Reported,
}

/// An article giving a person a rank or an office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// Its identifier.
    pub position_id: EvidenceId,
    /// Who.
    pub person_id: EntityId,
    /// Rank, as `knowledge/` names it.
    pub rank: Option<String>,
    /// Office, as `knowledge/` names it, or as written.
    pub office: Option<String>,
    /// Where the office is held.
    pub organisation: Option<EntityId>,
    /// When it was held, where the article says so.
    pub as_of: Option<Edtf>,
    /// When the holder does what the words beside it tell, where they say so. An article may well
    /// give somebody a title of another time.
    #[serde(default)]
    pub told_of: Option<Edtf>,
    /// The office and what it is of, where that is in no table.
    #[serde(default)]
    pub held: Option<Held>,
    /// The words.
    pub evidence: Evidence,
}

/// Words that an article puts into somebody's mouth.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quotation {
    /// Its identifier.
    pub quotation_id: EvidenceId,
    /// Who is said to have said them, where a person is named.
    pub speaker: Option<EntityId>,
    /// The words between the marks; the evidence's quote is the same.
    pub evidence: Evidence,
}

/// A number of something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quantity {
    /// Its identifier.
    pub quantity_id: EvidenceId,
    /// How many.
    pub value: Amount,
    /// How exactly.
    pub qualifier: QuantityQualifier,
    /// Of what.
    pub unit: String,
    /// When, where the sentence says so.
    pub as_of: Option<Edtf>,
    /// The words.
    pub evidence: Evidence,
}

/// How exactly a number is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum QuantityQualifier {
    /// No word says otherwise.
    Exactly,
    /// Around it.
    About,
    /// Above it.
    MoreThan,
    /// Below it.
    LessThan,
    /// It or above.
    AtLeast,
    /// It or below.
    AtMost,
    /// A little below it.
    Almost,
}

/// A decimal number, exact: `units` times ten to the power of minus `scale`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Amount {
    /// The digits.
    pub units: i64,
    /// How many of them are behind the point.
    pub scale: u8,
}

impl std::fmt::Display for Amount {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.scale == 0 {
            return write!(f, "{}", self.units);
        }
        let sign = if self.units < 0 { "-" } else { "" };
        let digits = format!("{:0>width$}", self.units.unsigned_abs(), width = usize::from(self.scale) + 1);
        let (whole, part) = digits.split_at(digits.len() - usize::from(self.scale));
        write!(f, "{sign}{whole}.{part}")
    }
}

impl std::str::FromStr for Amount {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let part = part.trim_end_matches('0');
        let units = format!("{whole}{part}").parse()?;
        Ok(Self { units, scale: u8::try_from(part.len()).unwrap_or(u8::MAX) })
    }
}

impl Serialize for Amount {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.scale == 0 {
            serializer.serialize_i64(self.units)
        } else {
            serializer.serialize_f64(self.to_string().parse().unwrap_or(f64::NAN))
        }
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AmountVisitor)
    }
}

/// Reads whole numbers as they are: as fractions they would lose digits beyond the fifteenth.
struct AmountVisitor;

impl serde::de::Visitor<'_> for AmountVisitor {
    type Value = Amount;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a number")
    }

    fn visit_i64<E: serde::de::Error>(self, units: i64) -> Result<Amount, E> {
        Ok(Amount { units, scale: 0 })
    }

    fn visit_u64<E: serde::de::Error>(self, units: u64) -> Result<Amount, E> {
        i64::try_from(units).map(|units| Amount { units, scale: 0 }).map_err(E::custom)
    }

    fn visit_f64<E: serde::de::Error>(self, number: f64) -> Result<Amount, E> {
        number.to_string().parse().map_err(E::custom)
    }
}

/// An article saying in which order two things happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// What is placed in time.
    pub subject: ClaimId,
    /// How.
    pub relation: OrderRelation,
    /// What it is placed by.
    pub object: OrderObject,
    /// The words.
    pub evidence: Evidence,
}

/// How the time of one thing is to that of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OrderRelation {
    /// The subject begins no later than the object.
    Before,
    /// The subject begins no sooner than the object is over.
    After,
    /// The subject goes on no longer than the object.
    Until,
    /// The subject begins no sooner than the object.
    Since,
    /// The subject lies within the object.
    During,
    /// The subject leads to the object, and so begins no later.
    Causes,
}

/// What something is placed in time by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OrderObject {
    /// What another claim of the article tells.
    Claim(ClaimId),
    /// An event with a name of its own.
    Named {
        /// Its kind.
        kind: KindId,
        /// Its name.
        name: String,
    },
}

/// A claim that a force comes to a place or leaves it, with what its sentence says of both sides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Movement {
    /// The claim.
    pub claim: ClaimId,
    /// How much of the force.
    pub extent: Extent,
    /// Countries that the sentence names, by themselves, by their people or by what is theirs.
    pub countries: BTreeSet<EntityId>,
    /// Whose force it is and where, told by names that no table has.
    #[serde(default)]
    pub sides: Option<Sides>,
    /// The sentence.
    pub evidence: Evidence,
}

/// Whose force is where, by names that no table has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sides {
    /// The name of its country, or the adjective.
    pub home: EntityId,
    /// The place that it is in.
    pub host: EntityId,
}

/// How much of something a claim speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Extent {
    /// All of it: nothing is left behind.
    Whole,
    /// It is not said.
    Unsaid,
}
