//! Who opened the file of a child, for whoever has just opened it.

use crate::domain::{Look, LookKind, Moment, StaffId};
use chrono::NaiveDate;
use std::collections::HashSet;

/// Who opened a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Opened {
    /// The first day that is counted.
    pub from: NaiveDate,
    /// When it was counted.
    pub at: Moment,
    /// Who has opened it just now, and is told.
    pub reader: Option<StaffId>,
    /// How many others opened it.
    pub others: usize,
    /// When the last of them did, and who.
    pub last: Option<(Moment, Option<StaffId>)>,
}

/// Counts the looks at a file from a day on, the newest first, for `reader`, who looks at it now.
pub(crate) fn opened(
    looks: &[Look],
    (from, at): (NaiveDate, Moment),
    reader: Option<StaffId>,
) -> Opened {
    let of_others = || {
        looks
            .iter()
            .filter(|look| look.what == LookKind::File && look.staff != reader)
    };
    let people: HashSet<Option<StaffId>> = of_others().map(|look| look.staff).collect();
    Opened {
        from,
        at,
        reader,
        others: people.len(),
        last: of_others().next().map(|look| (look.at(at), look.staff)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::LookId;

    fn look(by: u128, what: LookKind, minute: i64) -> Look {
        Look {
            id: LookId::default(),
            minute,
            staff: Some(StaffId(uuid::Uuid::from_u128(by))),
            what,
            child: None,
            times: 2,
        }
    }

    #[test]
    fn people_are_counted_and_not_looks() {
        let at: Moment = "2026-11-23T17:00:00+08:00".parse().unwrap();
        let day = at.date_naive();
        let minute = Look::minute_of(at);
        let reader = Some(StaffId(uuid::Uuid::from_u128(1)));
        let looks = [
            look(1, LookKind::File, minute),
            look(2, LookKind::Restricted, minute - 60),
            look(3, LookKind::File, minute - 120),
            look(2, LookKind::File, minute - 180),
            look(3, LookKind::File, minute - 240),
        ];
        let told = opened(&looks, (day, at), reader);
        assert_eq!(told.others, 2);
        let (last, who) = told.last.unwrap();
        assert_eq!((at - last).num_minutes(), 2);
        assert_eq!(who, Some(StaffId(uuid::Uuid::from_u128(3))));
        let alone = opened(&looks[..2], (day, at), reader);
        assert_eq!((alone.others, alone.last), (0, None));
    }
}
