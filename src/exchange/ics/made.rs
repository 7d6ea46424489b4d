//! Makes series and activities of one event of a calendar file.

use super::event::{Event, MOST_DAYS, MOST_RULES, Written};
use super::remark::{Refused, Remark, RemarkCode};
use super::rule::{Ends, Rule};
use super::{Content, Entry, IncomingSeries};
use crate::domain::activity::{ExceptionKind, Recurrence};
use crate::domain::{Activity, Series, SeriesException, SeriesId, Weekdays};
use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use std::collections::HashSet;

/// Most single days that one event is written out to.
const MOST_WRITTEN: u16 = 1_000;
/// How far a rule is written out, before and after today.
const BACK: Days = Days::new(366);
const AHEAD: Days = Days::new(2 * 366);

/// Makes activities or series of one event and its changed instances.
pub(super) struct Maker<'e> {
    master: &'e Event,
    changes: &'e [Event],
    today: NaiveDate,
    remarks: Vec<Remark>,
    /// Changed instances that the rule does not have.
    strays: Vec<Activity>,
}

impl<'e> Maker<'e> {
    pub(super) fn new(master: &'e Event, changes: &'e [Event], today: NaiveDate) -> Self {
        let of_changes = changes.iter().flat_map(|one| one.remarks.clone());
        let mut remarks: Vec<Remark> = master.remarks.iter().cloned().chain(of_changes).collect();
        if master.passes_midnight() {
            remarks.push(Remark::plain(RemarkCode::OverMidnight));
        }
        if master.has_several_days() && master.spans().len() as u64 == MOST_DAYS {
            remarks.push(Remark::about(RemarkCode::CutOff, &MOST_DAYS.to_string()));
        }
        Self {
            master,
            changes,
            today,
            remarks,
            strays: Vec::new(),
        }
    }

    pub(super) fn entry(mut self) -> Entry {
        let content = self.content();
        self.remarks.dedup();
        Entry {
            remarks: self.remarks,
            ..self.master.entry(content)
        }
    }

    fn content(&mut self) -> Content {
        let master = self.master;
        let (rules, is_whole) = master.read_rules(&master.rules);
        if !is_whole {
            let shown = master.rules.iter().take(MOST_RULES);
            let about = shown.map(String::as_str).collect::<Vec<_>>().join(" ");
            self.remarks
                .push(Remark::about(RemarkCode::RuleUnread, &about));
        }
        for rule in &rules {
            self.remarks.extend(rule.remarks.iter().cloned());
        }
        if rules.is_empty() {
            let all = self.written_out(&[]);
            return Content::Activities(all);
        }
        if let [rule] = rules.as_slice()
            && let Some(parts) = self.as_series(rule)
        {
            let mut added = self.added(&parts);
            added.append(&mut self.strays);
            return match (parts.is_empty(), added.is_empty()) {
                (true, true) => Content::Refused(Refused::NeverTakesPlace),
                (true, false) => Content::Activities(added),
                (false, _) => Content::Series(parts, added),
            };
        }
        let all = self.written_out(&rules);
        if all.is_empty() {
            return Content::Refused(Refused::NeverTakesPlace);
        }
        self.remarks.push(Remark::about(
            RemarkCode::WrittenOut,
            &all.len().to_string(),
        ));
        Content::Activities(all)
    }

