//! Arrows point down only: which room may name which, and what holds inside the screens.

use super::imports::{Import, imports, made_up};
use super::source::{Source, misplaced, sources};

/// Every room of `src`, the lowest first, with the rooms that it may name.
const ROOMS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("logging", &[]),
    ("lib", &[]),
    ("owner_only", &[]),
    ("clock", &["domain"]),
    ("i18n", &["domain"]),
    ("store", &["owner_only", "domain"]),
    ("vault", &["owner_only"]),
    ("keymap", &["i18n"]),
    ("wording", &["i18n", "domain"]),
    ("exchange", &["wording", "i18n", "domain"]),
    ("demo", &["store", "domain"]),
    ("house", &["store", "domain"]),
    (
        "desk",
        &[
            "house",
            "exchange",
            "store",
            "vault",
            "owner_only",
            "wording",
            "i18n",
            "domain",
            "clock",
        ],
    ),
    (
        "reports",
        &["desk", "house", "exchange", "wording", "i18n", "domain"],
    ),
    ("ui", &["keymap", "i18n", "domain"]),
    ("config", &["ui", "i18n"]),
    (
        "screens",
        &[
            "ui", "keymap", "reports", "desk", "house", "wording", "i18n", "domain", "exchange",
            "store", "vault",
        ],
    ),
    (
        "app",
        &[
            "screens", "ui", "keymap", "reports", "desk", "house", "wording", "i18n", "domain",
        ],
    ),
    (
        "tui",
        &[
            "app", "screens", "ui", "keymap", "desk", "house", "i18n", "domain", "clock",
            "logging", "exchange",
        ],
    ),
    (
        "cli",
        &[
            "tui", "demo", "house", "reports", "desk", "keymap", "exchange", "store", "vault",
            "wording", "i18n", "domain", "clock", "config", "logging",
        ],
    ),
    ("main", &["cli", "config"]),
];

/// Where a room may name only some items of another: room, other room, items.
const ONLY_THESE: &[(&str, &str, &[&str])] = &[
    (
        "screens",
        "store",
        &["Record", "Change", "Fields", "FileChange", "Entry"],
    ),
    // What a person types as a secret, which is wiped from memory.
    ("screens", "vault", &["Secret"]),
    ("cli", "vault", &["Secret"]),
    ("tui", "exchange", &["is_reading_guarded"]),
];

/// Where only one place of a room may name another room: room, other room, place.
const ONLY_HERE: &[(&str, &str, &str)] = &[("screens", "exchange", "screens/import")];

/// Libraries that are one part's business, and the places that may name them.
const LIBRARIES: &[(&str, &[&str])] = &[
    ("rusqlite", &["store"]),
    ("argon2", &["vault"]),
    ("chacha20poly1305", &["vault"]),
    ("hpke", &["vault"]),
    ("crossterm", &["tui"]),
    ("ratatui", &["ui", "tui", "screens/**/view"]),
    ("clap", &["cli"]),
    ("calamine", &["exchange"]),
    ("rust_xlsxwriter", &["exchange"]),
    ("maud", &["desk/papers", "reports/write"]),
    ("fs4", &["desk/doctor"]),
    ("rrule", &["domain", "exchange"]),
    ("icalendar", &["exchange"]),
    // The list of files to import begins in the user's own folder.
    // The screens start the program a second time, to give the terminal back.
    (
        "std::env",
        &[
            "main",
            "config",
            "desk/import/places",
            "tui/keeper",
            "owner_only/windows",
        ],
    ),
    (
        "std::process",
        &["exchange/aside", "main", "tui/keeper", "owner_only/windows"],
    ),
];

/// What the domain must not do.
const NOT_IN_THE_DOMAIN: &[&str] = &["std::fs", "std::net", "std::thread", "std::env", "now()"];

#[test]
fn every_room_is_in_the_table() {
    let sources = sources();
    let is_known = |room: &str| ROOMS.iter().any(|(name, _)| *name == room);
    let mut new: Vec<&str> = sources.iter().map(Source::layer).collect();
    new.retain(|room| !is_known(room));
    new.dedup();
    assert!(new.is_empty(), "which rooms may these name? {new:?}");
}

#[test]
fn every_room_stands_above_the_rooms_it_names() {
    for (nth, (room, named)) in ROOMS.iter().enumerate() {
        for other in *named {
            let is_below = ROOMS[..nth].iter().any(|(below, _)| below == other);
            assert!(is_below, "{room} names {other}, which is not above it here");
        }
    }
}

#[test]
fn arrows_point_down_only() {
    fail_with("these look upwards", points_up);
}

