use annals_model::{ComparisonRow, Property, Severity, Verdict};

use super::comparisons::{conflict, told, values};
use crate::context::Context;
use crate::draft::Draft;
use crate::example::Case;
use crate::rule::{Check, Example, Rule};

pub(super) static RULE: Rule = Rule {
    code: "ENT005",
    name: "sources-disagree-on-parties",
    severity: Severity::Warning,
    what: "Independent sources, or several articles of the only one, that give one event parties of which none is common, or two each with only one common.",
    why: "At least one of them names the wrong parties, or they tell two events. A list that is only shorter than \
          another is no disagreement.",
    remedy: "Read the sentences. If two names mean one party, add an alias to knowledge/; if the articles mean two \
             events, tell them apart by their names.",
    examples: &[
        Example::fires(
            "“The Harbour Treaty between Norland and Souland” and “the Harbour Treaty between Norland and Westland”.",
            "norland and souland (gazette); norland and westland (herald)",
            || two(Verdict::Undetermined, ["norland; souland", "norland; westland"]),
        ),
        Example::fires("“Norland won the match” and “Souland won the match”.", "norland (gazette); souland (herald)", || {
            two(Verdict::Conflicting, ["norland", "souland"])
        }),
        Example::passes("“Norland and Souland signed” and “Norland and the Soulanders signed”.", || {
            two(Verdict::Undetermined, ["norland; souland", "norland; soulanders"])
        }),
        Example::passes("“between Norland and Souland” and “Norland's Harbour Treaty”.", || {
            two(Verdict::Compatible, ["norland; souland", "norland"])
        }),
        Example::passes("Norland's minister signed, says one, and the governor of its port, another.", || {
            two(Verdict::Undetermined, ["norland; ada-moreau", "norland; souland; westland"])
        }),
    ],
    check: Check::Subject(check),
};

fn two(verdict: Verdict, parties: [&str; 2]) -> Case {
    use annals_model::{EntityClass::Person, EntityClass::Place};
    Case::article("gazette")
        .names(Place, "Norland")
        .names(Place, "Souland")
        .names(Place, "Westland")
        .names(Person, "Ada Moreau")
        .claim("Harbour Treaty", "1901", "These parties.")
        .and_article("herald")
        .claim("Harbour Treaty", "1901", "Those parties.")
        .compared(Property::Participants, None, verdict, &parties)
}

fn check(context: &Context<'_>) -> Vec<Draft> {
    let release = context.subject.release;
    let people = release.people.iter().map(|row| row.person_id.as_str());
    let bodies = release.organisations.iter().map(|row| row.organisation_id.as_str());
    let others: std::collections::BTreeSet<&str> = people.chain(bodies).collect();
    let counts = |row: &ComparisonRow| conflict(row) || exchanged(row, |party| !others.contains(party));
    told(context, Property::Participants, counts, |row, name| {
        let told = values(row, |value| crate::wording::list(value.split("; ")));
        format!("Sources disagree on the parties of “{name}”: {told}.")
    })
}

/// Whether two witnesses each name two states, or what nobody knows to be none, of which one is the same.
fn exchanged(row: &ComparisonRow, is_state: impl Fn(&str) -> bool) -> bool {
    let pairs = row.values.iter().zip(&row.sources).filter_map(|(value, sources)| {
        let (first, second) = value.split_once("; ")?;
        let two = !second.contains("; ") && is_state(first) && is_state(second);
        two.then_some(([first, second], sources))
    });
    let mut pairs = pairs.collect::<Vec<_>>();
    // Two pairs of which none is told by the witness of the other are enough; the first is held
    // against the rest.
    let Some((first, by)) = pairs.pop() else { return false };
    row.values.len() == pairs.len() + 1 && pairs.iter().any(|(pair, also)| *also != by && one_is_another(&first, pair))
}

/// Letters that begin a country's name and the word for its people alike.
const STEM: usize = 4;

/// Whether two pairs have one party in common and the others are not two forms of one name.
fn one_is_another(first: &[&str; 2], second: &[&str; 2]) -> bool {
    let other = |pair: &[&str; 2], than: &[&str; 2]| {
        let mut left = pair.iter().filter(|party| !than.contains(party)).map(|party| (*party).to_owned());
        left.next().filter(|_| left.next().is_none())
    };
    let (Some(one), Some(another)) = (other(first, second), other(second, first)) else { return false };
    let stem = |name: &str| name.chars().take(STEM).collect::<String>();
    let within = |name: &str, other: &str| name.split('-').all(|word| other.split('-').any(|told| told == word));
    stem(&one) != stem(&another) && !within(&one, &another) && !within(&another, &one)
}
