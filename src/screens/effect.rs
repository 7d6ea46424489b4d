//! Input and output of a screen.
//!
//! A screen reads a [`Scene`]: the home, the screen's own state, and display settings. It updates
//! its state in a [`Turn`], which collects [`Effect`]s. It opens no popup, writes nothing and knows
//! no other screen: the application carries out the effects.

use crate::desk::command::Command;
use crate::desk::command::activity::ActivityStep;
use crate::desk::import::calendar::CalendarFile;
use crate::desk::import::plan::ImportStep;
use crate::desk::job::{Load, LookWhy};
use crate::desk::locks::{LockStep, NewWords, Secret, WhoIs};
use crate::desk::papers::Order;
use crate::desk::papers::cover::Cover;
use crate::desk::read::looked::LookedAsk;
use crate::desk::rights::{Locks, Right, has_right};
use crate::desk::roll_ticks::RollTicks;
use crate::domain::activity::Which;
use crate::domain::agreed_days::DayGroup;
use crate::domain::caseload::CaseId;
use crate::domain::round::Round;
use crate::domain::rules::Subject;
use crate::domain::rules::list::List;
use crate::domain::support::given::{Donation, Handing};
use crate::domain::{Activity, ChildId, LookKind, StaffId, StayKey, Visit};
use crate::house::House;
use crate::i18n::Lang;
use crate::reports::filling::{FillOrder, FilledForm};
use crate::reports::ledgers::Ledger;
use crate::reports::order::{MadeReport, ReportOrder};
use crate::reports::trends::Ask;
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
    /// F5: planned and held activities, gaps of topics.
    Activities,
    /// F6: flags and their follow-up.
    FollowUp,
    /// F7: trends and reports.
    Trends,
    /// F8: home, hours, staff, rules, preferences, data.
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
        Self::Trends,
        Self::Settings,
    ];
}

/// Kind of a message in the bottom line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Something was done.
    Good,
    /// Information.
    Info,
    /// Something was refused or failed.
    Bad,
}

/// Work for the runner: everything that reads or writes outside the model.
#[derive(Debug, Clone)]
pub enum Job {
    /// Run a command on the desk.
    Do(Command),
    /// Read data.
    Load(Load),
    /// Read everything again.
    ReadAll,
    /// Read a page of the trends.
    Ask(Question),
    /// Make a report.
    Report {
        /// The order.
        order: Box<ReportOrder>,
        /// Whether its page is opened in the browser of the computer.
        opens: bool,
    },
    /// Keep a report in the journal and write its files.
    KeepReport(Box<MadeReport>),
    /// Fill a form that the township sent.
    Fill(Box<FillOrder>),
    /// Keep in the journal that a form was filled, and write it.
    KeepFilled(Box<FillOrder>, Box<FilledForm>),
    /// Change the member of staff who uses the program.
    Seat(StaffId),
    /// Open the lock for whoever shows this secret.
    Unlock(WhoIs, Secret),
    /// Approve the next step that needs it, as whoever shows this secret.
    Approve(WhoIs, Secret),
    /// Do this, and write its files as is said here.
    Covered(Cover, Box<Self>),
    /// Change who can open the lock, or the key behind it.
    Locks(LockStep),
    /// Write the page with new recovery words and open it.
    PrintWords(NewWords, Lang),
    /// Remove that page.
    RemoveWordsPage,
    /// Write down that somebody looks at this, where people prove who they are.
    Note(LookKind, Option<ChildId>),
    /// Store language, theme and symbols.
    KeepLook(Preferences),
    /// Run a step of an import.
    Import(ImportStep),
    /// Write a paper or an export file.
    Write(Order),
    /// Write a paper, and keep that it exists by this command: not before, and not if it could not be written.
    WriteAndKeep(Order, Box<Command>),
    /// Read a calendar file.
    ReadCalendar(PathBuf),
    /// Judge a calendar file against the plan.
    JudgeCalendar(Box<CalendarFile>),
    /// Copy the file into the folder of copies and to the second place.
    Backup {
        /// The user asked for it, so that a good end is said too.
        asked: bool,
    },
    /// Take the right to write, which another program has left.
    TakeOver,
    /// Read the state of the copies.
    LookAtCopies(LookWhy),
    /// Make a drive the second place of copies, under this label.
    ChooseStick(PathBuf, String),
    /// Keep the ticks of the roll call on disk.
    KeepTicks(RollTicks),
    /// Save what is left of a file that was taken away, and this page.
    Rescue(String, Lang),
    /// Tell what restoring a copy would give up.
    PreviewRestore(PathBuf),
    /// Restore a copy in the place of the file.
    Restore(PathBuf),
    /// Verify the store; what is found is worded in this language.
    Verify(Lang),
    /// Make a checkup of the computer and the file, to show it.
    CheckUp,
    /// Make a checkup and write the file for help.
    WriteHelpFile(Preferences),
    /// End the program.
    Quit,
}

