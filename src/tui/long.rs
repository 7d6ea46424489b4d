//! A job that takes longer than a frame: done in a second thread, while this one shows how far it is and takes Esc.
//!
//! What it leads to is not on the screen yet, so other keys would act on what nobody has seen: only those that lead to a
//! screen are kept.

use super::input::{self, Input};
use super::{Deferred, Incoming, Session};
use crate::desk::import::plan::ImportStep;
use crate::keymap::{Chord, Key};
use crate::screens::effect::Job;
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

    /// Whether a job may be stopped: what follows an answer or a step that is in the file is done to its end, because the
    /// preview would show what no longer holds.
    fn can_stop(&self, job: &Job) -> bool {
        match job {
            Job::Import(ImportStep::Judge(_)) => self.model.import.preview.is_none(),
            Job::Import(ImportStep::Commit(_)) => true,
            _ => false,
        }
    }

    /// Does what was deferred. Esc stops what can be stopped. What came meanwhile and is for afterwards is handed back in its
    /// order.
    pub(super) fn do_deferred_shown<B: Backend>(
        &mut self,
        terminal: &mut Terminal<B>,
        (sender, incoming): (&Sender<Incoming>, &Receiver<Incoming>),
    ) -> Result<Vec<Incoming>, B::Error> {
        let mut kept = Vec::new();
        while let Some(Deferred { job, .. }) = self.deferred.pop_front() {
            let can_stop = self.can_stop(&job);
            let work = self.runner.desk.work.clone();
            work.clear();
            let stop = || {
                if can_stop {
                    work.stop();
                }
            };
            take(incoming.try_iter(), stop, &mut kept);
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
                        Ok(one) => take([one], stop, &mut kept),
                        Err(RecvTimeoutError::Timeout) if worker.is_finished() => break,
                        Err(RecvTimeoutError::Timeout) => {}
                    }
                    if let Some(reached) = work.reached() {
                        model.say_busy(reached, can_stop);
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
            // Whatever is done next was not what was to stop.
            work.clear();
            model.toast = toast_before.take();
            if let Some(message) = answer {
                self.follow(message);
            }
            drawn?;
        }
        Ok(kept)
    }
}

/// Stops the work at Esc and Ctrl-C, and keeps what is for afterwards.
fn take(came: impl IntoIterator<Item = Incoming>, stop: impl Fn(), kept: &mut Vec<Incoming>) {
    for one in came {
        let input = match &one {
            Incoming::Terminal(event) => input::read(event.clone()),
            _ => None,
        };
        let is_kept = match input {
            Some(Input::Key(chord)) => {
                let is_end = chord == Chord::ctrl('c');
                if is_end || chord == Chord::plain(Key::Esc) {
                    stop();
                }
                is_end || (1..=9).any(|screen| chord == Chord::f(screen))
            }
            Some(Input::Paste(_) | Input::Scan(_) | Input::Click { .. } | Input::Wheel(_)) => false,
            Some(Input::Resize) | None => true,
        };
        if is_kept {
            kept.push(one);
        }
    }
}
