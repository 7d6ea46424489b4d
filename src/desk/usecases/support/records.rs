//! The smaller records of a child: measures and reviews of its plan, benefits, talks, news, wishes, school.

use super::checks::{filled, in_order, names_no_child, not_later, stored};
use crate::desk::Desk;
use crate::desk::locks::LocksError;
use crate::desk::outcome::{Done, Outcome};
use crate::desk::refusal::{HelpRefusal, Refusal};
use crate::desk::usecases::{file_of, put_about};
use crate::domain::support::benefit::{Benefit, BenefitState, HomeBenefit, catalogue};
use crate::domain::support::measure::{Measure, PlanReview};
use crate::domain::support::news::ParentNews;
use crate::domain::support::school::{SchoolPlace, SchoolWord};
use crate::domain::support::talk::Talk;
use crate::domain::support::wish::Wish;
use crate::domain::{BenefitId, Problem, TagCode, tidy};
use crate::store::ActKind;
use chrono::NaiveDate;

/// Adds or replaces a measure of an open need. One that ended says what came of it.
pub(super) fn save_measure(desk: &mut Desk, mut measure: Measure) -> Result<Done, Refusal> {
    filled("what", &measure.what)?;
    let need: Problem = stored(desk, &measure.problem.to_string())?;
    measure.child = need.child;
    not_later(desk, [Some(measure.since), measure.done_on])?;
    in_order(Some(measure.since), ("done_on", measure.done_on))?;
    if measure.done_on.is_some() {
        filled("outcome", &measure.outcome)?;
    } else {
        measure.dropped = false;
    }
    if measure.id.is_unset() {
        if !need.is_open() {
            return Err(Refusal::ProblemSettled);
        }
        measure.id = desk.clock.new_id();
    }
    put_about(desk, ActKind::SupportPlan, &measure, measure.child)
}

/// Adds a review of a plan, by whoever is at the desk.
pub(super) fn review(desk: &mut Desk, mut review: PlanReview) -> Result<Done, Refusal> {
    not_later(desk, [Some(review.day)])?;
    filled("note", &review.note)?;
    review.by = review.by.or(desk.actor);
    if review.id.is_unset() {
        review.id = desk.clock.new_id();
    }
    put_about(desk, ActKind::SupportPlan, &review, review.child)
}

/// Adds or replaces a benefit. Each state has its day, and an end its reason.
pub(super) fn save_benefit(desk: &mut Desk, mut benefit: Benefit) -> Result<Done, Refusal> {
    let own: Vec<HomeBenefit> = desk.store.all()?;
    if !catalogue(&own).iter().any(|kind| kind.code == benefit.code) {
        return Err(Refusal::Missing { field: "code" });
    }
    let days = [benefit.applied_on, benefit.received_from, benefit.ended_on];
    not_later(desk, days)?;
    let missing = |field| Err(Refusal::Missing { field });
    match benefit.state {
        BenefitState::Applying if benefit.applied_on.is_none() => return missing("applied_on"),
        BenefitState::Receiving if benefit.received_from.is_none() => {
            return missing("received_from");
        }
        BenefitState::Stopped | BenefitState::Refused => {
            if benefit.ended_on.is_none() {
                return missing("ended_on");
            }
            filled("reason", &benefit.reason)?;
        }
        BenefitState::Entitled | BenefitState::Applying | BenefitState::Receiving => {}
    }
    in_order(benefit.applied_on, ("received_from", benefit.received_from))?;
    in_order(benefit.received_from, ("runs_out_on", benefit.runs_out_on))?;
    in_order(
        benefit.applied_on.or(benefit.received_from),
        ("ended_on", benefit.ended_on),
    )?;
    taken_up_again(desk, &mut benefit)?;
    is_only_one(desk, &benefit)?;
    // What is over or not begun by its state has no day for it.
    if !matches!(benefit.state, BenefitState::Stopped | BenefitState::Refused) {
        benefit.ended_on = None;
    }
    if benefit.id.is_unset() {
        benefit.id = desk.clock.new_id();
    }
    let days = [benefit.applied_on, benefit.received_from, benefit.ended_on];
    benefit.since = days.into_iter().flatten().fold(benefit.since, Ord::min);
    put_about(desk, ActKind::Benefit, &benefit, benefit.child)
}

