//! Forms of the settings and what they change.

use super::first_run::{self, check_hours};
use super::lines::unread_text;
use super::rules::{set_ladder, set_rule, take_preset};
use super::state::{SettingForm, SettingsTurn, State};
use crate::desk::backup::{GivenUp, given_up_text};
use crate::desk::command::{CalendarChange, Command};
use crate::desk::rights::Right;
use crate::domain::calendar::{ClosedDay, ExtraDay, Term, TermKind};
use crate::domain::hours::{SchoolPeriod, WeeklyHours};
use crate::domain::ring::{RING_MOST, RingNumber};
use crate::domain::{Home, Role, Staff, StaffId};
use crate::house::House;
use crate::house::safety::{Copied, Safety};
use crate::i18n::{Lang, words};
use crate::screens::effect::{Confirm, Effect, Env, FormPurpose, Job, Tone, Turn};
use crate::t;
use crate::ui::form::{Checking, FieldError, FieldSpec, Form, Kind, Values, choices, yes_no_code};
use crate::ui::picker::{Picker, PickerItem};
use crate::wording::calendar;
use crate::wording::ring::ring_first;
use chrono::{NaiveDate, NaiveTime};
use std::cmp::Reverse;
use std::path::{Path, PathBuf};

/// Kind of a name.
const NAME: Kind = Kind::Text { max: 40 };
/// Fields of the numbers to ring first.
const RING: [&str; RING_MOST] = ["ring_0", "ring_1", "ring_2", "ring_3", "ring_4", "ring_5"];
/// Maximum length of a closure in days.
const LONGEST_CLOSURE_DAYS: i64 = 366;

/// Asks why the home was closed on a day.
pub(crate) fn ask_closed(
    house: &House,
    state: &mut State,
    env: Env,
    day: NaiveDate,
) -> Vec<Effect<SettingForm>> {
    Turn::effects(house, state, env, |turn| turn.ask_closed(day))
}

