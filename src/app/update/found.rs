//! Files that were found on disk, and the lists in which one of them is chosen.

use crate::app::model::Model;
use crate::app::popups::{Popup, Purpose};
use crate::desk::import::plan::{ImportAnswers, Plan};
use crate::desk::long_work::Doing;
use crate::i18n::Lang;
use crate::screens::effect::{Job, Tone};
use crate::screens::{activities, import, trends};
use crate::t;
use std::path::{Path, PathBuf};

/// What a file is looked for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Wanted {
    Form,
    Calendar,
}

/// Opens the list of files that were found.
pub(super) fn files(model: &mut Model, wanted: Wanted, files: &[PathBuf]) -> Vec<Job> {
    let (house, env) = (&model.house, model.env());
    match wanted {
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

/// Shows a file that was judged.
pub(super) fn plan(model: &mut Model, answers: ImportAnswers, plan: Plan, is_kept: bool) {
    import::update::take_plan(&mut model.import, answers, plan);
    if !is_kept {
        let text = t!(model.look.lang, "import-rest-not-kept");
        model.say(Tone::Bad, text);
    }
}

/// Says what stands after writing, or comparing for the first time, was stopped.
pub(super) fn stopped(model: &mut Model, doing: Doing) {
    let lang = model.look.lang;
    let text = match doing {
        Doing::Writing => t!(lang, "import-stopped-writing"),
        Doing::Comparing => t!(lang, "import-not-read"),
    };
    model.say(Tone::Info, text);
}

/// Whether a file is a page to print.
pub(super) fn is_page(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "html")
}

/// Where a paper is, and when it goes.
pub(super) fn written(path: &Path, goes: bool, lang: Lang) -> String {
    let file = path.display().to_string();
    match path.extension().and_then(|ending| ending.to_str()) {
        Some("ics") => t!(lang, "paper-calendar-written", file = file),
        Some("xlsx") => t!(lang, "paper-sheet-written", file = file),
        _ if goes => t!(lang, "paper-written-goes", file = file),
        _ => t!(lang, "paper-written", file = file),
    }
}

/// Says where the file for help is.
pub(super) fn help_file(model: &mut Model, path: &Path) {
    model.settings.is_checking = false;
    model.toast = None;
    let file = path.display().to_string();
    let text = t!(model.look.lang, "doctor-written", file = file);
    model.popups.push(Popup::Notice(text));
}
