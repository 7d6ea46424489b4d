//! P-rules: help that was promised and is not given, and children with needs who have nobody.

use crate::domain::calendar::Calendar;
use crate::domain::follow_up::FollowStep;
use crate::domain::hours::SchoolPeriod;
use crate::domain::rules::book::{P2_AHEAD, P3_DAYS, P4_AHEAD, P5_RED, P6_DAYS};
use crate::domain::rules::case::Case;
use crate::domain::rules::flag::{Flag, Holding, Level, Subject};
use crate::domain::rules::ground::Ground;
use crate::domain::rules::ladder::{LONGEST_STAY, silent_until};
use crate::domain::rules::limit::Limit;
use crate::domain::rules::reason::{Reason, SupportReason};
use crate::domain::rules::rule_id::RuleId;
use crate::domain::support::benefit::catalogue;
use crate::domain::support::measure::Measure;
use crate::domain::support::of;
use crate::domain::support::pairing::{ContactDue, Pairing};
use crate::domain::support::school::{SchoolWord, TeacherWord};
use crate::domain::{Child, ChildId, FollowUp, Problem, StaffId, Status, Support};
use chrono::NaiveDate;

/// All P-flags of a child.
pub(in crate::domain::rules) fn all(case: &Case<'_>, ground: &Ground<'_>) -> Vec<Flag> {
    [
        p1(case, ground),
        p2(case, ground),
        p4(case, ground),
        p5(case, ground),
        p6(case, ground),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The limit of a rule on help.
pub(in crate::domain::rules) fn limit(held: Holding, flag: &Flag, ground: &Ground<'_>) -> Limit {
    let since = |day: NaiveDate| (ground.today - day).num_days();
    let found = flag.reasons.iter().find_map(|one| match one {
        // The days that the promise counts are not those of the calendar: the ones after the due day are.
        Reason::Support(SupportReason::ContactDue { every, due, .. }) => Some(Limit::Days {
            days: since(*due) + every,
            limit: *every,
        }),
        Reason::Support(
            SupportReason::MeasureDue { due, .. } | SupportReason::WishDue { due, .. },
        ) => Some(Limit::Ahead {
            due: *due,
            limit: ground.number(&P2_AHEAD),
        }),
        Reason::Support(SupportReason::Nobody { .. }) => Some(Limit::Days {
            days: since(flag.since) + ground.number(&P3_DAYS) + 1,
            limit: ground.number(&P3_DAYS),
        }),
        Reason::Support(SupportReason::BenefitEnds { on, .. }) => Some(Limit::Ahead {
            due: *on,
            limit: ground.number(&P4_AHEAD),
        }),
        Reason::Support(
            SupportReason::AbsentFromSchool { on, .. }
            | SupportReason::PlaceEnded { since: on, .. },
        ) if held.level == Level::Red => Some(Limit::Days {
            days: since(*on),
            limit: ground.number(&P5_RED),
        }),
        Reason::Support(SupportReason::PlanNotReviewed { last, begun, .. }) => Some(Limit::Days {
            days: since(last.unwrap_or(*begun)),
            limit: ground.number(&P6_DAYS),
        }),
        _ => None,
    });
    found.unwrap_or(Limit::AtOnce)
}

/// What tells on a day when the contacts of a child's pairings are due.
pub(crate) struct Promised<'f> {
    /// The child.
    pub child: &'f Child,
    /// What was done about its matters, oldest first.
    pub steps: &'f [FollowUp],
    /// Helpers, pairings and contacts.
    pub support: &'f Support,
    /// School holidays and summers elsewhere.
    pub calendar: &'f Calendar,
    /// The day on which the home began to use the program.
    pub began: NaiveDate,
    /// The day.
    pub today: NaiveDate,
}

impl<'f> Promised<'f> {
    /// The pairings that run and are not paused, with when the next contact of each is due. Of a helper who has left none is.
    pub(crate) fn due(&self) -> Vec<(&'f Pairing, ContactDue)> {
        let (support, today) = (self.support, self.today);
        let stays: Vec<(NaiveDate, NaiveDate)> = self
            .steps
            .iter()
            .filter(|one| one.step == FollowStep::WithParents)
            .map(|one| (one.at.date_naive(), silent_until(one, LONGEST_STAY)))
            .collect();
        let is_away = |day: NaiveDate| {
            stays.iter().any(|(from, to)| (*from..=*to).contains(&day))
                || self.calendar.is_away_for_summer(self.child, day)
        };
        let is_asked = |helper| {
            let helper = support.helper(helper);
            helper.is_some_and(|one| one.goes_on(today))
        };
        let running = support.running(self.child.id, today);
        let running = running.filter(|one| !one.is_paused(today) && is_asked(one.helper));
        running
            .filter_map(|one| {
                // What was handed on keeps its clock: the child waits for the next one as it waited for the other.
                let mut chain = vec![one];
                while let Some(before) = chain.last().and_then(|one| support.handed_on_from(one)) {
                    chain.push(before);
                }
                let since = chain.last().map_or(one.since, |first| first.since);
                let contacts = chain.iter().flat_map(|one| support.contacts_of(one));
                let contacts = contacts.filter(|one| one.day <= today);
                let clock = (since.max(self.began), self.calendar);
                let due = one.due(contacts, clock, is_away)?;
                Some((one, due))
            })
            .collect()
    }
}

/// The pairings of a child that run and do not rest, with the day on which the next contact is due.
pub(in crate::domain::rules) fn contacts_of<'f>(
    case: &Case<'f>,
    ground: &Ground<'f>,
) -> Vec<(&'f Pairing, ContactDue)> {
    let facts = ground.facts;
    let promised = Promised {
        child: case.child,
        steps: case.steps,
        support: facts.support,
        calendar: facts.calendar,
        began: facts.began,
        today: ground.today,
    };
    promised.due()
}

