use std::collections::BTreeSet;

use annals_model::{ArticleId, ArticleRow, Severity};

use crate::context::Context;
use crate::draft::Draft;
use crate::example_case::Case;
use crate::rule::{Check, Example, Rule};
use crate::support::text_changes::Texts;

pub(super) static RULE: Rule = Rule {
    code: "ART010",
    name: "near-duplicate-differs",
    severity: Severity::Warning,
    what: "A near-duplicate whose date, number or name differs from the original in a sentence that \
          both have.",
    why: "One of the two was changed or mistyped. Both count as one source, so no rule on disagreeing \
          sources reports the difference.",
    remedy: "Find out which of the two is right, for example from a third article with the same text.",
    examples: &[
        Example::fires(
            "Two newspapers print the text of one agency, one with “on 3 May 1901”, the other with “on 8 \
             May 1901”.",
            "the date of “Oslund Bridge”: 1901-05-03 (gazette), but 1901-05-08 (herald)",
            || copies("1901-05-03", "1901-05-08", 12, 12),
        ),
        Example::fires(
            "The same with 12 and 17 arches.",
            "the number of arches: 12 (gazette), but 17 (herald)",
            || copies("1901-05-03", "1901-05-03", 12, 17),
        ),
        Example::fires(
            "“Vessen met Moreau in Oslund”, and in the copy “Vessen met Tornquist in Oslund”.",
            "the name in “Vessen met Moreau in Oslund”: Moreau (gazette), but Tornquist (herald)",
            || named("Tornquist"),
        ),
        Example::passes("The copy has “Ada Moreau”.", || named("Ada Moreau")),
        Example::passes("Both texts have the same values.", || copies("1901-05-03", "1901-05-03", 12, 12)),
        Example::passes("The articles are not near-duplicates: DAT001 or NUM001 reports them.", || {
            copies("1901-05-03", "1901-05-08", 12, 17).with(|release| {
                release.articles.iter_mut().for_each(|article| article.copy_of = None);
            })
        }),
    ],
    check: Check::Input(check),
};

fn copies(first: &str, second: &str, arches: i64, more: i64) -> Case {
    Case::article("gazette")
        .claim("Oslund Bridge", first, "The bridge with its arches was opened by the mayor.")
        .quantity(arches, "arches", "so many arches")
        .and_article("herald")
        .copy_of("gazette")
        .claim("Oslund Bridge", second, "The bridge with its arches was opened by the mayor.")
        .quantity(more, "arches", "so many arches, again")
}

fn named(name: &str) -> Case {
    let words = format!("Vessen met {name} in Oslund");
    Case::article("gazette")
        .name_context(7, "Moreau", "Vessen met Moreau in Oslund")
        .and_article("herald")
        .copy_of("gazette")
        .name_context(7, name, &words)
}

fn check(context: &Context<'_>) -> Vec<Draft> {
    let copies: Vec<(&ArticleRow, &ArticleId)> = context
        .input
        .release
        .articles
        .iter()
        .filter_map(|copy| Some((copy, copy.copy_of.as_ref()?)))
        .collect();
    let wanted: BTreeSet<&ArticleId> = copies.iter().flat_map(|(copy, of)| [&copy.article_id, *of]).collect();
    let texts = Texts::of(context, &wanted);
    let mut drafts = Vec::new();
    for (copy, original) in copies {
        for change in texts.changes(context, original, &copy.article_id) {
            let message = format!(
                "The near-duplicate {copy} differs from {original} in {}: {} ({original}), but {} ({copy}).",
                change.property,
                change.before,
                change.after,
                copy = copy.article_id,
            );
            drafts.push(change.draft(message, [original, &copy.article_id]));
        }
    }
    drafts
}
