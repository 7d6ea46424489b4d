//! What is on the papers, and what must not be.

use super::*;
use crate::desk::command::{Comeback, When};
use crate::desk::papers::{Order, Paper};
use crate::domain::TopicCode;
use crate::domain::activity::TakingPart;
use crate::exchange::file::from_bytes;
use crate::i18n::Lang;
use crate::store::{Act, ActKind, StoreError, Writer};

/// Sensitive texts of a child's file.
const PHONE: &str = "13800138000";
const ID_NO: &str = "110101201605010017";

/// A home with five children. Two activities were held: two children at the first, one of them
/// late; three at the second, one of them again. A week was missed, an activity is planned.
fn full() -> (Desk, Vec<ChildId>) {
    let (mut desk, ids) = desk("2026-11-05", 5);
    let children: Vec<Child> = desk.store.all().unwrap();
    let mut child = children.into_iter().find(|one| one.id == ids[0]).unwrap();
    child.id_no = ID_NO.to_owned();
    child.teacher_phone = PHONE.to_owned();
    child.hamlet = "一组".to_owned();
    desk.perform(Command::SaveChild(Box::new(child))).unwrap();
    let first = Activity {
        guests: Some(3),
        others: Some(2),
        said: "水<很>凉".to_owned(),
        filed: "2026-17 号盒".to_owned(),
        done: "讲了六不准".to_owned(),
        ..talk("2026-11-05")
    };
    let held = planned(&mut desk, first);
    hold(&mut desk, Which::Single(held), &ids[..2]).unwrap();
    let late = TakingPart {
        activity: held,
        child: ids[1],
        came: NaiveTime::from_hms_opt(17, 45, 0),
    };
    let act = Act::new(desk.now(), None, ActKind::HoldActivity);
    let came = |writer: &mut Writer<'_>| -> Result<(), StoreError> { writer.put(&late) };
    desk.store.write(&act, came).unwrap();
    desk.clock = clock("2026-11-13");
    let held = planned(&mut desk, talk("2026-11-12"));
    hold(&mut desk, Which::Single(held), &ids[1..4]).unwrap();
    desk.clock = clock("2026-11-24");
    planned(&mut desk, talk("2026-11-26"));
    let explain = ActivityStep::ExplainWeek {
        week: day("2026-11-18"),
        reason: "下大雪".to_owned(),
    };
    perform(&mut desk, explain).unwrap();
    (desk, ids)
}

fn planned(desk: &mut Desk, activity: Activity) -> ActivityId {
    let on = activity.day;
    perform(desk, ActivityStep::Plan(Box::new(activity))).unwrap();
    let all = desk.programme().unwrap().activities;
    all.iter().find(|one| one.day == on).unwrap().id
}

fn bytes(desk: &Desk, paper: Paper, from: &str, to: &str, lang: Lang) -> Vec<u8> {
    let period = (Some(day(from)), Some(day(to)));
    desk.paper(&Order::of_period(paper, period, lang)).unwrap()
}

fn page(desk: &Desk, paper: Paper, from: &str, to: &str, lang: Lang) -> String {
    String::from_utf8(bytes(desk, paper, from, to, lang)).unwrap()
}

fn about(desk: &Desk, paper: Paper, topic: &str, lang: Lang) -> String {
    let order = Order::of_topic(paper, topic.parse().unwrap(), lang);
    String::from_utf8(desk.paper(&order).unwrap()).unwrap()
}

/// Nothing of a file but the name.
fn names_only(desk: &Desk, text: &str) {
    for child in desk.store.all::<Child>().unwrap() {
        let file_no = child.file_no;
        assert!(!text.contains(&file_no), "file number {file_no}: {text}");
    }
    for secret in [PHONE, ID_NO, "DROWN", "POLICY"] {
        assert!(!text.contains(secret), "{secret}: {text}");
    }
}

#[test]
fn the_evidence_tells_everything_of_the_period_by_name_only() {
    let (desk, _) = full();
    for lang in Lang::ALL {
        let text = page(&desk, Paper::Evidence, "2026-11-02", "2026-11-29", *lang);
        names_only(&desk, &text);
        for part in [
            "讲了六不准",
            "水&lt;很&gt;凉",
            "2026-17 号盒",
            "下大雪",
            "17:00–18:00",
            "17:45",
            "周敏",
            "孩子3",
        ] {
            assert!(text.contains(part), "{part}: {text}");
        }
        assert_eq!(text.matches("<article class=\"held\">").count(), 2);
        assert_eq!(text.matches("<article class=\"planned\">").count(), 1);
        // Missed, held and current weeks of the period.
        assert_eq!(text.matches("<li class=\"held\">").count(), 2);
        assert_eq!(text.matches("<li class=\"missed\">").count(), 1);
        assert_eq!(text.matches("<li class=\"planned\">").count(), 1);
        assert!(!text.contains("http"), "the page is whole by itself");
    }
    // A child that came after half of the first talk had the topic at the second.
    let text = page(&desk, Paper::Evidence, "2026-11-02", "2026-11-08", Lang::En);
    let row = text.split("<td>Drowning").nth(1).unwrap();
    let row: Vec<&str> = row.split("</tr>").next().unwrap().split("<td").collect();
    assert!(row[2].contains(">1<") && row[3].contains(">4<"), "{row:?}");
    assert!(
        row[5].contains("孩子1") && !row[5].contains("孩子0"),
        "{row:?}"
    );
}

