use std::collections::BTreeMap;

use annals_edtf::{Day, Edtf};
use annals_model::{AgeBasis, Arithmetic, ArticleId, EntityId, Severity};
use jiff::{Span, ToSpan};

use crate::context::Context;
use crate::draft::Draft;
use crate::example_case::{Case, edtf};
use crate::rule::{Check, Example, Rule};
use crate::support::dates::{days, is_factual};
use crate::support::wording;

pub(super) static RULE: Rule = Rule {
    code: "DAT011",
    name: "stated-age-does-not-fit",
    severity: Severity::Warning,
    what: "A person's age at a date that does not fit the person's stated birth, or another stated \
          age.",
    why: "The age, the date or the birth is wrong, or two people were merged.",
    remedy: "Derive the year of birth from each sentence, and check which one other articles confirm. \
          Some countries count ages from one, so an age is one year more: waive such a finding.",
    examples: &[
        Example::fires(
            "“Ada Moreau was born in 1820.” Another article: “Ada Moreau, aged 61, died on 3 May 1901.”",
            "aged 61 as of 1901-05-03 (herald), so born between 1839-05-04 and 1840-05-03",
            || {
                born("1820")
                    .and_article("herald")
                    .arithmetic(age(61, "1901-05-03"), "Ada Moreau, aged 61, died")
            },
        ),
        Example::fires(
            "“In 1881 Ada Moreau was 20 years old. … In 1901 she was 61 years old.”",
            "aged 61 as of 1901 (gazette)",
            || {
                Case::article("gazette")
                    .arithmetic(age(20, "1881"), "was 20")
                    .arithmetic(age(61, "1901"), "was 61")
            },
        ),
        Example::fires(
            "“Ada Moreau (1820–1901)”. Another article: “She died at the age of 61.”",
            "aged 61 at death (herald), so born between 1839-01-02 and 1840-12-31",
            || died(61),
        ),
        Example::passes("Born in 1820, died in 1901 at the age of 80.", || died(80)),
        Example::passes("Born in 1840, and aged 61 in 1901.", || {
            born("1840").and_article("herald").arithmetic(age(61, "1901"), "Ada Moreau, aged 61")
        }),
        Example::passes("Born about 1838, and aged 61 in 1901.", || {
            born("1838~").and_article("herald").arithmetic(age(61, "1901"), "Ada Moreau, aged 61")
        }),
    ],
    check: Check::Input(check),
};

fn born(date: &str) -> Case {
    Case::article("gazette")
        .life_axioms()
        .claim("birth of Ada Moreau", date, "She was born.")
        .kind("birth")
        .participant("Ada Moreau")
}

fn died(years: u32) -> Case {
    let person_id = EntityId::new("ada-moreau");
    let case = born("1820")
        .claim("death of Ada Moreau", "1901", "She died.")
        .kind("death")
        .participant("Ada Moreau");
    case.and_article("herald")
        .arithmetic(Some(Arithmetic::AgeAtDeath { person_id, years }), "She died at the age of")
}

fn age(years: u32, on: &str) -> Option<Arithmetic> {
    let (person_id, basis) = (EntityId::new("ada-moreau"), AgeBasis::Stated);
    edtf(on).map(|date| Arithmetic::Age { person_id, years, date, basis })
}

/// The range of a person's birth that a statement implies.
struct Birth<'a> {
    first: Day,
    last: Day,
    /// The statement in words.
    label: String,
    article: &'a ArticleId,
    claim: Option<&'a str>,
    quote: &'a str,
}

type BirthsByPerson<'a> = BTreeMap<&'a EntityId, Vec<Birth<'a>>>;

fn check(context: &Context<'_>) -> Vec<Draft> {
    let mut births = BirthsByPerson::new();
    add_from_ages(context, &mut births);
    add_from_ages_at_death(context, &mut births);
    if births.is_empty() {
        return Vec::new();
    }
    add_stated(context, &mut births);
    births
        .into_iter()
        .filter_map(|(person, births)| disagreement(context.person_name(person), births))
        .collect()
}

