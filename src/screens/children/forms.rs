//! Forms and lists of the register: files, contacts, categories, states, households, cards,
//! corrections.

use super::family::saved_request;
use super::help::answer;
use super::state::{ChildForm, ChildrenTurn, HelpPick, HelpRecord, State};
use crate::desk::command::{Command, File};
use crate::desk::rights::Right;
use crate::domain::contact::Relation;
use crate::domain::file_check::{self, Likeness};
use crate::domain::{
    Attendance, Child, ChildId, Contact, ContactId, Mark, Moment, OutTo, Sex, Status, StayKey, Tag,
    TagCode, TagId, Weekdays, id_no, names, tidy,
};
use crate::house::House;
use crate::i18n::{Lang, words};
use crate::screens::effect::{Effect, Env, FormPurpose, Open, Tone, Turn};
use crate::screens::{fields, people};
use crate::t;
use crate::ui::form::{
    Checking, Choice, FieldError, FieldSpec, Form, Kind, Label, Values, choices,
};
use crate::ui::picker::{Picker, PickerItem};
use crate::wording::dates::day_words;
use chrono::NaiveTime;

/// Codes of list items that are not records.
const NEW: &str = "new";
const LEAVE: &str = "leave";
const REMOVE: &str = "remove:";

/// Opens the form of a new file.
pub(crate) fn ask_new_child(house: &House, state: &mut State, env: Env) -> Vec<Effect<ChildForm>> {
    Turn::effects(house, state, env, ChildrenTurn::ask_new_child)
}

