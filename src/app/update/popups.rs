//! Handling of keys, clicks and pasted text in the last popup, which receives the keys.

use super::screens::keeping_place;
use crate::app::model::{Model, shows_more};
use crate::app::popups::{Popup, Purpose};
use crate::desk::command::Command;
use crate::desk::roll_ticks::RollTicks;
use crate::domain::Moment;
use crate::house::fresh::Fresh;
use crate::keymap::chord::Chord;
use crate::keymap::{self, Action, Context};
use crate::screens::activities::taking_part::{RollEvent, ask_done};
use crate::screens::children::agree::AgreeEvent;
use crate::screens::children::help::give::GiveEvent;
use crate::screens::door::collect;
use crate::screens::door::roll_call::close_question;
use crate::screens::door::state::Sweep;
use crate::screens::effect::{Answer, Confirm, Job, Open, Tone};
use crate::t;
use crate::ui::help::HelpEvent;
use crate::ui::list::moved;
use crate::wording::dates::day_words;

impl Model {
    /// Passes a key to a popup with a text field or numbered rows; `None` if it is not used.
    pub(super) fn type_in_popup(&mut self, chord: Chord) -> Option<Vec<Job>> {
        match self.popups.last_mut()? {
            Popup::Form(_) | Popup::Picker(_) => self.type_in_form(chord),
            Popup::Roll(roll) => roll.ticks.type_key(&self.house, chord).then(Vec::new),
            Popup::RoundPick(pick) => pick.type_key(&self.house, chord).then(Vec::new),
            Popup::Agree(agree) => agree.ticks.type_key(&self.house, chord).then(Vec::new),
            Popup::Give(give) => give.ticks.type_key(&self.house, chord).then(Vec::new),
            Popup::RoundSheet(sheet) => sheet.type_key(chord).then(Vec::new),
            Popup::Help(help) => help.typed(chord).then(Vec::new),
            Popup::Lock(lock) => lock.type_key(chord).then(Vec::new),
            Popup::Secret(entry) => entry.type_key(chord).then(Vec::new),
            Popup::Words(sheet) => sheet.type_key(chord).then(Vec::new),
            Popup::Approve(asked) => asked.lock.type_key(chord).then(Vec::new),
            Popup::Evacuation(list) => list.type_key(&self.house, chord).then(Vec::new),
            Popup::Collect(_) => {
                let action = keymap::resolve(&[Context::Collect], chord);
                let number = chord.number().filter(|_| action == Some(Action::Number))?;
                self.collect(number - 1)
            }
            Popup::Confirm(_)
            | Popup::Notice(_)
            | Popup::Sweep(_)
            | Popup::Page(_)
            | Popup::PageThen(..) => None,
        }
    }

