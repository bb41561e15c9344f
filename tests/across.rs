//! Rules over all files of a run: what they compare, what silences them, and that neither threads nor the way in matter.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a test says what is missing, and falls over what is wrong"
)]

use polir::diagnostic::{Diagnostic, Safety};
use polir::engine::{self, Checker, Left, Options};
use polir::fix;
use polir::globs::PerFile;
use polir::po::charset::Decoded;
use polir::rules::selection::Selection;

fn options(select: &[&str]) -> Options {
    let select = select.iter().map(|name| (*name).to_owned()).collect();
    Options {
        selection: Selection::new(select, Vec::new()),
        ..Options::default()
    }
}

fn file(language: &str, body: &str) -> Decoded {
    let header = format!(
        "msgid \"\"\nmsgstr \"\"\n\"Language: {language}\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\n"
    );
    Decoded::new(format!("{header}{body}").into_bytes())
}

/// What a run over these files (`name`, text) finds, all rules together.
fn run(options: Options, files: &[(&str, Decoded)], jobs: usize) -> Vec<Vec<Diagnostic>> {
    let checker = Checker::new(options).unwrap();
    let checked = engine::run(files, jobs, |(name, decoded)| {
        let mut checked = checker.check(name, decoded);
        let left = checked.leave(&decoded.text);
        (checked.diagnostics, left)
    });
    let (mut found, left): (Vec<_>, Vec<Option<Left>>) =
        checked.into_iter().map(Result::unwrap).unzip();
    let names: Vec<_> = files
        .iter()
        .zip(&left)
        .map(|((name, _), left)| (*name, left.as_ref()))
        .collect();
    for (found, more) in found.iter_mut().zip(engine::conclude(&names, true)) {
        found.extend(more);
    }
    found
}

/// File, line and rule of each finding.
fn places(found: &[Vec<Diagnostic>]) -> Vec<(usize, u32, &str)> {
    let of = |(file, found): (usize, &Vec<Diagnostic>)| {
        let line = |one: &Diagnostic| (file, one.start.line, one.rule.to_string());
        found.iter().map(line).collect::<Vec<_>>()
    };
    let mut places: Vec<_> = found.iter().enumerate().flat_map(of).collect();
    places.sort();
    places
        .into_iter()
        .map(|(file, line, rule)| {
            (
                file,
                line,
                if rule == "inconsistent" {
                    "inconsistent"
                } else {
                    "unused-ignore"
                },
            )
        })
        .collect()
}

fn entry(source: &str, text: &str) -> String {
    format!("msgid \"{source}\"\nmsgstr \"{text}\"\n\n")
}

const SOURCE: &str = "Copy the selected files";

#[test]
fn the_rarer_translation_is_told_and_every_place_is_named() {
    let files = [
        (
            "a.po",
            file("fr", &entry(SOURCE, "Recopier les fichiers choisis")),
        ),
        (
            "b.po",
            file("fr", &entry(SOURCE, "Copier les fichiers sélectionnés")),
        ),
        (
            "c.po",
            file(
                "fr",
                &entry(
                    "copy the *selected* files.",
                    "copier les fichiers\u{a0}sélectionnés.",
                ),
            ),
        ),
    ];
    let found = run(options(&["inconsistent"]), &files, 2);
    assert_eq!(places(&found), [(0, 7, "inconsistent")]);
    let one = &found[0][0];
    assert_eq!(
        one.message,
        "the same source is translated otherwise at b.po:7"
    );
    assert_eq!(
        one.help.as_deref(),
        Some(
            "“Copier les fichiers sélectionnés” at b.po:7, c.po:7; “Recopier les fichiers choisis” at a.po:7"
        )
    );
    let suggested = one.fix.as_ref().unwrap();
    assert_eq!(suggested.safety, Safety::Suggest);
    assert_eq!(suggested.edits[0].text, "Copier les fichiers sélectionnés");
    assert_eq!(
        &files[0].1.text[one.span.range()],
        "Recopier les fichiers choisis"
    );
    assert!(one.excerpt.is_some());
}

#[test]
fn what_is_not_compared() {
    let other = "Recopier les fichiers choisis";
    let one = || {
        (
            "a.po",
            file("fr", &entry(SOURCE, "Copier les fichiers sélectionnés")),
        )
    };
    let silent = |second: Decoded| {
        let found = run(options(&["inconsistent"]), &[one(), ("b.po", second)], 1);
        assert_eq!(places(&found), [], "{found:?}");
    };
    silent(file("de", &entry(SOURCE, other)));
    silent(file("fr", &entry("Copy the files", other)));
    silent(file("fr", &format!("#, fuzzy\n{}", entry(SOURCE, other))));
    silent(file(
        "fr",
        &format!("#~ msgid \"{SOURCE}\"\n#~ msgstr \"{other}\"\n"),
    ));
    silent(file("fr", &entry(SOURCE, "")));
    silent(file(
        "fr",
        &format!(
            "msgid \"{SOURCE}\"\nmsgid_plural \"{SOURCE}\"\nmsgstr[0] \"{other}\"\nmsgstr[1] \"x\"\n"
        ),
    ));
    // With --fuzzy they are.
    let fuzzy = file("fr", &format!("#, fuzzy\n{}", entry(SOURCE, other)));
    let options = Options {
        fuzzy: true,
        ..options(&["inconsistent"])
    };
    assert_eq!(
        places(&run(options, &[one(), ("b.po", fuzzy)], 1)),
        [(1, 8, "inconsistent")]
    );
}

