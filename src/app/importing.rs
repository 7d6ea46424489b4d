//! The import on F4: which file, then a look at what would happen, row by row; doubtful rows are
//! mended in a form; then everything good goes in, in one step that can be undone.

use super::asking::Purpose;
use super::message::Effect;
use super::model::{Model, Screen, Tone};
use crate::desk::import::plan::{Commit, ImportAnswers, ImportStep, Plan};
use crate::domain::Weekdays;
use crate::domain::hours::{SchoolPeriod, WeeklyHours, week};
use crate::exchange::file::FileError;
use crate::exchange::lexicon::Field;
pub use crate::exchange::note::Verdict;
use crate::exchange::note::{Note, RowReport, note_text, notes_text};
use crate::exchange::roster::RosterPlan;
use crate::exchange::sheet::Book;
use crate::i18n::word;
use crate::keymap::Action;
use crate::t;
use crate::ui::form::FieldError;
use crate::ui::form::{FieldSpec, Form, Kind, Label, Values};
use crate::ui::list::moved;
use crate::ui::picker::{Picker, PickerItem};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Which rows are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shown {
    /// All but titles and blanks.
    #[default]
    All,
    /// Those that wait for a person, and those that cannot be taken.
    ToCheck,
    /// Those that go in.
    New,
}

/// The import that is open.
#[derive(Debug, Clone)]
pub struct ImportPreview {
    /// What was read.
    pub judging: ImportAnswers,
    /// What would happen.
    pub plan: Plan,
    /// Which rows are listed.
    pub shown: Shown,
    /// On which of the listed rows the arrows are.
    pub selected: usize,
    /// Whether it is being left.
    pub leaving: LeaveWarning,
}

/// Whether a preview is being left in which a person has already mended something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LeaveWarning {
    /// No.
    #[default]
    No,
    /// Esc has been pressed once; once more and what was mended is lost.
    Warned,
}

impl ImportPreview {
    /// A person has said something about rows, and there are rows that have not gone in yet.
    fn would_lose_work(&self) -> bool {
        let said = &self.judging;
        let is_worked_on =
            !(said.mended.is_empty() && said.chosen.is_empty() && said.left_out.is_empty());
        is_worked_on && self.plan.counts().added > 0
    }

    /// What is written if a person agrees.
    fn commit(&self, days: Weekdays) -> Commit {
        Commit {
            answers: self.judging.clone(),
            plan: self.plan.clone(),
            days,
        }
    }

    /// The rows that are listed.
    pub fn rows(&self) -> Vec<RowReport<'_>> {
        let mut rows = self.plan.rows();
        rows.retain(|row| match self.shown {
            // What a person leaves out can be taken in again; titles and blanks cannot.
            Shown::All => row.outcome != Verdict::Skip || self.judging.left_out.contains(&row.row),
            Shown::ToCheck => matches!(row.outcome, Verdict::Doubt | Verdict::Refuse),
            Shown::New => row.outcome == Verdict::Add,
        });
        rows
    }
}

/// What a form or list of the import is for.
#[derive(Debug, Clone)]
pub enum ImportForm {
    /// Which file.
    File,
    /// A path, typed.
    Path,
    /// The month of a sheet that does not say it.
    Month(Arc<Book>),
    /// A row, mended.
    Mend(u32),
    /// Who is meant by a row.
    Who(u32),
    /// On which days the new children come.
    Days,
}

/// Codes of answers that are no record.
const TYPED: &str = "typed";
const NO_DAYS: &str = "none";

impl Model {
    /// Files that could be meant have been found.
    pub(super) fn ask_file(&mut self, files: &[PathBuf]) {
        let lang = self.look.lang;
        let items = files.iter().map(|file| {
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            let folder = file
                .parent()
                .map(Path::display)
                .map(|path| path.to_string());
            PickerItem::new(file.to_string_lossy(), name, folder.unwrap_or_default())
        });
        let by_hand = PickerItem::new(TYPED, t!(lang, "import-type-path"), "");
        let picker = Picker::new("import-pick-file", items.collect()).or_typed(by_hand);
        self.ask_choice(picker, purpose(ImportForm::File));
    }

