use annals_model::{Consistency, EventRow, Severity};

use crate::context::Context;
use crate::dating::{
    contradiction, contradiction_between_articles, dated, is_told, reason, told, within_one_article,
};
use crate::draft::Draft;
use crate::example::Case;
use crate::rule::{Check, Example, Rule};

pub(super) static RULE: Rule = Rule {
    code: "DAT001",
    name: "sources-disagree-on-date",
    severity: Severity::Warning,
    what: "Articles that tell one event with dates that cannot all be true.",
    why: "At least one of them is wrong, or they tell two events. `events` keeps all the dates, as a \
          choice such as `[1887,1899]`, and whoever uses one of them should know of the others. A date \
          that is only less precise than another, such as a year beside a day of it, is no disagreement.",
    remedy: "Read the sentences. If the articles mean two events, tell them apart by their names in \
             knowledge/; if one has it wrong, waive the finding and say which in the reason.",
    examples: &[
        Example::fires(
            "One paper: “The Oslund Bridge was opened on 3 May 1901.” Another: “… on 18 May 1901.”",
            "1901-05-03 (gazette); 1901-05-18 (herald): 1901-05-03 and 1901-05-18 have no day in common",
            || two("1901-05-03", "1901-05-18", Consistency::Conflicts),
        ),
        Example::fires(
            "“The dock strike of 11 to 31 March 1863” and “the dock strike of 11 March to 15 April 1863”.",
            "one period cannot be both",
            || two("1863-03-11/1863-03-31", "1863-03-11/1863-04-15", Consistency::Conflicts),
        ),
        Example::passes("“… was opened on 3 May 1901” and “… was opened in 1901”: both hold.", || {
            two("1901-05-03", "1901", Consistency::Compatible)
        }),
        Example::passes("One article gives both dates: that is DAT007.", || {
            Case::article("gazette")
                .claim("Oslund Bridge", "1901-05-03", "Opened on 3 May 1901.")
                .claim("Oslund Bridge", "1901-05-18", "Opened on 18 May 1901.")
                .consistency(Consistency::Conflicts)
        }),
    ],
    check: Check::Subject(check),
};

fn two(first: &str, second: &str, consistency: Consistency) -> Case {
    Case::article("gazette")
        .claim("Oslund Bridge", first, "One date.")
        .and_article("herald")
        .claim("Oslund Bridge", second, "Another date.")
        .consistency(consistency)
}

fn check(context: &Context<'_>) -> Vec<Draft> {
    let events = context.subject.release.events.iter();
    events
        .filter(|event| event.consistency == Consistency::Conflicts)
        .filter_map(|event| disagreement(context, event))
        .collect()
}

fn disagreement(context: &Context<'_>, event: &EventRow) -> Option<Draft> {
    let dated = dated(event.claims.iter().filter_map(|id| context.claim(id)));
    let stated: Vec<_> = dated.iter().copied().filter(|(claim, _)| is_told(claim)).collect();
    let between = contradiction_between_articles(&stated);
    let inside = || within_one_article(&stated).iter().any(|claims| contradiction(claims).is_some());
    if dated.is_empty() || (between.is_none() && inside()) {
        return None;
    }
    let because = between
        .or_else(|| contradiction(&dated))
        .map(|(first, second)| format!(": {}", reason(first, second)))
        .unwrap_or_default();
    let message = format!("Sources disagree on the date of “{}”: {}{because}.", event.name, told(&dated));
    Some(dated.iter().fold(Draft::new(message), |draft, (claim, _)| draft.claim(claim)))
}
