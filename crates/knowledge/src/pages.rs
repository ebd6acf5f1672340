//! Classifies the elements of saved web pages by their roles and class names.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use crate::error::KnowledgeError;
use crate::files::Files;

const FILE: &str = "pages.toml";

/// What an element of a page holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PagePart {
    /// Text that is not part of the article: navigation, related links, comments, buttons.
    Boilerplate,
    /// Words under a picture.
    Caption,
    /// Who took the picture.
    Credit,
    /// Who wrote the article.
    Byline,
    /// When it was published.
    Date,
    /// The paragraph below the headline.
    Standfirst,
    /// Facts of the article in a box beside it.
    Facts,
}

/// The names of the parts of pages.
#[derive(Clone, Debug, Default)]
pub struct Pages {
    /// Runs of words, joined by hyphens, with how many words the longest has.
    parts: FxHashMap<String, PagePart>,
    longest: usize,
    /// Prefixes of words that denote boilerplate.
    beginnings: Vec<String>,
    roles: FxHashSet<String>,
    /// Words in lower case.
    headings: Vec<String>,
    labels: FxHashSet<String>,
    notices: Vec<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Table {
    boilerplate: Names,
    caption: Names,
    credit: Names,
    byline: Names,
    date: Names,
    standfirst: Names,
    facts: Names,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Names {
    words: Vec<String>,
    roles: Vec<String>,
    headings: Vec<String>,
    labels: Vec<String>,
    notices: Vec<String>,
}

impl Pages {
    /// Reads `pages.toml`.
    ///
    /// # Errors
    /// The file has a mistake.
    pub fn load(files: &Files) -> Result<Self, KnowledgeError> {
        let Some(text) = files.optional(FILE) else { return Ok(Self::default()) };
        let table: Table = crate::table::toml(FILE, text)?;
        let mut pages = Self::default();
        let Table { boilerplate, caption, credit, byline, date, standfirst, facts } = table;
        // Where two tables hold one name, the first counts.
        let parts = [
            (PagePart::Boilerplate, boilerplate),
            (PagePart::Caption, caption),
            (PagePart::Credit, credit),
            (PagePart::Byline, byline),
            (PagePart::Date, date),
            (PagePart::Standfirst, standfirst),
            (PagePart::Facts, facts),
        ];
        for (part, Names { words, roles, headings, labels, notices }) in parts {
            for name in words {
                if let Some(beginning) = name.strip_suffix('*') {
                    pages.beginnings.push(beginning.to_owned());
                    continue;
                }
                pages.longest = pages.longest.max(name.split('-').count());
                pages.parts.entry(name).or_insert(part);
            }
            if part == PagePart::Boilerplate {
                pages.roles.extend(roles);
                pages.labels.extend(labels.iter().map(|words| words.to_lowercase()));
                pages.notices.extend(notices.iter().map(|words| words.to_lowercase()));
                pages.headings.extend(headings.iter().map(|words| words.to_lowercase()));
            }
        }
        Ok(pages)
    }

    /// Returns the part that an element's class or id denotes: boilerplate if any of its names does, or else the part
    /// of the first known name.
    #[must_use]
    pub fn part(&self, names: &str) -> Option<PagePart> {
        let mut first = None;
        for name in names.split_whitespace() {
            let words = words(name);
            for start in 0..words.len() {
                let most = self.longest.min(words.len() - start);
                let known = (1..=most)
                    .rev()
                    .find_map(|length| self.parts.get(&words.get(start..start + length)?.join("-")).copied());
                let begins = || {
                    let word = words.get(start)?;
                    let is_one = self.beginnings.iter().any(|known| word.starts_with(known.as_str()));
                    is_one.then_some(PagePart::Boilerplate)
                };
                let known = known.or_else(begins);
                if known == Some(PagePart::Boilerplate) {
                    return known;
                }
                first = first.or(known);
            }
        }
        first
    }

    /// Returns the text after the heading of boilerplate that a block begins with; empty if the block is the heading
    /// only, `None` if it does not begin with one.
    #[must_use]
    pub fn boilerplate_heading<'t>(&self, words: &'t str) -> Option<&'t str> {
        let bare = words.trim_start_matches(|c: char| !c.is_alphabetic());
        self.headings.iter().filter_map(|known| behind(bare, known)).min_by_key(|rest| rest.len())
    }

    /// Whether a block's whole text is a label of boilerplate.
    #[must_use]
    pub fn is_boilerplate_label(&self, words: &str) -> bool {
        const LONGEST: usize = 60;
        words.len() <= LONGEST
            && self.labels.contains(words.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase().as_str())
    }

    /// Whether a short block begins as a notice of the publisher.
    #[must_use]
    pub fn is_notice(&self, words: &str) -> bool {
        const LONGEST: usize = 400;
        words.len() <= LONGEST && self.notices.iter().any(|known| behind(words, known).is_some())
    }

    /// Whether an element's ARIA role denotes boilerplate.
    #[must_use]
    pub fn is_boilerplate_role(&self, role: &str) -> bool {
        self.roles.contains(role)
    }
}

/// What follows these words, in lower case, at the beginning of a text: whole words, in any case.
fn behind<'t>(text: &'t str, words: &str) -> Option<&'t str> {
    let mut rest = text.chars();
    for wanted in words.chars() {
        if !rest.next()?.to_lowercase().eq(wanted.to_lowercase()) {
            return None;
        }
    }
    let rest = rest.as_str();
    if rest.starts_with(char::is_alphanumeric) {
        return None;
    }
    Some(rest.trim_matches(|c: char| !c.is_alphabetic()))
}

/// The words of one name: parted by signs and changes of case, in lower case. A name longer than
/// any sensible one has none.
fn words(name: &str) -> Vec<String> {
    const LONGEST: usize = 100;
    let mut words: Vec<String> = Vec::new();
    if name.len() > LONGEST {
        return words;
    }
    let mut is_inside = false;
    let mut was_lower = false;
    for c in name.chars() {
        if !c.is_alphanumeric() {
            is_inside = false;
            continue;
        }
        if !is_inside || (c.is_uppercase() && was_lower) {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.extend(c.to_lowercase());
        }
        is_inside = true;
        was_lower = c.is_lowercase();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::{PagePart, Pages, words};
    use crate::files::Files;

    #[test]
    fn names_are_cut_at_signs_and_capitals() {
        assert_eq!(words("ReadMore_box--big"), ["read", "more", "box", "big"]);
        assert_eq!(words("wp-caption-text"), ["wp", "caption", "text"]);
    }

    #[test]
    fn parts_go_by_whole_words() {
        let files = Files::default().with(
            "pages.toml",
            "boilerplate.words = [\"ad\", \"read-more\"]\nboilerplate.roles = [\"search\"]\ncaption.words = [\"caption\"]",
        );
        let pages = Pages::load(&files).unwrap();
        assert_eq!(pages.part("header-ad top"), Some(PagePart::Boilerplate));
        assert_eq!(pages.part("caption readMore"), Some(PagePart::Boilerplate));
        assert_eq!(pages.part("wp-caption"), Some(PagePart::Caption));
        assert_eq!(pages.part("headline read"), None);
        assert!(pages.is_boilerplate_role("search") && !pages.is_boilerplate_role("main"));
    }
}
