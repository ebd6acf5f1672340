//! Claims and equations of anniversaries.

use annals_model::facts::Matter;
use annals_model::reading::{DateBasis, Modality, Terms};

use super::super::anniversary::{Anniversary, Dates, kept, years_before};
use super::super::attach::Dated;
use super::super::modality::modality;
use super::super::scene::Scene;
use super::super::trigger::Trigger;
use super::{ClaimReader, Draft, cover};
use crate::names::shown;

impl ClaimReader<'_> {
    /// The celebration, what is celebrated, and the equation between them.
    pub(super) fn anniversary(&mut self, scene: &Scene<'_, '_>, found: &[Trigger], told: &Anniversary<'_>) {
        let sheet = scene.sheet;
        let time = told.time();
        let (origin_date, celebrated) = match &told.dates {
            Dates::Both(_, origin, celebrated) => {
                (Some((origin.clone(), DateBasis::Stated)), Some(celebrated.clone()))
            }
            Dates::Celebration(time) => {
                let origin = years_before(&time.edtf, told.ordinal);
                (origin.map(|origin| (origin, DateBasis::Inferred)), Some(time.edtf.clone()))
            }
            Dates::Origin(time, _) => (Some((time.edtf.clone(), time.basis)), None),
            Dates::Open(_) => (None, None),
        };
        let bytes = cover(&sheet.bytes(&told.tokens), &time.bytes);
        let mut ids = Vec::new();
        let own = told.trigger.and_then(|number| found.get(number));
        let origin = told.origin.and_then(|number| found.get(number));
        if let (Some(celebrated), Some(trigger)) = (&celebrated, own.or(origin)) {
            let mut celebration = trigger.clone();
            if own.is_none() {
                // "45 years since …": an anniversary by another name.
                let rules = &sheet.language.nouns;
                let Some(rule) = rules.iter().find(|rule| rule.recurs) else { return };
                celebration.kind = rule.kind.clone();
                celebration.about = None;
            }
            celebration.phrase = told.tokens.clone();
            let modality = modality(scene, &celebration);
            celebration.about = None;
            let date = self.date(time, celebrated, time.basis, &[]);
            let name = shown(sheet.slice(&told.tokens));
            let rule = "anniversary";
            ids.push(self.push(
                scene,
                &Draft {
                    trigger: &celebration,
                    name,
                    date: Some(date),
                    bytes: bytes.clone(),
                    rule,
                    modality,
                },
            ));
        }
        if let (Some((date, basis)), Some(trigger)) = (&origin_date, origin) {
            let steps = match (basis, &celebrated) {
                (DateBasis::Inferred, Some(celebrated)) => {
                    vec![format!("{celebrated} - {} = {date}", told.ordinal)]
                }
                _ => Vec::new(),
            };
            let date = self.date(time, date, *basis, &steps);
            let rule = "anniversary-of";
            let modality = Modality::Asserted;
            ids.push(self.push(
                scene,
                &Draft {
                    trigger,
                    name: trigger.name.clone(),
                    date: Some(date),
                    bytes: bytes.clone(),
                    rule,
                    modality,
                },
            ));
        }
        let both = match &told.dates {
            Dates::Both(_, origin, celebrated) => Some((origin, celebrated)),
            Dates::Origin(time, celebrated) => celebrated.as_ref().map(|celebrated| (&time.edtf, celebrated)),
            Dates::Celebration(_) | Dates::Open(_) => None,
        };
        if let (Some((origin, celebrated)), false) = (both, ids.is_empty()) {
            let terms = Terms::Anniversary {
                ordinal: told.ordinal,
                origin: origin.clone(),
                celebrated: celebrated.clone(),
            };
            self.equation(ids, terms, bytes);
        }
    }

    /// Anniversaries of what a verb of the sentence says began; the day of the beginning is not theirs.
    pub(super) fn kept<'t>(
        &mut self,
        scene: &'t Scene<'_, '_>,
        found: &[Trigger],
        dated: &mut Vec<Dated<'t>>,
    ) {
        let verbs = &scene.sheet.language.verbs;
        let begins = |rule: usize| {
            let kind = verbs.get(rule).and_then(|rule| self.kinds.iter().find(|kind| kind.id == rule.kind));
            kind.is_some_and(|kind| matches!(kind.begins, Some(Matter::Body | Matter::Life)))
        };
        for told in kept(scene, found, begins) {
            dated.retain(|dated| dated.trigger != told.trigger || !std::ptr::eq(dated.time, told.origin));
            let terms = Terms::Anniversary {
                ordinal: told.ordinal,
                origin: told.origin.edtf.clone(),
                celebrated: told.celebrated.edtf.clone(),
            };
            self.equation(Vec::new(), terms, scene.sheet.bytes(&scene.tokens));
        }
    }
}
