//! Table of the fields of records: section, kind and label key. Forms, files and histories read it.

pub(crate) use super::file_field::{FileField, Holds};

use super::file_field::{field, required};
use super::help_fields;
use crate::domain::attendance::{AbsenceReason, Mark};
use crate::domain::child::{
    ALERT_MAX, CareGrade, CareMode, Guardianship, Health, Risk, Sex, Stage, Status, SummerPlan,
};
use crate::domain::contact::Relation;
use crate::domain::family_request::{Answer, RequestKind};
use crate::domain::file_check::{self, WrongAge};
use crate::domain::incident::{Agency, IncidentKind};
use crate::domain::problem::ProblemKind;
use crate::domain::support::benefit::BenefitState;
use crate::domain::support::given::GoodsKind;
use crate::domain::support::helper::HelperKind;
use crate::domain::support::news::NewsKind;
use crate::domain::support::pairing::ContactWay;
use crate::domain::support::school::TeacherWord;
use crate::domain::support::talk::TalkKind;
use crate::domain::visit::{CallResult, Grade, Met, VisitKind};
use crate::domain::{Role, Tag, TagCode, Topic, id_no};
use crate::i18n::{Lang, word};
use crate::store::Record;
use crate::t;
use crate::ui::form::{Checking, FieldSpec, Form, Kind, Values, choices};
use crate::ui::picker::{Picker, PickerItem};
use crate::wording::dates::weekdays;
use crate::wording::labels::label;
use crate::wording::topics::in_lang;
use std::path::PathBuf;

use Holds::{Choice, Day, IdNo, Note, Number, PastDay, Phone, Text, YesNo};

const IDENTITY: &str = "section-identity";
const PLACE: &str = "section-place";
const SCHOOL: &str = "section-school";
const HEALTH: &str = "section-health";
const CARE: &str = "section-care";
const SERVICE: &str = "section-service";
const RISK: &str = "section-risk";
const VOICE: &str = "section-voice";
const CONSENT: &str = "section-consent";

/// Fields of a child's file, in the order of the screen and of the form.
pub(crate) const CHILD: &[FileField] = &[
    required(field(IDENTITY, "name", "field-name", Text(40))),
    required(field(IDENTITY, "sex", "field-sex", Choice("sex"))),
    required(field(IDENTITY, "birth_date", "field-birth-date", PastDay)),
    field(IDENTITY, "id_no", "field-id-no", IdNo),
    field(IDENTITY, "file_no", "field-file-no", Text(20)),
    field(IDENTITY, "nickname", "field-nickname", Text(20)),
    field(IDENTITY, "pinyin", "field-pinyin", Text(60)),
    field(IDENTITY, "ethnicity", "field-ethnicity", Text(20)),
    field(PLACE, "live_address", "field-live-address", Text(100)),
    field(PLACE, "hamlet", "field-hamlet", Text(20)),
    field(PLACE, "map_hint", "field-map-hint", Text(100)),
    field(PLACE, "hukou_registered", "field-hukou-registered", YesNo),
    field(PLACE, "hukou_address", "field-hukou-address", Text(100)),
    field(SCHOOL, "stage", "field-stage", Choice("stage")),
    field(SCHOOL, "school", "field-school", Text(40)),
    field(SCHOOL, "class", "field-class", Text(20)),
    field(SCHOOL, "boarding", "field-boarding", YesNo),
    field(SCHOOL, "teacher", "field-teacher", Text(20)),
    field(SCHOOL, "teacher_phone", "field-teacher-phone", Phone),
    field(HEALTH, "alert", "field-alert", Text(ALERT_MAX)),
    field(HEALTH, "allergy", "field-allergy", Text(100)),
    field(HEALTH, "health", "field-health", Choice("health")),
    field(HEALTH, "illness", "field-illness", Text(100)),
    field(HEALTH, "medication", "field-medication", Text(100)),
    field(
        HEALTH,
        "disability_types",
        "field-disability-types",
        Text(60),
    ),
    field(HEALTH, "disability_grade", "field-disability-grade", Number),
    field(HEALTH, "disability_cert", "field-disability-cert", Text(40)),
    field(CARE, "care_mode", "field-care-mode", Choice("care-mode")),
    field(
        CARE,
        "guardianship",
        "field-guardianship",
        Choice("guardianship"),
    ),
    field(CARE, "care_grade", "field-care-grade", Choice("care-grade")),
    field(
        SERVICE,
        "expected_days",
        "field-expected-days",
        Holds::Weekdays,
    ),
    field(SERVICE, "walks_home", "field-walks-home", YesNo),
    field(
        SERVICE,
        "walks_home_agreed_on",
        "field-walks-home-agreed-on",
        PastDay,
    ),
    field(SERVICE, "joined_on", "field-joined-on", PastDay),
    field(
        SERVICE,
        "summer_plan",
        "field-summer-plan",
        Choice("summer-plan"),
    ),
    field(RISK, "risk", "field-risk", Choice("risk")),
    field(RISK, "risk_reason", "field-risk-reason", Text(100)),
    field(RISK, "risk_assessed_on", "field-risk-assessed-on", PastDay),
    field(RISK, "risk_next_on", "field-risk-next-on", Day),
    field(VOICE, "wish", "field-wish", Text(100)),
    field(VOICE, "own_words", "field-own-words", Note),
    field(VOICE, "note", "field-note", Note),
    field(CONSENT, "data_notice_on", "field-data-notice-on", PastDay),
    field(CONSENT, "consent_by", "field-consent-by", Text(40)),
    field(CONSENT, "consent_photo", "field-consent-photo", YesNo),
    field(CONSENT, "consent_sign_out", "field-consent-sign-out", YesNo),
    field(CONSENT, "consent_medical", "field-consent-medical", YesNo),
    field(
        CONSENT,
        "last_verified_on",
        "field-last-verified-on",
        PastDay,
    ),
    field(CONSENT, "verified_by", "field-verified-by", Text(40)),
];

