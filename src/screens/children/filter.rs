//! Which children the register lists: the list of filters, and what is chosen there.

use super::state::{ChildForm, ChildrenTurn, Filter};
use crate::domain::{Risk, Status, TagCode};
use crate::i18n::{word, words};
use crate::t;
use crate::ui::picker::{Picker, PickerItem};

impl ChildrenTurn<'_> {
    /// Opens the list of filters.
    pub(super) fn ask_filter(&mut self) {
        let lang = self.env.lang;
        let mut items = vec![PickerItem::new("all", t!(lang, "filter-all"), "")];
        let note = |key: &str| word(lang, key);
        items.extend(Status::ALL.iter().map(|one| {
            let code = format!("status:{}", one.code());
            let status = words::choice(lang, "status", *one);
            PickerItem::new(code, status, note("field-status"))
        }));
        items.extend(Risk::ALL.iter().map(|one| {
            let code = format!("risk:{}", one.code());
            PickerItem::new(code, words::choice(lang, "risk", *one), note("field-risk"))
        }));
        items.extend(TagCode::ALL.iter().map(|one| {
            let code = format!("tag:{}", one.code());
            PickerItem::new(code, words::choice(lang, "tag", *one), note("field-code"))
        }));
        self.choose(Picker::new("pick-filter", items), ChildForm::Filter);
    }

    pub(super) fn set_filter(&mut self, code: &str) {
        let filter = &mut self.state.filter;
        match code.split_once(':') {
            Some(("status", code)) => filter.status = Status::from_code(code),
            Some(("risk", code)) => filter.risk = Risk::from_code(code),
            Some(("tag", code)) => filter.tag = TagCode::from_code(code),
            _ => *filter = Filter::default(),
        }
        self.list();
    }
}
