//! Claims of invented articles, and the events that they are joined into.

use std::sync::LazyLock;

use annals_knowledge::{Files, Knowledge};
use annals_model::{
    Article, ArticleId, Claim, ClaimDate, ClaimId, Consistency, DateBasis, Encoding, Entity, EntityClass,
    EntityId, EventRow, Evidence, EvidenceId, KindId, Modality, Naming, Position, Published, PublishedBasis,
    Reading, Span,
};

use super::{ArticleSummary, Linked, link, link_explained};

mod unique_events;

const SPAN: Span = Span { start: 0, end: 1, byte_start: 0, byte_end: 1 };

/// Reads `kind | name | date | participants | place | source`. A name with a capital is a proper name; `14:`
/// before the kind is the number in a series.
fn claim(article: &str, number: usize, text: &str) -> Claim {
    let mut parts = text.split('|').map(str::trim);
    let mut next = || parts.next().unwrap_or_default();
    let (kind, name, date, participants, place, source) = (next(), next(), next(), next(), next(), next());
    let (ordinal, kind) =
        kind.split_once(':').map_or((None, kind), |(number, kind)| (number.parse().ok(), kind));
    let date = date.parse().ok().map(|edtf| ClaimDate {
        edtf,
        text: date.to_owned(),
        span: SPAN,
        basis: DateBasis::Stated,
        trace: Vec::new(),
    });
    let is_proper = name.chars().next().is_some_and(char::is_uppercase);
    Claim {
        claim_id: ClaimId::new(format!("{article}/{number}")),
        kind: KindId::new(kind),
        name: name.to_owned(),
        naming: if is_proper { Naming::Proper } else { Naming::Description },
        date,
        modality: Modality::Asserted,
        participants: participants.split_whitespace().map(EntityId::new).collect(),
        place: (!place.is_empty()).then(|| EntityId::new(place)),
        ordinal,
        source: (!source.is_empty()).then(|| source.to_owned()),
        context_names: String::new(),
        evidence: Evidence { span: SPAN, quote: format!("x {name}") },
        rule: "test".to_owned(),
    }
}

fn reading(article: &str, claims: &[&str]) -> Reading {
    let mut reading = Reading::new(ArticleId::new(article));
    reading.coverage.language = Some("en".to_owned());
    reading.claims = claims.iter().enumerate().map(|(number, text)| claim(article, number, text)).collect();
    reading
}

fn summary(article: &str) -> ArticleSummary {
    let id = ArticleId::new(article);
    Article::new(id, format!("{article}.md"), String::new(), String::new(), Encoding::Utf8).into()
}

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(|| knowledge(""));

fn knowledge(pins: &str) -> Knowledge {
    Knowledge::load(
        &Files::read("../../knowledge".as_ref())
            .unwrap()
            .with("pins.csv", &format!("left,verdict,right,reason\n{pins}")),
    )
    .unwrap()
}

fn link_with_pins(pins: &str, articles: &[(&str, &[&str])]) -> Linked {
    let readings = articles.iter().map(|(article, claims)| reading(article, claims)).collect();
    let summaries: Vec<ArticleSummary> = articles.iter().map(|(article, _)| summary(article)).collect();
    if pins.is_empty() {
        return link(summaries, readings, &KNOWLEDGE);
    }
    link(summaries, readings, &knowledge(pins))
}

fn events(articles: &[(&str, &[&str])]) -> Vec<EventRow> {
    let forward = link_with_pins("", articles).release;
    let mut reversed = articles.to_vec();
    reversed.reverse();
    let backward = link_with_pins("", &reversed).release;
    assert_eq!(forward.events, backward.events);
    forward.events
}

/// Returns the claims of each event.
fn groups(articles: &[(&str, &[&str])]) -> Vec<String> {
    let mut groups: Vec<String> = events(articles)
        .iter()
        .map(|event| event.claims.iter().map(ClaimId::as_str).collect::<Vec<_>>().join(" "))
        .collect();
    groups.sort();
    groups
}

#[test]
fn dates_are_refined_and_contradicted() {
    let rows = events(&[
        ("a", &["agreement | Oslund Accord | 1949-01"]),
        ("b", &["agreement | Oslund Agreement | 1949-01-20"]),
        ("c", &["agreement | Oslund Treaty"]),
    ]);
    assert_eq!(rows.len(), 1);
    assert_eq!(
        (rows[0].event_id.as_str(), rows[0].consistency),
        ("agreement-oslund", Consistency::Compatible)
    );
    let rows = events(&[
        ("a", &["agreement | Oslund Accord | 1949-01-20"]),
        ("b", &["agreement | Oslund Agreement | 1951-01-20"]),
    ]);
    assert_eq!(rows.len(), 1);
    assert_eq!(
        (rows[0].event_id.as_str(), rows[0].consistency),
        ("agreement-oslund", Consistency::Conflicts)
    );
}

