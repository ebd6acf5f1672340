//! Amounts of time between what the article tells.

use std::ops::Range;

use annals_model::{Article, Claim, ClaimId, DateBasis, DurationRelation, Modality, TimeAnchor};

use super::super::lapses::{Near, Told, lapses, spoken_of, years};
use super::super::scene::Scene;
use super::super::trigger::Trigger;
use super::ClaimReader;
use crate::agos::years_back;

impl ClaimReader<'_> {
    /// The amounts of time of a sentence.
    pub(super) fn amounts(&mut self, scene: &Scene<'_, '_>, found: &[Trigger], spoken: &[(usize, ClaimId)]) {
        let bytes = |tokens: &Range<usize>| scene.sheet.bytes(tokens);
        let told = lapses(scene, found, spoken).into_iter().map(|told| {
            let words = bytes(&told.tokens);
            (told, words)
        });
        self.lapses.extend(told);
        let Some(published) = self.article.metadata.published.as_ref() else { return };
        for time in scene.dates() {
            let expression = self.times.expressions.get(*time.expressions.start());
            let back = expression.and_then(|found| years_back(self.article, self.language, found));
            let Some(count) = back.and_then(|count| u32::try_from(count).ok()) else { continue };
            let Some(kind) = spoken_of(scene, found, time) else { continue };
            let (from, to) = (Near::Spoken(kind), Near::TimeAnchor(TimeAnchor::Date(published.date.clone())));
            let tokens = time.tokens.start.saturating_sub(2)..time.tokens.end;
            let words = bytes(&tokens);
            self.lapses.push((Told { from, to, amount: years(count), tokens }, words));
        }
    }
}

/// The amounts with their marks, once the whole article is read.
pub(super) fn resolved(
    article: &Article,
    told: Vec<(Told, Range<usize>)>,
    claims: &[Claim],
) -> Vec<DurationRelation> {
    let known = || {
        let told =
            claims.iter().filter(|claim| matches!(claim.modality, Modality::Asserted | Modality::Reported));
        // A date that leans on another is none to count from: it may be the one that the words count.
        told.map(|claim| {
            let date = claim.date.as_ref().filter(|date| date.basis == DateBasis::Stated);
            (&claim.kind, &claim.claim_id, date.map(|date| &date.edtf))
        })
    };
    let lapses = told.into_iter().filter_map(|(told, words)| {
        let (from, to) = (told.from.mark(known())?, told.to.mark(known())?);
        Some(DurationRelation { from, to, amount: told.amount, evidence: crate::evidence(article, words) })
    });
    lapses.collect()
}
