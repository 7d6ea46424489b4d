//! The yearly self-check: how the home keeps its data, as a page to print and as lines.

use super::page::{PORTRAIT, page};
use crate::desk::Desk;
use crate::desk::query::Query;
use crate::desk::refusal::Refusal;
use crate::domain::{Look, Moment, StaffId, tidy};
use crate::house::privacy::self_check::{Exported, SelfCheck, Step, self_check};
use crate::i18n::{Lang, words};
use crate::t;
use crate::wording::journal::{named, reason_words, report_words};
use chrono::Datelike as _;
use maud::html;
use std::collections::HashMap;

/// The counts of a year, and what words they need.
pub(crate) struct SelfCheckPaper {
    /// The counts.
    pub(crate) check: SelfCheck,
    /// Name of the home.
    pub(crate) home: String,
    /// The year that is counted.
    pub(crate) year: i32,
    /// When it was counted.
    pub(crate) now: Moment,
    /// Whether people prove who they are, so that looks are kept.
    pub(crate) has_locks: bool,
    staff: HashMap<StaffId, String>,
    lang: Lang,
}

/// A heading with its number, and the cells of the rows below it.
type Part = (String, Vec<Vec<String>>);

impl Desk {
    /// Counts a year of the home.
    pub(crate) fn self_check_paper(
        &self,
        year: i32,
        lang: Lang,
    ) -> Result<SelfCheckPaper, Refusal> {
        let store = self.ask(Query::SelfCheck)?;
        let now = self.now();
        let staff = store.staff()?.into_iter();
        Ok(SelfCheckPaper {
            check: self_check(store, year, now)?,
            home: store.home()?.map_or_else(String::new, |home| home.name),
            year,
            now,
            has_locks: self.has_locks(),
            staff: staff.map(|one| (one.id, one.name)).collect(),
            lang,
        })
    }
}

impl SelfCheckPaper {
    /// The name of a member of staff; empty if nobody sat at the desk.
    pub(crate) fn name(&self, id: Option<StaffId>) -> &str {
        let name = id.and_then(|id| self.staff.get(&id));
        name.map_or("", String::as_str)
    }

    /// A reason as the journal has it, with names for identifiers of staff.
    pub(crate) fn reason_with_names(&self, reason: &str) -> String {
        named(reason, |id| self.staff.get(&id).cloned())
    }

    /// The lines: each part with its heading, the cells of a row apart by tabs.
    pub(crate) fn text(&self) -> String {
        let mut lines = vec![self.title()];
        lines.extend(self.so_far());
        lines.push(String::new());
        lines.extend(self.sums());
        for (heading, rows) in self.parts() {
            lines.extend([String::new(), heading]);
            lines.extend(rows.iter().map(|row| format!("  {}", joined(row))));
        }
        lines.join("\n")
    }

    /// The page to print.
    pub(crate) fn page(&self) -> String {
        let title = self.title();
        let body = html! {
            h1 { (title) }
            @if let Some(line) = self.so_far() { p class="period" { (line) } }
            @for line in self.sums() { p { (line) } }
            @for (heading, rows) in self.parts() {
                h2 { (heading) }
                @if !rows.is_empty() {
                    table {
                        @for row in rows { tr { @for cell in row { td { (cell) } } } }
                    }
                }
            }
        };
        page(self.lang, &title, &[PORTRAIT], &body)
    }

    fn title(&self) -> String {
        t!(
            self.lang,
            "self-check-title",
            home = tidy::shown(&self.home),
            year = self.year.to_string(),
            made = self.now.format("%Y-%m-%d %H:%M").to_string()
        )
    }

    /// That the year is not over yet.
    fn so_far(&self) -> Option<String> {
        let is_running = self.year == self.now.year();
        is_running.then(|| t!(self.lang, "self-check-so-far"))
    }

    fn sums(&self) -> [String; 2] {
        let (check, lang) = (&self.check, self.lang);
        let count = check.on_file.to_string();
        let enrolled = check.enrolled.to_string();
        let entries = check.entries.to_string();
        [
            t!(
                lang,
                "self-check-children",
                count = count,
                enrolled = enrolled
            ),
            t!(lang, "self-check-entries", count = entries),
        ]
    }

