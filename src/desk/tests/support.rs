//! Help: every step is done, refused where it would say what is not so, and taken back.

use super::usecases::{add, desk};
use crate::desk::Desk;
use crate::desk::command::Command;
use crate::desk::command::support::{HelperLeaves, OnHand, PairingHandedOn, SupportStep};
use crate::desk::outcome::Outcome;
use crate::desk::papers::{Order, Paper};
use crate::desk::refusal::{HelpRefusal, Refusal};
use crate::domain::support::benefit::{Benefit, BenefitState, HomeBenefit};
use crate::domain::support::given::{Donation, Given};
use crate::domain::support::helper::Helper;
use crate::domain::support::measure::{Measure, PlanReview};
use crate::domain::support::news::ParentNews;
use crate::domain::support::pairing::{HelperContact, Pairing};
use crate::domain::support::school::{SchoolPlace, SchoolWord};
use crate::domain::support::talk::Talk;
use crate::domain::support::wish::Wish;
use crate::domain::{
    ChildId, HelperId, PairingId, Problem, ProblemId, Status, Support, Tag, TagCode, TagId, WishId,
    samples,
};
use crate::i18n::Lang;
use crate::store::{Act, ActKind, StoreError};
use chrono::NaiveDate;
use rstest::rstest;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn step(desk: &mut Desk, step: SupportStep) -> Result<Outcome, Refusal> {
    Ok(desk.perform(Command::Support(step))?.outcome)
}

fn support(desk: &Desk) -> Support {
    desk.store.support().unwrap()
}

/// A helper with this name, since the beginning of the month.
fn helper(desk: &mut Desk, name: &str) -> HelperId {
    let helper = Helper {
        name: name.to_owned(),
        ..samples::helper(day("2026-11-01"))
    };
    step(desk, SupportStep::SaveHelper(Box::new(helper))).unwrap();
    let helpers = support(desk).helpers;
    helpers.iter().find(|one| one.name == name).unwrap().id
}

fn pairing(child: ChildId, helper: HelperId) -> Pairing {
    Pairing {
        helper,
        ..samples::pairing(child, day("2026-11-02"))
    }
}

fn pair(desk: &mut Desk, child: ChildId, helper: HelperId) -> Pairing {
    step(desk, SupportStep::Pair(vec![pairing(child, helper)])).unwrap();
    let all = support(desk).pairings.remove(&child).unwrap();
    all.into_iter().rfind(|one| one.helper == helper).unwrap()
}

/// A row of every kind for a child with a problem.
pub(super) fn fill(desk: &mut Desk, child: ChildId, problem: ProblemId) {
    let today = desk.clock.today();
    let id = || desk.clock.new_id::<uuid::Uuid>();
    let helper = Helper {
        id: id().into(),
        ..samples::helper(today)
    };
    let pairing = Pairing {
        id: id().into(),
        helper: helper.id,
        ..samples::pairing(child, today)
    };
    let contact = HelperContact {
        id: id().into(),
        pairing: pairing.id,
        ..samples::contact(child, today)
    };
    let measure = Measure {
        id: id().into(),
        problem,
        ..samples::measure(child, today)
    };
    let review = PlanReview {
        id: id().into(),
        ..samples::review(child, today)
    };
    let donation = Donation {
        id: id().into(),
        ..samples::donation(today)
    };
    let given = Given {
        id: id().into(),
        donation: donation.id,
        ..samples::given(child, today)
    };
    let benefit = Benefit {
        id: id().into(),
        ..samples::benefit(child, today)
    };
    let talk = Talk {
        id: id().into(),
        ..samples::talk(child, today)
    };
    let news = ParentNews {
        id: id().into(),
        ..samples::news(child, today)
    };
    let wish = Wish {
        id: id().into(),
        ..samples::wish(child, today)
    };
    let word = SchoolWord {
        id: id().into(),
        ..samples::word(child, today)
    };
    let place = SchoolPlace {
        id: id().into(),
        ..samples::place(child, today)
    };
    let act = Act::new(desk.now(), desk.actor, ActKind::ImportSupport).about(child);
    let written = desk.store.write(&act, |writer| -> Result<(), StoreError> {
        writer.put(&helper)?;
        writer.put(&pairing)?;
        writer.put(&contact)?;
        writer.put(&measure)?;
        writer.put(&review)?;
        writer.put(&donation)?;
        writer.put(&given)?;
        writer.put(&benefit)?;
        writer.put(&talk)?;
        writer.put(&news)?;
        writer.put(&wish)?;
        writer.put(&word)?;
        writer.put(&place)
    });
    written.unwrap_or_else(|error| panic!("{error}"));
}

fn leaves_the_home(desk: &mut Desk, child: ChildId) {
    desk.perform(Command::ChangeStatus {
        child,
        status: Status::Moved,
        day: desk.clock.today(),
        reason: "搬到县城".into(),
    })
    .unwrap();
}

/// A need of a child.
fn need(desk: &mut Desk, child: ChildId) -> Problem {
    let problem = samples::problem(child, "没有课桌");
    desk.perform(Command::AddProblem(Box::new(problem)))
        .unwrap();
    desk.store.held(child).unwrap().problems.remove(0)
}

