//! Which domain types are stored, and their tables and columns.

use super::column::{Column, coded_columns};
use super::kind::Kind;
use super::record::{Record, Table, record};
use super::value::Value;
use crate::domain::activity::topic_code::Cadence;
use crate::domain::activity::{
    Activity, ExceptionKind, Exempt, HomeTopic, Progress, Recurrence, Series, SeriesException,
    TakingPart, WeekReason,
};
use crate::domain::attendance::AbsenceReason;
use crate::domain::calendar::{ClosedDay, ExtraDay, Term, TermKind};
use crate::domain::child::{
    CareGrade, CareMode, Guardianship, Health, Household, Risk, Sex, Stage, Status, SummerPlan,
};
use crate::domain::codes::Coded;
use crate::domain::contact::Relation;
use crate::domain::family_request::{Answer, RequestKind};
use crate::domain::follow_up::{CloseReason, FollowStep};
use crate::domain::hours::{SchoolPeriod, Stretch};
use crate::domain::incident::{Agency, IncidentKind};
use crate::domain::look::LookKind;
use crate::domain::problem::ProblemKind;
use crate::domain::rules::RuleNumber;
use crate::domain::support::benefit::{Benefit, BenefitState, HomeBenefit};
use crate::domain::support::given::{Donation, Given, GoodsKind};
use crate::domain::support::helper::{Helper, HelperKind};
use crate::domain::support::measure::{Measure, PlanReview};
use crate::domain::support::news::{NewsKind, ParentNews};
use crate::domain::support::pairing::{ContactWay, HelperContact, Pairing};
use crate::domain::support::school::{SchoolPlace, SchoolWord, TeacherWord};
use crate::domain::support::talk::{Talk, TalkKind};
use crate::domain::support::wish::Wish;
use crate::domain::visit::{CallResult, Grade, Met, VisitKind};
use crate::domain::{
    Agreement, Attendance, Child, ChildId, Contact, FamilyRequest, FollowUp, FurtherReport,
    HandedIn, Home, Incident, Look, Opening, Problem, Role, RuleId, Staff, Tag, TagCode, Visit,
};
use crate::store::journal::act::ActKind;
use chrono::NaiveDate;
use rusqlite::types::ValueRef;

coded_columns!(
    Sex,
    Stage,
    Health,
    CareMode,
    Guardianship,
    CareGrade,
    Status,
    SummerPlan,
    Risk,
    TagCode,
    Relation,
    AbsenceReason,
    Role,
    ActKind,
    SchoolPeriod,
    TermKind,
    VisitKind,
    CallResult,
    Grade,
    Met,
    FollowStep,
    CloseReason,
    ProblemKind,
    Agency,
    IncidentKind,
    RuleId,
    Progress,
    Recurrence,
    ExceptionKind,
    Cadence,
    LookKind,
    RequestKind,
    Answer,
    HelperKind,
    ContactWay,
    GoodsKind,
    BenefitState,
    TalkKind,
    NewsKind,
    TeacherWord,
);

/// A scanner card bound to a child.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Text that the scanner types.
    pub code: String,
    /// The child that carries it.
    pub child: ChildId,
    /// First day on which it counts.
    pub bound_on: NaiveDate,
}

/// A preference or mark of the home: language, theme, demo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Setting {
    /// Name, one of the `SETTING_*` constants.
    pub name: String,
    /// Value; its form depends on the name.
    pub value: String,
}

/// Name of the setting that marks a demo home.
pub(crate) const SETTING_DEMO: &str = "demo";
/// Name of the setting that holds the language.
pub(crate) const SETTING_LANGUAGE: &str = "language";
/// Name of the setting that holds the theme.
pub(crate) const SETTING_THEME: &str = "theme";
/// Name of the setting that holds the home's time zone, such as `Asia/Shanghai`.
pub(crate) const SETTING_ZONE: &str = "zone";
/// Name of the setting that holds the minutes after opening from which an expected child comes late.
pub(crate) const SETTING_LATE: &str = "late-after";
/// Name of the setting with which a director says that the home wants no locks.
pub(crate) const SETTING_NO_LOCKS: &str = "no-locks";
/// Name of the setting that holds the minutes without a key after which the screens lock.
pub(crate) const SETTING_LOCK_AFTER: &str = "lock-after";
/// Name of the setting that holds the cards of staff: a line a card, who and what is on it.
pub(crate) const SETTING_STAFF_CARDS: &str = "staff-cards";
/// Name of the setting that holds the home's own numbers to ring first.
pub(crate) const SETTING_RING: &str = "ring-first";
/// Name of the setting that holds the symbol set.
pub(crate) const SETTING_SYMBOLS: &str = "symbols";
/// Name of the setting that holds the moment at which a clock behind the journal was accepted.
pub(crate) const SETTING_CLOCK: &str = "clock-accepted";
/// Name of the setting for the second place of copies.
pub(crate) const SETTING_STICK: &str = "stick";
/// Name of the setting that holds the visit rounds that were printed last.
pub(crate) const SETTING_ROUND: &str = "round";
/// Name of the setting that holds which of these rounds were entered.
pub(crate) const SETTING_ROUND_ENTERED: &str = "round-entered";
/// Name of the setting that holds the moment of the last page for the supervisor.
pub(crate) const SETTING_HAND_OVER: &str = "hand-over";
/// The layouts of reports that the home has saved.
pub(crate) const SETTING_LAYOUTS: &str = "layouts";
/// What the columns of this home's lists mean where a person has said it.
pub(crate) const SETTING_HEADINGS: &str = "headings";
/// What was exported last; the entries that changed it say what before.
pub(crate) const SETTING_EXPORT: &str = "export";
/// Who has got a secret in place of a forgotten one, and who approved it.
pub(crate) const SETTING_GIVEN_SECRET: &str = "given-secret";
/// Name of the setting that holds the first day of which the register is kept.
pub(crate) const SETTING_RECORDS_FROM: &str = "records-from";
/// Name of the setting that holds the step by which plain restricted notes were taken from the journal.
pub(crate) const SETTING_NOTES_SEALED: &str = "notes-sealed";
/// Name of the setting for entries that were given up when a copy was restored.
pub(crate) const SETTING_GIVEN_UP: &str = "given-up";

