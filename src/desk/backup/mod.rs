//! Copies of the home's file: made by themselves at the close of day, kept by a rota, put on a second
//! place, rehearsed, compared with the file, restored.

mod compare;
pub(crate) mod make;
pub(super) mod name;
pub(crate) mod order;
mod place;
mod preview;
mod record;
mod rescue;
pub(crate) mod restore;
mod rota;
#[cfg(test)]
mod tests;
mod words;

use super::opening::{make_private, take_seat, take_turn_in};
use super::refusal::Refusal;
use super::rights::Right;
use super::{Desk, FILE};
use crate::clock::Clock;
use crate::desk::command::Command;
use crate::desk::locks::{Admission, with_keys_of};
use crate::desk::query::Query;
use crate::domain::{Moment, StaffId};
use crate::house::safety::{Safety, Stick};
use crate::i18n::Lang;
use crate::store::{
    FileKeys, Place, SETTING_DEMO, SETTING_GIVEN_UP, SETTING_STICK, Store, StoreError, WhyReadOnly,
};
use chrono::Days;
use name::copies_in;
pub(in crate::desk) use order::FOLDER;
use order::Order;
pub use place::StickPlaces;
use place::{Chosen, copies_of};
pub use preview::GivenUp;
pub(crate) use preview::given_up_text;
use record::Record;
use restore::{RestoreOrder, Restored};
use std::path::{Path, PathBuf};
pub(crate) use words::{doubt_text, made_text, matter_text, page, restored_text};

/// A restored copy proves something for a month.
const REHEARSE_AFTER: Days = Days::new(30);

impl Desk {
    /// What making a copy needs; `None` for a file in memory, of which there is none.
    pub(crate) fn backup_order(&self) -> Result<Option<Order>, Refusal> {
        self.ask(Query::File)?;
        self.own_backup_order()
    }

    /// The same for the copies that the program makes and looks at by itself, whoever is at the desk: a day
    /// that a helper closes is copied too.
    pub(crate) fn own_backup_order(&self) -> Result<Option<Order>, Refusal> {
        self.check_open()?;
        if self.store.is_in_memory() {
            return Ok(None);
        }
        Ok(Some(order_for(&self.store, self.now(), &self.sticks)?))
    }

    /// Reads the state of the copies; `None` for a file in memory. `all` opens and compares every copy,
    /// else only the newest ones are compared by their names.
    pub(crate) fn safety(&self, all: bool) -> Result<Option<Safety>, Refusal> {
        let order = self.backup_order()?;
        let store = self.ask(Query::File)?;
        Ok(order.map(|order| state(store, &order, all)).transpose()?)
    }

    /// What the copies in reach say against the file, in words; `all` as in [`Desk::safety`].
    pub(crate) fn doubts(&self, lang: Lang, all: bool) -> Vec<String> {
        // Where the file has faults, they may be impossible to compare; the faults are said anyway.
        let safety = self.safety(all).ok().flatten();
        let doubts = safety.into_iter().flat_map(|safety| safety.doubts);
        doubts.map(|doubt| doubt_text(&doubt, lang)).collect()
    }

    /// The state of the copies of a file in memory.
    pub(crate) fn no_copies(&self) -> Result<Safety, Refusal> {
        Ok(Safety {
            read_at: self.now(),
            head: self.store.head()?,
            copies: Vec::new(),
            stick: None,
            rehearsal: None,
            doubts: Vec::new(),
            given_up: String::new(),
            since: None,
        })
    }

    /// The drives of which one can become the second place.
    pub(crate) fn stick_roots(&self) -> Vec<PathBuf> {
        self.sticks.roots()
    }

    /// Makes a drive the second place: marks it and keeps the choice among the home's settings.
    pub(crate) fn choose_stick(&mut self, root: &Path, label: &str) -> Result<(), Refusal> {
        self.check_right(Right::Direct)?;
        let chosen = place::choose(root, label)?;
        self.perform(Command::Setting {
            name: SETTING_STICK.to_owned(),
            value: chosen.setting(),
        })?;
        Ok(())
    }

    /// Restores a copy in the place of the open file, which is opened again whatever happens.
    pub(crate) fn restore(&mut self, copy: &Path) -> Result<Restored, Refusal> {
        // Of a file that cannot be opened the right was asked before it was closed.
        if !self.is_closed() {
            self.check_right(Right::Restore)?;
        }
        // Only the screens come here; a file that could not be opened for writing is mended by the command
        // line.
        if self.seat.is_none() {
            let why = self.why_read_only().unwrap_or(WhyReadOnly::OtherProgram);
            return Err(Refusal::read_only(why));
        }
        let now = self.now();
        let _turn = take_turn_in(&self.folder())?;
        // Closes the file. If it cannot be opened again, nothing is read or written.
        self.store = Store::nowhere(now)?;
        let order = RestoreOrder {
            keys: self.keys().clone(),
            now,
            actor: self.actor,
            in_spite_of_faults: false,
        };
        let restored = restore::restore(&self.file, copy, &order);
        self.store = Store::open(self.keys().at(&self.file), now)?;
        self.live_in_its_zone()?;
        // Whoever sits at the desk stays, if the restored file knows that person.
        let staff = self.store.staff()?;
        let stays = |actor: &StaffId| staff.iter().any(|one| one.active && one.id == *actor);
        self.actor = match self.actor.filter(stays) {
            Some(actor) => Some(actor),
            None => self.default_actor()?,
        };
        // A copy may be of before the locks.
        self.seal_plain_notes_now();
        restored
    }
}

/// The newest copy in a data folder without a file: a home was there, and must not be begun anew.
pub(crate) fn copy_of_lost_file(folder: &Path) -> Option<PathBuf> {
    // Whatever else is at the path, or keeps us from looking, is said when the file is opened.
    let is_missing = matches!(folder.join(FILE).try_exists(), Ok(false));
    is_missing.then(|| newest_copy(folder)).flatten()
}

