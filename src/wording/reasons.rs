//! Sentences for the reasons of flags. All figures come from the rule.
//!
//! Each enum of reasons has one match without a wildcard, so a reason without a sentence does not
//! compile.

use super::dates::{day_words, weekdays};
use super::topics::name_of;
use crate::domain::Topic;
use crate::domain::rules::{
    ActivityReason, NoAgreementSince, Reason, RecordReason, SeenHow, SeenReason, SupportReason,
    VisitReason,
};
use crate::i18n::{Lang, words};
use crate::t;
use chrono::NaiveDate;

/// The sentence of one reason. Days of another year than `today` are written with the year.
pub(crate) fn reason(reason: &Reason, lang: Lang, today: NaiveDate) -> String {
    match reason {
        Reason::Seen(reason) => seen(reason, lang, today),
        Reason::Visit(reason) => visit(reason, lang, today),
        Reason::Record(reason) => record(reason, lang, today),
        Reason::Activity(reason) => activity(reason, lang, today),
        Reason::Support(reason) => support(reason, lang, today),
    }
}

/// Misses in a row: of days that were agreed, or of open days.
fn missed(days: usize, from: &str, is_agreed: bool, lang: Lang) -> String {
    if is_agreed {
        t!(lang, "why-missed-in-a-row", days = days, from = from)
    } else {
        t!(lang, "why-missed-open-days", days = days, from = from)
    }
}

fn out_of_rhythm(days: usize, weeks: Option<i64>, lang: Lang) -> String {
    match weeks {
        Some(weeks) => t!(lang, "why-out-of-rhythm", days = days, weeks = weeks),
        None => t!(lang, "why-out-of-rhythm-never", days = days),
    }
}

fn longer_than_usual(weeks: i64, was_once: bool, lang: Lang) -> String {
    if was_once {
        t!(lang, "why-longer-once", weeks = weeks)
    } else {
        t!(lang, "why-longer", weeks = weeks)
    }
}

fn not_counted(home: usize, class: usize, lang: Lang) -> String {
    let home = (home > 0).then(|| t!(lang, "why-not-counted-home", days = home));
    let class = (class > 0).then(|| t!(lang, "why-not-counted-class", days = class));
    let said: Vec<String> = home.into_iter().chain(class).collect();
    let said = said.join(&t!(lang, "name-comma"));
    t!(lang, "why-not-counted", days = said)
}

fn kept(raised: &str, entered: &str, is_alone: bool, lang: Lang) -> String {
    if is_alone {
        t!(lang, "why-kept-alone", raised = raised, entered = entered)
    } else {
        t!(lang, "why-kept", raised = raised, entered = entered)
    }
}

/// Nobody has seen the child for so many days, or ever.
fn not_seen(days: usize, open: usize, limit: i64, (is_ever, lang): (bool, Lang)) -> String {
    if is_ever {
        return t!(lang, "why-not-seen-ever", days = days, limit = limit);
    }
    t!(
        lang,
        "why-not-seen",
        days = days,
        open = open,
        limit = limit
    )
}

/// Signed in on an earlier day and never signed out.
fn not_signed_out(on: &str, is_seen_since: bool, lang: Lang) -> String {
    if is_seen_since {
        t!(lang, "why-not-signed-out", on = on)
    } else {
        t!(lang, "why-not-signed-out-unseen", on = on)
    }
}

