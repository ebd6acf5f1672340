use std::collections::BTreeSet;

use annals_model::{ArticleRow, DiagnosticKind, Severity};

use crate::context::Context;
use crate::draft::Draft;
use crate::example_case::Case;
use crate::rule::{Check, Example, Rule};

pub(super) static RULE: Rule = Rule {
    code: "ART007",
    name: "near-duplicate",
    severity: Severity::Note,
    what: "An article that repeats another one almost word for word.",
    why: "A near-duplicate is not an independent source: both articles count as one source in \
          `events`. Where they differ, one of them was changed. Exact duplicates are reported by \
          ART013.",
    remedy: "No action is needed if both are wanted. Otherwise remove one of them from raw/.",
    examples: &[
        Example::fires("Two newspapers print the text of one agency.", "almost word for word", || {
            Case::article("gazette-fire")
                .published("1951")
                .and_article("herald-fire")
                .published("1951")
                .copy_of("gazette-fire")
        }),
        Example::passes("Two newspapers report one fire in their own words.", || {
            Case::article("gazette-fire").published("1951").and_article("herald-fire").published("1951")
        }),
        Example::passes("An exact duplicate: ART013 reports it.", || {
            Case::article("fire")
                .published("1951")
                .and_article("fire-2")
                .published("1951")
                .copy_of("fire")
                .diagnostic(
                    DiagnosticKind::Duplicate,
                    "fire-2.txt",
                    "it has the same bytes as the article `fire`",
                )
        }),
    ],
    check: Check::Input(check),
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    let duplicates =
        context.input.diagnostics.iter().filter(|diagnostic| diagnostic.kind == DiagnosticKind::Duplicate);
    let duplicates: BTreeSet<&str> = duplicates.map(|diagnostic| diagnostic.path.as_str()).collect();
    let articles = context.input.release.articles.iter();
    let copies = articles
        .filter(|article| !duplicates.contains(diagnostic_path(article).as_str()))
        .filter_map(|article| {
            let original = article.copy_of.as_ref()?;
            let id = &article.article_id;
            let message = format!(
                "The article {id} repeats {original} almost word for word; both count as one source."
            );
            let draft = Draft::new(message).article(id).article(original);
            Some(draft.row(id.as_str()).row(original.as_str()))
        });
    copies.collect()
}

/// Returns the path of an article as diagnostics state it.
fn diagnostic_path(article: &ArticleRow) -> String {
    match &article.member {
        Some(member) => format!("{}/{member}", article.path),
        None => article.path.clone(),
    }
}
