//! Detects articles with the same identifier, the same bytes or the same text.

use annals_model::{Article, ArticleId, Diagnostic, DiagnosticKind, Precedence};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::diagnostics::at_start;
use crate::file_names;

/// A converted article with the properties by which duplicates are detected.
pub(crate) struct Candidate<T> {
    id: ArticleId,
    precedence: Precedence,
    /// The path of the file, followed by the name within a collection.
    place: String,
    sha256: String,
    text_hash: Option<u64>,
    converted: T,
}

impl<T> Candidate<T> {
    pub(crate) fn new(article: Article, convert: impl Fn(Article) -> T) -> Self {
        let place = match &article.member {
            Some(member) => format!("{}/{}", article.path, member.name),
            None => article.path.clone(),
        };
        Self {
            id: article.id.clone(),
            place,
            sha256: article.sha256.clone(),
            text_hash: article.text_hash(),
            precedence: article.metadata.precedence(&article.id),
            converted: convert(article),
        }
    }
}

/// The places of the articles with the same identifier.
struct SameId {
    /// The place of the first article.
    first: String,
    sha256: String,
    /// The place of the first article with other bytes.
    other: Option<String>,
}

/// Returns the articles sorted by identifier, and reports duplicates.
///
/// Articles with the same identifier and different bytes are all dropped; of those with the same bytes, one is kept.
/// Articles with different identifiers are all kept.
pub(crate) fn resolve<T>(mut candidates: Vec<Candidate<T>>, diagnostics: &mut Vec<Diagnostic>) -> Vec<T> {
    candidates.sort_by(|a, b| (&a.id, &a.place).cmp(&(&b.id, &b.place)));
    let kept = with_unique_ids(candidates, diagnostics);
    report_same_content(&kept, diagnostics);
    kept.into_iter().map(|article| article.converted).collect()
}

fn with_unique_ids<T>(candidates: Vec<Candidate<T>>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Candidate<T>> {
    let mut by_id: FxHashMap<String, SameId> = FxHashMap::default();
    for article in &candidates {
        let first = || SameId { first: article.place.clone(), sha256: article.sha256.clone(), other: None };
        let known = by_id.entry(file_names::normalized(article.id.as_str())).or_insert_with(first);
        if known.sha256 != article.sha256 {
            known.other.get_or_insert_with(|| article.place.clone());
        }
    }
    let mut kept = Vec::with_capacity(candidates.len());
    let mut read = FxHashSet::default();
    for article in candidates {
        let Candidate { id, place, .. } = &article;
        let normalized = file_names::normalized(id.as_str());
        let Some(SameId { first, other, .. }) = by_id.get(&normalized) else { continue };
        if let Some(other) = other {
            let other = if place == first { other } else { first };
            let message = format!(
                "the identifier `{id}` is also that of `{other}`; expected identifiers that differ in more than case \
                 and Unicode form; none of them was read"
            );
            diagnostics.push(at_start(place, DiagnosticKind::DuplicateId, message));
        } else if !read.insert(normalized) {
            let message =
                format!("the article has the same identifier and the same bytes as `{first}`; read once");
            diagnostics.push(at_start(place, DiagnosticKind::Duplicate, message));
        } else {
            kept.push(article);
        }
    }
    kept
}

/// Reports each article with the bytes or the text of another one that precedes it in the order that linking uses.
fn report_same_content<T>(articles: &[Candidate<T>], diagnostics: &mut Vec<Diagnostic>) {
    let mut ordered: Vec<&Candidate<T>> = articles.iter().collect();
    ordered.sort_by(|a, b| a.precedence.cmp(&b.precedence));
    let mut by_bytes: FxHashMap<&str, &ArticleId> = FxHashMap::default();
    let mut by_text: FxHashMap<u64, &ArticleId> = FxHashMap::default();
    for Candidate { id, place, sha256, text_hash, .. } in ordered {
        let original = by_bytes.get(sha256.as_str()).map(|id| (id, "bytes"));
        let original = original.or_else(|| Some((by_text.get(text_hash.as_ref()?)?, "text")));
        if let Some((original, same)) = original {
            let message =
                format!("the article has the same {same} as `{original}`; both count as one source");
            diagnostics.push(at_start(place, DiagnosticKind::Duplicate, message));
        } else {
            by_bytes.insert(sha256, id);
            by_text.extend(text_hash.map(|hash| (hash, id)));
        }
    }
}
