//! Exports and imports of F5: calendar files, the printed plan, inspection papers, last term's
//! plan.

use super::state::{PlanForm, PlanTurn, State};
use crate::desk::job::Load;
use crate::desk::papers::{Order, Paper};
use crate::desk::refusal::Refusal;
use crate::house::House;
use crate::i18n::{Lang, word};
use crate::screens::effect::{Effect, Env, Job, Turn};
use crate::screens::fields::{TYPED, ask_path, file_picker};
use crate::ui::form::{FieldError, FieldSpec, Form, Kind, Label, Values};
use crate::ui::picker::{Picker, PickerItem};
use chrono::NaiveDate;
use std::path::PathBuf;

/// Opens the list of calendar files found on disk.
pub(crate) fn ask_calendar(
    house: &House,
    state: &mut State,
    env: Env,
    files: &[PathBuf],
) -> Vec<Effect<PlanForm>> {
    Turn::effects(house, state, env, |turn| turn.ask_calendar(files))
}

impl PlanTurn<'_> {
    /// Opens the list of exports, imports and copies.
    pub(super) fn ask_plan_files(&mut self) {
        let lang = self.env.lang;
        let codes = [
            "poster",
            "evidence",
            "evidence-sheet",
            "sign-in",
            "calendar",
            "ics",
            "copy",
        ];
        let items = codes.map(|code| {
            let label = word(lang, &format!("plan-files-{code}"));
            PickerItem::new(code, label, "")
        });
        let picker = Picker::new("pick-plan-files", items.to_vec());
        self.choose(picker, PlanForm::Files);
    }

    pub(super) fn files_do(&mut self, code: &str) {
        match code {
            "copy" => self.ask_copy(),
            "ics" => self.run(Job::Load(Load::Calendars)),
            "poster" => self.ask_period(Paper::Poster),
            "evidence" => self.ask_period(Paper::Evidence),
            "evidence-sheet" => self.ask_period(Paper::EvidenceSheet),
            "sign-in" => self.write_sign_in(),
            "calendar" => self.ask_period(Paper::Calendar),
            _ => {}
        }
    }

    /// Writes sign-in sheets for the selected day, without a question.
    fn write_sign_in(&mut self) {
        let period = Paper::SignIn.period(self.state.day, self.house.today());
        let order = Order::of_period(Paper::SignIn, period, self.env.lang);
        self.run(Job::Write(order));
    }

    fn ask_period(&mut self, paper: Paper) {
        let lang = self.env.lang;
        let (from, to) = paper.period(self.state.day, self.house.today());
        let text = |day: Option<NaiveDate>| day.map_or_else(String::new, |day| day.to_string());
        let spec = |name, label: &'static str| {
            let spec = FieldSpec::new(name, label, Kind::Date);
            match paper {
                Paper::Calendar => spec.hint("hint-whole-plan"),
                _ => spec.required(),
            }
        };
        let title = word(lang, &format!("plan-files-{}", paper.code()));
        let specs = vec![spec("from", "field-from-day"), spec("to", "field-last-day")];
        let form = Form::new(Label::Text(title), specs);
        let form = form.with("from", &text(from)).with("to", &text(to));
        self.ask(form, PlanForm::Period(paper));
    }

    /// Opens the list of calendar files; a path can also be typed or pasted.
    fn ask_calendar(&mut self, files: &[PathBuf]) {
        let picker = file_picker("pick-calendar", files, self.env.lang);
        self.choose(picker, PlanForm::IcsFile);
    }

    pub(super) fn read_calendar(&mut self, path: &str) {
        if path == TYPED {
            self.ask(ask_path("pick-calendar"), PlanForm::IcsFile);
            return;
        }
        self.run(Job::ReadCalendar(PathBuf::from(path)));
    }
}

/// The export order from an accepted form.
pub(super) fn order(paper: Paper, values: &Values, lang: Lang) -> Result<Order, FieldError> {
    let (from, to) = (values.day("from"), values.day("to"));
    if from.zip(to).is_some_and(|(from, to)| from > to) {
        return Err(FieldError {
            field: "to",
            text: Refusal::LastBeforeFirst.text(lang),
        });
    }
    Ok(Order::of_period(paper, (from, to), lang))
}
