//! Past sign-in sheets, judged row by row.
//!
//! Two layouts: a sheet per month with a row per child and a column per day, or a long list with a
//! row per stay. A blank means *not taken*, never an absence. Existing register rows stay
//! unchanged: an equal mark is a match, another one is a doubt. So a second import of the same
//! sheet changes nothing.
//!
//! The unit is the row: a row with any doubt waits as a whole.

mod entry;
mod layout;
mod words;

pub use entry::SheetEntry;
pub use layout::Month;

use super::headings;
use super::lexicon::{Margin, SheetField};
use super::note::{Counts, Note, NoteCode, RowReport, Verdict, outcome};
use super::sheet::{Book, Cell, Row, Sheet};
use super::when::{Clockwork, USUAL_ZONE};
use crate::domain::{Attendance, Child, ChildId, id_no, tidy};
use chrono::NaiveDate;
use chrono_tz::Tz;
use entry::{LongRow, Statement};
use layout::Layout;
use std::cmp::Ordering;
use std::collections::HashMap;
use words::{Known, Words};

/// The child of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// Exactly one child.
    Child(ChildId),
    /// Several children; a person has to choose.
    Ambiguous(Vec<ChildId>),
    /// No child on the register.
    Unknown,
}

/// One judged row of a sign-in sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetRow {
    /// Row of the sheet.
    pub row: u32,
    /// Name, or number, as written.
    pub name: String,
    /// The child.
    pub who: Who,
    /// Outcome.
    pub outcome: Verdict,
    /// Reasons for the outcome.
    pub notes: Vec<Note>,
    /// Marks of the row, each with its own outcome.
    pub entries: Vec<SheetEntry>,
}

/// What importing a sign-in sheet would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttendancePlan {
    /// Name of the source file.
    pub file_name: String,
    /// Sheet that holds the list.
    pub sheet_name: String,
    /// Month of the sheet; `None` for a long list.
    pub month: Option<Month>,
    /// Month named by the sheet, if a person chose another one.
    pub other_month: Option<Month>,
    /// Headings that match no table; their columns are omitted.
    pub not_understood: Vec<String>,
    /// Every row of the sheet.
    pub rows: Vec<SheetRow>,
}

/// Why a file gives no plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoPlan {
    /// No row with the headings of a sign-in sheet.
    #[error("no headings of a sign-in sheet")]
    NoHeadings,
    /// The columns only have day numbers, and no month is named.
    #[error("nothing says which month it is")]
    NoMonth,
}

impl NoPlan {
    /// Stable code, also the end of the language key `import-no-plan-…`.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::NoHeadings => "no-headings",
            Self::NoMonth => "no-month",
        }
    }
}

impl AttendancePlan {
    /// Number of rows by outcome.
    pub fn counts(&self) -> Counts {
        self.rows.iter().map(|row| row.outcome).collect()
    }

    /// Marks to add: new ones in rows with the outcome [`Verdict::Add`].
    pub fn additions(&self) -> impl Iterator<Item = (ChildId, &SheetEntry)> {
        let taken = self.rows.iter().filter(|row| row.outcome == Verdict::Add);
        let marks = taken.filter_map(|row| match row.who {
            Who::Child(child) => Some(row.entries.iter().map(move |entry| (child, entry))),
            Who::Ambiguous(_) | Who::Unknown => None,
        });
        marks
            .flatten()
            .filter(|(_, entry)| entry.outcome == Verdict::Add)
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
}

/// Judges sign-in sheets against the register.
pub struct SheetJudge<'a> {
    children: HashMap<ChildId, &'a Child>,
    names: HashMap<String, Vec<ChildId>>,
    file_nos: HashMap<&'a str, ChildId>,
    id_nos: HashMap<&'a str, ChildId>,
    stays: HashMap<(ChildId, NaiveDate, i64), &'a Attendance>,
    today: NaiveDate,
    zone: Tz,
    month: Option<Month>,
    chosen: HashMap<u32, ChildId>,
}

impl<'a> SheetJudge<'a> {
    /// Creates a judge for these children and the existing register rows.
    pub fn new(children: &'a [Child], register: &'a [Attendance], today: NaiveDate) -> Self {
        let mut names: HashMap<String, Vec<ChildId>> = HashMap::new();
        for child in children {
            // As names of the sheet are read: an old file may have another dot in the name.
            let name = tidy::person(&child.name);
            names.entry(name).or_default().push(child.id);
        }
        let mut file_nos = HashMap::new();
        for child in children {
            file_nos.insert(child.file_no.as_str(), child.id);
            file_nos
                .entry(child.file_no.trim_start_matches('0'))
                .or_insert(child.id);
        }
        let with_id = children.iter().filter(|child| !child.id_no.is_empty());
        Self {
            names,
            file_nos,
            id_nos: with_id
                .map(|child| (child.id_no.as_str(), child.id))
                .collect(),
            children: children.iter().map(|child| (child.id, child)).collect(),
            stays: register
                .iter()
                .map(|a| ((a.child, a.day, a.stay), a))
                .collect(),
            today,
            zone: USUAL_ZONE,
            month: None,
            chosen: HashMap::new(),
        }
    }