/// Fields of a contact.
pub(crate) const CONTACT: &[FileField] = &[
    required(field("", "name", "field-name", Text(40))),
    required(field("", "relation", "field-relation", Choice("relation"))),
    field("", "phones", "field-phones", Phone),
    field("", "is_caregiver", "field-is-caregiver", YesNo),
    field("", "can_collect", "field-can-collect", YesNo),
    field("", "priority", "field-priority", Number),
    field("", "phone_verified_on", "field-phone-verified-on", PastDay),
    field("", "work_place", "field-work-place", Text(40)),
    field("", "id_no", "field-id-no", IdNo),
    field("", "note", "field-note", Text(100)),
    field("", "do_not_contact", "field-do-not-contact", Text(100)),
    field("", "barred_since", "field-barred-since", PastDay),
];

/// Fields of a category.
pub(crate) const TAG: &[FileField] = &[
    required(field("", "code", "field-code", Choice("tag"))),
    field("", "from_day", "field-from-day", PastDay),
    field("", "to_day", "field-to-day", Day),
    field("", "evidence", "field-evidence", Text(100)),
    field("", "is_primary", "field-is-primary", YesNo),
];

/// Fields of a visit or call, in the order of the paper record.
pub(crate) const VISIT: &[FileField] = &[
    required(field("", "kind", "field-visit-kind", Choice("visit-kind"))),
    required(field("", "day", "field-visit-day", PastDay)),
    field("", "child_seen", "field-child-seen", YesNo),
    field("", "met", "field-met", Choice("met")),
    field("", "contact", "field-contact", Holds::Person),
    field("", "result", "field-result", Choice("call-result")),
    field("", "living", "field-living", Choice("grade")),
    field("", "health", "field-health", Choice("grade")),
    field("", "study", "field-study", Choice("grade")),
    field("", "mood", "field-mood", Choice("grade")),
    field("", "safety", "field-safety", Choice("grade")),
    field("", "care", "field-care", Choice("grade")),
    field("", "parents", "field-parents", Choice("grade")),
    field("", "note", "field-found", Note),
    field("", "own_words", "field-own-words", Note),
    field("", "talk", "field-talk", Holds::Topic),
    field("", "next_on", "field-next-on", Day),
];

/// Fields of an agreement of entrusted care.
pub(crate) const AGREEMENT: &[FileField] = &[
    field("", "caregiver", "field-caregiver", Holds::Person),
    required(field("", "signed_on", "field-signed-on", PastDay)),
    field("", "valid_to", "field-valid-to", Day),
    field("", "reviewed_on", "field-reviewed-on", PastDay),
    field(
        "",
        "suitability_checked",
        "field-suitability-checked",
        YesNo,
    ),
    field("", "child_view", "field-child-view", Note),
    field("", "paper_no", "field-paper-no", Text(40)),
];

