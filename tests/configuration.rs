//! The schema and the documentation of the configuration are what the program reads; `POLIR_BLESS=1` writes them anew. And
//! `polir config` and `polir init`, in repositories made for them.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test says what is missing, and falls over what is wrong"
)]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use polir::config::keys::{KEYS, Kind};
use polir::config::{Settings, schema};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn kind(kind: Kind) -> String {
    let list = |names: &[&str]| {
        let quoted: Vec<String> = names.iter().map(|name| format!("`\"{name}\"`")).collect();
        quoted.join(", ")
    };
    match kind {
        Kind::Text => "string".to_owned(),
        Kind::Texts => "list of strings".to_owned(),
        Kind::Flag => "`true`, `false`".to_owned(),
        Kind::Number => "number".to_owned(),
        Kind::OneOf(names) => list(names),
        Kind::TextByName => "table of strings".to_owned(),
        Kind::TextsByGlob => "table of lists".to_owned(),
        Kind::OneOfBy(names, values) => {
            format!("{}, or a table of these by {}", list(values), list(names))
        }
    }
}

fn table() -> String {
    let mut table = String::from(
        "\n| key | value | without it | option | what it says | for example |\n|---|---|---|---|---|---|\n",
    );
    let code = |text: &str| format!("`{}`", text.replace('|', "\\|"));
    for key in KEYS {
        let or_dash = |text: Option<&str>| text.map_or("–".to_owned(), code);
        let _ = writeln!(
            table,
            "| `{}` | {} | {} | {} | {} | {} |",
            key.name,
            kind(key.kind),
            or_dash(key.default),
            or_dash(key.option),
            key.says,
            code(key.example)
        );
    }
    table
}

fn fresh(path: &Path, new: &str) {
    let old = fs::read_to_string(path).unwrap_or_default();
    if std::env::var_os("POLIR_BLESS").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, new).unwrap();
    } else {
        assert!(
            old == new,
            "{} is stale: POLIR_BLESS=1 cargo test --test configuration",
            path.display()
        );
    }
}

#[test]
fn the_documentation_lists_the_keys() {
    let path = root().join("docs/configuration.md");
    let old = fs::read_to_string(&path).unwrap();
    let start = old.find("<!-- generated: keys;").unwrap();
    let start = start + old[start..].find('\n').unwrap() + 1;
    let end = start + old[start..].find("<!-- end -->").unwrap();
    fresh(
        &path,
        &format!("{}{}\n{}", &old[..start], table(), &old[end..]),
    );
    // The example at its end is one.
    let whole = old
        .rsplit("```toml\n")
        .next()
        .unwrap()
        .split("```")
        .next()
        .unwrap();
    assert!(
        Settings::parse(Path::new("polir.toml"), whole)
            .unwrap()
            .is_some()
    );
}

#[test]
fn the_schema_is_what_is_read() {
    let text = serde_json::to_string_pretty(&schema()).unwrap() + "\n";
    fresh(&root().join("schema/polir.schema.json"), &text);
    // Judged by a validator that is not ours: right examples pass, and what the reader refuses does not.
    let mut documents = Vec::new();
    for key in KEYS {
        for value in key.default.into_iter().chain([key.example]) {
            documents.push((format!("{} = {value}\n", key.name), true));
        }
        documents.push((format!("{} = 1.5\n", key.name), false));
        documents.push((format!("{} = [[]]\n", key.name), false));
    }
    let all = "lang = 'fr'\nignore = 'nbsp'\nwidth = 80\n[per-file-ignores]\n'a*' = 'all'\n";
    documents.push((all.to_owned(), true));
    documents.push(("nothing = 1\n".to_owned(), false));
    documents.push(("width = 0\n".to_owned(), false));
    documents.push(("fail-on = 'never'\n".to_owned(), false));
    for (document, right) in &documents {
        let read = Settings::parse(Path::new("polir.toml"), document);
        assert_eq!(read.is_ok(), *right, "{document}: {read:?}");
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("documents.json");
    let as_json: Vec<(serde_json::Value, bool)> = documents
        .iter()
        .map(|(text, right)| {
            let table: toml::Table = toml::from_str(text).unwrap();
            (serde_json::to_value(table).unwrap(), *right)
        })
        .collect();
    fs::write(&file, serde_json::to_string(&as_json).unwrap()).unwrap();
    let script = "import json, sys\ntry:\n    import jsonschema\nexcept ImportError:\n    sys.exit(77)\n\
        schema = json.load(open(sys.argv[1]))\nkind = jsonschema.validators.validator_for(schema)\nkind.check_schema(schema)\n\
        for document, right in json.load(open(sys.argv[2])):\n    if kind(schema).is_valid(document) != right:\n        sys.exit(f'{document}: {right}')\n";
    let output = Command::new("python3")
        .args(["-c", script])
        .args([&root().join("schema/polir.schema.json"), &file])
        .output();
    match output {
        Ok(output) if output.status.code() == Some(77) => {
            eprintln!("skipped: no python jsonschema");
        }
        Err(_) => eprintln!("skipped: no python3"),
        Ok(output) => assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        ),
    }
}

