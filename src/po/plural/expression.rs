//! A C expression of one variable, parsed to code for a small stack machine and run.
//!
//! The parser keeps its own stack, so that no nesting can exhaust the program's; like the one in gettext, it gives up at a
//! nesting of ten thousand symbols. Grammar, precedence and arithmetic (unsigned, 64 bits, wrapping) are C's; the
//! operators are those of the manual's section "Additional functions for plural forms".

use crate::diagnostic::Span;

/// What `msgfmt` 0.21 was seen to bear: 5 000 parentheses and 3 000 negations, not 3 000 nested conditions of four symbols.
const DEPTH: usize = 10_000;

/// Why a formula cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MistakeKind {
    /// A character that the language of formulas does not have.
    Character(char),
    /// Something other than a number, `n`, `!` or `(` where a value should begin.
    NoValue,
    /// Two values without an operator between them.
    NoOperator,
    /// `=`, which is written `==`.
    Assignment,
    /// `&` or `|`, which are written twice.
    Single(char),
    /// A parenthesis that is not closed.
    Unclosed,
    /// A parenthesis that was not opened.
    Unopened,
    /// `?` without its `:`.
    NoColon,
    /// `:` without its `?`.
    NoQuestion,
    /// Nothing at all.
    Empty,
    /// Nested more deeply than gettext can read.
    TooDeep,
}

/// What cannot be read, and where, bytes of the formula.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mistake {
    /// Why.
    pub kind: MistakeKind,
    /// Where.
    pub span: Span,
}

/// A step of the machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Op {
    N,
    Number(u64),
    Not,
    Two(Two),
    /// Takes a value; when it is zero goes on elsewhere.
    Unless(usize),
    /// Goes on elsewhere.
    Jump(usize),
    /// Takes a value; when it is zero (for `&&`; not zero, for `||`) leaves that truth and goes on elsewhere.
    Short {
        stop_at: bool,
        to: usize,
    },
    /// Makes a value 0 or 1.
    Truth,
}

/// An operator between two values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Two {
    Equal,
    Unequal,
    Less,
    Greater,
    LessEqual,
    GreaterEqual,
    Plus,
    Minus,
    Times,
    Over,
    Modulo,
}

/// A formula that can be asked for the form of a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expression {
    code: Vec<Op>,
}

/// What waits for its right side.
#[derive(Debug, Clone, Copy)]
enum Waiting {
    Parenthesis,
    Not,
    Two(Two, u8),
    /// `&&` or `||`, with the place of its step.
    Logic(u8, usize),
    Question(usize),
    Colon(usize),
}

impl Waiting {
    /// How tightly it binds; what cannot be closed by an operator does not bind at all.
    fn strength(self) -> u8 {
        match self {
            Waiting::Parenthesis | Waiting::Question(_) => 0,
            Waiting::Colon(_) => 1,
            Waiting::Two(_, strength) | Waiting::Logic(strength, _) => strength,
            Waiting::Not => 8,
        }
    }

    /// How many symbols a parser in gettext's manner holds for it.
    fn symbols(self) -> usize {
        match self {
            Waiting::Parenthesis | Waiting::Not => 1,
            Waiting::Two(..) | Waiting::Logic(..) | Waiting::Question(_) => 2,
            Waiting::Colon(_) => 4,
        }
    }
}

/// A word of a formula.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    N,
    Number(u64),
    Not,
    Open,
    Close,
    Question,
    Colon,
    And,
    Or,
    Two(Two, u8),
}

/// Cuts a formula into words.
struct Words<'a> {
    text: &'a str,
    pos: usize,
}

