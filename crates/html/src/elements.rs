//! Properties of HTML elements by their names and attributes.

use dom_query::NodeRef;

/// Whether the end tag of an element may be missing, because the next element closes it.
pub(crate) fn has_optional_end_tag(name: &str) -> bool {
    const NAMES: &[&str] = &[
        "p", "li", "dd", "dt", "td", "th", "tr", "tbody", "thead", "tfoot", "option", "optgroup", "colgroup",
        "caption", "rp", "rt", "html", "head", "body",
    ];
    NAMES.contains(&name)
}

/// Whether an element has no readable text.
pub(crate) fn is_unreadable(name: &str) -> bool {
    const NAMES: &[&str] = &[
        "script", "style", "noscript", "template", "head", "svg", "math", "iframe", "object", "embed",
        "canvas", "audio", "video", "select", "textarea", "input", "progress", "meter", "map",
    ];
    NAMES.contains(&name)
}

/// Whether an element is boilerplate by its meaning in HTML.
pub(crate) fn is_boilerplate(name: &str) -> bool {
    matches!(name, "nav" | "aside" | "footer" | "form" | "button" | "dialog" | "menu" | "fieldset" | "label")
}

/// Whether an element begins on a new line. Custom elements do.
pub(crate) fn is_block_level(name: &str) -> bool {
    const NAMES: &[&str] = &[
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "button",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ];
    NAMES.contains(&name) || name.contains('-')
}

/// Whether an element is hidden by an attribute.
///
/// An inline element that is hidden from screen readers only is visible: it is for example a caption that repeats the
/// alternative text of its picture.
pub(crate) fn is_hidden(node: &NodeRef<'_>, name: &str) -> bool {
    let is_aria_hidden =
        || is_block_level(name) && node.attr("aria-hidden").is_some_and(|value| &*value == "true");
    if node.attr("hidden").is_some() || is_aria_hidden() {
        return true;
    }
    node.attr("style").is_some_and(|style| {
        let style: String = style.chars().filter(|c| !c.is_whitespace()).take(1_000).collect();
        let style = style.to_ascii_lowercase();
        style.contains("display:none") || style.contains("visibility:hidden")
    })
}

/// Returns an element's tag name and class, truncated.
pub(crate) fn signature(node: &NodeRef<'_>, tag: &str) -> String {
    const MAX_CLASS: usize = 80;
    let class = node.attr("class");
    let class = class.as_deref().unwrap_or_default();
    format!("{tag} {}", class.get(..class.floor_char_boundary(MAX_CLASS)).unwrap_or_default())
}
