//! Lists of possible actions and pre-filled forms of F5.

use super::state::{Part, PlanForm, PlanScene, PlanTurn, State};
use crate::desk::command::Command;
use crate::desk::command::activity::ActivityStep;
use crate::desk::refusal::Refusal;
use crate::domain::activity::coverage::{Season, terms_to_copy};
use crate::domain::activity::weeks::{WeekState, monday};
use crate::domain::activity::{self, Expected, Occurrence, Progress, Recurrence, Which};
use crate::domain::calendar::DayKind;
use crate::domain::{Activity, ChildId, TagCode, TopicCode};
use crate::house::House;
use crate::i18n::word;
use crate::screens::effect::{Effect, Env, Open, Tone, Turn};
use crate::screens::fields::{self, FileField};
use crate::screens::people::staff_choices;
use crate::screens::programme::{topic_choices, topic_name};
use crate::store::Record;
use crate::t;
use crate::ui::form::{Choice, FieldSpec, Form, Kind, Label, choices};
use crate::ui::picker::{Picker, PickerItem};
use crate::wording::dates::day_words;
use chrono::{Months, NaiveDate, NaiveTime, TimeDelta};
use std::collections::BTreeSet;

/// Opens the list of today's activities to record; `child` adds the records about that child.
pub(crate) fn ask_record_today(
    house: &House,
    state: &mut State,
    env: Env,
    child: Option<ChildId>,
) -> Vec<Effect<PlanForm>> {
    Turn::effects(house, state, env, |turn| turn.ask_record_today(child))
}

/// Opens the form for the reason why a week had no activity; `week` is any day of it.
pub(crate) fn ask_explain(
    house: &House,
    state: &mut State,
    env: Env,
    week: NaiveDate,
) -> Vec<Effect<PlanForm>> {
    Turn::effects(house, state, env, |turn| turn.ask_explain(week))
}

/// Default start time (hour, minute) when the calendar gives no opening hours.
const USUAL: (u32, u32) = (16, 30);

fn time(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default()
}

pub(super) const ONCE: &str = "once";
/// Code prefix of today's activities in the list; the activity's index follows.
const HOLD: &str = "hold:";

/// The same for activities that begin now.
const BEGIN: &str = "begin:";

/// Codes of the "expected" field: who is invited.
pub(super) const ALL: &str = "all";
pub(super) const AGES: &str = "ages";
pub(super) const TAG: &str = "tag";
/// A class or grade.
pub(super) const CLASS: &str = "class";
pub(super) const PICKED: &str = "picked";

