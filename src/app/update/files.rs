//! Opens the walk through the files, and parts of a file above any screen.

use crate::app::model::Model;
use crate::app::popups::Purpose;
use crate::domain::ChildId;
use crate::domain::rules::list::List;
use crate::screens::effect::{FilePart, Job, Screen};
use crate::screens::{children, follow_up};

impl Model {
    /// Starts the walk through the files, from this child on if it is in it.
    pub(super) fn walk(&mut self, child: Option<ChildId>) -> Vec<Job> {
        self.follow_up.list = List::File;
        let jobs = self.go_to(Screen::FollowUp);
        let env = self.env();
        follow_up::walk::start(&self.house, &mut self.follow_up, env, child);
        jobs
    }

    /// Opens the form of a part of a file above the screen that is shown.
    pub(super) fn edit_part(&mut self, child: ChildId, part: FilePart) -> Vec<Job> {
        let env = self.env();
        let effects = children::part::ask_part(&self.house, &mut self.children, env, (child, part));
        self.carry_out(effects, Purpose::Child)
    }
}
