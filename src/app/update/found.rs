//! Files that were found on disk, and the lists in which one of them is chosen.

use crate::app::model::Model;
use crate::app::popups::Purpose;
use crate::screens::effect::Job;
use crate::screens::{activities, import, trends};
use std::path::PathBuf;

/// What a file is looked for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Wanted {
    Import,
    Form,
    Calendar,
}

/// Opens the list of files that were found.
pub(super) fn files(model: &mut Model, wanted: Wanted, files: &[PathBuf]) -> Vec<Job> {
    let (house, env) = (&model.house, model.env());
    match wanted {
        Wanted::Import => {
            let effects = import::forms::ask_file(house, &mut model.import, env, files);
            model.carry_out(effects, Purpose::Import)
        }
        Wanted::Form => {
            let effects = trends::filling::ask_file(house, &mut model.trends, env, files);
            model.carry_out(effects, Purpose::Trend)
        }
        Wanted::Calendar => {
            let state = &mut model.activities;
            let effects = activities::files::ask_calendar(house, state, env, files);
            model.carry_out(effects, Purpose::Plan)
        }
    }
}
