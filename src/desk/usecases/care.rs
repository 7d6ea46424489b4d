//! Problems from finding to outcome, and incidents with the record of their report.

use super::{put_about, put_because, with_reason};
use crate::desk::Desk;
use crate::desk::command::care::{CareStep, ProblemAct};
use crate::desk::locks::LocksError;
use crate::desk::outcome::Done;
use crate::desk::refusal::Refusal;
use crate::domain::incident::Report;
use crate::domain::{FurtherReport, Incident, IncidentId, Moment, Problem, ProblemId, tidy};
use crate::store::{ActKind, Record, StoreError};
use chrono::NaiveDate;

/// Divides to whom a problem was handed up from how.
const BY: &str = " · ";
/// Begins the line of a step that hands a problem up.
const ARROW: &str = "→ ";

pub(crate) fn add_problem(desk: &mut Desk, mut problem: Problem) -> Result<Done, Refusal> {
    check_problem(desk, &problem)?;
    problem.id = desk.clock.new_id();
    put_about(desk, ActKind::Problem, &problem, problem.child)
}

pub(crate) fn add_incident(desk: &mut Desk, mut incident: Incident) -> Result<Done, Refusal> {
    check_incident(desk, &incident)?;
    incident.id = desk.clock.new_id();
    incident.notes = desk.notes_to_keep(&incident, incident.notes.clone())?;
    incident.found_by = incident.found_by.or(desk.actor);
    if incident.first_report().is_some() {
        incident.reported_by = incident.reported_by.or(desk.actor);
    }
    put_about(desk, ActKind::Incident, &incident, incident.child)
}

pub(crate) fn perform(desk: &mut Desk, step: CareStep) -> Result<Done, Refusal> {
    match step {
        CareStep::Did(problem, act) => did(desk, problem, &act),
        CareStep::Assign {
            problem,
            owner,
            due_on,
            had,
        } => change_problem(desk, problem, |one| {
            still(&(one.owner, one.due_on), &had)?;
            (one.owner, one.due_on) = (owner, due_on);
            Ok(())
        }),
        CareStep::Escalate {
            problem,
            to,
            how,
            on,
        } => escalate(desk, problem, (&to, &how), on),
        CareStep::Settle {
            problem,
            on,
            outcome,
        } => {
            filled("outcome", &outcome)?;
            not_later(desk, on)?;
            change_problem(desk, problem, |one| {
                not_before(one, on)?;
                one.closed_on = Some(on);
                one.outcome = outcome;
                Ok(())
            })
        }
        CareStep::CorrectProblem {
            problem,
            shown,
            reason,
        } => correct_problem(desk, *problem, &shown, reason),
        CareStep::Report(incident, report) => record_report(desk, incident, &report),
        CareStep::CorrectIncident {
            incident,
            shown,
            reason,
        } => correct_incident(desk, *incident, &shown, reason),
        CareStep::Notes {
            incident,
            notes,
            had,
        } => write_notes(desk, incident, notes, &had),
    }
}

/// Refuses an empty text.
fn filled(field: &'static str, text: &str) -> Result<(), Refusal> {
    if tidy::is_blank(text) {
        return Err(Refusal::Missing { field });
    }
    Ok(())
}

/// Refuses a day that has not come yet.
fn not_later(desk: &Desk, day: NaiveDate) -> Result<(), Refusal> {
    if day > desk.clock.today() {
        return Err(Refusal::Future);
    }
    Ok(())
}

/// Refuses a day before the problem was found.
fn not_before(problem: &Problem, day: NaiveDate) -> Result<(), Refusal> {
    if day < problem.opened_on {
        return Err(Refusal::BeforeFound);
    }
    Ok(())
}

fn check_problem(desk: &Desk, problem: &Problem) -> Result<(), Refusal> {
    filled("what", &problem.what)?;
    not_later(desk, problem.opened_on)?;
    for day in [problem.closed_on, problem.escalated_on]
        .into_iter()
        .flatten()
    {
        not_later(desk, day)?;
        not_before(problem, day)?;
    }
    if problem.closed_on.is_some() {
        filled("outcome", &problem.outcome)?;
    }
    Ok(())
}

/// A report cannot lie before the finding, and neither lies in the future.
fn check_incident(desk: &Desk, incident: &Incident) -> Result<(), Refusal> {
    if incident.found_at > desk.now() {
        return Err(Refusal::Future);
    }
    match (incident.reported_to, incident.reported_at) {
        (Some(_), None) => Err(Refusal::Missing {
            field: "reported_time",
        }),
        (None, Some(_)) => Err(Refusal::Missing {
            field: "reported_to",
        }),
        (_, Some(at)) => check_reported(desk, incident, at),
        (None, None) => Ok(()),
    }
}

fn check_reported(desk: &Desk, incident: &Incident, at: Moment) -> Result<(), Refusal> {
    if at > desk.now() {
        return Err(Refusal::Future);
    }
    if at < incident.found_at {
        return Err(Refusal::BeforeFound);
    }
    Ok(())
}

/// A record that is in the file. What is read here still stands when the step is written, because nobody else
/// writes meanwhile.
fn stored<R: Record>(desk: &Desk, id: &str) -> Result<R, Refusal> {
    let found = desk.store.record(id)?;
    found.ok_or_else(|| {
        Refusal::Store(StoreError::NotFound {
            kind: R::TABLE.name,
            key: id.to_owned(),
        })
    })
}

