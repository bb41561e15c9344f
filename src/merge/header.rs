//! The header, field by field. It never conflicts: of two dates the later one stands, and who translated last goes with
//! the date.

use std::collections::HashMap;

use crate::po::header::{DATES, fields};

/// The decoded header that comes of the decoded headers of the three files. A field that both sides changed is that of the
/// side with the later revision.
pub(super) fn merge(base: &str, ours: &str, theirs: &str) -> String {
    let [old, mine, new] = [base, ours, theirs].map(Values::of);
    let revision = |header: &Values<'_>| moment(header.get(DATES[1]).unwrap_or_default());
    let theirs_is_later = revision(&new) > revision(&mine);
    let mut merged = String::with_capacity(ours.len() + 64);
    for line in ours.split_inclusive('\n') {
        let Some(field) = fields(line).next() else {
            merged.push_str(line);
            continue;
        };
        let (before, other) = (old.get(field.name), new.get(field.name));
        let mine = field.value;
        match other {
            // Taken out by them, untouched by us.
            None if before == Some(mine) => {}
            None => merged.push_str(line),
            Some(other) => {
                let date = DATES
                    .iter()
                    .any(|date| date.eq_ignore_ascii_case(field.name));
                let take = if mine == other || before == Some(other) {
                    false
                } else if before == Some(mine) {
                    true
                } else if date {
                    moment(other) > moment(mine)
                } else {
                    theirs_is_later
                };
                if take {
                    merged.push_str(&line[..field.span.start]);
                    if field.span.start > 0 && line[..field.span.start].ends_with(':') {
                        merged.push(' ');
                    }
                    merged.push_str(other);
                    merged.push_str(&line[field.span.end..]);
                } else {
                    merged.push_str(line);
                }
            }
        }
    }
    for field in fields(theirs) {
        if mine.get(field.name).is_none() && old.get(field.name) != Some(field.value) {
            if !merged.is_empty() && !merged.ends_with('\n') {
                merged.push('\n');
            }
            merged.push_str(field.name);
            merged.push_str(": ");
            merged.push_str(field.value);
            merged.push('\n');
        }
    }
    merged
}

/// The first value of each field, by its name in small letters: a header may have any number of fields.
struct Values<'h>(HashMap<String, &'h str>);

impl<'h> Values<'h> {
    fn of(header: &'h str) -> Values<'h> {
        let mut values = HashMap::new();
        for field in fields(header) {
            let name = field.name.to_ascii_lowercase();
            values.entry(name).or_insert(field.value);
        }
        Values(values)
    }

    fn get(&self, name: &str) -> Option<&'h str> {
        self.0.get(&name.to_ascii_lowercase()).copied()
    }
}

/// A date as the header writes it (`2017-10-27 11:43+0200`), minutes in UTC; before all others where it is none.
fn moment(date: &str) -> Option<i64> {
    let number = |from: usize, to: usize| date.get(from..to)?.parse::<i64>().ok();
    let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
    let (hour, minute) = (number(11, 13)?, number(14, 16)?);
    let zone = date.get(16..)?.trim().trim_start_matches(':');
    let zone = zone
        .get(1..)
        .and_then(|digits| {
            let minutes = digits.get(..2)?.parse::<i64>().ok()? * 60
                + digits
                    .get(2..4)
                    .and_then(|minutes| minutes.parse().ok())
                    .unwrap_or(0);
            Some(if zone.starts_with('-') {
                -minutes
            } else {
                minutes
            })
        })
        .unwrap_or(0);
    // Months of 31 days order as the calendar does.
    Some((((year * 12 + month) * 31 + day) * 24 + hour) * 60 + minute - zone)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_merged_one_by_one() {
        let base = "POT-Creation-Date: 2020-01-01 10:00+0000\nPO-Revision-Date: 2020-01-02 10:00+0100\nLast-Translator: A\nLanguage: fr\nX-Old: 1\n";
        let ours = base
            .replace("2020-01-01", "2021-03-01")
            .replace("2020-01-02", "2021-01-02")
            .replace(": A", ": B");
        let theirs = base
            .replace("2020-01-01", "2021-02-01")
            .replace("2020-01-02", "2021-04-02")
            .replace(": A", ": C")
            .replace("X-Old: 1\n", "X-New: 2\n");
        assert_eq!(
            merge(base, &ours, &theirs),
            "POT-Creation-Date: 2021-03-01 10:00+0000\nPO-Revision-Date: 2021-04-02 10:00+0100\nLast-Translator: C\nLanguage: fr\nX-New: 2\n"
        );
        assert_eq!(merge(base, base, &theirs), theirs);
        assert_eq!(merge(base, &ours, base), ours);
        assert_eq!(merge("", base, base), base);
    }

    #[test]
    fn dates_are_compared_in_utc() {
        assert!(moment("2021-01-01 10:00+0200") < moment("2021-01-01 09:00+0000"));
        assert!(moment("YEAR-MO-DA HO:MI+ZONE") < moment("1990-01-01 00:00+0000"));
    }
}
