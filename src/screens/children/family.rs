//! The family's right in a child's file: its requests about data, and erasing what a child who has left leaves behind.

use super::state::{ChildForm, ChildrenScene, ChildrenTurn, FileLine, FileTarget};
use crate::desk::command::Command;
use crate::desk::rights::Right;
use crate::domain::family_request::RequestKind;
use crate::domain::rules::book::D7_DAYS;
use crate::domain::{Child, ChildId, FamilyRequest, FamilyRequestId};
use crate::house::privacy::opened::Opened;
use crate::i18n::words;
use crate::screens::fields;
use crate::t;
use crate::ui::form::{FieldSpec, Form, Kind, Label, Values};
use crate::wording::dates::{brief_day, brief_moment, day_words};

impl ChildrenScene<'_> {
    /// The requests of the family, the newest first, and what can be added.
    pub(super) fn family_lines(&self, child: &Child) -> Vec<FileLine> {
        let lang = self.env.lang;
        let all = self.house.known.requests.get(&child.id);
        let requests = all.map_or(&[][..], Vec::as_slice).iter().rev();
        let mut lines: Vec<FileLine> = requests.map(|one| self.request_line(one)).collect();
        if self.may(Right::FollowUp) {
            lines.push(FileLine {
                label: String::new(),
                value: format!("+ {}", t!(lang, "request-new")),
                act: FileTarget::NewRequest,
            });
        } else if lines.is_empty() {
            lines.push(FileLine {
                label: String::new(),
                value: t!(lang, "request-none"),
                act: FileTarget::Nothing,
            });
        }
        if self.may(Right::Direct) && !child.is_erased() {
            lines.push(FileLine {
                label: String::new(),
                value: t!(lang, "file-family-copy"),
                act: FileTarget::FamilyCopy,
            });
        }
        if self.may_erase(child) {
            lines.push(FileLine {
                label: String::new(),
                value: t!(lang, "file-erase"),
                act: FileTarget::Erase,
            });
        }
        lines
    }

    /// Who opened the file, for whom it was counted; `None` for whoever else came to the desk since.
    pub(super) fn opened_line(&self, opened: &Opened) -> Option<FileLine> {
        if opened.reader != self.house.actor {
            return None;
        }
        let (lang, today) = (self.env.lang, self.house.today());
        let from = brief_day(opened.from, lang, today);
        let at = brief_moment(opened.at, lang, today);
        let value = match opened.last {
            None => t!(lang, "file-opened-alone", from = from, at = at),
            Some((last, who)) => {
                let who = who.and_then(|id| self.house.staff_member(id));
                let nobody = || t!(lang, "settings-looked-nobody");
                t!(
                    lang,
                    "file-opened-by",
                    from = from,
                    at = at,
                    count = opened.others.saturating_add(1),
                    who = who.map_or_else(nobody, |one| one.name.clone()),
                    last = brief_moment(last, lang, today)
                )
            }
        };
        Some(FileLine {
            label: t!(lang, "settings-looked"),
            value,
            act: FileTarget::Looked(opened.from),
        })
    }

    fn request_line(&self, one: &FamilyRequest) -> FileLine {
        let (lang, today) = (self.env.lang, self.house.today());
        let asked = t!(
            lang,
            "request-asked",
            day = day_words(one.asked_on, lang, today),
            who = one.asked_by.as_str()
        );
        let answered = if let (Some(answer), Some(on)) = (one.answer, one.answered_on) {
            let answer = words::choice(lang, "answer", answer);
            let day = day_words(on, lang, today);
            t!(lang, "request-answered", answer = answer, day = day)
        } else {
            let due = one.due(self.house.known.book.get(&D7_DAYS));
            t!(lang, "request-waits", due = day_words(due, lang, today))
        };
        let parts = [asked, one.what.clone(), answered, one.outcome.clone()];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        FileLine {
            label: words::choice(lang, "request", one.kind),
            value: parts.join("  "),
            act: FileTarget::Request(one.id),
        }
    }

    /// Whether a director is at the desk, and the child has left: what is not erased yet may be.
    fn may_erase(&self, child: &Child) -> bool {
        self.may(Right::Direct) && child.status.has_left() && !child.is_erased()
    }
}

impl ChildrenTurn<'_> {
    /// Opens a request of the family; `None` writes a new one down.
    pub(super) fn ask_request(&mut self, child: ChildId, id: Option<FamilyRequestId>) {
        let lang = self.env.lang;
        let all = self.house.known.requests.get(&child);
        let known = all.and_then(|all| all.iter().find(|one| Some(one.id) == id));
        let blank = FamilyRequest::new(child, RequestKind::Copy, self.house.today());
        let request = known.unwrap_or(&blank).clone();
        let name = self.house.register.name(child);
        let title = Label::Text(t!(lang, "form-request", name = name));
        let mut form = fields::form(title, fields::REQUEST, &request);
        if known.is_none() {
            form = form.with("kind", "");
        }
        self.ask(form, ChildForm::Request(Box::new(request)));
    }

    /// Asks why the data of a child who has left is erased.
    pub(super) fn ask_erase(&mut self, child: ChildId) {
        let lang = self.env.lang;
        let name = self.house.register.name(child);
        let title = Label::Text(t!(lang, "form-erase", name = name));
        let reason = FieldSpec::new("reason", "field-why", Kind::Note);
        let form = Form::new(title, vec![reason.required().hint("hint-erase-why")]);
        self.ask(form, ChildForm::Erase(child));
    }

    /// The last question before what cannot be undone.
    pub(super) fn confirm_erase(&mut self, child: ChildId, values: &Values) {
        let name = self.house.register.name(child);
        let question = t!(self.env.lang, "erase-question", name = name);
        let reason = values.get("reason").to_owned();
        self.confirm(question, Command::Erase { child, reason });
    }
}

/// The request with what the form says.
pub(super) fn saved_request(mut request: FamilyRequest, values: &Values) -> Command {
    fields::take(fields::REQUEST, &mut request, values);
    Command::SaveRequest(request)
}
