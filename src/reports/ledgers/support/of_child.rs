//! Help of one child, for its file and for the copy that its family gets: what stands in both is the same row.
//!
//! Pairings, measures, benefits, wishes, news and school places are all that there were up to the last day of the report;
//! what was done, given or said on a day is of the period. A table without a row is left out.

use super::end::{End, day, note, sum};
use super::given::giver;
use super::lists::{benefit_cells, benefit_columns, measure_state, owners};
use crate::domain::mask::Personal;
use crate::domain::support::benefit::catalogue;
use crate::domain::support::measure::Measure;
use crate::domain::support::news::{NewsKind, ParentNews};
use crate::domain::support::of;
use crate::domain::{Child, HelperId, Problem, StaffId};
use crate::i18n::{word, words};
use crate::reports::ledgers::scope::Scope;
use crate::reports::table::{Cell, Column, Fact, Help, Row, Table, Value};
use crate::t;
use crate::wording::labels::label;
use chrono::NaiveDate;

/// Who reads the tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::reports::ledgers) enum Reader {
    /// The home, and whom it hands the file to.
    Home,
    /// The family of the child, at its home.
    Family,
}

/// Help of one child on the last day of a report.
struct OfChild<'e, 's, 'f> {
    end: &'e End<'s, 'f>,
    child: &'e Child,
    reader: Reader,
}

/// The tables of help of a child.
pub(in crate::reports::ledgers) fn help(
    scope: &Scope<'_>,
    child: &Child,
    reader: Reader,
) -> Vec<Table> {
    let of = OfChild {
        end: &End::new(scope),
        child,
        reader,
    };
    let mut all = vec![
        of.pairings(),
        of.contacts(),
        of.measures(),
        of.reviews(),
        of.benefits(),
        of.given(),
        of.wishes(),
        of.news(),
        of.teacher(),
        of.places(),
        of.talks(),
    ];
    all.retain(|table| !table.rows.is_empty());
    all
}

/// The columns of a table that the family gets; nothing of a table that is not named here. Left out are the child's view,
/// why a helper left, what a helper saw, what was done step by step, what a review found, what a teacher and a parent said, and talks.
pub(in crate::reports::ledgers) fn for_family(table: &str) -> &'static [&'static str] {
    match table {
        "pairings" => &[
            "helper",
            "kind",
            "purpose",
            "every",
            "since",
            "until",
            "consent_by",
            "consented_on",
        ],
        "helper-contacts" => &["day", "helper", "way"],
        "measures" => &[
            "need", "what", "measure", "owner", "due_on", "standing", "done_on", "outcome",
        ],
        "reviews" => &["day", "by"],
        "benefits" => &[
            "benefit",
            "standing",
            "since",
            "applied_on",
            "received_from",
            "runs_out_on",
            "ended_on",
            "missing",
            "reason",
        ],
        "given" => &["day", "thing", "kind", "pieces", "giver", "handed_by"],
        "wishes" => &[
            "day",
            "wish",
            "nameless",
            "taken_by",
            "taken_on",
            "due_on",
            "fulfilled_on",
            "told_how",
        ],
        "news" => &["day", "kind", "what", "filed", "told_on", "told_to"],
        "school-words" => &["day", "word", "by"],
        "school-places" => &[
            "school", "from_day", "until", "boarding", "found_by", "pays", "costs",
        ],
        _ => &[],
    }
}

fn name(text: &str) -> Cell {
    Cell::personal(Personal::Name, text)
}

/// A day with the record of its row behind it.
fn first(on: NaiveDate, fact: Fact) -> Cell {
    Cell {
        facts: vec![fact],
        ..day(Some(on))
    }
}

/// Lines of a text as one.
fn lines(text: &str) -> Cell {
    note(&text.lines().collect::<Vec<_>>().join("; "))
}