/// Fields of a request of a family about data.
pub(crate) const REQUEST: &[FileField] = &[
    required(field("", "kind", "field-request-kind", Choice("request"))),
    required(field("", "asked_on", "field-asked-on", PastDay)),
    required(field("", "asked_by", "field-asked-by", Text(40))),
    field("", "what", "field-request-what", Note),
    field("", "answer", "field-answer", Choice("answer")),
    field("", "answered_on", "field-answered-on", PastDay),
    field("", "outcome", "field-request-outcome", Note),
];

/// Fields of a problem; those of a new one come first.
pub(crate) const PROBLEM: &[FileField] = &[
    required(field("", "kind", "field-problem-kind", Choice("problem"))),
    required(field("", "what", "field-what", Text(100))),
    required(field("", "opened_on", "field-opened-on", PastDay)),
    field("", "owner", "field-owner", Holds::Person),
    field("", "due_on", "field-due-on", Day),
    field("", "steps", "field-steps", Note),
    field("", "escalated_to", "field-escalated-to", Text(40)),
    field("", "escalated_on", "field-escalated-on", PastDay),
    field("", "closed_on", "field-closed-on", PastDay),
    field("", "outcome", "field-outcome", Note),
];

/// Fields that a new problem is asked for.
pub(crate) const NEW_PROBLEM: &[FileField] = PROBLEM.split_at(5).0;

/// Fields of an incident; forms ask for its moments as day and time.
pub(crate) const INCIDENT: &[FileField] = &[
    required(field("", "kind", "field-incident-kind", Choice("incident"))),
    required(field("", "found_day", "field-found-day", PastDay)),
    required(field("", "found_time", "field-found-time", Holds::Time)),
    field("", "action", "field-action", Note),
    field("", "reported_to", "field-reported-to", Choice("agency")),
    field("", "reported_person", "field-reported-person", Text(40)),
    field("", "reported_day", "field-reported-day", PastDay),
    field("", "reported_time", "field-reported-time", Holds::Time),
    field("", "receipt", "field-receipt", Text(40)),
    field("", "notes", "field-restricted-notes", Note),
];

/// Fields of a report of an incident after the first, shown in histories only.
const REPORT: &[FileField] = &[
    field("", "agency", "field-agency", Choice("agency")),
    field("", "person", "field-person", Text(40)),
    field("", "receipt", "field-receipt", Text(40)),
];

/// First fields of an activity: title, topic, time.
pub(crate) const ACTIVITY: &[FileField] = &[
    required(field("", "topic", "field-topic", Holds::Topic)),
    field("", "title", "field-title", Text(60)),
    required(field("", "day", "field-day", Day)),
    required(field("", "starts", "field-starts", Holds::Time)),
    required(field("", "ends", "field-ends", Holds::Time)),
];

/// Other planned fields of an activity: place, people, materials.
pub(crate) const ACTIVITY_MORE: &[FileField] = &[
    field("", "place", "field-place", Text(40)),
    field("", "organiser", "field-organiser", Holds::Person),
    field("", "helpers", "field-helpers", Text(60)),
    field("", "materials", "field-materials", Text(100)),
];

/// Fields of the outcome of a held activity (`domain.md` 3.6).
pub(crate) const HELD: &[FileField] = &[
    field("", "done", "field-done", Note),
    field("", "adults", "field-adults", Number),
    field("", "guests", "field-guests", Number),
    field("", "others", "field-others", Number),
    field("", "summary", "field-summary", Note),
    field("", "said", "field-said", Note),
    field("", "next_step", "field-next-step", Text(100)),
    field("", "filed", "field-filed", Text(60)),
];

/// Fields of a follow-up, shown in histories only.
const FOLLOW_UP: &[FileField] = &[
    field("", "step", "field-step", Choice("follow-step")),
    field("", "result", "field-result", Choice("call-result")),
    field("", "reason", "field-close-reason", Choice("close-reason")),
];

