//! Structure: broken entries, twins, lost backslashes, the language of a file that does not name it, and headers.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a test says what is missing, and falls over what is wrong"
)]

mod common;

use common::checker;
use polir::diagnostic::Safety;
use polir::engine::Whence;
use polir::fix;
use polir::output::{Report, repeated};
use polir::po::charset::Decoded;

/// A header whose every field is right; `more` fields stand behind them.
fn header(language: &str, more: &str) -> String {
    let language = if language.is_empty() {
        String::new()
    } else {
        format!("\"Language: {language}\\n\"\n")
    };
    format!(
        "msgid \"\"\nmsgstr \"\"\n\"Project-Id-Version: Demo 1\\n\"\n\"PO-Revision-Date: 2024-01-02 03:04+0100\\n\"\n\"Last-Translator: Ada <ada@example.org>\\n\"\n\"Language-Team: Team <team@example.org>\\n\"\n{language}\"MIME-Version: 1.0\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\"Content-Transfer-Encoding: 8bit\\n\"\n{more}\n"
    )
}

fn decoded(text: &str) -> Decoded {
    Decoded::new(text.as_bytes().to_vec())
}

/// The rules that find something in a file of the default selection, with what they find.
fn found(text: &str) -> Vec<(String, String)> {
    let decoded = decoded(text);
    let found = checker(&["default"], false)
        .check("x.po", &decoded)
        .diagnostics;
    found
        .into_iter()
        .map(|found| {
            (
                found.rule.to_string(),
                decoded.text[found.span.range()].to_owned(),
            )
        })
        .collect()
}

/// The names of the rules alone.
fn rules(text: &str) -> Vec<String> {
    found(text).into_iter().map(|(rule, _)| rule).collect()
}

/// The file after fixes of this level.
fn fixed(text: &str, level: Safety) -> String {
    let fixed = fix::fix(&checker(&["default"], false), "x.po", &decoded(text), level);
    fix::apply(text, &fixed.changes)
}

#[test]
fn a_broken_entry_is_not_prose() {
    for (body, rule) in [
        (
            "msgid \"Close the file.\"\nmsgstr \"Fermez le \"fichier\" !\"\n",
            "stray-text",
        ),
        (
            "msgid \"Value: \\\"x\\\"\"\nmsgstr \"Valeur: \"x\"\" \n",
            "stray-text",
        ),
        (
            "msgid \"Write a file.\"\nmsgstr \"\"\n\"Écrit un \n\"fichier\"\n",
            "unterminated-string",
        ),
        (
            "msgid \"Press:\"\nmsgstr \"Appuyez \\q:\"\n",
            "invalid-escape",
        ),
    ] {
        let text = format!("{}{body}", header("fr", ""));
        assert_eq!(rules(&text), [rule], "{body}");
        assert_eq!(fixed(&text, Safety::Unsafe), text, "{body}");
    }
    // The next entry is read, and so are the spaces behind it.
    let text = format!(
        "{}msgid \"a\"\nmsgstr \"Un \"x\" :\"\n\nmsgid \"Name: x\"\nmsgstr \"Nom: x\" \n",
        header("fr", "")
    );
    assert_eq!(rules(&text), ["stray-text", "nbsp", "trailing-space"]);
}

#[test]
fn a_colon_behind_a_keyword_is_one_fault() {
    for sign in [":", " :", "="] {
        let body = format!("msgid{sign} \"A file\"\nmsgstr{sign} \"Un fichier\"\n");
        let text = format!("{}{body}", header("fr", ""));
        assert_eq!(
            rules(&text),
            ["unknown-keyword", "unknown-keyword"],
            "{sign}"
        );
    }
}

#[test]
fn a_backslash_that_is_lost_comes_back() {
    let entry = |source: &str, text: &str| {
        format!(
            "{}msgid \"{source}\"\nmsgstr \"{text}\"\n",
            header("es", "")
        )
    };
    for (source, text, right) in [
        (
            r"path C:\\new\\table",
            r"ruta C:\new\table",
            r"ruta C:\\new\\table",
        ),
        (
            r"the path \\table is bad",
            r"la ruta \table es mala",
            r"la ruta \\table es mala",
        ),
        (
            r"the path \\\\server\\robots is bad",
            r"la ruta \\server\robots es mala",
            r"la ruta \\\\server\\robots es mala",
        ),
        (r"ends with \\n", r"acaba en \n", r"acaba en \\n"),
        (
            r"\\alpha and \\beta and \\frac",
            r"\alpha y \beta y \frac",
            r"\\alpha y \\beta y \\frac",
        ),
    ] {
        let before = entry(source, text);
        assert!(
            rules(&before).iter().all(|rule| rule == "lost-backslash"),
            "{:?}",
            found(&before)
        );
        assert_eq!(fixed(&before, Safety::Safe), entry(source, right), "{text}");
    }
    // The line ends are those of the source, and the escape is there.
    for (source, text) in [
        (r"a\nb \\n c", r"x\ny \\n z"),
        (r"use \\t\nfor tabs", r"usa \\t\npara tabuladores"),
    ] {
        assert_eq!(rules(&entry(source, text)), [""; 0], "{text}");
    }
}

