//! State of the door and purposes of its forms.

use crate::desk::command::When;
use crate::desk::roll_ticks::RollTicks;
use crate::domain::find::Hit;
use crate::domain::{ChildId, ContactId, Moment};
use crate::house::roll_call::RollCall;
use crate::screens::effect::{Scene, Turn};
use tui_input::Input;

/// Number of candidates with a digit.
pub(crate) const NUMBERED: usize = 9;

/// Direction of the door.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Way {
    /// Sign-in; finds all children.
    #[default]
    Arriving,
    /// Sign-out; finds only children in the house.
    Leaving,
}

/// State of the door.
#[derive(Debug, Default)]
#[cfg_attr(test, derive(Clone))]
pub struct State {
    /// Direction of the door.
    pub way: Way,
    /// The search text.
    pub query: Input,
    /// Hits, best first.
    pub hits: Vec<Hit>,
    /// Index of the selected hit.
    pub selected: usize,
    /// The arrows have chosen the selected hit.
    pub has_moved: bool,
    /// Direction and text of the last search.
    pub searched: (Way, String),
    /// The child who was signed in last, whose health alert is shown until the next key.
    pub came: Option<ChildId>,
    /// Siblings, not yet marked today, of the child who was signed in last.
    pub offered: Vec<ChildId>,
    /// Moment of late entries; `None` for entries now.
    pub late: Option<Moment>,
    /// The roll call and its ticks, kept while its popup is closed.
    pub evacuation: Evacuation,
}

impl State {
    /// The time to record for a sign-in.
    pub(super) fn when(&self) -> When {
        self.late.map_or(When::Now, When::At)
    }

    /// Whether Esc has something to take back: a search, an offer, a time of late entries, the way out.
    pub(crate) fn can_go_back(&self) -> bool {
        !self.query.value().is_empty()
            || !self.offered.is_empty()
            || self.late.is_some()
            || self.way == Way::Leaving
    }

    /// Clears the search and its hits.
    pub(crate) fn clear(&mut self) {
        self.query.reset();
        self.hits.clear();
        self.selected = 0;
        self.has_moved = false;
        self.came = None;
        self.searched.1.clear();
    }
}

/// What the views of the door read.
pub(crate) type DoorScene<'s> = Scene<'s, State>;
/// One update of the door.
pub(crate) type DoorTurn<'t> = Turn<'t, State, DoorForm>;

/// Purpose of a form or list of the door.
#[derive(Debug, Clone)]
pub enum DoorForm {
    /// Choose the moment of late entries in this direction.
    Late(Way),
    /// Record a known absence of the child.
    Absence(ChildId),
    /// Choose the child of a known absence.
    WhoseAbsence,
    /// Approve an unlisted person who collects the child, and these brothers and sisters.
    Unlisted(ChildId, Vec<ChildId>),
    /// Bind a card to the child.
    Card(ChildId),
    /// Choose the owner of the scanned card.
    WhoseCard(String),
}

/// Choice of the person who collects a child.
#[derive(Debug, Clone)]
pub struct Collect {
    /// The child who leaves.
    pub child: ChildId,
    /// Listed contacts first, then alone if agreed; unlisted is always last.
    pub options: Vec<Collector>,
    /// Index of the selected option.
    pub selected: usize,
    /// Brothers and sisters in the house.
    pub siblings: Vec<ChildId>,
    /// They leave with the child, with the same person.
    pub with_siblings: bool,
}

/// Who collects a child.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Collector {
    /// A listed contact.
    Contact(ContactId),
    /// Nobody: the child goes home alone, as agreed.
    Alone,
    /// An unlisted person.
    Unlisted,
}

/// The list of children still in the house before the day is closed.
#[derive(Debug, Clone, Default)]
pub struct Sweep {
    /// The selected child, also after another program has signed it out.
    pub selected: Option<ChildId>,
    /// Its row when it was selected.
    pub row: usize,
}

/// The roll call outside the house. Its ticks are kept while the popup is closed, and on disk.
#[derive(Debug, Clone, Default)]
pub struct Evacuation {
    /// Who is in the house, who has just left, who was expected.
    pub call: RollCall,
    /// When the register was read that says so; `None` if it could not be read for this list.
    pub read_at: Option<Moment>,
    /// Children seen outside.
    pub ticks: RollTicks,
    /// Index of the selected child.
    pub selected: usize,
    /// Whole phone numbers are shown. Off by default, because bystanders can read the screen.
    pub phones: bool,
    /// Whether telephone numbers are on it: not while the lock is on.
    pub has_phones: bool,
    /// Text that finds a child of the list.
    pub find: Input,
    /// The text fits no child of the list.
    pub finds_nobody: bool,
}
