//! Claims and equations of anniversaries.

use std::ops::Range;

use annals_edtf::Edtf;
use annals_knowledge::{Function, VerbId};
use annals_model::{Arithmetic, Closeness, DateBasis, Lifespan, Modality};
use annals_text::fold;
use annals_timex::{Basis, TimeExpression};

use super::super::anniversary::{Anniversary, Dates, kept, ordinal, years_before};
use super::super::attach::Dated;
use super::super::modality::modality;
use super::super::scene::Scene;
use super::super::trigger::{Teller, Trigger};
use super::counted::Counted;
use super::{ClaimReader, Draft, cover};
use crate::names::shown;
use crate::sheet::Sheet;
use crate::times::Amount;

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
                let rules = sheet.language.nouns();
                let Some(rule) = rules.iter().find(|rule| rule.recurs) else { return };
                celebration.kind = rule.kind.clone();
                celebration.about = None;
            }
            celebration.phrase = told.tokens.clone();
            let modality = self.unless_ahead(time, modality(scene, &celebration));
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
            let origin = self.push(
                scene,
                &Draft {
                    trigger,
                    name: trigger.name.clone(),
                    date: Some(date),
                    bytes: bytes.clone(),
                    rule,
                    modality,
                },
            );
            if let (DateBasis::Inferred, Some(celebrated)) = (*basis, &celebrated) {
                let evidence = crate::evidence(self.article, bytes.clone());
                let (ordinal, celebrated) = (told.ordinal, celebrated.clone());
                self.counted.push(Counted { origin: origin.clone(), ordinal, celebrated, evidence });
            }
            ids.push(origin);
        }
        let both = match &told.dates {
            Dates::Both(_, origin, celebrated) => Some((origin, celebrated)),
            Dates::Origin(time, celebrated) => celebrated.as_ref().map(|celebrated| (&time.edtf, celebrated)),
            Dates::Celebration(_) | Dates::Open(_) => None,
        };
        if let (Some((origin, celebrated)), false) = (both, ids.is_empty()) {
            let terms = Arithmetic::Anniversary {
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
        let language = scene.sheet.language;
        let begins = |rule: VerbId| {
            let kind =
                language.verb(rule).and_then(|rule| self.kinds.iter().find(|kind| kind.id == rule.kind));
            kind.is_some_and(|kind| matches!(kind.begins, Some(Lifespan::Organisation | Lifespan::Life)))
        };
        for told in kept(scene, found, begins) {
            dated.retain(|dated| dated.trigger != told.trigger || !std::ptr::eq(dated.time, told.origin));
            let terms = Arithmetic::Anniversary {
                ordinal: told.ordinal,
                origin: told.origin.edtf.clone(),
                celebrated: told.celebrated.edtf.clone(),
            };
            self.equation(Vec::new(), terms, scene.sheet.bytes(&scene.tokens));
        }
    }

    /// "The school was founded in 1859. Its 75th anniversary will be kept on 3 May 1934."
    pub(super) fn own_anniversary(&mut self, scene: &Scene<'_, '_>, found: &[Trigger], dated: &[Dated<'_>]) {
        let before = self.before.as_ref().and_then(|id| self.claims.iter().rfind(|it| it.claim_id == *id));
        let Some(before) = before.filter(|claim| claim.modality == Modality::Asserted) else { return };
        let one_day = self.kinds.iter().any(|kind| kind.id == before.kind && kind.one_day);
        let Some(origin) = before.date.as_ref().filter(|_| one_day).map(|date| date.edtf.clone()) else {
            return;
        };
        let claim = before.claim_id.clone();
        for dated in dated {
            let Some(trigger) = found.get(dated.trigger) else { continue };
            let language = scene.sheet.language;
            let recurs = matches!(trigger.teller, Teller::Noun(rule) if language.noun(rule).is_some_and(|rule| rule.recurs));
            let Some((ordinal, start)) = ordinal(scene, trigger).filter(|_| recurs) else { continue };
            let first = scene.tokens.start;
            if start != first + 1 || !scene.sheet.is(first, Function::Possessive) {
                continue;
            }
            let celebrated = dated.time.edtf.clone();
            let terms = Arithmetic::Anniversary { ordinal, origin: origin.clone(), celebrated };
            self.equation(vec![claim.clone()], terms, scene.sheet.bytes(&scene.tokens));
        }
    }

    /// "On 3 May it will be exactly 75 years since the storm": the article tells that day of another year.
    pub(super) fn years_since(&mut self, scene: &Scene<'_, '_>) {
        let counted: Option<&Amount> = scene.times.amounts.iter().find(|amount| {
            scene.tokens.contains(&amount.tokens.start)
                && amount.unit == annals_timex::DurationUnit::Year
                && scene.sheet.is(amount.tokens.end, Function::Since)
        });
        let Some(counted) = counted else { return };
        let before: Vec<_> = scene.dates().filter(|time| time.tokens.end <= counted.tokens.start).collect();
        let [celebrated] = before.as_slice() else {
            if before.is_empty() {
                self.years_until_now(scene, counted);
            }
            return;
        };
        let Some((year, month, day)) = day_of(&celebrated.edtf) else { return };
        // Another thing that happened on that day is not what the years are counted from.
        let what = counted.tokens.end + 1..clause_end(scene, counted.tokens.end + 1);
        let words: Vec<_> =
            what.filter(|at| tells(scene.sheet, *at)).map(|at| scene.sheet.word(at)).collect();
        let of_it = |it: &&TimeExpression| {
            it.basis == Basis::Stated && names_one(self.article.text(), &it.range, &words)
        };
        let told = self.times.expressions.iter().filter(of_it);
        let mut origins: Vec<&Edtf> = told.filter_map(|it| it.edtf.as_ref()).collect();
        let same_day = |date: &&Edtf| {
            day_of(date).is_some_and(|other| (other.1, other.2) == (month, day) && other.0 < year)
        };
        origins.retain(same_day);
        origins.dedup();
        if let [origin] = origins.as_slice() {
            let (ordinal, origin, celebrated) = (counted.count, (*origin).clone(), celebrated.edtf.clone());
            let terms = Arithmetic::Anniversary { ordinal, origin, celebrated };
            self.equation(Vec::new(), terms, scene.sheet.bytes(&scene.tokens));
        }
    }

    /// "It is 24 years since the school was founded on 3 May 1859": counted to the day of publication.
    fn years_until_now(&mut self, scene: &Scene<'_, '_>, counted: &Amount) {
        let Some(published) = self.article.metadata.published.as_ref() else { return };
        let is_now =
            counted.tokens.start.checked_sub(1).is_some_and(|before| {
                before >= scene.tokens.start && scene.sheet.is(before, Function::Present)
            });
        let mut dates = scene.dates().filter(|time| time.tokens.start >= counted.tokens.end);
        let (Some(origin), None) = (dates.next(), dates.next()) else { return };
        let exact = counted.closeness == Closeness::Counted && origin.ends.is_none();
        if !(is_now && exact && origin.basis == DateBasis::Stated) {
            return;
        }
        if let Some(told) = years_before(&published.date, counted.count) {
            let (stated, from) = (origin.edtf.clone(), published.date.clone());
            let terms = Arithmetic::Ago { counted: told, stated, from };
            self.equation(Vec::new(), terms, scene.sheet.bytes(&scene.tokens));
        }
    }
}

/// Bytes on either side of a date within which its line tells what happened then.
const NEAR: usize = 160;

/// Letters that two forms of a word begin with.
const STEM: usize = 5;

/// Whether one of the words stands near a place of the text, in its line, in whatever form.
fn names_one(text: &str, place: &Range<usize>, words: &[&str]) -> bool {
    let (before, behind) = (text.get(..place.start), text.get(place.end..));
    let before = before.and_then(|text| text.rsplit('\n').next()).unwrap_or_default();
    let behind = behind.and_then(|text| text.split('\n').next()).unwrap_or_default();
    let ends = |text: &str, mut at: usize| {
        while !text.is_char_boundary(at) {
            at += 1;
        }
        at
    };
    let before = before.get(ends(before, before.len().saturating_sub(NEAR))..).unwrap_or_default();
    let behind = behind.get(..ends(behind, behind.len().min(NEAR))).unwrap_or_default();
    let split = |text| str::split(text, |c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    split(before).chain(split(behind)).any(|word| words.iter().any(|wanted| is_form(word, wanted)))
}

/// Whether two words are one, or begin as forms of one do.
fn is_form(one: &str, other: &str) -> bool {
    let (one, other) = (fold(one), fold(other));
    let shared = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    one == other || shared >= STEM
}

/// Where the clause that begins at a token ends.
fn clause_end(scene: &Scene<'_, '_>, from: usize) -> usize {
    let ends =
        |at: &usize| matches!(scene.sheet.word(*at), "," | ";" | ":" | "(") || scene.time_at(*at).is_some();
    (from..scene.tokens.end).find(ends).unwrap_or(scene.tokens.end)
}

/// Whether a word tells something by itself.
fn tells(sheet: &Sheet<'_>, at: usize) -> bool {
    sheet.is_word(at) && !sheet.is_function(at) && sheet.word(at).chars().count() > SMALL
}

/// Letters of a word that says little.
const SMALL: usize = 2;

/// The day that a date is.
fn day_of(date: &Edtf) -> Option<(i16, i8, i8)> {
    let (first, last) = (date.earliest()?, date.latest()?);
    (first == last).then(|| (first.year(), first.month(), first.day()))
}