    /// Asks for a path; where one was given that cannot be read, it stands there with the reason.
    fn ask_path(&mut self, typed: &str, why_not: Option<String>) {
        let path = FieldSpec::new("path", "import-path", Kind::Text { max: 400 });
        let mut form = Form::new(
            "import-pick-file",
            vec![path.required().hint("import-path-hint")],
        )
        .with("path", typed);
        if let Some(why) = why_not {
            form.refuse("path", why);
        }
        self.ask(form, purpose(ImportForm::Path));
    }

    /// A sheet does not say of which month it is.
    pub(super) fn ask_month(&mut self, book: Arc<Book>) {
        let month = FieldSpec::new("month", "import-month", Kind::Text { max: 10 });
        let form = Form::new(
            "import-which-month",
            vec![month.required().hint("import-month-hint")],
        );
        self.ask(form, purpose(ImportForm::Month(book)));
    }

    fn read_file(&mut self, typed: &str) -> Vec<Effect> {
        // A path dragged or pasted into a terminal often comes in quotes.
        let path = typed
            .trim()
            .trim_matches(['"', '\'', '\u{201c}', '\u{201d}']);
        let path = PathBuf::from(path);
        self.say(Tone::Info, t!(self.look.lang, "import-reading"));
        self.reading = Some(path.clone());
        vec![Effect::Import(ImportStep::Read(path))]
    }

    /// A file has been read, or could not be. Whoever has given it up or gone to another screen
    /// meanwhile is left in peace: there the keys have another meaning.
    pub(super) fn take_book(
        &mut self,
        path: &Path,
        book: Result<Arc<Book>, FileError>,
    ) -> Vec<Effect> {
        if self.reading.as_deref() != Some(path) {
            return Vec::new();
        }
        (self.reading, self.toast) = (None, None);
        let lang = self.look.lang;
        if self.screen != Screen::Children {
            self.say(Tone::Info, t!(lang, "import-elsewhere"));
            return Vec::new();
        }
        match book {
            Ok(book) => vec![Effect::Import(ImportStep::Judge(ImportAnswers::of(book)))],
            Err(error) => {
                let why = word(lang, &format!("file-error-{}", error.code()));
                self.ask_path(&path.display().to_string(), Some(why));
                Vec::new()
            }
        }
    }

    /// A file has been judged: the preview opens, or stays with what is new in it.
    pub(super) fn take_plan(&mut self, judging: ImportAnswers, plan: Plan) {
        let (shown, selected) = self
            .importing
            .as_ref()
            .map_or((Shown::All, 0), |open| (open.shown, open.selected));
        self.importing = Some(ImportPreview {
            judging,
            plan,
            shown,
            selected,
            leaving: LeaveWarning::No,
        });
        self.clamp_import();
    }

    fn clamp_import(&mut self) {
        if let Some(open) = &mut self.importing {
            open.selected = open.selected.min(open.rows().len().saturating_sub(1));
        }
    }

    /// What an intent means in the preview; `None` if nothing special.
    pub(super) fn import_act(&mut self, action: Action) -> Option<Vec<Effect>> {
        let open = self.importing.as_mut()?;
        let before = std::mem::take(&mut open.leaving);
        match action {
            Action::Cancel if before == LeaveWarning::No && open.would_lose_work() => {
                open.leaving = LeaveWarning::Warned;
                self.say(Tone::Info, t!(self.look.lang, "import-leave"));
            }
            Action::Cancel => self.importing = None,
            Action::Filter => {
                open.shown = match open.shown {
                    Shown::All => Shown::ToCheck,
                    Shown::ToCheck => Shown::New,
                    Shown::New => Shown::All,
                };
                self.clamp_import();
            }
            Action::Accept => self.import_enter(),
            Action::Commit => return Some(self.import_commit()),
            Action::Remove => return Some(self.import_leave_out()),
            _ => {
                let count = open.rows().len();
                return moved(&mut open.selected, count, action).then(Vec::new);
            }
        }
        Some(Vec::new())
    }

    /// A click on a row: the arrows go there, and on the row where they are it opens.
    pub(super) fn import_click(&mut self, row: usize) -> Vec<Effect> {
        let Some(open) = &mut self.importing else {
            return Vec::new();
        };
        if open.selected == row {
            return self.import_act(Action::Accept).unwrap_or_default();
        }
        open.selected = row;
        Vec::new()
    }

