//! Findings on offices with one holder at a time that several people hold at one time.

use std::collections::BTreeMap;

use annals_edtf::Day;
use annals_model::{EvidenceId, UnlistedOffice, slug};
use annals_text::can_be_name_and_adjective;
use jiff::ToSpan;
use rustc_hash::FxHashMap;

use crate::context::Context;
use crate::draft::Draft;
use crate::support::positions::{DatedPosition, dated_positions, may_be_one_person};

/// The maximal distance, in days, of two dates at which two articles speak of one time.
const SAME_TIME: i64 = 3;

/// How two people hold one office at one time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Overlap {
    /// Two articles name two holders.
    BetweenArticles,
    /// One article names two holders.
    WithinArticle,
    /// One person holds the office between two dates at which another person does.
    Interruption,
}

/// Returns a draft for each overlap of the wanted kinds.
pub(crate) fn drafts(context: &Context<'_>, wanted: &[Overlap]) -> Vec<Draft> {
    let mut drafts = Vec::new();
    let unlisted = unlisted_offices(context);
    for ((office, owner), mut holders) in merged(holders_by_office(context, &unlisted)) {
        let office = office_name(&office, &owner, &holders, &unlisted);
        holders.sort_by_key(|holder| (holder.span, &holder.row.position_id));
        drafts.extend(overlaps(context, &office, &holders, wanted));
        if wanted.contains(&Overlap::Interruption) {
            drafts.extend(interruptions(context, &office, &holders));
        }
    }
    drafts
}

/// The offices of organisations that are not in the gazetteer, by position.
type UnlistedOffices<'a> = FxHashMap<&'a EvidenceId, &'a UnlistedOffice>;

fn unlisted_offices<'a>(context: &Context<'a>) -> UnlistedOffices<'a> {
    let relations = context.input.relations.iter();
    relations
        .flat_map(|article| &article.office_attributions)
        .map(|attribution| (&attribution.position, &attribution.unlisted_office))
        .collect()
}

/// The country or organisation that an office belongs to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Owner<'a> {
    /// The identifier of a listed one.
    Listed(&'a str),
    /// The slug of the name, or of the adjective, of an unlisted one.
    Unlisted(String),
}

impl Owner<'_> {
    /// Returns whether both may be the same. Of two unlisted words, one may be the adjective of the other.
    fn may_be(&self, other: &Self) -> bool {
        let (Self::Unlisted(first), Self::Unlisted(second)) = (self, other) else { return self == other };
        can_be_name_and_adjective(first, second)
    }
}

/// An office and its owner.
type Office<'a> = (String, Owner<'a>);

/// Returns the dated holders of each office with one holder at a time.
fn holders_by_office<'a>(
    context: &Context<'a>,
    unlisted: &UnlistedOffices<'a>,
) -> BTreeMap<Office<'a>, Vec<DatedPosition<'a>>> {
    let seniority = context.input.seniority;
    let positions = dated_positions(context, |row| match (&row.office, &row.organisation) {
        (Some(office), Some(_)) => seniority.is_sole(office),
        _ => unlisted.get(&row.position_id).is_some_and(|office| seniority.is_sole(&office.office)),
    });
    let mut offices: BTreeMap<Office<'a>, Vec<DatedPosition<'a>>> = BTreeMap::new();
    for position in positions {
        let (office, owner) = match (&position.row.office, &position.row.organisation) {
            (Some(office), Some(owner)) => (office, Owner::Listed(owner.as_str())),
            _ => match unlisted.get(&position.row.position_id) {
                Some(office) => (&office.office, Owner::Unlisted(slug(&office.of))),
                None => continue,
            },
        };
        offices.entry((seniority.key(office), owner)).or_default().push(position);
    }
    offices
}

/// Merges offices of one name whose owners may be the same: "X President" and "President of Y".
fn merged<'a>(
    offices: BTreeMap<Office<'a>, Vec<DatedPosition<'a>>>,
) -> Vec<(Office<'a>, Vec<DatedPosition<'a>>)> {
    let mut merged: Vec<(Office<'a>, Vec<DatedPosition<'a>>)> = Vec::new();
    for ((office, owner), holders) in offices {
        // Owners of one stem are adjacent, because the offices are sorted by name.
        match merged.last_mut() {
            Some(((known, of), held)) if *known == office && of.may_be(&owner) => held.extend(holders),
            _ => merged.push(((office, owner), holders)),
        }
    }
    merged
}

