//! From files to a release: the one place that calls the crates of the stages.

use std::borrow::Cow;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use annals_ingest::DateWords;
use annals_knowledge::Files;
use annals_model::{Article, Edtf, Imprint, Problem, Reading, Release, SegmentKind};
pub(crate) use annals_normalize::{Ground, Link, Reasoning};
use annals_normalize::{Linked, Outline};
use annals_publish::Watch;
use annals_timex::TimeReading;
use annals_validate::{KnownName, Subject};
use rayon::prelude::*;

use crate::failure::Failure;
use crate::options::{KnowledgeFolder, RawFolder};
use crate::output;
use crate::progress::Progress;
use crate::rows::{Atlas, Source};

pub(crate) use annals_ingest::{IngestError, text_of};
pub(crate) use annals_knowledge::{Knowledge, Language};
pub(crate) use annals_publish::{Change, NotPublished};
pub(crate) use annals_timex::{
    Basis as TimeBasis, Context as TimeContext, Explanation, Grammar, LeansOn, Leant, Part as TimePart,
    Quoted, Role as TimeRole, Row as TimeRow, SlotWords, TimeExpression,
};

/// What files gave: articles, or what is kept of each.
pub(crate) struct Taken<T = Article> {
    pub(crate) articles: Vec<T>,
    pub(crate) problems: Vec<Problem>,
}

/// How much of a reading is kept: those of all articles wait in memory until the last has been read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keep {
    Everything,
    /// All but the steps from words to dates, which no row tells.
    Rows,
}

/// What is kept of an article that has been read.
pub(crate) struct Read {
    pub(crate) outline: Outline,
    pub(crate) reading: Reading,
    /// Bytes of its text.
    pub(crate) bytes: usize,
}

/// All that is known once every stage but the last has run.
pub(crate) struct Corpus {
    pub(crate) imprints: Vec<Imprint>,
    pub(crate) problems: Vec<Problem>,
    pub(crate) release: Release,
    pub(crate) times: Times,
    /// Bytes of all texts.
    pub(crate) bytes: usize,
}

impl Corpus {
    /// Where its words stand in the files of a folder.
    pub(crate) fn atlas<'a>(&'a self, raw: &'a RawFolder) -> Atlas<'a> {
        let max_size = raw.max_size;
        let sources = self.imprints.iter().map(|imprint| Source::File { imprint, max_size });
        Atlas::new(&raw.raw, sources, &self.problems)
    }
}

/// How long each stage took, in the order in which they ran.
#[derive(Default)]
pub(crate) struct Times(pub(crate) Vec<(&'static str, Duration)>);

impl Times {
    /// Does something and keeps how long it took.
    pub(crate) fn of<R>(&mut self, stage: &'static str, task: impl FnOnce() -> R) -> R {
        let began = Instant::now();
        let result = task();
        self.0.push((stage, began.elapsed()));
        result
    }

    pub(crate) fn total(&self) -> Duration {
        self.0.iter().map(|(_, time)| *time).sum()
    }
}

/// Loads and checks `knowledge/`.
pub(crate) fn knowledge(folder: &KnowledgeFolder) -> Result<Knowledge, Failure> {
    let files = match folder.folder() {
        None => Files::embedded(),
        Some(folder) if folder.is_dir() => Files::read(folder)?,
        Some(folder) => {
            let expected = "expected a folder with the files of knowledge/".to_owned();
            return Err(Failure::Unexpected { path: folder.to_owned(), expected });
        }
    };
    Ok(Knowledge::load(&files)?)
}

/// Files to articles.
pub(crate) fn ingest(raw: &RawFolder, knowledge: &Knowledge) -> Result<Taken, Failure> {
    let files = files(raw)?;
    let taken = with_reader(knowledge, raw.max_size, |reader| reader.read_files(files, |article| article));
    some(raw, taken)
}

/// Files to what is kept of their articles: each text is let go as soon as it is read.
pub(crate) fn ingest_and_read(
    raw: &RawFolder,
    knowledge: &Knowledge,
    keep: Keep,
    progress: &Progress,
    times: &mut Times,
) -> Result<Taken<Read>, Failure> {
    let began = Instant::now();
    let files = files(raw)?;
    progress.counted("reading articles", files.count());
    let reading = AtomicU64::new(0);
    let make = |article| {
        let began = Instant::now();
        let mut read = read(article, knowledge);
        if keep == Keep::Rows {
            let dates = read.reading.claims.iter_mut().filter_map(|claim| claim.date.as_mut());
            dates.for_each(|date| date.trace = Vec::new());
            read.reading.shrink();
        }
        progress.step();
        let nanoseconds = u64::try_from(began.elapsed().as_nanos()).unwrap_or(u64::MAX);
        reading.fetch_add(nanoseconds, Ordering::Relaxed);
        read
    };
    let taken = with_reader(knowledge, raw.max_size, |reader| reader.read_files(files, make));
    // On several threads each stage gets its share of the time that both took together.
    let (all, threads) = (began.elapsed(), rayon::current_num_threads().max(1) as f64);
    let read = Duration::from_nanos(reading.into_inner()).div_f64(threads).min(all);
    times.0.extend([("ingest", all - read), ("read", read)]);
    some(raw, taken)
}

fn files(raw: &RawFolder) -> Result<annals_ingest::Files, Failure> {
    let folder = &raw.raw;
    if !folder.is_dir() {
        let expected = "expected a folder of articles".to_owned();
        return Err(Failure::Unexpected { path: folder.clone(), expected });
    }
    Ok(annals_ingest::Files::of(folder)?)
}

/// A folder without any article is no run: it is seldom what was meant, and would empty the
/// datasets.
fn some<T>(raw: &RawFolder, taken: annals_ingest::Ingested<T>) -> Result<Taken<T>, Failure> {
    let annals_ingest::Ingested { articles, problems } = taken;
    if articles.is_empty() && !problems.iter().any(|problem| problem.kind.excludes()) {
        return Err(Failure::NoArticles(raw.raw.clone()));
    }
    Ok(Taken { articles, problems })
}

/// One file to an article, where it can be.
pub(crate) fn ingest_file(
    path: &Path,
    knowledge: &Knowledge,
    max_size: u64,
) -> (Option<Article>, Vec<Problem>) {
    with_reader(knowledge, max_size, |reader| reader.read_file(path))
}

/// The text of the file that an article is from: its own, or what it was cut out of, if that is still there.
pub(crate) fn file_text<'a>(article: &'a Article, file: &Path) -> Option<Cow<'a, str>> {
    if article.is_whole() {
        return Some(Cow::Borrowed(article.text()));
    }
    text_of(file, &article.sha256, u64::MAX).map(Cow::Owned)
}

