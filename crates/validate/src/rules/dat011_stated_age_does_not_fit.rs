use std::collections::BTreeMap;

use annals_model::{AgeBasis, Arithmetic, ArticleId, EntityId, Severity};
use annals_edtf::{Day, Edtf};
use jiff::{Span, ToSpan};

use crate::context::Context;
use crate::dating::{days, is_certain, is_told};
use crate::draft::Draft;
use crate::example::{Case, edtf};
use crate::rule::{Check, Example, Rule};
use crate::wording::date;

pub(super) static RULE: Rule = Rule {
    code: "DAT011",
    name: "stated-age-does-not-fit",
    severity: Severity::Warning,
    what: "The age of a person at a date that does not fit the birth told of that person, or another age at another date.",
    why: "The age, the date or the birth is wrong, or two people are taken for one.",
    remedy: "Work out the year of birth from each sentence, and look which of them other articles confirm. Where years \
             are counted from one, as in some countries, an age is a year more: waive the finding.",
    examples: &[
        Example::fires(
            "“Ada Moreau was born in 1820.” Another paper: “Ada Moreau, aged 61, died on 3 May 1901.”",
            "aged 61 on 1901-05-03 (herald), so born between 1839-05-04 and 1840-05-03",
            || born("1820").and_article("herald").equation(age(61, "1901-05-03"), "Ada Moreau, aged 61, died"),
        ),
        Example::fires("“In 1881 Ada Moreau was 20 years old. … In 1901 she was 61 years old.”", "aged 61 on 1901 (gazette)", || {
            Case::article("gazette").equation(age(20, "1881"), "was 20").equation(age(61, "1901"), "was 61")
        }),
        Example::fires(
            "“Ada Moreau (1820–1901)”. Another paper: “She died at the age of 61.”",
            "aged 61 at death (herald), so born between 1839-01-02 and 1840-12-31",
            || died(61),
        ),
        Example::passes("Born in 1820, died in 1901 at the age of 80.", || died(80)),
        Example::passes("Born in 1840, and aged 61 in 1901.", || {
            born("1840").and_article("herald").equation(age(61, "1901"), "Ada Moreau, aged 61")
        }),
        Example::passes("Born about 1838, and aged 61 in 1901.", || {
            born("1838~").and_article("herald").equation(age(61, "1901"), "Ada Moreau, aged 61")
        }),
    ],
    check: Check::Subject(check),
};

fn born(date: &str) -> Case {
    Case::article("gazette").lives().claim("birth of Ada Moreau", date, "She was born.").kind("birth").of("Ada Moreau")
}

fn died(years: u32) -> Case {
    let person_id = EntityId::new("ada-moreau");
    let case = born("1820").claim("death of Ada Moreau", "1901", "She died.").kind("death").of("Ada Moreau");
    case.and_article("herald").equation(Some(Arithmetic::AgeAtDeath { person_id, years }), "She died at the age of")
}

fn age(years: u32, on: &str) -> Option<Arithmetic> {
    let (person_id, basis) = (EntityId::new("ada-moreau"), AgeBasis::Stated);
    edtf(on).map(|date| Arithmetic::Age { person_id, years, date, basis })
}

/// When somebody was born, as something told leaves it open.
struct Birth<'a> {
    first: Day,
    last: Day,
    told: String,
    article: &'a ArticleId,
    claim: Option<&'a str>,
    quote: &'a str,
}

