//! The lists of arguments that Lisp's and Scheme's format strings accept.
//!
//! Their directives loop, choose, skip and go back, so what a string asks for is a set of lists. It is kept as one
//! description a place: whether a list may end before it, and what may stand at it. The places are a few, and then
//! either the end or a cycle of places for ever. Two descriptions of the same places are equal exactly when their sets
//! of lists are; a union is the least description that holds both sets.

use std::cmp::max;

use super::element::Element;

/// How many places are written out at most: a string that asks for more is not compared.
const PLACES: usize = 1000;

/// A set of lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// The first places.
    initial: Vec<Element>,
    /// What follows them, again and again; none where a list ends there.
    cycle: Vec<Element>,
}

impl Default for List {
    fn default() -> Self {
        List::any()
    }
}

impl List {
    /// Every list.
    #[must_use]
    pub fn any() -> List {
        List {
            initial: Vec::new(),
            cycle: vec![Element::ANY],
        }
    }

    /// A first place, from which on these are repeated; a list may end before each repetition.
    #[must_use]
    pub fn repeated(mut elements: Vec<Element>) -> List {
        if let Some(first) = elements.first_mut() {
            first.required = false;
        }
        List {
            initial: Vec::new(),
            cycle: elements,
        }
    }

    /// The first `step` places again and again, ending before any repetition; what is asked of places behind them is
    /// asked in each.
    #[must_use]
    pub fn cycle_of(mut self, step: usize) -> List {
        if step > PLACES || !self.unroll(step) {
            return self;
        }
        let len = self.initial.len();
        let mut places = Vec::with_capacity(len + step);
        for at in 0..len + step {
            let mut here = Element::ANY;
            for earlier in (0..=at / step).map(|turn| at - turn * step) {
                // Behind its end, one turn asks nothing of what the next ones take.
                let Some(mut asked) = self.at(earlier).cloned() else {
                    continue;
                };
                if earlier == 0 {
                    asked.required = false;
                }
                match here.and(&asked) {
                    Some(both) => here = both,
                    None => {
                        return List {
                            initial: places,
                            cycle: Vec::new(),
                        };
                    }
                }
            }
            places.push(here);
        }
        let cycle = places.split_off(len);
        List {
            initial: places,
            cycle,
        }
    }

    /// Writes out places until there are `len`; whether there are that many.
    fn unroll(&mut self, len: usize) -> bool {
        while self.initial.len() < len && !self.cycle.is_empty() {
            self.initial.push(self.cycle[0].clone());
            self.cycle.rotate_left(1);
        }
        self.initial.len() >= len
    }

    /// The place number `at`, 0-based; `None` behind the end.
    fn at(&self, at: usize) -> Option<&Element> {
        self.initial.get(at).or_else(|| {
            let behind = at.checked_sub(self.initial.len())?;
            self.cycle.get(behind.checked_rem(self.cycle.len())?)
        })
    }

    /// Asks that a list has at least `len` places.
    #[must_use]
    pub fn at_least(mut self, len: usize) -> Option<List> {
        if len > PLACES || !self.unroll(len) {
            return None;
        }
        for element in &mut self.initial[..len] {
            element.required = true;
        }
        Some(self)
    }

    /// Asks that place `at` is there and fits `element`; `None` where no list is left.
    #[must_use]
    pub fn with(self, at: usize, element: &Element) -> Option<List> {
        let mut list = self.at_least(at + 1)?;
        list.initial[at] = list.initial[at].and(element)?;
        Some(list)
    }

    /// Those that end after `len` places; `None` where no list may end there.
    #[must_use]
    pub fn ending(mut self, len: usize) -> Option<List> {
        if self.at(len).is_some_and(|next| next.required) || len > PLACES || !self.unroll(len) {
            return None;
        }
        self.initial.truncate(len);
        self.cycle.clear();
        Some(self)
    }

    /// Behind `at` places, which must be there, the lists of `rest`.
    #[must_use]
    pub fn followed_by(self, at: usize, rest: &List) -> Option<List> {
        if at > PLACES {
            return None;
        }
        let mut shifted = List {
            initial: vec![Element::ANY; at],
            cycle: rest.cycle.clone(),
        };
        shifted.initial.extend(rest.initial.iter().cloned());
        self.at_least(at)?.and(&shifted)
    }

    /// These lists, and the empty one.
    pub(super) fn with_empty(&self) -> List {
        let mut list = self.clone();
        if list.unroll(1) {
            list.initial[0].required = false;
        }
        list
    }