impl SettingsTurn<'_> {
    pub(super) fn ask_home(&mut self) {
        let Some(facts) = &self.house.home else {
            return;
        };
        let home = facts.home.clone();
        let form = Form::new(
            "settings-home",
            vec![
                FieldSpec::new("name", "field-home-name", NAME).required(),
                FieldSpec::new("village", "field-village", NAME),
                FieldSpec::new("township", "field-township", NAME),
                FieldSpec::new("county", "field-county", NAME),
                FieldSpec::new("assembly_point", "field-assembly-point", NAME),
                FieldSpec::new("minutes", "field-ask-after-minutes", Kind::Number).required(),
            ],
        );
        let form = form
            .with("name", &home.name)
            .with("village", &home.village)
            .with("township", &home.township)
            .with("county", &home.county)
            .with("assembly_point", &home.assembly_point)
            .with("minutes", &home.ask_after_minutes.to_string());
        self.ask(form, SettingForm::Home);
    }

    pub(super) fn ask_late_after(&mut self) {
        let home = self.house.home.as_ref();
        let minutes = home.and_then(|facts| facts.late_after);
        let minutes = minutes.map_or_else(String::new, |minutes| minutes.to_string());
        let field = FieldSpec::new("minutes", "field-late-after", Kind::Number);
        let form = Form::new("settings-late", vec![field.hint("hint-late-after")]);
        self.ask(form.with("minutes", &minutes), SettingForm::Late);
    }

    pub(super) fn ask_lock_after(&mut self) {
        let home = self.house.home.as_ref();
        let minutes = home.map_or_else(String::new, |facts| facts.lock_after.to_string());
        let field = FieldSpec::new("minutes", "field-lock-after", Kind::Number).required();
        let form = Form::new("settings-lock", vec![field]);
        self.ask(form.with("minutes", &minutes), SettingForm::LockAfter);
    }

    /// Asks for the numbers to ring first, a line each; those in force stand there.
    pub(super) fn ask_ring_first(&mut self) {
        let lang = self.env.lang;
        let spec = |id: &&'static str| {
            let field = FieldSpec::new(id, "field-ring-first", NAME);
            field.hint("hint-ring-first").check(check_ring)
        };
        let form = Form::new("settings-ring", RING.iter().map(spec).collect());
        let numbers = ring_first(self.house.ring_first(), lang);
        let filled = RING.iter().zip(&numbers);
        let form = filled.fold(form, |form, (id, one)| form.with(id, &one.line()));
        self.ask(form, SettingForm::Ring);
    }

    pub(super) fn ask_zone(&mut self) {
        let zone = self.house.home.as_ref().map(|facts| facts.zone.clone());
        let field = FieldSpec::new("zone", "field-zone", NAME);
        let form = Form::new("settings-zone", vec![field.required().hint("hint-zone")]);
        let form = form.with("zone", &zone.unwrap_or_default());
        self.ask(form, SettingForm::Zone);
    }

    pub(super) fn ask_hours(&mut self, period: SchoolPeriod) {
        let Some(facts) = &self.house.home else {
            return;
        };
        let hours = WeeklyHours::of(&facts.stretches, period);
        let spec = FieldSpec::new("hours", "field-hours", Kind::Text { max: 300 })
            .hint("hint-hours")
            .check(check_hours);
        // Hours of term are required; holidays without hours use those of term.
        let spec = if period == SchoolPeriod::Term {
            spec.required()
        } else {
            spec
        };
        let form = Form::new("settings-hours", vec![spec]);
        let form = form.with("hours", &calendar::hours(&hours, self.env.lang));
        self.ask(form, SettingForm::Hours(period));
    }

    /// Asks for closed days; one day is proposed.
    pub(super) fn ask_closed(&mut self, day: NaiveDate) {
        let form = Form::new(
            "settings-add-closed",
            vec![
                FieldSpec::new("from", "field-from-day", Kind::Date).required(),
                FieldSpec::new("to", "field-to-day", Kind::Date).required(),
                FieldSpec::new("reason", "field-reason", NAME).required(),
            ],
        );
        let day = day.to_string();
        let form = form.with("from", &day).with("to", &day);
        self.ask(form, SettingForm::Closed);
    }

    pub(super) fn ask_extra(&mut self) {
        let form = Form::new(
            "settings-add-extra",
            vec![
                FieldSpec::new("day", "field-day", Kind::Date).required(),
                FieldSpec::new("opens", "field-opens", Kind::Time)
                    .required()
                    .hint("hint-time"),
                FieldSpec::new("closes", "field-closes", Kind::Time)
                    .required()
                    .hint("hint-time"),
                FieldSpec::new("reason", "field-reason", NAME),
            ],
        );
        let form = form.with("day", &self.house.today().to_string());
        self.ask(form, SettingForm::Extra);
    }

    pub(super) fn ask_term(&mut self) {
        let form = Form::new(
            "settings-add-term",
            vec![
                FieldSpec::new("kind", "field-term-kind", {
                    Kind::Choice(choices("term-kind", TermKind::ALL))
                })
                .required(),
                FieldSpec::new("name", "field-term-name", NAME)
                    .required()
                    .hint("hint-term-name"),
                FieldSpec::new("from", "field-from-day", Kind::Date).required(),
                FieldSpec::new("to", "field-to-day", Kind::Date).required(),
            ],
        );
        self.ask(form, SettingForm::Term);
    }

    pub(super) fn ask_staff(&mut self, staff: Option<StaffId>) {
        let known = staff.and_then(|id| self.house.staff_member(id)).cloned();
        let role = known.as_ref().map_or(Role::Helper, |one| one.role);
        let active = known.as_ref().is_none_or(|one| one.active);
        let form = Form::new(
            "form-staff",
            vec![
                FieldSpec::new("name", "field-name", NAME).required(),
                FieldSpec::new(
                    "role",
                    "field-role",
                    Kind::Choice(choices("role", Role::ALL)),
                )
                .required(),
                FieldSpec::new("phone", "field-phone", Kind::Phone),
                FieldSpec::new("checked_on", "field-checked-on", Kind::Date),
                FieldSpec::new("active", "field-active", Kind::YesNo).required(),
            ],
        );
        let form = form
            .with("name", known.as_ref().map_or("", |one| one.name.as_str()))
            .with("role", role.code())
            .with("phone", known.as_ref().map_or("", |one| one.phone.as_str()))
            .with(
                "checked_on",
                &known
                    .as_ref()
                    .and_then(|one| one.checked_on)
                    .map_or_else(String::new, |day| day.to_string()),
            )
            .with("active", yes_no_code(Some(active)));
        self.ask(form, SettingForm::Staff(staff));
    }

    /// Asks which member of staff uses the program.
    pub(super) fn ask_seat(&mut self) {
        let lang = self.env.lang;
        let staff = self.house.staff();
        let items = staff.iter().filter(|one| one.active).map(|one| {
            let role = words::choice(lang, "role", one.role);
            PickerItem::new(one.id.to_string(), &one.name, role)
        });
        let picker = Picker::of_people("settings-seat", items.collect());
        self.choose(picker, SettingForm::Seat);
    }

    /// Asks which copy is to be restored.
    pub(super) fn ask_copy(&mut self) {
        let lang = self.env.lang;
        let Some(safety) = &self.house.safety else {
            self.say(Tone::Info, unread_text(self.house, lang));
            return;
        };
        let here = safety.copies.iter().map(|copy| (copy, String::new()));
        let stick = safety.stick.iter().flat_map(|stick| {
            let label = &stick.label;
            stick.copies.iter().map(|copy| (copy, label.clone()))
        });
        let mut copies: Vec<(&Copied, String)> = here.chain(stick).collect();
        // Newest first, whatever the place: the newest is meant unless somebody says otherwise.
        copies.sort_by_key(|(copy, _)| Reverse(copy.at));
        let items: Vec<PickerItem> = copies
            .into_iter()
            .map(|(copy, place)| {
                let path = copy.path.to_string_lossy();
                let label = copy.at.format("%Y-%m-%d %H:%M").to_string();
                let note = t!(
                    lang,
                    "restore-note",
                    head = copy.head.to_string(),
                    place = place
                );
                PickerItem::new(path, label, note)
            })
            .collect();
        if items.is_empty() {
            self.push(Effect::Notice(t!(lang, "restore-none")));
        } else {
            self.choose(Picker::new("pick-copy", items), SettingForm::Restore);
        }
    }

    /// Compares the file with a copy before anything is asked.
    fn compare_copy(&mut self, path: &str) {
        let safety = self.house.safety.as_ref();
        if let Some(copy) = safety.and_then(|safety| copy_at(safety, Path::new(path))) {
            let path = copy.path.clone();
            self.say(Tone::Info, t!(self.env.lang, "restore-comparing"));
            self.state.comparing = Some(path.clone());
            self.run(Job::PreviewRestore(path));
        }
    }

    pub(super) fn confirm_day(&mut self, day: NaiveDate, change: CalendarChange) {
        let question = t!(self.env.lang, "remove-question", what = day.to_string());
        self.confirm(question, Command::SaveCalendar(Box::new(change)));
    }
}

