//! Handling of results: commands done or refused, data read.

use super::copies::about_copies;
use super::found::{self, Wanted};
use super::screens::keeping_place;
use crate::app::model::{Model, Reading};
use crate::app::popups::{Popup, Purpose};
use crate::desk::command::Command;
use crate::desk::command::activity::ActivityStep;
use crate::desk::command::support::SupportStep;
use crate::desk::doctor::checkup::Checkup;
use crate::desk::doctor::text::Wording;
use crate::desk::job::{LastStep, Load, Loaded, LookWhy};
use crate::desk::outcome::{Done, Outcome};
use crate::desk::papers::roll_call::roll_call_page;
use crate::desk::read::flags::PastDay;
use crate::desk::refusal::{Refusal, file_error};
use crate::desk::rights::leads;
use crate::domain::{ChildId, Moment, StaffId};
use crate::house::fresh::Fresh;
use crate::reports::filling::{FillOrder, FilledForm};
use crate::reports::order::MadeReport;
use crate::screens::effect::{Answer, Confirm, Job, Open, Screen, Tone};
use crate::screens::{activities, children, door, follow_up, import, settings, trends};
use crate::t;
use crate::ui::page::Page;
use std::path::Path;

/// Undo of a step with more changed rows than this asks first.
const SMALL_STEP: usize = 12;

/// Handles a command that was done: shows the outcome and updates the screens.
pub(super) fn finished(model: &mut Model, command: &Command, done: &Done) -> Vec<Job> {
    model.form_is_done();
    let child = match command {
        Command::SignIn { child, .. } => Some(*child),
        Command::SignOut(leaving) => Some(leaving.child),
        _ => None,
    };
    let outcome = done.outcome.clone();
    let outcome = match child {
        Some(child) => outcome.with_name(&model.house.register.distinct_name(child)),
        None => outcome,
    };
    let inside = model.house.head_count();
    // Of a paper its name is said; that it is kept follows from that.
    let is_paper = matches!(command, Command::KeepRound(_) | Command::KeepHandOver(_));
    // A path is long, and is needed longer than a line stands.
    let is_gone = matches!(
        outcome,
        Outcome::RoundKept { gone: Some(_) } | Outcome::Exported { .. }
    );
    let mut text = outcome.text(model.look.lang, inside);
    if let Outcome::Exported { files } = &outcome
        && model.house.has_locks
        && files.iter().any(|file| found::is_page(Path::new(file)))
    {
        text = [text, t!(model.look.lang, "paper-page-goes")].join("\n");
    }
    if is_gone {
        model.toast = None;
        model.popups.push(Popup::Notice(text));
    } else if !is_paper {
        model.say(Tone::Good, text);
    }
    match (command, &done.outcome) {
        (Command::SignIn { child, .. }, Outcome::SignedIn { .. }) => {
            model.door.came = Some(*child);
            door::update::offer_siblings(&model.house, &mut model.door, *child);
        }
        (Command::SignOut(_), _) => model.sweep_again(),
        (Command::SetUp(_), _) => {
            // The director whom the questions named sits at the desk now.
            let staff = model.house.staff().iter();
            model.house.actor = staff.filter(|one| leads(one)).map(|one| one.id).next();
            model.offer_locks();
        }
        (Command::ConfirmFile(_) | Command::ChangeStatus { .. }, _) => {
            follow_up::walk::go_on(&model.house, &mut model.follow_up, command);
        }
        (Command::RecordRound(_), _) => {
            let is_sheet = |popup: &Popup| matches!(popup, Popup::RoundSheet(_));
            model.popups.retain(|popup| !is_sheet(popup));
        }
        (Command::AgreeDays(_), _) => {
            if let Some(Popup::Agree(agree)) = model.popups.last_mut()
                && !agree.go_on()
            {
                model.popups.pop();
            }
        }
        (Command::Support(SupportStep::Give { .. }), _) => {
            model
                .popups
                .retain(|popup| !matches!(popup, Popup::Give(_)));
        }
        (Command::Undo(_) | Command::Redo, _) => model.door.offered.clear(),
        (Command::Activity(ActivityStep::Import { .. }), _) => model.activities.preview = None,
        (
            Command::Activity(
                ActivityStep::Hold(_) | ActivityStep::Plan(_) | ActivityStep::PlanSeries(_),
            ),
            _,
        ) => {
            model
                .popups
                .retain(|popup| !matches!(popup, Popup::Roll(_)));
        }
        _ => {}
    }
    door::search::search(&model.house, &mut model.door);
    let mut jobs: Vec<Job> = children::update::register_changed(&model.house, &mut model.children)
        .into_iter()
        .collect();
    let (env, state) = (model.env(), &mut model.import);
    let effects = match done.outcome {
        Outcome::Imported { added } => import::update::imported(&model.house, state, env, added),
        Outcome::Undone(_) | Outcome::Redone(_) => {
            import::update::judge_again(&model.house, state, env)
        }
        _ if matches!(command, Command::NameColumns(_)) => {
            import::update::judge_again(&model.house, state, env)
        }
        _ => Vec::new(),
    };
    jobs.extend(model.carry_out(effects, Purpose::Import));
    if model.screen == Screen::Settings {
        jobs.push(Job::Load(Load::Journal));
    }
    // A day that was closed already is copied too: the power may have failed between the two.
    if matches!(command, Command::CloseDay { .. }) {
        jobs.push(Job::Backup { asked: false });
    }
    if let (Command::AddChild(_), Outcome::SavedChild { child, .. }) = (command, &done.outcome) {
        jobs.extend(child_added(model, *child));
    }
    jobs
}

