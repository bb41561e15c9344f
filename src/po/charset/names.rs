//! The charsets that gettext reads, by the names that it reads them by, and what decodes them.
//!
//! The names are those of the manual (“Filling in the Header Entry”) and those that `msgfmt` 0.21 was seen to take without
//! a warning, of 1 193 that `iconv -l` lists; letter case does not matter.

use encoding_rs::{
    BIG5, EUC_JP, EUC_KR, Encoding, GB18030, GBK, IBM866, ISO_8859_2, ISO_8859_3, ISO_8859_4,
    ISO_8859_5, ISO_8859_6, ISO_8859_7, ISO_8859_8, ISO_8859_13, ISO_8859_14, ISO_8859_15, KOI8_R,
    KOI8_U, SHIFT_JIS, UTF_8, WINDOWS_874, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252, WINDOWS_1253,
    WINDOWS_1254, WINDOWS_1255, WINDOWS_1256, WINDOWS_1257,
};

use super::EncodingFault;

/// A charset and what decodes it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known {
    /// Its name.
    pub name: &'static str,
    /// What decodes it, or a larger charset that holds it.
    pub encoding: &'static Encoding,
    /// What it lacks of that.
    pub limits: Limits,
}

/// Where a charset is smaller than the one that decodes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Limits {
    /// Nowhere.
    None,
    /// ASCII alone.
    Ascii,
    /// 0x80 to 0x9f are the control characters of these numbers.
    Latin,
    /// Thai: 0xa1 to 0xda and 0xdf to 0xfb.
    Thai,
    /// The rows of GB 2312, without what GBK put into them.
    Chinese,
    /// Two bytes from 0xa1.
    Korean,
    /// The rows of JIS X 0208, without those that NEC and IBM added.
    Japanese,
    /// The rows of JIS X 0208 and X 0212, without those that NEC and IBM added.
    JapaneseUnix,
    /// Big5 without the characters of Hong Kong.
    Taiwanese,
}

pub(super) const UTF8: Known = known("UTF-8", UTF_8, Limits::None);

const fn known(name: &'static str, encoding: &'static Encoding, limits: Limits) -> Known {
    Known {
        name,
        encoding,
        limits,
    }
}

/// What both read.
static READ: [Known; 40] = [
    UTF8,
    known("ASCII", UTF_8, Limits::Ascii),
    known("ISO-8859-1", WINDOWS_1252, Limits::Latin),
    known("ISO-8859-2", ISO_8859_2, Limits::None),
    known("ISO-8859-3", ISO_8859_3, Limits::None),
    known("ISO-8859-4", ISO_8859_4, Limits::None),
    known("ISO-8859-5", ISO_8859_5, Limits::None),
    known("ISO-8859-6", ISO_8859_6, Limits::None),
    known("ISO-8859-7", ISO_8859_7, Limits::None),
    known("ISO-8859-8", ISO_8859_8, Limits::None),
    known("ISO-8859-9", WINDOWS_1254, Limits::Latin),
    known("ISO-8859-13", ISO_8859_13, Limits::None),
    known("ISO-8859-14", ISO_8859_14, Limits::None),
    known("ISO-8859-15", ISO_8859_15, Limits::None),
    known("KOI8-R", KOI8_R, Limits::None),
    known("KOI8-U", KOI8_U, Limits::None),
    known("CP866", IBM866, Limits::None),
    known("CP874", WINDOWS_874, Limits::None),
    known("CP932", SHIFT_JIS, Limits::None),
    known("CP949", EUC_KR, Limits::None),
    known("CP950", BIG5, Limits::Taiwanese),
    known("CP1250", WINDOWS_1250, Limits::None),
    known("CP1251", WINDOWS_1251, Limits::None),
    known("CP1252", WINDOWS_1252, Limits::None),
    known("CP1253", WINDOWS_1253, Limits::None),
    known("CP1254", WINDOWS_1254, Limits::None),
    known("CP1255", WINDOWS_1255, Limits::None),
    known("CP1256", WINDOWS_1256, Limits::None),
    known("CP1257", WINDOWS_1257, Limits::None),
    known("GB2312", GBK, Limits::Chinese),
    known("EUC-JP", EUC_JP, Limits::JapaneseUnix),
    known("EUC-KR", EUC_KR, Limits::Korean),
    known("BIG5", BIG5, Limits::Taiwanese),
    known("BIG5-HKSCS", BIG5, Limits::None),
    known("GBK", GBK, Limits::None),
    known("GB18030", GB18030, Limits::None),
    known("SHIFT_JIS", SHIFT_JIS, Limits::Japanese),
    known("TIS-620", WINDOWS_874, Limits::Thai),
    known("US-ASCII", UTF_8, Limits::Ascii),
    known("ANSI_X3.4-1968", UTF_8, Limits::Ascii),
];