/// A question to a page of the trends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question {
    /// The question.
    pub ask: Ask,
    /// Language of the answer.
    pub lang: Lang,
    /// Its number: an answer to an older one is not shown.
    pub nth: u64,
}

/// A request of a screen to the application. `F` is the screen's type of form purposes.
#[derive(Debug)]
pub(crate) enum Effect<F> {
    /// Lock, so that another person can sit down.
    Lock,
    /// Run a job.
    Run(Job),
    /// Show a message in the bottom line.
    Say(Tone, String),
    /// Open a form.
    Ask(Box<Form>, F),
    /// Open a list to choose from.
    Choose(Box<Picker>, F),
    /// Ask for confirmation.
    Confirm(Confirm),
    /// Show a notice that must be closed.
    Notice(String),
    /// Show a page of text.
    Page(Page),
    /// Show a page on which Enter goes on to this.
    PageThen(Page, Open),
    /// Apply and store changed preferences.
    Prefer(Preferences),
    /// Open another screen or something of it.
    Open(Open),
}

/// A confirmation before work that has no simple undo.
#[derive(Debug, Clone)]
pub struct Confirm {
    /// The question; names the affected record.
    pub question: String,
    /// Jobs to run on yes.
    pub yes: Vec<Job>,
    /// The selected answer; no, unless the screen chooses yes.
    pub answer: Answer,
}

/// Answer of a confirmation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Answer {
    /// Run the jobs.
    Yes,
    /// Do nothing.
    #[default]
    No,
}

impl Confirm {
    /// A confirmation with "no" selected.
    pub(crate) const fn new(question: String, yes: Vec<Job>) -> Self {
        Self {
            question,
            yes,
            answer: Answer::No,
        }
    }

    /// The right that its commands need; `None` if there is none in it.
    pub(crate) fn needs(&self) -> Option<Right> {
        self.yes.iter().find_map(|job| match job {
            Job::Do(command) => Some(command.needs()),
            _ => None,
        })
    }
}

/// What a new secret is for.
#[derive(Debug, Clone)]
pub enum ForWhat {
    /// The passphrase of the director with which the home gets locks.
    SetLocks,
    /// A secret for a member of staff: identifier, name, whether it is a PIN.
    Give(StaffId, String, bool),
    /// Another one of one's own; whether it is a PIN.
    ChangeOwn(bool),
    /// The password of a file that this writes.
    File(Box<Job>),
}

