//! The limit of a rule that holds, in the numbers of this home, with the figure that is over it.
//!
//! Each rule says its limit where it is judged. A sentence for each variant is in the wording of limits.

use chrono::{NaiveDate, Weekday};

/// What a rule allows, and what was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// Unexplained misses in a row, from which the rule holds (S3, S4).
    Missed {
        /// Misses in a row.
        missed: usize,
        /// The rule holds from so many on.
        limit: usize,
    },
    /// A run of misses that is rare for the child (S3).
    Rare {
        /// By chance about once in so many weeks; `None` if hardly ever.
        once_in_weeks: Option<i64>,
        /// The rule holds from here on for a run of one week.
        limit: i64,
        /// The same for a run as long as this one: the longer it lasts, the less rare it has to be.
        of_this_run: i64,
    },
    /// A run of misses that is longer than the child has had twice (S3).
    Longer {
        /// Misses in a row.
        missed: usize,
        /// Misses of the second longest run before.
        usual: usize,
        /// Days of the calendar from the last sighting to the last miss.
        days: i64,
        /// The rule holds from so many days on.
        limit: i64,
    },
    /// Failed calls in a row (S2, D2).
    Calls {
        /// Failed calls.
        failed: usize,
        /// The rule holds from so many on.
        limit: usize,
    },
    /// Days of the calendar since the last sighting (S5).
    NotSeen {
        /// Days.
        days: usize,
        /// The rule holds above it.
        limit: usize,
    },
    /// Excused open days since the last sighting (S5).
    Excused {
        /// Days.
        days: usize,
        /// The rule holds above it.
        limit: usize,
    },
    /// Attendance fell (S6).
    Falling {
        /// Hundredths of the earlier rate.
        percent: usize,
        /// The rule holds from here down.
        limit: usize,
        /// Fewest expected days.
        expected: usize,
        /// Fewest misses.
        missed: usize,
    },
    /// Expected and not in (S1): the minutes after opening from which the rule asks.
    NotIn {
        /// Minutes.
        minutes: i64,
    },
    /// Still signed in (S7).
    StillIn {
        /// Minutes since closing.
        minutes: i64,
        /// The rule holds from so many on.
        limit: i64,
    },
    /// It stands for so many days after what happened (S8).
    Shown {
        /// Days.
        days: i64,
    },
    /// Children for each adult (S9).
    PerAdult {
        /// Children signed in.
        children: usize,
        /// Active members of staff.
        adults: usize,
        /// The rule holds above so many for each.
        limit: usize,
    },
    /// Alone at home and younger than the law allows (L1, L2).
    Younger {
        /// Age in completed years; `None` without a birth date.
        age: Option<i32>,
        /// The rule holds below this age.
        limit: i32,
        /// With special needs the rule holds at any age.
        needs: bool,
    },
    /// Days of the calendar since something was done or began (V3, V4, V6, L3, L4, D1, D2, D6).
    Days {
        /// Days.
        days: i64,
        /// The days that are allowed.
        limit: i64,
    },
    /// It was never done; it is asked for every so many days (D6).
    Never {
        /// Days.
        limit: i64,
    },
    /// No time is given: it holds at once (V5, L5, L6, D1, D2).
    AtOnce,
    /// Once in a calendar year (V1).
    Yearly {
        /// Days before its end from which the rule reminds.
        remind: i64,
    },
    /// Once in a calendar month (V2, A2, A3).
    Monthly {
        /// Day of the month from which the rule holds.
        from_day: i64,
    },
    /// In March and September, at the latest after some days (D3).
    HalfYearly {
        /// Days since the last time.
        days: i64,
        /// Days after which it holds at the latest.
        limit: i64,
    },
    /// In every quarter (D4).
    Quarterly {
        /// The last day of the quarter.
        due: NaiveDate,
    },
    /// Some days before a day (A4, D5).
    Ahead {
        /// The day.
        due: NaiveDate,
        /// The rule holds from so many days before it.
        limit: i64,
    },
    /// So many times a week, from a weekday on (A1).
    Weekly {
        /// Times.
        wanted: i64,
        /// The weekday.
        from: Weekday,
    },
    /// So many times a week, in each of the last weeks (A1).
    EachWeek {
        /// Times.
        wanted: i64,
        /// Weeks that are looked at.
        weeks: i64,
    },
    /// A rule that held until something was entered, which is no sighting (S2 to S6).
    Kept {
        /// The day of the entry.
        entered: NaiveDate,
    },
}

/// A level of a rule: the day on which it begins, and its limit.
pub(super) type Begun = Option<(NaiveDate, Limit)>;

/// How far a limit is reached, in thousandths.
pub(super) fn per_mille(days: usize, limit: usize) -> usize {
    days.saturating_mul(1_000) / limit.max(1)
}