#[test]
fn every_step_is_taken_back_and_done_again() {
    let mut desk = desk();
    let child = add(&mut desk, "汪乐乐");
    let today = desk.clock.today();
    let (first, second) = (helper(&mut desk, "H1"), helper(&mut desk, "H2"));
    let paired = pair(&mut desk, child, first);
    let sibling = add(&mut desk, "汪果果");
    let other = pair(&mut desk, sibling, first);
    let need = need(&mut desk, child);
    let measure = Measure {
        problem: need.id,
        ..samples::measure(child, today)
    };
    let donation = Donation {
        quantity: 3,
        ..samples::donation(day("2026-11-10"))
    };
    let steps = vec![
        SupportStep::SaveHelper(Box::new(samples::helper(today))),
        SupportStep::SavePairing(Box::new(Pairing {
            paused_from: Some(today),
            paused_until: Some(today),
            ..paired.clone()
        })),
        SupportStep::RecordContacts(vec![HelperContact {
            pairing: paired.id,
            ..samples::contact(child, today)
        }]),
        SupportStep::SaveMeasure(Box::new(measure)),
        SupportStep::ReviewPlan(samples::review(child, today)),
        SupportStep::Give {
            donation: Box::new(donation),
            to: vec![samples::given(child, today)],
        },
        SupportStep::SaveBenefit(Box::new(samples::benefit(child, today))),
        SupportStep::SaveBenefitKind(Box::new(HomeBenefit {
            code: "dibao".to_owned(),
            off: true,
            ..HomeBenefit::default()
        })),
        SupportStep::AddTalk(Box::new(samples::talk(child, today))),
        SupportStep::SaveNews(vec![samples::news(child, today)]),
        SupportStep::SaveWish(Box::new(samples::wish(child, today))),
        SupportStep::SaveWord(Box::new(samples::word(child, today))),
        SupportStep::SavePlace(Box::new(samples::place(child, today))),
        SupportStep::HandOn(PairingHandedOn {
            pairing: other.id,
            to: second,
            on: today,
            reason: "太远".to_owned(),
        }),
        SupportStep::Leave(HelperLeaves {
            helper: first,
            on: today,
            reason: "搬走".to_owned(),
            to: vec![(OnHand::Pairing(paired.id), Some(second))],
        }),
    ];
    for one in steps {
        let before = support(&desk);
        step(&mut desk, one.clone()).unwrap_or_else(|error| panic!("{one:?}: {error}"));
        let after = support(&desk);
        assert_ne!(before, after, "{one:?}");
        desk.perform(Command::Undo(None)).unwrap();
        assert_eq!(support(&desk), before, "{one:?}");
        desk.perform(Command::Redo).unwrap();
        assert_eq!(support(&desk), after, "{one:?}");
    }
    assert_eq!(desk.store.verify().unwrap().findings, []);
}

#[test]
fn a_helper_who_leaves_leaves_nobody_alone_unnoticed() {
    let mut desk = desk();
    let (one, two) = (add(&mut desk, "汪乐乐"), add(&mut desk, "汪果果"));
    let (first, second) = (helper(&mut desk, "H1"), helper(&mut desk, "H2"));
    let pairings = [pair(&mut desk, one, first), pair(&mut desk, two, first)];
    let today = desk.clock.today();
    let gone = Helper {
        until: Some(today),
        ..support(&desk).helper(first).unwrap().clone()
    };
    let refused = step(&mut desk, SupportStep::SaveHelper(Box::new(gone)));
    assert!(matches!(
        refused,
        Err(Refusal::Help(HelpRefusal::HelperHasPairings { .. }))
    ));
    let leaves = |to| {
        SupportStep::Leave(HelperLeaves {
            helper: first,
            on: today,
            reason: "搬走".to_owned(),
            to,
        })
    };
    let [one_on, two_on] = [pairings[0].id, pairings[1].id].map(OnHand::Pairing);
    // Every pairing has to be named, and nobody takes over from oneself.
    let refused = step(&mut desk, leaves(vec![(one_on, Some(second))]));
    assert!(matches!(refused, Err(Refusal::RecordChanged)));
    let itself = vec![(one_on, Some(first)), (two_on, None)];
    assert!(matches!(
        step(&mut desk, leaves(itself)),
        Err(Refusal::Help(HelpRefusal::HelperNotThere { .. }))
    ));
    let done = step(
        &mut desk,
        leaves(vec![(one_on, Some(second)), (two_on, None)]),
    );
    let told = Outcome::HelperLeft {
        name: "H1".to_owned(),
        handed: 1,
        freed: 0,
        alone: vec!["汪果果".to_owned()],
    };
    assert_eq!(done.unwrap(), told);
    // The next pairing begins that day: nothing waits for tomorrow to be seen.
    let support = support(&desk);
    let next: Vec<&Pairing> = support.running(one, today).collect();
    assert_eq!(next.len(), 1);
    assert_eq!(next[0].since, today);
    // What was agreed goes on; the consent to another person is asked anew.
    assert_eq!((next[0].helper, next[0].purpose.as_str()), (second, "词"));
    assert_eq!(next[0].consented_on, None);
    assert_eq!(support.running(two, today).count(), 0);
    assert!(!support.helper(first).unwrap().goes_on(today));
}

