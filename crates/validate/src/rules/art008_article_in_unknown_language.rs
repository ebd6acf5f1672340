use annals_model::Severity;

use crate::context::Context;
use crate::draft::Draft;
use crate::example::Case;
use crate::rule::{Check, Example, Rule};

pub(super) static RULE: Rule = Rule {
    code: "ART008",
    name: "article-in-unknown-language",
    severity: Severity::Warning,
    what: "An article in a language that `knowledge/languages/` does not have, or that could not be told.",
    why: "Nothing was read in it: no row and no finding speaks of what it says.",
    remedy: "Write its language into the front matter, such as `language: en`; or add a folder for \
             the language to `knowledge/languages/`.",
    examples: &[
        Example::fires("Front matter with `language: xx`.", "nothing was read", || {
            Case::article("harbour-reopened").published("2001").unread("xx")
        }),
        Example::passes("An article in a language that is there.", || {
            Case::article("harbour-reopened").published("2001")
        }),
    ],
    check: Check::Subject(check),
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    let subject = context.subject;
    let unread = subject.coverage.iter().filter(|article| article.language.is_none());
    unread
        .map(|article| {
            let id = &article.article_id;
            let row = subject.release.articles.iter().find(|article| article.article_id == *id);
            let told = match row.and_then(|article| article.language.as_deref()) {
                Some(tag) => format!("says that its language is `{tag}`, for which there is no folder"),
                None => "does not say its language, and its words do not tell".to_owned(),
            };
            Draft::new(format!("The article {id} {told}, so nothing was read in it.")).article(id).row(id.as_str())
        })
        .collect()
}
