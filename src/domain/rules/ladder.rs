//! The ladder: what was done about a flag, what is due next, and from when.
