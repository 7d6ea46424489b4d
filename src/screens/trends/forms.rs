//! What F7 asks.

use super::export::child_item;
use super::state::{State, TrendForm, TrendTurn};
use crate::desk::rights::Right;
use crate::domain::calendar::period::Period;
use crate::reports::trends::Page;
use crate::screens::effect::FormPurpose;
use crate::t;
use crate::ui::form::{FieldError, FieldSpec, Form, Kind, Values};
use crate::ui::picker::Picker;
use std::path::Path;

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

    /// Asks for the child of the page about one.
    pub(super) fn ask_child(&mut self) {
        let all = self.house.register.children().iter();
        let items = all.map(child_item);
        let picker = Picker::of_people("pick-trend-child", items.collect());
        self.choose(picker, TrendForm::Child);
    }
}

impl FormPurpose for TrendForm {
    type State = State;

    fn accept(self, turn: &mut TrendTurn<'_>, values: &Values) -> Result<(), FieldError> {
        match self {
            Self::Days => {
                if let (Some(from), Some(to)) = (values.day("from"), values.day("to")) {
                    if from > to {
                        let text = t!(turn.env.lang, "cli-from-after-to");
                        let field = "to";
                        return Err(FieldError { field, text });
                    }
                    turn.pick(Period::range(from, to));
                    turn.ask_page();
                }
                Ok(())
            }
            Self::Report { what, child } => turn.write_report((what, child), values),
            Self::SaveLayout => turn.save_layout(values),
            Self::FormPath => {
                turn.ask_filling(Path::new(values.get("path").trim()));
                Ok(())
            }
            Self::Fill => turn.fill(values),
            Self::Child
            | Self::What
            | Self::OfWhom(_)
            | Self::Layout
            | Self::Fields
            | Self::FormFile => Ok(()),
        }
    }

    fn choose(self, turn: &mut TrendTurn<'_>, code: &str) {
        match (self, code.parse()) {
            (Self::What, _) => turn.chose_report(code),
            (Self::Layout, _) => turn.act_on_layout(code),
            (Self::Fields, _) => turn.chose_field(code),
            (Self::FormFile, _) => turn.chose_form(code),
            (Self::OfWhom(what), Ok(child)) => turn.ask_report(what, Some(child)),
            (Self::Child, Ok(child)) => {
                turn.state.child = Some(child);
                turn.state.page = Page::OneChild;
                turn.ask_page();
            }
            _ => {}
        }
    }

    fn writes(&self) -> bool {
        // The journal keeps what was exported.
        !matches!(self, Self::Days | Self::Child)
    }

    fn needs(&self) -> Option<Right> {
        match self {
            Self::Days | Self::Child => None,
            Self::Layout | Self::Fields | Self::SaveLayout => Some(Right::KeepFiles),
            _ => Some(Right::FollowUp),
        }
    }
}
