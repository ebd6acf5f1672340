use std::collections::BTreeMap;

use annals_edtf::{Date, Day, Edtf, Unit};
use annals_model::{ArticleId, ClaimRow, EventRow, Severity};

use crate::context::Context;
use crate::dating::is_told;
use crate::draft::Draft;
use crate::example::Case;
use crate::rule::{Check, Example, Rule};
use crate::wording;

/// From how many such dates of different years on an article is taken to fill its dates up, and the
/// least share of its days that they are.
const MANY: usize = 4;
const SHARE: usize = 2;

pub(super) static RULE: Rule = Rule {
    code: "DAT009",
    name: "filler-date",
    severity: Severity::Note,
    what: "A first of January or last of December that another article does not confirm though it dates the same \
           event within that year; or an article most of whose days are such ones.",
    why: "Whoever knows only the year, and has to write a day, writes the first or the last one. Read as a day, it \
          says more than anybody knew.",
    remedy: "Look whether the article really says that day or a table was filled up. If the event really was on that \
             day, waive the finding.",
    examples: &[
        Example::fires(
            "One paper has “founded on 1 January 1901”, another “founded on 3 May 1901”.",
            "1901-01-01 (gazette) may stand for the year 1901 alone: 1901-05-03 (herald)",
            || two("1901-01-01", "1901-05-03"),
        ),
        Example::fires(
            "A list that dates four events to 1 January 1901, 1903, 1907 and 1911.",
            "4 of its 4 days are a first of January or a last of December",
            || {
                Case::article("gazette")
                    .claim("Bridge", "1901-01-01", "1 January 1901: bridge")
                    .claim("Harbour", "1903-01-01", "1 January 1903: harbour")
                    .claim("Station", "1907-01-01", "1 January 1907: station")
                    .claim("Town hall", "1911-01-01", "1 January 1911: town hall")
            },
        ),
        Example::passes("Both papers have 1 January 1901.", || two("1901-01-01", "1901-01-01")),
        Example::passes("The other paper has only the year.", || two("1901-01-01", "1901")),
        Example::passes("One 1 January alone is a day like others.", || {
            Case::article("gazette").claim("Bridge", "1901-01-01", "1 January 1901: bridge")
        }),
    ],
    check: Check::Subject(check),
};

fn two(first: &str, second: &str) -> Case {
    Case::article("gazette")
        .claim("Oslund Bridge", first, "One date.")
        .and_article("herald")
        .claim("Oslund Bridge", second, "Another date.")
}

/// A claim and the day that may be none.
type Filler<'a> = (&'a ClaimRow, Day);

fn check(context: &Context<'_>) -> Vec<Draft> {
    let release = context.subject.release;
    let events = release.events.iter().filter(|event| event.articles.len() > 1);
    let mut drafts: Vec<Draft> = events.filter_map(|event| unconfirmed(context, event)).collect();
    let mut by_article: BTreeMap<&ArticleId, (usize, Vec<Filler<'_>>)> = BTreeMap::new();
    for claim in release.claims.iter().filter(|claim| is_told(claim)) {
        if let Some(day) = claim.date.as_ref().and_then(day) {
            let entry = by_article.entry(&claim.article_id).or_default();
            entry.0 += 1;
            entry.1.extend(is_filler(claim, day).then_some((claim, day)));
        }
    }
    for (article, (days, fillers)) in by_article {
        let years: std::collections::BTreeSet<i16> = fillers.iter().map(|(_, day)| day.year()).collect();
        if years.len() >= MANY && fillers.len() * SHARE >= days {
            let message = format!(
                "The article {article} seems to fill up dates of which only the year is known: {} of its {days} days \
                 are a first of January or a last of December.",
                fillers.len()
            );
            drafts.push(fillers.iter().fold(Draft::new(message), |draft, (claim, _)| draft.claim(claim)));
        }
    }
    drafts
}

/// The first or last day of a year that other articles date to another day of it.
fn unconfirmed(context: &Context<'_>, event: &EventRow) -> Option<Draft> {
    let claims: Vec<&ClaimRow> =
        event.claims.iter().filter_map(|id| context.claim(id)).filter(|claim| is_told(claim)).collect();
    let filler = claims.iter().find_map(|claim| {
        let day = claim.date.as_ref().and_then(day)?;
        is_filler(claim, day).then_some((*claim, day))
    });
    let (filler, filled) = filler?;
    let others = claims.iter().filter(|claim| claim.article_id != filler.article_id);
    let others: Vec<&&ClaimRow> = others.filter(|claim| claim.date.is_some()).collect();
    if others.iter().any(|claim| claim.date.as_ref().and_then(day) == Some(filled)) {
        return None;
    }
    let within = |date: &Edtf| {
        let (first, last) = (date.earliest()?, date.latest()?);
        let year = first.year() == filled.year() && last.year() == filled.year();
        Some(year && !(first <= filled && filled <= last))
    };
    let other = others.into_iter().find(|claim| claim.date.as_ref().and_then(within) == Some(true))?;
    let date = other.date.as_ref().map(wording::date)?;
    let message = format!(
        "The date of “{}” may be a filler: {filled} ({}) may stand for the year {} alone: {date} ({}) lies within it.",
        event.name,
        filler.article_id,
        filled.year(),
        other.article_id
    );
    Some(Draft::new(message).claim(filler).claim(other))
}

/// Whether a claim tells the first or the last day of a year, in numbers: a feast has a name.
fn is_filler(claim: &ClaimRow, day: Day) -> bool {
    let ends = day.day_of_year() == 1 || (day.month(), day.day()) == (12, 31);
    let wanted = day.day().to_string();
    let told = claim.date_text.as_deref().unwrap_or_default();
    let mut numbers = told.split(|c: char| !c.is_ascii_digit()).map(|number| number.trim_start_matches('0'));
    ends && numbers.any(|number| number == wanted)
}

fn day(date: &Edtf) -> Option<Day> {
    match date {
        Edtf::Date(Date { unit: Unit::Day(day), .. }) => Some(*day),
        _ => None,
    }
}
