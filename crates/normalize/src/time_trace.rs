//! Explanations of time expressions: the proof steps of a claim's date, and the values of pattern slots.
//!
//! `annals-timex` exports slot values only as text, in its explanations. This is the one place that parses
//! them.

use annals_knowledge::Language;
use annals_model::{Article, DurationUnit, Step};
use annals_timex::{AnchorSource, TimeExpression};

/// Returns the proof steps of time expressions: the pattern, its slots, and the date to which the expression
/// is anchored.
pub(crate) fn steps<'a>(
    article: &'a Article,
    language: &'a Language,
    expressions: &'a [TimeExpression],
) -> impl Iterator<Item = Step> + 'a {
    let explained = expressions.iter().filter_map(|found| language.time.explain(article.text(), found));
    explained.flat_map(|explanation| {
        let pattern = explanation.pattern;
        let file = language.time_file(pattern.file);
        let read = format!("read by the pattern `{}`, {file}:{}", pattern.name, pattern.line);
        let slots: Vec<String> = explanation.slots.iter().map(ToString::to_string).collect();
        let slots = (!slots.is_empty()).then(|| Step::new(slots.join(", ")));
        let anchor = explanation.anchor.map(|anchor| Step {
            what: format!("anchored to {anchor}"),
            span: match &anchor.source {
                AnchorSource::Words(words) => Some(article.span(words.range.clone())),
                AnchorSource::Published | AnchorSource::Dateline => None,
            },
        });
        [Some(Step::new(read)), slots, anchor].into_iter().flatten()
    })
}

/// An amount of time counted from an anchor: "fifteen years earlier", "two weeks ago".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Offset {
    pub(crate) count: u32,
    pub(crate) unit: DurationUnit,
    pub(crate) direction: Direction,
}

/// The direction of an offset, and its anchor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    /// After a date of the text.
    Later,
    /// Before a date of the text.
    Earlier,
    /// Before the document creation time.
    Ago,
}

/// Returns the offset that an expression states, in days, weeks, months or years.
pub(crate) fn offset(article: &Article, language: &Language, expression: &TimeExpression) -> Option<Offset> {
    let slots = Slots::of(article, language, expression)?;
    let unit = match slots.value("unit")? {
        "day" => DurationUnit::Day,
        "week" => DurationUnit::Week,
        "month" => DurationUnit::Month,
        "year" => DurationUnit::Year,
        _ => return None,
    };
    let direction = match slots.value("direction")? {
        "later" => Direction::Later,
        "earlier" => Direction::Earlier,
        "ago" => Direction::Ago,
        _ => return None,
    };
    Some(Offset { count: slots.value("count")?.parse().ok()?, unit, direction })
}

/// Returns the number of years before the document creation time that an expression states.
pub(crate) fn years_ago(article: &Article, language: &Language, expression: &TimeExpression) -> Option<u32> {
    let offset = offset(article, language, expression)?;
    (offset.unit == DurationUnit::Year && offset.direction == Direction::Ago).then_some(offset.count)
}

/// Returns the shift from the document creation time that an expression states: 1 for "tomorrow".
pub(crate) fn day_shift(article: &Article, language: &Language, expression: &TimeExpression) -> Option<i32> {
    Slots::of(article, language, expression)?.value("shift")?.parse().ok()
}

/// The slots that a pattern filled, by name, with their values as text.
struct Slots(Vec<(&'static str, String)>);

impl Slots {
    fn of(article: &Article, language: &Language, expression: &TimeExpression) -> Option<Self> {
        let explained = language.time.explain(article.text(), expression)?;
        Some(Self(explained.slots.into_iter().map(|slot| (slot.slot, slot.value)).collect()))
    }

    fn value(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(slot, _)| *slot == name).map(|(_, value)| value.as_str())
    }
}
