//! The reasons of a flag, with every figure that their sentences name.
//!
//! One enum for each family of rules. A sentence for each variant is in the wording of reasons,
//! which matches every enum in full.

use crate::domain::{Risk, Weekdays};
use chrono::NaiveDate;

/// One reason of a flag.
#[derive(Debug, Clone, PartialEq)]
pub enum Reason {
    /// From attendance and calls (S-rules; D2 uses the calls too).
    Seen(SeenReason),
    /// From visits (V-rules).
    Visit(VisitReason),
    /// From the file, the incidents and the staff list (L-rules and D-rules).
    Record(RecordReason),
    /// From activities (A-rules).
    Activity(ActivityReason),
    /// From help (P-rules).
    Support(SupportReason),
}

/// How a child was seen last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SeenHow {
    /// At the home.
    Home,
    /// At a visit.
    Visit,
    /// By somebody else, who is named in the follow-up.
    Elsewhere,
}

/// Reasons from attendance and calls.
#[derive(Debug, Clone, PartialEq)]
pub enum SeenReason {
    /// Unexplained misses on expected days since the last sighting.
    MissedInARow {
        /// Number of misses.
        days: usize,
        /// First missed day.
        from: NaiveDate,
        /// Whether they were agreed with the family; else they are all open days.
        is_agreed: bool,
    },
    /// The child has not been seen for longer than its limit.
    NotSeen {
        /// Calendar days.
        days: usize,
        /// Open days with a register among them.
        open_days: usize,
        /// The limit for this child, in days.
        limit: i64,
        /// Whether nobody has seen the child since it is known.
        is_ever: bool,
    },
    /// The last sighting of the child.
    LastSeen {
        /// `None` if the child was never seen.
        on: Option<NaiveDate>,
        /// Where, and by whom.
        how: SeenHow,
    },
    /// Excused on more days than one person's word is good for; nobody has seen the child.
    ExcusedOnly {
        /// Excused open days since the last sighting.
        days: usize,
        /// The first of them.
        from: NaiveDate,
    },
    /// A rule held until something was entered; that is no sighting.
    Kept {
        /// Since when it was listed.
        raised: NaiveDate,
        /// The day on which that was entered.
        entered: NaiveDate,
        /// Whether no rule holds by what is known now.
        is_alone: bool,
    },
    /// Days since the last sighting on which the child was expected and did not come, and which count for nothing.
    NotCounted {
        /// Half of the home stayed away.
        home: usize,
        /// The whole class stayed away.
        class: usize,
    },
    /// The agreed days of the child.
    UsualDays(Weekdays),
    /// The run of misses is rare for this child.
    OutOfRhythm {
        /// Misses in a row.
        days: usize,
        /// By chance, such a run happens about once in this many weeks; `None` if so rarely that no number can be
        /// told.
        once_in_weeks: Option<i64>,
    },
    /// The run of misses is longer than one that the child has had twice in the weeks of its habit: there was at most one
    /// as long.
    LongerThanUsual {
        /// Misses in a row.
        days: usize,
        /// Weeks of the habit.
        weeks: i64,
        /// Whether it was away for as long once in these weeks, or never.
        was_once: bool,
    },
    /// Attendance of the last four weeks compared with the eight weeks before.
    Falling {
        /// The last day of the four weeks.
        until: NaiveDate,
        /// Days attended in four weeks.
        came: usize,
        /// Days expected in four weeks.
        of: usize,
        /// Days attended in the eight weeks before.
        came_before: usize,
        /// Days expected in the eight weeks before.
        of_before: usize,
    },
    /// Failed calls in a row.
    NoAnswer {
        /// Number of failed calls.
        times: usize,
        /// Day of the last one.
        last: NaiveDate,
    },
    /// Expected today and not signed in.
    NotInYet {
        /// Minutes after opening from which the rule asks.
        minutes: i64,
    },
    /// Still signed in after closing.
    StillIn {
        /// Minutes since closing.
        minutes: i64,
    },
    /// Signed in on an earlier day and never signed out.
    NotSignedOut {
        /// That day.
        on: NaiveDate,
        /// Whether somebody has seen the child since.
        is_seen_since: bool,
    },
    /// Collected by a person who is not on the child's list.
    LeftUnlisted {
        /// Day of the sign-out.
        on: NaiveDate,
    },
    /// Too many children for the adults on the staff.
    Ratio {
        /// Children signed in.
        children: usize,
        /// Active members of staff.
        adults: usize,
    },
    /// Open days have no register.
    NotTaken {
        /// These days, oldest first; never empty.
        days: Vec<NaiveDate>,
    },
}