record!(Home => "home", key (id), child |_me| None, {
    name, village, township, county, assembly_point, ask_after_minutes,
});
record!(Setting => "setting", key (name), child |_me| None, { value });
record!(Staff => "staff", key (id), child |_me| None, { name, role, phone, active, checked_on });
record!(Stretch => "stretch", key (period, weekday, nth), child |_me| None, { opens, closes });
record!(ClosedDay => "closed_day", key (day), child |_me| None, { reason });
record!(ExtraDay => "extra_day", key (day), child |_me| None, { opens, closes, reason });
record!(Term => "term", key (from_day), child |_me| None, { to_day, name, kind });
record!(Household => "household", key (id), child |_me| None, { label, note });
record!(Child => "child", key (id), child |me| Some(me.id), {
    file_no, name, pinyin, nickname, sex, birth_date, id_no, ethnicity, household,
    hukou_registered, hukou_address, live_address, hamlet, map_hint,
    stage, school, class, boarding, teacher, teacher_phone,
    health, disability_types, disability_grade, disability_cert, illness, medication, allergy, alert,
    care_mode, guardianship, care_grade,
    status, expected_days, walks_home, walks_home_agreed_on, joined_on, left_on, left_reason,
    summer_plan, risk, risk_reason, risk_assessed_on, risk_next_on, wish, own_words,
    data_notice_on, consent_by, consent_photo, consent_sign_out, consent_medical,
    last_verified_on, verified_by, note,
});
record!(Contact => "contact", key (id), child |me| Some(me.child), {
    child, name, relation, is_caregiver, can_collect, phones, phone_verified_on, work_place,
    id_no, priority, note, do_not_contact, barred_since,
});
record!(Tag => "tag", key (id), child |me| Some(me.child), {
    child, code, from_day, to_day, evidence, is_primary,
});
record!(Card => "card", key (code), child |me| Some(me.child), { child, bound_on });
record!(Opening => "opening", key (day), child |_me| None, {
    opened_at, opened_by, closed_at, closed_by, note,
});
record!(Attendance => "attendance", key (day, child, stay), child |me| Some(me.child), {
    mark, in_at, out_at, out_to, out_allowed_by, reason, note, entered_late, untimed,
});

record!(Visit => "visit", key (id), child |me| Some(me.child), {
    child, day, kind, visitor, child_seen, met, contact, result,
    living, health, study, mood, safety, care, parents,
    absence_reason, talk, next_on, note, own_words, entered_late,
});
record!(FollowUp => "follow_up", key (id), child |me| Some(me.child), {
    child, rule, since, at, actor, step, result, visit, until, reason, to_whom, how, note,
});
record!(Agreement => "agreement", key (id), child |me| Some(me.child), {
    child, caregiver, signed_on, valid_to, reviewed_on, suitability_checked, child_view, paper_no,
});
record!(FamilyRequest => "family_request", key (id), child |me| Some(me.child), {
    child, kind, asked_on, asked_by, what, answered_on, answer, outcome,
});
record!(Problem => "problem", key (id), child |me| Some(me.child), {
    child, kind, what, opened_on, owner, due_on, steps, escalated_to, escalated_on, closed_on, outcome,
});
record!(Incident => "incident", key (id), child |me| Some(me.child), {
    child, found_at, found_by, kind, action, reported_to, reported_person, reported_at, receipt,
    reported_by, notes,
}, beside { further });
record!(FurtherReport => "report", key (id), child |me| Some(me.child), {
    child, incident, agency, person, at, receipt, reported_by,
});
record!(HandedIn => "handed_in", key (id), child |_me| None, {
    report, period, to_whom, at, made_by, sent,
});
record!(Look => "look", key (id), child |me| me.child, {
    minute, staff, what, child, times,
});
record!(RuleNumber => "rule_number", key (name), child |_me| None, { value });

