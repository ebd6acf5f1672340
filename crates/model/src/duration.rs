//! Amounts of time, and the minimum and maximum number of days that each can mean.

use serde::{Deserialize, Serialize};

/// The unit of a duration.
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

/// A stated amount of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct TimeAmount {
    /// The number of units.
    pub count: u32,
    /// The unit.
    pub unit: DurationUnit,
    /// How precise the number is.
    pub closeness: Closeness,
}

/// How precise the number of a [`TimeAmount`] is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Closeness {
    /// An ordinary count: the first and the last unit may or may not be included.
    #[default]
    Counted,
    /// From an ordinal: "on the third day" is exactly two days after the first.
    Exact,
    /// "about", "nearly", "some".
    About,
    /// "more than", "at least".
    AtLeast,
    /// "less than", "at most".
    AtMost,
}

impl TimeAmount {
    /// Returns the minimum number of days.
    #[must_use]
    pub fn least(&self) -> i64 {
        let count = i64::from(self.count);
        let count = match self.closeness {
            Closeness::Exact => return count.saturating_mul(self.shortest()),
            Closeness::Counted => count - 1,
            // "more than five years" may mean exactly five.
            Closeness::AtLeast => count - i64::from(self.unit != DurationUnit::Day),
            Closeness::About => count - 1 - count / 5,
            // "almost five years" and "less than five years" do not mean one year.
            Closeness::AtMost => count / 3,
        };
        let days = count.max(0).saturating_mul(self.shortest());
        // A count of days may include both ends or neither.
        if self.unit == DurationUnit::Day {
            (days - i64::from(self.closeness != Closeness::AtMost)).max(0)
        } else {
            days
        }
    }

    /// Returns the maximum number of days, or `None` if there is no upper bound.
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
