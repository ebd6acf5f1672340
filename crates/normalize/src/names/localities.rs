//! Unlisted places beside a noun for a place: "X province", "the village of X".

use annals_knowledge::{Function, Locality, Sense};
use annals_model::EntityClass;

use super::mention::{Mention, Referent, Title};
use super::person_names::is_event_like;
use super::person_names::{Preceding, shown};
use super::scanner::Scanner;

/// Longest name, in words.
const LONGEST: usize = 4;

impl Scanner<'_, '_> {
    /// Returns capitalised words that a noun identifies as a place.
    pub(super) fn locality(&mut self, at: usize) -> Option<Mention> {
        let segment = self.segment;
        let name = self.person_name(at, Preceding::Nothing)?;
        let words = name.clone().filter(|at| segment.is_word(*at)).count();
        let described = name.clone().all(|at| segment.sense(at, |sense| sense == Sense::PlaceAdjective) > 0);
        if words > LONGEST
            || described
            || is_event_like(segment, &name)
            || self.entity_table.person_at(segment, at).is_some()
        {
            return None;
        }
        // "Silver River": the noun is part of the name.
        let last = name.clone().next_back().filter(|last| *last > at);
        let inside = last.filter(|last| self.locality_noun(*last, Locality::Behind) == 1);
        let noun = inside.unwrap_or(name.end);
        let (firm, loose) =
            (self.locality_noun(noun, Locality::Behind), self.locality_noun(noun, Locality::Loose));
        let after = noun + firm.max(loose);
        let is_part = after > noun && segment.is_capital(after);
        let before = at.checked_sub(1).filter(|before| segment.sentence_of(at).contains(before));
        let led = |classes: &[Function]| {
            before.is_some_and(|before| classes.iter().any(|class| segment.is(before, *class)))
        };
        use Function::{And, Definite, From, Of, PlacePreposition, Toward};
        // A sentence-initial word alone may be any word.
        let stands = words > 1 || led(&[And, Definite, From, Of, PlacePreposition, Toward]);
        let noun_follows = firm > 0 && stands && !is_part;
        // "the Free Riders area": the name of a group.
        let loose_noun_follows = loose > 0 && words > 1 && !is_part && before.is_some() && !led(&[Definite]);
        let noun_precedes = led(&[Of])
            && before
                .and_then(|of| of.checked_sub(1))
                .is_some_and(|noun| self.locality_noun(noun, Locality::Before) > 0);
        if !(noun_follows || loose_noun_follows || noun_precedes) {
            return None;
        }
        // A lower-case noun is not part of the name.
        let tokens = if noun_precedes { name.clone() } else { at..after };
        let name = if !noun_precedes && segment.is_capital(noun) { tokens.clone() } else { name };
        let id = self.entity_table.add(EntityClass::Place, &shown(segment.slice(&name)));
        let referent = Referent::Entity(EntityClass::Place, id);
        Some(Mention { tokens, name, referent, title: Title::default() })
    }

    /// Returns the length of the place noun at a token.
    fn locality_noun(&self, at: usize, wanted: Locality) -> usize {
        self.segment.sense(at, |sense| sense == Sense::Locality(wanted))
    }
}
