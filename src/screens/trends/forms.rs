//! What F7 asks.

use super::state::{State, TrendForm, TrendTurn};
use crate::domain::calendar::period::Period;
use crate::screens::effect::FormPurpose;
use crate::t;
use crate::ui::form::{FieldError, FieldSpec, Form, Kind, Values};

impl TrendTurn<'_> {
    /// Asks for any two days.
    pub(super) fn ask_days(&mut self, period: Period) {
        let form = Form::new(
            "form-trend-days",
            vec![
                FieldSpec::new("from", "field-from-day", Kind::Date).required(),
                FieldSpec::new("to", "field-to-day", Kind::Date).required(),
            ],
        );
        let form = form
            .with("from", &period.from.to_string())
            .with("to", &period.to.to_string());
        self.ask(form, TrendForm::Days);
    }
}

impl FormPurpose for TrendForm {
    type State = State;

    fn accept(self, turn: &mut TrendTurn<'_>, values: &Values) -> Result<(), FieldError> {
        let Self::Days = self;
        if let (Some(from), Some(to)) = (values.day("from"), values.day("to")) {
            if from > to {
                let text = t!(turn.env.lang, "cli-from-after-to");
                let field = "to";
                return Err(FieldError { field, text });
            }
            turn.state.period = Some(Period::range(from, to));
            turn.ask_page();
        }
        Ok(())
    }

    fn choose(self, _: &mut TrendTurn<'_>, _: &str) {}

    fn writes(&self) -> bool {
        false
    }
}
