//! `languages/TAG/`: how a language tells time, and, as far as there are files for them, names and events.

use std::collections::{BTreeMap, BTreeSet};

use annals_model::{Share, Topic};
use annals_text::{Phrases, PhrasesBuilder, SentenceSplitter};
use annals_timex::Grammar;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::error::KnowledgeError;
use crate::files::Files;
use crate::gazetteer::Gazetteer;
use crate::language_rules::{EntriesRule, NounRule, OrderRule, SupportRule, VerbRule};
use crate::language_tables::{
    EventsFile, LanguageFile, OrganisationsFile, PeopleFile, QuantitiesFile, QuotationsFile, groups,
};
use crate::meaning::Meaning;
use crate::seniority::SeniorityFile;
use crate::sense::{
    Birthday, Function, Gender, Headcount, Locality, Office, OrganisationWord, PersonWord, Sense, Side,
};
use crate::table;

/// The files that tell how a language tells time.
const TIME_FILES: [&str; 2] = ["time-words.toml", "time.toml"];

/// A language, compiled.
#[derive(Debug)]
pub struct Language {
    /// BCP 47 tag: the folder's name.
    pub tag: String,
    /// Its name in English.
    pub name: String,
    /// What its folder has no file for.
    pub untold: BTreeSet<Topic>,
    /// Words that any text of it is full of.
    pub(crate) common: Vec<String>,
    /// Reads its time expressions.
    pub time: Grammar,
    /// Ends its sentences.
    pub sentences: SentenceSplitter,
    /// Every word and phrase with all it can be, names included.
    pub lexicon: Phrases<Meaning>,
    /// Offices told by an abbreviation, by its folded form.
    pub offices: BTreeMap<String, String>,
    /// Ranks by the name shown.
    pub ranks: Vec<String>,
    /// The order of ranks, and offices of one holder.
    pub standing: SeniorityFile,
    /// Those that are titles in small letters too.
    pub small_ranks: Vec<usize>,
    /// Event nouns.
    pub nouns: Vec<NounRule>,
    /// Event verbs.
    pub verbs: Vec<VerbRule>,
    /// Headings of lists of events.
    pub entries: Vec<EntriesRule>,
    /// Words by the one that stands for all that mean the same in names of events.
    pub synonyms: FxHashMap<String, String>,
    /// Endings by which the name of a place becomes that of its people.
    pub people_endings: Vec<String>,
    /// Words by which something is undone or done again, folded.
    pub undoing: FxHashSet<String>,
    /// Words that many names have, folded.
    pub common_in_names: FxHashSet<String>,
    /// Words that are spelled in several ways, by one of them.
    pub spellings: FxHashMap<String, String>,
    /// Verbs that go with event nouns.
    pub supports: Vec<SupportRule>,
    /// Words that tell the order of two events.
    pub orders: Vec<OrderRule>,
    /// Opening and closing quotation marks.
    pub quotes: Vec<(String, String)>,
    /// Signs of money, before a number.
    pub currencies: Vec<String>,
    /// What can become of those counted.
    pub roles: Vec<String>,
    /// Nouns that say it by themselves.
    pub fates: FxHashMap<String, String>,
    /// Nouns that name the same thing.
    pub same: FxHashMap<String, String>,
    /// The noun for any people.
    pub anyone: Option<String>,
    /// Endings by which an unknown word is taken for a finite verb.
    pub verb_endings: Vec<String>,
    /// Endings of verb forms that tell no clause of their own.
    pub nonfinite_endings: Vec<String>,
    /// Endings of adverbs.
    pub adverb_endings: Vec<String>,
    /// Auxiliaries that make no passive.
    pub perfect: Vec<String>,
    /// Auxiliaries that put a verb into the future.
    pub future: Vec<String>,
    /// Auxiliaries of the present tense.
    pub present: Vec<String>,
    /// Endings of verbs that stand in the present tense.
    pub present_endings: Vec<String>,
    /// Endings of nouns for several.
    pub plural_endings: Vec<String>,
}

/// The files of a language that may be absent, and which are.
struct Topics<'f> {
    files: &'f Files,
    tag: &'f str,
    untold: BTreeSet<Topic>,
}

