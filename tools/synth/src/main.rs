//! The command `synth`.

use std::path::PathBuf;
use std::process::ExitCode;

use annals_synth::{Directory, Error, Options, Rate, Summary, generate};
use clap::Parser;

/// Writes synthetic articles with known events, and their ground truth.
///
/// The articles are about an invented world: OUT/raw/NNNNN-slug.md, 2 to 4 kB each, in varied English, most of
/// them with front matter. OUT/truth.jsonl has the ground truth, one JSON object a line: the events, the
/// statements of each with their words and dates, the people, and what was planted: contradictions between
/// articles, errors within them, near-duplicates.
///
/// The same options give the same bytes on any machine.
#[derive(Debug, Parser)]
#[command(
    name = "synth",
    version,
    after_help = "Example:\n  synth --articles 20000 --seed 7 --out /tmp/corpus"
)]
struct Arguments {
    /// How many articles to write, copies included
    #[arg(long, value_name = "N", default_value_t = 1000)]
    articles: usize,

    /// The seed of the random numbers
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,

    /// The folder to write: one that is empty or does not exist
    #[arg(long, value_name = "DIR")]
    out: PathBuf,

    /// The share of events in two or more articles for which some state a wrong date, place or number
    #[arg(long, value_name = "SHARE", default_value = "0.02")]
    contradictions: Rate,

    /// The share of articles that are near-duplicates of another one
    #[arg(long, value_name = "SHARE", default_value = "0.03")]
    copies: Rate,

    /// The share of weekdays, anniversaries and durations that are wrong
    #[arg(long, value_name = "SHARE", default_value = "0.02")]
    defects: Rate,

    /// How many scenes to write in addition: a few articles each that test one rule or one trap
    #[arg(long, value_name = "N", default_value_t = 0)]
    scenes: usize,

    /// The share of scenes in their wrong version, of those that have one
    #[arg(long, value_name = "SHARE", default_value = "0.5")]
    planted: Rate,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(&arguments) {
        Ok(summary) => {
            let Summary { articles, bytes, events, statements, contradictions, defects, copies, plants } =
                summary;
            eprintln!(
                "{articles} articles ({copies} of them near-duplicates), {bytes} bytes\n\
                 {events} events in {statements} statements\n\
                 {contradictions} contradictions and {defects} defects planted, and {plants} scenes in their wrong version"
            );
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

fn run(arguments: &Arguments) -> Result<Summary, Error> {
    let options = Options {
        articles: arguments.articles,
        seed: arguments.seed,
        contradictions: arguments.contradictions,
        copies: arguments.copies,
        defects: arguments.defects,
        scenes: arguments.scenes,
        planted: arguments.planted,
    };
    generate(&options, &mut Directory::create(&arguments.out)?)
}
