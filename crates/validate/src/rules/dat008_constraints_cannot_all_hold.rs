use annals_chronology::{AppliedAxiom, Axiom, Proof, Reason, Timeline};
use annals_model::{ClaimRow, DurationUnit, EntityId, Extension, Extent, KindAxioms, Lifespan, Role, Severity, TemporalRelationKind, TimeAnchor};
use annals_edtf::{Day, Edtf};

use crate::context::Context;
use crate::draft::Draft;
use crate::example::Case;
use crate::rule::{Check, Example, Rule};
use crate::wording;

pub(super) static RULE: Rule = Rule {
    code: "DAT008",
    name: "constraints-cannot-all-hold",
    severity: Severity::Warning,
    what: "Statements on several events that cannot all be true, because of the order in which these \
           events must have been: an article says so (“after the treaty”), or it is so in general. \
           Nothing is done by people who are not born or have died, nothing by a body before it was \
           founded, and of a force that has left as a whole nobody is left to leave.",
    why: "One of the dates is wrong, the order is, or a name means two things.",
    remedy: "Follow the chain: every link is one of the sentences quoted. If two forces, bodies or people \
             are meant, tell them apart by their names in knowledge/; what is so of a kind of events in \
             general is in knowledge/kinds.toml.",
    examples: &[
        Example::fires(
            "“The dock strike ended in May 1863.” Another paper: “After the strike, on 3 April 1863, the \
             harbour was closed.”",
            "“Closing of the harbour” came after “Dock strike” (herald): 1863-05 is after 1863-04-03",
            || strike("1863-04-03"),
        ),
        Example::fires(
            "“The complete withdrawal of the Northland Rangers from Southmark in 1907.” Another paper: “In \
             1909, Regiment 12 returned home” from there.",
            "1909 is after 1907",
            || withdrawal(Extent::Whole, "1909"),
        ),
        Example::fires(
            "“Anna Brandt died on 3 May 1901.” Another paper: “Anna Brandt visited Northport in 1903.”",
            "a person cannot act after death, and both are told of Anna Brandt: 1903 is after 1901-05-03",
            || visit("1903"),
        ),
        Example::fires(
            "“The dock strike began on 3 May 1863 and ended on 25 May.” Another paper: “The strike lasted 53 days.”",
            "“Dock strike” is dated 1863-05-03 to 1863-05-25 (gazette); “Dock strike” lasted 53 days (herald); from \
             1863-05-03 to 1863-05-25 are 22 days",
            || lasted("1863-05-03/1863-05-25", 53),
        ),
        Example::fires(
            "“The harbour was closed on 3 April 1868.” Another paper: “The harbour was closed fourteen years after the strike.”",
            "“Closing of the harbour” was 14 years after “Dock strike”",
            || after("1863-05", "1868-04-03"),
        ),
        Example::passes("A strike of 22 days, from 3 to 25 May: both days are counted, or one.", || {
            lasted("1863-05-03/1863-05-25", 22)
        }),
        Example::passes("“Fourteen years after”, told of 1863 and of 1878: a year more or less is not told.", || {
            after("1863-05", "1878-04-03")
        }),
        Example::passes("“After the strike”, in June 1863, “the harbour was closed”.", || strike("1863-06")),
        Example::passes("The withdrawal was not complete: others may have left later.", || {
            withdrawal(Extent::Unsaid, "1909")
        }),
        Example::passes("The regiment returned in the year of the complete withdrawal.", || {
            withdrawal(Extent::Whole, "1907")
        }),
        Example::passes("“Anna Brandt visited Northport in 1901”, the year of her death.", || visit("1901")),
    ],
    check: Check::Subject(check),
};

const DAY: KindAxioms =
    KindAxioms { extension: Extension::Day, begins: None, ends: None, within: None, role: Role::Actor };

fn strike(closed: &str) -> Case {
    Case::article("gazette")
        .claim("Dock strike", "1863-05", "The dock strike ended in May 1863.")
        .and_article("herald")
        .claim("Dock strike", "", "the strike")
        .claim("Closing of the harbour", closed, "the harbour was closed")
        .of_kind("closing", DAY)
        .placed(TemporalRelationKind::After, "After the strike the harbour was closed.")
}

fn lasted(period: &str, days: u32) -> Case {
    let strike = KindAxioms { extension: Extension::Period, ..DAY };
    let case = Case::article("gazette").claim("Dock strike", period, "The dock strike began on 3 May.");
    let case = case.of_kind("strike", strike).and_article("herald").claim("Dock strike", "", "the strike");
    case.of_kind("strike", strike).lasting(days, DurationUnit::Day, "The strike lasted")
}