/// Adds a new child to the open list of participants; without one, opens the child's file.
fn child_added(model: &mut Model, child: ChildId) -> Vec<Job> {
    let roll = model.popups.iter_mut().rev().find_map(|popup| match popup {
        Popup::Roll(roll) => Some(roll),
        _ => None,
    });
    match roll {
        Some(roll) => {
            roll.add(child);
            Vec::new()
        }
        None => model.open(Open::File(child)),
    }
}

/// Handles a report that was made: the journal keeps it, and then it is written.
pub(super) fn reported(model: &mut Model, reported: Box<MadeReport>) -> Vec<Job> {
    if let Err(wanting) = reported.report {
        let text = trends::export::wanting_words(wanting, model.look.lang);
        model.toast = None;
        model.popups.push(Popup::Notice(text));
        return Vec::new();
    }
    vec![Job::KeepReport(reported)]
}

/// Handles a form that was filled: what would be written is shown, and written on yes.
pub(super) fn filled(
    model: &mut Model,
    order: Box<FillOrder>,
    filled: Result<Box<FilledForm>, String>,
) -> Vec<Job> {
    let lang = model.look.lang;
    model.toast = None;
    let popup = match filled {
        Err(why) => Popup::Notice(why),
        Ok(filled) => {
            let mut lines = filled.words.brief(lang);
            lines.push(t!(lang, "fill-ask"));
            let write = Job::KeepFilled(order, filled);
            let confirm = Confirm {
                answer: Answer::Yes,
                ..Confirm::new(lines.join("\n"), vec![write])
            };
            Popup::Confirm(confirm)
        }
    };
    model.popups.push(popup);
    Vec::new()
}

/// Handles a refused command.
pub(super) fn refused(model: &mut Model, command: Command, refusal: &Refusal) -> Vec<Job> {
    if let Refusal::ClockBehind { newest } = refusal {
        ask_clock(model, *newest, command);
        return Vec::new();
    }
    if matches!(refusal, Refusal::NeedsApproval) {
        return model.refused_until_approved(command, refusal);
    }
    if model.form_is_refused(refusal) {
        return Vec::new();
    }
    let text = refusal.text(model.look.lang);
    if let (Refusal::PlanChanged, Some(open)) = (refusal, &model.activities.preview) {
        // The preview is judged again, so that it shows the plan as it is now.
        let jobs = vec![Job::JudgeCalendar(Box::new(open.plan.file.clone()))];
        model.say(Tone::Bad, text);
        return jobs;
    }
    if matches!(
        refusal,
        Refusal::DaysChanged { .. } | Refusal::NotEnrolled { .. }
    ) && matches!(command, Command::AgreeDays(_))
    {
        // The list shows what was agreed meanwhile; the words say to look at it again.
        model.say(Tone::Bad, text);
        return vec![Job::ReadAll];
    }
    match refusal {
        // A store error needs a notice; a refusal by the rules is one line.
        Refusal::Store(_) => model.popups.push(Popup::Notice(text)),
        _ => model.say(Tone::Bad, text),
    }
    Vec::new()
}

