//! Ways of writing a table. What stands in it is the same in all of them.

pub(crate) mod csv;
pub(crate) mod html;
pub(crate) mod json;
pub(crate) mod text;
pub(crate) mod xlsx;

use super::table::Table;
use crate::domain::Moment;
use crate::domain::codes::coded;
use crate::domain::mask::Mask;
use crate::i18n::{Lang, words};
use crate::t;
use chrono::NaiveDate;

coded! {
    /// A form in which a report is written to a file.
    pub Format {
        /// A spreadsheet; the first choice, because it keeps identity numbers whole.
        Xlsx = "xlsx",
        /// One page to print.
        Html = "html",
        /// A list for other programs.
        Csv = "csv",
    }
}

/// What stands on every file: whose it is, when and by whom it was made, what is hidden.
#[derive(Debug, Clone)]
pub(crate) struct Written<'w> {
    /// Language.
    pub lang: Lang,
    /// What it is, without the name of a child: it becomes the title of a window.
    pub name: &'w str,
    /// Title of the whole report.
    pub title: &'w str,
    /// Name of the home, with a mark on the invented one.
    pub home: &'w str,
    /// When it was made.
    pub made: Moment,
    /// The head of the journal then.
    pub head: &'w str,
    /// Who made it; empty if nobody is known.
    pub by: &'w str,
    /// What is hidden; `None` if nothing personal stands in it.
    pub mask: Option<Mask>,
}

impl Written<'_> {
    fn today(&self) -> NaiveDate {
        self.made.date_naive()
    }

    /// The lines at the end of the file.
    fn lines(&self) -> Vec<String> {
        let when = self.made.format("%Y-%m-%d %H:%M").to_string();
        let mut lines = vec![t!(
            self.lang,
            "report-printed",
            when = when,
            by = self.by,
            head = self.head
        )];
        if let Some(mask) = self.mask {
            lines.push(t!(
                self.lang,
                "report-masked",
                mask = words::choice(self.lang, "mask", mask)
            ));
        }
        lines
    }
}

/// The checks of a table in words.
pub(crate) fn check_lines(table: &Table, lang: Lang) -> Vec<String> {
    let lines = table.checks.iter().map(|check| {
        let (left, right) = (check.left.to_string(), check.right.to_string());
        let words = check.words.as_str();
        if check.holds() {
            t!(
                lang,
                "report-check-holds",
                words = words,
                left = left,
                right = right
            )
        } else {
            t!(
                lang,
                "report-check-fails",
                words = words,
                left = left,
                right = right
            )
        }
    });
    lines.collect()
}
