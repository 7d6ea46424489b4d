//! The thresholds of the rules: defaults, presets, and changes of this home.

use super::rule_id::RuleId;
use crate::domain::codes::coded;

/// Unit of a threshold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Calendar days.
    Days,
    /// Open days with a register on which the child was expected.
    ExpectedDays,
    /// Hundredths.
    Percent,
    /// A count.
    Times,
    /// Minutes.
    Minutes,
    /// Children per adult.
    Children,
    /// A day of the year as month and day: 701 is 1 July.
    MonthDay,
    /// A weekday: 1 is Monday, 7 is Sunday.
    Weekday,
}

impl Unit {
    /// Whether a value is valid. An invalid value is ignored and the default applies, so that a
    /// typing error does not disable a rule.
    pub(crate) const fn allows(self, value: i64) -> bool {
        match self {
            Self::Days | Self::ExpectedDays | Self::Minutes => 0 <= value && value <= 3_650,
            Self::Weekday => 1 <= value && value <= 7,
            Self::Percent => 0 <= value && value <= 100,
            Self::Times | Self::Children => 1 <= value && value <= 1_000_000,
            Self::MonthDay => {
                let (month, day) = (value / 100, value % 100);
                1 <= month && month <= 12 && 1 <= day && day <= 31
            }
        }
    }
}

/// One threshold of one rule.
#[derive(Debug, PartialEq, Eq)]
pub struct Number {
    /// The rule that uses it.
    pub rule: RuleId,
    /// Stored name: rule and role, `"S3.red"`.
    pub name: &'static str,
    /// Value if the home has not changed it.
    pub default: i64,
    /// Unit of the value.
    pub unit: Unit,
}

/// A threshold that the home has changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleNumber {
    /// Stored name, as [`Number::name`].
    pub name: String,
    /// New value.
    pub value: i64,
}

