//! How long data is kept, and why what may go may go.

use crate::domain::RuleBook;
use crate::domain::retention::{FileClock, Outgrown};
use crate::domain::rules::book::{D8_FILE, D8_REGISTER};
use crate::i18n::Lang;
use crate::t;
use chrono::NaiveDate;

/// Why a file may go, and since when.
pub(crate) fn clock_words(clock: FileClock, lang: Lang) -> String {
    let goes = clock.goes_on.to_string();
    match clock.why {
        Outgrown::Left(on) => t!(lang, "kept-left", day = on.to_string(), goes = goes),
        Outgrown::OfAge(on) => t!(lang, "kept-of-age", day = on.to_string(), goes = goes),
    }
}

/// How much of the register may go: its rows with the day of the oldest, and the files that go with it.
pub(crate) fn register_words(
    (rows, first): (usize, Option<NaiveDate>),
    files: usize,
    lang: Lang,
) -> String {
    let first = first.map_or_else(String::new, |day| day.to_string());
    t!(
        lang,
        "kept-register-rows",
        rows = rows,
        first = first,
        files = files
    )
}

/// That nothing may go, and how long what is kept.
pub(crate) fn kept_words(book: &RuleBook, before: NaiveDate, lang: Lang) -> String {
    t!(
        lang,
        "kept-nothing",
        file = book.get(&D8_FILE),
        register = book.get(&D8_REGISTER),
        day = before.to_string()
    )
}
