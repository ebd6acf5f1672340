//! Whether two places can be where one event was.

use annals_edtf::{Comparison, Finer};
use annals_knowledge::{Gazetteer, Statehood};
use annals_model::EntityId;

/// Most steps from a place to the widest one that it lies in.
const DEPTH: usize = 8;

/// Equal, or one within the other as far as `knowledge/` tells. Two countries, two towns, and what
/// lies in two countries are two places, and so are two that only the articles name; of others
/// nobody knows.
pub(super) fn compare(names: &Gazetteer, first: &EntityId, second: &EntityId) -> Comparison {
    if first == second {
        return Comparison::Equal;
    }
    let (inner, outer) = (chain(names, first), chain(names, second));
    if inner.contains(&second) {
        return Comparison::Compatible(Finer::This);
    }
    if outer.contains(&first) {
        return Comparison::Compatible(Finer::Other);
    }
    let standing = |id: &EntityId| names.get(id).map(|known| known.statehood);
    let country = |chain: &[&EntityId]| {
        chain.iter().find(|id| standing(id) == Some(Statehood::Country)).map(|id| (*id).clone())
    };
    match (country(&inner), country(&outer)) {
        // A state that was a part of the other at some time may be meant by it.
        (Some(a), Some(b)) if !inner.contains(&&b) && !outer.contains(&&a) => return Comparison::Conflicting,
        _ => {}
    }
    match (standing(first), standing(second)) {
        (Some(Statehood::Town), Some(Statehood::Town)) => Comparison::Conflicting,
        // Of places that only the articles know, all that is known is that they have two names.
        (None, None) => Comparison::Conflicting,
        _ => Comparison::Undetermined,
    }
}

/// A place and all that it lies in, from inside out.
fn chain<'a>(names: &'a Gazetteer, place: &'a EntityId) -> Vec<&'a EntityId> {
    let outer = |id: &&'a EntityId| {
        let country = || names.get(id)?.country.as_ref().filter(|country| country != id);
        names.within(id).or_else(country)
    };
    std::iter::successors(Some(place), outer).take(DEPTH).collect()
}

#[cfg(test)]
mod tests {
    use annals_edtf::{Comparison, Finer};
    use annals_knowledge::{Files, Knowledge};
    use annals_model::EntityId;

    use super::compare;

    #[test]
    fn places_lie_in_each_other() {
        let places = "id,name,aliases,demonyms,class,note\n\
                      norland,Norland,,,country,\nsouland,Souland,,,country,\nnorfolk-hills,Norfolk Hills,,,region,\n\
                      northport,Northport,,,city,\nnorthham,Northham,,,city,\nsouthport,Southport,,,city,\nred-river,Red River,,,river,\n";
        let within = "place,within\nnorthport,norfolk-hills\nnorfolk-hills,norland\nsouthport,souland\n";
        let files = Files::read("../../knowledge".as_ref())
            .unwrap()
            .with("gazetteer/places.csv", places)
            .with("gazetteer/within.csv", within);
        let names = Knowledge::load(&files).unwrap().gazetteer;
        let verdict = |a: &str, b: &str| compare(&names, &EntityId::new(a), &EntityId::new(b));
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
