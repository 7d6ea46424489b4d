//! Who may do what: the table of rights, read from the table itself.

use crate::cli::call::{Call, Ended};
use crate::desk::rights::{Locks, Right};
use crate::domain::Role;
use crate::i18n::{Lang, words};
use crate::t;
use serde_json::{Map, Value, json};

/// Prints the table of a home with locks, and below it the rights that are of others without. Needs no home.
pub(in crate::cli) fn list(call: &Call, as_json: bool) -> Ended {
    if as_json {
        let rows = Right::ALL.iter().map(|right| {
            json!({
                "right": right.code(), "what": words::choice(call.lang, "right", *right),
                "with_locks": roles(*right, Locks::Set),
                "without_locks": roles(*right, Locks::None),
            })
        });
        return Ended::json(&Value::Array(rows.collect()));
    }
    let all = Right::ALL.iter().copied();
    let differ = all.clone().filter(|right| differs(*right));
    let mut lines = vec![t!(call.lang, "cli-rights-with-locks")];
    lines.extend(table(all, Locks::Set, call.lang));
    lines.extend([String::new(), t!(call.lang, "cli-rights-without-locks")]);
    lines.extend(table(differ, Locks::None, call.lang));
    Ended::done(lines.join("\n"))
}

/// Whether locks change who has the right.
fn differs(right: Right) -> bool {
    right.roles(Locks::Set).ne(right.roles(Locks::None))
}

/// A line for the headings, and one for each right.
fn table(
    rights: impl Iterator<Item = Right>,
    locks: Locks,
    lang: Lang,
) -> impl Iterator<Item = String> {
    let role = |role: &Role| words::choice(lang, "role", *role);
    let head: Vec<String> = std::iter::once(t!(lang, "cli-rights-column"))
        .chain(Role::ALL.iter().map(role))
        .collect();
    let rows = rights.map(move |right| {
        let has = |role: &Role| {
            if right.is_of(*role, locks) {
                t!(lang, "cli-rights-yes")
            } else {
                t!(lang, "cli-rights-no")
            }
        };
        let what = words::choice(lang, "right", right);
        let cells: Vec<String> = std::iter::once(what)
            .chain(Role::ALL.iter().map(has))
            .collect();
        cells.join("\t")
    });
    std::iter::once(head.join("\t")).chain(rows)
}

/// Whether each role has the right, by its code.
fn roles(right: Right, locks: Locks) -> Map<String, Value> {
    let all = Role::ALL.iter();
    all.map(|role| (role.code().to_owned(), right.is_of(*role, locks).into()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_says_what_each_role_may() {
        let all = Right::ALL.iter().copied();
        let lines: Vec<String> = table(all, Locks::Set, Lang::En)
            .map(|line| line.split('\t').skip(1).collect::<Vec<_>>().join(" "))
            .collect();
        let expected = [
            "helper director supervisor on visit maintenance",
            "- yes - -",
            "yes yes - -",
            "- yes - -",
            "- yes - -",
            "- yes - -",
            "- yes - -",
            "yes yes yes -",
            "- yes yes -",
            "- yes yes -",
            "- yes - yes",
            "- yes - yes",
        ];
        assert_eq!(lines, expected);
        let differ = Right::ALL.iter().filter(|right| differs(**right));
        let differ: Vec<&str> = differ.map(|right| right.code()).collect();
        let expected = "set-up keep-files follow-up plan read keep-copies";
        assert_eq!(differ.join(" "), expected);
    }
}