    /// Handles an action in the last popup; `None` if it is not used.
    pub(super) fn act_in_popup(&mut self, action: Action) -> Option<Vec<Job>> {
        let (is_locked, lang) = (self.is_locked(), self.look.lang);
        match self.popups.last_mut()? {
            Popup::Form(_) | Popup::Picker(_) => return self.act_in_form(action),
            Popup::Roll(roll) => {
                // The list sees Esc first: it clears a search before it closes.
                if let Some(event) = roll.act(action) {
                    return Some(self.roll_event(event));
                }
            }
            Popup::RoundPick(_) | Popup::RoundSheet(_) => return self.act_in_round(action),
            Popup::Agree(agree) => {
                if let Some(event) = agree.act(action) {
                    return Some(self.agree_event(event));
                }
            }
            Popup::Give(give) => {
                if let Some(event) = give.act(action) {
                    return Some(self.give_event(event));
                }
            }
            Popup::Words(sheet) => {
                if let Some(event) = sheet.act(action, lang) {
                    return Some(self.words_event(event));
                }
            }
            Popup::Lock(_) => return self.act_in_lock(action),
            Popup::Approve(_) | Popup::Secret(_) => {
                if let Some(jobs) = self.act_in_lock(action) {
                    return Some(jobs);
                }
            }
            Popup::Evacuation(_) if is_locked && shows_more(action) => {
                self.say(Tone::Info, t!(lang, "lock-unlock-first"));
                return Some(Vec::new());
            }
            Popup::Confirm(_)
            | Popup::Notice(_)
            | Popup::Collect(_)
            | Popup::Sweep(_)
            | Popup::Evacuation(_)
            | Popup::Page(_)
            | Popup::PageThen(..)
            | Popup::Help(_) => {}
        }
        if action == Action::Cancel {
            // Esc clears a search before it closes.
            if let Some(Popup::Evacuation(list)) = self.popups.last_mut()
                && !list.find.value().is_empty()
            {
                list.end_search();
                return Some(Vec::new());
            }
            self.close_popup();
            return Some(Vec::new());
        }
        let used = match self.popups.last_mut()? {
            Popup::Confirm(_) => return self.act_in_confirm(action),
            Popup::Page(_) | Popup::Notice(_) if action == Action::Accept => {
                self.popups.pop();
                true
            }
            Popup::PageThen(..) if action == Action::Accept => {
                let Some(Popup::PageThen(_, then)) = self.popups.pop() else {
                    return Some(Vec::new());
                };
                return Some(self.open(then));
            }
            Popup::Page(page) | Popup::PageThen(page, _) => {
                moved(&mut page.top, page.lines.len(), action)
            }
            Popup::Collect(collect) if action == Action::Accept => {
                let place = collect.selected;
                return self.collect(place);
            }
            Popup::Collect(collect) if action == Action::TakeSibling => collect.toggle_siblings(),
            Popup::Collect(collect) => moved(&mut collect.selected, collect.options.len(), action),
            Popup::Sweep(_) => return self.act_in_sweep(action),
            Popup::Evacuation(list) => match list.act(action, &self.house, lang) {
                Some(jobs) => return Some(jobs),
                None => moved(&mut list.selected, list.call.inside.len(), action),
            },
            // The list of keys says that these work everywhere.
            Popup::Help(_) if is_for_everywhere(action) => return None,
            Popup::Help(help) => {
                if help.act(action, lang) == HelpEvent::Close {
                    self.popups.pop();
                }
                true
            }
            Popup::Notice(_)
            | Popup::Lock(_)
            | Popup::Secret(_)
            | Popup::Words(_)
            | Popup::Approve(_)
            | Popup::Form(_)
            | Popup::Picker(_)
            | Popup::Roll(_)
            | Popup::RoundPick(_)
            | Popup::Agree(_)
            | Popup::Give(_)
            | Popup::RoundSheet(_) => false,
        };
        used.then(Vec::new)
    }

    /// Handles a click on a row of the last popup.
    pub(super) fn click_in_popup(&mut self, row: usize) -> Vec<Job> {
        match self.popups.last_mut() {
            Some(Popup::Form(_) | Popup::Picker(_)) => self.click_in_form(row),
            Some(Popup::Collect(_)) => self.collect(row).unwrap_or_default(),
            Some(Popup::Sweep(sweep)) => {
                sweep.select(&self.house.children_inside(), row);
                self.act_in_sweep(Action::Accept).unwrap_or_default()
            }
            Some(Popup::Evacuation(list)) => {
                list.selected = row;
                list.tick(self.house.now)
            }
            Some(Popup::Roll(roll)) => {
                roll.ticks.selected = row;
                roll.ticks.tick();
                Vec::new()
            }
            Some(Popup::RoundPick(ticks)) => {
                ticks.selected = row;
                ticks.tick();
                Vec::new()
            }
            Some(Popup::Agree(agree)) => {
                agree.ticks.selected = row;
                agree.ticks.tick();
                Vec::new()
            }
            Some(Popup::Give(give)) => {
                give.ticks.selected = row;
                give.ticks.tick();
                Vec::new()
            }
            Some(Popup::Lock(lock)) => {
                lock.selected = row;
                Vec::new()
            }
            Some(Popup::Approve(asked)) => {
                asked.lock.selected = row;
                Vec::new()
            }
            Some(Popup::RoundSheet(sheet)) => {
                sheet.row = Some(row);
                Vec::new()
            }
            Some(
                Popup::Confirm(_)
                | Popup::Notice(_)
                | Popup::Page(_)
                | Popup::PageThen(..)
                | Popup::Secret(_)
                | Popup::Words(_)
                | Popup::Help(_),
            )
            | None => Vec::new(),
        }
    }

    /// Passes pasted text to the last popup. Returns whether it has a text field.
    pub(super) fn paste_in_popup(&mut self, text: &str) -> bool {
        match self.popups.last_mut() {
            Some(Popup::Form(popup)) => popup.form.paste(text, self.look.lang),
            Some(Popup::Picker(popup)) => popup.picker.paste(text),
            Some(Popup::Roll(roll)) => roll.ticks.paste(&self.house, text),
            Some(Popup::RoundPick(pick)) => pick.paste(&self.house, text),
            Some(Popup::Agree(agree)) => agree.ticks.paste(&self.house, text),
            Some(Popup::Give(give)) => give.ticks.paste(&self.house, text),
            Some(Popup::RoundSheet(sheet)) => sheet.paste(text),
            Some(Popup::Help(help)) => help.paste(text),
            Some(Popup::Lock(lock)) => lock.paste(text),
            Some(Popup::Secret(entry)) => entry.paste(text),
            Some(Popup::Words(sheet)) => sheet.paste(text),
            Some(Popup::Approve(asked)) => asked.lock.paste(text),
            Some(
                Popup::Confirm(_)
                | Popup::Notice(_)
                | Popup::Collect(_)
                | Popup::Sweep(_)
                | Popup::Evacuation(_)
                | Popup::Page(_)
                | Popup::PageThen(..),
            )
            | None => return false,
        }
        true
    }