    /// Both written out so that their places stand side by side.
    fn aligned(&self, other: &List) -> (List, List) {
        let (mut one, mut other) = (self.clone(), other.clone());
        let len = max(one.initial.len(), other.initial.len());
        one.unroll(len);
        other.unroll(len);
        if let (1.., 1..) = (one.cycle.len(), other.cycle.len()) {
            let period = lcm(one.cycle.len(), other.cycle.len());
            if period <= PLACES {
                one.cycle = one.cycle.iter().cloned().cycle().take(period).collect();
                other.cycle = other.cycle.iter().cloned().cycle().take(period).collect();
            }
        }
        (one, other)
    }

    /// The lists of both sets; `None` where there are none.
    #[must_use]
    pub fn and(&self, other: &List) -> Option<List> {
        let (one, other) = self.aligned(other);
        let mut both = List {
            initial: Vec::new(),
            cycle: Vec::new(),
        };
        let len = max(one.initial.len(), other.initial.len());
        let period = if one.cycle.is_empty() || other.cycle.is_empty() {
            0
        } else {
            one.cycle.len()
        };
        for at in 0..len + period {
            match (one.at(at), other.at(at)) {
                (Some(first), Some(second)) => match first.and(second) {
                    Some(element) if at < len => both.initial.push(element),
                    Some(element) => both.cycle.push(element),
                    // Nothing fits here: the list ends before, if it may.
                    None if first.required || second.required => {
                        return both.shortened();
                    }
                    None => {
                        both.initial.append(&mut both.cycle);
                        return Some(both);
                    }
                },
                (None, None) => break,
                (Some(element), None) | (None, Some(element)) => {
                    return if element.required {
                        both.shortened()
                    } else {
                        Some(both)
                    };
                }
            }
        }
        Some(both)
    }

    /// The lists that end before the last place before which they may; `None` where there is none.
    fn shortened(mut self) -> Option<List> {
        self.initial.append(&mut self.cycle);
        while let Some(last) = self.initial.pop() {
            if !last.required {
                return Some(self);
            }
        }
        None
    }

    /// The lists of either set, and what else has the same description.
    #[must_use]
    pub fn or(&self, other: &List) -> List {
        let (mut one, mut other) = self.aligned(other);
        // Where one ends and the other does not, this place has to stand alone.
        if one.cycle.is_empty() != other.cycle.is_empty() {
            let len = max(one.initial.len(), other.initial.len()) + 1;
            one.unroll(len);
            other.unroll(len);
        }
        let len = max(one.initial.len(), other.initial.len());
        let mut either = List {
            initial: Vec::new(),
            cycle: Vec::new(),
        };
        let mut ended = false;
        for at in 0..len + max(one.cycle.len(), other.cycle.len()) {
            let element = match (one.at(at), other.at(at)) {
                (Some(first), Some(second)) => first.or(second),
                (Some(element), None) | (None, Some(element)) => {
                    let required = element.required && ended;
                    ended = true;
                    Element {
                        required,
                        ..element.clone()
                    }
                }
                (None, None) => break,
            };
            if at < len {
                either.initial.push(element);
            } else {
                either.cycle.push(element);
            }
        }
        either
    }

    /// Whether both are the same set, described in the same way: for `msgfmt` two equal places that come again and
    /// again are something else than one, as in `~[~@{~a~a~}~]`.
    #[must_use]
    pub fn same(&self, other: &List) -> bool {
        if self.cycle.len() != other.cycle.len() {
            return false;
        }
        let (one, other) = self.aligned(other);
        one.initial.len() == other.initial.len()
            && one.cycle.len() == other.cycle.len()
            && one
                .initial
                .iter()
                .zip(&other.initial)
                .all(|(one, other)| one.same(other))
            && one
                .cycle
                .iter()
                .zip(&other.cycle)
                .all(|(one, other)| one.same(other))
    }

    /// Whether a translation may have the set `other` where the source has this one: the same, or, unless `strict`, a
    /// part of it, as `msgfmt` has it.
    #[must_use]
    pub fn accepts(&self, other: &List, strict: bool) -> bool {
        if strict {
            self.same(other)
        } else {
            self.and(other).is_some_and(|both| other.same(&both))
        }
    }
}

fn lcm(one: usize, other: usize) -> usize {
    let (mut a, mut b) = (one, other);
    while b > 0 {
        (a, b) = (b, a % b);
    }
    one / a * other
}
