//! Findings on files, from the diagnostics of ingestion.

use annals_model::DiagnosticKind;
use rustc_hash::FxHashMap;

use crate::context::Context;
use crate::draft::Draft;

/// Returns a draft for each diagnostic of the wanted kinds.
pub(crate) fn drafts(context: &Context<'_>, wanted: impl Fn(DiagnosticKind) -> bool) -> Vec<Draft> {
    let diagnostics: Vec<_> =
        context.input.diagnostics.iter().filter(|diagnostic| wanted(diagnostic.kind)).collect();
    if diagnostics.is_empty() {
        return Vec::new();
    }
    let rows = context.input.release.articles.iter();
    let articles: FxHashMap<&str, _> = rows.map(|row| (row.path.as_str(), &row.article_id)).collect();
    diagnostics
        .into_iter()
        .map(|diagnostic| {
            let at = format!("{}:{}:{}", diagnostic.path, diagnostic.line, diagnostic.column);
            let message = diagnostic.message.trim_end_matches('.');
            let draft = Draft::new(format!("{at}: {message}."))
                .keyed([diagnostic.path.as_str(), &diagnostic.message]);
            match articles.get(diagnostic.path.as_str()) {
                Some(article) => draft.article(article).row(article.as_str()),
                None => draft,
            }
        })
        .collect()
}
