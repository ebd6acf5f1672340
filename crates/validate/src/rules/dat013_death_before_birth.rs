use std::collections::BTreeMap;

use annals_model::{ClaimRow, EntityId, Severity};
use annals_edtf::Day;

use crate::context::Context;
use crate::dating::{days, is_certain, is_told};
use crate::draft::Draft;
use crate::example::Case;
use crate::rule::{Check, Example, Rule};
use crate::wording::date;

pub(super) static RULE: Rule = Rule {
    code: "DAT013",
    name: "death-before-birth",
    severity: Severity::Warning,
    what: "A person whose death is dated before the birth.",
    why: "One of the two dates is wrong, they were exchanged, or two people are taken for one.",
    remedy: "Read both sentences. If they mean two people of one name, give both a row in knowledge/gazetteer/people.csv.",
    examples: &[
        Example::fires(
            "“Ada Moreau was born in 1880.” Another paper: “Ada Moreau died on 3 May 1861.”",
            "died 1861-05-03 (herald), before 1880 (gazette)",
            || life("1880", "1861-05-03"),
        ),
        Example::passes("Born in 1820, died in 1861.", || life("1820", "1861-05-03")),
        Example::passes("Born about 1862, died in 1861.", || life("1862~", "1861")),
    ],
    check: Check::Subject(check),
};

fn life(born: &str, died: &str) -> Case {
    let case = Case::article("gazette").lives();
    let case = case.claim("birth of Ada Moreau", born, "She was born.").kind("birth").of("Ada Moreau");
    case.and_article("herald").claim("death of Ada Moreau", died, "She died.").kind("death").of("Ada Moreau")
}

/// The latest birth and the earliest death told of somebody.
#[derive(Default)]
struct Life<'a> {
    birth: Option<(Day, &'a ClaimRow)>,
    death: Option<(Day, &'a ClaimRow)>,
}

fn check(context: &Context<'_>) -> Vec<Draft> {
    let mut lives: BTreeMap<&EntityId, Life<'_>> = BTreeMap::new();
    for claim in &context.subject.release.claims {
        let ([person], Some(on)) = (claim.participants.as_slice(), &claim.date) else { continue };
        let Some((first, last)) = days(on).filter(|_| is_told(claim) && is_certain(on)) else { continue };
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
            let told = |claim: &ClaimRow| {
                format!("{} ({})", claim.date.as_ref().map(date).unwrap_or_default(), claim.article_id)
            };
            let message = format!(
                "{} is said to have died {}, before {}, which is told as the birth.",
                context.person(person),
                told(death),
                told(birth)
            );
            drafts.push(Draft::new(message).claim(birth).claim(death));
        }
    }
    drafts
}
