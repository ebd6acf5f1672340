use annals_chronology::{AppliedAxiom, Axiom, Proof, Reason, Timeline};
use annals_edtf::{Day, Edtf};
use annals_model::{
    ClaimRow, DurationUnit, EntityClass, EntityId, Extension, Extent, KindAxioms, Lifespan, Role, Severity,
    TemporalReference, TemporalRelation, TemporalRelationKind, TimeAnchor,
};

use crate::context::Context;
use crate::draft::Draft;
use crate::example_case::Case;
use crate::rule::{Check, Example, Rule};
use crate::support::{durations, wording};

pub(super) static RULE: Rule = Rule {
    code: "DAT008",
    name: "contradictory-timeline",
    severity: Severity::Warning,
    what: "Dates of several events that contradict the order of these events. The order follows from \
          a statement (“after the treaty”), a stated duration, or an axiom: a person acts only \
          between birth and death, an organisation only after its founding, and no unit of a force is \
          in a country after the complete withdrawal of the force.",
    why: "One of the dates or the order is wrong, or one name stands for two entities.",
    remedy: "Follow the chain: each link is one of the quoted sentences. If two forces, organisations \
          or people are meant, distinguish them by their names in knowledge/. The axioms for each \
          kind of event are in knowledge/kinds.toml.",
    examples: &[
        Example::fires(
            "“The dock strike ended in May 1863.” Another article: “After the strike, on 3 April 1863, the \
             harbour was closed.”",
            "but “Closing of the harbour” was after “Dock strike” (herald)",
            || strike("1863-04-03"),
        ),
        Example::fires(
            "“The complete withdrawal of the Northland Rangers from Southmark in 1907.” Another article: “In \
             1909, Regiment 12 returned home” from there.",
            "Conflict: “complete withdrawal” of northland-rangers is dated 1907 (gazette), but “returned \
             home” of regiment-12 is dated 1909 (herald)",
            || withdrawal(Extent::Whole, "1909"),
        ),
        Example::fires(
            "“Anna Brandt died on 3 May 1901.” Another article: “Anna Brandt visited Northport in 1903.”",
            "but a person cannot act after death (Anna Brandt)",
            || visit("1903"),
        ),
        Example::fires(
            "“The dock strike began on 3 May 1863 and ended on 25 May.” Another article: “The strike \
             lasted 53 days.”",
            "“Dock strike” is dated 1863-05-03 to 1863-05-25 (gazette); “Dock strike” lasted 53 days \
             (herald); 1863-05-03 to 1863-05-25 is 22 days",
            || lasted("1863-05-03/1863-05-25", 53),
        ),
        Example::fires(
            "“The harbour was closed on 3 April 1868.” Another article: “The harbour was closed fourteen \
             years after the strike.”",
            "“Closing of the harbour” was 14 years after “Dock strike”",
            || after("1863-05", "1868-04-03"),
        ),
        Example::passes("A strike of 22 days, from 3 to 25 May: both days may be counted, or one.", || {
            lasted("1863-05-03/1863-05-25", 22)
        }),
        Example::passes("“Fourteen years after”, with 1863 and 1878: a difference of one year.", || {
            after("1863-05", "1878-04-03")
        }),
        Example::passes("“After the strike”, in June 1863, “the harbour was closed”.", || {
            strike("1863-06")
        }),
        Example::passes("The withdrawal was not complete: others may have left later.", || {
            withdrawal(Extent::Unsaid, "1909")
        }),
        Example::passes("The regiment returned in the year of the complete withdrawal.", || {
            withdrawal(Extent::Whole, "1907")
        }),
        Example::passes("“Anna Brandt visited Northport in 1901”, the year of her death.", || {
            visit("1901")
        }),
    ],
    check: Check::Input(check),
};

const DAY: KindAxioms =
    KindAxioms { extension: Extension::Day, begins: None, ends: None, within: None, role: Role::Actor };

fn strike(closed: &str) -> Case {
    Case::article("gazette")
        .claim("Dock strike", "1863-05", "The dock strike ended in May 1863.")
        .and_article("herald")
        .claim("Dock strike", "", "the strike")
        .claim("Closing of the harbour", closed, "the harbour was closed")
        .kind_with_axioms("closing", DAY)
        .temporal_relation(TemporalRelationKind::After, "After the strike the harbour was closed.")
}

fn lasted(period: &str, days: u32) -> Case {
    let strike = KindAxioms { extension: Extension::Period, ..DAY };
    let case = Case::article("gazette").claim("Dock strike", period, "The dock strike began on 3 May.");
    let case =
        case.kind_with_axioms("strike", strike).and_article("herald").claim("Dock strike", "", "the strike");
    case.kind_with_axioms("strike", strike).lasting(days, DurationUnit::Day, "The strike lasted")
}

fn after(strike: &str, closed: &str) -> Case {
    Case::article("gazette")
        .claim("Dock strike", strike, "The dock strike ended.")
        .kind_with_axioms("strike", DAY)
        .claim("Closing of the harbour", closed, "the harbour was closed")
        .kind_with_axioms("closing", DAY)
        .later(14, DurationUnit::Year, "fourteen years after the strike")
}

