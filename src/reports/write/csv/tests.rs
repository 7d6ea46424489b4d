//! What a spreadsheet must not change.

use super::*;
use rstest::rstest;

#[rstest]
fn digits_that_are_no_number_keep_all_of_them(
    #[values("0042", "7", "13812345678", "341699201611192043", "12E5", "3-2")] digits: &str,
) {
    assert_eq!(code(digits), format!("\t{digits}"));
}

#[rstest]
fn nothing_is_a_formula(
    #[values("=1+1", "+8613812345678", "-3", "@SUM(A1)", "\t=1", "\r=1", " =1")] bad: &str,
) {
    for written in [code(bad), text(bad)] {
        assert!(written.starts_with('\''), "{written:?}");
    }
}

#[rstest]
fn no_text_becomes_a_date(
    #[values(
        "3/4",
        "3-2",
        "1.5",
        "3:75",
        "2026-10",
        "10月5日",
        "0042",
        "5 Oct",
        "Oct 5",
        "12E3"
    )]
    words: &str,
) {
    assert_eq!(text(words), format!("\t{words}"));
}

#[rstest]
fn other_texts_stay_as_they_are(
    #[values(
        "",
        "李小明",
        "12",
        "2组 12 号",
        "6-13 岁",
        "5 maples",
        "?",
        "·",
        "≥5",
        "09:30"
    )]
    words: &str,
) {
    assert_eq!(text(words), words);
}
