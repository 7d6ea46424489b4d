//! Simulated homes, and how well a way of noticing finds the children in them who stop coming.

#![expect(
    clippy::cast_precision_loss,
    reason = "counts of a simulation are small"
)]

pub(crate) mod habits;
pub(crate) mod home;
pub(crate) mod life;
pub(crate) mod picture;
pub(crate) mod score;
pub(crate) mod ways;