macro_rules! numbers {
    ($($(#[$meta:meta])* $handle:ident = $rule:ident $name:literal $default:literal $unit:ident;)+) => {
        $($(#[$meta])* pub(crate) const $handle: Number = Number {
            rule: RuleId::$rule, name: $name, default: $default, unit: Unit::$unit,
        };)+

        /// All thresholds, in the order of the settings screen.
        pub(crate) const NUMBERS: &[Number] = &[$($handle),+];
    };
}

numbers! {
    /// Days before the end of the year from which the visit of an ordinary child is due.
    V1_REMIND = V1 "V1.remind" 60 Days;
    /// Day of the month from which a missing visit is shown.
    V2_FROM_DAY = V2 "V2.from-day" 25 Days;
    /// Days between visits at risk level red.
    V3_RED = V3 "V3.red" 7 Days;
    /// Days between visits at risk level yellow.
    V3_YELLOW = V3 "V3.yellow" 15 Days;
    /// Days between visits at risk level blue.
    V3_BLUE = V3 "V3.blue" 31 Days;
    /// Days between visits at risk level green.
    V3_GREEN = V3 "V3.green" 92 Days;
    /// First day of summer mode.
    V4_FROM = V4 "V4.from" 701 MonthDay;
    /// Last day of summer mode.
    V4_TO = V4 "V4.to" 831 MonthDay;
    /// Days between contacts in summer mode.
    V4_EVERY = V4 "V4.every" 7 Days;
    /// Days within which a new child is visited.
    V6_NEW = V6 "V6.new" 7 Days;
    /// Days within which a child is visited after an incident.
    V6_INCIDENT = V6 "V6.incident" 1 Days;
    /// Fewest activities per week.
    A1_WEEKLY = A1 "A1.weekly" 1 Times;
    /// Weekday from which a week without a plan is shown.
    A1_PLAN_BY = A1 "A1.plan-by" 4 Weekday;
    /// Weekday on which a week without activity is red.
    A1_RED_ON = A1 "A1.red-on" 7 Weekday;
    /// Number of recent weeks to check.
    A1_STRIP = A1 "A1.strip" 8 Times;
    /// First day of the period with drowning talks.
    A2_FROM = A2 "A2.from" 401 MonthDay;
    /// Last day of the period with drowning talks.
    A2_TO = A2 "A2.to" 930 MonthDay;
    /// Day of the month from which a missing talk is shown.
    A2_FROM_DAY = A2 "A2.from-day" 20 Days;
    /// First day of the weekly reminder.
    A2_WEEKLY_FROM = A2 "A2.weekly-from" 601 MonthDay;
    /// Last day of the weekly reminder.
    A2_WEEKLY_TO = A2 "A2.weekly-to" 831 MonthDay;
    /// Days between talks in the weekly period.
    A2_EVERY = A2 "A2.every" 7 Days;
    /// Day of the month from which a missing policy talk is shown.
    A3_FROM_DAY = A3 "A3.from-day" 25 Days;
    /// Days before the end of term from which children without a drill are shown.
    A4_AHEAD = A4 "A4.ahead" 30 Days;
    /// Days before the end of term from which the flag is red.
    A4_RED = A4 "A4.red" 7 Days;
    /// Failed calls for the flag.
    S2_FAILED = S2 "S2.failed" 2 Times;
    /// Unexplained misses in a row for amber.
    S3_AMBER = S3 "S3.amber" 2 ExpectedDays;
    /// Unexplained misses in a row for red.
    S3_RED = S3 "S3.red" 3 ExpectedDays;
    /// Share of the agreed days before the last sighting that a child must have kept for the two limits above.
    S3_KEPT = S3 "S3.kept" 95 Percent;
    /// How rare a run of misses of one week must be: once in this many weeks.
    S3_ONCE_IN = S3 "S3.once-in" 30 Times;
    /// Unexplained misses in a row for a report to the township.
    S4_MISSED = S4 "S4.missed" 10 ExpectedDays;
    /// Days not seen at risk level red.
    S5_RED = S5 "S5.red" 7 Days;
    /// Days not seen at risk level yellow.
    S5_YELLOW = S5 "S5.yellow" 15 Days;
    /// Days not seen for a key or left-behind child.
    S5_KEY = S5 "S5.key" 30 Days;
    /// Days not seen at risk level blue.
    S5_BLUE = S5 "S5.blue" 30 Days;
    /// Days not seen for all other children.
    S5_OTHERS = S5 "S5.others" 90 Days;
    /// Days not seen for a child of whom no days are agreed, if its limit is longer.
    S5_NO_DAYS = S5 "S5.no-days" 60 Days;
    /// Excused open days that one person's word is good for.
    S5_EXCUSED = S5 "S5.excused" 5 ExpectedDays;
    /// Fewest expected days in four weeks to judge a trend.
    S6_EXPECTED = S6 "S6.expected" 6 ExpectedDays;
    /// Fewest misses in four weeks to judge a trend.
    S6_MISSED = S6 "S6.missed" 3 ExpectedDays;
    /// A trend falls if the rate is at most this share of the earlier one.
    S6_FALL = S6 "S6.fall" 50 Percent;
    /// Minutes after closing for red.
    S7_RED = S7 "S7.red" 25 Minutes;
    /// Minutes after closing for amber.
    S7_AMBER = S7 "S7.amber" 10 Minutes;
    /// Days for which a collection by an unlisted person is shown.
    S8_DAYS = S8 "S8.days" 7 Days;
    /// Children per adult for amber.
    S9_AMBER = S9 "S9.amber" 15 Children;
    /// Children per adult for red.
    S9_RED = S9 "S9.red" 25 Children;
    /// Days that a left-behind child may be without caregiver or agreement.
    L3_DAYS = L3 "L3.days" 14 Days;
    /// Days between reviews of an agreement.
    L3_REVIEW = L3 "L3.review" 365 Days;
    /// Days without a recorded contact of the parents.
    L4_DAYS = L4 "L4.days" 30 Days;
    /// Days without verification of the file for amber.
    D1_AMBER = D1 "D1.amber" 30 Days;
    /// Days without verification of the file for red.
    D1_RED = D1 "D1.red" 90 Days;
    /// Days after which a phone number must be verified again.
    D2_DAYS = D2 "D2.days" 90 Days;
    /// Failed calls in a row for the flag.
    D2_FAILED = D2 "D2.failed" 2 Times;
    /// Longest time between risk assessments, in days.
    D3_DAYS = D3 "D3.days" 183 Days;
    /// Days before a birthday that ends categories.
    D5_AHEAD = D5 "D5.ahead" 60 Days;
    /// Days between background checks of staff.
    D6_DAYS = D6 "D6.days" 365 Days;
    /// Days until the first call is due.
    LADDER_CALL = S3 "ladder.call" 0 Days;
    /// Days until the call to a second contact is due.
    LADDER_SECOND = S3 "ladder.second" 1 Days;
    /// Days until a visit is due.
    LADDER_VISIT = S3 "ladder.visit" 2 Days;
    /// Days until the director has to act.
    LADDER_DIRECTOR = S3 "ladder.director" 3 Days;
    /// Days until the township has to be informed.
    LADDER_TOWNSHIP = S3 "ladder.township" 5 Days;
    /// Open days within which a child counts as returned after a follow-up.
    LADDER_BACK = S3 "ladder.back" 5 ExpectedDays;
}

coded! {
    /// Ready-made sets of thresholds.
    pub Preset {
        /// The defaults.
        Standard = "standard",
        /// Three routine visits and one special visit a month, weekly in summer.
        Dense = "dense",
        /// Sparsely populated areas with long distances.
        Wide = "wide",
    }
}

impl Preset {
    /// The thresholds that differ from the defaults.
    pub(crate) fn changes(self) -> &'static [(&'static Number, i64)] {
        match self {
            Self::Standard => &[],
            Self::Dense => &[
                (&V3_BLUE, 10),
                (&V3_GREEN, 31),
                (&S5_KEY, 15),
                (&S5_BLUE, 15),
                (&S5_OTHERS, 45),
                (&LADDER_VISIT, 1),
            ],
            Self::Wide => &[
                (&V3_YELLOW, 21),
                (&S5_YELLOW, 21),
                (&V4_EVERY, 14),
                (&LADDER_VISIT, 4),
                (&LADDER_DIRECTOR, 5),
                (&LADDER_TOWNSHIP, 8),
            ],
        }
    }
}

