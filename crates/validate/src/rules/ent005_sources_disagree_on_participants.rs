use std::collections::BTreeSet;

use annals_model::{ComparisonRow, Property, Severity, Verdict};

use crate::context::Context;
use crate::draft::Draft;
use crate::example_case::Case;
use crate::rule::{Check, Example, Rule};
use crate::support::comparisons::{self, is_conflicting, values_with_sources};
use crate::support::wording;

pub(super) static RULE: Rule = Rule {
    code: "ENT005",
    name: "sources-disagree-on-participants",
    severity: Severity::Warning,
    what: "Two sources give one event participants of which none is common, or each exactly two of \
          which one is common. Articles of one outlet are compared only if no other source reports \
          the event.",
    why: "At least one source names the wrong participants, or they report two events. A list that is \
          a part of another one does not disagree with it.",
    remedy: "Read the sentences. If two names mean one participant, add an alias to knowledge/. If \
          the sources mean two events, distinguish these by their names.",
    examples: &[
        Example::fires(
            "“The Harbour Treaty between Norland and Souland” and “the Harbour Treaty between Norland and \
             Westland”.",
            "norland and souland (gazette); norland and westland (herald)",
            || two(Verdict::Undetermined, ["norland; souland", "norland; westland"]),
        ),
        Example::fires(
            "“Norland won the match” and “Souland won the match”.",
            "norland (gazette); souland (herald)",
            || two(Verdict::Conflicting, ["norland", "souland"]),
        ),
        Example::passes(
            "“Norland and Souland signed” and “Norland and the Soulanders signed”.",
            || two(Verdict::Undetermined, ["norland; souland", "norland; soulanders"]),
        ),
        Example::passes("“between Norland and Souland” and “Norland's Harbour Treaty”.", || {
            two(Verdict::Compatible, ["norland; souland", "norland"])
        }),
        Example::passes(
            "One article names Norland and its minister as signatories, another Norland and two other \
             states.",
            || two(Verdict::Undetermined, ["norland; ada-moreau", "norland; souland; westland"]),
        ),
    ],
    check: Check::Input(check),
};

fn two(verdict: Verdict, participants: [&str; 2]) -> Case {
    use annals_model::{EntityClass::Person, EntityClass::Place};
    Case::article("gazette")
        .entity(Place, "Norland")
        .entity(Place, "Souland")
        .entity(Place, "Westland")
        .entity(Person, "Ada Moreau")
        .claim("Harbour Treaty", "1901", "These parties.")
        .and_article("herald")
        .claim("Harbour Treaty", "1901", "Those parties.")
        .comparison(Property::Participants, None, verdict, &participants)
}

fn check(context: &Context<'_>) -> Vec<Draft> {
    let release = context.input.release;
    let people = release.people.iter().map(|row| row.person_id.as_str());
    let organisations = release.organisations.iter().map(|row| row.organisation_id.as_str());
    let others: BTreeSet<&str> = people.chain(organisations).collect();
    let counts = |row: &ComparisonRow| {
        is_conflicting(row) || one_state_differs(row, |participant| !others.contains(participant))
    };
    comparisons::drafts(context, Property::Participants, counts, |row, name| {
        let participants = values_with_sources(row, |value| wording::list(value.split("; ")));
        format!("Sources disagree on the participants of “{name}”: {participants}.")
    })
}

/// Returns whether two sources each name two participants that may be states, of which one is common.
fn one_state_differs(row: &ComparisonRow, is_state: impl Fn(&str) -> bool) -> bool {
    let pairs = row.values.iter().zip(&row.sources).filter_map(|(value, sources)| {
        let (first, second) = value.split_once("; ")?;
        let two = !second.contains("; ") && is_state(first) && is_state(second);
        two.then_some(([first, second], sources))
    });
    let mut pairs = pairs.collect::<Vec<_>>();
    // One pair is compared with the others. Two pairs of different sources are sufficient.
    let Some((first, by)) = pairs.pop() else { return false };
    row.values.len() == pairs.len() + 1
        && pairs.iter().any(|(pair, also)| *also != by && one_differs(&first, pair))
}

/// The number of letters that a country's name and its demonym have in common.
const STEM: usize = 4;

/// Returns whether two pairs have one participant in common and the others are not two forms of one name.
fn one_differs(first: &[&str; 2], second: &[&str; 2]) -> bool {
    let other = |pair: &[&str; 2], than: &[&str; 2]| {
        let mut left = pair.iter().filter(|one| !than.contains(one)).map(|one| (*one).to_owned());
        left.next().filter(|_| left.next().is_none())
    };
    let (Some(one), Some(another)) = (other(first, second), other(second, first)) else { return false };
    let stem = |name: &str| name.chars().take(STEM).collect::<String>();
    let within =
        |name: &str, other: &str| name.split('-').all(|word| other.split('-').any(|part| part == word));
    stem(&one) != stem(&another) && !within(&one, &another) && !within(&another, &one)
}