    /// Sets the zone of the home, into which moments of other zones are brought.
    #[must_use]
    pub(crate) fn in_zone(self, zone: Tz) -> Self {
        Self { zone, ..self }
    }

    /// Sets the month chosen by a person, which overrides the sheet's.
    #[must_use]
    pub fn in_month(self, month: Option<Month>) -> Self {
        Self { month, ..self }
    }

    /// Sets the child chosen by a person for a row.
    pub fn choose(&mut self, row: u32, child: ChildId) {
        self.chosen.insert(row, child);
    }

    /// Judges the first sheet of a file that can be judged.
    pub fn book(&self, book: &Book) -> Result<AttendancePlan, NoPlan> {
        let mut why = NoPlan::NoHeadings;
        for sheet in &book.sheets {
            match self.sheet(sheet, &book.file_name) {
                Ok(plan) => return Ok(plan),
                Err(NoPlan::NoMonth) => why = NoPlan::NoMonth,
                Err(NoPlan::NoHeadings) => {}
            }
        }
        Err(why)
    }

    /// Judges one sheet; for a file with a sheet per month, call it for each sheet.
    pub fn sheet(&self, sheet: &Sheet, file_name: &str) -> Result<AttendancePlan, NoPlan> {
        let layout = Layout::find(sheet).ok_or(NoPlan::NoHeadings)?;
        let above = sheet
            .rows
            .get(..layout.columns.below - 1)
            .unwrap_or_default();
        let mut named = layout::month_of(above, [&sheet.name, file_name], self.today);
        named = named.filter(|_| layout.needs_month());
        let month = self.month.filter(|_| layout.needs_month()).or(named);
        if month.is_none() && layout.needs_month() {
            return Err(NoPlan::NoMonth);
        }
        let mut seen = SheetSoFar {
            words: Words::new(Clockwork::of(sheet, self.zone)),
            children: Known::default(),
            stays: HashMap::with_capacity(sheet.rows.len()),
        };
        let mut rows: Vec<SheetRow> = Vec::with_capacity(sheet.rows.len());
        for (at, row) in sheet.rows.iter().enumerate() {
            rows.push(match (at + 1).cmp(&layout.columns.below) {
                Ordering::Less if row.is_blank() => skipped(row, NoteCode::SkipBlank),
                Ordering::Less => skipped(row, NoteCode::SkipTitle),
                Ordering::Equal => skipped(row, NoteCode::SkipHeading),
                Ordering::Greater => self.row(row, &layout, month, &mut seen),
            });
        }
        let sheet_name = sheet.name.clone();
        Ok(AttendancePlan {
            file_name: file_name.to_owned(),
            sheet_name,
            month,
            other_month: named.filter(|_| named != month),
            not_understood: layout.not_understood(),
            rows,
        })
    }

