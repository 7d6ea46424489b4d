//! The form of Today.

use super::state::{State, TodayForm, TodayTurn};
use crate::desk::command::{Command, Settlement};
use crate::domain::{OutTo, StayKey};
use crate::screens::effect::FormPurpose;
use crate::t;
use crate::ui::form::{Choice, FieldError, FieldSpec, Form, Kind, Label, Values};
use crate::wording::dates::day_words;
use chrono::NaiveTime;

impl TodayTurn<'_> {
    /// Asks for the time and the collector of a forgotten sign-out.
    pub(super) fn ask_settle(&mut self, stay: StayKey) {
        let lang = self.env.lang;
        let mut answers: Vec<Choice> = self
            .house
            .register
            .collectors(stay.child)
            .map(|one| Choice::named(one.id.to_string(), &one.name))
            .collect();
        answers.push(Choice::named(OutTo::Alone.code(), t!(lang, "out-to-alone")));
        answers.push(Choice::named(
            OutTo::NotKnown.code(),
            t!(lang, "out-to-not-known"),
        ));
        let name = self.house.register.name(stay.child);
        let day = day_words(stay.day, lang);
        let title = t!(lang, "form-settle", name = name, day = day);
        let form = Form::new(
            Label::Text(title),
            vec![
                FieldSpec::new("to", "field-out-to", Kind::Choice(answers)).required(),
                FieldSpec::new("time", "field-out-at", Kind::Time).hint("hint-settle-time"),
                FieldSpec::new("note", "field-note", Kind::Note).hint("hint-settle-note"),
            ],
        );
        // The collector starts empty so that none is stored by default.
        self.ask(form, TodayForm::Settle(stay));
    }
}

impl FormPurpose for TodayForm {
    type State = State;

    fn accept(self, turn: &mut TodayTurn<'_>, values: &Values) -> Result<(), FieldError> {
        let Self::Settle(stay) = self;
        let time = NaiveTime::parse_from_str(values.get("time"), "%H:%M").ok();
        let settlement = Settlement {
            stay,
            out_at: time.and_then(|time| turn.house.moment_of(stay.day, time)),
            to: OutTo::from_code(values.get("to")).unwrap_or(OutTo::NotKnown),
            note: values.get("note").to_owned(),
        };
        turn.perform(Command::Settle(settlement));
        Ok(())
    }

    fn choose(self, _: &mut TodayTurn<'_>, _: &str) {}

    fn writes(&self) -> bool {
        true
    }
}
