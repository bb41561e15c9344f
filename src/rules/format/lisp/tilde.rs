//! A directive of Lisp and Scheme from its `~` to its letter: parameters, colon and at sign.

use super::{Element, Invalid, State, Walk, kind};

/// A parameter of a directive.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Parameter {
    None,
    Integer(i64),
    Character,
    /// `#`: how many arguments are left.
    Count,
    /// `v`: an argument says it; which one, if that is known.
    Argument(Option<usize>),
}

/// A directive up to its letter.
pub(super) struct Directive {
    pub parameters: Vec<Parameter>,
    pub colon: bool,
    pub at: bool,
    pub letter: char,
}

impl Directive {
    pub fn first(&self) -> Parameter {
        self.parameters.first().copied().unwrap_or(Parameter::None)
    }
}

impl Walk<'_> {
    /// Reads a directive from behind its `~` to its letter.
    pub(super) fn directive(&mut self, state: &mut State) -> Result<Directive, Invalid> {
        let mut parameters = Vec::new();
        loop {
            let parameter = match self.scan.peek() {
                Some(b'+' | b'-' | b'0'..=b'9') => {
                    let negative = self.scan.eat(b'-');
                    if !negative {
                        self.scan.eat(b'+');
                    }
                    let number = self
                        .scan
                        .number()
                        .ok_or_else(|| self.wrong("has a sign without a number"))?;
                    let number = i64::from(number);
                    Parameter::Integer(if negative { -number } else { number })
                }
                Some(b'\'') => {
                    self.scan.at += 1;
                    if self.scan.peek().is_none() {
                        return Err(self.scan.unknown(self.start));
                    }
                    self.scan.at = self.scan.next_end();
                    Parameter::Character
                }
                Some(b'v' | b'V') => {
                    self.scan.at += 1;
                    let which = state.next;
                    self.take_kind(state, kind::CHARACTER | kind::INTEGER | kind::NULL);
                    Parameter::Argument(which)
                }
                Some(b'#') => {
                    self.scan.at += 1;
                    Parameter::Count
                }
                _ => Parameter::None,
            };
            let comma = self.scan.eat(b',');
            if comma || parameter != Parameter::None {
                parameters.push(parameter);
            }
            if !comma {
                break;
            }
        }
        let (mut colon, mut at) = (false, false);
        loop {
            if self.scan.eat(b':') {
                colon = true;
            } else if self.scan.eat(b'@') {
                at = true;
            } else {
                break;
            }
        }
        let Some(letter) = self.scan.text[self.scan.at..].chars().next() else {
            return Err(self.scan.unknown(self.start));
        };
        self.scan.at += letter.len_utf8();
        Ok(Directive {
            parameters,
            colon,
            at,
            letter: letter.to_ascii_lowercase(),
        })
    }

    /// Checks that the parameters are no more than `types` (`i` an integer, `c` a character, `?` any), and of these.
    pub(super) fn parameters(
        &mut self,
        state: &mut State,
        directive: &Directive,
        types: &str,
    ) -> Result<(), Invalid> {
        let mut types = types.bytes();
        for parameter in &directive.parameters {
            let expected = types.next();
            let kinds = match (expected, parameter) {
                (_, Parameter::None) | (Some(b'?'), _) => continue,
                (None, Parameter::Argument(_)) => kind::NULL,
                (None, _) => return Err(self.wrong("has too many parameters")),
                (Some(b'i'), Parameter::Character) => {
                    return Err(self.wrong("has a character as a parameter that is a number"));
                }
                (Some(b'c'), Parameter::Integer(_) | Parameter::Count) => {
                    return Err(self.wrong("has a number as a parameter that is a character"));
                }
                (Some(b'i'), _) => kind::INTEGER | kind::NULL,
                (Some(_), _) => kind::CHARACTER | kind::NULL,
            };
            if let Parameter::Argument(Some(which)) = parameter {
                self.ask(state, *which, &Element::of(kinds));
            }
        }
        Ok(())
    }
}