fn withdrawal(extent: Extent, home: &str) -> Case {
    let leaves =
        KindAxioms { extension: Extension::Period, ends: Some(Lifespan::Presence), within: None, ..DAY };
    let countries = ["Northland", "Southmark"];
    Case::article("gazette")
        .claim("complete withdrawal", "1907", "the complete withdrawal of the Northland Rangers in 1907")
        .kind_with_axioms("withdrawal", leaves)
        .participant("Northland Rangers")
        .country("Northland Rangers", "Northland")
        .force_movement(extent, &countries)
        .and_article("herald")
        .claim("returned home", home, "Regiment 12 returned home to Northland from Southmark.")
        .kind_with_axioms("withdrawal", leaves)
        .participant("Regiment 12")
        .with(|release| {
            let from = EntityId::new("southmark");
            release.claims.iter_mut().for_each(|claim| claim.place = Some(from.clone()));
        })
        .country("Southmark", "Southmark")
        .force_movement(Extent::Unsaid, &countries)
}

fn visit(date: &str) -> Case {
    Case::article("gazette")
        .entity(EntityClass::Person, "Anna Brandt")
        .claim("Death of Anna Brandt", "1901-05-03", "Anna Brandt died on 3 May 1901.")
        .kind_with_axioms("death", KindAxioms { ends: Some(Lifespan::Life), within: None, ..DAY })
        .participant("Anna Brandt")
        .and_article("herald")
        .claim("Visit to Northport", date, "Anna Brandt visited Northport.")
        .kind_with_axioms("visit", DAY)
        .participant("Anna Brandt")
}

fn check(context: &Context<'_>) -> Vec<Draft> {
    let input = context.input;
    let timeline = Timeline::of(input.release, input.relations, input.axioms);
    let (proofs, _) = timeline.solve();
    proofs.iter().filter_map(|proof| draft(context, &timeline, proof)).collect()
}

fn draft(context: &Context<'_>, timeline: &Timeline<'_>, proof: &Proof<'_>) -> Option<Draft> {
    let with_durations = proof.reasons.iter().any(|reason| matches!(reason, Reason::Duration(..)));
    if with_durations {
        let message = message_on_durations(context, timeline, proof)?;
        return Some(with_evidence(timeline, Draft::new(message), proof));
    }
    let (early, late) =
        (dated_claim(timeline, proof.reasons.first()?)?, dated_claim(timeline, proof.reasons.last()?)?);
    let message = message_on_order(context, timeline, proof, early, late)?;
    let draft = with_evidence(timeline, Draft::new(message), proof);
    Some([early, late].into_iter().fold(draft, |draft, claim| with_movement(context, draft, claim)))
}

/// Returns the claim of a date.
fn dated_claim<'r>(timeline: &Timeline<'r>, reason: &Reason<'_>) -> Option<&'r ClaimRow> {
    match reason {
        Reason::Date(claim) => timeline.claim(claim),
        _ => None,
    }
}

/// Returns the message for two dates that contradict the order of their events. `early` is the claim that is
/// dated too early for the order, `late` the one that is dated too late.
fn message_on_order(
    context: &Context<'_>,
    timeline: &Timeline<'_>,
    proof: &Proof<'_>,
    early: &ClaimRow,
    late: &ClaimRow,
) -> Option<String> {
    let (first, second) = (date(early)?, date(late)?);
    let (too_late, too_early) = (bound(late, proof.not_before?)?, bound(early, proof.not_after?)?);
    let message = match proof.reasons.as_slice() {
        [_, Reason::Axiom(applied), _] if applied.axiom == Axiom::Withdrawal => format!(
            "Conflict: “{}” of {} is dated {first} ({}), but “{}”{} is dated {second} ({}).",
            early.name,
            context.entity_name(applied.entity),
            early.article_id,
            late.name,
            of_participants(context, late),
            late.article_id,
        ),
        reasons => {
            let links: Vec<String> =
                reasons.iter().filter_map(|reason| link(context, timeline, reason)).collect();
            format!(
                "Conflict: “{}” is dated {second} ({}) and “{}” is dated {first} ({}), but {}.",
                late.name,
                late.article_id,
                early.name,
                early.article_id,
                links.join(", and "),
            )
        }
    };
    // Of a period, only one end contradicts the order.
    let is_clear = first == too_early && second == too_late;
    Some(if is_clear { message } else { format!("{message} {too_late} is after {too_early}.") })
}

/// Returns the participants of a claim as an attribute: ` of Regiment 12`.
fn of_participants(context: &Context<'_>, claim: &ClaimRow) -> String {
    let names = claim.participants.iter().map(|participant| context.entity_name(participant));
    let names = wording::list(names);
    if names.is_empty() { names } else { format!(" of {names}") }
}

