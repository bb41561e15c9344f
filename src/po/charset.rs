//! From bytes to text and back: the charset that a file's header names.
//!
//! A file in UTF-8 is never copied: its bytes become its text. Any other charset is decoded whole, and a text that it
//! cannot hold is refused, never written as `?`. The names are those that the manual's section "Filling in the Header
//! Entry" allows and `encoding_rs` (the WHATWG Encoding standard) knows.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8};

use super::header;

/// What the bytes of a file are not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EncodingFault {
    /// Bytes that are not the declared charset: the offset of the first one, bytes of the file, and its 1-based line.
    Invalid {
        /// The declared charset.
        charset: String,
        /// The first wrong byte, 0-based.
        offset: usize,
        /// Its value.
        byte: u8,
        /// Where it was put in the decoded text, bytes.
        at: usize,
    },
    /// A charset that nobody knows.
    Unknown(String),
    /// UTF-16 or UTF-32, which gettext does not read; its name.
    Wide(&'static str),
}

/// Why a text does not go into a charset.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the file's charset {charset} has no `{character}`")]
pub struct Unrepresentable {
    /// The charset.
    pub charset: &'static str,
    /// The first character that it lacks.
    pub character: char,
}

/// A file's text.
#[derive(Debug)]
pub struct Decoded {
    /// What it says, with its byte-order mark and line ends as they are.
    pub text: String,
    encoding: &'static Encoding,
    /// What is wrong with its bytes; then it is never written back.
    pub fault: Option<EncodingFault>,
}

impl Decoded {
    /// Decodes a file's bytes by the charset that its header names, UTF-8 when it names none.
    #[must_use]
    pub fn new(bytes: Vec<u8>) -> Decoded {
        if let Some(name) = wide(&bytes) {
            let (text, _) = Encoding::for_bom(&bytes).map_or_else(
                || UTF_8.decode_with_bom_removal(&bytes),
                |(encoding, _)| encoding.decode_with_bom_removal(&bytes),
            );
            return Decoded {
                text: text.into_owned(),
                encoding: UTF_8,
                fault: Some(EncodingFault::Wide(name)),
            };
        }
        match String::from_utf8(bytes) {
            Ok(text) => {
                let declared = declared(&text);
                match encoding(declared.as_deref()) {
                    Ok(encoding) if encoding == UTF_8 || text.is_ascii() => Decoded {
                        text,
                        encoding,
                        fault: None,
                    },
                    Ok(encoding) => Self::legacy(text.as_bytes(), encoding),
                    Err(name) => Decoded {
                        text,
                        encoding: UTF_8,
                        fault: Some(EncodingFault::Unknown(name)),
                    },
                }
            }
            Err(error) => {
                let offset = error.utf8_error().valid_up_to();
                let bytes = error.into_bytes();
                // Any superset of ASCII shows the header; this one keeps every byte apart.
                let (latin, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes);
                match encoding(declared(&latin).as_deref()) {
                    Ok(encoding) if encoding != UTF_8 => Self::legacy(&bytes, encoding),
                    Ok(_) => Self::invalid_utf8(&bytes, offset),
                    Err(name) => Decoded {
                        text: latin.into_owned(),
                        encoding: UTF_8,
                        fault: Some(EncodingFault::Unknown(name)),
                    },
                }
            }
        }
    }

    fn invalid_utf8(bytes: &[u8], offset: usize) -> Decoded {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let fault = EncodingFault::Invalid {
            charset: "UTF-8".to_owned(),
            offset,
            byte: bytes[offset],
            at: offset,
        };
        Decoded {
            text,
            encoding: UTF_8,
            fault: Some(fault),
        }
    }

    fn legacy(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
        if let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes) {
            return Decoded {
                text: text.into_owned(),
                encoding,
                fault: None,
            };
        }
        let mut decoder = encoding.new_decoder_without_bom_handling();
        let mut text = String::with_capacity(bytes.len() * 3);
        let (result, read) = decoder.decode_to_string_without_replacement(bytes, &mut text, true);
        let bad = if let encoding_rs::DecoderResult::Malformed(length, after) = result {
            read.saturating_sub(usize::from(length) + usize::from(after))
        } else {
            read.min(bytes.len().saturating_sub(1))
        };
        let at = text.len();
        let (text, _) = encoding.decode_without_bom_handling(bytes);
        let fault = EncodingFault::Invalid {
            charset: encoding.name().to_owned(),
            offset: bad,
            byte: bytes.get(bad).copied().unwrap_or_default(),
            at: at.min(text.len()),
        };
        Decoded {
            text: text.into_owned(),
            encoding,
            fault: Some(fault),
        }
    }

    /// Another text for the same file.
    #[must_use]
    pub fn with_text(&self, text: String) -> Decoded {
        Decoded {
            text,
            encoding: self.encoding,
            fault: self.fault.clone(),
        }
    }

    /// The name of the charset that it is read and written in.
    #[must_use]
    pub fn charset(&self) -> &'static str {
        self.encoding.name()
    }

    /// The first character of `text` that the file's charset lacks.
    #[must_use]
    pub fn unrepresentable(&self, text: &str) -> Option<char> {
        if self.encoding == UTF_8 || text.is_ascii() {
            return None;
        }
        let (_, _, lost) = self.encoding.encode(text);
        if !lost {
            return None;
        }
        text.chars()
            .find(|c| self.encoding.encode(c.encode_utf8(&mut [0; 4])).2)
    }

    /// The bytes of `text` in the file's charset.
    ///
    /// # Errors
    /// When the charset lacks a character.
    pub fn encode<'t>(&self, text: &'t str) -> Result<Cow<'t, [u8]>, Unrepresentable> {
        if self.encoding == UTF_8 {
            return Ok(Cow::Borrowed(text.as_bytes()));
        }
        let (bytes, _, lost) = self.encoding.encode(text);
        if lost {
            let character = self
                .unrepresentable(text)
                .unwrap_or(char::REPLACEMENT_CHARACTER);
            return Err(Unrepresentable {
                charset: self.charset(),
                character,
            });
        }
        Ok(bytes)
    }
}

