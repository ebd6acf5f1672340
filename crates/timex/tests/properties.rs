//! What holds of every text.

#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods)]

use std::path::PathBuf;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use annals_model::{Day, Edtf};
use annals_timex::{Basis, Context, Grammar, Part, Role, TimeReading};
use jiff::ToSpan;
use proptest::prelude::*;

static ENGLISH: LazyLock<Grammar> = LazyLock::new(|| {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../knowledge/languages/en");
    let read = |name| std::fs::read_to_string(folder.join(name)).unwrap();
    let texts = ["time-words.toml", "time.toml"].map(read);
    Grammar::parse_files(&texts.each_ref().map(String::as_str)).unwrap_or_else(|error| panic!("{error:?}"))
});

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

fn read(text: &str) -> TimeReading {
    let parts = [Part { range: 0..text.len(), role: Role::Prose }];
    ENGLISH.read(text, &parts, &Context::default())
}

/// The paragraphs of a text that was written on some day.
fn read_article(text: &str) -> TimeReading {
    let context = Context { published: "1999-03-04".parse().ok(), dateline: None };
    ENGLISH.read(text, &Part::paragraphs(text), &context)
}

fn suffix(day: i8) -> &'static str {
    match day {
        1 | 21 | 31 => "st",
        2 | 22 => "nd",
        3 | 23 => "rd",
        _ => "th",
    }
}

/// A day in every full form.
fn forms(day: Day) -> [String; 10] {
    let (y, m, d) = (day.year(), day.month(), day.day());
    let month = MONTHS[usize::try_from(m - 1).unwrap()];
    let short = &month[..3];
    let weekday = WEEKDAYS[usize::try_from(day.weekday().to_monday_zero_offset()).unwrap()];
    let th = suffix(d);
    [
        format!("{month} {d}, {y}"),
        format!("{d} {month} {y}"),
        format!("{short}. {d}, {y}"),
        format!("{y}-{m:02}-{d:02}"),
        format!("{weekday}, {month} {d}, {y}"),
        format!("{weekday} {d} {month} {y}"),
        format!("the {d}{th} of {month}, {y}"),
        format!("{month} {d}{th}, {y}"),
        format!("{d} {short} {y}"),
        format!("{} {d}, {y}", month.to_uppercase()),
    ]
}

#[test]
fn every_day_is_read_back_from_every_form() {
    let (mut day, end) = (Day::constant(1800, 1, 1), Day::constant(2100, 12, 31));
    while day <= end {
        let forms = forms(day);
        let text = forms.iter().map(|form| format!("Seen on {form}.")).collect::<Vec<_>>().join("\n");
        let reading = read(&text);
        assert_eq!(reading.expressions.len(), forms.len(), "{text}");
        for (expression, form) in reading.expressions.iter().zip(&forms) {
            assert_eq!(&text[expression.range.clone()], form);
            assert_eq!(expression.edtf, Some(Edtf::from(day)), "{form}");
            assert_eq!(expression.value, day.to_string());
            assert_eq!(expression.basis, Basis::Stated);
        }
        day = day.checked_add(1.day()).unwrap();
    }
}

/// What, told again and again, makes a careless reader look back over all of it.
const AGAIN: [&str; 16] = [
    "7",
    "7 ",
    "1-",
    "1,111,",
    "1950-",
    "(",
    "in the the the ",
    "May May May ",
    "from from 1950 ",
    "two hundred ",
    "one and ",
    "the next ",
    "May 3, 1950. May 3. ",
    "early in the late ",
    "é",
    "\n\n1950",
];

