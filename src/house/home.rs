//! The home with its staff and its calendar.

use crate::domain::calendar::{Calendar, ClosedDay, ExtraDay, Term};
use crate::domain::home::USUAL_ZONE;
use crate::domain::hours::Stretch;
use crate::domain::ring::RingNumber;
use crate::domain::{Home, OwnLayout, Round, Staff, StaffId};
use crate::store::{
    SETTING_DEMO, SETTING_LATE, SETTING_LAYOUTS, SETTING_LOCK_AFTER, SETTING_NO_LOCKS,
    SETTING_RING, SETTING_ROUND, SETTING_ROUND_ENTERED, SETTING_STAFF_CARDS, SETTING_ZONE, Store,
    StoreError,
};

/// The home with its staff and calendar.
#[derive(Debug, Clone)]
pub struct HomeFacts {
    /// The home.
    pub home: Home,
    /// All staff, past members included.
    pub staff: Vec<Staff>,
    /// The calendar of open days.
    pub calendar: Calendar,
    /// Weekly hours as stored.
    pub stretches: Vec<Stretch>,
    /// Days on which the home is closed.
    pub closed: Vec<ClosedDay>,
    /// Extra open days.
    pub extra: Vec<ExtraDay>,
    /// School terms and holidays.
    pub terms: Vec<Term>,
    /// An invented demo home.
    pub is_demo: bool,
    /// Minutes after opening from which an expected child comes late; `None` if nobody does.
    pub late_after: Option<i64>,
    /// A director has said that the home wants no locks, knowing what that means.
    pub wants_no_locks: bool,
    /// Minutes without a key after which the screens lock; of use only where people prove who they are.
    pub lock_after: i64,
    /// The cards of staff, which name a person at the door and at the lock.
    pub staff_cards: Vec<(StaffId, String)>,
    /// The home's own numbers to ring first after an incident; empty: the usual ones.
    pub ring_first: Vec<RingNumber>,
    /// Name of the time zone.
    pub zone: String,
    /// The visit rounds that were printed last, the newest first.
    pub rounds: Vec<Round>,
    /// The home's own layouts of reports.
    pub layouts: Vec<OwnLayout>,
}

/// Reads the home with its staff and calendar; `None` before the first run.
pub(crate) fn home_facts(store: &Store) -> Result<Option<HomeFacts>, StoreError> {
    let Some(home) = store.home()? else {
        return Ok(None);
    };
    Ok(Some(HomeFacts {
        home,
        staff: store.staff()?,
        calendar: calendar_of(store)?,
        stretches: store.all()?,
        closed: store.all()?,
        extra: store.all()?,
        terms: store.all()?,
        is_demo: store.setting(SETTING_DEMO)?.is_some(),
        late_after: late_after(store)?,
        wants_no_locks: store.setting(SETTING_NO_LOCKS)?.is_some(),
        lock_after: lock_after(store)?,
        staff_cards: staff_cards(store)?,
        ring_first: RingNumber::all_from_text(&store.setting(SETTING_RING)?.unwrap_or_default()),
        zone: store
            .setting(SETTING_ZONE)?
            .unwrap_or_else(|| USUAL_ZONE.to_owned()),
        rounds: rounds_of(store)?,
        layouts: layouts_of(store)?,
    }))
}

impl HomeFacts {
    /// What remains for whoever may only look after the file: which home it is, and who that is.
    pub(crate) fn for_upkeep(self, actor: Option<StaffId>) -> Self {
        let mut staff = self.staff;
        staff.retain(|one| Some(one.id) == actor);
        Self {
            staff,
            stretches: Vec::new(),
            closed: Vec::new(),
            extra: Vec::new(),
            terms: Vec::new(),
            late_after: None,
            staff_cards: Vec::new(),
            ring_first: Vec::new(),
            rounds: Vec::new(),
            layouts: Vec::new(),
            ..self
        }
    }
}

/// The home's own layouts of reports; none if they cannot be read, which lists say by being empty.
pub(crate) fn layouts_of(store: &Store) -> Result<Vec<OwnLayout>, StoreError> {
    let kept = store.setting(SETTING_LAYOUTS)?.unwrap_or_default();
    Ok(OwnLayout::all_from_text(&kept).unwrap_or_default())
}

/// The cards of staff.
pub(crate) fn staff_cards(store: &Store) -> Result<Vec<(StaffId, String)>, StoreError> {
    let kept = store.setting(SETTING_STAFF_CARDS)?.unwrap_or_default();
    let cards = kept.lines().filter_map(|line| line.split_once(' '));
    Ok(cards
        .filter_map(|(id, code)| Some((id.parse().ok()?, code.to_owned())))
        .collect())
}

/// Cards of staff as the setting keeps them.
pub(crate) fn staff_cards_text(cards: &[(StaffId, String)]) -> String {
    let lines = cards.iter().map(|(id, code)| format!("{id} {code}"));
    lines.collect::<Vec<_>>().join("\n")
}

/// The visit rounds that were printed last, the newest first.
pub(crate) fn rounds_of(store: &Store) -> Result<Vec<Round>, StoreError> {
    let kept = store.setting(SETTING_ROUND)?.unwrap_or_default();
    let marks = store.setting(SETTING_ROUND_ENTERED)?.unwrap_or_default();
    Ok(Round::marked(Round::all_from_text(&kept), &marks))
}

/// Minutes after opening from which an expected child comes late; `None` if the home has agreed on none.
pub(crate) fn late_after(store: &Store) -> Result<Option<i64>, StoreError> {
    let minutes = store.setting(SETTING_LATE)?;
    Ok(minutes.and_then(|minutes| minutes.parse().ok()))
}

/// Minutes without a key after which the screens lock.
fn lock_after(store: &Store) -> Result<i64, StoreError> {
    const USUAL: i64 = 5;
    let minutes = store.setting(SETTING_LOCK_AFTER)?;
    Ok(minutes
        .and_then(|minutes| minutes.parse().ok())
        .unwrap_or(USUAL))
}

/// Reads the calendar.
pub(crate) fn calendar_of(store: &Store) -> Result<Calendar, StoreError> {
    let stretches: Vec<Stretch> = store.all()?;
    let closed: Vec<ClosedDay> = store.all()?;
    let extra: Vec<ExtraDay> = store.all()?;
    let terms: Vec<Term> = store.all()?;
    Ok(Calendar::new(&stretches, closed, extra, terms))
}
