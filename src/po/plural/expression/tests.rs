//! Precedence, mistakes and their places, and that no nesting is too much.

use super::*;

fn values(text: &str) -> Vec<Option<u64>> {
    let expression =
        Expression::parse(text).unwrap_or_else(|mistake| panic!("{text}: {mistake:?}"));
    (0..6)
        .map(|n| expression.value(n, &mut Vec::new()))
        .collect()
}

#[track_caller]
fn gives(text: &str, expected: [u64; 6]) {
    assert_eq!(values(text), expected.map(Some), "{text}");
}

#[test]
fn precedence_is_that_of_c() {
    gives("n", [0, 1, 2, 3, 4, 5]);
    gives("n > 1", [0, 0, 1, 1, 1, 1]);
    gives("n%2==1 && n>2 || n==0", [1, 0, 0, 1, 0, 1]);
    gives("1 || n == 0 && 0", [1; 6]);
    gives("2 + 3 * n - 1", [1, 4, 7, 10, 13, 16]);
    gives("10 - 3 - n", [7, 6, 5, 4, 3, 2]);
    gives("!n + 1", [2, 1, 1, 1, 1, 1]);
    gives("!!n", [0, 1, 1, 1, 1, 1]);
    gives("n < 2 == 1", [1, 1, 0, 0, 0, 0]);
    gives("n >= 1 < 2 == 1 != 0", [1; 6]);
    gives("n==0 ? 5 : n==1 ? 6 : 7", [5, 6, 7, 7, 7, 7]);
    gives("n ? n > 1 ? 1 : 2 : 3", [3, 2, 1, 1, 1, 1]);
    gives("(n ? 0 : 1) ? 8 : 9", [8, 9, 9, 9, 9, 9]);
    gives("n > 1 ? 1 : 0 ? 0 : 1", [1; 6]);
    gives("n == 1 || n == 2 ? 1 : n || 0", [0, 1, 1, 1, 1, 1]);
    gives("5 && 7", [1; 6]);
    gives("0 - 1 > n", [1; 6]);
    gives("18446744073709551617", [1; 6]);
    assert_eq!(values("n == 0 || 6 / n > 2"), [1, 1, 1, 0, 0, 0].map(Some));
    assert_eq!(values("n % (n - 1)")[1], None);
}

#[test]
fn mistakes_have_their_place() {
    use MistakeKind as M;
    for (text, kind, at) in [
        ("", M::Empty, ""),
        ("n >", M::NoValue, ""),
        ("n > > 1", M::NoValue, ">"),
        ("n n", M::NoOperator, "n"),
        ("5n", M::NoOperator, "n"),
        ("n=1", M::Assignment, "="),
        ("n & 1", M::Single('&'), "&"),
        ("(n", M::Unclosed, "("),
        ("n)", M::Unopened, ")"),
        ("n ? 1", M::NoColon, "?"),
        ("(n ? 1)", M::NoColon, "?"),
        ("n : 1", M::NoQuestion, ":"),
        ("(n : 1)", M::NoQuestion, ":"),
        ("-n", M::NoValue, "-"),
        ("N > 1", M::Character('N'), "N"),
        ("n > é", M::Character('é'), "é"),
        ("n !1", M::NoOperator, "!"),
        ("()", M::NoValue, ")"),
    ] {
        let mistake = Expression::parse(text).unwrap_err();
        assert_eq!((mistake.kind, &text[mistake.span]), (kind, at), "{text}");
    }
}

#[test]
fn no_nesting_is_too_much_for_it() {
    for (open, close, times) in [("(", ")", 9_000), ("!", "", 9_000), ("n?1:", "", 2_000)] {
        let text = format!("{}n{}", open.repeat(times), close.repeat(times));
        assert!(
            Expression::parse(&text)
                .unwrap()
                .value(3, &mut Vec::new())
                .is_some()
        );
    }
    for open in ["(", "!", "n?1:", "n?", "n+("] {
        let mistake = Expression::parse(&open.repeat(1_000_000)).unwrap_err();
        assert_eq!(mistake.kind, MistakeKind::TooDeep, "{open}");
    }
    let long = format!("n{}", "+0".repeat(1_000_000));
    assert_eq!(
        Expression::parse(&long).unwrap().value(3, &mut Vec::new()),
        Some(3)
    );
}
