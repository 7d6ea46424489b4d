//! What the page of problems and incidents asks, and what the answers do.

use super::state::CaseForm;
use crate::desk::command::Command;
use crate::desk::command::care::{CareStep, ProblemAct};
use crate::domain::caseload::{Case, CaseId, CaseOf};
use crate::domain::incident::{Agency, Report};
use crate::domain::{Incident, LookKind, Moment, Problem, RuleId};
use crate::house::House;
use crate::i18n::{Lang, word};
use crate::screens::effect::{Job, Open};
use crate::screens::fields::{self, FileField};
use crate::screens::follow_up::state::{FollowForm, FollowScene, FollowTurn};
use crate::screens::people;
use crate::t;
use crate::ui::form::{FieldError, FieldSpec, Form, Kind, Label, Values, choices};
use crate::ui::picker::{Picker, PickerItem};
use chrono::{NaiveDate, NaiveTime};

/// Fields of the steps in the form that corrects a problem: the newest steps.
const STEPS: &[&str] = &[
    "step_0", "step_1", "step_2", "step_3", "step_4", "step_5", "step_6", "step_7", "step_8",
    "step_9",
];
/// Largest number of characters of a step in a form.
const STEP_MAX: usize = 400;

impl FollowScene<'_> {
    /// What can be done about a case, by code.
    fn case_acts(&self, case: &Case<'_>) -> Vec<&'static str> {
        let notes = self.is_director().then_some("notes");
        let mut acts = match case.of {
            CaseOf::Problem(one) if one.is_open() => {
                vec!["did", "assign", "escalate", "settle", "correct"]
            }
            CaseOf::Problem(_) => vec!["correct"],
            CaseOf::Incident(one) if one.is_unreported() => vec!["report", "visit", "correct"],
            CaseOf::Incident(_) => vec!["further", "visit", "correct"],
        };
        if matches!(case.of, CaseOf::Incident(_)) {
            acts.extend(notes);
        }
        if self.unreported_matter(case).is_some() {
            acts.push("steps");
        }
        acts.push("file");
        acts
    }

    /// First day of the flag about an incident that is not reported.
    fn unreported_matter(&self, case: &Case<'_>) -> Option<NaiveDate> {
        let CaseOf::Incident(one) = case.of else {
            return None;
        };
        let mut matters = self.house.matters.iter();
        let flag = matters
            .find(|matter| matter.child() == Some(one.child) && matter.flag.rule == RuleId::L6)?;
        one.is_unreported().then_some(flag.flag.since)
    }
}

