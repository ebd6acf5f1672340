use annals_model::Severity;

use crate::context::Context;
use crate::draft::Draft;
use crate::example::Case;
use crate::rule::{Check, Example, Rule};

pub(super) static RULE: Rule = Rule {
    code: "ART001",
    name: "article-without-publication-date",
    severity: Severity::Note,
    what: "An article whose front matter, dateline and address do not say when it was published.",
    why: "Words such as “this year” and a day without its year are told from the day of publication. \
          Without it they stay undated, or lean on another date in the text, and nobody can see \
          whether what the article tells as past was past.",
    remedy: "Look the date up and write it into the front matter of a new version of the file: \
             `published: 2001-05-13`, or `2001-05` or `2001` where no more is known.",
    examples: &[
        Example::fires("A text without front matter.", "does not say when it was published", || {
            Case::article("harbour-reopened")
        }),
        Example::passes("Front matter with `published: 2001`: a year is a date.", || {
            Case::article("harbour-reopened").published("2001")
        }),
    ],
    check: Check::Subject(check),
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    let undated = context.subject.release.articles.iter().filter(|article| article.published.is_none());
    undated
        .map(|article| {
            let id = &article.article_id;
            Draft::new(format!(
                "The article {id} does not say when it was published, so nothing in it can be \
                 dated from that day."
            ))
            .article(id)
            .row(id.as_str())
        })
        .collect()
}
