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

/// How many runs of old messages are kept; of longer texts a part is looked at, the same of all.
const RUNS: usize = 1 << 22;

/// How many old messages are looked at for a new one, each as often as the two share a run: in a file of messages that are
/// all alike every one shares runs with all.
const VISITS: usize = 2048;

/// Pairs the messages of two versions, by their numbers: those of the new one in order, then the old ones that are gone.
pub(super) fn pair(
    old: &[&Snapshot<'_>],
    new: &[&Snapshot<'_>],
) -> Vec<(Option<u32>, Option<u32>)> {
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
        |one| Some((one.key.context.as_deref(), &*one.key.source)),
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
    let Pairing { of_new, taken, .. } = pairing;
    let mut pairs = Vec::with_capacity(new.len());
    pairs.extend(
        (0..)
            .zip(of_new)
            .map(|(at, old)| (old.map(number), Some(at))),
    );
    let gone = (0..).zip(taken).filter(|(_, taken)| !taken);
    pairs.extend(gone.map(|(at, _)| (Some(at), None)));
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
        let (old, new) = (self.old, self.new);
        let left = (0..)
            .zip(old)
            .filter(|(at, one)| !self.taken[*at as usize] && !one.obsolete);
        let places = Places::new(left.map(|(at, one)| (at, &*one.key.source)));
        if places.all.is_empty() {
            return;
        }
        let mut likely: Vec<Likely> = Vec::new();
        // How many runs each old message was seen to share, and which ones were seen.
        let mut common = vec![0_u32; old.len()];
        let mut seen: Vec<u32> = Vec::new();
        for (at, one) in (0..).zip(new) {
            if self.of_new[at as usize].is_some() || one.obsolete {
                continue;
            }
            let runs = places.runs(&one.key.source);
            // The rarest first: what stands in every message of a file tells none of them apart.
            let lists = runs.iter().map(|run| places.of(*run));
            let mut lists: Vec<&[(u32, u32)]> = lists.filter(|list| !list.is_empty()).collect();
            lists.sort_by_key(|list| list.len());
            let mut visits = 0;
            for &(_, place) in lists.into_iter().flatten().take(VISITS) {
                visits += 1;
                let common = &mut common[place as usize];
                if *common == 0 {
                    seen.push(place);
                }
                *common += 1;
            }
            let whole = visits < VISITS;
            if !whole {
                seen.sort_by_key(|&place| (Reverse(common[place as usize]), place));
                for place in seen.drain(seen.len().min(CHOICE)..) {
                    common[place as usize] = 0;
                }
            }
            let first = likely.len();
            for place in seen.drain(..) {
                let before = old[place as usize];
                let seen = std::mem::take(&mut common[place as usize]) as usize;
                let sizes = (places.sizes[place as usize] as usize, runs.len());
                // One that is much longer need not be looked through.
                if likeness(sizes.0.min(sizes.1), sizes) < ALIKE
                    || before.key.context != one.key.context
                {
                    continue;
                }
                let shared = if whole {
                    seen
                } else {
                    shared(&places.runs(&before.key.source), &runs)
                };
                let likeness = likeness(shared, sizes);
                if likeness >= ALIKE {
                    #[expect(clippy::cast_possible_truncation, reason = "it orders them")]
                    let likeness = likeness as f32;
                    likely.push(Likely {
                        likeness,
                        old: place,
                        new: at,
                    });
                }
            }
            // In a file of messages that are all alike most pairs are never asked for.
            likely[first..].sort_unstable_by(order);
            likely.truncate(first + CHOICE);
        }
        likely.sort_unstable_by(order);
        for Likely { old, new, .. } in likely {
            let (old, new) = (old as usize, new as usize);
            if !self.taken[old] && self.of_new[new].is_none() {
                self.taken[old] = true;
                self.of_new[new] = Some(old);
            }
        }
    }
}

/// How many runs two sorted lists share.
fn shared(a: &[u32], b: &[u32]) -> usize {
    let mut b = b.iter().peekable();
    let has = |run: &&u32| {
        while b.next_if(|other| other < run).is_some() {}
        b.next_if_eq(run).is_some()
    };
    a.iter().filter(has).count()
}

/// Two messages, by their numbers, of which the new one may be the old one.
struct Likely {
    likeness: f32,
    old: u32,
    new: u32,
}

/// The most alike first, then as they stand in the files.
fn order(a: &Likely, b: &Likely) -> std::cmp::Ordering {
    let more = b.likeness.total_cmp(&a.likeness);
    more.then((a.new, a.old).cmp(&(b.new, b.old)))
}

/// How much two messages are alike that have so many runs, and share so many of them.
#[expect(clippy::cast_precision_loss, reason = "lengths of strings")]
fn likeness(shared: usize, sizes: (usize, usize)) -> f64 {
    2.0 * shared as f64 / (sizes.0 + sizes.1) as f64
}

/// Which old messages have a run of four bytes.
struct Places {
    /// Runs, each with the number of a message that has it, sorted.
    all: Vec<(u32, u32)>,
    /// Where the runs begin in `all` that have these first two bytes.
    from: Vec<u32>,
    /// How many different runs each message has.
    sizes: Vec<u32>,
    /// Of how many runs one is looked at.
    sample: u32,
}

impl Places {
    fn new<'m>(messages: impl Iterator<Item = (u32, &'m str)> + Clone) -> Places {
        let bytes: usize = messages.clone().map(|(_, text)| text.len()).sum();
        let last = messages.clone().last().map_or(0, |(at, _)| at as usize + 1);
        let mut places = Places {
            all: Vec::with_capacity(bytes.min(RUNS)),
            from: vec![0; (1 << 16) + 1],
            sizes: vec![0; last],
            sample: u32::try_from(bytes / RUNS + 1).unwrap_or(u32::MAX),
        };
        for (at, text) in messages {
            let before = places.all.len();
            let runs = places.runs(text);
            places.all.extend(runs.into_iter().map(|run| (run, at)));
            places.sizes[at as usize] = number(places.all.len() - before);
        }
        places.all.sort_unstable();
        for (run, _) in &places.all {
            places.from[(run >> 16) as usize + 1] += 1;
        }
        for high in 1..places.from.len() {
            places.from[high] += places.from[high - 1];
        }
        places
    }

    /// The places of a run.
    fn of(&self, run: u32) -> &[(u32, u32)] {
        let high = (run >> 16) as usize;
        let (from, to) = (self.from[high] as usize, self.from[high + 1] as usize);
        let begin = from + self.all[from..to].partition_point(|(other, _)| *other < run);
        let length = self.all[begin..to].partition_point(|(other, _)| *other == run);
        &self.all[begin..begin + length]
    }

    /// The different runs of a text, sorted.
    fn runs(&self, text: &str) -> Vec<u32> {
        let windows = text.as_bytes().windows(4);
        let runs = windows.map(|run| u32::from_be_bytes([run[0], run[1], run[2], run[3]]));
        // Which ones are looked at is the same in every text, and as good as by chance.
        let chosen = |run: &u32| (run.wrapping_mul(0x9e37_79b1) >> 8).is_multiple_of(self.sample);
        let mut runs: Vec<u32> = runs.filter(chosen).collect();
        runs.sort_unstable();
        runs.dedup();
        runs
    }
}

/// A number that is known to be small: of runs there are less than [`RUNS`] twice over, and of messages in a file that fits
/// into memory less than four thousand million.
fn number(small: usize) -> u32 {
    u32::try_from(small).unwrap_or(u32::MAX)
}