#[test]
fn measures_and_wishes_of_a_helper_who_leaves_are_handed_on_too() {
    let mut desk = desk();
    let child = add(&mut desk, "汪乐乐");
    let (first, second) = (helper(&mut desk, "H1"), helper(&mut desk, "H2"));
    let today = desk.clock.today();
    let need = need(&mut desk, child);
    for words in ["想要书包", "想看大海"] {
        let wish = Wish {
            words: words.to_owned(),
            helper: Some(first),
            taken_by: String::new(),
            fulfilled_on: None,
            ..samples::wish(child, today)
        };
        step(&mut desk, SupportStep::SaveWish(Box::new(wish))).unwrap();
    }
    let measure = Measure {
        problem: need.id,
        owner: None,
        helper: Some(first),
        done_on: None,
        ..samples::measure(child, today)
    };
    step(&mut desk, SupportStep::SaveMeasure(Box::new(measure))).unwrap();
    let before = support(&desk);
    let measure = before.measures[&child][0].id;
    let wishes: Vec<_> = before.wishes[&child].iter().map(|one| one.id).collect();
    let gone = Helper {
        until: Some(today),
        ..before.helper(first).unwrap().clone()
    };
    // Whoever has something in hand leaves in one way only.
    assert!(step(&mut desk, SupportStep::SaveHelper(Box::new(gone))).is_err());
    let leaves = SupportStep::Leave(HelperLeaves {
        helper: first,
        on: today,
        reason: "搬走".to_owned(),
        to: vec![
            (OnHand::Measure(measure), None),
            (OnHand::Wish(wishes[0]), Some(second)),
            (OnHand::Wish(wishes[1]), None),
        ],
    });
    let told = Outcome::HelperLeft {
        name: "H1".to_owned(),
        handed: 1,
        freed: 2,
        alone: Vec::new(),
    };
    assert_eq!(step(&mut desk, leaves).unwrap(), told);
    let after = support(&desk);
    // Who was in charge stays written down, and is nobody now.
    let measure = &after.measures[&child][0];
    assert_eq!(measure.helper, Some(first));
    assert_eq!(after.in_charge(measure.helper, today), None);
    assert!(after.has_nobody(child, &[need], today, |_| true));
    let keeper = |id: WishId| {
        let wish = after.wishes[&child].iter().find(|one| one.id == id);
        after.keeper(wish.unwrap(), today).map(str::to_owned)
    };
    assert_eq!(keeper(wishes[0]), Some("H2".to_owned()));
    assert_eq!(keeper(wishes[1]), None);
    // An earlier report still knows when they were taken on.
    let taken = |support: &Support| -> Vec<_> {
        let mut all: Vec<_> = support.wishes[&child].iter().collect();
        all.sort_by_key(|one| one.id);
        all.into_iter().map(|one| one.taken_on).collect()
    };
    assert_eq!(taken(&after), taken(&before));
}

/// Entered some days later: a pairing that began meanwhile ends on its first day, and the other one's pause is not the next
/// helper's.
#[test]
fn that_a_helper_left_is_entered_later() {
    let mut desk = desk();
    let (one, two) = (add(&mut desk, "汪乐乐"), add(&mut desk, "汪果果"));
    let (first, second) = (helper(&mut desk, "H1"), helper(&mut desk, "H2"));
    let rests = Pairing {
        paused_from: Some(day("2026-11-10")),
        paused_until: Some(day("2027-01-10")),
        ..pair(&mut desk, one, first)
    };
    step(&mut desk, SupportStep::SavePairing(Box::new(rests.clone()))).unwrap();
    let late = Pairing {
        since: day("2026-11-21"),
        ..pairing(two, first)
    };
    step(&mut desk, SupportStep::Pair(vec![late])).unwrap();
    let late = support(&desk).pairings[&two][0].id;
    let to = [rests.id, late].map(|id| (OnHand::Pairing(id), Some(second)));
    let leaves = SupportStep::Leave(HelperLeaves {
        helper: first,
        on: day("2026-11-19"),
        reason: "搬走".to_owned(),
        to: to.into(),
    });
    step(&mut desk, leaves).unwrap();
    let after = support(&desk);
    let of = |child: ChildId, id: PairingId| -> (NaiveDate, Pairing) {
        let ended = after.pairings[&child].iter().find(|one| one.id == id);
        let mut next = after.running(child, desk.clock.today());
        (ended.unwrap().until.unwrap(), next.next().unwrap().clone())
    };
    let (ended, next) = of(one, rests.id);
    assert_eq!((ended, next.since), (day("2026-11-19"), day("2026-11-19")));
    assert_eq!((next.helper, next.paused_from), (second, None));
    let (ended, next) = of(two, late);
    assert_eq!((ended, next.since), (day("2026-11-21"), day("2026-11-21")));
    assert_eq!(after.helper(first).unwrap().until, Some(day("2026-11-19")));
}

