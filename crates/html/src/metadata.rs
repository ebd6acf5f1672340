//! What a page says of its article: schema.org's JSON-LD before Open Graph before plain HTML.

use dom_query::Document;
use serde_json::Value;

/// What a page says of its article, as written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// The headline.
    pub title: Option<String>,
    /// The outlet.
    pub site: Option<String>,
    /// The words of `<title>`: the headline, and mostly the outlet before or behind it.
    pub window: Option<String>,
    /// The article's own address.
    pub url: Option<String>,
    /// The day of publication, in ISO 8601, mostly with a time.
    pub published: Option<String>,
    /// BCP 47 tag.
    pub language: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// The article's words, where the head repeats them.
    pub body: Option<String>,
}

/// The types of schema.org that are an article, besides all whose names end so.
const ARTICLES: [&str; 4] = ["BlogPosting", "LiveBlogPosting", "Report", "SocialMediaPosting"];

pub(crate) fn read(document: &Document) -> Metadata {
    let mut metadata = linked_data(document);
    let Metadata { title, site, window, url, published, language, authors, body: _ } = &mut metadata;
    let meta = Meta::of(document);
    let fill = |place: &mut Option<String>, names: &[&str]| {
        if place.is_none() {
            *place = meta.first(names);
        }
    };
    fill(title, &["og:title", "twitter:title", "dc.title", "title"]);
    fill(site, &["og:site_name", "application-name", "dc.publisher"]);
    let dates = [
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
    fill(published, &dates);
    if url.is_none() {
        *url = attribute(document, "link[rel=canonical]", "href").filter(|url| url.contains("://"));
    }
    fill(url, &["og:url"]);
    *language = attribute(document, "html", "lang").or(language.take());
    fill(language, &["og:locale", "content-language", "dc.language"]);
    *language = language.take().map(|tag| tag.replace('_', "-")).filter(|tag| is_tag(tag));
    if published.is_none() {
        *published = attribute(document, "time[pubdate]", "datetime")
            .or_else(|| attribute(document, "[itemprop=datePublished]", "datetime"))
            .or_else(|| attribute(document, "[itemprop=datePublished]", "content"))
            .or_else(|| single_time(document));
    }
    if authors.is_empty() {
        authors.extend(meta.first(&["author", "article:author", "dc.creator", "parsely-author"]));
    }
    *published = published.take().map(|time| hyphenated(&time));
    *window = clean(&document.select_single("head > title").text());
    authors.retain(|author| !author.contains("://"));
    if title.is_none() {
        title.clone_from(window);
    }
    metadata
}

/// The `<meta>` elements of a page.
struct Meta(Vec<(String, String)>);

impl Meta {
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

    fn first(&self, names: &[&str]) -> Option<String> {
        names
            .iter()
            .find_map(|name| self.0.iter().find(|(key, _)| key == name))
            .map(|(_, value)| value.clone())
    }
}

fn linked_data(document: &Document) -> Metadata {
    let mut found = Metadata::default();
    for script in document.select("script[type='application/ld+json']").nodes() {
        let Ok(value) = serde_json::from_str::<Value>(script.text().trim()) else { continue };
        let mut waiting = vec![&value];
        while let Some(value) = waiting.pop() {
            match value {
                Value::Array(values) => waiting.extend(values.iter().rev()),
                Value::Object(object) => {
                    if is_article(value) && found == Metadata::default() {
                        found = article(value);
                    }
                    waiting.extend(object.get("@graph"));
                }
                _ => {}
            }
        }
    }
    found
}

fn is_article(value: &Value) -> bool {
    let is_one = |name: &Value| {
        name.as_str().is_some_and(|name| name.ends_with("Article") || ARTICLES.contains(&name))
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
        window: None,
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
        body: text("articleBody"),
    }
}

/// The name of a person or body, which is an object or just the name.
fn name(value: &Value) -> Option<String> {
    value.as_str().or_else(|| value.get("name")?.as_str()).and_then(clean)
}

/// A day in numbers, year first, with hyphens between them.
fn hyphenated(time: &str) -> String {
    let is_day = time.bytes().enumerate().take(10).all(|(index, byte)| match index {
        4 | 7 => byte == b'/',
        _ => byte.is_ascii_digit(),
    });
    if is_day && time.len() >= 10 { time.replacen('/', "-", 2) } else { time.to_owned() }
}

/// The time of the page, if it has only one.
fn single_time(document: &Document) -> Option<String> {
    let elements = document.select("time[datetime]");
    let mut times = elements.nodes().iter().filter_map(|node| node.attr("datetime"));
    let first = times.next()?;
    let day = |time: &str| time.get(..10).map(str::to_owned);
    times.all(|time| day(&time) == day(&first)).then(|| first.to_string())
}

fn attribute(document: &Document, selector: &str, name: &str) -> Option<String> {
    document.select_single(selector).attr(name).and_then(|value| clean(&value))
}

/// A value in one line, references in it decoded, unless nothing is left.
fn clean(value: &str) -> Option<String> {
    const LONGEST: usize = 1 << 20;
    if value.len() > LONGEST {
        return None;
    }
    let is_kept = |c: &char| u32::from(*c) < 0xF_0000;
    let value: String = htmlize::unescape(value).chars().filter(is_kept).collect();
    let words: Vec<&str> = value.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// Whether a text has the form of a language tag.
fn is_tag(text: &str) -> bool {
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
    fn linked_data_comes_before_open_graph() {
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
    fn broken_linked_data_is_passed_over() {
        let page = "<title>Mill</title><script type='application/ld+json'>{\"@type\":</script>";
        assert_eq!(read(&Document::from(page)).title.as_deref(), Some("Mill"));
    }
}
