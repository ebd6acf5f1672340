use annals_model::{Severity, Topic};

use crate::context::Context;
use crate::draft::Draft;
use crate::example::Case;
use crate::rule::{Check, Example, Rule};
use crate::wording;

pub(super) static RULE: Rule = Rule {
    code: "ART009",
    name: "article-read-in-part",
    severity: Severity::Note,
    what: "An article in a language whose folder in `knowledge/languages/` tells time, but not all of the rest.",
    why: "Its dates were read, and checked against the calendar. That the datasets have no row of the rest \
          from this article does not mean that it says nothing of it.",
    remedy: "Add the files that the message names to the folder of the language, after the example of \
             another language.",
    examples: &[
        Example::fires("An article in a language without `events.toml` and `people.toml`.", "events and people", || {
            Case::article("harbour-reopened").published("2001").unsupported([Topic::People, Topic::Events])
        }),
        Example::fires("An article in a language without `quantities.toml`.", "no quantities were", || {
            Case::article("harbour-reopened").published("2001").unsupported([Topic::Quantities])
        }),
        Example::passes("An article in a language that is told in full.", || {
            Case::article("harbour-reopened").published("2001")
        }),
    ],
    check: Check::Subject(check),
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    let partly = context.subject.coverage.iter().filter(|article| !article.unsupported.is_empty());
    partly
        .filter_map(|article| {
            let (id, tag) = (&article.article_id, article.language.as_ref()?);
            let files = wording::list(article.unsupported.iter().map(|topic| format!("`{}.toml`", topic.name())));
            let names = wording::list(article.unsupported.iter().map(|topic| topic.name()));
            let message = format!(
                "The article {id} is in the language `{tag}`, whose folder has no {files}: its dates were \
                 read, but no {names} were."
            );
            Some(Draft::new(message).article(id).row(id.as_str()))
        })
        .collect()
}