    /// The rule as a series, or as two after a change "from here on"; `None` if it has to be
    /// written out.
    fn as_series(&mut self, rule: &Rule) -> Option<Vec<IncomingSeries>> {
        let master = self.master;
        let is_plain = rule.is_daily() && master.left_out_rules.is_empty();
        if !is_plain || master.has_several_days() {
            return None;
        }
        // Days of the rule in its own zone, against those of the home.
        let from = master.start.wall.date().max(self.today - BACK);
        if !master.start.is_day {
            let fixed = master.start.zone.fixed_from(from)?;
            // The zone had another offset when the series began.
            if master.start.zone.offset_at(master.start.wall) != fixed {
                return None;
            }
        }
        let by = (master.begins.date() - master.start.wall.date()).num_days();
        let here = rule.shifted(by)?;
        // The first day alone has used up the count.
        if let Ends::After(count) = rule.ends
            && rule.counted(master.start.wall, count) == 0
        {
            return Some(Vec::new());
        }
        let ends_on = match &rule.ends {
            Ends::Never => None,
            _ => Some(master.last_day(rule, by)),
        };
        // A count that no plan reaches is no end; an end that cannot be read is one.
        let ends_on = match (ends_on, &rule.ends) {
            (Some(Some(last)), _) => Some(last),
            (Some(None), Ends::Until(_)) => return Some(Vec::new()),
            _ => None,
        };
        let mut series = series_of(master, &here);
        if let Some(repeats) = master.repeats {
            series.rhythm = repeats;
        }
        series.ends_on = ends_on;
        if series.rhythm == Recurrence::Fortnightly && !rule.has_first(master.start.wall) {
            // The weeks count from the first day, although the rule does not have it.
            series.rhythm = Recurrence::Rule;
            series.rule = here.text();
            series.weekdays = Weekdays::NONE;
        }
        let last = ends_on.unwrap_or(NaiveDate::MAX);
        if series.first_day() > last {
            return Some(Vec::new());
        }
        let mut later: Vec<(NaiveDate, &Event)> = Vec::new();
        let mut single: Vec<(NaiveDate, &Event)> = Vec::new();
        for change in self.changes {
            let Some(day) = change.instance.as_ref().map(|one| self.day_of(one)) else {
                continue;
            };
            if change.is_from_here_on {
                // Only a change that stays on its days goes on as a series of its own.
                if change.begins.date() != day {
                    return None;
                }
                later.push((day, change));
            } else {
                single.push((day, change));
            }
        }
        later.sort_by_key(|(day, _)| *day);
        let mut parts = vec![series];
        for (day, change) in later {
            let Some(before) = parts.last_mut() else {
                continue;
            };
            if change.is_cancelled {
                before.ends_on = day.pred_opt().min(before.ends_on.or(Some(NaiveDate::MAX)));
                continue;
            }
            let mut next = Series {
                starts_on: day,
                ends_on: before.ends_on,
                uid: change.name_of(day.and_time(NaiveTime::MIN)),
                ..series_of(change, &here)
            };
            if next.rhythm == Recurrence::Rule || next.rhythm == Recurrence::Fortnightly {
                // The interval goes on counting from the first day of the rule.
                next.starts_on = before
                    .days(day, day + Days::new(8 * 366))
                    .first()
                    .copied()
                    .unwrap_or(day);
            }
            before.ends_on = day.pred_opt().min(before.ends_on.or(Some(NaiveDate::MAX)));
            parts.push(next);
        }
        let left_out: HashSet<NaiveDate> = master
            .left_out
            .iter()
            .filter(|one| self.is_at_its_time(one))
            .map(|one| self.day_of(one))
            .collect();
        let mut incoming: Vec<IncomingSeries> = parts
            .into_iter()
            .filter(|one| one.ends_on.is_none_or(|last| one.first_day() <= last))
            .map(|series| IncomingSeries::of(series, &left_out))
            .collect();
        for (day, change) in single {
            self.change(&mut incoming, day, change);
        }
        Some(incoming)
    }

    /// Applies a changed instance to the series that has its day.
    fn change(&mut self, parts: &mut [IncomingSeries], day: NaiveDate, change: &Event) {
        let instance = change.instance.as_ref();
        let is_at_its_time = instance.is_none_or(|one| self.is_at_its_time(one));
        let part = parts.iter_mut().find(|one| one.series.is_on(day));
        let Some(part) = part.filter(|_| is_at_its_time) else {
            let mut added = self.master.added.iter();
            let is_added = added.any(|one| self.day_of(one) == day);
            if !is_added && !change.is_cancelled {
                self.stray(change);
            }
            return;
        };
        part.exceptions.retain(|one| one.day != day);
        if change.is_cancelled {
            part.exceptions.push(exception(day, None));
            return;
        }
        let series = &part.series;
        let is_same = change.title == series.title
            && change.place == series.place
            && change.topic() == series.topic;
        let is_there =
            change.begins.date() == day && change.hours() == (series.starts, series.ends);
        match (is_same, is_there) {
            (true, true) => {}
            (true, false) => part.exceptions.push(exception(day, Some(change))),
            (false, _) => part.put_row(Activity {
                series_day: Some(day),
                moved_from: (change.begins.date() != day).then_some(day),
                ..change.activity(String::new())
            }),
        }
    }

