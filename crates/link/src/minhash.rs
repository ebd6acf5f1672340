//! MinHash: a signature of the words of an article, of constant size.
//!
//! One-permutation MinHash (Li, Owen and Zhang, 2012) of shingles of five words, with eight bits for each bin
//! (Li and König, 2010). The share of equal bins estimates the share of common shingles, to one per cent
//! where one shingle in five differs.

use annals_model::Article;

/// Words in a shingle.
const SHINGLE: usize = 5;
/// Bins of a signature.
const BINS: usize = 1024;
/// Neighbouring bins that form a coarse bin when candidates are looked for.
const COARSE: usize = 16;
/// Coarse bins in a band: articles that share a band are candidates.
const ROWS: usize = 4;
/// The value of a bin without a shingle.
const EMPTY: u8 = 0;
/// The values of other bins: the last bits of the least shingle, as 1 to 255.
const VALUES: u64 = 255;

/// One shingle in so many is kept whole. The kept shingles of a part of a text are among those of the text.
const SAMPLED: u64 = 16;

/// The last bits of the least shingle of each bin, and a sample of all shingles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MinHash {
    bins: Box<[u8; BINS]>,
    /// Sorted.
    samples: Box<[u64]>,
}

impl MinHash {
    /// Returns the signature of the paragraphs, items and captions of an article.
    pub(crate) fn of(article: &Article) -> Self {
        let mut bins = Bins([u64::MAX; BINS]);
        let mut window = Window::default();
        let mut samples = Vec::new();
        for segment in &article.segments {
            if segment.kind.is_read() && segment.repeats.is_none() {
                words(article.words(segment), |word| {
                    if let Some(shingle) = window.push(word) {
                        let shingle = mix(shingle);
                        bins.add(shingle);
                        if shingle.is_multiple_of(SAMPLED) {
                            samples.push(shingle);
                        }
                    }
                });
            }
        }
        let kept = |least: u64| match least {
            u64::MAX => EMPTY,
            // The last bits of a least shingle are evenly distributed, the first ones are not.
            least => u8::try_from(1 + least % VALUES).unwrap_or(EMPTY),
        };
        samples.sort_unstable();
        samples.dedup();
        Self { bins: Box::new(bins.0.map(kept)), samples: samples.into() }
    }

    /// Estimates the share of common shingles, in per cent.
    pub(crate) fn similarity(&self, other: &Self) -> usize {
        let (mut common, mut all) = (0_usize, 0_usize);
        for (a, b) in self.bins.iter().zip(other.bins.iter()) {
            all += usize::from(*a != EMPTY || *b != EMPTY);
            common += usize::from(a == b && *a != EMPTY);
        }
        // Of the bins with different shingles, one in `VALUES` is equal by chance.
        let values = usize::try_from(VALUES).unwrap_or(usize::MAX);
        let common = (common * values).saturating_sub(all);
        (common * 100).checked_div(all * (values - 1)).unwrap_or(0)
    }

    /// Returns the sampled shingles, sorted.
    pub(crate) fn samples(&self) -> &[u64] {
        &self.samples
    }

    /// Returns a hash for each band. Articles that share one are candidates.
    pub(crate) fn bands(&self) -> impl Iterator<Item = u64> {
        let least = |bins: &[u8]| {
            let first = bins.iter().zip(0_u64..).find(|(bin, _)| **bin != EMPTY);
            first.map(|(bin, number)| number << 8 | u64::from(*bin))
        };
        self.bins.chunks(COARSE * ROWS).zip(0_u64..).filter_map(move |(band, number)| {
            let rows = band.chunks(COARSE).map(least);
            rows.into_iter().try_fold(number, |key, row| Some(mix(key ^ mix(row?))))
        })
    }
}

/// The least shingle of each bin.
struct Bins([u64; BINS]);

impl Bins {
    fn add(&mut self, shingle: u64) {
        let bin = usize::try_from(shingle >> (u64::BITS - BINS.ilog2())).unwrap_or(0);
        if let Some(least) = self.0.get_mut(bin) {
            *least = (*least).min(shingle);
        }
    }
}

