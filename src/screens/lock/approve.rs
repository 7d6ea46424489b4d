//! A director approves a step with the secret, at the moment it is made.

use super::state::Lock;
use crate::desk::command::Command;
use crate::desk::locks::Known;
use crate::i18n::Lang;
use crate::keymap::Action;
use crate::screens::effect::Job;
use crate::t;

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

    /// What the director approves, in words: nobody types a secret for something that the panel covers.
    pub(crate) fn what(&self, lang: Lang) -> String {
        match &self.again {
            Some(job) => words_of(job, lang),
            None => t!(lang, "approve-what-secret"),
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

fn words_of(job: &Job, lang: Lang) -> String {
    match job {
        Job::Covered(_, job) => words_of(job, lang),
        Job::KeepReport(_) | Job::KeepFilled(..) => t!(lang, "approve-what-export"),
        Job::Locks(_) => t!(lang, "approve-what-secret"),
        Job::Do(command) => match command {
            Command::SignOut(_) | Command::Correct { .. } | Command::ImportAttendance { .. } => {
                t!(lang, "approve-what-collector")
            }
            Command::FollowUp(_) => t!(lang, "approve-what-matter"),
            Command::KeepExport(_) => t!(lang, "approve-what-export"),
            Command::Erase { .. } => t!(lang, "approve-what-erase"),
            Command::DeleteOld { .. } => t!(lang, "approve-what-delete"),
            _ => t!(lang, "approve-what-other"),
        },
        _ => t!(lang, "approve-what-other"),
    }
}
