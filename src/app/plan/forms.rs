//! What F5 asks for: an activity or a series, another time, why something was called off, what was
//! done, why a week went by without anything.

use super::ask::{AGES, PICKED, TAG};
use super::topics::topic_of;
use super::{Part, PlanState};
use crate::app::fields::{self};
use crate::app::message::Effect;
use crate::app::model::Model;
use crate::desk::command::Command;
use crate::desk::command::activity::{ActivityStep, Holding, Slot};
use crate::desk::refusal::Refusal;
use crate::domain::activity::{Expected, Recurrence, Which};
use crate::ui::form::FieldError;
use crate::ui::form::Values;

use crate::domain::{Activity, ChildId, Series, SeriesId, TagCode, TopicCode, Weekdays};
use crate::i18n::word;
use crate::t;
use chrono::{NaiveDate, NaiveTime};

/// What a form or list of F5 is for.
#[derive(Debug, Clone)]
pub enum PlanForm {
    /// What to do with an activity.
    What(Which),
    /// What to do on a day without one.
    Day(NaiveDate),
    /// What to record of today at the door; of a child as well, if one is meant.
    Today(Option<ChildId>),
    /// What to do with a topic.
    TopicWhat(TopicCode),
    /// What to do about a child who misses a topic.
    MissingWhat(ChildId),
    /// An activity or, if it says so, a series.
    New(Box<Activity>),
    /// Something that took place and that nobody had planned.
    Unplanned(Box<Activity>),
    /// One activity, or one instance of a series.
    Edit(Box<Activity>),
    /// A series from a day on.
    Series(Box<Series>),
    /// A series ends.
    End(SeriesId),
    /// Another time.
    Move(Which),
    /// Called off.
    CallOff(Which),
    /// What was done, and who took part.
    Hold(Box<Activity>, Vec<ChildId>),
    /// Why nothing took place in a week.
    Explain(NaiveDate),
    /// A topic in the home's words; without a code a new one.
    Topic(Option<TopicCode>),
    /// Calendar files and copies.
    Files,
    /// Which calendar file is to be read.
    IcsFile,
    /// Of which days something is to be printed or written.
    Period(crate::desk::papers::Paper),
}

