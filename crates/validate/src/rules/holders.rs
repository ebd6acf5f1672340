//! Who held an office of one holder at one time.

use std::collections::BTreeMap;

use annals_model::{EvidenceId, UnlistedOffice, slug};
use annals_text::can_be_name_and_adjective;
use jiff::ToSpan;
use rustc_hash::FxHashMap;

use super::posts::{Post, may_be_one, posts};
use crate::context::Context;
use crate::draft::Draft;

/// Within how many days two articles that each name the holder of one day speak of one time.
const AT_ONCE: i64 = 3;

/// How two people come to hold one office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Clash {
    /// Two articles name two people on one day.
    Sources,
    /// One article does.
    Itself,
    /// Somebody holds it between two days on which somebody else does.
    Between,
}

/// A finding for every office that two people hold in one of the ways asked for.
pub(super) fn clashes(context: &Context<'_>, wanted: &[Clash]) -> Vec<Draft> {
    let standing = context.subject.seniority;
    let relations = context.subject.relations.iter();
    let tenures: FxHashMap<&EvidenceId, &UnlistedOffice> = relations
        .flat_map(|article| &article.office_attributions)
        .map(|tenure| (&tenure.position, &tenure.unlisted_office))
        .collect();
    let posts = posts(context, |row| match (&row.office, &row.organisation) {
        (Some(office), Some(_)) => standing.is_sole(office),
        _ => tenures.get(&row.position_id).is_some_and(|held| standing.is_sole(&held.office)),
    });
    let mut offices: BTreeMap<(String, Owner<'_>), Vec<Post<'_>>> = BTreeMap::new();
    for post in posts {
        let (office, of) = match (&post.row.office, &post.row.organisation) {
            (Some(office), Some(of)) => (office, Owner::Known(of.as_str())),
            _ => match tenures.get(&post.row.position_id) {
                Some(held) => (&held.office, Owner::Told(slug(&held.of))),
                None => continue,
            },
        };
        offices.entry((standing.key(office), of)).or_default().push(post);
    }
    let mut drafts = Vec::new();
    for ((office, of), mut posts) in joined(offices) {
        let office = &match &of {
            Owner::Known(of) => {
                let told = posts.first().and_then(|post| post.row.office.as_deref());
                format!("{} of {of}", told.unwrap_or(&office))
            }
            Owner::Told(of) => {
                let held = posts.first().and_then(|post| tenures.get(&post.row.position_id));
                format!("{} of {of}", held.map_or(office.as_str(), |held| held.office.as_str()))
            }
        };
        posts.sort_by_key(|post| (post.span, &post.row.position_id));
        drafts.extend(overlaps(context, office, &posts, wanted));
        if wanted.contains(&Clash::Between) {
            drafts.extend(between(context, office, &posts));
        }
    }
    drafts
}

/// What an office is of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Owner<'a> {
    /// One that a table knows.
    Known(&'a str),
    /// The name, or the adjective, of one that none does.
    Told(String),
}

impl Owner<'_> {
    /// Whether both may be one: of what no table knows, one word may be the adjective of the other.
    fn may_be(&self, other: &Self) -> bool {
        let (Self::Told(first), Self::Told(second)) = (self, other) else { return self == other };
        can_be_name_and_adjective(first, second)
    }
}

/// The holders of each office.
type Offices<'a, 'p> = Vec<((String, Owner<'a>), Vec<Post<'p>>)>;

/// Offices of one name and of one country, by whatever word that is told, put together: "X President"
/// and "President of Y".
fn joined<'a, 'p>(offices: BTreeMap<(String, Owner<'a>), Vec<Post<'p>>>) -> Offices<'a, 'p> {
    let mut joined: Offices<'a, 'p> = Vec::new();
    for ((office, of), posts) in offices {
        // In the order of their names, those of one stem stand side by side.
        match joined.last_mut() {
            Some(((known, whose), held)) if *known == office && whose.may_be(&of) => held.extend(posts),
            _ => joined.push(((office, of), posts)),
        }
    }
    joined
}

/// Each holder against the one who is known to have held the office longest before.
fn overlaps(context: &Context<'_>, office: &str, posts: &[Post<'_>], wanted: &[Clash]) -> Vec<Draft> {
    let mut drafts = Vec::new();
    let mut sure: Vec<(&Post<'_>, annals_edtf::Day, annals_edtf::Day)> =
        posts.iter().filter_map(|post| post.sure.map(|(first, last)| (post, first, last))).collect();
    sure.sort_by_key(|(post, first, _)| (*first, &post.row.position_id));
    let mut longest: Option<(&Post<'_>, annals_edtf::Day)> = None;
    for (post, first, last) in sure {
        if let Some((holder, until)) = longest
            && first <= at_once(holder, post, until)
            && !may_be_one(context, &holder.row.person_id, &post.row.person_id)
        {
            let clash =
                if holder.row.article_id == post.row.article_id { Clash::Itself } else { Clash::Sources };
            if wanted.contains(&clash) {
                drafts.push(draft(context, office, &[holder, post], clash));
            }
        }
        if longest.is_none_or(|(_, until)| last > until) {
            longest = Some((post, last));
        }
    }
    drafts
}

/// The last day that counts as one time with the one until which an office was held: of two articles that
/// each tell of one day, one some days later.
fn at_once(holder: &Post<'_>, post: &Post<'_>, until: annals_edtf::Day) -> annals_edtf::Day {
    let one_day = |post: &Post<'_>| post.span.0 == post.span.1;
    let two = holder.row.article_id != post.row.article_id && one_day(holder) && one_day(post);
    if two { until.checked_add(AT_ONCE.days()).unwrap_or(until) } else { until }
}

/// Somebody between two days of somebody else.
fn between(context: &Context<'_>, office: &str, posts: &[Post<'_>]) -> Vec<Draft> {
    let mut drafts = Vec::new();
    let runs: Vec<&[Post<'_>]> = posts.chunk_by(|a, b| a.row.person_id == b.row.person_id).collect();
    for three in runs.windows(3) {
        let [before, middle, after] = three else { continue };
        let (Some(first), Some(second), Some(third)) = (before.last(), middle.first(), after.first()) else {
            continue;
        };
        let same = first.row.person_id == third.row.person_id;
        let strictly = first.span.1 < second.span.0 && second.span.1 < third.span.0;
        if same && strictly && !may_be_one(context, &first.row.person_id, &second.row.person_id) {
            drafts.push(draft(context, office, &[first, second, third], Clash::Between));
        }
    }
    drafts
}

fn draft(context: &Context<'_>, office: &str, posts: &[&Post<'_>], clash: Clash) -> Draft {
    let told = posts.iter().map(|post| format!("{} ({})", context.person(&post.row.person_id), post.told));
    let told = told.collect::<Vec<_>>().join("; ");
    let message = match clash {
        Clash::Sources => format!("Sources disagree on who was {office} at one time: {told}."),
        Clash::Itself => {
            format!("Two people are told as {office} at one time, which one person is: {told}.")
        }
        Clash::Between => {
            format!("One person is told as {office} between two days on which another is: {told}.")
        }
    };
    posts.iter().fold(Draft::new(message), |draft, post| {
        draft.article(&post.row.article_id).quoted(post.row.position_id.as_str(), &post.row.quote)
    })
}
