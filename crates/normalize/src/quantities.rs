//! Numbers of something.

use std::ops::Range;

use annals_knowledge::{Function, Sense};
use annals_model::{Amount, Article, EvidenceId, Figure, Quantity, QuantityQualifier, digest};
use annals_text::TokenKind;

use crate::names::shown;
use crate::sheet::Sheet;
use crate::times::Times;

/// Most words between a number and what it counts.
const DESCRIPTION: usize = 3;
/// Most tokens between a number and the bracket that says how exact it is, and of the bracket.
const BEFORE_BRACKET: usize = 14;
const BRACKET: usize = 10;

/// The quantities of a segment.
pub(crate) fn quantities(article: &Article, sheet: &Sheet<'_>, times: &Times) -> Vec<Quantity> {
    let mut quantities = Vec::new();
    let mut at = 0;
    while at < sheet.tokens.len() {
        if let Some(time) = times.covering(at) {
            at = time.end;
            continue;
        }
        let Some(number) = number(sheet, at) else {
            at += 1;
            continue;
        };
        let next = number.tokens.end;
        if let Some(found) = counted(sheet, &number) {
            quantities.push(quantity(article, sheet, times, &number, &found, quantities.len()));
        }
        at = next.max(at + 1);
    }
    quantities
}

/// A number with its qualifier and what it counts, where words say so.
pub(crate) struct Found {
    pub(crate) figure: Figure,
    /// From the qualifier to the unit.
    pub(crate) tokens: Range<usize>,
    /// Empty where it is told without.
    pub(crate) unit: String,
    /// Where the words behind it begin.
    pub(crate) next: usize,
}

/// The number at a token with its words: of something, of money, or told without what it counts.
pub(crate) fn counted_at(sheet: &Sheet<'_>, at: usize) -> Option<Found> {
    let number = number(sheet, at)?;
    let next = number.tokens.end;
    if let Some(counted) = counted(sheet, &number) {
        let figure = Figure { value: number.value, qualifier: counted.qualifier };
        let next = next.max(counted.tokens.end);
        return Some(Found { figure, tokens: counted.tokens, unit: counted.unit, next });
    }
    // "Route 9", "one of the ships", "3 May": names and pronouns are no counts.
    let named = at.checked_sub(1).is_some_and(|before| {
        let capital = sheet.is_capital(before) && !sheet.is_function(before) && !is_total(sheet, before);
        capital && qualifier(sheet, at, next).0 == at
    });
    let few = number.spelled == Spelling::Letters && number.value.scale == 0 && number.value.units < 2;
    if named || few || unit(sheet, next).is_some() {
        return None;
    }
    let (from, qualifier) = qualifier(sheet, at, next);
    let figure = Figure { value: number.value, qualifier };
    Some(Found { figure, tokens: from..next, unit: String::new(), next })
}

