//! What decides, beside the width, how the strings of an entry are broken over lines: its flags, and the file's charset.
//!
//! Whoever writes a string asks here, the layout of a whole file as well as the fix of a single string, so that the two
//! cannot differ.

use std::ops::Range;

use super::charset::Charset;
use super::flags::Flags;
use super::{directives, wrap};
use crate::po::Entry;
use crate::po::wrap::Width;

/// How the strings of one entry are broken, but for the width.
#[derive(Clone, Copy, Debug)]
pub(in crate::po) struct Manner {
    flags: Flags,
    ambiguous_wide: bool,
}

impl Manner {
    /// That of an entry with these flags.
    pub(super) fn new(flags: Flags, charset: Charset) -> Self {
        Manner {
            flags,
            ambiguous_wide: charset.ambiguous_wide,
        }
    }

    /// That of an entry in its file.
    pub(in crate::po) fn of(entry: &Entry<'_>, charset: Charset) -> Self {
        Self::new(
            entry.flag_line().map(Flags::parse).unwrap_or_default(),
            charset,
        )
    }

    /// The width that holds for it in a file of this width.
    pub(in crate::po) fn width(self, file: Width) -> Width {
        if self.flags.no_wrap() {
            Width::NoWrap
        } else {
            file
        }
    }

    /// How `text`, one of its decoded strings, is laid out at a width; `held` is room for what must stay together.
    pub(in crate::po) fn layout<'h>(
        self,
        width: Width,
        text: &str,
        held: &'h mut Vec<Range<usize>>,
    ) -> wrap::Layout<'h> {
        held.clear();
        if width != Width::NoWrap
            && let Some(language) = self.flags.format()
        {
            directives::find(language, text, held);
        }
        wrap::Layout {
            width,
            ambiguous_wide: self.ambiguous_wide,
            held,
        }
    }
}
