use annals_model::Severity;

use super::sayings::{Pair, pairs, two_speakers};
use crate::context::Context;
use crate::draft::Draft;
use crate::example::Case;
use crate::rule::{Check, Example, Rule};

pub(super) static RULE: Rule = Rule {
    code: "ENT007",
    name: "quotation-of-two-speakers",
    severity: Severity::Warning,
    what: "The same words put into the mouths of two people.",
    why: "One of the two did not say them, or repeated the other's.",
    remedy: "Look who is quoted first. If the two are one person, add an alias to knowledge/names/people.csv.",
    examples: &[
        Example::fires(
            "Moreau: “We shall build the bridge if it takes us thirty years.” Another paper gives the sentence to Tornquist.",
            "Ada Moreau (gazette) and Jon Tornquist (herald)",
            || said("Jon Tornquist", SAYING),
        ),
        Example::passes("Both papers give it to Moreau.", || said("Ada Moreau", SAYING)),
        Example::passes("The other paper does not say who said it.", || said("", SAYING)),
        Example::passes("Both said: “Thank you.”", || {
            Case::article("gazette")
                .quotes("Ada Moreau", "Thank you.")
                .and_article("herald")
                .quotes("Jon Tornquist", "Thank you.")
        }),
    ],
    check: Check::Subject(check),
};

pub(super) const SAYING: &str = "We shall build the bridge if it takes us thirty years.";

pub(super) fn said(speaker: &str, text: &str) -> Case {
    Case::article("gazette").quotes("Ada Moreau", SAYING).and_article("herald").quotes(speaker, text)
}

fn check(context: &Context<'_>) -> Vec<Draft> {
    pairs(context).iter().filter_map(|pair| finding(context, pair)).collect()
}

fn finding(context: &Context<'_>, pair: &Pair<'_>) -> Option<Draft> {
    let [first, second] = two_speakers(context, pair)?;
    let message = format!(
        "The same words are given to two speakers, {} ({}) and {} ({}): “{}”.",
        context.person(first),
        pair.first.article_id,
        context.person(second),
        pair.second.article_id,
        pair.first.text.trim_end_matches(['.', ','])
    );
    let draft = [pair.first, pair.second].into_iter().fold(Draft::new(message), |draft, row| {
        draft.article(&row.article_id).quoted(row.quotation_id.as_str(), &row.text)
    });
    Some(draft)
}
