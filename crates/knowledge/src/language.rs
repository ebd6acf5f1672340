//! `languages/TAG/`: the compiled rules of a language for time expressions and, as far as it has files for them, for
//! names, events, quotations and quantities.

use std::collections::{BTreeMap, BTreeSet};

use annals_model::Topic;
use annals_text::{Phrases, PhrasesBuilder, SentenceSplitter};
use annals_timex::Grammar;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::error::KnowledgeError;
use crate::files::Files;
use crate::gazetteer::Gazetteer;
use crate::ids::{EntriesId, NounId, OrderId, RankId, RoleId, SupportId, VerbId};
use crate::language_rules::{EntriesRule, NounRule, OrderRule, SupportRule, VerbRule};
use crate::language_tables::{
    EventsFile, LanguageFile, OrganisationsFile, PeopleFile, QuantitiesFile, QuotationsFile, RankEntry,
    SensePhrases, groups,
};
use crate::lexicon_entry::LexiconEntry;
use crate::seniority::SeniorityFile;
use crate::sense::{Function, PersonWord, Sense};
use crate::table;

/// The files of the time expressions.
const TIME_FILES: [&str; 2] = ["time-words.toml", "time.toml"];

/// A language, compiled.
///
/// The [`lexicon`](Self::lexicon) maps phrases to their [`Sense`]s. Senses refer to rules by id, which the methods of
/// the same name resolve.
#[derive(Debug)]
pub struct Language {
    /// The BCP 47 tag, which is the name of the folder.
    pub tag: String,
    /// The English name.
    pub name: String,
    /// The topics without a file, which are not supported.
    pub unsupported: BTreeSet<Topic>,
    /// Function words that are frequent in any text, for language identification.
    pub(crate) common: Vec<String>,
    /// The grammar of time expressions.
    pub time: Grammar,
    /// The sentence splitter.
    pub sentences: SentenceSplitter,
    /// All words and phrases with their senses, including the names of the gazetteer.
    pub lexicon: Phrases<LexiconEntry>,
    /// Offices by abbreviation, case-folded.
    pub offices: BTreeMap<String, String>,
    /// The order of ranks, and offices with one holder at a time.
    pub seniority: SeniorityFile,
    ranks: Vec<RankEntry>,
    nouns: Vec<NounRule>,
    verbs: Vec<VerbRule>,
    entries: Vec<EntriesRule>,
    supports: Vec<SupportRule>,
    orders: Vec<OrderRule>,
    roles: Vec<String>,
    /// Canonical words by synonym, in names of events.
    pub synonyms: FxHashMap<String, String>,
    /// Endings that derive the name of the inhabitants from that of a place.
    pub people_endings: Vec<String>,
    /// Words that mean that something is undone or repeated, case-folded.
    pub undoing: FxHashSet<String>,
    /// Words that occur in many names, case-folded.
    pub common_in_names: FxHashSet<String>,
    /// Canonical spellings by variant.
    pub spellings: FxHashMap<String, String>,
    /// Opening and closing quotation marks.
    pub quotes: Vec<(String, String)>,
    /// Currency signs, which precede a number.
    pub currencies: Vec<String>,
    /// Roles of those counted by noun, for nouns that imply one.
    pub fates: FxHashMap<String, String>,
    /// Canonical units by synonym.
    pub same: FxHashMap<String, String>,
    /// The generic noun for people.
    pub anyone: Option<String>,
    /// Endings of finite verbs, for words that are not in the lexicon.
    pub verb_endings: Vec<String>,
    /// Endings of nonfinite verb forms.
    pub nonfinite_endings: Vec<String>,
    /// Endings of adverbs.
    pub adverb_endings: Vec<String>,
    /// Auxiliaries of the perfect, which do not form a passive.
    pub perfect: Vec<String>,
    /// Auxiliaries of the future.
    pub future: Vec<String>,
    /// Auxiliaries of the present.
    pub present: Vec<String>,
    /// Endings of verbs in the present tense.
    pub present_endings: Vec<String>,
    /// Endings of nouns in the plural.
    pub plural_endings: Vec<String>,
}

impl Language {
    /// Returns a rule for event nouns.
    #[must_use]
    pub fn noun(&self, id: NounId) -> Option<&NounRule> {
        self.nouns.get(id.0)
    }

    /// Returns all rules for event nouns.
    #[must_use]
    pub fn nouns(&self) -> &[NounRule] {
        &self.nouns
    }

