//! Snapshots of drawn forms.

use super::view::view;
use super::{Checking, FieldSpec, Form, Kind, choices};
use crate::domain::Sex;
use crate::domain::contact::Relation;
use crate::i18n::{Lang, word};
use crate::keymap::chord::keys;
use crate::ui::picture::testing::{drawn, drawn_in};

fn form() -> Form {
    let relation = Kind::Choice(choices("relation", Relation::ALL));
    Form::new(
        "app-name",
        vec![
            FieldSpec::new("name", "field-name", Kind::Text { max: 30 })
                .required()
                .section("context-child-file"),
            FieldSpec::new("sex", "field-sex", Kind::Choice(choices("sex", Sex::ALL)))
                .required()
                .section("context-child-file"),
            FieldSpec::new("birth_date", "field-birth-date", Kind::PastDate)
                .section("context-child-file"),
            FieldSpec::new("relation", "field-relation", relation).section("context-collect"),
            FieldSpec::new("walks_home", "field-walks-home", Kind::YesNo)
                .section("context-collect"),
            FieldSpec::new("days", "field-expected-days", Kind::Weekdays)
                .section("context-collect"),
            FieldSpec::new("phones", "field-phones", Kind::Phone)
                .hint("picker-filter")
                .section("context-collect"),
        ],
    )
    .with("relation", "maternal-grandmother")
    .with("days", "135")
}

fn filled_in(script: &str, lang: Lang) -> Form {
    let checking = Checking {
        lang,
        today: chrono::NaiveDate::from_ymd_opt(2026, 11, 23).unwrap(),
    };
    let mut form = form();
    for chord in keys(script) {
        form.key(chord, checking);
    }
    form
}

const FILLED: &str = "李小明 tab 2 tab 2030-1-1 tab tab 1 f10";

#[test]
fn a_form_with_something_wrong_at_80_by_24() {
    for (name, lang) in [("zh", Lang::Zh), ("en", Lang::En)] {
        let form = filled_in(FILLED, lang);
        let text = drawn_in(lang, (80, 24), |ctx, state, frame| {
            view(&form, ctx, state, frame);
        });
        insta::assert_snapshot!(format!("form_80x24_{name}"), text);
    }
}

#[test]
fn a_form_with_something_wrong_at_40_by_12() {
    for (name, lang) in [("zh", Lang::Zh), ("en", Lang::En)] {
        let form = filled_in(FILLED, lang);
        let text = drawn_in(lang, (40, 12), |ctx, state, frame| {
            view(&form, ctx, state, frame);
        });
        insta::assert_snapshot!(format!("form_40x12_{name}"), text);
    }
}

#[test]
fn leaving_asks_in_the_last_line() {
    let form = filled_in("李 esc", Lang::Zh);
    let text = drawn((80, 24), |ctx, state, frame| view(&form, ctx, state, frame));
    assert!(text.contains("▲ 还没保存。"), "{text}");
}

#[test]
fn the_field_with_the_focus_is_always_in_sight() {
    let checking = Checking {
        lang: Lang::Zh,
        today: chrono::NaiveDate::default(),
    };
    let mut form = form();
    for place in 0..form.fields.len() {
        form.focus_on(place, checking);
        let label = word(Lang::Zh, &form.fields[place].spec.label);
        let text = drawn((40, 9), |ctx, state, frame| view(&form, ctx, state, frame));
        assert!(text.contains(&label), "{label}:\n{text}");
    }
}

#[test]
fn no_size_is_too_small_to_draw() {
    let form = filled_in(FILLED, Lang::Zh);
    for width in 1..50 {
        for height in 1..9 {
            drawn((width, height), |ctx, state, frame| {
                view(&form, ctx, state, frame);
            });
        }
    }
}
