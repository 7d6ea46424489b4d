//! F6, Follow-up: who needs a person, worst and oldest first, siblings together; why; what was
//! done; what is due next. Every act on a flag is done from here without leaving it.

use super::asking::Purpose;
use super::follow_forms::FollowForm;
use super::message::Effect;
use super::model::{Model, Screen};
use crate::domain::FollowUp;
use crate::domain::follow_up::FollowStep;
use crate::domain::rules::ladder::{Matter, State};
use crate::domain::rules::{Level, Subject};
use crate::i18n::words;
use crate::keymap::Action;
use crate::t;
use crate::ui::list::moved;
use crate::ui::picker::{Picker, PickerItem};
use crate::wording::dates::day_words;
use crate::wording::reasons;

/// Which matters are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Listed {
    /// What wants somebody.
    #[default]
    Open,
    /// Only what is urgent.
    Red,
    /// What is excused or put off as well.
    All,
}

impl Listed {
    const fn next(self) -> Self {
        match self {
            Self::Open => Self::Red,
            Self::Red => Self::All,
            Self::All => Self::Open,
        }
    }

    /// The key of its words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Open => "follow-open",
            Self::Red => "follow-red",
            Self::All => "follow-all",
        }
    }
}

/// State of the screen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FollowState {
    /// What is listed.
    pub listed: Listed,
    /// Whose matters the arrows are on.
    pub selected: Option<Subject>,
}

/// One row: a child, or the home, with the worst of its matters and how many more there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowRow {
    /// About whom.
    pub subject: Subject,
    /// Places of the matters in [`Model::matters`], worst first; never empty.
    pub matters: Vec<usize>,
    /// Lives behind the same door as the child of the row above.
    pub is_sibling: bool,
}

