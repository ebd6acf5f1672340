//! Sums: parts and their stated total: "12 guards, 30 sailors, a total of 42 men", "of 42 men, 12 were guards
//! and 30 sailors".

mod count;
mod list;

use std::ops::Range;

use annals_knowledge::{Sense, Side};
use annals_model::{Amount, Arithmetic, ArithmeticClaim, Article, Figure, Share};

use self::count::{Count, Sort, counts};
use self::list::Tie;
use crate::segment::AnnotatedSegment;
use crate::time_mentions::SegmentTimes;

/// Range of the sum of unmarked parts in percent of the total. Outside it, the numbers are unrelated.
const LIKELY: [i128; 2] = [65, 160];

/// Returns the sums that a segment states.
pub(crate) fn sums(
    article: &Article,
    segment: &AnnotatedSegment<'_>,
    times: &SegmentTimes,
) -> Vec<ArithmeticClaim> {
    let mut sums = Vec::new();
    let mut before: Option<(Range<usize>, Vec<Count>)> = None;
    for sentence in &segment.sentences {
        let numbers = counts(segment, times, sentence.clone());
        let sentence_numbers = SentenceNumbers { segment, sentence, counts: &numbers };
        let mut until = 0;
        for number in 0..numbers.len() {
            if number < until {
                continue;
            }
            let found = sentence_numbers
                .parts_before(number)
                .or_else(|| sentence_numbers.parts_after(number))
                .or_else(|| {
                    let (words, earlier) = before.as_ref()?;
                    sentence_numbers
                        .parts_earlier(number, earlier)
                        .map(|sum| Sum { from: words.start, ..sum })
                });
            let Some(sum) = found else { continue };
            until = sum.next;
            let Some(total) = numbers.get(number) else { continue };
            sums.push(ArithmeticClaim {
                claims: Vec::new(),
                terms: Arithmetic::Sum {
                    parts: sum.parts,
                    total: total.figure,
                    unit: total.unit.clone(),
                    share: sum.share,
                },
                evidence: crate::evidence(article, segment.bytes(&(sum.from..sentence.end))),
            });
        }
        before = Some((sentence.clone(), numbers));
    }
    sums
}

/// The parts of a total.
struct Sum {
    parts: Vec<Figure>,
    share: Share,
    /// Its first token.
    from: usize,
    /// Index of the first number after the sum.
    next: usize,
}

/// A sentence with its numbers.
struct SentenceNumbers<'s> {
    segment: &'s AnnotatedSegment<'s>,
    sentence: &'s Range<usize>,
    counts: &'s [Count],
}

