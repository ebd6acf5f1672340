//! Articles in languages for which `knowledge/` has only words of time.

use crate::program;
use annals_model::Finding;

const FRENCH: &str = "Le moulin\n\nLa coopérative fut fondée le 22 octobre 1953 par le général Orr, qui a dit : « Nous avons \
    300 ouvriers. » Elle fut dissoute le 30 février 1975, un mardi, et rouverte le lundi 6 mai 1976.\n";
const VIETNAMESE: &str = "---\nlanguage: vi\npublished: 2001-05-04\n---\n\nHợp tác xã được thành lập ngày 22 tháng 10 năm 1953. \
    Hôm qua, ông Lâm, chủ tịch huyện, nói: \"Chúng tôi có 300 công nhân.\" Ngày 30/2/1975, xưởng đóng cửa.\n";

fn rules(findings: &[Finding], article: &str) -> Vec<String> {
    let of = findings.iter().filter(|finding| finding.articles.iter().any(|id| id.as_str() == article));
    of.map(|finding| finding.rule.clone()).collect()
}

#[test]
fn a_language_with_words_of_time_only_gives_no_rows_and_a_finding() {
    let corpus = program::files(&[("mill-fr.txt", FRENCH), ("mill-vi.md", VIETNAMESE)]);
    let languages: Vec<_> = corpus.release.articles.iter().map(|row| row.language.as_deref()).collect();
    assert_eq!(languages, [Some("fr"), Some("vi")]);
    let release = &corpus.release;
    let rows =
        [release.claims.len(), release.people.len(), release.organisations.len(), release.places.len()];
    assert_eq!(rows, [0; 4]);
    assert_eq!([release.positions.len(), release.quotations.len(), release.quantities.len()], [0; 3]);
    // Calendar rules hold for every language.
    let expected = |rest: &[&str]| rest.iter().map(|rule| (*rule).to_owned()).collect::<Vec<_>>();
    assert_eq!(rules(&release.findings, "mill-fr"), expected(&["ART001", "ART009", "DAT004", "DAT005"]));
    assert_eq!(rules(&release.findings, "mill-vi"), expected(&["ART009", "DAT004"]));
}

#[test]
fn an_unknown_language_is_not_taken_for_a_known_one() {
    let text = "La cooperativa fue fundada el 22 de octubre de 1953 por los dueños del molino, que no tenían más que una casa.";
    let corpus = program::files(&[("molino.txt", text)]);
    assert!(corpus.readings.iter().all(|reading| reading.coverage.language.is_none()));
    assert_eq!(rules(&corpus.release.findings, "molino"), ["ART001", "ART008"]);
}