impl OfChild<'_, '_, '_> {
    fn fact(&self, help: Help) -> Fact {
        Fact::Help(self.child.id, help)
    }

    fn yes_no(&self, yes: bool) -> Cell {
        Cell::text(word(self.end.scope.lang, if yes { "yes" } else { "no" }))
    }

    fn table(
        &self,
        (code, title): (&str, String),
        columns: Vec<Column>,
        rows: impl Iterator<Item = Row>,
    ) -> Table {
        Table {
            rows: rows.collect(),
            ..self.end.scope.frame(code, title, columns)
        }
    }

    fn staff(&self, id: Option<StaffId>) -> Cell {
        name(&self.end.scope.staff(id))
    }

    fn helper(&self, id: HelperId) -> Cell {
        self.end.helper(id)
    }

    fn pairings(&self) -> Table {
        let lang = self.end.scope.lang;
        let all = of(&self.end.support.pairings, self.child.id).iter();
        let rows = all.map(|one| {
            let kind = self.end.support.helper(one.helper).map(|its| its.kind);
            let kind = kind.map(|kind| words::choice(lang, "helper-kind", kind));
            Row::whole(vec![
                Cell {
                    facts: vec![self.fact(Help::Pairing(one.id))],
                    ..self.helper(one.helper)
                },
                Cell::text(kind.unwrap_or_default()),
                note(&one.purpose),
                Cell::plain(usize::try_from(one.every).map_or(Value::Empty, Value::Count)),
                day(Some(one.since)),
                day(one.until),
                note(&one.reason),
                name(&one.consent_by),
                day(one.consented_on),
                note(&one.child_view),
            ])
        });
        let columns = vec![
            Column::words("helper", t!(lang, "quarter-helper"), 12),
            Column::words("kind", label("helper_kind", lang), 10),
            Column::words("purpose", t!(lang, "quarter-purpose"), 20),
            Column::number("every", t!(lang, "quarter-every")),
            Column::words("since", label("since", lang), 11),
            Column::words("until", t!(lang, "quarter-until"), 11),
            Column::words("reason", label("reason", lang), 14),
            Column::words("consent_by", label("pairing_consent_by", lang), 10),
            Column::words("consented_on", label("consented_on", lang), 11),
            Column::words("child_view", label("child_view", lang), 14),
        ];
        let title = t!(lang, "quarter-list-pairings");
        self.table(("pairings", title), columns, rows)
    }

    fn contacts(&self) -> Table {
        let lang = self.end.scope.lang;
        let support = self.end.support;
        let pairings = of(&support.pairings, self.child.id);
        let all = of(&support.contacts, self.child.id).iter();
        let rows = all.filter(|one| self.end.is_in(one.day)).map(|one| {
            let pairing = pairings.iter().find(|its| its.id == one.pairing);
            Row::whole(vec![
                first(one.day, self.fact(Help::Contact(one.id))),
                pairing.map_or_else(|| name(""), |its| self.helper(its.helper)),
                Cell::text(words::choice(lang, "contact-way", one.way)),
                note(&one.what),
                day(one.next_on),
            ])
        });
        let columns = vec![
            Column::words("day", label("day", lang), 11),
            Column::words("helper", t!(lang, "quarter-helper"), 12),
            Column::words("way", label("way", lang), 10),
            Column::words("what", label("helper_did", lang), 28),
            Column::words("next_on", label("next_contact_on", lang), 11),
        ];
        let title = t!(lang, "file-part-helper-contacts");
        self.table(("helper-contacts", title), columns, rows)
    }

    /// The need of a measure, if its reader may know of it.
    fn need(&self, one: &Measure) -> Option<&Problem> {
        let needs = self.end.needs(self.child.id).iter();
        let mut needs = needs.filter(|need| self.reader == Reader::Home || !need.kind.is_private());
        needs.find(|need| need.id == one.problem)
    }

    fn measures(&self) -> Table {
        let lang = self.end.scope.lang;
        let all = of(&self.end.support.measures, self.child.id).iter();
        let rows = all.filter_map(|one| {
            let need = self.need(one)?;
            Some(Row::whole(vec![
                Cell {
                    facts: vec![self.fact(Help::Measure(one.id))],
                    ..Cell::text(words::choice(lang, "problem", need.kind))
                },
                note(&need.what),
                note(&one.what),
                name(&owners(self.end, one)),
                day(one.due_on),
                Cell::text(measure_state(self.end, one)),
                day(one.done_on),
                lines(&one.steps),
                note(&one.outcome),
            ]))
        });
        let columns = vec![
            Column::words("need", t!(lang, "quarter-need"), 10),
            Column::words("what", label("what", lang), 18),
            Column::words("measure", t!(lang, "quarter-measure"), 20),
            Column::words("owner", label("owner", lang), 12),
            Column::words("due_on", label("due_on", lang), 11),
            Column::words("standing", t!(lang, "paper-state"), 10),
            Column::words("done_on", t!(lang, "quarter-done-on"), 11),
            Column::words("steps", label("steps", lang), 18),
            Column::words("outcome", label("outcome", lang), 16),
        ];
        let title = t!(lang, "quarter-list-measures");
        self.table(("measures", title), columns, rows)
    }

    fn reviews(&self) -> Table {
        let lang = self.end.scope.lang;
        let all = of(&self.end.support.reviews, self.child.id).iter();
        let rows = all.filter(|one| self.end.is_in(one.day)).map(|one| {
            Row::whole(vec![
                first(one.day, Fact::File(self.child.id)),
                self.staff(one.by),
                note(&one.note),
            ])
        });
        let columns = vec![
            Column::words("day", label("day", lang), 11),
            Column::words("by", label("who", lang), 10),
            Column::words("note", label("review", lang), 44),
        ];
        let title = t!(lang, "file-part-reviews");
        self.table(("reviews", title), columns, rows)
    }

    fn benefits(&self) -> Table {
        let lang = self.end.scope.lang;
        let kinds = catalogue(&self.end.support.own_benefits);
        let all = of(&self.end.support.benefits, self.child.id).iter();
        let rows = all.map(|one| {
            let mut cells = benefit_cells(&kinds, one, lang);
            // The first names the record.
            if let Some(first) = cells.first_mut() {
                first.facts = vec![self.fact(Help::Benefit(one.id))];
            }
            Row::whole(cells)
        });
        let columns = benefit_columns(lang);
        let title = t!(lang, "quarter-list-benefits");
        self.table(("benefits", title), columns, rows)
    }

    fn given(&self) -> Table {
        let lang = self.end.scope.lang;
        let all = of(&self.end.support.given, self.child.id).iter();
        let rows = all.filter(|one| self.end.is_in(one.day)).map(|one| {
            let fact = self.fact(Help::Given(one.id));
            let its = self.end.support.donation(one.donation);
            let kind = its.map(|its| words::choice(lang, "goods-kind", its.kind));
            Row::whole(vec![
                first(one.day, fact),
                note(its.map_or("", |its| its.what.as_str())),
                Cell::text(kind.unwrap_or_default()),
                sum([one.quantity].into_iter(), vec![fact]),
                name(&its.map(|its| giver(self.end, its)).unwrap_or_default()),
                name(&one.handed_by),
                note(&one.note),
            ])
        });
        let columns = vec![
            Column::words("day", label("day", lang), 11),
            Column::words("thing", t!(lang, "quarter-thing"), 20),
            Column::words("kind", label("goods_kind", lang), 8),
            Column::number("pieces", t!(lang, "quarter-pieces")),
            Column::words("giver", t!(lang, "quarter-giver"), 14),
            Column::words("handed_by", t!(lang, "quarter-handed-by"), 10),
            Column::words("note", label("note", lang), 14),
        ];
        let title = t!(lang, "file-part-given");
        Table {
            notes: vec![t!(lang, "quarter-note-given")],
            ..self.table(("given", title), columns, rows)
        }
    }

    fn wishes(&self) -> Table {
        let lang = self.end.scope.lang;
        let support = self.end.support;
        let all = of(&support.wishes, self.child.id).iter();
        let rows = all.map(|one| {
            let taker = one.helper.map(|id| support.helper_name(id));
            Row::whole(vec![
                first(one.day, self.fact(Help::Wish(one.id))),
                note(&one.words),
                self.yes_no(one.nameless),
                name(taker.unwrap_or(&one.taken_by)),
                day(one.taken_on),
                day(one.due_on),
                day(one.fulfilled_on),
                note(&one.told_how),
            ])
        });
        let columns = vec![
            Column::words("day", t!(lang, "quarter-wish-day"), 11),
            Column::words("wish", t!(lang, "quarter-wish"), 24),
            Column::words("nameless", t!(lang, "quarter-nameless"), 8),
            Column::words("taken_by", t!(lang, "quarter-taken-by"), 12),
            Column::words("taken_on", t!(lang, "quarter-taken-on"), 11),
            Column::words("due_on", t!(lang, "quarter-promised-for"), 11),
            Column::words("fulfilled_on", t!(lang, "quarter-fulfilled-on"), 11),
            Column::words("told_how", label("told_how", lang), 14),
        ];
        let title = t!(lang, "quarter-list-wishes");
        self.table(("wishes", title), columns, rows)
    }

    /// What waits to be told, and what was told. What the child said for one of its parents is not for whoever asks.
    fn news(&self) -> Table {
        let lang = self.end.scope.lang;
        let is_told =
            |one: &&ParentNews| self.reader == Reader::Home || one.kind != NewsKind::Words;
        let all = of(&self.end.support.news, self.child.id).iter();
        let rows = all.filter(is_told).map(|one| {
            Row::whole(vec![
                first(one.day, self.fact(Help::News(one.id))),
                Cell::text(words::choice(lang, "news-kind", one.kind)),
                note(&one.what),
                note(&one.filed),
                day(one.told_on),
                name(&one.told_to),
                note(&one.outcome),
            ])
        });
        let columns = vec![
            Column::words("day", label("day", lang), 11),
            Column::words("kind", label("news_kind", lang), 10),
            Column::words("what", label("news", lang), 26),
            Column::words("filed", label("filed", lang), 12),
            Column::words("told_on", label("told_on", lang), 11),
            Column::words("told_to", label("told_to", lang), 10),
            Column::words("outcome", label("told_outcome", lang), 18),
        ];
        let title = t!(lang, "file-part-news");
        Table {
            notes: vec![t!(lang, "file-part-news-note")],
            ..self.table(("news", title), columns, rows)
        }
    }

    fn teacher(&self) -> Table {
        let lang = self.end.scope.lang;
        let all = of(&self.end.support.words, self.child.id).iter();
        let rows = all.filter(|one| self.end.is_in(one.day)).map(|one| {
            Row::whole(vec![
                first(one.day, Fact::File(self.child.id)),
                Cell::text(words::choice(lang, "teacher-word", one.word)),
                name(&one.by),
                note(&one.note),
            ])
        });
        let columns = vec![
            Column::words("day", label("day", lang), 11),
            Column::words("word", label("word", lang), 12),
            Column::words("by", label("by", lang), 10),
            Column::words("note", label("note", lang), 30),
        ];
        let title = t!(lang, "file-part-school-words");
        self.table(("school-words", title), columns, rows)
    }

    fn places(&self) -> Table {
        let lang = self.end.scope.lang;
        let all = of(&self.end.support.places, self.child.id).iter();
        let rows = all.map(|one| {
            Row::whole(vec![
                Cell {
                    facts: vec![Fact::File(self.child.id)],
                    ..Cell::text(&one.school)
                },
                day(Some(one.from_day)),
                day(one.until),
                self.yes_no(one.boarding),
                name(&one.found_by),
                note(&one.pays),
                note(&one.costs),
            ])
        });
        let columns = vec![
            Column::words("school", label("school", lang), 18),
            Column::words("from_day", label("from_day", lang), 11),
            Column::words("until", label("to_day", lang), 11),
            Column::words("boarding", label("boarding", lang), 8),
            Column::words("found_by", label("found_for_by", lang), 12),
            Column::words("pays", label("pays", lang), 14),
            Column::words("costs", label("costs", lang), 16),
        ];
        let title = t!(lang, "file-part-school-places");
        self.table(("school-places", title), columns, rows)
    }

    /// That there was a talk. What was said is in no file.
    fn talks(&self) -> Table {
        let lang = self.end.scope.lang;
        let all = of(&self.end.support.talks, self.child.id).iter();
        let rows = all.filter(|one| self.end.is_in(one.day)).map(|one| {
            Row::whole(vec![
                first(one.day, self.fact(Help::Talk(one.id))),
                Cell::text(words::choice(lang, "talk-kind", one.kind)),
                name(&one.who),
            ])
        });
        let columns = vec![
            Column::words("day", label("day", lang), 11),
            Column::words("kind", label("talk_kind", lang), 14),
            Column::words("who", label("who", lang), 14),
        ];
        let title = t!(lang, "file-part-talks");
        Table {
            notes: vec![t!(lang, "file-part-talks-note")],
            ..self.table(("talks", title), columns, rows)
        }
    }
}