#[test]
fn of_twins_the_only_translation_stays() {
    let file = |body: &str| format!("{}{body}", header("fr", ""));
    let (live, empty) = (
        "msgid \"A file\"\nmsgstr \"Un fichier\"\n",
        "msgid \"A file\"\nmsgstr \"\"\n",
    );
    let obsolete = "#~ msgid \"A file\"\n#~ msgstr \"Un fichier\"\n";
    let fuzzy = "#, fuzzy\nmsgid \"A file\"\nmsgstr \"Un fichier\"\n";
    let other = "msgid \"A file\"\nmsgstr \"Un dossier\"\n";
    for (first, second, kept) in [
        (live, live, Some(live)),
        (live, obsolete, Some(live)),
        (obsolete, live, Some(live)),
        (live, empty, Some(live)),
        (empty, live, Some(live)),
        (fuzzy, live, Some(live)),
        (empty, empty, Some(empty)),
        // Who reads it decides.
        (empty, obsolete, None),
        (live, other, None),
    ] {
        let text = file(&format!("{first}\n{second}"));
        assert_eq!(rules(&text), ["duplicate-message"], "{text}");
        let after = fixed(&text, Safety::Unsafe);
        assert_eq!(
            after.trim_end(),
            kept.map_or(text.clone(), file).trim_end(),
            "{text}"
        );
    }
}

#[test]
fn an_unknown_language_has_no_pack() {
    let checker = checker(&["default"], false);
    let holds = |path: &str, text: &str| {
        let holds = checker.holds(path, text);
        (holds.language, holds.whence, holds.packs.len())
    };
    let python = |team: &str| {
        format!(
            "msgid \"\"\nmsgstr \"\"\n\"Project-Id-Version: Python 3\\n\"\n\"Language-Team: {team}\\n\"\n"
        )
    };
    let unknown = python("LANGUAGE <LL@li.org>");
    assert_eq!(holds("x.po", &unknown), (String::new(), Whence::Unknown, 0));
    let french = python("FRENCH <traductions@lists.afpy.org>");
    assert_eq!(holds("x.po", &french), ("fr".to_owned(), Whence::Team, 1));
    assert_eq!(
        holds("po/fr.po", &unknown),
        ("fr".to_owned(), Whence::Path, 1)
    );
    let korean = format!("{unknown}\nmsgid \"Call it.\"\nmsgstr \"먼저 함수를 호출하십시오.\"\n");
    assert_eq!(holds("x.po", &korean), ("ko".to_owned(), Whence::Script, 0));
    assert_eq!(
        checker
            .check("x.po", &decoded(&korean))
            .diagnostics
            .iter()
            .filter(|found| found.rule == "header-value")
            .count(),
        0
    );
}

