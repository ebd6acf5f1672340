//! Parses front matter: YAML between `---` lines at the beginning of an article.

use std::ops::Range;

use annals_edtf::Edtf;
use serde::Deserialize;
use serde_saphyr::{DuplicateKeyPolicy, Error, Spanned};

use crate::lines::{Line, lines};

/// The fields of the front matter.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct FrontMatter {
    /// The range of the front matter with its fences.
    pub(crate) range: Range<usize>,
    pub(crate) source: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) published: Option<Edtf>,
    pub(crate) language: Option<String>,
    pub(crate) author: Option<String>,
    pub(crate) translator: Option<String>,
}

/// An error in the front matter, with line and column from 1.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct FrontMatterError {
    pub(crate) line: usize,
    pub(crate) column: usize,
    pub(crate) message: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Keys {
    source: Value,
    url: Value,
    title: Value,
    published: Value,
    language: Value,
    author: Value,
    translator: Value,
}

type Value = Option<Spanned<String>>;

const FENCE: &str = "---";
/// Maximum size of the front matter.
const MAX_BYTES: usize = 64 * 1024;

/// Parses the front matter of a text; `None` if there is none.
///
/// # Errors
/// The front matter is not closed, not valid YAML, or has invalid fields.
pub(crate) fn read(text: &str) -> Result<Option<FrontMatter>, FrontMatterError> {
    let mut rest = lines(text, 0..text.len());
    let Some(opening) = rest.next().filter(|line| line.text(text) == FENCE) else { return Ok(None) };
    let mut inner = opening.next..opening.next;
    let mut is_begun = false;
    for line in rest {
        let words = line.text(text);
        if words == FENCE || words == "..." {
            let range = opening.range.start..line.range.end;
            let keys = keys(text.get(inner).unwrap_or_default())?;
            return Ok(Some(FrontMatter { range, ..validated(keys)? }));
        }
        if !is_begun && !words.is_empty() && !words.starts_with('#') {
            if !is_key(words) {
                // The first line is a thematic break.
                return Ok(None);
            }
            is_begun = true;
        }
        inner.end = line.next;
        if inner.len() > MAX_BYTES {
            break;
        }
    }
    match is_begun {
        true => Err(unclosed(text, inner)),
        false => Ok(None),
    }
}

/// Whether a line looks like `key: value`.
fn is_key(line: &str) -> bool {
    let Some((key, value)) = line.split_once(':') else { return false };
    let key = key.trim_end().trim_matches(['"', '\'']);
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    !key.is_empty() && key.chars().all(is_word) && value.chars().next().is_none_or(char::is_whitespace)
}

fn unclosed(text: &str, inner: Range<usize>) -> FrontMatterError {
    // The fence is missing before the first line that is not a field or a comment.
    let found = lines(text, inner).zip(2..).find(|(line, _): &(Line, usize)| {
        let words = line.text(text);
        !is_key(words) && !words.starts_with('#')
    });
    let line = found.map_or(1, |(_, number)| number);
    let message = format!("the front matter that begins in line 1 is not closed; expected a line `{FENCE}`");
    FrontMatterError { line, column: 1, message }
}

fn keys(yaml: &str) -> Result<Keys, FrontMatterError> {
    let options = serde_saphyr::options! {
        budget: serde_saphyr::budget! {
            max_depth: 8,
            max_nodes: 256,
            max_events: 1024,
            max_anchors: 16,
            max_aliases: 16,
            max_documents: 1,
        },
        duplicate_keys: DuplicateKeyPolicy::Error,
        with_snippet: false,
    };
    serde_saphyr::from_str_with_options(yaml, options).map_err(|error| {
        let (line, column) = error.location().map_or((0, 1), |at| (at.line(), at.column()));
        let message = error_message(&error);
        // The opening fence is one line.
        FrontMatterError { line: number(line) + 1, column: number(column).max(1), message }
    })
}

/// Returns the message of a YAML error, without its position, which is relative to the YAML.
fn error_message(error: &Error) -> String {
    let known = |fields: &[&str]| format!("expected one of {}", fields.join(", "));
    match error.without_snippet() {
        Error::SerdeUnknownField { field, expected, .. } => {
            format!("unknown key `{field}`; {}", known(expected))
        }
        Error::DuplicateMappingKey { key, .. } => {
            format!("the key `{}` occurs twice; expected each key once", key.as_deref().unwrap_or_default())
        }
        Error::Budget { .. } => {
            "the front matter exceeds the limits on its size; expected `key: value` lines".to_owned()
        }
        other => {
            let message = other.to_string();
            let message = message.split(" at line ").next().unwrap_or(&message);
            format!(
                "{message}; expected lines `key: value`, with quotes around a value that contains `: ` or begins with punctuation"
            )
        }
    }
}

fn number(from: u64) -> usize {
    usize::try_from(from).unwrap_or(usize::MAX - 1)
}

