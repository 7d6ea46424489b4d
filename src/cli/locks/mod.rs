//! `doorlight locks`: who has a secret, and how the home is locked; and who a call is made by.

pub(super) mod person;

use super::call::{Call, Ended, Trouble};
use crate::desk::locks::{Admission, Doorway, Entrance, LocksError, NewPerson, Secret};
use crate::desk::refusal::Refusal;
use crate::domain::StaffId;
use crate::i18n::Lang;
use crate::t;
use crate::wording::recovery::recovery_lines;
use clap::Subcommand;
use person::{member, read_secret};
use std::path::{Path, PathBuf};

/// What may be done about locks.
#[derive(Debug, Subcommand)]
pub(super) enum LocksTask {
    Set {
        #[arg(long, value_name = "FILE")]
        new_secret_file: PathBuf,
    },
    Give {
        #[arg(value_name = "NAME")]
        name: String,
        #[arg(long, value_name = "FILE")]
        new_secret_file: PathBuf,
        #[arg(long)]
        pin: bool,
    },
    Take {
        #[arg(value_name = "NAME")]
        name: String,
    },
    Change {
        #[arg(long, value_name = "FILE")]
        new_secret_file: PathBuf,
        #[arg(long)]
        pin: bool,
    },
    Words,
    Key,
}

impl Call {
    /// Whoever is admitted to a copy: to this home, or to the folder in which the copy lies where this home has no key file.
    pub(super) fn admission_for(&self, copy: &Path) -> Result<Admission, Trouble> {
        let admitted = self.admission()?;
        let Some(folder) = copy.parent().filter(|_| admitted.keys.is_empty()) else {
            return Ok(admitted);
        };
        let doorway = Doorway {
            folder: folder.to_owned(),
            ..self.doorway()
        };
        match doorway.entrance_of_copies()? {
            Entrance::Open => Ok(Admission::default()),
            Entrance::Locked(_) => {
                let now = self.clock().now();
                Ok(self.person.admitted_at(&doorway, now)?)
            }
        }
    }
}

/// Does what is asked about locks.
pub(super) fn run(call: &Call, what: Option<LocksTask>) -> Result<Ended, Trouble> {
    let lang = call.lang;
    let Some(what) = what else {
        return state(call);
    };
    call.check_not_lost()?;
    let mut desk = call.open()?;
    call.person.approve(&mut desk)?;
    if !desk.has_home()? {
        return Err(Refusal::NoHome.into());
    }
    let doorway = call.doorway();
    match what {
        LocksTask::Set { new_secret_file } => {
            let locked = desk.set_locks(&doorway, &read_secret(&new_secret_file)?)?;
            let plain = locked.plain.iter().map(|copy| {
                let copy = copy.display().to_string();
                t!(lang, "cli-locks-plain-copy", copy = copy)
            });
            let said = [
                t!(lang, "cli-locks-was-set"),
                words_text(&locked.words, lang),
            ];
            Ok(Ended::done(said.join("\n\n")).with_remarks(&plain.collect::<Vec<_>>()))
        }
        LocksTask::Give {
            name,
            new_secret_file,
            pin,
        } => {
            let secret = read_secret(&new_secret_file)?;
            let id = member(&desk, &name)?.id;
            desk.give_secret(&doorway, new_person(id, &secret, pin))?;
            Ok(Ended::done(t!(lang, "cli-locks-given", name = name)))
        }
        LocksTask::Take { name } => {
            let id = member(&desk, &name)?.id;
            desk.take_secret(&doorway, id)?;
            Ok(Ended::done(t!(lang, "cli-locks-taken", name = name)))
        }
        LocksTask::Change {
            new_secret_file,
            pin,
        } => {
            let secret = read_secret(&new_secret_file)?;
            let id = desk.actor.ok_or(LocksError::Unknown)?;
            let old = match &call.person.secret_file {
                Some(file) if file != Path::new("-") => read_secret(file)?,
                _ => return Err(LocksError::NobodySaid.into()),
            };
            desk.change_own_secret(&doorway, &old, new_person(id, &secret, pin))?;
            Ok(Ended::done(t!(lang, "cli-locks-changed")))
        }
        LocksTask::Words => {
            let words = desk.new_words(&doorway)?;
            Ok(Ended::done(words_text(&words, lang)))
        }
        LocksTask::Key => {
            desk.change_key(&doorway)?;
            Ok(Ended::done(t!(lang, "cli-locks-key-changed")))
        }
    }
}

/// Who has a secret; asks for none, as the door screen shows the same names.
fn state(call: &Call) -> Result<Ended, Trouble> {
    let lang = call.lang;
    match call.doorway().look()? {
        Entrance::Open => Ok(Ended::done(t!(lang, "cli-locks-none"))),
        Entrance::Locked(people) => {
            let lines = people.into_iter().map(|one| {
                let kind = if one.has_pin {
                    t!(lang, "cli-locks-pin")
                } else {
                    t!(lang, "cli-locks-passphrase")
                };
                format!("{}\t{kind}", one.name)
            });
            Ok(Ended::list(&lines.collect::<Vec<_>>(), String::new))
        }
    }
}

fn new_person(id: StaffId, secret: &Secret, is_pin: bool) -> NewPerson<'_> {
    NewPerson { id, secret, is_pin }
}

/// The recovery words, six in a line, and what to do with them.
fn words_text(words: &[(String, String)], lang: Lang) -> String {
    let lines = recovery_lines(words).join("\n");
    t!(lang, "cli-locks-shown", words = lines)
}
