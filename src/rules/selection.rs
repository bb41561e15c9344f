//! Which rules run: `--select`, `--extend-select`, `--ignore`, and the same keys of the configuration.
//!
//! A name is a rule's id, a term's id (alone or as `pack/id`), a pack, a group, a profile, `default` or `all`. The most specific name that
//! concerns a rule decides; between equals, ignoring wins.

use crate::diagnostic::{Group, Meta, Severity};

/// How near a name comes to a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Reach {
    Everything,
    Group,
    Rule,
}

/// A choice of rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    select: Vec<String>,
    ignore: Vec<String>,
}

/// A name that no rule has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no rule, group or term is called `{name}`{}", .nearest.as_ref().map_or("; `polir rules` lists them".to_owned(), |name| format!("; did you mean `{name}`?")))]
pub struct UnknownName {
    /// The name.
    pub name: String,
    /// A known one that is near.
    pub nearest: Option<String>,
}

impl Default for Selection {
    fn default() -> Self {
        Selection {
            select: vec!["default".to_owned()],
            ignore: Vec::new(),
        }
    }
}

/// Selections that have a name: rules, and groups, of which rules are meant that are on by default and no mere information.
///
/// `breakage` is what crashes a program, loses text or breaks markup, and no question of style. `sphinx-lint` is all that
/// checks, but for lines that are too long.
#[rustfmt::skip]
pub const PROFILES: [(&str, &[&str]); 2] = [
    (
        "breakage",
        &[
            "syntax", "encoding", "plural", "format", "xml", "rst", "header-missing", "header-duplicate",
            "header-fuzzy", "blank",
        ],
    ),
    (
        "sphinx-lint",
        &[
            "backtick-before-role", "bad-dedent", "mixed-line-endings", "default-role", "directive-missing-colons",
            "directive-with-three-dots", "exclamation-and-tilde", "tab", "hyperlink-reference-missing-backtick",
            "missing-backtick-after-role", "missing-colon-in-role", "final-newline", "missing-space-after-literal",
            "missing-space-after-role", "missing-space-before-default-role", "missing-space-before-role",
            "missing-space-in-hyperlink", "missing-underscore-after-hyperlink", "role-with-double-backticks",
            "role-with-extra-backtick", "role-without-backticks", "trailing-space", "triple-backticks",
            "unbalanced-inline-literals-delimiters", "unnecessary-parentheses",
        ],
    ),
];

/// Whether a rule is one of a profile's.
fn is_of_profile(name: &str, meta: &Meta<'_>, default: bool) -> bool {
    let parts = PROFILES.iter().find(|(profile, _)| *profile == name);
    let by_group = default && meta.severity > Severity::Info;
    parts.is_some_and(|(_, parts)| {
        parts
            .iter()
            .any(|part| *part == meta.id || by_group && *part == meta.group.name())
    })
}

/// What other checkers call rules of ours (`sphinx-lint`), so that a command line that names them goes on working.
const ALIASES: [(&str, &str); 5] = [
    ("carriage-return", "mixed-line-endings"),
    ("horizontal-tab", "tab"),
    ("line-too-long", "long-line"),
    ("missing-final-newline", "final-newline"),
    ("trailing-whitespace", "trailing-space"),
];

/// Our name of a rule that another checker calls `name`; else `name` itself.
#[must_use]
pub fn own_name(name: &str) -> &str {
    ALIASES
        .iter()
        .find(|(other, _)| *other == name)
        .map_or(name, |(_, own)| own)
}

impl Selection {
    /// The rules that `select` names, without those that `ignore` names, by our names or those of other checkers.
    #[must_use]
    pub fn new(mut select: Vec<String>, mut ignore: Vec<String>) -> Self {
        for name in select.iter_mut().chain(&mut ignore) {
            let own = own_name(name);
            if own != name {
                *name = own.to_owned();
            }
        }
        Selection { select, ignore }
    }

    /// Whether a rule runs: `id` and `alias` (`pack/id` for a term) are its names, `default` whether it is on by itself.
    #[must_use]
    pub fn includes(&self, meta: &Meta<'_>, alias: Option<&str>, default: bool) -> bool {
        let reach = |names: &[String]| {
            names
                .iter()
                .filter_map(|name| match name.as_str() {
                    "all" => Some(Reach::Everything),
                    "default" => default.then_some(Reach::Everything),
                    name if name == meta.id || Some(name) == alias => Some(Reach::Rule),
                    name if name == meta.group.name() || Some(name) == pack_of(alias) => {
                        Some(Reach::Group)
                    }
                    name => is_of_profile(name, meta, default).then_some(Reach::Everything),
                })
                .max()
        };
        reach(&self.select) > reach(&self.ignore)
    }

