//! Forms and lists of help: what an answer does.

use crate::desk::command::Command;
use crate::desk::command::support::{HelperLeaves, OnHand, PairingHandedOn, SupportStep};
use crate::domain::support::given::{Donation, Handing};
use crate::domain::support::of;
use crate::domain::support::pairing::{HelperContact, Pairing};
use crate::domain::{ChildId, HelperId, Status};
use crate::screens::children::state::{ChildrenTurn, HelpPick, HelpRecord};
use crate::screens::effect::Open;
use crate::screens::fields::FileField;
use crate::screens::{fields, help_fields};
use crate::store::Record;
use crate::t;
use crate::ui::form::{FieldError, Values};
use chrono::NaiveDate;

/// The command of an accepted form; `None` if it leads elsewhere.
pub(in crate::screens::children) fn accept(
    turn: &mut ChildrenTurn<'_>,
    record: HelpRecord,
    values: &Values,
) -> Result<Option<Command>, FieldError> {
    let step = match record {
        HelpRecord::Helper(one) => {
            SupportStep::SaveHelper(Box::new(taken(help_fields::HELPER, *one, values)))
        }
        HelpRecord::Leaves(helper, in_hand) => {
            SupportStep::Leave(leaving((helper, in_hand), values, turn.house.today()))
        }
        HelpRecord::HandedOn(pairing) => SupportStep::HandOn(PairingHandedOn {
            pairing,
            to: values.get("to").parse().unwrap_or_default(),
            on: values.day("day").unwrap_or_else(|| turn.house.today()),
            reason: values.get("reason").to_owned(),
        }),
        HelpRecord::Pairing(one) if one.id.is_unset() => {
            SupportStep::Pair(new_pairings(turn, *one, values))
        }
        HelpRecord::Pairing(mut one) => {
            fields::take(help_fields::PAIRING, one.as_mut(), values);
            fields::take(help_fields::PAUSE, one.as_mut(), values);
            SupportStep::SavePairing(one)
        }
        HelpRecord::Ended(one) => {
            SupportStep::SavePairing(Box::new(taken(help_fields::ENDED, *one, values)))
        }
        HelpRecord::Contact(mut one, same) => {
            fields::take(help_fields::CONTACT, one.as_mut(), values);
            let also = same
                .into_iter()
                .filter(|_| values.yes_no("siblings") == Some(true));
            let also = also.map(|pairing| HelperContact {
                pairing,
                ..one.as_ref().clone()
            });
            let also: Vec<HelperContact> = also.collect();
            SupportStep::RecordContacts(std::iter::once(*one).chain(also).collect())
        }
        HelpRecord::Need(one) => {
            let need = taken(fields::NEW_PROBLEM, *one, values);
            return Ok(Some(Command::AddProblem(Box::new(need))));
        }
        HelpRecord::Measure(one) => {
            let of = new_or(
                one.id.is_unset(),
                help_fields::NEW_MEASURE,
                help_fields::MEASURE,
            );
            SupportStep::SaveMeasure(Box::new(taken(of, *one, values)))
        }
        HelpRecord::Review(one) => {
            SupportStep::ReviewPlan(taken(help_fields::REVIEW, *one, values))
        }
        HelpRecord::Donation(one) => match donation(turn, *one, values)? {
            Some(step) => step,
            None => return Ok(None),
        },
        HelpRecord::Handing(one) => {
            more_of(turn, one, values)?;
            return Ok(None);
        }
        HelpRecord::Benefit(one) => {
            SupportStep::SaveBenefit(Box::new(taken(help_fields::BENEFIT, *one, values)))
        }
        HelpRecord::Kind(one) => {
            SupportStep::SaveBenefitKind(Box::new(taken(help_fields::BENEFIT_KIND, *one, values)))
        }
        HelpRecord::Talk(mut one, had) => {
            fields::take(help_fields::TALK, one.as_mut(), values);
            if one.id.is_unset() {
                SupportStep::AddTalk(one)
            } else {
                SupportStep::SaveTalk { talk: one, had }
            }
        }
        HelpRecord::News(one) => {
            let of = new_or(one.id.is_unset(), help_fields::NEW_NEWS, help_fields::NEWS);
            SupportStep::SaveNews(vec![taken(of, *one, values)])
        }
        HelpRecord::Told(mut waiting) => {
            for one in &mut waiting {
                one.told_on = values.day("told_on");
                values.get("told_to").clone_into(&mut one.told_to);
                values.get("outcome").clone_into(&mut one.outcome);
            }
            SupportStep::SaveNews(waiting)
        }
        HelpRecord::Wish(one) => {
            let of = new_or(one.id.is_unset(), help_fields::NEW_WISH, help_fields::WISH);
            SupportStep::SaveWish(Box::new(taken(of, *one, values)))
        }
        HelpRecord::Word(one) => {
            SupportStep::SaveWord(Box::new(taken(help_fields::WORD, *one, values)))
        }
        HelpRecord::Place(one) => {
            SupportStep::SavePlace(Box::new(taken(help_fields::PLACE, *one, values)))
        }
    };
    Ok(Some(Command::Support(step)))
}

