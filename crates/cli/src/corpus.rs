//! The stages of a run with their times and progress.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use annals::{Ingested, Linked, Normalized, Pipeline, SourceFiles, Sources};
use annals_link::Explanation;
use annals_model::{Article, ArticleHeader, Diagnostic, Release};

use crate::failure::Failure;
use crate::options::{KnowledgeFolder, RawFolder};
use crate::progress::Progress;
use crate::rows::{Atlas, Source};
use crate::stage_times::StageTimes;

/// All that is known once every stage but the last has run.
pub(crate) struct Corpus {
    pub(crate) headers: Vec<ArticleHeader>,
    pub(crate) diagnostics: Vec<Diagnostic>,
    pub(crate) release: Release,
    pub(crate) times: StageTimes,
    /// Bytes of all texts.
    pub(crate) bytes: usize,
}

impl Corpus {
    /// Where its words stand in the files of a folder.
    pub(crate) fn atlas<'a>(&'a self, raw: &'a RawFolder) -> Atlas<'a> {
        let max_size = raw.max_size;
        let sources = self.headers.iter().map(|header| Source::File { header, max_size });
        Atlas::new(&raw.raw, sources, &self.diagnostics)
    }
}

/// The pipeline with the knowledge of a folder, or else with the copy that the program was built with.
pub(crate) fn pipeline(folder: &KnowledgeFolder, max_size: Option<u64>) -> Result<Pipeline, Failure> {
    let files = match folder.folder() {
        None => annals::built_in_files(),
        Some(folder) if folder.is_dir() => annals::KnowledgeFiles::read(folder)?,
        Some(folder) => {
            let expected = "expected a folder with the files of knowledge/".to_owned();
            return Err(Failure::Unexpected { path: folder.to_owned(), expected });
        }
    };
    let mut pipeline = Pipeline::new(annals::Knowledge::load(&files)?);
    if let Some(max_size) = max_size {
        pipeline.max_size = max_size;
    }
    Ok(pipeline)
}

/// The files of the raw folder.
pub(crate) fn files(raw: &RawFolder) -> Result<SourceFiles, Failure> {
    let folder = &raw.raw;
    if !folder.is_dir() {
        let expected = "expected a folder of articles".to_owned();
        return Err(Failure::Unexpected { path: folder.clone(), expected });
    }
    Ok(SourceFiles::of(folder)?)
}

/// Files to articles.
pub(crate) fn ingest(raw: &RawFolder, pipeline: &Pipeline) -> Result<Ingested, Failure> {
    let ingested = pipeline.ingest(Sources::Files(files(raw)?), |article| article)?;
    not_empty(raw, ingested)
}

/// Files to what is kept of their articles: each text is released as soon as it has been read.
pub(crate) fn ingest_and_normalize(
    raw: &RawFolder,
    pipeline: &Pipeline,
    normalize: impl Fn(Article) -> Normalized + Sync,
    progress: &Progress,
    times: &mut StageTimes,
) -> Result<Ingested<Normalized>, Failure> {
    let began = Instant::now();
    let files = files(raw)?;
    progress.counted("reading articles", files.count());
    let reading = AtomicU64::new(0);
    let each = |article| {
        let began = Instant::now();
        let normalized = normalize(article);
        progress.step();
        let nanoseconds = u64::try_from(began.elapsed().as_nanos()).unwrap_or(u64::MAX);
        reading.fetch_add(nanoseconds, Ordering::Relaxed);
        normalized
    };
    let ingested = pipeline.ingest(Sources::Files(files), each)?;
    // On several threads each stage gets its share of the time that both took together.
    let (all, threads) = (began.elapsed(), rayon::current_num_threads().max(1) as f64);
    let read = Duration::from_nanos(reading.into_inner()).div_f64(threads).min(all);
    times.0.extend([("ingest", all - read), ("read", read)]);
    not_empty(raw, ingested)
}

/// A folder without any article is refused: it is seldom what was meant, and would empty the datasets.
fn not_empty<T>(raw: &RawFolder, ingested: Ingested<T>) -> Result<Ingested<T>, Failure> {
    let excluded = ingested.diagnostics.iter().any(|diagnostic| diagnostic.kind.excludes());
    if ingested.articles.is_empty() && !excluded {
        return Err(Failure::NoArticles(raw.raw.clone()));
    }
    Ok(ingested)
}

/// The stages that see all articles, but the last.
pub(crate) fn join(
    ingested: Ingested<Normalized>,
    pipeline: &Pipeline,
    progress: &Progress,
    times: StageTimes,
) -> Corpus {
    join_by(ingested, pipeline, progress, times, |articles| (pipeline.link(articles), ())).0
}

/// [`join`], with the reasons why claims are of one event.
pub(crate) fn join_explained(
    ingested: Ingested<Normalized>,
    pipeline: &Pipeline,
    progress: &Progress,
    times: StageTimes,
) -> (Corpus, Explanation) {
    join_by(ingested, pipeline, progress, times, |articles| pipeline.link_explained(articles))
}

fn join_by<E>(
    ingested: Ingested<Normalized>,
    pipeline: &Pipeline,
    progress: &Progress,
    mut times: StageTimes,
    link: impl FnOnce(Vec<Normalized>) -> (Linked, E),
) -> (Corpus, E) {
    let Ingested { articles, mut diagnostics } = ingested;
    let bytes = articles.iter().map(|article| article.bytes).sum();
    progress.stage("linking");
    let (linked, explanation) = times.of("link", || link(articles));
    let Linked { headers, mut release, relations, coverage, diagnostics: pins } = linked;
    diagnostics.extend(pins);
    progress.stage("validating");
    times.of("validate", || pipeline.validate(&mut release, &relations, &coverage, &diagnostics));
    (Corpus { headers, diagnostics, release, times, bytes }, explanation)
}
