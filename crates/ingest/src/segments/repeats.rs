//! Paragraphs and captions that are told twice.

use annals_model::{Segment, SegmentKind};
use rustc_hash::FxHashMap;

use super::lines::is_blank;

/// Marks each paragraph or caption that says what an earlier one says.
pub(crate) fn mark(text: &str, segments: &mut [Segment]) {
    let mut first: FxHashMap<u64, usize> = FxHashMap::default();
    for index in 0..segments.len() {
        let (before, rest) = segments.split_at_mut(index);
        let Some(segment) = rest.first_mut().filter(|segment| is_told(segment.kind)) else { continue };
        let words = text.get(segment.range.clone()).unwrap_or_default();
        let earlier = *first.entry(digest(words)).or_insert(index);
        // Different words of one digest are only ever missed as repeats.
        let same = before.get(earlier).and_then(|other| text.get(other.range.clone()));
        if same.is_some_and(|other| folded(other).eq(folded(words))) {
            segment.repeats = Some(earlier);
        }
    }
}

fn is_told(kind: SegmentKind) -> bool {
    matches!(kind, SegmentKind::Prose | SegmentKind::Caption)
}

/// The letters without case, and one space for any white space.
fn folded(words: &str) -> impl Iterator<Item = char> {
    let mut was_blank = false;
    words
        .chars()
        .filter_map(move |c| {
            let blank = is_blank(c);
            let kept = !(blank && was_blank);
            was_blank = blank;
            kept.then_some(if blank { ' ' } else { c })
        })
        .flat_map(|c| {
            let ascii = c.is_ascii().then(|| c.to_ascii_lowercase());
            ascii.into_iter().chain(ascii.is_none().then(|| c.to_lowercase()).into_iter().flatten())
        })
}

/// FNV-1a over the folded letters, white space left out.
fn digest(words: &str) -> u64 {
    let add = |hash: u64, c: char| (hash ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01B3);
    let mut hash = 0xCBF2_9CE4_8422_2325;
    for c in words.chars() {
        if c.is_ascii() {
            if !c.is_ascii_whitespace() {
                hash = add(hash, c.to_ascii_lowercase());
            }
        } else if !is_blank(c) {
            hash = c.to_lowercase().fold(hash, add);
        }
    }
    hash
}

#[cfg(test)]
mod tests {
    use annals_model::{Segment, SegmentKind};

    use super::mark;

    #[test]
    fn the_later_telling_points_to_the_first() {
        let text = "The mill  burns.|the MILL\u{a0}burns.|The mill|The mill burns.";
        let mut at = 0;
        let kinds = [SegmentKind::Prose, SegmentKind::Caption, SegmentKind::Prose, SegmentKind::Heading];
        let mut segments: Vec<Segment> = text
            .split('|')
            .zip(kinds)
            .map(|(words, kind)| {
                let range = at..at + words.len();
                at += words.len() + 1;
                Segment { kind, range, repeats: None }
            })
            .collect();
        mark(text, &mut segments);
        let repeats: Vec<_> = segments.iter().map(|segment| segment.repeats).collect();
        assert_eq!(repeats, [None, Some(0), None, None]);
    }
}