impl ChildrenTurn<'_> {
    pub(super) fn ask_new_child(&mut self) {
        let lang = self.env.lang;
        let today = self.house.today();
        let mut blank = Child::new(ChildId::default(), "", "", Sex::Male, today);
        blank.joined_on = Some(today);
        blank.expected_days = Weekdays::NONE;
        let form = fields::form(
            Label::Text(t!(lang, "form-new-child")),
            fields::CHILD,
            &blank,
        );
        // Sex and birth date start empty so that no default is stored by accident.
        let form = form.with("sex", "").with("birth_date", "");
        self.ask(form, ChildForm::New);
    }

    pub(super) fn ask_child(&mut self, child: ChildId, field: Option<&'static str>) {
        let Some(file) = self.house.register.get(child) else {
            return;
        };
        let title = Label::Text(format!("{} {}", file.file_no, file.name));
        let mut form = fields::form(title, fields::CHILD, file);
        let checking = Checking {
            lang: self.env.lang,
            today: self.house.today(),
        };
        // Whoever came of age in the home keeps the file; only another date is judged.
        if let Some(birth) = form.field_mut("birth_date")
            && fields::check_birth(&birth.first, checking).is_err()
        {
            birth.spec.check = None;
        }
        let place = field.and_then(|field| form.fields.iter().position(|one| one.spec.id == field));
        if let Some(place) = place {
            form.focus_on(place, checking);
        }
        self.ask(form, ChildForm::Edit(child));
    }

    pub(super) fn ask_contacts(&mut self, child: ChildId) {
        let lang = self.env.lang;
        let mut items: Vec<PickerItem> = Vec::new();
        for one in self.house.register.contacts(child) {
            let relation = words::choice(lang, "relation", one.relation);
            items.push(PickerItem::new(one.id.to_string(), &one.name, relation));
        }
        items.push(PickerItem::new(NEW, t!(lang, "contact-new"), ""));
        for one in self.house.register.contacts(child) {
            let remove = t!(lang, "remove-name", name = one.name.as_str());
            items.push(PickerItem::new(format!("{REMOVE}{}", one.id), remove, ""));
        }
        let picker = Picker::new("pick-contact", items);
        self.choose(picker, ChildForm::Contacts(child));
    }

    pub(super) fn ask_contact(&mut self, child: ChildId, contact: Option<ContactId>) {
        let lang = self.env.lang;
        let contacts = self.house.register.contacts(child);
        let known = contact.and_then(|id| contacts.iter().find(|one| one.id == id));
        let blank = blank_contact(child, contacts.len());
        let record = known.unwrap_or(&blank);
        let name = self.house.register.name(child);
        let title = t!(lang, "form-contact", name = name);
        let form = fields::form(Label::Text(title), fields::CONTACT, record);
        let form = if known.is_none() {
            form.with("relation", "")
        } else {
            form
        };
        self.ask(form, ChildForm::Contact(child, contact));
    }

    pub(super) fn ask_tags(&mut self, child: ChildId) {
        let lang = self.env.lang;
        let mut items: Vec<PickerItem> = Vec::new();
        for tag in self.house.register.tags(child) {
            let name = words::choice(lang, "tag", tag.code);
            items.push(PickerItem::new(
                tag.id.to_string(),
                name,
                fields::since_words(tag, lang),
            ));
        }
        items.push(PickerItem::new(NEW, t!(lang, "tag-new"), ""));
        for tag in self.house.register.tags(child) {
            let name = words::choice(lang, "tag", tag.code);
            let remove = t!(lang, "remove-name", name = name);
            items.push(PickerItem::new(format!("{REMOVE}{}", tag.id), remove, ""));
        }
        let picker = Picker::new("pick-tag", items);
        self.choose(picker, ChildForm::Tags(child));
    }

    pub(super) fn ask_tag(&mut self, child: ChildId, tag: Option<TagId>) {
        let lang = self.env.lang;
        let known = tag.and_then(|id| {
            self.house
                .register
                .tags(child)
                .iter()
                .find(|one| one.id == id)
        });
        let blank = blank_tag(child);
        let name = self.house.register.name(child);
        let title = t!(lang, "form-tag", name = name);
        let form = fields::form(Label::Text(title), fields::TAG, known.unwrap_or(&blank));
        let form = if known.is_none() {
            form.with("code", "")
        } else {
            form
        };
        self.ask(form, ChildForm::Tag(child, tag));
    }

    pub(super) fn ask_status(&mut self, child: ChildId) {
        let Some(file) = self.house.register.get(child) else {
            return;
        };
        let lang = self.env.lang;
        let title = t!(lang, "form-status", name = file.name.as_str());
        let form = Form::new(
            Label::Text(title),
            vec![
                FieldSpec::new("status", "field-status", {
                    Kind::Choice(choices("status", Status::ALL))
                })
                .required(),
                FieldSpec::new("day", "field-since", Kind::PastDate).required(),
                FieldSpec::new("reason", "field-reason", Kind::Note).hint("hint-left-reason"),
            ],
        );
        let form = form
            .with("status", file.status.code())
            .with("day", &self.house.today().to_string());
        self.ask(form, ChildForm::Status(child));
    }

    pub(super) fn ask_household(&mut self, child: ChildId) {
        let lang = self.env.lang;
        let mut items = Vec::new();
        if self.house.register.siblings(child).next().is_some() {
            items.push(PickerItem::new(LEAVE, t!(lang, "household-leave"), ""));
        }
        let others = people::child_items(self.house).into_iter();
        items.extend(others.filter(|item| item.code != child.to_string()));
        let picker = Picker::of_people("pick-sibling", items);
        self.choose(picker, ChildForm::Household(child));
    }

    /// Asks for a card if the child has none, otherwise which card to remove.
    pub(super) fn ask_cards(&mut self, child: ChildId) {
        let lang = self.env.lang;
        let cards: Vec<String> = self
            .house
            .register
            .cards(child)
            .map(|c| c.code.clone())
            .collect();
        if cards.is_empty() {
            self.open(Open::Card(child));
            return;
        }
        let mut items = vec![PickerItem::new(NEW, t!(lang, "card-new"), "")];
        items.extend(cards.iter().map(|code| {
            let remove = t!(lang, "card-unbind", code = code.as_str());
            PickerItem::new(format!("{REMOVE}{code}"), remove, "")
        }));
        let picker = Picker::new("pick-cards", items);
        self.choose(picker, ChildForm::Cards(child));
    }

    /// Opens the correction of an attendance row; a reason is required.
    pub(super) fn ask_correction(&mut self, stay: StayKey) {
        let lang = self.env.lang;
        let past = self.state.file.as_ref().and_then(|file| file.past.as_ref());
        let row = past
            .and_then(|past| past.days.iter().find(|row| row.key() == stay))
            .cloned();
        let Some(row) = row else { return };
        let mut marks = choices("mark", Mark::ALL);
        marks.push(Choice::named(REMOVE, t!(lang, "correct-strike")));
        let time = |at: Option<Moment>| {
            at.map(|at| at.format("%H:%M").to_string())
                .unwrap_or_default()
        };
        let name = self.house.register.name(stay.child);
        let title = t!(
            lang,
            "form-correct",
            name = name,
            day = day_words(stay.day, lang, self.house.today())
        );
        let form = Form::new(
            Label::Text(title),
            vec![
                FieldSpec::new("mark", "field-mark", Kind::Choice(marks)).required(),
                FieldSpec::new("in_at", "field-in-at", Kind::Time),
                FieldSpec::new("out_at", "field-out-at", Kind::Time),
                FieldSpec::new("reason", "field-why", Kind::Note)
                    .required()
                    .hint("hint-why"),
            ],
        );
        let form = form
            .with("mark", row.mark.code())
            .with("in_at", &time(row.in_at))
            .with("out_at", &time(row.out_at));
        self.ask(form, ChildForm::Correct(Box::new(row)));
    }

    fn confirm_removal(&mut self, what: &str, command: Command) {
        let question = t!(self.env.lang, "remove-question", what = what);
        self.confirm(question, command);
    }
}

