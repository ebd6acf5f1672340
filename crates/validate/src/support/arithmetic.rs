//! Findings on arithmetic that articles state.

use annals_model::Arithmetic;

use crate::context::Context;
use crate::draft::Draft;

/// Returns a draft for each arithmetic claim for which `message` returns a message.
pub(crate) fn drafts(context: &Context<'_>, message: impl Fn(&Arithmetic) -> Option<String>) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for article in context.input.relations {
        for arithmetic in &article.arithmetic {
            let Some(message) = message(&arithmetic.terms) else { continue };
            let quote_of_all = &arithmetic.evidence.quote;
            let mut draft = Draft::new(message).article(&article.article_id).unattached_quote(quote_of_all);
            for id in &arithmetic.claims {
                let quote = context.claim(id).map(|claim| claim.quote.as_str());
                draft = match quote {
                    Some(quote) if quote != quote_of_all => draft.quoted(id.as_str(), quote),
                    _ => draft.row(id.as_str()),
                };
            }
            // One sentence can contain several arithmetic errors.
            let terms = serde_json::to_string(&arithmetic.terms).unwrap_or_default();
            drafts.push(draft.keyed([article.article_id.as_str(), &terms]));
        }
    }
    drafts
}