struct Number {
    tokens: Range<usize>,
    value: Amount,
    /// Whether it is written in letters.
    spelled: Spelling,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Spelling {
    Digits,
    Letters,
}

/// What is counted: tokens from the qualifier to the unit, and the unit.
struct Counted {
    tokens: Range<usize>,
    unit: String,
    qualifier: QuantityQualifier,
}

/// A number at a token: digits with groups and a fraction, or words.
fn number(sheet: &Sheet<'_>, at: usize) -> Option<Number> {
    let (mut end, mut value, spelled) = match sheet.kind(at)? {
        TokenKind::Number => {
            let (end, value) = digits(sheet, at)?;
            (end, value, Spelling::Digits)
        }
        TokenKind::Word => {
            let (end, value) = spelled(sheet, at)?;
            (end, value, Spelling::Letters)
        }
        TokenKind::Mark => return None,
    };
    while let Some((len, factor)) = sheet.phrase(end, |sense| match sense {
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

/// "30,000", "3.5", "1 000" is not one.
fn digits(sheet: &Sheet<'_>, at: usize) -> Option<(usize, Amount)> {
    // Not behind a letter, a hyphen, a colon or another number: "T-34", "12:30".
    if at > 0
        && sheet.touches_next(at - 1)
        && !matches!(sheet.word(at - 1), "(" | "$" | "€" | "£" | "¥" | "\"" | "“" | "~")
    {
        return None;
    }
    let mut text = sheet.word(at).to_owned();
    let mut end = at + 1;
    let group = |mark: usize, sign: &str| {
        sheet.word(mark) == sign
            && sheet.touches_next(mark - 1)
            && sheet.touches_next(mark)
            && sheet.kind(mark + 1) == Some(TokenKind::Number)
    };
    let mut grouped = text.len() <= 3;
    while grouped && group(end, ",") && sheet.word(end + 1).len() == 3 {
        text.push_str(sheet.word(end + 1));
        end += 2;
        grouped = true;
    }
    if group(end, ".") {
        text.push('.');
        text.push_str(sheet.word(end + 1));
        end += 2;
    }
    // "14th", "1990s", "10-year", "3/4" are none.
    let glued = sheet.touches_next(end - 1)
        && (sheet.is_word(end)
            || matches!(sheet.word(end), "-" | "/" | ":" | "'" | "’" | "," | ".") && sheet.touches_next(end));
    if glued || text.len() > 15 {
        return None;
    }
    Some((end, text.parse().ok()?))
}

fn spelled(sheet: &Sheet<'_>, at: usize) -> Option<(usize, Amount)> {
    let word = |at: usize| {
        sheet.phrase(at, |sense| match sense {
            Sense::Number(value) => Some(value),
            _ => None,
        })
    };
    let (len, mut value) = word(at)?;
    let mut end = at + len;
    // "twenty-six"
    if value >= 20
        && sheet.word(end) == "-"
        && let Some((len, unit)) = word(end + 1).filter(|(_, unit)| *unit < 10)
    {
        value += unit;
        end += 1 + len;
    }
    Some((end, Amount { units: i64::from(value), scale: 0 }))
}

/// What a number counts, if the words around it say.
fn counted(sheet: &Sheet<'_>, number: &Number) -> Option<Counted> {
    let start = number.tokens.start;
    let before = start.checked_sub(1);
    // "710 crowns per US$1"
    let is_base =
        |at: usize| at.checked_sub(1).is_some_and(|per| sheet.sense(per, |sense| sense == Sense::Per) > 0);
    if let Some(sign) = before
        .filter(|before| sheet.language.currencies.iter().any(|sign| sign.ends_with(sheet.word(*before))))
    {
        let sign_start = currency_start(sheet, sign);
        if is_base(sign_start) {
            return None;
        }
        let (from, qualifier) = qualifier(sheet, sign_start, number.tokens.end);
        let unit = shown(sheet.slice(&(sign_start..start)));
        return Some(Counted { tokens: from..number.tokens.end, unit, qualifier });
    }
    let unit_end = unit(sheet, number.tokens.end)?;
    // "the two countries", "these 300 men": told before, not counted here; "No. 5", "page 7": a name.
    let definite = before.is_some_and(|before| {
        [Function::Definite, Function::Possessive].iter().any(|class| sheet.is(before, *class))
    });
    let unit_end = with_base(sheet, unit_end);
    let (from, qualifier) = qualifier(sheet, start, unit_end);
    let plain = from == start;
    if is_base(start) || definite && plain && number.spelled == Spelling::Letters {
        return None;
    }
    let capital = before.is_some_and(|before| {
        sheet.is_capital(before)
            && plain
            && before > 0
            && !sheet.is_function(before)
            && !is_total(sheet, before)
    });
    if capital {
        return None;
    }
    let described = number.tokens.end..unit_end;
    Some(Counted { tokens: from..unit_end, unit: shown(sheet.slice(&described)), qualifier })
}

/// Whether a word by itself says that the number behind it is a sum: "Altogether".
fn is_total(sheet: &Sheet<'_>, at: usize) -> bool {
    sheet.sense(at, |sense| matches!(sense, Sense::Total(_))) == 1
}

/// "US$" is two tokens.
fn currency_start(sheet: &Sheet<'_>, sign: usize) -> usize {
    let before = sign.saturating_sub(1);
    let whole = shown(sheet.slice(&(before..sign + 1))).replace(' ', "");
    if before < sign && sheet.language.currencies.contains(&whole) { before } else { sign }
}

/// Where the unit behind a number ends.
fn unit(sheet: &Sheet<'_>, from: usize) -> Option<usize> {
    let mut at = from;
    let mut words = 0;
    while words <= DESCRIPTION {
        let len = sheet.sense(at, |sense| sense == Sense::Unit);
        // "18 Olympic People's Games"
        let name =
            at > from && sheet.is_capital(at) || sheet.possessive(at + len) > 0 && sheet.is_capital(at);
        if len > 0 && !name {
            return Some(at + len);
        }
        if matches!(sheet.word(at), "-") && sheet.touches_next(at) && at > from {
            at += 1;
            continue;
        }
        // A function word ends the phrase, but for "of" before a unit: "three of the ships" is another count.
        if !sheet.is_word(at) || sheet.is_function(at) || sheet.is_verb(at) && !sheet.touches_next(at - 1) {
            return None;
        }
        at += 1;
        words += 1;
    }
    None
}

/// Where a unit with what it is counted by ends: "kWh per capita", "children born/woman".
fn with_base(sheet: &Sheet<'_>, end: usize) -> usize {
    let per = sheet.sense(end, |sense| sense == Sense::Per);
    let signed = |at: usize| sheet.language.currencies.iter().any(|sign| sign.ends_with(sheet.word(at)));
    if per > 0
        && let Some(sign) = (end + per..end + per + 2).find(|at| !sheet.word(*at).is_empty() && signed(*at))
    {
        return sign + 1 + usize::from(sheet.kind(sign + 1) == Some(TokenKind::Number));
    }
    if per > 0 && sheet.is_word(end + per) && !sheet.is_function(end + per) {
        return end + per + 1;
    }
    let slash = |at: usize| sheet.word(at) == "/" && sheet.touches_next(at) && sheet.is_word(at + 1);
    let between = usize::from(sheet.is_word(end));
    if slash(end + between) && sheet.touches_next(end + between - 1) { end + between + 2 } else { end }
}

/// The qualifier of a number: what ends where it begins, or else what ends a bracket behind it.
fn qualifier(sheet: &Sheet<'_>, start: usize, end: usize) -> (usize, QuantityQualifier) {
    for from in start.saturating_sub(4)..start {
        let found = sheet.phrase(from, |sense| match sense {
            Sense::Qualifier(qualifier) => Some(qualifier),
            _ => None,
        });
        if let Some((_, qualifier)) = found.filter(|(len, _)| from + len == start) {
            return (from, qualifier);
        }
    }
    let behind = qualifier_behind(sheet, end);
    (start, behind.unwrap_or(QuantityQualifier::Exactly))
}

/// "male 69.4%, female 44.4% (1995 est.)"
fn qualifier_behind(sheet: &Sheet<'_>, end: usize) -> Option<QuantityQualifier> {
    let sentence = sheet.sentence_of(end.saturating_sub(1));
    let open = (end..sentence.end.min(end + BEFORE_BRACKET)).find(|at| sheet.word(*at) == "(")?;
    if (end..open).any(|at| sheet.word(at) == ";" || sheet.is_verb(at)) {
        return None;
    }
    let inside = open + 1..sentence.end.min(open + BRACKET);
    inside.clone().take_while(|at| sheet.word(*at) != ")").find_map(|from| {
        let (len, found) = sheet.phrase(from, |sense| match sense {
            Sense::Qualifier(qualifier) => Some(qualifier),
            _ => None,
        })?;
        let stop = usize::from(sheet.word(from + len) == ".");
        matches!(sheet.word(from + len + stop), ")" | "," | ";").then_some(found)
    })
}

fn quantity(
    article: &Article,
    sheet: &Sheet<'_>,
    times: &Times,
    number: &Number,
    found: &Counted,
    nth: usize,
) -> Quantity {
    let evidence = crate::evidence(article, sheet.bytes(&found.tokens));
    let as_of = crate::dating::date_of(sheet, times, &found.tokens);
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