/// Reasons from visits.
#[derive(Debug, Clone, PartialEq)]
pub enum VisitReason {
    /// A visit is due.
    NotVisited {
        /// Last visit that saw the child; `None` if never.
        last: Option<NaiveDate>,
        /// Day by which a visit was due.
        due: NaiveDate,
    },
    /// A visit that did not meet the child.
    NotMet {
        /// Day of the visit.
        on: NaiveDate,
    },
    /// The risk level that sets the visit interval.
    AtRisk(Risk),
    /// A new child was not visited since it joined.
    New {
        /// Day of joining.
        joined: NaiveDate,
    },
    /// The child was not visited since an incident.
    AfterIncident {
        /// Day on which the incident was found.
        on: NaiveDate,
    },
    /// The child stays with family, as somebody confirmed: it is rung instead of looked for.
    StaysAway {
        /// Last day of the stay.
        until: NaiveDate,
        /// Days between calls.
        every: i64,
        /// Day by which a call was due.
        due: NaiveDate,
    },
}

/// Since when a left-behind child has had no valid agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoAgreementSince {
    /// Since it was left behind, on this day.
    LeftBehind(NaiveDate),
    /// Since the last agreement ended, on this day.
    Ended(NaiveDate),
    /// As long as the home has known the child; nobody knows what was before.
    Known,
}

/// Reasons from the file, the incidents and the staff list.
#[derive(Debug, Clone, PartialEq)]
pub enum RecordReason {
    /// The file holds the name only: birth date and sex are missing.
    NameOnly,
    /// According to the file nobody at home looks after the child.
    NobodyAtHome {
        /// Age in completed years; `None` without a birth date.
        age: Option<i32>,
        /// The child has special needs.
        needs: bool,
    },
    /// Left behind, and no caregiver is named.
    NoCaregiver,
    /// Left behind, and no agreement is valid.
    NoAgreement(NoAgreementSince),
    /// The agreement needs a review.
    AgreementOld {
        /// Day of the last review, or of signing.
        on: NaiveDate,
    },
    /// The parents' contact with the child was not recorded recently.
    ParentsContact {
        /// Day of the last record; `None` if never.
        last: Option<NaiveDate>,
    },
    /// The caregiver is barred by law.
    CaregiverBarred {
        /// Day from which the bar is known.
        since: NaiveDate,
    },
    /// An incident is not reported.
    Unreported {
        /// Full hours since it was found.
        hours: i64,
    },
    /// The file was not verified recently.
    Unverified {
        /// Day of the last verification; `None` if never.
        last: Option<NaiveDate>,
    },
    /// No phone number was verified recently.
    PhonesUnverified {
        /// Day of the last verification; `None` if never.
        last: Option<NaiveDate>,
    },
    /// No phone number is recorded.
    NoPhone,
    /// The risk was not assessed recently.
    RiskUnassessed {
        /// Day of the last assessment; `None` if never.
        last: Option<NaiveDate>,
    },
    /// The quarterly check is not complete.
    QuarterCheck {
        /// Files verified in this quarter.
        verified: usize,
        /// Files of enrolled children.
        of: usize,
        /// Last day of the quarter.
        due: NaiveDate,
    },
    /// Categories end on a birthday.
    Turns {
        /// Age in years on that day.
        age: i32,
        /// The birthday.
        on: NaiveDate,
    },
    /// The background check of a member of staff was not done recently.
    Unchecked {
        /// Day of the last check; `None` if never.
        last: Option<NaiveDate>,
    },
    /// Background checks of helpers were not done recently.
    HelpersUnchecked {
        /// Their names.
        names: Vec<String>,
        /// Day of the oldest check; `None` if one of them was never checked.
        last: Option<NaiveDate>,
    },
    /// Files of children who left were kept long enough.
    Outgrown {
        /// How many.
        files: usize,
        /// The day on which the first of them could go.
        on: NaiveDate,
    },
    /// A family waits for an answer about data.
    FamilyAsked {
        /// How many requests are open.
        times: usize,
        /// Day of the oldest.
        on: NaiveDate,
        /// Day by which it is to be answered.
        due: NaiveDate,
    },
}