/// One helper is paired with both files of a child, and both have a benefit: afterwards each stands once, as far as either came.
#[test]
fn help_that_two_files_of_a_child_have_stands_once_when_they_are_one() {
    let mut desk = desk();
    let (keep, other) = (add(&mut desk, "汪乐乐"), add(&mut desk, "汪乐尔"));
    let first = helper(&mut desk, "H1");
    let (kept, ends) = (pair(&mut desk, keep, first), pair(&mut desk, other, first));
    let contact = HelperContact {
        pairing: ends.id,
        ..samples::contact(other, day("2026-11-12"))
    };
    step(&mut desk, SupportStep::RecordContacts(vec![contact])).unwrap();
    for (child, state) in [
        (keep, BenefitState::Entitled),
        (other, BenefitState::Applying),
    ] {
        let one = Benefit {
            state,
            applied_on: (state == BenefitState::Applying).then(|| day("2026-11-05")),
            ..samples::benefit(child, day("2026-11-02"))
        };
        step(&mut desk, SupportStep::SaveBenefit(Box::new(one))).unwrap();
    }
    let before = support(&desk);
    let plan = desk.merge_plan(keep, other).unwrap();
    desk.perform(Command::MergeFiles(Box::new(plan))).unwrap();
    let after = support(&desk);
    assert_eq!(
        after.pairings[&keep].as_slice(),
        std::slice::from_ref(&kept)
    );
    assert_eq!(after.contacts_of(&kept).count(), 1);
    let states: Vec<_> = after.benefits[&keep].iter().map(|one| one.state).collect();
    assert_eq!(states, [BenefitState::Applying]);
    desk.perform(Command::Undo(None)).unwrap();
    assert_eq!(support(&desk), before);
    assert_eq!(desk.store.verify().unwrap().findings, []);
}

/// Whoever is paired was there: an earlier pairing moves the first day of the helper.
#[test]
fn a_pairing_of_before_the_helpers_first_day_moves_that_day() {
    let mut desk = desk();
    let child = add(&mut desk, "汪乐乐");
    let first = helper(&mut desk, "H1");
    let early = Pairing {
        since: day("2026-10-05"),
        ..pairing(child, first)
    };
    step(&mut desk, SupportStep::Pair(vec![early])).unwrap();
    let since = |desk: &Desk| support(desk).helper(first).unwrap().since;
    assert_eq!(since(&desk), Some(day("2026-10-05")));
    desk.perform(Command::Undo(None)).unwrap();
    assert_eq!(since(&desk), Some(day("2026-11-01")));
}

#[test]
fn who_helps_the_child_already_goes_on_when_the_other_leaves() {
    let mut desk = desk();
    let (child, gone) = (add(&mut desk, "汪乐乐"), add(&mut desk, "汪果果"));
    let (first, second) = (helper(&mut desk, "H1"), helper(&mut desk, "H2"));
    let today = desk.clock.today();
    let stays = pair(&mut desk, child, second);
    let [ends, left] = [pair(&mut desk, child, first), pair(&mut desk, gone, first)];
    leaves_the_home(&mut desk, gone);
    let to = [ends.id, left.id].map(|id| (OnHand::Pairing(id), Some(second)));
    let leaves = SupportStep::Leave(HelperLeaves {
        helper: first,
        on: today,
        reason: "搬走".to_owned(),
        to: to.into(),
    });
    // A child who left the home is handed on to nobody, and is not called alone.
    let told = Outcome::HelperLeft {
        name: "H1".to_owned(),
        handed: 1,
        freed: 0,
        alone: Vec::new(),
    };
    assert_eq!(step(&mut desk, leaves).unwrap(), told);
    let support = support(&desk);
    let running: Vec<&Pairing> = support.running(child, today).collect();
    assert_eq!(running, [&stays]);
    assert_eq!(support.running(gone, today).count(), 0);
}

#[test]
fn one_child_is_handed_on() {
    let mut desk = desk();
    let child = add(&mut desk, "汪乐乐");
    let (first, second) = (helper(&mut desk, "H1"), helper(&mut desk, "H2"));
    let today = desk.clock.today();
    let paired = pair(&mut desk, child, first);
    let hand_on = |to| {
        SupportStep::HandOn(PairingHandedOn {
            pairing: paired.id,
            to,
            on: today,
            reason: "太远".to_owned(),
        })
    };
    assert!(step(&mut desk, hand_on(first)).is_err());
    // It neither ends nor is handed on before its newest contact.
    let contact = HelperContact {
        pairing: paired.id,
        ..samples::contact(child, day("2026-11-20"))
    };
    step(&mut desk, SupportStep::RecordContacts(vec![contact])).unwrap();
    let too_early = day("2026-11-19");
    let ended = Pairing {
        until: Some(too_early),
        reason: "太远".to_owned(),
        ..paired.clone()
    };
    let handed = PairingHandedOn {
        pairing: paired.id,
        to: second,
        on: too_early,
        reason: "太远".to_owned(),
    };
    for early in [
        SupportStep::SavePairing(Box::new(ended)),
        SupportStep::HandOn(handed),
    ] {
        assert!(matches!(
            step(&mut desk, early),
            Err(Refusal::Help(HelpRefusal::BeforeFirst { first, .. })) if first == day("2026-11-20")
        ));
    }
    // Nor is a child paired with one helper twice.
    let other = add(&mut desk, "汪果果");
    let twice = vec![pairing(other, second), pairing(other, second)];
    assert!(matches!(
        step(&mut desk, SupportStep::Pair(twice)),
        Err(Refusal::Help(HelpRefusal::SameHelper))
    ));
    step(&mut desk, hand_on(second)).unwrap();
    let after = support(&desk);
    let running: Vec<&Pairing> = after.running(child, today).collect();
    assert_eq!(running.len(), 1);
    assert_eq!((running[0].helper, running[0].since), (second, today));
    assert!(after.helper(first).unwrap().goes_on(today));
    // What has ended is not handed on again.
    assert!(step(&mut desk, hand_on(second)).is_err());
}

