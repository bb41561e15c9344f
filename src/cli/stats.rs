//! stub
use super::Status;
use super::args::{Files, Global};
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    files: Files,
}
pub fn run(_: &Args, _: &Global) -> anyhow::Result<Status> {
    todo!()
}
