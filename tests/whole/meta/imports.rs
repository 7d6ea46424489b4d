//! Finds which file uses items of which other file: `use` trees and inline paths, resolved to the
//! definition.
//!
//! Works on tokens, not types: method calls and items made by macros are not found. A name without
//! a known definition counts as defined in the file of its module.

use super::source::Source;
use std::collections::{BTreeMap, BTreeSet};

/// A use of a name of this crate in one file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Import {
    /// The file that uses the name, as a path below `src`.
    pub from: String,
    /// The name as written, from the crate root: `["store", "Record"]`.
    pub path: Vec<String>,
    /// The file that defines the name. `None` for a module, and for `t`, the macro of `i18n`.
    pub to: Option<String>,
}

/// The edges between files, each with one name as an example: `(from, to) -> "store::Record"`.
pub(super) type Edges = BTreeMap<(String, String), String>;

/// Every name of the crate that a file of the program uses, except re-exports of its own child
/// modules.
pub(super) fn imports(sources: &[Source]) -> Vec<Import> {
    let modules = modules(sources);
    let found: BTreeSet<Import> = modules
        .iter()
        .flat_map(|(place, module)| {
            let names = module.names(&modules, place);
            names.into_iter().map(|path| Import {
                from: module.file.clone(),
                to: definition(&modules, &path).filter(|_| path != ["t"]),
                path,
            })
        })
        .collect();
    found.into_iter().collect()
}

/// The edges between different files.
pub(super) fn edges(imports: &[Import]) -> Edges {
    let mut edges = Edges::new();
    for import in imports {
        if let Some(to) = import.to.as_ref().filter(|to| **to != import.from) {
            let arrow = (import.from.clone(), to.clone());
            edges.entry(arrow).or_insert_with(|| import.path.join("::"));
        }
    }
    edges
}

/// Modules by their path from the crate root: `["store", "read"]`.
type Modules = BTreeMap<Vec<String>, Module>;

/// A file as a module.
#[derive(Debug, Default)]
struct Module {
    file: String,
    /// Names of the items defined at the top of the file.
    defined: BTreeSet<String>,
    uses: Vec<Use>,
    /// Inline paths as written: `["super", "z", "T"]`.
    inline: BTreeSet<Vec<String>>,
    /// Identifiers without a path; they may come from a glob import.
    bare: BTreeSet<String>,
}

/// One leaf of a `use` tree.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Use {
    /// The path as written. A glob ends with `*`.
    path: Vec<String>,
    /// The name in this file.
    name: String,
    /// Whether it is a `pub use` or `pub(…) use`.
    is_public: bool,
}

impl Use {
    fn is_glob(&self) -> bool {
        self.name == "*"
    }
}

fn modules(sources: &[Source]) -> Modules {
    let read = sources.iter().map(|source| {
        let mut module = read_module(&source.code);
        module.file.clone_from(&source.path);
        (place_of(&source.path), module)
    });
    read.collect()
}

/// `store/mod.rs` is `["store"]`; `lib.rs` is the root. `main.rs` is a separate crate.
fn place_of(file: &str) -> Vec<String> {
    let name = file.trim_end_matches(".rs");
    let name = name.strip_suffix("/mod").unwrap_or(name);
    match name {
        "lib" => Vec::new(),
        _ => name.split('/').map(str::to_owned).collect(),
    }
}

impl Module {
    /// The paths, from the crate root, of all names that this module uses.
    fn names(&self, modules: &Modules, place: &[String]) -> Vec<Vec<String>> {
        let is_own_child = |path: &[String]| path.len() > place.len() && path.starts_with(place);
        let used = self.uses.iter().filter(|one| !one.is_glob());
        let used = used.filter_map(|one| {
            let path = self.absolute(modules, place, &one.path, 0)?;
            let is_re_export = one.is_public && is_own_child(&path);
            (!is_re_export).then_some(path)
        });
        let inline = self
            .inline
            .iter()
            .filter_map(|path| self.absolute(modules, place, path, 0));
        let globs = self.uses.iter().filter(|one| one.is_glob());
        let from_globs = globs.flat_map(|glob| {
            let parent = self.absolute(modules, place, &glob.path[..glob.path.len() - 1], 0);
            let parent = parent.unwrap_or_default();
            let shown = modules.get(&parent).into_iter().flat_map(Self::shown);
            let named = shown.filter(|name| self.bare.contains(*name));
            named
                .map(|name| joined(&parent, name))
                .collect::<Vec<Vec<String>>>()
        });
        used.chain(inline).chain(from_globs).collect()
    }

    /// Names that the globs of this module import.
    fn shown(&self) -> impl Iterator<Item = &String> {
        let used = self.uses.iter().filter(|one| one.is_public);
        self.defined.iter().chain(used.map(|one| &one.name))
    }

    fn used_as(&self, name: &str) -> Option<&Use> {
        self.uses.iter().find(|one| one.name == name)
    }