#[test]
fn time_grows_with_the_text_and_not_with_its_square() {
    const SHORT: usize = 100_000;
    const TIMES: usize = 10;
    let time = |piece: &str, bytes: usize| {
        let text = piece.repeat(bytes / piece.len());
        let once = || {
            let began = Instant::now();
            assert!(read(&text).expressions.len() <= text.len());
            began.elapsed()
        };
        once().min(once())
    };
    let mut slow = Vec::new();
    for piece in AGAIN {
        let (short, long) = (time(piece, SHORT), time(piece, SHORT * TIMES));
        // A linear reader takes 10 times as long, a quadratic one 100 times.
        if long > short * 40 && long > Duration::from_millis(100) {
            slow.push(format!("`{piece}`: {short:?} for {SHORT} bytes, {long:?} for {}", SHORT * TIMES));
        }
    }
    assert!(slow.is_empty(), "{}", slow.join("\n"));
}

#[test]
fn parts_outside_of_the_text_have_no_expressions() {
    let text = "é in 1950";
    let part = |range| [Part { range, role: Role::Prose }];
    for range in [1..4, 0..500, 300..400] {
        assert!(ENGLISH.read(text, &part(range), &Context::default()).expressions.is_empty());
    }
    assert_eq!(ENGLISH.read(text, &part(0..text.len()), &Context::default()).expressions.len(), 1);
}

fn words() -> impl Strategy<Value = String> {
    let words = [
        "in",
        "the",
        "1950",
        "May",
        "March",
        "3",
        "5",
        "12",
        ",",
        ".",
        "year",
        "years",
        "later",
        "ago",
        "two",
        "hundred",
        "first",
        "of",
        "same",
        "day",
        "last",
        "next",
        "Monday",
        "BC",
        "-",
        "–",
        "(",
        ")",
        "from",
        "to",
        "and",
        "early",
        "summer",
        "century",
        "p.m.",
        "10",
        ":",
        "30",
        "th",
        "é",
        "’s",
        "'",
        "1990s",
        "\n\n",
        "a",
        "half",
        "quarter",
        "1862",
        "1861",
        "ago",
        "yesterday",
        "January",
        "winter",
        "former",
        "Easter",
        "night",
        "week",
        "period",
        "by",
        "later",
        "that",
        "time",
        ":",
        "o'clock",
        "/",
    ];
    proptest::collection::vec(proptest::sample::select(words.to_vec()), 0..40)
        .prop_map(|words| words.join(" "))
}

proptest! {
    #[test]
    fn expressions_are_in_order_and_within_the_text(text in prop_oneof![words(), ".{0,80}"]) {
        let reading = read(&text);
        let mut at = 0;
        for expression in &reading.expressions {
            prop_assert!(at <= expression.range.start && expression.range.start < expression.range.end);
            prop_assert!(text.get(expression.range.clone()).is_some());
            at = expression.range.end;
        }
        for period in &reading.periods {
            prop_assert!(period.first < period.last && period.last < reading.expressions.len());
            if let Some(edtf) = &period.edtf {
                prop_assert_eq!(&edtf.to_string().parse::<Edtf>().unwrap(), edtf);
            }
        }
        for edtf in reading.expressions.iter().filter_map(|expression| expression.edtf.as_ref()) {
            prop_assert_eq!(&edtf.to_string().parse::<Edtf>().unwrap(), edtf);
        }
    }

    #[test]
    fn a_paragraph_behind_a_text_changes_nothing_in_it(text in words()) {
        let longer = format!("{text}\n\nThe harbour was deepened in 1871 and the pier burnt down two decades later.");
        for read in [read, read_article] {
            let before = read(&text).expressions;
            let mut after = read(&longer).expressions;
            after.retain(|expression| expression.range.end <= text.len());
            prop_assert_eq!(before, after);
        }
    }

    #[test]
    fn what_is_printed_is_in_the_text(text in prop_oneof![words(), ".{0,80}"]) {
        let reading = read_article(&text);
        for row in reading.rows(&text) {
            let printed: String = text.chars().skip(row.start).take(row.end - row.start).collect();
            prop_assert_eq!(printed, row.text);
            prop_assert!(row.earliest.zip(row.latest).is_none_or(|(earliest, latest)| earliest <= latest));
        }
    }
}
