//! Simulator: compares ways of noticing that a child has stopped coming.
//!
//! Simulated children have different habits, fall ill, lose interest slowly, or stop on a known
//! day. Each way of noticing is applied every evening. Measured are the days from stopping to the
//! flag, and how often a child who has not stopped is flagged. `cargo bench --bench rhythm` prints
//! the table of `domain::rhythm`; the seed is fixed, so the result is always the same.

#![expect(
    clippy::cast_precision_loss,
    reason = "counts of a simulation are small"
)]

use chrono::{Datelike, Days, NaiveDate};
use doorlight::domain::names::NameMill;
use doorlight::domain::rhythm::{RhythmDay, judge};

/// Number of children per habit.
const CHILDREN: usize = 400;
/// Weeks of history before the first child can stop.
const WARM_UP: u64 = 14;
/// Weeks in which children can stop and are observed.
const WATCHED: u64 = 16;
/// Days without a flag after which a child counts as missed.
const TOO_LATE: i64 = 60;
/// Length of the history that the rules use, in days.
const WINDOW: u64 = 91;

/// Attendance of a child in percent of open days, for each weekday from Monday to Saturday.
struct Habit {
    name: &'static str,
    of_a_hundred: [u32; 6],
    /// Loss of interest: the decrease in percent per observed week.
    fades: u32,
}

const HABITS: &[Habit] = &[
    habit("every day", [93, 93, 93, 93, 90, 60], 0),
    habit("three days a week", [85, 4, 85, 4, 85, 4], 0),
    habit("Saturdays", [2, 2, 2, 2, 2, 85], 0),
    habit("now and then", [35, 35, 35, 35, 35, 35], 0),
    habit("every day, losing interest", [93, 93, 93, 93, 90, 60], 8),
];

const fn habit(name: &'static str, of_a_hundred: [u32; 6], fades: u32) -> Habit {
    Habit {
        name,
        of_a_hundred,
        fades,
    }
}

/// One child's open days, and the day from which the child no longer came, if any.
struct Life {
    days: Vec<RhythmDay>,
    stopped: Option<NaiveDate>,
    agreed: [bool; 6],
}

fn live(habit: &Habit, stops: bool, chance: &mut NameMill) -> Life {
    let first = NaiveDate::from_ymd_opt(2026, 1, 5).unwrap_or_default();
    let watched = first + Days::new(7 * WARM_UP);
    let end = watched + Days::new(7 * WATCHED);
    let stop = stops.then(|| watched + Days::new(u64::from(chance.below(35))));
    let mut ill_until = first;
    let mut days = Vec::new();
    for day in first.iter_days().take_while(|day| *day < end) {
        let weekday = day.weekday().num_days_from_monday() as usize;
        let Some(usual) = habit.of_a_hundred.get(weekday) else {
            continue;
        };
        if weekday == 0 && chance.below(100) < 4 {
            ill_until = day + Days::new(u64::from(2 + chance.below(6)));
        }
        let is_ill = day < ill_until;
        // Some illnesses are reported: these days are explained absences and are not counted.
        if is_ill && chance.below(100) < 60 {
            continue;
        }
        let weeks = (day - watched).num_weeks().clamp(0, 12);
        let faded = habit.fades * u32::try_from(weeks).unwrap_or_default();
        let often = usual * (100 - faded.min(100)) / 100;
        let is_gone = stop.is_some_and(|stop| day >= stop);
        let came = !is_gone && !is_ill && chance.below(100) < often;
        days.push(RhythmDay { day, came });
    }
    Life {
        days,
        stopped: stop,
        agreed: habit.of_a_hundred.map(|usual| usual >= 50),
    }
}

/// A way of noticing that a child has stopped coming.
#[derive(Clone, Copy)]
enum Way {
    /// Not seen for more than this many days.
    Days(i64),
    /// At least this many agreed days missed in a row.
    InARow(usize),
    /// A run of absences expected at most once in this many weeks.
    Rhythm(f64),
}

impl Way {
    fn name(self) -> String {
        match self {
            Self::Days(days) => format!("not seen for {days} days"),
            Self::InARow(count) => format!("{count} agreed days missed in a row"),
            Self::Rhythm(weeks) => format!("own rhythm, once in {weeks:.0} weeks"),
        }
    }

    fn notices(self, life: &Life, upto: usize, last_seen: NaiveDate) -> bool {
        let Some(known) = life.days.get(..=upto) else {
            return false;
        };
        let Some(today) = known.last().map(|one| one.day) else {
            return false;
        };
        match self {
            Self::Days(days) => (today - last_seen).num_days() > days,
            Self::InARow(count) => {
                let run = known.iter().rev().take_while(|one| one.day > last_seen);
                let agreed = run.filter(|one| {
                    let place = one.day.weekday().num_days_from_monday() as usize;
                    life.agreed.get(place).copied().unwrap_or_default()
                });
                agreed.count() >= count
            }
            Self::Rhythm(weeks) => {
                let from = today - Days::new(WINDOW);
                let begins = known.partition_point(|one| one.day < from);
                let window = known.get(begins..).unwrap_or_default();
                judge(window, last_seen).is_some_and(|one| one.once_in_weeks >= weeks)
            }
        }
    }
}

