//! Every command and every query, asked for by every role, with locks and without: what is refused for want
//! of a right is what the table of rights says, and nothing else is.

use super::usecases::{add, desk, leaving};
use crate::desk::Desk;
use crate::desk::command::Touched;
use crate::desk::command::activity::{ActivityStep, Holding, Slot};
use crate::desk::command::care::{CareStep, ProblemAct};
use crate::desk::command::support::{HelperLeaves, PairingHandedOn, SupportImport, SupportStep};
use crate::desk::command::{
    AgreedDays, CalendarChange, Comeback, Command, Confirmation, Export, File, HomeSetup,
    KnownAbsence, RecordFollowUp, RoundBack, Settlement, When,
};
use crate::desk::import::calendar::CalendarFile;
use crate::desk::merge::MergePlan;
use crate::desk::query::Query;
use crate::desk::read::fresh::ShownDays;
use crate::desk::refusal::Refusal;
use crate::desk::rights::{Locks, Right};
use crate::domain::activity::coverage::Season;
use crate::domain::activity::{HomeTopic, Recurrence, Which};
use crate::domain::attendance::AbsenceReason;
use crate::domain::child::Sex;
use crate::domain::contact::Relation;
use crate::domain::follow_up::FollowStep;
use crate::domain::incident::{Agency, Report};
use crate::domain::mask::Covered;
use crate::domain::mask::Mask;
use crate::domain::ring::RingNumber;
use crate::domain::rules::RuleNumber;
use crate::domain::rules::book::Preset;
use crate::domain::samples;
use crate::domain::visit::VisitKind;
use crate::domain::{
    Activity, ActivityId, Agreement, AgreementId, Attendance, Child, ChildId, Contact, ContactId,
    FollowUp, FollowUpId, HelperId, Home, Household, Incident, IncidentId, Moment, OutTo,
    OwnLayout, PairingId, Problem, ProblemId, Role, Round, RuleId, Series, SeriesId, Staff,
    StaffId, Status, StayKey, Tag, TagCode, TagId, Visit, VisitId, Weekdays,
};
use crate::exchange::ics::Incoming;
use crate::i18n::Lang;
use chrono::{NaiveDate, NaiveTime};

/// Each line is a command with the right that it needs and one to try. A command without a line does not
/// compile, and a line without its own command fails.
macro_rules! commands {
    ($($pattern:pat $(if $guard:expr)? => $right:ident, $sample:expr;)+) => {
        fn line_of(command: &Command) -> (&'static str, Right) {
            match command {
                $($pattern $(if $guard)? => (
                    concat!(stringify!($pattern) $(, stringify!($guard))?), Right::$right,
                ),)+
            }
        }

        fn one_of_each(plan: &MergePlan) -> Vec<(&'static str, Command)> {
            let samples: &[(&str, &dyn Fn(&MergePlan) -> Command)] = &[
                $((concat!(stringify!($pattern) $(, stringify!($guard))?), &$sample),)+
            ];
            samples.iter().map(|(line, sample)| (*line, sample(plan))).collect()
        }
    };
}

