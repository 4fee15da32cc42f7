//! A guard before the tree is built: markup nested without end costs a tree builder quadratic time
//! and its walkers the stack.

use std::borrow::Cow;

/// The deepest nesting that is read. Real pages stay far below a hundred.
pub(crate) const DEEPEST: u32 = 400;

/// Elements that never nest: they have no content, or the next one of their kind closes them.
const FLAT: &[&str] = &[
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input",
    "keygen", "link", "meta", "param", "source", "track", "wbr", "p", "li", "dt", "dd", "option",
    "optgroup", "tr", "td", "th", "tbody", "thead", "tfoot", "colgroup", "rt", "rp", "html",
    "head", "body", "!doctype",
];

/// `html` without the tags nested deeper than [`DEEPEST`], and how many start tags were left out.
/// Text is kept. Pages within the limit come back as they are.
pub(crate) fn limit(html: &str) -> (Cow<'_, str>, u32) {
    let bytes = html.as_bytes();
    let mut kept: Option<String> = None;
    let (mut depth, mut left_out, mut copied) = (0_u32, 0_u32, 0_usize);
    for (name, closing, range) in tags(html) {
        if FLAT.contains(&name.as_str()) {
            continue;
        }
        if closing {
            if depth > DEEPEST {
                cut(html, &mut kept, &mut copied, range.start, range.end);
            }
            depth = depth.saturating_sub(1);
        } else if bytes.get(range.end.wrapping_sub(2)) != Some(&b'/') || depth >= DEEPEST {
            depth += 1;
            if depth > DEEPEST {
                left_out += 1;
                cut(html, &mut kept, &mut copied, range.start, range.end);
            }
        }
    }
    match kept {
        None => (Cow::Borrowed(html), 0),
        Some(mut kept) => {
            kept.push_str(&html[copied..]);
            (Cow::Owned(kept), left_out)
        }
    }
}

/// Inline elements that a tree builder opens again in every block while they are not closed.
const REOPENED: &[&str] = &[
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
];

/// Elements that may be opened again before the page's inline tags are left out.
const MOST_REOPENED: usize = 200_000;

/// `html` without its inline formatting, if unclosed tags of it would make a tree builder open them
/// again and again, and how many start tags were left out.
pub(crate) fn limit_reopened(html: &str) -> (Cow<'_, str>, u32) {
    let mut open = 0_usize;
    let mut reopened = 0_usize;
    for (name, closing, _) in tags(html) {
        if REOPENED.contains(&name.as_str()) {
            open = if closing {
                open.saturating_sub(1)
            } else {
                open + 1
            };
        } else if !closing {
            reopened += open;
        }
    }
    if reopened <= MOST_REOPENED {
        return (Cow::Borrowed(html), 0);
    }
    let (mut kept, mut copied, mut left_out) = (None, 0, 0);
    for (name, closing, range) in tags(html) {
        if REOPENED.contains(&name.as_str()) {
            left_out += u32::from(!closing);
            cut(html, &mut kept, &mut copied, range.start, range.end);
        }
    }
    let mut kept = kept.unwrap_or_default();
    kept.push_str(&html[copied..]);
    (Cow::Owned(kept), left_out)
}

/// The tags of a page: name, whether it closes, and where it stands. Raw text elements are passed
/// over.
fn tags(html: &str) -> impl Iterator<Item = (String, bool, std::ops::Range<usize>)> + '_ {
    let bytes = html.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + bytes.get(at..)?.iter().position(|b| *b == b'<')?;
            let closing = bytes.get(start + 1) == Some(&b'/');
            let name_at = start + 1 + usize::from(closing);
            let name_len = bytes[name_at..]
                .iter()
                .take(32)
                .position(|b| b.is_ascii_whitespace() || matches!(b, b'>' | b'/' | b'<'))
                .unwrap_or(0);
            at = name_at;
            if name_len == 0 || !bytes[name_at].is_ascii_alphabetic() {
                continue;
            }
            let name = html[name_at..name_at + name_len].to_ascii_lowercase();
            if !closing && RAW.contains(&name.as_str()) {
                at = raw_end(bytes, name_at + name_len, &name);
                continue;
            }
            let end = tag_end(bytes, name_at + name_len);
            at = end;
            return Some((name, closing, start..end));
        }
    })
}

/// Elements whose content is no markup.
const RAW: &[&str] = &["script", "style", "textarea", "title", "xmp", "iframe"];

/// Copies up to `start` and goes on behind `end`.
fn cut(html: &str, kept: &mut Option<String>, copied: &mut usize, start: usize, end: usize) {
    let kept = kept.get_or_insert_with(|| String::with_capacity(html.len()));
    kept.push_str(&html[*copied..start]);
    *copied = end;
}

/// One past the `>` that ends a tag whose attributes begin at `from`; quotes may hold a `>`. An
/// unclosed quote is no quote.
fn tag_end(bytes: &[u8], from: usize) -> usize {
    let mut quote = None;
    let mut first = None;
    // Attributes longer than this are an unclosed quote.
    let to = bytes.len().min(from + 65_536);
    for (i, byte) in bytes[from..to].iter().enumerate() {
        match (quote, byte) {
            (None, b'>') => return from + i + 1,
            (None, b'"' | b'\'') => quote = Some(*byte),
            (Some(open), close) if open == *close => quote = None,
            (Some(_), b'>') => first = first.or(Some(from + i + 1)),
            _ => {}
        }
    }
    first.unwrap_or(to)
}

/// Where the end tag of a raw text element begins, or the end of the page.
fn raw_end(bytes: &[u8], from: usize, name: &str) -> usize {
    let mut at = from;
    while let Some(found) = bytes[at..].windows(2).position(|w| w == b"</") {
        let name_at = at + found + 2;
        if bytes
            .get(name_at..name_at + name.len())
            .is_some_and(|n| n.eq_ignore_ascii_case(name.as_bytes()))
        {
            return at + found;
        }
        at = name_at;
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_pages_pass_untouched() {
        let page = "<div><p>a<b>b</b><br><script>if (a</b) {'<div>'}</script><li><li></div>";
        assert!(matches!(limit(page), (Cow::Borrowed(_), 0)));
    }

    #[test]
    fn deep_markup_is_cut_and_its_text_kept() {
        let page = format!(
            "{}Envoys met.{}end",
            "<div>".repeat(100_000),
            "</div>".repeat(100_000)
        );
        let (cut, tags) = limit(&page);
        assert_eq!(tags, 100_000 - DEEPEST);
        assert!(cut.contains("Envoys met.") && cut.ends_with("end"));
        assert_eq!(cut.matches("<div>").count(), DEEPEST as usize);
        assert_eq!(cut.matches("</div>").count(), DEEPEST as usize);
    }

    #[test]
    fn formatting_that_would_be_opened_again_without_end_is_left_out() {
        let tags = (0..300).fold(String::new(), |tags, i| {
            tags + "<font size=" + &i.to_string() + ">"
        });
        let page = format!("{tags}{}", "<p>Envoys met.".repeat(5_000));
        let (cut, left_out) = limit_reopened(&page);
        assert_eq!(left_out, 300);
        assert!(!cut.contains("font") && cut.contains("<p>Envoys met."));
        assert!(matches!(
            limit_reopened("<p><b>a</b><p><i>b"),
            (Cow::Borrowed(_), 0)
        ));
    }

    #[test]
    fn broken_tags_end_somewhere() {
        for page in [
            "<",
            "<a",
            "<div title='",
            "</",
            "<script>",
            "<div \"><p>a",
            "<é>",
            "<div><",
        ] {
            limit(page);
        }
    }
}
