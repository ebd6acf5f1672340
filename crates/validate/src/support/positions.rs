//! Ranks and offices with the time at which they were held.

use std::collections::BTreeSet;

use annals_edtf::{Bound, Day, Edtf};
use annals_model::{ArticleId, EntityClass, EntityId, EvidenceId, PositionRow};
use jiff::ToSpan;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::context::Context;
use crate::support::dates::{days, is_factual};
use crate::support::spelling::{Spelling, are_near};
use crate::support::wording;

/// The maximal distance, in days, between an event and the publication of its article at which the event is
/// news. Participants of news hold their positions on the day of publication.
const NEWS_DAYS: i64 = 366;

/// A position and when it was held.
#[derive(Clone)]
pub(crate) struct DatedPosition<'a> {
    pub(crate) row: &'a PositionRow,
    /// The first and the last day on which it may have been held.
    pub(crate) span: (Day, Day),
    /// The first and the last day on which it was certainly held, if known.
    pub(crate) certain: Option<(Day, Day)>,
    /// The time in words, with the article.
    pub(crate) label: String,
}

/// The date of each position that is dated by its sentence.
type Dates<'a> = FxHashMap<&'a EvidenceId, &'a Edtf>;

/// A person in an article.
type PersonInArticle<'a> = (&'a ArticleId, &'a EntityId);

/// Returns the wanted positions that have a time, in the order of the rows.
///
/// The time is the stated one, or else that of the sentence. For a person who takes part in the news of an
/// article, it is the day of publication.
pub(crate) fn dated_positions<'a>(
    context: &Context<'a>,
    wanted: impl Fn(&PositionRow) -> bool,
) -> Vec<DatedPosition<'a>> {
    let rows: Vec<&PositionRow> = context.input.release.positions.iter().filter(|row| wanted(row)).collect();
    let undated = rows.iter().filter(|row| row.as_of.is_none());
    let news = people_in_news(context, undated.map(|row| (&row.article_id, &row.person_id)).collect());
    let mut sentence_dates = dates_of_claims(context, &rows);
    add_office_dates(context, &rows, &mut sentence_dates);
    let dated = |row: &&'a PositionRow| {
        let article = &row.article_id;
        let (date, prefix) =
            match row.as_of.as_ref().or_else(|| sentence_dates.get(&row.position_id).copied()) {
                Some(date) => {
                    let published = context.article(article).and_then(|row| row.published.as_ref());
                    (date, if published == Some(date) { "published " } else { "" })
                }
                None if news.contains(&(article, &row.person_id)) => {
                    (context.article(article)?.published.as_ref()?, "published ")
                }
                None => return None,
            };
        let span = days(date).filter(|_| date.is_certain())?;
        let label = format!("{prefix}{}, {article}", wording::date(date));
        Some(DatedPosition { row, span, certain: certain_days(date), label })
    };
    rows.iter().filter_map(dated).collect()
}

/// Returns the dates of claims in whose quotes undated positions stand: "On 3 May 1901 Captain X visited …".
fn dates_of_claims<'a>(context: &Context<'a>, rows: &[&'a PositionRow]) -> Dates<'a> {
    let mut by_person: FxHashMap<PersonInArticle<'_>, Vec<&PositionRow>> = FxHashMap::default();
    for row in rows.iter().filter(|row| row.as_of.is_none()) {
        by_person.entry((&row.article_id, &row.person_id)).or_default().push(row);
    }
    let mut dates = FxHashMap::default();
    for claim in context.input.release.claims.iter().filter(|claim| is_factual(claim)) {
        let Some(date) = &claim.date else { continue };
        for person in &claim.participants {
            for row in by_person.get(&(&claim.article_id, person)).into_iter().flatten() {
                if claim.span.start <= row.span.start && row.span.end <= claim.span.end {
                    dates.entry(&row.position_id).or_insert(date);
                }
            }
        }
    }
    dates
}

/// Adds the dates of the sentences in which undated positions stand, if the article dates the person to one
/// year only. An article on a whole life uses the highest title throughout.
fn add_office_dates<'a>(context: &Context<'a>, rows: &[&'a PositionRow], dates: &mut Dates<'a>) {
    let relations = context.input.relations.iter();
    let office_dates: Dates<'_> = relations
        .flat_map(|article| &article.office_dates)
        .map(|office_date| (&office_date.position, &office_date.date))
        .collect();
    let mut years: FxHashMap<PersonInArticle<'_>, BTreeSet<i16>> = FxHashMap::default();
    let mut add = |article, person, date: &Edtf| {
        let (first, last) = days(date)?;
        years.entry((article, person)).or_default().extend([first.year(), last.year()]);
        Some(())
    };
    for claim in context.input.release.claims.iter().filter(|claim| is_factual(claim)) {
        for person in &claim.participants {
            claim.date.as_ref().and_then(|date| add(&claim.article_id, person, date));
        }
    }
    for row in rows {
        let date = office_dates.get(&row.position_id).copied().or(row.as_of.as_ref());
        date.and_then(|date| add(&row.article_id, &row.person_id, date));
    }
    for row in rows.iter().filter(|row| row.as_of.is_none()) {
        let one_year = years.get(&(&row.article_id, &row.person_id)).is_some_and(|years| years.len() == 1);
        if let Some(date) = office_dates.get(&row.position_id).filter(|_| one_year) {
            dates.entry(&row.position_id).or_insert(date);
        }
    }
}

/// Returns the days on which a position held at a date was certainly held.
fn certain_days(date: &Edtf) -> Option<(Day, Day)> {
    let (first, last) = match date {
        Edtf::Interval { start: Bound::Known(start), end: Bound::Known(end) } => {
            (start.unit.latest()?, end.unit.earliest()?)
        }
        Edtf::Date(_) => days(date).filter(|(first, last)| first == last)?,
        _ => return None,
    };
    (first <= last).then_some((first, last))
}

/// Returns the wanted people who take part in an event at the time of publication and in no earlier event of
/// the article.
fn people_in_news<'a>(
    context: &Context<'a>,
    wanted: FxHashSet<PersonInArticle<'a>>,
) -> FxHashSet<PersonInArticle<'a>> {
    let (mut news, mut history) = (FxHashSet::default(), FxHashSet::default());
    for claim in context.input.release.claims.iter().filter(|claim| is_factual(claim)) {
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

/// Returns whether two people may be one person, under two spellings or a partial name.
pub(crate) fn may_be_one_person(context: &Context<'_>, first: &EntityId, second: &EntityId) -> bool {
    if first == second {
        return true;
    }
    let (a, b) = (Spelling::of(context.person_name(first)), Spelling::of(context.person_name(second)));
    let (left, right): (BTreeSet<&str>, BTreeSet<&str>) = (a.words().collect(), b.words().collect());
    left.is_subset(&right) || right.is_subset(&left) || are_near(EntityClass::Person, &a, &b)
}

/// Returns whether a rank may be a short form: abbreviated, or before a surname alone.
pub(crate) fn is_short_form(row: &PositionRow) -> bool {
    let rank = row.rank.as_deref().unwrap_or_default();
    let words = row.quote.split_whitespace().count();
    let rank_words = rank.split_whitespace().count();
    let spelled_out = row.quote.to_lowercase().contains(&rank.to_lowercase());
    rank_words == 1 && (!spelled_out || words < rank_words + 2)
}
