//! A byte of an encrypted file flips, on each of its pages: opening fails, or verify names it.

use super::tests::{Home, PASSPHRASE};
use super::*;
use crate::desk::FILE;
use std::path::Path;

/// Bytes of a page.
const PAGE: usize = 4096;
/// Bytes at the beginning of the file that say which key it needs.
const MARK: usize = 16;

/// What is wrong with the file at its place; `None` if it opens and nothing is found.
fn wrong(home: &Home, admitted: &Admission) -> Option<String> {
    let desk = match home.open(admitted.clone()) {
        Ok(desk) => desk,
        Err(error) => return Some(error.to_string()),
    };
    match desk.verify() {
        Ok(report) if report.findings.is_empty() => None,
        Ok(report) => Some(format!("{:?}", report.findings)),
        Err(error) => Some(format!("{error:?}")),
    }
}

/// Takes away what the last opening left beside the file.
fn put(folder: &Path, bytes: &[u8]) {
    for end in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(folder.join(format!("{FILE}{end}")));
    }
    std::fs::write(folder.join(FILE), bytes).unwrap();
}

#[test]
fn a_flipped_byte_on_any_page_of_an_encrypted_file_is_refused_or_found() {
    let (home, desk, _) = Home::locked();
    drop(desk);
    let admitted = home.admit(Who::Named("周敏"), PASSPHRASE).unwrap();
    let folder = home.data.path();
    assert_eq!(wrong(&home, &admitted), None);
    let sound = std::fs::read(folder.join(FILE)).unwrap();
    assert_eq!(sound.len() % PAGE, 0);
    for page in 0..sound.len() / PAGE {
        // Somewhere in the page: another place on each. The first bytes of the file are the mark of its key, which says nothing.
        let at = page * PAGE + (MARK + page * 911) % PAGE;
        let mut bytes = sound.clone();
        bytes[at] ^= 0x04;
        put(folder, &bytes);
        let said = wrong(&home, &admitted);
        assert!(said.is_some(), "page {page}: byte {at} was taken as truth");
    }
    put(folder, &sound);
    assert_eq!(wrong(&home, &admitted), None);
}

#[test]
fn pages_of_an_encrypted_file_that_change_places_are_refused_or_found() {
    let (home, desk, _) = Home::locked();
    drop(desk);
    let admitted = home.admit(Who::Named("周敏"), PASSPHRASE).unwrap();
    let folder = home.data.path();
    let sound = std::fs::read(folder.join(FILE)).unwrap();
    for page in 1..sound.len() / PAGE - 1 {
        let mut bytes = sound.clone();
        let (head, tail) = bytes.split_at_mut((page + 1) * PAGE);
        head[page * PAGE..].swap_with_slice(&mut tail[..PAGE]);
        put(folder, &bytes);
        assert!(wrong(&home, &admitted).is_some(), "page {page}");
    }
}
