use std::collections::{BTreeMap, BTreeSet};

use annals_edtf::Day;
use annals_model::{ArticleId, EntityId, EventId, Severity};

use super::sayings::{Pair, pairs, two_speakers};
use crate::context::Context;
use crate::draft::Draft;
use crate::example::Case;
use crate::rule::{Check, Example, Rule};

pub(super) static RULE: Rule = Rule {
    code: "ENT007",
    name: "quotation-of-two-speakers",
    severity: Severity::Warning,
    what: "The same words put into the mouths of two people, by articles that tell of one event, of one party to events \
           or of one day. What many people say, or people whom nothing ties, is a proverb.",
    why: "One of the two did not say them, or repeated the other's.",
    remedy: "Look who is quoted first. If the two are one person, add an alias to knowledge/gazetteer/people.csv.",
    examples: &[
        Example::fires(
            "Moreau: “We shall build the bridge if it takes us thirty years.” Another paper gives the sentence to Tornquist.",
            "Ada Moreau (gazette) and Jon Tornquist (herald)",
            || said("Jon Tornquist", SAYING),
        ),
        Example::passes("Others say it as well, of a station or a harbour: it is a proverb.", || {
            let case = said("Jon Tornquist", SAYING);
            let case = case.and_article("courier").quotes("Kari Brandt", &SAYING.replace("bridge", "station"));
            case.and_article("observer").quotes("Olav Lund", &SAYING.replace("bridge", "harbour"))
        }),
        Example::passes("The two papers tell of nothing in common: it is a proverb.", || {
            Case::article("gazette").quotes("Ada Moreau", SAYING).and_article("herald").quotes("Jon Tornquist", SAYING)
        }),
        Example::passes("Both papers give it to Moreau.", || said("Ada Moreau", SAYING)),
        Example::passes("The other paper does not say who said it.", || said("", SAYING)),
        Example::passes("Both said: “Thank you.”", || {
            let case = Case::article("gazette").claim("Oslund Bridge", "1901-05-03", "The bridge was opened.");
            let case = case.quotes("Ada Moreau", "Thank you.").and_article("herald");
            case.claim("Oslund Bridge", "1901-05-03", "The bridge.").quotes("Jon Tornquist", "Thank you.")
        }),
    ],
    check: Check::Subject(check),
};

pub(super) const SAYING: &str = "We shall build the bridge if it takes us thirty years.";

pub(super) fn said(speaker: &str, text: &str) -> Case {
    Case::article("gazette")
        .claim("Oslund Bridge", "1901-05-03", "The bridge was opened.")
        .quotes("Ada Moreau", SAYING)
        .and_article("herald")
        .claim("Oslund Bridge", "1901-05-03", "The mayor opened the bridge.")
        .quotes(speaker, text)
}

fn check(context: &Context<'_>) -> Vec<Draft> {
    let pairs = pairs(context);
    let two: Vec<(&Pair<'_>, [&EntityId; 2])> =
        pairs.iter().filter_map(|pair| Some((pair, two_speakers(context, pair)?))).collect();
    let wanted: BTreeSet<&ArticleId> =
        two.iter().flat_map(|(pair, _)| [&pair.first.article_id, &pair.second.article_id]).collect();
    let matters = matters(context, &wanted);
    let tied = |pair: &Pair<'_>| {
        let (first, second) = (matters.get(&pair.first.article_id), matters.get(&pair.second.article_id));
        first.zip(second).is_some_and(|(first, second)| !first.is_disjoint(second))
    };
    two.iter().filter(|(pair, _)| tied(pair)).map(|(pair, speakers)| finding(context, pair, *speakers)).collect()
}

/// What an article tells of.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Matter<'a> {
    Event(&'a EventId),
    Party(&'a EntityId),
    Day(Day),
}

fn matters<'a>(
    context: &Context<'a>,
    wanted: &BTreeSet<&ArticleId>,
) -> BTreeMap<&'a ArticleId, BTreeSet<Matter<'a>>> {
    let mut matters: BTreeMap<&ArticleId, BTreeSet<Matter<'_>>> = BTreeMap::new();
    for claim in context.subject.release.claims.iter().filter(|claim| wanted.contains(&claim.article_id)) {
        let told = matters.entry(&claim.article_id).or_default();
        told.insert(Matter::Event(&claim.event_id));
        told.extend(claim.participants.iter().map(Matter::Party));
        let day = claim.earliest.filter(|day| Some(*day) == claim.latest);
        told.extend(day.map(Matter::Day));
    }
    matters
}

fn finding(context: &Context<'_>, pair: &Pair<'_>, [first, second]: [&EntityId; 2]) -> Draft {
    let message = format!(
        "The same words are given to two speakers, {} ({}) and {} ({}): “{}”.",
        context.person(first),
        pair.first.article_id,
        context.person(second),
        pair.second.article_id,
        pair.first.text.trim_end_matches(['.', ','])
    );
    [pair.first, pair.second].into_iter().fold(Draft::new(message), |draft, row| {
        draft.article(&row.article_id).quoted(row.quotation_id.as_str(), &row.text)
    })
}
