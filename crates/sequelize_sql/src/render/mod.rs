//! Writes the tree as text.
