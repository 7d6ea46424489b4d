//! Draws F8: one list of lines in sections.

use super::state::{SettingLine, SettingTarget, SettingsScene};
use crate::ui::click::Click;
use crate::ui::ctx::{Ctx, line};
use crate::ui::list::section_end;
use crate::ui::text;
use crate::ui::view_state::ViewState;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Least width of the labels of a section, in cells.
const LABEL: usize = 22;

/// Draws the settings.
pub(crate) fn view(
    scene: SettingsScene<'_>,
    ctx: &Ctx,
    view: &mut ViewState,
    frame: &mut Frame,
    area: Rect,
) {
    let lines = scene.lines();
    let widths = label_widths(&lines);
    let selected = scene.state.selected.min(lines.len().saturating_sub(1));
    let height = area.height as usize;
    // The rows of a heading come into sight with it.
    let is_heading = |place: &usize| {
        lines
            .get(*place)
            .is_some_and(|line| line.act == SettingTarget::Heading)
    };
    let span = (selected, section_end(selected, lines.len(), is_heading));
    let offset = view.scroll_to("settings", span, lines.len(), height);
    for (row, (place, content)) in lines
        .iter()
        .enumerate()
        .skip(offset)
        .take(height)
        .enumerate()
    {
        let at = line(area, row as u16);
        let is_selected = place == selected;
        let pick = |style: Style| {
            if is_selected {
                ctx.theme.selected
            } else {
                style
            }
        };
        let mark = if is_selected {
            ctx.symbols.pointer
        } else {
            " "
        };
        let buf = frame.buffer_mut();
        buf.set_style(at, pick(ctx.theme.text));
        if content.act == SettingTarget::Heading {
            let rest = ctx.write(
                buf,
                at,
                &format!("{mark}{} ", content.label),
                pick(ctx.theme.title),
            );
            if !is_selected {
                let rule = ctx.symbols.rule.repeat(rest.width as usize);
                ctx.write(buf, rest, &rule, ctx.theme.border);
            }
            continue;
        }
        let rest = ctx.write(buf, at, &format!(" {mark} "), pick(ctx.theme.text));
        let rest = ctx.column(
            buf,
            rest,
            widths
                .get(place)
                .copied()
                .unwrap_or_default()
                .min(rest.width / 2),
            &content.label,
            pick(ctx.theme.muted),
        );
        ctx.write(buf, rest, &content.value, pick(ctx.theme.text));
        if content.act != SettingTarget::Nothing {
            view.can_click(at, Click::Row(place));
        }
    }
}

/// The width of the labels in the section of each line: as wide as the longest needs.
fn label_widths(lines: &[SettingLine]) -> Vec<u16> {
    let sections = lines.chunk_by(|_, next| next.act != SettingTarget::Heading);
    let widths = sections.flat_map(|section| {
        let labels = section
            .iter()
            .filter(|one| one.act != SettingTarget::Heading);
        let widest = labels.map(|one| text::width(&one.label) + 1).max();
        let width = widest.unwrap_or_default().max(LABEL) as u16;
        std::iter::repeat_n(width, section.len())
    });
    widths.collect()
}
