//! From bytes to text and back: the charset that a file's header names.
//!
//! A file in UTF-8 is never copied: its bytes become its text. Any other charset is decoded whole, and a text that it
//! cannot hold is refused, never written as `?`. Which charsets gettext reads, and how they are named, stands in `names`;
//! they are decoded with `encoding_rs` (the WHATWG Encoding standard), which takes some of them for the larger ones of
//! Windows: what those have in excess is told as invalid, and never written.

mod exceptions;
mod held;
mod names;

use std::borrow::Cow;

use encoding_rs::{DecoderResult, Encoding, UTF_8};

use self::exceptions::Exceptions;
use self::names::{Known, Limits};
use super::header;
use super::lexer::{Lexer, TokenKind};

pub use self::held::Held;
pub use self::names::is_portable;

/// What the bytes of a file are not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EncodingFault {
    /// Bytes that are not the declared charset: the first one that stands in a string, else the first one.
    Invalid {
        /// The declared charset.
        charset: String,
        /// The wrong byte, 0-based.
        offset: usize,
        /// Its value.
        byte: u8,
        /// Where it was put in the decoded text, bytes.
        at: usize,
        /// Whether all of them stand in comments, where gettext does not mind.
        in_comment: bool,
    },
    /// A charset that gettext reads and this program does not.
    Unsupported(String),
    /// A charset that nobody knows.
    Unknown(String),
    /// UTF-16 or UTF-32, which gettext does not read; its name.
    Wide(&'static str),
}

impl EncodingFault {
    /// Whether the strings of the file can be read all the same.
    #[must_use]
    pub fn leaves_strings(&self) -> bool {
        matches!(
            self,
            EncodingFault::Invalid {
                in_comment: true,
                ..
            }
        )
    }
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
    pub text: Held,
    charset: Known,
    exceptions: Exceptions,
    /// What is wrong with its bytes; then it is never written back.
    pub fault: Option<EncodingFault>,
}