impl PlanScene<'_> {
    /// An activity with default values: the selected day, the opening time, all children.
    pub(super) fn blank_activity(&self, day: NaiveDate) -> Activity {
        let usual = time(USUAL.0, USUAL.1);
        let opens = self
            .house
            .calendar()
            .and_then(|calendar| match calendar.day(day) {
                DayKind::Open { spans, .. } => spans.first().map(|span| span.opens),
                DayKind::Closed(_) => None,
            });
        let starts = opens.unwrap_or(usual);
        let (ends, over_midnight) = starts.overflowing_add_signed(TimeDelta::hours(1));
        let ends = if over_midnight == 0 {
            ends
        } else {
            time(23, 59)
        };
        let topic = match self.state.part {
            Part::Topics => {
                let rows = self.topic_rows();
                rows.get(self.topic_place(&rows))
                    .map(|row| row.code.clone())
            }
            Part::Coverage => self.shown_topic(),
            Part::Week | Part::Month => None,
        };
        let mut activity = Activity::new(day, starts, ends, TopicCode::other());
        if let Some(topic) = topic {
            activity.title = topic_name(self.house, &topic, self.env.lang);
            activity.topic = topic;
        }
        activity.organiser = self.house.actor;
        activity
    }

    /// The form of an activity, of a series, or of either, depending on `shape`.
    fn activity_form(&self, title: String, activity: &Activity, shape: Shape) -> Form {
        let mut specs: Vec<FieldSpec> = fields::ACTIVITY.iter().map(fields::spec).collect();
        if shape != Shape::One {
            specs.extend(repeat_specs(shape));
        }
        specs.extend(fields::ACTIVITY_MORE.iter().map(fields::spec));
        specs.extend(expected_specs(self.classes()));
        let both: Vec<FileField> = [fields::ACTIVITY, fields::ACTIVITY_MORE].concat();
        let mut form = Form::new(Label::Text(title), specs);
        for field in &both {
            let text = Record::text(activity, field.name).unwrap_or_default();
            form = form.with(field.name, &text);
        }
        if let Some(title) = form.field_mut("title") {
            title.spec.hint = "hint-title";
        }
        form.offer("topic", &topic_choices(self.house, self.env.lang));
        form.offer("organiser", &staff_choices(self.house));
        let (kind, ages, tag) = match &activity.expected {
            Expected::All => (ALL, None, ""),
            Expected::Ages { from, to } => (AGES, Some((*from, *to)), ""),
            Expected::Tag(tag) => (TAG, None, tag.code()),
            Expected::Class(_) => (CLASS, None, ""),
            Expected::Picked(_) => (PICKED, None, ""),
        };
        let number = |n: Option<i32>| n.map_or_else(String::new, |n| n.to_string());
        let class = match &activity.expected {
            Expected::Class(class) => class.as_str(),
            _ => "",
        };
        form.with("for_whom", kind)
            .with("class", class)
            .with("age_from", &number(ages.map(|(from, _)| from)))
            .with("age_to", &number(ages.map(|(_, to)| to)))
            .with("tag", tag)
            .with("repeats", ONCE)
    }

    /// The classes in the register.
    fn classes(&self) -> Vec<Choice> {
        let children = self.house.register.children().iter();
        let classes: BTreeSet<&str> = children
            .map(|child| child.class.as_str())
            .filter(|class| !class.is_empty())
            .collect();
        classes
            .into_iter()
            .map(|class| Choice::named(class, class))
            .collect()
    }

    /// The form for the outcome: what was done, number of adults, next step, place of the paper
    /// record.
    pub(super) fn done_form(&self, activity: &Activity, count: usize) -> Form {
        let title = activity.title.as_str();
        let title = t!(self.env.lang, "form-done", title = title, count = count);
        fields::form(Label::Text(title), fields::HELD, activity)
    }
}

