//! The lists of accounts of Windows, as its tools take and write them.
//!
//! `icacls /save` writes for each file its name and a line like `D:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;S-1-5-21-…-1001)`: kind,
//! inheritance, rights, two identifiers and the account of each entry, in UTF-16 and in no language.

/// The system itself and the administrators of the PC. They can take any file, and services that make copies are the system.
const SYSTEM: &str = "S-1-5-18";
const ADMINISTRATORS: &str = "S-1-5-32-544";

/// Accounts that are no others, as numbers and as the letters that Windows writes for them: the two above, the built-in
/// administrator, and whoever made or owns a file.
const NO_OTHERS: &[&str] = &[
    SYSTEM,
    "SY",
    ADMINISTRATORS,
    "BA",
    "LA",
    "S-1-3-0",
    "CO",
    "S-1-3-4",
    "OW",
];

/// What `icacls` is to grant on a folder: all rights, also on what will lie in it.
pub(super) fn grants(own: &str) -> [String; 3] {
    [own, SYSTEM, ADMINISTRATORS].map(|account| format!("*{account}:(OI)(CI)F"))
}

/// The number of the account in what `whoami /user /fo csv /nh` writes: `"pc\name","S-1-5-21-…"`. The name before it is in
/// the encoding of the PC.
pub(super) fn own_account(told: &[u8]) -> Option<String> {
    let told = String::from_utf8_lossy(told);
    let last = told.rsplit('"').nth(1)?;
    let is_number = last.starts_with("S-1-")
        && last
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, 'S' | '-'));
    is_number.then(|| last.to_owned())
}

/// Whether one of the saved lists lets another account in; `None` when there is no list.
pub(super) fn lets_others_in(saved: &[u8], own: &str) -> Option<bool> {
    let units: Vec<u16> = saved
        .chunks_exact(2)
        .map(|two| u16::from_le_bytes([two[0], two[1]]))
        .collect();
    let text = String::from_utf16_lossy(&units);
    // No name of a file contains a colon.
    let mut lists = text
        .lines()
        .filter(|line| line.starts_with("D:"))
        .peekable();
    lists.peek()?;
    Some(lists.any(|list| is_open(list, own)))
}

fn is_open(list: &str, own: &str) -> bool {
    let mut entries = list.split('(').skip(1).peekable();
    // Where there is no list, as on a disk without rights, everybody is let in.
    entries.peek().is_none() || entries.any(|entry| is_of_another(entry, own))
}

/// Whether an entry lets another account in. One that shuts out does not. An entry that inherits only counts: what lies in
/// the folder has it.
fn is_of_another(entry: &str, own: &str) -> bool {
    let mut parts = entry.split(')').next().unwrap_or_default().split(';');
    let kind = parts.next().unwrap_or_default();
    let account = parts.nth(4).unwrap_or_default();
    let shuts_out = matches!(kind, "D" | "OD" | "XD");
    !shuts_out && account != own && !NO_OTHERS.contains(&account)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    const OWN: &str = "S-1-5-21-1004336348-1177238915-682003330-1001";

    fn saved(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    #[rstest]
    #[case::granted(
        "D:PAI(A;OICI;FA;;;S-1-5-21-1004336348-1177238915-682003330-1001)(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)",
        false
    )]
    #[case::below_a_profile("D:AI(A;OICIID;FA;;;SY)(A;OICIID;FA;;;BA)(A;OICIIOID;GA;;;CO)", false)]
    #[case::built_in_administrator("D:P(A;OICI;FA;;;LA)(A;OICI;FA;;;S-1-5-18)", false)]
    #[case::program_data(
        "D:AI(A;OICIID;FA;;;SY)(A;OICIID;0x1200a9;;;BU)(A;CIID;DCLCRPCR;;;BU)",
        true
    )]
    #[case::second_disk("D:AI(A;OICIID;FA;;;BA)(A;OICIIOID;SDGXGWGR;;;AU)", true)]
    #[case::everybody("D:(A;;FA;;;WD)", true)]
    #[case::another_account(
        "D:PAI(A;OICI;FA;;;S-1-5-21-1004336348-1177238915-682003330-1002)",
        true
    )]
    #[case::another_is_shut_out("D:PAI(D;;FA;;;BU)(A;OICI;FA;;;SY)", false)]
    #[case::with_a_condition("D:(XA;;FX;;;WD;(@User.Title==\"PM\"))", true)]
    #[case::disk_without_rights("D:NO_ACCESS_CONTROL", true)]
    fn a_list_tells_who_is_let_in(#[case] list: &str, #[case] is_open: bool) {
        let text = format!("Doorlight\r\n{list}\r\n");
        assert_eq!(lets_others_in(&saved(&text), OWN), Some(is_open));
    }

    #[test]
    fn one_open_file_in_a_closed_folder_is_enough() {
        let closed = "D:PAI(A;OICI;FA;;;SY)";
        let text = format!("数据\r\n{closed}\r\n数据\\doorlight.db\r\nD:AI(A;ID;FR;;;BU)\r\n");
        assert_eq!(lets_others_in(&saved(&text), OWN), Some(true));
    }

    #[test]
    fn without_a_list_nothing_is_known() {
        assert_eq!(lets_others_in(b"", OWN), None);
        assert_eq!(lets_others_in(&saved("D\r\n"), OWN), None);
        assert_eq!(
            lets_others_in(b"D:(A;;FA;;;SY)", OWN),
            None,
            "another encoding"
        );
    }

    #[rstest]
    #[case::english(
        b"\"pc\\anna\",\"S-1-5-21-1-2-3-1001\"\r\n",
        Some("S-1-5-21-1-2-3-1001")
    )]
    #[case::chinese_in_gbk(
        b"\"pc\\\xd5\xc5\xc8\xfd\",\"S-1-5-21-1-2-3-1001\"\r\n",
        Some("S-1-5-21-1-2-3-1001")
    )]
    #[case::name_that_is_a_number(
        b"\"pc\\S-1-5-18\",\"S-1-5-21-1-2-3-1001\"",
        Some("S-1-5-21-1-2-3-1001")
    )]
    #[case::no_answer(b"", None)]
    #[case::a_name_alone(b"\"pc\\anna\"", None)]
    #[case::more_than_a_number(b"\"pc\\anna\",\"S-1-5:(OI)F\"", None)]
    fn the_account_is_a_number(#[case] told: &[u8], #[case] own: Option<&str>) {
        assert_eq!(own_account(told).as_deref(), own);
    }

    #[test]
    fn the_account_the_system_and_the_administrators_get_all_rights() {
        let grants = grants("S-1-5-21-1-2-3-1001");
        assert_eq!(grants[0], "*S-1-5-21-1-2-3-1001:(OI)(CI)F");
        assert_eq!(grants[1], "*S-1-5-18:(OI)(CI)F");
        assert_eq!(grants[2], "*S-1-5-32-544:(OI)(CI)F");
    }
}
