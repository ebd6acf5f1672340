#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod adjective;
mod fold;
mod phrases;
mod sentences;
mod token;
mod vocabulary;
mod word_key;

pub use adjective::can_be_name_and_adjective;
pub use fold::{fold, is_all_capitals, is_capitalised, is_unseen};
pub use phrases::{PhraseError, Phrases, PhrasesBuilder, TokenIds};
pub use sentences::{SentenceRules, SentenceSplitter};
pub use token::{Token, TokenKind, tokenize, words};
pub use vocabulary::{Vocabulary, WordId};
