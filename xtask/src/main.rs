//! The repository's own tools, run with `cargo xtask`; none of them is part of the program that is published.

mod corpus;
mod families;
mod field;
mod french;
mod picture;
mod plurals;
mod precision;

use std::path::Path;

use anyhow::{Result, bail};

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["french", classical, comprehensive] => {
            let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data/fr");
            for (name, bytes) in french::tables(Path::new(classical), Path::new(comprehensive))? {
                std::fs::write(root.join(name), &bytes)?;
                println!("{:>9} bytes  data/fr/{name}", bytes.len());
            }
            Ok(())
        }
        ["plurals", folder] => {
            let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data");
            for (name, text) in plurals::tables(Path::new(folder))? {
                std::fs::write(root.join(name), &text)?;
                println!("{:>9} bytes  data/{name}", text.len());
            }
            Ok(())
        }
        ["picture"] => picture::draw(false),
        ["picture", "--check"] => picture::draw(true),
        ["corpus-diff"] => corpus::diff(false),
        ["corpus-diff", "--write"] => corpus::diff(true),
        ["field", arguments @ ..] => field::run(arguments),
        ["precision", arguments @ ..] => precision::sample(arguments),
        _ => bail!(
            "usage: cargo xtask corpus-diff [--write]   (POLIR_CORPUS names the folder that holds python-docs-fr-3.13)\n       cargo xtask field [--fetch] [--write] [--program PATH] [--against PATH] [PROJECT…]   (the defaults on the projects of xtask/field/manifest.tsv, fetched into target/field or POLIR_FIELD, held to xtask/field/findings.tsv; --against shows each finding that another program has or has not)\n       cargo xtask precision [--field] [--family NAME] [--seed N] [--count N] [RULE…]   (draws findings to be read, from POLIR_CORPUS or for each family of languages from the field; what came of it goes into docs/precision.tsv and docs/precision-field.tsv)\n       cargo xtask picture [--check]   (draws docs/check.svg and docs/check-dark.svg)\n       cargo xtask french CLASSICAL_DIR COMPREHENSIVE_DIR   (directories that hold fr.dic and fr.aff of Debian's hunspell-fr-classical and hunspell-fr-comprehensive)\n       cargo xtask plurals FOLDER   (the unpacked npm package cldr-core; msginit must be installed)"
        ),
    }
}
