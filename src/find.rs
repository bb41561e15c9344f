//! Looks for a few bytes in what is mostly short: the strings and the lines of a file, sixteen bytes at a time.
//!
//! `memchr` asks the processor what it can do, and pays off over some hundred bytes. A line has fifty.

use wide::u8x16;

/// How many bytes are looked at in one step.
const BLOCK: usize = 16;

/// The places of some bytes in a text, in order: see [`all`].
#[derive(Debug, Clone)]
pub(crate) struct Places<'t, const N: usize> {
    bytes: &'t [u8],
    wanted: [u8; N],
    /// What was not looked at yet.
    rest: &'t [u8],
    /// Where that begins, or would if the last block were whole.
    at: usize,
    /// The bytes of that block that are wanted and were not given yet, the first one in the lowest bit.
    left: u32,
}

/// Where any of `wanted` stands in `bytes`, in order.
#[inline]
pub(crate) fn all<const N: usize>(wanted: [u8; N], bytes: &[u8]) -> Places<'_, N> {
    Places {
        bytes,
        wanted,
        rest: bytes,
        at: 0,
        left: 0,
    }
}

/// Where the first of `wanted` stands in `bytes`.
#[inline]
pub(crate) fn first<const N: usize>(wanted: [u8; N], bytes: &[u8]) -> Option<usize> {
    all(wanted, bytes).next()
}

/// Where the last of `wanted` stands in `bytes`.
#[inline]
pub(crate) fn last<const N: usize>(wanted: [u8; N], bytes: &[u8]) -> Option<usize> {
    let mut rest = bytes;
    while let Some((before, block)) = rest.split_last_chunk() {
        if let Some(at) = mask(wanted, *block).checked_ilog2() {
            return Some(before.len() + at as usize);
        }
        rest = before;
    }
    rest.iter().rposition(|byte| wanted.contains(byte))
}

/// Where a byte that is no letter of ASCII stands twice in a row, in order. In most texts letters do so every few words, and
/// nobody asks for them.
#[inline]
pub(crate) fn twice(bytes: &[u8]) -> impl Iterator<Item = usize> + '_ {
    rows(bytes, |[first, second]| {
        let (first, second) = (u8x16::new(first), u8x16::new(second));
        let letter = (first | u8x16::splat(0x20)) - u8x16::splat(b'a');
        let letters = letter.min(u8x16::splat(25)).simd_eq(letter);
        (first.simd_eq(second) & !letters).to_bitmask()
    })
}

/// Whether any character of a text is of a script beyond the Latin, Greek and Cyrillic ones and the punctuation of all: of
/// U+0580 to U+1FFF, or beyond U+2FFF.
pub(crate) fn holds_other_script(bytes: &[u8]) -> bool {
    let (blocks, rest) = bytes.as_chunks::<BLOCK>();
    let other = |block: [u8; BLOCK]| {
        let block = u8x16::new(block);
        let beyond = block.max(u8x16::splat(0xd6)).simd_eq(block);
        (beyond & !block.simd_eq(u8x16::splat(0xe2))).to_bitmask() != 0
    };
    blocks.iter().any(|block| other(*block)) || other(padded(rest).to_le_bytes())
}

/// Where `first` stands in `bytes` with one of `second` behind it, in order.
#[inline]
pub(crate) fn pairs<const N: usize>(
    first: u8,
    second: [u8; N],
    bytes: &[u8],
) -> impl Iterator<Item = usize> + '_ {
    rows(bytes, move |[one, two]| {
        mask([first], one) & mask(second, two)
    })
}

/// Where `first` stands in `bytes` with one of `second` behind it and one of `third` behind that, in order.
#[inline]
pub(crate) fn triples<const N: usize, const M: usize>(
    first: u8,
    second: [u8; N],
    third: [u8; M],
    bytes: &[u8],
) -> impl Iterator<Item = usize> + '_ {
    rows(bytes, move |[one, two, three]| {
        mask([first], one) & mask(second, two) & mask(third, three)
    })
}