    fn row<'s>(
        &self,
        row: &'s Row,
        layout: &Layout,
        month: Option<Month>,
        seen: &mut SheetSoFar<'s>,
    ) -> SheetRow {
        if let Some(code) = around(row, layout) {
            return skipped(row, code);
        }
        let mut notes: Vec<Note> = row.torn.map(Note::from).into_iter().collect();
        let entries = entries(row, layout, month, &mut seen.words, &mut notes);
        let mut judged = SheetRow {
            row: row.number,
            name: written_name(row, layout, &mut seen.words),
            who: Who::Unknown,
            outcome: Verdict::Skip,
            notes,
            entries,
        };
        if judged.entries.is_empty() && judged.notes.is_empty() {
            judged.notes.push(Note::new(NoteCode::SkipNoMarks));
            return judged;
        }
        if judged.name.is_empty() {
            judged.notes.push(Note::new(NoteCode::NoName));
            judged.outcome = Verdict::Refuse;
            return judged;
        }
        check_total(row, layout, &mut judged);
        judged.who = self.who(row, layout, &judged.name, &mut seen.children);
        match &judged.who {
            Who::Child(child) => self.compare(
                *child,
                &mut judged.entries,
                row.number,
                seen,
                &mut judged.notes,
            ),
            Who::Unknown => {
                judged
                    .notes
                    .push(Note::new(NoteCode::ChildUnknown).with("value", &judged.name));
            }
            Who::Ambiguous(ids) => {
                let note = Note::new(NoteCode::NameShared).with("count", ids.len());
                judged.notes.push(note.with("value", &judged.name));
            }
        }
        self.refuse_future(&mut judged);
        settle(&mut judged);
        judged
    }

    /// Finds the child by a person's choice, identity number, file number, name, in this order.
    fn who<'s>(
        &self,
        row: &'s Row,
        layout: &Layout,
        name: &str,
        known: &mut Known<'s, Who>,
    ) -> Who {
        if let Some(child) = self.chosen.get(&row.number) {
            return Who::Child(*child);
        }
        let column = |field| layout.columns.column(field);
        match [SheetField::Name, SheetField::FileNo, SheetField::IdNo].map(column) {
            [Some(at), None, None] => {
                known.get(row.cell(at), |_| self.who_is_written(row, layout, name))
            }
            _ => self.who_is_written(row, layout, name),
        }
    }

    fn who_is_written(&self, row: &Row, layout: &Layout, name: &str) -> Who {
        let written = |field| field_text(row, layout, field);
        if layout.columns.column(SheetField::IdNo).is_some() {
            let id_no = id_no::tidied(&written(SheetField::IdNo));
            if let Some(child) = self.id_nos.get(id_no.as_str()) {
                return Who::Child(*child);
            }
        }
        let namesakes = self.names.get(name).map_or(&[][..], Vec::as_slice);
        // A running number in a column headed "number" is not a file number: the number counts only
        // if the name does not contradict it.
        let numbered = self.by_number(&written(SheetField::FileNo));
        let has_name = !written(SheetField::Name).is_empty();
        if let Some(child) = numbered.filter(|child| !has_name || namesakes.contains(child)) {
            return Who::Child(child);
        }
        match namesakes {
            // Some lists mix names and numbers in one column.
            [] => self.by_number(name).map_or(Who::Unknown, Who::Child),
            [child] => Who::Child(*child),
            several => Who::Ambiguous(several.to_vec()),
        }
    }

    /// Finds a child by file number or identity number. Spreadsheets drop leading zeros.
    fn by_number(&self, text: &str) -> Option<ChildId> {
        let plain = text.trim_start_matches('0');
        let found = self.file_nos.get(text).or_else(|| self.file_nos.get(plain));
        found
            .or_else(|| self.id_nos.get(id_no::tidied(text).as_str()))
            .copied()
    }

    fn compare(
        &self,
        child: ChildId,
        entries: &mut [SheetEntry],
        row: u32,
        seen: &mut SheetSoFar<'_>,
        notes: &mut Vec<Note>,
    ) {
        let birth = self.children.get(&child).map(|child| child.birth_date);
        for entry in entries {
            if birth.is_some_and(|birth| entry.day < birth) {
                notes.push(Note::new(NoteCode::DayBeforeBirth).with("day", entry.day));
                entry.outcome = Verdict::Doubt;
            }
            if let Some(note) = seen.compare(child, entry, row) {
                entry.outcome = entry.outcome.max(note.code.weight());
                notes.push(note);
            }
            let Some(known) = self.stays.get(&(child, entry.day, entry.stay)) else {
                continue;
            };
            if entry.agrees_with(known) {
                entry.outcome = entry.outcome.max(Verdict::Match);
                continue;
            }
            entry.outcome = Verdict::Doubt;
            let time = |moment: crate::domain::Moment| moment.time();
            let filed = entry::words(known.mark, known.in_at.map(time), known.out_at.map(time));
            let note = Note::new(NoteCode::MarkConflict).with("day", entry.day);
            notes.push(note.with("list", entry.words()).with("file", filed));
        }
    }

    fn refuse_future(&self, row: &mut SheetRow) {
        for entry in row
            .entries
            .iter_mut()
            .filter(|entry| entry.day > self.today)
        {
            entry.outcome = Verdict::Refuse;
            row.notes
                .push(Note::new(NoteCode::DayFuture).with("day", entry.day));
        }
    }
}

/// Rows that are not a child's.
fn around(row: &Row, layout: &Layout) -> Option<NoteCode> {
    if row.is_blank() {
        return Some(NoteCode::SkipBlank);
    }
    if headings::is_repeated(&layout.columns, row) || layout.is_weekdays(row) {
        return Some(NoteCode::SkipHeading);
    }
    match headings::margin(row)? {
        Margin::Total => Some(NoteCode::SkipTotal),
        Margin::Signature => Some(NoteCode::SkipSignature),
    }
}

