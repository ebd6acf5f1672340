//! Conclusions from the temporal relations in articles: findings and bounds.

use crate::program::{self, Corpus};
use annals_model::DateBasis;

fn corpus(texts: &[&str]) -> Corpus {
    let names = ["one.md", "two.md", "three.md"];
    let files: Vec<(&str, String)> = names
        .into_iter()
        .zip(texts)
        .map(|(name, text)| (name, format!("---\nlanguage: en\n---\n\n{text}\n")))
        .collect();
    program::files(&files)
}

/// Messages of the findings of rule DAT008.
fn proofs(texts: &[&str]) -> Vec<String> {
    let findings = corpus(texts).release.findings.into_iter();
    findings.filter(|finding| finding.rule == "DAT008").map(|finding| finding.message).collect()
}

/// Asserts that a message shows both dates that contradict each other.
#[track_caller]
fn assert_dates(message: &str, one: &str, other: &str) {
    assert!(message.contains(one) && message.contains(other), "{one} or {other} is missing: {message}");
}

#[test]
fn an_undated_event_is_bounded_by_the_event_before_it() {
    let corpus = corpus(&[
        "The Treaty of Karlstad was signed on 3 May 1868.",
        "After the Treaty of Karlstad, the Norwegian army withdrew from Sweden.",
    ]);
    let event = corpus.release.events.iter().find(|event| event.kind.as_str() == "withdrawal").unwrap();
    assert_eq!(event.date, None);
    assert_eq!(event.earliest.map(|day| day.to_string()).as_deref(), Some("1868-05-03"));
    assert_eq!(event.latest, None);
    assert_eq!(event.date_basis, Some(DateBasis::Inferred));
}

#[test]
fn an_event_after_a_treaty_is_not_dated_before_it() {
    let treaty = "The Treaty of Karlstad was signed on 3 May 1868.";
    let after = |year: u16| {
        format!(
            "In {year} there was unrest. After the Treaty of Karlstad, Norway and Denmark signed the Treaty of Brenn on 9 March {year}."
        )
    };
    let found = proofs(&[treaty, &after(1866)]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_dates(&found[0], "1868-05-03", "1866-03-09");
    assert!(proofs(&[treaty, &after(1869)]).is_empty());
}

const COMPLETE: &str =
    "The Danish army stood side by side with the Icelandic people until its complete withdrawal in 1907.";
const REGIMENT: &str = "Military Region 3 sent troops to Iceland. In 1909, under an agreement between the Danish and \
                        Icelandic governments, Regiment 12 of Military Region 3 returned home.";

#[test]
fn no_unit_withdraws_after_a_complete_withdrawal() {
    let found = proofs(&[COMPLETE, REGIMENT]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_dates(&found[0], "1909", "1907");
}

#[test]
fn a_force_that_came_again_or_stayed_in_part_may_leave_later() {
    let again = "In 1908 Denmark sent troops to Iceland.";
    assert!(proofs(&[COMPLETE, REGIMENT, again]).is_empty());
    assert!(proofs(&[&COMPLETE.replace("complete ", ""), REGIMENT]).is_empty());
    assert!(proofs(&[COMPLETE, &REGIMENT.replace("1909", "1907")]).is_empty());
    assert!(
        proofs(&[COMPLETE, &REGIMENT.replace("Iceland", "Finland").replace("Icelandic", "Finnish")])
            .is_empty()
    );
}

#[test]
fn nothing_acts_before_it_is_founded() {
    let founded = "The Porters' Union of Brenn was founded on 3 March 1911.";
    let act =
        |year: u16| format!("On 5 May {year} the Porters' Union of Brenn signed an agreement with Norway.");
    let found = proofs(&[founded, &act(1909)]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_dates(&found[0], "1911-03-03", "1909-05-05");
    assert!(proofs(&[founded, &act(1911)]).is_empty());
    assert!(proofs(&[founded, &act(1912)]).is_empty());
}

#[test]
fn no_person_acts_before_birth_or_after_death() {
    let life = "Anna Brandt was born in Bergen on 3 March 1871. Anna Brandt died in Bergen on 9 May 1921.";
    let act = |year: u16| format!("President Anna Brandt visited Sweden on 5 June {year}.");
    assert!(proofs(&[life, &act(1901)]).is_empty());
    assert_eq!(proofs(&[life, &act(1861)]).len(), 1);
    assert_eq!(proofs(&[life, &act(1931)]).len(), 1);
}
