//! The ticks of the roll call, beside the home's file: they survive the end of the program, and two
//! programs on one PC share them. They are no part of the file, because a full disk or a file that may not
//! be written to must not stop a roll call.

use super::Desk;
use super::locks::ROLL_TICKS;
use crate::domain::{ChildId, Moment};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A roll call that nobody goes on with is over after this time: its ticks say nothing about the next one.
const OVER_AFTER: TimeDelta = TimeDelta::minutes(60);

/// What was said last of a child.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Mark {
    is_seen: bool,
    at: Moment,
}

/// Who was seen outside. Of each child the newest word counts, so that two programs can tick at once.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RollTicks {
    /// When a roll call was begun anew; marks of before do not count.
    anew: Option<Moment>,
    marks: BTreeMap<String, Mark>,
}

impl RollTicks {
    /// No ticks, from this moment on.
    pub(crate) fn anew(now: Moment) -> Self {
        Self {
            anew: Some(now),
            marks: BTreeMap::new(),
        }
    }

    fn seen(&self) -> impl Iterator<Item = &Mark> {
        self.marks.values().filter(|mark| mark.is_seen)
    }

    /// The first tick; `None` without one.
    pub(crate) fn begun(&self) -> Option<Moment> {
        self.seen().map(|mark| mark.at).min()
    }

    /// Whether the child was seen outside.
    pub(crate) fn has(&self, child: ChildId) -> bool {
        let mark = self.marks.get(&child.to_string());
        mark.is_some_and(|mark| mark.is_seen)
    }

    /// Ticks the child, or takes the tick back. Returns whether it is ticked now.
    pub(crate) fn toggle(&mut self, child: ChildId, now: Moment) -> bool {
        let is_seen = !self.has(child);
        self.mark(child.to_string(), is_seen, now);
        is_seen
    }

    fn mark(&mut self, child: String, is_seen: bool, at: Moment) {
        self.marks.insert(child, Mark { is_seen, at });
    }

    /// Takes back the ticks of children who have left, or have come again since: they are looked for again.
    /// `inside` holds when each child came.
    pub(crate) fn keep_only(&mut self, inside: &[(ChildId, Option<Moment>)], now: Moment) {
        for (child, mark) in &mut self.marks {
            let came = inside.iter().find(|(id, _)| id.to_string() == *child);
            // A tick is of a minute, an arrival of a second.
            let is_meant = came.is_some_and(|(_, came)| {
                came.is_none_or(|came| came - mark.at < TimeDelta::minutes(1))
            });
            if mark.is_seen && !is_meant {
                *mark = Mark {
                    is_seen: false,
                    at: now,
                };
            }
        }
    }

    /// Takes over what another program, or this one before its end, has kept: of each child the newer word.
    pub(crate) fn join(&mut self, kept: Self) {
        self.anew = self.anew.max(kept.anew);
        for (child, mark) in kept.marks {
            let ours = self.marks.get(&child);
            if ours.is_none_or(|ours| ours.at < mark.at) {
                self.marks.insert(child, mark);
            }
        }
        let anew = self.anew;
        self.marks
            .retain(|_, mark| anew.is_none_or(|anew| mark.at >= anew));
    }

    /// Number of children seen outside.
    pub(crate) fn count(&self) -> usize {
        self.seen().count()
    }

    /// Whether the roll call is over, so that the next one begins without ticks.
    pub(crate) fn is_over(&self, now: Moment) -> bool {
        let newest = self.marks.values().map(|mark| mark.at).max();
        newest.is_none_or(|newest| (now - newest).abs() > OVER_AFTER)
    }
}

impl Desk {
    /// The ticks kept on disk; none if there are none, or if they cannot be read.
    pub(crate) fn roll_ticks(&self) -> RollTicks {
        let text = self.read_beside(ROLL_TICKS).ok();
        text.and_then(|text| serde_json::from_slice(&text).ok())
            .unwrap_or_default()
    }

    /// Keeps the ticks on disk, together with those of other programs. Returns whether they are kept:
    /// without it they end with the program.
    pub(crate) fn keep_roll_ticks(&self, mut ticks: RollTicks) -> bool {
        if self.store.is_in_memory() {
            return true;
        }
        ticks.join(self.roll_ticks());
        let text = serde_json::to_vec(&ticks).unwrap_or_default();
        let kept = self.write_beside(ROLL_TICKS, &text);
        if let Err(error) = &kept {
            tracing::warn!(%error, "the ticks of the roll call");
        }
        kept.is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn at(minute: u32) -> Moment {
        Moment::parse_from_rfc3339(&format!("2026-11-23T17:{minute:02}:00+08:00")).unwrap()
    }

    fn child(number: u128) -> ChildId {
        ChildId(Uuid::from_u128(number))
    }

    #[test]
    fn a_tick_is_taken_back_by_the_second_touch_and_lapses_when_the_child_leaves() {
        let mut ticks = RollTicks::default();
        assert!(ticks.is_over(at(0)));
        assert!(ticks.toggle(child(1), at(0)));
        assert!(ticks.toggle(child(2), at(1)));
        assert!(!ticks.toggle(child(1), at(2)));
        assert!(ticks.has(child(2)) && !ticks.has(child(1)));
        assert_eq!(ticks.begun(), Some(at(1)));
        ticks.keep_only(&[(child(1), None)], at(3));
        assert_eq!(ticks.count(), 0);
    }

    #[test]
    fn who_has_come_again_since_the_tick_is_looked_for_again() {
        let mut ticks = RollTicks::default();
        ticks.toggle(child(1), at(5));
        ticks.keep_only(&[(child(1), Some(at(0)))], at(6));
        assert_eq!(ticks.count(), 1, "was in the house then");
        ticks.keep_only(&[(child(1), Some(at(20)))], at(21));
        assert_eq!(ticks.count(), 0);
    }

    #[test]
    fn two_programs_tick_at_once_and_the_newer_word_counts() {
        let (mut one, mut other) = (RollTicks::default(), RollTicks::default());
        one.toggle(child(1), at(0));
        other.toggle(child(2), at(1));
        one.join(other.clone());
        assert!(one.has(child(1)) && one.has(child(2)));
        // Taken back by one, the other does not bring it again.
        one.toggle(child(2), at(2));
        one.join(other.clone());
        assert!(!one.has(child(2)));
        // Begun anew by one: what was ticked before does not count.
        let mut anew = RollTicks::anew(at(3));
        anew.join(one.clone());
        assert_eq!(anew.count(), 0);
        one.join(anew);
        assert_eq!(one.count(), 0);
    }

    #[test]
    fn the_ticks_of_an_hour_ago_say_nothing_about_this_roll_call() {
        let mut ticks = RollTicks::default();
        ticks.toggle(child(1), at(0));
        assert!(!ticks.is_over(at(59)));
        assert!(ticks.is_over(at(0) + TimeDelta::minutes(61)));
        // The other program's clock is a minute ahead.
        assert!(!ticks.is_over(at(0) - TimeDelta::minutes(1)));
        assert!(ticks.is_over(at(0) - TimeDelta::minutes(61)));
    }
}
