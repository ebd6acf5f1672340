//! What independent witnesses say of one thing, side by side: the rows of `agreements`.
//!
//! A row needs two witnesses, and a verdict is on what different witnesses say: what one of them
//! says in two ways is not held against itself. Everything is grouped by what it is said of, and
//! only values of one group meet.

mod events;
mod numbers;
mod parties;
mod people;
mod places;

use std::collections::{BTreeMap, BTreeSet};

use annals_edtf::{Comparison, Finer};
use annals_knowledge::{Knowledge, Outlets};
use annals_model::{
    ArticleId, ArticleRow, ClaimRow, ComparisonId, ComparisonRow, EntityId, EventId, EventRow, Property,
    Relations, Release, Verdict,
};

/// How many values of one property are compared with each other. More than that no corpus tells of
/// one thing; one that repeats itself without end is read in time all the same.
const COMPARED: usize = 64;
/// Years after an event in which what is written of it may still be news.
const LATER: i16 = 1;

/// Whose word an article, or one claim of it, is.
#[derive(Clone, Copy)]
pub(super) struct Sources<'a> {
    pub(super) of_article: &'a BTreeMap<ArticleId, String>,
    pub(super) outlets: &'a Outlets,
}

impl<'a> Sources<'a> {
    /// Whom the article names as its source, or else its owner.
    fn of_claim(self, claim: &'a ClaimRow) -> Option<&'a str> {
        let named = claim.source.as_deref();
        let named = named.map(|name| self.outlets.by_name(name).map_or(name, |outlet| outlet.owner.as_str()));
        named.or_else(|| self.of_article(&claim.article_id))
    }

    fn of_article(self, article: &ArticleId) -> Option<&'a str> {
        self.of_article.get(article).map(String::as_str)
    }
}

/// What is compared, by the key of its row.
pub(super) fn comparisons<'r>(
    release: &'r Release,
    relations: &'r [Relations],
    sources: Sources<'r>,
    knowledge: &Knowledge,
) -> Vec<ComparisonRow> {
    let mut rows = events::rows(release, relations, sources, knowledge, |_| true);
    rows.extend(people::rows(release, sources));
    rows.sort_by(|a, b| a.comparison_id.cmp(&b.comparison_id));
    rows
}

/// Where articles of one owner contradict each other on an event that nobody else tells, as rows of which
/// the articles are the witnesses. Its dates are compared elsewhere, and its numbers may grow from one
/// report to the next: they are left out where an article is news of it.
pub(super) fn within_owners(
    release: &Release,
    relations: &[Relations],
    knowledge: &Knowledge,
) -> Vec<ComparisonRow> {
    let articles: BTreeMap<&ArticleId, &ArticleRow> =
        release.articles.iter().map(|row| (&row.article_id, row)).collect();
    let original = |row: &ArticleRow| row.copy_of.as_ref().unwrap_or(&row.article_id).to_string();
    let of_article = release.articles.iter().map(|row| (row.article_id.clone(), original(row))).collect();
    let sources = Sources { of_article: &of_article, outlets: &knowledge.outlets };
    let one_owner = |event: &EventRow| event.sources < 2 && event.articles.len() > 1;
    let mut rows = events::rows(release, relations, sources, knowledge, one_owner);
    let events: BTreeMap<&EventId, &EventRow> =
        release.events.iter().map(|row| (&row.event_id, row)).collect();
    let is_news = |event: &EventRow| {
        let last = event.latest.map(|day| day.year());
        let published = event.articles.iter().filter_map(|id| articles.get(id)?.published.as_ref()?.latest());
        last.is_none_or(|last| published.into_iter().any(|day| day.year() <= last.saturating_add(LATER)))
    };
    rows.retain(|row| {
        let event = row.event_id.as_ref().and_then(|id| events.get(id));
        let told = match row.property {
            Property::Place | Property::Participants => true,
            Property::Number => event.is_some_and(|event| !is_news(event)),
            _ => false,
        };
        told && row.verdict == Verdict::Conflicting
    });
    rows.sort_by(|a, b| a.comparison_id.cmp(&b.comparison_id));
    rows
}

/// What values are of.
#[derive(Clone, Copy)]
enum Of<'a> {
    Event(&'a EventId),
    Person(&'a EntityId),
}

/// One witness giving one value.
struct Told<'a, V> {
    value: V,
    source: &'a str,
    /// The row that says so.
    id: &'a str,
}

/// What values are compared on.
struct Topic<'a> {
    of: Of<'a>,
    property: Property,
    detail: Option<String>,
}

/// What was said of something, how one of two values is compared with the other, and how it is shown.
struct Matter<'a, V> {
    topic: Topic<'a>,
    told: Vec<Told<'a, V>>,
}

