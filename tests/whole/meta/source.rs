//! Source files for the other tests of this folder, without comments and tests.

use std::path::{Path, PathBuf};

/// One file of `src`.
pub(super) struct Source {
    /// Path below `src`, with `/`.
    pub path: String,
    /// The file's text, unchanged.
    pub whole: String,
    /// The text with comments and test code blanked; strings are kept.
    pub code: String,
    /// All string literals in `code`.
    pub literals: Vec<String>,
}

impl Source {
    /// The top-level module: `store` for `store/read.rs`, `clock` for `clock.rs`.
    pub(super) fn layer(&self) -> &str {
        let first = self.path.split('/').next().unwrap_or_default();
        first.strip_suffix(".rs").unwrap_or(first)
    }
}

/// The folder of the project.
pub(super) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Reads a text file of the project.
pub(super) fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|why| panic!("{path}: {why}"))
}

/// Every file of `src` that is part of the program, without test files.
pub(super) fn sources() -> Vec<Source> {
    let base = root().join("src");
    let files = rust_files(&base)
        .into_iter()
        .map(|file| {
            let relative = file.strip_prefix(&base).unwrap();
            let parts: Vec<_> = relative.iter().map(|part| part.to_str().unwrap()).collect();
            (parts.join("/"), std::fs::read_to_string(&file).unwrap())
        })
        .collect::<Vec<(String, String)>>();
    let tests: Vec<String> = files
        .iter()
        .flat_map(|(path, whole)| modules_of_tests(path, whole))
        .collect();
    let mut sources: Vec<Source> = files
        .into_iter()
        .filter(|(path, _)| !tests.iter().any(|module| is_in_module(path, module)))
        .map(|(path, whole)| {
            let (code, literals) = without_tests_and_comments(&whole);
            Source {
                path,
                whole,
                code,
                literals,
            }
        })
        .collect();
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(sources.len() > 30, "the source was not found");
    sources
}

/// Modules that a file declares for tests only, as paths without an ending.
fn modules_of_tests(path: &str, whole: &str) -> Vec<String> {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let folder = match path.rsplit('/').next() {
        Some("mod.rs" | "lib.rs" | "main.rs") => folder.to_owned(),
        _ => path.trim_end_matches(".rs").to_owned(),
    };
    let declared = whole.split("#[cfg(test)]").skip(1).filter_map(|after| {
        let (_, rest) = after.trim_start().lines().next()?.split_once("mod ")?;
        rest.strip_suffix(';')
    });
    declared
        .map(|name| {
            format!("{folder}/{name}")
                .trim_start_matches('/')
                .to_owned()
        })
        .collect()
}

fn is_in_module(path: &str, module: &str) -> bool {
    let rest = path.strip_prefix(module);
    rest.is_some_and(|rest| rest == ".rs" || rest.starts_with('/'))
}

/// The places of these pieces of code in files that may not contain them.
pub(super) fn misplaced<'a>(
    pieces: impl IntoIterator<Item = &'a str>,
    may_hold: impl Fn(&Source, &str) -> bool,
) -> Vec<String> {
    let sources = sources();
    let mut wrong = Vec::new();
    for piece in pieces {
        let holds = sources.iter().filter(|source| source.code.contains(piece));
        let bad = holds.filter(|source| !may_hold(source, piece));
        wrong.extend(bad.map(|source| format!("{}: {piece}", source.path)));
    }
    wrong
}

/// Every Rust file below a folder.
pub(super) fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| {
            if path.is_dir() {
                rust_files(&path)
            } else {
                vec![path]
            }
        })
        .filter(|path| path.extension().is_some_and(|end| end == "rs"))
        .collect()
}

/// The parts of a source text: code, string and character literals, comments.
pub(super) fn outside_of_texts(code: &str) -> Vec<String> {
    let code = pieces(code).into_iter();
    code.filter(|(kind, _)| *kind == Kind::Code)
        .map(|(_, text)| text)
        .collect()
}

/// The kind of a part of source text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Code,
    Comment,
    Text,
}

/// Splits source text into parts with their kinds, in order.
fn pieces(source: &str) -> Vec<(Kind, String)> {
    let mut pieces: Vec<(Kind, String)> = Vec::new();
    let mut rest = source;
    let mut after_name = false;
    while let Some(first) = rest.chars().next() {
        let (kind, length) = next_piece(rest, after_name);
        let (piece, tail) = rest.split_at(length);
        after_name = kind == Kind::Code && (first.is_alphanumeric() || first == '_');
        match pieces.last_mut() {
            Some((last, text)) if *last == kind && kind == Kind::Code => text.push_str(piece),
            _ => pieces.push((kind, piece.to_owned())),
        }
        rest = tail;
    }
    pieces
}

