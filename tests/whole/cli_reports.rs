//! `doorlight trends`, `report` and `reports`: numbers, files, masks, the journal.

use crate::common::{Place, Tongue};

fn demo() -> Place {
    let place = Place::empty(Tongue::English);
    place.ok(&["demo", "--seed-only"]);
    place
}

#[test]
fn a_page_of_the_trends_is_text_and_json_of_the_same_numbers() {
    let place = demo();
    let asked = [
        "trends", "how-many", "--period", "2026-10", "--beside", "before",
    ];
    let said = place.ok(&asked);
    assert!(
        said.contains("How many came · October") && said.contains("September"),
        "{said}"
    );
    let json = place.json(&asked);
    assert_eq!(json["period_code"], "2026-10");
    let rows = json["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 32, "each day and the total");
    let sum: u64 = rows
        .iter()
        .filter(|row| row["state"] != "total")
        .filter_map(|row| row["came"].as_u64())
        .sum();
    assert_eq!(rows[31]["came"].as_u64(), Some(sum));
    let wrong = [
        "trends",
        "how-many",
        "--from",
        "2026-12-01",
        "--to",
        "2026-01-01",
    ];
    assert_eq!(place.run(&wrong).code, 2);
    assert_eq!(place.run(&["trends", "nothing"]).code, 2);
    assert_eq!(place.run(&["trends", "who", "--period", "2026-13"]).code, 2);
}

#[test]
fn a_report_is_written_and_stands_in_the_journal() {
    let place = demo();
    let out = place.own_folder().join("out").display().to_string();
    let report = [
        "report",
        "monthly",
        "2026-10",
        "--out",
        &out,
        "--format",
        "xlsx,html,csv",
    ];
    let said = place.ok(&report);
    assert!(
        said.contains("monthly-2026-10.xlsx") && said.contains("journal"),
        "{said}"
    );
    let journal = place.ok(&["journal", "--last", "1"]);
    assert!(
        journal.contains("wrote a report") && journal.contains("monthly 2026-10 middle"),
        "{journal}"
    );
    let again = place.run(&report);
    assert_eq!(again.code, 1, "nothing is overwritten unasked: {again:?}");
    let names = place.ok(&["reports"]);
    assert!(
        names.lines().count() > 15 && names.contains("child-file"),
        "{names}"
    );
}

#[test]
fn everything_personal_needs_a_reason_and_a_file_of_a_child_a_name() {
    let place = demo();
    let out = place.own_folder().join("out").display().to_string();
    let full = [
        "report", "register", "2026-10", "--out", &out, "--mask", "full", "--format", "csv",
    ];
    let refused = place.run(&full);
    assert_eq!(refused.code, 2, "{refused:?}");
    assert!(refused.err.contains("--reason"), "{refused:?}");
    let nobody = place.run(&["report", "child-file", "2026", "--out", &out]);
    assert!(
        nobody.code == 2 && nobody.err.contains("--child"),
        "{nobody:?}"
    );
    let public = place.run(&["report", "register", "--out", &out, "--public"]);
    assert!(
        public.code == 2 && public.err.contains("public"),
        "{public:?}"
    );
    let given = [&full[..], &["--reason", "checked with the township"]].concat();
    place.ok(&given);
    let journal = place.ok(&["journal", "--last", "1"]);
    assert!(
        journal.contains("register 2026-10 full: checked with the township"),
        "{journal}"
    );
    let child = [
        "report",
        "child-file",
        "2026",
        "--child",
        "0001",
        "--out",
        &out,
        "--format",
        "html",
    ];
    place.ok(&child);
    let page =
        std::fs::read_to_string(place.own_folder().join("out/child-file-2026.html")).unwrap();
    assert!(
        page.contains("********") && !page.contains("990000201605080008"),
        "masked unless asked"
    );
}
