//! What may stand at one place of a list of arguments, in Lisp and Scheme: sets of kinds of value, and how two of them
//! meet and join. `msgfmt` knows but some of the sets, and what it has no word for is the next wider one.

use super::list::List;

/// The kinds of value that the directives tell apart, as bits.
pub mod kind {
    /// A character.
    pub const CHARACTER: u16 = 1;
    /// An integer.
    pub const INTEGER: u16 = 2;
    /// Nil.
    pub const NULL: u16 = 4;
    /// A real number that is no integer.
    pub const FRACTION: u16 = 8;
    /// A complex number that is not real.
    pub const IMAGINARY: u16 = 16;
    /// A list.
    pub const LIST: u16 = 32;
    /// A format string.
    pub const FORMAT: u16 = 64;
    /// A function.
    pub const FUNCTION: u16 = 128;
    /// Anything: each of these, and what is none of them.
    pub const OBJECT: u16 = 0xffff;
    /// A real number.
    pub const REAL: u16 = INTEGER | FRACTION;
    /// A number.
    pub const NUMBER: u16 = REAL | IMAGINARY;
}

/// The sets that are told apart; a union of two is the least of these that holds both.
const KINDS: [u16; 12] = [
    kind::NULL,
    kind::CHARACTER,
    kind::INTEGER,
    kind::LIST,
    kind::FORMAT,
    kind::FUNCTION,
    kind::CHARACTER | kind::NULL,
    kind::INTEGER | kind::NULL,
    kind::CHARACTER | kind::INTEGER | kind::NULL,
    kind::REAL,
    kind::NUMBER,
    kind::OBJECT,
];

/// What may stand at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    /// Whether a list must go on to this place when it has reached it.
    pub required: bool,
    /// Which kinds of value, see [`kind`].
    pub kinds: u16,
    /// Which lists, where a list may stand here and not any.
    pub list: Option<Box<List>>,
}

impl Element {
    /// Anything, or the end.
    pub(super) const ANY: Element = Element {
        required: false,
        kinds: kind::OBJECT,
        list: None,
    };

    /// A required value of these kinds.
    #[must_use]
    pub const fn of(kinds: u16) -> Element {
        Element {
            required: true,
            kinds,
            list: None,
        }
    }

    /// A required list of these.
    #[must_use]
    pub fn list(list: List) -> Element {
        Element {
            required: true,
            kinds: kind::LIST,
            list: (!list.same(&List::any())).then(|| Box::new(list)),
        }
    }

    /// What fits both; `None` where nothing does.
    pub(super) fn and(&self, other: &Element) -> Option<Element> {
        let mut kinds = self.kinds & other.kinds;
        let any = self.kinds == kind::OBJECT || other.kinds == kind::OBJECT;
        let either = self.kinds | other.kinds;
        let lists = (self.kinds ^ other.kinds) & kind::LIST != 0;
        if !any && lists && either & kind::NULL != 0 {
            // Nil is the empty list.
            kinds |= kind::NULL;
        }
        if !any && either & kind::FRACTION != 0 && either & (kind::NULL | kind::CHARACTER) != 0 {
            // `msgfmt` knows no type that is both.
            kinds = 0;
        }
        if kinds == kind::NULL && self.kinds != kind::NULL && other.kinds != kind::NULL {
            // Nor nil alone where neither asked for that.
            kinds = 0;
        }
        let mut list = None;
        if kinds & kind::LIST != 0 {
            list = match (&self.list, &other.list) {
                (Some(one), Some(other)) => {
                    let both = one.and(other).map(Box::new);
                    if both.is_none() {
                        kinds &= !kind::LIST;
                    }
                    both
                }
                (one, other) => one.clone().or_else(|| other.clone()),
            };
        }
        (kinds != 0).then_some(Element {
            required: self.required || other.required,
            kinds,
            list,
        })
    }

    /// What fits one or the other.
    pub(super) fn or(&self, other: &Element) -> Element {
        let mut exact = self.kinds | other.kinds;
        if exact == kind::LIST | kind::NULL {
            // Nil is the empty list.
            exact = kind::LIST;
        }
        let kinds = KINDS
            .into_iter()
            .find(|kinds| exact & !kinds == 0)
            .unwrap_or(kind::OBJECT);
        let list = match (&self.list, &other.list) {
            (Some(one), Some(other)) if kinds == kind::LIST => Some(Box::new(one.or(other))),
            (Some(list), None) if kinds == kind::LIST && other.kinds == kind::NULL => {
                Some(Box::new(list.with_empty()))
            }
            (None, Some(list)) if kinds == kind::LIST && self.kinds == kind::NULL => {
                Some(Box::new(list.with_empty()))
            }
            _ => None,
        };
        Element {
            required: self.required && other.required,
            kinds,
            list,
        }
    }

    pub(super) fn same(&self, other: &Element) -> bool {
        self.required == other.required
            && self.kinds == other.kinds
            && match (&self.list, &other.list) {
                (None, None) => true,
                (Some(one), Some(other)) => one.same(other),
                _ => false,
            }
    }
}