record!(Series => "series", key (id), child |_me| None, {
    follows, starts_on, ends_on, rhythm, weekdays, nth, starts, ends, title, topic, place,
    organiser, helpers, materials, expected, reason, uid, rule, sequence,
});
record!(SeriesException => "series_exception", key (series, day), child |_me| None, {
    kind, moved_to, starts, ends, reason,
});
record!(Activity => "activity", key (id), child |_me| None, {
    series, series_day, day, starts, ends, title, topic, place, organiser, helpers, materials,
    expected, progress, moved_from, reason, done, adults, summary, next_step, filed, entered_late,
    uid, sequence, begun, guests, others, said,
});
record!(TakingPart => "taking_part", key (activity, child), child |me| Some(me.child), { came });
record!(Exempt => "exempt", key (child, topic), child |me| Some(me.child), { reason, since });
record!(WeekReason => "week_reason", key (week), child |_me| None, { reason });
record!(HomeTopic => "topic", key (code), child |_me| None, {
    name, purpose, age_from, age_to, month_from, month_to, every, outline, questions, materials,
});

record!(Helper => "helper", key (id), child |_me| None, {
    name, kind, body, phones, skills, free_when, trained_on, checked_on, since, until, left_reason, note,
});
record!(Pairing => "pairing", key (id), child |me| Some(me.child), {
    child, helper, purpose, every, in_holidays, consent_by, consented_on, child_view, since, until, reason,
    paused_from, paused_until,
});
record!(HelperContact => "helper_contact", key (id), child |me| Some(me.child), {
    child, pairing, day, way, what, next_on,
});
record!(Measure => "measure", key (id), child |me| Some(me.child), {
    child, problem, what, since, owner, helper, due_on, steps, done_on, outcome, dropped,
});
record!(PlanReview => "plan_review", key (id), child |me| Some(me.child), { child, day, by, note });
record!(Donation => "donation", key (id), child |_me| None, {
    helper, giver, kind, what, quantity, worth, came_on, paper_no, note,
});
record!(Given => "given", key (id), child |me| Some(me.child), {
    child, donation, day, quantity, handed_by, note,
});
record!(Benefit => "benefit", key (id), child |me| Some(me.child), {
    child, code, state, since, applied_on, received_from, runs_out_on, ended_on, missing, reason,
});
record!(HomeBenefit => "home_benefit", key (code), child |_me| None, {
    name, tags, for_whom, papers, place, how_often, verified, off,
});
record!(Talk => "talk", key (id), child |me| Some(me.child), { child, day, kind, who, notes, next_on });
record!(ParentNews => "parent_news", key (id), child |me| Some(me.child), {
    child, day, kind, what, filed, told_on, told_to, outcome,
});
record!(Wish => "wish", key (id), child |me| Some(me.child), {
    child, day, words, nameless, helper, taken_by, taken_on, due_on, fulfilled_on, told_how,
});
record!(SchoolWord => "school_word", key (id), child |me| Some(me.child), { child, day, word, by, note });
record!(SchoolPlace => "school_place", key (id), child |me| Some(me.child), {
    child, from_day, until, school, boarding, found_by, pays, costs,
});

/// Every table whose changes are journalled.
pub(in crate::store) const JOURNALLED: &[&Table] = &[
    Home::TABLE,
    Setting::TABLE,
    Staff::TABLE,
    Stretch::TABLE,
    ClosedDay::TABLE,
    ExtraDay::TABLE,
    Term::TABLE,
    Household::TABLE,
    Child::TABLE,
    Contact::TABLE,
    Tag::TABLE,
    Card::TABLE,
    Opening::TABLE,
    Attendance::TABLE,
    Visit::TABLE,
    FollowUp::TABLE,
    Agreement::TABLE,
    FamilyRequest::TABLE,
    Problem::TABLE,
    Incident::TABLE,
    FurtherReport::TABLE,
    HandedIn::TABLE,
    Look::TABLE,
    RuleNumber::TABLE,
    Series::TABLE,
    SeriesException::TABLE,
    Activity::TABLE,
    TakingPart::TABLE,
    Exempt::TABLE,
    WeekReason::TABLE,
    HomeTopic::TABLE,
    Helper::TABLE,
    Pairing::TABLE,
    HelperContact::TABLE,
    Measure::TABLE,
    PlanReview::TABLE,
    Donation::TABLE,
    Given::TABLE,
    Benefit::TABLE,
    HomeBenefit::TABLE,
    Talk::TABLE,
    ParentNews::TABLE,
    Wish::TABLE,
    SchoolWord::TABLE,
    SchoolPlace::TABLE,
];

/// The journalled table with this name.
pub(in crate::store) fn table(name: &str) -> Option<&'static Table> {
    JOURNALLED.iter().copied().find(|table| table.name == name)
}
