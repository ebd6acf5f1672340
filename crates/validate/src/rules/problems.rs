//! Findings on files, from what was noted while they were taken in.

use annals_model::ProblemKind;
use rustc_hash::FxHashMap;

use crate::context::Context;
use crate::draft::Draft;

/// A finding for each problem of these kinds.
pub(super) fn of_kind(context: &Context<'_>, wanted: impl Fn(ProblemKind) -> bool) -> Vec<Draft> {
    let problems: Vec<_> = context.subject.problems.iter().filter(|problem| wanted(problem.kind)).collect();
    if problems.is_empty() {
        return Vec::new();
    }
    let rows = context.subject.release.articles.iter();
    let articles: FxHashMap<&str, _> = rows.map(|row| (row.path.as_str(), &row.article_id)).collect();
    problems
        .into_iter()
        .map(|problem| {
            let at = format!("{}:{}:{}", problem.path, problem.line, problem.column);
            let message = problem.message.trim_end_matches('.');
            let draft =
                Draft::new(format!("{at}: {message}.")).keyed([problem.path.as_str(), &problem.message]);
            match articles.get(problem.path.as_str()) {
                Some(article) => draft.article(article).row(article.as_str()),
                None => draft,
            }
        })
        .collect()
}