#[test]
fn headers_of_the_world() {
    for language in ["kmr", "cmn", "tlh", "iw", "he_IL", "in", "lt", "sr@latin"] {
        let text = format!("{}msgid \"OK\"\nmsgstr \"OK!\"\n", header(language, ""));
        assert!(
            !rules(&text).contains(&"header-field-invalid".to_owned()),
            "{language}"
        );
    }
    let spelling = header(
        "es",
        "\"X-POFile-SpellExtra: foo\\n\"\n\"X-POFile-SpellExtra: bar\\n\"\n",
    );
    assert_eq!(rules(&spelling), [""; 0]);
    let zope = "\"Preferred-Encodings: utf-8\\n\"\n\"Preferred-Encodings: latin1\\n\"\n";
    assert_eq!(rules(&header("es", zope)), [""; 0]);
    let twice = rules(&header("es", "\"Language: fr\\n\"\n"));
    assert_eq!(twice, ["header-field-duplicate"]);
    let wrong = "\"Plural-Forms: nplurals=2; plural=(n != 1);\\n\"\n";
    assert_eq!(rules(&header("uk", wrong)), [""; 0]);
    let plural =
        "\nmsgid \"file\"\nmsgid_plural \"files\"\nmsgstr[0] \"файл\"\nmsgstr[1] \"файли\"\n";
    assert_eq!(
        rules(&format!("{}{plural}", header("uk", wrong))),
        ["plural-forms-unusual"]
    );
    for formula in [
        "n==1 ? 0 : n%10==1 && n%100!=11 ? 1 : n%10>=2 && (n%100<10 || n%100>=20) ? 2 : 3",
        "n==1 ? 0 : n%10>=2 && (n%100<10 || n%100>=20) ? 1 : n%10==0 || (n%100>10 && n%100<20) ? 2 : 3",
    ] {
        let forms = format!("\"Plural-Forms: nplurals=4; plural=({formula});\\n\"\n");
        let plural = "\nmsgid \"file\"\nmsgid_plural \"files\"\nmsgstr[0] \"\"\nmsgstr[1] \"\"\nmsgstr[2] \"\"\nmsgstr[3] \"\"\n";
        assert_eq!(rules(&format!("{}{plural}", header("lt", &forms))), [""; 0]);
    }
}

#[test]
fn spaces_at_the_end_of_a_comment_are_nobodys_affair() {
    let text = format!(
        "# Translators: \n# \n{}#. note \nmsgid \"Save\"\nmsgstr \"Uložiť\"\n",
        header("sk", "")
    );
    assert_eq!(rules(&text), [""; 0]);
}

/// What is reported of some files, after findings that repeat have become one: rule, message, the other places.
fn reported(files: &[(&str, &str)]) -> Vec<(String, String, usize)> {
    let checker = checker(&["default"], false);
    let mut reports: Vec<Report> = files
        .iter()
        .map(|(name, text)| Report {
            name: (*name).to_owned(),
            findings: checker.check(name, &decoded(text)).diagnostics,
            ..Report::default()
        })
        .collect();
    repeated::collapse(&mut reports);
    let findings = reports.into_iter().flat_map(|report| report.findings);
    findings
        .map(|found| (found.rule.to_string(), found.message, found.elsewhere.len()))
        .collect()
}

#[test]
fn what_most_headers_share_is_one_finding() {
    let entry = "msgid \"a\"\nmsgstr \"b\"\n";
    let fuzzy = format!("#, fuzzy\n{}{entry}", header("fr", ""));
    let right = format!("{}{entry}", header("fr", ""));
    let told = "the header is marked fuzzy, though the file has translations";
    let one = |count: &str, others| ("header-fuzzy".to_owned(), format!("{told}{count}"), others);
    let (a, b, c, d) = (
        ("a.po", &*fuzzy),
        ("b.po", &*fuzzy),
        ("c.po", &*fuzzy),
        ("d.po", &*right),
    );
    assert_eq!(reported(&[a, b, d, c]), [one(" (in 3 of 4 files)", 2)]);
    // A platform writes the header anew with each export.
    let page = "French (https://www.transifex.com/x/y/fr/)";
    let platform = fuzzy.replace("Language-Team: ", &format!("Language-Team: {page} "));
    assert!(platform.contains(page));
    assert_eq!(reported(&[("a.po", &platform)]), []);
    // Two are few, and three of six are not most.
    assert_eq!(reported(&[a, b]), [one("", 0), one("", 0)]);
    assert_eq!(
        reported(&[a, b, c, d, d, d]),
        [one("", 0), one("", 0), one("", 0)]
    );
}

#[test]
fn one_wrong_header_is_not_a_fault_of_each_plural() {
    let plural = |id: &str| {
        format!(
            "\nmsgid \"{id}\"\nmsgid_plural \"{id}s\"\nmsgstr[0] \"x\"\nmsgstr[1] \"y\"\nmsgstr[2] \"z\"\n"
        )
    };
    let forms = "\"Plural-Forms: nplurals=2; plural=(n != 1);\\n\"\n";
    let text = format!(
        "{}{}{}{}",
        header("de", forms),
        plural("a"),
        plural("b"),
        plural("c")
    );
    let told = "3 plural forms, but the header says nplurals=2 (3 times)";
    assert_eq!(
        reported(&[("de.po", &text)]),
        [("plural-count".to_owned(), told.to_owned(), 2)]
    );
}

