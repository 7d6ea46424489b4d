//! Judges the events of a calendar file against the plan: what each would add, change or call off.
//! The preview and the import use the same judgement.

use super::calendar::{CalendarRow, EventVerdict};
use crate::domain::activity::{ExceptionKind, Progress};
use crate::domain::calendar::Calendar;
use crate::domain::{Activity, Programme, Series, SeriesException, SeriesId};
use crate::exchange::ics::{Content, Entry, IncomingSeries};
use chrono::NaiveDate;
use std::collections::{HashMap, HashSet};

/// Changes of the plan by one event. New records have unset identifiers.
#[derive(Debug, Default)]
pub(crate) struct Changes {
    /// Single activities.
    pub activities: Vec<Activity>,
    /// Series with their instances.
    pub series: Vec<SeriesChange>,
}

/// A changed series and its instances.
#[derive(Debug)]
pub(crate) struct SeriesChange {
    /// The series.
    pub series: Series,
    /// Exceptions to store.
    pub exceptions: Vec<SeriesException>,
    /// Exceptions to remove.
    pub dropped: Vec<SeriesException>,
    /// Instances with rows of their own.
    pub rows: Vec<Activity>,
}

/// The plan, indexed by the UIDs of calendar files.
pub(crate) struct EventJudge<'p> {
    programme: &'p Programme,
    calendar: &'p Calendar,
    source: &'p str,
    today: NaiveDate,
    singles: HashMap<String, &'p Activity>,
    /// Single activities by the UID of the event that they were written out from.
    parts: HashMap<&'p str, Vec<&'p Activity>>,
    series: HashMap<String, &'p Series>,
    rows: HashMap<(SeriesId, NaiveDate), &'p Activity>,
}

impl<'p> EventJudge<'p> {
    pub(crate) fn new(
        programme: &'p Programme,
        calendar: &'p Calendar,
        source: &'p str,
        today: NaiveDate,
    ) -> Self {
        let mut parts: HashMap<&str, Vec<&Activity>> = HashMap::new();
        for one in &programme.activities {
            if let Some((event, _)) = one.uid.rsplit_once('#') {
                parts.entry(event).or_default().push(one);
            }
        }
        let singles = programme.activities.iter();
        let rows = programme.activities.iter();
        Self {
            programme,
            calendar,
            source,
            today,
            singles: singles.map(|one| (one.file_name(), one)).collect(),
            parts,
            series: programme
                .series
                .iter()
                .map(|one| (one.file_name(), one))
                .collect(),
            rows: rows
                .filter_map(|one| Some(((one.series?, one.series_day?), one)))
                .collect(),
        }
    }

    /// What one event does to the plan.
    pub(crate) fn judge(&self, entry: &Entry) -> (CalendarRow, Changes) {
        let (verdict, changes) = self.changes(entry);
        let refused = match &entry.content {
            Content::Refused(why) => Some(*why),
            _ => None,
        };
        let count = match &entry.content {
            Content::Activities(all) => all.len(),
            Content::Series(series, added) => series.len() + added.len(),
            Content::Instance(..) | Content::CalledOff(_) => 1,
            Content::Refused(_) => 0,
        };
        let row = CalendarRow {
            title: entry.title.clone(),
            starts: entry.starts,
            verdict,
            refused,
            remarks: entry.remarks.clone(),
            count,
        };
        (row, changes)
    }

    fn changes(&self, entry: &Entry) -> (EventVerdict, Changes) {
        if matches!(entry.content, Content::Refused(_)) {
            return (EventVerdict::Refused, Changes::default());
        }
        if self.newest(&entry.uid) > entry.sequence.unwrap_or(0) {
            return (EventVerdict::Older, Changes::default());
        }
        match &entry.content {
            Content::Activities(all) => self.activities(entry, all),
            Content::Series(parts, added) => self.parts(entry, parts, added),
            Content::Instance(day, all) => self.instance(entry, *day, all),
            Content::CalledOff(day) => self.call_off(entry, *day),
            Content::Refused(_) => (EventVerdict::Refused, Changes::default()),
        }
    }

