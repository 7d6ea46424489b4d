//! Key and click handling of F6. All steps on a flag are possible without leaving the screen.

use super::state::{Earlier, FollowForm, FollowTurn, State};
use crate::desk::job::Load;
use crate::domain::KnownAs;
use crate::domain::caseload::CaseId;
use crate::domain::follow_up::{CloseReason, FollowStep};
use crate::domain::rules::ladder::Matter;
use crate::domain::rules::list::List;
use crate::domain::rules::{Flag, PastMatter};
use crate::domain::rules::{Reason, RecordReason};
use crate::domain::{ChildId, RuleId};
use crate::house::House;
use crate::i18n::{word, words};
use crate::keymap::Action;
use crate::screens::effect::{Effect, Env, Job, Open, Scene, Screen, Tone, Turn};
use crate::screens::people;
use crate::t;
use crate::ui::form::Label;
use crate::ui::list::moved;
use crate::ui::page::Page;
use crate::ui::picker::{Picker, PickerItem};
use crate::wording::dates::day_words;
use chrono::{NaiveDate, TimeDelta};

/// Codes of what can be done about a day without a register.
const ENTER: &str = "enter";
const WAS_CLOSED: &str = "closed";

/// Handles an action; `None` if the screen does not use it.
pub(crate) fn update(
    house: &House,
    state: &mut State,
    env: Env,
    action: Action,
) -> Option<Vec<Effect<FollowForm>>> {
    Turn::effects_if_used(house, state, env, |turn| turn.act(action))
}

/// Asks what was done about the selected row.
pub(crate) fn act_on_selected(
    house: &House,
    state: &mut State,
    env: Env,
) -> Vec<Effect<FollowForm>> {
    Turn::effects(house, state, env, |turn| {
        // Without a row there is nothing to ask about.
        let _ = turn.ask_what_was_done();
    })
}

/// A click selects a row; on the selected row it opens what is behind it.
pub(crate) fn click(
    house: &House,
    state: &mut State,
    env: Env,
    row: usize,
) -> Vec<Effect<FollowForm>> {
    Turn::effects(house, state, env, |turn| turn.click(row))
}

/// Takes the earlier matters of a child that were read. The page of its matters with them, if it is the one that was
/// opened last.
pub(crate) fn take_earlier(
    house: &House,
    state: &mut State,
    env: Env,
    read: (ChildId, NaiveDate, Vec<PastMatter>),
) -> Option<Page> {
    let (child, day, found) = read;
    let asked = state.earlier.as_mut();
    let asked = asked.filter(|one| (one.child, one.day) == (child, day))?;
    asked.found = Some(found);
    Scene::new(house, state, env).page_of_child(child)
}

/// Binds the selection to the subject that it shows, so that it stays with it when other rows come.
pub(crate) fn keep_selected(house: &House, state: &mut State, env: Env) {
    let scene = Scene::new(house, state, env);
    let rows = scene.rows();
    let case = scene.case_row_here();
    state.selected = rows.get(scene.place(&rows)).map(|row| row.key);
    state.cases.selected = case;
}

