use std::collections::BTreeMap;

use annals_model::{EntityId, PositionRow, Severity};
use jiff::ToSpan;

use super::posts::{Post, is_short, posts};
use crate::context::Context;
use crate::draft::Draft;
use crate::example::Case;
use crate::example_rows;
use crate::rule::{Check, Example, Rule};

/// Within how many days two papers that tell two ranks speak of one time.
const AT_ONCE: i64 = 7;

pub(super) static RULE: Rule = Rule {
    code: "ENT009",
    name: "two-ranks-at-one-time",
    severity: Severity::Warning,
    what: "A person with two ranks, which articles tell of the same days, or one article with the same office.",
    why: "One of the ranks is wrong, somebody was promoted in these days, or two people are taken for one.",
    remedy: "Look which rank the person had then. The order of ranks is `ladders` in the language's people.toml; a general \
             who is only called so for short is not reported.",
    examples: &[
        Example::fires(
            "“On 3 May 1891 Major Ada Moreau took the fort.” Another paper: “The fort fell on 5 May to Captain Ada Moreau.”",
            "has two ranks at one time: Major (1891-05-03, gazette) and Captain (1891-05-05, herald)",
            || papers("1891-05-05"),
        ),
        Example::fires(
            "“The commander of the fort, Major Ada Moreau …” and below: “Commander of the fort Captain Ada Moreau”.",
            "Major (gazette) and Captain (gazette)",
            || {
                let post = |rank| example_rows::Post { rank, office: "Commander", ..example_rows::Post::default() };
                case().position("Ada Moreau", post("Major")).position("Ada Moreau", post("Captain"))
            },
        ),
        Example::passes("The other paper says so in 1890.", || papers("1890")),
        Example::passes("Major Moreau in the one, Moreau in the other.", || {
            case().position("Ada Moreau", rank("Major", "1891-05-03")).and_article("herald").position(
                "Ada Moreau",
                example_rows::Post { office: "Commander", ..rank("", "1891-05-03") },
            )
        }),
    ],
    check: Check::Subject(check),
};

fn rank(rank: &'static str, as_of: &'static str) -> example_rows::Post {
    example_rows::Post { rank, as_of, ..example_rows::Post::default() }
}

fn case() -> Case {
    Case::article("gazette").standing(&["Captain", "Major", "Colonel"], &[])
}

fn papers(second: &'static str) -> Case {
    case()
        .position("Ada Moreau", rank("Major", "1891-05-03"))
        .and_article("herald")
        .position("Ada Moreau", rank("Captain", second))
}

fn check(context: &Context<'_>) -> Vec<Draft> {
    let mut people: BTreeMap<&EntityId, (Vec<Post<'_>>, Vec<&PositionRow>)> = BTreeMap::new();
    for post in posts(context, |row| row.rank.is_some()) {
        people.entry(&post.row.person_id).or_default().0.push(post);
    }
    for row in context.subject.release.positions.iter().filter(|row| row.rank.is_some()) {
        people.entry(&row.person_id).or_default().1.push(row);
    }
    let two = |(person, (mut posts, mut rows)): (&EntityId, (Vec<Post<'_>>, Vec<&PositionRow>))| {
        posts.retain(|post| !is_short(post.row));
        rows.retain(|row| !is_short(row));
        at_once(context, &posts).or_else(|| of_one_office(context, &rows)).map(|[first, second]| {
            let message = format!(
                "{} has two ranks at one time: {} and {}.",
                context.person(person),
                first.1,
                second.1
            );
            [first.0, second.0].into_iter().fold(Draft::new(message), |draft, row| {
                draft.article(&row.article_id).quoted(row.position_id.as_str(), &row.quote)
            })
        })
    };
    people.into_iter().filter_map(two).collect()
}

type Told<'a> = (&'a PositionRow, String);

/// Two ranks that two articles tell of the same days.
fn at_once<'a>(context: &Context<'_>, posts: &[Post<'a>]) -> Option<[Told<'a>; 2]> {
    let mut posts: Vec<&Post<'a>> = posts.iter().collect();
    posts.sort_by_key(|post| (post.span, &post.row.position_id));
    posts.iter().enumerate().find_map(|(at, first)| {
        let until = first.span.0.checked_add(AT_ONCE.days()).ok()?;
        let later = posts.iter().skip(at + 1).take_while(|post| post.span.0 <= until);
        let mut others = later.filter(|post| post.span.1 <= until && first.span.1 <= until);
        let second = others.find(|post| {
            post.row.article_id != first.row.article_id && differ(context, first.row, post.row)
        })?;
        let told = |post: &Post<'a>| {
            (post.row, format!("{} ({})", post.row.rank.as_deref().unwrap_or_default(), post.told))
        };
        Some([told(first), told(second)])
    })
}

/// Two ranks that one article tells with one office.
fn of_one_office<'a>(context: &Context<'_>, rows: &[&'a PositionRow]) -> Option<[Told<'a>; 2]> {
    let mut known: BTreeMap<_, &PositionRow> = BTreeMap::new();
    rows.iter().find_map(|row| {
        let office = context.subject.seniority.key(row.office.as_deref()?);
        let first = known.entry((&row.article_id, office)).or_insert(row);
        let told = |row: &'a PositionRow| {
            (row, format!("{} ({})", row.rank.as_deref().unwrap_or_default(), row.article_id))
        };
        let undated = first.as_of.is_none() && row.as_of.is_none();
        (undated && differ(context, first, row)).then(|| [told(first), told(row)])
    })
}

/// Whether two ranks of one ladder differ, and neither is short for the other.
fn differ(context: &Context<'_>, first: &PositionRow, second: &PositionRow) -> bool {
    let (Some(one), Some(other)) = (&first.rank, &second.rank) else { return false };
    let standing = context.subject.seniority;
    let steps = standing.is_below(one, other) == Some(true) || standing.is_below(other, one) == Some(true);
    let short = |long: &str, short: &str| long.strip_suffix(short).is_some_and(|rest| rest.ends_with(' '));
    steps && !short(one, other) && !short(other, one)
}
