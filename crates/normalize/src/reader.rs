//! Reads one article, layer by layer.

use std::collections::BTreeSet;
use std::ops::Range;

use annals_edtf::Edtf;
use annals_knowledge::{Knowledge, Language};
use annals_model::{
    Arithmetic, ArithmeticClaim, Article, EvidenceId, NameContexts, Position, Quantity, Quotation, Reading,
    SegmentKind, Topic,
};
use annals_timex::{DocumentContext, SegmentRole, TextSegment, TimeReading};
use rustc_hash::FxHashMap;

use crate::ages::{Births, ages};
use crate::context::{SentenceContext, TokenIndex};
use crate::coreference::country_groups::CountryGroups;
use crate::coreference::partial_names::{PersonIndex, classify_by_surname, resolve};
use crate::coreference::pronouns::PronounAntecedents;
use crate::coreference::thing_names::ThingNames;
use crate::coreference::title_holders::TitleHolders;
use crate::events::article_inputs::ArticleInputs;
use crate::events::claims::reader::ClaimReader;
use crate::name_contexts::name_contexts;
use crate::names::{EntityTable, Mention, detect};
use crate::positions::positions;
use crate::quantities::quantities;
use crate::quotations::{SpeakerContext, quotations};
use crate::recency::Recency;
use crate::relative_date_checks::relative_date_checks;
use crate::segment::{AnnotatedSegment, case_of};
use crate::sums::sums;
use crate::time_mentions::SegmentTimes;

/// Reads articles with the languages, gazetteer and kinds of event of `knowledge/`.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'k> {
    knowledge: &'k Knowledge,
}

/// Most tokens read as one sentence.
const SENTENCE: usize = 400;

/// A segment with its layers.
struct SegmentLayers<'a> {
    segment: AnnotatedSegment<'a>,
    times: SegmentTimes,
    mentions: Vec<Mention>,
    /// Bytes of the heading directly above the segment.
    heading: Option<Range<usize>>,
}

impl<'k> Reader<'k> {
    /// Creates a reader that uses `knowledge`.
    #[must_use]
    pub fn new(knowledge: &'k Knowledge) -> Self {
        Self { knowledge }
    }

