//! Ways of noticing an unseen child: what the program fires, and fixed rules.

use super::home::{FIRST, place};
use super::life::{HomeLife, Pupil, evening};
use chrono::{NaiveDate, TimeDelta};
use doorlight::domain::rules::ladder::{Matter, matters};
use doorlight::domain::rules::{
    Facts, Holding, MarkedDay, RuleBook, RuleNumber, Subject, WEEKS, flags, reach,
};
use doorlight::domain::{Child, ChildId, FollowUp, Mark, Programme, RuleId, Support, Visit};
use doorlight::store::whole_sheets;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A way of noticing.
#[derive(Debug, Clone)]
pub(crate) enum Way {
    /// The matters of the program, with some numbers of the rules changed.
    Program(Vec<(&'static str, i64)>),
    /// Nobody has seen the child for more than so many days.
    Unseen(i64),
    /// So many agreed days, or usual ones where none are agreed, missed in a row.
    InARow(usize),
}

/// The rules on an unseen child.
const UNSEEN: [RuleId; 5] = [RuleId::S2, RuleId::S3, RuleId::S4, RuleId::S5, RuleId::S6];

/// What is known of a home on an evening, and who is on the list.
pub(crate) struct Lists<'h> {
    home: &'h HomeLife,
    way: &'h Way,
    book: RuleBook,
    /// Marks of the whole home by day.
    marks: BTreeMap<NaiveDate, usize>,
    /// The days of the whole time of which a register was taken, for the fixed rules.
    taken: BTreeSet<NaiveDate>,
    /// The files, which say who has left.
    pub(crate) children: Vec<Child>,
    /// Visits that saw a child.
    visits: HashMap<ChildId, Vec<Visit>>,
}

impl<'h> Lists<'h> {
    pub(crate) fn new(home: &'h HomeLife, way: &'h Way) -> Self {
        let numbers = match way {
            Way::Program(numbers) => numbers.as_slice(),
            Way::Unseen(_) | Way::InARow(_) => &[],
        };
        let numbers = numbers.iter().map(|(name, value)| RuleNumber {
            name: (*name).to_owned(),
            value: *value,
        });
        let all = home.pupils.iter();
        let all: HashMap<ChildId, Vec<MarkedDay>> =
            all.map(|one| (one.child.id, one.days.clone())).collect();
        let (mut taken, _) = whole_sheets(&all);
        taken.extend(&home.opened);
        let mut marks = BTreeMap::new();
        for marked in home.pupils.iter().flat_map(|one| &one.days) {
            *marks.entry(marked.day).or_default() += 1;
        }
        Self {
            home,
            way,
            book: RuleBook::new(numbers.collect()),
            marks,
            taken,
            children: home.pupils.iter().map(|one| one.child.clone()).collect(),
            visits: HashMap::new(),
        }
    }

    /// Writes down that somebody visited a child and saw it.
    pub(crate) fn see(&mut self, visit: Visit) {
        self.visits.entry(visit.child).or_default().push(visit);
    }

    /// The last sighting up to a day, at the home or at a visit.
    fn last_seen(&self, one: &Pupil, today: NaiveDate) -> Option<NaiveDate> {
        let at_home = until(&one.days, today)
            .iter()
            .rfind(|one| one.mark.is_seen());
        let visits = self.visits.get(&one.child.id);
        let visited = visits.and_then(|all| all.last()).map(|visit| visit.day);
        at_home.map(|one| one.day).max(visited)
    }

    /// Of each child in order the rule that began first, if it is on the list of that evening.
    pub(crate) fn on(&self, today: NaiveDate) -> Vec<Option<RuleId>> {
        match self.way {
            Way::Program(_) => self.by_the_program(today),
            Way::Unseen(limit) => self.by(|one| {
                let days = self.unexplained(one, today, |_| true);
                i64::try_from(days).unwrap_or(i64::MAX) > *limit
            }),
            Way::InARow(limit) => self.by(|one| {
                let usual = usual(one, &self.taken, self.last_seen(one, today));
                let counts = |day: NaiveDate| self.taken.contains(&day) && usual(day);
                self.unexplained(one, today, counts) >= *limit
            }),
        }
    }

    fn by(&self, holds: impl Fn(&Pupil) -> bool) -> Vec<Option<RuleId>> {
        let pupils = self.home.pupils.iter();
        let on = pupils.map(|one| holds(one).then_some(RuleId::S5));
        on.collect()
    }

    /// Days since the last sighting that nobody explained: neither an excuse nor a confirmed stay.
    fn unexplained(
        &self,
        one: &Pupil,
        today: NaiveDate,
        counts: impl Fn(NaiveDate) -> bool,
    ) -> usize {
        let Some(seen) = self.last_seen(one, today) else {
            return 0;
        };
        let days = one.days.as_slice();
        let is_excused = |day: NaiveDate| {
            let place = days.binary_search_by_key(&day, |one| one.day).ok();
            place
                .and_then(|place| days.get(place))
                .is_some_and(|one| one.mark == Mark::Excused)
        };
        let since = seen.iter_days().skip(1).take_while(|day| *day <= today);
        since
            .filter(|day| counts(*day) && !is_excused(*day) && !one.is_at_parents(*day))
            .count()
    }

