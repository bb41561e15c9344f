use super::*;

const HEADER: &str = "msgid \"\"\nmsgstr \"\"\n\"PO-Revision-Date: 2020-01-01 10:00+0000\\n\"\n\"Language: fr\\n\"\n";

fn file(messages: &str) -> String {
    format!("{HEADER}\n{messages}")
}

/// What differs, as `source: aspects`.
fn told(old: &str, new: &str) -> Vec<String> {
    let (old, new) = (file(old), file(new));
    let (old, new) = (
        Snapshots::read(&old).unwrap(),
        Snapshots::read(&new).unwrap(),
    );
    tell(&compare(&old, &new))
}

fn tell(differences: &[Difference]) -> Vec<String> {
    differences
        .iter()
        .map(|one| {
            let names: Vec<_> = one.aspects().iter().map(|aspect| aspect.name()).collect();
            format!("{}: {}", one.any().unwrap().source, names.join(", "))
        })
        .collect()
}

#[test]
fn each_kind_of_difference() {
    let one = "# note\n#: a.c:1\n#, c-format\nmsgid \"One\"\nmsgstr \"Un\"\n";
    assert_eq!(told(one, one), [""; 0]);
    assert_eq!(told(one, ""), ["One: removed"]);
    assert_eq!(told("", one), ["One: added"]);
    for (from, to, what) in [
        ("Un", "Une", "translation"),
        ("\"Un\"", "\"\"", "untranslated"),
        ("c-format", "c-format, fuzzy", "fuzzy set"),
        ("c-format", "python-format", "flags"),
        ("# note", "# other", "comments"),
    ] {
        let other = one.replace(from, to);
        assert_eq!(told(one, &other), [format!("One: {what}")]);
        let back = match what {
            "untranslated" => "translated",
            "fuzzy set" => "fuzzy cleared",
            what => what,
        };
        assert_eq!(told(&other, one), [format!("One: {back}")]);
    }
    let live = "msgid \"One\"\nmsgstr \"Un\"\n";
    let gone = "#~ msgid \"One\"\n#~ msgstr \"Un\"\n";
    assert_eq!(told(live, gone), ["One: obsolete"]);
    assert_eq!(told(gone, live), ["One: revived"]);
    // An obsolete twin is another message, wherever it stands.
    assert_eq!(
        told(&format!("{gone}\n{live}"), &format!("{live}\n{gone}")),
        [""; 0]
    );
    assert_eq!(told(&format!("{gone}\n{live}"), live), ["One: removed"]);
}

#[test]
fn layout_places_and_dates_are_no_difference() {
    let old = file(
        "#: a.c:1\nmsgid \"One two\"\nmsgstr \"Un deux\"\n\n#. code\n#, b, a\nmsgid \"Three\"\nmsgstr \"\"\n",
    );
    let new = "msgid \"\"\nmsgstr \"\"\n\"PO-Revision-Date: 2021-01-01 10:00+0000\\n\"\n\"Language: fr\\n\"\n\n\
        #: b.c:1\n#, a, b\nmsgid \"Three\"\nmsgstr \"\"\n\nmsgid \"\"\n\"One \"\n\"two\"\nmsgstr \"\"\n\"Un \"\n\"deux\"\n"
        .replace('\n', "\r\n");
    let (old, read) = (
        Snapshots::read(&old).unwrap(),
        Snapshots::read(&new).unwrap(),
    );
    assert_eq!(compare(&old, &read), []);
    let german = new.replace("Language: fr", "Language: de");
    let german = Snapshots::read(&german).unwrap();
    assert_eq!(tell(&compare(&old, &german)), [": translation"]);
}

#[test]
fn a_changed_source_finds_its_translation() {
    let old = "msgid \"Return the value.\"\nmsgstr \"Renvoie la valeur.\"\n";
    // As msgmerge --previous leaves it.
    let previous = "#, fuzzy\n#| msgid \"Return the value.\"\nmsgid \"Gives it\"\nmsgstr \"Renvoie la valeur.\"\n";
    assert_eq!(told(old, previous), ["Gives it: source, fuzzy set"]);
    let same = "msgid \"Gives it\"\nmsgstr \"Renvoie la valeur.\"\n";
    assert_eq!(told(old, same), ["Gives it: source"]);
    let like = "msgid \"Returns the value.\"\nmsgstr \"Elle renvoie.\"\n";
    assert_eq!(told(old, like), ["Returns the value.: source, translation"]);
    let context = "msgctxt \"menu\"\nmsgid \"Return the value.\"\nmsgstr \"Renvoie la valeur.\"\n";
    assert_eq!(told(old, context), ["Return the value.: source"]);
    let plural = "msgid \"Return the value.\"\nmsgid_plural \"s\"\nmsgstr[0] \"Renvoie la valeur.\"\nmsgstr[1] \"\"\n";
    assert_eq!(
        told(old, plural),
        ["Return the value.: source, translation"]
    );
    let (open, other) = (
        "msgid \"Open file\"\nmsgstr \"Ouvrir\"\n",
        "msgid \"Open folder\"\nmsgstr \"\"\n",
    );
    assert_eq!(
        told(open, other),
        ["Open folder: added", "Open file: removed"]
    );
    // Of several the most alike.
    let two =
        "msgid \"Return the values.\"\nmsgstr \"\"\n\nmsgid \"Return the value\"\nmsgstr \"\"\n";
    assert_eq!(
        told(old, two),
        [
            "Return the values.: added",
            "Return the value: source, untranslated"
        ]
    );
}

#[test]
fn messages_move_between_files() {
    let (a, b) = (file("msgid \"One\"\nmsgstr \"Un\"\n"), file(""));
    let (a, b) = (Snapshots::read(&a).unwrap(), Snapshots::read(&b).unwrap());
    let one = |name: &str, old, new| FileDifference {
        old: Some(name.to_owned()),
        new: Some(name.to_owned()),
        differences: compare(old, new),
    };
    let mut files = [one("a.po", &a, &b), one("b.po", &b, &a)];
    find_moves(&mut files);
    assert!(files[0].is_same());
    assert_eq!(tell(&files[1].differences), ["One: moved"]);
    assert_eq!(files[1].differences[0].from.as_deref(), Some("a.po"));
}

#[test]
fn a_text_for_the_line_diff() {
    let file = file(
        "# note\n#: a.c:1\n#, fuzzy\n#| msgid \"\"\n#| \"Old\"\nmsgctxt \"menu\"\nmsgid \"New\"\nmsgid_plural \"News\"\nmsgstr[0] \"\"\n\"Un \"\n\"deux\\n\"\n\"trois\"\nmsgstr[1] \"\"\n\n#~ msgid \"gone\"\n#~ msgstr \"parti\"\n",
    );
    assert_eq!(
        textconv(&Snapshots::read(&file).unwrap()),
        "msgid \"\"\nmsgstr \"Language: fr\\n\"\n\n# note\n#, fuzzy\n#| msgid \"Old\"\nmsgctxt \"menu\"\nmsgid \"New\"\nmsgid_plural \"News\"\n\
         msgstr[0] \"\"\n\"Un deux\\n\"\n\"trois\"\nmsgstr[1] \"\"\n\n#~ msgid \"gone\"\n#~ msgstr \"parti\"\n"
    );
}