impl FormPurpose for SettingForm {
    type State = State;

    fn accept(self, turn: &mut SettingsTurn<'_>, values: &Values) -> Result<(), FieldError> {
        let (house, lang) = (turn.house, turn.env.lang);
        let command = match self {
            Self::Home => saved_home(house, values),
            Self::Late => Some(Command::SetLateAfter(values.get("minutes").parse().ok())),
            Self::LockAfter => {
                let minutes: u32 = values.get("minutes").parse().unwrap_or(0);
                Some(Command::SetLockAfter(minutes.max(1)))
            }
            Self::Ring => Some(Command::SetRingFirst(own_numbers(values, lang))),
            Self::Zone => Some(Command::SetZone(values.get("zone").to_owned())),
            Self::Hours(period) => Some(calendar_command(hours(period, values, lang)?)),
            Self::Closed => Some(calendar_command(closed_days(values, lang)?)),
            Self::Extra => Some(calendar_command(extra_day(values, lang)?)),
            Self::Term => Some(calendar_command(term(values, lang)?)),
            Self::Card(id) => Some(Command::BindStaffCard(id, values.get("card").to_owned())),
            Self::Staff(staff) => Some(Command::SaveStaff(staff_of(house, staff, values))),
            Self::Rule(number) => set_rule(number, values),
            Self::Ladder(start) => Some(set_ladder(house, start, values)),
            Self::Preset => take_preset(values),
            Self::FirstRun => Some(first_run::command(values, lang)?),
            Self::DeleteOld(before) => {
                turn.confirm_delete(before, values);
                None
            }
            Self::LookedDays => {
                turn.list_days(from_and_to(values, lang)?);
                None
            }
            Self::Seat
            | Self::Secret(_)
            | Self::Stick
            | Self::LookedWho
            | Self::LookedWhose
            | Self::Restore
            | Self::Kept(_) => None,
        };
        if let Some(command) = command {
            turn.perform(command);
        }
        Ok(())
    }

