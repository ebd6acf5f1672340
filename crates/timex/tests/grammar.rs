//! Grammars of invented languages, and errors in grammars.

#![allow(clippy::unwrap_used, clippy::panic)]

use annals_timex::{DocumentContext, Grammar, GrammarError, SegmentRole, TextSegment};

const LANGUAGE: &str = r#"
[number]
day = { digits = [1, 2], from = 1, to = 31 }
year = { digits = [4, 4], from = 1000, to = 2199 }

[class]
month = { 5 = ["mäy zur"], 6 = ["Yun"] }
leap = { any = ["lo"] }

[part]
dm = "{day} ~ '.' {month}"

[[pattern]]
name = "full"
build = "date"
match = ["@dm (lo | ',')? {year}", "{leap} <{year}> !zik"]
"#;

fn read(grammar: &str, text: &str) -> Vec<(String, String)> {
    let grammar = Grammar::parse(grammar).unwrap();
    let segments = [TextSegment { range: 0..text.len(), role: SegmentRole::Prose }];
    let reading = grammar.read(text, &segments, &DocumentContext::default());
    let pairs = reading.expressions.iter().map(|e| (text[e.range.clone()].to_owned(), e.value.clone()));
    pairs.collect()
}

fn error(grammar: &str) -> GrammarError {
    Grammar::parse(grammar).unwrap_err()
}

#[test]
fn a_language_is_defined_by_its_grammar() {
    let pair = |words: &str, value: &str| (words.to_owned(), value.to_owned());
    assert_eq!(read(LANGUAGE, "Ka 3. MÄY ZUR lo 1950 tu."), [pair("3. MÄY ZUR lo 1950", "1950-05-03")]);
    assert_eq!(read(LANGUAGE, "Ka 3 . Yun 1950, 3. yun 1950."), []);
    assert_eq!(read(LANGUAGE, "lo 1950, lo 1951 zik, Lo 1952"), [pair("1950", "1950"), pair("1952", "1952")]);
}

const NUMBERS: &str = r#"
[numbers]
words = [["tin", 1], ["lo zak", 50], ["fir tin", 81], ["mok", 9]]
multipliers = [["zak", 10], ["hun", 100]]

[number]
count = { words = true, from = 1, to = 9999 }
decade = { digits = [2, 4], from = 10, to = 2090, step = 10 }

[class]
unit = { year = ["lo", "yar"] }

[[pattern]]
name = "amount"
build = "duration"
match = ["{count} {unit}"]

[[pattern]]
name = "decade"
build = "date"
match = ["{decade} yar"]
"#;

#[test]
fn number_words_can_be_phrases() {
    let pair = |words: &str, value: &str| (words.to_owned(), value.to_owned());
    assert_eq!(read(NUMBERS, "tin hun fir tin yar"), [pair("tin hun fir tin yar", "P181Y")]);
    assert_eq!(read(NUMBERS, "mok hun lo zak yar"), [pair("mok hun lo zak yar", "P950Y")]);
    assert_eq!(
        read(NUMBERS, "lo zak lo, fir, fir tin lo"),
        [pair("lo zak lo", "P50Y"), pair("fir tin lo", "P81Y")]
    );
}

#[test]
fn a_class_of_numbers_can_have_a_step() {
    let pair = |words: &str, value: &str| (words.to_owned(), value.to_owned());
    let text = "1960 yar, 1965 yar, 70 yar, 71 yar, 2090 yar, 2100 yar, 10 yar";
    let decades = [("1960 yar", "196"), ("70 yar", "197"), ("2090 yar", "209"), ("10 yar", "191")];
    assert_eq!(read(NUMBERS, text), decades.map(|(words, value)| pair(words, value)));
}

#[test]
fn an_error_has_a_location_and_says_what_was_expected() {
    let unknown = error("[[pattern]]\nname = \"x\"\nbuild = \"date\"\nmatch = [\"{moon}\"]\n");
    assert_eq!((unknown.line, unknown.column), (4, 10));
    assert_eq!(unknown.message, "there is no class named `moon`");
    let value = error(
        "[class]\nmonth = { five = [\"x\"] }\n[[pattern]]\nname = \"x\"\nbuild = \"date\"\nmatch = [\"{month}\"]\n",
    );
    assert_eq!((value.line, value.column), (2, 11));
    assert!(value.message.contains("expected a number"), "{}", value.message);
    for (pattern, expected) in [
        ("(a", "expected `)`"),
        ("a)", "expected the end of the pattern"),
        ("?", "expected a word, class or group before `?`"),
        ("@gone", "there is no part named `gone`"),
        ("{zap=ordinal}", "there is no slot named `zap`"),
        ("a?", "expected a pattern that cannot be empty"),
        ("a !(b c)", "after `!`"),
        ("", "expected a pattern that cannot be empty"),
    ] {
        let error = error(&format!("[[pattern]]\nname = \"x\"\nbuild = \"date\"\nmatch = [\"{pattern}\"]\n"));
        assert!(error.message.contains(expected), "{pattern}: {error}");
        assert_eq!(error.line, 4, "{pattern}");
    }
    assert_eq!(error("[[pattern]]\nname = 3\n").line, 2);
    let endless =
        error("[part]\na = \"x @a\"\n[[pattern]]\nname = \"x\"\nbuild = \"date\"\nmatch = [\"@a\"]\n");
    assert!(endless.message.contains("nested"), "{endless}");
}

#[test]
fn an_error_is_located_in_its_file() {
    let broken = "[[pattern]]\nname = \"x\"\nbuild = \"date\"\nmatch = [\"{moon}\"]\n";
    let error = Grammar::parse_files(&["[number]\n", "[part]\n", broken]).unwrap_err();
    assert_eq!((error.file, error.line, error.column), (2, 4, 10));
}