commands! {
    // These two come first: the last step of the home is the opening of a day.
    Command::Undo(_) => Attend, |_| Command::Undo(None);
    Command::Redo => Attend, |_| Command::Redo;
    Command::SetUp(_) => SetUp, |_| Command::SetUp(Box::new(setup()));
    Command::OpenDay => Attend, |_| Command::OpenDay;
    Command::SignIn { .. } => Attend, |_| Command::SignIn {
        child: child(), when: When::Now, comeback: Comeback::Ask,
    };
    Command::SignOut(_) => Attend, |_| Command::SignOut(leaving(child(), OutTo::Alone));
    Command::KnownAbsence(_) => Attend, |_| Command::KnownAbsence(absence());
    Command::Settle(_) => Attend, |_| Command::Settle(Settlement {
        stay: stay(), out_at: None, to: OutTo::NotKnown, note: text(),
    });
    Command::Correct { .. } => Attend, |_| Command::Correct { row: row(), reason: text() };
    Command::Strike { .. } => Attend, |_| Command::Strike { stay: stay(), reason: text() };
    Command::ImportAttendance { .. } => Attend, |_| Command::ImportAttendance {
        source: text(), rows: vec![row()],
    };
    Command::SignInNew { .. } => Attend, |_| Command::SignInNew { name: text(), when: When::Now };
    Command::AcceptClock => Attend, |_| Command::AcceptClock;
    Command::CloseDay { .. } => Attend, |_| Command::CloseDay { day: day(), note: text() };
    Command::AddChild(_) => KeepFiles, |_| Command::AddChild(Box::new(file()));
    Command::SaveChild(_) => KeepFiles, |_| Command::SaveChild(Box::new(file().child));
    Command::ChangeStatus { .. } => KeepFiles, |_| Command::ChangeStatus {
        child: child(), status: Status::Moved, day: day(), reason: text(),
    };
    Command::ConfirmFile(_) => KeepFiles, |_| Command::ConfirmFile(Box::new(Confirmation {
        child: child(), shown: None, reached: None,
    }));
    Command::AgreeDays(_) => KeepFiles, |_| Command::AgreeDays(vec![AgreedDays {
        child: child(), days: weekdays(), had: weekdays(),
    }]);
    Command::SaveContact(_) => KeepFiles, |_| Command::SaveContact(contact());
    Command::RemoveContact(_) => KeepFiles, |_| Command::RemoveContact(contact());
    Command::SaveTag(_) => KeepFiles, |_| Command::SaveTag(tag());
    Command::RemoveTag(_) => KeepFiles, |_| Command::RemoveTag(tag());
    Command::LinkHousehold { .. } => KeepFiles, |_| Command::LinkHousehold {
        child: child(), with: child(),
    };
    Command::LeaveHousehold(_) => KeepFiles, |_| Command::LeaveHousehold(child());
    Command::SaveHousehold(_) => KeepFiles, |_| Command::SaveHousehold(household());
    Command::BindCard { .. } => KeepFiles, |_| Command::BindCard { code: text(), child: child() };
    Command::UnbindCard(_) => KeepFiles, |_| Command::UnbindCard(text());
    Command::ImportRoster { .. } => KeepFiles, |_| Command::ImportRoster {
        source: text(), files: vec![file()], households: vec![household()],
    };
    Command::SaveHome(_) => KeepFiles, |_| Command::SaveHome(home());
    Command::SetZone(_) => KeepFiles, |_| Command::SetZone("Asia/Shanghai".into());
    Command::SetLateAfter(_) => KeepFiles, |_| Command::SetLateAfter(Some(10));
    Command::SayNoLocks => Direct, |_| Command::SayNoLocks;
    Command::SetLockAfter(_) => Direct, |_| Command::SetLockAfter(3);
    Command::BindStaffCard(..) => Direct, |_| Command::BindStaffCard(StaffId::default(), "88001".into());
    Command::SetRingFirst(_) => KeepFiles, |_| Command::SetRingFirst(vec![RingNumber {
        name: text(), number: "110".into(),
    }]);
    Command::SaveLayout(_) => KeepFiles, |_| {
        Command::SaveLayout(Box::new(OwnLayout::new("odd", vec!["name".into()])))
    };
    Command::RemoveLayout(_) => KeepFiles, |_| Command::RemoveLayout(text());
    Command::NameColumns(_) => KeepFiles, |_| Command::NameColumns(Vec::new());
    Command::Setting { .. } => KeepFiles, |_| Command::Setting { name: text(), value: text() };
    Command::FollowUp(step) if step.done.step == FollowStep::Closed => Direct, |_| {
        Command::FollowUp(step(FollowStep::Closed))
    };
    Command::FollowUp(_) => FollowUp, |_| Command::FollowUp(step(FollowStep::HandedUp));
    Command::KeepExport(export) if export.mask == Mask::Full => Direct, |_| {
        Command::KeepExport(Box::new(export(Mask::Full)))
    };
    Command::KeepExport(_) => FollowUp, |_| Command::KeepExport(Box::new(export(Mask::None)));
    Command::RecordVisits(_) => FollowUp, |_| Command::RecordVisits(vec![
        Visit::new(VisitId::default(), child(), day(), VisitKind::Phone),
    ]);
    Command::KeepRound(_) => FollowUp, |_| Command::KeepRound(vec![child()]);
    Command::KeepHandOver(_) => FollowUp, |_| Command::KeepHandOver(1);
    Command::RecordRound(_) => FollowUp, |_| Command::RecordRound(RoundBack {
        round: Round { made: moment(), children: vec![child()], is_entered: false },
        visits: Vec::new(),
        left: 1,
    });
    Command::SaveAgreement(_) => FollowUp, |_| Command::SaveAgreement(agreement());
    Command::SaveRequest(_) => FollowUp, |_| Command::SaveRequest(samples::request(child(), day()));
    Command::AddProblem(_) => FollowUp, |_| Command::AddProblem(Box::new(problem()));
    Command::AddIncident(_) => FollowUp, |_| Command::AddIncident(Box::new(incident()));
    Command::Care(CareStep::Did(..)) => FollowUp, |_| Command::Care(CareStep::Did(
        ProblemId::default(), ProblemAct { day: day(), who: text(), what: text() },
    ));
    Command::Care(CareStep::Assign { .. }) => FollowUp, |_| Command::Care(CareStep::Assign {
        problem: ProblemId::default(), owner: None, due_on: None, had: (None, None),
    });
    Command::Care(CareStep::Escalate { .. }) => FollowUp, |_| Command::Care(CareStep::Escalate {
        problem: ProblemId::default(), to: text(), how: text(), on: day(),
    });
    Command::Care(CareStep::Settle { .. }) => FollowUp, |_| Command::Care(CareStep::Settle {
        problem: ProblemId::default(), on: day(), outcome: text(),
    });
    Command::Care(CareStep::CorrectProblem { .. }) => FollowUp, |_| {
        Command::Care(CareStep::CorrectProblem {
            problem: Box::new(problem()), shown: Box::new(problem()), reason: text(),
        })
    };
    Command::Care(CareStep::Report(..)) => FollowUp, |_| {
        Command::Care(CareStep::Report(IncidentId::default(), report()))
    };
    Command::Care(CareStep::CorrectIncident { .. }) => FollowUp, |_| {
        Command::Care(CareStep::CorrectIncident {
            incident: Box::new(incident()), shown: Box::new(incident()), reason: text(),
        })
    };
    Command::Care(CareStep::Notes { .. }) => Direct, |_| Command::Care(CareStep::Notes {
        incident: IncidentId::default(), notes: text(), had: text(),
    });
    Command::Support(SupportStep::SaveHelper(_)) => FollowUp, |_| {
        Command::Support(SupportStep::SaveHelper(Box::new(samples::helper(day()))))
    };
    Command::Support(SupportStep::Leave(_)) => FollowUp, |_| {
        Command::Support(SupportStep::Leave(HelperLeaves {
            helper: HelperId::default(), on: day(), reason: text(), to: Vec::new(),
        }))
    };
    Command::Support(SupportStep::HandOn(_)) => FollowUp, |_| {
        Command::Support(SupportStep::HandOn(PairingHandedOn {
            pairing: PairingId::default(), to: HelperId::default(), on: day(), reason: text(),
        }))
    };
    Command::Support(SupportStep::Pair(_)) => FollowUp, |_| {
        Command::Support(SupportStep::Pair(vec![samples::pairing(child(), day())]))
    };
    Command::Support(SupportStep::SavePairing(_)) => FollowUp, |_| {
        Command::Support(SupportStep::SavePairing(Box::new(samples::pairing(child(), day()))))
    };
    Command::Support(SupportStep::RecordContacts(_)) => FollowUp, |_| {
        Command::Support(SupportStep::RecordContacts(vec![samples::contact(child(), day())]))
    };
    Command::Support(SupportStep::SaveMeasure(_)) => FollowUp, |_| {
        Command::Support(SupportStep::SaveMeasure(Box::new(samples::measure(child(), day()))))
    };
    Command::Support(SupportStep::ReviewPlan(_)) => FollowUp, |_| {
        Command::Support(SupportStep::ReviewPlan(samples::review(child(), day())))
    };
    Command::Support(SupportStep::Give { .. }) => FollowUp, |_| {
        Command::Support(SupportStep::Give {
            donation: Box::new(samples::donation(day())), to: vec![samples::given(child(), day())],
        })
    };
    Command::Support(SupportStep::SaveDonation(_)) => FollowUp, |_| {
        Command::Support(SupportStep::SaveDonation(Box::new(samples::donation(day()))))
    };
    Command::Support(SupportStep::TakeBack(_)) => FollowUp, |_| {
        Command::Support(SupportStep::TakeBack(samples::given(child(), day())))
    };
    Command::Support(SupportStep::SaveBenefit(_)) => FollowUp, |_| {
        Command::Support(SupportStep::SaveBenefit(Box::new(samples::benefit(child(), day()))))
    };
    Command::Support(SupportStep::SaveBenefitKind(_)) => Direct, |_| {
        Command::Support(SupportStep::SaveBenefitKind(Box::default()))
    };
    Command::Support(SupportStep::AddTalk(_)) => FollowUp, |_| {
        Command::Support(SupportStep::AddTalk(Box::new(samples::talk(child(), day()))))
    };
    Command::Support(SupportStep::SaveTalk { .. }) => Direct, |_| {
        Command::Support(SupportStep::SaveTalk {
            talk: Box::new(samples::talk(child(), day())), had: String::new(),
        })
    };
    Command::Support(SupportStep::SaveNews(_)) => FollowUp, |_| {
        Command::Support(SupportStep::SaveNews(vec![samples::news(child(), day())]))
    };
    Command::Support(SupportStep::SaveWish(_)) => FollowUp, |_| {
        Command::Support(SupportStep::SaveWish(Box::new(samples::wish(child(), day()))))
    };
    Command::Support(SupportStep::SaveWord(_)) => FollowUp, |_| {
        Command::Support(SupportStep::SaveWord(Box::new(samples::word(child(), day()))))
    };
    Command::Support(SupportStep::SavePlace(_)) => FollowUp, |_| {
        Command::Support(SupportStep::SavePlace(Box::new(samples::place(child(), day()))))
    };
    Command::Support(SupportStep::Import(_)) => FollowUp, |_| {
        Command::Support(SupportStep::Import(Box::new(SupportImport {
            helpers: vec![samples::helper(day())], ..SupportImport::default()
        })))
    };
    Command::Activity(ActivityStep::Plan(_)) => Plan, |_| {
        Command::Activity(ActivityStep::Plan(Box::new(activity())))
    };
    Command::Activity(ActivityStep::PlanSeries(_)) => Plan, |_| {
        Command::Activity(ActivityStep::PlanSeries(Box::new(series())))
    };
    Command::Activity(ActivityStep::EditSeries { .. }) => Plan, |_| {
        Command::Activity(ActivityStep::EditSeries { series: Box::new(series()), from: day() })
    };
    Command::Activity(ActivityStep::EndSeries { .. }) => Plan, |_| {
        Command::Activity(ActivityStep::EndSeries {
            series: SeriesId::default(), from: day(), reason: text(),
        })
    };
    Command::Activity(ActivityStep::Move { .. }) => Plan, |_| {
        let to = Slot { day: day(), starts: NaiveTime::MIN, ends: NaiveTime::MIN };
        Command::Activity(ActivityStep::Move { which: which(), to, reason: text() })
    };
    Command::Activity(ActivityStep::Cancel { .. }) => Plan, |_| {
        Command::Activity(ActivityStep::Cancel { which: which(), reason: text() })
    };
    Command::Activity(ActivityStep::Reinstate(_)) => Plan, |_| {
        Command::Activity(ActivityStep::Reinstate(which()))
    };
    Command::Activity(ActivityStep::Begin(_)) => Plan, |_| {
        Command::Activity(ActivityStep::Begin(which()))
    };
    Command::Activity(ActivityStep::Hold(_)) => Plan, |_| {
        let holding = Holding { activity: activity(), children: vec![child()] };
        Command::Activity(ActivityStep::Hold(Box::new(holding)))
    };
    Command::Activity(ActivityStep::TakingPart { .. }) => Plan, |_| {
        Command::Activity(ActivityStep::TakingPart {
            activity: ActivityId::default(), children: vec![child()],
        })
    };
    Command::Activity(ActivityStep::CopyPlan { .. }) => Plan, |_| {
        let season = Season { from: day(), to: day() };
        Command::Activity(ActivityStep::CopyPlan { from: season, to: season })
    };
    Command::Activity(ActivityStep::Import { .. }) => Plan, |_| {
        let file = CalendarFile { name: text(), incoming: Incoming { entries: Vec::new() } };
        Command::Activity(ActivityStep::Import { file: Box::new(file), shown: None })
    };
    Command::Activity(ActivityStep::ExplainWeek { .. }) => Direct, |_| {
        Command::Activity(ActivityStep::ExplainWeek { week: day(), reason: text() })
    };
    Command::Activity(ActivityStep::Exempt { .. }) => Direct, |_| {
        let topic = "DROWN".parse().unwrap();
        Command::Activity(ActivityStep::Exempt { child: child(), topic, reason: text() })
    };
    Command::Activity(ActivityStep::SaveTopic(_)) => Direct, |_| {
        Command::Activity(ActivityStep::SaveTopic(Box::new(topic())))
    };
    Command::SaveStaff(_) => Direct, |_| Command::SaveStaff(member(Role::Helper));
    Command::SaveCalendar(_) => Direct, |_| {
        Command::SaveCalendar(Box::new(CalendarChange::Unclose(day())))
    };
    Command::SetRule { .. } => Direct, |_| Command::SetRule { number: number(), why: text() };
    Command::SetLadder { .. } => Direct, |_| Command::SetLadder {
        numbers: vec![number()], why: text(),
    };
    Command::TakePreset { .. } => Direct, |_| Command::TakePreset {
        preset: Preset::Dense, why: text(),
    };
    Command::MergeFiles(_) => Direct, |plan| Command::MergeFiles(Box::new(plan.clone()));
    Command::Erase { .. } => Direct, |_| Command::Erase { child: child(), reason: text() };
    Command::DeleteOld { .. } => Direct, |_| Command::DeleteOld { before: day(), reason: text() };
}

