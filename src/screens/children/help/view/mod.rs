//! Draws the pages beside the register.
//!
//! ```text
//!  儿童 │ 帮扶人 │ 发放 │ 政策 │ 心愿
//!  7 人在帮，结对 9 个孩子；联系到期 1；有需求没有人 1（Ctrl-G）
//!   姓名      类型      电话          孩子  下次联系
//! ▸ 邵月娥    爱心妈妈  12041100037      2  11-18 查…
//! ```

pub(crate) mod give;

use crate::screens::children::state::{ChildrenScene, Page};
use crate::t;
use crate::ui::ctx::Ctx;
use crate::ui::page::{broken, cut};
use crate::ui::table::{Column, Part, Table, Width};
use crate::ui::view_state::ViewState;
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};

/// Draws the page that is shown.
pub(in crate::screens::children) fn page(
    scene: ChildrenScene<'_>,
    ctx: &Ctx,
    view: &mut ViewState,
    frame: &mut Frame,
    area: Rect,
) {
    let rows = scene.page_rows();
    let notes = scene.benefit_notes(&rows);
    // A third of the screen for what the checklist says.
    let pane = if notes.is_empty() { 0 } else { area.height / 3 };
    let [head, sentence, body, foot] = Layout::vertical([
        Constraint::Length(1),
        Constraint::Length(1),
        Constraint::Fill(1),
        Constraint::Length(pane),
    ])
    .areas(area);
    let style = ctx.theme.muted;
    let pieces = notes.into_iter().map(|note| (1, style, note));
    let mark = t!(ctx.lang, "help-benefit-more");
    cut(ctx, frame, foot, broken(pieces, foot.width), &mark);
    tabs(scene, ctx, frame, head);
    let text = format!(" {}", scene.page_sentence());
    ctx.write(frame.buffer_mut(), sentence, &text, ctx.theme.muted);
    let columns = columns(scene.state.page, ctx);
    let empty = empty(scene.state.page, ctx);
    let table = Table {
        name: "help",
        area: body,
        columns: &columns,
        count: rows.len(),
        selected: (!rows.is_empty()).then_some(scene.state.row.min(rows.len().saturating_sub(1))),
        empty: &empty,
    };
    table.draw(ctx, view, frame, |row, column| {
        let Some(shown) = rows.get(row) else {
            return Part::new("", ctx.theme.text);
        };
        let text = shown.cells.get(column).map_or("", String::as_str);
        let style = if shown.is_late {
            ctx.theme.warn
        } else {
            ctx.theme.text
        };
        if column == 0 {
            let mark = if shown.is_late {
                ctx.symbols.alert
            } else {
                " "
            };
            Part::new(format!("{mark} {text}"), style)
        } else {
            Part::new(text, style)
        }
    });
}

/// The names of the pages; the one that is shown stands out.
fn tabs(scene: ChildrenScene<'_>, ctx: &Ctx, frame: &mut Frame, area: Rect) {
    let pages = Page::ALL.iter().map(|page| {
        let name = match page {
            Page::Register => t!(ctx.lang, "children-page-register"),
            Page::Helpers => t!(ctx.lang, "children-page-helpers"),
            Page::Goods => t!(ctx.lang, "children-page-goods"),
            Page::Benefits => t!(ctx.lang, "children-page-benefits"),
            Page::Wishes => t!(ctx.lang, "children-page-wishes"),
        };
        (name, *page == scene.state.page)
    });
    ctx.write_pages(frame.buffer_mut(), area, pages);
}

fn empty(page: Page, ctx: &Ctx) -> String {
    let lang = ctx.lang;
    match page {
        Page::Register => String::new(),
        Page::Helpers => t!(lang, "help-empty-helpers"),
        Page::Goods => t!(lang, "help-empty-goods"),
        Page::Benefits => t!(lang, "help-empty-benefits"),
        Page::Wishes => t!(lang, "help-empty-wishes"),
    }
}

fn columns(page: Page, ctx: &Ctx) -> Vec<Column> {
    let word = |key: &str| crate::i18n::word(ctx.lang, key);
    let number = |key: &str, rank| Column::new(word(key), Width::Cells(6), rank).right();
    match page {
        Page::Register => Vec::new(),
        Page::Helpers => vec![
            Column::new(word("field-helper-name"), Width::Rest(12), 0),
            Column::new(word("field-helper-kind"), Width::Cells(10), 4),
            Column::new(word("field-phones"), Width::Cells(12), 1),
            number("column-children", 3),
            Column::new(word("column-next-contact"), Width::Cells(20), 2),
            Column::new(word("field-free-when"), Width::Rest(12), 5),
        ],
        Page::Goods => vec![
            Column::new(word("field-came-on"), Width::Cells(13), 1),
            Column::new(word("field-goods"), Width::Rest(10), 0),
            Column::new(word("field-giver"), Width::Rest(10), 3),
            number("column-came", 4),
            number("column-given", 5),
            number("column-left", 2),
            Column::new(word("column-worth"), Width::Cells(8), 6).right(),
        ],
        Page::Benefits => vec![
            Column::new(word("field-name"), Width::Cells(12), 0),
            Column::new(word("field-benefit"), Width::Rest(16), 1),
            Column::new(word("field-benefit-state"), Width::Cells(14), 2),
            Column::new(word("field-runs-out-on"), Width::Cells(12), 3),
            Column::new(word("field-missing"), Width::Rest(12), 4),
        ],
        Page::Wishes => vec![
            Column::new(word("field-name"), Width::Cells(12), 0),
            Column::new(word("field-words"), Width::Rest(16), 1),
            Column::new(word("field-day"), Width::Cells(8), 5),
            Column::new(word("field-taken-by"), Width::Cells(14), 2),
            Column::new(word("field-promised-for"), Width::Cells(10), 4),
            Column::new(word("column-nameless"), Width::Cells(8), 3),
        ],
    }
}