impl PlanTurn<'_> {
    /// Opens the form of a new activity on the selected day. From the list of topics, the topic is
    /// filled in and the day is today or later.
    pub(super) fn ask_plan_new(&mut self) {
        let day = match self.state.part {
            Part::Week | Part::Month => self.state.day,
            Part::Topics | Part::Coverage => self.house.today(),
        };
        let activity = self.scene().blank_activity(day);
        self.ask_new(activity);
    }

    pub(super) fn ask_new(&mut self, activity: Activity) {
        let lang = self.env.lang;
        let form = self
            .scene()
            .activity_form(t!(lang, "form-plan"), &activity, Shape::New);
        self.ask(form, PlanForm::New(Box::new(activity)));
    }

    /// Opens the form of the same activity on the next free day.
    fn ask_again(&mut self, activity: &Activity) {
        let Activity {
            day, starts, ends, ..
        } = *activity;
        let again = Activity {
            title: activity.title.clone(),
            place: activity.place.clone(),
            organiser: activity.organiser,
            helpers: activity.helpers.clone(),
            materials: activity.materials.clone(),
            expected: activity.expected.clone(),
            ..Activity::new(day, starts, ends, activity.topic.clone())
        };
        let again = self.scene().on_a_free_day(again);
        self.ask_new(again);
    }

    /// Begins an activity of today with the children in the house.
    fn begin(&mut self, which: Which) {
        self.perform(Command::Activity(ActivityStep::Begin(which)));
    }

    /// Records an unplanned activity: first the activity, then the participants, then the outcome.
    pub(super) fn ask_unplanned(&mut self, day: NaiveDate) {
        if day > self.house.today() {
            self.say(Tone::Bad, Refusal::Future.text(self.env.lang));
            return;
        }
        let activity = self.scene().blank_activity(day);
        let title = t!(self.env.lang, "form-unplanned");
        let form = self.scene().activity_form(title, &activity, Shape::One);
        self.ask(form, PlanForm::Unplanned(Box::new(activity)));
    }

    /// Opens the list of actions that the activity's state allows.
    pub(super) fn ask_what(&mut self, one: &Occurrence) {
        let lang = self.env.lang;
        let activity = &one.activity;
        let is_held = one.state == activity::State::Held;
        let is_due = activity.day <= self.house.today();
        let is_off = activity.progress == Progress::Cancelled;
        let is_today = activity.day == self.house.today();
        let codes = [
            ("begin", is_today && !is_held && !is_off),
            ("hold", is_due && !is_held && !is_off),
            ("record", is_held),
            ("explain", one.state == activity::State::Missed),
            ("edit", !is_held),
            ("move", !is_held && !is_off),
            ("move-to", !is_held && !is_off),
            ("call-off", !is_held && !is_off),
            ("reinstate", !is_held && (is_off || activity.is_moved())),
            ("series", activity.series.is_some() && !is_held),
            ("all", activity.series.is_some()),
            ("end", activity.series.is_some() && !is_held),
            ("again", true),
            ("talk", true),
            ("missing", true),
        ];
        let allowed = codes.into_iter().filter(|(_, is_allowed)| *is_allowed);
        let items = allowed.map(|(code, _)| {
            let label = word(lang, &format!("plan-do-{code}"));
            PickerItem::new(code, label, "")
        });
        let day = day_words(activity.day, lang, self.house.today());
        let title = Label::Text(format!("{day} {}", activity.title));
        let picker = Picker::new(title, items.collect());
        self.choose(picker, PlanForm::What(one.which));
    }

    /// Opens the list of actions for a day without an activity.
    pub(super) fn ask_day(&mut self, day: NaiveDate) {
        let lang = self.env.lang;
        let scene = self.scene();
        let week = scene.week_state();
        let is_missed = week.is_some_and(|week| matches!(week.state, WeekState::Missed { .. }));
        let codes = [
            ("plan", true),
            ("unplanned", day <= self.house.today()),
            ("explain", is_missed),
        ];
        let allowed = codes.into_iter().filter(|(_, is_allowed)| *is_allowed);
        let items = allowed.map(|(code, _)| {
            let label = word(lang, &format!("plan-do-{code}"));
            PickerItem::new(code, label, "")
        });
        let picker = Picker::new(
            Label::Text(day_words(day, lang, self.house.today())),
            items.collect(),
        );
        self.choose(picker, PlanForm::Day(day));
    }

    /// Opens the list of what to record at the door: an activity of today, or a record about
    /// `child`.
    pub(super) fn ask_record_today(&mut self, child: Option<ChildId>) {
        let (lang, today) = (self.env.lang, self.house.today());
        let all = self.house.occurrences(today, today);
        let open = all.iter().enumerate();
        let open = open.filter(|(_, one)| one.activity.progress == Progress::Planned);
        let mut items: Vec<PickerItem> = open
            .flat_map(|(place, one)| {
                let title = one.activity.title.as_str();
                let begin = t!(lang, "record-begin", title = title);
                let hold = t!(lang, "record-hold", title = title);
                [
                    PickerItem::new(format!("{BEGIN}{place}"), begin, ""),
                    PickerItem::new(format!("{HOLD}{place}"), hold, ""),
                ]
            })
            .collect();
        let unplanned = t!(lang, "record-unplanned");
        items.push(PickerItem::new("unplanned", unplanned, ""));
        if let Some(child) = child {
            let name = self.house.register.distinct_name(child).into_owned();
            let label = t!(lang, "pick-record", name = name);
            items.insert(0, PickerItem::new("child", label, ""));
        }
        let picker = Picker::new("pick-record-today", items);
        self.choose(picker, PlanForm::Today(child));
    }

    pub(super) fn record_today(&mut self, child: Option<ChildId>, code: &str) {
        let today = self.house.today();
        let all = self.house.occurrences(today, today);
        let of = |prefix: &str| {
            let place: usize = code.strip_prefix(prefix)?.parse().ok()?;
            all.get(place)
        };
        if let Some(one) = of(BEGIN) {
            self.begin(one.which);
            return;
        }
        if let Some(one) = of(HOLD) {
            self.ask_who_took_part(&one.activity);
            return;
        }
        match (code, child) {
            ("child", Some(child)) => self.open(Open::Record(child)),
            ("unplanned", _) => self.ask_unplanned(today),
            _ => {}
        }
    }

    /// Opens the list of actions for a topic.
    pub(super) fn ask_topic_what(&mut self, code: TopicCode) {
        let lang = self.env.lang;
        let items = ["read", "plan", "missing", "print-talk", "topic"].map(|code| {
            let label = word(lang, &format!("plan-do-{code}"));
            PickerItem::new(code, label, "")
        });
        let title = Label::Text(topic_name(self.house, &code, lang));
        let picker = Picker::new(title, items.to_vec());
        self.choose(picker, PlanForm::TopicWhat(code));
    }

    pub(super) fn ask_edit(&mut self, which: Which) {
        let Some(activity) = self.house.known.programme.find(which) else {
            return;
        };
        if activity.progress == Progress::Held {
            self.ask_who_took_part(&activity);
            return;
        }
        let title = t!(self.env.lang, "form-activity");
        let form = self.scene().activity_form(title, &activity, Shape::One);
        self.ask(form, PlanForm::Edit(Box::new(activity)));
    }

    fn ask_move(&mut self, which: Which) {
        let Some(activity) = self.house.known.programme.find(which) else {
            return;
        };
        let lang = self.env.lang;
        let title = t!(lang, "form-move", title = activity.title.as_str());
        let at = |time: NaiveTime| time.format("%H:%M").to_string();
        let form = Form::new(
            Label::Text(title),
            vec![
                FieldSpec::new("day", "field-day", Kind::Date).required(),
                FieldSpec::new("starts", "field-starts", Kind::Time).required(),
                FieldSpec::new("ends", "field-ends", Kind::Time).required(),
                FieldSpec::new("reason", "field-reason", Kind::Note).required(),
            ],
        );
        let form = form
            .with("day", &activity.day.to_string())
            .with("starts", &at(activity.starts))
            .with("ends", &at(activity.ends));
        self.ask(form, PlanForm::Move(which));
    }

    pub(super) fn ask_call_off(&mut self, which: Which) {
        let Some(activity) = self.house.known.programme.find(which) else {
            return;
        };
        if activity.progress == Progress::Held {
            let refusal = Refusal::HeldAlready { day: activity.day };
            self.say(Tone::Bad, refusal.text(self.env.lang));
            return;
        }
        let title = t!(
            self.env.lang,
            "form-call-off",
            title = activity.title.as_str()
        );
        let reason = FieldSpec::new("reason", "field-reason", Kind::Note).required();
        let form = Form::new(Label::Text(title), vec![reason]);
        self.ask(form, PlanForm::CallOff(which));
    }

    /// Opens the form of a series, or that of its end.
    fn ask_series(&mut self, which: Which, reach: Reach) {
        let programme = &self.house.known.programme;
        let Some(activity) = programme.find(which) else {
            return;
        };
        let series = activity.series.and_then(|id| {
            let mut all = programme.series.iter();
            all.find(|one| one.id == id).cloned()
        });
        let Some(series) = series else { return };
        // Values derived from the first day are made explicit so that they can be edited.
        let series = series.pinned();
        let today = self.house.today();
        let from = match reach {
            Reach::FromHere | Reach::End => activity.series_day.unwrap_or(activity.day),
            Reach::AllToCome => {
                let last = programme.last_held_of(series.id);
                let next = last.and_then(|day| day.succ_opt());
                let from = today.max(series.starts_on).max(next.unwrap_or(today));
                let first = series.days(from, from + Months::new(12)).first().copied();
                first.unwrap_or(from)
            }
        };
        let lang = self.env.lang;
        let title = series.title.as_str();
        if reach == Reach::End {
            let title = t!(lang, "form-end-series", title = title);
            let form = Form::new(
                Label::Text(title),
                vec![
                    FieldSpec::new("day", "field-ends-before", Kind::Date).required(),
                    FieldSpec::new("reason", "field-reason", Kind::Note).required(),
                ],
            );
            let form = form.with("day", &from.to_string());
            self.ask(form, PlanForm::End(series.id));
            return;
        }
        let title = match reach {
            Reach::AllToCome => t!(lang, "form-series-all", title = title),
            Reach::FromHere | Reach::End => t!(lang, "form-series", title = title),
        };
        let shown = series.instance(from, None);
        let days = series.weekdays.digits();
        let ends = series
            .ends_on
            .map_or_else(String::new, |day| day.to_string());
        let form = self
            .scene()
            .activity_form(
                title,
                &shown,
                if series.rhythm == Recurrence::Rule {
                    Shape::FromFile
                } else {
                    Shape::Series
                },
            )
            .with("repeats", series.rhythm.code())
            .with("weekdays", &days)
            .with("ends_on", &ends);
        self.ask(form, PlanForm::Series(Box::new(series)));
    }

    pub(super) fn ask_explain(&mut self, week: NaiveDate) {
        let lang = self.env.lang;
        let week = monday(week);
        let known = self.house.known.programme.reasons.get(&week);
        let title = t!(
            lang,
            "form-explain",
            day = day_words(week, lang, self.house.today())
        );
        let reason = FieldSpec::new("reason", "field-reason", Kind::Note).hint("hint-explain");
        let form = Form::new(Label::Text(title), vec![reason]);
        let form = form.with("reason", known.map_or("", String::as_str));
        self.ask(form, PlanForm::Explain(week));
    }

    /// Copies the last term's plan to the current term after a confirmation that names both.
    pub(super) fn ask_copy(&mut self) {
        let lang = self.env.lang;
        let home = self.house.home.as_deref();
        let terms = home.map_or(&[][..], |home| &home.terms[..]);
        let pair = terms_to_copy(terms, self.house.today());
        let Some((from, to)) = pair else {
            self.say(Tone::Bad, t!(lang, "plan-no-terms"));
            return;
        };
        let words = |season: Season| format!("{} – {}", season.from, season.to);
        let preview = self.scene().copy_preview(from, to);
        let question = t!(
            lang,
            "plan-copy",
            from = words(from),
            to = words(to),
            preview = preview
        );
        self.confirm(
            question,
            Command::Activity(ActivityStep::CopyPlan { from, to }),
        );
    }
}