/// The queries with their rights, in the same way.
macro_rules! queries {
    ($($query:ident => $right:ident;)+) => {
        const QUERIES: &[Query] = &[$(Query::$query),+];

        fn right_of(query: Query) -> Right {
            match query { $(Query::$query => Right::$right),+ }
        }
    };
}

queries! {
    Home => ReadNames;
    Names => ReadNames;
    Attendance => ReadNames;
    Register => Read;
    Known => Read;
    Programme => Read;
    Journal => Read;
    Restricted => ReadRestricted;
    Looks => Direct;
    Kept => Direct;
    SelfCheck => Direct;
    File => KeepCopies;
}

fn text() -> String {
    "词".into()
}

/// A child of whom there is no file: most commands are refused for that, if not for want of a right.
fn child() -> ChildId {
    ChildId::default()
}

fn moment() -> Moment {
    Moment::parse_from_rfc3339("2026-11-23T17:00:00+08:00").unwrap()
}

fn day() -> NaiveDate {
    moment().date_naive()
}

fn weekdays() -> Weekdays {
    Weekdays::from_digits("12345").unwrap()
}

fn stay() -> StayKey {
    StayKey {
        day: day(),
        child: child(),
        stay: 1,
    }
}

fn row() -> Attendance {
    Attendance::arrival(day(), child(), 1, moment())
}

