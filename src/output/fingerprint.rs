//! A name for a finding that lasts: the same after a rewrap, a new message wording, entries added above it, or a fix of what
//! stands beside it.
//!
//! It is the 128-bit FNV-1a hash (<http://www.isthe.com/chongo/tech/comp/fnv/>) of rule, path, context, source, and the rank
//! among the findings that are alike in all of these. The words that are found fault with are no part of it, since a fix of
//! another rule may change them. A fix brings about no further finding of a rule in an entry, so what is left after it has
//! ranks that were there before.

use std::collections::{BTreeMap, HashMap};

use crate::diagnostic::Diagnostic;
use crate::po::{Entry, Parser};

const BASIS: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;

#[derive(Clone, Copy)]
struct Hash(u128);

impl Hash {
    fn bytes(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u128::from(byte)).wrapping_mul(PRIME);
        }
    }

    /// A part, and an end that no UTF-8 text holds; what is not there differs from what is empty.
    fn part(&mut self, part: Option<&str>) {
        match part {
            Some(text) => {
                self.bytes(text.as_bytes());
                self.bytes(&[0xff]);
            }
            None => self.bytes(&[0xfe]),
        }
    }
}

/// The fingerprint of each finding of the file `name`, whose decoded text is `text`.
#[must_use]
pub fn all(name: &str, text: &str, findings: &[Diagnostic]) -> Vec<u128> {
    let mut ranks: HashMap<u128, u32> = HashMap::new();
    // What all findings of a rule in an entry have in common, a long source among it, is hashed once.
    let mut begun: HashMap<(&str, usize), Hash> = HashMap::new();
    let entries = entries(text, findings);
    let common = |finding: &Diagnostic| {
        let entry = finding.entry.and_then(|rank| entries.get(&rank));
        let (context, source) = match (&finding.place, entry) {
            (Some(place), _) => (place.msgctxt.as_deref(), Some(&*place.msgid)),
            (None, Some((context, source))) => (context.as_deref(), source.as_deref()),
            (None, None) => (None, None),
        };
        let mut hash = Hash(BASIS);
        hash.part(Some(&finding.rule));
        hash.part(Some(name));
        hash.part(context);
        hash.part(source);
        hash
    };
    findings
        .iter()
        .map(|finding| {
            let mut hash = match finding.entry {
                Some(entry) => *begun
                    .entry((finding.rule.as_str(), entry))
                    .or_insert_with(|| common(finding)),
                None => common(finding),
            };
            let rank = ranks.entry(hash.0).or_default();
            hash.part(Some(&rank.to_string()));
            *rank += 1;
            hash.0
        })
        .collect()
}

/// The context and source of each entry about which something is found outside of its strings.
fn entries(
    text: &str,
    findings: &[Diagnostic],
) -> BTreeMap<usize, (Option<String>, Option<String>)> {
    let outside = findings.iter().filter(|finding| finding.place.is_none());
    let mut entries: BTreeMap<usize, _> = outside
        .filter_map(|finding| Some((finding.entry?, (None, None))))
        .collect();
    let last = entries.keys().next_back().copied();
    let mut parser = Parser::new(text);
    let mut entry = Entry::default();
    let mut rank = 0;
    while last.is_some_and(|last| rank <= last) && parser.read(&mut entry) {
        if let Some(known) = entries.get_mut(&rank) {
            let owned = std::borrow::Cow::into_owned;
            *known = (entry.msgctxt().map(owned), entry.msgid().map(owned));
        }
        rank += 1;
    }
    entries
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_published_one() {
        let of = |text: &str| {
            let mut hash = Hash(BASIS);
            hash.bytes(text.as_bytes());
            hash.0
        };
        assert_eq!(of(""), 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d);
        assert_eq!(of("a"), 0xd228_cb69_6f1a_8caf_7891_2b70_4e4a_8964);
        assert_eq!(of("foobar"), 0x343e_1662_793c_64bf_6f0d_3597_ba44_6f18);
    }
}
