use super::*;
use crate::domain::Sex;
use crate::i18n::Lang;
use crate::keymap::chord::keys;
use chrono::NaiveDate;
use rstest::rstest;

const CHECKING: Checking = Checking {
    lang: Lang::En,
    today: NaiveDate::from_ymd_opt(2026, 11, 23).unwrap(),
};

fn short_name(value: &str, _: Checking) -> Result<(), String> {
    if value.chars().count() < 2 {
        return Err("Two characters at least.".to_owned());
    }
    Ok(())
}

fn form() -> Form {
    Form::new(
        "app-name",
        vec![
            FieldSpec::new("name", "field-name", Kind::Text { max: 8 })
                .required()
                .check(short_name)
                .section("one"),
            FieldSpec::new("sex", "field-sex", Kind::Choice(choices("sex", Sex::ALL)))
                .required()
                .section("one"),
            FieldSpec::new("birth_date", "field-birth-date", Kind::PastDate).section("two"),
            FieldSpec::new("walks_home", "field-walks-home", Kind::YesNo).section("two"),
            FieldSpec::new("days", "field-expected-days", Kind::Weekdays).section("two"),
        ],
    )
}

fn press(form: &mut Form, script: &str) -> FormEvent {
    keys(script)
        .into_iter()
        .map(|chord| form.key(chord, CHECKING))
        .last()
        .unwrap()
}

#[test]
fn enter_leads_through_the_fields_and_accepts_after_the_last() {
    let mut form = form();
    let event = press(
        &mut form,
        "李小明 enter 2 enter 2015.6.1 enter 1 enter 1 3 5 enter",
    );
    let FormEvent::Accept(values) = event else {
        panic!("not accepted: {form:?}");
    };
    assert_eq!(values.get("name"), "李小明");
    assert_eq!(values.get("sex"), "female");
    assert_eq!(values.get("birth_date"), "2015-06-01");
    assert_eq!(values.yes_no("walks_home"), Some(true));
    assert_eq!(values.get("days"), "135");
}

#[test]
fn accepting_with_something_wrong_goes_to_the_first_wrong_field() {
    let mut form = form();
    assert_eq!(
        press(&mut form, "李小明 tab tab 2030-1-1 f10"),
        FormEvent::None
    );
    assert_eq!(form.focus, 1);
    assert!(form.fields[1].error.is_some());
    assert!(form.fields[2].error.is_some());
}

#[test]
fn a_field_is_checked_when_the_focus_leaves_it() {
    let mut form = form();
    press(&mut form, "李 tab");
    assert_eq!(
        form.fields[0].error.as_deref(),
        Some("Two characters at least.")
    );
    press(&mut form, "backtab 明");
    assert_eq!(form.fields[0].error, None, "typing takes the words away");
}

#[test]
fn an_empty_field_is_not_scolded_for_being_passed_by() {
    let mut form = form();
    press(&mut form, "tab tab");
    assert!(form.fields.iter().all(|field| field.error.is_none()));
}

#[test]
fn escape_asks_before_dropping_changes() {
    let mut form = form();
    assert_eq!(press(&mut form, "李 esc"), FormEvent::None);
    assert!(form.is_asking_to_leave);
    assert_eq!(press(&mut form, "enter"), FormEvent::None);
    assert_eq!((form.is_asking_to_leave, form.focus), (false, 0));
    assert_eq!(press(&mut form, "esc esc"), FormEvent::Cancel);
}

#[test]
fn escape_leaves_at_once_when_nothing_was_changed() {
    let mut form = form().with("name", "李小明");
    assert_eq!(press(&mut form, "tab esc"), FormEvent::Cancel);
}

#[test]
fn ctrl_z_puts_back_what_stood_in_the_field() {
    let mut form = form().with("name", "李小明");
    press(&mut form, "ctrl-u 王 ctrl-z");
    assert_eq!(form.fields[0].value(), "李小明");
    assert!(!form.is_changed());
}

#[test]
fn arrows_and_digits_choose_and_delete_takes_back() {
    let mut form = form();
    press(&mut form, "tab right");
    assert_eq!(form.fields[1].value(), "male");
    press(&mut form, "right");
    assert_eq!(form.fields[1].value(), "female");
    press(&mut form, "space space");
    assert_eq!(form.fields[1].value(), "male");
    press(&mut form, "delete");
    assert_eq!(form.fields[1].value(), "");
    press(&mut form, "9");
    assert_eq!(form.fields[1].value(), "", "there is no ninth answer");
}

#[test]
fn page_keys_go_from_section_to_section() {
    let mut form = form();
    press(&mut form, "pagedown");
    assert_eq!(form.focus, 2);
    press(&mut form, "pagedown");
    assert_eq!(form.focus, 4);
    press(&mut form, "pageup");
    assert_eq!(form.focus, 2);
    press(&mut form, "pageup");
    assert_eq!(form.focus, 0);
}

#[test]
fn a_paste_neither_accepts_nor_brings_control_characters_nor_overflows() {
    let mut form = form();
    form.paste("李小明\r\n王小红\t abc\n", Lang::En);
    assert_eq!(form.fields[0].value(), "李小明 王小红 ");
    form.focus = 1;
    form.paste("male", Lang::En);
    assert_eq!(form.fields[1].value(), "");
}

#[test]
fn a_refusal_from_outside_stands_at_its_field() {
    let mut form = form();
    form.refuse("birth_date", "Not before the child was born.");
    assert_eq!(form.focus, 2);
    assert!(form.fields[2].error.is_some());
}

