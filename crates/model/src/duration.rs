//! Amounts of time, and the fewest and the most days that each can mean.

use serde::{Deserialize, Serialize};

/// Units of stated durations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DurationUnit {
    /// Days.
    Day,
    /// Weeks.
    Week,
    /// Months.
    Month,
    /// Years.
    Year,
}

/// An amount of time as words tell it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct TimeAmount {
    /// How many.
    pub count: u32,
    /// Of what.
    pub unit: DurationUnit,
    /// How exactly.
    pub closeness: Closeness,
}

/// How exactly an amount of time is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Closeness {
    /// As people count: the first and the last one may both be counted or not.
    #[default]
    Counted,
    /// The number of a day in order: "on the third day" is two days behind the first.
    Exact,
    /// "about", "nearly", "some"
    About,
    /// "more than", "at least"
    AtLeast,
    /// "less than", "at most"
    AtMost,
}

impl TimeAmount {
    /// The fewest days that it can mean.
    #[must_use]
    pub fn least(&self) -> i64 {
        let count = i64::from(self.count);
        let count = match self.closeness {
            Closeness::Exact => return count.saturating_mul(self.shortest()),
            Closeness::Counted => count - 1,
            // "more than five years" is said of five as well.
            Closeness::AtLeast => count - i64::from(self.unit != DurationUnit::Day),
            Closeness::About => count - 1 - count / 5,
            // "almost five years", "less than five years": not one.
            Closeness::AtMost => count / 3,
        };
        let days = count.max(0).saturating_mul(self.shortest());
        // Of days both ends are counted, or neither.
        if self.unit == DurationUnit::Day {
            (days - i64::from(self.closeness != Closeness::AtMost)).max(0)
        } else {
            days
        }
    }

    /// The most days that it can mean; none, where the words set no bound.
    #[must_use]
    pub fn most(&self) -> Option<i64> {
        let count = i64::from(self.count);
        let count = match self.closeness {
            Closeness::AtLeast => return None,
            Closeness::Exact => return Some(count.saturating_mul(self.longest())),
            Closeness::Counted | Closeness::AtMost => count + 1,
            Closeness::About => count + 1 + count / 5,
        };
        Some(count.saturating_mul(self.longest()))
    }

    fn shortest(&self) -> i64 {
        match self.unit {
            DurationUnit::Day => 1,
            DurationUnit::Week => 7,
            DurationUnit::Month => 28,
            DurationUnit::Year => 365,
        }
    }

    fn longest(&self) -> i64 {
        match self.unit {
            DurationUnit::Day => 1,
            DurationUnit::Week => 7,
            DurationUnit::Month => 31,
            DurationUnit::Year => 366,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(count: u32, unit: DurationUnit, closeness: Closeness) -> TimeAmount {
        TimeAmount { count, unit, closeness }
    }

    #[test]
    fn a_number_of_years_is_a_year_more_or_less() {
        let five = amount(5, DurationUnit::Year, Closeness::Counted);
        assert_eq!((five.least(), five.most()), (4 * 365, Some(6 * 366)));
    }

    #[test]
    fn days_are_counted_with_both_ends_or_none() {
        let three = amount(3, DurationUnit::Day, Closeness::Counted);
        assert_eq!((three.least(), three.most()), (1, Some(4)));
        let second = amount(1, DurationUnit::Day, Closeness::Exact);
        assert_eq!((second.least(), second.most()), (1, Some(1)));
    }

    #[test]
    fn more_than_has_no_upper_bound_and_less_than_a_low_one() {
        assert_eq!(amount(5, DurationUnit::Year, Closeness::AtLeast).most(), None);
        assert_eq!(amount(5, DurationUnit::Year, Closeness::AtMost).least(), 365);
        assert_eq!(amount(2, DurationUnit::Year, Closeness::AtMost).least(), 0);
    }

    #[test]
    fn about_leaves_a_fifth() {
        let about = amount(10, DurationUnit::Month, Closeness::About);
        assert_eq!((about.least(), about.most()), (7 * 28, Some(13 * 31)));
    }
}