fn setup() -> HomeSetup {
    HomeSetup {
        name: text(),
        village: text(),
        township: text(),
        county: text(),
        director: text(),
        hours: "Mon-Fri 16:30-18:30".parse().unwrap(),
    }
}

fn absence() -> KnownAbsence {
    KnownAbsence {
        child: child(),
        from: day(),
        to: day(),
        reason: AbsenceReason::Ill,
        note: text(),
    }
}

fn file() -> File {
    File {
        child: Child::new(child(), "", "词", Sex::Male, day()),
        contacts: Vec::new(),
        tags: Vec::new(),
    }
}

fn contact() -> Contact {
    Contact {
        id: ContactId::default(),
        child: child(),
        name: text(),
        relation: Relation::Other,
        is_caregiver: false,
        can_collect: false,
        phones: String::new(),
        phone_verified_on: None,
        work_place: String::new(),
        id_no: String::new(),
        priority: 1,
        note: String::new(),
        do_not_contact: String::new(),
        barred_since: None,
    }
}

fn problem() -> Problem {
    samples::problem(child(), "词")
}

fn incident() -> Incident {
    samples::incident(child(), "2026-11-23T16:50:00+08:00")
}

fn report() -> Report {
    Report {
        agency: Agency::Police,
        person: text(),
        at: moment(),
        receipt: String::new(),
        by: None,
    }
}

