//! The few questions of the first run.

use super::asking::Purpose;
use super::message::Effect;
use super::model::Model;
use crate::desk::command::{Command, HomeSetup};
use crate::domain::hours::{HoursError, WeeklyHours};
use crate::ui::form::FieldError;
use crate::ui::form::{Checking, FieldSpec, Form, Kind, Values};
use crate::wording::calendar;

/// Room for a name.
const NAME: Kind = Kind::Text { max: 40 };
/// Room for the week's hours.
const HOURS: Kind = Kind::Text { max: 200 };
/// Hours that many homes keep: after school, from Monday to Friday.
const USUAL_HOURS: &str = "Mon-Fri 16:30-18:30";

impl Model {
    /// Asks the few questions of the first run.
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
        let form = form.with("hours", &calendar::hours(&usual, self.look.lang));
        self.ask(form, Purpose::FirstRun);
    }
}

/// Says which part of the hours cannot be read.
pub(super) fn check_hours(text: &str, checking: Checking) -> Result<(), String> {
    let read: Result<WeeklyHours, HoursError> = text.parse();
    read.map(|_| ())
        .map_err(|error| calendar::hours_error(&error, checking.lang))
}

/// The home that the answers make.
pub(super) fn accept(model: &Model, values: &Values) -> Result<Vec<Effect>, FieldError> {
    let hours = values.get("hours").parse().map_err(|error| FieldError {
        field: "hours",
        text: calendar::hours_error(&error, model.look.lang),
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
    Ok(vec![Effect::Do(Command::SetUp(Box::new(setup)))])
}