/// Attendance and calls.
fn seen(reason: &SeenReason, lang: Lang, today: NaiveDate) -> String {
    let day = |day: NaiveDate| day_words(day, lang, today);
    match reason {
        SeenReason::MissedInARow {
            days,
            from,
            is_agreed,
        } => missed(*days, &day(*from), *is_agreed, lang),
        SeenReason::NotSeen {
            days,
            open_days,
            limit,
            is_ever,
        } => not_seen(*days, *open_days, *limit, (*is_ever, lang)),
        SeenReason::LastSeen { on: None, .. } => t!(lang, "why-never-seen"),
        SeenReason::LastSeen { on: Some(on), how } => {
            let day = day(*on);
            match how {
                SeenHow::Home => t!(lang, "why-last-seen", day = day),
                SeenHow::Visit => t!(lang, "why-last-seen-at-visit", day = day),
                SeenHow::Elsewhere => t!(lang, "why-last-seen-elsewhere", day = day),
            }
        }
        SeenReason::ExcusedOnly { days, from } => {
            let (days, from) = (*days, day(*from));
            t!(lang, "why-excused-only", days = days, from = from)
        }
        SeenReason::Kept {
            raised,
            entered,
            is_alone,
        } => kept(&day(*raised), &day(*entered), *is_alone, lang),
        SeenReason::UsualDays(days) => {
            let days = weekdays(&days.digits(), lang);
            t!(lang, "why-usual-days", days = days)
        }
        SeenReason::OutOfRhythm {
            days,
            once_in_weeks,
        } => out_of_rhythm(*days, *once_in_weeks, lang),
        SeenReason::LongerThanUsual {
            weeks, was_once, ..
        } => longer_than_usual(*weeks, *was_once, lang),
        SeenReason::NotCounted { home, class } => not_counted(*home, *class, lang),
        SeenReason::Falling {
            until,
            came,
            of,
            came_before,
            of_before,
        } => {
            let (came, of, before, of_before) = (*came, *of, *came_before, *of_before);
            t!(
                lang,
                "why-falling",
                until = day(*until),
                came = came,
                of = of,
                before = before,
                ofbefore = of_before
            )
        }
        SeenReason::NoAnswer { times, last } => {
            let (times, last) = (*times, day(*last));
            t!(lang, "why-no-answer", times = times, last = last)
        }
        SeenReason::NotInYet { minutes } => {
            let minutes = *minutes;
            t!(lang, "why-not-in-yet", minutes = minutes)
        }
        SeenReason::StillIn { minutes } => {
            let minutes = *minutes;
            t!(lang, "why-still-in", minutes = minutes)
        }
        SeenReason::NotSignedOut { on, is_seen_since } => {
            not_signed_out(&day(*on), *is_seen_since, lang)
        }
        SeenReason::LeftUnlisted { on } => t!(lang, "why-left-unlisted", day = day(*on)),
        SeenReason::Ratio { children, adults } => {
            let (children, adults) = (*children, *adults);
            t!(lang, "why-ratio", children = children, adults = adults)
        }
        SeenReason::NotTaken { days } => {
            let said: Vec<String> = days.iter().map(|one| day(*one)).collect();
            let said = said.join(&t!(lang, "hours-comma"));
            t!(lang, "why-not-taken", count = days.len(), days = said)
        }
    }
}

/// A reason as short as a column wants it.
pub(crate) fn brief(reason: &Reason, lang: Lang, today: NaiveDate) -> String {
    let seen = match reason {
        Reason::Seen(seen) => seen,
        Reason::Visit(VisitReason::NotVisited { last, due }) => {
            let due = day_words(*due, lang, today);
            return match last {
                None => t!(lang, "brief-never-visited", due = due),
                Some(_) => t!(lang, "brief-not-visited", due = due),
            };
        }
        other => return self::reason(other, lang, today),
    };
    if let SeenReason::NotTaken { days } = seen {
        let first = days.first().map(|first| day_words(*first, lang, today));
        let (count, first) = (days.len(), first.unwrap_or_default());
        return t!(lang, "brief-not-taken", count = count, first = first);
    }
    match *seen {
        SeenReason::MissedInARow {
            days,
            is_agreed: true,
            ..
        } => t!(lang, "brief-missed", days = days),
        SeenReason::MissedInARow { days, .. } => t!(lang, "brief-missed-open", days = days),
        SeenReason::NotSeen { limit, .. } => t!(lang, "brief-not-seen", limit = limit),
        SeenReason::ExcusedOnly { days, .. } => t!(lang, "brief-excused", days = days),
        SeenReason::Kept { raised, .. } => {
            let raised = day_words(raised, lang, today);
            t!(lang, "brief-kept", raised = raised)
        }
        SeenReason::Falling { came, of, .. } => t!(lang, "brief-falling", came = came, of = of),
        SeenReason::OutOfRhythm { days, .. } => t!(lang, "brief-rhythm", days = days),
        SeenReason::LongerThanUsual { days, .. } => t!(lang, "brief-longer", days = days),
        SeenReason::NoAnswer { times, .. } => t!(lang, "brief-no-answer", times = times),
        _ => self::reason(reason, lang, today),
    }
}

