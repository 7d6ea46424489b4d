//! Cards of Today about activities: today's activity, the week, unexplained weeks, the most urgent
//! due topic (A1 to A4).

use super::state::{CardKind, Item, TodayCard, TodayScene, TodayTarget, Urgency};
use crate::domain::activity::weeks::WeekState;
use crate::domain::activity::{Occurrence, State};
use crate::screens::programme::{
    first_due, occurrence_notes, state_words, topic_name, week_sign, week_words,
};
use crate::t;
use crate::wording::dates::{brief_day, day_words};

/// Maximum number of this week's activities on the card.
const WEEK_LINES: usize = 4;

impl TodayScene<'_> {
    /// The first activity of today.
    pub(super) fn activity_today(&self) -> Option<Item> {
        let (lang, today) = (self.env.lang, self.house.today());
        let all = self.house.occurrences(today, today);
        let one = all.first()?;
        let activity = &one.activity;
        let starts = activity.starts.format("%H:%M").to_string();
        let title = activity.title.as_str();
        let parts = [
            state_words(one.state, lang),
            occurrence_notes(self.house, one, lang),
        ];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        Some(Item {
            text: t!(lang, "today-activity", at = starts, title = title),
            detail: parts.join(&t!(lang, "why-comma")),
            next: String::new(),
            act: TodayTarget::Activity(today, Some(one.which)),
        })
    }

    /// This week's activities, unexplained weeks without one, and the due topic (A1).
    pub(super) fn week_card(&self) -> Option<TodayCard> {
        let lang = self.env.lang;
        let today = self.house.today();
        let this = self.house.weeks.last()?;
        let unexplained = self.house.weeks.iter().filter(|week| week.wants_reason());
        let mut items: Vec<Item> = unexplained
            .map(|week| Item {
                text: t!(
                    lang,
                    "today-week-missed",
                    day = day_words(week.monday, lang, self.house.today())
                ),
                detail: t!(lang, "today-week-missed-detail"),
                next: String::new(),
                act: TodayTarget::Explain(week.monday),
            })
            .collect();
        let is_asked = !items.is_empty();
        let all = self.house.occurrences(this.monday, this.sunday());
        let is_waiting = |one: &Occurrence| {
            one.activity.day <= today && matches!(one.state, State::Planned | State::Missed)
        };
        let waits = all.iter().any(is_waiting);
        if this.state == WeekState::Nothing {
            items.push(Item {
                text: t!(lang, "today-week-nothing"),
                detail: t!(lang, "today-week-nothing-detail"),
                next: String::new(),
                act: TodayTarget::Activity(today, None),
            });
        }
        items.extend(
            all.iter()
                .take(WEEK_LINES)
                .map(|one| self.occurrence_item(one)),
        );
        items.extend(first_due(self.house, lang).map(|(code, why)| Item {
            text: t!(
                lang,
                "today-topic-due",
                topic = topic_name(self.house, &code, lang)
            ),
            detail: why,
            next: String::new(),
            act: TodayTarget::Topics,
        }));
        items.extend(self.missed_item());
        let is_now = is_asked || waits || this.state == WeekState::Nothing;
        Some(TodayCard {
            kind: CardKind::Week,
            urgency: if is_now {
                Urgency::Today
            } else {
                Urgency::Know
            },
            // A mark for each of the last weeks stands where it is never cut.
            title: format!("{}  {}", t!(lang, "today-week-title"), self.strip()),
            items,
        })
    }

    fn occurrence_item(&self, one: &Occurrence) -> Item {
        let lang = self.env.lang;
        let activity = &one.activity;
        let day = day_words(activity.day, lang, self.house.today());
        let parts = [
            activity.title.clone(),
            state_words(one.state, lang),
            occurrence_notes(self.house, one, lang),
        ];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        Item {
            text: format!("{day} {}", activity.starts.format("%H:%M")),
            detail: parts.join(&t!(lang, "why-comma")),
            next: String::new(),
            act: TodayTarget::Activity(activity.day, Some(one.which)),
        }
    }

    /// A mark for each of the last weeks.
    fn strip(&self) -> String {
        self.house.weeks.iter().map(week_sign).collect()
    }

    /// Why the missed ones of the last weeks were; `None` if none was.
    fn missed_item(&self) -> Option<Item> {
        let lang = self.env.lang;
        let weeks = &self.house.weeks;
        let missed = weeks
            .iter()
            .filter(|week| matches!(week.state, WeekState::Missed { .. }))
            .map(|week| {
                let monday = brief_day(week.monday, lang, self.house.today());
                format!("{monday} {}", week_words(week, lang))
            });
        let missed: Vec<String> = missed.collect();
        (!missed.is_empty()).then(|| Item {
            text: t!(lang, "plan-strip", count = weeks.len()),
            detail: missed.join("  "),
            next: String::new(),
            act: TodayTarget::Activity(self.house.today(), None),
        })
    }
}
