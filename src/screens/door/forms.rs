//! Forms and lists of the door.

use super::state::{DoorForm, DoorTurn, State, Way};
use crate::desk::command::{Comeback, Command, KnownAbsence, SignOut};
use crate::desk::rights::Right;
use crate::desk::rights::leads;
use crate::domain::attendance::AbsenceReason;
use crate::domain::{ChildId, OutTo, StaffId};
use crate::house::House;
use crate::i18n::Lang;
use crate::screens::effect::{Effect, Env, FormPurpose, Tone, Turn};
use crate::screens::people;
use crate::t;
use crate::ui::form::{Choice, FieldError, FieldSpec, Form, Kind, Label, Values, choices};
use crate::ui::picker::Picker;
use chrono::{NaiveDate, NaiveTime};

/// Opens the form of a known absence; without a child, a list of children first.
pub(crate) fn ask_absence(
    house: &House,
    state: &mut State,
    env: Env,
    child: Option<ChildId>,
) -> Vec<Effect<DoorForm>> {
    Turn::effects(house, state, env, |turn| turn.ask_absence(child))
}

/// Asks for the time of late entries of a day.
pub(crate) fn ask_late(
    house: &House,
    state: &mut State,
    env: Env,
    day: NaiveDate,
) -> Vec<Effect<DoorForm>> {
    Turn::effects(house, state, env, |turn| {
        turn.ask_late_of(day, Way::Arriving);
    })
}

/// Asks for a child's card.
pub(crate) fn ask_card(
    house: &House,
    state: &mut State,
    env: Env,
    child: ChildId,
) -> Vec<Effect<DoorForm>> {
    Turn::effects(house, state, env, |turn| turn.ask_card(Some(child)))
}

impl DoorTurn<'_> {
    /// Asks for the moment of late entries.
    pub(super) fn ask_late(&mut self) {
        let at = self.state.late.unwrap_or(self.house.now);
        self.ask_late_of(at.date_naive(), self.state.way);
    }

    /// Asks for the moment of late entries in one direction.
    pub(super) fn ask_late_of(&mut self, day: NaiveDate, way: Way) {
        let (title, time) = match way {
            Way::Arriving => {
                let at = self.state.late.unwrap_or(self.house.now);
                ("form-late", at.format("%H:%M").to_string())
            }
            Way::Leaving => ("form-late-leaving", String::new()),
        };
        let form = Form::new(
            title,
            vec![
                FieldSpec::new("day", "field-day", Kind::PastDate)
                    .required()
                    .hint("hint-late-day"),
                FieldSpec::new("time", "field-time", Kind::Time)
                    .required()
                    .hint("hint-time"),
            ],
        );
        let form = form.with("day", &day.to_string()).with("time", &time);
        self.ask(form, DoorForm::Late(way));
    }

    /// Opens the form of a known absence; without a child, a list of children first.
    pub(super) fn ask_absence(&mut self, child: Option<ChildId>) {
        let Some(child) = child else {
            let picker = Picker::of_people("pick-absence", people::child_items(self.house));
            self.choose(picker, DoorForm::WhoseAbsence);
            return;
        };
        let day = self.house.door_sheet().day.to_string();
        let name = self.house.register.name(child);
        let title = t!(self.env.lang, "form-absence", name = name);
        let form = Form::new(
            Label::Text(title),
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
        // The reason starts empty so that none is stored by default.
        let form = form.with("from", &day).with("to", &day);
        self.ask(form, DoorForm::Absence(child));
    }

    /// Asks for the director who approves an unlisted person, and for a note about that person (S8). Where people prove
    /// who they are, the approval says which director it is.
    pub(super) fn ask_unlisted(&mut self, child: ChildId, also: &[ChildId]) {
        let staff = self.house.staff();
        let directors: Vec<Choice> = staff
            .iter()
            .filter(|one| leads(one))
            .map(|one| Choice::named(one.id.to_string(), &one.name))
            .collect();
        let names = std::iter::once(&child).chain(also);
        let names = names.map(|one| self.house.register.distinct_name(*one));
        let names: Vec<_> = names.collect();
        let names = names.join(&t!(self.env.lang, "name-comma"));
        let title = t!(self.env.lang, "form-unlisted", name = names);
        // Who it is, is typed first.
        let note = FieldSpec::new("note", "field-unlisted-note", Kind::Note);
        let mut asked = vec![note.required().hint("hint-unlisted")];
        if !self.house.has_locks {
            let director = Kind::Choice(directors);
            asked.push(FieldSpec::new("director", "field-out-allowed-by", director).required());
        }
        let form = Form::new(Label::Text(title), asked);
        // The director starts empty: who allows it is present, and is named.
        self.ask(form, DoorForm::Unlisted(child, also.to_vec()));
    }

    /// Asks for a card to be held to the scanner.
    pub(super) fn ask_card(&mut self, child: Option<ChildId>) {
        let Some(child) = child else {
            self.say(Tone::Info, t!(self.env.lang, "door-choose-first"));
            return;
        };
        let name = self.house.register.name(child);
        let title = t!(self.env.lang, "form-card", name = name);
        let card = FieldSpec::new("card", "field-card", Kind::Text { max: 64 });
        let form = Form::new(Label::Text(title), vec![card.required().hint("hint-card")]);
        self.ask(form, DoorForm::Card(child));
    }

    /// Opens the list of children for an unknown card.
    pub(super) fn ask_whose_card(&mut self, code: &str) {
        let picker = Picker::of_people("pick-card", people::child_items(self.house));
        self.choose(picker, DoorForm::WhoseCard(code.to_owned()));
    }
}