/// Records from a pipe to articles, each handed on before the next is read.
pub(crate) fn ingest_records(
    input: impl std::io::Read + Send,
    knowledge: &Knowledge,
    max_size: u64,
    mut each: impl FnMut(annals_ingest::Read) -> Result<(), Failure>,
) -> Result<(), Failure> {
    with_reader(knowledge, max_size, |reader| reader.read_records(input).try_for_each(&mut each))
}

/// Ingest does not know how dates are told: it is lent a reader of them.
fn with_reader<R>(
    knowledge: &Knowledge,
    max_bytes: u64,
    task: impl FnOnce(&annals_ingest::Reader) -> R,
) -> R {
    let date_of = |words: &DateWords| date_of(words, knowledge);
    task(&annals_ingest::Reader {
        layout: &knowledge.layout,
        pages: &knowledge.pages,
        fields: &knowledge.fields,
        outlets: &knowledge.outlets,
        date_of: &date_of,
        options: annals_ingest::Options { max_bytes },
    })
}

/// The one date that some words tell.
fn date_of(words: &DateWords, knowledge: &Knowledge) -> Option<Edtf> {
    let part = TimePart { range: 0..words.words.len(), role: TimeRole::Prose };
    let context = TimeContext { published: words.published.cloned(), dateline: None };
    let told = |grammar: &Grammar| {
        let mut found = grammar.read(words.words, std::slice::from_ref(&part), &context).expressions;
        let last = found.pop()?;
        if found.is_empty() { last.edtf } else { None }
    };
    match words.language {
        Some(tag) => told(&knowledge.language(tag)?.time),
        None => knowledge.languages.iter().find_map(|language| told(&language.time)),
    }
}

/// An article to what is kept of it.
pub(crate) fn read(article: Article, knowledge: &Knowledge) -> Read {
    let mut reading = annals_normalize::Reader::new(knowledge).read(&article);
    // Room that lists grew for items to come would wait in memory with them.
    reading.claims.shrink_to_fit();
    reading.positions.shrink_to_fit();
    reading.quotations.shrink_to_fit();
    reading.quantities.shrink_to_fit();
    reading.equations.shrink_to_fit();
    let bytes = article.text().len();
    Read { outline: article.into(), reading, bytes }
}

/// Articles to what is kept of them, each by itself, on all threads.
pub(crate) fn read_all(articles: Vec<Article>, knowledge: &Knowledge, progress: &Progress) -> Vec<Read> {
    progress.counted("reading articles", articles.len());
    let step = |article| {
        let read = read(article, knowledge);
        progress.step();
        read
    };
    articles.into_par_iter().map(step).collect()
}

/// Readings to linked rows, without findings.
pub(crate) fn link(outlines: Vec<Outline>, readings: Vec<Reading>, knowledge: &Knowledge) -> Linked {
    annals_normalize::link(outlines, readings, knowledge)
}

/// Adds to a release what a person should look at.
pub(crate) fn validate(
    readings: &[Reading],
    problems: &[Problem],
    release: &mut Release,
    knowledge: &Knowledge,
) {
    let names = &knowledge.names.entities;
    let names: Vec<_> = names
        .iter()
        .map(|known| KnownName {
            id: known.id.clone(),
            name: known.name.clone(),
            aliases: known.aliases.clone(),
            class: known.class,
        })
        .collect();
    let within = annals_normalize::disagreements(release, readings, knowledge);
    let subject = Subject {
        readings,
        problems,
        release,
        within: &within,
        names: &names,
        facts: &knowledge.facts,
        standing: &knowledge.standing,
    };
    release.findings = annals_validate::check(&subject, &knowledge.rulings);
    // The findings are rows as well, and have to conform.
    let violations = annals_validate::conform(release);
    release.findings.extend(violations);
    release.findings.sort_by(|a, b| a.finding_id.cmp(&b.finding_id));
}