fn polir(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_polir"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap()
}

fn stdout(output: &Output) -> String {
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn po(language: &str, project: &str) -> String {
    format!(
        "msgid \"\"\nmsgstr \"\"\n\"Project-Id-Version: {project}\\n\"\n\"Language: {language}\\n\"\n\"Language-Team: T <t@example.org>\\n\"\n\
         \"Content-Type: text/plain; charset=UTF-8\\n\"\n\nmsgid \"a\"\nmsgstr \"b\"\n"
    )
}

#[test]
fn config_tells_where_each_value_comes_from() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::create_dir(root.join("lib")).unwrap();
    fs::write(root.join("polir.toml"), "# ours\nwidth = 100\nignore = [\n  \"nbsp\",\n]\n[header]\nX-Team = 'us'\n[per-file-ignores]\n\"lib/*\" = ['typography']\n").unwrap();
    fs::write(root.join("lib/a.po"), po("fr", "Python 3")).unwrap();
    let told = stdout(&polir(
        root,
        &[
            "config",
            "lib/a.po",
            "--set",
            "fuzzy=true",
            "--lang",
            "fr",
            "--extend-select",
            "wrapping",
        ],
    ));
    for line in [
        "# configuration: polir.toml",
        "lang = \"fr\"  # command line",
        "select = [\"default\"]  # default",
        "# beside it, from the command line: extend-select = [\"wrapping\"]",
        "ignore = [\"nbsp\"]  # polir.toml:3",
        "width = 100  # polir.toml:2",
        "fuzzy = true  # --set",
        "header.X-Team = 'us'  # polir.toml:7",
        "per-file-ignores.\"lib/*\" = ['typography']  # polir.toml:9",
        "# language: fr (command line)",
        "# project: Python 3",
        "# packs: python-docs-fr",
    ] {
        assert!(told.lines().any(|known| known == line), "{line}\n{told}");
    }
    // It is a configuration itself.
    let read = Settings::parse(Path::new("polir.toml"), &told)
        .unwrap()
        .unwrap();
    assert_eq!(read.width, Some(100));
    let told = stdout(&polir(root, &["config", "--no-config"]));
    assert!(
        told.contains("# configuration: none (--no-config)")
            && told.contains("width = 79  # default"),
        "{told}"
    );
    let told = stdout(&polir(root, &["config", "--schema"]));
    assert_eq!(
        told.trim(),
        serde_json::to_string_pretty(&schema()).unwrap()
    );
    // --set wins in every command, and what is wrong in it is told.
    let output = polir(root, &["check", "--set", "widht=3"]);
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(
        output.status.code() == Some(2) && told.contains("did you mean `width`?"),
        "{told}"
    );
    assert_eq!(
        polir(root, &["check", "--no-config", "--set", "header.X-Team=us"])
            .status
            .code(),
        Some(1)
    );
}

/// What `init` says it would write in a repository with these files.
fn told(files: &[(&str, String)]) -> String {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    stdout(&polir(folder.path(), &["init", "--dry-run"]))
}

/// Sorts of repositories: a Django project, a program whose versions stand in the headers, a plugin, one with pre-commit.
#[test]
fn init_is_right_for_many_sorts() {
    let bare = |language: &str, project: &str| {
        po(language, project).replace("T <t@example.org>", "LANGUAGE <LL@li.org>")
    };
    let django = bare("", "PACKAGE VERSION");
    let django = told(&[
        ("shop/locale/fr/LC_MESSAGES/django.po", django.clone()),
        ("shop/locale/pt_BR/LC_MESSAGES/django.po", django),
    ]);
    assert!(
        django.contains("no header names a language, so the paths say which (fr, pt_BR)")
            && !django.contains("[header]"),
        "{django}"
    );
    let versioned = told(&[
        ("po/fr.po", bare("fr", "widget 1.2")),
        ("po/de.po", bare("de", "widget 1.2")),
    ]);
    assert!(
        versioned.contains("in several languages (de, fr)")
            && versioned.contains("# Project-Id-Version = \"widget 1.2\"")
            && versioned.contains("# [header]"),
        "{versioned}"
    );
    let plugin = told(&[
        ("languages/plugin-fr_FR.po", po("", "Plugin")),
        ("languages/plugin-de_DE.po", po("", "Plugin")),
        (".pre-commit-config.yaml", "repos: []\n".to_owned()),
    ]);
    assert!(
        plugin.contains("(de_DE, fr_FR)")
            && plugin.contains("the hooks polir-check")
            && plugin.contains("\nProject-Id-Version = \"Plugin\""),
        "{plugin}"
    );
}

