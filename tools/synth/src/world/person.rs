//! The people of a country: their lives, their ranks, and the offices that they hold one after another.

use jiff::civil::Date;

use crate::data::names::Culture;
use crate::data::office::{Calling, Entry, Office, OfficeData, Rank};
use crate::date::{day_in, shift};
use crate::rng::Rng;
use crate::world::coiner::{Coiner, PersonName};

#[derive(Debug, Clone, Copy)]
pub(crate) enum Gender {
    Female,
    Male,
}

/// A term of office.
#[derive(Debug)]
pub(crate) struct Term<'d> {
    pub(crate) office: &'d Office,
    pub(crate) from: Date,
    pub(crate) to: Date,
}

#[derive(Debug)]
pub(crate) struct Person<'d> {
    pub(crate) id: String,
    pub(crate) name: PersonName,
    pub(crate) gender: Gender,
    pub(crate) born: Date,
    pub(crate) died: Option<Date>,
    calling: Calling,
    pub(crate) terms: Vec<Term<'d>>,
}

/// The rank and the office of a person on a day.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Position<'d> {
    pub(crate) rank: Option<&'d Rank>,
    pub(crate) office: Option<&'d Office>,
}

pub(crate) const FIRST_YEAR: i16 = 1905;
pub(crate) const LAST_YEAR: i16 = 2024;

impl<'d> Person<'d> {
    fn new(id: String, name: PersonName, rng: &mut Rng) -> Self {
        let year = rng.between(1862, 1988) as i16;
        let born = day_in(rng, year);
        let died = year + rng.between(66, 92) as i16;
        Self {
            id,
            name,
            gender: if rng.percent(30) { Gender::Female } else { Gender::Male },
            born,
            died: (died <= LAST_YEAR).then(|| day_in(rng, died)),
            calling: if rng.percent(45) { Calling::Military } else { Calling::Civil },
            terms: Vec::new(),
        }
    }

    fn age(&self, day: Date) -> i16 {
        day.year() - self.born.year()
    }

    /// Whether the person is alive, and of an age to act in public, on a day.
    pub(crate) fn is_active(&self, day: Date) -> bool {
        (32..=78).contains(&self.age(day)) && self.died.is_none_or(|died| day < died)
    }

    pub(crate) fn position(&self, day: Date, data: &'d OfficeData) -> Position<'d> {
        let rank = match self.calling {
            Calling::Military => data.ranks.iter().rfind(|rank| rank.age <= self.age(day)),
            Calling::Civil => None,
        };
        let held = self.terms.iter().find(|term| term.from <= day && day < term.to);
        Position { rank, office: held.map(|term| term.office) }
    }

    /// The first office that the person got in this way.
    pub(crate) fn first_term(&self, entry: Entry) -> Option<&Term<'d>> {
        self.terms.iter().find(|term| term.office.entry == entry)
    }

    fn can_serve(&self, from: Date, to: Date) -> bool {
        self.is_active(from)
            && self.is_active(to)
            && self.terms.iter().all(|term| to <= term.from || term.to <= from)
    }
}

/// Makes the people of a country; each office has one holder at a time.
pub(crate) fn populate<'d>(
    country: usize,
    culture: &Culture,
    coiner: &mut Coiner<'_>,
    data: &'d OfficeData,
    rng: &mut Rng,
) -> Vec<Person<'d>> {
    let mut people: Vec<Person<'d>> = (0..36)
        .map(|number| {
            let name = coiner.person(rng, culture);
            Person::new(format!("p{country:04}-{number:02}"), name, rng)
        })
        .collect();
    for office in data.office.iter() {
        fill_office(office, &mut people, rng);
    }
    for person in &mut people {
        person.terms.sort_by_key(|term| term.from);
    }
    people
}

fn fill_office<'d>(office: &'d Office, people: &mut [Person<'d>], rng: &mut Rng) {
    let first_year = FIRST_YEAR + rng.between(0, 6) as i16;
    let mut from = day_in(rng, first_year);
    while from.year() <= LAST_YEAR {
        let to = shift(from, rng.between(3 * 365, 9 * 365));
        let fitting: Vec<usize> = (0..people.len())
            .filter(|index| {
                people.get(*index).is_some_and(|it| it.calling == office.post && it.can_serve(from, to))
            })
            .collect();
        let chosen = rng.pick(&fitting).and_then(|index| people.get_mut(*index));
        if let Some(person) = chosen {
            person.terms.push(Term { office, from, to });
        }
        from = to;
    }
}