    /// A written path, resolved from the crate root; `None` for other crates and for names of this
    /// file.
    fn absolute(
        &self,
        modules: &Modules,
        place: &[String],
        path: &[String],
        depth: usize,
    ) -> Option<Vec<String>> {
        let (first, rest) = path.split_first()?;
        let at_root = place == ["main"];
        let begin = match first.as_str() {
            "doorlight" if at_root => Vec::new(),
            "crate" if !at_root => Vec::new(),
            "self" => place.to_vec(),
            "super" => {
                let ups = path.iter().take_while(|part| *part == "super").count();
                let above = place.get(..place.len().checked_sub(ups)?)?;
                return Some([above, &path[ups..]].concat());
            }
            name if modules.contains_key(&joined(place, name)) => joined(place, name),
            // This ends: circular renames do not compile.
            name if depth < 8 => {
                let one = self.used_as(name).filter(|one| one.path != path)?;
                self.absolute(modules, place, &one.path, depth + 1)?
            }
            _ => return None,
        };
        Some([begin.as_slice(), rest].concat())
    }
}

fn joined(place: &[String], name: &str) -> Vec<String> {
    [place, &[name.to_owned()]].concat()
}

/// The file that defines the item at a path from the crate root; `None` for a module.
fn definition(modules: &Modules, path: &[String]) -> Option<String> {
    defined_in(modules, path, 0)
}

fn defined_in(modules: &Modules, path: &[String], depth: usize) -> Option<String> {
    let length = (0..=path.len()).rfind(|end| modules.contains_key(&path[..*end]))?;
    let (place, rest) = path.split_at(length);
    let Some(name) = rest.first() else {
        // A module, unless the module above exports an item of the same name.
        let (name, above) = path.split_last()?;
        let parent = modules.get(above)?;
        let has_item = parent.defined.contains(name)
            || parent.used_as(name).is_some_and(|one| one.path.len() > 1);
        return has_item
            .then(|| named_in(modules, above, name, &[], depth))
            .flatten();
    };
    named_in(modules, place, name, &rest[1..], depth)
}

/// The file that defines `name` of the module at `place`.
fn named_in(
    modules: &Modules,
    place: &[String],
    name: &str,
    rest: &[String],
    depth: usize,
) -> Option<String> {
    let module = modules.get(place)?;
    let own = || Some(module.file.clone());
    if module.defined.contains(name) || depth > 8 {
        return own();
    }
    if let Some(one) = module.used_as(name) {
        let target = module.absolute(modules, place, &one.path, 0)?;
        return defined_in(modules, &[&target, rest].concat(), depth + 1);
    }
    let globs = module.uses.iter().filter(|one| one.is_glob());
    let from_glob = globs
        .filter_map(|glob| module.absolute(modules, place, &glob.path[..glob.path.len() - 1], 0))
        .find(|parent| {
            let parent = modules.get(parent);
            parent.is_some_and(|parent| parent.shown().any(|shown| shown == name))
        });
    match from_glob {
        Some(parent) => named_in(modules, &parent, name, rest, depth + 1),
        None => own(),
    }
}

/// Keywords that begin the definition of an item.
const ITEMS: &[&str] = &[
    "struct",
    "enum",
    "union",
    "trait",
    "type",
    "fn",
    "const",
    "static",
    "macro_rules",
    "mod",
];

/// Parses one file; strings are ignored.
fn read_module(code: &str) -> Module {
    let tokens = tokens(code);
    let mut module = Module::default();
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        match token.as_str() {
            "{" => depth += 1,
            "}" => depth = depth.saturating_sub(1),
            // `use<'a>` in a return type imports nothing.
            "use" if tokens.get(at + 1).is_some_and(|next| next != "<") => {
                let is_public = is_public(&tokens, at);
                let end = (at..tokens.len()).find(|end| tokens[*end] == ";");
                let end = end.unwrap_or(tokens.len());
                read_tree(&tokens[at + 1..end], &[], is_public, &mut module.uses);
                at = end;
            }
            item if depth == 0 && ITEMS.contains(&item) => {
                let name = tokens[at + 1..].iter().find(|next| *next != "!");
                // `mod x;` defines nothing here; `mod x { … }` does.
                let is_file = item == "mod" && tokens.get(at + 2).is_some_and(|next| next == ";");
                module.defined.extend(name.filter(|_| !is_file).cloned());
            }
            name if is_name(name) && !is_part_of_another(&tokens, at) => {
                let path = path_at(&tokens, at);
                at += 2 * (path.len() - 1);
                if path.len() > 1 {
                    module.inline.insert(path);
                } else {
                    module.bare.extend(path);
                }
            }
            _ => {}
        }
        at += 1;
    }
    module
}

/// Whether `pub` or `pub(…)` precedes the token.
fn is_public(tokens: &[String], at: usize) -> bool {
    let before = &tokens[at.saturating_sub(4)..at];
    match before {
        [.., word] if word == "pub" => true,
        [word, open, _, close] => word == "pub" && open == "(" && close == ")",
        _ => false,
    }
}

/// Whether a name is a method, a field, or the last part of a path such as `<T>::new`.
fn is_part_of_another(tokens: &[String], at: usize) -> bool {
    at > 0 && matches!(tokens[at - 1].as_str(), "." | "::")
}

