//! The rules on help as tables of cases, each beside what looks like it and is none.

use super::*;
use crate::domain::support::benefit::{Benefit, BenefitState};
use crate::domain::support::helper::{Helper, HelperKind};
use crate::domain::support::measure::{Measure, PlanReview};
use crate::domain::support::news::ParentNews;
use crate::domain::support::pairing::{ContactWay, HelperContact, Pairing};
use crate::domain::support::school::{SchoolPlace, SchoolWord, TeacherWord};
use crate::domain::support::wish::Wish;
use crate::domain::{HelperId, PairingId, ProblemId, samples};

const HELPER: HelperId = HelperId(Uuid::from_u128(51));
const PAIRING: PairingId = PairingId(Uuid::from_u128(52));
const NEED: ProblemId = ProblemId(Uuid::from_u128(53));

/// The same records about another child.
pub(super) fn about(child: ChildId, support: Support) -> Support {
    fn all<R>(
        map: HashMap<ChildId, Vec<R>>,
        child: ChildId,
        set: impl Fn(&mut R),
    ) -> HashMap<ChildId, Vec<R>> {
        let mut rows: Vec<R> = map.into_values().flatten().collect();
        rows.iter_mut().for_each(set);
        HashMap::from([(child, rows)])
    }
    Support {
        pairings: all(support.pairings, child, |one| one.child = child),
        contacts: all(support.contacts, child, |one| one.child = child),
        measures: all(support.measures, child, |one| one.child = child),
        reviews: all(support.reviews, child, |one| one.child = child),
        benefits: all(support.benefits, child, |one| one.child = child),
        news: all(support.news, child, |one| one.child = child),
        words: all(support.words, child, |one| one.child = child),
        places: all(support.places, child, |one| one.child = child),
        ..support
    }
}

fn came() -> World {
    World::new().came("2026-08-31", TODAY)
}

fn push<R>(map: &mut HashMap<ChildId, Vec<R>>, child: ChildId, row: R) {
    map.entry(child).or_default().push(row);
}

impl World {
    /// A helper who was checked, paired with the child since a day.
    fn paired(self, since: &str) -> Self {
        self.with(|world| {
            world.support.helpers.push(Helper {
                id: HELPER,
                name: "H1".to_owned(),
                kind: HelperKind::LovingMother,
                phones: "13900000000".to_owned(),
                checked_on: Some(day("2026-06-01")),
                ..Helper::new(day(since))
            });
            let child = world.child.id;
            let pairing = Pairing {
                id: PAIRING,
                ..Pairing::new(child, HELPER, day(since))
            };
            push(&mut world.support.pairings, child, pairing);
        })
    }

    fn pairing(&mut self) -> &mut Pairing {
        self.support
            .pairings
            .get_mut(&self.child.id)
            .unwrap()
            .first_mut()
            .unwrap()
    }

    pub(super) fn contact(self, on: &str, way: ContactWay, next: Option<&str>) -> Self {
        self.with(|world| {
            let child = world.child.id;
            push(
                &mut world.support.contacts,
                child,
                HelperContact {
                    id: crate::domain::HelperContactId::default(),
                    child,
                    pairing: PAIRING,
                    day: day(on),
                    way,
                    what: String::new(),
                    next_on: next.map(day),
                },
            );
        })
    }

    fn need(self, opened: &str) -> Self {
        self.with(|world| {
            let need = samples::problem(world.child.id, "N1");
            world.problems.push(Problem {
                id: NEED,
                opened_on: day(opened),
                owner: None,
                due_on: None,
                ..need
            });
        })
    }

    fn measure(self, due: &str) -> Self {
        self.with(|world| {
            let child = world.child.id;
            let measure = Measure {
                due_on: Some(day(due)),
                ..Measure::new(child, NEED, day("2026-10-01"))
            };
            push(&mut world.support.measures, child, measure);
        })
    }

    fn only_measure(&mut self) -> &mut Measure {
        self.support
            .measures
            .get_mut(&self.child.id)
            .unwrap()
            .first_mut()
            .unwrap()
    }

    /// Holidays of the schools.
    fn holidays(self, from: &str, to: &str) -> Self {
        self.with(|world| {
            world.terms.push(Term {
                from_day: day(from),
                to_day: day(to),
                name: "假期".to_owned(),
                kind: TermKind::Holiday,
            });
        })
    }

