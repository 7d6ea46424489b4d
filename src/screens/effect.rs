//! What a screen may ask for, and what it works with.
//!
//! A screen reads a [`Scene`]: what is known of the home, its own state, and how it is to be shown.
//! It acts in a [`Turn`], which may change that state and collects [`Effect`]s. It opens no popup,
//! writes nothing and knows no other screen: the application carries the effects out.

use crate::desk::command::Command;
use crate::desk::import::plan::ImportStep;
use crate::desk::job::Load;
use crate::desk::papers::Order;
use crate::domain::activity::Which;
use crate::domain::rules::Subject;
use crate::domain::{Activity, ChildId, StaffId, Visit};
use crate::house::House;
use crate::i18n::Lang;
use crate::ui::form::{FieldError, Form, Values};
use crate::ui::page::Page;
use crate::ui::picker::Picker;
use crate::ui::preferences::Preferences;
use chrono::NaiveDate;
use std::path::PathBuf;

/// The screens, in the order of their tabs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Screen {
    /// F2: what needs doing.
    Today,
    /// F3: sign-in and sign-out.
    Door,
    /// F4: the register, and the import.
    Children,
    /// F5: what is planned, what was held, who misses what.
    Activities,
    /// F6: who needs a person, and what was done.
    FollowUp,
    /// F8: home, hours, staff, preferences.
    Settings,
}

impl Screen {
    /// In the order of the tabs.
    pub(crate) const ALL: &'static [Self] = &[
        Self::Today,
        Self::Door,
        Self::Children,
        Self::Activities,
        Self::FollowUp,
        Self::Settings,
    ];
}

/// How a line at the foot of the screen is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Something was done.
    Good,
    /// Something to know.
    Info,
    /// Something was not done.
    Bad,
}

/// Work for the runner: everything that reads or writes outside the model.
#[derive(Debug, Clone)]
pub enum Job {
    /// A command for the desk.
    Do(Command),
    /// Something to be read.
    Load(Load),
    /// Another member of staff takes the desk.
    Seat(StaffId),
    /// Keep language, theme and symbols.
    KeepLook(Preferences),
    /// A step of an import.
    Import(ImportStep),
    /// Write a paper.
    Write(Order),
    /// Take a calendar file over.
    ReadCalendar(PathBuf),
    /// Copy the file.
    Backup,
    /// Verify the file.
    Verify,
    /// End the program.
    Quit,
}

/// What a screen asks of the application. `F` is what the screen's forms and lists are for.
#[derive(Debug)]
pub(crate) enum Effect<F> {
    /// Have work done.
    Run(Job),
    /// Say one line at the foot of the screen.
    Say(Tone, String),
    /// Open a form.
    Ask(Box<Form>, F),
    /// Open a list to choose from.
    Choose(Box<Picker>, F),
    /// Ask before work that cannot simply be undone.
    Confirm(Confirm),
    /// Show something that must be read.
    Notice(String),
    /// Show a page to be read.
    Page(Page),
    /// Show preferences that were changed, and keep them.
    Prefer(Preferences),
    /// Go to another screen, or open something of it.
    Open(Open),
}

/// A question before work that cannot simply be undone.
#[derive(Debug, Clone)]
pub struct Confirm {
    /// The question, naming the thing.
    pub question: String,
    /// What yes does.
    pub yes: Vec<Job>,
    /// The answer that is marked; no unless somebody moves.
    pub answer: Answer,
}

/// An answer to a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Answer {
    /// Do it.
    Yes,
    /// Leave it.
    #[default]
    No,
}

impl Confirm {
    /// A question and the work that yes does; no is marked.
    pub(crate) const fn new(question: String, yes: Vec<Job>) -> Self {
        Self {
            question,
            yes,
            answer: Answer::No,
        }
    }
}

/// Something that belongs to a screen and is opened from anywhere.
#[derive(Debug, Clone)]
pub(crate) enum Open {
    /// The screen itself.
    Screen(Screen),
    /// A child's file (F4).
    File(ChildId),
    /// A new file (F4).
    NewChild,
    /// The matters of a child or of the home (F6); `None`: wherever F6 was.
    Matter(Option<Subject>),
    /// The list of what can be recorded about a child (F6).
    Record(ChildId),
    /// The form of a visit that is partly filled in (F6).
    Visit(Box<Visit>),
    /// A known absence; `None`: of which child is asked first (F3).
    Absence(Option<ChildId>),
    /// A card for a child (F3).
    Card(ChildId),
    /// Who collects a child (F3).
    Collect(ChildId),
    /// The questions of the first run (F8).
    FirstRun,
    /// An activity, or a day without one (F5).
    Activity(NaiveDate, Option<Which>),
    /// The topics that are due (F5).
    DueTopics,
    /// Why nothing took place in a week (F5).
    Explain(NaiveDate),
    /// What took place today, perhaps about a child (F5).
    RecordToday(Option<ChildId>),
    /// Who takes part in an activity (F5).
    TakingPart(Box<Activity>),
}

