//! Draws the pictures of the README: the real screens on the demo home at the time of `--now`, so that a run can
//! be repeated, driven by key presses.

use super::Session;
use crate::app::message::Message;
use crate::desk::Desk;
use crate::desk::job::{Loaded, LockNews};
use crate::desk::locks::Known;
use crate::domain::Role;
use crate::i18n::Lang;
use crate::keymap::chord::keys;
use crate::ui::picture::{Paper, svg};
use crate::ui::preferences::{Preferences, ThemeName};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use std::convert::Infallible;

/// One picture: its name, its appearance, and the keys that lead to it from the previous one.
struct Shot {
    name: &'static str,
    lang: Lang,
    theme: ThemeName,
    size: (u16, u16),
    script: &'static str,
}

const fn shot(name: &'static str, lang: Lang, script: &'static str) -> Shot {
    Shot {
        name,
        lang,
        theme: ThemeName::Dark,
        size: (100, 28),
        script,
    }
}

/// All pictures. Esc closes open popups between two pictures.
const SHOTS: &[Shot] = &[
    shot("today-zh", Lang::Zh, "f2"),
    shot("today-en", Lang::En, "f2"),
    shot("door-zh", Lang::Zh, "f3 w"),
    shot("door-en", Lang::En, "f3 l"),
    shot("children-zh", Lang::Zh, "f4"),
    Shot {
        theme: ThemeName::Light,
        ..shot("children-en", Lang::En, "f4")
    },
    shot("file-zh", Lang::Zh, "f4 down down enter"),
    shot("helpers-zh", Lang::Zh, "f4 tab"),
    shot("helpers-en", Lang::En, "f4 tab"),
    shot("plan-zh", Lang::Zh, "f5"),
    shot("plan-en", Lang::En, "f5"),
    shot("coverage-zh", Lang::Zh, "f5 backtab"),
    shot("coverage-en", Lang::En, "f2 f5"),
    shot("follow-zh", Lang::Zh, "f6 down down down down"),
    shot("follow-en", Lang::En, "f6 down down down down"),
    // The last whole month.
    shot("trends-zh", Lang::Zh, "f7 left"),
    shot("trends-en", Lang::En, "f7"),
    shot("settings-zh", Lang::Zh, "f8"),
    shot("keys-en", Lang::En, "f3 f1"),
    // Last: they lock, and nobody in the demo home has a secret.
    shot("lock-zh", Lang::Zh, LOCK),
    shot("lock-en", Lang::En, LOCK),
];

/// Locks the screens of a home whose staff has secrets, and types a part of one.
const LOCK: &str = "f3 f11 2 5 8";

/// Draws all pictures; returns the name and the content of each file.
pub(crate) fn draw(desk: Desk) -> Vec<(String, String)> {
    let mut session = Session::start(desk, Preferences::default());
    let mut drawn = |shot: &Shot| (format!("{}.svg", shot.name), take(&mut session, shot));
    SHOTS.iter().map(&mut drawn).collect()
}

fn take(session: &mut Session, shot: &Shot) -> String {
    let look = Preferences {
        lang: shot.lang,
        theme: shot.theme,
        ..Preferences::default()
    };
    press(session, "esc esc esc");
    session.model.look = look;
    if shot.script == LOCK {
        give_secrets(session);
    }
    press(session, shot.script);
    let paper = match shot.theme {
        ThemeName::Dark => Paper::DARK,
        ThemeName::Light => Paper::LIGHT,
    };
    let (columns, rows) = shot.size;
    let outcome: Result<String, Infallible> = Terminal::new(TestBackend::new(columns, rows))
        .and_then(|mut terminal| {
            session.draw(&mut terminal)?;
            Ok(svg(terminal.backend().buffer(), paper))
        });
    match outcome {
        Ok(picture) => picture,
        Err(never) => match never {},
    }
}

/// The demo home has no locks; what they look like is shown with its staff.
fn give_secrets(session: &mut Session) {
    let staff = session.model.house.staff().iter();
    let people = staff.filter(|one| one.active).map(|one| Known {
        id: one.id,
        name: one.name.clone(),
        has_pin: one.role == Role::Helper,
    });
    let people = LockNews::People(people.collect());
    session.model.house.has_locks = true;
    session.handle(Message::Loaded(Loaded::Lock(people)));
}

fn press(session: &mut Session, script: &str) {
    for chord in keys(script) {
        session.handle(Message::Key(chord));
    }
}
