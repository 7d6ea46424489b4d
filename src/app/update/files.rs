//! Opens the walk through the files, and parts of a file above any screen.

use crate::app::model::Model;
use crate::app::popups::Purpose;
use crate::domain::ChildId;
use crate::domain::rules::list::List;
use crate::screens::effect::{FilePart, Job, Screen};
use crate::screens::{children, follow_up};

impl Model {
    /// Starts the walk through the files, from this child on if it is in it. It ends at the list from which it was
    /// begun; from another screen, at that of the files.
    pub(super) fn walk(&mut self, child: Option<ChildId>) -> Vec<Job> {
        if self.screen != Screen::FollowUp {
            self.follow_up.show(List::File, None);
        }
        let jobs = self.go_to(Screen::FollowUp);
        let env = self.env();
        follow_up::walk::start(&self.house, &mut self.follow_up, env, child);
        jobs
    }

    /// Shows F6 from another screen. A walk that was left is still there, but while an incident waits for its report the
    /// banner says that F6 pressed twice leads to it.
    pub(super) fn go_to_follow_up(&mut self) -> Vec<Job> {
        if self.house.oldest_unreported().is_some() {
            self.follow_up.walk = None;
        }
        self.go_to(Screen::FollowUp)
    }

    /// Opens the form of a part of a file above the screen that is shown.
    pub(super) fn edit_part(&mut self, child: ChildId, part: FilePart) -> Vec<Job> {
        let env = self.env();
        let effects = children::part::ask_part(&self.house, &mut self.children, env, (child, part));
        self.carry_out(effects, Purpose::Child)
    }
}
