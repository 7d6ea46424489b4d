//! The form of a whole round: a row for each child with the number of the paper, a column for each thing that was
//! written there.

use crate::domain::follow_up::FollowStep;
use crate::domain::problem::ProblemKind;
use crate::domain::round::{Found, Round};
use crate::domain::text::date;
use crate::domain::visit::{CHECKS, Grade, Met, VisitKind};
use crate::domain::{Child, ChildId, FollowUp, Problem, StaffId, Visit, VisitId, tidy};
use crate::house::House;
use crate::i18n::{Lang, words};
use crate::keymap::Action;
use crate::keymap::chord::{Chord, Key};
use crate::screens::follow_up::forms::begun;
use crate::t;
use crate::ui::form::{edit, paste};
use crate::ui::list::PAGE;
use crate::wording::labels::label;
use chrono::{Days, NaiveDate};
use tui_input::Input;

/// Columns of a row: seen, met, the checks, the note.
pub(crate) const COLUMNS: usize = CHECKS.len() + 3;
/// Maximum length of a typed day in characters.
const DAY_MAX: usize = 20;

/// What a column of a row holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Column {
    /// Whether the child was seen.
    Seen,
    /// Who was met.
    Met,
    /// One of [`CHECKS`].
    Check(usize),
    /// The note.
    Note,
}

impl Column {
    /// The column at a place, from 0.
    pub(crate) const fn at(place: usize) -> Self {
        match place {
            0 => Self::Seen,
            1 => Self::Met,
            _ if place < COLUMNS - 1 => Self::Check(place - 2),
            _ => Self::Note,
        }
    }
}

/// A row: a child of the round.
#[derive(Debug, Clone)]
pub struct SheetRow {
    /// Number of the row on the paper.
    pub nth: usize,
    /// The child.
    pub child: ChildId,
    /// Whether the child was seen; `None` while the row is empty.
    pub seen: Option<Found>,
    /// Who was met.
    pub met: Option<Met>,
    /// The checks in the order of [`CHECKS`].
    pub checks: [Option<Grade>; CHECKS.len()],
    /// The note.
    pub note: Input,
    /// Day of a visit that was recorded since the round was printed.
    pub entered: Option<NaiveDate>,
    /// Whether the file is no longer there: erased, or put into another one.
    pub is_gone: bool,
}

impl SheetRow {
    fn is_empty(&self) -> bool {
        let has_check = self.checks.iter().any(Option::is_some);
        let note = tidy::is_blank(self.note.value());
        self.seen.is_none() && self.met.is_none() && !has_check && note
    }

    fn contradicts_itself(&self) -> bool {
        let both = self.seen.zip(self.met);
        both.is_some_and(|(seen, met)| seen.contradicts(met))
    }

    fn visit(&self, house: &House, day: NaiveDate) -> Visit {
        // A visit of a child whom nobody has seen is made for that reason.
        let matter = house.matter_of_visit(self.child);
        let kind = match matter {
            Some(matter) if matter.flag.rule.is_on_unseen() => VisitKind::Special,
            Some(_) => VisitKind::Regular,
            None => VisitKind::Routine,
        };
        let [living, health, study, mood, safety, care, parents] = self.checks;
        Visit {
            child_seen: self.seen == Some(Found::Child),
            met: self.met,
            living,
            health,
            study,
            mood,
            safety,
            care,
            parents,
            note: tidy::line(self.note.value()).into_owned(),
            ..Visit::new(VisitId::default(), self.child, day, kind)
        }
    }

    /// The step about the child's matter, so that a visit that met nobody moves it on.
    fn step(&self, house: &House) -> Option<FollowUp> {
        let flag = &house.matter_of_visit(self.child)?.flag;
        let about = (flag.rule, flag.since);
        Some(FollowUp {
            note: tidy::line(self.note.value()).into_owned(),
            ..begun(house, self.child, about, FollowStep::Visited)
        })
    }
}

/// What stands above the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Head {
    /// The day of the round.
    Day,
    /// Who went.
    Visitor,
}

