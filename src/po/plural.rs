//! The plural formula of a header: `nplurals=…; plural=…`, read as gettext reads it.
//!
//! Seen with `msgfmt` 0.21: both attributes are looked for in the whole header, the first of each counts; the number is
//! decimal digits behind blanks, whatever follows them; the expression ends at `;` or at the line's end; it is asked for
//! n from 0 to 1000.

mod expression;
pub mod known;

pub use expression::{Expression, Mistake, MistakeKind};

use crate::diagnostic::Span;

/// Up to this n a formula is tried, this one too.
pub const LAST: u64 = 1000;

/// What a formula gives that it should not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Surprise {
    /// It divides by zero for this n.
    DivisionByZero(u64),
    /// For this n it gives this value, though `nplurals` does not allow it.
    OutOfRange {
        /// The first n that does so.
        n: u64,
        /// What it gives.
        value: u64,
    },
}

/// The plural attributes of a header. Spans are bytes of the decoded header.
#[derive(Debug, Clone, Default)]
pub struct PluralForms {
    /// The number of forms, and where its value stands; `Err` when there is no number.
    pub count: Option<(Span, Result<u64, ()>)>,
    /// The formula, and where it stands.
    pub formula: Option<(Span, Result<Expression, Mistake>)>,
}

impl PluralForms {
    /// Reads them from a decoded header.
    #[must_use]
    pub fn read(header: &str) -> PluralForms {
        let header = super::header::before_nul(header);
        let attribute = |name: &str| header.find(name).map(|at| at + name.len());
        let count = attribute("nplurals=").map(|start| {
            let rest = &header[start..];
            let digits = rest.trim_start_matches([' ', '\t']);
            let end = digits
                .find(|c: char| !c.is_ascii_digit())
                .unwrap_or(digits.len());
            if end == 0 {
                let wrong = rest.find([';', '\n']).unwrap_or(rest.len());
                return (Span::new(start, start + wrong), Err(()));
            }
            let at = start + rest.len() - digits.len();
            (
                Span::new(at, at + end),
                Ok(digits[..end].parse().unwrap_or(u64::MAX)),
            )
        });
        let formula = attribute("plural=").map(|start| {
            let rest = &header[start..];
            let end = rest.find([';', '\n', '\0']).unwrap_or(rest.len());
            let text = &rest[..end];
            let lead = text.len() - text.trim_start().len();
            let at = start + lead;
            let text = text.trim();
            (Span::new(at, at + text.len()), Expression::parse(text))
        });
        PluralForms { count, formula }
    }

    /// The number of forms, where it can be read.
    #[must_use]
    pub fn nplurals(&self) -> Option<u64> {
        self.count.as_ref().and_then(|(_, count)| count.ok())
    }

    /// The formula, where it can be read.
    #[must_use]
    pub fn expression(&self) -> Option<&Expression> {
        self.formula
            .as_ref()
            .and_then(|(_, formula)| formula.as_ref().ok())
    }

    /// The values for n from 0 to [`LAST`], when all of them are forms that exist.
    ///
    /// # Errors
    /// The first n for which the formula gives none.
    #[must_use]
    pub fn values(&self) -> Option<Result<Vec<u64>, Surprise>> {
        Some(values(self.expression()?, self.nplurals()?))
    }
}

/// The values of a formula for n from 0 to [`LAST`].
///
/// # Errors
/// The first n for which it divides by zero or gives `nplurals` or more.
pub fn values(expression: &Expression, nplurals: u64) -> Result<Vec<u64>, Surprise> {
    let mut stack = Vec::new();
    (0..=LAST)
        .map(|n| match expression.value(n, &mut stack) {
            None => Err(Surprise::DivisionByZero(n)),
            Some(value) if value >= nplurals => Err(Surprise::OutOfRange { n, value }),
            Some(value) => Ok(value),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_as_msgfmt_reads_them() {
        let read = |text: &str| {
            let forms = PluralForms::read(text);
            (
                forms
                    .count
                    .map(|(span, count)| (text[span].to_owned(), count)),
                forms.formula.map(|(span, _)| text[span].to_owned()),
            )
        };
        let two = Some(("2".to_owned(), Ok(2)));
        let more = Some("n > 1".to_owned());
        assert_eq!(
            read("Plural-Forms: nplurals=2; plural=n > 1;\n"),
            (two.clone(), more.clone())
        );
        assert_eq!(
            read("X: xplural= n > 1\nY: nplurals= 2x"),
            (two, more.clone())
        );
        assert_eq!(read("nplurals = 2; plural = n > 1;"), (None, None));
        assert_eq!(
            read("nplurals=x; plural=n > 1; plural=n"),
            (Some(("x".into(), Err(()))), more)
        );
    }

    #[test]
    fn surprises_name_their_n() {
        let judge =
            |nplurals, text| values(&Expression::parse(text).unwrap(), nplurals).map(|_| ());
        assert_eq!(judge(2, "n == 1000"), Ok(()));
        assert_eq!(
            judge(2, "n == 1000 ? 2 : 0"),
            Err(Surprise::OutOfRange { n: 1000, value: 2 })
        );
        assert_eq!(judge(2, "n == 1001 ? 2 : 0"), Ok(()));
        assert_eq!(judge(2, "1 / (n - 5)"), Err(Surprise::DivisionByZero(5)));
        assert_eq!(judge(0, "0"), Err(Surprise::OutOfRange { n: 0, value: 0 }));
    }
}
