//! stub
use crate::diagnostic::Meta;
use crate::rules::{FileContext, Findings, Message};
#[derive(Debug, Clone)]
pub struct Pack;
#[derive(Debug, thiserror::Error)]
#[error("x")]
pub struct PackError;
#[derive(Debug)]
pub struct Terms;
impl Pack {
    pub fn applies(&self, _: &FileContext) -> bool {
        false
    }
    pub fn speaks(&self, _: &str) -> bool {
        false
    }
    pub fn enables(&self, _: &str) -> bool {
        false
    }
    pub fn header_values(&self) -> impl Iterator<Item = (&str, &str)> {
        std::iter::empty()
    }
}
impl Terms {
    pub fn compile(_: &[Pack]) -> Result<Terms, PackError> {
        Ok(Terms)
    }
    pub fn len(&self) -> usize {
        0
    }
    pub fn pack_of(&self, _: usize) -> usize {
        0
    }
    pub fn rules(&self) -> impl Iterator<Item = Meta<'_>> {
        std::iter::empty()
    }
    pub fn full_ids(&self) -> impl Iterator<Item = &str> {
        std::iter::empty()
    }
    pub fn check(&self, _: &Message<'_>, _: &dyn Fn(usize) -> bool, _: &mut Findings) {}
}
