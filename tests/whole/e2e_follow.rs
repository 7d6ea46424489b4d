//! A child stops coming: the whole procedure in the real program, in a pseudo-terminal.

use crate::common::pty::Pty;
use crate::common::{Place, Tongue, fixture};
use rstest::rstest;
use std::fmt::Write as _;

/// A home whose first child came every afternoon until 10 November. Two others still come, so the
/// register was taken.
fn village() -> Place {
    let place = Place::with_home(Tongue::English).at("2026-11-23T18:40:00+08:00");
    place.ok(&["import", "roster", &fixture("roster.xlsx")]);
    let mut sheet = "档案号,日期,标记\n".to_owned();
    let first: chrono::NaiveDate = "2026-09-21".parse().unwrap();
    for day in first.iter_days().take(63) {
        if chrono::Datelike::weekday(&day).number_from_monday() <= 5 {
            let last = day <= "2026-11-10".parse().unwrap();
            for child in if last {
                &["0001", "0002", "0003"][..]
            } else {
                &["0002", "0003"]
            } {
                writeln!(sheet, "{child},{day},到").unwrap();
            }
        }
    }
    let path = place.own_folder().join("stays.csv");
    std::fs::write(&path, sheet).unwrap();
    place.ok(&["import", "attendance", path.to_str().unwrap()]);
    place
}

/// The rule under which the child is flagged as not seen, if any.
fn not_seen(place: &Place, arguments: &[&str]) -> Option<String> {
    let flags = place.json(&[&["flags"], arguments].concat());
    let flags = flags.as_array().unwrap();
    let found = flags
        .iter()
        .find(|flag| flag["file_no"] == "0001" && flag["rule"].as_str().unwrap().starts_with('S'));
    found.map(|flag| flag["rule"].as_str().unwrap().to_owned())
}

#[test]
fn a_child_stops_coming_is_looked_for_and_is_seen_again() {
    let place = village();
    assert_eq!(not_seen(&place, &[]).as_deref(), Some("S3"));

    // Two calls, a visit without a meeting, a report upwards: each from the list, and the flag
    // stays.
    let mut pty = Pty::start(&place, &[], 120, 40);
    pty.wait_for("F6");
    pty.type_keys("F6");
    // Everything behind the line: the last weeks, the reasons, whom to ring, what ends it.
    pty.wait_for("go there today");
    pty.type_keys("enter");
    pty.wait_for("✓ ✓");
    pty.type_keys("end");
    pty.wait_for("It ends when the child is seen");
    // Read in a thread meanwhile.
    pty.wait_for("no earlier matter in the last two years.");
    pty.type_keys("esc");
    pty.wait_gone("It ends when");
    for rung in ["no answer", "the director decides today"] {
        pty.type_keys("enter enter");
        pty.wait_for("what was done?");
        pty.type_keys("enter");
        pty.wait_for("outcome of the call");
        pty.type_keys("right tab right right ctrl-s");
        pty.wait_for(rung);
    }
    pty.type_keys("enter enter down enter");
    pty.wait_for("child seen in person?");
    pty.type_keys("ctrl-s");
    pty.wait_for("Please say whether the child was seen");
    pty.type_keys("right right ctrl-s");
    pty.wait_for("went there");
    pty.type_keys("enter enter down down down down enter");
    pty.wait_for("to whom");
    pty.type_text("township office");
    pty.type_keys("tab");
    pty.type_text("by phone");
    pty.type_keys("ctrl-s");
    pty.wait_for("with the township since");
    pty.type_keys("ctrl-q ctrl-q");
    assert_eq!(pty.ended().0, 0);
    assert_eq!(not_seen(&place, &[]).as_deref(), Some("S2"));

    // Once the child is seen, the flag ends, and the day before still shows it.
    let place = place.at("2026-11-24T17:00:00+08:00");
    place.ok(&["in", "0001"]);
    assert_eq!(not_seen(&place, &[]), None);
    assert_eq!(
        not_seen(&place, &["--as-of", "2026-11-23"]).as_deref(),
        Some("S2")
    );
    assert_eq!(place.json(&["verify"])["sound"], true);

    // The timeline shows the steps. The terminal is so high that the whole file is on the screen, whenever its
    // history has been read.
    let mut pty = Pty::start(&place, &[], 120, 160);
    pty.wait_for("F4");
    pty.type_keys("F4");
    pty.wait_for("by name");
    pty.type_text("0001");
    pty.type_keys("enter");
    pty.wait_for("Ctrl-E");
    pty.wait_for("handed to the township");
    pty.wait_for("child not seen");
    // What became of it.
    pty.wait_for("seen at the home after 14 days");
    pty.wait_for("to see since ");
    pty.wait_for("rang 2 times, visited once, not met, told the");
    pty.type_keys("ctrl-q ctrl-q");
    assert_eq!(pty.ended().0, 0);
}

#[test]
fn every_rule_of_a_flag_names_its_limit() {
    let place = village();
    let flags = place.json(&["flags"]);
    let flags = flags.as_array().unwrap();
    assert!(!flags.is_empty());
    // The files that wait are one line, which no rule raised.
    let of_rules = flags.iter().filter(|flag| !flag["rule"].is_null());
    for flag in of_rules {
        assert!(flag["opened"].is_string(), "{flag}");
        for rule in flag["rules"].as_array().unwrap() {
            assert!(!rule["limit"].as_str().unwrap().is_empty(), "{rule}");
        }
    }
    let unseen = flags.iter().find(|flag| flag["rule"] == "S3").unwrap();
    let limit = unseen["rules"][0]["limit"].as_str().unwrap();
    assert!(limit.contains("it is listed from once in"), "{limit}");
}

