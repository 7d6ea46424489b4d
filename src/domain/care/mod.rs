//! Records of care: visits and calls, incidents, problems, agreements, follow-ups.

pub mod agreement;
pub mod follow_up;
pub mod incident;
pub mod problem;
pub mod round;
pub mod visit;
