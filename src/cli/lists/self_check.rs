//! The yearly self-check: how the home keeps its data, as a page to print or as JSON.

use crate::cli::call::{Call, Ended, Trouble};
use crate::desk::query::Query;
use crate::domain::mask::Mask;
use crate::domain::{Look, Moment, StaffId, tidy};
use crate::house::privacy::self_check::{Exported, SelfCheck, Step, self_check};
use crate::i18n::{Lang, words};
use crate::t;
use chrono::Datelike as _;
use clap::Args;
use serde_json::{Value, json};
use std::collections::HashMap;

/// Arguments of `self-check`.
#[derive(Debug, Args)]
pub(in crate::cli) struct Asked {
    #[arg(long, value_name = "YYYY", value_parser = clap::value_parser!(i32).range(1970..=9998))]
    pub year: Option<i32>,
    #[arg(long)]
    pub json: bool,
}

/// The counts, and what words they need.
struct Page {
    check: SelfCheck,
    home: String,
    year: i32,
    now: Moment,
    staff: HashMap<StaffId, String>,
    has_locks: bool,
    lang: Lang,
}

/// Counts a year of the home; without a year the present one.
pub(in crate::cli) fn run(call: &Call, asked: &Asked) -> Result<Ended, Trouble> {
    let desk = call.existing()?;
    let store = desk.ask(Query::SelfCheck)?;
    let now = desk.now();
    let year = asked.year.unwrap_or_else(|| now.year());
    let page = Page {
        check: self_check(store, year, now)?,
        home: store.home()?.map_or_else(String::new, |home| home.name),
        year,
        now,
        staff: store
            .staff()?
            .into_iter()
            .map(|one| (one.id, one.name))
            .collect(),
        has_locks: desk.has_locks(),
        lang: call.lang,
    };
    if asked.json {
        return Ok(Ended::json(&page.json()));
    }
    Ok(Ended::done(page.text()))
}

impl Page {
    /// The name of a member of staff; empty if nobody sat at the desk.
    fn name(&self, id: Option<StaffId>) -> &str {
        let name = id.and_then(|id| self.staff.get(&id));
        name.map_or("", String::as_str)
    }

    fn json(&self) -> Value {
        let check = &self.check;
        let staff = check.staff.iter().map(|one| {
            json!({
                "name": self.name(Some(one.id)), "last_check": one.last.map(|day| day.to_string()),
                "overdue": one.is_overdue,
            })
        });
        let looks = check.looks.iter().map(|((by, what), times)| {
            json!({ "person": self.name(*by), "what": what.code(), "times": times })
        });
        let odd = check.out_of_hours.iter().map(|look| {
            json!({
                "at": look.at(self.now).to_rfc3339(), "person": self.name(look.staff),
                "what": look.what.code(), "times": look.times,
            })
        });
        let exports = check.exports.iter().map(|one| {
            json!({
                "at": one.step.at.to_rfc3339(), "person": self.name(one.step.by),
                "report": one.report, "mask": one.mask.map(Mask::code),
                "children": one.children, "reason": one.step.reason,
            })
        });
        let staff_changes = check.staff_changes.iter().map(|(step, names)| {
            json!({ "at": step.at.to_rfc3339(), "person": self.name(step.by), "staff": names })
        });
        json!({
            "home": self.home, "year": self.year, "locks": self.has_locks,
            "children_on_file": check.on_file, "children_enrolled": check.enrolled,
            "journal_entries": check.entries,
            "staff": staff.collect::<Vec<_>>(),
            "looks": self.has_locks.then(|| looks.collect::<Vec<_>>()),
            "looks_out_of_hours": self.has_locks.then(|| odd.collect::<Vec<_>>()),
            "exports": exports.collect::<Vec<_>>(),
            "erasures": self.steps_json(&check.erasures),
            "staff_changes": staff_changes.collect::<Vec<_>>(),
            "restores": self.steps_json(&check.restores),
        })
    }

    fn steps_json(&self, steps: &[Step]) -> Vec<Value> {
        let rows = steps.iter().map(|step| {
            json!({
                "at": step.at.to_rfc3339(), "person": self.name(step.by), "reason": step.reason,
            })
        });
        rows.collect()
    }

