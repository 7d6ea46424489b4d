//! The preview in words: what moves, what is taken over, what differs, what clashes.

use super::MergePlan;
use crate::domain::{Attendance, Child, id_no};
use crate::i18n::{Lang, word, words};
use crate::t;
use crate::wording::dates::{full_day, weekdays};
use crate::wording::labels::label;

/// Begins a line below a heading.
const INDENT: &str = "  ";

impl MergePlan {
    /// The heading: which file goes into which.
    pub(crate) fn title(&self, lang: Lang) -> String {
        let (keep, other) = (named(&self.keep.child), named(&self.other.child));
        t!(lang, "merge-title", other = other, keep = keep)
    }

    /// The question before the step.
    pub(crate) fn question(&self, lang: Lang) -> String {
        let (keep, other) = (named(&self.keep.child), named(&self.other.child));
        if let Some(doubt) = self.doubt(lang) {
            return t!(
                lang,
                "merge-question-doubt",
                doubt = doubt,
                other = other,
                keep = keep
            );
        }
        t!(lang, "merge-question", other = other, keep = keep)
    }

    /// Everything that would happen, line by line.
    pub(crate) fn lines(&self, lang: Lang) -> Vec<String> {
        let mut lines = Vec::new();
        let mut part = |heading: String, rows: Vec<String>| {
            if rows.is_empty() {
                return;
            }
            lines.push(heading);
            lines.extend(rows.into_iter().map(|row| format!("{INDENT}{row}")));
            lines.push(String::new());
        };
        part(
            t!(lang, "merge-look"),
            self.doubt(lang).into_iter().collect(),
        );
        part(t!(lang, "merge-moves"), self.moves(lang));
        part(t!(lang, "merge-gains"), self.gains(lang));
        part(t!(lang, "merge-differs"), self.differences(lang));
        part(t!(lang, "merge-clashes"), self.clash_lines(lang));
        let other = named(&self.other.child);
        lines.push(t!(lang, "merge-ends", other = other));
        lines
    }

    /// That the files may be of two children, and by what.
    fn doubt(&self, lang: Lang) -> Option<String> {
        let fields = self.told_apart_by();
        let fields: Vec<String> = fields.iter().map(|field| label(field, lang)).collect();
        let by = fields.join(&t!(lang, "name-comma"));
        (!fields.is_empty()).then(|| t!(lang, "merge-two-children", by = by))
    }

    fn moves(&self, lang: Lang) -> Vec<String> {
        let held = &self.other.held;
        let calls = held.visits.iter().filter(|one| one.kind.is_call()).count();
        let kept_days = self.days.values().filter(|day| !day.rows.is_empty());
        let counts = [
            ("days", kept_days.count()),
            ("visits", held.visits.len() - calls),
            ("calls", calls),
            ("follow-ups", held.follow_ups.len()),
            ("problems", held.problems.len()),
            ("incidents", held.incidents.len()),
            ("agreements", held.agreements.len()),
            ("requests", held.requests.len()),
            ("contacts", held.contacts.len()),
            ("tags", held.tags.len()),
            ("cards", held.cards.len()),
            ("parts", self.new_parts().len()),
            ("exempt", self.new_exempts().len()),
            ("plans", self.activities.len() + self.series.len()),
            ("pairings", held.pairings.len()),
            ("helper-contacts", held.helper_contacts.len()),
            ("measures", held.measures.len()),
            ("reviews", held.reviews.len()),
            ("given", held.given.len()),
            ("benefits", held.benefits.len()),
            ("talks", held.talks.len()),
            ("news", held.news.len()),
            ("wishes", held.wishes.len()),
            ("words", held.words.len()),
            ("places", held.places.len()),
        ];
        let said = counts.iter().filter(|(_, count)| *count > 0);
        let said: Vec<String> = said
            .map(|(what, count)| {
                let what = word(lang, &format!("merge-what-{what}"));
                t!(lang, "merge-count", what = what, count = count.to_string())
            })
            .collect();
        if said.is_empty() {
            vec![t!(lang, "merge-nothing")]
        } else {
            said
        }
    }

    fn gains(&self, lang: Lang) -> Vec<String> {
        let lines = self.gains.iter().map(|field| {
            let value = value(&self.child, field, lang);
            t!(
                lang,
                "merge-gain",
                field = label(field, lang),
                value = value
            )
        });
        lines.collect()
    }

    fn differences(&self, lang: Lang) -> Vec<String> {
        let lines = self.differs.iter().map(|field| {
            if *field == "household" {
                return t!(lang, "merge-households");
            }
            t!(
                lang,
                "merge-differ",
                field = label(field, lang),
                stays = value(&self.keep.child, field, lang),
                ends = value(&self.other.child, field, lang)
            )
        });
        lines.collect()
    }

    fn clash_lines(&self, lang: Lang) -> Vec<String> {
        let rows = self.clashes().map(|(stays, goes)| {
            t!(
                lang,
                "merge-clash",
                day = full_day(stays.day, lang),
                stays = self.row_words(stays, lang),
                goes = self.row_words(goes, lang)
            )
        });
        let (kept, ended) = (&self.keep.held, &self.other.held);
        let parts = ended.taking_part.len() - self.new_parts().len();
        let exempts = ended.exempt.len() - self.new_exempts().len();
        let beside = [(parts, "merge-both-parts"), (exempts, "merge-both-exempt")];
        let beside = beside.iter().filter(|(count, _)| *count > 0);
        let beside = beside.map(|(count, key)| {
            let what = word(lang, key);
            t!(lang, "merge-count", what = what, count = count.to_string())
        });
        let is_main_twice = [kept, ended]
            .iter()
            .all(|held| held.tags.iter().any(|tag| tag.is_primary));
        let main = is_main_twice.then(|| t!(lang, "merge-main-tag"));
        rows.chain(beside).chain(main).collect()
    }

    /// A row of the register: whose it is, mark, times, note.
    fn row_words(&self, row: &Attendance, lang: Lang) -> String {
        let is_kept = row.child == self.keep.child.id;
        let file = if is_kept { &self.keep } else { &self.other };
        let time = |at: Option<crate::domain::Moment>| {
            at.map_or_else(String::new, |at| at.format("%H:%M").to_string())
        };
        let times = match (row.in_at, row.out_at) {
            (None, None) => String::new(),
            (came, left) => format!("{}–{}", time(came), time(left)),
        };
        let parts = [
            file.child.file_no.clone(),
            words::choice(lang, "mark", row.mark),
            times,
            row.note.clone(),
        ];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(" ")
    }
}

/// Number and name of a file.
fn named(child: &Child) -> String {
    format!("{} {}", child.file_no, child.name)
}

/// A field of a file in words. Identity numbers are masked.
fn value(child: &Child, field: &str, lang: Lang) -> String {
    use crate::store::Record as _;
    let text = child.text(field).unwrap_or_default();
    if text.is_empty() {
        return t!(lang, "was-empty");
    }
    match field {
        "household" => t!(lang, "household-linked"),
        "id_no" => id_no::masked(&text),
        "expected_days" => weekdays(&text, lang),
        "sex" | "stage" | "health" | "care_mode" | "guardianship" | "care_grade" | "status"
        | "summer_plan" | "risk" => {
            let list = field.replace('_', "-");
            word(lang, &format!("{list}-{}", text.to_ascii_lowercase()))
        }
        "hukou_registered" | "boarding" | "walks_home" | "consent_photo" | "consent_sign_out"
        | "consent_medical" => word(lang, if text == "1" { "yes" } else { "no" }),
        _ => text,
    }
}
