//! Quantities: numbers with their units.

use std::ops::Range;

use annals_knowledge::{Function, Sense};
use annals_model::{Amount, Article, EvidenceId, Figure, Quantity, QuantityQualifier, digest};
use annals_text::TokenKind;

use crate::names::shown;
use crate::segment::AnnotatedSegment;
use crate::time_mentions::SegmentTimes;

/// Most words between a number and its unit.
const DESCRIPTION: usize = 3;
/// Most tokens between a number and the bracket with its qualifier, and of that bracket.
const BEFORE_BRACKET: usize = 14;
const BRACKET: usize = 10;

/// Returns the quantities of a segment.
pub(crate) fn quantities(
    article: &Article,
    segment: &AnnotatedSegment<'_>,
    times: &SegmentTimes,
) -> Vec<Quantity> {
    let mut quantities = Vec::new();
    let mut at = 0;
    while at < segment.tokens.len() {
        if let Some(time) = times.covering(at) {
            at = time.end;
            continue;
        }
        let Some(number) = number(segment, at) else {
            at += 1;
            continue;
        };
        let next = number.tokens.end;
        if let Some(found) = counted(segment, &number) {
            quantities.push(quantity(article, segment, times, &number, &found, quantities.len()));
        }
        at = next.max(at + 1);
    }
    quantities
}

/// A number with its qualifier and unit.
pub(crate) struct Found {
    pub(crate) figure: Figure,
    /// From the qualifier to the unit.
    pub(crate) tokens: Range<usize>,
    /// Empty if there is none.
    pub(crate) unit: String,
    /// The token after the number's words.
    pub(crate) next: usize,
}

/// Returns the number at a token, with or without a unit.
pub(crate) fn counted_at(segment: &AnnotatedSegment<'_>, at: usize) -> Option<Found> {
    let number = number(segment, at)?;
    let next = number.tokens.end;
    if let Some(counted) = counted(segment, &number) {
        let figure = Figure { value: number.value, qualifier: counted.qualifier };
        let next = next.max(counted.tokens.end);
        return Some(Found { figure, tokens: counted.tokens, unit: counted.unit, next });
    }
    // "Route 9", "one of the ships", "3 May": names, pronouns and dates are no counts.
    let named = at.checked_sub(1).is_some_and(|before| {
        let capital =
            segment.is_capital(before) && !segment.is_function(before) && !is_total(segment, before);
        capital && qualifier(segment, at, next).0 == at
    });
    let few = number.spelled == Spelling::Letters && number.value.scale == 0 && number.value.units < 2;
    if named || few || unit(segment, next).is_some() {
        return None;
    }
    let (from, qualifier) = qualifier(segment, at, next);
    let figure = Figure { value: number.value, qualifier };
    Some(Found { figure, tokens: from..next, unit: String::new(), next })
}

