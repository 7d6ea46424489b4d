//! Agreed days for many children: whose, which days, and the list with ticks, one group after the other.

#[cfg(test)]
mod tests;
pub(crate) mod view;

use super::state::{ChildForm, ChildrenTurn, Whose};
use crate::desk::command::{AgreedDays, Command};
use crate::domain::agreed_days::{DayGroup, LEAST_CAME, LEAST_WEEKS};
use crate::domain::{Child, ChildId, Status, Weekdays};
use crate::house::House;
use crate::i18n::{Lang, word};
use crate::keymap::Action;
use crate::screens::effect::{Effect, Open, Tone};
use crate::screens::ticks::{TickEvent, Ticks};
use crate::t;
use crate::ui::form::{FieldSpec, Form, Kind, Label, Values};
use crate::ui::picker::{Picker, PickerItem};
use crate::wording::dates::week_stretches;
use std::collections::{HashMap, HashSet};

/// Code of the habits among the choices.
const HABIT: &str = "habit";
/// Between the parts of the code of a group; cannot be typed.
const SEPARATOR: char = '\u{1f}';

impl Whose {
    /// The groups that a child belongs to.
    fn of(child: &Child) -> impl Iterator<Item = Self> {
        let [school, class, hamlet] =
            [&child.school, &child.class, &child.hamlet].map(|text| text.trim().to_owned());
        let class = (!class.is_empty()).then(|| Self::Class(school.clone(), class));
        let school = (!school.is_empty()).then_some(Self::School(school));
        let hamlet = (!hamlet.is_empty()).then_some(Self::Hamlet(hamlet));
        [class, school, hamlet].into_iter().flatten()
    }

    /// The name of the group.
    fn name(&self) -> String {
        match self {
            Self::Class(school, class) => format!("{school} {class}").trim().to_owned(),
            Self::School(name) | Self::Hamlet(name) => name.clone(),
        }
    }

    /// The key of what kind of group it is.
    const fn kind(&self) -> &'static str {
        match self {
            Self::Class(..) => "field-class",
            Self::School(_) => "field-school",
            Self::Hamlet(_) => "field-hamlet",
        }
    }

    fn code(&self) -> String {
        let [kind, first, second] = match self {
            Self::Class(school, class) => ["class", school, class],
            Self::School(name) => ["school", name, ""],
            Self::Hamlet(name) => ["hamlet", name, ""],
        };
        [kind, first, second].join(&SEPARATOR.to_string())
    }

    fn from_code(code: &str) -> Option<Self> {
        let mut parts = code.split(SEPARATOR).map(str::to_owned);
        let (kind, first, second) = (parts.next()?, parts.next()?, parts.next()?);
        match kind.as_str() {
            "class" => Some(Self::Class(first, second)),
            "school" => Some(Self::School(first)),
            "hamlet" => Some(Self::Hamlet(first)),
            _ => None,
        }
    }
}

