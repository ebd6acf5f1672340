//! Detects repeated paragraphs and captions.

use annals_model::{Segment, SegmentKind};
use rustc_hash::FxHashMap;

use crate::lines::is_blank;

/// Marks each paragraph or caption that has the same text as an earlier one.
pub(crate) fn mark(text: &str, segments: &mut [Segment]) {
    let mut first: FxHashMap<u64, usize> = FxHashMap::default();
    for index in 0..segments.len() {
        let (preceding, rest) = segments.split_at_mut(index);
        let Some(segment) = rest.first_mut().filter(|segment| is_compared(segment.kind)) else { continue };
        let content = text.get(segment.range.clone()).unwrap_or_default();
        let earlier = *first.entry(digest(content)).or_insert(index);
        // Hash collisions only hide a repeat.
        let same = preceding.get(earlier).and_then(|other| text.get(other.range.clone()));
        if same.is_some_and(|other| folded(other).eq(folded(content))) {
            segment.repeats = Some(earlier);
        }
    }
}

fn is_compared(kind: SegmentKind) -> bool {
    matches!(kind, SegmentKind::Prose | SegmentKind::Caption)
}

/// Returns the characters in lower case, with white space collapsed.
fn folded(content: &str) -> impl Iterator<Item = char> {
    let mut was_blank = false;
    content
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

/// Returns the FNV-1a hash of the lower-case characters without white space.
fn digest(content: &str) -> u64 {
    let add = |hash: u64, c: char| (hash ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01B3);
    let mut hash = 0xCBF2_9CE4_8422_2325;
    for c in content.chars() {
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
    fn a_repeat_refers_to_the_first_occurrence() {
        let text = "The mill  burns.|the MILL\u{a0}burns.|The mill|The mill burns.";
        let mut at = 0;
        let kinds = [SegmentKind::Prose, SegmentKind::Caption, SegmentKind::Prose, SegmentKind::Heading];
        let mut segments: Vec<Segment> = text
            .split('|')
            .zip(kinds)
            .map(|(content, kind)| {
                let range = at..at + content.len();
                at += content.len() + 1;
                Segment { kind, range, repeats: None }
            })
            .collect();
        mark(text, &mut segments);
        let repeats: Vec<_> = segments.iter().map(|segment| segment.repeats).collect();
        assert_eq!(repeats, [None, Some(0), None, None]);
    }
}
