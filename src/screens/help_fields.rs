//! The fields of records of help, in the order of their forms: helpers, pairings, plans, gifts, benefits and the smaller
//! records of a child.

use super::file_field::{FileField, Holds, field, required};
use Holds::{Choice, Day, Note, Number, PastDay, Phone, Text, YesNo};

/// Fields of a helper.
pub(crate) const HELPER: &[FileField] = &[
    required(field("", "name", "field-helper-name", Text(40))),
    required(field(
        "",
        "kind",
        "field-helper-kind",
        Choice("helper-kind"),
    )),
    field("", "body", "field-body", Text(60)),
    field("", "phones", "field-phones", Phone),
    field("", "skills", "field-skills", Text(100)),
    field("", "free_when", "field-free-when", Text(60)),
    field("", "trained_on", "field-trained-on", PastDay),
    field("", "checked_on", "field-checked-on", PastDay),
    field("", "since", "field-since", PastDay),
    field("", "note", "field-note", Note),
];

/// Fields of a pairing.
pub(crate) const PAIRING: &[FileField] = &[
    required(field("", "purpose", "field-help-purpose", Text(100))),
    required(field("", "every", "field-contact-every", Number)),
    field("", "in_holidays", "field-in-holidays", YesNo),
    field("", "consent_by", "field-pairing-consent-by", Text(40)),
    field("", "consented_on", "field-consented-on", PastDay),
    field("", "child_view", "field-child-view", Note),
    required(field("", "since", "field-since", PastDay)),
];

/// Fields with which a pairing rests.
pub(crate) const PAUSE: &[FileField] = &[
    field("", "paused_from", "field-paused-from", Day),
    field("", "paused_until", "field-paused-until", Day),
];

/// Fields with which a pairing ends.
pub(crate) const ENDED: &[FileField] = &[
    required(field("", "until", "field-final-day", PastDay)),
    required(field("", "reason", "field-reason", Text(100))),
];

/// Fields of a contact of a helper.
pub(crate) const CONTACT: &[FileField] = &[
    required(field("", "day", "field-day", PastDay)),
    required(field("", "way", "field-way", Choice("contact-way"))),
    field("", "what", "field-helper-did", Note),
    field("", "next_on", "field-next-contact-on", Day),
];

/// Fields of a measure; those of a new one come first.
pub(crate) const MEASURE: &[FileField] = &[
    required(field("", "what", "field-measure", Text(100))),
    field("", "owner", "field-owner", Holds::Person),
    field("", "helper", "field-helper", Holds::Person),
    field("", "due_on", "field-due-on", Day),
    field("", "steps", "field-steps", Note),
    field("", "done_on", "field-done-on", PastDay),
    field("", "outcome", "field-outcome", Note),
    field("", "dropped", "field-dropped", YesNo),
];

/// Fields that a new measure is asked for.
pub(crate) const NEW_MEASURE: &[FileField] = MEASURE.split_at(4).0;

/// Fields of a review of a plan.
pub(crate) const REVIEW: &[FileField] = &[
    required(field("", "day", "field-day", PastDay)),
    required(field("", "note", "field-review", Note)),
];

/// Fields of what came from a giver.
pub(crate) const DONATION: &[FileField] = &[
    required(field("", "what", "field-goods", Text(60))),
    required(field("", "kind", "field-goods-kind", Choice("goods-kind"))),
    required(field("", "quantity", "field-quantity", Number)),
    field("", "helper", "field-giver-helper", Holds::Person),
    field("", "giver", "field-giver-else", Text(60)),
    required(field("", "came_on", "field-came-on", PastDay)),
    field("", "worth", "field-worth", Number),
    field("", "paper_no", "field-voucher", Text(40)),
    field("", "note", "field-note", Note),
];

/// Fields of what a child was given, shown in histories only.
const GIVEN: &[FileField] = &[
    field("", "donation", "field-goods", Holds::Person),
    field("", "day", "field-day", PastDay),
    field("", "quantity", "field-quantity", Number),
    field("", "handed_by", "field-handed-by", Text(40)),
    field("", "note", "field-note", Note),
];

/// Fields of a benefit of a child.
pub(crate) const BENEFIT: &[FileField] = &[
    required(field("", "code", "field-benefit", Holds::Person)),
    required(field(
        "",
        "state",
        "field-benefit-state",
        Choice("benefit-state"),
    )),
    field("", "applied_on", "field-applied-on", PastDay),
    field("", "received_from", "field-received-from", PastDay),
    field("", "runs_out_on", "field-runs-out-on", Day),
    field("", "ended_on", "field-ended-on", PastDay),
    field("", "missing", "field-missing", Text(100)),
    field("", "reason", "field-reason", Text(100)),
];

/// Fields of a kind of benefit as the home has it.
pub(crate) const BENEFIT_KIND: &[FileField] = &[
    field("", "name", "field-benefit", Text(40)),
    field("", "tags", "field-tags", Text(60)),
    field("", "for_whom", "field-benefit-for", Note),
    field("", "papers", "field-papers", Note),
    field("", "place", "field-apply-at", Text(60)),
    field("", "how_often", "field-how-often", Text(60)),
    field("", "verified", "field-verified", YesNo),
    field("", "off", "field-off", YesNo),
];