#[test]
fn a_day_in_the_past_is_told_from_what_was_known_on_it() {
    let place = village();
    // The register was entered on the 23rd: on the 20th nothing was known, which is not the same as
    // nobody to be seen.
    let before = place.run(&["flags", "--as-of", "2026-11-20"]);
    assert_eq!((before.code, before.out.as_str()), (0, ""));
    assert_eq!(before.err, "The program was not in use yet that day.\n");
    let known_now = not_seen(&place, &["--as-of", "2026-11-20", "--known-now"]);
    assert_eq!(known_now.as_deref(), Some("S3"));
    assert_eq!(
        not_seen(&place, &["--as-of", "2026-11-10", "--known-now"]),
        None
    );
    let ahead = place.run(&["flags", "--as-of", "2026-12-24"]);
    assert_eq!(ahead.code, 1);
}

#[test]
fn what_was_known_on_an_earlier_evening_is_shown_and_the_present_stays() {
    let mut place = village();
    place.set_now("2026-11-25T18:40:00+08:00");
    // Whoever may only read can look back too.
    let lock = std::fs::File::create(place.data().join("doorlight.lock")).unwrap();
    lock.try_lock().unwrap();
    let mut pty = Pty::start(&place, &[], 120, 40);
    pty.wait_for("F6");
    pty.type_keys("F6 ctrl-t");
    pty.wait_for("As of which day?");
    pty.type_keys("ctrl-s");
    pty.wait_for("Tue 24/11/2026, by what was known then");
    pty.wait_for("to see 1");
    // Everything behind the line as it was that evening; the evening before is one key away.
    pty.type_keys("enter");
    pty.wait_for("No days are agreed");
    pty.type_keys("enter left");
    pty.wait_for("Mon 23/11/2026, by what was known then");
    pty.type_keys("esc");
    pty.wait_gone("As of the evening");
    pty.type_keys("ctrl-t");
    pty.wait_for("As of which day?");
    pty.type_keys("ctrl-u 2026-11-20 ctrl-s");
    pty.wait_for("The program was not in use yet that day.");
    // What was entered later says more of that day.
    pty.type_keys("ctrl-t");
    pty.wait_for("As of which day?");
    pty.type_keys("ctrl-u 2026-11-20 tab right ctrl-s");
    pty.wait_for("Fri 20/11/2026, by what is known now");
    pty.wait_for("to see 1");
    pty.type_keys("esc");
    pty.wait_gone("As of the evening");
    pty.type_keys("ctrl-q ctrl-q");
    assert_eq!(pty.ended().0, 0);
    drop(lock);
    assert_eq!(place.json(&["verify"])["sound"], true);
}

/// A left-behind child of a list without any date, seen last on 31 August, is judged by the limit of left-behind
/// children on a day before the list came in, and no sentence names the day of the import.
#[rstest]
#[case::without_any_date(
    "",
    "",
    "left behind, and no agreement has held since the file was opened"
)]
#[case::with_its_own_date(
    ",认定时间",
    ",2026-12-01",
    "left behind since Tue 1/12/2026, and no agreement holds"
)]
fn a_list_without_dates_does_not_date_the_past_from_its_import(
    #[case] heading: &str,
    #[case] written: &str,
    #[case] sentence: &str,
) {
    let mut place = Place::with_home(Tongue::English).at("2026-12-10T18:40:00+08:00");
    let write = |name: &str, text: String| {
        let path = place.own_folder().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let roster = write(
        "roster.csv",
        format!(
            "姓名,性别,出生日期,类别,照护人,与儿童关系,照护人电话{heading}\n\
             汪乐乐,女,2018-03-02,留守儿童,汪大山,祖父,13746814538{written}\n\
             余小雨,女,2018-05-02,普通儿童,余大山,祖父,13746814539\n"
        ),
    );
    let sheet = write(
        "stays.csv",
        "档案号,日期,标记\n0001,2026-08-31,到\n0002,2026-08-31,到\n".to_owned(),
    );
    place.ok(&["import", "roster", &roster]);
    place.ok(&["import", "attendance", &sheet]);
    let limits = |day: &str| -> Vec<String> {
        let flags = place.json(&["flags", "--as-of", day, "--known-now"]);
        let flags = flags.as_array().unwrap().iter();
        let unseen = flags.filter(|flag| flag["rule"] == "S5");
        unseen
            .map(|flag| format!("{} {}", flag["file_no"], flag["reasons"]))
            .collect()
    };
    let known = written.is_empty();
    assert_eq!(limits("2026-09-30"), Vec::<String>::new());
    let in_october = limits("2026-10-01");
    assert_eq!(in_october.len(), usize::from(known), "{in_october:?}");
    if known {
        assert!(in_october[0].contains("the limit is 30"), "{in_october:?}");
    }

    place.set_now("2027-01-10T18:40:00+08:00");
    let flags = place.json(&["flags"]);
    let flags = flags.as_array().unwrap().iter();
    let law: Vec<String> = flags
        .filter(|flag| flag["rule"] == "L3")
        .map(|flag| flag["reasons"].to_string())
        .collect();
    assert_eq!(law.len(), 1);
    assert!(law[0].contains(sentence), "{law:?}");
    assert!(!law[0].contains("10/12"), "the day of the import: {law:?}");
}
