//! F8: the home, its hours and days, its staff, the look, the data. One list of lines; Enter on a
//! line does what one would want there.

use super::asking::{FieldError, Purpose};
use super::command::Command;
use super::first_run::check_hours;
use super::form::{FieldSpec, Form, Kind, Values, choices, yes_no_code};
use super::keymap::Action;
use super::look::{SymbolSet, ThemeName};
use super::message::{Effect, Load};
use super::model::{HomeFacts, Model};
use super::picker::{Picker, PickerItem};
use super::popup::{Confirm, Popup, moved};
use super::today::day_words;
use super::usecases::home::CalendarChange;
use super::wording;
use crate::domain::calendar::{ClosedDay, ExtraDay, Term, TermKind};
use crate::domain::hours::{Period, WeeklyHours};
use crate::domain::{Home, Role, Staff, StaffId};
use crate::i18n::{word, words};
use crate::store::Entry;
use crate::t;
use chrono::{Datelike, NaiveDate, NaiveTime};

/// State of the settings.
#[derive(Debug, Default)]
pub struct SettingsState {
    /// On which line the arrows are.
    pub selected: usize,
    /// The newest entries of the journal.
    pub entries: Vec<Entry>,
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingLine {
    /// A heading, or what it is.
    pub label: String,
    /// How it is set.
    pub value: String,
    /// What Enter does.
    pub act: SettingAct,
}

/// What Enter on a line does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SettingAct {
    /// A heading.
    Heading,
    /// Nothing; only to be read.
    Nothing,
    /// The home's own facts.
    Home,
    /// The weekly hours of a period.
    Hours(Period),
    /// A new closed day.
    AddClosed,
    /// Takes a closed day back.
    Closed(NaiveDate),
    /// A new extra open day.
    AddExtra,
    /// Takes an extra open day back.
    Extra(NaiveDate),
    /// A new term or holiday.
    AddTerm,
    /// Takes a term or holiday back.
    Term(NaiveDate),
    /// Somebody on the staff.
    Staff(StaffId),
    /// Somebody new on the staff.
    AddStaff,
    /// Who is at the desk.
    Seat,
    /// The other language.
    Language,
    /// The other theme.
    Theme,
    /// The other symbols.
    Symbols,
    /// Copies all data into one file.
    Backup,
    /// Checks the file.
    Verify,
}

/// What a form or list of the settings is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SettingForm {
    /// The home's own facts.
    Home,
    /// The weekly hours of a period.
    Hours(Period),
    /// A new closed day.
    Closed,
    /// A new extra open day.
    Extra,
    /// A new term or holiday.
    Term,
    /// Somebody on the staff; without one, somebody new.
    Staff(Option<StaffId>),
    /// Who is at the desk.
    Seat,
}

/// How many days of the calendar ahead are read out.
const AHEAD: usize = 120;
/// Room for a name.
const NAME: Kind = Kind::Text { max: 40 };

impl Model {
    /// Every line of the settings.
    pub fn setting_lines(&self) -> Vec<SettingLine> {
        let Some(facts) = &self.home else {
            return self.look_lines();
        };
        let mut lines = self.home_lines(facts);
        lines.extend(self.hours_lines(facts));
        lines.extend(self.day_lines(facts));
        lines.extend(self.staff_lines(facts));
        lines.extend(self.look_lines());
        lines.extend(self.data_lines());
        lines.extend(self.journal_lines(facts));
        lines
    }

    fn home_lines(&self, facts: &HomeFacts) -> Vec<SettingLine> {
        let lang = self.look.lang;
        let home = &facts.home;
        let minutes = home.ask_after_minutes.to_string();
        let fields = [
            ("field-home-name", &home.name),
            ("field-village", &home.village),
            ("field-township", &home.township),
            ("field-county", &home.county),
            ("field-assembly-point", &home.assembly_point),
            ("field-ask-after-minutes", &minutes),
        ];
        let lines = fields.into_iter().map(|(label, value)| SettingLine {
            label: word(lang, label),
            value: value.clone(),
            act: SettingAct::Home,
        });
        headed(t!(lang, "settings-home"), lines)
    }

