//! The repository's own tools, run with `cargo xtask`; none of them is part of the program that is published.

mod corpus;
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
        ["picture"] => picture::draw(),
        ["corpus-diff"] => corpus::diff(false),
        ["corpus-diff", "--write"] => corpus::diff(true),
        ["precision", arguments @ ..] => precision::sample(arguments),
        _ => bail!(
            "usage: cargo xtask corpus-diff [--write]   (POLIR_CORPUS names the folder that holds python-docs-fr-3.13)\n       cargo xtask precision [--seed N] [--count N] [RULE…]   (draws findings from POLIR_CORPUS to be read; what came of it goes into docs/precision.tsv)\n       cargo xtask picture   (draws docs/check.svg)\n       cargo xtask french CLASSICAL_DIR COMPREHENSIVE_DIR   (directories that hold fr.dic and fr.aff of Debian's hunspell-fr-classical and hunspell-fr-comprehensive)\n       cargo xtask plurals FOLDER   (the unpacked npm package cldr-core; msginit must be installed)"
        ),
    }
}