impl FollowTurn<'_> {
    fn ask_case(&mut self, form: Form, purpose: CaseForm) {
        self.ask(form, FollowForm::Case(purpose));
    }

    /// A title: the child and what is done.
    fn case_title(&self, case: &Case<'_>, act: &str) -> Label {
        let lang = self.env.lang;
        let name = self.house.register.distinct_name(case.child()).into_owned();
        let step = word(lang, &format!("case-act-{act}"));
        Label::Text(t!(lang, "form-step", name = name, step = step))
    }

    /// Opens the list of what can be done about a case.
    pub(super) fn ask_case_acts(&mut self, id: CaseId) {
        let lang = self.env.lang;
        let Some(case) = self.house.case(id) else {
            return;
        };
        let items = self.scene().case_acts(&case).into_iter().map(|code| {
            let label = word(lang, &format!("case-act-{code}"));
            PickerItem::new(code, label, "")
        });
        let name = self.house.register.distinct_name(case.child()).into_owned();
        let title = Label::Text(t!(lang, "pick-case-act", name = name));
        let picker = Picker::new(title, items.collect());
        self.choose(picker, FollowForm::Case(CaseForm::Acts(id)));
    }

    /// Does what was chosen about a case, or asks for what it needs.
    pub(in crate::screens::follow_up) fn choose_case(&mut self, form: &CaseForm, code: &str) {
        let id = match form {
            CaseForm::Whom => {
                if let Ok(child) = code.parse() {
                    self.ask_what_to_record(child);
                }
                return;
            }
            CaseForm::Acts(id) => *id,
            _ => return,
        };
        let Some(case) = self.house.case(id) else {
            return;
        };
        match code {
            "file" => self.open(Open::File(case.child())),
            "visit" => self.ask_visit(case.child()),
            "steps" => {
                if let Some(since) = self.scene().unreported_matter(&case) {
                    self.ask_step_about(case.child(), RuleId::L6, since);
                }
            }
            _ => match case.of {
                CaseOf::Problem(one) => self.ask_about_problem(&case, one, code),
                CaseOf::Incident(one) => self.ask_about_incident(&case, one, code),
            },
        }
    }

    fn ask_about_problem(&mut self, case: &Case<'_>, one: &Problem, code: &str) {
        let title = self.case_title(case, code);
        let today = self.house.today().to_string();
        match code {
            "did" => {
                let specs = vec![
                    FieldSpec::new("done", "field-done", Kind::Text { max: 300 }).required(),
                    FieldSpec::new("day", "field-day", Kind::PastDate).required(),
                    FieldSpec::new("who", "field-who", Kind::Text { max: 40 }).required(),
                ];
                let who = self.scene().staff_name(self.house.actor);
                let form = Form::new(title, specs)
                    .with("day", &today)
                    .with("who", &who);
                self.ask_case(form, CaseForm::Did(one.id));
            }
            "assign" => {
                let specs = vec![
                    FieldSpec::new("owner", "field-owner", Kind::Choice(Vec::new())),
                    FieldSpec::new("due_on", "field-due-on", Kind::Date),
                ];
                let owner = one.owner.map(|id| id.to_string()).unwrap_or_default();
                let due = one.due_on.map(|day| day.to_string()).unwrap_or_default();
                let form = Form::new(title, specs).with("owner", &owner);
                let mut form = form.with("due_on", &due);
                form.offer("owner", &people::staff_choices(self.house));
                self.ask_case(form, CaseForm::Assign(one.id, (one.owner, one.due_on)));
            }
            "escalate" => {
                let specs = vec![
                    FieldSpec::new("to_whom", "field-to-whom", Kind::Text { max: 40 }).required(),
                    FieldSpec::new("how", "field-how", Kind::Text { max: 40 }).required(),
                    FieldSpec::new("escalated_on", "field-escalated-on", Kind::PastDate).required(),
                ];
                let form = Form::new(title, specs).with("escalated_on", &today);
                self.ask_case(form, CaseForm::Escalate(one.id));
            }
            "settle" => {
                let specs = vec![
                    FieldSpec::new("outcome", "field-outcome", Kind::Note).required(),
                    FieldSpec::new("closed_on", "field-closed-on", Kind::PastDate).required(),
                ];
                let form = Form::new(title, specs).with("closed_on", &today);
                self.ask_case(form, CaseForm::Settle(one.id));
            }
            "correct" => {
                let form = self.correction_of_problem(title, one);
                self.ask_case(form, CaseForm::CorrectProblem(Box::new(one.clone())));
            }
            _ => {}
        }
    }

    /// The form that corrects a problem: its fields, its newest steps, and why.
    fn correction_of_problem(&self, title: Label, one: &Problem) -> Form {
        let lines = newest_steps(one);
        let named = STEPS.iter().zip(&lines);
        let step = |(name, _): (&&'static str, _)| {
            FieldSpec::new(name, "field-steps", Kind::Text { max: STEP_MAX })
        };
        let mut specs: Vec<FieldSpec> = problem_fields().map(fields::spec).collect();
        specs.extend(named.clone().map(step));
        specs.push(FieldSpec::new("reason", "field-reason", Kind::Note).required());
        let form = Form::new(title, specs);
        let form = problem_fields().fold(form, |form, field| fields::filled(form, field, one));
        let mut form = named.fold(form, |form, (name, line)| form.with(name, line));
        form.offer("owner", &people::staff_choices(self.house));
        form
    }

    fn ask_about_incident(&mut self, case: &Case<'_>, one: &Incident, code: &str) {
        let title = self.case_title(case, code);
        match code {
            "report" | "further" => {
                let agencies = Kind::Choice(choices("agency", Agency::ALL));
                let specs = vec![
                    FieldSpec::new("reported_to", "field-reported-to", agencies).required(),
                    FieldSpec::new(
                        "reported_person",
                        "field-reported-person",
                        Kind::Text { max: 40 },
                    ),
                    FieldSpec::new("reported_day", "field-reported-day", Kind::PastDate).required(),
                    FieldSpec::new("reported_time", "field-reported-time", Kind::Time).required(),
                    FieldSpec::new("receipt", "field-receipt", Kind::Text { max: 40 }),
                ];
                let now = self.house.now;
                let mut form = Form::new(title, specs)
                    .with("reported_day", &now.date_naive().to_string())
                    .with("reported_time", &now.format("%H:%M").to_string());
                // Whom the first report went to is never guessed: it ends the alarm.
                let next = Agency::next_after(&one.reports()).filter(|_| !one.is_unreported());
                if let Some(next) = next {
                    form = form.with("reported_to", next.code());
                }
                self.ask_case(form, CaseForm::Report(one.id));
            }
            "correct" => {
                let mut specs: Vec<FieldSpec> = incident_fields().map(fields::spec).collect();
                specs.push(FieldSpec::new("reason", "field-reason", Kind::Note).required());
                let form = Form::new(title, specs);
                let form =
                    incident_fields().fold(form, |form, field| fields::filled(form, field, one));
                let form = with_moments(form, one);
                self.ask_case(form, CaseForm::CorrectIncident(Box::new(one.clone())));
            }
            "notes" if self.scene().is_director() => {
                let notes = FieldSpec::new("notes", "field-restricted-notes", Kind::Note);
                let form = Form::new(title, vec![notes]).with("notes", &one.notes);
                self.run(Job::Note(LookKind::Restricted, Some(one.child)));
                self.ask_case(form, CaseForm::Notes(one.id, one.notes.clone()));
            }
            _ => {}
        }
    }

    /// The command of an accepted form.
    pub(in crate::screens::follow_up) fn accept_case(
        &mut self,
        form: CaseForm,
        values: &Values,
    ) -> Result<(), FieldError> {
        let text = |name: &str| values.get(name).to_owned();
        let today = self.house.today();
        let day = |name: &str| values.day(name).unwrap_or(today);
        let step = match form {
            CaseForm::Whom | CaseForm::Acts(_) => return Ok(()),
            CaseForm::Did(problem) => {
                let act = ProblemAct {
                    day: day("day"),
                    who: text("who"),
                    what: text("done"),
                };
                CareStep::Did(problem, act)
            }
            CaseForm::Assign(problem, had) => CareStep::Assign {
                problem,
                owner: values.get("owner").parse().ok(),
                due_on: values.day("due_on"),
                had,
            },
            CaseForm::Escalate(problem) => CareStep::Escalate {
                problem,
                to: text("to_whom"),
                how: text("how"),
                on: day("escalated_on"),
            },
            CaseForm::Settle(problem) => CareStep::Settle {
                problem,
                on: day("closed_on"),
                outcome: text("outcome"),
            },
            CaseForm::CorrectProblem(problem) => CareStep::CorrectProblem {
                problem: Box::new(corrected((*problem).clone(), values)),
                shown: problem,
                reason: text("reason"),
            },
            CaseForm::Report(incident) => {
                let Some((agency, at)) = self.reported(values) else {
                    let text = t!(self.env.lang, "wrong-no-report");
                    let field = "reported_to";
                    return Err(FieldError { field, text });
                };
                let report = Report {
                    agency,
                    person: text("reported_person"),
                    at,
                    receipt: text("receipt"),
                    by: self.house.actor,
                };
                CareStep::Report(incident, report)
            }
            CaseForm::CorrectIncident(incident) => CareStep::CorrectIncident {
                incident: Box::new(found(
                    self.house,
                    (*incident).clone(),
                    values,
                    self.env.lang,
                )?),
                shown: incident,
                reason: text("reason"),
            },
            CaseForm::Notes(incident, had) => CareStep::Notes {
                incident,
                notes: text("notes"),
                had,
            },
        };
        self.perform(Command::Care(step));
        Ok(())
    }

    fn reported(&self, values: &Values) -> Option<(Agency, Moment)> {
        let agency = Agency::from_code(values.get("reported_to"))?;
        let day = values.day("reported_day")?;
        Some((
            agency,
            moment(self.house, day, values.get("reported_time"))?,
        ))
    }
}

