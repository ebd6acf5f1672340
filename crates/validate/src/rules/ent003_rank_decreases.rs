use std::collections::BTreeMap;

use annals_model::{EntityId, Severity};

use crate::context::Context;
use crate::draft::Draft;
use crate::example_case::Case;
use crate::example_rows::PositionFields;
use crate::rule::{Check, Example, Rule};
use crate::support::positions::{DatedPosition, dated_positions, is_short_form};

pub(super) static RULE: Rule = Rule {
    code: "ENT003",
    name: "rank-decreases",
    severity: Severity::Warning,
    what: "A person with a lower rank at a later date.",
    why: "Ranks do not normally decrease. One of the ranks or dates is wrong, an article gives an \
          earlier rank, or two people were merged.",
    remedy: "Check when the person was promoted. The order of ranks is `ladders` in the language's \
          people.toml. Short forms of ranks are not reported.",
    examples: &[
        Example::fires(
            "“In 1891 Colonel Ada Moreau … .” Another article: “On 3 May 1899 Major Ada Moreau …”",
            "Colonel (1891, gazette), but later Major (1899-05-03, herald)",
            || ranks("Colonel", "Major"),
        ),
        Example::fires(
            "“On 3 May 1891 Colonel Ada Moreau inspected the fort.” Another article: “A wreath was laid by \
             Major Ada Moreau in 1899.”",
            "Colonel (1891-05-03, gazette), but later Major (1899, herald)",
            || {
                colonel_in_action("Colonel")
                    .and_article("herald")
                    .position("Ada Moreau", rank("Major", ""))
                    .office_date("1899")
            },
        ),
        Example::passes(
            "The first article is on her life, in 1891 and 1901, and calls her colonel throughout.",
            || {
                colonel_in_action("Colonel")
                    .position("Ada Moreau", rank("Colonel", "1901"))
                    .and_article("herald")
                    .position("Ada Moreau", rank("Major", "1899"))
            },
        ),
        Example::passes("Major in 1891, colonel in 1899.", || ranks("Major", "Colonel")),
        Example::passes("Colonel in 1891, and a major of that name in 1983: two people.", || {
            gazette()
                .position("Ada Moreau", rank("Colonel", "1891"))
                .and_article("herald")
                .position("Ada Moreau", rank("Major", "1983"))
        }),
        Example::passes("Skipper and major: ranks of two ladders.", || ranks("Skipper", "Major")),
    ],
    check: Check::Input(check),
};

/// The maximal length of a career, in years. Two officers of one name further apart are two people.
const CAREER: i16 = 70;

fn rank(rank: &'static str, as_of: &'static str) -> PositionFields {
    PositionFields { rank, as_of, ..PositionFields::default() }
}

fn gazette() -> Case {
    Case::article("gazette").seniority(&["Captain", "Major", "Colonel"], &[])
}

fn colonel_in_action(first: &'static str) -> Case {
    gazette().position("Ada Moreau", rank(first, "")).office_date("1891-05-03")
}

fn ranks(first: &'static str, second: &'static str) -> Case {
    gazette()
        .position("Ada Moreau", rank(first, "1891"))
        .and_article("herald")
        .position("Ada Moreau", rank(second, "1899-05-03"))
}

fn check(context: &Context<'_>) -> Vec<Draft> {
    let mut people: BTreeMap<&EntityId, Vec<DatedPosition<'_>>> = BTreeMap::new();
    for position in dated_positions(context, |row| row.rank.is_some()) {
        people.entry(&position.row.person_id).or_default().push(position);
    }
    people.into_iter().filter_map(|(person, positions)| decrease(context, person, positions)).collect()
}

/// Returns a draft for the first rank that is below an earlier one.
fn decrease(
    context: &Context<'_>,
    person: &EntityId,
    mut positions: Vec<DatedPosition<'_>>,
) -> Option<Draft> {
    positions.retain(|position| !is_short_form(position.row));
    positions.sort_by_key(|position| (position.span, &position.row.position_id));
    let mut highest: Vec<&DatedPosition<'_>> = Vec::new();
    for position in &positions {
        let below = |other: &&&DatedPosition<'_>| {
            let ranks = rank_of(position).zip(rank_of(other));
            other.span.1 < position.span.0
                && position.span.0.year() - other.span.1.year() <= CAREER
                && ranks
                    .is_some_and(|(one, other)| context.input.seniority.is_below(one, other) == Some(true))
        };
        if let Some(higher) = highest.iter().find(below) {
            let shown =
                |one: &DatedPosition<'_>| format!("{} ({})", rank_of(one).unwrap_or_default(), one.label);
            let message = format!(
                "The rank of {} decreases: {}, but later {}.",
                context.person_name(person),
                shown(higher),
                shown(position)
            );
            let draft = [higher, &position].into_iter().fold(Draft::new(message), |draft, one| {
                draft.article(&one.row.article_id).quoted(one.row.position_id.as_str(), &one.row.quote)
            });
            return Some(draft);
        }
        // The first position of each rank is sufficient.
        if highest.iter().all(|other| rank_of(other) != rank_of(position)) {
            highest.push(position);
        }
    }
    None
}

fn rank_of<'a>(position: &DatedPosition<'a>) -> Option<&'a str> {
    position.row.rank.as_deref()
}
