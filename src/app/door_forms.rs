//! What the door asks for in a form or a list.

use super::asking::Purpose;
use super::door::Way;
use super::message::Effect;
use super::model::{Model, Tone};
use crate::desk::command::{Comeback, Command, KnownAbsence, SignOut, When};
use crate::domain::attendance::AbsenceReason;
use crate::domain::{ChildId, OutTo, Role, Status};
use crate::t;
use crate::ui::form::FieldError;
use crate::ui::form::{Choice, FieldSpec, Form, Kind, Values, choices};
use crate::ui::picker::{Picker, PickerItem};
use chrono::NaiveTime;

/// What a form or list of the door is for.
#[derive(Debug, Clone)]
pub enum DoorForm {
    /// Entries for an earlier time or day.
    Late,
    /// A child who is known not to come.
    Absence(ChildId),
    /// Whose absence it is, when nobody was chosen yet.
    WhoseAbsence,
    /// Somebody unlisted collects: a director and a note.
    Unlisted(ChildId),
    /// A card for a child.
    Card(ChildId),
    /// Whose card it is that was scanned.
    WhoseCard(String),
}

impl Model {
    /// Asks for the earlier time or day.
    pub(super) fn ask_late(&mut self) {
        let at = self.door.late.unwrap_or(self.house.now);
        let form = Form::new(
            "form-late",
            vec![
                FieldSpec::new("day", "field-day", Kind::PastDate).required(),
                FieldSpec::new("time", "field-time", Kind::Time)
                    .required()
                    .hint("hint-time"),
            ],
        );
        let form = form
            .with("day", &at.date_naive().to_string())
            .with("time", &at.format("%H:%M").to_string());
        self.ask(form, Purpose::Door(DoorForm::Late));
    }

    /// Asks why and how long a child does not come; first who, if nobody is chosen.
    pub(super) fn ask_absence(&mut self, child: Option<ChildId>) {
        let Some(child) = child else {
            let picker = Picker::new("pick-absence", self.child_items());
            self.ask_choice(picker, Purpose::Door(DoorForm::WhoseAbsence));
            return;
        };
        let day = self.house.door_sheet().day.to_string();
        let name = self.house.register.name(child);
        let title = t!(self.look.lang, "form-absence", name = name);
        let form = Form::new(
            crate::ui::form::Label::Text(title),
            vec![
                FieldSpec::new("reason", "field-reason", {
                    Kind::Choice(choices("absence-reason", AbsenceReason::ALL))
                })
                .required(),
                FieldSpec::new("from", "field-from-day", Kind::Date).required(),
                FieldSpec::new("to", "field-to-day", Kind::Date).required(),
                FieldSpec::new("note", "field-note", Kind::Note),
            ],
        );
        let form = form
            .with("from", &day)
            .with("to", &day)
            .with("reason", AbsenceReason::Ill.code());
        self.ask(form, Purpose::Door(DoorForm::Absence(child)));
    }

    /// Asks which director allows somebody unlisted, and who it is (rule S8).
    pub(super) fn ask_unlisted(&mut self, child: ChildId) {
        let staff = self
            .house
            .home
            .as_ref()
            .map_or(&[][..], |home| home.staff.as_slice());
        let directors: Vec<Choice> = staff
            .iter()
            .filter(|one| one.active && one.role == Role::Director)
            .map(|one| Choice::named(one.id.to_string(), &one.name))
            .collect();
        let first = directors
            .first()
            .map(|one| one.code.clone())
            .unwrap_or_default();
        let name = self.house.register.name(child);
        let title = t!(self.look.lang, "form-unlisted", name = name);
        let form = Form::new(
            crate::ui::form::Label::Text(title),
            vec![
                FieldSpec::new("director", "field-out-allowed-by", Kind::Choice(directors))
                    .required(),
                FieldSpec::new("note", "field-unlisted-note", Kind::Note)
                    .required()
                    .hint("hint-unlisted"),
            ],
        );
        self.ask(
            form.with("director", &first),
            Purpose::Door(DoorForm::Unlisted(child)),
        );
    }

