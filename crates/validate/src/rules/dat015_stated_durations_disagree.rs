use std::collections::BTreeMap;

use annals_model::{ArticleId, ClaimRow, Closeness, DurationUnit, EventId, Severity, TimeAmount, TimeAnchor};

use crate::context::Context;
use crate::draft::Draft;
use crate::example_case::Case;
use crate::rule::{Check, Example, Rule};
use crate::support::durations::amount;

pub(super) static RULE: Rule = Rule {
    code: "DAT015",
    name: "stated-durations-disagree",
    severity: Severity::Warning,
    what: "Two articles, or two sentences of one article, that give one event different durations, or \
          one treaty different terms.",
    why: "One of the durations is wrong, or two events were merged.",
    remedy: "Check which duration the dates of the event confirm. A difference of one unit is not \
          reported, nor one that words such as “more than” or “about” allow.",
    examples: &[
        Example::fires(
            "“A three-year agreement on wool was signed.” Another article: “The agreement is to run for \
             five years.”",
            "3 years (gazette); 5 years (herald)",
            || agreement(3, 5),
        ),
        Example::passes(
            "“A three-day visit”, “a visit of four days”: a difference of one day.",
            || agreement(3, 4),
        ),
        Example::passes("Three years in both articles.", || agreement(3, 3)),
    ],
    check: Check::Input(check),
};

fn agreement(one: u32, other: u32) -> Case {
    let signed = "A three-year agreement on wool was signed.";
    let case = Case::article("gazette").claim("Agreement on wool", "1863-05", signed);
    let case = case.lasting(one, DurationUnit::Year, "a three-year agreement");
    let case = case.and_article("herald").claim("Agreement on wool", "", "The agreement is to run");
    case.lasting(other, DurationUnit::Year, "is to run for")
}

/// A duration as an article states it.
struct Stated<'a> {
    amount: &'a TimeAmount,
    claim: &'a ClaimRow,
    article: &'a ArticleId,
    quote: &'a str,
}

fn check(context: &Context<'_>) -> Vec<Draft> {
    let mut durations: BTreeMap<&EventId, Vec<Stated<'_>>> = BTreeMap::new();
    for article in context.input.relations {
        for relation in &article.durations {
            let (TimeAnchor::First(first), TimeAnchor::Last(last)) = (&relation.from, &relation.to) else {
                continue;
            };
            let Some(claim) = context.claim(first).filter(|_| first == last) else { continue };
            let (amount, article, quote) =
                (&relation.amount, &article.article_id, relation.evidence.quote.as_str());
            durations.entry(&claim.event_id).or_default().push(Stated { amount, claim, article, quote });
        }
    }
    durations.into_values().filter_map(|stated| disagreement(&stated)).collect()
}

/// Returns a draft if the shortest and the longest duration disagree.
fn disagreement(stated: &[Stated<'_>]) -> Option<Draft> {
    let shortest = stated.iter().min_by_key(|one| (most(one.amount), one.amount, one.article))?;
    let longest = stated.iter().max_by_key(|one| (one.amount.least(), one.amount, one.article))?;
    if !differ(shortest.amount, longest.amount) {
        return None;
    }
    let message = format!(
        "The stated durations of “{}” disagree: {} ({}); {} ({}).",
        shortest.claim.name,
        amount(shortest.amount),
        shortest.article,
        amount(longest.amount),
        longest.article,
    );
    let draft = [shortest, longest]
        .into_iter()
        .fold(Draft::new(message), |draft, one| draft.claim(one.claim).unattached_quote(one.quote));
    Some(draft)
}

fn most(amount: &TimeAmount) -> i64 {
    amount.most().unwrap_or(i64::MAX)
}

fn differ(shorter: &TimeAmount, longer: &TimeAmount) -> bool {
    let counted = |amount: &TimeAmount| matches!(amount.closeness, Closeness::Counted | Closeness::Exact);
    if shorter.unit == longer.unit && counted(shorter) && counted(longer) {
        return shorter.count + 1 < longer.count;
    }
    most(shorter) < longer.least()
}