fn blank_contact(child: ChildId, others: usize) -> Contact {
    Contact {
        id: ContactId::default(),
        child,
        name: String::new(),
        relation: Relation::Other,
        is_caregiver: false,
        can_collect: false,
        phones: String::new(),
        phone_verified_on: None,
        work_place: String::new(),
        id_no: String::new(),
        priority: i64::try_from(others).unwrap_or(i64::MAX - 1) + 1,
        note: String::new(),
        do_not_contact: String::new(),
        barred_since: None,
    }
}

/// A category that waits for its values. It has no first day until somebody names one.
fn blank_tag(child: ChildId) -> Tag {
    Tag {
        id: TagId::default(),
        child,
        code: TagCode::Ord,
        from_day: None,
        to_day: None,
        evidence: String::new(),
        is_primary: false,
    }
}

/// Whether the form of the status says what the file says.
fn is_status_kept(house: &House, child: ChildId, values: &Values) -> bool {
    let status = Status::from_code(values.get("status"));
    house.register.get(child).map(|file| file.status) == status
}

impl FormPurpose for ChildForm {
    type State = State;

    fn accept(self, turn: &mut ChildrenTurn<'_>, values: &Values) -> Result<(), FieldError> {
        let (house, lang) = (turn.house, turn.env.lang);
        let command = match self {
            Self::New => new_child(house, values, lang)?,
            Self::Edit(child) => edited(house, child, values, lang)?,
            Self::Contact(child, contact) => saved_contact(house, child, contact, values),
            Self::Tag(child, tag) => saved_tag(house, child, tag, values, lang)?,
            // Enter on the form as it was opened changes nothing.
            Self::Status(child) if is_status_kept(house, child, values) => {
                turn.say(Tone::Info, t!(lang, "status-kept"));
                return Ok(());
            }
            Self::Status(child) => Command::ChangeStatus {
                child,
                status: Status::from_code(values.get("status")).unwrap_or(Status::Enrolled),
                day: values.day("day").unwrap_or_else(|| house.today()),
                reason: values.get("reason").to_owned(),
            },
            Self::Correct(row) => corrected(house, *row, values, lang)?,
            Self::Request(request) => saved_request(*request, values),
            Self::Record(record) => match answer::accept(turn, record, values)? {
                Some(command) => command,
                None => return Ok(()),
            },
            Self::Erase(child) => {
                turn.confirm_erase(child, values);
                return Ok(());
            }
            Self::AgreeGroup(whose) => {
                turn.agree_for_group(&whose, values);
                return Ok(());
            }
            Self::Filter
            | Self::AgreeWhose
            | Self::Help(_)
            | Self::Contacts(_)
            | Self::Tags(_)
            | Self::Household(_)
            | Self::Merge(_)
            | Self::Cards(_) => return Ok(()),
        };
        turn.perform(command);
        Ok(())
    }

