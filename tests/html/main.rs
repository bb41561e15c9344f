//! The pages of HTML: what is in them, and what a real browser makes of them. Without Chromium only the former is looked
//! at, and the test says so. With `POLIR_AXE` naming axe-core's `axe.min.js` that looks at them too; with `POLIR_SHOTS`
//! naming a folder there are pictures in it afterwards.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a test says what is missing, and falls over what is wrong"
)]

mod browser;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use browser::Browser;
use serde_json::{Value, json};
use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_polir");
/// Sends a word to the page when something that a file holds is run.
const HOSTILE: &str = "<script>document.title='run'</script>\\\"><img src=x onerror=\\\"document.title='run'\\\">\
                       </script></style></details><!--";

/// Whether a command can be started. A browser is much to ask of every machine, so none of these is a must in CI either.
fn there(command: &str) -> bool {
    let mut version = Command::new(command);
    let version = version.arg("version").stdin(Stdio::null());
    let version = version.stdout(Stdio::null()).stderr(Stdio::null());
    version.spawn().is_ok_and(|mut child| {
        // A browser may open a window for it.
        let _ = child.kill();
        child.wait().is_ok()
    })
}

/// A project with some folders; what is in its files wants to be run.
struct Project {
    folder: TempDir,
}

impl Project {
    fn new() -> Project {
        let folder = TempDir::new().unwrap();
        let project = Project { folder };
        project.write(
            "polir.toml",
            "lang = 'fr'\n[repository]\nurl = 'https://forge.example/p/blob/main/{path}#L{line}'\n",
        );
        for (number, name) in ["alpha", "beta", "Élan"].iter().enumerate() {
            project.write(&format!("library/{name}.po"), &file(number * 3, 10, 2));
        }
        project.write("tutorial/part 10.po", &file(2, 2, 0));
        project.write("tutorial/part 9.po", &file(0, 40, 0));
        #[cfg(unix)]
        project.write(
            "tutorial/\"><img src=x onerror=\"document.title='run'\">.po",
            &file(1, 3, 1),
        );
        project
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn run(&self, arguments: &[&str]) -> String {
        let mut command = Command::new(PROGRAM);
        let command = command.current_dir(self.folder.path()).args(arguments);
        let output = command.stdin(Stdio::null()).output().unwrap();
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments:?}: {told}");
        String::from_utf8(output.stdout).unwrap()
    }

    fn stats(&self) -> PathBuf {
        let page = self.run(&["stats", "--output-format", "html"]);
        self.write("stats.html", &page);
        self.path("stats.html")
    }

    fn check(&self, more: &[&str]) -> PathBuf {
        let arguments = ["check", "-q", "--exit-zero", "--output", "html=check.html"];
        self.run(&[&arguments[..], more].concat());
        self.path("check.html")
    }

    /// What somebody did to the files, as a page.
    fn diff(&self) -> PathBuf {
        for name in ["library/alpha.po", "library/beta.po", "library/Élan.po"] {
            let text = fs::read_to_string(self.path(name)).unwrap();
            self.write(&format!("old/{name}"), &text);
            let text = text.replace("Quel est le  nom", "Comment va le");
            let text = text.replace("#, fuzzy\nmsgid \"fuzzy 0\"", "msgid \"fuzzy 0\"");
            self.write(
                name,
                &format!("{text}\nmsgid \"new <b>\"\nmsgstr \"nouveau {HOSTILE}\\n\"\n"),
            );
        }
        let mut command = Command::new(PROGRAM);
        let command = command.current_dir(self.folder.path()).args([
            "diff",
            "old/library",
            "library",
            "--output-format",
            "html",
        ]);
        let output = command.stdin(Stdio::null()).output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        self.write("diff.html", &String::from_utf8(output.stdout).unwrap());
        self.path("diff.html")
    }
}

