//! The rows of two files of one child on one day become one list of stays.

use super::attendance::Attendance;
use super::ids::ChildId;

/// What becomes of the rows of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MergedDay {
    /// The rows of the file that stays, numbered anew in the order of arrival.
    pub rows: Vec<Attendance>,
    /// Pairs of rows that cannot both be true: the one that stays, and the one that goes. They are as they
    /// were before.
    pub clashes: Vec<(Attendance, Attendance)>,
}

/// Merges the rows of a day. Both of two stays are kept if their times do not overlap, otherwise the
/// fuller one; of two that are alike, that of `keep`.
pub(crate) fn merged(keep: ChildId, rows: &[Attendance]) -> MergedDay {
    let mut best: Vec<&Attendance> = rows.iter().collect();
    best.sort_by_key(|row| {
        (
            std::cmp::Reverse(fullness(row)),
            row.child != keep,
            row.stay,
        )
    });
    let mut kept: Vec<&Attendance> = Vec::new();
    let mut clashes = Vec::new();
    for row in best {
        // What one file holds already is for people to correct, not for a merge.
        let rival = kept
            .iter()
            .find(|one| one.child != row.child && overlap(one, row));
        match rival {
            Some(stays) => clashes.push(((*stays).clone(), row.clone())),
            None => kept.push(row),
        }
    }
    kept.sort_by_key(|row| (row.in_at, row.child != keep, row.stay));
    let rows = (1..).zip(kept).map(|(stay, row)| Attendance {
        child: keep,
        stay,
        ..row.clone()
    });
    MergedDay {
        rows: rows.collect(),
        clashes,
    }
}

/// How much a row says: a child that was seen before one that was not, then times, then the rest.
fn fullness(row: &Attendance) -> (bool, usize) {
    let said = [
        row.in_at.is_some(),
        row.out_at.is_some(),
        row.out_to.is_some(),
        row.out_allowed_by.is_some(),
        row.reason.is_some(),
        !row.note.is_empty(),
    ];
    let said = said.iter().filter(|is| **is).count();
    (row.mark.is_seen(), said)
}

/// Whether two rows cannot both be true. A row without times says something about the whole day.
fn overlap(one: &Attendance, other: &Attendance) -> bool {
    if !(one.mark.is_seen() && other.mark.is_seen()) {
        return true;
    }
    let (Some(first), Some(second)) = (one.in_at, other.in_at) else {
        return true;
    };
    let begins_inside = |begin, of: &Attendance| of.out_at.is_none_or(|out| begin < out);
    first == second || begins_inside(first, other) && begins_inside(second, one)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Mark, Moment};
    use chrono::NaiveDate;
    use rstest::rstest;
    use uuid::Uuid;

    fn row(child: u128, stay: i64, text: &str) -> Attendance {
        let day = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        let child = ChildId(Uuid::from_u128(child));
        let at =
            |time: &str| Moment::parse_from_rfc3339(&format!("2026-11-23T{time}:00+08:00")).ok();
        match text.split_once('-') {
            Some((came, left)) => Attendance {
                in_at: at(came),
                out_at: at(left),
                ..Attendance::blank(day, child, stay, Mark::Present)
            },
            None => Attendance::blank(day, child, stay, Mark::from_code(text).unwrap()),
        }
    }

    fn told(row: &Attendance) -> String {
        let time =
            |at: Option<Moment>| at.map_or(String::new(), |at| at.format("%H:%M").to_string());
        match row.in_at {
            Some(_) => format!("{}-{}", time(row.in_at), time(row.out_at)),
            None => row.mark.code().to_owned(),
        }
    }

    #[rstest]
    #[case::one_after_the_other(&["16:30-17:00"], &["17:00-18:00"], &["16:30-17:00", "17:00-18:00"], &[])]
    #[case::before(&["17:00-18:00"], &["15:00-16:00"], &["15:00-16:00", "17:00-18:00"], &[])]
    #[case::overlap(&["16:30-17:30"], &["17:00-18:00"], &["16:30-17:30"], &["17:00-18:00"])]
    #[case::fuller(&["16:30-"], &["17:00-18:00"], &["17:00-18:00"], &["16:30-"])]
    #[case::open_last(&["16:30-17:00"], &["17:30-"], &["16:30-17:00", "17:30-"], &[])]
    #[case::same_moment(&["16:30-16:30"], &["16:30-16:30"], &["16:30-16:30"], &["16:30-16:30"])]
    #[case::absent_but_seen(&["absent"], &["16:30-17:00"], &["16:30-17:00"], &["absent"])]
    #[case::seen_but_excused(&["16:30-"], &["excused"], &["16:30-"], &["excused"])]
    #[case::paper_without_times(&["present"], &["16:30-17:00"], &["16:30-17:00"], &["present"])]
    #[case::own_overlap_stays(&["16:30-17:30", "17:00-18:00"], &[], &["16:30-17:30", "17:00-18:00"], &[])]
    #[case::one_long_for_two(&["16:00-", "17:00-"], &["15:00-18:00"], &["15:00-18:00"], &["16:00-", "17:00-"])]
    fn stays_are_kept_unless_they_overlap(
        #[case] keep: &[&str],
        #[case] other: &[&str],
        #[case] stays: &[&str],
        #[case] goes: &[&str],
    ) {
        let of = |child, texts: &[&str]| -> Vec<Attendance> {
            (1..)
                .zip(texts)
                .map(|(stay, text)| row(child, stay, text))
                .collect()
        };
        let rows = [of(1, keep), of(2, other)].concat();
        let merged = merged(ChildId(Uuid::from_u128(1)), &rows);
        let kept: Vec<String> = merged.rows.iter().map(told).collect();
        assert_eq!(kept, stays);
        let gone: Vec<String> = merged.clashes.iter().map(|(_, row)| told(row)).collect();
        assert_eq!(gone, goes);
        let numbers: Vec<i64> = merged.rows.iter().map(|row| row.stay).collect();
        assert!((1..).zip(numbers).all(|(nth, stay)| nth == stay));
    }
}