    /// A member of staff, who may have left.
    fn employs(&mut self, active: bool) -> StaffId {
        let id = StaffId(Uuid::from_u128(71));
        self.staff.push(Staff {
            id,
            name: "赵梅".to_owned(),
            role: Role::Helper,
            phone: String::new(),
            active,
            checked_on: Some(day(TODAY)),
        });
        id
    }

    fn word(self, on: &str, word: TeacherWord) -> Self {
        self.with(|world| {
            let child = world.child.id;
            push(
                &mut world.support.words,
                child,
                SchoolWord {
                    word,
                    ..SchoolWord::new(child, day(on))
                },
            );
        })
    }

    fn benefit(self, runs_out: Option<&str>, state: BenefitState) -> Self {
        self.with(|world| {
            let child = world.child.id;
            push(
                &mut world.support.benefits,
                child,
                Benefit {
                    state,
                    received_from: Some(day("2025-12-01")),
                    runs_out_on: runs_out.map(day),
                    ..Benefit::new(child, "DFUC", day("2025-12-01"))
                },
            );
        })
    }

    /// Level of the flag of a rule and the day on which it begins.
    fn told(&self, rule: RuleId) -> Option<(Level, NaiveDate)> {
        self.flag(rule).map(|flag| (flag.level, flag.since))
    }
}

pub(super) fn contact_due() -> World {
    came().paired("2026-10-01")
}

pub(super) fn measure_due() -> World {
    came().need("2026-10-01").measure("2026-11-20")
}

pub(super) fn nobody() -> World {
    came().need("2026-10-01")
}

pub(super) fn benefit_ends() -> World {
    came().benefit(Some("2026-12-31"), BenefitState::Receiving)
}

pub(super) fn not_at_school() -> World {
    came().word("2026-11-20", TeacherWord::Absent)
}

pub(super) fn not_reviewed() -> World {
    came().need("2026-08-01")
}

fn paused(from: &str, until: Option<&str>) -> World {
    contact_due().with(|world| {
        world.pairing().paused_from = Some(day(from));
        world.pairing().paused_until = until.map(day);
    })
}

/// The autumn term ended on 10 October.
pub(super) fn in_holidays(also_then: bool) -> World {
    contact_due()
        .with(|world| {
            world.pairing().in_holidays = also_then;
        })
        .holidays("2026-10-10", "2026-12-31")
}

// Every 30 days from 1 October: due on 31 October.
#[rstest]
#[case::never(contact_due(), Some("2026-11-01"))]
#[case::begun_lately(came().paired("2026-10-26"), None)]
#[case::kept(contact_due().contact("2026-11-01", ContactWay::Together, None), None)]
#[case::kept_too_long_ago(contact_due().contact("2026-10-20", ContactWay::Visit, None), Some("2026-11-20"))]
#[case::met_nobody(contact_due().contact("2026-11-10", ContactWay::Tried, None), Some("2026-11-01"))]
#[case::another_day_was_agreed(contact_due().contact("2026-11-10", ContactWay::Call, Some("2026-11-20")), Some("2026-11-21"))]
#[case::the_agreed_day_is_still_ahead(contact_due().contact("2026-10-10", ContactWay::Call, Some("2026-12-20")), None)]
#[case::paused_by_agreement(paused("2026-10-15", Some("2026-12-31")), None)]
#[case::paused_without_an_end(paused("2026-10-15", None), None)]
#[case::paused_without_an_end_long_ago(paused("2026-03-01", None), Some("2026-11-01"))]
#[case::the_days_of_a_pause_do_not_count(paused("2026-10-15", Some("2026-11-13")), None)]
#[case::the_pause_was_short(paused("2026-10-15", Some("2026-10-24")), Some("2026-11-11"))]
#[case::holidays(in_holidays(false), None)]
#[case::holidays_too(in_holidays(true), Some("2026-11-01"))]
#[case::ended(contact_due().with(|world| world.pairing().until = Some(day("2026-11-20"))), None)]
#[case::the_helper_left(contact_due().with(|world| world.support.helpers[0].until = Some(day("2026-11-20"))), None)]
#[case::away(contact_due().with(|world| world.child.status = Status::Away), None)]
#[case::with_its_parents(contact_due().did("2026-10-12", RuleId::S5, FollowStep::WithParents, |step| step.until = Some(day("2026-12-10"))), None)]
#[case::home_began_lately(contact_due().with(|world| world.began = day("2026-11-10")), None)]
fn the_contact_of_a_pairing(#[case] world: World, #[case] since: Option<&str>) {
    assert_eq!(
        world.told(RuleId::P1),
        since.map(|on| (Level::Amber, day(on)))
    );
}

