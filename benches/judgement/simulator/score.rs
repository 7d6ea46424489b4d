//! What a way of noticing is worth: delays, false alarms, and children who drop off the list.

use super::habits::Family;
use super::home::{LAST, WATCHED, days};
use super::life::{CHILDREN, HomeLife};
use super::ways::{Lists, Way};
use chrono::{NaiveDate, TimeDelta};
use doorlight::domain::child::Status;
use doorlight::domain::visit::VisitKind;
use doorlight::domain::{RuleId, Visit, VisitId};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Days after which somebody must know of a child who has stopped.
const LATEST: i64 = 60;

/// What the director does about the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Director {
    /// Nothing: what is on the list has to stay there.
    Idle,
    /// Sees a child two days after it came on the list; closes the file of one who has stopped after a week.
    Diligent,
}

/// The result for the children of one habit.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tally {
    /// Days from stopping to the matter; `i64::MAX` if there was none.
    pub(crate) delays: Vec<i64>,
    /// New matters of children who have not stopped.
    pub(crate) alarms: usize,
    /// Days on which a child had not stopped and was not with its parents.
    pub(crate) child_days: usize,
}

impl Tally {
    fn add(&mut self, other: &Self) {
        self.delays.extend(&other.delays);
        self.alarms += other.alarms;
        self.child_days += other.child_days;
    }

    /// False alarms per hundred child-weeks.
    pub(crate) fn alarms(&self) -> f64 {
        700.0 * self.alarms as f64 / self.child_days.max(1) as f64
    }

    /// The delay within which so many of a hundred were noticed; `None` if they were not.
    pub(crate) fn delay(&self, of_a_hundred: usize) -> Option<i64> {
        let mut delays = self.delays.clone();
        delays.sort_unstable();
        let last = delays.len().checked_sub(1)?;
        let place = (delays.len() * of_a_hundred / 100).min(last);
        delays.get(place).copied().filter(|days| *days < i64::MAX)
    }
}

/// The result for all homes of a family.
#[derive(Debug, Clone, Default)]
pub(crate) struct Score {
    /// By habit, in the order of the family.
    pub(crate) habits: Vec<Tally>,
    /// False alarms by the rule that began first.
    pub(crate) by_rule: BTreeMap<&'static str, usize>,
    /// Child-days on which an unseen child was not on the list once it was.
    pub(crate) lost: usize,
    /// Some of these: home, child and day.
    pub(crate) lost_on: Vec<String>,
    /// Children unseen over sixty days and on no list.
    pub(crate) long: usize,
    /// Who they are.
    pub(crate) long_on: Vec<String>,
    /// Lines on the list, added over all evenings.
    pub(crate) lines: usize,
    /// New lines.
    pub(crate) new_lines: usize,
    /// Evenings of a home.
    pub(crate) evenings: usize,
}

impl Score {
    fn add(&mut self, other: &Self) {
        self.habits.resize_with(other.habits.len(), Tally::default);
        for (one, other) in self.habits.iter_mut().zip(&other.habits) {
            one.add(other);
        }
        for (rule, alarms) in &other.by_rule {
            *self.by_rule.entry(rule).or_default() += alarms;
        }
        self.lost += other.lost;
        self.lost_on.extend(other.lost_on.iter().cloned());
        self.long += other.long;
        self.long_on.extend(other.long_on.iter().cloned());
        self.lines += other.lines;
        self.new_lines += other.new_lines;
        self.evenings += other.evenings;
    }

    /// All habits together.
    pub(crate) fn all(&self) -> Tally {
        let mut all = Tally::default();
        self.habits.iter().for_each(|one| all.add(one));
        all
    }

    /// New lines in a week, of a home of sixty.
    pub(crate) fn new_a_week(&self) -> f64 {
        7.0 * self.new_lines as f64 / self.evenings.max(1) as f64 * 60.0 / CHILDREN as f64
    }

    /// Lines on an evening, of a home of sixty.
    pub(crate) fn standing(&self) -> f64 {
        self.lines as f64 / self.evenings.max(1) as f64 * 60.0 / CHILDREN as f64
    }
}

/// What is remembered of a child from evening to evening.
#[derive(Debug, Clone, Default)]
struct Watched {
    on_since: Option<NaiveDate>,
    noticed: Option<NaiveDate>,
    is_long: bool,
}