    fn choose(self, turn: &mut ChildrenTurn<'_>, code: &str) {
        let removed = code.strip_prefix(REMOVE);
        let register = &turn.house.register;
        match self {
            Self::Filter => turn.set_filter(code),
            Self::Contacts(child) => match removed {
                Some(id) => {
                    let mut contacts = register.contacts(child).iter();
                    if let Some(one) = contacts.find(|one| one.id.to_string() == id) {
                        turn.confirm_removal(&one.name, Command::RemoveContact(one.clone()));
                    }
                }
                None => turn.ask_contact(child, code.parse().ok()),
            },
            Self::Tags(child) => match removed {
                Some(id) => {
                    let mut tags = register.tags(child).iter();
                    if let Some(tag) = tags.find(|one| one.id.to_string() == id) {
                        let name = words::choice(turn.env.lang, "tag", tag.code);
                        turn.confirm_removal(&name, Command::RemoveTag(tag.clone()));
                    }
                }
                None => turn.ask_tag(child, code.parse().ok()),
            },
            Self::Household(child) => turn.perform(match code.parse() {
                Ok(with) => Command::LinkHousehold { child, with },
                Err(_) => Command::LeaveHousehold(child),
            }),
            Self::Merge(child) => turn.ask_preview(child, code),
            Self::AgreeWhose => turn.begin_agreeing(code),
            Self::Help(pick) => answer::choose(turn, pick, code),
            Self::Cards(child) => match removed {
                Some(card) => turn.perform(Command::UnbindCard(card.to_owned())),
                None => turn.open(Open::Card(child)),
            },
            Self::New
            | Self::Edit(_)
            | Self::Contact(..)
            | Self::Tag(..)
            | Self::Status(_)
            | Self::Request(_)
            | Self::Record(_)
            | Self::Erase(_)
            | Self::Correct(_)
            | Self::AgreeGroup(_) => {}
        }
    }

    fn writes(&self) -> bool {
        !matches!(self, Self::Filter)
    }

    fn needs(&self) -> Option<Right> {
        match self {
            Self::Filter => None,
            Self::Merge(_)
            | Self::Erase(_)
            | Self::Record(HelpRecord::Kind(_))
            | Self::Help(HelpPick::Kind) => Some(Right::Direct),
            Self::Request(_) | Self::Record(_) | Self::Help(_) => Some(Right::FollowUp),
            Self::Correct(_) => Some(Right::Attend),
            _ => Some(Right::KeepFiles),
        }
    }
}

fn new_child(house: &House, values: &Values, lang: Lang) -> Result<Command, FieldError> {
    let blank = Child::new(ChildId::default(), "", "", Sex::Male, house.today());
    let child = filled(house, &blank, values, lang)?;
    let file = File {
        child,
        contacts: Vec::new(),
        tags: Vec::new(),
    };
    Ok(Command::AddChild(Box::new(file)))
}

fn edited(
    house: &House,
    child: ChildId,
    values: &Values,
    lang: Lang,
) -> Result<Command, FieldError> {
    let file = house.register.get(child).ok_or_else(|| FieldError {
        field: "name",
        text: t!(lang, "store-not-found"),
    })?;
    let child = filled(house, file, values, lang)?;
    Ok(Command::SaveChild(Box::new(child)))
}