/// Where a row of bytes begins that is wanted, in order: `wanted` tells it of a block of first bytes, the block of those
/// behind them and so on, the first row in the lowest bit.
#[inline]
fn rows<const LENGTH: usize>(
    bytes: &[u8],
    wanted: impl Fn([[u8; BLOCK]; LENGTH]) -> u32,
) -> impl Iterator<Item = usize> {
    let (mut next, mut from, mut left) = (0, 0, 0_u32);
    std::iter::from_fn(move || {
        while left == 0 {
            let rest = &bytes[next..];
            let count = BLOCK.min((rest.len() + 1).checked_sub(LENGTH)?);
            if count == 0 {
                return None;
            }
            let mut blocks = [[0; BLOCK]; LENGTH];
            for (behind, block) in blocks.iter_mut().enumerate() {
                *block = match rest[behind..].first_chunk() {
                    Some(whole) => *whole,
                    None => padded(&rest[behind..]).to_le_bytes(),
                };
            }
            left = wanted(blocks) & u32::MAX >> (32 - count);
            (from, next) = (next, next + count);
        }
        let at = from + left.trailing_zeros() as usize;
        left &= left - 1;
        Some(at)
    })
}

impl<const N: usize> Iterator for Places<'_, N> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        while self.left == 0 {
            if let Some((block, rest)) = self.rest.split_first_chunk() {
                (self.left, self.rest) = (mask(self.wanted, *block), rest);
            } else if self.rest.is_empty() {
                return None;
            } else {
                self.left = last_mask(self.wanted, self.bytes, self.rest.len());
                self.rest = &[];
            }
            self.at += BLOCK;
        }
        let at = self.at - BLOCK + self.left.trailing_zeros() as usize;
        self.left &= self.left - 1;
        Some(at)
    }
}

/// Which bytes of a block are wanted, the first one in the lowest bit.
#[inline]
fn mask<const N: usize>(wanted: [u8; N], block: [u8; BLOCK]) -> u32 {
    let block = u8x16::new(block);
    let mut found = u8x16::default();
    // A loop of a known length is laid out without one; adapters of iterators are not, and are called.
    for byte in wanted {
        found |= block.simd_eq(u8x16::splat(byte));
    }
    found.to_bitmask()
}

/// The same of the last bytes, fewer than a block.
#[inline]
fn last_mask<const N: usize>(wanted: [u8; N], bytes: &[u8], length: usize) -> u32 {
    if let Some(block) = bytes.last_chunk() {
        return mask(wanted, *block) >> (BLOCK - length);
    }
    mask(wanted, padded(bytes).to_le_bytes()) & ((1 << length) - 1)
}

/// Where a byte of a text is a control character of ASCII, or begins a character that may be one or the like of it: U+0080
/// to U+00BF, U+0600 and beyond.
pub(crate) fn other_than_plain(bytes: &[u8]) -> impl Iterator<Item = usize> + '_ {
    let row = |block: u8x16, from: u8, to: u8| {
        let above = block - u8x16::splat(from);
        above.min(u8x16::splat(to - from)).simd_eq(above)
    };
    let other = move |block: [u8; BLOCK]| {
        let block = u8x16::new(block);
        let plain = row(block, b' ', b'~') | row(block, 0x80, 0xc1) | row(block, 0xc3, 0xd7);
        !plain.to_bitmask() & 0xffff
    };
    let (mut from, mut next, mut left) = (0, 0, 0);
    std::iter::from_fn(move || {
        while left == 0 {
            from = next;
            let rest = &bytes[next..];
            if let Some(block) = rest.first_chunk() {
                left = other(*block);
                next += BLOCK;
            } else if rest.is_empty() {
                return None;
            } else {
                left = other(padded(rest).to_le_bytes()) & ((1 << rest.len()) - 1);
                next += rest.len();
            }
        }
        let at = from + left.trailing_zeros() as usize;
        left &= left - 1;
        Some(at)
    })
}

