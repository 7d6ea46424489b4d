//! The key file as a whole.

use super::error::{CannotChange, CannotOpen, FileError};
use super::kdf::{Cost, count};
use super::key_file::KeyFile;
use super::machine::MachineSecret;
use super::recovery::RecoveryKey;
use super::secret::{DataKey, Keys, Secret};
use super::slot::{Holder, How, NewSecret};
use serde_json::Value;
use uuid::Uuid;

const ANNA: Holder = Holder::Person(Uuid::from_u128(1));
const BEN: Holder = Holder::Person(Uuid::from_u128(2));
const CHEAP: Cost = Cost {
    kib: 8,
    passes: 1,
    lanes: 1,
};

fn secret(text: &str) -> Secret {
    Secret::new(text.to_owned())
}

fn phrase(secret: &Secret) -> NewSecret<'_> {
    NewSecret {
        how: How::Passphrase,
        secret,
        machine: None,
        cost: CHEAP,
    }
}

fn with_anna() -> (KeyFile, Keys) {
    KeyFile::create(ANNA, "Anna", &phrase(&secret("anna's")), Some([3; 16])).unwrap()
}

fn with_both() -> (KeyFile, Keys) {
    let (mut file, keys) = with_anna();
    file.add(BEN, "Ben", &phrase(&secret("ben's")), false, &keys)
        .unwrap();
    (file, keys)
}

#[test]
fn the_right_secret_gives_the_keys_and_a_wrong_one_does_not() {
    let (file, keys) = with_both();
    assert_eq!(file.open(ANNA, &secret("anna's"), None), Ok(keys.clone()));
    let bens = file.open_by_name(" ＢEN ", &secret("ben's"), None).unwrap();
    assert_eq!((bens.data, bens.restricted), (keys.data, None));
    assert_eq!(
        file.open(ANNA, &secret("ben's"), None),
        Err(CannotOpen::Wrong)
    );
}

#[test]
fn an_unknown_name_costs_one_derivation_and_is_as_wrong_as_a_secret() {
    let (file, _) = with_anna();
    let before = count::so_far();
    let unknown = file.open_by_name("Nobody", &secret("anna's"), None);
    assert_eq!(unknown, Err(CannotOpen::Wrong));
    assert_eq!(count::so_far(), before + 1);
    let wrong = file.open_by_name("Anna", &secret("x"), None);
    assert_eq!(wrong, Err(CannotOpen::Wrong));
    assert_eq!(count::so_far(), before + 2);
}

#[test]
fn a_pin_opens_only_on_its_machine() {
    let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    let [here, other] = folders
        .each_ref()
        .map(|one| MachineSecret::load_or_make(one.path()).unwrap());
    let (mut file, keys) = with_anna();
    let pin = secret("2580");
    let mut new = NewSecret {
        how: How::Pin,
        ..phrase(&pin)
    };
    let refused = file.add(BEN, "Ben", &new, false, &keys);
    assert!(matches!(refused, Err(CannotChange::NoMachine)));
    new.machine = Some(&here);
    file.add(BEN, "Ben", &new, false, &keys).unwrap();
    assert_eq!(file.open(BEN, &pin, Some(&here)).unwrap().data, keys.data);
    assert_eq!(
        file.open(BEN, &secret("2581"), Some(&here)),
        Err(CannotOpen::Wrong)
    );
    assert_eq!(file.open(BEN, &pin, None), Err(CannotOpen::OtherMachine));
    assert_eq!(
        file.open(BEN, &pin, Some(&other)),
        Err(CannotOpen::OtherMachine)
    );
}

#[test]
fn recovery_words_open_the_file_after_a_new_key() {
    let (mut file, keys) = with_anna();
    let words = RecoveryKey::random().unwrap();
    let text = words.secret();
    let refused = file.add(Holder::Recovery, "Sheet", &phrase(&text), true, &keys);
    assert!(matches!(refused, Err(CannotChange::WrongHow)));
    let new = NewSecret {
        how: How::Words,
        ..phrase(&text)
    };
    file.add(Holder::Recovery, "Sheet", &new, true, &keys)
        .unwrap();
    let keys = file
        .change_data_key(&keys, DataKey::random().unwrap())
        .unwrap();
    assert_eq!(file.open_with_recovery(&words), Ok(keys));
    let others = RecoveryKey::random().unwrap();
    assert_eq!(file.open_with_recovery(&others), Err(CannotOpen::Wrong));
}

#[test]
fn after_a_new_key_old_secrets_open_and_removed_ones_do_not() {
    let (mut file, first) = with_both();
    let second = file
        .change_data_key(&first, DataKey::random().unwrap())
        .unwrap();
    assert_eq!(
        file.open(BEN, &secret("ben's"), None).unwrap().data,
        second.data
    );
    file.remove(BEN, &second).unwrap();
    let third = file
        .change_data_key(&second, DataKey::random().unwrap())
        .unwrap();
    assert_eq!(file.open(ANNA, &secret("anna's"), None), Ok(third.clone()));
    assert_eq!(third.former, [second.data.clone(), first.data]);
    assert_eq!(third.restricted, first.restricted);
    assert_eq!(
        file.open(BEN, &secret("ben's"), None),
        Err(CannotOpen::Wrong)
    );
    let old = file.rename(ANNA, "Ann", &second);
    assert!(matches!(old, Err(CannotChange::Open(CannotOpen::Altered))));
}

