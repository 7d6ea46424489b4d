//! Says what a column of a file is, where its heading does not: remembered for this home's lists.

use super::state::{Chosen, ImportForm, ImportTurn, State};
use crate::desk::command::Command;
use crate::desk::import::plan::{ImportAnswers, ImportStep};
use crate::exchange::own_headings::{AS_USUAL, ColumnUse, LEFT_OUT, SaidColumn, is_twice};
use crate::house::House;
use crate::i18n::{Lang, word};
use crate::screens::effect::{Effect, Env, Job, Tone, Turn};
use crate::t;
use crate::ui::form::Label;
use crate::ui::picker::{Picker, PickerItem};

/// A file without a list: offers to say what its columns are, if some row is like headings.
pub(crate) fn no_plan(
    house: &House,
    state: &mut State,
    env: Env,
    (answers, columns): (ImportAnswers, Vec<ColumnUse>),
) -> Vec<Effect<ImportForm>> {
    Turn::effects(house, state, env, |turn| {
        if columns.is_empty() {
            turn.push(Effect::Notice(t!(env.lang, "import-no-plan-no-roster")));
        } else {
            turn.offer_columns("import-which-column-no-plan", answers, columns);
        }
    })
}

/// Another column of the same list that has this field now.
fn holder<'c>(columns: &'c [ColumnUse], column: &ColumnUse, field: &str) -> Option<&'c ColumnUse> {
    let mut others = columns
        .iter()
        .filter(|other| other.kind == column.kind && *other != column);
    others.find(|other| other.field == Some(field))
}

/// What is made of a column, in words.
fn meaning(lang: Lang, column: &ColumnUse) -> String {
    let field = match column.field {
        Some(field) => word(lang, &format!("import-field-{field}")),
        None if column.is_said => t!(lang, "import-column-not-wanted"),
        None => t!(lang, "import-column-unknown"),
    };
    if column.is_said {
        t!(lang, "import-column-said", field = field)
    } else {
        field
    }
}

impl ImportTurn<'_> {
    /// Offers the columns of the preview.
    pub(super) fn ask_columns(&mut self) {
        let Some(open) = &self.state.preview else {
            return;
        };
        let columns = open.plan.columns().to_vec();
        if columns.is_empty() {
            self.say(Tone::Info, t!(self.env.lang, "import-no-columns"));
            return;
        }
        let answers = open.answers.clone();
        self.offer_columns("import-which-column", answers, columns);
    }

    fn offer_columns(
        &mut self,
        title: &'static str,
        answers: ImportAnswers,
        mut columns: Vec<ColumnUse>,
    ) {
        let lang = self.env.lang;
        // What is not understood comes first.
        columns.sort_by_key(|column| !column.is_unknown());
        let items = columns.iter().enumerate().map(|(place, column)| {
            PickerItem::new(place.to_string(), &column.heading, meaning(lang, column))
        });
        let picker = Picker::new(title, items.collect());
        self.choose(picker, ImportForm::Column(Box::new(answers), columns));
    }

    /// Asks what the chosen column is.
    pub(super) fn ask_meaning(
        &mut self,
        answers: ImportAnswers,
        columns: &[ColumnUse],
        code: &str,
    ) {
        let lang = self.env.lang;
        let place = code.parse::<usize>().ok();
        let Some(column) = place.and_then(|place| columns.get(place)) else {
            return;
        };
        if is_twice(columns, column) {
            let heading = column.heading.as_str();
            self.say(
                Tone::Info,
                t!(lang, "import-column-twice", heading = heading),
            );
            return;
        }
        let title = t!(lang, "import-column-is", heading = column.heading.as_str());
        let fields = column.kind.fields().into_iter().map(|field| {
            // A field that another column has goes to this one.
            let other = holder(columns, column, field);
            let note = other.map_or_else(String::new, |other| {
                t!(
                    lang,
                    "import-column-is-now",
                    heading = other.heading.as_str()
                )
            });
            PickerItem::new(field, word(lang, &format!("import-field-{field}")), note)
        });
        let mut items: Vec<PickerItem> = fields.collect();
        items.push(PickerItem::new(
            LEFT_OUT,
            t!(lang, "import-column-leave-out"),
            "",
        ));
        if column.is_said {
            items.push(PickerItem::new(
                AS_USUAL,
                t!(lang, "import-column-forget"),
                "",
            ));
        }
        let chosen = Chosen {
            column: column.clone(),
            columns: columns.to_vec(),
        };
        let form = ImportForm::Meaning(Box::new(answers), chosen);
        self.choose(Picker::new(Label::Text(title), items), form);
    }

    /// Remembers what a column is, and judges the file again.
    pub(super) fn mean_column(&mut self, answers: ImportAnswers, chosen: &Chosen, code: &str) {
        let Chosen { column, columns } = chosen;
        let other = holder(columns, column, code).filter(|other| other.is_said);
        let said = SaidColumn {
            kind: column.kind,
            heading: column.heading.clone(),
            code: code.to_owned(),
            instead_of: other.map(|other| other.heading.clone()),
        };
        self.run(Job::Do(Command::NameColumns(vec![said])));
        // An open preview is judged again once that is kept, also if something was asked before.
        if self.state.preview.is_none() {
            self.run(Job::Import(ImportStep::Judge(answers)));
        }
    }
}
