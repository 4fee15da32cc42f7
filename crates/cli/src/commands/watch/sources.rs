//! The sources that are followed, as the command line or a file names them.

use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::Deserialize;

use crate::exit::Failure;

/// The least time between two looks at a source.
const LEAST: Duration = Duration::from_mins(1);
/// The most.
const MOST: Duration = Duration::from_hours(7 * 24);

/// A source to follow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Follow {
    /// The feed's address or the folder's path: the name that the archive knows it by.
    pub name: String,
    /// What it is.
    pub place: Place,
    /// How often it is looked at.
    pub every: Duration,
}

/// What a source is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A feed or sitemap at an address.
    Feed,
    /// A folder with files in it.
    Folder(PathBuf),
}

impl Follow {
    fn named(name: &str, every: Duration) -> Self {
        let place = if name.contains("://") {
            Place::Feed
        } else {
            Place::Folder(PathBuf::from(name))
        };
        Self {
            name: name.to_owned(),
            place,
            every,
        }
    }
}

/// A file of sources.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    every: Option<String>,
    #[serde(default)]
    source: Vec<Row>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    feed: Option<String>,
    folder: Option<String>,
    every: Option<String>,
}

/// A time as `90s`, `15m`, `6h` or `1d`, a minute to a week.
pub fn period(text: &str) -> Result<Duration, String> {
    let wrong = || "a time from 1m to 7d, as 90s, 15m, 6h or 1d".to_owned();
    let (digits, unit) = text
        .split_at_checked(text.len().saturating_sub(1))
        .ok_or_else(wrong)?;
    let factor = match unit {
        "s" => 1,
        "m" => 60,
        "h" => 3600,
        "d" => 86_400,
        _ => return Err(wrong()),
    };
    digits
        .parse::<u64>()
        .ok()
        .and_then(|number| number.checked_mul(factor))
        .map(Duration::from_secs)
        .filter(|time| (LEAST..=MOST).contains(time))
        .ok_or_else(wrong)
}

/// The sources `named`, each once, with those of the file at `path`. `every` holds where the file tells no time.
pub fn sources(
    named: &[String],
    path: Option<&Path>,
    every: Duration,
) -> Result<Vec<Follow>, Failure> {
    let mut all: Vec<Follow> = named
        .iter()
        .map(|name| Follow::named(name, every))
        .collect();
    if let Some(path) = path {
        let text = std::fs::read_to_string(path)
            .map_err(|error| Failure::Input(format!("{}: {error}", path.display())))?;
        let rows = of_file(&text, every)
            .map_err(|fault| Failure::Usage(format!("{}: {fault}", path.display())))?;
        all.extend(rows);
    }
    let mut known = std::collections::BTreeSet::new();
    all.retain(|follow| known.insert(follow.name.clone()));
    Ok(all)
}

fn of_file(text: &str, every: Duration) -> Result<Vec<Follow>, String> {
    let file: File = toml::from_str(text).map_err(|error| error.to_string())?;
    let time = |text: &Option<String>, else_every: Duration| {
        text.as_deref().map_or(Ok(else_every), |text| {
            period(text).map_err(|wanted| format!("every = \"{text}\": write {wanted}"))
        })
    };
    let every = time(&file.every, every)?;
    file.source
        .iter()
        .enumerate()
        .map(|(number, row)| {
            let number = number + 1;
            let every = time(&row.every, every)?;
            match (&row.feed, &row.folder) {
                (Some(feed), None) if feed.contains("://") => Ok(Follow::named(feed, every)),
                (Some(feed), None) => Err(format!(
                    "source {number}: `{feed}` is no address; write it whole, as https://news.example/rss.xml"
                )),
                (None, Some(folder)) => Ok(Follow {
                    name: folder.clone(),
                    place: Place::Folder(PathBuf::from(folder)),
                    every,
                }),
                _ => Err(format!("source {number}: name either a feed or a folder")),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVERY: Duration = Duration::from_mins(15);

    #[test]
    fn times_are_read_with_their_units() {
        for (text, seconds) in [("90s", 90), ("15m", 900), ("6h", 21_600), ("7d", 604_800)] {
            assert_eq!(period(text), Ok(Duration::from_secs(seconds)), "{text}");
        }
        for text in [
            "",
            "15",
            "m",
            "1s",
            "8d",
            "-5m",
            "1.5h",
            "5é",
            "99999999999999999999d",
        ] {
            assert!(period(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_file_names_feeds_and_folders_with_their_times() {
        let found = of_file(
            "every = \"1h\"\n[[source]]\nfeed = \"https://a.example/rss\"\nevery = \"5m\"\n[[source]]\nfolder = \"in\"\n",
            EVERY,
        );
        let (feed, folder) = (
            Follow {
                name: "https://a.example/rss".to_owned(),
                place: Place::Feed,
                every: Duration::from_mins(5),
            },
            Follow {
                name: "in".to_owned(),
                place: Place::Folder("in".into()),
                every: Duration::from_hours(1),
            },
        );
        assert_eq!(found, Ok(vec![feed, folder]));
    }

    #[test]
    fn what_is_wrong_in_a_file_is_told() {
        for (text, words) in [
            ("[[source]]\n", "source 1: name either a feed or a folder"),
            ("[[source]]\nfeed = \"a.example\"\n", "is no address"),
            ("evrey = \"1h\"\n", "unknown field"),
            ("every = \"1s\"\n", "every = \"1s\""),
        ] {
            let fault = of_file(text, EVERY).unwrap_err();
            assert!(fault.contains(words), "{fault}");
        }
    }
}
