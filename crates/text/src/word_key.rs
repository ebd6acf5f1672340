//! Short words as integers, for look-up without a string.

use crate::fold::{composed, folded};

/// The folded form of a word of at most 15 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Key {
    low: u64,
    /// Bytes 8 to 14, and above them the length.
    high: u64,
}

/// Maximum number of bytes of a word that has a [`Key`].
const MAX_LEN: usize = 15;

impl Key {
    /// The key of the empty word.
    pub(crate) const NONE: Self = Self { low: 0, high: 0 };

    /// Returns the key of one ASCII character that is not a capital letter.
    pub(crate) fn of_byte(byte: u8) -> Self {
        Self { low: u64::from(byte), high: 1 << 56 }
    }

    /// Returns the key of a word; `None` if its folded form is too long.
    pub(crate) fn of(word: &str) -> Option<Self> {
        let (letters, key) = Ascii::Letters.run(word.as_bytes(), 0);
        if letters == word.len() { key } else { Self::of_characters(word) }
    }

    fn of_characters(word: &str) -> Option<Self> {
        let mut bytes = [0; MAX_LEN + 1];
        let mut len = 0;
        for c in composed(word).chars().flat_map(folded) {
            c.encode_utf8(bytes.get_mut(len..MAX_LEN).filter(|rest| rest.len() >= c.len_utf8())?);
            len += c.len_utf8();
        }
        let (low, high) = (load(&bytes, 0), load(&bytes, 8));
        Some(Self { low, high: high | (len as u64) << 56 })
    }

    /// Whether the keys are equal, computed without a branch.
    #[inline]
    pub(crate) fn is(self, other: Self) -> bool {
        (self.low ^ other.low) | (self.high ^ other.high) == 0
    }

    /// Returns a hash of `bits` bits.
    #[inline]
    pub(crate) fn hash(self, bits: u32) -> usize {
        let mixed = (self.low ^ self.high.rotate_left(29)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (mixed >> (64 - bits)) as usize
    }
}

const ONES: u64 = u64::from_le_bytes([1; 8]);
const HIGH: u64 = ONES << 7;

/// A class of ASCII characters.
#[derive(Clone, Copy)]
pub(crate) enum Ascii {
    Letters,
    Digits,
}

impl Ascii {
    /// Returns how many of the eight bytes, from the first on, are of the class, and these bytes folded.
    #[inline]
    fn prefix(self, bytes: u64) -> (usize, u64) {
        let (folded, first, after) = match self {
            Self::Letters => (bytes | ONES << 5, b'a', b'z' + 1),
            Self::Digits => (bytes, b'0', b'9' + 1),
        };
        // For a byte below 128, byte + 128 - n has its highest bit set if the byte is at least n.
        let low = folded & !HIGH;
        let at_least = low + ONES * (0x80 - u64::from(first));
        let beyond = low + ONES * (0x80 - u64::from(after));
        let others = !(at_least & !beyond & !bytes) & HIGH;
        // All bits below the first byte of another class; all bits if there is none.
        let mask = ((others & others.wrapping_neg()) >> 7).wrapping_sub(1);
        (others.trailing_zeros() as usize / 8, folded & mask)
    }

    /// Returns how many bytes of `text` from `at` on are of the class, and their key if they are not too many.
    #[inline]
    pub(crate) fn run(self, text: &[u8], at: usize) -> (usize, Option<Key>) {
        let (len, low) = self.prefix(load(text, at));
        if len < 8 {
            return (len, Some(Key { low, high: (len as u64) << 56 }));
        }
        let (more, high) = self.prefix(load(text, at + 8));
        if more < 8 {
            return (8 + more, Some(Key { low, high: high | (8 + more as u64) << 56 }));
        }
        let mut len = 16;
        loop {
            let (more, _) = self.prefix(load(text, at + len));
            len += more;
            if more < 8 {
                return (len, None);
            }
        }
    }
}

/// Returns eight bytes from `at` on, padded with zeros after the end.
#[inline]
fn load(bytes: &[u8], at: usize) -> u64 {
    let rest = bytes.get(at..).unwrap_or_default();
    match rest.first_chunk() {
        Some(chunk) => u64::from_le_bytes(*chunk),
        None => rest.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte)),
    }
}

#[cfg(test)]
mod tests {
    use super::{Ascii, Key};

    #[test]
    fn a_run_ends_at_the_first_byte_of_another_class() {
        for (text, len) in [("", 0), ("a", 1), ("abcdefgh", 8), ("aZ[", 2), ("`a", 0), ("@", 0), ("aé", 1)] {
            assert_eq!(Ascii::Letters.run(text.as_bytes(), 0).0, len, "{text}");
        }
        let long = "x".repeat(40) + "-";
        assert_eq!(Ascii::Letters.run(long.as_bytes(), 3), (37, None));
        assert_eq!(Ascii::Digits.run(b"a0123456789:", 1).0, 10);
        assert_eq!(Ascii::Digits.run(b"/", 0).0, 0);
    }

    #[test]
    fn words_with_equal_folded_forms_have_equal_keys() {
        for word in ["a", "Words", "ABCDEFGH", "Abcdefghi", "fifteen-letters"] {
            let (_, key) = Ascii::Letters.run(word.as_bytes(), 0);
            let is_word = word.bytes().all(|byte| byte.is_ascii_alphabetic());
            assert_eq!(key == Key::of(word), is_word, "{word}");
            assert_eq!(Key::of(word), Key::of_characters(word));
        }
        assert_eq!(Key::of("’"), Some(Key::of_byte(b'\'')));
        assert_eq!(Key::of("ĐÔNG"), Key::of("đông"));
        assert_ne!(Key::of("a\0"), Key::of("a"));
        assert_eq!(Key::of("sixteen-letters."), None);
    }
}
