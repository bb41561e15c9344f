//! Catalogues made at random, deterministic, with everything that the PO format knows: what `msgcat` accepts, and now
//! and then something near it.

use std::fmt::Write as _;

use encoding_rs::Encoding;

/// A small linear congruential generator: the same files on every machine.
pub struct Lcg(u64);

impl Lcg {
    /// A generator; near seeds give files that have nothing in common.
    pub fn new(seed: u64) -> Self {
        let mut random = Lcg(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        random.below(2);
        random
    }

    pub fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % bound as u64).unwrap()
    }

    /// True once in `of` times.
    pub fn once_in(&mut self, of: usize) -> bool {
        self.below(of) == 0
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }
}

/// Charsets, with alphabets that they hold.
const CHARSETS: &[(&str, &[&str])] = &[
    (
        "UTF-8",
        &[
            "éèêàùçœ’«»\u{a0}…–—",
            "漢字日本語、。「」ー々ァかな！",
            "абвгд№",
            "한국어",
            "אבגד־",
            "ابت،؛",
            "สวัสดี",
            "😀👩🏻❤🇫🇷\u{200d}\u{fe0f}",
            "\u{200b}\u{2060}\u{ad}\u{3000}\u{301}\u{feff}\u{85}\u{2028}",
            "§¶°±×½€→∀√©®™•",
        ],
    ),
    ("UTF-8", &["éèêàùç«»\u{a0}"]),
    ("ISO-8859-1", &["éèêàùç«»\u{a0}\u{ad}§¶°±×½÷¿¡", "éàèùç"]),
    ("ISO-8859-15", &["éèœŒ€«»\u{a0}§¶°"]),
    ("ISO-8859-2", &["łążęśćńó\u{a0}§"]),
    ("KOI8-R", &["абвгдежзАБВГД", "─│©°"]),
    ("CP1251", &["абвгдежз№«»—…€"]),
    ("CP1255", &["אבגדה\u{5be}\u{5b0}₪"]),
    (
        "EUC-JP",
        &[
            "漢字日本語、。「」ー々ァかな！（）",
            "§¶°±×÷→∀√αβγабв─│…‥—‘’“”′″",
        ],
    ),
    (
        "SHIFT_JIS",
        &[
            "漢字日本語、。「」ー々ァかな！（）表ソ十",
            "§¶°±×÷→∀√αβγабв…‥‘’“”′″",
            "ｱｲｳｴｶﾞ｡｢｣､",
        ],
    ),
    (
        "EUC-KR",
        &["한국어글가나다漢字、。", "§¶°±×÷→∀√αβγабв…‥―‘’“”′″"],
    ),
    (
        "GB2312",
        &["汉字中文，。、《》（）", "§°±×÷→∀√αβγабв…―‘’“”′″"],
    ),
    (
        "GB18030",
        &[
            "汉字中文，。、《》（）",
            "éèêàùç«»\u{a0}§°±×÷→∀√αβγ…—‘’“”",
            "한국어アイ",
        ],
    ),
    ("GBK", &["汉字中文，。、《》（）", "éèêàü§°±×÷→∀√αβγ…―‘’“”"]),
    ("BIG5", &["漢字中文，。、《》（）", "§°±×÷→√αβγ…–‘’“”′"]),
];

const LETTERS: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
const MARKS: &str = " !#$%&'()*+,-./:;<=>?@[]^_`{|}~";

const FLAGS: &[&str] = &[
    "fuzzy",
    "c-format",
    "no-c-format",
    "possible-c-format",
    "impossible-c-format",
    "python-format",
    "python-brace-format",
    "no-wrap",
    "wrap",
    "range: 1..5",
    "range:0..3",
    "range: 5..1",
    "range:  07..4000000000",
    "range: x",
    "rst-text",
    "Fuzzy",
    "no-fuzzy",
    "java-printf-format",
    "no-python-format",
    "lua-format",
    "kde-kuit-format",
    "gcc-internal-format",
    "qt-plural-format",
    "boost-format",
    "ycp-format",
    "rust-format",
    "sh-format",
    "no-sh-format",
    "lisp-format",
    "elisp-format",
    "librep-format",
    "scheme-format",
    "smalltalk-format",
    "java-format",
    "csharp-format",
    "awk-format",
    "object-pascal-format",
    "tcl-format",
    "perl-format",
    "perl-brace-format",
    "php-format",
    "gfc-internal-format",
    "qt-format",
    "kde-format",
    "javascript-format",
    "ruby-format",
    "objc-format",
    "no-no-c-format",
    "c-format-x",
    "-format",
    "x-format",
];

