//! Which message of the new version is which of the old one.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::hash::Hash;

use super::{Part, Snapshot, flags, fuzzy, notes};

/// From which likeness on two sources are versions of one: the share of their runs of four bytes that both have. Two
/// words changed in a sentence of sixty letters are within, *Open file* and *Open folder* are not.
const ALIKE: f64 = 0.65;

/// Among how many of the most alike a message looks for its old version.
const CHOICE: usize = 16;

/// How many old messages are looked at for a new one, each as often as the two share a run: in a file of messages that are
/// all alike every one shares runs with all.
const VISITS: usize = 2048;

/// Pairs the messages of two versions: those of the new one in order, then the old ones that are gone.
pub(super) fn pair(
    old: &[&Snapshot<'_>],
    new: &[&Snapshot<'_>],
) -> Vec<(Option<usize>, Option<usize>)> {
    let mut pairing = Pairing {
        old,
        new,
        of_new: vec![None; new.len()],
        taken: vec![false; old.len()],
    };
    // Of several messages with one source the equal ones belong together, then the ones that are in use.
    pairing.by(
        |one| Some((source(one), &one.translation, fuzzy(one), one.obsolete)),
        None,
    );
    pairing.by(|one| Some((source(one), one.obsolete)), None);
    pairing.by(|one| Some(source(one)), None);
    pairing.by(
        |one| Some((one.key.context.as_deref(), one.key.source.as_str())),
        Some(|one| Some((one.key.context.as_deref(), one.previous.as_deref()?))),
    );
    let live = |one: &Snapshot<'_>| one.is_translated() && !one.obsolete && !one.is_header();
    pairing.by(
        |one| live(one).then_some((&one.key.source, &one.translation)),
        None,
    );
    pairing.by(
        |one| live(one).then_some((&one.key.context, &one.translation)),
        None,
    );
    pairing.by_likeness();
    let mut pairs: Vec<_> = (0..new.len())
        .map(|at| (pairing.of_new[at], Some(at)))
        .collect();
    let gone = (0..old.len()).filter(|&at| !pairing.taken[at]);
    pairs.extend(gone.map(|at| (Some(at), None)));
    pairs
}

fn source<'m>(one: &'m Snapshot<'_>) -> (Option<&'m str>, &'m str) {
    (one.key.context.as_deref(), &one.key.source)
}

/// Whether nothing that is compared differs: what most messages are, told without making copies of them.
pub(super) fn alike(old: &Snapshot<'_>, new: &Snapshot<'_>) -> bool {
    let quiet = |one: &Snapshot<'_>| one.part(Part::Translator).next().is_none();
    source(old) == source(new)
        && old.plural == new.plural
        && old.translation == new.translation
        && fuzzy(old) == fuzzy(new)
        && old.obsolete == new.obsolete
        && (old.flags == new.flags || flags(old) == flags(new))
        && ((quiet(old) && quiet(new)) || notes(old) == notes(new))
}

struct Pairing<'m, 'a> {
    old: &'m [&'m Snapshot<'a>],
    new: &'m [&'m Snapshot<'a>],
    /// Of each new message, the old one.
    of_new: Vec<Option<usize>>,
    /// Which old ones have found theirs.
    taken: Vec<bool>,
}

impl<'m, 'a> Pairing<'m, 'a> {
    /// Pairs what is left and has the same key; new messages may have one of their own kind.
    fn by<K: Hash + Eq>(
        &mut self,
        key: impl Fn(&'m Snapshot<'a>) -> Option<K>,
        key_of_new: Option<fn(&'m Snapshot<'a>) -> Option<K>>,
    ) {
        if !self.of_new.contains(&None) || !self.taken.contains(&false) {
            return;
        }
        let mut left: HashMap<K, Vec<usize>> = HashMap::new();
        // The last one is taken first.
        for at in (0..self.old.len()).rev().filter(|&at| !self.taken[at]) {
            if let Some(key) = key(self.old[at]) {
                left.entry(key).or_default().push(at);
            }
        }
        for (at, of_new) in self.of_new.iter_mut().enumerate() {
            if of_new.is_some() {
                continue;
            }
            let key = match key_of_new {
                Some(of) => of(self.new[at]),
                None => key(self.new[at]),
            };
            if let Some(old) = key.and_then(|key| left.get_mut(&key)?.pop()) {
                *of_new = Some(old);
                self.taken[old] = true;
            }
        }
    }

    /// Pairs what is left and in use by how much the sources are alike, the most alike first.
    fn by_likeness(&mut self) {
        let mut places: HashMap<[u8; 4], Vec<u32>> = HashMap::new();
        let mut sizes = vec![0; self.old.len()];
        for (at, one) in (0..).zip(self.old) {
            if !self.taken[at as usize] && !one.obsolete {
                let runs = runs(&one.key.source);
                for run in &runs {
                    places.entry(*run).or_default().push(at);
                }
                sizes[at as usize] = runs.len();
            }
        }
        if places.is_empty() {
            return;
        }
        let mut likely = Vec::new();
        // How many runs each old message was seen to share, and which ones were seen.
        let mut common = vec![0_u32; self.old.len()];
        let mut seen: Vec<u32> = Vec::new();
        for (at, one) in self.new.iter().enumerate() {
            if self.of_new[at].is_some() || one.obsolete {
                continue;
            }
            let runs = runs(&one.key.source);
            // The rarest first: what stands in every message of a file tells none of them apart.
            let mut lists: Vec<&[u32]> = (runs.iter())
                .filter_map(|run| Some(places.get(run)?.as_slice()))
                .collect();
            lists.sort_by_key(|list| list.len());
            let mut visits = 0;
            for old in lists.into_iter().flatten().take(VISITS) {
                visits += 1;
                let common = &mut common[*old as usize];
                if *common == 0 {
                    seen.push(*old);
                }
                *common += 1;
            }
            let whole = visits < VISITS;
            if !whole {
                seen.sort_by_key(|&old| (Reverse(common[old as usize]), old));
                for old in seen.drain(seen.len().min(CHOICE)..) {
                    common[old as usize] = 0;
                }
            }
            let first = likely.len();
            for old in seen.drain(..) {
                let old = old as usize;
                let seen = std::mem::take(&mut common[old]) as usize;
                let shared = if whole {
                    seen
                } else {
                    shared(&self::runs(&self.old[old].key.source), &runs)
                };
                #[expect(clippy::cast_precision_loss, reason = "lengths of strings")]
                let likeness = 2.0 * shared as f64 / (sizes[old] + runs.len()) as f64;
                if likeness >= ALIKE && self.old[old].key.context == one.key.context {
                    likely.push((likeness, old, at));
                }
            }
            // In a file of messages that are all alike most pairs are never asked for.
            likely[first..].sort_by(order);
            likely.truncate(first + CHOICE);
        }
        likely.sort_by(order);
        for (_, old, new) in likely {
            if !self.taken[old] && self.of_new[new].is_none() {
                self.taken[old] = true;
                self.of_new[new] = Some(old);
            }
        }
    }
}

/// How many runs two sorted lists share.
fn shared(a: &[[u8; 4]], b: &[[u8; 4]]) -> usize {
    let mut b = b.iter().peekable();
    let has = |run: &&[u8; 4]| {
        while b.next_if(|other| other < run).is_some() {}
        b.next_if_eq(run).is_some()
    };
    a.iter().filter(has).count()
}

/// The most alike first, then as they stand in the files.
fn order(a: &(f64, usize, usize), b: &(f64, usize, usize)) -> std::cmp::Ordering {
    b.0.total_cmp(&a.0).then((a.2, a.1).cmp(&(b.2, b.1)))
}

/// The different runs of four bytes of a text.
fn runs(text: &str) -> Vec<[u8; 4]> {
    let windows = text.as_bytes().windows(4);
    let mut runs: Vec<[u8; 4]> = windows
        .map(|run| [run[0], run[1], run[2], run[3]])
        .collect();
    runs.sort_unstable();
    runs.dedup();
    runs
}
