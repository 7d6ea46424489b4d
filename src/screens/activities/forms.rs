//! What the accepted forms of F5 do: plan, move, call off, record the outcome, explain a week.

use super::ask::{AGES, CLASS, PICKED, TAG};
use super::files::order;
use super::state::{Part, PlanForm, PlanTurn, State};
use super::topics::topic_of;
use crate::desk::command::Command;
use crate::desk::command::activity::{ActivityStep, Holding, Slot};
use crate::desk::papers::Paper;
use crate::desk::refusal::Refusal;
use crate::desk::rights::Right;
use crate::domain::activity::clash::Own;
use crate::domain::activity::{Expected, Recurrence};
use crate::domain::{Activity, Series, TagCode, TopicCode, Weekdays};
use crate::house::House;
use crate::i18n::{Lang, word};
use crate::screens::effect::{FormPurpose, Job, Open};
use crate::screens::fields;
use crate::screens::programme::{topic_materials, topic_name};
use crate::t;
use crate::ui::form::{FieldError, Values};
use chrono::{NaiveDate, NaiveTime};

impl FormPurpose for PlanForm {
    type State = State;

    fn accept(self, turn: &mut PlanTurn<'_>, values: &Values) -> Result<(), FieldError> {
        let (house, lang) = (turn.house, turn.env.lang);
        let reason = || values.get("reason").to_owned();
        let step = match self {
            Self::New(activity) => turn.new_plan(*activity, values)?,
            Self::Edit(activity) => {
                let activity = planned(house, *activity, values, lang)?;
                turn.check_clash(&activity, Own::One(activity.which()))?;
                ActivityStep::Plan(Box::new(activity))
            }
            Self::Unplanned(activity) => {
                let activity = planned(house, *activity, values, lang)?;
                if activity.day > house.today() {
                    return Err(FieldError {
                        field: "day",
                        text: Refusal::Future.text(lang),
                    });
                }
                turn.ask_who_took_part(&activity);
                return Ok(());
            }
            Self::Series(series) => {
                let from = values.day("day").unwrap_or(series.starts_on);
                let shown = planned(house, series.instance(from, None), values, lang)?;
                let rhythm = Recurrence::from_code(values.get("repeats")).unwrap_or(series.rhythm);
                let series = Box::new(repeated(*series, &shown, rhythm, values));
                turn.check_series(&series, Own::Series(series.id))?;
                ActivityStep::EditSeries { series, from }
            }
            Self::End(series) => ActivityStep::EndSeries {
                series,
                from: values.day("day").unwrap_or(turn.state.day),
                reason: reason(),
            },
            Self::Move(which) => {
                let to = slot(turn.state.day, values);
                return turn.move_to(which, to, reason(), None);
            }
            Self::MoveTo(which, to) => {
                return turn.move_to(which, to, reason(), Some("reason"));
            }
            Self::CallOff(which) => ActivityStep::Cancel {
                which,
                reason: reason(),
            },
            Self::Hold(mut activity, children) => {
                fields::take(fields::HELD, &mut *activity, values);
                let activity = *activity;
                ActivityStep::Hold(Box::new(Holding { activity, children }))
            }
            Self::Explain(week) => ActivityStep::ExplainWeek {
                week,
                reason: reason(),
            },
            Self::Topic(known) => {
                let code = match known {
                    Some(code) => code,
                    None => values.get("code").parse().map_err(|_| FieldError {
                        field: "code",
                        text: t!(lang, "wrong-topic-code"),
                    })?,
                };
                turn.state.topic = Some(code.clone());
                ActivityStep::SaveTopic(Box::new(topic_of(code, values)))
            }
            Self::Exempt(child) => {
                turn.exempt(child, reason());
                return Ok(());
            }
            Self::IcsFile => {
                turn.read_calendar(values.get("path"));
                return Ok(());
            }
            Self::Period(paper) => {
                let order = order(paper, values, lang)?;
                turn.run(Job::Write(order));
                return Ok(());
            }
            Self::What(_)
            | Self::Day(_)
            | Self::Today(_)
            | Self::FindTopic
            | Self::TopicWhat(_)
            | Self::MissingWhat(_)
            | Self::Files => return Ok(()),
        };
        if let Some(activity) = to_be_picked(&step) {
            turn.open(Open::Picking(Box::new(activity), Box::new(step)));
            return Ok(());
        }
        turn.perform(Command::Activity(step));
        Ok(())
    }