/// The file with the form's values. What contradicts itself or another file is an error at its field.
fn filled(house: &House, before: &Child, values: &Values, lang: Lang) -> Result<Child, FieldError> {
    let mut file = before.clone();
    fields::take(fields::CHILD, &mut file, values);
    let wrong = |field, text| Err(FieldError { field, text });
    if file.name != before.name {
        file.name = tidy::person(&file.name);
        if !names::is_name(&file.name) {
            return wrong("name", t!(lang, "wrong-name"));
        }
    }
    if file.birth_date != before.birth_date {
        let today = house.today();
        let checking = Checking { lang, today };
        if let Err(text) = fields::check_birth(&file.birth_date.to_string(), checking) {
            return wrong("birth_date", text);
        }
    }
    if let Ok(number) = id_no::parse(&file.id_no) {
        if let Some(day) = file_check::other_birth(&number, file.birth_date) {
            let day = day.to_string();
            return wrong("birth_date", t!(lang, "wrong-birth-vs-id", day = day));
        }
        if let Some(sex) = file_check::other_sex(&number, file.sex) {
            let sex = words::choice(lang, "sex", sex);
            return wrong("sex", t!(lang, "wrong-sex-vs-id", sex = sex));
        }
    }
    let is_renamed = (&file.name, file.birth_date) != (&before.name, before.birth_date);
    if let Some(twin) = twin(house, &file).filter(|_| is_renamed) {
        let text = t!(lang, "wrong-twin", number = twin.file_no.as_str());
        values.doubt(FieldError {
            field: "name",
            text,
        })?;
    }
    if file.risk.is_some() && file.risk_reason.trim().is_empty() {
        let text = t!(lang, "wrong-risk-without-reason");
        return Err(FieldError {
            field: "risk_reason",
            text,
        });
    }
    Ok(file)
}

/// Another file that may be of the same child. A number that another file has is refused by the desk.
fn twin<'h>(house: &'h House, file: &Child) -> Option<&'h Child> {
    let others = house.register.children().iter();
    let mut others = others.filter(|other| other.id != file.id && !other.is_erased());
    others.find(|other| {
        let birth = Some(file.birth_date);
        let likeness = file_check::likeness(other, &file.name, birth, &file.id_no);
        matches!(likeness, Likeness::Same | Likeness::OtherId)
            && (file.id_no.is_empty() || other.id_no != file.id_no)
    })
}

fn saved_contact(
    house: &House,
    child: ChildId,
    contact: Option<ContactId>,
    values: &Values,
) -> Command {
    let contacts = house.register.contacts(child);
    let known = contact.and_then(|id| contacts.iter().find(|one| one.id == id));
    let mut record = known
        .cloned()
        .unwrap_or_else(|| blank_contact(child, contacts.len()));
    fields::take(fields::CONTACT, &mut record, values);
    Command::SaveContact(record)
}

fn saved_tag(
    house: &House,
    child: ChildId,
    tag: Option<TagId>,
    values: &Values,
    lang: Lang,
) -> Result<Command, FieldError> {
    let known = tag.and_then(|id| house.register.tags(child).iter().find(|one| one.id == id));
    let mut record = known.cloned().unwrap_or_else(|| blank_tag(child));
    fields::take(fields::TAG, &mut record, values);
    let is_turned = |(from, to)| to < from;
    if record.from_day.zip(record.to_day).is_some_and(is_turned) {
        let text = t!(lang, "refused-last-before-first");
        return Err(FieldError {
            field: "to_day",
            text,
        });
    }
    Ok(Command::SaveTag(record))
}

fn corrected(
    house: &House,
    row: Attendance,
    values: &Values,
    lang: Lang,
) -> Result<Command, FieldError> {
    let reason = values.get("reason").to_owned();
    let Some(mark) = Mark::from_code(values.get("mark")) else {
        return Ok(Command::Strike {
            stay: row.key(),
            reason,
        });
    };
    let moment = |field: &'static str| {
        let time = NaiveTime::parse_from_str(values.get(field), "%H:%M").ok();
        time.and_then(|time| house.moment_of(row.day, time))
    };
    if !mark.is_seen() {
        let blank = Attendance::blank(row.day, row.child, row.stay, mark);
        let row = Attendance {
            reason: row.reason,
            note: row.note,
            entered_late: true,
            ..blank
        };
        return Ok(Command::Correct { row, reason });
    }
    let (in_at, out_at) = (moment("in_at"), moment("out_at"));
    if in_at.is_none() && !row.untimed {
        return Err(FieldError {
            field: "in_at",
            text: t!(lang, "wrong-no-arrival"),
        });
    }
    let out_to = if out_at.is_some() {
        row.out_to.clone().or(Some(OutTo::NotKnown))
    } else if row.out_at.is_some() {
        None
    } else {
        row.out_to.clone()
    };
    let untimed = row.untimed && in_at.is_none();
    let row = Attendance {
        mark,
        in_at,
        out_at,
        out_to,
        untimed,
        entered_late: true,
        ..row
    };
    Ok(Command::Correct { row, reason })
}
