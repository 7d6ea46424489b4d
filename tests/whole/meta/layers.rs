//! Checks that modules depend only on the layers below them.

use super::source::{Source, misplaced, sources};

/// The modules that each module may use. `t` is the macro of `i18n`.
const MAY_KNOW: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("clock", &["domain"]),
    ("i18n", &["domain"]),
    ("store", &["domain"]),
    ("wording", &["i18n", "domain"]),
    ("exchange", &["wording", "i18n", "domain"]),
    ("logging", &[]),
    ("keymap", &["i18n"]),
    ("demo", &["store", "domain"]),
    ("house", &["store", "domain"]),
    (
        "desk",
        &[
            "house", "exchange", "store", "wording", "i18n", "domain", "clock",
        ],
    ),
    ("ui", &["keymap", "i18n", "domain"]),
    (
        "app",
        &[
            "ui", "keymap", "desk", "house", "exchange", "store", "wording", "i18n", "domain",
        ],
    ),
    ("config", &["ui", "i18n"]),
    (
        "popups",
        &[
            "ui", "keymap", "app", "desk", "house", "wording", "exchange", "i18n", "domain",
        ],
    ),
    (
        "screens",
        &[
            "popups", "ui", "keymap", "app", "desk", "house", "wording", "exchange", "i18n",
            "domain",
        ],
    ),
    (
        "tui",
        &[
            "screens", "popups", "ui", "keymap", "app", "desk", "house", "exchange", "i18n",
            "domain", "clock", "logging",
        ],
    ),
    (
        "cli",
        &[
            "tui", "demo", "desk", "keymap", "exchange", "store", "wording", "i18n", "domain",
            "clock", "config", "logging",
        ],
    ),
    ("lib", &[]),
    ("main", &[]),
];

/// Libraries restricted to certain modules, and those modules.
const LIBRARIES: &[(&str, &[&str])] = &[
    ("rusqlite::", &["store"]),
    ("crossterm::", &["tui"]),
    ("ratatui::", &["ui", "popups", "screens", "tui"]),
    ("clap::", &["cli"]),
    ("calamine::", &["exchange"]),
    ("rrule::", &["domain", "exchange"]),
    ("icalendar::", &["exchange"]),
    // The list of files to import starts in the user's folder.
    ("std::env::", &["config", "main", "desk"]),
    ("std::process::", &["main"]),
];

/// Code that the domain must not contain.
const NOT_IN_THE_DOMAIN: &[&str] = &["std::fs", "std::net", "std::thread", "std::env", "now()"];

#[test]
fn arrows_point_down_only() {
    let sources = sources();
    let wrong: Vec<String> = sources.iter().flat_map(arrows_up).collect();
    assert!(
        wrong.is_empty(),
        "these look upwards:\n{}",
        wrong.join("\n")
    );
}

fn arrows_up(source: &Source) -> Vec<String> {
    let layer = source.layer();
    let known = MAY_KNOW
        .iter()
        .find(|(name, _)| *name == layer)
        .map(|(_, known)| *known);
    let known = known.unwrap_or_else(|| panic!("where does {} belong?", source.path));
    paths_after(&source.code, "crate::")
        .filter(|path| {
            let first = path.first().copied().unwrap_or_default();
            let macro_of_i18n = first == "t" && known.contains(&"i18n");
            first != layer && !known.contains(&first) && !macro_of_i18n
        })
        .map(|path| format!("{}: crate::{}", source.path, path.join("::")))
        .collect()
}

#[test]
fn each_library_has_its_place() {
    let libraries = LIBRARIES.iter().map(|(library, _)| *library);
    let wrong = misplaced(libraries, |source, library| {
        LIBRARIES
            .iter()
            .any(|(name, places)| *name == library && places.contains(&source.layer()))
    });
    assert!(wrong.is_empty(), "out of place:\n{}", wrong.join("\n"));
}

#[test]
fn the_domain_neither_reads_nor_writes_nor_asks_the_time() {
    let wrong = misplaced(NOT_IN_THE_DOMAIN.iter().copied(), |source, _| {
        source.layer() != "domain"
    });
    assert!(
        wrong.is_empty(),
        "the domain is pure:\n{}",
        wrong.join("\n")
    );
}

/// The paths after a prefix: `a::b`, and for a group `{a, b::c}` the first name of every branch.
fn paths_after<'a>(code: &'a str, prefix: &str) -> impl Iterator<Item = Vec<&'a str>> {
    code.match_indices(prefix).flat_map(move |(at, found)| {
        // `$crate::` in a macro is this crate; `super_crate::` is another name.
        let rest = &code[at + found.len()..];
        match rest.strip_prefix('{') {
            Some(group) => group_paths(group),
            None => vec![path(rest)],
        }
    })
}

fn path(text: &str) -> Vec<&str> {
    let end = text.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':'));
    text[..end.unwrap_or(text.len())]
        .split("::")
        .filter(|part| !part.is_empty())
        .collect()
}

/// The paths of a group up to its closing brace; an inner group counts by the path before it.
fn group_paths(group: &str) -> Vec<Vec<&str>> {
    let mut paths = Vec::new();
    let mut depth = 0_usize;
    let mut begin = 0;
    for (at, letter) in group.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            '}' | ',' if depth == 0 => {
                paths.push(path(group[begin..at].trim()));
                begin = at + 1;
                if letter == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    paths.into_iter().filter(|path| !path.is_empty()).collect()
}

#[test]
fn groups_of_paths_are_read_one_by_one() {
    let code = "use crate::{t, app::{a, b}, store};\nuse crate::domain::Child;";
    let found: Vec<String> = paths_after(code, "crate::")
        .map(|path| path.join("::"))
        .collect();
    assert_eq!(found, ["t", "app", "store", "domain::Child"]);
}