    /// Returns all rules for event nouns with their ids.
    pub fn noun_ids(&self) -> impl Iterator<Item = (NounId, &NounRule)> {
        (0..).map(NounId).zip(&self.nouns)
    }

    /// Returns a rule for event verbs.
    #[must_use]
    pub fn verb(&self, id: VerbId) -> Option<&VerbRule> {
        self.verbs.get(id.0)
    }

    /// Returns all rules for event verbs.
    #[must_use]
    pub fn verbs(&self) -> &[VerbRule] {
        &self.verbs
    }

    /// Returns a rule for verbs that assert the event of a noun.
    #[must_use]
    pub fn support(&self, id: SupportId) -> Option<&SupportRule> {
        self.supports.get(id.0)
    }

    /// Returns all rules for verbs that assert the event of a noun.
    #[must_use]
    pub fn supports(&self) -> &[SupportRule] {
        &self.supports
    }

    /// Returns a rule for headings of lists of events.
    #[must_use]
    pub fn entry(&self, id: EntriesId) -> Option<&EntriesRule> {
        self.entries.get(id.0)
    }

    /// Returns all rules for headings of lists of events.
    #[must_use]
    pub fn entries(&self) -> &[EntriesRule] {
        &self.entries
    }

    /// Returns a rule for words that state the order of two events.
    #[must_use]
    pub fn order(&self, id: OrderId) -> Option<&OrderRule> {
        self.orders.get(id.0)
    }

    /// Returns the preferred name of a rank.
    #[must_use]
    pub fn rank(&self, id: RankId) -> Option<&str> {
        self.ranks.get(id.0).map(|rank| rank.name.as_str())
    }

    /// Whether a rank is also a title in lower case.
    #[must_use]
    pub fn is_lowercase_rank(&self, id: RankId) -> bool {
        self.ranks.get(id.0).is_some_and(|rank| rank.small)
    }

    /// Returns the name of a role of people counted.
    #[must_use]
    pub fn role(&self, id: RoleId) -> Option<&str> {
        self.roles.get(id.0).map(String::as_str)
    }

    /// Whether a word has an ending of adverbs.
    #[must_use]
    pub fn is_adverb(&self, word: &str) -> bool {
        self.adverb_endings
            .iter()
            .any(|ending| word.len() > ending.len() + 2 && word.ends_with(ending.as_str()))
    }

    /// Whether a word, without its full stop, is a suffix of a name: "Jr".
    #[must_use]
    pub fn is_name_suffix(&self, word: &str) -> bool {
        let (tokens, numbers) = self.lexicon.scan(word, 0..word.len());
        let suffix = |entry: &LexiconEntry| entry.senses().contains(&Sense::Person(PersonWord::Suffix));
        tokens.len() == 1 && self.lexicon.longest_at(&numbers, 0).is_some_and(|(_, entry)| suffix(entry))
    }

    /// Whether a word is a conjunction of a list: "and".
    #[must_use]
    pub fn is_and(&self, word: &str) -> bool {
        let (tokens, numbers) = self.lexicon.scan(word, 0..word.len());
        let and = |entry: &LexiconEntry| entry.senses().contains(&Sense::Function(Function::And));
        tokens.len() == 1 && self.lexicon.longest_at(&numbers, 0).is_some_and(|(_, entry)| and(entry))
    }

    /// Returns the path of a file of [`Self::time`] by its index.
    #[must_use]
    pub fn time_file(&self, number: usize) -> String {
        let file = TIME_FILES.get(number).copied().unwrap_or_default();
        format!("knowledge/languages/{}/{file}", self.tag)
    }

