//! A register of children from a village, judged row by row.
//!
//! A row that only needed tidying is added with a note. A row with contradictions waits for a
//! person, who corrects its values in a form; the corrected values are judged by the same code
//! ([`RosterPlan::mend`]). Nothing is overwritten: where a list disagrees with an existing file, the
//! row gets a note and changes nothing. So a second import of the same list changes nothing.

mod contacts;
mod draft;
mod facts;
mod input;
mod known;
mod reader;

pub(crate) use draft::Draft;
pub(crate) use input::RowInput;
pub use known::KnownChild;
pub use reader::Phones;

use super::headings::{self, Columns};
use super::lexicon::{self, Field, Margin};
use super::note::{Counts, Note, NoteCode, RowReport, Verdict, outcome};
use super::sheet::{Book, Row, Sheet};
use super::when::{Clockwork, USUAL_ZONE};
use crate::domain::ChildId;
use chrono::NaiveDate;
use chrono_tz::Tz;
use known::{Found, KnownIndex, differences};
use std::collections::{HashMap, HashSet};

/// One judged row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JudgedRow {
    /// Row of the sheet.
    pub row: u32,
    /// Name that will be entered.
    pub name: String,
    /// Outcome.
    pub outcome: Verdict,
    /// Reasons for the outcome.
    pub notes: Vec<Note>,
    /// Values by field, for correction.
    pub input: RowInput,
    /// The records to create; `None` if a required value is missing.
    pub draft: Option<Draft>,
    /// The existing child that the row describes.
    pub matches: Option<ChildId>,
}

/// What importing a register would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterPlan {
    /// Name of the source file.
    pub file_name: String,
    /// Sheet that holds the list.
    pub sheet_name: String,
    /// Fields found, with the text of their headings.
    pub understood: Vec<(Field, String)>,
    /// Headings that match no table; their columns are omitted.
    pub not_understood: Vec<String>,
    /// Every row of the sheet.
    pub rows: Vec<JudgedRow>,
}

impl RosterPlan {
    /// Number of rows by outcome.
    pub fn counts(&self) -> Counts {
        self.rows.iter().map(|row| row.outcome).collect()
    }

    /// Drafts to add.
    pub fn additions(&self) -> impl Iterator<Item = &Draft> {
        let added = self.rows.iter().filter(|row| row.outcome == Verdict::Add);
        added.filter_map(|row| row.draft.as_ref())
    }

    /// The rows as the command line reports them.
    pub fn report_rows(&self) -> impl Iterator<Item = RowReport<'_>> {
        self.rows.iter().map(|row| RowReport {
            row: row.row,
            name: &row.name,
            outcome: row.outcome,
            notes: &row.notes,
        })
    }

    /// Judges all rows again after corrections, in the order of the sheet: of two rows for one
    /// child the first is added and the second is a duplicate, whichever was corrected.
    pub fn mend(&mut self, judge: &Judge<'_>, mended: &[RowInput]) {
        let mut seen = RowsSoFar::default();
        for row in &mut self.rows {
            let input = mended.iter().rev().find(|input| input.row == row.row);
            // Titles, totals and blank rows have no child's values and are not judged again.
            if row.outcome != Verdict::Skip {
                let input = input.unwrap_or(&row.input).clone();
                *row = judge.judged(input, &mut seen);
            }
        }
    }
}

/// Judges rows against the existing register.
pub struct Judge<'a> {
    known: KnownIndex<'a>,
    today: NaiveDate,
    phones: Phones,
    zone: Tz,
}

impl<'a> Judge<'a> {
    /// Creates a judge for these existing children and this day.
    pub fn new(known: &'a [KnownChild], today: NaiveDate, phones: Phones) -> Self {
        Self {
            known: KnownIndex::new(known),
            today,
            phones,
            zone: USUAL_ZONE,
        }
    }

    /// Sets the zone of the home, into which moments of other zones are brought.
    #[must_use]
    pub(crate) fn in_zone(self, zone: Tz) -> Self {
        Self { zone, ..self }
    }

    /// Judges the first sheet with headings; `None` if no sheet has any.
    pub fn book(&self, book: &Book) -> Option<RosterPlan> {
        let mut plans = book.sheets.iter().filter_map(|sheet| self.sheet(sheet));
        plans.next().map(|plan| RosterPlan {
            file_name: book.file_name.clone(),
            ..plan
        })
    }

