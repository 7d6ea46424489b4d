//! Files of children: whether they still hold.

pub(super) mod confirm;
