use std::collections::BTreeMap;

use annals_edtf::Edtf;
use annals_model::{ArticleId, ClaimRow, EntityId, KindId, Severity};

use crate::context::Context;
use crate::draft::Draft;
use crate::example_case::Case;
use crate::rule::{Check, Example, Rule};
use crate::support::dates::is_factual;
use crate::support::wording::date;

pub(super) static RULE: Rule = Rule {
    code: "DAT014",
    name: "exchanged-life-dates",
    severity: Severity::Warning,
    what: "Two people whose births, or deaths, have exchanged dates in two articles.",
    why: "One of the articles gives each person the date of the other.",
    remedy: "Check which article a third source confirms, and waive the finding with that reason.",
    examples: &[
        Example::fires(
            "One article: Ada Moreau was born in 1820, Jon Tornquist in 1834. Another article exchanges \
             the years.",
            "1820 and 1834 (gazette), but 1834 and 1820 (herald)",
            || exchanged("1834", "1820"),
        ),
        Example::passes("Both articles give the same dates.", || exchanged("1820", "1834")),
        Example::passes("Only one of the two dates differs.", || exchanged("1834", "1834")),
    ],
    check: Check::Input(check),
};

fn exchanged(ada: &str, jon: &str) -> Case {
    let born = |case: Case, name: &str, date: &str| {
        let quote = format!("{name}, born in {date}");
        case.claim(&format!("birth of {name}"), date, &quote).kind("birth").participant(name)
    };
    let case =
        born(born(Case::article("gazette").life_axioms(), "Ada Moreau", "1820"), "Jon Tornquist", "1834");
    born(born(case.and_article("herald"), "Ada Moreau", ada), "Jon Tornquist", jon)
}

/// The date that each article states, with its claim.
type ByArticle<'a> = BTreeMap<&'a ArticleId, (&'a Edtf, &'a ClaimRow)>;

fn check(context: &Context<'_>) -> Vec<Draft> {
    let mut dates: BTreeMap<(&KindId, &EntityId), ByArticle<'_>> = BTreeMap::new();
    for claim in context.input.release.claims.iter().filter(|claim| is_factual(claim)) {
        let ([person], Some(on)) = (claim.participants.as_slice(), &claim.date) else { continue };
        if context.begins_life(&claim.kind) || context.ends_life(&claim.kind) {
            dates.entry((&claim.kind, person)).or_default().insert(&claim.article_id, (on, claim));
        }
    }
    // Disagreeing pairs of dates, by which the mirrored pair is found.
    type Key<'a> = (&'a KindId, &'a ArticleId, &'a ArticleId, &'a Edtf, &'a Edtf);
    let mut seen: BTreeMap<Key<'_>, (&EntityId, [&ClaimRow; 2])> = BTreeMap::new();
    let mut drafts = Vec::new();
    for ((kind, person), by_article) in &dates {
        let mut articles = by_article.iter();
        // Each article is compared with the first only, to keep the time linear.
        let Some((first, (one, claim))) = articles.next() else { continue };
        for (second, (other, also)) in articles {
            if one == other {
                continue;
            }
            if let Some((earlier, claims)) = seen.get(&(*kind, *first, *second, *other, *one)) {
                let message = format!(
                    "The dates of {} and {} seem exchanged: {} and {} ({first}), but {} and {} ({second}).",
                    context.person_name(earlier),
                    context.person_name(person),
                    date(other),
                    date(one),
                    date(one),
                    date(other)
                );
                let draft = claims.iter().fold(Draft::new(message), |draft, claim| draft.claim(claim));
                drafts.push(draft.claim(claim).claim(also));
            }
            seen.insert((*kind, *first, *second, *one, *other), (*person, [*claim, *also]));
        }
    }
    drafts
}