/// The newest copy in a data folder.
pub(crate) fn newest_copy(folder: &Path) -> Option<PathBuf> {
    let newest = copies_in(&folder.join(FOLDER)).into_iter().next();
    newest.map(|copy| copy.path)
}

/// The copies in a data folder whose file cannot be read, in words.
pub(crate) fn copies_of_damaged(folder: &Path) -> Vec<String> {
    words::list(&copies_in(&folder.join(FOLDER))).collect()
}

/// What restoring a copy in the place of a file would give up, read with connections of its own, as a thread does.
pub(crate) fn given_up_of<'a>(file: impl Into<Place<'a>>, copy: &Path, now: Moment) -> GivenUp {
    let file = file.into();
    preview::preview(file, Place { path: copy, ..file }, now)
}

/// What restoring a copy in a data folder would give up.
pub(crate) fn given_up_by(
    (folder, keys): (&Path, &FileKeys),
    copy: &Path,
    clock: &Clock,
) -> GivenUp {
    given_up_of(keys.at(&folder.join(FILE)), copy, clock.now())
}

/// Restores a copy in a data folder whose file may be damaged or missing. Whoever was admitted does it, and notes that the
/// copy holds plain are sealed with that one's key.
pub(crate) fn restore_in(
    (folder, admitted): (&Path, &Admission),
    copy: &Path,
    clock: &Clock,
    in_spite_of_faults: bool,
) -> Result<Restored, Refusal> {
    if !copy.is_file() {
        return Err(Refusal::NoSuchCopy);
    }
    let same = |one: &Path| std::fs::canonicalize(one).ok();
    if same(copy).is_some_and(|copy| Some(copy) == same(&folder.join(FILE))) {
        return Err(Refusal::CopyIsTheFile);
    }
    make_private(folder)?;
    let keys = &admitted.keys;
    let order = RestoreOrder {
        keys: keys.clone(),
        now: clock.now(),
        actor: admitted.person(),
        in_spite_of_faults,
    };
    let seat = take_seat(folder)?;
    // No script makes a step that neither the restored file nor the one kept beside would have.
    let _turn = take_turn_in(folder)?;
    let Some(_seat) = seat else {
        return Err(Refusal::read_only(WhyReadOnly::OtherProgram));
    };
    let restore = || restore::restore(&folder.join(FILE), copy, &order);
    // On another PC what opens the copy lies beside it.
    let restored = if keys.is_empty() {
        restore()?
    } else {
        with_keys_of(copy, folder, restore)?
    };
    if admitted.has_somebody() {
        let clock = Clock::fixed(clock.now());
        let opened = Desk::open_for_steps(folder, clock, admitted.clone(), &mut |_, _| {});
        let mut desk = opened?;
        if desk.check_clock().is_ok() {
            desk.seal_plain_notes_now();
        }
    }
    Ok(restored)
}

fn order_for(store: &Store, now: Moment, places: &StickPlaces) -> Result<Order, StoreError> {
    let file = store.path().to_owned();
    let data = file.parent().unwrap_or_else(|| Path::new(".")).to_owned();
    let home = store.home()?.map(|home| home.id.to_string());
    let stick = store.setting(SETTING_STICK)?;
    let rehearsal = Record::read(&data).rehearsal;
    // One that found faults is tried again with the next copy.
    let good_until = rehearsal
        .filter(|one| one.faults == 0)
        .and_then(|one| one.at.date_naive().checked_add_days(REHEARSE_AFTER));
    Ok(Order {
        file,
        keys: store.place().keys.cloned().unwrap_or_default(),
        data,
        now,
        home: home.unwrap_or_else(|| "new".to_owned()),
        stick: stick.as_deref().and_then(Chosen::of_setting),
        places: places.clone(),
        rehearse: good_until.is_none_or(|day| day <= now.date_naive()),
    })
}

/// The state of the copies of an open file; all of them are opened and compared.
pub(crate) fn whole_state(
    store: &Store,
    now: Moment,
    places: &StickPlaces,
) -> Result<Safety, StoreError> {
    state(store, &order_for(store, now, places)?, true)
}

/// Reads the state of the copies with a connection of its own, as a thread does: a stick may be slow, and
/// a copy that leaves doubt is opened.
pub(crate) fn look(order: &Order, all: bool) -> Result<Safety, StoreError> {
    let store = Store::open_read_only(order.keys.at(&order.file), order.now)?;
    state(&store, order, all)
}

fn state(store: &Store, order: &Order, all: bool) -> Result<Safety, StoreError> {
    let record = Record::read(&order.data);
    let is_demo = store.setting(SETTING_DEMO)?.is_some();
    let first = store.first_day()?;
    Ok(Safety {
        read_at: order.now,
        head: store.head()?,
        copies: copies_in(&order.data.join(FOLDER)),
        stick: order
            .stick
            .as_ref()
            .map(|chosen| stick(chosen, order, &record)),
        rehearsal: record.rehearsal,
        doubts: compare::doubts(store, order, all)?,
        given_up: store.setting(SETTING_GIVEN_UP)?.unwrap_or_default(),
        // An invented home needs no copy.
        since: first.filter(|_| !is_demo),
    })
}

fn stick(chosen: &Chosen, order: &Order, record: &Record) -> Stick {
    let here = chosen.find(&order.places);
    Stick {
        label: chosen.label.clone(),
        is_here: here.is_some(),
        copied_at: record.stick_at,
        copies: here
            .map(|marked| copies_in(&copies_of(&marked, &order.home)))
            .unwrap_or_default(),
    }
}
