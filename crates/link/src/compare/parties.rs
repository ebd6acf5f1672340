//! Whether two articles can mean the same parties.

use std::collections::BTreeSet;

use annals_edtf::{Comparison, Finer};
use annals_model::{EntityClass, EntityId, Release};
use rustc_hash::FxHashMap;

/// What each party is.
pub(super) struct Classes<'a>(FxHashMap<&'a EntityId, EntityClass>);

impl<'a> Classes<'a> {
    pub(super) fn of(release: &'a Release) -> Self {
        let people = release.people.iter().map(|row| (&row.person_id, EntityClass::Person));
        let bodies =
            release.organisations.iter().map(|row| (&row.organisation_id, EntityClass::Organisation));
        let places = release.places.iter().map(|row| (&row.place_id, EntityClass::Place));
        Self(people.chain(bodies).chain(places).collect())
    }

    /// What all of these are, if they are all the same.
    fn common(&self, parties: &Parties<'_>) -> Option<EntityClass> {
        let mut classes = parties.iter().map(|id| self.0.get(id).copied());
        let first = classes.next()??;
        classes.all(|class| class == Some(first)).then_some(first)
    }
}

/// Parties of one event.
pub(super) type Parties<'a> = BTreeSet<&'a EntityId>;

/// The same, or one among the other. None in common is a conflict where both name parties of one
/// sort: a minister may stand for his country. Two that name a body each may each leave out the other's.
pub(super) fn compare(classes: &Classes<'_>, first: &Parties<'_>, second: &Parties<'_>) -> Comparison {
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

/// Like [`compare`], of what two states do on one day and no third one is told to do with them: another
/// state beside the same one is a conflict.
pub(super) fn compare_pairs(classes: &Classes<'_>, first: &Parties<'_>, second: &Parties<'_>) -> Comparison {
    let states = |parties| classes.common(parties) == Some(EntityClass::Place);
    let pairs = first.len() == 2 && second.len() == 2 && states(first) && states(second);
    if pairs && first != second { Comparison::Conflicting } else { compare(classes, first, second) }
}

pub(super) fn shown(parties: &Parties<'_>) -> String {
    parties.iter().map(|id| id.as_str()).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use annals_edtf::{Comparison, Finer};
    use annals_model::EntityId;
    use annals_model::{EntityClass::Organisation, EntityClass::Person, EntityClass::Place};

    use super::{Classes, compare, compare_pairs};

    #[test]
    fn parties_are_compared_as_sets() {
        let [norland, souland, westland, ada] =
            ["norland", "souland", "westland", "ada-moreau"].map(EntityId::new);
        let [guard, fleet, police] = ["guard", "fleet", "police"].map(EntityId::new);
        let classes = [(&norland, Place), (&souland, Place), (&westland, Place), (&ada, Person)];
        let bodies = [&guard, &fleet, &police].map(|id| (id, Organisation));
        let classes = classes.into_iter().chain(bodies);
        let classes = Classes(classes.collect());
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
