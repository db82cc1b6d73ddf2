//! The key is in the target, as that of a hasMany.

pub use super::has_many::keys;
