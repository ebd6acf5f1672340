//! Properties of the readings of any text.

#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods)]

mod languages;

use std::collections::BTreeMap;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use annals_edtf::{Day, Edtf};
use annals_timex::{Basis, DocumentContext, Grammar, SegmentRole, TextSegment, TimeReading};
use jiff::ToSpan;
use proptest::prelude::*;
use serde::Deserialize;

use languages::{file, grammar, tags};

static ENGLISH: LazyLock<Grammar> = LazyLock::new(|| grammar("en"));

fn read(text: &str) -> TimeReading {
    let segments = [TextSegment { range: 0..text.len(), role: SegmentRole::Prose }];
    ENGLISH.read(text, &segments, &DocumentContext::default())
}

/// Reads the paragraphs of a text with a publication date.
fn read_article(text: &str) -> TimeReading {
    let context = DocumentContext { published: "1999-03-04".parse().ok(), dateline: None };
    ENGLISH.read(text, &TextSegment::paragraphs(text), &context)
}

/// The notations of a full date in a language: `phrases/days.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Days {
    /// Templates with `{year}`, `{d}` and `{dd}`, `{m}` and `{mm}`, and the keys below.
    forms: Vec<String>,
    /// Names of the twelve months, by their key in the templates.
    month: BTreeMap<String, Vec<String>>,
    /// Names of the days of a month.
    day: BTreeMap<String, Vec<String>>,
    /// Names of the days of a week, Monday first.
    weekday: BTreeMap<String, Vec<String>>,
}

impl Days {
    fn of(tag: &str) -> Self {
        toml::from_str(&file(tag, "phrases/days.toml")).unwrap_or_else(|error| panic!("{tag}: {error}"))
    }

    /// Returns a day in each notation.
    fn written(&self, day: Day) -> Vec<String> {
        let (month, number) = (usize::try_from(day.month()).unwrap(), usize::try_from(day.day()).unwrap());
        let weekday = usize::try_from(day.weekday().to_monday_zero_offset()).unwrap();
        let mut words = vec![
            ("year".to_owned(), day.year().to_string()),
            ("d".to_owned(), number.to_string()),
            ("dd".to_owned(), format!("{number:02}")),
            ("m".to_owned(), month.to_string()),
            ("mm".to_owned(), format!("{month:02}")),
        ];
        for (names, at) in [(&self.month, month - 1), (&self.day, number - 1), (&self.weekday, weekday)] {
            words.extend(names.iter().map(|(name, words)| (name.clone(), words[at].clone())));
        }
        let fill = |form: &String| {
            words.iter().fold(form.clone(), |form, (name, word)| form.replace(&format!("{{{name}}}"), word))
        };
        self.forms.iter().map(fill).collect()
    }
}

fn reads_every_day(tag: &str) {
    let (grammar, days) = (grammar(tag), Days::of(tag));
    let (mut day, end) = (Day::constant(1800, 1, 1), Day::constant(2100, 12, 31));
    while day <= end {
        let forms = days.written(day);
        let text = forms.iter().map(|form| format!("Seen on {form}.")).collect::<Vec<_>>().join("\n");
        let segments = [TextSegment { range: 0..text.len(), role: SegmentRole::Prose }];
        let reading = grammar.read(&text, &segments, &DocumentContext::default());
        let found: Vec<&str> =
            reading.expressions.iter().map(|expression| &text[expression.range.clone()]).collect();
        assert_eq!(found, forms, "{tag}");
        for expression in &reading.expressions {
            let words = &text[expression.range.clone()];
            assert_eq!(expression.edtf, Some(Edtf::from(day)), "{tag}: {words}");
            assert_eq!(expression.value, day.to_string(), "{tag}: {words}");
            assert_eq!(expression.basis, Basis::Stated, "{tag}: {words}");
        }
        day = day.checked_add(1.day()).unwrap();
    }
}

#[test]
fn each_day_is_read_from_each_notation_of_each_language() {
    std::thread::scope(|scope| {
        for tag in tags() {
            scope.spawn(move || reads_every_day(&tag));
        }
    });
}

