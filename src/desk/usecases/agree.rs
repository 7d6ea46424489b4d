//! Days are agreed for several children at once.

use super::file_of;
use crate::desk::Desk;
use crate::desk::command::AgreedDays;
use crate::desk::outcome::{Done, Outcome};
use crate::desk::refusal::Refusal;
use crate::domain::{Child, Status};
use crate::store::ActKind;

/// Writes the agreed days of all these children in one step. Refused if a file has other days than those that were
/// shown: nothing is overwritten unseen; and if a child is no longer on the
/// register.
pub(crate) fn agree(desk: &mut Desk, agreed: &[AgreedDays]) -> Result<Done, Refusal> {
    let act = desk.act(ActKind::AgreeDays);
    desk.step(&act, |writer| {
        let mut other = Vec::new();
        for one in agreed {
            let file = file_of(writer, one.child)?;
            if file.status != Status::Enrolled {
                return Err(Refusal::NotEnrolled {
                    child: file.id,
                    name: file.name,
                    status: file.status,
                });
            }
            if file.expected_days != one.had {
                return Err(Refusal::DaysChanged { name: file.name });
            }
            if !one.had.is_empty() {
                other.push(file.name.clone());
            }
            writer.put(&Child {
                expected_days: one.days,
                ..file
            })?;
        }
        let count = agreed.len();
        Ok(Outcome::Agreed { count, other })
    })
}
