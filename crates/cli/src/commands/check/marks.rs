//! The annotations of an article: everything extracted from it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;

use annals_knowledge::Knowledge;
use annals_model::{
    Article, Claim, DateBasis, EntityClass, EntityId, Modality, Position, Quantity, Quotation, Reading,
    SegmentKind, Span,
};

use crate::report::output::{self, neutral_line, word};
use crate::sources::LineIndex;

/// An annotation.
pub(crate) struct Mark {
    /// The byte range in the text.
    pub(crate) range: Range<usize>,
    /// What was extracted.
    pub(crate) label: String,
    pub(crate) weight: Weight,
}

/// The emphasis of a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Weight {
    /// A claim.
    Main,
    /// Anything else.
    Side,
}

/// Returns the annotations of an article in the order of the text.
pub(crate) fn marks(article: &Article, reading: &Reading, knowledge: &Knowledge) -> Vec<Mark> {
    let side = |span: Span, label: String| Mark { range: article.range(span), label, weight: Weight::Side };
    let mut marks = Vec::new();
    for claim in &reading.claims {
        marks.push(Mark {
            range: article.range(claim.evidence.span),
            label: claim_label(claim),
            weight: Weight::Main,
        });
    }
    marks.extend(reading.positions.iter().map(|item| side(item.evidence.span, position_label(item))));
    marks.extend(reading.quotations.iter().map(|item| side(item.evidence.span, quotation_label(item))));
    marks.extend(reading.quantities.iter().map(|item| side(item.evidence.span, quantity_label(item))));
    let reader = annals_normalize::Reader::new(knowledge);
    let times = reader.times(article);
    let language = reader.language(article);
    let expressions = language
        .iter()
        .flat_map(|language| times.expressions.iter().map(|expression| (expression, &language.time)));
    for (expression, grammar) in expressions {
        // A vague expression has a TIMEX3 value but no EDTF date.
        let means = expression.edtf.as_ref().map_or_else(|| expression.value.clone(), ToString::to_string);
        let mut label = format!("time: {means}");
        if let Some(explanation) = grammar.explain(article.text(), expression) {
            let _ = write!(label, " (pattern `{}`", explanation.pattern.name);
            if let Some(anchor) = &explanation.anchor {
                let _ = write!(label, "; anchored to {anchor}");
            }
            label.push(')');
        }
        marks.push(Mark { range: expression.range.clone(), label, weight: Weight::Side });
    }
    // Of marks with the same start, the longest comes first.
    marks.sort_by_key(|mark| (mark.range.start, std::cmp::Reverse(mark.range.end)));
    marks
}

fn claim_label(claim: &Claim) -> String {
    let mut label = format!("claim: {} “{}”", claim.kind, claim.name);
    match &claim.date {
        Some(date) => {
            let _ = write!(label, ", {}", date.edtf);
            label.push_str(match date.basis {
                DateBasis::Stated => "",
                DateBasis::Resolved => " (resolved)",
                DateBasis::Inferred => " (inferred)",
            });
        }
        None => label.push_str(", undated"),
    }
    label.push_str(match claim.modality {
        Modality::Asserted => "",
        Modality::Planned => ", planned",
        Modality::Denied => ", denied",
        Modality::Reported => ", reported",
    });
    if !claim.participants.is_empty() {
        let _ = write!(label, ", parties: {}", joined(&claim.participants));
    }
    if let Some(place) = &claim.place {
        let _ = write!(label, ", at {place}");
    }
    let _ = write!(label, " [{}]", claim.rule);
    label
}

fn position_label(position: &Position) -> String {
    let parts = [position.rank.as_deref(), position.office.as_deref()];
    let parts: Vec<_> =
        parts.into_iter().flatten().chain(position.organisation.as_ref().map(EntityId::as_str)).collect();
    format!("position: {}: {}", position.person_id, parts.join(", "))
}

fn quotation_label(quotation: &Quotation) -> String {
    match &quotation.speaker {
        Some(speaker) => format!("quotation: {speaker}"),
        None => "quotation: speaker not named".to_owned(),
    }
}

fn quantity_label(quantity: &Quantity) -> String {
    let qualifier = word(&quantity.qualifier);
    format!("quantity: {qualifier} {} {}", quantity.value, quantity.unit)
}

fn joined<'i>(identifiers: impl IntoIterator<Item = &'i EntityId>) -> String {
    identifiers.into_iter().map(EntityId::as_str).collect::<Vec<_>>().join(", ")
}

/// Lists the entities and the segments that were not analysed.
pub(crate) fn entities_and_skipped_segments(
    article: &Article,
    lines: &LineIndex<'_>,
    reading: &Reading,
) -> String {
    let mut text = String::new();
    let classes = [
        (EntityClass::Person, "people"),
        (EntityClass::Organisation, "organisations"),
        (EntityClass::Place, "places"),
    ];
    for (class, name) in classes {
        let names: Vec<_> = reading
            .entities
            .values()
            .filter(|entity| entity.class == class)
            .map(|entity| {
                let others: Vec<_> =
                    entity.forms.iter().filter(|form| **form != entity.name).map(|form| &**form).collect();
                if others.is_empty() {
                    entity.name.to_string()
                } else {
                    format!("{} ({})", entity.name, others.join(", "))
                }
            })
            .collect();
        if !names.is_empty() {
            let _ = writeln!(
                text,
                "{} {}",
                output::HEAD.paint(format_args!("{name}:")),
                neutral_line(&names.join("; "))
            );
        }
    }
    let mut skipped: BTreeMap<SegmentKind, Vec<usize>> = BTreeMap::new();
    for segment in &article.segments {
        if !segment.kind.is_read() || segment.repeats.is_some() {
            let line = lines.place(article.span(segment.range.clone()).start).line;
            skipped.entry(segment.kind).or_default().push(line);
        }
    }
    if !skipped.is_empty() {
        let kinds: Vec<_> = skipped
            .iter()
            .map(|(kind, lines)| {
                let lines: Vec<_> = lines.iter().map(ToString::to_string).collect();
                format!("{} (line {})", word(kind), lines.join(", "))
            })
            .collect();
        let _ = writeln!(text, "{} {}", output::HEAD.paint("not analysed:"), kinds.join("; "));
    }
    text.push('\n');
    text
}