/// Fields of a talk.
pub(crate) const TALK: &[FileField] = &[
    required(field("", "day", "field-day", PastDay)),
    required(field("", "kind", "field-talk-kind", Choice("talk-kind"))),
    required(field("", "who", "field-who", Text(40))),
    field("", "notes", "field-restricted-notes", Note),
    field("", "next_on", "field-next-talk-on", Day),
];

/// Fields of news for the parents; those of waiting ones come first.
pub(crate) const NEWS: &[FileField] = &[
    required(field("", "day", "field-day", PastDay)),
    required(field("", "kind", "field-news-kind", Choice("news-kind"))),
    required(field("", "what", "field-news", Note)),
    field("", "filed", "field-filed", Text(60)),
    field("", "told_on", "field-told-on", PastDay),
    field("", "told_to", "field-told-to", Text(40)),
    field("", "outcome", "field-told-outcome", Note),
];

/// Fields that new news are asked for.
pub(crate) const NEW_NEWS: &[FileField] = NEWS.split_at(4).0;

/// Fields of a wish; those of a new one come first.
pub(crate) const WISH: &[FileField] = &[
    required(field("", "words", "field-words", Text(100))),
    required(field("", "day", "field-day", PastDay)),
    field("", "nameless", "field-nameless", YesNo),
    field("", "helper", "field-taken-by-helper", Holds::Person),
    field("", "taken_by", "field-taken-by", Text(40)),
    field("", "taken_on", "field-taken-on", PastDay),
    field("", "due_on", "field-promised-for", Day),
    field("", "fulfilled_on", "field-fulfilled-on", PastDay),
    field("", "told_how", "field-told-how", Text(100)),
];

/// Fields that a new wish is asked for.
pub(crate) const NEW_WISH: &[FileField] = WISH.split_at(3).0;

/// Fields of what a teacher said.
pub(crate) const WORD: &[FileField] = &[
    required(field("", "day", "field-day", PastDay)),
    required(field("", "word", "field-word", Choice("teacher-word"))),
    required(field("", "by", "field-by", Text(20))),
    field("", "note", "field-note", Note),
];

/// Fields of a school place that was found.
pub(crate) const PLACE: &[FileField] = &[
    required(field("", "school", "field-school", Text(40))),
    required(field("", "from_day", "field-from-day", Day)),
    field("", "until", "field-to-day", Day),
    field("", "boarding", "field-boarding", YesNo),
    required(field("", "found_by", "field-found-for-by", Text(40))),
    field("", "pays", "field-pays", Text(60)),
    field("", "costs", "field-costs", Text(60)),
];

/// Fields beside those of the forms, shown in histories only.
const PAIRED: &[FileField] = &[field("", "helper", "field-helper", Holds::Person)];
const OF_PAIRING: &[FileField] = &[field("", "pairing", "field-pairing", Holds::Person)];
const OF_NEED: &[FileField] = &[
    field("", "problem", "field-need", Holds::Person),
    field("", "since", "field-since", PastDay),
];
const REVIEWED: &[FileField] = &[field("", "by", "field-who", Holds::Person)];
const FOLLOWED: &[FileField] = &[field("", "since", "field-since", PastDay)];

/// The fields of a table of help, by its name; none for another table.
pub(super) fn of_table(table: &str) -> impl Iterator<Item = &'static FileField> {
    let parts: &[&'static [FileField]] = match table {
        "helper" => &[HELPER],
        "pairing" => &[PAIRING, PAUSE, ENDED, PAIRED],
        "helper_contact" => &[CONTACT, OF_PAIRING],
        "measure" => &[MEASURE, OF_NEED],
        "plan_review" => &[REVIEW, REVIEWED],
        "donation" => &[DONATION],
        "given" => &[GIVEN],
        "benefit" => &[BENEFIT, FOLLOWED],
        "home_benefit" => &[BENEFIT_KIND],
        "talk" => &[TALK],
        "parent_news" => &[NEWS],
        "wish" => &[WISH],
        "school_word" => &[WORD],
        "school_place" => &[PLACE],
        _ => &[],
    };
    parts.iter().copied().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::support::benefit::Benefit;
    use crate::domain::support::given::Given;
    use crate::domain::support::measure::{Measure, PlanReview};
    use crate::domain::support::news::ParentNews;
    use crate::domain::support::pairing::{HelperContact, Pairing};
    use crate::domain::support::school::{SchoolPlace, SchoolWord};
    use crate::domain::support::talk::Talk;
    use crate::domain::support::wish::Wish;
    use crate::i18n::{Lang, word_if_any};
    use crate::store::Record;

    #[test]
    fn every_column_that_the_history_of_a_file_shows_is_a_field_with_words() {
        for table in [
            Pairing::TABLE,
            HelperContact::TABLE,
            Measure::TABLE,
            PlanReview::TABLE,
            Given::TABLE,
            Benefit::TABLE,
            Talk::TABLE,
            ParentNews::TABLE,
            Wish::TABLE,
            SchoolWord::TABLE,
            SchoolPlace::TABLE,
        ] {
            let beside = ["id", "child"];
            for column in table.columns.iter().filter(|one| !beside.contains(one)) {
                let field = of_table(table.name).find(|field| field.name == *column);
                let field = field.unwrap_or_else(|| panic!("{}.{column}", table.name));
                for lang in Lang::ALL {
                    let words = word_if_any(*lang, field.label);
                    assert!(words.is_some(), "{}", field.label);
                }
            }
        }
    }
}
