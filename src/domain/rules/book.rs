//! The thresholds of the rules: defaults, presets, and changes of this home.

use super::ladder::rung::{Owner, Rung};
use super::rule_id::RuleId;
use crate::domain::codes::coded;
use chrono::NaiveDate;

/// Unit of a threshold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Calendar days.
    Days,
    /// Open days with a register on which the child was expected.
    ExpectedDays,
    /// Open days, at least one.
    OpenDays,
    /// Hundredths.
    Percent,
    /// A count.
    Times,
    /// Minutes.
    Minutes,
    /// Children per adult.
    Children,
    /// A stored choice, or days that are bounded on purpose: from the first to the second value.
    Between(i64, i64),
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
            Self::OpenDays => 1 <= value && value <= 3_650,
            Self::Between(least, most) => least <= value && value <= most,
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

/// The day of a year that a [`Unit::MonthDay`] value names; `None` if the year has no such day.
pub(crate) fn month_day(value: i64, year: i32) -> Option<NaiveDate> {
    let value = u32::try_from(value).ok()?;
    NaiveDate::from_ymd_opt(year, value / 100, value % 100)
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
    ($($(#[$meta:meta])* $handle:ident = $rule:ident $name:literal $default:literal $unit:ident $(($least:literal, $most:literal))?;)+) => {
        $($(#[$meta])* pub(crate) const $handle: Number = Number {
            rule: RuleId::$rule, name: $name, default: $default, unit: Unit::$unit $(($least, $most))?,
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
    /// How rare a run of misses of one week must be: once in this many weeks, less than once a year.
    S3_ONCE_IN = S3 "S3.once-in" 52 Times;
    /// Days since the last sighting from which a run counts that is longer than the child had twice.
    S3_LONGER = S3 "S3.longer" 16 Days;
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
    S6_FALL = S6 "S6.fall" 33 Percent;
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
    /// Days within which a family is answered (GB/T 35273, 8.7).
    D7_DAYS = D7 "D7.days" 30 Days;
    /// Days for which the file of a child is kept after it left (`domain.md` section 5).
    D8_FILE = D8 "D8.file" 365 Days;
    /// Days for which the register is kept (`domain.md` section 5).
    D8_REGISTER = D8 "D8.register" 1095 Days;
    /// Days before its due day from which a measure is shown.
    P2_AHEAD = P2 "P2.ahead" 3 Days;
    /// Days after which a child with needs must have somebody.
    P3_DAYS = P3 "P3.days" 14 Days;
    /// Days before a benefit runs out from which it is shown.
    P4_AHEAD = P4 "P4.ahead" 60 Days;
    /// Days of absence from school for red.
    P5_RED = P5 "P5.red" 7 Days;
    /// Days between reviews of a support plan.
    P6_DAYS = P6 "P6.days" 92 Days;
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
    /// Days until the township is asked again what came of a matter.
    LADDER_AGAIN = S4 "ladder.again" 7 Between(1, 14);
    /// Open days within which a child counts as returned after a follow-up.
    LADDER_BACK = S3 "ladder.back" 5 OpenDays;
}

/// The beginning of the ladder for one kind of matter, as the home can set it.
#[derive(Debug, PartialEq, Eq)]
pub struct Start {
    /// The rule.
    pub rule: RuleId,
    /// Name of the kind: that of the rule, with an addition where a rule has two kinds.
    pub code: &'static str,
    /// The first step, by [`Rung::number`].
    pub step: Number,
    /// Who takes it, by [`Owner::number`].
    pub owner: Number,
    /// Days until it is due; [`USUAL_DAYS`] for those of the step.
    pub days: Number,
}

/// The first step is due after as many days as the same step is later.
pub(crate) const USUAL_DAYS: i64 = -1;
/// Danger does not wait: the same day, whatever a home would like.
const SAME_DAY: Unit = Unit::Between(0, 0);
/// After an incident a child is visited within 24 hours.
const NEXT_DAY: Unit = Unit::Between(0, 1);
/// At most the two months after which a stay with relatives is asked about again.
const ANY_DAY: Unit = Unit::Between(USUAL_DAYS, 60);
/// Any first step.
const ANY_STEP: Unit = Unit::Between(Rung::Call.number(), Rung::Township.number());
/// Danger is not begun with a call to the family: it may be what endangers the child.
const NO_CALL: Unit = Unit::Between(Rung::Visit.number(), Rung::Township.number());
/// Anybody.
const ANYBODY: Unit = Unit::Between(Owner::Helper.number(), Owner::Supervisor.number());

impl Start {
    /// Whether somebody is in danger, so that the step cannot wait for another day.
    pub(crate) fn is_danger(&self) -> bool {
        self.days.unit == SAME_DAY
    }

    /// The longest time until the step is due, in days.
    pub(crate) const fn longest(&self) -> i64 {
        match self.days.unit {
            Unit::Between(_, most) => most,
            _ => 0,
        }
    }

    /// The three numbers.
    pub(crate) const fn numbers(&self) -> [&Number; 3] {
        [&self.step, &self.owner, &self.days]
    }
}

macro_rules! starts {
    ($($handle:ident = $rule:ident $code:literal $steps:ident $rung:ident $owner:ident $range:ident $days:expr;)+) => {
        $(pub(crate) static $handle: Start = Start {
            rule: RuleId::$rule,
            code: $code,
            step: Number {
                rule: RuleId::$rule, name: concat!("ladder.", $code, ".step"),
                default: Rung::$rung.number(), unit: $steps,
            },
            owner: Number {
                rule: RuleId::$rule, name: concat!("ladder.", $code, ".owner"),
                default: Owner::$owner.number(), unit: ANYBODY,
            },
            days: Number {
                rule: RuleId::$rule, name: concat!("ladder.", $code, ".days"),
                default: $days, unit: $range,
            },
        };)+

        /// The beginnings of the ladder, in the order of the settings screen.
        pub(crate) static STARTS: &[&Start] = &[$(&$handle),+];
    };
}

starts! {
    START_L6 = L6 "L6" NO_CALL Township Director SAME_DAY 0;
    START_L2 = L2 "L2" NO_CALL Director Director SAME_DAY 0;
    START_L1 = L1 "L1" NO_CALL Director Director SAME_DAY 0;
    START_L5 = L5 "L5" NO_CALL Director Director SAME_DAY 0;
    START_L3 = L3 "L3" ANY_STEP Director Director ANY_DAY 0;
    START_V6_INCIDENT = V6 "V6-incident" ANY_STEP Visit Director NEXT_DAY 1;
    START_S1 = S1 "S1" ANY_STEP Call Helper ANY_DAY USUAL_DAYS;
    START_S2 = S2 "S2" ANY_STEP Director Director ANY_DAY 0;
    START_S3_RED = S3 "S3-red" ANY_STEP Visit Director ANY_DAY 0;
    START_S3 = S3 "S3" ANY_STEP Call Helper ANY_DAY USUAL_DAYS;
    START_S4 = S4 "S4" ANY_STEP Township Director ANY_DAY 0;
    START_S5 = S5 "S5" ANY_STEP Call Helper ANY_DAY USUAL_DAYS;
    START_S6 = S6 "S6" ANY_STEP Call Helper ANY_DAY USUAL_DAYS;
    START_V1 = V1 "V1" ANY_STEP Visit Director ANY_DAY USUAL_DAYS;
    START_V2 = V2 "V2" ANY_STEP Visit Director ANY_DAY USUAL_DAYS;
    START_V3 = V3 "V3" ANY_STEP Visit Director ANY_DAY USUAL_DAYS;
    START_V4 = V4 "V4" ANY_STEP Visit Director ANY_DAY USUAL_DAYS;
    START_V6 = V6 "V6" ANY_STEP Visit Director ANY_DAY USUAL_DAYS;
    START_P1 = P1 "P1" ANY_STEP Director Director ANY_DAY 0;
    START_P2 = P2 "P2" ANY_STEP Director Director ANY_DAY 0;
    START_P5 = P5 "P5" ANY_STEP Visit Director ANY_DAY 1;
}

/// Every threshold that a home can change.
pub(crate) fn all_numbers() -> impl Iterator<Item = &'static Number> {
    let starts = STARTS.iter().flat_map(|one| one.numbers());
    NUMBERS.iter().chain(starts)
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
            Self::Dense => {
                const {
                    &[
                        (&V3_BLUE, 10),
                        (&V3_GREEN, 31),
                        (&S5_KEY, 15),
                        (&S5_BLUE, 15),
                        (&S5_OTHERS, 45),
                        (&LADDER_VISIT, 1),
                        (&LADDER_AGAIN, 3),
                        (&START_S5.step, Rung::Visit.number()),
                        (&START_S5.owner, Owner::Director.number()),
                    ]
                }
            }
            Self::Wide => {
                const {
                    &[
                        (&V3_YELLOW, 21),
                        (&S5_YELLOW, 21),
                        (&V4_EVERY, 14),
                        (&LADDER_VISIT, 4),
                        (&LADDER_DIRECTOR, 5),
                        (&LADDER_TOWNSHIP, 8),
                        (&LADDER_AGAIN, 14),
                        (&START_S3_RED.days, 1),
                    ]
                }
            }
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

    /// The first step about a kind of matter.
    pub(crate) fn first_step(&self, start: &Start) -> Rung {
        Rung::from_number(self.get(&start.step)).unwrap_or(Rung::Director)
    }

    /// Who takes the first step.
    pub(crate) fn first_owner(&self, start: &Start) -> Owner {
        Owner::from_number(self.get(&start.owner)).unwrap_or(Owner::Director)
    }

    /// The days until the first step is due; `None` for those of the step.
    pub(crate) fn first_days(&self, start: &Start) -> Option<i64> {
        Some(self.get(&start.days)).filter(|days| *days != USUAL_DAYS)
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
        let names: HashSet<&str> = all_numbers().map(|one| one.name).collect();
        assert_eq!(names.len(), all_numbers().count());
        assert!(all_numbers().all(|one| one.unit.allows(one.default)));
    }

    #[test]
    fn a_preset_changes_only_to_values_that_are_allowed() {
        for preset in Preset::ALL {
            for (number, value) in preset.changes() {
                assert!(number.unit.allows(*value), "{}", number.name);
                assert_ne!(number.default, *value, "{}", number.name);
            }
        }
    }

    #[test]
    fn danger_stays_on_its_day_whatever_is_stored() {
        for start in [&START_L6, &START_L2, &START_L1, &START_L5] {
            let stored = [(&start.days, 3), (&start.step, Rung::Call.number())];
            let stored = stored.map(|(number, value)| RuleNumber {
                name: number.name.to_owned(),
                value,
            });
            let book = RuleBook::new(stored.to_vec());
            assert_eq!(book.first_days(start), Some(0), "{}", start.code);
            assert_ne!(book.first_step(start), Rung::Call, "{}", start.code);
        }
    }

    #[test]
    fn a_child_has_at_least_one_open_day_to_come_back() {
        for (value, counts) in [(0, 5), (1, 1)] {
            let name = LADDER_BACK.name.to_owned();
            let book = RuleBook::new(vec![RuleNumber { name, value }]);
            assert_eq!(book.count(&LADDER_BACK), counts, "{value}");
        }
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