/// Other fields shown in histories only.
const OTHER: &[FileField] = &[
    field("", "status", "field-status", Choice("status")),
    field("", "left_on", "field-left-on", Day),
    field("", "left_reason", "field-left-reason", Text(100)),
    field("", "household", "field-household", Holds::Number),
    field("", "mark", "field-mark", Choice("mark")),
    field("", "reason", "field-reason", Choice("absence-reason")),
];

/// Choices of a fixed list by its name.
fn options(list: &'static str) -> Vec<crate::ui::form::Choice> {
    match list {
        "sex" => choices(list, Sex::ALL),
        "stage" => choices(list, Stage::ALL),
        "health" => choices(list, Health::ALL),
        "care-mode" => choices(list, CareMode::ALL),
        "guardianship" => choices(list, Guardianship::ALL),
        "care-grade" => choices(list, CareGrade::ALL),
        "summer-plan" => choices(list, SummerPlan::ALL),
        "risk" => choices(list, Risk::ALL),
        "status" => choices(list, Status::ALL),
        "relation" => choices(list, Relation::ALL),
        "tag" => choices(list, TagCode::ALL),
        "mark" => choices(list, Mark::ALL),
        "absence-reason" => choices(list, AbsenceReason::ALL),
        "role" => choices(list, Role::ALL),
        "visit-kind" => choices(list, VisitKind::ALL),
        "call-result" => choices(list, CallResult::ALL),
        "grade" => choices(list, Grade::ALL),
        "met" => choices(list, Met::ALL),
        "problem" => choices(list, ProblemKind::ALL),
        "incident" => choices(list, IncidentKind::ALL),
        "agency" => choices(list, Agency::ALL),
        "request" => choices(list, RequestKind::ALL),
        "answer" => choices(list, Answer::ALL),
        "helper-kind" => choices(list, HelperKind::ALL),
        "contact-way" => choices(list, ContactWay::ALL),
        "goods-kind" => choices(list, GoodsKind::ALL),
        "benefit-state" => choices(list, BenefitState::ALL),
        "talk-kind" => choices(list, TalkKind::ALL),
        "news-kind" => choices(list, NewsKind::ALL),
        "teacher-word" => choices(list, TeacherWord::ALL),
        _ => Vec::new(),
    }
}

/// The form field for a record's field.
pub(crate) fn spec(field: &FileField) -> FieldSpec {
    let kind = match field.holds {
        Text(max) => Kind::Text { max },
        Note => Kind::Note,
        Day => Kind::Date,
        PastDay => Kind::PastDate,
        Phone => Kind::Phone,
        IdNo => Kind::IdNo,
        Number => Kind::Number,
        Holds::Time => Kind::Time,
        Holds::Person | Holds::Topic => Kind::Choice(Vec::new()),
        YesNo => Kind::YesNo,
        Holds::Weekdays => Kind::Weekdays,
        Choice(list) => Kind::Choice(options(list)),
    };
    let spec = FieldSpec::new(field.name, field.label, kind).section(field.section);
    let spec = if field.required {
        spec.required()
    } else {
        spec
    };
    match field.name {
        "disability_grade" => spec.check(check_grade),
        "birth_date" => spec.check(check_birth),
        "from_day" => spec.hint("hint-from-day"),
        _ => spec,
    }
}

fn check_grade(text: &str, checking: Checking) -> Result<(), String> {
    match text {
        "1" | "2" | "3" | "4" => Ok(()),
        _ => Err(t!(checking.lang, "wrong-grade")),
    }
}

/// A birth date must be one of a child; the import judges by the same function.
pub(crate) fn check_birth(text: &str, checking: Checking) -> Result<(), String> {
    let wrong = text.parse().ok();
    let wrong = wrong.and_then(|birth| file_check::wrong_age(birth, checking.today));
    match wrong {
        None => Ok(()),
        Some(WrongAge::Unborn) => Err(t!(checking.lang, "form-error-future")),
        Some(WrongAge::Adult(years)) => Err(t!(checking.lang, "wrong-of-age", years = years)),
    }
}

/// A form filled with the record's values.
pub(crate) fn form<R: Record>(
    title: crate::ui::form::Label,
    fields: &[FileField],
    record: &R,
) -> Form {
    let form = Form::new(title, fields.iter().map(spec).collect());
    fields
        .iter()
        .fold(form, |form, field| filled(form, field, record))
}

