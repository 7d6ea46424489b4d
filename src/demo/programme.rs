//! Activities of the demo home: weekly, monthly and single ones, some cancelled or moved, and one
//! week missed without a reason. Only children signed in on the day take part.

use super::dice::{Dice, list, parts, word};
use super::frame::Frame;
use super::step::{DemoRow, DemoStep};
use super::village::Village;
use super::year::Year;
use crate::domain::activity::topic_code::{DROWN, FIRE, POLICY};
use crate::domain::activity::weeks::monday;
use crate::domain::activity::{ExceptionKind, Progress, Recurrence, TakingPart, WeekReason};
use crate::domain::calendar::{Calendar, Term, TermKind};
use crate::domain::{Activity, Programme, Series, SeriesException, TopicCode};
use crate::store::{Act, ActKind};
use chrono::{Datelike, Days, NaiveDate, NaiveTime, Weekday};

/// Percentage of present children who take part.
const JOIN: u32 = 92;
/// The missed week without a reason and those with one, in weeks before this one.
const UNEXPLAINED: i64 = 1;
const EXPLAINED: [i64; 2] = [3, 21];
/// Days before today of the month without a policy talk.
const NO_TALK: i64 = 240;
/// Days after the beginning of a term, and the topic; drowning from April to September only.
const IN_TERM: [(u64, &str); 14] = [
    (10, "DROWN"),
    (75, "DROWN"),
    (97, "DROWN"),
    (104, "DROWN"),
    (111, "DROWN"),
    (118, "DROWN"),
    (124, "DROWN"),
    (15, "TRAF"),
    (30, "FIRE"),
    (44, "BULLY"),
    (58, "FIRE"),
    (66, "FIRE"),
    (72, "PSY"),
    (93, "HEALTH"),
];
/// Month and day of each feast.
const FEASTS: [(u32, u32); 3] = [(6, 1), (9, 24), (12, 31)];

/// All steps about activities, unordered.
pub(crate) fn steps(
    frame: &Frame,
    village: &Village,
    calendar: &Calendar,
    year: &Year<'_>,
    seed: u64,
) -> Vec<DemoStep> {
    let mut telling = Telling {
        frame,
        village,
        calendar,
        year,
        dice: Dice::new(seed, 12),
        programme: Programme::default(),
        steps: Vec::new(),
    };
    telling.plan();
    telling.what_took_place();
    telling.steps
}

struct Telling<'v> {
    frame: &'v Frame,
    village: &'v Village,
    calendar: &'v Calendar,
    year: &'v Year<'v>,
    dice: Dice,
    programme: Programme,
    steps: Vec<DemoStep>,
}

fn time(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default()
}

fn topic(code: &str) -> TopicCode {
    code.parse().unwrap_or_else(|_| TopicCode::other())
}

