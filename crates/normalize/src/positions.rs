//! Ranks and offices that an article gives to people.

use std::collections::BTreeSet;

use annals_knowledge::Function;
use annals_model::{Article, EntityClass, EvidenceId, Position, digest};

use crate::dating::date_of_clause;
use crate::names::Mention;
use crate::news::News;
use crate::sheet::Sheet;
use crate::times::Times;

/// The positions told by the mentions of a segment, those told before left out.
pub(crate) fn positions(
    article: &Article,
    sheet: &Sheet<'_>,
    mentions: &[Mention],
    times: &Times,
    news: Option<&News>,
    told: &mut BTreeSet<String>,
) -> Vec<Position> {
    let mut positions = Vec::new();
    for mention in mentions {
        let Some((EntityClass::Person, person)) = mention.entity() else { continue };
        let rank = mention.title.rank.and_then(|rank| sheet.language.rank(rank)).map(str::to_owned);
        if rank.is_none() && mention.title.offices.is_empty() {
            continue;
        }
        let end = mention.title.behind.end.max(mention.tokens.end);
        // "the mayor of X, Y Z, opened", "Y Z, mayor of X, opened": with the comma that ends the apposition.
        let opened = mention.tokens.clone().chain(mention.tokens.end..end).any(|at| sheet.word(at) == ",");
        let apposed = mention.tokens.start..end + usize::from(opened && sheet.word(end) == ",");
        let told_of = does(sheet, mention).then(|| date_of_clause(sheet, times, &apposed)).flatten();
        // "then President X" is not of the day.
        let earlier = mention.tokens.clone().any(|at| sheet.is(at, Function::TitleTense))
            || (mention.tokens.start.saturating_sub(1)..mention.tokens.end)
                .any(|at| qualifies(sheet, mention, at));
        let today = || news.filter(|_| !earlier)?.day_of(sheet, times, mention.tokens.start);
        let told_of = told_of.or_else(today);
        let bytes = sheet.bytes(&(mention.tokens.start..end));
        let offices =
            mention.title.offices.iter().map(|held| {
                (Some(held.text.clone()), held.of.clone(), held.held.clone(), held.as_of.clone())
            });
        // A rank alone is a position as well.
        let alone = mention.title.offices.is_empty().then_some((None, None, None, None));
        for (office, organisation, held, as_of) in offices.chain(alone) {
            let as_of = as_of.or_else(|| mention.title.as_of.clone());
            let mut parts = vec![
                article.id.as_str(),
                person.as_str(),
                rank.as_deref().unwrap_or_default(),
                office.as_deref().unwrap_or_default(),
                organisation.as_ref().map(annals_model::EntityId::as_str).unwrap_or_default(),
            ];
            let date = as_of.as_ref().map(ToString::to_string);
            parts.extend(date.as_deref());
            let id = format!("{}/position-{}", article.id, digest(parts));
            if told.insert(id.clone()) {
                positions.push(Position {
                    position_id: EvidenceId::new(id),
                    person_id: person.clone(),
                    rank: rank.clone(),
                    office,
                    organisation,
                    as_of,
                    action_date: told_of.clone(),
                    unlisted_office: held,
                    evidence: crate::evidence(article, bytes.clone()),
                });
            }
        }
    }
    positions
}

/// Whether a word such as "former" stands apart from the office that it qualifies: "former Norwegian
/// President X".
fn qualifies(sheet: &Sheet<'_>, mention: &Mention, at: usize) -> bool {
    let own = |text: &str| text.split([' ', '-']).any(|word| word.eq_ignore_ascii_case(sheet.word(at)));
    sheet.is(at, Function::TitleQualifier) && !mention.title.offices.iter().any(|held| own(&held.text))
}

/// Whether somebody stands where a doer does: "X inspected …", "… was led by X".
fn does(sheet: &Sheet<'_>, mention: &Mention) -> bool {
    if sheet.possessive(mention.tokens.end) > 0 {
        return false;
    }
    let sentence = sheet.sentence_of(mention.tokens.start);
    let determiner = |at: usize| sheet.is(at, Function::Definite) || sheet.is(at, Function::Indefinite);
    let mut start = mention.tokens.start;
    while start > sentence.start && determiner(start - 1) {
        start -= 1;
    }
    let Some(before) = start.checked_sub(1).filter(|before| *before >= sentence.start) else { return true };
    let governs = [Function::Of, Function::Preposition, Function::PlacePreposition, Function::With];
    sheet.is(before, Function::Agent)
        || sheet.word(before) == ","
        || !governs.iter().any(|class| sheet.is(before, *class)) && !sheet.is_verb(before)
}
