//! Which styles of a workbook show a number as a date.

use super::form::FillError;
use super::xml::Document;
use std::collections::{HashMap, HashSet};

/// The numbers of the styles of cells that show a date.
#[derive(Debug, Default)]
pub(super) struct DateStyles(HashSet<u32>);

impl DateStyles {
    /// Reads them from the part with the styles.
    pub(super) fn read(text: &str) -> Result<Self, FillError> {
        let document = Document::parse(text)?;
        let number = |element: usize, name: &str| {
            let value = document.value(element, name)?;
            value.parse::<u32>().ok()
        };
        let mut own: HashMap<u32, bool> = HashMap::new();
        for format in document.all("numFmt") {
            let code = document.value(format, "formatCode").unwrap_or_default();
            if let Some(id) = number(format, "numFmtId") {
                own.insert(id, is_date(&code));
            }
        }
        let Some(cells) = document.all("cellXfs").next() else {
            return Ok(Self::default());
        };
        let shows_date = |element: &usize| {
            let format = number(*element, "numFmtId").unwrap_or_default();
            own.get(&format)
                .copied()
                .unwrap_or_else(|| is_built_in(format))
        };
        let styles = (0..).zip(document.children(cells));
        let dates = styles.filter(|(_, element)| shows_date(element));
        Ok(Self(dates.map(|(style, _)| style).collect()))
    }

    /// Whether a cell of this style shows a date; one without a style does not.
    pub(super) fn shows_date(&self, style: Option<u32>) -> bool {
        style.is_some_and(|style| self.0.contains(&style))
    }
}

/// The formats of dates that every workbook knows without writing them down, those of Chinese ones too.
fn is_built_in(format: u32) -> bool {
    matches!(format, 14..=17 | 22 | 27..=31 | 36 | 50..=54 | 57 | 58)
}

/// Whether a format shows a day: it has a year or a day outside of quoted text and of brackets.
fn is_date(code: &str) -> bool {
    let mut is_quoted = false;
    let mut is_bracket = false;
    let mut letters = code.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => is_quoted = !is_quoted,
            _ if is_quoted => {}
            '\\' | '_' | '*' => {
                letters.next();
            }
            '[' => is_bracket = true,
            ']' => is_bracket = false,
            'y' | 'Y' | 'd' | 'D' if !is_bracket => return true,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("yyyy-mm-dd", true)]
    #[case("yyyy\"\u{5E74}\"m\"\u{6708}\"d\"\u{65E5}\"", true)]
    #[case("[$-804]d/m;@", true)]
    #[case("0.00", false)]
    #[case("[Red]0", false)]
    #[case("0\"days\"", false)]
    #[case("h:mm", false)]
    #[case("@", false)]
    fn a_format_shows_a_date(#[case] code: &str, #[case] expected: bool) {
        assert_eq!(is_date(code), expected);
    }
}