/// Returns the message for a proof with durations: its statements, in the order of the chain.
fn message_on_durations(context: &Context<'_>, timeline: &Timeline<'_>, proof: &Proof<'_>) -> Option<String> {
    // Two durations of one event are reported by another rule.
    if !proof.reasons.iter().any(|reason| matches!(reason, Reason::Date(_)))
        && (proof.not_after.is_none() || proof.not_before.is_none())
    {
        return None;
    }
    let is_date = |anchor: &TimeAnchor| matches!(anchor, TimeAnchor::Date(_));
    let counts_from_date = proof.reasons.iter().any(|reason| match reason {
        Reason::Duration(article, number) => {
            let relation = timeline.duration_relation(article, *number);
            relation.is_some_and(|relation| is_date(&relation.from) || is_date(&relation.to))
        }
        _ => false,
    });
    let describe = |reason: &Reason<'_>| match dated_claim(timeline, reason) {
        Some(claim) => Some(format!("“{}” is dated {} ({})", claim.name, date(claim)?, claim.article_id)),
        None => link(context, timeline, reason),
    };
    let mut statements: Vec<String> = proof.reasons.iter().filter_map(describe).collect();
    if let (Some(one), Some(other)) = (proof.not_after, proof.not_before)
        && !counts_from_date
    {
        let (first, last) = (one.min(other), one.max(other));
        statements.push(format!("{first} to {last} is {} days", (last - first).get_days()));
    }
    Some(format!("Conflict between dates and durations: {}.", statements.join("; ")))
}

fn date(claim: &ClaimRow) -> Option<String> {
    claim.date.as_ref().map(wording::date)
}

/// Returns the relevant part of a claim's date: the date itself, or the relevant end of a period.
fn bound(claim: &ClaimRow, day: Day) -> Option<String> {
    match claim.date.as_ref()? {
        date @ Edtf::Date(_) => Some(wording::date(date)),
        Edtf::Interval { .. } | Edtf::OneOf(_) => Some(day.to_string()),
    }
}

/// Returns the reason for the order of two events, in words; `None` for a date.
fn link(context: &Context<'_>, timeline: &Timeline<'_>, reason: &Reason<'_>) -> Option<String> {
    match reason {
        Reason::Date(_) => None,
        Reason::Temporal(article, number) => {
            let relation = describe_relation(timeline, timeline.temporal_relation(article, *number)?)?;
            Some(format!("{relation} ({article})"))
        }
        Reason::Duration(article, number) => {
            let duration = durations::describe(timeline, timeline.duration_relation(article, *number)?)?;
            Some(format!("{duration} ({article})"))
        }
        Reason::Axiom(applied) => Some(describe_axiom(context, applied)),
    }
}

fn describe_relation(timeline: &Timeline<'_>, relation: &TemporalRelation) -> Option<String> {
    let subject = &timeline.claim(&relation.subject)?.name;
    let object = match &relation.object {
        TemporalReference::Claim(id) => &timeline.claim(id)?.name,
        TemporalReference::Named { name, .. } => name,
    };
    let verb = match relation.relation {
        TemporalRelationKind::Before => "was before",
        TemporalRelationKind::After => "was after",
        TemporalRelationKind::Until => "lasted until",
        TemporalRelationKind::Since => "began with or after",
        TemporalRelationKind::During => "was during",
        TemporalRelationKind::Causes => "led to",
    };
    Some(format!("“{subject}” {verb} “{object}”"))
}

fn describe_axiom(context: &Context<'_>, applied: &AppliedAxiom<'_>) -> String {
    format!("{} ({})", applied.axiom, context.entity_name(applied.entity))
}

/// Adds the evidence of every reason of a proof.
fn with_evidence(timeline: &Timeline<'_>, draft: Draft, proof: &Proof<'_>) -> Draft {
    let claim = |draft: Draft, id| match timeline.claim(id) {
        Some(claim) => draft.claim(claim),
        None => draft,
    };
    proof.reasons.iter().fold(draft, |draft, reason| match reason {
        Reason::Date(id) => claim(draft, id),
        Reason::Temporal(article, number) => match timeline.temporal_relation(article, *number) {
            Some(relation) => claim(draft, &relation.subject).unattached_quote(&relation.evidence.quote),
            None => draft,
        },
        Reason::Duration(article, number) => match timeline.duration_relation(article, *number) {
            Some(relation) => {
                let anchors = [relation.from.claim(), relation.to.claim()].into_iter().flatten();
                let draft = anchors.fold(draft, claim).article(article);
                draft.unattached_quote(&relation.evidence.quote)
            }
            None => draft,
        },
        Reason::Axiom(applied) => claim(claim(draft, applied.boundary), applied.act),
    })
}

/// Adds the whole sentence of a force movement, which names the force and the countries.
fn with_movement(context: &Context<'_>, draft: Draft, claim: &ClaimRow) -> Draft {
    let article = context.input.relations.iter().find(|article| article.article_id == claim.article_id);
    let mut movements = article.into_iter().flat_map(|article| &article.force_movements);
    match movements.find(|movement| movement.claim == claim.claim_id) {
        Some(movement) if movement.evidence.quote != claim.quote => {
            draft.context_quote(&movement.evidence.quote)
        }
        _ => draft,
    }
}