/// A byte that is wrong.
struct Wrong {
    /// Where, bytes of the file.
    offset: usize,
    /// Where it was put in the text, bytes.
    at: usize,
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
            return Decoded::plain(text.into_owned(), Some(EncodingFault::Wide(name)));
        }
        match Held::new(bytes) {
            Ok(text) if text.is_ascii() => match charset(declared(&text)) {
                Ok(charset) => Decoded {
                    text,
                    charset,
                    exceptions: Exceptions::default(),
                    fault: None,
                },
                Err(fault) => Decoded::held(text, Some(fault)),
            },
            Ok(text) => match charset(declared(&text)) {
                // No text of a charset of single bytes is UTF-8 by chance: the header is out of date, the bytes are not.
                Ok(known)
                    if known.encoding.is_single_byte()
                        || known.limits == Limits::None && known.encoding == UTF_8 =>
                {
                    Decoded::held(text, None)
                }
                Ok(known) => Self::legacy(text.as_bytes(), known),
                Err(fault) => Decoded::held(text, Some(fault)),
            },
            Err(bytes) => {
                // Any superset of ASCII shows the header; this one keeps every byte apart.
                let (latin, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes);
                match charset(declared(&latin)) {
                    Ok(known) => Self::legacy(&bytes, known),
                    Err(fault) => Decoded::plain(latin.into_owned(), Some(fault)),
                }
            }
        }
    }

    fn plain(text: String, fault: Option<EncodingFault>) -> Decoded {
        Self::held(text.into(), fault)
    }

    fn held(text: Held, fault: Option<EncodingFault>) -> Decoded {
        Decoded {
            text,
            charset: names::UTF8,
            exceptions: Exceptions::default(),
            fault,
        }
    }

    fn legacy(bytes: &[u8], charset: Known) -> Decoded {
        let (text, wrong) = decode(bytes, charset);
        let fault = choose(&text, &wrong).map(|(wrong, in_comment)| EncodingFault::Invalid {
            charset: charset.name.to_owned(),
            offset: wrong.offset,
            byte: bytes.get(wrong.offset).copied().unwrap_or_default(),
            at: wrong.at,
            in_comment,
        });
        let mut decoded = Decoded {
            text: text.into(),
            charset,
            exceptions: Exceptions::default(),
            fault,
        };
        if decoded.fault.is_none()
            && !decoded
                .encode(&decoded.text)
                .is_ok_and(|written| written == bytes)
        {
            decoded.exceptions = Exceptions::of(bytes, charset);
        }
        decoded
    }

    /// Another text for the same file.
    #[must_use]
    pub fn with_text(&self, text: String) -> Decoded {
        Decoded {
            text: text.into(),
            charset: self.charset,
            exceptions: self.exceptions.clone(),
            fault: self.fault.clone(),
        }
    }

    /// The name of the charset that it is read and written in: the one that its header names, or UTF-8 where its bytes are
    /// that for certain.
    #[must_use]
    pub fn charset(&self) -> &'static str {
        self.charset.name
    }

    /// The first character of `text` that the file's charset lacks.
    #[must_use]
    pub fn unrepresentable(&self, text: &str) -> Option<char> {
        self.encode(text).err().map(|error| error.character)
    }

    /// Whether the last byte of the character that `text` ends with is that of a backslash, and the character is none.
    #[must_use]
    pub fn ends_in_backslash_byte(&self, text: &str) -> bool {
        let last = text
            .char_indices()
            .next_back()
            .filter(|one| !one.1.is_ascii());
        last.is_some_and(|(at, _)| {
            self.encode(&text[at..])
                .is_ok_and(|bytes| bytes.ends_with(b"\\"))
        })
    }

    /// The bytes of `text`, which may have another header, in the charset that its own header names: what is read back is the
    /// text again.
    ///
    /// # Errors
    /// Why there are none: the charset lacks a character, or is none that can be written.
    pub fn encoded_as_declared(&self, text: &str) -> Result<Vec<u8>, String> {
        let charset = charset(declared(text)).map_err(|_| {
            let name = declared(text).unwrap_or_default();
            format!("the charset `{name}` of the result cannot be written")
        })?;
        let same = charset.name == self.charset.name;
        let exceptions = if same {
            self.exceptions.clone()
        } else {
            Exceptions::default()
        };
        let target = Decoded {
            text: String::new().into(),
            charset,
            exceptions,
            fault: None,
        };
        let bytes = target.encode(text).map_err(|error| {
            format!("the charset {} has no `{}`", error.charset, error.character)
        })?;
        let bytes = bytes.into_owned();
        let read = Decoded::new(bytes.clone());
        if read.fault.is_some() || *read.text != *text {
            return Err(format!("the result cannot be written in {}", charset.name));
        }
        Ok(bytes)
    }

    /// The bytes of `text` in the file's charset.
    ///
    /// # Errors
    /// When the charset lacks a character.
    pub fn encode<'t>(&self, text: &'t str) -> Result<Cow<'t, [u8]>, Unrepresentable> {
        let Known {
            name,
            encoding,
            limits,
        } = self.charset;
        if text.is_ascii() || (encoding == UTF_8 && limits == Limits::None) {
            return Ok(Cow::Borrowed(text.as_bytes()));
        }
        let mut bytes = Vec::with_capacity(text.len());
        if limits == Limits::None && self.exceptions.is_empty() {
            let (whole, _, lost) = encoding.encode(text);
            if !lost {
                return Ok(whole);
            }
        }
        let mut buffer = [0; 4];
        for character in text.chars() {
            let encoded = match self.exceptions.get(character) {
                Some(own) => own.map(Cow::Borrowed),
                None => encode_one(character, self.charset, &mut buffer),
            };
            match encoded {
                Some(encoded) => bytes.extend_from_slice(&encoded),
                None => {
                    return Err(Unrepresentable {
                        charset: name,
                        character,
                    });
                }
            }
        }
        Ok(Cow::Owned(bytes))
    }
}

/// The bytes of one character.
fn encode_one(
    c: char,
    Known {
        encoding, limits, ..
    }: Known,
    buffer: &mut [u8; 4],
) -> Option<Cow<'_, [u8]>> {
    let text = c.encode_utf8(buffer);
    if c.is_ascii() {
        return Some(Cow::Borrowed(text.as_bytes()));
    }
    if limits == Limits::Latin && ('\u{80}'..='\u{9f}').contains(&c) {
        return u8::try_from(u32::from(c))
            .ok()
            .map(|byte| Cow::Owned(vec![byte]));
    }
    let (bytes, _, lost) = encoding.encode(text);
    (!lost && limits.hold(&bytes)).then_some(bytes)
}

/// What the bytes of one character, which is not ASCII, stand for.
fn decode_one(bytes: &[u8], charset: Known) -> Option<Cow<'_, str>> {
    if charset.limits == Limits::Latin
        && let [byte @ 0x80..=0x9f] = bytes
    {
        return Some(char::from(*byte).to_string().into());
    }
    charset
        .encoding
        .decode_without_bom_handling_and_without_replacement(bytes)
        .filter(|_| charset.limits.hold(bytes))
}

