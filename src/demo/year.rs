//! A year of attendance in the demo home, day by day.

use super::dice::{Dice, list, word};
use super::frame::Frame;
use super::person::{Person, Story};
use super::step::DemoRow;
use super::village::Village;
use crate::domain::attendance::AbsenceReason;
use crate::domain::calendar::Calendar;
use crate::domain::hours::Span;
use crate::domain::{Attendance, Mark, Moment, Opening, OutTo};
use chrono::{Datelike, NaiveDate, NaiveTime, TimeDelta, Timelike};

/// The attendance of one day.
#[derive(Debug, Clone)]
pub(crate) struct DayStory {
    pub(crate) day: NaiveDate,
    pub(crate) opening: Option<Opening>,
    pub(crate) absences: Vec<Attendance>,
    /// In the order of arrival.
    pub(crate) stays: Vec<Attendance>,
}

impl DayStory {
    pub(crate) fn rows(&self) -> impl Iterator<Item = DemoRow> {
        let opening = self.opening.iter().cloned().map(DemoRow::Opening);
        let rows = self.absences.iter().chain(&self.stays).cloned();
        opening.chain(rows.map(DemoRow::Attendance))
    }

    /// Time of closing; `None` if the day was not closed.
    pub(crate) fn end(&self) -> Option<Moment> {
        self.opening.as_ref().and_then(|opening| opening.closed_at)
    }
}

/// How the children of a household come and go together on a day.
#[derive(Clone, Copy)]
struct Walk {
    /// Minutes added to the usual arrival of each child.
    later: i64,
    /// Time of collection, in minutes before closing.
    leaves_before: i64,
    /// Random number below a thousand that chooses the collector.
    collector: u32,
    seconds: i64,
}

/// The data from which each day is computed.
pub(crate) struct Year<'v> {
    frame: &'v Frame,
    village: &'v Village,
    calendar: &'v Calendar,
    seed: u64,
}

impl<'v> Year<'v> {
    pub(crate) fn new(
        frame: &'v Frame,
        village: &'v Village,
        calendar: &'v Calendar,
        seed: u64,
    ) -> Self {
        Self {
            frame,
            village,
            calendar,
            seed,
        }
    }

    /// The attendance of a day up to now. On `forgotten`, two families leave without a sign-out and
    /// the day stays open.
    pub(crate) fn day(&self, day: NaiveDate, forgotten: Option<NaiveDate>) -> DayStory {
        let mut story = DayStory {
            day,
            opening: None,
            absences: Vec::new(),
            stays: Vec::new(),
        };
        let spans = self.calendar.spans(day);
        let (Some(first), Some(last)) = (spans.first(), spans.last()) else {
            return story;
        };
        let mut dice = Dice::new(self.seed, day_number(day));
        let mut walk = (usize::MAX, walk(&mut dice));
        for person in &self.village.people {
            if person.household != walk.0 {
                walk = (person.household, self::walk(&mut dice));
            }
            self.person(person, spans, walk.1, &mut story, &mut dice);
        }
        story.stays.sort_by_key(|stay| stay.in_at);
        let opened = self
            .frame
            .at(day, minutes(first.opens) - dice.between(2, 9));
        let closed = self.frame.at(day, minutes(last.closes) + 16);
        story.opening = Some(Opening {
            day,
            opened_at: opened,
            opened_by: self.village.on_duty(day),
            closed_at: Some(closed),
            closed_by: self.village.on_duty(day),
            note: note(&mut dice),
        });
        if Some(day) == forgotten {
            forget(&mut story);
        }
        self.until_now(&mut story);
        story
    }