fn activity() -> Activity {
    let topic = "DROWN".parse().unwrap();
    Activity::new(day(), NaiveTime::MIN, NaiveTime::MIN, topic)
}

fn series() -> Series {
    let (times, topic) = ((NaiveTime::MIN, NaiveTime::MIN), "DROWN".parse().unwrap());
    Series::new(day(), times, Recurrence::Weekly, topic)
}

fn which() -> Which {
    Which::Single(ActivityId::default())
}

fn number() -> RuleNumber {
    RuleNumber {
        name: text(),
        value: 1,
    }
}

fn household() -> Household {
    Household {
        id: crate::domain::HouseholdId::default(),
        label: text(),
        note: String::new(),
    }
}

fn tag() -> Tag {
    Tag {
        id: TagId::default(),
        child: child(),
        code: TagCode::ALL[0],
        from_day: Some(day()),
        to_day: None,
        evidence: String::new(),
        is_primary: false,
    }
}

fn home() -> Home {
    Home {
        id: uuid::Uuid::nil(),
        name: text(),
        village: text(),
        township: text(),
        county: text(),
        assembly_point: String::new(),
        ask_after_minutes: 30,
    }
}

fn agreement() -> Agreement {
    Agreement {
        id: AgreementId::default(),
        child: child(),
        caregiver: None,
        signed_on: day(),
        valid_to: None,
        reviewed_on: None,
        suitability_checked: None,
        child_view: String::new(),
        paper_no: String::new(),
    }
}