#[test]
fn of_two_helpers_each_keeps_what_that_helper_promised() {
    let world = contact_due().contact("2026-11-20", ContactWay::Visit, None);
    assert_eq!(world.told(RuleId::P1), None);
    let world = world.with(|world| {
        let child = world.child.id;
        let other = Helper {
            id: HelperId(Uuid::from_u128(61)),
            name: "H2".to_owned(),
            ..world.support.helpers[0].clone()
        };
        let pairing = Pairing {
            id: PairingId(Uuid::from_u128(62)),
            ..Pairing::new(child, other.id, day("2026-10-01"))
        };
        world.support.helpers.push(other);
        push(&mut world.support.pairings, child, pairing);
    });
    let flag = world.flag(RuleId::P1).unwrap();
    let named = |one: &Reason| match one {
        Reason::Support(SupportReason::ContactDue {
            helper,
            phones,
            due,
            ..
        }) => Some((helper.clone(), phones.clone(), *due)),
        _ => None,
    };
    let named: Vec<_> = flag.reasons.iter().filter_map(named).collect();
    assert_eq!(
        named,
        [("H2".to_owned(), "13900000000".to_owned(), day("2026-10-31"))]
    );
}

/// What was handed on keeps its clock: the child has waited since the last contact of the other one.
#[test]
fn a_pairing_that_was_handed_on_is_due_when_the_other_one_was() {
    let world = contact_due()
        .contact("2026-10-20", ContactWay::Visit, None)
        .with(|world| {
            let child = world.child.id;
            world.pairing().until = Some(day("2026-11-18"));
            let next = Helper {
                id: HelperId(Uuid::from_u128(61)),
                name: "H2".to_owned(),
                ..world.support.helpers[0].clone()
            };
            let pairing = Pairing {
                id: PairingId(Uuid::from_u128(62)),
                purpose: world.pairing().purpose.clone(),
                ..Pairing::new(child, next.id, day("2026-11-18"))
            };
            world.support.helpers.push(next);
            push(&mut world.support.pairings, child, pairing);
        });
    assert_eq!(
        world.told(RuleId::P1),
        Some((Level::Amber, day("2026-11-20")))
    );
}

/// A wish that a helper took on for a day.
fn wished(due: &str, change: fn(&mut Wish)) -> World {
    came().paired("2026-11-20").with(|world| {
        let child = world.child.id;
        let mut wish = Wish {
            helper: Some(HELPER),
            taken_on: Some(day("2026-11-01")),
            due_on: Some(day(due)),
            ..Wish::new(child, day("2026-10-20"))
        };
        change(&mut wish);
        push(&mut world.support.wishes, child, wish);
    })
}

#[rstest]
#[case::overdue(wished("2026-11-20", |_| {}), Some((Level::Red, "2026-11-17")))]
#[case::due_soon(wished("2026-11-27", |_| {}), Some((Level::Amber, "2026-11-24")))]
#[case::due_later(wished("2026-11-28", |_| {}), None)]
#[case::fulfilled(wished("2026-11-20", |wish| wish.fulfilled_on = Some(day("2026-11-21"))), None)]
#[case::nobody_took_it(wished("2026-11-20", |wish| wish.helper = None), None)]
#[case::who_took_it_left(wished("2026-11-20", |_| {}).with(|world| world.support.helpers[0].until = Some(day("2026-11-22"))), None)]
fn a_wish_that_was_promised_is_due(#[case] world: World, #[case] told: Option<(Level, &str)>) {
    assert_eq!(
        world.told(RuleId::P2),
        told.map(|(level, on)| (level, day(on)))
    );
}

