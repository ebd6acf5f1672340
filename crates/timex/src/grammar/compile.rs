//! Compilation: [`Node`] → program.

use std::ops::Range;

use super::lexicon::Lexicon;
use super::location::SpannedError;
use super::pattern::Node;
use super::program::{self, Step, Test};
use crate::slots::Slot;

/// Compiles one pattern. The literal words of the pattern become part of the lexicon.
pub(super) fn compile(
    lexicon: &mut Lexicon,
    node: &Node,
    span: Range<usize>,
) -> Result<Vec<Step>, SpannedError> {
    Compiler { lexicon, steps: Vec::new(), span }.compile(node)
}

/// Returns the error message for the name of a slot that does not exist.
pub(super) fn unknown_slot(name: &str) -> String {
    format!("there is no slot named `{name}`: expected one of {}", Slot::NAMES.join(", "))
}

struct Compiler<'l> {
    lexicon: &'l mut Lexicon,
    steps: Vec<Step>,
    /// The bytes of the pattern, for errors.
    span: Range<usize>,
}

/// Maximum number of steps of a pattern.
const MAX_STEPS: usize = 4000;

impl Compiler<'_> {
    fn compile(mut self, node: &Node) -> Result<Vec<Step>, SpannedError> {
        if has_expression(node) {
            self.node(node)?;
        } else {
            self.expression(node)?;
        }
        self.steps.push(Step::Done);
        if program::can_be_empty(&self.steps) {
            return Err(self.error("expected a pattern that cannot be empty"));
        }
        Ok(self.steps)
    }

    fn expression(&mut self, node: &Node) -> Result<(), SpannedError> {
        self.steps.push(Step::Open);
        self.node(node)?;
        self.steps.push(Step::Close);
        Ok(())
    }

    fn error(&self, message: impl Into<String>) -> SpannedError {
        SpannedError::new(self.span.clone(), message)
    }

    /// The index of the next step.
    fn here(&self) -> u16 {
        u16::try_from(self.steps.len()).unwrap_or(u16::MAX)
    }

    fn node(&mut self, node: &Node) -> Result<(), SpannedError> {
        if self.steps.len() > MAX_STEPS {
            return Err(self.error("expected a shorter pattern"));
        }
        match node {
            Node::Literal(word) => {
                let test = self.lexicon.literal(word, self.span.clone())?;
                self.steps.push(Step::Take(test));
            }
            Node::Class { slot, class } => {
                let test = self.class(class)?;
                let slot = if slot == class {
                    self.lexicon.slot_of(test)
                } else {
                    Some(Slot::named(slot).ok_or_else(|| self.error(unknown_slot(slot)))?)
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

    fn class(&self, class: &str) -> Result<Test, SpannedError> {
        let unknown = || self.error(format!("there is no class named `{class}`"));
        self.lexicon.existing_class(class).ok_or_else(unknown)
    }

    fn choice(&mut self, choices: &[Node]) -> Result<(), SpannedError> {
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

    fn not(&mut self, node: &Node) -> Result<(), SpannedError> {
        match node {
            Node::Literal(word) => {
                let test = self.lexicon.literal(word, self.span.clone())?;
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
                _ => return Err(self.error("expected one word or class after `!`")),
            },
            _ => return Err(self.error("expected a word or class after `!`")),
        }
        Ok(())
    }

    fn set(&mut self, at: usize, step: Step) {
        if let Some(place) = self.steps.get_mut(at) {
            *place = step;
        }
    }
}

/// Whether a pattern marks its expressions with `<` and `>`.
fn has_expression(node: &Node) -> bool {
    match node {
        Node::Expression(_) => true,
        Node::Sequence(nodes) | Node::Choice(nodes) => nodes.iter().any(has_expression),
        Node::Optional(inner) => has_expression(inner),
        Node::Literal(_) | Node::Class { .. } | Node::Touch | Node::Start | Node::Not(_) => false,
    }
}
