//! Records of the plan with what a calendar file says.

use super::calendar::EventVerdict;
use crate::domain::activity::Progress;
use crate::domain::{Activity, Series, TopicCode};

/// How many records of an event are new, changed and so on.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub new: usize,
    pub changed: usize,
    pub called_off: usize,
    pub same: usize,
    pub held: usize,
    /// Settled here by a person.
    pub kept: usize,
    /// New, but in the past.
    pub over: usize,
}

impl Tally {
    /// Counts a record before and after.
    pub(super) fn compare(&mut self, before: &Activity, after: &Activity) {
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

    /// Whether nothing was counted.
    pub(super) const fn is_empty(&self) -> bool {
        self.new + self.changed + self.called_off + self.same + self.held + self.kept + self.over
            == 0
    }

    /// What the import does with the event as a whole.
    pub(super) fn verdict(&self) -> EventVerdict {
        match self {
            Self {
                new,
                changed: 0,
                called_off: 0,
                same: 0,
                held: 0,
                kept: 0,
                ..
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
            Self { kept, .. } if *kept > 0 => EventVerdict::Kept,
            Self { same: 0, over, .. } if *over > 0 => EventVerdict::Over,
            _ => EventVerdict::Same,
        }
    }
}

/// What a file says against what is known.
struct Said {
    is_newer: bool,
}

impl Said {
    fn of(known: Option<i64>, new: Option<i64>) -> Self {
        Self {
            is_newer: new.unwrap_or(0) > known.unwrap_or(0),
        }
    }

    /// Only our own files name a topic.
    fn topic(known: &TopicCode, new: &TopicCode) -> TopicCode {
        let is_said = *new != TopicCode::other();
        if is_said { new.clone() } else { known.clone() }
    }

    fn text(known: &str, new: &str) -> String {
        if new.is_empty() {
            known.to_owned()
        } else {
            new.to_owned()
        }
    }

    /// Materials are often completed here; only a newer revision replaces them.
    fn materials(&self, known: &str, new: &str) -> String {
        if known.is_empty() || (self.is_newer && !new.is_empty()) {
            new.to_owned()
        } else {
            known.to_owned()
        }
    }
}

/// Whether a person called it off or moved it here, with a reason.
pub(super) fn is_settled_here(known: &Activity) -> bool {
    let is_other = known.progress == Progress::Cancelled || known.is_moved();
    is_other && !known.reason.is_empty()
}

/// Whether day, times or state are others.
pub(super) fn differs_in_time(known: &Activity, new: &Activity) -> bool {
    (known.day, known.starts, known.ends, known.progress)
        != (new.day, new.starts, new.ends, new.progress)
}

/// The record with what the file says; what the file does not say stays.
pub(super) fn merged(known: &Activity, new: &Activity) -> Activity {
    let says = Said::of(known.sequence, new.sequence);
    Activity {
        topic: Said::topic(&known.topic, &new.topic),
        place: Said::text(&known.place, &new.place),
        materials: says.materials(&known.materials, &new.materials),
        id: known.id,
        series: known.series,
        series_day: known.series_day,
        organiser: known.organiser,
        helpers: known.helpers.clone(),
        expected: known.expected.clone(),
        moved_from: known.moved_from.filter(|from| *from != new.day),
        reason: known.reason.clone(),
        uid: known.uid.clone(),
        sequence: new.sequence.or(known.sequence),
        ..new.clone()
    }
}

/// The series with what the file says. An end that a person set here stays, with a reason or with a
/// change "from here on"; so does what the file does not say.
pub(super) fn merged_series(known: &Series, new: &Series, has_successor: bool) -> Series {
    let ends_on = if has_successor || !known.reason.is_empty() {
        match (known.ends_on, new.ends_on) {
            (Some(known), Some(new)) => Some(known.min(new)),
            (known, new) => known.or(new),
        }
    } else {
        new.ends_on
    };
    let says = Said::of(known.sequence, new.sequence);
    let series = Series {
        ends_on,
        topic: Said::topic(&known.topic, &new.topic),
        place: Said::text(&known.place, &new.place),
        materials: says.materials(&known.materials, &new.materials),
        id: known.id,
        follows: known.follows,
        organiser: known.organiser,
        helpers: known.helpers.clone(),
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
