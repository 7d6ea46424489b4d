//! Why a flag stands, in words a director would use. Every figure comes from the rule.

use super::dates::{day_with_year, weekdays};
use crate::domain::rules::Reason;
use crate::i18n::{Lang, words};
use crate::t;
use chrono::NaiveDate;

/// One reason in words.
/// `today` decides whether a day is told with its year.
pub fn reason(reason: &Reason, lang: Lang, today: NaiveDate) -> String {
    let day = |day: NaiveDate| day_with_year(day, lang, today);
    match reason {
        Reason::MissedInARow { days, from } => {
            let (days, from) = (*days, day(*from));
            t!(lang, "why-missed-in-a-row", days = days, from = from)
        }
        Reason::NotSeen {
            days,
            open_days,
            limit,
        } => {
            let (days, open, limit) = (*days, *open_days, *limit);
            t!(
                lang,
                "why-not-seen",
                days = days,
                open = open,
                limit = limit
            )
        }
        Reason::LastSeen { on: None, .. } => t!(lang, "why-never-seen"),
        Reason::LastSeen {
            on: Some(on),
            at_visit: true,
        } => t!(lang, "why-last-seen-at-visit", day = day(*on)),
        Reason::LastSeen { on: Some(on), .. } => t!(lang, "why-last-seen", day = day(*on)),
        Reason::UsualDays(days) => {
            let days = weekdays(&days.digits(), lang);
            t!(lang, "why-usual-days", days = days)
        }
        Reason::OutOfRhythm {
            days,
            once_in_weeks,
        } => {
            let (days, weeks) = (*days, *once_in_weeks);
            t!(lang, "why-out-of-rhythm", days = days, weeks = weeks)
        }
        Reason::Falling {
            came,
            of,
            came_before,
            of_before,
        } => {
            let (came, of, before, of_before) = (*came, *of, *came_before, *of_before);
            t!(
                lang,
                "why-falling",
                came = came,
                of = of,
                before = before,
                ofbefore = of_before
            )
        }
        Reason::NoAnswer { times, last } => {
            let (times, last) = (*times, day(*last));
            t!(lang, "why-no-answer", times = times, last = last)
        }
        Reason::NotMet { on } => t!(lang, "why-not-met", day = day(*on)),
        Reason::NotInYet { minutes } => {
            let minutes = *minutes;
            t!(lang, "why-not-in-yet", minutes = minutes)
        }
        Reason::StillIn { minutes } => {
            let minutes = *minutes;
            t!(lang, "why-still-in", minutes = minutes)
        }
        Reason::LeftUnlisted { on } => t!(lang, "why-left-unlisted", day = day(*on)),
        Reason::Ratio { children, adults } => {
            let (children, adults) = (*children, *adults);
            t!(lang, "why-ratio", children = children, adults = adults)
        }
        Reason::NotVisited { last: None, due } => t!(lang, "why-never-visited", due = day(*due)),
        Reason::NotVisited {
            last: Some(last),
            due,
        } => t!(lang, "why-not-visited", last = day(*last), due = day(*due)),
        Reason::AtRisk(risk) => {
            let risk = words::choice(lang, "risk", *risk);
            t!(lang, "why-at-risk", risk = risk)
        }
        Reason::New { joined } => t!(lang, "why-new", day = day(*joined)),
        Reason::AfterIncident { on } => t!(lang, "why-after-incident", day = day(*on)),
        other => of_the_record(other, lang, today),
    }
}

/// Reasons of the L- and D-rules: what the file says, or does not.
fn of_the_record(reason: &Reason, lang: Lang, today: NaiveDate) -> String {
    let day = |day: NaiveDate| day_with_year(day, lang, today);
    let maybe = |day: Option<NaiveDate>| {
        day.map_or_else(
            || t!(lang, "why-never"),
            |day| day_with_year(day, lang, today),
        )
    };
    match reason {
        Reason::NobodyAtHome { age, needs: false } => {
            let age = *age;
            t!(lang, "why-nobody-at-home", age = age)
        }
        Reason::NobodyAtHome { age, .. } => {
            let age = *age;
            t!(lang, "why-nobody-at-home-needs", age = age)
        }
        Reason::NoCaregiver => t!(lang, "why-no-caregiver"),
        Reason::NoAgreement { since } => t!(lang, "why-no-agreement", day = day(*since)),
        Reason::AgreementOld { on } => t!(lang, "why-agreement-old", day = day(*on)),
        Reason::ParentsContact { last } => t!(lang, "why-parents-contact", last = maybe(*last)),
        Reason::CaregiverBarred { since } => t!(lang, "why-caregiver-barred", day = day(*since)),
        Reason::Unreported { hours } => {
            let hours = *hours;
            t!(lang, "why-unreported", hours = hours)
        }
        Reason::Unverified { last } => t!(lang, "why-unverified", last = maybe(*last)),
        Reason::PhonesUnverified { last } => t!(lang, "why-phones-unverified", last = maybe(*last)),
        Reason::NoPhone => t!(lang, "why-no-phone"),
        Reason::RiskUnassessed { last } => t!(lang, "why-risk-unassessed", last = maybe(*last)),
        Reason::QuarterCheck { verified, of, due } => {
            let (verified, of, due) = (*verified, *of, day(*due));
            t!(
                lang,
                "why-quarter-check",
                verified = verified,
                of = of,
                due = due
            )
        }
        Reason::Turns { age, on } => {
            let (age, on) = (*age, day(*on));
            t!(lang, "why-turns", age = age, day = on)
        }
        Reason::Unchecked { last } => t!(lang, "why-unchecked", last = maybe(*last)),
        other => of_activities(other, lang, today),
    }
}

/// Reasons of the A-rules: what took place, or did not.
fn of_activities(reason: &Reason, lang: Lang, today: NaiveDate) -> String {
    let day = |day: NaiveDate| day_with_year(day, lang, today);
    match reason {
        Reason::NoActivity { held, planned, .. } => {
            let (held, planned) = (*held, *planned);
            t!(lang, "why-no-activity", held = held, planned = planned)
        }
        Reason::WeeksWithoutReason { weeks } => {
            let weeks: Vec<String> = weeks.iter().map(|week| day(*week)).collect();
            t!(
                lang,
                "why-weeks-without-reason",
                weeks = weeks.join(&t!(lang, "hours-comma"))
            )
        }
        Reason::TopicNotHeld { topic, last: None } => {
            t!(lang, "why-topic-not-held", topic = topic.as_str())
        }
        Reason::TopicNotHeld {
            topic,
            last: Some(last),
        } => t!(
            lang,
            "why-topic-last-held",
            topic = topic.as_str(),
            last = day(*last)
        ),
        Reason::NotCovered {
            topic,
            missing,
            of,
            due,
        } => {
            let (missing, of, due) = (*missing, *of, day(*due));
            t!(
                lang,
                "why-not-covered",
                topic = topic.as_str(),
                missing = missing,
                of = of,
                due = due
            )
        }
        _ => String::new(),
    }
}

/// All reasons in one line.
pub fn reasons(all: &[Reason], lang: Lang, today: NaiveDate) -> String {
    let all: Vec<String> = all.iter().map(|one| reason(one, lang, today)).collect();
    all.join(&t!(lang, "why-comma"))
}
