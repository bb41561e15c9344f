//! What of a layout hangs on the file's charset: lengths and order are counted in its bytes, and in the charsets of East
//! Asia some characters are wider.

use std::borrow::Cow;

use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GB18030, GBK, SHIFT_JIS, UTF_8};

use crate::po::header;

/// The charset that a file's header names.
#[derive(Clone, Copy, Debug)]
pub(super) struct Charset {
    encoding: &'static Encoding,
    /// Whether ambiguous characters take two columns.
    pub(super) ambiguous_wide: bool,
}

impl Charset {
    /// The charset of a file; UTF-8 where it names none, or one that is not known.
    pub(super) fn of(text: &str) -> Self {
        let header = if text.is_ascii() {
            None
        } else {
            header::find(text)
        };
        let name = header.as_deref().and_then(header::charset);
        let encoding = name
            .and_then(|name| Encoding::for_label(name.as_bytes()))
            .unwrap_or(UTF_8);
        Charset {
            encoding,
            ambiguous_wide: [BIG5, EUC_JP, EUC_KR, GB18030, GBK, SHIFT_JIS].contains(&encoding),
        }
    }

    /// How many bytes `text` is in it.
    pub(super) fn bytes(self, text: &str) -> usize {
        self.key(text).len()
    }

    /// `text` in its bytes, which is how `msgcat` compares.
    pub(super) fn key(self, text: &str) -> Cow<'_, [u8]> {
        if self.encoding == UTF_8 || text.is_ascii() {
            Cow::Borrowed(text.as_bytes())
        } else {
            self.encoding.encode(text).0
        }
    }
}