/// Fields of a problem that its correction asks for; the steps stand line by line.
fn problem_fields() -> impl Iterator<Item = &'static FileField> {
    fields::PROBLEM.iter().filter(|field| field.name != "steps")
}

/// Fields of an incident that its correction asks for; the restricted notes have a form of their own.
fn incident_fields() -> impl Iterator<Item = &'static FileField> {
    fields::INCIDENT
        .iter()
        .filter(|field| field.name != "notes")
}

/// The steps that the form has room for.
fn newest_steps(problem: &Problem) -> Vec<&str> {
    let lines = problem.step_lines();
    let first = lines.len().saturating_sub(STEPS.len());
    lines.into_iter().skip(first).collect()
}

/// The problem with the values of the form that corrects it.
fn corrected(mut problem: Problem, values: &Values) -> Problem {
    let shown = newest_steps(&problem).len();
    let lines = problem.step_lines();
    let older = lines.iter().take(lines.len() - shown);
    let newer = STEPS.iter().take(shown).map(|name| values.get(name));
    let lines: Vec<&str> = older.copied().chain(newer).collect();
    let steps = lines.join("\n");
    for field in problem_fields() {
        fields::take(std::slice::from_ref(field), &mut problem, values);
    }
    problem.steps = steps;
    problem
}