/// What was stopped or refused and is applied for or received again on a later day is a benefit of its own: that it had ended
/// stays in the report of that time. Without a later day nothing begins anew: somebody mends a mistake.
fn taken_up_again(desk: &Desk, benefit: &mut Benefit) -> Result<(), Refusal> {
    let Some(before) = (!benefit.id.is_unset())
        .then(|| stored::<Benefit>(desk, &benefit.id.to_string()))
        .transpose()?
    else {
        return Ok(());
    };
    let Some(ended) = before.ended_on else {
        return Ok(());
    };
    let begins = match benefit.state {
        BenefitState::Stopped | BenefitState::Refused | BenefitState::Entitled => return Ok(()),
        BenefitState::Applying => benefit.applied_on,
        BenefitState::Receiving => benefit.received_from,
    };
    let Some(begins) = begins.filter(|on| *on > ended) else {
        return Ok(());
    };
    let of_now = |on: Option<NaiveDate>| on.filter(|on| *on > ended);
    *benefit = Benefit {
        id: BenefitId::default(),
        since: begins,
        applied_on: of_now(benefit.applied_on),
        received_from: of_now(benefit.received_from),
        runs_out_on: of_now(benefit.runs_out_on),
        reason: if benefit.reason == before.reason {
            String::new()
        } else {
            benefit.reason.clone()
        },
        ..benefit.clone()
    };
    Ok(())
}

/// Refuses a second benefit of one kind that goes on.
fn is_only_one(desk: &Desk, benefit: &Benefit) -> Result<(), Refusal> {
    let all: Vec<Benefit> = desk.store.all()?;
    let is_other = |one: &Benefit| {
        one.child == benefit.child
            && one.code == benefit.code
            && one.id != benefit.id
            && !one.has_ended()
    };
    if !benefit.has_ended() && all.iter().any(is_other) {
        let name = desk.store.child(benefit.child)?.name;
        return Err(Refusal::Help(HelpRefusal::BenefitThere { name }));
    }
    Ok(())
}

/// Changes a kind of benefit for this home.
pub(super) fn save_benefit_kind(desk: &mut Desk, mut kind: HomeBenefit) -> Result<Done, Refusal> {
    kind.code = tidy::line(&kind.code).to_uppercase();
    filled("code", &kind.code)?;
    let is_known = catalogue(&[]).iter().any(|one| one.code == kind.code);
    if !is_known {
        filled("name", &kind.name)?;
    }
    let mut words = kind.tags.split_whitespace();
    if let Some(word) = words.find(|code| TagCode::from_code(code).is_none()) {
        let word = word.to_owned();
        return Err(Refusal::Help(HelpRefusal::NoCategory { word }));
    }
    let texts = [
        &kind.name,
        &kind.for_whom,
        &kind.papers,
        &kind.place,
        &kind.how_often,
    ];
    names_no_child(desk, &texts.into_iter().map(String::as_str))?;
    let act = desk.act(ActKind::Benefit);
    desk.step(&act, |writer| {
        writer.put(&kind)?;
        Ok(Outcome::Saved)
    })
}

/// Adds a talk. Its notes are sealed where the home has locks.
pub(super) fn add_talk(desk: &mut Desk, mut talk: Talk) -> Result<Done, Refusal> {
    filled("who", &talk.who)?;
    not_later(desk, [Some(talk.day)])?;
    in_order(Some(talk.day), ("next_on", talk.next_on))?;
    talk.id = desk.clock.new_id();
    talk.notes = desk.notes_to_keep(&talk, talk.notes.clone())?;
    put_about(desk, ActKind::Talk, &talk, talk.child)
}

