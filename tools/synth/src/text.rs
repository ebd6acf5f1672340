//! Small functions on words and numbers.

/// The word with a capital first letter.
pub(crate) fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// The word with a small first letter.
pub(crate) fn uncapitalised(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_lowercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// Turns a final "a" into "an" if the next word begins with a vowel.
pub(crate) fn put_article_right(text: &mut String, word: &str) {
    let vowel = word.starts_with(['a', 'e', 'i', 'o', 'u', 'A', 'E', 'I', 'O', 'U']);
    if vowel && (text.ends_with(" a ") || text.ends_with(" A ") || text == "A ") {
        text.pop();
        text.push_str("n ");
    }
}

/// At most six words in lower-case ASCII letters and digits, joined by hyphens.
pub(crate) fn slug(text: &str) -> String {
    let plain: String = text
        .to_lowercase()
        .chars()
        .filter_map(|char| match char {
            'a'..='z' | '0'..='9' => Some(char),
            'é' => Some('e'),
            'í' => Some('i'),
            'ó' | 'ö' => Some('o'),
            'ä' => Some('a'),
            ' ' | '-' => Some(' '),
            _ => None,
        })
        .collect();
    plain.split_whitespace().take(6).collect::<Vec<_>>().join("-")
}

/// A YAML scalar, quoted if a plain one would be ambiguous.
pub(crate) fn yaml(value: &str) -> String {
    let special = |char| matches!(char, ':' | '#' | '"' | '\'' | '?' | '\\');
    if value.starts_with("https://") || !value.contains(special) {
        return value.to_owned();
    }
    format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
}

/// 1st, 2nd, 3rd, …
pub(crate) fn ordinal(number: usize) -> String {
    let ending = match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

/// The number with a comma between groups of thousands: 1,234,567.
pub(crate) fn grouped(number: u32) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// The number with a comma if it has five digits or is odd: 12,400, 1,401, but 1400.
pub(crate) fn thousands(number: i32) -> String {
    if number < 10_000 && number % 2 == 0 || number < 1000 {
        return number.to_string();
    }
    format!("{},{:03}", number / 1000, number % 1000)
}

/// Another spelling of a name.
pub(crate) fn respelt(name: &str) -> String {
    let pairs = [
        ("ie", "ia"),
        ("ou", "u"),
        ("ph", "f"),
        ("th", "t"),
        ("ks", "x"),
        ("i", "y"),
        ("k", "c"),
        ("n", "nn"),
    ];
    let inner = |pair: &&(&str, &str)| name.match_indices(pair.0).any(|(at, _)| at > 0);
    pairs.iter().find(inner).map_or_else(
        || name.to_owned(),
        |(from, to)| {
            let at = name.rfind(from).unwrap_or(0);
            let (before, after) = name.split_at(at);
            format!("{before}{}", after.replacen(from, to, 1))
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_plain_and_short() {
        assert_eq!(slug("Why Öland's Élan: a b c d e f g"), "why-olands-elan-a-b-c");
    }

    #[test]
    fn yaml_is_quoted_where_it_must_be() {
        assert_eq!(yaml("Old friends and rope"), "Old friends and rope");
        assert_eq!(yaml("Who: \"me\"?"), "\"Who: \\\"me\\\"?\"");
    }

    #[test]
    fn ordinals_end_as_english_has_it() {
        let ends: Vec<String> = [1, 2, 3, 4, 11, 12, 13, 21, 102, 111].into_iter().map(ordinal).collect();
        assert_eq!(ends.join(" "), "1st 2nd 3rd 4th 11th 12th 13th 21st 102nd 111th");
    }

    #[test]
    fn thousands_are_grouped() {
        assert_eq!(grouped(7), "7");
        assert_eq!(grouped(1000), "1,000");
        assert_eq!(grouped(1_234_567), "1,234,567");
    }

    #[test]
    fn articles_fit_their_words() {
        for (text, word, right) in
            [("A ", "uneven", "An "), ("is a ", "open", "is an "), ("is a ", "bare", "is a ")]
        {
            let mut text = text.to_owned();
            put_article_right(&mut text, word);
            assert_eq!(text, right);
        }
    }
}
