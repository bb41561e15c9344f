//! URLs and e-mail addresses that stand alone in text, as docutils recognises them.

use super::chars::{after, before, escapes, is_email, is_uri, is_uri_end, may_follow, may_precede};
use super::{Kind, Span, Token};
use crate::find;

/// The schemes that docutils knows, sorted: those registered with IANA and what it adds to them. A word before a
/// colon that is none of them makes no URL.
#[rustfmt::skip]
const SCHEMES: [&str; 108] = [
    "about", "acap", "addbook", "afp", "afs", "aim", "callto", "castanet", "chttp", "cid", "crid", "data", "dav",
    "dict", "dns", "eid", "fax", "feed", "file", "finger", "freenet", "ftp", "go", "gopher", "gsm-sms", "h323",
    "h324", "hdl", "hnews", "http", "https", "hydra", "iioploc", "ilu", "im", "imap", "info", "ior", "ipp", "irc",
    "iris.beep", "iseek", "jar", "javascript", "jdbc", "ldap", "lifn", "livescript", "lrq", "mailbox", "mailserver",
    "mailto", "md5", "mid", "mocha", "modem", "mtqp", "mupdate", "news", "nfs", "nntp", "opaquelocktoken", "phone",
    "pop", "pop3", "pres", "printer", "prospero", "rdar", "res", "rtsp", "rvp", "rwhois", "rx", "sdp", "service",
    "shttp", "sip", "sips", "smb", "snews", "snmp", "soap.beep", "soap.beeps", "ssh", "t120", "tag", "tcp", "tel",
    "telephone", "telnet", "tftp", "tip", "tn3270", "tv", "urn", "uuid", "vemmi", "videotex", "view-source", "wais",
    "whodp", "whois++", "x-man-page", "xmlrpc.beep", "xmlrpc.beeps", "z39.50r", "z39.50s",
];

/// Appends the URLs and e-mail addresses of the text at `span`, in order.
pub(super) fn scan(text: &str, span: Span, tokens: &mut Vec<Token>) {
    let text = &text[..span.end];
    let mut base = span.start;
    for step in find::all([b':', b'@'], &text.as_bytes()[span.range()]) {
        let at = span.start + step;
        if at < base {
            continue;
        }
        let (kind, found) = match text.as_bytes()[at] {
            b':' => (Kind::Url, url(text, base, at)),
            _ => (Kind::Email, email(text, base, at)),
        };
        if let Some(found) = found {
            tokens.push(Token {
                target: Some(found),
                ..Token::new(kind, found, found)
            });
            base = found.end;
        }
    }
}

/// The leftmost start from `from` to `to` that may follow what stands before it, among the bytes `head` accepts.
fn leftmost(
    text: &str,
    base: usize,
    from: usize,
    to: usize,
    head: impl Fn(u8) -> bool,
) -> Option<usize> {
    (from..to).find(|&at| {
        head(text.as_bytes()[at])
            && text.is_char_boundary(at)
            && (at == base || before(text, at).is_some_and(may_precede))
    })
}

/// The URL whose scheme ends at the colon at `colon`.
fn url(text: &str, base: usize, colon: usize) -> Option<Span> {
    let bytes = text.as_bytes();
    if !bytes
        .get(colon + 1)
        .is_some_and(|&byte| is_uri(byte) || byte == b'\\')
    {
        return None;
    }
    let scheme = bytes[base..colon]
        .iter()
        .rev()
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'+' | b'-'))
        .count();
    let mut from = colon - scheme;
    let start = loop {
        // A scheme that is not known hides none that begins further on: `docs-http://…`.
        let start = leftmost(text, base, from, colon, |byte| byte.is_ascii_alphabetic())?;
        if known(&text[start..colon]) {
            break start;
        }
        from = start + 1;
    };
    let path = colon + 1;
    let path_end = run(text, path, is_uri);
    let mut last = path_end;
    let mut part = path;
    // A query and a fragment count only if each of them, and what stands before, ends as a URL may end.
    for mark in [b'?', b'#'] {
        if bytes.get(last) == Some(&mark) && last > part && is_uri_end(bytes[last - 1]) {
            let end = run(text, last + 1, is_uri);
            let stop = finish(text, last + 1, end);
            if stop.is_some()
                || mark == b'?'
                    && end > last + 1
                    && bytes.get(end) == Some(&b'#')
                    && is_uri_end(bytes[end - 1])
            {
                part = last + 1;
                last = end;
            }
        }
    }
    let end = finish(text, part, last).or_else(|| finish(text, path, path_end))?;
    Some(Span::new(start, end))
}

fn known(scheme: &str) -> bool {
    let scheme = scheme.as_bytes();
    SCHEMES
        .binary_search_by(|known| known.bytes().cmp(scheme.iter().map(u8::to_ascii_lowercase)))
        .is_ok()
}

/// Where the run of bytes that `accepts`, and of escapes, ends.
fn run(text: &str, from: usize, accepts: impl Fn(u8) -> bool) -> usize {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(&byte) = bytes.get(at) {
        if !(accepts(byte) || byte == b'\\' && escapes(text, at)) {
            break;
        }
        at += 1;
    }
    at
}

/// The last place in `from..=end`, but not `from`, where a URL may end: after a byte that is no punctuation, or before
/// `>`, and before what may follow it.
fn finish(text: &str, from: usize, end: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    (from + 1..=end).rev().find(|&at| {
        let last = bytes[at - 1];
        let closed = bytes.get(at) == Some(&b'>') && (is_uri(last) || last == b'\\');
        (is_uri_end(last) || closed) && after(text, at).is_none_or(may_follow)
    })
}

/// The e-mail address around the `@` at `at`.
fn email(text: &str, base: usize, at: usize) -> Option<Span> {
    let bytes = text.as_bytes();
    if at == base
        || escapes(text, at - 1)
        || !bytes
            .get(at + 1)
            .is_some_and(|&byte| is_email(byte) || byte == b'\\')
    {
        return None;
    }
    let mut from = at;
    while from > base {
        let byte = bytes[from - 1];
        let dot = byte == b'.' && from < at && bytes[from] != b'.';
        if !(is_email(byte) || dot || byte == b'\\' && escapes(text, from - 1)) {
            break;
        }
        from -= 1;
    }
    let start = leftmost(text, base, from, at, |byte| byte != b'.')?;
    let host = run(text, at + 1, |byte| is_email(byte) || byte == b'.');
    // Before `>`, the last character may be any that a URL may hold.
    let closed =
        bytes.get(host).is_some_and(|&byte| is_uri(byte)) && bytes.get(host + 1) == Some(&b'>');
    finish(text, at + 2, host + usize::from(closed)).map(|end| Span::new(start, end))
}
