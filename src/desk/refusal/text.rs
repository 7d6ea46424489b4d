//! The sentence of a refusal.

use super::Refusal;
use crate::desk::locks::LocksError;
use crate::domain::{Moment, Status};
use crate::exchange::file::FileError;
use crate::i18n::{Lang, word, words};
use crate::store::{StoreError, Stranger};
use crate::t;
use crate::wording::dates::full_day;
use crate::wording::system::SystemFault;
use chrono::NaiveDate;
use std::path::Path;

impl Refusal {
    /// The sentence for the user: what was not done, and how to correct it.
    pub(crate) fn text(&self, lang: Lang) -> String {
        match self {
            Self::NoHome => t!(lang, "refused-no-home"),
            Self::FileLost { copy } => {
                t!(lang, "refused-file-lost", copy = copy.display().to_string())
            }
            Self::NotAHome { path, what, copy } => {
                let first = not_a_home_text(path, *what, lang);
                format!("{first} {}", instead_text(copy.as_deref(), lang))
            }
            Self::FaultsInFile { faults } => t!(lang, "refused-faults-in-file", faults = faults),
            Self::Locks(error) => locks_text(error, lang),
            Self::AlreadySetUp => t!(lang, "refused-already-set-up"),
            Self::UnknownChild { asked } => {
                t!(lang, "refused-unknown-child", asked = asked.as_str())
            }
            Self::AmbiguousChild { asked, children } => ambiguous_text(asked, children, lang),
            Self::AlreadyIn { name, since } => already_in_text(name, *since, lang),
            Self::InSinceBefore { name, day, since } => {
                in_since_before_text(name, *day, *since, lang)
            }
            Self::NotIn { name } => t!(lang, "refused-not-in", name = name.as_str()),
            Self::SignedOutAlready { name, at } => signed_out_text(name, *at, lang),
            Self::NotEnrolled { name, status, .. } => not_enrolled_text(name, *status, lang),
            Self::Future => t!(lang, "refused-future"),
            Self::BeforeFound | Self::ProblemSettled | Self::ReportedAlready => {
                case_text(self, lang)
            }
            Self::Help(refusal) => refusal.text(lang),
            Self::OutBeforeIn => t!(lang, "refused-out-before-in"),
            Self::WasThere { name } => t!(lang, "refused-was-there", name = name.as_str()),
            Self::StillInside { names } => still_inside_text(names, lang),
            Self::LayoutsUnreadable
            | Self::UnknownLayout { .. }
            | Self::HeadingsUnreadable
            | Self::StaysInLists
            | Self::NameInHeading { .. }
            | Self::ColumnCannotBe { .. } => remembered_text(self, lang),
            Self::UnknownZone { name } => t!(lang, "refused-unknown-zone", name = name.as_str()),
            Self::TooEarly { first } => {
                t!(lang, "refused-too-early", first = first.to_string())
            }
            Self::NoOpenDay => t!(lang, "refused-no-open-day"),
            Self::NeedsDirector => t!(lang, "refused-needs-director"),
            Self::Barred { name } => t!(lang, "refused-barred", name = name.as_str()),
            Self::CardTaken { name } => t!(lang, "refused-card-taken", name = name.as_str()),
            Self::FileNoTaken { file_no, name } => file_no_taken_text(file_no, name, lang),
            Self::IdNoTaken { name } => t!(lang, "refused-id-no-taken", name = name.as_str()),
            Self::Missing { field } => {
                let field = crate::i18n::word(lang, &format!("field-{}", field.replace('_', "-")));
                t!(lang, "refused-missing", field = field)
            }
            Self::RuleNumber => t!(lang, "refused-rule-number"),
            Self::AlertTooLong | Self::AlertsTooLong => alert_text(self, lang),
            Self::DirectorOnly
            | Self::NotAllowed { .. }
            | Self::NeedsApproval
            | Self::NeedsCover
            | Self::CannotBeLocked => right_text(self, lang),
            Self::StillHere { .. } | Self::KeptStill { .. } => kept_text(self, lang),
            Self::SameFile | Self::ErasedFile | Self::FilesChanged => file_text(self, lang),
            Self::DaysChanged { name } => t!(lang, "refused-days-changed", name = name.as_str()),
            Self::FileChanged { name } => {
                t!(lang, "refused-file-changed", name = name.as_str())
            }
            Self::RecordChanged => t!(lang, "refused-record-changed"),
            Self::CopyOfOtherHome => t!(lang, "refused-other-home"),
            Self::UnreadableCopy => t!(lang, "refused-unreadable-copy"),
            Self::CopyIsTheFile => t!(lang, "refused-copy-is-the-file"),
            Self::NoSuchCopy => t!(lang, "refused-no-such-copy"),
            Self::FaultyCopy { faults } => t!(lang, "refused-faulty-copy", faults = faults),
            Self::UntilIsPast => t!(lang, "refused-until-is-past"),
            Self::UntilIsTooLate { last } => {
                t!(lang, "refused-until-is-too-late", last = last.to_string())
            }
            Self::CannotWait => t!(lang, "refused-cannot-wait"),
            Self::NotAReason => t!(lang, "refused-not-a-reason"),
            Self::SeenSince => t!(lang, "refused-seen-since"),
            Self::ReasonDoesNotFit => t!(lang, "refused-reason-does-not-fit"),
            Self::EndsBeforeStarts => t!(lang, "refused-ends-before-starts"),
            Self::LastBeforeFirst => t!(lang, "refused-last-before-first"),
            Self::UnknownActivity => t!(lang, "refused-unknown-activity"),
            Self::HeldAlready { day } => {
                t!(lang, "refused-held-already", day = day.to_string())
            }
            Self::NotHeld => t!(lang, "refused-not-held"),
            Self::NotToday { day } => t!(lang, "refused-not-today", day = day.to_string()),
            Self::NobodyInside => t!(lang, "refused-nobody-inside"),
            Self::PlanChanged => t!(lang, "refused-plan-changed"),
            Self::NothingToCopy => t!(lang, "refused-nothing-to-copy"),
            Self::LastDirector => t!(lang, "refused-last-director"),
            Self::ClockBehind { newest } => clock_text(*newest, lang),
            Self::NothingToUndo
            | Self::StepSince
            | Self::StepOfOther { .. }
            | Self::NothingToRedo => undo_text(self, lang),
            Self::StaysDone { kind } => word(lang, &format!("refused-stays-{}", kind.code())),
            Self::NameInReason { name } => name_in_reason_text(name, lang),
            Self::Store(error) => store_text(error, lang),
        }
    }
}

