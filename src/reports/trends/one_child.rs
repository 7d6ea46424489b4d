//! One child, day by day: weekdays down, weeks across, with all marks.

use super::frame::Trend;
use crate::domain::calendar::week::monday;
use crate::domain::rules::MarkedDay;
use crate::domain::{Child, Mark, Weekdays};
use crate::house::period::day_state::DayState;
use crate::reports::table::{Cell, Column, Fact, Picture, Row, Table, Value};
use crate::t;
use crate::wording::calendar::weekday;
use crate::wording::dates::full_day;
use chrono::{Datelike, Days, NaiveDate};

/// The table.
pub(super) fn table(trend: &Trend<'_>) -> Table {
    let lang = trend.lang;
    let child = trend.ask.child.and_then(|id| trend.facts.register.get(id));
    let Some(child) = child else {
        return Table {
            sentences: vec![t!(lang, "trend-choose-child")],
            ..trend.frame(Vec::new())
        };
    };
    let marks = trend
        .facts
        .marks
        .get(&child.id)
        .map_or(&[][..], Vec::as_slice);
    let first = monday(trend.period.from);
    let weeks: Vec<NaiveDate> = first
        .iter_weeks()
        .take_while(|week| *week <= trend.period.to)
        .collect();
    let mut columns = vec![Column::words("weekday", t!(lang, "trend-weekday"), 8)];
    let mut month = 0;
    columns.extend(weeks.iter().map(|week| {
        let shown = (*week).max(trend.period.from);
        // The month stands above its first week.
        let heading = if shown.month() == month {
            String::new()
        } else {
            shown.format("%m").to_string()
        };
        month = shown.month();
        Column {
            width: 4,
            ..Column::number(&week.to_string(), heading)
        }
    }));
    let rows = Weekdays::WEEK.iter().map(|day| {
        let mut cells = vec![Cell::text(weekday(*day, lang))];
        cells.extend(weeks.iter().map(|week| {
            let on = *week + Days::new(u64::from(day.num_days_from_monday()));
            cell(trend, child, marks, on)
        }));
        Row::whole(cells)
    });
    Table {
        rows: rows.collect(),
        sentences: sentences(trend, child, marks),
        notes: vec![t!(lang, "trend-note-marks")],
        picture: Picture::Marks,
        ..trend.frame(columns)
    }
}

fn cell(trend: &Trend<'_>, child: &Child, marks: &[MarkedDay], on: NaiveDate) -> Cell {
    if !trend.period.contains(on) {
        return Cell::plain(Value::Empty);
    }
    let marked = marks.iter().find(|one| one.day == on);
    let sign = match marked.map(|one| one.mark) {
        Some(Mark::Present) => "✓".to_owned(),
        Some(Mark::Late) => "◷".to_owned(),
        Some(Mark::Excused) => t!(trend.lang, "trend-mark-excused"),
        Some(Mark::Absent) => "×".to_owned(),
        None => return unmarked(trend, child, on),
    };
    Cell {
        value: Value::Text(sign),
        facts: vec![Fact::Day(child.id, on)],
    }
}

/// A day on which nothing stands about the child: absent, not its day, or nobody knows.
fn unmarked(trend: &Trend<'_>, child: &Child, on: NaiveDate) -> Cell {
    let is_known = child.joined_on.is_none_or(|joined| joined <= on);
    match trend.facts.state(on) {
        DayState::Taken if trend.facts.is_expected(child, on) => Cell {
            value: Value::Text("×".to_owned()),
            facts: vec![Fact::Day(child.id, on)],
        },
        DayState::Taken | DayState::Closed if is_known => Cell::plain(Value::Closed),
        _ => Cell::plain(Value::Empty),
    }
}

/// On how many days a child came, of how many with a register on which it belonged to the home.
struct Came {
    /// Days on which it came.
    days: Vec<NaiveDate>,
    /// Days with a register.
    taken: Vec<NaiveDate>,
}

impl Came {
    fn of(trend: &Trend<'_>, child: &Child, marks: &[MarkedDay]) -> Self {
        let within = marks.iter().filter(|one| trend.period.contains(one.day));
        let came = within.filter(|one| one.mark.is_seen());
        let days: Vec<NaiveDate> = came.map(|one| one.day).collect();
        let taken = trend
            .facts
            .taken(trend.period)
            .filter(|day| days.contains(day) || trend.facts.calendar().is_here(child, *day));
        let taken = taken.collect();
        Self { days, taken }
    }

    /// Of the days with a register.
    fn counted(&self) -> usize {
        let counted = self.days.iter().filter(|day| self.taken.contains(day));
        counted.count()
    }
}

fn sentences(trend: &Trend<'_>, child: &Child, marks: &[MarkedDay]) -> Vec<String> {
    let lang = trend.lang;
    if trend.is_unknown() {
        return vec![trend.nothing()];
    }
    let came = Came::of(trend, child, marks);
    let has_register = trend.facts.taken(trend.period).next().is_some();
    if came.days.is_empty() && came.taken.is_empty() && has_register {
        return vec![t!(lang, "trend-child-not-here", other = trend.words())];
    }
    let agreed = came
        .taken
        .iter()
        .filter(|day| trend.facts.is_expected(child, **day));
    let (mut kept, mut of) = (0, 0);
    for day in agreed {
        of += 1;
        kept += usize::from(came.days.contains(day));
    }
    let within = marks.iter().filter(|one| trend.period.contains(one.day));
    let told = within.filter(|one| one.mark == Mark::Excused).count();
    let mut said = vec![t!(
        lang,
        "trend-child-came",
        came = came.counted(),
        taken = came.taken.len().to_string()
    )];
    said.extend(trend.said_beside(trend.other().as_ref(), |other, name| {
        let then = Came::of(other, child, marks);
        if then.taken.is_empty() {
            // That the home had no register is another matter.
            other.facts.taken(other.period).next()?;
            return Some(t!(lang, "trend-child-not-here", other = name));
        }
        Some(t!(
            lang,
            "trend-child-beside",
            other = name,
            came = then.counted().to_string(),
            of = then.taken.len().to_string()
        ))
    }));
    if of > 0 {
        said.push(t!(
            lang,
            "trend-child-agreed",
            kept = kept.to_string(),
            of = of.to_string()
        ));
    }
    if told > 0 {
        said.push(t!(lang, "trend-child-told", count = told));
    }
    if let Some(last) = came.days.last() {
        said.push(t!(lang, "trend-child-last", day = full_day(*last, lang)));
    }
    said
}