#[test]
fn who_is_not_on_the_register_is_paired_with_nobody() {
    let mut desk = desk();
    let child = add(&mut desk, "汪乐乐");
    let first = helper(&mut desk, "H1");
    leaves_the_home(&mut desk, child);
    let refused = step(&mut desk, SupportStep::Pair(vec![pairing(child, first)]));
    assert!(matches!(
        refused,
        Err(Refusal::Help(HelpRefusal::NotEnrolled { .. }))
    ));
}

#[rstest]
#[case::nothing_agreed(|one: &mut Pairing| one.purpose.clear())]
#[case::never(|one: &mut Pairing| one.every = 0)]
#[case::hardly_ever(|one: &mut Pairing| one.every = 367)]
#[case::tomorrow(|one: &mut Pairing| one.since = day("2026-11-24"))]
#[case::over_before_it_began(|one: &mut Pairing| { one.until = Some(day("2026-11-01")); one.reason = "x".to_owned(); })]
#[case::over_without_a_reason(|one: &mut Pairing| one.until = Some(day("2026-11-20")))]
#[case::a_pause_without_a_beginning(|one: &mut Pairing| one.paused_until = Some(day("2026-11-20")))]
#[case::a_pause_without_an_end(|one: &mut Pairing| one.paused_from = Some(day("2026-11-20")))]
#[case::a_pause_too_long(|one: &mut Pairing| { one.paused_from = Some(day("2026-11-20")); one.paused_until = Some(day("2027-03-21")); })]
#[case::it_ends_another_day(|one: &mut Pairing| { one.until = Some(day("2026-12-20")); one.reason = "x".to_owned(); })]
#[case::nobody(|one: &mut Pairing| one.helper = HelperId::default())]
fn a_pairing_that_says_what_is_not_so_is_refused(#[case] change: fn(&mut Pairing)) {
    let mut desk = desk();
    let child = add(&mut desk, "汪乐乐");
    let first = helper(&mut desk, "H1");
    let mut one = pairing(child, first);
    step(&mut desk, SupportStep::Pair(vec![one.clone()])).unwrap();
    desk.perform(Command::Undo(None)).unwrap();
    change(&mut one);
    assert!(step(&mut desk, SupportStep::Pair(vec![one])).is_err());
}

#[test]
fn a_child_is_paired_with_a_helper_once_at_a_time() {
    let mut desk = desk();
    let child = add(&mut desk, "汪乐乐");
    let first = helper(&mut desk, "H1");
    let one = pair(&mut desk, child, first);
    let again = step(&mut desk, SupportStep::Pair(vec![pairing(child, first)]));
    assert!(matches!(
        again,
        Err(Refusal::Help(HelpRefusal::PairedAlready { .. }))
    ));
    let ended = Pairing {
        until: Some(day("2026-11-20")),
        reason: "说好到这天".to_owned(),
        ..one.clone()
    };
    step(&mut desk, SupportStep::SavePairing(Box::new(ended))).unwrap();
    // A contact of a day on which the pairing did not run is none of it.
    let late = HelperContact {
        pairing: one.id,
        ..samples::contact(child, day("2026-11-21"))
    };
    let refused = step(&mut desk, SupportStep::RecordContacts(vec![late]));
    assert!(matches!(
        refused,
        Err(Refusal::Help(HelpRefusal::NotPairedThen { .. }))
    ));
    step(&mut desk, SupportStep::Pair(vec![pairing(child, first)])).unwrap();
}