impl Topics<'_> {
    /// The path of a topic's file and what it says: nothing, where there is none.
    fn read<T: Default + serde::de::DeserializeOwned>(
        &mut self,
        topic: Topic,
    ) -> Result<(String, T), KnowledgeError> {
        let path = format!("languages/{}/{}.toml", self.tag, topic.name());
        let file = match self.files.optional(&path) {
            Some(text) => table::toml(&path, text)?,
            None => {
                self.untold.insert(topic);
                T::default()
            }
        };
        Ok((path, file))
    }
}

/// Adds phrases of one file, naming the file where a phrase is empty.
struct Table<'f> {
    builder: PhrasesBuilder<Sense>,
    path: &'f str,
}

impl Table<'_> {
    fn add<S: AsRef<str>>(&mut self, phrases: &[S], sense: Sense) -> Result<(), KnowledgeError> {
        for phrase in phrases {
            self.builder
                .insert(phrase.as_ref(), sense)
                .map_err(|error| KnowledgeError::at(self.path, 1, 1, error.to_string()))?;
        }
        Ok(())
    }
}

impl Language {
    /// Whether an ending makes a word an adverb.
    #[must_use]
    pub fn is_adverb(&self, word: &str) -> bool {
        self.adverb_endings
            .iter()
            .any(|ending| word.len() > ending.len() + 2 && word.ends_with(ending.as_str()))
    }

    /// Whether a word, without its full stop, ends a person's name: "Jr".
    #[must_use]
    pub fn is_name_suffix(&self, word: &str) -> bool {
        let (tokens, numbers) = self.lexicon.scan(word, 0..word.len());
        let suffix = |meaning: &Meaning| meaning.senses().contains(&Sense::Person(PersonWord::Suffix));
        tokens.len() == 1 && self.lexicon.longest_at(&numbers, 0).is_some_and(|(_, meaning)| suffix(meaning))
    }

    /// Whether a word links two of a list: "and".
    #[must_use]
    pub fn is_and(&self, word: &str) -> bool {
        let (tokens, numbers) = self.lexicon.scan(word, 0..word.len());
        let and = |meaning: &Meaning| meaning.senses().contains(&Sense::Function(Function::And));
        tokens.len() == 1 && self.lexicon.longest_at(&numbers, 0).is_some_and(|(_, meaning)| and(meaning))
    }

    /// The path of one of the files that [`Self::time`] was made of, by its number.
    #[must_use]
    pub fn time_file(&self, number: usize) -> String {
        let file = TIME_FILES.get(number).copied().unwrap_or_default();
        format!("knowledge/languages/{}/{file}", self.tag)
    }

