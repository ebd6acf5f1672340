//! Reads the metadata that a page states: JSON-LD of schema.org before Open Graph before plain HTML.

use dom_query::Document;
use serde_json::Value;

use crate::marks::is_mark;

/// The metadata that a page states of its article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// The headline.
    pub title: Option<String>,
    /// The name of the site.
    pub site: Option<String>,
    /// The text of `<title>`: mostly the headline with the site's name before or after it.
    pub window_title: Option<String>,
    /// The canonical URL.
    pub url: Option<String>,
    /// The publication date, mostly an ISO 8601 date or date-time.
    pub published: Option<String>,
    /// The language as a BCP 47 tag.
    pub language: Option<String>,
    /// The authors.
    pub authors: Vec<String>,
    /// The article's text, if the JSON-LD repeats it.
    pub article_body: Option<String>,
}

/// Types of schema.org for articles whose names do not end in "Article".
const ARTICLE_TYPES: [&str; 4] = ["BlogPosting", "LiveBlogPosting", "Report", "SocialMediaPosting"];

/// Names of `<meta>` elements with the publication date, by precedence.
const DATE_NAMES: [&str; 13] = [
    "article:published_time",
    "og:article:published_time",
    "citation_publication_date",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publish-date",
    "publishdate",
    "dc.date.issued",
    "dc.date",
    "dcterms.created",
    "date",
];

/// Reads the metadata of a page.
pub(crate) fn read(document: &Document) -> Metadata {
    let mut metadata = linked_data(document);
    let Metadata { title, site, window_title, url, published, language, authors, article_body: _ } =
        &mut metadata;
    let meta = MetaElements::of(document);
    let fill = |field: &mut Option<String>, names: &[&str]| {
        if field.is_none() {
            *field = meta.first(names);
        }
    };
    fill(title, &["og:title", "twitter:title", "dc.title", "title"]);
    fill(site, &["og:site_name", "application-name", "dc.publisher"]);
    fill(published, &DATE_NAMES);
    if url.is_none() {
        *url = attribute(document, "link[rel=canonical]", "href").filter(|url| url.contains("://"));
    }
    fill(url, &["og:url"]);
    *language = attribute(document, "html", "lang").or(language.take());
    fill(language, &["og:locale", "content-language", "dc.language"]);
    *language = language.take().map(|tag| tag.replace('_', "-")).filter(|tag| is_language_tag(tag));
    if published.is_none() {
        *published = attribute(document, "time[pubdate]", "datetime")
            .or_else(|| attribute(document, "[itemprop=datePublished]", "datetime"))
            .or_else(|| attribute(document, "[itemprop=datePublished]", "content"))
            .or_else(|| only_date(document));
    }
    if authors.is_empty() {
        authors.extend(meta.first(&["author", "article:author", "dc.creator", "parsely-author"]));
    }
    *published = published.take().map(|time| with_hyphens(&time));
    *window_title = clean(&document.select_single("head > title").text());
    authors.retain(|author| !author.contains("://"));
    if title.is_none() {
        title.clone_from(window_title);
    }
    metadata
}

/// The `<meta>` elements of a page: lower-case name and content.
struct MetaElements(Vec<(String, String)>);

impl MetaElements {
    fn of(document: &Document) -> Self {
        let mut all = Vec::new();
        for node in document.select("meta").nodes() {
            let Some(content) = node.attr("content").and_then(|content| clean(&content)) else { continue };
            for key in ["property", "name", "itemprop", "http-equiv"] {
                all.extend(node.attr(key).map(|name| (name.to_ascii_lowercase(), content.clone())));
            }
        }
        Self(all)
    }

    /// Returns the content of the first element with the first name that the page has.
    fn first(&self, names: &[&str]) -> Option<String> {
        names
            .iter()
            .find_map(|name| self.0.iter().find(|(key, _)| key == name))
            .map(|(_, value)| value.clone())
    }
}

/// Reads the first article in the JSON-LD of a page.
fn linked_data(document: &Document) -> Metadata {
    let mut found = Metadata::default();
    for script in document.select("script[type='application/ld+json']").nodes() {
        let Ok(value) = serde_json::from_str::<Value>(script.text().trim()) else { continue };
        let mut pending = vec![&value];
        while let Some(value) = pending.pop() {
            match value {
                Value::Array(values) => pending.extend(values.iter().rev()),
                Value::Object(object) => {
                    if is_article(value) && found == Metadata::default() {
                        found = article(value);
                    }
                    pending.extend(object.get("@graph"));
                }
                _ => {}
            }
        }
    }
    found
}

