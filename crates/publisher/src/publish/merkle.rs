//! The root of a Merkle tree as RFC 6962 (2.1) defines it: one hash for the whole record.

use sha2::{Digest, Sha256};

/// The root over leaves in their order; that of no leaves is the hash of nothing.
pub fn merkle_root(leaves: impl Iterator<Item = [u8; 32]>) -> [u8; 32] {
    // Complete subtrees, largest first: the tree of n leaves has one for each bit of n.
    let mut complete: Vec<(u32, [u8; 32])> = Vec::new();
    for leaf in leaves {
        let mut node = (0, hash(&[&[0], &leaf]));
        while let Some((_, left)) = complete.pop_if(|(height, _)| *height == node.0) {
            node = (node.0 + 1, hash(&[&[1], &left, &node.1]));
        }
        complete.push(node);
    }
    let nodes = complete.into_iter().rev().map(|(_, node)| node);
    nodes
        .reduce(|right, left| hash(&[&[1], &left, &right]))
        .unwrap_or_else(|| hash(&[]))
}

fn hash(parts: &[&[u8]]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part);
    }
    hasher.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The definition, word for word.
    fn defined(leaves: &[[u8; 32]]) -> [u8; 32] {
        match leaves {
            [] => hash(&[]),
            [leaf] => hash(&[&[0], leaf]),
            many => {
                let split = many.len().next_power_of_two() / 2;
                let (left, right) = many.split_at(split);
                hash(&[&[1], &defined(left), &defined(right)])
            }
        }
    }

    #[test]
    fn the_root_is_the_defined_one_for_every_size() {
        for size in 0..70_u8 {
            let leaves: Vec<[u8; 32]> = (0..size).map(|n| [n; 32]).collect();
            assert_eq!(
                merkle_root(leaves.iter().copied()),
                defined(&leaves),
                "{size}"
            );
        }
    }

    #[test]
    fn the_order_counts() {
        let (a, b) = ([1; 32], [2; 32]);
        assert_ne!(
            merkle_root([a, b].into_iter()),
            merkle_root([b, a].into_iter())
        );
    }
}
