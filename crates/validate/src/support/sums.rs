//! Findings on parts and their total.

use annals_model::{Amount, Arithmetic, Figure, QuantityQualifier, Share};

use crate::context::Context;
use crate::draft::Draft;
use crate::support::arithmetic;

/// How a stated total differs from the sum of its parts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum SumError {
    /// Parts and total cannot both be true.
    Wrong,
    /// Parts or total are approximate, and the total is near the sum.
    Approximate,
}

/// The reciprocal of the relative error up to which an approximate total is near the sum.
const NEAR: i128 = 10;

/// The number of decimal places to which all numbers are converted.
const PLACES: u8 = 6;

/// Returns a draft for each sum with the wanted error.
pub(crate) fn drafts(context: &Context<'_>, wanted: SumError) -> Vec<Draft> {
    arithmetic::drafts(context, |terms| {
        let Arithmetic::Sum { parts, total, unit, share } = terms else { return None };
        let sum: i128 = parts.iter().map(|part| fixed(part.value)).sum();
        let error = error(sum, parts, *total, *share).filter(|error| *error == wanted)?;
        let added = parts.iter().map(shown).collect::<Vec<_>>().join(" + ");
        let sum = Amount { units: i64::try_from(sum).ok()?, scale: PLACES };
        let sum = sum.to_string().parse::<Amount>().ok()?;
        let unit = if unit.is_empty() { String::new() } else { format!(" {unit}") };
        Some(match error {
            _ if *share == Share::Within => {
                let total = shown(total);
                format!("The parts exceed the whole: {added} = {sum}, but the whole is {total}{unit}.")
            }
            SumError::Wrong => {
                let total = shown(total);
                format!("The parts do not add up: {added} = {sum}, but the stated total is {total}{unit}.")
            }
            SumError::Approximate => {
                let total = shown(&Figure { qualifier: QuantityQualifier::About, ..*total });
                format!(
                    "The parts add up only roughly: {added} = {sum}, but the stated total is {total}{unit}."
                )
            }
        })
    })
}

fn error(sum: i128, parts: &[Figure], total: Figure, share: Share) -> Option<SumError> {
    use QuantityQualifier::{About, Almost, AtLeast, AtMost, Exactly, LessThan, MoreThan};
    let stated = fixed(total.value);
    let all = |allowed: &[QuantityQualifier]| parts.iter().all(|part| allowed.contains(&part.qualifier));
    let fits = match total.qualifier {
        _ if share == Share::Within && sum <= stated => true,
        MoreThan | AtLeast if share == Share::Within => true,
        Exactly | About | Almost if sum == stated => true,
        MoreThan | AtLeast => sum >= stated || !all(&[Exactly]),
        LessThan | AtMost => sum <= stated || !all(&[Exactly]),
        // With "more than" or "less than" among the parts, the sum is unknown.
        _ => !all(&[Exactly, About]),
    };
    if fits {
        return None;
    }
    let round = |value: i128| value % (100 * 10_i128.pow(u32::from(PLACES))) == 0;
    let approximate = total.qualifier != Exactly || !all(&[Exactly]) || round(stated);
    let near = (sum - stated).abs() * NEAR <= stated.abs();
    Some(if approximate && near { SumError::Approximate } else { SumError::Wrong })
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

/// Converts an amount to [`PLACES`] decimal places.
fn fixed(amount: Amount) -> i128 {
    let units = i128::from(amount.units);
    match PLACES.checked_sub(amount.scale) {
        Some(more) => units * 10_i128.pow(u32::from(more)),
        None => units / 10_i128.checked_pow(u32::from(amount.scale - PLACES)).unwrap_or(i128::MAX),
    }
}