    fn import_enter(&mut self) {
        let Some(open) = &self.importing else { return };
        let Some(row) = open.rows().get(open.selected).map(|row| row.row) else {
            return;
        };
        match open.plan.clone() {
            Plan::Roster(plan) => self.ask_mend(&plan, row),
            Plan::Attendance(plan) => self.ask_who(&plan, row),
        }
    }

    /// The raw values of a row by field, to be mended.
    fn ask_mend(&mut self, plan: &RosterPlan, row: u32) {
        let Some(judged) = plan.rows.iter().find(|judged| judged.row == row) else {
            return;
        };
        if !matches!(
            judged.outcome,
            Verdict::Doubt | Verdict::Refuse | Verdict::Add
        ) {
            self.say_not_mended(judged.outcome);
            return;
        }
        let columns = plan.understood.iter().map(|(field, _)| *field);
        let mut fields: Vec<Field> = columns.collect();
        for needed in [Field::Name, Field::Sex, Field::BirthDate, Field::IdNo] {
            if !fields.contains(&needed) {
                fields.push(needed);
            }
        }
        let specs = fields.iter().map(|field| {
            FieldSpec::new(field.code(), field_label(*field), Kind::Text { max: 200 })
        });
        let title = t!(self.look.lang, "import-mend", row = row);
        let form = Form::new(Label::Text(title), specs.collect());
        let mut form = fields.iter().fold(form, |form, field| {
            form.with(field.code(), judged.input.text(*field))
        });
        // What keeps the row waiting is said at its field, and the first such field has the focus.
        let waits = |note: &&Note| note.code.weight() >= Verdict::Doubt;
        for note in judged.notes.iter().filter(waits).rev() {
            if let Some(field) = note.field() {
                form.refuse(field.code(), note_text(self.look.lang, note));
            }
        }
        self.ask(form, purpose(ImportForm::Mend(row)));
    }

    /// The row under the arrows stays out of the import, or comes into it again.
    fn import_leave_out(&mut self) -> Vec<Effect> {
        let Some(open) = &mut self.importing else {
            return Vec::new();
        };
        let Some(row) = open.rows().get(open.selected).map(|row| row.row) else {
            return Vec::new();
        };
        let left_out = &mut open.judging.left_out;
        let said = if left_out.contains(&row) {
            left_out.retain(|known| *known != row);
            t!(self.look.lang, "import-back-in", row = row)
        } else {
            left_out.push(row);
            t!(self.look.lang, "import-left-out", row = row)
        };
        let judging = open.judging.clone();
        self.say(Tone::Info, said);
        vec![Effect::Import(ImportStep::Judge(judging))]
    }

    /// Everything good goes in; for new children first on which days they come, because nobody
    /// without agreed days is ever missed.
    fn import_commit(&mut self) -> Vec<Effect> {
        let Some(open) = &self.importing else {
            return Vec::new();
        };
        if open.plan.counts().added == 0 {
            self.say(Tone::Info, t!(self.look.lang, "import-nothing"));
            return Vec::new();
        }
        if matches!(open.plan, Plan::Attendance(_)) {
            let commit = open.commit(Weekdays::NONE);
            return vec![Effect::Import(ImportStep::Commit(Box::new(commit)))];
        }
        let lang = self.look.lang;
        let days = self.open_weekdays();
        let words = crate::wording::dates::weekdays(&days.digits(), lang);
        let items = vec![
            PickerItem::new(
                days.digits(),
                t!(lang, "import-days-open", days = words),
                "",
            ),
            PickerItem::new(NO_DAYS, t!(lang, "import-days-none"), ""),
        ];
        self.ask_choice(Picker::new("import-days", items), purpose(ImportForm::Days));
        Vec::new()
    }

    /// The days of the week on which the home opens in term.
    fn open_weekdays(&self) -> Weekdays {
        let stretches = self
            .house
            .home
            .as_ref()
            .map_or(&[][..], |home| home.stretches.as_slice());
        let hours = WeeklyHours::of(stretches, SchoolPeriod::Term);
        week().filter(|day| !hours.on(*day).is_empty()).collect()
    }

    /// What was imported is in: what is left is judged again.
    pub(super) fn import_done(&mut self, added: usize) -> Vec<Effect> {
        let Some(open) = &mut self.importing else {
            return Vec::new();
        };
        let counts = open.plan.counts();
        let left = counts.doubtful + counts.refused;
        if left == 0 {
            self.importing = None;
            return Vec::new();
        }
        (open.shown, open.selected) = (Shown::ToCheck, 0);
        let text = t!(self.look.lang, "import-rest", added = added, left = left);
        self.say(Tone::Good, text);
        self.judge_again()
    }