/// What a repository is shows in its files and headers, and the lines that fit are written.
#[test]
fn init_recognises_what_a_repository_is() {
    let with =
        |field: &str| po("fr", "x").replace("\"Language:", &format!("\"{field}\\n\"\n\"Language:"));
    for (name, text, says) in [
        (
            "a.po",
            with("X-Accelerator-Marker: &"),
            "\naccelerator = \"&\"\n",
        ),
        (
            "a.po",
            with("X-Qt-Contexts: true"),
            "\naccelerator = \"&\"\n",
        ),
        (
            "a.po",
            with("X-Generator: Weblate 5.9"),
            "Weblate writes these files",
        ),
        ("a.po", with("X-Generator: GlotPress/4.0"), "WordPress"),
        (
            "locale/fr/LC_MESSAGES/django.po",
            po("fr", "x"),
            "A Django project",
        ),
    ] {
        let told = told(&[(name, text)]);
        assert!(told.contains(says), "{says}: {told}");
    }
    for (sign, says) in [
        ("po/LINGUAS", "\n# accelerator = \"_\"\n"),
        ("po4a.cfg", "po4a"),
        ("docs/conf.py", "Sphinx"),
    ] {
        let told = told(&[("po/fr.po", po("fr", "x")), (sign, String::new())]);
        assert!(told.contains(says), "{says}: {told}");
    }
    let plain = told(&[("po/fr.po", po("fr", "x"))]);
    assert!(
        !plain.contains("Sphinx") && !plain.contains("accelerator"),
        "{plain}"
    );
}

/// A profile is what breaks, and no style; what `--select` names puts it aside.
#[test]
fn a_profile_is_a_selection_with_a_name() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let text = po("fr", "x")
        + "\n#, c-format\nmsgid \"%d files?\"\nmsgstr \"%s fichiers ?\"\n\nmsgid \"b\"\nmsgstr \"b\" \n";
    fs::write(root.join("a.po"), text).unwrap();
    let rules = |arguments: &[&str]| {
        let output = polir(
            root,
            &[&["check", "--output-format", "concise"], arguments].concat(),
        );
        let text = String::from_utf8(output.stdout).unwrap();
        let mut rules: Vec<String> = text
            .lines()
            .filter_map(|line| Some(line.split_once('[')?.1.split_once(']')?.0.to_owned()))
            .collect();
        rules.sort();
        rules
    };
    let all = rules(&["--ignore", "header"]);
    assert_eq!(all, ["format-c", "nbsp", "trailing-space"]);
    assert_eq!(rules(&["--select", "breakage"]), ["format-c"]);
    assert_eq!(rules(&["--select", "sphinx-lint"]), ["trailing-space"]);
    fs::write(root.join("polir.toml"), "profile = \"breakage\"\n").unwrap();
    assert_eq!(rules(&[]), ["format-c"]);
    assert_eq!(rules(&["--extend-select", "nbsp"]), ["format-c", "nbsp"]);
    assert_eq!(rules(&["--select", "nbsp"]), ["nbsp"]);
    // Each name of a profile is one of ours.
    for (_, parts) in polir::rules::selection::PROFILES {
        for part in parts {
            let known = polir::rules::all()
                .any(|rule| rule.meta.id == *part || rule.meta.group.name() == *part);
            assert!(known, "{part}");
        }
    }
}

