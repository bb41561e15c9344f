//! The text of a file, in the bytes that were read: to look at them in vectors is a small part of what a copy would cost.

use std::fmt;
use std::ops::Deref;

use yoke::Yoke;

/// A text and the bytes that it stands in.
pub struct Held(Yoke<&'static str, Vec<u8>>);

impl Held {
    /// The text of `bytes`, or the bytes where they are not UTF-8.
    pub(super) fn new(bytes: Vec<u8>) -> Result<Held, Vec<u8>> {
        let read = Yoke::<Option<&'static str>, _>::attach_to_cart(bytes, |bytes| {
            simdutf8::basic::from_utf8(bytes).ok()
        });
        if read.get().is_none() {
            return Err(read.into_backing_cart());
        }
        Ok(Held(read.map_project(|text, _| text.unwrap_or_default())))
    }
}

impl From<String> for Held {
    fn from(text: String) -> Held {
        // What a string holds is UTF-8.
        Held::new(text.into_bytes()).unwrap_or_else(|_| unreachable!("the bytes of a string"))
    }
}

impl Deref for Held {
    type Target = str;

    fn deref(&self) -> &str {
        self.0.get()
    }
}

impl fmt::Display for Held {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&**self, formatter)
    }
}

impl fmt::Debug for Held {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, formatter)
    }
}
