//! A job that takes longer than a frame: done in a second thread, while this one shows how far it is and takes Esc.

use super::input::{self, Input};
use super::{Deferred, Incoming, Session};
use crate::desk::long_work::LongWork;
use crate::keymap::{Chord, Key};
use ratatui::Terminal;
use ratatui::backend::Backend;
use std::panic::resume_unwind;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

/// Time between two frames meanwhile.
const SHOW_EVERY: Duration = Duration::from_millis(100);

impl Session {
    /// Whether something was deferred.
    pub(super) fn has_deferred(&self) -> bool {
        !self.deferred.is_empty()
    }

    /// Does what was deferred. Esc stops it; whatever else comes meanwhile is handed back in its order.
    pub(super) fn do_deferred_shown<B: Backend>(
        &mut self,
        terminal: &mut Terminal<B>,
        (sender, incoming): (&Sender<Incoming>, &Receiver<Incoming>),
    ) -> Result<Vec<Incoming>, B::Error> {
        let mut kept = Vec::new();
        while let Some(Deferred { job, .. }) = self.deferred.pop_front() {
            let work = self.runner.desk.work.clone();
            work.clear();
            take(incoming.try_iter(), &work, &mut kept);
            let Self {
                model,
                view,
                runner,
                toast_before,
                ..
            } = self;
            let (answer, drawn) = thread::scope(|scope| {
                let worker = scope.spawn(move || {
                    let answer = runner.run(job);
                    // Whoever receives waits for it.
                    let _ = sender.send(Incoming::Worked);
                    answer
                });
                let mut drawn = Ok(());
                loop {
                    match incoming.recv_timeout(SHOW_EVERY) {
                        Ok(Incoming::Worked) | Err(RecvTimeoutError::Disconnected) => break,
                        Ok(one) => take([one], &work, &mut kept),
                        Err(RecvTimeoutError::Timeout) if worker.is_finished() => break,
                        Err(RecvTimeoutError::Timeout) => {}
                    }
                    if let Some(reached) = work.reached() {
                        model.say_busy(reached);
                    }
                    // The work goes on to its end if the terminal is gone.
                    if drawn.is_ok() {
                        drawn = super::draw_frame(model, view, terminal).map(drop);
                    }
                }
                // A panic of that thread goes on in this one.
                let answer = worker.join().unwrap_or_else(|fault| resume_unwind(fault));
                (answer, drawn)
            });
            model.toast = toast_before.take();
            if let Some(message) = answer {
                self.follow(message);
            }
            drawn?;
        }
        Ok(kept)
    }
}

/// Stops the work at Esc, and keeps the rest.
fn take(came: impl IntoIterator<Item = Incoming>, work: &LongWork, kept: &mut Vec<Incoming>) {
    for one in came {
        if is_esc(&one) {
            work.stop();
        } else {
            kept.push(one);
        }
    }
}

fn is_esc(one: &Incoming) -> bool {
    let Incoming::Terminal(event) = one else {
        return false;
    };
    let input = input::read(event.clone());
    matches!(input, Some(Input::Key(chord)) if chord == Chord::plain(Key::Esc))
}
