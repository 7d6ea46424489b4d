//! The lock: it covers everything, opens with a secret, and shows nobody what another one was doing.

use crate::app::model::Model;
use crate::app::popups::Popup;
use crate::desk::command::Command;
use crate::desk::job::{Load, LockNews};
use crate::desk::locks::{Known, LocksNow};
use crate::desk::refusal::Refusal;
use crate::desk::rights::leads;
use crate::domain::StaffId;
use crate::keymap::Action;
use crate::screens::effect::{ForWhat, Job, Open, Screen, Tone};
use crate::screens::lock::approve::Approve;
use crate::screens::lock::entry::SecretEntry;
use crate::screens::lock::entry::Typed;
use crate::screens::lock::state::Lock;
use crate::screens::lock::words::{WordsEvent, WordsSheet};
use crate::t;
use crate::ui::page::Page;
use crate::wording::recovery as words;
use std::path::Path;

impl Model {
    /// Blanks the screen until somebody shows a secret.
    pub(crate) fn lock(&mut self) -> Vec<Job> {
        if !self.house.has_locks {
            self.say(Tone::Info, t!(self.look.lang, "lock-no-locks"));
            return Vec::new();
        }
        if self.is_locked() {
            self.say(Tone::Info, t!(self.look.lang, "lock-type-first"));
            return Vec::new();
        }
        self.toast = None;
        self.popups
            .push(Popup::Lock(Box::new(Lock::new(Vec::new(), None))));
        // The page with the words is printed by now, or is printed again.
        let mut jobs = vec![Job::Load(Load::People)];
        for popup in &mut self.popups {
            if let Popup::Words(sheet) = popup
                && std::mem::take(&mut sheet.is_printed)
            {
                jobs.push(Job::RemoveWordsPage);
            }
        }
        jobs
    }

    /// Takes a card of a member of staff: at the lock it chooses the name, at the door it brings the lock with that name
    /// chosen. `None` for any other card, and elsewhere.
    pub(super) fn take_staff_card(&mut self, code: &str) -> Option<Vec<Job>> {
        let id = self.house.staff_with_card(code)?;
        let jobs = match self.popups.last() {
            Some(Popup::Lock(_)) => Vec::new(),
            None if self.screen == Screen::Door => self.lock(),
            _ => return None,
        };
        if let Some(lock) = self.open_lock() {
            lock.name(id);
        }
        Some(jobs)
    }

    /// Handles an action where a secret is typed; `None` if it is not used there. Nothing leads past the lock but a secret.
    pub(super) fn act_in_lock(&mut self, action: Action) -> Option<Vec<Job>> {
        let lang = self.look.lang;
        match self.popups.last_mut()? {
            Popup::Lock(lock) => {
                let is_early = matches!(action, Action::Accept | Action::Cancel);
                if is_early && lock.length() == 0 {
                    self.say(Tone::Info, t!(lang, "lock-type-first"));
                    return Some(Vec::new());
                }
                lock.act(action)
            }
            Popup::Approve(asked) => asked.act(action),
            Popup::Secret(entry) => Some(match entry.act(action, lang)? {
                Typed::Stays => Vec::new(),
                Typed::Runs(job) => vec![job],
                Typed::Closes(job) => {
                    self.popups.pop();
                    vec![job]
                }
            }),
            _ => None,
        }
    }

    /// Asks whoever is at the desk for another secret of their own.
    pub(super) fn change_own_secret(&mut self) -> Vec<Job> {
        let mut secrets = self.house.secrets.iter();
        let own = secrets.find(|(id, _)| Some(*id) == self.house.actor);
        if let Some((_, has_pin)) = own {
            return self.ask_secret(ForWhat::ChangeOwn(*has_pin));
        }
        let lang = self.look.lang;
        let why = if self.house.has_locks {
            t!(lang, "secret-none-of-own")
        } else {
            t!(lang, "lock-no-locks")
        };
        self.say(Tone::Info, why);
        Vec::new()
    }

    /// Asks for a new secret.
    pub(super) fn ask_secret(&mut self, what: ForWhat) -> Vec<Job> {
        let entry = SecretEntry::new(what);
        self.popups.push(Popup::Secret(Box::new(entry)));
        Vec::new()
    }

    /// Tells a new home what locks are. Enter sets them; a home that wants none says so on F8.
    pub(super) fn offer_locks(&mut self) {
        let lang = self.look.lang;
        let page = Page {
            title: t!(lang, "locks-offer-title"),
            lines: vec![
                t!(lang, "locks-offer-what"),
                t!(lang, "locks-offer-how"),
                t!(lang, "locks-offer-none"),
            ],
            top: 0,
        };
        let then = Open::Secret(ForWhat::SetLocks);
        self.popups.push(Popup::PageThen(page, then));
    }