#[test]
fn prose_with_a_percent_sign_is_told_as_prose() {
    let entry = |source: &str, text: &str| {
        let body = format!("#, python-format\nmsgid \"{source}\"\nmsgstr \"{text}\"\n");
        format!("{}{body}", header("es", ""))
    };
    // What Python reads as a directive in the source, and cannot read in the translation.
    let text = entry("Save 35% at once", "Ahorre 35% más");
    assert_eq!(rules(&text), [""; 0]);
    let text = entry("35% discount", "35% más");
    assert_eq!(rules(&text), ["format-python"]);
    let told = &checker(&["default"], false)
        .check("x.po", &decoded(&text))
        .diagnostics[0];
    assert_eq!(
        told.help.as_deref(),
        Some("add the flag `no-python-format`")
    );
    assert!(told.fix.is_none());
}

#[test]
fn no_suggestion_leaves_letters_over() {
    let fixes = |flag: &str, source: &str, text: &str| {
        let body = format!("#, {flag}-format\nmsgid \"{source}\"\nmsgstr \"{text}\"\n");
        fixed(&format!("{}{body}", header("ru", "")), Safety::Suggest)
            .lines()
            .last()
            .map(str::to_owned)
    };
    for (flag, source, text, right) in [
        (
            "python-brace",
            "Field {num}.",
            "Поле {номер}.",
            "Поле {num}.",
        ),
        (
            "python",
            "Mail (%(mail)s), please",
            "Почта (%(mail)), прошу",
            "Почта (%(mail)s), прошу",
        ),
        ("c", "Done, %ld nodes", "Готово, % штук", "Готово, %% штук"),
        ("python", "% of total", "% итого", "% итого"),
        ("python", "% calculation", "Расчет долей", "Расчет долей"),
    ] {
        let right = format!("msgstr \"{right}\"");
        let right = if flag == "c" {
            format!("msgstr \"{text}\"")
        } else {
            right
        };
        assert_eq!(fixes(flag, source, text), Some(right), "{text}");
    }
}

/// Checks what safe and unsafe fixes make of a translation of a document.
fn document(language: &str, source: &str, text: &str, [safe, all]: [&str; 2]) {
    let page = "`案内 <https://x.org>`";
    let entry = |text: &str| {
        let text = text.replace("{page}", page);
        let body = format!("#: x.rst:1\nmsgid \"{source}\"\nmsgstr \"{text}\"\n");
        format!("{}{body}", header(language, ""))
    };
    assert_eq!(fixed(&entry(text), Safety::Safe), entry(safe), "{text}");
    assert_eq!(fixed(&entry(text), Safety::Unsafe), entry(all), "{text}");
}

#[test]
fn markup_is_mended_at_both_ends() {
    let link = "See `a <https://x.org>`_ now";
    for (language, source, text, right) in [
        (
            "ja",
            "Use ``x``.",
            "これは``x``を使う",
            r"これは\\ ``x``\\ を使う",
        ),
        ("ja", link, "まず{page}_を見る", r"まず\\ {page}_\\ を見る"),
        ("ja", link, "まず{page}を見る", r"まず\\ {page}_\\ を見る"),
        ("de", link, "Siehe{page}_ nun", "Siehe {page}_ nun"),
        ("de", link, "Siehe {page}_` nun", "Siehe {page}_ nun"),
    ] {
        document(language, source, text, [right; 2]);
    }
}

#[test]
fn blanks_and_marks_within_markup_are_mended() {
    for (source, text, right) in [
        ("``HOME`` now", "`` HOME`` nun", "``HOME`` nun"),
        ("``HOME`` now", "`` HOME `` nun", "``HOME`` nun"),
        ("``HOME`` now", "``HOME` `nun", "``HOME`` nun"),
        (
            "See :ref:`x_y` now",
            "Siehe :ref:'x_y' nun",
            "Siehe :ref:`x_y` nun",
        ),
        ("``HOME``, now", "`` HOME ``, nun", "``HOME``, nun"),
        ("Set `HOME` now", "Setze ` HOME` nun", "Setze `HOME` nun"),
        ("``HOME`` now", "`` HEIM`` nun", "`` HEIM`` nun"),
        ("`the page`_ now", "`die Seite `_ nun", "`die Seite`_ nun"),
    ] {
        document("de", source, text, [right; 2]);
    }
    // What more than one reading has is left to the translator.
    let (text, right) = ("Geh *sofort *, nun", "Geh *sofort*, nun");
    document("tr", "Go *at once*, now", text, [text, right]);
    let (text, right) = ("Geh **sofort **nun", r"Geh **sofort**\\ nun");
    document("tr", "Go **at once** now", text, [text, right]);
}

