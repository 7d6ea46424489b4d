//! Compiles `SQLite` with the ciphers of `SQLite3MultipleCiphers`, and names the library as `rusqlite` looks for it with its
//! feature `sqlcipher`. It needs a C compiler and nothing else, on Windows too.

use std::env::{var, var_os};

/// How it is compiled: with what the program uses, and nothing else.
const DEFINES: &[(&str, Option<&str>)] = &[
    ("HAVE_ISNAN", Some("1")),
    ("HAVE_USLEEP", Some("1")),
    ("SQLITE_DEFAULT_FOREIGN_KEYS", Some("1")),
    ("SQLITE_DEFAULT_MEMSTATUS", Some("0")),
    ("SQLITE_ENABLE_API_ARMOR", None),
    ("SQLITE_ENABLE_COLUMN_METADATA", None),
    ("SQLITE_OMIT_DEPRECATED", None),
    ("SQLITE_OMIT_JSON", None),
    ("SQLITE_OMIT_LOAD_EXTENSION", None),
    ("SQLITE_OMIT_PROGRESS_CALLBACK", None),
    ("SQLITE_OMIT_SHARED_CACHE", None),
    ("SQLITE_OMIT_TRACE", None),
    // What does not fit into memory would go into a file that no cipher covers.
    ("SQLITE_TEMP_STORE", Some("3")),
    ("SQLITE_THREADSAFE", Some("1")),
    ("SQLITE_USE_URI", None),
    ("CODEC_TYPE", Some("CODEC_TYPE_AEGIS")),
];

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let source = sqlite3mc_src::source_dir();
    let mut library = cc::Build::new();
    library
        .file(source.join(sqlite3mc_src::SOURCE_FILE))
        .include(source)
        // The tests start the program thousands of times, and wait for nothing else as long.
        .opt_level(2)
        .warnings(false);
    for (name, value) in DEFINES {
        library.define(name, *value);
    }
    let is_windows = var_os("CARGO_CFG_WINDOWS").is_some();
    if !is_windows {
        library.define("HAVE_LOCALTIME_R", None);
    }
    library.compile("sqlcipher");
    if let Ok(out) = var("OUT_DIR") {
        println!("cargo:rustc-link-search=native={out}");
    }
    if is_windows {
        // Where random numbers come from there.
        println!("cargo:rustc-link-lib=advapi32");
        println!("cargo:rustc-link-lib=bcrypt");
    }
}
