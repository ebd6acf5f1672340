use annals_model::{ClaimId, EventId, Release, Severity};
use rustc_hash::FxHashSet;

use crate::draft::Draft;
use crate::example_case::Case;
use crate::rule::{Check, Example, Rule};

pub(super) static RULE: Rule = Rule {
    code: "REF004",
    name: "one-sided-reference",
    severity: Severity::Error,
    what: "A claim that refers to an event that does not list it, or an event that lists a claim that \
          does not refer to it.",
    why: "The event is then derived from other claims than those that refer to it.",
    remedy: "This is an error of the program. Please report it with the articles that cause it.",
    examples: &[
        Example::fires("An event without the claim that refers to it.", "does not list the claim", || {
            bridge().with(|release| release.events.iter_mut().for_each(|event| event.claims.clear()))
        }),
        Example::fires("An event that lists a claim of another event.", "but the claim refers to", || {
            bridge().claim("Oslund Fire", "1902", "It burnt down.").with(|release| {
                let claim = release.claims.first().map(|claim| claim.claim_id.clone());
                release.events.iter_mut().skip(1).for_each(|event| event.claims.extend(claim.clone()));
            })
        }),
        Example::passes("An event that lists the claims that refer to it.", bridge),
    ],
    check: Check::Release(check),
};

fn bridge() -> Case {
    Case::article("gazette").claim("Oslund Bridge", "1901", "Opened in 1901.")
}

fn check(release: &Release) -> Vec<Draft> {
    let named: FxHashSet<(&EventId, &ClaimId)> =
        release.claims.iter().map(|claim| (&claim.event_id, &claim.claim_id)).collect();
    let listed: FxHashSet<(&EventId, &ClaimId)> = release
        .events
        .iter()
        .flat_map(|event| event.claims.iter().map(|claim| (&event.event_id, claim)))
        .collect();
    let mut drafts = Vec::new();
    for row in &release.claims {
        let (event, claim) = (&row.event_id, &row.claim_id);
        if !listed.contains(&(event, claim)) {
            let message = format!(
                "The claim `{claim}` refers to the event `{event}`, but the event does not list the claim."
            );
            drafts.push(Draft::new(message).row(claim.as_str()).keyed(["claims", event.as_str()]));
        }
    }
    for row in &release.events {
        for claim in row.claims.iter().filter(|claim| !named.contains(&(&row.event_id, claim))) {
            let event = &row.event_id;
            let message = format!(
                "The event `{event}` lists the claim `{claim}`, but the claim refers to another event or \
                 does not exist."
            );
            drafts.push(Draft::new(message).row(event.as_str()).keyed(["events", claim.as_str()]));
        }
    }
    drafts
}