#[test]
fn what_stands_in_a_comment_or_in_test_data() {
    let above = "#, fuzzy, c-format\n# msgid \"Old\"\n# msgstr \"Alt\"\n\n#, c-format\nmsgid \"A %s\"\nmsgstr \"B %s\"\n";
    let text = format!("{}{above}", header("de", ""));
    assert_eq!(rules(&text), [""; 0]);
    let text = text.replace("# msgid", "# word");
    assert_eq!(rules(&text), ["conflicting-flags"]);
    let at = |path: &str, text: &str| -> Vec<String> {
        let found = checker(&["default"], false)
            .check(path, &decoded(text))
            .diagnostics;
        found
            .into_iter()
            .map(|found| found.rule.to_string())
            .collect()
    };
    let twice = "msgid \"a\"\nmsgstr \"\"\n".repeat(2);
    let twice = format!("{}{twice}", header("de", ""));
    assert_eq!(at("po/exclude.pot", &twice), [""; 0]);
    assert_eq!(at("po/demo.pot", &twice), ["duplicate-message"]);
    let one = "msgid \"test\"\nmsgstr \"\"\n";
    assert_eq!(at("tests/data/x.po", one), [""; 0]);
    assert_eq!(at("po/x.po", one), ["header-missing"]);
    assert_eq!(at("po/x.pot", one), [""; 0]);
    assert_eq!(at("LC_MESSAGES/tests/x.po", one), ["header-missing"]);
    // Tryton alone reads what it writes.
    let plural =
        "msgid \"%s a\"\nmsgid_plural \"%s as\"\nmsgstr[0] \"%s b\"\nmsgstr[1] \"%s bs\"\n";
    let lone = "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=utf-8\\n\"\n\n";
    let tryton = format!("{lone}msgctxt \"field:res.group,name:\"\n{plural}");
    assert_eq!(at("locale/fr.po", &tryton), [""; 0]);
    let other = tryton.replace("field:res.group,name:", "noun");
    assert_eq!(at("locale/fr.po", &other).len(), 2);
    // A copy of a template that nobody has begun.
    let copy = "#, fuzzy\nmsgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=CHARSET\\n\"\n\nmsgid \"a\"\nmsgstr \"\"\n";
    assert_eq!(at("locale/messages.po", copy), [""; 0]);
    let begun = copy.replace("msgid \"a\"\nmsgstr \"\"", "msgid \"a\"\nmsgstr \"b\"");
    assert!(at("locale/messages.po", &begun).contains(&"unknown-charset".to_owned()));
    // A tag breaks the line as the newline does.
    let breaks = |text: &str| {
        at(
            "fr.po",
            &format!(
                "{}msgid \"Error:\\n\\n\"\nmsgstr \"{text}\"\n",
                header("de", "")
            ),
        )
    };
    assert_eq!(breaks("Fehler:<br><br/>"), [""; 0]);
    assert_eq!(breaks("Fehler:<br>"), ["edge-newline"]);
    // A template's indentation, which Babel keeps for nobody.
    let page = "msgid \"\\n    The file is read.\\n  \"\nmsgstr \"Die Datei wird gelesen.\"\n";
    let lost = |field: &str| at("de.po", &format!("{}{page}", header("de", field)));
    assert_eq!(lost(""), ["edge-newline"]);
    assert_eq!(lost("\"Generated-By: Babel 2.12\\n\"\n"), [""; 0]);
    let short = "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n\nmsgid \"a\"\nmsgstr \"b\"\n";
    assert_eq!(at("test/x.po", short), [""; 0]);
    assert_eq!(at("po/x.po", short), ["header-field-missing"]);
}

#[test]
fn a_space_that_a_machine_moved() {
    let entry = |source: &str, text: &str| {
        let body = format!("#, python-format\nmsgid \"{source}\"\nmsgstr \"{text}\"\n");
        format!("{}{body}", header("tr", ""))
    };
    for (source, text, right) in [
        ("Field '%s' is bad", "'% s' kötü", "'%s' kötü"),
        ("Empty %r", "% r'de bos", "%r'de bos"),
        ("Function %r.", "islevi% r.", "islevi %r."),
    ] {
        let before = entry(source, text);
        assert!(
            rules(&before).contains(&"placeholder-space".to_owned()),
            "{text}"
        );
        assert_eq!(fixed(&before, Safety::Safe), entry(source, right));
    }
    for (source, text) in [
        ("Model %s does", "Model%s bulunamadı"),
        ("%s does", "bulunamadı %s"),
    ] {
        let there = rules(&entry(source, text)).contains(&"placeholder-space".to_owned());
        assert_eq!(there, text.contains("l%s"), "{text}");
    }
}

