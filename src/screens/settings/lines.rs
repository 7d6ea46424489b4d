//! Lines of the settings: the home, its hours and days, staff, preferences, data.

use super::state::{SettingLine, SettingTarget, SettingsScene, adding, headed};
use crate::desk::rights::Right;
use crate::domain::hours::{SchoolPeriod, WeeklyHours};
use crate::house::House;
use crate::house::home::HomeFacts;
use crate::i18n::{Lang, word, words};
use crate::t;
use crate::wording::calendar;
use crate::wording::dates::{brief_moment, day_words};
use crate::wording::journal::reason_words;
use crate::wording::ring::ring_words;
use chrono::{Datelike, NaiveDate};

/// Number of days ahead for which public holidays are listed.
const AHEAD: usize = 120;
impl SettingsScene<'_> {
    /// All lines of the settings.
    pub(crate) fn lines(&self) -> Vec<SettingLine> {
        let Some(facts) = &self.house.home else {
            // Copies can be restored where there is no home, too.
            let mut lines = self.look_lines();
            lines.extend(self.data_lines());
            return lines;
        };
        if !self.may(Right::ReadNames) {
            // Of the home no more was read.
            let seat = std::iter::once(self.seat_line(facts));
            let mut lines = headed(t!(self.env.lang, "settings-staff"), seat);
            lines.extend(self.look_lines());
            lines.extend(self.data_lines());
            return lines;
        }
        let mut lines = self.home_lines(facts);
        lines.extend(self.hours_lines(facts));
        lines.extend(self.day_lines(facts));
        lines.extend(self.staff_lines(facts));
        lines.extend(self.lock_lines(facts));
        lines.extend(self.kept_lines());
        lines.extend(self.rule_lines());
        lines.extend(self.ladder_lines());
        lines.extend(self.look_lines());
        lines.extend(self.data_lines());
        lines.extend(self.journal_lines(facts));
        lines.extend(self.looked_lines());
        lines
    }

    fn home_lines(&self, facts: &HomeFacts) -> Vec<SettingLine> {
        let lang = self.env.lang;
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
        let zone = SettingLine {
            label: word(lang, "field-zone"),
            value: facts.zone.clone(),
            act: SettingTarget::Zone,
        };
        let late = SettingLine {
            label: word(lang, "field-late-after"),
            value: match facts.late_after {
                Some(minutes) => minutes.to_string(),
                None => t!(lang, "settings-late-never"),
            },
            act: SettingTarget::Late,
        };
        let ring = SettingLine {
            label: t!(lang, "settings-ring"),
            value: ring_words(&facts.ring_first, lang),
            act: SettingTarget::Ring,
        };
        headed(t!(lang, "settings-home"), lines.chain([ring, late, zone]))
    }

    fn hours_lines(&self, facts: &HomeFacts) -> Vec<SettingLine> {
        let lang = self.env.lang;
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
        let lang = self.env.lang;
        let day_of = |day: NaiveDate| day_words(day, lang, self.house.today());
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

    /// Public holidays and make-up working days in the next days.
    fn public_lines(&self, facts: &HomeFacts) -> Vec<SettingLine> {
        let lang = self.env.lang;
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
                    value: format!(
                        "{}  {name}  {state}",
                        day_words(day, lang, self.house.today())
                    ),
                    act: SettingTarget::Nothing,
                })
            })
            .collect()
    }

    fn staff_lines(&self, facts: &HomeFacts) -> Vec<SettingLine> {
        let lang = self.env.lang;
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
        lines.push(self.seat_line(facts));
        headed(t!(lang, "settings-staff"), lines.into_iter())
    }

    fn seat_line(&self, facts: &HomeFacts) -> SettingLine {
        let mut staff = facts.staff.iter();
        let seated = staff.find(|one| Some(one.id) == self.house.actor);
        SettingLine {
            label: t!(self.env.lang, "settings-seat"),
            value: seated.map_or_else(String::new, |one| one.name.clone()),
            act: SettingTarget::Seat,
        }
    }

    fn look_lines(&self) -> Vec<SettingLine> {
        let lang = self.env.lang;
        let lines = [
            (
                t!(lang, "settings-language"),
                t!(lang, "language-name"),
                SettingTarget::Language,
            ),
            (
                t!(lang, "settings-theme"),
                words::choice(lang, "theme", self.env.look.theme),
                SettingTarget::Theme,
            ),
            (
                t!(lang, "settings-symbols"),
                words::choice(lang, "symbols", self.env.look.symbols),
                SettingTarget::Symbols,
            ),
        ];
        let lines = lines
            .into_iter()
            .map(|(label, value, act)| SettingLine { label, value, act });
        headed(t!(lang, "settings-look"), lines)
    }

    fn data_lines(&self) -> Vec<SettingLine> {
        let lang = self.env.lang;
        let lines = [
            (
                t!(lang, "settings-folder"),
                self.house.folder.clone(),
                SettingTarget::Nothing,
            ),
            (
                t!(lang, "settings-backup"),
                t!(lang, "settings-backup-how"),
                SettingTarget::Backup,
            ),
            (
                t!(lang, "settings-copies"),
                self.copies_value(),
                SettingTarget::Copies,
            ),
            (
                t!(lang, "settings-stick"),
                self.stick_value(),
                SettingTarget::Stick,
            ),
            (
                t!(lang, "settings-restore"),
                t!(lang, "settings-restore-how"),
                SettingTarget::Restore,
            ),
            (
                t!(lang, "settings-verify"),
                t!(lang, "settings-verify-how"),
                SettingTarget::Verify,
            ),
            (
                t!(lang, "settings-doctor"),
                t!(lang, "settings-doctor-how"),
                SettingTarget::CheckUp,
            ),
            (
                t!(lang, "settings-help-file"),
                t!(lang, "settings-help-file-how"),
                SettingTarget::HelpFile,
            ),
        ];
        let lines = lines
            .into_iter()
            .map(|(label, value, act)| SettingLine { label, value, act });
        headed(t!(lang, "settings-data"), lines)
    }

    /// How many copies there are, and of when the newest is.
    fn copies_value(&self) -> String {
        let lang = self.env.lang;
        let Some(safety) = &self.house.safety else {
            return unread_text(self.house, lang);
        };
        match safety
            .copies
            .first()
            .map(|newest| (safety.copies.len(), newest))
        {
            None => t!(lang, "settings-copies-none"),
            Some((count, newest)) => t!(
                lang,
                "settings-copies-how",
                count = count,
                at = newest.at.format("%Y-%m-%d %H:%M").to_string()
            ),
        }
    }

    /// Which stick is the second place, and whether it is there.
    fn stick_value(&self) -> String {
        let lang = self.env.lang;
        let Some(safety) = &self.house.safety else {
            return unread_text(self.house, lang);
        };
        match &safety.stick {
            None => t!(lang, "settings-stick-none"),
            Some(stick) if stick.is_here => {
                t!(lang, "settings-stick-here", label = stick.label.as_str())
            }
            Some(stick) => t!(lang, "settings-stick-away", label = stick.label.as_str()),
        }
    }

    fn journal_lines(&self, facts: &HomeFacts) -> Vec<SettingLine> {
        let lang = self.env.lang;
        let name_of = |id| {
            let one = facts.staff.iter().find(|one| one.id == id);
            one.map(|one| one.name.clone())
        };
        let lines = self.state.entries.iter().map(|entry| {
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
                &reason_words(&entry.act.reason, name_of, lang),
            ];
            let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            SettingLine {
                label: brief_moment(entry.act.at, lang, self.house.today()),
                value: parts.join("  "),
                act: SettingTarget::Nothing,
            }
        });
        headed(t!(lang, "settings-journal"), lines)
    }
}

/// Why the state of the copies is not shown.
pub(super) fn unread_text(house: &House, lang: Lang) -> String {
    match house.looked {
        0 => t!(lang, "settings-copies-unread"),
        _ => t!(lang, "settings-copies-failed"),
    }
}
