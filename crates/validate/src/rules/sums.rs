//! Findings on parts and their total.

use annals_model::{Amount, Arithmetic, Figure, QuantityQualifier, Share};

use super::equations;
use crate::context::Context;
use crate::draft::Draft;

/// How parts and total stand to each other where the total is not their sum.
pub(super) enum Sum {
    /// They cannot both be.
    Wrong,
    /// One is told roughly, and near the other.
    Rough,
}

/// How far from the sum a rough total may be, as a part of it.
const ROUGH: i128 = 10;

/// Decimal places that all numbers are brought to.
const PLACES: u8 = 6;

/// A finding for every sum that fails in the way asked for.
pub(super) fn failing(context: &Context<'_>, wanted: impl Fn(&Sum) -> bool) -> Vec<Draft> {
    equations::failing(context, |terms| {
        let Arithmetic::Sum { parts, total, unit, share } = terms else { return None };
        let made: i128 = parts.iter().map(|part| fixed(part.value)).sum();
        let sum = failure(made, parts, *total, *share)?;
        if !wanted(&sum) {
            return None;
        }
        let added = parts.iter().map(shown).collect::<Vec<_>>().join(" + ");
        let made = Amount { units: i64::try_from(made).ok()?, scale: PLACES };
        let made = made.to_string().parse::<Amount>().ok()?;
        let unit = if unit.is_empty() { String::new() } else { format!(" {unit}") };
        Some(match sum {
            _ if *share == Share::Within => {
                format!(
                    "The parts are more than the whole: {added} = {made}, of only {}{unit}.",
                    shown(total)
                )
            }
            Sum::Wrong => {
                format!("The parts do not make the total: {added} = {made}, not {}{unit}.", shown(total))
            }
            Sum::Rough => {
                let total = Figure { qualifier: QuantityQualifier::About, ..*total };
                format!("The parts make the total only roughly: {added} = {made}, {}{unit}.", shown(&total))
            }
        })
    })
}

fn failure(made: i128, parts: &[Figure], total: Figure, share: Share) -> Option<Sum> {
    use QuantityQualifier::{About, Almost, AtLeast, AtMost, Exactly, LessThan, MoreThan};
    let told = fixed(total.value);
    let all = |allowed: &[QuantityQualifier]| parts.iter().all(|part| allowed.contains(&part.qualifier));
    let fits = match total.qualifier {
        _ if share == Share::Within && made <= told => true,
        MoreThan | AtLeast if share == Share::Within => true,
        Exactly | About | Almost if made == told => true,
        MoreThan | AtLeast => made >= told || !all(&[Exactly]),
        LessThan | AtMost => made <= told || !all(&[Exactly]),
        // Parts above or below their numbers leave the sum open.
        _ => !all(&[Exactly, About]),
    };
    if fits {
        return None;
    }
    let round = |value: i128| value % (100 * 10_i128.pow(u32::from(PLACES))) == 0;
    let rough = total.qualifier != Exactly || !all(&[Exactly]) || round(told);
    let near = (made - told).abs() * ROUGH <= told.abs();
    Some(if rough && near { Sum::Rough } else { Sum::Wrong })
}

fn shown(figure: &Figure) -> String {
    let word = match figure.qualifier {
        QuantityQualifier::Exactly => return figure.value.to_string(),
        QuantityQualifier::About => "about",
        QuantityQualifier::MoreThan => "more than",
        QuantityQualifier::LessThan => "less than",
        QuantityQualifier::AtLeast => "at least",
        QuantityQualifier::AtMost => "at most",
        QuantityQualifier::Almost => "almost",
    };
    format!("{word} {}", figure.value)
}

fn fixed(amount: Amount) -> i128 {
    let units = i128::from(amount.units);
    match PLACES.checked_sub(amount.scale) {
        Some(more) => units * 10_i128.pow(u32::from(more)),
        None => units / 10_i128.checked_pow(u32::from(amount.scale - PLACES)).unwrap_or(i128::MAX),
    }
}