#[test]
fn claims_that_one_article_separates_stay_apart() {
    let list: &[&str] = &["campaign | Upper Vale | 1953", "campaign | Upper Vale | 1954"];
    let other: &[&str] = &["campaign | Upper Vale Campaign | 1953-04-13/1953-05-03"];
    assert_eq!(groups(&[("a", list), ("b", other)]), ["a/0 b/0", "a/1"]);
    let rows = events(&[("a", list), ("b", other)]);
    assert_eq!(rows[0].event_id.as_str(), "campaign-upper-vale-1953");
    // Without a date it may be either.
    assert_eq!(groups(&[("a", list), ("b", &["campaign | Upper Vale"])]), ["a/0", "a/1", "b/0"]);
}

/// Links claims, each in a sentence of its own.
fn events_of_sentences(articles: &[(&str, &[&str])]) -> Vec<EventRow> {
    let mut readings: Vec<Reading> =
        articles.iter().map(|(article, claims)| reading(article, claims)).collect();
    for (at, claim) in readings.iter_mut().flat_map(|reading| (0..).zip(&mut reading.claims)) {
        claim.evidence.span =
            Span { start: 10 * at, end: 10 * at + 9, byte_start: 10 * at, byte_end: 10 * at + 9 };
    }
    let summaries: Vec<ArticleSummary> = articles.iter().map(|(article, _)| summary(article)).collect();
    link(summaries, readings, &KNOWLEDGE).release.events
}

#[test]
fn a_name_in_two_sentences_with_two_dates_is_one_event() {
    let twice: &[&str] =
        &["agreement | Oslund Accord | 1949-01-20", "agreement | Oslund Accord | 1949-01-25"];
    let once: &[&str] = &["agreement | Oslund Accord | 1949-01-20"];
    let rows = events_of_sentences(&[("a", twice), ("b", once)]);
    assert_eq!((rows.len(), rows[0].claims.len(), rows[0].consistency), (1, 3, Consistency::Conflicts));
    let years: &[&str] = &["campaign | Upper Vale Campaign | 1953", "campaign | Upper Vale Campaign | 1954"];
    assert_eq!(events_of_sentences(&[("a", years)]).len(), 1);
    // One day may be the first and the other the last.
    let days: &[&str] = &["battle | Battle of Tarn | 1953-02-12", "battle | Battle of Tarn | 1953-02-14"];
    assert_eq!(events_of_sentences(&[("a", days)]).len(), 2);
    let parties: &[&str] =
        &["agreement | Oslund Accord | 1954 | france", "agreement | Oslund Accord | 1955 | norway"];
    assert_eq!(events_of_sentences(&[("a", parties)]).len(), 2);
    let far: &[&str] = &["agreement | Peace of Oslund | 1763", "agreement | Peace of Oslund | 1783"];
    assert_eq!(events_of_sentences(&[("a", far)]).len(), 2);
}

#[test]
fn the_first_and_the_last_day_of_a_battle_do_not_conflict() {
    let began: &[&str] = &["battle | Battle of Tarn | 1953-02-12/"];
    let ended: &[&str] = &["battle | Battle of Tarn | /1953-02-14"];
    let whole: &[&str] = &["battle | Battle of Tarn | 1953-02-12/1953-02-14"];
    let month: &[&str] = &["battle | Battle of Tarn | 1953-02"];
    let rows = events(&[("a", began), ("b", ended), ("c", whole), ("d", month)]);
    assert_eq!((rows.len(), rows[0].consistency), (1, Consistency::Compatible));
    let late: &[&str] = &["battle | Battle of Tarn | 1953-02-12/1953-02-19"];
    let rows = events(&[("b", ended), ("c", late)]);
    assert_eq!((rows.len(), rows[0].consistency), (1, Consistency::Conflicts));
}

#[test]
fn two_agreements_of_one_city_are_two_events() {
    let both: &[&str] =
        &["agreement | Oslund Agreement | 1954 | france", "agreement | Oslund Agreement | 1962 | norway"];
    let wrong: &[&str] = &["agreement | Oslund Agreement | 1955"];
    assert_eq!(groups(&[("a", both), ("b", wrong)]), ["a/0 b/0", "a/1"]);
}

