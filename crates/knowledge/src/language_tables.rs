//! The files of `languages/TAG/`, and the phrases with senses that each one defines.

use std::collections::BTreeMap;

use annals_model::{QuantityQualifier, Share};
use annals_text::SentenceRules;
use serde::Deserialize;

use crate::ids::{EntriesId, NounId, OrderId, RankId, RoleId, SupportId, ThingId, VerbId};
use crate::language_rules::{EntriesRule, NounRule, OrderRule, SupportRule, VerbRule};
use crate::sense::{
    Birthday, Function, Gender, Headcount, Locality, Office, OrganisationWord, PersonWord, Sense, Side,
};

/// Phrases with the same sense.
pub(crate) type SensePhrases<'f> = (&'f [String], Sense);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LanguageFile {
    pub(crate) name: String,
    pub(crate) sentences: SentenceRules,
    pub(crate) words: BTreeMap<Function, Vec<String>>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PeopleFile {
    pub(crate) rank: Vec<RankEntry>,
    pub(crate) titles: Titles,
    pub(crate) office: Vec<OfficeEntry>,
    #[serde(default)]
    pub(crate) standing: crate::seniority::SeniorityFile,
    #[serde(default)]
    pub(crate) ages: Ages,
    #[serde(rename = "office-names")]
    pub(crate) office_names: BTreeMap<String, String>,
}

/// Words for ages.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Ages {
    pub(crate) before: Vec<String>,
    pub(crate) behind: Vec<String>,
    #[serde(default)]
    pub(crate) dying: Vec<String>,
    #[serde(default)]
    pub(crate) completing: Vec<String>,
    #[serde(default)]
    pub(crate) completed: Vec<String>,
    #[serde(default)]
    pub(crate) birthdays: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RankEntry {
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) small: bool,
    pub(crate) forms: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OfficeEntry {
    #[serde(default)]
    pub(crate) portfolio: bool,
    pub(crate) forms: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Titles {
    pub(crate) honorifics: Vec<String>,
    pub(crate) qualifiers: Vec<String>,
    pub(crate) tenses: Vec<String>,
    pub(crate) complements: Vec<String>,
    pub(crate) appositives: Vec<String>,
    pub(crate) callings: Vec<String>,
    pub(crate) suffixes: Vec<String>,
    pub(crate) holds: Vec<String>,
    pub(crate) relatives: Vec<String>,
    pub(crate) portfolios: Vec<String>,
    pub(crate) masculine: Vec<String>,
    pub(crate) feminine: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OrganisationsFile {
    #[serde(default)]
    pub(crate) spellings: Vec<Vec<String>>,
    pub(crate) heads: Vec<String>,
    pub(crate) numbered: Vec<String>,
    pub(crate) links: Vec<String>,
    pub(crate) purposeful: Vec<String>,
    pub(crate) ordinals: Vec<String>,
    pub(crate) sessions: Vec<String>,
    pub(crate) not: Vec<String>,
    pub(crate) collectives: Vec<String>,
    pub(crate) lands: Vec<String>,
    #[serde(default)]
    pub(crate) states: Vec<String>,
    pub(crate) groups: Vec<String>,
    #[serde(rename = "place-adjectives")]
    pub(crate) place_adjectives: Vec<String>,
    #[serde(default)]
    pub(crate) localities: Localities,
}

/// Nouns that mark the name next to them as the name of a place.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Localities {
    pub(crate) behind: Vec<String>,
    pub(crate) loose: Vec<String>,
    pub(crate) before: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EventsFile {
    pub(crate) bodies: Vec<String>,
    #[serde(default)]
    pub(crate) things: Vec<Vec<String>>,
    #[serde(default)]
    pub(crate) synonyms: Vec<Vec<String>>,
    #[serde(default, rename = "people-endings")]
    pub(crate) people_endings: Vec<String>,
    #[serde(default)]
    pub(crate) undoing: Vec<String>,
    #[serde(default, rename = "common-in-names")]
    pub(crate) common_in_names: Vec<String>,
    pub(crate) noun: Vec<NounRule>,
    pub(crate) verb: Vec<VerbRule>,
    pub(crate) support: Vec<SupportRule>,
    #[serde(default)]
    pub(crate) entries: Vec<EntriesRule>,
    #[serde(default)]
    pub(crate) order: Vec<OrderRule>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct QuantitiesFile {
    pub(crate) numbers: BTreeMap<String, u32>,
    pub(crate) multipliers: BTreeMap<String, u64>,
    pub(crate) qualifiers: BTreeMap<QualifierKey, Vec<String>>,
    pub(crate) units: Units,
    #[serde(default)]
    pub(crate) totals: Totals,
    #[serde(default)]
    pub(crate) roles: BTreeMap<String, Vec<String>>,
    /// Nouns that imply a role of those counted.
    #[serde(default)]
    pub(crate) fates: BTreeMap<String, Vec<String>>,
    /// Synonymous nouns by the first of them.
    #[serde(default)]
    pub(crate) same: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(transparent)]
pub(crate) struct QualifierKey(pub(crate) QuantityQualifier);

/// Words next to the sum of preceding numbers.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Totals {
    pub(crate) before: Vec<String>,
    pub(crate) behind: Vec<String>,
    #[serde(default)]
    pub(crate) parts: Vec<String>,
    #[serde(default)]
    pub(crate) some: Vec<String>,
    #[serde(default)]
    pub(crate) rest: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Units {
    pub(crate) nouns: Vec<String>,
    #[serde(default)]
    pub(crate) anyone: Vec<String>,
    #[serde(default)]
    pub(crate) people: Vec<String>,
    pub(crate) currencies: Vec<String>,
    pub(crate) signs: Vec<String>,
    pub(crate) per: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct QuotationsFile {
    pub(crate) marks: Vec<(String, String)>,
    pub(crate) verbs: Vec<String>,
    pub(crate) nouns: Vec<String>,
    pub(crate) continued: Vec<String>,
}

/// Converts a table of words by canonical form to groups that start with that form.
pub(crate) fn groups(table: BTreeMap<String, Vec<String>>) -> Vec<Vec<String>> {
    table.into_iter().map(|(first, words)| [vec![first], words].concat()).collect()
}

impl LanguageFile {
    pub(crate) fn senses(&self) -> Vec<SensePhrases<'_>> {
        let words = self.words.iter().filter(|(class, _)| !class.is_endings());
        words.map(|(class, words)| (words.as_slice(), Sense::Function(*class))).collect()
    }
}

impl PeopleFile {
    pub(crate) fn senses(&self) -> Vec<SensePhrases<'_>> {
        let Self { ages, titles, .. } = self;
        let ranks = self.rank.iter().enumerate();
        let ranks = ranks.map(|(index, rank)| (rank.forms.as_slice(), Sense::Rank(RankId(index))));
        let offices = self.office.iter().map(|office| {
            let kind = if office.portfolio { Office::Portfolio } else { Office::Plain };
            (office.forms.as_slice(), Sense::Office(kind))
        });
        let others: [(&[String], Sense); 18] = [
            (&ages.before, Sense::Age(Side::Before)),
            (&ages.behind, Sense::Age(Side::Behind)),
            (&ages.dying, Sense::Dying),
            (&ages.completing, Sense::Birthday(Birthday::Completes)),
            (&ages.completed, Sense::Birthday(Birthday::Year)),
            (&ages.birthdays, Sense::Birthday(Birthday::Day)),
            (&titles.honorifics, Sense::Honorific),
            (&titles.qualifiers, Sense::Function(Function::TitleQualifier)),
            (&titles.tenses, Sense::Function(Function::TitleTense)),
            (&titles.complements, Sense::Function(Function::TitleComplement)),
            (&titles.appositives, Sense::Function(Function::Appositive)),
            (&titles.callings, Sense::Person(PersonWord::Calling)),
            (&titles.suffixes, Sense::Person(PersonWord::Suffix)),
            (&titles.holds, Sense::Person(PersonWord::Holds)),
            (&titles.relatives, Sense::Person(PersonWord::Relative)),
            (&titles.portfolios, Sense::Person(PersonWord::Portfolio)),
            (&titles.masculine, Sense::Gender(Gender::Masculine)),
            (&titles.feminine, Sense::Gender(Gender::Feminine)),
        ];
        ranks.chain(offices).chain(others).collect()
    }
}

impl OrganisationsFile {
    pub(crate) fn senses(&self) -> Vec<SensePhrases<'_>> {
        let localities = &self.localities;
        vec![
            (&self.heads, Sense::OrganisationHead),
            (&self.numbered, Sense::NumberedHead),
            (&self.links, Sense::Organisation(OrganisationWord::Link)),
            (&self.purposeful, Sense::Organisation(OrganisationWord::Purposeful)),
            (&self.ordinals, Sense::Organisation(OrganisationWord::Ordinal)),
            (&self.sessions, Sense::Organisation(OrganisationWord::Session)),
            (&self.not, Sense::Organisation(OrganisationWord::Not)),
            (&self.collectives, Sense::Collective),
            (&self.lands, Sense::Land),
            (&self.states, Sense::State),
            (&self.groups, Sense::Group),
            (&self.place_adjectives, Sense::PlaceAdjective),
            (&localities.behind, Sense::Locality(Locality::Behind)),
            (&localities.loose, Sense::Locality(Locality::Loose)),
            (&localities.before, Sense::Locality(Locality::Before)),
        ]
    }
}

impl EventsFile {
    pub(crate) fn senses(&self) -> Vec<SensePhrases<'_>> {
        let mut senses: Vec<SensePhrases<'_>> = vec![(&self.bodies, Sense::Body)];
        let things = self.things.iter().enumerate();
        senses.extend(things.map(|(index, nouns)| (nouns.as_slice(), Sense::Thing(ThingId(index)))));
        let nouns = self.noun.iter().enumerate();
        senses.extend(nouns.map(|(index, rule)| (rule.words.as_slice(), Sense::Noun(NounId(index)))));
        let verbs = self.verb.iter().enumerate();
        senses.extend(verbs.map(|(index, rule)| (rule.forms.as_slice(), Sense::Verb(VerbId(index)))));
        for (index, rule) in self.entries.iter().enumerate() {
            senses.push((&rule.words, Sense::Entries(EntriesId(index))));
            senses.push((&rule.bracket, Sense::Bracketed(EntriesId(index))));
        }
        let supports = self.support.iter().enumerate();
        senses
            .extend(supports.map(|(index, rule)| (rule.forms.as_slice(), Sense::Support(SupportId(index)))));
        let orders = self.order.iter().enumerate();
        senses.extend(orders.map(|(index, rule)| (rule.words.as_slice(), Sense::Order(OrderId(index)))));
        senses
    }
}

impl QuantitiesFile {
    pub(crate) fn senses(&self) -> Vec<SensePhrases<'_>> {
        let Self { totals, units, .. } = self;
        let numbers =
            self.numbers.iter().map(|(word, value)| (std::slice::from_ref(word), Sense::Number(*value)));
        let multipliers = self
            .multipliers
            .iter()
            .map(|(word, value)| (std::slice::from_ref(word), Sense::Multiplier(*value)));
        let qualifiers =
            self.qualifiers.iter().map(|(key, words)| (words.as_slice(), Sense::Qualifier(key.0)));
        let totals: [(&[String], Sense); 5] = [
            (&totals.before, Sense::Total(Side::Before)),
            (&totals.behind, Sense::Total(Side::Behind)),
            (&totals.parts, Sense::Parts(Share::Whole)),
            (&totals.some, Sense::Parts(Share::Within)),
            (&totals.rest, Sense::Rest),
        ];
        let roles = self.roles.values().enumerate();
        let roles = roles.map(|(index, words)| (words.as_slice(), Sense::Role(RoleId(index))));
        let units: [(&[String], Sense); 7] = [
            (&units.anyone, Sense::People(Headcount::Anyone)),
            (&units.people, Sense::People(Headcount::Some)),
            (&units.nouns, Sense::Unit),
            (&units.anyone, Sense::Unit),
            (&units.people, Sense::Unit),
            (&units.signs, Sense::Unit),
            (&units.per, Sense::Per),
        ];
        numbers.chain(multipliers).chain(qualifiers).chain(totals).chain(roles).chain(units).collect()
    }
}

impl QuotationsFile {
    pub(crate) fn senses(&self) -> Vec<SensePhrases<'_>> {
        vec![
            (&self.verbs, Sense::SpeechVerb),
            (&self.nouns, Sense::SpeechNoun),
            (&self.continued, Sense::Continued),
        ]
    }
}