fn after(strike: &str, closed: &str) -> Case {
    Case::article("gazette")
        .claim("Dock strike", strike, "The dock strike ended.")
        .of_kind("strike", DAY)
        .claim("Closing of the harbour", closed, "the harbour was closed")
        .of_kind("closing", DAY)
        .later(14, DurationUnit::Year, "fourteen years after the strike")
}

fn withdrawal(extent: Extent, home: &str) -> Case {
    let leaves = KindAxioms { extension: Extension::Period, ends: Some(Lifespan::Presence), within: None, ..DAY };
    let countries = ["Northland", "Southmark"];
    Case::article("gazette")
        .claim("complete withdrawal", "1907", "the complete withdrawal of the Northland Rangers in 1907")
        .of_kind("withdrawal", leaves)
        .party("Northland Rangers")
        .belongs("Northland Rangers", "Northland")
        .moves(extent, &countries)
        .and_article("herald")
        .claim("returned home", home, "Regiment 12 returned home to Northland from Southmark.")
        .of_kind("withdrawal", leaves)
        .party("Regiment 12")
        .with(|release| {
            let from = EntityId::new("southmark");
            release.claims.iter_mut().for_each(|claim| claim.place = Some(from.clone()));
        })
        .belongs("Southmark", "Southmark")
        .moves(Extent::Unsaid, &countries)
}

fn visit(date: &str) -> Case {
    use annals_model::EntityClass;
    Case::article("gazette")
        .names(EntityClass::Person, "Anna Brandt")
        .claim("Death of Anna Brandt", "1901-05-03", "Anna Brandt died on 3 May 1901.")
        .of_kind("death", KindAxioms { ends: Some(Lifespan::Life), within: None, ..DAY })
        .party("Anna Brandt")
        .and_article("herald")
        .claim("Visit to Northport", date, "Anna Brandt visited Northport.")
        .of_kind("visit", DAY)
        .party("Anna Brandt")
}

fn check(context: &Context<'_>) -> Vec<Draft> {
    let subject = context.subject;
    let timeline = Timeline::of(subject.release, subject.relations, subject.axioms);
    let (proofs, _) = timeline.solve();
    proofs.iter().filter_map(|proof| finding(context, &timeline, proof)).collect()
}

fn finding(context: &Context<'_>, timeline: &Timeline<'_>, proof: &Proof<'_>) -> Option<Draft> {
    if proof.reasons.iter().any(|reason| matches!(reason, Reason::Duration(..))) {
        return lapsed(context, timeline, proof);
    }
    let dated = |reason: Option<&Reason<'_>>| match reason {
        Some(Reason::Date(claim)) => timeline.claim(claim),
        _ => None,
    };
    let (early, late) = (dated(proof.reasons.first())?, dated(proof.reasons.last())?);
    let links: Vec<String> =
        proof.reasons.iter().filter_map(|reason| link(context, timeline, reason)).collect();
    let (too_late, too_early) = (bound(late, proof.not_before?)?, bound(early, proof.not_after?)?);
    let message = format!(
        "“{}” is dated {} ({}) and “{}” {} ({}), but {}: {too_late} is after {too_early}.",
        late.name,
        date(late)?,
        late.article_id,
        early.name,
        date(early)?,
        early.article_id,
        links.join(", and "),
    );
    let draft = proof.reasons.iter().fold(Draft::new(message), |draft, reason| rests(timeline, draft, reason));
    Some([early, late].into_iter().fold(draft, |draft, claim| whole_sentence(context, draft, claim)))
}

/// A proof in which amounts of time play a part: what is said, from the one end of the chain to the other.
fn lapsed(context: &Context<'_>, timeline: &Timeline<'_>, proof: &Proof<'_>) -> Option<Draft> {
    // That two amounts are told of one event is a disagreement of its own.
    if !proof.reasons.iter().any(|reason| matches!(reason, Reason::Date(_)))
        && (proof.not_after.is_none() || proof.not_before.is_none())
    {
        return None;
    }
    let of_date = |reason: &Reason<'_>| match reason {
        Reason::Duration(article, number) => timeline
            .duration_relation(article, *number)
            .is_some_and(|told| [&told.from, &told.to].into_iter().any(|mark| matches!(mark, TimeAnchor::Date(_)))),
        _ => false,
    };
    let counts_from_date = proof.reasons.iter().any(of_date);
    let told = |reason: &Reason<'_>| match reason {
        Reason::Date(id) => {
            let claim = timeline.claim(id)?;
            Some(format!("“{}” is dated {} ({})", claim.name, date(claim)?, claim.article_id))
        }
        reason => link(context, timeline, reason),
    };
    let mut told: Vec<String> = proof.reasons.iter().filter_map(told).collect();
    if let (Some(one), Some(other)) = (proof.not_after, proof.not_before)
        && !counts_from_date
    {
        let (first, last) = (one.min(other), one.max(other));
        told.push(format!("from {first} to {last} are {} days", (last - first).get_days()));
    }
    let message = format!("The times told do not fit each other: {}.", told.join("; "));
    Some(proof.reasons.iter().fold(Draft::new(message), |draft, reason| rests(timeline, draft, reason)))
}

