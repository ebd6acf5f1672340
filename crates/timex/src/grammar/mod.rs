//! A language, compiled once from its TOML text.

mod anchor;
mod automaton;
mod error;
mod file;
mod lexicon;
mod notation;
mod pattern;
mod program;
mod slot;
mod source;

pub use error::GrammarError;
pub(crate) use file::{Build, Told};
pub(crate) use lexicon::{Kind, Lexicon, NumberWord, Part, UNKNOWN, Word};
pub(crate) use notation::Notation;
pub(crate) use program::{Step, Test};
pub(crate) use slot::{DayPart, Decimal, Direction, Filled, Meridiem, Slot, Slots, Vague, Value, Words};
pub(crate) use source::Sources;

use rustc_hash::FxHashSet;

use automaton::Automaton;
use error::Mistake;
use file::File;
use pattern::{Node, Parser};

/// The time expressions of a language.
#[derive(Clone, Debug)]
pub struct Grammar {
    pub(crate) lexicon: Lexicon,
    pub(crate) patterns: Vec<Pattern>,
    pub(crate) automaton: Automaton,
    pub(crate) passes: Passes,
    pub(crate) tense: Tense,
    pub(crate) extent: Extent,
    pub(crate) story: Story,
    /// The class of words that say how an expression is meant.
    pub(crate) relation: Option<Test>,
    /// Where its texts have their lines.
    pub(crate) sources: Sources,
}

/// What is read, and what it means.
#[derive(Clone, Debug)]
pub(crate) struct Pattern {
    pub(crate) name: String,
    /// The byte of the texts at which it stands.
    pub(crate) at: usize,
    pub(crate) build: Build,
    /// The texts that it is read in.
    pub(crate) told: Told,
    pub(crate) steps: Vec<Step>,
    pub(crate) constants: Vec<(Slot, Value)>,
}

/// Which kinds pass which tests.
#[derive(Clone, Debug, Default)]
pub(crate) struct Passes {
    width: usize,
    bits: Vec<u64>,
}

impl Passes {
    pub(crate) fn holds(&self, kind: Kind, test: Test) -> bool {
        let at = usize::from(kind) * self.width + usize::from(test) / 64;
        self.bits.get(at).is_some_and(|bits| bits >> (test % 64) & 1 == 1)
    }
}

/// Words that tell the tense of a clause.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tense {
    pub(crate) past: FxHashSet<Box<str>>,
    pub(crate) past_endings: Vec<String>,
    /// Auxiliaries that put what was to come into the past.
    pub(crate) perfect: FxHashSet<Box<str>>,
    pub(crate) future: FxHashSet<Box<str>>,
    pub(crate) future_endings: Vec<String>,
}

/// Words by themselves, in small letters.
pub(crate) type WordSet = FxHashSet<Box<str>>;

/// Words of the phrase that an expression stands at the head of.
#[derive(Clone, Debug, Default)]
pub(crate) struct Extent {
    pub(crate) joins: WordSet,
    pub(crate) links: WordSet,
    pub(crate) openers: WordSet,
    pub(crate) ends: WordSet,
}

/// Words of a clause that say how a story comes to a date behind them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Story {
    /// It does not: the date is told in passing.
    pub(crate) asides: WordSet,
}

impl Grammar {
    /// The number that a word says as an ordinal: 14 for "fourteenth".
    #[must_use]
    pub fn ordinal(&self, word: &str) -> Option<u32> {
        let (_, number, _) = self.lexicon.scan(word, 0..word.len()).next()?;
        self.lexicon.word(number?.index())?.ordinal
    }

    /// Compiles the TOML text of a language.
    ///
    /// # Errors
    /// The text is no TOML, or some table, value or pattern in it is not what was expected there.
    pub fn parse(toml: &str) -> Result<Self, GrammarError> {
        Self::parse_files(&[toml])
    }

