//! A set of rows, a bit each.

/// A set of numbers below a length.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Bits(Box<[u64]>);

impl Bits {
    /// None of so many.
    pub(crate) fn none(length: usize) -> Self {
        Self(vec![0; length.div_ceil(64)].into())
    }

    /// All of so many.
    pub(crate) fn all(length: usize) -> Self {
        let mut words = vec![u64::MAX; length.div_ceil(64)];
        if let (Some(last), 1..) = (words.last_mut(), length % 64) {
            *last = (1 << (length % 64)) - 1;
        }
        Self(words.into())
    }

    pub(crate) fn set(&mut self, at: usize) {
        self.0[at / 64] |= 1 << (at % 64);
    }

    pub(crate) fn clear(&mut self, at: usize) {
        self.0[at / 64] &= !(1 << (at % 64));
    }

    pub(crate) fn get(&self, at: usize) -> bool {
        self.0[at / 64] >> (at % 64) & 1 == 1
    }

    /// How many are in it.
    pub(crate) fn count(&self) -> u32 {
        self.0.iter().map(|w| w.count_ones()).sum()
    }

    /// Adds what the other has.
    pub(crate) fn add_all(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(a, b)| *a |= b);
    }

    /// Keeps what the other has too.
    pub(crate) fn keep(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(a, b)| *a &= b);
    }

    /// Drops what the other has.
    pub(crate) fn drop_all(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(a, b)| *a &= !b);
    }

    /// Calls for each number in it, in order.
    pub(crate) fn each(&self, mut call: impl FnMut(usize)) {
        for (at, &word) in self.0.iter().enumerate() {
            let mut left = word;
            while left != 0 {
                call(at * 64 + left.trailing_zeros() as usize);
                left &= left - 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn behaves_as_a_set(a: BTreeSet<u8>, b: BTreeSet<u8>, length in 256..400_usize) {
            let of = |set: &BTreeSet<u8>| {
                let mut bits = Bits::none(length);
                set.iter().for_each(|&n| bits.set(n.into()));
                bits
            };
            let back = |bits: &Bits| {
                let mut set = BTreeSet::new();
                bits.each(|n| { set.insert(n as u8); });
                set
            };
            let (mut both, mut only, mut either) = (of(&a), of(&a), of(&a));
            both.keep(&of(&b));
            either.add_all(&of(&b));
            only.drop_all(&of(&b));
            prop_assert_eq!(back(&both), &a & &b);
            prop_assert_eq!(back(&only), &a - &b);
            prop_assert_eq!(back(&either), &a | &b);
            prop_assert_eq!(of(&a).count() as usize, a.len());
            prop_assert_eq!(Bits::all(length).count() as usize, length);
            let mut emptied = Bits::all(length);
            (0..length).for_each(|n| emptied.clear(n));
            prop_assert_eq!(emptied, Bits::none(length));
        }
    }
}
