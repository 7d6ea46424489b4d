//! Sentences for the limits of rules, for a child's habit and for matters that are over. All figures come from the
//! rules.

use super::calendar::weekday;
use super::dates::{brief_day, day_words, weekdays};
use crate::domain::rules::book::{Number, Unit, month_day};
use crate::domain::rules::{Chance, Limit, PastEnd, PastMatter, SeenHow, Usual};
use crate::i18n::{Lang, words};
use crate::t;
use chrono::NaiveDate;

/// What was found, and the limit of the rule. Days of another year than `today` are written with the year.
pub(crate) fn limit(limit: &Limit, lang: Lang, today: NaiveDate) -> String {
    match *limit {
        Limit::Missed { missed, limit } => {
            t!(lang, "limit-missed", missed = missed, limit = limit)
        }
        Limit::Rare {
            once_in_weeks: Some(weeks),
            limit,
            of_this_run,
        } => t!(
            lang,
            "limit-rare",
            weeks = weeks,
            limit = limit,
            run = of_this_run
        ),
        Limit::Rare {
            once_in_weeks: None,
            limit,
            of_this_run,
        } => t!(lang, "limit-rare-never", limit = limit, run = of_this_run),
        Limit::Longer {
            missed,
            usual,
            days,
            limit,
        } => t!(
            lang,
            "limit-longer",
            missed = missed,
            usual = usual,
            days = days,
            limit = limit
        ),
        Limit::Calls { failed, limit } => {
            t!(lang, "limit-calls", failed = failed, limit = limit)
        }
        Limit::NotSeen { days, limit } => t!(lang, "limit-not-seen", days = days, limit = limit),
        Limit::Excused { days, limit } => t!(lang, "limit-excused", days = days, limit = limit),
        Limit::Falling {
            percent,
            limit,
            expected,
            missed,
        } => t!(
            lang,
            "limit-falling",
            percent = percent,
            limit = limit,
            expected = expected,
            missed = missed
        ),
        Limit::NotIn { minutes } => t!(lang, "limit-not-in", minutes = minutes),
        Limit::StillIn { minutes, limit } => {
            t!(lang, "limit-still-in", minutes = minutes, limit = limit)
        }
        Limit::Shown { days } => t!(lang, "limit-shown", days = days),
        Limit::PerAdult {
            children,
            adults,
            limit,
        } => t!(
            lang,
            "limit-per-adult",
            children = children,
            adults = adults,
            limit = limit
        ),
        Limit::Younger {
            age: None, limit, ..
        } => t!(lang, "limit-younger-unknown", limit = limit),
        Limit::Younger {
            age: Some(age),
            limit,
            needs: false,
        } => t!(lang, "limit-younger", age = age, limit = limit),
        Limit::Younger {
            age: Some(age),
            limit,
            needs: true,
        } => t!(lang, "limit-younger-needs", age = age, limit = limit),
        _ => by_calendar(limit, lang, today),
    }
}

/// The value of a threshold as a person says it: a day of the year or of the week by its name.
pub(crate) fn number_text(number: &Number, value: i64, lang: Lang) -> String {
    let said = match number.unit {
        // A leap year, so that 29 February has a name too.
        Unit::MonthDay => month_day(value, 2024).map(|day| brief_day(day, lang, day)),
        Unit::Weekday => Some(weekdays(&value.to_string(), lang)),
        _ => None,
    };
    said.unwrap_or_else(|| value.to_string())
}

/// The limits that are days of the calendar.
fn by_calendar(limit: &Limit, lang: Lang, today: NaiveDate) -> String {
    let day = |day: NaiveDate| day_words(day, lang, today);
    match *limit {
        Limit::Days { days, limit } => t!(lang, "limit-days", days = days, limit = limit),
        Limit::Never { limit } => t!(lang, "limit-never", limit = limit),
        Limit::Yearly { remind } => t!(lang, "limit-yearly", remind = remind),
        Limit::Monthly { from_day } => t!(lang, "limit-monthly", day = from_day),
        Limit::HalfYearly { days, limit } => {
            t!(lang, "limit-half-yearly", days = days, limit = limit)
        }
        Limit::Quarterly { due } => t!(lang, "limit-quarterly", due = day(due)),
        Limit::Ahead { due, limit } => t!(lang, "limit-ahead", due = day(due), limit = limit),
        Limit::Weekly { wanted, from } => {
            let from = weekday(from, lang);
            t!(lang, "limit-weekly", wanted = wanted, weekday = from)
        }
        Limit::EachWeek { wanted, weeks } => {
            t!(lang, "limit-each-week", wanted = wanted, weeks = weeks)
        }
        Limit::Kept { entered } => t!(lang, "limit-kept", entered = day(entered)),
        Limit::AtOnce
        | Limit::Missed { .. }
        | Limit::Rare { .. }
        | Limit::Longer { .. }
        | Limit::Calls { .. }
        | Limit::NotSeen { .. }
        | Limit::Excused { .. }
        | Limit::Falling { .. }
        | Limit::NotIn { .. }
        | Limit::StillIn { .. }
        | Limit::Shown { .. }
        | Limit::PerAdult { .. }
        | Limit::Younger { .. } => t!(lang, "limit-at-once"),
    }
}

