use super::{Layout, LineKind, TailKind};
use crate::{Files, KnowledgeError};

const WORDS: &str = r#"
[parts]
month = 'Jan|Feb'

[[line]]
kind = "translator"
needs = ["put into"]
pattern = 'Put into words by (?<name>.+)'
matches = ["Put into words by Ann Lee"]
rejects = ["He was put into words by Ann Lee"]

[[tail]]
kind = "credit"
needs = ["(seen"]
pattern = '\(Seen by (?<name>[^()]+)\)'
matches = ["A horse. (Seen by Kim)"]
rejects = ["(Seen by Kim) A horse."]

[[dateline]]
needs = ["jan", "feb"]
pattern = '(?<place>[A-Z]+), (?<date>%month% \d+) --'
matches = ["ROME, Jan 3 -- It rained."]
rejects = ["Rome, Jan 3 -- It rained."]

[[caption]]
needs = ["left"]
pattern = '\(left\)'
matches = ["Kim (left) rides"]
rejects = ["Kim left"]
"#;

fn load(words: &str) -> Result<Layout, KnowledgeError> {
    Layout::load(&Files::default().with("languages/xx/layout.toml", words))
}

fn error(words: &str) -> String {
    load(words).unwrap_err().to_string()
}

#[test]
fn the_files_of_the_repository_load() {
    Layout::load(&Files::read("../../knowledge".as_ref()).unwrap()).unwrap();
}

#[test]
fn lines_tails_datelines_and_captions_are_matched() {
    let layout = load(WORDS).unwrap();
    let rules = layout.rules(Some("xx-YY"));
    let line = rules.line("Put into words by Bo Chu").unwrap();
    assert_eq!((line.kind, line.name), (LineKind::Translator, Some("Bo Chu")));
    assert_eq!(rules.line("Nothing of the kind"), None);

    let words = "Two mules at work (Seen by Lo)";
    let tail = rules.tail(words, &[TailKind::Credit]).unwrap();
    assert_eq!((&words[tail.start..], tail.name), ("(Seen by Lo)", Some("Lo")));
    assert_eq!(rules.tail(words, &[TailKind::SourceTag]), None);

    let dateline = rules.dateline("OSLO, Feb 29 -- Snow fell.").unwrap();
    assert_eq!(dateline.end, "OSLO, Feb 29 --".len());
    assert_eq!((dateline.place, dateline.date, dateline.agency), (Some("OSLO"), Some("Feb 29"), None));

    assert!(rules.is_caption("Lo (left) at home"));
}

#[test]
fn an_unknown_language_has_no_patterns_and_no_language_has_all() {
    let layout = load(WORDS).unwrap();
    assert_eq!(layout.rules(Some("yy")).line("Put into words by Bo Chu"), None);
    assert!(layout.rules(None).line("Put into words by Bo Chu").is_some());
}

#[test]
fn errors_have_their_position() {
    let broken = WORDS.replace("It rained.\"]\nrejects = [\"Rome", "It rained.\"]\nrejects = [\"ROME");
    assert_eq!(
        error(&broken),
        "knowledge/languages/xx/layout.toml:23:12: the pattern matches this example, expected no match"
    );
    assert!(error(&WORDS.replace("%month%", "%moon%")).contains(":21:11: found unknown part `moon`"));
    assert!(error(&WORDS.replace("?<place>", "?<plaice>")).contains("found unknown group `plaice`"));
    assert!(error(&WORDS.replace(r"\(left\)", "(left")).contains(":27:11: expected a regular expression"));
    assert!(error(&WORDS.replace("(seen", "(sawn")).contains("none of the `needs`"));
    assert!(error(&WORDS.replace("\"credit\"", "\"debit\"")).contains(":13:8:"));
}
