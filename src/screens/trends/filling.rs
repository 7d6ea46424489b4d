//! A form that the township sent is filled: which file, of which children and period; what would be filled is shown
//! before anything is written.

use super::state::{State, TrendForm, TrendTurn};
use crate::domain::TagCode;
use crate::domain::calendar::period::Period;
use crate::domain::mask::Mask;
use crate::house::House;
use crate::reports::filling::FillOrder;
use crate::screens::effect::{Effect, Env, Job, Tone, Turn};
use crate::screens::fields::{TYPED, ask_path, file_picker};
use crate::t;
use crate::ui::form::{FieldError, FieldSpec, Form, Kind, Label, Values, choices};
use std::path::{Path, PathBuf};

/// Title of the list and of the form for a path.
const TITLE: &str = "pick-form";

/// Opens the list of spreadsheets found on disk.
pub(crate) fn ask_file(
    house: &House,
    state: &mut State,
    env: Env,
    files: &[PathBuf],
) -> Vec<Effect<TrendForm>> {
    Turn::effects(house, state, env, |turn| {
        turn.choose(file_picker(TITLE, files, env.lang), TrendForm::FormFile);
    })
}

impl TrendTurn<'_> {
    /// Goes on with a chosen form, or asks for its path.
    pub(super) fn chose_form(&mut self, code: &str) {
        if code == TYPED {
            self.ask(ask_path(TITLE), TrendForm::FormPath);
        } else {
            self.ask_filling(Path::new(code));
        }
    }

    /// Asks of which children and which period a form is filled.
    pub(super) fn ask_filling(&mut self, form: &Path) {
        self.state.form_file = Some(form.to_owned());
        let name = form.file_name().unwrap_or_default().to_string_lossy();
        let title = t!(self.env.lang, "form-fill", file = name.as_ref());
        let usual = self.house.calendar().map(|calendar| {
            let period = Period::usual(self.house.today(), calendar);
            self.state.period.unwrap_or(period).code()
        });
        let form = Form::new(
            Label::Text(title),
            vec![
                FieldSpec::new("period", "field-period", Kind::Text { max: 24 })
                    .required()
                    .hint("hint-period"),
                FieldSpec::new(
                    "category",
                    "field-layout-category",
                    Kind::Choice(choices("tag", TagCode::ALL)),
                ),
                FieldSpec::new(
                    "mask",
                    "field-mask",
                    Kind::Choice(choices("mask", Mask::ALL)),
                )
                .required(),
                FieldSpec::new("reason", "field-mask-reason", Kind::Note).hint("hint-mask-reason"),
            ],
        );
        let form = form
            .with("period", &usual.unwrap_or_default())
            .with("mask", Mask::Middle.code());
        self.ask(form, TrendForm::Fill);
    }

    /// Fills the form that was chosen; nothing is written yet.
    pub(super) fn fill(&mut self, values: &Values) -> Result<(), FieldError> {
        let lang = self.env.lang;
        let (Some(form), Some(calendar)) = (self.state.form_file.clone(), self.house.calendar())
        else {
            return Ok(());
        };
        let text = values.get("period");
        let Some(period) = Period::parse(text, self.house.today(), calendar) else {
            let text = t!(lang, "cli-bad-period", text = text);
            return Err(FieldError {
                field: "period",
                text,
            });
        };
        let mask = Mask::from_code(values.get("mask")).unwrap_or(Mask::Middle);
        let reason = values.get("reason").trim().to_owned();
        if mask.needs_reason() && reason.is_empty() {
            let text = t!(lang, "report-wants-reason");
            return Err(FieldError {
                field: "reason",
                text,
            });
        }
        self.say(Tone::Info, t!(lang, "form-reading"));
        self.run(Job::Fill(Box::new(FillOrder {
            form,
            sheet: None,
            period,
            category: TagCode::from_code(values.get("category")),
            mask,
            reason,
            lang,
        })));
        Ok(())
    }
}
