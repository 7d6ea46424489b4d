//! Upright bars of a table, and shades of its cells.

use rust_xlsxwriter::utility::row_col_to_cell_absolute;
use rust_xlsxwriter::{
    Chart as Drawing, ChartLegendPosition, ChartRange, ChartType, ConditionalFormat2ColorScale,
    Worksheet, XlsxError,
};

/// Size of a chart in pixels: it fits on an upright page.
const WIDTH: u32 = 640;
const HEIGHT: u32 = 300;
/// The shades go from that of a cell without any colour to that of the bars.
const PALE: u32 = 0x00FF_FFFF;
const DARK: u32 = 0x004A_6F8A;

/// Where a table stands on its sheet.
pub(super) struct Place {
    /// Name of the sheet.
    pub(super) sheet: String,
    /// The lowest row of headings.
    pub(super) headings: u32,
    /// The first row below them.
    pub(super) first: u32,
}

/// A chart below a table.
#[derive(Debug, Clone)]
pub(crate) struct Chart {
    /// What it shows.
    pub title: String,
    /// What stands along the lower edge and along the left one.
    pub axes: (String, String),
    /// Where its numbers stand.
    pub bars: Bars,
}

/// Where the numbers of a chart stand. Rows count from the first one below the headings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Bars {
    /// In columns, in these rows, which are named by the first column.
    Down {
        /// A bar each.
        columns: Vec<u16>,
        /// From top to bottom.
        rows: Vec<u32>,
    },
    /// In one row, in neighbouring columns, which are named by their headings.
    Across {
        /// The row.
        row: u32,
        /// First and last column.
        columns: (u16, u16),
    },
}

/// Cells whose shade says how large their number is. Rows count from the first one below the headings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Shades {
    /// First and last row.
    pub rows: (u32, u32),
    /// First and last column.
    pub columns: (u16, u16),
}

/// The drawing of a chart; `None` if it has no numbers.
pub(super) fn drawing(chart: &Chart, place: &Place) -> Option<Drawing> {
    let mut drawing = Drawing::new(ChartType::Column);
    let name = place.sheet.as_str();
    match &chart.bars {
        Bars::Down { columns, rows } => {
            let rows: Vec<u32> = rows.iter().map(|row| place.first + row).collect();
            let names = range(name, 0, &rows)?;
            for column in columns {
                drawing
                    .add_series()
                    .set_name((name, place.headings, *column))
                    .set_categories(&names)
                    .set_values(&range(name, *column, &rows)?);
            }
            if columns.len() < 2 {
                drawing.legend().set_hidden();
            }
        }
        Bars::Across {
            row,
            columns: (from, to),
        } => {
            let row = place.first + row;
            drawing
                .add_series()
                .set_categories((name, place.headings, *from, place.headings, *to))
                .set_values((name, row, *from, row, *to));
            drawing.legend().set_hidden();
        }
    }
    drawing.legend().set_position(ChartLegendPosition::Bottom);
    drawing.title().set_name(&chart.title);
    drawing.x_axis().set_name(&chart.axes.0);
    // Bars begin at zero.
    drawing.y_axis().set_name(&chart.axes.1).set_min(0);
    drawing.set_width(WIDTH).set_height(HEIGHT);
    Some(drawing)
}

/// The cells of a column in these rows. Between them rows may be missing.
fn range(sheet: &str, column: u16, rows: &[u32]) -> Option<ChartRange> {
    let runs = rows.chunk_by(|one, next| one + 1 == *next);
    let ends: Vec<(u32, u32)> = runs
        .filter_map(|run| Some((*run.first()?, *run.last()?)))
        .collect();
    match ends.as_slice() {
        [] => None,
        [(from, to)] => Some(ChartRange::new_from_range(
            sheet, *from, column, *to, column,
        )),
        several => {
            let quoted = sheet.replace('\'', "''");
            let parts = several.iter().map(|(from, to)| {
                let from = row_col_to_cell_absolute(*from, column);
                let to = row_col_to_cell_absolute(*to, column);
                format!("'{quoted}'!{from}:{to}")
            });
            let parts: Vec<String> = parts.collect();
            let several = format!("=({})", parts.join(","));
            Some(ChartRange::new_from_string(&several))
        }
    }
}

/// Colours cells by their numbers.
pub(super) fn shade(
    sheet: &mut Worksheet,
    shades: &Shades,
    place: &Place,
) -> Result<(), XlsxError> {
    let scale = ConditionalFormat2ColorScale::new()
        .set_minimum_color(PALE)
        .set_maximum_color(DARK);
    let rows = (place.first + shades.rows.0, place.first + shades.rows.1);
    let (from, to) = shades.columns;
    sheet.add_conditional_format(rows.0, from, rows.1, to, &scale)?;
    Ok(())
}
