//! Plants contradictions: some articles state another value of an event than the true one.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::data::kind::Trait;
use crate::date::{Extent, Precision, shift};
use crate::options::Rate;
use crate::plan::assignment::{ArticlePlan, Assignment};
use crate::plan::event::{Event, Town};
use crate::rng::Rng;
use crate::truth::{Modality, Property};
use crate::world::World;

/// A disagreement between articles about an event.
pub(crate) struct Contradiction {
    /// The index of the event in the plan.
    pub(crate) event: usize,
    pub(crate) property: Property,
    /// The true value first.
    pub(crate) values: [StatedBy; 2],
}

/// A value, and the articles of the plan that state it.
pub(crate) struct StatedBy {
    pub(crate) value: String,
    pub(crate) articles: Vec<usize>,
}

/// Plants contradictions about this share of the events that several articles state.
pub(crate) fn plant(
    rate: Rate,
    events: &[Event<'_>],
    articles: &mut [ArticlePlan],
    world: &World<'_>,
    rng: &mut Rng,
) -> Vec<Contradiction> {
    let mut reports = vec![Vec::new(); events.len()];
    for (number, article) in articles.iter().enumerate() {
        for assignment in &article.assignments {
            if let Some(reports) = reports.get_mut(assignment.event) {
                reports.push((number, article.published, assignment.modality));
            }
        }
    }
    let mut planted = Vec::new();
    for (number, (event, reports)) in events.iter().zip(reports).enumerate() {
        if reports.len() < 2 || !rng.happens(rate) {
            continue;
        }
        // A planned event is not stated as a fact and contradicts nothing.
        if reports.iter().any(|(_, _, modality)| *modality == Modality::Planned) {
            continue;
        }
        let mut order: Vec<(usize, Date)> = reports.iter().map(|(it, day, _)| (*it, *day)).collect();
        rng.shuffle(&mut order);
        let (wrong, right) = order.split_at(1 + rng.below(order.len() / 2));
        let Some(earliest) = wrong.iter().map(|(_, published)| *published).min() else { continue };
        let Some(change) = draw_change(event, earliest, world, rng) else { continue };
        let numbers = |side: &[(usize, Date)]| -> Vec<usize> { side.iter().map(|(it, _)| *it).collect() };
        let (right, wrong) = (numbers(right), numbers(wrong));
        for (side, version) in [(&right, &change.truth), (&wrong, &change.error)] {
            for article in side.iter() {
                let assignments = articles.get_mut(*article).map(|it| it.assignments.iter_mut());
                for assignment in assignments.into_iter().flatten().filter(|it| it.event == number) {
                    version.apply(assignment);
                }
            }
        }
        planted.push(Contradiction {
            event: number,
            property: change.truth.property(),
            values: [
                StatedBy { value: change.truth.value(world), articles: right },
                StatedBy { value: change.error.value(world), articles: wrong },
            ],
        });
    }
    planted
}

/// The values of the two sides.
struct Change {
    truth: Version,
    error: Version,
}

/// The value that a side states, and the least precision of its dates.
enum Version {
    Date(Extent, Precision),
    Place(Town),
    Quantity(u32),
}

impl Version {
    fn property(&self) -> Property {
        match self {
            Self::Date(..) => Property::Date,
            Self::Place(_) => Property::Place,
            Self::Quantity(_) => Property::Quantity,
        }
    }

    fn value(&self, world: &World<'_>) -> String {
        match self {
            Self::Date(extent, _) => extent.in_full().edtf(),
            Self::Place(town) => world.country(town.country).map_or("", |it| it.town(town.number)).to_owned(),
            Self::Quantity(value) => value.to_string(),
        }
    }

    fn apply(&self, assignment: &mut Assignment) {
        assignment.must_say = Some(self.property());
        assignment.modality = Modality::Asserted;
        match self {
            Self::Date(extent, precision) => {
                assignment.extent = *extent;
                assignment.precision = *precision;
            }
            Self::Place(town) => assignment.place = *town,
            Self::Quantity(value) => assignment.value = Some(*value),
        }
    }
}

fn draw_change(event: &Event<'_>, before: Date, world: &World<'_>, rng: &mut Rng) -> Option<Change> {
    let movable = if event.spec.is(Trait::Movable) { 25 } else { 0 };
    let countable = if event.fact.is_some() { 25 } else { 0 };
    let choices = [(70, Property::Date), (movable, Property::Place), (countable, Property::Quantity)];
    match (rng.weighted(&choices)?, &event.fact) {
        (Property::Place, _) => {
            let place = event.cast.place;
            let towns = world.country(place.country)?.towns.len();
            let number = (place.number + 1 + rng.below(towns.saturating_sub(1))) % towns;
            Some(Change { truth: Version::Place(place), error: Version::Place(Town { number, ..place }) })
        }
        (Property::Quantity, Some(fact)) => {
            let error = if rng.percent(50) { fact.value * 3 } else { fact.value / 3 };
            Some(Change { truth: Version::Quantity(fact.value), error: Version::Quantity(error) })
        }
        _ => {
            let fits = |(other, _): &(Extent, Precision)| {
                other.last() < before && !other.in_full().agrees_with(event.extent.in_full())
            };
            // A visit of another month is another visit.
            let again = event.spec.is(Trait::Again);
            let draw = |rng: &mut Rng| match again {
                true => other_day(event.extent, rng),
                false => other_date(event.extent, rng),
            };
            let (extent, precision) = (0..8).find_map(|_| draw(rng).filter(fits))?;
            Some(Change {
                truth: Version::Date(event.extent, precision),
                error: Version::Date(extent, precision),
            })
        }
    }
}

/// A date that contradicts `extent` if both are stated with this precision.
fn other_date(extent: Extent, rng: &mut Rng) -> Option<(Extent, Precision)> {
    let sign = if rng.percent(50) { 1 } else { -1 };
    let years = |day: Date, years: i32| day.checked_add((sign * years).years()).ok();
    Some(match extent {
        Extent::Day(day) => match rng.below(4) {
            0 | 1 => (Extent::Day(years(day, rng.between(1, 5))?), Precision::Year),
            2 => {
                let months = sign * rng.between(1, 5);
                (Extent::Day(day.checked_add(months.months()).ok()?), Precision::Month)
            }
            _ => return other_day(extent, rng),
        },
        // At least two years: a period may reach into the next one.
        Extent::Span(from, to) => match rng.below(2) {
            0 => {
                let by = rng.between(2, 5);
                (Extent::Span(years(from, by)?, years(to, by)?), Precision::Year)
            }
            _ => return other_day(extent, rng),
        },
    })
}

/// A last day that contradicts the one of `extent`.
fn other_day(extent: Extent, rng: &mut Rng) -> Option<(Extent, Precision)> {
    let other = match extent {
        Extent::Day(day) => {
            let sign = if rng.percent(50) { 1 } else { -1 };
            Extent::Day(shift(day, sign * rng.between(2, 9)))
        }
        Extent::Span(from, to) => Extent::Span(from, shift(to, rng.between(4, 20))),
    };
    Some((other, Precision::Day))
}
