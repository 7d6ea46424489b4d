//! The lock of a home that is not open yet: the same lock as later, without a home behind it.

use super::incoming::{Incoming, LOOK_EVERY, Stopped, draw_frame, meaning};
use super::input;
use super::terminal::Guard;
use crate::app::message::Message;
use crate::app::model::{Model, Reading};
use crate::app::popups::Popup;
use crate::app::update::update;
use crate::desk::Desk;
use crate::desk::job::{Load, Loaded, LockNews};
use crate::desk::locks::{Admission, Doorway, Known};
use crate::domain::Moment;
use crate::screens::effect::{Job, Tone};
use crate::screens::lock::state::Lock;
use crate::t;
use crate::ui::preferences::Preferences;
use crate::ui::view_state::ViewState;
use std::fmt;
use std::sync::mpsc::{Receiver, RecvTimeoutError};

/// Opens the home for whoever was admitted; the error as text for the user.
type Open<'a> = Box<dyn FnOnce(Admission) -> Result<(Desk, Preferences), String> + 'a>;

/// A home that somebody must open.
pub(crate) struct Entrance<'a> {
    /// Where it is entered.
    pub(crate) doorway: Doorway,
    /// Who has a secret.
    pub(crate) people: Vec<Known>,
    /// How the lock looks.
    pub(crate) look: Preferences,
    /// The present.
    pub(crate) now: Box<dyn Fn() -> Moment + 'a>,
    /// Opens it.
    pub(crate) open: Open<'a>,
}

impl fmt::Debug for Entrance<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Entrance").finish_non_exhaustive()
    }
}

impl Entrance<'_> {
    /// Shows the lock until it is opened. `None` if the program is to end.
    pub(super) fn pass(
        self,
        guard: &mut Guard,
        incoming: &Receiver<Incoming>,
    ) -> Result<Option<(Desk, Preferences)>, Stopped> {
        let mut model = Model::new(self.look, (self.now)());
        model.house.has_locks = true;
        // Nothing is known of the home: the roll call is asked for, and says so.
        model.reading = Reading::Failed;
        let people = self.people.clone();
        model
            .popups
            .push(Popup::Lock(Box::new(Lock::at_the_start(people))));
        let mut view = ViewState::default();
        loop {
            draw_frame(&mut model, &mut view, &mut guard.terminal)?;
            let first = match incoming.recv_timeout(LOOK_EVERY) {
                Ok(first) => first,
                Err(RecvTimeoutError::Timeout) => {
                    model.house.now = (self.now)();
                    continue;
                }
                Err(RecvTimeoutError::Disconnected) => return Ok(None),
            };
            let mut events = Vec::new();
            for one in std::iter::once(first).chain(incoming.try_iter()) {
                match one {
                    Incoming::Terminal(event) => events.push(event),
                    Incoming::Closed => return Ok(None),
                    Incoming::Held(hold) => guard.hold(hold)?,
                    Incoming::Message(_) | Incoming::Worked => {}
                }
            }
            let inputs = events.into_iter().filter_map(input::read).collect();
            for input in input::coalesce(inputs) {
                let Some(message) = meaning(input, &view) else {
                    continue;
                };
                match self.take(&mut model, message) {
                    Step::Stay => {}
                    Step::Leave => return Ok(None),
                    Step::In(admitted) => {
                        return (self.open)(*admitted).map(Some).map_err(Stopped::NotOpened);
                    }
                }
            }
        }
    }

    fn take(&self, model: &mut Model, message: Message) -> Step {
        for job in update(model, message) {
            match job {
                Job::Quit => return Step::Leave,
                Job::Unlock(who, secret) => {
                    let now = (self.now)().timestamp();
                    match self.doorway.admit(who.into(), &secret, now) {
                        Ok(admitted) => return Step::In(Box::new(admitted)),
                        Err(error) => {
                            let refused = LockNews::StillLocked(error.into());
                            update(model, Message::Loaded(Loaded::Lock(refused)));
                        }
                    }
                }
                // Nobody has opened the file yet, so nobody knows who is inside.
                Job::Load(Load::RollCall) => {
                    model.say(Tone::Bad, t!(model.look.lang, "lock-no-roll-call"));
                }
                _ => {}
            }
        }
        Step::Stay
    }
}

/// What a key leads to.
enum Step {
    Stay,
    Leave,
    In(Box<Admission>),
}
