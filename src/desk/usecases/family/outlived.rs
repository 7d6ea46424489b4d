//! Deleting what was kept long enough (`domain.md` section 5): the register before a day, and erased files of which nothing
//! else is left.

use crate::desk::Desk;
use crate::desk::outcome::{Done, Outcome};
use crate::desk::query::Query;
use crate::desk::refusal::Refusal;
use crate::desk::usecases::child_named_in;
use crate::domain::retention::register_limit;
use crate::domain::{Child, LookKind, RuleBook, tidy};
use crate::house::privacy::retention::{MayGo, empty_before};
use crate::store::ActKind;
use chrono::NaiveDate;

impl Desk {
    /// What may go today: names of children stand in it.
    pub(crate) fn may_go(&mut self) -> Result<MayGo, Refusal> {
        let today = self.clock.today();
        let may_go = MayGo::read(self.ask(Query::Kept)?, today)?;
        self.note_look(LookKind::Register, None);
        Ok(may_go)
    }
}

/// Deletes the register before a day. Refused for a day whose clock has not run out.
pub(crate) fn delete(desk: &mut Desk, before: NaiveDate, reason: &str) -> Result<Done, Refusal> {
    let reason = tidy::line(reason).into_owned();
    if reason.is_empty() {
        return Err(Refusal::Missing { field: "reason" });
    }
    let book = RuleBook::new(desk.store.all()?);
    let limit = register_limit(desk.clock.today(), &book);
    if before > limit {
        return Err(Refusal::KeptStill { before: limit });
    }
    let children: Vec<Child> = desk.store.all()?;
    if let Some(name) = child_named_in(&children, &[reason.as_str()].into_iter(), None) {
        return Err(Refusal::NameInReason { name });
    }
    let empty = empty_before(&desk.store, &children, before)?;
    // What was typed about them after they were erased: nobody can name them once their files are gone.
    for child in &empty {
        let act = desk.act(ActKind::Erase).about(*child);
        desk.store.erase(*child, &act.because(reason.clone()))?;
    }
    let act = desk.act(ActKind::DeleteOld).because(reason);
    let deleted = desk.store.delete_outlived((before, &empty), &act)?;
    Ok(Done {
        seq: deleted.seq,
        outcome: Outcome::DeletedOld {
            before,
            rows: deleted.rows,
            files: deleted.files,
            is_clean: deleted.is_clean,
        },
        has_kept: false,
    })
}
