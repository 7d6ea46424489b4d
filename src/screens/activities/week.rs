//! Rows of the week and the month on F5, and the details of an activity.

use super::state::{MonthDay, PlanRow, PlanScene};
use crate::domain::SeriesId;
use crate::domain::activity::weeks::{Week, monday};
use crate::screens::programme::topic_name;
use crate::t;
use crate::wording::dates::brief_day;
use crate::wording::labels;
use chrono::{Datelike, Days, Months, NaiveDate};

/// Days per week.
pub(super) const WEEK: u64 = 7;

impl PlanScene<'_> {
    /// Rows of the selected week; every day has at least one.
    pub(crate) fn week(&self) -> Vec<PlanRow> {
        let first = monday(self.state.day);
        let last = first + Days::new(WEEK - 1);
        let all = self.house.occurrences(first, last);
        let mut all = self.with_moving(all, first, last).into_iter().peekable();
        let mut rows = Vec::new();
        for day in first.iter_days().take(WEEK as usize) {
            let mut is_first = true;
            while let Some(one) = all.next_if(|one| one.activity.day == day) {
                rows.push(PlanRow {
                    day,
                    one: Some(one),
                    is_first,
                });
                is_first = false;
            }
            if is_first {
                rows.push(PlanRow {
                    day,
                    one: None,
                    is_first,
                });
            }
        }
        rows
    }

    /// Index of the selected row of the week.
    pub(crate) fn week_place(&self, rows: &[PlanRow]) -> usize {
        let on = |row: &&PlanRow| row.day == self.state.day;
        let same = rows
            .iter()
            .position(|row| on(&row) && row.which() == self.state.which);
        same.or_else(|| rows.iter().position(|row| on(&row)))
            .unwrap_or_default()
    }

    /// The weeks that cover the selected month, Monday first.
    pub(crate) fn month(&self) -> Vec<Vec<MonthDay>> {
        let Some(calendar) = self.house.calendar() else {
            return Vec::new();
        };
        let first = self.state.day - Days::new(u64::from(self.state.day.day0()));
        let last = first + Months::new(1) - Days::new(1);
        let (from, to) = (monday(first), monday(last) + Days::new(WEEK - 1));
        let all = self.house.occurrences(from, to);
        let day = |day: NaiveDate| MonthDay {
            day,
            is_inside: day.month() == first.month(),
            is_open: calendar.is_open(day),
            all: all
                .iter()
                .filter(|one| one.activity.day == day)
                .cloned()
                .collect(),
        };
        let days: Vec<MonthDay> = from
            .iter_days()
            .take_while(|one| *one <= to)
            .map(day)
            .collect();
        days.chunks(WEEK as usize).map(<[_]>::to_vec).collect()
    }

    /// State of the selected week; `None` if it is outside the strip of recent weeks.
    pub(crate) fn week_state(&self) -> Option<&Week> {
        let first = monday(self.state.day);
        self.house.weeks.iter().find(|week| week.monday == first)
    }

    /// The moved and called-off instances of a series from two months ago on, with their reasons.
    fn exceptions_of(&self, series: SeriesId) -> String {
        let since = self.house.today() - Months::new(2);
        let all = self.house.known.programme.exceptions.iter();
        let own = all.filter(|one| one.series == series && one.day >= since);
        let said = own.map(|one| {
            let day = |day| brief_day(day, self.env.lang, self.house.today());
            let to = one.moved_to.map(|to| format!("→{}", day(to)));
            let day = day(one.day);
            format!(
                "{day}{} {}",
                to.unwrap_or_else(|| "✕".to_owned()),
                one.reason
            )
        });
        said.collect::<Vec<String>>()
            .join(&t!(self.env.lang, "why-comma"))
    }

    /// Label and value of each detail line below the week.
    pub(crate) fn detail(&self) -> Vec<(String, String)> {
        let rows = self.week();
        let Some(one) = rows
            .get(self.week_place(&rows))
            .and_then(|row| row.one.as_ref())
        else {
            return Vec::new();
        };
        let lang = self.env.lang;
        let activity = &one.activity;
        let label = |name: &str| labels::label(name, lang);
        let organiser = activity
            .organiser
            .and_then(|id| self.house.staff_member(id));
        let adults = activity.adults.map_or_else(String::new, |n| n.to_string());
        let series = activity.series.and_then(|id| {
            let mut all = self.house.known.programme.series.iter();
            all.find(|one| one.id == id)
        });
        let repeats = series.map_or_else(String::new, |one| self.series_words(one));
        let there = self.house.took_part(activity.id);
        let programme = &self.house.known.programme;
        let mut names: Vec<String> = there
            .iter()
            .map(|child| {
                let name = self.house.register.name(*child);
                programme.came(activity.id, *child).map_or_else(
                    || name.to_owned(),
                    |came| format!("{name} {}", came.format("%H:%M")),
                )
            })
            .collect();
        names.sort_unstable();
        // Whom a camera must leave out, while it goes on.
        let is_running = activity.is_running(self.house.today(), self.house.now.time());
        let no_photo = if is_running {
            self.house.no_photo(there.iter()).join(" ")
        } else {
            String::new()
        };
        let number = |value: Option<i64>| value.map_or_else(String::new, |n| n.to_string());
        let exceptions = series.map_or_else(String::new, |one| self.exceptions_of(one.id));
        // What was done first: the pane is small.
        let pairs = [
            (label("done"), activity.done.clone()),
            (label("adults"), adults),
            (label("guests"), number(activity.guests)),
            (label("others"), number(activity.others)),
            (label("summary"), activity.summary.clone()),
            (label("said"), activity.said.clone()),
            (label("next_step"), activity.next_step.clone()),
            (label("filed"), activity.filed.clone()),
            (
                label("topic"),
                topic_name(self.house, &activity.topic, lang),
            ),
            (label("no_photo"), no_photo),
            (label("repeats"), repeats),
            (label("exceptions"), exceptions),
            (label("for_whom"), self.expected_words(&activity.expected)),
            (
                label("organiser"),
                organiser.map_or_else(String::new, |one| one.name.clone()),
            ),
            (label("helpers"), activity.helpers.clone()),
            (label("materials"), activity.materials.clone()),
            (label("took_part"), names.join(" ")),
        ];
        let filled = pairs.into_iter().filter(|(_, value)| !value.is_empty());
        filled.collect()
    }
}
