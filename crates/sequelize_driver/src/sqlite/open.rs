//! Where a database is and how it is opened.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

use futures_executor::block_on;
use sequelize_types::Error;
use sqlx::ConnectOptions;
use sqlx::sqlite::SqliteConnectOptions;

use super::error;

// The numbers are SQLite's own, which node-sqlite3 exports: `dialectOptions.mode` is made of them.
const OPEN_READONLY: i32 = 0x1;
const OPEN_READWRITE: i32 = 0x2;
const OPEN_CREATE: i32 = 0x4;
const OPEN_URI: i32 = 0x40;
const OPEN_SHAREDCACHE: i32 = 0x20000;

#[derive(Debug, Clone, PartialEq)]
pub struct SqliteOptions {
    /// A path, `:memory:`, or nothing for a temporary file; with `OPEN_URI` in `mode` also a `file:` address.
    pub storage: String,
    /// `dialectOptions.mode`.
    pub mode: i32,
    /// `PRAGMA foreign_keys`.
    pub foreign_keys: bool,
    /// How long a locked database is waited for before `SQLITE_BUSY`.
    pub busy_timeout: Duration,
}

impl Default for SqliteOptions {
    fn default() -> Self {
        Self {
            storage: ":memory:".to_owned(),
            mode: OPEN_READWRITE | OPEN_CREATE,
            foreign_keys: true,
            // What node-sqlite3 sets; v6 users meet `SQLITE_BUSY` after this time.
            busy_timeout: Duration::from_secs(1),
        }
    }
}

impl SqliteOptions {
    /// One database that only one connection can see.
    pub fn is_memory(&self) -> bool {
        self.storage == ":memory:"
    }

    /// Opens a connection; blocks the calling thread. Missing folders are made if the file may be created.
    pub(super) fn open(&self) -> Result<sqlx::SqliteConnection, Error> {
        if self.mode & OPEN_CREATE != 0 && !self.is_memory() {
            self.make_folder()?;
        }
        let options = SqliteConnectOptions::new()
            .filename(self.file_name())
            .read_only(self.mode & OPEN_READONLY != 0)
            .create_if_missing(self.mode & OPEN_CREATE != 0)
            .shared_cache(self.mode & OPEN_SHAREDCACHE != 0)
            .foreign_keys(self.foreign_keys)
            .busy_timeout(self.busy_timeout);
        block_on(options.connect()).map_err(error::cannot_open)
    }

    /// sqlx always allows addresses; without the flag `file:x` is a file of that name, as in v6.
    fn file_name(&self) -> PathBuf {
        if self.storage.starts_with("file:") && self.mode & OPEN_URI == 0 {
            return Path::new(".").join(&self.storage);
        }
        PathBuf::from(&self.storage)
    }

    fn make_folder(&self) -> Result<(), Error> {
        match Path::new(&self.storage).parent() {
            Some(folder) if !folder.as_os_str().is_empty() && !self.storage.starts_with("file:") => {
                std::fs::create_dir_all(folder).map_err(|failure| cannot_make(folder, &failure))
            }
            _ => Ok(()),
        }
    }
}

/// In the words of Node.js, whose `mkdir` v6 calls.
fn cannot_make(folder: &Path, failure: &std::io::Error) -> Error {
    let reason = match failure.kind() {
        ErrorKind::NotFound => "ENOENT: no such file or directory".to_owned(),
        ErrorKind::PermissionDenied => "EACCES: permission denied".to_owned(),
        ErrorKind::NotADirectory => "ENOTDIR: not a directory".to_owned(),
        ErrorKind::AlreadyExists => "EEXIST: file already exists".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "EROFS: read-only file system".to_owned(),
        _ => failure.to_string(),
    };
    Error::plain(format!("{reason}, mkdir '{}'", folder.display()))
}
