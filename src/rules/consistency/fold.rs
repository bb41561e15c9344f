//! What two strings must have in common to say the same: a hash of the text without its looks.
//!
//! Left out are spaces of every kind, letter case, the markup around words (its text stays), the mark of a menu's
//! access key, commas, and the punctuation at the end; quotes, apostrophes, dashes and dots count as one kind each.

use std::hash::{BuildHasher, Hasher};

use foldhash::fast::FixedState;

use crate::diagnostic::Span;
use crate::markup::{Kind, Token};

/// The hash of the folded `text`, whose tokens are `tokens`; `seed` keeps apart what is never compared.
pub(super) fn hash(seed: u64, text: &str, tokens: &[Token]) -> u64 {
    let mut fold = Fold {
        hasher: FixedState::with_seed(seed).build_hasher(),
        pending: String::new(),
        last: ' ',
    };
    let mut at = 0;
    for token in tokens {
        fold.push(&text[at..token.span.start]);
        match token.kind {
            Kind::Tag | Kind::Entity => {}
            Kind::Escape => fold.push(text[token.inner].trim_start_matches('\\')),
            Kind::Role | Kind::Reference if token.inner.is_empty() => {
                let target = token.target.unwrap_or(Span::new(0, 0));
                fold.push(&text[target]);
            }
            _ => fold.push(text[token.inner].trim_start_matches(['~', '!'])),
        }
        at = token.span.end;
    }
    fold.push(&text[at..]);
    fold.hasher.finish()
}

struct Fold<H> {
    hasher: H,
    /// Punctuation that is left out when nothing follows.
    pending: String,
    /// The last character that was kept.
    last: char,
}

impl<H: Hasher> Fold<H> {
    fn push(&mut self, text: &str) {
        for c in text.chars() {
            let c = match c {
                'a'..='z' | '0'..='9' => c,
                '’' | 'ʼ' | '‘' => '\'',
                '«' | '»' | '“' | '”' | '„' | '‟' | '‹' | '›' => '"',
                '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
                '_' | '&' | '~' | '*' | '`' | ',' | '、' | '،' | '，' => continue,
                _ if is_blank(c) => continue,
                _ => c,
            };
            match c {
                '…' => self.pending.push_str("..."),
                '.' | ':' | ';' | '!' | '?' | '。' | '：' | '；' | '！' | '？' | '؟' | '؛'
                | '।' => {
                    self.pending.push(c);
                }
                '-' if self.last == '-' => {}
                _ => {
                    if !self.pending.is_empty() {
                        self.hasher.write(self.pending.as_bytes());
                        self.pending.clear();
                    }
                    for lower in c.to_lowercase() {
                        self.hasher.write_u32(lower.into());
                    }
                    self.last = c;
                }
            }
        }
    }
}

/// Whether a character is not seen: a space of any kind, a control, what has no width.
fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(
            c,
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markup;

    fn of(text: &str) -> u64 {
        let mut tokens = Vec::new();
        markup::rst(text, &mut tokens);
        hash(0, text, &tokens)
    }

    #[test]
    fn looks_are_left_out() {
        for (a, b) in [
            ("Voici\u{a0}: un fichier.", "voici : un  fichier"),
            ("« l’objet »", "\"l'objet\"."),
            ("a -- b…", "a — b"),
            (
                "voir :func:`~os.open` et *ceci*",
                "voir :meth:`os.open` et ceci",
            ),
            ("l':term:`itérateur <iterator>`", "l'itérateur"),
            ("_Ouvrir le fichier", "O_uvrir le fichier"),
            ("<b>gras</b>", "<b>gras</b>"),
            ("d'abord, ceci", "d'abord ceci"),
        ] {
            assert_eq!(of(a), of(b), "{a} | {b}");
        }
    }

    #[test]
    fn words_and_code_count() {
        for (a, b) in [
            ("un fichier", "un dossier"),
            ("renvoie ``None``", "renvoie ``True``"),
            ("e. g. x", "eg x"),
            ("C++ est là", "C est là"),
            ("sous-classe", "sousclasse"),
            ("mur", "mûr"),
            ("voir `<https://a.b>`_", "voir `<https://c.d>`_"),
        ] {
            assert_ne!(of(a), of(b), "{a} | {b}");
        }
        assert_ne!(hash(1, "a", &[]), hash(2, "a", &[]));
    }
}