/// The form while it is open.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// The paper that is entered.
    pub round: Round,
    /// Day of the round, as it is typed.
    pub day: Input,
    /// Who went, at first whoever enters it.
    pub visitor: Option<StaffId>,
    /// What was proposed as day and visitor.
    first: (String, Option<StaffId>),
    /// What is selected while no row is.
    pub head: Head,
    /// Whether the day was not edited since it was set or selected; then what is typed replaces it.
    is_day_fresh: bool,
    /// The rows in the order of the paper.
    pub rows: Vec<SheetRow>,
    /// The selected row; `None` on the day or the visitor.
    pub row: Option<usize>,
    /// The selected column.
    pub column: usize,
    /// Whether the user was asked to confirm leaving what was typed.
    pub is_asking_to_leave: bool,
}

/// Why a round cannot be saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SheetProblem {
    /// The day is no day, or has not come.
    Day,
    /// Nothing was entered.
    Empty,
    /// A row does not say whether the child was seen.
    NotSaidSeen(usize),
    /// What a row says of who was seen does not fit whom it says was met.
    Contradiction(usize),
    /// The day is selected, and no child.
    NoRow,
    /// The file of a row is no longer there.
    Gone(usize),
}

impl SheetProblem {
    pub(super) fn text(self, sheet: &Sheet, lang: Lang) -> String {
        match self {
            Self::Day => t!(lang, "round-wrong-day", day = sheet.day.value()),
            Self::Empty => t!(lang, "round-empty"),
            Self::NotSaidSeen(row) => {
                let nth = sheet.rows.get(row).map_or(0, |row| row.nth);
                t!(lang, "round-not-said-seen", row = nth)
            }
            Self::Contradiction(row) => {
                let row = sheet.rows.get(row);
                let seen = row.and_then(|row| row.seen);
                let met = row.and_then(|row| row.met);
                let seen = seen.map(|one| words::choice(lang, "found", one));
                let met = met.map(|one| words::choice(lang, "met", one));
                t!(
                    lang,
                    "round-contradicts",
                    row = row.map_or(0, |row| row.nth),
                    seen = seen.unwrap_or_default(),
                    met = met.unwrap_or_default()
                )
            }
            Self::NoRow => t!(lang, "round-no-row"),
            Self::Gone(row) => {
                let nth = sheet.rows.get(row).map_or(0, |row| row.nth);
                t!(lang, "round-row-gone", row = nth)
            }
        }
    }
}

/// Result of an action in the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SheetEvent {
    /// The form stays open.
    None,
    /// The form is closed without saving.
    Close,
    /// Save everything.
    Save,
    /// Open a problem about the selected child.
    Problem,
}

impl Sheet {
    /// The empty form of a round that was printed.
    pub(crate) fn new(house: &House, round: &Round) -> Self {
        let printed = round.made.date_naive();
        let rows = round.children.iter().enumerate();
        let rows = rows.map(|(place, child)| SheetRow {
            nth: place + 1,
            child: *child,
            seen: None,
            met: None,
            checks: [None; CHECKS.len()],
            note: Input::default(),
            entered: visited_since(house, *child, printed),
            is_gone: house.register.get(*child).is_none_or(Child::is_erased),
        });
        let today = house.today().to_string();
        Self {
            round: round.clone(),
            day: Input::new(today.clone()),
            visitor: house.actor,
            first: (today, house.actor),
            head: Head::Day,
            is_day_fresh: true,
            rows: rows.collect(),
            row: Some(0),
            column: 0,
            is_asking_to_leave: false,
        }
    }

    /// The selected row.
    pub(crate) fn here(&self) -> Option<&SheetRow> {
        self.rows.get(self.row?)
    }

    fn here_mut(&mut self) -> Option<&mut SheetRow> {
        self.rows.get_mut(self.row?)
    }

    /// The day of the round; `None` if it is no day or has not come.
    pub(crate) fn the_day(&self, today: NaiveDate) -> Option<NaiveDate> {
        let typed = tidy::line(self.day.value());
        let read = date::parse_past(&typed, today).ok()?;
        let is_day = read.form != date::Form::MonthOnly && read.day <= today;
        is_day.then_some(read.day)
    }

