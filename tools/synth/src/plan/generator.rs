//! Generates the events of a country. No two differ only in their dates.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::data::Data;
use crate::data::kind::{At, Kind, KindSpec, NameSlot, Role, Trait};
use crate::data::office::{Entry, Office};
use crate::date::{Extent, days_between, first_of, shift};
use crate::plan::event::{Cast, Event, Fact, Town};
use crate::rng::Rng;
use crate::template::Template;
use crate::world::person::{FIRST_YEAR, Person};
use crate::world::{PersonRef, World};

/// Generates events, and remembers which combinations of participants are used.
pub(crate) struct EventGenerator<'w, 'd> {
    data: &'d Data,
    world: &'w World<'d>,
    home: usize,
    used: BTreeSet<String>,
    drawn: usize,
    coded: usize,
}

/// The time of an event, relative to the article that it is drawn for.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Wanted {
    /// Over before this day.
    Past(Date),
    /// Within some months after the first day, and over before the second.
    After(Date, Date),
    /// Over within the last days before this day.
    News(Date),
    /// Some days after this day.
    Plan(Date),
}

/// The number of code names for each country, so that no two countries share one.
const CODES_OF_A_COUNTRY: usize = 64;

impl Wanted {
    fn allows(self, spec: &KindSpec) -> bool {
        // A date from the life of a person cannot be chosen for the article.
        let free = !matches!(spec.kind, Kind::Birth | Kind::Death | Kind::Appointment | Kind::Election);
        match self {
            Self::Past(_) => true,
            Self::After(..) => free,
            Self::News(_) => free && spec.is(Trait::News),
            Self::Plan(_) => free && spec.is(Trait::Plannable),
        }
    }
}

impl<'w, 'd> EventGenerator<'w, 'd> {
    pub(crate) fn new(data: &'d Data, world: &'w World<'d>, home: usize) -> Self {
        Self { data, world, home, used: BTreeSet::new(), drawn: 0, coded: 0 }
    }

    /// Draws a new event; none if this attempt fails.
    pub(crate) fn draw(&mut self, wanted: Wanted, rng: &mut Rng) -> Option<Event<'d>> {
        let kinds: Vec<(usize, &'d KindSpec)> = self
            .data
            .kinds
            .iter()
            .filter(|spec| wanted.allows(spec))
            .map(|spec| (spec.weight, spec))
            .collect();
        let spec = rng.weighted(&kinds)?;
        let (cast, extent) = self.cast(spec, wanted, rng)?;
        let keys = self.keys(spec, &cast);
        if keys.iter().any(|key| self.used.contains(key)) {
            return None;
        }
        self.used.extend(keys);
        let number = self.drawn;
        self.drawn += 1;
        let names = self.names(spec, &cast, rng);
        let fact = spec.units.as_ref().map(|units| Fact {
            value: rng.between(31, 99) as u32 * [10, 37, 111, 403][rng.below(4)],
            unit: units.pick(rng).clone(),
        });
        Some(Event { id: format!("e{:04}-{number:03}", self.home), spec, names, extent, cast, fact })
    }

    fn cast(&self, spec: &'d KindSpec, wanted: Wanted, rng: &mut Rng) -> Option<(Cast<'d>, Extent)> {
        let home = self.world.country(self.home)?;
        let b = spec.has(Role::B).then(|| self.world.partner(self.home, rng));
        let (p, office, extent) = if spec.has(Role::P) {
            let number = rng.below(home.people.len());
            let (office, extent) = self.life(spec, home.people.get(number)?, wanted, rng)?;
            (Some(PersonRef { country: self.home, number }), office, extent)
        } else {
            (None, None, extent(spec, wanted, rng)?)
        };
        let q = match (spec.has(Role::Q), b) {
            (true, Some(country)) => Some(self.active_person(country, extent, rng)?),
            _ => None,
        };
        let institution = spec.has(Role::Institution).then(|| rng.below(home.institutions.len()));
        let place = match spec.at {
            At::Home => Town { country: self.home, number: rng.below(home.towns.len()) },
            At::Capital => Town { country: self.home, number: 0 },
            At::Partner => {
                let country = b?;
                Town { country, number: rng.below(self.world.country(country)?.towns.len()) }
            }
            At::Institution => Town { country: self.home, number: home.institutions.get(institution?)?.town },
        };
        let unit = spec.has(Role::Unit).then(|| rng.below(home.units.len()));
        Some((Cast { a: self.home, b, p, q, unit, institution, office, place }, extent))
    }

