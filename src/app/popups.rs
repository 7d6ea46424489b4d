//! Popups as data. Each entry of the model's list is an open popup; the last one receives the keys.

use crate::keymap::Context;
use crate::screens::activities::state::{PlanForm, Roll};
use crate::screens::children::agree::Agree;
use crate::screens::children::help::give::Give;
use crate::screens::children::state::ChildForm;
use crate::screens::door::state::{Collect, DoorForm, Evacuation, Sweep};
use crate::screens::effect::{Confirm, Open};
use crate::screens::follow_up::round::sheet::Sheet;
use crate::screens::follow_up::state::FollowForm;
use crate::screens::import::state::ImportForm;
use crate::screens::lock::approve::Approve;
use crate::screens::lock::entry::SecretEntry;
use crate::screens::lock::state::Lock;
use crate::screens::lock::words::WordsSheet;
use crate::screens::settings::state::SettingForm;
use crate::screens::ticks::Ticks;
use crate::screens::today::state::TodayForm;
use crate::screens::trends::state::TrendForm;
use crate::ui::form::Form;
use crate::ui::help::Help;
use crate::ui::page::Page;
use crate::ui::picker::Picker;

/// An open popup with its state.
#[derive(Debug)]
#[cfg_attr(test, derive(Clone))]
pub enum Popup {
    /// A confirmation before work that has no simple undo.
    Confirm(Confirm),
    /// A notice that must be closed.
    Notice(String),
    /// Choice of the person who collects a child.
    Collect(Collect),
    /// Children still in the house before the day is closed.
    Sweep(Sweep),
    /// The roll call.
    Evacuation(Evacuation),
    /// Participants of an activity.
    Roll(Box<Roll>),
    /// Who is on a visit round, before it is printed.
    RoundPick(Box<Ticks>),
    /// For whom days are agreed.
    Agree(Box<Agree>),
    /// Who gets of a donation.
    Give(Box<Give>),
    /// What came of a visit round.
    RoundSheet(Box<Sheet>),
    /// A page of text.
    Page(Page),
    /// A page on which Enter goes on.
    PageThen(Page, Open),
    /// Keys of the current context.
    Help(Help),
    /// The lock, which covers everything.
    Lock(Box<Lock>),
    /// A new secret.
    Secret(Box<SecretEntry>),
    /// New recovery words.
    Words(Box<WordsSheet>),
    /// A director's approval.
    Approve(Box<Approve>),
    /// A form with its purpose.
    Form(Box<FormPopup>),
    /// A list to choose from, with its purpose.
    Picker(Box<PickerPopup>),
}

impl Popup {
    /// Whether it takes typed text.
    pub(crate) fn has_text(&self) -> bool {
        match self {
            Self::Form(_)
            | Self::Picker(_)
            | Self::Roll(_)
            | Self::RoundPick(_)
            | Self::Agree(_)
            | Self::Give(_)
            | Self::RoundSheet(_)
            | Self::Lock(_)
            | Self::Secret(_)
            | Self::Approve(_)
            | Self::Help(_) => true,
            Self::Words(sheet) => sheet.check.is_some(),
            Self::Confirm(_)
            | Self::Notice(_)
            | Self::Collect(_)
            | Self::Sweep(_)
            | Self::Evacuation(_)
            | Self::Page(_)
            | Self::PageThen(..) => false,
        }
    }

    /// Whether all its words are chosen when it is drawn, so that it follows a change of the language. The others
    /// hold sentences, which stay in the language in which they were made.
    pub(crate) fn follows_language(&self) -> bool {
        match self {
            Self::Collect(_)
            | Self::Sweep(_)
            | Self::Evacuation(_)
            | Self::Roll(_)
            | Self::RoundPick(_)
            | Self::Agree(_)
            | Self::Give(_)
            | Self::RoundSheet(_)
            | Self::Lock(_)
            | Self::Help(_) => true,
            // Who starts the program for the first time may not be able to read its language.
            Self::Form(popup) => {
                matches!(popup.purpose, Purpose::Setting(SettingForm::FirstRun))
            }
            Self::Confirm(_)
            | Self::Notice(_)
            | Self::Page(_)
            | Self::PageThen(..)
            | Self::Secret(_)
            | Self::Words(_)
            | Self::Approve(_)
            | Self::Picker(_) => false,
        }
    }

    /// Context of the key table while this popup is the last.
    pub(crate) fn context(&self) -> Context {
        match self {
            Self::Confirm(_) => Context::Confirm,
            Self::Notice(_) => Context::Notice,
            Self::Collect(_) => Context::Collect,
            Self::Sweep(_) => Context::Sweep,
            Self::Evacuation(_) => Context::Evacuation,
            Self::Roll(_) => Context::Roll,
            Self::RoundPick(_) => Context::RoundPick,
            Self::Agree(_) => Context::Agree,
            Self::Give(_) => Context::Give,
            Self::RoundSheet(_) => Context::RoundSheet,
            Self::Page(_) => Context::Page,
            Self::PageThen(_, Open::Act | Open::Case(_)) => Context::Matter,
            Self::PageThen(_, Open::Secret(_)) => Context::Offer,
            Self::PageThen(..) => Context::Onward,
            Self::Help(_) => Context::Help,
            Self::Lock(_) => Context::Lock,
            Self::Approve(_) => Context::Approve,
            Self::Words(sheet) if sheet.check.is_none() => Context::Words,
            Self::Secret(_) | Self::Words(_) => Context::Form,
            Self::Form(popup) => match popup.purpose {
                Purpose::Setting(SettingForm::FirstRun) => Context::Setup,
                _ => Context::Form,
            },
            Self::Picker(_) => Context::Picker,
        }
    }
}

/// Purpose of a form or list of any screen.
#[derive(Debug, Clone)]
pub enum Purpose {
    /// Purpose on F2.
    Today(TodayForm),
    /// Purpose on F3.
    Door(DoorForm),
    /// Purpose on F4.
    Child(ChildForm),
    /// Purpose in the import on F4.
    Import(ImportForm),
    /// Purpose on F5.
    Plan(PlanForm),
    /// Purpose on F6.
    Follow(FollowForm),
    /// Purpose on F7.
    Trend(TrendForm),
    /// Purpose on F8.
    Setting(SettingForm),
}

/// A form with its purpose.
#[derive(Debug, Clone)]
pub struct FormPopup {
    /// The form.
    pub form: Form,
    /// Its purpose.
    pub purpose: Purpose,
    /// Its command is running. The form closes when the command is done and stays open if it is
    /// refused.
    pub is_waiting: bool,
}

/// A list to choose from, with its purpose.
#[derive(Debug, Clone)]
pub struct PickerPopup {
    /// The list.
    pub picker: Picker,
    /// Its purpose.
    pub purpose: Purpose,
}
