//! What the text has spoken of so far.

use std::ops::Range;

use annals_edtf::{Day, Edtf};

use super::trail::{Aside, Passed, Trail};
use super::{Mention, Place, Resolved};
use crate::grammar::{Direction, Slot};
use crate::reading::{Basis, Context, DurationUnit, Relation, Role, TimexKind};
use crate::trace::{Anchor, Leaning, Rule};
use crate::when::When;

/// What is known at some place of the text, from what stands before it and from its context.
#[derive(Clone, Debug)]
pub(super) struct Memory {
    /// The moment of speech.
    pub(super) speech: Option<Reference>,
    /// The date that the story has come to.
    pub(super) story: Option<Reference>,
    /// The dates that it passed before.
    pub(super) trail: Trail,
    /// The last day that the story named.
    pub(super) last_day: Option<Reference>,
    /// The month that the heading of the section names, while the section has named no day.
    pub(super) month_of_section: Option<Reference>,
    /// The quarter told last, unless the text went on to longer times.
    pub(super) quarter: Option<Reference>,
    /// The year of the date told last, where that looked back without the story going there: "last year".
    pub(super) year_recalled: Option<Reference>,
    /// The date told last with its year.
    year_told: Option<Reference>,
    /// Whether the year of writing is told as others are.
    is_now_told: bool,
    /// The only year named so far, captions included.
    pub(super) only_year: OnlyYear,
    /// Dates far from the moment of speech, and signs of news.
    far: u32,
    near: u32,
    /// Lines so far, and up to which byte they are counted.
    paragraph: usize,
    counted: usize,
}

/// A date that others lean on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reference {
    pub(super) when: When,
    /// Where it stands.
    pub(super) anchor: Anchor,
    /// Whether its year may well be another one.
    pub(super) is_doubtful: bool,
}

impl Reference {
    /// Whether this part of the text tells it.
    pub(super) fn is_within(&self, part: &Range<usize>) -> bool {
        matches!(self.anchor, Anchor::Told(words) if part.contains(&words.start))
    }