#[test]
fn descriptions_of_one_event_need_no_name() {
    let one: &[&str] =
        &["agreement | agreement on forming the Norway-Sweden joint fleet | 1945-10-30 | norway sweden"];
    let same: &[&str] = &[
        "agreement | agreement on the forming of the Sweden - Norway alliance | 1945-10-30 | sweden norway",
    ];
    let undated: &[&str] =
        &["agreement | agreement on the forming of the Norway-Sweden alliance | | norway sweden"];
    let later: &[&str] = &["agreement | agreement on sending a volunteer force | 1949-10-30 | norway sweden"];
    let groups = groups(&[("a", one), ("b", same), ("c", undated), ("d", later)]);
    assert_eq!(groups, ["a/0 b/0 c/0", "d/0"]);
}

#[test]
fn descriptions_that_differ_only_in_the_year_are_one_event_in_conflict() {
    let claim = |date: &str| format!("agreement | border trade agreement | {date} | norway sweden");
    let (first, second) = (claim("1977-07-18"), claim("1978-07-18"));
    let rows = events(&[("a", &[first.as_str()]), ("b", &[second.as_str()])]);
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].consistency, Consistency::Conflicts);
}

#[test]
fn two_victories_are_two_events() {
    let one: &[&str] = &["victory | complete victory | 1954"];
    let other: &[&str] = &["victory | final victory | 1975"];
    assert_eq!(groups(&[("a", one), ("b", other)]), ["a/0", "b/0"]);
}

#[test]
fn events_of_a_series_differ_in_number_and_year() {
    let summits: &[&str] = &["14:meeting | 14th Oslund Summit | 2009"];
    let next: &[&str] = &["15:meeting | 15th Oslund Summit | 2009"];
    let plain: &[&str] = &["14:meeting | Fourteenth Oslund Summit"];
    assert_eq!(groups(&[("a", summits), ("b", next), ("c", plain)]), ["a/0 c/0", "b/0"]);
    let visit = |date: &str| format!("visit | visit to Norway | {date} | orrin-pike | norway");
    let (first, second) = (visit("2001-05"), visit("2003-05"));
    assert_eq!(groups(&[("a", &[first.as_str()]), ("b", &[second.as_str()])]), ["a/0", "b/0"]);
}

#[test]
fn synonyms_make_one_name() {
    let one: &[&str] = &["agreement | Treaty of Amity and Trade with Oslund | 1977"];
    let other: &[&str] = &["agreement | Treaty of Friendship and Commerce with Oslund | 1977-07-18"];
    assert_eq!(groups(&[("a", one), ("b", other)]), ["a/0 b/0"]);
}

#[test]
fn kinds_of_one_class_share_a_name() {
    let campaign: &[&str] = &["campaign | Vesenburg Campaign | 1954"];
    let battle: &[&str] = &["battle | Battle of Vesenburg | 1954-05"];
    let other: &[&str] = &["battle | Battle of Vesenburg | 1912"];
    assert_eq!(groups(&[("a", campaign), ("b", battle)]), ["a/0 b/0"]);
    assert_eq!(groups(&[("a", campaign), ("b", other)]), ["a/0", "b/0"]);
}

#[test]
fn an_unrelated_article_changes_no_identifier() {
    let own: &[&str] = &[
        "agreement | Oslund Accord | 1949",
        "meeting | talks | 1949-05 | norway sweden",
        "request | request",
    ];
    let alone = events(&[("a", own)]);
    let among = events(&[
        ("0", &["agreement | Tarn Accord | 1949", "meeting | talks | 1949-05 | chile peru"]),
        ("a", own),
    ]);
    assert!(alone.iter().all(|row| among.contains(row)));
}

#[test]
fn an_identifier_survives_a_better_date() {
    let id = |date: &str| {
        let claim = format!("agreement | border trade agreement | {date} | norway sweden");
        events(&[("a", &[claim.as_str()])])[0].event_id.clone()
    };
    assert_eq!(id("1977"), id("1977-07-18"));
}

#[test]
fn pins_decide_and_are_reported_where_they_match_nothing() {
    let articles: &[(&str, &[&str])] = &[
        ("a", &["agreement | Oslund Accord | 1949"]),
        ("b", &["agreement | Tarn Accord | 1949"]),
        ("c", &["agreement | Tarn Pact | 1949"]),
    ];
    let linked = link_with_pins("a/0,same,b/0,one text\nb/0,different,c/0,two texts\n", articles);
    let all: Vec<usize> = linked.release.events.iter().map(|row| row.claims.len()).collect();
    assert_eq!((all.len(), linked.diagnostics.len()), (2, 0));
    let linked = link_with_pins("agreement-oslund,same,agreement-tarn,one text\n", articles);
    assert_eq!((linked.release.events.len(), linked.diagnostics.len()), (1, 0));
    let linked = link_with_pins("agreement-oslund,same,agreement-nowhere,one text\n", articles);
    assert_eq!((linked.release.events.len(), linked.diagnostics.len()), (2, 1));
    assert!(linked.diagnostics[0].message.contains("agreement-nowhere"));
}