fn points_up(import: &Import) -> bool {
    let room = room_of(&import.from);
    let row = ROOMS.iter().find(|(name, _)| *name == room);
    let may_name = row.map_or(&[][..], |(_, named)| *named);
    let named = rooms_in(import);
    named
        .iter()
        .any(|other| *other != room && !may_name.contains(other))
}

#[test]
fn where_a_room_shows_only_some_items_no_others_are_named() {
    fail_with("these items are not shown there", names_a_hidden_item);
}

fn names_a_hidden_item(import: &Import) -> bool {
    ONLY_THESE.iter().any(|(room, other, items)| {
        let is_about = room_of(&import.from) == *room && rooms_in(import).contains(other);
        // The room alone (`use crate::store;`) names nothing of it yet.
        let names_item = import.path.len() > 1;
        let is_shown = import
            .path
            .iter()
            .any(|part| items.contains(&part.as_str()));
        is_about && names_item && !is_shown
    })
}

#[test]
fn where_one_place_may_name_a_room_no_other_does() {
    fail_with("out of place", is_out_of_place);
}

fn is_out_of_place(import: &Import) -> bool {
    ONLY_HERE.iter().any(|(room, other, place)| {
        room_of(&import.from) == *room
            && rooms_in(import).contains(other)
            && !lies_in(&import.from, place)
    })
}

#[test]
fn no_file_of_the_screens_names_a_screen_but_its_own() {
    fail_with("these name another screen", names_another_screen);
}

fn names_another_screen(import: &Import) -> bool {
    let named = import.to.as_deref().and_then(screen_of);
    let is_inside = room_of(&import.from) == "screens";
    is_inside && named.is_some() && named != screen_of(&import.from)
}

#[test]
fn the_state_of_a_screen_names_no_sibling() {
    fail_with("a state that names a sibling", is_state_with_a_sibling);
}

fn is_state_with_a_sibling(import: &Import) -> bool {
    let folder = import.from.strip_suffix("state.rs");
    let to = import.to.as_deref().unwrap_or_default();
    let is_itself = to == import.from;
    // The state of a part, `screens/door/collect/state.rs`, belongs to the state.
    let is_sibling = |folder: &str| to.starts_with(folder) && !to.ends_with("/state.rs");
    screen_of(&import.from).is_some() && !is_itself && folder.is_some_and(is_sibling)
}

#[test]
fn nothing_in_a_screen_names_its_update() {
    fail_with("these name `update`", names_its_update);
}

fn names_its_update(import: &Import) -> bool {
    let to = import.to.as_deref().unwrap_or_default();
    screen_of(&import.from).is_some_and(|screen| {
        let update = format!("screens/{screen}/update");
        lies_in(to, &update) && !lies_in(&import.from, &update)
    })
}

#[test]
fn each_library_has_its_place() {
    let libraries = LIBRARIES.iter().map(|(library, _)| *library);
    let wrong = misplaced(libraries, |source, library| {
        LIBRARIES.iter().any(|(name, places)| {
            *name == library && places.iter().any(|place| lies_in(&source.path, place))
        })
    });
    assert!(wrong.is_empty(), "out of place:\n{}", wrong.join("\n"));
}

