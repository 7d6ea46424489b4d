//! All facts about activities, and the occurrences of a period.

use super::covered::Covered;
use super::{
    Activity, Exempt, HomeTopic, Progress, Series, SeriesException, State, TakingPart, TopicCode,
    WeekReason, Which,
};
use crate::domain::calendar::Calendar;
use crate::domain::ids::{ActivityId, ChildId, SeriesId};
use chrono::{NaiveDate, NaiveTime};
use std::collections::{BTreeMap, HashMap, HashSet};

/// One activity in a period, with its state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Occurrence {
    /// Key of the activity.
    pub which: Which,
    /// The activity; its identifier is unset if it has no row.
    pub activity: Activity,
    /// The state as of today.
    pub state: State,
    /// It will take place on a day on which the home is closed.
    pub is_clash: bool,
}

impl Occurrence {
    /// Whether only the closed day keeps it from taking place.
    pub(crate) fn is_closed_off(&self) -> bool {
        self.state == State::Cancelled && self.activity.progress == Progress::Planned
    }
}

/// All facts about activities.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Programme {
    /// All series.
    pub series: Vec<Series>,
    /// Exceptions of single instances.
    pub exceptions: Vec<SeriesException>,
    /// Activities with their own rows.
    pub activities: Vec<Activity>,
    /// Children who took part, by activity, within the period that the rules need.
    pub taking_part: HashMap<ActivityId, Vec<ChildId>>,
    /// When children joined who came after an activity had begun.
    pub late: HashMap<(ActivityId, ChildId), NaiveTime>,
    /// Children who need not have a topic.
    pub exempt: Vec<Exempt>,
    /// Talks at visits, within the period that the rules need.
    pub visited: Vec<Covered>,
    /// Reasons for weeks without activity, by the Monday of the week.
    pub reasons: BTreeMap<NaiveDate, String>,
    /// Topics that the home added or reworded.
    pub topics: Vec<HomeTopic>,
}

impl Programme {
    /// Sets who took part.
    #[must_use]
    pub(crate) fn with_taking_part(mut self, all: Vec<TakingPart>) -> Self {
        for one in all {
            let children = self.taking_part.entry(one.activity).or_default();
            children.push(one.child);
            if let Some(came) = one.came {
                self.late.insert((one.activity, one.child), came);
            }
        }
        self
    }

    /// When a child joined an activity that had begun; `None` if it was there from the beginning.
    pub(crate) fn came(&self, activity: ActivityId, child: ChildId) -> Option<NaiveTime> {
        self.late.get(&(activity, child)).copied()
    }

    /// Sets the reasons for weeks without activity.
    #[must_use]
    pub(crate) fn with_reasons(mut self, all: Vec<WeekReason>) -> Self {
        self.reasons = all.into_iter().map(|one| (one.week, one.reason)).collect();
        self
    }

    /// Why a child need not have a topic; empty if it should.
    pub(crate) fn exempt_reason(&self, child: ChildId, topic: &TopicCode) -> &str {
        let mut all = self.exempt.iter();
        let found = all.find(|one| one.child == child && one.topic == *topic);
        found.map_or("", |one| one.reason.as_str())
    }

    /// The exception of an instance.
    pub(crate) fn exception(&self, series: SeriesId, day: NaiveDate) -> Option<&SeriesException> {
        let mut all = self.exceptions.iter();
        all.find(|one| one.series == series && one.day == day)
    }

    /// The activity with this key, if it exists.
    pub(crate) fn find(&self, which: Which) -> Option<Activity> {
        match which {
            Which::Single(id) => self.activities.iter().find(|one| one.id == id).cloned(),
            Which::Instance(series, day) => {
                let written =
                    |one: &&Activity| one.series == Some(series) && one.series_day == Some(day);
                let row = self.activities.iter().find(written).cloned();
                row.or_else(|| {
                    let series = self.series.iter().find(|one| one.id == series)?;
                    let is_on = series.is_on(day);
                    is_on.then(|| series.instance(day, self.exception(series.id, day)))
                })
            }
        }
    }