    /// Whether the lock covers the screen.
    pub(crate) fn is_locked(&self) -> bool {
        self.popups
            .iter()
            .any(|popup| matches!(popup, Popup::Lock(_)))
    }

    /// What comes while the lock is on waits below it: it would show names, or take keys of somebody who has proven nothing.
    /// Above it are the roll call and the list of keys only.
    pub(super) fn keep_lock_on_top(&mut self, is_typed: bool) {
        let is_lock = |popup: &Popup| matches!(popup, Popup::Lock(_));
        let Some(place) = self.popups.iter().position(is_lock) else {
            return;
        };
        if !is_typed {
            self.toast = None;
        }
        let above = self.popups.split_off(place + 1);
        let may_stay = |popup: &Popup| matches!(popup, Popup::Evacuation(_) | Popup::Help(_));
        let (stay, wait): (Vec<Popup>, Vec<Popup>) = above.into_iter().partition(may_stay);
        let lock = self.popups.split_off(place);
        self.popups.extend(wait.into_iter().chain(lock).chain(stay));
    }

    fn open_lock(&mut self) -> Option<&mut Lock> {
        self.popups.iter_mut().find_map(|popup| match popup {
            Popup::Lock(lock) => Some(&mut **lock),
            _ => None,
        })
    }

    /// Takes news about the lock.
    pub(super) fn take_lock_news(&mut self, news: LockNews) -> Vec<Job> {
        match news {
            LockNews::People(people) => self.take_people(people),
            LockNews::Unlocked(actor) => return self.unlocked(actor),
            LockNews::StillLocked(refusal) => self.still_locked(&refusal),
            LockNews::Approved => return self.approved(),
            LockNews::Changed(now) => self.locks_changed(now),
            LockNews::NotChanged(refusal) => self.locks_not_changed(&refusal),
            LockNews::WordsPrinted(place) => self.words_printed(&place),
        }
        Vec::new()
    }

    /// Shows who can open the lock; whoever was at the desk is chosen.
    fn take_people(&mut self, people: Vec<Known>) {
        let actor = self.house.actor;
        self.house.secrets = people.iter().map(|one| (one.id, one.has_pin)).collect();
        if let Some(lock) = self.open_lock() {
            let named = lock.named();
            let last = people.iter().position(|one| Some(one.id) == actor);
            *lock = Lock::new(people, last);
            if let Some(id) = named {
                lock.name(id);
            }
        }
    }

    /// Somebody has opened the lock. Whoever was at the desk before goes on where the lock came; for another one everything
    /// is closed and read again.
    fn unlocked(&mut self, actor: Option<StaffId>) -> Vec<Job> {
        let is_same = self.house.actor == actor;
        if is_same {
            self.popups.retain(|popup| !matches!(popup, Popup::Lock(_)));
            return vec![Job::ReadAll];
        }
        // Nothing of what the other one had read stays: it is read anew, as far as this one may.
        let mut next = Self::new(self.look, self.house.now);
        let (old, house) = (&mut self.house, &mut next.house);
        house.home = old.home.take();
        house.secrets = std::mem::take(&mut old.secrets);
        house.folder = std::mem::take(&mut old.folder);
        house.read_only = old.read_only;
        house.has_locks = old.has_locks;
        house.actor = actor;
        // People take turns at the door: whoever comes next finds it as it was left.
        let was_at_the_door = self.screen == Screen::Door;
        *self = next;
        self.screen = if was_at_the_door && self.may_see(Screen::Door) {
            Screen::Door
        } else {
            self.first_screen()
        };
        vec![Job::ReadAll]
    }

    /// Asks a director for an approval, with which this is done then.
    pub(super) fn ask_approval(&mut self, again: Option<Job>) {
        let directors = self.house.staff().iter().filter(|one| leads(one));
        let people: Vec<Known> = directors
            .map(|one| Known {
                id: one.id,
                name: one.name.clone(),
                has_pin: false,
            })
            .collect();
        let here = self.house.actor;
        let last = people.iter().position(|one| Some(one.id) == here);
        let asked = Approve::new(people, last, again);
        self.popups.push(Popup::Approve(Box::new(asked)));
    }

