use super::keys::{Evening, Typing, mean_keys, roster, shortest_query};
use super::*;
use proptest::prelude::*;
use rstest::rstest;
use uuid::Uuid;

fn id(number: u128) -> ChildId {
    ChildId(Uuid::from_u128(number))
}

fn named(names: &[&str]) -> Vec<SearchEntry> {
    names
        .iter()
        .zip(1..)
        .map(|(name, n)| SearchEntry::new(id(n), name, ""))
        .collect()
}

fn everybody(_: ChildId) -> Standing {
    Standing::Expected
}

/// The names in `names` that a text finds, best first.
fn found<'a>(names: &[&'a str], text: &str) -> Vec<&'a str> {
    search(&named(names), text, everybody, 50)
        .iter()
        .map(|hit| names[hit.index])
        .collect()
}

fn finds(name: &str, text: &str) -> bool {
    !found(&[name], text).is_empty()
}

#[rstest]
#[case::initials("李小明", "lxm")]
#[case::first_initials("李小明", "lx")]
#[case::one_letter("李小明", "l")]
#[case::full_pinyin("李小明", "lixiaoming")]
#[case::full_pinyin_begun("李小明", "lixiaom")]
#[case::given_name_in_initials("李小明", "xm")]
#[case::given_name_in_full("李小明", "xiaoming")]
#[case::last_character("李小明", "ming")]
#[case::han("李小明", "小明")]
#[case::han_whole("李小明", "李小明")]
#[case::han_with_spaces("李小明", "李 小 明")]
#[case::han_then_initials("李小明", "李xm")]
#[case::syllable_then_initials("李小明", "lixm")]
#[case::letter_han_letter("李小明", "l小m")]
#[case::initials_then_syllable("李小明", "lxming")]
#[case::upper_case("李小明", "LXM")]
#[case::full_width("李小明", "ｌｘｍ")]
#[case::full_width_upper("李小明", "ＬＸＭ")]
#[case::two_letter_initial("张书成", "zhshch")]
#[case::apostrophe("李西安", "lixi'an")]
#[case::tone_marks("李小明", "lǐxiǎomíng")]
#[case::input_method_spaces("李小明", "li xiao ming")]
#[case::umlaut_as_v("吕布", "lvb")]
#[case::umlaut_as_u("吕布", "lub")]
#[case::umlaut_itself("吕布", "lüb")]
#[case::umlaut_initials("吕布", "lb")]
#[case::dot_skipped("买买提·艾力", "mmtal")]
#[case::dot_typed("买买提·艾力", "买买提·艾")]
#[case::after_the_dot("买买提·艾力", "aili")]
#[case::polyphone_usual("张乐", "zhangle")]
#[case::polyphone_other("张乐", "zhangyue")]
#[case::surname_shan("单小明", "shan")]
#[case::surname_as_everyday_word("单小明", "dan")]
#[case::surname_zeng("曾强", "zq")]
#[case::surname_qiu("仇磊", "qiul")]
#[case::surname_xie("解雪", "xx")]
#[case::surname_zha("查娜", "zhana")]
#[case::surname_ge("盖勇", "gey")]
#[case::surname_zhai("翟伟", "zhaiw")]
#[case::surname_qin("覃凯", "qk")]
#[case::surname_tan("覃凯", "tk")]
#[case::surname_yuchi("尉迟明", "ycm")]
#[case::surname_moqi("万俟静", "moqijing")]
#[case::surname_zhangsun("长孙雪", "zsx")]
#[case::surname_ouyang("欧阳雪", "ouyx")]
#[case::lenient("门光强", "mengq")]
fn a_name_is_found_by(#[case] name: &str, #[case] text: &str) {
    assert!(finds(name, text));
}

#[rstest]
#[case::wrong_order("李小明", "mxl")]
#[case::skipped_character("李小明", "lm")]
#[case::past_the_end("李小明", "lxma")]
#[case::letters_inside_a_syllable("李小明", "iao")]
#[case::other_han("李小明", "王")]
#[case::nothing_typed("李小明", "")]
#[case::only_spaces("李小明", " 　")]
#[case::two_digits_of_nothing("李小明", "12")]
#[case::leaning_on_the_keyboard(
    "李小明",
    "llllllllllllllllllllllllllllllllllllllllllllllllllllllll"
)]
fn a_name_is_not_found_by(#[case] name: &str, #[case] text: &str) {
    assert!(!finds(name, text));
}

#[test]
fn a_character_no_table_knows_is_found_by_itself_and_by_the_recorded_reading() {
    let entries = [SearchEntry::new(id(1), "𠮷小明", "ji")];
    for text in ["𠮷", "𠮷xm", "jxm", "jixiaoming", "xm"] {
        assert_eq!(search(&entries, text, everybody, 9).len(), 1, "{text}");
    }
    assert!(
        search(
            &[SearchEntry::new(id(1), "𠮷小明", "")],
            "jxm",
            everybody,
            9
        )
        .is_empty()
    );
}