/// The path that starts at a name: `a::b::C`.
fn path_at(tokens: &[String], at: usize) -> Vec<String> {
    let mut path = vec![tokens[at].clone()];
    let mut next = at + 1;
    while tokens.get(next).is_some_and(|token| token == "::")
        && let Some(name) = tokens.get(next + 1).filter(|name| is_name(name))
    {
        path.push(name.clone());
        next += 2;
    }
    path
}

/// Collects the leaves of a `use` tree, given without `use` and semicolon.
fn read_tree(tree: &[String], prefix: &[String], is_public: bool, leaves: &mut Vec<Use>) {
    let mut path = prefix.to_vec();
    let mut at = 0;
    while let Some(token) = tree.get(at) {
        match token.as_str() {
            "{" => {
                for branch in branches(&tree[at + 1..]) {
                    read_tree(branch, &path, is_public, leaves);
                }
                return;
            }
            "::" => {}
            "as" => break,
            // `a::{self}` means `a`.
            "self" if !path.is_empty() => {}
            _ => path.push(token.clone()),
        }
        at += 1;
    }
    let renamed = tree.get(at + 1).filter(|_| at < tree.len());
    if let Some(name) = renamed.or_else(|| path.last()).cloned() {
        leaves.push(Use {
            path,
            name,
            is_public,
        });
    }
}

/// The branches of a group, from after its opening brace to the closing brace.
fn branches(group: &[String]) -> Vec<&[String]> {
    let mut found = Vec::new();
    let (mut depth, mut begin) = (0_usize, 0);
    for (at, token) in group.iter().enumerate() {
        let is_end = token == "}" && depth == 0;
        if (token == "," && depth == 0) || is_end {
            found.push(&group[begin..at]);
            begin = at + 1;
        }
        match token.as_str() {
            _ if is_end => break,
            "{" => depth += 1,
            "}" => depth -= 1,
            _ => {}
        }
    }
    found.retain(|branch| !branch.is_empty());
    found
}

fn is_name(token: &str) -> bool {
    token.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

/// Splits code into names, `::` and single characters, without literals and white space.
fn tokens(code: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    for text in super::source::outside_of_texts(code) {
        let mut rest = text.trim_start();
        while let Some(first) = rest.chars().next() {
            let is_part = |c: char| c.is_alphanumeric() || c == '_';
            let length = if is_part(first) {
                rest.find(|c| !is_part(c)).unwrap_or(rest.len())
            } else if rest.starts_with("::") {
                2
            } else {
                first.len_utf8()
            };
            tokens.push(rest[..length].to_owned());
            rest = rest[length..].trim_start();
        }
        // A string between two names separates them.
        tokens.push("\"".to_owned());
    }
    tokens
}

/// A crate for a test, given as paths and texts of files.
pub(super) fn made_up(files: &[(&str, &str)]) -> Vec<Source> {
    let source = |(path, text): &(&str, &str)| Source {
        path: (*path).to_owned(),
        whole: (*text).to_owned(),
        code: (*text).to_owned(),
        literals: Vec::new(),
    };
    files.iter().map(source).collect()
}

fn arrows(files: &[(&str, &str)]) -> Vec<String> {
    let edges = edges(&imports(&made_up(files)));
    edges
        .into_iter()
        .map(|((from, to), name)| format!("{from} -> {to}: {name}"))
        .collect()
}

#[test]
fn groups_within_groups_lead_to_the_files_that_define() {
    let found = arrows(&[
        ("lib.rs", "pub mod a; pub mod b;"),
        (
            "a.rs",
            "use crate::b::{One, c::{self, Two as Deux}}; fn f() { c::three() }",
        ),
        ("b/mod.rs", "pub mod c; pub struct One;"),
        ("b/c.rs", "pub struct Two; pub fn three() {}"),
    ]);
    assert_eq!(
        found,
        ["a.rs -> b/c.rs: b::c::Two", "a.rs -> b/mod.rs: b::One"]
    );
}

#[test]
fn re_exports_lead_to_the_file_that_defines() {
    let found = arrows(&[
        ("lib.rs", "pub mod a; pub mod b;"),
        ("a.rs", "use crate::b::Two;"),
        (
            "b/mod.rs",
            "mod c; mod d; pub(crate) use c::*; pub use d::Two;",
        ),
        ("b/c.rs", "pub struct One;"),
        ("b/d.rs", "pub struct Two; use super::One;"),
    ]);
    assert_eq!(
        found,
        ["a.rs -> b/d.rs: b::Two", "b/d.rs -> b/c.rs: b::One"]
    );
}

#[test]
fn inline_paths_count_and_texts_methods_and_other_crates_do_not() {
    let found = arrows(&[
        ("lib.rs", "pub mod a; pub mod b;"),
        (
            "a.rs",
            r#"fn f() { super::b::g(); std::b::h(); x.crate_::b(); "crate::b::k" }"#,
        ),
        ("b.rs", "pub fn g() {} fn k() { crate::t!(1); Self::a(); }"),
    ]);
    assert_eq!(found, ["a.rs -> b.rs: b::g"]);
}
