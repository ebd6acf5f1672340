//! Reads one article.

use std::collections::BTreeSet;
use std::ops::Range;

use annals_edtf::Edtf;
use annals_knowledge::{Knowledge, Language};
use annals_model::{Arithmetic, ArithmeticClaim, Article, EvidenceId, Reading, SegmentKind, Topic};
use annals_timex::{Context, Part, Role, TimeReading};
use rustc_hash::FxHashMap;

use crate::ages::{Births, ages};
use crate::agos::agos;
use crate::events::{ClaimReader, Cover, Groups, Officers, Persons, Scene, Things};
use crate::names::{Directory, Mention, People, resolve, scan, told_later};
use crate::news::News;
use crate::positions::positions;
use crate::quantities::quantities;
use crate::quotations::{Speakers, quotations};
use crate::sheet::{Sheet, case_of};
use crate::slots::slots;
use crate::sums::sums;
use crate::times::Times;

/// Reads articles by what `knowledge/` says.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'k> {
    knowledge: &'k Knowledge,
}

/// Most tokens read as one sentence.
const SENTENCE: usize = 400;

/// A segment on its way through the reader.
struct Read<'a> {
    sheet: Sheet<'a>,
    times: Times,
    mentions: Vec<Mention>,
    /// Bytes of the heading right above it.
    heading: Option<Range<usize>>,
}

impl<'k> Reader<'k> {
    /// A reader by this knowledge.
    #[must_use]
    pub fn new(knowledge: &'k Knowledge) -> Self {
        Self { knowledge }
    }

    /// The language in which an article is read: the one that it says, or else the one whose
    /// words it is full of.
    #[must_use]
    pub fn language(&self, article: &Article) -> Option<&'k Language> {
        match &article.metadata.language {
            Some(tag) => self.knowledge.language(tag),
            None => self.knowledge.identify_language(article.text()),
        }
    }

    /// The time expressions of an article's prose, captions and headings.
    #[must_use]
    pub fn times(&self, article: &Article) -> TimeReading {
        let Some(language) = self.language(article) else { return TimeReading::default() };
        language.time.read(article.text(), &time_parts(article), &time_context(article))
    }

    /// All that an article says. Nothing, where its language is none that is known.
    #[must_use]
    pub fn read(&self, article: &Article) -> Reading {
        let mut reading = Reading::new(article.id.clone());
        let Some(language) = self.language(article) else { return reading };
        reading.coverage.language = Some(language.tag.clone());
        reading.coverage.unsupported.clone_from(&language.unsupported);
        let names = &self.knowledge.gazetteer;
        let time_reading = self.times(article);
        let case = case_of(article.text());
        let mut directory = Directory::default();
        let mut above = None;
        let mut segments: Vec<Read<'_>> = article
            .segments
            .iter()
            .filter_map(|segment| {
                if segment.kind == SegmentKind::Heading {
                    above = Some(segment.range.clone());
                }
                if !segment.kind.is_read() || segment.repeats.is_some() {
                    return None;
                }
                let sheet = Sheet::new(article.text(), segment.range.clone(), language, case);
                let times = Times::of(&sheet, &time_reading);
                let mentions = if language.unsupported.contains(&Topic::People) {
                    Vec::new()
                } else {
                    scan(&sheet, names, &mut directory, &times)
                };
                Some(Read { sheet, times, mentions, heading: above.take() })
            })
            .collect();
        for read in &mut segments {
            told_later(&read.sheet, &mut read.mentions, &mut directory);
        }
        let mut people = People::of(&mut directory, |word| language.is_name_suffix(word));
        for read in &segments {
            people.learn(&read.sheet, &read.mentions);
        }
        for read in &mut segments {
            resolve(&read.sheet, &mut read.mentions, &people, &mut directory);
        }
        let news = News::of(article, segments.iter().map(|read| &read.times));
        let mut stated = Vec::new();
        let mut claims = ClaimReader::new(article, language, &time_reading, &self.knowledge.kinds);
        let mut told = BTreeSet::new();
        let mut groups = Groups::default();
        let mut persons = Persons::default();
        let mut things = Things::default();
        segments.iter().for_each(|read| things.learn(&read.sheet));
        let mut officers = Officers::default();
        segments.iter().for_each(|read| officers.learn(&read.sheet, &read.mentions));
        let mut before: &[Mention] = &[];
        let mut speakers = Speakers::default();
        for read in &segments {
            let Read { sheet, times, mentions, heading } = read;
            if let Some(heading) = heading.clone().and_then(|heading| article.text().get(heading)) {
                claims.below(language, heading);
            }
            let cover = Cover::new(sheet.tokens.len(), mentions, times);
            groups = Groups::new(sheet, names, mentions, &groups);
            persons = Persons::new(sheet, mentions, before, &persons);
            before = mentions;
            for sentence in sheet.sentences.iter().flat_map(bounded) {
                claims.read(&Scene {
                    sheet,
                    names,
                    outlets: &self.knowledge.outlets,
                    tokens: sentence,
                    mentions,
                    times,
                    cover: &cover,
                    groups: &groups,
                    persons: &persons,
                    officers: &officers,
                    things: &things,
                });
            }
            reading.positions.extend(positions(article, sheet, mentions, times, news.as_ref(), &mut told));
            reading.quotations.extend(quotations(article, sheet, mentions, &mut speakers));
            stated.extend(sums(article, sheet, times));
            slots(sheet, times, mentions, &mut reading.relations.name_contexts);
            reading.quantities.extend(quantities(article, sheet, times));
        }
        told_apart(reading.quotations.iter_mut().map(|quotation| &mut quotation.quotation_id));
        told_apart(reading.quantities.iter_mut().map(|quantity| &mut quantity.quantity_id));
        reading.entities = directory.into_entities();
        claims.finish(&mut reading);
        let births = Births::of(&reading.claims, self.knowledge);
        for Read { sheet, times, mentions, .. } in &segments {
            stated.extend(ages(article, sheet, times, mentions, &births, self.knowledge));
        }
        reading.relations.arithmetic.extend(stated);
        reading.relations.arithmetic.extend(agos(article, language, &time_reading));
        reading.relations.arithmetic.extend(calendar(article, &time_reading));
        reading
    }
}

