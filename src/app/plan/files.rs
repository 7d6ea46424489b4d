//! What goes out of F5 and comes in: calendar files, the plan on the wall, the papers for an
//! inspection, the plan of the last term.

use super::forms::PlanForm;
use crate::app::activities::ActivityStep;
use crate::app::asking::Purpose;
use crate::app::command::Command;
use crate::app::import_jobs::files_of;
use crate::app::message::{Effect, Load, Loaded, Message};
use crate::app::model::Model;
use crate::app::refusal::Refusal;
use crate::app::runner::Runner;
use crate::domain::activity::coverage::Season;
use crate::exchange::ics::{self, DateRange};
use crate::exchange::whole;
use crate::i18n::{Lang, word};
use crate::store::StoreError;
use crate::t;
use crate::ui::form::FieldError;
use crate::ui::form::{FieldSpec, Form, Kind, Label, Values};
use crate::ui::picker::{Picker, PickerItem};
use chrono::{Datelike, Months, NaiveDate};
use std::path::PathBuf;

/// Where papers are written, below the data of the home.
const FOLDER: &str = "papers";
/// The longest path, in characters.
const PATH_MAX: usize = 400;
/// Months of a quarter.
const QUARTER: u32 = 3;

/// Something that is written for others to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    /// The plan for phones and desktop calendars (.ics).
    Calendar,
    /// The plan of a month to hang on the wall.
    Poster,
    /// Plan, record, who took part and where it is filed, for an inspection.
    Evidence,
}

impl Paper {
    /// The stable code for words and names of files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Calendar => "calendar",
            Self::Poster => "poster",
            Self::Evidence => "evidence",
        }
    }

    const fn ending(self) -> &'static str {
        match self {
            Self::Calendar => "ics",
            Self::Poster | Self::Evidence => "html",
        }
    }

    /// Of which days, if nobody says otherwise.
    pub fn period(
        self,
        shown: NaiveDate,
        today: NaiveDate,
    ) -> (Option<NaiveDate>, Option<NaiveDate>) {
        let month = shown.with_day(1);
        match self {
            Self::Calendar => (Some(today), None),
            Self::Poster => {
                let last = month.and_then(|first| first.checked_add_months(Months::new(1)));
                (month, last.and_then(|next| next.pred_opt()))
            }
            Self::Evidence => {
                let into = today.month0() % QUARTER;
                let first = today.with_day(1);
                let first = first.and_then(|day| day.checked_sub_months(Months::new(into)));
                (first, Some(today))
            }
        }
    }
}

/// A paper of a period, to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Order {
    /// What.
    pub paper: Paper,
    /// First day; `None` for the beginning of the plan.
    pub from: Option<NaiveDate>,
    /// Last day; `None` for its end.
    pub to: Option<NaiveDate>,
    /// In which language.
    pub lang: Lang,
}

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
        let (from, to) = paper.period(self.plan.day, self.today());
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

impl Runner {
    /// Calendar files in the places where people put them.
    pub(in crate::app) fn calendars(&self) -> Loaded {
        Loaded::Calendars(files_of(&self.desk, &["ics"]))
    }

    /// Writes a paper beside the data, under a name that says of which days it is.
    pub(in crate::app) fn write(&self, order: &Order) -> Result<Message, Refusal> {
        let folder = self.desk.folder().join(FOLDER);
        let text = |day: Option<NaiveDate>| day.map(|day| format!("-{day}")).unwrap_or_default();
        let (code, ending) = (order.paper.code(), order.paper.ending());
        let name = format!("{code}{}{}.{ending}", text(order.from), text(order.to));
        let file = folder.join(name);
        let failed = |source| StoreError::File {
            doing: "writing a paper",
            source,
        };
        let content = self.desk.paper(order)?;
        std::fs::create_dir_all(&folder).map_err(failed)?;
        whole::write(&file, &content).map_err(failed)?;
        Ok(Message::Loaded(Loaded::Written(file)))
    }

    /// Takes a calendar file over, all in one step.
    pub(in crate::app) fn read_calendar(&mut self, path: &std::path::Path) -> Message {
        match ics::read(path) {
            Ok(incoming) => {
                let source = path.file_name().unwrap_or_default().to_string_lossy();
                self.command(Command::Activity(ActivityStep::Import {
                    source: source.into_owned(),
                    incoming: Box::new(incoming),
                }))
            }
            Err(error) => Message::Loaded(Loaded::BadCalendar(path.to_owned(), error)),
        }
    }
}

impl crate::app::desk::Desk {
    /// The text of a paper.
    pub fn paper(&self, order: &Order) -> Result<String, Refusal> {
        let today = self.clock.today();
        let period = Season {
            from: order.from.unwrap_or(today),
            to: order.to.unwrap_or(today),
        };
        match order.paper {
            Paper::Calendar => self.calendar_file(DateRange {
                from: order.from,
                to: order.to,
            }),
            Paper::Poster => self.poster(period, order.lang),
            Paper::Evidence => self.evidence(period, order.lang),
        }
    }
}
