//! A register of children from a village, judged row by row.
//!
//! A row that only needed tidying is added with a note. A row with contradictions waits for a
//! person, who corrects its values in a form; the corrected values are judged by the same code
//! ([`RosterPlan::mend`]). Nothing is overwritten: where a list disagrees with an existing file, the
//! row gets a note and changes nothing. So a second import of the same list changes nothing.

mod contacts;
mod draft;
mod evidence;
mod facts;
mod input;
mod known;
mod reader;

pub(crate) use draft::Draft;
pub(crate) use input::{Identity, RowInput};
pub use known::KnownChild;
pub use reader::Phones;
pub(super) use reader::phone_code;

use super::groups::{self, Group};
use super::headings::{self, Columns};
use super::lexicon::{self, Field, Margin};
use super::note::{Counts, Note, NoteCode, RowReport, Verdict, outcome};
use super::own_headings::{self, ColumnUse, ListKind, OwnHeadings};
use super::sheet::{Book, Cell, Row, RowAt, Sheet};
use super::sheets::{self, SheetFate, SheetUse, Wanted, row_words};
use super::when::{Clockwork, USUAL_ZONE};
use crate::domain::{ChildId, date};
use chrono::NaiveDate;
use chrono_tz::Tz;
use evidence::{Evidence, MatchedBy, Searched};
use known::{Found, KnownIndex, differences};
use std::collections::{HashMap, HashSet};

/// An identity number with fewer digits is taken for a count.
const LEAST_ID_DIGITS: usize = 12;

/// One judged row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JudgedRow {
    /// Row of the file.
    pub at: RowAt,
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
    /// The existing child that the row describes, or may describe.
    pub matches: Option<ChildId>,
}

/// What importing a register would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterPlan {
    /// Name of the source file.
    pub file_name: String,
    /// The sheets of the file, and what becomes of each.
    pub sheets: Vec<SheetUse>,
    /// The columns that have a heading, and what is made of each.
    pub columns: Vec<ColumnUse>,
    /// Every row of the sheets that are taken.
    pub rows: Vec<JudgedRow>,
}

impl RosterPlan {
    /// Number of rows by outcome.
    pub fn counts(&self) -> Counts {
        self.rows.iter().map(|row| row.outcome).collect()
    }

    /// Headings of columns that are left out because no table has them.
    pub fn not_understood(&self) -> Vec<&str> {
        own_headings::unknown(&self.columns)
    }

    /// The fields that the list has.
    pub(crate) fn fields(&self) -> Vec<Field> {
        let mut fields = Vec::new();
        for column in &self.columns {
            let field = column.field.and_then(Field::from_code);
            fields.extend(field.filter(|field| !fields.contains(field)));
        }
        fields
    }

    /// Drafts to add.
    pub fn additions(&self) -> impl Iterator<Item = &Draft> {
        let added = self.rows.iter().filter(|row| row.outcome == Verdict::Add);
        added.filter_map(|row| row.draft.as_ref())
    }

    /// The rows as the command line reports them.
    pub fn report_rows(&self) -> impl Iterator<Item = RowReport<'_>> {
        self.rows.iter().map(RowReport::from)
    }

    /// Judges all rows again after corrections, in the order of the sheet: of two rows for one
    /// child the first is added and the second is a duplicate, whichever was corrected.
    pub fn mend(&mut self, judge: &Judge<'_>, mended: &[RowInput]) {
        let mut seen = RowsSoFar::default();
        let sheets = &self.sheets;
        let mended: HashMap<RowAt, &RowInput> =
            mended.iter().map(|input| (input.at, input)).collect();
        for row in &mut self.rows {
            let input = mended.get(&row.at).copied();
            // Titles, totals and blank rows have no child's values and are not judged again.
            if row.outcome != Verdict::Skip {
                let read = &row.input;
                let input = input.map_or_else(|| read.clone(), |input| input.over(read));
                *row = judge.judged(input, sheets, &mut seen);
            }
        }
    }
}

