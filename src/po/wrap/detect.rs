//! Which page width a file was written with.
//!
//! A file does not say it; its strings of several lines show it. The answer serves to write a changed string as its
//! neighbours are written, so a width that most of the file's strings show is good enough: each entry is asked
//! again, with [`fits`], before it is written anew.

use super::{Layout, Width, columns::columns, fits};

/// A field as it stands in a file.
#[derive(Clone, Copy, Debug)]
pub struct Sample<'a> {
    /// From the keyword's line to the last line end, prefixes included.
    pub raw: &'a str,
    /// What stands before the keyword and on every line: `""`, `"#~ "`…
    pub prefix: &'a str,
    /// `msgid`, `msgstr[0]`…
    pub keyword: &'a str,
    /// The decoded string.
    pub text: &'a str,
    /// How it is laid out, but for the width.
    pub layout: Layout<'a>,
}

/// Finds the width under which [`field`](super::field) writes most of `samples` as they stand; `None` if there are
/// none, or if no width does so for more than half of them: their authors broke the lines by hand.
///
/// Samples worth giving are the fields of several lines, and those of one line longer than 79 columns (they tell
/// `--no-wrap`). Among equals the order is: 79 columns, no wrap, the widths from 76 to 100, the longest line's and
/// the ten above it. A few dozen samples do; each width is tried on all of them.
#[must_use]
pub fn detect(samples: &[Sample<'_>], eol: &str) -> Option<Width> {
    let score = |width| {
        samples
            .iter()
            .filter(|sample| {
                fits(
                    sample.raw,
                    sample.prefix,
                    sample.keyword,
                    sample.text,
                    Layout {
                        width,
                        ..sample.layout
                    },
                    eol,
                )
            })
            .count()
    };
    let mut best = (samples.len() / 2, None);
    let longest = samples
        .iter()
        .flat_map(|sample| sample.raw.lines())
        .map(|line| line.chars().map(columns).sum::<usize>())
        .max()
        .unwrap_or(0);
    let others = (76..=100).chain(longest..=longest + 10).map(Width::Columns);
    for width in [Width::default(), Width::NoWrap].into_iter().chain(others) {
        let found = score(width);
        if found > best.0 {
            best = (found, Some(width));
        }
        if found == samples.len() {
            break;
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::po::wrap::field;

    const TEXTS: [&str; 3] = [
        "Un texte assez long pour tenir sur deux lignes, quelle que soit la largeur qu'on prend, ou presque toujours.",
        "Encore un autre, avec\ndeux paragraphes dont l'un est long, très long, plus long que la page ne l'est, sans doute.",
        "Le troisième et dernier texte de ces exemples tient aussi sur plusieurs lignes, mais elles ont d'autres longueurs.",
    ];

    fn detected(width: Width) -> Option<Width> {
        let raw = TEXTS.map(|text| {
            let mut raw = String::new();
            field(&mut raw, "", "msgstr", text, width, "\n");
            raw
        });
        let samples: Vec<_> = raw
            .iter()
            .zip(TEXTS)
            .map(|(raw, text)| Sample {
                raw,
                prefix: "",
                keyword: "msgstr",
                text,
                layout: Layout::default(),
            })
            .collect();
        detect(&samples, "\n")
    }

    #[test]
    fn finds_the_width() {
        assert_eq!(detected(Width::Columns(79)), Some(Width::Columns(79)));
        assert_eq!(detected(Width::NoWrap), Some(Width::NoWrap));
        for asked in [40, 60, 90, 110] {
            let Some(Width::Columns(found)) = detected(Width::Columns(asked)) else {
                panic!("nothing found for {asked}")
            };
            for text in TEXTS {
                let mut raw = String::new();
                field(&mut raw, "", "msgstr", text, Width::Columns(asked), "\n");
                assert!(fits(&raw, "", "msgstr", text, Width::Columns(found), "\n"));
            }
        }
    }

    #[test]
    fn breaks_made_by_hand_have_no_width() {
        let raw = "msgstr \"un \"\n\"deux\"\n";
        let sample = Sample {
            raw,
            prefix: "",
            keyword: "msgstr",
            text: "un deux",
            layout: Layout::default(),
        };
        assert_eq!(detect(&[sample], "\n"), None);
        assert_eq!(detect(&[], "\n"), None);
    }
}
