//! The domain: record types, calendar, rules, and readers for dates, numbers and names.
//!
//! Pure code: no file access, no clock, no SQL, no terminal. A function that depends on the day
//! takes it as an argument. The layering test checks the imports.
//!
//! | Code | 中文 | Meaning |
//! |---|---|---|
//! | [`Child`], [`Household`] | 儿童、家庭 | one child one file (一人一档); siblings share a household |
//! | [`Tag`], [`Risk`] | 类别、风险等级 | dated categories, several at once; a colour with a reason |
//! | [`Contact`] | 联系人 | whom to call, who may collect |
//! | [`Opening`] | 开放时段 | a day with a register: who opened and closed it, and when |
//! | [`Attendance`] | 签到 | sign-in, sign-out, who collected; or a known absence with its reason |
//! | [`Activity`], [`Series`] | 活动、系列 | what was planned, what was held, who took part |
//! | [`Visit`] | 走访、电话 | a visit says whether the *child* was seen; a call never counts as seen |
//! | [`Agreement`] | 委托照护协议 | signed care by another adult than the parents |
//! | [`Flag`] | 预警 | derived, never stored: rule, child, since, level, reasons |
//! | [`FollowUp`] | 跟进 | stored: what a person did about a flag, and when to check again |
//! | [`Problem`], [`Incident`] | 问题、强制报告 | a finding to settle; an event with a duty to report |
//! | [`Support`] | 帮扶 | helpers, pairings, plans, gifts, benefits, talks, wishes: who helps, and what came of it |
//! | [`FamilyRequest`] | 家长的请求 | what a family asks about its child's data, and the answer |

pub mod activity;
pub(crate) mod agreed_days;
pub mod attendance;
pub mod calendar;
pub(crate) mod care;
pub mod child;
pub(crate) mod codes;
pub mod contact;
pub(crate) mod day_merge;
pub(crate) mod file_check;
pub(crate) mod file_walk;
pub(crate) mod find;
pub mod handed_in;
pub(crate) mod home;
pub(crate) mod ids;
pub mod look;
pub mod own_layout;
pub(crate) mod retention;
pub mod rules;
pub mod support;
pub(crate) mod tag;
pub(crate) mod text;
pub mod topic;

pub use activity::Activity;
pub use activity::Programme;
pub(crate) use activity::{Series, SeriesException, TopicCode};
pub use attendance::{Attendance, Mark, Moment, Opening, OutTo, StayKey};
pub(crate) use calendar::{hours, public_days};
pub use care::agreement::Agreement;
pub use care::family_request::FamilyRequest;
pub use care::follow_up::FollowUp;
pub use care::incident::{FurtherReport, Incident};
pub(crate) use care::notes::Noted;
pub use care::problem::Problem;
pub(crate) use care::ring;
pub use care::round::Round;
#[cfg(test)]
pub(crate) use care::samples;
pub use care::visit::Visit;
pub use care::{agreement, caseload, family_request, follow_up, incident, problem, round, visit};
pub use child::{Child, Household, Risk, Sex, Status, Weekdays};
pub use contact::Contact;
pub use handed_in::HandedIn;
pub use home::{Home, KnownAs, Role, Staff};
pub use ids::{
    ActivityId, AgreementId, BenefitId, ChildId, ContactId, DonationId, FamilyRequestId,
    FollowUpId, GivenId, HandedInId, HelperContactId, HelperId, HouseholdId, IncidentId, LookId,
    MeasureId, PairingId, ParentNewsId, PlanReviewId, ProblemId, ReportId, SchoolPlaceId,
    SchoolWordId, SeriesId, StaffId, TagId, TalkId, VisitId, WishId,
};
pub use look::{Look, LookKind};
pub use own_layout::OwnLayout;
pub use rules::{Flag, RuleBook, RuleId};
pub use support::Support;
pub use tag::{Tag, TagCode};
pub(crate) use text::namesakes;
pub use text::{date, id_no, mask, names, phone, pinyin, tidy};
pub(crate) use topic::Topic;
