//! Lines and commands for the numbers of the rules. A change requires a reason.

use super::state::{SettingForm, SettingLine, SettingTarget, SettingsScene, SettingsTurn, headed};
use crate::desk::command::Command;
use crate::domain::rules::book::{NUMBERS, Number, Preset};
use crate::domain::rules::{RuleBook, RuleNumber};
use crate::i18n::word;
use crate::t;
use crate::ui::form::{FieldSpec, Form, Kind, Label, Values, choices};

/// Language key of a number's label.
fn words_of(number: &Number) -> String {
    format!("number-{}", number.name.to_lowercase().replace('.', "-"))
}

impl SettingsScene<'_> {
    pub(super) fn rule_lines(&self) -> Vec<SettingLine> {
        let lang = self.env.lang;
        let preset = SettingLine {
            label: t!(lang, "rules-preset"),
            value: self.preset_words(),
            act: SettingTarget::Preset,
        };
        let numbers = NUMBERS.iter().map(|number| SettingLine {
            label: format!("{} {}", rule_of(number), word(lang, &words_of(number))),
            value: self.number_words(number),
            act: SettingTarget::Rule(number),
        });
        headed(
            t!(lang, "settings-rules"),
            std::iter::once(preset).chain(numbers),
        )
    }

    /// Name of the preset in force, if all numbers equal one.
    fn preset_words(&self) -> String {
        let lang = self.env.lang;
        let book = &self.house.known.book;
        let holds = |preset: &&Preset| {
            let changes = preset.changes().iter().map(|(number, value)| RuleNumber {
                name: number.name.to_owned(),
                value: *value,
            });
            let made = RuleBook::new(changes.collect());
            NUMBERS
                .iter()
                .all(|number| made.get(number) == book.get(number))
        };
        let preset = Preset::ALL.iter().find(holds);
        preset.map_or_else(String::new, |one| {
            word(lang, &format!("preset-{}", one.code()))
        })
    }

    fn number_words(&self, number: &Number) -> String {
        let value = self.house.known.book.get(number);
        if !self.house.known.book.is_changed(number) {
            return value.to_string();
        }
        let default = number.default;
        t!(
            self.env.lang,
            "rules-changed",
            value = value,
            default = default
        )
    }
}

impl SettingsTurn<'_> {
    pub(super) fn ask_rule(&mut self, number: &'static Number) {
        let lang = self.env.lang;
        let rule = format!("{} {}", rule_of(number), word(lang, &words_of(number)));
        let title = Label::Text(t!(lang, "form-rule", rule = rule));
        let form = Form::new(
            title,
            vec![
                FieldSpec::new("value", "field-rule-number", Kind::Number).required(),
                why(),
            ],
        );
        let value = self.house.known.book.get(number).to_string();
        let form = form.with("value", &value);
        self.ask(form, SettingForm::Rule(number));
    }

    pub(super) fn ask_preset(&mut self) {
        let kind = Kind::Choice(choices("preset", Preset::ALL));
        let form = Form::new(
            "pick-preset",
            vec![
                FieldSpec::new("preset", "rules-preset", kind).required(),
                why(),
            ],
        );
        self.ask(form, SettingForm::Preset);
    }
}

fn why() -> FieldSpec {
    FieldSpec::new("reason", "field-rule-why", Kind::Note)
        .required()
        .hint("hint-rule-why")
}

/// Code of the number's rule; empty for numbers of the ladder, which has no rule.
fn rule_of(number: &Number) -> &'static str {
    match number.name.split_once('.') {
        Some(("ladder", _)) => "",
        _ => number.rule.code(),
    }
}

/// The command for a changed number; `None` if the value is not a number.
pub(super) fn set_rule(number: &Number, values: &Values) -> Option<Command> {
    let number = RuleNumber {
        name: number.name.to_owned(),
        value: values.get("value").parse().ok()?,
    };
    let why = values.get("reason").to_owned();
    Some(Command::SetRule { number, why })
}

/// The command that applies a preset.
pub(super) fn take_preset(values: &Values) -> Option<Command> {
    let preset = Preset::from_code(values.get("preset"))?;
    let why = values.get("reason").to_owned();
    Some(Command::TakePreset { preset, why })
}