    fn agree_event(&mut self, event: AgreeEvent) -> Vec<Job> {
        match event {
            AgreeEvent::None => Vec::new(),
            AgreeEvent::Agree(command) => vec![Job::Do(*command)],
            AgreeEvent::Nobody => {
                self.say(Tone::Bad, t!(self.look.lang, "roll-pick-first"));
                Vec::new()
            }
        }
    }

    fn give_event(&mut self, event: GiveEvent) -> Vec<Job> {
        match event {
            GiveEvent::None => Vec::new(),
            GiveEvent::Give(command) => vec![Job::Do(*command)],
            GiveEvent::Nobody => {
                self.say(Tone::Bad, t!(self.look.lang, "roll-pick-first"));
                Vec::new()
            }
        }
    }

    /// Closes the last popup; keeps the ticks of a roll call.
    pub(super) fn close_popup(&mut self) {
        if let Some(Popup::Evacuation(list)) = self.popups.pop() {
            self.door.evacuation = list;
        }
    }

    fn act_in_confirm(&mut self, action: Action) -> Option<Vec<Job>> {
        let Some(Popup::Confirm(confirm)) = self.popups.last_mut() else {
            return None;
        };
        let answer = match action {
            Action::Next | Action::Previous => {
                confirm.answer = match confirm.answer {
                    Answer::Yes => Answer::No,
                    Answer::No => Answer::Yes,
                };
                return Some(Vec::new());
            }
            Action::Yes => Answer::Yes,
            Action::No => Answer::No,
            Action::Accept => confirm.answer,
            _ => return None,
        };
        Some(self.confirm(answer))
    }

    fn confirm(&mut self, answer: Answer) -> Vec<Job> {
        match self.popups.pop() {
            Some(Popup::Confirm(confirm)) if answer == Answer::Yes => confirm.yes,
            _ => Vec::new(),
        }
    }

    /// Applies the answer with this index to the question who collects the child; `None` if there is
    /// none.
    fn collect(&mut self, place: usize) -> Option<Vec<Job>> {
        let Some(Popup::Collect(asked)) = self.popups.last() else {
            return None;
        };
        let collector = asked.options.get(place).copied()?;
        let asked = asked.clone();
        self.popups.pop();
        let (env, state) = (self.env(), &mut self.door);
        let effects = collect::choose(&self.house, state, env, &asked, collector);
        Some(self.carry_out(effects, Purpose::Door))
    }

    fn roll_event(&mut self, event: RollEvent) -> Vec<Job> {
        let Some(Popup::Roll(roll)) = self.popups.last() else {
            return Vec::new();
        };
        match event {
            RollEvent::None => Vec::new(),
            RollEvent::GoOn => {
                let env = self.env();
                let effects = ask_done(&self.house, &mut self.activities, env, roll);
                self.carry_out(effects, Purpose::Plan)
            }
            RollEvent::Newcomer => self.open(Open::NewChild),
        }
    }

    /// Opens the roll call with what was read for it, if that could be read.
    pub(super) fn take_roll(&mut self, fresh: Option<Box<Fresh>>, ticks: RollTicks) {
        let read_at = fresh.as_ref().and_then(|fresh| fresh.read_at);
        if let Some(fresh) = fresh {
            keeping_place(self, |model| model.take(*fresh));
        }
        self.call_roll(read_at, Some(ticks));
    }

    /// Opens the roll call with the ticks kept from the last time, or brings the open one up to date.
    /// `read_at` is when the register was read; `None` if it could not be read just now.
    pub(super) fn call_roll(&mut self, read_at: Option<Moment>, kept: Option<RollTicks>) {
        let open = self.popups.iter_mut().find_map(|popup| match popup {
            Popup::Evacuation(list) => Some(list),
            _ => None,
        });
        if let Some(list) = open {
            list.take_ticks(kept);
            list.call(&self.house, read_at);
        } else {
            let mut list = std::mem::take(&mut self.door.evacuation);
            list.take_ticks(kept);
            if list.ticks.is_over(self.house.now) {
                list.ticks = RollTicks::default();
            }
            list.call(&self.house, read_at);
            list.selected = 0;
            list.end_search();
            // Names and alerts are what a fire asks for.
            list.has_phones = !self.is_locked();
            list.phones &= list.has_phones;
            self.popups.push(Popup::Evacuation(list));
        }
    }