    /// Returns the language of an article: the stated one, or else the one identified from its text.
    #[must_use]
    pub fn language(&self, article: &Article) -> Option<&'k Language> {
        match &article.metadata.language {
            Some(tag) => self.knowledge.language(tag),
            None => self.knowledge.identify_language(article.text()),
        }
    }

    /// Returns the time expressions of an article's prose, captions and headings.
    #[must_use]
    pub fn times(&self, article: &Article) -> TimeReading {
        let Some(language) = self.language(article) else { return TimeReading::default() };
        language.time.read(article.text(), &time_parts(article), &time_context(article))
    }

    /// Returns everything that an article states. The reading of an article in an unknown language is empty.
    ///
    /// Each layer is a function of the layers before it.
    #[must_use]
    pub fn read(&self, article: &Article) -> Reading {
        let mut reading = Reading::new(article.id.clone());
        let Some(language) = self.language(article) else { return reading };
        reading.coverage.language = Some(language.tag.clone());
        reading.coverage.unsupported.clone_from(&language.unsupported);
        let inputs =
            ArticleInputs { article, language, times: &self.times(article), kinds: &self.knowledge.kinds };
        // Tokens, times and mentions; then the mentions are resolved within the article.
        let mut entities = EntityTable::default();
        let mut layers = self.annotate(&inputs, &mut entities);
        resolve_partial_names(language, &mut layers, &mut entities);
        // Layers of their own.
        reading.positions = article_positions(article, &layers);
        reading.quotations = article_quotations(article, &layers);
        reading.quantities = article_quantities(article, &layers);
        reading.relations.name_contexts = article_name_contexts(&layers);
        reading.entities = entities.into_entities();
        // Claims, in the order of the text.
        self.claims(inputs, &layers).finish(&mut reading);
        // Arithmetic, which refers to claims.
        let mut arithmetic = Vec::new();
        arithmetic.extend(article_sums(article, &layers));
        arithmetic.extend(self.ages(article, &layers, &reading));
        arithmetic.extend(relative_date_checks(article, language, inputs.times));
        arithmetic.extend(calendar_checks(article, inputs.times));
        reading.relations.arithmetic.extend(arithmetic);
        reading
    }

    /// Annotates the segments of an article with tokens, times and mentions. Collects the entities.
    fn annotate<'a>(&self, inputs: &ArticleInputs<'a>, entities: &mut EntityTable) -> Vec<SegmentLayers<'a>> {
        let (article, language) = (inputs.article, inputs.language);
        let case = case_of(article.text());
        let mut last_heading = None;
        let segments = article.segments.iter().filter_map(|segment| {
            if segment.kind == SegmentKind::Heading {
                last_heading = Some(segment.range.clone());
            }
            if !segment.kind.is_read() || segment.repeats.is_some() {
                return None;
            }
            let annotated = AnnotatedSegment::new(article.text(), segment.range.clone(), language, case);
            let times = SegmentTimes::of(&annotated, inputs.times);
            let mentions = if language.unsupported.contains(&Topic::People) {
                Vec::new()
            } else {
                detect(&annotated, &self.knowledge.gazetteer, entities, &times)
            };
            Some(SegmentLayers { segment: annotated, times, mentions, heading: last_heading.take() })
        });
        segments.collect()
    }

    /// Reads the claims of all sentences.
    fn claims<'a>(&self, inputs: ArticleInputs<'a>, layers: &[SegmentLayers<'_>]) -> ClaimReader<'a> {
        let mut claims = ClaimReader::new(inputs);
        let mut thing_names = ThingNames::default();
        let mut title_holders = TitleHolders::default();
        for SegmentLayers { segment, mentions, .. } in layers {
            thing_names.learn(segment);
            title_holders.learn(segment, mentions);
        }
        let mut country_groups = CountryGroups::default();
        let mut pronouns = PronounAntecedents::default();
        let mut previous: &[Mention] = &[];
        for SegmentLayers { segment, times, mentions, heading } in layers {
            if let Some(heading) = heading.clone().and_then(|bytes| inputs.article.text().get(bytes)) {
                claims.begin_section(heading);
            }
            let index = TokenIndex::new(segment.tokens.len(), mentions, times);
            country_groups =
                CountryGroups::new(segment, &self.knowledge.gazetteer, mentions, &country_groups);
            pronouns = PronounAntecedents::new(segment, mentions, previous, &pronouns);
            previous = mentions;
            for tokens in segment.sentences.iter().flat_map(bounded) {
                claims.read(&SentenceContext {
                    segment,
                    gazetteer: &self.knowledge.gazetteer,
                    outlets: &self.knowledge.outlets,
                    tokens,
                    mentions,
                    times,
                    index: &index,
                    country_groups: &country_groups,
                    pronouns: &pronouns,
                    title_holders: &title_holders,
                    thing_names: &thing_names,
                });
            }
        }
        claims
    }

    fn ages(
        &self,
        article: &Article,
        layers: &[SegmentLayers<'_>],
        reading: &Reading,
    ) -> Vec<ArithmeticClaim> {
        let births = Births::of(&reading.claims, self.knowledge);
        let ages = layers.iter().flat_map(|SegmentLayers { segment, times, mentions, .. }| {
            ages(article, segment, times, mentions, &births, self.knowledge)
        });
        ages.collect()
    }
}

/// Resolves partial names to the persons of the article.
fn resolve_partial_names(language: &Language, layers: &mut [SegmentLayers<'_>], entities: &mut EntityTable) {
    for SegmentLayers { segment, mentions, .. } in &mut *layers {
        classify_by_surname(segment, mentions, entities);
    }
    let mut people = PersonIndex::of(entities, |word| language.is_name_suffix(word));
    for SegmentLayers { segment, mentions, .. } in &*layers {
        people.learn(segment, mentions);
    }
    for SegmentLayers { segment, mentions, .. } in layers {
        resolve(segment, mentions, &people, entities);
    }
}

fn article_positions(article: &Article, layers: &[SegmentLayers<'_>]) -> Vec<Position> {
    let recency = Recency::of(article, layers.iter().map(|layers| &layers.times));
    let mut seen = BTreeSet::new();
    let found = layers.iter().flat_map(|SegmentLayers { segment, times, mentions, .. }| {
        positions(article, segment, mentions, times, recency.as_ref(), &mut seen)
    });
    found.collect()
}

fn article_quotations(article: &Article, layers: &[SegmentLayers<'_>]) -> Vec<Quotation> {
    let mut speakers = SpeakerContext::default();
    let found = layers.iter().flat_map(|SegmentLayers { segment, mentions, .. }| {
        quotations(article, segment, mentions, &mut speakers)
    });
    let mut found: Vec<Quotation> = found.collect();
    make_unique(found.iter_mut().map(|quotation| &mut quotation.quotation_id));
    found
}

fn article_quantities(article: &Article, layers: &[SegmentLayers<'_>]) -> Vec<Quantity> {
    let found =
        layers.iter().flat_map(|SegmentLayers { segment, times, .. }| quantities(article, segment, times));
    let mut found: Vec<Quantity> = found.collect();
    make_unique(found.iter_mut().map(|quantity| &mut quantity.quantity_id));
    found
}

fn article_name_contexts(layers: &[SegmentLayers<'_>]) -> NameContexts {
    let mut contexts = NameContexts::default();
    for SegmentLayers { segment, times, mentions, .. } in layers {
        name_contexts(segment, times, mentions, &mut contexts);
    }
    contexts
}

fn article_sums(article: &Article, layers: &[SegmentLayers<'_>]) -> Vec<ArithmeticClaim> {
    layers.iter().flat_map(|SegmentLayers { segment, times, .. }| sums(article, segment, times)).collect()
}

/// Returns the parts of an article in which time expressions are read: prose, captions and headings. Repeated
/// segments are left out.
#[must_use]
pub fn time_parts(article: &Article) -> Vec<TextSegment> {
    let role = |kind| match kind {
        SegmentKind::Prose | SegmentKind::Item => Some(SegmentRole::Prose),
        SegmentKind::Caption => Some(SegmentRole::Caption),
        SegmentKind::Heading | SegmentKind::Title => Some(SegmentRole::Heading),
        _ => None,
    };
    let first = article.segments.iter().filter(|segment| segment.repeats.is_none());
    let parts = first
        .filter_map(|segment| Some(TextSegment { range: segment.range.clone(), role: role(segment.kind)? }));
    parts.collect()
}

/// Returns the dates of publication and dateline, to which time expressions are anchored.
#[must_use]
pub fn time_context(article: &Article) -> DocumentContext {
    let metadata = &article.metadata;
    DocumentContext {
        published: metadata.published.as_ref().map(|published| published.date.clone()),
        dateline: metadata.dateline.as_ref().and_then(|dateline| dateline.date.clone()),
    }
}

/// Makes duplicate ids unique by appending a counter.
fn make_unique<'i>(ids: impl Iterator<Item = &'i mut EvidenceId>) {
    let mut known: FxHashMap<EvidenceId, u32> = FxHashMap::default();
    for id in ids {
        let count = known.entry(id.clone()).and_modify(|count| *count += 1).or_insert(1);
        if *count > 1 {
            *id = EvidenceId::new(format!("{id}-{count}"));
        }
    }
}

/// Splits a sentence into pieces of at most [`SENTENCE`] tokens. Reading time grows faster than the length.
fn bounded(sentence: &Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let end = sentence.end;
    sentence.clone().step_by(SENTENCE).map(move |start| start..(start + SENTENCE).min(end))
}

/// Returns the arithmetic claims that the calendar decides: stated weekdays, and dates that no calendar has.
fn calendar_checks(article: &Article, times: &TimeReading) -> Vec<ArithmeticClaim> {
    let checks = times.expressions.iter().filter_map(|expression| {
        let terms = match (&expression.impossible, expression.weekday, &expression.edtf) {
            (Some(date), _, _) => Arithmetic::Calendar { year: date.year, month: date.month, day: date.day },
            (None, Some(stated), Some(date @ Edtf::Date(_))) => {
                Arithmetic::Weekday { stated, date: date.clone() }
            }
            _ => return None,
        };
        let evidence = crate::evidence(article, expression.range.clone());
        Some(ArithmeticClaim { claims: Vec::new(), terms, evidence })
    });
    checks.collect()
}
