//! Lines and questions of the settings about who saw what, and the yearly self-check. Only in a home with locks, and
//! only for whoever directs it.

use super::state::{
    LookedLine, SettingForm, SettingLine, SettingTarget, SettingsScene, SettingsTurn, headed,
};
use crate::desk::job::Load;
use crate::desk::papers::{Order, Paper};
use crate::desk::query::Query;
use crate::desk::read::looked::{LookedAsk, LookedPage};
use crate::desk::rights::{Locks, has_right};
use crate::house::privacy::self_check::usual_year;
use crate::i18n::words;
use crate::screens::effect::Job;
use crate::t;
use crate::ui::form::{FieldSpec, Form, Kind};
use crate::ui::picker::{Picker, PickerItem};
use crate::wording::dates::{brief_day, brief_moment};
use chrono::NaiveDate;
use std::borrow::Cow;

/// Code of the choice that narrows nothing.
const EVERYBODY: &str = "all";

impl SettingsScene<'_> {
    /// Whether who saw what is kept in this home, and shown to whoever is at the desk.
    pub(super) fn may_see_looks(&self) -> bool {
        let right = Query::Looks.needs();
        let staff = self.house.staff();
        self.house.has_locks
            && self.house.home.is_some()
            && has_right(right, self.house.actor, staff, Locks::Set)
    }

    pub(super) fn looked_lines(&self) -> Vec<SettingLine> {
        if !self.may_see_looks() {
            return Vec::new();
        }
        let lang = self.env.lang;
        let year = usual_year(self.house.today()).to_string();
        let mut lines = vec![to_choose(
            t!(lang, "settings-self-check"),
            t!(lang, "settings-self-check-how", year = year),
            LookedLine::SelfCheck,
        )];
        match &self.state.looked {
            None => lines.push(to_choose(
                t!(lang, "settings-looked-show"),
                t!(lang, "settings-looked-show-how"),
                LookedLine::Show,
            )),
            Some(page) => lines.extend(self.page_lines(page)),
        }
        headed(t!(lang, "settings-looked"), lines.into_iter())
    }

    fn period(&self, ask: LookedAsk) -> [String; 2] {
        [ask.from, ask.to].map(|day| brief_day(day, self.env.lang, self.house.today()))
    }

    /// What is listed, the list, and the way to the days before.
    fn page_lines(&self, page: &LookedPage) -> Vec<SettingLine> {
        let (lang, today) = (self.env.lang, self.house.today());
        let [from, to] = self.period(page.ask);
        let at = brief_moment(page.read_at, lang, today);
        let who = page.ask.person.and_then(|id| self.house.staff_member(id));
        let child = page
            .ask
            .child
            .map(|id| self.house.register.distinct_name(id));
        let mut lines = vec![
            to_choose(
                t!(lang, "settings-looked-days"),
                t!(
                    lang,
                    "settings-looked-period",
                    from = from,
                    to = to,
                    at = at
                ),
                LookedLine::Days,
            ),
            to_choose(
                t!(lang, "settings-looked-who"),
                who.map_or_else(
                    || t!(lang, "settings-looked-everybody"),
                    |one| one.name.clone(),
                ),
                LookedLine::Who,
            ),
            to_choose(
                t!(lang, "settings-looked-whose"),
                child.map_or_else(|| t!(lang, "settings-looked-all"), Cow::into_owned),
                LookedLine::Whose,
            ),
        ];
        let rows = page.rows.iter().map(|row| {
            let person = if row.person.is_empty() {
                t!(lang, "settings-looked-nobody")
            } else {
                row.person.clone()
            };
            let parts = [person, row.what(lang), row.whose(lang), row.how_often(lang)];
            let parts: Vec<String> = parts.into_iter().filter(|one| !one.is_empty()).collect();
            to_read(brief_moment(row.at, lang, today), parts.join("  "))
        });
        lines.extend(rows);
        if page.rows.is_empty() {
            lines.push(to_read(String::new(), t!(lang, "settings-looked-none")));
        }
        if page.left_out > 0 {
            let count = page.left_out.to_string();
            let text = t!(lang, "settings-looked-left-out", count = count);
            lines.push(to_read(String::new(), text));
        }
        let [from, to] = self.period(page.ask.earlier());
        lines.push(to_choose(
            t!(lang, "settings-looked-earlier"),
            format!("{from} – {to}"),
            LookedLine::Earlier,
        ));
        lines
    }
}

