//! Words of a text, whatever its language: what `timex` and `normalize` both stand on.
//!
//! [`tokenize`] cuts a text into [`Token`]s; [`SentenceSplitter`] groups them into sentences;
//! [`Vocabulary`] numbers the words of a language and scans a text for them; [`Phrases`] finds phrases
//! of a table. All of them borrow from the text, look at every token a bounded number of times and know
//! no language: that comes from tables.

#![forbid(unsafe_code)]

mod fold;
mod phrases;
mod sentences;
mod spelling;
mod stem;
mod token;
mod vocabulary;

pub use fold::{fold, is_all_capitals, is_capitalised, is_unseen};
pub use phrases::{Numbers, PhraseError, Phrases, PhrasesBuilder};
pub use sentences::{SentenceRules, SentenceSplitter};
pub use stem::are_of_one_stem;
pub use token::{Token, TokenKind, tokenize, words};
pub use vocabulary::{Vocabulary, WordNumber};
