//! Carries out the effects of screens: opens popups, changes screens, collects jobs.

use crate::app::model::{Model, Reading};
use crate::app::popups::{FormPopup, PickerPopup, Popup, Purpose};
use crate::desk::job::{Load, LookWhy};
use crate::desk::read::looked::LookedAsk;
use crate::desk::refusal::Refusal;
use crate::desk::rights::Right;
use crate::domain::ChildId;
use crate::domain::LookKind;
use crate::screens::activities::state::Roll;
use crate::screens::children::agree::Agree;
use crate::screens::children::help::give::Give;
use crate::screens::door::state::Collect;
use crate::screens::effect::{Effect, Job, Open, Screen, Tone};
use crate::screens::follow_up::round::pick;
use crate::screens::follow_up::round::sheet::Sheet;
use crate::screens::{activities, children, door, follow_up, settings, today, trends};
use crate::ui::preferences::Preferences;

impl Model {
    /// Carries out the effects of one screen in order. Returns the jobs for the runner.
    pub(in crate::app) fn carry_out<F>(
        &mut self,
        effects: Vec<Effect<F>>,
        purpose: fn(F) -> Purpose,
    ) -> Vec<Job> {
        let mut jobs = Vec::new();
        for effect in effects {
            jobs.extend(self.carry_out_one(effect.map(purpose)));
        }
        jobs
    }

    fn carry_out_one(&mut self, effect: Effect<Purpose>) -> Vec<Job> {
        match effect {
            Effect::Run(Job::Do(command)) => {
                // A form is told by the desk, and stays open with what was typed.
                let is_form = matches!(self.popups.last(), Some(Popup::Form(_)));
                if is_form || self.check_right(Some(command.needs())) {
                    return vec![Job::Do(command)];
                }
            }
            Effect::Run(job) => {
                if let Job::Seat(staff) = job {
                    self.house.actor = Some(staff);
                }
                return vec![job];
            }
            Effect::Lock => return self.lock(),
            Effect::Say(tone, text) => self.say(tone, text),
            Effect::Ask(form, purpose) => {
                if self.may_ask(&purpose) {
                    self.popups.push(Popup::Form(Box::new(FormPopup {
                        form: *form,
                        purpose,
                        is_waiting: false,
                    })));
                }
            }
            Effect::Choose(picker, purpose) => {
                if self.may_ask(&purpose) {
                    let picker = *picker;
                    let popup = PickerPopup { picker, purpose };
                    self.popups.push(Popup::Picker(Box::new(popup)));
                }
            }
            Effect::Confirm(confirm) => {
                if self.check_right(confirm.needs()) {
                    self.popups.push(Popup::Confirm(confirm));
                }
            }
            Effect::Notice(text) => self.popups.push(Popup::Notice(text)),
            Effect::Page(page) => self.popups.push(Popup::Page(page)),
            Effect::PageThen(page, then) => self.popups.push(Popup::PageThen(page, then)),
            Effect::Prefer(look) => return self.prefer(look),
            Effect::Open(what) => {
                self.past = None;
                return self.open(what);
            }
        }
        Vec::new()
    }

    /// Whether a form may be opened: only by whoever may do what it leads to. A read-only program opens none that writes, because its input
    /// could not be saved.
    fn may_ask(&mut self, purpose: &Purpose) -> bool {
        let may = !(self.house.read_only.is_some() && purpose.writes());
        if !may {
            self.say_read_only();
        }
        may && self.check_right(purpose.needs())
    }

    fn say_read_only(&mut self) {
        if let Some(why) = self.house.read_only {
            let refusal = Refusal::read_only(why);
            self.say(Tone::Bad, refusal.text(self.look.lang));
        }
    }

    /// Applies and stores preferences. A read-only program only applies them, as for whoever may change no settings.
    pub(super) fn prefer(&mut self, look: Preferences) -> Vec<Job> {
        let is_other = self.look.lang != look.lang;
        self.look = look;
        // Its sentences are made in one language.
        let mut jobs = if is_other {
            self.ask_trends()
        } else {
            Vec::new()
        };
        let may = self.has_right(Right::KeepFiles);
        if self.house.read_only.is_some() || self.house.home.is_none() || !may {
            return jobs;
        }
        jobs.push(Job::KeepLook(look));
        jobs
    }