#[test]
fn init_looks_around() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    for name in ["a", "b", "lib/c"] {
        let path = root.join(format!("{name}.po"));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let long = "word ".repeat(60);
        let wrapped: String = long
            .trim()
            .as_bytes()
            .chunks(50)
            .map(|chunk| format!("\"{}\"\n", String::from_utf8_lossy(chunk)))
            .collect();
        let text = po("de", "Widget 1") + &format!("\nmsgid \"\"\n{wrapped}msgstr \"\"\n{wrapped}");
        fs::write(path, text).unwrap();
    }
    fs::write(
        root.join("Makefile"),
        "spell:\n\tpospell -p words.lst -l de $(FILES)\n\tpowrap --check *.po\n",
    )
    .unwrap();
    fs::write(root.join("words.lst"), "Widget\n").unwrap();
    fs::write(
        root.join(".woodpecker.yml"),
        "steps:\n  a:\n    commands: [make spell, sphinx-lint .]\n",
    )
    .unwrap();
    fs::write(root.join(".potodoignore"), "# old\nlib/old/\n").unwrap();
    fs::write(root.join(".gitattributes"), "*.po merge=po3way\n").unwrap();
    let told = stdout(&polir(root, &["init", "--dry-run"]));
    assert!(!root.join("polir.toml").exists());
    for part in [
        "3 translations",
        "# lang = \"de\"",
        "exclude = [\"lib/old/\"]",
        "powrap (Makefile)",
        "sphinx-lint (.woodpecker.yml)",
        "(.woodpecker.yml): `polir check --changed`",
        "*.po merge=po3way",
        "Project-Id-Version = \"Widget 1\"",
        "pospell is given in Makefile",
        "dictionary = \"words.lst\"",
    ] {
        assert!(told.contains(part), "{part}\n{told}");
    }
    assert!(polir(root, &["init"]).status.success());
    assert_eq!(fs::read_to_string(root.join("polir.toml")).unwrap(), told);
    // It is not written over, and what it says is kept to.
    let output = polir(root, &["init"]);
    let error = String::from_utf8(output.stderr).unwrap();
    assert!(
        output.status.code() == Some(2)
            && error.contains("polir.toml: it is there already; --force replaces it"),
        "{error}"
    );
    assert!(polir(root, &["init", "--force"]).status.success());
    assert_eq!(
        polir(root, &["check", "--select", "header-value"])
            .status
            .code(),
        Some(0)
    );
    let elsewhere = tempfile::tempdir().unwrap();
    let output = polir(elsewhere.path(), &["init"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn init_knows_the_project_of_a_pack() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a", "b"] {
        fs::write(
            folder.path().join(format!("{name}.po")),
            po("fr", "Python 3"),
        )
        .unwrap();
    }
    let told = stdout(&polir(folder.path(), &["init", "--dry-run"]));
    assert!(
        told.contains("python-docs-fr is made for this project"),
        "{told}"
    );
    assert!(!told.contains("Project-Id-Version"), "{told}");
}

#[test]
fn a_pack_is_made_of_each_kind_of_glossary() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::write(root.join("team.csv"), "source,target,part of speech,note\nlibrary,bibliothèque,noun,never librairie\nto return,renvoyer,verb,\n").unwrap();
    fs::write(root.join("team.tbx"), "<tbx><text><body><conceptEntry><langSec xml:lang='en'><termSec><term>library</term></termSec></langSec><langSec xml:lang='fr'><termSec><term>bibliothèque</term></termSec></langSec></conceptEntry></body></text></tbx>").unwrap();
    fs::write(root.join("team.po"), "msgid \"\"\nmsgstr \"Language: fr\\nContent-Type: text/plain; charset=UTF-8\\n\"\n\nmsgid \"library\"\nmsgstr \"bibliothèque\"\n").unwrap();
    fs::write(root.join("x.po"), po("fr", "x") + "\nmsgid \"The library.\"\nmsgstr \"La librairie.\"\n\nmsgid \"The libraries.\"\nmsgstr \"Les bibliothèques.\"\n").unwrap();
    for (from, lang) in [
        ("team.csv", Some("--lang=fr")),
        ("team.tbx", None),
        ("team.po", None),
    ] {
        let arguments: Vec<&str> = [
            "pack",
            "new",
            "--from",
            from,
            "--output",
            "terms.toml",
            "--force",
        ]
        .into_iter()
        .chain(lang)
        .collect();
        let output = polir(root, &arguments);
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        assert!(polir(root, &["test-rules", "terms.toml"]).status.success());
        let check = |select: &str| {
            let output = polir(
                root,
                &[
                    "check",
                    "x.po",
                    "--pack",
                    "terms.toml",
                    "--output-format",
                    "concise",
                    "--select",
                    select,
                ],
            );
            String::from_utf8(output.stdout).unwrap()
        };
        let found = check("glossary-library");
        assert!(
            found.lines().count() == 1 && found.contains("x.po:12"),
            "{from}: {found}"
        );
        assert!(!check("default").contains("glossary-"), "{from}");
    }
    let told = |arguments: &[&str]| {
        let output = polir(root, &[&["pack", "new", "--from"], arguments].concat());
        assert_eq!(output.status.code(), Some(2));
        String::from_utf8(output.stderr).unwrap()
    };
    assert!(told(&["team.csv"]).contains("say --lang=CODE"));
    assert!(told(&["none.csv"]).contains("none.csv: cannot read the glossary"));
    assert!(
        told(&["team.po", "--output", "terms.toml"])
            .contains("it is there already; --force replaces it")
    );
    assert!(told(&["x.toml"]).contains("cannot read"));
}
