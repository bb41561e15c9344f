//! Whether a message is code as a whole: a statement, a command, a block of them.
//!
//! Only what its form makes certain is: prose that speaks of code is prose. The source is asked, which is English in
//! nearly all catalogues; the translation is then what the source is.

use super::ByteSet;
use crate::find;

/// What a line looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    /// A statement or a command.
    Code,
    /// A comment, a bracket, output: part of code where code stands around it.
    Neutral,
    /// A sentence.
    Prose,
}

/// Whether the message `text`, which holds `bytes`, is code. In a block that a tool hands over as it stands (`block`), one
/// line of code is enough; elsewhere no line may be prose.
pub(crate) fn is_code(text: &str, bytes: ByteSet, block: bool) -> bool {
    if !bytes.any(MARKS) {
        return false;
    }
    // What begins with a letter has no sign of code there, and most texts are prose from their first words on.
    if !block && text.starts_with(|c: char| c.is_ascii_alphabetic()) && begins_as_prose(text) {
        return false;
    }
    let (mut code, mut prose) = (0, 0);
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        match kind(line) {
            Line::Code => code += 1,
            Line::Prose if !block => return false,
            Line::Prose => prose += 1,
            Line::Neutral => {}
        }
    }
    code > prose
}

/// Code without any of these is not told from words.
const MARKS: ByteSet = ByteSet::of(b"(=;{$|#>-");

/// Words that only a sentence holds. What is a keyword somewhere (`for`, `is`, `not`) is not among them.
#[rustfmt::skip]
const WORDS: [&str; 40] = [
    "an", "are", "be", "been", "but", "by", "can", "cannot", "could", "has", "have", "how", "its", "may", "might",
    "must", "no", "of", "only", "our", "please", "shall", "should", "some", "such", "that", "the", "their", "these",
    "they", "this", "those", "to", "was", "were", "which", "will", "would", "you", "your",
];

/// Words of programming languages, which do not make a row of words prose.
#[rustfmt::skip]
const KEYWORDS: [&str; 48] = [
    "and", "as", "assert", "async", "await", "case", "catch", "char", "class", "const", "def", "del", "do", "done",
    "echo", "elif", "else", "except", "export", "extern", "fi", "final", "finally", "for", "from", "if", "import", "in",
    "int", "is", "let", "local", "my", "new", "not", "or", "print", "public", "raise", "return", "static", "struct",
    "then", "try", "var", "void", "while", "with",
];

/// What is known of a word of small letters, which is looked up for each word of each message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    /// It is one of [`WORDS`].
    Sentence,
    /// It is one of [`KEYWORDS`].
    Keyword,
}

/// Both lists, each word at the first free place from its [`slot`] on; 0 where there is none.
static TABLE: [(u64, Said); SLOTS] = {
    let mut table = [(0, Said::Sentence); SLOTS];
    let mut at = 0;
    while at < WORDS.len() + KEYWORDS.len() {
        let (word, said) = if at < WORDS.len() {
            (WORDS[at], Said::Sentence)
        } else {
            (KEYWORDS[at - WORDS.len()], Said::Keyword)
        };
        let number = packed(word);
        let mut slot = slot(number);
        while table[slot].0 != 0 {
            slot = (slot + 1) % SLOTS;
        }
        table[slot] = (number, said);
        at += 1;
    }
    table
};

const SLOTS: usize = 256;

/// Where a word is looked for first.
const fn slot(number: u64) -> usize {
    (number.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 56) as usize % SLOTS
}

/// What is known of a word, by its number.
fn said(number: u64) -> Option<Said> {
    let mut slot = slot(number);
    while TABLE[slot].0 != number {
        if TABLE[slot].0 == 0 {
            return None;
        }
        slot = (slot + 1) % SLOTS;
    }
    Some(TABLE[slot].1)
}

/// A word of the lists as a number: its letters, the first one in the lowest byte.
const fn packed(word: &str) -> u64 {
    let bytes = word.as_bytes();
    assert!(
        bytes.len() <= 8,
        "a word of the lists has eight letters at most"
    );
    let mut number = 0;
    let mut at = bytes.len();
    while at > 0 {
        at -= 1;
        number = number << 8 | bytes[at] as u64;
    }
    number
}

/// As [`packed`], the word of `length` bytes that `text` begins with; it has eight at most.
#[expect(clippy::cast_possible_truncation, reason = "eight bytes")]
fn number(text: &[u8], length: usize) -> u64 {
    match text.first_chunk() {
        Some(chunk) => u64::from_le_bytes(*chunk) & u64::MAX >> (64 - 8 * length),
        None => find::padded(&text[..length]) as u64,
    }
}

