//! `annals ingest`: files → articles.

use std::io::{self, Write as _};
use std::path::Path;

use annals_model::Diagnostic;
use clap::Args;

use crate::corpus;
use crate::failure::{Failure, Outcome};
use crate::options::{Detail, KnowledgeFolder, Pipe, RawFolder, Threads, WorkFolder};
use crate::output;
use crate::progress::Progress;
use crate::summary::counted;
use crate::work::{Stage, Work};

/// Stage 1: files to articles, cut into typed segments.
///
/// Files that can't be read are listed here and become findings in `annals validate`.
#[derive(Args)]
#[command(after_help = "Examples:\n  annals ingest && annals normalize && annals validate; annals publish")]
pub(crate) struct Ingest {
    /// `-`: read records in JSON from standard input, one a line, and write each article to standard
    /// output as soon as it is read, in JSON as `annals normalize -` takes it.
    #[arg(value_name = "-")]
    pipe: Option<Pipe>,
    #[command(flatten)]
    raw: RawFolder,
    #[command(flatten)]
    knowledge: KnowledgeFolder,
    #[command(flatten)]
    work: WorkFolder,
    #[command(flatten)]
    threads: Threads,
}

impl Ingest {
    pub(crate) fn run(self) -> Result<Outcome, Failure> {
        if self.pipe.is_some() {
            return self.pass();
        }
        let ingested = self.threads.run(|| {
            let progress = Progress::new(Detail::Usual);
            progress.stage("reading files");
            let pipeline = corpus::pipeline(&self.knowledge, Some(self.raw.max_size))?;
            corpus::ingest(&self.raw, &pipeline)
        })??;
        let mut writing = Work(&self.work.work).write(Stage::Ingest)?;
        writing.records("articles", &ingested.articles)?;
        writing.records("diagnostics", &ingested.diagnostics)?;
        writing.seal()?;
        ingested
            .diagnostics
            .iter()
            .for_each(|diagnostic| tell(&self.raw.raw.join(&diagnostic.path), diagnostic));
        let (articles, diagnostics) = (ingested.articles.len(), ingested.diagnostics.len());
        output::say(&format!("{}, {}", counted(articles, "article"), counted(diagnostics, "problem")));
        Ok(Outcome::Fine)
    }

    /// From pipe to pipe, record by record.
    fn pass(self) -> Result<Outcome, Failure> {
        let pipeline = corpus::pipeline(&self.knowledge, Some(self.raw.max_size))?;
        let mut out = output::data();
        let mut outcome = Outcome::Fine;
        let each = |(article, diagnostics): annals_ingest::ArticleWithDiagnostics| {
            if let Some(article) = &article {
                output::json_line(&mut out, article)?;
                out.flush().map_err(Failure::Output)?;
            }
            for diagnostic in &diagnostics {
                tell(Path::new(&diagnostic.path), diagnostic);
                if diagnostic.kind.excludes() {
                    outcome = Outcome::Failing;
                }
            }
            Ok::<_, Failure>(())
        };
        pipeline.with_reader(|reader| reader.read_records(io::stdin()).try_for_each(each))?;
        Ok(outcome)
    }
}

fn tell(path: &Path, diagnostic: &Diagnostic) {
    let place = format!("{}:{}:{}", path.display(), diagnostic.line, diagnostic.column);
    let place = output::PLACE.paint(output::neutral_line(&place));
    output::say(&format!("{place}: {}", output::neutral(&diagnostic.message)));
}
