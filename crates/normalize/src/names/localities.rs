//! Places that no table knows, by the noun beside them: "X province", "the village of X".

use annals_knowledge::{Function, Locality, Sense};
use annals_model::EntityClass;

use super::mention::{Mention, Referent, Title};
use super::runs::{Before, shown};
use super::scan::{Scanner, is_event_like};

/// Longest name, in tokens.
const LONGEST: usize = 4;

impl Scanner<'_, '_> {
    /// Capitalised words that a noun says to be a place.
    pub(super) fn locality(&mut self, at: usize) -> Option<Mention> {
        let sheet = self.sheet;
        let name = self.person_name(at, Before::Nothing)?;
        let words = name.clone().filter(|at| sheet.is_word(*at)).count();
        let described = name.clone().all(|at| sheet.sense(at, |sense| sense == Sense::PlaceAdjective) > 0);
        if words > LONGEST
            || described
            || is_event_like(sheet, &name)
            || self.directory.person_at(sheet, at).is_some()
        {
            return None;
        }
        // "Silver River" is all name.
        let last = name.clone().next_back().filter(|last| *last > at);
        let inside = last.filter(|last| self.locality_noun(*last, Locality::Behind) == 1);
        let noun = inside.unwrap_or(name.end);
        let (firm, loose) =
            (self.locality_noun(noun, Locality::Behind), self.locality_noun(noun, Locality::Loose));
        let after = noun + firm.max(loose);
        let is_part = after > noun && sheet.is_capital(after);
        let before = at.checked_sub(1).filter(|before| sheet.sentence_of(at).contains(before));
        let led = |classes: &[Function]| {
            before.is_some_and(|before| classes.iter().any(|class| sheet.is(before, *class)))
        };
        use Function::{And, Definite, From, Of, PlacePreposition, Toward};
        // A word that only begins a sentence may be any word.
        let stands = words > 1 || led(&[And, Definite, From, Of, PlacePreposition, Toward]);
        let told_behind = firm > 0 && stands && !is_part;
        // "the Free Riders area" belongs to somebody.
        let told_loosely = loose > 0 && words > 1 && !is_part && before.is_some() && !led(&[Definite]);
        let told_before = led(&[Of])
            && before
                .and_then(|of| of.checked_sub(1))
                .is_some_and(|noun| self.locality_noun(noun, Locality::Before) > 0);
        if !(told_behind || told_loosely || told_before) {
            return None;
        }
        // A noun in small letters is no part of the name.
        let tokens = if told_before { name.clone() } else { at..after };
        let name = if !told_before && sheet.is_capital(noun) { tokens.clone() } else { name };
        let id = self.directory.add(EntityClass::Place, &shown(sheet.slice(&name)));
        let referent = Referent::Entity(EntityClass::Place, id);
        Some(Mention { tokens, name, referent, title: Title::default() })
    }

    /// The length of such a noun at a token.
    fn locality_noun(&self, at: usize, wanted: Locality) -> usize {
        self.sheet.sense(at, |sense| sense == Sense::Locality(wanted))
    }
}
