//! References of the source that the translation lost, and others that it has instead.
//!
//! What Sphinx calls "inconsistent references in translated message", without a build, without its noise about order,
//! and with the name of what is missing.

use std::cell::LazyCell;
use std::collections::BTreeSet;

use memchr::memmem;

use super::reference::{Reference, Weight};
use super::rst_unknown_role::is_unknown;
use super::{Check, Group, Meta, Rule, Safety, Severity};
use crate::diagnostic::Span;
use crate::markup::{ByteSet, Kind, Token};
use crate::po::{Entry, Parser};
use crate::rules::parts::Parts;
use crate::rules::{Findings, Message};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "rst-references",
        group: Group::Rst,
        severity: Severity::Warning,
        fix: Some(Safety::Unsafe),
        default: true,
        summary: "references that differ from the source's",
        docs: r#"A translation points at what its source points at: the same roles with the same targets, links, footnotes, substitutions, in any order and with any text shown. An error where their number differs, which Sphinx warns of when it builds the translation.

These are the same: `:meth:`x.read`` and `:meth:`~x.read`` or `:meth:`read``, `:func:`f()`` and `:func:`f``, `:PEP:` and `:pep:`; the roles `func`, `meth` and `class` on one target; a term and its translation, where the project's `glossary.po` (among the files, or in a folder above) translates it so. The addresses of links are free, and so are texts of roles such as `:kbd:`, `:file:` or `:guilabel:`; more of these, and roles whose `!` says that they are no link, may be added. So may a reference to what the source refers to or names, where the sentence repeats it, one that another source of the file has, and one in a role of the project's own. Such a role with several words, as `:hg:`help <command>``, is a command, and not compared. A translation that ends in `# noqa`, as Sphinx reads it, is not looked at.

On the French documentation of Python 3.13: 115 findings, 115 read, 112 true.
```po bad
msgid "See :class:`bytearray`."
msgstr "Voir :class:`bytearay`."
```
```po good
msgid "See :class:`bytearray`."
msgstr "Voir :class:`bytearray`."
```"#,
    },
    check: Check::Message(check),
};

/// So many pairs are looked at one by one; where more are left over, the messages have nothing to do with each other.
const MOST: usize = 100_000;

/// A part of a name as long as that is a word, bytes.
const WORD: usize = 4;

/// From this likeness on the other target is a slip of the hand.
const SLIP: f64 = 0.75;

fn check(message: &Message<'_>, found: &mut Findings) {
    if !message.is_rst() || message.text == message.source || message.unreferenced {
        return;
    }
    let marks = ByteSet::of(b"`|_");
    if !message.bytes().any(marks) && !message.source_bytes().any(marks) {
        return;
    }
    let (ours, theirs) = (message.markup(), message.source_markup());
    if alike(message.text, ours, message.source, theirs) || !message.source_problems().is_empty() {
        return;
    }
    let all = |text, tokens: &[Token]| -> Vec<Reference<'_>> {
        tokens
            .iter()
            .filter_map(|token| Reference::of(text, token))
            .collect()
    };
    let mut new = all(message.text, ours);
    let mut missing = all(message.source, theirs);
    cancel(&mut new, &mut missing);
    let glossary = message.file.glossary.as_deref();
    if new.len().saturating_mul(missing.len()) <= MOST {
        pair_off(&mut new, &mut missing, |a, b| a.means(b, glossary));
    }
    // Sphinx does not count roles of the project's own: one that stands there still may have stood there twice.
    if missing.iter().any(|one| one.is_of_project(message.source)) {
        let present = all(message.text, ours);
        missing.retain(|one| {
            let stands = || present.iter().any(|other| other.order(one).is_eq());
            !(one.is_of_project(message.source) && stands())
        });
    }
    // A role that does not exist is told as one.
    new.retain(|one| {
        let unknown = one
            .role
            .is_some_and(|role| is_unknown(message, &message.text[role]));
        let twin = missing.iter().position(|other| one.aims_at(other));
        if let Some(twin) = twin.filter(|_| unknown) {
            missing.remove(twin);
        }
        !unknown
    });
    // A link whose address stands bare in the translation leads there all the same.
    let bare =
        |text: &str, tokens: &[Token]| tokens.iter().filter(|one| is_bare(text, one)).count();
    for _ in bare(message.source, theirs)..bare(message.text, ours) {
        let Some(link) = missing.iter().position(Reference::is_link) else {
            break;
        };
        missing.remove(link);
    }
    drop_broken(message, &mut new, &mut missing);
    let slips: Vec<Span> = (missing.iter())
        .filter(|other| other.weight == Weight::Unlinked)
        .filter(|other| {
            new.iter()
                .any(|one| one.weight == Weight::Unlinked && one.likeness(other) >= SLIP)
        })
        .map(|other| other.span)
        .collect();
    new.retain(|one| match one.weight {
        Weight::Counted => true,
        Weight::Shown => false,
        Weight::Unlinked => missing
            .iter()
            .any(|other| slips.contains(&other.span) && one.likeness(other) >= SLIP),
    });
    missing.retain(|other| other.weight != Weight::Unlinked || slips.contains(&other.span));
    let counted = |all: &[Reference<'_>]| {
        all.iter()
            .filter(|one| one.weight == Weight::Counted)
            .count()
    };
    let severity = if counted(&new) == counted(&missing) {
        Severity::Warning
    } else {
        Severity::Error
    };
    tell(message, new, missing, severity, found);
}