/// P1: the contact that was agreed in a pairing is overdue. Of several the one that is due first tells since when.
fn p1(case: &Case<'_>, ground: &Ground<'_>) -> Option<Flag> {
    let mut overdue = contacts_of(case, ground);
    overdue.retain(|(_, due)| due.due < ground.today);
    overdue.sort_by_key(|(_, due)| due.due);
    let (_, first) = overdue.first()?;
    let since = Ground::after(first.due, 1);
    let helper = |id| ground.facts.support.helper(id);
    let reasons = overdue.iter().map(|(pairing, due)| {
        let helper = helper(pairing.helper);
        Reason::Support(SupportReason::ContactDue {
            helper: helper.map(|one| one.name.clone()).unwrap_or_default(),
            phones: helper.map(|one| one.phones.clone()).unwrap_or_default(),
            last: due.last,
            due: due.due,
            every: pairing.every,
        })
    });
    Some(case.flag(RuleId::P1, Level::Amber, since, reasons.collect()))
}

/// P2: what was promised is due, a measure of the support plan or a wish that somebody took on; red when its day has passed.
fn p2(case: &Case<'_>, ground: &Ground<'_>) -> Option<Flag> {
    let ahead = ground.number(&P2_AHEAD);
    let mut due: Vec<Promise> = measures_due(case, ground);
    due.extend(wishes_due(case, ground));
    due.retain(|one| Ground::after(one.due, -ahead) <= ground.today);
    due.sort_by_key(|one| one.due);
    let first = due.first()?;
    let (first, planned) = (first.due, first.since);
    let level = if first < ground.today {
        Level::Red
    } else {
        Level::Amber
    };
    let since = Ground::after(first, -ahead)
        .max(ground.facts.began)
        .max(planned);
    let reasons = due.into_iter().map(|one| Reason::Support(one.reason));
    let flag = case.flag(RuleId::P2, level, since, reasons.collect());
    Some(flag.red_from(Ground::after(first, 1)))
}

/// Something that was promised for a day.
struct Promise {
    due: NaiveDate,
    since: NaiveDate,
    reason: SupportReason,
}