#[rstest]
#[case::overdue(measure_due(), Some((Level::Red, "2026-11-17")))]
#[case::due_today(came().need("2026-10-01").measure(TODAY), Some((Level::Amber, "2026-11-21")))]
#[case::due_soon(came().need("2026-10-01").measure("2026-11-27"), Some((Level::Amber, "2026-11-24")))]
#[case::due_later(came().need("2026-10-01").measure("2026-11-28"), None)]
#[case::no_day(measure_due().with(|world| world.only_measure().due_on = None), None)]
#[case::done(measure_due().with(|world| world.only_measure().done_on = Some(day("2026-11-22"))), None)]
#[case::the_need_is_met(measure_due().with(|world| world.problems[0].closed_on = Some(day("2026-11-18"))), None)]
fn a_measure_is_due(#[case] world: World, #[case] told: Option<(Level, &str)>) {
    assert_eq!(
        world.told(RuleId::P2),
        told.map(|(level, on)| (level, day(on)))
    );
}

#[rstest]
#[case::nobody(nobody(), Some("2026-10-16"))]
#[case::found_lately(came().need("2026-11-12"), None)]
#[case::met(nobody().with(|world| world.problems[0].closed_on = Some(day(TODAY))), None)]
#[case::a_helper(nobody().paired("2026-11-20"), None)]
#[case::a_helper_who_pauses(nobody().paired("2026-11-20").with(|world| world.pairing().paused_from = Some(day(TODAY))), None)]
#[case::a_helper_who_left(nobody().paired("2026-10-20").with(|world| world.pairing().until = Some(day("2026-11-01"))), Some("2026-11-16"))]
#[case::a_helper_who_left_lately(nobody().paired("2026-10-20").with(|world| world.pairing().until = Some(day("2026-11-20"))), None)]
#[case::a_helper_who_leaves_today(nobody().paired("2026-10-20").with(|world| world.pairing().until = Some(day(TODAY))), None)]
#[case::who_left_and_nobody_ended_the_pairing(nobody().paired("2026-10-20").with(|world| world.support.helpers[0].until = Some(day("2026-11-03"))), Some("2026-11-18"))]
#[case::a_helper_of_before_the_need(nobody().paired("2026-08-20").with(|world| world.pairing().until = Some(day("2026-09-01"))), Some("2026-10-16"))]
#[case::the_need_has_an_owner(nobody().with(|world| { let owner = world.employs(true); world.problems[0].owner = Some(owner); }), None)]
#[case::the_owner_of_the_need_left(nobody().with(|world| { let left = world.employs(false); world.problems[0].owner = Some(left); }), Some("2026-10-16"))]
#[case::a_measure_without_owner(nobody().measure("2026-12-20"), Some("2026-10-16"))]
#[case::a_measure_with_owner(nobody().measure("2026-12-20").with(|world| { let owner = world.employs(true); world.only_measure().owner = Some(owner); }), None)]
#[case::a_measure_of_a_helper(nobody().paired("2026-10-20").measure("2026-12-20").with(|world| { world.pairing().until = Some(day("2026-11-01")); world.only_measure().helper = Some(world.support.helpers[0].id); }), None)]
#[case::a_measure_of_a_helper_who_left(nobody().paired("2026-10-20").measure("2026-12-20").with(|world| { world.pairing().until = Some(day("2026-11-01")); world.only_measure().helper = Some(world.support.helpers[0].id); world.support.helpers[0].until = Some(day("2026-11-05")); }), Some("2026-11-20"))]
#[case::that_measure_is_over(nobody().measure("2026-12-20").with(|world| { let one = world.only_measure(); one.owner = Some(StaffId::default()); one.done_on = Some(day("2026-11-04")); }), Some("2026-11-19"))]
#[case::that_measure_was_over_lately(nobody().measure("2026-12-20").with(|world| { let one = world.only_measure(); one.owner = Some(StaffId::default()); one.done_on = Some(day(TODAY)); }), None)]
#[case::no_need(came(), None)]
fn a_child_with_needs_has_nobody(#[case] world: World, #[case] since: Option<&str>) {
    let flags = world.asked(flags);
    let flag = flags.iter().find(|flag| flag.rule == RuleId::P3);
    assert_eq!(flag.map(|flag| flag.since), since.map(day));
    let names = vec![world.child.name.clone()];
    let one = vec![Reason::Support(SupportReason::Nobody { names, days: 14 })];
    assert!(flag.is_none_or(|flag| flag.subject == Subject::Home && flag.reasons == one));
}