/// A file of so many entries, translated with faults, not at all, or fuzzy.
fn file(translated: usize, untranslated: usize, fuzzy: usize) -> String {
    let mut text = "msgid \"\"\nmsgstr \"\"\n\"Language: fr\\n\"\n\
                    \"Content-Type: text/plain; charset=UTF-8\\n\"\n\
                    \"Plural-Forms: nplurals=2; plural=(n > 1);\\n\"\n"
        .to_owned();
    for number in 0..translated {
        let _ = write!(
            text,
            "\nmsgid \"What is the name of {number}? {HOSTILE}\"\n\
             msgstr \"Quel est le  nom de {number}? {HOSTILE}\"\n"
        );
    }
    for number in 0..untranslated {
        let _ = write!(text, "\nmsgid \"untranslated {number}\"\nmsgstr \"\"\n");
    }
    for number in 0..fuzzy {
        let _ = write!(
            text,
            "\n#, fuzzy\nmsgid \"fuzzy {number}\"\nmsgstr \"flou\"\n"
        );
    }
    text
}

/// The one script, and nothing that a file brought along.
fn is_clean(page: &str) {
    for hostile in ["<script>document", "<img", "<!--", "</details><!"] {
        assert!(!page.contains(hostile), "{hostile}");
    }
    for one in ["<script", "</script", "<style>\n:root"] {
        assert_eq!(page.matches(one).count(), 1, "{one}");
    }
    for part in ["<html lang=\"en\">", "<title>", "name=\"viewport\"", "<h1>"] {
        assert!(page.contains(part), "{part}");
    }
}

#[test]
fn nothing_of_a_file_is_markup() {
    let project = Project::new();
    let stats = fs::read_to_string(project.stats()).unwrap();
    is_clean(&stats);
    assert!(
        stats.contains("<a href=\"https://forge.example/p/blob/main/library/%C3%89lan.po\">"),
        "{stats}"
    );
    let check = fs::read_to_string(project.check(&["--extend-select", "double-space"])).unwrap();
    is_clean(&check);
    assert!(
        check.contains("href=\"https://forge.example/p/blob/main/library/beta.po#L8\""),
        "{check}"
    );
    assert!(check.contains("<del> </del>nom"));
}

#[test]
fn an_address_that_runs_is_refused() {
    let project = Project::new();
    project.write(
        "polir.toml",
        "[repository]\nurl = 'javascript:alert(\"{path}\")'\n",
    );
    let mut command = Command::new(PROGRAM);
    let command = command.current_dir(project.folder.path());
    let output = command
        .args(["check", "--output-format", "html"])
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(told.contains("polir.toml:2:7: expected an address that begins with https://"));
}

#[test]
fn a_rule_with_much_to_say_is_cut_short() {
    let project = Project::new();
    project.write("many.po", &file(70, 0, 0));
    let shown = |page: PathBuf| {
        let page = fs::read_to_string(page).unwrap();
        let rule = page
            .split("<details class=\"rule\"")
            .find(|part| part.contains("<h3>double-space</h3>"));
        let rule = rule.unwrap().to_owned();
        (
            rule.matches("class=\"finding\"").count(),
            rule.matches("class=\"line\"").count(),
            rule.contains("(--all shows them)"),
        )
    };
    assert_eq!(
        shown(project.check(&["--select", "double-space"])),
        (50, 50, true)
    );
    let all = shown(project.check(&["--select", "double-space", "--all"]));
    assert!(all.0 > 70 && all.0 == all.1 && !all.2, "{all:?}");
}

#[test]
fn the_history_is_on_the_page_of_figures() {
    if !there("git") {
        println!("skipped: git is not installed");
        return;
    }
    let project = Project::new();
    for arguments in [&["init", "-q"][..], &["add", "."], &["commit", "-qm", "a"]] {
        let mut git = Command::new("git");
        git.current_dir(project.folder.path())
            .args(["-c", "user.name=a", "-c", "user.email=a@example.org"])
            .args(arguments)
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_SYSTEM", "/dev/null");
        assert!(git.status().unwrap().success());
    }
    let page = project.run(&["stats", "--history", "--output-format", "html"]);
    is_clean(&page);
    assert!(page.contains("<h2 id=\"history\">") && page.contains("<svg "));
    assert!(page.contains("<h2 id=\"files\">"));
}

