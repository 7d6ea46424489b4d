//! F8: the home, its hours and days, its staff, the look, the data. One list of lines; Enter on a
//! line does what one would want there.

mod forms;
mod rules;

pub use forms::SettingForm;

use super::message::Effect;
use super::model::Model;
use crate::desk::command::CalendarChange;
use crate::desk::job::Load;
use crate::domain::StaffId;
use crate::domain::hours::{SchoolPeriod, WeeklyHours};
use crate::domain::rules::book::Number;
use crate::house::home::HomeFacts;
use crate::i18n::{word, words};
use crate::keymap::Action;
use crate::store::Entry;
use crate::t;
use crate::ui::list::moved;
use crate::ui::preferences::{SymbolSet, ThemeName};
use crate::wording::calendar;
use crate::wording::dates::day_words;
use chrono::{Datelike, NaiveDate};

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
    pub act: SettingTarget,
}

/// What Enter on a line does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SettingTarget {
    /// A heading.
    Heading,
    /// Nothing; only to be read.
    Nothing,
    /// The home's own facts.
    Home,
    /// The weekly hours of a period.
    Hours(SchoolPeriod),
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
    /// Ready-made numbers of the rules.
    Preset,
    /// A number of a rule.
    Rule(&'static Number),
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

/// How many days of the calendar ahead are read out.
const AHEAD: usize = 120;
impl Model {
    /// Every line of the settings.
    pub fn setting_lines(&self) -> Vec<SettingLine> {
        let Some(facts) = &self.house.home else {
            return self.look_lines();
        };
        let mut lines = self.home_lines(facts);
        lines.extend(self.hours_lines(facts));
        lines.extend(self.day_lines(facts));
        lines.extend(self.staff_lines(facts));
        lines.extend(self.rule_lines());
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
            act: SettingTarget::Home,
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
                calendar::hours(&hours, lang)
            }
        };
        let lines = [
            ("settings-hours-term", SchoolPeriod::Term),
            ("settings-hours-holiday", SchoolPeriod::Holiday),
        ];
        let lines = lines.into_iter().map(|(label, period)| SettingLine {
            label: word(lang, label),
            value: hours(period),
            act: SettingTarget::Hours(period),
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
            act: SettingTarget::Closed(one.day),
        }));
        lines.push(adding(
            &t!(lang, "settings-add-closed"),
            SettingTarget::AddClosed,
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
            act: SettingTarget::Extra(one.day),
        }));
        lines.push(adding(
            &t!(lang, "settings-add-extra"),
            SettingTarget::AddExtra,
        ));
        lines.extend(facts.terms.iter().map(|one| SettingLine {
            label: words::choice(lang, "term-kind", one.kind),
            value: format!("{}  {} – {}", one.name, one.from_day, one.to_day),
            act: SettingTarget::Term(one.from_day),
        }));
        lines.push(adding(
            &t!(lang, "settings-add-term"),
            SettingTarget::AddTerm,
        ));
        lines.extend(self.public_lines(facts));
        headed(t!(lang, "settings-days"), lines.into_iter())
    }

    /// Public holidays and make-up days ahead, as the calendar has them.
    fn public_lines(&self, facts: &HomeFacts) -> Vec<SettingLine> {
        let lang = self.look.lang;
        let today = self.house.today();
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
                let name = calendar::public_day(known, lang);
                Some(SettingLine {
                    label: t!(lang, "settings-public"),
                    value: format!("{} {}  {name}  {state}", day.year(), day_words(day, lang)),
                    act: SettingTarget::Nothing,
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
                    act: SettingTarget::Staff(one.id),
                }
            })
            .collect();
        lines.push(adding(
            &t!(lang, "settings-add-staff"),
            SettingTarget::AddStaff,
        ));
        let seated = facts
            .staff
            .iter()
            .find(|one| Some(one.id) == self.house.actor);
        lines.push(SettingLine {
            label: t!(lang, "settings-seat"),
            value: seated.map_or_else(String::new, |one| one.name.clone()),
            act: SettingTarget::Seat,
        });
        headed(t!(lang, "settings-staff"), lines.into_iter())
    }

    fn look_lines(&self) -> Vec<SettingLine> {
        let lang = self.look.lang;
        let lines = [
            (
                t!(lang, "settings-language"),
                t!(lang, "language-name"),
                SettingTarget::Language,
            ),
            (
                t!(lang, "settings-theme"),
                words::choice(lang, "theme", self.look.theme),
                SettingTarget::Theme,
            ),
            (
                t!(lang, "settings-symbols"),
                words::choice(lang, "symbols", self.look.symbols),
                SettingTarget::Symbols,
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
                SettingTarget::Nothing,
            ),
            (
                t!(lang, "settings-backup"),
                t!(lang, "settings-backup-how"),
                SettingTarget::Backup,
            ),
            (
                t!(lang, "settings-verify"),
                t!(lang, "settings-verify-how"),
                SettingTarget::Verify,
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
            let who = facts
                .staff
                .iter()
                .find(|one| Some(one.id) == entry.act.actor);
            let about = entry
                .act
                .subject
                .map_or("", |child| self.house.register.name(child));
            let parts = [
                who.map_or("", |one| one.name.as_str()),
                &words::choice(lang, "deed", entry.act.kind),
                about,
                &entry.act.reason,
            ];
            let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            SettingLine {
                label: entry.act.at.format("%m-%d %H:%M").to_string(),
                value: parts.join("  "),
                act: SettingTarget::Nothing,
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
                    SettingTarget::Closed(_) | SettingTarget::Extra(_) | SettingTarget::Term(_)
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
            _ => moved(&mut self.settings.selected, lines.len(), action).then(Vec::new),
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
                .is_some_and(|l| l.act == SettingTarget::Heading)
        };
        let selected = self.settings.selected;
        self.settings.selected = match action {
            Action::Previous => (0..selected).rev().find(is_heading).unwrap_or(0),
            _ => (selected + 1..lines.len())
                .find(is_heading)
                .unwrap_or(selected),
        };
    }

    fn settings_do(&mut self, act: SettingTarget) -> Vec<Effect> {
        match act {
            SettingTarget::Heading | SettingTarget::Nothing => {}
            SettingTarget::Home => self.ask_home(),
            SettingTarget::Hours(period) => self.ask_hours(period),
            SettingTarget::AddClosed => self.ask_closed(),
            SettingTarget::Closed(day) => self.confirm_day(day, CalendarChange::Unclose(day)),
            SettingTarget::AddExtra => self.ask_extra(),
            SettingTarget::Extra(day) => self.confirm_day(day, CalendarChange::Unopen(day)),
            SettingTarget::AddTerm => self.ask_term(),
            SettingTarget::Term(day) => self.confirm_day(day, CalendarChange::RemoveTerm(day)),
            SettingTarget::Staff(staff) => self.ask_staff(Some(staff)),
            SettingTarget::AddStaff => self.ask_staff(None),
            SettingTarget::Preset => self.ask_preset(),
            SettingTarget::Rule(number) => self.ask_rule(number),
            SettingTarget::Seat => self.ask_seat(),
            SettingTarget::Language => {
                self.look.lang = self.look.lang.other();
                return self.keep_look();
            }
            SettingTarget::Theme => {
                self.look.theme = match self.look.theme {
                    ThemeName::Dark => ThemeName::Light,
                    ThemeName::Light => ThemeName::Dark,
                };
                return self.keep_look();
            }
            SettingTarget::Symbols => {
                self.look.symbols = match self.look.symbols {
                    SymbolSet::Unicode => SymbolSet::Ascii,
                    SymbolSet::Ascii => SymbolSet::Unicode,
                };
                return self.keep_look();
            }
            SettingTarget::Backup => return vec![Effect::Backup],
            SettingTarget::Verify => return vec![Effect::Verify],
        }
        Vec::new()
    }

    /// Keeps the look in the file; who only looks on changes nothing but the screen.
    pub(super) fn keep_look(&self) -> Vec<Effect> {
        if self.house.is_read_only || self.house.home.is_none() {
            return Vec::new();
        }
        vec![Effect::KeepLook(self.look)]
    }
}

impl SettingTarget {
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
        act: SettingTarget::Heading,
    };
    std::iter::once(heading).chain(lines).collect()
}

fn adding(label: &str, act: SettingTarget) -> SettingLine {
    SettingLine {
        label: format!("+ {label}"),
        value: String::new(),
        act,
    }
}
