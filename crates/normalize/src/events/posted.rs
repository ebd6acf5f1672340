//! Forces that are told with where they are, or with who sent them.

use std::ops::Range;

use annals_knowledge::{Argument, Function};

use super::scene::Scene;

/// Most words of what a force is called, and of where it is.
const WORDS: usize = 6;

/// Whether a verb's subject is a force that is told with its place: "the advisers in X received …".
pub(crate) fn is_posted(scene: &Scene<'_, '_>, subject: &Range<usize>, verb: &Range<usize>) -> bool {
    let sheet = scene.sheet;
    if scene.fits(subject.start, &[Argument::Body]).is_none() {
        return false;
    }
    let place = [Argument::Place, Argument::Land, Argument::Named];
    (subject.start + 1..verb.start.min(subject.start + WORDS)).any(|at| {
        let mut next = at + 1;
        while sheet.is(next, Function::Definite) {
            next += 1;
        }
        sheet.is(at, Function::PlacePreposition) && scene.fits(next, &place).is_some()
    })
}

/// "the soldiers whom X sent": what a relative pronoun before the subject of a verb stands for, which the
/// verb is done to.
pub(crate) fn sent(
    scene: &Scene<'_, '_>,
    subject: &Range<usize>,
    wanted: &[Argument],
) -> Option<Range<usize>> {
    let sheet = scene.sheet;
    let mut at = subject.start;
    while at > scene.tokens.start && sheet.is(at - 1, Function::Definite) {
        at -= 1;
    }
    let pronoun =
        at.checked_sub(1).filter(|at| *at > scene.tokens.start && sheet.is(*at, Function::Relative))?;
    let floor = scene.tokens.start.max(pronoun.saturating_sub(WORDS));
    (floor..pronoun)
        .rev()
        .find(|start| scene.fits(*start, wanted) == Some(pronoun))
        .map(|start| start..pronoun)
}