#[test]
fn the_script_has_the_hash_that_the_page_names() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/output/html");
    if !there("openssl") {
        println!("skipped: openssl is not installed");
        return;
    }
    let mut command = Command::new("sh");
    let output = command
        .args([
            "-c",
            "openssl dgst -sha256 -binary script.js | openssl base64",
        ])
        .current_dir(&folder)
        .output()
        .unwrap();
    let hash = fs::read_to_string(folder.join("script.sha256")).unwrap();
    assert_eq!(
        String::from_utf8_lossy(&output.stdout).trim(),
        hash.trim(),
        "script.js was changed: put this hash into script.sha256"
    );
}

/// Looks at a page in light and dark, on a telephone and a desk.
fn look(browser: &mut Browser, page: &Path, name: &str) {
    let axe = std::env::var_os("POLIR_AXE").map(|file| fs::read_to_string(file).unwrap());
    if axe.is_none() {
        println!("POLIR_AXE is not set: own checks of accessibility alone");
    }
    let shots = std::env::var_os("POLIR_SHOTS").map(PathBuf::from);
    for scheme in ["light", "dark"] {
        for width in [360, 1200] {
            let screen = format!("{name}, {scheme}, {width}");
            browser.open(page, width, scheme);
            let wide = browser.value("document.documentElement.scrollWidth");
            assert!(
                wide.as_u64().unwrap() <= u64::from(width),
                "{screen}: {wide}"
            );
            if let Some(folder) = &shots {
                for (at, place) in [
                    "0",
                    "document.querySelector('#rows, #found').offsetTop - 400",
                ]
                .iter()
                .enumerate()
                {
                    browser.value(&format!("scrollTo(0, {place})"));
                    browser.picture(&folder.join(format!("{name}-{width}-{scheme}-{at}.png")));
                }
            }
            browser.value("document.querySelectorAll('details').forEach(one => one.open = true)");
            let wide = browser.value("document.documentElement.scrollWidth");
            assert!(
                wide.as_u64().unwrap() <= u64::from(width),
                "{screen}: {wide}"
            );
            let wrong = browser.value(include_str!("access.js"));
            assert_eq!(wrong, json!([]), "{screen}: {wrong:#}");
            let title = browser.value("document.title");
            assert_ne!(title, "run", "{screen}");
            assert_eq!(browser.complaints(), Vec::<String>::new(), "{screen}");
            if let Some(axe) = &axe {
                browser.value(&format!("{axe}; null"));
                let found = browser.value(
                    "axe.run().then(({violations}) => violations.map(one => \
                     [one.impact, one.id, one.help, one.nodes.slice(0, 3).map(node => node.html)]))",
                );
                assert_eq!(found, json!([]), "{screen}: {found:#}");
            }
        }
    }
}

/// The texts of the first cells of the rows that are shown.
const ROWS: &str =
    "[...document.querySelectorAll('#rows tbody tr:not([hidden]) th')].map(one => one.textContent)";

fn strings(value: &Value) -> Vec<String> {
    let all = value.as_array().unwrap().iter();
    all.map(|one| one.as_str().unwrap().to_owned()).collect()
}

