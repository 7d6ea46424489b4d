//! Data folder, language and preferences: from flags, environment variables, then defaults.

use crate::i18n::Lang;
use crate::ui::preferences::{Preferences, SymbolSet, ThemeName};
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// Environment values, read once by `main`, so that all other code can be tested.
#[derive(Debug, Clone, Default)]
pub struct Environment {
    /// `DOORLIGHT_DATA`: the data folder.
    pub data: Option<OsString>,
    /// `DOORLIGHT_LANG`: the language.
    pub lang: Option<String>,
    /// Whether `NO_COLOR` is set and not empty.
    pub no_color: bool,
    /// `COLORFGBG`: colours that some terminals report.
    pub background: Option<String>,
    /// `TERM`: the kind of terminal.
    pub term: Option<String>,
    /// `COLORTERM`: set by terminals with all colours.
    pub colour_term: Option<String>,
    /// The locale of the system.
    pub locale: Option<String>,
    /// The program itself, which is started once more to read files from outside.
    pub program: Option<PathBuf>,
    /// The folder `data` beside the program.
    pub beside: Option<PathBuf>,
    /// The user's home folder.
    pub own: Option<PathBuf>,
    /// The folder of the user's account for the secret of this PC: `DOORLIGHT_ACCOUNT`, or where the system keeps settings.
    pub account: Option<PathBuf>,
    /// Folders in which each stick is a folder.
    pub stick_parents: Vec<PathBuf>,
    /// Drives, of which each may be a stick.
    pub drives: Vec<PathBuf>,
    /// The default data folder: shared by all users on Windows, the user's own elsewhere.
    pub shared: Option<PathBuf>,
}

impl Environment {
    /// Reads the real environment.
    pub fn read() -> Self {
        let var = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
        let text = |name: &str| var(name).and_then(|value| value.into_string().ok());
        let exe = std::env::current_exe().ok();
        let beside = exe
            .as_ref()
            .and_then(|exe| Some(exe.parent()?.join("data")));
        // Windows PCs in homes are shared, so all users have one folder.
        let windows = var("ProgramData").map(|folder| PathBuf::from(folder).join("Doorlight"));
        let xdg = var("XDG_DATA_HOME").map(|folder| PathBuf::from(folder).join("doorlight"));
        let home = var("HOME").map(|folder| PathBuf::from(folder).join(".local/share/doorlight"));
        let shared = if cfg!(windows) { windows } else { xdg.or(home) };
        let settings = |name: &str| var(name).map(PathBuf::from);
        let account = if cfg!(windows) {
            settings("LOCALAPPDATA").map(|folder| folder.join("Doorlight"))
        } else {
            let own = || settings("HOME").map(|folder| folder.join(".config"));
            let kept = settings("XDG_CONFIG_HOME").or_else(own);
            kept.map(|folder| folder.join("doorlight"))
        };
        Self {
            data: var("DOORLIGHT_DATA"),
            lang: text("DOORLIGHT_LANG"),
            no_color: var("NO_COLOR").is_some(),
            background: text("COLORFGBG"),
            term: text("TERM"),
            colour_term: text("COLORTERM"),
            // Variables first: sys-locale asks the system and ignores what a test sets.
            locale: text("LC_ALL")
                .or_else(|| text("LC_MESSAGES"))
                .or_else(|| text("LANG"))
                .or_else(sys_locale::get_locale),
            // On Linux the running program, even if another file has taken its place since.
            program: if cfg!(target_os = "linux") {
                Some(PathBuf::from("/proc/self/exe"))
            } else {
                exe
            },
            beside,
            own: var("HOME")
                .or_else(|| var("USERPROFILE"))
                .map(PathBuf::from),
            account: var("DOORLIGHT_ACCOUNT").map(PathBuf::from).or(account),
            stick_parents: stick_parents(var("DOORLIGHT_STICKS").as_ref(), var("USER").as_ref()),
            drives: drives(),
            shared,
        }
    }

    /// Whether `DOORLIGHT_LANG` sets the language and so overrides the home's own setting.
    pub fn language_is_asked(&self) -> bool {
        self.lang.as_deref().and_then(Lang::from_locale).is_some()
    }
}