/// Undoes a small step of today at once; otherwise asks with the step's name.
fn undo(model: &mut Model, step: &LastStep) -> Vec<Job> {
    if step.at.date_naive() == model.house.today() && step.rows <= SMALL_STEP {
        return vec![Job::Do(Command::Undo(Some(step.seq)))];
    }
    let lang = model.look.lang;
    let question = t!(
        lang,
        "undo-question",
        step = step.about.text(lang),
        at = step.at.format("%Y-%m-%d %H:%M").to_string(),
        rows = step.rows
    );
    let confirm = Confirm::new(question, vec![Job::Do(Command::Undo(Some(step.seq)))]);
    model.popups.push(Popup::Confirm(confirm));
    Vec::new()
}

fn ask_clock(model: &mut Model, newest: Moment, command: Command) {
    let text = |at: Moment| at.format("%Y-%m-%d %H:%M").to_string();
    let question = t!(
        model.look.lang,
        "clock-question",
        now = text(model.house.now),
        newest = text(newest)
    );
    let yes = vec![Job::Do(Command::AcceptClock), Job::Do(command)];
    model
        .popups
        .push(Popup::Confirm(Confirm::new(question, yes)));
}

/// Handles a command that was done although the home could not be read again: the form closes, so
/// that nobody saves the same again, and the user is warned that the screen may be out of date.
pub(super) fn done_unread(model: &mut Model, refusal: &Refusal) -> Vec<Job> {
    model.form_is_done();
    let lang = model.look.lang;
    let text = t!(lang, "said-unread", why = refusal.text(lang));
    model.popups.push(Popup::Notice(text));
    Vec::new()
}

/// Shows F6 as of an earlier evening, or the present again.
fn show_past(model: &mut Model, day: PastDay) {
    match day {
        PastDay::Present => model.past = None,
        PastDay::Unknown => model.say(Tone::Info, t!(model.look.lang, "past-no-home")),
        PastDay::Known(house) => model.past = Some(house),
    }
}

