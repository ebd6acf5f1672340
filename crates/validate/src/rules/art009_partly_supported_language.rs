use annals_model::{Severity, Topic};

use crate::context::Context;
use crate::draft::Draft;
use crate::example_case::Case;
use crate::rule::{Check, Example, Rule};
use crate::support::wording;

pub(super) static RULE: Rule = Rule {
    code: "ART009",
    name: "partly-supported-language",
    severity: Severity::Note,
    what: "An article in a language whose folder in `knowledge/languages/` supports dates, but not \
          every other topic.",
    why: "Its dates were extracted and checked against the calendar. Missing rows on the other topics \
          do not mean that the article says nothing on them.",
    remedy: "Add the files that the message names to the folder of the language, following the \
          example of another language.",
    examples: &[
        Example::fires(
            "An article in a language without `events.toml` and `people.toml`.",
            "events and people",
            || {
                Case::article("harbour-reopened")
                    .published("2001")
                    .unsupported_topics([Topic::People, Topic::Events])
            },
        ),
        Example::fires("An article in a language without `quantities.toml`.", "but no quantities", || {
            Case::article("harbour-reopened").published("2001").unsupported_topics([Topic::Quantities])
        }),
        Example::passes("An article in a fully supported language.", || {
            Case::article("harbour-reopened").published("2001")
        }),
    ],
    check: Check::Input(check),
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    let partly = context.input.coverage.iter().filter(|article| !article.unsupported.is_empty());
    partly
        .filter_map(|article| {
            let (id, tag) = (&article.article_id, article.language.as_ref()?);
            let files =
                wording::list(article.unsupported.iter().map(|topic| format!("`{}.toml`", topic.name())));
            let names = wording::list(article.unsupported.iter().map(|topic| topic.name()));
            let message = format!(
                "The article {id} is in the language `{tag}`, whose folder has no {files}: its dates were \
                 extracted, but no {names}."
            );
            Some(Draft::new(message).article(id).row(id.as_str()))
        })
        .collect()
}
