//! [`DiscourseContext`]: the dates that a text has mentioned up to a mention.

use annals_edtf::{Day, Edtf};

use super::context::MentionContext;
use super::mention::Mention;
use super::narrative::{Digression, NarrativeTimeline, PassedDate};
use super::reference::Reference;
use super::resolution::Resolution;
use crate::date_value::DateValue;
use crate::document::{DocumentContext, SegmentRole};
use crate::reading::Basis;
use crate::slots::{Direction, Slot, Slots};
use crate::timex3::{DurationUnit, Relation, TimexKind};
use crate::trace::AnchorPosition;

/// The dates that a text has mentioned up to a mention, and the metadata of the document.
#[derive(Clone, Debug)]
pub(super) struct DiscourseContext {
    /// The document creation time (DCT).
    pub(super) dct: Option<Reference>,
    /// The narrative time: the date that the narrative has reached.
    pub(super) narrative_time: Option<Reference>,
    /// The dates that the narrative has passed.
    pub(super) timeline: NarrativeTimeline,
    /// The last day of the narrative.
    pub(super) last_day: Option<Reference>,
    /// The month of the heading of the section, until the section mentions a day.
    pub(super) month_of_section: Option<Reference>,
    /// The last quarter, until a duration of a month or longer.
    pub(super) quarter: Option<Reference>,
    /// The year of the last date, if it looks back without changing the narrative time: "last year".
    pub(super) recalled_year: Option<Reference>,
    /// The last date that was stated with its year.
    stated_year: Option<Reference>,
    /// Whether the text states the year of the DCT.
    states_dct_year: bool,
    /// The only year mentioned so far, including captions.
    pub(super) only_year: OnlyYear,
    /// The number of dates far from the DCT.
    far_dates: u32,
    /// The number of deictic expressions, which are typical of news.
    deictic_dates: u32,
    /// The number of line breaks before `counted`.
    paragraph: usize,
    counted: usize,
}

/// The only year that a text has mentioned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OnlyYear {
    None,
    One(i32, Reference),
    Several,
}

impl DiscourseContext {
    pub(super) fn new(context: &DocumentContext) -> Self {
        let reference = |edtf: &Option<Edtf>, position| {
            let date = DateValue::from_edtf(edtf.as_ref()?)?;
            Some(Reference { date, position, is_uncertain: false })
        };
        // An article is written on the day of its dateline, and often published a day later.
        let published = reference(&context.published, AnchorPosition::Published);
        let dateline = reference(&context.dateline, AnchorPosition::Dateline);
        let dct = match dateline {
            Some(dateline) if dateline.date.day().is_some() || published.is_none() => Some(dateline),
            _ => published,
        };
        Self {
            dct,
            narrative_time: None,
            timeline: NarrativeTimeline::default(),
            last_day: None,
            month_of_section: None,
            quarter: None,
            recalled_year: None,
            stated_year: None,
            states_dct_year: false,
            only_year: OnlyYear::None,
            far_dates: 0,
            deictic_dates: 0,
            paragraph: 0,
            counted: 0,
        }
    }

    /// Returns the day of the DCT.
    pub(super) fn today(&self) -> Option<Day> {
        self.dct.as_ref()?.date.day()
    }

    /// Whether the text so far is historical narrative rather than news.
    pub(super) fn is_historical(&self) -> bool {
        self.dct.is_none() || self.far_dates > 2 * self.deictic_dates
    }

    /// Whether the text so far is so clearly historical narrative that expressions such as "last week" are not relative
    /// to the DCT.
    pub(super) fn is_clearly_historical(&self) -> bool {
        self.dct.is_none() || self.far_dates > 2 * self.deictic_dates + 3
    }

    /// Returns the current date of the text: the DCT in news, the narrative time in historical narrative.
    pub(super) fn reference_time(&self) -> Option<&Reference> {
        if self.is_historical() { self.narrative_time.as_ref() } else { self.dct.as_ref() }
    }

    /// Returns the year of the narrative time.
    pub(super) fn narrative_year(&self) -> Option<i32> {
        self.narrative_time.as_ref()?.date.year()
    }

    /// Returns the year of the DCT.
    pub(super) fn dct_year(&self) -> Option<i32> {
        self.dct.as_ref()?.date.year()
    }

    /// Whether a date is a bare year while the narrative time is finer. The bounds of a longer period then describe the
    /// background, and the narrative does not continue from them.
    pub(super) fn is_finer_than(&self, resolution: &Resolution) -> bool {
        let is_finer = self.narrative_time.as_ref().is_some_and(|reference| {
            !matches!(reference.date, DateValue::Year(_)) && reference.date.year().is_some()
        });
        is_finer && matches!(resolution.date, Some(DateValue::Year(_)))
    }

    /// Returns the date whose year is "that year". It is not the year of the DCT, which is "this year", unless the text
    /// states that year.
    pub(super) fn that_year(&self) -> Option<&Reference> {
        let dct_year = self.dct_year();
        let is_dct_year = |reference: &Reference| dct_year.is_some() && reference.date.year() == dct_year;
        match self.narrative_time.as_ref() {
            Some(reference) if is_dct_year(reference) && !self.states_dct_year => self.stated_year.as_ref(),
            reference => reference,
        }
    }

