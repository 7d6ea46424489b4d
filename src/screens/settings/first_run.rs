//! The form of the first run.

use super::state::{SettingForm, SettingsTurn, State};
use crate::desk::command::{Command, HomeSetup};
use crate::domain::hours::{HoursError, WeeklyHours};
use crate::house::House;
use crate::i18n::Lang;
use crate::screens::effect::{Effect, Env, Turn};
use crate::ui::form::{Checking, FieldError, FieldSpec, Form, Kind, Values};
use crate::wording::calendar;

/// Kind of a name.
const NAME: Kind = Kind::Text { max: 40 };
/// Kind of the weekly hours.
const HOURS: Kind = Kind::Text { max: 200 };
/// Default hours: after school, Monday to Friday.
const USUAL_HOURS: &str = "Mon-Fri 16:30-18:30";

impl SettingsTurn<'_> {
    /// Opens the form.
    pub(super) fn ask_first_run(&mut self) {
        let usual: WeeklyHours = USUAL_HOURS.parse().unwrap_or_default();
        let form = Form::new(
            "form-first-run",
            vec![
                FieldSpec::new("name", "field-home-name", NAME)
                    .required()
                    .hint("hint-home-name"),
                FieldSpec::new("village", "field-village", NAME).required(),
                FieldSpec::new("township", "field-township", NAME).required(),
                FieldSpec::new("county", "field-county", NAME).required(),
                FieldSpec::new("hours", "field-hours", HOURS)
                    .required()
                    .hint("hint-hours")
                    .check(check_hours),
                FieldSpec::new("director", "field-director", NAME).required(),
            ],
        );
        let form = form.with("hours", &calendar::hours(&usual, self.env.lang));
        self.ask(form, SettingForm::FirstRun);
    }
}

/// Checks weekly hours; the error names the unreadable part.
pub(super) fn check_hours(text: &str, checking: Checking) -> Result<(), String> {
    let read: Result<WeeklyHours, HoursError> = text.parse();
    read.map(|_| ())
        .map_err(|error| calendar::hours_error(&error, checking.lang))
}

/// The command that creates the home.
pub(super) fn command(values: &Values, lang: Lang) -> Result<Command, FieldError> {
    let hours = values.get("hours").parse().map_err(|error| FieldError {
        field: "hours",
        text: calendar::hours_error(&error, lang),
    })?;
    let text = |id| values.get(id).to_owned();
    let setup = HomeSetup {
        name: text("name"),
        village: text("village"),
        township: text("township"),
        county: text("county"),
        director: text("director"),
        hours,
    };
    Ok(Command::SetUp(Box::new(setup)))
}

/// Opens the form of the first run.
pub(crate) fn ask(house: &House, state: &mut State, env: Env) -> Vec<Effect<SettingForm>> {
    Turn::effects(house, state, env, SettingsTurn::ask_first_run)
}
