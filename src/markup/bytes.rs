//! Which bytes a string holds, to turn most strings away from most rules without looking at them again.

use memchr::memchr_iter;

/// The set of the bytes of a string that say what is in it: neither those that continue a character nor the letters of
/// ASCII, which nearly every string holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ByteSet {
    /// The bytes below 64.
    low: u64,
    /// The other marks of ASCII, and the first bytes of what is no ASCII.
    high: u64,
}

/// The sets of one byte: a look at a table is faster than to choose.
static ONE: [ByteSet; 256] = {
    let mut table = [ByteSet::EMPTY; 256];
    let mut bit = 1;
    let mut byte = 0;
    // The last byte begins no character.
    while byte < u8::MAX {
        let one = &mut table[byte as usize];
        match byte {
            0..64 => one.low = 1 << byte,
            b'A'..=b'Z' | b'a'..=b'z' => {}
            // The other marks of ASCII, then the first bytes of UTF-8: 63 bits.
            64..128 | 0xc2..=0xf4 => {
                one.high = bit;
                bit <<= 1;
            }
            _ => {}
        }
        byte += 1;
    }
    assert!(bit == 1 << 63, "a bit for each");
    table
};

/// The bits of the first bytes of what is no ASCII.
const LEADS: u64 = !(ONE[0xc2].high - 1);

impl ByteSet {
    const EMPTY: ByteSet = ByteSet { low: 0, high: 0 };

    /// The bytes of `bytes`, which are UTF-8.
    #[must_use]
    pub const fn of(bytes: &[u8]) -> ByteSet {
        let mut set = ByteSet::EMPTY;
        let mut at = 0;
        while at < bytes.len() {
            let one = &ONE[bytes[at] as usize];
            set.low |= one.low;
            set.high |= one.high;
            at += 1;
        }
        set
    }

    /// Whether any byte of `set` is in it: of what is no ASCII, any first byte.
    #[must_use]
    pub const fn any(self, set: ByteSet) -> bool {
        self.low & set.low != 0 || self.high & set.high != 0
    }

    /// Whether it holds this byte, which is no letter of ASCII and continues no character.
    #[must_use]
    pub const fn has(self, byte: u8) -> bool {
        self.any(ONE[byte as usize])
    }

    /// Whether every byte is ASCII.
    #[must_use]
    pub const fn is_ascii(self) -> bool {
        self.high & LEADS == 0
    }
}

/// Whether an ASCII byte stands twice in a row: for a few of it, faster than a search for the two, which has to be
/// prepared.
#[must_use]
pub fn is_doubled(text: &str, byte: u8) -> bool {
    let bytes = text.as_bytes();
    memchr_iter(byte, bytes).any(|at| bytes.get(at + 1) == Some(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holds_what_it_was_made_of() {
        let set = ByteSet::of("a:é`".as_bytes());
        for byte in (0..128).chain(0xc2..=0xf4) {
            let kept = b":`\xc3".contains(&byte);
            assert_eq!(set.has(byte), kept, "{byte}");
        }
        assert!(!set.is_ascii());
        assert!(ByteSet::of(b"ab\x7f\0").is_ascii());
        assert!(set.any(ByteSet::of(b"!`")) && !set.any(ByteSet::of(b"!b")));
        assert!(is_doubled("a.b..", b'.') && !is_doubled("a.b.", b'.'));
        assert!(set.any(ByteSet::of("à".as_bytes())) && !set.any(ByteSet::of("…".as_bytes())));
    }
}