    /// The newest revision of an event in the plan.
    fn newest(&self, uid: &str) -> i64 {
        if uid.is_empty() {
            return 0;
        }
        let single = self.singles.get(uid).and_then(|one| one.sequence);
        let series = self.series.get(uid).and_then(|one| one.sequence);
        let parts = self.parts.get(uid).into_iter().flatten();
        let parts = parts.filter_map(|one| one.sequence).max();
        single.max(series).max(parts).unwrap_or(0)
    }

    /// All single activities that an event made.
    fn known_of(&self, uid: &str) -> Vec<&'p Activity> {
        if uid.is_empty() {
            return Vec::new();
        }
        let single = self.singles.get(uid).copied();
        let parts = self.parts.get(uid).into_iter().flatten().copied();
        single.into_iter().chain(parts).collect()
    }

    fn activities(&self, entry: &Entry, all: &[Activity]) -> (EventVerdict, Changes) {
        let mut tally = Tally::default();
        let mut changes = Changes::default();
        for activity in all {
            self.activity(activity, &mut tally, &mut changes);
        }
        self.gone(entry, all, &mut tally, &mut changes);
        (tally.verdict(), changes)
    }

    fn activity(&self, activity: &Activity, tally: &mut Tally, changes: &mut Changes) {
        let known = self
            .singles
            .get(&activity.uid)
            .filter(|_| !activity.uid.is_empty());
        let Some(known) = known else {
            tally.new += 1;
            changes.activities.push(activity.clone());
            return;
        };
        if known.progress == Progress::Held {
            tally.held += 1;
            return;
        }
        let mut merged = merged(known, activity);
        if merged.progress == Progress::Cancelled && known.progress == Progress::Planned {
            self.source.clone_into(&mut merged.reason);
        }
        tally.compare(known, &merged);
        changes.activities.push(merged);
    }

    /// Calls off the days of an event that its new revision no longer has.
    fn gone(&self, entry: &Entry, all: &[Activity], tally: &mut Tally, changes: &mut Changes) {
        let kept: HashSet<&str> = all.iter().map(|one| one.uid.as_str()).collect();
        let known = self.known_of(&entry.uid);
        let gone = known.into_iter().filter(|one| {
            one.progress == Progress::Planned
                && one.day >= self.today
                && !kept.contains(one.uid.as_str())
        });
        for one in gone {
            tally.called_off += 1;
            changes.activities.push(self.off(one));
        }
    }

    fn off(&self, activity: &Activity) -> Activity {
        Activity {
            progress: Progress::Cancelled,
            reason: self.source.to_owned(),
            ..activity.clone()
        }
    }

    fn parts(
        &self,
        entry: &Entry,
        parts: &[IncomingSeries],
        added: &[Activity],
    ) -> (EventVerdict, Changes) {
        let mut tally = Tally::default();
        let mut changes = Changes::default();
        for part in parts {
            self.part(part, entry.is_ours, &mut tally, &mut changes);
        }
        for activity in added {
            self.activity(activity, &mut tally, &mut changes);
        }
        self.gone(entry, added, &mut tally, &mut changes);
        (tally.verdict(), changes)
    }

    fn part(&self, part: &IncomingSeries, is_ours: bool, tally: &mut Tally, changes: &mut Changes) {
        let uid = &part.series.uid;
        let known = self.series.get(uid).filter(|_| !uid.is_empty()).copied();
        let Some(known) = known else {
            tally.new += 1;
            changes.series.push(SeriesChange {
                series: part.series.clone(),
                exceptions: part.exceptions.clone(),
                dropped: Vec::new(),
                rows: part.rows.clone(),
            });
            return;
        };
        let series = merged_series(known, &part.series);
        let old: Vec<&SeriesException> = self
            .programme
            .exceptions
            .iter()
            .filter(|one| one.series == known.id)
            .collect();
        // Our own file leaves out the days on which the home is closed; they are no exceptions.
        let is_closed_day = |one: &SeriesException| {
            is_ours && one.kind == ExceptionKind::Cancelled && !self.calendar.is_open(one.day)
        };
        let wanted: Vec<&SeriesException> = part
            .exceptions
            .iter()
            .filter(|one| !is_closed_day(one) || old.iter().any(|old| old.day == one.day))
            .collect();
        // What a person moved or called off here, with a reason, stays.
        let dropped: Vec<SeriesException> = old
            .iter()
            .filter(|old| old.reason.is_empty() && !wanted.iter().any(|new| new.day == old.day))
            .map(|old| (*old).clone())
            .collect();
        let mut exceptions = Vec::new();
        for new in wanted {
            // A row of the instance takes precedence over the file.
            if self.rows.contains_key(&(known.id, new.day)) {
                continue;
            }
            let before = old.iter().find(|old| old.day == new.day);
            let exception = SeriesException {
                series: known.id,
                reason: before.map_or_else(String::new, |old| old.reason.clone()),
                ..new.clone()
            };
            match before {
                Some(before) if **before == exception => {}
                _ => tally.changed += 1,
            }
            exceptions.push(exception);
        }
        let mut rows = Vec::new();
        for new in &part.rows {
            let known_row = new
                .series_day
                .and_then(|day| self.rows.get(&(known.id, day)));
            match known_row {
                Some(row) if row.progress == Progress::Held => tally.held += 1,
                Some(row) => {
                    let merged = merged(row, new);
                    tally.compare(row, &merged);
                    rows.push(merged);
                }
                None => {
                    tally.changed += 1;
                    rows.push(new.clone());
                }
            }
        }
        tally.changed += dropped.len();
        let is_same = Series {
            sequence: known.sequence,
            ..series.clone()
        } == *known;
        if is_same {
            tally.same += 1;
        } else {
            tally.changed += 1;
        }
        changes.series.push(SeriesChange {
            series,
            exceptions,
            dropped,
            rows,
        });
    }

    /// A change of one instance of a series that only the plan has.
    fn instance(&self, entry: &Entry, day: NaiveDate, all: &[Activity]) -> (EventVerdict, Changes) {
        let known = self
            .series
            .get(&entry.uid)
            .filter(|_| !entry.uid.is_empty());
        let Some(series) = known.filter(|one| one.is_on(day)) else {
            return self.activities(entry, all);
        };
        let Some(activity) = all.first() else {
            return (EventVerdict::Same, Changes::default());
        };
        if activity.progress == Progress::Cancelled {
            return self.call_off(entry, Some(day));
        }
        let mut tally = Tally::default();
        let row = self.rows.get(&(series.id, day)).copied();
        if row.is_some_and(|row| row.progress == Progress::Held) {
            return (EventVerdict::Held, Changes::default());
        }
        let before = row
            .cloned()
            .unwrap_or_else(|| series.instance(day, self.programme.exception(series.id, day)));
        let mut after = merged(&before, activity);
        after.uid.clear();
        after.moved_from = (after.day != day).then_some(day);
        tally.compare(&before, &after);
        let mut changes = Changes::default();
        if tally.changed > 0 {
            changes.activities.push(after);
        }
        (tally.verdict(), changes)
    }

    fn call_off(&self, entry: &Entry, day: Option<NaiveDate>) -> (EventVerdict, Changes) {
        let mut changes = Changes::default();
        let series = self
            .series
            .get(&entry.uid)
            .filter(|_| !entry.uid.is_empty())
            .copied();
        match (series, day) {
            (Some(series), Some(day)) if series.is_on(day) => {
                let row = self.rows.get(&(series.id, day)).copied();
                let known = self.programme.exception(series.id, day);
                let is_off = known.is_some_and(|one| one.kind == ExceptionKind::Cancelled);
                match row {
                    Some(row) if row.progress == Progress::Held => {
                        return (EventVerdict::Held, changes);
                    }
                    Some(row) if row.progress == Progress::Cancelled => {
                        return (EventVerdict::Same, changes);
                    }
                    Some(row) => changes.activities.push(self.off(row)),
                    None if is_off => return (EventVerdict::Same, changes),
                    None => changes.series.push(SeriesChange {
                        series: series.clone(),
                        exceptions: vec![SeriesException {
                            series: series.id,
                            day,
                            kind: ExceptionKind::Cancelled,
                            moved_to: None,
                            starts: None,
                            ends: None,
                            reason: self.source.to_owned(),
                        }],
                        dropped: Vec::new(),
                        rows: Vec::new(),
                    }),
                }
                (EventVerdict::CalledOff, changes)
            }
            (Some(series), None) => {
                // What took place stays; nothing takes place from today on.
                let eve = self.today.pred_opt().unwrap_or(self.today);
                if series.ends_on.is_some_and(|last| last <= eve) {
                    return (EventVerdict::Same, changes);
                }
                let rows = self.programme.activities.iter().filter(|one| {
                    one.series == Some(series.id)
                        && one.progress == Progress::Planned
                        && one.day >= self.today
                });
                changes.activities.extend(rows.map(|one| self.off(one)));
                changes.series.push(SeriesChange {
                    series: Series {
                        ends_on: Some(eve),
                        reason: self.source.to_owned(),
                        sequence: entry.sequence,
                        ..series.clone()
                    },
                    exceptions: Vec::new(),
                    dropped: Vec::new(),
                    rows: Vec::new(),
                });
                (EventVerdict::CalledOff, changes)
            }
            (_, day) => {
                let known = self.known_of(&entry.uid);
                let mut meant = known
                    .iter()
                    .filter(|one| day.is_none_or(|day| one.day == day))
                    .peekable();
                if meant.peek().is_none() {
                    return (EventVerdict::NotHere, changes);
                }
                let mut tally = Tally::default();
                for one in meant {
                    match one.progress {
                        Progress::Held => tally.held += 1,
                        Progress::Cancelled => tally.same += 1,
                        Progress::Planned => {
                            tally.called_off += 1;
                            changes.activities.push(Activity {
                                sequence: entry.sequence,
                                ..self.off(one)
                            });
                        }
                    }
                }
                (tally.verdict(), changes)
            }
        }
    }
}