/// Changes an open problem.
fn change_problem(
    desk: &mut Desk,
    id: ProblemId,
    change: impl FnOnce(&mut Problem) -> Result<(), Refusal>,
) -> Result<Done, Refusal> {
    let mut problem: Problem = stored(desk, &id.to_string())?;
    if !problem.is_open() {
        return Err(Refusal::ProblemSettled);
    }
    change(&mut problem)?;
    put_about(desk, ActKind::Problem, &problem, problem.child)
}

fn did(desk: &mut Desk, id: ProblemId, act: &ProblemAct) -> Result<Done, Refusal> {
    filled("who", &act.who)?;
    filled("done", &act.what)?;
    not_later(desk, act.day)?;
    change_problem(desk, id, |one| {
        not_before(one, act.day)?;
        one.add_step(act.day, &act.who, &act.what);
        Ok(())
    })
}

/// Name of the member of staff at the desk; empty if there is none.
fn actor_name(desk: &Desk) -> Result<String, Refusal> {
    let staff = desk.store.staff()?;
    let actor = staff.into_iter().find(|one| Some(one.id) == desk.actor);
    Ok(actor.map(|one| one.name).unwrap_or_default())
}

/// Hands a problem up. That is also a line of its steps, so that a second time does not hide the first.
fn escalate(
    desk: &mut Desk,
    id: ProblemId,
    (to, how): (&str, &str),
    on: NaiveDate,
) -> Result<Done, Refusal> {
    filled("to_whom", to)?;
    filled("how", how)?;
    not_later(desk, on)?;
    let who = actor_name(desk)?;
    change_problem(desk, id, |one| {
        not_before(one, on)?;
        one.escalated_to = format!("{}{BY}{}", tidy::line(to), tidy::line(how));
        one.escalated_on = Some(on);
        let said = format!("{ARROW}{}", one.escalated_to);
        one.add_step(on, &who, &said);
        Ok(())
    })
}

/// Refuses to write over what somebody else has written since the form was opened.
fn still<T: PartialEq>(before: &T, shown: &T) -> Result<(), Refusal> {
    if before == shown {
        Ok(())
    } else {
        Err(Refusal::RecordChanged)
    }
}

fn correct_problem(
    desk: &mut Desk,
    problem: Problem,
    shown: &Problem,
    reason: String,
) -> Result<Done, Refusal> {
    with_reason(&reason)?;
    check_problem(desk, &problem)?;
    let before: Problem = stored(desk, &problem.id.to_string())?;
    still(&before, shown)?;
    let problem = Problem {
        child: before.child,
        ..problem
    };
    put_because(desk, ActKind::Problem, reason, (&problem, problem.child))
}

fn record_report(desk: &mut Desk, id: IncidentId, report: &Report) -> Result<Done, Refusal> {
    let mut incident = with_reports(desk, id)?;
    let report = Report {
        person: tidy::line(&report.person).into_owned(),
        receipt: tidy::line(&report.receipt).into_owned(),
        by: report.by.or(desk.actor),
        ..*report
    };
    check_reported(desk, &incident, report.at)?;
    let is_same = |one: &Report| {
        let what = |report: &Report| (report.agency, report.at.timestamp().div_euclid(60));
        what(one) == what(&report)
    };
    if incident.reports().iter().any(is_same) {
        return Err(Refusal::ReportedAlready);
    }
    if incident.first_report().is_some() {
        let row = FurtherReport::new(desk.clock.new_id(), &incident, report);
        return put_about(desk, ActKind::Incident, &row, incident.child);
    }
    incident.set_report(report);
    check_incident(desk, &incident)?;
    put_about(desk, ActKind::Incident, &incident, incident.child)
}

/// An incident with its reports.
fn with_reports(desk: &Desk, id: IncidentId) -> Result<Incident, Refusal> {
    let mut incident: Incident = stored(desk, &id.to_string())?;
    incident.further = desk.store.further_reports(id)?;
    Ok(incident)
}

fn correct_incident(
    desk: &mut Desk,
    incident: Incident,
    shown: &Incident,
    reason: String,
) -> Result<Done, Refusal> {
    with_reason(&reason)?;
    let before = with_reports(desk, incident.id)?;
    // The notes are none of a correction: they stay, whatever they are by now, and sealed as they are.
    let shown = Incident {
        notes: before.notes.clone(),
        ..shown.clone()
    };
    still(&before, &shown)?;
    // Who corrects a report did not make it.
    let by = match before.first_report() {
        Some(report) => report.by,
        None => desk.actor,
    };
    let incident = Incident {
        child: before.child,
        notes: before.notes,
        reported_by: incident.reported_to.and(by),
        further: before.further,
        ..incident
    };
    check_incident(desk, &incident)?;
    let mut further = incident.further.iter();
    if further.any(|one| one.at < incident.found_at) {
        return Err(Refusal::BeforeFound);
    }
    put_because(desk, ActKind::Incident, reason, (&incident, incident.child))
}

fn write_notes(desk: &mut Desk, id: IncidentId, notes: String, had: &str) -> Result<Done, Refusal> {
    let before: Incident = stored(desk, &id.to_string())?;
    // Who cannot open them does not write over them either.
    let shown = desk.notes_in_words(&before);
    let shown = shown.ok_or(LocksError::NotEntitled)?;
    still(&shown.as_str(), &had)?;
    // The same words sealed again would be another text.
    let is_same = tidy::line(&notes) == shown && Desk::are_sealed(&before.notes);
    let notes = if is_same {
        before.notes.clone()
    } else {
        desk.notes_to_keep(&before, notes)?
    };
    let incident = Incident { notes, ..before };
    put_about(desk, ActKind::Incident, &incident, incident.child)
}
