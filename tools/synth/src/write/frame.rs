//! The frame of an article: front matter, title, byline, dateline.

use jiff::civil::Date;

use crate::data::Data;
use crate::data::prose::{Prose, ProseSlot};
use crate::date::StatedDate;
use crate::options::Options;
use crate::page::{Page, Quotes};
use crate::plan::assignment::ArticlePlan;
use crate::rng::{Purpose, Rng};
use crate::text::{capitalised, slug, yaml};
use crate::truth::{ArticleRecord, PublishedBasis};
use crate::world::Country;

/// How an article is presented.
pub(crate) struct Frame<'d> {
    pub(crate) stem: String,
    pub(crate) quotes: Quotes,
    pub(crate) known_published: Option<Date>,
    pub(crate) translator: Option<String>,
    /// Whether the text ends with the translator's name.
    pub(crate) signed_by_translator: bool,
    /// The separator of paragraphs.
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
    stated_published: Option<String>,
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

/// The date of publication as an article states it.
struct Publication<'d> {
    has_front_matter: bool,
    dateline: Option<&'d Prose>,
    date: Option<StatedDate>,
    basis: PublishedBasis,
}

impl<'d> Publication<'d> {
    fn new(published: Date, data: &'d Data, rng: &mut Rng) -> Self {
        let has_front_matter = rng.percent(92);
        let dateline = rng.percent(35).then(|| data.boilerplate.datelines.pick(rng));
        let dateline_has_year = dateline.is_some_and(|it| it.slots().any(|slot| *slot == ProseSlot::Year));
        let day = StatedDate::Day(published);
        let (date, basis) = match (has_front_matter, rng.below(100)) {
            (true, 0..3) if !dateline_has_year => {
                let month = StatedDate::Month(published.year(), published.month());
                (Some(month), PublishedBasis::FrontMatter)
            }
            (true, 0..88) => (Some(day), PublishedBasis::FrontMatter),
            _ if dateline_has_year => (Some(day), PublishedBasis::Dateline),
            _ => (None, PublishedBasis::None),
        };
        Self { has_front_matter, dateline, date, basis }
    }
}

impl<'d> Frame<'d> {
    /// Draws the frame of an article. A near-duplicate states its date of publication as the original does (`content`),
    /// because the dates in the text are relative to it; the rest is its own.
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
        let publication = Publication::new(published, data, content);
        let title = capitalised(&data.filler.words.fill(data.boilerplate.titles.pick(rng), home, rng));
        let words = slug(&title);
        let outlet = rng.pick(&home.outlets).map_or("", String::as_str);
        let source = slug(if rng.percent(25) { &home.agency.name } else { outlet });
        let writer = |rng: &mut Rng| rng.pick(&home.writers).cloned().unwrap_or_default();
        let author = writer(rng);
        let translator = rng.percent(25).then(|| writer(rng));
        let byline = rng.percent(20).then(|| data.boilerplate.bylines.pick(rng));
        let mut frame = Self {
            stem: format!("{:05}-{words}", plan.number),
            quotes: Quotes::Curly,
            known_published: publication
                .date
                .filter(|it| *it == StatedDate::Day(published))
                .map(|_| published),
            translator,
            signed_by_translator: false,
            paragraph_end: "\n\n",
            heading: HeadingStyle::Plain,
            front_matter: None,
            title,
            title_line: TitleLine::None,
            byline,
            author,
            dateline: publication.dateline,
            published,
            basis: publication.basis,
            stated_published: publication.date.map(StatedDate::edtf),
        };
        if publication.has_front_matter {
            let url = format!("https://{source}.example/{}/{words}-{}", published.year(), plan.number);
            let fields = frame.front_matter(source, url, rng);
            frame.front_matter = Some(fields).filter(|fields| !fields.is_empty());
        }
        frame.draw_typography(rng);
        frame
    }

    /// Draws the fields of the front matter.
    fn front_matter(&self, source: String, url: String, rng: &mut Rng) -> Vec<(&'static str, String)> {
        let mut fields = Vec::new();
        let mut add = |chance: usize, key, value: String| {
            if rng.percent(chance) {
                fields.push((key, value));
            }
        };
        add(95, "source", source);
        add(85, "url", url);
        add(75, "title", self.title.clone());
        if let (PublishedBasis::FrontMatter, Some(date)) = (self.basis, &self.stated_published) {
            add(100, "published", date.clone());
        }
        add(85, "language", "en".to_owned());
        add(40, "author", self.author.clone());
        if let Some(translator) = &self.translator {
            add(60, "translator", translator.clone());
        }
        fields
    }

    /// Draws the title line, the signature, quotation marks and separators.
    fn draw_typography(&mut self, rng: &mut Rng) {
        self.title_line = match rng.below(10) {
            0..5 => TitleLine::Plain,
            5..8 => TitleLine::Markdown,
            _ => TitleLine::None,
        };
        self.signed_by_translator = self.translator.is_some() && rng.percent(70);
        self.quotes = if rng.percent(50) { Quotes::Curly } else { Quotes::Straight };
        self.paragraph_end = if rng.percent(8) { "\n" } else { "\n\n" };
        self.heading = if rng.percent(50) { HeadingStyle::Markdown } else { HeadingStyle::Plain };
    }

    /// Writes the lines before the first paragraph, and the dateline that opens it.
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

    /// The metadata in the article. `copy_of` is the stem of the original.
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
            published: self.stated_published.clone(),
            published_basis: self.basis,
            copy_of,
        }
    }
}