fn entries<'s>(
    row: &'s Row,
    layout: &Layout,
    month: Option<Month>,
    words: &mut Words<'s>,
    notes: &mut Vec<Note>,
) -> Vec<SheetEntry> {
    if layout.days.is_empty() {
        let cell = |field| {
            layout
                .columns
                .column(field)
                .map_or(&Cell::Empty, |at| row.cell(at))
        };
        let long = LongRow {
            date: cell(SheetField::Date),
            in_at: cell(SheetField::In),
            out_at: cell(SheetField::Out),
            mark: cell(SheetField::Mark),
            reason: cell(SheetField::Reason),
            note: cell(SheetField::Note),
        };
        return long.entry(words, notes).into_iter().collect();
    }
    let mut entries = Vec::with_capacity(layout.days.len());
    for (at, heading) in &layout.days {
        match entry::in_column(row.cell(*at), *heading, month, words) {
            Some(Ok(entry)) => entries.push(entry),
            Some(Err(note)) => notes.push(note),
            None => {}
        }
    }
    entries
}

fn field_text(row: &Row, layout: &Layout, field: SheetField) -> String {
    let cell = layout.columns.column(field).map(|at| row.cell(at));
    cell.map_or_else(String::new, |cell| tidy::trimmed(&cell.as_text()))
}

/// The name; if the sheet has none, the number that identifies the child.
fn written_name<'s>(row: &'s Row, layout: &Layout, words: &mut Words<'s>) -> String {
    let name = layout.columns.column(SheetField::Name);
    let name = name.map_or_else(String::new, |at| words.name(row.cell(at)));
    if !name.is_empty() {
        return name;
    }
    let numbers = [SheetField::FileNo, SheetField::IdNo].into_iter();
    numbers
        .map(|field| field_text(row, layout, field))
        .find(|text| !text.is_empty())
        .unwrap_or_default()
}

/// Checks the sheet's total against the marks. Some homes count late arrivals, some do not.
fn check_total(row: &Row, layout: &Layout, judged: &mut SheetRow) {
    let text = field_text(row, layout, SheetField::Total);
    let Ok(total) = text.parse::<usize>() else {
        return;
    };
    let count = |mark| {
        judged
            .entries
            .iter()
            .filter(|entry| entry.mark == mark)
            .count()
    };
    let (present, late) = (
        count(crate::domain::Mark::Present),
        count(crate::domain::Mark::Late),
    );
    if !layout.days.is_empty() && total != present && total != present + late {
        let note = Note::new(NoteCode::TotalDisagrees).with("list", total);
        judged.notes.push(note.with("file", present + late));
    }
}

/// Sets the outcome of the row: a doubt or refusal of any mark, else whether any mark is new.
fn settle(row: &mut SheetRow) {
    let worst = outcome(&row.notes);
    row.outcome = if worst >= Verdict::Doubt {
        worst
    } else if row
        .entries
        .iter()
        .any(|entry| entry.outcome == Verdict::Add)
    {
        Verdict::Add
    } else {
        row.notes.push(Note::new(NoteCode::MarksThere));
        Verdict::Match
    };
}

fn skipped(row: &Row, code: NoteCode) -> SheetRow {
    SheetRow {
        row: row.number,
        name: String::new(),
        who: Who::Unknown,
        outcome: Verdict::Skip,
        notes: vec![Note::new(code)],
        entries: Vec::new(),
    }
}

/// What was read of the sheet so far.
struct SheetSoFar<'s> {
    words: Words<'s>,
    /// The child of each name, if names alone tell who it is.
    children: Known<'s, Who>,
    /// Rows and statements by child, day and number of the stay, from 1 without gaps.
    stays: HashMap<(ChildId, NaiveDate, i64), (u32, Statement)>,
}

impl SheetSoFar<'_> {
    /// Compares an entry with earlier rows of the file: a repetition, a later stay of the same day,
    /// or a conflict for a person to settle.
    fn compare(&mut self, child: ChildId, entry: &mut SheetEntry, row: u32) -> Option<Note> {
        let said = entry.statement();
        let mut clash = None;
        let mut stay = 1;
        while let Some((first, other)) = self.stays.get(&(child, entry.day, stay)) {
            if *other == said {
                entry.stay = stay;
                return Some(Note::new(NoteCode::DuplicateInFile).with("row", *first));
            }
            if !other.is_before(&said) {
                clash = clash.or(Some(*first));
            }
            stay += 1;
        }
        if let Some(first) = clash {
            let note = Note::new(NoteCode::TwiceInFile).with("day", entry.day);
            return Some(note.with("row", first));
        }
        entry.stay = stay;
        self.stays.insert((child, entry.day, stay), (row, said));
        None
    }
}
