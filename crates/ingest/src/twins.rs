//! Articles that are there twice: by their identifiers, their bytes or their words.

use std::hash::Hasher;

use annals_model::article::{Article, SegmentKind};
use annals_model::id::ArticleId;
use annals_model::problem::{Problem, ProblemKind};
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use crate::names;

/// What was made of an article, and what tells it from others.
pub(crate) struct Taken<T> {
    id: ArticleId,
    /// Its file, and in a collection its name there.
    place: String,
    sha256: String,
    /// A hash of the letters and digits of its prose, if it has any.
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
            words: words(&article),
            made: make(article),
        }
    }
}

fn words(article: &Article) -> Option<u64> {
    let mut hasher = FxHasher::default();
    let mut count = 0_u64;
    for segment in article.segments.iter().filter(|segment| is_text(segment.kind)) {
        let letters = article.words(segment).chars().filter(|c| c.is_alphanumeric());
        for letter in letters.flat_map(char::to_lowercase) {
            hasher.write_u32(u32::from(letter));
            count += 1;
        }
    }
    hasher.write_u64(count);
    (count > 0).then(|| hasher.finish())
}

/// Captions and credits come and go with the form that an article is saved in.
fn is_text(kind: SegmentKind) -> bool {
    matches!(kind, SegmentKind::Prose | SegmentKind::Item)
}

/// The articles with one identifier.
enum Named {
    /// They have the same bytes; where the first is, and what they are.
    Same {
        place: String,
        sha256: String,
    },
    Different,
}

/// The articles by identifier, without those whose identifier is another's as well.
pub(crate) fn told<T>(mut taken: Vec<Taken<T>>, problems: &mut Vec<Problem>) -> Vec<T> {
    taken.sort_by(|a, b| (&a.id, &a.place).cmp(&(&b.id, &b.place)));
    let problem =
        |place: &str, kind, message| Problem { path: place.to_owned(), line: 1, column: 1, kind, message };
    let mut of_id: FxHashMap<String, Named> = FxHashMap::default();
    for article in &taken {
        let first = || Named::Same { place: article.place.clone(), sha256: article.sha256.clone() };
        let known = of_id.entry(names::neutral(article.id.as_str())).or_insert_with(first);
        if matches!(known, Named::Same { sha256, .. } if *sha256 != article.sha256) {
            *known = Named::Different;
        }
    }
    let mut articles = Vec::with_capacity(taken.len());
    let mut read = FxHashSet::default();
    let mut of_bytes: FxHashMap<String, ArticleId> = FxHashMap::default();
    let mut of_words: FxHashMap<u64, ArticleId> = FxHashMap::default();
    for Taken { id, place, sha256, words, made } in taken {
        let name = names::neutral(id.as_str());
        let Some(Named::Same { place: first, .. }) = of_id.get(&name) else {
            let message = format!(
                "its identifier `{id}` is that of another article as well; expected identifiers that differ in \
                 more than case and Unicode form; none of them was read"
            );
            problems.push(problem(&place, ProblemKind::DuplicateId, message));
            continue;
        };
        if !read.insert(name) {
            let message =
                format!("it is in the collection twice, with the same bytes as `{first}`; read once");
            problems.push(problem(&place, ProblemKind::Duplicate, message));
            continue;
        }
        let twin = of_bytes.get(&sha256).map(|twin| (twin, "bytes"));
        let twin = twin.or_else(|| Some((of_words.get(&words?)?, "words")));
        if let Some((twin, same)) = twin {
            let message =
                format!("it has the same {same} as the article `{twin}`; they count as one witness");
            problems.push(problem(&place, ProblemKind::Duplicate, message));
        } else {
            of_bytes.insert(sha256, id.clone());
            of_words.extend(words.map(|words| (words, id)));
        }
        articles.push(made);
    }
    articles
}
