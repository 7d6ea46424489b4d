//! Who belongs to a visit round.

use crate::domain::round::{Who, in_order};
use crate::domain::rules::RuleId;
use crate::domain::rules::ladder::{Matter, Rung};
use crate::domain::rules::list::List;
use crate::domain::{Child, ChildId};
use crate::house::House;

impl House {
    /// The children of a round in the order of the way; as of the last [`House::refresh_matters`].
    pub(crate) fn round(&self, who: Who<'_>) -> Vec<ChildId> {
        let urgent = self.by_urgency();
        let place = |child: &Child| urgent.iter().position(|one| *one == child.id);
        let children = self.register.children().iter();
        let mut chosen: Vec<(usize, &Child)> = children
            .filter_map(|child| {
                let place = place(child);
                let is_due = || place.is_some() && self.visit_matter(child.id).is_some();
                let is_in = match who {
                    Who::Due => is_due(),
                    Who::Hamlet(hamlet) => child.hamlet.trim() == hamlet.trim() && is_due(),
                    Who::Household(with) => {
                        let is_sibling =
                            || self.register.siblings(with).any(|one| one.id == child.id);
                        child.id == with || (child.status.is_here() && is_sibling())
                    }
                    Who::These(these) => these.contains(&child.id),
                };
                is_in.then(|| (place.unwrap_or(usize::MAX), child))
            })
            .collect();
        chosen.sort_by_key(|(place, _)| *place);
        in_order(chosen.into_iter().map(|(_, child)| child))
    }

    /// The hamlets of the children who are due, in the order of the round, with their number.
    pub(crate) fn round_hamlets(&self) -> Vec<(String, usize)> {
        let mut hamlets: Vec<(String, usize)> = Vec::new();
        for child in self.round(Who::Due) {
            let hamlet = self.register.get(child).map_or("", |one| one.hamlet.trim());
            match hamlets.iter_mut().find(|(known, _)| known == hamlet) {
                Some((_, count)) => *count += 1,
                None => hamlets.push((hamlet.to_owned(), 1)),
            }
        }
        hamlets.retain(|(hamlet, _)| !hamlet.is_empty());
        hamlets
    }

    /// The matter for which a child is to be visited now: it is on the list of visits, or the next step about a
    /// child who is to be seen is a visit. Where the director has to decide about an unseen child, going there again is
    /// what can be decided.
    pub(crate) fn visit_matter(&self, child: ChildId) -> Option<&Matter> {
        let is_visit = |matter: &&Matter| match matter.flag.list() {
            // The helper goes, whose contact is overdue.
            List::ToVisit => !matter.flag.is_by_phone() && matter.flag.rule != RuleId::P1,
            List::ToSee if matter.flag.rule.is_on_unseen() => {
                matches!(matter.rung, Rung::Visit | Rung::Director)
            }
            List::ToSee => matter.rung == Rung::Visit,
            List::Home | List::File => false,
        };
        self.matters_to_see(child).find(is_visit)
    }

    /// The matter that a visit of a child belongs to: that of the unseen child, else that of the visit.
    pub(crate) fn matter_of_visit(&self, child: ChildId) -> Option<&Matter> {
        let is_on_unseen = |matter: &&Matter| matter.flag.rule.is_on_unseen();
        let unseen = self.matters_to_see(child).find(is_on_unseen);
        unseen.or_else(|| self.visit_matter(child))
    }

    /// The open matters of a child that ask for a person, the most urgent first.
    pub(crate) fn matters_to_see(&self, child: ChildId) -> impl Iterator<Item = &Matter> {
        let today = self.today();
        self.matters.iter().filter(move |matter| {
            let is_asked = matches!(matter.flag.list(), List::ToSee | List::ToVisit);
            is_asked && matter.child() == Some(child) && matter.is_open(today)
        })
    }

    /// The children with a matter, the most urgent first.
    fn by_urgency(&self) -> Vec<ChildId> {
        let today = self.today();
        let mut children: Vec<ChildId> = Vec::new();
        for list in [List::ToSee, List::ToVisit] {
            let of_list = self.matters.iter();
            let of_list = of_list.filter(|one| one.flag.list() == list && one.is_open(today));
            for child in of_list.filter_map(Matter::child) {
                if !children.contains(&child) {
                    children.push(child);
                }
            }
        }
        children
    }
}
