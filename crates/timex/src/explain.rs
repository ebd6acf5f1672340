//! Explanations of readings: [`Explanation`].

use std::fmt;
use std::ops::Range;

use annals_edtf::{Edtf, Qualifier};
use serde::ser::{SerializeMap as _, Serializer};

use crate::grammar::Grammar;
use crate::reading::TimeExpression;
use crate::slots::{ByteSpan, FilledSlot};
use crate::trace::{AnchorPosition, Anchoring, ResolutionRule, Trace};

/// How an expression was read and resolved.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Explanation<'t> {
    /// The pattern that matched.
    pub pattern: PatternLocation<'t>,
    /// The slots that the pattern filled, in text order.
    pub slots: Vec<ExplainedSlot<'t>>,
    /// The date that the expression is anchored to, if it is anchored to a known date.
    pub anchor: Option<ExplainedAnchor<'t>>,
}

/// A pattern and its location in the files of its grammar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct PatternLocation<'t> {
    /// The name of the pattern.
    pub name: &'t str,
    /// The index of the file, in the order of [`Grammar::parse_files`].
    pub file: usize,
    /// Line, from 1.
    pub line: usize,
}

/// A slot of an expression with its value.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct ExplainedSlot<'t> {
    /// The name of the slot.
    pub slot: &'static str,
    /// Its value.
    pub value: String,
    /// The words that state the value; `None` if the pattern sets it.
    #[serde(flatten)]
    pub words: Option<QuotedSpan<'t>>,
}

/// A span of the text with its words.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct QuotedSpan<'t> {
    /// The words.
    pub text: &'t str,
    /// Bytes of the text.
    #[serde(flatten, serialize_with = "serialize_bytes")]
    pub range: Range<usize>,
}

/// Serialises a byte range as the fields `byte_start` and `byte_end`.
fn serialize_bytes<S: Serializer>(range: &Range<usize>, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(2))?;
    map.serialize_entry("byte_start", &range.start)?;
    map.serialize_entry("byte_end", &range.end)?;
    map.end()
}

/// The date that an expression is anchored to.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct ExplainedAnchor<'t> {
    /// Where the date is stated.
    #[serde(flatten)]
    pub source: AnchorSource<'t>,
    /// The date.
    pub value: Option<Edtf>,
    /// The rule by which the expression was resolved.
    pub rule: ResolutionRule,
    /// A year that is about as likely as the chosen one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alternative_year: Option<i32>,
}

/// Where the date of an anchor is stated.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(tag = "source", rename_all = "kebab-case")]
pub enum AnchorSource<'t> {
    /// It is the publication date.
    Published,
    /// It is the date of the dateline.
    Dateline,
    /// It is stated in the text.
    Words(QuotedSpan<'t>),
}

impl fmt::Display for AnchorSource<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Published => f.write_str("the publication date"),
            Self::Dateline => f.write_str("the dateline"),
            Self::Words(words) => write!(f, "“{}”", words.text),
        }
    }
}

impl fmt::Display for ExplainedSlot<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { slot, value, words } = self;
        match words {
            Some(words) => write!(f, "{slot} {value} from “{}”", words.text),
            None => write!(f, "{slot} {value} by the pattern"),
        }
    }
}

impl fmt::Display for ExplainedAnchor<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.source)?;
        if let Some(value) = &self.value {
            write!(f, " ({value})")?;
        }
        write!(f, ": {}", self.rule.phrase())?;
        match self.alternative_year {
            Some(year) => write!(f, "; {year} is about as likely"),
            None => Ok(()),
        }
    }
}

/// Returns the words of a span.
fn quoted(text: &str, span: ByteSpan) -> QuotedSpan<'_> {
    let range = Range::from(span);
    QuotedSpan { text: text.get(range.clone()).unwrap_or_default(), range }
}

fn explained_slot<'t>(text: &'t str, filled: &FilledSlot) -> ExplainedSlot<'t> {
    let FilledSlot { slot, value, words } = filled;
    ExplainedSlot {
        slot: slot.name(),
        value: value.to_string(),
        words: words.map(|words| quoted(text, words)),
    }
}

fn explained_anchor(text: &str, anchoring: Anchoring) -> ExplainedAnchor<'_> {
    let source = match anchoring.position {
        AnchorPosition::Published => AnchorSource::Published,
        AnchorPosition::Dateline => AnchorSource::Dateline,
        AnchorPosition::Text(words) => AnchorSource::Words(quoted(text, words)),
    };
    let value = anchoring
        .date
        .edtf()
        .map(|edtf| if anchoring.anchor_is_uncertain { edtf.qualified(Qualifier::Uncertain) } else { edtf });
    let Anchoring { rule, alternative_year, .. } = anchoring;
    ExplainedAnchor { source, value, rule, alternative_year }
}

impl Grammar {
    /// Explains how an expression was read and resolved. `text` is the text that was read with this grammar. Returns
    /// `None` if the grammar does not have the pattern of the expression.
    ///
    /// ```
    /// use annals_timex::{DocumentContext, Grammar, TextSegment};
    ///
    /// let grammar = Grammar::parse(
    ///     r#"
    ///     [class]
    ///     shift = { -1 = ["yesterday"] }
    ///
    ///     [[pattern]]
    ///     name = "day"
    ///     build = "date"
    ///     match = ["{shift}"]
    ///     "#,
    /// )?;
    /// let text = "It rained yesterday.";
    /// let context = DocumentContext { published: Some("1961-03-04".parse()?), dateline: None };
    /// let reading = grammar.read(text, &TextSegment::paragraphs(text), &context);
    /// let explanation = grammar.explain(text, &reading.expressions[0]).ok_or("another grammar")?;
    /// assert_eq!(explanation.slots[0].to_string(), "shift -1 from “yesterday”");
    /// let anchor = explanation.anchor.ok_or("no anchor")?;
    /// assert_eq!(anchor.to_string(), "the publication date (1961-03-04): counted from it");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn explain<'t>(&'t self, text: &'t str, expression: &TimeExpression) -> Option<Explanation<'t>> {
        let Trace { pattern, slots, anchoring } = &expression.trace;
        let pattern = self.patterns.get(*pattern)?;
        let (file, line) = self.sources.locate(pattern.offset);
        Some(Explanation {
            pattern: PatternLocation { name: &pattern.name, file, line },
            slots: slots.iter().map(|filled| explained_slot(text, filled)).collect(),
            anchor: anchoring.map(|anchoring| explained_anchor(text, anchoring)),
        })
    }
}
