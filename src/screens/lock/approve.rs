//! A director approves a step with the secret, at the moment it is made.

use super::state::Lock;
use crate::desk::locks::Known;
use crate::keymap::Action;
use crate::screens::effect::Job;

/// What is approved, and by whom.
#[derive(Debug, Clone)]
pub struct Approve {
    /// The directors, and the secret as it is typed.
    pub(crate) lock: Lock,
    /// What is done then; `None` where a form below still holds it.
    pub(crate) again: Option<Job>,
}

impl Approve {
    /// Asks one of these directors; `last` is whoever is at the desk.
    pub(crate) fn new(people: Vec<Known>, last: Option<usize>, again: Option<Job>) -> Self {
        Self {
            lock: Lock::new(people, last),
            again,
        }
    }

    /// Handles an action; `None` if it is not one, or closes it.
    pub(crate) fn act(&mut self, action: Action) -> Option<Vec<Job>> {
        if action == Action::Cancel {
            return None;
        }
        let jobs = self.lock.act(action)?;
        let approving = jobs.into_iter().map(|job| match job {
            Job::Unlock(who, secret) => Job::Approve(who, secret),
            job => job,
        });
        Some(approving.collect())
    }
}