struct Maker<'r> {
    random: &'r mut Lcg,
    alphabets: Vec<Vec<char>>,
    out: String,
    /// Makes sources differ.
    rank: usize,
    obsolete: bool,
    charset: &'static str,
    domains: Vec<&'static str>,
}

impl Maker<'_> {
    fn chars(&mut self, most: usize) -> String {
        let letters: Vec<char> = LETTERS.chars().collect();
        let marks: Vec<char> = MARKS.chars().collect();
        let length = self.random.below(most + 1);
        let ascii = self.random.once_in(3);
        let mut text = String::new();
        for _ in 0..length {
            let c = match self.random.below(12) {
                0 | 1 => ' ',
                2 => self.random.one(&marks),
                3..=5 if !ascii && !self.alphabets.is_empty() => {
                    let alphabet = self.random.below(self.alphabets.len());
                    self.random.one(&self.alphabets[alphabet])
                }
                _ => self.random.one(&letters),
            };
            text.push(c);
        }
        text
    }

    /// The contents of quotes, cut at random.
    fn string(&mut self, text: &str) {
        let indent = if self.obsolete { "#~ " } else { "" };
        let cut = self.random.once_in(3);
        self.out.push('"');
        for c in text.chars() {
            match c {
                '"' => self.out.push_str("\\\""),
                '\\' => self.out.push_str("\\\\"),
                '\n' => {
                    self.out.push_str(self.random.one(&[
                        "\\n",
                        "\\n",
                        "\\n",
                        "\\012",
                        "\\x0a\"\"",
                    ]));
                }
                '\t' => self.out.push_str(self.random.one(&["\\t", "\t", "\\011"])),
                '\r' => self.out.push_str("\\r"),
                'A' if self.random.once_in(9) => {
                    self.out.push_str(self.random.one(&["\\101", "\\x41\"\""]));
                }
                c => self.out.push(c),
            }
            if c == '\n' && self.random.below(4) > 0 || cut && self.random.once_in(15) {
                self.out.push('"');
                self.out
                    .push_str(self.random.one(&["\n", "\n", "\n", "  \n", "\n\n"]));
                self.out.push_str(indent);
                self.out.push_str(self.random.one(&["", "", "", " ", "\t"]));
                self.out.push('"');
            }
        }
        self.out.push('"');
    }

    /// Something that is a directive of a format string, or near to one.
    fn directive(&mut self) -> String {
        const PARTS: &[&str] = &[
            " ", "-", "+", "#", "0", "'", "5", "1$", "2$", "*", ".", ".3", "l", "h", "q", "(a b)",
            "<a b>", "{a b}", "|", "%", "I", "v", ",", ":",
        ];
        const ENDS: &[&str] = &[
            "d", "s", "s", "x", "f", "u", "c", "%", "q", "D", "@", "n", "", "é", "T", "m",
        ];
        const WHOLE: &[&str] = &[
            "{0}",
            "{0,number,# #}",
            "{0,date,a b}",
            "{0:a b}",
            "{0,-5:N-2}",
            "{a b}",
            "{1",
            "}",
            "%(a b)s",
            "%(a-b)d",
            "%1$s",
            "%2$-d",
            "~a",
            "~5,'-d",
            "~{a b~}",
            "~(a ~d~)",
            "100 % de",
            "100 %",
            "%%",
            "%s",
            "%d",
            "%-*s",
            "%<PRIu64>",
            "%- <PRIxMAX>",
            "%.*s",
            "%1%",
            "%|1$ -d|",
            "%{a b}",
            "%<a b>d",
            "'{0}'",
            "{{",
            "}}",
            "$a-b",
            "${a-b}",
        ];
        if self.random.once_in(2) {
            return self.random.one(WHOLE).to_owned();
        }
        let mut directive = String::from("%");
        for _ in 0..self.random.below(4) {
            directive.push_str(self.random.one(PARTS));
        }
        directive.push_str(self.random.one(ENDS));
        directive
    }

    fn text(&mut self) -> String {
        let most = self.random.one(&[0, 8, 30, 30, 90, 90, 300]);
        let mut text = self.chars(most);
        if self.random.once_in(4) {
            let at = text
                .char_indices()
                .map(|(at, _)| at)
                .nth(self.random.below(text.chars().count() + 1))
                .unwrap_or(text.len());
            text.insert(
                at,
                self.random.one(&[
                    '\n', '\n', '"', '\\', '\t', '\u{7}', '\u{1b}', '\u{b}', '\u{7f}',
                ]),
            );
        }
        if self.random.once_in(4) {
            for _ in 0..=self.random.below(3) {
                let directive = self.directive();
                let count = text.chars().count() + 1;
                let at = text
                    .char_indices()
                    .nth(self.random.below(count))
                    .map_or(text.len(), |(at, _)| at);
                text.insert_str(at, &directive);
            }
        }
        if self.random.once_in(5) {
            text.push('\n');
        }
        text
    }

    fn field(&mut self, prefix: &str, keyword: &str, text: &str) {
        self.out.push_str(prefix);
        self.out.push_str(keyword);
        self.out
            .push_str(self.random.one(&[" ", " ", " ", " ", "  ", "\t", ""]));
        if prefix.contains('|') {
            let escaped = text
                .replace('\\', "\\\\")
                .replace('"', "\\\"")
                .replace('\n', "\\n")
                .replace('\t', "\\t");
            let _ = write!(self.out, "\"{escaped}\"");
            self.out.push('\n');
        } else {
            self.string(text);
            self.out.push_str(if self.obsolete {
                "\n"
            } else {
                self.random
                    .one(&["\n", "\n", "\n", "\n", "\n", " \n", "\n\n", " "])
            });
        }
    }

    fn reference(&mut self) -> String {
        let name = match self.random.below(5) {
            0 => self.chars(40).replace([' ', '\u{a0}'], "_"),
            1 => "a.c".to_owned(),
            2 => "lib/b.c".to_owned(),
            _ => format!(
                "../Doc/library/{}.rst",
                self.random.one(&["os", "math", "xml.etree", "sys", "os"])
            ),
        };
        let line = self.random.one(&[1, 2, 3, 10, 99, 1234]);
        match self.random.below(30) {
            0 => name,
            1 => format!("{name}: {line}"),
            2 => format!("{name} :{line}"),
            3 => format!("{name} : {line}"),
            4 => format!("{name}:{line}:2"),
            5 => format!("{name}:0{line}"),
            6 => format!("{line}"),
            7 => self
                .random
                .one(&[":", "::1", ": 3", "a:", "a:-1", "x :"])
                .to_owned(),
            _ => format!("{name}:{line}"),
        }
    }

    fn comments(&mut self) {
        let count = self.random.one(&[0, 0, 1, 1, 2, 3, 6]);
        for _ in 0..count {
            if self.obsolete && self.random.once_in(6) {
                self.out.push_str("#~ ");
            }
            let blank = self.random.one(&[" ", " ", " ", " ", "", "  ", "\t"]);
            match self.random.below(16) {
                0..3 => {
                    let text = self.chars(100);
                    let text = if blank.is_empty() {
                        text.trim_start_matches(['~', '|', ',', '.', ':', ' '])
                    } else {
                        &text
                    };
                    let _ = writeln!(self.out, "#{blank}{text}");
                }
                3 => self.out.push_str(self.random.one(&[
                    "#\n",
                    "# \n",
                    "#  \n",
                    "#.\n",
                    "#. \n",
                    "#:\n",
                    "#,\n",
                    "#: \n",
                    "#!\n",
                    "##\n",
                    "#-x\n",
                    "#\u{c}x\n",
                ])),
                4 => {
                    let name = self.random.one(&["a.c", "b c.c", "d", "x, y"]);
                    let _ = writeln!(
                        self.out,
                        "# {}: {name},{blank}line:{}",
                        self.random.one(&["File", "file", "FILE"]),
                        self.random.one(&["5", "17 ", " 3", "x"])
                    );
                }
                5..8 => {
                    let text = self.chars(100);
                    let _ = writeln!(self.out, "#.{blank}{text}");
                }
                8..12 => {
                    let mut line = String::from("#:");
                    line.push_str(blank);
                    for _ in 0..self.random.one(&[1, 1, 2, 3, 8]) {
                        line.push_str(&self.reference());
                        line.push_str(self.random.one(&[" ", " ", " ", "  ", "\t"]));
                    }
                    let _ = writeln!(self.out, "{}", line.trim_end());
                }
                12..14 => {
                    let mut line = String::from("#,");
                    line.push_str(blank);
                    for _ in 0..self.random.one(&[1, 1, 1, 2, 3, 5]) {
                        line.push_str(self.random.one(FLAGS));
                        line.push_str(
                            self.random
                                .one(&[", ", ", ", ", ", ",", " ", " ,", ",,", "; "]),
                        );
                    }
                    let _ = writeln!(self.out, "{}", line.trim_end_matches([',', ' ']));
                }
                _ => {
                    let flag = self.random.one(FLAGS);
                    let _ = writeln!(
                        self.out,
                        "{}{blank}{flag}",
                        self.random.one(&["#,", "#,", "#,", "#!"])
                    );
                }
            }
        }
    }

    fn entry(&mut self) {
        self.obsolete = self.random.once_in(5);
        if self.random.once_in(30) {
            if self.random.once_in(3) {
                self.obsolete = false;
                self.comments();
            }
            let domain = self.random.one(&["a", "b", "messages", "un domaine"]);
            let _ = writeln!(self.out, "domain \"{domain}\"");
            // Each of them needs to say its charset.
            if domain != "messages" && !self.domains.contains(&domain) {
                self.domains.push(domain);
                let charset = self.charset;
                let obsolete = self.obsolete;
                self.header(charset);
                self.obsolete = obsolete;
            }
        }
        self.comments();
        let mark = if self.obsolete { "#~ " } else { "" };
        if self.random.once_in(6) {
            let mark = if self.obsolete { "#~| " } else { "#| " };
            if self.random.once_in(3) {
                let text = self.text();
                self.field(mark, "msgctxt", &text);
            }
            let text = self.text();
            self.field(mark, "msgid", &text);
            if self.random.once_in(3) {
                let text = self.text();
                self.field(mark, "msgid_plural", &text);
            }
        }
        if self.random.once_in(6) {
            let text = self.text();
            self.field(mark, "msgctxt", &text);
        }
        self.rank += 1;
        let mut source = self.text();
        let rank = self.rank.to_string();
        if self.random.once_in(4) {
            source.insert_str(0, &rank);
            source.insert(rank.len(), ' ');
        } else {
            let _ = write!(source, " {rank}");
        }
        self.field(mark, "msgid", &source);
        if self.random.once_in(5) {
            let text = self.text();
            self.field(mark, "msgid_plural", &text);
            for form in 0..=self.random.below(3) {
                let text = self.text();
                let keyword = format!(
                    "msgstr{}[{form}]",
                    if self.random.once_in(9) { " " } else { "" }
                );
                self.field(mark, &keyword, &text);
            }
        } else {
            let text = self.text();
            self.field(mark, "msgstr", &text);
        }
        if !self.out.ends_with('\n') && self.random.below(2) == 0 {
            self.out.push('\n');
        }
        self.out
            .push_str(self.random.one(&["\n", "\n", "\n", "", "\n\n", "  \n"]));
    }

    fn header(&mut self, charset: &'static str) {
        self.obsolete = false;
        self.comments();
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
        let _ = write!(
            self.out,
            "msgid \"\"\nmsgstr \"\"\n\"Project-Id-Version: x\\n\"\n\"Content-Type: text/plain; charset={charset}\\n\"\n"
        );
        if self.random.once_in(5) {
            self.out.push_str("\"Plural-Forms: nplurals=2; plural=(n != 1);   and some more that makes this line a very long one\\n\"\n");
        }
        self.out.push('\n');
    }
}

