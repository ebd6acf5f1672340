//! Gapping: "A on one day and B on another".

use std::ops::Range;

use crate::context::SentenceContext;
use crate::events::triggers::noun_phrase::{Purpose, complement};
use crate::events::triggers::trigger::{Trigger, TriggerSource};
use crate::names::shown;
use crate::time_mentions::TimeMention;

/// Returns the complement of an event noun that follows its date: "an agreement on 3 May on trade".
pub(crate) fn late_complement(
    context: &SentenceContext<'_, '_>,
    trigger: &Trigger,
    time: &TimeMention,
) -> Option<Range<usize>> {
    let bare = matches!(trigger.source, TriggerSource::Noun(_)) && trigger.phrase.end == trigger.head.end;
    let start = time.tokens.end;
    let end = complement(context, start, Purpose::Ends);
    let preposition = start.checked_sub(time.tokens.len() + 1) == Some(trigger.phrase.end);
    (bare && preposition && end > start).then_some(start..end)
}

/// Returns the name of a gapped event.
pub(crate) fn name_of_gapped(
    context: &SentenceContext<'_, '_>,
    trigger: &Trigger,
    about: &Range<usize>,
) -> String {
    let segment = context.segment;
    let words = shown(segment.slice(about));
    // The name is the theme for both.
    let named_by_about =
        trigger.about.as_ref().is_some_and(|about| shown(segment.slice(about)) == trigger.name);
    if named_by_about {
        return words;
    }
    let link = trigger.head.end..trigger.about.as_ref().map_or(trigger.head.end + 1, |about| about.start);
    let start = trigger.phrase.start.min(trigger.head.start);
    format!("{} {words}", shown(segment.slice(&(start..link.end))))
}