impl Words<'_> {
    /// The next word and where it begins; nothing at the end.
    fn next(&mut self) -> Result<Option<(Word, Span)>, Mistake> {
        let bytes = self.text.as_bytes();
        while matches!(bytes.get(self.pos), Some(b' ' | b'\t')) {
            self.pos += 1;
        }
        let start = self.pos;
        let Some(&byte) = bytes.get(start) else {
            return Ok(None);
        };
        let next = bytes.get(start + 1).copied();
        let mistake = |kind, len| {
            Err(Mistake {
                kind,
                span: Span::new(start, start + len),
            })
        };
        let (word, len) = match (byte, next) {
            (b'n', _) => (Word::N, 1),
            (b'0'..=b'9', _) => {
                let digits = bytes[start..]
                    .iter()
                    .take_while(|byte| byte.is_ascii_digit());
                let (len, value) = digits.fold((0, 0u64), |(len, value), digit| {
                    (
                        len + 1,
                        value.wrapping_mul(10).wrapping_add(u64::from(digit - b'0')),
                    )
                });
                (Word::Number(value), len)
            }
            (b'(', _) => (Word::Open, 1),
            (b')', _) => (Word::Close, 1),
            (b'?', _) => (Word::Question, 1),
            (b':', _) => (Word::Colon, 1),
            (b'&', Some(b'&')) => (Word::And, 2),
            (b'|', Some(b'|')) => (Word::Or, 2),
            (b'&' | b'|', _) => return mistake(MistakeKind::Single(char::from(byte)), 1),
            (b'=', Some(b'=')) => (Word::Two(Two::Equal, 4), 2),
            (b'!', Some(b'=')) => (Word::Two(Two::Unequal, 4), 2),
            (b'=', _) => return mistake(MistakeKind::Assignment, 1),
            (b'!', _) => (Word::Not, 1),
            (b'<', Some(b'=')) => (Word::Two(Two::LessEqual, 5), 2),
            (b'>', Some(b'=')) => (Word::Two(Two::GreaterEqual, 5), 2),
            (b'<', _) => (Word::Two(Two::Less, 5), 1),
            (b'>', _) => (Word::Two(Two::Greater, 5), 1),
            (b'+', _) => (Word::Two(Two::Plus, 6), 1),
            (b'-', _) => (Word::Two(Two::Minus, 6), 1),
            (b'*', _) => (Word::Two(Two::Times, 7), 1),
            (b'/', _) => (Word::Two(Two::Over, 7), 1),
            (b'%', _) => (Word::Two(Two::Modulo, 7), 1),
            _ => {
                let c = self.text[start..].chars().next().unwrap_or_default();
                return mistake(MistakeKind::Character(c), c.len_utf8());
            }
        };
        self.pos += len;
        Ok(Some((word, Span::new(start, self.pos))))
    }
}

/// Puts a formula's steps in order.
#[derive(Default)]
struct Builder {
    code: Vec<Op>,
    waiting: Vec<(Waiting, Span)>,
    symbols: usize,
}

impl Builder {
    fn wait(&mut self, waiting: Waiting, span: Span) -> Result<(), Mistake> {
        self.symbols += waiting.symbols();
        if self.symbols > DEPTH {
            return Err(Mistake {
                kind: MistakeKind::TooDeep,
                span,
            });
        }
        self.waiting.push((waiting, span));
        Ok(())
    }

    fn drop_last(&mut self) -> Option<(Waiting, Span)> {
        let last = self.waiting.pop()?;
        self.symbols -= last.0.symbols();
        Some(last)
    }

    /// Completes what binds at least as tightly as `strength`.
    fn complete(&mut self, strength: u8) {
        while let Some(&(waiting, _)) = self.waiting.last() {
            if waiting.strength() < strength.max(1) {
                return;
            }
            self.drop_last();
            match waiting {
                Waiting::Not => self.code.push(Op::Not),
                Waiting::Two(two, _) => self.code.push(Op::Two(two)),
                Waiting::Logic(_, at) => {
                    self.code.push(Op::Truth);
                    self.land(at);
                }
                Waiting::Colon(at) => self.land(at),
                Waiting::Parenthesis | Waiting::Question(_) => return,
            }
        }
    }

    /// Lets the jump at `at` end here.
    fn land(&mut self, at: usize) {
        let here = self.code.len();
        match &mut self.code[at] {
            Op::Unless(to) | Op::Jump(to) | Op::Short { to, .. } => *to = here,
            _ => {}
        }
    }

    /// A word where a value may begin; whether one was read.
    fn value(&mut self, word: Word, span: Span) -> Result<bool, Mistake> {
        match word {
            Word::N => self.code.push(Op::N),
            Word::Number(value) => self.code.push(Op::Number(value)),
            Word::Not => {
                self.wait(Waiting::Not, span)?;
                return Ok(false);
            }
            Word::Open => {
                self.wait(Waiting::Parenthesis, span)?;
                return Ok(false);
            }
            _ => {
                return Err(Mistake {
                    kind: MistakeKind::NoValue,
                    span,
                });
            }
        }
        Ok(true)
    }

