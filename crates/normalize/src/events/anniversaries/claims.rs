//! Claims and arithmetic of anniversaries.

use std::ops::Range;

use annals_edtf::Edtf;
use annals_knowledge::{Function, VerbId};
use annals_model::{Arithmetic, Closeness, DateBasis, Lifespan, Modality};
use annals_text::fold;
use annals_timex::{Basis, TimeExpression};

use super::find::{Anniversary, Dates, ordinal, with_verb_origin, years_before};
use super::origins::OpenAnniversary;
use crate::context::SentenceContext;
use crate::events::claims::collector::Draft;
use crate::events::claims::reader::ClaimReader;
use crate::events::date_attachment::attach::DatedTrigger;
use crate::events::modality::modality;
use crate::events::triggers::trigger::{Trigger, TriggerSource, hull};
use crate::names::shown;
use crate::segment::AnnotatedSegment;
use crate::time_mentions::AmountMention;

impl ClaimReader<'_> {
    /// Claims the celebration and its origin, and relates them by arithmetic.
    pub(crate) fn claim_anniversary(
        &mut self,
        context: &SentenceContext<'_, '_>,
        found: &[Trigger],
        anniversary: &Anniversary<'_>,
    ) {
        let segment = context.segment;
        let time = anniversary.time();
        let (origin_date, celebrated) = match &anniversary.dates {
            Dates::Both(_, origin, celebrated) => {
                (Some((origin.clone(), DateBasis::Stated)), Some(celebrated.clone()))
            }
            Dates::Celebration(time) => {
                let origin = years_before(&time.edtf, anniversary.ordinal);
                (origin.map(|origin| (origin, DateBasis::Inferred)), Some(time.edtf.clone()))
            }
            Dates::Origin(time, _) => (Some((time.edtf.clone(), time.basis)), None),
            Dates::Open(_) => (None, None),
        };
        let bytes = hull(&segment.bytes(&anniversary.tokens), &time.bytes);
        let mut ids = Vec::new();
        let own = anniversary.trigger.and_then(|number| found.get(number));
        let origin = anniversary.origin.and_then(|number| found.get(number));
        if let (Some(celebrated), Some(trigger)) = (&celebrated, own.or(origin)) {
            let kind = match own {
                Some(own) => own.kind.clone(),
                // "45 years since …": an anniversary under another name.
                None => {
                    let rules = segment.language.nouns();
                    let Some(rule) = rules.iter().find(|rule| rule.recurs) else { return };
                    rule.kind.clone()
                }
            };
            let celebration = trigger.celebration(kind, anniversary.tokens.clone());
            let modality = self.inputs.modality_on(time, modality(context, &celebration));
            let date = self.inputs.claim_date(time, celebrated, time.basis, &[]);
            let name = shown(segment.slice(&anniversary.tokens));
            let rule = "anniversary";
            ids.push(self.add(
                context,
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
                    vec![format!("{celebrated} - {} = {date}", anniversary.ordinal)]
                }
                _ => Vec::new(),
            };
            let date = self.inputs.claim_date(time, date, *basis, &steps);
            let rule = "anniversary-of";
            let modality = Modality::Asserted;
            let origin = self.add(
                context,
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
                let evidence = self.inputs.evidence(bytes.clone());
                let (ordinal, celebrated) = (anniversary.ordinal, celebrated.clone());
                self.collected.open_anniversaries.push(OpenAnniversary {
                    origin: origin.clone(),
                    ordinal,
                    celebrated,
                    evidence,
                });
            }
            ids.push(origin);
        }
        let both = match &anniversary.dates {
            Dates::Both(_, origin, celebrated) => Some((origin, celebrated)),
            Dates::Origin(time, celebrated) => celebrated.as_ref().map(|celebrated| (&time.edtf, celebrated)),
            Dates::Celebration(_) | Dates::Open(_) => None,
        };
        if let (Some((origin, celebrated)), false) = (both, ids.is_empty()) {
            let terms = Arithmetic::Anniversary {
                ordinal: anniversary.ordinal,
                origin: origin.clone(),
                celebrated: celebrated.clone(),
            };
            self.collected.add_arithmetic(ids, terms, bytes);
        }
    }

    /// Reads anniversaries whose origin is stated by a verb. Removes the origin's date from the celebration.
    pub(crate) fn verb_anniversaries<'t>(
        &mut self,
        context: &'t SentenceContext<'_, '_>,
        found: &[Trigger],
        dated: &mut Vec<DatedTrigger<'t>>,
    ) {
        let language = context.segment.language;
        let begins = |rule: VerbId| {
            let kind = language
                .verb(rule)
                .and_then(|rule| self.inputs.kinds.iter().find(|kind| kind.id == rule.kind));
            kind.is_some_and(|kind| matches!(kind.begins, Some(Lifespan::Organisation | Lifespan::Life)))
        };
        for anniversary in with_verb_origin(context, found, begins) {
            dated.retain(|dated| {
                dated.trigger != anniversary.trigger || !std::ptr::eq(dated.time, anniversary.origin)
            });
            let terms = Arithmetic::Anniversary {
                ordinal: anniversary.ordinal,
                origin: anniversary.origin.edtf.clone(),
                celebrated: anniversary.celebrated.edtf.clone(),
            };
            self.collected.add_arithmetic(Vec::new(), terms, context.segment.bytes(&context.tokens));
        }
    }

    /// Reads an anniversary of the previous sentence's event: "The school was founded in 1859. Its 75th
    /// anniversary will be kept on 3 May 1934."
    pub(crate) fn own_anniversary(
        &mut self,
        context: &SentenceContext<'_, '_>,
        found: &[Trigger],
        dated: &[DatedTrigger<'_>],
    ) {
        let before = self
            .discourse
            .previous
            .as_ref()
            .and_then(|id| self.collected.claims.iter().rfind(|it| it.claim_id == *id));
        let Some(before) = before.filter(|claim| claim.modality == Modality::Asserted) else { return };
        let one_day = self.inputs.kinds.iter().any(|kind| kind.id == before.kind && kind.one_day);
        let Some(origin) = before.date.as_ref().filter(|_| one_day).map(|date| date.edtf.clone()) else {
            return;
        };
        let claim = before.claim_id.clone();
        for dated in dated {
            let Some(trigger) = found.get(dated.trigger) else { continue };
            let language = context.segment.language;
            let recurs = matches!(trigger.source, TriggerSource::Noun(rule) if language.noun(rule).is_some_and(|rule| rule.recurs));
            let Some((ordinal, start)) = ordinal(context, trigger).filter(|_| recurs) else { continue };
            let first = context.tokens.start;
            if start != first + 1 || !context.segment.is(first, Function::Possessive) {
                continue;
            }
            let celebrated = dated.time.edtf.clone();
            let terms = Arithmetic::Anniversary { ordinal, origin: origin.clone(), celebrated };
            self.collected.add_arithmetic(vec![claim.clone()], terms, context.segment.bytes(&context.tokens));
        }
    }

    /// Reads years counted to a date: "On 3 May it will be exactly 75 years since the storm". The origin is
    /// the same day of an earlier year, dated elsewhere in the article.
    pub(crate) fn years_since(&mut self, context: &SentenceContext<'_, '_>) {
        let counted: Option<&AmountMention> = context.times.amounts.iter().find(|amount| {
            context.tokens.contains(&amount.tokens.start)
                && amount.unit == annals_timex::DurationUnit::Year
                && context.segment.is(amount.tokens.end, Function::Since)
        });
        let Some(counted) = counted else { return };
        let before: Vec<_> = context.dates().filter(|time| time.tokens.end <= counted.tokens.start).collect();
        let [celebrated] = before.as_slice() else {
            if before.is_empty() {
                self.years_until_now(context, counted);
            }
            return;
        };
        let Some((year, month, day)) = day_of(&celebrated.edtf) else { return };
        // The origin must be described by the same words: another event may share the day.
        let what = counted.tokens.end + 1..clause_end(context, counted.tokens.end + 1);
        let words: Vec<_> =
            what.filter(|at| tells(context.segment, *at)).map(|at| context.segment.word(at)).collect();
        let of_it = |it: &&TimeExpression| {
            it.basis == Basis::Stated && names_one(self.inputs.article.text(), &it.range, &words)
        };
        let dates = self.inputs.times.expressions.iter().filter(of_it);
        let mut origins: Vec<&Edtf> = dates.filter_map(|it| it.edtf.as_ref()).collect();
        let same_day = |date: &&Edtf| {
            day_of(date).is_some_and(|other| (other.1, other.2) == (month, day) && other.0 < year)
        };
        origins.retain(same_day);
        origins.dedup();
        if let [origin] = origins.as_slice() {
            let (ordinal, origin, celebrated) = (counted.count, (*origin).clone(), celebrated.edtf.clone());
            let terms = Arithmetic::Anniversary { ordinal, origin, celebrated };
            self.collected.add_arithmetic(Vec::new(), terms, context.segment.bytes(&context.tokens));
        }
    }

    /// Reads years counted to the day of publication: "It is 24 years since the school was founded on 3 May
    /// 1859".
    fn years_until_now(&mut self, context: &SentenceContext<'_, '_>, counted: &AmountMention) {
        let Some(published) = self.inputs.article.metadata.published.as_ref() else { return };
        let is_now = counted.tokens.start.checked_sub(1).is_some_and(|before| {
            before >= context.tokens.start && context.segment.is(before, Function::Present)
        });
        let mut dates = context.dates().filter(|time| time.tokens.start >= counted.tokens.end);
        let (Some(origin), None) = (dates.next(), dates.next()) else { return };
        let exact = counted.closeness == Closeness::Counted && origin.ends.is_none();
        if !(is_now && exact && origin.basis == DateBasis::Stated) {
            return;
        }
        if let Some(counted) = years_before(&published.date, counted.count) {
            let (stated, from) = (origin.edtf.clone(), published.date.clone());
            let terms = Arithmetic::Ago { counted, stated, from };
            self.collected.add_arithmetic(Vec::new(), terms, context.segment.bytes(&context.tokens));
        }
    }
}

