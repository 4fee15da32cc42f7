//! The same page under several addresses, and the same text on several pages.

/// Parameters of addresses that say where a reader came from and not what the page is.
const TRACKING: &[&str] = &[
    "_ga",
    "cmp",
    "cmpid",
    "cid",
    "dclid",
    "fbclid",
    "ftag",
    "gclid",
    "gclsrc",
    "guccounter",
    "igshid",
    "mc_cid",
    "mc_eid",
    "mkt_tok",
    "msclkid",
    "ncid",
    "ocid",
    "partner",
    "ref",
    "ref_src",
    "referrer",
    "rss",
    "s_cid",
    "share",
    "smid",
    "smtyp",
    "soc_src",
    "spm",
    "sr_share",
    "taid",
    "tblci",
    "twclid",
    "vero_id",
    "wt_mc",
    "xtor",
    "yclid",
];

/// Names of files that a folder's address stands for.
const INDEX_FILES: &[&str] = &["index.html", "index.htm", "index.php", "default.aspx"];

/// The address in the form that all addresses of one page share; `None` if it is no address of the web.
///
/// The scheme is `https`, the host is in lower case without `www.` and a default port; the fragment,
/// tracking parameters, and a slash or index file at the end are left out; parameters are sorted, and
/// marks of a mobile or AMP copy of the page (`m.`, `amp.`, `/amp`, `?amp=1`) are gone.
///
/// ```
/// use detente_stories::identity::normal_url;
/// assert_eq!(
///     normal_url("HTTP://www.Example.org:80/news/1/?utm_source=x&id=7#top").as_deref(),
///     Some("https://example.org/news/1?id=7")
/// );
/// assert_eq!(normal_url("mailto:desk@example.org"), None);
/// ```
pub fn normal_url(url: &str) -> Option<String> {
    let url = url.trim();
    let (scheme, rest) = url.split_once("://")?;
    if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
        return None;
    }
    let rest = rest.split('#').next().unwrap_or_default();
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (authority, rest) = rest.split_at(end);
    let host = normal_host(authority)?;
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let path = normal_path(path);
    let mut parameters: Vec<&str> = query
        .split('&')
        .filter(|parameter| !parameter.is_empty() && !is_tracking(parameter))
        .collect();
    parameters.sort_unstable();
    parameters.dedup();
    let mut normal = format!("https://{host}{path}");
    if !parameters.is_empty() {
        normal.push('?');
        normal.push_str(&parameters.join("&"));
    }
    Some(normal)
}

fn normal_host(authority: &str) -> Option<String> {
    // What stands before an at sign is a name and a password.
    let host = authority.rsplit('@').next()?.trim_end_matches('.');
    let host = host
        .strip_suffix(":80")
        .or_else(|| host.strip_suffix(":443"))
        .unwrap_or(host)
        .to_lowercase();
    let bare = ["www.", "m.", "mobile.", "amp."]
        .iter()
        .find_map(|mark| host.strip_prefix(mark))
        .filter(|rest| rest.contains('.'))
        .unwrap_or(&host);
    let sound = !bare.is_empty() && !bare.contains(|c: char| c.is_whitespace() || c.is_control());
    sound.then(|| bare.to_owned())
}

fn normal_path(path: &str) -> String {
    let mut segments: Vec<&str> = path
        .split('/')
        .filter(|s| !s.is_empty() && *s != ".")
        .collect();
    if segments.last().is_some_and(|last| {
        INDEX_FILES
            .iter()
            .any(|file| file.eq_ignore_ascii_case(last))
    }) {
        segments.pop();
    }
    if segments.last() == Some(&"amp") {
        segments.pop();
    }
    segments.iter().fold(String::new(), |path, segment| {
        path + "/" + &normal_escapes(segment)
    })
}

/// Escapes in capitals, and none for characters that need none.
fn normal_escapes(segment: &str) -> String {
    let bytes = segment.as_bytes();
    let mut out = String::with_capacity(segment.len());
    let mut from = 0;
    let mut at = 0;
    while at < bytes.len() {
        let value = (bytes[at] == b'%')
            .then(|| segment.get(at + 1..at + 3))
            .flatten()
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        if let Some(value) = value {
            out.push_str(&segment[from..at]);
            if value.is_ascii_alphanumeric() || matches!(value, b'-' | b'.' | b'_' | b'~') {
                out.push(char::from(value));
            } else {
                out.push_str(&segment[at..at + 3].to_ascii_uppercase());
            }
            at += 3;
            from = at;
        } else {
            at += 1;
        }
    }
    out.push_str(&segment[from..]);
    out
}

fn is_tracking(parameter: &str) -> bool {
    let name = parameter
        .split('=')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    name.starts_with("utm_")
        || name.starts_with("at_")
        || name == "amp"
        || TRACKING.contains(&name.as_str())
}

/// The hash of a text that pages which differ only in case, blanks, punctuation and typography share:
/// 32 hex digits.
///
/// ```
/// use detente_stories::identity::content_hash;
/// assert_eq!(content_hash("“Talks  go on,” he said."), content_hash("\"Talks go on\", he said"));
/// assert_ne!(content_hash("Talks go on."), content_hash("Talks ended."));
/// ```
pub fn content_hash(text: &str) -> String {
    let mut hasher = blake3::Hasher::new();
    for word in crate::words::words(text) {
        hasher.update(word.folded().as_bytes());
        hasher.update(b" ");
    }
    hasher.finalize().to_hex()[..32].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_one_page_are_one() {
        for (url, normal) in [
            ("https://example.org", "https://example.org"),
            ("https://example.org/", "https://example.org"),
            (
                "http://m.example.org/a//b/./index.html",
                "https://example.org/a/b",
            ),
            (
                "https://amp.example.org/a/amp/?amp=1",
                "https://example.org/a",
            ),
            (
                "https://user:pass@example.org:443/a?b=2&a=1&a=1",
                "https://example.org/a?a=1&b=2",
            ),
            (
                "https://example.org/%7ea%2fb%e2%82%ac",
                "https://example.org/~a%2Fb%E2%82%AC",
            ),
            ("https://example.org/a%zz%", "https://example.org/a%zz%"),
            ("https://example.org:8080/a", "https://example.org:8080/a"),
            ("https://m.io/a", "https://m.io/a"),
        ] {
            assert_eq!(normal_url(url).as_deref(), Some(normal), "{url}");
            assert_eq!(
                normal_url(normal).as_deref(),
                Some(normal),
                "twice is once: {url}"
            );
        }
        for url in [
            "",
            "example.org/a",
            "ftp://example.org",
            "https://",
            "https:///a",
            "https://exa mple.org",
        ] {
            assert_eq!(normal_url(url), None, "{url}");
        }
    }
}
