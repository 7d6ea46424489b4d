//! Past sign-in sheets, judged row by row.
//!
//! Three layouts: a sheet per month with a row per child and a column per day, a long list with a row per stay, or the list
//! of an attendance machine with a row per punch. A blank means *not taken*, never an absence. Existing register rows stay
//! unchanged: an equal mark is a match, another one is a doubt. So a second import of the same sheet changes nothing.
//!
//! The unit is the row: a row with any doubt waits as a whole.

mod beside;
mod entry;
mod layout;
mod list;
mod people;
mod plan;
mod punch_layout;
#[cfg(test)]
mod punch_tests;
mod punches;
mod words;

pub use entry::SheetEntry;
pub use layout::Month;
pub(crate) use layout::days_of;
pub(super) use people::{People, Written};
pub use plan::{AttendancePlan, NoPlan, SheetRow, Who};

use super::lexicon::SheetField;
use super::note::{Note, NoteCode, Verdict, outcome};
use super::own_headings::{self, OwnHeadings};
use super::sheet::{Book, Cell, Row, RowAt, Sheet};
use super::sheets::{self, SheetFate, SheetUse, Wanted};
use super::when::{Clockwork, USUAL_ZONE};
use crate::domain::{Attendance, Child, ChildId};
use chrono::NaiveDate;
use chrono_tz::Tz;
use entry::LongRow;
use layout::Layout;
use list::{List, RowsSoFar, Stays};
use plan::skipped;
use punches::Punches;
use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use words::{Known, Words};

/// Judges sign-in sheets against the register.
pub struct SheetJudge<'a> {
    people: People<'a>,
    stays: HashMap<(ChildId, NaiveDate, i64), &'a Attendance>,
    today: NaiveDate,
    kept_from: Option<NaiveDate>,
    zone: Tz,
    month: Option<Month>,
    chosen: HashMap<RowAt, ChildId>,
    own: OwnHeadings,
    goes_on: &'a dyn Fn(usize, usize) -> bool,
    others: Vec<usize>,
}

/// How many columns of a sheet are understood as those of a sign-in sheet; none if it is none.
pub(super) fn understood(sheet: &Sheet, own: &OwnHeadings) -> usize {
    Layout::find(sheet, own).map_or(0, |layout| {
        let fields = layout.columns.fields.iter().flatten();
        fields.count() + layout.days.len()
    })
}

impl<'a> SheetJudge<'a> {
    /// Creates a judge for these children and the existing register rows.
    pub fn new(children: &'a [Child], register: &'a [Attendance], today: NaiveDate) -> Self {
        Self {
            people: People::new(children),
            stays: register
                .iter()
                .map(|a| ((a.child, a.day, a.stay), a))
                .collect(),
            today,
            kept_from: None,
            zone: USUAL_ZONE,
            month: None,
            chosen: HashMap::new(),
            own: OwnHeadings::default(),
            goes_on: &|_, _| true,
            others: Vec::new(),
        }
    }

    /// Sets the places of sheets that are lists of another kind.
    #[must_use]
    pub(crate) fn besides(self, others: Vec<usize>) -> Self {
        Self { others, ..self }
    }

