use std::collections::{BTreeMap, BTreeSet};

use annals_model::{ArticleId, ArticleRow, Severity};

use crate::context::Context;
use crate::draft::Draft;
use crate::example_case::Case;
use crate::rule::{Check, Example, Rule};
use crate::support::text_changes::{ChangeKind, Texts};

pub(super) static RULE: Rule = Rule {
    code: "ART011",
    name: "new-version-changes-date",
    severity: Severity::Warning,
    what: "Two versions of one article, from one address or with one title and source, that date an \
          event differently.",
    why: "The source corrected itself or introduced an error. Users of the first version are \
          affected.",
    remedy: "Keep the correct version, and state in a waiver why the other one is wrong.",
    examples: &[
        Example::fires(
            "A page of the Gazette had “opened on 3 May 1901”, and now has “opened on 8 May 1901”.",
            "1901-05-03 (gazette-may), but 1901-05-08 (gazette-june)",
            || twice("https://gazette.example/bridge", "1901-05-08"),
        ),
        Example::passes("The page still has 3 May 1901.", || {
            twice("https://gazette.example/bridge", "1901-05-03")
        }),
        Example::passes("Another page has 8 May 1901: DAT001 reports it.", || {
            twice("https://gazette.example/arches", "1901-05-08")
        }),
    ],
    check: Check::Input(check),
};

fn twice(url: &str, date: &str) -> Case {
    Case::article("gazette-may")
        .published("1901-05-04")
        .origin("gazette", "", "https://gazette.example/bridge")
        .claim("Oslund Bridge", "1901-05-03", "The bridge was opened by the mayor.")
        .and_article("gazette-june")
        .published("1901-06-04")
        .origin("gazette", "", url)
        .claim("Oslund Bridge", date, "The bridge was opened by the mayor, it says.")
}

/// The origin by which two versions of one article are recognised.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Origin<'a> {
    Address(&'a str),
    Title(&'a str, String),
}

fn check(context: &Context<'_>) -> Vec<Draft> {
    let mut origins: BTreeMap<Origin<'_>, Vec<&ArticleRow>> = BTreeMap::new();
    for article in &context.input.release.articles {
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
        articles.sort_by_key(|article| {
            (article.published.as_ref().and_then(annals_edtf::Edtf::earliest), &article.article_id)
        });
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
        for change in
            texts.changes(context, first, second).iter().filter(|change| change.kind == ChangeKind::Date)
        {
            let message = format!(
                "Two versions of one article differ in {}: {} ({first}), but {} ({second}).",
                change.property, change.before, change.after
            );
            drafts.push(change.draft(message, [first, second]));
        }
    }
    drafts
}