fn topic() -> HomeTopic {
    HomeTopic {
        code: "SILK".parse().unwrap(),
        name: text(),
        purpose: String::new(),
        age_from: None,
        age_to: None,
        month_from: None,
        month_to: None,
        every: None,
        questions: String::new(),
        materials: String::new(),
        outline: String::new(),
    }
}

fn export(mask: Mask) -> Export {
    Export {
        report: "monthly".into(),
        period: "2026-10".into(),
        mask,
        is_public: false,
        child: None,
        children: Vec::new(),
        files: Vec::new(),
        covered: Covered::NotNeeded,
        reason: text(),
        handed_in: None,
    }
}

fn step(step: FollowStep) -> RecordFollowUp {
    let done = FollowUp {
        id: FollowUpId::default(),
        child: child(),
        rule: RuleId::ALL[0],
        since: day(),
        at: moment(),
        actor: None,
        step,
        result: None,
        visit: None,
        until: None,
        reason: None,
        to_whom: text(),
        how: String::new(),
        note: text(),
    };
    RecordFollowUp {
        done: Box::new(done),
        visit: None,
    }
}

fn member(role: Role) -> Staff {
    Staff {
        id: StaffId::default(),
        name: text(),
        role,
        phone: String::new(),
        active: true,
        checked_on: None,
    }
}

/// A home with one of each role, whose day was opened last; this role is at the desk, or nobody.
fn desk_of(role: Option<Role>, locks: Locks) -> (Desk, MergePlan) {
    let mut desk = desk();
    let (keep, other) = (add(&mut desk, "汪乐乐"), add(&mut desk, "余小雨"));
    for role in Role::ALL {
        let mut one = member(*role);
        one.id = desk.clock.new_id();
        desk.perform(Command::SaveStaff(one)).unwrap();
    }
    let plan = desk.merge_plan(keep, other).unwrap();
    desk.perform(Command::OpenDay).unwrap();
    let staff = desk.store.staff().unwrap().into_iter();
    let of_role = |one: &Staff| Some(one.role) == role;
    desk.actor = staff.rev().find(of_role).map(|one| one.id);
    assert_eq!(desk.actor.is_some(), role.is_some());
    desk.locks = locks;
    (desk, plan)
}

/// Whether the table gives a right to this role; nobody may what a helper may where everybody is believed.
fn is_given(right: Right, role: Option<Role>, locks: Locks) -> bool {
    match (role, locks) {
        (Some(role), _) => right.is_of(role, locks),
        (None, Locks::None) => right.is_of(Role::Helper, locks),
        (None, Locks::Set) => false,
    }
}

/// The right for want of which something was refused; `None` if it was not, or for another reason.
fn wanting<T>(tried: &Result<T, Refusal>) -> Option<Right> {
    match tried {
        Err(Refusal::DirectorOnly) => Some(Right::Direct),
        Err(Refusal::NotAllowed { right, .. }) => Some(*right),
        _ => None,
    }
}