/// The form of an incident with its moments as day and time.
pub(in crate::screens::follow_up) fn with_moments(form: Form, incident: &Incident) -> Form {
    let time = |at: Moment| at.format("%H:%M").to_string();
    let day = |at: Moment| at.date_naive().to_string();
    let (found, reported) = (incident.found_at, incident.reported_at);
    form.with("found_day", &day(found))
        .with("found_time", &time(found))
        .with("reported_day", &reported.map(day).unwrap_or_default())
        .with("reported_time", &reported.map(time).unwrap_or_default())
}

fn moment(house: &House, day: NaiveDate, time: &str) -> Option<Moment> {
    let time = NaiveTime::parse_from_str(time, "%H:%M").ok()?;
    house.moment_of(day, time)
}

/// The incident with the values of an accepted form. A moment of which the form shows the minute stays as it was to
/// the second. A report needs both its day and its time: neither is guessed from the other.
pub(in crate::screens::follow_up) fn found(
    house: &House,
    mut incident: Incident,
    values: &Values,
    lang: Lang,
) -> Result<Incident, FieldError> {
    let is_given = |name: &str| !values.get(name).trim().is_empty();
    let missing = match (is_given("reported_day"), is_given("reported_time")) {
        (false, true) => Some("reported_day"),
        (true, false) => Some("reported_time"),
        _ => None,
    };
    if let Some(field) = missing {
        let text = t!(lang, "wrong-half-moment");
        return Err(FieldError { field, text });
    }
    let (was_found, was_reported) = (incident.found_at, incident.reported_at);
    fields::take(fields::INCIDENT, &mut incident, values);
    let same = |was: Moment, now: Moment| {
        let minute = |at: Moment| at.timestamp().div_euclid(60);
        minute(was) == minute(now)
    };
    let at = |day: Option<NaiveDate>, name: &str| moment(house, day?, values.get(name));
    let day = values.day("found_day");
    let found = at(day, "found_time").unwrap_or(was_found);
    incident.found_at = if same(was_found, found) {
        was_found
    } else {
        found
    };
    let reported = at(values.day("reported_day"), "reported_time");
    incident.reported_at = match (was_reported, reported) {
        (Some(was), Some(now)) if same(was, now) => Some(was),
        (_, now) => now,
    };
    Ok(incident)
}
