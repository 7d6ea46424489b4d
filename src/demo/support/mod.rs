//! A year of help in the demo home: helpers and pairings, support plans, what was given, benefits, wishes, talks, news, school.

use super::dice::{Dice, list, parts, word};
use super::frame::Frame;
use super::history::known_from;
use super::person::{ORPHAN, Person, UNATTENDED};
use super::step::{DemoRow, DemoStep};
use super::village::Village;
use crate::domain::problem::ProblemKind;
use crate::domain::support::benefit::{Benefit, BenefitState};
use crate::domain::support::given::{Donation, Given, GoodsKind};
use crate::domain::support::helper::{Helper, HelperKind};
use crate::domain::support::measure::{Measure, PlanReview};
use crate::domain::support::news::{NewsKind, ParentNews};
use crate::domain::support::pairing::{ContactWay, HelperContact, Pairing};
use crate::domain::support::school::{SchoolPlace, SchoolWord, TeacherWord};
use crate::domain::support::talk::{Talk, TalkKind};
use crate::domain::support::wish::Wish;
use crate::domain::{ChildId, Problem};
use crate::store::{Act, ActKind};
use chrono::{Days, NaiveDate};

/// Days before today on which the first helpers came.
const BEGAN: i64 = 345;
/// Days before today on which a helper left, and two pairings were handed on.
const LEFT: i64 = 120;
/// The helper who left.
const LEAVER: usize = 5;

/// All these steps, unordered.
pub(crate) fn steps(frame: &Frame, village: &Village, seed: u64) -> Vec<DemoStep> {
    // Who was there when the help began.
    let is_old = |one: &Person| known_from(one, frame) <= frame.ago(BEGAN);
    let is_here = |one: &&Person| one.story.is_none() && one.file.left_on.is_none() && is_old(one);
    let mut year = Year {
        frame,
        village,
        here: village.people.iter().filter(is_here).collect(),
        dice: Dice::new(seed, 21),
        helpers: Vec::new(),
        steps: Vec::new(),
    };
    year.helpers();
    year.pairings();
    year.plans();
    year.gifts();
    year.benefits();
    year.wishes();
    year.said();
    year.school();
    year.steps
}

struct Year<'v> {
    frame: &'v Frame,
    village: &'v Village,
    /// The children of whom no other story is told.
    here: Vec<&'v Person>,
    dice: Dice,
    helpers: Vec<Helper>,
    steps: Vec<DemoStep>,
}

/// The word at a place of a list, which begins again at its end.
fn nth(name: &str, place: usize) -> String {
    let all = list(name);
    let word = all.get(place % all.len().max(1)).copied();
    word.unwrap_or_default().to_owned()
}