/// Writes a release, whole or not at all, and says what became of an earlier one.
pub(crate) fn publish(release: &Release, out: &Path) -> Result<Change, Failure> {
    Ok(annals_publish::write_watched(release, out, &Patience)?.change)
}

/// Says what a run waits for.
struct Patience;

impl Watch for Patience {
    fn waits(&self, folder: &Path) {
        let folder = output::neutral_line(&folder.display().to_string());
        output::say(&format!("waiting for another run that publishes to `{folder}`"));
    }
}

/// The stages that see all articles, but the last.
pub(crate) fn join(taken: Taken<Read>, knowledge: &Knowledge, progress: &Progress, times: Times) -> Corpus {
    join_by(taken, knowledge, progress, times, |outlines, readings| (link(outlines, readings, knowledge), ()))
        .0
}

/// The same, with the reasons why claims are of one event.
pub(crate) fn join_explained(
    taken: Taken<Read>,
    knowledge: &Knowledge,
    progress: &Progress,
    times: Times,
) -> (Corpus, Reasoning) {
    join_by(taken, knowledge, progress, times, |outlines, readings| {
        annals_normalize::link_explained(outlines, readings, knowledge)
    })
}

fn join_by<E>(
    taken: Taken<Read>,
    knowledge: &Knowledge,
    progress: &Progress,
    mut times: Times,
    link: impl FnOnce(Vec<Outline>, Vec<Reading>) -> (Linked, E),
) -> (Corpus, E) {
    let Taken { articles, mut problems } = taken;
    let bytes = articles.iter().map(|read| read.bytes).sum();
    let (outlines, readings): (Vec<_>, Vec<_>) =
        articles.into_iter().map(|read| (read.outline, read.reading)).unzip();
    progress.stage("linking");
    let (linked, explanation) = times.of("link", || link(outlines, readings));
    let Linked { imprints, mut release, readings, problems: pins } = linked;
    problems.extend(pins);
    progress.stage("validating");
    times.of("validate", || validate(&readings, &problems, &mut release, knowledge));
    (Corpus { imprints, problems, release, times, bytes }, explanation)
}

/// The time expressions of an article, where its language is known.
pub(crate) fn times<'k>(article: &Article, knowledge: &'k Knowledge) -> Option<(TimeReading, &'k Language)> {
    let language = match &article.metadata.language {
        Some(tag) => knowledge.language(tag),
        None => knowledge.recognise(article.text()),
    };
    let language = language?;
    Some((language.time.read(article.text(), &time_parts(article), &time_context(article)), language))
}

/// The parts of an article that time is told in.
pub(crate) fn time_parts(article: &Article) -> Vec<TimePart> {
    let role = |kind| match kind {
        SegmentKind::Prose | SegmentKind::Item => Some(TimeRole::Prose),
        SegmentKind::Caption => Some(TimeRole::Caption),
        SegmentKind::Title | SegmentKind::Heading => Some(TimeRole::Heading),
        _ => None,
    };
    let first = article.segments.iter().filter(|segment| segment.repeats.is_none());
    first
        .filter_map(|segment| Some(TimePart { range: segment.range.clone(), role: role(segment.kind)? }))
        .collect()
}

/// What an article says of its own date.
pub(crate) fn time_context(article: &Article) -> TimeContext {
    let metadata = &article.metadata;
    TimeContext {
        published: metadata.published.as_ref().map(|published| published.date.clone()),
        dateline: metadata.dateline.as_ref().and_then(|dateline| dateline.date.clone()),
    }
}

/// The rules, by code.
pub(crate) fn rules() -> &'static [&'static annals_validate::Rule] {
    annals_validate::rules()
}

/// All rules as a page in Markdown.
pub(crate) fn rules_page() -> String {
    annals_validate::page()
}

/// What a rule looks for, by its code or name.
pub(crate) fn explain(rule: &str) -> Option<String> {
    annals_validate::explain(rule)
}

/// Refuses datasets among the articles, where the next run would read them.
pub(crate) fn keep_apart(out: &Path, raw: &Path) -> Result<(), Failure> {
    let whole = |path: &Path| std::path::absolute(path).and_then(|path| path.canonicalize().or(Ok(path)));
    // The output folder may not be there yet; then its parent says where it will be.
    let place = match out.canonicalize() {
        Ok(place) => place,
        Err(_) => {
            let path = std::path::absolute(out).unwrap_or_else(|_| out.to_owned());
            let parent = path.parent().and_then(|parent| parent.canonicalize().ok());
            parent.map_or(path.clone(), |parent| parent.join(path.file_name().unwrap_or_default()))
        }
    };
    match whole(raw) {
        Ok(folder) if place.starts_with(&folder) => {
            Err(Failure::OutWithinRaw { out: out.to_owned(), raw: raw.to_owned() })
        }
        _ => Ok(()),
    }
}
