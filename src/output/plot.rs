//! Progress over time as a drawing in SVG: how many entries there were, and how many of them translated or fuzzy.
//!
//! It stands alone: no script, no font, no network; light or dark as its reader's screen, and its words are there for who
//! cannot see it.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::table::percent;
use crate::stats::history::{History, Point};

const WIDTH: f64 = 800.0;
const HEIGHT: f64 = 400.0;
/// Where the drawing itself is.
const LEFT: f64 = 64.0;
const RIGHT: f64 = 780.0;
const TOP: f64 = 56.0;
const BOTTOM: f64 = 364.0;
/// Labels of the time axis are at least so far apart.
const APART: f64 = 72.0;

/// Within a page its rules must reach nothing else: each names the drawing's own class.
const STYLE: &str = "\
.plot text{font:13px system-ui,sans-serif;fill:#333}.plot .name{font-size:16px;font-weight:600}.plot .back{fill:#fff}\
.plot .grid{stroke:#ccc;stroke-width:1}.plot .all{fill:#e3e3e3}.plot .fuzzy{fill:#e0a030}.plot .done{fill:#2e8b57}\
@media(prefers-color-scheme:dark){.plot text{fill:#ddd}.plot .back{fill:#1b1b1b}.plot .grid{stroke:#444}\
.plot .all{fill:#3a3a3a}}";

/// A number of entries.
type Figure = fn(&Point) -> usize;

/// Writes the drawing.
///
/// # Errors
/// What writing says.
pub fn write(out: &mut dyn Write, history: &History) -> io::Result<()> {
    let scale = Scale::new(&history.points, history.until);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"plot\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" \
         aria-labelledby=\"plot-t plot-d\">\n<title id=\"plot-t\">Translation progress</title>\n<desc id=\"plot-d\">{}</desc>\n\
         <style>{STYLE}</style>\n<rect class=\"back\" width=\"{WIDTH}\" height=\"{HEIGHT}\"/>\n",
        words(&history.points)
    );
    for tick in ticks(scale.most) {
        let y = scale.y(tick);
        let _ = writeln!(
            svg,
            "<path class=\"grid\" d=\"M{LEFT} {y:.1}H{RIGHT}\"/>\
             <text x=\"{}\" y=\"{:.1}\" text-anchor=\"end\">{tick}</text>",
            LEFT - 8.0,
            y + 4.0
        );
    }
    let areas: [(&str, Figure); 3] = [
        ("all", |point| point.stats.entries.total),
        ("fuzzy", |point| {
            point.stats.entries.translated + point.stats.entries.fuzzy
        }),
        ("done", |point| point.stats.entries.translated),
    ];
    let thinned = scale.thinned(&history.points);
    for (class, figure) in areas {
        let _ = writeln!(
            svg,
            "<path class=\"{class}\" d=\"{}\"/>",
            scale.area(&thinned, figure)
        );
    }
    for (x, label) in scale.labels(&history.points) {
        let _ = writeln!(
            svg,
            "<text class=\"when\" x=\"{x:.1}\" y=\"{}\" text-anchor=\"middle\">{label}</text>",
            BOTTOM + 22.0
        );
    }
    let last = history
        .points
        .last()
        .map_or_else(String::new, |point| percent(&point.stats));
    let _ = writeln!(
        svg,
        "<text class=\"name\" x=\"{LEFT}\" y=\"32\">{last} translated</text>"
    );
    let legend = [
        ("done", "translated"),
        ("fuzzy", "fuzzy"),
        ("all", "untranslated"),
    ];
    svg += "<g class=\"legend\">\n";
    for (at, (class, name)) in (0u8..).zip(legend) {
        let x = 440.0 + 120.0 * f64::from(at);
        let _ = writeln!(
            svg,
            "<rect class=\"{class}\" x=\"{x}\" y=\"20\" width=\"14\" height=\"14\"/>\
             <text x=\"{}\" y=\"32\">{name}</text>",
            x + 20.0
        );
    }
    svg += "</g>\n</svg>\n";
    out.write_all(svg.as_bytes())
}

/// What is to be seen, in words.
pub(super) fn words(points: &[Point]) -> String {
    let (Some(first), Some(last)) = (points.first(), points.last()) else {
        return "There is nothing to be seen.".to_owned();
    };
    let say = |point: &Point| {
        let entries = point.stats.entries;
        format!(
            "on {}, {} of {} entries were translated ({}) and {} fuzzy",
            day(point),
            entries.translated,
            entries.total,
            percent(&point.stats),
            entries.fuzzy
        )
    };
    format!(
        "From the first state to the last: {}; {}.",
        say(first),
        say(last)
    )
}

pub(super) fn day(point: &Point) -> &str {
    point.date.get(..10).unwrap_or_default()
}

#[allow(clippy::cast_precision_loss, reason = "nobody sees a part of a pixel")]
fn float(number: usize) -> f64 {
    number as f64
}

/// Round numbers from 0 to `most`, at most six steps apart.
fn ticks(most: usize) -> impl Iterator<Item = usize> {
    let powers = std::iter::successors(Some(1usize), |power| power.checked_mul(10));
    let steps = powers.flat_map(|power| [1, 2, 5].map(|times| power.saturating_mul(times)));
    let step = steps
        .into_iter()
        .find(|step| most / step <= 6)
        .unwrap_or(usize::MAX);
    (0..=most).step_by(step)
}

/// From times and figures to places.
struct Scale {
    first: i64,
    /// Seconds, at least one.
    span: f64,
    most: usize,
}