    /// Brings an open roll call up to date with what was read again.
    pub(super) fn roll_goes_on(&mut self, read_at: Option<Moment>) {
        let is_open = |popup: &Popup| matches!(popup, Popup::Evacuation(_));
        if self.popups.iter().any(is_open) {
            self.call_roll(read_at, None);
        }
    }

    /// Starts closing the day: lists the children still in the house, or asks whether to close.
    /// Ends late entries.
    pub(super) fn sweep(&mut self) -> Vec<Job> {
        self.door.clear();
        if let Some(late) = &self.house.late {
            // The sheet of an earlier day is entered whole: its register was taken.
            let day = late.day;
            let lang = self.look.lang;
            let (day_text, came) = (day_words(day, lang, self.house.today()), late.came());
            let question = t!(lang, "sweep-late", day = day_text, came = came);
            let close = Command::CloseDay {
                day,
                note: String::new(),
            };
            let confirm = Confirm::new(question, vec![Job::Do(close)]);
            self.popups.push(Popup::Confirm(confirm));
            return self.end_late_entries();
        }
        let jobs = self.end_late_entries();
        if let Some(at) = self.house.closed_at() {
            let at = at.format("%H:%M").to_string();
            self.say(Tone::Info, t!(self.look.lang, "closed-already", at = at));
        } else if self.house.children_inside().is_empty() {
            let question = close_question(&self.house, self.look.lang);
            self.popups.push(Popup::Confirm(question));
        } else if !matches!(self.popups.last(), Some(Popup::Sweep(_))) {
            let list = Sweep::new(&self.house.children_inside());
            self.popups.push(Popup::Sweep(list));
        }
        jobs
    }

    /// Ends the program. Children who are still in the house are said first; whoever asks again knows.
    pub(super) fn quit(&mut self) -> Vec<Job> {
        let inside = self.house.head_count();
        let is_asked = matches!(
            self.popups.last(),
            Some(Popup::Confirm(Confirm { yes, .. })) if matches!(yes.as_slice(), [Job::Quit])
        );
        // Where another program writes, the door goes on without this one.
        if inside == 0 || is_asked || self.house.is_written_elsewhere() {
            return vec![Job::Quit];
        }
        let question = t!(self.look.lang, "quit-inside", count = inside);
        self.popups
            .push(Popup::Confirm(Confirm::new(question, vec![Job::Quit])));
        Vec::new()
    }

    fn act_in_sweep(&mut self, action: Action) -> Option<Vec<Job>> {
        let inside = self.house.children_inside();
        let Some(Popup::Sweep(sweep)) = self.popups.last_mut() else {
            return None;
        };
        match action {
            Action::Accept if inside.is_empty() => None,
            Action::Accept => {
                let child = sweep.selected?;
                if sweep.place(&inside).is_some() {
                    return Some(self.open(Open::Collect(child)));
                }
                // Another program has signed the child out, and nobody else is meant.
                sweep.select(&inside, sweep.row);
                let name = self.house.register.name(child).to_owned();
                let text = t!(self.look.lang, "refused-not-in", name = name);
                self.say(Tone::Bad, text);
                Some(Vec::new())
            }
            Action::CloseDay => {
                self.sweep_again();
                if !inside.is_empty() {
                    let text = t!(self.look.lang, "sweep-still", count = inside.len());
                    self.say(Tone::Bad, text);
                }
                Some(Vec::new())
            }
            _ => sweep.move_on(&inside, action).then(Vec::new),
        }
    }

    /// Updates the list after a sign-out; asks whether to close the day when the house is empty.
    pub(super) fn sweep_again(&mut self) {
        let inside = self.house.children_inside();
        if let Some(Popup::Sweep(sweep)) = self.popups.last_mut() {
            if sweep.place(&inside).is_none() {
                sweep.select(&inside, sweep.row);
            }
            if inside.is_empty() {
                self.popups.pop();
                let question = close_question(&self.house, self.look.lang);
                self.popups.push(Popup::Confirm(question));
            }
        }
    }
}

/// Whether the action works above every popup.
fn is_for_everywhere(action: Action) -> bool {
    matches!(
        action,
        Action::Evacuate | Action::Lock | Action::SwitchLanguage | Action::Quit
    )
}
