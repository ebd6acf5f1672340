//! What witnesses say of a person's rank and office at one time.

use std::collections::BTreeMap;

use annals_edtf::{Comparison, Edtf, Finer};
use annals_model::{ArticleId, ComparisonRow, EntityId, PositionRow, Property, Release};
use rustc_hash::FxHashMap;

use super::{Matter, Of, Sources, Told, Topic};

/// When somebody held something, as exact as it is told.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Time {
    /// The words say so.
    Told(Edtf),
    /// The year in which it was published.
    Published(i32),
}

impl std::fmt::Display for Time {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Told(date) => date.fmt(f),
            Self::Published(year) => year.fmt(f),
        }
    }
}

pub(super) fn rows<'r>(release: &'r Release, sources: Sources<'r>) -> Vec<ComparisonRow> {
    let published: FxHashMap<&ArticleId, &Edtf> =
        release.articles.iter().filter_map(|row| Some((&row.article_id, row.published.as_ref()?))).collect();
    let time = |row: &PositionRow| match &row.as_of {
        Some(date) => Some(Time::Told(date.clone())),
        None => published.get(&row.article_id)?.sole_year().map(Time::Published),
    };
    type Group<'a> = Vec<Told<'a, &'a str>>;
    let mut ranks: BTreeMap<(&EntityId, Time), Group<'_>> = BTreeMap::new();
    let mut offices: BTreeMap<(&EntityId, Time, Option<&EntityId>), Group<'_>> = BTreeMap::new();
    for row in &release.positions {
        let (Some(time), Some(source)) = (time(row), sources.of_article(&row.article_id)) else {
            continue;
        };
        let told = |value: &'r str| Told { value, source, id: row.position_id.as_str() };
        if let Some(rank) = &row.rank {
            ranks.entry((&row.person_id, time.clone())).or_default().push(told(rank));
        }
        if let Some(office) = &row.office {
            offices.entry((&row.person_id, time, row.organisation.as_ref())).or_default().push(told(office));
        }
    }
    let mut rows = Vec::new();
    for ((person, time), told) in ranks {
        let one_day = matches!(&time, Time::Told(date) if date.earliest().is_some_and(|day| Some(day) == date.latest()));
        let topic =
            Topic { of: Of::Person(person), property: Property::Rank, detail: Some(time.to_string()) };
        rows.extend(
            Matter { topic, told }.row(|a, b| compare_ranks(a, b, one_day), |rank| (*rank).to_owned()),
        );
    }
    for ((person, time, organisation), told) in offices {
        let detail = match organisation {
            Some(organisation) => format!("{time}; {organisation}"),
            None => time.to_string(),
        };
        let topic = Topic { of: Of::Person(person), property: Property::Office, detail: Some(detail) };
        // Nobody says that one office is all that somebody holds.
        let compare = |a: &&str, b: &&str| if a == b { Comparison::Equal } else { Comparison::Undetermined };
        rows.extend(Matter { topic, told }.row(compare, |office| (*office).to_owned()));
    }
    rows
}

/// A lieutenant general is called general for short; beyond that, two ranks on one day are one too
/// many, and two in a year a promotion, perhaps.
fn compare_ranks(first: &str, second: &str, one_day: bool) -> Comparison {
    let short_for = |short: &str, long: &str| {
        long.strip_suffix(short).is_some_and(|rest| rest.ends_with(|c: char| !c.is_alphanumeric()))
    };
    if first == second {
        Comparison::Equal
    } else if short_for(second, first) {
        Comparison::Compatible(Finer::This)
    } else if short_for(first, second) {
        Comparison::Compatible(Finer::Other)
    } else if one_day {
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
