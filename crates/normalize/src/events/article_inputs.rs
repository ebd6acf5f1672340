//! What all claims of one article draw on.

use std::ops::Range;

use annals_edtf::Edtf;
use annals_knowledge::{Kind, Language};
use annals_model::{Article, ClaimDate, DateBasis, Evidence, KindId, Modality, Step};
use annals_timex::{TimeExpression, TimeReading};

use crate::time_mentions::TimeMention;
use crate::time_trace::{day_shift, steps};

/// An article with its language, its time expressions and the kinds of event.
#[derive(Clone, Copy)]
pub(crate) struct ArticleInputs<'a> {
    pub(crate) article: &'a Article,
    pub(crate) language: &'a Language,
    pub(crate) times: &'a TimeReading,
    pub(crate) kinds: &'a [Kind],
}

impl ArticleInputs<'_> {
    /// Returns the definition of a kind of event.
    pub(crate) fn kind(&self, id: &KindId) -> Option<&Kind> {
        self.kinds.iter().find(|kind| kind.id == *id)
    }

    /// Returns whether events of a kind last longer than one day. Unknown kinds do not.
    pub(crate) fn lasts(&self, id: &KindId) -> bool {
        self.kind(id).is_some_and(|kind| !kind.one_day)
    }

    /// Returns the evidence at a range of bytes.
    pub(crate) fn evidence(&self, bytes: Range<usize>) -> Evidence {
        crate::evidence(self.article, bytes)
    }

    /// Returns the expressions that a time mention consists of.
    fn expressions(&self, time: &TimeMention) -> &[TimeExpression] {
        self.times.expressions.get(time.expressions.clone()).unwrap_or_default()
    }

    /// Returns the date of a claim. The trace explains the time expressions and ends with `conclusions`.
    pub(crate) fn claim_date(
        &self,
        time: &TimeMention,
        edtf: &Edtf,
        basis: DateBasis,
        conclusions: &[String],
    ) -> ClaimDate {
        let explained = steps(self.article, self.language, self.expressions(time));
        ClaimDate {
            edtf: edtf.clone(),
            text: self.article.text().get(time.bytes.clone()).unwrap_or_default().to_owned(),
            span: self.article.span(time.bytes.clone()),
            basis,
            trace: explained.chain(conclusions.iter().map(Step::new)).collect(),
        }
    }

    /// Returns `Planned` for an asserted event whose date is relative and in the future: "tomorrow".
    pub(crate) fn modality_on(&self, time: &TimeMention, modality: Modality) -> Modality {
        let is_future =
            |expression| day_shift(self.article, self.language, expression).is_some_and(|days| days > 0);
        let planned = self.expressions(time).iter().any(is_future);
        if planned && modality == Modality::Asserted { Modality::Planned } else { modality }
    }

    /// Returns whether a date lies after the day of publication.
    pub(crate) fn is_after_publication(&self, date: &Edtf) -> bool {
        let published = self.article.metadata.published.as_ref();
        let published = published.and_then(|published| published.date.latest());
        matches!((date.earliest(), published), (Some(day), Some(published)) if day > published)
    }
}