    fn person(
        &self,
        person: &Person,
        spans: &[Span],
        walk: Walk,
        story: &mut DayStory,
        dice: &mut Dice,
    ) {
        let day = story.day;
        let comes = dice.below(100);
        let (halves, why, phrase) = (dice.below(10), dice.below(100), dice.below(1000));
        let expected = self.calendar.expected(&person.file, day);
        if has_stopped(person, day) && expected && person.story == Some(Story::Excused) {
            let words = list("absence-ill").first().copied().unwrap_or_default();
            story
                .absences
                .push(excused(person, day, AbsenceReason::Ill, words));
        }
        if !self.is_around(person, day) {
            return;
        }
        let is_ill = self.is_ill(person, day);
        let fades = self.fades(person, day);
        let chance = match (expected, person.file.expected_days.is_empty()) {
            _ if self.village.is_family_day(day) => 85,
            (true, _) if is_about_to_stop(person, day) => 100,
            (true, _) if fades => 25,
            (true, _) => person.habit.steady,
            (false, true)
                if day_number(day)
                    .wrapping_add(person.number as u64)
                    .is_multiple_of(4) =>
            {
                92
            }
            _ => 4,
        };
        if !is_ill && comes < chance {
            let places = which(spans.len(), halves);
            let stays = (1..).zip(spans.iter().enumerate().filter(|(n, _)| places.contains(n)));
            for (stay, (_, span)) in stays {
                story
                    .stays
                    .push(self.stay(person, *span, walk, (day, stay)));
            }
            return;
        }
        let asked = || (!fades && !self.may_miss(person, day)).then_some(AbsenceReason::Family);
        let reason = known_reason(is_ill, why).or_else(asked);
        if let Some(reason) = reason.filter(|_| expected) {
            let words = list(&format!("absence-{}", reason.code()));
            let note = words.get(phrase as usize % words.len().max(1));
            let note = note.filter(|_| phrase % 3 > 0);
            story.absences.push(excused(
                person,
                day,
                reason,
                note.copied().unwrap_or_default(),
            ));
        }
    }

    /// Whether the child is enrolled on that day, still comes, and is not away for the summer.
    fn is_around(&self, person: &Person, day: NaiveDate) -> bool {
        let file = &person.file;
        let joined = file.joined_on.is_none_or(|joined| joined <= day);
        let here = file.left_on.is_none_or(|left| day < left);
        let comes = !has_stopped(person, day);
        let away = file
            .summer_plan
            .is_some_and(|plan| plan.code() != "village")
            && self
                .calendar
                .term(day)
                .is_some_and(crate::domain::calendar::Term::is_summer);
        joined && here && comes && !away
    }

    /// The home asks about each absence; one day in two weeks at most stays without an answer.
    fn may_miss(&self, person: &Person, day: NaiveDate) -> bool {
        let (week, number) = (day_number(day) / 7, person.number as u64);
        let mut dice = Dice::new(self.seed ^ week, 5000 + number);
        (week + number).is_multiple_of(2) && u64::from(dice.below(6)) == day_number(day) % 7
    }

    /// One child lost interest for some weeks of the winter or spring.
    fn fades(&self, person: &Person, day: NaiveDate) -> bool {
        let ago = (self.frame.today - day).num_days();
        person.household == FADING && (120..165).contains(&ago)
    }

    /// Whether the child is ill; illness lasts up to three days and is more frequent in winter.
    fn is_ill(&self, person: &Person, day: NaiveDate) -> bool {
        let week = day_number(day) / 7;
        let mut dice = Dice::new(self.seed ^ week, 1000 + person.number as u64);
        let often = if matches!(day.month(), 11 | 12 | 1 | 2) {
            7
        } else {
            3
        };
        if !dice.chance(often) || is_about_to_stop(person, day) {
            return false;
        }
        let first = u64::from(dice.below(5));
        (first..first + 3).contains(&(day_number(day) % 7))
    }

    fn stay(&self, person: &Person, span: Span, walk: Walk, key: (NaiveDate, i64)) -> Attendance {
        let (opens, closes) = (minutes(span.opens), minutes(span.closes));
        let comes = opens + (person.habit.comes_after + walk.later).clamp(0, closes - opens - 40);
        let leaves = (closes - walk.leaves_before).max(comes + 20);
        let (day, stay) = key;
        let second = TimeDelta::seconds(walk.seconds);
        let came = self.frame.at(day, comes) + second;
        let mut row = Attendance {
            out_at: Some(self.frame.at(day, leaves) + second),
            ..Attendance::arrival(day, person.file.id, stay, came)
        };
        self.collect(person, walk, &mut row);
        row
    }