    /// A step waits for an approval.
    pub(super) fn refused_until_approved(
        &mut self,
        command: Command,
        refusal: &Refusal,
    ) -> Vec<Job> {
        // The form stays open below, and is closed when the step is done.
        self.form_is_refused(refusal);
        self.ask_approval(Some(Job::Do(command)));
        Vec::new()
    }

    fn approved(&mut self) -> Vec<Job> {
        let Some(Popup::Approve(asked)) = self.popups.last() else {
            return Vec::new();
        };
        let again = asked.again.clone();
        self.popups.pop();
        if let Some(job) = again {
            // The form that asked for it is closed when the step is done.
            if let (Job::Do(_), Some(Popup::Form(form))) = (&job, self.popups.last_mut()) {
                form.is_waiting = true;
            }
            return vec![job];
        }
        self.say(Tone::Good, t!(self.look.lang, "approve-again"));
        Vec::new()
    }

    fn still_locked(&mut self, refusal: &Refusal) {
        let lang = self.look.lang;
        if let Some(Popup::Approve(asked)) = self.popups.last_mut() {
            asked.lock.refuse(refusal, lang);
            return;
        }
        if let Some(lock) = self.open_lock() {
            lock.refuse(refusal, lang);
        }
    }

    fn locks_changed(&mut self, now: LocksNow) {
        let lang = self.look.lang;
        self.popups
            .retain(|popup| !matches!(popup, Popup::Secret(_)));
        self.house.has_locks = !now.people.is_empty();
        self.take_people(now.people);
        self.say(Tone::Good, t!(lang, "locks-changed"));
        let Some(new) = now.words else {
            return;
        };
        let mut lines = vec![t!(lang, "locks-words-page")];
        lines.extend(words::recovery_lines(&new.words));
        lines.push(t!(lang, "locks-words-mark", mark = new.mark.as_str()));
        lines.extend(now.plain.iter().map(|copy| {
            let copy = copy.display().to_string();
            t!(lang, "cli-locks-plain-copy", copy = copy)
        }));
        let page = Page {
            title: t!(lang, "locks-words-title"),
            lines,
            top: 0,
        };
        let sheet = WordsSheet::new(page, new);
        self.popups.push(Popup::Words(Box::new(sheet)));
    }

    /// Handles what the page with new recovery words asks for.
    pub(super) fn words_event(&mut self, event: WordsEvent) -> Vec<Job> {
        let lang = self.look.lang;
        let Some(Popup::Words(sheet)) = self.popups.last() else {
            return Vec::new();
        };
        match event {
            WordsEvent::Stays => Vec::new(),
            WordsEvent::Print => vec![Job::PrintWords(sheet.new.clone(), lang)],
            WordsEvent::Close(is_checked) => {
                let remove = sheet.is_printed.then_some(Job::RemoveWordsPage);
                self.popups.pop();
                if is_checked {
                    self.say(Tone::Good, t!(lang, "words-checked"));
                } else {
                    let text = t!(lang, "words-not-checked");
                    self.popups.push(Popup::Notice(text));
                }
                remove.into_iter().collect()
            }
        }
    }

    /// The page for the township was written.
    fn words_printed(&mut self, place: &Path) {
        let file = place.display().to_string();
        let text = t!(self.look.lang, "words-printed", file = file);
        let sheet = self.popups.iter_mut().find_map(|popup| match popup {
            Popup::Words(sheet) => Some(sheet),
            _ => None,
        });
        if let Some(sheet) = sheet {
            if !sheet.is_printed {
                sheet.page.lines.push(text);
            }
            sheet.is_printed = true;
        }
    }

    fn locks_not_changed(&mut self, refusal: &Refusal) {
        let lang = self.look.lang;
        match self.popups.last_mut() {
            Some(Popup::Secret(entry)) => {
                // What was typed is taken once it is approved.
                let again = matches!(refusal, Refusal::NeedsApproval)
                    .then(|| entry.again(lang))
                    .flatten();
                match again {
                    Some(job) => self.ask_approval(Some(job)),
                    None => entry.refuse(refusal, lang),
                }
            }
            _ if matches!(refusal, Refusal::NeedsApproval) => self.ask_approval(None),
            _ => self.popups.push(Popup::Notice(refusal.text(lang))),
        }
    }

    /// The screen with which somebody begins.
    pub(crate) fn first_screen(&self) -> Screen {
        let may_see = |screen: &&Screen| self.may_see(**screen);
        Screen::ALL
            .iter()
            .find(may_see)
            .copied()
            .unwrap_or(Screen::Door)
    }
}
