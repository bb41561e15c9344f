//! A name for a finding that lasts: the same after a rewrap, a new message wording, or entries added above it.
//!
//! It is the 128-bit FNV-1a hash (<http://www.isthe.com/chongo/tech/comp/fnv/>) of rule, path, context, source, field
//! with its plural form, the text that is found fault with, and the rank among findings that are alike in all of these.

use std::collections::HashMap;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;

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
    // What all findings of a rule in a message have in common, a long source among it, is hashed once.
    let mut begun: HashMap<(&str, Option<*const u8>), Hash> = HashMap::new();
    findings
        .iter()
        .map(|finding| {
            let place = finding.place.as_ref();
            let message = place.map(|place| Arc::as_ptr(&place.msgid).cast::<u8>());
            let mut hash = *begun
                .entry((finding.rule.as_str(), message))
                .or_insert_with(|| {
                    let mut hash = Hash(BASIS);
                    hash.part(Some(&finding.rule));
                    hash.part(Some(name));
                    hash.part(place.and_then(|place| place.msgctxt.as_deref()));
                    hash.part(place.map(|place| &*place.msgid));
                    hash
                });
            hash.part(place.map(|place| place.field.name()));
            let plural = place.and_then(|place| place.plural);
            hash.part(plural.map(|plural| plural.to_string()).as_deref());
            let matched = place.map_or_else(
                || text.get(finding.span.range()).unwrap_or_default(),
                |place| &place.matched,
            );
            hash.part(Some(matched));
            let rank = ranks.entry(hash.0).or_default();
            hash.part(Some(&rank.to_string()));
            *rank += 1;
            hash.0
        })
        .collect()
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
