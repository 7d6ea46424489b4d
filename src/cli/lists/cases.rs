//! Lists problems and incidents. Restricted notes are in neither list.

use crate::cli::call::{Call, Ended, Trouble};
use crate::desk::Desk;
use crate::desk::query::Query;
use crate::domain::caseload::{Case, CaseFacts, CaseOf, Standing};
use crate::domain::incident::Report;
use crate::domain::rules::book::V6_INCIDENT;
use crate::domain::support::measure::Measure;
use crate::domain::{Child, ChildId, Incident, LookKind, Moment, Problem, Status, tidy};
use crate::i18n::{Lang, words};
use crate::store::Known;
use crate::t;
use serde_json::{Value, json};
use std::collections::HashMap;

/// What the lists are made from.
struct Listed {
    known: Known,
    children: HashMap<ChildId, Child>,
    staff: HashMap<String, String>,
    now: Moment,
}

impl Listed {
    fn read(desk: &Desk) -> Result<Self, Trouble> {
        let roster = desk.ask(Query::Register)?.roster()?;
        let children = roster.children.into_iter();
        let staff = desk.ask(Query::Home)?.staff()?.into_iter();
        Ok(Self {
            known: desk.ask(Query::Known)?.known(desk.clock.today())?,
            children: children.map(|child| (child.id, child)).collect(),
            staff: staff.map(|one| (one.id.to_string(), one.name)).collect(),
            now: desk.now(),
        })
    }

    fn cases(&self) -> Vec<Case<'_>> {
        let facts = CaseFacts {
            problems: &self.known.problems,
            incidents: &self.known.incidents,
            measures: &self.known.support.measures,
            visits: &self.known.visits,
            today: self.now.date_naive(),
            visit_days: self.known.book.get(&V6_INCIDENT),
        };
        facts.cases(|child| {
            let file = self.children.get(&child);
            file.is_some_and(|file| file.status == Status::Enrolled)
        })
    }

    fn child(&self, id: ChildId) -> (&str, &str) {
        let child = self.children.get(&id);
        child.map_or(("", ""), |one| (one.file_no.as_str(), one.name.as_str()))
    }

    fn staff_name<I: ToString>(&self, id: Option<I>) -> Option<&String> {
        self.staff.get(&id?.to_string())
    }
}

/// Lists the problems: open ones by due day, with `all` settled ones too.
pub(in crate::cli) fn problems(call: &Call, all: bool, as_json: bool) -> Result<Ended, Trouble> {
    let mut desk = call.existing()?;
    let listed = Listed::read(&desk)?;
    desk.note_look(LookKind::Problems, None);
    let cases = listed.cases();
    let wanted = cases.iter().filter(|case| all || case.is_open());
    let problems = wanted.filter_map(|case| match case.of {
        CaseOf::Problem(one) => Some((case, one)),
        CaseOf::Incident(_) => None,
    });
    if as_json {
        let list = problems.map(|(case, one)| problem_json(&listed, case, one));
        return Ok(Ended::json(&Value::Array(list.collect())));
    }
    let lines = problems.map(|(case, one)| {
        let (file_no, name) = listed.child(one.child);
        let parts = [
            words::choice(call.lang, "standing", case.standing),
            case.due
                .map_or_else(|| "-".to_owned(), |due| due.to_string()),
            file_no.to_owned(),
            name.to_owned(),
            words::choice(call.lang, "problem", one.kind),
            one.what.clone(),
            listed.staff_name(one.owner).cloned().unwrap_or_default(),
            one.last_step().unwrap_or_default().to_owned(),
        ];
        parts.map(|part| tidy::shown(&part).into_owned()).join("\t")
    });
    let lines: Vec<String> = lines.collect();
    Ok(Ended::list(&lines, || {
        if all {
            t!(call.lang, "cli-problems-none")
        } else {
            t!(call.lang, "cli-problems-none-open")
        }
    }))
}

/// The measures of a problem, in the order in which they are due.
fn measures_json(listed: &Listed, one: &Problem) -> Vec<Value> {
    let support = &listed.known.support;
    let measures = support.measures_of(one.child, one.id);
    let measure = |measure: &Measure| {
        json!({
            "what": measure.what,
            "owner": listed.staff_name(measure.owner),
            "helper": measure.helper.map(|id| support.helper_name(id)),
            "due": measure.due_on.map(|day| day.to_string()),
            "done": measure.done_on.map(|day| day.to_string()),
            "given_up": measure.dropped,
            "outcome": Some(&measure.outcome).filter(|text| !text.is_empty()),
        })
    };
    measures.map(measure).collect()
}