    pub(crate) fn load(files: &Files, tag: &str, gazetteer: &Gazetteer) -> Result<Self, KnowledgeError> {
        let time = load_time(files, tag)?;
        let mut lexicon = Lexicon::default();
        let path = format!("languages/{tag}/language.toml");
        let language: LanguageFile = table::toml(&path, files.required(&path)?)?;
        lexicon.add(&path, &language.senses())?;
        let mut topics = Topics { files, tag, unsupported: BTreeSet::new() };
        let (path, people): (_, PeopleFile) = topics.load(Topic::People)?;
        lexicon.add(&path, &people.senses())?;
        let (path, organisations): (_, OrganisationsFile) = topics.load(Topic::Organisations)?;
        lexicon.add(&path, &organisations.senses())?;
        let (path, events): (_, EventsFile) = topics.load(Topic::Events)?;
        lexicon.add(&path, &events.senses())?;
        let (path, quantities): (_, QuantitiesFile) = topics.load(Topic::Quantities)?;
        lexicon.add(&path, &quantities.senses())?;
        let (path, quotations): (_, QuotationsFile) = topics.load(Topic::Quotations)?;
        lexicon.add(&path, &quotations.senses())?;
        lexicon.add("gazetteer", &gazetteer_senses(gazetteer))?;

        let words = |class| language.words.get(&class).cloned().unwrap_or_default();
        let common = language.words.iter().filter(|(class, _)| class.is_common());
        Ok(Self {
            tag: tag.to_owned(),
            unsupported: topics.unsupported,
            common: common.flat_map(|(_, words)| words).cloned().collect(),
            time,
            sentences: SentenceSplitter::new(&language.sentences),
            lexicon: lexicon.0.build(LexiconEntry::new),
            offices: people.office_names,
            ranks: people.rank,
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
            seniority: people.standing,
            currencies: quantities.units.currencies,
            fates: synonyms(&groups(quantities.fates)),
            same: synonyms(&groups(quantities.same)),
            anyone: quantities.units.anyone.into_iter().next(),
            roles: quantities.roles.into_keys().collect(),
            verb_endings: words(Function::VerbEndings),
            nonfinite_endings: words(Function::NonfiniteEndings),
            adverb_endings: words(Function::AdverbEndings),
            perfect: words(Function::Perfect),
            future: words(Function::Future),
            present: words(Function::Present),
            present_endings: words(Function::PresentEndings),
            plural_endings: words(Function::PluralEndings),
            name: language.name,
        })
    }
}

/// The optional files of a language.
struct Topics<'f> {
    files: &'f Files,
    tag: &'f str,
    unsupported: BTreeSet<Topic>,
}

impl Topics<'_> {
    /// Returns the path and the content of the file of a topic. Without the file, the topic is unsupported and the content
    /// is empty.
    fn load<T: Default + serde::de::DeserializeOwned>(
        &mut self,
        topic: Topic,
    ) -> Result<(String, T), KnowledgeError> {
        let path = format!("languages/{}/{}.toml", self.tag, topic.name());
        let file = match self.files.optional(&path) {
            Some(text) => table::toml(&path, text)?,
            None => {
                self.unsupported.insert(topic);
                T::default()
            }
        };
        Ok((path, file))
    }
}

/// Collects the phrases of all files.
#[derive(Default)]
struct Lexicon(PhrasesBuilder<Sense>);

impl Lexicon {
    /// Adds the phrases of a file. An empty phrase is an error in that file.
    fn add(&mut self, path: &str, senses: &[SensePhrases<'_>]) -> Result<(), KnowledgeError> {
        for (phrases, sense) in senses {
            for phrase in *phrases {
                let added = self.0.insert(phrase, *sense);
                added.map_err(|error| KnowledgeError::at(path, 1, 1, error.to_string()))?;
            }
        }
        Ok(())
    }
}

fn load_time(files: &Files, tag: &str) -> Result<Grammar, KnowledgeError> {
    let paths = TIME_FILES.map(|file| format!("languages/{tag}/{file}"));
    let texts = [files.required(&paths[0])?, files.required(&paths[1])?];
    Grammar::parse_files(&texts).map_err(|error| {
        let path = paths.get(error.file).unwrap_or(&paths[0]);
        KnowledgeError::at(path, error.line, error.column, error.message)
    })
}

fn gazetteer_senses(gazetteer: &Gazetteer) -> Vec<SensePhrases<'_>> {
    let mut senses: Vec<SensePhrases<'_>> = Vec::new();
    for (index, entity) in gazetteer.entities.iter().enumerate() {
        senses.push((std::slice::from_ref(&entity.name), Sense::Name(index)));
        senses.push((&entity.aliases, Sense::Name(index)));
        senses.push((&entity.demonyms, Sense::Demonym(index)));
    }
    for (index, event) in gazetteer.events.iter().enumerate() {
        senses.push((std::slice::from_ref(&event.name), Sense::EventName(index)));
        senses.push((&event.aliases, Sense::EventName(index)));
    }
    senses
}

/// Maps each word of a group to the first word of the group, case-folded.
fn synonyms(groups: &[Vec<String>]) -> FxHashMap<String, String> {
    let fold = |word: &String| annals_text::fold(word).into_owned();
    let pairs = groups.iter().filter_map(|group| Some((group, fold(group.first()?))));
    pairs.flat_map(|(group, first)| group.iter().map(move |word| (fold(word), first.clone()))).collect()
}
