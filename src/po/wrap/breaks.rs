//! Where `msgcat` 0.21 may break a line.
//!
//! Found from its behaviour alone: every pair and every triple of break classes was run through it with a page too
//! narrow for both, then every code point. It is UAX #14 as of Unicode 14 (the crate `unicode-linebreak` gives the
//! classes), from which it departs in that
//!
//! - a break is allowed between an infix separator (`: . , ;`) and a letter or symbol: it has no LB29;
//! - LB25 looks at two neighbours only, not at a whole number;
//! - LB15, LB16 and LB17 reach over spaces, but LB16 does so for closing punctuation other than `)` and `]`;
//! - a combining mark after a space always starts a new word, and one after a regional indicator, or within a Hebrew
//!   letter and its hyphen, ends what `LB30a` and `LB21a` hold together;
//! - a line never ends after the spaces it begins with, nor before a line feed;
//! - `U+0085`, `U+2028` and `U+2029` start the count of columns again, but no new line is written.

use super::columns::in_ranges;
use unicode_linebreak::{BreakClass, break_property};

/// The classes that behave differently, under their names in UAX #14.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Class {
    /// Letters and symbols, with all that UAX #14 resolves to them (AI, but see [`Breaker::new`], SA, SG, XX).
    Al,
    B2,
    Ba,
    Bb,
    /// BK and NL.
    Bk,
    Cl,
    Cm,
    Cp,
    Eb,
    Em,
    Ex,
    Gl,
    H2,
    H3,
    Hl,
    Hy,
    /// Ideographs, and CB.
    Id,
    In,
    Is,
    Jl,
    Jt,
    Jv,
    /// Non-starters, with CJ.
    Ns,
    Nu,
    Op,
    /// Opening punctuation of full width, which LB30 does not hold to a letter before it.
    OpWide,
    Po,
    Pr,
    Qu,
    Ri,
    Sp,
    Sy,
    Wj,
    Zw,
    Zwj,
}
use Class::{
    Al, B2, Ba, Bb, Bk, Cl, Cm, Cp, Eb, Em, Ex, Gl, H2, H3, Hl, Hy, Id, In, Is, Jl, Jt, Jv, Ns, Nu,
    Op, OpWide, Po, Pr, Qu, Ri, Sp, Sy, Wj, Zw, Zwj,
};

/// Starts and ends (excluded), in turn, of what is `Al` to `msgcat` and has another class in Unicode 15: characters
/// newer than Unicode 14, and `U+2057`.
#[rustfmt::skip]
const AL_RANGES: &[u32] = &[
    0xCF3, 0xCF4, 0x2057, 0x2058, 0x10EFD, 0x10F00, 0x11241, 0x11242, 0x11B00, 0x11B0A, 0x11F00, 0x11F5A,
    0x13439, 0x13456, 0x1B132, 0x1B133, 0x1B155, 0x1B156, 0x1E08F, 0x1E090, 0x1E4EC, 0x1E4FA,
];

/// The same, of the code points without a character that Unicode 14 keeps for emoji (`LB30b`): a skin tone joins them.
#[rustfmt::skip]
const EB_RANGES: &[u32] = &[
    0x1F02C, 0x1F030, 0x1F094, 0x1F0A0, 0x1F0AF, 0x1F0B1, 0x1F0C0, 0x1F0C1, 0x1F0D0, 0x1F0D1, 0x1F0F6, 0x1F100,
    0x1F1AE, 0x1F1E6, 0x1F203, 0x1F210, 0x1F23C, 0x1F240, 0x1F249, 0x1F250, 0x1F252, 0x1F260, 0x1F266, 0x1F300,
    0x1F6D8, 0x1F6DD, 0x1F6ED, 0x1F6F0, 0x1F6FD, 0x1F700, 0x1F774, 0x1F780, 0x1F7D9, 0x1F7E0, 0x1F7EC, 0x1F7F0,
    0x1F7F1, 0x1F800, 0x1F80C, 0x1F810, 0x1F848, 0x1F850, 0x1F85A, 0x1F860, 0x1F888, 0x1F890, 0x1F8AE, 0x1F8B0,
    0x1F8B2, 0x1F900, 0x1FA54, 0x1FA60, 0x1FA6E, 0x1FA70, 0x1FA75, 0x1FA78, 0x1FA7D, 0x1FA80, 0x1FA87, 0x1FA90,
    0x1FAAD, 0x1FAB0, 0x1FABB, 0x1FAC0, 0x1FAC6, 0x1FAD0, 0x1FADA, 0x1FAE0, 0x1FAE8, 0x1FAF0, 0x1FAF9, 0x1FB00,
    0x1FC00, 0x1FFFE,
];