#[test]
fn the_model_is_changed_in_the_app_only() {
    let impls = ["impl Model", " for Model "];
    let wrong = misplaced(impls, |source, piece| {
        let longer = |rest: &str| rest.starts_with(|c: char| c.is_alphanumeric() || c == '_');
        let is_model = source.code.split(piece).skip(1).any(|rest| !longer(rest));
        source.layer() == "app" || !is_model
    });
    assert!(wrong.is_empty(), "outside of app:\n{}", wrong.join("\n"));
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

/// Fails with every import for which `is_wrong` holds.
fn fail_with(what: &str, is_wrong: fn(&Import) -> bool) {
    let imports = imports(&sources());
    assert!(imports.len() > 1000, "the imports were not found");
    let wrong = wrong_ones(&imports, is_wrong);
    assert!(wrong.is_empty(), "{what}:\n{}", wrong.join("\n"));
}

/// The wrong imports in words: `screens/a.rs: store::Store (in store/mod.rs)`.
fn wrong_ones(imports: &[Import], is_wrong: fn(&Import) -> bool) -> Vec<String> {
    let wrong = imports.iter().filter(|import| is_wrong(import));
    wrong
        .map(|import| {
            let defined = import.to.as_ref().map(|to| format!(" (in {to})"));
            let path = import.path.join("::");
            format!("{}: {path}{}", import.from, defined.unwrap_or_default())
        })
        .collect()
}

/// `store` for `store/read.rs`, `clock` for `clock.rs`.
fn room_of(file: &str) -> &str {
    let first = file.split('/').next().unwrap_or_default();
    first.strip_suffix(".rs").unwrap_or(first)
}

/// The room that is written and the room that defines the item: a re-export hides nothing.
fn rooms_in(import: &Import) -> Vec<&str> {
    let written = match import.path.first().map(String::as_str) {
        Some("t") => Some("i18n"),
        first => first,
    };
    let defined = import.to.as_deref().map(room_of);
    written.into_iter().chain(defined).collect()
}

/// The folder of the screen a file belongs to; `None` for `screens/effect.rs`.
fn screen_of(file: &str) -> Option<&str> {
    let (screen, _) = file.strip_prefix("screens/")?.split_once('/')?;
    Some(screen)
}

/// Whether a file is a place or lies below it. `a/**/b` is any `b` at any depth below `a`.
fn lies_in(file: &str, place: &str) -> bool {
    let file = file.strip_suffix(".rs").unwrap_or(file);
    if let Some((above, name)) = place.split_once("/**/") {
        let below = file
            .strip_prefix(above)
            .filter(|rest| rest.starts_with('/'));
        return below.is_some_and(|rest| rest.split('/').any(|part| part == name));
    }
    let rest = file.strip_prefix(place);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[test]
fn places_are_files_folders_and_patterns() {
    assert!(lies_in("ui/table.rs", "ui") && lies_in("ui.rs", "ui"));
    assert!(!lies_in("uid.rs", "ui") && !lies_in("screens/ui.rs", "ui"));
    assert!(lies_in("screens/today/view.rs", "screens/**/view"));
    assert!(lies_in("screens/door/view/list.rs", "screens/**/view"));
    assert!(!lies_in("screens/today/views.rs", "screens/**/view"));
    assert!(!lies_in("tui/view.rs", "screens/**/view"));
}

#[test]
fn each_rule_finds_what_breaks_it() {
    let imports = imports(&made_up(&[
        (
            "lib.rs",
            "pub mod app; pub mod exchange; pub mod screens; pub mod store;",
        ),
        ("app.rs", "pub struct Model;"),
        (
            "exchange.rs",
            "pub struct Draft; pub fn is_reading_guarded() {}",
        ),
        ("store.rs", "pub struct Store; pub struct Entry;"),
        ("desk.rs", "pub use crate::store::Store;"),
        (
            "tui.rs",
            "use crate::exchange::{Draft, is_reading_guarded};",
        ),
        ("screens/mod.rs", "mod door; mod effect; mod import;"),
        (
            "screens/effect.rs",
            "use super::door::state::State; pub enum Effect {}",
        ),
        (
            "screens/door/mod.rs",
            "mod state; mod update; mod view; pub use update::update;",
        ),
        (
            "screens/door/state.rs",
            "use super::view::Row; use crate::app::Model; struct State;",
        ),
        (
            "screens/door/update.rs",
            "use super::view::Row; pub fn update() { crate::store::Entry }",
        ),
        (
            "screens/door/view.rs",
            "use super::update::update; use crate::desk::Store; struct Row;",
        ),
        ("screens/import/mod.rs", "use crate::exchange::Draft;"),
        (
            "screens/import/view.rs",
            "use crate::screens::door::{update, state::State};",
        ),
        (
            "screens/people.rs",
            "fn f() { crate::exchange::Draft::new() }",
        ),
    ]));
    let found = |rule| wrong_ones(&imports, rule);
    assert_eq!(
        found(points_up),
        ["screens/door/state.rs: app::Model (in app.rs)"]
    );
    assert_eq!(
        found(names_a_hidden_item),
        [
            "screens/door/view.rs: desk::Store (in store.rs)",
            "tui.rs: exchange::Draft (in exchange.rs)"
        ]
    );
    assert_eq!(
        found(is_out_of_place),
        ["screens/people.rs: exchange::Draft::new (in exchange.rs)"]
    );
    assert_eq!(
        found(names_another_screen),
        [
            "screens/effect.rs: screens::door::state::State (in screens/door/state.rs)",
            "screens/import/view.rs: screens::door::state::State (in screens/door/state.rs)",
            "screens/import/view.rs: screens::door::update (in screens/door/update.rs)",
        ]
    );
    assert_eq!(
        found(is_state_with_a_sibling),
        ["screens/door/state.rs: screens::door::view::Row (in screens/door/view.rs)"]
    );
    assert_eq!(
        found(names_its_update),
        ["screens/door/view.rs: screens::door::update::update (in screens/door/update.rs)"]
    );
}
