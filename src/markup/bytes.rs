//! Which bytes a string holds, and which twice in a row, to turn most strings away from most rules without looking at
//! them again.

use crate::find;

/// The set of the kinds of bytes of a string: each mark of ASCII is one, and so are the first bytes of what is no ASCII, the
/// rare ones with their neighbours. The letters of ASCII, which nearly every string holds, are not in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ByteSet(u64);

/// The bit of each byte's kind: a look at a table is faster than to choose.
static ONE: [u64; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    let mut kinds = 0;
    while byte < u8::MAX {
        let (joins, known) = match byte {
            b'A'..=b'Z' | b'a'..=b'z' | 0x80..=0xc1 | 0xf5.. => (None, false),
            // Control characters, digits, the first bytes of a script.
            0x01..=0x08 | 0x0b | 0x0c | 0x0e..=0x1f | 0x7f => (Some(0), true),
            b'1'..=b'9' => (Some(b'0'), true),
            0xc5
            | 0xc7..=0xcb
            | 0xcd
            | 0xcf
            | 0xd1..=0xd7
            | 0xda..=0xdf
            | 0xe5..=0xe9
            | 0xeb..=0xee
            | 0xf1..=0xf4 => (Some(byte - 1), true),
            _ => (None, true),
        };
        if let Some(other) = joins {
            table[byte as usize] = table[other as usize];
        } else if known {
            table[byte as usize] = 1 << kinds;
            kinds += 1;
        }
        byte += 1;
    }
    table
};

impl ByteSet {
    /// The bytes of `bytes`, which are UTF-8. Every byte is looked up: to step over letters first takes fewer steps and twice
    /// the time, as no processor guesses where the next mark stands.
    #[must_use]
    pub const fn of(bytes: &[u8]) -> ByteSet {
        let (chunks, rest) = bytes.as_chunks::<8>();
        let mut set = union(rest);
        let mut at = 0;
        while at < chunks.len() {
            // Eight are taken without a loop.
            set |= union(&chunks[at]);
            at += 1;
        }
        ByteSet(set)
    }

    /// The bytes that stand twice in a row in `bytes`, letters of ASCII aside.
    #[must_use]
    pub fn doubled(bytes: &[u8]) -> ByteSet {
        let set = find::twice(bytes).fold(0, |set, at| set | one(bytes[at]));
        ByteSet(set)
    }

    /// Whether any byte of the kinds of `set` is in it.
    #[must_use]
    pub const fn any(self, set: ByteSet) -> bool {
        self.0 & set.0 != 0
    }

    /// Whether it holds this byte, a mark of ASCII, or another of its kind.
    #[must_use]
    pub const fn has(self, byte: u8) -> bool {
        debug_assert!(one(byte) != 0 || !byte.is_ascii(), "letters are not kept");
        self.0 & one(byte) != 0
    }
}

const fn one(byte: u8) -> u64 {
    ONE[byte as usize]
}

#[inline]
const fn union(bytes: &[u8]) -> u64 {
    let mut set = 0;
    let mut at = 0;
    while at < bytes.len() {
        set |= one(bytes[at]);
        at += 1;
    }
    set
}

/// Whether an ASCII byte stands twice in a row: for a few of it, faster than a search for the two, which has to be
/// prepared.
#[must_use]
pub fn is_doubled(text: &str, byte: u8) -> bool {
    let bytes = text.as_bytes();
    find::all([byte], bytes).any(|at| bytes.get(at + 1) == Some(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holds_what_it_was_made_of() {
        let set = ByteSet::of("a:é`".as_bytes());
        let kept = (0..128u8).filter(|byte| !byte.is_ascii_alphabetic());
        let kept: Vec<u8> = kept.chain(0xc2..=0xf4).collect();
        for &byte in &kept {
            assert_eq!(set.has(byte), b":`\xc3".contains(&byte), "{byte}");
        }
        // What rules ask for by itself is a kind of its own.
        let alone = b"\t\n\r !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~\xc2\xc3\xd8\xe0\xe1\xe2\xe3\xef";
        for &byte in &kept {
            let shares = |other: &u8| *other != byte && ByteSet::of(&[*other]).has(byte);
            assert!(!alone.iter().any(shares), "{byte}");
        }
        assert!(set.any(ByteSet::of(b"!`")) && !set.any(ByteSet::of(b"!b")));
        assert!(is_doubled("a.b..", b'.') && !is_doubled("a.b.", b'.'));
        for text in ["a.b..", "..", "a.b.", "", "a.b.c.d.e..f", "a.b.c.d..e"] {
            let doubled = ByteSet::doubled(text.as_bytes());
            assert_eq!(doubled.has(b'.'), is_doubled(text, b'.'), "{text}");
        }
        assert!(set.any(ByteSet::of("à".as_bytes())) && !set.any(ByteSet::of("…".as_bytes())));
    }
}
