//! Metadata found in an article's text.

#![allow(clippy::unwrap_used, reason = "tests may panic")]

mod support;

use annals_model::PublishedBasis;
use support::{article, segments};

#[test]
fn a_dateline_gives_place_date_and_agency() {
    let text = "ABC_ENG_20010503.0021\n\nROME, Italy, May 3 , 2001 (HRN)\n\nMill burns in the night\n\n*By Ann Lee, Rome*\n\nIt rained. Enditem\n\nHRN/AL";
    let metadata = article(text).metadata;
    let dateline = metadata.dateline.unwrap();
    assert_eq!((dateline.place.as_deref(), dateline.agency.as_deref()), (Some("ROME, Italy"), Some("HRN")));
    assert_eq!(dateline.date.unwrap().to_string(), "2001-05-03");
    let published = metadata.published.unwrap();
    assert_eq!(
        (published.date.to_string().as_str(), published.basis),
        ("2001-05-03", PublishedBasis::Dateline)
    );
    assert_eq!(metadata.title.as_deref(), Some("Mill burns in the night"));
    assert_eq!(metadata.author.as_deref(), Some("Ann Lee"));
    assert_eq!(metadata.agencies, ["heron"]);
}

#[test]
fn a_dateline_is_split_from_its_paragraph() {
    assert_eq!(
        segments("PARIS, May 3 (Brook News) - It rained. (HRN)"),
        ["Dateline: PARIS, May 3 (Brook News) -", "Prose: It rained.", "SourceTag: (HRN)",]
    );
    let metadata = article("PARIS, May 3 (Brook News) - It rained. (HRN)").metadata;
    assert_eq!(metadata.agencies, ["brook", "heron"]);
    assert_eq!(metadata.published, None, "no year, no date");
    assert_eq!(
        segments("It rained.\n\nParis, May 4 - the rain went on.")[1],
        "Prose: Paris, May 4 - the rain went on."
    );
    assert_eq!(
        segments("It rained.\n\nSt. Paul , June 4 .\n-- It went on.")[1],
        "Dateline: St. Paul , June 4 ."
    );
}

#[test]
fn front_matter_precedes_the_text() {
    let text = "---\nsource: The Gull\npublished: 2001-05-04\ntitle: Rain\ntranslator: Bo Chu\n---\n\
        ROME, May 3 (HRN) -- It rained.\n\nTranslated by Cy Fox\n";
    let metadata = article(text).metadata;
    assert_eq!(metadata.source.as_deref(), Some("gull"));
    assert_eq!(metadata.language.as_deref(), Some("en"));
    assert_eq!(metadata.translator.as_deref(), Some("Bo Chu"));
    assert_eq!(metadata.title.as_deref(), Some("Rain"));
    let published = metadata.published.unwrap();
    assert_eq!(
        (published.date.to_string().as_str(), published.basis),
        ("2001-05-04", PublishedBasis::FrontMatter)
    );
    assert_eq!(metadata.dateline.unwrap().date.unwrap().to_string(), "2001-05-03");
}

#[test]
fn a_url_dates_an_article_and_a_caption_does_not() {
    let text = "---\nurl: https://www.gull.example/2001/05/06/rain.html\n---\nThe mill (left) on May 3, 1931\n\nIt rained.";
    let metadata = article(text).metadata;
    assert_eq!(metadata.source.as_deref(), Some("gull"));
    let published = metadata.published.unwrap();
    assert_eq!((published.date.to_string().as_str(), published.basis), ("2001-05-06", PublishedBasis::Url));
    assert_eq!(article("The mill (left) on May 3, 1931\n\nIt rained.").metadata.published, None);
}
