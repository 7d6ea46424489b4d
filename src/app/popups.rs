//! Popups as data: one in the list is open; the last one has the keys.

use crate::keymap::Context;
use crate::screens::activities::state::{PlanForm, Roll};
use crate::screens::children::state::ChildForm;
use crate::screens::door::state::{Collect, DoorForm, Evacuation, Sweep};
use crate::screens::effect::Confirm;
use crate::screens::follow_up::state::FollowForm;
use crate::screens::import::state::ImportForm;
use crate::screens::settings::state::SettingForm;
use crate::screens::today::state::TodayForm;
use crate::ui::form::Form;
use crate::ui::help::Help;
use crate::ui::page::Page;
use crate::ui::picker::Picker;

/// A popup and all it needs.
#[derive(Debug)]
pub enum Popup {
    /// A question before something that cannot simply be undone.
    Confirm(Confirm),
    /// Something that must be read.
    Notice(String),
    /// Who collects a child.
    Collect(Collect),
    /// Who is still in, before the day is closed.
    Sweep(Sweep),
    /// The roll call.
    Evacuation(Evacuation),
    /// Who takes part in an activity.
    Roll(Box<Roll>),
    /// A page to be read.
    Page(Page),
    /// The keys for where one is.
    Help(Help),
    /// A form and what it is for.
    Form(Box<FormPopup>),
    /// A list to choose from and what for.
    Picker(Box<PickerPopup>),
}

impl Popup {
    /// What has the keys while it is the last.
    pub(crate) fn context(&self) -> Context {
        match self {
            Self::Confirm(_) => Context::Confirm,
            Self::Notice(_) => Context::Notice,
            Self::Collect(_) => Context::Collect,
            Self::Sweep(_) => Context::Sweep,
            Self::Evacuation(_) => Context::Evacuation,
            Self::Roll(_) => Context::Roll,
            Self::Page(_) => Context::Page,
            Self::Help(_) => Context::Help,
            Self::Form(_) => Context::Form,
            Self::Picker(_) => Context::Picker,
        }
    }
}

/// What a form or a list is for, whichever screen it belongs to.
#[derive(Debug, Clone)]
pub enum Purpose {
    /// F2.
    Today(TodayForm),
    /// F3.
    Door(DoorForm),
    /// F4.
    Child(ChildForm),
    /// The import on F4.
    Import(ImportForm),
    /// F5.
    Plan(PlanForm),
    /// F6.
    Follow(FollowForm),
    /// F8.
    Setting(SettingForm),
}

/// A form and what it is for.
#[derive(Debug, Clone)]
pub struct FormPopup {
    /// The form.
    pub form: Form,
    /// What it is for.
    pub purpose: Purpose,
    /// Its command is being done; the form goes when it is, and stays with the reason if it is
    /// refused.
    pub is_waiting: bool,
}

/// A list to choose from and what for.
#[derive(Debug, Clone)]
pub struct PickerPopup {
    /// The list.
    pub picker: Picker,
    /// What it is for.
    pub purpose: Purpose,
}