    fn choose(self, turn: &mut SettingsTurn<'_>, code: &str) {
        match self {
            Self::Seat => {
                if let Ok(staff) = code.parse::<StaffId>() {
                    turn.run(Job::Seat(staff));
                }
            }
            Self::Stick => {
                let root = PathBuf::from(code);
                let label = stick_label(&root, turn.env.lang);
                turn.run(Job::ChooseStick(root, label));
            }
            Self::Secret(id) => turn.chosen_secret(id, code),
            Self::LookedWho => turn.list_person(code),
            Self::LookedWhose => turn.list_child(code),
            Self::Restore => turn.compare_copy(code),
            Self::Kept(before) => turn.chosen_kept(before, code),
            _ => {}
        }
    }

    fn writes(&self) -> bool {
        !matches!(self, Self::LookedDays | Self::LookedWho | Self::LookedWhose)
    }

    fn needs(&self) -> Option<Right> {
        Some(match self {
            Self::Home | Self::Late | Self::Ring | Self::Zone => Right::KeepFiles,
            Self::LockAfter
            | Self::Hours(_)
            | Self::Closed
            | Self::Extra
            | Self::Term
            | Self::Staff(_)
            | Self::Card(_)
            | Self::Rule(_)
            | Self::Ladder(_)
            | Self::Kept(_)
            | Self::DeleteOld(_)
            | Self::LookedDays
            | Self::LookedWho
            | Self::LookedWhose
            | Self::Preset => Right::Direct,
            Self::Stick => Right::KeepCopies,
            Self::Restore => Right::Restore,
            Self::FirstRun => Right::SetUp,
            // Everybody says who they are, and changes their own secret.
            Self::Seat | Self::Secret(_) => return None,
        })
    }
}

/// The copy that lies at a path, here or in the second place.
fn copy_at<'a>(safety: &'a Safety, path: &Path) -> Option<&'a Copied> {
    let on_stick = safety.stick.iter().flat_map(|stick| &stick.copies);
    let mut copies = safety.copies.iter().chain(on_stick);
    copies.find(|copy| copy.path == path)
}

/// Asks before a copy takes the place of the file, telling what that gives up.
pub(crate) fn ask_restore(
    house: &House,
    state: &mut State,
    env: Env,
    (path, given_up): (&Path, &GivenUp),
) -> Vec<Effect<SettingForm>> {
    let lang = env.lang;
    Turn::effects(house, state, env, |turn| {
        let safety = turn.house.safety.as_ref();
        let Some(copy) = safety.and_then(|safety| copy_at(safety, path)) else {
            return;
        };
        let at = copy.at.format("%Y-%m-%d %H:%M").to_string();
        let question = match given_up_text(given_up, lang) {
            None => t!(lang, "restore-question-none", at = at),
            Some(given_up) => t!(lang, "restore-question", at = at, given_up = given_up),
        };
        let yes = vec![Job::Restore(path.to_owned())];
        turn.push(Effect::Confirm(Confirm::new(question, yes)));
    })
}

/// Asks which drive is to be the second place of copies.
pub(crate) fn ask_stick(
    house: &House,
    state: &mut State,
    env: Env,
    roots: &[PathBuf],
) -> Vec<Effect<SettingForm>> {
    let lang = env.lang;
    Turn::effects(house, state, env, |turn| {
        if roots.is_empty() {
            turn.push(Effect::Notice(t!(lang, "stick-none")));
            return;
        }
        let items = roots.iter().map(|root| {
            let place = root.to_string_lossy();
            PickerItem::new(place.clone(), stick_label(root, lang), place)
        });
        turn.choose(
            Picker::new("pick-stick", items.collect()),
            SettingForm::Stick,
        );
    })
}

/// What a drive is called: its label where the system makes it the name of the folder.
fn stick_label(root: &Path, lang: Lang) -> String {
    match root.file_name() {
        Some(name) => name.to_string_lossy().into_owned(),
        None => t!(lang, "stick-unnamed"),
    }
}

/// A check of a field with a number to ring first.
fn check_ring(text: &str, checking: Checking) -> Result<(), String> {
    match RingNumber::parse(text) {
        Some(_) => Ok(()),
        None => Err(t!(checking.lang, "wrong-ring-first")),
    }
}