    /// Whether something would be lost by closing.
    pub(crate) fn is_changed(&self) -> bool {
        let (day, visitor) = &self.first;
        let is_head_changed = self.day.value() != day || self.visitor != *visitor;
        is_head_changed || self.rows.iter().any(|row| !row.is_empty())
    }

    /// Handles an action; `None` if the form does not use it.
    pub(crate) fn act(&mut self, action: Action, house: &House) -> Option<SheetEvent> {
        let today = house.today();
        let was_asking = std::mem::take(&mut self.is_asking_to_leave);
        match action {
            Action::Cancel | Action::Quit if self.is_changed() && !was_asking => {
                self.is_asking_to_leave = true;
            }
            Action::Cancel => return Some(SheetEvent::Close),
            Action::Commit => return Some(SheetEvent::Save),
            Action::Add => return Some(SheetEvent::Problem),
            Action::Up => {
                self.head = Head::Day;
                self.row = self.row.and_then(|row| row.checked_sub(1));
            }
            Action::Down => self.go_to(self.row.map_or(0, |row| row + 1)),
            Action::PageUp => self.go_to(self.row.unwrap_or_default().saturating_sub(PAGE)),
            Action::PageDown => self.go_to(self.row.unwrap_or_default() + PAGE),
            Action::Left if self.is_on(Head::Visitor) => self.change_visitor(house, false),
            Action::Right | Action::Turn if self.is_on(Head::Visitor) => {
                self.change_visitor(house, true);
            }
            Action::Left if self.row.is_none() => self.step_day(today, false),
            Action::Right if self.row.is_none() => self.step_day(today, true),
            Action::Left => self.column = self.column.saturating_sub(1),
            Action::Right => self.column = (self.column + 1).min(COLUMNS - 1),
            Action::Next | Action::Advance => self.next_cell(),
            Action::Previous => self.previous_cell(),
            Action::Turn => self.turn(),
            Action::Remove => self.take(None),
            _ => return None,
        }
        self.is_day_fresh |= self.row.is_some();
        Some(SheetEvent::None)
    }

    /// Whether this is selected.
    pub(super) fn is_on(&self, head: Head) -> bool {
        self.row.is_none() && self.head == head
    }

    /// Makes the next member of staff the visitor, or the one before; after the last comes the first.
    fn change_visitor(&mut self, house: &House, is_forward: bool) {
        let active = house.staff().iter().filter(|one| one.active);
        let mut all: Vec<StaffId> = active.map(|one| one.id).collect();
        if !is_forward {
            all.reverse();
        }
        let place = all.iter().position(|one| Some(*one) == self.visitor);
        let next = all.iter().cycle().nth(place.map_or(0, |place| place + 1));
        self.visitor = next.copied().or(self.visitor);
    }

    fn go_to(&mut self, row: usize) {
        self.row = Some(row.min(self.rows.len().saturating_sub(1)));
    }

    /// After the last cell of a row comes the first one of the next.
    fn next_cell(&mut self) {
        match self.row {
            None if self.head == Head::Day => self.head = Head::Visitor,
            None => self.go_to(0),
            Some(_) if self.column + 1 < COLUMNS => self.column += 1,
            Some(row) if row + 1 < self.rows.len() => (self.row, self.column) = (Some(row + 1), 0),
            Some(_) => {}
        }
    }

    fn previous_cell(&mut self) {
        match self.row {
            None => self.head = Head::Day,
            Some(_) if self.column > 0 => self.column -= 1,
            Some(0) => (self.row, self.head) = (None, Head::Visitor),
            Some(row) => (self.row, self.column) = (Some(row - 1), COLUMNS - 1),
        }
    }

    /// The day before or after the one that is typed; never one that has not come.
    fn step_day(&mut self, today: NaiveDate, is_later: bool) {
        let day = self.the_day(today).unwrap_or(today);
        let step = Days::new(1);
        let next = if is_later {
            day.checked_add_days(step)
        } else {
            day.checked_sub_days(step)
        };
        if let Some(next) = next.filter(|next| *next <= today) {
            self.day = Input::new(next.to_string());
            self.is_day_fresh = true;
        }
    }