fn is_keyword(word: &str) -> bool {
    matches!(word.len(), 1..=8) && said(number(word.as_bytes(), word.len())) == Some(Said::Keyword)
}

/// Programs that examples call.
#[rustfmt::skip]
const COMMANDS: [&str; 50] = [
    "apt", "apt-get", "aptitude", "awk", "brew", "bzr", "cargo", "cat", "cd", "chmod", "chown", "cmake", "conda", "cp",
    "curl", "dnf", "docker", "dpkg", "echo", "export", "gcc", "git", "grep", "hg", "kubectl", "ls", "make", "mkdir",
    "mount", "msgfmt", "mv", "npm", "pacman", "php", "pip", "pip3", "python", "python3", "rm", "rpm", "scp", "sed",
    "ssh", "sudo", "svn", "systemctl", "tar", "uname", "wget", "yum",
];

/// Statements of SQL by their first two words or one.
const SQL: [&str; 8] = [
    "SELECT ",
    "INSERT INTO ",
    "UPDATE ",
    "DELETE FROM ",
    "CREATE ",
    "DROP ",
    "ALTER ",
    "GRANT ",
];

fn kind(line: &str) -> Line {
    if line.starts_with(">>> ") || line.starts_with("#include") || line.starts_with("#!/") {
        return Line::Code;
    }
    if line.starts_with("# ") || line.starts_with("// ") || line.starts_with("-- ") {
        return Line::Neutral;
    }
    if let Some(command) = line.strip_prefix("$ ") {
        let begins = |c: char| c.is_ascii_lowercase() || matches!(c, '.' | '/' | '~');
        return if command.starts_with(begins) {
            Line::Code
        } else {
            Line::Neutral
        };
    }
    if begins_as_prose(line) {
        return Line::Prose;
    }
    let mut words = Row::default();
    let Some(bare) = bare(line, |word| {
        words.add(word.as_bytes(), word.len()) == Some(true)
    }) else {
        return Line::Prose;
    };
    let (bare, words) = (bare.trim(), words.longest);
    if is_statement(bare) && words < 2 || is_command(bare) || is_sql(bare) {
        Line::Code
    } else if words == 2 {
        Line::Prose
    } else {
        Line::Neutral
    }
}

/// Whether the words that a line begins with make it prose, before anything that would have to be taken off it: so they do
/// in most lines.
fn begins_as_prose(line: &str) -> bool {
    let apart = |byte: &u8| *byte < b' ' || matches!(byte, b'"' | b'\'' | b'#');
    let mut words = Row::default();
    let bytes = line.as_bytes();
    let mut start = 0;
    for end in find::all([b' '], bytes).chain([bytes.len()]) {
        let word = &bytes[start..end];
        match words.add(&bytes[start..], word.len()) {
            Some(true) => return true,
            None if matches!(word, b"//" | b"--") || word.iter().any(apart) => return false,
            _ => {}
        }
        start = end + 1;
    }
    false
}

/// Words in a row that are no keywords.
#[derive(Default)]
struct Row {
    now: usize,
    longest: usize,
}

impl Row {
    /// Adds the next word of a line, of `length` bytes at the beginning of `text`; whether the line is prose, whatever follows.
    /// Nothing of what is no word.
    fn add(&mut self, text: &[u8], length: usize) -> Option<bool> {
        if length == 0 {
            return Some(false);
        }
        let mark = |byte: &&u8| matches!(byte, b',' | b'.' | b':');
        let marks = text[..length].iter().rev().take_while(mark).count();
        let length = length - marks;
        let (mut letters, mut small) = (length > 1, false);
        let mut number = 0;
        let mut at = 0;
        while at < length {
            let part = (length - at).min(8);
            number = self::number(&text[at..], part);
            let (are, any) = letters_of(number, part);
            letters &= are;
            small |= any;
            at += 8;
        }
        if !letters {
            self.now = 0;
            return None;
        }
        let said = if length > 8 { None } else { said(number) };
        if !small || said == Some(Said::Keyword) {
            self.now = 0;
            return Some(false);
        }
        self.now += 1;
        self.longest = self.longest.max(self.now);
        Some(self.longest > 2 || said == Some(Said::Sentence))
    }
}

/// Whether the lowest `length` bytes of a number are letters of ASCII, and whether any of those is a small one.
fn letters_of(number: u64, length: usize) -> (bool, bool) {
    let all = |byte: u8| u64::from_le_bytes([byte; 8]);
    let bytes = all(0x80) >> (8 * (8 - length));
    let small = number | all(0x20);
    // The highest bit of each byte: from `a` on, and not beyond `z`; no byte carries over, for its own highest bit is off.
    let low = small & all(0x7f);
    let (from, beyond) = (low + all(0x80 - b'a'), low + all(0x7f - b'z'));
    let letters = from & !beyond & !number & bytes;
    (letters == bytes, number << 2 & letters != 0)
}

