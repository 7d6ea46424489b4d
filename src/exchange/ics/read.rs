//! Reads a calendar file: events grouped by their UID become activities and series.

use super::event::{Event, Written};
use super::lines::{Component, components};
use super::made::Maker;
use super::remark::{Refused, Remark, RemarkCode};
use super::zone::Zones;
use super::{Content, Entry, Incoming, PRODUCT};
use crate::exchange::file::{self, FileError};
use chrono::{NaiveDate, NaiveDateTime};
use std::collections::{HashMap, HashSet};

/// Largest number of events in a file.
const MOST: usize = 200_000;

/// Reads the content of a calendar file, in UTF-8, UTF-16 or GB18030. Rules that have to be written out as single days are
/// written out around `today`.
pub(crate) fn from_bytes(bytes: &[u8], today: NaiveDate) -> Result<Incoming, FileError> {
    if bytes.is_empty() {
        return Err(FileError::Empty);
    }
    file::guarded(|| {
        let root = components(bytes)?;
        // Some programs write an event without a calendar around it.
        let bare = root.named("VEVENT").next().map(|_| &root);
        let calendars: Vec<&Component> = root.named("VCALENDAR").chain(bare).collect();
        if calendars.iter().map(|one| one.inner.len()).sum::<usize>() > MOST {
            return Err(FileError::TooLarge);
        }
        let mut groups = Groups::default();
        for calendar in calendars {
            groups.take(calendar);
        }
        Ok(groups.incoming(today))
    })
}

/// The events of a file by UID, in the order of the file.
#[derive(Default)]
struct Groups {
    entries: Vec<Entry>,
    order: Vec<Vec<Event>>,
    places: HashMap<String, usize>,
    cancelled: HashSet<String>,
}

impl Groups {
    fn take(&mut self, calendar: &Component) {
        let zones = Zones::of(calendar);
        let (contents, _) = calendar.contents();
        let method = contents.iter().find(|one| one.name == "METHOD");
        let is_cancel = method.is_some_and(|one| one.value.trim().eq_ignore_ascii_case("CANCEL"));
        let product = contents.iter().find(|one| one.name == "PRODID");
        let is_ours = product.is_some_and(|one| one.value.contains(PRODUCT));
        for component in &calendar.inner {
            match component.name.as_str() {
                "VEVENT" if component.is_cut_off => self.refuse(component, Refused::CutOff),
                "VEVENT" => match Event::read(component, &zones) {
                    None => self.refuse(component, Refused::NoStart),
                    Some(event) => self.add(Event { is_ours, ..event }, is_cancel),
                },
                "VTODO" | "VJOURNAL" | "VFREEBUSY" => {
                    self.refuse(component, Refused::NotAnActivity);
                }
                _ => {}
            }
        }
    }

    fn refuse(&mut self, component: &Component, why: Refused) {
        let (contents, _) = component.contents();
        let value = |name: &str| {
            let found = contents.iter().find(|one| one.name == name);
            found.map(|one| one.value.trim().to_owned())
        };
        self.entries.push(Entry {
            uid: value("UID").unwrap_or_default(),
            title: value("SUMMARY")
                .or_else(|| value("UID"))
                .unwrap_or_default(),
            starts: None,
            sequence: None,
            is_ours: false,
            content: Content::Refused(why),
            remarks: Vec::new(),
        });
    }

    fn add(&mut self, mut event: Event, is_cancel: bool) {
        if is_cancel {
            event.is_cancelled = true;
            self.cancelled.insert(event.uid.clone());
        }
        if event.uid.is_empty() {
            self.order.push(vec![event]);
            return;
        }
        let next = self.order.len();
        let place = *self.places.entry(event.uid.clone()).or_insert(next);
        match self.order.get_mut(place) {
            Some(group) => group.push(event),
            None => self.order.push(vec![event]),
        }
    }

    fn incoming(self, today: NaiveDate) -> Incoming {
        let mut entries = self.entries;
        for group in self.order {
            let is_cancel = group
                .first()
                .is_some_and(|one| self.cancelled.contains(&one.uid));
            grouped(group, is_cancel, today, &mut entries);
        }
        Incoming { entries }
    }
}

/// One entry a UID: its newest revision, with the changed instances.
fn grouped(group: Vec<Event>, is_cancel: bool, today: NaiveDate, entries: &mut Vec<Entry>) {
    let (changes, masters): (Vec<Event>, Vec<Event>) =
        group.into_iter().partition(|one| one.instance.is_some());
    // Of equal revisions the one written later counts, then the later one in the file.
    let newest = masters
        .iter()
        .enumerate()
        .max_by_key(|(nth, one)| (one.revision(), *nth));
    let newest = newest.map(|(nth, _)| nth);
    let mut master = None;
    for (nth, event) in masters.into_iter().enumerate() {
        if Some(nth) == newest {
            master = Some(event);
        } else {
            entries.push(event.entry(Content::Refused(Refused::Older)));
        }
    }
    let changes = newest_changes(changes, entries);
    let Some(master) = master else {
        for change in changes {
            let day = change
                .instance
                .as_ref()
                .map_or(change.begins, Written::home)
                .date();
            let content = if is_cancel {
                Content::CalledOff(Some(day))
            } else {
                let mut all = change.activities(false);
                // The name stays that of the instance wherever it was moved to.
                if let (Some(first), Some(at)) = (all.first_mut(), &change.instance) {
                    first.uid = change.name_of(at.home());
                }
                Content::Instance(day, all)
            };
            let mut entry = change.entry(content);
            if change.is_from_here_on {
                let remark = Remark::plain(RemarkCode::OnlyThisOne);
                entry.remarks.push(remark);
            }
            entries.push(entry);
        }
        return;
    };
    if master.is_cancelled && (is_cancel || !master.rules.is_empty()) {
        entries.push(master.entry(Content::CalledOff(None)));
        return;
    }
    let changes: Vec<Event> = changes.into_iter().map(|one| one.of(&master)).collect();
    entries.push(Maker::new(&master, &changes, today).entry());
}

/// The newest revision of each changed instance.
fn newest_changes(changes: Vec<Event>, entries: &mut Vec<Entry>) -> Vec<Event> {
    let mut kept: Vec<Event> = Vec::new();
    let mut places: HashMap<NaiveDateTime, usize> = HashMap::new();
    for change in changes {
        let Some(at) = change.instance.as_ref().map(Written::home) else {
            continue;
        };
        let known = places.get(&at).copied();
        let Some(known) = known.and_then(|place| kept.get_mut(place)) else {
            places.insert(at, kept.len());
            kept.push(change);
            continue;
        };
        let is_newer = change.revision() >= known.revision();
        let older = if is_newer {
            std::mem::replace(known, change)
        } else {
            change
        };
        entries.push(older.entry(Content::Refused(Refused::Older)));
    }
    kept
}