    /// A word behind a value; whether a value is still what was read last.
    fn operator(&mut self, word: Word, span: Span) -> Result<bool, Mistake> {
        let mistake = |kind| Err(Mistake { kind, span });
        match word {
            Word::Two(two, strength) => {
                self.complete(strength);
                self.wait(Waiting::Two(two, strength), span)?;
            }
            Word::And | Word::Or => {
                let strength = if word == Word::And { 3 } else { 2 };
                self.complete(strength);
                self.wait(Waiting::Logic(strength, self.code.len()), span)?;
                self.code.push(Op::Short {
                    stop_at: word == Word::Or,
                    to: 0,
                });
            }
            Word::Question => {
                // What is behind a colon goes on with the new condition: `?:` leans to the right.
                self.complete(2);
                self.wait(Waiting::Question(self.code.len()), span)?;
                self.code.push(Op::Unless(0));
            }
            Word::Colon => {
                self.complete(1);
                let Some(&(Waiting::Question(at), _)) = self.waiting.last() else {
                    return mistake(MistakeKind::NoQuestion);
                };
                self.drop_last();
                self.wait(Waiting::Colon(self.code.len()), span)?;
                self.code.push(Op::Jump(0));
                self.land(at);
            }
            Word::Close => {
                self.complete(1);
                match self.drop_last() {
                    Some((Waiting::Parenthesis, _)) => return Ok(true),
                    Some((_, question)) => {
                        return Err(Mistake {
                            kind: MistakeKind::NoColon,
                            span: question,
                        });
                    }
                    None => return mistake(MistakeKind::Unopened),
                }
            }
            Word::N | Word::Number(_) | Word::Not | Word::Open => {
                return mistake(MistakeKind::NoOperator);
            }
        }
        Ok(false)
    }
}

impl Expression {
    /// Reads a formula, without the `;` at its end.
    ///
    /// # Errors
    /// The first thing that is no part of a formula.
    pub fn parse(text: &str) -> Result<Expression, Mistake> {
        let mut words = Words { text, pos: 0 };
        let mut builder = Builder::default();
        let mut valued = false;
        while let Some((word, span)) = words.next()? {
            valued = if valued {
                builder.operator(word, span)?
            } else {
                builder.value(word, span)?
            };
        }
        if !valued {
            let kind = if text.trim().is_empty() {
                MistakeKind::Empty
            } else {
                MistakeKind::NoValue
            };
            return Err(Mistake {
                kind,
                span: Span::new(text.len(), text.len()),
            });
        }
        builder.complete(1);
        match builder.waiting.last() {
            None => Ok(Expression { code: builder.code }),
            Some(&(Waiting::Question(_), span)) => Err(Mistake {
                kind: MistakeKind::NoColon,
                span,
            }),
            Some(&(_, span)) => Err(Mistake {
                kind: MistakeKind::Unclosed,
                span,
            }),
        }
    }

    /// Its value for a number; `None` when it divides by zero. `stack` is room to work in, of no meaning.
    pub fn value(&self, n: u64, stack: &mut Vec<u64>) -> Option<u64> {
        stack.clear();
        let mut at = 0;
        while let Some(&op) = self.code.get(at) {
            at += 1;
            match op {
                Op::N => stack.push(n),
                Op::Number(value) => stack.push(value),
                Op::Jump(to) => at = to,
                Op::Not => {
                    let value = stack.pop()?;
                    stack.push(u64::from(value == 0));
                }
                Op::Truth => {
                    let value = stack.pop()?;
                    stack.push(u64::from(value != 0));
                }
                Op::Unless(to) => {
                    if stack.pop()? == 0 {
                        at = to;
                    }
                }
                Op::Short { stop_at, to } => {
                    if (stack.pop()? != 0) == stop_at {
                        stack.push(u64::from(stop_at));
                        at = to;
                    }
                }
                Op::Two(two) => {
                    let right = stack.pop()?;
                    let left = stack.pop()?;
                    stack.push(two.of(left, right)?);
                }
            }
        }
        stack.pop()
    }
}

impl Two {
    fn of(self, left: u64, right: u64) -> Option<u64> {
        Some(match self {
            Two::Equal => u64::from(left == right),
            Two::Unequal => u64::from(left != right),
            Two::Less => u64::from(left < right),
            Two::Greater => u64::from(left > right),
            Two::LessEqual => u64::from(left <= right),
            Two::GreaterEqual => u64::from(left >= right),
            Two::Plus => left.wrapping_add(right),
            Two::Minus => left.wrapping_sub(right),
            Two::Times => left.wrapping_mul(right),
            Two::Over => left.checked_div(right)?,
            Two::Modulo => left.checked_rem(right)?,
        })
    }
}

#[cfg(test)]
mod tests;