    /// Asks for a card to be held to the scanner.
    pub(super) fn ask_card(&mut self, child: Option<ChildId>) {
        let Some(child) = child else {
            self.say(Tone::Info, t!(self.look.lang, "door-choose-first"));
            return;
        };
        let name = self.house.register.name(child);
        let title = t!(self.look.lang, "form-card", name = name);
        let card = FieldSpec::new("card", "field-card", Kind::Text { max: 64 });
        let form = Form::new(
            crate::ui::form::Label::Text(title),
            vec![card.required().hint("hint-card")],
        );
        self.ask(form, Purpose::Door(DoorForm::Card(child)));
    }

    /// Asks whose card it is.
    pub(super) fn ask_whose_card(&mut self, code: &str) {
        let picker = Picker::new("pick-card", self.child_items());
        self.ask_choice(picker, Purpose::Door(DoorForm::WhoseCard(code.to_owned())));
    }

    /// Everybody on the register as items of a list, with what tells them apart.
    pub(super) fn child_items(&self) -> Vec<PickerItem> {
        let children = self.house.register.children().iter();
        let here = children.filter(|child| child.status == Status::Enrolled);
        here.map(|child| {
            let note = format!("{} {}", child.class, child.school);
            PickerItem::new(child.id.to_string(), &child.name, note.trim())
        })
        .collect()
    }
}

impl DoorForm {
    pub(super) fn accept(
        self,
        model: &mut Model,
        values: &Values,
    ) -> Result<Vec<Effect>, FieldError> {
        match self {
            Self::Late => late(model, values),
            Self::Absence(child) => absence(model, child, values),
            Self::Unlisted(child) => {
                let leaving = SignOut {
                    child,
                    to: OutTo::Unlisted,
                    allowed_by: values.get("director").parse().ok(),
                    note: values.get("note").to_owned(),
                    when: model.door.late.map_or(When::Now, When::At),
                };
                Ok(vec![Effect::Do(Command::SignOut(leaving))])
            }
            Self::Card(child) => {
                let code = values.get("card").to_owned();
                Ok(vec![Effect::Do(Command::BindCard { code, child })])
            }
            Self::WhoseAbsence | Self::WhoseCard(_) => Ok(Vec::new()),
        }
    }

    pub(super) fn choose(self, model: &mut Model, code: &str) -> Vec<Effect> {
        let Ok(child) = code.parse::<ChildId>() else {
            return Vec::new();
        };
        match self {
            Self::WhoseAbsence => {
                model.ask_absence(Some(child));
                Vec::new()
            }
            Self::WhoseCard(code) => {
                let bind = Effect::Do(Command::BindCard { code, child });
                if model.house.door_sheet().is_inside(child) || model.door.way == Way::Leaving {
                    return vec![bind];
                }
                let when = model.door.late.map_or(When::Now, When::At);
                let arrival = Command::SignIn {
                    child,
                    when,
                    comeback: Comeback::Ask,
                };
                vec![bind, Effect::Do(arrival)]
            }
            _ => Vec::new(),
        }
    }
}

fn late(model: &mut Model, values: &Values) -> Result<Vec<Effect>, FieldError> {
    let day = values.day("day");
    let time = NaiveTime::parse_from_str(values.get("time"), "%H:%M").ok();
    let at = day
        .zip(time)
        .and_then(|(day, time)| model.house.moment_of(day, time));
    match at {
        Some(at) if at <= model.house.now => Ok(model.door_late(Some(at))),
        _ => Err(FieldError {
            field: "time",
            text: t!(model.look.lang, "refused-future"),
        }),
    }
}

fn absence(model: &Model, child: ChildId, values: &Values) -> Result<Vec<Effect>, FieldError> {
    let lang = model.look.lang;
    let wrong = |field| FieldError {
        field,
        text: t!(lang, "refused-last-before-first"),
    };
    let (Some(from), Some(to)) = (values.day("from"), values.day("to")) else {
        return Err(wrong("from"));
    };
    let reason = AbsenceReason::from_code(values.get("reason")).unwrap_or(AbsenceReason::Other);
    if to < from {
        return Err(wrong("to"));
    }
    let note = values.get("note").to_owned();
    let absence = KnownAbsence {
        child,
        from,
        to,
        reason,
        note,
    };
    Ok(vec![Effect::Do(Command::KnownAbsence(absence))])
}
