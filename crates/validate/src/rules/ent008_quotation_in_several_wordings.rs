use annals_model::Severity;

use crate::context::Context;
use crate::draft::Draft;
use crate::example_rows::{QUOTATION, quoted_twice};
use crate::rule::{Check, Example, Rule};
use crate::support::quotations::{SimilarPair, similar_pairs, two_speakers};

pub(super) static RULE: Rule = Rule {
    code: "ENT008",
    name: "quotation-in-several-wordings",
    severity: Severity::Note,
    what: "A quotation that two articles give in slightly different words.",
    why: "At most one wording is the original. The other is a different translation or was changed.",
    remedy: "Find the original before quoting either.",
    examples: &[
        Example::fires(
            "“We shall build the bridge if it takes us thirty years.” and “We shall build the bridge if it \
             takes us forty years.”",
            "1 of 11 words differs",
            || quoted_twice("Ada Moreau", "We shall build the bridge if it takes us forty years."),
        ),
        Example::passes("Both articles have the same words.", || quoted_twice("Ada Moreau", QUOTATION)),
        Example::passes("A different quotation of the same speaker.", || {
            quoted_twice("Ada Moreau", "We shall build a station and a harbour before the year is out.")
        }),
    ],
    check: Check::Input(check),
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    let several = |pair: &&SimilarPair<'_>| {
        pair.changed > 0
            && pair.first.article_id != pair.second.article_id
            && two_speakers(context, pair).is_none()
    };
    similar_pairs(context).iter().filter(several).map(|pair| finding(context, pair)).collect()
}

fn finding(context: &Context<'_>, pair: &SimilarPair<'_>) -> Draft {
    let (first, second) = (pair.first, pair.second);
    let speaker = first.speaker.as_ref().or(second.speaker.as_ref());
    let whose = speaker.map(|speaker| format!(" of {}", context.person_name(speaker))).unwrap_or_default();
    let words = first.text.split_whitespace().count();
    let changed = match pair.changed {
        1 => format!("1 of {words} words differs"),
        changed => format!("{changed} of {words} words differ"),
    };
    let message = format!(
        "Two articles give one quotation{whose} in different words, {} and {}: {changed}.",
        first.article_id, second.article_id
    );
    [first, second].into_iter().fold(Draft::new(message), |draft, row| {
        draft.article(&row.article_id).quoted(row.quotation_id.as_str(), &row.text)
    })
}
