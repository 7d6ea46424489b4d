//! Finds the child for a name or number given in a script; only exact matches.

use crate::desk::Desk;
use crate::desk::query::Query;
use crate::desk::refusal::Refusal;
use crate::domain::{Child, ChildId, tidy};
use crate::store::Roster;

impl Desk {
    /// The only child with this file number, identity number, card or full name.
    pub(crate) fn find_child(&self, asked: &str) -> Result<ChildId, Refusal> {
        let asked = &*tidy::line(asked);
        if asked.is_empty() {
            return Err(Refusal::UnknownChild {
                asked: tidy::cut(asked, tidy::NAME_MAX),
            });
        }
        let roster = self.ask(Query::Names)?.roster()?;
        match candidates(&roster, asked).as_slice() {
            [one] => Ok(one.id),
            [] => Err(Refusal::UnknownChild {
                asked: tidy::cut(asked, tidy::NAME_MAX),
            }),
            several => Err(Refusal::AmbiguousChild {
                asked: tidy::cut(asked, tidy::NAME_MAX),
                children: several
                    .iter()
                    .map(|child| (child.file_no.clone(), child.name.clone()))
                    .collect(),
            }),
        }
    }
}

/// Numbers are unique and are tried first; then full names, then nicknames.
fn candidates<'r>(roster: &'r Roster, asked: &str) -> Vec<&'r Child> {
    let number = asked.trim_start_matches('0');
    let is_number = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit());
    let card = roster
        .cards
        .iter()
        .find(|card| card.code == asked)
        .map(|card| card.child);
    let tests: [&dyn Fn(&Child) -> bool; 5] = [
        &|child| child.file_no == asked,
        &|child| is_number && child.file_no.trim_start_matches('0') == number,
        &|child| child.id_no.eq_ignore_ascii_case(asked) || card == Some(child.id),
        &|child| tidy::is_same_person(&child.name, asked),
        &|child| tidy::is_same_person(&child.nickname, asked),
    ];
    tests
        .iter()
        .map(|fits| {
            roster
                .children
                .iter()
                .filter(|child| fits(child))
                .collect::<Vec<_>>()
        })
        .find(|found| !found.is_empty())
        .unwrap_or_default()
}
