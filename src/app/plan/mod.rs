//! F5, Activities: the week, the month, the topics, and who still misses one of them. What is
//! planned, what was held, why a week went by without anything.
//!
//! The parts follow one another with Tab; the day the arrows are on stays the same in the week and
//! in the month, the topic in the list of topics and in the list of those who miss it.

mod ask;
mod files;
mod forms;
mod roll;
#[cfg(test)]
mod tests;
mod today;
mod topics;

pub use forms::PlanForm;
pub use roll::{Ready, Roll, RollEvent};
pub use topics::{TopicLine, TopicRow};

use super::message::Effect;
use super::model::{Model, Screen};
use crate::domain::activity::weeks::{Week, WeekState, monday};
use crate::domain::activity::{Occurrence, State, Which};
use crate::domain::calendar::{Calendar, DayKind};
use crate::domain::{ChildId, TopicCode};
use crate::i18n::words;
use crate::keymap::Action;
use crate::t;
use crate::ui::list::moved;
use crate::wording::calendar;
use crate::wording::dates::day_words;
use chrono::{Datelike, Days, Months, NaiveDate};

/// Days of a week.
const WEEK: u64 = 7;

/// The parts of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Part {
    /// A week, day by day.
    #[default]
    Week,
    /// A month at a glance.
    Month,
    /// The library of topics, and what is due.
    Topics,
    /// Who still misses a topic.
    Missing,
}

impl Part {
    /// In the order of Tab.
    pub const ALL: [Self; 4] = [Self::Week, Self::Month, Self::Topics, Self::Missing];

    /// The key of its words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Week => "plan-week",
            Self::Month => "plan-month",
            Self::Topics => "plan-topics",
            Self::Missing => "plan-missing",
        }
    }

    fn step(self, by: usize) -> Self {
        let place = Self::ALL.iter().position(|part| *part == self);
        let place = (place.unwrap_or_default() + by) % Self::ALL.len();
        Self::ALL.get(place).copied().unwrap_or_default()
    }
}

/// State of the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanState {
    /// Which part is shown.
    pub part: Part,
    /// The day the arrows are on.
    pub day: NaiveDate,
    /// Which of its activities.
    pub which: Option<Which>,
    /// The topic the arrows are on.
    pub topic: Option<TopicCode>,
    /// The child the arrows are on.
    pub child: Option<ChildId>,
}

impl PlanState {
    /// With the arrows on a day.
    pub const fn on(day: NaiveDate) -> Self {
        Self {
            part: Part::Week,
            day,
            which: None,
            topic: None,
            child: None,
        }
    }
}

/// A row of the week: an activity, or a day without one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanRow {
    /// On which day.
    pub day: NaiveDate,
    /// What takes place; `None` on a day without anything.
    pub one: Option<Occurrence>,
    /// The day has no row above this one.
    pub is_first: bool,
}

impl PlanRow {
    fn which(&self) -> Option<Which> {
        self.one.as_ref().map(|one| one.which)
    }
}

/// A day of the month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthDay {
    /// Which.
    pub day: NaiveDate,
    /// It belongs to the month that is shown.
    pub is_inside: bool,
    /// The home is open.
    pub is_open: bool,
    /// What takes place.
    pub all: Vec<Occurrence>,
}

impl Model {
    /// The rows of the week that the arrows are in; every day has one.
    pub fn plan_week(&self) -> Vec<PlanRow> {
        let first = monday(self.plan.day);
        let mut all = self
            .house
            .occurrences(first, first + Days::new(WEEK - 1))
            .into_iter()
            .peekable();
        let mut rows = Vec::new();
        for day in first.iter_days().take(WEEK as usize) {
            let mut is_first = true;
            while let Some(one) = all.next_if(|one| one.activity.day == day) {
                rows.push(PlanRow {
                    day,
                    one: Some(one),
                    is_first,
                });
                is_first = false;
            }
            if is_first {
                rows.push(PlanRow {
                    day,
                    one: None,
                    is_first,
                });
            }
        }
        rows
    }

    /// On which row of the week the arrows are.
    pub fn plan_place(&self, rows: &[PlanRow]) -> usize {
        let on = |row: &&PlanRow| row.day == self.plan.day;
        let same = rows
            .iter()
            .position(|row| on(&row) && row.which() == self.plan.which);
        same.or_else(|| rows.iter().position(|row| on(&row)))
            .unwrap_or_default()
    }

    /// The weeks of the month that the arrows are in, Monday first.
    pub fn plan_month(&self) -> Vec<Vec<MonthDay>> {
        let Some(calendar) = self.house.calendar() else {
            return Vec::new();
        };
        let first = self.plan.day - Days::new(u64::from(self.plan.day.day0()));
        let last = first + Months::new(1) - Days::new(1);
        let (from, to) = (monday(first), monday(last) + Days::new(WEEK - 1));
        let all = self.house.occurrences(from, to);
        let day = |day: NaiveDate| MonthDay {
            day,
            is_inside: day.month() == first.month(),
            is_open: calendar.is_open(day),
            all: all
                .iter()
                .filter(|one| one.activity.day == day)
                .cloned()
                .collect(),
        };
        let days: Vec<MonthDay> = from
            .iter_days()
            .take_while(|one| *one <= to)
            .map(day)
            .collect();
        days.chunks(WEEK as usize).map(<[_]>::to_vec).collect()
    }

