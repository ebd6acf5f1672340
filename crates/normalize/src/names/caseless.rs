//! Names in texts all of whose letters are capitals, or none: a capital tells no name from
//! another word there, titles and what is said of a name have to.

use std::ops::Range;

use annals_knowledge::{Function, Sense};

use super::mention::{Mention, Referent};
use super::scan::Scanner;
use super::title::{Place, titles};
use crate::sheet::Sheet;

/// Longest name, in words.
const LONGEST: usize = 3;

impl Scanner<'_, '_> {
    /// A person behind a title, whose name recurs as only a person's does; or one told before.
    pub(super) fn caseless(&mut self, at: usize) -> Option<Mention> {
        let sheet = self.sheet;
        if let Some((len, id)) = self.directory.person_at(sheet, at) {
            let name = at..at + len;
            return Some(self.person(name.clone(), name, Default::default(), Some(id)));
        }
        let acts = || speaks(sheet, &(at..at + 1)) || sheet.is_verb(at + 1);
        if is_plain(sheet, at) && acts() {
            return Some(Mention::untitled(at..at + 1, Referent::ShortForm));
        }
        let before = at.checked_sub(1);
        let general = before.is_some_and(|before| {
            use Function::{Definite, Indefinite, Possessive};
            [Definite, Indefinite, Possessive].iter().any(|class| sheet.is(before, *class))
        });
        if general {
            // "A GENERAL DECLINE"
            return None;
        }
        let (title, name_at) = titles(self, at, Place::Before)?;
        let name = self.caseless_name(name_at)?;
        self.recurs(&(at..name.end), &name).then(|| self.person(at..name.end, name, title, None))
    }

    /// Words that no table holds, up to the end of a phrase.
    fn caseless_name(&self, at: usize) -> Option<Range<usize>> {
        let sheet = self.sheet;
        let end = (at..at + LONGEST).find(|at| !is_plain(sheet, *at)).unwrap_or(at + LONGEST);
        let closed = !sheet.is_word(end) || sheet.is_function(end) || sheet.is_verb(end);
        (end > at && closed && self.times.covering(at).is_none()).then_some(at..end)
    }

    /// Whether a name, or a word of it, is a speaker's or an owner's somewhere in the segment, or
    /// all of it stands there again.
    fn recurs(&self, tokens: &Range<usize>, name: &Range<usize>) -> bool {
        let sheet = self.sheet;
        let same = |at: usize, other: usize| sheet.word(at) == sheet.word(other);
        let near = name.start.saturating_sub(REACH)..(name.end + REACH).min(sheet.tokens.len());
        let places = |word: usize| near.clone().filter(move |at| same(*at, word));
        let again = name.len() > 1
            && places(name.start)
                .any(|at| at != name.start && name.clone().enumerate().all(|(i, word)| same(at + i, word)));
        again
            || speaks(sheet, tokens)
            || name.clone().any(|word| {
                places(word)
                    .any(|at| (!name.contains(&at) || at + 1 == name.end) && speaks(sheet, &(at..at + 1)))
            })
    }
}

/// Whether somebody owns something, or says something.
fn speaks(sheet: &Sheet<'_>, name: &Range<usize>) -> bool {
    let says = |at: usize| sheet.speech_verb(at) > 0;
    sheet.possessive(name.end) > 0 || says(name.end) || name.start.checked_sub(1).is_some_and(says)
}

/// How far away, in tokens, a name is looked for again.
const REACH: usize = 800;

/// A word that no table of the language holds.
fn is_plain(sheet: &Sheet<'_>, at: usize) -> bool {
    sheet.is_word(at)
        && sheet.word(at).chars().count() > 1
        && !sheet.is_verb(at)
        && sheet.sense(at, |sense| sense != Sense::Function(Function::Particle)) == 0
}