#[test]
fn the_named_agency_is_the_source() {
    let agency = "agreement | Oslund Accord | 1949 | | | reuters";
    assert_eq!(events(&[("a", &[agency]), ("b", &[agency])])[0].sources, 1);
    let own = "agreement | Oslund Accord | 1949";
    assert_eq!(events(&[("a", &[own]), ("b", &[own])])[0].sources, 2);
}

#[test]
fn decisions_are_explained() {
    let readings = vec![
        reading("a", &["campaign | Upper Vale | 1953", "campaign | Upper Vale | 1954"]),
        reading("b", &["campaign | Upper Vale Campaign | 1953-04"]),
    ];
    let (linked, explanation) = link_explained(vec![summary("a"), summary("b")], readings, &KNOWLEDGE);
    let event = linked.release.events.iter().find(|row| row.claims.len() == 2).unwrap();
    let joined = explanation.joined(&event.claims);
    assert_eq!(joined.len(), 1);
    assert!(joined[0].same.contains("the same name") && joined[0].same.contains("within"), "{joined:?}");
    let apart = explanation.apart(&event.claims);
    assert!(apart[0].different.contains("one article mentions both as two events"), "{apart:?}");
}

#[test]
fn spellings_of_one_person_are_joined_where_an_office_agrees() {
    let person = |article: &str, name: &str, office: &str| {
        let id = EntityId::new(annals_model::slug(name));
        let mut reading = reading(article, &[]);
        let forms = [name.into()].into();
        let entity = Entity { class: EntityClass::Person, name: name.into(), forms };
        reading.entities.insert(id.clone(), entity);
        reading.positions.push(Position {
            position_id: EvidenceId::new(format!("{article}/p")),
            person_id: id,
            rank: None,
            office: Some(office.to_owned()),
            organisation: None,
            as_of: None,
            action_date: None,
            unlisted_office: None,
            evidence: Evidence { span: SPAN, quote: name.to_owned() },
        });
        reading
    };
    let people = |readings: Vec<Reading>| link(Vec::new(), readings, &KNOWLEDGE).release.people;
    let mayor = || person("a", "Marivelle Tornquist", "mayor");
    let rows = people(vec![mayor(), person("b", "Marivalle Tornqvist", "mayor")]);
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].person_id.as_str(), "marivalle-tornqvist");
    assert_eq!(people(vec![mayor(), person("b", "Marivalle Tornqvist", "judge")]).len(), 2);
    assert_eq!(people(vec![mayor(), person("b", "Aldous Tornquist", "mayor")]).len(), 2);
    assert_eq!(
        people(vec![person("a", "Tan Mot Vinh", "mayor"), person("b", "Vinh Tan Mot", "judge")]).len(),
        1
    );
}

#[test]
fn an_uncertain_year_contradicts_nothing() {
    let mut guess = reading("a", &["agreement | Oslund Accord | 1949-01-20"]);
    guess.claims.iter_mut().filter_map(|claim| claim.date.as_mut()).for_each(|date| {
        date.basis = DateBasis::Resolved;
    });
    let dated = reading("b", &["agreement | Oslund Accord | 1953-01-20"]);
    let mut summaries = vec![summary("a"), summary("b")];
    for summary in &mut summaries {
        let date = "1953-01-22".parse().unwrap();
        summary.header.metadata.published = Some(Published { date, basis: PublishedBasis::FrontMatter });
    }
    let rows = link(summaries, vec![guess, dated], &KNOWLEDGE).release.events;
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].date.as_ref().map(ToString::to_string).as_deref(), Some("1953-01-20"));
    assert_ne!(rows[0].consistency, Consistency::Conflicts);
}

#[test]
fn an_entity_has_one_class_in_all_articles() {
    let named = |article: &str, class| {
        let mut reading = reading(article, &["agreement | Oslund Accord"]);
        let forms = ["Vale Torn".into()].into();
        let entity = Entity { class, name: "Vale Torn".into(), forms };
        reading.entities.insert(EntityId::new("vale-torn"), entity);
        if class == EntityClass::Place {
            reading.claims[0].place = Some(EntityId::new("vale-torn"));
        }
        reading
    };
    let summaries = vec![summary("a"), summary("b"), summary("c")];
    let person = EntityClass::Person;
    let readings = vec![named("a", person), named("b", EntityClass::Place), named("c", person)];
    let release = link(summaries, readings, &KNOWLEDGE).release;
    assert_eq!((release.people.len(), release.places.len()), (1, 0));
    assert_eq!(release.people[0].articles.len(), 3);
    assert!(release.claims.iter().all(|claim| claim.place.is_none()));
}