/// The parts of an article in which time expressions are read: prose, captions and headings, each once.
#[must_use]
pub fn time_parts(article: &Article) -> Vec<Part> {
    let role = |kind| match kind {
        SegmentKind::Prose | SegmentKind::Item => Some(Role::Prose),
        SegmentKind::Caption => Some(Role::Caption),
        SegmentKind::Heading | SegmentKind::Title => Some(Role::Heading),
        _ => None,
    };
    let first = article.segments.iter().filter(|segment| segment.repeats.is_none());
    let parts =
        first.filter_map(|segment| Some(Part { range: segment.range.clone(), role: role(segment.kind)? }));
    parts.collect()
}

/// What an article says of its own date.
#[must_use]
pub fn time_context(article: &Article) -> Context {
    let metadata = &article.metadata;
    Context {
        published: metadata.published.as_ref().map(|published| published.date.clone()),
        dateline: metadata.dateline.as_ref().and_then(|dateline| dateline.date.clone()),
    }
}

/// Gives what has the identifier of an earlier one, as happens in the largest articles, one of its own.
fn told_apart<'i>(ids: impl Iterator<Item = &'i mut EvidenceId>) {
    let mut known: FxHashMap<EvidenceId, u32> = FxHashMap::default();
    for id in ids {
        let count = known.entry(id.clone()).and_modify(|count| *count += 1).or_insert(1);
        if *count > 1 {
            *id = EvidenceId::new(format!("{id}-{count}"));
        }
    }
}

/// A sentence, in pieces where it is longer than any sentence: reading one takes longer the
/// longer it is.
fn bounded(sentence: &Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let end = sentence.end;
    sentence.clone().step_by(SENTENCE).map(move |start| start..(start + SENTENCE).min(end))
}

/// Weekdays and days that the calendar decides about.
fn calendar(article: &Article, times: &TimeReading) -> Vec<ArithmeticClaim> {
    let terms = times.expressions.iter().filter_map(|expression| {
        let terms = match (&expression.impossible, expression.weekday, &expression.edtf) {
            (Some(told), _, _) => Arithmetic::Calendar { year: told.year, month: told.month, day: told.day },
            (None, Some(stated), Some(date @ Edtf::Date(_))) => {
                Arithmetic::Weekday { stated, date: date.clone() }
            }
            _ => return None,
        };
        Some((expression.range.clone(), terms))
    });
    terms
        .map(|(bytes, terms)| ArithmeticClaim {
            claims: Vec::new(),
            terms,
            evidence: crate::evidence(article, bytes),
        })
        .collect()
}