/// Validates the fields.
fn validated(keys: Keys) -> Result<FrontMatter, FrontMatterError> {
    let published = match text(&keys.published) {
        Some((value, at)) => {
            const EXPECTED: &str = "a publication date is written as 2005-11-01, 2019-08 or 1961";
            let date = match value.parse::<Edtf>() {
                Ok(date @ Edtf::Date(_)) => date,
                Ok(_) => {
                    return Err(error_at(
                        at,
                        format!("`published`: found `{value}`; expected a single date; {EXPECTED}"),
                    ));
                }
                Err(error) => return Err(error_at(at, format!("`published`: {error}; {EXPECTED}"))),
            };
            Some(date)
        }
        None => None,
    };
    if let Some((tag, at)) = text(&keys.language)
        && !is_language_tag(tag)
    {
        return Err(error_at(
            at,
            format!("`language`: found `{tag}`; expected a BCP 47 tag such as `en` or `pt-BR`"),
        ));
    }
    let own = |value: &Value| text(value).map(|(text, _)| text.to_owned());
    Ok(FrontMatter {
        range: 0..0,
        source: own(&keys.source),
        url: own(&keys.url),
        title: own(&keys.title),
        published,
        language: own(&keys.language),
        author: own(&keys.author),
        translator: own(&keys.translator),
    })
}

/// Returns a value and its position unless the value is empty.
fn text(value: &Value) -> Option<(&str, &Spanned<String>)> {
    let spanned = value.as_ref()?;
    let text = spanned.value.trim();
    (!text.is_empty()).then_some((text, spanned))
}

fn error_at(at: &Spanned<String>, message: String) -> FrontMatterError {
    let location = &at.referenced;
    FrontMatterError { line: number(location.line()) + 1, column: number(location.column()).max(1), message }
}

fn is_language_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let is_part = |part: &str, most: usize| {
        (2..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    parts.next().is_some_and(|first| is_part(first, 3)) && parts.all(|part| is_part(part, 8))
}

#[cfg(test)]
mod tests {
    use super::{FrontMatter, FrontMatterError, read};

    fn stated(text: &str) -> FrontMatter {
        read(text).unwrap().unwrap()
    }

    fn error(text: &str) -> (usize, usize, String) {
        let FrontMatterError { line, column, message } = read(text).unwrap_err();
        (line, column, message)
    }

    #[test]
    fn values_are_strings_whatever_their_yaml_type() {
        let text =
            "\u{feff}---\r\nsource: no\r\npublished: 1961\r\ntitle: 12.50\r\nauthor: ~\r\n---\r\nIt rained.";
        let found = stated(text);
        assert_eq!(found.published.map(|date| date.to_string()).as_deref(), Some("1961"));
        assert_eq!((found.source.as_deref(), found.title.as_deref()), (Some("no"), Some("12.50")));
        assert_eq!(found.author, None);
        assert_eq!(
            &text[found.range],
            "---\r\nsource: no\r\npublished: 1961\r\ntitle: 12.50\r\nauthor: ~\r\n---"
        );
        assert_eq!(stated("---\n---\nIt rained.").range, 0..7);
    }

    #[test]
    fn a_thematic_break_is_not_a_fence() {
        assert_eq!(read("---\nIt rained.\n---\n"), Ok(None));
        assert_eq!(read("---\n"), Ok(None));
        assert_eq!(read("It rained.\n---\nkey: value\n---\n"), Ok(None));
    }

    #[test]
    fn errors_have_their_position() {
        let (line, column, message) = error("---\nurl: x\nauthr: y\n---\n");
        assert_eq!((line, column), (3, 1));
        assert!(message.starts_with("unknown key `authr`; expected one of source, url"), "{message}");
        let (line, _, message) = error("---\nurl: x\nurl: y\n---\n");
        assert_eq!((line, message.as_str()), (3, "the key `url` occurs twice; expected each key once"));
        assert_eq!(error("---\nurl: [a, b]\n---\n").0, 2);
        assert_eq!(error("---\ntitle: The mill: a story\n---\n").0, 2);
        assert_eq!(error("---\nurl: x\npublished: 2001-02-30\n---\n").0, 3);
        assert_eq!(error("---\nurl: x\npublished: 2001/2002\n---\n").0, 3);
        assert_eq!(error("---\nlanguage: english\n---\n").1, 11);
        assert_eq!(error("---\nurl: x\n----\nIt rained.\n").0, 3);
    }

    #[test]
    fn aliases_are_bounded() {
        let mut text = String::from("---\nsource: &a0 [x, x]\n");
        for level in 1..40 {
            let inner = format!("*a{0}, *a{0}", level - 1);
            text.push_str(&format!("k{level}: &a{level} [{inner}]\n"));
        }
        assert!(read(&format!("{text}---\n")).is_err());
        let long = format!("---\ntitle: {}\n---\n", "x".repeat(1 << 20));
        assert!(read(&long).is_err());
    }
}
