//! A list of helpers: new ones, and those who are there already.

use super::cells::Cells;
use super::known::{KnownHelper, Likeness};
use super::layout::Layout;
use super::plan::{Draft, HelpRow, HelperRef, judged};
use super::words;
use super::{HelpJudge, SoFar};
use crate::domain::support::helper::{Helper, HelperKind};
use crate::domain::{Child, names, tidy};
use crate::exchange::lexicon::HelpField;
use crate::exchange::note::{Note, NoteCode, Verdict, outcome};
use crate::exchange::sheet::RowAt;
use crate::exchange::sheets::{SheetUse, row_words};
use chrono::NaiveDate;
use std::collections::HashMap;

impl HelpJudge<'_> {
    pub(super) fn helper(
        &self,
        at: RowAt,
        layout: &Layout,
        cells: &mut Cells<'_>,
        (sheets, seen): (&[SheetUse], &mut SoFar),
    ) -> HelpRow {
        let helper = self.read_helper(layout, cells);
        let alike = seen.helpers.iter();
        let alike = alike.filter_map(|known| Some((known.likeness(&helper)?, known)));
        match alike.max_by_key(|(likeness, _)| *likeness) {
            Some((Likeness::Same, known)) => match known.is {
                HelperRef::Stored(_) => {
                    cells.say(Note::new(NoteCode::HelperThere));
                    cells
                        .notes
                        .extend(differences(&helper, &known.helper, cells));
                }
                HelperRef::Row(first) => {
                    let row = row_words(sheets, first);
                    cells.say(Note::new(NoteCode::RowRepeated).with("row", row));
                }
            },
            Some((Likeness::Perhaps, _)) => cells.say(Note::new(NoteCode::HelperPerhaps)),
            Some((Likeness::Namesake, known)) => {
                let phones = &known.helper.phones;
                cells.say(Note::new(NoteCode::HelperNamesake).with("value", phones));
            }
            None => {}
        }
        let verdict = outcome(&cells.notes);
        if verdict == Verdict::Add && !self.left_out.contains(&at) {
            seen.helpers.push(KnownHelper {
                helper: helper.clone(),
                is: HelperRef::Row(at),
            });
        }
        let name = helper.name.clone();
        judged(
            at,
            (name, None),
            cells,
            Some(Draft::Helper(Box::new(helper))),
        )
    }

    fn read_helper(&self, layout: &Layout, cells: &mut Cells<'_>) -> Helper {
        let mut helper = Helper::new(self.today);
        helper.name = cells.person(HelpField::Name);
        if helper.name.is_empty() {
            cells.say(Note::new(NoteCode::NoName));
        } else if !names::is_name(&helper.name) {
            cells.say(Note::new(NoteCode::NameUnusable).with("value", &helper.name));
        }
        helper.phones = cells.phones(self.phones);
        let children = self.children;
        let body = cells.of_no_child(HelpField::Body, children);
        let contact = cells.of_no_child(HelpField::ContactPerson, children);
        helper.body = tidy::trimmed(&format!("{body} {contact}"));
        helper.skills = cells.of_no_child(HelpField::Skills, children);
        helper.free_when = cells.of_no_child(HelpField::FreeWhen, children);
        helper.note = cells.of_no_child(HelpField::Note, children);
        helper.trained_on = cells.day(HelpField::TrainedOn);
        helper.checked_on = cells.day(HelpField::CheckedOn);
        helper.since = cells.any_day(HelpField::Since);
        if let Some(until) = cells.any_day(HelpField::Until) {
            self.say_of_end(until, cells);
        }
        helper.kind = helper_kind(layout, &mut helper.note, cells, children);
        helper
    }

    /// Says since when a helper is there of whom the list does not tell it: since the first pairing that the file has, else
    /// since today. Without a first day it would count in quarters that are past.
    pub(super) fn say_since(&self, rows: &mut [HelpRow]) {
        let mut first: HashMap<RowAt, NaiveDate> = HashMap::new();
        for row in rows.iter().filter(|row| row.outcome == Verdict::Add) {
            if let Some(Draft::Pairing(pairing)) = &row.draft
                && let HelperRef::Row(at) = pairing.helper
            {
                let since = first.entry(at).or_insert(pairing.since);
                *since = pairing.since.min(*since);
            }
        }
        for row in rows.iter_mut().filter(|row| row.outcome == Verdict::Add) {
            let Some(Draft::Helper(helper)) = &mut row.draft else {
                continue;
            };
            if helper.since.is_none() {
                let paired = first.get(&row.at).copied();
                let since = paired.unwrap_or(self.today).min(self.today);
                let code = match paired {
                    Some(_) => NoteCode::SincePairing,
                    None => NoteCode::SinceToday,
                };
                row.notes.push(Note::new(code).with("value", since));
                helper.since = Some(since);
            }
        }
    }

    /// What is over does not come in; an end that was agreed is said again when it comes.
    pub(super) fn say_of_end(&self, until: NaiveDate, cells: &mut Cells<'_>) {
        let code = if until < self.today {
            NoteCode::EndedAlready
        } else {
            NoteCode::UntilAhead
        };
        cells.say(Note::new(code).with("value", until));
    }
}

