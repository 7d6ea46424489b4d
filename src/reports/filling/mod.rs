//! A form that the township sent: its headings are understood by the synonyms of the import, its blanks are filled with
//! the register, everything else stays as it was sent.

mod headings;
mod lines;

use crate::desk::command::Export;
use crate::domain::calendar::period::Period;
use crate::domain::mask::Covered;
use crate::domain::mask::{Mask, Personal};
use crate::domain::{ChildId, TagCode};
use crate::exchange::fill::{self, FillCell, FillError, FillValue, FormSheet, Growth};
use crate::house::period::PeriodFacts;
use crate::i18n::{Lang, words};
use crate::reports::ledgers::fields::{field, heading};
use crate::reports::ledgers::values_of;
use crate::reports::table::{Cell, Value};
use crate::reports::words::value_words;
use crate::t;
use headings::{headings, meaning};
use lines::{Listed, room};
use std::path::PathBuf;

pub(crate) use headings::{Heading, Meaning};
pub(crate) use lines::Candidates;

/// The name of a filled form in the journal.
const FILL: &str = "fill";
/// What filling a form would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FillPlan {
    /// The sheet.
    pub sheet: String,
    /// Each heading with the number of its column and what it means.
    pub headings: Vec<Heading>,
    /// The first row of the list, counted from 0.
    pub first: u32,
    /// Rows that the form has for the list.
    pub rows: u32,
    /// Children who are filled in, in order.
    pub children: Vec<ChildId>,
    /// The rows of a form that names its children itself; none in a form with empty rows.
    pub listed: Vec<Listed>,
    /// Children on file whom such a form does not name.
    pub not_listed: usize,
}

impl FillPlan {
    /// Rows that are added, because the form has too few.
    pub(crate) fn added(&self) -> u32 {
        if !self.listed.is_empty() {
            return 0;
        }
        let count = u32::try_from(self.children.len()).unwrap_or(u32::MAX);
        count.saturating_sub(self.rows)
    }

    /// The plan in words, with what the mask leaves out.
    pub(crate) fn words(&self, mask: Mask, lang: Lang) -> FillWords {
        let (row, count) = ((self.first + 1).to_string(), self.children.len());
        let sheet = if self.listed.is_empty() {
            t!(
                lang,
                "fill-sheet",
                sheet = self.sheet.as_str(),
                count = count,
                row = row
            )
        } else {
            t!(
                lang,
                "fill-sheet-listed",
                sheet = self.sheet.as_str(),
                count = count.to_string(),
                of = self.listed.len().to_string(),
                row = row
            )
        };
        let columns = self.headings.iter().filter_map(|(_, text, meaning)| {
            let what = match meaning {
                Meaning::Serial => t!(lang, "report-row"),
                Meaning::Field(code) => heading(field(code)?, lang),
                Meaning::Unknown => return None,
            };
            Some(t!(
                lang,
                "fill-column",
                heading = text.as_str(),
                field = what
            ))
        });
        FillWords {
            sheet,
            columns: columns.collect(),
            rest: self.remarks(mask, lang),
        }
    }

    /// What the form does not get, and why.
    fn remarks(&self, mask: Mask, lang: Lang) -> Vec<String> {
        let mut said = Vec::new();
        if self.added() > 0 {
            said.push(t!(lang, "fill-added", count = i64::from(self.added())));
        }
        let lost = self.listed.iter().filter(|one| one.child.is_none());
        let lost: Vec<String> = lost.map(|one| (one.row + 1).to_string()).collect();
        if !lost.is_empty() {
            said.push(t!(lang, "fill-not-found", rows = lost.join(" ")));
        }
        let by_name = self.listed.iter().filter(|one| one.is_by_name).count();
        if by_name > 0 {
            said.push(t!(lang, "fill-by-name", count = by_name));
        }
        if self.not_listed > 0 {
            said.push(t!(lang, "fill-not-listed", count = self.not_listed));
        }
        if !mask.needs_reason() {
            let mask = words::choice(lang, "mask", mask);
            said.push(t!(lang, "fill-masked", mask = mask));
        }
        said.extend(self.not_understood().map(|text| {
            if meaning(text).is_some() {
                t!(lang, "fill-twice", heading = text)
            } else {
                t!(lang, "fill-unknown", heading = text)
            }
        }));
        said
    }

