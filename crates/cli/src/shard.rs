//! One part of a large job: which articles it codes.

use std::fmt;
use std::str::FromStr;

use detente_formats::{InputError, RawArticle};

/// Shard `index` (from 1) of `count`.
///
/// An article belongs to the shard that the hash of its id names, or of its contents where it has no
/// id: whichever file holds it and wherever that lies, one shard codes it and the others do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    index: u32,
    count: u32,
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        text.split_once('/')
            .and_then(|(index, count)| {
                Some(Self {
                    index: index.parse().ok()?,
                    count: count.parse().ok()?,
                })
            })
            .filter(|shard| (1..=shard.count).contains(&shard.index))
            .ok_or_else(|| "a shard and how many there are, as 1/8 to 8/8".to_owned())
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.index, self.count)
    }
}

impl Shard {
    /// Whether this shard takes the item. What cannot be read is told by one shard too: by the name
    /// and the place that it has, so that all shards must be given the same names.
    pub fn takes(self, item: &Result<RawArticle, InputError>) -> bool {
        let hash = match item {
            Ok(article) => article.shard_hash(),
            Err(error) => error.shard_hash(),
        };
        hash % u64::from(self.count) == u64::from(self.index - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shards_are_read_and_refused() {
        assert_eq!("2/8".parse(), Ok(Shard { index: 2, count: 8 }));
        for text in ["0/8", "9/8", "8", "a/b", "1/0", "-1/2"] {
            assert!(text.parse::<Shard>().is_err(), "{text}");
        }
    }
}