#[test]
fn no_more_is_given_than_came() {
    let mut desk = desk();
    let children: Vec<ChildId> = ["一", "二", "三"].map(|name| add(&mut desk, name)).into();
    let today = desk.clock.today();
    let donation = Donation {
        what: "书包".to_owned(),
        quantity: 4,
        ..samples::donation(day("2026-11-20"))
    };
    let to = |children: &[ChildId], quantity| -> Vec<Given> {
        let rows = children.iter().map(|child| Given {
            quantity,
            ..samples::given(*child, today)
        });
        rows.collect()
    };
    let give = |donation: &Donation, to| SupportStep::Give {
        donation: Box::new(donation.clone()),
        to,
    };
    let refused = step(&mut desk, give(&donation, to(&children, 2)));
    assert!(matches!(
        refused,
        Err(Refusal::Help(HelpRefusal::NotEnoughLeft {
            left: 4,
            wanted: 6
        }))
    ));
    assert_eq!(support(&desk), Support::default(), "nothing was written");
    let done = step(&mut desk, give(&donation, to(&children, 1))).unwrap();
    let told = Outcome::Gave {
        what: "书包".to_owned(),
        children: 3,
        left: 1,
    };
    assert_eq!(done, told);
    let kept = support(&desk).donations.remove(0);
    // The last one, to the first child; then none is left.
    step(&mut desk, give(&kept, to(&children[..1], 1))).unwrap();
    assert_eq!(support(&desk).left_of(&kept), 0);
    assert!(step(&mut desk, give(&kept, to(&children[..1], 1))).is_err());
    // A roof over brothers and sisters is counted once and stands in both files.
    step(&mut desk, give(&kept, to(&children[1..2], 0))).unwrap();
    let less = Donation {
        quantity: 3,
        ..kept
    };
    assert!(step(&mut desk, SupportStep::SaveDonation(Box::new(less.clone()))).is_err());
    // Nor can it have come after the day on which it was given.
    let later = Donation {
        quantity: 4,
        came_on: today,
        ..less
    };
    let moved = step(
        &mut desk,
        SupportStep::SaveDonation(Box::new(later.clone())),
    );
    assert!(moved.is_ok(), "given today, so it may have come today");
    let given = support(&desk).given[&children[0]][0].clone();
    step(&mut desk, SupportStep::TakeBack(given.clone())).unwrap();
    let earlier = Donation {
        came_on: day("2026-11-20"),
        ..later.clone()
    };
    step(
        &mut desk,
        SupportStep::SaveDonation(Box::new(earlier.clone())),
    )
    .unwrap();
    let before = Given {
        day: day("2026-11-21"),
        ..given
    };
    step(&mut desk, give(&earlier, vec![before])).unwrap();
    assert!(matches!(
        step(&mut desk, SupportStep::SaveDonation(Box::new(later))),
        Err(Refusal::Help(HelpRefusal::GivenBefore { day: on })) if on == day("2026-11-21")
    ));
}

#[test]
fn what_belongs_to_no_child_names_none() {
    let mut desk = desk();
    add(&mut desk, "汪乐乐");
    let donation = Donation {
        note: "给汪乐乐".to_owned(),
        ..samples::donation(day("2026-11-20"))
    };
    let refused = step(
        &mut desk,
        SupportStep::Give {
            donation: Box::new(donation),
            to: Vec::new(),
        },
    );
    assert!(matches!(
        refused,
        Err(Refusal::Help(HelpRefusal::NamesAChild { .. }))
    ));
    let kind = HomeBenefit {
        code: "own".to_owned(),
        name: "救助".to_owned(),
        for_whom: "像汪乐乐这样的".to_owned(),
        ..HomeBenefit::default()
    };
    let refused = step(&mut desk, SupportStep::SaveBenefitKind(Box::new(kind)));
    assert!(matches!(
        refused,
        Err(Refusal::Help(HelpRefusal::NamesAChild { .. }))
    ));
    let helper = Helper {
        note: "汪乐乐的姑姑".to_owned(),
        ..samples::helper(day("2026-11-20"))
    };
    let refused = step(&mut desk, SupportStep::SaveHelper(Box::new(helper)));
    assert!(matches!(
        refused,
        Err(Refusal::Help(HelpRefusal::NamesAChild { .. }))
    ));
}

#[rstest]
#[case::applied_without_a_day(|one: &mut Benefit| one.state = BenefitState::Applying, false)]
#[case::applied(|one: &mut Benefit| { one.state = BenefitState::Applying; one.applied_on = Some(day("2026-10-01")); }, true)]
#[case::received_without_a_day(|one: &mut Benefit| one.state = BenefitState::Receiving, false)]
#[case::refused_without_a_reason(|one: &mut Benefit| { one.state = BenefitState::Refused; one.ended_on = Some(day("2026-11-01")); }, false)]
#[case::refused(|one: &mut Benefit| { one.state = BenefitState::Refused; one.ended_on = Some(day("2026-11-01")); one.reason = "收入超了".to_owned(); }, true)]
#[case::paid_before_it_was_applied_for(|one: &mut Benefit| { one.state = BenefitState::Receiving; one.applied_on = Some(day("2026-10-01")); one.received_from = Some(day("2026-09-01")); }, false)]
#[case::no_such_benefit(|one: &mut Benefit| one.code = "NONE".to_owned(), false)]
fn a_benefit_says_its_day_and_its_reason(#[case] change: fn(&mut Benefit), #[case] is_kept: bool) {
    let mut desk = desk();
    let child = add(&mut desk, "汪乐乐");
    let mut one = samples::benefit(child, day("2026-11-02"));
    change(&mut one);
    let done = step(&mut desk, SupportStep::SaveBenefit(Box::new(one)));
    assert_eq!(done.is_ok(), is_kept);
}

