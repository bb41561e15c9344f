//! Which characters a project writes where its language leaves a choice.

/// The no-break spaces and the apostrophe that fixes write; what stands in a text is right in either form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marks {
    /// The apostrophe: `'` or `’`.
    pub apostrophe: char,
    /// What was chosen for each mark.
    spaces: [Option<char>; Marks::SPACED.len()],
}

impl Default for Marks {
    /// U+00A0 everywhere, as most French projects have it, and the typographic apostrophe.
    fn default() -> Self {
        Marks {
            apostrophe: '’',
            spaces: [None; Marks::SPACED.len()],
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
        self.chosen(mark).unwrap_or('\u{a0}')
    }

    /// The space that was chosen for `mark`, where one was: then it is asked for whatever the translators' habit is.
    #[must_use]
    pub fn chosen(&self, mark: &str) -> Option<char> {
        Marks::rank(mark).and_then(|rank| self.spaces[rank])
    }

    /// Sets it; whether there is such a mark.
    pub fn set_space(&mut self, mark: &str, space: char) -> bool {
        let rank = Marks::rank(mark);
        if let Some(rank) = rank {
            self.spaces[rank] = Some(space);
        }
        rank.is_some()
    }
}