/// The classes of ASCII, which most text is made of; a test holds them to `unicode-linebreak`.
const ASCII: [Class; 128] = {
    let mut classes = [Al; 128];
    let mut at = 0;
    while at < 128 {
        classes[at as usize] = match at {
            b' ' => Sp,
            b'0'..=b'9' => Nu,
            b'!' | b'?' => Ex,
            b'"' | b'\'' => Qu,
            b'$' | b'+' | b'\\' => Pr,
            b'%' => Po,
            b'(' | b'[' | b'{' => Op,
            b')' | b']' => Cp,
            b'}' => Cl,
            b',' | b'.' | b':' | b';' => Is,
            b'-' => Hy,
            b'/' => Sy,
            b'|' => Ba,
            0..b' ' | 0x7F => Cm,
            _ => Al,
        };
        at += 1;
    }
    classes
};

impl Class {
    #[inline]
    fn of(c: char, ambiguous_wide: bool) -> Self {
        match ASCII.get(c as usize) {
            Some(&class) => class,
            None => Self::beyond_ascii(c, ambiguous_wide),
        }
    }

    fn beyond_ascii(c: char, ambiguous_wide: bool) -> Self {
        let code = u32::from(c);
        match break_property(code) {
            _ if code >= 0xCF3 && in_ranges(AL_RANGES, code) => Al,
            BreakClass::Ambiguous if ambiguous_wide => Id,
            BreakClass::After => Ba,
            BreakClass::Before => Bb,
            BreakClass::BeforeAndAfter => B2,
            BreakClass::CloseParenthesis => Cp,
            BreakClass::ClosePunctuation => Cl,
            BreakClass::CombiningMark => Cm,
            BreakClass::ConditionalJapaneseStarter | BreakClass::NonStarter => Ns,
            BreakClass::EmojiBase => Eb,
            BreakClass::EmojiModifier => Em,
            BreakClass::Exclamation => Ex,
            BreakClass::HangulLJamo => Jl,
            BreakClass::HangulLvSyllable => H2,
            BreakClass::HangulLvtSyllable => H3,
            BreakClass::HangulTJamo => Jt,
            BreakClass::HangulVJamo => Jv,
            BreakClass::HebrewLetter => Hl,
            BreakClass::Hyphen => Hy,
            BreakClass::Ideographic if in_ranges(EB_RANGES, code) => Eb,
            BreakClass::Ideographic | BreakClass::Contingent => Id,
            BreakClass::InfixSeparator => Is,
            BreakClass::Inseparable => In,
            BreakClass::Mandatory | BreakClass::NextLine => Bk,
            BreakClass::NonBreakingGlue if matches!(code, 0x1DCD | 0x1DFC) => Cm,
            BreakClass::NonBreakingGlue => Gl,
            BreakClass::Numeric => Nu,
            BreakClass::OpenPunctuation if is_wide_opening(code) => OpWide,
            BreakClass::OpenPunctuation => Op,
            BreakClass::Postfix => Po,
            BreakClass::Prefix => Pr,
            BreakClass::Quotation => Qu,
            BreakClass::RegionalIndicator => Ri,
            BreakClass::Space => Sp,
            BreakClass::Symbol => Sy,
            BreakClass::WordJoiner => Wj,
            BreakClass::ZeroWidthJoiner => Zwj,
            BreakClass::ZeroWidthSpace => Zw,
            _ => Al,
        }
    }
}

