//! Agreed days for several children in one step: by their habit, or given for a class, a school or a hamlet.

use crate::cli::args::AgreeDays;
use crate::cli::call::{Call, Ended, Trouble, report_done};
use crate::desk::Desk;
use crate::desk::command::{AgreedDays, Command};
use crate::desk::query::Query;
use crate::domain::agreed_days::{Habit, SHARE};
use crate::domain::{Child, Status, Weekdays, tidy};
use crate::i18n::Lang;
use crate::t;
use crate::wording::dates::weekdays;

/// What is to be agreed for one child, and what it is read from.
struct Line {
    file: Child,
    days: Weekdays,
    habit: Option<Habit>,
}

pub(in crate::cli) fn run(call: &Call, asked: &AgreeDays) -> Result<Ended, Trouble> {
    let is_grouped = asked.class.is_some() || asked.school.is_some() || asked.hamlet.is_some();
    if asked.days.is_some() && !is_grouped {
        return Err(Trouble::Usage(t!(call.lang, "cli-agree-who")));
    }
    let mut desk = if asked.yes {
        call.desk()?
    } else {
        call.existing()?
    };
    let lines = lines(&desk, asked, call.lang)?;
    if lines.is_empty() {
        return Ok(Ended::done(t!(call.lang, "cli-agree-nothing")));
    }
    // Other agreed days are overwritten only if that was said.
    let is_taken = |line: &Line| asked.replace || line.file.expected_days.is_empty();
    let told: Vec<String> = lines
        .iter()
        .map(|line| said(line, is_taken(line), call.lang))
        .collect();
    let told = told.join("\n");
    if !asked.yes {
        return Ok(Ended::done(
            [told, t!(call.lang, "cli-agree-preview")].join("\n\n"),
        ));
    }
    let agreed = lines.iter().filter(|line| is_taken(line));
    let agreed: Vec<AgreedDays> = agreed
        .map(|line| AgreedDays {
            child: line.file.id,
            days: line.days,
            had: line.file.expected_days,
        })
        .collect();
    if agreed.is_empty() {
        return Ok(Ended::done(
            [told, t!(call.lang, "cli-agree-nothing")].join("\n\n"),
        ));
    }
    let done = desk.perform(Command::AgreeDays(agreed))?;
    let mut ended = report_done(call, &desk, &done)?;
    ended.out = [told, ended.out].join("\n\n");
    Ok(ended)
}

fn lines(desk: &Desk, asked: &AgreeDays, lang: Lang) -> Result<Vec<Line>, Trouble> {
    let store = desk.ask(Query::Known)?;
    let children = store.roster()?.children;
    let is_one =
        |wanted: &Option<String>, is: &str| wanted.as_deref().is_none_or(|wanted| wanted == is);
    let is_meant = |child: &Child| {
        child.status == Status::Enrolled
            && is_one(&asked.class, &child.class)
            && is_one(&asked.school, &child.school)
            && is_one(&asked.hamlet, &child.hamlet)
    };
    if let Some(text) = &asked.days {
        let days = Weekdays::from_digits(text).filter(|days| !days.is_empty());
        let wrong = || Trouble::Usage(t!(lang, "cli-agree-bad-days", text = text.as_str()));
        let days = days.ok_or_else(wrong)?;
        let meant = children.into_iter().filter(is_meant);
        let others = meant.filter(|file| file.expected_days != days);
        return Ok(others
            .map(|file| Line {
                file,
                days,
                habit: None,
            })
            .collect());
    }
    let found = desk.day_proposals()?.into_iter().filter_map(|one| {
        let file = children.iter().find(|file| file.id == one.child)?;
        is_meant(file).then(|| Line {
            file: file.clone(),
            days: one.habit.days,
            habit: Some(one.habit),
        })
    });
    Ok(found.collect())
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
