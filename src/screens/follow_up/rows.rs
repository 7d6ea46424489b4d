//! Rows of F6, most urgent and oldest first, siblings together, and the details of a row.

use super::state::{DetailKind, FollowRow, FollowScene, RowKey};
use crate::domain::rules::ladder::Matter;
use crate::domain::rules::list::List;
use crate::domain::rules::{Holding, Level, Subject};
use crate::domain::{ChildId, FollowUp, HouseholdId};
use crate::i18n::words;
use crate::screens::people;
use crate::t;
use crate::wording::dates::{brief_moment, day_words};
use crate::wording::reasons;
use std::collections::{HashMap, HashSet};

impl FollowScene<'_> {
    /// The rows of the list that is shown.
    pub(crate) fn rows(&self) -> Vec<FollowRow> {
        let today = self.house.today();
        let mut rows: Vec<FollowRow> = Vec::new();
        let mut places: HashMap<RowKey, usize> = HashMap::new();
        let of_list = |matter: &Matter| matter.flag.list() == self.state.list;
        for (place, matter) in self.house.matters.iter().enumerate() {
            if !of_list(matter) {
                continue;
            }
            let is_silent = !matter.is_open(today);
            let key = RowKey::of(matter);
            let known = places.get(&key).and_then(|row| rows.get_mut(*row));
            match known {
                // What is open stands before what is put off.
                Some(row) if row.is_silent && !is_silent => {
                    row.matters.insert(0, place);
                    row.is_silent = false;
                }
                Some(row) => row.matters.push(place),
                None => {
                    places.insert(key, rows.len());
                    rows.push(FollowRow {
                        key,
                        matters: vec![place],
                        is_to_confirm: false,
                        is_sibling: false,
                        is_silent,
                    });
                }
            }
        }
        let to_confirm = self.complete_files();
        let asked: HashSet<RowKey> = to_confirm.iter().copied().collect();
        rows.retain(|row| !asked.contains(&row.key));
        rows.extend(to_confirm.into_iter().map(|key| FollowRow {
            key,
            matters: Vec::new(),
            is_to_confirm: true,
            is_sibling: false,
            is_silent: false,
        }));
        // Stable: what is put off stays on the list, below.
        rows.sort_by_key(|row| row.is_silent);
        self.siblings_together(rows)
    }

    /// The files in which nothing is missing and that are to be confirmed, if they are the list that is shown.
    fn complete_files(&self) -> Vec<RowKey> {
        if self.state.list != List::File {
            return Vec::new();
        }
        let files = self.house.files_to_do().into_iter();
        let files = files.filter(|one| !one.has_gap);
        files
            .map(|one| RowKey::of_subject(Subject::Child(one.child)))
            .collect()
    }

    /// How many rows of a list want something, and how many wait.
    pub(crate) fn counts(&self, list: List) -> (usize, usize) {
        let today = self.house.today();
        let of_list = self
            .house
            .matters
            .iter()
            .filter(|one| one.flag.list() == list);
        let mut open: Vec<RowKey> = Vec::new();
        let mut silent: Vec<RowKey> = Vec::new();
        for matter in of_list {
            let into = if matter.is_open(today) {
                &mut open
            } else {
                &mut silent
            };
            into.push(RowKey::of(matter));
        }
        if list == List::File {
            let files = self.house.files_to_do().into_iter();
            open = files
                .map(|one| RowKey::of_subject(Subject::Child(one.child)))
                .collect();
        }
        for keys in [&mut open, &mut silent] {
            keys.sort_unstable();
            keys.dedup();
        }
        silent.retain(|one| open.binary_search(one).is_err());
        (open.len(), silent.len())
    }

    /// Moves siblings below the first listed child of their household; one visit can cover them
    /// all.
    fn siblings_together(&self, rows: Vec<FollowRow>) -> Vec<FollowRow> {
        let household = |row: &FollowRow| match row.key.subject {
            Subject::Child(child) => self.house.register.get(child)?.household,
            Subject::Staff(_) | Subject::Home => None,
        };
        let mut homes: HashMap<HouseholdId, Vec<usize>> = HashMap::new();
        for (place, row) in rows.iter().enumerate().filter(|(_, row)| !row.is_silent) {
            if let Some(home) = household(row) {
                homes.entry(home).or_default().push(place);
            }
        }
        let mut rest: Vec<Option<FollowRow>> = rows.into_iter().map(Some).collect();
        let mut together = Vec::with_capacity(rest.len());
        for place in 0..rest.len() {
            let Some(row) = rest.get_mut(place).and_then(Option::take) else {
                continue;
            };
            let home = household(&row).filter(|_| !row.is_silent);
            together.push(row);
            let others = home
                .and_then(|home| homes.remove(&home))
                .unwrap_or_default();
            for other in others {
                if let Some(row) = rest.get_mut(other).and_then(Option::take) {
                    together.push(FollowRow {
                        is_sibling: true,
                        ..row
                    });
                }
            }
        }
        together
    }

    /// Index of the selected row.
    pub(crate) fn place(&self, rows: &[FollowRow]) -> usize {
        let Some(selected) = self.state.selected else {
            return 0;
        };
        let exact = rows.iter().position(|row| row.key == selected);
        let about = || {
            rows.iter()
                .position(|row| row.key.subject == selected.subject)
        };
        exact.or_else(about).unwrap_or_default()
    }

    /// The most urgent matter of the selected row.
    pub(super) fn matter_here(&self) -> Option<&Matter> {
        let rows = self.rows();
        let row = rows.get(self.place(&rows))?;
        self.house.matters.get(*row.matters.first()?)
    }

    /// The child of the selected row.
    pub(super) fn child_here(&self) -> Option<ChildId> {
        let rows = self.rows();
        match rows.get(self.place(&rows))?.key.subject {
            Subject::Child(child) => Some(child),
            Subject::Staff(_) | Subject::Home => None,
        }
    }

    /// The matters that a step about the selected row can belong to: that of an unseen child first, whatever list is
    /// shown, because a call about a missing child is about that.
    pub(super) fn matters_to_act_on(&self) -> Vec<&Matter> {
        let rows = self.rows();
        let Some(row) = rows.get(self.place(&rows)) else {
            return Vec::new();
        };
        let matters = self.house.matters.iter();
        let of_subject = matters.filter(|one| RowKey::of(one) == row.key);
        let mut found: Vec<&Matter> = of_subject
            .filter(|one| one.flag.rule.is_on_unseen() || one.flag.list() == self.state.list)
            .collect();
        found.sort_by_key(|one| !one.flag.rule.is_on_unseen());
        found
    }

    /// Days since the child of a row was last seen; empty for a child nobody looks for.
    pub(super) fn unseen(&self, row: &FollowRow) -> String {
        let lang = self.env.lang;
        let mut matters = row
            .matters
            .iter()
            .filter_map(|place| self.house.matters.get(*place));
        let days = matters.find_map(|one| people::unseen_days(self.house, one));
        days.map_or_else(String::new, |days| t!(lang, "follow-days", days = days))
    }

    /// Why a file is on the list in which nothing is missing.
    pub(super) fn why_to_confirm(&self, row: &FollowRow) -> String {
        let lang = self.env.lang;
        let file = match row.key.subject {
            Subject::Child(child) => self.house.register.get(child),
            Subject::Staff(_) | Subject::Home => None,
        };
        let last = file.and_then(|file| file.last_verified_on);
        match last {
            None => t!(lang, "walk-never"),
            Some(last) => {
                let day = day_words(last, lang, self.house.today());
                t!(lang, "follow-not-confirmed", day = day)
            }
        }
    }

    /// Detail lines of the selected row: the worst matter with its first reason, the phone to call, then what else is
    /// known: the end is cut where there is no room.
    pub(crate) fn details(&self) -> Vec<(DetailKind, String)> {
        let lang = self.env.lang;
        let rows = self.rows();
        let Some(row) = rows.get(self.place(&rows)) else {
            return Vec::new();
        };
        let mut ring = match row.key.subject {
            Subject::Child(child) => {
                let whom = people::next_to_call(self.house, child, lang);
                Some((DetailKind::Ring, whom))
            }
            Subject::Staff(_) | Subject::Home => None,
        };
        let mut lines = Vec::new();
        if row.is_to_confirm {
            lines.push((DetailKind::Head(Level::Amber), self.why_to_confirm(row)));
            lines.push((DetailKind::Reason, t!(lang, "follow-walk")));
        }
        for matter in row
            .matters
            .iter()
            .filter_map(|place| self.house.matters.get(*place))
        {
            let rule = words::choice(lang, "rule", matter.flag.rule);
            let first = matter.flag.rules.first().copied();
            let rule = first.map_or(rule, |one| self.rule_words(one));
            let head = format!("{rule}  {}", people::next_words(self.house, matter, lang));
            lines.push((DetailKind::Head(matter.flag.level), head));
            let (first, rest) = matter
                .flag
                .reasons
                .split_at(matter.flag.reasons.len().min(1));
            for said in [first, rest] {
                if !said.is_empty() {
                    let said = reasons::reasons(said, lang, self.house.today());
                    lines.push((DetailKind::Reason, said));
                }
                lines.extend(ring.take());
            }
            let others = matter.flag.rules.iter();
            let others = others.filter(|one| one.rule != matter.flag.rule);
            let others: Vec<String> = others.map(|one| self.rule_words(*one)).collect();
            if !others.is_empty() {
                let others = others.join(&t!(lang, "name-comma"));
                let said = t!(lang, "follow-also", rules = others);
                lines.push((DetailKind::Rule, said));
            }
            if matter.flag.supervisor {
                lines.push((DetailKind::Reason, t!(lang, "follow-supervisor")));
            }
            lines.extend(
                matter
                    .steps
                    .iter()
                    .map(|step| (DetailKind::Step, self.step_words(step))),
            );
        }
        lines
    }

    /// A rule that holds, in words: level, name, since when.
    pub(super) fn rule_words(&self, held: Holding) -> String {
        let lang = self.env.lang;
        t!(
            lang,
            "follow-rule-since",
            level = words::choice(lang, "level", held.level),
            rule = words::choice(lang, "rule", held.rule),
            day = day_words(held.since, lang, self.house.today())
        )
    }

    /// A step in words: date, author, kind, result.
    pub(crate) fn step_words(&self, step: &FollowUp) -> String {
        let lang = self.env.lang;
        let who = step.actor.and_then(|id| self.house.staff_member(id));
        if let Some(seen) = step.seen_elsewhere() {
            let day = day_words(seen, lang, self.house.today());
            let seen = t!(lang, "follow-seen-on", day = day);
            let at = brief_moment(step.at, lang, self.house.today());
            let who = who.map_or_else(String::new, |one| one.name.clone());
            return [at, who, seen, step.note.clone()].join("  ");
        }
        let parts = [
            brief_moment(step.at, lang, self.house.today()),
            who.map_or_else(String::new, |one| one.name.clone()),
            words::choice(lang, "follow-step", step.step),
            step.result
                .map_or_else(String::new, |one| words::choice(lang, "call-result", one)),
            step.reason
                .map_or_else(String::new, |one| words::choice(lang, "close-reason", one)),
            step.set_day().map_or_else(String::new, |until| {
                t!(
                    lang,
                    "follow-until",
                    until = day_words(until, lang, self.house.today())
                )
            }),
            step.to_whom.clone(),
            step.told_how().to_owned(),
            step.note.clone(),
        ];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join("  ")
    }
}
