//! Events of the invented world, with their true values.

use crate::data::kind::{KindSpec, Role};
use crate::data::office::Office;
use crate::date::Extent;
use crate::world::person::Person;
use crate::world::{Country, PersonRef, World};

/// An event.
pub(crate) struct Event<'d> {
    pub(crate) id: String,
    pub(crate) spec: &'d KindSpec,
    /// The name and its aliases; may be empty.
    pub(crate) names: Vec<String>,
    pub(crate) extent: Extent,
    pub(crate) cast: Cast<'d>,
    pub(crate) fact: Option<Fact>,
}

/// The participants and the place.
#[derive(Debug, Clone)]
pub(crate) struct Cast<'d> {
    pub(crate) a: usize,
    pub(crate) b: Option<usize>,
    pub(crate) p: Option<PersonRef>,
    pub(crate) q: Option<PersonRef>,
    pub(crate) unit: Option<usize>,
    pub(crate) institution: Option<usize>,
    pub(crate) office: Option<&'d Office>,
    pub(crate) place: Town,
}

/// A town of a country.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Town {
    pub(crate) country: usize,
    pub(crate) number: usize,
}

/// A number of an event.
#[derive(Debug, Clone)]
pub(crate) struct Fact {
    pub(crate) value: u32,
    pub(crate) unit: String,
}

impl<'d> Cast<'d> {
    pub(crate) fn home<'w>(&self, world: &'w World<'d>) -> Option<&'w Country<'d>> {
        world.country(self.a)
    }

    pub(crate) fn partner<'w>(&self, world: &'w World<'d>) -> Option<&'w Country<'d>> {
        world.country(self.b?)
    }

    /// The name of a participant in the record of the event.
    pub(crate) fn name_of<'w>(&'w self, role: Role, world: &'w World<'d>) -> Option<&'w str> {
        let person = |person: Option<PersonRef>| -> Option<&'w Person<'d>> { world.person(person?) };
        let home = self.home(world)?;
        Some(match role {
            Role::A => &home.name,
            Role::B => &self.partner(world)?.name,
            Role::P => &person(self.p)?.name.full,
            Role::Q => &person(self.q)?.name.full,
            Role::Unit => home.units.get(self.unit?)?,
            Role::Institution => &home.institutions.get(self.institution?)?.name,
            Role::Office => &self.office?.role,
            Role::Place => world.country(self.place.country)?.town(self.place.number),
        })
    }
}

impl Event<'_> {
    pub(crate) fn participants(&self, world: &World<'_>) -> Vec<String> {
        let roles = self.spec.participants.iter();
        roles.filter_map(|role| self.name_in(*role, world)).collect()
    }

    fn name_in(&self, role: Role, world: &World<'_>) -> Option<String> {
        self.cast.name_of(role, world).map(str::to_owned)
    }
}
