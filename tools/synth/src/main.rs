//! The command `synth`.

use std::path::PathBuf;
use std::process::ExitCode;

use annals_synth::{Directory, Error, Options, Rate, Summary, generate};
use clap::Parser;

/// Writes synthetic articles with known events, and the truth beside them.
///
/// The articles tell of an invented world: OUT/raw/NNNNN-slug.md, 2 to 4 kB each, in varied English, most of
/// them with front matter. OUT/truth.jsonl says, one JSON object a line, which events there are, which article
/// tells each in which words and with which date, who the people are, and what was planted: contradictions
/// between articles, defects within them, near-copies.
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

    /// Where the random numbers start
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,

    /// The folder to write: one that is empty or does not exist
    #[arg(long, value_name = "DIR")]
    out: PathBuf,

    /// The share of events with two or more tellers of which some tell a wrong date, place or number
    #[arg(long, value_name = "SHARE", default_value = "0.02")]
    contradictions: Rate,

    /// The share of articles that are near-copies of another one
    #[arg(long, value_name = "SHARE", default_value = "0.03")]
    copies: Rate,

    /// The share of weekdays, anniversaries and durations that are wrong by themselves
    #[arg(long, value_name = "SHARE", default_value = "0.02")]
    defects: Rate,

    /// How many scenes to write beside the articles: a few articles each that one rule, or one trap, is about
    #[arg(long, value_name = "N", default_value_t = 0)]
    scenes: usize,

    /// The share of scenes that are told wrongly, of those that can be
    #[arg(long, value_name = "SHARE", default_value = "0.5")]
    planted: Rate,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(&arguments) {
        Ok(summary) => {
            let Summary { articles, bytes, events, tellings, contradictions, defects, copies, plants } =
                summary;
            eprintln!(
                "{articles} articles ({copies} of them copies), {bytes} bytes\n\
                 {events} events in {tellings} statements\n\
                 {contradictions} contradictions and {defects} defects planted, and {plants} scenes told wrongly"
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