impl Scale {
    /// From the first state to the last one, or to the commit that came `until` then and changed no figure.
    fn new(points: &[Point], until: i64) -> Scale {
        let times = || points.iter().map(|point| point.time);
        // Whoever commits may have any clock.
        let (first, last) = (times().min().unwrap_or(0), times().max().unwrap_or(0));
        let last = last.max(until);
        let most = points.iter().map(|point| point.stats.entries.total).max();
        Scale {
            first,
            span: seconds(last.saturating_sub(first).max(1)),
            most: most.unwrap_or(0).max(1),
        }
    }

    fn x(&self, point: &Point) -> f64 {
        let since = seconds(point.time.saturating_sub(self.first));
        LEFT + (RIGHT - LEFT) * since / self.span
    }

    fn y(&self, figure: usize) -> f64 {
        BOTTOM - (BOTTOM - TOP) * float(figure) / float(self.most)
    }

    /// The last state of each half pixel: more cannot be seen.
    fn thinned<'p>(&self, points: &'p [Point]) -> Vec<&'p Point> {
        let mut kept: Vec<&Point> = Vec::new();
        for point in points {
            let near = |last: &&mut &Point| (self.x(point) - self.x(last)).abs() < 0.5;
            match kept.last_mut().filter(near) {
                Some(last) => *last = point,
                None => kept.push(point),
            }
        }
        kept
    }

    /// Steps: a state lasts until the next one.
    fn area(&self, points: &[&Point], figure: Figure) -> String {
        let mut path = String::new();
        for (number, point) in points.iter().enumerate() {
            let (x, y) = (self.x(point), self.y(figure(point)));
            let _ = if number == 0 {
                write!(path, "M{x:.1} {BOTTOM}V{y:.1}")
            } else {
                write!(path, "H{x:.1}V{y:.1}")
            };
        }
        if !path.is_empty() {
            let _ = write!(path, "H{RIGHT}V{BOTTOM}Z");
        }
        path
    }

    /// Years, or months or days where there are no more of them: each where its first state stands.
    fn labels<'p>(&self, points: &'p [Point]) -> Vec<(f64, &'p str)> {
        let (Some(first), Some(last)) = (points.first(), points.last()) else {
            return Vec::new();
        };
        let differ = |length: &usize| first.date.get(..*length) != last.date.get(..*length);
        let length = [4, 7].into_iter().find(differ).unwrap_or(10);
        let mut labels: Vec<(f64, &str)> = Vec::new();
        for point in points {
            let label = point.date.get(..length).unwrap_or_default();
            let x = self.x(point);
            let fits = labels
                .last()
                .is_none_or(|&(before, other)| x - before >= APART && other != label);
            if fits {
                labels.push((x, label));
            }
        }
        labels
    }
}

#[allow(clippy::cast_precision_loss, reason = "nobody sees a part of a pixel")]
fn seconds(time: i64) -> f64 {
    time as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::Stats;

    fn point(date: &str, time: i64, translated: usize, total: usize) -> Point {
        let mut stats = Stats::default();
        stats.entries.total = total;
        stats.entries.translated = translated;
        Point {
            commit: String::new(),
            time,
            date: date.to_owned(),
            files: 1,
            stats,
        }
    }

    fn draw(points: Vec<Point>) -> String {
        let mut history = History::default();
        history.points = points;
        let mut out = Vec::new();
        write(&mut out, &history).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn the_drawing_ends_with_the_last_commit() {
        let points = [point("2024-01-01", 0, 0, 2), point("2024-02-01", 100, 1, 2)];
        let at = |until| Scale::new(&points, until).x(&points[1]);
        assert!((at(0) - RIGHT).abs() < 0.1);
        assert!((at(200) - f64::midpoint(LEFT, RIGHT)).abs() < 0.1);
    }

    #[test]
    fn a_state_lasts_until_the_next_one() {
        let svg = draw(vec![
            point("2020-01-01T00:00:00Z", 0, 0, 100),
            point("2021-01-01T00:00:00Z", 50, 50, 100),
            point("2022-01-01T00:00:00Z", 100, 100, 200),
        ]);
        let done = "<path class=\"done\" d=\"M64.0 364V364.0H422.0V287.0H780.0V210.0H780V364Z\"/>";
        assert!(svg.contains(done), "{svg}");
        for label in [
            ">2020<",
            ">2021<",
            ">2022<",
            ">50.0 % translated<",
            ">200<",
            "100 of 200 entries",
        ] {
            assert!(svg.contains(label), "{label}: {svg}");
        }
        assert!(
            !svg.contains("NaN") && !svg.contains("http://") || svg.matches("http").count() == 1
        );
    }

    #[test]
    fn few_states_and_many() {
        for points in [vec![], vec![point("2020-01-01T00:00:00Z", 7, 0, 0)]] {
            let svg = draw(points);
            assert!(!svg.contains("NaN") && !svg.contains("inf"), "{svg}");
        }
        let many = (0..20_000).map(|time| point("2020-01-01T00:00:00Z", time, 1, 2));
        assert!(draw(many.collect()).len() < 80_000);
    }

    #[test]
    fn ticks_are_round() {
        assert_eq!(ticks(1).collect::<Vec<_>>(), [0, 1]);
        assert_eq!(
            ticks(59_539).collect::<Vec<_>>(),
            [0, 10_000, 20_000, 30_000, 40_000, 50_000]
        );
        assert_eq!(ticks(7).collect::<Vec<_>>(), [0, 2, 4, 6]);
    }
}