    fn hours_lines(&self, facts: &HomeFacts) -> Vec<SettingLine> {
        let lang = self.look.lang;
        let hours = |period| {
            let hours = WeeklyHours::of(&facts.stretches, period);
            if hours.is_empty() {
                t!(lang, "hours-as-in-term")
            } else {
                wording::hours(&hours, lang)
            }
        };
        let lines = [
            ("settings-hours-term", Period::Term),
            ("settings-hours-holiday", Period::Holiday),
        ];
        let lines = lines.into_iter().map(|(label, period)| SettingLine {
            label: word(lang, label),
            value: hours(period),
            act: SettingAct::Hours(period),
        });
        headed(t!(lang, "settings-hours"), lines)
    }

    fn day_lines(&self, facts: &HomeFacts) -> Vec<SettingLine> {
        let lang = self.look.lang;
        let day_of = |day: NaiveDate| format!("{} {}", day.year(), day_words(day, lang));
        let mut lines: Vec<SettingLine> = Vec::new();
        lines.extend(facts.closed.iter().map(|one| SettingLine {
            label: t!(lang, "settings-closed"),
            value: format!("{}  {}", day_of(one.day), one.reason),
            act: SettingAct::Closed(one.day),
        }));
        lines.push(adding(
            t!(lang, "settings-add-closed"),
            SettingAct::AddClosed,
        ));
        lines.extend(facts.extra.iter().map(|one| SettingLine {
            label: t!(lang, "settings-extra"),
            value: format!(
                "{} {}-{}  {}",
                day_of(one.day),
                one.opens.format("%H:%M"),
                one.closes.format("%H:%M"),
                one.reason
            ),
            act: SettingAct::Extra(one.day),
        }));
        lines.push(adding(t!(lang, "settings-add-extra"), SettingAct::AddExtra));
        lines.extend(facts.terms.iter().map(|one| SettingLine {
            label: words::choice(lang, "term-kind", one.kind),
            value: format!("{}  {} – {}", one.name, one.from_day, one.to_day),
            act: SettingAct::Term(one.from_day),
        }));
        lines.push(adding(t!(lang, "settings-add-term"), SettingAct::AddTerm));
        lines.extend(self.public_lines(facts));
        headed(t!(lang, "settings-days"), lines.into_iter())
    }

    /// Public holidays and make-up days ahead, as the calendar has them.
    fn public_lines(&self, facts: &HomeFacts) -> Vec<SettingLine> {
        let lang = self.look.lang;
        let today = self.today();
        let ahead = today.iter_days().take(AHEAD);
        ahead
            .filter_map(|day| {
                let mut public = facts.calendar.public_days(day.year());
                let (_, known) = public.find(|(known, _)| *known == day)?;
                let open = facts.calendar.is_open(day);
                let state = if open {
                    t!(lang, "day-open")
                } else {
                    t!(lang, "day-closed")
                };
                let name = wording::public_day(known, lang);
                Some(SettingLine {
                    label: t!(lang, "settings-public"),
                    value: format!("{} {}  {name}  {state}", day.year(), day_words(day, lang)),
                    act: SettingAct::Nothing,
                })
            })
            .collect()
    }

    fn staff_lines(&self, facts: &HomeFacts) -> Vec<SettingLine> {
        let lang = self.look.lang;
        let mut lines: Vec<SettingLine> = facts
            .staff
            .iter()
            .map(|one| {
                let gone = if one.active {
                    String::new()
                } else {
                    t!(lang, "staff-gone")
                };
                let role = words::choice(lang, "role", one.role);
                SettingLine {
                    label: one.name.clone(),
                    value: format!("{role}  {}  {gone}", one.phone),
                    act: SettingAct::Staff(one.id),
                }
            })
            .collect();
        lines.push(adding(t!(lang, "settings-add-staff"), SettingAct::AddStaff));
        let seated = facts.staff.iter().find(|one| Some(one.id) == self.actor);
        lines.push(SettingLine {
            label: t!(lang, "settings-seat"),
            value: seated.map_or_else(String::new, |one| one.name.clone()),
            act: SettingAct::Seat,
        });
        headed(t!(lang, "settings-staff"), lines.into_iter())
    }

    fn look_lines(&self) -> Vec<SettingLine> {
        let lang = self.look.lang;
        let lines = [
            (
                t!(lang, "settings-language"),
                t!(lang, "language-name"),
                SettingAct::Language,
            ),
            (
                t!(lang, "settings-theme"),
                words::choice(lang, "theme", self.look.theme),
                SettingAct::Theme,
            ),
            (
                t!(lang, "settings-symbols"),
                words::choice(lang, "symbols", self.look.symbols),
                SettingAct::Symbols,
            ),
        ];
        let lines = lines
            .into_iter()
            .map(|(label, value, act)| SettingLine { label, value, act });
        headed(t!(lang, "settings-look"), lines)
    }