/// The kind and the length in bytes of the part that begins here.
fn next_piece(rest: &str, after_name: bool) -> (Kind, usize) {
    let first = rest.chars().next().map_or(0, char::len_utf8);
    if rest.starts_with("//") {
        return (Kind::Comment, rest.find('\n').unwrap_or(rest.len()));
    }
    if rest.starts_with("/*") {
        return (
            Kind::Comment,
            rest.find("*/").map_or(rest.len(), |at| at + 2),
        );
    }
    if !after_name && (rest.starts_with("r\"") || rest.starts_with("r#")) {
        let fence = rest[1..].chars().take_while(|c| *c == '#').count();
        let open = 1 + fence;
        if rest[open..].starts_with('"') {
            let close = format!("\"{}", "#".repeat(fence));
            let end = rest[open + 1..]
                .find(&close)
                .map(|at| open + 1 + at + close.len());
            return (Kind::Text, end.unwrap_or(rest.len()));
        }
    }
    if let Some(inner) = rest.strip_prefix('"') {
        return (Kind::Text, 1 + closing(inner, '"'));
    }
    if let Some(inner) = rest.strip_prefix('\'') {
        let mut letters = inner.chars();
        let (one, two) = (letters.next(), letters.next());
        // A lifetime has no closing quote after its first letter.
        if one == Some('\\') || two == Some('\'') {
            return (Kind::Text, 1 + closing(inner, '\''));
        }
    }
    (Kind::Code, first)
}

/// Number of bytes up to and including the closing quote.
fn closing(inner: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, letter) in inner.char_indices() {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if letter == quote => return at + 1,
            _ => {}
        }
    }
    inner.len()
}

fn between_quotes(literal: &str) -> &str {
    let quotes = ['"', '\''];
    let inner = literal.find(quotes).zip(literal.rfind(quotes));
    inner
        .and_then(|(first, last)| literal.get(first + 1..last))
        .unwrap_or_default()
}

fn without_tests_and_comments(source: &str) -> (String, Vec<String>) {
    let mut code = String::new();
    let mut literals = Vec::new();
    let mut skip = Skip::default();
    for (kind, piece) in pieces(source) {
        match kind {
            Kind::Comment => {}
            Kind::Text if skip.is_on() => {}
            Kind::Text => {
                code.push_str(&piece);
                literals.push(between_quotes(&piece).to_owned());
            }
            Kind::Code => code.push_str(&skip.pass(&piece)),
        }
    }
    (code, literals)
}

/// Blanks the item after `#[cfg(test)]`, up to its closing brace or semicolon.
#[derive(Default)]
struct Skip {
    depth: Option<usize>,
}

impl Skip {
    fn is_on(&self) -> bool {
        self.depth.is_some()
    }

    fn pass(&mut self, piece: &str) -> String {
        const MARK: &str = "#[cfg(test)]";
        let mut kept = String::new();
        let mut rest = piece;
        while !rest.is_empty() {
            if let Some(end) = self.end(rest) {
                rest = &rest[end..];
            } else if self.is_on() {
                return kept;
            } else if let Some((before, after)) = rest.split_once(MARK) {
                kept.push_str(before);
                self.depth = Some(0);
                rest = after;
            } else {
                kept.push_str(rest);
                return kept;
            }
        }
        kept
    }

    /// The end of the item being blanked, if it is in this part.
    fn end(&mut self, rest: &str) -> Option<usize> {
        let mut depth = self.depth?;
        for (at, letter) in rest.char_indices() {
            match letter {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            if depth == 0 && matches!(letter, '}' | ';') {
                self.depth = None;
                return Some(at + 1);
            }
        }
        self.depth = Some(depth);
        None
    }
}

#[test]
fn comments_and_tests_are_not_code_but_strings_are() {
    let source = r#"
        //! doc
        use a; // why
        const A: &str = "// no comment { \" ";
        const B: char = '"';
        fn f<'a>() { r~"raw "text""~; }
        #[cfg(test)]
        mod tests { fn g() { "in a test }"; } }
        fn h() { "after" }
        #[cfg(test)]
        mod more;
        fn i() {}
    "#
    .replace('~', "#");
    let (code, literals) = without_tests_and_comments(&source);
    assert!(!code.contains("why") && !code.contains("doc"));
    assert!(!code.contains("in a test") && !code.contains("mod more"));
    assert!(code.contains("fn h") && code.contains("fn i") && code.contains("// no comment"));
    assert_eq!(literals.len(), 4);
    assert!(literals.contains(&"after".to_owned()));
}
