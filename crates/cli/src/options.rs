//! Options that several subcommands share.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use crate::failure::Failure;

/// The input articles.
#[derive(Args)]
pub(crate) struct RawOptions {
    /// Folder of articles. Subfolders are included.
    #[arg(long, value_name = "DIR", default_value = "raw")]
    pub(crate) raw: PathBuf,

    /// Maximum size of a file, in bytes or with a unit such as KB, MB or MiB. Larger files are excluded and reported
    /// as findings.
    #[arg(long, value_name = "SIZE", default_value = "20MB", value_parser = parse_size)]
    pub(crate) max_size: u64,
}

/// The folder `knowledge/`.
#[derive(Args)]
pub(crate) struct KnowledgeOption {
    /// Folder with gazetteer, outlets, language rules and overrides [default: ./knowledge if it exists, otherwise the
    /// built-in copy].
    #[arg(long, value_name = "DIR")]
    knowledge: Option<PathBuf>,
}

impl KnowledgeOption {
    /// Returns the folder, or `None` for the built-in copy.
    pub(crate) fn folder(&self) -> Option<&Path> {
        let default = Path::new("knowledge");
        self.knowledge.as_deref().or_else(|| default.is_dir().then_some(default))
    }
}

/// The folder of intermediate results.
#[derive(Args)]
pub(crate) struct WorkOption {
    /// Folder for the results of single stages, which the next stage reads.
    #[arg(long, value_name = "DIR", default_value = "work")]
    pub(crate) work: PathBuf,
}

/// The argument `-`.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum StandardStreams {
    /// Standard input and output.
    #[value(name = "-")]
    Standard,
}

/// The number of threads.
#[derive(Args)]
pub(crate) struct ThreadsOption {
    /// Number of threads [default: number of cores]. It does not affect the result.
    #[arg(long, short = 'j', value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
}

impl ThreadsOption {
    /// Runs a task in a thread pool of that size.
    pub(crate) fn run<R: Send>(&self, task: impl FnOnce() -> R + Send) -> Result<R, Failure> {
        // With 0, rayon chooses the number.
        let threads = usize::from(self.threads.unwrap_or(0));
        Ok(rayon::ThreadPoolBuilder::new().num_threads(threads).build()?.install(task))
    }
}

/// How findings are reported.
#[derive(Args)]
pub(crate) struct ReportOptions {
    /// Format of findings: `text` on standard error, `json` on standard output (all findings, one per line), or
    /// `github` on standard output (workflow annotations).
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Format::Text)]
    pub(crate) format: Format,

    /// Report only errors, without a summary.
    #[arg(long, short, conflicts_with = "verbose")]
    pub(crate) quiet: bool,

    /// Report notes as well, without a limit.
    #[arg(long, short)]
    pub(crate) verbose: bool,
}

impl ReportOptions {
    /// Returns which findings are listed.
    pub(crate) fn detail(&self) -> Detail {
        match (self.quiet, self.verbose) {
            (true, _) => Detail::Errors,
            (false, true) => Detail::All,
            (false, false) => Detail::Default,
        }
    }
}

/// The format of reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Text,
    Json,
    Github,
}

/// Which findings are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Detail {
    /// Open errors.
    Errors,
    /// Open errors and warnings, up to a limit.
    Default,
    /// All open findings.
    All,
}

/// Parses a size such as `20MB`, with decimal units (KB, MB, GB) or binary ones (KiB, MiB, GiB).
fn parse_size(text: &str) -> Result<u64, String> {
    let invalid = || format!("found {text:?}, expected a size such as 500KB, 20MB or 1GiB");
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, unit) = text.split_at(digits);
    let factor: u64 = match unit.trim().to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "k" | "kb" => 1_000,
        "m" | "mb" => 1_000_000,
        "g" | "gb" => 1_000_000_000,
        "kib" => 1 << 10,
        "mib" => 1 << 20,
        "gib" => 1 << 30,
        _ => return Err(invalid()),
    };
    number.parse::<u64>().ok().and_then(|number| number.checked_mul(factor)).ok_or_else(invalid)
}

#[cfg(test)]
mod tests {
    use super::parse_size;

    #[test]
    fn sizes() {
        assert_eq!(parse_size("20MB"), Ok(20_000_000));
        assert_eq!(parse_size("1 KiB"), Ok(1024));
        assert_eq!(parse_size("7"), Ok(7));
        for bad in ["", "MB", "-1", "1.5MB", "3 apples", "99999999999GB"] {
            assert!(parse_size(bad).is_err(), "{bad}");
        }
    }
}
