//! Events that are unique, and the similarity of articles.

use annals_edtf::Edtf;
use annals_model::{Entity, EntityClass, EntityId, EventRow, Published, PublishedBasis};

use super::{ArticleSummary, KNOWLEDGE, groups, link, reading, summary, with_context};

/// An article with its day of publication and the people that it mentions.
struct Story<'t> {
    article: &'t str,
    published: &'t str,
    people: &'t [&'t str],
    claims: &'t [&'t str],
}

fn events(stories: &[Story<'_>]) -> Vec<EventRow> {
    let readings = stories.iter().map(|story| {
        let mut reading = reading(story.article, story.claims);
        for name in story.people {
            let entity =
                Entity { class: EntityClass::Person, name: (*name).into(), forms: [(*name).into()].into() };
            reading.entities.insert(EntityId::new(*name), entity);
        }
        reading
    });
    let summaries: Vec<ArticleSummary> = stories
        .iter()
        .map(|story| {
            let mut summary = summary(story.article);
            let date: Option<Edtf> = story.published.parse().ok();
            summary.header.metadata.published =
                date.map(|date| Published { date, basis: PublishedBasis::FrontMatter });
            summary
        })
        .collect();
    link(summaries, readings.collect(), &KNOWLEDGE).release.events
}

#[test]
fn a_country_becomes_independent_once() {
    let one: &[&str] = &["independence | independence | 1963 | kenya"];
    let two: &[&str] = &["independence | became independent | 1964 | kenya"];
    assert_eq!(groups(&[("a", one), ("b", two)]), ["a/0 b/0"]);
    // A demonym names the country.
    let named: &[&str] = &["independence | Kenyan independence | 1964"];
    assert_eq!(groups(&[("a", one), ("b", named)]), ["a/0 b/0"]);
    let other: &[&str] = &["independence | independence | 1964 | uganda"];
    assert_eq!(groups(&[("a", one), ("b", other)]), ["a/0", "b/0"]);
}

#[test]
fn independence_may_come_in_steps() {
    let first: &[&str] = &["independence | independence | 1905-06-07 | norway"];
    let far: &[&str] = &["independence | independence | 1910 | norway"];
    assert_eq!(groups(&[("a", first), ("b", far)]), ["a/0", "b/0"]);
    let full: &[&str] = &["independence | full independence | 1907 | norway"];
    assert_eq!(groups(&[("a", first), ("b", full)]), ["a/0", "b/0"]);
    let both: &[&str] =
        &["independence | independence | 1905 | norway", "independence | independence | 1907 | norway"];
    assert_eq!(groups(&[("a", both)]), ["a/0", "a/1"]);
    let lost: &[&str] = &["independence | regained independence | 1906 | norway"];
    assert_eq!(groups(&[("a", first), ("b", lost)]), ["a/0", "b/0"]);
}

#[test]
fn two_states_establish_relations_once() {
    let one: &[&str] = &["diplomatic-relations | diplomatic relations | 1952-08 | indonesia sri-lanka"];
    let two: &[&str] = &["diplomatic-relations | diplomatic ties | 1962-08-06 | indonesia sri-lanka"];
    assert_eq!(groups(&[("a", one), ("b", two)]), ["a/0 b/0"]);
    let third: &[&str] = &["diplomatic-relations | diplomatic ties | 1962-08-06 | indonesia india"];
    assert_eq!(groups(&[("a", one), ("b", third)]), ["a/0", "b/0"]);
    let again: &[&str] = &["diplomatic-relations | restored diplomatic ties | 1962 | indonesia sri-lanka"];
    assert_eq!(groups(&[("a", one), ("b", again)]), ["a/0", "b/0"]);
}

#[test]
fn capitals_represent_their_countries() {
    let one: &[&str] = &["diplomatic-relations | diplomatic relations | 1961-08-06 | norway finland"];
    let two: &[&str] = &["diplomatic-relations | diplomatic relations between Oslo and Helsinki | 1951-08"];
    assert_eq!(groups(&[("a", one), ("b", two)]), ["a/0 b/0"]);
    let other: &[&str] =
        &["diplomatic-relations | diplomatic relations between Oslo and Stockholm | 1951-08"];
    assert_eq!(groups(&[("a", one), ("b", other)]), ["a/0", "b/0"]);
}

#[test]
fn a_period_may_be_wrong_at_one_end() {
    let rows = |date: &str| {
        let other = with_context("b", &format!("war | Oslund War | {date}"), "marivelle tornquist");
        let readings = vec![with_context("a", "war | Oslund War | 1932/1935", "vessen karlholm"), other];
        link(vec![summary("a"), summary("b")], readings, &KNOWLEDGE).release.events.len()
    };
    assert_eq!(rows("1931-10-03/1935-03-11"), 1);
    assert_eq!(rows("1932-10-03/1936-03-11"), 1);
    assert_eq!(rows("1921-10-03/1924-03-11"), 2);
}

#[test]
fn a_battle_in_one_month_of_two_near_years_has_a_wrong_year() {
    let rows = |date: &str| {
        let other = with_context("b", &format!("battle | Battle of Oslund | {date}"), "marivelle tornquist");
        let readings =
            vec![with_context("a", "battle | Battle of Oslund | 1932-06-12", "vessen karlholm"), other];
        link(vec![summary("a"), summary("b")], readings, &KNOWLEDGE).release.events.len()
    };
    assert_eq!(rows("1934-06"), 1);
    assert_eq!(rows("1934-09"), 2);
    assert_eq!(rows("1938-06"), 2);
}

#[test]
fn ministers_sign_for_their_countries() {
    let countries: &[&str] = &["agreement | Treaty of Oslund | 1968-06-05 | norway finland"];
    let rows = |claims: &[&str]| {
        let people: &[&str] = &["ada-moreau", "ivo-lund"];
        let first = Story { article: "a", published: "1969-01-14", people: &[], claims: countries };
        events(&[first, Story { article: "b", published: "1969-01-14", people, claims }]).len()
    };
    let ministers: &[&str] = &["agreement | Treaty of Oslund | 1968-06-08 | ada-moreau ivo-lund"];
    assert_eq!(rows(ministers), 1);
    assert_eq!(rows(&["agreement | Treaty of Oslund | 1968-06-08 | denmark sweden"]), 2);
}

#[test]
fn a_doubled_letter_makes_no_second_person() {
    let story = |article, people, claims| Story { article, published: "1969-01-14", people, claims };
    let first = |claims| story("a", &["ana-lindqvist"], claims);
    let second = |claims| story("b", &["anna-lindqvist"], claims);
    let one: &[&str] = &["death | died | 1968-06-03 | ana-lindqvist"];
    let two: &[&str] = &["death | died | 1966-06 | anna-lindqvist"];
    assert_eq!(events(&[first(one), second(two)]).len(), 1);
    let other: &[&str] = &["death | died | 1966-09 | anna-lindqvist"];
    assert_eq!(events(&[first(one), second(other)]).len(), 2);
}

#[test]
fn a_state_joins_an_organisation_once() {
    let one: &[&str] = &["accession | joined | 1958-07 | norway nato"];
    let two: &[&str] = &["accession | was admitted to | 1961 | norway nato"];
    assert_eq!(groups(&[("a", one), ("b", two)]), ["a/0 b/0"]);
    let other: &[&str] = &["accession | was admitted to | 1961 | denmark nato"];
    assert_eq!(groups(&[("a", one), ("b", other)]), ["a/0", "b/0"]);
}

#[test]
fn the_place_is_no_part_of_a_name() {
    let one: &[&str] = &["statement | Declaration of Tarn | 1922-05-04 | | oslund"];
    let two: &[&str] = &["statement | Tarn Declaration | 1922-05-04 | | tarn"];
    assert_eq!(groups(&[("a", one), ("b", two)]), ["a/0 b/0"]);
}

#[test]
fn one_story_has_one_war() {
    let people: &[&str] = &["ada-moreau", "ivo-lund", "jan-brek"];
    let story = |article, published, people, claims| Story { article, published, people, claims };
    let first: &[&str] = &["war | war | 1968-10-03"];
    let second: &[&str] = &["war | war | 1968-10-13"];
    let rows = events(&[story("a", "1968-11-27", people, first), story("b", "1969-01-14", people, second)]);
    assert_eq!(rows.len(), 1);
    let others: &[&str] = &["eva-sand", "per-holt", "jan-brek"];
    let rows = events(&[story("a", "1968-11-27", people, first), story("b", "1969-01-14", others, second)]);
    assert_eq!(rows.len(), 2);
}

#[test]
fn reports_of_one_week_are_of_one_visit() {
    let people: &[&str] = &["ada-moreau"];
    let report = |article, published, claims| Story { article, published, people, claims };
    let monday: &[&str] = &["visit | visit | 1992-06-01 | ada-moreau"];
    let wednesday: &[&str] = &["visit | visit | 1992-06-03 | ada-moreau"];
    let rows = events(&[report("a", "1992-06-03", monday), report("b", "1992-06-04", wednesday)]);
    assert_eq!(rows.len(), 1);
}