    fn data_lines(&self) -> Vec<SettingLine> {
        let lang = self.look.lang;
        let lines = [
            (
                t!(lang, "settings-folder"),
                self.folder.clone(),
                SettingAct::Nothing,
            ),
            (
                t!(lang, "settings-backup"),
                t!(lang, "settings-backup-how"),
                SettingAct::Backup,
            ),
            (
                t!(lang, "settings-verify"),
                t!(lang, "settings-verify-how"),
                SettingAct::Verify,
            ),
        ];
        let lines = lines
            .into_iter()
            .map(|(label, value, act)| SettingLine { label, value, act });
        headed(t!(lang, "settings-data"), lines)
    }

    fn journal_lines(&self, facts: &HomeFacts) -> Vec<SettingLine> {
        let lang = self.look.lang;
        let lines = self.settings.entries.iter().map(|entry| {
            let who = facts.staff.iter().find(|one| Some(one.id) == entry.actor);
            let about = entry.subject.map_or("", |child| self.register.name(child));
            let parts = [
                who.map_or("", |one| one.name.as_str()),
                &words::choice(lang, "deed", entry.deed),
                about,
                &entry.reason,
            ];
            let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            SettingLine {
                label: entry.at.format("%m-%d %H:%M").to_string(),
                value: parts.join("  "),
                act: SettingAct::Nothing,
            }
        });
        headed(t!(lang, "settings-journal"), lines)
    }

    /// To the settings; the journal is read again.
    pub(super) fn show_settings(&mut self) -> Vec<Effect> {
        self.screen = super::model::Screen::Settings;
        vec![Effect::Load(Load::Journal)]
    }

    /// What an intent means in the settings; `None` if nothing special.
    pub(super) fn settings_act(&mut self, action: Action) -> Option<Vec<Effect>> {
        let lines = self.setting_lines();
        let line = lines.get(self.settings.selected);
        match action {
            Action::Accept => {
                let act = line.map(|line| line.act)?;
                Some(self.settings_do(act))
            }
            Action::Add => {
                let act = line.map(|line| line.act)?;
                Some(self.settings_do(act.adds()))
            }
            Action::Remove => {
                let act = line.map(|line| line.act)?;
                let removes = matches!(
                    act,
                    SettingAct::Closed(_) | SettingAct::Extra(_) | SettingAct::Term(_)
                );
                Some(if removes {
                    self.settings_do(act)
                } else {
                    Vec::new()
                })
            }
            Action::Next | Action::Previous => {
                self.settings_section(&lines, action);
                Some(Vec::new())
            }
            _ => moved(&mut self.settings.selected, lines.len(), action),
        }
    }

    /// A click on a line does what Enter does.
    pub(super) fn settings_click(&mut self, row: usize) -> Vec<Effect> {
        self.settings.selected = row;
        self.settings_act(Action::Accept).unwrap_or_default()
    }

    fn settings_section(&mut self, lines: &[SettingLine], action: Action) {
        let is_heading = |place: &usize| {
            lines
                .get(*place)
                .is_some_and(|l| l.act == SettingAct::Heading)
        };
        let selected = self.settings.selected;
        self.settings.selected = match action {
            Action::Previous => (0..selected).rev().find(is_heading).unwrap_or(0),
            _ => (selected + 1..lines.len())
                .find(is_heading)
                .unwrap_or(selected),
        };
    }

    fn settings_do(&mut self, act: SettingAct) -> Vec<Effect> {
        match act {
            SettingAct::Heading | SettingAct::Nothing => {}
            SettingAct::Home => self.ask_home(),
            SettingAct::Hours(period) => self.ask_hours(period),
            SettingAct::AddClosed => self.ask_closed(),
            SettingAct::Closed(day) => self.confirm_day(day, CalendarChange::Unclose(day)),
            SettingAct::AddExtra => self.ask_extra(),
            SettingAct::Extra(day) => self.confirm_day(day, CalendarChange::Unopen(day)),
            SettingAct::AddTerm => self.ask_term(),
            SettingAct::Term(day) => self.confirm_day(day, CalendarChange::RemoveTerm(day)),
            SettingAct::Staff(staff) => self.ask_staff(Some(staff)),
            SettingAct::AddStaff => self.ask_staff(None),
            SettingAct::Seat => self.ask_seat(),
            SettingAct::Language => {
                self.look.lang = self.look.lang.other();
                return self.keep_look();
            }
            SettingAct::Theme => {
                self.look.theme = match self.look.theme {
                    ThemeName::Dark => ThemeName::Light,
                    ThemeName::Light => ThemeName::Dark,
                };
                return self.keep_look();
            }
            SettingAct::Symbols => {
                self.look.symbols = match self.look.symbols {
                    SymbolSet::Unicode => SymbolSet::Ascii,
                    SymbolSet::Ascii => SymbolSet::Unicode,
                };
                return self.keep_look();
            }
            SettingAct::Backup => return vec![Effect::Backup],
            SettingAct::Verify => return vec![Effect::Verify],
        }
        Vec::new()
    }