/// Most bytes between a date and the words that describe its event, within one line.
const NEAR: usize = 160;

/// Fewest letters shared by two forms of a word.
const STEM: usize = 5;

/// Returns whether a form of one of the words occurs near a place of the text, in its line.
fn names_one(text: &str, place: &Range<usize>, words: &[&str]) -> bool {
    let (before, following) = (text.get(..place.start), text.get(place.end..));
    let before = before.and_then(|text| text.rsplit('\n').next()).unwrap_or_default();
    let following = following.and_then(|text| text.split('\n').next()).unwrap_or_default();
    let ends = |text: &str, mut at: usize| {
        while !text.is_char_boundary(at) {
            at += 1;
        }
        at
    };
    let before = before.get(ends(before, before.len().saturating_sub(NEAR))..).unwrap_or_default();
    let following = following.get(..ends(following, following.len().min(NEAR))).unwrap_or_default();
    let split = |text| str::split(text, |c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    split(before).chain(split(following)).any(|word| words.iter().any(|wanted| is_form(word, wanted)))
}

/// Returns whether two words are equal or begin with the same letters.
fn is_form(one: &str, other: &str) -> bool {
    let (one, other) = (fold(one), fold(other));
    let shared = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    one == other || shared >= STEM
}

/// Returns the end of the clause that begins at a token.
fn clause_end(context: &SentenceContext<'_, '_>, from: usize) -> usize {
    let ends = |at: &usize| {
        matches!(context.segment.word(*at), "," | ";" | ":" | "(") || context.time_at(*at).is_some()
    };
    (from..context.tokens.end).find(ends).unwrap_or(context.tokens.end)
}

/// Returns whether a token is a content word.
fn tells(segment: &AnnotatedSegment<'_>, at: usize) -> bool {
    segment.is_word(at) && !segment.is_function(at) && segment.word(at).chars().count() > SMALL
}

/// Most letters of a word without content.
const SMALL: usize = 2;

/// Returns year, month and day of a date of one day.
fn day_of(date: &Edtf) -> Option<(i16, i8, i8)> {
    let (first, last) = (date.earliest()?, date.latest()?);
    (first == last).then(|| (first.year(), first.month(), first.day()))
}
