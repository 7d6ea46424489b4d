//! Lists of attendance machines: the punches of a child on one day become one stay.
//!
//! The machine says when somebody pressed, not always in which direction. Where the states do not
//! give an arrival and a leaving beyond doubt, the day waits for a person.

use super::entry::SheetEntry;
use super::layout::Layout;
use super::people::People;
use super::plan::{SheetRow, Who, skipped};
use super::punch_layout::moment_of;
use super::words::Words;
use crate::domain::{ChildId, Mark, tidy};
use crate::exchange::lexicon::{self, PunchState, SheetField};
use crate::exchange::note::{Note, NoteCode, Verdict};
use crate::exchange::sheet::{Cell, Row, RowAt, Sheet};
use crate::exchange::when::{Clockwork, SaidTime};
use chrono::{NaiveDate, NaiveTime, TimeDelta};
use std::collections::HashMap;

/// Punches of one direction that are not further apart are one: people press twice.
const REPEAT: TimeDelta = TimeDelta::minutes(10);

/// The person of a row.
#[derive(Debug, Clone)]
struct Person {
    /// Name as written, or the number if there is no name.
    name: String,
    number: String,
    who: Who,
    /// How the child was found, if not by name.
    remark: Option<Note>,
}

/// Whose punches belong together: those of namesakes are kept apart by their numbers.
#[derive(Debug, PartialEq, Eq, Hash)]
enum Key {
    Child(ChildId),
    Written(String, String),
}

/// One readable punch.
#[derive(Debug)]
struct Punch {
    /// Position of the row in the sheet.
    at: usize,
    time: NaiveTime,
    /// `None` for a word that no table has.
    state: Option<PunchState>,
}

/// The part of a row in the plan.
enum Part {
    /// Not a punch.
    Around(NoteCode),
    /// A row that cannot be read, with the reasons.
    Unread(Person, Vec<Note>),
    /// The earliest punch of a day.
    First(Person, SheetEntry, Vec<Note>),
    /// A punch that went into the row with this number.
    Joined(Person, u32),
}

/// The punches of a sheet, in a part for each row.
pub(super) struct Punches {
    parts: Vec<Part>,
}

/// What holds for the whole list.
struct List<'a, 's> {
    people: &'a People<'a>,
    sheet: &'s Sheet,
    layout: &'a Layout,
    how: Clockwork,
    has_names: bool,
}

impl Punches {
    /// Reads all punches, because the rows of a day may stand anywhere in the list.
    pub(super) fn read<'s>(
        people: &People<'_>,
        sheet: &'s Sheet,
        layout: &Layout,
        words: &mut Words<'s>,
    ) -> Self {
        let below = || sheet.rows.iter().enumerate().skip(layout.columns.below);
        let is_named = |row: &Row| {
            let name = layout.text(row, SheetField::Name);
            !is_number(&name) && layout.around(row).is_none()
        };
        let list = List {
            people,
            sheet,
            layout,
            how: words.how(),
            has_names: below().any(|(_, row)| is_named(row)),
        };
        let mut parts: Vec<Part> = sheet
            .rows
            .iter()
            .take(layout.columns.below)
            .map(|_| Part::Around(NoteCode::SkipTitle))
            .collect();
        let mut days: HashMap<(Key, NaiveDate), Vec<Punch>> = HashMap::new();
        for (at, row) in below() {
            if let Some(code) = layout.around(row) {
                parts.push(Part::Around(code));
                continue;
            }
            let mut notes = Vec::new();
            let moment = list.moment(row, words, &mut notes);
            let person = list.person(row, words);
            if let Some((day, time)) = moment {
                let key = match person.who {
                    Who::Child(child) => Key::Child(child),
                    _ => Key::Written(person.name.clone(), person.number.clone()),
                };
                let state = list.state(row);
                let punch = Punch { at, time, state };
                days.entry((key, day)).or_default().push(punch);
            }
            parts.push(Part::Unread(person, notes));
        }
        // A list in which no state tells anything is as one without states.
        let mut states = days.values().flatten().map(|punch| punch.state);
        let is_told = states.any(|state| state != Some(PunchState::Unsaid));
        for ((_, day), mut punches) in days {
            punches.sort_by_key(|punch| (punch.time, punch.state, punch.at));
            list.join(day, &punches, is_told, &mut parts);
        }
        Self { parts }
    }

    /// The row at this place of the sheet, and whether its marks are still to be compared. `chosen` is the child that a
    /// person chose for it.
    pub(super) fn row(
        &mut self,
        (nth, at, row): (usize, RowAt, &Row),
        chosen: Option<ChildId>,
    ) -> (SheetRow, bool) {
        let nothing = Part::Around(NoteCode::SkipNoMarks);
        let part = self.parts.get_mut(nth).map_or(nothing, |part| {
            std::mem::replace(part, Part::Around(NoteCode::SkipNoMarks))
        });
        let (person, mut notes, entries) = match part {
            Part::Around(code) => return (skipped(at, code), false),
            Part::Joined(person, first) => {
                let joined = SheetRow {
                    name: person.name.into(),
                    who: person.who,
                    notes: vec![Note::new(NoteCode::PunchInRow).with("row", first)],
                    ..skipped(at, NoteCode::PunchInRow)
                };
                return (joined, false);
            }
            Part::Unread(_, notes) if notes.is_empty() => {
                return (skipped(at, NoteCode::SkipNoMarks), false);
            }
            Part::Unread(person, mut notes) => {
                notes.extend(row.torn.map(Note::from));
                (person, notes, Vec::new())
            }
            Part::First(person, entry, notes) => (person, notes, vec![entry]),
        };
        notes.extend(person.remark.filter(|_| chosen.is_none()));
        let mut judged = SheetRow {
            at,
            name: person.name.into(),
            who: chosen.map_or(person.who, Who::Child),
            outcome: Verdict::Skip,
            notes,
            entries,
        };
        let is_named = !judged.name.is_empty();
        if !is_named {
            judged.notes.push(Note::new(NoteCode::NoName));
            judged.outcome = Verdict::Refuse;
        }
        (judged, is_named)
    }
}