    /// Keeps the look in the file; who only looks on changes nothing but the screen.
    pub(super) fn keep_look(&self) -> Vec<Effect> {
        if self.is_read_only || self.home.is_none() {
            return Vec::new();
        }
        vec![Effect::KeepLook(self.look)]
    }

    fn ask_setting(&mut self, form: Form, purpose: SettingForm) {
        self.ask(form, Purpose::Setting(purpose));
    }

    fn ask_home(&mut self) {
        let Some(facts) = &self.home else { return };
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
        self.ask_setting(form, SettingForm::Home);
    }

    fn ask_hours(&mut self, period: Period) {
        let Some(facts) = &self.home else { return };
        let hours = WeeklyHours::of(&facts.stretches, period);
        let spec = FieldSpec::new("hours", "field-hours", Kind::Text { max: 300 })
            .hint("hint-hours")
            .check(check_hours);
        // The home must open some time; in the holidays it may simply keep its hours.
        let spec = if period == Period::Term {
            spec.required()
        } else {
            spec
        };
        let form = Form::new("settings-hours", vec![spec]);
        let form = form.with("hours", &wording::hours(&hours, self.look.lang));
        self.ask_setting(form, SettingForm::Hours(period));
    }

    fn ask_closed(&mut self) {
        let form = Form::new(
            "settings-add-closed",
            vec![
                FieldSpec::new("from", "field-from-day", Kind::Date).required(),
                FieldSpec::new("to", "field-to-day", Kind::Date).required(),
                FieldSpec::new("reason", "field-reason", NAME).required(),
            ],
        );
        let today = self.today().to_string();
        let form = form.with("from", &today).with("to", &today);
        self.ask_setting(form, SettingForm::Closed);
    }

    fn ask_extra(&mut self) {
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
        let form = form.with("day", &self.today().to_string());
        self.ask_setting(form, SettingForm::Extra);
    }

    fn ask_term(&mut self) {
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
        self.ask_setting(form, SettingForm::Term);
    }

    fn ask_staff(&mut self, staff: Option<StaffId>) {
        let known = self.staff_member(staff).cloned();
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
                FieldSpec::new("active", "field-active", Kind::YesNo).required(),
            ],
        );
        let form = form
            .with("name", known.as_ref().map_or("", |one| one.name.as_str()))
            .with("role", role.code())
            .with("phone", known.as_ref().map_or("", |one| one.phone.as_str()))
            .with("active", yes_no_code(Some(active)));
        self.ask_setting(form, SettingForm::Staff(staff));
    }

    fn staff_member(&self, id: Option<StaffId>) -> Option<&Staff> {
        let staff = self
            .home
            .as_ref()
            .map_or(&[][..], |home| home.staff.as_slice());
        staff.iter().find(|one| Some(one.id) == id)
    }

    /// Asks who sits down at the desk.
    fn ask_seat(&mut self) {
        let lang = self.look.lang;
        let staff = self
            .home
            .as_ref()
            .map_or(&[][..], |home| home.staff.as_slice());
        let items = staff.iter().filter(|one| one.active).map(|one| {
            let role = words::choice(lang, "role", one.role);
            PickerItem::new(one.id.to_string(), &one.name, role)
        });
        let picker = Picker::new("settings-seat", items.collect());
        self.ask_choice(picker, Purpose::Setting(SettingForm::Seat));
    }

    fn confirm_day(&mut self, day: NaiveDate, change: CalendarChange) {
        let question = t!(self.look.lang, "remove-question", what = day.to_string());
        let yes = Effect::Do(Command::SaveCalendar(Box::new(change)));
        self.popups
            .push(Popup::Confirm(Confirm::new(question, yes)));
    }
}

