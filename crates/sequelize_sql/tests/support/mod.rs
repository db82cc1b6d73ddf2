//! What the tests of this crate share.
#![allow(dead_code)] // each test file uses a part of it

pub mod fixture;
pub mod value;
