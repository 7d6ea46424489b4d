//! Putting one file of a child into another: the preview, and with `--yes` the step.

use super::call::{Call, Ended, Trouble, report_done};
use crate::desk::Desk;
use crate::desk::command::Command;
use crate::desk::merge::MergePlan;
use crate::domain::{LookKind, tidy};
use crate::t;

pub(super) fn run(call: &Call, files: (&str, &str), is_sure: bool) -> Result<Ended, Trouble> {
    if !is_sure {
        let mut desk = call.existing()?;
        let plan = plan(&desk, files)?;
        for file in [&plan.keep.child, &plan.other.child] {
            desk.note_look(LookKind::File, Some(file.id));
        }
        let hint = t!(call.lang, "cli-merge-preview");
        return Ok(Ended::done([preview(call, &plan), hint].join("\n\n")));
    }
    let mut desk = call.desk()?;
    let plan = plan(&desk, files)?;
    let told = preview(call, &plan);
    let done = desk.perform(Command::MergeFiles(Box::new(plan)))?;
    let mut ended = report_done(call, &desk, &done)?;
    ended.out = [told, ended.out].join("\n\n");
    Ok(ended)
}

fn plan(desk: &Desk, (keep, other): (&str, &str)) -> Result<MergePlan, Trouble> {
    let (keep, other) = (desk.find_child(keep)?, desk.find_child(other)?);
    Ok(desk.merge_plan(keep, other)?)
}

fn preview(call: &Call, plan: &MergePlan) -> String {
    let lines = [plan.title(call.lang), String::new()];
    let lines = lines.into_iter().chain(plan.lines(call.lang));
    let lines: Vec<String> = lines.map(|line| tidy::shown(&line).into_owned()).collect();
    lines.join("\n")
}
