//! Comparison of the participants of an event.

use std::collections::BTreeSet;

use annals_edtf::{Comparison, Finer};
use annals_model::{EntityClass, EntityId, Release};
use rustc_hash::FxHashMap;

/// The class of each entity of a release.
pub(super) struct PartyClasses<'a>(FxHashMap<&'a EntityId, EntityClass>);

impl<'a> PartyClasses<'a> {
    pub(super) fn of(release: &'a Release) -> Self {
        let people = release.people.iter().map(|row| (&row.person_id, EntityClass::Person));
        let organisations =
            release.organisations.iter().map(|row| (&row.organisation_id, EntityClass::Organisation));
        let places = release.places.iter().map(|row| (&row.place_id, EntityClass::Place));
        Self(people.chain(organisations).chain(places).collect())
    }

    /// Returns the class of all participants, if it is the same.
    fn common(&self, participants: &Participants<'_>) -> Option<EntityClass> {
        let mut classes = participants.iter().map(|id| self.0.get(id).copied());
        let first = classes.next()??;
        classes.all(|class| class == Some(first)).then_some(first)
    }
}

/// The participants of one event.
pub(super) type Participants<'a> = BTreeSet<&'a EntityId>;

/// Compares two sets of participants. Disjoint sets conflict where all participants are of one class: a
/// minister may represent a country. Two single organisations do not conflict: each source may leave out
/// the other one.
pub(super) fn compare(
    classes: &PartyClasses<'_>,
    first: &Participants<'_>,
    second: &Participants<'_>,
) -> Comparison {
    if first == second {
        Comparison::Equal
    } else if first.is_superset(second) {
        Comparison::Compatible(Finer::This)
    } else if first.is_subset(second) {
        Comparison::Compatible(Finer::Other)
    } else if first.is_disjoint(second)
        && classes.common(first).is_some_and(|class| classes.common(second) == Some(class))
        && !(first.len() == 1
            && second.len() == 1
            && classes.common(first) == Some(EntityClass::Organisation))
    {
        Comparison::Conflicting
    } else {
        Comparison::Undetermined
    }
}

/// Like [`compare`], for what two states do on one day without a third: two pairs of states conflict even if
/// they have a state in common.
pub(super) fn compare_pairs(
    classes: &PartyClasses<'_>,
    first: &Participants<'_>,
    second: &Participants<'_>,
) -> Comparison {
    let are_states = |participants| classes.common(participants) == Some(EntityClass::Place);
    let are_pairs = first.len() == 2 && second.len() == 2 && are_states(first) && are_states(second);
    if are_pairs && first != second { Comparison::Conflicting } else { compare(classes, first, second) }
}

/// Prints participants as a list.
pub(super) fn display(participants: &Participants<'_>) -> String {
    participants.iter().map(|id| id.as_str()).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use annals_edtf::{Comparison, Finer};
    use annals_model::EntityClass::{Organisation, Person, Place};
    use annals_model::EntityId;

    use super::{PartyClasses, compare, compare_pairs};

    #[test]
    fn participants_are_compared_as_sets() {
        let [norland, souland, westland, ada] =
            ["norland", "souland", "westland", "ada-moreau"].map(EntityId::new);
        let [guard, fleet, police] = ["guard", "fleet", "police"].map(EntityId::new);
        let classes = [(&norland, Place), (&souland, Place), (&westland, Place), (&ada, Person)];
        let organisations = [&guard, &fleet, &police].map(|id| (id, Organisation));
        let classes = classes.into_iter().chain(organisations);
        let classes = PartyClasses(classes.collect());
        let verdict = |a: &[&EntityId], b: &[&EntityId]| {
            compare(&classes, &a.iter().copied().collect(), &b.iter().copied().collect())
        };
        assert_eq!(verdict(&[&norland], &[&norland]), Comparison::Equal);
        assert_eq!(verdict(&[&norland, &souland], &[&norland]), Comparison::Compatible(Finer::This));
        assert_eq!(verdict(&[&norland], &[&souland]), Comparison::Conflicting);
        assert_eq!(verdict(&[&norland], &[&ada]), Comparison::Undetermined);
        assert_eq!(verdict(&[&guard], &[&fleet]), Comparison::Undetermined);
        assert_eq!(verdict(&[&guard, &fleet], &[&police]), Comparison::Conflicting);
        assert_eq!(verdict(&[&norland, &souland], &[&norland, &westland]), Comparison::Undetermined);
        let pairs = [[&norland, &souland], [&norland, &westland]].map(|pair| pair.into_iter().collect());
        assert_eq!(compare_pairs(&classes, &pairs[0], &pairs[1]), Comparison::Conflicting);
    }
}
