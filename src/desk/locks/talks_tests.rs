//! What was said in talks, in a home with locks: written before them and after them.

use super::tests::{Home, PASSPHRASE, add_helper, secret};
use super::*;
use crate::desk::Desk;
use crate::desk::command::support::SupportStep;
use crate::desk::command::{Command, Touched};
use crate::desk::outcome::Done;
use crate::desk::read::fresh::ShownDays;
use crate::desk::refusal::Refusal;
use crate::domain::support::talk::Talk;
use crate::domain::{ChildId, Role, samples};
use crate::vault::secret::Keys;
use crate::vault::slot::Holder;

fn child(desk: &Desk) -> ChildId {
    desk.store.roster().unwrap().children[0].id
}

fn say(desk: &mut Desk, notes: &str) -> Result<Done, Refusal> {
    let talk = Talk {
        notes: notes.to_owned(),
        ..samples::talk(child(desk), desk.clock.today())
    };
    desk.perform(Command::Support(SupportStep::AddTalk(Box::new(talk))))
}

/// As the file has them, the first first.
fn stored(desk: &Desk) -> Vec<Talk> {
    let mut all = desk.store.talks_held().unwrap();
    all.sort_by_key(|one| one.id);
    all
}

/// What the screens hold of them.
fn shown(desk: &Desk) -> Vec<String> {
    let fresh = desk.fresh(Touched::ALL, ShownDays::default()).unwrap();
    let mut all = fresh
        .known
        .unwrap()
        .support
        .talks
        .remove(&child(desk))
        .unwrap();
    all.sort_by_key(|one| one.id);
    all.into_iter().map(|one| one.notes).collect()
}

fn rewrite(desk: &mut Desk, notes: &str, had: &str) -> Result<Done, Refusal> {
    let talk = Talk {
        notes: notes.to_owned(),
        ..stored(desk).remove(0)
    };
    desk.perform(Command::Support(SupportStep::SaveTalk {
        talk: Box::new(talk),
        had: had.to_owned(),
    }))
}

#[test]
fn a_talk_of_before_the_locks_and_one_of_after_them_are_both_sealed() {
    let (home, mut desk) = Home::new();
    say(&mut desk, "before").unwrap();
    assert_eq!(stored(&desk)[0].notes, "before", "there is no key yet");
    assert_eq!(desk.verify().unwrap().findings, []);
    desk.set_locks(&home.doorway(), &secret(PASSPHRASE))
        .unwrap();
    assert_eq!(desk.verify().unwrap().findings, []);
    say(&mut desk, "after").unwrap();
    let sealed = stored(&desk);
    assert_eq!(sealed.len(), 2);
    assert!(sealed.iter().all(|one| Desk::are_sealed(&one.notes)));
    assert_eq!(shown(&desk), ["before", "after"]);
    // Another person with the same key reads them at the next start.
    drop(desk);
    let admitted = home.admit(Who::Named("周敏"), PASSPHRASE).unwrap();
    let mut desk = home.open(admitted).unwrap();
    assert_eq!(shown(&desk), ["before", "after"]);
    assert_eq!(desk.verify().unwrap().findings, []);
    // They are rewritten, taken back and done again without standing anywhere in words.
    rewrite(&mut desk, "later", "before").unwrap();
    assert_eq!(shown(&desk), ["later", "after"]);
    desk.perform(Command::Undo(None)).unwrap();
    assert_eq!(shown(&desk), ["before", "after"]);
    desk.perform(Command::Redo).unwrap();
    assert_eq!(shown(&desk), ["later", "after"]);
    let changed = rewrite(&mut desk, "third", "before");
    assert!(matches!(changed, Err(Refusal::RecordChanged)));
    // A talk whose words stay is not sealed anew.
    let same = rewrite(&mut desk, "later", "later").unwrap();
    assert_eq!(same.seq, None);
    // Who may not read them sees that they took place, and writes none.
    let helper = add_helper(&mut desk, "小周", Role::Helper);
    let keys = desk.admitted.opened().unwrap().clone();
    let without = Keys {
        restricted: None,
        ..keys
    };
    desk.admitted = Admission::new(Holder::Person(helper.0), without);
    desk.actor = Some(helper);
    assert_eq!(shown(&desk), ["", ""]);
    assert!(say(&mut desk, "of a helper").is_err());
    assert_eq!(stored(&desk).len(), 2);
}