#[test]
fn full_width_text_stays_as_typed() {
    let mut form = form();
    press(&mut form, "Ａ李");
    assert_eq!(form.fields[0].value(), "Ａ李");
}

#[rstest]
#[case::colon(Kind::Time, "17:30", "17:30")]
#[case::digits(Kind::Time, "1730", "17:30")]
#[case::three_digits(Kind::Time, "930", "09:30")]
#[case::hour(Kind::Time, "9", "09:00")]
#[case::han(Kind::Time, "５点", "05:00")]
#[case::phones(Kind::Phone, "138 0013 8000、13900000000", "13800138000 13900000000")]
#[case::number(Kind::Number, "０30", "30")]
#[case::date(Kind::Date, "2027年1月5日", "2027-01-05")]
fn values_are_brought_into_their_stored_form(
    #[case] kind: Kind,
    #[case] typed: &str,
    #[case] stored: &str,
) {
    let mut field = Field::new(FieldSpec::new("x", "field-note", kind), typed);
    assert_eq!(field.check(CHECKING), Ok(()));
    assert_eq!(field.value(), stored);
}

#[rstest]
#[case::hour(Kind::Time, "25:00")]
#[case::words(Kind::Time, "soon")]
#[case::phone(Kind::Phone, "1380013")]
#[case::number(Kind::Number, "a few")]
#[case::no_such_day(Kind::Date, "2026-02-30")]
#[case::future(Kind::PastDate, "2026-11-24")]
#[case::id(Kind::IdNo, "123")]
fn wrong_values_are_said_to_be_wrong_and_stay_as_typed(#[case] kind: Kind, #[case] typed: &str) {
    let mut field = Field::new(FieldSpec::new("x", "field-note", kind), typed);
    assert!(field.check(CHECKING).is_err());
    assert_eq!(field.value(), typed);
}

#[test]
fn a_paste_is_cleaned_and_one_without_end_is_no_harm() {
    let mut form = form();
    form.paste("\u{202E}毛\r\n\u{1B}燕\u{2069}", Lang::En);
    assert_eq!(form.field("name").unwrap().value(), "毛 燕");
    form.paste(&"长".repeat(1_000_000), Lang::En);
    assert_eq!(form.field("name").unwrap().value().chars().count(), 8);
    let said = form.field("name").unwrap().error.clone().unwrap();
    assert!(said.contains('8'), "{said}");
    let form = form.with("name", "小\u{200F}明");
    assert_eq!(form.field("name").unwrap().value(), "小明");
    assert!(!form.is_changed());
}

#[test]
fn a_month_is_no_day() {
    let mut form = form();
    for half in ["2015", "2015-07", "201507"] {
        let field = form.field_mut("birth_date").unwrap();
        field.set(half);
        assert!(field.check(CHECKING).is_err(), "{half}");
    }
}

#[test]
fn a_doubt_is_shown_once_and_another_one_again() {
    let doubt = |text: &str| FieldError {
        field: "name",
        text: text.to_owned(),
    };
    let mut form = form().with("name", "李小明").with("sex", "m");
    let FormEvent::Accept(values) = form.accept(CHECKING) else {
        panic!("the form is valid");
    };
    let said = values.doubt(doubt("one")).unwrap_err();
    form.refuse(said.field, said.text);
    let FormEvent::Accept(values) = form.accept(CHECKING) else {
        panic!("the form is valid");
    };
    assert_eq!(values.doubt(doubt("one")), Ok(()));
    assert!(values.doubt(doubt("two")).is_err());
}

/// A form with a day and a time that are filled in beforehand.
fn dated() -> Form {
    let specs = vec![
        FieldSpec::new("time", "field-arrived-at", Kind::Time),
        FieldSpec::new("day", "field-day", Kind::PastDate),
        FieldSpec::new("until", "field-until", Kind::Date),
        FieldSpec::new("name", "field-name", Kind::Text { max: 20 }),
    ];
    Form::new("app-name", specs)
        .with("time", "08:30")
        .with("day", "2026-11-20")
        .with("until", "2026-12-01")
        .with("name", "Li")
}

#[rstest]
#[case::time("10:15", "time", "10:15")]
#[case::past_day("tab 2026-11-02", "day", "2026-11-02")]
#[case::day("tab tab 2026-12-24", "until", "2026-12-24")]
#[case::backspace("backspace 5", "time", "08:35")]
#[case::caret("home delete 1", "time", "18:30")]
#[case::end("end backspace 1", "time", "08:31")]
#[case::arrow("left backspace 1", "time", "08:10")]
#[case::back_again("1 0 : 1 5 tab backtab 9", "time", "9")]
#[case::restored("1 0 ctrl-z 9", "time", "9")]
#[case::text_is_added_to("tab tab tab n", "name", "Lin")]
fn what_is_typed_replaces_a_day_or_a_time_that_was_not_edited_yet(
    #[case] script: &str,
    #[case] id: &str,
    #[case] value: &str,
) {
    let mut form = dated();
    press(&mut form, script);
    assert_eq!(form.field(id).unwrap().value(), value);
}

#[test]
fn a_paste_replaces_a_day_that_was_not_edited_yet_and_is_added_to_one_that_was() {
    let mut form = dated();
    form.paste(" ", Lang::En);
    form.paste("17:3", Lang::En);
    form.paste("5", Lang::En);
    assert_eq!(form.field("time").unwrap().value(), "17:35");
}