/// How many records of an event are new, changed and so on.
#[derive(Debug, Default)]
struct Tally {
    new: usize,
    changed: usize,
    called_off: usize,
    same: usize,
    held: usize,
}

impl Tally {
    fn compare(&mut self, before: &Activity, after: &Activity) {
        let is_off =
            after.progress == Progress::Cancelled && before.progress != Progress::Cancelled;
        let is_same = Activity {
            sequence: before.sequence,
            ..after.clone()
        } == *before;
        match (is_off, is_same) {
            (true, _) => self.called_off += 1,
            (false, true) => self.same += 1,
            (false, false) => self.changed += 1,
        }
    }

    fn verdict(&self) -> EventVerdict {
        match self {
            Self {
                new,
                changed: 0,
                called_off: 0,
                same: 0,
                held: 0,
            } if *new > 0 => EventVerdict::New,
            Self {
                new: 0,
                changed: 0,
                called_off,
                ..
            } if *called_off > 0 => EventVerdict::CalledOff,
            Self {
                new,
                changed,
                called_off,
                ..
            } if new + changed + called_off > 0 => EventVerdict::Changed,
            Self { held, .. } if *held > 0 => EventVerdict::Held,
            _ => EventVerdict::Same,
        }
    }
}

/// The record with what the file says; what the file does not say stays.
fn merged(known: &Activity, new: &Activity) -> Activity {
    Activity {
        id: known.id,
        series: known.series,
        series_day: known.series_day,
        organiser: known.organiser,
        helpers: known.helpers.clone(),
        materials: known.materials.clone(),
        expected: known.expected.clone(),
        moved_from: known.moved_from,
        reason: known.reason.clone(),
        uid: known.uid.clone(),
        sequence: new.sequence.or(known.sequence),
        ..new.clone()
    }
}

fn merged_series(known: &Series, new: &Series) -> Series {
    let series = Series {
        id: known.id,
        follows: known.follows,
        organiser: known.organiser,
        helpers: known.helpers.clone(),
        materials: known.materials.clone(),
        expected: known.expected.clone(),
        reason: known.reason.clone(),
        uid: known.uid.clone(),
        sequence: new.sequence.or(known.sequence),
        ..new.clone()
    };
    // An equal rule written differently is no change.
    let as_known = Series {
        sequence: series.sequence,
        ..known.clone()
    };
    if as_known.clone().pinned() == series.clone().pinned() {
        as_known
    } else {
        series
    }
}
