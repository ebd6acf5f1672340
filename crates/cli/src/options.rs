//! Options that several commands share.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use crate::failure::Failure;

/// Where articles come from.
#[derive(Args)]
pub(crate) struct RawFolder {
    /// Folder of the articles, with its subfolders.
    #[arg(long, value_name = "DIR", default_value = "raw")]
    pub(crate) raw: PathBuf,

    /// Leave out files beyond this size, with a finding: bytes, or with a unit such as KB, MB, MiB.
    #[arg(long, value_name = "SIZE", default_value = "20MB", value_parser = size)]
    pub(crate) max_size: u64,
}

/// Which `knowledge/` is used.
#[derive(Args)]
pub(crate) struct KnowledgeFolder {
    /// Folder with names, outlets, words and overrides [default: ./knowledge if it is there,
    /// otherwise the copy that the program was built with].
    #[arg(long, value_name = "DIR")]
    knowledge: Option<PathBuf>,
}

impl KnowledgeFolder {
    /// The folder to read, or nothing for the copy in the program.
    pub(crate) fn folder(&self) -> Option<&Path> {
        let usual = Path::new("knowledge");
        self.knowledge.as_deref().or_else(|| usual.is_dir().then_some(usual))
    }
}

/// Where the stages leave what the next one reads.
#[derive(Args)]
pub(crate) struct WorkFolder {
    /// Folder in which the stages meet.
    #[arg(long, value_name = "DIR", default_value = "work")]
    pub(crate) work: PathBuf,
}

/// The name of standard input.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Pipe {
    /// Standard input and output.
    #[value(name = "-")]
    Standard,
}

/// How many threads work.
#[derive(Args)]
pub(crate) struct Threads {
    /// Number of threads [default: one for each core]. The result is the same for any number.
    #[arg(long, short = 'j', value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
}

impl Threads {
    /// Does something with that many threads at hand.
    pub(crate) fn run<R: Send>(&self, task: impl FnOnce() -> R + Send) -> Result<R, Failure> {
        // Zero leaves the number to rayon.
        let threads = usize::from(self.threads.unwrap_or(0));
        Ok(rayon::ThreadPoolBuilder::new().num_threads(threads).build()?.install(task))
    }
}

/// How findings are reported.
#[derive(Args)]
pub(crate) struct Reporting {
    /// How to report findings: `text` for people on standard error; `json`, all of them, one a line,
    /// or `github`, annotations of a workflow, on standard output.
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Format::Text)]
    pub(crate) format: Format,

    /// Report errors only, and no summary.
    #[arg(long, short, conflicts_with = "verbose")]
    pub(crate) quiet: bool,

    /// Report notes too, and all findings however many.
    #[arg(long, short)]
    pub(crate) verbose: bool,
}

impl Reporting {
    /// How much people want to see.
    pub(crate) fn detail(&self) -> Detail {
        match (self.quiet, self.verbose) {
            (true, _) => Detail::Errors,
            (false, true) => Detail::All,
            (false, false) => Detail::Usual,
        }
    }
}

/// A form of reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Text,
    Json,
    Github,
}

/// How much of the findings is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Detail {
    /// Open errors.
    Errors,
    /// Open errors and warnings, up to a number that a person reads.
    Usual,
    /// All that are open.
    All,
}

/// Reads a size such as `20MB`: decimal units as in KB, binary ones as in KiB.
fn size(text: &str) -> Result<u64, String> {
    let expected = || format!("expected a size such as 500KB, 20MB or 1GiB, found {text:?}");
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
        _ => return Err(expected()),
    };
    number.parse::<u64>().ok().and_then(|number| number.checked_mul(factor)).ok_or_else(expected)
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn sizes() {
        assert_eq!(size("20MB"), Ok(20_000_000));
        assert_eq!(size("1 KiB"), Ok(1024));
        assert_eq!(size("7"), Ok(7));
        for bad in ["", "MB", "-1", "1.5MB", "3 apples", "99999999999GB"] {
            assert!(size(bad).is_err(), "{bad}");
        }
    }
}
