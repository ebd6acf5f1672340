//! Who held which rank or office when, as articles tell it.

use std::collections::BTreeSet;

use annals_edtf::{Bound, Day, Edtf};
use annals_model::{ArticleId, EntityId, EvidenceId, PositionRow};
use jiff::ToSpan;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::context::Context;
use crate::dating::{days, is_certain, is_told};
use crate::naming::{Spelling, are_near};
use crate::wording;

/// How far from its day of publication an article may date something in which somebody takes part who
/// is then taken to be what the article says on that day.
const NEWS_DAYS: i64 = 366;

/// A position and when it was held.
#[derive(Clone)]
pub(super) struct Post<'a> {
    pub(super) row: &'a PositionRow,
    /// First and last day on which it may have been.
    pub(super) span: (Day, Day),
    /// First and last day on which it was for certain, where that is known.
    pub(super) sure: Option<(Day, Day)>,
    /// The time in words, with the article.
    pub(super) told: String,
}

/// Positions with a time, in the order of the rows: the one told or, of somebody who takes part in
/// the news of an article, that of its publication.
pub(super) fn posts<'a>(context: &Context<'a>, wanted: impl Fn(&PositionRow) -> bool) -> Vec<Post<'a>> {
    let rows: Vec<&PositionRow> =
        context.subject.release.positions.iter().filter(|row| wanted(row)).collect();
    let undated = rows.iter().filter(|row| row.as_of.is_none());
    let news = news(context, undated.map(|row| (&row.article_id, &row.person_id)).collect());
    let mut acts = acts(context, &rows);
    told_of(context, &rows, &mut acts);
    let post = |row: &&'a PositionRow| {
        let article = &row.article_id;
        let (date, how) = match row.as_of.as_ref().or_else(|| acts.get(&row.position_id).copied()) {
            Some(date) => {
                let published = context.article(article).and_then(|row| row.published.as_ref());
                (date, if published == Some(date) { "published " } else { "" })
            }
            None if news.contains(&(article, &row.person_id)) => {
                (context.article(article)?.published.as_ref()?, "published ")
            }
            None => return None,
        };
        let span = days(date).filter(|_| is_certain(date))?;
        let told = format!("{how}{}, {article}", wording::date(date));
        Some(Post { row, span, sure: sure(date), told })
    };
    rows.iter().filter_map(post).collect()
}

/// The date of what people do in whose words their positions stand: "On 3 May 1901 Captain X visited …".
fn acts<'a>(context: &Context<'a>, rows: &[&'a PositionRow]) -> FxHashMap<&'a EvidenceId, &'a Edtf> {
    let mut by_person: FxHashMap<(&ArticleId, &EntityId), Vec<&PositionRow>> = FxHashMap::default();
    for row in rows.iter().filter(|row| row.as_of.is_none()) {
        by_person.entry((&row.article_id, &row.person_id)).or_default().push(row);
    }
    let mut acts = FxHashMap::default();
    for claim in context.subject.release.claims.iter().filter(|claim| is_told(claim)) {
        let Some(date) = &claim.date else { continue };
        for person in &claim.participants {
            for row in by_person.get(&(&claim.article_id, person)).into_iter().flatten() {
                if claim.span.start <= row.span.start && row.span.end <= claim.span.end {
                    acts.entry(&row.position_id).or_insert(date);
                }
            }
        }
    }
    acts
}

/// The date of the sentences in which positions stand, unless it is one of a life: who tells of somebody's
/// years gives him the highest of his titles in all of them.
fn told_of<'a>(
    context: &Context<'a>,
    rows: &[&'a PositionRow],
    acts: &mut FxHashMap<&'a EvidenceId, &'a Edtf>,
) {
    let relations = context.subject.relations.iter();
    let told: FxHashMap<&EvidenceId, &Edtf> = relations
        .flat_map(|article| &article.office_dates)
        .map(|deed| (&deed.position, &deed.date))
        .collect();
    let mut years: FxHashMap<(&ArticleId, &EntityId), BTreeSet<i16>> = FxHashMap::default();
    let mut note = |article, person, date: &Edtf| {
        let (first, last) = days(date)?;
        years.entry((article, person)).or_default().extend([first.year(), last.year()]);
        Some(())
    };
    for claim in context.subject.release.claims.iter().filter(|claim| is_told(claim)) {
        for person in &claim.participants {
            claim.date.as_ref().and_then(|date| note(&claim.article_id, person, date));
        }
    }
    for row in rows {
        let date = told.get(&row.position_id).copied().or(row.as_of.as_ref());
        date.and_then(|date| note(&row.article_id, &row.person_id, date));
    }
    for row in rows.iter().filter(|row| row.as_of.is_none()) {
        let one_year = years.get(&(&row.article_id, &row.person_id)).is_some_and(|years| years.len() == 1);
        if let Some(date) = told.get(&row.position_id).filter(|_| one_year) {
            acts.entry(&row.position_id).or_insert(date);
        }
    }
}

/// The days on which something that was held at a date was held for certain.
fn sure(date: &Edtf) -> Option<(Day, Day)> {
    let (first, last) = match date {
        Edtf::Interval { start: Bound::Known(start), end: Bound::Known(end) } => {
            (start.unit.latest()?, end.unit.earliest()?)
        }
        Edtf::Date(_) => days(date).filter(|(first, last)| first == last)?,
        _ => return None,
    };
    (first <= last).then_some((first, last))
}

/// Of these, who takes part in what an article tells of the time of its publication and in nothing
/// that it tells of earlier.
fn news<'a>(
    context: &Context<'a>,
    wanted: FxHashSet<(&'a ArticleId, &'a EntityId)>,
) -> FxHashSet<(&'a ArticleId, &'a EntityId)> {
    let (mut news, mut history) = (FxHashSet::default(), FxHashSet::default());
    for claim in context.subject.release.claims.iter().filter(|claim| is_told(claim)) {
        for person in &claim.participants {
            let key = (&claim.article_id, person);
            if !wanted.contains(&key) {
                continue;
            }
            let published =
                context.article(&claim.article_id).and_then(|article| days(article.published.as_ref()?));
            let (Some((first, last)), Some((from, to))) = (claim.date.as_ref().and_then(days), published)
            else {
                continue;
            };
            let near = from.checked_sub(NEWS_DAYS.days()).is_ok_and(|day| day <= last) && first <= to;
            if near {
                news.insert(key)
            } else {
                history.insert(key)
            };
        }
    }
    news.retain(|key| !history.contains(key));
    news
}

/// Whether two people may be one under two spellings or a shorter name.
pub(super) fn may_be_one(context: &Context<'_>, first: &EntityId, second: &EntityId) -> bool {
    if first == second {
        return true;
    }
    let (a, b) = (Spelling::of(context.person(first)), Spelling::of(context.person(second)));
    let (left, right): (BTreeSet<&str>, BTreeSet<&str>) = (a.words().collect(), b.words().collect());
    left.is_subset(&right) || right.is_subset(&left) || are_near(annals_model::EntityClass::Person, &a, &b)
}

/// Whether a rank may be told for short: abbreviated, or before a surname alone.
pub(super) fn is_short(row: &PositionRow) -> bool {
    let rank = row.rank.as_deref().unwrap_or_default();
    let words = row.quote.split_whitespace().count();
    let named = rank.split_whitespace().count();
    let spelled_out = row.quote.to_lowercase().contains(&rank.to_lowercase());
    named == 1 && (!spelled_out || words < named + 2)
}