impl ChildrenTurn<'_> {
    /// Asks for whom days are to be agreed. Each answer says how many children it means.
    pub(super) fn ask_whose_days(&mut self) {
        let (lang, house) = (self.env.lang, self.house);
        let (habits, left_out) = house.habit_groups();
        let proposed = habits.iter().flat_map(DayGroup::without).count();
        let mut note = t!(lang, "agree-by-habit-count", count = proposed);
        if left_out > 0 {
            note.push_str(&t!(lang, "agree-by-habit-missing", count = left_out));
        }
        let by_habit = PickerItem::new(HABIT, t!(lang, "agree-by-habit"), note);
        let mut counts: HashMap<Whose, [usize; 2]> = HashMap::new();
        for child in enrolled(house) {
            for whose in Whose::of(child) {
                let [all, without] = counts.entry(whose).or_default();
                *all += 1;
                *without += usize::from(child.expected_days.is_empty());
            }
        }
        let mut counts: Vec<(Whose, [usize; 2])> = counts.into_iter().collect();
        // Within a kind of group those with the most children without days come first.
        counts.sort_by(|(one, [_, few]), (other, [_, many])| {
            let kind = |whose: &Whose| std::mem::discriminant(whose) == std::mem::discriminant(one);
            if kind(other) {
                many.cmp(few).then_with(|| one.cmp(other))
            } else {
                one.cmp(other)
            }
        });
        let groups = counts.into_iter().map(|(whose, [all, without])| {
            let kind = word(lang, whose.kind());
            let note = t!(
                lang,
                "agree-group-count",
                kind = kind,
                count = all,
                without = without
            );
            PickerItem::new(whose.code(), whose.name(), note)
        });
        let items = std::iter::once(by_habit).chain(groups).collect();
        self.choose(Picker::new("pick-agree", items), ChildForm::AgreeWhose);
    }

    /// Opens the list of the habits, or asks which days the children of the chosen group come.
    pub(super) fn begin_agreeing(&mut self, code: &str) {
        let lang = self.env.lang;
        if let Some(whose) = Whose::from_code(code) {
            let title = t!(lang, "form-agree", whose = whose.name());
            let field = FieldSpec::new("expected_days", "field-expected-days", Kind::Weekdays);
            let form = Form::new(Label::Text(title), vec![field.required()]);
            self.ask(form, ChildForm::AgreeGroup(whose));
            return;
        }
        let (groups, left_out) = self.house.habit_groups();
        if groups.is_empty() {
            let mut words = t!(
                lang,
                "agree-no-habit",
                weeks = LEAST_WEEKS,
                came = LEAST_CAME
            );
            if left_out > 0 {
                words.push_str(&t!(lang, "agree-habit-left-out", count = left_out));
            }
            self.push(Effect::Notice(words));
        } else {
            self.open(Open::AgreeDays(groups));
        }
    }

    /// Opens the list of the children of a group who have other days than these, or none.
    pub(super) fn agree_for_group(&mut self, whose: &Whose, values: &Values) {
        let days = Weekdays::from_digits(values.get("expected_days")).unwrap_or_default();
        let of_group = enrolled(self.house).filter(|one| Whose::of(one).any(|of| of == *whose));
        let others = of_group.filter(|one| one.expected_days != days);
        let others: Vec<_> = others.map(|one| (one.id, one.expected_days)).collect();
        if others.is_empty() {
            self.say(Tone::Info, t!(self.env.lang, "agree-all-have"));
        } else {
            self.open(Open::AgreeDays(vec![DayGroup::new(days, others, None)]));
        }
    }
}

fn enrolled(house: &House) -> impl Iterator<Item = &Child> {
    let children = house.register.children().iter();
    children.filter(|child| child.status == Status::Enrolled)
}

/// The list while it is open: the groups that are left, and the ticks of the shown one.
#[derive(Debug, Clone)]
pub struct Agree {
    /// The groups that nothing was agreed for yet; never empty while the list is open.
    groups: Vec<DayGroup>,
    /// Index of the shown group.
    at: usize,
    /// Its children; ticked are those without agreed days.
    pub ticks: Ticks,
    /// The ticks of groups that were shown before, by the days of the group.
    left: Vec<(Weekdays, Ticks)>,
}

/// What an action in the list asks for.
#[derive(Debug, Clone)]
pub(crate) enum AgreeEvent {
    /// The list stays open.
    None,
    /// Agree the days of the ticked children.
    Agree(Box<Command>),
    /// Nobody is ticked.
    Nobody,
}

impl Agree {
    /// The list of these groups, the first one shown; `None` without any.
    pub(crate) fn new(groups: Vec<DayGroup>) -> Option<Self> {
        let ticks = ticks_of(groups.first()?);
        Some(Self {
            groups,
            at: 0,
            ticks,
            left: Vec::new(),
        })
    }

