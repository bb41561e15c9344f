//! What is read of whole and of broken entries, and which fault is told where.

use super::*;

fn parse(file: &str) -> (Vec<String>, Vec<(FaultKind, &str)>) {
    let mut parser = Parser::new(file);
    let mut entry = Entry::default();
    let mut entries = Vec::new();
    while parser.read(&mut entry) {
        let strings: Vec<String> = entry
            .fields
            .iter()
            .map(|field| {
                let previous = if field.mark.previous { "|" } else { "" };
                let index = field.index.map_or(String::new(), |index| index.to_string());
                format!(
                    "{previous}{}{index}={}",
                    &field.keyword.name()[3..],
                    entry.text(field).decode()
                )
            })
            .collect();
        let obsolete = if entry.obsolete { "~" } else { "" };
        entries.push(format!("{obsolete}{}", strings.join(" ")));
    }
    (
        entries,
        parser
            .faults
            .iter()
            .map(|fault| (fault.kind, &file[fault.span]))
            .collect(),
    )
}

#[track_caller]
fn one_fault(file: &str, kind: FaultKind, text: &str, entries: &[&str]) {
    let (read, faults) = parse(file);
    assert_eq!(faults, [(kind, text)]);
    assert_eq!(read, entries);
}

#[test]
fn entries_of_every_kind() {
    let (entries, faults) = parse(concat!(
        "\u{feff}# c\nmsgid \"\"\nmsgstr \"\"\n\"H: x\\n\"\n\n#, fuzzy\n#| msgid \"old\"\nmsgctxt \"c\"\nmsgid \"a\"\n",
        "msgid_plural \"as\"\nmsgstr[0] \"b\"\nmsgstr[1] \"bs\"\n#~| msgid \"o\"\n#~ msgid \"p\"\n#~ msgstr \"\"\n#~ \"q\"\n# end\n"
    ));
    assert_eq!(faults, []);
    assert_eq!(
        entries,
        [
            "id= str=H: x\n",
            "|id=old ctxt=c id=a id_plural=as str0=b str1=bs",
            "~|id=o id=p str=q",
            ""
        ]
    );
}

