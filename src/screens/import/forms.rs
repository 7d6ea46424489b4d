//! Forms of the import: choice of the file, month of a sheet, correction of a row, agreed days.

use super::state::{ImportForm, ImportTurn, State};
use crate::desk::import::kept::Waiting;
use crate::desk::import::plan::{ImportAnswers, ImportStep, Plan};
use crate::desk::rights::Right;
use crate::domain::Weekdays;
use crate::domain::hours::{SchoolPeriod, WeeklyHours, week};
use crate::exchange::lexicon::Field;
use crate::exchange::note::{Note, Verdict, note_text};
use crate::exchange::roster::RosterPlan;
use crate::exchange::sheet::RowAt;
use crate::exchange::sheets::row_words;
use crate::house::House;
use crate::screens::effect::{Effect, Env, FormPurpose, Job, Tone, Turn};
use crate::screens::fields::{TYPED, ask_path, file_items, path_item};
use crate::t;
use crate::ui::form::{FieldError, FieldSpec, Form, Kind, Label, Values};
use crate::ui::picker::{Picker, PickerItem};
use crate::wording::dates::{brief_day, weekdays};
use std::path::PathBuf;

/// Codes of list items that are not records.
const NO_DAYS: &str = "none";
/// Begin of the codes of lists of which rows wait. No path begins so.
const REST: &str = "\0";

/// Opens the list of files found on disk.
pub(crate) fn ask_file(
    house: &House,
    state: &mut State,
    env: Env,
    found: (&[Waiting], &[PathBuf]),
) -> Vec<Effect<ImportForm>> {
    Turn::effects(house, state, env, |turn| turn.ask_file(found))
}

/// Asks for the month of a sheet that does not contain it.
pub(crate) fn ask_month(
    house: &House,
    state: &mut State,
    env: Env,
    answers: ImportAnswers,
) -> Vec<Effect<ImportForm>> {
    Turn::effects(house, state, env, |turn| turn.ask_month(answers))
}

impl ImportTurn<'_> {
    /// Opens the list of what waits and of the files found.
    fn ask_file(&mut self, (waiting, files): (&[Waiting], &[PathBuf])) {
        let lang = self.env.lang;
        let rest = waiting.iter().map(|one| {
            let words = t!(
                lang,
                "import-go-on",
                file = one.file_name.as_str(),
                count = one.count
            );
            let since = brief_day(one.since.date_naive(), lang, self.house.today());
            let hint = t!(lang, "import-waits-since", day = since);
            PickerItem::new(format!("{REST}{}", one.file_name), words, hint)
        });
        let items = rest.chain(file_items(files)).collect();
        let picker = Picker::new("import-pick-file", items).or_typed(path_item(lang));
        self.choose(picker, ImportForm::File);
    }

    /// Asks for a path; after a failed attempt the form shows that path and the reason.
    pub(super) fn ask_path(&mut self, typed: &str, why_not: Option<String>) {
        let mut form = ask_path("import-pick-file").with("path", typed);
        if let Some(why) = why_not {
            form.refuse("path", why);
        }
        self.ask(form, ImportForm::Path);
    }

    /// Asks for the month of a sheet that does not contain it.
    fn ask_month(&mut self, answers: ImportAnswers) {
        let month = FieldSpec::new("month", "import-month", Kind::Text { max: 10 });
        let form = Form::new(
            "import-which-month",
            vec![month.required().hint("import-month-hint")],
        );
        self.ask(form, ImportForm::Month(Box::new(answers)));
    }

    /// Opens a form with the raw values of a row for correction.
    pub(super) fn ask_mend(&mut self, plan: &RosterPlan, row: RowAt) {
        let Some(judged) = plan.rows.iter().find(|judged| judged.at == row) else {
            return;
        };
        if !matches!(
            judged.outcome,
            Verdict::Doubt | Verdict::Refuse | Verdict::Add
        ) {
            self.say_not_mended(judged.outcome);
            return;
        }
        let mut fields = plan.fields();
        for needed in [Field::Name, Field::Sex, Field::BirthDate, Field::IdNo] {
            if !fields.contains(&needed) {
                fields.push(needed);
            }
        }
        let specs = fields.iter().map(|field| {
            FieldSpec::new(field.code(), field_label(*field), Kind::Text { max: 200 })
        });
        let title = t!(
            self.env.lang,
            "import-mend",
            row = row_words(&plan.sheets, row)
        );
        let form = Form::new(Label::Text(title), specs.collect());
        let mut form = fields.iter().fold(form, |form, field| {
            form.with(field.code(), judged.input.text(*field))
        });
        // Shows the notes that block the row at their fields; the first such field gets the focus.
        let waits = |note: &&Note| note.code.weight() >= Verdict::Doubt;
        for note in judged.notes.iter().filter(waits).rev() {
            if let Some(field) = note.field() {
                form.refuse(field.code(), note_text(self.env.lang, note));
            }
        }
        self.ask(form, ImportForm::Mend(row));
    }

    /// Explains why Enter cannot change this row.
    pub(super) fn say_not_mended(&mut self, outcome: Verdict) {
        let lang = self.env.lang;
        let text = match outcome {
            Verdict::Match => t!(lang, "import-no-need"),
            Verdict::Skip => t!(lang, "import-is-left-out"),
            Verdict::Add | Verdict::Doubt | Verdict::Refuse => t!(lang, "import-mend-in-file"),
        };
        self.say(Tone::Info, text);
    }

    /// Imports all good rows. Asks for the agreed days of new children first, because absence rules
    /// ignore a child without agreed days.
    pub(super) fn commit(&mut self) {
        let Some(open) = &self.state.preview else {
            return;
        };
        if open.listing.counts.added == 0 {
            self.say(Tone::Info, t!(self.env.lang, "import-nothing"));
            return;
        }
        if matches!(open.plan, Plan::Attendance(_) | Plan::Help(_)) {
            let commit = open.commit(Weekdays::NONE);
            self.run(Job::Import(ImportStep::Commit(Box::new(commit))));
            return;
        }
        let lang = self.env.lang;
        let days = open_weekdays(self.house);
        let words = weekdays(&days.digits(), lang);
        let items = vec![
            PickerItem::new(
                days.digits(),
                t!(lang, "import-days-open", days = words),
                "",
            ),
            PickerItem::new(NO_DAYS, t!(lang, "import-days-none"), ""),
        ];
        self.choose(Picker::new("import-days", items), ImportForm::Days);
    }

    fn read_file(&mut self, typed: &str) {
        // A path dragged or pasted into a terminal is often quoted.
        let path = typed
            .trim()
            .trim_matches(['"', '\'', '\u{201c}', '\u{201d}']);
        let path = PathBuf::from(path);
        self.say(Tone::Info, t!(self.env.lang, "import-reading"));
        self.state.reading = Some(path.clone());
        self.run(Job::Import(ImportStep::Read(path)));
    }

    /// Judges a row again with corrected values.
    fn mend(&mut self, row: RowAt, values: &Values) {
        let Some(open) = &mut self.state.preview else {
            return;
        };
        let Plan::Roster(plan) = &open.plan else {
            return;
        };
        let Some(judged) = plan.rows.iter().find(|judged| judged.at == row) else {
            return;
        };
        let mut input = judged.input.clone();
        input.confirm();
        for (code, text) in values.iter() {
            if let Some(field) = Field::from_code(code)
                && input.text(field) != text
            {
                input.set(field, text);
            }
        }
        open.answers.mended.retain(|known| known.at != row);
        open.answers.mended.push(input);
        open.answers.is_begun = true;
        self.judge_again();
    }

    /// Judges the open preview again after an answer or a register change.
    pub(super) fn judge_again(&mut self) {
        if let Some(open) = &self.state.preview {
            let step = ImportStep::Judge(open.answers.clone());
            self.run(Job::Import(step));
        }
    }
}