impl FormPurpose for DoorForm {
    type State = State;

    fn accept(self, turn: &mut DoorTurn<'_>, values: &Values) -> Result<(), FieldError> {
        let (house, lang) = (turn.house, turn.env.lang);
        match self {
            Self::Late(way) => {
                let time = NaiveTime::parse_from_str(values.get("time"), "%H:%M").ok();
                let at = values.day("day").zip(time);
                let at = at.and_then(|(day, time)| house.moment_of(day, time));
                let at = at.filter(|at| *at <= house.now).ok_or_else(|| FieldError {
                    field: "time",
                    text: t!(lang, "refused-future"),
                })?;
                let day = at.date_naive();
                if house
                    .calendar()
                    .is_some_and(|calendar| !calendar.is_open(day))
                {
                    values.doubt(FieldError {
                        field: "day",
                        text: t!(lang, "door-late-closed"),
                    })?;
                }
                turn.turn_to(way);
                turn.enter_late(Some(at));
            }
            Self::Absence(child) => turn.perform(absence(child, values, lang)?),
            Self::Unlisted(child, also) => turn.perform(Command::SignOut(SignOut {
                child,
                to: OutTo::Unlisted,
                also: also.into_iter().map(|one| (one, OutTo::Unlisted)).collect(),
                allowed_by: allowed_by(house, values),
                note: values.get("note").to_owned(),
                when: turn.state.when(),
            })),
            Self::Card(child) => {
                let code = values.get("card").to_owned();
                turn.perform(Command::BindCard { code, child });
            }
            Self::WhoseAbsence | Self::WhoseCard(_) => {}
        }
        Ok(())
    }

    fn choose(self, turn: &mut DoorTurn<'_>, code: &str) {
        let Ok(child) = code.parse::<ChildId>() else {
            return;
        };
        match self {
            Self::WhoseAbsence => turn.ask_absence(Some(child)),
            Self::WhoseCard(code) => {
                turn.perform(Command::BindCard { code, child });
                let is_inside = turn.house.door_stay(child).is_some();
                if !is_inside && turn.state.way == Way::Arriving {
                    let when = turn.state.when();
                    let comeback = Comeback::Ask;
                    turn.perform(Command::SignIn {
                        child,
                        when,
                        comeback,
                    });
                }
            }
            Self::Late(_) | Self::Absence(_) | Self::Unlisted(..) | Self::Card(_) => {}
        }
    }

    fn writes(&self) -> bool {
        true
    }

    fn needs(&self) -> Option<Right> {
        Some(match self {
            Self::Card(_) | Self::WhoseCard(_) => Right::KeepFiles,
            Self::Late(_) | Self::Absence(_) | Self::WhoseAbsence | Self::Unlisted(..) => {
                Right::Attend
            }
        })
    }
}

/// Who allows an unlisted person to collect. In a home with locks any director asks for it: the one who approves takes the
/// place of the one named here, and nobody else's name is kept.
fn allowed_by(house: &House, values: &Values) -> Option<StaffId> {
    if house.has_locks {
        house
            .staff()
            .iter()
            .find(|one| leads(one))
            .map(|one| one.id)
    } else {
        values.get("director").parse().ok()
    }
}

fn absence(child: ChildId, values: &Values, lang: Lang) -> Result<Command, FieldError> {
    let wrong = |field| FieldError {
        field,
        text: t!(lang, "refused-last-before-first"),
    };
    let (Some(from), Some(to)) = (values.day("from"), values.day("to")) else {
        return Err(wrong("from"));
    };
    if to < from {
        return Err(wrong("to"));
    }
    Ok(Command::KnownAbsence(KnownAbsence {
        child,
        from,
        to,
        reason: AbsenceReason::from_code(values.get("reason")).unwrap_or(AbsenceReason::Other),
        note: values.get("note").to_owned(),
    }))
}
