//! A look at a feed: its new pages are fetched, kept as they came, and coded.

use std::path::{Path, PathBuf};

use detente_archive::Source;
use detente_fetch::{Fetcher, Validators};
use detente_formats::{InputKind, Options, Reading, read_file};

use super::sources::Follow;
use super::{TakenIn, Watching, status};
use crate::exit::Failure;
use crate::feed_pages;
use crate::web_archive::WebArchive;

impl Watching {
    /// Looks at a feed; whether something failed.
    pub(super) fn look_at_feed(
        &self,
        follow: &Follow,
        source: &mut Source,
        at: i64,
    ) -> Result<bool, Failure> {
        // A new one each time, so that a site's robots.txt is read anew.
        let mut fetcher = Fetcher::new(self.settings.clone());
        let known = Validators {
            etag: source.etag.clone(),
            last_modified: source.last_modified.clone(),
        };
        let most = usize::MAX;
        let named = feed_pages::ask(
            &mut fetcher,
            &follow.name,
            Some(&known),
            most,
            &self.stop,
            |_| Ok(()),
        )?;
        if let Some(fault) = named.failed {
            source.fail(at, follow.every, fault);
            return Ok(true);
        }
        for told in named.nameless.iter().chain(&named.faults) {
            eprintln!("detente: {told}");
        }
        let mut wanted: Vec<String> = named
            .pages
            .iter()
            .filter(|url| !source.items.contains_key(*url))
            .cloned()
            .collect();
        let cut = named.cut || wanted.len() > self.most_pages;
        wanted.truncate(self.most_pages);
        let again = source.items.iter().filter(|(_, item)| item.is_due(at));
        wanted.extend(again.map(|(url, _)| url.clone()));

        let mut failed = !named.faults.is_empty();
        let (had, pages) = self.fetch(&mut fetcher, follow, source, &wanted, at, &mut failed)?;
        let taken = match &pages {
            Some(path) => self.take_in_pages(path)?,
            None => TakenIn::default(),
        };
        if self.stop.asked() {
            // Without a time for the next look it is gone on with at once.
            source.next = None;
            return Ok(failed);
        }
        for url in had {
            source
                .items
                .insert(url, detente_archive::WatchItem::default());
        }
        failed |= !taken.faults.is_empty();
        Self::note(source, &taken.faults);
        if !named.unchanged {
            source
                .items
                .retain(|url, item| item.next.is_some() || named.pages.contains(url));
        }
        // What was left for the next look would not be named by a feed that did not change.
        let validators = if cut {
            Validators::default()
        } else if named.unchanged {
            known
        } else {
            named.validators
        };
        source.etag = validators.etag;
        source.last_modified = validators.last_modified;
        source.succeed(at, follow.every, taken.articles());
        Ok(failed)
    }

    /// Fetches pages into a web archive; those that were had, and the archive's file where there are any.
    fn fetch(
        &self,
        fetcher: &mut Fetcher,
        follow: &Follow,
        source: &mut Source,
        wanted: &[String],
        at: i64,
        failed: &mut bool,
    ) -> Result<(Vec<String>, Option<PathBuf>), Failure> {
        let mut had = Vec::new();
        let mut archive: Option<(WebArchive, PathBuf)> = None;
        for url in wanted {
            if self.stop.asked() {
                break;
            }
            match fetcher.fetch(url, None) {
                Ok(answer) => {
                    let (archive, _) = match &mut archive {
                        Some(archive) => archive,
                        none => none.insert(self.pages(&follow.name, at)?),
                    };
                    archive.keep(&answer)?;
                    had.push(url.clone());
                }
                Err(error) => {
                    *failed = true;
                    eprintln!("detente: {error}");
                    let item = source.items.entry(url.clone()).or_default();
                    item.fail(at, follow.every, error.to_string());
                }
            }
        }
        let Some((archive, path)) = archive else {
            return Ok((had, None));
        };
        archive.finish()?;
        Ok((had, Some(path)))
    }

    /// A web archive for the pages of one look.
    fn pages(&self, name: &str, at: i64) -> Result<(WebArchive, PathBuf), Failure> {
        let folder = self.archive.folder().join("pages");
        std::fs::create_dir_all(&folder).map_err(|error| Failure::output(&folder, error))?;
        let source = &blake3::hash(name.as_bytes()).to_hex()[..8];
        let stamp = status::time(at).replace([':', '-'], "");
        let path = (1..=u32::MAX)
            .map(|number| folder.join(format!("{stamp}-{source}-{number}.warc.gz")))
            .find(|path| !path.exists())
            .unwrap_or_default();
        Ok((WebArchive::create(&path)?, path))
    }

    fn take_in_pages(&self, path: &Path) -> Result<TakenIn, Failure> {
        let file = std::fs::File::open(path)
            .map_err(|error| Failure::Input(format!("{}: {error}", path.display())))?;
        let reading = Reading::default();
        let options = Options {
            reading: reading.clone(),
            ..Options::default()
        };
        let pages = read_file(InputKind::Warc, &path.to_string_lossy(), file, options);
        let taken = self.take_in(pages)?;
        for (kind, count) in reading.left_out() {
            // The archive's own first record is no page.
            if !self.quiet && !kind.contains("warcinfo") {
                eprintln!("detente: left out: {kind} {count}");
            }
        }
        if !self.keep_pages && !self.stop.asked() {
            std::fs::remove_file(path).map_err(|error| Failure::output(path, error))?;
        }
        Ok(taken)
    }
}