/// Whether an opening punctuation is of East Asian width wide, full or half.
fn is_wide_opening(code: u32) -> bool {
    matches!(code, 0x2329 | 0x3008..0x3020 | 0xFE17..0xFE60 | 0xFF08..0xFF63)
}

/// Whether a line may end between two neighbours with no space between them.
#[expect(
    clippy::match_same_arms,
    reason = "one arm a rule of UAX #14, in its order"
)]
fn between(before: Class, after: Class) -> bool {
    let held = match (before, after) {
        // LB7, LB8
        (_, Sp | Zw) => true,
        (Zw, _) => false,
        // LB11 to LB14, LB19, LB21, LB22
        (_, Wj | Cl | Cp | Ex | Is | Sy | Qu | Ba | Hy | Ns | In)
        | (Wj | Gl | Op | OpWide | Qu | Bb, _) => true,
        (Ba | Hy, Gl) => false,
        (_, Gl) => true,
        // LB17
        (B2, B2) => true,
        // LB23, LB24, LB25, LB28, LB30
        (Al | Hl | Nu, Al | Hl | Nu | Pr | Po | Op) => true,
        (Cp, Al | Hl | Nu | Pr | Po) | (Cl, Pr | Po) => true,
        (Pr | Po, Al | Hl | Nu | Op | OpWide) | (Hy | Is | Sy, Nu) => true,
        // LB21b
        (Sy, Hl) => true,
        // LB23a, LB27, LB30b
        (Pr, Id | Eb | Em | Jl | Jv | Jt | H2 | H3) => true,
        (Id | Eb | Em | Jl | Jv | Jt | H2 | H3, Po) | (Eb, Em) => true,
        // LB26
        (Jl, Jl | Jv | H2 | H3) | (Jv | H2, Jv | Jt) | (Jt | H3, Jt) => true,
        _ => false,
    };
    !held
}

/// Whether a line may end between two characters that spaces part.
fn after_spaces(before: Class, after: Class) -> bool {
    !matches!(
        (before, after),
        (_, Sp | Zw | Wj | Cl | Cp | Ex | Is | Sy)
            | (Op | OpWide, _)
            | (Qu, Op | OpWide)
            | (Cl, Ns)
            | (B2, B2)
    )
}

/// What may happen before a character.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Before {
    /// No line may end here.
    Held,
    /// A line may end here.
    Allowed,
    /// Columns are counted anew from here.
    Restart,
}

/// Reads characters one after the other and says before each whether a line may end there.
#[derive(Debug)]
pub(super) struct Breaker {
    /// Ambiguous characters are ideographs.
    ambiguous_wide: bool,
    /// The last character that is neither a space nor a mark on another; spaces that begin a line leave it empty, and
    /// the line does not end after them.
    base: Option<Class>,
    /// The last character.
    last: Option<Class>,
    /// The last character is a hyphen right after a Hebrew letter (`LB21a`).
    hebrew_hyphen: bool,
    /// Regional indicators in a row, up to the last character (`LB30a`).
    flags: usize,
}

impl Breaker {
    /// At the start of a line; whether AI is ID, as in the charsets of East Asia, or AL.
    pub(super) const fn new(ambiguous_wide: bool) -> Self {
        Self {
            ambiguous_wide,
            base: None,
            last: None,
            hebrew_hyphen: false,
            flags: 0,
        }
    }

    /// Behind a word of letters and a space, in any charset but those of East Asia.
    pub(super) const fn behind_a_word() -> Self {
        Self {
            ambiguous_wide: false,
            base: Some(Al),
            last: Some(Sp),
            hebrew_hyphen: false,
            flags: 0,
        }
    }

    /// Whether the last character is a letter, symbol or digit of which nothing but the class matters: no line may
    /// end before another one of these.
    pub(super) const fn in_word(&self) -> bool {
        matches!(
            (self.last, self.base),
            (Some(Al), Some(Al)) | (Some(Nu), Some(Nu))
        )
    }