impl SettingAct {
    /// What a new one beside this line is.
    const fn adds(self) -> Self {
        match self {
            Self::Closed(_) | Self::AddClosed => Self::AddClosed,
            Self::Extra(_) | Self::AddExtra => Self::AddExtra,
            Self::Term(_) | Self::AddTerm => Self::AddTerm,
            Self::Staff(_) | Self::AddStaff => Self::AddStaff,
            _ => Self::Nothing,
        }
    }
}

fn headed(title: String, lines: impl Iterator<Item = SettingLine>) -> Vec<SettingLine> {
    let heading = SettingLine {
        label: title,
        value: String::new(),
        act: SettingAct::Heading,
    };
    std::iter::once(heading).chain(lines).collect()
}

fn adding(label: String, act: SettingAct) -> SettingLine {
    SettingLine {
        label: format!("+ {label}"),
        value: String::new(),
        act,
    }
}

impl SettingForm {
    pub(super) fn accept(self, model: &Model, values: &Values) -> Result<Vec<Effect>, FieldError> {
        let lang = model.look.lang;
        let text = |id| values.get(id).to_owned();
        let order = |field| FieldError {
            field,
            text: t!(lang, "refused-last-before-first"),
        };
        let calendar = |change| Command::SaveCalendar(Box::new(change));
        let commands = match self {
            Self::Home => {
                let Some(facts) = &model.home else {
                    return Ok(Vec::new());
                };
                vec![Command::SaveHome(Home {
                    id: facts.home.id,
                    name: text("name"),
                    village: text("village"),
                    township: text("township"),
                    county: text("county"),
                    assembly_point: text("assembly_point"),
                    ask_after_minutes: values.get("minutes").parse().unwrap_or_default(),
                })]
            }
            Self::Hours(period) => {
                let stretches = match values.get("hours") {
                    "" => Vec::new(),
                    hours => {
                        let hours: WeeklyHours = hours.parse().map_err(|error| FieldError {
                            field: "hours",
                            text: wording::hours_error(&error, lang),
                        })?;
                        hours.stretches(period)
                    }
                };
                vec![calendar(CalendarChange::Hours(period, stretches))]
            }
            Self::Closed => {
                let (Some(from), Some(to)) = (values.day("from"), values.day("to")) else {
                    return Err(order("from"));
                };
                if to < from || (to - from).num_days() > 366 {
                    return Err(order("to"));
                }
                let days = from.iter_days().take_while(|day| *day <= to);
                let days = days.map(|day| ClosedDay {
                    day,
                    reason: text("reason"),
                });
                vec![calendar(CalendarChange::Close(days.collect()))]
            }
            Self::Extra => {
                let time = |id| NaiveTime::parse_from_str(values.get(id), "%H:%M").ok();
                let (Some(day), Some(opens), Some(closes)) =
                    (values.day("day"), time("opens"), time("closes"))
                else {
                    return Err(order("opens"));
                };
                if closes <= opens {
                    let text = t!(lang, "wrong-closes-before-opens");
                    return Err(FieldError {
                        field: "closes",
                        text,
                    });
                }
                let extra = ExtraDay {
                    day,
                    opens,
                    closes,
                    reason: text("reason"),
                };
                vec![calendar(CalendarChange::Open(extra))]
            }
            Self::Term => {
                let (Some(from_day), Some(to_day)) = (values.day("from"), values.day("to")) else {
                    return Err(order("from"));
                };
                if to_day < from_day {
                    return Err(order("to"));
                }
                let kind = TermKind::from_code(values.get("kind")).unwrap_or(TermKind::Term);
                let term = Term {
                    from_day,
                    to_day,
                    name: text("name"),
                    kind,
                };
                vec![calendar(CalendarChange::Term(term))]
            }
            Self::Staff(staff) => {
                let known = model.staff_member(staff);
                vec![Command::SaveStaff(Staff {
                    id: known.map_or_else(StaffId::default, |one| one.id),
                    name: text("name"),
                    role: Role::from_code(values.get("role")).unwrap_or(Role::Helper),
                    phone: text("phone"),
                    active: values.yes_no("active") != Some(false),
                })]
            }
            Self::Seat => Vec::new(),
        };
        Ok(commands.into_iter().map(Effect::Do).collect())
    }

    pub(super) fn choose(self, model: &mut Model, code: &str) -> Vec<Effect> {
        match code.parse::<StaffId>() {
            Ok(staff) if self == Self::Seat => {
                model.actor = Some(staff);
                vec![Effect::Seat(staff)]
            }
            _ => Vec::new(),
        }
    }
}