    /// The next value of the cell; after the last one it is empty.
    fn turn(&mut self) {
        let Some(row) = self.here() else {
            return;
        };
        let next = |place: Option<usize>| place.map_or(0, |place| place + 1);
        let nth = match Column::at(self.column) {
            Column::Seen => next(place_of(Found::ALL, row.seen)),
            Column::Met => next(place_of(Met::ALL, row.met)),
            Column::Check(check) => {
                let grade = row.checks.get(check).copied().flatten();
                next(place_of(Grade::ALL, grade))
            }
            Column::Note => return,
        };
        self.take(Some(nth));
    }

    /// How many values the cell can take.
    fn choices(&self) -> usize {
        match Column::at(self.column) {
            Column::Seen => Found::ALL.len(),
            Column::Met => Met::ALL.len(),
            Column::Check(_) => Grade::ALL.len(),
            Column::Note => 0,
        }
    }

    /// Sets the cell to the value at a place, or empties it.
    fn take(&mut self, nth: Option<usize>) {
        let column = Column::at(self.column);
        let Some(row) = self.here_mut() else {
            return;
        };
        match column {
            Column::Seen => {
                let before = row.seen.and_then(usual_met);
                row.seen = nth.and_then(|nth| Found::ALL.get(nth).copied());
                // Who was met follows from it, unless somebody has said so.
                if row.met == before {
                    row.met = row.seen.and_then(usual_met);
                }
            }
            Column::Met => row.met = nth.and_then(|nth| Met::ALL.get(nth).copied()),
            Column::Check(check) => {
                if let Some(cell) = row.checks.get_mut(check) {
                    *cell = nth.and_then(|nth| Grade::ALL.get(nth).copied());
                }
            }
            Column::Note => {
                if nth.is_none() {
                    row.note.reset();
                }
            }
        }
    }

    /// Handles a typed key: text goes into the day or the note, a digit chooses in a cell. Returns whether it was
    /// used.
    pub(crate) fn type_key(&mut self, chord: Chord) -> bool {
        if self.is_on(Head::Visitor) {
            return false;
        }
        if self.row.is_none() {
            // The arrows change the day itself.
            let is_arrow = matches!(chord.code, Key::Left | Key::Right);
            if is_arrow {
                return false;
            }
            if chord.text().is_some_and(|typed| !tidy::is_unseen(typed)) {
                self.make_room_for_day();
            }
            let used = edit(&mut self.day, chord, DAY_MAX);
            self.is_day_fresh &= !used;
            return used;
        }
        let is_note = Column::at(self.column) == Column::Note;
        if is_note {
            let leaves = |row: &SheetRow| chord.code == Key::Left && row.note.cursor() == 0;
            if self.here().is_none_or(leaves) {
                return false;
            }
        } else if let Some(number) = chord.number() {
            // Nothing stands at a higher number.
            if (1..=self.choices()).contains(&number) {
                self.is_asking_to_leave = false;
                self.take(number.checked_sub(1));
            }
            return true;
        } else if chord
            .text()
            .is_none_or(|typed| typed == ' ' || typed == '　')
        {
            return false;
        }
        let Some(row) = self.here_mut() else {
            return false;
        };
        let used = edit(&mut row.note, chord, tidy::NOTE_MAX);
        if used {
            self.column = COLUMNS - 1;
            self.is_asking_to_leave = false;
        }
        used
    }

    /// Pastes into the day or the note.
    pub(crate) fn paste(&mut self, text: &str) {
        if let Some(row) = self.here_mut() {
            paste(&mut row.note, text, tidy::NOTE_MAX);
            return;
        }
        if self.is_on(Head::Visitor) {
            return;
        }
        if !tidy::is_blank(text) {
            self.make_room_for_day();
        }
        paste(&mut self.day, text, DAY_MAX);
    }

    /// The proposed day goes when another one is typed.
    fn make_room_for_day(&mut self) {
        if std::mem::take(&mut self.is_day_fresh) {
            self.day.reset();
        }
    }