    /// The office and the date of an event with this person; none if the person cannot take part.
    fn life(
        &self,
        spec: &KindSpec,
        person: &Person<'d>,
        wanted: Wanted,
        rng: &mut Rng,
    ) -> Option<(Option<&'d Office>, Extent)> {
        let mut office = None;
        let extent = match (spec.kind, wanted) {
            (Kind::Birth, Wanted::Past(day)) => past(person.born, day)?,
            (Kind::Death, Wanted::Past(day)) => past(person.died?, day)?,
            (Kind::Appointment | Kind::Election, Wanted::Past(day)) => {
                let entry = if spec.kind == Kind::Election { Entry::Elected } else { Entry::Appointed };
                let term = person.first_term(entry)?;
                office = Some(term.office);
                past(term.from, day)?
            }
            _ => extent(spec, wanted, rng)?,
        };
        let of_life = spec.kind == Kind::Birth || spec.kind == Kind::Death;
        (of_life || self.fits(person, extent)).then_some((office, extent))
    }

    /// A person of a country who is active at the time of the event.
    fn active_person(&self, country: usize, extent: Extent, rng: &mut Rng) -> Option<PersonRef> {
        let people = &self.world.country(country)?.people;
        let fitting: Vec<usize> = (0..people.len())
            .filter(|number| people.get(*number).is_some_and(|it| self.fits(it, extent)))
            .collect();
        Some(PersonRef { country, number: *rng.pick(&fitting)? })
    }

    fn fits(&self, person: &Person<'_>, extent: Extent) -> bool {
        person.is_active(extent.first()) && person.is_active(extent.last())
    }

    /// The keys that no other event of the country may share.
    fn keys(&self, spec: &KindSpec, cast: &Cast<'_>) -> Vec<String> {
        let key = |roles: &Vec<Role>| {
            let mut key = format!("{:?}", spec.kind);
            for role in roles {
                key.push('|');
                key.push_str(cast.name_of(*role, self.world).unwrap_or_default());
            }
            key
        };
        spec.identity.iter().map(|roles| format!("{roles:?}{}", key(roles))).collect()
    }

    fn names(&mut self, spec: &KindSpec, cast: &Cast<'_>, rng: &mut Rng) -> Vec<String> {
        let Some(aliases) = rng.pick(&spec.names) else {
            return Vec::new();
        };
        let coded = aliases.iter().flat_map(Template::slots).any(|slot| matches!(slot, NameSlot::Code));
        let code = self.data.world.code_name(self.home * CODES_OF_A_COUNTRY + self.coded);
        self.coded += usize::from(coded);
        let name = |role| cast.name_of(role, self.world).unwrap_or_default();
        let demonym = cast.home(self.world).map_or("", |home| home.demonym.as_str());
        aliases
            .iter()
            .map(|alias| {
                alias.fill(|slot, out| {
                    out.push_str(match slot {
                        NameSlot::A => name(Role::A),
                        NameSlot::ADemonym => demonym,
                        NameSlot::Place => name(Role::Place),
                        NameSlot::Code => &code,
                    });
                })
            })
            .collect()
    }
}

fn past(day: Date, before: Date) -> Option<Extent> {
    (day < before).then_some(Extent::Day(day))
}

fn extent(spec: &KindSpec, wanted: Wanted, rng: &mut Rng) -> Option<Extent> {
    let days = spec.lasts.map_or(0, |(from, to)| rng.between(from, to) - 1);
    let last = match wanted {
        Wanted::Past(day) => {
            let earliest = first_of(FIRST_YEAR, 1);
            let range = days_between(earliest, day) - 40 - days;
            if range < 1 {
                return None;
            }
            shift(earliest, days + rng.between(0, range))
        }
        Wanted::After(first, day) => {
            let last = shift(first, days + rng.between(1, 300));
            if last >= day {
                return None;
            }
            last
        }
        Wanted::News(day) => shift(day, -rng.between(0, 5)),
        Wanted::Plan(day) => shift(day, days + rng.between(3, 40)),
    };
    Some(if days == 0 { Extent::Day(last) } else { Extent::Span(shift(last, -days), last) })
}