/// Returns a reading of one claim with names in its context.
fn with_context(article: &str, text: &str, names: &str) -> Reading {
    let mut reading = reading(article, &[text]);
    reading.claims.iter_mut().for_each(|claim| claim.context_names = names.to_owned());
    reading
}

#[test]
fn names_in_the_sentence_identify_the_event() {
    let summaries = vec![summary("a"), summary("b"), summary("c")];
    let readings = vec![
        with_context("a", "request | appeal | 1931-05", "oslund brennia"),
        with_context("b", "request | appeal | 1931-05-12", "brennia oslunder"),
        with_context("c", "request | appeal | 1931-05", "tarrow vesk"),
    ];
    let rows = link(summaries, readings, &KNOWLEDGE).release.events;
    let mut sizes: Vec<usize> = rows.iter().map(|row| row.claims.len()).collect();
    sizes.sort_unstable();
    assert_eq!(sizes, [1, 2]);
}

#[test]
fn units_of_different_numbers_differ() {
    let summaries = vec![summary("a"), summary("b")];
    let readings = vec![
        with_context("a", "request | appeal | 1931-05-12", "10th oslund rifles"),
        with_context("b", "request | appeal | 1931-05-12", "45th oslund rifles"),
    ];
    assert_eq!(link(summaries, readings, &KNOWLEDGE).release.events.len(), 2);
}

#[test]
fn a_day_without_a_year_joins_the_day_with_one() {
    let mut open = reading("a", &["agreement | Oslund Accord | 1978-08-20"]);
    open.claims.iter_mut().filter_map(|claim| claim.date.as_mut()).for_each(|date| {
        date.basis = DateBasis::Resolved;
        date.text = "Aug. 20".to_owned();
    });
    let dated = reading("b", &["agreement | Oslund Accord | 1995-08-20"]);
    let release = link(vec![summary("a"), summary("b")], vec![open, dated], &KNOWLEDGE).release;
    assert_eq!(release.events.len(), 1);
    assert_eq!(release.events[0].date.as_ref().map(ToString::to_string).as_deref(), Some("1995-08-20"));
    let dates: Vec<String> =
        release.claims.iter().filter_map(|claim| claim.date.as_ref()).map(ToString::to_string).collect();
    assert_eq!(dates, ["1978-08-20?", "1995-08-20"]);
}

#[test]
fn a_visit_with_the_same_names_and_day_of_another_year_has_a_wrong_year() {
    let link_of = |first: &str, second: &str| {
        let names = "oslund vale torn brennia";
        let readings = vec![with_context("a", first, names), with_context("b", second, names)];
        link(vec![summary("a"), summary("b")], readings, &KNOWLEDGE).release.events.len()
    };
    assert_eq!(link_of("visit | visit | 1954-03-04", "visit | visit | 1958-03-04"), 1);
    assert_eq!(link_of("visit | visit | 1954-03-04", "visit | visit | 1958-07-19"), 2);
    // An anniversary recurs on its day.
    assert_eq!(
        link_of("anniversary | anniversary | 1954-03-04", "anniversary | anniversary | 1958-03-04"),
        2
    );
}

#[test]
fn a_title_that_many_treaties_have_does_not_identify_one() {
    let treaty = |article: &str, names: &str| {
        with_context(article, "agreement | Treaty of Friendship and Cooperation | 1970", names)
    };
    let readings =
        vec![treaty("a", "oslund brennia"), treaty("b", "tarrow vesk"), treaty("c", "brennia oslund")];
    let rows = link(vec![summary("a"), summary("b"), summary("c")], readings, &KNOWLEDGE).release.events;
    assert_eq!(rows.len(), 2);
}

#[test]
fn a_count_does_not_identify_an_event() {
    let deployment = |number: &str| {
        let name = format!("deployment | sent {number} soldiers to the coast | 1986-01-21 | oslund");
        let mut reading = reading(number, &[name.as_str()]);
        reading.claims.iter_mut().for_each(|claim| claim.naming = Naming::Description);
        reading
    };
    let readings = vec![deployment("7400"), deployment("18000")];
    assert_eq!(link(vec![summary("7400"), summary("18000")], readings, &KNOWLEDGE).release.events.len(), 1);
}