/// The last words, and a rolling hash of them.
#[derive(Default)]
struct Window {
    words: [u64; SHINGLE],
    seen: usize,
    sum: u64,
}

impl Window {
    /// Adds a word. Returns the shingle that it ends.
    fn push(&mut self, word: u64) -> Option<u64> {
        const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;
        const OLDEST: u64 = FACTOR.wrapping_pow(SHINGLE as u32);
        let oldest = self.words.get_mut(self.seen % SHINGLE)?;
        // Words before the first are zero.
        self.sum = self.sum.wrapping_mul(FACTOR).wrapping_add(word).wrapping_sub(oldest.wrapping_mul(OLDEST));
        *oldest = word;
        self.seen += 1;
        (self.seen >= SHINGLE).then_some(self.sum)
    }
}

/// Calls a function with the hash of each word of a text, ignoring ASCII case.
fn words(text: &str, mut each: impl FnMut(u64)) {
    const START: u64 = 0xCBF2_9CE4_8422_2325;
    let add = |word: u64, c: char| (word ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01B3);
    let mut word = START;
    for c in text.chars() {
        word = match c {
            'a'..='z' | '0'..='9' => add(word, c),
            'A'..='Z' => add(word, c.to_ascii_lowercase()),
            c if !c.is_ascii() && c.is_alphanumeric() => add(word, c),
            _ if word == START => continue,
            _ => {
                each(mix(word));
                START
            }
        };
    }
    if word != START {
        each(mix(word));
    }
}

/// The finaliser of SplitMix64.
fn mix(number: u64) -> u64 {
    let number = (number ^ (number >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    number ^ (number >> 31)
}

#[cfg(test)]
mod tests {
    use annals_model::{Article, ArticleId, Encoding, Segment, SegmentKind};

    use super::MinHash;

    fn minhash(text: &str) -> MinHash {
        let id = ArticleId::new("gazette");
        let mut article = Article::new(id, String::new(), String::new(), text.to_owned(), Encoding::Utf8);
        article.segments = vec![Segment { kind: SegmentKind::Prose, range: 0..text.len(), repeats: None }];
        MinHash::of(&article)
    }

    /// Different words.
    fn text(words: impl Iterator<Item = usize>) -> String {
        words.map(|number| format!("word{number} ")).collect()
    }

    #[test]
    fn signatures_estimate_the_share_of_common_shingles() {
        let whole = minhash(&text(0..1000));
        assert_eq!(whole.similarity(&minhash(&text(0..1000).to_uppercase().replace(' ', ", "))), 100);
        // 900 of 1100 words in common.
        let most = whole.similarity(&minhash(&text(100..1100)));
        assert!((78..=86).contains(&most), "{most}");
        assert!(whole.similarity(&minhash(&text(2000..3000))) < 2);
        assert_eq!(minhash("").similarity(&minhash("")), 0);
        // In a short text, nearly every shingle has a bin of its own.
        let few = minhash(&text(0..24)).similarity(&minhash(&text(0..25)));
        assert!((90..=97).contains(&few), "{few}");
    }

    #[test]
    fn samples_of_a_part_are_samples_of_the_whole() {
        let whole = minhash(&text(0..2000));
        let part = minhash(&text(500..1000));
        assert!(part.samples().len() > 20 && whole.samples().len() > 90);
        assert!(part.samples().iter().all(|sample| whole.samples().contains(sample)));
        assert!(!minhash(&text(3000..3500)).samples().iter().any(|sample| whole.samples().contains(sample)));
    }

    #[test]
    fn near_duplicates_share_a_band() {
        let whole = minhash(&text(0..1000));
        let shared = |other: &MinHash| {
            let bands: Vec<u64> = whole.bands().collect();
            other.bands().any(|band| bands.contains(&band))
        };
        assert!(shared(&minhash(&text(0..950))) && !shared(&minhash(&text(2000..3000))));
    }
}
