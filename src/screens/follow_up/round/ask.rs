//! What F6 asks about a round, and what an answer does.

use super::pick;
use super::sheet::Sheet;
use crate::desk::command::{Command, RoundBack};
use crate::desk::job::Load;
use crate::desk::papers::{Order, Paper};
use crate::desk::read::back::BackPeriod;
use crate::domain::ChildId;
use crate::domain::round::{Round, Who};
use crate::domain::rules::list::List;
use crate::house::House;
use crate::screens::effect::{Effect, Env, Job, Open, Tone, Turn};
use crate::screens::follow_up::state::{FollowForm, FollowTurn, State};
use crate::screens::ticks::Ticks;
use crate::t;
use crate::ui::picker::{Picker, PickerItem};
use crate::wording::dates::day_words;

/// Code of a hamlet among the choices, before its name.
const HAMLET: &str = "hamlet:";

/// Writes the page of the ticked children and keeps their order. If nobody is ticked, says so and writes nothing.
pub(crate) fn print(
    house: &House,
    state: &mut State,
    env: Env,
    ticks: &Ticks,
) -> Vec<Effect<FollowForm>> {
    Turn::effects(house, state, env, |turn| {
        let children = pick::children(ticks, house);
        if children.is_empty() {
            turn.say(Tone::Bad, t!(env.lang, "roll-pick-first"));
            return;
        }
        let order = Order::of_round(children.clone(), house.today(), env.lang);
        // Who may only read can print; then the rows are entered by name.
        turn.run(if house.read_only.is_none() {
            Job::WriteAndKeep(order, Box::new(Command::KeepRound(children)))
        } else {
            Job::Write(order)
        });
    })
}

/// Saves what was entered, or says which row is not complete.
pub(crate) fn save(
    house: &House,
    state: &mut State,
    env: Env,
    sheet: &mut Sheet,
) -> Vec<Effect<FollowForm>> {
    Turn::effects(house, state, env, |turn| match sheet.visits(house) {
        Ok(visits) => {
            let left = sheet.rows.len() - visits.len();
            let round = sheet.round.clone();
            turn.perform(Command::RecordRound(RoundBack {
                round,
                visits,
                left,
            }));
        }
        Err(problem) => turn.say(Tone::Bad, problem.text(sheet, env.lang)),
    })
}

/// Opens the form of a problem that the selected row tells of.
pub(crate) fn open_problem(
    house: &House,
    state: &mut State,
    env: Env,
    sheet: &Sheet,
) -> Vec<Effect<FollowForm>> {
    Turn::effects(house, state, env, |turn| {
        match sheet.problem(house, env.lang) {
            Ok(problem) => turn.ask_problem(problem),
            Err(why) => turn.say(Tone::Info, why.text(sheet, env.lang)),
        }
    })
}

