//! Words for what stands in the reasons of entries of the journal: reports by their codes, members of staff by their
//! identifiers.

use crate::domain::StaffId;
use crate::i18n::{Lang, word_if_any};
use crate::t;

/// Stands before who approved a step.
const APPROVED: &str = "approved-by ";

/// A report and its period, as the journal names them, in words. A layout of the home's own stays as it is.
pub(crate) fn report_words(report: &str, lang: Lang) -> String {
    let (code, period) = report.split_once(' ').unwrap_or((report, ""));
    let keys = [format!("trend-page-{code}"), format!("report-{code}")];
    let name = keys.iter().find_map(|key| word_if_any(lang, key));
    let name = name.unwrap_or_else(|| code.to_owned());
    format!("{name} {period}").trim_end().to_owned()
}

/// A reason in words: who approved the step, and whose secret was changed, by name.
pub(crate) fn reason_words(
    reason: &str,
    name_of: impl Fn(StaffId) -> Option<String>,
    lang: Lang,
) -> String {
    let name = |id: &str| {
        let id = id.parse::<StaffId>().ok()?;
        Some(name_of(id).unwrap_or_else(|| t!(lang, "reason-unknown-person")))
    };
    let split = match reason.strip_prefix(APPROVED) {
        Some(by) => Some(("", by)),
        None => reason.rsplit_once("; approved-by "),
    };
    let approved = split.and_then(|(rest, by)| Some((rest, name(by)?)));
    let (rest, by) = match approved {
        Some((rest, by)) => (rest, Some(t!(lang, "reason-approved", name = by))),
        None => (reason, None),
    };
    let secret = |start: &str| rest.strip_prefix(start).and_then(name);
    let rest = if let Some(name) = secret("new pin for ") {
        t!(lang, "reason-new-pin", name = name)
    } else if let Some(name) = secret("new passphrase for ") {
        t!(lang, "reason-new-passphrase", name = name)
    } else if let Some(name) = secret("no secret for ") {
        t!(lang, "reason-no-secret", name = name)
    } else {
        rest.to_owned()
    };
    let parts = [rest, by.unwrap_or_default()];
    let parts: Vec<String> = parts.into_iter().filter(|one| !one.is_empty()).collect();
    parts.join("; ")
}

/// A reason as the journal has it, with names in the place of identifiers of staff.
pub(crate) fn named(reason: &str, name_of: impl Fn(StaffId) -> Option<String>) -> String {
    let words = reason.split(' ').map(|word| {
        // The approver follows after a semicolon.
        let id = word.trim_end_matches(';');
        let name = id.parse::<StaffId>().ok().and_then(&name_of);
        name.map_or_else(|| word.to_owned(), |name| word.replace(id, &name))
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    const ID: &str = "00000000-0000-0000-0000-000000000001";

    fn name_of(id: StaffId) -> Option<String> {
        (id.0.as_u128() == 1).then(|| "石主任".to_owned())
    }

    #[rstest]
    #[case::plain("asked by the family", "asked by the family")]
    #[case::approval_alone("approved-by ID", "石主任同意")]
    #[case::approved("乡镇要的; approved-by ID", "乡镇要的; 石主任同意")]
    #[case::secret("new pin for ID; approved-by ID", "给石主任换了 PIN; 石主任同意")]
    #[case::taken("no secret for ID", "收回了石主任的口令")]
    #[case::no_identifier("approved-by the township", "approved-by the township")]
    fn a_reason_names_people_and_never_their_identifiers(
        #[case] reason: &str,
        #[case] expected: &str,
    ) {
        let reason = reason.replace("ID", ID);
        assert_eq!(reason_words(&reason, name_of, Lang::Zh), expected);
        let named = named(&reason, name_of);
        assert!(!named.contains(ID), "{named}");
    }

    #[test]
    fn who_is_on_no_list_is_said_to_be_unknown() {
        let reason = format!("approved-by {}", ID.replace('1', "2"));
        let words = reason_words(&reason, name_of, Lang::En);
        assert_eq!(words, "approved by somebody who is on no list");
    }

    #[rstest]
    #[case("monthly 2026-11", "Monthly report 2026-11")]
    #[case("who 2026", "Which children come 2026")]
    #[case("custom 2026-Q4", "custom 2026-Q4")]
    #[case("", "")]
    fn a_report_is_told_by_its_name(#[case] code: &str, #[case] expected: &str) {
        assert_eq!(report_words(code, Lang::En), expected);
    }
}