/// A file.
pub fn catalogue(random: &mut Lcg) -> Vec<u8> {
    let plain = random.once_in(12);
    let rank = if random.once_in(2) {
        random.below(2)
    } else {
        random.below(CHARSETS.len())
    };
    let (charset, alphabets) = CHARSETS[rank];
    let alphabets = if plain {
        Vec::new()
    } else {
        alphabets
            .iter()
            .map(|alphabet| alphabet.chars().collect())
            .collect()
    };
    let mut maker = Maker {
        random,
        alphabets,
        out: String::new(),
        rank: 0,
        obsolete: false,
        charset,
        domains: Vec::new(),
    };
    let before = if maker.random.once_in(15) { 2 } else { 0 };
    for _ in 0..before {
        maker.entry();
    }
    if !plain || maker.random.once_in(2) {
        maker.header(charset);
    }
    for _ in 0..maker.random.one(&[0, 1, 2, 5, 10, 20]) {
        maker.entry();
    }
    if maker.random.once_in(8) {
        maker.comments();
    }
    if maker.random.once_in(6) {
        maker.out.truncate(maker.out.trim_end().len());
    }
    let mut text = maker.out;
    if random.once_in(10) {
        text = text.replace('\n', "\r\n");
    }
    Encoding::for_label(charset.as_bytes())
        .unwrap()
        .encode(&text)
        .0
        .into_owned()
}