    /// Compiles a language that is told in several TOML texts, each with tables of its own.
    ///
    /// # Errors
    /// As those of [`Grammar::parse`]; the error tells the number of the text.
    pub fn parse_files(texts: &[&str]) -> Result<Self, GrammarError> {
        let toml = texts.join("\n");
        let file: File = toml::from_str(&toml)
            .map_err(|error| Mistake::new(error.span().unwrap_or(0..0), error.message()).within(texts))?;
        let grammar = Self::compile(&file).map_err(|mistake| mistake.within(texts))?;
        Ok(Self { sources: Sources::of(texts), ..grammar })
    }

    fn compile(file: &File) -> Result<Self, Mistake> {
        let mut lexicon = Lexicon::new(file)?;
        let parser = Parser { parts: &file.part };
        let mut patterns = Vec::new();
        let mut nodes = Vec::new();
        for pattern in &file.pattern {
            let mut constants = Vec::new();
            for (name, value) in &pattern.constants {
                let slot = Slot::named(name.get_ref()).ok_or_else(|| unknown_slot(name))?;
                constants.push((slot, Value::parse(slot, value.get_ref(), value.span())?));
            }
            for text in &pattern.matches {
                let node = parser.parse(text.get_ref(), text.span())?;
                let mut compiler = Compiler { lexicon: &mut lexicon, steps: Vec::new(), place: text.span() };
                let steps = compiler.compile(&node)?;
                nodes.push(node);
                patterns.push(Pattern {
                    name: pattern.name.get_ref().clone(),
                    at: text.span().start,
                    build: pattern.build,
                    told: pattern.told,
                    steps,
                    constants: constants.clone(),
                });
            }
        }
        let ordinal = lexicon.existing_class("ordinal").unwrap_or_default();
        lexicon.finish(ordinal);
        let anchors = anchor::anchors(&lexicon, &nodes);
        lexicon.anchor(&anchors);
        let passes = passes(&lexicon);
        let programs: Vec<_> = patterns.iter().map(|pattern| &pattern.steps[..]).collect();
        let automaton = Automaton::new(&programs, lexicon.kinds(), lexicon.test_count());
        let set = |words: &[String]| words.iter().map(|word| word.clone().into_boxed_str()).collect();
        let extent = Extent {
            joins: set(&file.extent.joins),
            links: set(&file.extent.links),
            openers: set(&file.extent.openers),
            ends: set(&file.extent.ends),
        };
        let story = Story { asides: set(&file.story.asides) };
        let tense = Tense {
            past: set(&file.tense.past),
            past_endings: file.tense.past_endings.clone(),
            perfect: set(&file.tense.perfect),
            future: set(&file.tense.future),
            future_endings: file.tense.future_endings.clone(),
        };
        let relation = lexicon.existing_class("relation");
        let sources = Sources::default();
        Ok(Self { lexicon, patterns, automaton, passes, tense, extent, story, relation, sources })
    }
}

fn unknown_slot(name: &toml::Spanned<String>) -> Mistake {
    let message = format!("`{}` is no slot: expected one of {}", name.get_ref(), Slot::NAMES.join(", "));
    Mistake::new(name.span(), message)
}

fn passes(lexicon: &Lexicon) -> Passes {
    let width = lexicon.test_count().div_ceil(64).max(1);
    let mut bits = vec![0; lexicon.kinds().len() * width];
    for (kind, tests) in lexicon.kinds().iter().enumerate() {
        for test in tests {
            bits[kind * width + usize::from(*test) / 64] |= 1 << (test % 64);
        }
    }
    Passes { width, bits }
}

struct Compiler<'l> {
    lexicon: &'l mut Lexicon,
    steps: Vec<Step>,
    place: std::ops::Range<usize>,
}

/// Steps beyond which a pattern is a mistake.
const MOST_STEPS: usize = 4000;

