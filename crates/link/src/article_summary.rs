//! What is kept of an article for linking.

use annals_model::{Article, ArticleHeader};

use crate::minhash::MinHash;

/// An article without its text: its header, and the hashes by which near-duplicates are found.
#[derive(Clone, Debug)]
pub struct ArticleSummary {
    /// Path, hash and metadata.
    pub header: ArticleHeader,
    /// The hash of its letters and digits, by which exact duplicates are found.
    pub(crate) text_hash: Option<u64>,
    pub(crate) minhash: MinHash,
}

impl From<Article> for ArticleSummary {
    fn from(article: Article) -> Self {
        let (text_hash, minhash) = (article.text_hash(), MinHash::of(&article));
        Self { header: article.into_header(), text_hash, minhash }
    }
}