fn wide(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xff, 0xfe, 0, 0, ..] => Some("UTF-32LE"),
        [0, 0, 0xfe, 0xff, ..] => Some("UTF-32BE"),
        [0xff, 0xfe, ..] => Some("UTF-16LE"),
        [0xfe, 0xff, ..] => Some("UTF-16BE"),
        _ => None,
    }
}

fn declared(text: &str) -> Option<String> {
    let header = header::find(text)?;
    header::charset(&header).map(str::to_owned)
}

/// The encoding of a charset name; the name itself when it is unknown.
fn encoding(declared: Option<&str>) -> Result<&'static Encoding, String> {
    match declared {
        // `CHARSET` is what a template holds before anybody has filled it in.
        None | Some("CHARSET") => Ok(UTF_8),
        Some(name) if name.eq_ignore_ascii_case("ASCII") => Ok(UTF_8),
        Some(name) => Encoding::for_label(name.as_bytes())
            .filter(|encoding| encoding.is_ascii_compatible())
            .ok_or_else(|| name.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(charset: &str, body: &[u8]) -> Vec<u8> {
        let mut bytes =
            format!("msgid \"\"\nmsgstr \"Content-Type: text/plain; charset={charset}\\n\"\n\nmsgid \"a\"\nmsgstr \"")
                .into_bytes();
        bytes.extend(body);
        bytes.extend(b"\"\n");
        bytes
    }

    #[test]
    fn charsets_there_and_back() {
        for (charset, body, text) in [
            ("UTF-8", "é€".as_bytes(), "é€"),
            ("ISO-8859-1", b"\xe9".as_slice(), "é"),
            ("KOI8-R", b"\xc1".as_slice(), "а"),
            ("Shift_JIS", b"\x83\x5c".as_slice(), "ソ"),
            ("CHARSET", b"a", "a"),
        ] {
            let bytes = file(charset, body);
            let decoded = Decoded::new(bytes.clone());
            assert_eq!(decoded.fault, None, "{charset}");
            assert!(
                decoded.text.ends_with(&format!("msgstr \"{text}\"\n")),
                "{charset}"
            );
            assert_eq!(
                decoded.encode(&decoded.text).unwrap(),
                bytes.as_slice(),
                "{charset}"
            );
        }
    }

    #[test]
    fn what_a_charset_lacks_is_refused() {
        let decoded = Decoded::new(file("ISO-8859-2", b"\xe9"));
        assert_eq!(decoded.unrepresentable("ł"), None);
        assert_eq!(decoded.unrepresentable("aœ"), Some('œ'));
        assert!(matches!(
            decoded.encode("œ"),
            Err(Unrepresentable {
                character: 'œ', ..
            })
        ));
    }

    #[test]
    fn faults_of_bytes() {
        let bytes = file("UTF-8", b"ab\xe9c");
        let at = bytes.iter().position(|&byte| byte == 0xe9).unwrap();
        let decoded = Decoded::new(bytes);
        let invalid = EncodingFault::Invalid {
            charset: "UTF-8".into(),
            offset: at,
            byte: 0xe9,
            at,
        };
        assert_eq!(decoded.fault, Some(invalid));
        assert_eq!(
            Decoded::new(file("KLINGON", b"a")).fault,
            Some(EncodingFault::Unknown("KLINGON".into()))
        );
        assert_eq!(
            Decoded::new(b"\xff\xfem\0".to_vec()).fault,
            Some(EncodingFault::Wide("UTF-16LE"))
        );
        let decoded = Decoded::new(file("EUC-JP", b"\xa4\xa2\xa4\xff"));
        assert!(
            matches!(
                decoded.fault,
                Some(EncodingFault::Invalid { byte: 0xa4, .. })
            ),
            "{:?}",
            decoded.fault
        );
    }
}
