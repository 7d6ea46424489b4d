//! Children chosen by class, school or hamlet, as typed on the command line.

use crate::cli::call::Trouble;
use crate::domain::Child;
use crate::i18n::{Lang, word};
use crate::t;
use std::collections::BTreeSet;

/// The group that was asked for; a part that was not given is no limit.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::cli) struct Group<'g> {
    class: Option<&'g str>,
    school: Option<&'g str>,
    hamlet: Option<&'g str>,
}

impl<'g> Group<'g> {
    /// The children of a class or a school who live in a hamlet.
    pub(super) fn new(
        class: Option<&'g String>,
        school: Option<&'g String>,
        hamlet: Option<&'g String>,
    ) -> Self {
        let [class, school, hamlet] = [class, school, hamlet].map(|one| one.map(|one| one.trim()));
        Self {
            class,
            school,
            hamlet,
        }
    }

    /// The children of a hamlet.
    pub(in crate::cli) fn hamlet(hamlet: &'g str) -> Self {
        Self {
            hamlet: Some(hamlet.trim()),
            ..Self::default()
        }
    }

    /// Whether any part was given.
    pub(super) const fn is_given(self) -> bool {
        self.class.is_some() || self.school.is_some() || self.hamlet.is_some()
    }

    /// Whether a child belongs to the group.
    pub(super) fn has(self, child: &Child) -> bool {
        let is_one =
            |wanted: Option<&str>, is: &str| wanted.is_none_or(|wanted| wanted == is.trim());
        is_one(self.class, &child.class)
            && is_one(self.school, &child.school)
            && is_one(self.hamlet, &child.hamlet)
    }

    /// Refuses a name that stands in no file, so that a slip of the finger is not taken for "nothing to do",
    /// and the name of a class that is in several schools, because those are different classes.
    pub(in crate::cli) fn check(self, children: &[Child], lang: Lang) -> Result<(), Trouble> {
        let here = || children.iter().filter(|child| child.status.is_here());
        let of_school = |child: &&Child| {
            self.school
                .is_none_or(|school| school == child.school.trim())
        };
        known(
            "field-school",
            self.school,
            here().map(|one| &one.school),
            lang,
        )?;
        let classes = here().filter(of_school).map(|one| &one.class);
        known("field-class", self.class, classes, lang)?;
        known(
            "field-hamlet",
            self.hamlet,
            here().map(|one| &one.hamlet),
            lang,
        )?;
        if let (Some(class), None) = (self.class, self.school) {
            let of_class = here().filter(|one| one.class.trim() == class);
            let schools: BTreeSet<&str> = of_class.map(|one| one.school.trim()).collect();
            if schools.len() > 1 {
                let schools: Vec<&str> =
                    schools.into_iter().filter(|one| !one.is_empty()).collect();
                let schools = schools.join(" · ");
                let said = t!(lang, "cli-class-twice", class = class, schools = schools);
                return Err(Trouble::Usage(said));
            }
        }
        Ok(())
    }
}

/// Refuses a name that is none of these.
fn known<'c>(
    kind: &str,
    wanted: Option<&str>,
    names: impl Iterator<Item = &'c String>,
    lang: Lang,
) -> Result<(), Trouble> {
    let Some(wanted) = wanted else { return Ok(()) };
    let names: BTreeSet<&str> = names.map(|name| name.trim()).collect();
    if !wanted.is_empty() && names.contains(wanted) {
        return Ok(());
    }
    let kind = word(lang, kind);
    let names: Vec<&str> = names.into_iter().filter(|name| !name.is_empty()).collect();
    let said = if names.is_empty() {
        t!(lang, "cli-group-none", kind = kind, name = wanted)
    } else {
        let names = names.join(" · ");
        t!(
            lang,
            "cli-group-unknown",
            kind = kind,
            name = wanted,
            known = names
        )
    };
    Err(Trouble::Usage(said))
}