/// Folders in which each stick is a folder: those that are named, else the usual ones.
fn stick_parents(named: Option<&OsString>, user: Option<&OsString>) -> Vec<PathBuf> {
    if let Some(named) = named {
        return std::env::split_paths(named).collect();
    }
    if cfg!(windows) {
        return Vec::new();
    }
    let own = user.into_iter().flat_map(|user| {
        let below = |parent: &str| Path::new(parent).join(user);
        [below("/media"), below("/run/media")]
    });
    let shared = ["/media", "/mnt", "/Volumes"].map(PathBuf::from);
    own.chain(shared).collect()
}

/// Drives that may be sticks: on Windows all but the first three letters.
fn drives() -> Vec<PathBuf> {
    if cfg!(windows) {
        let letters = 'D'..='Z';
        letters
            .map(|letter| PathBuf::from(format!("{letter}:\\")))
            .collect()
    } else {
        Vec::new()
    }
}

/// The data folder: the flag, the environment, a folder `data` beside the program if it exists (USB
/// stick), the default folder.
pub fn data_folder(flag: Option<&Path>, environment: &Environment) -> PathBuf {
    if let Some(folder) = flag {
        return folder.to_owned();
    }
    if let Some(folder) = &environment.data {
        return PathBuf::from(folder);
    }
    if let Some(folder) = environment
        .beside
        .as_deref()
        .filter(|folder| folder.is_dir())
    {
        return folder.to_owned();
    }
    environment
        .shared
        .clone()
        .unwrap_or_else(|| PathBuf::from("doorlight-data"))
}

/// The language: from `DOORLIGHT_LANG`, else from the locale, else Chinese.
pub fn language(environment: &Environment) -> Lang {
    [&environment.lang, &environment.locale]
        .into_iter()
        .flatten()
        .find_map(|name| Lang::from_locale(name))
        .unwrap_or_default()
}

/// Initial preferences of the screens.
pub fn look(lang: Lang, environment: &Environment) -> Preferences {
    // "15;0" is light on dark. A last number of 7 or more (except 8, dark grey) is a light
    // background.
    let ground = environment
        .background
        .as_deref()
        .and_then(|value| value.rsplit(';').next());
    let light = matches!(ground.and_then(|n| n.parse::<u8>().ok()), Some(7 | 9..=15));
    Preferences {
        lang,
        theme: if light {
            ThemeName::Light
        } else {
            ThemeName::Dark
        },
        symbols: SymbolSet::Unicode,
        colour: !environment.no_color,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_folder_is_the_first_that_is_said() {
        let mut environment = Environment {
            shared: Some("/shared".into()),
            ..Environment::default()
        };
        assert_eq!(data_folder(None, &environment), Path::new("/shared"));
        environment.data = Some("/env".into());
        assert_eq!(data_folder(None, &environment), Path::new("/env"));
        assert_eq!(
            data_folder(Some(Path::new("/flag")), &environment),
            Path::new("/flag")
        );
    }

    #[test]
    fn a_folder_beside_the_program_counts_only_if_it_is_there() {
        let stick = tempfile::tempdir().unwrap();
        let there = stick.path().to_owned();
        let shared = Some(PathBuf::from("/shared"));
        let environment = Environment {
            beside: Some(there.clone()),
            shared,
            ..Environment::default()
        };
        assert_eq!(data_folder(None, &environment), there);
        let environment = Environment {
            beside: Some(there.join("data")),
            ..environment
        };
        assert_eq!(data_folder(None, &environment), Path::new("/shared"));
    }

    #[test]
    fn chinese_unless_the_machine_says_otherwise() {
        let with = |lang: Option<&str>, locale: Option<&str>| {
            language(&Environment {
                lang: lang.map(str::to_owned),
                locale: locale.map(str::to_owned),
                ..Environment::default()
            })
        };
        assert_eq!(with(None, None), Lang::Zh);
        assert_eq!(with(None, Some("C")), Lang::Zh);
        assert_eq!(with(None, Some("en_GB.UTF-8")), Lang::En);
        assert_eq!(with(Some("zh-CN"), Some("en_GB")), Lang::Zh);
    }

    #[test]
    fn a_light_terminal_gets_the_light_theme() {
        let with = |value: &str| {
            let environment = Environment {
                background: Some(value.to_owned()),
                ..Environment::default()
            };
            look(Lang::Zh, &environment).theme
        };
        assert_eq!(with("0;15"), ThemeName::Light);
        assert_eq!(with("15;0"), ThemeName::Dark);
        assert_eq!(with("15;default;0"), ThemeName::Dark);
    }
}