/// Returns the name of an office as its first holder's row states it, with its owner.
fn office_name(
    key: &str,
    owner: &Owner<'_>,
    holders: &[DatedPosition<'_>],
    unlisted: &UnlistedOffices<'_>,
) -> String {
    let first = holders.first().map(|holder| holder.row);
    match owner {
        Owner::Listed(owner) => {
            let office = first.and_then(|row| row.office.as_deref());
            format!("{} of {owner}", office.unwrap_or(key))
        }
        Owner::Unlisted(owner) => {
            let office = first.and_then(|row| unlisted.get(&row.position_id));
            format!("{} of {owner}", office.map_or(key, |office| office.office.as_str()))
        }
    }
}

/// Compares each holder with the one who is known to have held the office longest before.
fn overlaps(
    context: &Context<'_>,
    office: &str,
    holders: &[DatedPosition<'_>],
    wanted: &[Overlap],
) -> Vec<Draft> {
    let mut drafts = Vec::new();
    let mut certain: Vec<(&DatedPosition<'_>, Day, Day)> =
        holders.iter().filter_map(|one| one.certain.map(|(first, last)| (one, first, last))).collect();
    certain.sort_by_key(|(holder, first, _)| (*first, &holder.row.position_id));
    let mut longest: Option<(&DatedPosition<'_>, Day)> = None;
    for (holder, first, last) in certain {
        if let Some((before, until)) = longest
            && first <= same_time(before, holder, until)
            && !may_be_one_person(context, &before.row.person_id, &holder.row.person_id)
        {
            let one_article = before.row.article_id == holder.row.article_id;
            let overlap = if one_article { Overlap::WithinArticle } else { Overlap::BetweenArticles };
            if wanted.contains(&overlap) {
                drafts.push(draft(context, office, &[before, holder], overlap));
            }
        }
        if longest.is_none_or(|(_, until)| last > until) {
            longest = Some((holder, last));
        }
    }
    drafts
}

/// Returns the last day that counts as the same time as `until`: some days later if two articles each date
/// a holder to one day.
fn same_time(before: &DatedPosition<'_>, holder: &DatedPosition<'_>, until: Day) -> Day {
    let one_day = |holder: &DatedPosition<'_>| holder.span.0 == holder.span.1;
    let two_articles = before.row.article_id != holder.row.article_id;
    let two_days = two_articles && one_day(before) && one_day(holder);
    if two_days { until.checked_add(SAME_TIME.days()).unwrap_or(until) } else { until }
}

/// Finds holders between two dates of one other holder.
fn interruptions(context: &Context<'_>, office: &str, holders: &[DatedPosition<'_>]) -> Vec<Draft> {
    let mut drafts = Vec::new();
    let runs: Vec<&[DatedPosition<'_>]> =
        holders.chunk_by(|a, b| a.row.person_id == b.row.person_id).collect();
    for three in runs.windows(3) {
        let [before, middle, after] = three else { continue };
        let (Some(first), Some(second), Some(third)) = (before.last(), middle.first(), after.first()) else {
            continue;
        };
        let same = first.row.person_id == third.row.person_id;
        let strictly = first.span.1 < second.span.0 && second.span.1 < third.span.0;
        if same && strictly && !may_be_one_person(context, &first.row.person_id, &second.row.person_id) {
            drafts.push(draft(context, office, &[first, second, third], Overlap::Interruption));
        }
    }
    drafts
}

fn draft(context: &Context<'_>, office: &str, holders: &[&DatedPosition<'_>], overlap: Overlap) -> Draft {
    let shown =
        holders.iter().map(|one| format!("{} ({})", context.person_name(&one.row.person_id), one.label));
    let shown = shown.collect::<Vec<_>>().join("; ");
    let message = match overlap {
        Overlap::BetweenArticles => format!("Sources disagree on who was {office}: {shown}."),
        Overlap::WithinArticle => format!("One article names two holders of one office, {office}: {shown}."),
        Overlap::Interruption => {
            format!("Another person is {office} between two dates of one holder: {shown}.")
        }
    };
    holders.iter().fold(Draft::new(message), |draft, one| {
        draft.article(&one.row.article_id).quoted(one.row.position_id.as_str(), &one.row.quote)
    })
}
