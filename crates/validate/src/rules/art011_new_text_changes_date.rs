use std::collections::{BTreeMap, BTreeSet};

use annals_model::{ArticleId, ArticleRow, Severity};

use super::revisions::{Texts, What};
use crate::context::Context;
use crate::draft::Draft;
use crate::example::Case;
use crate::rule::{Check, Example, Rule};

pub(super) static RULE: Rule = Rule {
    code: "ART011",
    name: "new-text-changes-date",
    severity: Severity::Warning,
    what: "An article received twice, from one address or under one title of one outlet, whose texts date something \
           differently.",
    why: "The outlet corrected itself, or made a mistake later. Whoever used the first text should know.",
    remedy: "Keep the text that is right, and say in a waiver why the other one is not.",
    examples: &[
        Example::fires(
            "The page of the Gazette once had “opened on 3 May 1901”, and now has “opened on 8 May 1901”.",
            "1901-05-03 in gazette-may, 1901-05-08 in gazette-june",
            || twice("https://gazette.example/bridge", "1901-05-08"),
        ),
        Example::passes("The page still has 3 May.", || twice("https://gazette.example/bridge", "1901-05-03")),
        Example::passes("Another page has 8 May: then that is DAT001.", || twice("https://gazette.example/arches", "1901-05-08")),
    ],
    check: Check::Subject(check),
};

fn twice(url: &str, date: &str) -> Case {
    Case::article("gazette-may")
        .published("1901-05-04")
        .received("gazette", "", "https://gazette.example/bridge")
        .claim("Oslund Bridge", "1901-05-03", "The bridge was opened by the mayor.")
        .and_article("gazette-june")
        .published("1901-06-04")
        .received("gazette", "", url)
        .claim("Oslund Bridge", date, "The bridge was opened by the mayor, it says.")
}

/// What an article was received as.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Origin<'a> {
    Address(&'a str),
    Title(&'a str, String),
}

fn check(context: &Context<'_>) -> Vec<Draft> {
    let mut origins: BTreeMap<Origin<'_>, Vec<&ArticleRow>> = BTreeMap::new();
    for article in &context.subject.release.articles {
        if let Some(url) = &article.url {
            origins.entry(Origin::Address(url.trim_end_matches('/'))).or_default().push(article);
        }
        if let (Some(source), Some(title)) = (&article.source, &article.title) {
            origins.entry(Origin::Title(source, title.to_lowercase())).or_default().push(article);
        }
    }
    origins.retain(|_, articles| articles.len() > 1);
    let mut pairs: BTreeSet<(&ArticleId, &ArticleId)> = BTreeSet::new();
    for articles in origins.values_mut() {
        articles.sort_by_key(|article| (article.published.as_ref().and_then(annals_edtf::Edtf::earliest), &article.article_id));
        let next = articles.windows(2).filter_map(|two| match two {
            [first, second] => Some((&first.article_id, &second.article_id)),
            _ => None,
        });
        pairs.extend(next);
    }
    let wanted: BTreeSet<&ArticleId> = pairs.iter().flat_map(|(first, second)| [*first, *second]).collect();
    let texts = Texts::of(context, &wanted);
    let mut drafts = Vec::new();
    for (first, second) in pairs {
        for change in texts.changes(context, first, second).iter().filter(|change| change.what == What::Date) {
            let message = format!(
                "Two texts of one article differ in {}: {} in {first}, {} in {second}.",
                change.about, change.was, change.is
            );
            drafts.push(change.draft(message, [first, second]));
        }
    }
    drafts
}