    /// The language of words in its cells: that of its headings, whatever the screen speaks.
    pub(crate) fn lang(&self, screen: Lang) -> Lang {
        let mut letters = self.headings.iter().flat_map(|(_, text, _)| text.chars());
        // Headings in letters of no other language of the program.
        if letters.any(|one| ('\u{4E00}'..='\u{9FFF}').contains(&one)) {
            Lang::Zh
        } else {
            screen
        }
    }

    /// Headings that nobody knows; their columns stay empty.
    pub(crate) fn not_understood(&self) -> impl Iterator<Item = &str> {
        let unknown = self.headings.iter().filter(|one| one.2 == Meaning::Unknown);
        unknown.map(|(_, heading, _)| heading.as_str())
    }
}

/// An order to fill a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FillOrder {
    /// The form.
    pub form: PathBuf,
    /// The sheet; the one with most headings that are understood without one.
    pub sheet: Option<String>,
    /// The period whose days and visits are counted.
    pub period: Period,
    /// Only children with this category.
    pub category: Option<TagCode>,
    /// How much of a person is shown.
    pub mask: Mask,
    /// Why, if everything is shown.
    pub reason: String,
    /// Language of words in cells.
    pub lang: Lang,
}

impl FillOrder {
    /// What the journal keeps of a filled form.
    pub(crate) fn export(
        &self,
        children: Vec<ChildId>,
        (file, covered): (String, Covered),
    ) -> Export {
        Export {
            report: FILL.to_owned(),
            period: self.period.code(),
            mask: self.mask,
            is_public: false,
            child: None,
            children,
            files: vec![file],
            covered,
            reason: self.reason.clone(),
            handed_in: None,
        }
    }
}

/// What filling a form does, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FillWords {
    /// Which sheet, how many children, from which row on.
    sheet: String,
    /// What each column gets.
    columns: Vec<String>,
    /// Rows that are added, and headings that nobody knows.
    rest: Vec<String>,
}

impl FillWords {
    /// A line for each column; what nobody understood comes last.
    pub(crate) fn lines(self) -> Vec<String> {
        let columns = self.columns.into_iter();
        let lines = std::iter::once(self.sheet).chain(columns);
        lines.chain(self.rest).collect()
    }

    /// The columns in one line, so that a form of many columns fits on a screen.
    pub(crate) fn brief(&self, lang: Lang) -> Vec<String> {
        let columns = self.columns.join(&t!(lang, "fill-between"));
        let lines = [self.sheet.clone(), columns].into_iter();
        lines.chain(self.rest.iter().cloned()).collect()
    }
}

/// A form that was filled, and is not written yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilledForm {
    /// What was done, in words.
    pub words: FillWords,
    /// The filled form.
    pub content: Vec<u8>,
    /// Children whose data stand in it.
    pub children: Vec<ChildId>,
}

/// Why a form is not filled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum NoPlan {
    /// The file cannot be read or changed.
    File(FillError),
    /// No row of it holds headings that the program knows.
    NoHeadings,
    /// The form has no empty row below its headings, and names nobody on file.
    NoRoom,
}

impl NoPlan {
    /// Why the form of this name is not filled, and what helps.
    pub(crate) fn words(&self, form: &str, lang: Lang) -> String {
        match self {
            Self::NoHeadings => t!(lang, "fill-no-headings", file = form),
            Self::NoRoom => t!(lang, "fill-no-room", file = form),
            Self::File(error) => match error {
                FillError::NotASheet => t!(lang, "fill-not-a-sheet", file = form),
                FillError::Protected => t!(lang, "fill-protected", file = form),
                FillError::TooLarge => t!(lang, "fill-too-large", file = form),
                FillError::NoSuchSheet => t!(lang, "fill-no-sheet", file = form),
                FillError::SharedFormula => t!(lang, "fill-shared", file = form),
                FillError::Damaged
                | FillError::NoReferences
                | FillError::OutsideSheet
                | FillError::BadValue => t!(lang, "fill-damaged", file = form),
            },
        }
    }
}

impl From<FillError> for NoPlan {
    fn from(error: FillError) -> Self {
        Self::File(error)
    }
}

