//! Recognises different spellings of one name.

use annals_model::EntityClass;

/// The maximal number of letters that differ in a whole name.
const EDITS: usize = 2;

/// The minimal length of a word of a place or organisation in which one letter may replace another.
const REPLACED: usize = 9;

/// A name in normalised form: lower-case words without diacritics.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Spelling(String);

impl Spelling {
    pub(crate) fn of(name: &str) -> Self {
        Self(annals_model::slug(name))
    }

    pub(crate) fn words(&self) -> impl DoubleEndedIterator<Item = &str> + Clone {
        self.0.split('-').filter(|word| !word.is_empty())
    }

    /// Returns the letters, without gaps.
    pub(crate) fn letters(&self) -> impl Iterator<Item = char> {
        self.0.chars().filter(|c| *c != '-')
    }

    /// Returns whether the name is long enough to be compared.
    fn is_distinctive(&self) -> bool {
        let mut words = self.words();
        match (words.next(), words.next()) {
            (Some(word), None) => word.chars().count() >= 5,
            (Some(_), Some(_)) => true,
            _ => false,
        }
    }
}

/// Returns whether two different spellings may be of one name.
///
/// Short words that differ by a letter are often different names. The shorter the words, and the fewer of
/// them are equal, the fewer letters may differ. Numbers may not differ.
pub(crate) fn are_near(class: EntityClass, first: &Spelling, second: &Spelling) -> bool {
    if first == second || !first.is_distinctive() || !second.is_distinctive() {
        return false;
    }
    if first.letters().eq(second.letters()) {
        return !has_digit(&first.0);
    }
    let count = first.words().count();
    if count != second.words().count() {
        return false;
    }
    let pairs = || first.words().zip(second.words());
    let anchored = || pairs().any(|(a, b)| shorter(a, b) >= 8 && edits(a, b).is_some_and(|edits| edits < 2));
    let long_enough = |length: usize| match (class, count) {
        (EntityClass::Person, 1) => length >= 8,
        (EntityClass::Person, _) => length >= 7 || (length == 6 && anchored()),
        (EntityClass::Organisation | EntityClass::Place, 1) => length >= 6,
        (EntityClass::Organisation | EntityClass::Place, _) => length >= 5,
    };
    let mut total = 0;
    for (a, b) in pairs().filter(|(a, b)| a != b) {
        let length = shorter(a, b);
        // A place and its demonym: "Brenna", "Brennan".
        let demonym = class == EntityClass::Place && count == 1 && (a.starts_with(b) || b.starts_with(a));
        if length < 5 || demonym {
            return false;
        }
        let Some(edits) = edits(a, b) else { return false };
        let begins_alike = a.chars().next() == b.chars().next();
        // A replaced letter makes a different place more often than an added or missing one.
        let replaced = a.chars().count() == b.chars().count() && class != EntityClass::Person;
        let enough = match edits {
            1 if begins_alike => long_enough(length) && (!replaced || length >= REPLACED),
            1 => length >= 8 && class == EntityClass::Person,
            // In organisations, two letters distinguish `production` from `protection`.
            2 => length >= 9 && class == EntityClass::Person,
            _ => false,
        };
        total += edits;
        if !enough || total > EDITS {
            return false;
        }
    }
    true
}

fn shorter(a: &str, b: &str) -> usize {
    a.chars().count().min(b.chars().count())
}

/// Returns the number of letters to add, remove, replace or swap; `None` for words with digits and for more
/// than [`EDITS`].
fn edits(a: &str, b: &str) -> Option<usize> {
    if a == b {
        return Some(0);
    }
    if has_digit(a) || has_digit(b) || a.chars().count().abs_diff(b.chars().count()) > EDITS {
        return None;
    }
    Some(strsim::osa_distance(a, b)).filter(|edits| *edits <= EDITS)
}

fn has_digit(text: &str) -> bool {
    text.chars().any(char::is_numeric)
}

#[cfg(test)]
mod tests {
    use annals_model::{EntityClass, EntityClass::Organisation, EntityClass::Person, EntityClass::Place};

    use super::{Spelling, are_near};

    fn near(class: EntityClass, a: &str, b: &str) -> bool {
        let near = are_near(class, &Spelling::of(a), &Spelling::of(b));
        assert_eq!(near, are_near(class, &Spelling::of(b), &Spelling::of(a)));
        near
    }

    #[test]
    fn spellings_of_one_name_are_near() {
        for (class, a, b) in [
            (Person, "Marivelle Tornquist", "Marivalle Tornquist"),
            (Person, "Marivelle Tornquist", "Marivalle Tornqvist"),
            (Person, "Gregor Wallenbach", "Gregory Wallenbach"),
            (Person, "Alexandros Pappas", "Aleksandros Pappas"),
            (Person, "An Li Chun", "An Lichun"),
            (Organisation, "Ministry of Harbours", "Ministry of Harbors"),
            (Place, "Louang Bay", "Luang Bay"),
            (Place, "North Haven", "Northhaven"),
            (Place, "Vessenburg", "Vesenburg"),
        ] {
            assert!(near(class, a, b), "{a} / {b}");
        }
    }

    #[test]
    fn different_names_are_not_near() {
        for (class, a, b) in [
            // Equal without diacritics: entity resolution handles these.
            (Person, "Ána Moreau", "Ana Moreau"),
            // A family, and given names one letter apart.
            (Person, "Aldous Wallenbach", "Agnes Wallenbach"),
            (Person, "Mario Wallenbach", "Maria Wallenbach"),
            (Person, "Tran Mot Thanh", "Tran Mot Thang"),
            (Person, "Tran Mot Thuong", "Tran Mot Truong"),
            (Person, "Lomgroun Sisavel", "Lomgroi Silivant"),
            (Person, "Moran", "Morin"),
            (Organisation, "Regiment 676", "Regiment 677"),
            (Organisation, "Route 13 9", "Route 139"),
            (Organisation, "Brigade 316A", "Brigade 316B"),
            (Organisation, "Office of Production", "Office of Protection"),
            (Place, "Northern Vale", "Southern Vale"),
            (Place, "East Vale", "West Vale"),
            (Place, "Mali", "Bali"),
            (Place, "Tormendia", "Gormendia"),
            (Place, "Oslaven", "Osleven"),
            (Place, "Kormandese", "Kurmendese"),
            (Organisation, "Tormendian Rifle Brigade", "Gormendian Rifle Brigade"),
            (Person, "", "!"),
        ] {
            assert!(!near(class, a, b), "{a} / {b}");
        }
    }
}
