//! Comparison of the places of an event.

use annals_edtf::{Comparison, Finer};
use annals_knowledge::{Gazetteer, Statehood};
use annals_model::EntityId;

/// Steps from a place to the widest one that contains it, at most.
const MAX_DEPTH: usize = 8;

/// Compares two places: equal, or one within the other according to the gazetteer. Two countries, two towns,
/// two places in two countries and two unlisted places conflict. Nothing follows for others.
pub(super) fn compare(gazetteer: &Gazetteer, first: &EntityId, second: &EntityId) -> Comparison {
    if first == second {
        return Comparison::Equal;
    }
    let (inner, outer) = (chain(gazetteer, first), chain(gazetteer, second));
    if inner.contains(&second) {
        return Comparison::Compatible(Finer::This);
    }
    if outer.contains(&first) {
        return Comparison::Compatible(Finer::Other);
    }
    let statehood = |id: &EntityId| gazetteer.get(id).map(|known| known.statehood);
    let country = |chain: &[&EntityId]| {
        chain.iter().find(|id| statehood(id) == Some(Statehood::Country)).map(|id| (*id).clone())
    };
    match (country(&inner), country(&outer)) {
        // A former part of a state may be meant by the name of the state.
        (Some(a), Some(b)) if !inner.contains(&&b) && !outer.contains(&&a) => return Comparison::Conflicting,
        _ => {}
    }
    match (statehood(first), statehood(second)) {
        (Some(Statehood::Town), Some(Statehood::Town)) => Comparison::Conflicting,
        // Unlisted places differ in their names, and nothing else is known of them.
        (None, None) => Comparison::Conflicting,
        _ => Comparison::Undetermined,
    }
}

/// Returns a place and all places that contain it, from inside out.
fn chain<'a>(gazetteer: &'a Gazetteer, place: &'a EntityId) -> Vec<&'a EntityId> {
    let outer = |id: &&'a EntityId| {
        let country = || gazetteer.get(id)?.country.as_ref().filter(|country| country != id);
        gazetteer.within(id).or_else(country)
    };
    std::iter::successors(Some(place), outer).take(MAX_DEPTH).collect()
}

#[cfg(test)]
mod tests {
    use annals_edtf::{Comparison, Finer};
    use annals_knowledge::{Files, Knowledge};
    use annals_model::EntityId;

    use super::compare;

    #[test]
    fn places_contain_each_other() {
        let places = "id,name,aliases,demonyms,class,note\n\
                      norland,Norland,,,country,\nsouland,Souland,,,country,\nnorfolk-hills,Norfolk Hills,,,region,\n\
                      northport,Northport,,,city,\nnorthham,Northham,,,city,\nsouthport,Southport,,,city,\nred-river,Red River,,,river,\n";
        let within = "place,within\nnorthport,norfolk-hills\nnorfolk-hills,norland\nsouthport,souland\n";
        let files = Files::read("../../knowledge".as_ref())
            .unwrap()
            .with("gazetteer/places.csv", places)
            .with("gazetteer/within.csv", within);
        let gazetteer = Knowledge::load(&files).unwrap().gazetteer;
        let verdict = |a: &str, b: &str| compare(&gazetteer, &EntityId::new(a), &EntityId::new(b));
        assert_eq!(verdict("northport", "northport"), Comparison::Equal);
        assert_eq!(verdict("northport", "norland"), Comparison::Compatible(Finer::This));
        assert_eq!(verdict("norland", "northport"), Comparison::Compatible(Finer::Other));
        assert_eq!(verdict("northport", "southport"), Comparison::Conflicting);
        assert_eq!(verdict("northport", "souland"), Comparison::Conflicting);
        assert_eq!(verdict("northport", "northham"), Comparison::Conflicting);
        assert_eq!(verdict("red-river", "northport"), Comparison::Undetermined);
        assert_eq!(verdict("somewhere", "northport"), Comparison::Undetermined);
        assert_eq!(verdict("somewhere", "elsewhere"), Comparison::Conflicting);
    }
}