#[rstest]
#[case::in_time(came().benefit(Some("2027-01-24"), BenefitState::Receiving), None)]
#[case::sixty_days(came().benefit(Some("2027-01-23"), BenefitState::Receiving), Some((Level::Amber, "2026-11-24")))]
#[case::today(came().benefit(Some(TODAY), BenefitState::Receiving), Some((Level::Amber, "2026-09-25")))]
#[case::over(came().benefit(Some("2026-11-23"), BenefitState::Receiving), Some((Level::Red, "2026-09-24")))]
#[case::stopped(came().benefit(Some("2026-11-23"), BenefitState::Stopped), None)]
#[case::nobody_said_until_when(came().benefit(None, BenefitState::Receiving), None)]
fn a_benefit_runs_out(#[case] world: World, #[case] told: Option<(Level, &str)>) {
    assert_eq!(
        world.told(RuleId::P4),
        told.map(|(level, on)| (level, day(on)))
    );
}

#[rstest]
#[case::today(came().word(TODAY, TeacherWord::Absent), Some((Level::Amber, TODAY)))]
#[case::a_week(came().word("2026-11-17", TeacherWord::Absent), Some((Level::Amber, "2026-11-17")))]
#[case::longer(came().word("2026-11-16", TeacherWord::Absent), Some((Level::Red, "2026-11-16")))]
#[case::said_again(came().word("2026-11-13", TeacherWord::Absent).word("2026-11-23", TeacherWord::Absent), Some((Level::Red, "2026-11-13")))]
#[case::back(came().word("2026-11-13", TeacherWord::Absent).word("2026-11-20", TeacherWord::Worse), None)]
#[case::absent_anew(came().word("2026-10-13", TeacherWord::Absent).word("2026-10-20", TeacherWord::Same).word("2026-11-23", TeacherWord::Absent), Some((Level::Amber, "2026-11-23")))]
#[case::worse_is_not_absent(came().word("2026-11-20", TeacherWord::Worse), None)]
fn a_child_is_absent_from_school(#[case] world: World, #[case] told: Option<(Level, &str)>) {
    assert_eq!(
        world.told(RuleId::P5),
        told.map(|(level, on)| (level, day(on)))
    );
}

/// A place with its last day, if it has ended.
fn placed(world: World, from: &str, until: Option<&str>) -> World {
    world.with(|world| {
        let child = world.child.id;
        let place = SchoolPlace {
            until: until.map(day),
            ..SchoolPlace::new(child, day(from))
        };
        push(&mut world.support.places, child, place);
    })
}

#[rstest]
#[case::found_since(placed(not_at_school(), "2026-11-23", None), None)]
#[case::found_that_day(placed(not_at_school(), "2026-11-20", None), None)]
#[case::of_before(placed(not_at_school(), "2026-09-01", None), Some((Level::Amber, "2026-11-20")))]
#[case::of_tomorrow(placed(not_at_school(), "2026-11-25", None), Some((Level::Amber, "2026-11-20")))]
#[case::ended_again(placed(came().word("2026-09-20", TeacherWord::Absent), "2026-10-01", Some("2026-11-20")), Some((Level::Amber, "2026-11-21")))]
#[case::ended_with_the_term(placed(came().word("2026-09-20", TeacherWord::Absent), "2026-10-01", Some("2026-11-20")).holidays("2026-11-15", "2026-12-31"), None)]
#[case::ended_before_the_holidays_were_over(placed(came().word("2026-09-20", TeacherWord::Absent), "2026-10-01", Some("2026-11-10")).holidays("2026-11-10", "2026-11-15"), Some((Level::Red, "2026-11-16")))]
#[case::absent_from_the_place(placed(came().word("2026-09-20", TeacherWord::Absent).word("2026-11-20", TeacherWord::Absent), "2026-10-01", None), Some((Level::Amber, "2026-11-20")))]
fn a_place_that_was_found_ends_the_absence_from_school(
    #[case] world: World,
    #[case] told: Option<(Level, &str)>,
) {
    assert_eq!(
        world.told(RuleId::P5),
        told.map(|(level, on)| (level, day(on)))
    );
}

/// What is told early is not late before its day.
#[rstest]
#[case::measure(came().need("2026-10-01").measure("2026-11-26"), RuleId::P2, "2026-11-26")]
#[case::benefit(came().benefit(Some("2026-12-31"), BenefitState::Receiving), RuleId::P4, "2026-12-31")]
fn the_step_of_a_promise_is_due_with_it(
    #[case] world: World,
    #[case] rule: RuleId,
    #[case] due: &str,
) {
    let found = world.asked(|facts| {
        let all = matters(flags(facts), facts);
        let one = all.into_iter().find(|one| one.flag.rule == rule).unwrap();
        (one.due, one.is_overdue(day(TODAY)))
    });
    assert_eq!(found, (day(due), false));
}