/// That a benefit had ended stays in the report of that time; a mistake is mended where it stands.
#[test]
fn a_benefit_that_is_taken_up_again_is_another_one() {
    let mut desk = desk();
    let child = add(&mut desk, "汪乐乐");
    let save = |desk: &mut Desk, one: Benefit| {
        step(desk, SupportStep::SaveBenefit(Box::new(one))).unwrap();
        support(desk).benefits.remove(&child).unwrap()
    };
    let stopped = Benefit {
        state: BenefitState::Stopped,
        received_from: Some(day("2026-01-01")),
        ended_on: Some(day("2026-10-01")),
        reason: "没有年审".to_owned(),
        ..samples::benefit(child, day("2026-01-01"))
    };
    let all = save(&mut desk, stopped);
    let [stopped] = all.as_slice() else {
        panic!("{all:?}");
    };
    let mended = Benefit {
        state: BenefitState::Receiving,
        ended_on: None,
        ..stopped.clone()
    };
    assert_eq!(save(&mut desk, mended).len(), 1);
    desk.perform(Command::Undo(None)).unwrap();
    let mended = Benefit {
        state: BenefitState::Entitled,
        ended_on: None,
        ..stopped.clone()
    };
    assert_eq!(save(&mut desk, mended).len(), 1);
    desk.perform(Command::Undo(None)).unwrap();
    let again = Benefit {
        state: BenefitState::Receiving,
        applied_on: Some(day("2026-10-20")),
        received_from: Some(day("2026-11-01")),
        ended_on: None,
        ..stopped.clone()
    };
    let mut all = save(&mut desk, again);
    all.sort_by_key(|one| one.received_from);
    let [old, new] = all.as_slice() else {
        panic!("{all:?}");
    };
    assert_eq!(old, stopped);
    assert_eq!(new.since, day("2026-10-20"));
    assert_eq!(new.reason, "");
    // There are no two of one kind that go on.
    let twice = Benefit {
        state: BenefitState::Receiving,
        applied_on: Some(day("2026-10-21")),
        received_from: Some(day("2026-11-02")),
        ended_on: None,
        ..old.clone()
    };
    assert!(matches!(
        step(&mut desk, SupportStep::SaveBenefit(Box::new(twice))),
        Err(Refusal::Help(HelpRefusal::BenefitThere { .. }))
    ));
}

#[test]
fn a_wish_is_taken_on_by_somebody_and_its_end_is_told_to_the_child() {
    let mut desk = desk();
    let child = add(&mut desk, "汪乐乐");
    let today = desk.clock.today();
    let wish = samples::wish(child, day("2026-11-02"));
    assert!(wish.nameless, "unless somebody says otherwise");
    let save = |desk: &mut Desk, wish: Wish| step(desk, SupportStep::SaveWish(Box::new(wish)));
    let nobody = Wish {
        taken_on: Some(today),
        ..wish.clone()
    };
    assert!(save(&mut desk, nobody).is_err());
    let silent = Wish {
        taken_by: "阿姨".to_owned(),
        fulfilled_on: Some(today),
        ..wish.clone()
    };
    assert!(save(&mut desk, silent.clone()).is_err());
    let told = Wish {
        told_how: "当面".to_owned(),
        ..silent
    };
    save(&mut desk, told).unwrap();
    let kept = support(&desk).wishes.remove(&child).unwrap().remove(0);
    assert_eq!(kept.taken_on, Some(today));
    assert!(!kept.is_open());
}

#[test]
fn news_of_one_call_are_told_in_one_step() {
    let mut desk = desk();
    let child = add(&mut desk, "汪乐乐");
    let today = desk.clock.today();
    let news = vec![samples::news(child, today), samples::news(child, today)];
    step(&mut desk, SupportStep::SaveNews(news)).unwrap();
    let waiting = support(&desk).news.remove(&child).unwrap();
    assert!(waiting.iter().all(ParentNews::waits));
    let told = |to: &str| {
        let told = waiting.iter().map(|one| ParentNews {
            told_on: Some(today),
            told_to: to.to_owned(),
            ..one.clone()
        });
        SupportStep::SaveNews(told.collect())
    };
    assert!(step(&mut desk, told("")).is_err());
    step(&mut desk, told("爸爸")).unwrap();
    assert_eq!(support(&desk).news[&child].len(), 2);
    desk.perform(Command::Undo(None)).unwrap();
    assert!(support(&desk).news[&child].iter().all(ParentNews::waits));
}

#[test]
fn notes_of_a_talk_are_in_no_history() {
    let mut desk = desk();
    let child = add(&mut desk, "汪乐乐");
    let talk = Talk {
        notes: "怕黑".to_owned(),
        ..samples::talk(child, day("2026-11-20"))
    };
    step(&mut desk, SupportStep::AddTalk(Box::new(talk))).unwrap();
    let history = desk.store.file_history(child, usize::MAX).unwrap();
    let change = history.into_iter().map(|past| past.change);
    let talks: Vec<_> = change.filter(|one| one.kind == "talk").collect();
    assert_eq!(talks.len(), 1);
    assert!(!format!("{:?}", talks[0].clone().withheld()).contains("怕黑"));
    let mut kept = support(&desk).talks.remove(&child).unwrap().remove(0);
    kept.who = "周老师".to_owned();
    let save = |had: &str| SupportStep::SaveTalk {
        talk: Box::new(kept.clone()),
        had: had.to_owned(),
    };
    assert!(matches!(
        step(&mut desk, save("别的")),
        Err(Refusal::RecordChanged)
    ));
    step(&mut desk, save("怕黑")).unwrap();
}

