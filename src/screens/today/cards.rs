//! Cards of Today, most urgent first; each item with its reason and the phone to call.

use super::state::{CardKind, Item, TodayCard, TodayScene, TodayTarget, Urgency};
use crate::desk::backup::matter_text;
use crate::domain::calendar::DayKind;
use crate::domain::rules::ladder::Matter;
use crate::domain::rules::list::List;
use crate::domain::rules::{Level, Subject};
use crate::domain::{Child, ChildId, RuleId};
use crate::house::safety::SafetyMatter;
use crate::i18n::words;
use crate::screens::people;
use crate::t;
use crate::wording::calendar as calendar_words;
use crate::wording::dates::day_words;
use crate::wording::files as files_words;
use chrono::{Datelike, Days, NaiveDate};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Number of days for which birthdays are shown, including today.
const BIRTHDAY_DAYS: u64 = 7;
/// First month in which missing public holidays of the next year are reported.
const HOLIDAYS_KNOWN_FROM: u32 = 11;

impl TodayScene<'_> {
    /// The cards for the current minute.
    pub(crate) fn cards(&self) -> Vec<TodayCard> {
        if self.house.home.is_none() {
            return vec![self.first_run_card()];
        }
        if self.house.register.children().is_empty() {
            return vec![self.opening_card(), self.no_children_card()];
        }
        let cards = [
            self.safety_card(),
            self.forgotten_card(),
            self.not_taken_card(),
            self.children_card(),
            self.missing_card(),
            self.week_card(),
            self.waits_card(),
            self.birthday_card(),
            self.holidays_card(),
        ];
        let mut cards: Vec<TodayCard> = cards.into_iter().flatten().collect();
        cards.sort_by_key(|card| card.urgency); // stable: equals keep their order
        cards.insert(0, self.opening_card());
        cards
    }

    fn first_run_card(&self) -> TodayCard {
        let lang = self.env.lang;
        let item = Item {
            text: t!(lang, "today-set-up"),
            detail: t!(lang, "today-set-up-detail"),
            next: String::new(),
            act: TodayTarget::SetUp,
        };
        TodayCard {
            kind: CardKind::Opening,
            urgency: Urgency::Now,
            title: t!(lang, "today-welcome"),
            items: vec![item],
        }
    }

    fn no_children_card(&self) -> TodayCard {
        let lang = self.env.lang;
        let item = Item {
            text: t!(lang, "today-import"),
            detail: t!(lang, "today-import-detail"),
            next: String::new(),
            act: TodayTarget::Children,
        };
        TodayCard {
            kind: CardKind::NoChildren,
            urgency: Urgency::Now,
            title: t!(lang, "today-no-children"),
            items: vec![item],
        }
    }

    /// Open or closed, and why; Enter opens the home.
    fn opening_card(&self) -> TodayCard {
        let lang = self.env.lang;
        let today = self.house.today();
        let Some(calendar) = self.house.calendar() else {
            return self.first_run_card();
        };
        let (hours, is_open_day) = match calendar.day(today) {
            DayKind::Open { spans, why } => {
                let spans: Vec<String> = spans.iter().map(ToString::to_string).collect();
                let why = calendar_words::why_open(&why, lang).map(|why| format!(" ({why})"));
                let hours = format!("{}{}", spans.join(" "), why.unwrap_or_default());
                (t!(lang, "today-hours", hours = hours), true)
            }
            DayKind::Closed(why) => {
                let why = calendar_words::why_closed(&why, lang);
                let next = calendar.next_open_day(today);
                let next =
                    next.map_or_else(String::new, |day| day_words(day, lang, self.house.today()));
                (t!(lang, "today-closed", why = why, next = next), false)
            }
        };
        let time = |at: crate::domain::Moment| at.format("%H:%M").to_string();
        let opening = self.house.day.opening.as_ref();
        let (text, act, urgency) = match opening.map(|day| (day.opened_at, day.closed_at)) {
            Some((at, None)) => {
                let text = t!(lang, "today-is-open", at = time(at));
                (text, TodayTarget::Door, Urgency::Know)
            }
            Some((_, Some(at))) => {
                let text = t!(lang, "today-is-closed", at = time(at));
                (text, TodayTarget::Door, Urgency::Know)
            }
            None => {
                let urgency = if is_open_day {
                    Urgency::Today
                } else {
                    Urgency::Know
                };
                (t!(lang, "today-open-it"), TodayTarget::Open, urgency)
            }
        };
        let title = day_words(today, lang, self.house.today());
        // Before anybody has come, the hours are what counts.
        let (count, came) = (self.house.head_count(), self.house.day.came());
        let detail = if count + came > 0 {
            t!(
                lang,
                "today-house",
                hours = hours,
                count = count,
                came = came
            )
        } else {
            hours
        };
        let mut items = vec![Item {
            text,
            detail,
            next: String::new(),
            act,
        }];
        items.extend(self.activity_today());
        TodayCard {
            kind: CardKind::Opening,
            urgency,
            title,
            items,
        }
    }

    /// Children expected and not in the house after the agreed minutes, with the phone to call
    /// (S1).
    fn missing_card(&self) -> Option<TodayCard> {
        let lang = self.env.lang;
        let home = self.house.home.as_ref()?;
        let is_over = self
            .house
            .day
            .opening
            .as_ref()
            .is_some_and(|day| day.closed_at.is_some());
        let minutes = home.home.ask_after_minutes;
        let missing: Vec<&Child> = self.house.missing().collect();
        if missing.is_empty() || is_over {
            return None;
        }
        let count = missing.len();
        let opened = self.house.day.opening.as_ref();
        let opened = opened.map(|day| day.opened_at.naive_local());
        if !home
            .calendar
            .is_time_to_ask(self.house.now.naive_local(), opened, minutes)
        {
            let item = Item {
                text: t!(lang, "today-expected", count = count),
                detail: t!(lang, "today-expected-detail", minutes = minutes),
                next: String::new(),
                act: TodayTarget::Door,
            };
            let title = t!(lang, "today-expected-title");
            return Some(TodayCard {
                kind: CardKind::Missing,
                urgency: Urgency::Know,
                title,
                items: vec![item],
            });
        }
        // Siblings with the same phone share an item: one call is enough.
        let mut items: Vec<(&Child, Item)> = Vec::new();
        for child in missing {
            let detail = people::contact_to_call(self.house, child.id, lang);
            let at_one_door = |(first, item): &&mut (&Child, Item)| {
                first.household.is_some()
                    && first.household == child.household
                    && item.detail == detail
            };
            if let Some((_, item)) = items.iter_mut().find(at_one_door) {
                item.text = t!(
                    lang,
                    "and",
                    first = item.text.as_str(),
                    second = child.name.as_str()
                );
                continue;
            }
            let item = Item {
                text: child.name.clone(),
                detail,
                next: String::new(),
                act: TodayTarget::File(child.id),
            };
            items.push((child, item));
        }
        let title = t!(lang, "today-missing", count = count);
        Some(TodayCard {
            kind: CardKind::Missing,
            urgency: Urgency::Now,
            title,
            items: items.into_iter().map(|(_, item)| item).collect(),
        })
    }

    /// The open matters of a list. S1, A5 and sign-outs forgotten on earlier days have their own cards, and so has the
    /// week.
    fn waiting(&self, list: List) -> impl Iterator<Item = &Matter> {
        let today = self.house.today();
        let has_card = move |matter: &Matter| match matter.flag.rule {
            RuleId::S1 | RuleId::A1 | RuleId::A5 => true,
            RuleId::S7 => matter.flag.since < today,
            _ => false,
        };
        let matters = self.house.matters.iter();
        matters.filter(move |one| one.flag.list() == list && one.is_open(today) && !has_card(one))
    }

    /// Every child whom somebody has to see, the worst first.
    fn children_card(&self) -> Option<TodayCard> {
        let lang = self.env.lang;
        // A child stands once, with what is worst.
        let mut wanted: Vec<&Matter> = Vec::new();
        for matter in self.waiting(List::ToSee) {
            if !wanted
                .iter()
                .any(|one| one.flag.subject == matter.flag.subject)
            {
                wanted.push(matter);
            }
        }
        let is_red = |one: &&Matter| one.flag.level == Level::Red;
        let urgency = if wanted.iter().any(is_red) {
            Urgency::Now
        } else {
            Urgency::Today
        };
        let mut items: Vec<Item> = wanted
            .iter()
            .map(|matter| {
                let level = words::choice(lang, "level", matter.flag.level);
                let name = people::subject_name(self.house, matter.flag.subject, lang);
                Item {
                    text: format!("{level} {name}"),
                    detail: self.why(matter),
                    next: t!(
                        lang,
                        "today-next",
                        next = people::next_brief(self.house, matter, lang)
                    ),
                    act: TodayTarget::FollowUp(List::ToSee, Some(matter.flag.subject)),
                }
            })
            .collect();
        let count = items.len();
        items.extend(self.put_off(&wanted));
        (!items.is_empty()).then(|| TodayCard {
            kind: CardKind::ToSee,
            urgency,
            title: t!(lang, "today-to-see", count = count),
            items,
        })
    }

    /// Whom nobody has to look for today, because somebody put that off: nobody falls silent.
    fn put_off(&self, wanted: &[&Matter]) -> Option<Item> {
        let (lang, today) = (self.env.lang, self.house.today());
        let is_wanted = |child| wanted.iter().any(|one| one.child() == Some(child));
        let silent = self.house.matters.iter();
        let silent = silent.filter(|one| one.flag.list() == List::ToSee && !one.is_open(today));
        let mut said: Vec<(ChildId, String)> = Vec::new();
        for matter in silent {
            let Some(child) = matter.child().filter(|child| !is_wanted(*child)) else {
                continue;
            };
            if said.iter().all(|(known, _)| *known != child) {
                let name = self.house.register.distinct_name(child);
                let until = people::next_brief(self.house, matter, lang);
                said.push((child, format!("{name} {until}")));
            }
        }
        let first = said.first().map(|(child, _)| Subject::Child(*child))?;
        let words: Vec<String> = said.iter().map(|(_, words)| words.clone()).collect();
        Some(Item {
            text: t!(lang, "today-put-off", count = said.len()),
            detail: words.join(&t!(lang, "name-comma")),
            next: String::new(),
            act: TodayTarget::FollowUp(List::ToSee, Some(first)),
        })
    }

    /// How long nobody has seen the child, and why it is asked after.
    fn why(&self, matter: &Matter) -> String {
        let lang = self.env.lang;
        let why = people::why_brief(self.house, matter, lang);
        // Of a child who is also missed that is said whatever stands first.
        let of_child = self.waiting(List::ToSee);
        let mut of_child = of_child.filter(|one| one.flag.subject == matter.flag.subject);
        match of_child.find_map(|one| people::unseen_days(self.house, one)) {
            Some(days) => t!(lang, "today-unseen", days = days, why = why),
            None => why,
        }
    }

    /// What else waits: visits, the home, the files, a line each.
    fn waits_card(&self) -> Option<TodayCard> {
        let lang = self.env.lang;
        let mut items = Vec::new();
        let mut line = |list, count: usize, detail: String| {
            if count > 0 {
                let name = words::choice(lang, "list", list);
                items.push(Item {
                    text: format!("{name} {count}"),
                    detail,
                    next: String::new(),
                    act: TodayTarget::FollowUp(list, None),
                });
            }
        };
        let visits: Vec<&Matter> = self.waiting(List::ToVisit).collect();
        line(List::ToVisit, visits.len(), self.by_hamlet(&visits));
        let home: Vec<&Matter> = self.waiting(List::Home).collect();
        let first = home.first();
        let first = first.map(|one| people::why_short(self.house, one, lang));
        line(List::Home, home.len(), first.unwrap_or_default());
        // Some of the home stand above; F6 counts them all.
        let today = self.house.today();
        let is_of_home = |one: &&Matter| one.flag.list() == List::Home && one.is_open(today);
        let all = self.house.matters.iter().filter(is_of_home).count();
        let has_others = all > home.len();
        let files = self.house.confirming();
        let of = files_words::of(files.tally, lang);
        line(
            List::File,
            files.tally.count,
            t!(lang, "today-files", of = of, each = files.each),
        );
        for item in &mut items {
            if has_others && item.act == TodayTarget::FollowUp(List::Home, None) {
                item.text = t!(lang, "today-home-others", count = home.len());
            }
            // The files are worked off one by one.
            if item.act == TodayTarget::FollowUp(List::File, None) {
                item.act = TodayTarget::Walk;
            }
        }
        items.extend(self.overdue_problems());
        (!items.is_empty()).then(|| TodayCard {
            kind: CardKind::Waits,
            urgency: Urgency::Know,
            title: t!(lang, "today-waits"),
            items,
        })
    }

    /// Problems that are past their due day, in one line.
    fn overdue_problems(&self) -> Option<Item> {
        let lang = self.env.lang;
        let count = self.house.overdue_problems();
        (count > 0).then(|| Item {
            text: t!(lang, "today-cases", count = count),
            detail: t!(lang, "today-cases-detail"),
            next: String::new(),
            act: TodayTarget::Cases,
        })
    }

    /// How many children of each hamlet are to be visited, most first: one way serves them all.
    fn by_hamlet(&self, visits: &[&Matter]) -> String {
        let lang = self.env.lang;
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for child in visits.iter().filter_map(|one| one.child()) {
            let hamlet = self
                .house
                .register
                .get(child)
                .map(|child| child.hamlet.trim());
            *counts.entry(hamlet.unwrap_or_default()).or_default() += 1;
        }
        let nowhere = counts.remove("");
        let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
        counts.sort_by_key(|(_, count)| Reverse(*count));
        let said = counts
            .iter()
            .map(|(hamlet, count)| format!("{hamlet} {count}"));
        // Where no file says a hamlet, the kind of place is not worth a word.
        let nowhere = nowhere.filter(|_| !counts.is_empty());
        let nowhere = nowhere.map(|count| t!(lang, "today-no-hamlet", count = count));
        let said: Vec<String> = said.chain(nowhere).collect();
        said.join(&t!(lang, "name-comma"))
    }

    /// Forgotten sign-outs, as questions: the clock never signs a child out.
    fn forgotten_card(&self) -> Option<TodayCard> {
        let lang = self.env.lang;
        if self.house.forgotten.is_empty() {
            return None;
        }
        let items = self.house.forgotten.iter().map(|stay| {
            let came = stay
                .in_at
                .map(|at| at.format("%H:%M").to_string())
                .unwrap_or_default();
            let name = self.house.register.name(stay.child);
            let day = day_words(stay.day, lang, self.house.today());
            Item {
                text: t!(lang, "today-forgotten", name = name),
                detail: t!(lang, "today-forgotten-detail", day = day, came = came),
                next: String::new(),
                act: TodayTarget::Settle(stay.key()),
            }
        });
        let title = t!(
            lang,
            "today-forgotten-title",
            count = self.house.forgotten.len()
        );
        Some(TodayCard {
            kind: CardKind::Forgotten,
            urgency: Urgency::Today,
            title,
            items: items.collect(),
        })
    }

    /// Matters of the home about its file: a copy that it does not continue, no copy for a week.
    fn safety_card(&self) -> Option<TodayCard> {
        let lang = self.env.lang;
        let matters = self.house.safety.as_ref()?.matters(self.house.today());
        let urgency = match matters.first()? {
            SafetyMatter::Doubt(_) | SafetyMatter::Rehearsal(_) => Urgency::Now,
            SafetyMatter::NoCopy(_) | SafetyMatter::StickAway(..) => Urgency::Today,
        };
        let items = matters.iter().map(|matter| {
            let (text, mut detail) = matter_text(matter, lang);
            // Too long for a card, and cut it would leave out what to do.
            if matches!(matter, SafetyMatter::Doubt(_)) {
                detail = t!(lang, "safety-doubt-do");
            }
            Item {
                text,
                detail,
                next: String::new(),
                act: TodayTarget::Copies,
            }
        });
        Some(TodayCard {
            kind: CardKind::Safety,
            urgency,
            title: t!(lang, "today-safety"),
            items: items.collect(),
        })
    }

    /// Open days without a register (A5), from the next morning on: nothing can be said of them, not even who was
    /// missing.
    fn not_taken_card(&self) -> Option<TodayCard> {
        let (lang, today) = (self.env.lang, self.house.today());
        let mut matters = self.house.matters.iter();
        let matter = matters.find(|one| one.flag.rule == RuleId::A5 && one.is_open(today))?;
        // The newest first: it is still remembered.
        let days = matter.flag.days_not_taken().iter().rev();
        let items: Vec<Item> = days
            .map(|day| Item {
                text: day_words(*day, lang, today),
                detail: t!(lang, "today-not-taken-detail"),
                next: String::new(),
                act: TodayTarget::EnterLate(*day),
            })
            .collect();
        Some(TodayCard {
            kind: CardKind::NotTaken,
            urgency: Urgency::Today,
            title: t!(lang, "today-not-taken", count = items.len()),
            items,
        })
    }

    fn birthday_card(&self) -> Option<TodayCard> {
        let lang = self.env.lang;
        let today = self.house.today();
        let week = today.iter_days().take(BIRTHDAY_DAYS as usize);
        let items: Vec<Item> = week
            .flat_map(|day| self.born_on(day).map(move |child| (day, child)))
            .map(|(day, child)| Item {
                text: child.name.clone(),
                detail: t!(
                    lang,
                    "today-birthday",
                    day = day_words(day, lang, self.house.today()),
                    age = child.age(day).unwrap_or_default()
                ),
                next: String::new(),
                act: TodayTarget::File(child.id),
            })
            .collect();
        let title = t!(lang, "today-birthdays");
        (!items.is_empty()).then_some(TodayCard {
            kind: CardKind::Birthdays,
            urgency: Urgency::Know,
            title,
            items,
        })
    }

    /// Children on the register with a birthday on this day. Those born on 29 February have it on 1
    /// March in common years.
    fn born_on(&self, day: NaiveDate) -> impl Iterator<Item = &Child> {
        let on_register = self
            .house
            .register
            .children()
            .iter()
            .filter(|child| child.status.is_here());
        on_register.filter(move |child| {
            let yesterday = day - Days::new(1);
            child.birth_date < day && child.age(day) > child.age(yesterday)
        })
    }

    fn holidays_card(&self) -> Option<TodayCard> {
        let lang = self.env.lang;
        let calendar = self.house.calendar()?;
        let year = self.house.today().year() + 1;
        let is_late = self.house.today().month() >= HOLIDAYS_KNOWN_FROM;
        if !is_late || (calendar.knows_year(year) && !calendar.is_provisional(year)) {
            return None;
        }
        let item = Item {
            text: t!(lang, "today-holidays", year = year.to_string()),
            detail: t!(lang, "today-holidays-detail"),
            next: String::new(),
            act: TodayTarget::Settings,
        };
        let title = t!(lang, "today-notices");
        Some(TodayCard {
            kind: CardKind::Holidays,
            urgency: Urgency::Know,
            title,
            items: vec![item],
        })
    }
}
