//! Findings on what independent witnesses, or several articles of one, say of one property.

use annals_model::{ArticleId, ComparisonRow, EventRow, Property, Verdict};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::context::Context;
use crate::draft::Draft;
use crate::wording;

/// A row with words: its article and quote.
type Worded<'a> = (&'a ArticleId, &'a str);

/// A finding for every row of a property on which the rule has something to say.
pub(super) fn told(
    context: &Context<'_>,
    property: Property,
    counts: impl Fn(&ComparisonRow) -> bool,
    message: impl Fn(&ComparisonRow, &str) -> String,
) -> Vec<Draft> {
    let rows = context.subject.release.comparisons.iter().chain(context.subject.within);
    let rows: Vec<&ComparisonRow> = rows.filter(|row| row.property == property && counts(row)).collect();
    let words = words(context, &rows);
    let mut drafts = Vec::new();
    for row in rows {
        let Some(event) = row.event_id.as_ref().and_then(|id| context.event(id)) else { continue };
        let mut draft = Draft::new(message(row, &named(context, event))).row(event.event_id.as_str());
        for id in &row.claims {
            draft = match words.get(id.as_str()) {
                Some((article, quote)) => draft.article(article).quoted(id, quote),
                None => draft.row(id),
            };
        }
        // A claim's sentence shows what its number counts.
        if property == Property::Number {
            let around = event.claims.iter().filter_map(|id| context.claim(id));
            draft = around.fold(draft, |draft, claim| draft.showing(&claim.quote));
        }
        drafts.push(draft.keyed(row.detail.iter().cloned()));
    }
    drafts
}

/// The name of an event; of the beginning or end of a life, whose it is.
fn named(context: &Context<'_>, event: &EventRow) -> String {
    let life = context.begins_life(&event.kind) || context.ends_life(&event.kind);
    match event.participants.as_slice() {
        [person] if life => format!("{} of {}", event.kind, context.person(person)),
        _ => event.name.clone(),
    }
}

/// Whether witnesses contradict each other.
pub(super) fn conflict(row: &ComparisonRow) -> bool {
    row.verdict == Verdict::Conflicting
}

/// Every value with its witnesses: `12 (Gazette); 17 (Herald)`.
pub(super) fn values(row: &ComparisonRow, shown: impl Fn(&str) -> String) -> String {
    let told = row.values.iter().zip(&row.sources);
    let told =
        told.map(|(value, sources)| format!("{} ({})", shown(value), wording::list(sources.split("; "))));
    told.collect::<Vec<_>>().join("; ")
}

/// The words of the rows that these rest on.
fn words<'a>(context: &Context<'a>, rows: &[&ComparisonRow]) -> FxHashMap<&'a str, Worded<'a>> {
    let wanted: FxHashSet<&str> = rows.iter().flat_map(|row| &row.claims).map(String::as_str).collect();
    if wanted.is_empty() {
        return FxHashMap::default();
    }
    let release = context.subject.release;
    let claims =
        release.claims.iter().map(|row| (row.claim_id.as_str(), (&row.article_id, row.quote.as_str())));
    let quantities = release
        .quantities
        .iter()
        .map(|row| (row.quantity_id.as_str(), (&row.article_id, row.quote.as_str())));
    claims.chain(quantities).filter(|(id, _)| wanted.contains(id)).collect()
}
