//! Which bytes a string holds, to turn most strings away from most rules without looking at them again.

/// The set of the ASCII bytes of a string, and whether it holds anything else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ByteSet {
    /// The bytes below 64.
    low: u64,
    /// Those from 64 to 127.
    high: u64,
    /// Those beyond, as one.
    other: u64,
}

impl ByteSet {
    /// The bytes of `bytes`.
    #[must_use]
    pub const fn of(bytes: &[u8]) -> ByteSet {
        // An index for each byte: the two ASCII halves, and twice what lies beyond.
        let mut sets = [0u64; 4];
        let mut at = 0;
        while at < bytes.len() {
            let byte = bytes[at];
            sets[(byte >> 6) as usize] |= 1 << (byte & 63);
            at += 1;
        }
        ByteSet {
            low: sets[0],
            high: sets[1],
            other: sets[2] | sets[3],
        }
    }

    /// Whether any byte of `set` is in it. What is no ASCII counts as one byte.
    #[must_use]
    pub const fn any(self, set: ByteSet) -> bool {
        self.low & set.low != 0 || self.high & set.high != 0 || (self.other != 0 && set.other != 0)
    }

    /// Whether it holds this ASCII byte.
    #[must_use]
    pub const fn has(self, byte: u8) -> bool {
        match byte >> 6 {
            0 => self.low & (1 << (byte & 63)) != 0,
            1 => self.high & (1 << (byte & 63)) != 0,
            _ => self.other != 0,
        }
    }

    /// Whether every byte is ASCII.
    #[must_use]
    pub const fn is_ascii(self) -> bool {
        self.other == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holds_what_it_was_made_of() {
        let set = ByteSet::of("a:é`".as_bytes());
        for byte in 0..128 {
            assert_eq!(set.has(byte), b"a:`".contains(&byte), "{byte}");
        }
        assert!(!set.is_ascii());
        assert!(ByteSet::of(b"ab\x7f\0").is_ascii());
        assert!(set.any(ByteSet::of(b"!`")) && !set.any(ByteSet::of(b"!b")));
        assert!(set.any(ByteSet::of("…".as_bytes())));
    }
}