/// Texts whose repetition takes quadratic time in a parser that scans back.
const REPEATED: [&str; 16] = [
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
fn reading_takes_linear_time() {
    const SHORT: usize = 100_000;
    const TIMES: usize = 10;
    const TRIES: usize = 6;
    let time = |piece: &str, bytes: usize| {
        let text = piece.repeat(bytes / piece.len());
        let once = || {
            let began = Instant::now();
            assert!(read(&text).expressions.len() <= text.len());
            began.elapsed()
        };
        once().min(once())
    };
    // A linear reader takes 10 times as long, a quadratic one 100 times.
    let grows = |piece: &&str| {
        let (short, long) = (time(piece, SHORT), time(piece, SHORT * TIMES));
        long > short * 40 && long > Duration::from_millis(100)
    };
    // The load of other programs is not present in each try.
    let slow: Vec<&str> = REPEATED.into_iter().filter(|piece| (0..TRIES).all(|_| grows(piece))).collect();
    assert!(slow.is_empty(), "more than linear: {slow:?}");
}

#[test]
fn segments_outside_of_the_text_have_no_expressions() {
    let text = "é in 1950";
    let segment = |range| [TextSegment { range, role: SegmentRole::Prose }];
    for range in [1..4, 0..500, 300..400] {
        assert!(ENGLISH.read(text, &segment(range), &DocumentContext::default()).expressions.is_empty());
    }
    assert_eq!(ENGLISH.read(text, &segment(0..text.len()), &DocumentContext::default()).expressions.len(), 1);
}

fn words() -> impl Strategy<Value = String> {
    let words = "in the 1950 May March 3 5 12 , . year years later ago two hundred first of same day last next \
        Monday BC - – ( ) from to and early summer century p.m. 10 : 30 th é ’s ' 1990s \n\n a half \
        quarter 1862 1861 ago yesterday January winter former Easter night week period by later that \
        time : o'clock /";
    let words: Vec<&str> = words.split(' ').collect();
    proptest::collection::vec(proptest::sample::select(words), 0..40).prop_map(|words| words.join(" "))
}

/// The grammar of each language, and the words of its phrases.
static LANGUAGES: LazyLock<Vec<(Grammar, Vec<String>)>> = LazyLock::new(|| {
    let words = |tag: &String| {
        let phrases = file(tag, "phrases/time.toml");
        let texts = phrases.lines().filter_map(|line| line.strip_prefix("text = \"")?.strip_suffix('"'));
        let mut words: Vec<String> =
            texts.flat_map(str::split_whitespace).map(str::to_owned).chain(["\n\n".to_owned()]).collect();
        words.sort_unstable();
        words.dedup();
        words
    };
    tags().iter().map(|tag| (grammar(tag), words(tag))).collect()
});

/// The index of a language, and some words of its phrases.
fn some_language() -> impl Strategy<Value = (usize, String)> {
    let picks = proptest::collection::vec(any::<proptest::sample::Index>(), 0..40);
    (0..LANGUAGES.len(), picks).prop_map(|(number, picks)| {
        let words: Vec<&str> = picks.iter().map(|pick| pick.get(&LANGUAGES[number].1).as_str()).collect();
        (number, words.join(" "))
    })
}

proptest! {
    #[test]
    fn expressions_are_in_order_and_within_the_text(
        (number, text) in prop_oneof![some_language(), words().prop_map(|text| (0, text)), (0..LANGUAGES.len(), ".{0,80}")]
    ) {
        let segments = [TextSegment { range: 0..text.len(), role: SegmentRole::Prose }];
        let reading = LANGUAGES[number].0.read(&text, &segments, &DocumentContext::default());
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
    fn a_paragraph_after_a_text_does_not_change_its_readings(text in words()) {
        let longer = format!("{text}\n\nThe harbour was deepened in 1871 and the pier burnt down two decades later.");
        for read in [read, read_article] {
            let before = read(&text).expressions;
            let mut after = read(&longer).expressions;
            after.retain(|expression| expression.range.end <= text.len());
            prop_assert_eq!(before, after);
        }
    }

    #[test]
    fn records_quote_the_text(text in prop_oneof![words(), ".{0,80}"]) {
        let reading = read_article(&text);
        for record in reading.records(&text) {
            let printed: String = text.chars().skip(record.start).take(record.end - record.start).collect();
            prop_assert_eq!(printed, record.text);
            prop_assert!(record.earliest.zip(record.latest).is_none_or(|(earliest, latest)| earliest <= latest));
        }
    }
}
