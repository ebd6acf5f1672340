//! What stands around an article's prose: front matter, title, byline, dateline.

use jiff::civil::Date;

use crate::data::Data;
use crate::naming::capitalised;
use crate::options::Options;
use crate::page::{Page, Quotes};
use crate::plan::ArticlePlan;
use crate::rng::{Purpose, Rng};
use crate::told::Told;
use crate::truth::{ArticleRecord, PublishedBasis};
use crate::words::{Prose, ProseSlot};
use crate::world::Country;

/// How an article is presented.
pub(crate) struct Frame<'d> {
    pub(crate) stem: String,
    pub(crate) quotes: Quotes,
    pub(crate) known_published: Option<Date>,
    pub(crate) translator: Option<String>,
    /// Whether the text ends with the translator's name.
    pub(crate) signed_by_translator: bool,
    /// What parts two paragraphs.
    pub(crate) paragraph_end: &'static str,
    pub(crate) heading: HeadingStyle,
    front_matter: Option<Vec<(&'static str, String)>>,
    title: String,
    title_line: TitleLine,
    byline: Option<&'d Prose>,
    author: String,
    dateline: Option<&'d Prose>,
    published: Date,
    basis: PublishedBasis,
    told_published: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TitleLine {
    None,
    Plain,
    Markdown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum HeadingStyle {
    Plain,
    Markdown,
}

impl<'d> Frame<'d> {
    /// The frame of an article. What its dates lean on is drawn from the original's `content`, so that a
    /// copy's dates can still be understood; the rest is its own.
    pub(crate) fn new(
        options: &Options,
        plan: &ArticlePlan,
        home: &Country<'_>,
        data: &'d Data,
        content: &mut Rng,
    ) -> Self {
        let mut own = Rng::new(options.seed, Purpose::Frame, &[plan.number]);
        let rng = &mut own;
        let published = plan.published;

        let has_front_matter = content.percent(92);
        let dateline = content.percent(35).then(|| data.furniture.datelines.pick(content));
        let dateline_has_year = dateline.is_some_and(|it| it.slots().any(|slot| *slot == ProseSlot::Year));
        let (told, basis) = match (has_front_matter, content.below(100)) {
            (true, 0..3) if !dateline_has_year => {
                let month = Told::Month(published.year(), published.month());
                (Some(month), PublishedBasis::FrontMatter)
            }
            (true, 0..88) => (Some(Told::Day(published)), PublishedBasis::FrontMatter),
            _ if dateline_has_year => (Some(Told::Day(published)), PublishedBasis::Dateline),
            _ => (None, PublishedBasis::None),
        };
        let known_published = told.filter(|it| *it == Told::Day(published)).map(|_| published);
        let told_published = told.map(Told::edtf);

        let title = capitalised(&data.filler.words.fill(data.furniture.titles.pick(rng), home, rng));
        let number = plan.number;
        let words = slug(&title);
        let stem = format!("{number:05}-{words}");
        let outlet = rng.pick(&home.outlets).map_or("", String::as_str);
        let source = slug(if rng.percent(25) { &home.agency.name } else { outlet });
        let writer = |rng: &mut Rng| rng.pick(&home.writers).cloned().unwrap_or_default();
        let author = writer(rng);
        let translator = rng.percent(25).then(|| writer(rng));
        let byline = rng.percent(20).then(|| data.furniture.bylines.pick(rng));

        let front_matter = has_front_matter.then(|| {
            let mut fields = Vec::new();
            let mut add = |chance: usize, key, value: String| {
                if rng.percent(chance) {
                    fields.push((key, value));
                }
            };
            add(95, "source", source.clone());
            add(85, "url", format!("https://{source}.example/{}/{words}-{number}", published.year()));
            add(75, "title", title.clone());
            if let (PublishedBasis::FrontMatter, Some(told)) = (basis, &told_published) {
                add(100, "published", told.clone());
            }
            add(85, "language", "en".to_owned());
            add(40, "author", author.clone());
            if let Some(translator) = &translator {
                add(60, "translator", translator.clone());
            }
            fields
        });
        let title_line = match rng.below(10) {
            0..5 => TitleLine::Plain,
            5..8 => TitleLine::Markdown,
            _ => TitleLine::None,
        };
        let signed = translator.is_some() && rng.percent(70);
        Self {
            stem,
            quotes: if rng.percent(50) { Quotes::Curly } else { Quotes::Straight },
            known_published,
            translator,
            signed_by_translator: signed,
            paragraph_end: if rng.percent(8) { "\n" } else { "\n\n" },
            heading: if rng.percent(50) { HeadingStyle::Markdown } else { HeadingStyle::Plain },
            front_matter: front_matter.filter(|fields| !fields.is_empty()),
            title,
            title_line,
            byline,
            author,
            dateline,
            published,
            basis,
            told_published,
        }
    }

    /// Writes all that stands before the first paragraph, and the dateline that opens it.
    pub(crate) fn open(&self, page: &mut Page, data: &Data, home: &Country<'_>, content: &mut Rng) {
        if let Some(fields) = &self.front_matter {
            page.push_verbatim("---\n");
            for (key, value) in fields {
                page.push_verbatim(&format!("{key}: {}\n", yaml(value)));
            }
            page.push_verbatim("---\n");
        }
        match self.title_line {
            TitleLine::None => {}
            TitleLine::Plain => self.line(page, &self.title),
            TitleLine::Markdown => self.line(page, &format!("# {}", self.title)),
        }
        if let Some(byline) = self.byline {
            let line = byline.fill(|slot, out| match slot {
                ProseSlot::Writer => out.push_str(&self.author),
                ProseSlot::City => out.push_str(home.town(0)),
                _ => {}
            });
            self.line(page, &line);
        }
        if let Some(dateline) = self.dateline {
            let text = dateline.fill(|slot, out| {
                out.push_str(&match slot {
                    ProseSlot::Day => self.published.day().to_string(),
                    ProseSlot::Month => data.dates.month(self.published),
                    ProseSlot::MonthShort => data.dates.month_short(self.published),
                    ProseSlot::Year => self.published.year().to_string(),
                    other => data.filler.words.word(other, home, content),
                });
            });
            page.push(&text);
        }
    }

    fn line(&self, page: &mut Page, text: &str) {
        page.push(text);
        page.push_verbatim(self.paragraph_end);
    }

    /// What the article says about itself. The copied article is named by its stem.
    pub(crate) fn record(&self, copy_of: Option<String>) -> ArticleRecord {
        let field = |key| {
            let fields = self.front_matter.iter().flatten();
            fields.into_iter().find(|(it, _)| *it == key).map(|(_, value)| value.clone())
        };
        let shown = self.title_line != TitleLine::None;
        ArticleRecord {
            article: self.stem.clone(),
            title: field("title").or_else(|| shown.then(|| self.title.clone())),
            source: field("source"),
            url: field("url"),
            author: field("author").or_else(|| self.byline.map(|_| self.author.clone())),
            translator: field("translator")
                .or_else(|| self.translator.clone().filter(|_| self.signed_by_translator)),
            published: self.told_published.clone(),
            published_basis: self.basis,
            copy_of,
        }
    }
}

/// At most six words in small ASCII letters and digits, joined by hyphens.
pub(crate) fn slug(text: &str) -> String {
    let plain: String = text
        .to_lowercase()
        .chars()
        .filter_map(|char| match char {
            'a'..='z' | '0'..='9' => Some(char),
            'é' => Some('e'),
            'í' => Some('i'),
            'ó' | 'ö' => Some('o'),
            'ä' => Some('a'),
            ' ' | '-' => Some(' '),
            _ => None,
        })
        .collect();
    plain.split_whitespace().take(6).collect::<Vec<_>>().join("-")
}

/// A YAML scalar, quoted where a plain one would be read otherwise.
pub(crate) fn yaml(value: &str) -> String {
    let special = |char| matches!(char, ':' | '#' | '"' | '\'' | '?' | '\\');
    if value.starts_with("https://") || !value.contains(special) {
        return value.to_owned();
    }
    format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_plain_and_short() {
        assert_eq!(slug("Why Öland's Élan: a b c d e f g"), "why-olands-elan-a-b-c");
    }

    #[test]
    fn yaml_is_quoted_where_it_must_be() {
        assert_eq!(yaml("Old friends and rope"), "Old friends and rope");
        assert_eq!(yaml("Who: \"me\"?"), "\"Who: \\\"me\\\"?\"");
    }
}