impl Telling<'_> {
    fn add_step(
        &mut self,
        day: NaiveDate,
        minute: i64,
        kind: ActKind,
        why: &str,
        rows: Vec<DemoRow>,
    ) {
        let at = self.frame.at(day, minute);
        let act = Act::new(at, self.village.director(), kind).because(why);
        self.steps.push(DemoStep { act, rows });
    }

    /// The plan of each term and holiday, made on the evening before.
    fn plan(&mut self) {
        let policy = self.series("POLICY", self.frame.start, None, Recurrence::MonthlyWeekday);
        self.plan_on(self.frame.start, vec![policy], Vec::new());
        for term in &self.village.terms {
            let from = term.from_day.max(self.frame.start);
            if from > term.to_day || term.from_day > self.frame.today + Days::new(40) {
                continue;
            }
            let weekly = self.series(
                weekly_topic(term),
                from,
                Some(term.to_day),
                Recurrence::Weekly,
            );
            let days = IN_TERM.iter().filter(|_| term.kind == TermKind::Term);
            let days = days.map(|(after, code)| (term.from_day + Days::new(*after), *code));
            let days =
                days.filter(|(day, code)| *code != "DROWN" || (4..=9).contains(&day.month()));
            let years = from.year()..=term.to_day.year();
            let feasts = years.flat_map(|year| {
                FEASTS.map(|(month, day)| NaiveDate::from_ymd_opt(year, month, day))
            });
            let feasts = feasts.flatten().map(|day| (day, "FEST"));
            let singles: Vec<(NaiveDate, &str)> = days
                .chain(feasts)
                .filter(|(day, _)| from < *day && *day <= term.to_day)
                .collect();
            let singles = singles
                .into_iter()
                .filter_map(|(day, code)| self.single(day, code));
            let singles = singles.collect();
            self.plan_on(from, vec![weekly], singles);
        }
    }

    fn plan_on(&mut self, from: NaiveDate, series: Vec<Series>, singles: Vec<Activity>) {
        let eve = (from - Days::new(1)).clamp(self.frame.start, self.frame.today - Days::new(1));
        let rows = series
            .iter()
            .cloned()
            .map(|one| DemoRow::Series(Box::new(one)));
        let rows = rows.chain(
            singles
                .iter()
                .cloned()
                .map(|one| DemoRow::Activity(Box::new(one))),
        );
        let rows = rows.collect();
        self.add_step(eve, 20 * 60 + 20, ActKind::PlanActivity, "", rows);
        self.programme.series.extend(series);
        self.programme.activities.extend(singles);
    }

    fn series(
        &mut self,
        code: &str,
        from: NaiveDate,
        to: Option<NaiveDate>,
        rhythm: Recurrence,
    ) -> Series {
        let [title, place] = parts(word(&format!("activity-{code}")));
        let in_holidays = matches!(code, "DROWN" | "HW");
        let hours = if in_holidays {
            (time(9, 0), time(9, 45))
        } else {
            (time(17, 15), time(18, 0))
        };
        let weekday = match code {
            "POLICY" => Weekday::Tue,
            "READ" => Weekday::Wed,
            _ => Weekday::Fri,
        };
        Series {
            id: self.dice.id(self.frame.millis),
            ends_on: to,
            weekdays: [weekday].into_iter().collect(),
            nth: (rhythm == Recurrence::MonthlyWeekday).then_some(2),
            title: title.to_owned(),
            place: place.to_owned(),
            organiser: self.village.director(),
            helpers: list("helpers")
                .first()
                .copied()
                .unwrap_or_default()
                .to_owned(),
            materials: self.dice.any("activity-materials").to_owned(),
            ..Series::new(from, hours, rhythm, topic(code))
        }
    }

    /// A single activity on the first open day from `day` on; `None` without one within 12 days.
    fn single(&mut self, day: NaiveDate, code: &str) -> Option<Activity> {
        let id = self.dice.id(self.frame.millis);
        let materials = self.dice.any("activity-materials").to_owned();
        let open = day
            .iter_days()
            .take(12)
            .find(|day| self.calendar.is_open(*day))?;
        let starts = self.calendar.first_opening(open)? + chrono::TimeDelta::minutes(30);
        let [title, place] = parts(word(&format!("activity-{code}")));
        Some(Activity {
            id,
            title: title.to_owned(),
            place: place.to_owned(),
            organiser: self.village.director(),
            materials,
            ..Activity::new(
                open,
                starts,
                starts + chrono::TimeDelta::minutes(50),
                topic(code),
            )
        })
    }

    /// Holds, moves or cancels the planned activities, by day.
    fn what_took_place(&mut self) {
        let (start, today) = (self.frame.start, self.frame.today);
        // The first plan is made on the evening of the first day.
        let from = start + Days::new(1);
        // In June, July and August the talks about drowning are due each week.
        let in_summer = matches!(today.month(), 6..=8);
        let no_talk = self.frame.ago(NO_TALK);
        let all = self.programme.between(from, today, start, self.calendar);
        for one in all {
            let day = one.activity.day;
            let weeks_ago = (monday(today) - monday(day)).num_weeks();
            let chance = self.dice.below(100);
            if !self.calendar.is_open(day) {
                continue;
            }
            let (is_missed, is_explained) = (
                weeks_ago == UNEXPLAINED && !in_summer,
                EXPLAINED.contains(&weeks_ago),
            );
            let is_duty = matches!(one.activity.topic.as_str(), POLICY | DROWN);
            let is_forgotten =
                one.activity.topic.as_str() == POLICY && day.month() == no_talk.month();
            match chance {
                _ if is_forgotten && weeks_ago > 8 => self.call_off(&one.activity),
                _ if (is_missed || is_explained) && is_duty => self.make_up(&one.activity),
                _ if is_missed => {}
                _ if is_explained => self.call_off(&one.activity),
                // Every week of late had its activity, and the duties are done.
                0..=3 if weeks_ago > 8 && !is_duty => self.call_off(&one.activity),
                4..=9 => self.shift(&one.activity),
                _ => self.hold(one.activity),
            }
        }
        for weeks in EXPLAINED {
            let week = monday(self.frame.ago(7 * weeks));
            let reason = word("week-reason");
            let row = WeekReason {
                week,
                reason: reason.to_owned(),
            };
            let explained_on = week + Days::new(6);
            self.add_step(
                explained_on,
                20 * 60,
                ActKind::ExplainWeek,
                reason,
                vec![DemoRow::WeekReason(row)],
            );
        }
    }

    fn call_off(&mut self, activity: &Activity) {
        let reason = self.dice.any("activity-cancelled").to_owned();
        let row = match (activity.series, activity.series_day) {
            (Some(series), Some(day)) => DemoRow::SeriesException(SeriesException {
                series,
                day,
                kind: ExceptionKind::Cancelled,
                moved_to: None,
                starts: None,
                ends: None,
                reason: reason.clone(),
            }),
            _ => DemoRow::Activity(Box::new(Activity {
                progress: Progress::Cancelled,
                reason: reason.clone(),
                ..activity.clone()
            })),
        };
        self.add_step(
            activity.day,
            15 * 60,
            ActKind::CancelActivity,
            &reason,
            vec![row],
        );
    }

    /// Moves an activity to the next open day of the week and holds it; holds it as planned without one.
    fn shift(&mut self, activity: &Activity) {
        let next = self.calendar.next_open_day(activity.day);
        match next.filter(|next| monday(*next) == monday(activity.day)) {
            Some(to) => self.move_to(activity, to),
            None => self.hold(activity.clone()),
        }
    }

    /// Moves an activity that has to take place to the next week.
    fn make_up(&mut self, activity: &Activity) {
        let sunday = monday(activity.day) + Days::new(6);
        if let Some(to) = self.calendar.next_open_day(sunday) {
            self.move_to(activity, to);
        }
    }

    fn move_to(&mut self, activity: &Activity, to: NaiveDate) {
        let reason = self.dice.any("activity-moved").to_owned();
        let moved = Activity {
            day: to,
            moved_from: Some(activity.day),
            reason: reason.clone(),
            ..activity.clone()
        };
        let row = match (activity.series, activity.series_day) {
            (Some(series), Some(day)) => DemoRow::SeriesException(SeriesException {
                series,
                day,
                kind: ExceptionKind::Moved,
                moved_to: Some(to),
                starts: Some(activity.starts),
                ends: Some(activity.ends),
                reason: reason.clone(),
            }),
            _ => DemoRow::Activity(Box::new(moved.clone())),
        };
        self.add_step(
            activity.day,
            15 * 60,
            ActKind::MoveActivity,
            &reason,
            vec![row],
        );
        if to <= self.frame.today {
            self.hold(moved);
        }
    }

    fn hold(&mut self, activity: Activity) {
        let story = self.year.day(activity.day, None);
        let mut children: Vec<_> = story.stays.iter().map(|stay| stay.child).collect();
        children.sort_unstable();
        children.dedup();
        // A drill is for everybody.
        let is_drill = activity.topic.as_str() == FIRE;
        children.retain(|_| is_drill || self.dice.chance(JOIN));
        let id = if activity.id.is_unset() {
            self.dice.id(self.frame.millis)
        } else {
            activity.id
        };
        let adults = self.dice.between(1, 3);
        if children.is_empty() {
            return;
        }
        let day = activity.day;
        let row = Activity {
            id,
            progress: Progress::Held,
            done: self.dice.any("activity-done").to_owned(),
            adults: Some(adults),
            summary: self.dice.any("activity-summary").to_owned(),
            next_step: self.dice.any("activity-next").to_owned(),
            filed: format!(
                "{} {}-{:02}",
                word("activity-filed"),
                day.year(),
                day.month()
            ),
            ..activity
        };
        // Recorded after closing; until then the activity is only planned.
        let minute = self.calendar.last_closing(day).map_or(20 * 60, |time| {
            use chrono::Timelike as _;
            i64::from(time.num_seconds_from_midnight()) / 60 + 25
        });
        let rows = children.into_iter().map(|child| {
            DemoRow::TakingPart(TakingPart {
                came: None,
                activity: id,
                child,
            })
        });
        let rows = std::iter::once(DemoRow::Activity(Box::new(row))).chain(rows);
        let rows = rows.collect();
        self.add_step(day, minute, ActKind::HoldActivity, "", rows);
    }
}

/// Topic of the weekly activity.
fn weekly_topic(term: &Term) -> &'static str {
    match term.kind {
        TermKind::Term => "READ",
        TermKind::Holiday if term.is_summer() => "DROWN",
        TermKind::Holiday => "HW",
    }
}
