//! Records of care: visits and calls, incidents, problems, agreements, follow-ups, requests of families.

pub mod agreement;
pub mod caseload;
pub mod family_request;
pub mod follow_up;
pub mod incident;
pub(crate) mod notes;
pub mod problem;
pub(crate) mod ring;
pub mod round;
#[cfg(test)]
pub(crate) mod samples;
pub mod visit;
