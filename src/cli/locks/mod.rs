//! `doorlight locks`: who has a secret, and how the home is locked; and who a call is made by.

pub(super) mod covering;
pub(super) mod person;

use super::call::{Call, Ended, Trouble};
use super::target::Target;
use crate::desk::Desk;
use crate::desk::locks::{Admission, Doorway, Entrance, LocksError, NewPerson, NewWords, Secret};
use crate::desk::papers::sweep::remember_words_page;
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
        #[arg(long, value_name = "FILE")]
        html: Option<PathBuf>,
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
    Words {
        #[arg(long, value_name = "FILE")]
        html: Option<PathBuf>,
    },
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
        LocksTask::Set {
            new_secret_file,
            html,
        } => {
            let target = page_target(call, html.as_deref())?;
            let locked = desk.set_locks(&doorway, &read_secret(&new_secret_file)?)?;
            let plain = locked.plain.iter().map(|copy| {
                let copy = copy.display().to_string();
                t!(lang, "cli-locks-plain-copy", copy = copy)
            });
            let said = [
                t!(lang, "cli-locks-was-set"),
                words_text(&locked.words, lang),
            ];
            let mut remarks: Vec<String> = plain.collect();
            remarks.extend(write_page(call, &desk, &locked.words, target));
            Ok(Ended::done(said.join("\n\n")).with_remarks(&remarks))
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
        LocksTask::Words { html } => {
            let target = page_target(call, html.as_deref())?;
            let words = desk.new_words(&doorway)?;
            let remark = write_page(call, &desk, &words, target);
            let said = Ended::done(words_text(&words, lang));
            Ok(said.with_remarks(&remark.into_iter().collect::<Vec<_>>()))
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
            let mut lines: Vec<String> = lines.collect();
            if let Some(mark) = call.doorway().words_mark()? {
                let words = t!(lang, "settings-locks-words");
                lines.push(format!("{words}\t{mark}"));
            }
            Ok(Ended::list(&lines, String::new))
        }
    }
}

fn new_person(id: StaffId, secret: &Secret, is_pin: bool) -> NewPerson<'_> {
    NewPerson { id, secret, is_pin }
}

/// The recovery words, six in a line, and what to do with them.
fn words_text(new: &NewWords, lang: Lang) -> String {
    let lines = recovery_lines(&new.words).join("\n");
    let shown = t!(lang, "cli-locks-shown", words = lines);
    let mark = t!(lang, "locks-words-mark", mark = new.mark.as_str());
    [shown, mark].join("\n\n")
}

/// Where the page with the words is to be written: a place that cannot be is refused before there are any.
fn page_target(call: &Call, html: Option<&Path>) -> Result<Option<Target>, Trouble> {
    html.map(|file| Target::new(call, file, false)).transpose()
}

/// Writes the page with the words. What fails is said beside the words, which are shown in any case.
fn write_page(call: &Call, desk: &Desk, new: &NewWords, target: Option<Target>) -> Option<String> {
    let target = target?;
    let lang = call.lang;
    let written = remember_words_page(&desk.folder(), target.place())
        .map_err(Trouble::from)
        .and_then(|()| Ok(desk.words_page(new, lang)?))
        .and_then(|page| target.write(page.as_bytes()));
    Some(match written {
        Ok(()) => t!(lang, "cli-locks-page", file = target.name()),
        Err(trouble) => trouble.text(lang),
    })
}
