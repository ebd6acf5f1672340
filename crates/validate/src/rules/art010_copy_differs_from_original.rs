use std::collections::BTreeSet;

use annals_model::{ArticleId, ArticleRow, Severity};

use super::revisions::Texts;
use crate::context::Context;
use crate::draft::Draft;
use crate::example::Case;
use crate::rule::{Check, Example, Rule};

pub(super) static RULE: Rule = Rule {
    code: "ART010",
    name: "copy-differs-from-original",
    severity: Severity::Warning,
    what: "A near-copy of an article that has another date, number or name in a sentence that both have.",
    why: "One of the two was changed, or mistyped, and both count as one witness: the difference is none between sources.",
    remedy: "Look which of the two is right; another paper that prints the same text may tell.",
    examples: &[
        Example::fires(
            "Two papers print the text of one agency, one of them with “on 3 May 1901”, the other with “on 8 May 1901”.",
            "has 1901-05-08 for the date of “Oslund Bridge”, where gazette has 1901-05-03",
            || copies("1901-05-03", "1901-05-08", 12, 12),
        ),
        Example::fires("The same with 12 and 17 arches.", "has 17 for the number of arches, where gazette has 12", || {
            copies("1901-05-03", "1901-05-03", 12, 17)
        }),
        Example::fires(
            "“Vessen met Moreau in Oslund”, and in the copy “Vessen met Tornquist in Oslund”.",
            "has Tornquist for the name in “Vessen met Moreau in Oslund”, where gazette has Moreau",
            || named("Tornquist"),
        ),
        Example::passes("The copy has “Ada Moreau”.", || named("Ada Moreau")),
        Example::passes("Both have the same.", || copies("1901-05-03", "1901-05-03", 12, 12)),
        Example::passes("The two are no copies: then that is DAT001 or NUM001.", || {
            copies("1901-05-03", "1901-05-08", 12, 17).with(|release| {
                release.articles.iter_mut().for_each(|article| article.copy_of = None);
            })
        }),
    ],
    check: Check::Subject(check),
};

fn copies(first: &str, second: &str, arches: i64, more: i64) -> Case {
    Case::article("gazette")
        .claim("Oslund Bridge", first, "The bridge with its arches was opened by the mayor.")
        .counts(arches, "arches", "so many arches")
        .and_article("herald")
        .copy_of("gazette")
        .claim("Oslund Bridge", second, "The bridge with its arches was opened by the mayor.")
        .counts(more, "arches", "so many arches, again")
}

fn named(name: &str) -> Case {
    let words = format!("Vessen met {name} in Oslund");
    Case::article("gazette")
        .slot(7, "Moreau", "Vessen met Moreau in Oslund")
        .and_article("herald")
        .copy_of("gazette")
        .slot(7, name, &words)
}

fn check(context: &Context<'_>) -> Vec<Draft> {
    let copies: Vec<(&ArticleRow, &ArticleId)> =
        context.subject.release.articles.iter().filter_map(|copy| Some((copy, copy.copy_of.as_ref()?))).collect();
    let wanted: BTreeSet<&ArticleId> = copies.iter().flat_map(|(copy, of)| [&copy.article_id, *of]).collect();
    let texts = Texts::of(context, &wanted);
    let mut drafts = Vec::new();
    for (copy, original) in copies {
        for change in texts.changes(context, original, &copy.article_id) {
            let message = format!(
                "The article {}, which repeats {original}, has {} for {}, where {original} has {}.",
                copy.article_id, change.is, change.about, change.was
            );
            drafts.push(change.draft(message, [original, &copy.article_id]));
        }
    }
    drafts
}
