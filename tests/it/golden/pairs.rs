//! One-to-one pairs between expected and found rows: a maximum bipartite matching by augmenting paths.

/// Returns the pairs of a maximum matching: for each of `left`, its partner among `right`.
///
/// Earlier ones of `left` have priority: one that has a partner keeps some partner.
pub(crate) fn pairs(left: usize, right: usize, fits: impl Fn(usize, usize) -> bool) -> Vec<Option<usize>> {
    let mut partners = vec![None; right];
    for one in 0..left {
        serve(one, &mut vec![false; right], &mut partners, &fits);
    }
    let mut pairs = vec![None; left];
    for (other, one) in partners.iter().enumerate() {
        if let Some(one) = one {
            pairs[*one] = Some(other);
        }
    }
    pairs
}

fn serve(
    one: usize,
    seen: &mut Vec<bool>,
    partners: &mut Vec<Option<usize>>,
    fits: &impl Fn(usize, usize) -> bool,
) -> bool {
    for other in 0..partners.len() {
        if seen[other] || !fits(one, other) {
            continue;
        }
        seen[other] = true;
        if partners[other].is_none_or(|rival| serve(rival, seen, partners, fits)) {
            partners[other] = Some(one);
            return true;
        }
    }
    false
}

#[test]
fn as_many_as_can_be_are_paired() {
    let fits = |one: usize, other: usize| matches!((one, other), (0, 0 | 1) | (1, 0) | (2, 1));
    assert_eq!(pairs(3, 2, fits).iter().flatten().count(), 2);
    assert_eq!(pairs(2, 2, fits), [Some(1), Some(0)]);
}
