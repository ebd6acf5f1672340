//! Comparison of the ranks and offices of a person at one time.

use std::collections::BTreeMap;
use std::fmt::{Display, Formatter};

use annals_edtf::{Comparison, Edtf, Finer};
use annals_model::{ArticleId, ComparisonRow, EntityId, PositionRow, Property, Release};
use rustc_hash::FxHashMap;

use super::claim_sources::ClaimSources;
use super::value_group::{SourcedValue, Subject, Topic, ValueGroup};

/// When a person held a position.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Time {
    Stated(Edtf),
    /// The year of publication.
    Published(i32),
}

impl Time {
    fn is_one_day(&self) -> bool {
        matches!(self, Self::Stated(date) if date.earliest().is_some_and(|day| Some(day) == date.latest()))
    }
}

impl Display for Time {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Stated(date) => date.fmt(f),
            Self::Published(year) => year.fmt(f),
        }
    }
}

/// The ranks, or offices, that sources state.
type Titles<'a> = Vec<SourcedValue<'a, &'a str>>;

/// Returns the rows of the ranks and offices that two sources state.
pub(super) fn rows<'r>(release: &'r Release, sources: ClaimSources<'r>) -> Vec<ComparisonRow> {
    let published: FxHashMap<&ArticleId, &Edtf> =
        release.articles.iter().filter_map(|row| Some((&row.article_id, row.published.as_ref()?))).collect();
    let time = |row: &PositionRow| match &row.as_of {
        Some(date) => Some(Time::Stated(date.clone())),
        None => published.get(&row.article_id)?.sole_year().map(Time::Published),
    };
    let mut ranks: BTreeMap<(&EntityId, Time), Titles<'_>> = BTreeMap::new();
    let mut offices: BTreeMap<(&EntityId, Time, Option<&EntityId>), Titles<'_>> = BTreeMap::new();
    for row in &release.positions {
        let (Some(time), Some(source)) = (time(row), sources.of_article(&row.article_id)) else {
            continue;
        };
        let value = |value: &'r str| SourcedValue { value, source, row_id: row.position_id.as_str() };
        if let Some(rank) = &row.rank {
            ranks.entry((&row.person_id, time.clone())).or_default().push(value(rank));
        }
        if let Some(office) = &row.office {
            offices.entry((&row.person_id, time, row.organisation.as_ref())).or_default().push(value(office));
        }
    }
    let ranks = ranks.into_iter().filter_map(|((person, time), values)| rank_row(person, &time, values));
    let offices = offices
        .into_iter()
        .filter_map(|((person, time, organisation), values)| office_row(person, &time, organisation, values));
    ranks.chain(offices).collect()
}

fn rank_row(person: &EntityId, time: &Time, values: Titles<'_>) -> Option<ComparisonRow> {
    let detail = Some(time.to_string());
    let topic = Topic { subject: Subject::Person(person), property: Property::Rank, detail };
    let compare = |a: &&str, b: &&str| compare_ranks(a, b, time.is_one_day());
    ValueGroup { topic, values }.row(compare, |rank| (*rank).to_owned())
}

/// Two offices never conflict: a person may hold several.
fn office_row(
    person: &EntityId,
    time: &Time,
    organisation: Option<&EntityId>,
    values: Titles<'_>,
) -> Option<ComparisonRow> {
    let detail = Some(match organisation {
        Some(organisation) => format!("{time}; {organisation}"),
        None => time.to_string(),
    });
    let topic = Topic { subject: Subject::Person(person), property: Property::Office, detail };
    let compare = |a: &&str, b: &&str| if a == b { Comparison::Equal } else { Comparison::Undetermined };
    ValueGroup { topic, values }.row(compare, |office| (*office).to_owned())
}

/// Compares two ranks of a person. A short form such as "general" for "lieutenant general" is compatible.
/// Other ranks conflict on one day; within a year, the second one may be a promotion.
fn compare_ranks(first: &str, second: &str, is_one_day: bool) -> Comparison {
    let is_short_form = |short: &str, long: &str| {
        long.strip_suffix(short).is_some_and(|rest| rest.ends_with(|c: char| !c.is_alphanumeric()))
    };
    if first == second {
        Comparison::Equal
    } else if is_short_form(second, first) {
        Comparison::Compatible(Finer::This)
    } else if is_short_form(first, second) {
        Comparison::Compatible(Finer::Other)
    } else if is_one_day {
        Comparison::Conflicting
    } else {
        Comparison::Undetermined
    }
}

#[cfg(test)]
mod tests {
    use annals_edtf::{Comparison, Finer};

    use super::compare_ranks;

    #[test]
    fn a_short_form_contradicts_no_rank() {
        assert_eq!(compare_ranks("Admiral", "Rear Admiral", true), Comparison::Compatible(Finer::Other));
        assert_eq!(compare_ranks("Major", "Captain", true), Comparison::Conflicting);
        assert_eq!(compare_ranks("Major", "Captain", false), Comparison::Undetermined);
    }
}