/// Adds the births that ages at a date imply.
fn add_from_ages<'a>(context: &Context<'a>, births: &mut BirthsByPerson<'a>) {
    for article in context.input.relations {
        for arithmetic in &article.arithmetic {
            let Arithmetic::Age { person_id, years, date, basis } = &arithmetic.terms else { continue };
            let Some((first, last)) = from_age(*years, date) else { continue };
            let basis = match basis {
                AgeBasis::Stated => "",
                AgeBasis::Published => "the day of publication, ",
            };
            let label = format!(
                "aged {years} as of {basis}{} ({}), so born between {first} and {last}",
                wording::date(date),
                article.article_id
            );
            let (article, quote) = (&article.article_id, arithmetic.evidence.quote.as_str());
            births.entry(person_id).or_default().push(Birth {
                first,
                last,
                label,
                article,
                claim: None,
                quote,
            });
        }
    }
}

/// Adds the births that ages at death imply, for any of the stated dates of death.
fn add_from_ages_at_death<'a>(context: &Context<'a>, births: &mut BirthsByPerson<'a>) {
    let mut ages: BTreeMap<&EntityId, Vec<(u32, &ArticleId, &str)>> = BTreeMap::new();
    for article in context.input.relations {
        for arithmetic in &article.arithmetic {
            if let Arithmetic::AgeAtDeath { person_id, years } = &arithmetic.terms {
                let quote = arithmetic.evidence.quote.as_str();
                ages.entry(person_id).or_default().push((*years, &article.article_id, quote));
            }
        }
    }
    if ages.is_empty() {
        return;
    }
    let mut deaths: BTreeMap<&EntityId, Vec<&Edtf>> = BTreeMap::new();
    for claim in &context.input.release.claims {
        let ([person], Some(on)) = (claim.participants.as_slice(), &claim.date) else { continue };
        if ages.contains_key(person) && is_factual(claim) && context.ends_life(&claim.kind) {
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
            let label = format!("aged {years} at death ({article}), so born between {first} and {last}");
            births.entry(person).or_default().push(Birth { first, last, label, article, claim: None, quote });
        }
    }
}

/// Adds the stated births of the people whose age is stated.
fn add_stated<'a>(context: &Context<'a>, births: &mut BirthsByPerson<'a>) {
    for claim in &context.input.release.claims {
        let ([person], Some(on)) = (claim.participants.as_slice(), &claim.date) else { continue };
        if !is_factual(claim) || !on.is_certain() || !context.begins_life(&claim.kind) {
            continue;
        }
        if let (Some(births), Some((first, last))) = (births.get_mut(person), days(on)) {
            let article = &claim.article_id;
            let label = format!("born {} ({article})", wording::date(on));
            let (claim_id, quote) = (Some(claim.claim_id.as_str()), claim.quote.as_str());
            births.push(Birth { first, last, label, article, claim: claim_id, quote });
        }
    }
}

/// Returns a draft if the earliest and the latest birth of a person do not overlap.
fn disagreement(name: &str, births: Vec<Birth<'_>>) -> Option<Draft> {
    let latest = births.iter().max_by_key(|birth| (birth.first, birth.claim))?;
    let earliest = births.iter().min_by_key(|birth| (birth.last, birth.claim))?;
    if latest.first <= earliest.last {
        return None;
    }
    let message = format!(
        "The stated ages or birth of {name} do not fit each other: {}; {}.",
        earliest.label, latest.label
    );
    let draft = [earliest, latest].into_iter().fold(Draft::new(message), |draft, birth| {
        let draft = draft.article(birth.article);
        match birth.claim {
            Some(claim) => draft.quoted(claim, birth.quote),
            None => draft.unattached_quote(birth.quote).row(birth.article.as_str()),
        }
    });
    Some(draft.keyed([name]))
}

/// Returns the first and the last possible day of birth of a person of an age at a date.
fn from_age(years: u32, date: &Edtf) -> Option<(Day, Day)> {
    if !date.is_certain() {
        return None;
    }
    let (first, last) = days(date)?;
    let back = |years: u32| Span::new().try_years(years).ok();
    let first = first.checked_sub(back(years + 1)?).ok()?.checked_add(1.day()).ok()?;
    Some((first, last.checked_sub(back(years)?).ok()?))
}
