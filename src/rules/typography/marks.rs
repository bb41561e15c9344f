//! Which characters a project writes where its language leaves a choice.

/// The no-break spaces and the apostrophe that fixes write; what stands in a text is right in either form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marks {
    /// The apostrophe: `'` or `’`.
    pub apostrophe: char,
    spaces: [char; Marks::SPACED.len()],
}

impl Default for Marks {
    /// U+00A0 everywhere, as most French projects have it, and the typographic apostrophe.
    fn default() -> Self {
        Marks {
            apostrophe: '’',
            spaces: ['\u{a0}'; Marks::SPACED.len()],
        }
    }
}

impl Marks {
    /// The marks beside which a no-break space may stand: behind `«`, before the others.
    pub const SPACED: [&str; 7] = [":", ";", "!", "?", "%", "«", "»"];

    fn rank(mark: &str) -> Option<usize> {
        Marks::SPACED.iter().position(|known| *known == mark)
    }

    /// The space written beside `mark`; U+00A0 for a mark that has none of its own.
    #[must_use]
    pub fn space(&self, mark: &str) -> char {
        Marks::rank(mark).map_or('\u{a0}', |rank| self.spaces[rank])
    }

    /// Sets it; whether there is such a mark.
    pub fn set_space(&mut self, mark: &str, space: char) -> bool {
        let rank = Marks::rank(mark);
        if let Some(rank) = rank {
            self.spaces[rank] = space;
        }
        rank.is_some()
    }
}
