//! Grammars: the time expressions of a language, compiled once from TOML.

mod automaton;
mod compile;
mod file;
mod lexicon;
mod location;
mod notation;
mod pattern;
mod program;
mod triggers;

pub(crate) use file::{Build, Genre};
pub(crate) use lexicon::{Kind, Lexicon, NumberWord, UNKNOWN, Word, WordRole};
pub use location::GrammarError;
pub(crate) use location::SourceMap;
pub(crate) use notation::Notation;
pub(crate) use program::{Step, Test};

use rustc_hash::FxHashSet;

use crate::slots::{Slot, Value};
use automaton::Automaton;
use file::File;
use location::SpannedError;
use pattern::{Node, Parser};

/// The time expressions of a language: words and numbers by class, and patterns over the classes.
///
/// ```
/// use annals_timex::{DocumentContext, Grammar, TextSegment};
///
/// let grammar = Grammar::parse(
///     r#"
///     [number]
///     day = { digits = [1, 2], from = 1, to = 31 }
///     year = { digits = [4, 4], from = 1000, to = 2199 }
///
///     [class]
///     month = { 5 = ["May"], 6 = ["June"] }
///
///     [[pattern]]
///     name = "full date"
///     build = "date"
///     match = ["{day} {month} {year}"]
///     "#,
/// )?;
/// let text = "The mill burnt down on 9 May 1911.";
/// let reading = grammar.read(text, &TextSegment::paragraphs(text), &DocumentContext::default());
/// assert_eq!(reading.expressions[0].value, "1911-05-09");
/// # Ok::<(), annals_timex::GrammarError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Grammar {
    pub(crate) lexicon: Lexicon,
    pub(crate) patterns: Vec<Pattern>,
    pub(crate) automaton: Automaton,
    pub(crate) passes: Passes,
    pub(crate) tense: Tense,
    pub(crate) extent: Extent,
    pub(crate) narrative: Narrative,
    /// The class of the signal words that express the relation of an expression.
    pub(crate) relation: Option<Test>,
    pub(crate) sources: SourceMap,
}

/// A compiled pattern.
#[derive(Clone, Debug)]
pub(crate) struct Pattern {
    pub(crate) name: String,
    /// The first byte of the pattern in the joined texts.
    pub(crate) offset: usize,
    pub(crate) build: Build,
    /// The texts to which the pattern applies.
    pub(crate) genre: Genre,
    pub(crate) steps: Vec<Step>,
    /// Slots with fixed values.
    pub(crate) constants: Vec<(Slot, Value)>,
}

/// The tests that each kind passes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Passes {
    /// Words of 64 bits per kind.
    width: usize,
    bits: Vec<u64>,
}

impl Passes {
    fn of(lexicon: &Lexicon) -> Self {
        let width = lexicon.test_count().div_ceil(64).max(1);
        let mut bits = vec![0; lexicon.kinds().len() * width];
        for (kind, tests) in lexicon.kinds().iter().enumerate() {
            for test in tests {
                bits[kind * width + usize::from(*test) / 64] |= 1 << (test % 64);
            }
        }
        Self { width, bits }
    }

    pub(crate) fn holds(&self, kind: Kind, test: Test) -> bool {
        let at = usize::from(kind) * self.width + usize::from(test) / 64;
        self.bits.get(at).is_some_and(|bits| bits >> (test % 64) & 1 == 1)
    }
}

/// A set of folded words.
pub(crate) type WordSet = FxHashSet<Box<str>>;

/// Words that indicate the tense of a clause.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tense {
    pub(crate) past: WordSet,
    pub(crate) past_endings: Vec<String>,
    /// Auxiliaries of the pluperfect.
    pub(crate) perfect: WordSet,
    pub(crate) future: WordSet,
    pub(crate) future_endings: Vec<String>,
}

/// Words that delimit the complement of an expression.
#[derive(Clone, Debug, Default)]
pub(crate) struct Extent {
    pub(crate) joins: WordSet,
    pub(crate) links: WordSet,
    pub(crate) openers: WordSet,
    pub(crate) ends: WordSet,
}

/// Words that indicate the relation of a date to the narrative.
#[derive(Clone, Debug, Default)]
pub(crate) struct Narrative {
    /// The date belongs to a digression.
    pub(crate) digressions: WordSet,
}

