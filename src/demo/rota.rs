//! On which days the director of the demo home visits or rings which family.

use super::dice::Dice;
use super::frame::Frame;
use super::person::Person;
use crate::domain::TagCode;
use crate::domain::child::{Risk, SummerPlan};
use chrono::{Datelike, Days, NaiveDate};

/// Percentage of monthly visits that do not meet the child; it is visited again two days later.
const NOT_MET: u32 = 7;
/// The child of a parent at home is visited once a year, in December.
const YEARLY: (u32, u32) = (12, 10);

/// What the director did about a child on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Contacted {
    /// Visited and met it.
    Met,
    /// Visited and did not meet it.
    NotMet,
    /// Rang the family.
    Rang,
}

/// The visit or call to a child on a day, if there was one.
pub(crate) fn contact(person: &Person, frame: &Frame, day: NaiveDate) -> Option<Contacted> {
    let file = &person.file;
    let is_here = file.joined_on.is_none_or(|joined| joined < day)
        && file.left_on.is_none_or(|left| day < left)
        && person.habit.fell_away.is_none_or(|first| day < first);
    if !is_here {
        return None;
    }
    // Children who stopped coming a few days ago had been visited just before.
    if person.habit.fell_away == day.succ_opt() {
        return Some(Contacted::Met);
    }
    let joined = file.joined_on.unwrap_or(frame.start);
    // The children who joined last week are still to be visited.
    if joined > frame.start {
        if joined + Days::new(3) == day && frame.ago(10) > joined {
            return Some(Contacted::Met);
        }
        if joined > frame.ago(10) {
            return None;
        }
    }
    let ago = (frame.today - day).num_days();
    let is_due = match file.risk {
        Some(Risk::Red) => ago % 6 == 1,
        // Of the two children one was visited yesterday, and one is due.
        Some(Risk::Yellow) if person.household == 7 => ago % 14 == 1,
        Some(Risk::Yellow) if matches!(frame.today.month(), 7 | 8) && ago < 100 => ago % 7 == 3,
        // Once in the year a visit was left out.
        Some(Risk::Yellow) => ago >= 17 && ago % 14 == 3 && ago != 143,
        _ => return at_green(person, frame, day),
    };
    is_due.then_some(Contacted::Met)
}

fn at_green(person: &Person, frame: &Frame, day: NaiveDate) -> Option<Contacted> {
    if person.tags.iter().all(|tag| tag.code == TagCode::Ord) {
        return ((day.month(), day.day()) == YEARLY).then_some(Contacted::Met);
    }
    let stays = person.file.summer_plan == Some(SummerPlan::Village);
    if stays && matches!(day.month(), 7 | 8) {
        return in_summer(person, day);
    }
    if is_month_visit(person, day) {
        let is_met = !misses(person, frame, day);
        return Some(if is_met {
            Contacted::Met
        } else {
            Contacted::NotMet
        });
    }
    let before = day - Days::new(2);
    let is_again = is_month_visit(person, before) && misses(person, frame, before);
    is_again.then_some(Contacted::Met)
}

fn misses(person: &Person, frame: &Frame, day: NaiveDate) -> bool {
    let purpose = u64::from(day.num_days_from_ce().unsigned_abs());
    Dice::new(frame.millis ^ purpose, 7000 + person.number as u64).chance(NOT_MET)
}

/// Once a month on a day of the household, before the 25th; once a year some days late.
fn is_month_visit(person: &Person, day: NaiveDate) -> bool {
    let household = u32::try_from(person.household).unwrap_or_default();
    let is_late = (day.month0() + household).is_multiple_of(12)
        && person.file.risk == Some(Risk::Green)
        && person.story.is_none();
    let on = if is_late { 27 } else { 2 + household * 7 % 21 };
    day.day() == on
}

/// Each week in summer, a visit and a call in turn.
fn in_summer(person: &Person, day: NaiveDate) -> Option<Contacted> {
    let household = i64::try_from(person.household).unwrap_or_default();
    let first = NaiveDate::from_ymd_opt(day.year(), 7, 1)?;
    let since = (day - first).num_days() - household % 7;
    let (week, rest) = (since.div_euclid(7), since.rem_euclid(7));
    let is_on = since >= 0 && rest == 0;
    let kind = if week % 2 == 0 {
        Contacted::Met
    } else {
        Contacted::Rang
    };
    is_on.then_some(kind)
}
