//! Checks the structure of `src`: no circular imports, no crowded folder, no oversized module.

use super::imports::{Edges, edges, imports};
use super::source::{Source, sources};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fmt::Write as _;

/// Maximum number of Rust files directly in a folder.
const CROWDED: usize = 16;

/// Maximum share of a top-level module, in percent of the program's lines: about a quarter.
const LARGEST: usize = 28;

/// The circles of a graph: groups of files in which every file reaches every other.
fn circles(edges: &Edges) -> Vec<Vec<String>> {
    let next = neighbours(edges);
    let reached: BTreeMap<&str, BTreeSet<&str>> = next
        .keys()
        .map(|file| (*file, reachable(&next, file)))
        .collect();
    let mut found: Vec<Vec<String>> = Vec::new();
    for (file, leads_to) in &reached {
        let is_known = found.iter().flatten().any(|known| known == file);
        if is_known || !leads_to.contains(file) {
            continue;
        }
        let back = |other: &&&str| reached.get(**other).is_some_and(|from| from.contains(file));
        let circle: Vec<String> = leads_to
            .iter()
            .filter(back)
            .map(|other| (*other).to_owned())
            .collect();
        found.push(circle);
    }
    found
}

fn neighbours(edges: &Edges) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut next: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (from, to) in edges.keys().filter(|(from, to)| from != to) {
        next.entry(from).or_default().insert(to);
    }
    next
}

/// Every file reachable from a file; includes the file itself only if it is in a circle.
fn reachable<'a>(next: &BTreeMap<&'a str, BTreeSet<&'a str>>, from: &str) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut waiting: Vec<&str> = next.get(from).into_iter().flatten().copied().collect();
    while let Some(file) = waiting.pop() {
        if reached.insert(file) {
            waiting.extend(next.get(file).into_iter().flatten());
        }
    }
    reached
}

/// The shortest path through a circle from its first file back to it, one edge per line.
fn walk(edges: &Edges, circle: &[String]) -> String {
    let next = neighbours(edges);
    let start = circle[0].as_str();
    let mut came_from: BTreeMap<&str, &str> = BTreeMap::new();
    let mut waiting = VecDeque::from([start]);
    while let Some(file) = waiting.pop_front() {
        for other in next.get(file).into_iter().flatten() {
            if !came_from.contains_key(other) {
                came_from.insert(other, file);
                waiting.push_back(other);
            }
        }
    }
    let mut arrows = Vec::new();
    let mut to = start;
    while let Some(from) = came_from.get(to) {
        let name = &edges[&((*from).to_owned(), to.to_owned())];
        arrows.push(format!("  {from} -> {to}: {name}"));
        to = from;
        if to == start {
            break;
        }
    }
    arrows.reverse();
    arrows.join("\n")
}

/// All circles as text: the files and one path around each.
fn in_words(edges: &Edges, circles: &[Vec<String>]) -> String {
    let words = circles.iter().map(|circle| {
        let files = circle.join(", ");
        format!("{} files: {files}\n{}", circle.len(), walk(edges, circle))
    });
    words.collect::<Vec<String>>().join("\n")
}

#[test]
fn no_circle_of_files() {
    let edges = edges(&imports(&sources()));
    assert!(edges.len() > 100, "the imports were not found");
    let circles = circles(&edges);
    assert!(circles.is_empty(), "{}", in_words(&edges, &circles));
}

/// Number of Rust files directly in each folder below `src`.
fn files_in_folders(sources: &[Source]) -> BTreeMap<String, usize> {
    let mut folders = BTreeMap::new();
    for source in sources {
        if let Some((folder, _)) = source.path.rsplit_once('/') {
            *folders.entry(folder.to_owned()).or_default() += 1;
        }
    }
    folders
}

/// Lines of code of each top-level module, without comments, tests and empty lines.
fn lines_of_rooms(sources: &[Source]) -> BTreeMap<String, usize> {
    let mut rooms = BTreeMap::new();
    for source in sources {
        let lines = source.code.lines().filter(|line| !line.trim().is_empty());
        *rooms.entry(source.layer().to_owned()).or_default() += lines.count();
    }
    rooms
}

/// The share of each top-level module in percent, rounded up.
fn shares(sources: &[Source]) -> BTreeMap<String, usize> {
    let rooms = lines_of_rooms(sources);
    let all: usize = rooms.values().sum();
    let share = |lines: usize| (lines * 100).div_ceil(all.max(1));
    rooms
        .into_iter()
        .map(|(room, lines)| (room, share(lines)))
        .collect()
}

/// One line per top-level module, largest first: its lines and its share.
fn report(sources: &[Source]) -> String {
    let shares = shares(sources);
    let mut rooms: Vec<(String, usize)> = lines_of_rooms(sources).into_iter().collect();
    rooms.sort_by_key(|(_, lines)| std::cmp::Reverse(*lines));
    let mut text = String::new();
    for (room, lines) in rooms {
        let _ = writeln!(text, "{room:<10} {lines:>6} lines {:>3} %", shares[&room]);
    }
    text
}

fn over(numbers: &BTreeMap<String, usize>, limit: usize) -> Vec<&str> {
    let over = numbers.iter().filter(|(_, number)| **number > limit);
    over.map(|(name, _)| name.as_str()).collect()
}

#[test]
fn no_folder_is_crowded() {
    let folders = files_in_folders(&sources());
    let crowded = over(&folders, CROWDED);
    assert!(crowded.is_empty(), "{crowded:?}: {folders:?}");
}

#[test]
fn no_room_holds_too_much_of_the_program() {
    let sources = sources();
    let shares = shares(&sources);
    let too_large = over(&shares, LARGEST);
    assert!(too_large.is_empty(), "{}", report(&sources));
}

/// A small graph: `"a b"` is an edge from `a` to `b`.
fn graph(arrows: &[&str]) -> Edges {
    let arrow = |text: &&str| {
        let (from, to) = text.split_once(' ').unwrap();
        ((from.to_owned(), to.to_owned()), "name".to_owned())
    };
    arrows.iter().map(arrow).collect()
}

#[test]
fn a_tree_has_no_circle_and_a_file_that_names_itself_is_none() {
    assert_eq!(
        circles(&graph(&["a b", "a c", "b c", "c c"])),
        Vec::<Vec<String>>::new()
    );
}

#[test]
fn each_circle_is_found_once_with_all_its_files() {
    let edges = graph(&["a b", "b c", "c a", "c d", "d e", "e d", "f a", "e g"]);
    assert_eq!(circles(&edges), [vec!["a", "b", "c"], vec!["d", "e"]]);
}

#[test]
fn two_circles_that_share_a_file_are_one() {
    let edges = graph(&["a b", "b a", "b c", "c b"]);
    assert_eq!(circles(&edges), [vec!["a", "b", "c"]]);
}

#[test]
fn a_circle_is_shown_as_the_shortest_way_round() {
    let edges = graph(&["a b", "b c", "c a", "b d", "d c"]);
    let circles = circles(&edges);
    assert_eq!(
        walk(&edges, &circles[0]),
        "  a -> b: name\n  b -> c: name\n  c -> a: name"
    );
}