impl PlanForm {
    pub(in crate::app) fn accept(
        self,
        model: &mut Model,
        values: &Values,
    ) -> Result<Vec<Effect>, FieldError> {
        let reason = || values.get("reason").to_owned();
        let step = match self {
            Self::New(activity) => {
                let activity = planned(model, *activity, values)?;
                model.plan = PlanState {
                    part: Part::Week,
                    ..PlanState::on(activity.day)
                };
                match Recurrence::from_code(values.get("repeats")) {
                    None => ActivityStep::Plan(Box::new(activity)),
                    Some(rhythm) => {
                        let blank = Series::new(
                            activity.day,
                            (activity.starts, activity.ends),
                            rhythm,
                            activity.topic.clone(),
                        );
                        let series = repeated(blank, &activity, rhythm, values);
                        ActivityStep::PlanSeries(Box::new(series))
                    }
                }
            }
            Self::Edit(activity) => {
                let activity = planned(model, *activity, values)?;
                ActivityStep::Plan(Box::new(activity))
            }
            Self::Unplanned(activity) => {
                let activity = planned(model, *activity, values)?;
                if activity.day > model.house.today() {
                    return Err(FieldError {
                        field: "day",
                        text: Refusal::Future.text(model.look.lang),
                    });
                }
                model.ask_roll(&activity);
                return Ok(Vec::new());
            }
            Self::Series(series) => {
                let from = values.day("day").unwrap_or(series.starts_on);
                let shown = planned(model, series.instance(from, None), values)?;
                let rhythm = Recurrence::from_code(values.get("repeats")).unwrap_or(series.rhythm);
                let series = repeated(*series, &shown, rhythm, values);
                ActivityStep::EditSeries {
                    series: Box::new(series),
                    from,
                }
            }
            Self::End(series) => ActivityStep::EndSeries {
                series,
                from: values.day("day").unwrap_or(model.plan.day),
                reason: reason(),
            },
            Self::Move(which) => {
                let to = Slot {
                    day: values.day("day").unwrap_or(model.plan.day),
                    starts: clock(values.get("starts")),
                    ends: clock(values.get("ends")),
                };
                (model.plan.day, model.plan.which) = (to.day, Some(which));
                let reason = reason();
                ActivityStep::Move { which, to, reason }
            }
            Self::CallOff(which) => ActivityStep::Cancel {
                which,
                reason: reason(),
            },
            Self::Hold(mut activity, children) => {
                fields::take(fields::HELD, &mut *activity, values);
                ActivityStep::Hold(Box::new(Holding {
                    activity: *activity,
                    children,
                }))
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
                        text: t!(model.look.lang, "wrong-topic-code"),
                    })?,
                };
                model.plan.topic = Some(code.clone());
                ActivityStep::SaveTopic(Box::new(topic_of(code, values)))
            }
            Self::IcsFile => return Ok(model.read_calendar(values.get("path"))),
            Self::Period(paper) => return super::files::accept(model, paper, values),
            Self::What(_)
            | Self::Day(_)
            | Self::Today(_)
            | Self::TopicWhat(_)
            | Self::MissingWhat(_)
            | Self::Files => return Ok(Vec::new()),
        };
        Ok(vec![Effect::Do(Command::Activity(step))])
    }

    /// Whether an answer leads to a step of the journal.
    pub(in crate::app) const fn writes(&self) -> bool {
        !matches!(
            self,
            Self::What(_)
                | Self::Day(_)
                | Self::Today(_)
                | Self::TopicWhat(_)
                | Self::MissingWhat(_)
                | Self::Files
                | Self::Period(_)
        )
    }

    pub(in crate::app) fn choose(self, model: &mut Model, code: &str) -> Vec<Effect> {
        match self {
            Self::What(which) => return model.plan_do(which, code),
            Self::Day(day) => match code {
                "plan" => {
                    let activity = model.blank_activity(day);
                    model.ask_new(activity);
                }
                "unplanned" => model.ask_unplanned(day),
                _ => model.ask_explain(day),
            },
            Self::Today(child) => model.record_today(child, code),
            Self::TopicWhat(topic) => match code {
                "read" => model.read_talk(&topic),
                "plan" => model.ask_plan_new(),
                "missing" => model.show_topic(topic, Part::Missing),
                _ => model.ask_topic(Some(&topic)),
            },
            Self::MissingWhat(child) => match code {
                "told" => model.ask_talk(child),
                "invite" => model.invite(),
                _ => return model.open_file(child),
            },
            Self::Files => return model.files_do(code),
            Self::IcsFile => return model.read_calendar(code),
            _ => {}
        }
        Vec::new()
    }
}

fn clock(text: &str) -> NaiveTime {
    NaiveTime::parse_from_str(text, "%H:%M").unwrap_or_default()
}

/// The activity of an accepted form.
fn planned(model: &Model, activity: Activity, values: &Values) -> Result<Activity, FieldError> {
    let mut activity = activity;
    fields::take(fields::ACTIVITY, &mut activity, values);
    fields::take(fields::ACTIVITY_MORE, &mut activity, values);
    activity.expected = expected(model, &activity.expected, values)?;
    if activity.title.trim().is_empty() {
        if activity.topic == TopicCode::other() {
            return Err(FieldError {
                field: "title",
                text: word(model.look.lang, "wrong-no-title"),
            });
        }
        activity.title = model.topic_name(&activity.topic);
    }
    Ok(activity)
}

fn expected(model: &Model, before: &Expected, values: &Values) -> Result<Expected, FieldError> {
    let wrong = |field, key| FieldError {
        field,
        text: word(model.look.lang, key),
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
        PICKED => Ok(before.clone()),
        _ => Ok(Expected::All),
    }
}

/// The series of an accepted form; what is told of an instance is told of all of them.
fn repeated(series: Series, shown: &Activity, rhythm: Recurrence, values: &Values) -> Series {
    let weekdays = Weekdays::from_digits(values.get("weekdays")).unwrap_or_default();
    let same_place = rhythm == series.rhythm && weekdays == series.weekdays;
    let is_weekly = matches!(rhythm, Recurrence::Weekly | Recurrence::Fortnightly);
    Series {
        starts_on: shown.day,
        ends_on: values.day("ends_on"),
        rhythm,
        weekdays,
        // Which Tuesday of the month, or which date, follows from the first day unless the rhythm
        // stays as it was.
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
