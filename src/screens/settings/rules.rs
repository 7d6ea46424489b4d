//! Lines and commands for the numbers of the rules. A change requires a reason.

use super::state::{SettingForm, SettingLine, SettingTarget, SettingsScene, SettingsTurn, headed};
use crate::desk::command::Command;
use crate::domain::rules::book::{
    NUMBERS, Number, Preset, STARTS, Start, USUAL_DAYS, Unit, all_numbers,
};
use crate::domain::rules::ladder::{Owner, Rung, delay};
use crate::domain::rules::{RuleBook, RuleNumber};
use crate::house::House;
use crate::i18n::{Lang, word, words};
use crate::screens::people;
use crate::t;
use crate::ui::form::{Checking, FieldSpec, Form, Kind, Label, Values, choices};
use crate::wording::limits::number_text;

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
            label: word(lang, &words_of(number)),
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
            all_numbers().all(|number| made.get(number) == book.get(number))
        };
        let preset = Preset::ALL.iter().find(holds);
        preset.map_or_else(String::new, |one| {
            word(lang, &format!("preset-{}", one.code()))
        })
    }

    /// How the ladder of each rule begins.
    pub(super) fn ladder_lines(&self) -> Vec<SettingLine> {
        let lang = self.env.lang;
        let lines = STARTS.iter().map(|start| SettingLine {
            label: kind_words(start, lang),
            value: self.start_words(start),
            act: SettingTarget::Ladder(start),
        });
        headed(t!(lang, "settings-ladder"), lines)
    }

    fn start_words(&self, start: &Start) -> String {
        let (lang, book) = (self.env.lang, &self.house.known.book);
        let value = t!(
            lang,
            "ladder-value",
            step = words::choice(lang, "rung-brief", book.first_step(start)),
            who = people::owner_name(self.house, book.first_owner(start), lang),
            when = when_words(start, book, lang)
        );
        if start.numbers().iter().any(|one| book.is_changed(one)) {
            t!(lang, "ladder-changed", value = value)
        } else {
            value
        }
    }

    fn number_words(&self, number: &Number) -> String {
        let lang = self.env.lang;
        let said = |value| number_text(number, value, lang);
        let value = said(self.house.known.book.get(number));
        if !self.house.known.book.is_changed(number) {
            return value;
        }
        let default = said(number.default);
        t!(lang, "rules-changed", value = value, default = default)
    }
}

impl SettingsTurn<'_> {
    pub(super) fn ask_rule(&mut self, number: &'static Number) {
        let lang = self.env.lang;
        let rule = word(lang, &words_of(number));
        let title = Label::Text(t!(lang, "form-rule", rule = rule));
        let field = FieldSpec::new("value", "field-rule-number", Kind::Number).required();
        let form = Form::new(
            title,
            vec![
                match number.unit {
                    Unit::MonthDay => field.hint("hint-rule-month-day"),
                    Unit::Weekday => field.hint("hint-rule-weekday"),
                    _ => field,
                },
                why(),
            ],
        );
        let value = self.house.known.book.get(number).to_string();
        let form = form.with("value", &value);
        self.ask(form, SettingForm::Rule(number));
    }

    /// Asks how the ladder of a rule begins.
    pub(super) fn ask_ladder(&mut self, start: &'static Start) {
        let (lang, book) = (self.env.lang, &self.house.known.book);
        let rule = kind_words(start, lang);
        let title = Label::Text(t!(lang, "form-ladder", rule = rule));
        let steps: Vec<Rung> = Rung::ALL
            .iter()
            .copied()
            .filter(|one| start.step.unit.allows(one.number()))
            .collect();
        let (hint, check): (_, Check) = match start.longest() {
            0 => ("hint-ladder-danger", same_day),
            1 => ("hint-ladder-incident", next_day),
            _ => ("hint-ladder-days", days_or_none),
        };
        let days = FieldSpec::new("days", "field-ladder-days", Kind::Number);
        let days = days.hint(hint).check(check);
        let form = Form::new(
            title,
            vec![
                FieldSpec::new(
                    "step",
                    "field-ladder-step",
                    Kind::Choice(choices("rung", &steps)),
                )
                .required(),
                FieldSpec::new(
                    "owner",
                    "field-ladder-owner",
                    Kind::Choice(choices("step-owner", Owner::ALL)),
                )
                .required(),
                if start.days.unit.allows(USUAL_DAYS) {
                    days
                } else {
                    days.required()
                },
                why(),
            ],
        );
        let days = book.first_days(start);
        let form = form
            .with("step", book.first_step(start).code())
            .with("owner", book.first_owner(start).code())
            .with(
                "days",
                &days.map_or_else(String::new, |days| days.to_string()),
            );
        self.ask(form, SettingForm::Ladder(start));
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

/// A check of a field.
type Check = fn(&str, Checking) -> Result<(), String>;

fn same_day(text: &str, checking: Checking) -> Result<(), String> {
    at_most(text, 0, || t!(checking.lang, "hint-ladder-danger"))
}

fn next_day(text: &str, checking: Checking) -> Result<(), String> {
    at_most(text, 1, || t!(checking.lang, "hint-ladder-incident"))
}

fn days_or_none(text: &str, checking: Checking) -> Result<(), String> {
    at_most(text, 60, || t!(checking.lang, "wrong-ladder-days"))
}

fn at_most(text: &str, most: i64, wrong: impl Fn() -> String) -> Result<(), String> {
    let days: Option<i64> = text.parse().ok();
    match days {
        Some(days) if days <= most => Ok(()),
        _ => Err(wrong()),
    }
}

/// The rule that a ladder begins for, with what tells two kinds of one rule apart.
fn kind_words(start: &Start, lang: Lang) -> String {
    let rule = words::choice(lang, "rule", start.rule);
    match start.code {
        "S3-red" => t!(lang, "ladder-of-red", rule = rule),
        "V6-incident" => t!(lang, "ladder-of-incident", rule = rule),
        "L3" => t!(lang, "ladder-of-alone", rule = rule),
        _ => rule,
    }
}

fn when_words(start: &Start, book: &RuleBook, lang: Lang) -> String {
    let when = |days| match days {
        0 => t!(lang, "ladder-when-today"),
        days => t!(lang, "ladder-when-days", days = days),
    };
    match book.first_days(start) {
        _ if start.is_danger() => t!(lang, "ladder-when-danger"),
        None => {
            let usual = book.get(delay(book.first_step(start)));
            t!(lang, "ladder-when-usual", when = when(usual))
        }
        Some(days) => when(days),
    }
}

/// The command that changes how a ladder begins; an empty number of days stands for those of the step.
pub(super) fn set_ladder(house: &House, start: &Start, values: &Values) -> Command {
    let book = &house.known.book;
    let step = Rung::from_code(values.get("step")).unwrap_or_else(|| book.first_step(start));
    let owner = Owner::from_code(values.get("owner")).unwrap_or_else(|| book.first_owner(start));
    let days = values.get("days").parse().unwrap_or(USUAL_DAYS);
    let chosen = [step.number(), owner.number(), days];
    let numbers = start.numbers().into_iter().zip(chosen);
    let numbers = numbers.map(|(number, value)| RuleNumber {
        name: number.name.to_owned(),
        value,
    });
    Command::SetLadder {
        numbers: numbers.collect(),
        why: values.get("reason").to_owned(),
    }
}

fn why() -> FieldSpec {
    FieldSpec::new("reason", "field-rule-why", Kind::Note)
        .required()
        .hint("hint-rule-why")
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