impl<'s> List<'_, 's> {
    fn cell(&self, row: &'s Row, field: SheetField) -> &'s Cell {
        let column = self.layout.columns.column(field);
        column.map_or(&Cell::Empty, |at| row.cell(at))
    }

    fn text(&self, row: &Row, field: SheetField) -> String {
        self.layout.text(row, field)
    }

    /// Day and time of a punch, or notes; neither for a row without a moment.
    fn moment(
        &self,
        row: &'s Row,
        words: &mut Words<'s>,
        notes: &mut Vec<Note>,
    ) -> Option<(NaiveDate, NaiveTime)> {
        let clock = self.cell(row, SheetField::Moment);
        let date = self.cell(row, SheetField::Date);
        if clock.is_blank() && self.text(row, SheetField::State).is_empty() {
            return None;
        }
        let Some(SaidTime { time, day: said }) = moment_of(self.how, clock) else {
            notes.push(Note::new(NoteCode::TimeNotATime).with("value", clock.text()));
            return None;
        };
        let written = words.day(date);
        let Some(day) = written.or_else(|| said.filter(|_| date.is_blank())) else {
            let cell = if date.is_blank() { clock } else { date };
            notes.push(Note::new(NoteCode::DayNotADate).with("value", cell.text()));
            return None;
        };
        if said.is_some_and(|said| said != day) {
            let note = Note::new(NoteCode::TimeOtherDay).with("day", day);
            notes.push(note.with("value", clock.text()));
            return None;
        }
        Some((day, time))
    }

    fn state(&self, row: &Row) -> Option<PunchState> {
        let text = self.text(row, SheetField::State);
        if text.is_empty() {
            return Some(PunchState::Unsaid);
        }
        lexicon::punch_state(&text)
    }

    /// Finds the person of a row. The numbers of a machine are its own, so they count only if the
    /// list has no names at all.
    fn person(&self, row: &'s Row, words: &mut Words<'s>) -> Person {
        let name = words.name(self.cell(row, SheetField::Name)).to_string();
        let by_card = [SheetField::FileNo, SheetField::IdNo].map(|field| self.text(row, field));
        let mut number = self.text(row, SheetField::MachineNo);
        // Machines print the number where a person has no name.
        let name = if is_number(&name) {
            if number.is_empty() {
                number = name;
            }
            String::new()
        } else {
            name
        };
        let written = [&name].into_iter().chain(&by_card);
        let written = written.into_iter().find(|text| !text.is_empty()).cloned();
        let who = match &written {
            Some(written) => self.people.who_is_written(row, self.layout, written),
            None if self.has_names || number.is_empty() => Who::Unknown,
            None => self
                .people
                .by_number(&number)
                .map_or(Who::Unknown, Who::Child),
        };
        let is_carded = by_card.iter().any(|text| !text.is_empty());
        let name = written.unwrap_or_else(|| number.clone());
        let remark = match &who {
            Who::Child(child) if !is_carded => self.by_file_no(*child, &name),
            _ => None,
        };
        Person {
            name,
            number,
            who,
            remark,
        }
    }

    fn by_file_no(&self, child: ChildId, written: &str) -> Option<Note> {
        let child = self.people.child(child)?;
        let note = Note::new(NoteCode::NumberAsFileNo).with("value", written);
        (tidy::person(&child.name) != written).then(|| note.with("name", &child.name))
    }

    /// Makes one stay of the punches of a day, which are sorted by time.
    fn join(&self, day: NaiveDate, punches: &[Punch], is_told: bool, parts: &mut [Part]) {
        let Some(first) = punches.first() else { return };
        let rows = punches
            .iter()
            .filter_map(|punch| self.sheet.rows.get(punch.at));
        let Some(row) = self.sheet.rows.get(first.at) else {
            return;
        };
        let mut notes: Vec<Note> = Vec::new();
        let mut entry = SheetEntry::new(day, Mark::Present);
        for torn in rows.clone().filter_map(|row| row.torn).map(Note::from) {
            if !notes.contains(&torn) {
                notes.push(torn);
            }
        }
        let stay = if is_told {
            by_states(punches)
        } else {
            Ok(by_times(punches))
        };
        match stay {
            Ok((came, left)) => {
                entry.in_at = Some(came);
                entry.out_at = left;
                if left.is_none() {
                    let time = came.format("%H:%M");
                    notes.push(if is_told {
                        Note::new(NoteCode::PunchNoOut)
                    } else {
                        Note::new(NoteCode::PunchLone).with("value", time)
                    });
                }
            }
            Err(code) => {
                entry.outcome = Verdict::Doubt;
                let note = Note::new(code).with("day", day);
                notes.push(note.with("value", self.as_written(punches)));
            }
        }
        let mut remarks: Vec<String> = Vec::new();
        for remark in rows.map(|row| self.text(row, SheetField::Note)) {
            if !remark.is_empty() && !remarks.contains(&remark) {
                remarks.push(remark);
            }
        }
        entry.note = remarks.join("; ");
        if entry.note.chars().count() > tidy::NOTE_MAX {
            let note = Note::new(NoteCode::TooLong).with("field", "note");
            notes.push(note.with("count", tidy::NOTE_MAX));
        }
        for punch in punches {
            let Some(part) = parts.get_mut(punch.at) else {
                continue;
            };
            let Part::Unread(person, _) = &*part else {
                continue;
            };
            let person = person.clone();
            *part = if punch.at == first.at {
                Part::First(person, entry.clone(), std::mem::take(&mut notes))
            } else {
                Part::Joined(person, row.number)
            };
        }
    }

    /// The punches with their states as the list writes them, for a note.
    fn as_written(&self, punches: &[Punch]) -> String {
        let words = punches.iter().filter_map(|punch| {
            let state = self.text(self.sheet.rows.get(punch.at)?, SheetField::State);
            let words = format!("{} {state}", punch.time.format("%H:%M"));
            Some(words.trim_end().to_owned())
        });
        words.collect::<Vec<_>>().join(", ")
    }
}

