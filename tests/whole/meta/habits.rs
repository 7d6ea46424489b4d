//! Project conventions that the compiler does not check.

use super::source::{Source, misplaced, read, root, rust_files, sources};
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Permitted entries in the project's top folder.
const TOP: &[&str] = &[
    ".ci",
    ".clippy.toml",
    ".gitattributes",
    ".github",
    ".gitignore",
    ".rustfmt.toml",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE",
    "README.md",
    "SECURITY.md",
    "assets",
    "benches",
    "build.rs",
    "examples",
    "i18n.toml",
    "src",
    "tests",
];

/// Maximum number of lines in a file.
const LONGEST: usize = 600;

/// Beginnings of SQL statements, which only the store may contain.
const SQL: &[&str] = &[
    "SELECT ",
    "INSERT INTO ",
    "INSERT OR ",
    "UPDATE ",
    "DELETE FROM ",
    "CREATE TABLE",
    "PRAGMA ",
    "BEGIN IMMEDIATE",
];

/// Code that bypasses a rule, each with the files that may contain it.
const WAYS_AROUND: &[(&str, &[&str])] = &[
    ("#[allow(", &[]),
    ("#![allow(", &[]),
    ("todo!(", &[]),
    ("unimplemented!(", &[]),
    ("dbg!(", &[]),
    ("disallowed_methods", &["clock.rs"]),
    ("println!(", &["main.rs"]),
    ("eprintln!(", &["main.rs"]),
    ("process::exit", &["exchange/aside/limits.rs", "main.rs"]),
    ("unsafe ", &[]),
    // These hide from the tests of rooms and circles what a file names.
    ("#[path", &[]),
    ("extern crate", &[]),
    ("self::super", &[]),
    ("super::super", &[]),
    ("use crate::*", &[]),
    ("use std::{", &[]),
];

#[test]
fn nothing_goes_around_the_rules() {
    let wrong = misplaced(WAYS_AROUND.iter().map(|(way, _)| *way), |source, way| {
        WAYS_AROUND
            .iter()
            .any(|(name, who)| *name == way && who.contains(&source.path.as_str()))
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_test_is_switched_off() {
    let mark = concat!("#[", "ignore");
    let folders = ["src", "tests", "benches"];
    let files = folders
        .iter()
        .flat_map(|name| rust_files(&root().join(name)));
    let off: Vec<PathBuf> = files
        .filter(|path| std::fs::read_to_string(path).unwrap().contains(mark))
        .collect();
    assert!(off.is_empty(), "switched off: {off:?}");
}

#[test]
fn only_the_store_speaks_sql() {
    let sources = sources();
    let speaks = |source: &&Source| {
        source
            .literals
            .iter()
            .any(|text| SQL.iter().any(|begin| text.trim().starts_with(begin)))
    };
    let wrong: Vec<&str> = sources
        .iter()
        .filter(|source| source.layer() != "store")
        .filter(speaks)
        .map(|source| source.path.as_str())
        .collect();
    assert!(wrong.is_empty(), "SQL outside the store: {wrong:?}");
    assert!(
        sources.iter().any(|one| speaks(&one)),
        "the store's own SQL was not found"
    );
}

#[test]
fn no_file_holds_two_ideas() {
    let long: Vec<String> = sources()
        .iter()
        .filter(|source| source.whole.lines().count() > LONGEST)
        .map(|source| format!("{}: {} lines", source.path, source.whole.lines().count()))
        .collect();
    assert!(long.is_empty(), "split these:\n{}", long.join("\n"));
}

#[test]
fn every_module_says_what_it_is() {
    let silent: Vec<String> = sources()
        .into_iter()
        .filter(|source| {
            !source.whole.starts_with("//!") && !source.whole.starts_with("#![doc = include_str!")
        })
        .map(|source| source.path)
        .collect();
    assert!(silent.is_empty(), "no word at the top of {silent:?}");
}

#[test]
fn the_top_of_the_project_stays_small() {
    let kept_out = read(".gitignore");
    let is_kept_out =
        |name: &str| name == ".git" || kept_out.lines().any(|line| line.trim_matches('/') == name);
    let entries = std::fs::read_dir(root()).unwrap();
    let top: BTreeSet<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !is_kept_out(name))
        .collect();
    let more: Vec<&String> = top
        .iter()
        .filter(|name| !TOP.contains(&name.as_str()))
        .collect();
    assert!(more.is_empty(), "what are these at the top? {more:?}");
    for name in [
        "README.md",
        "LICENSE",
        "CHANGELOG.md",
        "ARCHITECTURE.md",
        ".ci",
    ] {
        assert!(top.contains(name), "{name} is missing");
    }
}

/// Without them the backtrace of an error report is a list of `<unknown>`.
#[test]
fn the_released_program_keeps_the_names_of_its_functions() {
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
    assert!(manifest.contains("\nstrip = \"debuginfo\"\n"));
    assert_eq!(manifest.matches("\nstrip =").count(), 1);
}
