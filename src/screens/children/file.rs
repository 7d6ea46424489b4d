//! Lines of one child's file: the sections, then the history, newest first.

use super::past;
use super::state::{ChildrenScene, FileLine, FileTarget};
use crate::domain::{Child, ChildId, Contact};
use crate::i18n::{word, words};
use crate::screens::fields::{self, FileField};
use crate::store::Record;
use crate::t;
use crate::wording::dates::{brief_day, day_words};
use crate::wording::labels::label;

fn heading(title: String) -> FileLine {
    FileLine {
        label: title,
        value: String::new(),
        act: FileTarget::Heading,
    }
}

impl ChildrenScene<'_> {
    /// All lines of the open file.
    pub(crate) fn file_lines(&self) -> Vec<FileLine> {
        let Some(state) = &self.state.file else {
            return Vec::new();
        };
        let Some(child) = self.house.register.get(state.child) else {
            return Vec::new();
        };
        let mut lines = vec![self.status_line(child)];
        self.field_lines(child, &mut lines);
        self.contact_lines(child.id, &mut lines);
        self.tag_lines(child.id, &mut lines);
        self.household_lines(child, &mut lines);
        lines.push(heading(t!(self.env.lang, "section-help")));
        lines.extend(self.help_lines(child));
        lines.push(heading(t!(self.env.lang, "section-requests")));
        lines.extend(self.family_lines(child));
        lines.push(heading(t!(self.env.lang, "section-timeline")));
        let opened = state.past.as_ref().and_then(|past| past.opened.as_ref());
        lines.extend(opened.and_then(|one| self.opened_line(one)));
        match &state.past {
            Some(past) => lines.extend(past::lines(*self, past)),
            None => lines.push(FileLine {
                label: String::new(),
                value: t!(self.env.lang, "file-reading"),
                act: FileTarget::Nothing,
            }),
        }
        lines
    }

    fn status_line(&self, child: &Child) -> FileLine {
        let lang = self.env.lang;
        let status = words::choice(lang, "status", child.status);
        let since = child
            .left_on
            .map_or_else(String::new, |day| day.to_string());
        let seen = self.last_seen_words(child.id);
        let parts = [status, since, child.left_reason.clone(), seen];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        FileLine {
            label: label("status", lang),
            value: parts.join("  "),
            act: FileTarget::Status,
        }
    }

    /// Day on which the child was last seen in person, and the number of open days since.
    pub(crate) fn last_seen_words(&self, child: ChildId) -> String {
        let lang = self.env.lang;
        let (Some(seen), Some(calendar)) =
            (self.house.register.last_seen(child), self.house.calendar())
        else {
            return t!(lang, "never-seen");
        };
        if seen == self.house.today() {
            return t!(lang, "seen-today");
        }
        if seen.succ_opt() == Some(self.house.today()) {
            return t!(lang, "seen-yesterday");
        }
        let open_days = calendar.open_days_since(seen, self.house.today());
        t!(
            lang,
            "last-seen",
            day = brief_day(seen, lang, self.house.today()),
            days = open_days
        )
    }

    /// Non-empty fields by section. An empty section keeps its heading so that data can be added.
    fn field_lines(&self, child: &Child, lines: &mut Vec<FileLine>) {
        let lang = self.env.lang;
        let file = self.state.file.as_ref();
        let shows_id_no = file.is_some_and(|file| file.shows_id_no);
        let mut section = "";
        for field in fields::CHILD {
            if field.section != section {
                section = field.section;
                lines.push(heading(word(lang, section)));
            }
            let text = child.text(field.name).unwrap_or_default();
            if text.is_empty() && !is_always_shown(field) {
                continue;
            }
            let value = match (field.name, shows_id_no) {
                ("id_no", true) => text,
                _ => fields::value_words("child", field.name, &text, lang),
            };
            lines.push(FileLine {
                label: word(lang, field.label),
                value,
                act: FileTarget::Field(field.name),
            });
        }
    }

    fn contact_lines(&self, child: ChildId, lines: &mut Vec<FileLine>) {
        let lang = self.env.lang;
        lines.push(heading(t!(lang, "section-contacts")));
        let contacts = self.house.register.contacts(child);
        if contacts.is_empty() {
            lines.push(nothing(t!(lang, "file-no-contacts")));
        }
        lines.extend(contacts.iter().map(|one| self.contact_line(one)));
    }

    fn contact_line(&self, one: &Contact) -> FileLine {
        let lang = self.env.lang;
        let said = [
            (one.is_caregiver, t!(lang, "field-is-caregiver")),
            (one.can_collect, t!(lang, "field-can-collect")),
            (!one.do_not_contact.is_empty(), t!(lang, "contact-barred")),
        ];
        let said: Vec<String> = said
            .into_iter()
            .filter(|(on, _)| *on)
            .map(|(_, w)| w)
            .collect();
        let parts = [
            one.name.clone(),
            one.phones.clone(),
            said.join(" "),
            one.work_place.clone(),
        ];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        FileLine {
            label: words::choice(lang, "relation", one.relation),
            value: parts.join("  "),
            act: FileTarget::Contact(one.id),
        }
    }

    fn tag_lines(&self, child: ChildId, lines: &mut Vec<FileLine>) {
        let lang = self.env.lang;
        lines.push(heading(t!(lang, "section-tags")));
        let tags = self.house.register.tags(child);
        if tags.is_empty() {
            lines.push(nothing(t!(lang, "file-no-tags")));
        }
        lines.extend(tags.iter().map(|tag| {
            let to = tag
                .to_day
                .map_or_else(|| t!(lang, "tag-still"), |day| day.to_string());
            let from = fields::since_words(tag, lang);
            let main = if tag.is_primary {
                t!(lang, "field-is-primary")
            } else {
                String::new()
            };
            let parts = [
                t!(lang, "from-to", from = from, to = to),
                main,
                tag.evidence.clone(),
            ];
            let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            FileLine {
                label: words::choice(lang, "tag", tag.code),
                value: parts.join("  "),
                act: FileTarget::Tag(tag.id),
            }
        }));
    }

    fn household_lines(&self, child: &Child, lines: &mut Vec<FileLine>) {
        let lang = self.env.lang;
        lines.push(heading(t!(lang, "section-household")));
        let siblings: Vec<&Child> = self.house.register.siblings(child.id).collect();
        if siblings.is_empty() {
            let value = t!(lang, "file-no-siblings");
            lines.push(FileLine {
                label: String::new(),
                value,
                act: FileTarget::Household,
            });
        }
        lines.extend(siblings.into_iter().map(|sibling| FileLine {
            label: t!(lang, "file-sibling"),
            value: format!("{}  {}", sibling.name, sibling.class),
            act: FileTarget::Child(sibling.id),
        }));
        lines.extend(self.house.register.cards(child.id).map(|card| FileLine {
            label: t!(lang, "field-card"),
            value: format!(
                "{}  {}",
                card.code,
                day_words(card.bound_on, lang, self.house.today())
            ),
            act: FileTarget::Card,
        }));
    }
}

fn nothing(value: String) -> FileLine {
    FileLine {
        label: String::new(),
        value,
        act: FileTarget::Nothing,
    }
}

/// Fields shown even when empty, because every file should have them.
fn is_always_shown(field: &FileField) -> bool {
    matches!(
        field.name,
        "id_no"
            | "live_address"
            | "school"
            | "class"
            | "alert"
            | "allergy"
            | "care_mode"
            | "expected_days"
            | "walks_home"
            | "own_words"
    )
}