    /// Ends late entries at the door; today's register applies again.
    pub(super) fn end_late_entries(&mut self) -> Vec<Job> {
        self.door.late = None;
        self.house.late = None;
        door::search::search(&self.house, &mut self.door);
        vec![Job::Load(Load::LateDay(None))]
    }

    /// Shows a screen and recomputes what it shows. F5 selects today if it was shown already.
    pub(super) fn go_to(&mut self, screen: Screen) -> Vec<Job> {
        if !self.check_screen(screen) {
            return Vec::new();
        }
        if screen == Screen::Activities && self.screen == screen {
            activities::update::back_to_today(&self.house, &mut self.activities);
        }
        let is_here = self.screen == screen;
        self.past = None;
        self.children.from = None;
        self.screen = screen;
        self.refresh();
        // Who saw what is read when it is asked for, and only then counted as seen.
        self.settings.looked = None;
        self.settings.goes_to_looked = false;
        match screen {
            Screen::Settings => {
                let journal = self
                    .has_right(Right::Read)
                    .then_some(Job::Load(Load::Journal));
                let others = [Job::Load(Load::People), Job::LookAtCopies(LookWhy::News)];
                journal.into_iter().chain(others).collect()
            }
            Screen::Trends => self.ask_trends(),
            Screen::Children | Screen::FollowUp if is_here => Vec::new(),
            Screen::Children => vec![Job::Note(LookKind::Register, None)],
            Screen::FollowUp => vec![Job::Note(LookKind::FollowUp, None)],
            Screen::Today | Screen::Door | Screen::Activities => Vec::new(),
        }
    }

    /// Asks the page of F7 again, if it is shown.
    pub(super) fn ask_trends(&mut self) -> Vec<Job> {
        if self.screen != Screen::Trends || self.reading != Reading::Done {
            return Vec::new();
        }
        let env = self.env();
        let effects = trends::update::ask(&self.house, &mut self.trends, env);
        self.carry_out(effects, Purpose::Trend)
    }

    /// Opens a target of any screen, for whoever may see its screen and may do what it asks for.
    pub(super) fn open(&mut self, what: Open) -> Vec<Job> {
        if self.may_open(&what) {
            self.open_allowed(what)
        } else {
            Vec::new()
        }
    }

    /// Goes to help in a child's file, or to a page of help.
    fn go_to_help(&mut self, what: &Open) -> Vec<Job> {
        if let Open::Help(child) = what {
            let jobs = self.go_to_file(*child);
            children::update::go_to_help(&self.house, &mut self.children, self.look);
            return jobs;
        }
        let jobs = self.go_to(Screen::Children);
        let page = if matches!(what, Open::Helpers) {
            children::state::Page::Helpers
        } else {
            children::state::Page::Register
        };
        children::update::show_page(&self.house, &mut self.children, page);
        jobs
    }

    /// Opens a child's file; Esc leads back to where it was opened.
    fn go_to_file(&mut self, child: ChildId) -> Vec<Job> {
        if self.screen != Screen::Children {
            self.children.from = Some(self.screen);
        }
        self.screen = Screen::Children;
        let (house, env) = (&self.house, self.env());
        let effects = children::update::open_file(house, &mut self.children, env, child);
        self.carry_out(effects, Purpose::Child)
    }