fn measures_due(case: &Case<'_>, ground: &Ground<'_>) -> Vec<Promise> {
    let facts = ground.facts;
    let owner = |one: &Measure| {
        let mut staff = facts.staff.iter().filter(|staff| staff.active);
        let staff = staff.find(|staff| Some(staff.id) == one.owner);
        let names = [
            staff.map(|one| one.name.as_str()),
            facts.support.in_charge(one.helper, ground.today),
        ];
        names.into_iter().flatten().collect::<Vec<_>>().join(" ")
    };
    let all = of(&facts.support.measures, case.child.id).iter();
    let open =
        all.filter(|one| one.is_open() && is_of_open_need(one, needs(ground, case.child.id)));
    let due = open.filter_map(|one| {
        let due = one.due_on?;
        Some(Promise {
            due,
            since: one.since,
            reason: SupportReason::MeasureDue {
                what: one.what.clone(),
                owner: owner(one),
                due,
            },
        })
    });
    due.collect()
}

/// Open wishes that somebody took on for a day.
fn wishes_due(case: &Case<'_>, ground: &Ground<'_>) -> Vec<Promise> {
    let support = ground.facts.support;
    let open = of(&support.wishes, case.child.id)
        .iter()
        .filter(|one| one.is_open());
    let due = open.filter_map(|one| {
        let due = one.due_on?;
        let who = support.keeper(one, ground.today)?.to_owned();
        Some(Promise {
            due,
            since: one.taken_on.unwrap_or(one.day),
            reason: SupportReason::WishDue {
                words: one.words.clone(),
                who,
                due,
            },
        })
    });
    due.collect()
}

/// Whether the need of a measure is not met: with it, its measures are over.
pub(crate) fn is_of_open_need(measure: &Measure, needs: &[Problem]) -> bool {
    let need = needs.iter().find(|one| one.id == measure.problem);
    need.is_some_and(Problem::is_open)
}

fn needs<'f>(ground: &Ground<'f>, child: ChildId) -> &'f [Problem] {
    of(ground.facts.problems, child)
}

/// P3: children have needs, and nobody takes care of them. One line for the home; the list is on the page of helpers.
pub(in crate::domain::rules) fn p3(ground: &Ground<'_>) -> Option<Flag> {
    let facts = ground.facts;
    let days = ground.number(&P3_DAYS);
    let is_here = |id: StaffId| facts.staff.iter().any(|one| one.id == id && one.active);
    let enrolled = facts.children.iter();
    let enrolled = enrolled.filter(|one| one.status == Status::Enrolled && !one.is_erased());
    let alone = enrolled.filter_map(|child| {
        let needs = needs(ground, child.id);
        let alone = facts
            .support
            .alone_since(child.id, needs, ground.today, is_here)?;
        let since = Ground::after(alone.max(facts.began), days + 1);
        (since <= ground.today).then_some((since, child))
    });
    let mut alone: Vec<(NaiveDate, &Child)> = alone.collect();
    alone.sort_by_key(|(since, child)| (*since, &child.file_no));
    let (first, _) = alone.first().copied()?;
    let names = alone.iter().map(|(_, child)| child.name.clone());
    let reason = Reason::Support(SupportReason::Nobody {
        names: names.collect(),
        days,
    });
    let about = (RuleId::P3, Level::Amber);
    Some(Flag::new(Subject::Home, about, first, vec![reason]))
}

/// P4: a benefit that is received runs out soon, or has run out and nobody wrote down what came of it; then it is red.
fn p4(case: &Case<'_>, ground: &Ground<'_>) -> Option<Flag> {
    let support = ground.facts.support;
    let ahead = ground.number(&P4_AHEAD);
    let all = of(&support.benefits, case.child.id).iter();
    let mut ends: Vec<(NaiveDate, &str, NaiveDate)> = all
        .filter_map(|one| {
            let on = one.runs_out(ground.today, ahead)?;
            Some((on, one.code.as_str(), one.since))
        })
        .collect();
    ends.sort_unstable();
    let (first, _, known) = ends.first().copied()?;
    let level = if first < ground.today {
        Level::Red
    } else {
        Level::Amber
    };
    let kinds = catalogue(&support.own_benefits);
    let reasons = ends.iter().filter_map(|(on, code, _)| {
        let kind = kinds.iter().find(|kind| kind.code == *code)?;
        Some(Reason::Support(SupportReason::BenefitEnds {
            zh: kind.name.zh.clone(),
            en: kind.name.en.clone(),
            on: *on,
        }))
    });
    let since = Ground::after(first, -ahead)
        .max(ground.facts.began)
        .max(known);
    let flag = case.flag(RuleId::P4, level, since, reasons.collect());
    Some(flag.red_from(Ground::after(first, 1)))
}

