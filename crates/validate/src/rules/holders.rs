//! Who held an office of one holder at one time.

use std::collections::BTreeMap;

use annals_model::EntityId;

use super::posts::{Post, may_be_one, posts};
use crate::context::Context;
use crate::draft::Draft;

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
    let standing = context.subject.standing;
    let posts = posts(context, |row| {
        row.organisation.is_some() && row.office.as_ref().is_some_and(|office| standing.is_sole(office))
    });
    let mut offices: BTreeMap<(String, &EntityId), Vec<Post<'_>>> = BTreeMap::new();
    for post in posts {
        if let (Some(office), Some(of)) = (&post.row.office, &post.row.organisation) {
            offices.entry((office.to_lowercase(), of)).or_default().push(post);
        }
    }
    let mut drafts = Vec::new();
    for ((_, of), mut posts) in offices {
        posts.sort_by_key(|post| (post.span, &post.row.position_id));
        drafts.extend(overlaps(context, of, &posts, wanted));
        if wanted.contains(&Clash::Between) {
            drafts.extend(between(context, of, &posts));
        }
    }
    drafts
}

/// Each holder against the one who is known to have held the office longest before.
fn overlaps(context: &Context<'_>, of: &EntityId, posts: &[Post<'_>], wanted: &[Clash]) -> Vec<Draft> {
    let mut drafts = Vec::new();
    let mut sure: Vec<(&Post<'_>, annals_model::Day, annals_model::Day)> =
        posts.iter().filter_map(|post| post.sure.map(|(first, last)| (post, first, last))).collect();
    sure.sort_by_key(|(post, first, _)| (*first, &post.row.position_id));
    let mut longest: Option<(&Post<'_>, annals_model::Day)> = None;
    for (post, first, last) in sure {
        if let Some((holder, until)) = longest
            && first <= until
            && !may_be_one(context, &holder.row.person_id, &post.row.person_id)
        {
            let clash =
                if holder.row.article_id == post.row.article_id { Clash::Itself } else { Clash::Sources };
            if wanted.contains(&clash) {
                drafts.push(draft(context, of, &[holder, post], clash));
            }
        }
        if longest.is_none_or(|(_, until)| last > until) {
            longest = Some((post, last));
        }
    }
    drafts
}

/// Somebody between two days of somebody else.
fn between(context: &Context<'_>, of: &EntityId, posts: &[Post<'_>]) -> Vec<Draft> {
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
            drafts.push(draft(context, of, &[first, second, third], Clash::Between));
        }
    }
    drafts
}

fn draft(context: &Context<'_>, of: &EntityId, posts: &[&Post<'_>], clash: Clash) -> Draft {
    let office = posts.first().and_then(|post| post.row.office.as_deref()).unwrap_or_default();
    let told = posts.iter().map(|post| format!("{} ({})", context.person(&post.row.person_id), post.told));
    let told = told.collect::<Vec<_>>().join("; ");
    let message = match clash {
        Clash::Sources => format!("Sources disagree on who was {office} of {of} at one time: {told}."),
        Clash::Itself => {
            format!("Two people are told as {office} of {of} at one time, which one person is: {told}.")
        }
        Clash::Between => {
            format!("One person is told as {office} of {of} between two days on which another is: {told}.")
        }
    };
    posts.iter().fold(Draft::new(message), |draft, post| {
        draft.article(&post.row.article_id).quoted(post.row.position_id.as_str(), &post.row.quote)
    })
}