    fn collect(&self, person: &Person, walk: Walk, row: &mut Attendance) {
        if person.file.walks_home == Some(true) {
            row.out_to = Some(OutTo::Alone);
            return;
        }
        // Now and then an unlisted person collects, allowed by a director; none in the last days.
        let is_long_ago = (self.frame.today - row.day).num_days() > 8;
        if walk.collector >= 998 && is_long_ago {
            row.out_to = Some(OutTo::Unlisted);
            row.out_allowed_by = self.village.director();
            word("unlisted").clone_into(&mut row.note);
            return;
        }
        let may: Vec<_> = person
            .contacts
            .iter()
            .filter(|one| one.can_collect && one.do_not_contact.is_empty())
            .filter(|one| one.work_place.is_empty())
            .collect();
        let other = usize::from(walk.collector >= 750);
        let collector = may.get(other).or_else(|| may.first());
        row.out_to = Some(collector.map_or(OutTo::NotKnown, |one| OutTo::Contact(one.id)));
    }

    /// Removes everything later than now.
    fn until_now(&self, story: &mut DayStory) {
        let now = self.frame.now;
        let is_past = |at: &Option<Moment>| at.is_some_and(|at| at <= now);
        story.stays.retain(|stay| is_past(&stay.in_at));
        for stay in story.stays.iter_mut().filter(|stay| !is_past(&stay.out_at)) {
            went_unseen(stay);
        }
        story.opening = story
            .opening
            .take()
            .filter(|opening| opening.opened_at <= now);
        if let Some(opening) = &mut story.opening
            && opening.closed_at.is_some_and(|at| at > now)
        {
            reopen(opening);
        }
    }
}

/// Household of the child who came less and less for some weeks.
const FADING: usize = 18;

fn has_stopped(person: &Person, day: NaiveDate) -> bool {
    person.habit.fell_away.is_some_and(|first| first <= day)
}

/// The weeks before a child stopped, in which it came every agreed day.
fn is_about_to_stop(person: &Person, day: NaiveDate) -> bool {
    let days = person.habit.fell_away.map(|first| (first - day).num_days());
    days.is_some_and(|days| (1..=21).contains(&days))
}

fn excused(person: &Person, day: NaiveDate, reason: AbsenceReason, note: &str) -> Attendance {
    Attendance {
        reason: Some(reason),
        note: note.to_owned(),
        ..Attendance::blank(day, person.file.id, 1, Mark::Excused)
    }
}

/// Removes the sign-outs of the last two collected children and reopens the day.
fn forget(story: &mut DayStory) {
    let collected = |stay: &&mut Attendance| matches!(stay.out_to, Some(OutTo::Contact(_)));
    story
        .stays
        .iter_mut()
        .rev()
        .filter(collected)
        .take(2)
        .for_each(went_unseen);
    story.opening.iter_mut().for_each(reopen);
}

fn went_unseen(stay: &mut Attendance) {
    stay.out_at = None;
    stay.out_to = None;
    stay.out_allowed_by = None;
    stay.note.clear();
}

fn reopen(opening: &mut Opening) {
    opening.closed_at = None;
    opening.closed_by = None;
}

fn walk(dice: &mut Dice) -> Walk {
    Walk {
        later: dice.between(-3, 14),
        leaves_before: dice.between(-6, 35),
        collector: dice.below(1000),
        seconds: dice.between(0, 59),
    }
}

/// The opening periods in which a child comes: one of two for most children, both for a few.
fn which(spans: usize, halves: u32) -> &'static [usize] {
    match (spans, halves) {
        (0 | 1, _) | (_, 0..=4) => &[0],
        (_, 5..=7) => &[1],
        _ => &[0, 1],
    }
}

/// The reason for an absence; known for every illness and a quarter of other absences.
fn known_reason(is_ill: bool, why: u32) -> Option<AbsenceReason> {
    match why {
        _ if is_ill => Some(AbsenceReason::Ill),
        0..=9 => Some(AbsenceReason::Family),
        10..=14 => Some(AbsenceReason::WithParents),
        15..=19 => Some(AbsenceReason::Weather),
        20..=24 => Some(AbsenceReason::Other),
        _ => None,
    }
}

fn note(dice: &mut Dice) -> String {
    let word = dice.any("day-note");
    if dice.chance(40) {
        word.to_owned()
    } else {
        String::new()
    }
}

fn minutes(time: NaiveTime) -> i64 {
    i64::from(time.num_seconds_from_midnight()) / 60
}

fn day_number(day: NaiveDate) -> u64 {
    u64::from(day.num_days_from_ce().unsigned_abs())
}
