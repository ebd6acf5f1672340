//! A set that is read far more often than it changes.

use std::ops::Deref;

use serde::{Deserialize, Deserializer, Serialize};

/// Things in their order, each once, in no more memory than they need: a node of a tree has room for
/// eleven, and of most things that an article tells there are one or two.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Sorted<T>(Box<[T]>);

impl<T: Ord> Sorted<T> {
    /// Whether it is among them.
    #[must_use]
    pub fn has(&self, one: &T) -> bool {
        self.0.binary_search(one).is_ok()
    }

    /// Adds others.
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
    fn from_iter<I: IntoIterator<Item = T>>(things: I) -> Self {
        let mut things: Vec<T> = things.into_iter().collect();
        things.sort_unstable();
        things.dedup();
        Self(things.into_boxed_slice())
    }
}

impl<T: Ord, const N: usize> From<[T; N]> for Sorted<T> {
    fn from(things: [T; N]) -> Self {
        things.into_iter().collect()
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
    fn things_are_in_their_order_and_each_once() {
        let mut sorted: Sorted<&str> = ["torn", "oslund", "torn"].into();
        assert_eq!(*sorted, ["oslund", "torn"]);
        sorted.extend(["vale", "oslund", "arn"]);
        assert_eq!(*sorted, ["arn", "oslund", "torn", "vale"]);
        assert!(sorted.has(&"vale") && !sorted.has(&"v"));
        let read: Sorted<String> = serde_json::from_str(r#"["b", "a", "b"]"#).unwrap();
        assert_eq!(serde_json::to_string(&read).unwrap(), r#"["a","b"]"#);
    }
}
