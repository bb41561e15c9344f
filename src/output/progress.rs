//! A bar on standard error for what lasts more than a second, and only where somebody looks.

use std::io::{IsTerminal, stderr};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How long a run is left in peace.
const PATIENCE: Duration = Duration::from_secs(1);

/// Counts files that are done; a bar appears when that takes long.
pub struct Progress {
    files: usize,
    start: Instant,
    wanted: bool,
    done: std::sync::atomic::AtomicU64,
    bar: OnceLock<ProgressBar>,
}

impl Progress {
    /// For so many files; never a bar when `quiet`.
    #[must_use]
    pub fn new(files: usize, quiet: bool) -> Self {
        Progress {
            files,
            start: Instant::now(),
            wanted: !quiet && files > 1 && stderr().is_terminal() && !is_dumb(),
            done: 0.into(),
            bar: OnceLock::new(),
        }
    }

    /// One more file is done.
    pub fn tick(&self) {
        if !self.wanted {
            return;
        }
        let done = 1 + self.done.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        if self.start.elapsed() > PATIENCE {
            self.bar.get_or_init(|| bar(self.files)).set_position(done);
        }
    }

    /// Everything is done: the bar goes, and what is printed next has the line to itself.
    pub fn finish(&self) {
        if let Some(bar) = self.bar.get() {
            bar.finish_and_clear();
        }
    }
}

/// Whether the terminal can do nothing but print: no bar, no drawing.
#[must_use]
pub fn is_dumb() -> bool {
    std::env::var_os("TERM").is_some_and(|term| term == "dumb")
}

fn bar(files: usize) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::stderr());
    match ProgressStyle::with_template("{bar:30.cyan} {pos}/{len} files, {eta} left") {
        Ok(style) => bar.with_style(style.progress_chars("━╸ ")),
        Err(_) => bar,
    }
}
