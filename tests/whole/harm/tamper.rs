//! What is found when somebody writes into the file, and by what. The section "Tampering" of
//! ARCHITECTURE.md holds the same table; each row is a test here.

use super::chain::{recompute, write_past_the_guards};
use super::ground::{call, small_home};
use crate::common::pty::Pty;
use crate::common::{Place, Tongue};
use rusqlite::Connection;
use serde_json::Value;

/// A home with two evenings, each with its copy, and the file of the first.
struct Evenings {
    place: Place,
    yesterday: Vec<u8>,
}

fn two_evenings() -> Evenings {
    let mut place = small_home(Tongue::English);
    place.ok(&["in", "1"]);
    place.ok(&["out", "1", "--to", "unknown"]);
    place.ok(&["close"]);
    let yesterday = std::fs::read(place.file()).unwrap();
    place.set_now("2026-11-24T17:00:00+08:00");
    place.ok(&["in", "2"]);
    place.ok(&["out", "2", "--to", "unknown"]);
    place.ok(&["in", "3"]);
    place.ok(&["backup"]);
    place.set_now("2026-11-25T17:00:00+08:00");
    Evenings { place, yesterday }
}

/// What `verify` finds in the file: the kinds of findings, sorted. The exit code says whether there are
/// any, or a copy that the file does not continue.
fn found(place: &Place) -> Vec<String> {
    let ended = call(place, &["verify", "--json"]);
    let report: Value = serde_json::from_str(&ended.out).unwrap();
    let findings = report["findings"].as_array().unwrap();
    let copies = report["copies"].as_array().unwrap();
    let is_sound = findings.is_empty() && copies.is_empty();
    assert_eq!(
        (ended.code, &report["sound"]),
        (i32::from(!is_sound), &is_sound.into())
    );
    let kinds = findings.iter().map(|one| one["what"].as_str().unwrap());
    let mut kinds: Vec<String> = kinds.map(str::to_owned).collect();
    kinds.sort();
    kinds.dedup();
    kinds
}

/// The comparison with the copies says this, in `backup --list` and at the start of the screens.
fn is_said(place: &Place, text: &str) {
    let listed = call(place, &["backup", "--list"]);
    assert_eq!(listed.code, 1, "{}", listed.out);
    assert!(listed.out.contains(text), "{}", listed.out);
    let pty = Pty::start(place, &[], 120, 40);
    pty.wait_for("Attention: ");
    pty.kill();
}

/// The comparison with the copies says nothing.
fn is_quiet(place: &Place) {
    let listed = call(place, &["backup", "--list"]);
    assert_eq!(listed.code, 0, "{}", listed.out);
}

fn run(file: &Connection, sql: &str) {
    assert!(file.execute(sql, []).unwrap() > 0, "nothing changed: {sql}");
}

const NEWEST: &str = "(SELECT max(seq) FROM journal)";

#[test]
fn a_row_that_was_edited_is_found_by_verify() {
    let Evenings { place, .. } = two_evenings();
    write_past_the_guards(&place.file(), |file| {
        run(
            file,
            "UPDATE child SET name = '汪悦悦' WHERE file_no = '0001'",
        );
    });
    assert_eq!(found(&place), ["row"]);
    is_quiet(&place);
}

#[test]
fn an_entry_that_was_edited_is_found_by_verify() {
    let Evenings { place, .. } = two_evenings();
    write_past_the_guards(&place.file(), |file| {
        let sql = "UPDATE journal SET at = at - 3600 WHERE deed = 'sign-out' AND seq < ";
        run(file, &format!("{sql}{NEWEST} - 3"));
    });
    assert!(found(&place).contains(&"chain".to_owned()));
    is_quiet(&place);
}

#[test]
fn a_packed_month_that_was_edited_is_found_by_verify() {
    let Evenings { mut place, .. } = two_evenings();
    place.set_now("2027-03-01T17:00:00+08:00");
    place.ok(&["out", "3", "--to", "unknown", "--at", "2026-11-24 18:00"]);
    place.ok(&["close"]); // packs November
    write_past_the_guards(&place.file(), |file| {
        let sql = "UPDATE segment SET open = CAST(substr(open, 1, 40) || x'00' || substr(open, 42)
            AS BLOB)";
        run(file, sql);
    });
    assert!(found(&place).contains(&"segment".to_owned()));
}

