use std::collections::{BTreeMap, BTreeSet};

use annals_edtf::{Date, Day, Edtf, Unit};
use annals_model::{ArticleId, ClaimRow, EventRow, Severity};

use crate::context::Context;
use crate::draft::Draft;
use crate::example_case::Case;
use crate::rule::{Check, Example, Rule};
use crate::support::dates::is_factual;
use crate::support::wording;

/// The minimal number of years in which an article has placeholder dates.
const YEARS: usize = 4;
/// One in this many exact dates of an article must be a placeholder.
const SHARE: usize = 2;

pub(super) static RULE: Rule = Rule {
    code: "DAT009",
    name: "placeholder-date",
    severity: Severity::Note,
    what: "A 1 January or 31 December that another article contradicts by another date of the same \
          event in that year; or an article most of whose exact dates are such days.",
    why: "An author who knows only the year may write its first or last day where a day is required. \
          Such a date is more precise than the source knew.",
    remedy: "Check whether the article states that day or a table was filled in. If the event was on \
          that day, waive the finding.",
    examples: &[
        Example::fires(
            "One article has “founded on 1 January 1901”, another “founded on 3 May 1901”.",
            "is dated 1901-01-01 (gazette), but 1901-05-03 (herald)",
            || two("1901-01-01", "1901-05-03"),
        ),
        Example::fires(
            "A list that dates four events to 1 January 1901, 1903, 1907 and 1911.",
            "4 of its 4 exact dates are 1 January or 31 December",
            || {
                Case::article("gazette")
                    .claim("Bridge", "1901-01-01", "1 January 1901: bridge")
                    .claim("Harbour", "1903-01-01", "1 January 1903: harbour")
                    .claim("Station", "1907-01-01", "1 January 1907: station")
                    .claim("Town hall", "1911-01-01", "1 January 1911: town hall")
            },
        ),
        Example::passes("Both articles have 1 January 1901.", || two("1901-01-01", "1901-01-01")),
        Example::passes("The other article has only the year.", || two("1901-01-01", "1901")),
        Example::passes("A single 1 January.", || {
            Case::article("gazette").claim("Bridge", "1901-01-01", "1 January 1901: bridge")
        }),
    ],
    check: Check::Input(check),
};

fn two(first: &str, second: &str) -> Case {
    Case::article("gazette").claim("Oslund Bridge", first, "One date.").and_article("herald").claim(
        "Oslund Bridge",
        second,
        "Another date.",
    )
}

/// A claim and its day, which may be a placeholder.
type Placeholder<'a> = (&'a ClaimRow, Day);

fn check(context: &Context<'_>) -> Vec<Draft> {
    let release = context.input.release;
    let events = release.events.iter().filter(|event| event.articles.len() > 1);
    let mut drafts: Vec<Draft> = events.filter_map(|event| unconfirmed(context, event)).collect();
    let mut by_article: BTreeMap<&ArticleId, (usize, Vec<Placeholder<'_>>)> = BTreeMap::new();
    for claim in release.claims.iter().filter(|claim| is_factual(claim)) {
        if let Some(day) = claim.date.as_ref().and_then(day) {
            let entry = by_article.entry(&claim.article_id).or_default();
            entry.0 += 1;
            entry.1.extend(is_placeholder(claim, day).then_some((claim, day)));
        }
    }
    for (article, (days, placeholders)) in by_article {
        let years: BTreeSet<i16> = placeholders.iter().map(|(_, day)| day.year()).collect();
        if years.len() >= YEARS && placeholders.len() * SHARE >= days {
            let message = format!(
                "The article {article} seems to use placeholder dates: {} of its {days} exact dates are 1 \
                 January or 31 December.",
                placeholders.len()
            );
            drafts
                .push(placeholders.iter().fold(Draft::new(message), |draft, (claim, _)| draft.claim(claim)));
        }
    }
    drafts
}

/// Returns a draft if one article dates an event to the first or last day of a year, and another article to
/// other days of that year.
fn unconfirmed(context: &Context<'_>, event: &EventRow) -> Option<Draft> {
    let claims: Vec<&ClaimRow> =
        event.claims.iter().filter_map(|id| context.claim(id)).filter(|claim| is_factual(claim)).collect();
    let placeholder = claims.iter().find_map(|claim| {
        let day = claim.date.as_ref().and_then(day)?;
        is_placeholder(claim, day).then_some((*claim, day))
    });
    let (placeholder, placeholder_day) = placeholder?;
    let others = claims.iter().filter(|claim| claim.article_id != placeholder.article_id);
    let others: Vec<&&ClaimRow> = others.filter(|claim| claim.date.is_some()).collect();
    if others.iter().any(|claim| claim.date.as_ref().and_then(day) == Some(placeholder_day)) {
        return None;
    }
    let within = |date: &Edtf| {
        let (first, last) = (date.earliest()?, date.latest()?);
        let year = first.year() == placeholder_day.year() && last.year() == placeholder_day.year();
        Some(year && !(first <= placeholder_day && placeholder_day <= last))
    };
    let other = others.into_iter().find(|claim| claim.date.as_ref().and_then(within) == Some(true))?;
    let date = other.date.as_ref().map(wording::date)?;
    let message = format!(
        "Possible placeholder date: “{}” is dated {placeholder_day} ({}), but {date} ({}). The first date may \
         stand for the year {} only.",
        event.name,
        placeholder.article_id,
        other.article_id,
        placeholder_day.year()
    );
    Some(Draft::new(message).claim(placeholder).claim(other))
}

/// Returns whether a claim states the first or last day of a year in digits. A holiday has a name instead.
fn is_placeholder(claim: &ClaimRow, day: Day) -> bool {
    let ends = day.day_of_year() == 1 || (day.month(), day.day()) == (12, 31);
    let wanted = day.day().to_string();
    let text = claim.date_text.as_deref().unwrap_or_default();
    let mut numbers = text.split(|c: char| !c.is_ascii_digit()).map(|number| number.trim_start_matches('0'));
    ends && numbers.any(|number| number == wanted)
}

fn day(date: &Edtf) -> Option<Day> {
    match date {
        Edtf::Date(Date { unit: Unit::Day(day), .. }) => Some(*day),
        _ => None,
    }
}