struct Number {
    tokens: Range<usize>,
    value: Amount,
    /// Whether it is written in digits or letters.
    spelled: Spelling,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Spelling {
    Digits,
    Letters,
}

/// Tokens from the qualifier to the unit, and the unit.
struct Counted {
    tokens: Range<usize>,
    unit: String,
    qualifier: QuantityQualifier,
}

/// Returns the number at a token: digits with groups and a fraction, or words.
fn number(segment: &AnnotatedSegment<'_>, at: usize) -> Option<Number> {
    let (mut end, mut value, spelled) = match segment.kind(at)? {
        TokenKind::Number => {
            let (end, value) = digits(segment, at)?;
            (end, value, Spelling::Digits)
        }
        TokenKind::Word => {
            let (end, value) = spelled(segment, at)?;
            (end, value, Spelling::Letters)
        }
        TokenKind::Mark => return None,
    };
    while let Some((len, factor)) = segment.phrase(end, |sense| match sense {
        Sense::Multiplier(factor) => Some(factor),
        _ => None,
    }) {
        value = times(value, factor)?;
        end += len;
    }
    Some(Number { tokens: at..end, value, spelled })
}

fn times(value: Amount, factor: u64) -> Option<Amount> {
    let mut units = value.units.checked_mul(i64::try_from(factor).ok()?)?;
    let mut scale = value.scale;
    while scale > 0 && units % 10 == 0 {
        units /= 10;
        scale -= 1;
    }
    Some(Amount { units, scale })
}

/// Returns the end and value of a number in digits: "30,000", "3.5". "1 000" is not one.
fn digits(segment: &AnnotatedSegment<'_>, at: usize) -> Option<(usize, Amount)> {
    // Not after a letter, hyphen, colon or another number: "T-34", "12:30".
    if at > 0
        && segment.touches_next(at - 1)
        && !matches!(segment.word(at - 1), "(" | "$" | "€" | "£" | "¥" | "\"" | "“" | "~")
    {
        return None;
    }
    let mut text = segment.word(at).to_owned();
    let mut end = at + 1;
    let group = |mark: usize, sign: &str| {
        segment.word(mark) == sign
            && segment.touches_next(mark - 1)
            && segment.touches_next(mark)
            && segment.kind(mark + 1) == Some(TokenKind::Number)
    };
    let grouped = text.len() <= 3;
    while grouped && group(end, ",") && segment.word(end + 1).len() == 3 {
        text.push_str(segment.word(end + 1));
        end += 2;
    }
    if group(end, ".") {
        text.push('.');
        text.push_str(segment.word(end + 1));
        end += 2;
    }
    // "14th", "1990s", "10-year" and "3/4" are no numbers.
    let glued = segment.touches_next(end - 1)
        && (segment.is_word(end)
            || matches!(segment.word(end), "-" | "/" | ":" | "'" | "’" | "," | ".")
                && segment.touches_next(end));
    if glued || text.len() > 15 {
        return None;
    }
    Some((end, text.parse().ok()?))
}

fn spelled(segment: &AnnotatedSegment<'_>, at: usize) -> Option<(usize, Amount)> {
    let word = |at: usize| {
        segment.phrase(at, |sense| match sense {
            Sense::Number(value) => Some(value),
            _ => None,
        })
    };
    let (len, mut value) = word(at)?;
    let mut end = at + len;
    // "twenty-six"
    if value >= 20
        && segment.word(end) == "-"
        && let Some((len, unit)) = word(end + 1).filter(|(_, unit)| *unit < 10)
    {
        value += unit;
        end += 1 + len;
    }
    Some((end, Amount { units: i64::from(value), scale: 0 }))
}

/// Returns what a number counts: money by its sign, or anything by its unit.
fn counted(segment: &AnnotatedSegment<'_>, number: &Number) -> Option<Counted> {
    let start = number.tokens.start;
    let before = start.checked_sub(1);
    // "710 crowns per US$1"
    let is_base =
        |at: usize| at.checked_sub(1).is_some_and(|per| segment.sense(per, |sense| sense == Sense::Per) > 0);
    if let Some(sign) = before
        .filter(|before| segment.language.currencies.iter().any(|sign| sign.ends_with(segment.word(*before))))
    {
        let sign_start = currency_start(segment, sign);
        if is_base(sign_start) {
            return None;
        }
        let (from, qualifier) = qualifier(segment, sign_start, number.tokens.end);
        let unit = shown(segment.slice(&(sign_start..start)));
        return Some(Counted { tokens: from..number.tokens.end, unit, qualifier });
    }
    let unit_end = unit(segment, number.tokens.end)?;
    // "the two countries", "these 300 men": counted before, not here; "No. 5", "page 7": a name.
    let definite = before.is_some_and(|before| {
        [Function::Definite, Function::Possessive].iter().any(|class| segment.is(before, *class))
    });
    let unit_end = with_base(segment, unit_end);
    let (from, qualifier) = qualifier(segment, start, unit_end);
    let plain = from == start;
    if is_base(start) || definite && plain && number.spelled == Spelling::Letters {
        return None;
    }
    let capital = before.is_some_and(|before| {
        segment.is_capital(before)
            && plain
            && before > 0
            && !segment.is_function(before)
            && !is_total(segment, before)
    });
    if capital {
        return None;
    }
    let described = number.tokens.end..unit_end;
    Some(Counted { tokens: from..unit_end, unit: shown(segment.slice(&described)), qualifier })
}

/// Returns whether a single word marks the following number as a sum: "Altogether".
fn is_total(segment: &AnnotatedSegment<'_>, at: usize) -> bool {
    segment.sense(at, |sense| matches!(sense, Sense::Total(_))) == 1
}

/// Returns the first token of a currency sign: "US$" has two.
fn currency_start(segment: &AnnotatedSegment<'_>, sign: usize) -> usize {
    let before = sign.saturating_sub(1);
    let whole = shown(segment.slice(&(before..sign + 1))).replace(' ', "");
    if before < sign && segment.language.currencies.contains(&whole) { before } else { sign }
}

/// Returns the end of the unit after a number.
fn unit(segment: &AnnotatedSegment<'_>, from: usize) -> Option<usize> {
    let mut at = from;
    let mut words = 0;
    while words <= DESCRIPTION {
        let len = segment.sense(at, |sense| sense == Sense::Unit);
        // "18 Olympic People's Games"
        let name =
            at > from && segment.is_capital(at) || segment.possessive(at + len) > 0 && segment.is_capital(at);
        if len > 0 && !name {
            return Some(at + len);
        }
        if matches!(segment.word(at), "-") && segment.touches_next(at) && at > from {
            at += 1;
            continue;
        }
        // A function word ends the phrase: "three of the ships" is another count.
        if !segment.is_word(at)
            || segment.is_function(at)
            || segment.is_verb(at) && !segment.touches_next(at - 1)
        {
            return None;
        }
        at += 1;
        words += 1;
    }
    None
}

/// Returns the end of a unit with its base: "kWh per capita", "children born/woman".
fn with_base(segment: &AnnotatedSegment<'_>, end: usize) -> usize {
    let per = segment.sense(end, |sense| sense == Sense::Per);
    let signed = |at: usize| segment.language.currencies.iter().any(|sign| sign.ends_with(segment.word(at)));
    if per > 0
        && let Some(sign) = (end + per..end + per + 2).find(|at| !segment.word(*at).is_empty() && signed(*at))
    {
        return sign + 1 + usize::from(segment.kind(sign + 1) == Some(TokenKind::Number));
    }
    if per > 0 && segment.is_word(end + per) && !segment.is_function(end + per) {
        return end + per + 1;
    }
    let slash = |at: usize| segment.word(at) == "/" && segment.touches_next(at) && segment.is_word(at + 1);
    let between = usize::from(segment.is_word(end));
    if slash(end + between) && segment.touches_next(end + between - 1) { end + between + 2 } else { end }
}

/// Returns the start and qualifier of a number: the phrase that ends at it, or a bracket after it.
fn qualifier(segment: &AnnotatedSegment<'_>, start: usize, end: usize) -> (usize, QuantityQualifier) {
    for from in start.saturating_sub(4)..start {
        let found = segment.phrase(from, |sense| match sense {
            Sense::Qualifier(qualifier) => Some(qualifier),
            _ => None,
        });
        if let Some((_, qualifier)) = found.filter(|(len, _)| from + len == start) {
            return (from, qualifier);
        }
    }
    let following = qualifier_after(segment, end);
    (start, following.unwrap_or(QuantityQualifier::Exactly))
}

/// Returns the qualifier in a bracket: "male 69.4%, female 44.4% (1995 est.)".
fn qualifier_after(segment: &AnnotatedSegment<'_>, end: usize) -> Option<QuantityQualifier> {
    let sentence = segment.sentence_of(end.saturating_sub(1));
    let open = (end..sentence.end.min(end + BEFORE_BRACKET)).find(|at| segment.word(*at) == "(")?;
    if (end..open).any(|at| segment.word(at) == ";" || segment.is_verb(at)) {
        return None;
    }
    let inside = open + 1..sentence.end.min(open + BRACKET);
    inside.clone().take_while(|at| segment.word(*at) != ")").find_map(|from| {
        let (len, found) = segment.phrase(from, |sense| match sense {
            Sense::Qualifier(qualifier) => Some(qualifier),
            _ => None,
        })?;
        let stop = usize::from(segment.word(from + len) == ".");
        matches!(segment.word(from + len + stop), ")" | "," | ";").then_some(found)
    })
}

fn quantity(
    article: &Article,
    segment: &AnnotatedSegment<'_>,
    times: &SegmentTimes,
    number: &Number,
    found: &Counted,
    nth: usize,
) -> Quantity {
    let evidence = crate::evidence(article, segment.bytes(&found.tokens));
    let as_of = crate::reference_date::date_of(segment, times, &found.tokens);
    let words = digest([evidence.quote.as_str(), &evidence.span.start.to_string(), &nth.to_string()]);
    Quantity {
        quantity_id: EvidenceId::new(format!("{}/quantity-{words}", article.id)),
        value: number.value,
        qualifier: found.qualifier,
        unit: found.unit.clone(),
        as_of,
        evidence,
    }
}