impl Year<'_> {
    fn add(&mut self, days: i64, minute: i64, kind: ActKind, rows: Vec<DemoRow>) {
        let day = self.frame.ago(days);
        if !rows.is_empty() && day >= self.frame.start {
            let act = Act::new(self.frame.at(day, minute), self.village.director(), kind);
            self.steps.push(DemoStep { act, rows });
        }
    }

    /// A child of no other story.
    fn child(&self, place: usize) -> Option<ChildId> {
        let one = self.here.get(place % self.here.len().max(1))?;
        Some(one.file.id)
    }

    /// The child of a household with a story of its own.
    fn of_household(&self, number: usize) -> Option<ChildId> {
        let mut people = self.village.people.iter();
        let is_it = |one: &&Person| one.household == number && one.file.left_on.is_none();
        Some(people.find(is_it)?.file.id)
    }

    fn id<T: From<uuid::Uuid>>(&mut self) -> T {
        self.dice.id(self.frame.millis)
    }

    fn helpers(&mut self) {
        let mut rows = Vec::new();
        for (place, said) in list("support-helpers").iter().enumerate() {
            let [name, kind, body, skills, free] = parts::<5>(said);
            let began = self.frame.ago(BEGAN);
            let helper = Helper {
                id: self.id(),
                name: name.to_owned(),
                kind: HelperKind::from_code(kind).unwrap_or(HelperKind::Other),
                body: body.to_owned(),
                phones: format!("1204{:07}", 1_100_000 + 37 * place),
                skills: skills.to_owned(),
                free_when: free.to_owned(),
                trained_on: Some(self.frame.ago(BEGAN + 3)),
                checked_on: Some(self.frame.ago(BEGAN + 9)),
                ..Helper::new(began)
            };
            rows.push(DemoRow::Helper(Box::new(helper.clone())));
            self.helpers.push(helper);
        }
        self.add(BEGAN, 10 * 60, ActKind::Helper, rows);
        if let Some(gone) = self.helpers.get(LEAVER) {
            let gone = Helper {
                until: Some(self.frame.ago(LEFT)),
                left_reason: word("support-left").to_owned(),
                ..gone.clone()
            };
            let row = DemoRow::Helper(Box::new(gone));
            self.add(LEFT, 19 * 60, ActKind::HelperLeaves, vec![row]);
        }
    }

    /// Pairs a child with a helper; contacts follow in their rhythm until so many days before today.
    fn pair(
        &mut self,
        child: ChildId,
        place: usize,
        (began, ended, last): (i64, Option<i64>, i64),
    ) {
        let Some(helper) = self.helpers.get(place).map(|one| one.id) else {
            return;
        };
        let every = if place == 0 { 21 } else { 30 };
        let pairing = Pairing {
            id: self.id(),
            purpose: nth("support-purposes", place),
            every,
            in_holidays: true,
            consent_by: nth("support-consent", place),
            consented_on: Some(self.frame.ago(began)),
            child_view: nth("support-child-view", place),
            ..Pairing::new(child, helper, self.frame.ago(began))
        };
        let row = DemoRow::Pairing(Box::new(pairing.clone()));
        self.add(began, 19 * 60 + 5, ActKind::Pairing, vec![row]);
        let mut ago = began - 6;
        let mut contacts = Vec::new();
        while ago >= last {
            contacts.push(ago);
            ago -= every - 4;
        }
        // The rhythm ends with a contact on the last day.
        if contacts.last().is_some_and(|one| *one > last) {
            contacts.push(last);
        }
        for (nth_one, ago) in contacts.into_iter().enumerate() {
            let ways = [ContactWay::Visit, ContactWay::Together, ContactWay::Call];
            let contact = HelperContact {
                id: self.id(),
                child,
                pairing: pairing.id,
                day: self.frame.ago(ago),
                way: ways.get(nth_one % 3).copied().unwrap_or(ContactWay::Visit),
                what: nth("support-did", nth_one + place),
                next_on: None,
            };
            let row = DemoRow::HelperContact(Box::new(contact));
            self.add(ago, 19 * 60 + 30, ActKind::HelperContact, vec![row]);
        }
        if let Some(ended) = ended {
            let ended_one = Pairing {
                until: Some(self.frame.ago(ended)),
                reason: word("support-left").to_owned(),
                ..pairing
            };
            let row = DemoRow::Pairing(Box::new(ended_one));
            self.add(ended, 19 * 60 + 1, ActKind::HelperLeaves, vec![row]);
        }
    }

    fn pairings(&mut self) {
        let unattended = self.of_household(UNATTENDED);
        let orphan = self.of_household(ORPHAN);
        // A loving mother was to come and has not: it is overdue.
        if let Some(child) = unattended {
            self.pair(child, 0, (280, None, 3));
            self.pair(child, 1, (260, None, 35));
        }
        if let Some(child) = orphan {
            self.pair(child, 2, (270, None, 5));
            self.pair(child, 1, (250, None, 4));
        }
        for (nth_one, (place, began, last)) in [
            (3, 240, 2),
            (3, 230, 3),
            (2, 200, 4),
            (6, 190, 5),
            (1, 150, 6),
        ]
        .iter()
        .enumerate()
        {
            if let Some(child) = self.child(3 * nth_one + 2) {
                self.pair(child, *place, (*began, None, *last));
            }
        }
        // Two pairings of the helper who left, which another one took over.
        for nth_one in [0, 1] {
            if let Some(child) = self.child(20 + nth_one) {
                self.pair(child, LEAVER, (235, Some(LEFT), LEFT + 6));
                self.pair(child, 3, (LEFT - 1, None, 6));
            }
        }
    }

    fn need(
        &mut self,
        child: ChildId,
        (place, kind): (usize, ProblemKind),
        (opened, settled): (i64, Option<i64>),
        is_owned: bool,
    ) -> Problem {
        let need = Problem {
            id: self.id(),
            what: nth("support-needs", place),
            owner: self.village.director().filter(|_| is_owned),
            ..Problem::new(child, kind, self.frame.ago(opened))
        };
        let row = DemoRow::Problem(Box::new(need.clone()));
        self.add(opened, 20 * 60 + 41, ActKind::Problem, vec![row]);
        if let Some(settled) = settled {
            let met = Problem {
                closed_on: Some(self.frame.ago(settled)),
                outcome: nth("support-outcomes", place),
                ..need.clone()
            };
            let row = DemoRow::Problem(Box::new(met));
            self.add(settled, 20 * 60 + 42, ActKind::Problem, vec![row]);
        }
        need
    }

    fn measure(
        &mut self,
        need: &Problem,
        place: usize,
        (since, due, done): (i64, i64, Option<i64>),
    ) {
        let helper = self.helpers.get(place).map(|one| one.id);
        let measure = Measure {
            id: self.id(),
            what: nth("support-measures", place),
            owner: self.village.director().filter(|_| place == 0),
            helper: helper.filter(|_| place > 0),
            due_on: Some(self.frame.ago(due)),
            ..Measure::new(need.child, need.id, self.frame.ago(since))
        };
        let row = DemoRow::Measure(Box::new(measure.clone()));
        self.add(since, 20 * 60 + 43, ActKind::SupportPlan, vec![row]);
        if let Some(done) = done {
            let ended = Measure {
                done_on: Some(self.frame.ago(done)),
                outcome: nth("support-outcomes", place),
                ..measure
            };
            let row = DemoRow::Measure(Box::new(ended));
            self.add(done, 20 * 60 + 44, ActKind::SupportPlan, vec![row]);
        }
    }

    fn review(&mut self, child: ChildId, days: i64, place: usize) {
        let review = PlanReview {
            id: self.id(),
            child,
            day: self.frame.ago(days),
            by: self.village.director(),
            note: nth("support-reviews", place),
        };
        let row = DemoRow::Review(Box::new(review));
        self.add(days, 20 * 60 + 46, ActKind::SupportPlan, vec![row]);
    }

    /// Four plans: one goes on, one was forgotten for a while, one is met, and one has nobody yet.
    fn plans(&mut self) {
        if let Some(child) = self.of_household(UNATTENDED) {
            let need = self.need(child, (1, ProblemKind::Living), (160, None), true);
            self.measure(&need, 1, (150, 120, Some(125)));
            self.measure(&need, 0, (20, -2, None));
            self.review(child, 30, 0);
        }
        if let Some(child) = self.of_household(ORPHAN) {
            let need = self.need(child, (2, ProblemKind::Medical), (70, None), true);
            self.measure(&need, 2, (60, -25, None));
            self.review(child, 10, 2);
        }
        if let Some(child) = self.child(4) {
            let need = self.need(child, (0, ProblemKind::School), (210, Some(165)), true);
            self.measure(&need, 0, (205, 180, Some(170)));
        }
        if let Some(child) = self.child(9) {
            self.need(child, (3, ProblemKind::Safety), (20, None), false);
        }
    }

    fn gifts(&mut self) {
        let days = [300, 330, 172, 100, 60, 25];
        for (place, (said, ago)) in list("support-goods").iter().zip(days).enumerate() {
            let [kind, what, quantity, worth] = parts::<4>(said);
            let quantity = quantity.parse().unwrap_or(1);
            let by = self.helpers.get(4).map(|one| one.id);
            let donation = Donation {
                id: self.id(),
                helper: by,
                kind: GoodsKind::from_code(kind).unwrap_or(GoodsKind::Gift),
                what: what.to_owned(),
                quantity,
                worth: worth.parse().ok(),
                paper_no: format!("2026-{:03}", 11 + place),
                ..Donation::new(self.frame.ago(ago))
            };
            let mut rows = vec![DemoRow::Donation(Box::new(donation.clone()))];
            // A few stay in the cupboard.
            let count = (quantity - quantity / 12).unsigned_abs() as usize;
            let children: Vec<ChildId> = self.here.iter().map(|one| one.file.id).collect();
            let from = 7 * place;
            for child in children
                .iter()
                .cycle()
                .skip(from)
                .take(count.min(children.len()))
            {
                let given = Given {
                    id: self.id(),
                    child: *child,
                    donation: donation.id,
                    day: self.frame.ago(ago),
                    quantity: 1,
                    handed_by: nth("support-handed", place),
                    note: String::new(),
                };
                rows.push(DemoRow::Given(Box::new(given)));
            }
            self.add(ago, 17 * 60 + 30, ActKind::Give, rows);
        }
    }

    fn benefit(&mut self, child: ChildId, code: &str, steps: &[(i64, BenefitState)]) {
        let Some((first, _)) = steps.first() else {
            return;
        };
        let mut benefit = Benefit {
            id: self.id(),
            ..Benefit::new(child, code, self.frame.ago(*first))
        };
        for (ago, state) in steps {
            let day = self.frame.ago(*ago);
            benefit.state = *state;
            match state {
                BenefitState::Entitled => word("support-missing").clone_into(&mut benefit.missing),
                BenefitState::Applying => {
                    benefit.applied_on = Some(day);
                    benefit.missing.clear();
                }
                BenefitState::Receiving => {
                    benefit.received_from = Some(day);
                    benefit.runs_out_on = Some(self.frame.ago(-40)).filter(|_| *ago > 200);
                }
                BenefitState::Stopped | BenefitState::Refused => {
                    benefit.ended_on = Some(day);
                    word("support-refused").clone_into(&mut benefit.reason);
                }
            }
            let row = DemoRow::Benefit(Box::new(benefit.clone()));
            self.add(*ago, 15 * 60, ActKind::Benefit, vec![row]);
        }
    }

    fn benefits(&mut self) {
        use BenefitState::{Applying, Entitled, Receiving, Refused};
        if let Some(child) = self.of_household(ORPHAN) {
            self.benefit(child, "ORPHAN", &[(290, Applying), (255, Receiving)]);
        }
        if let Some(child) = self.of_household(UNATTENDED) {
            self.benefit(
                child,
                "DFUC",
                &[(200, Entitled), (180, Applying), (140, Receiving)],
            );
            self.benefit(child, "EDUCATION", &[(50, Entitled)]);
        }
        if let Some(child) = self.child(4) {
            self.benefit(child, "EDUCATION", &[(85, Applying), (45, Refused)]);
        }
        if let Some(child) = self.child(11) {
            self.benefit(child, "MEDICAL", &[(30, Applying)]);
        }
    }

    fn wishes(&mut self) {
        for (place, said) in (0..8_usize).zip((26..=152).rev().step_by(18)) {
            let Some(child) = self.child(5 * place + 1) else {
                return;
            };
            let wish = Wish {
                id: self.id(),
                words: nth("wish", place),
                nameless: place % 3 != 0,
                ..Wish::new(child, self.frame.ago(said))
            };
            let row = DemoRow::Wish(Box::new(wish.clone()));
            self.add(said, 18 * 60 + 10, ActKind::Wish, vec![row]);
            let helper = self.helpers.get(place % 5).map(|one| one.id);
            let taken = Wish {
                helper,
                taken_on: Some(self.frame.ago(said - 9)),
                // The one that is open still is promised for the next days.
                due_on: Some(self.frame.ago(if place < 5 { said - 40 } else { -12 })),
                ..wish
            };
            if place < 6 {
                let row = DemoRow::Wish(Box::new(taken.clone()));
                self.add(said - 9, 18 * 60 + 10, ActKind::Wish, vec![row]);
            }
            if place < 5 {
                let fulfilled = Wish {
                    fulfilled_on: Some(self.frame.ago(said - 30)),
                    told_how: nth("support-did", place),
                    ..taken
                };
                let row = DemoRow::Wish(Box::new(fulfilled));
                self.add(said - 30, 18 * 60 + 10, ActKind::Wish, vec![row]);
            }
        }
    }

    /// Talks, and news for the parents.
    fn said(&mut self) {
        for (place, ago) in (0..6_usize).zip((14..=124).rev().step_by(22)) {
            let Some(child) = self.child(4 * place) else {
                return;
            };
            let is_talk = place % 2 == 0;
            let talk = Talk {
                id: self.id(),
                kind: if is_talk {
                    TalkKind::Talk
                } else {
                    TalkKind::Counselling
                },
                who: nth("support-handed", place),
                notes: nth("support-talks", place),
                next_on: Some(self.frame.ago(ago - 30)).filter(|_| !is_talk),
                ..Talk::new(child, self.frame.ago(ago))
            };
            let row = DemoRow::Talk(Box::new(talk));
            self.add(ago, 18 * 60 + 20, ActKind::Talk, vec![row]);
            let kinds = [NewsKind::Did, NewsKind::Letter, NewsKind::Teacher];
            let kind = kinds.get(place % 3).copied().unwrap_or(NewsKind::Did);
            let news = ParentNews {
                id: self.id(),
                kind,
                what: nth("support-news", place),
                filed: if kind == NewsKind::Letter {
                    word("support-filed").to_owned()
                } else {
                    String::new()
                },
                ..ParentNews::new(child, self.frame.ago(ago - 3))
            };
            let row = DemoRow::News(Box::new(news.clone()));
            self.add(ago - 3, 18 * 60 + 25, ActKind::ParentNews, vec![row]);
            if place < 4 {
                let told = ParentNews {
                    told_on: Some(self.frame.ago(ago - 8)),
                    told_to: nth("support-told", place),
                    outcome: nth("support-news-outcome", place),
                    ..news
                };
                let row = DemoRow::News(Box::new(told));
                self.add(ago - 8, 19 * 60 + 50, ActKind::ParentNews, vec![row]);
            }
        }
    }

    /// What teachers said; one child was absent from school for ten days. A place was found for another one.
    fn school(&mut self) {
        let words = [
            (100, 1, TeacherWord::Same, 0),
            (96, 6, TeacherWord::Better, 2),
            (80, 12, TeacherWord::Absent, 3),
            (70, 12, TeacherWord::Same, 0),
            (40, 1, TeacherWord::Worse, 1),
            (20, 6, TeacherWord::Better, 2),
        ];
        for (ago, place, said, words) in words {
            let Some(child) = self.child(place) else {
                return;
            };
            let word = SchoolWord {
                id: self.id(),
                word: said,
                by: nth("support-teacher", place),
                note: nth("support-words", words),
                ..SchoolWord::new(child, self.frame.ago(ago))
            };
            let row = DemoRow::Word(Box::new(word));
            self.add(ago, 16 * 60, ActKind::School, vec![row]);
        }
        let Some(child) = self.of_household(UNATTENDED) else {
            return;
        };
        // The place is the school that the file names.
        let file = self.here.iter().find(|one| one.file.id == child);
        let school = file.map(|one| one.file.school.clone());
        let from: NaiveDate = self.frame.ago(135) + Days::new(1);
        let place = SchoolPlace {
            id: self.id(),
            school: school.unwrap_or_default(),
            found_by: nth("support-handed", 0),
            pays: nth("support-helpers", 4)
                .split(';')
                .next()
                .unwrap_or_default()
                .to_owned(),
            ..SchoolPlace::new(child, from)
        };
        let row = DemoRow::Place(Box::new(place));
        self.add(134, 16 * 60 + 5, ActKind::School, vec![row]);
    }
}
