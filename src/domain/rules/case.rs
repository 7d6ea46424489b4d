//! The facts of one child, as the rules read them.

use super::facts::MarkedDay;
use super::flag::{Flag, Level, Subject};
use super::ground::Ground;
use super::reason::{Reason, SeenHow};
use super::rule_id::RuleId;
use crate::domain::calendar::{DayKind, WhyOpen};
use crate::domain::{Agreement, Child, Contact, FollowUp, Incident, Tag, TagCode, Visit};
use chrono::NaiveDate;

/// The facts of one child.
pub(crate) struct Case<'f> {
    /// The child's file.
    pub child: &'f Child,
    /// Categories that apply today.
    pub tags: Vec<&'f Tag>,
    /// Codes of categories that applied at any time since the child was last seen.
    pub tags_since: Vec<TagCode>,
    /// Contacts in calling order.
    pub contacts: &'f [Contact],
    /// Agreements of entrusted care.
    pub agreements: &'f [Agreement],
    /// Visits and calls, oldest first.
    pub visits: &'f [Visit],
    /// What was done about its matters, oldest first.
    pub steps: &'f [FollowUp],
    /// Incidents that concern the child.
    pub incidents: &'f [Incident],
    /// Register rows from the day `from` on, oldest first.
    pub days: &'f [MarkedDay],
    /// Open days without a register of the home on which somebody wrote down that this child was absent or excused, oldest
    /// first. A sheet on which few are marked present says nothing of how often the child comes.
    pub own_days: Vec<(NaiveDate, WhyOpen<'f>)>,
    /// The day from which the register of the child is known.
    pub from: NaiveDate,
    /// Day of the last sighting, by us or by somebody who is named; `None` if never seen.
    pub last_seen: Option<NaiveDate>,
    /// How it was seen that day.
    pub seen_how: SeenHow,
    /// Day from which the home can know of the child: of joining, or of its own beginning. Where nothing else is
    /// known, clocks start there.
    pub known_since: NaiveDate,
}

/// The last day on which somebody saw a child, and how. `by_us`: the last day at the home or at a visit.
pub(crate) fn last_sighting(
    by_us: Option<NaiveDate>,
    visits: &[Visit],
    steps: &[FollowUp],
    today: NaiveDate,
) -> (Option<NaiveDate>, SeenHow) {
    let by_others = steps.iter().filter_map(FollowUp::seen_elsewhere).max();
    let last_seen = by_us.max(by_others.filter(|day| *day <= today));
    let at_visit = visits
        .iter()
        .any(|one| one.is_sighting() && Some(one.day) == last_seen);
    let how = match () {
        () if by_us < last_seen => SeenHow::Elsewhere,
        () if at_visit => SeenHow::Visit,
        () => SeenHow::Home,
    };
    (last_seen, how)
}

impl<'f> Case<'f> {
    /// Collects the facts of a child.
    pub(crate) fn new(child: &'f Child, ground: &Ground<'f>) -> Self {
        let facts = ground.facts;
        let tags = facts.tags.get(&child.id).map_or(&[][..], Vec::as_slice);
        let visits = facts.visits.get(&child.id).map_or(&[][..], Vec::as_slice);
        let steps = facts
            .follow_ups
            .get(&child.id)
            .map_or(&[][..], Vec::as_slice);
        let by_us = facts.last_seen.get(&child.id).copied();
        let (last_seen, seen_how) = last_sighting(by_us, visits, steps, ground.today);
        let known_since = child.known_since().unwrap_or(ground.today).max(facts.began);
        let since = last_seen.unwrap_or(known_since);
        let days = facts.days.get(&child.id).map_or(&[][..], Vec::as_slice);
        let own = days
            .iter()
            .filter(|one| !one.mark.is_seen() && !facts.taken.contains(&one.day));
        let own = own.filter_map(|one| match facts.calendar.day(one.day) {
            DayKind::Open { why, .. } if ground.is_over(one.day) => Some((one.day, why)),
            _ => None,
        });
        let held = tags
            .iter()
            .filter(|tag| tag.has_begun(ground.today) && tag.to_day.is_none_or(|to| to >= since));
        Self {
            child,
            tags_since: held.map(|tag| tag.code).collect(),
            tags: tags
                .iter()
                .filter(|tag| tag.holds_on(ground.today))
                .collect(),
            contacts: facts.contacts.get(&child.id).map_or(&[], Vec::as_slice),
            agreements: facts.agreements.get(&child.id).map_or(&[], Vec::as_slice),
            visits,
            steps,
            incidents: facts.incidents.get(&child.id).map_or(&[], Vec::as_slice),
            days,
            own_days: own.collect(),
            from: facts.reach.get(&child.id).copied().unwrap_or(ground.begins),
            last_seen,
            seen_how,
            known_since,
        }
    }

    /// The register of the child on a day.
    pub(crate) fn on(&self, day: NaiveDate) -> Option<&'f MarkedDay> {
        let place = self.days.binary_search_by_key(&day, |one| one.day).ok()?;
        self.days.get(place)
    }

    /// The day since which nobody has seen the child: the one after the last sighting. It identifies the matter of an
    /// unseen child, so it does not change while reasons come.
    pub(crate) fn since(&self) -> NaiveDate {
        let next = |day: NaiveDate| day.succ_opt().unwrap_or(day);
        self.last_seen.map_or(self.known_since, next)
    }

    /// Whether a category applies today.
    pub(crate) fn has(&self, code: TagCode) -> bool {
        self.tags.iter().any(|tag| tag.code == code)
    }

    /// Whether a category applied at any time since the child was last seen.
    pub(crate) fn had(&self, code: TagCode) -> bool {
        self.tags_since.contains(&code)
    }

    /// First day on which the home can have known the child to be in a category. Clocks of an unknown start begin where
    /// the home began to know the child.
    pub(crate) fn known_as(&self, tag: &Tag) -> NaiveDate {
        tag.from_day
            .map_or(self.known_since, |from| from.max(self.known_since))
    }

    /// The last visit that saw the child; other visits do not count (rule V5).
    pub(crate) fn last_visit(&self) -> Option<NaiveDate> {
        let seen = self.visits.iter().filter(|one| one.is_sighting());
        seen.map(|one| one.day).max()
    }

    /// A flag about this child, raised on the day `since`.
    pub(crate) fn flag(
        &self,
        rule: RuleId,
        level: Level,
        since: NaiveDate,
        reasons: Vec<Reason>,
    ) -> Flag {
        Flag {
            last_seen: self.last_seen,
            ..Flag::new(Subject::Child(self.child.id), (rule, level), since, reasons)
        }
    }
}
