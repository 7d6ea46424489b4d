//! Agreed days for several children in one step: by their habit, or given for a class, a school or a hamlet.

use super::groups::Group;
use crate::cli::args::AgreeDays;
use crate::cli::call::{Call, Ended, Trouble, json_text, report_done};
use crate::desk::Desk;
use crate::desk::command::{AgreedDays, Command};
use crate::desk::query::Query;
use crate::domain::agreed_days::{Habit, Proposal, SHARE};
use crate::domain::{Child, LookKind, Weekdays, tidy};
use crate::i18n::Lang;
use crate::t;
use crate::wording::dates::weekdays;
use serde_json::{Value, json};

/// What is to be agreed for one child, and what it is read from.
struct Line {
    file: Child,
    days: Weekdays,
    habit: Option<Habit>,
}

pub(in crate::cli) fn run(call: &Call, asked: &AgreeDays) -> Result<Ended, Trouble> {
    let [class, school, hamlet] = [&asked.class, &asked.school, &asked.hamlet];
    let group = Group::new(class.as_ref(), school.as_ref(), hamlet.as_ref());
    if asked.days.is_some() && !group.is_given() {
        return Err(Trouble::Usage(t!(call.lang, "cli-agree-who")));
    }
    let mut desk = if asked.yes {
        call.desk()?
    } else {
        call.existing()?
    };
    let (lines, left_out) = lines(&desk, asked.days.as_deref(), group, call.lang)?;
    desk.note_look(LookKind::Attendance, None);
    let left_out_json = left_out.iter().map(|file| {
        json!({
            "file_no": file.file_no, "name": file.name, "days": null,
            "had": had_json(file.expected_days), "agreed": false, "from": null, "to": null,
            "left_out": true,
        })
    });
    // Other agreed days are overwritten only if that was said.
    let is_taken = |line: &Line| asked.replace || line.file.expected_days.is_empty();
    let agreed = lines.iter().filter(|line| is_taken(line));
    let agreed: Vec<AgreedDays> = agreed
        .map(|line| AgreedDays {
            child: line.file.id,
            days: line.days,
            had: line.file.expected_days,
        })
        .collect();
    let told = if asked.json {
        let list = lines.iter().map(|line| line_json(line, is_taken(line)));
        json_text(&Value::Array(list.chain(left_out_json).collect()))
    } else {
        let told = lines.iter();
        let told = told.map(|line| said(line, is_taken(line), call.lang));
        told.collect::<Vec<_>>().join("\n")
    };
    let mut ended = Ended::default();
    let remark = if agreed.is_empty() {
        t!(call.lang, "cli-agree-nothing")
    } else if asked.yes {
        let done = desk.perform(Command::AgreeDays(agreed))?;
        ended = report_done(call, &desk, &done)?;
        std::mem::take(&mut ended.out)
    } else {
        t!(call.lang, "cli-agree-preview")
    };
    let remark = match left_out.len() {
        0 => remark,
        count => remark + &t!(call.lang, "agree-habit-left-out", count = count),
    };
    ended.out = match (asked.json, told.is_empty()) {
        (true, _) => told,
        (false, true) => remark,
        (false, false) => [told, remark].join("\n\n"),
    };
    Ok(ended)
}

/// What is to be agreed, and the children who are left out because nobody has seen them.
fn lines(
    desk: &Desk,
    days: Option<&str>,
    group: Group<'_>,
    lang: Lang,
) -> Result<(Vec<Line>, Vec<Child>), Trouble> {
    let store = desk.ask(Query::Known)?;
    let children = store.roster()?.children;
    group.check(&children, lang)?;
    let is_meant = |child: &Child| child.status.is_here() && group.has(child);
    if let Some(text) = days {
        let days = Weekdays::from_digits(text).filter(|days| !days.is_empty());
        let wrong = || Trouble::Usage(t!(lang, "cli-agree-bad-days", text = text));
        let days = days.ok_or_else(wrong)?;
        let meant = children.into_iter().filter(is_meant);
        let others = meant.filter(|file| file.expected_days != days);
        let lines = others.map(|file| Line {
            file,
            days,
            habit: None,
        });
        return Ok((lines.collect(), Vec::new()));
    }
    let (proposals, left_out) = desk.day_proposals()?;
    let meant = |one: &Proposal| {
        let file = children.iter().find(|file| file.id == one.child);
        file.filter(|file| is_meant(file)).cloned()
    };
    let left_out = left_out.iter().filter_map(meant);
    let found = proposals.iter().filter_map(|one| {
        Some(Line {
            file: meant(one)?,
            days: one.habit.days,
            habit: Some(one.habit),
        })
    });
    Ok((found.collect(), left_out.collect()))
}

/// `is_taken`: the days are agreed, or would be with `--yes`.
fn line_json(line: &Line, is_taken: bool) -> Value {
    let had = line.file.expected_days;
    json!({
        "file_no": line.file.file_no, "name": line.file.name,
        "days": line.days.digits(), "had": had_json(had),
        "agreed": is_taken,
        "from": line.habit.map(|habit| habit.from.to_string()),
        "to": line.habit.map(|habit| habit.to.to_string()),
        "left_out": false,
    })
}

fn had_json(had: Weekdays) -> Option<String> {
    (!had.is_empty()).then(|| had.digits())
}

fn said(line: &Line, is_taken: bool, lang: Lang) -> String {
    let days = |days: Weekdays| weekdays(&days.digits(), lang);
    let why = line.habit.map_or_else(String::new, |habit| {
        let (from, to) = (habit.from.to_string(), habit.to.to_string());
        t!(lang, "cli-agree-habit", from = from, to = to, share = SHARE)
    });
    let had = match line.file.expected_days {
        none if none.is_empty() => String::new(),
        had if is_taken => t!(lang, "cli-agree-had", days = days(had)),
        had => t!(lang, "cli-agree-kept", days = days(had)),
    };
    format!(
        "{}\t{}\t{}\t{why}\t{had}",
        tidy::shown(&line.file.file_no),
        tidy::shown(&line.file.name),
        days(line.days)
    )
}