#[test]
fn a_measure_of_a_met_need_is_not_added_and_an_end_says_what_came_of_it() {
    let mut desk = desk();
    let child = add(&mut desk, "汪乐乐");
    let today = desk.clock.today();
    let need = need(&mut desk, child);
    let measure = Measure {
        problem: need.id,
        due_on: Some(today),
        ..samples::measure(child, today)
    };
    step(
        &mut desk,
        SupportStep::SaveMeasure(Box::new(measure.clone())),
    )
    .unwrap();
    let kept = support(&desk).measures.remove(&child).unwrap().remove(0);
    let silent = Measure {
        done_on: Some(today),
        ..kept.clone()
    };
    assert!(
        step(
            &mut desk,
            SupportStep::SaveMeasure(Box::new(silent.clone()))
        )
        .is_err()
    );
    let done = Measure {
        outcome: "课桌到了".to_owned(),
        ..silent
    };
    step(&mut desk, SupportStep::SaveMeasure(Box::new(done))).unwrap();
    desk.perform(Command::Care(
        crate::desk::command::care::CareStep::Settle {
            problem: need.id,
            on: today,
            outcome: "有了".to_owned(),
        },
    ))
    .unwrap();
    let refused = step(&mut desk, SupportStep::SaveMeasure(Box::new(measure)));
    assert!(matches!(refused, Err(Refusal::ProblemSettled)));
}

/// The text of a paper in each language.
fn paper(desk: &Desk, order: impl Fn(Lang) -> Order) -> [String; 2] {
    [Lang::Zh, Lang::En].map(|lang| String::from_utf8(desk.paper(&order(lang)).unwrap()).unwrap())
}

#[test]
fn the_page_of_a_helper_says_whom_and_what_and_nothing_that_the_task_does_not_need() {
    let mut desk = desk();
    let child = add(&mut desk, "汪乐乐");
    let mut file = desk.store.child(child).unwrap();
    file.hamlet = "东头组".to_owned();
    file.live_address = "东头组 12 号".to_owned();
    file.id_no = "341699201611192043".to_owned();
    file.alert = "癫痫".to_owned();
    file.birth_date = day("2016-11-19");
    desk.perform(Command::SaveChild(Box::new(file))).unwrap();
    desk.perform(Command::SaveTag(Tag {
        id: TagId::default(),
        child,
        code: TagCode::Lbc,
        from_day: None,
        to_day: None,
        evidence: "证明".to_owned(),
        is_primary: true,
    }))
    .unwrap();
    let (first, second) = (helper(&mut desk, "H1"), helper(&mut desk, "H2"));
    for helper in [first, second] {
        let one = Pairing {
            purpose: if helper == first {
                "每月剪头发"
            } else {
                "辅导作业"
            }
            .to_owned(),
            ..pairing(child, helper)
        };
        step(&mut desk, SupportStep::Pair(vec![one])).unwrap();
    }
    let today = desk.clock.today();
    let pages = paper(&desk, |lang| Order::of_helper(first, today, lang));
    for page in &pages {
        for text in ["H1", "汪乐乐", "东头组", "每月剪头发", "石主任"] {
            assert!(page.contains(text), "{text}: {page}");
        }
        for text in [
            "H2",
            "辅导作业",
            "341699201611192043",
            "12 号",
            "癫痫",
            "LBC",
            "证明",
        ] {
            assert!(!page.contains(text), "{text}: {page}");
        }
        for lang in Lang::ALL {
            let category = crate::i18n::words::choice(*lang, "tag", TagCode::Lbc);
            assert!(!page.contains(&category), "{category}: {page}");
        }
    }
}

#[test]
fn the_list_of_wishes_names_only_children_who_may_be_named_and_only_what_nobody_took() {
    let mut desk = desk();
    let today = desk.clock.today();
    let [shown, hidden, taken] = ["汪乐乐", "单欣怡", "曾一诺"].map(|name| add(&mut desk, name));
    for (child, words, nameless, by) in [
        (shown, "想要足球", false, ""),
        (hidden, "想要彩笔", true, ""),
        (taken, "想要书包", false, "阿姨"),
    ] {
        let wish = Wish {
            words: words.to_owned(),
            nameless,
            taken_by: by.to_owned(),
            ..samples::wish(child, today)
        };
        step(&mut desk, SupportStep::SaveWish(Box::new(wish))).unwrap();
    }
    let order = |lang| Order::of_period(Paper::Wishes, (Some(today), None), lang);
    for page in &paper(&desk, order) {
        for text in ["想要足球", "汪乐乐", "想要彩笔"] {
            assert!(page.contains(text), "{text}: {page}");
        }
        for text in ["单欣怡", "想要书包", "曾一诺"] {
            assert!(!page.contains(text), "{text}: {page}");
        }
    }
}
