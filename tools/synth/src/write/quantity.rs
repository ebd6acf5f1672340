//! Writes numbers: exact, or rounded with a qualifier that keeps them true.

use crate::data::statement::Bound;
use crate::rng::Rng;
use crate::text::grouped;
use crate::truth::QuantityRecord;
use crate::write::Writer;

/// Whether a number may be rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rounding {
    Exact,
    Any,
}

impl Writer<'_, '_> {
    /// Writes a number with its qualifier and its unit, such as "more than 4,000 soldiers".
    pub(crate) fn quantity(
        &mut self,
        truth: u32,
        unit: &str,
        rounding: Rounding,
        event_id: Option<&str>,
        rng: &mut Rng,
    ) {
        let exact = rounding == Rounding::Exact || truth < 30;
        let qualifiers = &self.data.statements.qualifier;
        let chosen = qualifiers.pick_where(rng, |it| !exact || it.id == Bound::Exactly);
        let Some(qualifier) = chosen else { return };
        let value = qualifier.id.number(truth);
        let form = qualifier.forms.pick(rng);
        let start = self.page.mark();
        self.page.push(&form.replace("{n}", &grouped(value)));
        self.page.push(" ");
        self.page.push(unit);
        let (text, span) = self.page.since(start);
        self.records.quantities.push(QuantityRecord {
            article: self.stem.to_owned(),
            event_id: event_id.map(str::to_owned),
            value,
            qualifier: qualifier.id.id().to_owned(),
            unit: unit.to_owned(),
            text: text.to_owned(),
            span,
        });
    }
}
