//! One child's file: its lines in sections, then everything that happened, newest first. Enter on a
//! line does what one would want there.

use super::super::fields::{self, FileField};
use super::history;
use crate::app::message::Effect;
use crate::app::model::Model;
use crate::domain::{Child, ChildId, Contact, ContactId, StayKey, TagId};
use crate::i18n::words;
use crate::keymap::Action;
use crate::store::Record;
use crate::t;
use crate::ui::list::moved;
use crate::wording::dates::day_words;
use crate::wording::labels::label;

/// One line of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileLine {
    /// A heading, a label, or when something happened.
    pub label: String,
    /// What stands there.
    pub value: String,
    /// What Enter does.
    pub act: FileTarget,
}

/// What Enter on a line does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileTarget {
    /// A heading.
    Heading,
    /// Nothing.
    Nothing,
    /// Changes this field.
    Field(&'static str),
    /// Changes this contact.
    Contact(ContactId),
    /// Changes this category.
    Tag(TagId),
    /// Brothers and sisters.
    Household,
    /// To a sibling's file.
    Child(ChildId),
    /// Cards.
    Card,
    /// Leaves, comes back, moves away.
    Status,
    /// Corrects a row of the register.
    Stay(StayKey),
}

fn heading(title: String) -> FileLine {
    FileLine {
        label: title,
        value: String::new(),
        act: FileTarget::Heading,
    }
}