/// A target that any screen can open.
#[derive(Debug, Clone)]
pub enum Open {
    /// Ask for the time of late entries of a day, at the door.
    EnterLate(NaiveDate),
    /// Ask why the home was closed on a day (F8).
    CloseDay(NaiveDate),
    /// Ask when and with whom a child left, of a stay of an earlier day.
    Settle(StayKey),
    /// The question for a new secret.
    Secret(ForWhat),
    /// The screen itself.
    Screen(Screen),
    /// The form with which a report is printed, of this child if it is of one (F7).
    Report(Ledger, Option<ChildId>),
    /// A child's file (F4).
    File(ChildId),
    /// Help in a child's file (F4).
    Help(ChildId),
    /// The page of helpers (F4).
    Helpers,
    /// The children with needs who have nobody (F4).
    Nobody,
    /// The form of a new file (F4).
    NewChild,
    /// The matters of a child or of the home (F6); `None` keeps the selection of F6.
    Matter(List, Option<Subject>),
    /// The walk through the files (F6), from this child on if it is in it.
    Walk(Option<ChildId>),
    /// A part of a child's file, to be edited above whatever screen is shown (F4).
    Part(ChildId, FilePart),
    /// The page of problems and incidents (F6).
    Cases,
    /// The card of a problem or an incident (F6).
    Case(CaseId),
    /// The choice of what was done about the selected matter of F6.
    Act,
    /// The list of possible records about a child (F6).
    Record(ChildId),
    /// The list from which the days of these groups of children are agreed (F4).
    AgreeDays(Vec<DayGroup>),
    /// The list of children who get of a donation, and how it is handed over (F4).
    Give(Box<Donation>, Handing),
    /// The list from which a visit round of these children is printed (F6).
    Round(Vec<ChildId>),
    /// The form of a visit round that was printed (F6).
    RoundSheet(Round),
    /// The form of a partly filled visit (F6).
    Visit(Box<Visit>),
    /// The form of a known absence (F3); `None` asks for the child first.
    Absence(Option<ChildId>),
    /// The request for a child's card (F3).
    Card(ChildId),
    /// The choice of who collects a child (F3).
    Collect(ChildId),
    /// The questions of the first run (F8).
    FirstRun,
    /// Who saw what (F8).
    Looked(LookedAsk),
    /// An activity, or a day without one (F5).
    Activity(NaiveDate, Option<Which>),
    /// The topics that are due (F5).
    DueTopics,
    /// The reason why a week, given by its Monday, had no activity (F5).
    Explain(NaiveDate),
    /// The list of today's activities to record, with records about a child if given (F5).
    RecordToday(Option<ChildId>),
    /// The list of participants of an activity (F5).
    TakingPart(Box<Activity>),
    /// The list of children, to pick those whom this plan of an activity is for.
    Picking(Box<Activity>, Box<ActivityStep>),
}

/// A part of a child's file that has a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FilePart {
    /// The fields of the file, from this one on if given.
    Fields(Option<&'static str>),
    /// The contacts.
    Contacts,
    /// Whether the child is still with the home.
    Status,
    /// A review of its support plan.
    Review,
}

/// The purpose of a screen's form or list; handles its answer.
pub(crate) trait FormPurpose: Sized {
    /// State of the screen that owns the form.
    type State;

    /// Handles an accepted form. An error is shown at its field and keeps the form open. The form
    /// also stays open until the command it started is done.
    fn accept(
        self,
        turn: &mut Turn<'_, Self::State, Self>,
        values: &Values,
    ) -> Result<(), FieldError>;

    /// Handles the chosen item of a list.
    fn choose(self, turn: &mut Turn<'_, Self::State, Self>, code: &str);

    /// Whether the answer leads to writing. A read-only program does not open such a form.
    fn writes(&self) -> bool;

    /// The right that what it leads to needs; `None` if everybody may see it who sees the screen.
    fn needs(&self) -> Option<Right>;
}

/// Display settings of a screen.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Env {
    /// Language.
    pub lang: Lang,
    /// Stored language, theme and symbols.
    pub look: Preferences,
    /// No popup covers the screen, so it receives the keys.
    pub has_keys: bool,
}

impl Env {
    /// Display settings with these preferences.
    pub(crate) const fn new(look: Preferences, has_keys: bool) -> Self {
        Self {
            lang: look.lang,
            look,
            has_keys,
        }
    }
}

/// Read-only input of a screen's views.
#[derive(Debug)]
pub(crate) struct Scene<'s, S> {
    /// The home.
    pub house: &'s House,
    /// The screen's own state.
    pub state: &'s S,
    /// Display settings.
    pub env: Env,
}