impl Grammar {
    /// Compiles a grammar from one TOML text.
    ///
    /// # Errors
    /// The text is not TOML, or a table, value or pattern is not as expected.
    ///
    /// ```
    /// let error = annals_timex::Grammar::parse(
    ///     "[[pattern]]\nname = \"x\"\nbuild = \"date\"\nmatch = [\"{moon}\"]\n",
    /// );
    /// assert_eq!(error.unwrap_err().to_string(), "4:10: there is no class named `moon`");
    /// ```
    pub fn parse(toml: &str) -> Result<Self, GrammarError> {
        Self::parse_files(&[toml])
    }

    /// Compiles a grammar from several TOML texts with different tables.
    ///
    /// # Errors
    /// As for [`Grammar::parse`]; the error contains the index of the text.
    pub fn parse_files(texts: &[&str]) -> Result<Self, GrammarError> {
        let toml = texts.join("\n");
        let file: File = toml::from_str(&toml).map_err(|error| {
            SpannedError::new(error.span().unwrap_or(0..0), error.message()).locate(texts)
        })?;
        let grammar = Self::compile(&file).map_err(|error| error.locate(texts))?;
        Ok(Self { sources: SourceMap::of(texts), ..grammar })
    }

    fn compile(file: &File) -> Result<Self, SpannedError> {
        let mut lexicon = Lexicon::new(file)?;
        let (patterns, nodes) = patterns(file, &mut lexicon)?;
        let ordinal = lexicon.existing_class("ordinal").unwrap_or_default();
        lexicon.finish(ordinal);
        let triggers = triggers::triggers(&lexicon, &nodes);
        lexicon.mark_triggers(&triggers);
        let passes = Passes::of(&lexicon);
        let programs: Vec<_> = patterns.iter().map(|pattern| &pattern.steps[..]).collect();
        let automaton = Automaton::new(&programs, lexicon.kinds(), lexicon.test_count());
        let set = |words: &[String]| words.iter().map(|word| word.clone().into_boxed_str()).collect();
        let extent = Extent {
            joins: set(&file.extent.joins),
            links: set(&file.extent.links),
            openers: set(&file.extent.openers),
            ends: set(&file.extent.ends),
        };
        let narrative = Narrative { digressions: set(&file.narrative.digressions) };
        let tense = Tense {
            past: set(&file.tense.past),
            past_endings: file.tense.past_endings.clone(),
            perfect: set(&file.tense.perfect),
            future: set(&file.tense.future),
            future_endings: file.tense.future_endings.clone(),
        };
        let relation = lexicon.existing_class("relation");
        let sources = SourceMap::default();
        Ok(Self { lexicon, patterns, automaton, passes, tense, extent, narrative, relation, sources })
    }

    /// Returns the number of an ordinal word: 14 for "fourteenth".
    #[must_use]
    pub fn ordinal(&self, word: &str) -> Option<u32> {
        let (_, id, _) = self.lexicon.scan(word, 0..word.len()).next()?;
        self.lexicon.word(id?.index())?.ordinal
    }
}

/// Compiles the patterns of a file, and returns them with their syntax trees.
fn patterns(file: &File, lexicon: &mut Lexicon) -> Result<(Vec<Pattern>, Vec<Node>), SpannedError> {
    let parser = Parser { parts: &file.part };
    let mut patterns = Vec::new();
    let mut nodes = Vec::new();
    for pattern in &file.pattern {
        let mut constants = Vec::new();
        for (name, value) in &pattern.constants {
            let unknown = || SpannedError::new(name.span(), compile::unknown_slot(name.get_ref()));
            let slot = Slot::named(name.get_ref()).ok_or_else(unknown)?;
            let wrong = |message| SpannedError::new(value.span(), message);
            constants.push((slot, Value::parse(slot, value.get_ref()).map_err(wrong)?));
        }
        for text in &pattern.matches {
            let node = parser.parse(text.get_ref(), text.span())?;
            patterns.push(Pattern {
                name: pattern.name.get_ref().clone(),
                offset: text.span().start,
                build: pattern.build,
                genre: pattern.genre,
                steps: compile::compile(lexicon, &node, text.span())?,
                constants: constants.clone(),
            });
            nodes.push(node);
        }
    }
    Ok((patterns, nodes))
}
