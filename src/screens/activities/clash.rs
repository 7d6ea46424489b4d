//! What is said at the fields of a plan before it is saved: clashes, and the dates of a series.

use super::state::{Checked, PlanScene, PlanTurn};
use crate::domain::activity::clash::{Clash, Own};
use crate::domain::activity::coverage::Season;
use crate::domain::{Activity, Series};
use crate::i18n::Lang;
use crate::screens::programme::clash_words;
use crate::t;
use crate::ui::form::FieldError;
use crate::wording::dates::{brief_day, day_words};
use chrono::NaiveDate;

/// Most dates that are named.
const NAMED: usize = 4;

impl PlanScene<'_> {
    /// The activity on its day if nothing speaks against it, otherwise on the next free one.
    pub(super) fn on_a_free_day(&self, activity: Activity) -> Activity {
        let (programme, today) = (&self.house.known.programme, self.house.today());
        let Some(calendar) = self.house.calendar() else {
            return activity;
        };
        let is_free = programme
            .clashes(&activity, Own::New, today, calendar)
            .is_empty();
        let next = programme.next_free(&activity, Own::New, today, calendar);
        let next = next.filter(|_| !is_free || activity.day < today);
        Activity {
            day: next.unwrap_or(activity.day),
            ..activity
        }
    }
}

impl PlanScene<'_> {
    /// How much a copy of the plan would add, and what of it falls on closed days or clashes.
    pub(super) fn copy_preview(&self, from: Season, to: Season) -> String {
        let (programme, today) = (&self.house.known.programme, self.house.today());
        let Some(calendar) = self.house.calendar() else {
            return String::new();
        };
        let (series, singles) = programme.copied(from, to, today, calendar);
        let (mut closed, mut taken) = (Vec::new(), Vec::new());
        for one in &series {
            let dates = programme.dates(one, Own::New, today, calendar);
            closed.extend(dates.closed);
            taken.extend(dates.taken);
        }
        for one in &singles {
            for clash in programme.clashes(one, Own::New, today, calendar) {
                match clash {
                    Clash::Closed(_) => closed.push(one.day),
                    Clash::Other { .. } => taken.push(one.day),
                    Clash::OutsideHours(_) | Clash::NoAdult => {}
                }
            }
        }
        closed.sort_unstable();
        taken.sort_unstable();
        let lang = self.env.lang;
        let (series, singles) = (series.len(), singles.len());
        let adds = t!(
            lang,
            "plan-copy-preview",
            series = series,
            singles = singles
        );
        let said = std::iter::once(adds).chain(fall_out(&closed, &taken, (lang, today)));
        said.collect::<Vec<String>>().join(&t!(lang, "why-comma"))
    }
}

impl PlanTurn<'_> {
    /// Says once what speaks against the day, with the next free day; the second time the user
    /// means it.
    pub(super) fn check_clash(&mut self, activity: &Activity, own: Own) -> Result<(), FieldError> {
        let lang = self.env.lang;
        let checked = Checked::Activity(activity.clone());
        if self.was_warned(&checked) {
            return Ok(());
        }
        let (programme, today) = (&self.house.known.programme, self.house.today());
        let Some(calendar) = self.house.calendar() else {
            return Ok(());
        };
        let clashes = programme.clashes(activity, own, today, calendar);
        let Some(first) = clashes.first() else {
            return Ok(());
        };
        let field = match first {
            Clash::Closed(_) => "day",
            Clash::Other { .. } | Clash::OutsideHours(_) => "starts",
            Clash::NoAdult => "organiser",
        };
        let said: Vec<String> = clashes.iter().map(|one| clash_words(one, lang)).collect();
        let said = said.join(&t!(lang, "why-comma"));
        let next = programme.next_free(activity, own, today, calendar);
        let next = next.filter(|_| matches!(first, Clash::Closed(_) | Clash::Other { .. }));
        let text = match next {
            Some(day) => {
                let day = format!("{} ({day})", day_words(day, lang, self.house.today()));
                t!(lang, "clash-next", said = said, day = day)
            }
            None => t!(lang, "clash-again", said = said),
        };
        self.state.warned = Some(Box::new(checked));
        Err(FieldError { field, text })
    }

    /// Says once how many dates a series has, and which of them fall out or clash.
    pub(super) fn check_series(&mut self, series: &Series, own: Own) -> Result<(), FieldError> {
        let lang = self.env.lang;
        let checked = Checked::Series(series.clone());
        if self.was_warned(&checked) {
            return Ok(());
        }
        let (programme, today) = (&self.house.known.programme, self.house.today());
        let Some(calendar) = self.house.calendar() else {
            return Ok(());
        };
        let dates = programme.dates(series, own, today, calendar);
        let has_adult = series.organiser.is_some() || !series.helpers.trim().is_empty();
        if dates.closed.is_empty() && dates.taken.is_empty() && has_adult {
            return Ok(());
        }
        let mut said = vec![t!(lang, "clash-series", count = dates.all.len())];
        said.extend(fall_out(&dates.closed, &dates.taken, (lang, today)));
        said.push(t!(lang, "clash-save-again"));
        let mut text = said.join(&t!(lang, "why-comma"));
        if !has_adult {
            let words = clash_words(&Clash::NoAdult, lang);
            text = format!("{words}{}{text}", t!(lang, "why-comma"));
        }
        self.state.warned = Some(Box::new(checked));
        Err(FieldError {
            field: "ends_on",
            text,
        })
    }

    /// Whether this plan was warned of just before.
    fn was_warned(&mut self, checked: &Checked) -> bool {
        self.state.warned.take().as_deref() == Some(checked)
    }
}

/// What falls on closed days, and what clashes with others; nothing if neither does.
fn fall_out(
    closed: &[NaiveDate],
    taken: &[NaiveDate],
    (lang, today): (Lang, NaiveDate),
) -> Vec<String> {
    let mut said = Vec::new();
    if !closed.is_empty() {
        let (count, days) = (closed.len(), named(closed, lang, today));
        said.push(t!(lang, "clash-closed-days", count = count, days = days));
    }
    if !taken.is_empty() {
        let (count, days) = (taken.len(), named(taken, lang, today));
        said.push(t!(lang, "clash-taken-days", count = count, days = days));
    }
    said
}

/// The first of some days.
fn named(days: &[NaiveDate], lang: Lang, today: NaiveDate) -> String {
    let shown = days
        .iter()
        .take(NAMED)
        .map(|day| brief_day(*day, lang, today));
    let mut shown: Vec<String> = shown.collect();
    if days.len() > NAMED {
        shown.push("…".to_owned());
    }
    shown.join(" ")
}