    fn choose(self, turn: &mut PlanTurn<'_>, code: &str) {
        match self {
            Self::What(which) => turn.plan_do(which, code),
            Self::Day(day) => match code {
                "plan" => {
                    let activity = turn.scene().blank_activity(day);
                    turn.ask_new(activity);
                }
                "unplanned" => turn.ask_unplanned(day),
                "explain" => turn.ask_explain(day),
                _ => {}
            },
            Self::Today(child) => turn.record_today(child, code),
            Self::TopicWhat(topic) => match code {
                "read" => turn.read_talk(&topic),
                "plan" => turn.ask_plan_new(),
                "missing" => turn.show_coverage(topic),
                "invite" => turn.invite(),
                "print-talk" => turn.print_topic(Paper::Talk, topic),
                "print-invite" => turn.print_topic(Paper::Invite, topic),
                "topic" => turn.ask_topic(Some(&topic)),
                _ => {}
            },
            Self::FindTopic => turn.state.topic = code.parse().ok(),
            Self::MissingWhat(child) => turn.missing_do(child, code),
            Self::Files => turn.files_do(code),
            Self::IcsFile => turn.read_calendar(code),
            Self::New(_)
            | Self::Unplanned(_)
            | Self::Edit(_)
            | Self::Series(_)
            | Self::End(_)
            | Self::Move(_)
            | Self::MoveTo(..)
            | Self::CallOff(_)
            | Self::Hold(..)
            | Self::Explain(_)
            | Self::Exempt(_)
            | Self::Topic(_)
            | Self::Period(_) => {}
        }
    }

    fn writes(&self) -> bool {
        !matches!(
            self,
            Self::What(_)
                | Self::Day(_)
                | Self::Today(_)
                | Self::FindTopic
                | Self::TopicWhat(_)
                | Self::MissingWhat(_)
                | Self::Files
                | Self::Period(_)
        )
    }

    fn needs(&self) -> Option<Right> {
        match self {
            Self::Exempt(_) | Self::Explain(_) | Self::Topic(_) => Some(Right::Direct),
            Self::Period(_) => None,
            _ => self.writes().then_some(Right::Plan),
        }
    }
}

impl PlanTurn<'_> {
    /// The plan of the form for something new, after what speaks against it was said once.
    fn new_plan(
        &mut self,
        activity: Activity,
        values: &Values,
    ) -> Result<ActivityStep, FieldError> {
        let activity = planned(self.house, activity, values, self.env.lang)?;
        let step = new_step(activity.clone(), values);
        match &step {
            ActivityStep::PlanSeries(series) => self.check_series(series, Own::New)?,
            _ => self.check_clash(&activity, Own::New)?,
        }
        *self.state = State {
            part: Part::Week,
            ..State::on(activity.day)
        };
        Ok(step)
    }
}

/// The activity of a plan for picked children of whom none was picked yet.
fn to_be_picked(step: &ActivityStep) -> Option<Activity> {
    let activity = match step {
        ActivityStep::Plan(activity) => activity.as_ref().clone(),
        ActivityStep::PlanSeries(series) => series.instance(series.first_day(), None),
        _ => return None,
    };
    let is_open = matches!(&activity.expected, Expected::Picked(children) if children.is_empty());
    is_open.then_some(activity)
}