/// Handles data that was read.
pub(super) fn loaded(model: &mut Model, loaded: Loaded) -> Vec<Job> {
    let (env, lang) = (model.env(), model.look.lang);
    match loaded {
        Loaded::Start(fresh) => return begin(model, *fresh),
        Loaded::Lock(news) => return model.take_lock_news(news),
        Loaded::Again(fresh) => return take_again(model, *fresh),
        Loaded::Found(fresh, why) => {
            take_again(model, *fresh);
            model.house.read_only = why;
            model.say(Tone::Good, t!(model.look.lang, "file-found"));
        }
        Loaded::Rescued(text) => model.popups.push(Popup::Notice(text)),
        Loaded::WriterGone => ask_to_write(model),
        Loaded::TakenOver(actor) => return write_here(model, actor),
        Loaded::RollCall(fresh, ticks) => model.take_roll(fresh, ticks),
        Loaded::TicksNotKept => model.say(Tone::Bad, t!(model.look.lang, "roll-ticks-not-kept")),
        Loaded::LateDay(sheet) => {
            model.house.late = sheet;
            door::search::search(&model.house, &mut model.door);
        }
        Loaded::Past(child, past) => children::update::take_past(&mut model.children, child, past),
        Loaded::MattersBefore(child, day, matters) => model.show_earlier(child, day, matters),
        Loaded::Merge(plan) => {
            let state = &mut model.children;
            let effects = children::merge::show(&model.house, state, env, plan);
            return model.carry_out(effects, Purpose::Child);
        }
        Loaded::Files(waiting, files) => {
            let state = &mut model.import;
            let effects = import::forms::ask_file(&model.house, state, env, (&waiting, &files));
            return model.carry_out(effects, Purpose::Import);
        }
        Loaded::Forms(files) => return found::files(model, Wanted::Form, &files),
        Loaded::Calendars(files) => return found::files(model, Wanted::Calendar, &files),
        Loaded::Book(path, book) if awaits_book(model, &path) => {
            let state = &mut model.import;
            let effects = import::update::take_book(&model.house, state, env, &path, book);
            return model.carry_out(effects, Purpose::Import);
        }
        Loaded::Book(..) => {}
        Loaded::Plan(answers, plan, is_kept) => found::plan(model, answers, plan, is_kept),
        Loaded::NoRest(name) => {
            model.say(Tone::Info, t!(lang, "import-no-rest", file = name));
        }
        Loaded::OtherPlan(answers, plan) => {
            import::update::take_plan(&mut model.import, answers, plan);
            model.say(Tone::Bad, t!(lang, "import-changed"));
        }
        Loaded::Stopped(doing) => found::stopped(model, doing),
        Loaded::NeedsMonth(answers) => {
            let state = &mut model.import;
            let effects = import::forms::ask_month(&model.house, state, env, answers);
            return model.carry_out(effects, Purpose::Import);
        }
        Loaded::NoPlan(answers, columns) => {
            let state = &mut model.import;
            let found = (answers, columns);
            let effects = import::columns::no_plan(&model.house, state, env, found);
            return model.carry_out(effects, Purpose::Import);
        }
        Loaded::CalendarFile(_, Ok(file)) => return vec![Job::JudgeCalendar(file)],
        Loaded::CalendarPlan(plan) => {
            activities::calendar::show(&mut model.activities, *plan);
        }
        Loaded::CalendarFile(path, Err(error)) => {
            let (file, why) = (path.display().to_string(), file_error(&error, lang));
            let text = t!(lang, "cli-file", file = file, why = why);
            model.popups.push(Popup::Notice(text));
        }
        Loaded::Written(path, keep) => {
            let text = found::written(&path, model.house.has_locks, lang);
            model.say(Tone::Good, text);
            return keep.map(|command| Job::Do(*command)).into_iter().collect();
        }
        Loaded::LastStep(None) => model.say(Tone::Bad, Refusal::NothingToUndo.text(lang)),
        Loaded::LastStep(Some(step)) => return undo(model, &step),
        Loaded::MayGo(may_go) => {
            let env = model.env();
            let state = &mut model.settings;
            let effects = settings::kept::show_kept(&model.house, state, env, &may_go);
            return model.carry_out(effects, Purpose::Setting);
        }
        Loaded::Journal(entries) => model.settings.entries = entries,
        Loaded::Looked(page) => {
            let env = model.env();
            settings::update::take_looked(&model.house, &mut model.settings, env, page);
        }
        Loaded::PastDay(day) => show_past(model, day),
        Loaded::CameBack(lines) => {
            let (title, top) = (t!(lang, "back-title"), 0);
            model.popups.push(Popup::Page(Page { title, lines, top }));
        }
        Loaded::Safety(news) => return about_copies(model, *news),
        Loaded::CheckedUp(checkup) => show_checkup(model, &checkup),
        Loaded::HelpFile(path) => found::help_file(model, &path),
        Loaded::Verified(report, lines) => {
            show_verified(model, (report.entries, report.rows), lines);
        }
    }
    Vec::new()
}

