use annals_model::Severity;

use super::ent007_quotation_of_two_speakers::{SAYING, said};
use super::sayings::{Pair, pairs, two_speakers};
use crate::context::Context;
use crate::draft::Draft;
use crate::rule::{Check, Example, Rule};

pub(super) static RULE: Rule = Rule {
    code: "ENT008",
    name: "quotation-in-several-wordings",
    severity: Severity::Note,
    what: "A saying that two articles quote between quotation marks, not quite in the same words.",
    why: "At most one of them is what was said; the other is a translation of its own, or was changed.",
    remedy: "Look for the source of the words before quoting either.",
    examples: &[
        Example::fires(
            "“We shall build the bridge if it takes us thirty years.” and “We shall build the bridge if it takes us forty years.”",
            "1 word of 11 is another",
            || said("Ada Moreau", "We shall build the bridge if it takes us forty years."),
        ),
        Example::passes("Both papers have the same words.", || said("Ada Moreau", SAYING)),
        Example::passes("She said something else as well.", || {
            said("Ada Moreau", "We shall build a station and a harbour before the year is out.")
        }),
    ],
    check: Check::Subject(check),
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    let several = |pair: &&Pair<'_>| {
        pair.changed > 0
            && pair.first.article_id != pair.second.article_id
            && two_speakers(context, pair).is_none()
    };
    pairs(context).iter().filter(several).map(|pair| finding(context, pair)).collect()
}

fn finding(context: &Context<'_>, pair: &Pair<'_>) -> Draft {
    let (first, second) = (pair.first, pair.second);
    let speaker = first.speaker.as_ref().or(second.speaker.as_ref());
    let whose = speaker.map(|speaker| format!(" of {}", context.person(speaker))).unwrap_or_default();
    let words = first.text.split_whitespace().count();
    let changed = match pair.changed {
        1 => format!("1 word of {words} is another"),
        changed => format!("{changed} words of {words} are others"),
    };
    let message = format!(
        "Two articles quote one saying{whose} in different words, {} and {}: {changed}.",
        first.article_id, second.article_id
    );
    [first, second].into_iter().fold(Draft::new(message), |draft, row| {
        draft.article(&row.article_id).quoted(row.quotation_id.as_str(), &row.text)
    })
}
