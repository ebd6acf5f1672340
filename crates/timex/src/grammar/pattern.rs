//! The pattern language: text → [`Node`].
//!
//! | syntax | matches |
//! | --- | --- |
//! | `of` | this word or mark, in any case; marks of the pattern language are quoted: `'('` |
//! | `{month}` | a word or number of the class, which fills the slot of the same name, if there is one |
//! | `{foreign}` | a capitalised word that is not in the lexicon |
//! | `{day=ordinal}` | a word of the class `ordinal`, which fills the slot `day` |
//! | `x?` | x or nothing |
//! | `(x y \| z)` | one of the alternatives |
//! | `@name` | the named part |
//! | `<x>` | an expression; the rest of the pattern is its context |
//! | `x ~ y` | x and y without a gap between them |
//! | `!x` | nothing, if the word or class x does not follow |
//! | `^` | the start of a segment or a paragraph |

use std::collections::BTreeMap;
use std::ops::Range;

use annals_text::words;

use super::location::SpannedError;

/// The syntax tree of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Node {
    Literal(String),
    Class { slot: String, class: String },
    Sequence(Vec<Node>),
    Choice(Vec<Node>),
    Optional(Box<Node>),
    Expression(Box<Node>),
    Touch,
    Start,
    Not(Box<Node>),
}

/// Maximum depth of nested groups and parts.
const MAX_DEPTH: usize = 24;

pub(crate) struct Parser<'p> {
    /// Named parts.
    pub(crate) parts: &'p BTreeMap<String, toml::Spanned<String>>,
}

struct Cursor<'p> {
    text: &'p str,
    at: usize,
    /// The bytes of the pattern, for errors.
    span: Range<usize>,
    depth: usize,
}

impl Cursor<'_> {
    fn peek(&self) -> Option<char> {
        self.text.get(self.at..)?.chars().next()
    }

    fn advance(&mut self) {
        self.at += self.peek().map_or(0, char::len_utf8);
    }

    /// Reads up to a character that stops.
    fn until(&mut self, stop: impl Fn(char) -> bool) -> &str {
        let start = self.at;
        while self.peek().is_some_and(|c| !stop(c)) {
            self.advance();
        }
        self.text.get(start..self.at).unwrap_or_default()
    }

    fn error(&self, message: impl Into<String>) -> SpannedError {
        SpannedError::new(self.span.clone(), message)
    }

    fn expect(&mut self, close: char) -> Result<(), SpannedError> {
        if self.peek() == Some(close) {
            self.advance();
            return Ok(());
        }
        let (before, after) = self.text.split_at(self.at.min(self.text.len()));
        Err(self.error(format!("expected `{close}` between `{before}` and `{after}`")))
    }
}

impl Parser<'_> {
    /// Parses a pattern at these bytes of the joined texts.
    pub(crate) fn parse(&self, text: &str, span: Range<usize>) -> Result<Node, SpannedError> {
        self.parse_at(text, span, 0)
    }

    fn parse_at(&self, text: &str, span: Range<usize>, depth: usize) -> Result<Node, SpannedError> {
        let mut cursor = Cursor { text, at: 0, span, depth };
        let node = self.choice(&mut cursor)?;
        if cursor.peek().is_some() {
            let rest = text.get(cursor.at..).unwrap_or_default();
            return Err(cursor.error(format!("expected the end of the pattern before `{rest}`")));
        }
        Ok(node)
    }

    fn choice(&self, cursor: &mut Cursor<'_>) -> Result<Node, SpannedError> {
        cursor.depth += 1;
        if cursor.depth > MAX_DEPTH {
            return Err(cursor.error("expected a pattern that is nested less deeply"));
        }
        let mut choices = vec![self.sequence(cursor)?];
        while cursor.peek() == Some('|') {
            cursor.advance();
            choices.push(self.sequence(cursor)?);
        }
        cursor.depth -= 1;
        Ok(if choices.len() == 1 { choices.remove(0) } else { Node::Choice(choices) })
    }

    fn sequence(&self, cursor: &mut Cursor<'_>) -> Result<Node, SpannedError> {
        let mut nodes = Vec::new();
        while let Some(c) = cursor.peek() {
            let node = match c {
                ' ' => {
                    cursor.advance();
                    continue;
                }
                '|' | ')' | '>' => break,
                '?' => {
                    cursor.advance();
                    match nodes.pop() {
                        Some(node) => Node::Optional(Box::new(node)),
                        None => return Err(cursor.error("expected a word, class or group before `?`")),
                    }
                }
                '!' => {
                    cursor.advance();
                    Node::Not(Box::new(self.atom(cursor)?))
                }
                _ => self.atom(cursor)?,
            };
            nodes.push(node);
        }
        Ok(Node::Sequence(nodes))
    }

    fn atom(&self, cursor: &mut Cursor<'_>) -> Result<Node, SpannedError> {
        match cursor.peek() {
            Some('(') => {
                cursor.advance();
                let node = self.choice(cursor)?;
                cursor.expect(')')?;
                Ok(node)
            }
            Some('<') => {
                cursor.advance();
                let node = self.choice(cursor)?;
                cursor.expect('>')?;
                Ok(Node::Expression(Box::new(node)))
            }
            Some('~') => {
                cursor.advance();
                Ok(Node::Touch)
            }
            Some('^') => {
                cursor.advance();
                Ok(Node::Start)
            }
            Some('{') => {
                cursor.advance();
                let inner = cursor.until(|c| c == '}').trim().to_owned();
                cursor.expect('}')?;
                let (slot, class) = inner.split_once('=').unwrap_or((&inner, &inner));
                Ok(Node::Class { slot: slot.trim().to_owned(), class: class.trim().to_owned() })
            }
            Some('@') => {
                cursor.advance();
                let name = cursor.until(|c| !(c.is_alphanumeric() || c == '-')).to_owned();
                let Some(part) = self.parts.get(&name) else {
                    return Err(cursor.error(format!("there is no part named `{name}`")));
                };
                if cursor.depth >= MAX_DEPTH {
                    return Err(cursor.error(format!("the part `{name}` is nested too deeply")));
                }
                self.parse_at(part.get_ref(), part.span(), cursor.depth + 1)
            }
            Some('\'') => {
                cursor.advance();
                let literal = cursor.until(|c| c == '\'').to_owned();
                cursor.expect('\'')?;
                literals(&literal).ok_or_else(|| cursor.error("expected a word or mark within quotes"))
            }
            Some(_) => {
                let special = |c: char| " |()<>{}?~!@^'".contains(c);
                let literal = cursor.until(special).to_owned();
                literals(&literal).ok_or_else(|| cursor.error("expected a word, a mark or a class"))
            }
            None => Err(cursor.error("expected a word, a mark or a class at the end")),
        }
    }
}

/// Returns the tokens of a text as literals; `None` if it has none.
fn literals(text: &str) -> Option<Node> {
    let mut nodes: Vec<Node> = words(text).into_iter().map(Node::Literal).collect();
    match nodes.len() {
        0 => None,
        1 => nodes.pop(),
        _ => Some(Node::Sequence(nodes)),
    }
}
