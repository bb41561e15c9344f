//! throw-away
use polir::diagnostic::*;
use polir::rules::terminology::*;
use polir::rules::*;
use std::cell::OnceCell;
use std::io::{BufRead, Write};
fn main() {
    let a: Vec<String> = std::env::args().collect(); // packs(,) select(,|all|default) input output [unsafe] [explain]
    let packs: Vec<Pack> = a[1]
        .split(',')
        .map(|p| {
            Pack::parse(p, &std::fs::read_to_string(p).unwrap()).unwrap_or_else(|e| panic!("{e}"))
        })
        .collect();
    let t = std::time::Instant::now();
    let terms = Terms::compile(&packs).unwrap_or_else(|e| panic!("{e}"));
    eprintln!("compile {:?} {} terms", t.elapsed(), terms.len());
    for w in &terms.warnings {
        eprintln!("warning {w}")
    }
    for f in terms.test() {
        eprintln!("EXAMPLE {f}")
    }
    let metas: Vec<(String, bool)> = terms
        .rules()
        .map(|m| (m.id.to_owned(), m.default))
        .collect();
    let sel: Vec<&str> = a[2].split(',').collect();
    let on: Vec<bool> = metas
        .iter()
        .map(|(id, d)| {
            sel.contains(&"all") || sel.contains(&"default") && *d || sel.contains(&id.as_str())
        })
        .collect();
    if a.len() < 5 {
        return;
    }
    let uns = a.iter().any(|x| x == "unsafe");
    let explain = a.iter().any(|x| x == "explain");
    let lines: Vec<serde_json::Value> =
        std::io::BufReader::new(std::fs::File::open(&a[3]).unwrap())
            .lines()
            .map(|l| serde_json::from_str(&l.unwrap()).unwrap())
            .collect();
    let mut out = std::io::BufWriter::new(std::fs::File::create(&a[4]).unwrap());
    let mut spent = std::time::Duration::ZERO;
    let mut tok = std::time::Duration::ZERO;
    let mut bytes = 0;
    for mut v in lines {
        let text = v["text"].as_str().unwrap().to_owned();
        let source = v["source"].as_str().unwrap().to_owned();
        let file = FileContext {
            path: v["file"].as_str().unwrap().into(),
            language: "fr".into(),
            project: "Python 3".into(),
            rst: true,
            ..FileContext::default()
        };
        let mut cur = text.clone();
        let mut all = vec![];
        let mut passed = vec![];
        for pass in 0..5 {
            let t = std::time::Instant::now();
            let mut toks = vec![];
            polir::markup::tokens(&cur, true, &mut toks);
            if pass == 0 {
                tok += t.elapsed();
                bytes += cur.len();
            }
            let m = Message {
                file: &file,
                msgctxt: None,
                source: &source,
                text: &cur,
                plural: None,
                markup: &toks,
                source_markup: OnceCell::new(),
            };
            let mut f = Findings::default();
            f.explain = explain;
            let t = std::time::Instant::now();
            terms.check(&m, &|i| on[i], &mut f);
            if pass == 0 {
                spent += t.elapsed();
            }
            let mut edits: Vec<Edit> = vec![];
            let mut last = 0;
            if pass == 0 {
                for x in &f.found {
                    all.push(serde_json::json!({"rule":x.rule,"span":[x.span.start,x.span.end],"word":&cur[x.span.range()],"message":x.message,"help":x.help,"fix":x.fix.as_ref().map(|(s,e)|serde_json::json!([s.name(),e.iter().map(|e|serde_json::json!([e.span.start,e.span.end,e.text])).collect::<Vec<_>>()])),"swap":x.swap}))
                }
                for (s, r, w) in &f.passed {
                    passed.push(serde_json::json!([r, &cur[s.range()], w]))
                }
            }
            for x in f.found.iter() {
                if let Some((s, e)) = &x.fix {
                    if *s == Safety::Safe || uns && *s == Safety::Unsafe {
                        if e[0].span.start >= last {
                            last = e.last().unwrap().span.end;
                            edits.extend(e.iter().cloned())
                        }
                    }
                }
            }
            if edits.is_empty() {
                break;
            }
            let mut new = String::new();
            let mut at = 0;
            for e in edits {
                new.push_str(&cur[at..e.span.start]);
                new.push_str(&e.text);
                at = e.span.end;
            }
            new.push_str(&cur[at..]);
            cur = new;
            if pass == 4 {
                eprintln!("no convergence {}", cur)
            }
        }
        if all.is_empty() && passed.is_empty() {
            continue;
        }
        v["out"] = cur.into();
        v["found"] = all.into();
        v["passed"] = passed.into();
        writeln!(out, "{v}").unwrap();
    }
    eprintln!("tokens {tok:?} check {spent:?} for {bytes} bytes");
}