/// Decodes, and says which bytes are wrong; each of them stands in the text as U+FFFD.
fn decode(bytes: &[u8], charset: Known) -> (String, Vec<Wrong>) {
    if charset.limits == Limits::None {
        return decode_stream(bytes, charset.encoding);
    }
    let mut text = String::with_capacity(bytes.len() * 2);
    let mut wrong = Vec::new();
    let mut pos = 0;
    while let Some(&byte) = bytes.get(pos) {
        let plain = bytes[pos..]
            .iter()
            .take_while(|byte| byte.is_ascii())
            .count();
        if plain > 0 {
            // ASCII alone is text as it stands.
            text.extend(bytes[pos..pos + plain].iter().map(|&byte| char::from(byte)));
            pos += plain;
            continue;
        }
        let end = (pos + charset.limits.width(byte)).min(bytes.len());
        if let Some(decoded) = decode_one(&bytes[pos..end], charset) {
            text.push_str(&decoded);
            pos = end;
        } else {
            if wrong.len() < MOST_WRONG {
                wrong.push(Wrong {
                    offset: pos,
                    at: text.len(),
                });
            }
            text.push(char::REPLACEMENT_CHARACTER);
            pos += 1;
        }
    }
    (text, wrong)
}

/// Of how many wrong bytes the places are kept, to find one to speak of.
const MOST_WRONG: usize = 10_000;

fn decode_stream(bytes: &[u8], encoding: &'static Encoding) -> (String, Vec<Wrong>) {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 4);
    let mut wrong = Vec::new();
    let mut pos = 0;
    // A small one: the decoder clears what it is given each time that it stops at a wrong byte.
    let mut buffer = [0; 512];
    loop {
        let (result, read, written) =
            decoder.decode_to_utf8_without_replacement(&bytes[pos..], &mut buffer, true);
        pos += read;
        text.push_str(std::str::from_utf8(&buffer[..written]).unwrap_or_default());
        match result {
            DecoderResult::InputEmpty => return (text, wrong),
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(length, after) => {
                let offset = pos.saturating_sub(usize::from(length) + usize::from(after));
                if wrong.len() < MOST_WRONG {
                    wrong.push(Wrong {
                        offset,
                        at: text.len(),
                    });
                }
                text.push(char::REPLACEMENT_CHARACTER);
            }
        }
    }
}

/// The wrong byte to speak of: the first that stands in no comment, else the first; whether it stands in a comment.
fn choose<'w>(text: &str, wrong: &'w [Wrong]) -> Option<(&'w Wrong, bool)> {
    let mut rest = wrong;
    for token in Lexer::new(text) {
        let Some(first) = rest.first() else { break };
        if token.span.end <= first.at {
            continue;
        }
        if !matches!(token.kind, TokenKind::Comment(_)) {
            return Some((first, false));
        }
        rest = &rest[rest.partition_point(|wrong| wrong.at < token.span.end)..];
    }
    wrong.first().map(|first| (first, true))
}

fn wide(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xff, 0xfe, 0, 0, ..] => Some("UTF-32LE"),
        [0, 0, 0xfe, 0xff, ..] => Some("UTF-32BE"),
        [0xff, 0xfe, ..] => Some("UTF-16LE"),
        [0xfe, 0xff, ..] => Some("UTF-16BE"),
        // Without a mark it is told by the zeros between the letters of the first line.
        [a, 0, b, 0, ..] if a.is_ascii() && b.is_ascii() && *a != 0 && *b != 0 => Some("UTF-16LE"),
        [0, a, 0, b, ..] if a.is_ascii() && b.is_ascii() && *a != 0 && *b != 0 => Some("UTF-16BE"),
        _ => None,
    }
}

/// The text of bytes that are valid UTF-8, and look like nothing else.
#[must_use]
pub fn utf8(bytes: &[u8]) -> Option<&str> {
    if wide(bytes).is_some() {
        return None;
    }
    simdutf8::basic::from_utf8(bytes).ok()
}

/// Whether a file with this header, decoded, is in UTF-8: it names that, or no charset.
#[must_use]
pub fn is_utf8(header: Option<&str>) -> bool {
    let declared = header.and_then(header::charset);
    let known = declared.map_or(Ok(names::UTF8), names::find);
    known.is_ok_and(|known| known.encoding == UTF_8 && known.limits == Limits::None)
}

/// The name of a charset that a header names so, where each byte of it is a character.
#[must_use]
pub fn single_byte(named: &str) -> Option<&'static str> {
    names::find(named)
        .ok()
        .filter(|known| known.encoding.is_single_byte())
        .map(|known| known.name)
}

fn declared(text: &str) -> Option<String> {
    header::charset(&header::find(text)?).map(str::to_owned)
}

