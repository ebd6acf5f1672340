//! Contradictions in invented articles: which finding each sentence causes, and on which words it rests.

use crate::program;
use annals_model::{Finding, Property, Verdict};

/// The findings about articles with these texts, each in a paper of its own.
fn findings(texts: &[&str]) -> Vec<Finding> {
    let papers = ["The Oslund Gazette", "The Herald of Vessen", "The Courier of Lund"];
    let files: Vec<(String, String)> = texts
        .iter()
        .zip(papers)
        .enumerate()
        .map(|(number, (text, paper))| {
            let head = format!("---\nsource: {paper}\npublished: 2005-06-02\n---\n");
            (
                format!("article-{number}.md"),
                format!("{head}\n# News from the coast\n\nIt rained.\n\n{text}\n"),
            )
        })
        .collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    program::files(&files).release.findings
}

/// Asserts that the texts cause one finding of each of these rules and no other, and that each finding quotes sentences
/// with these words.
#[track_caller]
fn fires(rules: &[&str], texts: &[&str], words: &[&str]) {
    let findings = findings(texts);
    let found: Vec<&str> = findings.iter().map(|finding| finding.rule.as_str()).collect();
    assert_eq!(found, rules, "{findings:#?}");
    for finding in &findings {
        for words in words {
            let is_quoted = finding.quotes.iter().any(|quote| quote.contains(words));
            assert!(is_quoted, "`{words}` is not in {finding:#?}");
        }
    }
}

/// Asserts that the texts cause no finding.
#[track_caller]
fn passes(texts: &[&str]) {
    let findings = findings(texts);
    assert!(findings.is_empty(), "expected no finding; found {findings:#?}");
}

#[test]
fn an_age_at_death_has_to_fit_the_birth() {
    let text =
        |born: u16| format!("Norman Vessen died on 3 May 1991 at the age of 71. He was born in {born}.");
    fires(&["DAT011"], &[&text(1940)], &["at the age of 71", "born in 1940"]);
    passes(&[&text(1920)]);
}

#[test]
fn a_death_has_to_follow_the_birth() {
    let text = |died: u16| format!("Anders Holm was born on 4 May 1950. Anders Holm died on 3 April {died}.");
    fires(&["DAT008", "DAT013"], &[&text(1945)], &["born on 4 May 1950", "died on 3 April 1945"]);
    passes(&[&text(1995)]);
}

#[test]
fn years_counted_back_have_to_lead_to_the_stated_year() {
    let text = |year: u16| format!("Thirty years ago, in {year}, a bridge was opened.");
    fires(&["DAT010"], &[&text(1971)], &["Thirty years ago, in 1971"]);
    passes(&[&text(1975)]);
}

#[test]
fn parts_have_to_add_up_to_their_total() {
    let text = |total: &str| {
        format!(
            "The guard has 12,000 soldiers in the north and 3,500 soldiers in the south, a total of {total} soldiers."
        )
    };
    fires(&["NUM002"], &[&text("19,000")], &["12,000", "3,500", "19,000"]);
    passes(&[&text("15,500")]);
}

#[test]
fn parts_have_to_add_up_to_a_rough_total() {
    let text = |total: &str| {
        format!("The fleet has 26,000 sailors and 3,500 sailors in reserve, a total of {total} sailors.")
    };
    fires(&["NUM003"], &[&text("approximately 29,000")], &["26,000", "3,500", "29,000"]);
    passes(&[&text("29,500")]);
}

#[test]
fn sources_have_to_agree_on_the_place() {
    let first = "The Treaty of Karlholm was signed by Norway and Sweden in Oslo in 1971.";
    let second =
        |place: &str| format!("On 8 June 1971 Sweden and Norway signed the Treaty of Karlholm in {place}.");
    fires(&["ENT004"], &[first, &second("Stockholm")], &["in Oslo", "in Stockholm"]);
    passes(&[first, &second("Oslo")]);
}

#[test]
fn sources_have_to_agree_on_the_parties() {
    let first = "The Treaty of Karlholm was signed by Norway and Sweden in 1971.";
    let second = |party: &str| format!("On 8 June 1971 {party} and Norway signed the Treaty of Karlholm.");
    fires(&["ENT005"], &[first, &second("Finland")], &["by Norway and Sweden", "Finland and Norway"]);
    passes(&[first, &second("Sweden")]);
}

#[test]
fn sources_have_to_agree_on_a_number() {
    let text =
        |number: u16| format!("{number} soldiers were wounded in the Battle of Karlholm on 3 May 1961.");
    let second =
        |number: u16| format!("In the Battle of Karlholm, on 3 May 1961, {number} soldiers were wounded.");
    fires(&["NUM001"], &[&text(120), &second(170)], &["120 soldiers", "170 soldiers"]);
    passes(&[&text(120), &second(120)]);
}

#[test]
fn a_quotation_has_to_have_one_speaker() {
    let battle = "The Battle of Karlholm was fought on 3 May 1961.";
    let first = format!(
        "{battle} “We shall build the bridge even if it takes us all of thirty years,” Colonel Norman Vessen said."
    );
    let second = |years: &str, speaker: &str| {
        format!(
            "“We shall build the bridge even if it takes us all of {years} years,” {speaker} said. {battle}"
        )
    };
    fires(&["ENT007"], &[&first, &second("forty", "General Peter Lund")], &["thirty years", "forty years"]);
    passes(&[&first, &second("thirty", "Colonel Norman Vessen")]);
}

