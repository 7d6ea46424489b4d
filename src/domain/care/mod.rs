//! Records of care: visits and calls, incidents, problems, agreements, follow-ups.

pub mod agreement;
pub mod caseload;
pub mod follow_up;
pub mod incident;
pub mod problem;
pub(crate) mod ring;
pub mod round;
#[cfg(test)]
pub(crate) mod samples;
pub mod visit;
