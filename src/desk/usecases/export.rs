//! That a report was written to files: who, what, which children, how much of them, where.

use super::child_named_in;
use crate::desk::Desk;
use crate::desk::command::Export;
use crate::desk::outcome::{Done, Outcome};
use crate::desk::read::exported::{CHILDREN, children_words};
use crate::desk::refusal::Refusal;
use crate::domain::mask::Covered;
use crate::domain::{Child, ChildId, HandedIn};
use crate::store::{ActKind, SETTING_EXPORT, Setting};
use std::collections::HashSet;

/// Keeps an export in the journal. A report that shows everything needs a reason.
pub(crate) fn keep(desk: &mut Desk, export: &Export) -> Result<Done, Refusal> {
    if export.mask.needs_reason() && export.reason.trim().is_empty() {
        return Err(Refusal::Missing { field: "reason" });
    }
    if export.covered == Covered::Unsaid && desk.has_locks() {
        return Err(Refusal::NeedsCover);
    }
    let files: Vec<Child> = desk.store.all()?;
    let to_whom = export.handed_in.as_ref().map(|one| one.0.as_str());
    let texts = [export.reason.as_str(), export.report.as_str()];
    let texts = texts.into_iter().chain(to_whom);
    if let Some(name) = child_named_in(&files, &texts, export.child) {
        return Err(Refusal::NameInReason { name });
    }
    let meant: HashSet<ChildId> = export.children.iter().copied().collect();
    let children = children_words(&files, &meant);
    let (report, period, mask) = (&export.report, &export.period, export.mask.code());
    let public = if export.is_public { " public" } else { "" };
    let covered = match export.covered {
        Covered::NotNeeded | Covered::Unsaid => String::new(),
        said @ (Covered::Locked | Covered::Plain) => format!(" {}", said.code()),
    };
    let what = format!(
        "{report} {period} {mask}{public}{covered} ({})",
        meant.len()
    );
    let reason = if export.reason.is_empty() {
        what.clone()
    } else {
        format!("{what}: {}", export.reason)
    };
    let reason = if export.mask.needs_reason() {
        desk.with_approver(&reason)
    } else {
        reason
    };
    let act = desk.act(ActKind::Export).because(reason);
    let act = match export.child {
        Some(child) => act.about(child),
        None => act,
    };
    let setting = Setting {
        name: SETTING_EXPORT.to_owned(),
        value: format!(
            "{} {what} files: {}{CHILDREN}{children}",
            act.at.to_rfc3339(),
            export.files.join(", ")
        ),
    };
    let handed_in = export.handed_in.as_ref();
    let handed_in = handed_in.map(|(to_whom, sent)| HandedIn {
        id: desk.clock.new_id(),
        report: report.clone(),
        period: period.clone(),
        to_whom: to_whom.clone(),
        at: act.at,
        made_by: desk.actor,
        sent: sent.clone(),
    });
    let outcome = Outcome::Exported {
        files: export.files.clone(),
    };
    desk.step(&act, |writer| {
        writer.put(&setting)?;
        if let Some(record) = &handed_in {
            writer.put(record)?;
        }
        Ok(outcome)
    })
}