/// A line without the text of its strings and without the comment at its end; nothing once `is_enough` says of one of
/// its words that no more need be read: most messages are a long line of prose.
fn bare(line: &str, mut is_enough: impl FnMut(&str) -> bool) -> Option<String> {
    let mut bare = String::with_capacity(line.len());
    let mut word = 0;
    let mut quote = None;
    let mut last = ' ';
    for (at, c) in line.char_indices() {
        match quote {
            Some(open) => {
                if c == open && last != '\\' {
                    quote = None;
                    bare.push(c);
                }
            }
            // An apostrophe follows a letter; so does the `f` of `f"…"`, which double quotes may.
            None if c == '"' || (c == '\'' && !last.is_alphabetic()) => {
                quote = Some(c);
                bare.push(c);
            }
            None if c == '#' && last == ' ' => break,
            None if last == ' '
                && (line[at..].starts_with("// ") || line[at..].starts_with("-- ")) =>
            {
                break;
            }
            None => {
                if c.is_ascii_whitespace() {
                    if is_enough(&bare[word..]) {
                        return None;
                    }
                    word = bare.len() + 1;
                }
                bare.push(c);
            }
        }
        last = c;
    }
    (!is_enough(&bare[word..])).then_some(bare)
}

/// The length of the name that a statement may begin with: `$x->y`, `os.path`, `a[0]`, `std::vector`.
fn name(line: &str) -> usize {
    let bytes = line.as_bytes();
    let mut at = bytes
        .iter()
        .take_while(|byte| matches!(byte, b'$' | b'@' | b'%' | b'&' | b'*'))
        .count();
    let start = at;
    while let Some(&byte) = bytes.get(at) {
        let joins = match byte {
            b'.' => bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic),
            b':' => bytes.get(at + 1) == Some(&b':') || at > 0 && bytes[at - 1] == b':',
            b'-' => bytes.get(at + 1) == Some(&b'>'),
            b'>' => at > 0 && bytes[at - 1] == b'-',
            b'[' => at > start,
            b']' => true,
            b'"' | b'\'' => {
                at > start
                    && (bytes[at - 1] == b'['
                        || bytes.get(at + 1) == Some(&b']')
                        || bytes[at - 1] == byte)
            }
            _ => byte.is_ascii_alphanumeric() || byte == b'_',
        };
        if !joins {
            break;
        }
        at += 1;
    }
    if at > start && !bytes[start].is_ascii_digit() {
        at
    } else {
        0
    }
}

/// A call, an assignment, a line that a keyword and a colon or a brace frame, an import.
fn is_statement(line: &str) -> bool {
    let ended = line.ends_with([')', ';', '{', '(', '[', '}', ']', ',', '\\'])
        || line.ends_with("):")
        || line.ends_with("]:");
    let first = line.split([' ', '(']).next().unwrap_or_default();
    let keyword = is_keyword(first.trim_end_matches(':'));
    let end = name(line);
    let rest = &line[end..];
    let call = |rest: &str| {
        rest.starts_with('(') && !matches!(rest, "(s)" | "(es)" | "(n)" | "(e)" | "(en)")
    };
    let assigned = |rest: &str| {
        let rest = rest.trim_start();
        ["= ", "+= ", "-= ", ":= ", "|= ", "*= "]
            .iter()
            .any(|sign| rest.starts_with(sign))
    };
    if end > 0 && !keyword {
        let code_name = || {
            let name = &line[..end];
            name.contains(['_', '.', '$', '[', '>'])
                || name.starts_with(|c: char| c.is_ascii_lowercase())
        };
        if call(rest) && ended {
            // `weight(kg)` is no call, `len(x, y)`, `x.len(y)` and `len();` are.
            let inner = rest[1..].trim_end_matches([')', ';']);
            return line.ends_with(';')
                || line[..end].contains(['_', '.', '$', ':', '>'])
                || inner.contains(['\'', '"', '=', ',', '[', '(', '{', '_', '.', '*'])
                || inner.is_empty() && code_name();
        }
        if assigned(rest) && code_name() {
            return true;
        }
        // `int *a = 0;`, `use Foo::Bar;`
        if line.ends_with(';') && line.matches(';').count() == 1 {
            return code_name() && line.contains(['(', '=', '$', ':', '>', '_', '"', '\'', '[']);
        }
    }
    if !keyword {
        return false;
    }
    let words = line.split_ascii_whitespace().count();
    match first {
        "import" => words == 2 || line.contains(" as ") || line.ends_with(';'),
        "from" => line.contains(" import "),
        "def" | "class" | "async" => {
            (line.ends_with(':') && words < 8) || line.contains("): ") || line.ends_with('{')
        }
        "if" | "elif" | "for" | "while" | "with" | "except" => {
            line.ends_with(':') && line.contains(['=', '(', '<', '>', '_', '.', '['])
                || line.ends_with(';')
                || line.ends_with('{')
        }
        "else:" | "try:" | "finally:" => true,
        "my" | "var" | "let" | "const" | "int" | "char" | "void" | "static" | "struct"
        | "local" | "public" => line.ends_with([';', '{']) || line.contains(" = "),
        "print" | "assert" | "raise" | "return" | "export" | "await" | "del" => {
            (ended && line.contains('(')) || line.ends_with(';') || line.contains(" = ")
        }
        _ => false,
    }
}

