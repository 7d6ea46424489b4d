//! The ticks of the roll call, beside the home's file: they survive the end of the program, and two
//! programs on one PC share them. They are no part of the file, because a full disk or a file that may not
//! be written to must not stop a roll call.

use super::Desk;
use crate::domain::{ChildId, Moment};
use crate::exchange::whole::{self, Older};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

const FILE: &str = "roll-call.json";
/// A roll call that nobody goes on with is over after this time: its ticks say nothing about the next one.
const OVER_AFTER: TimeDelta = TimeDelta::minutes(60);

/// Who was seen outside, and since when the roll is called.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RollTicks {
    /// The first tick; `None` before.
    pub begun: Option<Moment>,
    /// The newest change.
    pub changed: Option<Moment>,
    /// Children seen outside.
    seen: BTreeSet<String>,
}

impl RollTicks {
    /// No ticks, from this moment on.
    pub(crate) fn anew(now: Moment) -> Self {
        Self {
            changed: Some(now),
            ..Self::default()
        }
    }

    /// Whether the child was seen outside.
    pub(crate) fn has(&self, child: ChildId) -> bool {
        self.seen.contains(&child.to_string())
    }

    /// Ticks the child, or takes the tick back. Returns whether it is ticked now.
    pub(crate) fn toggle(&mut self, child: ChildId, now: Moment) -> bool {
        self.begun.get_or_insert(now);
        self.changed = Some(now);
        let child = child.to_string();
        let is_new = !self.seen.remove(&child);
        if is_new {
            self.seen.insert(child);
        }
        is_new
    }

    /// Takes back the ticks of children who are not in the house any more: one who comes back is looked for
    /// again.
    pub(crate) fn keep_only(&mut self, inside: &[ChildId]) {
        self.seen
            .retain(|seen| inside.iter().any(|child| child.to_string() == *seen));
    }

    /// Number of children seen outside.
    pub(crate) fn count(&self) -> usize {
        self.seen.len()
    }

    /// Whether the roll call is over, so that the next one begins without ticks.
    pub(crate) fn is_over(&self, now: Moment) -> bool {
        let until = |changed: Moment| changed + OVER_AFTER;
        self.changed
            .is_none_or(|changed| until(changed) < now || changed > now)
    }
}

impl Desk {
    /// The ticks kept on disk; none if there are none, or if they cannot be read.
    pub(crate) fn roll_ticks(&self) -> RollTicks {
        let text = std::fs::read(self.folder().join(FILE)).ok();
        text.and_then(|text| serde_json::from_slice(&text).ok())
            .unwrap_or_default()
    }

    /// Keeps the ticks on disk. Returns whether they are: without it they end with the program.
    pub(crate) fn keep_roll_ticks(&self, ticks: &RollTicks) -> bool {
        if self.store.is_in_memory() {
            return true;
        }
        let text = serde_json::to_vec(ticks).unwrap_or_default();
        let kept = whole::write(&self.folder().join(FILE), &text, Older::Goes);
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
        assert_eq!(ticks.begun, Some(at(0)));
        ticks.keep_only(&[child(1)]);
        assert_eq!(ticks.count(), 0);
    }

    #[test]
    fn the_ticks_of_an_hour_ago_say_nothing_about_this_roll_call() {
        let mut ticks = RollTicks::default();
        ticks.toggle(child(1), at(0));
        assert!(!ticks.is_over(at(59)));
        assert!(ticks.is_over(at(0) + TimeDelta::minutes(61)));
        assert!(
            ticks.is_over(at(0) - TimeDelta::minutes(1)),
            "a clock that was put back"
        );
    }
}
