//! Files of children: whether they still hold.

pub(super) mod agree;
pub(super) mod confirm;
pub(super) mod groups;