/// Visits.
fn visit(reason: &VisitReason, lang: Lang, today: NaiveDate) -> String {
    let day = |day: NaiveDate| day_words(day, lang, today);
    match reason {
        VisitReason::NotVisited { last: None, due } => {
            t!(lang, "why-never-visited", due = day(*due))
        }
        VisitReason::NotVisited {
            last: Some(last),
            due,
        } => t!(lang, "why-not-visited", last = day(*last), due = day(*due)),
        VisitReason::AtRisk(risk) => {
            let risk = words::choice(lang, "risk", *risk);
            t!(lang, "why-at-risk", risk = risk)
        }
        VisitReason::New { joined } => t!(lang, "why-new", day = day(*joined)),
        VisitReason::AfterIncident { on } => t!(lang, "why-after-incident", day = day(*on)),
        VisitReason::StaysAway { until, every, .. } => {
            let (until, every) = (day(*until), *every);
            t!(lang, "why-stays-away", until = until, every = every)
        }
        VisitReason::NotMet { on } => t!(lang, "why-not-met", day = day(*on)),
    }
}

/// The file, incidents and the staff list.
fn record(reason: &RecordReason, lang: Lang, today: NaiveDate) -> String {
    let day = |day: NaiveDate| day_words(day, lang, today);
    let maybe = |day: Option<NaiveDate>| {
        day.map_or_else(|| t!(lang, "why-never"), |day| day_words(day, lang, today))
    };
    match reason {
        RecordReason::NameOnly => t!(lang, "why-name-only"),
        RecordReason::NobodyAtHome { age: None, .. } => t!(lang, "why-nobody-at-home-unknown"),
        RecordReason::NobodyAtHome {
            age: Some(age),
            needs: false,
        } => {
            let age = *age;
            t!(lang, "why-nobody-at-home", age = age)
        }
        RecordReason::NobodyAtHome {
            age: Some(age),
            needs: true,
        } => {
            let age = *age;
            t!(lang, "why-nobody-at-home-needs", age = age)
        }
        RecordReason::NoCaregiver => t!(lang, "why-no-caregiver"),
        RecordReason::NoAgreement(NoAgreementSince::LeftBehind(since)) => {
            t!(lang, "why-no-agreement", day = day(*since))
        }
        RecordReason::NoAgreement(NoAgreementSince::Ended(on)) => {
            t!(lang, "why-agreement-ended", day = day(*on))
        }
        RecordReason::NoAgreement(NoAgreementSince::Known) => t!(lang, "why-no-agreement-known"),
        RecordReason::AgreementOld { on } => t!(lang, "why-agreement-old", day = day(*on)),
        RecordReason::ParentsContact { last } => {
            t!(lang, "why-parents-contact", last = maybe(*last))
        }
        RecordReason::CaregiverBarred { since } => {
            t!(lang, "why-caregiver-barred", day = day(*since))
        }
        RecordReason::Unreported { hours } => {
            let passed = words::hours(lang, *hours);
            t!(lang, "why-unreported", passed = passed)
        }
        RecordReason::Unverified { last } => t!(lang, "why-unverified", last = maybe(*last)),
        RecordReason::PhonesUnverified { last } => {
            t!(lang, "why-phones-unverified", last = maybe(*last))
        }
        RecordReason::NoPhone => t!(lang, "why-no-phone"),
        RecordReason::RiskUnassessed { last } => {
            t!(lang, "why-risk-unassessed", last = maybe(*last))
        }
        RecordReason::QuarterCheck { verified, of, due } => {
            let (verified, of, due) = (*verified, *of, day(*due));
            t!(
                lang,
                "why-quarter-check",
                verified = verified,
                of = of,
                due = due
            )
        }
        RecordReason::Turns { age, on } => {
            let (age, on) = (*age, day(*on));
            t!(lang, "why-turns", age = age, day = on)
        }
        RecordReason::Unchecked { last } => t!(lang, "why-unchecked", last = maybe(*last)),
        RecordReason::HelpersUnchecked { names, .. } => {
            let said = names.join(&t!(lang, "name-comma"));
            t!(
                lang,
                "why-helpers-unchecked",
                count = names.len(),
                names = said
            )
        }
        RecordReason::Outgrown { files, on } => {
            let (files, on) = (*files, day(*on));
            t!(lang, "why-outgrown", files = files, day = on)
        }
        RecordReason::FamilyAsked { times, on, due } => {
            let (times, on, due) = (*times, day(*on), day(*due));
            t!(lang, "why-family-asked", times = times, day = on, due = due)
        }
    }
}

