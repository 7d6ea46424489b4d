//! Names that several children have, with what tells them apart.

use crate::domain::{Child, ChildId};
use chrono::Datelike;
use std::collections::HashMap;

/// What to write behind the name of each child whose name another child has too: the year of birth, else
/// the birthday, else the file number, whichever no namesake shares. Nothing of it is private at the door.
pub(crate) fn marks<'c>(children: impl Iterator<Item = &'c Child>) -> HashMap<ChildId, String> {
    let mut by_name: HashMap<&str, Vec<&Child>> = HashMap::new();
    for child in children {
        by_name.entry(&child.name).or_default().push(child);
    }
    let shared = by_name.into_values().filter(|same| same.len() > 1);
    shared
        .flat_map(|same| {
            let mark = |child: &&Child| (child.id, mark_among(child, &same));
            same.iter().map(mark).collect::<Vec<_>>()
        })
        .collect()
}

fn mark_among(child: &Child, same: &[&Child]) -> String {
    let others = || same.iter().filter(|other| other.id != child.id);
    let born = child.birth_date;
    if others().all(|other| other.birth_date.year() != born.year()) {
        return born.year().to_string();
    }
    let day = |child: &Child| (child.birth_date.month(), child.birth_date.day());
    if others().all(|other| day(other) != day(child)) {
        return born.format("%-m-%-d").to_string();
    }
    child.file_no.clone()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Sex;
    use chrono::NaiveDate;
    use uuid::Uuid;

    fn child(number: u128, name: &str, born: (i32, u32, u32)) -> Child {
        let (year, month, day) = born;
        let born = NaiveDate::from_ymd_opt(year, month, day).unwrap();
        let id = ChildId(Uuid::from_u128(number));
        Child::new(id, &format!("{number:04}"), name, Sex::Female, born)
    }

    fn marks_of(children: &[Child]) -> Vec<String> {
        let marks = marks(children.iter());
        let mark = |child: &Child| marks.get(&child.id).cloned().unwrap_or_default();
        children.iter().map(mark).collect()
    }

    #[test]
    fn what_differs_tells_them_apart_and_there_is_always_something() {
        let years = [
            child(1, "余小雨", (2015, 9, 6)),
            child(2, "余小雨", (2016, 9, 6)),
            child(3, "汪乐乐", (2016, 1, 2)),
        ];
        assert_eq!(marks_of(&years), ["2015", "2016", ""]);
        let days = [
            child(1, "余小雨", (2015, 9, 6)),
            child(2, "余小雨", (2015, 3, 1)),
        ];
        assert_eq!(marks_of(&days), ["9-6", "3-1"]);
        // Twins of one name, and a third of another year.
        let twins = [
            child(1, "余小雨", (2015, 9, 6)),
            child(2, "余小雨", (2015, 9, 6)),
            child(3, "余小雨", (2012, 9, 6)),
        ];
        assert_eq!(marks_of(&twins), ["0001", "0002", "2012"]);
    }
}
