//! `annals explain`: documentation of the validation rules.

use std::io::Write as _;

use clap::Args;

use crate::failure::{Failure, Outcome};
use crate::report::output;
use crate::suggestions;

/// Prints the documentation of a validation rule, or the list of rules, to standard output.
#[derive(Args)]
#[command(after_help = "Examples:\n  annals explain\n  annals explain DAT001\n\n\
    Exit status: 0 success, 2 unknown rule or the command could not run.")]
pub(crate) struct Explain {
    /// Code or name of a rule. Without it, all rules are listed.
    rule: Option<String>,

    /// Print the documentation of all rules as a Markdown page.
    #[arg(long, conflicts_with = "rule")]
    page: bool,
}

impl Explain {
    pub(crate) fn run(self) -> Result<Outcome, Failure> {
        if self.page {
            let mut out = output::data();
            out.write_all(annals_validate::rules_page().as_bytes()).map_err(Failure::Output)?;
            out.flush().map_err(Failure::Output)?;
            return Ok(Outcome::Success);
        }
        let mut out = output::styled();
        match self.rule {
            Some(name) => {
                let Some(text) = annals_validate::explain(&name) else {
                    let rules = annals_validate::rules();
                    let known = rules.iter().flat_map(|rule| [rule.code(), rule.name()]);
                    let similar = suggestions::similar(&name, known);
                    return Err(Failure::Unknown { what: "rule", name, similar });
                };
                writeln!(out, "{}", text.trim_end()).map_err(Failure::Output)?;
            }
            None => {
                for rule in annals_validate::rules() {
                    let (paint, severity) = crate::report::findings::label(rule.severity());
                    let severity = paint.paint(format_args!("{severity:<7}"));
                    writeln!(out, "{}  {severity}  {}", output::HEAD.paint(rule.code()), rule.name())
                        .map_err(Failure::Output)?;
                }
            }
        }
        out.flush().map_err(Failure::Output)?;
        Ok(Outcome::Success)
    }
}