#[test]
fn secrets_names_and_entitlements_change_and_the_last_passphrase_stays() {
    let (mut file, keys) = with_both();
    file.change_secret(BEN, &secret("ben's"), &phrase(&secret("new")))
        .unwrap();
    assert_eq!(
        file.open(BEN, &secret("ben's"), None),
        Err(CannotOpen::Wrong)
    );
    file.entitle(BEN, true, &keys).unwrap();
    assert_eq!(file.open(BEN, &secret("new"), None), Ok(keys.clone()));
    file.reset(BEN, &phrase(&secret("reset")), &keys).unwrap();
    assert_eq!(file.open(BEN, &secret("reset"), None), Ok(keys.clone()));
    file.entitle(BEN, false, &keys).unwrap();
    let bens = file.open(BEN, &secret("reset"), None).unwrap();
    assert_eq!(bens.restricted, None);
    let refused = file.reset(ANNA, &phrase(&secret("x")), &bens);
    assert!(matches!(refused, Err(CannotChange::NotEntitled)));
    let refused = file.rename(BEN, "anna", &keys);
    assert!(matches!(refused, Err(CannotChange::NameTaken)));
    file.remove(BEN, &keys).unwrap();
    assert!(matches!(
        file.remove(ANNA, &keys),
        Err(CannotChange::LastPassphrase)
    ));
    assert_eq!(file.open(ANNA, &secret("anna's"), None), Ok(keys));
}

/// Calls `change` with each number and every fifth letter of each text of a JSON value, one changed at a time.
fn each_changed(whole: &Value, path: &str, at: &Value, change: &mut impl FnMut(&str, Value)) {
    match at {
        Value::Object(fields) => {
            for (name, one) in fields {
                each_changed(whole, &format!("{path}/{name}"), one, change);
            }
        }
        Value::Array(items) => {
            for (place, one) in items.iter().enumerate() {
                each_changed(whole, &format!("{path}/{place}"), one, change);
            }
        }
        Value::String(text) => {
            for place in (0..text.len()).step_by(5) {
                let mut bytes = text.clone().into_bytes();
                bytes[place] = if bytes[place] == b'0' { b'1' } else { b'0' };
                let mut changed = whole.clone();
                *changed.pointer_mut(path).unwrap() = String::from_utf8(bytes).unwrap().into();
                change(path, changed);
            }
        }
        Value::Number(number) => {
            let mut changed = whole.clone();
            *changed.pointer_mut(path).unwrap() = (number.as_u64().unwrap() + 8).into();
            change(path, changed);
        }
        _ => {}
    }
}

#[test]
fn no_changed_byte_gives_keys() {
    let (mut file, keys) = with_both();
    file.change_data_key(&keys, DataKey::random().unwrap())
        .unwrap();
    let whole = serde_json::to_value(&file).unwrap();
    let mut tried = 0;
    each_changed(&whole, "", &whole, &mut |path, changed| {
        tried += 1;
        if let Ok(file) = serde_json::from_value::<KeyFile>(changed) {
            // The holder of a changed slot is another one, whose derivation has the full cost.
            if file.slots()[0].holder == ANNA {
                assert!(file.open(ANNA, &secret("anna's"), None).is_err(), "{path}");
            }
        }
    });
    assert!(tried > 200);
}

#[test]
fn a_slot_with_a_foreign_public_key_breaks_the_seal() {
    let (mut file, keys) = with_anna();
    let (mut foreign, foreign_keys) = with_anna();
    foreign
        .add(BEN, "Ben", &phrase(&secret("ben's")), false, &foreign_keys)
        .unwrap();
    let mut json = serde_json::to_value(&file).unwrap();
    let slot = serde_json::to_value(&foreign).unwrap()["content"]["slots"][1].clone();
    json["content"]["slots"].as_array_mut().unwrap().push(slot);
    file = serde_json::from_value(json).unwrap();
    assert_eq!(
        file.open(ANNA, &secret("anna's"), None),
        Err(CannotOpen::Altered)
    );
    let refused = file.change_data_key(&keys, DataKey::random().unwrap());
    assert!(matches!(
        refused,
        Err(CannotChange::Open(CannotOpen::Altered))
    ));
}

#[test]
fn a_key_file_is_written_and_read_again_and_damage_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("home.keys");
    assert_eq!(KeyFile::read(&path).unwrap(), None);
    let (mut file, keys) = with_anna();
    file.set_file(Some([4; 16]), &keys).unwrap();
    file.write(&path).unwrap();
    let read = KeyFile::read(&path).unwrap().unwrap();
    assert_eq!(read, file);
    assert_eq!(read.file(), Some([4; 16]));
    let shown = std::fs::read_to_string(&path).unwrap() + &format!("{read:?}");
    assert!(!shown.contains(keys.data.hex().as_str()));
    std::fs::write(&path, shown.replace("\"version\": 1", "\"version\": 2")).unwrap();
    assert!(matches!(KeyFile::read(&path), Err(FileError::Damaged)));
    std::fs::write(&path, r#"{"content":{"version":2,"more":1}}"#).unwrap();
    assert!(matches!(KeyFile::read(&path), Err(FileError::Newer(2))));
}