/// Shows the first thing that was read.
fn begin(model: &mut Model, fresh: Fresh) -> Vec<Job> {
    let read_at = fresh.read_at;
    model.take(fresh);
    model.roll_goes_on(read_at);
    model.reading = Reading::Done;
    door::search::search(&model.house, &mut model.door);
    children::list::list(&model.house, &mut model.children);
    // Another program that writes is said by the mark alone: it ends some time.
    if let Some(why) = model.house.read_only
        && why.must_be_mended()
    {
        let text = Refusal::read_only(why).text(model.look.lang);
        model.popups.push(Popup::Notice(text));
    }
    // Without a home only the first run is possible.
    let is_first_run =
        model.house.home.is_none() && model.house.read_only.is_none() && model.popups.is_empty();
    if is_first_run {
        model.open(Open::FirstRun)
    } else {
        Vec::new()
    }
}

/// Asks whether to write here, because the program that wrote has ended.
fn ask_to_write(model: &mut Model) {
    let question = t!(model.look.lang, "writer-gone");
    let confirm = Confirm::new(question, vec![Job::TakeOver]);
    model.popups.push(Popup::Confirm(confirm));
}

/// The file was taken away: nothing more is accepted, and what is in memory can be saved elsewhere. Stays
/// above whatever is open.
pub(super) fn ask_to_save_elsewhere(model: &mut Model, refusal: &Refusal) {
    model.house.lose();
    let lang = model.look.lang;
    let question = [refusal.text(lang), t!(lang, "file-lost-question")].join("\n\n");
    let page = roll_call_page(&model.house, lang);
    // No is selected: an Enter that was meant for the door must not save children's data anywhere.
    let confirm = Confirm::new(question, vec![Job::Rescue(page, lang)]);
    model.popups.push(Popup::Confirm(confirm));
}

fn write_here(model: &mut Model, actor: Option<StaffId>) -> Vec<Job> {
    model.house.read_only = None;
    model.house.actor = actor;
    model.say(Tone::Good, t!(model.look.lang, "writer-here"));
    vec![Job::ReadAll, Job::LookAtCopies(LookWhy::Start)]
}

/// Takes everything again, after another program has written.
fn take_again(model: &mut Model, fresh: Fresh) -> Vec<Job> {
    let read_at = fresh.read_at;
    keeping_place(model, |model| model.take(fresh));
    model.roll_goes_on(read_at);
    model.reading = Reading::Done;
    door::search::search(&model.house, &mut model.door);
    // What an open file says of earlier days was perhaps erased meanwhile.
    let past = children::update::register_changed(&model.house, &mut model.children);
    past.into_iter().collect()
}

/// Whether the preview of a file that was read can open: the user has not chosen another file, and
/// has not left F4, where the preview would receive the keys.
fn awaits_book(model: &mut Model, path: &Path) -> bool {
    if model.import.reading.as_deref() != Some(path) {
        return false;
    }
    let is_here = model.screen == Screen::Children;
    if is_here {
        model.toast = None;
    } else {
        model.import.reading = None;
        model.say(Tone::Info, t!(model.look.lang, "import-elsewhere"));
    }
    is_here
}

/// Shows a checkup if the user still waits for it on F8; a page that opens over another screen would
/// receive keys that are meant for that screen.
fn show_checkup(model: &mut Model, checkup: &Checkup) {
    model.settings.is_checking = false;
    let lang = model.look.lang;
    if model.screen != Screen::Settings || !model.popups.is_empty() {
        model.say(Tone::Info, t!(lang, "doctor-elsewhere"));
        return;
    }
    model.toast = None;
    let signs = model.look.symbols.signs();
    let wording = Wording {
        lang,
        signs: signs.as_deref(),
    };
    model.popups.push(Popup::Page(Page {
        title: t!(lang, "doctor-title"),
        lines: checkup.lines(wording),
        top: 0,
    }));
}

fn show_verified(model: &mut Model, (entries, rows): (usize, usize), lines: Vec<String>) {
    let lang = model.look.lang;
    if lines.is_empty() {
        let text = t!(lang, "cli-verify-sound", entries = entries, rows = rows);
        model.say(Tone::Good, text);
    } else {
        let title = t!(lang, "verify-found", count = lines.len());
        let top = 0;
        model.popups.push(Popup::Page(Page { title, lines, top }));
    }
}