fn everybody() -> impl Iterator<Item = (Option<Role>, Locks)> {
    let roles = Role::ALL.iter().copied().map(Some).chain([None]);
    roles.flat_map(|role| [Locks::None, Locks::Set].map(|locks| (role, locks)))
}

#[test]
fn each_line_of_the_commands_has_its_own_command() {
    let (_, plan) = desk_of(None, Locks::None);
    for (line, command) in one_of_each(&plan) {
        assert_eq!(line_of(&command).0, line);
    }
}

#[test]
fn a_command_is_refused_for_want_of_its_right_and_else_never() {
    for (role, locks) in everybody() {
        let (mut desk, plan) = desk_of(role, locks);
        for (line, command) in one_of_each(&plan) {
            let (_, right) = line_of(&command);
            let wanted = wanting(&desk.perform(command));
            let expected = (!is_given(right, role, locks)).then_some(right);
            assert_eq!(wanted, expected, "{line} by {role:?}, {locks:?}");
        }
    }
}

#[test]
fn a_query_is_refused_for_want_of_its_right_and_else_never() {
    for (role, locks) in everybody() {
        let (desk, _) = desk_of(role, locks);
        for query in QUERIES {
            let right = right_of(*query);
            let expected = (!is_given(right, role, locks)).then_some(right);
            assert_eq!(
                wanting(&desk.ask(*query)),
                expected,
                "{query:?} by {role:?}, {locks:?}"
            );
        }
    }
}

/// Before the first run nobody can be asked who they are.
#[test]
fn while_there_is_no_staff_everybody_may() {
    let mut desk = Desk::in_memory(crate::clock::Clock::fixed(moment())).unwrap();
    desk.locks = Locks::Set;
    for query in QUERIES {
        assert!(desk.ask(*query).is_ok(), "{query:?}");
    }
    desk.perform(Command::SetUp(Box::new(setup()))).unwrap();
}

/// The role is read anew each time: another program may have changed it.
#[test]
fn a_role_that_was_taken_away_counts_at_once() {
    let (mut desk, _) = desk_of(Some(Role::Helper), Locks::Set);
    assert!(desk.ask(Query::Names).is_ok());
    let helper = desk.actor;
    let staff = desk.store.staff().unwrap();
    let of_role = |role| staff.iter().find(|one| one.role == role).unwrap();
    let mut gone = staff
        .iter()
        .find(|one| Some(one.id) == helper)
        .unwrap()
        .clone();
    desk.actor = Some(of_role(Role::Director).id);
    gone.active = false;
    desk.perform(Command::SaveStaff(gone)).unwrap();
    desk.actor = helper;
    assert_eq!(wanting(&desk.ask(Query::Names)), Some(Right::ReadNames));
}

/// What the screens hold is read for a helper too, without the notes that only others read.
#[test]
fn the_screens_of_a_helper_hold_the_home_without_restricted_notes() {
    for (role, locks, expected) in [
        (Role::Director, Locks::Set, "canary"),
        (Role::Supervisor, Locks::Set, "canary"),
        (Role::Helper, Locks::Set, ""),
        (Role::Helper, Locks::None, "canary"),
    ] {
        let (mut desk, plan) = desk_of(Some(Role::Director), Locks::None);
        let mut incident = samples::incident(plan.child.id, "2026-11-23T16:50:00+08:00");
        incident.notes = "canary".into();
        desk.perform(Command::AddIncident(Box::new(incident)))
            .unwrap();
        let staff = desk.store.staff().unwrap();
        desk.actor = staff.iter().find(|one| one.role == role).map(|one| one.id);
        desk.locks = locks;
        let fresh = desk.fresh(Touched::ALL, ShownDays::default()).unwrap();
        let incidents = fresh.known.unwrap().incidents;
        assert_eq!(
            incidents[&plan.child.id][0].notes, expected,
            "{role:?}, {locks:?}"
        );
    }
}

#[test]
fn a_refusal_says_who_may() {
    let (desk, _) = desk_of(Some(Role::Supervisor), Locks::Set);
    let refused = desk.ask(Query::File).unwrap_err().text(Lang::En);
    assert!(refused.contains("director, maintenance"), "{refused}");
    assert!(!refused.contains("helper"), "{refused}");
}