    /// What the store hands over on that evening, put to all rules.
    fn by_the_program(&self, today: NaiveDate) -> Vec<Option<RuleId>> {
        let pupils = &self.home.pupils;
        let last_seen: HashMap<ChildId, NaiveDate> = pupils
            .iter()
            .filter_map(|one| Some((one.child.id, self.last_seen(one, today)?)))
            .collect();
        let usual = today - TimeDelta::weeks(WEEKS);
        let marked = |from: NaiveDate| {
            move |one: &Pupil| {
                let days = until(&one.days, today);
                let begins = days.partition_point(|one| one.day < from);
                days.get(begins..).unwrap_or_default().to_vec()
            }
        };
        let mut days: HashMap<ChildId, Vec<MarkedDay>> = pupils
            .iter()
            .map(|one| (one.child.id, marked(usual)(one)))
            .collect();
        let (mut taken, least) = whole_sheets(&days);
        let mut reaches = HashMap::new();
        for one in pupils {
            let id = one.child.id;
            if let Some(from) = reach(today, last_seen.get(&id).copied(), FIRST) {
                reaches.insert(id, from);
                days.insert(id, marked(from)(one));
            }
        }
        let first = reaches.values().min().copied().unwrap_or(usual).min(usual);
        let before = self.marks.range(first..usual);
        let whole = before.filter(|(day, marks)| **marks >= least.on(**day));
        taken.extend(whole.map(|(day, _)| *day));
        taken.extend(self.home.opened.range(first..=today));
        let steps = pupils.iter().filter_map(|one| one.stay_step.clone());
        let follow_ups: HashMap<ChildId, Vec<FollowUp>> = steps
            .filter(|step| step.at.date_naive() <= today)
            .map(|step| (step.child, vec![step]))
            .collect();
        let facts = Facts {
            now: evening(today),
            children: &self.children,
            tags: &HashMap::new(),
            contacts: &HashMap::new(),
            agreements: &HashMap::new(),
            requests: &HashMap::new(),
            problems: &HashMap::new(),
            support: &Support::default(),
            visits: &self.visits,
            follow_ups: &follow_ups,
            incidents: &HashMap::new(),
            days: &days,
            reach: &reaches,
            began: FIRST,
            open_stays: &HashMap::new(),
            last_seen: &last_seen,
            taken: &taken,
            is_closed: true,
            opened_at: None,
            programme: &Programme::default(),
            staff: &[],
            calendar: &self.home.calendar,
            book: &self.book,
            ask_after_minutes: 30,
        };
        let raised = matters(flags(&facts), &facts);
        let raised: HashMap<ChildId, RuleId> = raised
            .iter()
            .filter(|matter| UNSEEN.contains(&matter.flag.rule) && matter.is_open(today))
            .filter_map(|matter| {
                let first = |one: &&Holding| one.since;
                let rule = matter.flag.rules.iter().min_by_key(first)?.rule;
                Some((child(matter)?, rule))
            })
            .collect();
        let on = pupils.iter().map(|one| raised.get(&one.child.id).copied());
        on.collect()
    }
}

fn child(matter: &Matter) -> Option<ChildId> {
    match matter.flag.subject {
        Subject::Child(child) => Some(child),
        Subject::Staff(_) | Subject::Home => None,
    }
}

fn until(days: &[MarkedDay], today: NaiveDate) -> &[MarkedDay] {
    let ends = days.partition_point(|one| one.day <= today);
    days.get(..ends).unwrap_or_default()
}

/// Whether a weekday is agreed; where none is, whether the child came on half of these weekdays in the thirteen weeks
/// before it was last seen.
fn usual(
    one: &Pupil,
    taken: &BTreeSet<NaiveDate>,
    seen: Option<NaiveDate>,
) -> impl Fn(NaiveDate) -> bool {
    let mut all = [0; 7];
    let mut came = [0; 7];
    if let Some(seen) = seen {
        let from = seen - TimeDelta::weeks(13);
        for day in taken.range(from..=seen) {
            if let Some(all) = all.get_mut(place(*day)) {
                *all += 1;
            }
        }
        let here = until(&one.days, seen).iter();
        for marked in here.filter(|one| one.day >= from && one.mark.is_seen()) {
            if let Some(came) = came.get_mut(place(marked.day)) {
                *came += 1;
            }
        }
    }
    let by_habit: [bool; 7] = std::array::from_fn(|nth| {
        let (all, came) = (all.get(nth).copied(), came.get(nth).copied());
        came.unwrap_or(0) > 0 && 2 * came.unwrap_or(0) >= all.unwrap_or(0)
    });
    let usual = one.agreed.unwrap_or(by_habit);
    move |day: NaiveDate| usual.get(place(day)).copied().unwrap_or_default()
}
