//! Recency: whether an article reports events of its own time.

use annals_edtf::{Day, Edtf};
use annals_model::Article;
use jiff::ToSpan;

use crate::segment::AnnotatedSegment;
use crate::time_mentions::SegmentTimes;

/// Most days between publication and a recent date.
const RECENT_DAYS: i64 = 366;

/// The publication date of a recent article, and the days that count as recent.
#[derive(Clone, Debug)]
pub(crate) struct Recency {
    pub(crate) published: Edtf,
    near: (Day, Day),
}

impl Recency {
    /// Returns none for an article without a publication date, and for one with mostly older dates: a
    /// history, an obituary.
    pub(crate) fn of<'t>(article: &Article, times: impl Iterator<Item = &'t SegmentTimes>) -> Option<Self> {
        let published = article.metadata.published.as_ref()?.date.clone();
        let first = published.earliest()?.checked_sub(RECENT_DAYS.days()).ok()?;
        let last = published.latest()?.checked_add(RECENT_DAYS.days()).ok()?;
        let recency = Self { published, near: (first, last) };
        let (mut near, mut far) = (usize::from(article.metadata.dateline.is_some()), 0);
        for time in times.flat_map(|times| &times.dates) {
            if recency.is_near(&time.edtf) { near += 1 } else { far += 1 }
        }
        (near > 0 && far <= near).then_some(recency)
    }

    fn is_near(&self, date: &Edtf) -> bool {
        let after = date.earliest().is_some_and(|day| self.near.0 <= day);
        after && date.latest().is_none_or(|day| day <= self.near.1)
    }

    /// Returns the publication date, if all dates of the sentence are recent.
    pub(crate) fn day_of(
        &self,
        segment: &AnnotatedSegment<'_>,
        times: &SegmentTimes,
        at: usize,
    ) -> Option<Edtf> {
        let dates = times.dates_in(&segment.sentence_of(at));
        dates.iter().all(|time| self.is_near(&time.edtf)).then(|| self.published.clone())
    }
}