#[test]
fn independent_sources_are_compared() {
    let first = "The Treaty of Karlholm was signed by Norway and Sweden in Oslo in 1971. 120 soldiers were wounded in \
                 the Battle of Karlholm on 3 May 1961.";
    let second = "The Treaty of Karlholm was signed by Norway and Finland in Stockholm on 8 June 1971. 170 soldiers \
                  were wounded in the Battle of Karlholm on 3 May 1961.";
    let page =
        |source: &str, text: &str| format!("---\nsource: {source}\npublished: 2005-06-02\n---\n\n{text}\n");
    let files = [("a.md", page("The Oslund Gazette", first)), ("b.md", page("The Herald of Vessen", second))];
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

fn codes(files: &[(&str, &[u8])]) -> Vec<String> {
    let mut codes: Vec<String> =
        program::files(files).release.findings.into_iter().map(|finding| finding.rule).collect();
    codes.sort();
    codes.dedup();
    codes
}

/// The codes of the findings about two articles with these texts, in two papers.
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
    // The second number counts other people, is compatible, or does not say who died.
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
fn a_copy_with_another_name_is_reported() {
    let text = |name: &str| {
        format!(
            "The harbour board of the town met on Tuesday night to speak of the price of timber and of the new mole. \
             After an hour the chairman called on {name} to read the letters of the shipping companies, which he did \
             in a low voice while rain beat on the windows. Nobody else asked to speak, and the board resolved to \
             write to the ministry once more before the winter. The meeting closed at ten, and most of those present \
             went on to the inn at the corner of the market, where the talk was of timber again."
        )
    };
    let differs =
        |first: &str, second: &str| reports(&text(first), &text(second)).contains(&"ART010".to_owned());
    assert!(differs("Jens Tornquist", "Olav Brandt"));
    assert!(!differs("Jens Tornquist", "Jens Tornqvist"));
    assert!(!differs("Jens Tornquist", "Tornquist"));
}

#[test]
fn parties_outside_the_gazetteer_are_compared() {
    let article = |text: &str| format!("The nets were out all winter.\n\n{text}");
    let disagree = |first: &str, second: &str| {
        reports(&article(first), &article(second)).iter().any(|code| code == "ENT005")
    };
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
fn anniversaries_of_a_founding_in_a_participle_are_checked() {
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
fn an_article_received_twice_is_one_source_and_reported_once() {
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
    // Of three, two are reported.
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
fn a_deployment_is_one_event_where_all_names_are_the_same() {
    let article = |text: &str| format!("The nets were out all winter.\n\n{text}");
    let first = article("The Girador 20th Artillery Regiment was deployed to Xuezco on 18 December 1956.");
    let disagree = |second: &str| reports(&first, &article(second)).iter().any(|code| code == "DAT001");
    assert!(disagree("Girador deployed the Girador 20th Artillery Regiment to Xuezco on 11 December 1956."));
    // A unit may be deployed there again, or elsewhere.
    assert!(!disagree("Girador deployed the Girador 20th Artillery Regiment to Xuezco on 11 March 1961."));
    assert!(!disagree("Girador deployed the Girador 20th Artillery Regiment to Beruco on 11 December 1956."));
}

#[test]
fn invisible_characters_do_not_separate_names_and_are_reported() {
    let folder = tempfile::tempdir().unwrap();
    let article = |source: &str, name: &str, day: u8| {
        format!(
            "---\nsource: {source}\npublished: 1999-05-01\nlanguage: en\n---\n\nCaptain {name} said: “We waited.” On May \
             {day}, 1950, the Quarry Union was founded.\n"
        )
    };
    std::fs::write(folder.path().join("a.md"), article("The Bay Post", "Ulla Bergman", 3)).unwrap();
    let tricked = article("The Herald of Vessen", "\u{202e}Ulla\u{202c} Berg\u{200b}man", 4)
        .replace("Union", "Un\u{2060}ion");
    std::fs::write(folder.path().join("b.md"), tricked).unwrap();
    let release = program::folder(folder.path()).release;
    assert_eq!(release.people.len(), 1, "{:?}", release.people);
    assert_eq!(release.events.len(), 1, "{:?}", release.events);
    let rules: Vec<_> = release.findings.iter().map(|finding| finding.rule.as_str()).collect();
    assert_eq!(rules, ["ART014", "DAT001"]);
    assert!(release.findings[0].message.starts_with("b.md:7:9: "), "{}", release.findings[0].message);
    assert!(release.findings[0].message.contains("U+202E"), "{}", release.findings[0].message);
    let claim = release.claims.iter().find(|claim| claim.article_id.as_str() == "b").unwrap();
    assert!(claim.quote.contains("Un\u{2060}ion"), "{}", claim.quote);
}

#[test]
fn articles_of_one_paper_are_compared() {
    let article = |published: &str, place: &str, wounded: &str| {
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
    let first = article("2005-06-02", "Oslo", "120");
    assert_eq!(of(&first, &article("2005-07-02", "Stockholm", "170")), ["ENT004", "NUM001"]);
    assert_eq!(of(&first, &article("2005-07-02", "Oslo", "120")), [""; 0]);
    // A later report of the news may know more.
    let news = [article("1961-05-04", "Oslo", "120"), article("1961-05-05", "Oslo", "170")];
    assert_eq!(of(&news[0], &news[1]), [""; 0]);
}