    /// Takes the next character.
    #[inline]
    pub(super) fn next(&mut self, c: char) -> Before {
        let class = Class::of(c, self.ambiguous_wide);
        // What most characters are: a space behind a word, and the letter behind that.
        if self.base == Some(Al) && !self.hebrew_hyphen && self.flags == 0 {
            match (self.last, class) {
                (Some(Al | Sp), Sp) => {
                    self.last = Some(Sp);
                    return Before::Held;
                }
                (Some(Sp), Al | Nu) => {
                    (self.last, self.base) = (Some(class), Some(class));
                    return Before::Allowed;
                }
                _ => {}
            }
        }
        let last = self.last.replace(class);
        let hebrew_hyphen = std::mem::take(&mut self.hebrew_hyphen);
        let flags = std::mem::take(&mut self.flags);
        let Some(base) = self.base else {
            self.start(class);
            return if last == Some(Bk) {
                Before::Restart
            } else {
                Before::Held
            };
        };
        let allowed = match (class, last) {
            (Bk, _) => {
                self.base = None;
                return Before::Held;
            }
            (Cm | Zwj, Some(Sp | Zw)) => {
                self.base = Some(Al);
                return Before::Allowed;
            }
            (Sp | Cm | Zwj, _) => return Before::Held,
            (_, Some(Sp)) if base == Zw => class != Zw,
            (_, Some(Sp)) => after_spaces(base, class),
            (_, Some(Zwj)) => false,
            _ if hebrew_hyphen => false,
            (Ri, Some(Ri)) => flags.is_multiple_of(2),
            _ => between(base, class),
        };
        self.hebrew_hyphen = matches!(class, Hy | Ba) && last == Some(Hl);
        self.flags = if class == Ri { flags + 1 } else { 0 };
        self.base = Some(class);
        if allowed {
            Before::Allowed
        } else {
            Before::Held
        }
    }

    /// Takes the first character of a line.
    fn start(&mut self, class: Class) {
        self.base = match class {
            Bk | Sp => None,
            Cm | Zwj => Some(Al),
            _ => Some(class),
        };
        self.flags = usize::from(class == Ri);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `text` with a bar wherever a line may end.
    fn barred(text: &str) -> String {
        let mut breaker = Breaker::new(false);
        let mut out = String::new();
        for c in text.chars() {
            if breaker.next(c) == Before::Allowed {
                out.push('|');
            }
            out.push(c);
        }
        out
    }

    #[test]
    fn ascii_is_as_unicode_says() {
        // The others have a short escape and are never asked for.
        for c in ('\u{1}'..'\u{7f}').filter(|c| !matches!(c, '\t'..='\r')) {
            assert_eq!(Class::of(c, false), Class::beyond_ascii(c, false), "{c:?}");
        }
    }

    #[test]
    fn french_and_rst() {
        assert_eq!(barred("l'un, l'autre : fin."), "l'un, |l'autre : |fin.");
        assert_eq!(
            barred(":ref:`a`, a.b(c) x-y/z"),
            ":|ref:|`a`, |a.|b(c) |x-|y/|z"
        );
        assert_eq!(barred("« mot\u{a0}» etc… fin"), "« |mot\u{a0}» |etc… |fin");
        assert_eq!(barred("1,5 % 10:30 1.a"), "1,5 |% |10:30 |1.|a");
    }

    #[test]
    fn other_scripts() {
        assert_eq!(barred("漢字「か」。ー"), "漢|字|「か」。ー");
        assert_eq!(barred("한글 글"), "한|글 |글");
        assert_eq!(barred("สวัสดี ครับ"), "สวัสดี |ครับ");
        assert_eq!(barred("א-ב a-b"), "א-ב |a-|b");
        assert_eq!(barred("🇫🇷🇩🇪"), "🇫🇷|🇩🇪");
        assert_eq!(barred("👩\u{200d}👧 👆🏻👆"), "👩\u{200d}👧 |👆🏻|👆");
    }
}
