use std::collections::BTreeMap;

use annals_model::{ArticleId, ClaimRow, Closeness, DurationUnit, EventId, Severity, TimeAmount, TimeAnchor};

use super::lapses::amount;
use crate::context::Context;
use crate::draft::Draft;
use crate::example::Case;
use crate::rule::{Check, Example, Rule};

pub(super) static RULE: Rule = Rule {
    code: "DAT015",
    name: "told-lengths-disagree",
    severity: Severity::Warning,
    what: "Two articles, or two sentences of one, say of one event how long it was or of one treaty how long it \
           holds, and do not say the same.",
    why: "One of the numbers is wrong, or two events are taken for one.",
    remedy: "Look which of them the dates of the event confirm. One more or less is not reported, and nothing \
             that the words leave room for (“more than”, “about”).",
    examples: &[
        Example::fires(
            "“A three-year agreement on wool was signed.” Another paper: “The agreement is to run for five years.”",
            "3 years (gazette); 5 years (herald)",
            || agreement(3, 5),
        ),
        Example::passes("“A three-day visit”, “a visit of four days”: one day more or less.", || agreement(3, 4)),
        Example::passes("Three years, told twice.", || agreement(3, 3)),
    ],
    check: Check::Subject(check),
};

fn agreement(one: u32, other: u32) -> Case {
    let signed = "A three-year agreement on wool was signed.";
    let case = Case::article("gazette").claim("Agreement on wool", "1863-05", signed);
    let case = case.lasting(one, DurationUnit::Year, "a three-year agreement");
    let case = case.and_article("herald").claim("Agreement on wool", "", "The agreement is to run");
    case.lasting(other, DurationUnit::Year, "is to run for")
}

/// A length as an article tells it.
struct Told<'a> {
    amount: &'a TimeAmount,
    claim: &'a ClaimRow,
    article: &'a ArticleId,
    quote: &'a str,
}

fn check(context: &Context<'_>) -> Vec<Draft> {
    let mut lengths: BTreeMap<&EventId, Vec<Told<'_>>> = BTreeMap::new();
    for article in context.subject.relations {
        for lapse in &article.durations {
            let (TimeAnchor::First(first), TimeAnchor::Last(last)) = (&lapse.from, &lapse.to) else { continue };
            let Some(claim) = context.claim(first).filter(|_| first == last) else { continue };
            let (amount, article, quote) = (&lapse.amount, &article.article_id, lapse.evidence.quote.as_str());
            lengths.entry(&claim.event_id).or_default().push(Told { amount, claim, article, quote });
        }
    }
    lengths.into_values().filter_map(|told| differing(&told)).collect()
}

/// The shortest and the longest of them, where they cannot be the same.
fn differing(told: &[Told<'_>]) -> Option<Draft> {
    let shortest = told.iter().min_by_key(|told| (most(told.amount), told.amount, told.article))?;
    let longest = told.iter().max_by_key(|told| (told.amount.least(), told.amount, told.article))?;
    if !differ(shortest.amount, longest.amount) {
        return None;
    }
    let message = format!(
        "It is not told in one way how long “{}” is: {} ({}); {} ({}).",
        shortest.claim.name,
        amount(shortest.amount),
        shortest.article,
        amount(longest.amount),
        longest.article,
    );
    let draft = [shortest, longest].into_iter().fold(Draft::new(message), |draft, told| {
        draft.claim(told.claim).words(told.quote)
    });
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
