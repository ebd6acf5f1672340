//! The options of a corpus: number of articles, seed, shares of errors.

use std::fmt;
use std::str::FromStr;

/// A share from 0 to 1, in millionths, so that random draws need no floating point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rate(u32);

impl Rate {
    pub(crate) const WHOLE: u32 = 1_000_000;

    /// A share in millionths, at most 1.
    #[must_use]
    pub fn from_millionths(millionths: u32) -> Self {
        Self(millionths.min(Self::WHOLE))
    }

    pub(crate) fn per_million(self) -> u32 {
        self.0
    }
}

impl FromStr for Rate {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || format!("expected a share from 0 to 1 such as 0.02, found '{text}'");
        let share: f64 = text.parse().map_err(|_| wrong())?;
        if !(0.0..=1.0).contains(&share) {
            return Err(wrong());
        }
        Ok(Self((share * f64::from(Self::WHOLE)).round() as u32))
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", f64::from(self.0) / f64::from(Self::WHOLE))
    }
}

/// The options of a corpus. The same options give the same bytes.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// How many articles to write, copies included.
    pub articles: usize,
    /// The seed of the random numbers.
    pub seed: u64,
    /// The share of events in two or more articles for which some articles state a wrong value.
    pub contradictions: Rate,
    /// The share of articles that are near-duplicates of another article.
    pub copies: Rate,
    /// The share of weekdays, anniversaries and durations that are wrong.
    pub defects: Rate,
    /// How many scenes to write in addition, each of a few articles.
    pub scenes: usize,
    /// The share of scenes in their wrong version, of those that have one.
    pub planted: Rate,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_are_read_and_shown() {
        assert_eq!("0.02".parse(), Ok(Rate(20_000)));
        assert_eq!(Rate(20_000).to_string(), "0.02");
        for wrong in ["", "2", "-0.1", "nan", "two"] {
            assert!(wrong.parse::<Rate>().is_err(), "{wrong}");
        }
    }
}