    /// Sets who is told how many of how many rows are judged, and answers whether to go on.
    #[must_use]
    pub(crate) fn watched(self, goes_on: &'a dyn Fn(usize, usize) -> bool) -> Self {
        Self { goes_on, ..self }
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

    /// Sets the day before which the home has deleted its register: what a sheet says of earlier days stays out.
    #[must_use]
    pub fn keeping_from(self, kept_from: Option<NaiveDate>) -> Self {
        Self { kept_from, ..self }
    }

    /// Sets the month chosen by a person. It overrides the sheet's if there is only one; of several sheets it is the month of
    /// those that name none.
    #[must_use]
    pub fn in_month(self, month: Option<Month>) -> Self {
        Self { month, ..self }
    }

    /// Sets the child chosen by a person for a row.
    pub fn choose(&mut self, at: RowAt, child: ChildId) {
        self.chosen.insert(at, child);
    }

    /// Judges the wanted sheets of a file that have the headings of a sign-in sheet together.
    pub fn book(&self, book: &Book, wanted: &Wanted) -> Result<AttendancePlan, NoPlan> {
        let mut lists = Vec::new();
        let sheets = sheets::each(book, wanted, |place, sheet| {
            match Layout::find(sheet, &self.own) {
                _ if self.others.contains(&place) => SheetFate::OtherList,
                Some(layout) => {
                    lists.push(List::new(place, sheet, layout, &book.file_name, self.today));
                    SheetFate::Taken
                }
                None => SheetFate::NoList,
            }
        });
        let mut plan = AttendancePlan {
            file_name: book.file_name.clone(),
            sheets,
            month: None,
            other_month: None,
            kept_from: self.kept_from,
            columns: Vec::new(),
            rows: Vec::with_capacity(lists.iter().map(|one| one.sheet.rows.len()).sum()),
        };
        let is_only = lists.len() == 1;
        for list in &mut lists {
            list.settle_month(self.month, is_only);
            if list.lacks_month() {
                plan.sheets[list.place].fate = SheetFate::NoMonth;
            }
        }
        let is_asked = lists.iter().any(List::lacks_month);
        lists.retain(|list| !list.lacks_month());
        if lists.is_empty() {
            return Err(if is_asked {
                NoPlan::NoMonth
            } else {
                NoPlan::NoHeadings
            });
        }
        let mut stays = HashMap::with_capacity(plan.rows.capacity());
        let all = lists.iter().map(|list| list.sheet.rows.len()).sum();
        for list in &lists {
            self.list(list, all, &mut stays, &mut plan)?;
        }
        Ok(plan)
    }

    /// Judges the rows of one sheet; `all` is the number of rows of all sheets.
    fn list<'s>(
        &self,
        list: &List<'s>,
        all: usize,
        stays: &mut Stays,
        plan: &mut AttendancePlan,
    ) -> Result<(), NoPlan> {
        let List {
            place,
            sheet,
            layout,
            month,
            named,
        } = list;
        let mut seen = RowsSoFar {
            words: Words::new(Clockwork::of(sheet, self.zone)),
            children: Known::default(),
        };
        let mut punches = layout
            .is_punches
            .then(|| Punches::read(&self.people, sheet, layout, &mut seen.words));
        let (people, chosen) = (&self.people, &self.chosen);
        // A row and whether it is to be weighed.
        let read = move |nth: usize, row: &'s Row| {
            let at = RowAt {
                sheet: *place,
                row: row.number,
            };
            let chosen = chosen.get(&at).copied();
            let skipped = |code| (skipped(at, code), false);
            match (nth + 1).cmp(&layout.columns.below) {
                Ordering::Less if row.is_blank() => skipped(NoteCode::SkipBlank),
                Ordering::Less => skipped(NoteCode::SkipTitle),
                Ordering::Equal => skipped(NoteCode::SkipHeading),
                Ordering::Greater => match &mut punches {
                    Some(punches) => punches.row((nth, at, row), chosen),
                    None => read_row(people, (at, row), (layout, *month), chosen, &mut seen),
                },
            }
        };
        beside::each_read(&sheet.rows, read, |(mut judged, is_mark)| {
            if !self.leave_out_deleted(&mut judged) && is_mark {
                self.weigh(&mut judged, &plan.sheets, stays);
            }
            plan.rows.push(judged);
            let goes_on = (self.goes_on)(plan.rows.len(), all);
            goes_on.then_some(()).ok_or(NoPlan::Stopped)
        })?;
        if plan.month.is_none() {
            plan.month = *month;
            plan.other_month = named.filter(|_| named != month);
        }
        own_headings::join(&mut plan.columns, layout.uses());
        Ok(())
    }

    /// Leaves out the days of a row before which the register was deleted. Says whether nothing of the row is left.
    fn leave_out_deleted(&self, row: &mut SheetRow) -> bool {
        let Some(kept) = self.kept_from else {
            return false;
        };
        let of_notes = row.notes.iter().filter_map(Note::day);
        let days: BTreeSet<NaiveDate> = of_notes
            .chain(row.entries.iter().map(|entry| entry.day))
            .collect();
        let count = days.range(..kept).count();
        if count == 0 {
            return false;
        }
        let is_all = count == days.len();
        if is_all {
            row.notes.clear();
        }
        row.notes
            .retain(|note| note.day().is_none_or(|day| day >= kept));
        row.entries.retain(|entry| entry.day >= kept);
        let code = if is_all {
            row.outcome = Verdict::Skip;
            NoteCode::SkipNotKept
        } else {
            NoteCode::DaysNotKept
        };
        let note = Note::new(code).with("from", kept);
        row.notes.push(note.with("count", count));
        is_all
    }

    /// Compares the marks of a row with the register and the rows above, and sets its outcome.
    fn weigh(&self, judged: &mut SheetRow, sheets: &[SheetUse], stays: &mut Stays) {
        if self.chosen.contains_key(&judged.at)
            && let Who::Child(child) = judged.who
            && let Some(child) = self.people.child(child)
        {
            let note = Note::new(NoteCode::WhoSaid).with("number", &child.file_no);
            judged.notes.push(note);
        }
        match &judged.who {
            Who::Child(child) => {
                let entries = &mut judged.entries;
                self.compare(
                    (*child, judged.at),
                    entries,
                    sheets,
                    stays,
                    &mut judged.notes,
                );
            }
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
        self.refuse_future(judged);
        settle(judged);
    }

    fn compare(
        &self,
        (child, at): (ChildId, RowAt),
        entries: &mut [SheetEntry],
        sheets: &[SheetUse],
        seen: &mut Stays,
        notes: &mut Vec<Note>,
    ) {
        let birth = self.people.child(child).map(|child| child.birth_date);
        for entry in entries {
            if birth.is_some_and(|birth| entry.day < birth) {
                notes.push(Note::new(NoteCode::DayBeforeBirth).with("day", entry.day));
                entry.outcome = Verdict::Doubt;
            }
            if let Some(note) = list::compare(seen, (child, at), entry, sheets) {
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

/// Reads a row, and says whether it is to be weighed. Of whom it is, a person's choice says first.
fn read_row<'s>(
    people: &People<'_>,
    (at, row): (RowAt, &'s Row),
    (layout, month): (&Layout, Option<Month>),
    chosen: Option<ChildId>,
    seen: &mut RowsSoFar<'s>,
) -> (SheetRow, bool) {
    if let Some(code) = layout.around(row) {
        return (skipped(at, code), false);
    }
    let mut notes: Vec<Note> = row.torn.map(Note::from).into_iter().collect();
    let entries = entries(row, layout, month, &mut seen.words, &mut notes);
    let mut judged = SheetRow {
        at,
        name: written_name(row, layout, &mut seen.words),
        who: Who::Unknown,
        outcome: Verdict::Skip,
        notes,
        entries,
    };
    if judged.entries.is_empty() && judged.notes.is_empty() {
        judged.notes.push(Note::new(NoteCode::SkipNoMarks));
        return (judged, false);
    }
    if judged.name.is_empty() {
        judged.notes.push(Note::new(NoteCode::NoName));
        judged.outcome = Verdict::Refuse;
        return (judged, false);
    }
    check_total(row, layout, &mut judged);
    judged.who = match chosen {
        Some(child) => Who::Child(child),
        None => who(people, row, layout, &judged.name, &mut seen.children),
    };
    (judged, true)
}

/// Finds the child by identity number, file number, name, in this order.
fn who<'s>(
    people: &People<'_>,
    row: &'s Row,
    layout: &Layout,
    name: &str,
    known: &mut Known<'s, Who>,
) -> Who {
    let column = |field| layout.columns.column(field);
    match [SheetField::Name, SheetField::FileNo, SheetField::IdNo].map(column) {
        [Some(at), None, None] => {
            known.get(row.cell(at), |_| people.who_is_written(row, layout, name))
        }
        _ => people.who_is_written(row, layout, name),
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

/// The name; if the sheet has none, the number that identifies the child.
fn written_name<'s>(row: &'s Row, layout: &Layout, words: &mut Words<'s>) -> Arc<str> {
    let name = layout.columns.column(SheetField::Name);
    let name = name.map(|at| words.name(row.cell(at)));
    if let Some(name) = name.filter(|name| !name.is_empty()) {
        return name;
    }
    let numbers = [SheetField::FileNo, SheetField::IdNo].into_iter();
    numbers
        .map(|field| layout.text(row, field))
        .find(|text| !text.is_empty())
        .unwrap_or_default()
        .into()
}

/// Checks the sheet's total against the marks. Some homes count late arrivals, some do not.
fn check_total(row: &Row, layout: &Layout, judged: &mut SheetRow) {
    let text = layout.text(row, SheetField::Total);
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