fn is_article(value: &Value) -> bool {
    let is_one = |name: &Value| {
        name.as_str().is_some_and(|name| name.ends_with("Article") || ARTICLE_TYPES.contains(&name))
    };
    match value.get("@type") {
        Some(Value::Array(names)) => names.iter().any(is_one),
        Some(name) => is_one(name),
        None => false,
    }
}

fn article(value: &Value) -> Metadata {
    let text = |key: &str| value.get(key).and_then(Value::as_str).and_then(clean);
    let url = text("url").or_else(|| match value.get("mainEntityOfPage")? {
        Value::String(url) => clean(url),
        page => page.get("@id").and_then(Value::as_str).and_then(clean),
    });
    Metadata {
        window_title: None,
        title: text("headline").or_else(|| text("name")),
        site: value.get("publisher").and_then(name),
        url: url.filter(|url| url.contains("://")),
        published: text("datePublished").or_else(|| text("dateCreated")),
        language: text("inLanguage"),
        authors: match value.get("author") {
            Some(Value::Array(authors)) => authors.iter().filter_map(name).collect(),
            Some(author) => name(author).into_iter().collect(),
            None => Vec::new(),
        },
        article_body: text("articleBody"),
    }
}

/// Returns the name of a person or organisation, which is an object or a string.
fn name(value: &Value) -> Option<String> {
    value.as_str().or_else(|| value.get("name")?.as_str()).and_then(clean)
}

/// Replaces the slashes of a date such as 2003/06/10 with hyphens.
fn with_hyphens(time: &str) -> String {
    let is_date = time.bytes().enumerate().take(10).all(|(index, byte)| match index {
        4 | 7 => byte == b'/',
        _ => byte.is_ascii_digit(),
    });
    if is_date && time.len() >= 10 { time.replacen('/', "-", 2) } else { time.to_owned() }
}

/// Returns the first `<time>` of a page if all have the same date.
fn only_date(document: &Document) -> Option<String> {
    let elements = document.select("time[datetime]");
    let mut times = elements.nodes().iter().filter_map(|node| node.attr("datetime"));
    let first = times.next()?;
    let date = |time: &str| time.get(..10).map(str::to_owned);
    times.all(|time| date(&time) == date(&first)).then(|| first.to_string())
}

fn attribute(document: &Document, selector: &str, name: &str) -> Option<String> {
    document.select_single(selector).attr(name).and_then(|value| clean(&value))
}

/// Decodes character references and collapses white space; `None` if nothing is left or the value is too long.
fn clean(value: &str) -> Option<String> {
    const MAX_LENGTH: usize = 1 << 20;
    if value.len() > MAX_LENGTH {
        return None;
    }
    let value: String = htmlize::unescape(value).chars().filter(|c| !is_mark(*c)).collect();
    let words: Vec<&str> = value.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// Whether a text has the form of a BCP 47 language tag.
fn is_language_tag(text: &str) -> bool {
    let is_part =
        |part: &str| (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
    let mut parts = text.split('-');
    parts.next().is_some_and(|first| first.len() < 4 && is_part(first)) && parts.all(is_part)
}

#[cfg(test)]
mod tests {
    use dom_query::Document;

    use super::read;

    #[test]
    fn linked_data_precedes_open_graph() {
        let page = r#"<html lang="en-GB"><head><title>Mill | The Paper</title>
            <meta property="og:title" content="The mill &amp; the fire">
            <meta property="og:site_name" content="The Paper"><link rel="canonical" href="https://p.example/1">
            <script type="application/ld+json">{"@graph":[{"@type":"WebPage","name":"x"},{"@type":["NewsArticle"],
            "headline":"Mill burns","datePublished":"1931-05-02T08:00:00Z","author":[{"name":"Ann Lee"},"Bo Chu"]}]}</script>"#;
        let metadata = read(&Document::from(page));
        assert_eq!(metadata.title.as_deref(), Some("Mill burns"));
        assert_eq!(metadata.site.as_deref(), Some("The Paper"));
        assert_eq!(metadata.published.as_deref(), Some("1931-05-02T08:00:00Z"));
        assert_eq!(metadata.authors, ["Ann Lee", "Bo Chu"]);
        assert_eq!(metadata.url.as_deref(), Some("https://p.example/1"));
        assert_eq!(metadata.language.as_deref(), Some("en-GB"));
    }

    #[test]
    fn invalid_linked_data_is_skipped() {
        let page = "<title>Mill</title><script type='application/ld+json'>{\"@type\":</script>";
        assert_eq!(read(&Document::from(page)).title.as_deref(), Some("Mill"));
    }
}