impl FollowTurn<'_> {
    /// Asks whom the round is for. Each answer says how many children it means.
    pub(in crate::screens::follow_up) fn ask_round(&mut self, here: Option<ChildId>) {
        let (lang, house) = (self.env.lang, self.house);
        let due = house.round(Who::Due);
        let count = |count: usize| t!(lang, "round-count", count = count);
        let mut items = vec![PickerItem::new(
            "due",
            t!(lang, "round-due"),
            self.due_words(&due),
        )];
        items.extend(
            house.round_hamlets().into_iter().map(|(hamlet, of)| {
                PickerItem::new(format!("{HAMLET}{hamlet}"), hamlet, count(of))
            }),
        );
        if let Some(child) = here {
            let name = house.register.distinct_name(child).into_owned();
            let household = house.round(Who::Household(child));
            let label = t!(lang, "round-household", name = name);
            items.push(PickerItem::new("household", label, count(household.len())));
        }
        items.push(PickerItem::new("hand", t!(lang, "round-by-hand"), ""));
        if let Some(note) = self.kept_round() {
            items.push(PickerItem::new("enter", t!(lang, "round-enter"), note));
        }
        let told = house.hand_over().len();
        let page = t!(lang, "round-supervisor");
        let sheet = t!(lang, "round-supervisor-sheet");
        let term = t!(lang, "round-back-term");
        items.extend([
            PickerItem::new(Paper::Supervisor.code(), page, count(told)),
            PickerItem::new(Paper::SupervisorSheet.code(), sheet, count(told)),
            PickerItem::new("back-term", term, ""),
            PickerItem::new("back-year", t!(lang, "round-back-year"), ""),
        ]);
        self.choose(Picker::new("pick-round", items), FollowForm::Round(here));
    }

    /// How many are to be gone to. The list of visits counts fewer where a child who is to be seen comes
    /// along: then both are said.
    fn due_words(&self, due: &[ChildId]) -> String {
        let (lang, house) = (self.env.lang, self.house);
        let is_on_list = |child: &&ChildId| {
            let mut matters = house.matters_to_see(**child);
            matters.any(|matter| matter.flag.list() == List::ToVisit)
        };
        let visit = due.iter().filter(is_on_list).count();
        match due.len() - visit {
            0 => t!(lang, "round-count", count = visit),
            see => t!(lang, "round-due-count", visit = visit, see = see),
        }
    }

    /// The rounds that were printed, the newest first.
    fn kept_rounds(&self) -> &[Round] {
        let home = self.house.home.as_ref();
        home.map_or(&[], |home| &home.rounds)
    }

    /// The day and the size of the round that was printed, or how many there are; `None` without one.
    fn kept_round(&self) -> Option<String> {
        let lang = self.env.lang;
        match self.kept_rounds() {
            [] => None,
            [one] => {
                let day = day_words(one.made.date_naive(), lang, self.house.today());
                Some(self.round_note(one, &day))
            }
            several => Some(t!(lang, "round-kept-several", count = several.len())),
        }
    }

    /// When a round was printed, of how many rows, and whether it was entered.
    fn round_note(&self, round: &Round, day: &str) -> String {
        let lang = self.env.lang;
        let printed = t!(lang, "round-kept", day = day, count = round.children.len());
        if round.is_entered {
            t!(lang, "round-kept-entered", printed = printed)
        } else {
            printed
        }
    }

    /// The hamlets of a round in the order of its rows; the first child of one without hamlets.
    fn places_of(&self, round: &Round) -> String {
        let register = &self.house.register;
        let mut places: Vec<&str> = Vec::new();
        for child in &round.children {
            let hamlet = register.get(*child).map_or("", |one| one.hamlet.trim());
            if !hamlet.is_empty() && !places.contains(&hamlet) {
                places.push(hamlet);
            }
        }
        if places.is_empty() {
            places.extend(round.children.first().map(|child| register.name(*child)));
        }
        places.join(&t!(self.env.lang, "name-comma"))
    }

    /// Opens the list or the form that was chosen.
    pub(in crate::screens::follow_up) fn begin_round(&mut self, code: &str, here: Option<ChildId>) {
        let house = self.house;
        let children = match (code, here) {
            ("enter", _) => return self.enter_round(),
            ("back-term", _) => return self.show_came_back(BackPeriod::Term),
            ("back-year", _) => return self.show_came_back(BackPeriod::Year),
            (code, _) if code == Paper::Supervisor.code() => {
                return self.print_hand_over(Paper::Supervisor);
            }
            (code, _) if code == Paper::SupervisorSheet.code() => {
                return self.print_hand_over(Paper::SupervisorSheet);
            }
            ("hand", _) => Vec::new(),
            ("household", Some(child)) => house.round(Who::Household(child)),
            _ => match code.strip_prefix(HAMLET) {
                Some(hamlet) => house.round(Who::Hamlet(hamlet)),
                None => house.round(Who::Due),
            },
        };
        self.open(Open::Round(children));
    }

    fn show_came_back(&mut self, period: BackPeriod) {
        self.run(Job::Load(Load::CameBack(period, self.env.lang)));
    }

    /// Writes the page for the supervisor and keeps that it was made.
    fn print_hand_over(&mut self, paper: Paper) {
        let today = self.house.today();
        let period = paper.period(today, today);
        let order = Order::of_period(paper, period, self.env.lang);
        self.run(if self.house.read_only.is_none() {
            let count = self.house.hand_over().len();
            Job::WriteAndKeep(order, Box::new(Command::KeepHandOver(count)))
        } else {
            Job::Write(order)
        });
    }

    /// Opens the form of the round that was printed; of several the one that is chosen.
    pub(in crate::screens::follow_up) fn enter_round(&mut self) {
        let lang = self.env.lang;
        let rounds = match self.kept_rounds() {
            [] => return self.say(Tone::Info, t!(lang, "round-none-printed")),
            // One that was entered is chosen knowingly: all of it would be written once more.
            [one] if !one.is_entered => {
                let one = one.clone();
                return self.open(Open::RoundSheet(one));
            }
            several => several.to_vec(),
        };
        let items = rounds.iter().enumerate().map(|(place, round)| {
            let day = day_words(round.made.date_naive(), lang, self.house.today());
            let printed = format!("{day} {}", round.made.format("%H:%M"));
            let note = self.round_note(round, &printed);
            PickerItem::new(place.to_string(), self.places_of(round), note)
        });
        let picker = Picker::new("pick-round-to-enter", items.collect());
        self.choose(picker, FollowForm::Rounds(rounds));
    }

    /// Opens the form of the chosen one of the rounds that were offered.
    pub(in crate::screens::follow_up) fn enter_one(&mut self, rounds: Vec<Round>, code: &str) {
        let place = code.parse().ok();
        if let Some(round) = place.and_then(|place: usize| rounds.into_iter().nth(place)) {
            self.open(Open::RoundSheet(round));
        }
    }
}