fn name_in_reason_text(name: &str, lang: Lang) -> String {
    t!(lang, "refused-name-in-reason", name = name)
}

fn clock_text(newest: Moment, lang: Lang) -> String {
    let newest = newest.format("%Y-%m-%d %H:%M").to_string();
    t!(lang, "refused-clock-behind", newest = newest)
}

/// Why a step is not taken back or done again.
fn undo_text(refusal: &Refusal, lang: Lang) -> String {
    match refusal {
        Refusal::StepSince => t!(lang, "refused-step-since"),
        Refusal::StepOfOther { name } if name.is_empty() => t!(lang, "refused-step-of-nobody"),
        Refusal::StepOfOther { name } => t!(lang, "refused-step-of-other", name = name.as_str()),
        Refusal::NothingToRedo => t!(lang, "refused-nothing-to-redo"),
        _ => t!(lang, "refused-nothing-to-undo"),
    }
}

fn file_text(refusal: &Refusal, lang: Lang) -> String {
    match refusal {
        Refusal::SameFile => t!(lang, "refused-same-file"),
        Refusal::ErasedFile => t!(lang, "refused-erased-file"),
        _ => t!(lang, "refused-files-changed"),
    }
}

fn alert_text(refusal: &Refusal, lang: Lang) -> String {
    match refusal {
        Refusal::AlertsTooLong => t!(lang, "refused-alerts-too-long"),
        _ => t!(lang, "refused-alert-too-long"),
    }
}