/// What a change of a series reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// This instance and all later ones.
    FromHere,
    /// All instances from today on.
    AllToCome,
    /// The series ends before this instance.
    End,
}

/// Which fields the form has: one activity, a series, or a choice between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    One,
    Series,
    /// A series with a rule of a calendar file, which may stay as it is.
    FromFile,
    New,
}

fn repeat_specs(shape: Shape) -> Vec<FieldSpec> {
    let mut rhythms = choices("rhythm", Recurrence::ALL);
    if shape != Shape::FromFile {
        rhythms.retain(|one| one.code != Recurrence::Rule.code());
    }
    if shape == Shape::New {
        let once = Choice {
            code: ONCE.to_owned(),
            label: Label::from("rhythm-once"),
        };
        rhythms.insert(0, once);
    }
    vec![
        FieldSpec::new("repeats", "field-repeats", Kind::Choice(rhythms)).required(),
        FieldSpec::new("weekdays", "field-on-weekdays", Kind::Weekdays).hint("hint-on-weekdays"),
        FieldSpec::new("ends_on", "field-ends-on", Kind::Date).hint("hint-ends-on"),
    ]
}

fn expected_specs(classes: Vec<Choice>) -> Vec<FieldSpec> {
    let codes = vec![ALL, AGES, CLASS, TAG, PICKED];
    let answers = codes.into_iter().map(|code| Choice {
        code: code.to_owned(),
        label: Label::Key(format!("for-whom-{code}").into()),
    });
    let tags = choices("tag", TagCode::ALL);
    vec![
        FieldSpec::new(
            "for_whom",
            "field-for-whom",
            Kind::Choice(answers.collect()),
        )
        .required(),
        FieldSpec::new("age_from", "field-age-from", Kind::Number),
        FieldSpec::new("age_to", "field-age-to", Kind::Number),
        FieldSpec::new("class", "field-class", Kind::Choice(classes)),
        FieldSpec::new("tag", "field-tag", Kind::Choice(tags)),
    ]
}

impl PlanTurn<'_> {
    pub(super) fn plan_do(&mut self, which: Which, code: &str) {
        let Some(activity) = self.house.known.programme.find(which) else {
            return;
        };
        match code {
            "begin" => self.begin(which),
            "explain" => self.ask_explain(activity.day),
            "hold" | "record" => self.ask_who_took_part(&activity),
            "edit" => self.ask_edit(which),
            "move" => self.start_moving(which),
            "move-to" => self.ask_move(which),
            "call-off" => self.ask_call_off(which),
            "again" => self.ask_again(&activity),
            "series" => self.ask_series(which, Reach::FromHere),
            "all" => self.ask_series(which, Reach::AllToCome),
            "end" => self.ask_series(which, Reach::End),
            "talk" => self.read_talk(&activity.topic),
            "missing" => self.show_coverage(activity.topic),
            "reinstate" => {
                let step = ActivityStep::Reinstate(which);
                self.perform(Command::Activity(step));
            }
            _ => {}
        }
    }
}