#[test]
fn page_and_spreadsheet_agree() {
    let (desk, _) = full();
    for lang in Lang::ALL {
        let (from, to) = ("2026-11-01", "2026-11-30");
        let content = bytes(&desk, Paper::EvidenceSheet, from, to, *lang);
        let book = from_bytes(content, "evidence.xlsx").unwrap();
        let text = page(&desk, Paper::Evidence, from, to, *lang);
        let rows: Vec<usize> = book.sheets.iter().map(|sheet| sheet.rows.len()).collect();
        assert_eq!(rows.len(), 5);
        assert_eq!(rows[1] - 1, text.matches("<article").count());
        assert_eq!(rows[2] - 1, 5, "one row a child and activity");
        assert_eq!(rows[4] - 1, text.matches("<li").count());
        let cells = format!("{book:?}");
        names_only(&desk, &cells);
        for name in ["孩子0", "孩子3", "下大雪", "水<很>凉", "2026-17 号盒"] {
            assert!(cells.contains(name), "{name}");
        }
        assert!(
            text.contains("<td>5</td><td>4</td><td>3</td><td>2</td>"),
            "{text}"
        );
    }
}

#[test]
fn a_sign_in_sheet_names_the_expected_and_ticks_who_is_there() {
    let (mut desk, ids) = full();
    let one = Activity {
        expected: Expected::Picked(ids[1..3].to_vec()),
        ..talk("2026-11-24")
    };
    planned(&mut desk, one);
    let sheet = |desk: &Desk, on| page(desk, Paper::SignIn, on, on, Lang::En);
    let text = sheet(&desk, "2026-11-24");
    names_only(&desk, &text);
    assert_eq!(text.matches("<tr>").count(), 1 + 2 + 10);
    assert!(text.contains("孩子1") && !text.contains("孩子0") && !text.contains('✓'));
    for child in &ids[..2] {
        desk.perform(Command::SignIn {
            child: *child,
            when: When::Now,
            comeback: Comeback::Ask,
        })
        .unwrap();
    }
    let ticks = |text: &str| text.matches("<td>✓</td>").count();
    assert_eq!(ticks(&sheet(&desk, "2026-11-24")), 1);
    // Another day shows nobody in the house; a day without an activity is for everybody.
    assert_eq!(ticks(&sheet(&desk, "2026-11-26")), 0);
    let text = sheet(&desk, "2026-11-27");
    assert_eq!(text.matches("<tr>").count(), 1 + 5 + 10);
}

#[test]
fn an_invitation_list_has_no_phone_and_a_talk_its_questions() {
    let (desk, _) = full();
    for lang in Lang::ALL {
        let text = about(&desk, Paper::Invite, "DROWN", *lang);
        names_only(&desk, &text);
        assert!(text.contains("孩子4") && !text.contains("孩子1"), "{text}");
        assert!(about(&desk, Paper::Invite, "FIRE", *lang).contains("一组"));
        let talk = about(&desk, Paper::Talk, "DROWN", *lang);
        assert!(talk.matches("<li>").count() > 6, "{talk}");
        names_only(&desk, &talk);
    }
    let unknown: TopicCode = "BEES".parse().unwrap();
    let order = Order::of_topic(Paper::Talk, unknown, Lang::En);
    assert!(desk.paper(&order).is_err());
    let period = (None, None);
    assert!(
        desk.paper(&Order::of_period(Paper::Invite, period, Lang::En))
            .is_err()
    );
}

#[test]
fn a_month_with_six_weeks_is_one_sheet_and_names_nobody() {
    let (desk, _) = full();
    // August 2026 begins on a Saturday and has 31 days.
    let text = page(&desk, Paper::Poster, "2026-08-01", "2026-08-31", Lang::Zh);
    assert_eq!(text.matches("<section class=\"month\">").count(), 1);
    assert_eq!(text.matches("class=\"cell").count(), 42);
    let text = page(&desk, Paper::Poster, "2026-11-01", "2026-12-31", Lang::Zh);
    assert_eq!(text.matches("<section class=\"month\">").count(), 2);
    assert!(text.contains("17:00 防溺水讲座") && !text.contains("孩子"));
}

#[test]
fn a_second_paper_of_the_same_name_does_not_replace_the_first() {
    let folder = tempfile::tempdir().unwrap();
    let now = crate::domain::Moment::parse_from_rfc3339("2026-11-23T17:00:00+08:00").unwrap();
    let mut desk = Desk::open(folder.path(), crate::clock::Clock::fixed(now)).unwrap();
    let setup = HomeSetup {
        name: "青石坳儿童之家".into(),
        village: "青石坳村".into(),
        township: "云溪镇".into(),
        county: "灯影县".into(),
        director: "周敏".into(),
        hours: "Mon-Fri 16:30-18:30".parse().unwrap(),
    };
    desk.perform(Command::SetUp(Box::new(setup))).unwrap();
    let day = now.date_naive();
    let order = Order::of_period(Paper::Calendar, (Some(day), None), Lang::En);
    let first = desk.write_paper(&order, None).unwrap();
    std::fs::write(&first, "filled in by hand").unwrap();
    let second = desk.write_paper(&order, None).unwrap();
    assert!(second.ends_with("papers/calendar-2026-11-23-2.ics"));
    let first = std::fs::read_to_string(first).unwrap();
    assert_eq!(first, "filled in by hand");
}
