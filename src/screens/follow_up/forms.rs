//! Forms of F6: follow-ups, visits and calls, agreements, new problems and incidents.

use super::cases::{found, with_moments};
use super::state::{FollowForm, FollowScene, FollowTurn, State};
use crate::desk::command::{Command, RecordFollowUp};
use crate::desk::job::Load;
use crate::desk::rights::Right;
use crate::domain::KnownAs;
use crate::domain::caseload::CaseId;
use crate::domain::follow_up::{CloseReason, FollowStep};
use crate::domain::incident::IncidentKind;
use crate::domain::problem::ProblemKind;
use crate::domain::rules::Subject;
use crate::domain::visit::{CallResult, VisitKind};
use crate::domain::{
    Agreement, AgreementId, ChildId, ContactId, FollowUp, FollowUpId, Incident, Problem, RuleId,
    Visit, VisitId,
};
use crate::house::House;
use crate::i18n::{Lang, word, words};
use crate::screens::effect::{Effect, Env, FormPurpose, Job, Open, Turn};
use crate::screens::{fields, people, programme};
use crate::t;
use crate::ui::form::{Choice, FieldError, FieldSpec, Form, Kind, Label, Values, choices};
use crate::ui::picker::{Picker, PickerItem};
use crate::wording::labels::contact_words;
use crate::wording::ring::ring_words;
use chrono::{Days, NaiveDate};

/// Opens the list of possible records about a child.
pub(crate) fn ask_record(
    house: &House,
    state: &mut State,
    env: Env,
    child: ChildId,
) -> Vec<Effect<FollowForm>> {
    Turn::effects(house, state, env, |turn| turn.ask_what_to_record(child))
}

/// Opens the form of a partly filled visit.
pub(crate) fn ask_visit(
    house: &House,
    state: &mut State,
    env: Env,
    visit: Visit,
) -> Vec<Effect<FollowForm>> {
    Turn::effects(house, state, env, |turn| turn.ask_this_visit(visit))
}

impl FollowScene<'_> {
    fn visit_form(&self, visit: &Visit) -> Form {
        let name = self.house.register.name(visit.child);
        let title = t!(self.env.lang, "form-visit", name = name);
        let mut form = fields::form(Label::Text(title), fields::VISIT, visit);
        self.offer_contacts(&mut form, visit.child);
        form.offer("talk", &programme::topic_choices(self.house, self.env.lang));
        if visit.id.is_unset() {
            // Starts empty so that "seen" is never stored by default.
            form = form.with("child_seen", "");
        }
        form
    }

    /// Offers the child's contacts as choices of the contact field.
    fn offer_contacts(&self, form: &mut Form, child: ChildId) {
        let lang = self.env.lang;
        let contacts = self.house.register.contacts(child).iter();
        let contacts =
            contacts.map(|one| Choice::named(one.id.to_string(), contact_words(one, lang)));
        let contacts: Vec<Choice> = contacts.collect();
        form.offer("contact", &contacts);
        form.offer("caregiver", &contacts);
    }
}

