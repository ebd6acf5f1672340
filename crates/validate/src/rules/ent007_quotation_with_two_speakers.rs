use std::collections::{BTreeMap, BTreeSet};

use annals_edtf::Day;
use annals_model::{ArticleId, EntityId, EventId, Severity};

use crate::context::Context;
use crate::draft::Draft;
use crate::example_case::Case;
use crate::example_rows::{QUOTATION, quoted_twice};
use crate::rule::{Check, Example, Rule};
use crate::support::quotations::{SimilarPair, similar_pairs, two_speakers};

pub(super) static RULE: Rule = Rule {
    code: "ENT007",
    name: "quotation-with-two-speakers",
    severity: Severity::Warning,
    what: "Two articles that attribute one quotation to two people, and that share an event, a \
          participant or a day. Quotations of more people, or of articles that share none of these, \
          are taken as proverbs.",
    why: "One of the two people did not say it, or repeated the other.",
    remedy: "Check who is quoted first. If both names mean one person, add an alias to \
          knowledge/gazetteer/people.csv.",
    examples: &[
        Example::fires(
            "Moreau: “We shall build the bridge if it takes us thirty years.” Another article attributes \
             it to Tornquist.",
            "Ada Moreau (gazette) and Jon Tornquist (herald)",
            || quoted_twice("Jon Tornquist", QUOTATION),
        ),
        Example::passes("Other people say it of a station or a harbour: it is a proverb.", || {
            let case = quoted_twice("Jon Tornquist", QUOTATION);
            let case =
                case.and_article("courier").quotation("Kari Brandt", &QUOTATION.replace("bridge", "station"));
            case.and_article("observer").quotation("Olav Lund", &QUOTATION.replace("bridge", "harbour"))
        }),
        Example::passes("The articles share no event, participant or day: it is a proverb.", || {
            Case::article("gazette")
                .quotation("Ada Moreau", QUOTATION)
                .and_article("herald")
                .quotation("Jon Tornquist", QUOTATION)
        }),
        Example::passes("Both articles attribute it to Moreau.", || quoted_twice("Ada Moreau", QUOTATION)),
        Example::passes("The other article names no speaker.", || quoted_twice("", QUOTATION)),
        Example::passes("Both said: “Thank you.”", || {
            let case =
                Case::article("gazette").claim("Oslund Bridge", "1901-05-03", "The bridge was opened.");
            let case = case.quotation("Ada Moreau", "Thank you.").and_article("herald");
            case.claim("Oslund Bridge", "1901-05-03", "The bridge.").quotation("Jon Tornquist", "Thank you.")
        }),
    ],
    check: Check::Input(check),
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    let pairs = similar_pairs(context);
    let two: Vec<(&SimilarPair<'_>, [&EntityId; 2])> =
        pairs.iter().filter_map(|pair| Some((pair, two_speakers(context, pair)?))).collect();
    let wanted: BTreeSet<&ArticleId> =
        two.iter().flat_map(|(pair, _)| [&pair.first.article_id, &pair.second.article_id]).collect();
    let topics = topics(context, &wanted);
    let related = |pair: &SimilarPair<'_>| {
        let (first, second) = (topics.get(&pair.first.article_id), topics.get(&pair.second.article_id));
        first.zip(second).is_some_and(|(first, second)| !first.is_disjoint(second))
    };
    two.iter()
        .filter(|(pair, _)| related(pair))
        .map(|(pair, speakers)| finding(context, pair, *speakers))
        .collect()
}

/// A topic of an article.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Topic<'a> {
    Event(&'a EventId),
    Participant(&'a EntityId),
    Day(Day),
}

/// Returns the topics of the wanted articles.
fn topics<'a>(
    context: &Context<'a>,
    wanted: &BTreeSet<&ArticleId>,
) -> BTreeMap<&'a ArticleId, BTreeSet<Topic<'a>>> {
    let mut topics: BTreeMap<&ArticleId, BTreeSet<Topic<'_>>> = BTreeMap::new();
    for claim in context.input.release.claims.iter().filter(|claim| wanted.contains(&claim.article_id)) {
        let of_article = topics.entry(&claim.article_id).or_default();
        of_article.insert(Topic::Event(&claim.event_id));
        of_article.extend(claim.participants.iter().map(Topic::Participant));
        let day = claim.earliest.filter(|day| Some(*day) == claim.latest);
        of_article.extend(day.map(Topic::Day));
    }
    topics
}

fn finding(context: &Context<'_>, pair: &SimilarPair<'_>, [first, second]: [&EntityId; 2]) -> Draft {
    let message = format!(
        "One quotation is attributed to two speakers, {} ({}) and {} ({}): “{}”.",
        context.person_name(first),
        pair.first.article_id,
        context.person_name(second),
        pair.second.article_id,
        pair.first.text.trim_end_matches(['.', ','])
    );
    [pair.first, pair.second].into_iter().fold(Draft::new(message), |draft, row| {
        draft.article(&row.article_id).quoted(row.quotation_id.as_str(), &row.text)
    })
}
