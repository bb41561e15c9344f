//! Characters that a file writes with other bytes than the encoder would.
//!
//! `encoding_rs` follows the WHATWG Encoding standard, which reads more than it writes: the extensions that NEC and IBM
//! each added to `Shift_JIS` stand twice in CP932, JIS X 0212 in EUC-JP and the characters of Hong Kong in Big5 are read
//! only. What stands in a file must stand there after a fix too, so the bytes of such characters are kept beside it.

use std::collections::BTreeMap;

use super::names::Known;
use super::{decode_one, encode_one};

/// The bytes of the characters that this file writes in its own way.
#[derive(Debug, Clone, Default)]
pub(super) struct Exceptions {
    /// `None` where the file writes a character in more than one way, so that nobody can tell which is meant.
    bytes: BTreeMap<char, Option<Vec<u8>>>,
}

impl Exceptions {
    /// Those of a file that holds no wrong byte.
    pub(super) fn of(file: &[u8], charset: Known) -> Self {
        let mut ways: BTreeMap<char, Option<Vec<u8>>> = BTreeMap::new();
        let mut pos = 0;
        while let Some(at) = file[pos..].iter().position(|byte| !byte.is_ascii()) {
            pos += at;
            let Some((text, length)) = (1..=4)
                .filter_map(|length| Some((file.get(pos..pos + length)?, length)))
                .find_map(|(bytes, length)| Some((decode_one(bytes, charset)?, length)))
            else {
                pos += 1;
                continue;
            };
            let bytes = &file[pos..pos + length];
            pos += length;
            let mut characters = text.chars();
            let Some(character) = characters.next() else {
                continue;
            };
            // A few bytes of Hong Kong are two characters, which cannot be told from the two apart.
            let whole = characters.next().is_none();
            ways.entry(character)
                .and_modify(|known| {
                    if !whole || known.as_deref() != Some(bytes) {
                        *known = None;
                    }
                })
                .or_insert_with(|| whole.then(|| bytes.to_vec()));
        }
        let mut buffer = [0; 4];
        ways.retain(|&character, bytes| {
            let usual = encode_one(character, charset, &mut buffer);
            bytes.is_none() || usual.as_deref() != bytes.as_deref()
        });
        Exceptions { bytes: ways }
    }

    /// How the file writes a character, where that is not the usual way; `Some(None)` where it has several.
    #[allow(clippy::option_option, reason = "not there, several, or one")]
    pub(super) fn get(&self, character: char) -> Option<Option<&[u8]>> {
        Some(self.bytes.get(&character)?.as_deref())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }
}
