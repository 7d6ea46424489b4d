//! Reads files that are text: a list, a page of a web system, or the XML of old spreadsheet programs.

use super::error::FileError;
use super::letters::page_letters;
use super::{delimited, html, xml_2003};
use crate::exchange::sheet::Sheet;

/// Bytes at the beginning in which the kind of a text is looked for.
const HEAD: usize = 1024;
/// How pictures and packed files begin that hold so few letters that they could pass for text.
const OTHER_KINDS: [&[u8]; 6] = [
    b"\x89PNG",
    b"GIF8",
    b"\xFF\xD8\xFF",
    b"Rar!",
    b"7z\xBC\xAF",
    b"\x1F\x8B",
];

/// Reads the sheets of a file that is text.
///
/// Text that is no list (a PDF, a program's data, a page without a table, a binary file) is
/// [`FileError::NotASpreadsheet`].
pub(super) fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, FileError> {
    if OTHER_KINDS.iter().any(|kind| bytes.starts_with(kind)) {
        return Err(FileError::NotASpreadsheet);
    }
    let text = page_letters(bytes)?;
    if is_other_kind(&text) {
        return Err(FileError::NotASpreadsheet);
    }
    match root(&text) {
        Root::Workbook => xml_2003::sheets(&text),
        Root::Page => html::sheets(&text),
        Root::None => delimited::sheet(&text).map(|sheet| vec![sheet]),
    }
}

/// Whether the beginning is that of a known kind of text that is no list.
fn is_other_kind(text: &str) -> bool {
    let head: String = text.trim_start().chars().take(HEAD).collect();
    let head = head.to_ascii_lowercase();
    let starts = ["%pdf", "%!ps", "{\\rtf", "begin:v", "mime-version:"];
    let is_json = head
        .strip_prefix(['{', '['])
        .is_some_and(|rest| rest.trim_start().starts_with(['"', '{', '[', '}']));
    is_json
        || starts.iter().any(|start| head.starts_with(start))
        || head.contains("\nmime-version:")
}

enum Root {
    Workbook,
    Page,
    None,
}

/// Finds the first tag after comments, the document type and instructions.
fn root(text: &str) -> Root {
    let mut rest = text.trim_start();
    loop {
        let after = if let Some(comment) = rest.strip_prefix("<!--") {
            comment.split_once("-->")
        } else if rest.starts_with("<!") || rest.starts_with("<?") {
            rest.split_once('>')
        } else {
            break;
        };
        let Some((_, after)) = after else {
            return Root::Page;
        };
        rest = after.trim_start();
    }
    let head: String = rest.chars().take(HEAD).collect();
    let head = head.to_ascii_lowercase();
    let is_tag =
        |tag: &str| tag.starts_with(|sign: char| sign.is_ascii_alphabetic() || sign == '/');
    match head.strip_prefix('<').filter(|tag| is_tag(tag)) {
        Some(tag) => {
            let name = tag
                .split(|sign: char| sign.is_whitespace() || sign == '>')
                .next();
            let local = name.and_then(|name| name.rsplit(':').next());
            if local == Some("workbook") {
                Root::Workbook
            } else {
                Root::Page
            }
        }
        // Some systems write a title before the first tag.
        None if head.contains("<table") => Root::Page,
        None => Root::None,
    }
}