/// What a form or a list of a screen is for, and what its answer does.
pub(crate) trait FormPurpose: Sized {
    /// The state of the screen it belongs to.
    type State;

    /// A form was filled in. An error is shown at its field, and the form stays open; it also stays
    /// open while a command it asked for is done.
    fn accept(
        self,
        turn: &mut Turn<'_, Self::State, Self>,
        values: &Values,
    ) -> Result<(), FieldError>;

    /// An item of a list was chosen.
    fn choose(self, turn: &mut Turn<'_, Self::State, Self>, code: &str);

    /// Whether it ends in writing, so that it is not even opened by a program that only reads.
    fn writes(&self) -> bool;
}

/// How a screen is to be shown.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Env {
    /// Language.
    pub lang: Lang,
    /// Language, theme and symbols as they are kept.
    pub look: Preferences,
    /// No popup lies over the screen, so that keys reach it.
    pub has_keys: bool,
}

impl Env {
    /// With these preferences.
    pub(crate) const fn new(look: Preferences, has_keys: bool) -> Self {
        Self {
            lang: look.lang,
            look,
            has_keys,
        }
    }
}

/// What a screen shows: the home, the screen's own state, the environment. Read only.
#[derive(Debug)]
pub(crate) struct Scene<'s, S> {
    /// What is known of the home.
    pub house: &'s House,
    /// The screen's own state.
    pub state: &'s S,
    /// How it is to be shown.
    pub env: Env,
}

impl<S> Clone for Scene<'_, S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S> Copy for Scene<'_, S> {}

impl<'s, S> Scene<'s, S> {
    /// A scene.
    pub(crate) const fn new(house: &'s House, state: &'s S, env: Env) -> Self {
        Self { house, state, env }
    }
}

/// One turn of a screen: it may change its own state and collects effects.
#[derive(Debug)]
pub(crate) struct Turn<'t, S, F> {
    /// What is known of the home.
    pub house: &'t House,
    /// The screen's own state.
    pub state: &'t mut S,
    /// How it is to be shown.
    pub env: Env,
    effects: Vec<Effect<F>>,
}

impl<'t, S, F> Turn<'t, S, F> {
    /// Runs one turn; gives what `act` gives and what it asked for, in order.
    pub(crate) fn of<R>(
        house: &'t House,
        state: &'t mut S,
        env: Env,
        act: impl FnOnce(&mut Self) -> R,
    ) -> (R, Vec<Effect<F>>) {
        let mut turn = Self {
            house,
            state,
            env,
            effects: Vec::new(),
        };
        let given = act(&mut turn);
        (given, turn.effects)
    }

    /// The same, read only.
    pub(crate) const fn scene(&self) -> Scene<'_, S> {
        Scene {
            house: self.house,
            state: self.state,
            env: self.env,
        }
    }

    /// Asks for an effect.
    pub(crate) fn push(&mut self, effect: Effect<F>) {
        self.effects.push(effect);
    }

    /// Has work done.
    pub(crate) fn run(&mut self, job: Job) {
        self.push(Effect::Run(job));
    }

    /// Has a command done.
    pub(crate) fn perform(&mut self, command: Command) {
        self.run(Job::Do(command));
    }

    /// Says one line at the foot of the screen.
    pub(crate) fn say(&mut self, tone: Tone, text: impl Into<String>) {
        self.push(Effect::Say(tone, text.into()));
    }

    /// Opens a form.
    pub(crate) fn ask(&mut self, form: Form, purpose: F) {
        self.push(Effect::Ask(Box::new(form), purpose));
    }

    /// Opens a list to choose from.
    pub(crate) fn choose(&mut self, picker: Picker, purpose: F) {
        self.push(Effect::Choose(Box::new(picker), purpose));
    }

    /// Asks before a command is done.
    pub(crate) fn confirm(&mut self, question: String, command: Command) {
        let confirm = Confirm::new(question, vec![Job::Do(command)]);
        self.push(Effect::Confirm(confirm));
    }

    /// Goes to another screen, or opens something of it.
    pub(crate) fn open(&mut self, what: Open) {
        self.push(Effect::Open(what));
    }
}

impl<F> Effect<F> {
    /// The same for a screen's purposes among those of all screens.
    pub(crate) fn map<G>(self, purpose: impl FnOnce(F) -> G) -> Effect<G> {
        match self {
            Self::Run(job) => Effect::Run(job),
            Self::Say(tone, text) => Effect::Say(tone, text),
            Self::Ask(form, of) => Effect::Ask(form, purpose(of)),
            Self::Choose(picker, of) => Effect::Choose(picker, purpose(of)),
            Self::Confirm(confirm) => Effect::Confirm(confirm),
            Self::Notice(text) => Effect::Notice(text),
            Self::Page(page) => Effect::Page(page),
            Self::Prefer(look) => Effect::Prefer(look),
            Self::Open(what) => Effect::Open(what),
        }
    }
}
