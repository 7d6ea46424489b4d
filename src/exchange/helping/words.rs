//! The words of lists of helpers, pairings and gifts: columns, kinds, how often.

use crate::domain::support::given::GoodsKind;
use crate::domain::support::helper::HelperKind;
use crate::domain::tidy;
use crate::exchange::lexicon::{HelpField, by_heading, rows, word};
use crate::exchange::own_headings::ListKind;
use crate::exchange::word_key::heading_key;
use std::collections::HashMap;
use std::sync::LazyLock;

type Table = HashMap<String, HelpField>;

static TABLES: LazyLock<HashMap<ListKind, Table>> = LazyLock::new(|| {
    let mut tables: HashMap<ListKind, Table> = HashMap::new();
    for (code, word) in rows(include_str!("../../../assets/import/help-headings.tsv")) {
        let (kind, field) = code
            .split_once(' ')
            .expect("our own tables are well formed");
        let kind = ListKind::from_code(kind).expect("our own codes are known");
        let field = HelpField::from_code(field).expect("our own codes are known");
        tables
            .entry(kind)
            .or_default()
            .insert(heading_key(word), field);
    }
    tables
});

/// Field for a heading of a list of this kind.
pub(crate) fn field(kind: ListKind, heading: &str) -> Option<HelpField> {
    by_heading(TABLES.get(&kind)?, heading)
}

/// Kind of helper for a word.
pub(super) fn helper_kind(text: &str) -> Option<HelperKind> {
    word("helper-kind", text).and_then(HelperKind::from_code)
}

/// Kind of helper that a heading or title names: "list of volunteers".
pub(super) fn helper_kind_in(title: &str) -> Option<HelperKind> {
    let kinds = [
        HelperKind::Volunteer,
        HelperKind::SocialWorker,
        HelperKind::LovingMother,
    ];
    let title = tidy::compact(title).to_lowercase();
    let mut named = kinds.into_iter().filter(|kind| {
        let words = rows(include_str!("../../../assets/import/words.tsv"));
        let of_kind = format!("helper-kind {}", kind.code());
        let mut words = words.filter(|(code, _)| *code == of_kind);
        words.any(|(_, word)| title.contains(&tidy::compact(word).to_lowercase()))
    });
    let first = named.next();
    first.filter(|_| named.next().is_none())
}

/// Kind of what was given, for a word.
pub(super) fn goods_kind(text: &str) -> Option<GoodsKind> {
    word("goods-kind", text).and_then(GoodsKind::from_code)
}

/// Whether a word stands in rows of such lists as a value.
pub(crate) fn is_value(text: &str) -> bool {
    helper_kind(text).is_some() || goods_kind(text).is_some()
}

/// Most days between two contacts: more is a typing error.
const MOST_DAYS: i64 = 3_650;

/// Days between contacts: a word, or a number of days.
pub(super) fn every(text: &str) -> Option<i64> {
    if let Some(days) = word("every", text) {
        return days.parse().ok();
    }
    let plain = tidy::compact(text).to_lowercase();
    let (digits, rest): (String, String) = plain.chars().partition(char::is_ascii_digit);
    let is_days = rest.is_empty() || word("every-days", &rest).is_some();
    let days: i64 = digits.parse().ok().filter(|_| is_days)?;
    (1..=MOST_DAYS).contains(&days).then_some(days)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("每月", Some(30))]
    #[case("每 周", Some(7))]
    #[case("每两周", Some(14))]
    #[case("每季度", Some(91))]
    #[case("30", Some(30))]
    #[case("３０天", Some(30))]
    #[case("每10天", Some(10))]
    #[case("Weekly", Some(7))]
    #[case("every 20 days", Some(20))]
    #[case("0", None)]
    #[case("常去", None)]
    #[case("1.5", None)]
    #[case("每月3次", None)]
    fn how_often_is_read_as_days(#[case] text: &str, #[case] expected: Option<i64>) {
        assert_eq!(every(text), expected);
    }

    #[test]
    fn a_word_stands_once_in_the_headings_of_a_list() {
        let mut seen: HashMap<(String, String), String> = HashMap::new();
        for (code, word) in rows(include_str!("../../../assets/import/help-headings.tsv")) {
            let (kind, field) = code.split_once(' ').unwrap();
            let before = seen.insert((kind.to_owned(), heading_key(word)), field.to_owned());
            assert!(
                before.as_deref().is_none_or(|before| before == field),
                "{kind} {word}"
            );
        }
    }

    #[rstest]
    #[case("2026年志愿者名单", Some(HelperKind::Volunteer))]
    #[case("社工、志愿者名单", None)]
    #[case("帮扶力量", None)]
    fn a_title_names_the_kind(#[case] title: &str, #[case] expected: Option<HelperKind>) {
        assert_eq!(helper_kind_in(title), expected);
    }
}
