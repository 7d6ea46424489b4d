//! Somebody has gone through a file and says that it still holds.

use super::file_of;
use crate::desk::Desk;
use crate::desk::command::Confirmation;
use crate::desk::outcome::{Done, Outcome};
use crate::desk::refusal::Refusal;
use crate::domain::{Child, Contact, Status};
use crate::store::ActKind;

/// Writes who confirmed the file and when. Refused if the file or its contacts are no longer what was shown, because
/// only what somebody has seen can be confirmed.
pub(crate) fn confirm(desk: &mut Desk, asked: &Confirmation) -> Result<Done, Refusal> {
    let today = desk.clock.today();
    let staff = desk.store.staff()?;
    let who = staff.into_iter().find(|one| Some(one.id) == desk.actor);
    let verified_by = who.map(|one| one.name).unwrap_or_default();
    let act = desk.act(ActKind::ConfirmFile).about(asked.child);
    desk.step(&act, |writer| {
        let file = file_of(writer, asked.child)?;
        let name = file.name.clone();
        // What is missing in the file of a child who is away is asked for too.
        if !matches!(file.status, Status::Enrolled | Status::Away) {
            return Err(Refusal::NotEnrolled {
                child: file.id,
                name,
                status: file.status,
            });
        }
        if let Some((shown, contacts)) = &asked.shown {
            let mut now: Vec<Contact> = writer.all()?;
            now.retain(|one| one.child == asked.child);
            // One that was added or removed since is a change too.
            let is_same =
                now.len() == contacts.len() && now.iter().all(|one| contacts.contains(one));
            if *shown != file || !is_same {
                return Err(Refusal::FileChanged { name });
            }
        }
        if let Some(reached) = asked.reached {
            let contact: Option<Contact> = writer.get(&reached.to_string())?;
            let contact = contact.filter(|one| one.child == asked.child);
            let contact = contact.ok_or_else(|| Refusal::FileChanged { name: name.clone() })?;
            writer.put(&Contact {
                phone_verified_on: Some(today),
                ..contact
            })?;
        }
        writer.put(&Child {
            last_verified_on: Some(today),
            verified_by,
            ..file
        })?;
        let is_reached = asked.reached.is_some();
        Ok(Outcome::Confirmed { name, is_reached })
    })
}
