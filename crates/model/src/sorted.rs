//! A compact sorted set.

use std::ops::Deref;

use serde::{Deserialize, Deserializer, Serialize};

/// A sorted set in a boxed slice.
///
/// Most sets of an article have one or two elements; a node of a `BTreeSet` would reserve memory for eleven.
///
/// ```
/// use annals_model::Sorted;
///
/// let set: Sorted<&str> = ["b", "a", "b"].into();
/// assert_eq!(*set, ["a", "b"]);
/// assert!(set.has(&"a"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Sorted<T>(Box<[T]>);

impl<T: Ord> Sorted<T> {
    /// Whether the set contains an element. Logarithmic time.
    #[must_use]
    pub fn has(&self, element: &T) -> bool {
        self.0.binary_search(element).is_ok()
    }

    /// Adds elements. Linear time.
    pub fn extend(&mut self, others: impl IntoIterator<Item = T>) {
        *self = std::mem::take(self).into_iter().chain(others).collect();
    }
}

impl<T> Default for Sorted<T> {
    fn default() -> Self {
        Self(Box::default())
    }
}

impl<T> Deref for Sorted<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<T: Ord> FromIterator<T> for Sorted<T> {
    fn from_iter<I: IntoIterator<Item = T>>(elements: I) -> Self {
        let mut elements: Vec<T> = elements.into_iter().collect();
        elements.sort_unstable();
        elements.dedup();
        Self(elements.into_boxed_slice())
    }
}

impl<T: Ord, const N: usize> From<[T; N]> for Sorted<T> {
    fn from(elements: [T; N]) -> Self {
        elements.into_iter().collect()
    }
}

impl<T> IntoIterator for Sorted<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_vec().into_iter()
    }
}

impl<'s, T> IntoIterator for &'s Sorted<T> {
    type Item = &'s T;
    type IntoIter = std::slice::Iter<'s, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<'de, T: Ord + Deserialize<'de>> Deserialize<'de> for Sorted<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::deserialize(deserializer).map(Self::from_iter)
    }
}

#[cfg(test)]
mod tests {
    use super::Sorted;

    #[test]
    fn elements_are_sorted_and_unique() {
        let mut sorted: Sorted<&str> = ["torn", "oslund", "torn"].into();
        assert_eq!(*sorted, ["oslund", "torn"]);
        sorted.extend(["vale", "oslund", "arn"]);
        assert_eq!(*sorted, ["arn", "oslund", "torn", "vale"]);
        assert!(sorted.has(&"vale") && !sorted.has(&"v"));
        let read: Sorted<String> = serde_json::from_str(r#"["b", "a", "b"]"#).unwrap();
        assert_eq!(serde_json::to_string(&read).unwrap(), r#"["a","b"]"#);
    }
}