/// All thresholds of the home.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RuleBook {
    changed: Vec<RuleNumber>,
}

impl RuleBook {
    /// The defaults with the changes of the home.
    pub fn new(changed: Vec<RuleNumber>) -> Self {
        Self { changed }
    }

    /// The value of a threshold in this home.
    pub(crate) fn get(&self, number: &Number) -> i64 {
        let changed = self.changed.iter().find(|one| one.name == number.name);
        let value = changed.map_or(number.default, |one| one.value);
        if number.unit.allows(value) {
            value
        } else {
            number.default
        }
    }

    /// The value as a count; zero if negative.
    pub(crate) fn count(&self, number: &Number) -> usize {
        usize::try_from(self.get(number)).unwrap_or_default()
    }

    /// Whether the home has changed a threshold.
    pub(crate) fn is_changed(&self, number: &Number) -> bool {
        self.get(number) != number.default
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_number_has_a_name_of_its_own() {
        let names: HashSet<&str> = NUMBERS.iter().map(|one| one.name).collect();
        assert_eq!(names.len(), NUMBERS.len());
    }

    #[test]
    fn a_changed_number_counts_and_the_others_stay() {
        let book = RuleBook::new(vec![RuleNumber {
            name: "S3.red".to_owned(),
            value: 4,
        }]);
        assert_eq!(book.get(&S3_RED), 4);
        assert_eq!(book.get(&S3_AMBER), 2);
        assert!(book.is_changed(&S3_RED) && !book.is_changed(&S3_AMBER));
    }
}
