//! The entries of a feed whose markup is broken, one by one: what is broken in one of them does not cost the
//! others.

use std::ops::Range;

use aho_corasick::AhoCorasick;

/// A broken feed in pieces.
#[derive(Debug)]
pub(super) struct Pieces<'a> {
    bytes: &'a [u8],
    /// What comes before the first entry.
    head: Range<usize>,
    /// The XML declaration and the tag of the feed itself, with its namespaces.
    opening: Vec<u8>,
    closing: &'static [u8],
    entries: Vec<Range<usize>>,
}

impl<'a> Pieces<'a> {
    /// Cuts a feed at its entries' tags; `None` where it has none.
    pub fn of(bytes: &'a [u8]) -> Option<Self> {
        let marks = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .build(["<item", "<entry", "<rss", "<feed", "<rdf:rdf"])
            .ok()?;
        // A tag's name ends there: `<items` is another.
        let ends = |at: usize| {
            !bytes
                .get(at)
                .is_some_and(|b| b.is_ascii_alphanumeric() || *b == b':')
        };
        let mut root = None;
        let mut starts = Vec::new();
        for mark in marks.find_iter(bytes).filter(|mark| ends(mark.end())) {
            match mark.pattern().as_usize() {
                0 | 1 if root.is_some() => starts.push(mark.start()),
                0 | 1 => {}
                kind => root = root.or(Some((kind, mark.start()))),
            }
        }
        let (kind, root) = root?;
        let first = *starts.first()?;
        let tag = root..root + bytes[root..first].iter().position(|b| *b == b'>')? + 1;
        let declaration = bytes
            .starts_with(b"<?xml")
            .then(|| bytes.iter().position(|b| *b == b'>'))
            .flatten()
            .map_or(0, |end| end + 1);
        let mut opening = bytes[..declaration].to_vec();
        opening.extend_from_slice(&bytes[tag]);
        let closing: &[u8] = match kind {
            2 => {
                opening.extend_from_slice(b"<channel>");
                b"</channel></rss>"
            }
            3 => b"</feed>",
            _ => b"</rdf:RDF>",
        };
        let ends = starts.iter().skip(1).copied().chain([bytes.len()]);
        Some(Self {
            bytes,
            head: 0..first,
            opening,
            closing,
            entries: starts
                .iter()
                .zip(ends)
                .map(|(from, to)| *from..to)
                .collect(),
        })
    }

    /// The feed without its entries.
    pub fn head(&self) -> Vec<u8> {
        [&self.bytes[self.head.clone()], self.closing].concat()
    }

    /// A feed for each entry.
    pub fn entries(&self) -> impl Iterator<Item = Vec<u8>> {
        self.entries.iter().map(|entry| {
            let entry = &self.bytes[entry.clone()];
            // The last one has the feed's own end behind it.
            let end = [b"</item>".as_slice(), b"</entry>"]
                .iter()
                .filter_map(|tag| Some(last(entry, tag)? + tag.len()))
                .max()
                .unwrap_or(entry.len());
            [&self.opening, &entry[..end], self.closing].concat()
        })
    }
}

/// Where `tag` begins the last time, in whichever case.
fn last(bytes: &[u8], tag: &[u8]) -> Option<usize> {
    let mut windows = bytes.windows(tag.len());
    windows.rposition(|window| window.eq_ignore_ascii_case(tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(feed: &str) -> Vec<String> {
        let pieces = Pieces::of(feed.as_bytes());
        let entries = pieces
            .iter()
            .flat_map(|pieces| pieces.entries().collect::<Vec<_>>());
        entries
            .map(|e| String::from_utf8_lossy(&e).into_owned())
            .collect()
    }

    #[test]
    fn every_entry_becomes_a_feed() {
        assert_eq!(
            entries(
                "<?xml version='1.0'?><rss v='2'><channel><title>T</title><item>a</item>\n<ITEM x='1'>b</ITEM></channel></rss>"
            ),
            [
                "<?xml version='1.0'?><rss v='2'><channel><item>a</item></channel></rss>",
                "<?xml version='1.0'?><rss v='2'><channel><ITEM x='1'>b</ITEM></channel></rss>"
            ]
        );
        assert_eq!(
            entries("<feed xmlns='a'><entry>a</entry><entries/><entry>b"),
            [
                "<feed xmlns='a'><entry>a</entry></feed>",
                "<feed xmlns='a'><entry>b</feed>"
            ]
        );
        assert!(entries("<item>a</item>").is_empty() && entries("<rss").is_empty());
    }
}