#[test]
fn choices_of_icu_messages() {
    let found = |source: &str, text: &str| {
        let body = format!("msgid \"{source}\"\nmsgstr \"{text}\"\n");
        let told = found(&format!("{}{body}", header("fr", "")));
        let told = told.into_iter().filter(|(rule, _)| rule == "icu-message");
        told.map(|(_, at)| at).collect::<Vec<_>>()
    };
    let source = "{count, plural, one {# file} other {# files}}: done";
    assert_eq!(
        found(source, "{count, plural, one {# x} autre {# y}}"),
        ["autre"]
    );
    assert_eq!(
        found(source, "{count, pluriel, one {# x} other {# y}}"),
        ["pluriel"]
    );
    assert_eq!(
        found(source, "{count, plural, one {# x} other {# y}"),
        ["{"]
    );
    assert_eq!(found(source, "{count, plural, one {# x}}"), ["plural"]);
    assert_eq!(
        found(
            source,
            "{count, plural, =0 {z} one {# x} many {y} other {# y}}"
        ),
        [""; 0]
    );
    let nested =
        "{g, select, male {He has {n, plural, one {a file} other {# files}}} other {They}}";
    assert_eq!(
        found(
            nested,
            "{g, select, homme {Il a {n, plural, one {x} other {#}}} other {Y}}"
        ),
        ["homme"]
    );
    assert_eq!(
        found(
            nested,
            "{g, select, male {Il a {n, plural, one {x} autres {#} other {z}}} other {Y}}"
        ),
        ["autres"]
    );
    assert_eq!(
        found("{when, date, short} {a}", "{a} {when, date, short"),
        [""; 0]
    );
}

#[test]
fn a_file_shows_what_its_placeholders_are() {
    let file = |entries: &[(&str, &str)]| {
        let body: String = entries
            .iter()
            .map(|(source, text)| format!("msgid \"{source}\"\nmsgstr \"{text}\"\n\n"))
            .collect();
        rules(&format!("{}{body}", header("de", "")))
    };
    let kept = [
        ("a %s", "b %s"),
        ("c %s", "d %s"),
        ("e %s", "f %s"),
        ("g %s", "h %s"),
    ];
    let with = |pair| [&kept[..], &[pair]].concat();
    assert_eq!(file(&with(("Size %s", "Größe"))), ["format-unflagged"]);
    assert_eq!(file(&with(("Size %s", "Größe %d"))), [""; 0]);
    // Too few to say, and a file that translates what stands in braces.
    assert_eq!(file(&[("Size %s", "Größe"), ("a %s", "b %s")]), [""; 0]);
    let names = [
        ("a {x}", "{y}"),
        ("b {x}", "{y}"),
        ("c {x}", "{y}"),
        ("d {x}", "{x}"),
        ("e {x}", "{x}"),
    ];
    assert_eq!(file(&names), [""; 0]);
    assert_eq!(file(&[("Hello {{name}}", "Hallo {{ name }}")]), [""; 0]);
    assert_eq!(
        file(&[("Hello {{name}}", "Hallo {{Name}}")]),
        ["format-unflagged"]
    );
}

#[test]
fn a_name_is_no_source() {
    let entry = |source: &str, text: &str| {
        rules(&format!(
            "{}msgid \"{source}\"\nmsgstr \"{text}\"\n",
            header("de", "")
        ))
    };
    assert_eq!(entry("yearly_weekday_of_month_2", " "), [""; 0]);
    assert_eq!(
        entry("msg.error.title", "\\nFehler: {name} ``x`` *"),
        [""; 0]
    );
    assert_eq!(entry("Save the file", " "), ["blank"]);
}

#[test]
fn room_is_limited() {
    let entry = |lead: &str, text: &str| {
        rules(&format!(
            "{}{lead}\nmsgid \"paid\"\nmsgstr \"{text}\"\n",
            header("de", "")
        ))
    };
    for lead in [
        "#, max-length:5",
        "#, no-wrap, max-length:5",
        "#. max-length: 5",
        "#. Translators: maximum 5 characters",
    ] {
        assert_eq!(entry(lead, "bezahlt"), ["max-length"], "{lead}");
        assert_eq!(entry(lead, "beza"), [""; 0], "{lead}");
    }
    assert_eq!(entry("#, max-length:3", "bezahlt"), [""; 0]);
}