impl Model {
    /// Every line of the file that is open.
    pub fn file_lines(&self) -> Vec<FileLine> {
        let Some(state) = &self.children.file else {
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
        lines.push(heading(t!(self.look.lang, "section-timeline")));
        match &state.past {
            Some(past) => lines.extend(history::lines(self, past)),
            None => lines.push(FileLine {
                label: String::new(),
                value: t!(self.look.lang, "file-reading"),
                act: FileTarget::Nothing,
            }),
        }
        lines
    }

    fn status_line(&self, child: &Child) -> FileLine {
        let lang = self.look.lang;
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

    /// When the child was last seen in person, and how many open days ago that is.
    pub fn last_seen_words(&self, child: ChildId) -> String {
        let lang = self.look.lang;
        let (Some(seen), Some(calendar)) =
            (self.house.register.last_seen(child), self.house.calendar())
        else {
            return t!(lang, "never-seen");
        };
        if seen == self.house.today() {
            return t!(lang, "seen-today");
        }
        let open_days = calendar.open_days_since(seen, self.house.today());
        t!(
            lang,
            "last-seen",
            day = seen.format("%m-%d").to_string(),
            days = open_days
        )
    }

    /// Fields that say something, section by section; an empty section keeps its heading so that
    /// one sees what could be said.
    fn field_lines(&self, child: &Child, lines: &mut Vec<FileLine>) {
        let lang = self.look.lang;
        let file = self.children.file.as_ref();
        let shows_id_no = file.is_some_and(|file| file.shows_id_no);
        let mut section = "";
        for field in fields::CHILD {
            if field.section != section {
                section = field.section;
                lines.push(heading(crate::i18n::word(lang, section)));
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
                label: crate::i18n::word(lang, field.label),
                value,
                act: FileTarget::Field(field.name),
            });
        }
    }

    fn contact_lines(&self, child: ChildId, lines: &mut Vec<FileLine>) {
        let lang = self.look.lang;
        lines.push(heading(t!(lang, "section-contacts")));
        let contacts = self.house.register.contacts(child);
        if contacts.is_empty() {
            lines.push(nothing(t!(lang, "file-no-contacts")));
        }
        lines.extend(contacts.iter().map(|one| self.contact_line(one)));
    }

    fn contact_line(&self, one: &Contact) -> FileLine {
        let lang = self.look.lang;
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
        let lang = self.look.lang;
        lines.push(heading(t!(lang, "section-tags")));
        let tags = self.house.register.tags(child);
        if tags.is_empty() {
            lines.push(nothing(t!(lang, "file-no-tags")));
        }
        lines.extend(tags.iter().map(|tag| {
            let to = tag
                .to_day
                .map_or_else(|| t!(lang, "tag-still"), |day| day.to_string());
            let from = tag.from_day.to_string();
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
        let lang = self.look.lang;
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
            value: format!("{}  {}", card.code, day_words(card.bound_on, lang)),
            act: FileTarget::Card,
        }));
    }

    /// What an intent means in a file; `None` if nothing special.
    pub(super) fn file_act(&mut self, action: Action) -> Option<Vec<Effect>> {
        let child = self.children.file.as_ref()?.child;
        match action {
            Action::Cancel => self.children.file = None,
            Action::Accept => return Some(self.file_enter()),
            Action::Edit => {
                let field = match self.file_line().map(|line| line.act) {
                    Some(FileTarget::Field(field)) => Some(field),
                    _ => None,
                };
                self.ask_child(child, field);
            }
            Action::Next | Action::Previous => self.file_section(action),
            Action::Left | Action::Right => return Some(self.file_turn(action)),
            Action::ToggleIdNo => {
                let file = self.children.file.as_mut()?;
                file.shows_id_no = !file.shows_id_no;
            }
            Action::Contacts => self.ask_contacts(child),
            Action::Tags => self.ask_tags(child),
            Action::ChangeStatus => self.ask_status(child),
            Action::LinkHousehold => self.ask_household(child),
            Action::BindCard => self.ask_cards(child),
            Action::KnownAbsence => self.ask_absence(Some(child)),
            Action::Visit => self.ask_what_to_record(child),
            _ => {
                let count = self.file_lines().len();
                let file = self.children.file.as_mut()?;
                return moved(&mut file.selected, count, action).then(Vec::new);
            }
        }
        Some(Vec::new())
    }

    fn file_line(&self) -> Option<FileLine> {
        let selected = self.children.file.as_ref()?.selected;
        self.file_lines().into_iter().nth(selected)
    }

    fn file_enter(&mut self) -> Vec<Effect> {
        let (Some(line), Some(file)) = (self.file_line(), &self.children.file) else {
            return Vec::new();
        };
        let child = file.child;
        match line.act {
            FileTarget::Heading | FileTarget::Nothing => {}
            FileTarget::Field(field) => self.ask_child(child, Some(field)),
            FileTarget::Contact(contact) => self.ask_contact(child, Some(contact)),
            FileTarget::Tag(tag) => self.ask_tag(child, Some(tag)),
            FileTarget::Household => self.ask_household(child),
            FileTarget::Child(sibling) => return self.open_file(sibling),
            FileTarget::Card => self.ask_cards(child),
            FileTarget::Status => self.ask_status(child),
            FileTarget::Stay(stay) => self.ask_correction(stay),
        }
        Vec::new()
    }

    /// To the next heading, or the one before.
    fn file_section(&mut self, action: Action) {
        let lines = self.file_lines();
        let Some(file) = &mut self.children.file else {
            return;
        };
        let heading = |place: &usize| {
            lines
                .get(*place)
                .is_some_and(|l| l.act == FileTarget::Heading)
        };
        let found = match action {
            Action::Previous => (0..file.selected).rev().find(|place| heading(place)),
            _ => (file.selected + 1..lines.len()).find(|place| heading(place)),
        };
        file.selected = found.unwrap_or(match action {
            Action::Previous => 0,
            _ => file.selected,
        });
    }

    /// To the child before or after in the list.
    fn file_turn(&mut self, action: Action) -> Vec<Effect> {
        let place = self.children.place();
        let next = match action {
            Action::Left => place.checked_sub(1),
            _ => Some(place + 1),
        };
        let next = next.and_then(|place| self.children.rows.get(place).copied());
        next.map_or_else(Vec::new, |child| self.open_file(child))
    }
}

fn nothing(value: String) -> FileLine {
    FileLine {
        label: String::new(),
        value,
        act: FileTarget::Nothing,
    }
}

/// What every file should have: seen also while it is empty, so that somebody fills it in.
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
