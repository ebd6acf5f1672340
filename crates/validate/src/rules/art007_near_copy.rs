use std::collections::BTreeSet;

use annals_model::{ArticleRow, DiagnosticKind, Severity};

use crate::context::Context;
use crate::draft::Draft;
use crate::example::Case;
use crate::rule::{Check, Example, Rule};

pub(super) static RULE: Rule = Rule {
    code: "ART007",
    name: "near-copy",
    severity: Severity::Note,
    what: "An article that says nearly word for word what another one says.",
    why: "A copy is no second witness: the two count as one source in `events`. Where they do differ, \
          one of them was changed. One that says the very same is told once, by ART013.",
    remedy: "Nothing, if both are wanted. Otherwise take one of the two out of raw/.",
    examples: &[
        Example::fires("Two papers print the text of one agency.", "nearly word for word", || {
            Case::article("gazette-fire").published("1951").and_article("herald-fire").published("1951").copy_of("gazette-fire")
        }),
        Example::passes("Two papers report one fire, each in its own words.", || {
            Case::article("gazette-fire").published("1951").and_article("herald-fire").published("1951")
        }),
        Example::passes("A file that is there twice, which ART013 tells.", || {
            Case::article("fire").published("1951").and_article("fire-2").published("1951").copy_of("fire")
                .diagnostic(DiagnosticKind::Duplicate, "fire-2.txt", "it has the same bytes as the article `fire`")
        }),
    ],
    check: Check::Subject(check),
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    let twice = context.subject.diagnostics.iter().filter(|diagnostic| diagnostic.kind == DiagnosticKind::Duplicate);
    let twice: BTreeSet<&str> = twice.map(|diagnostic| diagnostic.path.as_str()).collect();
    let articles = context.subject.release.articles.iter();
    let copies = articles.filter(|article| !twice.contains(place(article).as_str())).filter_map(|article| {
        let original = article.copy_of.as_ref()?;
        let id = &article.article_id;
        let message =
            format!("The article {id} says nearly word for word what {original} says; the two count as one source.");
        let draft = Draft::new(message).article(id).article(original);
        Some(draft.row(id.as_str()).row(original.as_str()))
    });
    copies.collect()
}

/// What a problem of an article calls it.
fn place(article: &ArticleRow) -> String {
    match &article.member {
        Some(member) => format!("{}/{member}", article.path),
        None => article.path.clone(),
    }
}