    fn parts(&self) -> Vec<Part> {
        let (check, lang) = (&self.check, self.lang);
        let mut parts = vec![(self.heading_of_staff(), self.staff_rows())];
        if self.has_locks {
            let times: i64 = check.looks.values().sum();
            let heading = t!(lang, "self-check-looks", count = times.to_string());
            parts.push((heading, self.look_rows()));
            let times: i64 = check.out_of_hours.iter().map(|look| look.times).sum();
            let heading = t!(lang, "self-check-out-of-hours", count = times.to_string());
            let rows = check.out_of_hours.iter().map(|look| self.odd_row(look));
            parts.push((heading, rows.collect()));
        } else {
            parts.push((t!(lang, "self-check-no-locks"), Vec::new()));
        }
        let count = check.exports.len().to_string();
        let rows = check.exports.iter().map(|one| self.export_row(one));
        let heading = t!(lang, "self-check-exports", count = count);
        parts.push((heading, rows.collect()));
        let count = check.erasures.len().to_string();
        let rows = check.erasures.iter().map(|one| self.row(one, &[]));
        let heading = t!(lang, "self-check-erasures", count = count);
        parts.push((heading, rows.collect()));
        let count = check.staff_changes.len().to_string();
        let rows = check.staff_changes.iter();
        let rows = rows.map(|(step, names)| self.row(step, &[names.join(" ")]));
        let heading = t!(lang, "self-check-staff-changes", count = count);
        parts.push((heading, rows.collect()));
        let count = check.restores.len().to_string();
        let rows = check.restores.iter().map(|one| self.row(one, &[]));
        let heading = t!(lang, "self-check-restores", count = count);
        parts.push((heading, rows.collect()));
        parts
    }

    fn heading_of_staff(&self) -> String {
        let overdue = self.check.staff.iter().filter(|one| one.is_overdue);
        t!(
            self.lang,
            "self-check-staff",
            count = self.check.staff.len().to_string(),
            overdue = overdue.count().to_string()
        )
    }

    fn staff_rows(&self) -> Vec<Vec<String>> {
        let rows = self.check.staff.iter().map(|one| {
            let checked = match one.last {
                None => t!(self.lang, "self-check-never-checked"),
                Some(day) if one.is_overdue => {
                    t!(self.lang, "self-check-overdue", day = day.to_string())
                }
                Some(day) => t!(self.lang, "self-check-checked", day = day.to_string()),
            };
            vec![self.name(Some(one.id)).to_owned(), checked]
        });
        rows.collect()
    }

    fn look_rows(&self) -> Vec<Vec<String>> {
        let rows = self.check.looks.iter().map(|((by, what), times)| {
            let what = words::choice(self.lang, "look", *what);
            vec![self.name(*by).to_owned(), what, times.to_string()]
        });
        rows.collect()
    }

    fn odd_row(&self, look: &Look) -> Vec<String> {
        vec![
            look.at(self.now).format("%Y-%m-%d %H:%M").to_string(),
            self.name(look.staff).to_owned(),
            words::choice(self.lang, "look", look.what),
            look.times.to_string(),
        ]
    }

    fn export_row(&self, one: &Exported) -> Vec<String> {
        let mask = one.mask.map(|mask| words::choice(self.lang, "mask", mask));
        self.row(
            &one.step,
            &[
                report_words(&one.report, self.lang),
                mask.unwrap_or_default(),
            ],
        )
    }

    /// When, by whom, what, and why.
    fn row(&self, step: &Step, what: &[String]) -> Vec<String> {
        let at = step.at.with_timezone(self.now.offset());
        let mut parts = vec![
            at.format("%Y-%m-%d %H:%M").to_string(),
            self.name(step.by).to_owned(),
        ];
        parts.extend_from_slice(what);
        let name_of = |id| self.staff.get(&id).cloned();
        parts.push(reason_words(&step.reason, name_of, self.lang));
        parts
    }
}

/// The parts of a line, without those that are empty at its end.
fn joined(parts: &[String]) -> String {
    let shown = parts.iter().map(|part| tidy::shown(part));
    let shown: Vec<_> = shown.collect();
    shown.join("\t").trim_end().to_owned()
}
