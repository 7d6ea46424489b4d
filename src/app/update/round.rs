//! Actions in the popups of a visit round: choosing who is on it, entering what came of it.

use crate::app::model::Model;
use crate::app::popups::{Popup, Purpose};
use crate::keymap::Action;
use crate::screens::effect::Job;
use crate::screens::follow_up::round::ask;
use crate::screens::follow_up::round::sheet::SheetEvent;
use crate::screens::ticks::TickEvent;

impl Model {
    /// Handles an action in the last popup if it is one of a round; `None` if it is not used.
    pub(super) fn act_in_round(&mut self, action: Action) -> Option<Vec<Job>> {
        let (env, house) = (self.env(), &self.house);
        let state = &mut self.follow_up;
        let effects = match self.popups.last_mut()? {
            Popup::RoundPick(pick) => match pick.act(action) {
                Some(TickEvent::None) => return Some(Vec::new()),
                Some(TickEvent::Done) => {
                    let effects = ask::print(house, state, env, pick);
                    if !pick.ticked.is_empty() {
                        self.popups.pop();
                    }
                    effects
                }
                None if action == Action::Cancel => {
                    self.popups.pop();
                    return Some(Vec::new());
                }
                None => return None,
            },
            Popup::RoundSheet(sheet) => match sheet.act(action, house)? {
                SheetEvent::None => return Some(Vec::new()),
                SheetEvent::Close => {
                    self.popups.pop();
                    return Some(Vec::new());
                }
                SheetEvent::Save => ask::save(house, state, env, sheet),
                SheetEvent::Problem => ask::open_problem(house, state, env, sheet),
            },
            _ => return None,
        };
        Some(self.carry_out(effects, Purpose::Follow))
    }
}