    /// The week that the arrows are in, if the strip reaches it.
    pub fn plan_week_state(&self) -> Option<&Week> {
        let first = monday(self.plan.day);
        self.house.weeks.iter().find(|week| week.monday == first)
    }

    /// How a week stands, in words: the reason where nothing took place and somebody said why.
    pub fn week_words(&self, week: &Week) -> String {
        let lang = self.look.lang;
        match &week.state {
            WeekState::Missed {
                reason: Some(reason),
            } => {
                t!(lang, "week-missed-because", reason = reason.as_str())
            }
            state => crate::i18n::word(lang, &format!("week-{}", state.code())),
        }
    }

    /// Why nothing can take place on a day.
    pub fn closed_words(&self, calendar: &Calendar, day: NaiveDate) -> Option<String> {
        match calendar.day(day) {
            DayKind::Closed(why) => Some(calendar::why_closed(&why, self.look.lang)),
            DayKind::Open { .. } => None,
        }
    }

    /// What is to be known of an activity beside its time and name: moved from where, called off
    /// why, planned for a closed day.
    pub fn occurrence_notes(&self, one: &Occurrence) -> String {
        let lang = self.look.lang;
        let activity = &one.activity;
        let mut notes = Vec::new();
        if one.is_clash
            && let Some(calendar) = self.house.calendar()
            && let Some(why) = self.closed_words(calendar, activity.day)
        {
            notes.push(t!(lang, "plan-clash", why = why));
        }
        if let Some(from) = activity.moved_from.filter(|from| *from != activity.day) {
            notes.push(t!(lang, "activity-moved-from", day = day_words(from, lang)));
        }
        notes.push(activity.reason.clone());
        if one.state == State::Held {
            let count = self.house.took_part(activity.id).len();
            notes.push(t!(lang, "plan-took-part", count = count));
        }
        notes.push(activity.place.clone());
        notes.retain(|note| !note.is_empty());
        notes.join(&t!(lang, "why-comma"))
    }

    /// To F5; pressed there once more, back to today.
    pub(super) fn show_plan(&mut self) {
        if self.screen == Screen::Activities {
            self.plan = PlanState {
                part: self.plan.part,
                topic: self.plan.topic.clone(),
                ..PlanState::on(self.house.today())
            };
        }
        self.screen = Screen::Activities;
        self.refresh();
    }

    /// To F5 with the arrows on an activity.
    pub(super) fn show_activity(&mut self, day: NaiveDate, which: Option<Which>) {
        self.screen = Screen::Activities;
        self.plan.part = Part::Week;
        (self.plan.day, self.plan.which) = (day, which);
        self.refresh();
    }

    /// To the topics, with the arrows on the first that is due.
    pub(super) fn show_due_topics(&mut self) {
        self.screen = Screen::Activities;
        (self.plan.part, self.plan.topic) = (Part::Topics, None);
        self.refresh();
    }

    /// To F5 with the arrows on a topic.
    pub(super) fn show_topic(&mut self, topic: TopicCode, part: Part) {
        self.screen = Screen::Activities;
        self.plan.part = part;
        self.plan.topic = Some(topic);
        self.refresh();
    }

    /// What an intent means on F5; `None` if nothing special.
    pub(super) fn plan_act(&mut self, action: Action) -> Option<Vec<Effect>> {
        let nothing = Some(Vec::new());
        match action {
            Action::Next => {
                self.plan.part = self.plan.part.step(1);
                return nothing;
            }
            Action::Previous => {
                self.plan.part = self.plan.part.step(Part::ALL.len() - 1);
                return nothing;
            }
            Action::Import => {
                self.ask_plan_files();
                return nothing;
            }
            Action::Add if self.plan.part != Part::Topics => {
                self.ask_plan_new();
                return nothing;
            }
            _ => {}
        }
        match self.plan.part {
            Part::Week => self.week_act(action),
            Part::Month => self.month_act(action),
            Part::Topics => self.topics_act(action),
            Part::Missing => self.missing_act(action),
        }
    }