    /// Updates the context with a resolved mention.
    pub(super) fn note(&mut self, resolution: &Resolution, mention: &Mention, context: &MentionContext<'_>) {
        let slots = &mention.slots;
        self.count_paragraphs(context);
        if resolution.kind == TimexKind::Duration && slots.unit() >= Some(DurationUnit::Month) {
            self.quarter = None;
        }
        let Some(date) = resolution.date else { return };
        let position = AnchorPosition::Text(context.range.clone().into());
        let reference = Reference { date, position, is_uncertain: resolution.is_uncertain() };
        if let Some(year) = date.year() {
            self.note_year(year, reference, resolution, slots);
        }
        // A time of day without its day does not change the narrative time.
        if context.role == SegmentRole::Caption
            || resolution.basis == Basis::Resolved && slots.state_time_of_day_only()
        {
            return;
        }
        self.note_unit(reference, context.role, slots);
        if date.year().is_none() && !matches!(date, DateValue::Decade(_) | DateValue::DecadeBefore(_)) {
            return;
        }
        self.note_narrative(reference, resolution, slots, context);
    }

    /// Counts the line breaks up to a mention.
    fn count_paragraphs(&mut self, context: &MentionContext<'_>) {
        if let Some(passed) = context.text.get(self.counted..context.range.start) {
            self.paragraph += passed.bytes().filter(|byte| *byte == b'\n').count();
            self.counted = context.range.start;
        }
    }

    /// Notes the year of a date, and whether the date is typical of news or of historical narrative.
    fn note_year(&mut self, year: i32, reference: Reference, resolution: &Resolution, slots: &Slots) {
        self.only_year = match self.only_year {
            OnlyYear::None => OnlyYear::One(year, reference),
            OnlyYear::One(before, first) if before == year => OnlyYear::One(year, first),
            _ => OnlyYear::Several,
        };
        let dct_year = self.dct_year();
        if resolution.basis == Basis::Stated {
            self.stated_year = Some(reference);
            self.states_dct_year |= dct_year == Some(year);
        }
        let is_deictic = slots.has(Slot::Shift)
            || slots.has(Slot::Weekday) && !slots.has(Slot::Month)
            || slots.direction().is_some_and(Direction::is_deictic);
        if is_deictic {
            self.deictic_dates += 1;
        } else if resolution.basis == Basis::Stated && dct_year.is_some_and(|dct| (dct - year).abs() > 1) {
            self.far_dates += 1;
        }
    }

    /// Notes the last quarter, the month of the section and the last day.
    fn note_unit(&mut self, reference: Reference, role: SegmentRole, slots: &Slots) {
        let date = reference.date;
        let mentions_quarter = slots.has(Slot::Quarter)
            || matches!(slots.direction(), Some(Direction::Last | Direction::That))
                && slots.unit() == Some(DurationUnit::Quarter);
        if matches!(date, DateValue::Quarter(..))
            && mentions_quarter
            && (self.quarter.is_none() || !self.is_unfinished(date))
        {
            self.quarter = Some(reference);
        }
        if role == SegmentRole::Heading {
            self.month_of_section = matches!(date, DateValue::Month(..)).then_some(reference);
        }
        if date.day().is_some() {
            self.month_of_section = None;
            self.last_day = Some(reference);
        }
    }

    /// Whether a quarter has not ended at the DCT. Expectations of such a quarter are a digression where a text compares
    /// past quarters.
    fn is_unfinished(&self, quarter: DateValue) -> bool {
        let end = quarter.edtf().and_then(|edtf| edtf.latest());
        end.zip(self.today()).is_some_and(|(end, today)| end >= today)
    }

    /// Notes the timeline and the narrative time.
    fn note_narrative(
        &mut self,
        reference: Reference,
        resolution: &Resolution,
        slots: &Slots,
        context: &MentionContext<'_>,
    ) {
        let date = reference.date;
        let looks_back = slots.unit() >= Some(DurationUnit::Year)
            && matches!(
                slots.direction(),
                Some(Direction::Ago | Direction::Earlier | Direction::Last | Direction::Previous)
            );
        let is_year = matches!(date, DateValue::Year(_));
        let digression = if context.begins_sentence() {
            Digression::No
        } else if context.has_digression_cue() || looks_back {
            Digression::Yes
        } else if is_year || slots.direction() == Some(Direction::Next) {
            Digression::Possible
        } else {
            Digression::MidSentence
        };
        let passed = PassedDate {
            digression,
            is_resolved: resolution.basis == Basis::Resolved,
            modifier: slots.modifier(),
            paragraph: self.paragraph,
            heading: (context.role == SegmentRole::Heading).then_some(context.segment.start),
        };
        self.timeline.pass(reference, &passed);
        // "Since" an earlier year describes the current narrative time.
        let is_earlier = self.narrative_year().zip(date.year()).is_some_and(|(now, year)| year < now);
        self.recalled_year = (looks_back && is_year).then_some(reference);
        let looks_back = looks_back || is_earlier && context.relation == Relation::Since;
        if !(looks_back && self.narrative_time.is_some() && !context.begins_sentence()) {
            self.narrative_time = Some(reference);
        }
    }
}
