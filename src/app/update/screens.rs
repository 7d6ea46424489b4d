//! Passes events to the current screen.

use crate::app::model::{Model, Reading};
use crate::app::popups::Purpose;
use crate::keymap::Action;
use crate::keymap::chord::Chord;
use crate::screens::effect::{Job, Scene, Screen};
use crate::screens::{activities, children, door, follow_up, import, settings, today, trends};

/// An event for a screen.
#[derive(Debug, Clone, Copy)]
pub(super) enum Event<'e> {
    /// A key for the focused text field.
    Type(Chord),
    /// Pasted text.
    Paste(&'e str),
    /// A scanned code.
    Scan(&'e str),
    /// An action of the key table.
    Act(Action),
    /// A click on a row.
    Click(usize),
}

/// Passes an event to the current screen; `None` if it is not used.
pub(super) fn hand_over(model: &mut Model, event: Event<'_>) -> Option<Vec<Job>> {
    // What cannot be seen is not worked on.
    if model.reading != Reading::Done && model.screen != Screen::Settings {
        return None;
    }
    let env = model.env();
    let house = &model.house;
    Some(match model.screen {
        Screen::Today => {
            let state = &mut model.today;
            let effects = match event {
                Event::Act(action) => today::update::update(house, state, env, action)?,
                Event::Click(row) => today::update::click(house, state, env, row),
                Event::Type(_) | Event::Paste(_) | Event::Scan(_) => return None,
            };
            model.carry_out(effects, Purpose::Today)
        }
        Screen::Door => {
            let state = &mut model.door;
            let effects = match event {
                Event::Type(chord) => door::update::type_key(house, state, env, chord)?,
                Event::Scan(code) => door::update::scan(house, state, env, code),
                Event::Act(action) => door::update::update(house, state, env, action)?,
                Event::Click(row) => door::update::click(house, state, env, row),
                Event::Paste(text) => {
                    door::update::paste(house, state, text);
                    Vec::new()
                }
            };
            model.carry_out(effects, Purpose::Door)
        }
        Screen::Children => return hand_to_children(model, event),
        Screen::Activities => {
            let state = &mut model.activities;
            let effects = match event {
                Event::Act(action) => activities::update::update(house, state, env, action)?,
                Event::Click(row) => activities::update::click(house, state, env, row),
                Event::Type(_) | Event::Paste(_) | Event::Scan(_) => return None,
            };
            model.carry_out(effects, Purpose::Plan)
        }
        Screen::FollowUp => {
            let state = &mut model.follow_up;
            let house = model.past.as_deref().unwrap_or(&model.house);
            let effects = match event {
                Event::Act(action) => follow_up::update::update(house, state, env, action)?,
                Event::Click(row) => follow_up::update::click(house, state, env, row),
                Event::Type(chord) => follow_up::walk::type_key(house, state, env, chord)?,
                Event::Paste(_) | Event::Scan(_) => return None,
            };
            model.carry_out(effects, Purpose::Follow)
        }
        Screen::Trends => {
            let state = &mut model.trends;
            let effects = match event {
                Event::Act(action) => trends::update::update(house, state, env, action)?,
                Event::Click(row) => trends::update::click(house, state, env, row),
                Event::Type(_) | Event::Paste(_) | Event::Scan(_) => return None,
            };
            model.carry_out(effects, Purpose::Trend)
        }
        Screen::Settings => {
            let state = &mut model.settings;
            let effects = match event {
                Event::Act(action) => settings::update::update(house, state, env, action)?,
                Event::Click(row) => settings::update::click(house, state, env, row),
                Event::Type(_) | Event::Paste(_) | Event::Scan(_) => return None,
            };
            model.carry_out(effects, Purpose::Setting)
        }
    })
}

/// Passes an event to F4: first to the import, then to the register, which gets only pasted text
/// while a preview is open.
fn hand_to_children(model: &mut Model, event: Event<'_>) -> Option<Vec<Job>> {
    let env = model.env();
    let house = &model.house;
    let has_preview = model.import.preview.is_some();
    let state = &mut model.import;
    let effects = match event {
        Event::Act(action) => import::update::update(house, state, env, action),
        Event::Click(row) if has_preview => Some(import::update::click(house, state, env, row)),
        Event::Click(_) | Event::Type(_) | Event::Paste(_) | Event::Scan(_) => None,
    };
    if let Some(effects) = effects {
        return Some(model.carry_out(effects, Purpose::Import));
    }
    let state = &mut model.children;
    let effects = match event {
        Event::Paste(text) => {
            children::update::paste_text(house, state, text);
            Vec::new()
        }
        _ if has_preview => return None,
        Event::Act(action) => children::update::update(house, state, env, action)?,
        Event::Click(row) => children::update::click(house, state, env, row),
        Event::Type(chord) => children::update::type_key(house, state, chord).then(Vec::new)?,
        Event::Scan(_) => return None,
    };
    Some(model.carry_out(effects, Purpose::Child))
}

/// Changes what is shown while the selection stays with what it shows.
pub(super) fn keeping_place(model: &mut Model, change: impl FnOnce(&mut Model)) {
    let env = model.env();
    let selected = today::update::selected(Scene::new(&model.house, &model.today, env));
    if model.past.is_none() {
        follow_up::update::keep_selected(&model.house, &mut model.follow_up, env);
    }
    change(model);
    if let Some(target) = selected {
        let env = model.env();
        today::update::keep_selected(&model.house, &mut model.today, env, target);
    }
}