    /// The register is not what it was when the open preview was judged.
    pub(super) fn judge_again(&self) -> Vec<Effect> {
        let judge = |open: &ImportPreview| Effect::Import(ImportStep::Judge(open.judging.clone()));
        self.importing.iter().map(judge).collect()
    }

    /// Enter on a row with which nothing can be done here.
    pub(super) fn say_not_mended(&mut self, outcome: Verdict) {
        let lang = self.look.lang;
        let text = match outcome {
            Verdict::Match => t!(lang, "import-no-need"),
            Verdict::Skip => t!(lang, "import-is-left-out"),
            _ => t!(lang, "import-mend-in-file"),
        };
        self.say(Tone::Info, text);
    }
}

impl ImportForm {
    pub(super) fn accept(
        self,
        model: &mut Model,
        values: &Values,
    ) -> Result<Vec<Effect>, FieldError> {
        match self {
            Self::Path => Ok(model.read_file(values.get("path"))),
            Self::Month(book) => {
                let month = values.get("month").parse().map_err(|_| FieldError {
                    field: "month",
                    text: t!(model.look.lang, "cli-bad-month", text = values.get("month")),
                })?;
                let judging = ImportAnswers {
                    month: Some(month),
                    ..ImportAnswers::of(book)
                };
                Ok(vec![Effect::Import(ImportStep::Judge(judging))])
            }
            Self::Mend(row) => Ok(mended(model, row, values)),
            Self::File | Self::Who(_) | Self::Days => Ok(Vec::new()),
        }
    }

    pub(super) fn choose(self, model: &mut Model, code: &str) -> Vec<Effect> {
        match self {
            Self::File if code == TYPED => model.ask_path("", None),
            Self::File => return model.read_file(code),
            Self::Who(row) => {
                if let Ok(child) = code.parse() {
                    return model.import_choose(row, child);
                }
            }
            Self::Days => {
                let Some(open) = &model.importing else {
                    return Vec::new();
                };
                let days = Weekdays::from_digits(code).unwrap_or_default();
                let commit = open.commit(days);
                return vec![Effect::Import(ImportStep::Commit(Box::new(commit)))];
            }
            Self::Path | Self::Month(_) | Self::Mend(_) => {}
        }
        Vec::new()
    }
}

/// A row with its mended values is judged again, by the code that judged it first.
fn mended(model: &mut Model, row: u32, values: &Values) -> Vec<Effect> {
    let Some(open) = &mut model.importing else {
        return Vec::new();
    };
    let Plan::Roster(plan) = &open.plan else {
        return Vec::new();
    };
    let Some(judged) = plan.rows.iter().find(|judged| judged.row == row) else {
        return Vec::new();
    };
    let mut input = judged.input.clone();
    for (code, text) in values.iter() {
        if let Some(field) = Field::from_code(code)
            && input.text(field) != text
        {
            input.set(field, text);
        }
    }
    open.judging.mended.retain(|known| known.row != row);
    open.judging.mended.push(input);
    vec![Effect::Import(ImportStep::Judge(open.judging.clone()))]
}

pub(super) const fn purpose(form: ImportForm) -> Purpose {
    Purpose::Import(form)
}

/// The key of a field's label.
fn field_label(field: Field) -> String {
    format!("import-field-{}", field.code())
}

/// The word for an outcome.
pub fn outcome_word(outcome: Verdict, lang: crate::i18n::Lang) -> String {
    word(lang, &format!("import-outcome-{}", outcome.code()))
}

/// What a list of rows says of one: not that a date was written in another way, as it was in all.
pub fn notes_briefly(notes: &[Note], lang: crate::i18n::Lang) -> String {
    let telling: Vec<Note> = notes
        .iter()
        .filter(|note| !note.code.is_tidying())
        .cloned()
        .collect();
    note_lines(&telling, lang)
}

/// The notes of a row in words, first those that decide what becomes of it.
pub fn note_lines(notes: &[Note], lang: crate::i18n::Lang) -> String {
    let mut notes = notes.to_vec();
    notes.sort_by_key(|note| std::cmp::Reverse(note.code.weight()));
    notes_text(lang, &notes)
}