    /// Takes a change of an instance that the rule does not have as an activity of its own.
    fn stray(&mut self, change: &Event) {
        self.remarks
            .push(Remark::plain(RemarkCode::InstanceElsewhere));
        let mut all = change.activities(false);
        if let (Some(first), Some(instance)) = (all.first_mut(), &change.instance) {
            first.uid = self.master.name_of(instance.home());
        }
        self.strays.extend(all);
    }

    /// Whether a moment is a day, or at the time of day of the event.
    fn is_at_its_time(&self, at: &Written) -> bool {
        let is_day = at.is_day || self.master.start.is_day;
        is_day || at.home().time() == self.master.begins.time()
    }

    /// The day of a moment, as the series counts its days.
    fn day_of(&self, at: &Written) -> NaiveDate {
        if self.master.start.is_day {
            // The written date; a whole day has no zone.
            at.wall.date()
        } else if at.is_day {
            let by = (self.master.begins.date() - self.master.start.wall.date()).num_days();
            at.wall
                .date()
                .checked_add_signed(TimeDelta::days(by))
                .unwrap_or_else(|| at.wall.date())
        } else {
            at.home().date()
        }
    }

    /// Days beside the rule (RDATE), with their changes. The first day takes place even if the rule
    /// does not have it.
    fn added(&mut self, parts: &[IncomingSeries]) -> Vec<Activity> {
        let master = self.master;
        let moments = master.added.iter().map(|one| self.moment_of(one));
        let mut moments: Vec<NaiveDateTime> = moments.collect();
        let time = master.begins.time();
        moments.retain(|at| {
            at.time() != time || !parts.iter().any(|part| part.series.is_on(at.date()))
        });
        let first = master.begins.date();
        if !parts.iter().any(|part| part.series.is_on(first)) {
            self.remarks.push(Remark::plain(RemarkCode::FirstOutside));
            moments.push(master.begins);
        }
        self.singles(moments, false)
    }

    /// The moment of an added day; one without a time has that of the event.
    fn moment_of(&self, at: &Written) -> NaiveDateTime {
        if at.is_day && !self.master.start.is_day {
            self.day_of(at).and_time(self.master.begins.time())
        } else {
            at.home()
        }
    }

    /// Single activities: the first, those of the rules around today, those added.
    fn written_out(&mut self, rules: &[Rule]) -> Vec<Activity> {
        let master = self.master;
        let begins = master.begins;
        let mut all: Vec<NaiveDateTime> = Vec::new();
        for rule in rules {
            all.extend(self.moments(rule));
        }
        if !rules.is_empty() && !rules.iter().any(|rule| rule.has_first(master.start.wall)) {
            self.remarks.push(Remark::plain(RemarkCode::FirstOutside));
        }
        if rules.is_empty() || begins.date() >= self.today - BACK {
            all.push(begins);
        }
        let (excluded, _) = master.read_rules(&master.left_out_rules);
        let excluded: HashSet<NaiveDateTime> = excluded
            .iter()
            .flat_map(|rule| self.moments(rule))
            .collect();
        all.retain(|at| !excluded.contains(at));
        all.extend(master.added.iter().map(|one| self.moment_of(one)));
        let mut made = self.singles(all, rules.is_empty());
        for change in self.changes {
            let Some(day) = change.instance.as_ref().map(|one| self.day_of(one)) else {
                continue;
            };
            let is_made = made
                .iter()
                .any(|one| one.day == day || one.day == change.begins.date());
            if !is_made && !change.is_cancelled && day >= self.today - BACK {
                self.stray(change);
            }
        }
        made.append(&mut self.strays);
        made
    }