/// The result of one way for many children.
#[derive(Default)]
struct Score {
    delays: Vec<i64>,
    missed: usize,
    false_alarms: usize,
    child_weeks: f64,
}

impl Score {
    fn watch(&mut self, way: Way, life: &Life) {
        let Some(first) = life.days.first().map(|one| one.day) else {
            return;
        };
        let watched = first + Days::new(7 * WARM_UP);
        let mut last_seen = None;
        let mut is_flagged = false;
        let mut noticed = None;
        for (place, one) in life.days.iter().enumerate() {
            if one.came {
                (last_seen, is_flagged) = (Some(one.day), false);
                continue;
            }
            let Some(seen) = last_seen.filter(|_| one.day >= watched) else {
                continue;
            };
            if is_flagged || !way.notices(life, place, seen) {
                continue;
            }
            is_flagged = true;
            match life.stopped {
                Some(stop) if one.day >= stop => noticed = noticed.or(Some(one.day)),
                _ => self.false_alarms += 1,
            }
        }
        let end = life.stopped.or_else(|| life.days.last().map(|one| one.day));
        let weeks = end.map_or(0, |end| (end - watched).num_days());
        self.child_weeks += weeks.max(0) as f64 / 7.0;
        if let Some(stop) = life.stopped {
            match noticed.map(|day| (day - stop).num_days()) {
                Some(delay) if delay <= TOO_LATE => self.delays.push(delay),
                _ => self.missed += 1,
            }
        }
    }

    fn per_hundred(&self) -> f64 {
        100.0 * self.false_alarms as f64 / self.child_weeks.max(1.0)
    }

    fn delay(&mut self, of_a_hundred: usize) -> i64 {
        self.delays.sort_unstable();
        let all = self.delays.len() + self.missed;
        let place = all * of_a_hundred / 100;
        self.delays.get(place).copied().unwrap_or(TOO_LATE)
    }
}

fn score(way: Way, lives: &[Life]) -> Score {
    let mut score = Score::default();
    for life in lives {
        score.watch(way, life);
    }
    score
}

fn row(way: Way, lives: &[Life]) -> f64 {
    let mut score = score(way, lives);
    let (half, most) = (score.delay(50), score.delay(90));
    let stopped = (score.delays.len() + score.missed).max(1);
    println!(
        "| {} | {:.2} | {half} | {most} | {:.0} % |",
        way.name(),
        score.per_hundred(),
        100.0 * score.missed as f64 / stopped as f64
    );
    score.per_hundred()
}

/// The first of these ways, ordered from quickest to slowest, with at most `limit` false alarms per
/// hundred child-weeks.
fn as_quiet_as(limit: f64, mut ways: impl Iterator<Item = Way>, lives: &[Life]) -> Option<Way> {
    ways.find(|way| score(*way, lives).per_hundred() <= limit)
}

fn main() {
    let mut chance = NameMill::new(20_261_124);
    let villages: Vec<(&str, Vec<Life>)> = HABITS
        .iter()
        .map(|habit| {
            let lives = (0..CHILDREN).map(|nth| live(habit, nth % 2 == 0, &mut chance));
            (habit.name, lives.collect())
        })
        .collect();
    let heading = "| | false alarms per 100 child-weeks | days to the flag, half | 90 % | not within 60 days |\n|---|---:|---:|---:|---:|";
    let all: Vec<Life> = villages
        .into_iter()
        .flat_map(|(name, lives)| {
            println!("\n### {name}\n\n{heading}");
            for way in [
                Way::Days(7),
                Way::Days(14),
                Way::Days(30),
                Way::InARow(3),
                Way::Rhythm(26.0),
            ] {
                row(way, &lives);
            }
            lives
        })
        .collect();
    println!("\n### all together\n\n{heading}");
    for way in [
        Way::Days(7),
        Way::Days(14),
        Way::Days(30),
        Way::InARow(2),
        Way::InARow(3),
    ] {
        row(way, &all);
    }
    for weeks in [13.0, 26.0, 52.0, 104.0] {
        row(Way::Rhythm(weeks), &all);
    }
    println!("\n### as quiet as our own\n\n{heading}");
    for weeks in [13.0, 26.0, 52.0, 104.0] {
        let limit = row(Way::Rhythm(weeks), &all);
        for way in [
            as_quiet_as(limit, (2..60).map(Way::Days), &all),
            as_quiet_as(limit, (1..20).map(Way::InARow), &all),
        ]
        .into_iter()
        .flatten()
        {
            row(way, &all);
        }
    }
}
