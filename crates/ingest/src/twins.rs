//! Articles that are there twice: by their identifiers, their bytes or their words.

use annals_model::{Article, ArticleId, Diagnostic, DiagnosticKind, Precedence};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::names;

/// What was made of an article, and what tells it from others.
pub(crate) struct Taken<T> {
    id: ArticleId,
    precedence: Precedence,
    /// Its file, and in a collection its name there.
    place: String,
    sha256: String,
    words: Option<u64>,
    made: T,
}

impl<T> Taken<T> {
    pub(crate) fn new(article: Article, make: impl Fn(Article) -> T) -> Self {
        let place = match &article.member {
            Some(member) => format!("{}/{}", article.path, member.name),
            None => article.path.clone(),
        };
        Self {
            id: article.id.clone(),
            place,
            sha256: article.sha256.clone(),
            words: article.text_hash(),
            precedence: article.metadata.precedence(&article.id),
            made: make(article),
        }
    }
}

/// The articles with one identifier.
struct Named {
    /// Where the first one is.
    place: String,
    sha256: String,
    /// Where the first one of other bytes is.
    other: Option<String>,
}

/// The articles by identifier, without those whose identifier is another's as well.
pub(crate) fn told<T>(mut taken: Vec<Taken<T>>, diagnostics: &mut Vec<Diagnostic>) -> Vec<T> {
    taken.sort_by(|a, b| (&a.id, &a.place).cmp(&(&b.id, &b.place)));
    let diagnostic =
        |place: &str, kind, message| Diagnostic { path: place.to_owned(), line: 1, column: 1, kind, message };
    let mut of_id: FxHashMap<String, Named> = FxHashMap::default();
    for article in &taken {
        let first = || Named { place: article.place.clone(), sha256: article.sha256.clone(), other: None };
        let known = of_id.entry(names::neutral(article.id.as_str())).or_insert_with(first);
        if known.sha256 != article.sha256 {
            known.other.get_or_insert_with(|| article.place.clone());
        }
    }
    let mut kept = Vec::with_capacity(taken.len());
    let mut read = FxHashSet::default();
    for article in taken {
        let Taken { id, place, .. } = &article;
        let name = names::neutral(id.as_str());
        let Some(Named { place: first, other, .. }) = of_id.get(&name) else { continue };
        if let Some(other) = other {
            let twin = if place == first { other } else { first };
            let message = format!(
                "its identifier `{id}` is that of `{twin}` as well; expected identifiers that differ in more than \
                 case and Unicode form; none of them was read"
            );
            diagnostics.push(diagnostic(place, DiagnosticKind::DuplicateId, message));
            continue;
        };
        if !read.insert(name) {
            let message =
                format!("it is in the collection twice, with the same bytes as `{first}`; read once");
            diagnostics.push(diagnostic(place, DiagnosticKind::Duplicate, message));
            continue;
        }
        kept.push(article);
    }
    // Linking takes the same one for the original.
    let mut ordered: Vec<&Taken<T>> = kept.iter().collect();
    ordered.sort_by(|a, b| a.precedence.cmp(&b.precedence));
    let mut of_bytes: FxHashMap<&str, &ArticleId> = FxHashMap::default();
    let mut of_words: FxHashMap<u64, &ArticleId> = FxHashMap::default();
    for Taken { id, place, sha256, words, .. } in ordered {
        let twin = of_bytes.get(sha256.as_str()).map(|twin| (twin, "bytes"));
        let twin = twin.or_else(|| Some((of_words.get(words.as_ref()?)?, "words")));
        if let Some((twin, same)) = twin {
            let message =
                format!("it has the same {same} as the article `{twin}`; they count as one witness");
            diagnostics.push(diagnostic(place, DiagnosticKind::Duplicate, message));
        } else {
            of_bytes.insert(sha256, id);
            of_words.extend(words.map(|words| (words, id)));
        }
    }
    kept.into_iter().map(|article| article.made).collect()
}
