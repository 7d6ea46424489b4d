//! What verify found, by child, field and day.

use super::Desk;
use super::query::Query;
use crate::domain::{Child, ChildId};
use crate::i18n::{Lang, loader, word, words};
use crate::store::{Finding, FoundField, FoundRow, Report};
use crate::t;

impl Desk {
    /// A line for each finding. Names come from a file that has faults: where they cannot be read, the
    /// place is named by its key.
    pub(crate) fn explain(&self, report: &Report, lang: Lang) -> Vec<String> {
        let children = self
            .ask(Query::Register)
            .ok()
            .and_then(|store| store.all::<Child>().ok());
        let told = Told {
            desk: self,
            children: children.unwrap_or_default(),
            lang,
        };
        report
            .findings
            .iter()
            .map(|one| told.finding(one))
            .collect()
    }
}

struct Told<'d> {
    desk: &'d Desk,
    children: Vec<Child>,
    lang: Lang,
}

impl Told<'_> {
    fn finding(&self, finding: &Finding) -> String {
        let lang = self.lang;
        match finding {
            Finding::Chain { seq } => {
                let step = self.step(*seq);
                t!(lang, "finding-chain", seq = seq.to_string(), step = step)
            }
            Finding::Segment { first, last, from } => t!(
                lang,
                "finding-segment",
                first = first.to_string(),
                last = last.to_string(),
                from = from.map_or_else(String::new, |day| day.to_string())
            ),
            Finding::NotCompared => t!(lang, "finding-not-compared"),
            Finding::Number { number } => t!(lang, "finding-number", number = number.to_string()),
            Finding::Row(row) if row.fields.is_empty() => {
                t!(lang, "finding-row", place = self.place(row))
            }
            Finding::Row(row) => {
                let fields = row.fields.iter().map(|one| self.difference(one));
                let fields: Vec<String> = fields.collect();
                t!(
                    lang,
                    "finding-fields",
                    place = self.place(row),
                    fields = fields.join("; ")
                )
            }
            Finding::Missing(row) => t!(lang, "finding-missing", place = self.place(row)),
            Finding::Kept { child } => t!(lang, "finding-kept", child = self.child(*child)),
            Finding::KeptDay { day } => {
                let day = day.map_or_else(|| "?".to_owned(), |day| day.to_string());
                t!(lang, "finding-kept-day", day = day)
            }
            Finding::Schema { name } => t!(lang, "finding-schema", name = name.as_str()),
            Finding::Damage { text } => t!(lang, "finding-damage", text = text.as_str()),
        }
    }

    /// When an entry was made and what it is, if that can be read.
    fn step(&self, seq: i64) -> String {
        let entry = self
            .desk
            .ask(Query::Journal)
            .ok()
            .and_then(|store| store.entries_before(seq.saturating_add(1), 1).ok()?.pop())
            .filter(|entry| entry.seq == seq);
        entry.map_or_else(String::new, |entry| {
            let at = entry.act.at.format("%Y-%m-%d %H:%M");
            let deed = words::choice(self.lang, "deed", entry.act.kind);
            format!("{at} {deed}")
        })
    }

    /// Table, child and day of a row; its key if that says too little.
    fn place(&self, row: &FoundRow) -> String {
        let table = word(self.lang, &format!("table-{}", row.table.replace('_', "-")));
        let mut parts = vec![table];
        parts.extend(row.child.map(|child| self.child(Some(child))));
        parts.extend(row.day.map(|day| day.to_string()));
        // The child's name stands beside its number already.
        if row.table != "child" && !row.name.is_empty() {
            parts.push(row.name.clone());
        } else if row.child.is_none() && row.day.is_none() {
            parts.push(row.key.clone());
        }
        parts.join(" ")
    }

    /// File number and name of a child; the identifier if it has no file.
    fn child(&self, child: Option<ChildId>) -> String {
        let Some(child) = child else {
            return "?".to_owned();
        };
        let file = self.children.iter().find(|one| one.id == child);
        file.map_or_else(
            || child.to_string(),
            |one| format!("{} {}", one.file_no, one.name),
        )
    }

    /// What journal and file say of a field.
    fn difference(&self, field: &FoundField) -> String {
        let lang = self.lang;
        let shown = |value: &str| match value {
            "" => t!(lang, "finding-nothing"),
            value => value.to_owned(),
        };
        t!(
            lang,
            "finding-field",
            field = self.field(field.name),
            told = shown(&field.told),
            found = shown(&field.found)
        )
    }

    /// A field as forms name it, if one does.
    fn field(&self, name: &str) -> String {
        let key = format!("field-{}", name.replace('_', "-"));
        if loader(self.lang).has(&key) {
            word(self.lang, &key)
        } else {
            name.to_owned()
        }
    }
}
