//! Articles put together at random: nothing panics, spans are right, and time is linear in the input.

use std::time::Duration;

use crate::program;
use proptest::prelude::*;

use super::release;
use super::spans::{FORMS, Form, check};

/// Sentences in which something is read.
const SENTENCES: [&str; 24] = [
    "The Miners' Union of Brenn was founded on 3 March 1911.",
    "Norway and Sweden signed the Treaty of Karlstad (TK) on 26 October 1905.",
    "Gen. Ulric Tamm, commander of the River Guard, said: “We have waited for this day since 1948.”",
    "More than 30,000 workers left the mills by the end of 1931",
    "On Tuesday, 30 February 1931, nobody came.",
    "The 80th anniversary of the founding of the Salt Party (March 3, 1911 – 1951.",
    "In the first ten years of building the line (1976-1989), they lost.",
    "They fought campaigns such as the Upper Valley (1821), the Lower Valley and the Coast (1823).",
    "On the same day he met Prime Minister Einar Holm in Oslo; two days later he left.",
    "\"It is done,\" Mayor Einar Holm said, \"and it is done well.",
    "Captain Ada Berg (left) welcomes President Julius Marne to Norway in March 1930. (Photo: ABC)",
    "The Board of Salt Works (BSW) will sign the Harbour Convention next year.",
    "From 13 April to 3 May 1919 the Dvina Campaign went on, from May to nobody knows.",
    "The envoy claimed that Chile had not signed the Treaty of Ancud on 4 May 1903.",
    "Translated by Rolf Ek",
    "OSLO, May 5, 1968 (Xinhua) -- It rained.",
    "Back to top",
    "|",
    "# A heading of 1931",
    "- an item, founded in 1931",
    "Regiment 676 of the 2nd Division returned home in the 1990s.",
    "early in the late mid-1950s, since the autumn of 19XX, in the year 0 and in 99999",
    "Hồ Chí Minh met Đặng Thị in Hà Nội on 2 September 1945.",
    "--- published: 1931-01-01 ---",
];

/// Separators.
const BETWEEN: [&str; 8] = [" ", "\n", "\n\n", "\r\n\r\n", "\u{a0}", " \u{2028}", "", "\t"];

/// Words and marks that are hard to parse.
const JUNK: [&str; 20] = [
    "\u{0}",
    "\u{7}\u{1b}[31m",
    "\u{feff}",
    "\u{200b}\u{200d}",
    "e\u{301}\u{323}\u{308}",
    "👩🏽‍🌾🇳🇴",
    "((((([[[[",
    "“““”’‘\"\"",
    "<b>&nbsp;&#12;</b><script>",
    "---\n",
    "```\ncode\n```",
    "| a | b |\n|---|---|",
    "12/13/14/15",
    "1,2,3,4,5,6,7.8.9",
    "999999999999999999999999999999",
    "-–—―-",
    "Gen. Gen. Gen. Gen.",
    "of the of the of the",
    "İıŞßﬁ",
    "\u{202e}drow",
];

fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => proptest::sample::select(&SENTENCES[..]).prop_map(str::to_owned),
        4 => proptest::sample::select(&BETWEEN[..]).prop_map(str::to_owned),
        2 => proptest::sample::select(&JUNK[..]).prop_map(str::to_owned),
        1 => "\\PC{0,12}",
        1 => any::<char>().prop_map(String::from),
        // A sentence that breaks off.
        1 => (proptest::sample::select(&SENTENCES[..]), any::<proptest::sample::Index>()).prop_map(|(sentence, at)| {
            sentence.chars().take(at.index(sentence.chars().count())).collect()
        }),
    ]
}

