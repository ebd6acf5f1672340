//! Findings on properties for which sources, or several articles of one source, state different values.

use annals_model::{ArticleId, ComparisonRow, EventRow, Property, Verdict};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::context::Context;
use crate::draft::Draft;
use crate::support::wording;

/// The article and the quote of a row.
type Quoted<'a> = (&'a ArticleId, &'a str);

/// Returns a draft for each comparison of a property that `counts`. `message` gets the comparison and the
/// name of its event.
pub(crate) fn drafts(
    context: &Context<'_>,
    property: Property,
    counts: impl Fn(&ComparisonRow) -> bool,
    message: impl Fn(&ComparisonRow, &str) -> String,
) -> Vec<Draft> {
    let rows = context.input.release.comparisons.iter().chain(context.input.within_owners);
    let rows: Vec<&ComparisonRow> = rows.filter(|row| row.property == property && counts(row)).collect();
    let quotes = quotes(context, &rows);
    let mut drafts = Vec::new();
    for row in rows {
        let Some(event) = row.event_id.as_ref().and_then(|id| context.event(id)) else { continue };
        let mut draft = Draft::new(message(row, &event_name(context, event))).row(event.event_id.as_str());
        for id in &row.claims {
            draft = match quotes.get(id.as_str()) {
                Some((article, quote)) => draft.article(article).quoted(id, quote),
                None => draft.row(id),
            };
        }
        // The quote of a claim shows what its number counts.
        if property == Property::Number {
            let claims = event.claims.iter().filter_map(|id| context.claim(id));
            draft = claims.fold(draft, |draft, claim| draft.context_quote(&claim.quote));
        }
        drafts.push(draft.keyed(row.detail.iter().cloned()));
    }
    drafts
}

/// Returns the name of an event. The name of a birth or death includes the person.
fn event_name(context: &Context<'_>, event: &EventRow) -> String {
    let life = context.begins_life(&event.kind) || context.ends_life(&event.kind);
    match event.participants.as_slice() {
        [person] if life => format!("{} of {}", event.kind, context.person_name(person)),
        _ => event.name.clone(),
    }
}

/// Returns whether values of different sources cannot both be true.
pub(crate) fn is_conflicting(row: &ComparisonRow) -> bool {
    row.verdict == Verdict::Conflicting
}

/// Returns every value with its sources: `12 (Gazette); 17 (Herald)`.
pub(crate) fn values_with_sources(row: &ComparisonRow, shown: impl Fn(&str) -> String) -> String {
    let values = row.values.iter().zip(&row.sources);
    let values =
        values.map(|(value, sources)| format!("{} ({})", shown(value), wording::list(sources.split("; "))));
    values.collect::<Vec<_>>().join("; ")
}

/// Returns the quotes of the rows that the comparisons rest on.
fn quotes<'a>(context: &Context<'a>, rows: &[&ComparisonRow]) -> FxHashMap<&'a str, Quoted<'a>> {
    let wanted: FxHashSet<&str> = rows.iter().flat_map(|row| &row.claims).map(String::as_str).collect();
    if wanted.is_empty() {
        return FxHashMap::default();
    }
    let release = context.input.release;
    let claims =
        release.claims.iter().map(|row| (row.claim_id.as_str(), (&row.article_id, row.quote.as_str())));
    let quantities = release
        .quantities
        .iter()
        .map(|row| (row.quantity_id.as_str(), (&row.article_id, row.quote.as_str())));
    claims.chain(quantities).filter(|(id, _)| wanted.contains(id)).collect()
}