    /// Takes the days that are agreed now from the register, after somebody else has written: what is shown is what Enter
    /// builds upon. Who has other days than were shown loses the tick; who has those of the group, or is gone, is out of it.
    pub(crate) fn read_again(&mut self, house: &House) {
        let mut other = HashSet::new();
        for group in &mut self.groups {
            let days = group.days;
            group.children.retain_mut(|(child, had)| {
                let file = house.register.get(*child);
                let file = file.filter(|one| one.status == Status::Enrolled);
                let Some(now) = file.map(|one| one.expected_days).filter(|now| *now != days) else {
                    return false;
                };
                if now != *had {
                    other.insert(*child);
                }
                *had = now;
                true
            });
        }
        let shown = self.group().map(|group| group.days);
        let shown = shown.map(|days| (days, &mut self.ticks)).into_iter();
        let left = self.left.iter_mut().map(|(days, ticks)| (*days, ticks));
        for (days, ticks) in shown.chain(left) {
            let group = self.groups.iter().find(|group| group.days == days);
            let children = group.map_or(&[][..], |group| &group.children);
            ticks.keep(|child| children.iter().any(|(one, _)| *one == child));
            ticks.ticked.retain(|child| !other.contains(child));
        }
    }

    fn group(&self) -> Option<&DayGroup> {
        self.groups.get(self.at)
    }

    /// The days that are agreed for a child now.
    fn had(&self, child: ChildId) -> Weekdays {
        let of = self.group().map(|group| group.children.iter());
        let found = of.and_then(|mut all| all.find(|(one, _)| *one == child));
        found.map_or(Weekdays::NONE, |(_, had)| *had)
    }

    /// Handles an action; `None` if the list does not use it.
    pub(crate) fn act(&mut self, action: Action) -> Option<AgreeEvent> {
        let count = self.groups.len();
        match action {
            Action::Next => self.show((self.at + 1) % count.max(1)),
            Action::Previous => self.show((self.at + count.max(1) - 1) % count.max(1)),
            _ => {
                if self.ticks.act(action)? == TickEvent::Done {
                    return Some(self.agreed());
                }
            }
        }
        Some(AgreeEvent::None)
    }

    fn agreed(&self) -> AgreeEvent {
        let chosen = self.ticks.chosen();
        let Some(group) = self.group().filter(|_| !chosen.is_empty()) else {
            return AgreeEvent::Nobody;
        };
        let agreed = chosen.into_iter().map(|child| AgreedDays {
            child,
            days: group.days,
            had: self.had(child),
        });
        AgreeEvent::Agree(Box::new(Command::AgreeDays(agreed.collect())))
    }

    fn show(&mut self, at: usize) {
        if at != self.at
            && let Some(group) = self.groups.get(at)
        {
            let next = group.days;
            if let Some(days) = self.group().map(|group| group.days) {
                let mut ticks = self.ticks.clone();
                ticks.set_aside();
                self.left.push((days, ticks));
            }
            self.at = at;
            self.show_days(next);
        }
    }

    /// Shows the ticks of the group with these days.
    fn show_days(&mut self, days: Weekdays) {
        self.ticks = self.ticks_of_days(days);
        self.ticks.is_other_changed = self.left.iter().any(|(_, ticks)| ticks.is_changed());
    }

    /// The ticks of the group with these days: as they were left, or as at first.
    fn ticks_of_days(&mut self, days: Weekdays) -> Ticks {
        let left = self.left.iter().position(|(one, _)| *one == days);
        if let Some(place) = left {
            return self.left.remove(place).1;
        }
        let group = self.groups.iter().find(|group| group.days == days);
        group.map_or_else(|| Ticks::new(Vec::new(), []), ticks_of)
    }

    /// The shown group is done: shows the next one. Returns whether there is one.
    pub(crate) fn go_on(&mut self) -> bool {
        if self.at < self.groups.len() {
            self.groups.remove(self.at);
        }
        if self.at >= self.groups.len() {
            self.at = 0;
        }
        let Some(days) = self.group().map(|group| group.days) else {
            return false;
        };
        self.show_days(days);
        true
    }

    /// What is asked about the ticked children.
    fn question(&self, lang: Lang) -> String {
        let days = self.group().map(|group| group.days).unwrap_or_default();
        let days = week_stretches(days, lang);
        let count = self.ticks.ticked.len();
        t!(lang, "agree-question", count = count, days = days)
    }
}

fn ticks_of(group: &DayGroup) -> Ticks {
    let everybody = group.children.iter().map(|(child, _)| *child).collect();
    Ticks::new(everybody, group.without())
}
