//! Time expressions of a text, and which days they mean.
//!
//! A [`Grammar`] is a language, compiled from TOML: words of classes, and patterns over the classes.
//! [`Grammar::read`] takes a text, its [`Part`]s and what is known of it beside its words (a
//! [`Context`]) and gives a [`TimeReading`]. The steps: runs (words of the language that
//! stand together), items (words, phrases, numbers), candidates
//! (what each pattern reads in them), of those that overlap one, and a resolution that walks through
//! the text and keeps in mind what it spoke of before.
//!
//! Values are those of TIMEX3 (ISO-TimeML) and EDTF (ISO 8601-2). This crate knows no language.

#![forbid(unsafe_code)]

mod grammar;
mod lex;
mod matcher;
mod reading;
mod resolve;
mod scan;
mod tense;
mod trace;
mod when;

pub use grammar::{Grammar, GrammarError};
pub use reading::{
    Basis, Context, DurationUnit, Impossible, Modifier, Part, Period, Relation, Role, Row, TimeExpression,
    TimeReading, TimexKind,
};
pub use trace::{Explanation, LeansOn, Leant, PatternPlace, Quoted, Rule, SlotWords, Trace};

impl Grammar {
    /// Reads the parts of a text. A part that lies outside of the text, or not on the bounds of
    /// characters, has no expressions.
    #[must_use]
    pub fn read(&self, text: &str, parts: &[Part], context: &Context) -> TimeReading {
        let mut items = Vec::new();
        let mut matcher = matcher::Matcher::new(self);
        let mut read = |part: &Part| {
            let mut found = resolve::Found::new(part);
            scan::runs(&self.lexicon, text, part.range.clone(), |run| {
                lex::read(&self.lexicon, text, run, &mut items);
                found.add(self, &items, matcher.read(&items, run.starts));
            });
            found
        };
        let found: Vec<_> = parts.iter().map(&mut read).collect();
        resolve::resolve(self, text, found, context)
    }
}
