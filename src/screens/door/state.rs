//! What the door is about: what was typed, who could be meant, who collects, the roll call.

use crate::desk::command::When;
use crate::domain::find::Hit;
use crate::domain::{ChildId, ContactId, Moment};
use crate::screens::effect::{Scene, Turn};
use std::collections::HashSet;
use tui_input::Input;

/// How many candidates the door numbers.
pub(crate) const NUMBERED: usize = 9;

/// Which way the children are going.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Way {
    /// Coming: everybody can be found.
    #[default]
    Arriving,
    /// Leaving: only those in the house.
    Leaving,
}

/// State of the door.
#[derive(Debug, Default)]
pub struct State {
    /// Which way the children are going.
    pub way: Way,
    /// What has been typed.
    pub query: Input,
    /// Who could be meant, best first.
    pub hits: Vec<Hit>,
    /// Which of them the arrows are on.
    pub selected: usize,
    /// Siblings of the child who was signed in last.
    pub offered: Vec<ChildId>,
    /// Entries are made for this earlier moment.
    pub late: Option<Moment>,
    /// The roll call with its ticks, while it is closed.
    pub evacuation: Evacuation,
}

impl State {
    /// When a sign-in made now is said to have happened.
    pub(super) fn when(&self) -> When {
        self.late.map_or(When::Now, When::At)
    }

    /// Nothing typed, nobody chosen.
    pub(crate) fn clear(&mut self) {
        self.query.reset();
        self.hits.clear();
        self.selected = 0;
    }
}

/// The door as it is shown.
pub(crate) type DoorScene<'s> = Scene<'s, State>;
/// One turn of the door.
pub(crate) type DoorTurn<'t> = Turn<'t, State, DoorForm>;

/// What a form or list of the door is for.
#[derive(Debug, Clone)]
pub enum DoorForm {
    /// Entries for an earlier time or day.
    Late,
    /// A child who is known not to come.
    Absence(ChildId),
    /// Whose absence it is, when nobody was chosen yet.
    WhoseAbsence,
    /// Somebody unlisted collects: a director and a note.
    Unlisted(ChildId),
    /// A card for a child.
    Card(ChildId),
    /// Whose card it is that was scanned.
    WhoseCard(String),
}

/// Who collects.
#[derive(Debug, Clone)]
pub struct Collect {
    /// Who leaves.
    pub child: ChildId,
    /// Listed people first, then alone if agreed; somebody unlisted is always the last.
    pub options: Vec<Collector>,
    /// Where the arrows are.
    pub selected: usize,
}

/// One answer to "who collects?".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Collector {
    /// A listed contact.
    Contact(ContactId),
    /// Nobody: goes home alone, as agreed.
    Alone,
    /// Somebody who is not listed.
    Unlisted,
}

/// The children still in the house when the day should be closed.
#[derive(Debug, Clone, Default)]
pub struct Sweep {
    /// Where the arrows are.
    pub selected: usize,
}

/// Roll call outside the house. The ticks live as long as the popup is open or put away.
#[derive(Debug, Clone, Default)]
pub struct Evacuation {
    /// Everybody who was in the house when the list was called up, in pinyin order.
    pub children: Vec<ChildId>,
    /// Who has been seen outside.
    pub safe: HashSet<ChildId>,
    /// Where the arrows are.
    pub selected: usize,
    /// Phones are shown: only then, the list may be read by everybody around.
    pub phones: bool,
}