    fn open_allowed(&mut self, what: Open) -> Vec<Job> {
        let (house, env) = (&self.house, self.env());
        match what {
            Open::Screen(screen) => return self.go_to(screen),
            Open::Secret(what) => return self.ask_secret(what),
            Open::EnterLate(day) => {
                self.screen = Screen::Door;
                let effects = door::forms::ask_late(house, &mut self.door, env, day);
                return self.carry_out(effects, Purpose::Door);
            }
            Open::CloseDay(day) => {
                let effects = settings::forms::ask_closed(house, &mut self.settings, env, day);
                return self.carry_out(effects, Purpose::Setting);
            }
            Open::Settle(stay) => {
                let effects = today::forms::ask_settle(house, &mut self.today, env, stay);
                return self.carry_out(effects, Purpose::Today);
            }
            Open::File(child) => return self.go_to_file(child),
            Open::Help(_) | Open::Helpers | Open::Nobody => return self.go_to_help(&what),
            Open::Report(ledger, child) => {
                let of = (ledger, child);
                let effects = trends::export::ask_paper(house, &mut self.trends, env, of);
                return self.carry_out(effects, Purpose::Trend);
            }
            Open::NewChild => {
                let effects = children::forms::ask_new_child(house, &mut self.children, env);
                return self.carry_out(effects, Purpose::Child);
            }
            Open::Matter(list, subject) => {
                self.follow_up.show(list, subject);
                return self.go_to(Screen::FollowUp);
            }
            Open::Cases => {
                self.follow_up.show_cases();
                return self.go_to(Screen::FollowUp);
            }
            Open::Case(id) => {
                self.follow_up.open_case(id);
                return self.go_to(Screen::FollowUp);
            }
            Open::Walk(child) => return self.walk(child),
            Open::Part(child, part) => return self.edit_part(child, part),
            Open::Act => {
                let effects = follow_up::update::act_on_selected(house, &mut self.follow_up, env);
                return self.carry_out(effects, Purpose::Follow);
            }
            Open::Record(child) => {
                let effects = follow_up::forms::ask_record(house, &mut self.follow_up, env, child);
                return self.carry_out(effects, Purpose::Follow);
            }
            Open::Visit(visit) => {
                let effects = follow_up::forms::ask_visit(house, &mut self.follow_up, env, *visit);
                return self.carry_out(effects, Purpose::Follow);
            }
            Open::Absence(child) => {
                let effects = door::forms::ask_absence(house, &mut self.door, env, child);
                return self.carry_out(effects, Purpose::Door);
            }
            Open::Card(child) => {
                let effects = door::forms::ask_card(house, &mut self.door, env, child);
                return self.carry_out(effects, Purpose::Door);
            }
            Open::Collect(child) => self.popups.push(Popup::Collect(Collect::new(house, child))),
            Open::FirstRun => {
                let effects = settings::first_run::ask(house, &mut self.settings, env);
                return self.carry_out(effects, Purpose::Setting);
            }
            Open::Looked(ask) => return self.list_looked(ask),
            Open::Activity(day, which) => {
                self.screen = Screen::Activities;
                activities::update::show_activity(&mut self.activities, day, which);
                self.refresh();
            }
            Open::DueTopics => {
                self.screen = Screen::Activities;
                activities::update::show_due_topics(&mut self.activities);
                self.refresh();
            }
            Open::Explain(week) => {
                let effects = activities::ask::ask_explain(house, &mut self.activities, env, week);
                return self.carry_out(effects, Purpose::Plan);
            }
            Open::RecordToday(child) => {
                let effects =
                    activities::ask::ask_record_today(house, &mut self.activities, env, child);
                return self.carry_out(effects, Purpose::Plan);
            }
            Open::AgreeDays(_)
            | Open::Give(..)
            | Open::Round(_)
            | Open::RoundSheet(_)
            | Open::Picking(..)
            | Open::TakingPart(_) => self.open_list(what),
        }
        Vec::new()
    }

    /// Goes to F8, and there to who saw what once it is read.
    fn list_looked(&mut self, ask: LookedAsk) -> Vec<Job> {
        let mut jobs = self.go_to(Screen::Settings);
        self.settings.goes_to_looked = true;
        jobs.push(Job::Load(Load::Looked(ask, self.look.lang)));
        jobs
    }

    /// Opens a list of children with ticks, or the form of a round.
    fn open_list(&mut self, what: Open) {
        let house = &self.house;
        match what {
            Open::AgreeDays(groups) => {
                let agree = Agree::new(groups).map(Box::new);
                self.popups.extend(agree.map(Popup::Agree));
            }
            Open::Give(donation, handing) => {
                let give = Give::new(house, *donation, handing);
                self.popups.push(Popup::Give(Box::new(give)));
            }
            Open::Round(children) => {
                let ticks = Box::new(pick::list(house, &children));
                self.popups.push(Popup::RoundPick(ticks));
            }
            Open::RoundSheet(_) | Open::TakingPart(_) if self.house.read_only.is_some() => {
                self.say_read_only();
            }
            Open::Picking(activity, plan) => {
                let roll = Box::new(Roll::to_pick(house, &activity, plan));
                self.popups.push(Popup::Roll(roll));
            }
            Open::RoundSheet(round) => {
                let sheet = Box::new(Sheet::new(house, &round));
                self.popups.push(Popup::RoundSheet(sheet));
            }
            Open::TakingPart(activity) => {
                let roll = Box::new(Roll::new(house, &activity));
                self.popups.push(Popup::Roll(roll));
            }
            // Whatever else is opened is no such list.
            _ => {}
        }
    }
}
