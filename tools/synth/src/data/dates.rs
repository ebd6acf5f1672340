//! The forms in which English writes days, months, years and periods.

use serde::Deserialize;

use crate::choices::Choices;
use crate::template::{Slot, Template, read_named};

/// `data/dates.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DateData {
    pub(crate) months: [String; 12],
    pub(crate) months_short: [String; 12],
    pub(crate) weekdays: [String; 7],
    /// From two on.
    pub(crate) numbers: Vec<String>,
    pub(crate) early: Choices<String>,
    pub(crate) mid: Choices<String>,
    pub(crate) late: Choices<String>,
    pub(crate) spring: Choices<String>,
    pub(crate) summer: Choices<String>,
    pub(crate) autumn: Choices<String>,
    pub(crate) style: Choices<Style>,
    pub(crate) common: Common,
}

/// The forms of days in one article.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Style {
    pub(crate) day: Forms,
    pub(crate) weekday_day: Forms,
    pub(crate) bare_day: Forms,
    pub(crate) days_in_month: Forms,
    pub(crate) days_in_year: Forms,
    pub(crate) days: Forms,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Common {
    pub(crate) month: Forms,
    pub(crate) month_part: Forms,
    pub(crate) bare_month: Forms,
    pub(crate) year: Forms,
    pub(crate) year_part: Forms,
    pub(crate) season: Forms,
    pub(crate) decade: Forms,
    pub(crate) months_in_year: Forms,
    pub(crate) months: Forms,
    pub(crate) years: Forms,
    pub(crate) weekday: Forms,
    pub(crate) today: Forms,
    pub(crate) yesterday: Forms,
    pub(crate) this_year: Forms,
    pub(crate) last_year: Forms,
    pub(crate) same_year: Forms,
    pub(crate) next_year: Forms,
    pub(crate) years_later: Forms,
    pub(crate) next_day: Forms,
    pub(crate) days_later: Forms,
    pub(crate) bare_day_same_year: Forms,
}

pub(crate) type Forms = Choices<Form>;

/// `on [3 May 1953]`: the words before the time expression, the expression, and the words after it.
#[derive(Debug, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct Form {
    pub(crate) before: Template<DateSlot>,
    pub(crate) core: Template<DateSlot>,
    pub(crate) after: Template<DateSlot>,
}

impl TryFrom<String> for Form {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let brackets = || format!("expected the time expression in [brackets] in '{text}'");
        let (before, rest) = text.split_once('[').ok_or_else(brackets)?;
        let (core, after) = rest.split_once(']').ok_or_else(brackets)?;
        Ok(Self {
            before: Template::read(before)?,
            core: Template::read(core)?,
            after: Template::read(after)?,
        })
    }
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum DateSlot {
    D,
    Ord,
    Dd,
    Month,
    Mon,
    Mm,
    Y,
    Weekday,
    D2,
    Ord2,
    Month2,
    Mon2,
    Y2,
    Part,
    Season,
    Decade,
    N,
}

impl Slot for DateSlot {
    fn read(name: &str) -> Result<Self, String> {
        read_named(name)
    }
}