    /// Leaning on it, by this rule.
    pub(super) fn by(self, rule: Rule) -> Leaning {
        let Self { when, anchor, is_doubtful } = self;
        Leaning { anchor, when, rule, is_inherited_doubt: is_doubtful, rival: None }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OnlyYear {
    None,
    One(i32, Reference),
    Several,
}

impl Memory {
    pub(super) fn new(context: &Context) -> Self {
        let reference = |edtf: &Option<Edtf>, anchor| {
            let when = When::of(edtf.as_ref()?)?;
            Some(Reference { when, anchor, is_doubtful: false })
        };
        // A report is told on the day of its dateline, a day before it is printed or so.
        let published = reference(&context.published, Anchor::Published);
        let dateline = reference(&context.dateline, Anchor::Dateline);
        let speech = match dateline {
            Some(dateline) if dateline.when.day().is_some() || published.is_none() => Some(dateline),
            _ => published,
        };
        Self {
            speech,
            story: None,
            trail: Trail::default(),
            last_day: None,
            month_of_section: None,
            quarter: None,
            year_recalled: None,
            year_told: None,
            is_now_told: false,
            only_year: OnlyYear::None,
            far: 0,
            near: 0,
            paragraph: 0,
            counted: 0,
        }
    }

    /// The day of speech.
    pub(super) fn today(&self) -> Option<Day> {
        self.speech.as_ref()?.when.day()
    }

    /// Whether the text so far tells of times far from its publication.
    pub(super) fn is_history(&self) -> bool {
        self.speech.is_none() || self.far > 2 * self.near
    }

    /// Whether it does so that clearly that words such as "last week" are not about its publication.
    pub(super) fn is_history_for_sure(&self) -> bool {
        self.speech.is_none() || self.far > 2 * self.near + 3
    }

    /// Whether the story has come to a month or a day, and a date is a bare year: the bounds of a
    /// longer period tell of what surrounds the story, not where it goes on.
    pub(super) fn is_at_finer(&self, resolved: &Resolved) -> bool {
        let finer = self
            .story
            .as_ref()
            .is_some_and(|story| !matches!(story.when, When::Year(_)) && story.when.year().is_some());
        finer && matches!(resolved.when, Some(When::Year(_)))
    }

    /// The date whose year is "that year": not the year of writing, which a writer calls this one, unless the
    /// text tells it as it tells others.
    pub(super) fn that_year(&self) -> Option<&Reference> {
        let now = self.speech.as_ref().and_then(|speech| speech.when.year());
        let is_now = |story: &&Reference| now.is_some() && story.when.year() == now;
        match self.story.as_ref() {
            Some(story) if is_now(&story) && !self.is_now_told => self.year_told.as_ref(),
            story => story,
        }
    }

    /// Whether a quarter has not ended at the moment of speech: what is expected of it is an aside where
    /// the text compares those that have.
    fn is_to_come(&self, quarter: When) -> bool {
        let ends = quarter.edtf().and_then(|edtf| edtf.latest());
        ends.zip(self.today()).is_some_and(|(ends, today)| ends >= today)
    }

    pub(super) fn note(&mut self, resolved: &Resolved, mention: &Mention, place: &Place<'_>) {
        let slots = &mention.slots;
        if let Some(passed) = place.text.get(self.counted..place.range.start) {
            self.paragraph += passed.bytes().filter(|byte| *byte == b'\n').count();
            self.counted = place.range.start;
        }
        if resolved.kind == TimexKind::Duration && slots.unit() >= Some(DurationUnit::Month) {
            self.quarter = None;
        }
        let Some(when) = resolved.when else { return };
        let reference = Reference {
            when,
            anchor: Anchor::Told(place.range.clone().into()),
            is_doubtful: resolved.leaning.is_some_and(|leaning| leaning.is_doubtful()),
        };
        if let Some(year) = when.year() {
            self.only_year = match self.only_year {
                OnlyYear::None => OnlyYear::One(year, reference),
                OnlyYear::One(before, told) if before == year => OnlyYear::One(year, told),
                _ => OnlyYear::Several,
            };
            let speech = self.speech.as_ref().and_then(|speech| speech.when.year());
            if resolved.basis == Basis::Stated {
                self.year_told = Some(reference);
                self.is_now_told |= speech == Some(year);
            }
            let leans_on_speech = slots.has(Slot::Shift)
                || slots.has(Slot::Weekday) && !slots.has(Slot::Month)
                || slots.direction().is_some_and(Direction::is_from_speech);
            if leans_on_speech {
                self.near += 1;
            } else if resolved.basis == Basis::Stated
                && speech.is_some_and(|speech| (speech - year).abs() > 1)
            {
                self.far += 1;
            }
        }
        // The hour of a day that is not told takes the story nowhere.
        if place.role == Role::Caption || resolved.basis == Basis::Resolved && slots.tell_hour_alone() {
            return;
        }
        if matches!(when, When::Quarter(..))
            && (slots.has(Slot::Quarter)
                || matches!(slots.direction(), Some(Direction::Last | Direction::That))
                    && slots.unit() == Some(DurationUnit::Quarter))
            && (self.quarter.is_none() || !self.is_to_come(when))
        {
            self.quarter = Some(reference);
        }
        if place.role == Role::Heading {
            self.month_of_section = matches!(when, When::Month(..)).then_some(reference);
        }
        if when.day().is_some() {
            self.month_of_section = None;
            self.last_day = Some(reference);
        }
        if when.year().is_none() && !matches!(when, When::Decade(_) | When::DecadeBefore(_)) {
            return;
        }
        let looks_back = slots.unit() >= Some(DurationUnit::Year)
            && matches!(
                slots.direction(),
                Some(Direction::Ago | Direction::Earlier | Direction::Last | Direction::Previous)
            );
        let is_year = matches!(when, When::Year(_));
        let aside = if place.begins_sentence() {
            Aside::No
        } else if place.is_aside() || looks_back {
            Aside::Yes
        } else if is_year || slots.direction() == Some(Direction::Next) {
            Aside::Perhaps
        } else {
            Aside::Mid
        };
        let passed = Passed {
            aside,
            leans: resolved.basis == Basis::Resolved,
            modifier: slots.modifier(),
            paragraph: self.paragraph,
            heading: (place.role == Role::Heading).then_some(place.part.start),
        };
        self.trail.pass(reference, &passed);
        // What has held since then is told of the time that the story has come to.
        let is_behind = self
            .story
            .as_ref()
            .and_then(|story| story.when.year())
            .zip(when.year())
            .is_some_and(|(a, b)| b < a);
        self.year_recalled = (looks_back && is_year).then_some(reference);
        let looks_back = looks_back || is_behind && place.relation == Relation::Since;
        if !(looks_back && self.story.is_some() && !place.begins_sentence()) {
            self.story = Some(reference);
        }
    }
}
