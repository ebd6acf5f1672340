//! What is still to come on the day of publication.

use annals_edtf::Edtf;
use annals_model::Modality;

use super::ClaimReader;
use crate::times::Time;

impl ClaimReader<'_> {
    /// Planned, where the words of the date say that it is still to come: "tomorrow".
    pub(super) fn unless_ahead(&self, time: &Time, modality: Modality) -> Modality {
        let told = self.times.expressions.get(time.expressions.clone()).unwrap_or_default();
        let ahead = told.iter().any(|told| {
            let explained = self.language.time.explain(self.article.text(), told);
            let slots = explained.map(|explained| explained.slots).unwrap_or_default();
            let shift = slots.iter().find(|slot| slot.slot == "shift");
            shift.and_then(|slot| slot.value.parse::<i32>().ok()).is_some_and(|days| days > 0)
        });
        if ahead && modality == Modality::Asserted { Modality::Planned } else { modality }
    }

    /// Whether a date lies after the day on which the article was published.
    pub(super) fn is_to_come(&self, date: &Edtf) -> bool {
        let published =
            self.article.metadata.published.as_ref().and_then(|published| published.date.latest());
        matches!((date.earliest(), published), (Some(day), Some(published)) if day > published)
    }
}
