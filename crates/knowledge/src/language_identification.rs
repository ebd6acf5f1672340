//! Identifies the language of a text by its most frequent function words.
//!
//! `foreign.toml` lists the function words of unsupported languages, so that a Spanish text, for example, is not
//! identified as French.

use std::collections::BTreeMap;

use annals_text::{Phrases, PhrasesBuilder, TokenKind};
use serde::Deserialize;

use crate::error::KnowledgeError;
use crate::files::Files;
use crate::language::Language;
use crate::table;

const FOREIGN: &str = "foreign.toml";

/// The number of words that are examined.
const SAMPLE: usize = 600;
/// The minimum percentage of function words.
const MIN_PERCENT: usize = 15;
/// The minimum number of function words.
const MIN_WORDS: usize = 3;

/// Counts the function words of each language in a text.
#[derive(Debug)]
pub(crate) struct LanguageIdentifier {
    /// For each word, the indices of the languages that have it; supported languages come first.
    words: Phrases<Vec<usize>>,
    /// The number of languages.
    languages: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Foreign {
    words: Vec<String>,
    /// Texts that must not be identified as a supported language, for a test.
    #[serde(default)]
    #[cfg_attr(not(test), expect(dead_code, reason = "only a test uses them"))]
    texts: Vec<String>,
}

impl LanguageIdentifier {
    pub(crate) fn load(files: &Files, languages: &[Language]) -> Result<Self, KnowledgeError> {
        let mut builder = PhrasesBuilder::default();
        let mut add = |path: &str, words: &[String], number: usize| {
            words.iter().try_for_each(|word| {
                let added = builder.insert(word, number);
                added.map_err(|error| KnowledgeError::at(path, 1, 1, error.to_string()))
            })
        };
        for (number, language) in languages.iter().enumerate() {
            let path = format!("languages/{}/language.toml", language.tag);
            add(&path, &language.common, number)?;
        }
        let mut count = languages.len();
        if let Some(text) = files.optional(FOREIGN) {
            let foreign: BTreeMap<String, Foreign> = table::toml(FOREIGN, text)?;
            let is_supported = |tag: &str| languages.iter().any(|language| language.tag == tag);
            for (_, foreign) in foreign.iter().filter(|(tag, _)| !is_supported(tag)) {
                add(FOREIGN, &foreign.words, count)?;
                count += 1;
            }
        }
        Ok(Self { words: builder.build(|languages| languages), languages: count })
    }

    /// Returns the index of the language with the most function words in the text, if there are enough of them and no
    /// other language has as many. It may be an unsupported language.
    pub(crate) fn identify(&self, text: &str) -> Option<usize> {
        let (tokens, numbers) = self.words.scan(text, 0..text.floor_char_boundary(SAMPLE * 8));
        let mut hits = vec![0_usize; self.languages];
        let mut words = 0;
        let is_word = |at: &usize| tokens.get(*at).is_some_and(|token| token.kind == TokenKind::Word);
        for at in (0..tokens.len()).filter(is_word).take(SAMPLE) {
            words += 1;
            let mut seen: Vec<usize> =
                self.words.starting_at(&numbers, at).flat_map(|(_, all)| all).copied().collect();
            seen.sort_unstable();
            seen.dedup();
            for language in seen {
                if let Some(hits) = hits.get_mut(language) {
                    *hits += 1;
                }
            }
        }
        let best = hits.iter().copied().max()?;
        let enough = best >= MIN_WORDS && best * 100 >= words * MIN_PERCENT;
        let mut leading =
            hits.iter().enumerate().filter(|(_, hits)| **hits == best).map(|(number, _)| number);
        let first = leading.next()?;
        (enough && leading.next().is_none()).then_some(first)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{FOREIGN, Foreign};
    use crate::files::Files;
    use crate::knowledge::Knowledge;
    use crate::table;

    #[derive(serde::Deserialize)]
    struct Texts {
        texts: Vec<String>,
    }

    #[test]
    fn short_texts_are_identified() {
        let files = Files::read("../../knowledge".as_ref()).unwrap();
        let knowledge = Knowledge::load(&files).unwrap();
        let mut errors = Vec::new();
        let mut try_on = |text: &str, expected: Option<&str>| {
            let found = knowledge.identify_language(text).map(|language| language.tag.as_str());
            if found != expected {
                errors.push(format!("{text}\n    expected {expected:?}, found {found:?}"));
            }
        };
        for language in &knowledge.languages {
            let path = format!("languages/{}/phrases/texts.toml", language.tag);
            let texts: Texts = table::toml(&path, files.required(&path).unwrap()).unwrap();
            texts.texts.iter().for_each(|text| try_on(text, Some(&language.tag)));
        }
        let foreign: BTreeMap<String, Foreign> =
            table::toml(FOREIGN, files.required(FOREIGN).unwrap()).unwrap();
        foreign.values().flat_map(|foreign| &foreign.texts).for_each(|text| try_on(text, None));
        for text in ["", "1953, 1954.", "Orr Pike", "Ω ψ ξ", "the the"] {
            try_on(text, None);
        }
        assert!(errors.is_empty(), "{}", errors.join("\n"));
    }

    #[test]
    fn a_supported_language_is_not_foreign() {
        let foreign = "[en]\nwords = [\"the\", \"of\", \"and\", \"was\", \"hill\", \"mill\"]\n";
        let files = Files::read("../../knowledge".as_ref()).unwrap().with(FOREIGN, foreign);
        let knowledge = Knowledge::load(&files).unwrap();
        let text = "The mill of the hill was the hill of the mill.";
        assert_eq!(knowledge.identify_language(text).map(|language| language.tag.as_str()), Some("en"));
    }
}
