//! The formats of cells.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

/// The formats of a sheet.
pub(super) struct Formats {
    /// Headings, with borders.
    pub heading: Format,
    /// A heading over several columns.
    pub group: Format,
    /// The first line of the sheet.
    pub title: Format,
    /// Lines above and below the table; they are no cells of it and have no borders.
    pub line: Format,
    /// Rows of the table.
    pub rows: OfCells,
    /// Rows of sums.
    pub totals: OfCells,
}

/// The formats of what a cell can hold.
pub(super) struct OfCells {
    pub plain: Format,
    pub wrapped: Format,
    pub code: Format,
    pub aside: Format,
    pub at_least: Format,
    pub decimal: Format,
    pub day: Format,
    pub time: Format,
}

impl Formats {
    pub(super) fn new() -> Self {
        let line = Format::new().set_align(FormatAlign::Top);
        let cell = line.clone().set_border(FormatBorder::Thin);
        let heading = cell.clone().set_text_wrap().set_bold();
        let total = cell.clone().set_bold();
        Self {
            group: heading.clone().set_align(FormatAlign::Center),
            heading,
            title: line.clone().set_bold(),
            line: line.set_text_wrap(),
            rows: OfCells::new(cell),
            totals: OfCells::new(total.set_border_top(FormatBorder::Medium)),
        }
    }
}

impl OfCells {
    fn new(plain: Format) -> Self {
        let wrapped = plain.clone().set_text_wrap();
        let number = |format: &str| plain.clone().set_num_format(format);
        Self {
            code: wrapped.clone().set_num_format("@"),
            aside: wrapped
                .clone()
                .set_num_format("@")
                .set_align(FormatAlign::Right),
            at_least: number("\"≥\"0"),
            decimal: number("0.0"),
            day: number("yyyy-mm-dd"),
            time: number("hh:mm"),
            wrapped,
            plain,
        }
    }
}
