use annals_model::{Consistency, EventRow, Severity};

use crate::context::Context;
use crate::draft::Draft;
use crate::example_case::Case;
use crate::rule::{Check, Example, Rule};
use crate::support::dates::{
    contradiction, contradiction_between_articles, dated, dates_with_articles, explain_contradiction,
    is_factual, within_one_article,
};

pub(super) static RULE: Rule = Rule {
    code: "DAT001",
    name: "sources-disagree-on-date",
    severity: Severity::Warning,
    what: "Articles that give one event dates that cannot all be true.",
    why: "At least one date is wrong, or the articles report two events. `events` keeps all the \
          dates, as a choice such as `[1887,1899]`. Dates of different precision, such as a year and \
          a day of it, do not disagree.",
    remedy: "Read the sentences. If the articles mean two events, distinguish them by their names in \
          knowledge/. If one article is wrong, waive the finding and state which one in the reason.",
    examples: &[
        Example::fires(
            "One article: “The Oslund Bridge was opened on 3 May 1901.” Another: “… on 18 May 1901.”",
            "1901-05-03 (gazette); 1901-05-18 (herald). The dates 1901-05-03 and 1901-05-18 have no day in \
             common",
            || two("1901-05-03", "1901-05-18", Consistency::Conflicts),
        ),
        Example::fires(
            "“The dock strike of 11 to 31 March 1863” and “the dock strike of 11 March to 15 April 1863”.",
            "1863-03-11 to 1863-04-15 differ",
            || two("1863-03-11/1863-03-31", "1863-03-11/1863-04-15", Consistency::Conflicts),
        ),
        Example::passes(
            "“… was opened on 3 May 1901” and “… was opened in 1901”: these are compatible.",
            || two("1901-05-03", "1901", Consistency::Compatible),
        ),
        Example::passes("One article gives both dates: DAT007 reports it.", || {
            Case::article("gazette")
                .claim("Oslund Bridge", "1901-05-03", "Opened on 3 May 1901.")
                .claim("Oslund Bridge", "1901-05-18", "Opened on 18 May 1901.")
                .consistency(Consistency::Conflicts)
        }),
    ],
    check: Check::Input(check),
};

fn two(first: &str, second: &str, consistency: Consistency) -> Case {
    Case::article("gazette")
        .claim("Oslund Bridge", first, "One date.")
        .and_article("herald")
        .claim("Oslund Bridge", second, "Another date.")
        .consistency(consistency)
}

fn check(context: &Context<'_>) -> Vec<Draft> {
    let events = context.input.release.events.iter();
    events
        .filter(|event| event.consistency == Consistency::Conflicts)
        .filter_map(|event| disagreement(context, event))
        .collect()
}

fn disagreement(context: &Context<'_>, event: &EventRow) -> Option<Draft> {
    let dated = dated(event.claims.iter().filter_map(|id| context.claim(id)));
    let stated: Vec<_> = dated.iter().copied().filter(|(claim, _)| is_factual(claim)).collect();
    let between = contradiction_between_articles(&stated);
    let inside = || within_one_article(&stated).iter().any(|claims| contradiction(claims).is_some());
    if dated.is_empty() || (between.is_none() && inside()) {
        return None;
    }
    let dates = dates_with_articles(&dated);
    let mut message = format!("Sources disagree on the date of “{}”: {dates}.", event.name);
    if let Some((first, second)) = between.or_else(|| contradiction(&dated)) {
        message.push(' ');
        message.push_str(&explain_contradiction(first, second));
    }
    Some(dated.iter().fold(Draft::new(message), |draft, (claim, _)| draft.claim(claim)))
}
