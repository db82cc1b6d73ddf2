//! What was asked: requests as the facade lowers them.
