//! `annals trace`: what a row or a finding rests on.

mod page;

use std::io::Write as _;
use std::path::{Path, PathBuf};

use annals_model::{Claim, Dataset};
use clap::Args;
use serde_json::{Map, Value};

use crate::corpus;
use crate::failure::{Failure, Outcome};
use crate::options::{Detail, KnowledgeFolder, RawFolder, Threads};
use crate::output;
use crate::progress::Progress;
use crate::rows::Rows;
use crate::stage_times::StageTimes;
use crate::suggest;

/// Prints what a row rests on: file, line, words, reading rule, what a date was resolved against.
///
/// The articles are read again, so that what is printed is what they say now. An identifier that
/// they do not give is looked for in the datasets, to say whether those are out of date.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  annals trace DAT001-0a1b2c3d\n  annals trace some-article --raw articles"
)]
pub(crate) struct Trace {
    /// Identifier of a claim, event, finding, person, position, organisation, place, quotation,
    /// quantity or article.
    #[arg(value_name = "ID")]
    id: String,

    #[command(flatten)]
    raw: RawFolder,
    #[command(flatten)]
    knowledge: KnowledgeFolder,

    /// Folder of the datasets.
    #[arg(long, value_name = "DIR", default_value = "processed")]
    processed: PathBuf,

    #[command(flatten)]
    threads: Threads,
}

impl Trace {
    pub(crate) fn run(self) -> Result<Outcome, Failure> {
        let ((corpus, explanation), claims) = self.threads.run(|| {
            let progress = Progress::new(Detail::Usual);
            progress.stage("loading knowledge");
            let pipeline = corpus::pipeline(&self.knowledge, Some(self.raw.max_size))?;
            let mut times = StageTimes::default();
            let normalize = |article| pipeline.normalize(article);
            let ingested =
                corpus::ingest_and_normalize(&self.raw, &pipeline, normalize, &progress, &mut times)?;
            let claims: Vec<Claim> =
                ingested.articles.iter().flat_map(|article| &article.reading.claims).cloned().collect();
            Ok::<_, Failure>((corpus::join_explained(ingested, &pipeline, &progress, times), claims))
        })??;
        let rows = Rows::of(&corpus.release);
        let id = self.id.trim();
        let found = rows.get(id);
        if found.is_empty() {
            return Err(self.unknown(id, &rows));
        }
        let mut page = page::Page::new(&self.raw, &corpus, &explanation, &claims, &rows);
        for row in found {
            page.row(*row);
        }
        let mut out = output::page();
        out.write_all(page.text().as_bytes()).and_then(|()| out.flush()).map_err(Failure::Output)?;
        Ok(Outcome::Fine)
    }

    fn unknown(&self, id: &str, rows: &Rows) -> Failure {
        if published(&self.processed, id) {
            let folder = self.processed.display();
            let raw = self.raw.raw.display();
            return Failure::Place(format!(
                "{id:?} is in {folder}, but {raw} and the knowledge used no longer give it: run `annals pipeline`"
            ));
        }
        let near = suggest::near(id, rows.identifiers());
        Failure::Unknown { what: "the identifier", name: id.to_owned(), near }
    }
}

/// Whether a dataset has a row with this identifier, which is its first column.
fn published(folder: &Path, id: &str) -> bool {
    Dataset::ALL.into_iter().any(|dataset| {
        let file = folder.join(dataset.name()).with_extension("json");
        let Ok(text) = std::fs::read_to_string(file) else { return false };
        let rows: Vec<Map<String, Value>> = serde_json::from_str(&text).unwrap_or_default();
        rows.iter().any(|row| row.values().next().and_then(Value::as_str) == Some(id))
    })
}