    pub(crate) fn load(files: &Files, tag: &str, names: &Gazetteer) -> Result<Self, KnowledgeError> {
        let path = |file: &str| format!("languages/{tag}/{file}");
        let time_paths = TIME_FILES.map(path);
        let time_texts = [files.required(&time_paths[0])?, files.required(&time_paths[1])?];
        let time = Grammar::parse_files(&time_texts).map_err(|error| {
            let at = time_paths.get(error.file).unwrap_or(&time_paths[0]);
            KnowledgeError::at(at, error.line, error.column, error.message)
        })?;
        let mut table = Table { builder: PhrasesBuilder::default(), path: "" };

        let at = path("language.toml");
        let language: LanguageFile = table::toml(&at, files.required(&at)?)?;
        table.path = &at;
        let words = |class| language.words.get(&class).cloned().unwrap_or_default();
        let verb_endings = words(Function::VerbEndings);
        let nonfinite_endings = words(Function::NonfiniteEndings);
        let adverb_endings = words(Function::AdverbEndings);
        let plural_endings = words(Function::PluralEndings);
        let (perfect, future) = (words(Function::Perfect), words(Function::Future));
        let (present, present_endings) = (words(Function::Present), words(Function::PresentEndings));
        let common = language.words.iter().filter(|(class, _)| class.is_common());
        let common = common.flat_map(|(_, words)| words).cloned().collect();
        for (class, words) in &language.words {
            if !class.is_endings() {
                table.add(words, Sense::Function(*class))?;
            }
        }

        let mut topics = Topics { files, tag, untold: BTreeSet::new() };
        let (at, people): (_, PeopleFile) = topics.read(Topic::People)?;
        table.path = &at;
        for (number, rank) in people.rank.iter().enumerate() {
            table.add(&rank.forms, Sense::Rank(number))?;
        }
        for office in &people.office {
            let sense = Sense::Office(if office.portfolio { Office::Portfolio } else { Office::Plain });
            table.add(&office.forms, sense)?;
        }
        table.add(&people.ages.before, Sense::Age(Side::Before))?;
        table.add(&people.ages.behind, Sense::Age(Side::Behind))?;
        table.add(&people.ages.dying, Sense::Dying)?;
        table.add(&people.ages.completing, Sense::Birthday(Birthday::Completes))?;
        table.add(&people.ages.completed, Sense::Birthday(Birthday::Year))?;
        table.add(&people.ages.birthdays, Sense::Birthday(Birthday::Day))?;
        table.add(&people.titles.honorifics, Sense::Honorific)?;
        table.add(&people.titles.qualifiers, Sense::Function(Function::TitleQualifier))?;
        table.add(&people.titles.tenses, Sense::Function(Function::TitleTense))?;
        table.add(&people.titles.complements, Sense::Function(Function::TitleComplement))?;
        table.add(&people.titles.appositives, Sense::Function(Function::Appositive))?;
        table.add(&people.titles.callings, Sense::Person(PersonWord::Calling))?;
        table.add(&people.titles.suffixes, Sense::Person(PersonWord::Suffix))?;
        table.add(&people.titles.holds, Sense::Person(PersonWord::Holds))?;
        table.add(&people.titles.relatives, Sense::Person(PersonWord::Relative))?;
        table.add(&people.titles.portfolios, Sense::Person(PersonWord::Portfolio))?;
        table.add(&people.titles.masculine, Sense::Gender(Gender::Masculine))?;
        table.add(&people.titles.feminine, Sense::Gender(Gender::Feminine))?;

        let (at, organisations): (_, OrganisationsFile) = topics.read(Topic::Organisations)?;
        table.path = &at;
        table.add(&organisations.heads, Sense::OrganisationHead)?;
        table.add(&organisations.numbered, Sense::NumberedHead)?;
        table.add(&organisations.links, Sense::Organisation(OrganisationWord::Link))?;
        table.add(&organisations.purposeful, Sense::Organisation(OrganisationWord::Purposeful))?;
        table.add(&organisations.ordinals, Sense::Organisation(OrganisationWord::Ordinal))?;
        table.add(&organisations.sessions, Sense::Organisation(OrganisationWord::Session))?;
        table.add(&organisations.not, Sense::Organisation(OrganisationWord::Not))?;
        table.add(&organisations.collectives, Sense::Collective)?;
        table.add(&organisations.lands, Sense::Land)?;
        table.add(&organisations.states, Sense::State)?;
        table.add(&organisations.groups, Sense::Group)?;
        table.add(&organisations.place_adjectives, Sense::PlaceAdjective)?;
        table.add(&organisations.localities.behind, Sense::Locality(Locality::Behind))?;
        table.add(&organisations.localities.loose, Sense::Locality(Locality::Loose))?;
        table.add(&organisations.localities.before, Sense::Locality(Locality::Before))?;

        let (at, events): (_, EventsFile) = topics.read(Topic::Events)?;
        table.path = &at;
        table.add(&events.bodies, Sense::Body)?;
        for (number, nouns) in events.things.iter().enumerate() {
            table.add(nouns, Sense::Thing(number))?;
        }
        for (number, rule) in events.noun.iter().enumerate() {
            table.add(&rule.words, Sense::Noun(number))?;
        }
        for (number, rule) in events.verb.iter().enumerate() {
            table.add(&rule.forms, Sense::Verb(number))?;
        }
        for (number, rule) in events.entries.iter().enumerate() {
            table.add(&rule.words, Sense::Entries(number))?;
            table.add(&rule.bracket, Sense::Bracketed(number))?;
        }
        for (number, rule) in events.support.iter().enumerate() {
            table.add(&rule.forms, Sense::Support(number))?;
        }
        for (number, rule) in events.order.iter().enumerate() {
            table.add(&rule.words, Sense::Order(number))?;
        }

        let (at, quantities): (_, QuantitiesFile) = topics.read(Topic::Quantities)?;
        table.path = &at;
        for (word, value) in &quantities.numbers {
            table.add(&[word], Sense::Number(*value))?;
        }
        for (word, value) in &quantities.multipliers {
            table.add(&[word], Sense::Multiplier(*value))?;
        }
        for (qualifier, words) in &quantities.qualifiers {
            table.add(words, Sense::Qualifier(qualifier.0))?;
        }
        table.add(&quantities.totals.before, Sense::Total(Side::Before))?;
        table.add(&quantities.totals.behind, Sense::Total(Side::Behind))?;
        table.add(&quantities.totals.parts, Sense::Parts(Share::Whole))?;
        table.add(&quantities.totals.some, Sense::Parts(Share::Within))?;
        table.add(&quantities.totals.rest, Sense::Rest)?;
        for (number, words) in quantities.roles.values().enumerate() {
            table.add(words, Sense::Role(number))?;
        }
        let units = &quantities.units;
        table.add(&units.anyone, Sense::People(Headcount::Anyone))?;
        table.add(&units.people, Sense::People(Headcount::Some))?;
        for nouns in [&units.nouns, &units.anyone, &units.people] {
            table.add(nouns, Sense::Unit)?;
        }
        table.add(&quantities.units.signs, Sense::Unit)?;
        table.add(&quantities.units.per, Sense::Per)?;

        let (at, quotations): (_, QuotationsFile) = topics.read(Topic::Quotations)?;
        table.path = &at;
        table.add(&quotations.verbs, Sense::SpeechVerb)?;
        table.add(&quotations.nouns, Sense::SpeechNoun)?;
        table.add(&quotations.continued, Sense::Continued)?;

        table.path = "names";
        for (number, entity) in names.entities.iter().enumerate() {
            table.add(std::slice::from_ref(&entity.name), Sense::Name(number))?;
            table.add(&entity.aliases, Sense::Name(number))?;
            table.add(&entity.demonyms, Sense::Demonym(number))?;
        }
        for (number, event) in names.events.iter().enumerate() {
            table.add(std::slice::from_ref(&event.name), Sense::EventName(number))?;
            table.add(&event.aliases, Sense::EventName(number))?;
        }

        Ok(Self {
            tag: tag.to_owned(),
            name: language.name,
            untold: topics.untold,
            common,
            time,
            sentences: SentenceSplitter::new(&language.sentences),
            lexicon: table.builder.build(Meaning::new),
            offices: people.office_names,
            small_ranks: (0..)
                .zip(&people.rank)
                .filter(|(_, rank)| rank.small)
                .map(|(number, _)| number)
                .collect(),
            ranks: people.rank.into_iter().map(|rank| rank.name).collect(),
            nouns: events.noun,
            verbs: events.verb,
            supports: events.support,
            entries: events.entries,
            orders: events.order,
            synonyms: synonyms(&events.synonyms),
            people_endings: events.people_endings,
            undoing: events.undoing.into_iter().collect(),
            common_in_names: events.common_in_names.into_iter().collect(),
            spellings: synonyms(&organisations.spellings),
            quotes: quotations.marks,
            standing: people.standing,
            currencies: quantities.units.currencies,
            fates: synonyms(&groups(quantities.fates)),
            same: synonyms(&groups(quantities.same)),
            anyone: quantities.units.anyone.into_iter().next(),
            roles: quantities.roles.into_keys().collect(),
            verb_endings,
            nonfinite_endings,
            adverb_endings,
            perfect,
            future,
            present,
            present_endings,
            plural_endings,
        })
    }
}

/// Each word of a group, folded, with the first of its group.
fn synonyms(groups: &[Vec<String>]) -> FxHashMap<String, String> {
    let fold = |word: &String| annals_text::fold(word).into_owned();
    let pairs = groups.iter().filter_map(|group| Some((group, fold(group.first()?))));
    pairs.flat_map(|(group, first)| group.iter().map(move |word| (fold(word), first.clone()))).collect()
}