impl FollowTurn<'_> {
    fn act(&mut self, action: Action) -> Option<()> {
        if self.state.walk.is_some() {
            return self.act_in_walk(action);
        }
        if let Some(reading) = self.house.past {
            return self.act_in_past(action, reading);
        }
        let has_card = self.scene().card().is_some();
        match action {
            Action::Left if !has_card => self.go_to_day(-1, KnownAs::Then),
            Action::Walk if !has_card => {
                let child = self.scene().child_here();
                self.open(Open::Walk(child));
            }
            Action::Next if !has_card => self.show(1),
            Action::Previous if !has_card => self.show(List::ALL.len()),
            Action::Add if !has_card => self.ask_about_whom(),
            Action::GoFollowUp if !has_card => self.open_unreported()?,
            Action::PastDay if !has_card => self.ask_past_day(),
            _ if self.scene().shows_cases() => self.act_on_cases(action)?,
            Action::Accept => self.show_matter()?,
            Action::Visit => {
                let child = self.scene().child_here()?;
                self.ask_what_to_record(child);
            }
            Action::KnownAbsence => {
                let child = self.scene().child_here()?;
                self.open(Open::Absence(Some(child)));
            }
            Action::Print => {
                let here = self.scene().child_here();
                self.ask_round(here);
            }
            Action::EnterRound => self.enter_round(),
            Action::Edit => {
                let child = self.scene().child_here()?;
                self.open(Open::File(child));
            }
            _ => self.move_selected(action)?,
        }
        Some(())
    }

    /// What can be done on an earlier day: to look.
    fn act_in_past(&mut self, action: Action, reading: KnownAs) -> Option<()> {
        match action {
            Action::Next => self.show(1),
            Action::Previous => self.show(List::ALL.len()),
            Action::Left => self.go_to_day(-1, reading),
            Action::Right => self.go_to_day(1, reading),
            Action::PastDay => self.ask_past_day(),
            _ if self.scene().shows_cases() => self.read_cases(action)?,
            Action::Accept => {
                let page = self.read_matter()?;
                self.push(Effect::Page(page));
            }
            _ => return self.move_selected(action),
        }
        Some(())
    }

    /// Shows the evening of a day nearby.
    fn go_to_day(&mut self, days: i64, reading: KnownAs) {
        let day = self.house.today() + TimeDelta::days(days);
        self.run(Job::Load(Load::PastDay(day, reading)));
    }

    fn move_selected(&mut self, action: Action) -> Option<()> {
        let rows = self.scene().rows();
        let mut place = self.scene().place(&rows);
        moved(&mut place, rows.len(), action).then_some(())?;
        self.state.selected = rows.get(place).map(|row| row.key);
        Some(())
    }

    /// Shows another page, from its top: after the lists comes the page of problems and incidents.
    fn show(&mut self, steps: usize) {
        let pages = List::ALL.len() + 1;
        let place = List::ALL.iter().position(|one| *one == self.state.list);
        let place = place.filter(|_| !self.scene().shows_cases());
        let next = (place.unwrap_or(List::ALL.len()) + steps) % pages;
        match List::ALL.get(next) {
            Some(list) => self.state.show(*list, None),
            None => self.state.show_cases(),
        }
    }

    fn click(&mut self, row: usize) {
        if self.state.walk.is_some() {
            self.click_in_walk(row);
            return;
        }
        if self.scene().shows_cases() {
            self.click_case(row);
            return;
        }
        let rows = self.scene().rows();
        let clicked = rows.get(row).map(|row| row.key);
        if clicked.is_some() && clicked == self.state.selected {
            // A row that was clicked has a matter.
            let _ = match self.house.past {
                Some(reading) => self.act_in_past(Action::Accept, reading),
                None => self.show_matter(),
            };
        }
        self.state.selected = clicked.or(self.state.selected);
    }

    /// Where a sign-out is entered: that of today at the door, one of an earlier day on Today.
    fn where_it_left(&self) -> Screen {
        let since = self.scene().matter_here().map(|one| one.flag.since);
        if since == Some(self.house.today()) {
            Screen::Door
        } else {
            Screen::Today
        }
    }

    /// The page of the selected row; what the child's earlier matters say is read meanwhile.
    fn read_matter(&mut self) -> Option<Page> {
        let child = self.scene().matter_here()?.child();
        let day = self.house.today();
        self.state.earlier = child.map(|child| Earlier {
            child,
            day,
            found: None,
        });
        if let Some(child) = child {
            self.run(Job::Load(Load::MattersBefore(child, day)));
        }
        self.scene().matter_page()
    }

    /// Shows everything behind the selected row; `None` without a row.
    fn show_matter(&mut self) -> Option<()> {
        let page = self.read_matter()?;
        let of = |matter: &Matter| (matter.flag.rule, matter.child());
        let Some(about) = self.scene().matter_here().map(of) else {
            // Only to be confirmed.
            let child = self.scene().child_here();
            self.push(Effect::PageThen(page, Open::Walk(child)));
            return Some(());
        };
        let then = match about {
            // Where the thing itself is done.
            (RuleId::A1 | RuleId::A2 | RuleId::A3 | RuleId::A4, _) => {
                Open::Screen(Screen::Activities)
            }
            (RuleId::D4, _) => Open::Walk(None),
            // Somebody says there when the child left.
            (RuleId::S7, _) => Open::Screen(self.where_it_left()),
            (RuleId::D6, None) if self.is_about_helpers() => Open::Helpers,
            (RuleId::D6 | RuleId::D8 | RuleId::S9, _) => Open::Screen(Screen::Settings),
            (RuleId::P3, _) => Open::Nobody,
            (RuleId::P1 | RuleId::P2 | RuleId::P4 | RuleId::P5 | RuleId::P6, Some(child)) => {
                Open::Help(child)
            }
            (RuleId::L6, Some(child)) => match self.house.oldest_unreported_of(child) {
                Some(id) => Open::Case(CaseId::Incident(id)),
                None => Open::Act,
            },
            (RuleId::D7, Some(child)) => Open::File(child),
            (_, Some(child)) if self.state.list == List::File => Open::File(child),
            _ => Open::Act,
        };
        self.push(Effect::PageThen(page, then));
        Some(())
    }

    /// Whether the selected matter is about the background checks of helpers.
    fn is_about_helpers(&self) -> bool {
        let is_it =
            |one: &Reason| matches!(one, Reason::Record(RecordReason::HelpersUnchecked { .. }));
        let matter = self.scene();
        let matter = matter.matter_here();
        matter.is_some_and(|matter| matter.flag.reasons.iter().any(is_it))
    }

    /// Opens the list of steps for the selected row, first asking which of several matters is meant; `None` without
    /// a row.
    fn ask_what_was_done(&mut self) -> Option<()> {
        let matters: Vec<Matter> = self
            .scene()
            .matters_to_act_on()
            .into_iter()
            .cloned()
            .collect();
        let [first, others @ ..] = matters.as_slice() else {
            return None;
        };
        if first.flag.rule == RuleId::A5 {
            self.ask_about_days(first.flag.days_not_taken());
            return Some(());
        }
        let Some(child) = first.child() else {
            self.say(Tone::Info, t!(self.env.lang, "follow-in-settings"));
            return Some(());
        };
        if others.is_empty() {
            self.ask_step_about(child, first.flag.rule, first.flag.since);
            return Some(());
        }
        let lang = self.env.lang;
        let items = matters.iter().map(|matter| {
            let rule = words::choice(lang, "rule", matter.flag.rule);
            let why = people::why_brief(self.house, matter, lang);
            PickerItem::new(matter.flag.rule.code(), rule, why)
        });
        let picker = Picker::new("pick-matter", items.collect());
        self.choose(picker, FollowForm::About(child));
        Some(())
    }

    /// Opens the list of the days without a register: of each the sheet can be entered, or that the home was closed.
    fn ask_about_days(&mut self, days: &[NaiveDate]) {
        let lang = self.env.lang;
        let acts = days.iter().flat_map(|day| {
            let said = day_words(*day, lang, self.house.today());
            let enter = t!(lang, "not-taken-enter", day = said.as_str());
            let closed = t!(lang, "not-taken-closed", day = said.as_str());
            [
                PickerItem::new(format!("{ENTER}:{day}"), enter, ""),
                PickerItem::new(format!("{WAS_CLOSED}:{day}"), closed, ""),
            ]
        });
        let picker = Picker::new("pick-not-taken", acts.collect());
        self.choose(picker, FollowForm::NotTaken);
    }

    /// Opens the form that was chosen for a day without a register.
    pub(super) fn see_to_day(&mut self, code: &str) {
        let Some((act, day)) = code.split_once(':') else {
            return;
        };
        match (act, day.parse()) {
            (ENTER, Ok(day)) => self.open(Open::EnterLate(day)),
            (WAS_CLOSED, Ok(day)) => self.open(Open::CloseDay(day)),
            _ => {}
        }
    }

    /// Opens the list of steps about a matter: those that its rule allows.
    pub(super) fn ask_step_about(&mut self, child: ChildId, rule: RuleId, since: NaiveDate) {
        let lang = self.env.lang;
        let matters = self.house.matters.iter();
        let mut about = matters.filter(|one| one.child() == Some(child) && one.flag.rule == rule);
        let flag = about.next().map(|one| &one.flag);
        let steps = FollowStep::ALL.iter();
        let possible = steps.filter(|step| flag.is_some_and(|flag| flag.allows(**step)));
        let mut items: Vec<PickerItem> = possible
            .map(|step| {
                // Of an unseen child nothing else closes the matter.
                if *step == FollowStep::Closed && rule.is_on_unseen() {
                    let label = t!(lang, "follow-seen-elsewhere");
                    return PickerItem::new(step.code(), label, t!(lang, "follow-who-saw"));
                }
                let label = words::choice(lang, "follow-step", *step);
                let note = word(lang, &format!("follow-note-{}", step.code()));
                PickerItem::new(step.code(), label, note)
            })
            .collect();
        if flag.is_some_and(Flag::is_only_kept) {
            let label = t!(lang, "follow-no-longer");
            let why = t!(lang, "follow-why-no-longer");
            items.push(PickerItem::new(CloseReason::NoLonger.code(), label, why));
        }
        items.push(PickerItem::new("problem", t!(lang, "follow-problem"), ""));
        items.push(PickerItem::new("incident", t!(lang, "follow-incident"), ""));
        items.push(PickerItem::new("file", t!(lang, "follow-file"), ""));
        let name = self.house.register.name(child).to_owned();
        let about = words::choice(lang, "rule", rule);
        let title = t!(lang, "pick-done", name = name, about = about);
        let purpose = FollowForm::Done { child, rule, since };
        self.choose(Picker::new(Label::Text(title), items), purpose);
    }
}
