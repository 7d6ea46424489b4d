//! Draws the frame around every screen: tabs, home and head count, bottom line, footer keys.

use crate::app::model::{Model, Reading};
use crate::i18n::word;
use crate::keymap;
use crate::keymap::chord::Chord;
use crate::keymap::{Action, FooterHint};
use crate::screens::effect::{Screen, Tone};
use crate::t;
use crate::ui::click::Click;
use crate::ui::ctx::{Ctx, line};
use crate::ui::text;
use crate::ui::view_state::ViewState;
use chrono::Datelike;
use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// The action that opens a screen, and the language key of its tab.
const fn tab(screen: Screen) -> (Action, &'static str) {
    match screen {
        Screen::Today => (Action::GoToday, "tab-today"),
        Screen::Door => (Action::GoDoor, "tab-door"),
        Screen::Children => (Action::GoChildren, "tab-children"),
        Screen::Activities => (Action::GoActivities, "tab-activities"),
        Screen::FollowUp => (Action::GoFollowUp, "tab-follow-up"),
        Screen::Settings => (Action::GoSettings, "tab-settings"),
    }
}

/// Which tabs show their word beside the key.
#[derive(Debug, Clone, Copy)]
enum Words {
    OfAll,
    OfThisScreen,
    None,
}

/// The tabs with their words. If `count` cells for the right side do not fit, only the current tab
/// keeps its word; if they still do not fit, none does.
fn labels(model: &Model, ctx: &Ctx, width: usize, count: usize) -> Vec<(Chord, String, Screen)> {
    let label = |screen: Screen, words: Words| {
        let with_word = match words {
            Words::OfAll => true,
            Words::OfThisScreen => screen == model.screen,
            Words::None => false,
        };
        let (action, name) = tab(screen);
        let chord = keymap::chord_of(action)?;
        let key = chord.label(ctx.lang);
        let label = if with_word {
            format!(" {key} {} ", word(ctx.lang, name))
        } else {
            format!(" {key} ")
        };
        Some((chord, label, screen))
    };
    let all = |words| Screen::ALL.iter().filter_map(move |one| label(*one, words));
    for words in [Words::OfAll, Words::OfThisScreen] {
        let tabs: Vec<_> = all(words).collect();
        let taken: usize = tabs.iter().map(|(_, label, _)| text::width(label)).sum();
        if taken + count <= width {
            return tabs;
        }
    }
    all(Words::None).collect()
}

/// Draws the tabs; at the right the head count, for which the tabs give way, then day, time and home
/// if they fit.
pub(crate) fn tabs(model: &Model, ctx: &Ctx, view: &mut ViewState, frame: &mut Frame, area: Rect) {
    let buf = frame.buffer_mut();
    let mut rest = line(area, 0);
    // Before the register is read nobody knows how many are in.
    let count = match model.reading {
        Reading::Done => t!(ctx.lang, "head-count", count = model.house.head_count()),
        Reading::Begun | Reading::Failed => t!(ctx.lang, "head-count-unknown"),
    };
    let count = format!(" {count} ");
    let marks = [
        model
            .house
            .read_only
            .map(|_| t!(ctx.lang, "mark-read-only")),
        model
            .house
            .home
            .as_ref()
            .filter(|home| home.is_demo)
            .map(|_| t!(ctx.lang, "mark-demo")),
    ];
    // The head count and the marks must always fit beside the tabs.
    let must = text::width(&count)
        + marks
            .iter()
            .flatten()
            .map(|mark| text::width(mark) + 3)
            .sum::<usize>();
    for (chord, label, screen) in labels(model, ctx, rest.width as usize, must) {
        let style = if screen == model.screen {
            ctx.theme.selected
        } else {
            ctx.theme.muted
        };
        let after = ctx.write(buf, rest, &label, style);
        let width = after.x - rest.x;
        view.can_click(Rect { width, ..rest }, Click::Key(chord));
        rest = after;
    }
    let marks = marks.into_iter().flatten();
    let right = right_end(model, ctx, count, marks, rest.width as usize);
    let style = if model.house.head_count() > 0 {
        ctx.theme.good
    } else {
        ctx.theme.muted
    };
    ctx.write_right(buf, rest, &right, style);
    let rule = ctx.symbols.rule.repeat(area.width as usize);
    ctx.write(buf, line(area, 1), &rule, ctx.theme.border);
}

