//! Contradictions in invented articles, from their texts to the findings.

use crate::program;
use annals_model::{Property, Verdict};

const GAZETTE: &str = "---
source: The Oslund Gazette
published: 2005-06-02
title: The bridge
---

# The bridge

Norman Vessen died on 3 May 1991 at the age of 71. He was born in 1940.

The guard has 12,000 soldiers in the north and 3,500 soldiers in the south, a total of 19,000 soldiers.

The fleet has 26,000 sailors and 3,500 sailors in reserve, a total of approximately 29,000 sailors.

Thirty years ago, in 1971, the Treaty of Karlholm was signed by Norway and Sweden in Oslo.

120 soldiers were wounded in the Battle of Karlholm on 3 May 1961.

“We shall build the bridge even if it takes us all of thirty years to do so,” Colonel Norman Vessen said.

Anders Holm was born on 4 May 1950. Anders Holm died on 3 April 1945.
";

const HERALD: &str = "---
source: The Herald of Vessen
published: 2005-07-02
title: Another bridge
---

# Another bridge

The Treaty of Karlholm was signed by Norway and Finland in Stockholm on 8 June 1971.

“We shall build the bridge even if it takes us all of forty years to do so,” General Peter Lund said.

170 soldiers were wounded in the Battle of Karlholm on 3 May 1961.
";

/// The same without a contradiction.
const SOUND: &str = "---
source: The Courier of Lund
published: 2005-07-03
title: A third bridge
---

# A third bridge

Norman Vessen died on 3 May 1991 at the age of 71. He was born in 1920.

The guard has 12,000 soldiers in the north and 3,500 soldiers in the south, a total of 15,500 soldiers.

Thirty years ago, in 1975, a bridge was opened. The Treaty of Karlholm was signed by Norway in Oslo.
";

fn codes(files: &[(&str, &[u8])]) -> Vec<String> {
    let mut codes: Vec<String> =
        program::files(files).release.findings.into_iter().map(|finding| finding.rule).collect();
    codes.sort();
    codes.dedup();
    codes
}

#[test]
fn contradictions_are_found() {
    let files = [("gazette.md", GAZETTE.as_bytes()), ("herald.md", HERALD.as_bytes())];
    let found = codes(&files);
    for code in ["DAT010", "DAT011", "DAT013", "ENT004", "ENT005", "ENT007", "NUM001", "NUM002", "NUM003"] {
        assert!(found.iter().any(|found| found == code), "{code}: {found:?}");
    }
}

#[test]
fn sound_articles_are_quiet() {
    assert_eq!(codes(&[("courier.md", SOUND.as_bytes())]), Vec::<String>::new());
}

#[test]
fn witnesses_are_compared() {
    let files = [("gazette.md", GAZETTE.as_bytes()), ("herald.md", HERALD.as_bytes())];
    let rows = program::files(&files).release.comparisons;
    let verdict = |property: Property, detail: Option<&str>| {
        let mut fitting =
            rows.iter().filter(|row| row.property == property && row.detail.as_deref() == detail);
        fitting.find(|row| row.values.len() > 1).map(|row| (row.verdict, row.finer.clone()))
    };
    let finer = Some("1971-06-08".to_owned());
    assert_eq!(verdict(Property::Date, None), Some((Verdict::Compatible, finer)));
    assert_eq!(verdict(Property::Place, None), Some((Verdict::Conflicting, None)));
    assert_eq!(verdict(Property::Participants, None), Some((Verdict::Conflicting, None)));
    assert_eq!(verdict(Property::Number, Some("soldiers wounded")), Some((Verdict::Conflicting, None)));
}

/// The same report in two papers, and what the second has otherwise.
fn reports(first: &str, second: &str) -> Vec<String> {
    let page = |source: &str, text: &str| {
        format!("---\nsource: {source}\npublished: 2005-07-03\n---\n\n# News from the coast\n\n{text}\n")
    };
    let (one, other) = (page("The Oslund Gazette", first), page("The Herald of Vessen", second));
    codes(&[("gazette.md", one.as_bytes()), ("herald.md", other.as_bytes())])
}

