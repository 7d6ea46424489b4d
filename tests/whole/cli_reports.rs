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
        journal.contains("register 2026-10 full (57): checked with the township"),
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
        std::fs::read_to_string(place.own_folder().join("out/child-file-0001-2026.html")).unwrap();
    assert!(
        page.contains("********") && !page.contains("990000201605080008"),
        "masked unless asked"
    );
}

#[test]
fn an_own_layout_is_saved_used_and_removed() {
    let place = demo();
    let out = place.own_folder().join("out").display().to_string();
    let save = [
        "layout",
        "save",
        "镇里",
        "--fields",
        "姓名 年龄 来过天数",
        "--sort",
        "came",
        "--fewer-than",
        "10",
    ];
    place.ok(&save);
    // A layout of the name is not lost by the way.
    let again = place.run(&save);
    assert!(
        again.code == 2 && again.err.contains("--force"),
        "{again:?}"
    );
    place.ok(&[save.as_slice(), &["--force"]].concat());
    let listed = place.ok(&["layout", "list"]);
    assert!(
        ["镇里", "last-month", "middle", "fewer than 10 days"]
            .iter()
            .all(|one| listed.contains(one)),
        "{listed}"
    );
    assert!(place.ok(&["reports"]).contains("own:镇里"));
    place.ok(&["report", "own:镇里", "--out", &out, "--format", "csv"]);
    let csv = std::fs::read_to_string(place.own_folder().join("out/镇里-2026-10.csv")).unwrap();
    let lines: Vec<&str> = csv.lines().collect();
    assert!(lines[0].ends_with("no.,name,age,days came"), "{csv}");
    let came = lines
        .iter()
        .skip(1)
        .map(|line| line.rsplit(',').next().unwrap().parse::<u32>().unwrap());
    let came: Vec<u32> = came.collect();
    assert!(
        came.is_sorted() && came.iter().all(|days| *days < 10) && !came.is_empty(),
        "{csv}"
    );
    let unknown = place.run(&["layout", "save", "x", "--fields", "name salary"]);
    assert!(
        unknown.code == 2 && unknown.err.contains("salary"),
        "{unknown:?}"
    );
    place.ok(&["layout", "remove", "镇里"]);
    assert_eq!(place.run(&["report", "own:镇里", "--out", &out]).code, 2);
}

#[test]
fn a_form_of_the_township_is_previewed_then_filled() {
    let place = demo();
    let form = place.own_folder().join("form.xlsx");
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (column, heading) in (0..).zip(["序号", "姓名", "出生日期", "账号"]) {
        sheet.write(0, column, heading).unwrap();
    }
    std::fs::write(&form, book.save_to_buffer().unwrap()).unwrap();
    let form = form.display().to_string();
    let out = place.own_folder().join("filled.xlsx").display().to_string();
    let preview = place.ok(&["fill", &form, "--dry-run"]);
    assert!(preview.contains("not known, left empty: 账号"), "{preview}");
    let said = place.ok(&["fill", &form, "--out", &out, "--category", "LBC"]);
    assert!(said.contains("journal"), "{said}");
    assert!(std::fs::read(&out).unwrap().starts_with(b"PK"));
    let journal = place.ok(&["journal", "--last", "1"]);
    assert!(journal.contains("fill 2026-11 middle"), "{journal}");
}

#[test]
fn the_help_of_a_quarter_is_text_json_and_a_report() {
    let place = demo();
    let asked = ["support", "--period", "2026-Q3"];
    let said = place.ok(&asked);
    assert!(
        said.contains("Help: the figures · quarter 3 of 2026") && said.contains("name not told"),
        "{said}"
    );
    let json = place.json(&asked);
    assert_eq!(
        (&json["period_code"], &json["from"], &json["to"]),
        (
            &"2026-Q3".into(),
            &"2026-07-01".into(),
            &"2026-09-30".into()
        )
    );
    let tables = json["tables"].as_array().unwrap();
    let table = |code: &str| {
        let mut tables = tables.iter();
        let found = tables.find(|one| one["report"] == code).unwrap();
        found["rows"].as_array().unwrap()
    };
    let figures = json["figures"].as_object().unwrap();
    let shown: Vec<_> = table("support-figures")
        .iter()
        .map(|row| &row["now"])
        .collect();
    assert_eq!(shown.len(), figures.len());
    assert!(figures.values().all(|figure| shown.contains(&figure)));
    let pieces = table("support-given").iter();
    let pieces: u64 = pieces.map(|row| row["pieces"].as_u64().unwrap()).sum();
    assert!(
        pieces > 0 && figures["pieces_given"] == pieces,
        "{figures:?}"
    );
    // Without a period the quarter of the usual month; nothing is said of one to come.
    let usual = place.json(&["support"]);
    assert!(
        usual["period_code"].as_str().unwrap().contains("-Q"),
        "{usual}"
    );
    assert_eq!(place.run(&["support", "--period", "2099-Q1"]).code, 2);
    assert_eq!(place.run(&["support", "--period", "soon"]).code, 2);
    assert!(
        place
            .ok(&["reports"])
            .contains("support\tHelp in the quarter")
    );
    let out = place.own_folder().join("out").display().to_string();
    let report = [
        "report", "support", "2026-Q3", "--out", &out, "--format", "csv",
    ];
    place.ok(&report);
    let of_public = place.own_folder().join("public").display().to_string();
    let public = [
        "report", "support", "2026-Q3", "--out", &of_public, "--format", "csv", "--public",
    ];
    place.ok(&public);
    let files = |folder: &str| std::fs::read_dir(folder).unwrap().count();
    assert_eq!(
        (files(&out), files(&of_public)),
        (tables.len(), 2),
        "what names persons stays at the home"
    );
}