fn date(claim: &ClaimRow) -> Option<String> {
    claim.date.as_ref().map(wording::date)
}

/// The part of a claim's date that matters: its own words, or of a period the end in question.
fn bound(claim: &ClaimRow, day: Day) -> Option<String> {
    match claim.date.as_ref()? {
        date @ Edtf::Date(_) => Some(wording::date(date)),
        Edtf::Interval { .. } | Edtf::OneOf(_) => Some(day.to_string()),
    }
}

/// What makes one event be not later than another, in words.
fn link(context: &Context<'_>, timeline: &Timeline<'_>, reason: &Reason<'_>) -> Option<String> {
    match reason {
        Reason::Date(_) => None,
        Reason::Temporal(article, number) => {
            let order = timeline.temporal_relation(article, *number)?;
            let subject = &timeline.claim(&order.subject)?.name;
            let object = match &order.object {
                annals_model::TemporalReference::Claim(id) => &timeline.claim(id)?.name,
                annals_model::TemporalReference::Named { name, .. } => name,
            };
            let verb = match order.relation {
                TemporalRelationKind::Before => "came before",
                TemporalRelationKind::After => "came after",
                TemporalRelationKind::Until => "lasted until",
                TemporalRelationKind::Since => "began with or after",
                TemporalRelationKind::During => "took place during",
                TemporalRelationKind::Causes => "led to",
            };
            Some(format!("“{subject}” {verb} “{object}” ({article})"))
        }
        Reason::Duration(article, number) => {
            let told = super::lapses::told(timeline, timeline.duration_relation(article, *number)?)?;
            Some(format!("{told} ({article})"))
        }
        Reason::Axiom(told) => general(context, timeline, told),
    }
}

fn general(context: &Context<'_>, timeline: &Timeline<'_>, told: &AppliedAxiom<'_>) -> Option<String> {
    let whose = context.entity_name(told.entity);
    Some(match told.axiom {
        Axiom::Birth | Axiom::Death | Axiom::Founding => format!("{}, and both are told of {whose}", told.axiom),
        Axiom::Withdrawal => {
            let act = timeline.claim(told.act)?;
            let parties = wording::list(act.participants.iter().map(|party| context.entity_name(party)));
            if parties.is_empty() {
                return Some(format!("after all of the force ({whose}) had left nobody of it was there"));
            }
            format!(
                "after all of {whose} had left nobody was left to leave, and nothing tells {parties} apart from them"
            )
        }
    })
}

/// What a reason rests on.
fn rests(timeline: &Timeline<'_>, draft: Draft, reason: &Reason<'_>) -> Draft {
    let claim = |draft: Draft, id| match timeline.claim(id) {
        Some(claim) => draft.claim(claim),
        None => draft,
    };
    match reason {
        Reason::Date(id) => claim(draft, id),
        Reason::Temporal(article, number) => match timeline.temporal_relation(article, *number) {
            Some(order) => claim(draft, &order.subject).words(&order.evidence.quote),
            None => draft,
        },
        Reason::Duration(article, number) => match timeline.duration_relation(article, *number) {
            Some(lapse) => {
                let marks = [lapse.from.claim(), lapse.to.claim()].into_iter().flatten();
                let draft = marks.fold(draft, claim).article(article);
                draft.words(&lapse.evidence.quote)
            }
            None => draft,
        },
        Reason::Axiom(told) => claim(claim(draft, told.boundary), told.act),
    }
}

/// Shows the sentence of a force that comes or leaves: it says whose it is and where.
fn whole_sentence(context: &Context<'_>, draft: Draft, claim: &ClaimRow) -> Draft {
    let article = context.subject.relations.iter().find(|article| article.article_id == claim.article_id);
    let mut movements = article.into_iter().flat_map(|article| &article.force_movements);
    match movements.find(|told| told.claim == claim.claim_id) {
        Some(told) if told.evidence.quote != claim.quote => draft.showing(&told.evidence.quote),
        _ => draft,
    }
}