const fn to_choose(label: String, value: String, line: LookedLine) -> SettingLine {
    SettingLine {
        label,
        value,
        act: SettingTarget::Looked(line),
    }
}

const fn to_read(label: String, value: String) -> SettingLine {
    SettingLine {
        label,
        value,
        act: SettingTarget::Nothing,
    }
}

impl SettingsTurn<'_> {
    pub(super) fn act_on_looked(&mut self, line: LookedLine) {
        let today = self.house.today();
        match line {
            LookedLine::Show => self.list(LookedAsk::last_days(today)),
            LookedLine::Days => self.ask_looked_days(),
            LookedLine::Who => self.ask_looked_who(),
            LookedLine::Whose => self.ask_looked_whose(),
            LookedLine::Earlier => {
                if let Some(ask) = self.asked() {
                    self.list(ask.earlier());
                }
            }
            LookedLine::SelfCheck => {
                let paper = Paper::SelfCheck;
                let period = paper.period(today, today);
                let order = Order::of_period(paper, period, self.env.lang);
                self.run(Job::Write(order));
            }
        }
    }

    fn list(&mut self, ask: LookedAsk) {
        self.run(Job::Load(Load::Looked(ask, self.env.lang)));
    }

    fn asked(&self) -> Option<LookedAsk> {
        self.state.looked.as_ref().map(|page| page.ask)
    }

    fn ask_looked_days(&mut self) {
        let Some(ask) = self.asked() else { return };
        let form = Form::new(
            "form-looked-days",
            vec![
                FieldSpec::new("from", "field-from-day", Kind::Date).required(),
                FieldSpec::new("to", "field-to-day", Kind::Date).required(),
            ],
        );
        let form = form
            .with("from", &ask.from.to_string())
            .with("to", &ask.to.to_string());
        self.ask(form, SettingForm::LookedDays);
    }

    fn ask_looked_who(&mut self) {
        let lang = self.env.lang;
        let everybody = t!(lang, "settings-looked-everybody");
        let everybody = PickerItem::new(EVERYBODY, everybody, String::new());
        let staff = self.house.staff().iter().map(|one| {
            let role = words::choice(lang, "role", one.role);
            PickerItem::new(one.id.to_string(), &one.name, role)
        });
        let items = std::iter::once(everybody).chain(staff).collect();
        let picker = Picker::of_people("pick-looked-who", items);
        self.choose(picker, SettingForm::LookedWho);
    }

    fn ask_looked_whose(&mut self) {
        let all = t!(self.env.lang, "settings-looked-all");
        let all = PickerItem::new(EVERYBODY, all, String::new());
        let children = self.house.register.children().iter().map(|child| {
            let note = format!("{} {}", child.file_no, child.class);
            PickerItem::new(child.id.to_string(), &child.name, note.trim())
        });
        let items = std::iter::once(all).chain(children).collect();
        let picker = Picker::of_people("pick-looked-whose", items);
        self.choose(picker, SettingForm::LookedWhose);
    }

    /// Lists the days that were chosen.
    pub(super) fn list_days(&mut self, (from, to): (NaiveDate, NaiveDate)) {
        if let Some(ask) = self.asked() {
            self.list(LookedAsk { from, to, ..ask });
        }
    }

    /// Lists what the chosen person saw; of another code than a person's, everybody.
    pub(super) fn list_person(&mut self, code: &str) {
        if let Some(ask) = self.asked() {
            let person = code.parse().ok();
            self.list(LookedAsk { person, ..ask });
        }
    }

    /// Lists what was seen of the chosen child; of another code than a child's, everything.
    pub(super) fn list_child(&mut self, code: &str) {
        if let Some(ask) = self.asked() {
            let child = code.parse().ok();
            self.list(LookedAsk { child, ..ask });
        }
    }
}