    /// All occurrences of a period, both days included, ordered by time.
    pub(crate) fn between(
        &self,
        from: NaiveDate,
        to: NaiveDate,
        today: NaiveDate,
        calendar: &Calendar,
    ) -> Vec<Occurrence> {
        let is_in = |day: NaiveDate| from <= day && day <= to;
        let rows = self.activities.iter().filter(|one| is_in(one.day)).cloned();
        let instances = self.instances(from, to, calendar).into_iter();
        let instances = instances.filter(|one| is_in(one.day));
        let mut all: Vec<Activity> = rows.chain(instances).collect();
        all.sort_by(|a, b| {
            (a.day, a.starts, &a.title, a.id, a.series)
                .cmp(&(b.day, b.starts, &b.title, b.id, b.series))
        });
        let occurrence = |activity: Activity| Occurrence {
            which: activity.which(),
            state: activity.state(today, calendar),
            is_clash: activity.is_clash(today, calendar),
            activity,
        };
        all.into_iter().map(occurrence).collect()
    }

    /// Instances without a row, with their exceptions. Moved instances may lie outside the period.
    fn instances(&self, from: NaiveDate, to: NaiveDate, calendar: &Calendar) -> Vec<Activity> {
        if self.series.is_empty() {
            return Vec::new();
        }
        let written: HashSet<(SeriesId, NaiveDate)> = self
            .activities
            .iter()
            .filter_map(|one| one.series.zip(one.series_day))
            .collect();
        let matters = |one: &&SeriesException| {
            let is_in = |day: NaiveDate| from <= day && day <= to;
            is_in(one.day) || one.moved_to.is_some_and(is_in)
        };
        let exceptions: HashMap<(SeriesId, NaiveDate), &SeriesException> = self
            .exceptions
            .iter()
            .filter(matters)
            .map(|one| ((one.series, one.day), one))
            .collect();
        let is_in = |day: NaiveDate| from <= day && day <= to;
        let mut moved_in: HashMap<SeriesId, Vec<NaiveDate>> = HashMap::new();
        for one in exceptions.values() {
            if one.moved_to.is_some_and(is_in) && !is_in(one.day) {
                moved_in.entry(one.series).or_default().push(one.day);
            }
        }
        let mut found = Vec::new();
        for series in &self.series {
            let mut days = series.days(from, to);
            days.retain(|day| series.is_in_school(*day, calendar));
            let moved = moved_in.remove(&series.id).unwrap_or_default();
            days.extend(moved.into_iter().filter(|day| series.is_on(*day)));
            let open = days
                .into_iter()
                .filter(|day| !written.contains(&(series.id, *day)));
            found.extend(
                open.map(|day| series.instance(day, exceptions.get(&(series.id, day)).copied())),
            );
        }
        found
    }

    /// The first day with a planned or recorded activity.
    pub(crate) fn begins(&self) -> Option<NaiveDate> {
        let rows = self.activities.iter().map(|one| one.day);
        rows.chain(self.series.iter().map(Series::first_day)).min()
    }

    /// Reduces the facts to those known on an earlier day.
    pub(crate) fn forget_after(&mut self, day: NaiveDate) {
        for activity in &mut self.activities {
            if activity.day > day && activity.progress == Progress::Held {
                activity.progress = Progress::Planned;
            }
        }
        self.visited.retain(|one| one.on <= day);
        self.reasons.retain(|week, _| *week <= day);
    }

    /// The last day up to `day` on which a topic was held.
    pub(crate) fn last_held(&self, topic: &TopicCode, day: NaiveDate) -> Option<NaiveDate> {
        let held = self.held(topic.as_str(), NaiveDate::MIN, day);
        held.map(|one| one.day).max()
    }

    /// The last day of a series whose instance was held.
    pub(crate) fn last_held_of(&self, series: SeriesId) -> Option<NaiveDate> {
        let own = self
            .activities
            .iter()
            .filter(|one| one.series == Some(series));
        let held = own.filter(|one| one.progress == Progress::Held);
        held.filter_map(|one| one.series_day).max()
    }

    /// Held activities of a topic in a period, both days included.
    pub(crate) fn held(
        &self,
        topic: &str,
        from: NaiveDate,
        to: NaiveDate,
    ) -> impl Iterator<Item = &Activity> {
        self.activities.iter().filter(move |one| {
            one.progress == Progress::Held
                && one.topic.as_str() == topic
                && from <= one.day
                && one.day <= to
        })
    }
}
