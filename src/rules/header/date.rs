//! The dates of a header: `2024-01-31 18:05+0100`.

/// The seconds since 1970 in UTC of a date as gettext writes it; nothing for anything else, a 30th of February among them.
pub(super) fn parse(text: &str) -> Option<i64> {
    let (date, clock) = text.split_once(' ')?;
    let mut date = date.split('-').map(number);
    let (year, month, day) = (date.next()??, date.next()??, date.next()??);
    let zone_at = clock.find(['+', '-'])?;
    let (clock, zone) = clock.split_at(zone_at);
    let (hour, minute) = clock.split_once(':')?;
    let (hour, minute) = (number(hour)?, number(minute)?);
    let ahead = zone.starts_with('+');
    let zone = number(&zone[1..]).filter(|_| zone.len() == 5)?;
    let fits = date.next().is_none()
        && (1..=9999).contains(&year)
        && (1..=12).contains(&month)
        && (1..=days(year, month)).contains(&day)
        && hour < 24
        && minute < 60
        && zone % 100 < 60
        && zone <= 1500;
    if !fits {
        return None;
    }
    let minutes = hour * 60 + minute - (zone / 100 * 60 + zone % 100) * if ahead { 1 } else { -1 };
    Some(since_1970(year, month, day) * 86_400 + minutes * 60)
}

/// Whether a text is a date in one of the forms that tools and people write: a day as gettext has it, its zeros perhaps
/// left out, and behind it perhaps a clock and a zone of any form; or a year and a month by its English name.
pub(super) fn is_near(text: &str) -> bool {
    let (day, clock) = text.split_once([' ', 'T']).unwrap_or((text, ""));
    let parts: Option<Vec<i64>> = day.split('-').map(number).collect();
    if let Some([year, month, day]) = parts.as_deref() {
        let known =
            |c: char| c.is_ascii_alphanumeric() || matches!(c, ':' | '+' | '-' | '.' | '/' | ' ');
        return (1000..=9999).contains(year)
            && (1..=12).contains(month)
            && (1..=days(*year, *month)).contains(day)
            && clock.chars().all(known);
    }
    let year = |word: &str| word.len() == 4 && number(word).is_some();
    text.split(' ').any(year) && text.split(' ').any(|word| MONTHS.contains(&word))
}

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

fn number(digits: &str) -> Option<i64> {
    let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten()
}

fn leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn days(year: i64, month: i64) -> i64 {
    match month {
        2 => 28 + i64::from(leap(year)),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days since the 1st of January 1970.
fn since_1970(year: i64, month: i64, day: i64) -> i64 {
    let before = year - 1;
    let years = before * 365 + before / 4 - before / 100 + before / 400 - 719_162;
    years + (1..month).map(|month| days(year, month)).sum::<i64>() + day - 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates() {
        assert_eq!(parse("1970-01-01 00:00+0000"), Some(0));
        assert_eq!(parse("2024-03-01 01:00+0100"), Some(1_709_251_200));
        assert_eq!(parse("2024-02-29 19:00-0500"), Some(1_709_251_200));
        for text in [
            "2024-02-30 00:00+0000",
            "2024-1-1",
            "2024-01-01 24:00+0000",
            "2024-01-01 00:00",
            "2024-01-01 00:00+1",
            "",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
