//! Tests of the whole engine, a mechanism each.

#[test]
fn zz_debug() {
    use crate::lang::fr;
    for w in [
        "écrite",
        "natives",
        "partielle",
        "décimale",
        "génératrice",
        "suivant",
        "courant",
        "attendu",
        "commune",
        "coûteux",
        "telles",
        "sur",
        "venante",
        "plein",
        "la",
        "bas",
        "requis",
        "dit",
        "même",
        "seul",
        "vide",
    ] {
        eprintln!("{w}: {:?}", fr::readings(w));
    }
}