    /// Judges a sheet; `None` without headings.
    pub fn sheet(&self, sheet: &Sheet) -> Option<RosterPlan> {
        let mut columns = headings::find(sheet, lexicon::field, &[Field::Name])?;
        // A sign-in sheet has names too; a register must have a field that describes the child.
        let telling = [Field::Sex, Field::BirthDate, Field::IdNo];
        telling
            .into_iter()
            .find_map(|field| columns.column(field))?;
        give_phones_to_parents(&mut columns);
        let mut seen = RowsSoFar::default();
        let above = sheet.rows[..columns.below]
            .iter()
            .enumerate()
            .map(|(at, row)| {
                let is_heading = at + columns.height >= columns.below;
                skipped(
                    row,
                    if is_heading {
                        NoteCode::SkipHeading
                    } else {
                        title_code(row)
                    },
                )
            });
        let mut rows: Vec<JudgedRow> = above.collect();
        let how = Clockwork::of(sheet, self.zone);
        for row in &sheet.rows[columns.below..] {
            rows.push(self.sheet_row(row, &columns, how, &mut seen));
        }
        Some(RosterPlan {
            file_name: String::new(),
            sheet_name: sheet.name.clone(),
            understood: columns.understood(),
            not_understood: columns.not_understood(),
            rows,
        })
    }

    fn sheet_row(
        &self,
        row: &Row,
        columns: &Columns<Field>,
        how: Clockwork,
        seen: &mut RowsSoFar,
    ) -> JudgedRow {
        if headings::is_repeated(columns, row) {
            return skipped(row, NoteCode::SkipHeading);
        }
        match headings::margin(row) {
            Some(Margin::Total) => return skipped(row, NoteCode::SkipTotal),
            Some(Margin::Signature) => return skipped(row, NoteCode::SkipSignature),
            None => {}
        }
        let input = RowInput::from_row(row, columns, how);
        if input.is_blank() {
            // Unused lines of a printed form hold only their running number.
            return JudgedRow {
                input,
                ..skipped(row, NoteCode::SkipBlank)
            };
        }
        self.judged(input, seen)
    }

    fn judged(&self, input: RowInput, seen: &mut RowsSoFar) -> JudgedRow {
        let facts = facts::read(&input, self.today, self.phones);
        let mut row = JudgedRow {
            row: input.row,
            name: facts.name,
            outcome: outcome(&facts.notes),
            notes: facts.notes,
            draft: facts.draft,
            matches: None,
            input,
        };
        if row.outcome == Verdict::Refuse {
            return row;
        }
        let twin = seen.twin(&row.name, facts.birth_date, &facts.id_no);
        match self.known.find(&row.name, facts.birth_date, &facts.id_no) {
            Found::Same(known) => {
                row.matches = Some(known.child.id);
                row.notes
                    .push(Note::new(NoteCode::AlreadyThere).with("number", &known.child.file_no));
                if let Some(draft) = &row.draft {
                    row.notes.extend(differences(draft, known));
                }
            }
            Found::OtherChild(known) => row.notes.push(other_child(&known.child.name)),
            Found::OtherId(known) => row.notes.push(other_id(&known.child.file_no)),
            Found::New => self.remark_on_namesakes(&mut row, &twin, seen),
        }
        match twin {
            Twin::Same(first) => {
                row.notes
                    .push(Note::new(NoteCode::DuplicateInFile).with("row", first));
            }
            Twin::OtherName(name) => row.notes.push(other_child(&name)),
            Twin::OtherId(first) => row.notes.push(other_id(&first.to_string())),
            Twin::None => {}
        }
        self.free_file_no(&mut row, seen);
        row.outcome = outcome(&row.notes);
        seen.remember(&row);
        row
    }

    /// Adds a note if another child has the same name; both are kept.
    fn remark_on_namesakes(&self, row: &mut JudgedRow, twin: &Twin, seen: &RowsSoFar) {
        let known = self.known.namesakes(&row.name).first();
        let other = known.map(|known| known.child.birth_date.to_string());
        let other = other.or_else(|| seen.namesake(&row.name).map(|day| day.to_string()));
        if let Some(other) = other.filter(|_| matches!(twin, Twin::None)) {
            row.notes
                .push(Note::new(NoteCode::SameName).with("value", other));
        }
    }

