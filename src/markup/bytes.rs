//! Which bytes a string holds, to turn most strings away from most rules without looking at them again.

use memchr::memchr_iter;

/// The set of the ASCII bytes of a string, and of the bytes that begin its other characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ByteSet {
    /// The bytes below 64.
    low: u64,
    /// Those from 64 to 127.
    high: u64,
    /// Those from 192: the first bytes of what is no ASCII.
    leads: u64,
}

/// The sets of one byte: a look at a table is faster than to choose among three.
static ONE: [ByteSet; 256] = {
    let mut table = [ByteSet::EMPTY; 256];
    let mut byte = 0;
    while byte < 256 {
        let bit = 1 << (byte & 63);
        match byte >> 6 {
            0 => table[byte].low = bit,
            1 => table[byte].high = bit,
            3 => table[byte].leads = bit,
            _ => {}
        }
        byte += 1;
    }
    table
};

impl ByteSet {
    const EMPTY: ByteSet = ByteSet {
        low: 0,
        high: 0,
        leads: 0,
    };

    /// The bytes of `bytes`, which are UTF-8.
    #[must_use]
    pub const fn of(bytes: &[u8]) -> ByteSet {
        let mut set = ByteSet::EMPTY;
        let mut at = 0;
        while at < bytes.len() {
            let one = &ONE[bytes[at] as usize];
            set.low |= one.low;
            set.high |= one.high;
            set.leads |= one.leads;
            at += 1;
        }
        set
    }

    /// Whether any byte of `set` is in it: of what is no ASCII, any first byte.
    #[must_use]
    pub const fn any(self, set: ByteSet) -> bool {
        self.low & set.low != 0 || self.high & set.high != 0 || self.leads & set.leads != 0
    }

    /// Whether it holds this byte, which continues no character.
    #[must_use]
    pub const fn has(self, byte: u8) -> bool {
        self.any(ONE[byte as usize])
    }

    /// Whether every byte is ASCII.
    #[must_use]
    pub const fn is_ascii(self) -> bool {
        self.leads == 0
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
        for byte in (0..128).chain(192..=255) {
            assert_eq!(set.has(byte), b"a:`\xc3".contains(&byte), "{byte}");
        }
        assert!(!set.is_ascii());
        assert!(ByteSet::of(b"ab\x7f\0").is_ascii());
        assert!(set.any(ByteSet::of(b"!`")) && !set.any(ByteSet::of(b"!b")));
        assert!(is_doubled("a.b..", b'.') && !is_doubled("a.b.", b'.'));
        assert!(set.any(ByteSet::of("à".as_bytes())) && !set.any(ByteSet::of("…".as_bytes())));
    }
}
