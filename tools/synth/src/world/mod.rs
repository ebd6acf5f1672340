//! The invented world: countries with their towns, people, institutions, army units and newspapers.

pub(crate) mod coiner;
pub(crate) mod person;

use crate::data::Data;
use crate::data::world::WorldSlot;
use crate::rng::{Purpose, Rng};
use crate::template::Template;
use crate::text::ordinal;
use coiner::Coiner;
use person::{Person, populate};

pub(crate) struct Country<'d> {
    pub(crate) name: String,
    pub(crate) formal_name: String,
    pub(crate) demonym: String,
    /// The first is the capital.
    pub(crate) towns: Vec<String>,
    pub(crate) people: Vec<Person<'d>>,
    pub(crate) institutions: Vec<Institution>,
    pub(crate) units: Vec<String>,
    pub(crate) outlets: Vec<String>,
    pub(crate) agency: Agency,
    pub(crate) writers: Vec<String>,
}

impl Country<'_> {
    pub(crate) fn town(&self, index: usize) -> &str {
        self.towns.get(index).map_or("", String::as_str)
    }
}

/// An institution and the town where it was founded.
pub(crate) struct Institution {
    pub(crate) name: String,
    pub(crate) town: usize,
}

pub(crate) struct Agency {
    pub(crate) name: String,
    pub(crate) abbreviation: String,
}

/// One person of one country.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct PersonRef {
    pub(crate) country: usize,
    pub(crate) number: usize,
}

pub(crate) struct World<'d> {
    pub(crate) countries: Vec<Country<'d>>,
}

/// The number of countries that a country deals with. None of them deals with it in turn, so that no pair occurs twice.
const PARTNERS: usize = 12;
const LEAST_COUNTRIES: usize = 2 * PARTNERS + 1;
const TOWNS: usize = 26;

impl<'d> World<'d> {
    pub(crate) fn new(seed: u64, countries: usize, data: &'d Data) -> Self {
        let mut rng = Rng::new(seed, Purpose::World, &[]);
        let mut coiner = Coiner::new(&data.names);
        let countries = (0..countries.max(LEAST_COUNTRIES))
            .map(|number| Country::new(number, &mut coiner, data, &mut rng))
            .collect();
        Self { countries }
    }

    pub(crate) fn country(&self, number: usize) -> Option<&Country<'d>> {
        self.countries.get(number)
    }

    pub(crate) fn person(&self, person: PersonRef) -> Option<&Person<'d>> {
        self.country(person.country)?.people.get(person.number)
    }

    pub(crate) fn partner(&self, home: usize, rng: &mut Rng) -> usize {
        (home + 1 + rng.below(PARTNERS)) % self.countries.len().max(1)
    }
}

impl<'d> Country<'d> {
    fn new(number: usize, coiner: &mut Coiner<'_>, data: &'d Data, rng: &mut Rng) -> Self {
        let culture = data.names.culture(rng);
        let (name, demonym) = coiner.state(rng, culture);
        let towns: Vec<String> = (0..TOWNS).map(|_| coiner.town(rng, culture)).collect();
        let people = populate(number, culture, coiner, &data.offices, rng);
        let writers = (0..8).map(|_| coiner.person(rng, culture).full).collect();
        let town = |index: usize| towns.get(index).cloned().unwrap_or_default();
        let fill = |template: &Template<WorldSlot>, city: &str, n: usize| {
            template.fill(|slot, out| match slot {
                WorldSlot::Country => out.push_str(&name),
                WorldSlot::Demonym => out.push_str(&demonym),
                WorldSlot::City => out.push_str(city),
                WorldSlot::N => out.push_str(&ordinal(n)),
            })
        };
        let institutions = data
            .world
            .bodies
            .iter()
            .map(|form| {
                let index = rng.below(TOWNS);
                Institution { name: fill(form, &town(index), 0), town: index }
            })
            .collect();
        let mut numbers: Vec<usize> = (1..60).collect();
        rng.shuffle(&mut numbers);
        let units = numbers.iter().take(24).map(|n| fill(data.world.units.pick(rng), "", *n)).collect();
        let outlets = data.world.outlets.iter().map(|it| fill(it, &town(rng.below(TOWNS)), 0)).collect();
        let agency_name = fill(data.world.agencies.pick(rng), "", 0);
        let letters = agency_name.split(' ').filter_map(|word| word.chars().next());
        let abbreviation: String =
            name.chars().take(3).chain(letters.skip(1)).flat_map(char::to_uppercase).collect();
        Self {
            formal_name: fill(data.world.formal_names.pick(rng), "", 0),
            people,
            institutions,
            units,
            outlets,
            agency: Agency { name: agency_name, abbreviation },
            writers,
            towns,
            name,
            demonym,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_two_things_share_a_name() {
        let data = Data::load().unwrap();
        let world = World::new(7, 60, &data);
        let mut seen = BTreeSet::new();
        for country in &world.countries {
            let people = country.people.iter().map(|person| &person.name.full);
            for name in country.towns.iter().chain(people).chain(&country.units).chain([&country.name]) {
                assert!(seen.insert(name.clone()), "{name} twice");
            }
        }
    }

    #[test]
    fn no_person_holds_two_offices_and_no_office_has_two_holders() {
        let data = Data::load().unwrap();
        let world = World::new(7, 3, &data);
        for country in &world.countries {
            let mut terms: Vec<_> = country
                .people
                .iter()
                .flat_map(|person| person.terms.iter().map(|term| (&term.office.before, term.from, term.to)))
                .collect();
            terms.sort();
            assert!(terms.len() > 40, "only {} terms", terms.len());
            for pair in terms.windows(2) {
                assert!(pair[0].0 != pair[1].0 || pair[0].2 <= pair[1].1);
            }
        }
    }

    #[test]
    fn code_names_differ() {
        let data = Data::load().unwrap();
        let names: BTreeSet<String> = (0..20_000).map(|number| data.world.code_name(number)).collect();
        assert_eq!(names.len(), 20_000);
    }
}
