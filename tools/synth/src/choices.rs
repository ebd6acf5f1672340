//! Lists from which one entry is drawn. They are never empty.

use serde::Deserialize;

use crate::rng::Rng;

/// A list with at least one entry.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "Vec<T>", bound = "T: Deserialize<'de>")]
pub(crate) struct Choices<T>(Vec<T>);

impl<T> TryFrom<Vec<T>> for Choices<T> {
    type Error = &'static str;

    fn try_from(items: Vec<T>) -> Result<Self, Self::Error> {
        if items.is_empty() {
            return Err("expected at least one entry, found an empty list");
        }
        Ok(Self(items))
    }
}

impl<T> Choices<T> {
    pub(crate) fn pick(&self, rng: &mut Rng) -> &T {
        // Never out of range: the list is not empty, and `below` stays below its length.
        &self.0[rng.below(self.0.len())]
    }

    /// One of the entries for which `fits` is true, if there are any.
    pub(crate) fn pick_where(&self, rng: &mut Rng, fits: impl Fn(&T) -> bool) -> Option<&T> {
        let fitting = self.0.iter().filter(|item| fits(item)).count();
        let chosen = rng.below(fitting);
        self.0.iter().filter(|item| fits(item)).nth(chosen)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &T> {
        self.0.iter()
    }
}
