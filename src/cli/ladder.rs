//! The ladder: the page for the supervisor, and the count of who came back after which kind of step.

use super::activities::write_papers;
use super::call::{Call, Ended, Trouble};
use super::lists::day;
use super::locks::covering::Covering;
use super::target::Target;
use crate::desk::command::Command;
use crate::desk::papers::{Order, Paper};
use crate::domain::rules::ladder::back::CameBack;
use crate::t;
use chrono::{Datelike, NaiveDate};
use serde_json::json;
use std::path::PathBuf;

/// Writes the page for the supervisor and keeps that it was made.
pub(super) fn supervisor(
    call: &Call,
    (html, xlsx): (Option<PathBuf>, Option<PathBuf>),
    (covering, force): (&Covering, bool),
) -> Result<Ended, Trouble> {
    // All before the first is written.
    let mut targets: Vec<(Paper, Target)> = Vec::new();
    for (paper, file) in [(Paper::Supervisor, html), (Paper::SupervisorSheet, xlsx)] {
        let Some(file) = file else { continue };
        let target = Target::new(call, &file, force)?;
        for (_, other) in &targets {
            target.check_differs(other)?;
        }
        targets.push((paper, target));
    }
    let mut desk = call.desk()?;
    let cover = covering.cover()?;
    let count = desk.count_hand_over()?;
    let today = desk.clock.today();
    let orders = targets.into_iter().map(|(paper, file)| {
        let days = paper.period(today, today);
        (Order::of_period(paper, days, call.lang), file)
    });
    let papers: Vec<(Order, Target)> = orders.collect();
    let mut lines = write_papers(call, &mut desk, &papers, cover.as_ref())?;
    desk.perform(Command::KeepHandOver(count))?;
    if count == 0 {
        lines.push(t!(call.lang, "supervisor-nobody"));
    }
    Ok(Ended::done(lines.join("\n")))
}

/// Counts after how many steps of a period a child came back.
pub(super) fn came_back(
    call: &Call,
    (from, to): (Option<String>, Option<String>),
    as_json: bool,
) -> Result<Ended, Trouble> {
    let desk = call.existing()?;
    let (from, to) = (day(from, call.lang)?, day(to, call.lang)?);
    let to = to.unwrap_or_else(|| desk.clock.today());
    let year = NaiveDate::from_yo_opt(to.year(), 1).unwrap_or(to);
    let from = from.unwrap_or(year);
    if from > to {
        return Err(Trouble::Usage(t!(call.lang, "cli-from-after-to")));
    }
    let count = desk.came_back(from, to)?;
    if !as_json {
        return Ok(Ended::done(count.lines(call.lang).join("\n")));
    }
    let steps = count.counts.iter().map(|one: &CameBack| {
        json!({
            "step": one.rung.code(), "steps": one.steps, "came": one.came,
            "waiting": one.waiting, "percent": one.percent(),
        })
    });
    Ok(Ended::json(&json!({
        "from": from.to_string(), "to": to.to_string(), "open_days": count.within,
        "steps": steps.collect::<Vec<_>>(),
    })))
}
