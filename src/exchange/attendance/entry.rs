//! One mark on a sign-in sheet.

use super::layout::DayHeading;
use super::layout::Month;
use super::words::Words;
use crate::domain::attendance::AbsenceReason;
use crate::domain::{Attendance, ChildId, Mark, OutTo, tidy};
use crate::exchange::lexicon;
use crate::exchange::note::{Note, NoteCode, Verdict};
use crate::exchange::sheet::Cell;
use chrono::{FixedOffset, NaiveDate, NaiveTime, Timelike};

/// A mark for one child on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetEntry {
    /// Day of the mark.
    pub day: NaiveDate,
    /// 1 for the first stay of the day.
    pub stay: i64,
    /// Present, late, absent or on leave.
    pub mark: Mark,
    /// Reason of an absence.
    pub reason: Option<AbsenceReason>,
    /// Time of arrival, if the sheet has times.
    pub in_at: Option<NaiveTime>,
    /// Time of leaving.
    pub out_at: Option<NaiveTime>,
    /// Words that match no known reason.
    pub note: String,
    /// Outcome of this entry.
    pub outcome: Verdict,
}

/// What an entry says about a stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Statement {
    mark: Mark,
    reason: Option<AbsenceReason>,
    in_at: Option<NaiveTime>,
    out_at: Option<NaiveTime>,
}

impl Statement {
    /// Whether this stay ended before the other one began.
    pub(super) fn is_before(&self, later: &Self) -> bool {
        matches!((self.out_at, later.in_at), (Some(left), Some(came)) if left <= came)
    }
}

impl SheetEntry {
    pub(super) fn new(day: NaiveDate, mark: Mark) -> Self {
        Self {
            day,
            stay: 1,
            mark,
            reason: None,
            in_at: None,
            out_at: None,
            note: String::new(),
            outcome: Verdict::Add,
        }
    }

    /// Builds the row of the register, marked as entered late.
    ///
    /// If the sheet has no time of leaving, the row records that it is unknown who collected: the
    /// child must not count as still inside, and months later nobody can be asked.
    pub fn attendance(&self, child: ChildId, offset: FixedOffset) -> Attendance {
        let at = |time: NaiveTime| self.day.and_time(time).and_local_timezone(offset).single();
        let is_timed = self.mark.is_seen() && self.in_at.is_some();
        Attendance {
            in_at: self.in_at.and_then(at),
            out_at: self.out_at.and_then(at),
            out_to: is_timed.then_some(OutTo::NotKnown),
            reason: self.reason,
            note: self.note.clone(),
            entered_late: true,
            untimed: self.mark.is_seen() && self.in_at.is_none(),
            ..Attendance::blank(self.day, child, self.stay, self.mark)
        }
    }

    /// Whether the register already has everything that the sheet gives. Values missing from the
    /// sheet are not compared.
    pub(super) fn agrees_with(&self, known: &Attendance) -> bool {
        let minute = |time: NaiveTime| (time.hour(), time.minute());
        let agrees = |sheet: Option<NaiveTime>, filed: Option<crate::domain::Moment>| {
            sheet.is_none_or(|sheet| filed.is_some_and(|at| minute(at.time()) == minute(sheet)))
        };
        self.mark == known.mark
            && (self.reason.is_none() || self.reason == known.reason)
            && agrees(self.in_at, known.in_at)
            && agrees(self.out_at, known.out_at)
    }

    /// What other entries of the file are compared with.
    pub(super) fn statement(&self) -> Statement {
        Statement {
            mark: self.mark,
            reason: self.reason,
            in_at: self.in_at,
            out_at: self.out_at,
        }
    }

    /// The mark with its times, for a note.
    pub(super) fn words(&self) -> String {
        words(self.mark, self.in_at, self.out_at)
    }
}

pub(super) fn words(mark: Mark, in_at: Option<NaiveTime>, out_at: Option<NaiveTime>) -> String {
    let time = |time: NaiveTime| time.format(" %H:%M").to_string();
    let times = [in_at, out_at].into_iter().flatten().map(time);
    times.fold(mark.code().to_owned(), |words, time| words + &time)
}

