//! Rows of F6, most urgent and oldest first, siblings together, and the details of a row.

use super::state::{DetailKind, FollowCounts, FollowRow, FollowScene, Listed};
use crate::domain::FollowUp;
use crate::domain::rules::ladder::{Matter, State};
use crate::domain::rules::{Level, Subject};
use crate::i18n::words;
use crate::screens::people;
use crate::t;
use crate::wording::dates::day_words;
use crate::wording::reasons;

impl FollowScene<'_> {
    /// The rows of the screen.
    pub(crate) fn rows(&self) -> Vec<FollowRow> {
        let today = self.house.today();
        let mut rows: Vec<FollowRow> = Vec::new();
        for (place, matter) in self.house.matters.iter().enumerate() {
            let is_listed = match self.state.listed {
                Listed::Open => matter.is_open(today),
                Listed::Red => matter.is_open(today) && matter.flag.level == Level::Red,
                Listed::All => true,
            };
            if !is_listed {
                continue;
            }
            let subject = matter.flag.subject;
            match rows.iter_mut().find(|row| row.subject == subject) {
                Some(row) => row.matters.push(place),
                None => rows.push(FollowRow {
                    subject,
                    matters: vec![place],
                    is_sibling: false,
                }),
            }
        }
        self.siblings_together(rows)
    }

    /// Moves siblings below the first listed child of their household; one visit can cover them
    /// all.
    fn siblings_together(&self, rows: Vec<FollowRow>) -> Vec<FollowRow> {
        let household = |row: &FollowRow| match row.subject {
            Subject::Child(child) => self.house.register.get(child)?.household,
            Subject::Staff(_) | Subject::Home => None,
        };
        let mut rest: Vec<Option<FollowRow>> = rows.into_iter().map(Some).collect();
        let mut together = Vec::with_capacity(rest.len());
        for place in 0..rest.len() {
            let Some(row) = rest.get_mut(place).and_then(Option::take) else {
                continue;
            };
            let home = household(&row);
            together.push(row);
            if home.is_none() {
                continue;
            }
            for other in &mut rest {
                if other.as_ref().is_some_and(|row| household(row) == home)
                    && let Some(row) = other.take()
                {
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
        let selected = self.state.selected;
        rows.iter()
            .position(|row| Some(row.subject) == selected)
            .unwrap_or_default()
    }

    /// The most urgent matter of the selected row.
    pub(super) fn matter_here(&self) -> Option<&Matter> {
        let rows = self.rows();
        let row = rows.get(self.place(&rows))?;
        self.house.matters.get(*row.matters.first()?)
    }

    /// The next step and its due day, or why no step is due.
    pub(crate) fn next_words(&self, matter: &Matter) -> String {
        let lang = self.env.lang;
        let day = |day: chrono::NaiveDate| day.format("%m-%d").to_string();
        match matter.state {
            State::Excused(until) => t!(lang, "follow-excused", until = day(until)),
            State::Snoozed(until) => t!(lang, "follow-snoozed", until = day(until)),
            State::HandedUp(on) => t!(lang, "follow-handed-up", on = day(on)),
            State::Open | State::Closed(_) => {
                let rung = words::choice(lang, "rung", matter.rung);
                t!(lang, "follow-next", rung = rung, due = day(matter.due))
            }
        }
    }

    /// Detail lines of the selected row: each matter with reasons and steps, then the phone to
    /// call.
    pub(crate) fn details(&self) -> Vec<(DetailKind, String)> {
        let lang = self.env.lang;
        let rows = self.rows();
        let Some(row) = rows.get(self.place(&rows)) else {
            return Vec::new();
        };
        let mut lines = Vec::new();
        for matter in row
            .matters
            .iter()
            .filter_map(|place| self.house.matters.get(*place))
        {
            let rule = words::choice(lang, "rule", matter.flag.rule);
            let level = words::choice(lang, "level", matter.flag.level);
            let code = matter.flag.rule.code();
            let head = format!("{level} {code} {rule}  {}", self.next_words(matter));
            lines.push((DetailKind::Head(matter.flag.level), head));
            lines.push((
                DetailKind::Reason,
                reasons::reasons(&matter.flag.reasons, lang, self.house.today()),
            ));
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
        if let Subject::Child(child) = row.subject {
            lines.push((
                DetailKind::Ring,
                people::contact_to_call(self.house, child, lang),
            ));
        }
        lines
    }

    /// A step in words: date, author, kind, result.
    pub(crate) fn step_words(&self, step: &FollowUp) -> String {
        let lang = self.env.lang;
        let who = step.actor.and_then(|id| self.house.staff_member(id));
        let parts = [
            step.at.format("%m-%d %H:%M").to_string(),
            who.map_or_else(String::new, |one| one.name.clone()),
            words::choice(lang, "follow-step", step.step),
            step.result
                .map_or_else(String::new, |one| words::choice(lang, "call-result", one)),
            step.reason
                .map_or_else(String::new, |one| words::choice(lang, "close-reason", one)),
            step.until.map_or_else(String::new, |until| {
                t!(
                    lang,
                    "follow-until",
                    until = day_words(until, lang, self.house.today())
                )
            }),
            step.to_whom.clone(),
            step.how.clone(),
            step.note.clone(),
        ];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join("  ")
    }

    /// Counts of open, urgent and overdue matters.
    pub(crate) fn counts(&self) -> FollowCounts {
        let today = self.house.today();
        let open = || self.house.matters.iter().filter(|one| one.is_open(today));
        FollowCounts {
            open: open().count(),
            red: open().filter(|one| one.flag.level == Level::Red).count(),
            overdue: open().filter(|one| one.is_overdue(today)).count(),
        }
    }
}
