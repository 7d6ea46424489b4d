//! How long data is kept: what may go, and the questions before it does.

use super::state::{
    SettingForm, SettingLine, SettingTarget, SettingsScene, SettingsTurn, State, headed,
};
use crate::desk::command::Command;
use crate::desk::rights::Right;
use crate::domain::ChildId;
use crate::domain::retention::file_clock;
use crate::house::House;
use crate::house::privacy::retention::MayGo;
use crate::screens::effect::{Effect, Env, Open, Turn};
use crate::t;
use crate::ui::form::{FieldSpec, Form, Kind, Label, Values};
use crate::ui::picker::{Picker, PickerItem};
use crate::wording::retention::{clock_words, kept_words, register_words};
use chrono::NaiveDate;

/// Code of the register in the list of what may go.
const REGISTER: &str = "register";

impl SettingsScene<'_> {
    /// The line about what may go; only for a director, who decides about it.
    pub(super) fn kept_lines(&self) -> Vec<SettingLine> {
        let lang = self.env.lang;
        if !self.may(Right::Direct) {
            return Vec::new();
        }
        let (today, book) = (self.house.today(), &self.house.known.book);
        let children = self.house.register.children().iter();
        let clocks = children.filter_map(|child| file_clock(child, book));
        let files = clocks.filter(|clock| clock.goes_on <= today).count();
        let line = SettingLine {
            label: t!(lang, "settings-kept-files"),
            value: t!(lang, "settings-kept-count", files = files),
            act: SettingTarget::Kept,
        };
        headed(t!(lang, "settings-kept"), std::iter::once(line))
    }
}

impl SettingsTurn<'_> {
    /// What was chosen of what may go: a file is opened, where it is erased; the register is asked about.
    pub(super) fn chosen_kept(&mut self, before: NaiveDate, code: &str) {
        if code == REGISTER {
            self.ask_delete(before);
        } else if let Ok(child) = code.parse::<ChildId>() {
            self.open(Open::File(child));
        }
    }

    fn ask_delete(&mut self, before: NaiveDate) {
        let title = Label::Text(t!(
            self.env.lang,
            "form-delete-old",
            day = before.to_string()
        ));
        let reason = FieldSpec::new("reason", "field-why", Kind::Note);
        let form = Form::new(title, vec![reason.required().hint("hint-delete-why")]);
        self.ask(form, SettingForm::DeleteOld(before));
    }

    /// The last question before what cannot be undone.
    pub(super) fn confirm_delete(&mut self, before: NaiveDate, values: &Values) {
        let question = t!(
            self.env.lang,
            "delete-old-question",
            day = before.to_string()
        );
        let reason = values.get("reason").to_owned();
        self.confirm(question, Command::DeleteOld { before, reason });
    }
}

/// Shows what may go, and why; or how long data is kept, where nothing may.
pub(crate) fn show_kept(
    house: &House,
    state: &mut State,
    env: Env,
    may_go: &MayGo,
) -> Vec<Effect<SettingForm>> {
    let lang = env.lang;
    Turn::effects(house, state, env, |turn| {
        let name = |child: ChildId| turn.house.register.name(child).to_owned();
        let files = may_go.files.iter().map(|(child, clock)| {
            PickerItem::new(child.to_string(), name(*child), clock_words(*clock, lang))
        });
        let mut items: Vec<PickerItem> = files.collect();
        items.extend(may_go.without_day.iter().map(|child| {
            PickerItem::new(child.to_string(), name(*child), t!(lang, "kept-no-day"))
        }));
        if !may_go.is_register_kept() {
            let label = t!(lang, "kept-register", day = may_go.before.to_string());
            let rows = (may_go.register.rows, may_go.register.first);
            let note = register_words(rows, may_go.empty.len(), lang);
            items.push(PickerItem::new(REGISTER, label, note));
        }
        if items.is_empty() {
            turn.push(Effect::Notice(kept_words(
                &turn.house.known.book,
                may_go.before,
                lang,
            )));
            return;
        }
        let picker = Picker::new("pick-kept", items);
        turn.choose(picker, SettingForm::Kept(may_go.before));
    })
}
