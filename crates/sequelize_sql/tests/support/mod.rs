//! What the tests of this crate share.
#![allow(dead_code)] // each test file uses a part of it
#![allow(clippy::unwrap_used, clippy::panic)] // a malformed fixture fails its test

pub mod fixture;
pub mod value;
