//! The fields that a heading means: for own layouts of the home, and for forms of the township.

use super::ledgers::fields::{FIELDS, Field, field, heading};
use crate::domain::{OwnLayout, tidy};
use crate::exchange::lexicon;
use crate::i18n::{Lang, words};
use crate::t;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What a township calls columns that a register does not have.
static SYNONYMS: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let table = include_str!("../../assets/import/report-headings.tsv");
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    let named = lines.filter_map(|line| line.split_once('\t'));
    let words = named.flat_map(|(code, words)| words.split('|').map(move |word| (key(word), code)));
    words.collect()
});

/// Begins the name of a report in a layout of the home's own.
pub const OWN: &str = "own:";

/// The fields of a layout that are still known, in order.
pub(crate) fn known_fields(layout: &OwnLayout) -> Vec<&'static Field> {
    layout
        .fields
        .iter()
        .filter_map(|code| field(code))
        .collect()
}

/// Which children a layout is about, in words; `None` if it is about all on file.
pub(crate) fn filter_words(layout: &OwnLayout, lang: Lang) -> Option<String> {
    let category = layout.tag().map(|code| words::choice(lang, "tag", code));
    let hamlet = Some(layout.hamlet.clone()).filter(|name| !name.is_empty());
    let fewer = layout
        .fewer_than
        .map(|days| t!(lang, "layout-fewer-than", count = days));
    let all: Vec<String> = [category, hamlet, fewer].into_iter().flatten().collect();
    (!all.is_empty()).then(|| all.join(&t!(lang, "name-comma")))
}

/// A heading without what does not matter in it: spaces, signs, brackets, capitals.
fn key(heading: &str) -> String {
    let before = heading.split(['(', '\u{FF08}']).next().unwrap_or_default();
    let before = if before.trim().is_empty() {
        heading
    } else {
        before
    };
    let compact = tidy::compact(before).to_lowercase();
    compact.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The field that a heading means: by its stable name, by our own heading in either language, or by the synonyms that
/// the import knows.
pub(crate) fn field_of(text: &str) -> Option<&'static Field> {
    let text = text.trim();
    let wanted = key(text);
    if wanted.is_empty() {
        return None;
    }
    let by_name = FIELDS.iter().find(|one| key(one.code) == wanted);
    let by_heading = || {
        FIELDS.iter().find(|one| {
            Lang::ALL
                .iter()
                .any(|lang| key(&heading(one, *lang)) == wanted)
        })
    };
    let by_synonym = || SYNONYMS.get(&wanted).and_then(|code| field(code));
    by_name
        .or_else(by_heading)
        .or_else(by_synonym)
        .or_else(|| field(of_import(lexicon::field(text)?)))
}

/// The field of a report for a column of the import.
const fn of_import(field: lexicon::Field) -> &'static str {
    use lexicon::Field;
    match field {
        Field::FileNo => "file_no",
        Field::Name => "name",
        Field::Sex => "sex",
        Field::BirthDate => "birth_date",
        Field::Age => "age",
        Field::IdNo => "id_no",
        Field::Ethnicity => "ethnicity",
        Field::LiveAddress => "live_address",
        Field::HukouAddress => "hukou_address",
        Field::Hamlet => "hamlet",
        Field::School => "school",
        Field::Class => "class",
        Field::SchoolClass => "school_class",
        Field::Stage => "stage",
        Field::Boarding => "boarding",
        Field::Teacher => "teacher",
        Field::TeacherPhone => "teacher_phone",
        Field::Health => "health",
        Field::Disability => "disability_types",
        Field::Illness => "illness",
        Field::Category => "categories",
        Field::CategorySince => "category_since",
        Field::FatherName => "father",
        Field::FatherPhone => "father_phone",
        Field::FatherWork => "father_work",
        Field::MotherName => "mother",
        Field::MotherPhone => "mother_phone",
        Field::MotherWork => "mother_work",
        Field::CarerName => "caregiver",
        Field::CarerRelation => "caregiver_relation",
        Field::CarerPhone => "caregiver_phone",
        Field::JoinedOn => "joined_on",
        Field::ExpectedDays => "expected_days",
        Field::Serial => "row",
        // A remark of a form is its own; what the home noted is not handed out by a heading alone.
        Field::Note | Field::Nickname | Field::Allergy => "",
    }
}

/// The fields that a line of headings names, or the first heading that nobody knows. Headings stand between commas, or
/// between spaces where none of them has one itself.
pub(crate) fn fields_of(text: &str) -> Result<Vec<String>, String> {
    let parts = text.split([',', '，', '、', ';', '；']);
    let parts = parts.map(str::trim).filter(|one| !one.is_empty());
    let mut fields = Vec::new();
    for part in parts {
        if let Some(field) = field_of(part) {
            fields.push(field.code.to_owned());
            continue;
        }
        for word in part.split_whitespace() {
            let field = field_of(word).ok_or_else(|| word.to_owned())?;
            fields.push(field.code.to_owned());
        }
    }
    Ok(fields)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::our_heading("来过天数", "came")]
    #[case::english("days came", "came")]
    #[case::stable_name("open_problems", "open_problems")]
    #[case::synonym("公民身份号码", "id_no")]
    #[case::another_synonym("监护人联系方式", "caregiver_phone")]
    #[case::with_brackets("出生日期（公历）", "birth_date")]
    fn a_heading_means_a_field(#[case] heading: &str, #[case] code: &str) {
        assert_eq!(field_of(heading).map(|one| one.code), Some(code));
    }

    #[rstest]
    fn what_nobody_knows_means_nothing(#[values("", "银行账号", "备注")] heading: &str) {
        let found = field_of(heading).map(|one| one.code);
        assert!(
            found.is_none() || (heading == "备注" && found == Some("note")),
            "{found:?}"
        );
    }

    #[test]
    fn every_heading_means_its_own_field_in_both_languages() {
        for field in FIELDS {
            for lang in Lang::ALL {
                let heading = heading(field, *lang);
                let found = field_of(&heading).map(|one| one.code);
                assert_eq!(found, Some(field.code), "{heading}");
                assert_eq!(fields_of(&heading), Ok(vec![field.code.to_owned()]));
            }
        }
    }

    #[test]
    fn every_synonym_names_a_field() {
        for (word, code) in SYNONYMS.iter() {
            assert!(field(code).is_some(), "{word} {code}");
        }
        assert!(SYNONYMS.len() > 50);
    }

    #[test]
    fn a_line_of_headings_is_a_list_of_fields() {
        let fields = fields_of("姓名、年龄 来过天数").unwrap();
        assert_eq!(fields, ["name", "age", "came"]);
        let with_spaces = fields_of("name, days came; open_problems").unwrap();
        assert_eq!(with_spaces, ["name", "came", "open_problems"]);
        assert_eq!(fields_of("姓名 工资"), Err("工资".to_owned()));
    }
}
