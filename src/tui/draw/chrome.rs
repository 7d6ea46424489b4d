//! Draws the frame around every screen: tabs, home and head count, bottom line, footer keys.

use crate::app::model::{Model, Reading};
use crate::desk::rights::Right;
use crate::i18n::{word, words};
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

/// The action that opens a screen, and the language keys of its tab: in full and shortened.
const fn tab(screen: Screen) -> (Action, &'static str, &'static str) {
    match screen {
        Screen::Today => (Action::GoToday, "tab-today", "tab-short-today"),
        Screen::Door => (Action::GoDoor, "tab-door", "tab-short-door"),
        Screen::Children => (Action::GoChildren, "tab-children", "tab-short-children"),
        Screen::Activities => (
            Action::GoActivities,
            "tab-activities",
            "tab-short-activities",
        ),
        Screen::FollowUp => (Action::GoFollowUp, "tab-follow-up", "tab-short-follow-up"),
        Screen::Trends => (Action::GoTrends, "tab-trends", "tab-short-trends"),
        Screen::Settings => (Action::GoSettings, "tab-settings", "tab-short-settings"),
    }
}

/// Which tabs show their word beside the key.
#[derive(Debug, Clone, Copy)]
enum Words {
    OfAll,
    ShortOfAll,
    OfThisScreen,
    None,
}

/// From the roomiest to the narrowest: which words the tabs show, and whether the head count is short.
/// The head count gives way before the words do.
const TABS: [(Words, bool); 7] = [
    (Words::OfAll, false),
    (Words::OfAll, true),
    (Words::ShortOfAll, true),
    (Words::OfThisScreen, false),
    (Words::OfThisScreen, true),
    (Words::None, false),
    (Words::None, true),
];

/// The tabs with their words, and whether the head count is short. `long` and `short` are the cells
/// that the right side needs with either.
fn labels(
    model: &Model,
    ctx: &Ctx,
    width: usize,
    (long, short): (usize, usize),
) -> (Vec<(Chord, String, Screen)>, bool) {
    let label = |screen: Screen, words: Words| {
        let (action, full, shortened) = tab(screen);
        let name = match words {
            Words::OfAll => Some(full),
            Words::ShortOfAll => Some(shortened),
            Words::OfThisScreen => (screen == model.screen).then_some(full),
            Words::None => None,
        };
        let chord = keymap::chord_of(action)?;
        let key = chord.label(ctx.lang);
        let label = name.map_or_else(
            || format!(" {key} "),
            |name| format!(" {key} {} ", word(ctx.lang, name)),
        );
        Some((chord, label, screen))
    };
    let mut found = (Vec::new(), true);
    for (words, is_short) in TABS {
        let tabs: Vec<_> = Screen::ALL
            .iter()
            .filter(|one| model.may_see(**one))
            .filter_map(|one| label(*one, words))
            .collect();
        let taken: usize = tabs.iter().map(|(_, label, _)| text::width(label)).sum();
        found = (tabs, is_short);
        if taken + if is_short { short } else { long } <= width {
            break;
        }
    }
    found
}

/// Draws the tabs; at the right the head count, for which the tabs give way, then day, time and home
/// if they fit.
pub(crate) fn tabs(model: &Model, ctx: &Ctx, view: &mut ViewState, frame: &mut Frame, area: Rect) {
    let buf = frame.buffer_mut();
    let mut rest = line(area, 0);
    // Before the register is read nobody knows how many are in; for whoever may not read names it is never read.
    let (count, short) = match model.reading {
        Reading::Done if model.has_right(Right::ReadNames) => {
            let count = model.house.head_count();
            (
                t!(ctx.lang, "head-count", count = count),
                t!(ctx.lang, "head-count-short", count = count),
            )
        }
        Reading::Done | Reading::Begun | Reading::Failed => {
            let unknown = t!(ctx.lang, "head-count-unknown");
            (unknown.clone(), unknown)
        }
    };
    let (count, short) = (format!(" {count} "), format!(" {short}"));
    let marks = [
        model.house.name_at_desk().map(str::to_owned),
        model.house.read_only.map(|_| {
            if model.house.is_lost() {
                t!(ctx.lang, "mark-lost")
            } else {
                t!(ctx.lang, "mark-read-only")
            }
        }),
        model
            .house
            .home
            .as_ref()
            .filter(|home| home.is_demo)
            .map(|_| t!(ctx.lang, "mark-demo")),
    ];
    // The head count must always fit beside the tabs.
    let must = (text::width(&count), text::width(&short));
    let (labels, is_short) = labels(model, ctx, rest.width as usize, must);
    let count = if is_short { short } else { count };
    for (chord, label, screen) in labels {
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
    let right = right_end(model, ctx, count, rest.width as usize);
    let style = if model.house.head_count() > 0 {
        ctx.theme.good
    } else {
        ctx.theme.muted
    };
    ctx.write_right(buf, rest, &right, style);
    let rule = ctx.symbols.rule.repeat(area.width as usize);
    ctx.write(buf, line(area, 1), &rule, ctx.theme.border);
    // In the rule there is room for them beside any tabs.
    let marks: Vec<String> = marks.into_iter().flatten().collect();
    if !marks.is_empty() {
        let marks = marks.join(&format!(" {} ", ctx.symbols.dot));
        let marks = format!(" {marks} {}", ctx.symbols.rule);
        ctx.write_right(buf, line(area, 1), &marks, ctx.theme.muted);
    }
}

/// The right end of the first line: as much of day and name of the home as fits before the
/// head count. The most important text is first; the first one that does not fit ends the list.
fn right_end(model: &Model, ctx: &Ctx, count: String, width: usize) -> String {
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
    for more in [format!("{day} {time}"), name] {
        let longer = format!(" {more} {}{right}", ctx.symbols.dot);
        if text::width(&longer) > width {
            break;
        }
        right = longer;
    }
    right
}

/// Draws the message of the last step.
pub(crate) fn toast(model: &Model, ctx: &Ctx, view: &mut ViewState, frame: &mut Frame, area: Rect) {
    let Some(toast) = &model.toast else {
        banner(model, ctx, view, frame, area);
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
fn banner(model: &Model, ctx: &Ctx, view: &mut ViewState, frame: &mut Frame, area: Rect) {
    if model.screen == Screen::Door || model.is_locked() {
        return;
    }
    let Some(hours) = model.house.unreported_hours() else {
        return;
    };
    let passed = words::hours(ctx.lang, hours);
    let text = t!(ctx.lang, "banner-unreported", passed = passed);
    let text = format!(" {} {text}", ctx.symbols.alert);
    ctx.write(frame.buffer_mut(), line(area, 0), &text, ctx.theme.bad);
    view.can_click(line(area, 0), Click::Key(Chord::f(6)));
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
        .filter(|hint| model.may_use(hint.need, hint.action) && model.offers(hint.action))
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