/// The command for a new activity or a new series.
fn new_step(activity: Activity, values: &Values) -> ActivityStep {
    let Some(rhythm) = Recurrence::from_code(values.get("repeats")) else {
        return ActivityStep::Plan(Box::new(activity));
    };
    let times = (activity.starts, activity.ends);
    let blank = Series::new(activity.day, times, rhythm, activity.topic.clone());
    let series = repeated(blank, &activity, rhythm, values);
    ActivityStep::PlanSeries(Box::new(series))
}

fn slot(day: NaiveDate, values: &Values) -> Slot {
    Slot {
        day: values.day("day").unwrap_or(day),
        starts: clock(values.get("starts")),
        ends: clock(values.get("ends")),
    }
}

fn clock(text: &str) -> NaiveTime {
    NaiveTime::parse_from_str(text, "%H:%M").unwrap_or_default()
}

/// The activity with the values of an accepted form.
fn planned(
    house: &House,
    activity: Activity,
    values: &Values,
    lang: Lang,
) -> Result<Activity, FieldError> {
    let mut activity = activity;
    fields::take(fields::ACTIVITY, &mut activity, values);
    fields::take(fields::ACTIVITY_MORE, &mut activity, values);
    activity.expected = expected(&activity.expected, values, lang)?;
    if activity.materials.is_empty() {
        activity.materials = topic_materials(house, &activity.topic, lang);
    }
    if activity.title.trim().is_empty() {
        if activity.topic == TopicCode::other() {
            return Err(FieldError {
                field: "title",
                text: word(lang, "wrong-no-title"),
            });
        }
        activity.title = topic_name(house, &activity.topic, lang);
    }
    Ok(activity)
}

fn expected(before: &Expected, values: &Values, lang: Lang) -> Result<Expected, FieldError> {
    let wrong = |field, key| FieldError {
        field,
        text: word(lang, key),
    };
    match values.get("for_whom") {
        AGES => {
            let age = |name| values.get(name).parse::<i32>().ok();
            let (from, to) = (age("age_from"), age("age_to"));
            let (from, to) = (
                from.unwrap_or(0),
                to.ok_or_else(|| wrong("age_to", "wrong-ages"))?,
            );
            if from > to {
                return Err(wrong("age_to", "wrong-ages"));
            }
            Ok(Expected::Ages { from, to })
        }
        TAG => TagCode::from_code(values.get("tag"))
            .map(Expected::Tag)
            .ok_or_else(|| wrong("tag", "form-error-required")),
        CLASS if values.get("class").is_empty() => Err(wrong("class", "form-error-required")),
        CLASS => Ok(Expected::Class(values.get("class").to_owned())),
        PICKED => Ok(match before {
            Expected::Picked(_) => before.clone(),
            _ => Expected::Picked(Vec::new()),
        }),
        _ => Ok(Expected::All),
    }
}

/// The series with the values of an accepted form. The edited instance's values apply to all.
fn repeated(series: Series, shown: &Activity, rhythm: Recurrence, values: &Values) -> Series {
    let weekdays = Weekdays::from_digits(values.get("weekdays")).unwrap_or_default();
    let same_place = rhythm == series.rhythm && weekdays == series.weekdays;
    let is_weekly = matches!(rhythm, Recurrence::Weekly | Recurrence::Fortnightly);
    Series {
        starts_on: shown.day,
        ends_on: values.day("ends_on"),
        rhythm,
        weekdays,
        // The weekday number or the date in the month is derived from the first day unless the
        // rhythm is unchanged.
        nth: series.nth.filter(|_| same_place && !is_weekly),
        starts: shown.starts,
        ends: shown.ends,
        title: shown.title.clone(),
        topic: shown.topic.clone(),
        place: shown.place.clone(),
        organiser: shown.organiser,
        helpers: shown.helpers.clone(),
        materials: shown.materials.clone(),
        expected: shown.expected.clone(),
        ..series
    }
}