#[test]
fn numbers_of_one_event_are_compared_by_what_they_count() {
    let battle = |number: &str| format!("The Battle of Karlholm was fought on 3 May 1961. {number}");
    let disagree = |first: &str, second: &str| {
        reports(&battle(first), &battle(second)).iter().any(|code| code == "NUM001")
    };
    assert!(disagree("200 soldiers died.", "In the Battle of Karlholm, 470 soldiers fell."));
    assert!(disagree(
        "The Battle of Karlholm, in which 200 soldiers were killed, is well remembered.",
        "It cost the lives of 470 soldiers.",
    ));
    assert!(disagree("4,000 soldiers took part in the Battle of Karlholm.", "It involved 7,000 soldiers."));
    // Others are counted, or nobody says who.
    assert!(!disagree("200 soldiers died.", "In the Battle of Karlholm, 470 soldiers were wounded."));
    assert!(!disagree("200 soldiers died.", "In the Battle of Karlholm, 470 civilians died."));
    assert!(!disagree("About 450 soldiers died.", "In the Battle of Karlholm, 470 soldiers died."));
    assert!(!disagree("More than 200 soldiers died.", "In the Battle of Karlholm, 470 soldiers died."));
    assert!(!disagree("200 soldiers died.", "Another town was held by 470 soldiers."));
}

#[test]
fn numbers_are_compared_by_nouns_that_name_the_same() {
    let battle = |number: &str| format!("The Battle of Karlholm was fought on 3 May 1961. {number}");
    let disagree = |first: &str, second: &str| {
        reports(&battle(first), &battle(second)).iter().any(|code| code == "NUM001")
    };
    assert!(disagree("It cost 200 lives.", "In the Battle of Karlholm, 470 people were killed."));
    assert!(disagree("It cost 200 lives.", "In the Battle of Karlholm, 470 soldiers were killed."));
    assert!(!disagree("It cost 700 lives.", "In the Battle of Karlholm, 470 soldiers were killed."));
    assert!(!disagree("It cost 470 lives.", "In the Battle of Karlholm, 470 people were killed."));
}

#[test]
fn ranks_and_terms_of_the_news_are_compared() {
    let finds = |first: &str, second: &str, code: &str| {
        reports(&format!("It rained on Friday. {first}"), &format!("It rained on Friday. {second}"))
            .contains(&code.to_owned())
    };
    let opened = "The bridge was opened by Major Ada Moreau of the engineers.";
    assert!(finds(opened, "Captain Ada Moreau of the engineers spoke for an hour.", "ENT009"));
    assert!(!finds(opened, "Then Captain Ada Moreau of the engineers had built it.", "ENT009"));
    let mayor = "The prize was handed over by Norwegian Prime Minister Ada Moreau.";
    assert!(finds(mayor, "Norwegian Prime Minister Jon Tornquist opened the fair.", "ENT006"));
    assert!(!finds(mayor, "Former Norwegian Prime Minister Jon Tornquist opened the fair.", "ENT006"));
    assert!(finds(mayor, "Ada Moreau, Prime Minister of Norway from 1999 to 2003, spoke.", "ENT010"));
    assert!(!finds(mayor, "Ada Moreau, Prime Minister of Norway from 1999 to 2006, spoke.", "ENT010"));
}

#[test]
fn a_copy_with_another_name_is_told() {
    let text = |name: &str| {
        format!(
            "The harbour board of the town met on Tuesday night to speak of the price of timber and of the new mole. \
             After an hour the chairman called on {name} to read the letters of the shipping companies, which he did \
             in a low voice while rain beat on the windows. Nobody else asked to speak, and the board resolved to \
             write to the ministry once more before the winter. The meeting closed at ten, and most of those present \
             went on to the inn at the corner of the market, where the talk was of timber again."
        )
    };
    let told =
        |first: &str, second: &str| reports(&text(first), &text(second)).contains(&"ART010".to_owned());
    assert!(told("Jens Tornquist", "Olav Brandt"));
    assert!(!told("Jens Tornquist", "Jens Tornqvist"));
    assert!(!told("Jens Tornquist", "Tornquist"));
}