#[test]
fn several_tokens_on_a_line() {
    let (entries, faults) = parse("msgid\"a\"msgstr \"b\" # c\nmsgid \"c\" \"d\" msgstr \"e\"");
    assert_eq!(
        (entries, faults),
        (vec!["id=a str=b".into(), "id=cd str=e".into()], vec![])
    );
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn faults_are_said_once_and_the_next_entry_is_read() {
    use FaultKind as F;
    let next = "\nmsgid \"n\"\nmsgstr \"m\"\n";
    let case = |text: &str, kind, at: &str, entry: &str| {
        let file = format!("{text}{next}");
        let entries: Vec<&str> = [entry, "id=n str=m"]
            .into_iter()
            .filter(|entry| !entry.is_empty())
            .collect();
        one_fault(&file, kind, at, &entries);
    };
    case(
        "msgid \"a\"\nmsgstr \"b\n",
        F::UnterminatedString,
        "\"b",
        "id=a str=b",
    );
    case(
        "msgid \"a\"\nmsgstr \"b\\q\"\n",
        F::InvalidEscape,
        "\\q",
        "id=a str=b\\q",
    );
    case(
        "msgid \"a\"\nmsgstr \"b\\\"\n",
        F::UnterminatedString,
        "\"b\\\"",
        "id=a str=b\"",
    );
    case(
        "msgid \"a\"\nmsgsrt \"b\"\n",
        F::UnknownKeyword(Some(Keyword::Msgstr)),
        "msgsrt",
        "id=a str=b",
    );
    case(
        "Msgid \"a\"\nmsgstr \"b\"\n",
        F::UnknownKeyword(Some(Keyword::Msgid)),
        "Msgid",
        "id=a str=b",
    );
    case("foo bar\n", F::UnknownKeyword(None), "foo", "");
    case(
        "traduction \"x\"\n\"y\"\n",
        F::UnknownKeyword(None),
        "traduction",
        "",
    );
    case("msgid \"a\"\n", F::MissingMsgstr, "msgid", "id=a");
    case("msgid \"a\"\n# c\n", F::MissingMsgstr, "msgid", "id=a");
    case("msgstr \"b\"\n", F::MissingMsgid, "msgstr", "str=b");
    case("msgctxt \"c\"\n# c\n", F::MissingMsgid, "msgctxt", "ctxt=c");
    case(
        "msgid \"a\"\n# c\n# d\nmsgstr \"b\"\n",
        F::MisplacedComment,
        "# c",
        "id=a str=b",
    );
    case(
        "msgid \"a\"\n#| msgid \"z\"\nmsgstr \"b\"\n",
        F::MisplacedComment,
        "msgid",
        "id=a |id=z str=b",
    );
    case(
        "msgid \"a\"\nmsgstr \"b\"c\"\n",
        F::StrayQuote,
        "c\"",
        "id=a str=b",
    );
    case(
        "msgid \"a\"\nmsgstr \"b\" ;;\n",
        F::StrayText,
        ";;",
        "id=a str=b",
    );
    case(";; x\n", F::StrayText, ";; x", "");
    case(
        "msgid \"a\"\nmsgstr \"b\"\n# c\n\"d\"\n",
        F::StrayText,
        "\"d\"",
        "id=a str=b",
    );
    case(
        "msgid \"a\"\nmsgstr \"b\"\nmsgstr \"c\"\n",
        F::RepeatedField(Keyword::Msgstr),
        "msgstr",
        "id=a str=b str=c",
    );
    case(
        "msgid \"a\"\nmsgstr\n",
        F::MissingString(Keyword::Msgstr),
        "msgstr",
        "id=a str=",
    );
    case(
        "#~ msgid \"a\"\nmsgstr \"b\"\n",
        F::MixedObsolete,
        "msgstr",
        "~id=a str=b",
    );
    let plural = "msgid \"a\"\nmsgid_plural \"as\"\n";
    let expected = |index| F::PluralIndex(PluralFault::Expected(index));
    case(
        &format!("{plural}msgstr[0] \"b\"\nmsgstr[2] \"c\"\n"),
        expected(1),
        "msgstr[2]",
        "id=a id_plural=as str0=b str2=c",
    );
    case(
        &format!("{plural}msgstr[1] \"b\"\n"),
        expected(0),
        "msgstr[1]",
        "id=a id_plural=as str1=b",
    );
    case(
        &format!("{plural}msgstr \"b\"\n"),
        F::PluralIndex(PluralFault::NoIndex),
        "msgstr",
        "id=a id_plural=as str=b",
    );
    case(
        "msgid \"a\"\nmsgstr[0] \"b\"\n",
        F::PluralIndex(PluralFault::NoPlural),
        "msgstr[0]",
        "id=a str0=b",
    );
    case(
        "<<<<<<< HEAD\nmsgid \"a\"\nmsgstr \"b\"\n=======\nmsgstr \"c\"\n>>>>>>> x\n",
        F::ConflictMarker,
        "<<<<<<< HEAD",
        "id=a str=b str=c",
    );
}

#[test]
fn flags_and_their_places() {
    let file = "#, c-format\n#!no-wrap fuzzy, range: 0..9\nmsgid \"a\"\nmsgstr \"b\"\n";
    let mut parser = Parser::new(file);
    let mut entry = Entry::default();
    assert!(parser.read(&mut entry));
    assert!(entry.fuzzy && entry.is_translated());
    let flags: Vec<_> = entry
        .flags()
        .map(|(flag, span)| (flag, &file[span]))
        .collect();
    assert_eq!(
        flags,
        [
            ("c-format", "c-format"),
            ("no-wrap", "no-wrap"),
            ("fuzzy", "fuzzy"),
            ("range: 0..9", "range: 0..9")
        ]
    );
}

/// As `msgfmt` and `msgcat` were seen to take them.
#[test]
fn the_last_line_of_flags_counts() {
    for (flags, fuzzy) in [
        ("#, fuzzy", true),
        ("#,fuzzy", true),
        ("#!\tfuzzy", true),
        ("#, c-format fuzzy", true),
        ("#, range: 0..9 fuzzy", true),
        ("#, c-format\n#, fuzzy", true),
        ("#, fuzzy\n# note", true),
        ("#, fuzzy\n#, c-format", false),
        ("#, fuzzy\n#,", false),
        ("#, fuzzy\n#! x", false),
        ("#, fuzzyx", false),
        ("#, Fuzzy", false),
        ("#, no-fuzzy", false),
        ("# , fuzzy", false),
    ] {
        let file = format!("{flags}\nmsgid \"a\"\nmsgstr \"b\"\n");
        let mut entry = Entry::default();
        assert!(Parser::new(&file).read(&mut entry));
        assert_eq!(entry.fuzzy, fuzzy, "{flags}");
    }
}

/// What both ways of reading say of a text.
#[track_caller]
fn read_alike(file: &str) {
    let (mut plainly, mut by_tokens) = (Parser::new(file), Parser::new(file));
    let (mut plain, mut entry) = (Entry::default(), Entry::default());
    loop {
        let (more, also) = (plainly.read(&mut plain), by_tokens.by_tokens(&mut entry));
        assert_eq!(
            (more, format!("{plain:?}")),
            (also, format!("{entry:?}")),
            "{file:?}"
        );
        assert_eq!(plainly.position(), by_tokens.position(), "{file:?}");
        if !more {
            break;
        }
    }
    assert_eq!(plainly.faults, by_tokens.faults, "{file:?}");
}

#[test]
fn plain_entries_are_read_as_all_others() {
    let fixtures = ignore::Walk::new("fixtures").flatten();
    let mut count = 0;
    for file in fixtures.filter(|file| file.path().extension().is_some_and(|ending| ending == "po"))
    {
        let decoded = crate::po::charset::Decoded::new(std::fs::read(file.path()).unwrap());
        read_alike(&decoded.text);
        read_alike(&decoded.text.replace('\n', "\r\n"));
        count += 1;
    }
    assert!(count > 30, "{count}");
    // A carriage return at the end of a broken file ends the line, whatever stands before it.
    for end in ["\r", "\r\n", "\n", ""] {
        let file = format!("msgid \"b\"\nmsgstr \"a\\{end}");
        read_alike(&file);
        one_fault(
            &file,
            FaultKind::UnterminatedString,
            "\"a\\",
            &["id=b str=a\\"],
        );
    }
}

proptest::proptest! {
    #[test]
    fn pieces_in_any_order_are_read_alike(
        picks in proptest::collection::vec(0usize..40, 0..24)
    ) {
        const PIECES: [&str; 40] = [
            "msgid \"a\"\n", "msgid \"\"\n\"b\\n\"\n\"c\"\n", "msgid \"d\"", "msgid\"e\"\n", "msgid  \"f\"\n", "msgid\n", "msgid \"g\n",
            "msgstr \"a\"\n", "msgstr \"\"\n\"b\"\n", "msgstr \"c\"", "msgstr \"#-#-#-#-#  x\"\n", "msgstr \"\\q\"\n", "msgstr \"d\"\r\n",
            "msgstr[0] \"e\"\n", "msgstr[1] \"f\"\n", "msgid_plural \"g\"\n", "msgctxt \"h\"\n", "msgctxt \"i\u{4}\"\n",
            "# j\n", "#. k\n", "#: l\n", "#, fuzzy\n", "#, c-format, fuzzy\n", "#| msgid \"m\"\n", "#~ msgid \"n\"\n", "#~ msgstr \"o\"\n",
            "#~ # p\n", "#\n", "# q\r\n", "\n", "\r\n", " ", "\t", "\\\n", "\"r\"\n", "s\n", "domain \"t\"\n", "<<<<<<< u\n",
            ">>>>>>> v\n", "\r",
        ];
        read_alike(&picks.into_iter().map(|pick| PIECES[pick]).collect::<String>());
    }
}