    fn week_act(&mut self, action: Action) -> Option<Vec<Effect>> {
        let rows = self.plan_week();
        let mut place = self.plan_place(&rows);
        let row = rows.get(place)?;
        match (action, &row.one) {
            (Action::Left | Action::PageUp, _) => {
                self.plan_go(self.plan.day.checked_sub_days(Days::new(WEEK)));
            }
            (Action::Right | Action::PageDown, _) => {
                self.plan_go(self.plan.day.checked_add_days(Days::new(WEEK)));
            }
            (Action::Accept, Some(one)) => self.ask_what(one),
            (Action::Accept, None) => self.ask_day(row.day),
            (Action::Edit, Some(one)) => self.ask_edit(one.which),
            (Action::Visit, Some(one)) => self.ask_roll(&one.activity),
            (Action::Visit, None) => self.ask_unplanned(row.day),
            (Action::Remove, Some(one)) => self.ask_call_off(one.which),
            (Action::Edit | Action::Remove, None) => {}
            _ => {
                let done = moved(&mut place, rows.len(), action).then(Vec::new)?;
                if let Some(row) = rows.get(place) {
                    (self.plan.day, self.plan.which) = (row.day, row.which());
                }
                return Some(done);
            }
        }
        Some(Vec::new())
    }

    fn month_act(&mut self, action: Action) -> Option<Vec<Effect>> {
        let day = self.plan.day;
        let to = match action {
            Action::Left => day.pred_opt(),
            Action::Right => day.succ_opt(),
            Action::Up => day.checked_sub_days(Days::new(WEEK)),
            Action::Down => day.checked_add_days(Days::new(WEEK)),
            Action::PageUp => day.checked_sub_months(Months::new(1)),
            Action::PageDown => day.checked_add_months(Months::new(1)),
            Action::First => day.with_day(1),
            Action::Last => day
                .with_day(1)
                .and_then(|first| first.checked_add_months(Months::new(1)))
                .and_then(|next| next.pred_opt()),
            Action::Accept => {
                self.plan.part = Part::Week;
                return Some(Vec::new());
            }
            _ => return None,
        };
        self.plan_go(to);
        Some(Vec::new())
    }

    fn plan_go(&mut self, day: Option<NaiveDate>) {
        // Beyond the years that dates on screen can have there is nothing to plan.
        if let Some(day) = day.filter(|day| (1900..=2199).contains(&day.year())) {
            (self.plan.day, self.plan.which) = (day, None);
        }
    }

    /// A click on a row: the arrows go there; where they are already, it does what Enter does.
    pub(super) fn plan_click(&mut self, row: usize) -> Vec<Effect> {
        let is_there = match self.plan.part {
            Part::Week => {
                let rows = self.plan_week();
                let was = self.plan_place(&rows);
                if let Some(one) = rows.get(row) {
                    (self.plan.day, self.plan.which) = (one.day, one.which());
                }
                was == row
            }
            Part::Month => {
                let days: Vec<NaiveDate> = self
                    .plan_month()
                    .iter()
                    .flatten()
                    .map(|one| one.day)
                    .collect();
                let clicked = days.get(row).copied();
                let was = clicked == Some(self.plan.day);
                self.plan_go(clicked);
                was
            }
            Part::Topics => self.topics_click(row),
            Part::Missing => self.missing_click(row),
        };
        if is_there {
            return self.plan_act(Action::Accept).unwrap_or_default();
        }
        Vec::new()
    }

    /// What is under the list of the week: the activity in full.
    pub fn plan_detail(&self) -> Vec<(String, String)> {
        let rows = self.plan_week();
        let Some(one) = rows
            .get(self.plan_place(&rows))
            .and_then(|row| row.one.as_ref())
        else {
            return Vec::new();
        };
        let lang = self.look.lang;
        let activity = &one.activity;
        let label = |name: &str| crate::wording::labels::label(name, lang);
        let staff = self
            .house
            .home
            .as_deref()
            .map_or(&[][..], |home| &home.staff[..]);
        let organiser = staff.iter().find(|one| Some(one.id) == activity.organiser);
        let adults = activity.adults.map_or_else(String::new, |n| n.to_string());
        let series = activity.series.and_then(|id| {
            let mut all = self.house.known.programme.series.iter();
            all.find(|one| one.id == id)
        });
        let repeats = series.map_or_else(String::new, |one| self.series_words(one));
        let mut names: Vec<&str> = self
            .house
            .took_part(activity.id)
            .iter()
            .map(|child| self.house.register.name(*child))
            .collect();
        names.sort_unstable();
        let pairs = [
            (label("topic"), self.topic_name(&activity.topic)),
            (label("repeats"), repeats),
            (label("for_whom"), self.expected_words(&activity.expected)),
            (
                label("organiser"),
                organiser.map_or_else(String::new, |one| one.name.clone()),
            ),
            (label("helpers"), activity.helpers.clone()),
            (label("materials"), activity.materials.clone()),
            (label("done"), activity.done.clone()),
            (label("adults"), adults),
            (label("summary"), activity.summary.clone()),
            (label("next_step"), activity.next_step.clone()),
            (label("filed"), activity.filed.clone()),
            (label("took_part"), names.join(" ")),
        ];
        let said = pairs.into_iter().filter(|(_, value)| !value.is_empty());
        said.collect()
    }

    /// How an activity stands, in a word.
    pub fn state_words(&self, state: State) -> String {
        words::choice(self.look.lang, "activity-state", state)
    }
}