fn with_numbers() -> Vec<SearchEntry> {
    vec![
        SearchEntry::new(id(1), "陈小明", "")
            .file_no("0070")
            .phones(["13800138007"]),
        SearchEntry::new(id(2), "王雪", "")
            .file_no("0007")
            .nickname("毛毛"),
        SearchEntry::new(id(3), "李杰", "")
            .file_no("LX-0712")
            .phones(["0558-8812345", "139 0000 4070"]),
        SearchEntry::new(id(4), "赵磊", "")
            .file_no("0123")
            .nickname("乐乐"),
    ]
}

#[rstest]
#[case::without_zeros("7", &[2, 1, 3])]
#[case::with_zeros("0007", &[2])]
#[case::some_zeros("007", &[2, 1])]
#[case::full_width_digits("７０", &[1])]
#[case::number_with_letters("lx-0712", &[3])]
#[case::number_with_letters_begun("LX07", &[3])]
#[case::end_of_a_phone("345", &[3])]
#[case::end_of_another_phone("4070", &[3])]
#[case::whole_phone("13800138007", &[1])]
#[case::two_digits_are_no_phone("45", &[])]
#[case::middle_of_a_phone("8812", &[])]
#[case::number_before_phone("0123", &[4])]
#[case::nickname_in_initials("mm", &[2])]
#[case::nickname_in_han("毛毛", &[2])]
#[case::nickname_is_not_a_surname("lele", &[4])]
fn numbers_and_nicknames(#[case] text: &str, #[case] want: &[u128]) {
    let hits = search(&with_numbers(), text, everybody, 9);
    let ids: Vec<ChildId> = hits.iter().map(|hit| hit.child).collect();
    assert_eq!(ids, want.iter().map(|n| id(*n)).collect::<Vec<_>>());
}

#[rstest]
#[case::name("ws", None)]
#[case::name("wx", Some(Why::Name))]
#[case::nickname("maomao", Some(Why::Nickname))]
#[case::file_no("712", Some(Why::FileNo))]
#[case::phone("8007", Some(Why::Phone))]
fn a_hit_says_by_what_it_was_found(#[case] text: &str, #[case] want: Option<Why>) {
    assert_eq!(
        search(&with_numbers(), text, everybody, 9)
            .first()
            .map(|hit| hit.why),
        want
    );
}

#[rstest]
#[case::surname_before_middle(&["王力", "李娜"], "l", &["李娜", "王力"])]
#[case::surname_before_given(&["王小明", "徐明"], "xm", &["徐明", "王小明"])]
#[case::whole_name_first(&["李雪梅", "李雪"], "lixue", &["李雪", "李雪梅"])]
#[case::whole_initials_first(&["李小明", "刘雪"], "lx", &["刘雪", "李小明"])]
#[case::one_syllable_before_two(&["李娜", "林杰"], "lin", &["林杰", "李娜"])]
#[case::whole_syllables_before_loose_ones(&["门光强", "孟乔"], "mengq", &["孟乔", "门光强"])]
#[case::usual_reading_first(&["曾强", "陈强"], "cq", &["陈强", "曾强"])]
#[case::surname_reading_first(&["单强", "邓强"], "dq", &["邓强", "单强"])]
#[case::broken_syllables_last(&["夏明月", "王晓敏"], "xiam", &["夏明月", "王晓敏"])]
fn among_equals_the_better_fit_is_first(
    #[case] names: &[&str],
    #[case] text: &str,
    #[case] want: &[&str],
) {
    assert_eq!(found(names, text), want);
}

#[test]
fn equal_fits_stand_in_the_order_expected_usual_other_inside_gone() {
    let entries = named(&["李一", "李二", "李三", "李四", "李五", "李六"]);
    let standings = [
        Standing::Gone,
        Standing::Inside,
        Standing::Other,
        Standing::Usual,
        Standing::Expected,
        Standing::Hidden,
    ];
    let standing = |child: ChildId| standings[child.0.as_u128() as usize - 1];
    let hits = search(&entries, "l", standing, 9);
    let numbers: Vec<u128> = hits.iter().map(|hit| hit.child.0.as_u128()).collect();
    assert_eq!(numbers, [5, 4, 3, 2, 1]);
}

#[rstest]
#[case::initials_leave_room_for_who_is_awaited("lx", 2)]
#[case::whole_name_means_nobody_else("lixue", 1)]
#[case::whole_name_in_han("李雪", 1)]
fn a_child_inside_gives_way_unless_its_whole_name_was_typed(
    #[case] text: &str,
    #[case] first: u128,
) {
    let entries = named(&["李雪", "李雪梅"]);
    let standing = |c| {
        if c == id(1) {
            Standing::Inside
        } else {
            Standing::Expected
        }
    };
    assert_eq!(search(&entries, text, standing, 9)[0].child, id(first));
}

#[test]
fn initials_of_a_child_inside_do_not_sign_in_somebody_by_the_middle_of_the_name() {
    let entries = named(&["徐明", "王小明"]);
    let standing = |c| {
        if c == id(1) {
            Standing::Inside
        } else {
            Standing::Expected
        }
    };
    assert_eq!(search(&entries, "xm", standing, 9)[0].child, id(1));
}

