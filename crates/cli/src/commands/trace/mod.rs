//! `annals trace`: the evidence of a row or a finding.

mod page;

use std::io::Write as _;
use std::path::{Path, PathBuf};

use annals_model::{Claim, Dataset};
use clap::Args;
use serde_json::{Map, Value};

use crate::failure::{Failure, Outcome};
use crate::options::{Detail, KnowledgeOption, RawOptions, ThreadsOption};
use crate::report::output;
use crate::report::progress::Progress;
use crate::sources::RowIndex;
use crate::stage_times::StageTimes;
use crate::staged_run;
use crate::suggestions;

/// Prints the evidence of a row: file, line, quote, extraction rule, derivation of the date.
///
/// Input: the folder of articles, which is processed again. Output: text on standard output. If an identifier is unknown,
/// it is looked up in the datasets, to report whether they are outdated.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  annals trace DAT001-0a1b2c3d\n  annals trace some-article --raw articles\n\n\
    Exit status: 0 success, 2 unknown identifier or the command could not run."
)]
pub(crate) struct Trace {
    /// Identifier of an article, claim, event, person, position, organisation, place, quotation, quantity or finding.
    #[arg(value_name = "ID")]
    id: String,

    #[command(flatten)]
    raw: RawOptions,
    #[command(flatten)]
    knowledge: KnowledgeOption,

    /// Folder of the published datasets.
    #[arg(long, value_name = "DIR", default_value = "processed")]
    processed: PathBuf,

    #[command(flatten)]
    threads: ThreadsOption,
}

impl Trace {
    pub(crate) fn run(self) -> Result<Outcome, Failure> {
        let ((corpus, explanation), claims) = self.threads.run(|| {
            let progress = Progress::new(Detail::Default);
            progress.stage("loading knowledge");
            let pipeline = staged_run::load_pipeline(&self.knowledge, Some(self.raw.max_size))?;
            let mut times = StageTimes::default();
            let normalize = |article| pipeline.normalize(article);
            let ingested =
                staged_run::ingest_and_normalize(&self.raw, &pipeline, normalize, &progress, &mut times)?;
            let claims: Vec<Claim> =
                ingested.articles.iter().flat_map(|article| &article.reading.claims).cloned().collect();
            Ok::<_, Failure>((
                staged_run::link_explained_and_validate(ingested, &pipeline, &progress, times),
                claims,
            ))
        })??;
        let rows = RowIndex::of(&corpus.release);
        let id = self.id.trim();
        let found = rows.get(id);
        if found.is_empty() {
            return Err(self.unknown(id, &rows));
        }
        let mut page = page::Page::new(&self.raw, &corpus, &explanation, &claims, &rows);
        for row in found {
            page.row(*row);
        }
        let mut out = output::styled();
        out.write_all(page.text().as_bytes()).and_then(|()| out.flush()).map_err(Failure::Output)?;
        Ok(Outcome::Success)
    }

    fn unknown(&self, id: &str, rows: &RowIndex) -> Failure {
        if is_published(&self.processed, id) {
            return Failure::Outdated {
                id: id.to_owned(),
                processed: self.processed.clone(),
                raw: self.raw.raw.clone(),
            };
        }
        let similar = suggestions::similar(id, rows.identifiers());
        Failure::Unknown { what: "identifier", name: id.to_owned(), similar }
    }
}

/// Whether a published dataset has a row with this identifier, which is the first column.
fn is_published(folder: &Path, id: &str) -> bool {
    Dataset::ALL.into_iter().any(|dataset| {
        let file = folder.join(dataset.name()).with_extension("json");
        let Ok(text) = std::fs::read_to_string(file) else { return false };
        let rows: Vec<Map<String, Value>> = serde_json::from_str(&text).unwrap_or_default();
        rows.iter().any(|row| row.values().next().and_then(Value::as_str) == Some(id))
    })
}