/// Activities.
fn activity(reason: &ActivityReason, lang: Lang, today: NaiveDate) -> String {
    let day = |day: NaiveDate| day_words(day, lang, today);
    match reason {
        ActivityReason::NoActivity { held, planned, .. } => {
            let (held, planned) = (*held, *planned);
            t!(lang, "why-no-activity", held = held, planned = planned)
        }
        ActivityReason::WeeksWithoutReason { weeks } => {
            let weeks: Vec<String> = weeks.iter().map(|week| day(*week)).collect();
            t!(
                lang,
                "why-weeks-without-reason",
                weeks = weeks.join(&t!(lang, "hours-comma"))
            )
        }
        ActivityReason::TopicNotHeld { topic, last: None } => {
            t!(lang, "why-topic-not-held", topic = topic_name(topic, lang))
        }
        ActivityReason::TopicNotHeld {
            topic,
            last: Some(last),
        } => t!(
            lang,
            "why-topic-last-held",
            topic = topic_name(topic, lang),
            last = day(*last)
        ),
        ActivityReason::NotCovered {
            topic,
            missing,
            of,
            due,
        } => {
            let (missing, of, due) = (*missing, *of, day(*due));
            t!(
                lang,
                "why-not-covered",
                topic = topic_name(topic, lang),
                missing = missing,
                of = of,
                due = due
            )
        }
    }
}