fn problem_json(listed: &Listed, case: &Case<'_>, one: &Problem) -> Value {
    let (file_no, name) = listed.child(one.child);
    json!({
        "file_no": file_no, "name": name, "standing": case.standing.code(), "kind": one.kind.code(),
        "what": one.what, "since": one.opened_on.to_string(),
        "owner": listed.staff_name(one.owner),
        "due": case.due.map(|day| day.to_string()),
        "steps": one.step_lines(),
        "measures": measures_json(listed, one),
        "escalated_to": Some(&one.escalated_to).filter(|to| !to.is_empty()),
        "escalated_on": one.escalated_on.map(|day| day.to_string()),
        "closed_on": one.closed_on.map(|day| day.to_string()),
        "outcome": Some(&one.outcome).filter(|outcome| !outcome.is_empty()),
    })
}

/// Lists the incidents: those that are not reported first.
pub(in crate::cli) fn incidents(call: &Call, as_json: bool) -> Result<Ended, Trouble> {
    let mut desk = call.existing()?;
    let listed = Listed::read(&desk)?;
    desk.note_look(LookKind::Incidents, None);
    let cases = listed.cases();
    let incidents = cases.iter().filter_map(|case| match case.of {
        CaseOf::Incident(one) => Some((case, one)),
        CaseOf::Problem(_) => None,
    });
    if as_json {
        let list = incidents.map(|(case, one)| incident_json(&listed, case, one));
        return Ok(Ended::json(&Value::Array(list.collect())));
    }
    let lines = incidents.map(|(case, one)| {
        let (file_no, name) = listed.child(one.child);
        let report = if case.standing == Standing::Unreported {
            let passed = words::minutes(call.lang, one.minutes_since(listed.now));
            let found = one.found_at.format("%Y-%m-%d %H:%M").to_string();
            t!(call.lang, "incident-clock", passed = passed, at = found)
        } else {
            let reports = one.reports();
            let said = reports.iter().map(|report| report_words(call.lang, report));
            said.collect::<Vec<_>>().join("; ")
        };
        let parts = [
            words::choice(call.lang, "standing", case.standing),
            one.found_at.format("%Y-%m-%d %H:%M").to_string(),
            file_no.to_owned(),
            name.to_owned(),
            words::choice(call.lang, "incident", one.kind),
            report,
        ];
        parts
            .map(|part| tidy::shown(&part).trim().to_owned())
            .join("\t")
    });
    let lines: Vec<String> = lines.collect();
    Ok(Ended::list(&lines, || t!(call.lang, "cli-incidents-none")))
}