    /// The page: a heading with its number, and the lines below it.
    fn text(&self) -> String {
        let (check, lang) = (&self.check, self.lang);
        let mut lines = vec![
            t!(
                lang,
                "self-check-title",
                home = tidy::shown(&self.home),
                year = self.year.to_string(),
                made = self.now.format("%Y-%m-%d %H:%M").to_string()
            ),
            String::new(),
            t!(
                lang,
                "self-check-children",
                count = check.on_file.to_string(),
                enrolled = check.enrolled.to_string()
            ),
            t!(
                lang,
                "self-check-entries",
                count = check.entries.to_string()
            ),
        ];
        let mut part = |heading: String, rows: Vec<String>| {
            lines.extend([String::new(), heading]);
            lines.extend(rows.into_iter().map(|row| format!("  {row}")));
        };
        part(self.heading_of_staff(), self.staff_rows());
        if self.has_locks {
            let times: i64 = check.looks.values().sum();
            let heading = t!(lang, "self-check-looks", count = times.to_string());
            part(heading, self.look_rows());
            let times: i64 = check.out_of_hours.iter().map(|look| look.times).sum();
            let heading = t!(lang, "self-check-out-of-hours", count = times.to_string());
            let rows = check.out_of_hours.iter().map(|look| self.odd_row(look));
            part(heading, rows.collect());
        } else {
            part(t!(lang, "self-check-no-locks"), Vec::new());
        }
        let count = check.exports.len().to_string();
        let rows = check.exports.iter().map(|one| self.export_row(one));
        part(
            t!(lang, "self-check-exports", count = count),
            rows.collect(),
        );
        let count = check.erasures.len().to_string();
        let rows = check.erasures.iter().map(|one| self.row(one, &[]));
        part(
            t!(lang, "self-check-erasures", count = count),
            rows.collect(),
        );
        let count = check.staff_changes.len().to_string();
        let rows = check.staff_changes.iter();
        let rows = rows.map(|(step, names)| self.row(step, &[names.join(" ")]));
        part(
            t!(lang, "self-check-staff-changes", count = count),
            rows.collect(),
        );
        let count = check.restores.len().to_string();
        let rows = check.restores.iter().map(|one| self.row(one, &[]));
        part(
            t!(lang, "self-check-restores", count = count),
            rows.collect(),
        );
        lines.join("\n")
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

    fn staff_rows(&self) -> Vec<String> {
        let rows = self.check.staff.iter().map(|one| {
            let checked = match one.last {
                None => t!(self.lang, "self-check-never-checked"),
                Some(day) if one.is_overdue => {
                    t!(self.lang, "self-check-overdue", day = day.to_string())
                }
                Some(day) => t!(self.lang, "self-check-checked", day = day.to_string()),
            };
            joined(&[self.name(Some(one.id)).to_owned(), checked])
        });
        rows.collect()
    }

    fn look_rows(&self) -> Vec<String> {
        let rows = self.check.looks.iter().map(|((by, what), times)| {
            let what = words::choice(self.lang, "look", *what);
            joined(&[self.name(*by).to_owned(), what, times.to_string()])
        });
        rows.collect()
    }

    fn odd_row(&self, look: &Look) -> String {
        joined(&[
            look.at(self.now).format("%Y-%m-%d %H:%M").to_string(),
            self.name(look.staff).to_owned(),
            words::choice(self.lang, "look", look.what),
            look.times.to_string(),
        ])
    }

    fn export_row(&self, one: &Exported) -> String {
        let mask = one.mask.map(|mask| words::choice(self.lang, "mask", mask));
        self.row(&one.step, &[one.report.clone(), mask.unwrap_or_default()])
    }

    /// When, by whom, what, and why.
    fn row(&self, step: &Step, what: &[String]) -> String {
        let at = step.at.with_timezone(self.now.offset());
        let mut parts = vec![
            at.format("%Y-%m-%d %H:%M").to_string(),
            self.name(step.by).to_owned(),
        ];
        parts.extend_from_slice(what);
        parts.push(step.reason.clone());
        joined(&parts)
    }
}

/// The parts of a line, without those that are empty at its end.
fn joined(parts: &[String]) -> String {
    let shown = parts.iter().map(|part| tidy::shown(part));
    let shown: Vec<_> = shown.collect();
    shown.join("\t").trim_end().to_owned()
}