/// Help.
fn support(reason: &SupportReason, lang: Lang, today: NaiveDate) -> String {
    let day = |day: NaiveDate| day_words(day, lang, today);
    match reason {
        SupportReason::ContactDue {
            helper,
            phones,
            last,
            due,
            every,
        } => {
            let (helper, phones, due) = (helper.as_str(), phones.as_str(), day(*due));
            let every = *every;
            match last {
                None => t!(
                    lang,
                    "why-contact-never",
                    helper = helper,
                    phones = phones,
                    due = due,
                    every = every
                ),
                Some(last) => t!(
                    lang,
                    "why-contact-due",
                    helper = helper,
                    phones = phones,
                    last = day(*last),
                    due = due,
                    every = every
                ),
            }
        }
        SupportReason::MeasureDue { what, owner, due } => {
            let (what, owner, due) = (what.as_str(), owner.as_str(), day(*due));
            if owner.is_empty() {
                t!(lang, "why-measure-nobody", what = what, due = due)
            } else {
                t!(
                    lang,
                    "why-measure-due",
                    what = what,
                    owner = owner,
                    due = due
                )
            }
        }
        SupportReason::WishDue { words, who, due } => {
            let (words, who, due) = (words.as_str(), who.as_str(), day(*due));
            t!(lang, "why-wish-due", words = words, who = who, due = due)
        }
        SupportReason::Nobody { names, days } => {
            let said = names.join(&t!(lang, "name-comma"));
            let (count, days) = (names.len(), *days);
            t!(
                lang,
                "why-nobody-helps-named",
                count = count,
                days = days,
                names = said
            )
        }
        SupportReason::BenefitEnds { zh, en, on } => {
            let name = match lang {
                Lang::Zh => zh.as_str(),
                Lang::En => en.as_str(),
            };
            if *on < today {
                t!(lang, "why-benefit-ended", name = name, day = day(*on))
            } else {
                t!(lang, "why-benefit-ends", name = name, day = day(*on))
            }
        }
        SupportReason::AbsentFromSchool { on, by } => {
            let (on, by) = (day(*on), by.as_str());
            t!(lang, "why-absent-from-school", day = on, by = by)
        }
        SupportReason::PlaceEnded { on, school, .. } => {
            let (on, school) = (day(*on), school.as_str());
            t!(lang, "why-school-place-ended", day = on, school = school)
        }
        SupportReason::PlanNotReviewed { last, begun, needs } => {
            let count = *needs;
            match last {
                None => t!(
                    lang,
                    "why-plan-never-reviewed",
                    day = day(*begun),
                    count = count
                ),
                Some(last) => t!(
                    lang,
                    "why-plan-not-reviewed",
                    day = day(*last),
                    count = count
                ),
            }
        }
    }
}

/// The sentences of all reasons, joined in one line.
pub(crate) fn reasons(all: &[Reason], lang: Lang, today: NaiveDate) -> String {
    let all: Vec<String> = all.iter().map(|one| reason(one, lang, today)).collect();
    all.join(&t!(lang, "why-comma"))
}

/// The same for a paper that leaves the home: without what names a category or the level of a risk. Of a gap in the
/// file it says only what is to be done about it.
pub(crate) fn outward(all: &[Reason], lang: Lang, today: NaiveDate) -> String {
    let said = |one: &Reason| match one {
        Reason::Visit(VisitReason::AtRisk(_)) => None,
        Reason::Record(RecordReason::NoCaregiver) => Some(t!(lang, "why-no-caregiver-named")),
        Reason::Record(RecordReason::NobodyAtHome {
            age: Some(age),
            needs: true,
        }) => {
            let age = *age;
            Some(t!(lang, "why-nobody-at-home", age = age))
        }
        Reason::Record(RecordReason::NoAgreement { .. } | RecordReason::AgreementOld { .. }) => {
            Some(t!(lang, "why-agreement-to-do"))
        }
        Reason::Record(RecordReason::RiskUnassessed { .. }) => Some(t!(lang, "why-file-to-do")),
        Reason::Record(RecordReason::ParentsContact { .. }) => Some(t!(lang, "why-parents-to-do")),
        Reason::Record(RecordReason::PhonesUnverified { .. }) => Some(t!(lang, "why-phones-to-do")),
        Reason::Support(SupportReason::ContactDue { .. }) => Some(t!(lang, "why-contact-to-do")),
        Reason::Support(SupportReason::Nobody { names, days }) => {
            let (count, days) = (names.len(), *days);
            Some(t!(lang, "why-nobody-helps", count = count, days = days))
        }
        Reason::Record(RecordReason::Turns { age, on }) => {
            let (age, on) = (*age, day_words(*on, lang, today));
            Some(t!(lang, "why-turns-only", age = age, day = on))
        }
        other => Some(reason(other, lang, today)),
    };
    let all: Vec<String> = all.iter().filter_map(said).collect();
    all.join(&t!(lang, "why-comma"))
}

/// The library's name of a topic; the rules know it by its code.
fn topic_name(code: &str, lang: Lang) -> String {
    code.parse().map_or_else(
        |_| code.to_owned(),
        |code| name_of(Topic::built_in(), &code, lang),
    )
}
