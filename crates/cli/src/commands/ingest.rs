//! `annals ingest`: reads the articles of a folder.

use std::io::{self, Write as _};
use std::path::Path;

use annals_model::Diagnostic;
use clap::Args;

use crate::failure::{Failure, Outcome};
use crate::options::{Detail, KnowledgeOption, RawOptions, StandardStreams, ThreadsOption, WorkOption};
use crate::report::output;
use crate::report::progress::Progress;
use crate::report::summary::counted;
use crate::staged_run;
use crate::work_folder::{Stage, WorkFolder};

/// Stage 1: reads files and divides their text into typed segments.
///
/// Input: the folder of articles, or JSON records on standard input. Output: articles in the work folder, or JSON lines
/// on standard output. Files that cannot be read are reported on standard error; `annals validate` reports them as
/// findings.
#[derive(Args)]
#[command(after_help = "Examples:\n  \
    annals ingest && annals normalize && annals validate; annals publish\n  \
    annals ingest - < records.jsonl | annals normalize - > claims.jsonl\n\n\
    Exit status: 0 success, 1 records of standard input cannot be read, 2 the command could not run.")]
pub(crate) struct Ingest {
    /// `-`: read JSON records from standard input, one per line, and write each article to standard output as a JSON
    /// line for `annals normalize -`.
    #[arg(value_name = "-")]
    pipe: Option<StandardStreams>,
    #[command(flatten)]
    raw: RawOptions,
    #[command(flatten)]
    knowledge: KnowledgeOption,
    #[command(flatten)]
    work: WorkOption,
    #[command(flatten)]
    threads: ThreadsOption,
}

impl Ingest {
    pub(crate) fn run(self) -> Result<Outcome, Failure> {
        if self.pipe.is_some() {
            return self.run_stream();
        }
        let ingested = self.threads.run(|| {
            let progress = Progress::new(Detail::Default);
            progress.stage("reading files");
            let pipeline = staged_run::load_pipeline(&self.knowledge, Some(self.raw.max_size))?;
            staged_run::ingest(&self.raw, &pipeline)
        })??;
        let mut writer = WorkFolder(&self.work.work).create(Stage::Ingest)?;
        writer.records("articles", &ingested.articles)?;
        writer.records("diagnostics", &ingested.diagnostics)?;
        writer.finish()?;
        ingested
            .diagnostics
            .iter()
            .for_each(|diagnostic| report(&self.raw.raw.join(&diagnostic.path), diagnostic));
        let (articles, diagnostics) = (ingested.articles.len(), ingested.diagnostics.len());
        output::report_line(&format!(
            "{}, {}",
            counted(articles, "article"),
            counted(diagnostics, "diagnostic")
        ));
        Ok(Outcome::Success)
    }

    /// Converts the records of standard input one by one.
    fn run_stream(self) -> Result<Outcome, Failure> {
        let pipeline = staged_run::load_pipeline(&self.knowledge, Some(self.raw.max_size))?;
        let mut out = output::data();
        let mut outcome = Outcome::Success;
        let each = |(article, diagnostics): annals_ingest::ArticleWithDiagnostics| {
            if let Some(article) = &article {
                output::json_line(&mut out, article)?;
                out.flush().map_err(Failure::Output)?;
            }
            for diagnostic in &diagnostics {
                report(Path::new(&diagnostic.path), diagnostic);
                if diagnostic.kind.excludes() {
                    outcome = Outcome::OpenErrors;
                }
            }
            Ok::<_, Failure>(())
        };
        pipeline.with_reader(|reader| reader.read_records(io::stdin()).try_for_each(each))?;
        Ok(outcome)
    }
}

/// Reports a diagnostic on standard error.
fn report(path: &Path, diagnostic: &Diagnostic) {
    let place = format!("{}:{}:{}", path.display(), diagnostic.line, diagnostic.column);
    let place = output::PLACE.paint(output::neutral_line(&place));
    output::report_line(&format!("{place}: {}", output::neutral(&diagnostic.message)));
}