impl SentenceNumbers<'_> {
    /// Returns whether words beside a number mark it as a sum.
    fn is_total(&self, count: &Count) -> bool {
        let side = |at: usize, wanted: Side| self.segment.sense(at, |sense| sense == Sense::Total(wanted));
        let start = count.tokens.start;
        let reaches = |at: usize| {
            let len = side(at, Side::Before);
            len > 0 && (start..count.tokens.end).contains(&(at + len))
        };
        let comma = usize::from(self.segment.word(count.tokens.end) == ",");
        (start.saturating_sub(5)..count.tokens.end).any(reaches)
            || side(count.tokens.end, Side::Behind) > 0
            || side(count.tokens.end + comma, Side::Behind) > 0
    }

    /// Returns the parts before a marked total.
    fn parts_before(&self, number: usize) -> Option<Sum> {
        let total = self.counts.get(number).filter(|count| self.is_total(count))?;
        let before = self.counts.get(..number)?;
        let first = list::start(self.segment, before, number.checked_sub(1)?);
        let whole = |count: &&Count| list::is_divided(self.segment, count);
        let listed: Vec<&Count> = before.get(first..)?.iter().filter(|count| !whole(count)).collect();
        let all: Vec<&Count> = before.iter().collect();
        let parts = [listed, all].iter().find_map(|some| made_of(some, total))?;
        Some(Sum { parts, share: Share::Whole, from: self.sentence.start, next: number + 1 })
    }

    /// Returns the parts in the sentence before a marked total.
    fn parts_earlier(&self, number: usize, earlier: &[Count]) -> Option<Sum> {
        let total = self.counts.get(number).filter(|count| self.is_total(count))?;
        if number > 0 {
            return None;
        }
        let parts = made_of(&earlier.iter().collect::<Vec<_>>(), total)?;
        Some(Sum { parts, share: Share::Whole, from: self.sentence.start, next: number + 1 })
    }

    /// Returns the parts after a total.
    fn parts_after(&self, number: usize) -> Option<Sum> {
        let (segment, counts) = (self.segment, self.counts);
        let (total, part) = (counts.get(number)?, counts.get(number + 1)?);
        if total.sort == Sort::Unstated {
            return None;
        }
        let end = list::end(segment, counts, number + 1);
        let parts = counts.get(number + 1..end)?;
        let last = parts.last()?;
        // "40 men, 12 women and 30 houses" is one list of different things.
        let other = counts.get(end).is_some_and(|next| list::is_joined(segment, last, next));
        if other
            || parts.iter().any(|part| self.is_total(part))
            || !parts.iter().all(|part| part.sort.goes_with(&total.sort))
        {
            return None;
        }
        let tie = list::tie(segment, total, part)?;
        let closed = list::is_closed(segment, parts);
        let open = list::is_open(segment, parts) || list::has_singles(segment, last, self.sentence);
        let marked = self.is_total(total);
        let bare = parts.iter().all(|part| part.sort == Sort::Unstated);
        let kinds = parts.iter().all(|part| total.sort.is_wider(&part.sort) || part.sort == Sort::Unstated);
        let share = match tie {
            Tie::Said(share) => share,
            Tie::Beside | Tie::Trailing if list::is_divided(segment, total) => Share::Within,
            Tie::Beside if marked || (bare || kinds) && list::ends_well(segment, last, self.sentence) => {
                Share::Whole
            }
            Tie::Trailing if marked || kinds && list::ends_at_once(segment, last, self.sentence) => {
                Share::Whole
            }
            _ => return None,
        };
        let share = if closed {
            Share::Whole
        } else if open {
            Share::Within
        } else {
            share
        };
        let figures: Vec<Figure> = parts.iter().map(|part| part.figure).collect();
        let fair = match share {
            Share::Whole => figures.len() > 1 && (marked || is_likely(&figures, total.figure)),
            Share::Within => figures.len() > 1 || tie == Tie::Said(Share::Within),
        };
        let next = end;
        fair.then_some(Sum { parts: figures, share, from: self.sentence.start, next })
    }
}

/// Returns the numbers that can make up a total, at least two.
///
/// A total without a unit has the unit of all its parts.
fn made_of(counts: &[&Count], total: &Count) -> Option<Vec<Figure>> {
    let wanted = match &total.sort {
        Sort::Unstated => &counts.iter().find(|count| count.sort != Sort::Unstated)?.sort,
        sort => sort,
    };
    let fits = |count: &&&Count| wanted.goes_with(&count.sort);
    if total.sort == Sort::Unstated && !counts.iter().all(|count| fits(&count)) {
        return None;
    }
    let parts: Vec<Figure> = counts.iter().filter(fits).map(|count| count.figure).collect();
    (parts.len() > 1).then_some(parts)
}

fn is_likely(parts: &[Figure], total: Figure) -> bool {
    const PLACES: u32 = 6;
    let value = |amount: Amount| {
        let scale = PLACES.saturating_sub(u32::from(amount.scale));
        i128::from(amount.units) * 10_i128.pow(scale)
    };
    let (sum, stated) = (parts.iter().map(|part| value(part.value)).sum::<i128>() * 100, value(total.value));
    let [least, most] = LIKELY;
    (least * stated..=most * stated).contains(&sum)
}
