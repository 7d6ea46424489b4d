//! Comparing the file with the copies in reach: a file that was rolled back, cut or written anew is
//! whole in itself, so only what stands outside it can tell.

use super::name::copies_in;
use super::order::{FOLDER, Order};
use super::place::{copies_of, noted};
use crate::house::safety::{Copied, Doubt, DoubtKind};
use crate::store::{SETTING_GIVEN_UP, Store, StoreError};
use chrono::NaiveDateTime;
use std::collections::BTreeSet;

/// How many copies of each place are compared at every start. The newest finds a file that was put
/// back or cut; the next ones, one that was written anew together with the newest copy.
const AT_START: usize = 3;

/// The copies in reach that the file does not continue, the one with the most entries first. `all`
/// compares every copy and opens each.
pub(super) fn doubts(store: &Store, order: &Order, all: bool) -> Result<Vec<Doubt>, StoreError> {
    let limit = if all { usize::MAX } else { AT_START };
    let mut known: Vec<Copied> = copies_in(&order.data.join(FOLDER))
        .into_iter()
        .take(limit)
        .collect();
    if let Some(marked) = order
        .stick
        .as_ref()
        .and_then(|chosen| chosen.find(&order.places))
    {
        let there = copies_in(&copies_of(&marked, &order.home));
        // The mark outlives its copies.
        let noted = noted(&marked, &order.home);
        known.extend(noted.filter(|noted| !there.iter().any(|copy| copy.head == noted.head)));
        known.extend(there.into_iter().take(limit));
    }
    // The same copy in two places says the same thing once.
    let mut heads = BTreeSet::new();
    known.retain(|copy| all || heads.insert((copy.at, copy.head)));
    let given_up = GivenUp::read(store)?;
    let mut doubts = Vec::new();
    for copy in known {
        let kind = judge(store, &copy)?;
        let kind = kind.filter(|_| !given_up.holds(&copy));
        let kind = match kind {
            None if all => changed(&copy, order),
            kind => kind,
        };
        if let Some(kind) = kind {
            doubts.push(explain(store, copy, kind, order)?);
        }
    }
    doubts.sort_by_key(|doubt| std::cmp::Reverse(doubt.copy.head));
    doubts.dedup_by_key(|doubt| (doubt.kind, doubt.copy.at, doubt.copy.head));
    Ok(doubts)
}

