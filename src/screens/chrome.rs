//! What stands around every screen: tabs, the home and the head count, the toast, the keys.

use crate::app::keymap::{self, Action};
use crate::app::message::Click;
use crate::app::model::{Model, Screen, Tone};
use crate::i18n::word;
use crate::t;
use crate::ui::ctx::{Ctx, line};
use crate::ui::text;
use crate::ui::view_state::ViewState;
use chrono::Datelike;
use ratatui::Frame;
use ratatui::layout::Rect;

/// A screen's action, by which its key is found, and its word.
const fn tab(screen: Screen) -> (Action, &'static str) {
    match screen {
        Screen::Today => (Action::GoToday, "tab-today"),
        Screen::Door => (Action::GoDoor, "tab-door"),
        Screen::Children => (Action::GoChildren, "tab-children"),
        Screen::Settings => (Action::GoSettings, "tab-settings"),
    }
}

/// The tabs; at their right the home, the day and, always, how many children are in the house.
pub(super) fn tabs(model: &Model, ctx: &Ctx, view: &mut ViewState, frame: &mut Frame, area: Rect) {
    let buf = frame.buffer_mut();
    let mut rest = line(area, 0);
    for screen in Screen::ALL {
        let (action, words) = tab(*screen);
        let Some(chord) = keymap::chord_of(action) else {
            continue;
        };
        let label = format!(" {} {} ", chord.label(ctx.lang), word(ctx.lang, words));
        let style = if *screen == model.screen {
            ctx.theme.selected
        } else {
            ctx.theme.muted
        };
        let after = ctx.write(buf, rest, &label, style);
        let width = after.x - rest.x;
        view.can_click(Rect { width, ..rest }, Click::Key(chord));
        rest = after;
    }
    let count = t!(ctx.lang, "head-count", count = model.day.head_count());
    let marks = [
        model.is_read_only.then(|| t!(ctx.lang, "mark-read-only")),
        model
            .home
            .as_ref()
            .filter(|home| home.is_demo)
            .map(|_| t!(ctx.lang, "mark-demo")),
    ];
    let mut right = format!(" {count} ");
    let day = t!(
        ctx.lang,
        "short-day",
        month = ctx.today.month(),
        day = ctx.today.day(),
        weekday = word(
            ctx.lang,
            &format!("weekday-{}", ctx.today.weekday().number_from_monday())
        )
    );
    let time = model.now.format("%H:%M").to_string();
    let name = model.home.as_ref().map(|home| home.home.name.clone());
    // From the least that must be seen to the most that may be.
    for more in marks
        .into_iter()
        .flatten()
        .chain([format!("{day} {time}")])
        .chain(name)
    {
        let longer = format!(" {more} {}{right}", ctx.symbols.dot);
        if text::width(&longer) > rest.width as usize {
            break;
        }
        right = longer;
    }
    let style = if model.day.head_count() > 0 {
        ctx.theme.good
    } else {
        ctx.theme.muted
    };
    ctx.write_right(buf, rest, &right, style);
    let rule = ctx.symbols.rule.repeat(area.width as usize);
    ctx.write(buf, line(area, 1), &rule, ctx.theme.border);
}

/// What was done last, or why it was not.
pub(super) fn toast(model: &Model, ctx: &Ctx, frame: &mut Frame, area: Rect) {
    let Some(toast) = &model.toast else { return };
    let (mark, style) = match toast.tone {
        Tone::Good => (ctx.symbols.done, ctx.theme.good),
        Tone::Info => (ctx.symbols.bullet, ctx.theme.accent),
        Tone::Bad => (ctx.symbols.alert, ctx.theme.bad),
    };
    let area = line(area, 0);
    frame.buffer_mut().set_style(area, ctx.theme.text);
    ctx.write(
        frame.buffer_mut(),
        area,
        &format!(" {mark} {}", toast.text),
        style,
    );
}

/// The keys for where one is, as many as fit; those for help and back are always the last.
pub(super) fn footer(
    model: &Model,
    ctx: &Ctx,
    view: &mut ViewState,
    frame: &mut Frame,
    area: Rect,
) {
    let buf = frame.buffer_mut();
    let hints = keymap::hints(&model.contexts());
    let mut rest = area;
    for hint in &hints {
        let key = format!(" {} ", hint.chord.label(ctx.lang));
        let words = format!("{} ", word(ctx.lang, hint.words));
        let needed = text::width(&key) + text::width(&words);
        if needed > rest.width as usize {
            continue;
        }
        let start = rest;
        rest = ctx.write(buf, rest, &key, ctx.theme.key);
        rest = ctx.write(buf, rest, &words, ctx.theme.muted);
        view.can_click(
            Rect {
                width: rest.x - start.x,
                ..start
            },
            Click::Key(hint.chord),
        );
    }
}
