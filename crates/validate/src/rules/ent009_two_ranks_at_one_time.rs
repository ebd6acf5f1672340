use std::collections::BTreeMap;

use annals_model::{EntityId, PositionRow, Severity};
use jiff::ToSpan;

use crate::context::Context;
use crate::draft::Draft;
use crate::example_case::Case;
use crate::example_rows::PositionFields;
use crate::rule::{Check, Example, Rule};
use crate::support::positions::{DatedPosition, dated_positions, is_short_form};

/// The maximal distance, in days, of two dates at which two articles speak of one time.
const SAME_TIME: i64 = 7;

pub(super) static RULE: Rule = Rule {
    code: "ENT009",
    name: "two-ranks-at-one-time",
    severity: Severity::Warning,
    what: "A person with two ranks at one time: two articles give them for the same days, or one \
          article gives them with the same office.",
    why: "One of the ranks is wrong, the person was promoted in these days, or two people were \
          merged.",
    remedy: "Check which rank the person had at that time. The order of ranks is `ladders` in the \
          language's people.toml. Short forms of ranks are not reported.",
    examples: &[
        Example::fires(
            "“On 3 May 1891 Major Ada Moreau took the fort.” Another article: “The fort fell on 5 May to \
             Captain Ada Moreau.”",
            "has two ranks at one time: Major (1891-05-03, gazette) and Captain (1891-05-05, herald)",
            || two_articles("1891-05-05"),
        ),
        Example::fires(
            "“The commander of the fort, Major Ada Moreau …” and later: “Commander of the fort Captain Ada \
             Moreau”.",
            "Major (gazette) and Captain (gazette)",
            || {
                let post = |rank| PositionFields { rank, office: "Commander", ..PositionFields::default() };
                case().position("Ada Moreau", post("Major")).position("Ada Moreau", post("Captain"))
            },
        ),
        Example::passes("The other article dates it 1890.", || two_articles("1890")),
        Example::passes("Major Moreau in one article, Moreau in the other.", || {
            case()
                .position("Ada Moreau", rank("Major", "1891-05-03"))
                .and_article("herald")
                .position("Ada Moreau", PositionFields { office: "Commander", ..rank("", "1891-05-03") })
        }),
    ],
    check: Check::Input(check),
};

fn rank(rank: &'static str, as_of: &'static str) -> PositionFields {
    PositionFields { rank, as_of, ..PositionFields::default() }
}

fn case() -> Case {
    Case::article("gazette").seniority(&["Captain", "Major", "Colonel"], &[])
}

fn two_articles(second: &'static str) -> Case {
    case()
        .position("Ada Moreau", rank("Major", "1891-05-03"))
        .and_article("herald")
        .position("Ada Moreau", rank("Captain", second))
}

fn check(context: &Context<'_>) -> Vec<Draft> {
    let mut people: BTreeMap<&EntityId, (Vec<DatedPosition<'_>>, Vec<&PositionRow>)> = BTreeMap::new();
    for position in dated_positions(context, |row| row.rank.is_some()) {
        people.entry(&position.row.person_id).or_default().0.push(position);
    }
    for row in context.input.release.positions.iter().filter(|row| row.rank.is_some()) {
        people.entry(&row.person_id).or_default().1.push(row);
    }
    let two =
        |(person, (mut positions, mut rows)): (&EntityId, (Vec<DatedPosition<'_>>, Vec<&PositionRow>))| {
            positions.retain(|position| !is_short_form(position.row));
            rows.retain(|row| !is_short_form(row));
            at_one_time(context, &positions).or_else(|| with_one_office(context, &rows)).map(
                |[first, second]| {
                    let message = format!(
                        "{} has two ranks at one time: {} and {}.",
                        context.person_name(person),
                        first.1,
                        second.1
                    );
                    [first.0, second.0].into_iter().fold(Draft::new(message), |draft, row| {
                        draft.article(&row.article_id).quoted(row.position_id.as_str(), &row.quote)
                    })
                },
            )
        };
    people.into_iter().filter_map(two).collect()
}

/// A position and its description.
type Described<'a> = (&'a PositionRow, String);

/// Returns two ranks that two articles give for the same days.
fn at_one_time<'a>(context: &Context<'_>, positions: &[DatedPosition<'a>]) -> Option<[Described<'a>; 2]> {
    let mut positions: Vec<&DatedPosition<'a>> = positions.iter().collect();
    positions.sort_by_key(|position| (position.span, &position.row.position_id));
    positions.iter().enumerate().find_map(|(at, first)| {
        let until = first.span.0.checked_add(SAME_TIME.days()).ok()?;
        let later = positions.iter().skip(at + 1).take_while(|other| other.span.0 <= until);
        let mut others = later.filter(|other| other.span.1 <= until && first.span.1 <= until);
        let second = others.find(|other| {
            other.row.article_id != first.row.article_id && differ(context, first.row, other.row)
        })?;
        let described = |one: &DatedPosition<'a>| {
            (one.row, format!("{} ({})", one.row.rank.as_deref().unwrap_or_default(), one.label))
        };
        Some([described(first), described(second)])
    })
}

/// Returns two ranks that one article gives with one office.
fn with_one_office<'a>(context: &Context<'_>, rows: &[&'a PositionRow]) -> Option<[Described<'a>; 2]> {
    let mut known: BTreeMap<_, &PositionRow> = BTreeMap::new();
    rows.iter().find_map(|row| {
        let office = context.input.seniority.key(row.office.as_deref()?);
        let first = known.entry((&row.article_id, office)).or_insert(row);
        let described = |row: &'a PositionRow| {
            (row, format!("{} ({})", row.rank.as_deref().unwrap_or_default(), row.article_id))
        };
        let undated = first.as_of.is_none() && row.as_of.is_none();
        (undated && differ(context, first, row)).then(|| [described(first), described(row)])
    })
}

/// Returns whether two ranks of one ladder differ, and neither is a short form of the other.
fn differ(context: &Context<'_>, first: &PositionRow, second: &PositionRow) -> bool {
    let (Some(one), Some(other)) = (&first.rank, &second.rank) else { return false };
    let seniority = context.input.seniority;
    let steps = seniority.is_below(one, other) == Some(true) || seniority.is_below(other, one) == Some(true);
    let is_short_of =
        |long: &str, short: &str| long.strip_suffix(short).is_some_and(|rest| rest.ends_with(' '));
    steps && !is_short_of(one, other) && !is_short_of(other, one)
}
