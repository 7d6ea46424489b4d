//! Approving: where people prove who they are, some commands need a director's secret at the moment they are made.

use super::approval::Approval;
use super::enter::Who;
use super::people::NewPerson;
use crate::desk::Desk;
use crate::desk::command::Command;
use crate::desk::refusal::Refusal;
use crate::desk::rights::{Right, leads};
use crate::desk::usecases::follow_up::is_about_red;
use crate::domain::{Attendance, Staff, StaffId};
use crate::store::{Act, ActKind, SETTING_GIVEN_SECRET, Setting};
use crate::vault::secret::Secret;
use crate::vault::slot::Holder;

impl Desk {
    /// Keeps a director's approval for the next command that needs one. A wrong secret is a try as at the lock. Whoever
    /// has the recovery words approves as the director who wrote them down.
    pub(crate) fn approve(&mut self, who: Who<'_>, secret: &Secret) -> Result<Approval, Refusal> {
        self.approval = None;
        let now = self.now();
        let admitted = self.doorway().admit(who, secret, now.timestamp())?;
        let person = match admitted.person() {
            Some(person) => Some(person),
            None => self.first_director()?,
        };
        let staff = self.store.staff()?;
        let director = staff
            .iter()
            .find(|one| Some(one.id) == person && leads(one));
        let by = director.ok_or(Refusal::DirectorOnly)?.id;
        let approval = Approval::new(by, now);
        self.approval = Some(approval);
        Ok(approval)
    }

    /// Refuses a command that needs an approval and has none.
    pub(in crate::desk) fn check_approval(&self, command: &Command) -> Result<(), Refusal> {
        if self.has_locks() && command.needs_approval() && self.is_meant(command)? {
            self.check_approved()?;
        }
        Ok(())
    }

    /// A word about a matter needs an approval only if the matter is red, and a correction only if it changes who allowed
    /// an unlisted person to collect: the command says neither.
    fn is_meant(&self, command: &Command) -> Result<bool, Refusal> {
        match command {
            Command::FollowUp(step) => is_about_red(self, &step.done),
            Command::Correct { row, .. } => self.is_allowed_by_another(row),
            _ => Ok(true),
        }
    }

    /// Whether a row says something else than the file about who allowed an unlisted person to collect.
    pub(in crate::desk) fn is_allowed_by_another(&self, row: &Attendance) -> Result<bool, Refusal> {
        let known: Option<Attendance> = self.store.record(&row.key().to_string())?;
        let known = known.and_then(|known| known.out_allowed_by);
        Ok(known != row.out_allowed_by)
    }

    fn check_approved(&self) -> Result<(), Refusal> {
        self.approver().map(|_| ()).ok_or(Refusal::NeedsApproval)
    }

    /// The director whose approval is good now; `None` without one, and where everybody is believed.
    pub(in crate::desk) fn approver(&self) -> Option<StaffId> {
        let approval = self.approval.filter(|_| self.has_locks())?;
        let is_good = approval.is_good_at(self.now());
        is_good.then_some(approval.by())
    }

    /// What the journal says of the approval, behind the reason of a step; the reason itself without one.
    pub(in crate::desk) fn with_approver(&self, reason: &str) -> String {
        match self.approver() {
            Some(by) if reason.is_empty() => format!("approved-by {by}"),
            Some(by) => format!("{reason}; approved-by {by}"),
            None => reason.to_owned(),
        }
    }

    /// A secret in place of a forgotten one needs an approval: whoever gives it can sit down as that person. With the
    /// recovery words at the desk it needs none: they were shown for this, and no director may be left who knows theirs.
    pub(super) fn check_replacing(&self) -> Result<(), Refusal> {
        self.check_right(Right::Direct)?;
        if self.admitted.holder()? == Holder::Recovery {
            return Ok(());
        }
        self.check_approved()
    }

    /// Keeps who has got another secret, and who approved it: the key file says neither.
    pub(super) fn keep_replaced(&mut self, one: &Staff, new: NewPerson<'_>) -> Result<(), Refusal> {
        let kind = if new.is_pin { "pin" } else { "passphrase" };
        self.keep_said(&format!("new {kind} for {}", one.id))
    }

    /// Keeps whose secret was taken away, and who approved it.
    pub(super) fn keep_taken(&mut self, one: &Staff) -> Result<(), Refusal> {
        self.keep_said(&format!("no secret for {}", one.id))
    }

    fn keep_said(&mut self, what: &str) -> Result<(), Refusal> {
        self.check_clock()?;
        let now = self.now();
        let reason = self.with_approver(what);
        let kept = Setting {
            name: SETTING_GIVEN_SECRET.to_owned(),
            value: format!("{} {reason}", now.to_rfc3339()),
        };
        let act = Act::new(now, self.actor, ActKind::EditStaff).because(reason);
        let _turn = self.take_turn()?;
        self.store.write(&act, |writer| writer.put(&kept))?;
        self.approval = None;
        Ok(())
    }
}
