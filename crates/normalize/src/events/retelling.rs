//! Names of events that a date or another event stands in the middle of.

use std::ops::Range;

use super::phrase::{Purpose, complement};
use super::scene::Scene;
use super::trigger::{Teller, Trigger};
use crate::names::shown;
use crate::times::Time;

/// What a noun is on or between where a date stands in the middle: "an agreement on 3 May on
/// trade".
pub(super) fn late_complement(scene: &Scene<'_, '_>, trigger: &Trigger, time: &Time) -> Option<Range<usize>> {
    let bare = matches!(trigger.teller, Teller::Noun(_)) && trigger.phrase.end == trigger.head.end;
    let start = time.tokens.end;
    let end = complement(scene, start, Purpose::Ends);
    let preposition = start.checked_sub(time.tokens.len() + 1) == Some(trigger.phrase.end);
    (bare && preposition && end > start).then_some(start..end)
}

/// The name of an event whose noun is told only once for several.
pub(super) fn regapped(scene: &Scene<'_, '_>, trigger: &Trigger, about: &Range<usize>) -> String {
    let sheet = scene.sheet;
    let words = shown(sheet.slice(about));
    // Named by what it is about: so is this one.
    let named_by_about = trigger.about.as_ref().is_some_and(|told| shown(sheet.slice(told)) == trigger.name);
    if named_by_about {
        return words;
    }
    let link = trigger.head.end..trigger.about.as_ref().map_or(trigger.head.end + 1, |told| told.start);
    let start = trigger.phrase.start.min(trigger.head.start);
    format!("{} {words}", shown(sheet.slice(&(start..link.end))))
}
