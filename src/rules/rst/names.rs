//! The names of roles and directives that docutils 0.22 and Sphinx 9 define.

/// Roles that need no domain before them, in order: those of docutils and Sphinx, and those of each domain, as a project
/// chooses its default one.
#[rustfmt::skip]
const ROLES: [&str; 84] = [
    "ab", "abbr", "abbreviation", "ac", "acronym", "any", "attr", "autolink", "citation-reference", "class", "code",
    "command", "concept", "confval", "const", "cve", "cwe", "data", "deco", "dfn", "dir", "doc", "download",
    "emphasis", "enum", "enumerator", "envvar", "eq", "exc", "expr", "file", "footnote-reference", "func", "guilabel",
    "i", "index", "kbd", "keyword", "literal", "macro", "mailheader", "makevar", "manpage", "math", "member",
    "menuselection", "meth", "mimetype", "mod", "named-reference", "newsgroup", "numref", "obj", "option", "pep",
    "pep-reference", "program", "raw", "ref", "regexp", "rfc", "rfc-reference", "role", "samp", "strong", "struct",
    "sub", "subscript", "substitution-reference", "sup", "superscript", "t", "target", "term", "texpr", "title",
    "title-reference", "token", "type", "union", "uri", "uri-reference", "url", "var",
];

/// Domains with their roles.
#[rustfmt::skip]
const DOMAINS: [(&str, &[&str]); 7] = [
    ("py", &["attr", "class", "const", "data", "deco", "exc", "func", "meth", "mod", "obj", "type"]),
    ("c", &["data", "enum", "enumerator", "expr", "func", "macro", "member", "struct", "texpr", "type", "union", "var"]),
    ("cpp", &["any", "class", "concept", "enum", "enumerator", "expr", "func", "member", "struct", "texpr", "type", "union", "var"]),
    ("js", &["attr", "class", "data", "func", "meth", "mod"]),
    ("rst", &["dir", "role"]),
    ("math", &["numref"]),
    ("std", &["confval", "doc", "envvar", "keyword", "numref", "option", "ref", "term", "token"]),
];

/// Directives that are met in prose: those of docutils and Sphinx, and how domains describe objects.
#[rustfmt::skip]
const DIRECTIVES: [&str; 85] = [
    "admonition", "attention", "attribute", "autoclass", "autofunction", "automethod", "automodule", "caution",
    "centered", "class", "classmethod", "cmdoption", "code", "code-block", "codeauthor", "compound", "confval",
    "container", "contents", "csv-table", "currentmodule", "danger", "data", "decorator", "default-role", "deprecated",
    "describe", "digraph", "doctest", "envvar", "epigraph", "error", "exception", "figure", "footer", "function",
    "glossary", "graph", "graphviz", "header", "highlight", "highlights", "hint", "hlist", "ifconfig", "image",
    "important", "include", "index", "line-block", "list-table", "literalinclude", "math", "meta", "method", "module",
    "moduleauthor", "note", "object", "only", "option", "parsed-literal", "productionlist", "program", "property",
    "pull-quote", "raw", "replace", "role", "rubric", "seealso", "sidebar", "sourcecode", "staticmethod", "table",
    "testcode", "tip", "toctree", "todo", "topic", "unicode", "versionadded", "versionchanged", "versionremoved",
    "warning",
];

/// Whether Sphinx has a role of this name, perhaps with its domain. docutils reads names without regard to case.
pub(super) fn is_role(name: &str) -> bool {
    // Those that documentation is full of need no search.
    let frequent = matches!(
        name,
        "func"
            | "class"
            | "meth"
            | "ref"
            | "mod"
            | "attr"
            | "exc"
            | "term"
            | "data"
            | "const"
            | "c:func"
            | "c:type"
    );
    if frequent || ROLES.binary_search(&name).is_ok() {
        return true;
    }
    let known = |list: &[&str], name: &str| list.iter().any(|role| role.eq_ignore_ascii_case(name));
    match name.rsplit_once(':') {
        None => known(&ROLES, name),
        Some((domain, name)) => DOMAINS.iter().any(|(known_domain, roles)| {
            known_domain.eq_ignore_ascii_case(domain) && known(roles, name)
        }),
    }
}

/// All roles, those of domains with their domain and without.
pub(super) fn roles() -> impl Iterator<Item = String> {
    let of_domains = DOMAINS
        .iter()
        .flat_map(|(domain, roles)| roles.iter().map(move |role| format!("{domain}:{role}")));
    ROLES
        .iter()
        .map(|role| (*role).to_owned())
        .chain(of_domains)
}

/// Whether docutils or Sphinx has a directive of this name, perhaps with its domain.
pub(super) fn is_directive(name: &str) -> bool {
    let name = match name.split_once(':') {
        Some((domain, name)) if DOMAINS.iter().any(|(known, _)| *known == domain) => name,
        _ => name,
    };
    DIRECTIVES.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        assert!(is_role("func") && is_role("c:func") && is_role("PEP") && is_role("py:type"));
        assert!(!is_role("fonc") && !is_role("c:meth") && !is_role("fr:func") && !is_role(""));
        assert!(is_directive("note") && is_directive("c:function"));
        assert!(!is_directive("notes") && !is_directive("x:function"));
        assert!(ROLES.is_sorted());
        assert!(roles().any(|role| role == "cpp:func"));
    }
}