/// The habit of a child in words and numbers, and how rare its absence is; a line for each.
pub(crate) fn habit(usual: Option<&Usual>, lang: Lang, today: NaiveDate) -> Vec<String> {
    let Some(usual) = usual else {
        return vec![t!(lang, "habit-never-seen")];
    };
    let (until, weeks) = (day_words(usual.until, lang, today), usual.weeks);
    let total = usual.total();
    let (came, of) = (total.came, total.of);
    let mut lines = vec![t!(lang, "habit-title", until = until, weeks = weeks)];
    lines.push(if usual.of_agreed {
        t!(lang, "habit-came-agreed", came = came, of = of)
    } else {
        t!(lang, "habit-came", came = came, of = of)
    });
    if usual.by_weekday.len() > 1 {
        let each = usual.by_weekday.iter().map(|(day, one)| {
            let (day, came, of) = (weekday(*day, lang), one.came, one.of);
            t!(lang, "habit-weekday", day = day, came = came, of = of)
        });
        let each: Vec<String> = each.collect();
        let each = each.join(&t!(lang, "name-comma"));
        lines.push(t!(lang, "habit-weekdays", each = each));
    }
    if usual.made_up > 0 {
        lines.push(t!(lang, "habit-made-up", count = usual.made_up));
    }
    if !usual.days.is_empty() {
        let days = weekdays(&usual.days.digits(), lang);
        lines.push(t!(lang, "habit-days", days = days));
    }
    if let Some(agreed) = usual.agreed {
        let (came, of, limit) = (agreed.came, agreed.of, usual.keeps_from);
        lines.push(if agreed.of < usual.agreed_from {
            let from = usual.agreed_from;
            t!(lang, "habit-agreed-new", came = came, of = of, from = from)
        } else {
            let percent = 100 * came / of.max(1);
            t!(
                lang,
                "habit-agreed-kept",
                came = came,
                of = of,
                percent = percent,
                limit = limit
            )
        });
    }
    let (all, missed) = (usual.missed, usual.of_its_days);
    lines.push(match usual.chance {
        Chance::TooLittleKnown => t!(lang, "habit-unknown"),
        Chance::NothingMissed => t!(lang, "habit-nothing-missed"),
        Chance::StaysAwayAtTimes => t!(lang, "habit-at-times", all = all),
        Chance::OnceIn(None) => t!(lang, "habit-chance-never", all = all, missed = missed),
        Chance::OnceIn(Some(weeks)) => {
            t!(
                lang,
                "habit-chance",
                all = all,
                missed = missed,
                weeks = weeks
            )
        }
    });
    let head = lines.remove(0);
    let lines = lines.into_iter().map(|line| format!("  {line}"));
    std::iter::once(head).chain(lines).collect()
}

/// How a matter that is over ended.
pub(crate) fn ended(matter: &PastMatter, lang: Lang) -> String {
    let days = matter
        .before
        .map(|before| (matter.over - before).num_days());
    match (matter.end, days) {
        (PastEnd::Seen(SeenHow::Home), Some(days)) => t!(lang, "past-seen-home", days = days),
        (PastEnd::Seen(SeenHow::Visit), Some(days)) => t!(lang, "past-seen-visit", days = days),
        (PastEnd::Seen(SeenHow::Elsewhere), Some(days)) => {
            t!(lang, "past-seen-elsewhere", days = days)
        }
        (PastEnd::Seen(SeenHow::Home), None) => t!(lang, "past-first-home"),
        (PastEnd::Seen(SeenHow::Visit), None) => t!(lang, "past-first-visit"),
        (PastEnd::Seen(SeenHow::Elsewhere), None) => t!(lang, "past-first-elsewhere"),
        (PastEnd::Left, _) => t!(lang, "past-left"),
        (PastEnd::Closed(reason), _) => {
            let reason = words::choice(lang, "close-reason", reason);
            t!(lang, "past-closed", reason = reason)
        }
    }
}

/// What was tried about a matter that is over; empty if nothing was.
pub(crate) fn tried(matter: &PastMatter, lang: Lang) -> String {
    let (rang, visited) = (matter.calls(), matter.visits_in_vain());
    let (handed, explained) = (matter.hand_overs(), matter.explanations());
    let said = [
        (rang, t!(lang, "past-rang", times = rang)),
        (visited, t!(lang, "past-visited", times = visited)),
        (handed, t!(lang, "past-handed-up", times = handed)),
        (explained, t!(lang, "past-explained", times = explained)),
    ];
    let said = said.into_iter().filter(|(times, _)| *times > 0);
    let said: Vec<String> = said.map(|(_, said)| said).collect();
    said.join(&t!(lang, "name-comma"))
}
