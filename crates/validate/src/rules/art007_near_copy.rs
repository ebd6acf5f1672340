use annals_model::Severity;

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
          one of them was changed.",
    remedy: "Nothing, if both are wanted. Otherwise take one of the two out of raw/.",
    examples: &[
        Example::fires("Two papers print the text of one agency.", "nearly word for word", || {
            Case::article("gazette-fire").published("1951").and_article("herald-fire").published("1951").copy_of("gazette-fire")
        }),
        Example::passes("Two papers report one fire, each in its own words.", || {
            Case::article("gazette-fire").published("1951").and_article("herald-fire").published("1951")
        }),
    ],
    check: Check::Subject(check),
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    let copies = context.subject.release.articles.iter().filter_map(|article| {
        let original = article.copy_of.as_ref()?;
        let id = &article.article_id;
        let message =
            format!("The article {id} says nearly word for word what {original} says; the two count as one source.");
        let draft = Draft::new(message).article(id).article(original);
        Some(draft.row(id.as_str()).row(original.as_str()))
    });
    copies.collect()
}
