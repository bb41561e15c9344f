//! The languages that [`printf`](super::printf) reads and that have nothing of their own: what a directive is made of.

use super::model::Kind;
use super::printf::{
    CHAR, FLOAT, INTEGER, JSON, Numbers, OBJECT, PLAIN, Precision, Printf, STRING, Star, UNSIGNED,
    letter,
};

pub(super) const AWK: Printf = Printf {
    star: Star::Numbered,
    convert: |_, scan| {
        Ok(letter(
            scan,
            &[
                ("di", INTEGER),
                ("ouxX", UNSIGNED),
                ("eEfgG", FLOAT),
                ("c", CHAR),
                ("s", STRING),
            ],
        ))
    },
    ..PLAIN
};

pub(super) const TCL: Printf = Printf {
    numbers: Numbers::AllOrNoneMoves,
    star: Star::Plain,
    sizes: "hl",
    percent_alone: true,
    convert: |parts, scan| {
        let size = if parts.size == "h" { "short" } else { "" };
        Ok(letter(
            scan,
            &[
                ("di", Kind::sized(size, "integer")),
                ("ouxX", Kind::sized(size, "unsigned integer")),
                ("eEfgG", FLOAT),
                ("c", CHAR),
                ("s", STRING),
            ],
        ))
    },
    ..PLAIN
};

pub(super) const JAVASCRIPT: Printf = Printf {
    flags: " +-0I",
    convert: |_, scan| {
        Ok(letter(
            scan,
            &[
                ("bdoxX", INTEGER),
                ("f", FLOAT),
                ("c", CHAR),
                ("s", STRING),
                ("j", JSON),
            ],
        ))
    },
    ..PLAIN
};

pub(super) const LUA: Printf = Printf {
    numbers: Numbers::No,
    flags: "",
    percent_alone: true,
    convert: |_, scan| {
        Ok(letter(
            scan,
            &[
                ("diouxX", INTEGER),
                ("aAeEfgG", FLOAT),
                ("c", CHAR),
                ("s", STRING),
                ("q", Kind::new("string to be quoted")),
            ],
        ))
    },
    ..PLAIN
};

pub(super) const PHP: Printf = Printf {
    numbers: Numbers::Free,
    flags: " -0'",
    padding: Some(b'\''),
    precision: Precision::Required,
    sizes: "l",
    percent_alone: true,
    convert: |_, scan| {
        Ok(letter(
            scan,
            &[
                ("bdouxX", INTEGER),
                ("ef", FLOAT),
                ("c", CHAR),
                ("s", STRING),
            ],
        ))
    },
    ..PLAIN
};

pub(super) const ELISP: Printf = Printf {
    numbers: Numbers::Moves,
    star: Star::Plain,
    convert: |_, scan| {
        Ok(letter(
            scan,
            &[
                ("dioxX", INTEGER),
                ("eEfgG", FLOAT),
                ("c", CHAR),
                ("s", STRING),
                ("S", OBJECT),
            ],
        ))
    },
    ..PLAIN
};

pub(super) const LIBREP: Printf = Printf {
    numbers: Numbers::Moves,
    flags: " +-0^",
    convert: |_, scan| {
        Ok(letter(
            scan,
            &[("doxX", INTEGER), ("c", CHAR), ("s", STRING), ("S", OBJECT)],
        ))
    },
    ..PLAIN
};