/// The right end of the first line: as much of marks, day and name of the home as fits before the
/// head count. The most important text is first; the first one that does not fit ends the list.
fn right_end(
    model: &Model,
    ctx: &Ctx,
    count: String,
    marks: impl Iterator<Item = String>,
    width: usize,
) -> String {
    let number = ctx.today.weekday().number_from_monday();
    let day = t!(
        ctx.lang,
        "short-day",
        month = ctx.today.month(),
        day = ctx.today.day(),
        weekday = word(ctx.lang, &format!("weekday-{number}"))
    );
    let time = model.house.now.format("%H:%M");
    let home = model.house.home.as_ref().map(|home| home.home.name.clone());
    let name = home.unwrap_or_else(|| t!(ctx.lang, "app-name"));
    let mut right = count;
    for more in marks.chain([format!("{day} {time}"), name]) {
        let longer = format!(" {more} {}{right}", ctx.symbols.dot);
        if text::width(&longer) > width {
            break;
        }
        right = longer;
    }
    right
}

/// Draws the message of the last step.
pub(crate) fn toast(model: &Model, ctx: &Ctx, frame: &mut Frame, area: Rect) {
    let Some(toast) = &model.toast else {
        banner(model, ctx, frame, area);
        return;
    };
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

/// Draws the warning about an unreported incident on every screen but the door, which parents and
/// children read while they wait. It has no name, because others may look on elsewhere too.
fn banner(model: &Model, ctx: &Ctx, frame: &mut Frame, area: Rect) {
    if model.screen == Screen::Door {
        return;
    }
    let Some(hours) = model.house.unreported_hours() else {
        return;
    };
    let text = t!(ctx.lang, "banner-unreported", hours = hours);
    let text = format!(" {} {text}", ctx.symbols.alert);
    ctx.write(frame.buffer_mut(), line(area, 0), &text, ctx.theme.bad);
}

/// Draws the keys of the current context, as many as fit. The help key at the right is always
/// shown.
pub(crate) fn footer(
    model: &Model,
    ctx: &Ctx,
    view: &mut ViewState,
    frame: &mut Frame,
    area: Rect,
) {
    let buf = frame.buffer_mut();
    let (help, others): (Vec<FooterHint>, Vec<FooterHint>) = keymap::hints(&model.contexts())
        .into_iter()
        .partition(|hint| hint.action == Action::Help);
    let mut rest = area;
    if let Some(help) = help.first() {
        let width = (hint_width(ctx, help) as u16).min(area.width);
        let right = Rect {
            x: area.right() - width,
            width,
            ..area
        };
        hint(ctx, view, buf, right, help);
        rest.width -= width;
    }
    for other in &others {
        if hint_width(ctx, other) <= rest.width as usize {
            rest = hint(ctx, view, buf, rest, other);
        }
    }
}

fn hint_width(ctx: &Ctx, hint: &FooterHint) -> usize {
    text::width(&hint.chord.label(ctx.lang)) + text::width(&word(ctx.lang, hint.words)) + 3
}

fn hint(ctx: &Ctx, view: &mut ViewState, buf: &mut Buffer, area: Rect, hint: &FooterHint) -> Rect {
    let after = ctx.write(
        buf,
        area,
        &format!(" {} ", hint.chord.label(ctx.lang)),
        ctx.theme.key,
    );
    let words = format!("{} ", word(ctx.lang, hint.words));
    let after = ctx.write(buf, after, &words, ctx.theme.muted);
    view.can_click(
        Rect {
            width: after.x - area.x,
            ..area
        },
        Click::Key(hint.chord),
    );
    after
}
