//! At what time children come: weekday by half hour of the first arrival of a day.

use super::beside::beside_words;
use super::frame::Trend;
use crate::domain::{Attendance, ChildId, Weekdays};
use crate::reports::table::{Cell, Column, Fact, Picture, Row, RowState, Table, Value};
use crate::reports::words::one_decimal;
use crate::t;
use crate::wording::calendar::weekday;
use chrono::{Datelike, NaiveDate, Timelike, Weekday};
use std::collections::{BTreeSet, HashMap, HashSet};

/// Minutes of a column.
const HALF_HOUR: u32 = 30;

/// The arrival of a child on a day: its half hour, counted from midnight; `None` without a time.
type Arrivals = HashMap<(ChildId, NaiveDate), Option<u32>>;

/// Fewer arrivals than this say nothing about the usual time.
const FEW: usize = 10;

/// The table.
pub(super) fn table(trend: &Trend<'_>) -> Table {
    let lang = trend.lang;
    let arrivals = arrivals(trend);
    let other = trend.other();
    let before = other.as_ref().map(self::arrivals);
    let slots = half_hours(
        trend,
        arrivals
            .values()
            .chain(before.iter().flat_map(HashMap::values)),
    );
    let mut columns = vec![Column::words("weekday", t!(lang, "trend-weekday"), 8)];
    columns.extend(slots.iter().map(|slot| Column {
        width: 6,
        ..Column::number(&clock(*slot), clock(*slot))
    }));
    columns.push(Column::number("timed", t!(lang, "trend-timed")));
    columns.push(Column::number("untimed", t!(lang, "trend-untimed")));
    let open = Weekdays::WEEK.into_iter().filter(|day| {
        let is_met = arrivals.keys().any(|(_, on)| on.weekday() == *day);
        is_met
            || trend
                .period
                .each_day()
                .any(|on| on.weekday() == *day && trend.facts.calendar().is_open(on))
    });
    let mut rows: Vec<Row> = open
        .map(|day| row(trend, weekday(day, lang), (&slots, &arrivals), Some(day)))
        .collect();
    if !rows.is_empty() {
        let mut total = row(trend, t!(lang, "trend-total"), (&slots, &arrivals), None);
        total.state = RowState::Total;
        rows.push(total);
        // Of a period without a register nothing is known, not zero.
        let known = other
            .as_ref()
            .filter(|other| other.facts.taken(other.period).next().is_some());
        if let (Some(other), Some(before), Some(name)) = (known, &before, beside_words(trend)) {
            let mut sums = row(other, name, (&slots, before), None);
            sums.state = RowState::Total;
            rows.push(sums);
        }
    }
    let mut sentences = sentences(trend, &slots, &arrivals);
    sentences.extend(trend.said_beside(other.as_ref(), |other, name| {
        other.facts.taken(other.period).next()?;
        let before = before.as_ref()?;
        let Some((slot, part, of)) = busiest(&slots, before) else {
            let timed = before.values().filter(|slot| slot.is_some()).count();
            return Some(t!(
                lang,
                "trend-few-times-beside",
                other = name,
                count = timed
            ));
        };
        Some(t!(
            lang,
            "trend-busiest-beside",
            other = name,
            from = clock(slot),
            to = clock(slot + 1),
            part = part.to_string(),
            of = of.to_string()
        ))
    }));
    Table {
        sentences,
        rows,
        notes: vec![t!(lang, "trend-note-when")],
        picture: Picture::Heat { totals: 2 },
        ..trend.frame(columns)
    }
}

fn clock(slot: u32) -> String {
    let minutes = slot * HALF_HOUR;
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// The first arrival of each child on each day.
fn arrivals(trend: &Trend<'_>) -> Arrivals {
    let mut all = Arrivals::new();
    let stays = trend.facts.stays.iter();
    for stay in stays.filter(|one| one.mark.is_seen() && trend.period.contains(one.day)) {
        let slot = half_hour(stay);
        let first = all.entry((stay.child, stay.day)).or_insert(slot);
        *first = match (*first, slot) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
    }
    all
}

fn half_hour(stay: &Attendance) -> Option<u32> {
    let at = stay.in_at?.time();
    Some((at.hour() * 60 + at.minute()) / HALF_HOUR)
}

/// The half hours of opening hours and of arrivals.
fn half_hours<'a>(trend: &Trend<'_>, arrivals: impl Iterator<Item = &'a Option<u32>>) -> Vec<u32> {
    let calendar = trend.facts.calendar();
    let minutes = |time: chrono::NaiveTime| time.hour() * 60 + time.minute();
    let spans = trend.period.each_day().flat_map(|day| calendar.spans(day));
    let open: Vec<(u32, u32)> = spans
        .map(|span| {
            (
                minutes(span.opens) / HALF_HOUR,
                minutes(span.closes).div_ceil(HALF_HOUR),
            )
        })
        .collect();
    let came = arrivals.copied().flatten();
    // Between the hours of weekdays and those of Saturdays nobody comes.
    let all: BTreeSet<u32> = open
        .iter()
        .flat_map(|(opens, closes)| *opens..*closes)
        .chain(came)
        .collect();
    all.into_iter().collect()
}