/// A program that is called with an option or a path, or whose output goes on to another.
fn is_command(line: &str) -> bool {
    let mut words = line.split_ascii_whitespace();
    let first = words.next().unwrap_or_default();
    let argument = |word: &str| {
        word.len() > 1 && word.starts_with(['-', '/', '.', '*'])
            || matches!(word, "|" | "&&" | ">" | ">>" | "<")
            || word.ends_with(';')
            || word.contains('=')
    };
    (COMMANDS.binary_search(&first).is_ok() || first.starts_with("./"))
        && !line.ends_with('.')
        && words.any(argument)
}

fn is_sql(line: &str) -> bool {
    SQL.iter().any(|head| line.starts_with(head))
        && (line.ends_with(';') || line.contains(['*', '=', '(']) || line.contains(" FROM "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_code(text: &str, block: bool) -> bool {
        super::is_code(text, ByteSet::of(text.as_bytes()), block)
    }

    #[test]
    fn lists_are_sorted() {
        assert!(WORDS.is_sorted() && KEYWORDS.is_sorted() && COMMANDS.is_sorted());
        assert!(KEYWORDS.into_iter().all(is_keyword) && !is_keyword("thousands"));
        for word in WORDS {
            assert_eq!(said(packed(word)), Some(Said::Sentence), "{word}");
        }
    }

    #[test]
    fn one_line() {
        for code in [
            "print(\"Hello world!\", end='?')  # comment: ok; done",
            "$ pip install foo --upgrade && echo done; ls *.py",
            "parser = argparse.ArgumentParser()",
            "input(\"medium\", \"foo/bar\");",
            "my @ret=go();",
            "SELECT name FROM users WHERE id = 1;",
            "cur.execute(\"CREATE TABLE movie(title, year, score)\")",
            "def f(**kwargs): pass",
            "if x == 1:",
            "$cfg['Servers'][$i]['host'] = 'localhost';",
            "sudo apt-get install -y foo",
            "#include <stdio.h>",
            "int *a = 0;",
            "x_y = 3",
            "git commit -m \"a message that is long\"",
        ] {
            assert!(is_code(code, false), "{code}");
        }
    }

    #[test]
    fn prose_about_code() {
        for prose in [
            "It calls len(x)",
            "See os.path.join() for details.",
            "File(s)",
            "file(s)",
            "Name = %s",
            "Read the file; then close it.",
            "Usage: foo [options] <file>",
            "invalid option -- %c",
            "Delete all files (cannot be undone)",
            "If x is greater than y:",
            "for example:",
            "Size: %d (%s)",
            "Select all | none",
            "(optional)",
            "git is a version control system - really",
            "a -> b",
            "make sure - always",
            "Type of the object = class",
            "with many options (and more)",
            "return to the main menu;",
            "import of goods (all)",
            "Open…  (Ctrl+O)",
            "CREATE",
            "$ 5",
            "weight (kg)",
            "temperature(K)",
        ] {
            assert!(!is_code(prose, false), "{prose}");
        }
    }

    #[test]
    fn several_lines() {
        assert!(is_code(
            "# Create a table\ncur.execute(\"x\")\ndef f(**kwargs): pass",
            false
        ));
        assert!(is_code(
            "if x == 1:\n    print(f\"{x!r}\")\nelse:\n    return",
            false
        ));
        assert!(is_code(
            "parser.parse_args('--foo 1'.split())\nNamespace(foo='1')",
            true
        ));
        assert!(!is_code(
            "Usage: foo [options]\n  -h, --help  show this help\n",
            false
        ));
        assert!(!is_code(
            "These are accepted:\n\"John Doe\" <jdoe@example.com>\n",
            false
        ));
    }
}