/// Replaces a talk with what a director wrote.
pub(super) fn save_talk(desk: &mut Desk, talk: Talk, had: &str) -> Result<Done, Refusal> {
    filled("who", &talk.who)?;
    not_later(desk, [Some(talk.day)])?;
    in_order(Some(talk.day), ("next_on", talk.next_on))?;
    let before: Talk = stored(desk, &talk.id.to_string())?;
    let shown = desk
        .notes_in_words(&before)
        .ok_or(LocksError::NotEntitled)?;
    if shown != had {
        return Err(Refusal::RecordChanged);
    }
    // The same words sealed again would be another text.
    let notes = if tidy::line(&talk.notes) == shown {
        before.notes.clone()
    } else {
        desk.notes_to_keep(&before, talk.notes)?
    };
    let talk = Talk {
        notes,
        child: before.child,
        ..talk
    };
    put_about(desk, ActKind::Talk, &talk, talk.child)
}

/// Adds or replaces news. What was told says to whom.
pub(super) fn save_news(desk: &mut Desk, mut news: Vec<ParentNews>) -> Result<Done, Refusal> {
    for one in &mut news {
        filled("what", &one.what)?;
        not_later(desk, [Some(one.day), one.told_on])?;
        in_order(Some(one.day), ("told_on", one.told_on))?;
        if one.told_on.is_some() {
            filled("told_to", &one.told_to)?;
        }
        if one.id.is_unset() {
            one.id = desk.clock.new_id();
        }
    }
    let Some(child) = news.first().map(|one| one.child) else {
        return Err(Refusal::Missing { field: "what" });
    };
    let act = desk.act(ActKind::ParentNews).about(child);
    desk.step(&act, |writer| {
        let name = file_of(writer, child)?.name;
        news.iter().try_for_each(|one| writer.put(one))?;
        Ok::<_, Refusal>(Outcome::SavedChild { child, name })
    })
}

/// Adds or replaces a wish. A fulfilled one says how the child was told.
pub(super) fn save_wish(desk: &mut Desk, mut wish: Wish) -> Result<Done, Refusal> {
    filled("words", &wish.words)?;
    not_later(desk, [Some(wish.day), wish.taken_on, wish.fulfilled_on])?;
    in_order(Some(wish.day), ("taken_on", wish.taken_on))?;
    in_order(
        Some(wish.taken_on.unwrap_or(wish.day)),
        ("fulfilled_on", wish.fulfilled_on),
    )?;
    let is_named = wish.helper.is_some() || !tidy::is_blank(&wish.taken_by);
    if wish.taken_on.is_some() && !is_named {
        return Err(Refusal::Missing { field: "taken_by" });
    }
    if is_named {
        let today = desk.clock.today();
        let taken = wish.fulfilled_on.unwrap_or(today);
        wish.taken_on = wish.taken_on.or(Some(taken));
    }
    if wish.fulfilled_on.is_some() {
        filled("told_how", &wish.told_how)?;
    }
    if wish.id.is_unset() {
        wish.id = desk.clock.new_id();
    }
    put_about(desk, ActKind::Wish, &wish, wish.child)
}

/// Adds or replaces a teacher's word.
pub(super) fn save_word(desk: &mut Desk, mut word: SchoolWord) -> Result<Done, Refusal> {
    filled("by", &word.by)?;
    not_later(desk, [Some(word.day)])?;
    if word.id.is_unset() {
        word.id = desk.clock.new_id();
    }
    put_about(desk, ActKind::School, &word, word.child)
}

/// Adds or replaces a school place.
pub(super) fn save_place(desk: &mut Desk, mut place: SchoolPlace) -> Result<Done, Refusal> {
    filled("school", &place.school)?;
    filled("found_by", &place.found_by)?;
    in_order(Some(place.from_day), ("until", place.until))?;
    if place.id.is_unset() {
        place.id = desk.clock.new_id();
    }
    put_about(desk, ActKind::School, &place, place.child)
}