/// The kind: as the row says, else as the title does.
fn helper_kind(
    layout: &Layout,
    note: &mut String,
    cells: &mut Cells<'_>,
    children: &[Child],
) -> HelperKind {
    let written = cells.text(HelpField::Kind);
    if written.is_empty() {
        return words::helper_kind_in(&layout.title).unwrap_or_else(|| {
            cells.say(Note::new(NoteCode::HelperKindUnsaid));
            HelperKind::Other
        });
    }
    words::helper_kind(&written).unwrap_or_else(|| {
        cells.say_of(NoteCode::WordUnknown, HelpField::Kind, &written);
        let written = cells.of_no_child(HelpField::Kind, children);
        *note = tidy::trimmed(&format!("{written} {note}"));
        HelperKind::Other
    })
}

/// Notes where the list says something else of a helper who is there. Nothing is overwritten.
fn differences(list: &Helper, filed: &Helper, cells: &Cells<'_>) -> Vec<Note> {
    let day = |day: Option<NaiveDate>| day.map_or_else(String::new, |day| day.to_string());
    let days = [
        (HelpField::TrainedOn, list.trained_on, filed.trained_on),
        (HelpField::CheckedOn, list.checked_on, filed.checked_on),
        (HelpField::Since, list.since, filed.since),
    ];
    let texts = [
        (HelpField::Body, &list.body, &filed.body),
        (HelpField::Phone, &list.phones, &filed.phones),
        (HelpField::Skills, &list.skills, &filed.skills),
        (HelpField::FreeWhen, &list.free_when, &filed.free_when),
        (HelpField::Note, &list.note, &filed.note),
    ];
    let mut pairs: Vec<(HelpField, String, String)> = Vec::new();
    if !cells.raw(HelpField::Kind).is_empty() {
        let codes = (list.kind.code().to_owned(), filed.kind.code().to_owned());
        pairs.push((HelpField::Kind, codes.0, codes.1));
    }
    pairs.extend(texts.map(|(field, list, file)| (field, list.clone(), file.clone())));
    pairs.extend(days.map(|(field, list, file)| (field, day(list), day(file))));
    let differing = pairs
        .into_iter()
        .filter(|(_, list, file)| !list.is_empty() && list != file);
    let note = |(field, list, file): (HelpField, String, String)| {
        let file = if file.is_empty() {
            "-".to_owned()
        } else {
            file
        };
        let note = Note::new(NoteCode::HelperDiffers).with("field", field.code());
        note.with("list", list).with("file", file)
    };
    differing.map(note).collect()
}