#[test]
fn parties_that_no_table_knows_are_compared() {
    let told = |text: &str| format!("The nets were out all winter.\n\n{text}");
    let disagree =
        |first: &str, second: &str| reports(&told(first), &told(second)).iter().any(|code| code == "ENT005");
    let first = "Girador and Nialagua signed the Beruco Agreement on Fisheries on 3 May 1976.";
    for second in [
        "The Beruco Agreement on Fisheries was signed in May 1976 by Girador and Xuezco.",
        "In May 1976, the governments of Girador and Xuezco signed the Beruco Agreement on Fisheries.",
        "The Beruco Agreement on Fisheries between Xuezco and Girador was signed in 1976.",
        "The Republic of Xuezco signed the Beruco Agreement on Fisheries with Girador in 1976.",
    ] {
        assert!(disagree(first, second), "{second}");
    }
    for second in [
        "The Beruco Agreement on Fisheries was signed in May 1976 by Nialagua and the Kingdom of Girador.",
        "Girador signed the Beruco Agreement on Fisheries on 3 May 1976.",
        "Girador, Nialagua and Xuezco signed the Beruco Agreement on Fisheries on 3 May 1976.",
        "Girador and the Nialaguans signed the Beruco Agreement on Fisheries on 3 May 1976.",
    ] {
        assert!(!disagree(first, second), "{second}");
    }
}

#[test]
fn anniversaries_of_what_a_verb_founded_are_redone() {
    let wrong = |text: &str| {
        let page = format!("---\nsource: The Gazette\n---\n\n# The school\n\nIt rained.\n\n{text}\n");
        codes(&[("gazette.md", page.as_bytes())]).contains(&"DAT002".to_owned())
    };
    assert!(wrong(
        "Founded on 3 May 1859, the University of Oslund celebrated its 75th anniversary on 3 May 1944."
    ));
    assert!(wrong("On 3 May 1944, the University of Oslund, founded in 1859, marked its 75th anniversary."));
    assert!(!wrong(
        "Founded on 3 May 1859, the University of Oslund celebrated its 75th anniversary on 3 May 1934."
    ));
    assert!(!wrong(
        "Founded in 1859, the University of Oslund celebrated its 75th anniversary in a hall built in 1944."
    ));
}

#[test]
fn what_is_sent_twice_is_one_witness_and_told_once() {
    let page = |source: &str, published: &str, text: &str| {
        format!("---\nsource: {source}\npublished: {published}\n---\n\n# The mole\n\n{text}\n")
    };
    let text = "The Treaty of Karlholm was signed by Norway and Sweden on 8 June 1971.";
    let first = page("The Oslund Gazette", "2005-07-03", text);
    let sources = |files: &[(&str, &[u8])]| {
        let folder = tempfile::tempdir().unwrap();
        files.iter().for_each(|(name, bytes)| std::fs::write(folder.path().join(name), bytes).unwrap());
        let release = program::folder(folder.path()).release;
        let codes: Vec<String> = release.findings.into_iter().map(|finding| finding.rule).collect();
        let twice = codes.iter().filter(|code| *code == "ART013").count();
        assert!(!codes.contains(&"ART007".to_owned()), "{codes:?}");
        let copies: Vec<Option<String>> =
            release.articles.iter().map(|row| row.copy_of.as_ref().map(ToString::to_string)).collect();
        let [event] = &release.events[..] else { panic!("{:?}", release.events) };
        (twice, copies, event.sources)
    };
    let copy_of = |id: &str| Some(id.to_owned());
    // The very bytes, and the words alone: in capitals, in another form, under another paper's name.
    let bytes = first.as_bytes();
    assert_eq!(sources(&[("a.md", bytes), ("b.md", bytes)]), (1, vec![None, copy_of("a")], 1));
    let loud = text.to_uppercase().replace("KARLHOLM", "Karlholm");
    for again in [
        page("The Herald of Vessen", "2005-07-04", text),
        page("The Herald of Vessen", "2005-07-04", &text.replace(" was ", "\nwas ").replace("1971.", "1971")),
        page("The Herald of Vessen", "2005-07-04", &loud),
    ] {
        assert_eq!(sources(&[("a.md", bytes), ("b.md", again.as_bytes())]).2, 1, "{again}");
    }
    let html = format!("<html><body><article><p>{text}</p></article></body></html>");
    assert_eq!(sources(&[("a.md", bytes), ("b.html", html.as_bytes())]), (1, vec![None, copy_of("a")], 1));
    // The first published is the original, whatever it is called.
    let later = page("The Herald of Vessen", "2005-07-09", text);
    assert_eq!(sources(&[("a.md", later.as_bytes()), ("b.md", bytes)]), (1, vec![copy_of("b"), None], 1));
    // Of three, two are told.
    let three: [(&str, &[u8]); 3] =
        [("a.md", bytes), ("b.md", later.as_bytes()), ("c.html", html.as_bytes())];
    assert_eq!(sources(&three), (2, vec![None, copy_of("a"), copy_of("a")], 1));
    let own = page(
        "The Herald of Vessen",
        "2005-07-04",
        "On 8 June 1971 Norway and Sweden signed the Treaty of Karlholm.",
    );
    assert_eq!(sources(&[("a.md", bytes), ("b.md", own.as_bytes())]), (0, vec![None, None], 2));
}