/// The form with the record's value of one field.
pub(crate) fn filled<R: Record>(form: Form, field: &FileField, record: &R) -> Form {
    let text = record.text(field.name).unwrap_or_default();
    form.with(field.name, &to_form(field.holds, &text))
}

/// Copies the values of an accepted form into the record. Unreadable values are skipped; the form
/// has checked all of them.
pub(crate) fn take<R: Record>(fields: &[FileField], record: &mut R, values: &Values) {
    for field in fields {
        let text = from_form(field.holds, values.get(field.name));
        record.set_text(field.name, text);
    }
}

/// The first day of a category in words.
pub(crate) fn since_words(tag: &Tag, lang: Lang) -> String {
    tag.from_day
        .map_or_else(|| t!(lang, "tag-since-unknown"), |day| day.to_string())
}

fn to_form(holds: Holds, text: &str) -> String {
    match (holds, text) {
        (YesNo, "1") => "yes".to_owned(),
        (YesNo, "0") => "no".to_owned(),
        _ => text.to_owned(),
    }
}

fn from_form(holds: Holds, text: &str) -> &str {
    match (holds, text) {
        (YesNo, "yes") => "1",
        (YesNo, "no") => "0",
        _ => text,
    }
}

/// Kind of value of a stored field, by table and field name.
fn holds(table: &str, name: &str) -> Option<Holds> {
    let own = match table {
        "child" => CHILD,
        "contact" => CONTACT,
        "tag" => TAG,
        "visit" => VISIT,
        "agreement" => AGREEMENT,
        "family_request" => REQUEST,
        "problem" => PROBLEM,
        "incident" => INCIDENT,
        "report" => REPORT,
        "follow_up" => FOLLOW_UP,
        _ => &[],
    };
    // The columns of other tables mean something else, as the reason of a pairing that ended.
    let other = match table {
        "child" | "attendance" => OTHER,
        _ => &[],
    };
    let mut fields = own.iter().chain(other).chain(help_fields::of_table(table));
    let found = fields.find(|field| field.name == name)?;
    Some(found.holds)
}

/// The label of a stored field: what the form of its table calls it, where one name means different things.
pub(crate) fn label_words(table: &str, name: &str, lang: Lang) -> String {
    let own = help_fields::of_table(table).find(|field| field.name == name);
    own.map_or_else(|| label(name, lang), |field| word(lang, field.label))
}

/// A stored value in words. Identity numbers are masked.
pub(crate) fn value_words(table: &str, name: &str, text: &str, lang: Lang) -> String {
    if text.is_empty() {
        return String::new();
    }
    match holds(table, name) {
        Some(YesNo) => word(lang, if text == "1" { "yes" } else { "no" }),
        Some(Choice(list)) => word(lang, &format!("{list}-{}", text.to_ascii_lowercase())),
        Some(IdNo) => id_no::masked(text),
        Some(Holds::Topic) => Topic::built_in()
            .iter()
            .find(|one| one.code.as_str() == text)
            .map_or_else(|| text.to_owned(), |one| in_lang(&one.name, lang).clone()),
        Some(Holds::Weekdays) => weekdays(text, lang),
        _ => text.to_owned(),
    }
}

/// Code of the item of a list of files that asks for a path.
pub(crate) const TYPED: &str = "typed";
/// Longest path that can be typed, in characters.
const PATH_MAX: usize = 400;

/// A list of files that were found; a path can also be typed or pasted.
pub(crate) fn file_picker(title: &'static str, files: &[PathBuf], lang: Lang) -> Picker {
    Picker::new(title, file_items(files)).or_typed(path_item(lang))
}

/// The item that asks for a path.
pub(crate) fn path_item(lang: Lang) -> PickerItem {
    PickerItem::new(TYPED, t!(lang, "import-type-path"), "")
}

/// Files as items: the name, and the folder as a hint.
pub(crate) fn file_items(files: &[PathBuf]) -> Vec<PickerItem> {
    let items = files.iter().map(|file| {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let folder = file.parent().unwrap_or(file).display().to_string();
        PickerItem::new(file.to_string_lossy(), name, folder)
    });
    items.collect()
}

/// A form that asks for a path.
pub(crate) fn ask_path(title: &'static str) -> Form {
    let path = FieldSpec::new("path", "import-path", Kind::Text { max: PATH_MAX });
    Form::new(title, vec![path.required().hint("import-path-hint")])
}