/// A donation: a new one leads to the list of those who get of it.
fn donation(
    turn: &mut ChildrenTurn<'_>,
    one: Donation,
    values: &Values,
) -> Result<Option<SupportStep>, FieldError> {
    let one = taken(help_fields::DONATION, one, values);
    if one.helper.is_none() && one.giver.trim().is_empty() {
        return Err(FieldError {
            field: "giver",
            text: t!(turn.env.lang, "wrong-no-giver"),
        });
    }
    if one.id.is_unset() {
        // What came on an earlier day and is written down now was given then.
        let handing = handing(values, one.came_on);
        turn.open(Open::Give(Box::new(one), handing));
        return Ok(None);
    }
    Ok(Some(SupportStep::SaveDonation(Box::new(one))))
}

/// More of a donation leads to the list of those who get of it.
fn more_of(
    turn: &mut ChildrenTurn<'_>,
    one: Box<Donation>,
    values: &Values,
) -> Result<(), FieldError> {
    let handing = handing(values, turn.house.today());
    if handing.day < one.came_on {
        let day = one.came_on.to_string();
        return Err(FieldError {
            field: "day",
            text: t!(turn.env.lang, "refused-before-first", day = day),
        });
    }
    turn.open(Open::Give(one, handing));
    Ok(())
}

/// How a helper leaves: one other goes on with all that is in hand, or nobody.
fn leaving(
    (helper, in_hand): (HelperId, Vec<OnHand>),
    values: &Values,
    today: NaiveDate,
) -> HelperLeaves {
    let to: Option<HelperId> = values.get("to").parse().ok();
    HelperLeaves {
        helper,
        on: values.day("day").unwrap_or(today),
        reason: values.get("reason").to_owned(),
        to: in_hand.into_iter().map(|one| (one, to)).collect(),
    }
}

/// How something is handed over, by a form; on this day unless it says another.
fn handing(values: &Values, day: NaiveDate) -> Handing {
    Handing {
        day: values.day("day").unwrap_or(day),
        each: values.get("each").parse().unwrap_or(1).max(1),
        by: values.get("handed_by").to_owned(),
    }
}

/// The record with the values of the form.
fn taken<R: Record>(of: &[FileField], mut one: R, values: &Values) -> R {
    fields::take(of, &mut one, values);
    one
}

/// The fields of a new record, or all of one that is stored.
const fn new_or(
    is_new: bool,
    new: &'static [FileField],
    all: &'static [FileField],
) -> &'static [FileField] {
    if is_new { new } else { all }
}

/// A pairing for each helper that was chosen, with the child and, if so said, with its brothers and sisters.
fn new_pairings(turn: &ChildrenTurn<'_>, mut one: Pairing, values: &Values) -> Vec<Pairing> {
    fields::take(help_fields::PAIRING, &mut one, values);
    let (register, today) = (&turn.house.register, turn.house.today());
    let siblings = register
        .siblings(one.child)
        .filter(|child| child.status == Status::Enrolled);
    let siblings: Vec<ChildId> = match values.yes_no("siblings") {
        Some(true) => siblings.map(|child| child.id).collect(),
        _ => Vec::new(),
    };
    // A brother or sister who has this helper already stays as it is.
    let support = &turn.house.known.support;
    let has = |child: &ChildId, helper| {
        let mut running = support.running(*child, today);
        running.any(|pairing| pairing.helper == helper)
    };
    let helpers = ["helper", "second"].map(|field| values.get(field).parse::<HelperId>().ok());
    let mut pairings = Vec::new();
    for helper in helpers.into_iter().flatten() {
        let others = siblings.iter().filter(|child| !has(child, helper));
        let children = std::iter::once(&one.child).chain(others);
        pairings.extend(children.map(|child| Pairing {
            child: *child,
            helper,
            ..one.clone()
        }));
    }
    pairings
}

/// What a choice of a list leads to.
pub(in crate::screens::children) fn choose(
    turn: &mut ChildrenTurn<'_>,
    pick: HelpPick,
    code: &str,
) {
    match pick {
        HelpPick::Add(child) => turn.add_help(child, code),
        HelpPick::Pairing(child, id) => turn.do_about_pairing(child, id, code),
        HelpPick::Need(child, id) => turn.do_about_need(child, id, code),
        HelpPick::MeasureFor(child) => {
            if let Ok(need) = code.parse() {
                turn.ask_new_measure(child, Some(need));
            }
        }
        HelpPick::News(child) => turn.do_about_news(child, code),
        HelpPick::Kind => turn.ask_benefit_kind(code),
        HelpPick::Given(child) => {
            let support = &turn.house.known.support;
            let all = of(&support.given, child);
            if let Some(given) = all.iter().find(|one| one.id.to_string() == code).cloned() {
                let what = support.donation(given.donation).map(|of| of.what.clone());
                let name = turn.house.register.name(child);
                let what = what.unwrap_or_default();
                let question = t!(turn.env.lang, "help-take-back", what = what, name = name);
                turn.confirm(question, Command::Support(SupportStep::TakeBack(given)));
            }
        }
        HelpPick::Helper(id) => turn.do_about_helper(id, code),
        HelpPick::PairWith(helper) => {
            if let Ok(child) = code.parse() {
                turn.ask_pairing(child, Some(helper));
            }
        }
        HelpPick::Donation(id) => turn.do_about_donation(id, code),
        HelpPick::ChildFor(what) => {
            if let Ok(child) = code.parse() {
                turn.add_help(child, what);
            }
        }
    }
}