impl FollowTurn<'_> {
    /// Opens the form of a new visit or call about a child.
    pub(super) fn ask_visit(&mut self, child: ChildId) {
        let visit = Visit::new(
            VisitId::default(),
            child,
            self.house.today(),
            VisitKind::Routine,
        );
        self.ask_this_visit(visit);
    }

    /// Opens the form of a partly filled visit.
    fn ask_this_visit(&mut self, visit: Visit) {
        let form = self.scene().visit_form(&visit);
        self.ask(form, FollowForm::Visit(Box::new(visit)));
    }

    /// Opens the list of possible records: visit, agreement, problem, incident.
    pub(super) fn ask_what_to_record(&mut self, child: ChildId) {
        let lang = self.env.lang;
        let item = |code: &str| {
            let label = word(lang, &format!("record-{code}"));
            PickerItem::new(code, label, "")
        };
        let mut items: Vec<PickerItem> = ["visit", "agreement", "problem", "incident"]
            .map(item)
            .into();
        items.extend(self.scene().cases_to_open(child));
        let name = self.house.register.name(child).to_owned();
        let title = Label::Text(t!(lang, "pick-record", name = name));
        self.choose(Picker::new(title, items), FollowForm::What(child));
    }

    /// Asks for the day whose state is to be shown.
    pub(super) fn ask_past_day(&mut self) {
        let form = Form::new(
            "form-past-day",
            vec![
                FieldSpec::new("day", "field-day", Kind::Date)
                    .required()
                    .hint("hint-past-day"),
                FieldSpec::new(
                    "known",
                    "field-known-as",
                    Kind::Choice(choices("known-as", KnownAs::ALL)),
                )
                .required(),
            ],
        );
        // Of a past day the same again, to be changed.
        let (day, reading) = match self.house.past {
            Some(reading) => (self.house.today(), reading),
            None => (self.house.today() - Days::new(1), KnownAs::Then),
        };
        self.ask(
            form.with("day", &day.to_string())
                .with("known", reading.code()),
            FollowForm::PastDay,
        );
    }

    fn ask_record(&mut self, child: ChildId, code: &str) {
        match code.split_once(':') {
            Some(("problem", id)) => {
                if let Ok(id) = id.parse() {
                    self.open(Open::Case(CaseId::Problem(id)));
                }
            }
            Some(("incident", id)) => {
                if let Ok(id) = id.parse() {
                    self.open(Open::Case(CaseId::Incident(id)));
                }
            }
            _ => match code {
                "visit" => self.ask_visit(child),
                "agreement" => self.ask_agreement(child),
                "problem" => {
                    let today = self.house.today();
                    self.ask_problem(Problem::new(child, ProblemKind::Other, today));
                }
                "incident" => self.ask_incident(child),
                _ => {}
            },
        }
    }

    /// Opens the child's newest agreement, or a new one.
    fn ask_agreement(&mut self, child: ChildId) {
        let known = self
            .house
            .known
            .agreements
            .get(&child)
            .and_then(|all| all.last());
        let agreement = known.cloned().unwrap_or_else(|| Agreement {
            id: AgreementId::default(),
            child,
            caregiver: None,
            signed_on: self.house.today(),
            valid_to: None,
            reviewed_on: None,
            suitability_checked: None,
            child_view: String::new(),
            paper_no: String::new(),
        });
        let name = self.house.register.name(child);
        let title = Label::Text(t!(self.env.lang, "form-agreement", name = name));
        let mut form = fields::form(title, fields::AGREEMENT, &agreement);
        self.scene().offer_contacts(&mut form, child);
        let purpose = FollowForm::Agreement(Box::new(agreement));
        self.ask(form, purpose);
    }

    pub(super) fn ask_problem(&mut self, problem: Problem) {
        let name = self.house.register.name(problem.child);
        let title = Label::Text(t!(self.env.lang, "form-problem", name = name));
        let mut form = fields::form(title, fields::NEW_PROBLEM, &problem);
        form.offer("owner", &people::staff_choices(self.house));
        // What kind it is, only a person knows.
        if problem.kind == ProblemKind::Other {
            form = form.with("kind", "");
        }
        let purpose = FollowForm::Problem(Box::new(problem));
        self.ask(form, purpose);
    }

    /// Opens the form of a new incident, with the notice of the emergency numbers on top, because reporting comes
    /// before recording.
    fn ask_incident(&mut self, child: ChildId) {
        let lang = self.env.lang;
        let incident = Incident::new(child, self.house.now, IncidentKind::Other);
        let name = self.house.register.name(incident.child);
        let title = Label::Text(t!(lang, "form-incident", name = name));
        let form = fields::form(title, fields::INCIDENT, &incident);
        let form = with_moments(form, &incident).with("kind", "");
        let purpose = FollowForm::Incident(Box::new(incident));
        self.ask(form, purpose);
        let numbers = ring_words(self.house.ring_first(), lang);
        let card = t!(lang, "incident-card", numbers = numbers);
        self.push(Effect::Notice(card));
    }

    fn ask_step(&mut self, done: FollowUp) {
        let lang = self.env.lang;
        if done.step == FollowStep::Visited {
            let visit = Visit::new(
                VisitId::default(),
                done.child,
                self.house.today(),
                VisitKind::Special,
            );
            let form = self.scene().visit_form(&visit);
            self.ask(form, FollowForm::Step(Box::new(done)));
            return;
        }
        let note = || FieldSpec::new("note", "field-note", Kind::Note);
        let why = || FieldSpec::new("note", "field-why-who", Kind::Note).required();
        let until = || FieldSpec::new("until", "field-until", Kind::Date).required();
        let list = |name: &'static str, kind| FieldSpec::new(name, field_key(name), kind);
        let specs = match done.step {
            FollowStep::Rang => vec![
                list("contact", Kind::Choice(Vec::new())),
                list(
                    "result",
                    Kind::Choice(choices("call-result", CallResult::ALL)),
                )
                .required(),
                FieldSpec::new("note", "field-note", Kind::Note).hint("hint-call-note"),
            ],
            FollowStep::Excused | FollowStep::WithParents => {
                vec![until(), why().hint("hint-who-says-so")]
            }
            FollowStep::Snoozed => vec![until(), why()],
            FollowStep::Closed if done.reason == Some(CloseReason::NoLonger) => {
                vec![note().required().hint("hint-why-no-longer")]
            }
            FollowStep::Closed if done.reason == Some(CloseReason::SeenElsewhere) => {
                vec![
                    FieldSpec::new("until", "field-seen-on", Kind::Date).required(),
                    note().required().hint("hint-who-saw"),
                ]
            }
            FollowStep::HandedUp => vec![
                FieldSpec::new("to_whom", "field-to-whom", Kind::Text { max: 40 }).required(),
                FieldSpec::new("how", "field-how", Kind::Text { max: 40 }).required(),
                note(),
            ],
            FollowStep::Closed | FollowStep::Visited | FollowStep::Kept => vec![
                FieldSpec::new(
                    "reason",
                    "field-close-reason",
                    Kind::Choice(choices("close-reason", done.rule.close_reasons())),
                )
                .required(),
                note(),
            ],
        };
        let name = self.house.register.name(done.child);
        let step = match done.reason {
            Some(CloseReason::SeenElsewhere) => t!(lang, "follow-seen-elsewhere"),
            Some(CloseReason::NoLonger) => t!(lang, "follow-no-longer"),
            _ => words::choice(lang, "follow-step", done.step),
        };
        let title = t!(lang, "form-step", name = name, step = step);
        let mut form = Form::new(Label::Text(title), specs);
        self.scene().offer_contacts(&mut form, done.child);
        if let Some(contact) = self.whom_to_ring(&done) {
            form = form.with("contact", &contact.to_string());
        }
        self.ask(form, FollowForm::Step(Box::new(done)));
    }
}