/// P5: by the teacher's last word the child does not come to school. A later word ends it, or a place that was found, as long
/// as the child has it.
fn p5(case: &Case<'_>, ground: &Ground<'_>) -> Option<Flag> {
    let support = ground.facts.support;
    let is_past = |day: NaiveDate| day <= ground.today;
    let words = of(&support.words, case.child.id).iter();
    let words: Vec<&SchoolWord> = words.filter(|one| is_past(one.day)).collect();
    let last = words.last()?;
    if last.word != TeacherWord::Absent {
        return None;
    }
    let places = of(&support.places, case.child.id).iter();
    let places = places.filter(|one| is_past(one.from_day));
    let place = places.max_by_key(|one| one.from_day);
    let ended = place.and_then(|one| one.until.filter(|until| *until < ground.today));
    if place.is_some_and(|one| one.from_day >= last.day) && ended.is_none() {
        return None;
    }
    // The first word of those that say so without another between them, and without a place.
    let after = |one: &&&SchoolWord| place.is_none_or(|place| one.day > place.from_day);
    let is_absent = |one: &&&SchoolWord| one.word == TeacherWord::Absent;
    let run = words.iter().rev().take_while(is_absent).filter(after);
    let (on, reason) = match (run.last(), place, ended) {
        (Some(first), ..) => (
            first.day,
            SupportReason::AbsentFromSchool {
                on: first.day,
                by: first.by.clone(),
            },
        ),
        (None, Some(place), Some(ended)) => {
            let since = next_school_day(ended, ground)?;
            let school = place.school.clone();
            let on = ended;
            (since, SupportReason::PlaceEnded { on, school, since })
        }
        (None, ..) => return None,
    };
    let red = Ground::after(on, ground.number(&P5_RED) + 1);
    let level = if ground.today >= red {
        Level::Red
    } else {
        Level::Amber
    };
    let flag = case.flag(RuleId::P5, level, on, vec![Reason::Support(reason)]);
    Some(flag.red_from(red))
}

/// The first day after a day on which no holidays of the schools are; `None` if it has not come.
fn next_school_day(day: NaiveDate, ground: &Ground<'_>) -> Option<NaiveDate> {
    let calendar = ground.facts.calendar;
    let days = day.iter_days().skip(1).take_while(|on| *on <= ground.today);
    let mut school = days.filter(|on| calendar.period(*on) != SchoolPeriod::Holiday);
    school.next()
}

/// P6: a support plan with open needs was not reviewed for a quarter.
fn p6(case: &Case<'_>, ground: &Ground<'_>) -> Option<Flag> {
    let open = needs(ground, case.child.id)
        .iter()
        .filter(|one| one.is_open());
    let opened: Vec<NaiveDate> = open.map(|one| one.opened_on).collect();
    let begun = opened.iter().min().copied()?.max(case.known_since);
    let reviews = of(&ground.facts.support.reviews, case.child.id);
    // A review from before the needs of today says nothing about them.
    let last = reviews
        .iter()
        .map(|one| one.day)
        .filter(|day| (begun..=ground.today).contains(day))
        .max();
    let due = Ground::after(last.unwrap_or(begun), ground.number(&P6_DAYS));
    (ground.today > due).then(|| {
        let needs = opened.len();
        let reason = SupportReason::PlanNotReviewed { last, begun, needs };
        case.flag(
            RuleId::P6,
            Level::Amber,
            Ground::after(due, 1),
            vec![Reason::Support(reason)],
        )
    })
}