/// Fewer bytes than a block, with zeros behind them: a number is handed on without a detour through memory.
#[inline(never)]
pub(crate) fn padded(bytes: &[u8]) -> u128 {
    let length = bytes.len();
    // The first and the last ones, some of which may be the same.
    if let (Some(first), Some(last)) = (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        let (first, last) = (u64::from_le_bytes(*first), u64::from_le_bytes(*last));
        return u128::from(first) | u128::from(last) << (8 * (length - 8));
    }
    if let (Some(first), Some(last)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        let (first, last) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
        return u128::from(first) | u128::from(last) << (8 * (length - 4));
    }
    let add = |block, byte: &u8| block << 8 | u128::from(*byte);
    bytes.iter().rev().fold(0, add)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_places_as_byte_by_byte() {
        let text: Vec<u8> = (0..100u8)
            .map(|number| (number.wrapping_mul(37) % 7) & !u8::from(number % 5 == 0))
            .collect();
        for start in 0..40 {
            for end in start..text.len() {
                let bytes = &text[start..end];
                let plain = |wanted: &[u8]| -> Vec<usize> {
                    (0..bytes.len())
                        .filter(|&at| wanted.contains(&bytes[at]))
                        .collect()
                };
                assert!(all([0], bytes).eq(plain(&[0])));
                assert!(all([3, 5, 0], bytes).eq(plain(&[3, 5, 0])));
                let pairs = bytes.windows(2).enumerate();
                let pairs = pairs.filter(|(_, pair)| pair[0] == pair[1]);
                // None of them is a letter.
                assert!(twice(bytes).eq(pairs.map(|(at, _)| at)));
                let pairs = bytes.windows(2).enumerate();
                let next = pairs.filter(|(_, pair)| pair[0] == 3 && [5, 0].contains(&pair[1]));
                assert!(super::pairs(3, [5, 0], bytes).eq(next.map(|(at, _)| at)));
                let rows = bytes.windows(3).enumerate();
                let rows = rows.filter(|(_, row)| {
                    row[0] == 3 && [5, 0].contains(&row[1]) && [1, 2, 6].contains(&row[2])
                });
                let found = triples(3, [5, 0], [1, 2, 6], bytes);
                assert!(found.eq(rows.map(|(at, _)| at)));
                assert_eq!(first([6, 1], bytes), plain(&[6, 1]).first().copied());
                assert_eq!(last([6, 1], bytes), plain(&[6, 1]).last().copied());
            }
        }
        assert_eq!(first([0], b""), None);
        assert!(twice("aall..éé\u{e9}zz``".as_bytes()).eq([4, 14]));
        assert_eq!(first([b'\n'], b"abc\0\0\0"), None);
    }

    #[test]
    fn a_character_is_of_another_script_or_not_wherever_it_stands() {
        for c in [
            'a',
            'é',
            'Ω',
            'я',
            '\u{57f}',
            'ք',
            '։',
            'א',
            'क',
            '。',
            '…',
            '\u{2fff}',
            '\u{3000}',
            '\u{10348}',
        ] {
            let other = matches!(c, '\u{580}'..='\u{1fff}' | '\u{3000}'..);
            for at in 0..40 {
                let text = format!("{}{c}{}", "a".repeat(at), "b".repeat(40 - at));
                assert_eq!(holds_other_script(text.as_bytes()), other, "{c} at {at}");
            }
        }
        assert!(!holds_other_script(b""));
    }

    #[test]
    fn a_byte_is_plain_or_not_wherever_it_stands() {
        for byte in 0..=u8::MAX {
            let plain = matches!(byte, b' '..=b'~' | 0x80..=0xc1 | 0xc3..=0xd7);
            for at in [0, 7, 15, 16, 20] {
                let mut bytes = [b'a'; 21];
                bytes[at] = byte;
                assert_eq!(
                    other_than_plain(&bytes).next(),
                    (!plain).then_some(at),
                    "{byte:x} at {at}"
                );
            }
        }
        assert_eq!(other_than_plain(b"").next(), None);
    }
}
