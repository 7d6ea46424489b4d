//! The yearly self-check: how the home keeps its data, as lines, as a page to print or as JSON.

use crate::cli::call::{Call, Ended, Trouble};
use crate::cli::target::Target;
use crate::desk::papers::self_check::SelfCheckPaper;
use crate::desk::papers::{Order, Paper};
use crate::domain::mask::Mask;
use crate::house::privacy::self_check::{Step, usual_year, year_days};
use crate::t;
use clap::Args;
use serde_json::{Value, json};
use std::path::PathBuf;

/// Arguments of `self-check`.
#[derive(Debug, Args)]
pub(in crate::cli) struct Asked {
    #[arg(long, value_name = "YYYY", value_parser = clap::value_parser!(i32).range(1970..=9998))]
    pub year: Option<i32>,
    #[arg(long, value_name = "FILE", conflicts_with = "json")]
    pub html: Option<PathBuf>,
    #[arg(long, requires = "html")]
    pub force: bool,
    #[arg(long)]
    pub json: bool,
}

/// Counts a year of the home; without a year the present one, in January the one before.
pub(in crate::cli) fn run(call: &Call, asked: &Asked) -> Result<Ended, Trouble> {
    let file = asked.html.as_ref();
    let file = file.map(|file| Target::new(call, file, asked.force));
    let file = file.transpose()?;
    let desk = call.existing()?;
    let today = desk.clock.today();
    let year = asked.year.unwrap_or_else(|| usual_year(today));
    if let Some(file) = file {
        let order = Order::of_period(Paper::SelfCheck, year_days(year, today), call.lang);
        file.write(&desk.paper(&order)?)?;
        let written = t!(call.lang, "paper-written", file = file.name());
        return Ok(Ended::done(written));
    }
    let page = desk.self_check_paper(year, call.lang)?;
    if asked.json {
        return Ok(Ended::json(&json(&page)));
    }
    Ok(Ended::done(page.text()))
}

fn json(page: &SelfCheckPaper) -> Value {
    let check = &page.check;
    let staff = check.staff.iter().map(|one| {
        json!({
            "name": page.name(Some(one.id)), "last_check": one.last.map(|day| day.to_string()),
            "overdue": one.is_overdue,
        })
    });
    let looks = check.looks.iter().map(|((by, what), times)| {
            json!({ "person": page.name(*by), "what": what.code(), "times": times })
        });
    let odd = check.out_of_hours.iter().map(|look| {
        json!({
            "at": look.at(page.now).to_rfc3339(), "person": page.name(look.staff),
            "what": look.what.code(), "times": look.times,
        })
    });
    let exports = check.exports.iter().map(|one| {
        json!({
            "at": one.step.at.to_rfc3339(), "person": page.name(one.step.by),
            "report": one.report, "mask": one.mask.map(Mask::code),
            "children": one.children, "reason": page.reason_with_names(&one.step.reason),
        })
    });
    let staff_changes = check.staff_changes.iter().map(|(step, names)| {
            json!({ "at": step.at.to_rfc3339(), "person": page.name(step.by), "staff": names, "reason": page.reason_with_names(&step.reason) })
        });
    json!({
        "home": page.home, "year": page.year, "locks": page.has_locks,
        "children_on_file": check.on_file, "children_enrolled": check.enrolled,
        "journal_entries": check.entries,
        "staff": staff.collect::<Vec<_>>(),
        "looks": page.has_locks.then(|| looks.collect::<Vec<_>>()),
        "looks_out_of_hours": page.has_locks.then(|| odd.collect::<Vec<_>>()),
        "exports": exports.collect::<Vec<_>>(),
        "erasures": steps_json(page, &check.erasures),
        "staff_changes": staff_changes.collect::<Vec<_>>(),
        "restores": steps_json(page, &check.restores),
    })
}

fn steps_json(page: &SelfCheckPaper, steps: &[Step]) -> Vec<Value> {
    let rows = steps.iter().map(|step| {
            json!({
                "at": step.at.to_rfc3339(), "person": page.name(step.by), "reason": page.reason_with_names(&step.reason),
            })
        });
    rows.collect()
}