impl Model {
    /// The rows of the screen.
    pub fn follow_rows(&self) -> Vec<FollowRow> {
        let today = self.house.today();
        let mut rows: Vec<FollowRow> = Vec::new();
        for (place, matter) in self.house.matters.iter().enumerate() {
            let is_listed = match self.follow.listed {
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

    /// Brothers and sisters stand under the first of them: one visit sees them all.
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

    /// On which row the arrows are.
    pub fn follow_place(&self, rows: &[FollowRow]) -> usize {
        let selected = self.follow.selected;
        rows.iter()
            .position(|row| Some(row.subject) == selected)
            .unwrap_or_default()
    }

    /// The worst matter of the row the arrows are on.
    pub(super) fn matter_here(&self) -> Option<&Matter> {
        let rows = self.follow_rows();
        let row = rows.get(self.follow_place(&rows))?;
        self.house.matters.get(*row.matters.first()?)
    }

    /// What the matter is called: the child's name, somebody of the staff, the home.
    pub fn subject_name(&self, subject: Subject) -> String {
        let home = self.house.home.as_deref();
        match subject {
            Subject::Child(child) => self.house.register.name(child).to_owned(),
            Subject::Staff(id) => home
                .and_then(|home| home.staff.iter().find(|one| one.id == id))
                .map_or_else(String::new, |one| one.name.clone()),
            Subject::Home => t!(self.look.lang, "follow-home"),
        }
    }

    /// Why in one line: the rule and its most telling reason.
    pub fn why_short(&self, matter: &Matter) -> String {
        let lang = self.look.lang;
        let rule = words::choice(lang, "rule", matter.flag.rule);
        match matter.flag.reasons.first() {
            Some(first) => format!(
                "{rule} · {}",
                reasons::reason(first, lang, self.house.today())
            ),
            None => rule,
        }
    }

    /// What is to be done next, and by when; or why nothing is.
    pub fn next_words(&self, matter: &Matter) -> String {
        let lang = self.look.lang;
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

    /// Everything about the row the arrows are on: each matter with its reasons, whom to ring, what
    /// was done.
    pub fn follow_why(&self) -> Vec<(WhyKind, String)> {
        let lang = self.look.lang;
        let rows = self.follow_rows();
        let Some(row) = rows.get(self.follow_place(&rows)) else {
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
            lines.push((WhyKind::Head(matter.flag.level), head));
            lines.push((
                WhyKind::Reason,
                reasons::reasons(&matter.flag.reasons, lang, self.house.today()),
            ));
            if matter.flag.supervisor {
                lines.push((WhyKind::Reason, t!(lang, "follow-supervisor")));
            }
            lines.extend(
                matter
                    .steps
                    .iter()
                    .map(|step| (WhyKind::Step, self.step_words(step))),
            );
        }
        if let Subject::Child(child) = row.subject {
            lines.push((WhyKind::Ring, self.whom_to_ring(child)));
        }
        lines
    }

    /// What was done, by whom, when, and what came of it.
    pub fn step_words(&self, step: &FollowUp) -> String {
        let lang = self.look.lang;
        let staff = self
            .house
            .home
            .as_ref()
            .map_or(&[][..], |home| home.staff.as_slice());
        let who = staff.iter().find(|one| Some(one.id) == step.actor);
        let parts = [
            step.at.format("%m-%d %H:%M").to_string(),
            who.map_or_else(String::new, |one| one.name.clone()),
            words::choice(lang, "follow-step", step.step),
            step.result
                .map_or_else(String::new, |one| words::choice(lang, "call-result", one)),
            step.reason
                .map_or_else(String::new, |one| words::choice(lang, "close-reason", one)),
            step.until.map_or_else(String::new, |until| {
                t!(lang, "follow-until", until = day_words(until, lang))
            }),
            step.to_whom.clone(),
            step.how.clone(),
            step.note.clone(),
        ];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join("  ")
    }

    /// To F6, with the matters of this minute.
    pub(super) fn show_follow_up(&mut self) {
        self.screen = Screen::FollowUp;
        self.refresh();
    }

    /// What an intent means on F6; `None` if nothing special.
    pub(super) fn follow_act(&mut self, action: Action) -> Option<Vec<Effect>> {
        match action {
            Action::Accept => {
                self.ask_what_was_done();
                Some(Vec::new())
            }
            Action::Filter => {
                self.follow.listed = self.follow.listed.next();
                Some(Vec::new())
            }
            Action::Visit => {
                if let Some(child) = self.matter_here().and_then(Matter::child) {
                    self.ask_what_to_record(child);
                }
                Some(Vec::new())
            }
            Action::Edit => {
                let child = self.matter_here().and_then(Matter::child)?;
                Some(self.open_file(child))
            }
            _ => {
                let rows = self.follow_rows();
                let mut place = self.follow_place(&rows);
                let done = moved(&mut place, rows.len(), action).then(Vec::new)?;
                self.follow.selected = rows.get(place).map(|row| row.subject);
                Some(done)
            }
        }
    }

    /// A click on a row: the arrows go there; on the row where they are, it asks what was done.
    pub(super) fn follow_click(&mut self, row: usize) -> Vec<Effect> {
        let rows = self.follow_rows();
        let clicked = rows.get(row).map(|row| row.subject);
        if clicked.is_some() && clicked == self.follow.selected {
            self.ask_what_was_done();
        }
        self.follow.selected = clicked.or(self.follow.selected);
        Vec::new()
    }

    fn ask_what_was_done(&mut self) {
        let lang = self.look.lang;
        let Some(matter) = self.matter_here() else {
            return;
        };
        let Some(child) = matter.child() else {
            let text = t!(lang, "follow-in-settings");
            self.say(super::model::Tone::Info, text);
            return;
        };
        let (rule, since) = (matter.flag.rule, matter.flag.since);
        let can_close = !rule.close_reasons().is_empty();
        let mut items: Vec<PickerItem> = FollowStep::ALL
            .iter()
            .filter(|step| **step != FollowStep::Closed || can_close)
            .map(|step| {
                let label = words::choice(lang, "follow-step", *step);
                let note = crate::i18n::word(lang, &format!("follow-note-{}", step.code()));
                PickerItem::new(step.code(), label, note)
            })
            .collect();
        items.push(PickerItem::new("problem", t!(lang, "follow-problem"), ""));
        items.push(PickerItem::new("file", t!(lang, "follow-file"), ""));
        let name = self.house.register.name(child).to_owned();
        let title = crate::ui::form::Label::Text(t!(lang, "pick-done", name = name));
        let purpose = Purpose::Follow(FollowForm::Done { child, rule, since });
        self.ask_choice(Picker::new(title, items), purpose);
    }

    /// How many matters want somebody, and how many of these are urgent or overdue.
    pub fn follow_counts(&self) -> FollowCounts {
        let today = self.house.today();
        let open = || self.house.matters.iter().filter(|one| one.is_open(today));
        FollowCounts {
            open: open().count(),
            red: open().filter(|one| one.flag.level == Level::Red).count(),
            overdue: open().filter(|one| one.is_overdue(today)).count(),
        }
    }
}

/// How much there is to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FollowCounts {
    /// Matters that want somebody.
    pub open: usize,
    /// Urgent ones among them.
    pub red: usize,
    /// Those whose next step should have been done.
    pub overdue: usize,
}

/// What a line under the list is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhyKind {
    /// The rule, its level and what is due.
    Head(Level),
    /// Why.
    Reason,
    /// What was done.
    Step,
    /// Whom to ring.
    Ring,
}
