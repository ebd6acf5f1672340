use std::collections::BTreeSet;

use annals_model::{EventRow, Severity};

use crate::context::Context;
use crate::draft::Draft;
use crate::example_case::Case;
use crate::rule::{Check, Example, Rule};
use crate::support::dates::{contradiction, dated, explain_contradiction, is_factual, within_one_article};
use crate::support::wording;

pub(super) static RULE: Rule = Rule {
    code: "DAT007",
    name: "article-contradicts-itself",
    severity: Severity::Warning,
    what: "An article that gives one event two dates that cannot both be true.",
    why: "One of the dates is an error, or the article uses one name for two events.",
    remedy: "Read both sentences. If they mean two events, distinguish these by their names in \
          knowledge/.",
    examples: &[
        Example::fires(
            "“The Oslund Bridge was opened in 1901. … Since the opening of the Oslund Bridge in 1911 …”",
            "1901 and 1911 have no day in common",
            || twice("1901", "1911"),
        ),
        Example::passes("“… was opened in 1901. … the opening on 3 May 1901 …”", || {
            twice("1901", "1901-05-03")
        }),
        Example::passes("Another article gives the other date: DAT001 reports it.", || {
            Case::article("gazette")
                .claim("Oslund Bridge", "1901", "Opened in 1901.")
                .and_article("herald")
                .claim("Oslund Bridge", "1911", "Opened in 1911.")
        }),
    ],
    check: Check::Input(check),
};

fn twice(first: &str, second: &str) -> Case {
    Case::article("gazette").claim("Oslund Bridge", first, "It was opened.").claim(
        "Oslund Bridge",
        second,
        "Since its opening.",
    )
}

fn check(context: &Context<'_>) -> Vec<Draft> {
    let events = context.input.release.events.iter().filter(|event| event.claims.len() > 1);
    events.flat_map(|event| contradictions(context, event)).collect()
}

fn contradictions(context: &Context<'_>, event: &EventRow) -> Vec<Draft> {
    let claims = event.claims.iter().filter_map(|id| context.claim(id));
    let dated = dated(claims.filter(|claim| is_factual(claim)));
    let found = within_one_article(&dated).into_iter().filter_map(|claims| {
        let (first, second) = contradiction(&claims)?;
        let article = &claims.first()?.0.article_id;
        let dates = claims.iter().map(|(_, date)| wording::date(date));
        let message = format!(
            "The article {article} gives conflicting dates for “{}”: {}. {}",
            event.name,
            wording::list(dates.collect::<BTreeSet<_>>()),
            explain_contradiction(first, second)
        );
        Some(claims.iter().fold(Draft::new(message), |draft, (claim, _)| draft.claim(claim)))
    });
    found.collect()
}