/// What gettext alone reads.
const NOT_HERE: [&str; 6] = [
    "CP850",
    "EUC-TW",
    "GEORGIAN-PS",
    "JOHAB",
    "KOI8-T",
    "VISCII",
];

/// A name as it stands in the tables: `ISO_8859-1` is another writing of `ISO-8859-1`, but not for 13.
fn plain(name: &str) -> String {
    let name = name.to_ascii_uppercase();
    match name.strip_prefix("ISO_8859-") {
        Some(part) if part != "13" => format!("ISO-8859-{part}"),
        _ => name,
    }
}

/// Whether gettext reads a charset by this name.
#[must_use]
pub fn is_portable(name: &str) -> bool {
    let name = plain(name);
    READ.iter().any(|known| known.name == name) || NOT_HERE.contains(&name.as_str())
}

/// What decodes the charset of this name. Names that gettext does not take are understood where it is plain what is meant.
pub(super) fn find(name: &str) -> Result<Known, EncodingFault> {
    // `CHARSET` is what a template holds before anybody has filled it in.
    if name == "CHARSET" {
        return Ok(UTF8);
    }
    let plain = plain(name);
    if let Some(known) = READ.iter().find(|known| known.name == plain) {
        return Ok(*known);
    }
    if NOT_HERE.contains(&plain.as_str()) {
        return Err(EncodingFault::Unsupported(name.to_owned()));
    }
    let meant = name.trim_matches(|c: char| matches!(c, '"' | '\'' | ';' | ',' | '.'));
    Encoding::for_label(meant.as_bytes())
        .filter(|encoding| encoding.is_ascii_compatible())
        .map(|encoding| {
            let latin = encoding == WINDOWS_1252 && !meant.contains("1252");
            known(
                encoding.name(),
                encoding,
                if latin { Limits::Latin } else { Limits::None },
            )
        })
        .ok_or_else(|| EncodingFault::Unknown(name.to_owned()))
}

impl Limits {
    /// How many bytes a character has that begins with this one, which is not ASCII.
    pub(super) fn width(self, first: u8) -> usize {
        match self {
            Limits::None | Limits::Ascii | Limits::Latin | Limits::Thai => 1,
            Limits::Chinese | Limits::Korean | Limits::Taiwanese => 2,
            Limits::JapaneseUnix => 2 + usize::from(first == 0x8f),
            Limits::Japanese => 1 + usize::from(!(0xa1..=0xdf).contains(&first)),
        }
    }

    /// Whether the bytes of one character, which is not ASCII, are of the charset itself.
    pub(super) fn hold(self, bytes: &[u8]) -> bool {
        match (self, bytes) {
            (Limits::None, _) | (Limits::Japanese, [_]) => true,
            (Limits::Latin, [byte]) => *byte >= 0xa0,
            (Limits::Thai, [byte]) => matches!(byte, 0xa1..=0xda | 0xdf..=0xfb),
            (Limits::Chinese, [first, second]) => match first {
                0xa2 => (0xb1..=0xfe).contains(second) && *second != 0xe3,
                0xa6 => (0xa1..=0xd8).contains(second),
                0xa8 => matches!(second, 0xa1..=0xba | 0xc1..=0xfe),
                0xa1..=0xa9 | 0xb0..=0xf7 => *second >= 0xa1,
                _ => false,
            },
            (Limits::Taiwanese, [first, second]) => {
                (0xa1..=0xf9).contains(first) && !(*first == 0xa3 && *second >= 0xc0)
            }
            (Limits::JapaneseUnix, [first, second]) => {
                matches!(first, 0x8e | 0xa1..=0xac | 0xae..=0xf8) && *second >= 0xa1
            }
            (Limits::JapaneseUnix, [first, ..]) => *first == 0x8f,
            (Limits::Korean, [first, second]) => *first >= 0xa1 && *second >= 0xa1,
            (Limits::Japanese, [first, _]) => {
                matches!(first, 0x81..=0x84 | 0x88..=0x9f | 0xe0..=0xea)
            }
            _ => false,
        }
    }
}