#[test]
fn bounds_of_a_packed_month_and_the_identity_of_a_chain_are_found_by_verify() {
    let Evenings { mut place, .. } = two_evenings();
    place.set_now("2027-03-01T17:00:00+08:00");
    place.ok(&["out", "3", "--to", "unknown", "--at", "2026-11-24 18:00"]);
    place.ok(&["close"]);
    // By these moments a past state is found: wrong ones would tell a wrong past.
    write_past_the_guards(&place.file(), |file| {
        run(file, "UPDATE segment SET from_at = from_at - 86400");
    });
    assert_eq!(found(&place), ["segment"]);
    let Evenings { place, .. } = two_evenings();
    write_past_the_guards(&place.file(), |file| {
        run(file, "UPDATE chain SET id = randomblob(16)");
    });
    assert_eq!(found(&place), ["chain"]);
}

#[test]
fn an_entry_that_was_removed_in_the_middle_is_found_by_verify() {
    let Evenings { place, .. } = two_evenings();
    write_past_the_guards(&place.file(), |file| {
        run(
            file,
            &format!("DELETE FROM journal WHERE seq = {NEWEST} - 2"),
        );
    });
    assert!(found(&place).contains(&"chain".to_owned()));
}

#[test]
fn a_tail_that_was_cut_with_its_rows_is_found_by_the_comparison() {
    let Evenings { place, .. } = two_evenings();
    write_past_the_guards(&place.file(), |file| {
        // The last step is the first sign-in of a child.
        let subject = format!("(SELECT subject FROM journal WHERE seq = {NEWEST})");
        run(
            file,
            &format!("DELETE FROM attendance WHERE child = {subject}"),
        );
        run(
            file,
            &format!("DELETE FROM kept_seen WHERE child = {subject}"),
        );
        run(file, &format!("DELETE FROM journal WHERE seq = {NEWEST}"));
    });
    assert_eq!(found(&place), [""; 0]);
    is_said(&place, "has (1, the first of");
}

#[test]
fn a_tail_that_was_cut_without_its_rows_is_found_by_verify_and_the_comparison() {
    let Evenings { place, .. } = two_evenings();
    write_past_the_guards(&place.file(), |file| {
        run(file, &format!("DELETE FROM journal WHERE seq = {NEWEST}"));
    });
    assert_eq!(found(&place), ["row"]);
    is_said(&place, "has (1, the first of");
}

/// Another name for a child, in its row and in the entry that wrote it, with all hashes computed anew.
fn rewrite(place: &Place) {
    write_past_the_guards(&place.file(), |file| {
        run(
            file,
            "UPDATE child SET name = '汪悦悦' WHERE file_no = '0001'",
        );
        let sql = "UPDATE journal SET private = replace(private, '汪乐乐', '汪悦悦')
            WHERE private LIKE '%汪乐乐%'";
        run(file, sql);
        recompute(file);
    });
}

#[test]
fn a_chain_that_was_recomputed_is_found_by_the_comparison() {
    let Evenings { place, .. } = two_evenings();
    rewrite(&place);
    assert_eq!(found(&place), [""; 0]);
    is_said(&place, "have parted");
}

#[test]
fn a_file_replaced_by_yesterdays_is_found_by_the_comparison() {
    let Evenings { place, yesterday } = two_evenings();
    std::fs::write(place.file(), yesterday).unwrap();
    assert_eq!(found(&place), [""; 0]);
    is_said(&place, "has (3, the first of");
}

#[test]
fn a_file_replaced_by_another_homes_is_found_by_the_comparison() {
    let Evenings { place, .. } = two_evenings();
    let Evenings { place: other, .. } = two_evenings();
    std::fs::copy(other.file(), place.file()).unwrap();
    assert_eq!(found(&place), [""; 0]);
    is_said(&place, "is of another home");
}

/// The head of the chain as `backup --list` prints it in its first line.
fn head(place: &Place) -> String {
    let listed = call(place, &["backup", "--list"]);
    let first = listed.out.lines().next().unwrap();
    let head = first.strip_prefix("The file ends with ").unwrap();
    head.split(' ').next().unwrap().to_owned()
}

#[test]
fn a_file_rewritten_together_with_every_copy_is_found_only_by_the_head_on_paper() {
    let Evenings { place, .. } = two_evenings();
    let on_paper = head(&place);
    rewrite(&place);
    std::fs::remove_dir_all(place.data().join("backups")).unwrap();
    place.ok(&["backup"]);
    assert_eq!(found(&place), [""; 0]);
    is_quiet(&place);
    let now = head(&place);
    let seq = |head: &str| head.split('-').next().unwrap().to_owned();
    assert_eq!(seq(&now), seq(&on_paper));
    assert_ne!(now, on_paper);
}