/// Reasons from help.
#[derive(Debug, Clone, PartialEq)]
pub enum SupportReason {
    /// The next contact of a pairing is overdue.
    ContactDue {
        /// Name of the helper.
        helper: String,
        /// Phone numbers of the helper.
        phones: String,
        /// Day of the last contact; `None` if there was none.
        last: Option<NaiveDate>,
        /// The day by which the next one was due.
        due: NaiveDate,
        /// Days between contacts that were agreed.
        every: i64,
    },
    /// A measure is due.
    MeasureDue {
        /// What is to be done.
        what: String,
        /// Names of those in charge; empty if nobody is.
        owner: String,
        /// Due day.
        due: NaiveDate,
    },
    /// A wish that somebody took on is due.
    WishDue {
        /// The wish.
        words: String,
        /// Who took it on.
        who: String,
        /// The day for which it was promised.
        due: NaiveDate,
    },
    /// Children with needs have nobody for longer than the rule allows.
    Nobody {
        /// Their names, whoever is alone for longest first.
        names: Vec<String>,
        /// For more than so many days.
        days: i64,
    },
    /// A benefit runs out.
    BenefitEnds {
        /// Its name in Chinese.
        zh: String,
        /// Its name in English.
        en: String,
        /// Last day for which it was granted.
        on: NaiveDate,
    },
    /// The child does not come to school.
    AbsentFromSchool {
        /// First day on which a teacher said so.
        on: NaiveDate,
        /// Which teacher.
        by: String,
    },
    /// A school place that was found for a child who did not come to school has ended, and no teacher has said anything since.
    PlaceEnded {
        /// Last day of the place.
        on: NaiveDate,
        /// Which school.
        school: String,
        /// The first day of school without it.
        since: NaiveDate,
    },
    /// The plan was not reviewed.
    PlanNotReviewed {
        /// Day of the last review; `None` if never.
        last: Option<NaiveDate>,
        /// Since when there are open needs.
        begun: NaiveDate,
        /// Open needs.
        needs: usize,
    },
}

/// Reasons from activities.
#[derive(Debug, Clone, PartialEq)]
pub enum ActivityReason {
    /// Too few activities in a week.
    NoActivity {
        /// Monday of the week.
        week: NaiveDate,
        /// Activities held.
        held: usize,
        /// Activities planned.
        planned: usize,
    },
    /// Missed weeks without a recorded reason.
    WeeksWithoutReason {
        /// Mondays of these weeks, oldest first.
        weeks: Vec<NaiveDate>,
    },
    /// A topic is overdue.
    TopicNotHeld {
        /// Code of the topic.
        topic: String,
        /// Day on which it was last held; `None` if not within the last month.
        last: Option<NaiveDate>,
    },
    /// Children who have not had a topic.
    NotCovered {
        /// Code of the topic.
        topic: String,
        /// Enrolled children who have not had it.
        missing: usize,
        /// Enrolled children.
        of: usize,
        /// Last day of the season.
        due: NaiveDate,
    },
}