impl FollowTurn<'_> {
    /// The contact whom the next step of a matter rings.
    fn whom_to_ring(&self, done: &FollowUp) -> Option<ContactId> {
        let mut matters = self.house.matters.iter();
        let matter =
            matters.find(|one| one.child() == Some(done.child) && one.flag.rule == done.rule);
        let next = matter.and_then(|one| one.ring.first().copied());
        let first = || {
            self.house
                .register
                .contact_to_call(done.child)
                .map(|one| one.id)
        };
        next.or_else(first)
    }
}

fn field_key(name: &str) -> String {
    format!("field-{}", name.replace('_', "-"))
}

impl FormPurpose for FollowForm {
    type State = State;

    fn accept(self, turn: &mut FollowTurn<'_>, values: &Values) -> Result<(), FieldError> {
        let (house, lang) = (turn.house, turn.env.lang);
        let command = match self {
            Self::PastDay => return past_day(turn, values),
            Self::Step(done) => Command::FollowUp(step(house, *done, values, lang)?),
            Self::Visit(visit) => Command::RecordVisits(vec![visited(*visit, values, lang)?]),
            Self::Agreement(mut agreement) => {
                fields::take(fields::AGREEMENT, &mut *agreement, values);
                Command::SaveAgreement(*agreement)
            }
            Self::Problem(mut problem) => {
                fields::take(fields::NEW_PROBLEM, &mut *problem, values);
                Command::AddProblem(problem)
            }
            Self::Incident(incident) => {
                Command::AddIncident(Box::new(found(house, *incident, values, lang)?))
            }
            Self::Done { .. }
            | Self::What(_)
            | Self::About(_)
            | Self::Round(_)
            | Self::NotTaken
            | Self::Rounds(_) => return Ok(()),
            Self::Case(form) => return turn.accept_case(form, values),
        };
        turn.perform(command);
        Ok(())
    }

    fn choose(self, turn: &mut FollowTurn<'_>, code: &str) {
        match self {
            Self::Done { child, rule, since } => match FollowStep::from_code(code) {
                Some(step) => {
                    let mut done = begun(turn.house, child, (rule, since), step);
                    // Of an unseen child nothing else closes the matter.
                    if step == FollowStep::Closed && rule.is_on_unseen() {
                        done.reason = Some(CloseReason::SeenElsewhere);
                    }
                    turn.ask_step(done);
                }
                None if code == CloseReason::NoLonger.code() => {
                    let mut done = begun(turn.house, child, (rule, since), FollowStep::Closed);
                    done.reason = Some(CloseReason::NoLonger);
                    turn.ask_step(done);
                }
                None if code == "file" => turn.open(Open::File(child)),
                None => turn.ask_record(child, code),
            },
            Self::What(child) => turn.ask_record(child, code),
            Self::Round(here) => turn.begin_round(code, here),
            Self::Rounds(rounds) => turn.enter_one(rounds, code),
            Self::NotTaken => turn.see_to_day(code),
            Self::Case(form) => turn.choose_case(&form, code),
            Self::About(child) => {
                let scene = turn.scene();
                let matters = scene.matters_to_act_on();
                let chosen = matters.iter().find(|one| one.flag.rule.code() == code);
                if let Some((rule, since)) = chosen.map(|one| (one.flag.rule, one.flag.since)) {
                    turn.ask_step_about(child, rule, since);
                }
            }
            Self::PastDay
            | Self::Step(_)
            | Self::Visit(_)
            | Self::Agreement(_)
            | Self::Problem(_)
            | Self::Incident(_) => {}
        }
    }