/// The home's own numbers of an accepted form: none if they are the usual ones, which follow the language.
fn own_numbers(values: &Values, lang: Lang) -> Vec<RingNumber> {
    let numbers = RING
        .iter()
        .filter_map(|id| RingNumber::parse(values.get(id)));
    let numbers: Vec<RingNumber> = numbers.collect();
    if numbers == ring_first(&[], lang) {
        Vec::new()
    } else {
        numbers
    }
}

fn saved_home(house: &House, values: &Values) -> Option<Command> {
    let text = |id| values.get(id).to_owned();
    let facts = house.home.as_ref()?;
    Some(Command::SaveHome(Home {
        id: facts.home.id,
        name: text("name"),
        village: text("village"),
        township: text("township"),
        county: text("county"),
        assembly_point: text("assembly_point"),
        ask_after_minutes: values.get("minutes").parse().unwrap_or_default(),
    }))
}

fn calendar_command(change: CalendarChange) -> Command {
    Command::SaveCalendar(Box::new(change))
}

/// The change of weekly hours. Empty hours mean those of term; for term itself the field is
/// required.
fn hours(period: SchoolPeriod, values: &Values, lang: Lang) -> Result<CalendarChange, FieldError> {
    let text = values.get("hours");
    if text.is_empty() {
        return Ok(CalendarChange::Hours(period, Vec::new()));
    }
    let hours: WeeklyHours = text.parse().map_err(|error| FieldError {
        field: "hours",
        text: calendar::hours_error(&error, lang),
    })?;
    Ok(CalendarChange::Hours(period, hours.stretches(period)))
}

/// The first and last day of a form; an error if they are reversed.
fn from_and_to(values: &Values, lang: Lang) -> Result<(NaiveDate, NaiveDate), FieldError> {
    let wrong = |field| FieldError {
        field,
        text: t!(lang, "refused-last-before-first"),
    };
    match (values.day("from"), values.day("to")) {
        (Some(from), Some(to)) if from <= to => Ok((from, to)),
        (Some(_), Some(_)) => Err(wrong("to")),
        _ => Err(wrong("from")),
    }
}

fn closed_days(values: &Values, lang: Lang) -> Result<CalendarChange, FieldError> {
    let (from, to) = from_and_to(values, lang)?;
    if (to - from).num_days() > LONGEST_CLOSURE_DAYS {
        return Err(FieldError {
            field: "to",
            text: t!(lang, "refused-last-before-first"),
        });
    }
    let days = from.iter_days().take_while(|day| *day <= to);
    let days = days.map(|day| ClosedDay {
        day,
        reason: values.get("reason").to_owned(),
    });
    Ok(CalendarChange::Close(days.collect()))
}

fn extra_day(values: &Values, lang: Lang) -> Result<CalendarChange, FieldError> {
    let time = |id| NaiveTime::parse_from_str(values.get(id), "%H:%M").ok();
    let (Some(day), Some(opens), Some(closes)) = (values.day("day"), time("opens"), time("closes"))
    else {
        return Err(FieldError {
            field: "opens",
            text: t!(lang, "refused-last-before-first"),
        });
    };
    if closes <= opens {
        return Err(FieldError {
            field: "closes",
            text: t!(lang, "wrong-closes-before-opens"),
        });
    }
    Ok(CalendarChange::Open(ExtraDay {
        day,
        opens,
        closes,
        reason: values.get("reason").to_owned(),
    }))
}

fn term(values: &Values, lang: Lang) -> Result<CalendarChange, FieldError> {
    let (from_day, to_day) = from_and_to(values, lang)?;
    Ok(CalendarChange::Term(Term {
        from_day,
        to_day,
        name: values.get("name").to_owned(),
        kind: TermKind::from_code(values.get("kind")).unwrap_or(TermKind::Term),
    }))
}

fn staff_of(house: &House, staff: Option<StaffId>, values: &Values) -> Staff {
    let known = staff.and_then(|id| house.staff_member(id));
    Staff {
        id: known.map_or_else(StaffId::default, |one| one.id),
        name: values.get("name").to_owned(),
        role: Role::from_code(values.get("role")).unwrap_or(Role::Helper),
        phone: values.get("phone").to_owned(),
        active: values.yes_no("active") != Some(false),
        checked_on: values.day("checked_on"),
    }
}
