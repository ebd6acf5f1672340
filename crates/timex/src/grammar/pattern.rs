//! The pattern language: text → [`Node`].
//!
//! | written | read |
//! | --- | --- |
//! | `of` | this word or mark, in any case; marks of the language itself in quotes: `'('` |
//! | `{month}` | a word or number of the class, which fills the slot of that name, if there is one |
//! | `{foreign}` | a capitalised word that the language does not have |
//! | `{day=ordinal}` | a word of the class `ordinal`, which fills the slot `day` |
//! | `x?` | x or nothing |
//! | `(x y \| z)` | one of these |
//! | `@name` | the part of that name |
//! | `<x>` | an expression: what is outside is needed, but does not belong to it |
//! | `x ~ y` | y touches x |
//! | `!x` | x, a word or class, must not follow |
//! | `^` | a part of the text, or a sentence, begins here |

use std::collections::BTreeMap;
use std::ops::Range;

use annals_text::words;

use super::error::Mistake;

/// A parsed pattern.
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

/// Nesting, and parts within parts, beyond which a pattern is a mistake.
const DEPTH: usize = 24;

pub(crate) struct Parser<'p> {
    /// Named parts.
    pub(crate) parts: &'p BTreeMap<String, toml::Spanned<String>>,
}

struct Cursor<'p> {
    text: &'p str,
    at: usize,
    place: Range<usize>,
    depth: usize,
}

impl Cursor<'_> {
    fn peek(&self) -> Option<char> {
        self.text.get(self.at..)?.chars().next()
    }

    fn advance(&mut self) {
        self.at += self.peek().map_or(0, char::len_utf8);
    }

    fn until(&mut self, stop: impl Fn(char) -> bool) -> &str {
        let start = self.at;
        while self.peek().is_some_and(|c| !stop(c)) {
            self.advance();
        }
        self.text.get(start..self.at).unwrap_or_default()
    }

    fn mistake(&self, message: impl Into<String>) -> Mistake {
        Mistake::new(self.place.clone(), message)
    }

    fn expect(&mut self, close: char) -> Result<(), Mistake> {
        if self.peek() == Some(close) {
            self.advance();
            return Ok(());
        }
        let (before, after) = self.text.split_at(self.at.min(self.text.len()));
        Err(self.mistake(format!("expected `{close}` between `{before}` and `{after}`")))
    }
}

impl Parser<'_> {
    pub(crate) fn parse(&self, text: &str, place: Range<usize>) -> Result<Node, Mistake> {
        self.parse_at(text, place, 0)
    }

    fn parse_at(&self, text: &str, place: Range<usize>, depth: usize) -> Result<Node, Mistake> {
        let mut cursor = Cursor { text, at: 0, place, depth };
        let node = self.choice(&mut cursor)?;
        if cursor.peek().is_some() {
            let rest = text.get(cursor.at..).unwrap_or_default();
            return Err(cursor.mistake(format!("expected the end of the pattern before `{rest}`")));
        }
        Ok(node)
    }

    fn choice(&self, cursor: &mut Cursor<'_>) -> Result<Node, Mistake> {
        cursor.depth += 1;
        if cursor.depth > DEPTH {
            return Err(cursor.mistake("expected a pattern that is nested less deeply"));
        }
        let mut choices = vec![self.sequence(cursor)?];
        while cursor.peek() == Some('|') {
            cursor.advance();
            choices.push(self.sequence(cursor)?);
        }
        cursor.depth -= 1;
        Ok(if choices.len() == 1 { choices.remove(0) } else { Node::Choice(choices) })
    }

    fn sequence(&self, cursor: &mut Cursor<'_>) -> Result<Node, Mistake> {
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
                        None => return Err(cursor.mistake("expected something before `?`")),
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

    fn atom(&self, cursor: &mut Cursor<'_>) -> Result<Node, Mistake> {
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
                    return Err(cursor.mistake(format!("there is no part named `{name}`")));
                };
                if cursor.depth >= DEPTH {
                    return Err(cursor.mistake(format!("the part `{name}` is nested too deeply")));
                }
                self.parse_at(part.get_ref(), part.span(), cursor.depth + 1)
            }
            Some('\'') => {
                cursor.advance();
                let literal = cursor.until(|c| c == '\'').to_owned();
                cursor.expect('\'')?;
                literals(&literal).ok_or_else(|| cursor.mistake("expected a word or mark within quotes"))
            }
            Some(_) => {
                let special = |c: char| " |()<>{}?~!@^'".contains(c);
                let literal = cursor.until(special).to_owned();
                literals(&literal).ok_or_else(|| cursor.mistake("expected a word, a mark or a class"))
            }
            None => Err(cursor.mistake("expected a word, a mark or a class at the end")),
        }
    }
}

fn literals(text: &str) -> Option<Node> {
    let mut nodes: Vec<Node> = words(text).into_iter().map(Node::Literal).collect();
    match nodes.len() {
        0 => None,
        1 => nodes.pop(),
        _ => Some(Node::Sequence(nodes)),
    }
}
