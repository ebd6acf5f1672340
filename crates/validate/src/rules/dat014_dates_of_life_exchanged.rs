use std::collections::BTreeMap;

use annals_model::{ArticleId, ClaimRow, EntityId, KindId, Severity};
use annals_edtf::Edtf;

use crate::context::Context;
use crate::dating::is_told;
use crate::draft::Draft;
use crate::example::Case;
use crate::rule::{Check, Example, Rule};
use crate::wording::date;

pub(super) static RULE: Rule = Rule {
    code: "DAT014",
    name: "dates-of-life-exchanged",
    severity: Severity::Warning,
    what: "Two people whose births, or deaths, one article dates crosswise to another.",
    why: "One of the articles has given each the date of the other.",
    remedy: "Look which of the two a third source confirms, and waive the finding with that as the reason.",
    examples: &[
        Example::fires(
            "One paper: Ada Moreau was born in 1820 and Jon Tornquist in 1834. Another has it the other way round.",
            "1820 and 1834 (gazette), but 1834 and 1820 (herald)",
            || crosswise("1834", "1820"),
        ),
        Example::passes("Both papers say the same.", || crosswise("1820", "1834")),
        Example::passes("Only one of the two dates is another.", || crosswise("1834", "1834")),
    ],
    check: Check::Subject(check),
};

fn crosswise(ada: &str, jon: &str) -> Case {
    let born = |case: Case, name: &str, date: &str| {
        let quote = format!("{name}, born in {date}");
        case.claim(&format!("birth of {name}"), date, &quote).kind("birth").of(name)
    };
    let case = born(born(Case::article("gazette").lives(), "Ada Moreau", "1820"), "Jon Tornquist", "1834");
    born(born(case.and_article("herald"), "Ada Moreau", ada), "Jon Tornquist", jon)
}

/// The date that each article tells, and where.
type ByArticle<'a> = BTreeMap<&'a ArticleId, (&'a Edtf, &'a ClaimRow)>;

fn check(context: &Context<'_>) -> Vec<Draft> {
    // By person and kind, what each article says.
    let mut told: BTreeMap<(&KindId, &EntityId), ByArticle<'_>> = BTreeMap::new();
    for claim in context.subject.release.claims.iter().filter(|claim| is_told(claim)) {
        let ([person], Some(on)) = (claim.participants.as_slice(), &claim.date) else { continue };
        if context.begins_life(&claim.kind) || context.ends_life(&claim.kind) {
            told.entry((&claim.kind, person)).or_default().insert(&claim.article_id, (on, claim));
        }
    }
    // A pair of dates in dispute, with the articles that tell them, meets its mirror image.
    type Key<'a> = (&'a KindId, &'a ArticleId, &'a ArticleId, &'a Edtf, &'a Edtf);
    let mut seen: BTreeMap<Key<'_>, (&EntityId, [&ClaimRow; 2])> = BTreeMap::new();
    let mut drafts = Vec::new();
    for ((kind, person), by_article) in &told {
        let mut articles = by_article.iter();
        // An article is held against the first: more would be all against all.
        let Some((first, (one, claim))) = articles.next() else { continue };
        for (second, (other, also)) in articles {
            if one == other {
                continue;
            }
            if let Some((earlier, claims)) = seen.get(&(*kind, *first, *second, *other, *one)) {
                let message = format!(
                    "The dates of {} and {} seem to be exchanged: {} and {} ({first}), but {} and {} ({second}).",
                    context.person(earlier),
                    context.person(person),
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