fn article() -> impl Strategy<Value = String> {
    let front = proptest::sample::select(
        &["", "---\nlanguage: en\n---\n", "---\npublished: 1951-06\nlanguage: en\n---\n\n"][..],
    );
    (front, proptest::collection::vec(piece(), 0..40))
        .prop_map(|(front, pieces)| format!("{front}{}", pieces.concat()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn odd_articles_are_read_and_their_spans_hold(text in article(), form in 0..FORMS.len()) {
        let form = FORMS[form];
        // Windows-1252 can be mistaken for another encoding where there is little text; then its
        // bytes mean other letters.
        let bytes = form.encode(&text).filter(|_| form != Form::Windows1252);
        let (form, bytes) = bytes.map_or_else(|| (Form::Utf8, text.as_bytes().to_vec()), |bytes| (form, bytes));
        check("odd.md", form, &bytes);
    }

    #[test]
    fn odd_corpora_conform(texts in proptest::collection::vec(article(), 1..4)) {
        let files: Vec<_> = texts.into_iter().enumerate().map(|(i, text)| (format!("odd-{i}.md"), text.into_bytes())).collect();
        let release = release(&files);
        prop_assert_eq!(annals_validate::check_datasets(&release), []);
    }

    #[test]
    fn arbitrary_bytes_give_an_article_or_a_diagnostic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let (article, diagnostics) = program::article("bytes.txt", &bytes);
        prop_assert!(article.is_some() || !diagnostics.is_empty());
        if let Some(article) = article {
            prop_assert_eq!(program::read(&article).article_id, article.id);
        }
    }
}

/// Pieces that, repeated, make a careless reader go back over the whole text again and again.
const AGAIN: [&str; 26] = [
    "( ",
    "“",
    "\n\n",
    "a",
    "- ",
    "said ",
    "Gen. ",
    "President ",
    "Ada Berg ",
    "Norway and ",
    "of the Board ",
    "1931, ",
    "1931 - ",
    "(1931), ",
    "in 1931 and ",
    "May 1931 ",
    "7",
    "1-",
    "May ",
    "in the the the ",
    "“a” said ",
    "the agreement of ",
    "signed ",
    "three ",
    "ABC (ABC) ",
    "the founding of the Salt Union and of ",
];

/// The least processor time that a task takes in a few runs. The task runs on one thread, and time that other
/// programs and other tests use does not count.
fn processor_time(task: impl Fn() + Sync) -> Duration {
    const RUNS: usize = 3;
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    let once = || {
        let began = clock::now();
        task();
        clock::now() - began
    };
    (0..RUNS).map(|_| pool.install(once)).min().unwrap()
}

/// The time that the current thread has spent on the processor.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
mod clock {
    use std::time::Duration;

    use rustix::time::{ClockId, clock_gettime};

    pub(super) fn now() -> Duration {
        let time = clock_gettime(ClockId::ThreadCPUTime);
        Duration::new(time.tv_sec.try_into().unwrap(), time.tv_nsec.try_into().unwrap())
    }
}

/// The time of day, where the system has no clock for threads.
#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
mod clock {
    use std::sync::LazyLock;
    use std::time::Duration;

    static START: LazyLock<Instant> = LazyLock::new(Instant::now);

    pub(super) fn now() -> Duration {
        START.elapsed()
    }
}

/// How many times as much input the second measurement has.
const TIMES: usize = 8;
/// The growth at which time counts as more than linear. A linear reader takes 8 times as long, a quadratic one 64 times.
const MOST_GROWTH: f64 = 30.0;

/// Whether the time grows with the square of the input. What takes less than a tenth of a second is never too slow.
fn is_quadratic(short: Duration, long: Duration) -> bool {
    long > Duration::from_millis(100) && long.as_secs_f64() > MOST_GROWTH * short.as_secs_f64().max(1e-4)
}

/// The processor time of reading a text of about this many bytes.
fn reading(piece: &str, bytes: usize) -> Duration {
    let text = format!("---\nlanguage: en\n---\n{}", piece.repeat(bytes / piece.len()));
    let (article, _) = program::article("long.md", text.as_bytes());
    let article = article.unwrap();
    processor_time(|| assert_eq!(program::read(&article).article_id, article.id))
}

#[test]
fn the_time_of_reading_is_linear_in_the_length_of_the_text() {
    const SHORT: usize = 3_000;
    let slow: Vec<String> = AGAIN
        .into_iter()
        .map(|piece| (piece, reading(piece, SHORT), reading(piece, SHORT * TIMES)))
        .filter(|(_, short, long)| is_quadratic(*short, *long))
        .map(|(piece, short, long)| {
            format!("{piece:?} takes {short:?}, and {long:?} when {TIMES} times as long")
        })
        .collect();
    assert!(slow.is_empty(), "more than linear:\n{}", slow.join("\n"));
}

/// The processor time of reading and comparing two articles that both state this many events, each with its number.
fn comparing(events: usize) -> Duration {
    let head = "---\nlanguage: en\npublished: 2001-05-01\n---\n";
    let (mut one, mut other) = (String::from(head), String::from(head));
    for event in 0..events {
        let (day, year, members) = (1 + event % 28, 1850 + event * 7 % 120, event * 3 + 11);
        let name: String = event.to_string().bytes().map(|digit| char::from(digit - b'0' + b'a')).collect();
        one += &format!("On March {day}, {year}, the V{name} Union was founded with {members} members.\n\n");
        other += &format!("The V{name} Union, founded in {year}, had {members} members.\n\n");
    }
    let files = [("one.md".to_owned(), one.into_bytes()), ("other.md".to_owned(), other.into_bytes())];
    processor_time(|| assert!(release(&files).events.len() > events / 2, "the events are kept apart"))
}

#[test]
fn the_time_of_comparing_is_linear_in_the_number_of_events() {
    const FEW: usize = 120;
    let (few, many) = (comparing(FEW), comparing(FEW * TIMES));
    assert!(
        !is_quadratic(few, many),
        "more than linear: {few:?}, and {many:?} for {TIMES} times as many events"
    );
}