impl Compiler<'_> {
    fn compile(&mut self, node: &Node) -> Result<Vec<Step>, Mistake> {
        if has_expression(node) {
            self.node(node)?;
        } else {
            self.expression(node)?;
        }
        self.steps.push(Step::Done);
        if program::can_be_empty(&self.steps) {
            return Err(Mistake::new(self.place.clone(), "expected a pattern that cannot be empty"));
        }
        Ok(std::mem::take(&mut self.steps))
    }

    fn expression(&mut self, node: &Node) -> Result<(), Mistake> {
        self.steps.push(Step::Open);
        self.node(node)?;
        self.steps.push(Step::Close);
        Ok(())
    }

    fn here(&self) -> u16 {
        u16::try_from(self.steps.len()).unwrap_or(u16::MAX)
    }

    fn node(&mut self, node: &Node) -> Result<(), Mistake> {
        if self.steps.len() > MOST_STEPS {
            return Err(Mistake::new(self.place.clone(), "expected a shorter pattern"));
        }
        match node {
            Node::Literal(word) => {
                let test = self.lexicon.literal(word, self.place.clone())?;
                self.steps.push(Step::Take(test));
            }
            Node::Class { slot, class } => {
                let test = self.class(class)?;
                let slot = if slot == class {
                    self.lexicon.slot_of(test)
                } else {
                    let unknown = || {
                        let names = Slot::NAMES.join(", ");
                        Mistake::new(
                            self.place.clone(),
                            format!("`{slot}` is no slot: expected one of {names}"),
                        )
                    };
                    Some(Slot::named(slot).ok_or_else(unknown)?)
                };
                self.steps.push(slot.map_or(Step::Take(test), |slot| Step::Bind(test, slot)));
            }
            Node::Sequence(nodes) => {
                for node in nodes {
                    self.node(node)?;
                }
            }
            Node::Optional(inner) => {
                let fork = self.steps.len();
                self.steps.push(Step::Done);
                self.node(inner)?;
                self.set(fork, Step::Try(u16::try_from(fork + 1).unwrap_or(u16::MAX), self.here()));
            }
            Node::Choice(choices) => self.choice(choices)?,
            Node::Expression(inner) => self.expression(inner)?,
            Node::Touch => self.steps.push(Step::Touch),
            Node::Start => self.steps.push(Step::Start),
            Node::Not(inner) => self.not(inner)?,
        }
        Ok(())
    }

    fn class(&self, class: &str) -> Result<Test, Mistake> {
        let unknown = || Mistake::new(self.place.clone(), format!("there is no class named `{class}`"));
        self.lexicon.existing_class(class).ok_or_else(unknown)
    }

    fn choice(&mut self, choices: &[Node]) -> Result<(), Mistake> {
        let mut ends = Vec::new();
        for (i, choice) in choices.iter().enumerate() {
            let fork = self.steps.len();
            let is_last = i + 1 == choices.len();
            if !is_last {
                self.steps.push(Step::Done);
            }
            self.node(choice)?;
            if !is_last {
                ends.push(self.steps.len());
                self.steps.push(Step::Done);
                self.set(fork, Step::Try(u16::try_from(fork + 1).unwrap_or(u16::MAX), self.here()));
            }
        }
        for end in ends {
            self.set(end, Step::Go(self.here()));
        }
        Ok(())
    }

    fn not(&mut self, node: &Node) -> Result<(), Mistake> {
        match node {
            Node::Literal(word) => {
                let test = self.lexicon.literal(word, self.place.clone())?;
                self.steps.push(Step::Not(test));
            }
            Node::Class { class, .. } => {
                let test = self.class(class)?;
                self.steps.push(Step::Not(test));
            }
            Node::Choice(nodes) => {
                for node in nodes {
                    self.not(node)?;
                }
            }
            Node::Sequence(nodes) => match nodes.as_slice() {
                [node] => self.not(node)?,
                _ => return Err(Mistake::new(self.place.clone(), "expected one word or class behind `!`")),
            },
            _ => return Err(Mistake::new(self.place.clone(), "expected a word or class behind `!`")),
        }
        Ok(())
    }

    fn set(&mut self, at: usize, step: Step) {
        if let Some(place) = self.steps.get_mut(at) {
            *place = step;
        }
    }
}

fn has_expression(node: &Node) -> bool {
    match node {
        Node::Expression(_) => true,
        Node::Sequence(nodes) | Node::Choice(nodes) => nodes.iter().any(has_expression),
        Node::Optional(inner) => has_expression(inner),
        Node::Literal(_) | Node::Class { .. } | Node::Touch | Node::Start | Node::Not(_) => false,
    }
}
