//! Findings on arithmetic that articles state.

use annals_model::Arithmetic;

use crate::context::Context;
use crate::draft::Draft;

/// A finding for every equation for which there is a message.
pub(super) fn failing(context: &Context<'_>, message: impl Fn(&Arithmetic) -> Option<String>) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for article in context.subject.relations {
        for equation in &article.arithmetic {
            let Some(message) = message(&equation.terms) else { continue };
            let mut draft = Draft::new(message).article(&article.article_id).words(&equation.evidence.quote);
            for id in &equation.claims {
                let quote = context.claim(id).map(|claim| claim.quote.as_str());
                draft = match quote {
                    Some(quote) if quote != equation.evidence.quote => draft.quoted(id.as_str(), quote),
                    _ => draft.row(id.as_str()),
                };
            }
            // One sentence can hold several that fail.
            let terms = serde_json::to_string(&equation.terms).unwrap_or_default();
            drafts.push(draft.keyed([article.article_id.as_str(), &terms]));
        }
    }
    drafts
}