/// Asks the lists of a home every evening.
pub(crate) fn watch(home: &HomeLife, family: &Family, way: &Way, director: Director) -> Score {
    let mut lists = Lists::new(home, way);
    let mut score = Score {
        habits: vec![Tally::default(); family.habits.len()],
        ..Score::default()
    };
    let mut watched = vec![Watched::default(); home.pupils.len()];
    for today in days(WATCHED, LAST) {
        score.evenings += 1;
        let on = lists.on(today);
        for (nth, (one, rule)) in home.pupils.iter().zip(on).enumerate() {
            let (Some(was), Some(tally)) = (watched.get_mut(nth), score.habits.get_mut(one.habit))
            else {
                continue;
            };
            let is_new = rule.is_some() && was.on_since.is_none();
            was.on_since = rule.map(|_| was.on_since.unwrap_or(today));
            score.lines += usize::from(rule.is_some());
            score.new_lines += usize::from(is_new);
            if let Some(stop) = one.stop.filter(|stop| *stop <= today) {
                let is_on = rule.is_some();
                if was.noticed.is_some() && !is_on {
                    score.lost += 1;
                    let number = Uuid::from(one.child.id).as_u128();
                    let (home, child) = (number / 1_000 + 1, number % 1_000);
                    let about = format!("home {home} child {child} on {today}");
                    score.lost_on.push(about);
                }
                was.is_long |= !is_on && (today - stop).num_days() > LATEST;
                was.noticed = was.noticed.or_else(|| is_on.then_some(today));
            } else {
                tally.child_days += usize::from(!one.is_at_parents(today));
                if let Some(rule) = rule.filter(|_| is_new) {
                    tally.alarms += 1;
                    *score.by_rule.entry(rule.code()).or_default() += 1;
                }
            }
            if director == Director::Diligent {
                act(&mut lists, was, (nth, one.is_gone(today)), today);
            }
        }
    }
    for (one, was) in home.pupils.iter().zip(&watched) {
        if let (Some(stop), Some(tally)) = (one.stop, score.habits.get_mut(one.habit)) {
            let delay = was.noticed.map(|on| (on - stop).num_days());
            tally.delays.push(delay.unwrap_or(i64::MAX));
            score.long += usize::from(was.is_long);
            if was.is_long {
                let name = family.habits.get(one.habit).map_or("", |habit| habit.name);
                score
                    .long_on
                    .push(format!("{name}, {}", one.before_the_end()));
            }
        }
    }
    score
}

fn act(lists: &mut Lists<'_>, was: &Watched, (nth, is_gone): (usize, bool), today: NaiveDate) {
    let stood = was.on_since.map(|since| today - since);
    let waits = TimeDelta::days(if is_gone { 7 } else { 2 });
    let Some(child) = lists.children.get_mut(nth) else {
        return;
    };
    if stood.is_none_or(|stood| stood < waits) {
        return;
    }
    if is_gone {
        child.status = Status::Moved;
        child.left_on = Some(today);
    } else {
        let id = child.id;
        let mut visit = Visit::new(VisitId::default(), id, today, VisitKind::Special);
        visit.child_seen = true;
        lists.see(visit);
    }
}

/// The sum over all homes, which two threads share.
pub(crate) fn score(homes: &[HomeLife], family: &Family, way: &Way, director: Director) -> Score {
    let half = |homes: &[HomeLife]| {
        let mut sum = Score::default();
        for home in homes {
            sum.add(&watch(home, family, way, director));
        }
        sum
    };
    let (first, second) = homes.split_at(homes.len() / 2);
    std::thread::scope(|scope| {
        let other = scope.spawn(|| half(second));
        let mut sum = half(first);
        if let Ok(other) = other.join() {
            sum.add(&other);
        }
        sum
    })
}

/// What the numbers of the rules are set to, to switch a rule off.
pub(crate) fn without(rule: RuleId) -> Vec<(&'static str, i64)> {
    match rule {
        RuleId::S3 => vec![("S3.amber", 3_650), ("S3.red", 3_650)],
        RuleId::S5 => vec![("S5.excused", 3_650)],
        RuleId::S6 => vec![("S6.expected", 3_650)],
        _ => Vec::new(),
    }
}
