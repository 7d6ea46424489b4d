//! What cannot be right in a new file, or may be one file too many. Forms and imports ask the same.

use super::child::age;
use super::id_no::IdNo;
use super::tidy::is_same_person;
use super::{Child, Sex};
use chrono::NaiveDate;

/// The law counts people from this age on as adults.
pub(crate) const OF_AGE: i32 = 18;

/// Why a birth date is none of a child.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WrongAge {
    /// The day has not come yet.
    Unborn,
    /// Of age, with the completed years.
    Adult(i32),
}

/// Whether somebody born on this day is no child on `today`.
pub(crate) fn wrong_age(birth: NaiveDate, today: NaiveDate) -> Option<WrongAge> {
    match age(birth, today) {
        _ if birth > today => Some(WrongAge::Unborn),
        years if years >= OF_AGE => Some(WrongAge::Adult(years)),
        _ => None,
    }
}

/// The birth date inside an identity number, if it is another.
pub(crate) fn other_birth(id: &IdNo, birth: NaiveDate) -> Option<NaiveDate> {
    Some(id.birth_date).filter(|inside| *inside != birth)
}

/// The sex inside an identity number, if it is the other.
pub(crate) fn other_sex(id: &IdNo, sex: Sex) -> Option<Sex> {
    Some(id.sex).filter(|inside| *inside != sex)
}

/// How a child on the register compares with one who is to be added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Likeness {
    /// The same child: the identity number and the name, or the name and the birth date.
    Same,
    /// The identity number is that of a child with another name.
    OtherName,
    /// Name and birth date are the same, the identity numbers differ.
    OtherId,
    /// Another child.
    None,
}

/// Compares a child on the register with name, birth date and identity number of one to be added.
pub(crate) fn likeness(
    known: &Child,
    name: &str,
    birth: Option<NaiveDate>,
    id_no: &str,
) -> Likeness {
    let has_ids = !id_no.is_empty() && !known.id_no.is_empty();
    if has_ids && known.id_no == id_no {
        return if is_same_person(&known.name, name) {
            Likeness::Same
        } else {
            Likeness::OtherName
        };
    }
    match is_same_person(&known.name, name) && known.born().is_none_or(|born| Some(born) == birth) {
        true if has_ids => Likeness::OtherId,
        true => Likeness::Same,
        false => Likeness::None,
    }
}

/// How likely a file is another one of the same child: 0 is the likeliest, the last rank says nothing.
/// Numbers first, then name and birth date, then one of them, then names that differ in one character.
pub(crate) fn twin_rank(file: &Child, other: &Child) -> u8 {
    match likeness(other, &file.name, Some(file.birth_date), &file.id_no) {
        Likeness::Same | Likeness::OtherName => return 0,
        Likeness::OtherId => return 1,
        Likeness::None => {}
    }
    match (
        is_similar(&file.name, &other.name),
        file.birth_date == other.birth_date,
    ) {
        (true, true) => 1,
        (true, false) if file.name == other.name => 2,
        (false, true) => 3,
        (true, false) => 4,
        (false, false) => 5,
    }
}

/// Whether two names are the same but for one character that is other, missing or too much.
fn is_similar(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let same =
        |pairs: &mut dyn Iterator<Item = (&char, &char)>| pairs.take_while(|(a, b)| a == b).count();
    let shorter = one.len().min(other.len());
    let front = same(&mut one.iter().zip(&other));
    let rest = shorter.saturating_sub(front);
    let back = same(&mut one.iter().rev().zip(other.iter().rev())).min(rest);
    let most = one.len().max(other.len());
    shorter > 1 && front + back + 1 >= most
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{ChildId, id_no};
    use rstest::rstest;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[rstest]
    #[case("2026-11-24", Some(WrongAge::Unborn))]
    #[case("2026-11-23", None)]
    #[case("2008-11-24", None)]
    #[case("2008-11-23", Some(WrongAge::Adult(18)))]
    #[case("1988-11-24", Some(WrongAge::Adult(37)))]
    fn a_child_is_born_and_not_of_age(#[case] birth: &str, #[case] wrong: Option<WrongAge>) {
        assert_eq!(wrong_age(day(birth), day("2026-11-23")), wrong);
    }

    #[test]
    fn an_identity_number_contradicts_another_birth_date_and_sex() {
        let id = id_no::parse("341699201611192043").unwrap();
        assert_eq!(other_birth(&id, id.birth_date), None);
        assert_eq!(other_birth(&id, day("2016-11-18")), Some(id.birth_date));
        assert_eq!(other_sex(&id, Sex::Female), None);
        assert_eq!(other_sex(&id, Sex::Male), Some(Sex::Female));
    }

    #[rstest]
    #[case("A", "2016-01-01", "1", Likeness::Same)]
    #[case("A", "2016-01-02", "1", Likeness::Same)]
    #[case("B", "2016-01-01", "1", Likeness::OtherName)]
    #[case("A", "2016-01-01", "", Likeness::Same)]
    #[case("A", "2016-01-01", "2", Likeness::OtherId)]
    #[case("A", "2016-01-02", "", Likeness::None)]
    #[case("B", "2016-01-01", "", Likeness::None)]
    fn children_are_compared_by_number_then_by_name_and_birthday(
        #[case] name: &str,
        #[case] birth: &str,
        #[case] id_no: &str,
        #[case] expected: Likeness,
    ) {
        let mut known = Child::new(ChildId::default(), "", "A", Sex::Male, day("2016-01-01"));
        known.id_no = "1".to_owned();
        assert_eq!(likeness(&known, name, Some(day(birth)), id_no), expected);
    }

    #[rstest]
    #[case::same("汪乐乐", "2016-01-01", "", 0)]
    #[case::same_number("汪小乐", "2015-01-01", "1", 0)]
    #[case::other_number("汪乐乐", "2016-01-01", "2", 1)]
    #[case::one_character("汪乐尔", "2016-01-01", "", 1)]
    #[case::one_missing("汪乐", "2016-01-01", "", 1)]
    #[case::same_name("汪乐乐", "2016-01-02", "", 2)]
    #[case::same_birthday("余小雨", "2016-01-01", "", 3)]
    #[case::similar_name("王乐乐", "2015-01-01", "", 4)]
    #[case::nothing("余小雨", "2015-01-01", "", 5)]
    fn likely_twins_come_first(
        #[case] name: &str,
        #[case] birth: &str,
        #[case] id_no: &str,
        #[case] rank: u8,
    ) {
        let mut file = Child::new(
            ChildId::default(),
            "",
            "汪乐乐",
            Sex::Male,
            day("2016-01-01"),
        );
        file.id_no = "1".to_owned();
        let mut other = Child::new(ChildId::default(), "", name, Sex::Male, day(birth));
        other.id_no = id_no.to_owned();
        assert_eq!(twin_rank(&file, &other), rank);
    }
}