/// A report in one line: agency, person, time, receipt number.
fn report_words(lang: Lang, report: &Report) -> String {
    let parts = [
        words::choice(lang, "agency", report.agency),
        report.person.clone(),
        report.at.format("%Y-%m-%d %H:%M").to_string(),
        report.receipt.clone(),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}

fn report_json(listed: &Listed, report: &Report) -> Value {
    json!({
        "agency": report.agency.code(),
        "person": Some(&report.person).filter(|person| !person.is_empty()),
        "at": report.at.to_rfc3339(),
        "receipt": Some(&report.receipt).filter(|receipt| !receipt.is_empty()),
        "by": listed.staff_name(report.by),
    })
}

fn incident_json(listed: &Listed, case: &Case<'_>, one: &Incident) -> Value {
    let (file_no, name) = listed.child(one.child);
    json!({
        "file_no": file_no, "name": name, "standing": case.standing.code(), "kind": one.kind.code(),
        "since": one.found_at.date_naive().to_string(),
        "due": case.due.map(|day| day.to_string()),
        "found_at": one.found_at.to_rfc3339(), "found_by": listed.staff_name(one.found_by),
        "minutes_since": one.minutes_since(listed.now),
        "action": Some(&one.action).filter(|action| !action.is_empty()),
        "reports": one.reports().iter().map(|report| report_json(listed, report)).collect::<Vec<_>>(),
        "visited_on": case.visited.map(|day| day.to_string()),
    })
}

#[cfg(test)]
mod tests {
    use crate::cli::run;
    use crate::clock::Clock;
    use crate::config::Environment;
    use crate::desk::Desk;
    use crate::desk::command::care::CareStep;
    use crate::desk::command::{Command, File, HomeSetup};
    use crate::desk::query::Query;
    use crate::domain::child::Sex;
    use crate::domain::incident::{Agency, Report};
    use crate::domain::samples::{incident, problem};
    use crate::domain::{Child, ChildId, Incident, Moment};
    use crate::exchange::file::read;
    use std::ffi::OsString;
    use std::path::Path;

    const NOW: &str = "2026-11-23T17:30:00+08:00";
    const CANARY: &str = "canary";

    fn setup() -> HomeSetup {
        HomeSetup {
            name: "前尚庄儿童之家".into(),
            village: "前尚庄村".into(),
            township: "王市镇".into(),
            county: "某县".into(),
            director: "石主任".into(),
            hours: "Mon-Fri 16:30-18:30".parse().unwrap(),
        }
    }

    /// A home with a problem, and an incident with restricted notes.
    fn home(folder: &Path) {
        let clock = Clock::fixed(Moment::parse_from_rfc3339(NOW).unwrap());
        let mut desk = Desk::open(folder, clock).unwrap();
        desk.perform(Command::SetUp(Box::new(setup()))).unwrap();
        let child: ChildId = desk.clock.new_id();
        let born = "2016-01-01".parse().unwrap();
        let file = File {
            child: Child::new(child, "", "汪乐乐", Sex::Male, born),
            contacts: Vec::new(),
            tags: Vec::new(),
        };
        desk.perform(Command::AddChild(Box::new(file))).unwrap();
        let one = problem(child, "没有学位");
        desk.perform(Command::AddProblem(Box::new(one))).unwrap();
        let mut one = incident(child, "2026-11-23T14:18:00+08:00");
        one.notes = CANARY.to_owned();
        desk.perform(Command::AddIncident(Box::new(one))).unwrap();
    }

    fn call(folder: &Path, task: &[&str]) -> (String, u8) {
        let mut arguments: Vec<OsString> = vec!["doorlight".into(), "--data".into(), folder.into()];
        arguments.extend(["--now", NOW, "--lang", "en"].map(OsString::from));
        arguments.extend(task.iter().map(OsString::from));
        let ended = run(&arguments, &Environment::default());
        (ended.out + &ended.err, ended.code)
    }

    /// What a person reads in a file; a workbook is compressed.
    fn written(file: &Path) -> String {
        if file.extension().is_some_and(|kind| kind == "xlsx") {
            return format!("{:?}", read(file).unwrap());
        }
        String::from_utf8_lossy(&std::fs::read(file).unwrap()).into_owned()
    }

    #[test]
    fn an_empty_list_is_a_sentence() {
        let folder = tempfile::tempdir().unwrap();
        let clock = Clock::fixed(Moment::parse_from_rfc3339(NOW).unwrap());
        let mut desk = Desk::open(folder.path(), clock).unwrap();
        desk.perform(Command::SetUp(Box::new(setup()))).unwrap();
        drop(desk);
        let tasks: [(&[&str], &str); 8] = [
            (&["problems"], "There is no open problem."),
            (&["problems", "--all"], "No problem was ever recorded."),
            (&["incidents"], "No incident was ever recorded."),
            (&["confirm"], "There are no children's files yet."),
            (&["children"], "There are no children's files yet."),
            (&["attendance"], "Nothing was recorded on these days."),
            (&["activities"], "There are no activities on these days."),
            (&["agree-days"], "There is nothing to agree."),
        ];
        for (task, said) in tasks {
            let told = call(folder.path(), task);
            assert_eq!(told, (said.to_owned(), 0), "{task:?}");
            let (json, _) = call(folder.path(), &[task, &["--json"]].concat());
            assert_eq!(json, "[]", "{task:?}");
        }
    }

    #[test]
    fn the_lists_tell_what_is_open_and_how_long_it_has_waited() {
        let folder = tempfile::tempdir().unwrap();
        home(folder.path());
        let (problems, code) = call(folder.path(), &["problems"]);
        assert_eq!(code, 0, "{problems}");
        assert!(problems.starts_with("open\t-\t"), "{problems}");
        assert!(problems.contains("没有学位"), "{problems}");
        let (incidents, _) = call(folder.path(), &["incidents"]);
        assert!(
            incidents.contains("3 h 12 min since it was found"),
            "{incidents}"
        );
        let (json, _) = call(folder.path(), &["incidents", "--json"]);
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(json[0]["minutes_since"], 192);
        // The lists name a day alike.
        assert_eq!(json[0]["since"], "2026-11-23");
        assert!(json[0]["due"].is_string(), "{json}");
        let (json, _) = call(folder.path(), &["problems", "--all", "--json"]);
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(json[0]["standing"], "open");
        assert!(
            json[0]["since"].is_string() && json[0]["due"].is_null(),
            "{json}"
        );
    }

    #[test]
    fn every_report_of_an_incident_is_listed_in_order() {
        let folder = tempfile::tempdir().unwrap();
        home(folder.path());
        let moment = |time: &str| {
            Moment::parse_from_rfc3339(&format!("2026-11-23T{time}:00+08:00")).unwrap()
        };
        let mut desk = Desk::open(folder.path(), Clock::fixed(moment("17:30"))).unwrap();
        let (json, _) = call(folder.path(), &["incidents", "--json"]);
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(json[0]["reports"], serde_json::json!([]));
        let listed = desk.ask(Query::Known).unwrap();
        let id = listed.all::<Incident>().unwrap()[0].id;
        for (agency, person, at, receipt) in [
            (Agency::Police, "警号 0417", "14:40", "A-17"),
            (Agency::CivilAffairs, "", "15:05", ""),
        ] {
            let report = Report {
                agency,
                person: person.into(),
                at: moment(at),
                receipt: receipt.into(),
                by: None,
            };
            let step = CareStep::Report(id, report);
            desk.perform(Command::Care(step)).unwrap();
        }
        drop(desk);
        let (text, _) = call(folder.path(), &["incidents"]);
        let said = "police 警号 0417 2026-11-23 14:40 A-17; civil affairs 2026-11-23 15:05";
        assert!(text.ends_with(said), "{text}");
        let (json, _) = call(folder.path(), &["incidents", "--json"]);
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        let both = serde_json::json!([
            {"agency": "police", "person": "警号 0417", "at": "2026-11-23T14:40:00+08:00",
             "receipt": "A-17", "by": "石主任"},
            {"agency": "civil-affairs", "person": null, "at": "2026-11-23T15:05:00+08:00",
             "receipt": null, "by": "石主任"},
        ]);
        assert_eq!(json[0]["reports"], both);
    }

    #[test]
    fn no_task_prints_or_exports_restricted_notes() {
        let folder = tempfile::tempdir().unwrap();
        let out = tempfile::tempdir().unwrap();
        home(folder.path());
        let file = |name: &str| out.path().join(name).display().to_string();
        let (stretch, bundle, evidence) = (
            file("stretch.json"),
            file("help.zip"),
            file("evidence.html"),
        );
        let (page, sheet) = (file("supervisor.html"), file("supervisor.xlsx"));
        let tasks: &[&[&str]] = &[
            &["children"],
            &["children", "--json"],
            &["attendance", "--json"],
            &["flags", "--json"],
            &["activities", "--json"],
            &["activities", "evidence", "--html", &evidence],
            &["problems", "--all", "--json"],
            &["incidents"],
            &["incidents", "--json"],
            &["supervisor", "--html", &page, "--xlsx", &sheet],
            &["ladder", "--json"],
            &["journal"],
            &["journal", "--json"],
            &["journal", "--export", &stretch, "--with-names"],
            &["journal", "--follow", &stretch],
            &["verify", "--json"],
            &["doctor", "--json"],
            &["doctor", "--bundle", &bundle],
            &["undo"],
            &["redo"],
        ];
        for task in tasks {
            let (said, code) = call(folder.path(), task);
            assert!(
                code == 0 || task.first() == Some(&"doctor"),
                "{task:?}: {said}"
            );
            assert!(!said.contains(CANARY), "{task:?}: {said}");
        }
        for entry in std::fs::read_dir(out.path()).unwrap() {
            let path = entry.unwrap().path();
            let written = written(&path);
            assert!(!written.contains(CANARY), "{}", path.display());
        }
        // The cells were read and not their compressed bytes.
        assert!(written(Path::new(&sheet)).contains("汪乐乐"));
        let stretch = std::fs::read_to_string(&stretch).unwrap();
        assert!(
            stretch.contains("没有学位"),
            "the other texts are handed on"
        );
    }
}