/// What the name of a copy says about the file.
fn judge(store: &Store, copy: &Copied) -> Result<Option<DoubtKind>, StoreError> {
    match store.head_at(copy.head.seq) {
        Ok(Some(head)) if head == copy.head => Ok(None),
        Ok(Some(_)) => Ok(Some(DoubtKind::Rewritten)),
        Ok(None) => Ok(Some(DoubtKind::Behind)),
        // Part of the journal cannot be read: `verify` names the place.
        Err(StoreError::Damaged | StoreError::Column { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Whether a copy does not end as its name says, or cannot be read.
fn changed(copy: &Copied, order: &Order) -> Option<DoubtKind> {
    let head = Store::open_read_only(order.keys.at(&copy.path), order.now)
        .and_then(|other| Ok((other.head()?, other.is_migrated())));
    match head {
        Ok((head, _)) if head == copy.head => None,
        // A copy of an older schema ends one entry further once it is migrated.
        Ok((head, true)) if Some(head.seq) == copy.head.seq.checked_add(1) => None,
        // Taken away since the folder was read, with its stick or by the rota.
        _ if !copy.path.exists() => None,
        // A newer version wrote it, or another program is at it: nothing is known against it.
        Err(StoreError::NewerSchema { .. } | StoreError::Busy) => None,
        _ => Some(DoubtKind::CopyChanged),
    }
}

/// Opens the copy, to tell what the file lacks.
fn explain(
    store: &Store,
    copy: Copied,
    kind: DoubtKind,
    order: &Order,
) -> Result<Doubt, StoreError> {
    let mut doubt = Doubt {
        missing: 0,
        own: 0,
        from: None,
        kind,
        copy,
    };
    let Ok(other) = Store::open_read_only(order.keys.at(&doubt.copy.path), order.now) else {
        return Ok(doubt); // the mark of a stick, or a copy that cannot be read
    };
    let ids = (
        store.home()?.map(|home| home.id),
        other.home().ok().flatten().map(|home| home.id),
    );
    if ids.1.is_none() {
        // No home in it, or none that can be read.
        doubt.kind = DoubtKind::CopyChanged;
        return Ok(doubt);
    }
    if ids.0.is_none() {
        doubt.kind = DoubtKind::NoFile;
        return Ok(doubt);
    }
    if ids.0 != ids.1 {
        doubt.kind = DoubtKind::OtherHome;
        return Ok(doubt);
    }
    let Ok(last) = last_in_common(store, &other) else {
        return Ok(doubt);
    };
    if doubt.kind == DoubtKind::Behind && last < store.head()?.seq {
        doubt.kind = DoubtKind::Rewritten;
    }
    let end = other.head().map_or(last, |head| head.seq);
    doubt.missing = (end - last).max(0);
    doubt.own = store.head()?.seq - last;
    let first = other
        .entries_before(last + 2, 1)
        .ok()
        .and_then(|mut entries| entries.pop());
    doubt.from = first
        .filter(|entry| entry.seq == last + 1)
        .map(|entry| entry.act.at);
    Ok(doubt)
}

/// Number of the last entry that two files share, by halving: where they parted, every later hash
/// differs.
pub(super) fn last_in_common(store: &Store, other: &Store) -> Result<i64, StoreError> {
    let (mut low, mut high) = (
        0,
        store
            .head()?
            .seq
            .min(other.head().map_or(0, |head| head.seq)),
    );
    while low < high {
        let middle = low + (high - low + 1) / 2;
        let is_same = store.head_at(middle)? == other.head_at(middle).unwrap_or_default();
        if is_same {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    Ok(low)
}

/// Entries that were given up when a copy was restored: the file says so itself, and the copies made of
/// them before that are no reason for doubt.
struct GivenUp(Vec<Range>);

struct Range {
    /// The last entry that stayed.
    after: i64,
    /// The last that was given up.
    to: i64,
    /// When, by the home's clock.
    at: NaiveDateTime,
}

/// How a moment stands in the setting.
const MOMENT: &str = "%Y-%m-%dT%H:%M:%S";

impl GivenUp {
    fn read(store: &Store) -> Result<Self, StoreError> {
        let setting = store.setting(SETTING_GIVEN_UP)?.unwrap_or_default();
        let ranges = setting.split(' ').filter_map(|range| {
            let (numbers, at) = range.split_once('@')?;
            let (after, to) = numbers.split_once("..")?;
            Some(Range {
                after: after.parse().ok()?,
                to: to.parse().ok()?,
                at: NaiveDateTime::parse_from_str(at, MOMENT).ok()?,
            })
        });
        Ok(Self(ranges.collect()))
    }

    fn holds(&self, copy: &Copied) -> bool {
        let seq = copy.head.seq;
        self.0
            .iter()
            .any(|range| range.after < seq && seq <= range.to && copy.at <= range.at)
    }
}

/// The setting of a file that takes the place of another: what each had given up, and the entries of the
/// old one after `after` up to `to`, given up at `until`. If the file goes on after `after` itself, it is
/// on a branch that was given up there before, which lives again.
pub(super) fn with_given_up(
    (store, old): (&Store, &str),
    (after, to): (i64, i64),
    (until, goes_on): (NaiveDateTime, bool),
) -> Result<String, StoreError> {
    let setting = store.setting(SETTING_GIVEN_UP)?.unwrap_or_default();
    let at = until.format(MOMENT);
    let (begin, range) = (format!("{after}.."), format!("{after}..{to}@{at}"));
    let mut ranges: Vec<&str> = setting.split(' ').chain(old.split(' ')).collect();
    ranges.retain(|range| !(range.is_empty() || goes_on && range.starts_with(&begin)));
    ranges.push(&range);
    ranges.sort_unstable();
    ranges.dedup();
    Ok(ranges.join(" "))
}