/// Weekdays on which the home is open in term.
fn open_weekdays(house: &House) -> Weekdays {
    let home = house.home.as_ref();
    let stretches = home.map_or(&[][..], |home| home.stretches.as_slice());
    let hours = WeeklyHours::of(stretches, SchoolPeriod::Term);
    week().filter(|day| !hours.on(*day).is_empty()).collect()
}

/// Language key of a field's label.
fn field_label(field: Field) -> String {
    format!("import-field-{}", field.code())
}

impl FormPurpose for ImportForm {
    type State = State;

    fn accept(self, turn: &mut ImportTurn<'_>, values: &Values) -> Result<(), FieldError> {
        match self {
            Self::Path => turn.read_file(values.get("path")),
            Self::Month(answers) => {
                let month = values.get("month").parse().map_err(|_| FieldError {
                    field: "month",
                    text: t!(turn.env.lang, "cli-bad-month", text = values.get("month")),
                })?;
                let answers = ImportAnswers {
                    month: Some(month),
                    ..*answers
                };
                turn.run(Job::Import(ImportStep::Judge(answers)));
            }
            Self::Mend(row) => turn.mend(row, values),
            Self::Cell(at, column) => turn.mend_cell((at, column), values.get("cell")),
            Self::File
            | Self::Who(_)
            | Self::Same(_)
            | Self::Cells(_)
            | Self::Sheets
            | Self::Column(..)
            | Self::Meaning(..)
            | Self::Days => {}
        }
        Ok(())
    }

    fn choose(self, turn: &mut ImportTurn<'_>, code: &str) {
        match self {
            Self::File if code == TYPED => turn.ask_path("", None),
            Self::File => match code.strip_prefix(REST) {
                Some(name) => {
                    let step = ImportStep::GoOn(name.to_owned());
                    turn.run(Job::Import(step));
                }
                None => turn.read_file(code),
            },
            Self::Who(row) => {
                if let Ok(child) = code.parse() {
                    turn.mean(row, child);
                }
            }
            Self::Same(at) => turn.same(at, code),
            Self::Cells(at) => turn.ask_cell(at, code),
            Self::Sheets => turn.want_sheets(code),
            Self::Column(answers, columns) => turn.ask_meaning(*answers, &columns, code),
            Self::Meaning(answers, chosen) => turn.mean_column(*answers, &chosen, code),
            Self::Days => {
                if let Some(open) = &turn.state.preview {
                    let commit = open.commit(Weekdays::from_digits(code).unwrap_or_default());
                    turn.run(Job::Import(ImportStep::Commit(Box::new(commit))));
                }
            }
            Self::Path | Self::Month(_) | Self::Mend(_) | Self::Cell(..) => {}
        }
    }

    /// Judging a file only reads. Importing is a command, which a read-only desk refuses.
    fn writes(&self) -> bool {
        false
    }

    fn needs(&self) -> Option<Right> {
        Some(Right::KeepFiles)
    }
}
