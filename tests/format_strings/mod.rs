//! A generator of format strings and of translations of them: directives put together from the parts that a language
//! has, and some that it has not, then altered as translators and chance do.

/// Numbers that look random, the same on every machine (`SplitMix64`).
pub struct Rng(u64);

impl Rng {
    pub fn new(seed: u64) -> Rng {
        Rng(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() >> 33).unwrap_or(0) % limit.max(1)
    }

    fn one<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.below(of.len())]
    }
}

/// The parts of a directive in order; of each one alternative is taken, the empty one mostly first.
type Parts = &'static [&'static [&'static str]];

const C_LIKE: Parts = &[
    &["%"],
    &[
        "", "", "", "1$", "2$", "3$", "1$", "2$", "0$", "01$", "2$1$",
    ],
    &["", "", "", "-", "0", " ", "+", "#", "'", "I", "--"],
    &["", "", "", "5", "*", "*1$", "*2$", "*3$"],
    &["", "", "", ".5", ".", ".*", ".*1$", ".*2$"],
    &[
        "", "", "", "l", "h", "ll", "hh", "L", "q", "j", "z", "t", "Z", "lh", "zl", "lz",
    ],
    &[
        "d",
        "s",
        "i",
        "u",
        "x",
        "c",
        "f",
        "s",
        "d",
        "s",
        "d",
        "%",
        "m",
        "n",
        "p",
        "C",
        "S",
        "@",
        "<PRId64>",
        "<PRIu32>",
        "<PRIxMAX>",
        "<PRIo>",
        "e",
        "g",
        "a",
        "A",
        "y",
        "",
    ],
];
const SIMPLE: Parts = &[
    &["%"],
    &["", "", "", "", "1$", "2$", "3$", "0$", "02$"],
    &[
        "", "", "", "", "-", "0", " ", "+", "#", "I", "^", "'x", "--",
    ],
    &["", "", "", "", "5", "*", "*1$", "*2$"],
    &["", "", "", "", ".5", ".", ".*", ".*1$"],
    &["", "", "", "", "", "l", "h", "L", "hh", "ll"],
    &[
        "d", "s", "i", "u", "x", "c", "f", "s", "d", "%", "q", "S", "e", "g", "a", "b", "j", "X",
        "o", "y", "",
    ],
];
const PYTHON: Parts = &[
    &["%"],
    &[
        "", "", "(a)", "(b)", "(a)", "(b)", "(c)", "()", "(a(b)c)", "(a",
    ],
    &["", "", "", "-", "0", " ", "+", "#", "'"],
    &["", "", "", "5", "*"],
    &["", "", "", ".5", ".", ".*"],
    &["", "", "", "l", "h", "L", "hh"],
    &[
        "d", "s", "s", "d", "r", "f", "i", "c", "%", "x", "a", "G", "",
    ],
];
const RUBY: Parts = &[
    &["%"],
    &["", "", "", "-", "0", " ", "+", "#"],
    &[
        "", "", "<a>", "<b>", "{a}", "{b}", "1$", "2$", "3$", "0$", "<a>", "<b>", "{}", "<a", "5",
        "*",
    ],
    &["", "", "", "-", "0", "5", "*", "*1$", "*2$", "<b>"],
    &["", "", "", ".5", ".", ".*", ".*1$"],
    &["", "", "", "", "", "<a>", "1$", "l"],
    &[
        "d", "s", "s", "d", "p", "f", "i", "c", "%", "x", "a", "G", "", "B", "u",
    ],
];
const PERL: Parts = &[
    &["%"],
    &["", "", "", "1$", "2$", "3$", "0$", "02$"],
    &["", "", "", "-", "0", " ", "+", "#"],
    &["", "", "", "", "v", "*v", "*2$v", "*1$v"],
    &["", "", "", "5", "*", "*1$", "*2$"],
    &["", "", "", ".5", ".", ".*", ".*1$"],
    &[
        "", "", "", "l", "h", "ll", "q", "L", "V", "I", "I32", "I64", "hh", "z", "t",
    ],
    &[
        "d", "s", "s", "d", "f", "i", "c", "%", "x", "u", "D", "U", "O", "n", "p", "_", "b", "g",
        "a", "",
    ],
];
const BOOST: Parts = &[
    &["%", "%", "%|"],
    &["", "1%", "2%", "3%", "1$", "2$", "3$", "0%", "1%", "2%"],
    &["", "", "", "-", "0", " ", "+", "#", "'", "_", "="],
    &["", "", "", "5", "*", "*1$", "*2$"],
    &["", "", "", ".5", ".", ".*", ".*1$"],
    &["", "", "", "l", "h", "L", "hh", "ll"],
    &[
        "d", "s", "s", "d", "f", "i", "c", "%", "x", "u", "t", "T*", "n", "p", "", "C", "S", "",
    ],
    &["", "", "|", "|"],
];
const PASCAL: Parts = &[
    &["%"],
    &["", "", "0:", "1:", "2:", "*:", ":"],
    &["", "", "-"],
    &["", "", "5", "*"],
    &["", "", "", ".5", ".", ".*"],
    &[
        "d", "s", "s", "d", "f", "u", "x", "p", "%", "e", "m", "N", "c", "",
    ],
];
const JAVA_PRINTF: Parts = &[
    &["%"],
    &["", "", "", "1$", "2$", "3$", "<", "0$", "<"],
    &["", "", "", "", "-", "0", " ", "+", "#", ",", "(", "--"],
    &["", "", "", "5", "05"],
    &["", "", "", "", ".5", "."],
    &[
        "d", "s", "s", "d", "f", "e", "c", "%", "n", "x", "b", "h", "tY", "TH", "tx", "S", "a",
        "g", "o", "i", "",
    ],
];
const JAVA: Parts = &[
    &["{", "{", "{", "{", "{", "", "'{", "''{"],
    &["0", "1", "2", "0", "1", "", "a", "01", " 0"],
    &[
        "", "", "", "", ",number", ",date", ",time", ",choice", ",foo", " ", ",",
    ],
    &[
        "",
        "",
        "",
        ",integer",
        ",#.##",
        ",short",
        ",0#a|1#b",
        ",0#a|1#{1}",
        ",1<{0,number}",
        ",",
        ",percent",
        ",currency",
        ",full",
        ",x",
        ",0.0;-0.0",
        ",#,##0",
        ",'a'",
        ",0#a'|'b|1#c",
    ],
    &["}", "}", "}", "}", "}", "}", "", "}'"],
];
const CSHARP: Parts = &[
    &["{", "{", "{", "{", "{{", "", "{{{"],
    &["0", "1", "2", "0", "1", "", "a", "01", " 0"],
    &["", "", "", ",5", ",-5", ",", " "],
    &["", "", "", ":x", ":{", ":", ":}}"],
    &["}", "}", "}", "}", "}", "}}", "", "}}}"],
];
const BRACE: Parts = &[
    &["{", "{", "{", "{", "{", "{{", ""],
    &[
        "a", "b", "0", "1", "a", "b", "", "a b", "é", "_", "a1", "1a",
    ],
    &[
        "", "", "", "", ".a", "[0]", "[a]", ".", "[", "[]", ".0", ".a.b", "[0].a",
    ],
    &[
        "",
        "",
        "",
        "",
        "!r",
        ":>5",
        ":x",
        ":{b}",
        ":",
        ":5.2f",
        ":{",
        ":zz",
        ":+d",
        ":*^5",
        ":#x",
        ":08.3f",
        ":,",
        ": d",
        ":<",
        ":=+#010.3n",
        ":%",
        ":.3",
        ":a",
        ":5%",
        ":x<5s",
        ":}}",
        ":xx",
    ],
    &["}", "}", "}", "}", "}", "}", "}", "}}", ""],
];
const SH: Parts = &[
    &["$", "$", "$", "${", "${", "\\$"],
    &[
        "a", "b", "c", "a", "b", "_x", "A1", "1", "", "é", "aé", "?", "$", "a-b", "a:-b",
    ],
    &["", "", "}", "}", "}"],
];
const DIGIT: Parts = &[
    &["%"],
    &["", "", "", "", "", "L", "%"],
    &[
        "1", "2", "3", "1", "2", "0", "9", "10", "11", "99", "100", "n", "a", "", "4", "01",
    ],
];
const KUIT: Parts = &[&[
    "%1",
    "%2",
    "%3",
    "<b>",
    "</b>",
    "<a>",
    "</a>",
    "<br/>",
    "<b>%1</b>",
    "<b>%2</b>",
    "&amp;",
    "&",
    "<",
    ">",
    "<!-- x -->",
    "<a b='c'>%1</a>",
    "<a b=c>",
    "%4",
    "]]>",
    "&#10;",
    "<i a=\"1\" b='2' />",
    "<b >x</b >",
    "< b>",
    "<?x?>",
    "<é>x</é>",
    "<![CDATA[<]]>",
    "&lt;",
    "<b/ >",
    "<i a='&'/>",
    "<i a='<'/>",
]];
const GCC: Parts = &[
    &["%"],
    &["", "", "", "", "1$", "2$", "3$", "0$", "02$"],
    &[
        "", "", "", "q", "+", "#", "l", "ll", "w", "ql", "q+", "lq", "wl", "qq",
    ],
    &["", "", "", "", "", ".5", ".*", ".", ".*1$", ".*2$", ".*0$"],
    &[
        "d", "s", "s", "d", "i", "u", "x", "c", "p", "D", "T", "E", "H", "J", "F", "m", "%", "<",
        ">", "'", "C", "L", "K", "", "y",
    ],
];
const LISP: Parts = &[
    &["~"],
    &[
        "", "", "", "", "", "5", "v", "#", "'x", "5,", ",5", "v,v", "1", "2", "0", "-1",
    ],
    &["", "", "", "", "@", ":", ":@"],
    &[
        "a",
        "s",
        "d",
        "a",
        "s",
        "d",
        "c",
        "f",
        "r",
        "*",
        "%",
        "~",
        "^",
        "?",
        "{",
        "}",
        "[",
        "]",
        ";",
        "(",
        ")",
        "<",
        ">",
        "p",
        "b",
        "$",
        "t",
        "&",
        "w",
        "i",
        "/f/",
        "",
        "{~a~}",
        "[~a~;~d~]",
        "{~a~^, ~}",
        "(~a~)",
        "y",
        "k",
        "q",
        "!",
    ],
];

fn grammar(language: &str) -> Parts {
    match language {
        "c" | "objc" => C_LIKE,
        "python" => PYTHON,
        "ruby" => RUBY,
        "perl" => PERL,
        "boost" => BOOST,
        "object-pascal" => PASCAL,
        "java-printf" => JAVA_PRINTF,
        "java" => JAVA,
        "csharp" => CSHARP,
        "python-brace" | "perl-brace" => BRACE,
        "sh" => SH,
        "smalltalk" | "ycp" | "qt" | "qt-plural" | "kde" => DIGIT,
        "kde-kuit" => KUIT,
        "gcc-internal" | "gfc-internal" => GCC,
        "lisp" | "scheme" => LISP,
        _ => SIMPLE,
    }
}

/// Text between directives; what some languages take for more is among it.
const TEXT: &[&str] = &[
    "", " ", "a", " b ", "é", "%%", "'", "''", "{", "}", "~~", "$", "1", "<b>", "|", ";", "100%",
    "{{", "d", "\\",
];

const WORDS: &[&str] = &["", " ", "a", " b ", "é", "x"];

/// A piece of a string.
fn piece(language: &str, rng: &mut Rng, text: &mut String) {
    if rng.below(4) == 0 {
        let of = if rng.below(4) == 0 { TEXT } else { WORDS };
        text.push_str(rng.one(of));
        return;
    }
    // Few parts are filled at once: else nearly every directive is invalid.
    let plain = rng.below(3) > 0;
    let parts = grammar(language);
    for (rank, part) in parts.iter().enumerate() {
        let last = rank + 1 == parts.len();
        let middle = rank > 0 && !last && parts.len() > 3;
        if plain && middle && part[0].is_empty() && rng.below(3) > 0 {
            continue;
        }
        // The first alternatives are the usual ones.
        let of = if rng.below(3) > 0 {
            part.len().div_ceil(2)
        } else {
            part.len()
        };
        text.push_str(part[rng.below(of)]);
    }
}

/// A string of Lisp or Scheme with directives inside others.
fn nested(rng: &mut Rng, depth: usize, text: &mut String) {
    const SIMPLE: &[&str] = &[
        "~a", "~d", "~s", "~c", "~f", "~*", "~:*", "~^", "~%", "~a", "~d", "~2*", "~0@*", "~1@*",
        "~va", "~?", "~@?", "~p", "~:p", "~v*", "~,,,va", "~:^", "~#^", "~2:*", "~@p", "x", ", ",
    ];
    const AROUND: &[(&str, &[&str], &str)] = &[
        ("~{", &[], "~}"),
        ("~{", &[], "~}"),
        ("~:{", &[], "~}"),
        ("~@{", &[], "~}"),
        ("~:@{", &[], "~:}"),
        ("~[", &["~;", "~;", "~:;"], "~]"),
        ("~:[", &["~;"], "~]"),
        ("~@[", &[], "~]"),
        ("~#[", &["~;", "~:;"], "~]"),
        ("~(", &[], "~)"),
        ("~<", &["~;"], "~>"),
    ];
    for _ in 0..=rng.below(3) {
        if depth == 0 || rng.below(3) > 0 {
            text.push_str(rng.one(SIMPLE));
            continue;
        }
        let (open, between, close) = AROUND[rng.below(AROUND.len())];
        text.push_str(open);
        nested(rng, depth - 1, text);
        for part in &between[..rng.below(between.len() + 1)] {
            text.push_str(part);
            nested(rng, depth - 1, text);
        }
        text.push_str(close);
    }
}

fn pieces(language: &str, rng: &mut Rng) -> Vec<String> {
    (0..=rng.below(4))
        .map(|_| {
            let mut text = String::new();
            if matches!(language, "lisp" | "scheme") && rng.below(60) == 0 {
                nested(rng, 1, &mut text);
            } else {
                piece(language, rng, &mut text);
            }
            text
        })
        .collect()
}

/// A source, mostly one that `valid` holds for, and a translation of it.
pub fn pair(language: &str, rng: &mut Rng, valid: &dyn Fn(&str) -> bool) -> (String, String) {
    let any = rng.below(8) == 0;
    let mut source = pieces(language, rng);
    for _ in 0..8 {
        if any || valid(&source.concat()) && !source.concat().is_empty() {
            break;
        }
        source = pieces(language, rng);
    }
    if source.concat().is_empty() {
        source.push("x".to_owned());
    }
    let mut translation = source.clone();
    match rng.below(10) {
        0 | 1 => translation = pieces(language, rng),
        2 => {
            let at = rng.below(translation.len());
            translation.remove(at);
        }
        3 => {
            let at = rng.below(translation.len());
            let mut text = String::new();
            piece(language, rng, &mut text);
            translation.insert(at, text);
        }
        4 | 5 => {
            let at = rng.below(translation.len());
            translation[at].clear();
            piece(language, rng, &mut translation[at]);
        }
        6 => {
            let (one, other) = (rng.below(translation.len()), rng.below(translation.len()));
            translation.swap(one, other);
        }
        _ => {
            // A character more, less or another one.
            let mut text: Vec<char> = translation.concat().chars().collect();
            let at = rng.below(text.len());
            let alphabet: Vec<char> = grammar(language).concat().concat().chars().collect();
            let c = alphabet[rng.below(alphabet.len())];
            match rng.below(3) {
                0 => drop(text.splice(at..=at, [])),
                1 => text.insert(at, c),
                _ => text[at] = c,
            }
            translation = vec![text.into_iter().collect()];
        }
    }
    (source.concat(), translation.concat())
}
