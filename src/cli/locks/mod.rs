//! `doorlight locks`: who has a secret, and how the home is locked; and who a call is made by.

use super::call::{Call, Ended, Trouble};
use crate::desk::Desk;
use crate::desk::locks::{Admission, Doorway, Entrance, LocksError, NewPerson, Secret, Who};
use crate::desk::query::Query;
use crate::desk::refusal::Refusal;
use crate::domain::{Moment, Staff, StaffId};
use crate::i18n::Lang;
use crate::store::FileKeys;
use crate::t;
use clap::Subcommand;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use zeroize::Zeroizing;

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

/// Whom a call is made by.
#[derive(Debug)]
pub(super) struct Person {
    /// The folder of the user's account for the secret of this PC.
    pub(super) account: Option<PathBuf>,
    /// Name of the member of staff.
    pub(super) name: Option<String>,
    /// Where the secret stands; `-` is standard input.
    pub(super) secret_file: Option<PathBuf>,
    /// Where the recovery words stand; `-` is standard input.
    pub(super) words_file: Option<PathBuf>,
    /// A secret is tried once in a call: each try takes time, and standard input is read once.
    pub(super) admitted: OnceLock<Admission>,
}

impl Person {
    /// Whether a secret was given with the call.
    pub(super) fn has_secret(&self) -> bool {
        self.secret_file.is_some() || self.words_file.is_some()
    }

    /// Whoever was admitted by the lock of the screens makes this call.
    pub(super) fn take(&self, admitted: &Admission) {
        self.admitted.get_or_init(|| admitted.clone());
    }

    /// Admits the person where the home has locks.
    pub(super) fn admission(&self, doorway: &Doorway, now: Moment) -> Result<Admission, Trouble> {
        if let Some(admitted) = self.admitted.get() {
            return Ok(admitted.clone());
        }
        let admitted = match doorway.look()? {
            Entrance::Open => Admission::default(),
            Entrance::Locked(_) => self.admitted_at(doorway, now)?,
        };
        Ok(self.admitted.get_or_init(|| admitted).clone())
    }

    fn admitted_at(&self, doorway: &Doorway, now: Moment) -> Result<Admission, Trouble> {
        let now = now.timestamp();
        let admitted = match (&self.words_file, &self.secret_file, &self.name) {
            (Some(words), _, _) => doorway.admit(Who::Recovery, &read_secret(words)?, now)?,
            (None, Some(file), Some(name)) => {
                doorway.admit(Who::Named(name), &read_secret(file)?, now)?
            }
            _ => return Err(LocksError::NobodySaid.into()),
        };
        Ok(admitted)
    }

    /// Seats the person who was named where everybody is believed.
    pub(super) fn sit_down(&self, desk: &mut Desk) -> Result<(), Trouble> {
        match &self.name {
            Some(name) if !desk.has_locks() => {
                let id = member(desk, name)?.id;
                desk.seat(id);
                Ok(())
            }
            _ => Ok(()),
        }
    }
}

impl Call {
    /// The keys for a copy: of this home, or of the folder in which the copy lies where this home has no key file.
    pub(super) fn keys_for(&self, copy: &Path) -> Result<FileKeys, Trouble> {
        let admitted = self.admission()?;
        let Some(folder) = copy.parent().filter(|_| admitted.keys.is_empty()) else {
            return Ok(admitted.keys);
        };
        let doorway = Doorway {
            folder: folder.to_owned(),
            ..self.doorway()
        };
        match doorway.entrance_of_copies()? {
            Entrance::Open => Ok(FileKeys::default()),
            Entrance::Locked(_) => {
                let now = self.clock().now();
                Ok(self.person.admitted_at(&doorway, now)?.keys)
            }
        }
    }
}

/// Reads a secret from a file, or from standard input.
fn read_secret(file: &Path) -> Result<Secret, LocksError> {
    let mut text = Zeroizing::new(String::new());
    if file == Path::new("-") {
        std::io::stdin().read_to_string(&mut text)
    } else {
        std::fs::File::open(file).and_then(|mut file| file.read_to_string(&mut text))
    }
    .map_err(LocksError::Disk)?;
    Ok(Secret::new(std::mem::take(&mut *text)))
}

/// Does what is asked about locks.
pub(super) fn run(call: &Call, what: Option<LocksTask>) -> Result<Ended, Trouble> {
    let lang = call.lang;
    let Some(what) = what else {
        return state(call);
    };
    call.check_not_lost()?;
    let mut desk = call.open()?;
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

/// The active member of staff of this name.
fn member(desk: &Desk, name: &str) -> Result<Staff, Trouble> {
    let staff = desk.ask(Query::Names)?.staff()?;
    let mut active = staff.into_iter().filter(|one| one.active);
    let found = active.find(|one| one.name == name.trim());
    found.ok_or_else(|| LocksError::Unknown.into())
}

/// The recovery words, six in a line, and what to do with them.
fn words_text(words: &[(String, String)], lang: Lang) -> String {
    const IN_A_LINE: usize = 6;
    let lines = words.chunks(IN_A_LINE).enumerate().map(|(nth, line)| {
        let words = line
            .iter()
            .enumerate()
            .map(|(place, (syllable, character))| {
                format!("{}. {syllable} {character}", nth * IN_A_LINE + place + 1)
            });
        words.collect::<Vec<_>>().join("   ")
    });
    let lines = lines.collect::<Vec<_>>().join("\n");
    t!(lang, "cli-locks-shown", words = lines)
}
