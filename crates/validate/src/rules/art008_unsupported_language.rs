use annals_model::Severity;

use crate::context::Context;
use crate::draft::Draft;
use crate::example_case::Case;
use crate::rule::{Check, Example, Rule};

pub(super) static RULE: Rule = Rule {
    code: "ART008",
    name: "unsupported-language",
    severity: Severity::Warning,
    what: "An article in a language that `knowledge/languages/` does not have, or whose language was \
          not recognised.",
    why: "Nothing was extracted from it: no row and no other finding reflects its content.",
    remedy: "State the language in the front matter, such as `language: en`, or add a folder for the \
          language to `knowledge/languages/`.",
    examples: &[
        Example::fires("Front matter with `language: xx`.", "nothing was extracted", || {
            Case::article("harbour-reopened").published("2001").unsupported_language("xx")
        }),
        Example::passes("An article in a supported language.", || {
            Case::article("harbour-reopened").published("2001")
        }),
    ],
    check: Check::Input(check),
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    let input = context.input;
    let unsupported = input.coverage.iter().filter(|article| article.language.is_none());
    unsupported
        .map(|article| {
            let id = &article.article_id;
            let row = input.release.articles.iter().find(|article| article.article_id == *id);
            let reason = match row.and_then(|article| article.language.as_deref()) {
                Some(tag) => format!("is in the language `{tag}`, which knowledge/languages/ does not have"),
                None => "states no language, and none was recognised".to_owned(),
            };
            Draft::new(format!("The article {id} {reason}, so nothing was extracted from it."))
                .article(id)
                .row(id.as_str())
        })
        .collect()
}
