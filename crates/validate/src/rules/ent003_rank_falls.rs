use std::collections::BTreeMap;

use annals_model::{EntityId, Severity};

use super::posts::{Post, is_short, posts};
use crate::context::Context;
use crate::draft::Draft;
use crate::example::Case;
use crate::example_rows;
use crate::rule::{Check, Example, Rule};

pub(super) static RULE: Rule = Rule {
    code: "ENT003",
    name: "rank-falls",
    severity: Severity::Warning,
    what: "A person with a lower rank at a later time.",
    why: "Ranks rise. One of the ranks or of the times is wrong, an article gives an earlier rank, or two people are \
          taken for one.",
    remedy: "Look when the person was promoted. The order of ranks is `ladders` in the language's people.toml; a general \
             who is only called so for short is not reported.",
    examples: &[
        Example::fires(
            "“In 1891 Colonel Ada Moreau … .” Another paper: “On 3 May 1899 Major Ada Moreau …”",
            "Colonel (1891, gazette), but Major (1899-05-03, herald)",
            || ranks("Colonel", "Major"),
        ),
        Example::fires(
            "“On 3 May 1891 Colonel Ada Moreau inspected the fort.” Another paper: “A wreath was laid by Major Ada Moreau in 1899.”",
            "Colonel (1891-05-03, gazette), but Major (1899, herald)",
            || acting("Colonel").and_article("herald").position("Ada Moreau", rank("Major", "")).acting("1899"),
        ),
        Example::passes("The first paper tells of her life, in 1891 and 1901, and calls her colonel all the time.", || {
            acting("Colonel")
                .position("Ada Moreau", rank("Colonel", "1901"))
                .and_article("herald")
                .position("Ada Moreau", rank("Major", "1899"))
        }),
        Example::passes("Major in 1891, colonel in 1899.", || ranks("Major", "Colonel")),
        Example::passes("Colonel in 1891, and a major of that name in 1983: not one person.", || {
            gazette()
                .position("Ada Moreau", rank("Colonel", "1891"))
                .and_article("herald")
                .position("Ada Moreau", rank("Major", "1983"))
        }),
        Example::passes("Captain, of a ship, and sergeant: ranks of two ladders.", || ranks("Skipper", "Major")),
    ],
    check: Check::Subject(check),
};

/// Years beyond which nobody serves: two of one name a century apart are a person and a grandchild.
const CAREER: i16 = 70;

fn rank(rank: &'static str, as_of: &'static str) -> example_rows::Post {
    example_rows::Post { rank, as_of, ..example_rows::Post::default() }
}

fn gazette() -> Case {
    Case::article("gazette").standing(&["Captain", "Major", "Colonel"], &[])
}

fn acting(first: &'static str) -> Case {
    gazette().position("Ada Moreau", rank(first, "")).acting("1891-05-03")
}

fn ranks(first: &'static str, second: &'static str) -> Case {
    gazette()
        .position("Ada Moreau", rank(first, "1891"))
        .and_article("herald")
        .position("Ada Moreau", rank(second, "1899-05-03"))
}

fn check(context: &Context<'_>) -> Vec<Draft> {
    let mut people: BTreeMap<&EntityId, Vec<Post<'_>>> = BTreeMap::new();
    for post in posts(context, |row| row.rank.is_some()) {
        people.entry(&post.row.person_id).or_default().push(post);
    }
    people.into_iter().filter_map(|(person, posts)| fall(context, person, posts)).collect()
}

/// The first rank that is below one held before.
fn fall(context: &Context<'_>, person: &EntityId, mut posts: Vec<Post<'_>>) -> Option<Draft> {
    posts.retain(|post| !is_short(post.row));
    posts.sort_by_key(|post| (post.span, &post.row.position_id));
    let mut highest: Vec<&Post<'_>> = Vec::new();
    for post in &posts {
        let below = |other: &&&Post<'_>| {
            let ranks = rank_of(post).zip(rank_of(other));
            other.span.1 < post.span.0
                && post.span.0.year() - other.span.1.year() <= CAREER
                && ranks.is_some_and(|(one, other)| context.subject.seniority.is_below(one, other) == Some(true))
        };
        if let Some(higher) = highest.iter().find(below) {
            let told = |post: &Post<'_>| format!("{} ({})", rank_of(post).unwrap_or_default(), post.told);
            let message = format!(
                "The rank of {} falls as time passes: {}, but {} later.",
                context.person(person),
                told(higher),
                told(post)
            );
            let draft = [higher, &post].into_iter().fold(Draft::new(message), |draft, post| {
                draft.article(&post.row.article_id).quoted(post.row.position_id.as_str(), &post.row.quote)
            });
            return Some(draft);
        }
        // Of each rank the first day is enough.
        if highest.iter().all(|other| rank_of(other) != rank_of(post)) {
            highest.push(post);
        }
    }
    None
}

fn rank_of<'a>(post: &Post<'a>) -> Option<&'a str> {
    post.row.rank.as_deref()
}