fn row(
    trend: &Trend<'_>,
    name: String,
    (slots, arrivals): (&[u32], &Arrivals),
    weekday: Option<Weekday>,
) -> Row {
    let facts = |is_meant: &dyn Fn(Option<u32>) -> bool| {
        let counted = arrivals.iter().filter(|((_, day), slot)| {
            weekday.is_none_or(|weekday| day.weekday() == weekday) && is_meant(**slot)
        });
        let mut facts: Vec<Fact> = counted
            .map(|((child, day), _)| Fact::Day(*child, *day))
            .collect();
        facts.sort_unstable_by_key(|one| (one.day(), one.child()));
        facts
    };
    let mut cells = vec![Cell::text(name)];
    cells.extend(
        slots
            .iter()
            .map(|slot| Cell::count(facts(&|one| one == Some(*slot)))),
    );
    cells.push(Cell::count(facts(&|one| one.is_some())));
    cells.push(Cell::count(facts(&|one| one.is_none())));
    let has_day = trend
        .facts
        .taken(trend.period)
        .any(|day| weekday.is_none_or(|weekday| day.weekday() == weekday));
    // A weekday without a register has no number, not the number zero.
    let is_unknown = !has_day && cells.iter().all(|cell| cell.facts.is_empty());
    if is_unknown {
        for cell in cells.iter_mut().skip(1) {
            cell.value = Value::NotTaken;
        }
    }
    Row {
        cells,
        state: if is_unknown {
            RowState::Gap
        } else {
            RowState::Whole
        },
    }
}

/// The half hour in which most came, how many did, and of how many; `None` where they are too few to say so.
fn busiest(slots: &[u32], arrivals: &Arrivals) -> Option<(u32, usize, usize)> {
    let timed = arrivals.values().filter(|slot| slot.is_some()).count();
    let count = |slot: u32| arrivals.values().filter(|one| **one == Some(slot)).count();
    let all = slots.iter().map(|slot| (*slot, count(*slot)));
    let (slot, most) = all.max_by_key(|one| one.1)?;
    (timed >= FEW && most > 0).then_some((slot, most, timed))
}

fn sentences(trend: &Trend<'_>, slots: &[u32], arrivals: &Arrivals) -> Vec<String> {
    let lang = trend.lang;
    let timed = arrivals.values().filter(|slot| slot.is_some()).count();
    if arrivals.is_empty() {
        return vec![trend.nothing()];
    }
    let untimed = arrivals.len() - timed;
    let mut said = Vec::new();
    if (1..FEW).contains(&timed) {
        said.push(t!(lang, "trend-few-times", count = timed));
    } else if let Some((slot, most, _)) = busiest(slots, arrivals) {
        said.push(t!(
            lang,
            "trend-busiest",
            from = clock(slot),
            to = clock(slot + 1),
            part = most.to_string(),
            of = timed.to_string()
        ));
    }
    said.extend(fullest(trend, arrivals));
    if untimed > 0 {
        said.push(t!(lang, "trend-without-time", count = untimed));
    }
    said
}

/// The weekday on which most came; nothing if that is one day, or if two weekdays are alike.
fn fullest(trend: &Trend<'_>, arrivals: &Arrivals) -> Option<String> {
    let mut days: HashMap<Weekday, (usize, usize)> = HashMap::new();
    // On a make-up day the weekday says nothing.
    let taken = trend
        .facts
        .taken(trend.period)
        .filter(|day| !trend.is_made_up(*day));
    let taken: HashSet<NaiveDate> = taken.collect();
    for day in &taken {
        days.entry(day.weekday()).or_default().1 += 1;
    }
    for (_, day) in arrivals.keys().filter(|(_, day)| taken.contains(day)) {
        days.entry(day.weekday()).or_default().0 += 1;
    }
    let mean = |sum: (usize, usize)| {
        let (sum, over) = sum;
        Value::Mean { sum, over }.number()
    };
    let known = days.iter().filter(|(_, sum)| sum.1 >= 2);
    let mut known: Vec<(Weekday, f64)> = known
        .filter_map(|(day, sum)| Some((*day, mean(*sum)?)))
        .collect();
    known.sort_by(|one, other| other.1.total_cmp(&one.1));
    match known.as_slice() {
        [(day, most), (_, next), ..] if most - next >= 0.5 => {
            let mean = one_decimal(*most);
            Some(t!(
                trend.lang,
                "trend-fullest",
                day = weekday(*day, trend.lang),
                mean = mean
            ))
        }
        _ => None,
    }
}
