//! News about the copies of the file: made, compared, restored, missing.

use super::screens::keeping_place;
use crate::app::model::{Model, Reading};
use crate::app::popups::{Popup, Purpose};
use crate::desk::backup::make::{Made, OnStick};
use crate::desk::backup::{GivenUp, doubt_text, made_text, page, restored_text};
use crate::desk::job::{Load, LookWhy, Looked, SafetyNews};
use crate::desk::refusal::Refusal;
use crate::house::safety::DoubtKind;
use crate::screens::effect::{Job, Screen, Tone};
use crate::screens::settings;
use crate::t;
use crate::ui::page::Page;
use std::path::Path;

/// Handles what is new about the copies of the file.
pub(super) fn about_copies(model: &mut Model, news: SafetyNews) -> Vec<Job> {
    let (lang, env) = (model.look.lang, model.env());
    match news {
        SafetyNews::BackedUp(made, asked) => {
            say_backed_up(model, &made, asked);
            return vec![Job::LookAtCopies(LookWhy::News)];
        }
        SafetyNews::Copies(looked, why) => take_look(model, looked, why),
        SafetyNews::Sticks(roots) => {
            let state = &mut model.settings;
            let effects = settings::forms::ask_stick(&model.house, state, env, &roots);
            return model.carry_out(effects, Purpose::Setting);
        }
        SafetyNews::StickChosen => {
            model.say(Tone::Info, t!(lang, "stick-chosen"));
            return vec![
                Job::Backup { asked: true },
                Job::ReadAll,
                Job::LookAtCopies(LookWhy::News),
            ];
        }
        SafetyNews::GivenUp(copy, given_up) => {
            return ask_restore(model, &copy, &given_up);
        }
        SafetyNews::Restored(restored, actor) => {
            model.house.actor = actor;
            model.reading = Reading::Begun;
            let text = restored_text(&restored, lang);
            model.popups.push(Popup::Notice(text));
            return vec![
                Job::ReadAll,
                Job::Load(Load::Journal),
                Job::LookAtCopies(LookWhy::Start),
            ];
        }
    }
    Vec::new()
}

/// Asks whether the copy is to be restored, if the user still waits for that on F8: a question that opens over
/// something else would take a key that is meant for that as its yes.
fn ask_restore(model: &mut Model, copy: &Path, given_up: &GivenUp) -> Vec<Job> {
    // Another copy was chosen since, or this one was chosen twice and is asked about already.
    if model.settings.comparing.as_deref() != Some(copy) {
        return Vec::new();
    }
    model.settings.comparing = None;
    if model.screen != Screen::Settings || !model.popups.is_empty() {
        model.say(Tone::Info, t!(model.look.lang, "restore-elsewhere"));
        return Vec::new();
    }
    model.toast = None;
    let (env, state) = (model.env(), &mut model.settings);
    let asked = (copy, given_up);
    let effects = settings::forms::ask_restore(&model.house, state, env, asked);
    model.carry_out(effects, Purpose::Setting)
}

/// Takes what a look at the copies has shown. A file that does not continue its copies is said.
fn take_look(model: &mut Model, looked: Looked, why: LookWhy) {
    if looked.nth < model.house.looked {
        return;
    }
    let lang = model.look.lang;
    let doubts = looked.state.iter().flat_map(|safety| &safety.doubts);
    let is_lost = doubts
        .into_iter()
        .any(|doubt| doubt.kind == DoubtKind::NoFile);
    let shown = match &looked.state {
        Err(refusal) if why != LookWhy::News => Some(Popup::Notice(refusal.text(lang))),
        Err(_) => None,
        Ok(safety) => match why {
            LookWhy::Page => Some(Popup::Page(Page {
                title: t!(lang, "copies-title"),
                lines: page(safety, lang),
                top: 0,
            })),
            LookWhy::Start => safety
                .doubts
                .first()
                .map(|doubt| Popup::Notice(doubt_text(doubt, lang))),
            LookWhy::News => None,
        },
    };
    // While the file is closed the copies that were known are all that can be restored.
    let is_closed = looked.state.as_ref().is_err_and(Refusal::is_closed);
    keeping_place(model, |model| {
        model.house.looked = looked.nth;
        if !is_closed {
            model.house.safety = looked.state.ok();
        }
    });
    if why == LookWhy::Page {
        model.toast = None;
    }
    match shown {
        // A page that opens over something else would receive keys that are meant for that.
        Some(_) if why == LookWhy::Page && !model.popups.is_empty() => {}
        // A form that is being filled in stays on top, but not the questions for a new home where one is lost.
        Some(notice) if why == LookWhy::Start && !is_lost => model.popups.insert(0, notice),
        shown => model.popups.extend(shown),
    }
}

/// A copy that was made by itself is said only if something is wrong with it; the stick that is away is
/// a matter of the home after a week.
fn say_backed_up(model: &mut Model, made: &Made, asked: bool) {
    let text = made_text(made, model.look.lang, true);
    let has_failed = matches!(made.stick, Some(OnStick::Failed(..)));
    let is_faulty = made.faults > 0 || made.rehearsal.as_ref().is_some_and(|one| one.faults > 0);
    if has_failed || is_faulty {
        model.popups.push(Popup::Notice(text));
    } else if asked {
        model.say(Tone::Good, text);
    }
}