/// Who may do it is read from the table, so the sentence is true for whoever reads it.
fn right_text(refusal: &Refusal, lang: Lang) -> String {
    let (right, locks) = match refusal {
        Refusal::NotAllowed { right, locks } => (*right, *locks),
        Refusal::NeedsApproval => return t!(lang, "refused-needs-approval"),
        Refusal::NeedsCover => return t!(lang, "refused-needs-cover"),
        Refusal::CannotBeLocked => return t!(lang, "refused-cannot-be-locked"),
        _ => return t!(lang, "refused-director-only"),
    };
    let roles = right.roles(locks);
    let roles: Vec<String> = roles
        .map(|role| words::choice(lang, "role", role))
        .collect();
    t!(
        lang,
        "refused-not-allowed",
        right = words::choice(lang, "right", right),
        roles = roles.join(&t!(lang, "name-comma"))
    )
}

fn still_inside_text(names: &[String], lang: Lang) -> String {
    let (count, names) = (names.len(), names.join(", "));
    t!(lang, "refused-still-inside", count = count, names = names)
}

fn file_no_taken_text(number: &str, name: &str, lang: Lang) -> String {
    t!(lang, "refused-file-no-taken", number = number, name = name)
}

fn case_text(refusal: &Refusal, lang: Lang) -> String {
    match refusal {
        Refusal::ProblemSettled => t!(lang, "refused-problem-settled"),
        Refusal::ReportedAlready => t!(lang, "refused-reported-already"),
        _ => t!(lang, "refused-before-found"),
    }
}

/// What concerns layouts of reports and columns of lists that the home remembers.
fn remembered_text(refusal: &Refusal, lang: Lang) -> String {
    match refusal {
        Refusal::LayoutsUnreadable => t!(lang, "refused-layouts-unreadable"),
        Refusal::UnknownLayout { name } => {
            t!(lang, "refused-unknown-layout", name = name.as_str())
        }
        Refusal::NameInHeading { name } => {
            t!(lang, "refused-name-in-heading", name = name.as_str())
        }
        Refusal::ColumnCannotBe { heading } => {
            t!(lang, "refused-column-cannot-be", heading = heading.as_str())
        }
        Refusal::StaysInLists => t!(lang, "refused-stays-in-lists"),
        Refusal::HeadingsUnreadable => t!(lang, "refused-headings-unreadable"),
        // `text` gives nothing else.
        other => other.to_string(),
    }
}

fn already_in_text(name: &str, since: Option<Moment>, lang: Lang) -> String {
    let since = since.map(|at| at.format("%Y-%m-%d %H:%M").to_string());
    let since = since.unwrap_or_default();
    t!(lang, "refused-already-in", name = name, since = since)
}

fn in_since_before_text(name: &str, day: NaiveDate, since: Option<Moment>, lang: Lang) -> String {
    let time = since.map(|at| at.format(" %H:%M").to_string());
    let since = format!("{}{}", full_day(day, lang), time.unwrap_or_default());
    t!(lang, "refused-in-since-before", name = name, since = since)
}

fn signed_out_text(name: &str, at: Moment, lang: Lang) -> String {
    let day = full_day(at.date_naive(), lang);
    let at = at.format("%H:%M").to_string();
    t!(
        lang,
        "refused-signed-out-already",
        name = name,
        day = day,
        at = at
    )
}

/// The sentence for a name that fits several children: each with what tells them apart.
fn ambiguous_text(asked: &str, children: &[(String, String)], lang: Lang) -> String {
    let list: Vec<String> = children
        .iter()
        .map(|(no, name)| format!("{no} {name}"))
        .collect();
    t!(
        lang,
        "refused-ambiguous",
        asked = asked,
        children = list.join(", ")
    )
}

fn not_enrolled_text(name: &str, status: Status, lang: Lang) -> String {
    let status = words::choice(lang, "status", status);
    t!(lang, "refused-not-enrolled", name = name, status = status)
}

/// What to do where no home's file is.
fn instead_text(copy: Option<&Path>, lang: Lang) -> String {
    match copy {
        Some(copy) => {
            let copy = copy.display().to_string();
            t!(lang, "refused-not-a-home-copy", copy = copy)
        }
        None => t!(lang, "refused-not-a-home"),
    }
}