/// Takes away what is broken: that is told by the rule that says how.
fn drop_broken(
    message: &Message<'_>,
    new: &mut Vec<Reference<'_>>,
    missing: &mut Vec<Reference<'_>>,
) {
    let ours = message.markup();
    if message.faults().is_empty() {
        return;
    }
    // A link that stands there as it should is hidden by one before it that does not end.
    let stands = |one: &Reference<'_>| {
        let address = format!("<{}>`_", &message.source[one.aim]);
        one.is_link() && message.text_holds(&address)
    };
    missing.retain(|one| !stands(one));
    for fault in message.faults() {
        let hidden = ours.iter().filter(|token| token.span.overlaps(fault.span));
        let end = hidden
            .map(|token| token.span.end)
            .fold(fault.span.end, usize::max);
        let broken = &message.text[fault.span.start..end];
        new.retain(|reference| !reference.span.overlaps(fault.span));
        let before = missing.len();
        missing.retain(|reference| !broken.contains(reference.bare(message.source)));
        // Or its role does, where its text was translated.
        let is_broken = |role: &str| {
            broken.contains(&format!(":{role}")) || broken.contains(&format!("{role}:"))
        };
        let twin = missing.iter().position(|one| {
            one.role
                .is_some_and(|role| is_broken(&message.source[role]))
        });
        if let Some(twin) = twin.filter(|_| missing.len() == before) {
            missing.remove(twin);
        }
        // A name that is glued to a letter may be translated, and a link that goes by it is there.
        let named = missing.iter().position(Reference::is_named);
        if let Some(named) = named.filter(|_| missing.len() == before && broken.ends_with("`_")) {
            missing.remove(named);
        }
        // The address of a link is free, and so is its text.
        let link = missing
            .iter()
            .position(|one| message.source[one.span].contains("://"));
        if let Some(link) = link.filter(|_| missing.len() == before && broken.contains("://")) {
            missing.remove(link);
        }
    }
}

/// Whether an address of the web stands alone, and not as the rest of a link: ``<https://x.y>'_``
fn is_bare(text: &str, token: &Token) -> bool {
    let rest = &text[token.span.end..];
    let rest = rest.strip_prefix('>').unwrap_or(rest);
    let rest = rest
        .trim_start_matches(' ')
        .trim_start_matches(['\'', '"', '’', '”']);
    token.kind == Kind::Url && !rest.starts_with(['_', '`'])
}

/// Whether both have the same references in the same order, letter for letter.
fn alike(text: &str, ours: &[Token], source: &str, theirs: &[Token]) -> bool {
    let is_reference = |token: &&Token| {
        matches!(
            token.kind,
            Kind::Role
                | Kind::TitledRole
                | Kind::Reference
                | Kind::SimpleReference
                | Kind::Substitution
                | Kind::Footnote
                | Kind::Citation
        )
    };
    let mut theirs = theirs.iter().filter(is_reference);
    for token in ours.iter().filter(is_reference) {
        let Some(twin) = theirs.next() else {
            return false;
        };
        let same = token.role.map(|role| &text[role]) == twin.role.map(|role| &source[role])
            && text[token.target.unwrap_or(token.inner)]
                == source[twin.target.unwrap_or(twin.inner)]
            && (token.kind == twin.kind || token.role.is_some());
        if !same {
            return false;
        }
    }
    theirs.next().is_none()
}

/// Takes away what is the same on both sides, one for one.
fn cancel(new: &mut Vec<Reference<'_>>, missing: &mut Vec<Reference<'_>>) {
    new.sort_by(|a, b| a.order(b).then(a.span.cmp(&b.span)));
    missing.sort_by(|a, b| a.order(b).then(a.span.cmp(&b.span)));
    let mut theirs = missing.iter().peekable();
    let mut met = Vec::new();
    new.retain(|reference| {
        while theirs
            .next_if(|other| other.order(reference).is_lt())
            .is_some()
        {}
        let twin = theirs.next_if(|other| other.order(reference).is_eq());
        met.extend(twin.map(|twin| twin.span));
        twin.is_none()
    });
    met.sort_unstable();
    missing.retain(|reference| met.binary_search(&reference.span).is_err());
    new.sort_by_key(|reference| reference.span);
    missing.sort_by_key(|reference| reference.span);
}

