//! Values of one property of one event or person, each with its source, and their comparison.

use std::collections::{BTreeMap, BTreeSet};

use annals_edtf::{Comparison, Finer};
use annals_model::{ComparisonId, ComparisonRow, EntityId, EventId, Property, Verdict};

/// Values of one property that are compared with each other. A text that repeats itself endlessly has more.
const MAX_COMPARED: usize = 64;

/// What has the property.
#[derive(Clone, Copy)]
pub(super) enum Subject<'a> {
    Event(&'a EventId),
    Person(&'a EntityId),
}

/// The property that is compared.
pub(super) struct Topic<'a> {
    pub(super) subject: Subject<'a>,
    pub(super) property: Property,
    /// What distinguishes several values of the property, such as a unit or a time.
    pub(super) detail: Option<String>,
}

/// A value from a source.
pub(super) struct SourcedValue<'a, V> {
    pub(super) value: V,
    pub(super) source: &'a str,
    /// The identifier of the row that has the value.
    pub(super) row_id: &'a str,
}

/// The values of one property.
pub(super) struct ValueGroup<'a, V> {
    pub(super) topic: Topic<'a>,
    pub(super) values: Vec<SourcedValue<'a, V>>,
}

impl<V: Ord> ValueGroup<'_, V> {
    /// Returns the row of the comparison. `None` where there are fewer than two sources. `display` prints
    /// a value.
    pub(super) fn row(
        self,
        compare: impl Fn(&V, &V) -> Comparison,
        display: impl Fn(&V) -> String,
    ) -> Option<ComparisonRow> {
        let Self { topic, values } = self;
        let sources: BTreeSet<&str> = values.iter().map(|value| value.source).collect();
        if sources.len() < 2 {
            return None;
        }
        let claims: BTreeSet<&str> = values.iter().map(|value| value.row_id).collect();
        let claims = claims.into_iter().map(str::to_owned).collect();
        let mut sources_of: BTreeMap<V, BTreeSet<&str>> = BTreeMap::new();
        for SourcedValue { value, source, .. } in values {
            sources_of.entry(value).or_default().insert(source);
        }
        let values: Vec<(V, BTreeSet<&str>)> = sources_of.into_iter().collect();
        let (verdict, finest) = verdict(&values, compare);
        let (event_id, person_id) = match topic.subject {
            Subject::Event(id) => (Some(id.clone()), None),
            Subject::Person(id) => (None, Some(id.clone())),
        };
        Some(ComparisonRow {
            comparison_id: topic.comparison_id(),
            event_id,
            person_id,
            property: topic.property,
            detail: topic.detail,
            verdict,
            finer: finest.and_then(|at| values.get(at)).map(|(value, _)| display(value)),
            sources: values.iter().map(|(_, sources)| join(sources)).collect(),
            values: values.iter().map(|(value, _)| display(value)).collect(),
            claims,
        })
    }
}

impl Topic<'_> {
    fn comparison_id(&self) -> ComparisonId {
        let id = match self.subject {
            Subject::Event(id) => id.as_str(),
            Subject::Person(id) => id.as_str(),
        };
        let property = property_key(self.property);
        ComparisonId::new(match &self.detail {
            Some(detail) => format!("{id}/{property}/{}", annals_model::slug(detail)),
            None => format!("{id}/{property}"),
        })
    }
}

/// Returns the verdict on values with their sources, and the index of the finest value if the values are
/// compatible.
fn verdict<V>(
    values: &[(V, BTreeSet<&str>)],
    compare: impl Fn(&V, &V) -> Comparison,
) -> (Verdict, Option<usize>) {
    let compared = values.get(..MAX_COMPARED.min(values.len())).unwrap_or_default();
    if compared.len() < 2 {
        return (Verdict::Equal, None);
    }
    let mut verdict = Verdict::Compatible;
    let mut is_finest = vec![true; compared.len()];
    for (at, (first, sources)) in compared.iter().enumerate() {
        for (other, (second, other_sources)) in compared.iter().enumerate().skip(at + 1) {
            let is_coarser = match compare(first, second) {
                Comparison::Equal => [false, false],
                Comparison::Compatible(Finer::This) => [false, true],
                Comparison::Compatible(Finer::Other) => [true, false],
                Comparison::Compatible(Finer::Neither) => [true, true],
                // Two values of the only source are no conflict between sources.
                Comparison::Conflicting if sources.union(other_sources).nth(1).is_some() => {
                    return (Verdict::Conflicting, None);
                }
                Comparison::Conflicting | Comparison::Undetermined => {
                    verdict = Verdict::Undetermined;
                    continue;
                }
            };
            for (number, is_coarser) in [at, other].into_iter().zip(is_coarser) {
                if let Some(is_finest) = is_finest.get_mut(number) {
                    *is_finest &= !is_coarser;
                }
            }
        }
    }
    let finest = is_finest.iter().position(|is_finest| *is_finest);
    (verdict, finest.filter(|_| verdict == Verdict::Compatible))
}

fn join(parts: &BTreeSet<&str>) -> String {
    parts.iter().copied().collect::<Vec<_>>().join("; ")
}

fn property_key(property: Property) -> &'static str {
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
    use annals_model::{EventId, Property, Verdict};

    use super::{SourcedValue, Subject, Topic, ValueGroup};

    fn compare_dates(
        dates: &[(&'static str, &'static str)],
    ) -> Option<(Verdict, Option<String>, Vec<String>)> {
        let event = EventId::new("opening-oslund-bridge-1901");
        let values = dates.iter().map(|(source, date)| SourcedValue {
            value: date.parse::<Edtf>().unwrap(),
            source,
            row_id: source,
        });
        let topic = Topic { subject: Subject::Event(&event), property: Property::Date, detail: None };
        let group = ValueGroup { topic, values: values.collect() };
        let row = group.row(Edtf::compare, ToString::to_string)?;
        assert_eq!(row.values.len(), row.sources.len());
        Some((row.verdict, row.finer, row.sources))
    }

    #[test]
    fn a_single_source_is_not_compared() {
        assert_eq!(compare_dates(&[("gazette", "1901"), ("gazette", "1902")]), None);
        assert_eq!(compare_dates(&[]), None);
    }

    #[test]
    fn verdicts() {
        let row = compare_dates(&[("gazette", "1901-05-03"), ("herald", "1901-05-03")]).unwrap();
        assert_eq!(row, (Verdict::Equal, None, vec!["gazette; herald".to_owned()]));
        let row =
            compare_dates(&[("gazette", "1901"), ("herald", "1901-05"), ("courier", "1901-05-03")]).unwrap();
        assert_eq!((row.0, row.1.as_deref()), (Verdict::Compatible, Some("1901-05-03")));
        let row = compare_dates(&[("gazette", "1901"), ("herald", "1902"), ("courier", "190X")]).unwrap();
        assert_eq!((row.0, row.1), (Verdict::Conflicting, None));
        let row = compare_dates(&[("gazette", "1901~"), ("herald", "1902")]).unwrap();
        assert_eq!(row.0, Verdict::Undetermined);
    }

    #[test]
    fn a_source_does_not_contradict_itself() {
        let row = compare_dates(&[("gazette", "1901"), ("gazette", "1902"), ("herald", "190X")]).unwrap();
        assert_eq!(row.0, Verdict::Undetermined);
    }
}