    /// The visits of the rows that say something, each with the step about its matter. Selects what is wrong.
    pub(super) fn visits(
        &mut self,
        house: &House,
    ) -> Result<Vec<(Visit, Option<FollowUp>)>, SheetProblem> {
        let Some(day) = self.the_day(house.today()) else {
            (self.row, self.head) = (None, Head::Day);
            return Err(SheetProblem::Day);
        };
        let is_lost = |row: &SheetRow| !row.is_empty() && row.is_gone;
        if let Some(row) = self.rows.iter().position(is_lost) {
            self.row = Some(row);
            return Err(SheetProblem::Gone(row));
        }
        let is_unsaid = |row: &SheetRow| !row.is_empty() && row.seen.is_none();
        if let Some(row) = self.rows.iter().position(is_unsaid) {
            (self.row, self.column) = (Some(row), 0);
            return Err(SheetProblem::NotSaidSeen(row));
        }
        if let Some(row) = self.rows.iter().position(SheetRow::contradicts_itself) {
            (self.row, self.column) = (Some(row), 1);
            return Err(SheetProblem::Contradiction(row));
        }
        let visits: Vec<(Visit, Option<FollowUp>)> = self
            .rows
            .iter()
            .filter(|row| !row.is_empty())
            .map(|row| {
                let visitor = self.visitor;
                let visit = row.visit(house, day);
                (Visit { visitor, ..visit }, row.step(house))
            })
            .collect();
        if visits.is_empty() {
            return Err(SheetProblem::Empty);
        }
        Ok(visits)
    }

    /// The problem that the selected cell tells of.
    pub(super) fn problem(&self, house: &House, lang: Lang) -> Result<Problem, SheetProblem> {
        let row = self.here().ok_or(SheetProblem::NoRow)?;
        if row.is_gone {
            return Err(SheetProblem::Gone(self.row.unwrap_or_default()));
        }
        let day = self.the_day(house.today()).unwrap_or_else(|| house.today());
        let (kind, about) = match Column::at(self.column) {
            Column::Check(check) => {
                let (kind, name) = problem_kind(check);
                let grade = row.checks.get(check).copied().flatten();
                let grade = grade.map(|grade| words::choice(lang, "grade", grade));
                let said = format!("{} {}", label(name, lang), grade.unwrap_or_default());
                (kind, said.trim_end().to_owned())
            }
            Column::Seen | Column::Met | Column::Note => (ProblemKind::Other, String::new()),
        };
        let note = tidy::line(row.note.value());
        let parts: Vec<&str> = [about.as_str(), &note]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        Ok(Problem {
            what: parts.join(t!(lang, "why-comma").as_str()),
            owner: house.actor,
            ..Problem::new(row.child, kind, day)
        })
    }
}

/// Who was met, where nothing else is said.
const fn usual_met(found: Found) -> Option<Met> {
    match found {
        Found::Child => Some(Met::Child),
        // Which adult, only the paper knows.
        Found::Adult => None,
        Found::Nobody => Some(Met::Nobody),
    }
}

fn place_of<T: PartialEq>(all: &[T], value: Option<T>) -> Option<usize> {
    let value = value?;
    all.iter().position(|one| *one == value)
}

/// The subject of a problem that a check tells of, and the name of the check.
fn problem_kind(check: usize) -> (ProblemKind, &'static str) {
    let name = CHECKS.get(check).copied().unwrap_or_default();
    let kind = match name {
        "living" => ProblemKind::Living,
        "health" => ProblemKind::Medical,
        "study" => ProblemKind::School,
        "mood" => ProblemKind::Mind,
        "safety" => ProblemKind::Safety,
        _ => ProblemKind::Guardianship,
    };
    (kind, name)
}

/// Day of the newest visit recorded for a day since the round was printed.
fn visited_since(house: &House, child: ChildId, printed: NaiveDate) -> Option<NaiveDate> {
    let visits = house.known.visits.get(&child)?.iter();
    let visits = visits.filter(|one| !one.kind.is_call() && one.day >= printed);
    visits.map(|one| one.day).max()
}
