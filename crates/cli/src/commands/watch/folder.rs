//! A look at a folder: files that are new or changed are read and coded.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use detente_archive::{Source, WatchItem};
use detente_formats::{InputKind, Limits, Reading};

use super::Watching;
use super::sources::Follow;
use crate::exit::Failure;
use crate::inputs::{self, InputArguments};

impl Watching {
    /// Looks at a folder; whether something failed.
    pub(super) fn look_at_folder(
        &self,
        path: &Path,
        follow: &Follow,
        source: &mut Source,
        at: i64,
    ) -> Result<bool, Failure> {
        let found = match files(path, self.archive.folder()) {
            Ok(found) => found,
            Err(fault) => {
                source.fail(at, follow.every, fault);
                return Ok(true);
            }
        };
        let changed: Vec<PathBuf> = found
            .iter()
            .filter(|(name, state)| {
                let known = source.items.get(*name).and_then(|item| item.state.as_ref());
                known != Some(state)
            })
            .map(|(name, _)| PathBuf::from(name))
            .collect();
        let mut failed = false;
        let mut articles = 0;
        if !changed.is_empty() {
            let limits = Limits::default();
            let arguments = InputArguments {
                inputs: changed.clone(),
                input_format: None,
                columns: Vec::new(),
                input_charset: None,
                fetched: None,
                shard: None,
                max_record: limits.record,
                max_unpacked: limits.unpacked,
            };
            let taken = self.take_in(inputs::articles(&arguments, &[], &Reading::default()))?;
            if self.stop.asked() {
                source.next = None;
                return Ok(false);
            }
            for name in changed {
                let name = name.to_string_lossy().into_owned();
                let item = WatchItem {
                    state: found.get(&name).cloned(),
                    ..WatchItem::default()
                };
                source.items.insert(name, item);
            }
            failed = !taken.faults.is_empty();
            articles = taken.articles();
            Self::note(source, &taken.faults);
        }
        source
            .items
            .retain(|name, _| found.keys().any(|file| name.starts_with(file.as_str())));
        source.succeed(at, follow.every, articles);
        Ok(failed)
    }
}

/// The files of a folder that can be read, with what tells whether they changed: size and last change.
fn files(folder: &Path, archive: &Path) -> Result<BTreeMap<String, String>, String> {
    if !folder.is_dir() {
        return Err(format!("{}: is no folder", folder.display()));
    }
    let own: Vec<PathBuf> = archive.canonicalize().into_iter().collect();
    let mut found = BTreeMap::new();
    for entry in inputs::walk(folder, own) {
        let entry = entry.map_err(|error| error.to_string())?;
        let name = entry.path().to_string_lossy().into_owned();
        if InputKind::of_name(&name).is_err() {
            continue;
        }
        // A file that went away meanwhile is none.
        let Ok(metadata) = entry.metadata() else {
            continue;
        };
        let changed = metadata.modified().ok().and_then(|time| {
            let since = time.duration_since(UNIX_EPOCH).ok()?;
            Some(since.as_nanos())
        });
        let state = format!("{}:{}", metadata.len(), changed.unwrap_or_default());
        found.insert(name, state);
    }
    Ok(found)
}