/// Why somebody was not admitted, or locks were not changed.
fn locks_text(error: &LocksError, lang: Lang) -> String {
    match error {
        LocksError::None => t!(lang, "locks-none"),
        LocksError::AlreadySet => t!(lang, "locks-already-set"),
        LocksError::NobodySaid => t!(lang, "locks-nobody-said"),
        LocksError::Wrong => t!(lang, "locks-wrong"),
        LocksError::Wait(seconds) => t!(lang, "locks-wait", seconds = seconds),
        LocksError::OtherMachine => t!(lang, "locks-other-machine"),
        LocksError::UnknownWord(place) => t!(lang, "locks-unknown-word", place = place),
        LocksError::TwoWords(place) => t!(lang, "locks-two-words", place = place),
        LocksError::NumberOfWords(count) => t!(lang, "locks-number-of-words", count = count),
        LocksError::OtherWords => t!(lang, "locks-other-words"),
        LocksError::Weak(code) => word(lang, &format!("locks-weak-{code}")),
        LocksError::Altered => t!(lang, "locks-altered"),
        LocksError::Disk { path, source } => SystemFault::new(source, path).text(lang),
        LocksError::Damaged => t!(lang, "locks-damaged"),
        LocksError::NoKeyFile => t!(lang, "locks-no-key-file"),
        LocksError::PlainFile => t!(lang, "locks-plain-file"),
        LocksError::Newer => t!(lang, "store-newer"),
        LocksError::System => t!(lang, "locks-system"),
        LocksError::NameTaken => t!(lang, "locks-name-taken"),
        LocksError::Unknown => t!(lang, "locks-unknown"),
        LocksError::LastPassphrase => t!(lang, "locks-last-passphrase"),
        LocksError::NoPlaceForPins => t!(lang, "locks-no-place-for-pins"),
        LocksError::PinForHelpers => t!(lang, "locks-pin-for-helpers"),
        LocksError::NotEntitled => t!(lang, "locks-not-entitled"),
    }
}

/// What is at the path of the home's file.
fn not_a_home_text(path: &Path, what: Stranger, lang: Lang) -> String {
    let what = word(lang, &format!("stranger-{}", what.code()));
    let path = path.display().to_string();
    t!(lang, "store-not-a-home", path = path, what = what)
}

/// The sentence for an error of the store.
pub(crate) fn store_text(error: &StoreError, lang: Lang) -> String {
    match error {
        StoreError::Open { path, source } | StoreError::File { path, source, .. } => {
            SystemFault::new(source, path).text(lang)
        }
        StoreError::NewerSchema { .. } => t!(lang, "store-newer"),
        StoreError::ReadOnly(why) => word(lang, &format!("store-read-only-{}", why.code())),
        StoreError::NotAHome { path, what } => not_a_home_text(path, *what, lang),
        StoreError::Lost(loss) => word(lang, &format!("store-lost-{}", loss.code())),
        StoreError::DiskFull => t!(lang, "store-disk-full"),
        StoreError::DiskFailed => t!(lang, "store-disk-failed"),
        StoreError::Closed => t!(lang, "store-closed"),
        StoreError::Copying => t!(lang, "store-copying"),
        StoreError::Stopped => t!(lang, "store-stopped"),
        StoreError::Locked => t!(lang, "store-locked"),
        StoreError::Busy => t!(lang, "store-busy"),
        StoreError::Damaged | StoreError::Column { .. } => t!(lang, "store-damaged"),
        StoreError::ChangedSince { .. } => t!(lang, "store-changed-since"),
        StoreError::NotFound { .. } => t!(lang, "store-not-found"),
        StoreError::TooLong { most, .. } => t!(lang, "store-too-long", most = most),
        StoreError::Sql(_) => t!(lang, "store-sql"),
    }
}

/// The sentence for a file that cannot be read.
pub(crate) fn file_error(error: &FileError, lang: Lang) -> String {
    word(lang, &format!("file-error-{}", error.code()))
}

/// Why nothing is erased or deleted yet.
fn kept_text(refusal: &Refusal, lang: Lang) -> String {
    match refusal {
        Refusal::StillHere { name } => t!(lang, "refused-still-here", name = name.as_str()),
        Refusal::KeptStill { before } => t!(lang, "refused-kept-still", day = before.to_string()),
        _ => String::new(),
    }
}
