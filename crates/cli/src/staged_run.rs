//! Runs the stages with progress and times.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use annals::{Ingested, Linked, Normalized, Pipeline, SourceFiles, Sources};
use annals_link::Explanation;
use annals_model::{Article, ArticleHeader, Diagnostic, Release};

use crate::failure::Failure;
use crate::options::{KnowledgeOption, RawOptions};
use crate::report::progress::Progress;
use crate::sources::{ArticleFiles, Source};
use crate::stage_times::StageTimes;

/// The result of all stages before publishing.
pub(crate) struct Corpus {
    pub(crate) headers: Vec<ArticleHeader>,
    pub(crate) diagnostics: Vec<Diagnostic>,
    pub(crate) release: Release,
    pub(crate) times: StageTimes,
    /// The total size of the texts in bytes.
    pub(crate) bytes: usize,
}

impl Corpus {
    /// Returns the files of the articles, for locating quotes.
    pub(crate) fn article_files<'a>(&'a self, raw: &'a RawOptions) -> ArticleFiles<'a> {
        let max_size = raw.max_size;
        let sources = self.headers.iter().map(|header| Source::File { header, max_size });
        ArticleFiles::new(&raw.raw, sources, &self.diagnostics)
    }
}

/// Creates a pipeline with the knowledge of a folder or with the built-in copy.
pub(crate) fn load_pipeline(knowledge: &KnowledgeOption, max_size: Option<u64>) -> Result<Pipeline, Failure> {
    let files = match knowledge.folder() {
        None => annals::built_in_files(),
        Some(folder) if folder.is_dir() => annals::KnowledgeFiles::read(folder)?,
        Some(folder) => {
            let message = "not a folder; expected a folder with the files of knowledge/".to_owned();
            return Err(Failure::Invalid { path: folder.to_owned(), message });
        }
    };
    let mut pipeline = Pipeline::new(annals::Knowledge::load(&files)?);
    if let Some(max_size) = max_size {
        pipeline.max_size = max_size;
    }
    Ok(pipeline)
}

/// Lists the files of the folder of articles.
fn list_files(raw: &RawOptions) -> Result<SourceFiles, Failure> {
    let folder = &raw.raw;
    if !folder.is_dir() {
        let message = "not a folder; expected a folder of articles".to_owned();
        return Err(Failure::Invalid { path: folder.clone(), message });
    }
    Ok(SourceFiles::of(folder)?)
}

/// Reads the articles of a folder.
pub(crate) fn ingest(raw: &RawOptions, pipeline: &Pipeline) -> Result<Ingested, Failure> {
    let ingested = pipeline.ingest(Sources::Files(list_files(raw)?), |article| article)?;
    refuse_empty(raw, ingested)
}

/// Reads and normalises the articles of a folder. Frees each text as soon as it is normalised.
pub(crate) fn ingest_and_normalize(
    raw: &RawOptions,
    pipeline: &Pipeline,
    normalize: impl Fn(Article) -> Normalized + Sync,
    progress: &Progress,
    times: &mut StageTimes,
) -> Result<Ingested<Normalized>, Failure> {
    let start = Instant::now();
    let files = list_files(raw)?;
    progress.counted("reading articles", files.count());
    let normalizing = AtomicU64::new(0);
    let each = |article| {
        let start = Instant::now();
        let normalized = normalize(article);
        progress.step();
        let nanoseconds = u64::try_from(start.elapsed().as_nanos()).unwrap_or(u64::MAX);
        normalizing.fetch_add(nanoseconds, Ordering::Relaxed);
        normalized
    };
    let ingested = pipeline.ingest(Sources::Files(files), each)?;
    // Both stages run on the same threads: the elapsed time is divided by their shares of the CPU time.
    let (total, threads) = (start.elapsed(), rayon::current_num_threads().max(1) as f64);
    let normalize_time = Duration::from_nanos(normalizing.into_inner()).div_f64(threads).min(total);
    times.0.extend([("ingest", total - normalize_time), ("normalize", normalize_time)]);
    refuse_empty(raw, ingested)
}

/// Refuses a folder without articles: it is usually a mistake, and publishing would empty the datasets.
fn refuse_empty<T>(raw: &RawOptions, ingested: Ingested<T>) -> Result<Ingested<T>, Failure> {
    let excluded = ingested.diagnostics.iter().any(|diagnostic| diagnostic.kind.excludes());
    if ingested.articles.is_empty() && !excluded {
        return Err(Failure::NoArticles(raw.raw.clone()));
    }
    Ok(ingested)
}

/// Links the articles and validates the result.
pub(crate) fn link_and_validate(
    ingested: Ingested<Normalized>,
    pipeline: &Pipeline,
    progress: &Progress,
    times: StageTimes,
) -> Corpus {
    link_with(ingested, pipeline, progress, times, |articles| (pipeline.link(articles), ())).0
}

/// Like [`link_and_validate`], with the evidence for and against each link.
pub(crate) fn link_explained_and_validate(
    ingested: Ingested<Normalized>,
    pipeline: &Pipeline,
    progress: &Progress,
    times: StageTimes,
) -> (Corpus, Explanation) {
    link_with(ingested, pipeline, progress, times, |articles| pipeline.link_explained(articles))
}

fn link_with<E>(
    ingested: Ingested<Normalized>,
    pipeline: &Pipeline,
    progress: &Progress,
    mut times: StageTimes,
    link: impl FnOnce(Vec<Normalized>) -> (Linked, E),
) -> (Corpus, E) {
    let Ingested { articles, mut diagnostics } = ingested;
    let bytes = articles.iter().map(|article| article.bytes).sum();
    progress.stage("linking");
    let (linked, explanation) = times.measure("link", || link(articles));
    let Linked { headers, mut release, relations, coverage, diagnostics: pin_diagnostics } = linked;
    diagnostics.extend(pin_diagnostics);
    progress.stage("validating");
    times.measure("validate", || pipeline.validate(&mut release, &relations, &coverage, &diagnostics));
    (Corpus { headers, diagnostics, release, times, bytes }, explanation)
}