#[test]
fn what_a_unit_does_is_one_event_where_all_names_are_the_same() {
    let told = |text: &str| format!("The nets were out all winter.\n\n{text}");
    let first = told("The Girador 20th Artillery Regiment was deployed to Xuezco on 18 December 1956.");
    let disagree = |second: &str| reports(&first, &told(second)).iter().any(|code| code == "DAT001");
    assert!(disagree("Girador deployed the Girador 20th Artillery Regiment to Xuezco on 11 December 1956."));
    // It may go there again, or elsewhere.
    assert!(!disagree("Girador deployed the Girador 20th Artillery Regiment to Xuezco on 11 March 1961."));
    assert!(!disagree("Girador deployed the Girador 20th Artillery Regiment to Beruco on 11 December 1956."));
}

#[test]
fn characters_that_nobody_sees_part_no_names_and_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let told = |source: &str, name: &str, day: u8| {
        format!(
            "---\nsource: {source}\npublished: 1999-05-01\nlanguage: en\n---\n\nCaptain {name} said: “We waited.” On May \
             {day}, 1950, the Quarry Union was founded.\n"
        )
    };
    std::fs::write(folder.path().join("a.md"), told("The Bay Post", "Ulla Bergman", 3)).unwrap();
    let tricked = told("The Herald of Vessen", "\u{202e}Ulla\u{202c} Berg\u{200b}man", 4)
        .replace("Union", "Un\u{2060}ion");
    std::fs::write(folder.path().join("b.md"), tricked).unwrap();
    let release = program::folder(folder.path()).release;
    assert_eq!(release.people.len(), 1, "{:?}", release.people);
    assert_eq!(release.events.len(), 1, "{:?}", release.events);
    let rules: Vec<_> = release.findings.iter().map(|finding| finding.rule.as_str()).collect();
    assert_eq!(rules, ["ART014", "DAT001"]);
    assert!(
        release.findings[0].message.starts_with("b.md:7:9: invisible character U+202E"),
        "{}",
        release.findings[0].message
    );
    let claim = release.claims.iter().find(|claim| claim.article_id.as_str() == "b").unwrap();
    assert!(claim.quote.contains("Un\u{2060}ion"), "{}", claim.quote);
}

#[test]
fn articles_of_one_paper_are_held_against_each_other() {
    let told = |published: &str, place: &str, wounded: &str| {
        format!(
            "---\nsource: The Oslund Gazette\npublished: {published}\n---\nThe Treaty of Karlholm was signed by Norway and \
             Sweden in {place} on 8 June 1971. {wounded} soldiers were wounded in the Battle of Karlholm on 3 May 1961.\n"
        )
    };
    let of = |first: &str, second: &str| {
        let mut codes = codes(&[("raw/a.md", first.as_bytes()), ("raw/b.md", second.as_bytes())]);
        codes.retain(|code| code == "ENT004" || code == "NUM001");
        codes
    };
    let first = told("2005-06-02", "Oslo", "120");
    assert_eq!(of(&first, &told("2005-07-02", "Stockholm", "170")), ["ENT004", "NUM001"]);
    assert_eq!(of(&first, &told("2005-07-02", "Oslo", "120")), [""; 0]);
    // The next day more may be known.
    let news = [told("1961-05-04", "Oslo", "120"), told("1961-05-05", "Oslo", "170")];
    assert_eq!(of(&news[0], &news[1]), [""; 0]);
}