fn charset(declared: Option<String>) -> Result<Known, EncodingFault> {
    declared.map_or(Ok(names::UTF8), |name| names::find(&name))
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

    /// What is read in more ways than it is written keeps its bytes, and what could be meant in two ways is refused.
    #[test]
    fn a_header_that_is_out_of_date() {
        let bytes = file("ISO-8859-1", "à la fin".as_bytes());
        let decoded = Decoded::new(bytes.clone());
        assert!(decoded.text.contains("à la fin"));
        assert_eq!((decoded.charset(), &decoded.fault), ("UTF-8", &None));
        assert_eq!(*decoded.encode(&decoded.text).unwrap(), *bytes);
        // Two bytes each, of which some are UTF-8 as well.
        let chinese = Decoded::new(file("GBK", b"\xc4\xa3"));
        assert!(chinese.text.contains("模"));
    }

    #[test]
    fn bytes_that_nobody_would_write_stay() {
        for (charset, body, text) in [
            ("CP932", b"\x87\x9b \xed\x40".as_slice(), "∩ 纊"),
            ("CP932", b"\xf0\x40", "\u{e000}"),
            ("EUC-JP", b"\x8f\xa2\xaf\xa4\xa2", "˘あ"),
            ("BIG5-HKSCS", b"\x87\x40 \xa4\xa4", "䏰 中"),
            ("GB18030", b"\x80", "€"),
            ("GBK", b"\xa3\xa0", "\u{3000}"),
        ] {
            let bytes = file(charset, body);
            let decoded = Decoded::new(bytes.clone());
            assert!(
                decoded.text.contains(text) && decoded.fault.is_none(),
                "{charset}"
            );
            let changed = decoded.encode(&decoded.text).unwrap();
            assert_eq!(changed, bytes.as_slice(), "{charset}");
        }
        let twice = Decoded::new(file("CP932", b"\x87\x9b \x81\xbf"));
        assert!(twice.text.contains("∩ ∩"));
        assert_eq!(twice.unrepresentable(&twice.text), Some('∩'));
        assert_eq!(twice.unrepresentable("あ"), None);
    }

    /// The extensions that neither Big5 nor EUC-JP has for gettext.
    #[test]
    fn what_others_added_is_wrong() {
        for (charset, body) in [
            ("BIG5", b"\x87\x40".as_slice()),
            ("CP950", b"\xfa\x40"),
            ("EUC-JP", b"\xad\xa1"),
            ("GB2312", b"\xa2\xa1"),
        ] {
            let fault = Decoded::new(file(charset, body)).fault;
            assert!(
                matches!(fault, Some(EncodingFault::Invalid { .. })),
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
    fn what_windows_has_in_excess_is_not_written() {
        let decoded = Decoded::new(file("ISO-8859-1", b"\xe9\x85"));
        assert!(decoded.text.contains('\u{85}') && decoded.fault.is_none());
        assert_eq!(
            (
                decoded.unrepresentable("é\u{85}"),
                decoded.unrepresentable("œ"),
                decoded.charset()
            ),
            (None, Some('œ'), "ISO-8859-1")
        );
        assert_eq!(
            Decoded::new(file("CP1252", b"\x9c")).unrepresentable("œ"),
            None
        );
        assert_eq!(
            Decoded::new(file("GB2312", b"\xb0\xa1")).unrepresentable("啊丂"),
            Some('丂')
        );
        assert_eq!(
            Decoded::new(file("GBK", b"\xb0\xa1")).unrepresentable("啊丂"),
            None
        );
        assert_eq!(
            Decoded::new(file("ASCII", b"a")).unrepresentable("é"),
            Some('é')
        );
        assert!(matches!(
            Decoded::new(file("ASCII", b"\xc3\xa9")).fault,
            Some(EncodingFault::Invalid { byte: 0xc3, .. })
        ));
        assert!(matches!(
            Decoded::new(file("EUC-KR", b"\x81\x41")).fault,
            Some(EncodingFault::Invalid { byte: 0x81, .. })
        ));
        assert!(matches!(
            Decoded::new(file("JOHAB", b"a")).fault,
            Some(EncodingFault::Unsupported(_))
        ));
    }

    #[test]
    fn a_wrong_byte_in_a_comment_leaves_the_strings() {
        let mut bytes = file("UTF-8", b"x");
        bytes.extend(b"# \xe9\n");
        let comment = Decoded::new(bytes.clone()).fault.unwrap();
        assert!(comment.leaves_strings());
        bytes.extend(b"msgid \"b\xe8\"\nmsgstr \"\"\n");
        assert!(matches!(
            Decoded::new(bytes).fault,
            Some(EncodingFault::Invalid {
                byte: 0xe8,
                in_comment: false,
                ..
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
            in_comment: false,
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
