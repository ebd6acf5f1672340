//! Seeded random numbers: SplitMix64 in integers, so that every machine draws the same numbers.

use crate::options::Rate;

const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

/// The purpose of a stream of random numbers. Each purpose has its own stream, so that a change in one part of the
/// corpus does not change the others.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Purpose {
    World,
    Plan,
    /// The text of an article; a near-duplicate shares it with its original.
    Content,
    /// The frame of an article: outlet, title, typography. A near-duplicate has its own.
    Frame,
    /// The scenes, each with its articles.
    Scenes,
}

/// A stream of random numbers.
#[derive(Debug, Clone)]
pub(crate) struct Rng {
    state: u64,
}

impl Rng {
    pub(crate) fn new(seed: u64, purpose: Purpose, path: &[usize]) -> Self {
        let mut state = mix(seed.wrapping_add(GOLDEN)) ^ mix(purpose as u64 + 1);
        for step in path {
            state = mix(state.wrapping_add(GOLDEN) ^ mix(*step as u64));
        }
        Self { state }
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(GOLDEN);
        mix(self.state)
    }

    /// A number from 0 to `bound - 1`; 0 if `bound` is 0.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        let product = u128::from(self.next()) * bound as u128;
        (product >> 64) as usize
    }

    /// A number from `low` to `high`, both included.
    pub(crate) fn between(&mut self, low: i32, high: i32) -> i32 {
        let width = usize::try_from(i64::from(high) - i64::from(low) + 1).unwrap_or(1);
        low + self.below(width) as i32
    }

    pub(crate) fn percent(&mut self, chance: usize) -> bool {
        self.below(100) < chance
    }

    pub(crate) fn happens(&mut self, rate: Rate) -> bool {
        self.below(Rate::WHOLE as usize) < rate.per_million() as usize
    }

    pub(crate) fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        items.get(self.below(items.len()))
    }

    /// One of `items`, by weight; none if no item has a weight.
    pub(crate) fn weighted<T: Copy>(&mut self, items: &[(usize, T)]) -> Option<T> {
        let total = items.iter().map(|(weight, _)| weight).sum();
        let mut left = self.below(total);
        for (weight, item) in items {
            if left < *weight {
                return Some(*item);
            }
            left -= weight;
        }
        None
    }

    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}

fn mix(value: u64) -> u64 {
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_are_those_of_splitmix64() {
        let mut rng = Rng { state: 1_234_567 };
        assert_eq!(rng.next(), 6_457_827_717_110_365_317);
        assert_eq!(rng.next(), 3_203_168_211_198_807_973);
    }

    #[test]
    fn bounds_are_kept() {
        let mut rng = Rng::new(1, Purpose::World, &[]);
        for _ in 0..1000 {
            assert!((-3..=4).contains(&rng.between(-3, 4)));
        }
        assert_eq!(rng.below(0), 0);
        assert_eq!(rng.pick::<u8>(&[]), None);
        assert_eq!(rng.weighted(&[(0, 'a'), (1, 'b')]), Some('b'));
        assert_eq!(rng.weighted::<char>(&[]), None);
    }

    #[test]
    fn streams_differ_by_purpose_and_path() {
        let draw = |purpose, path: &[usize]| Rng::new(7, purpose, path).next();
        assert_ne!(draw(Purpose::World, &[]), draw(Purpose::Plan, &[]));
        assert_ne!(draw(Purpose::Plan, &[0]), draw(Purpose::Plan, &[1]));
        assert_ne!(draw(Purpose::Plan, &[0, 1]), draw(Purpose::Plan, &[1, 0]));
    }
}
