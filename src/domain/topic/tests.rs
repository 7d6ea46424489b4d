use super::*;
use proptest::prelude::*;
use rstest::rstest;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn topic_code(text: &str) -> TopicCode {
    text.parse().unwrap()
}

/// The codes of `domain.md` 4.1.
const CODES: [&str; 16] = [
    "DROWN", "TRAF", "FIRE", "BULLY", "ABUSE", "PSY", "POLICY", "READ", "HW", "LAW", "PARENT",
    "FEST", "HEALTH", "SPORT", "ART", "OTHER",
];

#[test]
fn the_library_is_whole_in_both_languages() {
    let codes: Vec<&str> = Topic::built_in()
        .iter()
        .map(|one| one.code.as_str())
        .collect();
    assert_eq!(codes, CODES);
    for topic in Topic::built_in() {
        let code = topic.code.as_str();
        for text in [
            &topic.name.zh,
            &topic.name.en,
            &topic.purpose.zh,
            &topic.purpose.en,
        ] {
            assert!(!text.trim().is_empty(), "{code}");
        }
        assert_eq!(topic.outline.zh.len(), topic.outline.en.len(), "{code}");
        assert!(
            (3..=MOST_POINTS).contains(&topic.outline.zh.len()),
            "{code}"
        );
        for season in &topic.seasons {
            assert!(
                (1..=12).contains(&season.from) && (1..=12).contains(&season.to),
                "{code}"
            );
            assert!(
                !season.why.zh.is_empty() && !season.why.en.is_empty(),
                "{code}"
            );
        }
        assert!(
            topic.seasons.is_sorted_by_key(|one| one.every),
            "{code}: strictest first"
        );
    }
}

#[rstest]
#[case::week_in_summer("2026-07-15", Some("2026-07-10"), Some(Cadence::Week))]
#[case::held_this_week("2026-07-15", Some("2026-07-13"), None)]
#[case::month_in_spring("2026-05-15", Some("2026-04-30"), Some(Cadence::Month))]
#[case::held_this_month("2026-05-05", Some("2026-05-02"), None)]
#[case::never_held("2026-09-30", None, Some(Cadence::Month))]
#[case::soon("2026-03-20", None, Some(Cadence::Month))]
#[case::winter("2026-01-20", None, None)]
fn drowning_is_due_monthly_from_april_and_weekly_in_summer(
    #[case] today: &str,
    #[case] last: Option<&str>,
    #[case] expected: Option<Cadence>,
) {
    let topics = library(&[]);
    let last = last.map(day);
    let all = due(&topics, day(today), |_| last);
    let found = all.iter().find(|one| one.topic.code.as_str() == "DROWN");
    assert_eq!(found.map(|one| one.season.every), expected);
    assert_eq!(
        found.is_some_and(Due::is_ahead),
        expected.is_some() && today.starts_with("2026-03")
    );
}

#[test]
fn a_season_runs_over_the_end_of_the_year() {
    let season = Season {
        from: 11,
        to: 2,
        every: Cadence::Once,
        why: Both::default(),
    };
    assert_eq!(season.began(day("2027-01-31")), Some(day("2026-11-01")));
    assert_eq!(season.began(day("2026-10-31")), None);
    assert_eq!(season.begins(day("2026-10-31")), Some(day("2026-11-01")));
    assert_eq!(season.begins(day("2026-12-31")), Some(day("2027-11-01")));
}

#[test]
fn the_homes_wording_stands_in_the_librarys_place_and_its_own_topics_after_it() {
    let blank = HomeTopic {
        code: topic_code("FIRE"),
        name: "防火演练".into(),
        purpose: String::new(),
        age_from: None,
        age_to: None,
        month_from: None,
        month_to: None,
        every: None,
        questions: String::new(),
        materials: String::new(),
        outline: "先数人\n再出门".into(),
    };
    let bees = HomeTopic {
        code: topic_code("BEES"),
        name: "防马蜂".into(),
        month_from: Some(8),
        month_to: Some(10),
        ..blank.clone()
    };
    let all = library(&[bees, blank]);
    let at = |code: &str| {
        all.iter()
            .position(|one| one.code.as_str() == code)
            .unwrap()
    };
    assert_eq!((at("FIRE"), at("BEES"), all.len()), (2, 16, 17));
    let fire = &all[2];
    assert_eq!(fire.name.en, "防火演练");
    assert_eq!(fire.outline.zh, ["先数人", "再出门"]);
    assert_eq!(fire.purpose, Topic::built_in()[2].purpose);
    assert_eq!(fire.seasons, Topic::built_in()[2].seasons);
    let september = due(&all, day("2026-09-10"), |_| None);
    assert!(
        september
            .iter()
            .any(|one| one.topic.code.as_str() == "BEES" && !one.is_ahead())
    );
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn what_was_held_today_is_never_due_today(offset in 0_u64..2000) {
        let today = day("2024-01-01") + chrono::Days::new(offset);
        let topics = library(&[]);
        let all = due(&topics, today, |_| Some(today));
        prop_assert!(all.iter().all(Due::is_ahead));
        // No topic is proposed twice.
        let never = due(&topics, today, |_| None);
        let mut codes: Vec<&str> = never.iter().map(|one| one.topic.code.as_str()).collect();
        let count = codes.len();
        codes.sort_unstable();
        codes.dedup();
        prop_assert_eq!(codes.len(), count);
    }

    #[test]
    fn every_month_of_a_season_began_with_its_first(from in 1_u32..=12, to in 1_u32..=12, offset in 0_u64..800) {
        let today = day("2025-01-01") + chrono::Days::new(offset);
        let season = Season { from, to, every: Cadence::Once, why: Both::default() };
        if let Some(began) = season.began(today) {
            prop_assert!(began <= today && began.month() == from);
            prop_assert!(today < began + Months::new(season.months()));
        }
        let begins = season.begins(today).unwrap();
        prop_assert!(begins > today && begins.month() == from);
    }
}