    /// The moments of a rule around today, in the home's time.
    fn moments(&mut self, rule: &Rule) -> Vec<NaiveDateTime> {
        let master = self.master;
        let (from, to) = (self.today - BACK, self.today + AHEAD);
        let to = to.and_time(NaiveTime::MIN);
        let until = master.until(rule).map(|(until, is_day)| {
            if is_day {
                until.date().and_time(NaiveTime::MIN) + TimeDelta::seconds(86_399)
            } else {
                until
            }
        });
        let last = until.map_or(to, |until| until.min(to));
        let start = master.start.wall;
        let from = start.max(from.and_time(NaiveTime::MIN));
        let mut walls = rule.beginnings(start, from, last, MOST_WRITTEN);
        if walls.len() == usize::from(MOST_WRITTEN) {
            let most = MOST_WRITTEN.to_string();
            self.remarks.push(Remark::about(RemarkCode::CutOff, &most));
        }
        walls.retain(|at| *at <= last);
        if !master.start.is_day {
            for wall in &mut walls {
                *wall = master.start.zone.to_home(*wall);
            }
        }
        walls
    }

    /// Activities at these moments without those left out; changed instances in their place.
    fn singles(&self, mut all: Vec<NaiveDateTime>, has_plain_name: bool) -> Vec<Activity> {
        let master = self.master;
        all.sort_unstable();
        all.dedup();
        let is_left_out = |at: &NaiveDateTime| {
            let same = |one: &Written| {
                if one.is_day || master.start.is_day {
                    self.day_of(one) == at.date()
                } else {
                    one.home() == *at
                }
            };
            master.left_out.iter().any(same)
        };
        let mut made = Vec::new();
        for at in all.into_iter().filter(|at| !is_left_out(at)) {
            let is_it = |one: &&Event| {
                let instance = one.instance.as_ref();
                instance.is_some_and(|instance| {
                    let is_same_day = self.day_of(instance) == at.date();
                    if instance.is_day || master.start.is_day {
                        is_same_day
                    } else {
                        instance.home() == at
                    }
                })
            };
            let change = self.changes.iter().find(is_it);
            let is_plain = has_plain_name && at == master.begins;
            let from_here_on = || {
                let earlier = self.changes.iter().filter(|one| {
                    one.is_from_here_on
                        && one
                            .instance
                            .as_ref()
                            .is_some_and(|instance| instance.home() < at)
                });
                earlier.max_by_key(|one| one.begins)
            };
            let event = match change {
                Some(change) => change.clone(),
                None => match from_here_on() {
                    Some(other) => {
                        let later = other.begins
                            - other.instance.as_ref().map_or(other.begins, Written::home);
                        other.at(at + later)
                    }
                    None => master.at(at),
                },
            };
            let mut activities = event.activities(is_plain);
            // The name stays that of the instance wherever it was moved to.
            if let Some(first) = activities.first_mut().filter(|_| !is_plain) {
                first.uid = master.name_of(at);
            }
            made.extend(activities);
        }
        made
    }
}

fn series_of(event: &Event, rule: &Rule) -> Series {
    let (rhythm, weekdays, nth) = rule
        .ours()
        .unwrap_or((Recurrence::Rule, Weekdays::NONE, None));
    let text = if rhythm == Recurrence::Rule {
        rule.text()
    } else {
        String::new()
    };
    Series {
        weekdays,
        nth,
        rule: text,
        title: event.title.clone(),
        place: event.place.clone(),
        materials: event.materials.clone(),
        uid: event.uid.clone(),
        sequence: event.sequence,
        ..Series::new(event.begins.date(), event.hours(), rhythm, event.topic())
    }
}

impl IncomingSeries {
    /// An instance has one row at most.
    fn put_row(&mut self, row: Activity) {
        self.rows.retain(|one| one.series_day != row.series_day);
        self.rows.push(row);
    }

    fn of(series: Series, left_out: &HashSet<NaiveDate>) -> Self {
        let mut exceptions: Vec<SeriesException> = left_out
            .iter()
            .filter(|day| series.is_on(**day))
            .map(|day| exception(*day, None))
            .collect();
        exceptions.sort_by_key(|one| one.day);
        Self {
            series,
            exceptions,
            rows: Vec::new(),
        }
    }
}

fn exception(day: NaiveDate, moved: Option<&Event>) -> SeriesException {
    let hours = moved.map(Event::hours);
    SeriesException {
        series: SeriesId::default(),
        day,
        kind: if moved.is_some() {
            ExceptionKind::Moved
        } else {
            ExceptionKind::Cancelled
        },
        moved_to: moved.map(|event| event.begins.date()),
        starts: hours.map(|hours| hours.0),
        ends: hours.map(|hours| hours.1),
        reason: String::new(),
    }
}
