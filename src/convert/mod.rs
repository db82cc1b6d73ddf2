//! Values across the border, each way.

pub mod from_js;
pub mod rows;
pub mod tags;
pub mod to_bytes;
pub mod to_js;
