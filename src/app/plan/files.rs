//! What goes out of F5 and comes in: calendar files, the plan on the wall, the papers for an
//! inspection, the plan of the last term.

use super::forms::PlanForm;
use crate::app::asking::Purpose;
use crate::app::message::Effect;
use crate::app::model::Model;
use crate::desk::job::Load;
use crate::desk::papers::{Order, Paper};
use crate::desk::refusal::Refusal;
use crate::i18n::word;
use crate::t;
use crate::ui::form::FieldError;
use crate::ui::form::{FieldSpec, Form, Kind, Label, Values};
use crate::ui::picker::{Picker, PickerItem};
use chrono::NaiveDate;
use std::path::PathBuf;

/// The longest path, in characters.
const PATH_MAX: usize = 400;

impl Model {
    /// What can be written, read and copied.
    pub(super) fn ask_plan_files(&mut self) {
        let lang = self.look.lang;
        let codes = ["poster", "evidence", "calendar", "ics", "copy"];
        let items = codes.map(|code| {
            let label = word(lang, &format!("plan-files-{code}"));
            PickerItem::new(code, label, "")
        });
        let picker = Picker::new("pick-plan-files", items.to_vec());
        self.ask_choice(picker, Purpose::Plan(PlanForm::Files));
    }

    pub(super) fn files_do(&mut self, code: &str) -> Vec<Effect> {
        match code {
            "copy" => self.ask_copy(),
            "ics" => return vec![Effect::Load(Load::Calendars)],
            "poster" => self.ask_period(Paper::Poster),
            "evidence" => self.ask_period(Paper::Evidence),
            _ => self.ask_period(Paper::Calendar),
        }
        Vec::new()
    }

    fn ask_period(&mut self, paper: Paper) {
        let lang = self.look.lang;
        let (from, to) = paper.period(self.plan.day, self.house.today());
        let text = |day: Option<NaiveDate>| day.map_or_else(String::new, |day| day.to_string());
        let spec = |name, label: &'static str| {
            let spec = FieldSpec::new(name, label, Kind::Date);
            match paper {
                Paper::Calendar => spec.hint("hint-whole-plan"),
                Paper::Poster | Paper::Evidence => spec.required(),
            }
        };
        let title = word(lang, &format!("plan-files-{}", paper.code()));
        let specs = vec![spec("from", "field-from-day"), spec("to", "field-last-day")];
        let form = Form::new(Label::Text(title), specs);
        let form = form.with("from", &text(from)).with("to", &text(to));
        self.ask(form, Purpose::Plan(PlanForm::Period(paper)));
    }

    /// Which calendar file; its path can be typed or pasted too.
    pub(in crate::app) fn ask_calendar(&mut self, files: &[PathBuf]) {
        let items = files.iter().map(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let folder = path.parent().unwrap_or(path).display().to_string();
            PickerItem::new(path.display().to_string(), name, folder)
        });
        let other = PickerItem::new("", t!(self.look.lang, "import-type-path"), "");
        let picker = Picker::new("pick-calendar", items.collect()).or_typed(other);
        self.ask_choice(picker, Purpose::Plan(PlanForm::IcsFile));
    }

    pub(super) fn read_calendar(&mut self, path: &str) -> Vec<Effect> {
        if path.is_empty() {
            let path = FieldSpec::new("path", "import-path", Kind::Text { max: PATH_MAX });
            let specs = vec![path.required().hint("import-path-hint")];
            self.ask(
                Form::new("pick-calendar", specs),
                Purpose::Plan(PlanForm::IcsFile),
            );
            return Vec::new();
        }
        vec![Effect::ReadCalendar(PathBuf::from(path))]
    }
}

/// The paper of an accepted form.
pub(super) fn accept(
    model: &Model,
    paper: Paper,
    values: &Values,
) -> Result<Vec<Effect>, FieldError> {
    let (from, to) = (values.day("from"), values.day("to"));
    if from.zip(to).is_some_and(|(from, to)| from > to) {
        return Err(FieldError {
            field: "to",
            text: Refusal::LastBeforeFirst.text(model.look.lang),
        });
    }
    Ok(vec![Effect::Write(Order {
        paper,
        from,
        to,
        lang: model.look.lang,
    })])
}