/// Reads a form and finds out what its columns mean. The sheet with most headings that are understood is taken, unless
/// one is named.
pub(crate) fn plan(
    file: &[u8],
    sheet: Option<&str>,
    candidates: &Candidates<'_>,
) -> Result<FillPlan, NoPlan> {
    let form = fill::read(file)?;
    let sheets = form
        .sheets
        .iter()
        .filter(|one| sheet.is_none_or(|name| one.name == name));
    if sheets.clone().next().is_none() {
        return Err(NoPlan::File(FillError::NoSuchSheet));
    }
    let found = sheets.filter_map(|sheet| Some((sheet, headings(sheet)?)));
    let known = |all: &[Heading]| all.iter().filter(|one| one.2 != Meaning::Unknown).count();
    let best = found.max_by_key(|(_, (_, all))| known(all));
    let (sheet, (row, mut headings)) = best.ok_or(NoPlan::NoHeadings)?;
    let room = room(sheet, row, (&headings, candidates)).ok_or(NoPlan::NoRoom)?;
    if room.listed.is_empty() {
        number_rows(sheet, room.first, &mut headings);
    }
    let named: Vec<ChildId> = room.listed.iter().filter_map(|one| one.child).collect();
    let (children, not_listed) = if room.listed.is_empty() {
        (candidates.chosen.clone(), 0)
    } else {
        let missing = |child: &&ChildId| !named.contains(child);
        let missing = candidates.chosen.iter().filter(missing).count();
        (named, missing)
    };
    Ok(FillPlan {
        sheet: sheet.name.clone(),
        headings,
        first: room.first,
        rows: room.rows,
        children,
        listed: room.listed,
        not_listed,
    })
}

/// A column of numbers that stand in empty rows already is one of rows, whatever its heading says.
fn number_rows(sheet: &FormSheet, first: u32, headings: &mut [Heading]) {
    let row = sheet.rows.iter().find(|one| one.row == first);
    let cells = row.map_or(&[][..], |row| row.cells.as_slice());
    let has_text = |column: u32| {
        let cell = cells.iter().find(|one| one.column == column);
        cell.is_some_and(|cell| !cell.text.trim().is_empty())
    };
    for heading in headings {
        if heading.2 == Meaning::Field("file_no") && has_text(heading.0) {
            heading.2 = Meaning::Serial;
        }
    }
}

/// Fills the form as planned.
pub(crate) fn filled(
    file: &[u8],
    plan: &FillPlan,
    facts: &PeriodFacts,
    (period, mask, lang): (Period, Mask, Lang),
) -> Result<Vec<u8>, FillError> {
    let free = (0..).zip(&plan.children);
    let free = free.map(|(nth, child)| (plan.first + nth, *child, None));
    let listed = plan.listed.iter();
    let listed = listed.filter_map(|one| Some((one.row, one.child?, Some(&one.taken))));
    let lines: Vec<_> = if plan.listed.is_empty() {
        free.collect()
    } else {
        listed.collect()
    };
    let mut cells = Vec::new();
    for (row, child, taken) in lines {
        for (column, _, meaning) in &plan.headings {
            // What the township wrote stays.
            if taken.is_some_and(|taken| taken.contains(column)) {
                continue;
            }
            let value = match meaning {
                Meaning::Serial if taken.is_none() => {
                    FillValue::Number(f64::from(row - plan.first + 1))
                }
                Meaning::Unknown | Meaning::Serial => continue,
                Meaning::Field(code) => match values_of(facts, (period, lang), child, code) {
                    Some(cell) => value(&cell, mask, (lang, facts)),
                    None => continue,
                },
            };
            let column = *column;
            cells.push(FillCell { row, column, value });
        }
    }
    let growth = (plan.added() > 0).then(|| Growth {
        like: plan.first + plan.rows - 1,
        count: plan.added(),
    });
    Ok(fill::fill(file, &plan.sheet, growth, &cells)?.file)
}

fn value(cell: &Cell, mask: Mask, (lang, facts): (Lang, &PeriodFacts)) -> FillValue {
    match &cell.value {
        Value::Count(count) => {
            FillValue::Number(f64::from(u32::try_from(*count).unwrap_or(u32::MAX)))
        }
        Value::Day(day) => FillValue::Day(*day),
        Value::Personal(what, text) => {
            let shown = mask.of(*what, text);
            match shown.parse() {
                // A whole birth date is a date.
                Ok(day) if *what == Personal::Birth => FillValue::Day(day),
                _ => FillValue::Text(shown),
            }
        }
        other => FillValue::Text(value_words(other, lang, facts.today())),
    }
}