    /// Whether it names this very rule.
    #[must_use]
    pub fn names(&self, id: &str, alias: Option<&str>) -> bool {
        self.select
            .iter()
            .any(|name| name == id || Some(name.as_str()) == alias)
    }

    /// Whether nothing of the default selection was left out.
    #[must_use]
    pub fn holds_default(&self) -> bool {
        self.ignore.is_empty()
            && self
                .select
                .iter()
                .any(|name| name == "default" || name == "all")
    }

    /// Checks every name against the rules there are.
    ///
    /// # Errors
    /// The first name that nothing has, with the nearest one.
    pub fn verify<'a>(
        &self,
        known: impl Iterator<Item = &'a str> + Clone,
    ) -> Result<(), UnknownName> {
        let words = ["default", "all"]
            .into_iter()
            .chain(PROFILES.iter().map(|(name, _)| *name))
            .chain(Group::ALL.iter().map(|group| group.name()));
        let known = words.chain(known);
        for name in self.select.iter().chain(&self.ignore) {
            if !known
                .clone()
                .any(|known| known == name || pack_of(Some(known)) == Some(name))
            {
                return Err(UnknownName {
                    name: name.clone(),
                    nearest: nearest(name, known).map(str::to_owned),
                });
            }
        }
        Ok(())
    }
}

/// The pack of a term, by its full name (`pack/id`).
fn pack_of(full: Option<&str>) -> Option<&str> {
    full?.split_once('/').map(|(pack, _)| pack)
}

/// The known name that is nearest to one that is not known, if it is near enough for a slip of the hand.
pub fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let length = name.chars().count();
    // Of one or two characters nothing is left to recognise.
    let most = if length < 3 { 0 } else { (length / 3).max(1) };
    known
        // What is much longer or shorter need not be compared: a name may be of any length.
        .filter(|known| known.chars().count().abs_diff(length) <= most)
        .map(|known| (strsim::damerau_levenshtein(name, known), known))
        .filter(|&(distance, _)| distance <= most)
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, known)| known)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Severity;

    fn meta(id: &'static str, default: bool) -> Meta<'static> {
        let group = Group::Typography;
        Meta {
            id,
            group,
            severity: Severity::Info,
            fix: None,
            default,
            summary: "",
            docs: "",
        }
    }

    fn on(select: &[&str], ignore: &[&str], id: &'static str, default: bool) -> bool {
        let own = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        Selection::new(own(select), own(ignore)).includes(
            &meta(id, default),
            Some("pack/id"),
            default,
        )
    }

    #[test]
    fn the_most_specific_name_decides() {
        assert!(on(&["default"], &[], "nbsp", true));
        assert!(!on(&["default"], &[], "dash", false));
        assert!(on(&["all"], &[], "dash", false));
        assert!(!on(&["all"], &["typography"], "dash", false));
        assert!(on(&["default", "dash"], &["typography"], "dash", false));
        assert!(!on(&["dash"], &["dash"], "dash", false));
        assert!(on(&["pack/id"], &["typography"], "dash", false));
        assert!(!on(&["terminology"], &[], "dash", true));
    }

    #[test]
    fn names_of_other_checkers_are_ours() {
        for (other, own) in ALIASES {
            assert!(on(&[other], &[], own, false) && !on(&["all"], &[other], own, true));
            assert!(crate::rules::all().any(|rule| rule.meta.id == own), "{own}");
        }
    }

    #[test]
    fn nothing_is_near_to_a_name_of_any_length() {
        let name = "a".repeat(2_000_000);
        assert_eq!(
            nearest(&name, ["nbsp", "aaa"].into_iter().cycle().take(1000)),
            None
        );
    }

    #[test]
    fn unknown_names_are_told_with_the_nearest() {
        let error = Selection::new(vec!["retourer".into()], vec![])
            .verify(["retourner", "nbsp"].into_iter());
        assert_eq!(
            error.unwrap_err().to_string(),
            "no rule, group or term is called `retourer`; did you mean `retourner`?"
        );
        assert!(
            Selection::new(vec!["default".into()], vec!["typography".into()])
                .verify([].into_iter())
                .is_ok()
        );
    }
}