fn is_number(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit())
}

/// Arrival and leaving, if the machine never says which is which.
fn by_times(punches: &[Punch]) -> (NaiveTime, Option<NaiveTime>) {
    let came = punches.first().map_or(NaiveTime::MIN, |punch| punch.time);
    let last = punches.last().map(|punch| punch.time);
    (came, last.filter(|left| *left - came >= REPEAT))
}

/// Arrival and leaving by the states, or why they leave a question.
fn by_states(punches: &[Punch]) -> Result<(NaiveTime, Option<NaiveTime>), NoteCode> {
    use PunchState::{BreakIn, BreakOut, In, Out, Unsaid};
    let is = |state| move |punch: &&Punch| punch.state == Some(state);
    if punches.iter().any(|punch| punch.state.is_none()) {
        return Err(NoteCode::PunchStateUnknown);
    }
    let came = punches.iter().find(is(In)).map(|punch| punch.time);
    let left = punches.iter().rfind(is(Out)).map(|punch| punch.time);
    let first = punches.first().and_then(|punch| punch.state);
    let last = punches.last().and_then(|punch| punch.state);
    if (came, left) == (None, None) {
        return Err(NoteCode::PunchUnsaid);
    }
    let came = match (came, first) {
        (Some(came), Some(In)) => came,
        (_, Some(Unsaid)) => return Err(NoteCode::PunchUnsaid),
        _ => return Err(NoteCode::PunchOutFirst),
    };
    match (left, last) {
        (_, Some(Unsaid)) => return Err(NoteCode::PunchUnsaid),
        (Some(_), Some(In | BreakOut | BreakIn)) | (None, Some(BreakOut)) => {
            return Err(NoteCode::PunchNotLast);
        }
        _ => {}
    }
    if is_repeated(punches) {
        return Err(NoteCode::PunchRepeated);
    }
    Ok((came, left))
}

/// Whether arrivals follow each other without a leaving between them, or leavings without an
/// arrival, too far apart for one that was pressed twice. A break may be either.
fn is_repeated(punches: &[Punch]) -> bool {
    let mut run: Option<(PunchState, NaiveTime)> = None;
    for punch in punches {
        let Some(state @ (PunchState::In | PunchState::Out)) = punch.state else {
            if punch.state != Some(PunchState::Unsaid) {
                run = None;
            }
            continue;
        };
        match run.filter(|(same, _)| *same == state) {
            Some((_, since)) if punch.time - since > REPEAT => return true,
            Some(_) => {}
            None => run = Some((state, punch.time)),
        }
    }
    false
}
