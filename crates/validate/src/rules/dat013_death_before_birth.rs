use std::collections::BTreeMap;

use annals_edtf::Day;
use annals_model::{ClaimRow, EntityId, Severity};

use crate::context::Context;
use crate::draft::Draft;
use crate::example_case::Case;
use crate::rule::{Check, Example, Rule};
use crate::support::dates::{days, is_factual};
use crate::support::wording::date;

pub(super) static RULE: Rule = Rule {
    code: "DAT013",
    name: "death-before-birth",
    severity: Severity::Warning,
    what: "A person whose death is dated before the birth.",
    why: "One of the dates is wrong, they were exchanged, or two people were merged.",
    remedy: "Read both sentences. If they mean two people with one name, give each a row in \
          knowledge/gazetteer/people.csv.",
    examples: &[
        Example::fires(
            "“Ada Moreau was born in 1880.” Another article: “Ada Moreau died on 3 May 1861.”",
            "born 1880 (gazette), but died 1861-05-03 (herald)",
            || life("1880", "1861-05-03"),
        ),
        Example::passes("Born in 1820, died in 1861.", || life("1820", "1861-05-03")),
        Example::passes("Born about 1862, died in 1861.", || life("1862~", "1861")),
    ],
    check: Check::Input(check),
};

fn life(born: &str, died: &str) -> Case {
    let case = Case::article("gazette").life_axioms();
    let case =
        case.claim("birth of Ada Moreau", born, "She was born.").kind("birth").participant("Ada Moreau");
    case.and_article("herald")
        .claim("death of Ada Moreau", died, "She died.")
        .kind("death")
        .participant("Ada Moreau")
}

/// The latest birth and the earliest death of a person.
#[derive(Default)]
struct Life<'a> {
    birth: Option<(Day, &'a ClaimRow)>,
    death: Option<(Day, &'a ClaimRow)>,
}

fn check(context: &Context<'_>) -> Vec<Draft> {
    let mut lives: BTreeMap<&EntityId, Life<'_>> = BTreeMap::new();
    for claim in &context.input.release.claims {
        let ([person], Some(on)) = (claim.participants.as_slice(), &claim.date) else { continue };
        let Some((first, last)) = days(on).filter(|_| is_factual(claim) && on.is_certain()) else { continue };
        if context.begins_life(&claim.kind) {
            let life = lives.entry(person).or_default();
            if life.birth.is_none_or(|(day, _)| first > day) {
                life.birth = Some((first, claim));
            }
        } else if context.ends_life(&claim.kind) {
            let life = lives.entry(person).or_default();
            if life.death.is_none_or(|(day, _)| last < day) {
                life.death = Some((last, claim));
            }
        }
    }
    let mut drafts = Vec::new();
    for (person, life) in lives {
        let (Some((born, birth)), Some((died, death))) = (life.birth, life.death) else { continue };
        if died < born {
            let dated = |claim: &ClaimRow| {
                format!("{} ({})", claim.date.as_ref().map(date).unwrap_or_default(), claim.article_id)
            };
            let message = format!(
                "The death of {} is dated before the birth: born {}, but died {}.",
                context.person_name(person),
                dated(birth),
                dated(death)
            );
            drafts.push(Draft::new(message).claim(birth).claim(death));
        }
    }
    drafts
}