    fn writes(&self) -> bool {
        !matches!(self, Self::PastDay | Self::Round(_))
    }

    fn needs(&self) -> Option<Right> {
        match self {
            Self::PastDay => None,
            Self::NotTaken => Some(Right::Attend),
            _ => Some(Right::FollowUp),
        }
    }
}

/// Asks for the state of a day that is over.
fn past_day(turn: &mut FollowTurn<'_>, values: &Values) -> Result<(), FieldError> {
    let lang = turn.env.lang;
    let day = values.day("day").filter(|day| *day < turn.house.today());
    let Some(day) = day else {
        return Err(FieldError {
            field: "day",
            text: t!(lang, "wrong-past-day"),
        });
    };
    let reading = KnownAs::from_code(values.get("known")).unwrap_or(KnownAs::Then);
    turn.run(Job::Load(Load::PastDay(day, reading)));
    Ok(())
}

pub(super) fn begun(
    house: &House,
    child: ChildId,
    (rule, since): (RuleId, NaiveDate),
    step: FollowStep,
) -> FollowUp {
    let done = FollowUp {
        id: FollowUpId::default(),
        child,
        rule,
        since,
        at: house.now,
        actor: house.actor,
        step,
        result: None,
        visit: None,
        until: None,
        reason: None,
        to_whom: String::new(),
        how: String::new(),
        note: String::new(),
    };
    let mut matters = house.matters.iter().map(|one| &one.flag);
    let about = matters
        .find(|one| one.subject == Subject::Child(child) && (one.rule, one.since) == (rule, since));
    // What was known is what the person saw.
    match about.and_then(|flag| flag.rules.first()) {
        Some(strongest) => done.knowing(*strongest),
        None => done,
    }
}

/// The follow-up with the values of an accepted form, and its visit or call if it is one.
fn step(
    house: &House,
    mut done: FollowUp,
    values: &Values,
    lang: Lang,
) -> Result<RecordFollowUp, FieldError> {
    let text = |name| values.get(name).to_owned();
    done.note = text("note");
    let visit = match done.step {
        FollowStep::Rang => {
            done.result = CallResult::from_code(values.get("result"));
            let day = house.today();
            let mut call = Visit::new(VisitId::default(), done.child, day, VisitKind::Phone);
            call.result = done.result;
            call.contact = values.get("contact").parse::<ContactId>().ok();
            call.note.clone_from(&done.note);
            Some(Box::new(call))
        }
        FollowStep::Visited => {
            let day = house.today();
            let blank = Visit::new(VisitId::default(), done.child, day, VisitKind::Special);
            Some(Box::new(visited(blank, values, lang)?))
        }
        FollowStep::Excused | FollowStep::WithParents | FollowStep::Snoozed => {
            done.until = values.day("until");
            None
        }
        FollowStep::HandedUp => {
            (done.to_whom, done.how) = (text("to_whom"), text("how"));
            None
        }
        FollowStep::Closed => {
            let chosen = CloseReason::from_code(values.get("reason"));
            done.reason = done.reason.or(chosen);
            done.until = values.day("until");
            None
        }
        // No form writes one.
        FollowStep::Kept => None,
    };
    Ok(RecordFollowUp {
        done: Box::new(done),
        visit,
    })
}

/// The visit with the values of an accepted form. A visit requires whether the child was seen; a
/// call requires its result.
fn visited(mut visit: Visit, values: &Values, lang: Lang) -> Result<Visit, FieldError> {
    fields::take(fields::VISIT, &mut visit, values);
    let wrong = |field, key| FieldError {
        field,
        text: word(lang, key),
    };
    match visit.kind.is_call() {
        true if visit.result.is_none() => Err(wrong("result", "wrong-no-result")),
        true if visit.child_seen => Err(wrong("child_seen", "wrong-call-is-not-seen")),
        false if values.yes_no("child_seen").is_none() => {
            Err(wrong("child_seen", "wrong-not-said-seen"))
        }
        _ if visit.contradicts_itself() => Err(wrong("met", "wrong-met")),
        _ if visit.talk.is_some() && !visit.child_seen => Err(wrong("talk", "wrong-talk-not-seen")),
        _ => Ok(visit),
    }
}
