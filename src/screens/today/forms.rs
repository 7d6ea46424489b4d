//! The form of Today.

use super::state::{State, TodayForm, TodayTurn};
use crate::desk::command::{Command, Settlement};
use crate::desk::rights::Right;
use crate::domain::{Moment, OutTo, StayKey};
use crate::house::House;
use crate::screens::effect::{Effect, Env, FormPurpose, Turn};
use crate::t;
use crate::ui::form::{Choice, FieldError, FieldSpec, Form, Kind, Label, Values};
use crate::wording::dates::day_words;
use chrono::NaiveTime;

/// Asks for the time and the collector of a forgotten sign-out.
pub(crate) fn ask_settle(
    house: &House,
    state: &mut State,
    env: Env,
    stay: StayKey,
) -> Vec<Effect<TodayForm>> {
    Turn::effects(house, state, env, |turn| turn.ask_settle(stay))
}

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
        let day = day_words(stay.day, lang, self.house.today());
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
            out_at: time.and_then(|time| left_at(turn.house, stay, time)),
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

    fn needs(&self) -> Option<Right> {
        Some(Right::Attend)
    }
}

/// The moment of leaving at a time of day: of the stay's day, or of the night after it.
fn left_at(house: &House, stay: StayKey, time: NaiveTime) -> Option<Moment> {
    let at = house.moment_of(stay.day, time)?;
    let came = house.forgotten.iter().find(|one| one.key() == stay);
    let came = came.and_then(|one| one.in_at);
    if came.is_some_and(|came| at < came) {
        let next = house.moment_of(stay.day.succ_opt()?, time)?;
        return Some(if next <= house.now { next } else { at });
    }
    Some(at)
}