impl<V: Ord> Matter<'_, V> {
    /// The row, where there are two witnesses.
    fn row(
        self,
        compare: impl Fn(&V, &V) -> Comparison,
        shown: impl Fn(&V) -> String,
    ) -> Option<ComparisonRow> {
        let Self { topic, told } = self;
        let all: BTreeSet<&str> = told.iter().map(|told| told.source).collect();
        if all.len() < 2 {
            return None;
        }
        let claims: BTreeSet<&str> = told.iter().map(|told| told.id).collect();
        let claims = claims.into_iter().map(str::to_owned).collect();
        let mut values: BTreeMap<V, BTreeSet<&str>> = BTreeMap::new();
        for one in told {
            values.entry(one.value).or_default().insert(one.source);
        }
        let values: Vec<(V, BTreeSet<&str>)> = values.into_iter().collect();
        let (verdict, finer) = verdict(&values, compare);
        let (id, event_id, person_id) = match topic.of {
            Of::Event(id) => (id.as_str(), Some(id.clone()), None),
            Of::Person(id) => (id.as_str(), None, Some(id.clone())),
        };
        let property = named(topic.property);
        let key = match &topic.detail {
            Some(detail) => format!("{id}/{property}/{}", annals_model::slug(detail)),
            None => format!("{id}/{property}"),
        };
        Some(ComparisonRow {
            comparison_id: ComparisonId::new(key),
            event_id,
            person_id,
            property: topic.property,
            detail: topic.detail,
            verdict,
            finer: finer.and_then(|at| values.get(at)).map(|(value, _)| shown(value)),
            sources: values.iter().map(|(_, sources)| joined(sources)).collect(),
            values: values.iter().map(|(value, _)| shown(value)).collect(),
            claims,
        })
    }
}

/// The verdict on values with their witnesses, and the number of the one that says most.
fn verdict<V>(
    values: &[(V, BTreeSet<&str>)],
    compare: impl Fn(&V, &V) -> Comparison,
) -> (Verdict, Option<usize>) {
    let compared = values.get(..COMPARED.min(values.len())).unwrap_or_default();
    if compared.len() < 2 {
        return (Verdict::Equal, None);
    }
    let mut verdict = Verdict::Compatible;
    let mut finest = vec![true; compared.len()];
    for (at, (first, said)) in compared.iter().enumerate() {
        for (other, (second, also)) in compared.iter().enumerate().skip(at + 1) {
            let beaten = match compare(first, second) {
                Comparison::Equal => [false, false],
                Comparison::Compatible(Finer::This) => [false, true],
                Comparison::Compatible(Finer::Other) => [true, false],
                Comparison::Compatible(Finer::Neither) => [true, true],
                Comparison::Conflicting if said.union(also).nth(1).is_some() => {
                    return (Verdict::Conflicting, None);
                }
                Comparison::Conflicting | Comparison::Undetermined => {
                    verdict = Verdict::Undetermined;
                    continue;
                }
            };
            for (number, beaten) in [at, other].into_iter().zip(beaten) {
                if let Some(finest) = finest.get_mut(number) {
                    *finest &= !beaten;
                }
            }
        }
    }
    let finer = finest.iter().position(|finest| *finest);
    (verdict, finer.filter(|_| verdict == Verdict::Compatible))
}

fn joined(parts: &BTreeSet<&str>) -> String {
    parts.iter().copied().collect::<Vec<_>>().join("; ")
}

fn named(property: Property) -> &'static str {
    match property {
        Property::Date => "date",
        Property::EndDate => "end-date",
        Property::Place => "place",
        Property::Participants => "participants",
        Property::Number => "number",
        Property::Rank => "rank",
        Property::Office => "office",
    }
}

#[cfg(test)]
mod tests {
    use annals_edtf::Edtf;
    use annals_model::EventId;
    use annals_model::{Property, Verdict};

    use super::{Matter, Of, Told, Topic};

    fn dates(told: &[(&'static str, &'static str)]) -> Option<(Verdict, Option<String>, Vec<String>)> {
        let event = EventId::new("opening-oslund-bridge-1901");
        let told = told.iter().map(|(source, date)| Told {
            value: date.parse::<Edtf>().unwrap(),
            source,
            id: source,
        });
        let topic = Topic { of: Of::Event(&event), property: Property::Date, detail: None };
        let row = Matter { topic, told: told.collect() }.row(Edtf::compare, ToString::to_string)?;
        assert_eq!(row.values.len(), row.sources.len());
        Some((row.verdict, row.finer, row.sources))
    }

    #[test]
    fn one_witness_is_no_agreement() {
        assert_eq!(dates(&[("gazette", "1901"), ("gazette", "1902")]), None);
        assert_eq!(dates(&[]), None);
    }

    #[test]
    fn verdicts() {
        let row = dates(&[("gazette", "1901-05-03"), ("herald", "1901-05-03")]).unwrap();
        assert_eq!(row, (Verdict::Equal, None, vec!["gazette; herald".to_owned()]));
        let row = dates(&[("gazette", "1901"), ("herald", "1901-05"), ("courier", "1901-05-03")]).unwrap();
        assert_eq!((row.0, row.1.as_deref()), (Verdict::Compatible, Some("1901-05-03")));
        let row = dates(&[("gazette", "1901"), ("herald", "1902"), ("courier", "190X")]).unwrap();
        assert_eq!((row.0, row.1), (Verdict::Conflicting, None));
        let row = dates(&[("gazette", "1901~"), ("herald", "1902")]).unwrap();
        assert_eq!(row.0, Verdict::Undetermined);
    }

    #[test]
    fn a_witness_does_not_contradict_itself() {
        let row = dates(&[("gazette", "1901"), ("gazette", "1902"), ("herald", "190X")]).unwrap();
        assert_eq!(row.0, Verdict::Undetermined);
    }
}
