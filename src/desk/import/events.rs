//! Judges the events of a calendar file against the plan: what each would add, change or call off.
//! The preview and the import use the same judgement.

use super::calendar::{CalendarRow, EventVerdict};
use super::merge::{Tally, differs_in_time, is_settled_here, merged, merged_series};
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
    today: NaiveDate,
    singles: HashMap<String, &'p Activity>,
    /// Single activities by the UID of the event that they were written out from.
    parts: HashMap<&'p str, Vec<&'p Activity>>,
    series: HashMap<String, &'p Series>,
    /// Series by the UID of their event, also those that go on after a change "from here on".
    chains: HashMap<String, Vec<&'p Series>>,
    exceptions: HashMap<SeriesId, Vec<&'p SeriesException>>,
    rows: HashMap<(SeriesId, NaiveDate), &'p Activity>,
}

impl<'p> EventJudge<'p> {
    pub(crate) fn new(programme: &'p Programme, calendar: &'p Calendar, today: NaiveDate) -> Self {
        let mut parts: HashMap<&str, Vec<&Activity>> = HashMap::new();
        for one in &programme.activities {
            if let Some((event, _)) = one.uid.rsplit_once('#') {
                parts.entry(event).or_default().push(one);
            }
        }
        let mut chains: HashMap<String, Vec<&Series>> = HashMap::new();
        for one in &programme.series {
            let name = one.file_name();
            let event = one
                .uid
                .rsplit_once('#')
                .map_or(name.as_str(), |(event, _)| event);
            chains.entry(event.to_owned()).or_default().push(one);
        }
        let mut exceptions: HashMap<SeriesId, Vec<&SeriesException>> = HashMap::new();
        for one in &programme.exceptions {
            exceptions.entry(one.series).or_default().push(one);
        }
        let singles = programme.activities.iter();
        let rows = programme.activities.iter();
        Self {
            chains,
            exceptions,
            programme,
            calendar,
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
            parts: match &entry.content {
                Content::Series(all, _) => all.iter().map(|one| one.series.clone()).collect(),
                _ => Vec::new(),
            },
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
        let series = self.chain(uid).iter().filter_map(|one| one.sequence).max();
        let parts = self.parts.get(uid).into_iter().flatten();
        let parts = parts.filter_map(|one| one.sequence).max();
        single.max(series).max(parts).unwrap_or(0)
    }

    /// All series of an event.
    fn chain(&self, uid: &str) -> &[&'p Series] {
        let known = self.chains.get(uid).filter(|_| !uid.is_empty());
        known.map_or(&[], Vec::as_slice)
    }

    /// Ends the series of an event that its new revision no longer has. What took place stays.
    fn ended(&self, uid: &str, kept: &[&str], tally: &mut Tally, changes: &mut Changes) {
        let eve = self.today.pred_opt().unwrap_or(self.today);
        let goes_on = |one: &&&Series| one.ends_on.is_none_or(|last| last > eve);
        let gone = self.chain(uid).iter().filter(goes_on);
        for series in gone.filter(|one| !kept.contains(&one.file_name().as_str())) {
            tally.called_off += 1;
            self.end(series, eve, changes);
        }
    }

    fn end(&self, series: &Series, eve: NaiveDate, changes: &mut Changes) {
        let rows = self.rows.values().filter(|one| {
            one.series == Some(series.id) && one.progress == Progress::Planned && one.day > eve
        });
        changes.activities.extend(rows.map(|one| Self::off(one)));
        changes.series.push(SeriesChange {
            series: Series {
                ends_on: Some(eve),
                ..series.clone()
            },
            exceptions: Vec::new(),
            dropped: Vec::new(),
            rows: Vec::new(),
        });
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
        self.ended(&entry.uid, &[], &mut tally, &mut changes);
        (tally.verdict(), changes)
    }

    fn activity(&self, activity: &Activity, tally: &mut Tally, changes: &mut Changes) {
        let known = self
            .singles
            .get(&activity.uid)
            .filter(|_| !activity.uid.is_empty());
        let Some(known) = known else {
            // What is over already would stand as missed although nobody missed it here.
            if activity.day < self.today {
                tally.over += 1;
                return;
            }
            tally.new += 1;
            changes.activities.push(activity.clone());
            return;
        };
        if known.progress == Progress::Held {
            tally.held += 1;
            return;
        }
        if is_settled_here(known) && differs_in_time(known, activity) {
            tally.kept += 1;
            return;
        }
        let merged = merged(known, activity);
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
            changes.activities.push(Self::off(one));
        }
    }

    /// Called off by the file; a reason would be a person's.
    fn off(activity: &Activity) -> Activity {
        Activity {
            progress: Progress::Cancelled,
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
        let kept: Vec<&str> = parts.iter().map(|part| part.series.uid.as_str()).collect();
        self.ended(&entry.uid, &kept, &mut tally, &mut changes);
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
        let has_successor = self
            .programme
            .series
            .iter()
            .any(|one| one.follows == Some(known.id));
        let series = merged_series(known, &part.series, has_successor);
        let old: &[&SeriesException] = self.exceptions.get(&known.id).map_or(&[], Vec::as_slice);
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
        let known = self.chain(&entry.uid).iter().find(|one| one.is_on(day));
        let Some(series) = known.copied() else {
            // A day of an event that was written out, or a day of its own; the others stay.
            let (mut tally, mut changes) = (Tally::default(), Changes::default());
            for activity in all {
                self.activity(activity, &mut tally, &mut changes);
            }
            return (tally.verdict(), changes);
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
        let (mut tally, mut changes) = (Tally::default(), Changes::default());
        let series = day.and_then(|day| self.chain(&entry.uid).iter().find(|one| one.is_on(day)));
        if let (Some(series), Some(day)) = (series, day) {
            return self.call_off_instance(series, day);
        }
        let known = self.known_of(&entry.uid);
        let meant = known
            .iter()
            .filter(|one| day.is_none_or(|day| one.day == day));
        for one in meant {
            match one.progress {
                Progress::Held => tally.held += 1,
                Progress::Cancelled => tally.same += 1,
                Progress::Planned => {
                    tally.called_off += 1;
                    changes.activities.push(Activity {
                        sequence: entry.sequence,
                        ..Self::off(one)
                    });
                }
            }
        }
        if day.is_none() {
            let before = tally.called_off;
            self.ended(&entry.uid, &[], &mut tally, &mut changes);
            let ended = tally.called_off - before;
            tally.same += self.chain(&entry.uid).len() - ended;
            for change in &mut changes.series {
                change.series.sequence = entry.sequence.or(change.series.sequence);
            }
        }
        if tally.is_empty() {
            return (EventVerdict::NotHere, changes);
        }
        (tally.verdict(), changes)
    }

    fn call_off_instance(&self, series: &Series, day: NaiveDate) -> (EventVerdict, Changes) {
        let mut changes = Changes::default();
        let row = self.rows.get(&(series.id, day)).copied();
        let known = self.programme.exception(series.id, day);
        let is_off = known.is_some_and(|one| one.kind == ExceptionKind::Cancelled);
        match row.map(|row| (row, row.progress)) {
            Some((_, Progress::Held)) => return (EventVerdict::Held, changes),
            Some((_, Progress::Cancelled)) => return (EventVerdict::Same, changes),
            Some((row, Progress::Planned)) => changes.activities.push(Self::off(row)),
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
                    reason: String::new(),
                }],
                dropped: Vec::new(),
                rows: Vec::new(),
            }),
        }
        (EventVerdict::CalledOff, changes)
    }
}
