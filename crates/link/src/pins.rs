//! What `knowledge/pins.csv` says of claims and events.

use annals_knowledge::{LinkConstraint, Pin};
use rustc_hash::{FxHashMap, FxHashSet};

/// Claims that are pinned as the same or as different, by number.
#[derive(Default)]
pub(super) struct Pinned {
    same: Vec<(u32, u32)>,
    apart: FxHashSet<(u32, u32)>,
    barred: FxHashSet<u32>,
}

impl Pinned {
    /// The pins whose two sides `find` knows as claims.
    pub(super) fn new(pins: &[Pin], claims: &FxHashMap<&str, u32>) -> Self {
        let mut pinned = Self::default();
        for pin in pins {
            if let (Some(left), Some(right)) = (claims.get(pin.left.as_str()), claims.get(pin.right.as_str()))
            {
                pinned.add(pin.constraint, *left, *right);
            }
        }
        pinned
    }

    pub(super) fn add(&mut self, verdict: LinkConstraint, left: u32, right: u32) {
        match verdict {
            LinkConstraint::MustLink => self.same.push((left.min(right), left.max(right))),
            LinkConstraint::CannotLink => {
                self.apart.insert((left.min(right), left.max(right)));
                self.barred.extend([left, right]);
            }
        }
    }

    pub(super) fn same(&self) -> impl Iterator<Item = (u32, u32)> {
        self.same.iter().copied()
    }

    pub(super) fn apart(&self, left: u32, right: u32) -> bool {
        self.apart.contains(&(left.min(right), left.max(right)))
    }

    /// Whether a claim is pinned as different from another.
    pub(super) fn bars(&self, claim: u32) -> bool {
        self.barred.contains(&claim)
    }
}