impl<'r> From<&'r JudgedRow> for RowReport<'r> {
    fn from(row: &'r JudgedRow) -> Self {
        Self {
            at: row.at,
            name: &row.name,
            outcome: row.outcome,
            notes: &row.notes,
        }
    }
}

/// Judges rows against the existing register.
pub struct Judge<'a> {
    known: KnownIndex<'a>,
    today: NaiveDate,
    phones: Phones,
    zone: Tz,
    own: OwnHeadings,
    others: Vec<usize>,
}

/// How many columns of a sheet are understood as those of a register; none if it is none.
pub(super) fn understood(sheet: &Sheet, own: &OwnHeadings) -> usize {
    list_columns(sheet, own).map_or(0, |columns| columns.fields.iter().flatten().count())
}

impl<'a> Judge<'a> {
    /// Creates a judge for these existing children and this day.
    pub fn new(known: &'a [KnownChild], today: NaiveDate, phones: Phones) -> Self {
        Self {
            known: KnownIndex::new(known),
            today,
            phones,
            zone: USUAL_ZONE,
            own: OwnHeadings::default(),
            others: Vec::new(),
        }
    }

    /// Sets the places of sheets that are lists of another kind.
    #[must_use]
    pub(crate) fn besides(self, others: Vec<usize>) -> Self {
        Self { others, ..self }
    }

    /// Sets what headings mean in this home.
    #[must_use]
    pub fn with_headings(self, own: OwnHeadings) -> Self {
        Self { own, ..self }
    }

    /// Sets the zone of the home, into which moments of other zones are brought.
    #[must_use]
    pub(crate) fn in_zone(self, zone: Tz) -> Self {
        Self { zone, ..self }
    }

    /// Judges the wanted sheets of a file that have the headings of a register together; `None` if none has any.
    pub fn book(&self, book: &Book, wanted: &Wanted) -> Option<RosterPlan> {
        let mut plan = RosterPlan {
            file_name: book.file_name.clone(),
            sheets: Vec::new(),
            columns: Vec::new(),
            rows: Vec::new(),
        };
        let mut lists = Vec::new();
        plan.sheets = sheets::each(book, wanted, |place, sheet| {
            match list_columns(sheet, &self.own) {
                _ if self.others.contains(&place) => SheetFate::OtherList,
                Some(columns) => {
                    lists.push((place, sheet, columns));
                    SheetFate::Taken
                }
                None => SheetFate::NoList,
            }
        });
        if lists.is_empty() {
            return None;
        }
        let mut seen = RowsSoFar::default();
        for (place, sheet, columns) in lists {
            self.sheet(place, sheet, &columns, &mut seen, &mut plan);
        }
        Some(plan)
    }

    /// Judges the rows of one sheet.
    fn sheet(
        &self,
        place: usize,
        sheet: &Sheet,
        columns: &Columns<Field>,
        seen: &mut RowsSoFar,
        plan: &mut RosterPlan,
    ) {
        let at = |row: &Row| RowAt {
            sheet: place,
            row: row.number,
        };
        for (nth, row) in sheet.rows[..columns.below].iter().enumerate() {
            let is_heading = nth + columns.height >= columns.below;
            let code = if is_heading {
                NoteCode::SkipHeading
            } else {
                title_code(row)
            };
            plan.rows.push(skipped(at(row), code));
        }
        let how = Clockwork::of(sheet, self.zone);
        for row in &sheet.rows[columns.below..] {
            let judged = self.sheet_row((at(row), row), columns, how, &plan.sheets, seen);
            plan.rows.push(judged);
        }
        own_headings::join(&mut plan.columns, columns.uses(ListKind::Roster));
    }