impl<S> Clone for Scene<'_, S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S> Copy for Scene<'_, S> {}

impl<'s, S> Scene<'s, S> {
    /// A scene of these parts.
    pub(crate) const fn new(house: &'s House, state: &'s S, env: Env) -> Self {
        Self { house, state, env }
    }

    /// Whether whoever is at the desk has a right.
    pub(crate) fn may(&self, right: Right) -> bool {
        may(self.house, right)
    }
}

/// Whether people prove who they are.
pub(crate) const fn locks_of(house: &House) -> Locks {
    if house.has_locks {
        Locks::Set
    } else {
        Locks::None
    }
}

/// Whether whoever is at the desk has a right.
pub(crate) fn may(house: &House, right: Right) -> bool {
    has_right(right, house.actor, house.staff(), locks_of(house))
}

/// One update of a screen. It can change the screen's own state and collects effects.
#[derive(Debug)]
pub(crate) struct Turn<'t, S, F> {
    /// The home.
    pub house: &'t House,
    /// The screen's own state.
    pub state: &'t mut S,
    /// Display settings.
    pub env: Env,
    effects: Vec<Effect<F>>,
}

impl<'t, S, F> Turn<'t, S, F> {
    /// Runs `act` in a new turn. Returns its result and the collected effects in order.
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

    /// Runs one turn; gives what it asked for.
    pub(crate) fn effects<R>(
        house: &'t House,
        state: &'t mut S,
        env: Env,
        act: impl FnOnce(&mut Self) -> R,
    ) -> Vec<Effect<F>> {
        Self::of(house, state, env, act).1
    }

    /// Runs one turn for a key or an action; gives `None` if `act` does not use it.
    pub(crate) fn effects_if_used(
        house: &'t House,
        state: &'t mut S,
        env: Env,
        act: impl FnOnce(&mut Self) -> Option<()>,
    ) -> Option<Vec<Effect<F>>> {
        let (used, effects) = Self::of(house, state, env, act);
        used.map(|()| effects)
    }

    /// The read-only view of this turn.
    pub(crate) const fn scene(&self) -> Scene<'_, S> {
        Scene {
            house: self.house,
            state: self.state,
            env: self.env,
        }
    }

    /// Adds an effect.
    pub(crate) fn push(&mut self, effect: Effect<F>) {
        self.effects.push(effect);
    }

    /// Requests a job.
    pub(crate) fn run(&mut self, job: Job) {
        self.push(Effect::Run(job));
    }

    /// Requests a command.
    pub(crate) fn perform(&mut self, command: Command) {
        self.run(Job::Do(command));
    }

    /// Shows a message in the bottom line.
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

    /// Asks for confirmation of a command.
    pub(crate) fn confirm(&mut self, question: String, command: Command) {
        let confirm = Confirm::new(question, vec![Job::Do(command)]);
        self.push(Effect::Confirm(confirm));
    }

    /// Opens another screen or something of it.
    pub(crate) fn open(&mut self, what: Open) {
        self.push(Effect::Open(what));
    }
}

impl<F> Effect<F> {
    /// Converts the screen's purpose into the purpose type of the application.
    pub(crate) fn map<G>(self, purpose: impl FnOnce(F) -> G) -> Effect<G> {
        match self {
            Self::Lock => Effect::Lock,
            Self::Run(job) => Effect::Run(job),
            Self::Say(tone, text) => Effect::Say(tone, text),
            Self::Ask(form, of) => Effect::Ask(form, purpose(of)),
            Self::Choose(picker, of) => Effect::Choose(picker, purpose(of)),
            Self::Confirm(confirm) => Effect::Confirm(confirm),
            Self::Notice(text) => Effect::Notice(text),
            Self::Page(page) => Effect::Page(page),
            Self::PageThen(page, then) => Effect::PageThen(page, then),
            Self::Prefer(look) => Effect::Prefer(look),
            Self::Open(what) => Effect::Open(what),
        }
    }
}