    /// Omits a file number that another child has; the home assigns a new one.
    fn free_file_no(&self, row: &mut JudgedRow, seen: &RowsSoFar) {
        let Some(draft) = row.draft.as_mut().filter(|_| row.matches.is_none()) else {
            return;
        };
        let Some(number) = draft.file_no.as_deref() else {
            return;
        };
        if self.known.is_taken(number) || seen.file_nos.contains(number) {
            row.notes
                .push(Note::new(NoteCode::FileNoTaken).with("value", number));
            draft.file_no = None;
        }
    }
}

fn other_child(name: &str) -> Note {
    Note::new(NoteCode::IdOfOtherChild).with("name", name)
}

fn other_id(number: &str) -> Note {
    Note::new(NoteCode::IdVsNamesake).with("number", number)
}

fn skipped(row: &Row, code: NoteCode) -> JudgedRow {
    JudgedRow {
        row: row.number,
        name: String::new(),
        outcome: Verdict::Skip,
        notes: vec![Note::new(code)],
        input: RowInput::empty(row.number),
        draft: None,
        matches: None,
    }
}

fn title_code(row: &Row) -> NoteCode {
    if row.is_blank() {
        NoteCode::SkipBlank
    } else {
        NoteCode::SkipTitle
    }
}

/// Lists often have plain "phone" columns right behind father and mother. Where there are several,
/// each belongs to the person before it; a single one belongs to the caregiver.
fn give_phones_to_parents(columns: &mut Columns<Field>) {
    let plain = |words: &String| lexicon::field(words) == Some(Field::CarerPhone);
    if columns.words.iter().filter(|words| plain(words)).count() < 2 {
        return;
    }
    let mut person = None;
    for column in 0..columns.fields.len() {
        match columns.fields[column] {
            Some(Field::FatherName) => person = Some(Field::FatherPhone),
            Some(Field::MotherName) => person = Some(Field::MotherPhone),
            Some(Field::CarerName) => person = Some(Field::CarerPhone),
            _ => {}
        }
        if plain(&columns.words[column]) {
            columns.fields[column] = person.take();
        }
    }
}

/// Relation of this row to an earlier row of the same file.
enum Twin {
    None,
    Same(u32),
    OtherName(String),
    OtherId(u32),
}

/// The rows judged so far.
#[derive(Default)]
struct RowsSoFar {
    by_id: HashMap<String, (u32, String)>,
    by_name: HashMap<String, Vec<(u32, NaiveDate, String)>>,
    file_nos: HashSet<String>,
}

impl RowsSoFar {
    /// Doubtful and refused rows are not recorded as first of a pair: after a correction they are
    /// judged against the rows added by then.
    fn remember(&mut self, row: &JudgedRow) {
        let Some(draft) = row.draft.as_ref() else {
            return;
        };
        if !matches!(row.outcome, Verdict::Add | Verdict::Match) {
            return;
        }
        if !draft.id_no.is_empty() {
            let first = || (row.row, draft.name.clone());
            self.by_id.entry(draft.id_no.clone()).or_insert_with(first);
        }
        let facts = (row.row, draft.birth_date, draft.id_no.clone());
        self.by_name
            .entry(draft.name.clone())
            .or_default()
            .push(facts);
        self.file_nos.extend(draft.file_no.clone());
    }

    fn twin(&self, name: &str, birth: Option<NaiveDate>, id_no: &str) -> Twin {
        if let Some((row, first)) = self.by_id.get(id_no) {
            return if first == name {
                Twin::Same(*row)
            } else {
                Twin::OtherName(first.clone())
            };
        }
        let namesakes = self.by_name.get(name).map_or(&[][..], Vec::as_slice);
        let Some((row, _, other_id)) = namesakes.iter().find(|(_, other, _)| Some(*other) == birth)
        else {
            return Twin::None;
        };
        let is_same = id_no.is_empty() || other_id.is_empty();
        if is_same {
            Twin::Same(*row)
        } else {
            Twin::OtherId(*row)
        }
    }

    fn namesake(&self, name: &str) -> Option<NaiveDate> {
        self.by_name
            .get(name)
            .and_then(|rows| rows.first())
            .map(|(_, birth, _)| *birth)
    }
}
