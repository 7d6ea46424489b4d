//! Lines and questions of the settings about locks: who has a secret, and the key behind them.

use super::state::{SettingForm, SettingLine, SettingTarget, SettingsScene, SettingsTurn, headed};
use crate::desk::command::Command;
use crate::desk::locks::LockStep;
use crate::domain::{Role, StaffId};
use crate::house::home::HomeFacts;
use crate::screens::effect::{Confirm, Effect, ForWhat, Job, Open};
use crate::t;
use crate::ui::form::{FieldSpec, Form, Kind, Label};
use crate::ui::picker::{Picker, PickerItem};

/// Codes of what can be done about the secret of a member of staff.
const PASSPHRASE: &str = "passphrase";
const PIN: &str = "pin";
const TAKE: &str = "take";

impl SettingsScene<'_> {
    pub(super) fn lock_lines(&self, facts: &HomeFacts) -> Vec<SettingLine> {
        let lang = self.env.lang;
        let title = t!(lang, "settings-locks");
        if !self.house.has_locks {
            let set = SettingLine {
                label: t!(lang, "settings-locks-set"),
                value: t!(lang, "settings-locks-none"),
                act: SettingTarget::SetLocks,
            };
            let none = SettingLine {
                label: t!(lang, "settings-no-locks"),
                value: if facts.wants_no_locks {
                    t!(lang, "settings-no-locks-said")
                } else {
                    t!(lang, "settings-no-locks-not-said")
                },
                act: SettingTarget::NoLocks,
            };
            return headed(title, [set, none].into_iter());
        }
        let active = facts.staff.iter().filter(|one| one.active);
        let mut lines: Vec<SettingLine> = active
            .map(|one| {
                let kind = self.house.secrets.iter().find(|(id, _)| *id == one.id);
                SettingLine {
                    label: one.name.clone(),
                    value: match kind {
                        Some((_, true)) => t!(lang, "settings-locks-pin"),
                        Some((_, false)) => t!(lang, "settings-locks-passphrase"),
                        None => t!(lang, "settings-locks-without"),
                    },
                    act: SettingTarget::Secret(one.id),
                }
            })
            .collect();
        let more = [
            (
                t!(lang, "field-lock-after"),
                facts.lock_after.to_string(),
                SettingTarget::LockAfter,
            ),
            (
                t!(lang, "settings-locks-words"),
                t!(lang, "settings-locks-words-hint"),
                SettingTarget::Words,
            ),
            (
                t!(lang, "settings-locks-key"),
                t!(lang, "settings-locks-key-hint"),
                SettingTarget::Key,
            ),
        ];
        lines.extend(
            more.into_iter()
                .map(|(label, value, act)| SettingLine { label, value, act }),
        );
        headed(title, lines.into_iter())
    }
}

impl SettingsTurn<'_> {
    /// Acts on a line about locks.
    pub(super) fn change_lock(&mut self, target: SettingTarget) {
        let lang = self.env.lang;
        match target {
            SettingTarget::SetLocks => self.push(Effect::Open(Open::Secret(ForWhat::SetLocks))),
            SettingTarget::NoLocks => {
                let question = t!(lang, "settings-no-locks-ask");
                let say = Command::SayNoLocks;
                self.push(Effect::Confirm(Confirm::new(question, vec![Job::Do(say)])));
            }
            SettingTarget::Secret(id) => self.ask_secret(id),
            SettingTarget::Words => {
                let question = t!(lang, "settings-locks-words-ask");
                let yes = vec![Job::Locks(LockStep::Words)];
                self.push(Effect::Confirm(Confirm::new(question, yes)));
            }
            SettingTarget::Key => {
                let question = t!(lang, "settings-locks-key-ask");
                let yes = vec![Job::Locks(LockStep::Key)];
                self.push(Effect::Confirm(Confirm::new(question, yes)));
            }
            _ => {}
        }
    }

    /// Asks what becomes of the secret of a member of staff. One's own is changed with the old one.
    fn ask_secret(&mut self, id: StaffId) {
        let lang = self.env.lang;
        if self.house.actor == Some(id) {
            self.push(Effect::Open(Open::Secret(ForWhat::ChangeOwn(false))));
            return;
        }
        let Some(one) = self.house.staff().iter().find(|one| one.id == id) else {
            return;
        };
        let mut items = vec![PickerItem::new(
            PASSPHRASE.to_owned(),
            t!(lang, "settings-locks-give-passphrase"),
            String::new(),
        )];
        // A PIN unlocks nothing away from this PC: enough for the door, not for the whole home.
        if one.role == Role::Helper {
            items.push(PickerItem::new(
                PIN.to_owned(),
                t!(lang, "settings-locks-give-pin"),
                String::new(),
            ));
        }
        if self.house.secrets.iter().any(|(other, _)| *other == id) {
            items.push(PickerItem::new(
                TAKE.to_owned(),
                t!(lang, "settings-locks-take"),
                String::new(),
            ));
        }
        let picker = Picker::new("settings-locks", items);
        self.choose(picker, SettingForm::Secret(id));
    }

    /// Asks for the card of a member of staff; `None` in a home without locks, where a card names nobody.
    pub(super) fn ask_card(&mut self, id: StaffId) -> Option<()> {
        let facts = self.house.home.as_ref().filter(|_| self.house.has_locks)?;
        let one = facts.staff.iter().find(|one| one.id == id && one.active)?;
        let own = facts.staff_cards.iter().find(|(other, _)| *other == id);
        let own = own.map_or_else(String::new, |(_, code)| code.clone());
        let title = t!(self.env.lang, "form-card", name = one.name.as_str());
        let card = FieldSpec::new("card", "field-card", Kind::Text { max: 64 });
        let fields = vec![card.hint("hint-staff-card")];
        self.ask(
            Form::new(Label::Text(title), fields).with("card", &own),
            SettingForm::Card(id),
        );
        Some(())
    }

    /// What was chosen for the secret of a member of staff.
    pub(super) fn chosen_secret(&mut self, id: StaffId, code: &str) {
        let staff = self.house.staff();
        let name = staff.iter().find(|one| one.id == id);
        let name = name.map_or_else(String::new, |one| one.name.clone());
        if code == TAKE {
            self.run(Job::Locks(LockStep::Take(id)));
        } else {
            let what = ForWhat::Give(id, name, code == PIN);
            self.push(Effect::Open(Open::Secret(what)));
        }
    }
}