#[test]
fn who_left_the_register_stands_last_even_with_the_whole_name() {
    let entries = named(&["李雪", "李雪梅"]);
    let standing = |c| {
        if c == id(1) {
            Standing::Gone
        } else {
            Standing::Other
        }
    };
    assert_eq!(search(&entries, "李雪", standing, 9)[0].child, id(2));
}

#[test]
fn the_limit_keeps_the_best() {
    let entries = roster(143, 3);
    let all = search(&entries, "l", everybody, usize::MAX);
    assert!(all.len() > 20);
    assert_eq!(search(&entries, "l", everybody, 9), all[..9]);
    assert!(search(&entries, "l", everybody, 0).is_empty());
}

#[test]
fn entries_sort_by_sound_then_by_file_number() {
    let mut entries = vec![
        SearchEntry::new(id(1), "曾强", "").file_no("1"),
        SearchEntry::new(id(2), "仇磊", "").file_no("2"),
        SearchEntry::new(id(3), "陈杰", "").file_no("0009"),
        SearchEntry::new(id(4), "陈杰", "").file_no("0003"),
    ];
    in_pinyin_order(&mut entries);
    let order: Vec<ChildId> = entries.iter().map(|entry| entry.child).collect();
    assert_eq!(order, [id(4), id(3), id(2), id(1)]);
}

#[test]
fn a_name_of_many_equal_syllables_is_no_trouble() {
    let name = "庄".repeat(60);
    let entries = [SearchEntry::new(id(1), &name, "")];
    assert_eq!(search(&entries, &"zhuang".repeat(6), everybody, 9).len(), 1);
    assert!(search(&entries, &format!("{}x", "zhuang".repeat(6)), everybody, 9).is_empty());
}

/// Mean keys per sign-in, printed with `--nocapture`.
#[test]
fn a_sign_in_takes_three_keys_or_fewer() {
    let entries = roster(143, 3);
    let measured = [
        (Typing::Letters, Evening::Filling),
        (Typing::LettersAndNumbers, Evening::Filling),
        (Typing::Letters, Evening::Empty),
        (Typing::LettersAndNumbers, Evening::Empty),
    ]
    .map(|(typing, evening)| {
        let mean = mean_keys(&entries, typing, evening);
        println!("143 children, {typing:?}, {evening:?}: {mean:.2} keys with Enter");
        mean
    });
    assert!(
        measured[..2].iter().all(|mean| *mean <= 3.0),
        "{measured:?}"
    );
    assert!(
        measured.iter().all(|mean| *mean > 2.0),
        "too good to be true: {measured:?}"
    );
}

#[test]
fn the_roster_of_the_measurement_is_a_village() {
    let entries = roster(143, 3);
    let name = |entry: &SearchEntry| entry.name.chars().collect::<String>();
    let twins = |one: &&SearchEntry| {
        entries
            .iter()
            .filter(|other| name(other) == name(one))
            .count()
            > 1
    };
    let lis = entries
        .iter()
        .filter(|e| e.readings().char_at(0) == Some('李'))
        .count();
    assert!(
        entries.iter().filter(twins).count() >= 4,
        "some children share their name"
    );
    assert!(lis >= 12, "old families are large: {lis}");
    let all = |n| shortest_query(&entries, n, everybody, Typing::Letters).is_some();
    assert!(
        (0..entries.len()).all(all),
        "every child can be reached by letters"
    );
}

fn invented_name() -> impl Strategy<Value = String> {
    any::<u64>()
        .prop_map(|seed| crate::domain::names::NameMill::new(seed).name(crate::domain::Sex::Female))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn no_text_and_no_name_panics(name in "\\PC{0,80}", nick in "\\PC{0,9}", text in "\\PC{0,60}") {
        let entry = SearchEntry::new(id(1), &name, &nick).nickname(&nick).file_no(&name).phones([&*nick]);
        search(&[entry], &text, everybody, 9);
    }

    #[test]
    fn every_beginning_of_initials_and_of_full_pinyin_finds_the_name(name in invented_name()) {
        let readings = Readings::of(&name, "");
        for whole in [readings.initials(), readings.full(), name.clone()] {
            for len in 1..=whole.chars().count() {
                let text: String = whole.chars().take(len).collect();
                prop_assert!(finds(&name, &text), "{name} {text}");
            }
        }
    }

    #[test]
    fn one_more_letter_never_adds_a_child(text in "[a-z李小明雪]{2,6}", seed in 0u64..50) {
        let entries = roster(60, seed);
        let shorter: String = text.chars().take(text.chars().count() - 1).collect();
        let ids = |text: &str| -> Vec<ChildId> {
            search(&entries, text, everybody, usize::MAX).iter().map(|hit| hit.child).collect()
        };
        let before = ids(&shorter);
        prop_assert!(ids(&text).iter().all(|child| before.contains(child)));
    }
}
