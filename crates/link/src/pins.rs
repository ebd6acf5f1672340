//! Must-link and cannot-link constraints from `knowledge/pins.csv`.

use annals_knowledge::{LinkConstraint, Pin};
use rustc_hash::{FxHashMap, FxHashSet};

/// Pairs of claims, by number, that are pinned as the same or as different.
#[derive(Default)]
pub(crate) struct PinnedPairs {
    must_link: Vec<(u32, u32)>,
    cannot_link: FxHashSet<(u32, u32)>,
    /// The claims in `cannot_link`.
    separated: FxHashSet<u32>,
}

impl PinnedPairs {
    /// Returns the pins both of whose sides are claims.
    pub(crate) fn new(pins: &[Pin], claims: &FxHashMap<&str, u32>) -> Self {
        let mut pinned = Self::default();
        for pin in pins {
            let sides = (claims.get(pin.left.as_str()), claims.get(pin.right.as_str()));
            if let (Some(left), Some(right)) = sides {
                pinned.add(pin.constraint, *left, *right);
            }
        }
        pinned
    }

    pub(crate) fn add(&mut self, verdict: LinkConstraint, left: u32, right: u32) {
        match verdict {
            LinkConstraint::MustLink => self.must_link.push((left.min(right), left.max(right))),
            LinkConstraint::CannotLink => {
                self.cannot_link.insert((left.min(right), left.max(right)));
                self.separated.extend([left, right]);
            }
        }
    }

    /// Returns the pairs pinned as the same.
    pub(crate) fn must_link(&self) -> impl Iterator<Item = (u32, u32)> {
        self.must_link.iter().copied()
    }

    /// True if two claims are pinned as different.
    pub(crate) fn cannot_link(&self, left: u32, right: u32) -> bool {
        self.cannot_link.contains(&(left.min(right), left.max(right)))
    }

    /// True if a claim is pinned as different from another.
    pub(crate) fn has_cannot_link(&self, claim: u32) -> bool {
        self.separated.contains(&claim)
    }
}