#[test]
fn short_sources_and_titles_are_left_alone() {
    let files = [
        ("a.po", file("fr", &entry("Copy files now", "Copier"))),
        ("b.po", file("fr", &entry("Copy files now", "Recopier"))),
    ];
    assert_eq!(places(&run(options(&["inconsistent"]), &files, 1)), []);
}

#[test]
fn comments_and_paths_silence_it() {
    let model = entry(SOURCE, "Copier les fichiers sélectionnés");
    let other = entry(SOURCE, "Recopier les fichiers choisis");
    for mark in [
        "polir: ignore[inconsistent]",
        "polir: ignore[consistency]",
        "polir: ignore",
        "noqa: inconsistent",
    ] {
        let files = [
            ("a.po", file("fr", &model)),
            ("b.po", file("fr", &format!("# {mark}\n{other}"))),
        ];
        let found = run(options(&["default", "inconsistent"]), &files, 1);
        assert!(
            found
                .iter()
                .flatten()
                .all(|found| found.rule.starts_with("header")),
            "{mark}: {found:?}"
        );
        // Where nobody says otherwise, the comment silences nothing.
        let files = [
            ("a.po", file("fr", &model)),
            ("b.po", file("fr", &format!("# {mark}\n{model}"))),
        ];
        let found = run(options(&["default", "inconsistent"]), &files, 1);
        let useless = found[1]
            .iter()
            .filter(|found| found.rule == "unused-ignore");
        assert_eq!(useless.count(), 1, "{mark}: {found:?}");
    }
    let files = [
        ("a.po", file("fr", &model)),
        ("sub/b.po", file("fr", &other)),
    ];
    let ignored = Options {
        per_file_ignores: PerFile::new([("sub/*", vec!["consistency".to_owned()])]).unwrap(),
        ..options(&["inconsistent"])
    };
    assert_eq!(places(&run(ignored, &files, 1)), []);
}

#[test]
fn threads_change_nothing() {
    let files: Vec<(String, Decoded)> = (0..60)
        .map(|n| {
            let body: String = (0..20)
                .map(|m| {
                    entry(
                        &format!("Copy the selected files {m}"),
                        &format!("Copier les fichiers {}", (n * m) % 3),
                    )
                })
                .collect();
            (format!("{n:02}.po"), file("fr", &body))
        })
        .collect();
    let files: Vec<(&str, Decoded)> = files
        .iter()
        .map(|(name, decoded)| (name.as_str(), decoded.with_text(decoded.text.to_owned())))
        .collect();
    let one = run(options(&["inconsistent"]), &files, 1);
    assert!(one.iter().flatten().count() > 100);
    for jobs in [2, 8] {
        assert_eq!(run(options(&["inconsistent"]), &files, jobs), one);
    }
}

#[test]
fn plural_forms_are_compared_form_by_form() {
    let body = |second: &str| {
        format!(
            "msgctxt \"{second}\"\nmsgid \"%d file was copied there\"\nmsgid_plural \"%d files were copied there\"\nmsgstr[0] \"%d fichier copié\"\nmsgstr[1] \"%d {second}\"\n\n"
        )
    };
    let files = [(
        "a.po",
        file(
            "fr",
            &format!("{}{}", body("fichiers copiés"), body("fichiers recopiés")),
        ),
    )];
    let found = run(options(&["inconsistent"]), &files, 1);
    assert_eq!(places(&found), [(0, 16, "inconsistent")]);
    let place = found[0][0].place.as_ref().unwrap();
    assert_eq!(
        (place.plural, &*place.msgid),
        (Some(1), "%d file was copied there")
    );
}

#[test]
fn what_a_fix_leaves_is_compared() {
    let checker = Checker::new(options(&["inconsistent", "trailing-space"])).unwrap();
    let decoded = file(
        "fr",
        "msgid \"Copy the selected files\" \nmsgstr \"Copier\"\n",
    );
    let mut fixed = fix::fix(&checker, "a.po", &decoded, Safety::Safe);
    assert_eq!(fixed.changes.len(), 1);
    let text = fix::apply(&decoded.text, &fixed.changes);
    let left = fixed.after_mut().leave(&text).unwrap();
    let other = Left {
        text: left.text.replace("\"Copier\"", "\"Recopier\""),
        traces: checker
            .check(
                "b.po",
                &decoded.with_text(left.text.replace("\"Copier\"", "\"Recopier\"")),
            )
            .traces,
    };
    let found = engine::conclude(&[("a.po", Some(&left)), ("b.po", Some(&other))], false);
    assert_eq!(places(&found), [(1, 7, "inconsistent")]);
}

#[test]
fn thousands_of_obsolete_entries_side_by_side_are_dropped() {
    let body: String = (0..3000)
        .map(|n| format!("#~ msgid \"File {n}\"\n#~ msgstr \"Fichier {n}\"\n\n"))
        .collect();
    let decoded = file(
        "fr",
        &format!("{}{}\n", entry("A file", "Un fichier"), body.trim_end()),
    );
    let checker = Checker::new(options(&["obsolete"])).unwrap();
    let fixed = fix::fix(&checker, "a.po", &decoded, Safety::Unsafe);
    assert_eq!(
        (fixed.refused.len(), fixed.after().diagnostics.len()),
        (0, 0)
    );
    let text = fix::apply(&decoded.text, &fixed.changes);
    assert!(
        !text.contains("#~") && text.ends_with("msgstr \"Un fichier\"\n"),
        "{text}"
    );
}
