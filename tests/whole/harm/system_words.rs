//! What the operating system refuses is said in the chosen language, with the path, and never in the
//! system's own words.

use super::ground::small_home;
use crate::common::{Tongue, ended};
use std::path::Path;

/// Parts of the sentences of the system and of the standard library about it.
const FOREIGN: [&str; 8] = [
    "os error",
    "No such file",
    "ermission denied",
    "Not a directory",
    "Is a directory",
    "File name too long",
    "File exists",
    "stream did not",
];

fn says_it_in_our_words(tongue: Tongue, data: Option<&Path>, task: &[&str], about: &str) {
    let place = small_home(tongue);
    let mut arguments = place.common_arguments();
    if let Some(data) = data {
        arguments[1] = place.own_folder().join(data).display().to_string();
    }
    let own = place.own_folder().display().to_string();
    std::fs::write(place.own_folder().join("plain"), "text").unwrap();
    let task = task.iter().map(|one| one.replace("OWN", &own));
    let done = ended(place.bare_command().args(arguments).args(task.clone()));
    let told = format!(
        "{data:?} {:?}: {}{}",
        task.collect::<Vec<_>>(),
        done.out,
        done.err
    );
    assert_eq!(done.code, 1, "{told}");
    assert!(done.err.contains(about), "not about {about}: {told}");
    let foreign = FOREIGN.iter().find(|one| done.err.contains(**one));
    assert_eq!(foreign, None, "{told}");
    if tongue == Tongue::Chinese {
        let has_words = done
            .err
            .chars()
            .any(|c| ('\u{4e00}'..'\u{a000}').contains(&c));
        assert!(has_words, "{told}");
    }
    for busy in ["nother program", "另一个程序"] {
        assert!(!done.err.contains(busy), "nobody else is there: {told}");
    }
}

#[test]
fn what_the_system_refuses_is_said_with_the_path_in_the_chosen_language() {
    let long = "x".repeat(300);
    let too_long = format!("OWN/{long}");
    let tasks: &[(&[&str], &str)] = &[
        (&["backup", "OWN/none/copy.db"], "none"),
        (&["backup", "OWN/plain/copy.db"], "plain"),
        (&["backup", &too_long], &long),
        (&["journal", "--follow", "OWN/none.txt"], "none.txt"),
        (&["journal", "--follow", "OWN"], "/"),
        (&["journal", "--follow", "OWN/plain/x"], "plain"),
        (&["journal", "--export", "OWN/none/x.txt"], "none"),
        (&["import", "roster", "OWN/none.csv"], "none.csv"),
        (&["import", "roster", "OWN/plain/x.csv"], "plain"),
        (&["import", "roster", &too_long], &long),
        (
            &["activities", "poster", "--html", "OWN/none/x.html"],
            "none",
        ),
        (&["activities", "import", "OWN/none.ics"], "none.ics"),
        (&["doctor", "--bundle", "OWN/none/x.txt"], "none"),
        (&["doctor", "--bundle", "OWN/plain/x.txt"], "plain"),
        (&["pictures", "OWN/plain/x"], "plain"),
    ];
    for tongue in [Tongue::English, Tongue::Chinese] {
        for (task, about) in tasks {
            says_it_in_our_words(tongue, None, task, about);
        }
        for data in ["plain", "plain/deeper", &long] {
            for task in [&["children"][..], &["in", "1"], &["verify"], &["backup"]] {
                says_it_in_our_words(tongue, Some(Path::new(data)), task, "");
            }
            let init = [
                "init",
                "--home",
                "青石坳",
                "--village",
                "村",
                "--township",
                "镇",
                "--county",
                "县",
                "--director",
                "周敏",
                "--hours",
                "Mon 09:00-12:00",
            ];
            says_it_in_our_words(tongue, Some(Path::new(data)), &init, data);
        }
    }
}