/// A review of before the needs of today is no review of them.
#[test]
fn the_sentence_of_a_plan_names_no_review_from_before_the_need() {
    let world = came().need("2026-08-01").with(|world| {
        let child = world.child.id;
        let review = PlanReview {
            id: crate::domain::PlanReviewId::default(),
            child,
            day: day("2025-01-01"),
            by: None,
            note: String::new(),
        };
        push(&mut world.support.reviews, child, review);
    });
    let flag = world.flag(RuleId::P6).unwrap();
    let last = flag.reasons.iter().find_map(|one| match one {
        Reason::Support(SupportReason::PlanNotReviewed { last, .. }) => Some(*last),
        _ => None,
    });
    assert_eq!(last, Some(None));
}

#[rstest]
#[case::never("2026-08-01", None, Some("2026-11-02"))]
#[case::begun_lately("2026-08-24", None, None)]
#[case::reviewed("2026-02-01", Some("2026-08-24"), None)]
#[case::reviewed_long_ago("2026-02-01", Some("2026-08-23"), Some("2026-11-24"))]
fn a_plan_is_reviewed_each_quarter(
    #[case] opened: &str,
    #[case] reviewed: Option<&str>,
    #[case] since: Option<&str>,
) {
    let world = came().need(opened).with(|world| {
        let child = world.child.id;
        if let Some(on) = reviewed {
            push(
                &mut world.support.reviews,
                child,
                PlanReview {
                    id: crate::domain::PlanReviewId::default(),
                    child,
                    day: day(on),
                    by: None,
                    note: String::new(),
                },
            );
        }
    });
    assert_eq!(
        world.told(RuleId::P6),
        since.map(|on| (Level::Amber, day(on)))
    );
}

#[rstest]
#[case::checked(Some("2025-11-24"), HelperKind::Volunteer, None, false)]
#[case::lapsed(Some("2025-11-23"), HelperKind::Volunteer, None, true)]
#[case::never(None, HelperKind::SocialWorker, None, true)]
#[case::an_organisation(None, HelperKind::Organisation, None, false)]
#[case::gone(None, HelperKind::Volunteer, Some("2026-11-20"), false)]
fn the_check_of_a_helper_lapses(
    #[case] checked: Option<&str>,
    #[case] kind: HelperKind,
    #[case] until: Option<&str>,
    #[case] is_told: bool,
) {
    let world = came().with(|world| {
        world.support.helpers.push(Helper {
            name: "H1".to_owned(),
            kind,
            checked_on: checked.map(day),
            until: until.map(day),
            ..Helper::new(day("2025-09-01"))
        });
    });
    let flags = world.asked(flags);
    let told = flags.iter().find(|flag| flag.rule == RuleId::D6);
    assert_eq!(told.is_some(), is_told);
}

/// Parents who were told how their child is were in contact (L4).
#[test]
fn news_that_was_told_is_a_contact_of_the_parents() {
    let world = came().tagged(TagCode::Lbc, "2026-09-01");
    assert!(world.told(RuleId::L4).is_some());
    let told = |on: Option<&str>| {
        world.clone().with(|world| {
            let child = world.child.id;
            push(
                &mut world.support.news,
                child,
                ParentNews {
                    told_on: on.map(day),
                    ..ParentNews::new(child, day("2026-11-01"))
                },
            );
        })
    };
    assert!(told(None).told(RuleId::L4).is_some(), "it waits to be told");
    assert!(told(Some("2026-11-02")).told(RuleId::L4).is_none());
}

#[test]
fn what_was_known_on_an_earlier_day_is_known_then() {
    let mut support = contact_due()
        .contact("2026-11-10", ContactWay::Visit, None)
        .support;
    for one in support.pairings.values_mut().flatten() {
        one.until = Some(day("2026-11-20"));
    }
    support.forget_after(day("2026-11-05"));
    assert!(support.contacts.values().all(Vec::is_empty));
    assert!(
        support
            .pairings
            .values()
            .flatten()
            .all(|one| one.until.is_none())
    );
    support.forget_after(day("2026-09-05"));
    assert!(support.pairings.values().all(Vec::is_empty));
}
