//! EDTF texts: the days that they denote, and the errors of texts that are not EDTF.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a failed assumption ends the test")]

use annals_edtf::{Day, Edtf};

fn printed(day: Option<Day>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

#[test]
fn texts_denote_these_days() {
    for (text, first, last) in [
        ("1951", "1951-01-01", "1951-12-31"),
        ("1951-02", "1951-02-01", "1951-02-28"),
        ("1952-02", "1952-02-01", "1952-02-29"),
        ("1900-02", "1900-02-01", "1900-02-28"),
        ("2000-02-29", "2000-02-29", "2000-02-29"),
        ("1951-05-18?", "1951-05-18", "1951-05-18"),
        ("195X~", "1950-01-01", "1959-12-31"),
        ("19XX%", "1900-01-01", "1999-12-31"),
        ("1951-XX", "1951-01-01", "1951-12-31"),
        ("1951-05-XX", "1951-05-01", "1951-05-31"),
        ("1951-21", "1951-01-01", "1951-12-31"),
        ("1951-36", "1951-10-01", "1951-12-31"),
        ("1951-04-13/1951-05", "1951-04-13", "1951-05-31"),
        ("1951/..", "1951-01-01", ""),
        ("../1951", "", "1951-12-31"),
        ("1951/", "1951-01-01", ""),
        ("/1951", "", "1951-12-31"),
        ("1951?/1953~", "1951-01-01", "1953-12-31"),
        ("[1951,1953-05]", "1951-01-01", "1953-05-31"),
        ("[1951,1953/..]", "1951-01-01", ""),
        ("-0044-03-15", "-000044-03-15", "-000044-03-15"),
        ("Y-17000", "", ""),
        ("Y17000", "", ""),
        ("9999-12-31", "9999-12-31", "9999-12-31"),
    ] {
        let value: Edtf = text.parse().unwrap();
        assert_eq!(value.to_string(), text);
        assert_eq!(
            (printed(value.earliest()), printed(value.latest())),
            (first.into(), last.into()),
            "{text}"
        );
    }
}

#[test]
fn texts_are_printed_in_canonical_form() {
    for (text, printed) in [
        ("[1953,1951]", "[1951,1953]"),
        ("[1953, 1951, 1953]", "[1951,1953]"),
        ("[1951-05,1951]", "[1951,1951-05]"),
    ] {
        assert_eq!(text.parse::<Edtf>().unwrap().to_string(), printed);
    }
}

const YEAR: &str = "a year of four digits";
const MONTH: &str = "a month 01 to 12";
const DAY: &str = "a day of the month";
const SHAPE: &str = "expected `YYYY`, `YYYY-MM` or `YYYY-MM-DD`";
const SET: &str = "a set of at least two dates";

/// Texts that are not EDTF, and part of the error message.
const ERRORS: &[(&str, &str)] = &[
    ("", YEAR),
    ("51", YEAR),
    ("19511", YEAR),
    ("19é3", YEAR),
    ("é", YEAR),
    ("１９５１", YEAR),
    ("+1951", YEAR),
    (" 1951", YEAR),
    ("--1951", YEAR),
    ("-", YEAR),
    ("?", YEAR),
    ("1951??", YEAR),
    ("-0000", YEAR),
    ("-0000-01-01", YEAR),
    ("X", YEAR),
    ("XX", YEAR),
    ("XXXX", YEAR),
    ("1XXX", YEAR),
    ("19X1", YEAR),
    ("Y", YEAR),
    ("Y1951", YEAR),
    ("Y01951", YEAR),
    ("Y+17000", YEAR),
    ("Y--17000", YEAR),
    ("Y99999999999999999999", YEAR),
    ("1951-00", MONTH),
    ("1951-13", MONTH),
    ("1951-42", MONTH),
    ("1951-5", MONTH),
    ("1951-", MONTH),
    ("1951-X", MONTH),
    ("1951-21-01", MONTH),
    ("1951-XX-01", MONTH),
    ("1951-02-29", DAY),
    ("1951-04-31", DAY),
    ("1951-05-00", DAY),
    ("1951-05-1", DAY),
    ("1951-05-", DAY),
    ("1951-05-18-01", SHAPE),
    ("195X-05", SHAPE),
    ("19XX-05-01", SHAPE),
    ("1951/1952/1953", YEAR),
    ("1953/1951", "ends before it starts"),
    ("1951-05-18/1951-04", "ends before it starts"),
    ("/", "at least one known end"),
    ("../..", "at least one known end"),
    ("[", SET),
    ("[]", YEAR),
    ("[1951]", SET),
    ("[1951,1951]", SET),
    ("[1951,1953", SET),
    ("[1951,,1953]", YEAR),
    ("[[1951,1953],1954]", YEAR),
    ("1951,1953", YEAR),
    ("May 1951", YEAR),
    ("1951\0", YEAR),
];

#[test]
fn an_error_says_what_was_expected() {
    for (text, expected) in ERRORS {
        match text.parse::<Edtf>() {
            Ok(value) => panic!("{text:?} was parsed as {value}"),
            Err(error) => {
                let message = error.to_string();
                assert!(message.contains(expected), "{message}");
                assert!(message.starts_with(&format!("`{text}`")), "{message}");
            }
        }
    }
}

#[test]
fn the_error_of_a_long_text_is_short() {
    let pieces = ["[", "]", "-", "/", "..", ",", "X", "Y", "9", "é", "1951,", "1951-", "\u{0}", "🏽"];
    for piece in pieces {
        for text in [piece.repeat(100_000), format!("[{}]", piece.repeat(100_000))] {
            let error = text.parse::<Edtf>().unwrap_err();
            assert!(error.to_string().chars().count() < 300, "{error}");
        }
    }
    let long = format!("[1951{},1953]", ",1952".repeat(100_000));
    assert_eq!(long.parse::<Edtf>().unwrap().to_string(), "[1951,1952,1953]");
}