/// Takes away what means the same on both sides, one for one.
fn pair_off<'a, 'b>(
    new: &mut Vec<Reference<'a>>,
    missing: &mut Vec<Reference<'b>>,
    same: impl Fn(&Reference<'a>, &Reference<'b>) -> bool,
) {
    new.retain(|reference| {
        let twin = missing.iter().position(|other| same(reference, other));
        if let Some(twin) = twin {
            missing.remove(twin);
        }
        twin.is_none()
    });
}

/// What roles of the sources of the message's file point at, the last part of each.
fn targets<'m>(message: &'m Message<'_>) -> &'m BTreeSet<String> {
    message.file.targets.get_or_init(|| {
        let mut known = BTreeSet::new();
        let mut parser = Parser::new(message.entry.file());
        let mut entry = Entry::default();
        while parser.read(&mut entry) {
            parser.faults.clear();
            let source = entry.msgid().unwrap_or_default();
            for at in memmem::find_iter(source.as_bytes(), b":`") {
                let rest = &source[at + 2..];
                let target = &rest[..rest.find('`').unwrap_or(0)];
                let target = target.trim_end_matches('>').trim_end_matches("()");
                let name = target.rsplit(['.', ' ', '~', '!', '<']).next();
                known.extend(name.filter(|name| !name.is_empty()).map(str::to_owned));
            }
        }
        known
    })
}

fn tell(
    message: &Message<'_>,
    new: Vec<Reference<'_>>,
    mut missing: Vec<Reference<'_>>,
    severity: Severity,
    found: &mut Findings,
) {
    let (text, source) = (message.text, message.source);
    let (small, parts) = (LazyCell::new(|| source.to_lowercase()), Parts::default());
    // One in the place of a literal says something else.
    let literals = |tokens: &[Token]| {
        let literal = |token: &&Token| token.kind == Kind::Literal;
        tokens.iter().filter(literal).count()
    };
    let kept = literals(message.markup()) >= literals(message.source_markup());
    // Of very many on both sides none is the slip of another.
    let many = new.len().saturating_mul(missing.len()) > MOST;
    for reference in new {
        let nearest = (missing.iter().filter(|_| !many))
            .map(|other| reference.likeness(other))
            .enumerate()
            .max_by(|a, b| a.1.total_cmp(&b.1));
        let shown = &text[reference.span];
        let Some((twin, likeness)) = nearest else {
            // One that repeats its subject, or marks up what the source names, takes nothing away.
            let bare = reference.bare(text);
            let named = message.source_holds(bare) || parts.hold(&small, &bare.to_lowercase());
            // Nor does one in a role of the project's own, which Sphinx does not count, or one that other sources have, so
            // that it leads somewhere: `it` said out loud.
            let free =
                named || reference.is_of_project(text) || kept && targets(message).contains(bare);
            if !free {
                let words = format!("`{shown}` is not in the source");
                found.report(&RULE.meta, reference.span, words).severity = severity;
            }
            continue;
        };
        let twin = missing.remove(twin);
        // `KeyboardBuilder` where the sentence has `InlineKeyboardMarkup`: the translator put its author right.
        let is_name = |name: &str| {
            let letters = name.len() >= WORD && name.bytes().all(|byte| byte.is_ascii_alphabetic());
            letters && name.starts_with(|first: char| first.is_ascii_uppercase())
        };
        let name = Some(twin.bare(source)).filter(|name| is_name(name));
        let more = name.and_then(|name| reference.bare(text).strip_suffix(name));
        let named = |more: &str| is_name(more) && message.source_holds(more);
        if reference.is_kin(&twin) && more.is_some_and(named) {
            continue;
        }
        let words = format!(
            "`{shown}` is not in the source, `{}` is",
            &source[twin.span]
        );
        let finding = found.report(&RULE.meta, reference.span, words);
        finding.severity = severity;
        if likeness >= SLIP && reference.is_kin(&twin) {
            finding.fix(Safety::Unsafe, reference.aim, &source[twin.aim]);
        }
    }
    if missing.is_empty() {
        return;
    }
    let names: Vec<String> = missing
        .iter()
        .map(|reference| format!("`{}`", &source[reference.span]))
        .collect();
    let words = match names.as_slice() {
        [name] => format!("{name} of the source is missing"),
        names => format!("{} of the source are missing", names.join(", ")),
    };
    found
        .report(&RULE.meta, Span::new(0, text.len()), words)
        .severity = severity;
}