/// Reads the entry in a column of a day; `None` for a blank.
pub(super) fn in_column<'s>(
    cell: &'s Cell,
    heading: DayHeading,
    month: Option<Month>,
    words: &mut Words<'s>,
) -> Option<Result<SheetEntry, Note>> {
    if cell.is_blank() {
        return None;
    }
    let Some(day) = heading.date(month) else {
        return Some(Err(
            Note::new(NoteCode::DayNotADate).with("value", heading.words())
        ));
    };
    if let Some((mark, reason)) = words.mark(cell) {
        return Some(Ok(SheetEntry {
            reason,
            ..SheetEntry::new(day, mark)
        }));
    }
    let entry = match words.clock(cell) {
        Some(said) if said.day.is_some_and(|other| other != day) => Err(other_day(day, cell)),
        Some(said) => Ok(SheetEntry {
            in_at: Some(said.time),
            ..SheetEntry::new(day, Mark::Present)
        }),
        None => Err(unknown_mark(day, &cell.as_text())),
    };
    Some(entry)
}

/// The cells of a row with its own date.
pub(super) struct LongRow<'a> {
    pub(super) date: &'a Cell,
    pub(super) in_at: &'a Cell,
    pub(super) out_at: &'a Cell,
    pub(super) mark: &'a Cell,
    pub(super) reason: &'a Cell,
    pub(super) note: &'a Cell,
}

impl<'s> LongRow<'s> {
    fn has_mark(&self) -> bool {
        [self.in_at, self.out_at, self.mark, self.reason]
            .into_iter()
            .any(|cell| !cell.is_blank())
    }

    /// Reads the entry and its notes; `None` for a row without a mark.
    pub(super) fn entry(&self, words: &mut Words<'s>, notes: &mut Vec<Note>) -> Option<SheetEntry> {
        if !self.has_mark() {
            return None;
        }
        let Some(day) = words.day(self.date) else {
            notes.push(Note::new(NoteCode::DayNotADate).with("value", self.date.text()));
            return None;
        };
        let (mark, reason) = self.mark_and_reason(day, words, notes)?;
        let mut entry = SheetEntry {
            reason,
            ..SheetEntry::new(day, mark)
        };
        entry.in_at = timed(self.in_at, day, words, notes);
        entry.out_at = timed(self.out_at, day, words, notes);
        if let (Some(came), Some(left)) = (entry.in_at, entry.out_at)
            && left < came
        {
            notes.push(Note::new(NoteCode::OutBeforeIn).with("day", day));
        }
        self.explain(&mut entry, notes);
        Some(entry)
    }

    fn mark_and_reason(
        &self,
        day: NaiveDate,
        words: &mut Words<'s>,
        notes: &mut Vec<Note>,
    ) -> Option<(Mark, Option<AbsenceReason>)> {
        if self.mark.is_blank() {
            let is_timed = !self.in_at.is_blank() || !self.out_at.is_blank();
            return Some((
                if is_timed {
                    Mark::Present
                } else {
                    Mark::Excused
                },
                None,
            ));
        }
        let found = words.mark(self.mark);
        if found.is_none() {
            notes.push(unknown_mark(day, &self.mark.as_text()));
        }
        found
    }

    fn explain(&self, entry: &mut SheetEntry, notes: &mut Vec<Note>) {
        let reason = tidy::trimmed(&self.reason.as_text());
        entry.note = tidy::trimmed(&self.note.as_text());
        // Both may become one note; the store takes no more.
        for (field, text) in [("reason", &reason), ("note", &entry.note)] {
            if text.chars().count() > tidy::NOTE_MAX / 2 {
                let note = Note::new(NoteCode::TooLong).with("field", field);
                notes.push(note.with("count", tidy::NOTE_MAX / 2));
            }
        }
        if reason.is_empty() {
            return;
        }
        if let Some(known) = lexicon::reason(&reason).filter(|_| !entry.mark.is_seen()) {
            entry.reason = Some(known);
            return;
        }
        notes.push(Note::new(NoteCode::ReasonAsNote).with("value", &reason));
        let gap = if entry.note.is_empty() { "" } else { "; " };
        entry.note = format!("{reason}{gap}{}", entry.note);
    }
}

fn unknown_mark(day: NaiveDate, text: &str) -> Note {
    Note::new(NoteCode::MarkUnknown)
        .with("day", day)
        .with("value", tidy::trimmed(text))
}

fn other_day(day: NaiveDate, cell: &Cell) -> Note {
    Note::new(NoteCode::TimeOtherDay)
        .with("day", day)
        .with("value", cell.text())
}

fn timed<'s>(
    cell: &'s Cell,
    day: NaiveDate,
    words: &mut Words<'s>,
    notes: &mut Vec<Note>,
) -> Option<NaiveTime> {
    let said = words.time(cell);
    match said {
        None if !cell.is_blank() => {
            notes.push(Note::new(NoteCode::TimeNotATime).with("value", cell.text()));
        }
        Some(said) if said.day.is_some_and(|other| other != day) => {
            notes.push(other_day(day, cell));
        }
        _ => {}
    }
    said.map(|said| said.time)
}
