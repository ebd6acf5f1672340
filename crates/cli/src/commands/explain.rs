//! `annals explain`: what a rule looks for.

use std::io::Write as _;

use clap::Args;

use crate::failure::{Failure, Outcome};
use crate::output;
use crate::suggest;

/// Prints what a rule looks for, with examples, or the rules.
#[derive(Args)]
#[command(after_help = "Examples:\n  annals explain\n  annals explain DAT001")]
pub(crate) struct Explain {
    /// The code or name of a rule; without one, all of them are listed.
    rule: Option<String>,

    /// Print all rules as one page in Markdown.
    #[arg(long, conflicts_with = "rule")]
    page: bool,
}

impl Explain {
    pub(crate) fn run(self) -> Result<Outcome, Failure> {
        if self.page {
            let mut out = output::data();
            out.write_all(annals_validate::rules_page().as_bytes()).map_err(Failure::Output)?;
            out.flush().map_err(Failure::Output)?;
            return Ok(Outcome::Fine);
        }
        let mut out = output::page();
        match self.rule {
            Some(name) => {
                let Some(text) = annals_validate::explain(&name) else {
                    let rules = annals_validate::rules();
                    let known = rules.iter().flat_map(|rule| [rule.code(), rule.name()]);
                    let near = suggest::near(&name, known);
                    return Err(Failure::Unknown { what: "the rule", name, near });
                };
                writeln!(out, "{}", text.trim_end()).map_err(Failure::Output)?;
            }
            None => {
                for rule in annals_validate::rules() {
                    let (paint, severity) = crate::findings::face(rule.severity());
                    let severity = paint.paint(format_args!("{severity:<7}"));
                    writeln!(out, "{}  {severity}  {}", output::HEAD.paint(rule.code()), rule.name())
                        .map_err(Failure::Output)?;
                }
            }
        }
        out.flush().map_err(Failure::Output)?;
        Ok(Outcome::Fine)
    }
}
