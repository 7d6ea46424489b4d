//! Upright bars from zero: a bar for each row of a table, and a mark for what is beside it.
//!
//! ```text
//!  40 |    █  ▒
//!  20 | ─  █  ▒
//!   0 +─█──█──▒─
//! ```
//! Drawn by ourselves: the labels of the library's chart count bytes, and its bars know no gap for what nobody knows.

use crate::ui::ctx::{Ctx, line};
use crate::ui::text;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Cells of the axis with its numbers.
const AXIS: u16 = 6;
/// Widest bar.
const WIDEST: u16 = 5;
/// Steps of a cell.
const STEPS: f64 = 8.0;

/// A bar.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Bar {
    /// Its height; `None` where there is no number.
    pub value: Option<f64>,
    /// The height of the mark beside it.
    pub beside: Option<f64>,
    /// What stands at the foot where there is no number.
    pub gap: &'static str,
    /// Not over yet: hatched.
    pub is_running: bool,
}

/// Draws the bars that fit; where not all do, those around the selected one.
pub(crate) fn draw(ctx: &Ctx, frame: &mut Frame, area: Rect, bars: &[Bar], selected: usize) {
    let (Some(height), true) = (area.height.checked_sub(1), !bars.is_empty()) else {
        return;
    };
    let room = area.width.saturating_sub(AXIS);
    let most = bars
        .iter()
        .flat_map(|bar| [bar.value, bar.beside])
        .flatten();
    let top = nice(most.fold(0.0, f64::max));
    let count = u16::try_from(bars.len()).unwrap_or(u16::MAX);
    let step = (room / count.max(1)).clamp(1, WIDEST + 1);
    let shown = usize::from(room / step).max(1);
    let first = selected
        .saturating_sub(shown / 2)
        .min(bars.len().saturating_sub(shown));
    axis(ctx, frame, area, (height, top));
    for (nth, bar) in bars.iter().enumerate().skip(first).take(shown) {
        let offset = u16::try_from(nth - first)
            .unwrap_or(u16::MAX)
            .saturating_mul(step);
        let column = Rect {
            x: area.x + AXIS + offset.min(room),
            width: step.saturating_sub(1).max(1),
            ..area
        };
        one(ctx, frame, column, bar, (height, top));
        let foot = line(column, height);
        let style = ctx.theme.border;
        if nth == selected {
            let mark = ctx.symbols.up.repeat(usize::from(column.width));
            ctx.write(frame.buffer_mut(), foot, &mark, ctx.theme.title);
        } else {
            let rule = ctx.symbols.rule.repeat(usize::from(column.width));
            ctx.write(frame.buffer_mut(), foot, &rule, style);
        }
    }
}

/// The numbers at the left: the largest, the half if there is room, zero.
fn axis(ctx: &Ctx, frame: &mut Frame, area: Rect, (height, top): (u16, f64)) {
    let buf = frame.buffer_mut();
    let number = Rect {
        width: AXIS - 2,
        ..area
    };
    let mut put = |row: u16, value: f64| {
        let said = if value.fract() == 0.0 {
            format!("{value:.0}")
        } else {
            format!("{value:.1}")
        };
        ctx.write_right(buf, line(number, row), &said, ctx.theme.muted);
    };
    put(0, top);
    if height >= 4 && height.is_multiple_of(2) {
        put(height / 2, top / 2.0);
    }
    put(height, 0.0);
    let rest = Rect {
        x: area.x + AXIS - 1,
        width: 1,
        ..area
    };
    for row in 0..=height {
        ctx.write(buf, line(rest, row), ctx.symbols.track, ctx.theme.border);
    }
}

fn one(ctx: &Ctx, frame: &mut Frame, column: Rect, bar: &Bar, (height, top): (u16, f64)) {
    let cells = usize::from(column.width);
    let steps = |value: f64| {
        rounded(
            value / top * f64::from(height) * STEPS,
            u32::from(height) * 8,
        )
    };
    let value = bar.value.map(|value| {
        // What is not zero is seen.
        let least = u32::from(value > 0.0);
        steps(value).max(least)
    });
    let beside = bar.beside.map(|value| steps(value).max(1));
    for row in 0..height {
        let below = u32::from(height - 1 - row) * 8;
        let at = line(column, row);
        let full = value.map_or(0, |value| value.saturating_sub(below).min(8));
        let is_marked = beside.is_some_and(|beside| (below + 1..=below + 8).contains(&beside));
        let (sign, style): (&str, Style) = if is_marked {
            (ctx.symbols.rule, ctx.theme.warn)
        } else if full == 0 {
            continue;
        } else if bar.is_running {
            (ctx.symbols.hatch, ctx.theme.muted)
        } else {
            let sign = ctx.symbols.levels.get(full as usize - 1);
            (sign.copied().unwrap_or(ctx.symbols.thumb), ctx.theme.accent)
        };
        ctx.write(frame.buffer_mut(), at, &sign.repeat(cells), style);
    }
    if bar.value.is_none() && height > 0 {
        let at = line(column, height - 1);
        if beside.is_none_or(|beside| beside > 8) && text::width(bar.gap) > 0 {
            ctx.write(frame.buffer_mut(), at, bar.gap, ctx.theme.muted);
        }
    }
}

/// The whole number nearest to a value from zero to `most`.
fn rounded(value: f64, most: u32) -> u32 {
    let numbers = (0..=most).rev();
    let mut not_above = numbers.skip_while(|number| f64::from(*number) > value + 0.5);
    not_above.next().unwrap_or_default()
}

/// The end of the axis: a round number not below the largest value.
fn nice(most: f64) -> f64 {
    let mut unit = 1.0;
    loop {
        for step in [1.0, 2.0, 5.0] {
            let top: f64 = unit * step;
            if most <= top {
                return top.max(2.0);
            }
        }
        for step in [3.0, 4.0, 6.0, 8.0] {
            let top = unit * step;
            if unit >= 10.0 && most <= top && most > unit * 2.0 {
                return top;
            }
        }
        unit *= 10.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::picture::testing::drawn;

    fn bar(value: f64) -> Bar {
        Bar {
            value: Some(value),
            beside: None,
            gap: "",
            is_running: false,
        }
    }

    fn screen(size: (u16, u16), bars: &[Bar], selected: usize) -> String {
        drawn(size, |ctx, _, frame| {
            let area = frame.area();
            draw(ctx, frame, area, bars, selected);
        })
    }

    #[test]
    fn bars_begin_at_zero_and_gaps_stay_empty() {
        let mut bars: Vec<Bar> = [0.0, 5.0, 20.0, 38.0].map(bar).to_vec();
        bars.push(Bar {
            value: None,
            gap: "?",
            ..bar(0.0)
        });
        bars.push(Bar {
            beside: Some(30.0),
            ..bar(12.0)
        });
        bars.push(Bar {
            is_running: true,
            ..bar(9.0)
        });
        insta::assert_snapshot!("bars_48x9", screen((48, 9), &bars, 3));
        insta::assert_snapshot!("bars_12x4", screen((12, 4), &bars, 6));
    }

    #[test]
    fn the_axis_ends_above_the_largest_value() {
        for most in 0..2000 {
            let top = nice(f64::from(most));
            assert!(
                top >= f64::from(most) && top <= f64::from(most) * 2.5 + 2.0,
                "{most} {top}"
            );
        }
    }

    #[test]
    fn no_size_is_too_small_to_draw() {
        let bars = [bar(1.0), bar(3.0)];
        for width in 1..20 {
            for height in 1..6 {
                screen((width, height), &bars, 1);
                screen((width, height), &[], 0);
            }
        }
    }
}
