//! Whether an article tells the news of its day, and what in it is told of that day.

use annals_edtf::{Day, Edtf};
use annals_model::Article;
use jiff::ToSpan;

use crate::sheet::Sheet;
use crate::times::Times;

/// How far from its publication an article may date what is still its news.
const NEWS_DAYS: i64 = 366;

/// The day of publication of an article of news, and the days around it that are its time.
#[derive(Clone, Debug)]
pub(crate) struct News {
    pub(crate) published: Edtf,
    near: (Day, Day),
}

impl News {
    /// None for an article without a day of publication, and for one most of whose dates are long past:
    /// a history, an obituary.
    pub(crate) fn of<'t>(article: &Article, times: impl Iterator<Item = &'t Times>) -> Option<Self> {
        let published = article.metadata.published.as_ref()?.date.clone();
        let first = published.earliest()?.checked_sub(NEWS_DAYS.days()).ok()?;
        let last = published.latest()?.checked_add(NEWS_DAYS.days()).ok()?;
        let news = Self { published, near: (first, last) };
        let (mut near, mut far) = (usize::from(article.metadata.dateline.is_some()), 0);
        for time in times.flat_map(|times| &times.dates) {
            if news.is_near(&time.edtf) { near += 1 } else { far += 1 }
        }
        (near > 0 && far <= near).then_some(news)
    }

    fn is_near(&self, date: &Edtf) -> bool {
        let after = date.earliest().is_some_and(|day| self.near.0 <= day);
        after && date.latest().is_none_or(|day| day <= self.near.1)
    }

    /// The day of publication, where no date of the sentence is of another time.
    pub(crate) fn day_of(&self, sheet: &Sheet<'_>, times: &Times, at: usize) -> Option<Edtf> {
        let dates = times.dates_in(&sheet.sentence_of(at));
        dates.iter().all(|time| self.is_near(&time.edtf)).then(|| self.published.clone())
    }
}