#[test]
fn figures_in_a_browser() {
    let Some(mut browser) = Browser::start() else {
        println!("skipped: no Chromium is installed");
        return;
    };
    let project = Project::new();
    let page = project.stats();
    look(&mut browser, &page, "stats");
    browser.open(&page, 1200, "light");
    let first = strings(&browser.value(ROWS));
    // By hand, with the keys alone.
    browser.value("document.querySelectorAll('#rows thead button')[5].focus()");
    browser.press("Enter", 13, "\r");
    let sort = "document.querySelectorAll('#rows thead th')[5].getAttribute('aria-sort')";
    assert_eq!(browser.value(sort), "descending");
    let left = strings(&browser.value(ROWS));
    assert_eq!(left[0], "tutorial/part 9.po", "{left:?}");
    browser.press("Enter", 13, "\r");
    assert_eq!(browser.value(sort), "ascending");
    assert_eq!(strings(&browser.value(ROWS)).last(), left.first());
    // By name: 9 before 10, and accents where they belong.
    browser.value("document.querySelectorAll('#rows thead button')[0].click()");
    let names = strings(&browser.value(ROWS));
    let at = |name: &str| names.iter().position(|one| one == name).unwrap();
    assert!(
        at("tutorial/part 9.po") < at("tutorial/part 10.po"),
        "{names:?}"
    );
    assert!(at("library/beta.po") < at("library/Élan.po"), "{names:?}");
    assert_eq!(
        browser.value("document.querySelectorAll('[aria-sort]').length"),
        1
    );
    assert_eq!(names.len(), first.len());
    // Filtering, without regard to case and accents.
    let field = "const field = document.querySelector('[data-filter=rows]');";
    let type_in = |browser: &mut Browser, text: &str| {
        browser.value(&format!(
            "(() => {{ {field} field.value = '{text}'; field.dispatchEvent(new Event('input')); }})()"
        ));
        strings(&browser.value(ROWS))
    };
    assert_eq!(type_in(&mut browser, "elan LIB"), ["library/Élan.po"]);
    let status = "document.querySelector('[role=status]').textContent";
    let told = browser.value(status);
    assert_eq!(told, format!("1 of {} shown", first.len()));
    assert_eq!(type_in(&mut browser, "").len(), first.len());
    assert_eq!(browser.value(status), "");
    // A folder fills the field.
    browser.value("document.querySelector('[data-choose=\"library/\"]').click()");
    assert_eq!(strings(&browser.value(ROWS)).len(), 3);
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// A project of many languages: these are what the page begins with, and each shows its files.
#[test]
fn languages_in_a_browser() {
    let Some(mut browser) = Browser::start() else {
        println!("skipped: no Chromium is installed");
        return;
    };
    let folder = TempDir::new().unwrap();
    let project = Project { folder };
    let languages = ["de", "fr", "pt", "pt_BR", "sr@latin"];
    for app in 0..20 {
        for (number, language) in languages.iter().enumerate() {
            let path = format!("app{app}/locale/{language}/LC_MESSAGES/django.po");
            project.write(&path, &file(number + 1, app, 0));
        }
    }
    let page = project.stats();
    look(&mut browser, &page, "languages");
    browser.open(&page, 1200, "light");
    let names = strings(
        &browser
            .value("[...document.querySelectorAll('[data-language]')].map(one => one.textContent)"),
    );
    assert_eq!(names.len(), languages.len());
    assert_eq!(names[3], "pt_BR Brazilian Portuguese");
    let visible = "document.querySelector('#rows').checkVisibility()";
    assert_eq!(browser.value(visible), false);
    browser.value("document.querySelector('[data-choose=\"lang:pt\"]').click()");
    assert_eq!(browser.value(visible), true);
    let rows = strings(&browser.value(ROWS));
    assert_eq!(rows.len(), 20);
    assert!(rows.iter().all(|row| row.contains("/pt/")), "{rows:?}");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
fn findings_in_a_browser() {
    let Some(mut browser) = Browser::start() else {
        println!("skipped: no Chromium is installed");
        return;
    };
    let project = Project::new();
    let page = project.check(&["--extend-select", "double-space"]);
    look(&mut browser, &page, "check");
    browser.open(&page, 1200, "light");
    let shown =
        "[...document.querySelectorAll('.finding')].filter(one => one.checkVisibility()).length";
    let all = browser.value("document.querySelectorAll('.finding').length");
    browser.value("document.querySelector('[data-open=yes]').click()");
    assert_eq!(browser.value(shown), all);
    browser.value("document.querySelector('[data-open=no]').click()");
    assert_eq!(browser.value(shown), 0);
    // A file's figure shows its findings.
    let of_file = browser.value(
        "(() => { const link = [...document.querySelectorAll('[data-into]')]\
         .find(one => one.dataset.choose === 'library/beta.po'); link.click(); return Number(link.textContent); })()",
    );
    assert_eq!(browser.value(shown), of_file);
    // By rule, and by severity.
    let type_in = |browser: &mut Browser, text: &str, level: &str| {
        browser.value(&format!(
            "(() => {{ const field = document.querySelector('[data-filter=found]'); field.value = '{text}'; \
             document.querySelector('select').value = '{level}'; field.dispatchEvent(new Event('input')); }})()"
        ));
        browser.value(shown).as_u64().unwrap()
    };
    assert!(type_in(&mut browser, "double-space", "") > 0);
    assert_eq!(type_in(&mut browser, "nothing-of-this-name", ""), 0);
    let errors = type_in(&mut browser, "", "error");
    let warnings = type_in(&mut browser, "", "warning") + type_in(&mut browser, "", "info");
    assert_eq!(json!(errors + warnings), all);
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// `<img` of a file stands in the address of an attribute nowhere, and each word is where it changed.
#[test]
fn changes_are_a_page() {
    let project = Project::new();
    let page = fs::read_to_string(project.diff()).unwrap();
    is_clean(&page);
    assert!(
        page.contains("<strong>15</strong> messages differ in 3 files"),
        "{page}"
    );
    assert!(
        page.contains("<del>Quel est</del><ins>Comment va</ins> le"),
        "{page}"
    );
    let link = "href=\"https://forge.example/p/blob/main/library/%C3%89lan.po#L7\"";
    assert!(page.contains(link), "{page}");
}

#[test]
fn changes_in_a_browser() {
    let Some(mut browser) = Browser::start() else {
        println!("skipped: no Chromium is installed");
        return;
    };
    let project = Project::new();
    let page = project.diff();
    look(&mut browser, &page, "diff");
    browser.open(&page, 1200, "light");
    let shown =
        "[...document.querySelectorAll('.finding')].filter(one => one.checkVisibility()).length";
    let all = browser.value("document.querySelectorAll('.finding').length");
    assert_eq!(browser.value(shown), all);
    let choose = |browser: &mut Browser, text: &str, change: &str| {
        browser.value(&format!(
            "(() => {{ const field = document.querySelector('[data-filter=found]'); field.value = '{text}'; \
             document.querySelector('select').value = '{change}'; field.dispatchEvent(new Event('input')); }})()"
        ));
        browser.value(shown).as_u64().unwrap()
    };
    assert_eq!(choose(&mut browser, "", "added"), 3);
    assert_eq!(choose(&mut browser, "", "fuzzy-cleared"), 3);
    assert_eq!(choose(&mut browser, "beta nouveau", "added"), 1);
    assert_eq!(choose(&mut browser, "nothing of this", ""), 0);
    assert_eq!(json!(choose(&mut browser, "", "")), all);
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
fn everything_is_there_without_a_script() {
    let Some(mut browser) = Browser::start() else {
        println!("skipped: no Chromium is installed");
        return;
    };
    let project = Project::new();
    let pages = [
        project.stats(),
        project.check(&["--extend-select", "double-space"]),
    ];
    browser.ask(
        "Emulation.setScriptExecutionDisabled",
        json!({"value": true}),
    );
    for page in pages {
        browser.open(&page, 360, "light");
        let idle = "[...document.querySelectorAll('button, input, select')].filter(one => one.checkVisibility()).length";
        assert_eq!(browser.value(idle), 0);
        assert!(!strings(&browser.value(ROWS)).is_empty());
        browser.value("document.querySelector('summary')?.click()");
        let wrong = browser.value(include_str!("access.js"));
        assert_eq!(wrong, json!([]), "{wrong:#}");
    }
}