    fn sheet_row(
        &self,
        (at, row): (RowAt, &Row),
        columns: &Columns<Field>,
        how: Clockwork,
        sheets: &[SheetUse],
        seen: &mut RowsSoFar,
    ) -> JudgedRow {
        if headings::is_repeated(columns, row) {
            return skipped(at, NoteCode::SkipHeading);
        }
        let name = columns.column(Field::Name);
        match headings::margin(row, name, |column, cell| {
            tells_of_child(columns, column, cell)
        }) {
            Some(Margin::Total) => return skipped(at, NoteCode::SkipTotal),
            Some(Margin::Signature) => return skipped(at, NoteCode::SkipSignature),
            None => {}
        }
        let input = RowInput::from_row(at, row, columns, how);
        if input.is_blank() {
            // Unused lines of a printed form hold only their running number.
            return JudgedRow {
                input,
                ..skipped(at, NoteCode::SkipBlank)
            };
        }
        self.judged(input, sheets, seen)
    }

    fn judged(&self, input: RowInput, sheets: &[SheetUse], seen: &mut RowsSoFar) -> JudgedRow {
        let facts = facts::read(&input, self.today, self.phones);
        let mut row = JudgedRow {
            at: input.at,
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
        let evidence = row.draft.as_ref().map(Evidence::of_draft);
        let searched = Searched {
            name: &row.name.clone(),
            birth: facts.birth_date,
            id_no: &facts.id_no,
            evidence: evidence.as_ref(),
            identity: row.input.identity,
        };
        let twin = seen.twin(&searched);
        match self.known.find(&searched) {
            Found::Same(known, by) => {
                row.matches = Some(known.child.id);
                let note = Note::new(NoteCode::AlreadyThere).with("number", &known.child.file_no);
                row.notes.push(note.with("by", by.code()));
                if let Some(draft) = &row.draft {
                    row.notes.extend(differences(draft, known));
                }
            }
            Found::PerhapsSame(known, fields) => {
                row.matches = Some(known.child.id);
                let note = Note::new(NoteCode::PerhapsSame).with("number", &known.child.file_no);
                row.notes.push(note.with("fields", codes(&fields)));
                if let Some(draft) = &row.draft {
                    row.notes.extend(differences(draft, known));
                }
            }
            Found::OtherChild(known) => row.notes.push(other_child(&known.child.name)),
            Found::OtherId(known) => {
                row.matches = Some(known.child.id);
                row.notes.push(other_id(&known.child.file_no));
            }
            Found::New => self.remark_on_namesakes(&mut row, &twin, seen),
        }
        let first = |at: RowAt| row_words(sheets, at);
        match twin {
            Twin::Same(at, by) => {
                let note = Note::new(NoteCode::DuplicateInFile).with("by", by.code());
                row.notes.push(note.with("row", first(at)));
            }
            Twin::PerhapsSame(at, fields) => {
                let note = Note::new(NoteCode::PerhapsRepeated).with("row", first(at));
                row.notes.push(note.with("fields", codes(&fields)));
            }
            Twin::OtherName(name) => row.notes.push(other_child(&name)),
            Twin::OtherId(at) => {
                let note = Note::new(NoteCode::IdVsRow);
                row.notes.push(note.with("row", first(at)));
            }
            Twin::None => {}
        }
        self.free_file_no(&mut row, seen);
        row.outcome = outcome(&row.notes);
        seen.remember(&row, evidence.unwrap_or_default());
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

fn codes(fields: &[Field]) -> String {
    let codes: Vec<&str> = fields.iter().map(|field| field.code()).collect();
    codes.join(" ")
}

fn skipped(at: RowAt, code: NoteCode) -> JudgedRow {
    JudgedRow {
        at,
        name: String::new(),
        outcome: Verdict::Skip,
        notes: vec![Note::new(code)],
        input: RowInput::empty(at),
        draft: None,
        matches: None,
    }
}

/// The headings of a register; `None` for a sheet that is none.
fn list_columns(sheet: &Sheet, own: &OwnHeadings) -> Option<Columns<Field>> {
    let meaning = own.meaning(ListKind::Roster, lexicon::field);
    let mut columns = headings::find(sheet, meaning, &[Field::Name])?;
    give_phones_to_parents(&mut columns);
    columns.take_said(|heading| own.said(ListKind::Roster, heading));
    // A sign-in sheet has names too; a register must have a field that describes the child.
    let telling = [Field::Sex, Field::BirthDate, Field::IdNo];
    telling
        .into_iter()
        .find_map(|field| columns.column(field))?;
    Some(columns)
}

/// Whether a cell holds the sex, birth date or identity number of a child.
fn tells_of_child(columns: &Columns<Field>, column: usize, cell: &Cell) -> bool {
    let text = cell.as_text();
    match columns.fields.get(column).copied().flatten() {
        Some(Field::Sex) => lexicon::sex(&text).is_some(),
        Some(Field::BirthDate) => {
            let is_count = cell
                .serial()
                .is_some_and(|days| date::from_serial(days).is_ok());
            cell.day().is_some() || is_count || date::parse(&text).is_ok()
        }
        Some(Field::IdNo) => {
            let digits = text.chars().filter(char::is_ascii_digit).count();
            cell.has_lost_digits() || digits >= LEAST_ID_DIGITS
        }
        _ => false,
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
            None if groups::group(&columns.words[column]) == Some(Group::Other) => person = None,
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
    Same(RowAt, MatchedBy),
    /// Name and birth date are those of that row, these values are others.
    PerhapsSame(RowAt, Vec<Field>),
    OtherName(String),
    OtherId(RowAt),
}

/// A row that was added or matched.
struct Earlier {
    at: RowAt,
    birth: NaiveDate,
    id_no: String,
    evidence: Evidence,
}

/// The rows judged so far.
#[derive(Default)]
struct RowsSoFar {
    by_id: HashMap<String, (RowAt, String)>,
    by_name: HashMap<String, Vec<Earlier>>,
    file_nos: HashSet<String>,
}

impl RowsSoFar {
    /// Doubtful and refused rows are not recorded as first of a pair: after a correction they are
    /// judged against the rows added by then.
    fn remember(&mut self, row: &JudgedRow, evidence: Evidence) {
        let Some(draft) = row.draft.as_ref() else {
            return;
        };
        if !matches!(row.outcome, Verdict::Add | Verdict::Match) {
            return;
        }
        if !draft.id_no.is_empty() {
            let first = || (row.at, draft.name.clone());
            self.by_id.entry(draft.id_no.clone()).or_insert_with(first);
        }
        let earlier = Earlier {
            at: row.at,
            birth: draft.birth_date,
            id_no: draft.id_no.clone(),
            evidence,
        };
        self.by_name
            .entry(draft.name.clone())
            .or_default()
            .push(earlier);
        self.file_nos.extend(draft.file_no.clone());
    }

    fn twin(&self, row: &Searched<'_>) -> Twin {
        if let Some((at, first)) = self.by_id.get(row.id_no) {
            return if first == row.name {
                Twin::Same(*at, MatchedBy::IdNo)
            } else {
                Twin::OtherName(first.clone())
            };
        }
        if row.identity == Identity::Another {
            return Twin::None;
        }
        let namesakes = self.by_name.get(row.name).map_or(&[][..], Vec::as_slice);
        let born_then = |one: &&Earlier| Some(one.birth) == row.birth;
        let twins = namesakes.iter().filter(born_then).map(|one| {
            if row.identity == Identity::Repeated {
                return Twin::Same(one.at, MatchedBy::Person);
            }
            if !row.id_no.is_empty() && !one.id_no.is_empty() {
                return Twin::OtherId(one.at);
            }
            let differs = row
                .evidence
                .map_or_else(Vec::new, |here| here.against(&one.evidence));
            if differs.is_empty() {
                Twin::Same(one.at, MatchedBy::NameAndBirth)
            } else {
                Twin::PerhapsSame(one.at, differs)
            }
        });
        // Of several who could be meant, the one whom nothing contradicts.
        let mut twins: Vec<Twin> = twins.collect();
        let sure = twins.iter().position(|twin| matches!(twin, Twin::Same(..)));
        match sure.or_else(|| (!twins.is_empty()).then_some(0)) {
            Some(place) => twins.swap_remove(place),
            None => Twin::None,
        }
    }

    fn namesake(&self, name: &str) -> Option<NaiveDate> {
        let first = self.by_name.get(name)?.first()?;
        Some(first.birth)
    }
}