fn check(context: &Context<'_>) -> Vec<Draft> {
    let mut births: BTreeMap<&EntityId, Vec<Birth<'_>>> = BTreeMap::new();
    for article in context.subject.relations {
        for equation in &article.arithmetic {
            let Arithmetic::Age { person_id, years, date, basis } = &equation.terms else { continue };
            let Some((first, last)) = from_age(*years, date) else { continue };
            let when = match basis {
                AgeBasis::Stated => String::new(),
                AgeBasis::Published => "the day of publication, ".to_owned(),
            };
            let told = format!(
                "aged {years} on {when}{} ({}), so born between {first} and {last}",
                crate::wording::date(date),
                article.article_id
            );
            let quote = equation.evidence.quote.as_str();
            births.entry(person_id).or_default().push(Birth { first, last, told, article: &article.article_id, claim: None, quote });
        }
    }
    at_death(context, &mut births);
    if births.is_empty() {
        return Vec::new();
    }
    for claim in &context.subject.release.claims {
        let ([person], Some(on)) = (claim.participants.as_slice(), &claim.date) else { continue };
        if !is_told(claim) || !is_certain(on) || !context.begins_life(&claim.kind) {
            continue;
        }
        if let (Some(births), Some((first, last))) = (births.get_mut(person), days(on)) {
            let told = format!("born {} ({})", date(on), claim.article_id);
            let (claim_id, quote) = (Some(claim.claim_id.as_str()), claim.quote.as_str());
            births.push(Birth { first, last, told, article: &claim.article_id, claim: claim_id, quote });
        }
    }
    births.into_iter().filter_map(|(person, births)| misfit(context.person(person), births)).collect()
}

/// What follows of the births of those who are said to have died at some age, from all that is told of when they died.
fn at_death<'a>(context: &Context<'a>, births: &mut BTreeMap<&'a EntityId, Vec<Birth<'a>>>) {
    let mut ages: BTreeMap<&EntityId, Vec<(u32, &ArticleId, &str)>> = BTreeMap::new();
    for article in context.subject.relations {
        for equation in &article.arithmetic {
            if let Arithmetic::AgeAtDeath { person_id, years } = &equation.terms {
                let quote = equation.evidence.quote.as_str();
                ages.entry(person_id).or_default().push((*years, &article.article_id, quote));
            }
        }
    }
    if ages.is_empty() {
        return;
    }
    let mut deaths: BTreeMap<&EntityId, Vec<&Edtf>> = BTreeMap::new();
    for claim in &context.subject.release.claims {
        let ([person], Some(on)) = (claim.participants.as_slice(), &claim.date) else { continue };
        if ages.contains_key(person) && is_told(claim) && context.ends_life(&claim.kind) {
            deaths.entry(person).or_default().push(on);
        }
    }
    for (person, ages) in ages {
        let dates = deaths.get(person).map(Vec::as_slice).unwrap_or_default();
        for (years, article, quote) in ages {
            let ranges: Option<Vec<(Day, Day)>> = dates.iter().map(|on| from_age(years, on)).collect();
            let ranges = ranges.unwrap_or_default();
            let first = ranges.iter().map(|(first, _)| *first).min();
            let Some((first, last)) = first.zip(ranges.iter().map(|(_, last)| *last).max()) else { continue };
            let told = format!("aged {years} at death ({article}), so born between {first} and {last}");
            births.entry(person).or_default().push(Birth { first, last, told, article, claim: None, quote });
        }
    }
}

/// The two statements that leave the least room for one birth, where they leave none.
fn misfit(name: &str, births: Vec<Birth<'_>>) -> Option<Draft> {
    let latest = births.iter().max_by_key(|birth| (birth.first, birth.claim))?;
    let earliest = births.iter().min_by_key(|birth| (birth.last, birth.claim))?;
    if latest.first <= earliest.last {
        return None;
    }
    let message = format!("The ages and the birth told of {name} do not fit each other: {}; {}.", earliest.told, latest.told);
    let draft = [earliest, latest].into_iter().fold(Draft::new(message), |draft, birth| {
        let draft = draft.article(birth.article);
        match birth.claim {
            Some(claim) => draft.quoted(claim, birth.quote),
            None => draft.words(birth.quote).row(birth.article.as_str()),
        }
    });
    Some(draft.keyed([name]))
}

/// First and last day on which somebody can have been born who was so old at a date.
fn from_age(years: u32, date: &Edtf) -> Option<(Day, Day)> {
    if !is_certain(date) {
        return None;
    }
    let (first, last) = days(date)?;
    let back = |years: u32| Span::new().try_years(years).ok();
    let first = first.checked_sub(back(years + 1)?).ok()?.checked_add(1.day()).ok()?;
    Some((first, last.checked_sub(back(years)?).ok()?))
}
